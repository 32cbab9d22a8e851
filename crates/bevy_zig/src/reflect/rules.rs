//! Numbers that a field's type has room for and Bevy has no use for: its own functions panic when they are asked to set
//! them, and its systems do when they meet them, or never come to an end.

use std::time::Duration;

use super::bound::{Bound, Shape};

/// What the numbers of a field have to be.
pub(crate) struct Rule {
    /// The type that has the field, whatever its own parameters are.
    of_type: &'static str,
    field: &'static str,
    allows: fn(&[u8]) -> bool,
    /// What is allowed, for messages.
    pub(crate) what: &'static str,
}

/// How much faster than the machine's a game's time may go by: each frame has that many times as many fixed steps.
const SPEED_MAX: f64 = 100.0;

/// With shorter steps, those of a single frame take longer than a frame.
const STEP_MIN: Duration = Duration::from_millis(1);

/// Times that are added up, for as long as a game runs, come to no end of their range.
const TIME_MAX: Duration = Duration::from_secs(1 << 40);

const TIME: &str = "bevy_time::time::Time";
const FIXED: &str = "bevy_time::fixed::Fixed";
const VIRTUAL: &str = "bevy_time::virt::Virtual";

static RULES: [Rule; 8] = [
    Rule {
        of_type: VIRTUAL,
        field: "relative_speed",
        allows: |bytes| number(bytes).is_some_and(|speed| (0.0..=SPEED_MAX).contains(&speed)),
        what: "it has to be from 0 to 100",
    },
    Rule {
        of_type: VIRTUAL,
        field: "max_delta",
        allows: |bytes| lies(bytes, Duration::from_nanos(1), TIME_MAX),
        what: "it has to be longer than 0, and no longer than any game runs",
    },
    Rule {
        of_type: FIXED,
        field: "timestep",
        allows: |bytes| lies(bytes, STEP_MIN, TIME_MAX),
        what: "it has to be 1 ms at least, and no longer than any game runs",
    },
    Rule {
        of_type: FIXED,
        field: "overstep",
        allows: |bytes| lies(bytes, Duration::ZERO, Duration::from_secs(1)),
        what: "it has to be 1 s at the most",
    },
    Rule {
        of_type: TIME,
        field: "wrap_period",
        allows: |bytes| lies(bytes, Duration::from_nanos(1), Duration::MAX),
        what: "it has to be longer than 0",
    },
    Rule { of_type: TIME, field: "delta", allows: is_time, what: NO_TIME },
    Rule { of_type: TIME, field: "elapsed", allows: is_time, what: NO_TIME },
    Rule { of_type: TIME, field: "elapsed_wrapped", allows: is_time, what: NO_TIME },
];

const NO_TIME: &str = "it has to be no longer than any game runs";

impl Rule {
    /// The rule for a field of a type with this path, if there is one.
    pub(super) fn of(path: &str, field: &str) -> Option<&'static Self> {
        let path = path.split_once('<').map_or(path, |(path, _)| path);
        RULES.iter().find(|rule| rule.of_type == path && rule.field == field)
    }

    /// Whether the value of the field, as the script has it, may be.
    pub(super) fn allows(&self, bound: &Bound, bytes: &[u8]) -> bool {
        match &bound.shape {
            Shape::Leaf(_, gather) => gather.with(bytes, self.allows),
            Shape::Wrapped(offset, inner) => self.allows(inner, &bytes[*offset..offset + inner.size]),
            _ => true,
        }
    }
}

fn number(bytes: &[u8]) -> Option<f64> {
    Some(f64::from_ne_bytes(bytes.try_into().ok()?))
}

fn lies(bytes: &[u8], min: Duration, max: Duration) -> bool {
    super::leaf::duration(bytes).is_some_and(|duration| (min..=max).contains(&duration))
}

fn is_time(bytes: &[u8]) -> bool {
    lies(bytes, Duration::ZERO, TIME_MAX)
}

#[cfg(test)]
mod tests {
    use bevy::prelude::Time;
    use bevy::reflect::{TypeInfo, TypePath, Typed};
    use bevy::time::{Fixed, Virtual};

    use super::*;

    /// Another Bevy may have other names.
    #[test]
    fn the_fields_are_there() {
        fn has<T: Typed + TypePath>(found: &mut usize) {
            let TypeInfo::Struct(info) = T::type_info() else { panic!("{} is no struct", T::type_path()) };
            *found += info.iter().filter(|field| Rule::of(T::type_path(), field.name()).is_some()).count();
        }
        let mut found = 0;
        has::<Virtual>(&mut found);
        has::<Fixed>(&mut found);
        has::<Time<Virtual>>(&mut found);
        assert_eq!(found, RULES.len());
    }

    #[test]
    fn what_bevy_has_no_use_for_is_told() {
        let speed = |speed: f64| (Rule::of(VIRTUAL, "relative_speed").unwrap().allows)(&speed.to_ne_bytes());
        assert!([0.0, 0.5, 100.0].into_iter().all(speed));
        assert!(![-0.1, 1000.0, 1e300, f64::NAN, f64::INFINITY].into_iter().any(speed));
        let step = |secs: u64, nanos: u32| {
            let bytes = [&secs.to_ne_bytes()[..], &nanos.to_ne_bytes()].concat();
            (Rule::of(FIXED, "timestep").unwrap().allows)(&bytes)
        };
        assert!(step(0, 15_625_000) && step(3600, 0));
        assert!(!step(0, 0) && !step(0, 1) && !step(u64::MAX, 0) && !step(1, u32::MAX));
    }
}
