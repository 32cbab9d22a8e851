//! Tests of the mirrors: each is a type that a script can use.

const std = @import("std");
const bevy = @import("../bevy.zig");
const types = @import("../value/type.zig");

test "each mirror has a description, which says where the compiler has put its members" {
    @setEvalBranchQuota(1_000_000);
    comptime var count = 0;
    inline for (comptime std.meta.declarations(bevy)) |namespace| {
        if (namespace[0] < 'a') continue;
        const of_crate = @field(bevy, namespace);
        if (@TypeOf(of_crate) != type) continue;
        inline for (comptime std.meta.declarations(of_crate)) |name| {
            const mirror = @field(of_crate, name);
            if (@TypeOf(mirror) == type and comptime types.isMirror(mirror)) {
                count += 1;
                try std.testing.expect(types.typeOf(mirror).path.len > 0);
                try expectPlaces(mirror);
            }
        }
    }
    try std.testing.expect(count > 500);
}

/// Compares a description, and those of what the type has, with the compiler and with memory.
fn expectPlaces(comptime T: type) !void {
    @setEvalBranchQuota(1_000_000);
    const seen = struct {
        var is_done = false;
        const Of = T;
    };
    if (seen.is_done) return;
    seen.is_done = true;
    errdefer std.debug.print("the description of {s} is wrong\n", .{@typeName(T)});
    const described = types.typeOf(T);
    const expect = std.testing.expectEqual;
    try expect(@sizeOf(T), described.size);
    try std.testing.expect(seen.Of == T);
    try expect(@max(@alignOf(T), 1), described.@"align");
    switch (@typeInfo(T)) {
        .@"struct" => |info| inline for (info.field_names, info.field_types, 0..) |name, Field, index| {
            const member = described.members.?[index];
            try std.testing.expectEqualStrings(name, member.name.ptr.?[0..member.name.len]);
            if (@sizeOf(Field) > 0) try expect(@offsetOf(T, name), member.offset);
            try expect(types.typeOf(Field), member.type);
            try expectPlaces(Field);
        },
        .@"union" => |info| inline for (info.field_names, info.field_types, 0..) |name, Held, index| {
            const member = described.members.?[index];
            try std.testing.expectEqualStrings(name, member.name.ptr.?[0..member.name.len]);
            const tag = @field(info.tag_type.?, name);
            try expect(@backingInt(tag), member.value);
            const probe: T = @unionInit(T, name, undefined);
            const bytes = std.mem.asBytes(&probe)[described.tag_offset..][0..described.tag_size];
            try std.testing.expectEqualSlices(u8, std.mem.asBytes(&tag), bytes);
            if (@sizeOf(Held) > 0) try expect(@intFromPtr(&@field(probe, name)) - @intFromPtr(&probe), member.offset);
            // The bytes of a handle are an array for the host.
            if (Held != void and Held != u128) try expectPlaces(Held);
        },
        .@"enum" => |info| if (T != bevy.Entity) inline for (info.field_names, info.field_values, 0..) |name, value, index| {
            const member = described.members.?[index];
            try std.testing.expectEqualStrings(name, member.name.ptr.?[0..member.name.len]);
            try expect(value, member.value);
        },
        .optional => |info| {
            var probe: T = @as(info.child, undefined);
            const tag: *const volatile u8 = &std.mem.asBytes(&probe)[described.tag_offset];
            if (described.tag_size > 0) try expect(1, tag.*);
            probe = null;
            if (described.tag_size > 0) try expect(0, tag.*);
            try expect(described.tag_size == 0, @typeInfo(info.child) == .pointer);
            try expectPlaces(info.child);
        },
        inline .pointer, .array => |info| try expectPlaces(info.child),
        else => {},
    }
}
