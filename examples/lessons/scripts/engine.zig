//! Moves its entity in pre-update, which the game chooses: `Script::new("engine").with_phase(Phase::PreUpdate)`.
const bevy = @import("bevy");
const Engine = @This();

/// Units per second.
speed: f32 = 1,

pub fn update(self: *Engine, ctx: *bevy.Context, dt: f32) !void {
    try ctx.entity().translate(.new(self.speed * dt, 0, 0));
}

/// The script is detached, the entity is despawned, or the game exits.
pub fn shutdown(_: *Engine, ctx: *bevy.Context) void {
    ctx.logInfo("engine off", .{});
}
