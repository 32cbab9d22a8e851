//! What a function takes and returns, as a text that the host makes, too, and compares:
//! `({by: entity@0, damage: f32@8}, u8) -> bool`.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const decimal = @import("decimal.zig").decimal;
const shape = @import("shape.zig");

/// The text of a function type.
pub fn of(comptime F: type) []const u8 {
    @setEvalBranchQuota(100_000);
    const info = @typeInfo(F).@"fn";
    comptime var text: []const u8 = "(";
    for (info.param_types, 0..) |T, index| {
        if (index > 0) text = text ++ ", ";
        text = text ++ value(T.?);
    }
    const final = text ++ ") -> " ++ value(info.return_type.?);
    return final;
}

fn value(comptime T: type) []const u8 {
    if (T == void) return "void";
    const leaves = shape.fields(struct { value: T });
    const root = "value";
    if (leaves.len == 1 and leaves[0].path.len == root.len) return kind(leaves[0]);
    comptime var text: []const u8 = "{";
    for (leaves, 0..) |leaf, index| {
        if (index > 0) text = text ++ ", ";
        const path = leaf.path.ptr.?[0..leaf.path.len][root.len + 1 ..];
        text = text ++ path ++ ": " ++ kind(leaf) ++ "@" ++ decimal(leaf.offset);
    }
    return text ++ "}";
}

fn kind(comptime leaf: abi.Field) []const u8 {
    switch (leaf.kind) {
        .@"enum" => {
            comptime var text: []const u8 = "enum(" ++ decimal(leaf.value_size) ++ "){";
            for (0..leaf.variant_count) |index| {
                const variant = leaf.variants.?[index];
                if (index > 0) text = text ++ ",";
                text = text ++ variant.name.ptr.?[0..variant.name.len] ++ "=" ++ decimal(variant.value);
            }
            return text ++ "}";
        },
        .bytes => return "[" ++ decimal(leaf.value_size) ++ "]u8",
        .@"opaque" => return "opaque(" ++ decimal(leaf.value_size) ++ ")",
        else => return @tagName(leaf.kind),
    }
}

test of {
    const math = @import("../math/math.zig");
    const Entity = @import("../api/entity.zig").Entity;
    const Mood = enum(i8) { calm = -1, at_odds = 7 };
    const Hit = extern struct { by: Entity, at: math.Vec3, slots: [2]u16, name: [8]u8, mood: Mood };
    try std.testing.expectEqualStrings(
        "({by: entity@0, at: vec3@8, slots.0: u16@20, slots.1: u16@22, name: [8]u8@24, mood: " ++
            "enum(1){calm=-1,at_odds=7}@32}, bool) -> {0: f32@0, 1: f32@4}",
        comptime of(fn (Hit, bool) [2]f32),
    );
    try std.testing.expectEqualStrings("() -> void", comptime of(fn () void));
}
