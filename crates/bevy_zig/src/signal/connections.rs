//! Who listens to what.
//!
//! ```text
//!   channel = (name, whom its signals are for)   connections ──► instance ──► place, where it is called
//! ```
//!
//! An instance that is connected to a name is in two channels, that of broadcasts and that of its own entity; one that
//! listens to another entity is in that entity's, and one that listens to any entity in a channel of its own, which
//! hears what is in those of entities, too. A channel knows the places of its listeners in the order in which
//! they are called, and works it out again only after something about them has changed.

use bevy::ecs::component::Component;
use bevy::ecs::entity::EntityHashSet;
use bevy::ecs::hierarchy::ChildOf;
use bevy::ecs::lifecycle::HookContext;
use bevy::ecs::world::DeferredWorld;
use bevy::platform::collections::HashMap;
use bevy::prelude::{Entity, Resource, World};
use smallvec::SmallVec;

#[cfg(feature = "hot-reload")]
use super::Change;
use super::name::NameTexts;
use super::relay::SignalOn;
use super::{NameId, Queued, Route, Watch};
use crate::attached::{Owner, Place};
use crate::instances::Instances;

/// A connection that a script has requested.
#[derive(Clone, Debug)]
pub(crate) struct NewConnection {
    pub(crate) id: u64,
    pub(crate) name: NameId,
    pub(crate) to: Listening,
    /// What is to be observed for it.
    pub(crate) watch: Option<Watch>,
    pub(crate) instance_id: u64,
    pub(crate) place: Place,
    /// Nobody was told the id, so nobody ends it. An instance has one of these to each name and target.
    pub(crate) is_kept: bool,
}

/// What a connection is to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Listening {
    /// Broadcasts, and the instance's own entity.
    Own,
    /// Another entity.
    To(Entity),
    /// Any entity.
    ToAny,
}

/// Whom signals are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Audience {
    /// Broadcasts.
    All,
    One(Entity),
    /// All that are for one entity.
    Any,
}

type ChannelKey = (NameId, Audience);

/// Where a channel lies. Used again for another one when the last connection has ended.
type ChannelIndex = usize;

#[derive(Default)]
pub(crate) struct Connections {
    by_id: HashMap<u64, Connection>,
    /// By instance.
    listeners: HashMap<u64, Listener>,
    /// Connections to entities by `connectTo`, which end with them.
    targets: HashMap<Entity, Ids>,
    channels: Vec<Channel>,
    free_channels: Vec<ChannelIndex>,
    by_key: HashMap<ChannelKey, ChannelIndex>,
    last_id: u64,
    /// Connections that were requested in this phase.
    promised: usize,
    /// The same, of each instance.
    promised_to: HashMap<u64, usize>,
    /// Where instances have gone since, of which some may have asked for connections.
    moved: HashMap<u64, Place>,
    /// Entities that were listened to and are gone.
    gone: EntityHashSet,
    /// What is observed for connections to these names.
    observed: HashMap<NameId, Observed>,
    /// Observers that nobody needs any more.
    idle_observers: Vec<Entity>,
}

struct Connection {
    name: NameId,
    instance_id: u64,
    to: Listening,
    is_kept: bool,
    channels: SmallVec<[ChannelIndex; 2]>,
}

/// The connections that some instances had at a moment.
#[cfg(feature = "hot-reload")]
#[derive(Default)]
pub(crate) struct SavedConnections(HashMap<u64, Vec<SavedConnection>>);

#[cfg(feature = "hot-reload")]
struct SavedConnection {
    id: u64,
    name: NameId,
    to: Listening,
    is_kept: bool,
}

struct Observed {
    observer: Entity,
    /// How many connections it is for.
    connections: usize,
}

struct Listener {
    place: Place,
    ids: Ids,
}

struct Channel {
    key: ChannelKey,
    ids: Ids,
    /// Where its listeners are, in their order; out of date if `changed`.
    places: Vec<Place>,
    changed: bool,
}

/// Ids of connections, of which some may have ended: taking one out at once would mean a search.
#[derive(Default)]
struct Ids {
    ids: Vec<u64>,
    live: usize,
}

impl Ids {
    fn push(&mut self, id: u64) {
        self.ids.push(id);
        self.live += 1;
    }

    /// One of them has ended, and is not in `by_id` any more. True if it was the last.
    fn ended(&mut self, by_id: &HashMap<u64, Connection>) -> bool {
        self.live -= 1;
        if self.ids.len() > 2 * self.live + 16 {
            self.sweep(by_id);
        }
        self.live == 0
    }

    fn sweep(&mut self, by_id: &HashMap<u64, Connection>) {
        if self.ids.len() > self.live {
            self.ids.retain(|id| by_id.contains_key(id));
        }
    }
}

impl Connections {
    /// The id that the next connection gets.
    pub(crate) fn next_id(&self) -> u64 {
        self.last_id + 1
    }

    /// The next connection was requested.
    pub(crate) fn promise(&mut self, instance_id: u64) {
        self.last_id += 1;
        self.promised += 1;
        *self.promised_to.entry(instance_id).or_default() += 1;
    }

    /// A connection that was requested is made before the phase ends.
    pub(crate) fn redeem(&mut self, instance_id: u64) {
        self.promised = self.promised.saturating_sub(1);
        if let Some(promised) = self.promised_to.get_mut(&instance_id) {
            *promised = promised.saturating_sub(1);
        }
    }

    /// How many there are, those requested in this phase included.
    pub(crate) fn count(&self) -> usize {
        self.by_id.len() + self.promised
    }

    /// How many an instance has, those requested in this phase included.
    pub(crate) fn count_of(&self, instance_id: u64) -> usize {
        let made = self.listeners.get(&instance_id).map_or(0, |listener| listener.ids.live);
        made + self.promised_to.get(&instance_id).copied().unwrap_or_default()
    }

    /// Whether an instance has a connection to a name and a target that nobody ends, made before this phase.
    pub(crate) fn keeps(&self, instance_id: u64, name: NameId, to: Listening) -> bool {
        let audience = match to {
            Listening::Own => Audience::All,
            Listening::To(entity) => Audience::One(entity),
            Listening::ToAny => Audience::Any,
        };
        let (Some(index), Some(listener)) = (self.by_key.get(&(name, audience)), self.listeners.get(&instance_id))
        else {
            return false;
        };
        // Either list may be long: an instance has many connections, or a channel many listeners.
        let channel = &self.channels[*index].ids;
        if listener.ids.live <= channel.live {
            let mut own = listener.ids.ids.iter().filter_map(|id| self.by_id.get(id));
            own.any(|connection| connection.is_kept && connection.to == to && connection.channels.contains(index))
        } else {
            let mut heard = channel.ids.iter().filter_map(|id| self.by_id.get(id));
            heard.any(|connection| connection.is_kept && connection.instance_id == instance_id && connection.to == to)
        }
    }

    /// Whether an instance may end a connection: its own, or one that was made and may have ended since.
    pub(crate) fn may_end(&self, id: u64, instance_id: u64) -> bool {
        id > 0
            && id <= self.last_id
            && self.by_id.get(&id).is_none_or(|connection| connection.instance_id == instance_id)
    }

    /// Makes a connection, unless the instance or the target is gone. `owner_at` tells whose instance lies where.
    pub(crate) fn connect(
        &mut self,
        world: &mut World,
        owner_at: impl FnOnce(&World, Place, u64) -> Option<Owner>,
        new: NewConnection,
    ) {
        let NewConnection { id, name, to, watch, instance_id, place, is_kept } = new;
        if is_kept && self.keeps(instance_id, name, to) {
            return;
        }
        let place = self.moved.get(&instance_id).copied().unwrap_or(place);
        // What connects in its `shutdown` is no longer there.
        let Some(own) = owner_at(world, place, instance_id) else { return };
        let keys: SmallVec<[ChannelKey; 2]> = match to {
            Listening::To(target) => {
                let Ok(mut entity) = world.get_entity_mut(target) else { return };
                if !entity.contains::<SignalTarget>() {
                    entity.insert(SignalTarget);
                }
                self.targets.entry(target).or_default().push(id);
                SmallVec::from_slice(&[(name, Audience::One(target))])
            }
            Listening::Own => {
                let own = own.entity().map(|own| (name, Audience::One(own)));
                own.into_iter().chain([(name, Audience::All)]).collect()
            }
            Listening::ToAny => SmallVec::from_slice(&[(name, Audience::Any)]),
        };
        let channels = keys.into_iter().map(|key| {
            let index = self.channel(key);
            let channel = &mut self.channels[index];
            channel.ids.push(id);
            channel.changed = true;
            index
        });
        let channels = channels.collect();
        if let Some(watch) = watch {
            // One of the same name would tell everything twice.
            self.end_idle(world);
            let begin = || Observed { observer: watch.begin(world), connections: 0 };
            self.observed.entry(name).or_insert_with(begin).connections += 1;
        }
        self.by_id.insert(id, Connection { name, instance_id, to, is_kept, channels });
        let fresh = || Listener { place, ids: Ids::default() };
        self.listeners.entry(instance_id).or_insert_with(fresh).ids.push(id);
    }

    /// Ends the observers of these components, whose values are about to be moved; nobody is to hear of that.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn pause_watching(&mut self, world: &mut World, components: &[String]) -> Vec<NameId> {
        let is_of = |name: &NameId| {
            let component = name.text().and_then(Change::of).map(|(_, component)| component);
            component.is_some_and(|component| components.iter().any(|moved| moved == component))
        };
        let paused: Vec<NameId> = self.observed.keys().copied().filter(is_of).collect();
        for observed in paused.iter().filter_map(|name| self.observed.get(name)) {
            if let Ok(observer) = world.get_entity_mut(observed.observer) {
                observer.despawn();
            }
        }
        paused
    }

    /// Observes the same again, wherever the values are now.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn resume_watching(&mut self, world: &mut World, paused: Vec<NameId>) {
        for id in paused {
            let Some(watch) = id.text().and_then(|name| Watch::of(world, name)) else { continue };
            if let Some(observed) = self.observed.get_mut(&id) {
                observed.observer = watch.begin(world);
            }
        }
    }

    /// What these instances are connected to now, to go back to.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn copy_of(&self, instances: impl Iterator<Item = u64>) -> SavedConnections {
        let of_instance = |instance: u64| {
            let ids = self.listeners.get(&instance).map(|listener| listener.ids.ids.iter()).into_iter().flatten();
            let live = ids.filter_map(|id| Some((*id, self.by_id.get(id)?)));
            live.map(|(id, Connection { name, to, is_kept, .. })| SavedConnection {
                id,
                name: *name,
                to: *to,
                is_kept: *is_kept,
            })
        };
        SavedConnections(instances.map(|instance| (instance, of_instance(instance).collect())).collect())
    }

    /// Gives these instances the connections that they had, by the same ids, which their states hold, and ends those
    /// that they have got since. Those that were not there keep theirs.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn restore(
        &mut self,
        world: &mut World,
        saved: &SavedConnections,
        instances: &Instances,
        places: impl Iterator<Item = Place>,
    ) {
        for place in places {
            let instance_id = instances.id(place);
            let Some(saved) = saved.0.get(&instance_id) else { continue };
            let had = |id: u64| saved.iter().any(|connection| connection.id == id);
            let has = self.listeners.get(&instance_id).map(|listener| listener.ids.ids.clone()).unwrap_or_default();
            has.into_iter().filter(|id| !had(*id)).for_each(|id| self.end(id));
            for SavedConnection { id, name, to, is_kept } in saved {
                if self.by_id.contains_key(id) {
                    continue;
                }
                let watch = name.text().and_then(|name| Watch::of(world, name));
                let new = NewConnection { id: *id, name: *name, to: *to, watch, instance_id, place, is_kept: *is_kept };
                self.connect(world, |_, place, id| instances.owner_at(place, id), new);
            }
        }
    }

    /// Ends a connection of an instance; nothing happens if it has ended already.
    pub(crate) fn disconnect(&mut self, id: u64, instance_id: u64) {
        if self.by_id.get(&id).is_some_and(|connection| connection.instance_id == instance_id) {
            self.end(id);
        }
    }

    /// An instance is gone.
    pub(crate) fn instance_gone(&mut self, instance_id: u64) {
        let Some(listener) = self.listeners.get_mut(&instance_id) else { return };
        for id in std::mem::take(&mut listener.ids.ids) {
            self.end(id);
        }
    }

    /// An instance lies elsewhere.
    pub(crate) fn instance_moved(&mut self, instance_id: u64, place: Place) {
        if self.promised > 0 {
            self.moved.insert(instance_id, place);
        }
        if self.listeners.is_empty() {
            return;
        }
        let Some(listener) = self.listeners.get_mut(&instance_id) else { return };
        listener.place = place;
        for connection in listener.ids.ids.iter().filter_map(|id| self.by_id.get(id)) {
            for channel in &connection.channels {
                self.channels[*channel].changed = true;
            }
        }
    }

    /// Takes note of entities that were listened to and are gone: from now on their listeners only hear of that. Ends
    /// observers that nobody needs.
    pub(crate) fn targets_gone(&mut self, world: &mut World) {
        self.end_idle(world);
        let Some(mut gone) = world.get_resource_mut::<GoneTargets>() else { return };
        self.gone.extend(gone.0.drain(..));
    }

    fn end_idle(&mut self, world: &mut World) {
        for observer in self.idle_observers.drain(..) {
            // The game may have despawned it.
            if let Ok(observer) = world.get_entity_mut(observer) {
                observer.despawn();
            }
        }
    }

    /// Ends the connections to entities that are gone.
    pub(crate) fn end_gone(&mut self) {
        for entity in std::mem::take(&mut self.gone) {
            for id in self.targets.get_mut(&entity).map(|ids| std::mem::take(&mut ids.ids)).unwrap_or_default() {
                self.end(id);
            }
        }
    }

    /// The requests of the phase are applied.
    pub(crate) fn end_phase(&mut self) {
        self.promised = 0;
        self.promised_to.clear();
        self.moved.clear();
    }

    /// Whether anybody is connected to broadcasts of this name.
    pub(crate) fn hears(&self, name: NameId) -> bool {
        self.by_key.contains_key(&(name, Audience::All))
    }

    /// Where those who hear a signal are, in the order in which they are called.
    pub(crate) fn find(&mut self, world: &World, signal: &Queued, instances: &Instances, found: &mut Vec<Place>) {
        found.clear();
        let name = signal.name;
        let Some(target) = signal.target else {
            found.extend_from_slice(self.places((name, Audience::All), instances));
            return;
        };
        let mut next = Some(target).filter(|target| signal.route == Route::Farewell || !self.gone.contains(target));
        while let Some(entity) = next {
            found.extend_from_slice(self.places((name, Audience::One(entity)), instances));
            next = match signal.route {
                Route::Upwards if found.is_empty() => world.get::<ChildOf>(entity).map(ChildOf::parent),
                _ => None,
            };
        }
        let of_any = self.places((name, Audience::Any), instances);
        if !of_any.is_empty() {
            found.extend_from_slice(of_any);
            found.sort_unstable_by_key(|place| instances.order_of(*place));
            found.dedup();
        }
    }

    /// What a signal on its way up is called instead, and by whom: the entity with the name, unless somebody below it
    /// listens to the signal itself.
    pub(crate) fn relay<'w>(
        &mut self,
        world: &'w World,
        signal: &Queued,
        names: &NameTexts,
        instances: &Instances,
    ) -> Option<(&'w str, Entity)> {
        let mut next = signal.target.filter(|_| signal.route == Route::Upwards);
        while let Some(entity) = next {
            if let Some(name) = world.get::<SignalOn>(entity).and_then(|relay| relay.signal_of(names.text(signal.name)))
            {
                return Some((name, entity));
            }
            if !self.places((signal.name, Audience::One(entity)), instances).is_empty() {
                return None;
            }
            next = world.get::<ChildOf>(entity).map(ChildOf::parent);
        }
        None
    }

    /// Where the listeners of a channel are, in the order in which they are called.
    fn places(&mut self, key: ChannelKey, instances: &Instances) -> &[Place] {
        let Some(index) = self.by_key.get(&key) else { return &[] };
        let channel = &mut self.channels[*index];
        if channel.changed {
            channel.changed = false;
            channel.ids.sweep(&self.by_id);
            channel.places.clear();
            let listeners =
                channel.ids.ids.iter().filter_map(|id| self.listeners.get(&self.by_id.get(id)?.instance_id));
            let places = listeners.map(|listener| listener.place);
            channel.places.extend(places.filter(|place| instances.is_running(*place)));
            channel.places.sort_unstable_by_key(|place| instances.order_of(*place));
            channel.places.dedup();
        }
        &channel.places
    }

    fn channel(&mut self, key: ChannelKey) -> ChannelIndex {
        *self.by_key.entry(key).or_insert_with(|| {
            let channel = Channel { key, ids: Ids::default(), places: Vec::new(), changed: true };
            match self.free_channels.pop() {
                Some(index) => {
                    self.channels[index] = channel;
                    index
                }
                None => {
                    self.channels.push(channel);
                    self.channels.len() - 1
                }
            }
        })
    }

    fn end(&mut self, id: u64) {
        let Some(connection) = self.by_id.remove(&id) else { return };
        if let Some(observed) = self.observed.get_mut(&connection.name) {
            observed.connections -= 1;
            if observed.connections == 0 {
                self.idle_observers.push(observed.observer);
                self.observed.remove(&connection.name);
            }
        }
        for index in connection.channels {
            let channel = &mut self.channels[index];
            channel.changed = true;
            if channel.ids.ended(&self.by_id) {
                self.by_key.remove(&channel.key);
                channel.places = Vec::new();
                self.free_channels.push(index);
            }
        }
        if let Some(listener) = self.listeners.get_mut(&connection.instance_id)
            && listener.ids.ended(&self.by_id)
        {
            self.listeners.remove(&connection.instance_id);
        }
        if let Listening::To(target) = connection.to
            && let Some(ids) = self.targets.get_mut(&target)
            && ids.ended(&self.by_id)
        {
            self.targets.remove(&target);
        }
    }
}

/// On entities that scripts listen to, so that their end is noticed. Nobody listens to a clone yet.
#[derive(Component)]
#[component(on_discard = note_gone, clone_behavior = Ignore)]
struct SignalTarget;

/// Entities that were listened to and have been despawned since the last phase.
#[derive(Resource, Default)]
pub(crate) struct GoneTargets(Vec<Entity>);

fn note_gone(mut world: DeferredWorld, context: HookContext) {
    if let Some(mut gone) = world.get_resource_mut::<GoneTargets>() {
        gone.0.push(context.entity);
    }
}
