//! Makes the flattened field list of a script's state, and finds at compile time what a state must not hold.
//!
//! A state outlives the code that made it: it is carried over when a script is reloaded, shown in an inspector and set
//! from Rust. So the host has to know each leaf by path, type and offset, and nothing may point into a library.

const std = @import("std");
const abi = @import("abi.zig");
const layout = @import("layout.zig");
const math = @import("math/math.zig");
const Entity = @import("entity.zig").Entity;

/// Alignment that the host gives to states.
const state_align_max = 16;

/// Refuses, with what to write instead, a state that the host cannot keep.
pub fn validate(comptime S: type, comptime script: []const u8) void {
    const info = switch (@typeInfo(S)) {
        .@"struct" => |info| info,
        else => @compileError("script '" ++ script ++ "' is not a struct"),
    };
    for (info.field_names, info.field_types, info.field_attrs) |name, T, attrs| {
        const what = "script '" ++ script ++ "', field '" ++ name ++ "'";
        if (attrs.@"comptime") continue;
        if (attrs.default_value_ptr == null) {
            @compileError(what ++ " has no default value; write: " ++ name ++ ": " ++ @typeName(T) ++ " = ...,");
        }
        refusePointers(T, what);
    }
    if (@alignOf(S) > state_align_max) {
        @compileError("script '" ++ script ++ "': the state is aligned to more than 16 bytes");
    }
}

/// Refuses, with what to write instead, a type that holds a pointer or something like one.
pub fn refusePointers(comptime T: type, comptime what: []const u8) void {
    switch (@typeInfo(T)) {
        .pointer, .@"fn", .@"opaque", .frame, .@"anyframe" => @compileError(what ++ " holds a pointer (" ++ @typeName(T) ++
            "), which a state cannot: the host copies the state, moves it, and keeps it across reloads; store an index, a bevy.Entity, an enum, or a fixed-size array such as [32]u8 instead"),
        .error_set, .error_union => @compileError(what ++ " holds an error (" ++ @typeName(T) ++
            "), whose number changes from build to build; store an enum instead"),
        .optional => |info| refusePointers(info.child, what),
        .array => |info| refusePointers(info.child, what),
        .vector => |info| refusePointers(info.child, what),
        .@"struct" => |info| inline for (info.field_names, info.field_types) |name, Field| {
            refusePointers(Field, what ++ ", in its field '" ++ name ++ "',");
        },
        .@"union" => |info| inline for (info.field_names, info.field_types) |name, Field| {
            refusePointers(Field, what ++ ", in its field '" ++ name ++ "',");
        },
        else => {},
    }
}

/// The leaves of a state, in the order of declaration.
pub fn fields(comptime S: type) []const abi.Field {
    @setEvalBranchQuota(100_000);
    comptime var list: []const abi.Field = &.{};
    comptime walkStruct(S, "", 0, &list);
    const final = list[0..list.len].*;
    return &final;
}

fn walkStruct(comptime T: type, comptime prefix: []const u8, comptime base: u32, comptime list: *[]const abi.Field) void {
    const info = @typeInfo(T).@"struct";
    for (info.field_names, info.field_types, info.field_attrs) |name, Field, attrs| {
        if (attrs.@"comptime") continue;
        walk(Field, prefix ++ name, base + @offsetOf(T, name), list);
    }
}

fn walk(comptime T: type, comptime path: [:0]const u8, comptime offset: u32, comptime list: *[]const abi.Field) void {
    if (kindOf(T)) |kind| {
        const named = if (kind == .@"enum") variants(T) else &.{};
        list.* = list.* ++ [_]abi.Field{.{
            .path = .from(path),
            .offset = offset,
            .kind = kind,
            .value_size = @sizeOf(T),
            .variant_count = named.len,
            .variants = if (named.len == 0) null else named.ptr,
            .layout_hash = layout.hash(T),
        }};
        return;
    }
    switch (@typeInfo(T)) {
        .@"struct" => walkStruct(T, path ++ ".", offset, list),
        .optional => |info| {
            list.* = list.* ++ [_]abi.Field{.{
                .path = .from(path),
                .offset = offset + presenceOffset(T),
                .kind = .optional,
                .value_size = 1,
                .layout_hash = layout.hash(T),
            }};
            walk(info.child, path ++ ".?", offset, list);
        },
        .array => |info| for (0..info.len) |index| {
            walk(info.child, std.fmt.comptimePrint("{s}.{d}", .{ path, index }), offset + index * @sizeOf(info.child), list);
        },
        else => unreachable,
    }
}

/// Where the byte lies that says whether an optional holds a value, which begins where the optional does.
fn presenceOffset(comptime T: type) u32 {
    const size = @sizeOf(@typeInfo(T).optional.child);
    if (@sizeOf(T) <= size) @compileError(@typeName(T) ++ " has no byte that says whether it holds a value");
    return size;
}

/// Whether the optionals of a state lie as `fields` says: the language does not promise it.
pub fn optionalsAreAsSaid(comptime T: type) bool {
    switch (@typeInfo(T)) {
        .optional => |info| {
            var probe: T = @as(info.child, undefined);
            const bytes: *const volatile [@sizeOf(T)]u8 = @ptrCast(&probe);
            if (bytes[comptime presenceOffset(T)] != 1) return false;
            if (probe) |*held| if (@intFromPtr(held) != @intFromPtr(&probe)) return false;
            probe = null;
            return bytes[comptime presenceOffset(T)] == 0 and optionalsAreAsSaid(info.child);
        },
        .array => |info| return optionalsAreAsSaid(info.child),
        .@"struct" => |info| {
            if (info.layout == .@"packed") return true;
            inline for (info.field_types, info.field_attrs) |Field, attrs| {
                if (!attrs.@"comptime" and !optionalsAreAsSaid(Field)) return false;
            }
            return true;
        },
        else => return true,
    }
}

/// The kind of a leaf; null for what is taken apart further.
pub fn kindOf(comptime T: type) ?abi.FieldKind {
    return switch (T) {
        bool => .bool,
        i8 => .i8,
        i16 => .i16,
        i32 => .i32,
        i64 => .i64,
        u8 => .u8,
        u16 => .u16,
        u32 => .u32,
        u64 => .u64,
        f32 => .f32,
        f64 => .f64,
        math.Vec2 => .vec2,
        math.Vec3 => .vec3,
        math.Quat => .quat,
        Entity => .entity,
        // The width is the target's, the host has fixed ones.
        usize => if (@sizeOf(usize) == 8) .u64 else .u32,
        isize => if (@sizeOf(isize) == 8) .i64 else .i32,
        else => switch (@typeInfo(T)) {
            .@"enum" => .@"enum",
            .array => |info| if (info.child == u8) .bytes else if (info.len > array_len_max) .@"opaque" else null,
            .@"struct" => |info| if (info.layout == .@"packed") .@"opaque" else null,
            .optional => null,
            else => .@"opaque",
        },
    };
}

/// Longer arrays are one leaf: carried whole, not shown item by item.
const array_len_max = 64;

fn variants(comptime T: type) []const abi.Variant {
    const info = @typeInfo(T).@"enum";
    var list: [info.field_names.len]abi.Variant = undefined;
    for (&list, info.field_names, info.field_values) |*variant, name, value| {
        variant.* = .{ .name = .from(name), .value = value };
    }
    const others = [_]abi.Variant{.{ .name = .from(""), .value = 0 }};
    const final = if (info.mode == .nonexhaustive) list ++ others else list;
    return &final;
}

test fields {
    const Mode = enum { idle, chase };
    const Body = struct { mass: f32 = 1, at: math.Vec3 = .zero };
    const S = struct {
        speed: f32 = 2,
        mode: Mode = .idle,
        body: Body = .{},
        slots: [2]u16 = .{ 1, 2 },
        target: Entity = .none,
        maybe: ?u32 = null,
        home: ?Body = null,
        name: [8]u8 = @splat(0),
    };
    const expected = [_]struct { []const u8, abi.FieldKind, u32 }{
        .{ "speed", .f32, @offsetOf(S, "speed") },
        .{ "mode", .@"enum", @offsetOf(S, "mode") },
        .{ "body.mass", .f32, @offsetOf(S, "body") + @offsetOf(Body, "mass") },
        .{ "body.at", .vec3, @offsetOf(S, "body") + @offsetOf(Body, "at") },
        .{ "slots.0", .u16, @offsetOf(S, "slots") },
        .{ "slots.1", .u16, @offsetOf(S, "slots") + 2 },
        .{ "target", .entity, @offsetOf(S, "target") },
        .{ "maybe", .optional, @offsetOf(S, "maybe") + 4 },
        .{ "maybe.?", .u32, @offsetOf(S, "maybe") },
        .{ "home", .optional, @offsetOf(S, "home") + @sizeOf(Body) },
        .{ "home.?.mass", .f32, @offsetOf(S, "home") + @offsetOf(Body, "mass") },
        .{ "home.?.at", .vec3, @offsetOf(S, "home") + @offsetOf(Body, "at") },
        .{ "name", .bytes, @offsetOf(S, "name") },
    };
    const found = comptime fields(S);
    try std.testing.expectEqual(expected.len, found.len);
    for (expected, found) |want, field| {
        try std.testing.expectEqualStrings(want[0], field.path.ptr.?[0..field.path.len]);
        try std.testing.expectEqual(want[1], field.kind);
        try std.testing.expectEqual(want[2], field.offset);
    }
    const mode = found[1];
    try std.testing.expectEqual(2, mode.variant_count);
    try std.testing.expectEqualStrings("chase", mode.variants.?[1].name.ptr.?[0..5]);
    const open = (comptime fields(struct { id: enum(u32) { none = 7, _ } = .none }))[0];
    try std.testing.expectEqual(2, open.variant_count);
    try std.testing.expectEqual(0, open.variants.?[1].name.len);
}

test optionalsAreAsSaid {
    const Mode = enum(u64) { a, b };
    const Body = struct { mass: f32 = 1, at: ?math.Vec3 = .zero, mode: ?Mode = null };
    const Flags = packed struct(u8) { a: u8 };
    inline for (.{ ?bool, ?u8, ?u3, ?u64, ?u128, ?f32, ?f64, ?Mode, ?Entity, ?math.Vec3, ?Body, ??u16, ?[3]?u8, ?Flags, ?void, ?[0]u8 }) |T| {
        try std.testing.expect(optionalsAreAsSaid(T));
        try std.testing.expect(optionalsAreAsSaid(struct { before: u8, it: T }));
    }
    try std.testing.expect(optionalsAreAsSaid(?union(enum) { idle, chase: f32 }));
}
