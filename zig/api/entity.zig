//! Entities: handles that scripts can keep, and their functions during a callback.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const components = @import("component.zig");
const math = @import("../math/math.zig");
const status = @import("../contract/status.zig");
const values = @import("value.zig");

const Context = @import("context.zig").Context;
const Vars = @import("vars.zig").Vars;
const Error = status.Error;
const Quat = math.Quat;
const Transform = math.Transform;
const Vec3 = math.Vec3;

/// A handle of an entity. A script's state can keep it; it becomes stale when the entity is despawned. Use it with
/// `ctx.ref(handle)`.
pub const Entity = enum(u64) {
    none = abi.entity_none,
    _,

    /// Writes it as Bevy does, for `{f}` in a format string: "12v0".
    pub fn format(self: Entity, writer: *std.Io.Writer) std.Io.Writer.Error!void {
        if (self == .none) return writer.writeAll("none");
        const bits = @backingInt(self);
        // Bevy keeps the index inverted, so that a handle is never 0.
        const index = ~@as(u32, @truncate(bits));
        try writer.print("{d}v{d}", .{ index, bits >> 32 });
    }
};

/// The axes of a rotation.
pub const Space = enum {
    /// The parent's.
    global,
    /// The entity's own.
    local,
};

/// The options of `spawn`.
pub const SpawnOptions = struct {
    /// A prefab that the game has registered; empty: an entity with only a transform.
    prefab: []const u8 = "",
    /// A tag in addition to the prefab's own; empty: none.
    tag: []const u8 = "",
    /// The transform; null: the prefab's own, or the identity.
    transform: ?Transform = null,
    /// If not 0, the game receives the message `ScriptSpawned` with this number when the entity exists.
    request_id: u64 = 0,
};

/// The options of `attach`.
pub const AttachOptions = struct {
    /// Lower runs first.
    priority: i32 = 0,
    phase: abi.Phase = .update,
    /// If false, the instance waits until the game enables it.
    enabled: bool = true,
};

/// An entity during one callback. Reads come from the snapshot; writes are requests that the host applies after the
/// phase. A request for an entity that no longer exists does nothing.
pub const EntityRef = struct {
    ctx: *Context,
    /// The handle, which you can keep.
    id: Entity,

    /// Whether the entity exists in the snapshot, or was spawned in this phase.
    pub fn exists(self: EntityRef) bool {
        return self.ctx.frame.host.entity_check(self.ctx.frame, @backingInt(self.id)) == .ok;
    }

    /// Despawns the entity with its children.
    pub fn despawn(self: EntityRef) Error!void {
        try self.check();
        try self.ctx.request(self.head(.despawn, abi.Request));
    }

    /// Its transform, relative to its parent.
    pub fn transform(self: EntityRef) Error!Transform {
        var value: Transform = undefined;
        const frame = self.ctx.frame;
        try status.check(frame.host.transform_get(frame, @backingInt(self.id), &value));
        return value;
    }

    /// The translation of its transform: relative to its parent.
    pub fn position(self: EntityRef) Error!Vec3 {
        return (try self.transform()).translation;
    }

    /// The rotation of its transform: relative to its parent.
    pub fn rotation(self: EntityRef) Error!Quat {
        return (try self.transform()).rotation;
    }

    /// The scale of its transform: relative to its parent.
    pub fn scale(self: EntityRef) Error!Vec3 {
        return (try self.transform()).scale;
    }

    /// Its linear velocity in the snapshot, in units per second: from the game's physics, or else from its
    /// `bevy.Velocity`. `error.Absent`: it has none.
    pub fn velocity(self: EntityRef) Error!Vec3 {
        return (try self.velocities()).linear;
    }

    /// Its angular velocity in the snapshot, in radians per second around the axis that it points along.
    pub fn angularVelocity(self: EntityRef) Error!Vec3 {
        return (try self.velocities()).angular;
    }

    fn velocities(self: EntityRef) Error!abi.Velocity {
        var value: abi.Velocity = undefined;
        const frame = self.ctx.frame;
        try status.check(frame.host.velocity_get(frame, @backingInt(self.id), &value));
        return value;
    }

    /// Sets the position, relative to its parent. An entity without a transform gets one.
    pub inline fn setPosition(self: EntityRef, value: Vec3) Error!void {
        try self.requestVec3(.position_set, value);
    }

    /// Moves the entity by `delta` from its position at the time this is applied, or through the game's physics, if the
    /// game has installed a hook.
    pub inline fn translate(self: EntityRef, delta: Vec3) Error!void {
        try self.requestVec3(.translate, delta);
    }

    /// Sets the scale. Negative values mirror; the host logs them.
    pub inline fn setScale(self: EntityRef, value: Vec3) Error!void {
        try self.requestVec3(.scale_set, value);
    }

    /// Sets the rotation, which is normalised; `error.InvalidArgument` if its length is zero or it is not finite.
    pub inline fn setRotation(self: EntityRef, value: Quat) Error!void {
        try self.requestQuat(.rotation_set, 0, value);
    }

    /// Rotates the entity around the parent's axes.
    pub inline fn rotate(self: EntityRef, turn: Quat) Error!void {
        try self.rotateIn(.global, turn);
    }

    /// Rotates the entity around the parent's axes or its own.
    pub inline fn rotateIn(self: EntityRef, space: Space, turn: Quat) Error!void {
        const flags: u16 = if (space == .local) abi.request_flag_local else 0;
        try self.requestQuat(.rotate, flags, turn);
    }

    /// Rotates the entity so that its -Z axis points to `target` and its +Y axis towards `up`.
    pub inline fn lookAt(self: EntityRef, target: Vec3, up: Vec3) Error!void {
        try self.check();
        if (!allFinite(target) or !allFinite(up)) return error.InvalidArgument;
        try self.ctx.request(abi.LookAtRequest{
            .head = self.head(.look_at, abi.LookAtRequest),
            .target = target,
            .up = up,
        });
    }

    /// The value of a component in the snapshot: `try ctx.entity().get(components.Health)`,
    /// `try button.get(bevy.ui.Node)`. Its texts and lists are valid until the callback returns.
    ///
    /// `error.Absent`: the entity does not have it. `error.UnknownComponent`: the game has not registered it.
    /// `error.UnknownField`, `error.WrongType`: its mirror differs from the running game; the log says where.
    pub fn get(self: EntityRef, comptime C: type) Error!C {
        if (comptime !values.isDerived(C)) return values.get(self.ctx, @backingInt(self.id), .component, C);
        var value: C = undefined;
        const frame = self.ctx.frame;
        const id = components.idOf(C);
        try status.check(frame.host.component_get(frame, @backingInt(self.id), id, &value, @sizeOf(C)));
        return value;
    }

    /// Whether it has a component in the snapshot.
    pub fn has(self: EntityRef, comptime C: type) bool {
        if (comptime !values.isDerived(C)) return values.has(self.ctx, @backingInt(self.id), .component, C);
        return if (self.get(C)) |_| true else |_| false;
    }

    /// Inserts a component: `try ctx.entity().insert(components.Health{ .current = 5, .max = 10 })`. If the entity
    /// already has it, the value replaces the old one or, if the game has registered that, is merged into it.
    pub fn insert(self: EntityRef, value: anytype) Error!void {
        const C = @TypeOf(value);
        if (comptime !values.isDerived(C)) return values.put(self.ctx, @backingInt(self.id), .component, .insert, value);
        const frame = self.ctx.frame;
        defer self.ctx.refresh();
        try status.check(frame.host.component_add(frame, @backingInt(self.id), components.idOf(C), &value, @sizeOf(C)));
    }

    /// The same as `insert`.
    pub fn add(self: EntityRef, value: anytype) Error!void {
        try self.insert(value);
    }

    /// Sets fields of a component that the entity has, and leaves the others alone:
    ///
    /// ```zig
    /// try ctx.entity().set(components.Health, .{ .current = 3 });
    /// try score.set(bevy.ui.Text, .{ .text = "12" });
    /// ```
    ///
    /// So two scripts that set different fields in one phase both count. A literal for a field that is a struct sets
    /// only its fields, too (`.{ .translation = .{ .x = 2 } }`), and a value with a type sets all of it. If the entity
    /// has no such component when this is applied, the host logs it, once for each script and component.
    ///
    /// `error.ReadOnly`: scripts cannot change the component, or it is immutable: insert a whole value instead.
    pub fn set(self: EntityRef, comptime C: type, fields: anytype) Error!void {
        if (comptime values.isDerived(C)) return values.setParts(self.ctx, @backingInt(self.id), C, fields);
        try values.set(self.ctx, @backingInt(self.id), .component, C, fields);
    }

    /// Removes a component; does nothing if the entity does not have it.
    pub fn remove(self: EntityRef, comptime C: type) Error!void {
        if (comptime !values.isDerived(C)) return values.remove(self.ctx, @backingInt(self.id), .component, C);
        const frame = self.ctx.frame;
        defer self.ctx.refresh();
        try status.check(frame.host.component_remove(frame, @backingInt(self.id), components.idOf(C)));
    }

    /// A plain field of any reflected component in the snapshot, by path:
    ///
    /// ```zig
    /// const speed = try ctx.entity().getPath(f32, "my_game::Stats", "speed");
    /// ```
    ///
    /// `T` is the field's type: bool, an integer, a float, a vector, a rotation or an entity. The path is resolved
    /// once; for frequent reads, a registered component is faster.
    pub fn getPath(self: EntityRef, comptime T: type, comptime component: []const u8, comptime path: []const u8) Error!T {
        const id = try components.pathOf(self.ctx.frame, T, component, path);
        var value: T = undefined;
        const frame = self.ctx.frame;
        try status.check(frame.host.field_get(frame, @backingInt(self.id), id, &value, @sizeOf(T)));
        return value;
    }

    /// Sets such a field. If the entity has no such component or field when this is applied, the host logs it, once
    /// for each script and field. `error.ReadOnly`: the component is immutable. `error.UnknownField`: the component in
    /// the snapshot has no such field, or one of another type.
    pub fn setPath(
        self: EntityRef,
        comptime T: type,
        comptime component: []const u8,
        comptime path: []const u8,
        value: T,
    ) Error!void {
        const id = try components.pathOf(self.ctx.frame, T, component, path);
        const frame = self.ctx.frame;
        defer self.ctx.refresh();
        try status.check(frame.host.field_set(frame, @backingInt(self.id), id, &value, @sizeOf(T)));
    }

    /// Its vars, which its scripts share.
    pub fn vars(self: EntityRef) Vars {
        // No entity has no vars; the host would take it for the whole game.
        return .{ .ctx = self.ctx, .owner = if (self.id == .none) Context.no_entity else @backingInt(self.id) };
    }

    /// Attaches a script. Its `init` runs at the start of the next phase.
    pub fn attach(self: EntityRef, script: []const u8, options: AttachOptions) Error!void {
        const frame = self.ctx.frame;
        defer self.ctx.refresh();
        try status.check(frame.host.script_attach(frame, @backingInt(self.id), &.{
            .script = .from(script),
            .priority = options.priority,
            .phase = options.phase,
            .enabled = @intFromBool(options.enabled),
        }));
    }

    /// Detaches the first instance of a script; its `shutdown` runs at the start of the next phase.
    pub fn detach(self: EntityRef, script: []const u8) Error!void {
        const frame = self.ctx.frame;
        defer self.ctx.refresh();
        try status.check(frame.host.script_detach(frame, @backingInt(self.id), .from(script)));
    }

    inline fn requestVec3(self: EntityRef, op: abi.RequestOp, value: Vec3) Error!void {
        try self.check();
        if (!allFinite(value)) return error.InvalidArgument;
        try self.ctx.request(abi.Vec3Request{ .head = self.head(op, abi.Vec3Request), .value = value });
    }

    inline fn requestQuat(self: EntityRef, op: abi.RequestOp, flags: u16, value: Quat) Error!void {
        try self.check();
        // The square of a length may be none where the length is one.
        const sum = value.x * 0 + value.y * 0 + value.z * 0 + value.w * 0;
        if (sum != 0 or (value.x == 0 and value.y == 0 and value.z == 0 and value.w == 0)) return error.InvalidArgument;
        var request: abi.QuatRequest = .{ .head = self.head(op, abi.QuatRequest), .value = value };
        request.head.flags = flags;
        try self.ctx.request(request);
    }

    /// `error.UnknownEntity` unless it exists. One's own is in the snapshot or one would not run; any other is looked
    /// up.
    pub inline fn check(self: EntityRef) Error!void {
        if (@backingInt(self.id) == self.ctx.own) return;
        const frame = self.ctx.frame;
        return status.check(frame.host.entity_check(frame, @backingInt(self.id)));
    }

    inline fn head(self: EntityRef, op: abi.RequestOp, comptime T: type) abi.Request {
        return .{ .op = op, .size = @sizeOf(T), .entity = @backingInt(self.id) };
    }
};

/// Zero times a number is zero, unless the number is infinite or none: one comparison for three numbers.
inline fn allFinite(v: Vec3) bool {
    return v.x * 0 + v.y * 0 + v.z * 0 == 0;
}

/// What `ctx.spawn` and `ctx.spawnWith` do.
pub fn spawn(ctx: *Context, options: SpawnOptions, given: anytype) Error!EntityRef {
    comptime validateComponents(@TypeOf(given));
    const types = @typeInfo(@TypeOf(given)).@"struct".field_types;
    // Fields that are known at compile time have no address.
    const payloads: @Tuple(types) = given;
    var entries: [countOf(types, true)]abi.ComponentDataEntry = undefined;
    var reflected: [countOf(types, false)]abi.ValueEntry = undefined;
    comptime var derived_count = 0;
    comptime var reflected_count = 0;
    inline for (types, 0..) |C, index| {
        if (comptime values.isDerived(C)) {
            entries[derived_count] = .{ .id = components.idOf(C), .payload_size = @sizeOf(C), .payload = &payloads[index] };
            derived_count += 1;
        } else {
            const id = try values.idOf(ctx.frame, .component, C);
            reflected[reflected_count] = .{ .id = id, .value_size = @sizeOf(C), .value = &payloads[index] };
            reflected_count += 1;
        }
    }
    var request: abi.SpawnRequest = .{
        .prefab = .from(options.prefab),
        .tag = .from(options.tag),
        .transform = .identity,
        .flags = 0,
        .components = &entries,
        .request_id = options.request_id,
        .component_count = entries.len,
        .value_count = reflected.len,
        .values = &reflected,
    };
    if (options.transform) |transform| {
        request.transform = transform;
        request.flags |= abi.spawn_transform;
    }
    var id: u64 = abi.entity_none;
    defer ctx.refresh();
    try status.check(ctx.frame.host.entity_spawn(ctx.frame, &request, &id));
    return .{ .ctx = ctx, .id = @fromBackingInt(id) };
}

/// How many of the types are components with their own mirror, or are not.
fn countOf(comptime types: []const type, comptime derived: bool) usize {
    var count: usize = 0;
    for (types) |C| count += @intFromBool(values.isDerived(C) == derived);
    return count;
}

fn validateComponents(comptime T: type) void {
    const is_tuple = switch (@typeInfo(T)) {
        .@"struct" => |info| info.is_tuple,
        else => false,
    };
    if (!is_tuple) @compileError("spawnWith takes the values of components, not " ++ @typeName(T) ++
        "; write: ctx.spawnWith(.{ ... }, .{ components.Health{ ... }, bevy.Velocity{ ... } })");
    if (@typeInfo(T).@"struct".field_names.len > abi.spawn_components_max) {
        @compileError("spawnWith takes at most 64 components");
    }
}

test allFinite {
    const infinity = std.math.inf(f32);
    try std.testing.expect(allFinite(.new(1, -3e38, 3e38)));
    try std.testing.expect(!allFinite(.new(0, infinity, 0)));
    try std.testing.expect(!allFinite(.new(infinity, -infinity, 0)));
    try std.testing.expect(!allFinite(.new(0, 0, std.math.nan(f32))));
}
