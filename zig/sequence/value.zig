//! What the words of a sequence are given: functions of the script, names of its fields, and numbers. `check.zig` has
//! seen that they fit.

const std = @import("std");
const Context = @import("../api/context.zig").Context;

/// Which of the script, the context and what a step has besides each parameter of a function is, in this order; null if
/// one is something else.
pub fn parametersOf(comptime f: anytype, comptime S: type, comptime more: []const type) ?[]const usize {
    const given = @typeInfo(@TypeOf(f)).@"fn".param_types;
    var found: [given.len]usize = undefined;
    var next: usize = 0;
    for (given, &found) |Given, *index| {
        const T = Given orelse return null;
        const all = [_]type{ *S, *Context } ++ more;
        index.* = for (all[@min(next, all.len)..], next..) |Wanted, number| {
            if (T == Wanted or (number == 0 and T == *const S) or (number == 1 and T == *const Context)) break number;
        } else return null;
        next = index.* + 1;
    }
    const final = found;
    return &final;
}

/// Calls a function of a script with those of these arguments that it takes: the script, the context, and what the step
/// has besides.
pub inline fn call(comptime f: anytype, script: anytype, ctx: *Context, more: anytype) Returned(f) {
    const S = @typeInfo(@TypeOf(script)).pointer.child;
    const given = .{ script, ctx } ++ more;
    const wanted = comptime parametersOf(f, S, @typeInfo(@TypeOf(more)).@"struct".field_types).?;
    var arguments: std.meta.ArgsTuple(@TypeOf(f)) = undefined;
    inline for (wanted, 0..) |from, to| arguments[to] = given[from];
    return @call(.auto, f, arguments);
}

fn Returned(comptime f: anytype) type {
    return @typeInfo(@TypeOf(f)).@"fn".return_type.?;
}

/// What a function returns unless that is an error.
pub fn Payload(comptime f: anytype) type {
    const T = Returned(f);
    return if (@typeInfo(T) == .error_union) @typeInfo(T).error_union.payload else T;
}

/// What a function returns, or the value of a field, or a value as it is. May be an error.
pub inline fn get(comptime what: anytype, script: anytype, ctx: *Context) !Value(what, @typeInfo(@TypeOf(script)).pointer.child) {
    switch (@typeInfo(@TypeOf(what))) {
        .@"fn" => {
            const returned = call(what, script, ctx, .{});
            return if (@typeInfo(@TypeOf(returned)) == .error_union) try returned else returned;
        },
        .enum_literal => return @field(script, @tagName(what)),
        else => return what,
    }
}

/// The type of what a step is given: a number, or the field of the script that holds it.
pub fn Value(comptime what: anytype, comptime S: type) type {
    return switch (@typeInfo(@TypeOf(what))) {
        .@"fn" => Payload(what),
        .enum_literal => @FieldType(S, @tagName(what)),
        else => @TypeOf(what),
    };
}

/// Whether asking for it calls a function of the script, which may do anything to the run.
pub fn isCall(comptime what: anytype) bool {
    return @typeInfo(@TypeOf(what)) == .@"fn";
}

/// Seconds, which are at least 0.
pub inline fn seconds(comptime what: anytype, script: anytype, ctx: *Context) !f64 {
    const value = try get(what, script, ctx);
    const time: f64 = switch (@typeInfo(@TypeOf(value))) {
        .int, .comptime_int => @floatFromInt(value),
        else => value,
    };
    return if (time > 0) time else 0;
}
