//! Numbers that stand for names in the whole program.
//!
//! A script keeps such numbers in variables of its own, and has no way to tell one game in a program from another (as tests run
//! them). So a number means the same to all games of the program, and each game looks up what it has under it.

use std::sync::{PoisonError, RwLock};

/// Names and their numbers, from 0. Made once as a `static`; names are kept as long as the program.
pub(crate) struct ProgramIds<K>(RwLock<Vec<K>>);

impl<K: Clone + Eq> ProgramIds<K> {
    pub(crate) const fn new() -> Self {
        Self(RwLock::new(Vec::new()))
    }

    /// The number of a name; a new name gets the next one. Looks at all names: for what is asked once and then kept.
    pub(crate) fn of(&self, name: &K) -> u32 {
        let mut names = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let index = names.iter().position(|known| known == name).unwrap_or_else(|| {
            names.push(name.clone());
            names.len() - 1
        });
        index as u32
    }

    /// The name of a number.
    pub(crate) fn name(&self, id: u32) -> Option<K> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(id as usize).cloned()
    }
}
