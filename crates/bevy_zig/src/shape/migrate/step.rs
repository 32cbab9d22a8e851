//! The steps that carry one state: made once for a reload, taken for each instance.

use crate::shape::Leaf;
use crate::shape::kind::{read_integer, write_float, write_integer};

/// Carries something of an old state into a new one, which is left as it is where that is not possible.
#[derive(Debug, PartialEq)]
pub(super) enum Step {
    /// The same bytes stand for the same value.
    Copy { from: usize, to: usize, len: usize },
    /// A value as another type, or one of which not all bytes are values.
    Convert { from: usize, to: usize, how: Convert },
    /// Into an optional: from one, or from what was none.
    Optional { from: Option<usize>, to: usize, payload: Payload },
    /// Out of an optional, if it holds a value.
    Unwrap { presence: usize, steps: Vec<Step> },
}

/// What goes into an optional.
#[derive(Debug, PartialEq)]
pub(super) enum Payload {
    /// One value: it is carried, or the optional is left as it is.
    One(Vec<Step>),
    /// Several: if the optional was empty, what is not carried is cleared.
    Several(Vec<Step>, Vec<Leaf>),
}

/// How a value becomes one of another type. Numbers are given with their sizes in bytes.
#[derive(Debug, PartialEq)]
pub(super) enum Convert {
    Bool,
    /// Sign-extended or not.
    Integer {
        from: usize,
        signed: bool,
        to: usize,
    },
    IntegerToFloat {
        from: usize,
        signed: bool,
        to: usize,
    },
    /// `f32` to `f64`.
    Float,
    /// By name: old values in order, with the new ones if there are such. A value without a name is kept as a number, if `open`.
    Enum {
        from: usize,
        signed: bool,
        to: usize,
        values: Vec<(i64, Option<i64>)>,
        open: bool,
    },
    /// `[N]u8`: filled with zeroes, or cut if what is cut are zeroes.
    Bytes {
        from: usize,
        to: usize,
    },
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
            Step::Convert { from, to, how } => how.convert(&old[*from..], &mut new[*to..]),
            Step::Optional { from, to, payload } => match from.map_or(1, |from| old[from]) {
                0 => {
                    new[*to] = 0;
                    true
                }
                1 => payload.carry(*to, old, new),
                // No presence at all: the state was never sound there.
                _ => false,
            },
            Step::Unwrap { presence, steps } => old[*presence] == 1 && take(steps, old, new),
        };
    }
    all
}

impl Payload {
    fn carry(&self, presence: usize, old: &[u8], new: &mut [u8]) -> bool {
        match self {
            Payload::One(steps) => {
                if !take(steps, old, new) {
                    return false;
                }
            }
            Payload::Several(steps, clear) => {
                if new[presence] != 1 {
                    for leaf in clear {
                        leaf.clear(new);
                    }
                }
                take(steps, old, new);
            }
        }
        new[presence] = 1;
        true
    }
}

impl Convert {
    /// Both slices begin at the value.
    fn convert(&self, old: &[u8], new: &mut [u8]) -> bool {
        match self {
            Convert::Bool => {
                if old[0] > 1 {
                    return false;
                }
                new[0] = old[0];
            }
            Convert::Integer { from, signed, to } => {
                let value = read_integer(&old[..*from], *signed);
                return write_integer(&mut new[..*to], value, value < 0);
            }
            Convert::IntegerToFloat { from, signed, to } => {
                write_float(&mut new[..*to], read_integer(&old[..*from], *signed) as f64);
            }
            Convert::Float => {
                let value: f32 = bytemuck::pod_read_unaligned(&old[..4]);
                write_float(&mut new[..8], value.into());
            }
            Convert::Enum { from, signed, to, values, open } => {
                // An enum of one value has no bytes.
                let value = if *from == 0 { values.first().map(|(old, _)| *old) } else { None };
                let value = value.unwrap_or_else(|| read_integer(&old[..*from], *signed) as i64);
                let value = match values.binary_search_by_key(&value, |(old, _)| *old) {
                    Ok(index) => values[index].1,
                    Err(_) => open.then_some(value),
                };
                return value.is_some_and(|value| write_integer(&mut new[..*to], value.into(), value < 0));
            }
            Convert::Bytes { from, to } => {
                let kept = *from.min(to);
                if old[kept..*from].iter().any(|byte| *byte != 0) {
                    return false;
                }
                new[..kept].copy_from_slice(&old[..kept]);
                new[kept..*to].fill(0);
            }
        }
        true
    }
}

/// Joins copies that lie side by side in both states.
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
