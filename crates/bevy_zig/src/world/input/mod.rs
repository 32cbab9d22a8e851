//! Named input: scripts ask for "fire" and "steer", and the game binds these names to keys.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bevy::ecs::reflect::ReflectResource;
use bevy::prelude::{
    App, ButtonInput, DetectChangesMut, Entity, KeyCode, MouseButton, ReflectDefault, Res, ResMut, Resource, Time,
    Virtual,
};
use bevy::reflect::Reflect;

mod devices;
mod rebind;
mod source;

pub(crate) use devices::Devices;
use devices::{Ask, AxisValue, Heard, Held, LastAxes, Moment};
pub use rebind::{BindAction, BindAxis, BindGamepad};
pub use source::{AxisButtons, AxisSource, AxisThreshold, InputSource, ScaledAxis, WheelDirection};

/// Named actions and axes, and their state in this frame.
///
/// ```
/// use bevy::prelude::*;
/// use bevy_zig::ScriptInput;
///
/// let mut input = ScriptInput::default();
/// input.bind_action("fire", KeyCode::Space).bind_action("fire", MouseButton::Left);
/// input.bind_action("fire", GamepadButton::South);
/// input.bind_axis("steer", KeyCode::ArrowLeft, KeyCode::ArrowRight);
/// input.add_axis_binding("steer", GamepadAxis::LeftStickX).set_dead_zone("steer", 0.1);
/// input.press("fire"); // as a test or a replay does
/// ```
///
/// Changes by [`press`](Self::press), [`release`](Self::release) and [`set_axis`](Self::set_axis) take effect in the
/// next frame, like keys.
///
/// It is reflected with its bindings, so scripts read them (`ctx.actionBindings("fire")`), and scenes save them.
#[derive(Resource, Reflect, Debug, Default)]
#[reflect(Resource, Default)]
#[type_path = "bevy_zig"]
pub struct ScriptInput {
    /// By name, in the order of names.
    actions: BTreeMap<Cow<'static, str>, Action>,
    axes: BTreeMap<Cow<'static, str>, Axis>,
    /// What went down in this frame.
    pressed_now: Vec<InputSource>,
    #[reflect(ignore)]
    last: LastAxes,
}

#[derive(Reflect, Debug, Default)]
#[reflect(Default)]
#[type_path = "bevy_zig"]
struct Action {
    sources: Vec<InputSource>,
    #[reflect(ignore)]
    of: Heard,
    /// Held by a test, a replay or an on-screen button.
    #[reflect(ignore)]
    held: bool,
    /// It was held since the last frame, if only for a moment.
    #[reflect(ignore)]
    tapped: bool,
    #[reflect(ignore)]
    state: ActionState,
    /// What fixed steps see.
    #[reflect(ignore)]
    in_step: ActionState,
}

#[derive(Reflect, Debug, Default)]
#[reflect(Default)]
#[type_path = "bevy_zig"]
struct Axis {
    sources: Vec<AxisSource>,
    dead_zone: f32,
    #[reflect(ignore)]
    of: Heard,
    /// Set by a test or a replay.
    #[reflect(ignore)]
    set: f32,
    /// What keys and sticks add up to.
    #[reflect(ignore)]
    held: f32,
    /// What the wheel and the mouse add in this frame.
    #[reflect(ignore)]
    moved: f32,
    /// The same since the last fixed step.
    #[reflect(ignore)]
    moved_in_step: f32,
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
    /// Binds an action to a key or button of keyboard, mouse or gamepad, in addition to earlier bindings.
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
        self.add_axis_binding(name, (negative, positive))
    }

    /// Binds an axis to a stick, the wheel or the motion of the mouse, in addition to earlier bindings.
    pub fn add_axis_binding(&mut self, name: impl Into<Cow<'static, str>>, source: impl Into<AxisSource>) -> &mut Self {
        self.axes.entry(name.into()).or_default().sources.push(source.into());
        self
    }

    /// Sets how far a stick may be from its middle and still count as 0, from 0 to 1; beyond it, the value begins at 0.
    /// Bevy's own `GamepadSettings` come before it.
    pub fn set_dead_zone(&mut self, name: impl Into<Cow<'static, str>>, dead_zone: f32) -> &mut Self {
        let dead_zone = if dead_zone.is_finite() { dead_zone.clamp(0.0, 1.0) } else { 0.0 };
        self.axes.entry(name.into()).or_default().dead_zone = dead_zone;
        self
    }

    /// What an action is bound to; empty if there is no action of this name.
    pub fn action_bindings(&self, name: &str) -> &[InputSource] {
        self.actions.get(name).map_or(&[], |action| &action.sources)
    }

    /// Binds an action to these, in place of what it was bound to.
    pub fn set_action_bindings(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        sources: impl IntoIterator<Item = InputSource>,
    ) -> &mut Self {
        self.actions.entry(name.into()).or_default().sources = sources.into_iter().collect();
        self
    }

    /// What an axis is bound to; empty if there is no axis of this name.
    pub fn axis_bindings(&self, name: &str) -> &[AxisSource] {
        self.axes.get(name).map_or(&[], |axis| &axis.sources)
    }

    /// Binds an axis to these, in place of what it was bound to.
    pub fn set_axis_bindings(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        sources: impl IntoIterator<Item = AxisSource>,
    ) -> &mut Self {
        self.axes.entry(name.into()).or_default().sources = sources.into_iter().collect();
        self
    }

    /// Has an action or an axis hear only this gamepad, such as a player's own; with `None`, all of them, as at first.
    /// While it is not connected, no gamepad is heard. False: there is neither an action nor an axis of this name.
    pub fn set_gamepad(&mut self, name: &str, gamepad: Option<Entity>) -> bool {
        let of_action = self.actions.get_mut(name).map(|action| &mut action.of);
        let of_axis = self.axes.get_mut(name).map(|axis| &mut axis.of);
        let heard: Vec<_> = of_action.into_iter().chain(of_axis).collect();
        let is_known = !heard.is_empty();
        heard.into_iter().for_each(|of| *of = gamepad);
        is_known
    }

    /// The keys, buttons, steps of the wheel and sticks that went down in this frame, for a menu in which players bind
    /// actions themselves.
    pub fn pressed_now(&self) -> &[InputSource] {
        &self.pressed_now
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

    /// Sets an axis, from -1 to 1, which is added to the value of keys and sticks. Creates the axis if it does not
    /// exist.
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
        for axis in self.axes.values_mut() {
            axis.moved_in_step = 0.0;
        }
    }

    /// The value of an axis in this frame: keys and sticks add up to -1 to 1, and the wheel and the motion of the mouse
    /// come on top without a limit. `None` if there is no axis of this name.
    pub fn axis(&self, name: &str) -> Option<f32> {
        self.axes.get(name).map(|axis| axis.held + axis.moved)
    }

    /// Likewise in a fixed step: what the wheel and the mouse have moved since the last one.
    pub(crate) fn axis_in_step(&self, name: &str) -> Option<f32> {
        self.axes.get(name).map(|axis| axis.held + axis.moved_in_step)
    }

    /// The names, for messages about one that is not among them.
    pub(crate) fn action_names(&self) -> impl Iterator<Item = &str> {
        self.actions.keys().map(|name| &**name)
    }

    /// Likewise.
    pub(crate) fn axis_names(&self) -> impl Iterator<Item = &str> {
        self.axes.keys().map(|name| &**name)
    }

    fn update(&mut self, devices: &impl Ask) {
        for action in self.actions.values_mut() {
            let of = action.of;
            action.update(|source| devices.held(source, of));
        }
        for axis in self.axes.values_mut() {
            axis.update(devices);
        }
    }

    /// The axes of gamepads that count as buttons.
    fn bound_axes(&self) -> impl Iterator<Item = (Heard, bevy::input::gamepad::GamepadAxis)> + '_ {
        let of_actions =
            self.actions.values().flat_map(|action| action.sources.iter().map(|source| (action.of, source)));
        let of_axes = self.axes.values().flat_map(|axis| axis.sources.iter().map(|source| (axis.of, source)));
        let sides = of_axes.flat_map(|(of, source)| match source {
            AxisSource::Buttons(AxisButtons { negative, positive }) => [Some((of, negative)), Some((of, positive))],
            _ => [None, None],
        });
        of_actions.chain(sides.flatten()).filter_map(|(of, source)| match source {
            InputSource::GamepadAxis(over) => Some((of, over.axis)),
            _ => None,
        })
    }
}

impl Axis {
    fn update(&mut self, devices: &impl Ask) {
        let (mut held, mut moved) = (self.set, 0.0);
        for source in &self.sources {
            match devices.axis(*source, self.of) {
                AxisValue::Digital(digital) => held += digital,
                AxisValue::Stick(stick) => held += beyond(self.dead_zone, stick),
                AxisValue::Delta(delta) => moved += delta,
            }
        }
        self.held = if held.is_finite() { held.clamp(-1.0, 1.0) } else { 0.0 };
        self.moved = if f32::is_finite(moved) { moved } else { 0.0 };
        self.moved_in_step += self.moved;
    }
}

/// What is left of a stick's value without its dead zone.
fn beyond(dead_zone: f32, stick: f32) -> f32 {
    if stick.abs() <= dead_zone { 0.0 } else { stick.signum() * (stick.abs() - dead_zone) / (1.0 - dead_zone) }
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

/// Takes over the state of all devices, once per frame, before the first phase.
pub(crate) fn update_input(mut input: ResMut<ScriptInput>, devices: Devices, time: Option<Res<Time<Virtual>>>) {
    // Nobody has changed it for whoever asks for changes.
    let input = input.bypass_change_detection();
    let mut last = std::mem::take(&mut input.last);
    input.update(&Moment { devices: &devices, last: &last });
    devices.pressed_now(&last, &mut input.pressed_now);
    last.note(&devices, input.bound_axes());
    input.last = last;
    // There are no steps then, and what is moved meanwhile is not meant for the first that follows.
    if time.is_some_and(|time| time.is_paused()) {
        input.axes.values_mut().for_each(|axis| axis.moved_in_step = 0.0);
    }
}

/// What scripts need of it.
pub(crate) fn install(app: &mut App) {
    app.init_resource::<ScriptInput>()
        .register_type::<ScriptInput>()
        .register_type::<BindAction>()
        .register_type::<BindAxis>()
        .register_type::<BindGamepad>()
        .register_type::<ButtonInput<KeyCode>>()
        .register_type::<ButtonInput<MouseButton>>()
        .add_observer(rebind::bind_action)
        .add_observer(rebind::bind_axis)
        .add_observer(rebind::bind_gamepad);
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

    /// Devices of which a function tells how they are held.
    struct Fake<F>(F);

    impl<F: Fn(InputSource) -> Held> Ask for Fake<F> {
        fn held(&self, source: InputSource, _: Heard) -> Held {
            (self.0)(source)
        }

        fn axis(&self, source: AxisSource, of: Heard) -> AxisValue {
            match source {
                AxisSource::Buttons(AxisButtons { negative, positive }) => {
                    AxisValue::Digital(f32::from(self.held(positive, of).now) - f32::from(self.held(negative, of).now))
                }
                AxisSource::Gamepad(ScaledAxis { scale, .. }) => AxisValue::Stick(scale),
                AxisSource::MouseX(by) | AxisSource::MouseY(by) | AxisSource::WheelX(by) | AxisSource::WheelY(by) => {
                    AxisValue::Delta(by)
                }
            }
        }
    }

    fn after(input: &mut ScriptInput, keys: Held, buttons: Held) -> ActionState {
        input.update(&Fake(|source| if matches!(source, InputSource::Key(_)) { keys } else { buttons }));
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
        input.update(&Fake(|source| if is_down(source) { DOWN } else { UP }));
        assert!(input.action("fire").unwrap().pressed);
        assert_eq!(input.axis("steer"), Some(-1.0));
        input.update(&Fake(|_| HELD));
        assert_eq!(input.axis("steer"), Some(0.0));
        assert_eq!(input.axis("thrust"), None);
    }

    #[test]
    fn sticks_have_a_dead_zone_and_the_wheel_no_end() {
        let mut input = ScriptInput::default();
        let mut at = |stick: f32| {
            let stick = AxisSource::Gamepad(ScaledAxis { scale: stick, ..ScaledAxis::default() });
            input.set_axis_bindings("steer", [stick]).set_dead_zone("steer", 0.2);
            input.update(&Fake(|_| UP));
            input.axis("steer").unwrap()
        };
        assert_eq!([at(0.2), at(-0.1), at(1.0), at(-1.0), at(3.0)], [0.0, 0.0, 1.0, -1.0, 1.0]);
        assert!((at(0.6) - 0.5).abs() < 1e-6, "it begins at zero");
        input.set_axis_bindings("zoom", [AxisSource::WheelY(1.0), AxisSource::WheelY(7.0)]).set_axis("zoom", 5.0);
        input.update(&Fake(|_| UP));
        assert_eq!(input.axis("zoom"), Some(9.0));
        input.update(&Fake(|_| UP));
        assert_eq!((input.axis("zoom"), input.axis_in_step("zoom")), (Some(9.0), Some(17.0)), "of two frames");
        input.end_step();
        assert_eq!(input.axis_in_step("zoom"), Some(1.0), "in the second step of a frame");
    }
}
