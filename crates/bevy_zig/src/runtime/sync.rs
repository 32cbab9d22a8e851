//! Brings instances up to date with what components and globals say.

use std::iter::Peekable;

use bevy::ecs::entity::EntityHashSet;
use bevy::ecs::entity_disabling::Disabled;
use bevy::prelude::{ChildOf, Children, DetectChanges, Entity, GlobalTransform, Has, Transform, World};
use smallvec::SmallVec;

use super::{ScriptRuntime, Select};
use crate::abi::BevyZigFrame;
use crate::attached::{
    ChangedScripts, GlobalScripts, Identity, Known, OwnedInstances, Owner, Phase, Place, Script, ZigScripts,
};
use crate::base::{OneOrMore, did_you_mean};
use crate::instances::{Arrivals, ColumnKey, KindIndex, Neighbours, Run};
use crate::script::ScriptId;
use crate::shape::LeafError;
use crate::world::NewPlaces;

/// What has to be done.
#[derive(Default)]
struct Changes {
    /// Instances that end.
    leaving: Vec<Place>,
    /// Rows that become free because their instances go elsewhere.
    vacated: Vec<Place>,
    /// Those instances.
    moving: Arrivals,
    /// New instances.
    fresh: Arrivals,
    /// The new instances' entities that have no place in the world yet.
    unplaced: Vec<Entity>,
    /// The last of them whose owner has no other, and which has no properties: mostly many are of this kind.
    alike: Option<Alike>,
    /// Whether their owners were looked for in a row.
    are_walked: bool,
}

/// A script that an owner alone has, and what its instance is.
struct Alike {
    script: Script,
    kind: KindIndex,
}

/// What decides about the instances of an entity. Asking whether it is disabled finds those that are, too.
pub(super) type OwnerQuery = (Entity, &'static ZigScripts, Has<Disabled>, PlaceQuery);

/// What is known of one.
type Row<'w> = (Entity, &'w ZigScripts, bool, (Option<(&'w Transform, &'w GlobalTransform)>, bool, bool));

/// What says whether an entity is new to the world's space.
type PlaceQuery = (Option<(&'static Transform, &'static GlobalTransform)>, Has<ChildOf>, Has<Children>);

impl Alike {
    /// Which entry of its list an entity's new instance is for, if the entity wants nothing but this and has none; and
    /// whether there is nothing to be done about its place.
    #[inline]
    fn is_wanted(&self, owned: &OwnedInstances, row: Row) -> Option<(Identity, bool)> {
        let (entity, wanted, false, (place, false, false)) = row else { return None };
        let [script] = wanted.as_slice() else { return None };
        let is_it = *script == self.script && owned.of(Owner::Entity(entity)).is_empty();
        is_it.then(|| (script.identity(), place.is_none_or(|(place, global)| !NewPlaces::is_new(place, global))))
    }
}

/// Takes entities as long as they are gone, and with them their instances.
fn take_gone(world: &mut World, entities: &mut Peekable<impl Iterator<Item = Entity>>, changes: &mut Changes) {
    let is_gone = |world: &World, entity: &Entity| world.get_entity(*entity).is_err();
    if !entities.peek().is_some_and(|entity| is_gone(world, entity)) {
        return;
    }
    // Taken out, since looking it up for each of thousands would cost more than what is done with it.
    let mut owned = std::mem::take(&mut *world.resource_mut::<OwnedInstances>());
    while let Some(entity) = entities.next_if(|entity| is_gone(world, entity)) {
        let Some(gone) = owned.of_mut(Owner::Entity(entity)) else { continue };
        changes.leaving.extend(gone.as_slice().iter().map(|known| known.place));
        *gone = OneOrMore::None;
    }
    *world.resource_mut::<OwnedInstances>() = owned;
}

impl ScriptRuntime {
    /// Runs `shutdown` of instances that are gone and `init` of those that are new, and moves those whose order has
    /// changed.
    pub(crate) fn sync(&mut self, world: &mut World, frame: &mut BevyZigFrame) {
        let changed = world.resource_mut::<ChangedScripts>().take();
        let globals = self.have_globals_changed(world);
        if changed.is_empty() && !globals {
            world.resource_mut::<ChangedScripts>().keep(changed);
            return;
        }
        let mut changes = Changes::default();
        self.owners.update_archetypes(world);
        let distinct = changed.are_distinct();
        let mut seen = EntityHashSet::with_capacity(if distinct { 0 } else { changed.len() });
        let mut entities = changed.iter().filter(|entity| distinct || seen.insert(*entity)).peekable();
        while entities.peek().is_some() {
            self.take_alike(world, &mut entities, changed.len(), &mut changes);
            take_gone(world, &mut entities, &mut changes);
            if let Some(entity) = entities.next() {
                self.compare(world, Owner::Entity(entity), &mut changes);
            }
        }
        drop(entities);
        world.resource_mut::<ChangedScripts>().keep(changed);
        if globals {
            self.compare(world, Owner::Game, &mut changes);
        }
        let Changes { mut leaving, mut vacated, moving, fresh, unplaced, .. } = changes;
        self.tell_of_end(world, frame, &leaving);
        leaving.append(&mut vacated);
        self.rearrange(world, leaving, moving);
        self.new_places.settle(world, &unplaced);
        let placed = self.instances.insert(world, &self.registry, fresh);
        let ordered = self.in_order(placed, Neighbours::first, Select::INIT);
        let faults = self.call_runs(world, frame, Neighbours::joined(ordered), Select::INIT);
        self.settle(world, faults);
    }

    /// Takes entities as long as they want nothing but what the one before has got. There are no more than `count`.
    fn take_alike(
        &mut self,
        world: &World,
        entities: &mut Peekable<impl Iterator<Item = Entity>>,
        count: usize,
        Changes { alike, fresh, unplaced, are_walked, .. }: &mut Changes,
    ) {
        let (Some(alike), Some(first)) = (alike, entities.peek().copied()) else { return };
        let (owners, owned) = (self.owners.query_manual(world), world.resource::<OwnedInstances>());
        // Those that were spawned one after the other mostly lie so, too. Looked for once, where they are many.
        let are_many = count >= self.instances.len() / 4 && !std::mem::replace(are_walked, true);
        let mut neighbours = are_many.then(|| owners.iter().skip_while(|row| row.0 != first));
        while let Some(entity) = entities.peek().copied() {
            let next = neighbours.as_mut().and_then(Iterator::next).filter(|row| row.0 == entity);
            // Written twice, so that the row is not copied on its way.
            let wanted = match next {
                Some(row) => alike.is_wanted(owned, row),
                None => {
                    neighbours = None;
                    owners.get(entity).ok().and_then(|row| alike.is_wanted(owned, row))
                }
            };
            let Some((identity, is_placed)) = wanted else { return };
            // Most may be.
            fresh.reserve(count);
            fresh.push(Owner::Entity(entity), identity, self.instances.next_id(), alike.kind);
            if !is_placed {
                unplaced.push(entity);
            }
            entities.next();
        }
    }

    /// Whether the list of global scripts has changed since this was last asked, however many frames ago that was.
    fn have_globals_changed(&mut self, world: &mut World) -> bool {
        let changed = world.get_resource_ref::<GlobalScripts>().map(|globals| globals.last_changed());
        if changed.is_none() || changed == self.globals_changed {
            return false;
        }
        self.globals_changed = changed;
        // Whoever changes it in what is left of this phase does so at another time.
        world.increment_change_tick();
        true
    }

    /// Runs `shutdown` of instances that end, but of those in quarantine, and gives up what belongs to them.
    pub(super) fn tell_of_end(&mut self, world: &World, frame: &mut BevyZigFrame, places: &[Place]) {
        let called = places.iter().copied().filter(|place| !self.is_quarantined(*place)).collect();
        let ordered = self.in_order(called, |place| *place, Select::SHUTDOWN);
        let faults = self.call_places(world, frame, &ordered, Select::SHUTDOWN);
        self.report_faults(faults);
        self.forget(places);
    }

    /// The instances of an owner, which may be gone, that it wants no more.
    pub(super) fn unwanted(&self, world: &World, owner: Owner) -> SmallVec<[Place; 2]> {
        let mut present: SmallVec<[Known; 2]> = world.resource::<OwnedInstances>().of(owner).into();
        self.match_up(owner.scripts(world), &mut present);
        present.iter().map(|known| known.place).collect()
    }

    /// Takes instances out, as they are.
    pub(crate) fn end_instances(&mut self, world: &mut World, places: Vec<Place>) {
        self.forget(&places);
        self.rearrange(world, places, Arrivals::default());
    }

    /// Gives up what belongs to instances that end.
    fn forget(&mut self, places: &[Place]) {
        for place in places {
            let id = self.instances.id(*place);
            self.signals.connections.instance_gone(id);
            self.memory.instance_gone(id);
            self.faults.forget(id);
        }
        self.values.held().instances_gone(places.iter().map(|place| self.instances.id(*place)));
    }

    /// Takes instances out of the loop: they keep their states and connections, and nothing of them is called until
    /// they are revived or detached. Those whose entities are gone end. No callback may be running.
    pub(crate) fn quarantine(&mut self, world: &mut World, places: &[Place]) {
        let mut moving = Arrivals::default();
        let mut ended = Vec::new();
        for place in places {
            let owner = self.instances.owner(*place);
            let known = owner.note(world, |instances| instances.remove_first(|known| known.place == *place));
            let Some(Known { identity, .. }) = known.flatten().filter(|_| owner.is_there(world)) else {
                ended.push(*place);
                continue;
            };
            let (id, state) = self.instances.lift(*place);
            let key = ColumnKey { run: Run::Quarantined, ..self.instances.column(place.column).key };
            let kind = moving.kind(key, state);
            moving.push(owner, identity, id, kind);
        }
        self.forget(&ended);
        self.rearrange(world, places.to_vec(), moving);
    }

    /// Whether an instance is in quarantine.
    pub(crate) fn is_quarantined(&self, place: Place) -> bool {
        self.instances.column(place.column).key.run == Run::Quarantined
    }

    /// Frees rows, and puts the instances that had them, as far as they go on, elsewhere.
    pub(crate) fn rearrange(&mut self, world: &mut World, mut vacated: Vec<Place>, moving: Arrivals) {
        let connections = &mut self.signals.connections;
        vacated.sort_unstable();
        self.instances.remove(world, &vacated, |id, place| connections.instance_moved(id, place));
        let placed = self.instances.insert(world, &self.registry, moving);
        for place in placed.iter().flat_map(Neighbours::places) {
            connections.instance_moved(self.instances.id(place), place);
        }
    }

    /// Places, or what begins at one, whose scripts have a callback, in the order in which their instances run: by
    /// priority and rank, then row by row.
    fn in_order<T>(&self, mut list: Vec<T>, place_of: impl Fn(&T) -> Place, select: Select) -> Vec<T> {
        list.retain(|one| (select.of)(&self.instances.column(place_of(one).column).script).is_some());
        let is_in_order = |a: Place, b: Place| a.column == b.column && a.row < b.row;
        if !list.is_sorted_by(|a, b| is_in_order(place_of(a), place_of(b))) {
            list.sort_by_key(|one| self.instances.order_of(place_of(one)));
        }
        list
    }

    /// Compares what an owner (an entity, or the game) should run with what it runs.
    fn compare(&mut self, world: &mut World, owner: Owner, changes: &mut Changes) {
        let wanted = owner.scripts(world);
        // What is disabled rests: its instances are kept, and new ones begin when it is enabled.
        let rests = owner.entity().is_some_and(|entity| world.get::<Disabled>(entity).is_some());
        let mut present: SmallVec<[Known; 2]> = owner.instances(world).into();
        let matched = self.match_up(wanted, &mut present);
        let mut gone: SmallVec<[Place; 2]> = present.iter().map(|known| known.place).collect();
        changes.leaving.extend(&gone);
        for (index, (script, known)) in wanted.iter().zip(matched).enumerate() {
            let quarantined = known.is_some_and(|known| known.quarantined);
            let idles = self.idles(script);
            let Some(key) = self.key(&wanted[..index], script, quarantined, rests || idles) else {
                let (name, known) = (script.name(), self.registry.known());
                self.reports.complain(name, "", || match self.registry.is_awaited(name) {
                    true => format!(
                        "script '{name}' {owner} waits: its code was not taken; it starts once the error is fixed"
                    ),
                    false => {
                        let meant = did_you_mean(name, known.split(", "));
                        format!("unknown script '{name}' {owner}; {meant}known scripts: {known}")
                    }
                });
                continue;
            };
            if let Some(refusal) = self.registry.refusal(key.script) {
                self.reports.complain(script.name(), "", || format!("{refusal} ({owner})"));
                continue;
            }
            let identity = script.identity();
            match known {
                Some(known) => {
                    let same_place = self.instances.column(known.place.column).key == key;
                    if !same_place || known.identity != identity {
                        let (id, state) = self.instances.lift(known.place);
                        let kind = changes.moving.kind(key, state);
                        changes.moving.push(owner, identity, id, kind);
                        changes.vacated.push(known.place);
                        gone.push(known.place);
                    }
                }
                None if rests => {}
                None if idles => {
                    self.complain_of_states(world, key.script);
                    match owner {
                        Owner::Entity(entity) => self.idle.note(world, entity),
                        Owner::Game => self.idle.has_globals = true,
                    }
                }
                None => match self.fresh_state(script, key.script, Self::now_seconds(world)) {
                    Ok(state) => {
                        let id = self.instances.next_id();
                        let kind = changes.fresh.kind(key, state);
                        if wanted.len() == 1 && script.properties().is_empty() {
                            changes.alike = Some(Alike { script: script.clone(), kind });
                        }
                        changes.fresh.push(owner, identity, id, kind);
                        changes.unplaced.extend(owner.entity());
                    }
                    Err(problem) => {
                        self.unstarted.insert(key.script);
                        let (name, problem) = (script.name(), problem.to_string());
                        let what = || format!("script '{name}' {owner} is not started: {problem}");
                        self.reports.complain(name, &problem, what);
                    }
                },
            }
        }
        for place in gone {
            owner.note(world, |instances| {
                instances.remove_first(|known| known.place == place);
            });
        }
    }

    /// Finds the instance of each wanted script among those that are there, and takes it out. Whoever is left is wanted
    /// no more.
    fn match_up(&self, wanted: &[Script], present: &mut SmallVec<[Known; 2]>) -> SmallVec<[Option<Known>; 2]> {
        let mut matched: SmallVec<[Option<Known>; 2]> = SmallVec::from_elem(None, wanted.len());
        // First those that were made for the very entry of the list, then any of the same script: a list that was
        // replaced keeps the instances of what it still has.
        for by_identity in [true, false] {
            for (script, matched) in wanted.iter().zip(&mut matched) {
                let Some(id) = self.registry.id(script.name()).filter(|_| matched.is_none()) else { continue };
                let found = present.iter().position(|known| {
                    let same_script = self.instances.column(known.place.column).key.script == id;
                    same_script && (!by_identity || known.identity == script.identity())
                });
                *matched = found.map(|index| present.remove(index));
            }
        }
        matched
    }

    /// Where a script of an owner's list belongs; `None` if there is no such script. `before` are those listed before
    /// it.
    fn key(&self, before: &[Script], script: &Script, quarantined: bool, rests: bool) -> Option<ColumnKey> {
        let id = self.registry.id(script.name())?;
        let phase = self.phase_of(script);
        let alike = |other: &&Script| self.phase_of(other) == phase && other.priority() == script.priority();
        Some(ColumnKey {
            run: match quarantined {
                true => Run::Quarantined,
                false if script.is_enabled() && !rests => Run::In(phase),
                false => Run::Parked,
            },
            priority: script.priority(),
            rank: before.iter().filter(alike).count() as u32,
            script: id,
        })
    }

    /// Whether a script does not run in the state that the game is in.
    fn idles(&self, script: &Script) -> bool {
        let id = self.registry.id(script.name());
        id.is_some_and(|id| !self.states.lets_run(&self.registry.script(id).states))
    }

    /// The phase that a script of a list runs in: the one that was set for it, or else the one that it declares.
    pub(crate) fn phase_of(&self, script: &Script) -> Phase {
        let declared = || {
            let id = self.registry.id(script.name())?;
            Phase::from_abi(self.registry.script(id).phase?)
        };
        script.phase().or_else(declared).unwrap_or_default()
    }

    fn fresh_state(&self, script: &Script, id: ScriptId, now_seconds: f64) -> Result<SmallVec<[u8; 32]>, LeafError> {
        let info = self.registry.script(id);
        let mut state: SmallVec<[u8; 32]> = SmallVec::from_slice(&info.state_default);
        for (path, value) in script.properties() {
            info.set(&mut state, path, value, now_seconds)?;
        }
        Ok(state)
    }
}
