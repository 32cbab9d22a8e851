//! What is below everything: interned names, lists, sums, scratch memory, limits, and words for messages.
//! Uses no other room.

mod entity;
mod ids;
mod limits;
mod list;
mod nearest;
mod parents;
pub(crate) mod resource;
pub(crate) mod rotation;
mod runs;
mod schedule;
mod scratch;
mod tally;

pub(crate) use entity::{Machinery, finder};
pub(crate) use ids::ProgramIds;
pub use limits::ScriptLimits;
pub(crate) use list::OneOrMore;
pub(crate) use nearest::did_you_mean;
pub(crate) use parents::{PARENTS_MAX, is_at_or_above};
pub(crate) use runs::EntityRuns;
pub use schedule::ZigScriptSystems;
pub(crate) use scratch::Scratch;
pub(crate) use tally::Tally;
