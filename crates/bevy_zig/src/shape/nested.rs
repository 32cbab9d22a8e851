//! Optional fields: a byte that says whether there is a value, and the leaves of that value behind it.
//!
//! What lies in an optional that is empty is no value of anything, so that whoever fills one has to give all of it a value.

use bevy::math::Quat;

use super::kind::{Kind, read_integer};
use super::leaf::Leaf;

/// What must be so for a leaf to be there: the number at a place, which says that an optional holds a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Condition {
    offset: usize,
    size: usize,
    value: i64,
}

impl Condition {
    /// Whether it is so.
    pub(super) fn holds(&self, bytes: &[u8]) -> bool {
        self.size == 0
            || read_integer(&bytes[self.offset..self.offset + self.size], self.value < 0) == i128::from(self.value)
    }
}

impl Leaf {
    /// Whether all that it lies in holds it.
    pub(crate) fn is_there(&self, bytes: &[u8]) -> bool {
        self.within.iter().all(|condition| condition.holds(bytes))
    }

    /// The leaves that are there or not as it says, whatever they lie in besides.
    pub(crate) fn payload(&self) -> &[Leaf] {
        match &self.kind {
            Kind::Optional(payload) => payload,
            _ => &[],
        }
    }

    /// What must be so for its payload to be there.
    fn condition(&self, value: i64) -> Condition {
        Condition { offset: self.offset, size: self.size, value }
    }

    /// The number that it has if a leaf of that path, which lies behind it, is there; `None` if it says nothing of that path.
    pub(super) fn number_for(&self, path: &str) -> Option<i64> {
        let inside = path.strip_prefix(self.path.as_str())?.strip_prefix('.')?;
        let name = inside.split('.').next()?;
        match &self.kind {
            Kind::Optional(_) => (name == "?").then_some(1),
            _ => None,
        }
    }

    /// Gives it the simplest value of its type: zeroes, but for enums, which get their first, and rotations, which do not turn.
    pub(crate) fn clear(&self, bytes: &mut [u8]) {
        bytes[self.range()].fill(0);
        for leaf in self.payload() {
            bytes[leaf.range()].fill(0);
        }
        match (&self.kind, self.variants()) {
            (Kind::Quat, _) => {
                let _fits = self.write_here(bytes, &Quat::IDENTITY.into());
            }
            (_, [(_, first), ..]) => {
                let _fits = self.write_tag(bytes, *first);
            }
            _ => {}
        }
    }

    /// Lets what lies in it with a number of its own be there, with the simplest values if it was not. False if the host does not
    /// know values of all that is in it.
    pub(super) fn fill(&self, value: i64, bytes: &mut [u8]) -> bool {
        let condition = self.condition(value);
        if condition.holds(bytes) {
            return true;
        }
        let inside = || self.payload().iter().filter(|leaf| leaf.within.contains(&condition));
        if !is_readable(inside()) {
            return false;
        }
        for leaf in inside().filter(|leaf| leaf.within[0] == condition) {
            leaf.clear(bytes);
        }
        self.write_tag(bytes, value)
    }
}

/// Whether the host can read and write all of these.
pub(super) fn is_readable<'a>(leaves: impl IntoIterator<Item = &'a Leaf>) -> bool {
    leaves.into_iter().all(|leaf| leaf.kind != Kind::Opaque)
}

/// Links each optional of a value to its payload leaves, and the leaves to their optionals.
pub(super) fn nest(leaves: &mut [Leaf]) {
    // From the last one, so that a nested optional already has its leaves when the outer one copies it.
    for index in (0..leaves.len()).rev() {
        let (head, behind) = leaves[index..].split_first_mut().expect("there is the leaf itself");
        let inside = behind.iter_mut().map_while(|leaf| Some((head.number_for(&leaf.path)?, leaf)));
        let payload = inside.map(|(value, leaf)| {
            leaf.within.push(head.condition(value));
            leaf.clone()
        });
        let payload = payload.collect();
        if let Kind::Optional(its) = &mut head.kind {
            *its = payload;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Shape, Value};
    use super::*;

    fn field(path: &str, kind: Kind, offset: usize, size: usize) -> Leaf {
        Leaf::new(path, kind, offset, size)
    }

    fn optional(path: &str, offset: usize) -> Leaf {
        field(path, Kind::Optional(Vec::new()), offset, 1)
    }

    fn nested(leaves: Vec<Leaf>) -> Shape {
        Shape::new(leaves, 64, 8)
    }

    #[test]
    fn an_optional_of_one_value_is_that_value_or_nothing() {
        let shape =
            nested(vec![optional("hp", 4), field("hp.?", Kind::Unsigned, 0, 4), field("hp2", Kind::Unsigned, 8, 4)]);
        let fields = shape.leaves();
        let mut state = [0xaa; 12];
        state[4] = 0;
        assert_eq!((fields[0].read(&state), fields[1].read(&state)), (Some(Value::None), Some(Value::None)));
        assert!(fields[0].write(&mut state, &Value::Int(7)));
        assert_eq!((fields[0].read(&state), fields[1].read(&state)), (Some(Value::Int(7)), Some(Value::Int(7))));
        assert_eq!(state[4], 1);
        assert!(!fields[0].write(&mut state, &Value::Int(-1)) && !fields[0].write(&mut state, &true.into()));
        assert_eq!(fields[0].read(&state), Some(Value::Int(7)), "what is refused changes nothing");
        assert!(fields[0].write(&mut state, &Value::None));
        assert_eq!(fields[0].read(&state), Some(Value::None));
        state[4] = 7;
        assert_eq!(fields[0].read(&state), Some(Value::None), "a byte that is neither is no value");
        assert!(fields[2].within.is_empty(), "a name that only begins alike");
    }

    #[test]
    fn an_optional_of_several_is_filled_as_a_whole() {
        let modes = vec![("hunt".to_owned(), 5), ("rest".to_owned(), 6)];
        let shape = nested(vec![
            optional("home", 12),
            field("home.?.x", Kind::Float, 0, 4),
            field("home.?.mode", Kind::Enum(modes), 4, 1),
            optional("home.?.guest", 9),
            field("home.?.guest.?", Kind::Unsigned, 8, 1),
            field("home.?.turn", Kind::Quat, 16, 16),
        ]);
        let fields = shape.leaves();
        let around: Vec<_> = fields[4].within.iter().map(|condition| condition.offset).collect();
        assert_eq!(around, [9, 12]);
        let mut state = [0xaa; 32];
        state[12] = 0;
        assert_eq!(shape.values(&state), [("home", Value::None)]);
        assert!(shape.fill_around(&fields[1], &mut state) && fields[1].write(&mut state, &Value::Float(2.0)));
        let expected = [
            ("home", Value::Bool(true)),
            ("home.?.x", Value::Float(2.0)),
            ("home.?.mode", "hunt".into()),
            ("home.?.guest", Value::None),
            ("home.?.turn", Quat::IDENTITY.into()),
        ];
        assert_eq!(shape.values(&state), expected);
        assert!(fields[3].write(&mut state, &Value::Int(3)));
        assert!(fields[0].write(&mut state, &true.into()), "it is there already, and stays as it is");
        assert_eq!(fields[4].read(&state), Some(Value::Int(3)));
        assert!(fields[0].write(&mut state, &false.into()));
        assert_eq!(fields[1].read(&state), Some(Value::None));
    }

    #[test]
    fn an_optional_that_cannot_be_read_can_only_be_emptied() {
        let shape =
            nested(vec![optional("at", 8), field("at.?.x", Kind::Float, 0, 4), field("at.?.odd", Kind::Opaque, 4, 4)]);
        let fields = shape.leaves();
        let mut state = [0; 12];
        assert!(!fields[0].write(&mut state, &true.into()) && !shape.fill_around(&fields[1], &mut state));
        state[8] = 1;
        assert_eq!((fields[0].read(&state), fields[1].read(&state)), (None, Some(Value::Float(0.0))));
        assert_eq!(shape.values(&state), [], "half of it would not bring it back");
        assert!(fields[0].write(&mut state, &Value::None));
        assert_eq!(fields[0].read(&state), Some(Value::None));
    }
}
