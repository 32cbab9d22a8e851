//! Counts its updates.
const bevy = @import("bevy");
const count = @import("lib/count.zig");
const CountC = @This();

updates: u32 = 0,
inits: u32 = 0,

pub fn init(self: *CountC, _: *bevy.Context) void {
    count.init(self);
}

pub fn update(self: *CountC, _: *bevy.Context, _: f32) void {
    self.updates += 1;
}

pub fn shutdown(self: *CountC, ctx: *bevy.Context) !void {
    try count.shutdown(self, ctx);
}
