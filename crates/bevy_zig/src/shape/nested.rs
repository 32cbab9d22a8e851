//! Optional fields: a byte that says whether there is a value, and the leaves of that value behind it.
//!
//! What lies in an optional that is empty is no value of anything, so that whoever fills one has to give all of it a value.

use bevy::math::Quat;

use super::leaf::{Kind, Leaf};
use super::value::Value;

impl Leaf {
    /// Whether all the optionals that it lies in hold a value.
    pub(crate) fn is_there(&self, state: &[u8]) -> bool {
        self.within.iter().all(|presence| state[*presence] == 1)
    }

    /// Whether it is inside of the optional with this path.
    fn is_in(&self, optional: &str) -> bool {
        let inner = self.path.strip_prefix(optional).and_then(|rest| rest.strip_prefix(".?"));
        inner.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// Gives it the simplest value of its type: zeroes, but for enums, which get their first, and rotations, which do not turn.
    pub(crate) fn clear(&self, state: &mut [u8]) {
        state[self.offset..self.offset + self.size].fill(0);
        let simplest = match &self.kind {
            Kind::Enum(variants) => variants.first().map(|(name, _)| Value::Text(name.clone().into())),
            Kind::Quat => Some(Quat::IDENTITY.into()),
            _ => None,
        };
        if let Some(simplest) = simplest {
            // It suits the type.
            let _ = self.write_here(state, &simplest);
        }
    }

    /// Lets an optional hold a value, if it does not yet and the host knows values of all that is in it.
    pub(super) fn fill(&self, payload: &[Leaf], state: &mut [u8]) -> bool {
        if state[self.offset] == 1 {
            return true;
        }
        if !is_readable(payload) {
            return false;
        }
        for leaf in payload {
            leaf.clear(state);
        }
        state[self.offset] = 1;
        true
    }
}

/// Whether the host can read and write all of an optional's value.
pub(super) fn is_readable(payload: &[Leaf]) -> bool {
    payload.iter().all(|leaf| leaf.kind != Kind::Opaque)
}

/// Links each optional of a state to its payload leaves, and the leaves to their optionals.
pub(crate) fn nest(fields: &mut [Leaf]) {
    // From the last one, so that a nested optional already has its leaves when the outer one copies it.
    for index in (0..fields.len()).rev() {
        let (head, behind) = fields[index..].split_first_mut().expect("there is the field itself");
        let Kind::Optional(payload) = &mut head.kind else { continue };
        let len = behind.iter().take_while(|leaf| leaf.is_in(&head.path)).count();
        for leaf in &mut behind[..len] {
            leaf.within.push(head.offset);
        }
        *payload = behind[..len].to_vec();
    }
}

/// Lets all optionals hold a value that a field lies in.
pub(crate) fn fill_around(fields: &[Leaf], field: &Leaf, state: &mut [u8]) -> bool {
    let around = fields.iter().filter(|optional| field.is_in(&optional.path));
    around.into_iter().all(|optional| match &optional.kind {
        Kind::Optional(payload) => optional.fill(payload, state),
        _ => true,
    })
}

/// The fields of a state with their values, as properties of a script that is to begin with them.
pub(crate) fn properties<'a>(fields: &'a [Leaf], state: &[u8]) -> Vec<(&'a str, Value)> {
    let mut properties = Vec::new();
    let mut rest = fields;
    while let Some((field, behind)) = rest.split_first() {
        rest = behind;
        let value = field.read(state);
        if let Kind::Optional(payload) = &field.kind
            && (payload.len() == 1 || value != Some(Value::Bool(true)))
        {
            // The one leaf is the optional's own value; and there are none that mean anything if it is empty.
            rest = &behind[payload.len()..];
        }
        properties.extend(value.map(|value| (field.path.as_str(), value)));
    }
    properties
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(path: &str, kind: Kind, offset: usize, size: usize) -> Leaf {
        Leaf::new(path, kind, offset, size)
    }

    fn optional(path: &str, offset: usize) -> Leaf {
        field(path, Kind::Optional(Vec::new()), offset, 1)
    }

    fn nested(mut fields: Vec<Leaf>) -> Vec<Leaf> {
        nest(&mut fields);
        fields
    }

    #[test]
    fn an_optional_of_one_value_is_that_value_or_nothing() {
        let fields =
            nested(vec![optional("hp", 4), field("hp.?", Kind::Unsigned, 0, 4), field("hp2", Kind::Unsigned, 8, 4)]);
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
        let fields = nested(vec![
            optional("home", 12),
            field("home.?.x", Kind::Float, 0, 4),
            field("home.?.mode", Kind::Enum(modes), 4, 1),
            optional("home.?.guest", 9),
            field("home.?.guest.?", Kind::Unsigned, 8, 1),
            field("home.?.turn", Kind::Quat, 16, 16),
        ]);
        assert_eq!(fields[4].within, [9, 12]);
        let mut state = [0xaa; 32];
        state[12] = 0;
        assert_eq!(properties(&fields, &state), [("home", Value::None)]);
        assert!(fill_around(&fields, &fields[1], &mut state) && fields[1].write(&mut state, &Value::Float(2.0)));
        let expected = [
            ("home", Value::Bool(true)),
            ("home.?.x", Value::Float(2.0)),
            ("home.?.mode", "hunt".into()),
            ("home.?.guest", Value::None),
            ("home.?.turn", Quat::IDENTITY.into()),
        ];
        assert_eq!(properties(&fields, &state), expected);
        assert!(fields[3].write(&mut state, &Value::Int(3)));
        assert!(fields[0].write(&mut state, &true.into()), "it is there already, and stays as it is");
        assert_eq!(fields[4].read(&state), Some(Value::Int(3)));
        assert!(fields[0].write(&mut state, &false.into()));
        assert_eq!(fields[1].read(&state), Some(Value::None));
    }

    #[test]
    fn an_optional_that_cannot_be_read_can_only_be_emptied() {
        let fields =
            nested(vec![optional("at", 8), field("at.?.x", Kind::Float, 0, 4), field("at.?.odd", Kind::Opaque, 4, 4)]);
        let mut state = [0; 12];
        assert!(!fields[0].write(&mut state, &true.into()) && !fill_around(&fields, &fields[1], &mut state));
        state[8] = 1;
        assert_eq!((fields[0].read(&state), fields[1].read(&state)), (None, Some(Value::Float(0.0))));
        assert_eq!(properties(&fields, &state), [], "half of it would not bring it back");
        assert!(fields[0].write(&mut state, &Value::None));
        assert_eq!(fields[0].read(&state), Some(Value::None));
    }
}
