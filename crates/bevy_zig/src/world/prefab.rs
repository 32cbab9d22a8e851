//! Prefabs, which the game describes in Rust and scripts spawn by name; and the game's message about a spawn.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bevy::app::App;
use bevy::platform::collections::HashMap;
use bevy::prelude::{Children, Entity, EntityWorldMut, Message, Resource, World};
use smallvec::SmallVec;

use crate::attached::{ChangedScripts, ZigScripts};

/// A prefab: what puts its components on a fresh entity.
#[derive(Clone)]
pub(crate) struct Prefab {
    build: Arc<dyn Fn(&mut EntityWorldMut) + Send + Sync>,
    /// How much it has brought at the most: known once it was built.
    most: Arc<Most>,
}

#[derive(Default)]
struct Most {
    scripts: AtomicUsize,
    below: AtomicUsize,
}

/// What comes with a prefab.
#[derive(Clone, Copy, Default)]
pub(crate) struct Brought {
    /// Scripts, of it and what is below it.
    pub(crate) scripts: usize,
    /// Entities below it.
    pub(crate) below: usize,
}

impl Prefab {
    /// What it brings, as far as that is known.
    pub(crate) fn brings(&self) -> Brought {
        let Most { scripts, below } = &*self.most;
        Brought { scripts: scripts.load(Ordering::Relaxed), below: below.load(Ordering::Relaxed) }
    }

    /// Builds it, and tells what that has brought.
    pub(crate) fn build(&self, entity: &mut EntityWorldMut) -> Brought {
        let changed = |world: &World| world.get_resource::<ChangedScripts>().map_or(0, |changed| changed.0.len());
        let before = entity.world_scope(|world| changed(world));
        (self.build)(entity);
        let scripts = entity.world_scope(|world| {
            let changed = world.get_resource::<ChangedScripts>();
            let mut entities: SmallVec<[Entity; 8]> =
                changed.into_iter().flat_map(|changed| changed.0.since(before)).collect();
            entities.sort_unstable();
            entities.dedup();
            let count = |entity: &Entity| world.get::<ZigScripts>(*entity).map_or(0, |scripts| scripts.iter().count());
            entities.iter().map(count).sum()
        });
        let below = count_below(entity);
        self.most.scripts.fetch_max(scripts, Ordering::Relaxed);
        self.most.below.fetch_max(below, Ordering::Relaxed);
        Brought { scripts, below }
    }
}

/// How many entities are below this one, which goes with them. Commands may have despawned it.
fn count_below(entity: &EntityWorldMut) -> usize {
    let world = entity.world();
    let children = |of: Entity| world.get::<Children>(of).map_or(&[][..], |children| &**children);
    let mut open: SmallVec<[Entity; 8]> = children(entity.id()).into();
    let mut count = 0;
    while let Some(child) = open.pop() {
        count += 1;
        open.extend_from_slice(children(child));
    }
    count
}

/// How many entities the world has. Whatever lives is in an archetype, of which there are few; Bevy's own count looks
/// at every index that was ever used.
pub(crate) fn living(world: &World) -> usize {
    world.archetypes().iter().map(|archetype| archetype.len() as usize).sum()
}

/// The prefabs of the game, by name.
#[derive(Resource, Default)]
pub struct Prefabs(HashMap<Cow<'static, str>, Prefab>);

impl Prefabs {
    /// Registers a prefab, and replaces an earlier one of the same name.
    pub fn register(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        build: impl Fn(&mut EntityWorldMut) + Send + Sync + 'static,
    ) {
        self.0.insert(name.into(), Prefab { build: Arc::new(build), most: Arc::default() });
    }

    /// The names, for messages about one that is not among them.
    pub(crate) fn known(&self) -> String {
        let mut names: Vec<_> = self.0.keys().map(|name| &**name).collect();
        names.sort_unstable();
        if names.is_empty() { "none; add one with register_prefab".to_owned() } else { names.join(", ") }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Prefab> {
        self.0.get(name)
    }
}

/// The answer to a script's `ctx.spawn(.{ .request_id = 7, … })`: the entity exists, with all of its components.
/// Written when the requests of the phase are applied; a request without an id, and one that was refused or dropped,
/// gets no answer.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub struct ScriptSpawned {
    /// The number that the script chose; not 0.
    pub request_id: u64,
    /// The script that requested the spawn.
    pub script: String,
    /// The entity that it runs on; `None` for a global script.
    pub entity: Option<Entity>,
    /// The new entity. It may no longer exist when you read this.
    pub spawned: Entity,
}

/// Registering prefabs on an app.
pub trait PrefabApp {
    /// Registers a prefab that scripts spawn with `ctx.spawn(.{ .prefab = name })`. `build` adds its components to a
    /// fresh entity; components, transform and tag from the script are added afterwards and replace its own.
    ///
    /// ```
    /// use bevy::prelude::*;
    /// use bevy_zig::{PrefabApp, Tags, ZigScripts};
    ///
    /// App::new().register_prefab("rock", |entity| {
    ///     entity.insert((Transform::default(), Tags::one("rock"), ZigScripts::one("rock")));
    /// });
    /// ```
    fn register_prefab(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        build: impl Fn(&mut EntityWorldMut) + Send + Sync + 'static,
    ) -> &mut Self;
}

impl PrefabApp for App {
    fn register_prefab(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        build: impl Fn(&mut EntityWorldMut) + Send + Sync + 'static,
    ) -> &mut Self {
        self.world_mut().get_resource_or_init::<Prefabs>().register(name, build);
        self
    }
}
