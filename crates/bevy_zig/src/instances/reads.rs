//! Fields of scripts that other scripts read: as the phase before left them, whoever has run since.
//!
//! A script that is ever asked for is watched from then on: before the first of its callbacks in a phase, the states of
//! a column are copied. Only those that are watched cost this. What a reader wants is known by a number, which the
//! program gives it once; which bytes that are is looked up again when the script that is read has other code.

use std::sync::{Arc, Weak};

use bevy::platform::collections::{HashMap, HashSet};

use super::{Column, States};
use crate::base::ProgramIds;
use crate::script::{ScriptId, ScriptInfo};
use crate::shape::Kind;

/// A field that a reader has room for.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct WantedField {
    pub(crate) path: String,
    pub(crate) offset: usize,
    pub(crate) size: usize,
    /// Says what its bytes mean.
    pub(crate) layout_hash: u64,
}

/// What a reader wants of a script.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Wanted {
    pub(crate) script: String,
    /// Bytes of the reader's value.
    pub(crate) size: usize,
    pub(crate) fields: Vec<WantedField>,
}

/// The program's: scripts keep the numbers in variables of their code, which several games may run.
static WANTED: ProgramIds<Arc<Wanted>> = ProgramIds::new();

/// More than any program has. A script that asks for more makes them up.
const WANTED_MAX: usize = 1 << 16;

impl Wanted {
    /// The number of this; `None` if there are too many.
    pub(crate) fn id(self) -> Option<u32> {
        WANTED.of(&Arc::new(self), WANTED_MAX)
    }

    pub(crate) fn of(id: u32) -> Option<Arc<Self>> {
        WANTED.name(id)
    }

    /// The leaves to copy out of a state, and where they go; or the field that the script has not, or not like this.
    fn steps(&self, script: &ScriptInfo) -> Result<Box<[CopyStep]>, usize> {
        let step = |(index, wanted): (usize, &WantedField)| {
            let leaf_index = script.fields().iter().position(|leaf| leaf.path == wanted.path).ok_or(index)?;
            let leaf = &script.fields()[leaf_index];
            let is_same = leaf.size == wanted.size && leaf.layout_hash == wanted.layout_hash;
            let step = CopyStep { leaf: leaf_index, to: wanted.offset };
            is_same.then_some(step).ok_or(index)
        };
        self.fields.iter().enumerate().map(step).collect()
    }
}

/// A leaf of the script, and where it goes in the reader's value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CopyStep {
    leaf: usize,
    to: usize,
}

impl CopyStep {
    /// Copies the leaf; `None` if its bytes are no value, which no script should get.
    pub(crate) fn take(self, script: &ScriptInfo, state: &[u8], answer: &mut [u8]) -> Option<()> {
        let leaf = &script.fields()[self.leaf];
        let is_value = match leaf.kind {
            Kind::Optional(_) => matches!(state.get(leaf.offset)?, 0 | 1),
            Kind::Bool | Kind::Enum(_) | Kind::Union(..) => leaf.read(state).is_some(),
            _ => true,
        };
        if !is_value {
            return None;
        }
        answer[self.to..self.to + leaf.size].copy_from_slice(state.get(leaf.range())?);
        Some(())
    }
}

/// Who is read in a game, and their states when the phase began.
#[derive(Default)]
pub(crate) struct Reads {
    watched: HashSet<ScriptId>,
    /// By column.
    kept: HashMap<u32, Kept>,
    steps: HashMap<u32, Steps>,
}

/// A column as it was before it was called in a phase.
struct Kept {
    phase: u64,
    states: States,
    ids: Vec<u64>,
}

struct Steps {
    /// The code that they are for. While this is there, no other code has its address.
    of: Weak<ScriptInfo>,
    steps: Result<Box<[CopyStep]>, usize>,
}

impl Reads {
    /// Keeps the states of this script's instances from the next phase on.
    pub(crate) fn watch(&mut self, script: ScriptId) {
        self.watched.insert(script);
    }

    /// A column is about to be called in a phase, which has this number.
    pub(crate) fn keep(&mut self, index: u32, column: &Column, phase: u64) {
        if self.watched.is_empty() || !self.watched.contains(&column.key.script) {
            return;
        }
        let none = || Kept { phase: 0, states: States::new(0), ids: Vec::new() };
        let kept = self.kept.entry(index).or_insert_with(none);
        if kept.phase != phase {
            kept.phase = phase;
            kept.states.clone_from(&column.states);
            kept.ids.clone_from(&column.ids);
        }
    }

    /// The state of an instance when the phase began; `None` if it is still that.
    pub(crate) fn kept(&self, column: u32, row: u32, id: u64, phase: u64) -> Option<&[u8]> {
        let kept = self.kept.get(&column).filter(|kept| kept.phase == phase)?;
        let row = row as usize;
        // A fault may have moved others since.
        let row = if kept.ids.get(row) == Some(&id) { row } else { kept.ids.iter().position(|kept| *kept == id)? };
        Some(kept.states.get(row))
    }

    /// How what is wanted is copied out of a state of this script, or the number of the field that it does not have.
    pub(crate) fn steps(&mut self, id: u32, wanted: &Wanted, script: &Arc<ScriptInfo>) -> Result<&[CopyStep], usize> {
        let found = || Steps { of: Arc::downgrade(script), steps: wanted.steps(script) };
        let steps = self.steps.entry(id).or_insert_with(found);
        if steps.of.as_ptr() != Arc::as_ptr(script) {
            *steps = found();
        }
        steps.steps.as_deref().map_err(|field| *field)
    }
}
