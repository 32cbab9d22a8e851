//! Values of mirrors, whose types only their descriptions tell: copied whole, compared and shown.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const types = @import("../value/type.zig");

const Type = abi.Type;

/// How much two floats may differ that count as the same.
const tolerance = 1e-4;

/// A value of a mirror, or the fields of one that are set.
pub const Mirrored = struct {
    type: *const Type,
    bytes: []const u8,
    /// Of an expected value: what its type has by default.
    default: ?[]const u8 = null,

    /// The value of an expected request: `.of(&ui.Text{ .text = "12" })`. It refers to its argument. In an expected
    /// `.set`, it stands for the fields that it has other values in than by default.
    pub fn of(value: anytype) Mirrored {
        const T = Pointed(@TypeOf(value));
        return .{ .type = types.typeOf(T), .bytes = std.mem.asBytes(value), .default = defaultOf(T) };
    }

    /// The path of the type in Rust.
    pub fn path(self: Mirrored) []const u8 {
        return textOf(self.type.path);
    }

    /// The value, if it is of this mirror.
    pub fn as(self: Mirrored, comptime T: type) ?T {
        if (self.type != types.typeOf(T)) return null;
        return std.mem.bytesToValue(T, self.bytes[0..@sizeOf(T)]);
    }

    /// A field of it, by its path: `.get(ui.Node, "width")`. Null if it is of another mirror, or the field is not among
    /// those that are set.
    pub fn get(self: Mirrored, comptime T: type, comptime field: []const u8) ?FieldAt(T, field) {
        if (!std.mem.eql(u8, self.path(), T.zig_reflect)) return null;
        const Field = FieldAt(T, field);
        var at: usize = 0;
        var found = self.type;
        var names = std.mem.splitScalar(u8, field, '.');
        while (names.next()) |name| {
            const member = memberOf(found, name) orelse return null;
            at += member.offset;
            found = member.type orelse return null;
        }
        if (found != types.typeOf(Field)) return null;
        return std.mem.bytesToValue(Field, self.bytes[at..][0..@sizeOf(Field)]);
    }

    /// A copy of a value at this address, with all that it points to.
    pub fn copy(allocator: std.mem.Allocator, description: *const Type, value: *const anyopaque) error{OutOfMemory}!Mirrored {
        const bytes = try allocator.alignedAlloc(u8, .@"16", description.size);
        @memcpy(bytes, @as([*]const u8, @ptrCast(value))[0..description.size]);
        try own(allocator, description, bytes);
        return .{ .type = description, .bytes = bytes };
    }

    /// Whether both are the same, with all that they point to. The other may be only the fields that are set.
    pub fn isSame(self: Mirrored, other: Mirrored) bool {
        if (self.type == other.type) return areSame(self.type, self.bytes, other.bytes);
        const is_of_it = self.path().len > 0 and std.mem.eql(u8, self.path(), other.path());
        return is_of_it and isPart(other.type) and isSamePart(self.type, self.bytes, self.default, other);
    }

    /// Whether a number in it is not a number, in a type of Bevy's: a game refuses that.
    pub fn isRefused(self: Mirrored) bool {
        const is_bevys = std.mem.startsWith(u8, self.path(), "bevy_") and !std.mem.startsWith(u8, self.path(), "bevy_zig");
        return is_bevys and hasNan(self.type, self.bytes);
    }

    /// Writes it as text.
    pub fn write(self: Mirrored, writer: *std.Io.Writer) std.Io.Writer.Error!void {
        try writer.writeAll(self.path());
        try writeValue(self.type, writer, self.bytes);
    }
};

/// What a pointer to an expected value points to.
pub fn Pointed(comptime P: type) type {
    const info = @typeInfo(P);
    const what = "an expected value is given by its address, with a '&': .of(&Stage.paused), .of(&bevy.Text{ … }); not ";
    if (info != .pointer or info.pointer.size != .one) @compileError(what ++ @typeName(P));
    return info.pointer.child;
}

/// The bytes of a type's default; null if a field of it has none.
fn defaultOf(comptime T: type) ?[]const u8 {
    const info = @typeInfo(T);
    if (info != .@"struct") return null;
    inline for (info.@"struct".field_attrs) |attrs| if (attrs.default_value_ptr == null) return null;
    return std.mem.asBytes(&struct {
        const value: T = .{};
    }.value);
}

fn isPart(description: *const Type) bool {
    return description.flags & abi.type_flag_partial != 0;
}

/// Whether the fields that are set have the values that they have in a whole one, and all others are as by default.
fn isSamePart(whole: *const Type, bytes: []const u8, default: ?[]const u8, part: Mirrored) bool {
    for (membersOf(whole)) |member| {
        const value = partOf(member, bytes);
        const by_default = if (default) |known| partOf(member, known) else null;
        if (memberOf(part.type, textOf(member.name))) |set| {
            const given: Mirrored = .{ .type = set.type.?, .bytes = partOf(set, part.bytes) };
            if (isPart(given.type)) {
                if (!isSamePart(member.type.?, value, by_default, given)) return false;
            } else if (member.type.? != given.type or !areSame(given.type, value, given.bytes)) return false;
        } else if (!areSame(member.type.?, value, by_default orelse return false)) return false;
    }
    return true;
}

/// Whether a number in a value is not a number.
fn hasNan(description: *const Type, bytes: []const u8) bool {
    switch (description.kind) {
        .bool, .int, .uint, .char, .entity, .text, .@"enum", .handle => return false,
        .float => return std.math.isNan(floatOf(bytes)),
        .list => return anyNan(description.item.?, sliceOf(bytes).len, itemsOf(bytes, description.item.?.size)),
        .array => return anyNan(description.item.?, description.item_count, bytes),
        .option => return holds(description, bytes) and hasNan(description.item.?, bytes[0..description.item.?.size]),
        .@"union" => {
            const variant = variantOf(description, bytes) orelse return false;
            return variant.type != null and hasNan(variant.type.?, partOf(variant, bytes));
        },
        .@"struct" => {
            for (membersOf(description)) |member| if (hasNan(member.type.?, partOf(member, bytes))) return true;
            return false;
        },
    }
}

fn anyNan(item: *const Type, count: usize, bytes: []const u8) bool {
    if (item.size == 0) return false;
    for (0..count) |index| if (hasNan(item, bytes[index * item.size ..][0..item.size])) return true;
    return false;
}

fn FieldAt(comptime T: type, comptime field: []const u8) type {
    const dot = std.mem.findScalar(u8, field, '.') orelse return @FieldType(T, field);
    return FieldAt(@FieldType(T, field[0..dot]), field[dot + 1 ..]);
}

fn textOf(text: abi.Text) []const u8 {
    return if (text.ptr) |pointer| pointer[0..text.len] else "";
}

fn membersOf(description: *const Type) []const abi.Member {
    return if (description.members) |members| members[0..description.member_count] else &.{};
}

fn memberOf(description: *const Type, name: []const u8) ?abi.Member {
    for (membersOf(description)) |member| if (std.mem.eql(u8, textOf(member.name), name)) return member;
    return null;
}

const Slice = extern struct { pointer: usize, len: usize };

fn sliceOf(bytes: []const u8) Slice {
    return std.mem.bytesToValue(Slice, bytes[0..@sizeOf(Slice)]);
}

fn itemsOf(bytes: []const u8, size: usize) []const u8 {
    const slice = sliceOf(bytes);
    if (slice.len == 0 or size == 0) return "";
    return @as([*]const u8, @ptrFromInt(slice.pointer))[0 .. slice.len * size];
}

/// Whether an optional holds something.
fn holds(description: *const Type, bytes: []const u8) bool {
    if (description.tag_size == 0) return sliceOf(bytes).pointer != 0;
    return bytes[description.tag_offset] == 1;
}

/// The variant that an enum or a union has.
fn variantOf(description: *const Type, bytes: []const u8) ?abi.Member {
    const tag = bytes[description.tag_offset..][0..description.tag_size];
    for (membersOf(description)) |member| {
        if (std.mem.eql(u8, std.mem.asBytes(&member.value)[0..tag.len], tag)) return member;
    }
    return null;
}

fn partOf(member: abi.Member, bytes: []const u8) []const u8 {
    return bytes[member.offset..][0..member.type.?.size];
}

/// Lets a value that was copied point to copies, too.
fn own(allocator: std.mem.Allocator, description: *const Type, bytes: []u8) error{OutOfMemory}!void {
    switch (description.kind) {
        .bool, .int, .uint, .float, .char, .entity, .@"enum" => {},
        .text, .list => {
            const size = if (description.item) |item| item.size else 1;
            const items = itemsOf(bytes, size);
            if (items.len == 0) return;
            const copied = try allocator.alignedAlloc(u8, .@"16", items.len);
            @memcpy(copied, items);
            const slice: Slice = .{ .pointer = @intFromPtr(copied.ptr), .len = items.len / size };
            @memcpy(bytes[0..@sizeOf(Slice)], std.mem.asBytes(&slice));
            const item = description.item orelse return;
            for (0..slice.len) |index| try own(allocator, item, copied[index * size ..][0..size]);
        },
        .array => for (0..description.item_count) |index| {
            const size = description.item.?.size;
            try own(allocator, description.item.?, bytes[index * size ..][0..size]);
        },
        .option => if (holds(description, bytes)) try own(allocator, description.item.?, bytes[0..description.item.?.size]),
        .@"union", .handle => {
            const variant = variantOf(description, bytes) orelse return;
            const held = variant.type orelse return;
            try own(allocator, held, bytes[variant.offset..][0..held.size]);
        },
        .@"struct" => for (membersOf(description)) |member| {
            try own(allocator, member.type.?, bytes[member.offset..][0..member.type.?.size]);
        },
    }
}

/// Whether two floats count as the same. What is infinite or not a number is close to nothing but itself.
pub fn areClose(a: anytype, b: @TypeOf(a)) bool {
    if (a == b or (std.math.isNan(a) and std.math.isNan(b))) return true;
    const scale = @max(1, @max(@abs(a), @abs(b)));
    return std.math.isFinite(scale) and @abs(a - b) <= tolerance * scale;
}

fn areSame(description: *const Type, one: []const u8, other: []const u8) bool {
    switch (description.kind) {
        .bool, .int, .uint, .char, .entity => return std.mem.eql(u8, one, other),
        .float => return areClose(floatOf(one), floatOf(other)),
        .text => return std.mem.eql(u8, itemsOf(one, 1), itemsOf(other, 1)),
        .list => {
            const item = description.item.?;
            if (sliceOf(one).len != sliceOf(other).len) return false;
            return areAllSame(item, sliceOf(one).len, itemsOf(one, item.size), itemsOf(other, item.size));
        },
        .array => return areAllSame(description.item.?, description.item_count, one, other),
        .option => {
            if (holds(description, one) != holds(description, other)) return false;
            const item = description.item.?;
            return !holds(description, one) or areSame(item, one[0..item.size], other[0..item.size]);
        },
        .@"enum", .@"union", .handle => {
            const variant = variantOf(description, one) orelse return false;
            const is_same = variant.value == (variantOf(description, other) orelse return false).value;
            return is_same and (variant.type == null or areSame(variant.type.?, partOf(variant, one), partOf(variant, other)));
        },
        .@"struct" => {
            for (membersOf(description)) |member| {
                if (!areSame(member.type.?, partOf(member, one), partOf(member, other))) return false;
            }
            return true;
        },
    }
}

fn areAllSame(item: *const Type, count: usize, one: []const u8, other: []const u8) bool {
    if (item.size == 0) return true;
    for (0..count) |index| {
        if (!areSame(item, one[index * item.size ..][0..item.size], other[index * item.size ..][0..item.size])) return false;
    }
    return true;
}

fn floatOf(bytes: []const u8) f64 {
    return if (bytes.len == 4) std.mem.bytesToValue(f32, bytes[0..4]) else std.mem.bytesToValue(f64, bytes[0..8]);
}

fn wholeOf(bytes: []const u8, comptime T: type) T {
    return switch (bytes.len) {
        inline 1, 2, 4, 8 => |size| std.mem.bytesToValue(@Int(@typeInfo(T).int.signedness, 8 * size), bytes[0..size]),
        else => 0,
    };
}

fn writeValue(description: *const Type, writer: *std.Io.Writer, bytes: []const u8) std.Io.Writer.Error!void {
    switch (description.kind) {
        .bool => try writer.writeAll(if (bytes[0] == 1) "true" else "false"),
        .int => try writer.print("{d}", .{wholeOf(bytes, i64)}),
        .uint, .char => try writer.print("{d}", .{wholeOf(bytes, u64)}),
        .entity => try writer.print("{x}", .{wholeOf(bytes, u64)}),
        .float => try writer.print("{d}", .{floatOf(bytes)}),
        .text => try writer.print("\"{s}\"", .{itemsOf(bytes, 1)}),
        .list => try writeItems(description.item.?, writer, itemsOf(bytes, description.item.?.size)),
        .array => try writeItems(description.item.?, writer, bytes),
        .option => if (holds(description, bytes)) try writeValue(description.item.?, writer, bytes[0..description.item.?.size]) else try writer.writeAll("null"),
        .@"enum", .@"union", .handle => {
            const variant = variantOf(description, bytes) orelse return writer.writeAll("?");
            const held = variant.type orelse return writer.print(".{s}", .{textOf(variant.name)});
            try writer.print(".{{ .{s} = ", .{textOf(variant.name)});
            try writeValue(held, writer, partOf(variant, bytes));
            try writer.writeAll(" }");
        },
        .@"struct" => {
            try writer.writeAll("{");
            for (membersOf(description), 0..) |member, index| {
                try writer.print("{s} .{s} = ", .{ if (index > 0) "," else "", textOf(member.name) });
                try writeValue(member.type.?, writer, partOf(member, bytes));
            }
            try writer.writeAll(" }");
        },
    }
}

fn writeItems(item: *const Type, writer: *std.Io.Writer, bytes: []const u8) std.Io.Writer.Error!void {
    try writer.writeAll("{ ");
    if (item.size > 0) for (0..bytes.len / item.size) |index| {
        try writeValue(item, writer, bytes[index * item.size ..][0..item.size]);
        try writer.writeAll(", ");
    };
    try writer.writeAll("}");
}

test Mirrored {
    const expect = std.testing.expect;
    const Val = union(enum) { auto, px: f32 };
    const Whole = struct {
        at: struct { x: f32 = 0, y: f32 = 0 } = .{},
        width: Val = .auto,
        names: []const []const u8 = &.{},
        order: ?i16 = null,
        label: ?[]const u8 = null,
        sides: [2]Val = .{ .auto, .auto },

        pub const zig_reflect = "game::Whole";
    };
    var arena: std.heap.ArenaAllocator = .init(std.testing.allocator);
    defer arena.deinit();
    var text: [4]u8 = "left".*;
    const value: Whole = .{ .at = .{ .x = 1 }, .width = .{ .px = 5 }, .names = &.{ &text, "b" }, .label = &text, .order = -3 };
    const kept: Mirrored = try .copy(arena.allocator(), types.typeOf(Whole), &value);
    try expect(kept.isSame(.of(&value)));
    // It is a copy of all that it pointed to.
    text[0] = 'X';
    try expect(!kept.isSame(.of(&value)));
    try std.testing.expectEqualStrings("left", kept.as(Whole).?.names[0]);
    try std.testing.expectEqualStrings("left", kept.get(Whole, "label").?.?);
    try std.testing.expectEqual(1, kept.get(Whole, "at.x"));
    try std.testing.expectEqual(5, kept.get(Whole, "width").?.px);
    const other = struct {
        pub const zig_reflect = "game::Other";
    };
    try expect(kept.as(other) == null);
    for ([_]Whole{
        .{ .at = .{ .x = 1.1 } },
        .{ .at = .{ .x = 1 }, .width = .{ .px = 6 } },
        .{ .at = .{ .x = 1 }, .width = .auto },
        .{ .at = .{ .x = 1 }, .sides = .{ .auto, .{ .px = 1 } } },
    }) |changed| {
        const near: Whole = .{ .at = .{ .x = 1.00001 }, .width = .{ .px = 5 } };
        try expect(!Mirrored.of(&changed).isSame(.of(&near)));
    }
    const nan: Whole = .{ .at = .{ .x = std.math.nan(f32) } };
    try expect(hasNan(types.typeOf(Whole), std.mem.asBytes(&nan)) and !hasNan(kept.type, kept.bytes));
    var buffer: [256]u8 = undefined;
    var writer: std.Io.Writer = .fixed(&buffer);
    try kept.write(&writer);
    try std.testing.expectEqualStrings(
        "game::Whole{ .at = { .x = 1, .y = 0 }, .width = .{ .px = 5 }, .names = { \"left\", \"b\", }, .order = -3, " ++
            ".label = \"left\", .sides = { .auto, .auto, } }",
        writer.buffered(),
    );
}
