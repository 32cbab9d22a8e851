//! A benchmark's workload: a component of its own entity.
const bevy = @import("bevy");
const components = @import("components");
const BenchGet = @This();

sum: f32 = 0,

pub fn update(self: *BenchGet, ctx: *bevy.Context, _: f32) !void {
    self.sum += (try ctx.entity().get(components.Health)).current;
}
