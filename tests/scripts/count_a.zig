//! Counts its updates.
const bevy = @import("bevy");
const count = @import("lib/count.zig");
const CountA = @This();

updates: u32 = 0,
inits: u32 = 0,

pub fn init(self: *CountA, _: *bevy.Context) void {
    count.init(self);
}

pub fn update(self: *CountA, _: *bevy.Context, _: f32) void {
    self.updates += 1;
}

pub fn shutdown(self: *CountA, ctx: *bevy.Context) !void {
    try count.shutdown(self, ctx);
}
