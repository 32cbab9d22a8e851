//! What several scripts must agree on.

const bevy = @import("bevy");

/// Half the width and half the height of the arena, whose middle is the origin.
pub const arena: bevy.Vec2 = .new(640, 400);

/// Units per second.
pub const shot_speed = 640;

/// Nothing can hurt a ship whose shield is up.
pub const Shield = struct {
    pub const component = bevy.component("Shield", .{});
    /// How long it will be.
    seconds: f32 = 2.5,
};

pub const lives_max = 3;

/// Rocks in a wave.
pub fn rocksIn(wave: u32) u32 {
    return @min(3 + wave, 10);
}

/// The kinds of rock. The scale of a rock's transform is its radius.
pub const Rock = enum {
    large,
    medium,
    small,

    /// The tag.
    pub fn name(self: Rock) []const u8 {
        return switch (self) {
            .large => "rock_large",
            .medium => "rock_medium",
            .small => "rock_small",
        };
    }

    pub fn radius(self: Rock) f32 {
        return switch (self) {
            .large => 54,
            .medium => 30,
            .small => 16,
        };
    }

    /// Units per second.
    pub fn speed(self: Rock) f32 {
        return switch (self) {
            .large => 55,
            .medium => 85,
            .small => 125,
        };
    }

    /// Radians per second, at most.
    pub fn spin(self: Rock) f32 {
        return switch (self) {
            .large => 0.5,
            .medium => 1.1,
            .small => 2.2,
        };
    }

    pub fn points(self: Rock) u32 {
        return switch (self) {
            .large => 20,
            .medium => 50,
            .small => 100,
        };
    }

    /// What it breaks into; null: dust.
    pub fn pieces(self: Rock) ?Rock {
        return switch (self) {
            .large => .medium,
            .medium => .small,
            .small => null,
        };
    }
};
