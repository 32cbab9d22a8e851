//! Requests of scripts, as tests see them, and how they are compared and shown.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const codec = @import("../value/codec.zig");
const Change = @import("each.zig").Change;
const components = @import("../api/component.zig");
const entities = @import("../api/entity.zig");
const functions = @import("functions.zig");
const math = @import("../math/math.zig");
const mirrors = @import("../value/type.zig");

const mirrored = @import("mirrored.zig");
const Mirrored = mirrored.Mirrored;
const Entity = entities.Entity;
const Quat = math.Quat;
const Transform = math.Transform;
const Vec3 = math.Vec3;

/// One request of a script.
pub const Request = union(enum) {
    set_position: Placed,
    translate: Placed,
    set_scale: Placed,
    set_rotation: struct { entity: Entity, value: Quat, in_world: bool = false },
    rotate: struct { entity: Entity, value: Quat, space: entities.Space = .global },
    look_at: struct { entity: Entity, target: Vec3, up: Vec3, in_world: bool = false },
    /// None: it is taken out of its parent.
    set_parent: struct { entity: Entity, parent: Entity, in_place: bool = false },
    despawn: Entity,
    spawn: Spawn,
    attach: Attach,
    detach: struct { entity: Entity, script: []const u8 },
    /// An empty script: the instance itself.
    enable: struct { entity: Entity, script: []const u8 = "", enabled: bool },
    /// None: a resource that scripts declare; likewise the next two.
    add_component: struct { entity: Entity, value: Value },
    set_component: Set,
    /// What is written to a chunk of `ctx.each`, a request for each row that differs; they stand where `chunk.mut` was
    /// called.
    change: Change,
    /// By the component's name.
    remove_component: struct { entity: Entity, name: []const u8 },
    /// By the component's short name: "Stats" for "my_game::Stats".
    set_path: struct { entity: Entity, component: []const u8, path: []const u8, bytes: []const u8 },
    /// Of a mirror; none: a resource.
    insert: struct { entity: Entity, value: Mirrored },
    /// The fields of a mirror that are set; none: of a resource. `request.value.get(ui.Node, "width")` is one of them.
    set: struct { entity: Entity, value: Mirrored },
    /// By the type's path in Rust; none: a resource.
    remove: struct { entity: Entity, type: []const u8 },
    set_state: Mirrored,
    add_asset: struct { value: Mirrored, number: u64 = any },
    /// Of a file, or of another handle.
    keep_asset: struct { handle: Mirrored, number: u64 = any },
    set_asset: struct { number: u64 = any, value: Mirrored },
    release_asset: u64,
    /// A message.
    write: Mirrored,
    /// A message that scripts declare.
    write_message: Value,
    /// An event.
    trigger: Mirrored,
    emit: Emit,
    connect: struct { name: []const u8, target: Entity = .none, to_any: bool = false, connection: u64 = any },
    disconnect: u64,
    write_var: WriteVar,
    command: Command,

    /// The kinds of requests.
    pub const Kind = std.meta.Tag(Request);
};

/// A number that is not compared, since the test cannot know the host's choice.
pub const any = std.math.maxInt(u64);

/// An entity with a vector: a position, a delta, a scale.
pub const Placed = struct { entity: Entity, value: Vec3, in_world: bool = false };

/// The request of `ctx.spawn` and `ctx.spawnWith`.
pub const Spawn = struct {
    /// The new entity's handle. Optional in expected requests.
    entity: Entity = @fromBackingInt(any),
    prefab: []const u8 = "",
    tag: []const u8 = "",
    /// More tags.
    tags: []const []const u8 = &.{},
    transform: ?Transform = null,
    /// Whose child it is.
    parent: Entity = .none,
    request_id: u64 = 0,
    components: []const Value = &.{},
    /// Those of mirrors.
    values: []const Mirrored = &.{},
    scripts: []const Attached = &.{},

    /// The value of a component from `spawnWith`; null if it is not among them.
    pub fn get(self: Spawn, comptime C: type) ?C {
        if (comptime mirrors.isMirror(C)) {
            for (self.values) |value| if (value.as(C)) |found| return found;
            return null;
        }
        for (self.components) |value| if (value.as(C)) |found| return found;
        return null;
    }
};

/// The request of `.attach` and `.attachScript`.
pub const Attach = struct {
    entity: Entity,
    script: []const u8,
    priority: i32 = 0,
    phase: ?abi.Phase = null,
    enabled: bool = true,
    properties: []const Property = &.{},

    /// The value that a field begins with; null if it is not among the properties, or of another type.
    pub fn get(self: Attach, comptime T: type, path: []const u8) ?T {
        return valueOf(T, self.properties, path);
    }
};

/// A script that a new entity gets.
pub const Attached = struct {
    script: []const u8,
    priority: i32 = 0,
    phase: ?abi.Phase = null,
    enabled: bool = true,
    properties: []const Property = &.{},

    /// The value that a field begins with; null if it is not among the properties, or of another type.
    pub fn get(self: Attached, comptime T: type, path: []const u8) ?T {
        return valueOf(T, self.properties, path);
    }
};

/// What a field of a script begins with.
pub const Property = struct { path: []const u8, kind: abi.FieldKind, bytes: []const u8 };

fn valueOf(comptime T: type, properties: []const Property, path: []const u8) ?T {
    for (properties) |property| {
        if (!std.mem.eql(u8, property.path, path)) continue;
        if (T == []const u8) return property.bytes;
        if (@typeInfo(T) == .@"enum" and property.kind == .@"enum") return std.meta.stringToEnum(T, property.bytes);
        if (property.bytes.len != @sizeOf(T)) return null;
        return codec.load(.memory, T, property.bytes[0..@sizeOf(T)]);
    }
    return null;
}

/// The value of a component.
pub const Value = struct {
    /// The component's name.
    name: []const u8,
    bytes: []const u8,

    /// The value of an expected component: `.of(&components.Health{ .current = 1 })`. It refers to its argument.
    pub fn of(value: anytype) Value {
        const C = @import("mirrored.zig").Pointed(@TypeOf(value));
        return .{ .name = comptime components.nameOf(C).?, .bytes = std.mem.asBytes(value) };
    }

    /// The value, if it is of this component.
    pub fn as(self: Value, comptime C: type) ?C {
        if (!std.mem.eql(u8, self.name, comptime components.nameOf(C).?)) return null;
        var value: C = undefined;
        @memcpy(std.mem.asBytes(&value), self.bytes);
        return value;
    }
};

/// The request of `.set` of a component of the game's own.
pub const Set = struct {
    entity: Entity,
    /// The component's name.
    name: []const u8,
    parts: []const Part,

    /// The bytes of a field.
    pub const Part = struct { offset: u32, bytes: []const u8 };

    /// What a field is set to; null if it is not among those that are set.
    pub fn get(self: Set, comptime C: type, comptime field: []const u8) ?@FieldType(C, field) {
        if (!std.mem.eql(u8, self.name, comptime components.nameOf(C).?)) return null;
        var value: @FieldType(C, field) = undefined;
        const bytes = std.mem.asBytes(&value);
        for (self.parts) |part| {
            if (part.offset != @offsetOf(C, field) or part.bytes.len != bytes.len) continue;
            @memcpy(bytes, part.bytes);
            return value;
        }
        return null;
    }
};

/// The request of `ctx.emit` and `ctx.emitTo`.
pub const Emit = struct {
    name: []const u8,
    /// The emitter's entity. Optional in expected requests.
    from: Entity = @fromBackingInt(any),
    /// None: a broadcast.
    target: Entity = .none,
    bytes: []const u8 = "",

    /// The payload, if it is a `T`.
    pub fn payload(self: Emit, comptime T: type) ?T {
        if (self.bytes.len != @sizeOf(T)) return null;
        return codec.load(.memory, T, self.bytes[0..@sizeOf(T)]);
    }
};

/// The request of a command of the game.
pub const Command = struct {
    name: []const u8,
    /// The arguments, as they cross the boundary.
    bytes: []const u8 = "",

    /// The arguments of a command of this type: `command.arguments(fn (bevy.Vec3, f32) void)`; null if they are not
    /// its.
    pub fn arguments(self: Command, comptime F: type) ?std.meta.ArgsTuple(F) {
        return functions.load(F, self.bytes);
    }
};

/// A change of a var through `ctx.vars()`.
pub const WriteVar = struct {
    /// None: the whole game.
    owner: Entity,
    key: []const u8,
    op: abi.VarOp = .set,
    /// Null to remove it.
    value: ?Var,
};

/// The value of a var.
pub const Var = union(abi.VarKind) {
    bool: bool,
    int: i64,
    float: f64,
    vec2: math.Vec2,
    vec3: Vec3,
    quat: Quat,
    entity: Entity,
    text: []const u8,
    /// A struct or an array.
    blob: []const u8,

    /// The kind, as the contract numbers it.
    pub fn kind(self: Var) abi.VarKind {
        return self;
    }

    /// Bytes as they cross the boundary; of the value itself, which has to stay where it is.
    pub fn bytes(self: *const Var) []const u8 {
        return switch (self.*) {
            .text, .blob => |value| value,
            inline else => |*value| std.mem.asBytes(value),
        };
    }

    /// The value that these bytes are, without copying text and blobs; null if they are none of this kind.
    pub fn from(number: u32, data: []const u8) ?Var {
        switch (std.enums.fromInt(abi.VarKind, number) orelse return null) {
            inline else => |tag| {
                const T = @FieldType(Var, @tagName(tag));
                if (T == []const u8) return @unionInit(Var, @tagName(tag), data);
                if (data.len != @sizeOf(T) or (T == bool and data[0] > 1)) return null;
                return @unionInit(Var, @tagName(tag), std.mem.bytesToValue(T, data));
            },
        }
    }
};

/// Whether two values are the same: text by its bytes, floats if they differ by less than a ten-thousandth, rotations
/// if they turn to the same.
pub fn same(comptime T: type, expected: T, found: T) bool {
    if (T == Mirrored) return expected.isSame(found);
    if (T == Quat) return expected.approxEql(found, 1e-4) or expected.approxEql(found.neg(), 1e-4);
    switch (@typeInfo(T)) {
        .float => return mirrored.areClose(expected, found),
        .pointer => |info| {
            if (expected.len != found.len) return false;
            for (expected, found) |one, other| if (!same(info.child, one, other)) return false;
            return true;
        },
        .optional => |info| {
            const one = expected orelse return found == null;
            return same(info.child, one, found orelse return false);
        },
        .@"enum" => return (T == Entity and @backingInt(expected) == any) or expected == found,
        .int => return (T == u64 and expected == any) or expected == found,
        .@"struct" => |info| {
            inline for (info.field_names, info.field_types) |name, Field| {
                if (!same(Field, @field(expected, name), @field(found, name))) return false;
            }
            return true;
        },
        .@"union" => |info| {
            if (std.meta.activeTag(expected) != std.meta.activeTag(found)) return false;
            inline for (info.field_names, info.field_types) |name, Field| {
                if (std.mem.eql(u8, name, @tagName(expected))) {
                    return same(Field, @field(expected, name), @field(found, name));
                }
            }
            unreachable;
        },
        else => return expected == found,
    }
}

/// Writes a value as it would stand in a test.
pub fn show(comptime T: type, writer: *std.Io.Writer, value: T) std.Io.Writer.Error!void {
    if (T == Mirrored) return value.write(writer);
    if (T == Quat) if (aboutOneAxis(value)) |turn| {
        return writer.print(".fromRotation{s}({d:.5})", .{ turn.axis, turn.angle });
    };
    switch (@typeInfo(T)) {
        .pointer => |info| {
            if (info.child == u8) return if (std.unicode.utf8ValidateSlice(value))
                writer.print("\"{s}\"", .{value})
            else
                writer.print("{x}", .{value});
            try writer.writeAll("{ ");
            for (value) |item| {
                try show(info.child, writer, item);
                try writer.writeAll(", ");
            }
            try writer.writeAll("}");
        },
        .optional => |info| if (value) |held| try show(info.child, writer, held) else try writer.writeAll("null"),
        .@"enum" => if (T == Entity)
            if (@backingInt(value) == any) try writer.writeAll("any") else try writer.print("{f}", .{value})
        else
            try writer.print(".{s}", .{@tagName(value)}),
        .int => if (T == u64 and value == any) try writer.writeAll("any") else try writer.print("{d}", .{value}),
        .float => try writer.print("{d}", .{value}),
        .@"struct" => |info| {
            try writer.writeAll(".{ ");
            inline for (info.field_names, info.field_types, 0..) |name, Field, index| {
                try writer.writeAll((if (index > 0) ", ." else ".") ++ name ++ " = ");
                try show(Field, writer, @field(value, name));
            }
            try writer.writeAll(" }");
        },
        .@"union" => |info| inline for (info.field_names, info.field_types) |name, Field| {
            if (std.mem.eql(u8, name, @tagName(value))) {
                try writer.writeAll(".{ ." ++ name ++ " = ");
                try show(Field, writer, @field(value, name));
                try writer.writeAll(" }");
            }
        },
        else => try writer.print("{any}", .{value}),
    }
}

/// The axis that a rotation is about, and the angle in radians from -pi to pi; null if it is about none of the three,
/// or none at all.
fn aboutOneAxis(rotation: Quat) ?struct { axis: []const u8, angle: f32 } {
    if (!rotation.isNormalized()) return null;
    inline for (.{ "x", "y", "z" }, .{ "X", "Y", "Z" }) |name, axis| {
        const part = @field(rotation, name);
        if (part != 0 and @abs(1 - part * part - rotation.w * rotation.w) < 1e-6) {
            const angle = 2 * std.math.atan2(part, rotation.w);
            return .{ .axis = axis, .angle = if (@abs(angle) > math.pi) angle - std.math.copysign(math.tau, angle) else angle };
        }
    }
    return null;
}

test same {
    const at: Request = .{ .translate = .{ .entity = @fromBackingInt(7), .value = .new(1, 2, 3) } };
    try std.testing.expect(same(Request, at, .{ .translate = .{ .entity = @fromBackingInt(7), .value = .new(1.00001, 2, 3) } }));
    try std.testing.expect(!same(Request, at, .{ .translate = .{ .entity = @fromBackingInt(7), .value = .new(1.01, 2, 3) } }));
    try std.testing.expect(!same(Request, at, .{ .translate = .{ .entity = @fromBackingInt(8), .value = .new(1, 2, 3) } }));
    try std.testing.expect(!same(Request, at, .{ .set_position = at.translate }));
    const inf = std.math.inf(f32);
    const nan = std.math.nan(f32);
    for ([_][2]f32{ .{ 5, inf }, .{ -inf, inf }, .{ 5, nan }, .{ nan, inf } }) |pair| {
        try std.testing.expect(!same(f32, pair[0], pair[1]) and !same(f32, pair[1], pair[0]));
    }
    for ([_]f32{ inf, -inf, nan, std.math.floatMax(f32) }) |number| try std.testing.expect(same(f32, number, number));
    const shot: Request = .{ .spawn = .{ .prefab = "shot", .entity = @fromBackingInt(9) } };
    try std.testing.expect(same(Request, .{ .spawn = .{ .prefab = "shot" } }, shot));
    try std.testing.expect(!same(Request, .{ .spawn = .{ .prefab = "rock" } }, shot));
    try std.testing.expect(!same(Request, .{ .spawn = .{ .prefab = "shot", .transform = .identity } }, shot));
    const turn: Quat = .fromRotationZ(3);
    try std.testing.expect(same(Quat, turn, turn.neg()));
    try std.testing.expect(!same(Quat, turn, turn.inverse()));
}

test show {
    var buffer: [256]u8 = undefined;
    var writer: std.Io.Writer = .fixed(&buffer);
    try show(Request, &writer, .{ .write_var = .{ .owner = .none, .key = "gold", .value = .{ .int = 5 } } });
    try std.testing.expectEqualStrings(
        ".{ .write_var = .{ .owner = none, .key = \"gold\", .op = .set, .value = .{ .int = 5 } } }",
        writer.buffered(),
    );
    for ([_]Quat{ .fromRotationZ(-1.5), .fromRotationX(4), .identity }, [_][]const u8{
        ".fromRotationZ(-1.50000)",
        ".fromRotationX(-2.28319)",
        ".{ .x = 0, .y = 0, .z = 0, .w = 1 }",
    }) |rotation, text| {
        writer.end = 0;
        try show(Quat, &writer, rotation);
        try std.testing.expectEqualStrings(text, writer.buffered());
    }
}
