//! A state that a script serializes itself for a hot reload: `serialize` writes it, and `deserialize` of the next
//! generation reads it.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const codec = @import("../value/codec.zig");
const shape = @import("../value/shape.zig");
const status = @import("../contract/status.zig");
const Error = status.Error;

const what = "a value of the kept state";

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

    /// Appends a value: a bool, a number, an enum, text (`[]const u8`), or an optional, array, struct or tagged union
    /// of these except text. Structs are written field by field, in the order of declaration.
    ///
    /// `error.LimitReached`: the instance writes more than `ScriptLimits::state_bytes_per_instance`.
    pub fn write(self: *StateWriter, comptime T: type, value: T) Error!void {
        if (T == []const u8) {
            try self.write(u64, value.len);
            return self.append(value);
        }
        comptime shape.requireBytes(T, what);
        try self.append(&codec.encode(.sequence, T, value));
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
    /// `error.WrongType`: the bytes are not a valid value of this type (a bool, enum or tag with an unknown value).
    pub fn read(self: *StateReader, comptime T: type) ReadError!T {
        if (T == []const u8) return self.readText();
        comptime shape.requireBytes(T, what);
        var bytes: [codec.sizeOf(.sequence, T)]u8 = undefined;
        try self.take(&bytes);
        return codec.load(.sequence, T, &bytes) orelse error.WrongType;
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
    const math = @import("../math/math.zig");
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
