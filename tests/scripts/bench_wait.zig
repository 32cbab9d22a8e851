//! Waits, for the benchmark `sequences`.
const bevy = @import("bevy");
const BenchWait = @This();

run: bevy.Run(steps) = .{},

const steps = bevy.sequence(BenchWait, .{ bevy.wait(1000), bevy.again });
