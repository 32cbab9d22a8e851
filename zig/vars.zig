//! Vars: named values that the host stores, shared by the scripts of an entity or by all scripts of the game.

const std = @import("std");
const abi = @import("abi.zig");
const math = @import("math/math.zig");
const status = @import("status.zig");

const Context = @import("context.zig").Context;
const Entity = @import("entity.zig").Entity;
const Error = status.Error;

/// The vars of one owner during one callback: `ctx.vars()`, `ctx.ref(entity).vars()`, `ctx.globalVars()`.
///
/// Reads come from the snapshot: a callback's writes become readable in the next phase. Writes are requests, applied in
/// the order in which they were posted, all or none of a callback.
///
/// | type | stored as |
/// | --- | --- |
/// | `bool`, `bevy.Vec2`, `bevy.Vec3`, `bevy.Quat`, `bevy.Entity` | themselves |
/// | any integer type | `i64` |
/// | `f32`, `f64` | `f64`; infinities and NaN are refused |
/// | `[]const u8` | text |
/// | a struct or array of these and of enums, without pointers | its bytes |
///
/// A var can only be read as its own type: `error.WrongType` for any other type, for a number that does not fit, and
/// for a struct of another size. A key is 1 to 64 bytes of UTF-8, otherwise `error.InvalidArgument`.
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
            .bool => return (try self.readAs(u8, key, .bool) orelse return null) != 0,
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
            .blob => {
                var bytes: [@sizeOf(T)]u8 = undefined;
                const size = try self.read(key, .blob, &bytes) orelse return null;
                if (size != bytes.len) return error.WrongType;
                return load(T, &bytes) orelse error.WrongType;
            },
            .vec2, .vec3, .quat, .entity => |kind| return self.readAs(T, key, kind),
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

    fn writeValue(self: Vars, op: abi.VarOp, key: []const u8, value: anytype) Error!void {
        const T = @TypeOf(value);
        const kind = comptime kindOf(T);
        const number = @backingInt(kind);
        switch (kind) {
            .bool => try self.write(op, key, number, &.{@intFromBool(value)}),
            .int => {
                const whole = std.math.cast(i64, value) orelse return error.InvalidArgument;
                try self.write(op, key, number, std.mem.asBytes(&whole));
            },
            .float => {
                const wide: f64 = value;
                try self.write(op, key, number, std.mem.asBytes(&wide));
            },
            .text => try self.write(op, key, number, value),
            .blob => {
                // Padding is not copied: what it holds would show in scenes, and differ from run to run.
                var bytes: [@sizeOf(T)]u8 = @splat(0);
                store(T, value, &bytes);
                try self.write(op, key, number, &bytes);
            },
            .vec2, .vec3, .quat, .entity => try self.write(op, key, number, std.mem.asBytes(&value)),
        }
    }

    fn write(self: Vars, op: abi.VarOp, key: []const u8, kind: u32, value: []const u8) Error!void {
        const frame = self.ctx.frame;
        defer self.ctx.refresh();
        try status.check(frame.host.var_write(frame, self.owner, .from(key), @backingInt(op), kind, value.ptr, value.len));
    }

    /// Reads a value whose kind has one size.
    fn readAs(self: Vars, comptime Raw: type, key: []const u8, kind: abi.VarKind) Error!?Raw {
        var raw: Raw = undefined;
        _ = try self.read(key, kind, std.mem.asBytes(&raw)) orelse return null;
        return raw;
    }

    fn readText(self: Vars, key: []const u8) Error!?[]const u8 {
        const size = try self.read(key, .text, &.{}) orelse return null;
        const text = try self.ctx.scratch(u8, size);
        _ = try self.read(key, .text, text);
        return text;
    }

    /// How many bytes a value has, which are in `buffer` if they fit it; null if there is no such var.
    fn read(self: Vars, key: []const u8, kind: abi.VarKind, buffer: []u8) Error!?usize {
        var size: usize = 0;
        const frame = self.ctx.frame;
        switch (frame.host.var_read(frame, self.owner, .from(key), @backingInt(kind), buffer.ptr, buffer.len, &size)) {
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
                checkLeaves(T, T);
                break :kind .blob;
            },
            else => refuse(T),
        },
    };
}

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

/// Refuses what has no bytes that mean the same in every script and after a reload.
fn checkLeaves(comptime T: type, comptime Whole: type) void {
    const what = "a var cannot hold " ++ @typeName(Whole) ++ ", because of " ++ @typeName(T) ++ ": ";
    switch (@typeInfo(T)) {
        .bool => {},
        .int, .float => if (@bitSizeOf(T) != 8 * @sizeOf(T)) @compileError(what ++ "use a number of whole bytes, such as u8 or f32"),
        .@"enum" => {},
        .array => |info| checkLeaves(info.child, Whole),
        .@"struct" => |info| {
            if (info.layout == .@"packed") @compileError(what ++ "use a struct that is not packed");
            for (info.field_types, info.field_attrs) |Field, attrs| if (!attrs.@"comptime") checkLeaves(Field, Whole);
        },
        else => @compileError(what ++ "use bools, numbers, enums, and structs and arrays of them"),
    }
}

/// The integer that fills the memory of an enum.
fn Backing(comptime T: type) type {
    return @Int(@typeInfo(@typeInfo(T).@"enum".tag_type).int.signedness, 8 * @sizeOf(T));
}

/// Copies the leaves of a value, and not what lies between them.
fn store(comptime T: type, value: T, bytes: *[@sizeOf(T)]u8) void {
    switch (@typeInfo(T)) {
        .bool => bytes[0] = @intFromBool(value),
        .@"enum" => {
            const whole: Backing(T) = @backingInt(value);
            @memcpy(bytes, std.mem.asBytes(&whole));
        },
        .array => |info| for (value, 0..) |item, index| {
            store(info.child, item, bytes[index * @sizeOf(info.child) ..][0..@sizeOf(info.child)]);
        },
        .@"struct" => |info| inline for (info.field_names, info.field_types, info.field_attrs) |name, Field, attrs| {
            if (!attrs.@"comptime") store(Field, @field(value, name), bytes[@offsetOf(T, name)..][0..@sizeOf(Field)]);
        },
        else => @memcpy(bytes, std.mem.asBytes(&value)),
    }
}

/// The value that these bytes are. They may come from another script, or from an older version of this one, so that null is the
/// answer for what is no value of the type.
fn load(comptime T: type, bytes: *const [@sizeOf(T)]u8) ?T {
    var value: T = undefined;
    switch (@typeInfo(T)) {
        .bool => {
            if (bytes[0] > 1) return null;
            value = bytes[0] == 1;
        },
        .@"enum" => |info| {
            var whole: Backing(T) = 0;
            @memcpy(std.mem.asBytes(&whole), bytes);
            const tag = std.math.cast(info.tag_type, whole) orelse return null;
            const known = info.mode == .nonexhaustive or inline for (info.field_values) |named| {
                if (tag == named) break true;
            } else false;
            if (!known) return null;
            value = @fromBackingInt(tag);
        },
        .array => |info| for (&value, 0..) |*item, index| {
            item.* = load(info.child, bytes[index * @sizeOf(info.child) ..][0..@sizeOf(info.child)]) orelse return null;
        },
        .@"struct" => |info| inline for (info.field_names, info.field_types, info.field_attrs) |name, Field, attrs| {
            if (!attrs.@"comptime") {
                @field(value, name) = load(Field, bytes[@offsetOf(T, name)..][0..@sizeOf(Field)]) orelse return null;
            }
        },
        else => @memcpy(std.mem.asBytes(&value), bytes),
    }
    return value;
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

test store {
    const Mode = enum(i16) { low = -300, high = 300 };
    const Small = enum { a, b, c };
    const Only = enum { one };
    const S = struct { flag: bool, wide: u32, mode: Mode, small: Small, only: Only = .one, list: [2]math.Vec2, to: Entity };
    const value: S = .{
        .flag = true,
        .wide = 7,
        .mode = .low,
        .small = .c,
        .list = .{ .new(1, 2), .new(3, 4) },
        .to = @fromBackingInt(99),
    };
    var bytes: [@sizeOf(S)]u8 = @splat(0);
    store(S, value, &bytes);
    try std.testing.expectEqual(value, load(S, &bytes).?);

    // Bytes that are no value are told from those that are.
    var broken = bytes;
    broken[@offsetOf(S, "flag")] = 2;
    try std.testing.expectEqual(null, load(S, &broken));
    broken = bytes;
    broken[@offsetOf(S, "mode")] +%= 1;
    try std.testing.expectEqual(null, load(S, &broken));
    broken = bytes;
    broken[@offsetOf(S, "small")] = 3;
    try std.testing.expectEqual(null, load(S, &broken));
    broken = bytes;
    broken[@offsetOf(S, "small")] = 255;
    try std.testing.expectEqual(null, load(S, &broken));
}
