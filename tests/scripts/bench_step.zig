//! Takes a step in each frame, for the benchmark `sequences`.
const bevy = @import("bevy");
const BenchStep = @This();

run: bevy.Run(steps) = .{},
count: u32 = 0,

const steps = bevy.sequence(BenchStep, .{bevy.forever(.{ step, bevy.waitFrames(1) })});

fn step(self: *BenchStep) void {
    self.count += 1;
}
