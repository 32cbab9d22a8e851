//! Types as data: what the host has to know to read and write a value of a reflected type in a script's memory.
//!
//! A compilation makes an outline of each type that a script uses, once. When the script first uses the type, a
//! description is made of the outline, for the host. An outline costs a compilation little: it refers to the compiler's
//! own lists of names, and types with the same list of members share one.

const std = @import("std");
const builtin = @import("builtin");
const abi = @import("../contract/abi.zig");
const decimal = @import("decimal.zig").decimal;
const Entity = @import("../api/entity.zig").Entity;

/// What a compilation knows of a type.
pub const Outline = struct {
    kind: abi.TypeKind,
    size: u32,
    alignment: u32,
    /// Its path in Rust; empty if it has none.
    path: []const u8 = "",
    /// The names of its members.
    names: []const [:0]const u8 = &.{},
    /// Their types; null: it has none.
    parts: [*]const ?*const Outline = &.{},
    /// What a list, an array or an optional holds.
    item: ?*const Outline = null,
    tag_size: u32 = 0,
    more: ?*const More = null,
};

/// What only few types need.
const More = struct {
    /// Where the members lie; null: where the language puts them, which costs less to find out when the script runs.
    offsets: ?[*]const u32 = null,
    /// The numbers of variants; null: they are counted from 0.
    values: ?[*]const i64 = null,
    /// The place of the variant that comes first for the host.
    first: u32 = 0,
    flags: u32 = 0,
};

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

/// The outline of a type; null for `void`, of which there is nothing to say.
pub fn outlineOf(comptime T: type) ?*const Outline {
    // Bevy's `Key` has 300 variants.
    @setEvalBranchQuota(100_000);
    const size = @sizeOf(T);
    const alignment = @max(@alignOf(T), 1);
    switch (@typeInfo(T)) {
        .void => return null,
        .bool => return &Outline{ .kind = .bool, .size = size, .alignment = alignment },
        .int => |info| {
            if (T == u21) return &Outline{ .kind = .char, .size = size, .alignment = alignment };
            switch (info.bits) {
                8, 16, 32, 64 => {},
                else => refuse(T),
            }
            return &Outline{ .kind = if (info.signedness == .signed) .int else .uint, .size = size, .alignment = alignment };
        },
        .float => |info| {
            if (info.bits != 32 and info.bits != 64) refuse(T);
            return &Outline{ .kind = .float, .size = size, .alignment = alignment };
        },
        .pointer => |info| {
            if (T == []const u8) return &Outline{ .kind = .text, .size = size, .alignment = alignment };
            if (info.size != .slice or !info.attrs.@"const" or info.sentinel_ptr != null) refuse(T);
            return &Outline{ .kind = .list, .size = size, .alignment = alignment, .item = outlineOf(info.child) };
        },
        .array => |info| return &Outline{ .kind = .array, .size = size, .alignment = alignment, .item = outlineOf(info.child) },
        .optional => |info| {
            // Behind the value there is a byte for whether it is there; a slice that is not there has no address.
            const tag_size = if (size > @sizeOf(info.child)) 1 else 0;
            return &Outline{ .kind = .option, .size = size, .alignment = alignment, .item = outlineOf(info.child), .tag_size = tag_size };
        },
        .@"enum" => |info| {
            if (T == Entity) return &Outline{ .kind = .entity, .size = size, .alignment = alignment };
            const is_zig_state = @hasDecl(T, "zig_state");
            return &Outline{
                .kind = .@"enum",
                .size = size,
                .alignment = alignment,
                .path = if (is_zig_state) T.zig_state else if (@hasDecl(T, "zig_reflect")) T.zig_reflect else "",
                .names = info.field_names,
                .tag_size = @sizeOf(info.tag_type),
                // The host takes the first variant of a state for the initial one.
                .more = numbered(info.field_values, if (is_zig_state) initialOf(T) else 0),
            };
        },
        .@"union" => |info| {
            const Tag = info.tag_type orelse refuse(T);
            const is_handle = isHandle(T);
            return &Outline{
                .kind = if (is_handle) .handle else .@"union",
                .size = size,
                .alignment = alignment,
                .path = if (is_handle) @import("handle.zig").pathOf(T.Asset) else if (@hasDecl(T, "zig_reflect")) T.zig_reflect else "",
                .names = info.field_names,
                // A number of 16 bytes is nothing but the bytes of a handle.
                .parts = partsOf(if (is_handle) &.{ void, []const u8, u64, [16]u8 } else info.field_types),
                .tag_size = @sizeOf(Tag),
                .more = numbered(@typeInfo(Tag).@"enum".field_values, 0),
            };
        },
        .@"struct" => |info| {
            if (info.layout == .@"packed") refuse(T);
            const is_plain = info.layout == .auto and !info.is_tuple and !isAligned(info.field_attrs);
            const is_sorted = is_plain and info.field_names.len <= sorted_max;
            return &Outline{
                .kind = .@"struct",
                .size = size,
                .alignment = alignment,
                .path = if (@hasDecl(T, "zig_reflect")) T.zig_reflect else "",
                .names = info.field_names,
                .parts = partsOf(info.field_types),
                .more = if (is_sorted) null else placed(T, info.field_names),
            };
        },
        else => refuse(T),
    }
}

/// The outlines of members, and perhaps more. Many types have the same list, for which this is computed once; and a
/// literal takes the compiler half of what a loop does.
fn partsOf(comptime types: []const type) [*]const ?*const Outline {
    const of = outlineOf;
    const t = types[0..types.len].* ++ [_]type{ void, void, void, void, void, void, void };
    if (types.len == 0) return &.{};
    if (types.len <= 4) return &[_]?*const Outline{ of(t[0]), of(t[1]), of(t[2]), of(t[3]) };
    const first = [_]?*const Outline{ of(t[0]), of(t[1]), of(t[2]), of(t[3]), of(t[4]), of(t[5]), of(t[6]), of(t[7]) };
    return if (types.len <= 8) &first else &(first ++ partsOf(types[8..])[0 .. types.len - 8].*);
}

/// Whether a field has another alignment than that of its type.
fn isAligned(comptime attrs: anytype) bool {
    return for (attrs) |attr| {
        if (attr.@"align" != null) break true;
    } else false;
}

/// Where the members lie.
fn placed(comptime T: type, comptime names: []const [:0]const u8) *const More {
    var list: [names.len]u32 = undefined;
    for (names, &list) |name, *offset| offset.* = @offsetOf(T, name);
    const offsets = list;
    return &More{ .offsets = &offsets };
}

/// The numbers of variants. Almost all are counted from 0: then this is computed once for each number of variants.
fn numbered(comptime numbers: []const comptime_int, comptime first: u32) ?*const More {
    const is_counted = for (numbers, 0..) |number, index| {
        if (number != index) break false;
    } else true;
    if (is_counted and first == 0) return null;
    var list: [numbers.len]i64 = undefined;
    for (numbers, &list) |number, *value| value.* = number;
    const values = list;
    return &More{ .values = &values, .first = first };
}

/// A description in memory, and of what.
pub const Made = struct { type: abi.Type, of: *const Outline, before: ?*Made };

/// Makes the description of a type and of all that it has, in the host's scratch memory; null: there is not enough.
/// `made` is a list of what has been described.
///
/// Each script that uses a mirror is compiled with this, so it is written for what compiles fast. It needs no checks:
/// all that it reads was made by the compiler.
pub fn describe(frame: *abi.Frame, outline: *const Outline, made: *?*Made) ?*abi.Type {
    @setRuntimeSafety(false);
    var next = made.*;
    while (next) |one| : (next = one.before) if (one.of == outline) return &one.type;
    const count: u32 = @intCast(outline.names.len);
    const memory = room(frame, count * @sizeOf(abi.Member) + @sizeOf(Made)) orelse return null;
    const members: [*]abi.Member = @ptrCast(@alignCast(memory));
    const one: *Made = @ptrCast(@alignCast(members + count));
    const described = &one.type;
    described.* = .{
        .kind = outline.kind,
        .size = outline.size,
        .@"align" = outline.alignment,
        .path = .{ .ptr = outline.path.ptr, .len = outline.path.len },
        .members = if (count == 0) null else members,
        .member_count = count,
        .tag_size = outline.tag_size,
    };
    if (outline.item) |item| {
        described.item = describe(frame, item, made) orelse return null;
        if (outline.tag_size != 0) described.tag_offset = item.size;
        if (outline.kind == .array and item.size != 0) described.item_count = outline.size / item.size;
    }
    var held_size: u32 = 0;
    var held_alignment: u32 = 1;
    for (0..count) |index| {
        const member = &members[index];
        const name = outline.names[index];
        member.* = .{ .name = .{ .ptr = name.ptr, .len = name.len } };
        if (outline.kind != .@"struct") member.value = @intCast(index);
        if (outline.kind != .@"enum") if (outline.parts[index]) |part| {
            const held = describe(frame, part, made) orelse return null;
            member.type = held;
            held_size = @max(held_size, held.size);
            held_alignment = @max(held_alignment, held.@"align");
        };
    }
    switch (outline.kind) {
        // What has the larger alignment comes first; the size of a number is its alignment.
        .@"union", .handle => if (described.tag_size < held_alignment) {
            described.tag_offset = held_size;
        } else {
            const offset = (described.tag_size + held_alignment - 1) / held_alignment * held_alignment;
            for (0..count) |index| members[index].offset = offset;
        },
        .@"struct" => if (outline.more == null) placeFields(described, members),
        else => {},
    }
    if (outline.more) |more| change(described, members, more);
    one.of = outline;
    one.before = made.*;
    made.* = one;
    return described;
}

/// So many fields are sorted by their alignment and stay in order otherwise. Of more the compiler mixes the order.
const sorted_max = 16;

/// Says where the fields of a struct lie: those with a larger alignment first, else as they are declared. The language
/// does not promise that: a test compares it with what the compiler says, for all mirrors.
fn placeFields(described: *abi.Type, members: [*]abi.Member) void {
    @setRuntimeSafety(false);
    var end: u32 = 0;
    var alignment: u32 = 16;
    while (alignment != 0) : (alignment /= 2) {
        for (0..described.member_count) |index| {
            const held = members[index].type orelse continue;
            if (held.@"align" != alignment) continue;
            members[index].offset = end;
            end += held.size;
        }
    }
    // It has other alignments than those of its types. The host refuses it then.
    if (end > described.size or end + described.@"align" <= described.size) described.size = 0;
}

fn change(described: *abi.Type, members: [*]abi.Member, more: *const More) void {
    @setRuntimeSafety(false);
    described.flags = more.flags;
    for (0..described.member_count) |index| {
        if (more.offsets) |offsets| members[index].offset = offsets[index];
        if (more.values) |values| members[index].value = values[index];
    }
    const initial = members[more.first];
    members[more.first] = members[0];
    members[0] = initial;
}

fn room(frame: *abi.Frame, size: usize) ?*anyopaque {
    // What a test has described is compared by address, and stays.
    if (builtin.is_test) return (std.heap.page_allocator.alloc(u8, size) catch return null).ptr;
    return frame.host.scratch_alloc(frame, size, 16);
}

/// For tests: the description of a type, the same for the same type.
pub fn typeOf(comptime T: type) *const abi.Type {
    return describedIn(comptime outlineOf(T).?);
}

/// For tests: the description of an outline, the same for the same outline.
pub fn describedIn(outline: *const Outline) *const abi.Type {
    const all = struct {
        var made: ?*Made = null;
    };
    // Its frame is not asked for memory.
    return describe(undefined, outline, &all.made) orelse @panic("no memory for the description of a type");
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

        /// Its outline: members at the places of `values`.
        pub fn outline() *const Outline {
            const Values = @Tuple(&final);
            var parts: [names.len]?*const Outline = undefined;
            var offsets: [names.len]u32 = undefined;
            for (final, &parts, &offsets, 0..) |Type, *part, *offset, index| {
                part.* = if (isPart(Type)) Type.outline() else outlineOf(Type);
                offset.* = @offsetOf(Values, decimal(index)) + if (isPart(Type)) @offsetOf(Type, "values") else 0;
            }
            const final_parts = parts;
            const final_offsets = offsets;
            return &Outline{
                .kind = .@"struct",
                .size = @sizeOf(Values),
                .alignment = @max(@alignOf(Values), 1),
                .path = if (isMirror(T)) T.zig_reflect else "",
                .names = names,
                .parts = &final_parts,
                .more = &More{ .offsets = &final_offsets, .flags = abi.type_flag_partial },
            };
        }
    };
}

/// Whether a type is a `Part`.
pub fn isPart(comptime T: type) bool {
    return @typeInfo(T) == .@"struct" and @hasDecl(T, "Whole") and @hasDecl(T, "outline");
}

fn fieldsOf(comptime T: type, comptime Given: type, comptime what: []const u8) []const [:0]const u8 {
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
    return info.field_names;
}

/// The type of a field in a part: a part itself, if it is given by a literal of some of its fields.
fn PartField(comptime Field: type, comptime Given: type, comptime what: []const u8) type {
    return if (namesAll(Field, Given)) Field else Part(Field, Given, what);
}

/// Whether nothing of a field is left as it is: the host takes rotations and the like as a whole only.
fn namesAll(comptime Field: type, comptime Given: type) bool {
    if (Given == Field or !isStruct(Given) or !isStruct(Field)) return true;
    const info = @typeInfo(Field).@"struct";
    return for (info.field_names, info.field_types) |name, Inner| {
        if (!@hasField(Given, name) or !namesAll(Inner, @FieldType(Given, name))) break false;
    } else @typeInfo(Given).@"struct".field_names.len == info.field_names.len;
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
            if (names.len != 1) @compileError(@typeName(To) ++ " takes exactly one variant, as in .{ .px = 5 }");
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

test "fields may have an alignment of their own" {
    const Odd = struct { a: u8 = 0, b: f32 align(1) = 0, c: f32 = 0 };
    const described = typeOf(Odd);
    inline for (.{ "a", "b", "c" }, 0..) |name, index| {
        try std.testing.expectEqual(@offsetOf(Odd, name), described.members.?[index].offset);
    }
}

test Part {
    const Inner = struct { x: f32 = 0, y: f32 = 0 };
    const Whole = struct { at: Inner = .{}, name: []const u8 = "", on: ?bool = null, mode: enum { a, b } = .a };
    const Given = @TypeOf(.{ .at = .{ .y = 3 }, .on = true, .mode = .b });
    const P = Part(Whole, Given, "Whole");
    const part: P = .of(.{ .at = .{ .y = 3 }, .on = true, .mode = .b });
    try std.testing.expectEqual(3, part.values[0].values[0]);
    try std.testing.expectEqual(true, part.values[1]);
    const described = describedIn(comptime P.outline());
    try std.testing.expectEqual(3, described.member_count);
    try std.testing.expectEqual(abi.type_flag_partial, described.flags);
    const at = described.members.?[0];
    try std.testing.expectEqual(abi.type_flag_partial, at.type.?.flags);
    const bytes = std.mem.asBytes(&part.values);
    const y = at.offset + at.type.?.members.?[0].offset;
    try std.testing.expectEqual(3.0, std.mem.bytesToValue(f32, bytes[y..][0..4]));
}

test "a literal of all fields is a whole value" {
    const Inner = struct { x: f32 = 0, y: f32 = 0 };
    const Middle = struct { at: Inner = .{}, size: f32 = 1 };
    const Whole = struct { at: Inner = .{}, middle: Middle = .{} };
    const all = .{ .at = .{ .y = 3, .x = 2 }, .middle = .{ .at = .{ .x = 1, .y = 2 }, .size = 3 } };
    const All = Part(Whole, @TypeOf(all), "Whole");
    const part: All = .of(all);
    try std.testing.expectEqual(Inner{ .x = 2, .y = 3 }, part.values[0]);
    try std.testing.expectEqual(Middle{ .at = .{ .x = 1, .y = 2 }, .size = 3 }, part.values[1]);
    // What is not named within keeps its value, so the default must not take its place.
    const some = .{ .middle = .{ .at = .{ .x = 1 }, .size = 3 } };
    const Some = Part(Whole, @TypeOf(some), "Whole");
    try std.testing.expect(isPart(@FieldType(@FieldType(Some, "values"), "0")));
}
