//! Why a value cannot be described, read or written, and where in it.

use std::fmt;

use crate::abi::*;

/// What does not work, and where.
#[derive(Debug, PartialEq)]
pub(crate) struct Failure {
    /// How the script is answered.
    pub(crate) status: BevyZigStatus,
    /// The way there from the outermost value, from the inside.
    steps: Vec<Step>,
    what: String,
}

/// Boxed, as nothing mostly fails.
pub(crate) type Fallible<T> = Result<T, Box<Failure>>;

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Field(String),
    Index(usize),
}

impl Failure {
    pub(crate) fn new(status: BevyZigStatus, what: impl Into<String>) -> Box<Self> {
        Box::new(Self { status, steps: Vec::new(), what: what.into() })
    }

    /// A value of another type than was expected.
    pub(crate) fn wrong_type(what: impl Into<String>) -> Box<Self> {
        Self::new(BEVY_ZIG_STATUS_WRONG_TYPE, what)
    }

    /// Bytes that are no value.
    pub(crate) fn invalid(what: impl Into<String>) -> Box<Self> {
        Self::new(BEVY_ZIG_STATUS_INVALID_ARGUMENT, what)
    }

    /// More than a limit allows.
    pub(crate) fn limit(what: impl Into<String>) -> Box<Self> {
        Self::new(BEVY_ZIG_STATUS_LIMIT_REACHED, what)
    }

    /// More than one of the game's limits allows, which the game may raise.
    pub(crate) fn above(limit: &str) -> Box<Self> {
        Self::limit(format!(
            "it exceeds the limit {limit}; to raise the limit, write: plugin.with_limits(ScriptLimits {{ {limit}: …, \
             ..default() }})"
        ))
    }

    /// The same, as seen from the value that has this field.
    pub(crate) fn in_field(mut self: Box<Self>, name: &str) -> Box<Self> {
        // A payload that is one field has no name of its own.
        if !name.is_empty() {
            self.steps.push(Step::Field(name.to_owned()));
        }
        self
    }

    /// The same, as seen from the list that has this item.
    pub(crate) fn in_item(mut self: Box<Self>, index: usize) -> Box<Self> {
        self.steps.push(Step::Index(index));
        self
    }

    /// The same, with a hint in front.
    pub(crate) fn with_hint(mut self: Box<Self>, hint: &str) -> Box<Self> {
        self.what.insert_str(0, hint);
        self
    }

    /// The place in the value, as a script writes it; empty for the value itself.
    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Field(name) if path.is_empty() => path.push_str(name),
                Step::Field(name) => path.extend([".", name]),
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }

    /// The place without the numbers of items, so that a long list is one place.
    pub(crate) fn place(&self) -> String {
        let names = self.steps.iter().rev().filter_map(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::Index(_) => None,
        });
        names.collect::<Vec<_>>().join(".")
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            path if path.is_empty() => f.write_str(&self.what),
            path => write!(f, "field '{path}': {}", self.what),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_its_place() {
        let failure = Failure::invalid("a bool is 0 or 1").in_field("on").in_item(3).in_field("slots");
        assert_eq!(failure.to_string(), "field 'slots[3].on': a bool is 0 or 1");
        assert_eq!((failure.path().as_str(), failure.place().as_str()), ("slots[3].on", "slots.on"));
        assert_eq!(Failure::limit("too much").to_string(), "too much");
    }
}
