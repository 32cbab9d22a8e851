//! Types as data: what the host has to know to read and write a value of a reflected type in a script's memory.
//!
//! A description is made once for each type, at compile time, and refers to those of its members. Only types that a
//! script uses have one.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const shape = @import("shape.zig");
const decimal = @import("decimal.zig").decimal;
const Entity = @import("../api/entity.zig").Entity;

/// The description of a type.
pub fn typeOf(comptime T: type) *const abi.Type {
    return &Described(T).type;
}

/// Whether a type is a mirror of one in Rust.
pub fn isMirror(comptime T: type) bool {
    return switch (@typeInfo(T)) {
        .@"struct", .@"enum", .@"union" => @hasDecl(T, "zig_reflect"),
        else => false,
    };
}

/// Whether a type is a state that scripts declare: `pub const zig_state = "Stage";` in an enum.
pub fn isZigState(comptime T: type) bool {
    return @typeInfo(T) == .@"enum" and @hasDecl(T, "zig_state");
}

/// The place of an enum's initial variant among its variants: its declaration `default`, or the first.
pub fn initialOf(comptime T: type) usize {
    if (!@hasDecl(T, "default")) return 0;
    const initial: T = T.default;
    for (@typeInfo(T).@"enum".field_names, 0..) |name, index| if (std.mem.eql(u8, name, @tagName(initial))) return index;
    unreachable;
}

/// One for each type, as a type is made only once.
fn Described(comptime T: type) type {
    return struct {
        const @"type" = describe(T);
    };
}

fn describe(comptime T: type) abi.Type {
    // Bevy's `Key` has 300 variants.
    @setEvalBranchQuota(100_000);
    const size = @sizeOf(T);
    const alignment = @max(@alignOf(T), 1);
    switch (T) {
        bool => return .{ .kind = .bool, .size = size, .@"align" = alignment },
        u21 => return .{ .kind = .char, .size = size, .@"align" = alignment },
        Entity => return .{ .kind = .entity, .size = size, .@"align" = alignment },
        []const u8 => return .{ .kind = .text, .size = size, .@"align" = alignment },
        else => {},
    }
    switch (@typeInfo(T)) {
        .int => |info| {
            switch (info.bits) {
                8, 16, 32, 64 => {},
                else => refuse(T),
            }
            return .{ .kind = if (info.signedness == .signed) .int else .uint, .size = size, .@"align" = alignment };
        },
        .float => |info| {
            if (info.bits != 32 and info.bits != 64) refuse(T);
            return .{ .kind = .float, .size = size, .@"align" = alignment };
        },
        .pointer => |info| {
            if (info.size != .slice or !info.attrs.@"const" or info.sentinel_ptr != null) refuse(T);
            return .{ .kind = .list, .size = size, .@"align" = alignment, .item = typeOf(info.child) };
        },
        .array => |info| return .{ .kind = .array, .size = size, .@"align" = alignment, .item = typeOf(info.child), .item_count = info.len },
        .optional => |info| {
            // A slice that is not there is one without an address.
            const is_tagged = size > @sizeOf(info.child);
            return .{
                .kind = .option,
                .size = size,
                .@"align" = alignment,
                .item = typeOf(info.child),
                .tag_offset = if (is_tagged) shape.tagOffset(T) else 0,
                .tag_size = if (is_tagged) 1 else 0,
            };
        },
        .@"enum" => |info| {
            var list: [info.field_names.len]abi.Member = undefined;
            for (&list, info.field_names, info.field_values) |*member, name, value| {
                member.* = .{ .name = .{ .ptr = name.ptr, .len = name.len }, .value = value };
            }
            // The host takes the first variant of a state for the initial one.
            if (isZigState(T)) std.mem.swap(abi.Member, &list[0], &list[initialOf(T)]);
            const members = list;
            return .{
                .kind = .@"enum",
                .size = size,
                .@"align" = alignment,
                .path = pathOf(T),
                .members = &members,
                .member_count = members.len,
                .tag_size = @sizeOf(info.tag_type),
            };
        },
        .@"union" => |info| {
            const Tag = info.tag_type orelse refuse(T);
            const is_handle = isHandle(T);
            const places = shape.placesIn(Tag, info);
            var list: [info.field_names.len]abi.Member = undefined;
            for (&list, info.field_names, info.field_types) |*member, name, Payload| {
                // A number of 16 bytes is nothing but the bytes of a handle.
                const Held = if (is_handle and Payload == u128) [16]u8 else Payload;
                member.* = .{
                    .name = .{ .ptr = name.ptr, .len = name.len },
                    .type = if (Payload == void) null else typeOf(Held),
                    .offset = places.held,
                    .value = @backingInt(@field(Tag, name)),
                };
            }
            const members = list;
            return .{
                .kind = if (is_handle) .handle else .@"union",
                .size = size,
                .@"align" = alignment,
                .path = if (is_handle) .from(@import("handle.zig").pathOf(T.Asset)) else pathOf(T),
                .members = &members,
                .member_count = members.len,
                .tag_size = @sizeOf(Tag),
                .tag_offset = places.tag,
            };
        },
        .@"struct" => |info| {
            if (info.layout == .@"packed") refuse(T);
            var list: [info.field_names.len]abi.Member = undefined;
            for (&list, info.field_names, info.field_types, info.field_attrs) |*member, name, Field, attrs| {
                if (attrs.@"comptime") refuse(T);
                member.* = .{ .name = .{ .ptr = name.ptr, .len = name.len }, .type = typeOf(Field), .offset = @offsetOf(T, name) };
            }
            const members = list;
            return .{
                .kind = .@"struct",
                .size = size,
                .@"align" = alignment,
                .path = pathOf(T),
                .members = if (members.len == 0) null else &members,
                .member_count = members.len,
            };
        },
        else => refuse(T),
    }
}

/// The path of a mirror in Rust, or the name of a state of Zig's own.
fn pathOf(comptime T: type) abi.Text {
    if (isZigState(T)) return .from(T.zig_state);
    return if (@hasDecl(T, "zig_reflect")) .from(T.zig_reflect) else .from("");
}

fn isHandle(comptime T: type) bool {
    return @hasDecl(T, "Asset") and T == @import("handle.zig").Handle(T.Asset);
}

fn refuse(comptime T: type) noreturn {
    @compileError(@typeName(T) ++ " has no counterpart in a reflected type; it may have: bool, integers of 8 to 64 bits, " ++
        "f32, f64, u21 (a character), []const u8 (text), other constant slices, arrays, optionals, enums, union(enum), " ++
        "structs, bevy.Entity and bevy.Handle");
}

/// A struct with those fields of `T` that `Given`, the type of a literal, has: what `set` changes.
///
/// Fields that are literals themselves (`.{ .translation = .{ .x = 1 } }`) are such parts, too.
pub fn Part(comptime T: type, comptime Given: type, comptime what: []const u8) type {
    const given = fieldsOf(T, Given, what);
    var types: [given.len]type = undefined;
    for (&types, given) |*Type, name| {
        Type.* = PartField(@FieldType(T, name), @FieldType(Given, name), what ++ "." ++ name);
    }
    const final = types;
    return struct {
        values: @Tuple(&final),

        /// The names of the fields, in the order of `values`.
        pub const names = given;
        /// What it is a part of.
        pub const Whole = T;

        /// The part with these values.
        pub inline fn of(values: Given) @This() {
            var self: @This() = undefined;
            inline for (names, 0..) |name, index| {
                self.values[index] = convert(final[index], @field(values, name));
            }
            return self;
        }

        /// Its description: members at the places of `values`.
        pub fn describe() *const abi.Type {
            return &struct {
                const @"type": abi.Type = .{
                    .kind = .@"struct",
                    .size = @sizeOf(Values),
                    .@"align" = @max(@alignOf(Values), 1),
                    .flags = abi.type_flag_partial,
                    .path = if (isMirror(T)) .from(T.zig_reflect) else .from(""),
                    .members = if (members.len == 0) null else &members,
                    .member_count = members.len,
                };
                const Values = @Tuple(&final);
                const members = list: {
                    var list: [names.len]abi.Member = undefined;
                    for (&list, names, final, 0..) |*member, name, Type, index| {
                        const position = decimal(index);
                        member.* = .{
                            .name = .from(name),
                            .type = if (isPart(Type)) Type.describe() else typeOf(Type),
                            .offset = @offsetOf(Values, position) + if (isPart(Type)) @offsetOf(Type, "values") else 0,
                        };
                    }
                    break :list list;
                };
            }.type;
        }
    };
}

/// Whether a type is a `Part`.
pub fn isPart(comptime T: type) bool {
    return @typeInfo(T) == .@"struct" and @hasDecl(T, "Whole") and @hasDecl(T, "describe");
}

fn fieldsOf(comptime T: type, comptime Given: type, comptime what: []const u8) []const []const u8 {
    const info = switch (@typeInfo(Given)) {
        .@"struct" => |info| info,
        else => @compileError(what ++ ": its fields are set with a literal, as in .{ .speed = 2 }, not with " ++ @typeName(Given)),
    };
    if (@typeInfo(T) != .@"struct") @compileError(what ++ " is not a struct, so it has no fields to set; insert a whole value");
    for (info.field_names) |name| {
        if (!@hasField(T, name)) {
            var known: []const u8 = "";
            for (std.meta.fieldNames(T)) |field| known = known ++ " " ++ field;
            @compileError(what ++ " has no field '" ++ name ++ "'; it has:" ++ known);
        }
    }
    const names = info.field_names[0..info.field_names.len].*;
    return &names;
}

/// The type of a field in a part: a part itself, if it is given by a literal.
fn PartField(comptime Field: type, comptime Given: type, comptime what: []const u8) type {
    if (Given == Field or !isStruct(Given) or !isStruct(Field)) return Field;
    return Part(Field, Given, what);
}

fn isStruct(comptime T: type) bool {
    return switch (@typeInfo(T)) {
        .@"struct" => |info| !info.is_tuple,
        else => false,
    };
}

/// A value that was given, as the type that it is for. Literals are converted field by field, as they have types of
/// their own by now.
pub inline fn convert(comptime To: type, value: anytype) To {
    const Given = @TypeOf(value);
    if (Given == To) return value;
    if (comptime isPart(To)) return .of(value);
    if (Given == @TypeOf(.literal)) {
        // `.zero` is a declaration of the type, or else the name of a variant.
        if (comptime hasDecl(To, @tagName(value))) return @field(Base(To), @tagName(value));
        return value;
    }
    switch (@typeInfo(To)) {
        .optional => |info| switch (@typeInfo(Given)) {
            .null, .optional => return value,
            else => return convert(info.child, value),
        },
        .@"struct" => |info| if (comptime isStruct(Given) or Given == @TypeOf(.{})) {
            var whole: To = undefined;
            inline for (info.field_names, info.field_types, info.field_attrs) |name, Field, attrs| {
                if (@hasField(Given, name)) {
                    @field(whole, name) = convert(Field, @field(value, name));
                } else if (comptime attrs.defaultValue(Field)) |default| {
                    @field(whole, name) = default;
                } else {
                    @compileError(@typeName(To) ++ " has no default for its field '" ++ name ++ "'; set it, too");
                }
            }
            return whole;
        },
        .@"union" => if (comptime isStruct(Given)) {
            const names = @typeInfo(Given).@"struct".field_names;
            if (names.len != 1) @compileError(@typeName(To) ++ " has one variant at a time, as in .{ .px = 5 }");
            return @unionInit(To, names[0], convert(@FieldType(To, names[0]), @field(value, names[0])));
        },
        else => {},
    }
    return value;
}

fn hasDecl(comptime T: type, comptime name: []const u8) bool {
    const B = Base(T);
    return switch (@typeInfo(B)) {
        .@"struct" => @hasDecl(B, name),
        .@"union", .@"enum" => @hasDecl(B, name) and !@hasField(B, name),
        else => false,
    };
}

fn Base(comptime T: type) type {
    return switch (@typeInfo(T)) {
        .optional => |info| Base(info.child),
        else => T,
    };
}

test typeOf {
    const Mode = enum { idle, run };
    const Val = union(enum) {
        auto,
        px: f32,
        /// Its path in Rust.
        pub const zig_reflect = "ui::Val";
    };
    const Node = struct {
        width: Val = .auto,
        height: Val = .auto,
        mode: Mode = .idle,
        name: []const u8 = "",
        order: ?i32 = null,
        list: []const f32 = &.{},
        /// Likewise.
        pub const zig_reflect = "ui::Node";
    };
    const node = typeOf(Node);
    const expect = std.testing.expectEqual;
    try expect(.@"struct", node.kind);
    try std.testing.expectEqualStrings("ui::Node", node.path.ptr.?[0..node.path.len]);
    try expect(6, node.member_count);
    for (node.members.?[0..6]) |member| {
        const name = member.name.ptr.?[0..member.name.len];
        inline for (@typeInfo(Node).@"struct".field_names) |field| {
            if (std.mem.eql(u8, field, name)) try expect(@offsetOf(Node, field), member.offset);
        }
    }
    try expect(node.members.?[0].type, node.members.?[1].type);
    const val = node.members.?[0].type.?;
    try expect(.@"union", val.kind);
    try expect(null, val.members.?[0].type);
    try expect(.float, val.members.?[1].type.?.kind);
    try expect(.text, node.members.?[3].type.?.kind);
    try expect(.option, node.members.?[4].type.?.kind);
    try expect(4, node.members.?[4].type.?.tag_offset);
    try expect(.list, node.members.?[5].type.?.kind);
}

test convert {
    const Sheet = struct { size: u32 = 3 };
    try std.testing.expectEqual(3, convert(Sheet, .{}).size);
    try std.testing.expectEqual(4, convert(Sheet, .{ .size = 4 }).size);
}

test Part {
    const Inner = struct { x: f32 = 0, y: f32 = 0 };
    const Whole = struct { at: Inner = .{}, name: []const u8 = "", on: ?bool = null, mode: enum { a, b } = .a };
    const Given = @TypeOf(.{ .at = .{ .y = 3 }, .on = true, .mode = .b });
    const P = Part(Whole, Given, "Whole");
    const part: P = .of(.{ .at = .{ .y = 3 }, .on = true, .mode = .b });
    try std.testing.expectEqual(3, part.values[0].values[0]);
    try std.testing.expectEqual(true, part.values[1]);
    const described = P.describe();
    try std.testing.expectEqual(3, described.member_count);
    try std.testing.expectEqual(abi.type_flag_partial, described.flags);
    const at = described.members.?[0];
    try std.testing.expectEqual(abi.type_flag_partial, at.type.?.flags);
    const bytes = std.mem.asBytes(&part.values);
    const y = at.offset + at.type.?.members.?[0].offset;
    try std.testing.expectEqual(3.0, std.mem.bytesToValue(f32, bytes[y..][0..4]));
}
