//! Keyboard, mouse and gamepads, as they are in a frame.

use bevy::ecs::system::SystemParam;
use bevy::input::ButtonInput;
use bevy::input::gamepad::{Gamepad, GamepadAxis};
use bevy::input::mouse::{AccumulatedMouseMotion, AccumulatedMouseScroll, MouseScrollUnit};
use bevy::math::Vec2;
use bevy::prelude::{Entity, KeyCode, MouseButton, Query, Res};

use super::source::{AxisSource, AxisThreshold, InputSource, WheelDirection};

/// The axes of gamepads that Bevy knows. `Other` are left out of what is offered to be bound.
const AXES: [GamepadAxis; 6] = [
    GamepadAxis::LeftStickX,
    GamepadAxis::LeftStickY,
    GamepadAxis::LeftZ,
    GamepadAxis::RightStickX,
    GamepadAxis::RightStickY,
    GamepadAxis::RightZ,
];

/// From where on a stick is offered to be bound.
const OFFER_THRESHOLD: f32 = 0.5;

/// All devices of a game, of which it may lack some.
#[derive(SystemParam)]
pub(crate) struct Devices<'w, 's> {
    keys: Option<Res<'w, ButtonInput<KeyCode>>>,
    buttons: Option<Res<'w, ButtonInput<MouseButton>>>,
    motion: Option<Res<'w, AccumulatedMouseMotion>>,
    scroll: Option<Res<'w, AccumulatedMouseScroll>>,
    gamepads: Query<'w, 's, (Entity, &'static Gamepad)>,
}

/// Which gamepads something hears: one, or with none all of them.
pub(super) type Heard = Option<Entity>;

/// What axes of gamepads were in the last frame, since Bevy does not tell when a stick goes over a threshold.
#[derive(Debug, Default)]
pub(super) struct LastAxes(Vec<(Heard, GamepadAxis, f32)>);

/// A key, a button, or what code holds.
#[derive(Clone, Copy)]
pub(super) struct Held {
    pub(super) now: bool,
    /// It went down in this frame; it may be up again.
    pub(super) since_this_frame: bool,
}

/// What devices say of what something is bound to.
pub(super) trait Ask {
    /// A key or button.
    fn held(&self, source: InputSource, of: Heard) -> Held;
    /// An axis: what counts up to 1, before the dead zone; and what counts in full.
    fn axis(&self, source: AxisSource, of: Heard) -> AxisValue;
}

/// The value of an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum AxisValue {
    /// Of two buttons.
    Digital(f32),
    /// Of a stick, which is never quite in the middle.
    Stick(f32),
    /// Of what has no end: the wheel, and the motion of the mouse.
    Delta(f32),
}

/// Devices, and where their axes were.
pub(super) struct Moment<'a, 'w, 's> {
    pub(super) devices: &'a Devices<'w, 's>,
    pub(super) last: &'a LastAxes,
}

impl Held {
    pub(super) fn of<T: Copy + Eq + std::hash::Hash + Send + Sync + 'static>(
        input: &ButtonInput<T>,
        button: T,
    ) -> Self {
        Self { now: input.pressed(button), since_this_frame: input.just_pressed(button) }
    }

    fn any<T: Copy + Eq + std::hash::Hash + Send + Sync + 'static>(input: &ButtonInput<T>) -> Self {
        Self { now: input.get_pressed().next().is_some(), since_this_frame: input.get_just_pressed().next().is_some() }
    }

    /// If any of them is.
    fn either(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().fold(Self { now: false, since_this_frame: false }, |sum, held| Self {
            now: sum.now || held.now,
            since_this_frame: sum.since_this_frame || held.since_this_frame,
        })
    }
}

impl AxisThreshold {
    fn is_reached(&self, value: f32) -> bool {
        if self.threshold < 0.0 { value <= self.threshold } else { value >= self.threshold.max(f32::MIN_POSITIVE) }
    }
}

impl Ask for Moment<'_, '_, '_> {
    fn held(&self, source: InputSource, of: Heard) -> Held {
        let devices = self.devices;
        match source {
            InputSource::Key(key) => Held::either(devices.keys.as_deref().map(|keys| Held::of(keys, key))),
            InputSource::Mouse(button) => {
                Held::either(devices.buttons.as_deref().map(|buttons| Held::of(buttons, button)))
            }
            InputSource::Wheel(direction) => {
                let lines = devices.lines();
                let since_this_frame = match direction {
                    WheelDirection::Up => lines.y > 0.0,
                    WheelDirection::Down => lines.y < 0.0,
                    WheelDirection::Left => lines.x < 0.0,
                    WheelDirection::Right => lines.x > 0.0,
                };
                Held { now: false, since_this_frame }
            }
            InputSource::GamepadButton(button) => {
                Held::either(devices.gamepads(of).map(|gamepad| Held::of(gamepad.digital(), button)))
            }
            InputSource::GamepadAxis(over) => {
                let now = over.is_reached(devices.gamepad_axis(over.axis, of));
                Held { now, since_this_frame: now && !over.is_reached(self.last.get(over.axis, of)) }
            }
            InputSource::Any => Held::either(
                [devices.keys.as_deref().map(Held::any), devices.buttons.as_deref().map(Held::any)]
                    .into_iter()
                    .flatten()
                    .chain(devices.gamepads(of).map(|gamepad| Held::any(gamepad.digital()))),
            ),
        }
    }

    fn axis(&self, source: AxisSource, of: Heard) -> AxisValue {
        let motion = |of: fn(Vec2) -> f32| self.devices.motion.as_deref().map_or(0.0, |motion| of(motion.delta));
        let lines = self.devices.lines();
        match source {
            AxisSource::Buttons(buttons) => {
                let down = |source| {
                    let held = self.held(source, of);
                    // A step of the wheel is over at once.
                    f32::from(held.now || (held.since_this_frame && matches!(source, InputSource::Wheel(_))))
                };
                AxisValue::Digital(down(buttons.positive) - down(buttons.negative))
            }
            AxisSource::Gamepad(scaled) => AxisValue::Stick(self.devices.gamepad_axis(scaled.axis, of) * scaled.scale),
            AxisSource::MouseX(scale) => AxisValue::Delta(motion(|delta| delta.x) * scale),
            AxisSource::MouseY(scale) => AxisValue::Delta(motion(|delta| delta.y) * scale),
            AxisSource::WheelX(scale) => AxisValue::Delta(lines.x * scale),
            AxisSource::WheelY(scale) => AxisValue::Delta(lines.y * scale),
        }
    }
}

impl Devices<'_, '_> {
    /// How far the wheel was turned, in lines.
    fn lines(&self) -> Vec2 {
        self.scroll.as_deref().map_or(Vec2::ZERO, |scroll| match scroll.unit {
            MouseScrollUnit::Line => scroll.delta,
            MouseScrollUnit::Pixel => scroll.delta / MouseScrollUnit::SCROLL_UNIT_CONVERSION_FACTOR,
        })
    }

    fn gamepads(&self, of: Heard) -> impl Iterator<Item = &Gamepad> {
        let is_heard = move |entity| of.is_none_or(|heard| heard == entity);
        self.gamepads.iter().filter(move |(entity, _)| is_heard(*entity)).map(|(_, gamepad)| gamepad)
    }

    /// The value of an axis on the gamepad where it is pushed furthest.
    fn gamepad_axis(&self, axis: GamepadAxis, of: Heard) -> f32 {
        let values = self.gamepads(of).filter_map(|gamepad| gamepad.get(axis));
        let values = values.filter(|value| value.is_finite());
        values.fold(0.0, |furthest: f32, value| if value.abs() > furthest.abs() { value } else { furthest })
    }

    /// What went down in this frame, in an order that is the same in each run.
    pub(super) fn pressed_now(&self, last: &LastAxes, out: &mut Vec<InputSource>) {
        out.clear();
        let keys = self.keys.as_deref().into_iter().flat_map(ButtonInput::get_just_pressed);
        let mut keys: Vec<_> = keys.copied().collect();
        keys.sort_unstable();
        out.extend(keys.into_iter().map(InputSource::Key));
        let buttons = self.buttons.as_deref().into_iter().flat_map(ButtonInput::get_just_pressed);
        let mut buttons: Vec<_> = buttons.copied().collect();
        buttons.sort_unstable_by_key(|button| match button {
            MouseButton::Left => (0, 0),
            MouseButton::Right => (1, 0),
            MouseButton::Middle => (2, 0),
            MouseButton::Back => (3, 0),
            MouseButton::Forward => (4, 0),
            MouseButton::Other(number) => (5, *number),
        });
        out.extend(buttons.into_iter().map(InputSource::Mouse));
        let moment = Moment { devices: self, last };
        let mut offer = |source| {
            if moment.held(source, None).since_this_frame {
                out.push(source);
            }
        };
        [WheelDirection::Up, WheelDirection::Down, WheelDirection::Left, WheelDirection::Right]
            .into_iter()
            .for_each(|direction| offer(InputSource::Wheel(direction)));
        let pressed = self.gamepads(None).flat_map(Gamepad::get_just_pressed);
        let mut pressed: Vec<_> = pressed.copied().collect();
        pressed.sort_unstable();
        pressed.dedup();
        pressed.into_iter().for_each(|button| offer(InputSource::GamepadButton(button)));
        for axis in AXES {
            for threshold in [-OFFER_THRESHOLD, OFFER_THRESHOLD] {
                offer(InputSource::GamepadAxis(AxisThreshold { axis, threshold }));
            }
        }
    }
}

impl LastAxes {
    fn get(&self, axis: GamepadAxis, of: Heard) -> f32 {
        self.0.iter().find(|known| (known.0, known.1) == (of, axis)).map_or(0.0, |(.., value)| *value)
    }

    /// Notes where the axes are.
    pub(super) fn note(&mut self, devices: &Devices, bound: impl Iterator<Item = (Heard, GamepadAxis)>) {
        self.0.clear();
        for (of, axis) in AXES.into_iter().map(|axis| (None, axis)).chain(bound) {
            if !self.0.iter().any(|known| (known.0, known.1) == (of, axis)) {
                self.0.push((of, axis, devices.gamepad_axis(axis, of)));
            }
        }
    }
}
