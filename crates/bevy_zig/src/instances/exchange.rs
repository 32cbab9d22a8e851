//! Other code for the instances of a script: what a reload looks for in the columns, and changes there.

use std::sync::Arc;

use super::columns::owner_of;
use super::{Column, Instances, Run, States, Wakes};
use crate::attached::Owner;
use crate::script::{ScriptId, ScriptInfo};

impl Instances {
    /// Who has instances of this script in quarantine.
    pub(crate) fn owners_in_quarantine(&self, script: ScriptId) -> Vec<Owner> {
        let is_it = |column: &&Column| column.key.run == Run::Quarantined && column.key.script == script;
        let entities = self.columns.iter().filter(is_it).flat_map(|column| column.entities.iter());
        entities.map(|entity| owner_of(*entity)).collect()
    }

    /// The entity of any instance of a script, as the contract has it.
    pub(crate) fn first_owner(&self, script: ScriptId) -> Option<u64> {
        self.indices_of(script).find_map(|index| self.column(index).entities.first().copied())
    }

    /// From now on, the instances of a script run this code. Their states are as it has them.
    pub(crate) fn let_columns_run(&mut self, script: ScriptId, code: &Arc<ScriptInfo>) {
        for column in self.columns.iter_mut().filter(|column| column.key.script == script) {
            column.script = code.clone();
            column.wakes = code.rests.then(|| Wakes::due_at_once(column.len()));
            if column.len() == 0 {
                column.states = States::new(code.state_size());
            }
        }
    }

    /// Puts a column behind the others, where only its index finds it, until [`close_scratch`](Self::close_scratch)
    /// takes it back.
    pub(crate) fn open_scratch(&mut self, column: Column) -> u32 {
        self.columns.push(column);
        self.columns.len() as u32 - 1
    }

    pub(crate) fn close_scratch(&mut self) -> Column {
        self.columns.pop().expect("a scratch column was opened")
    }
}
