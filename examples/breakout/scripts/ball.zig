//! The ball: lies on the bat until it is launched, then bounces off walls, bat and bricks until it is lost.
const bevy = @import("bevy");
const rules = @import("lib/rules.zig");
const Broken = @import("lib/broken.zig").Broken;
const Ball = @This();
const Vec2 = bevy.Vec2;
const BoundingCircle = bevy.math.BoundingCircle;
const Aabb2d = bevy.math.Aabb2d;

pub const phase = .fixed_update;

bat: bevy.Entity = .none,
is_held: bool = true,
/// Units per second.
velocity: Vec2 = .zero,
speed: f32 = rules.ball_speed,

pub fn update(self: *Ball, ctx: *bevy.Context, dt: f32) !void {
    const ball = ctx.entity();
    const bat = (try ctx.ref(self.bat).position()).truncate();
    const z = (try ball.position()).z;
    if (self.is_held) {
        if (ctx.justPressed("launch")) {
            self.is_held = false;
            self.velocity = Vec2.new(0.4, 1).normalize().scale(self.speed);
        }
        return ball.setPosition(.new(bat.x, rules.ball_on_bat, z));
    }
    const here = (try ball.position()).truncate().add(self.velocity.scale(dt));
    const circle: BoundingCircle = .new(here, rules.ball_radius);
    self.bounceOffWalls(here);
    try self.breakBricks(ctx, circle);
    self.bounceOffBat(circle, bat);
    try ball.setPosition(here.extend(z));
    if (here.y < -rules.field.y - rules.margin - rules.ball_radius) {
        try ctx.emit("ball_lost", {});
        try ball.despawn();
    }
}

fn bounceOffWalls(self: *Ball, here: Vec2) void {
    const reach = rules.field.sub(.splat(rules.ball_radius));
    const hits: rules.Hits = .{ .right = here.x < -reach.x, .left = here.x > reach.x, .bottom = here.y > reach.y };
    self.velocity = hits.bounce(self.velocity);
}

/// All bricks that the ball touches break at once.
fn breakBricks(self: *Ball, ctx: *bevy.Context, circle: BoundingCircle) !void {
    var hits: rules.Hits = .{};
    for (try ctx.findByTag("brick")) |id| {
        const brick = ctx.ref(id);
        const at = (try brick.position()).truncate();
        if (!hits.add(circle, .new(at, rules.brick))) continue;
        try brick.despawn();
        try ctx.emit("brick_broken", Broken{ .at = at, .row = rules.rowAt(at.y) });
    }
    self.velocity = hits.bounce(self.velocity);
}

/// Where the ball hits the bat decides where it flies, and it gets a little faster.
fn bounceOffBat(self: *Ball, circle: BoundingCircle, bat: Vec2) void {
    var hits: rules.Hits = .{};
    if (self.velocity.y >= 0 or !hits.add(circle, .new(bat, rules.bat))) return;
    const off = (circle.center.x - bat.x) / rules.bat.x;
    self.speed = @min(self.speed * rules.ball_gain, rules.ball_speed_max);
    self.velocity = Vec2.new(off, 1).normalize().scale(self.speed);
}

const std = @import("std");

test "it lies on the bat until it is launched" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    const bat = try game.spawnAt(.new(100, rules.bat_y, 0));
    var ball = try game.attach(Ball, .{ .bat = bat });
    try ball.update(1.0 / 64.0);
    try game.expectRequest(.{ .set_position = .{ .entity = ball.entity, .value = .new(100, rules.ball_on_bat, 0) } });
    try game.press("launch");
    try ball.update(1.0 / 64.0);
    try std.testing.expect(!ball.state.is_held and ball.state.velocity.y > 0);
}

test "a brick that it hits is gone, and the ball flies back" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    const bat = try game.spawnAt(.new(0, rules.bat_y, 0));
    const brick = try game.spawnAt(.new(0, 100, 0));
    try game.tag(brick, "brick");
    var ball = try game.attach(Ball, .{ .bat = bat, .is_held = false, .velocity = .new(0, 300) });
    try game.set(ball.entity, bevy.Transform.fromXyz(0, 80, 0));
    try ball.update(0.01);
    try game.expectRequest(.{ .despawn = brick });
    try std.testing.expectEqual(-300, ball.state.velocity.y);
}
