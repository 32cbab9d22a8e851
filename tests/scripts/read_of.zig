//! Counts its updates, for scripts that read its fields.
const bevy = @import("bevy");
const ReadOf = @This();

count: u32 = 0,
mode: enum { idle, chase } = .idle,
maybe: ?f32 = null,
body: struct { mass: f32 = 2, at: bevy.Vec3 = .new(1, 2, 3) } = .{},
name: [4]u8 = "abcd".*,

pub fn update(self: *ReadOf, _: *bevy.Context, _: f32) void {
    self.count += 1;
    self.mode = .chase;
    self.maybe = @floatFromInt(self.count);
}
