//! Does in `update` what `bench_step.zig` does in a sequence.
const bevy = @import("bevy");
const BenchPlain = @This();

count: u32 = 0,

pub fn update(self: *BenchPlain, _: *bevy.Context, _: f32) void {
    self.count += 1;
}
