//! What outlives the program: settings, and one saved game.

const std = @import("std");
const bevy = @import("bevy");

/// What the player can do with keys, and the keys until the player chooses others.
pub const Action = enum {
    up,
    down,
    left,
    right,
    talk,

    pub fn label(self: Action) []const u8 {
        return switch (self) {
            .up => "Walk up",
            .down => "Walk down",
            .left => "Walk left",
            .right => "Walk right",
            .talk => "Talk, go on",
        };
    }

    fn usual(self: Action) []const u8 {
        return switch (self) {
            .up => "w",
            .down => "s",
            .left => "a",
            .right => "d",
            .talk => "space",
        };
    }
};

pub const actions = std.enums.values(Action);

/// Sliders go from 0 to 1.
pub const Settings = struct {
    text_speed: f32 = 0.5,
    light: f32 = 0.7,
    size: f32 = 0.43,
    full_screen: bool = false,
    names: bool = true,
    /// The label of each action's key; empty: the usual one.
    keys: [actions.len][24]u8 = @splat(@splat(0)),

    const key = "saved.settings";

    pub fn load(ctx: *bevy.Context) !Settings {
        return ctx.globalVars().getFields(Settings, key);
    }

    pub fn save(self: Settings, ctx: *bevy.Context) !void {
        try ctx.globalVars().setFields(key, self);
    }

    pub fn keyOf(self: *const Settings, action: Action) []const u8 {
        const name = std.mem.sliceTo(&self.keys[@backingInt(action)], 0);
        return if (name.len > 0) name else action.usual();
    }

    pub fn setKey(self: *Settings, action: Action, name: []const u8) void {
        const kept = &self.keys[@backingInt(action)];
        if (name.len > kept.len) return;
        kept.* = @splat(0);
        @memcpy(kept[0..name.len], name);
    }

    /// Gives the game what the settings say.
    pub fn apply(self: *const Settings, ctx: *bevy.Context) !void {
        for (actions) |action| {
            const source = bevy.InputSource.fromLabel(self.keyOf(action)) orelse continue;
            try ctx.bindAction(@tagName(action), &.{ source, gamepad(action) });
        }
        try ctx.insertResource(bevy.ui.UiScale{ .value = 0.85 + 0.35 * self.size });
        // Without a window there is none to fill.
        const window = ctx.window() catch return;
        const mode: bevy.window.WindowMode = if (self.full_screen) .{ .borderless_fullscreen = .current } else .windowed;
        if (window.exists()) try window.set(bevy.Window, .{ .mode = mode });
    }
};

fn gamepad(action: Action) bevy.InputSource {
    return switch (action) {
        .up => .{ .gamepad_button = .d_pad_up },
        .down => .{ .gamepad_button = .d_pad_down },
        .left => .{ .gamepad_button = .d_pad_left },
        .right => .{ .gamepad_button = .d_pad_right },
        .talk => .{ .gamepad_button = .south },
    };
}

pub const lanterns_max = 3;

/// An evening in the village.
pub const Evening = struct {
    /// Whether there is something to go on with.
    is_begun: bool = false,
    hero: bevy.Vec2 = .new(20, -150),
    lanterns: [lanterns_max]struct {
        /// Whether the villager has given it away.
        is_given: bool = false,
        /// Whether it hangs on a post, and burns.
        is_lit: bool = false,
        place: bevy.Vec2 = .zero,
    } = @splat(.{}),

    const key = "saved.evening";

    pub fn load(ctx: *bevy.Context) !Evening {
        return ctx.globalVars().getFields(Evening, key);
    }

    pub fn save(self: Evening, ctx: *bevy.Context) !void {
        try ctx.globalVars().setFields(key, self);
    }

    pub fn litCount(self: Evening) usize {
        var count: usize = 0;
        for (self.lanterns) |lantern| count += @intFromBool(lantern.is_lit);
        return count;
    }
};
