//! What scripts have to do with states, and what each state was when they last heard of it.

use std::fmt;

use bevy::ecs::reflect::AppTypeRegistry;
use bevy::platform::collections::HashMap;
use bevy::prelude::World;
use bevy::reflect::{ReflectRef, TypeInfo};
use bevy::state::reflect::ReflectState;

use super::{ZigStates, intern, is_same_variant};

/// What a script says of a state.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StateUse {
    /// Its name, or its path in Rust.
    pub(crate) state: String,
    pub(crate) is_zigs: bool,
    /// As Zig writes them, the initial one first.
    pub(crate) variants: Vec<String>,
    /// The script only runs in these; all, if there are none.
    pub(crate) runs_in: Vec<String>,
}

/// A state that Zig declares, and its variants, the initial one first.
#[derive(Clone, Debug)]
pub(crate) struct Declared {
    pub(crate) name: &'static str,
    pub(crate) variants: Vec<String>,
}

/// Two scripts mean different things by one name.
#[derive(Debug, PartialEq)]
pub(crate) struct Conflict {
    pub(crate) variants: String,
    pub(crate) with: String,
    pub(crate) its: String,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { variants, with, its } = self;
        write!(f, "it is {{{variants}}} here, and {{{its}}} in script '{with}'; give one of them another name")
    }
}

/// The game has left a state and entered another; one of them is missing if it had none before, or has none now.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Transition {
    pub(crate) state: String,
    pub(crate) exited: Option<String>,
    pub(crate) entered: Option<String>,
}

/// All states that scripts have to do with.
#[derive(Default)]
pub(crate) struct StateTable {
    declared: Vec<Declared>,
    /// Which scripts have declared each of these, with their generations.
    by: HashMap<&'static str, HashMap<String, u32>>,
    /// Those of Rust that are looked at.
    watched: Vec<String>,
    /// The variant of each as scripts know it, by name or path.
    last: HashMap<String, String>,
}

/// How many states of Rust's scripts may ask to be told of.
const WATCHED_MAX: usize = 1_024;

impl StateTable {
    /// The states that Zig declares.
    pub(crate) fn declared(&self) -> &[Declared] {
        &self.declared
    }

    /// Takes note of what a script says of a state of Zig's. The newest generation of a script that has declared it
    /// before says what it is now; whoever else says otherwise is refused. `None`: the name is none, or there are too
    /// many.
    pub(crate) fn declare(
        &mut self,
        (script, generation): (&str, u32),
        name: &str,
        variants: &[String],
    ) -> Option<Result<&'static str, Conflict>> {
        let name = intern(name)?;
        let by = self.by.entry(name).or_default();
        let Some(known) = self.declared.iter_mut().find(|known| known.name == name) else {
            self.declared.push(Declared { name, variants: variants.to_vec() });
            by.insert(script.to_owned(), generation);
            return Some(Ok(name));
        };
        let is_same = known.variants.first() == variants.first()
            && known.variants.len() == variants.len()
            && variants.iter().all(|variant| known.variants.contains(variant));
        if !is_same {
            if by.get(script).is_none_or(|declared| *declared >= generation) {
                let with = by.keys().filter(|other| *other != script).min().cloned();
                let (variants, its) = (variants.join(", "), known.variants.join(", "));
                return Some(Err(Conflict { variants, with: with.unwrap_or_else(|| script.to_owned()), its }));
            }
            known.variants = variants.to_vec();
        }
        if by.get(script) != Some(&generation) {
            by.insert(script.to_owned(), generation);
        }
        Some(Ok(name))
    }

    /// Whether a script's generation has declared it.
    pub(crate) fn is_declared_by(&self, (script, generation): (&str, u32), name: &str) -> bool {
        self.by.get(name).is_some_and(|by| by.get(script) == Some(&generation))
    }

    /// The variants of a state, as Zig writes them: of one that Zig declares, or of Rust's; `None` if it is not known.
    pub(crate) fn variants_of(&self, world: &World, name: &str) -> Option<Vec<String>> {
        if let Some(known) = self.declared.iter().find(|known| known.name == name) {
            return Some(known.variants.clone());
        }
        let registry = world.get_resource::<AppTypeRegistry>()?.read();
        let registered = registry.get_with_type_path(name).filter(|found| found.contains::<ReflectState>())?;
        match registered.type_info() {
            TypeInfo::Enum(known) => Some(known.iter().map(|variant| snake_case(variant.name())).collect()),
            _ => None,
        }
    }

    /// Has transitions of a state of Rust's told to scripts.
    pub(crate) fn watch(&mut self, path: &str) {
        if self.watched.len() < WATCHED_MAX && !self.watched.iter().any(|known| known == path) {
            self.watched.push(path.to_owned());
        }
    }

    /// The same for what may be the path of one.
    pub(crate) fn watch_if_rusts(&mut self, path: &str) {
        if path.contains("::") {
            self.watch(path);
        }
    }

    /// What has changed since this was last asked: states of Zig first, then those of Rust, each in the order in which
    /// scripts have come to know them.
    pub(crate) fn poll(&mut self, world: &World) -> Vec<Transition> {
        let mut changed = Vec::new();
        let zigs = world.get_resource::<ZigStates>();
        for Declared { name, .. } in &self.declared {
            let now = zigs.and_then(|states| states.get(name)).map(str::to_owned);
            changed.extend(note(&mut self.last, name, now));
        }
        if self.watched.is_empty() {
            return changed;
        }
        if let Some(registry) = world.get_resource::<AppTypeRegistry>() {
            let registry = registry.read();
            for path in &self.watched {
                let registered = registry.get_with_type_path(path);
                let state = registered.and_then(|registered| registered.data::<ReflectState>());
                changed.extend(note(&mut self.last, path, state.and_then(|state| variant_of(world, state))));
            }
        }
        changed
    }

    /// Whether a script runs in the states that the game is in.
    pub(crate) fn lets_run(&self, uses: &[StateUse]) -> bool {
        uses.iter().filter(|known| !known.runs_in.is_empty()).all(|known| {
            let now = self.last.get(&known.state);
            now.is_some_and(|now| known.runs_in.iter().any(|variant| is_same_variant(variant, now)))
        })
    }
}

fn note(last: &mut HashMap<String, String>, state: &str, now: Option<String>) -> Option<Transition> {
    if last.get(state) == now.as_ref() {
        return None;
    }
    let exited = match &now {
        Some(now) => last.insert(state.to_owned(), now.clone()),
        None => last.remove(state),
    };
    Some(Transition { state: state.to_owned(), exited, entered: now })
}

/// The variant that a state of Rust's is in, as Zig writes it.
fn variant_of(world: &World, state: &ReflectState) -> Option<String> {
    match state.reflect(world)?.reflect_ref() {
        ReflectRef::Enum(found) => Some(snake_case(found.variant_name())),
        _ => None,
    }
}

/// `MainMenu` as `main_menu`.
fn snake_case(name: &str) -> String {
    // As `bevy_zig_build` names them in mirrors.
    let letters: Vec<char> = name.chars().collect();
    let mut snake = String::with_capacity(name.len() + 4);
    for (index, letter) in letters.iter().enumerate() {
        if letter.is_uppercase() && index > 0 && letters[index - 1] != '_' {
            let after_word = !letters[index - 1].is_uppercase();
            let before_word = letters.get(index + 1).is_some_and(|next| next.is_lowercase());
            if after_word || before_word {
                snake.push('_');
            }
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variants(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn two_scripts_mean_the_same_by_one_name_or_the_second_is_refused() {
        let mut table = StateTable::default();
        let stage = variants(&["playing", "paused"]);
        assert_eq!(table.declare(("a", 1), "table_test", &stage), Some(Ok("table_test")));
        assert_eq!(table.declare(("b", 1), "table_test", &stage), Some(Ok("table_test")));
        let other = variants(&["open", "shut"]);
        let refused = table.declare(("c", 1), "table_test", &other).unwrap().unwrap_err();
        assert_eq!((refused.with.as_str(), refused.its.as_str()), ("a", "playing, paused"));
        assert!(table.declare(("a", 1), "table_test", &other).unwrap().is_err(), "nor is a script two of them");
        // The initial one is part of what it means.
        assert!(table.declare(("c", 1), "table_test", &variants(&["paused", "playing"])).unwrap().is_err());
        // New code of one that has declared it.
        let grown = variants(&["playing", "paused", "over"]);
        assert!(table.declare(("a", 2), "table_test", &grown).unwrap().is_ok());
        assert_eq!(table.declared()[0].variants, grown);
        assert_eq!(table.declare(("c", 1), "", &grown), None);
    }

    #[test]
    fn variants_of_rust_are_named_as_in_zig() {
        let names = ["MainMenu", "Over", "HTTPMenu", "Snake_Case"].map(snake_case);
        assert_eq!(names, ["main_menu", "over", "http_menu", "snake_case"]);
        assert!(is_same_variant("MainMenu", "main_menu") && !is_same_variant("main", "main_menu"));
    }
}
