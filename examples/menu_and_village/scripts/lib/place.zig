//! Where things are. The village is 1280 wide and 720 high, and its middle is the origin.

const bevy = @import("bevy");
const Vec2 = bevy.Vec2;

pub const half: Vec2 = .new(640, 360);

/// Posts, by their middles.
pub const posts = [_]Vec2{ .new(-180, 30), .new(90, 66), .new(-70, -150), .new(420, 30) };

/// Where a lantern hangs on a post.
pub fn hook(post: Vec2) Vec2 {
    return post.add(.new(20, 18));
}

pub const houses = [_]struct { Vec2, []const u8 }{
    .{ .new(-350, 190), "house_red.png" },
    .{ .new(330, 196), "house_blue.png" },
    .{ .new(500, -170), "house_green.png" },
};
pub const trees = [_]Vec2{
    .new(-580, 180), .new(-500, 250), .new(-60, 250),  .new(30, 290),    .new(560, 220),
    .new(590, 20),   .new(-600, -60), .new(280, -260), .new(-290, -270),
};
pub const villagers = [_]Vec2{ .new(-260, 70), .new(250, 76), .new(400, -210) };
/// Where a villager's lantern stands when it is given away.
pub const beside: Vec2 = .new(52, -26);

/// Whether somebody may stand there.
pub fn isFree(at: Vec2) bool {
    if (@abs(at.x) > half.x - 30 or at.y < -half.y + 50 or at.y > 210) return false;
    for (houses) |house| {
        const way = at.sub(house[0]);
        if (@abs(way.x) < 100 and way.y > -80 and way.y < 60) return false;
    }
    return true;
}
