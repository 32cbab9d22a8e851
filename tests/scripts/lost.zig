//! Moves another entity, which may be gone, and itself, to where there may be nothing.
const std = @import("std");
const bevy = @import("bevy");
const Lost = @This();

run: bevy.Run(steps) = .{},
other: bevy.Entity = .none,
away: bevy.Run(flight) = .idle,
is_nowhere: bool = false,

const steps = bevy.sequence(Lost, .{
    bevy.wait(0.1),
    bevy.all(.{
        .{bevy.wait(5)},
        .{ bevy.wait(0.1), bevy.tween(.position, .{ .on = .other, .to = bevy.Vec3.zero, .seconds = 1 }) },
    }),
});

const flight = bevy.sequence(Lost, .{
    bevy.wait(0.1),
    bevy.tween(.position, .{ .to = place, .seconds = 1 }),
});

pub fn init(self: *Lost, _: *bevy.Context) void {
    if (self.other == .none) {
        self.run.stop();
        self.away.start();
    }
}

fn place(self: *const Lost) bevy.Vec3 {
    return .new(if (self.is_nowhere) std.math.nan(f32) else 1, 0, 0);
}
