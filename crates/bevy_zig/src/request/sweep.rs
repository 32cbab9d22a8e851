//! Requests of a loop over chunks, one for each chunk and what was written of it. They are applied from the last to the
//! first: what the script has seen last is still in the processor's cache, and where all that it has gone over is more
//! than that holds, nothing of it would be if they were applied from the first on.

use std::ops::Range;

use bevy::ecs::storage::TableId;
use smallvec::SmallVec;

use crate::component::ComponentId;

/// Writes to the rows of a table whose order makes no difference: no two of them are for the same bytes.
#[derive(Default)]
pub(super) struct Sweep {
    table: Option<TableId>,
    /// What lies before these rows is done with: the chunk at hand begins here, or behind.
    begin: usize,
    /// Behind all rows so far.
    end: usize,
    /// What of the chunk at hand is written.
    here: SmallVec<[(ComponentId, Range<usize>); 4]>,
}

impl Sweep {
    /// Adds a write to these bytes of a component in rows of a table. False, and nothing is added, if its order and
    /// that of the others may make a difference.
    pub(super) fn add(
        &mut self,
        table: TableId,
        rows: Range<usize>,
        component: ComponentId,
        part: &Range<usize>,
    ) -> bool {
        if self.table.is_some_and(|other| other != table) {
            return false;
        }
        if rows.start >= self.end {
            self.begin = self.end;
            self.here.clear();
        }
        let is_over = |(other, bytes): &(ComponentId, Range<usize>)| {
            *other == component && bytes.start < part.end && part.start < bytes.end
        };
        if rows.start < self.begin || self.here.iter().any(is_over) {
            return false;
        }
        self.table = Some(table);
        self.end = self.end.max(rows.end);
        self.here.push((component, part.clone()));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_writes_of_a_sweep_are_for_the_same_bytes() {
        // Numbers that are always the same.
        let mut state = 7_u32;
        let mut random = move |below: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % below
        };
        let mut longest = 0;
        for _ in 0..2_000 {
            let mut sweep = Sweep::default();
            let mut added: Vec<(usize, Range<usize>, usize, Range<usize>)> = Vec::new();
            let mut first = 0;
            for _ in 0..20 {
                // Mostly further, sometimes back.
                first = (first + random(12)).saturating_sub(if random(8) == 0 { 9 } else { 0 });
                let (table, rows) = (usize::from(random(30) == 0), first..first + 1 + random(10));
                let (component, part) = (random(2), random(3) * 4..12);
                let is_added =
                    sweep.add(TableId::from_usize(table), rows.clone(), ComponentId(component as u32), &part);
                if !is_added {
                    continue;
                }
                for (other_table, other_rows, other, bytes) in &added {
                    let are_rows_apart = rows.end <= other_rows.start || other_rows.end <= rows.start;
                    let are_bytes_apart = part.end <= bytes.start || bytes.end <= part.start;
                    assert_eq!(table, *other_table);
                    assert!(are_rows_apart || component != *other || are_bytes_apart, "{rows:?} and {other_rows:?}");
                }
                added.push((table, rows, component, part));
            }
            longest = longest.max(added.len());
        }
        assert!(longest > 10, "most of what goes on is taken: {longest}");
    }

    #[test]
    fn a_loop_that_writes_two_fields_of_each_row_is_one() {
        let mut sweep = Sweep::default();
        let (table, component) = (TableId::from_usize(3), ComponentId(1));
        for chunk in 0..5 {
            let rows = chunk * 100..chunk * 100 + 100;
            assert!(sweep.add(table, rows.clone(), component, &(0..12)));
            assert!(sweep.add(table, rows.clone(), component, &(28..40)));
            assert!(sweep.add(table, rows.clone(), ComponentId(2), &(0..12)));
            assert!(!sweep.add(table, rows, component, &(0..40)), "that is over the others");
        }
        assert!(!sweep.add(table, 0..100, component, &(0..12)), "it goes back");
    }
}
