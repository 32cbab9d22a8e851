//! Emits and hears signals, as Rust tells it, and says what it hears.
const std = @import("std");
const bevy = @import("bevy");
const note = @import("lib/note.zig");
const Signaller = @This();

const Call = enum {
    none,
    /// "hit", with `value`.
    hit,
    hit_to,
    /// "ping", with nothing.
    ping,
    ping_to,
    /// "hit", then "ping", then "hit" with twice the value.
    three,
    named,
    named_to,
    named_not_text,
    connect,
    connect_to,
    connect_not_text,
    connect_twice,
    connect_and_disconnect,
    disconnect,
    /// A payload of many bytes.
    large,
    /// Until it is refused.
    many,
    /// Connects until it is refused.
    connect_many,
    despawn_and_ping,
    /// "ping", behind so many moves that they are applied together.
    move_and_ping,
    /// "goal", in turn with `.wait`, an empty `.home`, and one at 0.
    goals,
};

const Pair = struct { first: u32 = 0, second: u32 = 0 };
const Goal = union(enum) { wait, hunt: struct { tries: u8, speed: f32 }, home: ?f32 };

/// Told apart in the log.
label: u32 = 0,
/// Connects to this in `init`; to what is for `target`, if there is one. Else the name for calls.
name: [300]u8 = @splat(0),
connects: bool = false,
call: Call = .none,
target: bevy.Entity = .none,
value: f32 = 0,
/// What it does when it hears: answers with "pong", moves, fails, connects.
answers: bool = false,
moves: bool = false,
fails: bool = false,
says: bool = true,
emits_at_shutdown: bool = false,
connects_at_shutdown: bool = false,

connection: bevy.Connection = 0,
outcome: note.Note = @splat(0),
done: u32 = 0,

heard: u32 = 0,
/// Of the last signal.
heard_name: note.Note = @splat(0),
heard_value: f32 = -1,
heard_pair: bool = false,
heard_nothing: bool = false,
heard_goal: bool = false,
heard_from: bevy.Entity = .none,
heard_target: bevy.Entity = .none,
heard_instance: u64 = 0,
heard_frame: u64 = 0,
heard_sequence: u64 = 0,
/// The frame in which it was heard.
heard_in: u64 = 0,
/// Sum of all bytes.
heard_bytes: u64 = 0,
drawn: u32 = 0,
drawn_before: u32 = 0,

pub fn init(self: *Signaller, ctx: *bevy.Context) !void {
    if (self.says) ctx.logInfo("{d} init", .{self.label});
    if (!self.connects) return;
    const name = text(&self.name);
    self.connection = if (self.target == .none) try ctx.connect(name) else try ctx.connectTo(self.target, name);
}

pub fn update(self: *Signaller, ctx: *bevy.Context, _: f32) void {
    if (self.says) ctx.logInfo("{d} update", .{self.label});
    if (self.call == .none) return;
    self.done = 0;
    self.outcome = note.of(self.make(ctx));
    self.call = .none;
}

pub fn onSignal(self: *Signaller, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    if (self.says) ctx.logInfo("{d} hears {s}", .{ self.label, signal.name() });
    self.heard += 1;
    self.heard_name = note.text(signal.name());
    self.heard_value = signal.payload(f32) orelse -1;
    self.heard_pair = signal.payload(Pair) != null;
    self.heard_nothing = signal.payload(void) != null;
    self.heard_goal = signal.payload(Goal) != null;
    self.heard_from = signal.from;
    self.heard_target = signal.target;
    self.heard_instance = signal.instance_id;
    self.heard_frame = signal.frame;
    self.heard_sequence = signal.sequence;
    self.heard_in = ctx.frameNumber();
    for (signal.bytes()) |byte| self.heard_bytes += byte;
    self.drawn_before = self.drawn;
    self.drawn = ctx.random().int(u32, 1, 1_000_000);
    if (self.answers and (signal.is("ping") or signal.is("pong"))) try ctx.emit("pong", {});
    if (self.moves) try ctx.entity().translate(.new(1, 0, 0));
    if (self.fails) return error.Deafened;
}

pub fn shutdown(self: *Signaller, ctx: *bevy.Context) !void {
    if (self.emits_at_shutdown) try ctx.emit("ping", {});
    if (self.connects_at_shutdown) _ = try ctx.connect("ping");
}

fn make(self: *Signaller, ctx: *bevy.Context) !void {
    const target = if (self.target == .none) ctx.entity().id else self.target;
    const name = text(&self.name);
    switch (self.call) {
        .none => {},
        .hit => try ctx.emit("hit", self.value),
        .hit_to => try ctx.emitTo(target, "hit", self.value),
        .ping => try ctx.emit("ping", {}),
        .ping_to => try ctx.emitTo(target, "ping", {}),
        .three => {
            try ctx.emit("hit", self.value);
            try ctx.emit("ping", {});
            try ctx.emit("hit", 2 * self.value);
        },
        .named => try ctx.emitNamed(name, Pair{}),
        .named_to => try ctx.emitNamedTo(target, name, Pair{}),
        .named_not_text => try ctx.emitNamed("\xff", {}),
        .connect => self.connection = try ctx.connect(name),
        .connect_to => self.connection = try ctx.connectTo(target, name),
        .connect_not_text => _ = try ctx.connect("\xff"),
        .connect_twice => {
            _ = try ctx.connect(name);
            self.connection = try ctx.connect(name);
        },
        .connect_and_disconnect => {
            self.connection = try ctx.connect(name);
            try ctx.disconnect(self.connection);
        },
        .disconnect => try ctx.disconnect(self.connection),
        .large => try ctx.emit("large", @as([1001]u8, @splat(1))),
        .many => while (true) {
            try ctx.emit("ping", {});
            self.done += 1;
        },
        .connect_many => while (true) {
            self.connection = try ctx.connect(name);
            self.done += 1;
        },
        .despawn_and_ping => {
            try ctx.entity().despawn();
            try ctx.emit("ping", {});
        },
        .move_and_ping => {
            for (0..100) |_| try ctx.entity().translate(.new(1, 0, 0));
            try ctx.emit("ping", {});
        },
        .goals => {
            var goal: Goal = .{ .hunt = .{ .tries = 9, .speed = 9 } };
            for ([_]Goal{ .wait, .{ .home = null }, .{ .home = 0 } }) |next| {
                // What was there before is still there where the next one has nothing.
                std.mem.doNotOptimizeAway(&goal);
                goal = next;
                try ctx.emit("goal", goal);
            }
        },
    }
}

fn text(kept: []const u8) []const u8 {
    return std.mem.sliceTo(kept, 0);
}
