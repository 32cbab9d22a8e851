//! What the host calls in a script: names and shapes, and what to write where they are not right.

const std = @import("std");
const Context = @import("../api/context.zig").Context;
const Signal = @import("../api/signal.zig").Signal;
const state = @import("../api/state.zig");

/// A public function of a script that the host calls. What it is called for, the table in `bevy.zig` says.
pub const Callback = enum {
    init,
    update,
    onSignal,
    onEnter,
    onExit,
    shutdown,
    onReload,
    serialize,
    deserialize,
    healthCheck,
    onHotloadPrepare,

    /// Whether it is called for the script as a whole, without an instance.
    pub fn isOfScript(callback: Callback) bool {
        return callback == .healthCheck or callback == .onHotloadPrepare;
    }

    /// Whether it tells of a state, which is its last parameter.
    pub fn isOfState(callback: Callback) bool {
        return callback == .onEnter or callback == .onExit;
    }

    /// The parameters that it has to have, but for a state.
    fn parameters(comptime callback: Callback, comptime S: type) []const type {
        if (callback.isOfScript()) return &.{*Context};
        return &[_]type{ *S, *Context } ++ switch (callback) {
            .update => &[_]type{f32},
            .onSignal => &[_]type{*const Signal},
            .serialize => &[_]type{*state.StateWriter},
            .deserialize => &[_]type{*state.StateReader},
            else => &[_]type{},
        };
    }

    /// The line to write for it.
    pub fn declaration(comptime callback: Callback) []const u8 {
        return "pub fn " ++ @tagName(callback) ++ "(" ++ switch (callback) {
            .healthCheck, .onHotloadPrepare => "ctx: *bevy.Context",
            .serialize => "self: *const @This(), ctx: *bevy.Context, writer: *bevy.StateWriter",
            .deserialize => "self: *@This(), ctx: *bevy.Context, reader: *bevy.StateReader",
            .update => "self: *@This(), ctx: *bevy.Context, dt: f32",
            .onSignal => "self: *@This(), ctx: *bevy.Context, signal: *const bevy.Signal",
            .onEnter, .onExit => "self: *@This(), ctx: *bevy.Context, stage: game.Stage",
            .init, .shutdown, .onReload => "self: *@This(), ctx: *bevy.Context",
        } ++ ") !void";
    }
};

/// A callback that has the wrong shape would else fail in the middle of the SDK; one whose name is nearly right would
/// never run.
pub fn validate(comptime S: type, comptime script: []const u8, comptime private: []const u8) void {
    @setEvalBranchQuota(1_000_000);
    const what = "script '" ++ script ++ "': ";
    if (named(private)) |callback| {
        @compileError(what ++ "'" ++ private ++ "' is never called, since it is not public; write: " ++ callback.declaration());
    }
    for (@typeInfo(S).@"struct".decl_names) |declared| {
        if (named(declared)) |callback| {
            if (!hasShape(S, callback)) {
                @compileError(what ++ "'" ++ declared ++ "' does not have the signature of a callback; write: " ++ callback.declaration());
            }
            continue;
        }
        if (@typeInfo(@TypeOf(@field(S, declared))) != .@"fn") continue;
        for (std.meta.tags(Callback)) |callback| {
            if (isMisspelt(declared, @tagName(callback))) {
                @compileError(what ++ "'" ++ declared ++ "' is never called; write: " ++ callback.declaration() ++
                    ", or remove the 'pub' if it is a helper");
            }
        }
    }
    for ([_][2]Callback{ .{ .serialize, .deserialize }, .{ .deserialize, .serialize } }) |pair| {
        if (@hasDecl(S, @tagName(pair[0])) and !@hasDecl(S, @tagName(pair[1]))) {
            @compileError(what ++ "'" ++ @tagName(pair[0]) ++ "' needs its counterpart; also write: " ++ pair[1].declaration());
        }
    }
}

/// The callback of this name. The standard library would make a sorted map of all first.
fn named(comptime name: []const u8) ?Callback {
    return if (@hasField(Callback, name)) @field(Callback, name) else null;
}

/// Whether a name is so near a callback's that it is meant: `Update`, `on_update`, `updates`.
fn isMisspelt(comptime declared: []const u8, comptime callback: []const u8) bool {
    const plain = comptime plainName(declared);
    const wanted = comptime plainName(callback);
    // `enter` and `onHit` are good names for a script's own.
    const is_of_state = comptime std.mem.eql(u8, wanted, "onenter") or std.mem.eql(u8, wanted, "onexit");
    if (comptime std.mem.eql(u8, plain, "on" ++ wanted)) return true;
    if (comptime !is_of_state and std.mem.eql(u8, "on" ++ plain, wanted)) return true;
    const most = if (wanted.len > 5 and !is_of_state) 2 else 1;
    // The compiler counts slowly, and most names differ in length.
    const lengths = if (plain.len > wanted.len) plain.len - wanted.len else wanted.len - plain.len;
    return lengths <= most and editDistance(plain, wanted) <= most;
}

/// In lower case, without underscores.
fn plainName(comptime name: []const u8) []const u8 {
    var plain: []const u8 = "";
    for (name) |char| {
        if (char != '_') plain = plain ++ .{std.ascii.toLower(char)};
    }
    return plain;
}

/// How many letters have to be inserted, left out or replaced to make one text of the other.
fn editDistance(a: []const u8, b: []const u8) usize {
    var row: [32]usize = undefined;
    if (a.len >= row.len or b.len >= row.len) return std.math.maxInt(usize);
    for (0..b.len + 1) |column| row[column] = column;
    for (a, 1..) |char, line| {
        var diagonal = row[0];
        row[0] = line;
        for (b, 1..) |other, column| {
            const replaced = diagonal + @intFromBool(char != other);
            diagonal = row[column];
            row[column] = @min(replaced, row[column] + 1, row[column - 1] + 1);
        }
    }
    return row[b.len];
}

test isMisspelt {
    try std.testing.expect(isMisspelt("Update", "update"));
    try std.testing.expect(isMisspelt("on_update", "update"));
    try std.testing.expect(isMisspelt("updat", "update"));
    try std.testing.expect(isMisspelt("updates", "update"));
    try std.testing.expect(isMisspelt("signal", "onSignal"));
    try std.testing.expect(isMisspelt("shutDown", "shutdown"));
    try std.testing.expect(isMisspelt("health_check", "healthCheck"));
    try std.testing.expect(isMisspelt("on_enter", "onEnter"));
    try std.testing.expect(!isMisspelt("enter", "onEnter"));
    try std.testing.expect(!isMisspelt("onHit", "onExit"));
    try std.testing.expect(!isMisspelt("start", "update"));
    try std.testing.expect(!isMisspelt("unit", "shutdown"));
}

fn hasShape(comptime S: type, comptime callback: Callback) bool {
    const function = switch (@typeInfo(@TypeOf(@field(S, @tagName(callback))))) {
        .@"fn" => |function| function,
        else => return false,
    };
    const parameters = callback.parameters(S);
    // Any enum may be a state; what it lacks, `game_state.zig` says.
    const count = if (callback.isOfState()) parameters.len + 1 else parameters.len;
    if (function.param_types.len != count) return false;
    if (callback.isOfState()) {
        const State = function.param_types[2] orelse return false;
        if (@typeInfo(State) != .@"enum") return false;
    }
    for (function.param_types[0..parameters.len], parameters) |given, wanted| {
        const T = given orelse return false;
        // A callback that changes nothing may say so.
        if (T != wanted and !(wanted == *S and T == *const S)) return false;
    }
    const Returned = function.return_type orelse return false;
    return switch (@typeInfo(Returned)) {
        .void => true,
        .error_union => |info| info.payload == void,
        else => false,
    };
}
