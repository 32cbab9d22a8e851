//! Named input: scripts ask for "fire" and "steer", and the game binds these names to keys.

use std::borrow::Cow;

use bevy::input::ButtonInput;
use bevy::platform::collections::HashMap;
use bevy::prelude::{KeyCode, MouseButton, Res, ResMut, Resource};

/// Named actions and axes, and their state in this frame.
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::ScriptInput;
///
/// let mut input = ScriptInput::default();
/// input.bind_action("fire", KeyCode::Space).bind_action("fire", MouseButton::Left);
/// input.bind_axis("steer", KeyCode::ArrowLeft, KeyCode::ArrowRight);
/// input.press("fire"); // as a test or a replay does
/// ```
///
/// Changes by [`press`](Self::press), [`release`](Self::release) and [`set_axis`](Self::set_axis) take effect in the
/// next frame, like keys.
#[derive(Resource, Debug, Default)]
pub struct ScriptInput {
    actions: HashMap<Cow<'static, str>, Action>,
    axes: HashMap<Cow<'static, str>, Axis>,
}

/// A key or button that an action or axis is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputSource {
    /// A key of the keyboard, by its position.
    Key(KeyCode),
    /// A mouse button.
    Mouse(MouseButton),
}

impl From<KeyCode> for InputSource {
    fn from(key: KeyCode) -> Self {
        Self::Key(key)
    }
}

impl From<MouseButton> for InputSource {
    fn from(button: MouseButton) -> Self {
        Self::Mouse(button)
    }
}

#[derive(Debug, Default)]
struct Action {
    sources: Vec<InputSource>,
    /// Held by a test, a replay or an on-screen button.
    held: bool,
    /// It was held since the last frame, if only for a moment.
    tapped: bool,
    state: ActionState,
    /// What fixed steps see.
    in_step: ActionState,
}

#[derive(Debug, Default)]
struct Axis {
    sources: Vec<[InputSource; 2]>,
    /// Set by a test, a replay or a stick.
    set: f32,
    value: f32,
}

/// The state of an action, as scripts see it. A tap shorter than a frame is both pressed and released in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActionState {
    /// Held down.
    pub pressed: bool,
    /// Went down in this frame.
    pub just_pressed: bool,
    /// Went up in this frame.
    pub just_released: bool,
}

impl ScriptInput {
    /// Binds an action to a key or button, in addition to earlier bindings.
    pub fn bind_action(&mut self, name: impl Into<Cow<'static, str>>, source: impl Into<InputSource>) -> &mut Self {
        self.actions.entry(name.into()).or_default().sources.push(source.into());
        self
    }

    /// Binds an axis to a pair of keys or buttons: -1 and +1. Both together are 0.
    pub fn bind_axis(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        negative: impl Into<InputSource>,
        positive: impl Into<InputSource>,
    ) -> &mut Self {
        self.axes.entry(name.into()).or_default().sources.push([negative.into(), positive.into()]);
        self
    }

    /// Holds an action down until [`release`](Self::release). Creates the action if it does not exist.
    pub fn press(&mut self, name: impl Into<Cow<'static, str>>) {
        let action = self.actions.entry(name.into()).or_default();
        action.tapped |= !action.held;
        action.held = true;
    }

    /// Releases an action that [`press`](Self::press) holds.
    pub fn release(&mut self, name: impl Into<Cow<'static, str>>) {
        self.actions.entry(name.into()).or_default().held = false;
    }

    /// Sets an axis, from -1 to 1, which is added to the keys' value. Creates the axis if it does not exist.
    pub fn set_axis(&mut self, name: impl Into<Cow<'static, str>>, value: f32) {
        self.axes.entry(name.into()).or_default().set = value;
    }

    /// The state of an action in this frame; `None` if there is no action of this name.
    pub fn action(&self, name: &str) -> Option<ActionState> {
        self.actions.get(name).map(|action| action.state)
    }

    /// Likewise in a fixed step: what was pressed and released since the last one, so that no tap is lost in a frame
    /// without a step, and none counts twice in a frame with several.
    pub(crate) fn action_in_step(&self, name: &str) -> Option<ActionState> {
        self.actions.get(name).map(|action| action.in_step)
    }

    /// A fixed step is over, which has seen what was pressed and released.
    pub(crate) fn end_step(&mut self) {
        for action in self.actions.values_mut() {
            action.in_step = ActionState { pressed: action.state.pressed, ..ActionState::default() };
        }
    }

    /// The value of an axis in this frame, from -1 to 1; `None` if there is no axis of this name.
    pub fn axis(&self, name: &str) -> Option<f32> {
        self.axes.get(name).map(|axis| axis.value)
    }

    /// The names, for messages about one that is not among them.
    pub(crate) fn action_names(&self) -> impl Iterator<Item = &str> {
        self.actions.keys().map(|name| &**name)
    }

    /// Likewise.
    pub(crate) fn axis_names(&self) -> impl Iterator<Item = &str> {
        self.axes.keys().map(|name| &**name)
    }

    fn update(&mut self, of: impl Fn(InputSource) -> Held) {
        for action in self.actions.values_mut() {
            action.update(&of);
        }
        for axis in self.axes.values_mut() {
            let down = |side: usize| f32::from(axis.sources.iter().any(|pair| of(pair[side]).now));
            let value = axis.set + down(1) - down(0);
            axis.value = if value.is_finite() { value.clamp(-1.0, 1.0) } else { 0.0 };
        }
    }
}

impl Action {
    fn update(&mut self, of: impl Fn(InputSource) -> Held) {
        let code = Held { now: self.held, since_this_frame: std::mem::take(&mut self.tapped) };
        let held = |is_so: fn(Held) -> bool| is_so(code) || self.sources.iter().any(|source| is_so(of(*source)));
        let pressed = held(|source| source.now);
        let went_down = held(|source| source.since_this_frame);
        let throughout = held(|source| source.now && !source.since_this_frame);
        let was_pressed = self.state.pressed;
        self.state = ActionState {
            pressed,
            just_pressed: (pressed || went_down) && !(was_pressed && throughout),
            just_released: (was_pressed || went_down) && !(pressed && (throughout || !was_pressed)),
        };
        self.in_step = ActionState {
            pressed,
            just_pressed: self.in_step.just_pressed || self.state.just_pressed,
            just_released: self.in_step.just_released || self.state.just_released,
        };
    }
}

/// A key, a button, or what code holds.
#[derive(Clone, Copy)]
struct Held {
    now: bool,
    /// It went down in this frame; it may be up again.
    since_this_frame: bool,
}

impl Held {
    fn of<T: Copy + Eq + std::hash::Hash + Send + Sync + 'static>(input: Option<&ButtonInput<T>>, button: T) -> Self {
        let is = |ask: fn(&ButtonInput<T>, T) -> bool| input.is_some_and(|input| ask(input, button));
        Self { now: is(ButtonInput::pressed), since_this_frame: is(ButtonInput::just_pressed) }
    }
}

/// Takes over the state of keys and buttons, once per frame, before the first phase.
pub(crate) fn update_input(
    mut input: ResMut<ScriptInput>,
    keys: Option<Res<ButtonInput<KeyCode>>>,
    buttons: Option<Res<ButtonInput<MouseButton>>>,
) {
    input.update(|source| match source {
        InputSource::Key(key) => Held::of(keys.as_deref(), key),
        InputSource::Mouse(button) => Held::of(buttons.as_deref(), button),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP: Held = Held { now: false, since_this_frame: false };
    const DOWN: Held = Held { now: true, since_this_frame: true };
    const TAP: Held = Held { now: false, since_this_frame: true };
    const HELD: Held = Held { now: true, since_this_frame: false };

    const PRESSED: ActionState = ActionState { pressed: true, just_pressed: true, just_released: false };
    const TAPPED: ActionState = ActionState { pressed: false, just_pressed: true, just_released: true };
    const AGAIN: ActionState = ActionState { pressed: true, just_pressed: true, just_released: true };
    const STILL: ActionState = ActionState { pressed: true, just_pressed: false, just_released: false };
    const RELEASED: ActionState = ActionState { pressed: false, just_pressed: false, just_released: true };

    fn after(input: &mut ScriptInput, keys: Held, buttons: Held) -> ActionState {
        input.update(|source| if matches!(source, InputSource::Key(_)) { keys } else { buttons });
        input.action("fire").unwrap()
    }

    #[test]
    fn edges_last_one_frame() {
        let mut input = ScriptInput::default();
        input.press("fire");
        assert_eq!(after(&mut input, UP, UP), PRESSED);
        assert_eq!(after(&mut input, UP, UP), STILL);
        input.release("fire");
        assert_eq!(after(&mut input, UP, UP), RELEASED);
        assert_eq!(after(&mut input, UP, UP), ActionState::default());
    }

    #[test]
    fn a_tap_within_a_frame_is_not_lost() {
        let mut input = ScriptInput::default();
        input.bind_action("fire", KeyCode::Space);
        assert_eq!(after(&mut input, TAP, UP), TAPPED);
        assert_eq!(after(&mut input, UP, UP), ActionState::default());
        input.press("fire");
        input.release("fire");
        assert_eq!(after(&mut input, UP, UP), TAPPED);
        // Let go and pressed again.
        assert_eq!(after(&mut input, DOWN, UP), PRESSED);
        assert_eq!(after(&mut input, DOWN, UP), AGAIN);
        assert_eq!(after(&mut input, TAP, UP), TAPPED);
    }

    #[test]
    fn a_fixed_step_sees_what_happened_since_the_last_one_and_sees_it_once() {
        let mut input = ScriptInput::default();
        input.press("fire");
        after(&mut input, UP, UP);
        input.release("fire");
        after(&mut input, UP, UP);
        after(&mut input, UP, UP);
        assert_eq!(input.action_in_step("fire"), Some(TAPPED), "two frames ago");
        input.end_step();
        assert_eq!(input.action_in_step("fire"), Some(ActionState::default()), "in the second step of a frame");
        input.press("fire");
        after(&mut input, UP, UP);
        assert_eq!(input.action_in_step("fire"), Some(PRESSED));
        input.end_step();
        assert_eq!(input.action_in_step("fire"), Some(STILL));
    }

    #[test]
    fn a_second_key_does_not_press_what_is_held() {
        let mut input = ScriptInput::default();
        input.bind_action("fire", KeyCode::Space).bind_action("fire", MouseButton::Left);
        assert_eq!(after(&mut input, DOWN, UP), PRESSED);
        assert_eq!(after(&mut input, HELD, DOWN), STILL);
        assert_eq!(after(&mut input, UP, HELD), STILL);
        assert_eq!(after(&mut input, UP, UP), RELEASED);
    }

    #[test]
    fn any_bound_key_counts_and_opposite_ones_cancel() {
        let mut input = ScriptInput::default();
        input.bind_action("fire", KeyCode::Space).bind_action("fire", MouseButton::Left);
        input.bind_axis("steer", KeyCode::KeyA, KeyCode::KeyD);
        let is_down = |source| source == MouseButton::Left.into() || source == KeyCode::KeyA.into();
        input.update(|source| if is_down(source) { DOWN } else { UP });
        assert!(input.action("fire").unwrap().pressed);
        assert_eq!(input.axis("steer"), Some(-1.0));
        input.update(|_| HELD);
        assert_eq!(input.axis("steer"), Some(0.0));
        assert_eq!(input.axis("thrust"), None);
    }
}
