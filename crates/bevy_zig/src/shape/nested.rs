//! Optionals and tagged unions: a number that says what is there, and the leaves of that behind it.
//!
//! The bytes of what is not there are not a value of anything, so filling an optional, or giving a union another
//! variant, gives all of it a value.

use super::kind::{Kind, read_integer};
use super::leaf::Leaf;

/// What must be so for a leaf to be there: the number at a place, which says that an optional holds a value,
/// or which variant a union has.
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
            Kind::Optional(payload) | Kind::Union(_, payload) => payload,
            _ => &[],
        }
    }

    /// What must be so for its payload to be there.
    pub(super) fn condition(&self, value: i64) -> Condition {
        Condition { offset: self.offset, size: self.size, value }
    }

    /// The number that it has if a leaf of that path, which lies behind it, is there; `None` if it says nothing of that
    /// path.
    pub(super) fn number_for(&self, path: &str) -> Option<i64> {
        let inside = path.strip_prefix(self.path.as_str())?.strip_prefix('.')?;
        let may_hold = matches!(self.kind, Kind::Optional(_) | Kind::Union(..));
        may_hold.then(|| self.choice(inside.split('.').next()?)).flatten()
    }

    /// What its number may say, by name: which value of an enum it is, which variant of a union, and that an optional
    /// holds something (`?`).
    pub(super) fn choices(&self) -> impl Iterator<Item = (&str, i64)> {
        let held = matches!(self.kind, Kind::Optional(_)).then_some(("?", 1));
        self.variants().iter().map(|(name, value)| (name.as_str(), *value)).chain(held)
    }

    /// The number that says so.
    pub(super) fn choice(&self, name: &str) -> Option<i64> {
        self.choices().find(|(known, _)| *known == name).map(|(_, number)| number)
    }

    /// Gives it the simplest value of its type: zeroes, but for enums, which get their first, and rotations, which do
    /// not turn.
    pub(crate) fn clear(&self, bytes: &mut [u8]) {
        bytes[self.range()].fill(0);
        for leaf in self.payload() {
            bytes[leaf.range()].fill(0);
        }
        if let (Kind::Union(..), [(_, first), ..]) = (&self.kind, self.variants()) {
            self.make(*first, bytes);
        } else {
            // What the host cannot read stays zeroes.
            let _ = self.write_here(bytes, &self.kind.simplest());
        }
    }

    /// Lets what lies in it with a number of its own be there, with the simplest values if it was not. False if the
    /// host does not know values of all that is in it.
    pub(super) fn fill(&self, value: i64, bytes: &mut [u8]) -> bool {
        let condition = self.condition(value);
        if condition.holds(bytes) {
            return true;
        }
        is_readable(self.payload().iter().filter(|leaf| leaf.within.contains(&condition))) && self.make(value, bytes)
    }

    /// The same, whatever was there.
    fn make(&self, value: i64, bytes: &mut [u8]) -> bool {
        let condition = self.condition(value);
        for leaf in self.payload().iter().filter(|leaf| leaf.within.first() == Some(&condition)) {
            leaf.clear(bytes);
        }
        self.write_tag(bytes, value)
    }
}

/// Whether the host can read and write all of these.
pub(super) fn is_readable<'a>(leaves: impl IntoIterator<Item = &'a Leaf>) -> bool {
    leaves.into_iter().all(|leaf| leaf.kind != Kind::Opaque)
}

/// Links each optional and union of a value to its payload leaves, and the leaves to them.
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
        if let Kind::Optional(its) | Kind::Union(_, its) = &mut head.kind {
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
    fn an_optional_of_one_value_is_filled_by_the_simplest_of_its_type() {
        let modes = vec![("hunt".to_owned(), 5)];
        let goals = vec![("rest".to_owned(), 1)];
        use Kind::*;
        for (kind, size) in
            [(Bool, 1), (Signed, 4), (Float, 8), (Vec2, 8), (Vec3, 12), (Quat, 16), (Entity, 8), (Bytes, 3)]
                .into_iter()
                .chain([(Enum(modes), 1), (Union(goals, Vec::new()), 1)])
        {
            let shape = nested(vec![optional("it", 16), field("it.?", kind.clone(), 0, size)]);
            let mut state = [0; 17];
            assert!(shape.leaves()[0].write(&mut state, &kind.simplest()), "{kind:?}");
            assert_eq!(state[16], 1, "{kind:?} fills it");
        }
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
            ("home.?.turn", bevy::math::Quat::IDENTITY.into()),
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

    #[test]
    fn a_union_is_its_variant_and_what_that_holds() {
        let goals = vec![("rest".to_owned(), 0), ("hunt".to_owned(), 1), ("flee".to_owned(), 2), ("odd".to_owned(), 3)];
        let modes = vec![("slow".to_owned(), 5)];
        let shape = nested(vec![
            field("goal", Kind::Union(goals, Vec::new()), 16, 1),
            field("goal.hunt.speed", Kind::Float, 0, 4),
            optional("goal.hunt.prey", 8),
            field("goal.hunt.prey.?", Kind::Unsigned, 4, 4),
            field("goal.flee", Kind::Enum(modes), 0, 1),
            field("goal.odd", Kind::Opaque, 0, 6),
            field("goals", Kind::Bool, 17, 1),
        ]);
        let set = |state: &mut [u8], path: &str, value: Value| shape.set(state, shape.leaf(path).unwrap(), &value);
        let mut state = [0xaa; 18];
        state[16..].fill(0);
        assert_eq!(shape.values(&state), [("goal", "rest".into()), ("goals", false.into())]);
        assert_eq!(shape.leaf("goal.flee").unwrap().read(&state), Some(Value::None));
        // Its payload is the simplest value, and a value for the payload gives it that variant.
        assert!(set(&mut state, "goal", "flee".into()));
        assert_eq!(shape.values(&state)[..2], [("goal", "flee".into()), ("goal.flee", "slow".into())]);
        assert!(set(&mut state, "goal.hunt.prey", 7.into()));
        let hunt = [("goal", "hunt".into()), ("goal.hunt.speed", Value::Float(0.0)), ("goal.hunt.prey", 7.into())];
        assert_eq!(shape.values(&state)[..3], hunt);
        assert!(set(&mut state, "goal", "hunt".into()), "it is that already, and stays as it is");
        assert_eq!(shape.values(&state)[..3], hunt);
        // What is refused changes nothing: no such variant, no such value, and what the host cannot make.
        for (path, value) in
            [("goal", "sleep".into()), ("goal", Value::Int(0)), ("goal.flee", 1.into()), ("goal", "odd".into())]
        {
            assert!(!set(&mut state, path, value));
        }
        assert_eq!(shape.values(&state)[..3], hunt);
        state[16] = 3;
        assert_eq!(shape.leaf("goal").unwrap().read(&state), Some("odd".into()));
        assert_eq!(shape.values(&state), [("goals", false.into())], "half of it would not bring it back");
        state[16] = 4;
        assert_eq!(shape.leaf("goal").unwrap().read(&state), None, "no variant has this tag");
        assert_eq!(shape.values(&state), [("goals", false.into())]);
    }
}
