//! Queries: entities by their components, with copies of the values; and entities by their positions.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const components = @import("component.zig");
const math = @import("../math/math.zig");
const status = @import("../contract/status.zig");
const Context = @import("context.zig").Context;
const Entity = @import("entity.zig").Entity;

/// The result of a query for these components: parallel slices.
pub fn Found(comptime columns: anytype) type {
    return struct {
        const Self = @This();

        entities: []const Entity,
        columns: [abi.query_columns_max]?*const anyopaque,

        /// The values of one of the components, in the order of `entities`.
        pub fn of(self: Self, comptime C: type) []const C {
            inline for (columns, 0..) |Column, index| {
                if (Column == C) {
                    // No rows, no memory.
                    const values: [*]const C = @ptrCast(@alignCast(self.columns[index] orelse return &.{}));
                    return values[0..self.entities.len];
                }
            }
            @compileError("the query does not ask for " ++ @typeName(C) ++ "; add it to the components of ctx.query");
        }
    };
}

/// What `ctx.query` does.
pub fn run(ctx: *Context, comptime columns: anytype, options: anytype) status.Error!Found(columns) {
    comptime validate("a query", @TypeOf(options));
    if (columns.len > abi.query_columns_max) @compileError("a query takes at most 8 components");
    const with = ids(if (@hasField(@TypeOf(options), "with")) options.with else .{});
    const without = ids(if (@hasField(@TypeOf(options), "without")) options.without else .{});
    const asked = ids(columns);
    var result: abi.QueryResult = .{ .count = 0, .entities = null, .columns = @splat(null) };
    const frame = ctx.frame;
    try status.check(frame.host.query(frame, &.{
        .column_count = asked.len,
        .columns = &asked,
        .with = &with,
        .without = &without,
        .with_count = with.len,
        .without_count = without.len,
        .tag = .from(if (@hasField(@TypeOf(options), "tag")) options.tag else ""),
    }, &result));
    const entities: [*]const Entity = @ptrCast(result.entities orelse return .{ .entities = &.{}, .columns = result.columns });
    return .{ .entities = entities[0..result.count], .columns = result.columns };
}

/// Most of what is nearby is not much: so many are found with one call.
const nearby_guess = 32;

/// What `ctx.findNearby` does.
pub fn nearby(ctx: *Context, center: math.Vec3, radius: f32, options: anytype) status.Error![]const Entity {
    comptime validate("findNearby", @TypeOf(options));
    const with = ids(if (@hasField(@TypeOf(options), "with")) options.with else .{});
    const without = ids(if (@hasField(@TypeOf(options), "without")) options.without else .{});
    const asked: abi.NearbyQuery = .{
        .radius = radius,
        .center = center,
        .with_count = with.len,
        .with = &with,
        .without = &without,
        .without_count = without.len,
        .tag = .from(if (@hasField(@TypeOf(options), "tag")) options.tag else ""),
    };
    const frame = ctx.frame;
    var guess: [nearby_guess]abi.Entity = undefined;
    var count: usize = 0;
    const answer = frame.host.entities_find_nearby(frame, &asked, &guess, guess.len, &count);
    if (answer != .buffer_too_small) try status.check(answer);
    if (count == 0) return &.{};
    const found = try ctx.scratch(abi.Entity, count);
    if (answer == .buffer_too_small) {
        try status.check(frame.host.entities_find_nearby(frame, &asked, found.ptr, found.len, &count));
    } else {
        @memcpy(found, guess[0..count]);
    }
    return @ptrCast(found);
}

fn ids(comptime list: anytype) [list.len]abi.ComponentId {
    var found: [list.len]abi.ComponentId = undefined;
    inline for (list, &found) |C, *id| id.* = components.idOf(C);
    return found;
}

fn validate(comptime what: []const u8, comptime Options: type) void {
    for (std.meta.fieldNames(Options)) |name| {
        for ([_][]const u8{ "with", "without", "tag" }) |known| {
            if (std.mem.eql(u8, name, known)) break;
        } else @compileError(what ++ " has no option '" ++ name ++ "'; it has: with, without, tag");
    }
}
