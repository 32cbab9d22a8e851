//! Vars: named values that the host stores, shared by the scripts of an entity or by all scripts of the game.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const codec = @import("../value/codec.zig");
const data = @import("../value/data.zig");
const layouts = @import("../value/layout.zig");
const math = @import("../math/math.zig");
const shape = @import("../value/shape.zig");
const status = @import("../contract/status.zig");

const Context = @import("context.zig").Context;
const Entity = @import("entity.zig").Entity;
const Error = status.Error;

/// The vars of one owner during one callback: `ctx.vars()`, `ctx.ref(entity).vars()`, `ctx.globalVars()`.
///
/// Reads come from the snapshot: a callback's writes become readable in the next phase. Writes are requests: they are
/// applied in the order in which they were posted, and if the callback faults, all of them are dropped.
///
/// | type | stored as |
/// | --- | --- |
/// | `bool`, `bevy.Vec2`, `bevy.Vec3`, `bevy.Quat`, `bevy.Entity` | themselves |
/// | any integer type | `i64` |
/// | `f32`, `f64` | `f64`; infinities and NaN are refused |
/// | `[]const u8` | text |
/// | a struct or array of these and of enums, optionals and tagged unions, without pointers | its bytes |
///
/// A var can only be read as its own type: `error.WrongType` for any other type, for a number that does not fit, and
/// for a struct of another size. If a reload has changed the struct, the value is converted field by field when it is
/// read. A key is 1 to 64 bytes of UTF-8, otherwise `error.InvalidArgument`.
pub const Vars = struct {
    ctx: *Context,
    /// The owner's handle; none: the whole game.
    owner: u64,

    /// The value of a var; null if there is none. Text is valid until the callback returns.
    ///
    /// ```zig
    /// if (try ctx.vars().get(i32, "hp")) |hp| if (hp <= 0) try ctx.entity().despawn();
    /// ```
    pub fn get(self: Vars, comptime T: type, key: []const u8) Error!?T {
        switch (comptime kindOf(T)) {
            .int => {
                const value = try self.readAs(i64, key, .int) orelse return null;
                return std.math.cast(T, value) orelse error.WrongType;
            },
            .float => {
                const value: T = @floatCast(try self.readAs(f64, key, .float) orelse return null);
                return if (std.math.isFinite(value)) value else error.WrongType;
            },
            .text => {
                if (T != []const u8) @compileError("text is read as []const u8, not as " ++ @typeName(T));
                return self.readText(key);
            },
            .bool, .vec2, .vec3, .quat, .entity, .blob => |kind| return self.readAs(T, key, kind),
        }
    }

    /// The value of a var, or `default` if there is none.
    pub fn getOr(self: Vars, comptime T: type, key: []const u8, default: T) Error!T {
        return try self.get(T, key) orelse default;
    }

    /// Sets a var, regardless of its old value.
    pub fn set(self: Vars, key: []const u8, value: anytype) Error!void {
        try self.writeValue(.set, key, value);
    }

    /// Sets a var if it does not exist when this is applied.
    pub fn setIfAbsent(self: Vars, key: []const u8, value: anytype) Error!void {
        try self.writeValue(.set_if_absent, key, value);
    }

    /// Adds `delta` to the var's value at the time this is applied, so that all adds in one phase count. A missing var
    /// counts as 0. Numbers stop at the end of their range. If the var holds another type (for example, an integer is
    /// added to a float), nothing happens, and the host logs this once.
    pub fn add(self: Vars, key: []const u8, delta: anytype) Error!void {
        switch (comptime kindOf(@TypeOf(delta))) {
            .int, .float, .vec2, .vec3 => try self.writeValue(.add, key, delta),
            else => @compileError("only integers, floats, bevy.Vec2 and bevy.Vec3 can be added to a var, not " ++ @typeName(@TypeOf(delta))),
        }
    }

    /// Removes a var; does nothing if it does not exist when this is applied.
    pub fn remove(self: Vars, key: []const u8) Error!void {
        try self.write(.remove, key, 0, &.{});
    }

    /// Sets a var named `KEY.FIELD` for each field of a struct, including fields of nested structs and arrays. `set`
    /// stores a struct as bytes; the result of `setFields` can still be read after the struct has changed, so use it
    /// for data that is saved.
    ///
    /// ```zig
    /// try ctx.globalVars().setFields("saved.settings", Settings{ .volume = 0.4 });
    /// ```
    ///
    /// Enums are stored by the names of their values, `[N]u8` as text up to the first 0, or as bytes if it contains
    /// anything but text and the zeros behind it. An optional that is null is stored as the text `null` (an enum: as
    /// `false`). A name can have at most 64 bytes, which the compiler checks.
    pub fn setFields(self: Vars, comptime key: []const u8, value: anytype) Error!void {
        const T = @TypeOf(value);
        switch (comptime formOf(T)) {
            .plain => try self.set(key, value),
            .name => try self.set(key, @as([]const u8, @tagName(value))),
            .text => if (textIn(&value)) |text| try self.set(key, text) else try self.set(key, value),
            // A var that is missing is read as the field's default, which another version may have changed.
            .optional => if (value) |payload| try self.setFields(key, payload) else try self.set(key, nothing(@typeInfo(T).optional.child)),
            .list => inline for (0..value.len) |index| try self.setFields(comptime itemOf(key, index), value[index]),
            .fields => inline for (@typeInfo(T).@"struct".field_names) |field| try self.setFields(nameOf(key, field), @field(value, field)),
        }
    }

    /// The struct that `setFields` has stored. A field whose var is missing or has an unsuitable value gets its
    /// default, so data of other versions of the game can be read.
    pub fn getFields(self: Vars, comptime T: type, comptime key: []const u8) Error!T {
        var value: T = .{};
        try self.readInto(T, key, &value);
        return value;
    }

    fn readInto(self: Vars, comptime T: type, comptime key: []const u8, value: *T) Error!void {
        switch (comptime formOf(T)) {
            .plain => if (try self.ifFits(T, key)) |found| {
                value.* = found;
            },
            .name => if (try self.ifFits([]const u8, key)) |name| {
                value.* = std.meta.stringToEnum(T, name) orelse value.*;
            },
            .text => if (try self.ifFits([]const u8, key)) |text| {
                if (text.len > value.len) return;
                value.* = @splat(0);
                @memcpy(value[0..text.len], text);
            } else if (try self.bytesOf(key)) |bytes| {
                // Another version of the game may have had room for more, or for fewer.
                value.* = @splat(0);
                const len = @min(bytes.len, value.len);
                @memcpy(value[0..len], bytes[0..len]);
            },
            .optional => {
                // The var says whether there is something, whatever it is.
                const Payload = @typeInfo(T).optional.child;
                const is_name = comptime formOf(Payload) == .name;
                if (try self.ifFits(if (is_name) []const u8 else Payload, key)) |found| {
                    if (!is_name) value.* = found else if (std.meta.stringToEnum(Payload, found)) |named| value.* = named;
                } else if (try self.ifFits(@TypeOf(nothing(Payload)), key)) |found| {
                    if (isNothing(found)) value.* = null;
                }
            },
            .list => inline for (0..value.len) |index| try self.readInto(@TypeOf(value[index]), comptime itemOf(key, index), &value[index]),
            .fields => {
                const info = @typeInfo(T).@"struct";
                inline for (info.field_names, info.field_types) |field, Field| try self.readInto(Field, nameOf(key, field), &@field(value, field));
            },
        }
    }

    /// A var, if there is one of this type.
    fn ifFits(self: Vars, comptime T: type, key: []const u8) Error!?T {
        return self.get(T, key) catch |refusal| if (refusal == error.WrongType) null else refusal;
    }

    fn writeValue(self: Vars, op: abi.VarOp, key: []const u8, value: anytype) Error!void {
        const T = @TypeOf(value);
        const kind = comptime kindOf(T);
        const number = self.numberOf(kind, T);
        switch (kind) {
            .int => {
                const whole = std.math.cast(i64, value) orelse return error.InvalidArgument;
                try self.write(op, key, number, &std.mem.toBytes(whole));
            },
            .float => try self.write(op, key, number, &std.mem.toBytes(@as(f64, value))),
            .text => try self.write(op, key, number, value),
            .bool, .vec2, .vec3, .quat, .entity, .blob => try self.write(op, key, number, &codec.encode(.memory, T, value)),
        }
    }

    /// A kind as the host takes it: for a blob with the type that it is a value of.
    fn numberOf(self: Vars, comptime kind: abi.VarKind, comptime T: type) u32 {
        const layout = if (kind == .blob) layouts.numberOf(self.ctx.frame, T) else 0;
        return @as(u32, @backingInt(kind)) | layout << abi.layout_shift;
    }

    fn write(self: Vars, op: abi.VarOp, key: []const u8, kind: u32, value: []const u8) Error!void {
        const frame = self.ctx.frame;
        defer self.ctx.refresh();
        try status.check(frame.host.var_write(frame, self.owner, .from(key), @backingInt(op), kind, value.ptr, value.len));
    }

    /// Reads a value that is kept as its bytes.
    fn readAs(self: Vars, comptime T: type, key: []const u8, comptime kind: abi.VarKind) Error!?T {
        var bytes: [@sizeOf(T)]u8 = undefined;
        const size = try self.read(key, self.numberOf(kind, T), &bytes) orelse return null;
        if (size != bytes.len) return error.WrongType;
        return codec.load(.memory, T, &bytes) orelse error.WrongType;
    }

    fn readText(self: Vars, key: []const u8) Error!?[]const u8 {
        return self.readSlice(key, .text);
    }

    /// The bytes of a value that is kept as such, whatever its type was.
    fn bytesOf(self: Vars, key: []const u8) Error!?[]const u8 {
        return self.readSlice(key, .blob) catch |refusal| if (refusal == error.WrongType) null else refusal;
    }

    fn readSlice(self: Vars, key: []const u8, kind: abi.VarKind) Error!?[]const u8 {
        const size = try self.read(key, @backingInt(kind), &.{}) orelse return null;
        const bytes = try self.ctx.scratch(u8, size);
        _ = try self.read(key, @backingInt(kind), bytes);
        return bytes;
    }

    /// How many bytes a value has, which are in `buffer` if they fit it; null if there is no such var.
    fn read(self: Vars, key: []const u8, kind: u32, buffer: []u8) Error!?usize {
        var size: usize = 0;
        const frame = self.ctx.frame;
        switch (frame.host.var_read(frame, self.owner, .from(key), kind, buffer.ptr, buffer.len, &size)) {
            .absent => return null,
            .buffer_too_small => {},
            else => |answer| try status.check(answer),
        }
        return size;
    }
};

/// How a type is kept.
fn kindOf(comptime T: type) abi.VarKind {
    return switch (T) {
        bool => .bool,
        math.Vec2 => .vec2,
        math.Vec3 => .vec3,
        math.Quat => .quat,
        Entity => .entity,
        else => switch (@typeInfo(T)) {
            .int, .comptime_int => .int,
            .float => if (T == f32 or T == f64) .float else refuse(T),
            .comptime_float => .float,
            .pointer => if (isText(T)) .text else refuse(T),
            .@"struct", .array => kind: {
                shape.requireBytes(T, "a var");
                data.refuseOwned(T, "a var");
                break :kind .blob;
            },
            else => refuse(T),
        },
    };
}

/// How a field is kept by `setFields`.
const Form = enum { plain, name, text, optional, list, fields };

fn formOf(comptime T: type) Form {
    switch (T) {
        math.Vec2, math.Vec3, math.Quat, Entity, bool => return .plain,
        else => {},
    }
    switch (@typeInfo(T)) {
        .int, .float => return .plain,
        .@"enum" => return .name,
        .array => |array| return if (array.child == u8) .text else .list,
        .@"struct" => return .fields,
        .optional => |optional| switch (formOf(optional.child)) {
            .plain, .name => return .optional,
            else => {},
        },
        else => {},
    }
    @compileError("a saved field is a bool, a number, an enum, a vector, [N]u8, an optional of these, or a struct or array, not " ++ @typeName(T));
}

/// What the var of an optional holds that is null: nothing that its payload could be.
fn nothing(comptime Payload: type) if (formOf(Payload) == .name) bool else []const u8 {
    return switch (comptime formOf(Payload)) {
        .name => false,
        else => "null",
    };
}

fn isNothing(found: anytype) bool {
    return if (@TypeOf(found) == bool) !found else std.mem.eql(u8, found, "null");
}

fn nameOf(comptime key: []const u8, comptime field: []const u8) []const u8 {
    const name = key ++ "." ++ field;
    if (name.len > key_len_max) @compileError("the var '" ++ name ++ "' has a longer name than 64 bytes: use a shorter key");
    return name;
}

/// The name of an item of an array.
fn itemOf(comptime key: []const u8, comptime index: usize) []const u8 {
    // A list of them is long for a compiler that counts its steps.
    @setEvalBranchQuota(100_000);
    return nameOf(key, std.fmt.comptimePrint("{d}", .{index}));
}

/// The text that an array of bytes holds; null if it is none, as in a map whose tiles are numbers.
fn textIn(bytes: []const u8) ?[]const u8 {
    const text = std.mem.sliceTo(bytes, 0);
    const is_text = std.mem.allEqual(u8, bytes[text.len..], 0) and std.unicode.utf8ValidateSlice(text);
    return if (is_text) text else null;
}

/// Bytes of a key.
const key_len_max = 64;

fn refuse(comptime T: type) noreturn {
    @compileError("a var holds a bool, an integer, f32, f64, bevy.Vec2, bevy.Vec3, bevy.Quat, bevy.Entity, []const u8, or a " ++
        "struct or array of these, not " ++ @typeName(T));
}

/// A slice of bytes, or a pointer to an array of them, as a literal is.
fn isText(comptime T: type) bool {
    const info = @typeInfo(T).pointer;
    return switch (info.size) {
        .slice => info.child == u8,
        .one => switch (@typeInfo(info.child)) {
            .array => |array| array.child == u8,
            else => false,
        },
        else => false,
    };
}

test kindOf {
    try std.testing.expectEqual(.int, comptime kindOf(u8));
    try std.testing.expectEqual(.int, comptime kindOf(@TypeOf(5)));
    try std.testing.expectEqual(.float, comptime kindOf(@TypeOf(5.5)));
    try std.testing.expectEqual(.text, comptime kindOf(@TypeOf("literal")));
    try std.testing.expectEqual(.text, comptime kindOf([:0]u8));
    try std.testing.expectEqual(.entity, comptime kindOf(Entity));
    try std.testing.expectEqual(.blob, comptime kindOf([4]u8));
    try std.testing.expectEqual(.blob, comptime kindOf(math.Transform));
}
