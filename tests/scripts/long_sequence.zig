//! A sequence of a thousand steps.
const bevy = @import("bevy");
const LongSequence = @This();

run: bevy.Run(steps) = .{},
count: u32 = 0,

const two = .{ step, bevy.wait(1.0 / 128.0) };
const twenty = .{ two, two, two, two, two, two, two, two, two, two };
const hundred = .{ twenty, twenty, twenty, twenty, twenty };
const steps = bevy.sequence(LongSequence, .{ hundred, hundred, hundred, hundred, hundred, hundred, hundred, hundred, hundred, hundred });

fn step(self: *LongSequence) void {
    self.count += 1;
}
