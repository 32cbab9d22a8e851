//! The states that Zig declares.

use bevy::ecs::reflect::ReflectResource;
use bevy::prelude::{ReflectDefault, Resource};
use bevy::reflect::Reflect;

/// The states that scripts declare (`pub const zig_state = "Stage";`), by name, and the variant that each is in.
///
/// A state is there from the end of `PreUpdate` in the frame after a script first uses it; that of a script that runs
/// in some states only, or has `onEnter` or `onExit`, from the first frame. Scenes that have this resource restore the
/// states. [`in_zig_state`](crate::in_zig_state) is a run condition.
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::ZigStates;
///
/// fn restart(mut states: ResMut<ZigStates>) {
///     if states.get("Stage") == Some("over") {
///         states.set("Stage", "playing");
///     }
/// }
/// # bevy::ecs::system::assert_is_system(restart);
/// ```
#[derive(Resource, Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Resource, Default)]
pub struct ZigStates {
    states: Vec<ZigState>,
}

#[derive(Reflect, Clone, Debug, Default, PartialEq)]
#[reflect(Default)]
struct ZigState {
    name: String,
    /// The variant that the game is in; empty before it is in any.
    current: String,
    /// The one that it enters next.
    next: Option<String>,
    /// How often that was looked at while no script had declared the state.
    #[reflect(ignore)]
    looks: u8,
}

impl ZigStates {
    /// The variant that a state is in, as Zig writes it; `None` if no script has declared the state.
    pub fn get(&self, state: &str) -> Option<&str> {
        self.find(state).map(|found| found.current.as_str()).filter(|current| !current.is_empty())
    }

    /// Has the game enter another variant at the end of the next `PreUpdate`. Nothing happens if it is in this one by
    /// then; if it is set several times, the last counts. A variant that the state does not have is logged and ignored.
    /// A state that no script has declared yet is kept for one that does, and logged once.
    pub fn set(&mut self, state: &str, variant: impl Into<String>) {
        self.entry(state).next = Some(variant.into());
    }

    /// All states with their variants, in the order in which they were declared.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let known = self.states.iter().filter(|state| !state.current.is_empty());
        known.map(|state| (state.name.as_str(), state.current.as_str()))
    }

    /// The current variant, as reflection has it.
    pub(crate) fn current(&self, state: &str) -> Option<&String> {
        self.find(state).map(|found| &found.current).filter(|current| !current.is_empty())
    }

    /// Whether a state will be in this variant, if nobody sets another one.
    pub(crate) fn is_bound_for(&self, state: &str, variant: &str) -> bool {
        self.find(state).is_some_and(|found| found.next.as_ref().unwrap_or(&found.current) == variant)
    }

    pub(super) fn enter(&mut self, state: &str, variant: &str) {
        self.entry(state).current = variant.to_owned();
    }

    pub(super) fn take_next(&mut self, state: &str) -> Option<String> {
        self.states.iter_mut().find(|known| known.name == state)?.next.take()
    }

    /// States that were set though no script had declared them by the frame before. The log names each of them once.
    pub(super) fn newly_unknown(&mut self, is_declared: impl Fn(&str) -> bool) -> Vec<String> {
        let mut unknown = Vec::new();
        for state in &mut self.states {
            if state.next.is_some() && state.looks < 2 && !is_declared(&state.name) {
                state.looks += 1;
                if state.looks == 2 {
                    unknown.push(state.name.clone());
                }
            }
        }
        unknown
    }

    fn find(&self, state: &str) -> Option<&ZigState> {
        self.states.iter().find(|known| known.name == state)
    }

    fn entry(&mut self, state: &str) -> &mut ZigState {
        let index = self.states.iter().position(|known| known.name == state).unwrap_or_else(|| {
            self.states.push(ZigState { name: state.to_owned(), ..ZigState::default() });
            self.states.len() - 1
        });
        &mut self.states[index]
    }
}
