//! What the scripts agree on: where things are, how fast they are, and how a ball bounces.

const bevy = @import("bevy");
const Vec2 = bevy.Vec2;
const Aabb2d = bevy.math.Aabb2d;
const BoundingCircle = bevy.math.BoundingCircle;

/// Half the width and half the height of the field, whose middle is the origin. It is open below.
pub const field: Vec2 = .new(450, 300);
/// How much of the view is beside the field.
pub const margin = 24;

pub const ball_radius = 9;
/// Units per second: at first, and at most.
pub const ball_speed = 360;
pub const ball_speed_max = 640;
/// How much faster the ball is after each hit of the bat.
pub const ball_gain = 1.04;

/// Half the width and half the height of the bat.
pub const bat: Vec2 = .new(60, 9);
pub const bat_y = -260;
/// Units per second.
pub const bat_speed = 620;
/// Where the ball lies before it is launched.
pub const ball_on_bat: f32 = bat_y + bat.y + ball_radius + 1;

/// Half the width and half the height of a brick.
pub const brick: Vec2 = .new(38, 12);
pub const columns = 11;
pub const rows = 6;
/// From the middle of a brick to that of the next.
pub const pitch: Vec2 = .new(81, 29);
/// The height of the lowest row.
pub const row_y = 70;

pub const lives = 3;

/// Where a brick is.
pub fn brickAt(column: usize, row: usize) Vec2 {
    const half: f32 = (columns - 1) / 2;
    return .new((@as(f32, @floatFromInt(column)) - half) * pitch.x, row_y + @as(f32, @floatFromInt(row)) * pitch.y);
}

/// The row of a brick, from where it is.
pub fn rowAt(y: f32) u32 {
    return @trunc(bevy.math.scalar.clamp((y - row_y) / pitch.y + 0.5, 0, rows - 1));
}

/// What a brick is worth: more, the higher it is.
pub fn points(row: u32) u32 {
    return 10 * (row + 1);
}

/// The sides of boxes that the ball has hit in one step.
pub const Hits = struct {
    left: bool = false,
    right: bool = false,
    top: bool = false,
    bottom: bool = false,

    /// Adds the side of a box that the ball touches, if it does.
    pub fn add(self: *Hits, ball: BoundingCircle, box: Aabb2d) bool {
        if (!box.intersects(ball)) return false;
        const way = ball.center.sub(box.closestPoint(ball.center));
        if (@abs(way.x) > @abs(way.y)) {
            if (way.x < 0) self.left = true else self.right = true;
        } else {
            if (way.y > 0) self.top = true else self.bottom = true;
        }
        return true;
    }

    /// The velocity after the hits: away from each side that the ball was flying into.
    pub fn bounce(self: Hits, velocity: Vec2) Vec2 {
        var bounced = velocity;
        if ((self.left and velocity.x > 0) or (self.right and velocity.x < 0)) bounced.x = -velocity.x;
        if ((self.top and velocity.y < 0) or (self.bottom and velocity.y > 0)) bounced.y = -velocity.y;
        return bounced;
    }
};

const std = @import("std");

test "a ball bounces off the side that it flies into, and only once" {
    var hits: Hits = .{};
    const box: Aabb2d = .new(.zero, brick);
    try std.testing.expect(!hits.add(.new(.new(0, 30), ball_radius), box));
    try std.testing.expect(hits.add(.new(.new(0, 20), ball_radius), box));
    try std.testing.expectEqual(Vec2.new(1, 2), hits.bounce(.new(1, -2)));
    try std.testing.expectEqual(Vec2.new(1, 2), hits.bounce(.new(1, 2)));
    // Between two bricks of a row.
    try std.testing.expect(hits.add(.new(.new(44, 5), ball_radius), box));
    try std.testing.expectEqual(Vec2.new(1, 2), hits.bounce(.new(-1, -2)));
}

test "the row of a brick is known from where it is" {
    for (0..rows) |row| try std.testing.expectEqual(row, rowAt(brickAt(3, row).y));
    try std.testing.expectEqual(Vec2.new(0, row_y), brickAt(5, 0));
}
