//! Whether a field that is gone may be one that is new: its values would be kept under the new name.

use super::super::layout::Shape;
use super::changes::StateChanges;
use super::{Migration, Renames};

/// Whether the only new field takes all of the only one that is gone. What does the carrying is asked, since it alone
/// knows which types become which.
pub(super) fn is_likely(old: &Shape, new: &Shape, renames: Renames, changes: &StateChanges) -> bool {
    let Some((from, to)) = changes.lone() else { return false };
    let mut names = renames.new.to_vec();
    names.push((to.to_owned(), from.to_owned()));
    let renamed = Migration::as_named(old, new, Renames { new: &names, ..renames }).changes;
    let is_in_it = |path: &str| path.strip_prefix(to).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    renamed.dropped.is_empty() && !renamed.reset.iter().any(|(path, _)| is_in_it(path))
}
