//! Assets that instances keep: made or loaded for them, and known to them by numbers.

use bevy::asset::{AssetServer, LoadState, RecursiveDependencyLoadState, UntypedHandle};
use bevy::platform::collections::HashMap;
use bevy::prelude::Entity;

use super::handle::{HeldHandles, is_refused};

/// What instances keep.
#[derive(Default)]
pub(super) struct Kept {
    /// By instance, then by number. `None`: it was requested, and nothing is there yet.
    of_instance: HashMap<u64, HashMap<u64, Option<UntypedHandle>>>,
    /// Instances and numbers of what was requested in this phase.
    promised: Vec<(u64, u64)>,
    /// What instances have requested that ended since: kept until all requests of the phase are applied.
    last_wishes: Vec<UntypedHandle>,
    loading: Vec<Loading>,
    /// Numbers that were let go of in this phase.
    over: Vec<u64>,
}

/// Who waits for an asset.
#[derive(Clone)]
pub(crate) struct Waiting {
    pub(crate) instance: u64,
    /// The instance's entity; `None` for a global script.
    pub(crate) entity: Option<Entity>,
    pub(crate) script: String,
}

/// What some instances kept at a moment, and what they waited for.
#[cfg(feature = "hot-reload")]
#[derive(Default)]
pub(crate) struct SavedAssets {
    of_instance: HashMap<u64, HashMap<u64, UntypedHandle>>,
    loading: Vec<Loading>,
}

#[derive(Clone)]
struct Loading {
    waiting: Waiting,
    number: u64,
    path: String,
}

/// How far an asset is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum AssetState {
    Loading,
    Loaded,
    Failed,
}

/// How many assets an instance keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct AssetCount {
    pub(crate) total: usize,
    pub(crate) loaded: usize,
    pub(crate) failed: usize,
}

/// An asset that need not be waited for any longer.
pub(crate) struct Settled {
    pub(crate) waiting: Waiting,
    pub(crate) number: u64,
    pub(crate) path: String,
    /// Why it could not be loaded.
    pub(crate) failure: Option<String>,
}

/// How far the asset of a handle is, with all that it depends on; why not, if it failed.
fn state_of(server: Option<&AssetServer>, handle: &UntypedHandle) -> (AssetState, Option<String>) {
    if is_refused(handle) {
        let why = "Bevy loads no file of an empty path, and none outside of the assets (see UnapprovedPathMode)";
        return (AssetState::Failed, Some(why.to_owned()));
    }
    // What nobody has loaded was put there whole.
    let states = server.and_then(|server| server.get_load_states(handle.id()));
    let Some((own, _, with_dependencies)) = states else { return (AssetState::Loaded, None) };
    match (own, with_dependencies) {
        (LoadState::Failed(why), _) | (_, RecursiveDependencyLoadState::Failed(why)) => {
            (AssetState::Failed, Some(why.to_string()))
        }
        (_, RecursiveDependencyLoadState::Loaded) => (AssetState::Loaded, None),
        _ => (AssetState::Loading, None),
    }
}

impl HeldHandles {
    /// The number of an asset that an instance is to keep; `None` if it keeps as many as it may.
    pub(crate) fn promise(&self, instance: u64, limit: usize) -> Option<u64> {
        let mut held = self.lock();
        let number = held.last + 1;
        let kept = &mut held.kept;
        let of_instance = kept.of_instance.entry(instance).or_default();
        if of_instance.len() >= limit {
            return None;
        }
        of_instance.insert(number, None);
        kept.promised.push((instance, number));
        held.last = number;
        Some(number)
    }

    /// What was promised is there.
    pub(super) fn fulfil(&self, instance: u64, number: u64, handle: UntypedHandle) {
        let mut held = self.lock();
        held.insert(number, &handle);
        match held.kept.of_instance.get_mut(&instance).and_then(|kept| kept.get_mut(&number)) {
            Some(place) => *place = Some(handle),
            None => {
                held.kept.last_wishes.push(handle);
                held.kept.over.push(number);
            }
        }
    }

    /// An instance is to be told when its asset is loaded.
    pub(super) fn await_load(&self, waiting: Waiting, number: u64, path: String) {
        self.lock().kept.loading.push(Loading { waiting, number, path });
    }

    /// An instance keeps an asset no longer. Nothing happens if it does not keep it.
    pub(crate) fn release(&self, instance: u64, number: u64) {
        let mut held = self.lock();
        let kept = &mut held.kept;
        if kept.of_instance.get_mut(&instance).is_some_and(|of_instance| of_instance.remove(&number).is_some()) {
            kept.over.push(number);
        }
    }

    /// What these instances keep now, to go back to.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn copy_of(&self, instances: impl Iterator<Item = u64>) -> SavedAssets {
        let held = self.lock();
        let of_instance = |instance: u64| {
            let kept = held.kept.of_instance.get(&instance).into_iter().flatten();
            kept.filter_map(|(number, handle)| Some((*number, handle.clone()?))).collect()
        };
        let of_instance: HashMap<_, _> = instances.map(|instance| (instance, of_instance(instance))).collect();
        let loading = held.kept.loading.iter().filter(|loading| of_instance.contains_key(&loading.waiting.instance));
        SavedAssets { loading: loading.cloned().collect(), of_instance }
    }

    /// Gives these instances what they kept, by the same numbers, which their states hold, and takes away what they
    /// have got since. An instance that waited for an asset hears of it again, even if newer code has heard of it
    /// meanwhile. Instances that were not there keep what they have.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn restore(&self, saved: &SavedAssets, instances: impl Iterator<Item = u64>) {
        let mut held = self.lock();
        for instance in instances {
            let Some(saved_of_it) = saved.of_instance.get(&instance) else { continue };
            let had = held.kept.of_instance.remove(&instance).unwrap_or_default();
            let over = had.into_keys().filter(|number| !saved_of_it.contains_key(number));
            held.kept.over.extend(over);
            held.kept.over.retain(|number| !saved_of_it.contains_key(number));
            for (number, handle) in saved_of_it {
                held.insert(*number, handle);
            }
            if !saved_of_it.is_empty() {
                let kept = saved_of_it.iter().map(|(number, handle)| (*number, Some(handle.clone())));
                held.kept.of_instance.insert(instance, kept.collect());
            }
            held.kept.loading.retain(|loading| loading.waiting.instance != instance);
            let waited = saved.loading.iter().filter(|loading| loading.waiting.instance == instance);
            held.kept.loading.extend(waited.cloned());
        }
    }

    /// Instances have ended, and keep nothing.
    pub(crate) fn instances_gone(&self, instances: impl Iterator<Item = u64>) {
        let mut held = self.lock();
        let kept = &mut held.kept;
        if kept.of_instance.is_empty() {
            return;
        }
        for instance in instances {
            let ended = kept.of_instance.remove(&instance);
            kept.over.extend(ended.into_iter().flatten().map(|(number, _)| number));
        }
    }

    /// All requests of a phase were applied. What was promised and is not there was dropped with its request.
    pub(crate) fn end_requests(&self) {
        let mut held = self.lock();
        let kept = &mut held.kept;
        for (instance, number) in kept.promised.drain(..) {
            let Some(of_instance) = kept.of_instance.get_mut(&instance) else { continue };
            if of_instance.get(&number).is_some_and(Option::is_none) {
                of_instance.remove(&number);
            }
            if of_instance.is_empty() {
                kept.of_instance.remove(&instance);
            }
        }
        kept.last_wishes.clear();
        for number in std::mem::take(&mut kept.over) {
            held.end(number);
        }
    }

    /// Whether an asset has this number, or will have it when the requests of the phase are applied.
    pub(crate) fn is_known(&self, number: u64) -> bool {
        self.get(number).is_some()
            || self.lock().kept.promised.binary_search_by_key(&number, |(_, promised)| *promised).is_ok()
    }

    /// How far an asset is that an instance keeps; `None` if it does not keep it.
    pub(crate) fn state(&self, server: Option<&AssetServer>, instance: u64, number: u64) -> Option<AssetState> {
        let held = self.lock();
        let kept = held.kept.of_instance.get(&instance)?.get(&number)?;
        Some(kept.as_ref().map_or(AssetState::Loading, |handle| state_of(server, handle).0))
    }

    /// How many assets an instance keeps, and how far they are.
    pub(crate) fn count(&self, server: Option<&AssetServer>, instance: u64) -> AssetCount {
        let held = self.lock();
        let mut count = AssetCount::default();
        for handle in held.kept.of_instance.get(&instance).into_iter().flat_map(HashMap::values) {
            count.total += 1;
            match handle.as_ref().map(|handle| state_of(server, handle).0) {
                Some(AssetState::Loaded) => count.loaded += 1,
                Some(AssetState::Failed) => count.failed += 1,
                _ => {}
            }
        }
        count
    }

    /// Whether any instance waits for an asset.
    pub(crate) fn is_loading(&self) -> bool {
        !self.lock().kept.loading.is_empty()
    }

    /// The assets that were loaded, or could not be, since this was last asked, in the order of their requests. Those
    /// that their instances no longer keep are not among them.
    pub(crate) fn settled(&self, server: Option<&AssetServer>) -> Vec<Settled> {
        let mut held = self.lock();
        let kept = &mut held.kept;
        let mut settled = Vec::new();
        let of_instance = &kept.of_instance;
        kept.loading.retain(|loading| {
            let Loading { waiting, number, path } = loading;
            let handle = of_instance.get(&waiting.instance).and_then(|kept| kept.get(number));
            let Some(Some(handle)) = handle else { return false };
            let (state, failure) = state_of(server, handle);
            if state == AssetState::Loading {
                return true;
            }
            settled.push(Settled { waiting: waiting.clone(), number: *number, path: path.clone(), failure });
            false
        });
        settled
    }
}

#[cfg(test)]
mod tests {
    use bevy::asset::Assets;
    use bevy::scene::ScenePatch;

    use super::*;

    #[test]
    fn what_an_instance_keeps_lives_as_long_as_it_does() {
        let assets = Assets::<ScenePatch>::default();
        let held = HeldHandles::default();
        let made = |instance| {
            let number = held.promise(instance, 2)?;
            held.fulfil(instance, number, assets.reserve_handle().untyped());
            Some(number)
        };
        let [first, second] = [made(1).unwrap(), made(1).unwrap()];
        assert!(made(1).is_none() && held.promise(1, 2).is_none(), "it keeps as many as it may");
        let other = made(2).unwrap();
        held.end_requests();
        held.release(1, first);
        held.release(1, other);
        assert!(held.get(first).is_none() && held.get(second).is_some() && held.get(other).is_some());
        assert_eq!(held.count(None, 1), AssetCount { total: 1, loaded: 1, failed: 0 });
        held.instances_gone([1].into_iter());
        assert!(held.get(second).is_none());
        assert_eq!((held.state(None, 1, second), held.state(None, 2, other)), (None, Some(AssetState::Loaded)));
    }

    #[test]
    fn a_number_ends_with_what_keeps_the_asset_by_it() {
        let assets = Assets::<ScenePatch>::default();
        let held = HeldHandles::default();
        let asset = assets.reserve_handle().untyped();
        let [first, second, third] = [1, 2, 2].map(|instance| {
            let number = held.promise(instance, 2).unwrap();
            held.fulfil(instance, number, asset.clone());
            number
        });
        held.end_requests();
        held.release(2, second);
        held.end_requests();
        assert_eq!([first, second, third].map(|number| held.get(number).is_some()), [true, false, true]);
        held.instances_gone([2].into_iter());
        held.instances_gone([1].into_iter());
        held.end_requests();
        // The game uses it still, and whoever reads its handle gets the first number.
        assert_eq!([first, second, third].map(|number| held.get(number).is_some()), [true, false, false]);
    }

    #[test]
    fn promises_of_dropped_requests_and_of_instances_that_ended_leave_nothing() {
        let assets = Assets::<ScenePatch>::default();
        let held = HeldHandles::default();
        for _ in 0..10 {
            let number = held.promise(1, 1).expect("the one before was given back");
            assert!(held.is_known(number));
            assert_eq!(held.state(None, 1, number), Some(AssetState::Loading));
            held.end_requests();
            assert!(!held.is_known(number));
        }
        let number = held.promise(1, 1).unwrap();
        held.instances_gone([1].into_iter());
        held.fulfil(1, number, assets.reserve_handle().untyped());
        assert!(held.get(number).is_some(), "a later request of the phase may still use it");
        held.end_requests();
        assert!(held.get(number).is_none());
        assert!(held.lock().kept.of_instance.is_empty());
    }
}
