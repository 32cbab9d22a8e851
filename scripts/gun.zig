//! The ship's gun: fires ahead while asked to. It is on the same entity as ship.zig and shares its transform.
const bevy = @import("bevy");
const Autopilot = @import("lib/autopilot.zig").Autopilot;
const Controls = @import("lib/controls.zig").Controls;
const Gun = @This();

/// Shots per second.
rate: f32 = 5,
/// Whether it fires by itself.
autopilot: bool = false,

pilot: Autopilot = .{},
/// Seconds until it may fire again.
cooldown: f32 = 0,

pub fn update(self: *Gun, ctx: *bevy.Context, dt: f32) !void {
    const ship = try ctx.entity().transform();
    const controls = if (self.autopilot) try self.pilot.controls(ctx, ship, dt) else Controls.ofPlayer(ctx);

    self.cooldown = @max(self.cooldown - dt, 0);
    if (!controls.fire or self.cooldown > 0) return;
    self.cooldown = 1 / self.rate;
    _ = try ctx.spawn(.{ .prefab = "shot", .transform = .{
        .translation = ship.translation.add(ship.up().scale(20)),
        .rotation = ship.rotation,
    } });
}
