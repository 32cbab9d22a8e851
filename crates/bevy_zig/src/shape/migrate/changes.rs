//! What a reload did to the fields of a script's state.

use std::fmt;

/// What happened to a script's states in a reload. As text it lists the changes; it is empty if everything was carried
/// over unchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StateChanges {
    /// The script carried its states over itself, with `serialize` and `deserialize`; the lists are then empty.
    pub serialized: bool,
    /// All instances restarted; the lists are then empty.
    pub restarted: bool,
    /// New fields, which have their defaults.
    pub added: Vec<String>,
    /// Removed fields, by their old paths.
    pub dropped: Vec<String>,
    /// Renamed fields: the old path and the new one.
    pub renamed: Vec<(String, String)>,
    /// Fields whose new type holds all values of the old one.
    pub converted: Vec<String>,
    /// Texts and other arrays of bytes that are shorter than they were: what does not fit is cut off.
    pub cut: Vec<String>,
    /// Fields with a new default: instances that still had the old default have the new one.
    pub defaults: Vec<String>,
    /// Fields that could not be carried over and have their defaults, with the reason.
    pub reset: Vec<(String, String)>,
    /// Whether the one field that was added takes all that the one that was dropped held: it may be its new name.
    pub(super) is_maybe_renamed: bool,
}

impl StateChanges {
    pub(crate) fn serialized() -> Self {
        Self { serialized: true, ..Self::default() }
    }

    /// All of it has its defaults, for this reason.
    #[cfg(feature = "hot-reload")]
    pub(crate) fn all_reset(why: String) -> Self {
        Self { reset: vec![("all".to_owned(), why)], ..Self::default() }
    }

    pub(crate) fn restarted() -> Self {
        Self { restarted: true, ..Self::default() }
    }

    /// The only field that is gone, and the only one that is new. What is inside of another field has no name to write
    /// down.
    pub(super) fn lone(&self) -> Option<(&str, &str)> {
        let ([new], [old], []) = (&*self.added, &*self.dropped, &*self.renamed) else { return None };
        let is_own = |path: &str| !path.contains('.');
        (is_own(old) && is_own(new)).then_some((old, new))
    }

    /// How to keep the values of a field that probably has another name now.
    fn hint(&self) -> Option<String> {
        let (old, new) = self.lone().filter(|_| self.is_maybe_renamed)?;
        Some(format!(
            "if '{old}' is '{new}' now, this keeps its values: pub const renamed = .{{ .{new} = \"{old}\" }};"
        ))
    }
}

/// How many changes of each kind a text names.
const NAMED_MAX: usize = 6;

impl fmt::Display for StateChanges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let renamed = self.renamed.iter().map(|(old, new)| format!("{old} to {new}"));
        let reset = self.reset.iter().map(|(path, why)| format!("{path} ({why})"));
        let parts = [
            ("reset", reset.collect()),
            ("renamed", renamed.collect()),
            ("converted", self.converted.clone()),
            ("cut to the new length:", self.cut.clone()),
            ("new default taken over:", self.defaults.clone()),
            ("added", self.added.clone()),
            ("dropped", self.dropped.clone()),
        ];
        let flags = [(self.serialized, "states carried by serialize"), (self.restarted, "states restarted")];
        let flags = flags.into_iter().filter(|(is_so, _)| *is_so).map(|(_, text)| text.to_owned());
        let parts = parts.into_iter().filter(|(_, paths): &(_, Vec<String>)| !paths.is_empty());
        let parts = parts.map(|(what, paths)| match paths.len().saturating_sub(NAMED_MAX) {
            0 => format!("{what} {}", paths.join(", ")),
            more => format!("{what} {}, and {more} more", paths[..NAMED_MAX].join(", ")),
        });
        f.write_str(&flags.chain(parts).chain(self.hint()).collect::<Vec<_>>().join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_developer_has_to_know_is_said_first_and_the_rest_in_short() {
        assert_eq!(StateChanges::default().to_string(), "");
        assert_eq!(StateChanges::serialized().to_string(), "states carried by serialize");
        assert_eq!(StateChanges::restarted().to_string(), "states restarted");
        let changes = StateChanges {
            added: (0..9).map(|index| format!("slots.{index}")).collect(),
            renamed: vec![("speed".into(), "velocity".into())],
            reset: vec![("narrow".into(), "u8 does not hold all values of i32".into())],
            ..Default::default()
        };
        assert_eq!(
            changes.to_string(),
            "reset narrow (u8 does not hold all values of i32); renamed speed to velocity; \
             added slots.0, slots.1, slots.2, slots.3, slots.4, slots.5, and 3 more"
        );
    }

    #[test]
    fn a_field_that_was_probably_renamed_comes_with_what_keeps_its_values() {
        let mut changes =
            StateChanges { added: vec!["health".into()], dropped: vec!["hp".into()], ..Default::default() };
        assert_eq!(changes.to_string(), "added health; dropped hp", "it does not take them");
        changes.is_maybe_renamed = true;
        let text = "added health; dropped hp; \
                    if 'hp' is 'health' now, this keeps its values: pub const renamed = .{ .health = \"hp\" };";
        assert_eq!(changes.to_string(), text);
        changes.added.push("armour".into());
        assert_eq!(changes.to_string(), "added health, armour; dropped hp");
    }
}
