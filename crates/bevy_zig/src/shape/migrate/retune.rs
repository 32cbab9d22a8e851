//! Fields whose default is another: a developer who has changed a number in the source wants to see it in the running game.

use std::ops::Range;

use crate::registry::ScriptInfo;
use crate::shape::Leaf;

use super::step::{Step, take};

/// A field that is given the new default where it still has the old one.
#[derive(Debug)]
pub(super) struct Retuned {
    pub(super) path: String,
    /// Its bytes in the new state: several ranges for an optional, which is one with what it holds.
    parts: Vec<(Range<usize>, Box<[u8]>)>,
}

/// The fields that have another default, after conversion.
pub(super) fn retuned(old: &ScriptInfo, new: &ScriptInfo, steps: &[Step]) -> Vec<Retuned> {
    let mut carried = new.state_default.clone();
    take(steps, &old.state_default, &mut carried);
    let mut fields: Vec<Retuned> = Vec::new();
    for field in new.fields() {
        let path = unit(field);
        let range = field.offset..field.offset + field.size;
        let part = (range.clone(), carried[range].into());
        match fields.last_mut().filter(|last| last.path == path) {
            Some(last) => last.parts.push(part),
            None => fields.push(Retuned { path: path.to_owned(), parts: vec![part] }),
        }
    }
    fields.retain(|field| field.parts.iter().any(|(range, carried)| new.state_default[range.clone()] != **carried));
    fields
}

/// An optional and all that is in it go by the optional's name.
fn unit(field: &Leaf) -> &str {
    field.path.split_once(".?").map_or(&field.path, |(optional, _)| optional)
}

impl Retuned {
    /// Gives a carried state the new default, if it has the old one.
    pub(super) fn apply(&self, state: &mut [u8], default: &[u8]) {
        if self.parts.iter().all(|(range, carried)| state[range.clone()] == **carried) {
            for (range, _) in &self.parts {
                state[range.clone()].copy_from_slice(&default[range.clone()]);
            }
        }
    }
}
