//! Runs in one state only.
const bevy = @import("bevy");
const Stage = @import("lib/stage.zig").Stage;
const Player = @This();

pub const run_in = .{ Stage.paused, Stage.over };

begun: u32 = 0,
updates: u32 = 0,
entered: u32 = 0,
left: u32 = 0,
pings: u32 = 0,

pub fn init(self: *Player, ctx: *bevy.Context) !void {
    self.begun += 1;
    _ = try ctx.connect("ping");
}

pub fn update(self: *Player, _: *bevy.Context, _: f32) !void {
    self.updates += 1;
}

pub fn onEnter(self: *Player, _: *bevy.Context, stage: Stage) void {
    if (stage == .paused) self.entered += 1;
}

pub fn onExit(self: *Player, _: *bevy.Context, stage: Stage) void {
    if (stage == .paused) self.left += 1;
}

pub fn onSignal(self: *Player, _: *bevy.Context, _: *const bevy.Signal) void {
    self.pings += 1;
}
