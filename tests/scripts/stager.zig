//! Reads and changes states, and is told of them.
const std = @import("std");
const bevy = @import("bevy");
const types = @import("lib/reflected.zig");
const note = @import("lib/note.zig");
const Stage = @import("lib/stage.zig").Stage;
const Stager = @This();

/// Another enum by the same name.
const Other = enum {
    open,
    shut,

    pub const zig_state = "Stage";
};
/// Another enum for a state of Rust's.
const OtherOfRust = enum {
    main_menu,
    stopped,

    pub const zig_reflect = types.Stage.zig_reflect;
};
/// One that begins elsewhere.
const Door = enum {
    open,
    shut,

    pub const default: @This() = .shut;
    pub const zig_state = "Door";
};

const Call = enum { none, pause, play_and_pause, pause_twice, end, read_other, wait_for_other, spawn, spawn_other, rust, open };

call: Call = .none,
outcome: note.Note = @splat(0),
stage: Stage = .over,
door: Door = .open,
/// What it was told, in order.
told: [160]u8 = @splat(0),
told_len: u32 = 0,

pub fn init(_: *Stager, ctx: *bevy.Context) !void {
    _ = try ctx.connect(bevy.onEnter(Stage.paused));
    _ = try ctx.connect(bevy.onExit(Stage.paused));
    _ = try ctx.connect(bevy.onEnter(types.Stage.playing));
    _ = try ctx.connect("after");
}

pub fn update(self: *Stager, ctx: *bevy.Context, _: f32) !void {
    self.stage = try ctx.state(Stage);
    self.door = try ctx.state(Door);
    if (self.call == .none) return;
    const call = self.call;
    self.call = .none;
    self.outcome = note.of(self.run(ctx, call));
}

fn run(_: *Stager, ctx: *bevy.Context, call: Call) !void {
    switch (call) {
        .none => {},
        .pause => try ctx.setState(Stage, .paused),
        .play_and_pause => {
            try ctx.setState(Stage, .playing);
            try ctx.setState(Stage, .over);
        },
        .pause_twice => {
            try ctx.setState(Stage, .paused);
            try ctx.setState(Stage, .paused);
        },
        .end => try ctx.setState(Stage, .over),
        .read_other => _ = try ctx.state(Other),
        .wait_for_other => {
            _ = try ctx.connect(bevy.onEnter(Other.shut));
            _ = try ctx.connect(bevy.onExit(OtherOfRust.stopped));
            _ = try ctx.connect(bevy.onExit(OtherOfRust.main_menu));
        },
        .spawn_other => {
            _ = try ctx.spawnWith(.{}, .{bevy.despawnOnExit(Other.open)});
            try ctx.entity().insert(bevy.despawnOnEnter(Other.shut));
        },
        .spawn => {
            _ = try ctx.spawnWith(.{ .tag = "menu" }, .{bevy.despawnOnExit(Stage.paused)});
            _ = try ctx.spawnWith(.{ .tag = "banner" }, .{bevy.despawnOnEnter(Stage.paused)});
        },
        .rust => try ctx.setState(types.Stage, .playing),
        .open => try ctx.setState(Door, .open),
    }
}

pub fn onEnter(self: *Stager, _: *bevy.Context, stage: Stage) !void {
    self.tell("+", @tagName(stage));
}

pub fn onExit(self: *Stager, _: *bevy.Context, stage: Stage) !void {
    self.tell("-", @tagName(stage));
}

pub fn onSignal(self: *Stager, _: *bevy.Context, signal: *const bevy.Signal) !void {
    self.tell("!", signal.name());
}

fn tell(self: *Stager, mark: []const u8, what: []const u8) void {
    const written = std.fmt.bufPrint(self.told[self.told_len..], "{s}{s} ", .{ mark, what }) catch return;
    self.told_len += @intCast(written.len);
}
