//! What the words of a sequence are given: functions of the script, names of its fields, and numbers.

const std = @import("std");
const words = @import("step.zig");
const Context = @import("../api/context.zig").Context;

/// Calls a function of a script with as many of these arguments as it takes, from the first: the script, the context,
/// and what the step has besides.
pub inline fn call(comptime f: anytype, script: anytype, ctx: *Context, more: anytype) Returned(f) {
    const S = @typeInfo(@TypeOf(script)).pointer.child;
    const wanted = [_]type{ *S, *Context } ++ comptime typesOf(@TypeOf(more));
    const given = @typeInfo(@TypeOf(f)).@"fn".param_types;
    const fits = comptime given.len <= wanted.len and for (given, wanted[0..given.len]) |Given, Wanted| {
        const T = Given orelse break false;
        if (T != Wanted and !(Wanted == *S and T == *const S)) break false;
    } else true;
    if (!fits) @compileError("'" ++ words.textOf(f) ++ "' cannot be a step here; write: fn " ++ words.textOf(f) ++ "(self: *" ++
        @typeName(S) ++ ", ctx: *bevy.Context" ++ (if (wanted.len > 2) ", " ++ @typeName(wanted[2]) else "") ++ ")");
    const arguments = .{ script, ctx } ++ more;
    return switch (given.len) {
        0 => f(),
        1 => f(arguments[0]),
        2 => f(arguments[0], arguments[1]),
        3 => f(arguments[0], arguments[1], arguments[2]),
        else => comptime unreachable,
    };
}

fn typesOf(comptime T: type) []const type {
    var types: []const type = &.{};
    for (@typeInfo(T).@"struct".field_types) |Field| types = types ++ .{Field};
    return types;
}

fn Returned(comptime f: anytype) type {
    return @typeInfo(@TypeOf(f)).@"fn".return_type.?;
}

/// What a function returns, or the value of a field, or a value as it is. May be an error.
pub inline fn get(comptime what: anytype, script: anytype, ctx: *Context) !Value(what, @typeInfo(@TypeOf(script)).pointer.child) {
    switch (@typeInfo(@TypeOf(what))) {
        .@"fn" => {
            const returned = call(what, script, ctx, .{});
            return if (@typeInfo(@TypeOf(returned)) == .error_union) try returned else returned;
        },
        .enum_literal => return @field(script, fieldOf(@TypeOf(script.*), what)),
        else => return what,
    }
}

/// The type of what a step is given: a number, or the field of the script that holds it.
pub fn Value(comptime what: anytype, comptime S: type) type {
    switch (@typeInfo(@TypeOf(what))) {
        .@"fn" => {
            const T = Returned(what);
            return if (@typeInfo(T) == .error_union) @typeInfo(T).error_union.payload else T;
        },
        .enum_literal => return @FieldType(S, fieldOf(S, what)),
        else => return @TypeOf(what),
    }
}

/// The name of a field that the script has.
pub fn fieldOf(comptime S: type, comptime name: @EnumLiteral()) []const u8 {
    if (!@hasField(S, @tagName(name))) @compileError("a step uses the field '" ++ @tagName(name) ++ "', which the script does not have");
    return @tagName(name);
}

/// Seconds, which are at least 0.
pub inline fn seconds(comptime what: anytype, script: anytype, ctx: *Context) !f64 {
    const value = try get(what, script, ctx);
    const time: f64 = switch (@typeInfo(@TypeOf(value))) {
        .int, .comptime_int => @floatFromInt(value),
        .float, .comptime_float => value,
        else => @compileError("'" ++ words.textOf(what) ++ "' is not a number of seconds"),
    };
    return if (time > 0) time else 0;
}

/// A condition.
pub inline fn isTrue(comptime what: anytype, script: anytype, ctx: *Context) !bool {
    const value = try get(what, script, ctx);
    if (@TypeOf(value) != bool) @compileError("'" ++ words.textOf(what) ++ "' is not a condition: it has to be a bool, or return one");
    return value;
}
