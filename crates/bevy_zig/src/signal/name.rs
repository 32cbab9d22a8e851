//! Names of signals. Each has a number, so that scripts and host compare numbers.
//!
//! The numbers are the program's, not the game's: a script keeps those of names that are written out in its code, and
//! has no way to tell one game in a program from another (as tests run them).

use std::sync::{LazyLock, PoisonError, RwLock};

use bevy::platform::collections::HashMap;

/// What the contract allows.
const NAME_LEN_MAX: usize = 255;

/// The number of a name. From 1, so that 0 is free to mean none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct NameId(u32);

/// Why a name has no number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum NameError {
    /// It is empty or too long.
    Length,
    /// There are as many names as there may be.
    TooMany,
}

#[derive(Default)]
struct Names {
    ids: HashMap<&'static str, NameId>,
    texts: Vec<&'static str>,
}

static NAMES: LazyLock<RwLock<Names>> = LazyLock::new(RwLock::default);

impl NameId {
    /// The number of a name. A name that is new gets one, unless there are `names_max` already.
    pub(crate) fn of(name: &str, names_max: usize) -> Result<Self, NameError> {
        if name.is_empty() || name.len() > NAME_LEN_MAX {
            return Err(NameError::Length);
        }
        if let Some(id) = NAMES.read().unwrap_or_else(PoisonError::into_inner).ids.get(name) {
            return Ok(*id);
        }
        let mut names = NAMES.write().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have been quicker.
        if let Some(id) = names.ids.get(name) {
            return Ok(*id);
        }
        if names.texts.len() >= names_max.min(u32::MAX as usize) {
            return Err(NameError::TooMany);
        }
        // Kept as long as the program, which is why there is a limit; with the null that the contract promises.
        let text: &'static str = format!("{name}\0").leak();
        let text = &text[..name.len()];
        names.texts.push(text);
        let id = Self(names.texts.len() as u32);
        names.ids.insert(text, id);
        Ok(id)
    }

    /// The name itself.
    pub(crate) fn text(self) -> Option<&'static str> {
        let index = (self.0 as usize).checked_sub(1)?;
        NAMES.read().unwrap_or_else(PoisonError::into_inner).texts.get(index).copied()
    }

    pub(crate) fn number(self) -> u32 {
        self.0
    }
}

/// The texts of the numbers, without a lock for those that were seen before.
#[derive(Default)]
pub(crate) struct NameTexts(Vec<&'static str>);

impl NameTexts {
    /// The name of a number; `None` if no name has it.
    #[inline]
    pub(super) fn get(&mut self, number: u32) -> Option<(NameId, &'static str)> {
        let index = (number as usize).checked_sub(1)?;
        if index >= self.0.len() {
            self.0.clone_from(&NAMES.read().unwrap_or_else(PoisonError::into_inner).texts);
        }
        self.0.get(index).map(|text| (NameId(number), *text))
    }

    /// The text of a name that [`get`](Self::get) has told.
    pub(super) fn text(&self, name: NameId) -> &'static str {
        self.0[name.0 as usize - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_number() {
        let id = NameId::of("a_name_keeps_its_number", usize::MAX).unwrap();
        assert_eq!(NameId::of("a_name_keeps_its_number", 0), Ok(id), "a known name is no new one");
        let mut texts = NameTexts::default();
        assert_eq!(texts.get(id.number()), Some((id, "a_name_keeps_its_number")));
        assert_eq!(texts.get(0), None);
        assert_eq!(texts.get(u32::MAX), None);
    }

    #[test]
    fn names_have_limits() {
        assert_eq!(NameId::of("", usize::MAX), Err(NameError::Length));
        assert_eq!(NameId::of(&"x".repeat(256), usize::MAX), Err(NameError::Length));
        assert!(NameId::of(&"x".repeat(255), usize::MAX).is_ok());
        assert_eq!(NameId::of("names_have_limits", 0), Err(NameError::TooMany));
    }
}
