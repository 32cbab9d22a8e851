//! Numbers that stand for names in the whole program.
//!
//! A script keeps such numbers in variables of its own, and has no way to tell one game in a program from another (as
//! tests run them). So a number means the same to all games of the program, and each game looks up what it has under
//! it.

use std::borrow::Borrow;
use std::hash::Hash;
use std::sync::{LazyLock, PoisonError, RwLock};

use bevy::platform::collections::HashMap;

/// Names and their numbers, from 0. Made once as a `static`; names are kept as long as the program.
pub(crate) struct ProgramIds<K>(LazyLock<RwLock<Names<K>>>);

struct Names<K> {
    ids: HashMap<K, u32>,
    names: Vec<K>,
}

impl<K: Clone + Eq + Hash> ProgramIds<K> {
    pub(crate) const fn new() -> Self {
        Self(LazyLock::new(|| RwLock::new(Names { ids: HashMap::default(), names: Vec::new() })))
    }

    /// The number of a name; a new name gets the next one, unless there are `names_max` already.
    pub(crate) fn of(&self, name: &K, names_max: usize) -> Option<u32> {
        let mut table = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(id) = table.ids.get(name) {
            return Some(*id);
        }
        if table.names.len() >= names_max {
            return None;
        }
        let id = table.names.len() as u32;
        table.names.push(name.clone());
        table.ids.insert(name.clone(), id);
        Some(id)
    }

    /// The number of a name, if it has one.
    pub(crate) fn get<Q: Eq + Hash + ?Sized>(&self, name: &Q) -> Option<u32>
    where
        K: Borrow<Q>,
    {
        self.0.read().unwrap_or_else(PoisonError::into_inner).ids.get(name).copied()
    }

    /// The name of a number.
    pub(crate) fn name(&self, id: u32) -> Option<K> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).names.get(id as usize).cloned()
    }
}
