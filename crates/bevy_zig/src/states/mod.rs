//! States of the game, as scripts know them: those that Zig declares, and what changes of all of them. Uses base.
//!
//! ```text
//!   setState ──► ZigStates.next ──► change_states (end of PreUpdate) ──► ZigStates.current ─┐
//!                                         └──► ZigStateChanged, DespawnOnZigExit            ├─► StateTable::poll, as a phase begins
//!   Bevy's NextState ──► StateTransition ──► State<S> ──────────────────────────────────────┘    └─► who runs; exits, enters
//! ```

mod change;
mod scoped;
mod table;
mod zig;

pub(crate) use change::apply_next;
pub use change::{ZigStateChanged, in_zig_state};
pub use scoped::{DespawnOnZigEnter, DespawnOnZigExit};
pub(crate) use table::{StateTable, StateUse, Transition};
pub use zig::ZigStates;

use crate::base::ProgramIds;

/// Names of states that Zig declares, kept as long as the program.
static NAMES: ProgramIds<&'static str> = ProgramIds::new();

/// Far more than a game has.
const NAMES_MAX: usize = 4_096;
const NAME_LEN_MAX: usize = 200;

/// A name that is kept as long as the program; `None` if it is empty or too long, or there are too many.
pub(crate) fn intern(name: &str) -> Option<&'static str> {
    if name.is_empty() || name.len() > NAME_LEN_MAX {
        return None;
    }
    if let Some(known) = NAMES.get(name) {
        return NAMES.name(known);
    }
    let id = NAMES.of(&&*name.to_owned().leak(), NAMES_MAX)?;
    NAMES.name(id)
}

/// Whether two variants are one: names are compared without regard to case and underscores, as Rust and Zig write them
/// differently.
pub(crate) fn is_same_variant(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_lowercase()).collect();
    let (one, other): (Vec<u8>, Vec<u8>) = (plain(one), plain(other));
    one == other
}
