//! Timers that a script keeps in its state.

const std = @import("std");

/// Counts seconds up to a duration, once or repeatedly. A plain value: keep it in the script's state, where reloads and
/// scenes preserve it, and tick it in `update`.
///
/// ```zig
/// reload: bevy.Timer = .repeating(0.25),
///
/// pub fn update(self: *Gun, ctx: *bevy.Context, dt: f32) !void {
///     for (0..self.reload.tick(dt)) |_| try self.fire(ctx);
/// }
/// ```
///
/// It does not drift: the sum of the `f32` frame times is exact in an `f64` for more than a day.
pub const Timer = struct {
    /// Seconds from start to end, at least 0; a repeating timer of 0 seconds ends once per tick. A negative number or
    /// NaN counts as 0.
    duration: f64 = 0,
    /// Seconds since the start; at most `duration`.
    elapsed: f64 = 0,
    /// Whether it restarts when it ends.
    repeats: bool = false,
    /// While set, ticks do nothing.
    paused: bool = false,
    /// Whether it ended in the last tick; stays true for a timer that does not repeat.
    finished: bool = false,

    /// A timer that ends once, after this many seconds.
    pub fn once(seconds: f64) Timer {
        return .{ .duration = seconds };
    }

    /// A timer that ends every `seconds` seconds.
    pub fn repeating(seconds: f64) Timer {
        return .{ .duration = seconds, .repeats = true };
    }

    /// Advances by `dt` seconds, and returns how often it ended: 0 or 1 for a timer that does not repeat, 0 if it is
    /// paused. The rest counts towards the next round, so the rate does not depend on the frame rate. A negative or NaN
    /// `dt` counts as 0.
    pub fn tick(self: *Timer, dt: f32) u32 {
        if (self.paused) {
            if (self.repeats) self.finished = false;
            return 0;
        }
        if (!self.repeats) {
            if (self.finished) return 0;
            self.elapsed = @min(self.elapsed + @max(dt, 0), self.length());
            self.finished = self.elapsed >= self.length();
            return @intFromBool(self.finished);
        }
        var ends: u32 = 1;
        if (self.duration > 0) {
            const elapsed = self.elapsed + @max(dt, 0);
            const rounds = @floor(elapsed / self.duration);
            // More rounds than fit a number, or an endless frame: the rest of them is lost.
            ends = if (rounds < 1 << 24) @trunc(rounds) else 1 << 24;
            self.elapsed = if (ends == 1 << 24) 0 else @max(elapsed - rounds * self.duration, 0);
        }
        self.finished = ends > 0;
        return ends;
    }

    /// From 0 at the start to 1 at the end.
    pub fn fraction(self: Timer) f32 {
        return if (self.duration > 0) @floatCast(self.elapsed / self.duration) else 1;
    }

    /// Seconds until it ends.
    pub fn remaining(self: Timer) f32 {
        return @floatCast(self.length() - self.elapsed);
    }

    fn length(self: Timer) f64 {
        return @max(self.duration, 0);
    }

    /// Restarts the timer; a paused timer stays paused.
    pub fn reset(self: *Timer) void {
        self.elapsed = 0;
        self.finished = false;
    }
};

const expect = std.testing.expect;
const expectEqual = std.testing.expectEqual;

test "a timer ends once" {
    var timer: Timer = .once(1);
    try expectEqual(0, timer.tick(0.5));
    try expectEqual(0.5, timer.fraction());
    try expect(!timer.finished);
    try expectEqual(1, timer.tick(0.75));
    try expect(timer.finished);
    try expectEqual(1, timer.fraction());
    try expectEqual(0, timer.remaining());
    try expectEqual(0, timer.tick(5));
    try expect(timer.finished);
    timer.reset();
    try expect(!timer.finished);
    try expectEqual(1, timer.remaining());
    try expectEqual(1, timer.tick(1));
}

test "a timer repeats, and what is left over counts" {
    var timer: Timer = .repeating(0.5);
    try expectEqual(0, timer.tick(0.25));
    try expectEqual(1, timer.tick(0.375));
    try expect(timer.finished);
    try expectEqual(0.25, timer.fraction());
    try expectEqual(0, timer.tick(0.25));
    try expect(!timer.finished);
    try expectEqual(4, timer.tick(2));
    try expectEqual(0.375, timer.elapsed);
}

test "a long timer is right to a tick after 10^8 ticks" {
    // Where an f32 stops to count at 2,048 seconds, or ends minutes early.
    const dt: f32 = 1e-4;
    const ticks = 100_000_000;
    var timer: Timer = .once(@as(f64, dt) * ticks);
    var count: u32 = 0;
    while (!timer.finished) : (count += 1) _ = timer.tick(dt);
    try expect(count >= ticks - 1 and count <= ticks + 1);
}

test "a repeating timer holds its rate" {
    var timer: Timer = .repeating(0.1);
    var ends: u32 = 0;
    for (0..6000) |_| ends += timer.tick(1.0 / 60.0);
    // 100 seconds, but for rounding.
    try expect(ends >= 999 and ends <= 1001);
    try expect(timer.elapsed >= 0 and timer.elapsed <= timer.duration);
}

test "a paused timer stands still" {
    var timer: Timer = .repeating(1);
    try expectEqual(1, timer.tick(1));
    timer.paused = true;
    try expectEqual(0, timer.tick(10));
    try expect(!timer.finished);
    timer.paused = false;
    try expectEqual(0, timer.tick(0.5));
}

test "odd times do no harm" {
    var none: Timer = .once(0);
    try expectEqual(1, none.tick(0));
    try expectEqual(1, none.fraction());
    var always: Timer = .repeating(0);
    try expectEqual(1, always.tick(0));
    try expectEqual(1, always.tick(5));
    inline for (.{ -1, std.math.nan(f64) }) |odd| {
        var once: Timer = .once(odd);
        try expectEqual(1, once.tick(0));
        try expect(once.finished and once.fraction() == 1 and once.remaining() == 0);
        var often: Timer = .repeating(odd);
        try expectEqual(1, often.tick(1));
        try expectEqual(0, often.remaining());
    }
    var timer: Timer = .repeating(1);
    try expectEqual(0, timer.tick(-3));
    try expectEqual(0, timer.tick(std.math.nan(f32)));
    try expectEqual(0, timer.elapsed);
    try expectEqual(1 << 24, timer.tick(std.math.inf(f32)));
    try expectEqual(0, timer.elapsed);
    try expectEqual(1, timer.tick(1));
}
