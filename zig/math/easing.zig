//! Easing: curves from 0 to 1 that start, end, overshoot or bounce in different ways.
//!
//! They are Bevy's `EaseFunction`s with Bevy's values. Either call one by name, `easing.cubicOut(t)`, or keep the
//! choice in a variable, `const ease: EaseFunction = .cubic_out; ease.sampleClamped(t)`.
//! Every one is 0 at `t = 0` and 1 at `t = 1` (to a few parts in a million); outside of that they run on as the
//! formula does, which for the circular ones is NaN. The elastic ones of Bevy are off by 488 parts in a million at the
//! end at which they swing; ours are not, and are the same everywhere else.

const std = @import("std");
const trig = @import("trig.zig");

const pi: f32 = std.math.pi;
const half_pi: f32 = pi / 2.0;

/// One of the easing curves, to keep in a variable or a script's property.
pub const EaseFunction = enum {
    /// A straight line.
    linear,
    /// The square: starts level.
    quadratic_in,
    /// The square: ends level.
    quadratic_out,
    /// The square: starts and ends level.
    quadratic_in_out,
    /// The cube: starts level.
    cubic_in,
    /// The cube: ends level.
    cubic_out,
    /// The cube: starts and ends level.
    cubic_in_out,
    /// The fourth power: starts level.
    quartic_in,
    /// The fourth power: ends level.
    quartic_out,
    /// The fourth power: starts and ends level.
    quartic_in_out,
    /// The fifth power: starts level.
    quintic_in,
    /// The fifth power: ends level.
    quintic_out,
    /// The fifth power: starts and ends level.
    quintic_in_out,
    /// The first half of `smooth_step`.
    smooth_step_in,
    /// The second half of `smooth_step`.
    smooth_step_out,
    /// A cubic that starts and ends level.
    smooth_step,
    /// The first half of `smoother_step`.
    smoother_step_in,
    /// The second half of `smoother_step`.
    smoother_step_out,
    /// A quintic that starts and ends level and without acceleration.
    smoother_step,
    /// A quarter of a sine wave: starts level.
    sine_in,
    /// A quarter of a sine wave: ends level.
    sine_out,
    /// Half a sine wave: starts and ends level.
    sine_in_out,
    /// A quarter of a circle: starts level, ends upright.
    circular_in,
    /// A quarter of a circle: starts upright, ends level.
    circular_out,
    /// Two quarters of a circle: level, upright, level.
    circular_in_out,
    /// A power of two, ten doublings long: starts almost level.
    exponential_in,
    /// A power of two, ten halvings long: ends almost level.
    exponential_out,
    /// Powers of two: starts and ends almost level.
    exponential_in_out,
    /// Swings around 0 before it goes.
    elastic_in,
    /// Swings around 1 before it rests.
    elastic_out,
    /// Swings around 0, then around 1.
    elastic_in_out,
    /// Draws back below 0 first.
    back_in,
    /// Goes beyond 1 and returns.
    back_out,
    /// Draws back first, and goes beyond at the end.
    back_in_out,
    /// Bounces on 0 before it goes.
    bounce_in,
    /// Falls to 1 and bounces there.
    bounce_out,
    /// Bounces on 0, then on 1.
    bounce_in_out,

    /// The curve at `t`, which is meant to be from 0 to 1 but is not held there.
    pub fn sampleUnchecked(self: EaseFunction, t: f32) f32 {
        return switch (self) {
            .linear => linear(t),
            .quadratic_in => quadraticIn(t),
            .quadratic_out => quadraticOut(t),
            .quadratic_in_out => quadraticInOut(t),
            .cubic_in => cubicIn(t),
            .cubic_out => cubicOut(t),
            .cubic_in_out => cubicInOut(t),
            .quartic_in => quarticIn(t),
            .quartic_out => quarticOut(t),
            .quartic_in_out => quarticInOut(t),
            .quintic_in => quinticIn(t),
            .quintic_out => quinticOut(t),
            .quintic_in_out => quinticInOut(t),
            .smooth_step_in => smoothStepIn(t),
            .smooth_step_out => smoothStepOut(t),
            .smooth_step => smoothStep(t),
            .smoother_step_in => smootherStepIn(t),
            .smoother_step_out => smootherStepOut(t),
            .smoother_step => smootherStep(t),
            .sine_in => sineIn(t),
            .sine_out => sineOut(t),
            .sine_in_out => sineInOut(t),
            .circular_in => circularIn(t),
            .circular_out => circularOut(t),
            .circular_in_out => circularInOut(t),
            .exponential_in => exponentialIn(t),
            .exponential_out => exponentialOut(t),
            .exponential_in_out => exponentialInOut(t),
            .elastic_in => elasticIn(t),
            .elastic_out => elasticOut(t),
            .elastic_in_out => elasticInOut(t),
            .back_in => backIn(t),
            .back_out => backOut(t),
            .back_in_out => backInOut(t),
            .bounce_in => bounceIn(t),
            .bounce_out => bounceOut(t),
            .bounce_in_out => bounceInOut(t),
        };
    }

    /// The curve at `t` held between 0 and 1.
    pub fn sampleClamped(self: EaseFunction, t: f32) f32 {
        return self.sampleUnchecked(if (t < 0.0) 0.0 else if (t > 1.0) 1.0 else t);
    }

    /// The curve at `t`, or null outside of 0 to 1.
    pub fn sample(self: EaseFunction, t: f32) ?f32 {
        return if (t >= 0.0 and t <= 1.0) self.sampleUnchecked(t) else null;
    }
};

const log2_1023: f32 = 9.998590429745328646459226;
const frac_1_1023: f32 = 0.00097751710654936461388074291;
const back_c1: f32 = 1.70158;
const back_c2: f32 = back_c1 + 1.525;

fn squared(t: f32) f32 {
    return t * t;
}

fn cubed(t: f32) f32 {
    return t * t * t;
}

/// A straight line.
pub fn linear(t: f32) f32 {
    return t;
}

/// The square: starts level.
pub fn quadraticIn(t: f32) f32 {
    return squared(t);
}

/// The square: ends level.
pub fn quadraticOut(t: f32) f32 {
    return 1.0 - squared(1.0 - t);
}

/// The square: starts and ends level.
pub fn quadraticInOut(t: f32) f32 {
    if (t < 0.5) return 2.0 * squared(t);
    return 1.0 - squared(-2.0 * t + 2.0) / 2.0;
}

/// The cube: starts level.
pub fn cubicIn(t: f32) f32 {
    return cubed(t);
}

/// The cube: ends level.
pub fn cubicOut(t: f32) f32 {
    return 1.0 - cubed(1.0 - t);
}

/// The cube: starts and ends level.
pub fn cubicInOut(t: f32) f32 {
    if (t < 0.5) return 4.0 * cubed(t);
    return 1.0 - cubed(-2.0 * t + 2.0) / 2.0;
}

/// The fourth power: starts level.
pub fn quarticIn(t: f32) f32 {
    return t * t * t * t;
}

/// The fourth power: ends level.
pub fn quarticOut(t: f32) f32 {
    const u = 1.0 - t;
    return 1.0 - u * u * u * u;
}

/// The fourth power: starts and ends level.
pub fn quarticInOut(t: f32) f32 {
    if (t < 0.5) return 8.0 * t * t * t * t;
    const u = -2.0 * t + 2.0;
    return 1.0 - u * u * u * u / 2.0;
}

/// The fifth power: starts level.
pub fn quinticIn(t: f32) f32 {
    return t * t * t * t * t;
}

/// The fifth power: ends level.
pub fn quinticOut(t: f32) f32 {
    const u = 1.0 - t;
    return 1.0 - u * u * u * u * u;
}

/// The fifth power: starts and ends level.
pub fn quinticInOut(t: f32) f32 {
    if (t < 0.5) return 16.0 * t * t * t * t * t;
    const u = -2.0 * t + 2.0;
    return 1.0 - u * u * u * u * u / 2.0;
}

/// The first half of `smooth_step`.
pub fn smoothStepIn(t: f32) f32 {
    return ((1.5 - 0.5 * t) * t) * t;
}

/// The second half of `smooth_step`.
pub fn smoothStepOut(t: f32) f32 {
    return (1.5 + (-0.5 * t) * t) * t;
}

/// A cubic that starts and ends level.
pub fn smoothStep(t: f32) f32 {
    return ((3.0 - 2.0 * t) * t) * t;
}

/// The first half of `smoother_step`.
pub fn smootherStepIn(t: f32) f32 {
    return (((2.5 + (-1.875 + 0.375 * t) * t) * t) * t) * t;
}

/// The second half of `smoother_step`.
pub fn smootherStepOut(t: f32) f32 {
    return (1.875 + ((-1.25 + (0.375 * t) * t) * t) * t) * t;
}

/// A quintic that starts and ends level and without acceleration.
pub fn smootherStep(t: f32) f32 {
    return (((10.0 + (-15.0 + 6.0 * t) * t) * t) * t) * t;
}

/// A quarter of a sine wave: starts level.
pub fn sineIn(t: f32) f32 {
    return 1.0 - trig.cos(t * half_pi);
}

/// A quarter of a sine wave: ends level.
pub fn sineOut(t: f32) f32 {
    return trig.sin(t * half_pi);
}

/// Half a sine wave: starts and ends level.
pub fn sineInOut(t: f32) f32 {
    return -(trig.cos(pi * t) - 1.0) / 2.0;
}

/// A quarter of a circle: starts level, ends upright.
pub fn circularIn(t: f32) f32 {
    return 1.0 - @sqrt(1.0 - squared(t));
}

/// A quarter of a circle: starts upright, ends level.
pub fn circularOut(t: f32) f32 {
    return @sqrt(1.0 - squared(t - 1.0));
}

/// Two quarters of a circle: level, upright, level.
pub fn circularInOut(t: f32) f32 {
    if (t < 0.5) return (1.0 - @sqrt(1.0 - squared(2.0 * t))) / 2.0;
    return (@sqrt(1.0 - squared(-2.0 * t + 2.0)) + 1.0) / 2.0;
}

/// A power of two, ten doublings long: starts almost level.
pub fn exponentialIn(t: f32) f32 {
    return trig.exp2(10.0 * t - log2_1023) - frac_1_1023;
}

/// A power of two, ten halvings long: ends almost level.
pub fn exponentialOut(t: f32) f32 {
    return (frac_1_1023 + 1.0) - trig.exp2(-10.0 * t - (log2_1023 - 10.0));
}

/// Powers of two: starts and ends almost level.
pub fn exponentialInOut(t: f32) f32 {
    if (t < 0.5) return trig.exp2(20.0 * t - (log2_1023 + 1.0)) - (frac_1_1023 / 2.0);
    return (frac_1_1023 / 2.0 + 1.0) - trig.exp2(-20.0 * t - (log2_1023 - 19.0));
}

/// Swings around 0 before it goes.
pub fn elasticIn(t: f32) f32 {
    if (t == 0.0 or t == 1.0) return t;
    return -trig.exp2(10.0 * t - 10.0) * trig.sin((t * 10.0 - 10.75) * 2.0 * (pi / 3.0));
}

/// Swings around 1 before it rests.
pub fn elasticOut(t: f32) f32 {
    if (t == 0.0 or t == 1.0) return t;
    return trig.exp2(-10.0 * t) * trig.sin((t * 10.0 - 0.75) * 2.0 * (pi / 3.0)) + 1.0;
}

/// Swings around 0, then around 1.
pub fn elasticInOut(t: f32) f32 {
    if (t == 0.0 or t == 1.0) return t;
    const c: f32 = (2.0 * pi) / 4.5;
    if (t < 0.5) return -trig.exp2(20.0 * t - 10.0) * trig.sin((t * 20.0 - 11.125) * c) / 2.0;
    return trig.exp2(-20.0 * t + 10.0) * trig.sin((t * 20.0 - 11.125) * c) / 2.0 + 1.0;
}

/// Draws back below 0 first.
pub fn backIn(t: f32) f32 {
    return (back_c1 + 1.0) * cubed(t) - back_c1 * squared(t);
}

/// Goes beyond 1 and returns.
pub fn backOut(t: f32) f32 {
    return 1.0 + (back_c1 + 1.0) * cubed(t - 1.0) + back_c1 * squared(t - 1.0);
}

/// Draws back first, and goes beyond at the end.
pub fn backInOut(t: f32) f32 {
    if (t < 0.5) return squared(2.0 * t) * ((back_c2 + 1.0) * 2.0 * t - back_c2) / 2.0;
    return (squared(2.0 * t - 2.0) * ((back_c2 + 1.0) * (2.0 * t - 2.0) + back_c2) + 2.0) / 2.0;
}

/// Bounces on 0 before it goes.
pub fn bounceIn(t: f32) f32 {
    return 1.0 - bounceOut(1.0 - t);
}

/// Falls to 1 and bounces there.
pub fn bounceOut(t: f32) f32 {
    if (t < 4.0 / 11.0) return (121.0 * squared(t)) / 16.0;
    if (t < 8.0 / 11.0) return (363.0 / 40.0 * squared(t)) - (99.0 / 10.0 * t) + 17.0 / 5.0;
    if (t < 9.0 / 10.0) return (4356.0 / 361.0 * squared(t)) - (35442.0 / 1805.0 * t) + 16061.0 / 1805.0;
    return (54.0 / 5.0 * squared(t)) - (513.0 / 25.0 * t) + 268.0 / 25.0;
}

/// Bounces on 0, then on 1.
pub fn bounceInOut(t: f32) f32 {
    if (t < 0.5) return (1.0 - bounceOut(1.0 - 2.0 * t)) / 2.0;
    return (1.0 + bounceOut(2.0 * t - 1.0)) / 2.0;
}

test "every curve starts at 0, ends at 1 and is clamped outside" {
    for (std.enums.values(EaseFunction)) |ease| {
        try std.testing.expectApproxEqAbs(0, ease.sampleClamped(-3), 4e-6);
        try std.testing.expectApproxEqAbs(1, ease.sampleClamped(4), 4e-6);
        try std.testing.expectEqual(null, ease.sample(1.5));
        try std.testing.expectEqual(ease.sampleUnchecked(0.25), ease.sample(0.25).?);
    }
}
