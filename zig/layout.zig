//! A number for the layout of a type: equal numbers and sizes mean that the same bytes stand for the same values. So the host
//! may carry, from one generation of a script to the next, the bytes of what it cannot read.

const std = @import("std");

/// The number of a type without pointers. Names of types are not part of it: a type that only has another name is the same.
///
/// A type whose bytes say less than its fields do, such as a handle to items of some type, declares that type as `LayoutOf`.
pub fn hash(comptime T: type) u64 {
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
            sum = mix(sum, if (info.tag_type) |Tag| hash(Tag) else 0);
            for (info.field_names, info.field_types) |name, Field| sum = mix(mixText(sum, name), hash(Field));
        },
        else => {},
    }
    return sum;
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
    const List = @import("memory.zig").List;
    try std.testing.expectEqual(comptime hash(List(struct { x: u32 })), comptime hash(List(struct { x: u32 })));
    try std.testing.expect(comptime hash(List(struct { x: u32 })) != hash(List(struct { y: u32 })));
}
