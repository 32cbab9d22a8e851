//! A benchmark's workload: a sum over two components of all entities.
const bevy = @import("bevy");
const components = @import("components");
const BenchQuery = @This();

sum: f32 = 0,

pub fn update(self: *BenchQuery, ctx: *bevy.Context, _: f32) !void {
    const found = try ctx.query(.{ components.Health, bevy.Transform }, .{});
    var sum: f32 = 0;
    for (found.of(components.Health), found.of(bevy.Transform)) |health, transform| {
        sum += health.current * transform.translation.x;
    }
    self.sum = sum;
}
