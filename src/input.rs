//! Named input: scripts ask for "fire" and "steer", the game says which keys those are.

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
/// input.press("fire"); // what a test or a replay does
/// ```
///
/// Changes by [`press`](Self::press), [`release`](Self::release) and [`set_axis`](Self::set_axis) take effect with the next
/// frame, like those of keys.
#[derive(Resource, Debug, Default)]
pub struct ScriptInput {
    actions: HashMap<Cow<'static, str>, Action>,
    axes: HashMap<Cow<'static, str>, Axis>,
}

/// A key or button that an action or axis is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputSource {
    /// A key of the keyboard, by its place.
    Key(KeyCode),
    /// A button of the mouse.
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
    pressed: bool,
    was_pressed: bool,
}

#[derive(Debug, Default)]
struct Axis {
    sources: Vec<[InputSource; 2]>,
    /// Set by a test, a replay or a stick.
    set: f32,
    value: f32,
}

/// What a script sees of an action.
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
    /// Binds an action to a key or button, besides those that it is bound to already.
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

    /// Holds an action down until [`release`](Self::release). Makes the action if there is none.
    pub fn press(&mut self, name: impl Into<Cow<'static, str>>) {
        self.actions.entry(name.into()).or_default().held = true;
    }

    /// Lets go of an action that [`press`](Self::press) holds.
    pub fn release(&mut self, name: impl Into<Cow<'static, str>>) {
        self.actions.entry(name.into()).or_default().held = false;
    }

    /// Sets an axis, from -1 to 1, which adds to what keys say. Makes the axis if there is none.
    pub fn set_axis(&mut self, name: impl Into<Cow<'static, str>>, value: f32) {
        self.axes.entry(name.into()).or_default().set = value;
    }

    /// An action in this frame; `None` if there is none of this name.
    pub fn action(&self, name: &str) -> Option<ActionState> {
        self.actions.get(name).map(|action| ActionState {
            pressed: action.pressed,
            just_pressed: action.pressed && !action.was_pressed,
            just_released: !action.pressed && action.was_pressed,
        })
    }

    /// An axis in this frame, from -1 to 1; `None` if there is none of this name.
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

    fn update(&mut self, is_down: impl Fn(InputSource) -> bool) {
        for action in self.actions.values_mut() {
            action.was_pressed = action.pressed;
            action.pressed = action.held || action.sources.iter().any(|source| is_down(*source));
        }
        for axis in self.axes.values_mut() {
            let down = |side: usize| f32::from(axis.sources.iter().any(|pair| is_down(pair[side])));
            let value = axis.set + down(1) - down(0);
            axis.value = if value.is_finite() { value.clamp(-1.0, 1.0) } else { 0.0 };
        }
    }
}

/// Takes over the state of keys and buttons, once per frame, before the first phase.
pub(crate) fn update_input(
    mut input: ResMut<ScriptInput>,
    keys: Option<Res<ButtonInput<KeyCode>>>,
    buttons: Option<Res<ButtonInput<MouseButton>>>,
) {
    input.update(|source| match source {
        InputSource::Key(key) => keys.as_ref().is_some_and(|keys| keys.pressed(key)),
        InputSource::Mouse(button) => buttons.as_ref().is_some_and(|buttons| buttons.pressed(button)),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_last_one_frame() {
        let mut input = ScriptInput::default();
        input.press("fire");
        input.update(|_| false);
        assert!(input.action("fire").unwrap().just_pressed);
        input.update(|_| false);
        assert_eq!(input.action("fire"), Some(ActionState { pressed: true, ..Default::default() }));
        input.release("fire");
        input.update(|_| false);
        assert_eq!(input.action("fire"), Some(ActionState { just_released: true, ..Default::default() }));
    }

    #[test]
    fn any_bound_key_counts_and_opposite_ones_cancel() {
        let mut input = ScriptInput::default();
        input.bind_action("fire", KeyCode::Space).bind_action("fire", MouseButton::Left);
        input.bind_axis("steer", KeyCode::KeyA, KeyCode::KeyD);
        input.update(|source| source == MouseButton::Left.into() || source == KeyCode::KeyA.into());
        assert!(input.action("fire").unwrap().pressed);
        assert_eq!(input.axis("steer"), Some(-1.0));
        input.update(|_| true);
        assert_eq!(input.axis("steer"), Some(0.0));
        assert_eq!(input.axis("thrust"), None);
    }
}
