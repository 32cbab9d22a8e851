//! The lists of scripts: an entity's, and the game's.

use std::borrow::Cow;

use bevy::app::AppExit;
use bevy::ecs::component::Component;
use bevy::ecs::entity::{ComponentCloneCtx, EntityMapper, MapEntities, SourceComponent};
use bevy::ecs::lifecycle::HookContext;
use bevy::ecs::message::Messages;
use bevy::ecs::reflect::{ReflectComponent, ReflectResource};
use bevy::ecs::world::DeferredWorld;
use bevy::log::warn_once;
use bevy::prelude::{Deref, DerefMut, Entity, Resource, World};
use bevy::reflect::std_traits::ReflectDefault;
use bevy::reflect::{Reflect, ReflectDeserialize, ReflectSerialize};
use serde::{Deserialize, Serialize};

use super::known::Identity;
use super::script::Script;
use crate::base::resource::{KeptId, resource_mut};
use crate::base::{EntityRuns, OneOrMore};

/// The scripts of an entity, in the order in which they were attached.
///
/// The component is immutable in Bevy's sense: every change is an insert, so that the plugin sees it without scanning
/// all entities in every frame. [`ZigScriptCommands`](crate::ZigScriptCommands) has the usual changes as commands.
/// Scripts that stay in the list keep their state; at the start of the next phase, `shutdown` of removed scripts and
/// `init` of new ones run.
///
/// ```
/// use bevy_zig::{Script, ZigScripts};
/// let scripts = ZigScripts::new([Script::new("ship"), Script::new("gun").with("rate", 4.0)]);
/// assert_eq!(scripts.iter().count(), 2);
/// ```
///
/// It is saved and loaded with scenes, as are [`Tags`](crate::Tags), [`ScriptVars`](crate::ScriptVars),
/// [`GlobalScripts`] and [`GlobalVars`](crate::GlobalVars). A scene contains the initial values of scripts; to save the
/// state of running scripts, see [`ScriptFields::capture_all_scripts`](crate::ScriptFields::capture_all_scripts).
///
/// A clone of an entity gets instances of its own. They begin with the fields that the original's have at that moment,
/// as [`ScriptFields::capture_scripts`](crate::ScriptFields::capture_scripts) reads them, and `init` runs for them,
/// exactly as if the entity had been saved and loaded. Moving the component to another entity does the same, and then
/// ends the instances that it leaves behind.
#[derive(Component, Clone, Debug, Default, PartialEq, Reflect, Serialize, Deserialize)]
// Scenes name the type so, wherever the file lies.
#[type_path = "bevy_zig::scripts"]
#[component(immutable, on_insert = note_change, on_remove = note_change, map_entities)]
#[component(clone_behavior = Custom(clone_scripts))]
#[reflect(opaque)]
#[reflect(Component, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<Script>", into = "Vec<Script>")]
pub struct ZigScripts(OneOrMore<Script>);

impl ZigScripts {
    /// These scripts.
    pub fn new(scripts: impl IntoIterator<Item = Script>) -> Self {
        Self(scripts.into_iter().collect())
    }

    /// One script with default properties.
    pub fn one(name: impl Into<Cow<'static, str>>) -> Self {
        Self(OneOrMore::One(Script::new(name)))
    }

    /// The scripts, in the order in which they were attached.
    pub fn iter(&self) -> impl Iterator<Item = &Script> {
        self.0.as_slice().iter()
    }

    /// The first script of this name.
    pub fn get(&self, name: &str) -> Option<&Script> {
        self.iter().find(|script| script.is_called(name))
    }

    /// The first script of this name, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Script> {
        self.0.as_mut_slice().iter_mut().find(|script| script.is_called(name))
    }

    /// Attaches a script after the others.
    #[inline]
    pub fn attach(&mut self, script: Script) {
        self.0.push(script);
    }

    /// Detaches the first script of this name and returns it.
    pub fn detach(&mut self, name: &str) -> Option<Script> {
        self.0.remove_first(|script| script.is_called(name))
    }

    /// Detaches the very script that an instance was made for, or else the first of its name.
    pub(crate) fn detach_entry(&mut self, name: &str, identity: Identity) {
        let is_it = |script: &Script| script.is_called(name) && script.identity() == identity;
        if self.0.remove_first(is_it).is_none() {
            self.detach(name);
        }
    }

    /// Where the very script with this identity is in a list, or else the first of its name.
    pub(crate) fn entry(scripts: &[Script], name: &str, identity: Option<Identity>) -> Option<usize> {
        let is_it = |script: &Script| script.is_called(name) && identity.is_none_or(|it| it == script.identity());
        scripts.iter().position(is_it).or_else(|| scripts.iter().position(|script| script.is_called(name)))
    }

    /// Detaches the script at this place of the list.
    #[cfg(feature = "inspection")]
    pub(crate) fn remove(&mut self, index: usize) {
        let it: *const Script = &self.0.as_slice()[index];
        self.0.remove_first(|script| std::ptr::eq(script, it));
    }

    pub(crate) fn as_slice(&self) -> &[Script] {
        self.0.as_slice()
    }

    pub(crate) fn as_mut_slice(&mut self) -> &mut [Script] {
        self.0.as_mut_slice()
    }
}

/// All entities with a list of scripts, those that Bevy's queries pass over among them.
pub(crate) fn with_scripts(world: &World) -> Vec<Entity> {
    let Some(id) = world.component_id::<ZigScripts>() else { return Vec::new() };
    let archetypes = world.archetypes().iter().filter(|archetype| archetype.contains(id));
    archetypes.flat_map(|archetype| archetype.entities()).map(|entity| entity.id()).collect()
}

impl MapEntities for ZigScripts {
    fn map_entities<M: EntityMapper>(&mut self, mapper: &mut M) {
        for script in self.as_mut_slice() {
            script.map_entities(mapper);
        }
    }
}

impl From<Script> for ZigScripts {
    fn from(script: Script) -> Self {
        Self(OneOrMore::One(script))
    }
}

impl From<Vec<Script>> for ZigScripts {
    fn from(scripts: Vec<Script>) -> Self {
        Self::new(scripts)
    }
}

impl From<ZigScripts> for Vec<Script> {
    fn from(scripts: ZigScripts) -> Self {
        scripts.as_slice().to_vec()
    }
}

/// The global scripts, which are not on an entity: the rules of the game. You can change this resource at any time. If
/// you replace the list, or load it from a scene, scripts that stay in it keep their instances.
///
/// ```
/// use bevy_zig::{GlobalScripts, Script};
/// let mut globals = GlobalScripts::default();
/// globals.attach(Script::new("game").with("lives", 3));
/// assert!(globals.get("game").is_some());
/// ```
#[derive(Resource, Deref, DerefMut, Clone, Debug, Default, PartialEq, Reflect, Serialize, Deserialize)]
// Scenes name the type so, wherever the file lies.
#[type_path = "bevy_zig::scripts"]
#[component(map_entities)]
#[reflect(opaque)]
#[reflect(Resource, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GlobalScripts(ZigScripts);

impl MapEntities for GlobalScripts {
    fn map_entities<M: EntityMapper>(&mut self, mapper: &mut M) {
        self.0.map_entities(mapper);
    }
}

/// The entities whose scripts were inserted or removed since the last phase, some more than once.
#[derive(Resource, Default)]
pub(crate) struct ChangedScripts(pub(crate) EntityRuns);

impl ChangedScripts {
    pub(crate) fn take(&mut self) -> EntityRuns {
        std::mem::take(&mut self.0)
    }

    /// Takes the memory back of what was taken, for the next.
    pub(crate) fn keep(&mut self, mut taken: EntityRuns) {
        if self.0.is_empty() {
            taken.clear();
            self.0 = taken;
        }
    }
}

fn note_change(mut world: DeferredWorld, context: HookContext) {
    thread_local!(static ID: KeptId<ChangedScripts> = const { KeptId::new() });
    if let Some(mut changed) = resource_mut(&mut world, &ID) {
        changed.0.push(context.entity);
    } else if world.contains_resource::<Messages<AppExit>>() {
        // A world that an app runs, and no scene, in which scripts wait to be spawned.
        warn_once!(
            "entities have ZigScripts, but nothing runs them: add ZigScriptPlugin to the app before these entities"
        );
    }
}

/// Reads the scripts of an entity with the current fields of their instances. The plugin brings it, since the fields
/// lie with what runs.
#[derive(Resource)]
pub(crate) struct CaptureScripts(pub(crate) fn(&World, Entity) -> Option<ZigScripts>);

/// Gives a clone the scripts of the original, with the fields that their instances have now.
fn clone_scripts(source: &SourceComponent, context: &mut ComponentCloneCtx) {
    let Some(described) = source.read::<ZigScripts>().cloned() else { return };
    let (original, clone) = (context.source(), context.target());
    // Fields are the world's to tell; and which entities become which is known after the other components.
    context.queue_deferred(move |world, mut mapper| {
        let captured = world.get_resource::<CaptureScripts>().and_then(|capture| capture.0(world, original));
        let mut scripts = captured.unwrap_or(described);
        scripts.map_entities(&mut mapper);
        // As a command, it comes after the other components, and may meet an entity that one of their hooks has
        // despawned.
        world.commands().entity(clone).try_insert(scripts);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attached::Known;

    #[test]
    fn a_script_and_its_place_stay_small() {
        assert_eq!(size_of::<OneOrMore<Script>>(), 24);
        assert_eq!(size_of::<OneOrMore<Known>>(), 16);
    }
}
