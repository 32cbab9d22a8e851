//! Functions of the game, as functions of the script.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const codec = @import("../value/codec.zig");
const shape = @import("../value/shape.zig");
const signature = @import("../value/signature.zig");
const status = @import("../contract/status.zig");
const Context = @import("context.zig").Context;

const Error = status.Error;

/// A function that the game has registered with `app.register_zig_function(name, …)`, as a function of the script:
///
/// ```zig
/// const damageOf = bevy.function("damage_of", fn (hit: components.Hit) f32);
///
/// pub fn update(self: *Ship, ctx: *bevy.Context, _: f32) !void {
///     self.health -= try damageOf(ctx, .{ .by = self.enemy, .damage = 10 });
/// }
/// ```
///
/// It runs immediately, on the snapshot. Declare functions that several scripts use in a file that they import.
///
/// `error.UnknownFunction`: the game has not registered it. `error.WrongType`: the game's function has other parameters
/// or another result; the log names the difference. `error.InvalidArgument`: an argument is not a valid value of the
/// Rust type, such as `.none` for an `Entity`. `error.HostFault`: the function panicked.
pub fn function(comptime name: []const u8, comptime F: type) Function(F) {
    return Declared(name, F, .function).call;
}

/// A command that the game has registered with `app.register_zig_command(name, …)`. It may change the world, so it is
/// a request: it runs after the phase, in the order of all requests, and not at all if this instance faults.
///
/// ```zig
/// const explode = bevy.command("explode", fn (at: bevy.Vec3, force: f32) void);
///
/// try explode(ctx, here, 20);
/// ```
///
/// Errors as with `bevy.function`; also `error.LimitReached`.
pub fn command(comptime name: []const u8, comptime F: type) Function(F) {
    if (@typeInfo(F) == .@"fn" and @typeInfo(F).@"fn".return_type != void) {
        @compileError("the command '" ++ name ++ "' returns nothing: it runs after the phase; write: fn (...) void");
    }
    return Declared(name, F, .command).call;
}

const Word = enum { function, command };

/// The script's side of a function of this type: the context in front, and errors besides the result.
pub fn Function(comptime F: type) type {
    const P = parameters(F);
    const R = Error!@typeInfo(F).@"fn".return_type.?;
    return switch (P.len) {
        0 => fn (*Context) R,
        1 => fn (*Context, P[0]) R,
        2 => fn (*Context, P[0], P[1]) R,
        3 => fn (*Context, P[0], P[1], P[2]) R,
        4 => fn (*Context, P[0], P[1], P[2], P[3]) R,
        5 => fn (*Context, P[0], P[1], P[2], P[3], P[4]) R,
        6 => fn (*Context, P[0], P[1], P[2], P[3], P[4], P[5]) R,
        7 => fn (*Context, P[0], P[1], P[2], P[3], P[4], P[5], P[6]) R,
        8 => fn (*Context, P[0], P[1], P[2], P[3], P[4], P[5], P[6], P[7]) R,
        else => @compileError("a function of the game takes at most 8 arguments; put them into a struct"),
    };
}

/// The types of the parameters.
pub fn parameters(comptime F: type) []const type {
    const info = switch (@typeInfo(F)) {
        .@"fn" => |info| info,
        else => @compileError(@typeName(F) ++ " is not a function's type; write: fn (components.Hit) f32"),
    };
    comptime var list: []const type = &.{};
    for (info.param_types) |T| list = list ++ [_]type{T orelse @compileError("a function of the game has no generic parameters")};
    return list;
}

/// Sends a call of any number of arguments.
fn Declared(comptime name: []const u8, comptime F: type, comptime word: Word) type {
    const P = parameters(F);
    const Result = @typeInfo(F).@"fn".return_type orelse void;
    const what = "the " ++ @tagName(word) ++ " '" ++ name ++ "'";
    for (P) |T| shape.refusePointers(T, "a parameter of " ++ what);
    if (Result != void) shape.refusePointers(Result, "the result of " ++ what);
    const offsets = layOut(P);
    const size = sizeOf(F);
    return struct {
        var id: u32 = abi.path_unknown;

        pub const call = switch (P.len) {
            0 => call0,
            1 => call1,
            2 => call2,
            3 => call3,
            4 => call4,
            5 => call5,
            6 => call6,
            7 => call7,
            8 => call8,
            else => unreachable,
        };

        fn call0(ctx: *Context) Error!Result {
            return send(ctx, .{});
        }
        fn call1(ctx: *Context, a: P[0]) Error!Result {
            return send(ctx, .{a});
        }
        fn call2(ctx: *Context, a: P[0], b: P[1]) Error!Result {
            return send(ctx, .{ a, b });
        }
        fn call3(ctx: *Context, a: P[0], b: P[1], c: P[2]) Error!Result {
            return send(ctx, .{ a, b, c });
        }
        fn call4(ctx: *Context, a: P[0], b: P[1], c: P[2], d: P[3]) Error!Result {
            return send(ctx, .{ a, b, c, d });
        }
        fn call5(ctx: *Context, a: P[0], b: P[1], c: P[2], d: P[3], e: P[4]) Error!Result {
            return send(ctx, .{ a, b, c, d, e });
        }
        fn call6(ctx: *Context, a: P[0], b: P[1], c: P[2], d: P[3], e: P[4], f: P[5]) Error!Result {
            return send(ctx, .{ a, b, c, d, e, f });
        }
        fn call7(ctx: *Context, a: P[0], b: P[1], c: P[2], d: P[3], e: P[4], f: P[5], g: P[6]) Error!Result {
            return send(ctx, .{ a, b, c, d, e, f, g });
        }
        fn call8(ctx: *Context, a: P[0], b: P[1], c: P[2], d: P[3], e: P[4], f: P[5], g: P[6], h: P[7]) Error!Result {
            return send(ctx, .{ a, b, c, d, e, f, g, h });
        }

        fn send(ctx: *Context, arguments: anytype) Error!Result {
            var bytes: [size]u8 = @splat(0);
            inline for (P, offsets, 0..) |T, offset, index| {
                codec.store(.memory, T, arguments[index], bytes[offset..][0..@sizeOf(T)]);
            }
            const frame = ctx.frame;
            const known = try find(frame);
            var result: [@sizeOf(Result)]u8 = undefined;
            // A command is appended to the requests.
            defer if (word == .command) ctx.refresh();
            try status.check(frame.host.function_call(frame, known, &bytes, bytes.len, &result, result.len));
            if (Result == void) return;
            return codec.load(.memory, Result, &result) orelse error.InvalidArgument;
        }

        /// The number of the function, which is asked for once.
        fn find(frame: *abi.Frame) Error!u32 {
            const known = @atomicLoad(u32, &id, .monotonic);
            if (known != abi.path_unknown) return known;
            var found: u32 = undefined;
            const flags = if (word == .command) abi.function_command else 0;
            try status.check(frame.host.function_find(frame, .from(name), .from(comptime signature.of(F)), flags, &found));
            @atomicStore(u32, &id, found, .monotonic);
            return found;
        }
    };
}

/// Bytes of all arguments: nothing follows the last.
pub fn sizeOf(comptime F: type) usize {
    const P = parameters(F);
    return if (P.len == 0) 0 else layOut(P)[P.len - 1] + @sizeOf(P[P.len - 1]);
}

/// Where each argument lies: as the fields of a struct of C would.
pub fn layOut(comptime P: []const type) [P.len]usize {
    var offsets: [P.len]usize = undefined;
    var end: usize = 0;
    for (P, &offsets) |T, *offset| {
        offset.* = std.mem.alignForward(usize, end, @alignOf(T));
        end = offset.* + @sizeOf(T);
    }
    return offsets;
}

test layOut {
    try std.testing.expectEqual([_]usize{ 0, 8, 16 }, comptime layOut(&.{ u8, u64, bool }));
}
