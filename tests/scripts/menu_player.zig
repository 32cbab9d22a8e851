//! Runs in a state of Rust's only.
const bevy = @import("bevy");
const types = @import("lib/reflected.zig");
const MenuPlayer = @This();

pub const run_in = types.Stage.playing;

updates: u32 = 0,
entered: u32 = 0,
left: u32 = 0,

pub fn update(self: *MenuPlayer, _: *bevy.Context, _: f32) !void {
    self.updates += 1;
}

pub fn onEnter(self: *MenuPlayer, _: *bevy.Context, stage: types.Stage) void {
    self.entered += @intFromBool(stage == .playing);
}

pub fn onExit(self: *MenuPlayer, _: *bevy.Context, stage: types.Stage) void {
    self.left += @intFromBool(stage == .playing);
}
