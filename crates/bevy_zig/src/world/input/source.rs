//! What actions and axes are bound to.

use bevy::input::gamepad::{GamepadAxis, GamepadButton};
use bevy::prelude::{KeyCode, MouseButton, ReflectDefault};
use bevy::reflect::Reflect;

/// What an action is bound to, or one side of an axis: a key, a button, or what counts as one.
#[derive(Reflect, Clone, Copy, Debug, PartialEq)]
#[type_path = "bevy_zig"]
#[non_exhaustive]
pub enum InputSource {
    /// A key of the keyboard, by its position.
    Key(KeyCode),
    /// A mouse button.
    Mouse(MouseButton),
    /// A step of the wheel: it goes down and up within the frame.
    Wheel(WheelDirection),
    /// A button of any gamepad.
    GamepadButton(GamepadButton),
    /// A stick or trigger of any gamepad that is pushed far enough.
    GamepadAxis(AxisThreshold),
    /// Any key, and any button of mouse or gamepad.
    Any,
}

/// Where the wheel is turned to.
#[derive(Reflect, Clone, Copy, Debug, PartialEq, Eq)]
#[type_path = "bevy_zig"]
pub enum WheelDirection {
    /// Away from the user.
    Up,
    /// Towards the user.
    Down,
    /// To the left.
    Left,
    /// To the right.
    Right,
}

/// An axis of a gamepad that counts as a button.
#[derive(Reflect, Clone, Copy, Debug, PartialEq)]
#[type_path = "bevy_zig"]
pub struct AxisThreshold {
    /// The axis.
    pub axis: GamepadAxis,
    /// From where on it counts as pressed, between -1 and 1. Below zero: pushed to the left or down at least so far.
    pub threshold: f32,
}

/// What an axis is bound to.
#[derive(Reflect, Clone, Copy, Debug, PartialEq)]
#[type_path = "bevy_zig"]
#[non_exhaustive]
pub enum AxisSource {
    /// -1 and 1.
    Buttons(AxisButtons),
    /// An axis of any gamepad; of several, the one that is pushed furthest.
    Gamepad(ScaledAxis),
    /// How far the mouse was moved to the right in this frame, in pixels times this.
    MouseX(f32),
    /// Likewise, downwards.
    MouseY(f32),
    /// How far the wheel was turned to the right in this frame, in lines times this.
    WheelX(f32),
    /// Likewise, away from the user.
    WheelY(f32),
}

/// Two buttons that are an axis. Both together are 0.
#[derive(Reflect, Clone, Copy, Debug, PartialEq)]
#[type_path = "bevy_zig"]
pub struct AxisButtons {
    /// -1.
    pub negative: InputSource,
    /// 1.
    pub positive: InputSource,
}

/// An axis of a gamepad.
#[derive(Reflect, Clone, Copy, Debug, PartialEq)]
#[reflect(Default)]
#[type_path = "bevy_zig"]
pub struct ScaledAxis {
    /// The axis.
    pub axis: GamepadAxis,
    /// What its value is multiplied with; -1 turns it around. Default 1.
    pub scale: f32,
}

impl Default for ScaledAxis {
    fn default() -> Self {
        Self { axis: GamepadAxis::LeftStickX, scale: 1.0 }
    }
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

impl From<WheelDirection> for InputSource {
    fn from(direction: WheelDirection) -> Self {
        Self::Wheel(direction)
    }
}

impl From<GamepadButton> for InputSource {
    fn from(button: GamepadButton) -> Self {
        Self::GamepadButton(button)
    }
}

impl From<GamepadAxis> for AxisSource {
    fn from(axis: GamepadAxis) -> Self {
        Self::Gamepad(ScaledAxis { axis, ..ScaledAxis::default() })
    }
}

impl<N: Into<InputSource>, P: Into<InputSource>> From<(N, P)> for AxisSource {
    fn from((negative, positive): (N, P)) -> Self {
        Self::Buttons(AxisButtons { negative: negative.into(), positive: positive.into() })
    }
}
