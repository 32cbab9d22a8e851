//! Data that the suite's scripts declare.
const bevy = @import("bevy");

pub const Vigor = struct {
    now: f32 = 100,
    max: f32 = 100,
    mood: Mood = .calm,
    guard: ?bevy.Entity = null,
    at: bevy.Vec3 = .zero,

    pub const Mood = enum { calm, tense };
    pub const component = bevy.component("Vigor", .{});
};

/// A marker, without fields.
pub const Poisoned = struct {
    pub const component = bevy.component("Poisoned", .{});
};

/// One that comes and goes.
pub const Burning = struct {
    seconds: f32 = 2,

    pub const component = bevy.component("Burning", .{ .storage = .sparse_set });
    pub const renamed = .{ .seconds = "time" };
};

pub const Tally = struct {
    points: u32 = 5,
    best: ?u32 = null,

    pub const resource = bevy.resource("Tally", .{});
};

/// Data may lie in a struct of the file, too.
pub const news = struct {
    pub const Fell = struct {
        who: bevy.Entity = .none,
        at: bevy.Vec3 = .zero,

        pub const message = bevy.message("Fell", .{});
    };
};
