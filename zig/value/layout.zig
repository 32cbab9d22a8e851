//! The layouts of types whose values scripts keep as bytes, in vars. The host gets each once, so that it can carry a
//! value into a type that a reload has changed, as it does with states.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const renames = @import("rename.zig");
const shape = @import("shape.zig");

/// The host's number of a type; 0: it has none, and its values are nothing but bytes.
pub fn numberOf(frame: *abi.Frame, comptime T: type) u32 {
    if (comptime !hasName(T)) return 0;
    const told = Told(T);
    const known = @atomicLoad(u32, &told.number, .monotonic);
    if (known != 0) return known;
    var number: u32 = 0;
    if (frame.host.layout_find(frame, &told.layout, &number) != .ok) return 0;
    @atomicStore(u32, &told.number, number, .monotonic);
    return number;
}

/// The description of a type for the host. Constants, as in `shape.zig`.
fn Told(comptime T: type) type {
    return struct {
        const name = @typeName(T) ++ "\x00";
        const is_struct = @typeInfo(T) == .@"struct" and @typeInfo(T).@"struct".layout != .@"packed";
        const fields = shape.fields(if (is_struct) T else struct { value: T });
        const renamed = if (is_struct) renames.listOf(T, @typeName(T), fields) else &.{};
        const default = if (hasDefault(T)) @as(T, .{});

        const layout: abi.Layout = .{
            .name = .from(name[0 .. name.len - 1]),
            .value_size = @sizeOf(T),
            .value_align = @alignOf(T),
            .field_count = fields.len,
            .rename_count = renamed.len,
            .fields = if (fields.len == 0) null else fields.ptr,
            .renames = if (renamed.len == 0) null else renamed.ptr,
            .value_default = if (hasDefault(T) and @sizeOf(T) > 0) &default else null,
        };

        var number: u32 = 0;
    };
}

/// Whether a type is called the same after a reload. What has no name of its own is called by a number.
fn hasName(comptime T: type) bool {
    @setEvalBranchQuota(100_000);
    const name = @typeName(T);
    for ([_][]const u8{ "__struct_", "__enum_", "__union_", "__anon_" }) |part| {
        if (std.mem.find(u8, name, part) != null) return false;
    }
    return true;
}

fn hasDefault(comptime T: type) bool {
    const info = switch (@typeInfo(T)) {
        .@"struct" => |info| info,
        else => return false,
    };
    for (info.field_attrs) |attrs| if (!attrs.@"comptime" and attrs.default_value_ptr == null) return false;
    return true;
}

test Told {
    const Plan = struct {
        pub const renamed = .{ .pace = "speed" };
        pace: f32 = 2,
        mood: enum { calm, angry } = .angry,
    };
    const layout = Told(Plan).layout;
    try std.testing.expectEqual(2, layout.field_count);
    try std.testing.expectEqual(1, layout.rename_count);
    try std.testing.expectEqualStrings("pace", layout.fields.?[0].path.ptr.?[0..4]);
    try std.testing.expectEqual(2, @as(*const Plan, @ptrCast(@alignCast(layout.value_default.?))).pace);
    try std.testing.expectEqual(null, Told([3]u16).layout.value_default);
    try std.testing.expectEqual(3, Told([3]u16).layout.field_count);
    try std.testing.expect(hasName(Plan) and hasName([2]u8) and !hasName(struct { a: u8 }));
}
