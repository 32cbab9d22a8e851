//! What Rust and the scripts' `lib/rules.zig` both know of the game.

#[cfg(feature = "window")]
use bevy::math::Vec2;

/// The arena's size; the camera shows all of it, however large the window.
#[cfg(feature = "window")]
pub const ARENA: Vec2 = Vec2::new(1280.0, 800.0);

/// The prefabs of the digits.
pub const DIGITS: [&str; 10] =
    ["digit_0", "digit_1", "digit_2", "digit_3", "digit_4", "digit_5", "digit_6", "digit_7", "digit_8", "digit_9"];
