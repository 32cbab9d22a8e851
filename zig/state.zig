//! A state that a script serializes itself for a hot reload: `serialize` writes it, and `deserialize` of the next
//! generation reads it.

const std = @import("std");
const abi = @import("abi.zig");
const reflect = @import("reflect.zig");
const status = @import("status.zig");
const Error = status.Error;

/// What `serialize` writes to.
///
/// ```zig
/// pub fn serialize(self: *const Player, _: *bevy.Context, writer: *bevy.StateWriter) !void {
///     try writer.write(u32, 2); // the version of what follows
///     try writer.write(f32, self.hp);
/// }
/// ```
pub const StateWriter = struct {
    frame: *abi.Frame,

    /// Appends a value: a bool, a number, an enum, text (`[]const u8`), or an optional, array or struct of these except
    /// text. Structs are written field by field, in the order of declaration.
    ///
    /// `error.LimitReached`: the instance writes more than `ScriptLimits::state_bytes_per_instance`.
    pub fn write(self: *StateWriter, comptime T: type, value: T) Error!void {
        if (T == []const u8) {
            try self.write(u64, value.len);
            return self.append(value);
        }
        comptime check(T);
        var bytes: [sizeOf(T)]u8 = undefined;
        store(T, value, &bytes);
        try self.append(&bytes);
    }

    fn append(self: *StateWriter, bytes: []const u8) Error!void {
        try status.check(self.frame.host.state_write(self.frame, bytes.ptr, bytes.len));
    }
};

/// What `deserialize` reads from: the values that `serialize` wrote, in the same order.
///
/// ```zig
/// pub fn deserialize(self: *Player, _: *bevy.Context, reader: *bevy.StateReader) !void {
///     const version = try reader.read(u32);
///     self.hp = if (version >= 2) try reader.read(f32) else 100;
/// }
/// ```
pub const StateReader = struct {
    frame: *abi.Frame,

    /// Errors of reading.
    pub const ReadError = Error || error{
        /// There is not enough data left; nothing was read.
        EndOfState,
    };

    /// The next value. Text (`[]const u8`) is valid until the callback returns.
    ///
    /// `error.WrongType`: the bytes are not a valid value of this type (a bool or enum with an unknown value).
    pub fn read(self: *StateReader, comptime T: type) ReadError!T {
        if (T == []const u8) return self.readText();
        comptime check(T);
        var bytes: [sizeOf(T)]u8 = undefined;
        try self.take(&bytes);
        return load(T, &bytes) orelse error.WrongType;
    }

    fn readText(self: *StateReader) ReadError![]const u8 {
        const len = std.math.cast(usize, try self.read(u64)) orelse return error.EndOfState;
        if (len == 0) return "";
        const memory: [*]u8 = @ptrCast(self.frame.host.scratch_alloc(self.frame, len, 1) orelse return error.LimitReached);
        try self.take(memory[0..len]);
        return memory[0..len];
    }

    fn take(self: *StateReader, bytes: []u8) ReadError!void {
        return switch (self.frame.host.state_read(self.frame, bytes.ptr, bytes.len)) {
            .absent => error.EndOfState,
            else => |answer| status.check(answer),
        };
    }
};

/// Refuses what cannot be kept, and says what to write instead.
fn check(comptime T: type) void {
    const what = "a value of the kept state";
    reflect.refusePointers(T, what);
    switch (@typeInfo(T)) {
        .bool, .int, .float, .@"enum" => {},
        .optional => |info| check(info.child),
        .array => |info| check(info.child),
        .@"struct" => |info| for (info.field_types, info.field_attrs) |Field, attrs| if (!attrs.@"comptime") check(Field),
        else => @compileError(what ++ " cannot be " ++ @typeName(T) ++
            "; write bools, numbers, enums, text, and optionals, arrays and structs of them"),
    }
}

/// Bytes of a value, which are the same for all values of a type.
fn sizeOf(comptime T: type) usize {
    return switch (@typeInfo(T)) {
        .optional => |info| 1 + sizeOf(info.child),
        .array => |info| info.len * sizeOf(info.child),
        .@"struct" => |info| size: {
            if (info.layout == .@"packed") break :size @sizeOf(T);
            var size: usize = 0;
            for (info.field_types, info.field_attrs) |Field, attrs| if (!attrs.@"comptime") {
                size += sizeOf(Field);
            };
            break :size size;
        },
        else => @sizeOf(T),
    };
}

/// The integer that fills the memory of a value.
fn Whole(comptime T: type) type {
    const signedness = switch (@typeInfo(T)) {
        .int => |info| info.signedness,
        .@"enum" => |info| @typeInfo(info.tag_type).int.signedness,
        else => .unsigned,
    };
    return @Int(signedness, 8 * @sizeOf(T));
}

fn store(comptime T: type, value: T, bytes: *[sizeOf(T)]u8) void {
    switch (@typeInfo(T)) {
        .bool => bytes[0] = @intFromBool(value),
        .int => storeWhole(T, value, bytes),
        .@"enum" => storeWhole(T, @backingInt(value), bytes),
        .optional => |info| {
            bytes[0] = @intFromBool(value != null);
            if (value) |held| store(info.child, held, bytes[1..]) else @memset(bytes[1..], 0);
        },
        .array => |info| for (value, 0..) |item, index| {
            store(info.child, item, bytes[index * sizeOf(info.child) ..][0..comptime sizeOf(info.child)]);
        },
        .@"struct" => |info| {
            if (info.layout == .@"packed") return storeWhole(T, @as(@Int(.unsigned, @bitSizeOf(T)), @bitCast(value)), bytes);
            comptime var at = 0;
            inline for (info.field_names, info.field_types, info.field_attrs) |name, Field, attrs| {
                if (attrs.@"comptime") continue;
                store(Field, @field(value, name), bytes[at..][0..comptime sizeOf(Field)]);
                at += comptime sizeOf(Field);
            }
        },
        else => @memcpy(bytes, std.mem.asBytes(&value)),
    }
}

fn storeWhole(comptime T: type, number: anytype, bytes: *[@sizeOf(T)]u8) void {
    const whole: Whole(T) = number;
    @memcpy(bytes, std.mem.asBytes(&whole));
}

/// The value that these bytes are; null if they are none. An older generation may have written them.
fn load(comptime T: type, bytes: *const [sizeOf(T)]u8) ?T {
    switch (@typeInfo(T)) {
        .bool => return if (bytes[0] > 1) null else bytes[0] == 1,
        .int => return std.math.cast(T, loadWhole(T, bytes)),
        .@"enum" => |info| {
            const tag = std.math.cast(info.tag_type, loadWhole(T, bytes)) orelse return null;
            const known = info.mode == .nonexhaustive or inline for (info.field_values) |named| {
                if (tag == named) break true;
            } else false;
            return if (known) @fromBackingInt(tag) else null;
        },
        .optional => |info| switch (bytes[0]) {
            0 => return @as(T, null),
            // An optional of an optional: what is missing here must not look like one that is empty.
            1 => if (load(info.child, bytes[1..])) |held| return @as(T, held) else return null,
            else => return null,
        },
        .array => |info| {
            var value: T = undefined;
            for (&value, 0..) |*item, index| {
                item.* = load(info.child, bytes[index * sizeOf(info.child) ..][0..comptime sizeOf(info.child)]) orelse return null;
            }
            return value;
        },
        .@"struct" => |info| {
            if (info.layout == .@"packed") {
                const Bits = @Int(.unsigned, @bitSizeOf(T));
                return @bitCast(std.math.cast(Bits, loadWhole(T, bytes)) orelse return null);
            }
            var value: T = undefined;
            comptime var at = 0;
            inline for (info.field_names, info.field_types, info.field_attrs) |name, Field, attrs| {
                if (attrs.@"comptime") continue;
                @field(value, name) = load(Field, bytes[at..][0..comptime sizeOf(Field)]) orelse return null;
                at += comptime sizeOf(Field);
            }
            return value;
        },
        else => {
            var value: T = undefined;
            @memcpy(std.mem.asBytes(&value), bytes);
            return value;
        },
    }
}

fn loadWhole(comptime T: type, bytes: *const [@sizeOf(T)]u8) Whole(T) {
    var whole: Whole(T) = 0;
    @memcpy(std.mem.asBytes(&whole), bytes);
    return whole;
}

/// A host that keeps what is written, for tests.
const Kept = struct {
    var bytes: [256]u8 = undefined;
    var len: usize = 0;
    var at: usize = 0;

    fn write(_: *abi.Frame, from: ?[*]const u8, count: usize) callconv(.c) abi.Status {
        if (bytes.len - len < count) return .limit_reached;
        if (count > 0) @memcpy(bytes[len..][0..count], from.?[0..count]);
        len += count;
        return .ok;
    }

    fn read(_: *abi.Frame, to: ?[*]u8, count: usize) callconv(.c) abi.Status {
        if (len - at < count) return .absent;
        if (count > 0) @memcpy(to.?[0..count], bytes[at..][0..count]);
        at += count;
        return .ok;
    }

    fn scratch(_: *abi.Frame, count: usize, _: usize) callconv(.c) ?*anyopaque {
        return (std.testing.allocator.alloc(u8, count) catch return null).ptr;
    }

    fn frame(host: *abi.Host) abi.Frame {
        len = 0;
        at = 0;
        host.state_write = &write;
        host.state_read = &read;
        host.scratch_alloc = &scratch;
        var made: abi.Frame = undefined;
        made.host = host;
        return made;
    }
};

test "what was written is read" {
    const math = @import("math/math.zig");
    const Entity = @import("entity.zig").Entity;
    const Mode = enum(i16) { low = -300, high = 300 };
    const Flags = packed struct(u8) { a: bool, b: u7 };
    const Body = struct { mass: f64, at: math.Vec3, home: ?math.Vec2, items: [2]?Mode };
    const body: Body = .{ .mass = 2.5, .at = .new(1, 2, 3), .home = null, .items = .{ .low, null } };
    var host: abi.Host = undefined;
    var frame = Kept.frame(&host);
    var writer: StateWriter = .{ .frame = &frame };
    try writer.write(u3, 5);
    try writer.write(bool, true);
    try writer.write(Mode, .high);
    try writer.write([]const u8, "hello");
    try writer.write(Body, body);
    try writer.write(Flags, .{ .a = true, .b = 100 });
    try writer.write(Entity, @fromBackingInt(99));
    try writer.write(??u8, @as(?u8, null));

    var reader: StateReader = .{ .frame = &frame };
    try std.testing.expectEqual(5, try reader.read(u3));
    try std.testing.expectEqual(true, try reader.read(bool));
    try std.testing.expectEqual(Mode.high, try reader.read(Mode));
    const text = try reader.read([]const u8);
    defer std.testing.allocator.free(text);
    try std.testing.expectEqualStrings("hello", text);
    try std.testing.expectEqual(body, try reader.read(Body));
    try std.testing.expectEqual(Flags{ .a = true, .b = 100 }, try reader.read(Flags));
    try std.testing.expectEqual(99, @backingInt(try reader.read(Entity)));
    const inner = try reader.read(??u8);
    try std.testing.expect(inner != null and inner.? == null);
    try std.testing.expectError(error.EndOfState, reader.read(u8));
}

test "what is no value, or too little, is told from what is" {
    var host: abi.Host = undefined;
    var frame = Kept.frame(&host);
    var writer: StateWriter = .{ .frame = &frame };
    for ([_]u8{ 2, 3, 8, 2, 0, 7 }) |byte| try writer.write(u8, byte);
    var reader: StateReader = .{ .frame = &frame };
    try std.testing.expectError(error.WrongType, reader.read(bool));
    try std.testing.expectError(error.WrongType, reader.read(enum { a, b }));
    try std.testing.expectError(error.WrongType, reader.read(u3));
    try std.testing.expectError(error.WrongType, reader.read(?u8));
    try std.testing.expectError(error.EndOfState, reader.read(u16));
    try std.testing.expectEqual(7, try reader.read(u8));
    Kept.len = Kept.bytes.len;
    try std.testing.expectError(error.LimitReached, writer.write(u8, 1));
}
