//! Queries: entities by their components, with copies of the values; and entities by their positions.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const components = @import("component.zig");
const math = @import("../math/math.zig");
const status = @import("../contract/status.zig");
const values = @import("value.zig");
const Context = @import("context.zig").Context;
const Entity = @import("entity.zig").Entity;

/// An optional column of a query: entities without this component are found, too:
/// `ctx.query(.{ components.Health, bevy.maybe(components.Shield) }, .{})`. Its values are
/// `found.maybe(components.Shield)`.
pub fn maybe(comptime C: type) type {
    return struct {
        pub const zig_maybe = C;
    };
}

/// Whether a column is of a component that an entity may lack.
pub fn isMaybe(comptime Column: type) bool {
    return @typeInfo(Column) == .@"struct" and @hasDecl(Column, "zig_maybe");
}

/// The component of a column.
pub fn componentOf(comptime Column: type) type {
    return if (isMaybe(Column)) Column.zig_maybe else Column;
}

/// Refuses what is no tuple of types, such as a type alone.
pub fn requireTypes(comptime what: []const u8, comptime list: anytype) void {
    if (@TypeOf(list) == type) @compileError(what ++ " takes a tuple of types, and " ++ @typeName(list) ++ " is a type; write it in .{ }");
    requireTuple(what, @TypeOf(list));
    for (list) |item| {
        if (@TypeOf(item) != type) @compileError(what ++ " takes types, and not a value of " ++ @typeName(@TypeOf(item)) ++ "; write its type");
    }
}

fn requireTuple(comptime what: []const u8, comptime List: type) void {
    switch (@typeInfo(List)) {
        .@"struct" => |info| if (info.is_tuple) return,
        .array => return,
        else => {},
    }
    @compileError(what ++ " takes a tuple of types, as in .{ components.Health, bevy.Transform }, not " ++ @typeName(List));
}

/// The result of a query for these components: parallel slices.
pub fn Found(comptime columns: anytype) type {
    requireTypes("ctx.query", columns);
    return struct {
        const Self = @This();

        entities: []const Entity,
        columns: [abi.query_columns_max]?*const anyopaque,
        present: [abi.query_columns_max]?[*]const u8 = @splat(null),
        ctx: *Context,

        /// The values of one of the components, in the order of `entities`.
        pub fn of(self: Self, comptime C: type) []const C {
            inline for (columns, 0..) |Column, index| {
                if (comptime isMaybe(Column) and Column.zig_maybe == C) {
                    @compileError("some rows may not have " ++ @typeName(C) ++ ": write found.maybe(…), whose items are null where it is missing");
                }
                if (Column == C) return self.column(C, index);
            }
            @compileError("the query does not ask for " ++ @typeName(C) ++ "; add it to the components of ctx.query");
        }

        /// The values of a column `bevy.maybe(C)`, in the order of `entities`; null for entities without the component.
        pub fn maybe(self: Self, comptime C: type) status.Error![]const ?C {
            inline for (columns, 0..) |Column, index| {
                if (comptime isMaybe(Column) and Column.zig_maybe == C) {
                    const all = self.column(C, index);
                    const present = self.present[index] orelse return &.{};
                    const found = try self.ctx.scratch(?C, all.len);
                    for (found, all, present[0..all.len]) |*item, value, is_there| {
                        item.* = if (is_there == 1) value else null;
                    }
                    return found;
                }
            }
            @compileError("the query does not ask for bevy.maybe(" ++ @typeName(C) ++ "); add it to the components of ctx.query");
        }

        /// The same rows, sorted: `const worst = try found.sorted(components.Health, isLess);` with `fn isLess(a:
        /// components.Health, b: components.Health) bool`. Rows that are equal keep their order.
        pub fn sorted(self: Self, comptime C: type, comptime isLess: fn (C, C) bool) status.Error!Self {
            const order = try self.ctx.scratch(u32, self.entities.len);
            for (order, 0..) |*row, index| row.* = @intCast(index);
            const By = struct {
                fn comesFirst(all: []const C, a: u32, b: u32) bool {
                    return isLess(all[a], all[b]);
                }
            };
            std.mem.sort(u32, order, self.of(C), By.comesFirst);
            var result = self;
            result.entities = try permuted(self.ctx, Entity, self.entities, order);
            inline for (columns, 0..) |Column, index| {
                const T = comptime componentOf(Column);
                const all = try permuted(self.ctx, T, self.column(T, index), order);
                if (all.len > 0) result.columns[index] = all.ptr;
                if (self.present[index]) |present| {
                    result.present[index] = (try permuted(self.ctx, u8, present[0..order.len], order)).ptr;
                }
            }
            return result;
        }

        fn column(self: Self, comptime C: type, comptime index: usize) []const C {
            // No rows, no memory.
            const all: [*]const C = @ptrCast(@alignCast(self.columns[index] orelse return &.{}));
            return all[0..self.entities.len];
        }
    };
}

fn permuted(ctx: *Context, comptime T: type, items: []const T, order: []const u32) status.Error![]const T {
    if (items.len == 0) return &.{};
    const result = try ctx.scratch(T, items.len);
    for (result, order) |*item, row| item.* = items[row];
    return result;
}

/// The one row of a query: an entity and its values.
pub fn Single(comptime columns: anytype) type {
    requireTypes("ctx.single", columns);
    return struct {
        const Self = @This();

        id: Entity,
        found: Found(columns),

        /// The value of one of the components.
        pub fn of(self: Self, comptime C: type) C {
            return self.found.of(C)[0];
        }

        /// The value of a column `bevy.maybe(C)`; null if the entity does not have the component.
        pub fn maybe(self: Self, comptime C: type) ?C {
            inline for (columns, 0..) |Column, index| {
                if (comptime isMaybe(Column) and Column.zig_maybe == C) {
                    return if (self.found.present[index].?[0] == 1) self.found.column(C, index)[0] else null;
                }
            }
            @compileError("the query does not ask for bevy.maybe(" ++ @typeName(C) ++ "); add it to the components of ctx.single");
        }
    };
}

/// What `ctx.single` does.
pub fn single(ctx: *Context, comptime columns: anytype, options: anytype) (status.Error || error{NotSingle})!Single(columns) {
    const found = try run(ctx, columns, options);
    return switch (found.entities.len) {
        0 => error.Absent,
        1 => .{ .id = found.entities[0], .found = found },
        else => error.NotSingle,
    };
}

/// What a query for these components, with options of this type, asks for.
pub fn Asked(comptime columns: anytype, comptime Options: type) type {
    validate("a query", Options, &.{ "with", "without", "changed", "added", "tag" });
    if (columns.len > abi.query_columns_max) @compileError("a query takes at most 8 components");
    return struct {
        const Self = @This();

        columns: [columns.len]abi.ComponentId,
        with: [lenOf(Options, "with")]abi.ComponentId,
        without: [lenOf(Options, "without")]abi.ComponentId,
        changed: [lenOf(Options, "changed")]abi.ComponentId,
        added: [lenOf(Options, "added")]abi.ComponentId,
        tag: abi.Text,

        pub fn init(ctx: *Context, options: Options) status.Error!Self {
            return .{
                .with = try ids(ctx, if (@hasField(Options, "with")) options.with else .{}),
                .without = try ids(ctx, if (@hasField(Options, "without")) options.without else .{}),
                .changed = try ids(ctx, if (@hasField(Options, "changed")) options.changed else .{}),
                .added = try ids(ctx, if (@hasField(Options, "added")) options.added else .{}),
                .columns = try ids(ctx, columns),
                .tag = .from(if (@hasField(Options, "tag")) options.tag else ""),
            };
        }

        /// The same for the host, valid as long as `self` is.
        pub fn query(self: *const Self) abi.Query {
            return .{
                .column_count = self.columns.len,
                .columns = &self.columns,
                .with = &self.with,
                .without = &self.without,
                .with_count = self.with.len,
                .without_count = self.without.len,
                .tag = self.tag,
                .changed = &self.changed,
                .added = &self.added,
                .changed_count = self.changed.len,
                .added_count = self.added.len,
                .optional = comptime optionalOf(columns),
            };
        }
    };
}

fn lenOf(comptime Options: type, comptime name: []const u8) usize {
    if (!@hasField(Options, name)) return 0;
    requireTuple("the option '" ++ name ++ "'", @FieldType(Options, name));
    return @typeInfo(@FieldType(Options, name)).@"struct".field_names.len;
}

/// What `ctx.query` does.
pub fn run(ctx: *Context, comptime columns: anytype, options: anytype) status.Error!Found(columns) {
    const asked: Asked(columns, @TypeOf(options)) = try .init(ctx, options);
    var result: abi.QueryResult = .{ .count = 0, .entities = null, .columns = @splat(null) };
    const frame = ctx.frame;
    try status.check(frame.host.query(frame, &asked.query(), &result));
    const entities: [*]const Entity = @ptrCast(result.entities orelse
        return .{ .entities = &.{}, .columns = result.columns, .ctx = ctx });
    return .{
        .entities = entities[0..result.count],
        .columns = result.columns,
        .present = result.present,
        .ctx = ctx,
    };
}

/// Most of what is nearby is not much: so many are found with one call.
const nearby_guess = 32;

/// What `ctx.findNearby` does.
pub fn nearby(ctx: *Context, center: math.Vec3, radius: f32, options: anytype) status.Error![]const Entity {
    comptime validate("findNearby", @TypeOf(options), &.{ "with", "without", "tag" });
    inline for (.{ "with", "without" }) |name| _ = comptime lenOf(@TypeOf(options), name);
    const with = try ids(ctx, if (@hasField(@TypeOf(options), "with")) options.with else .{});
    const without = try ids(ctx, if (@hasField(@TypeOf(options), "without")) options.without else .{});
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

/// One bit for each column that may be missing.
fn optionalOf(comptime columns: anytype) u32 {
    var bits: u32 = 0;
    inline for (columns, 0..) |Column, index| bits |= @as(u32, @intFromBool(isMaybe(Column))) << index;
    return bits;
}

/// The host's numbers of components: those with a mirror of the build have one of their own, others that of their
/// description.
fn ids(ctx: *Context, comptime list: anytype) status.Error![list.len]abi.ComponentId {
    var found: [list.len]abi.ComponentId = undefined;
    inline for (list, &found) |Column, *id| {
        const C = comptime componentOf(Column);
        id.* = if (comptime values.isDerived(C)) components.idOf(C) else abi.component_reflected | try values.idOf(ctx.frame, .component, C);
    }
    return found;
}

fn validate(comptime what: []const u8, comptime Options: type, comptime known: []const []const u8) void {
    for (std.meta.fieldNames(Options)) |name| {
        for (known) |option| {
            if (std.mem.eql(u8, name, option)) break;
        } else {
            var all: []const u8 = "";
            for (known) |option| all = all ++ (if (all.len == 0) "" else ", ") ++ option;
            @compileError(what ++ " has no option '" ++ name ++ "'; it has: " ++ all);
        }
    }
}
