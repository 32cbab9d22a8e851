//! Carrying states from one generation of a script to the next: field by field, by path.
//!
//! Only descriptors are looked at and only bytes are moved, so that no code of either generation runs. What the bytes
//! of a state hold is not trusted: a bool that is neither, or a number that no variant has, is left out.

mod changes;
mod node;
mod rename;
mod retune;
mod step;
mod steps;

use bevy::platform::collections::HashSet;

use super::kind::Kind;
use super::layout::Shape;
use super::leaf::{Leaf, Role};
use super::nested::Condition;
use node::Node;
use retune::Retuned;
use step::{Step, Variant};
use steps::StepMap;

pub use changes::StateChanges;
pub(crate) use steps::{StepInfo, StepTime};

/// How values of one shape become values of another, such as states of one generation those of the next.
#[derive(Debug)]
pub(crate) struct Migration {
    is_identity: bool,
    steps: Vec<Step>,
    retuned: Retuned,
    changes: StateChanges,
}

impl Migration {
    /// From values of one shape to values of another.
    pub(crate) fn between(old: &Shape, new: &Shape, renames: Renames) -> Self {
        let mut migration = Self::as_named(old, new, renames);
        migration.changes.is_maybe_renamed = rename::is_likely(old, new, renames, &migration.changes);
        migration
    }

    /// The same, whatever a rename would do to what is lost.
    fn as_named(old: &Shape, new: &Shape, renames: Renames) -> Self {
        let (old_root, new_root) = (Node::of(old.leaves()), Node::of(new.leaves()));
        let mut pairing =
            Pairing { old_root: &old_root, renames, seen: HashSet::default(), changes: StateChanges::default() };
        let steps = step::join(pairing.pair("", &new_root, Some(("".to_owned(), &old_root))));
        let (seen, mut changes) = (pairing.seen, pairing.changes);
        note_dropped("", &old_root, &seen, &mut changes.dropped);
        let same_room = old.size() == new.size() && old.align() == new.align();
        let is_identity = same_room && same_leaves(old.leaves(), new.leaves());
        Self { is_identity, steps, retuned: Retuned::default(), changes }
    }

    /// The same, for values that began with defaults: what still has the old one gets the new one.
    pub(crate) fn with_defaults(mut self, shape: &Shape, old: &[u8], new: &[u8]) -> Self {
        self.retuned = Retuned::new(shape, &self.steps, old, new);
        self.changes.defaults = self.retuned.paths().map(str::to_owned).collect();
        self.is_identity &= self.changes.defaults.is_empty();
        self
    }

    /// Whether states of the one are states of the other, byte for byte.
    pub(crate) fn is_identity(&self) -> bool {
        self.is_identity
    }

    /// Carries a value into one that begins with the new generation's defaults. What cannot be carried is left as it is
    /// there, and what still has the old default gets the new one.
    pub(crate) fn carry(&self, old: &[u8], new: &mut [u8]) {
        step::take(&self.steps, old, new);
        self.retuned.apply(new);
    }

    /// What becomes of the fields, of all instances alike.
    pub(crate) fn report(&self) -> &StateChanges {
        &self.changes
    }
}

/// The new and the old names, of both generations: those of the old one lead back to what was there before it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Renames<'a> {
    pub(crate) new: &'a [(String, String)],
    pub(crate) old: &'a [(String, String)],
}

fn same_leaves(old: &[Leaf], new: &[Leaf]) -> bool {
    let sorted = |leaves: &[Leaf]| {
        let mut leaves = leaves.to_vec();
        leaves.sort_by(|a, b| a.path.cmp(&b.path));
        leaves
    };
    sorted(old) == sorted(new)
}

/// What is in the old tree and was not looked for, each branch as a whole.
fn note_dropped(path: &str, node: &Node, seen: &HashSet<&str>, dropped: &mut Vec<String>) {
    let leaves = node.leaves();
    if !leaves.is_empty() && !path.is_empty() && leaves.iter().all(|leaf| !seen.contains(leaf.path.as_str())) {
        dropped.push(path.to_owned());
        return;
    }
    for (name, child) in node.children() {
        note_dropped(&joined(path, name), child, seen, dropped);
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// An old path and what is there.
type Found<'a, 'b> = Option<(String, &'b Node<'a>)>;

/// Finds out, for each node of the new tree, what of the old one goes there.
struct Pairing<'a, 'b> {
    old_root: &'b Node<'a>,
    renames: Renames<'b>,
    /// Paths of the old leaves that something was looked for in.
    seen: HashSet<&'a str>,
    changes: StateChanges,
}

impl<'a, 'b> Pairing<'a, 'b> {
    /// The steps for what is at a path of the new tree, if it is carried at all.
    fn pair(&mut self, path: &str, new: &Node, found: Found<'a, 'b>) -> Vec<Step> {
        let Some((old_path, old)) = found else {
            if !new.leaves().is_empty() {
                self.changes.added.push(path.to_owned());
            }
            return Vec::new();
        };
        match (new.optional(), old.optional()) {
            (Some(new), from) => return self.optional(path, new, from, (old_path, old)),
            (None, Some((presence, payload))) => {
                self.seen.insert(&presence.path);
                self.changes.converted.push(path.to_owned());
                let steps = self.pair(path, new, Some((joined(&old_path, "?"), payload)));
                return unwrapped(presence.condition(1), steps);
            }
            (None, None) => {}
        }
        match (new, old) {
            (Node::Group(children), Node::Group(_)) => {
                let children = children.iter();
                children.flat_map(|(name, child)| self.child(path, name, child, &old_path, old)).collect()
            }
            (Node::Choice(tag, variants), Node::Choice(old_tag, _)) => {
                self.union(path, tag, variants, &old_path, old_tag, old)
            }
            (Node::Choice(tag, variants), Node::Leaf(old_tag)) if matches!(old_tag.kind, Kind::Enum(_)) => {
                self.changes.converted.push(path.to_owned());
                self.union(path, tag, variants, &old_path, old_tag, old)
            }
            (Node::Leaf(new), Node::Leaf(old) | Node::Choice(old, _)) => {
                self.seen.insert(&old.path);
                match leaf(old, new) {
                    Ok(step) => {
                        if (&old.kind, &new.kind) == (&Kind::Bytes, &Kind::Bytes) && new.size < old.size {
                            self.changes.cut.push(path.trim_end_matches(".?").to_owned());
                        } else if old.in_zig() != new.in_zig() {
                            // The value of an optional is called what the optional is.
                            self.changes.converted.push(path.trim_end_matches(".?").to_owned());
                        }
                        vec![step]
                    }
                    Err(why) => self.reset(path, why),
                }
            }
            (new, old) => {
                self.see(old);
                self.reset(path, format!("it was {} and is now {}", old.describe(), new.describe()))
            }
        }
    }

    /// The paths at which something may have been, the best first, and whether each is another name of it.
    fn sources(&self, path: &str, same: &str) -> Vec<(String, bool)> {
        let Renames { new, old } = self.renames;
        let old_names = new.iter().filter(|(to, _)| to == path).map(|(_, from)| (from.clone(), true));
        // A rename may have been carried out in an earlier reload already, so that the old name need not be there.
        let taken_back = old.iter().filter(|(_, from)| from == path).map(|(to, _)| (to.clone(), true));
        old_names.chain([(same.to_owned(), false)]).chain(taken_back).collect()
    }

    /// The same for something that is in a struct or an array.
    fn child(&mut self, path: &str, name: &str, new: &Node, old_path: &str, old: &'b Node<'a>) -> Vec<Step> {
        let (path, same) = (joined(path, name), joined(old_path, name));
        let found = self.sources(&path, &same).into_iter().find_map(|(there, is_renamed)| {
            let (node, through) = if is_renamed { self.old_root.find(&there)? } else { (old.child(name)?, Vec::new()) };
            Some((there, is_renamed, node, through))
        });
        if let Some((there, is_renamed, node, through)) = found {
            if is_renamed {
                self.changes.renamed.push((there.clone(), path.clone()));
            }
            let steps = self.pair(&path, new, Some((there, node)));
            return through.into_iter().rev().fold(steps, |steps, condition| unwrapped(condition, steps));
        }
        match self.renames.new.iter().find(|(to, _)| *to == path) {
            Some((_, from)) => {
                self.reset(&path, format!("`renamed` names the old field '{from}', which did not exist"))
            }
            None => self.pair(&path, new, None),
        }
    }

    /// Into an optional, from one or from what was none.
    fn optional(
        &mut self,
        path: &str,
        (presence, payload): (&Leaf, &Node),
        from: Option<(&'a Leaf, &'b Node<'a>)>,
        (old_path, old): (String, &'b Node<'a>),
    ) -> Vec<Step> {
        let found = match from {
            Some((old_presence, old_payload)) => {
                self.seen.insert(&old_presence.path);
                (joined(&old_path, "?"), old_payload)
            }
            None => {
                self.changes.converted.push(path.to_owned());
                (old_path, old)
            }
        };
        let inside = joined(path, "?");
        let steps = step::join(self.pair(&inside, payload, Some(found)));
        let leaves = payload.direct_leaves();
        if steps.is_empty() && !leaves.is_empty() {
            let why = self.changes.reset.iter().find(|(inner, _)| *inner == inside).map(|(_, why)| why.clone());
            return self.reset(path, why.unwrap_or_else(|| "nothing of what it held can be carried".to_owned()));
        }
        // One value is carried, or not; of several, those that can be.
        let whole = !matches!(payload, Node::Group(_));
        if !whole && !can_be_made(&leaves, &steps) {
            return self.reset(path, UNREADABLE.to_owned());
        }
        let clear = leaves.into_iter().cloned().collect();
        let variants = vec![Variant { from: 1, to: 1, steps, clear, whole }, Variant::default()];
        vec![Step::Choice { from: from.map(|(presence, _)| presence.clone()), to: presence.clone(), variants }]
    }

    /// Into a tagged union, from one or from an enum: by the names of the variants.
    fn union(
        &mut self,
        path: &str,
        tag: &Leaf,
        variants: &[(&str, Node)],
        old_path: &str,
        old_tag: &'a Leaf,
        old: &'b Node<'a>,
    ) -> Vec<Step> {
        self.seen.insert(&old_tag.path);
        let mut carried = Vec::new();
        for ((name, payload), (_, to)) in variants.iter().zip(tag.choices()) {
            let path = joined(path, name);
            let same = joined(old_path, name);
            let found = self.sources(&path, &same).into_iter().find_map(|(there, _)| {
                let old_name = there.strip_prefix(old_path)?.strip_prefix('.')?;
                Some((old_tag.choice(old_name)?, old.child(old_name), there))
            });
            let Some((from, old_payload, there)) = found else {
                let _nothing = self.pair(&path, payload, None);
                continue;
            };
            if there != same {
                self.changes.renamed.push((there.clone(), path.clone()));
            }
            let found = old_payload.filter(|payload| !payload.leaves().is_empty());
            let leaves = payload.direct_leaves();
            // What a variant without a payload held before is dropped.
            let steps = match leaves.is_empty() {
                true => Vec::new(),
                false => self.pair(&path, payload, found.map(|payload| (there, payload))),
            };
            if !can_be_made(&leaves, &steps) {
                self.reset(&path, UNREADABLE.to_owned());
                continue;
            }
            let clear = leaves.into_iter().cloned().collect();
            carried.push(Variant { from, to, steps: step::join(steps), clear, whole: false });
        }
        if carried.is_empty() {
            return self.reset(path, "none of its variants can be carried".to_owned());
        }
        vec![Step::Choice { from: Some(old_tag.clone()), to: tag.clone(), variants: carried }]
    }

    fn reset(&mut self, path: &str, why: String) -> Vec<Step> {
        // What was said of its inside no longer holds.
        let is_inside = |inner: &str| inner.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
        self.changes.added.retain(|inner| !is_inside(inner));
        self.changes.converted.retain(|inner| inner != path && !is_inside(inner));
        self.changes.cut.retain(|inner| inner != path && !is_inside(inner));
        self.changes.reset.retain(|(inner, _)| !is_inside(inner));
        self.changes.reset.push((path.to_owned(), why));
        Vec::new()
    }

    fn see(&mut self, node: &Node<'a>) {
        self.seen.extend(node.leaves().iter().map(|leaf| leaf.path.as_str()));
    }
}

fn unwrapped(condition: Condition, steps: Vec<Step>) -> Vec<Step> {
    if steps.is_empty() {
        return steps;
    }
    vec![Step::If(condition, step::join(steps))]
}

const UNREADABLE: &str = "the host cannot read all of its type, and not all of it can be carried";

/// Whether all leaves have a value if these steps are taken and the rest is cleared.
fn can_be_made(leaves: &[&Leaf], steps: &[Step]) -> bool {
    let is_written = |leaf: &Leaf| steps.iter().any(|step| writes(step, leaf));
    leaves.iter().all(|leaf| leaf.kind != Kind::Opaque || is_written(leaf))
}

/// Whether a step copies all of a leaf that the host cannot read.
fn writes(step: &Step, leaf: &Leaf) -> bool {
    match step {
        Step::Copy { to, len, .. } => *to <= leaf.offset && leaf.offset + leaf.size <= to + len,
        _ => false,
    }
}

/// How one leaf becomes another, or why it does not.
fn leaf(old: &Leaf, new: &Leaf) -> Result<Step, String> {
    use Kind::*;
    match (&old.role, &new.role) {
        (Role::Step(before), Role::Step(after)) => {
            return Ok(Step::Walk { from: old.clone(), to: new.clone(), map: StepMap::between(before, after) });
        }
        (Role::Moment, Role::Moment) => return Ok(copy(old, new)),
        (Role::Moment, _) | (_, Role::Moment) => return Err("a moment is not a number".into()),
        _ => {}
    }
    let (from, to) = (old.size, new.size);
    let holds_all = match (&old.kind, &new.kind) {
        (Signed, Signed) | (Unsigned, Unsigned) | (Float, Float) | (Bytes, Bytes) if from == to => {
            return Ok(copy(old, new));
        }
        (Vec2, Vec2) | (Vec3, Vec3) | (Quat, Quat) | (Entity, Entity) => return Ok(copy(old, new)),
        (Opaque, Opaque) if from == to && old.layout_hash == new.layout_hash => return Ok(copy(old, new)),
        (Opaque, Opaque) if old.is_list && new.is_list => {
            return Err("its items are built otherwise now, so it is empty".into());
        }
        (Opaque, Opaque) => return Err("its type is built otherwise now".into()),
        (Signed, Signed) | (Unsigned, Unsigned | Signed) | (Float, Float) => from < to,
        // Whole numbers are exact in an f32 up to 24 bits, in an f64 up to 53.
        (Signed | Unsigned, Float) => from * 2 <= to,
        (Bool, Bool) | (Enum(_) | Union(..), Enum(_)) | (Bytes, Bytes) => true,
        _ => false,
    };
    match holds_all {
        true => Ok(Step::Convert { from: old.clone(), to: new.clone() }),
        false => Err(format!("{} does not hold all values of {}", new.in_zig(), old.in_zig())),
    }
}

fn copy(old: &Leaf, new: &Leaf) -> Step {
    Step::Copy { from: old.offset, to: new.offset, len: old.size }
}

#[cfg(test)]
mod tests;
