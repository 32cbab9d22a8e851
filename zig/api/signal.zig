//! Signals: named messages between scripts, and between scripts and the game.
//!
//! Signals that are emitted in a phase are delivered at the start of the next one, after the `init` of new instances
//! and before updates, in the order of emission; each listener receives them in the order in which scripts run. A
//! signal that is emitted in `onSignal` is delivered one phase later, so nothing recurses.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const codec = @import("../value/codec.zig");
const handler = @import("../script/panic.zig");
const shape = @import("../value/shape.zig");
const status = @import("../contract/status.zig");
const values = @import("value.zig");

const Context = @import("context.zig").Context;
const Entity = @import("entity.zig").Entity;
const hot = @import("../contract/hot.zig").hot;
const Error = status.Error;

/// A connection, for `ctx.disconnect`. Unique in a run, never 0.
pub const Connection = u64;

/// The maximum length of a signal's name, in bytes.
pub const name_len_max = 255;

/// A signal, as `onSignal` gets it. Valid until the callback returns; do not keep it.
///
/// ```zig
/// pub fn onSignal(self: *Ship, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
///     if (signal.is("hit")) self.health -= signal.payload(f32) orelse 1;
///     if (self.health <= 0) try ctx.entity().despawn();
/// }
/// ```
pub const Signal = extern struct {
    size: u32,
    name_id: u32,
    name_text: abi.Text,
    /// The entity of the script that emitted it; `.none` for a global script or the game.
    from: Entity,
    /// The target entity; `.none` for a broadcast.
    target: Entity,
    /// The instance that emitted it; 0: the game.
    instance_id: u64,
    /// The frame in which it was emitted.
    frame: u64,
    /// The signal's number in the order of delivery, counted from the start of the game.
    sequence: u64,
    payload_ptr: ?[*]const u8,
    payload_size: u32,
    payload_variants: u32,

    /// The signal's name. Valid until the callback returns.
    pub fn name(self: *const Signal) []const u8 {
        const pointer = self.name_text.ptr orelse return "";
        return pointer[0..self.name_text.len];
    }

    /// Whether the signal has this name. This only compares two numbers.
    pub fn is(self: *const Signal, comptime wanted: []const u8) callconv(hot) bool {
        comptime validateName(wanted);
        const cell = nameCell(wanted);
        const known = @atomicLoad(u32, cell, .monotonic);
        if (known != 0) return known == self.name_id;
        // This script has not used the name yet.
        if (!std.mem.eql(u8, self.name(), wanted)) return false;
        @atomicStore(u32, cell, self.name_id, .monotonic);
        return true;
    }

    /// The payload, if it has the size of a `T` and is a valid value of it (a `bool` must be true or false, an enum or
    /// the tag of a union must have a known value, and the enums and unions of the sender's type must have the same
    /// names for the same numbers); otherwise null. The sender and the receiver must agree on the meaning of the bytes.
    pub fn payload(self: *const Signal, comptime T: type) ?T {
        comptime shape.requireBytes(T, "the payload of a signal");
        const data = self.bytes();
        if (data.len != @sizeOf(T)) return self.refuse(T);
        // After a reload, the numbers of an enum may mean something else than when the signal was emitted.
        const known = comptime shape.variantsHash(T);
        if (known != 0 and self.payload_variants != 0 and known != self.payload_variants) return self.refuse(T);
        return codec.load(.memory, T, data[0..@sizeOf(T)]);
    }

    /// The host knows whether it waited while a reload has changed the type, and says so.
    fn refuse(self: *const Signal, comptime T: type) ?T {
        @branchHint(.cold);
        const frame = handler.current orelse return null;
        _ = frame.host.payload_refused(frame, self, .from(@typeName(T)), @sizeOf(T));
        return null;
    }

    /// The event behind the signal, read through its mirror: `const hit = try signal.event(ctx, game.Hit);`. Texts and
    /// lists in it are valid until the callback returns.
    ///
    /// `error.Absent`: the signal has no event. `error.WrongType`: it is another event.
    pub fn event(self: *const Signal, ctx: *Context, comptime T: type) Error!T {
        return values.get(ctx, self.sequence, .event, T);
    }

    /// The payload's bytes.
    pub fn bytes(self: *const Signal) []const u8 {
        const pointer = self.payload_ptr orelse return "";
        return pointer[0..self.payload_size];
    }
};

/// What a script keeps of a name that is written out in its code: the number that the host has given it, or 0.
fn nameCell(comptime name: []const u8) *u32 {
    return &struct {
        const key = name;
        var id: u32 = 0;
    }.id;
}

/// The number of a name that is written out in the code; the host is asked once.
pub fn nameId(ctx: *Context, comptime name: []const u8) callconv(hot) Error!u32 {
    comptime validateName(name);
    const cell = nameCell(name);
    // Atomic for the sake of hosts that run games on several threads (tests do); it costs nothing.
    const known = @atomicLoad(u32, cell, .monotonic);
    if (known != 0) return known;
    const id = try lookUp(ctx, name);
    @atomicStore(u32, cell, id, .monotonic);
    return id;
}

/// The number of any name, from the host.
pub fn lookUp(ctx: *Context, name: []const u8) Error!u32 {
    var id: u32 = 0;
    try status.check(ctx.frame.host.signal_name_id(ctx.frame, .from(name), &id));
    return id;
}

/// Requests that a signal is emitted.
pub fn emit(ctx: *Context, name_id: u32, target: u64, payload: anytype, comptime what: []const u8) callconv(hot) Error!void {
    const T = @TypeOf(payload);
    comptime shape.requireBytes(T, what);
    const size = @sizeOf(T);
    const frame = ctx.frame;
    if (frame.signals_left == 0 or size > frame.signal_payload_size_max) {
        @branchHint(.unlikely);
        try status.check(frame.host.signal_allow(frame, size));
    }
    var words: [(size + 7) / 8]u64 = @splat(0);
    codec.store(.memory, T, payload, std.mem.asBytes(&words)[0..size]);
    try ctx.requests.appendSignal(frame, ctx.row, .{
        .head = .{ .op = .signal, .flags = comptime shape.variantsHash(T), .size = 0, .entity = target },
        .name_id = name_id,
        .payload_size = size,
        .from = ctx.id,
        .instance_id = ctx.instanceId(),
    }, words);
    frame.signals_left -= 1;
}

/// Requests a connection; `target` may be none.
pub fn connect(ctx: *Context, name: []const u8, target: u64) Error!Connection {
    var id: u64 = 0;
    defer ctx.refresh();
    try status.check(ctx.frame.host.signal_connect(ctx.frame, .from(name), target, &id));
    return id;
}

/// Requests a connection that nobody can end, unless there is one to this name and target already.
pub fn ensureConnected(ctx: *Context, name: []const u8, target: u64) Error!void {
    defer ctx.refresh();
    try status.check(ctx.frame.host.signal_connect(ctx.frame, .from(name), target, null));
}

/// Requests that a connection ends.
pub fn disconnect(ctx: *Context, id: Connection) Error!void {
    defer ctx.refresh();
    try status.check(ctx.frame.host.signal_disconnect(ctx.frame, id));
}

fn validateName(comptime name: []const u8) void {
    if (name.len == 0) @compileError("a signal has an empty name; give it one of 1 to 255 bytes");
    if (name.len > name_len_max) @compileError("the signal name '" ++ name[0..32] ++ "...' is too long; give it one of 1 to 255 bytes");
    @setEvalBranchQuota(100_000);
    if (!std.unicode.utf8ValidateSlice(name)) @compileError("the name of a signal is not UTF-8");
}

fn testSignal(name: []const u8, data: []const u8) Signal {
    return .{
        .size = @sizeOf(Signal),
        .name_id = 7,
        .name_text = .from(name),
        .from = .none,
        .target = .none,
        .instance_id = 0,
        .frame = 1,
        .sequence = 1,
        .payload_ptr = if (data.len == 0) null else data.ptr,
        .payload_size = @intCast(data.len),
        .payload_variants = 0,
    };
}

test "a payload is read only as what it can be" {
    const expectEqual = std.testing.expectEqual;
    const Mode = enum(u8) { idle, chase };
    const Hit = struct { mode: Mode, hard: bool };
    // Not aligned, as it may be.
    const data = [_]u8{ 0, 1, 2, 3, 4 };
    try expectEqual(@as(?u32, std.mem.bytesToValue(u32, data[1..5])), testSignal("hit", data[1..5]).payload(u32));
    try expectEqual(null, testSignal("hit", data[1..5]).payload(u16));
    try expectEqual(null, testSignal("hit", "").payload(u8));
    try expectEqual({}, testSignal("hit", "").payload(void).?);
    try expectEqual(null, testSignal("hit", data[0..1]).payload(void));
    try expectEqual(Mode.chase, testSignal("hit", data[1..2]).payload(Mode).?);
    try expectEqual(null, testSignal("hit", data[2..3]).payload(Mode));
    try expectEqual(true, testSignal("hit", data[1..2]).payload(bool).?);
    try expectEqual(null, testSignal("hit", data[2..3]).payload(bool));
    try expectEqual(null, testSignal("hit", data[2..4]).payload([2]bool));
    try expectEqual(null, testSignal("hit", data[4..5]).payload(u2));
    try expectEqual(3, testSignal("hit", data[3..4]).payload(u2).?);
    try expectEqual(Hit{ .mode = .idle, .hard = true }, testSignal("hit", data[0..2]).payload(Hit).?);
    try expectEqual(null, testSignal("hit", data[1..3]).payload(Hit));
    try expectEqual(@as(?u8, 0), testSignal("hit", data[0..2]).payload(?u8).?);
    try expectEqual(null, testSignal("hit", data[1..3]).payload(?u8));
    const Goal = union(enum) { wait: u8, hunt: bool };
    try expectEqual(Goal{ .wait = 1 }, testSignal("hit", data[0..2]).payload(Goal).?);
    try expectEqual(null, testSignal("hit", data[1..3]).payload(Goal));
    try expectEqual(null, testSignal("hit", data[2..4]).payload(Goal));
}

test "a name is told by its text, then by its number" {
    const hit = testSignal("hit", "");
    try std.testing.expect(hit.is("hit") and hit.is("hit"));
    try std.testing.expect(!hit.is("hi"));
    var other = testSignal("miss", "");
    other.name_id = 8;
    try std.testing.expect(!other.is("hit"));
}
