//! What the benchmark `data` measures a component of Zig's by.
const bevy = @import("bevy");

pub const Heat = struct {
    now: f32 = 1,
    most: f32 = 2,

    pub const component = bevy.component("Heat", .{});
};
