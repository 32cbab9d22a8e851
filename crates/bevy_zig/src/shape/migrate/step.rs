//! The steps that carry one value: made once, taken for each.

use super::super::kind::Kind;
use super::super::leaf::Leaf;
use super::super::nested::Condition;
use super::super::value::Value;
use super::steps::StepMap;

/// Carries something of an old value into a new one, which is left as it is where that is not possible.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    /// The same bytes stand for the same value.
    Copy { from: usize, to: usize, len: usize },
    /// A leaf as another type, or one of which not all bytes are values.
    Convert { from: Leaf, to: Leaf },
    /// A step of a sequence whose list of steps was changed.
    Walk { from: Leaf, to: Leaf, map: StepMap },
    /// Into an optional or a tagged union, from the old number that says what there is to the new one. From what had no
    /// such number, into the first variant.
    Choice { from: Option<Leaf>, to: Leaf, variants: Vec<Variant> },
    /// Out of an optional or a union, if it holds that.
    If(Condition, Vec<Step>),
}

/// What an optional or a union may hold: `null`, a value, or a variant's payload.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Variant {
    /// The number that says so, before and now.
    pub(super) from: i64,
    pub(super) to: i64,
    /// How the payload is carried.
    pub(super) steps: Vec<Step>,
    /// The payload, which is cleared first if the new value holds something else: its bytes then mean nothing.
    pub(super) clear: Vec<Leaf>,
    /// All of it is carried, or the new value is left as it is. Else what cannot be carried has the default of the same
    /// variant, or the simplest value.
    pub(super) whole: bool,
}

/// Takes the steps. False if a value could not be carried.
pub(super) fn take(steps: &[Step], old: &[u8], new: &mut [u8]) -> bool {
    let mut all = true;
    for step in steps {
        all &= match step {
            Step::Copy { from, to, len } => {
                new[*to..to + len].copy_from_slice(&old[*from..from + len]);
                true
            }
            Step::Convert { from, to } => convert(from, to, old, new),
            Step::Walk { from, to, map } => walk(from, to, map, old, new),
            Step::Choice { from, to, variants } => {
                let number = from.as_ref().map(|from| from.tag(old));
                let is_it = |variant: &&Variant| number.is_none_or(|number| i128::from(variant.from) == number);
                // No such variant: the value was never sound there, or the new one has none like it.
                variants.iter().find(is_it).is_some_and(|variant| variant.carry(to, old, new))
            }
            Step::If(condition, steps) => condition.holds(old) && take(steps, old, new),
        };
    }
    all
}

impl Variant {
    fn carry(&self, number: &Leaf, old: &[u8], new: &mut [u8]) -> bool {
        if number.tag(new) != self.to.into() {
            self.clear.iter().for_each(|leaf| leaf.clear(new));
        }
        let all = take(&self.steps, old, new);
        (all || !self.whole) && number.write_tag(new, self.to)
    }
}

/// Gives a leaf the value that another one has: enums go by name, and numbers as far as the new type holds them.
fn convert(from: &Leaf, to: &Leaf, old: &[u8], new: &mut [u8]) -> bool {
    if to.kind == Kind::Bytes {
        // Not only text: filled with zeroes, or cut.
        let (was, becomes) = (&old[from.range()], &mut new[to.range()]);
        let kept = cut(was, becomes.len());
        becomes[..kept].copy_from_slice(&was[..kept]);
        becomes[kept..].fill(0);
        return true;
    }
    match from.read(old) {
        // A value without a name means something else if the enum is of another size.
        Some(Value::Int(_)) if matches!(to.kind, Kind::Enum(_)) && from.size != to.size => false,
        Some(value) => to.write_here(new, &value),
        None => false,
    }
}

/// How many of these bytes to keep where `len` fit: text is cut between characters.
fn cut(bytes: &[u8], len: usize) -> usize {
    let text = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    match std::str::from_utf8(text) {
        Ok(text) if text.len() > len => text.floor_char_boundary(len),
        _ => bytes.len().min(len),
    }
}

/// Where a run goes on in the new list of steps.
fn walk(from: &Leaf, to: &Leaf, map: &StepMap, old: &[u8], new: &mut [u8]) -> bool {
    let number = i16::try_from(from.tag(old)).ok().and_then(|number| map.get(number));
    number.is_some_and(|number| to.write_tag(new, number.into()))
}

/// Joins copies that lie side by side in both values.
pub(super) fn join(mut steps: Vec<Step>) -> Vec<Step> {
    steps.sort_by_key(|step| match step {
        Step::Copy { to, .. } => (0, *to),
        _ => (1, 0),
    });
    let mut joined: Vec<Step> = Vec::with_capacity(steps.len());
    for step in steps {
        if let Step::Copy { from, to, len } = step
            && let Some(Step::Copy { from: last_from, to: last_to, len: last_len }) = joined.last_mut()
            && (*last_from + *last_len, *last_to + *last_len) == (from, to)
        {
            *last_len += len;
            continue;
        }
        joined.push(step);
    }
    joined
}
