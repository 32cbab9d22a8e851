//! Functions and commands of the game, in tests: the test says what the functions answer.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const api = @import("../api/function.zig");
const codec = @import("../value/codec.zig");
const host = @import("host.zig");
const names = @import("names.zig");
const signature = @import("../value/signature.zig");
const Game = @import("testing.zig").Game;

const Status = abi.Status;

/// Reads the arguments, answers, and says whether the arguments were values.
pub const Body = *const fn (arguments: []const u8, result: []u8) bool;

/// A function that the test has added; a command has no body.
pub const Added = struct {
    id: u32,
    arguments_size: usize,
    result_size: usize,
    body: ?Body,
};

/// Adds a function of this type, or a command.
pub fn add(game: *Game, comptime name: []const u8, comptime F: type, body: ?Body) error{OutOfMemory}!void {
    const id = try names.functionId(.{ .name = name, .signature = comptime signature.of(F), .is_command = body == null });
    try game.functions.append(game.arena.allocator(), .{
        .id = id,
        .arguments_size = comptime api.sizeOf(F),
        .result_size = @sizeOf(@typeInfo(F).@"fn".return_type.?),
        .body = body,
    });
}

/// A function of Zig's as one on bytes.
pub fn bodyOf(comptime function: anytype) Body {
    const F = @TypeOf(function);
    const Result = @typeInfo(F).@"fn".return_type.?;
    return &struct {
        fn answer(arguments: []const u8, result: []u8) bool {
            const values = load(F, arguments) orelse return false;
            codec.store(.memory, Result, @call(.auto, function, values), result[0..@sizeOf(Result)]);
            return true;
        }
    }.answer;
}

/// The arguments of a function of this type that these bytes are; null if they are none.
pub fn load(comptime F: type, bytes: []const u8) ?std.meta.ArgsTuple(F) {
    var values: std.meta.ArgsTuple(F) = undefined;
    if (bytes.len != comptime api.sizeOf(F)) return null;
    const P = comptime api.parameters(F);
    inline for (P, comptime api.layOut(P), 0..) |T, offset, index| {
        values[index] = codec.load(.memory, T, bytes[offset..][0..@sizeOf(T)]) orelse return null;
    }
    return values;
}

fn added(game: *Game, id: u32) ?Added {
    for (game.functions.items) |function| if (function.id == id) return function;
    return null;
}

/// As the host's.
pub fn functionFind(frame: *abi.Frame, raw: abi.Text, signature_raw: abi.Text, flags: u32, id: *u32) callconv(.c) Status {
    const game = host.gameOf(frame);
    const name = host.textOf(raw) orelse return .invalid_argument;
    const wanted: names.Function = .{
        .name = name,
        .signature = host.textOf(signature_raw) orelse return .invalid_argument,
        .is_command = flags == abi.function_command,
    };
    var differs = false;
    for (game.functions.items) |function| {
        const known = names.functions.items[function.id];
        if (known.is(wanted)) {
            id.* = function.id;
            return .ok;
        }
        differs = differs or std.mem.eql(u8, known.name, name);
    }
    if (differs) return .wrong_type;
    return if (wanted.is_command)
        game.lacks("command", "addCommand", name, ", fn (…) void", .unknown_function)
    else
        game.lacks("function", "addFunction", name, ", aFunctionOfTheTest", .unknown_function);
}

/// As the host's.
pub fn functionCall(
    frame: *abi.Frame,
    id: u32,
    arguments: ?*const anyopaque,
    arguments_size: usize,
    result: ?*anyopaque,
    result_size: usize,
) callconv(.c) Status {
    const game = host.gameOf(frame);
    const function = added(game, id) orelse return .unknown_function;
    if (arguments_size != function.arguments_size or result_size != function.result_size) return .size_mismatch;
    const bytes = if (arguments) |pointer| @as([*]const u8, @ptrCast(pointer))[0..arguments_size] else "";
    if (function.body) |body| {
        const answer: []u8 = if (result) |pointer| @as([*]u8, @ptrCast(pointer))[0..result_size] else &.{};
        return if (body(bytes, answer)) .ok else .invalid_argument;
    }
    return host.push(frame, .{ .command = .{
        .name = names.functions.items[id].name,
        .bytes = game.keep(bytes) catch return .limit_reached,
    } });
}

const bevy = @import("../bevy.zig");

const Hit = extern struct { by: bevy.Entity, damage: f32 };

const Turret = struct {
    damage: f32 = 0,

    const damageOf = bevy.function("damage_of", fn (Hit) f32);
    const explode = bevy.command("explode", fn (bevy.Vec3, u8) void);
    const unknown = bevy.function("unknown", fn () void);
    const other = bevy.function("damage_of", fn (f32) f32);

    /// Calls what the game has, and what it lacks.
    pub fn update(self: *Turret, ctx: *bevy.Context, _: f32) !void {
        self.damage = try damageOf(ctx, .{ .by = ctx.entity().id, .damage = 4 });
        try explode(ctx, .new(1, 2, 3), 9);
        try std.testing.expectError(error.UnknownFunction, unknown(ctx));
        try std.testing.expectEqualStrings(
            "the game of this test has no function 'unknown'; write: try game.addFunction(\"unknown\", aFunctionOfTheTest);",
            host.gameOf(ctx.frame).lacking,
        );
        try std.testing.expectError(error.WrongType, other(ctx, 1));
    }
};

/// Fades a sound out.
const Fading = struct {
    music: bevy.Entity = .none,

    /// The last frame of a fade is a little too late, and slow motion may come to a halt.
    pub fn update(self: *Fading, ctx: *bevy.Context, _: f32) !void {
        const music = ctx.sound(self.music);
        try music.setVolume(-0.003);
        try music.setSpeed(0);
        for ([_]f32{ std.math.nan(f32), std.math.inf(f32), -std.math.inf(f32) }) |odd| {
            try std.testing.expectError(error.InvalidArgument, music.setVolume(odd));
            try std.testing.expectError(error.InvalidArgument, music.setSpeed(odd));
        }
        try std.testing.expectError(error.InvalidArgument, music.setSpeed(101));
    }
};

test "volumes and speeds that are a little too small are the least that there is" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    const change = fn (bevy.Entity, f32) void;
    try game.addCommand("bevy.sound.volume", change);
    try game.addCommand("bevy.sound.speed", change);
    var fading = try game.attach(Fading, .{});
    try fading.update(0.5);
    const asked = game.requested();
    try std.testing.expectEqual(2, asked.len);
    try std.testing.expectEqual(0, asked[0].command.arguments(change).?[1]);
    try std.testing.expectEqual(0.01, asked[1].command.arguments(change).?[1]);
}

test "functions of the game are the test's, and commands are requests" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    try game.addFunction("damage_of", struct {
        fn double(hit: Hit) f32 {
            return hit.damage * 2;
        }
    }.double);
    try game.addCommand("explode", fn (bevy.Vec3, u8) void);
    var turret = try game.attach(Turret, .{});
    try turret.update(0.5);
    try std.testing.expectEqual(8, turret.state.damage);
    const command = try game.only(.command);
    try std.testing.expectEqualStrings("explode", command.name);
    const arguments = command.arguments(fn (bevy.Vec3, u8) void).?;
    try std.testing.expectEqual(bevy.Vec3.new(1, 2, 3), arguments[0]);
    try std.testing.expectEqual(9, arguments[1]);
    try std.testing.expect(command.arguments(fn (u8) void) == null);
}
