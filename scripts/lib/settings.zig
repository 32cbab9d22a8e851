//! What the player has chosen. It outlives the program, as saved vars.

const std = @import("std");
const bevy = @import("bevy");

/// What keys are for.
pub const Action = enum {
    left,
    right,
    thrust,
    fire,

    pub fn label(self: Action) []const u8 {
        return switch (self) {
            .left => "Turn left",
            .right => "Turn right",
            .thrust => "Thrust",
            .fire => "Fire",
        };
    }

    fn usual(self: Action) bevy.InputSource {
        return switch (self) {
            .left => .{ .key = .key_a },
            .right => .{ .key = .key_d },
            .thrust => .{ .key = .key_w },
            .fire => .{ .key = .space },
        };
    }
};

pub const actions = std.enums.values(Action);

pub const Settings = struct {
    /// From 0 to 10.
    volume: u8 = 7,
    full_screen: bool = false,
    /// Labels of keys; empty: the usual one.
    keys: [actions.len][24]u8 = @splat(@splat(0)),

    const key = "saved.settings";

    pub fn load(ctx: *bevy.Context) !Settings {
        var settings = try ctx.globalVars().getFields(Settings, key);
        settings.volume = @min(settings.volume, 10);
        return settings;
    }

    pub fn save(self: *const Settings, ctx: *bevy.Context) !void {
        try ctx.globalVars().setFields(key, self.*);
        try self.apply(ctx);
    }

    /// Gives the game what the settings say.
    pub fn apply(self: *const Settings, ctx: *bevy.Context) !void {
        try self.bind(ctx);
        const window = ctx.window() catch return;
        const mode: bevy.window.WindowMode = if (self.full_screen) .{ .borderless_fullscreen = .current } else .windowed;
        if (window.exists()) try window.set(bevy.Window, .{ .mode = mode });
    }

    /// The arrows and the gamepad work, whatever the keys are.
    pub fn bind(self: *const Settings, ctx: *bevy.Context) !void {
        try ctx.bindAxis("steer", &.{
            .{ .buttons = .{ .negative = self.source(.left), .positive = self.source(.right) } },
            .keys(.arrow_left, .arrow_right),
            .stick(.left_stick_x),
        }, .{});
        try ctx.bindAction("thrust", &.{ self.source(.thrust), .{ .key = .arrow_up }, .{ .gamepad_button = .right_trigger2 } });
        try ctx.bindAction("fire", &.{ self.source(.fire), .{ .gamepad_button = .south } });
    }

    pub fn source(self: *const Settings, action: Action) bevy.InputSource {
        return bevy.InputSource.fromLabel(std.mem.sliceTo(&self.keys[@backingInt(action)], 0)) orelse action.usual();
    }

    /// Two actions on one key would be a trap: the other one gets the key that this one had.
    pub fn choose(self: *Settings, action: Action, new: bevy.InputSource) void {
        const old = self.source(action).label();
        for (actions) |other| {
            if (std.mem.eql(u8, self.source(other).label(), new.label())) self.setKey(other, old);
        }
        self.setKey(action, new.label());
    }

    fn setKey(self: *Settings, action: Action, name: []const u8) void {
        const kept = &self.keys[@backingInt(action)];
        if (name.len > kept.len) return;
        kept.* = @splat(0);
        @memcpy(kept[0..name.len], name);
    }
};
