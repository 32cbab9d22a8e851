//! The shape of a type: what lies where in its memory, and what must not be there.
//!
//! A state outlives the code that made it: it is carried over when a script is reloaded, shown in an inspector and set
//! from Rust. So the host has to know each leaf by path, type and offset, and nothing may point into a library.
//! Payloads, vars and kept states leave their script likewise.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const decimal = @import("decimal.zig").decimal;
const math = @import("../math/math.zig");
const Entity = @import("../api/entity.zig").Entity;

/// Alignment that the host gives to states.
const state_align_max = 16;

/// Refuses, with what to write instead, a state that the host cannot keep.
pub fn validate(comptime S: type, comptime script: []const u8) void {
    const info = switch (@typeInfo(S)) {
        .@"struct" => |info| info,
        else => @compileError("script '" ++ script ++ "' is not a struct"),
    };
    for (info.field_names, info.field_types, info.field_attrs) |name, T, attrs| {
        if (attrs.@"comptime" or (attrs.default_value_ptr != null and Sound(.pointers, T).all)) continue;
        const what = "script '" ++ script ++ "', field '" ++ name ++ "'";
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
    refuse(.pointers, T, what);
}

/// Refuses, with what to write instead, a type whose values no other script could read from their bytes.
pub fn requireBytes(comptime T: type, comptime what: []const u8) void {
    refuse(.pointers, T, what);
    refuse(.untold, T, what);
}

const Refused = enum {
    /// What means nothing elsewhere.
    pointers,
    /// What only the compiler has, and unions of which nobody can tell what they hold.
    untold,
};

fn refuse(comptime refused: Refused, comptime T: type, comptime what: []const u8) void {
    if (Sound(refused, T).all) return;
    switch (@typeInfo(T)) {
        .pointer, .@"fn", .@"opaque", .frame, .@"anyframe" => if (refused == .pointers) @compileError(what ++ " holds a pointer (" ++ @typeName(T) ++
            "), which a state cannot: the host copies the state, moves it, and keeps it across reloads; store an index, a bevy.Entity, an enum, or a fixed-size array such as [32]u8 instead"),
        .error_set, .error_union => if (refused == .pointers) @compileError(what ++ " holds an error (" ++ @typeName(T) ++
            "), whose number changes from build to build; store an enum instead"),
        .comptime_int, .comptime_float, .enum_literal, .null, .undefined, .type => if (refused == .untold) @compileError(what ++
            " has no type of its own (" ++ @typeName(T) ++ "); give it one, as in @as(u32, 5)"),
        inline .optional, .array, .vector => |info| refuse(refused, info.child, what),
        .@"struct" => |info| inline for (info.field_names, info.field_types, info.field_attrs) |name, Field, attrs| {
            if (refused == .untold and attrs.@"comptime") @compileError(what ++ ", in its field '" ++ name ++
                "', is a comptime value; declare a struct for it, with a type for each field, as in struct { damage: u32 }");
            refuse(refused, Field, what ++ ", in its field '" ++ name ++ "',");
        },
        .@"union" => |info| {
            if (refused == .untold and info.tag_type == null and info.layout != .@"packed") @compileError(what ++ " is a union without a tag (" ++
                @typeName(T) ++ "), and its bytes do not say which field it holds; declare it as union(enum)");
            inline for (info.field_names, info.field_types) |name, Field| refuse(refused, Field, what ++ ", in its field '" ++ name ++ "',");
        },
        else => {},
    }
}

/// Whether there is nothing to refuse in a type. As a constant, for the same reason as leaves: most types are as they
/// were, and where to look for what is wrong is a question only if something is.
fn Sound(comptime refused: Refused, comptime T: type) type {
    return struct {
        const all = isSound(refused, T);
    };
}

fn isSound(comptime refused: Refused, comptime T: type) bool {
    return switch (@typeInfo(T)) {
        .pointer, .@"fn", .@"opaque", .frame, .@"anyframe", .error_set, .error_union => refused != .pointers,
        .comptime_int, .comptime_float, .enum_literal, .null, .undefined, .type => refused != .untold,
        inline .optional, .array, .vector => |info| Sound(refused, info.child).all,
        .@"struct" => |info| for (info.field_types, info.field_attrs) |Field, attrs| {
            if ((refused == .untold and attrs.@"comptime") or !Sound(refused, Field).all) break false;
        } else true,
        .@"union" => |info| if (refused == .untold and info.tag_type == null and info.layout != .@"packed") false else for (info.field_types) |Field| {
            if (!Sound(refused, Field).all) break false;
        } else true,
        else => true,
    };
}

/// The leaves of a state, in the order of declaration.
pub fn fields(comptime S: type) []const abi.Field {
    return Leaves(S).of_struct;
}

/// The leaves of a value of this type, with paths that begin at it. As constants, since a compiler that compiles again
/// what has changed does not know what functions have returned: so only what has changed is walked through again.
fn Leaves(comptime T: type) type {
    return struct {
        /// Of a struct whose fields each have their own, whatever it is elsewhere.
        const of_struct = leavesOfStruct(T);
        const all = leavesOf(T);
    };
}

fn leavesOfStruct(comptime T: type) []const abi.Field {
    @setEvalBranchQuota(1_000_000);
    const info = @typeInfo(T).@"struct";
    var parts: [info.field_names.len][]const abi.Field = undefined;
    var count: usize = 0;
    for (&parts, info.field_types, info.field_attrs) |*part, Field, attrs| {
        part.* = if (attrs.@"comptime") &.{} else Leaves(Field).all;
        count += part.len;
    }
    var list: [count]abi.Field = undefined;
    var next: usize = 0;
    for (info.field_names, parts) |name, part| {
        if (part.len > 0) next = put(&list, next, name, @offsetOf(T, name), part);
    }
    const final = list;
    return &final;
}

/// Puts the leaves of a part into the list of the whole, behind the others. Returns where the next one goes.
fn put(comptime list: []abi.Field, comptime first: usize, comptime path: [:0]const u8, comptime offset: u32, comptime part: []const abi.Field) usize {
    for (part, first..) |leaf, index| {
        // A path of its own is that of a leaf which is the whole part. The contract promises a null behind it.
        const whole: [:0]const u8 = if (leaf.path.len == 0) path else path ++ "." ++ leaf.path.ptr.?[0..leaf.path.len];
        list[index] = leaf;
        list[index].offset += offset;
        list[index].path = .from(whole);
    }
    return first + part.len;
}

fn leavesOf(comptime T: type) []const abi.Field {
    @setEvalBranchQuota(1_000_000);
    const info = @typeInfo(T);
    const kind = kindOf(T) orelse switch (info) {
        .@"struct" => return Leaves(T).of_struct,
        .array => |array| {
            const item = Leaves(array.child).all;
            var list: [array.len * item.len]abi.Field = undefined;
            for (0..array.len) |index| {
                _ = put(&list, index * item.len, decimal(index), index * @sizeOf(array.child), item);
            }
            const final = list;
            return &final;
        },
        .optional => .optional,
        .@"union" => .@"union",
        else => comptime unreachable,
    };
    // Of what may hold one thing or another, the leaf is what says which.
    const tag_offset, const Leaf = switch (kind) {
        .optional, .@"union" => .{ tagOffset(T), Tag(T) },
        else => .{ 0, T },
    };
    const named: []const abi.Variant = if (kind == .moment or kind == .step)
        T.leaf_variants
    else if (@typeInfo(Leaf) == .@"enum" and kind != .entity) variants(Leaf, kind == .@"enum") else &.{};
    var list: []const abi.Field = &.{.{
        .path = .from(""),
        .offset = tag_offset,
        .kind = kind,
        .value_size = @sizeOf(Leaf),
        .variant_count = named.len,
        .variants = if (named.len == 0) null else named.ptr,
        .layout_hash = hash(T),
    }};
    switch (kind) {
        .optional => list = with(list, "?", 0, info.optional.child),
        .@"union" => for (info.@"union".field_names, info.@"union".field_types) |name, Field| {
            if (Field != void) list = with(list, name, heldOffset(T), Field);
        },
        else => {},
    }
    const final = list[0..list.len].*;
    return &final;
}

fn with(comptime list: []const abi.Field, comptime path: [:0]const u8, comptime offset: u32, comptime Part: type) []const abi.Field {
    const part = Leaves(Part).all;
    var more: [part.len]abi.Field = undefined;
    _ = put(&more, 0, path, offset, part);
    return list ++ more;
}

/// What says which value an optional or a tagged union holds.
pub fn Tag(comptime T: type) type {
    return switch (@typeInfo(T)) {
        .optional => bool,
        .@"union" => |info| info.tag_type.?,
        else => comptime unreachable,
    };
}

/// Where the number lies that says what an optional or a tagged union holds. Behind the value of an optional there is a
/// byte for it.
pub fn tagOffset(comptime T: type) u32 {
    switch (@typeInfo(T)) {
        .optional => |info| {
            if (@sizeOf(T) <= @sizeOf(info.child)) @compileError(@typeName(T) ++ " has no byte that says whether it holds a value");
            return @sizeOf(info.child);
        },
        .@"union" => |info| return placesIn(info.tag_type.?, info).tag,
        else => comptime unreachable,
    }
}

/// Where the value lies that an optional or a tagged union holds.
pub fn heldOffset(comptime T: type) u32 {
    return switch (@typeInfo(T)) {
        .@"union" => |info| placesIn(info.tag_type.?, info).held,
        else => 0,
    };
}

/// Where the number and the value of a tagged union lie: what has the larger alignment comes first. `info` is what
/// `@typeInfo` says of the union, which is worth asking for only once.
fn placesIn(comptime Number: type, comptime info: anytype) struct { tag: u32, held: u32 } {
    var size: u32 = 0;
    var alignment: u32 = 1;
    for (info.field_types, info.field_attrs) |Field, attrs| {
        size = @max(size, @sizeOf(Field));
        alignment = @max(alignment, attrs.@"align" orelse @alignOf(Field));
    }
    if (@alignOf(Number) < alignment) return .{ .tag = size, .held = 0 };
    return .{ .tag = 0, .held = (@sizeOf(Number) + alignment - 1) / alignment * alignment };
}

/// Whether the optionals and unions in a type lie as said here: the language does not promise it.
pub fn liesAsSaid(comptime T: type) bool {
    switch (@typeInfo(T)) {
        .optional => |info| {
            var probe: T = @as(info.child, undefined);
            if (!hasTag(T, &probe, @as(u8, 1))) return false;
            if (probe) |*held| if (@intFromPtr(held) != @intFromPtr(&probe)) return false;
            probe = null;
            return hasTag(T, &probe, @as(u8, 0)) and liesAsSaid(info.child);
        },
        .@"union" => |info| {
            if (info.tag_type == null) return true;
            inline for (info.field_names, info.field_types) |name, Field| {
                var probe: T = @unionInit(T, name, undefined);
                if (!hasTag(T, &probe, @field(Tag(T), name))) return false;
                const held = @intFromPtr(&@field(probe, name)) - @intFromPtr(&probe);
                if (@sizeOf(Field) > 0 and held != comptime heldOffset(T)) return false;
                if (!liesAsSaid(Field)) return false;
            }
            return true;
        },
        .array => |info| return liesAsSaid(info.child),
        .@"struct" => |info| {
            if (info.layout == .@"packed") return true;
            inline for (info.field_types, info.field_attrs) |Field, attrs| {
                if (!attrs.@"comptime" and !liesAsSaid(Field)) return false;
            }
            return true;
        },
        else => return true,
    }
}

/// Whether the memory of an optional or a union has this tag.
fn hasTag(comptime T: type, probe: *const volatile T, tag: anytype) bool {
    const bytes: *const volatile [@sizeOf(T)]u8 = @ptrCast(probe);
    const found = bytes[comptime tagOffset(T)..][0..@sizeOf(@TypeOf(tag))].*;
    return std.mem.eql(u8, &found, std.mem.asBytes(&tag));
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
            .@"struct" => |info| if (info.layout != .@"packed") (if (@hasDecl(T, "leaf_kind")) T.leaf_kind else null) else if (isList(T)) .list else .@"opaque",
            .optional => null,
            .@"union" => |info| if (info.tag_type == null) .@"opaque" else null,
            else => .@"opaque",
        },
    };
}

/// Whether a packed struct is the handle of a `bevy.List`, which the host has to know: its items are the host's memory.
fn isList(comptime T: type) bool {
    return @hasDecl(T, "LayoutOf") and @hasField(T, "block") and @sizeOf(T) == 16;
}

/// Longer arrays are one leaf: carried whole, not shown item by item.
const array_len_max = 64;

/// The names and numbers of an enum. If values without a name count, and there are any, the last has none, and tells by
/// its sign whether they have one.
fn variants(comptime T: type, comptime unnamed: bool) []const abi.Variant {
    const info = @typeInfo(T).@"enum";
    var list: [info.field_names.len]abi.Variant = undefined;
    for (&list, info.field_names, info.field_values) |*variant, name, value| {
        variant.* = .{ .name = .from(name), .value = value };
    }
    const signed = @typeInfo(info.tag_type).int.signedness == .signed;
    const others = [_]abi.Variant{.{ .name = .from(""), .value = if (signed) -1 else 0 }};
    const final = if (unnamed and info.mode == .nonexhaustive) list ++ others else list;
    return &final;
}

/// A number for a type without pointers: types with equal numbers and sizes have the same bytes for the same values, so
/// that the host may carry what it cannot read from one generation of a script to the next. A type that only has
/// another name is the same.
///
/// A type whose bytes say less than its fields do, such as a handle to items of some type, declares that type as
/// `LayoutOf`.
pub fn hash(comptime T: type) u64 {
    return Hashed(T).sum;
}

/// As a constant, for the same reason as leaves.
fn Hashed(comptime T: type) type {
    return struct {
        const sum = hashOf(T);
    };
}

fn hashOf(comptime T: type) u64 {
    @setEvalBranchQuota(1_000_000);
    comptime var sum: u64 = mix(seed, @backingInt(@as(std.lang.TypeId, @typeInfo(T))));
    sum = mix(sum, @sizeOf(T));
    switch (@typeInfo(T)) {
        .int => |info| sum = mix(mix(sum, info.bits), @intFromBool(info.signedness == .signed)),
        .float => |info| sum = mix(sum, info.bits),
        .array => |info| sum = mix(mix(sum, info.len), hash(info.child)),
        .vector => |info| sum = mix(mix(sum, info.len), hash(info.child)),
        .optional => |info| sum = mix(sum, hash(info.child)),
        .@"enum" => |info| {
            sum = mix(mix(sum, hash(info.tag_type)), @intFromBool(info.mode == .exhaustive));
            for (info.field_names, info.field_values) |name, value| {
                sum = mix(mixText(sum, name), @truncate(@as(u128, @bitCast(@as(i128, value)))));
            }
        },
        .@"struct" => |info| {
            for (info.field_names, info.field_types, info.field_attrs) |name, Field, attrs| {
                if (attrs.@"comptime") continue;
                sum = mix(mix(mixText(sum, name), @bitOffsetOf(T, name)), hash(Field));
            }
            if (@hasDecl(T, "LayoutOf")) sum = mix(sum, hash(T.LayoutOf));
        },
        .@"union" => |info| {
            sum = mix(sum, if (info.tag_type) |Number| hash(Number) else 0);
            for (info.field_names, info.field_types) |name, Field| sum = mix(mixText(sum, name), hash(Field));
        },
        else => {},
    }
    return sum;
}

/// A number for which names stand for which numbers in the enums and tagged unions of a type, in the order in which
/// they are declared; 0 if it has none.
pub fn variantsHash(comptime T: type) u16 {
    @setEvalBranchQuota(1_000_000);
    const sum = mixVariants(seed, T);
    if (sum == seed) return 0;
    return @max(1, @as(u16, @truncate(sum ^ (sum >> 16))));
}

fn mixVariants(comptime before: u64, comptime T: type) u64 {
    comptime var sum = before;
    switch (@typeInfo(T)) {
        inline .optional, .array, .vector => |info| sum = mixVariants(sum, info.child),
        .@"enum" => |info| if (T != Entity) {
            sum = mix(sum, info.field_names.len);
            for (info.field_names, info.field_values) |name, value| {
                sum = mix(mixText(sum, name), @truncate(@as(u128, @bitCast(@as(i128, value)))));
            }
        },
        .@"struct" => |info| for (info.field_types, info.field_attrs) |Field, attrs| {
            if (!attrs.@"comptime") sum = mixVariants(sum, Field);
        },
        .@"union" => |info| {
            if (info.tag_type) |Which| sum = mix(mixVariants(sum, Which), info.field_types.len);
            for (info.field_types) |Field| sum = mixVariants(sum, Field);
        },
        else => {},
    }
    return sum;
}

test variantsHash {
    const expect = std.testing.expect;
    inline for (.{ void, u32, math.Vec3, Entity, struct { a: ?f32, b: [3]u8 } }) |T| try expect(comptime variantsHash(T) == 0);
    const Mode = enum { idle, chase };
    const Other = enum { chase, idle };
    const all = [_]u16{
        comptime variantsHash(Mode),
        comptime variantsHash(Other),
        comptime variantsHash(enum(u8) { idle, chase, flee }),
        comptime variantsHash(struct { a: Mode, b: Other }),
        comptime variantsHash(union(enum) { idle, chase: Mode }),
        comptime variantsHash(union(enum) { idle, chase: Other }),
    };
    for (all, 0..) |one, index| {
        try expect(one != 0);
        for (all[index + 1 ..]) |other| try expect(one != other);
    }
    // Names and places of fields are not what it is about.
    try expect(comptime variantsHash(struct { x: f32, mode: Mode }) == variantsHash(struct { m: ?Mode }));
}

const seed: u64 = 0xcbf2_9ce4_8422_2325;

fn mix(sum: u64, value: u64) u64 {
    const product = (sum ^ value) *% 0x9e37_79b9_7f4a_7c15;
    return product ^ (product >> 32);
}

fn mixText(sum: u64, text: []const u8) u64 {
    var mixed = mix(sum, text.len);
    for (text) |byte| mixed = mix(mixed, byte);
    return mixed;
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
    try std.testing.expectEqual(0, open.variants.?[1].value);
    const signed = (comptime fields(struct { id: enum(i8) { none = 7, _ } = .none }))[0];
    try std.testing.expectEqual(-1, signed.variants.?[1].value);
}

test "the leaves of a union are its tag and those of what each variant holds" {
    const Mode = enum { idle, chase };
    const Hunt = struct { speed: f32, prey: ?u8 };
    const Goal = union(enum(i8)) { wait = -1, hunt: Hunt = 3, home: Mode = 4 };
    const S = struct { goal: Goal, maybe: ?Goal };
    const at = @offsetOf(S, "goal");
    const tag = at + comptime tagOffset(Goal);
    const maybe = @offsetOf(S, "maybe");
    const expected = [_]struct { []const u8, abi.FieldKind, u32, u32 }{
        .{ "goal", .@"union", tag, 1 },
        .{ "goal.hunt.speed", .f32, at + @offsetOf(Hunt, "speed"), 4 },
        .{ "goal.hunt.prey", .optional, at + @offsetOf(Hunt, "prey") + 1, 1 },
        .{ "goal.hunt.prey.?", .u8, at + @offsetOf(Hunt, "prey"), 1 },
        .{ "goal.home", .@"enum", at, 1 },
        .{ "maybe", .optional, maybe + @sizeOf(Goal), 1 },
        .{ "maybe.?", .@"union", maybe + comptime tagOffset(Goal), 1 },
        .{ "maybe.?.hunt.speed", .f32, maybe + @offsetOf(Hunt, "speed"), 4 },
        .{ "maybe.?.hunt.prey", .optional, maybe + @offsetOf(Hunt, "prey") + 1, 1 },
        .{ "maybe.?.hunt.prey.?", .u8, maybe + @offsetOf(Hunt, "prey"), 1 },
        .{ "maybe.?.home", .@"enum", maybe, 1 },
    };
    const found = comptime fields(S);
    try std.testing.expectEqual(expected.len, found.len);
    for (expected, found) |want, field| {
        try std.testing.expectEqualStrings(want[0], field.path.ptr.?[0..field.path.len]);
        try std.testing.expectEqual(want[1], field.kind);
        try std.testing.expectEqual(want[2], field.offset);
        try std.testing.expectEqual(want[3], field.value_size);
    }
    try std.testing.expectEqual(3, found[0].variant_count);
    try std.testing.expectEqualStrings("hunt", found[0].variants.?[1].name.ptr.?[0..4]);
    try std.testing.expectEqual(-1, found[0].variants.?[0].value);
    const Open = enum(u8) { low, high, _ };
    try std.testing.expectEqual(2, (comptime fields(struct { it: union(Open) { low: u8, high: u16 } }))[0].variant_count);
    const only = comptime fields(struct { it: union(enum) { one: u16 }, other: extern union { a: u8, b: i8 } });
    try std.testing.expectEqual(3, only.len);
    try std.testing.expectEqual(0, only[0].value_size);
    try std.testing.expectEqual(.@"opaque", only[2].kind);
}

test liesAsSaid {
    const Mode = enum(u64) { a, b };
    const Body = struct { mass: f32 = 1, at: ?math.Vec3 = .zero, mode: ?Mode = null };
    const Flags = packed struct(u8) { a: u8 };
    const payloads = .{ bool, u8, u3, u24, u64, u128, f32, f64, f80, Mode, Entity, math.Vec3, Body, Flags } ++
        .{ ?u16, [3]u8, [3]u16, [5]u32, void, u0, [0]u8, [0]u64, @Vector(3, f32), union(enum) { a, b: f64 } };
    inline for (payloads) |Held| {
        inline for (.{
            ?Held,
            union(enum) { only: Held },
            union(enum) { idle, held: Held },
            union(enum) { byte: u8, held: Held },
            union(enum) { held: Held, wide: [9]u16, aligned: u8 align(16) },
            union(enum(i8)) { below: Held = -1, above: u32 = 1 },
            union(enum(u24)) { held: Held, short: [7]u8 },
            union(enum(u16)) { held: Held, odd: [7]u8 align(4) },
            union(Mode) { a: Held, b: void },
        }) |T| {
            try std.testing.expect(liesAsSaid(T));
            try std.testing.expect(liesAsSaid(struct { before: u8, it: T }));
        }
    }
}

test hash {
    const First = union(enum) { idle, chase: struct { speed: f32, tries: u8 } };
    const Same = union(enum) { idle, chase: struct { speed: f32, tries: u8 } };
    try std.testing.expectEqual(comptime hash(First), comptime hash(Same));
    // Each differs from the one above it in one thing that shows in the bytes, or in what they mean.
    const all = [_]u64{
        comptime hash(First),
        comptime hash(union(enum) { chase: struct { speed: f32, tries: u8 }, idle }),
        comptime hash(union(enum) { idle, chase: struct { speed: f32, tries: i8 } }),
        comptime hash(union(enum) { idle, chase: struct { speed: f32, count: u8 } }),
        comptime hash(union(enum) { idle, hunt: struct { speed: f32, tries: u8 } }),
        comptime hash(enum(u8) { a, b }),
        comptime hash(enum(u8) { b, a }),
        comptime hash(enum(i8) { b, a }),
        comptime hash(enum(u8) { a, b, _ }),
        comptime hash([100]u16),
        comptime hash([50]u32),
        comptime hash([50]f32),
        comptime hash(?u32),
        comptime hash(?f32),
        comptime hash(packed struct(u8) { a: u4, b: u4 }),
        comptime hash(packed struct(u8) { a: u3, b: u5 }),
        comptime hash(u7),
        comptime hash(u6),
    };
    for (all, 0..) |one, index| {
        for (all[index + 1 ..]) |other| try std.testing.expect(one != other);
    }
}

test "a handle to items of another type is another layout" {
    const List = @import("../api/memory.zig").List;
    try std.testing.expectEqual(comptime hash(List(struct { x: u32 })), comptime hash(List(struct { x: u32 })));
    try std.testing.expect(comptime hash(List(struct { x: u32 })) != hash(List(struct { y: u32 })));
    try std.testing.expectEqual(.list, kindOf(List(u8)));
    try std.testing.expectEqual(.@"opaque", kindOf(packed struct(u128) { block: u64, len: u64 }));
}
