//! Types as data: what the host has to know to read and write a value of a reflected type in a script's memory.
//!
//! A description is made once for each type, at compile time, and refers to those of its members. Only types that a
//! script uses have one.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const shape = @import("shape.zig");
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

/// One for each type, as a type is made only once.
fn Described(comptime T: type) type {
    return struct {
        const @"type" = describe(T);
    };
}

fn describe(comptime T: type) abi.Type {
    // Bevy's `Key` has 300 variants.
    @setEvalBranchQuota(100_000);
    const plain: abi.Type = .{
        .kind = .bool,
        .size = @sizeOf(T),
        .@"align" = @max(@alignOf(T), 1),
        .path = if (isMirror(T)) .from(T.zig_reflect) else .from(""),
    };
    var made = plain;
    switch (T) {
        bool => return made,
        u21 => {
            made.kind = .char;
            return made;
        },
        Entity => {
            made.kind = .entity;
            return made;
        },
        []const u8 => {
            made.kind = .text;
            return made;
        },
        else => {},
    }
    switch (@typeInfo(T)) {
        .int => |info| {
            switch (info.bits) {
                8, 16, 32, 64 => {},
                else => refuse(T),
            }
            made.kind = if (info.signedness == .signed) .int else .uint;
        },
        .float => |info| {
            if (info.bits != 32 and info.bits != 64) refuse(T);
            made.kind = .float;
        },
        .pointer => |info| {
            if (info.size != .slice or !info.attrs.@"const" or info.sentinel_ptr != null) refuse(T);
            made.kind = .list;
            made.item = typeOf(info.child);
        },
        .array => |info| {
            made.kind = .array;
            made.item = typeOf(info.child);
            made.item_count = info.len;
        },
        .optional => |info| {
            made.kind = .option;
            made.item = typeOf(info.child);
            // A slice that is not there is one without an address.
            if (@sizeOf(T) > @sizeOf(info.child)) {
                made.tag_offset = shape.tagOffset(T);
                made.tag_size = 1;
            }
        },
        .@"enum" => |info| {
            made.kind = .@"enum";
            made.tag_size = @sizeOf(info.tag_type);
            addMembers(&made, T);
        },
        .@"union" => |info| {
            if (info.tag_type == null) refuse(T);
            made.kind = if (isHandle(T)) .handle else .@"union";
            made.tag_size = @sizeOf(info.tag_type.?);
            made.tag_offset = shape.tagOffset(T);
            if (made.kind == .handle) made.path = .from(@import("handle.zig").pathOf(T.Asset));
            addMembers(&made, T);
        },
        .@"struct" => |info| {
            if (info.layout == .@"packed") refuse(T);
            made.kind = .@"struct";
            addMembers(&made, T);
        },
        else => refuse(T),
    }
    return made;
}

fn addMembers(comptime made: *abi.Type, comptime T: type) void {
    const names = switch (@typeInfo(T)) {
        inline .@"struct", .@"enum", .@"union" => |info| info.field_names,
        else => unreachable,
    };
    const held_offset = if (@typeInfo(T) == .@"union") shape.heldOffset(T) else 0;
    var members: [names.len]abi.Member = undefined;
    for (&members, names, 0..) |*member, name, index| {
        member.* = .{ .name = .from(name) };
        switch (@typeInfo(T)) {
            .@"struct" => |info| {
                if (info.field_attrs[index].@"comptime") refuse(T);
                member.type = typeOf(info.field_types[index]);
                member.offset = @offsetOf(T, name);
            },
            .@"enum" => |info| member.value = info.field_values[index],
            .@"union" => |info| {
                const Payload = info.field_types[index];
                // A number of 16 bytes is nothing but the bytes of a handle.
                if (Payload != void) member.type = typeOf(if (Payload == u128 and isHandle(T)) [16]u8 else Payload);
                member.offset = held_offset;
                member.value = @backingInt(@field(info.tag_type.?, name));
            },
            else => unreachable,
        }
    }
    const final = members;
    made.members = if (final.len == 0) null else &final;
    made.member_count = final.len;
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
                        const position = std.fmt.comptimePrint("{d}", .{index});
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
        .@"struct" => |info| if (comptime isStruct(Given)) {
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
