//! Queries.
const bevy = @import("bevy");
const components = @import("components");
const note = @import("lib/note.zig");
const Census = @This();

/// Sum of health times x, over all that have both.
sum: f32 = 0,
count: u32 = 0,
frozen: u32 = 0,
without_frozen: u32 = 0,
tagged: u32 = 0,
nobody: u32 = 99,
sparse: i32 = 0,
unregistered: note.Note = @splat(0),
first: bevy.Entity = .none,

pub fn update(self: *Census, ctx: *bevy.Context, _: f32) !void {
    const both = try ctx.query(.{ components.Health, bevy.Transform }, .{});
    self.sum = 0;
    for (both.of(components.Health), both.of(bevy.Transform)) |health, transform| {
        self.sum += health.current * transform.translation.x;
    }
    self.count = @intCast(both.entities.len);
    if (both.entities.len > 0) self.first = both.entities[0];
    self.frozen = @intCast((try ctx.query(.{}, .{ .with = .{components.Frozen} })).entities.len);
    self.without_frozen = @intCast((try ctx.query(.{components.Health}, .{ .without = .{components.Frozen} })).entities.len);
    self.tagged = @intCast((try ctx.query(.{components.Health}, .{ .tag = "tagged" })).entities.len);
    const nobody = try ctx.query(.{ components.Everything, components.Points }, .{});
    self.nobody = @intCast(nobody.of(components.Points).len);
    self.sparse = 0;
    const sparse = try ctx.query(.{ components.Sparse, components.Health }, .{});
    for (sparse.of(components.Sparse), sparse.of(components.Health)) |value, health| {
        self.sparse += value.value * @as(i32, @intFromFloat(health.current));
    }
    self.unregistered = note.of(if (ctx.query(.{components.Unregistered}, .{})) |_| {} else |failure| failure);
}
