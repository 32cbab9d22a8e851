//! Values as bytes, and bytes as values.
//!
//! What lies between the parts of a value is written as zeroes, and so is what an empty optional or another variant of
//! a union leaves free: else it would differ from run to run. Bytes may come from another script, or from an older
//! version of this one; they are read only if they are a value of the type.

const std = @import("std");
const shape = @import("shape.zig");
const Tag = shape.Tag;

/// How the parts of a value follow each other. Numbers have the machine's order of bytes in both.
pub const Form = enum {
    /// As they lie in memory: payloads of signals, and vars.
    memory,
    /// One behind the other, in the order in which they are declared: what `serialize` keeps.
    sequence,
};

/// Bytes of a value, which are the same for all values of a type.
pub fn sizeOf(comptime form: Form, comptime T: type) usize {
    if (form == .memory) return @sizeOf(T);
    return switch (@typeInfo(T)) {
        .array => |info| info.len * sizeOf(form, info.child),
        .optional => |info| 1 + sizeOf(form, info.child),
        .@"struct" => |info| if (info.layout == .@"packed") @sizeOf(T) else fieldOffset(form, T, info.field_names.len),
        .@"union" => |info| size: {
            if (info.layout == .@"packed") break :size @sizeOf(T);
            var largest: usize = 0;
            for (info.field_types) |Field| largest = @max(largest, sizeOf(form, Field));
            break :size heldOffset(form, T) + largest;
        },
        else => @sizeOf(T),
    };
}

fn fieldOffset(comptime form: Form, comptime T: type, comptime index: usize) usize {
    const info = @typeInfo(T).@"struct";
    if (form == .memory) return @offsetOf(T, info.field_names[index]);
    var offset: usize = 0;
    for (info.field_types[0..index]) |Field| offset += sizeOf(form, Field);
    return offset;
}

fn tagOffset(comptime form: Form, comptime T: type) usize {
    return if (form == .memory) shape.tagOffset(T) else 0;
}

fn heldOffset(comptime form: Form, comptime T: type) usize {
    return if (form == .memory) shape.heldOffset(T) else sizeOf(form, Tag(T));
}

/// Whether all bytes of a value are the value, and all such bytes are one, so that they can be copied as they are.
fn isWhole(comptime form: Form, comptime T: type) bool {
    return switch (@typeInfo(T)) {
        .int, .float, .vector => @bitSizeOf(T) == 8 * @sizeOf(T),
        .@"enum" => |info| info.mode == .nonexhaustive and isWhole(form, info.tag_type),
        .array => |info| info.sentinel_ptr == null and isWhole(form, info.child),
        .@"struct" => |info| {
            if (info.layout == .@"packed" or form == .sequence) return false;
            var size: usize = 0;
            for (info.field_types) |Field| {
                if (!isWhole(form, Field)) return false;
                size += @sizeOf(Field);
            }
            return size == @sizeOf(T);
        },
        else => false,
    };
}

/// The bytes of a value.
pub fn encode(comptime form: Form, comptime T: type, value: T) [sizeOf(form, T)]u8 {
    var bytes: [sizeOf(form, T)]u8 = @splat(0);
    store(form, T, value, &bytes);
    return bytes;
}

/// Writes a value to bytes that are zeroes.
pub fn store(comptime form: Form, comptime T: type, value: T, bytes: *[sizeOf(form, T)]u8) void {
    if (comptime isWhole(form, T)) return @memcpy(bytes, std.mem.asBytes(&value));
    switch (@typeInfo(T)) {
        .array => |info| {
            const size = comptime sizeOf(form, info.child);
            for (value, 0..) |item, index| store(form, info.child, item, bytes[index * size ..][0..size]);
        },
        .optional => |info| {
            storeAt(form, bool, value != null, bytes, comptime tagOffset(form, T));
            if (value) |held| storeAt(form, info.child, held, bytes, comptime heldOffset(form, T));
        },
        .@"struct" => |info| {
            if (info.layout == .@"packed") return storeNumber(T, value, bytes);
            inline for (info.field_names, info.field_types, 0..) |name, Field, index| {
                storeAt(form, Field, @field(value, name), bytes, comptime fieldOffset(form, T, index));
            }
        },
        .@"union" => |info| {
            if (info.layout == .@"packed") return storeNumber(T, value, bytes);
            storeAt(form, Tag(T), value, bytes, comptime tagOffset(form, T));
            switch (value) {
                inline else => |held| storeAt(form, @TypeOf(held), held, bytes, comptime heldOffset(form, T)),
            }
        },
        else => storeNumber(T, value, bytes),
    }
}

inline fn storeAt(comptime form: Form, comptime T: type, value: T, bytes: []u8, comptime offset: usize) void {
    store(form, T, value, bytes[offset..][0..comptime sizeOf(form, T)]);
}

/// The value that these bytes are; null if they are none.
pub fn load(comptime form: Form, comptime T: type, bytes: *const [sizeOf(form, T)]u8) ?T {
    if (comptime isWhole(form, T)) return std.mem.bytesToValue(T, bytes);
    switch (@typeInfo(T)) {
        .array => |info| {
            const size = comptime sizeOf(form, info.child);
            var value: T = undefined;
            for (&value, 0..) |*item, index| {
                item.* = load(form, info.child, bytes[index * size ..][0..size]) orelse return null;
            }
            if (info.sentinel()) |end| value[info.len] = end;
            return value;
        },
        .optional => |info| {
            const is_held = loadAt(form, bool, bytes, comptime tagOffset(form, T)) orelse return null;
            // An optional of an optional: what is no value must not look like one that is empty.
            if (!is_held) return @as(T, null);
            return @as(T, loadAt(form, info.child, bytes, comptime heldOffset(form, T)) orelse return null);
        },
        .@"struct" => |info| {
            if (info.layout == .@"packed") return loadNumber(T, bytes);
            var value: T = undefined;
            inline for (info.field_names, info.field_types, 0..) |name, Field, index| {
                @field(value, name) = loadAt(form, Field, bytes, comptime fieldOffset(form, T, index)) orelse return null;
            }
            return value;
        },
        .@"union" => |info| {
            if (info.layout == .@"packed") return loadNumber(T, bytes);
            const tag = loadAt(form, Tag(T), bytes, comptime tagOffset(form, T)) orelse return null;
            inline for (info.field_names, info.field_types) |name, Field| {
                if (tag == @field(Tag(T), name)) {
                    const held = loadAt(form, Field, bytes, comptime heldOffset(form, T)) orelse return null;
                    return @unionInit(T, name, held);
                }
            }
            return null;
        },
        else => return loadNumber(T, bytes),
    }
}

inline fn loadAt(comptime form: Form, comptime T: type, bytes: []const u8, comptime offset: usize) ?T {
    return load(form, T, bytes[offset..][0..comptime sizeOf(form, T)]);
}

/// The integer that a value is, in as many bits as it has.
fn Number(comptime T: type) type {
    return switch (@typeInfo(T)) {
        .int => T,
        .@"enum" => |info| info.tag_type,
        else => @Int(.unsigned, @bitSizeOf(T)),
    };
}

/// The integer that fills the memory of a value. What it has more of bits is as the sign says.
fn Filled(comptime T: type) type {
    return @Int(@typeInfo(Number(T)).int.signedness, 8 * @sizeOf(T));
}

fn storeNumber(comptime T: type, value: T, bytes: *[@sizeOf(T)]u8) void {
    const filled: Filled(T) = switch (@typeInfo(T)) {
        .void => 0,
        .bool => @intFromBool(value),
        .@"enum" => @backingInt(value),
        else => @as(Number(T), @bitCast(value)),
    };
    @memcpy(bytes, std.mem.asBytes(&filled));
}

fn loadNumber(comptime T: type, bytes: *const [@sizeOf(T)]u8) ?T {
    const number = std.math.cast(Number(T), std.mem.bytesToValue(Filled(T), bytes)) orelse return null;
    if (!isValue(T, number)) return null;
    return switch (@typeInfo(T)) {
        .void => {},
        .bool => number == 1,
        .@"enum" => @fromBackingInt(number),
        else => @bitCast(number),
    };
}

/// Whether a number stands for a value of the type; of a packed struct, whether all of its fields have one.
fn isValue(comptime T: type, number: Number(T)) bool {
    switch (@typeInfo(T)) {
        .@"enum" => return std.enums.fromInt(T, number) != null,
        .@"struct" => |info| {
            inline for (info.field_names, info.field_types) |name, Field| {
                const bits: @Int(.unsigned, @bitSizeOf(Field)) = @truncate(number >> @bitOffsetOf(T, name));
                if (!isValue(Field, @bitCast(bits))) return false;
            }
            return true;
        },
        else => return true,
    }
}

const math = @import("../math/math.zig");
const Entity = @import("../api/entity.zig").Entity;
const Mode = enum(i16) { low = -300, high = 300 };
const Flags = packed struct(u8) { speed: enum(u2) { slow, fast, faster }, left: bool, rest: u5 };
const Body = struct { mass: u8, home: ?f32, at: [2]math.Vec2 };
const Goal = union(enum) { wait, hunt: struct { tries: u8, target: Entity }, home: ?Mode };
const OpenTag = enum(u8) { a, b, _ };
const Open = union(OpenTag) { a, b: u16 };
const Wide = union(Mode) { low: u64, high: bool };

test "what is stored is loaded" {
    inline for (.{
        @as(void, {}),                                                      @as(bool, true),                    @as(u3, 5),
        @as(i24, -7),                                                       @as(f80, 1.5),                      Mode.low,
        enum { only }.only,                                                 @as(Entity, @fromBackingInt(99)),   Flags{ .speed = .faster, .left = true, .rest = 9 },
        @as(?u32, null),                                                    @as(?u32, 7),                       @as(??u8, null),
        @as(??u8, @as(?u8, null)),                                          @as(??u8, 3),                       [3]?Mode{ .low, null, .high },
        @as([2:9]u8, .{ 1, 2 }),                                            @as(@Vector(3, f32), .{ 1, 2, 3 }), @as(@Vector(3, bool), .{ true, false, true }),
        Body{ .mass = 1, .home = null, .at = .{ .new(1, 2), .new(3, 4) } }, @as(Goal, .wait),                   Goal{ .hunt = .{ .tries = 2, .target = .none } },
        Goal{ .home = null },                                               Goal{ .home = .high },              Wide{ .low = 1 << 40 },
        Wide{ .high = true },                                               Open{ .b = 9 },                     @as(union(enum) { one: f32 }, .{ .one = 2 }),
    }) |value| {
        const T = @TypeOf(value);
        inline for (.{ Form.memory, Form.sequence }) |form| {
            try std.testing.expectEqual(@as(?T, value), load(form, T, &encode(form, T, value)));
        }
    }
}

test "bytes that are no value are not loaded" {
    const Held = struct { value: ?u16, goal: Goal, wide: Wide, mode: Mode, flags: Flags, odd: u3, sure: bool };
    const value: Held = .{
        .value = 5,
        .goal = .{ .hunt = .{ .tries = 1, .target = .none } },
        .wide = .{ .high = true },
        .mode = .low,
        .flags = .{ .speed = .slow, .left = false, .rest = 0 },
        .odd = 7,
        .sure = true,
    };
    const bytes = encode(.memory, Held, value);
    for (comptime [_]struct { usize, u8 }{
        .{ @offsetOf(Held, "value") + shape.tagOffset(?u16), 2 },
        .{ @offsetOf(Held, "goal") + shape.tagOffset(Goal), 3 },
        .{ @offsetOf(Held, "wide") + shape.tagOffset(Wide), 0 },
        .{ @offsetOf(Held, "wide") + shape.heldOffset(Wide), 2 },
        .{ @offsetOf(Held, "mode"), 0 },
        .{ @offsetOf(Held, "flags"), 3 },
        .{ @offsetOf(Held, "odd"), 8 },
        .{ @offsetOf(Held, "sure"), 2 },
    }) |change| {
        var broken = bytes;
        broken[change[0]] = change[1];
        try std.testing.expectEqual(null, load(.memory, Held, &broken));
    }
    // Of a variant that is not there, nothing is looked at.
    var other = bytes;
    @memset(other[@offsetOf(Held, "goal")..][0..@sizeOf(Goal)], 0xaa);
    other[comptime @offsetOf(Held, "goal") + shape.tagOffset(Goal)] = 0;
    try std.testing.expectEqual(Goal.wait, load(.memory, Held, &other).?.goal);

    try std.testing.expectEqual(null, load(.sequence, Goal, &(.{3} ++ @as([9]u8, @splat(0)))));
    try std.testing.expectEqual(null, load(.sequence, ?u8, &.{ 2, 0 }));
    try std.testing.expectEqual(null, load(.sequence, [2]bool, &.{ 1, 2 }));
}

test "what lies between the parts of a value is zero" {
    // Memory that was something else before.
    var held: extern struct { value: [@sizeOf(Body)]u8 align(@alignOf(Body)) = @splat(0xaa) } = .{};
    const body: *Body = @ptrCast(&held.value);
    body.mass = 1;
    body.home = null;
    body.at = .{ .zero, .zero };
    var expected: [@sizeOf(Body)]u8 = @splat(0);
    expected[@offsetOf(Body, "mass")] = 1;
    try std.testing.expectEqualSlices(u8, &expected, &encode(.memory, Body, body.*));
    const wait: Goal = .wait;
    try std.testing.expectEqualSlices(u8, &@as([@sizeOf(Goal)]u8, @splat(0)), &encode(.memory, Goal, wait));
    try std.testing.expectEqualSlices(u8, &.{ 0, 0, 0, 0, 0 }, &encode(.sequence, ?f32, null));
}

test "a sequence has what is declared, in that order" {
    const value: struct { a: u8, b: u32, c: ?u16 } = .{ .a = 1, .b = 2, .c = 3 };
    const bytes = encode(.sequence, @TypeOf(value), value);
    try std.testing.expectEqual(1 + 4 + 1 + 2, bytes.len);
    try std.testing.expectEqual(2, load(.sequence, u32, bytes[1..5]));
    try std.testing.expectEqual(3, load(.sequence, ?u16, bytes[5..8]).?);
    try std.testing.expectEqual(1 + 1 + 8, comptime sizeOf(.sequence, Goal));
}
