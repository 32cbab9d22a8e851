//! How a game attaches its scripts: which run where, in which order, with which properties.

use std::borrow::Cow;
use std::hash::Hasher;
use std::sync::atomic::{AtomicU16, Ordering};

use bevy::app::AppExit;
use bevy::ecs::component::Component;
use bevy::ecs::entity::{ComponentCloneCtx, EntityMapper, MapEntities, SourceComponent};
use bevy::ecs::intern::{Internable, Interned, Interner};
use bevy::ecs::lifecycle::HookContext;
use bevy::ecs::message::Messages;
use bevy::ecs::reflect::{ReflectComponent, ReflectResource};
use bevy::ecs::world::DeferredWorld;
use bevy::log::warn_once;
use bevy::prelude::{Entity, Resource, World};
use bevy::reflect::std_traits::ReflectDefault;
use bevy::reflect::{Reflect, ReflectDeserialize, ReflectSerialize};
use serde::{Deserialize, Serialize};

use super::{EntityInstances, Identity};
use crate::abi::*;
use crate::base::OneOrMore;
use crate::shape::Value;

/// The part of a frame in which an instance's `update` runs. Requests are applied after each phase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Reflect, Serialize, Deserialize)]
#[reflect(Clone, Debug, Default, PartialEq, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Phase {
    /// In Bevy's `PreUpdate`, after input was read.
    PreUpdate = BEVY_ZIG_PHASE_PRE_UPDATE as u8,
    /// In Bevy's `Update`. The default.
    #[default]
    Update = BEVY_ZIG_PHASE_UPDATE as u8,
    /// In Bevy's `PostUpdate`, before transforms are propagated.
    PostUpdate = BEVY_ZIG_PHASE_POST_UPDATE as u8,
}

impl Phase {
    /// All phases, in the order in which they run.
    pub const ALL: [Self; 3] = [Self::PreUpdate, Self::Update, Self::PostUpdate];

    /// The phase with this number in the contract.
    pub(crate) fn from_abi(value: u32) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| *phase as u32 == value)
    }
}

/// One script on an entity (or a global one), with its order and its properties.
///
/// ```
/// use bevy_zig::{Phase, Script};
/// let script = Script::new("spinner").with("speed", 2.0).with_phase(Phase::PostUpdate).with_priority(-1);
/// assert!(script.is_enabled());
/// ```
///
/// In a scene file it is a record; only the name is required:
///
/// ```ron
/// (name: "spinner", priority: -1, phase: PostUpdate, enabled: true, properties: {"speed": Float(2.0)})
/// ```
#[derive(Clone, Debug, Reflect, Serialize, Deserialize)]
#[reflect(opaque)]
#[reflect(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "SavedScript", into = "SavedScript")]
pub struct Script {
    name: Interned<ScriptName>,
    #[expect(clippy::box_collection, reason = "most scripts have none, and 100,000 of them should stay small")]
    properties: Option<Box<Vec<Property>>>,
    priority: i32,
    phase: Phase,
    enabled: bool,
    identity: Identity,
}

impl PartialEq for Script {
    fn eq(&self, other: &Self) -> bool {
        let Self { name, properties, priority, phase, enabled, identity: _ } = self;
        *name == other.name
            && *properties == other.properties
            && *priority == other.priority
            && *phase == other.phase
            && *enabled == other.enabled
    }
}

/// A script's name, kept once for all who carry it.
#[derive(Debug, PartialEq, Eq, Hash)]
struct ScriptName(Cow<'static, str>);

impl ScriptName {
    fn intern(name: Cow<'static, str>) -> Interned<Self> {
        static NAMES: Interner<ScriptName> = Interner::new();
        NAMES.intern(&Self(name))
    }
}

impl Internable for ScriptName {
    fn leak(&self) -> &'static Self {
        Box::leak(Box::new(Self(self.0.clone())))
    }

    fn ref_eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }

    fn ref_hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::hash(self, state);
    }
}

/// The path of a field and the value that it begins with.
pub(crate) type Property = (Cow<'static, str>, Value);

impl Script {
    /// The script of this name, with default properties, priority 0, in [`Phase::Update`], enabled.
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        static NEXT: AtomicU16 = AtomicU16::new(0);
        Self {
            name: ScriptName::intern(name.into()),
            properties: None,
            priority: 0,
            phase: Phase::Update,
            enabled: true,
            identity: NEXT.fetch_add(1, Ordering::Relaxed),
        }
    }

    /// Sets a field of the script's state before `init`. `path` is the field's name, dotted for nested ones (`body.mass`,
    /// `slots.2`). An unknown path or wrong type is logged as an error, and the script does not start.
    #[must_use]
    pub fn with(mut self, path: impl Into<Cow<'static, str>>, value: impl Into<Value>) -> Self {
        self.properties.get_or_insert_default().push((path.into(), value.into()));
        self
    }

    /// Sets the priority. Scripts of an entity run by priority, lowest first, then in the order of the list.
    #[must_use]
    pub fn with_priority(mut self, priority: i32) -> Self {
        self.priority = priority;
        self
    }

    /// Sets the phase in which `update` runs.
    #[must_use]
    pub fn with_phase(mut self, phase: Phase) -> Self {
        self.phase = phase;
        self
    }

    /// The script starts disabled: its `init` runs, but it is not updated until it is enabled.
    #[must_use]
    pub fn disabled(mut self) -> Self {
        self.enabled = false;
        self
    }

    /// The script's name.
    pub fn name(&self) -> &str {
        &self.name.0.0
    }

    /// The priority; lower runs first.
    pub fn priority(&self) -> i32 {
        self.priority
    }

    /// The phase.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// Whether it is updated.
    pub fn is_enabled(&self) -> bool {
        self.enabled
    }

    /// Changes the priority.
    pub fn set_priority(&mut self, priority: i32) {
        self.priority = priority;
    }

    /// Changes the phase.
    pub fn set_phase(&mut self, phase: Phase) {
        self.phase = phase;
    }

    /// Enables or disables it. State is kept.
    pub fn set_enabled(&mut self, enabled: bool) {
        self.enabled = enabled;
    }

    pub(crate) fn identity(&self) -> Identity {
        self.identity
    }

    pub(crate) fn properties(&self) -> &[Property] {
        self.properties.as_deref().map_or(&[], Vec::as_slice)
    }

    pub(crate) fn set_properties(&mut self, properties: Vec<Property>) {
        self.properties = (!properties.is_empty()).then(|| Box::new(properties));
    }
}

impl MapEntities for Script {
    fn map_entities<M: EntityMapper>(&mut self, mapper: &mut M) {
        for (_, value) in self.properties.iter_mut().flat_map(|properties| properties.iter_mut()) {
            value.map_entities(mapper);
        }
    }
}

/// A script as a scene file has it.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Script", deny_unknown_fields)]
struct SavedScript {
    name: Cow<'static, str>,
    #[serde(default)]
    priority: i32,
    #[serde(default)]
    phase: Phase,
    #[serde(default = "enabled")]
    enabled: bool,
    #[serde(default, with = "property_map")]
    properties: Vec<Property>,
}

fn enabled() -> bool {
    true
}

impl From<SavedScript> for Script {
    fn from(saved: SavedScript) -> Self {
        let mut script = Self::new(saved.name).with_priority(saved.priority).with_phase(saved.phase);
        script.set_enabled(saved.enabled);
        script.set_properties(saved.properties);
        script
    }
}

impl From<Script> for SavedScript {
    fn from(script: Script) -> Self {
        Self {
            name: script.name.0.0.clone(),
            priority: script.priority,
            phase: script.phase,
            enabled: script.enabled,
            properties: script.properties.map(|properties| *properties).unwrap_or_default(),
        }
    }
}

/// Properties as a map, in their order.
mod property_map {
    use std::fmt;

    use serde::de::{Deserializer, MapAccess, Visitor};
    use serde::ser::Serializer;

    use super::Property;

    pub(super) fn serialize<S: Serializer>(properties: &[Property], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(properties.iter().map(|(path, value)| (path, value)))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Property>, D::Error> {
        struct Properties;

        impl<'de> Visitor<'de> for Properties {
            type Value = Vec<Property>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a map from a field's path to its value")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                std::iter::from_fn(|| map.next_entry().transpose()).collect()
            }
        }

        deserializer.deserialize_map(Properties)
    }
}

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
/// A clone of an entity gets instances of its own. They begin with the fields that the original's have at that moment, as
/// [`ScriptFields::capture_scripts`](crate::ScriptFields::capture_scripts) reads them, and `init` runs for them, exactly
/// as if the entity had been saved and loaded. Moving the component to another entity does the same, and then ends the
/// instances that it leaves behind.
#[derive(Component, Clone, Debug, Default, PartialEq, Reflect, Serialize, Deserialize)]
#[component(immutable, on_insert = note_change, on_remove = note_change, map_entities)]
#[component(clone_behavior = Custom(clone_scripts))]
#[require(EntityInstances)]
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
        Self::new([Script::new(name)])
    }

    /// The scripts, in the order in which they were attached.
    pub fn iter(&self) -> impl Iterator<Item = &Script> {
        self.0.as_slice().iter()
    }

    /// The first script of this name.
    pub fn get(&self, name: &str) -> Option<&Script> {
        self.iter().find(|script| script.name() == name)
    }

    /// The first script of this name, to change it.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Script> {
        self.0.as_mut_slice().iter_mut().find(|script| script.name() == name)
    }

    /// Attaches a script after the others.
    pub fn attach(&mut self, script: Script) {
        self.0.push(script);
    }

    /// Detaches the first script of this name and returns it.
    pub fn detach(&mut self, name: &str) -> Option<Script> {
        self.0.remove_first(|script| script.name() == name)
    }

    /// Detaches the very script that an instance was made for, or else the first of its name.
    pub(crate) fn detach_entry(&mut self, name: &str, identity: Identity) {
        let is_it = |script: &Script| script.name() == name && script.identity() == identity;
        if self.0.remove_first(is_it).is_none() {
            self.detach(name);
        }
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

impl MapEntities for ZigScripts {
    fn map_entities<M: EntityMapper>(&mut self, mapper: &mut M) {
        for script in self.as_mut_slice() {
            script.map_entities(mapper);
        }
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
#[derive(Resource, Clone, Debug, Default, PartialEq, Reflect, Serialize, Deserialize)]
#[component(map_entities)]
#[reflect(opaque)]
#[reflect(Resource, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GlobalScripts(ZigScripts);

impl std::ops::Deref for GlobalScripts {
    type Target = ZigScripts;

    fn deref(&self) -> &ZigScripts {
        &self.0
    }
}

impl std::ops::DerefMut for GlobalScripts {
    fn deref_mut(&mut self) -> &mut ZigScripts {
        &mut self.0
    }
}

impl MapEntities for GlobalScripts {
    fn map_entities<M: EntityMapper>(&mut self, mapper: &mut M) {
        self.0.map_entities(mapper);
    }
}

/// The entities whose scripts were inserted or removed since the last phase, some more than once.
#[derive(Resource, Default)]
pub(crate) struct ChangedScripts(pub(crate) Vec<Entity>);

fn note_change(mut world: DeferredWorld, context: HookContext) {
    if let Some(mut changed) = world.get_resource_mut::<ChangedScripts>() {
        changed.0.push(context.entity);
    } else if world.contains_resource::<Messages<AppExit>>() {
        // A world that an app runs, and no scene, in which scripts wait to be spawned.
        warn_once!(
            "entities have ZigScripts, but nothing runs them: add ZigScriptPlugin to the app before these entities"
        );
    }
}

/// Reads the scripts of an entity with the current fields of their instances. The plugin brings it, since the fields lie with
/// what runs.
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
        // As a command, it comes after the other components, and may meet an entity that one of their hooks has despawned.
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
