//! Entities: handles that scripts can keep, and references to call functions on during a callback.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const cameras = @import("camera.zig");
const components = @import("component.zig");
const math = @import("../math/math.zig");
const properties = @import("property.zig");
const script_fields = @import("script_fields.zig");
const status = @import("../contract/status.zig");
const values = @import("value.zig");

const Context = @import("context.zig").Context;
const hot = @import("../contract/hot.zig").hot;
const Vars = @import("vars.zig").Vars;
const Error = status.Error;
const Quat = math.Quat;
const Transform = math.Transform;
const Vec2 = math.Vec2;
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
    /// The world's.
    world,
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

    /// Its transform in world space, computed from the transforms of the entity and its parents in the snapshot.
    /// (`bevy.GlobalTransform` has the value from the end of the last frame.)
    pub fn globalTransform(self: EntityRef) Error!Transform {
        var value: Transform = undefined;
        const frame = self.ctx.frame;
        try status.check(frame.host.global_transform_get(frame, @backingInt(self.id), &value));
        return value;
    }

    /// Its position in world space.
    pub fn globalPosition(self: EntityRef) Error!Vec3 {
        return (try self.globalTransform()).translation;
    }

    /// Its rotation in world space.
    pub fn globalRotation(self: EntityRef) Error!Quat {
        return (try self.globalTransform()).rotation;
    }

    /// Its parent in the snapshot; `error.Absent`: it has none.
    pub fn parent(self: EntityRef) Error!EntityRef {
        return self.one(.parent, "");
    }

    /// For a camera: the ray from the camera through a point of its viewport, in logical pixels from the upper left;
    /// null if there is none. Uses the camera's position in the snapshot.
    ///
    /// ```zig
    /// const cursor = try ctx.cursor() orelse return;
    /// const ray = try ctx.ref(self.camera).viewportToWorld(cursor) orelse return;
    /// ```
    ///
    /// `error.UnknownFunction`: the feature `camera` of bevy_zig is not on.
    pub fn viewportToWorld(self: EntityRef, at: Vec2) Error!?math.Ray3d {
        try self.check();
        return (try cameras.viewportToWorld(self.ctx, self.id, at)).found();
    }

    /// For a 2D camera: the position in the world at a point of its viewport, in logical pixels from the upper left;
    /// null if there is none.
    pub fn viewportToWorld2d(self: EntityRef, at: Vec2) Error!?Vec2 {
        try self.check();
        return (try cameras.viewportToWorld2d(self.ctx, self.id, at)).found();
    }

    /// For a camera: the point of its viewport, in logical pixels from the upper left, that shows a position in the
    /// world; null if there is none.
    pub fn worldToViewport(self: EntityRef, at: Vec3) Error!?Vec2 {
        try self.check();
        return (try cameras.worldToViewport(self.ctx, self.id, at)).found();
    }

    /// For a camera: the size of its viewport, in logical pixels; null if it has none.
    pub fn viewportSize(self: EntityRef) Error!?Vec2 {
        try self.check();
        return (try cameras.viewportSize(self.ctx, self.id)).found();
    }

    /// Its children in the snapshot, in their order. The slice is valid until the callback returns.
    pub fn children(self: EntityRef) Error![]const Entity {
        const frame = self.ctx.frame;
        var guess: [16]u64 = undefined;
        var count: usize = 0;
        const id = @backingInt(self.id);
        const answer = frame.host.entities_related(frame, id, .children, .from(""), &guess, guess.len, &count);
        if (answer != .buffer_too_small) try status.check(answer);
        if (count == 0) return &.{};
        const found = try self.ctx.scratch(u64, count);
        if (answer == .buffer_too_small) {
            try status.check(frame.host.entities_related(frame, id, .children, .from(""), found.ptr, count, &count));
        } else {
            @memcpy(found, guess[0..count]);
        }
        return @ptrCast(found);
    }

    /// The descendant with this `bevy.Name`: a child, or else a grandchild and so on; if there are several, the first
    /// in the order of children. `error.Absent`: there is none in the snapshot.
    pub fn child(self: EntityRef, name: []const u8) Error!EntityRef {
        return self.one(.named, name);
    }

    fn one(self: EntityRef, relation: abi.Relation, name: []const u8) Error!EntityRef {
        const frame = self.ctx.frame;
        var found: [1]u64 = undefined;
        var count: usize = 0;
        const id = @backingInt(self.id);
        try status.check(frame.host.entities_related(frame, id, relation, .from(name), &found, 1, &count));
        if (count == 0) return error.Absent;
        return self.ctx.ref(@fromBackingInt(found[0]));
    }

    /// Makes it a child of another entity. Its transform does not change, and is relative to the new parent from then
    /// on. If the new parent is the entity itself or one of its descendants, this is refused when it is applied, and
    /// logged.
    pub fn setParent(self: EntityRef, new_parent: Entity) Error!void {
        try self.requestParent(new_parent, 0);
    }

    /// Like `setParent`, but the entity stays where it is in the world.
    pub fn setParentInPlace(self: EntityRef, new_parent: Entity) Error!void {
        try self.requestParent(new_parent, abi.request_flag_world);
    }

    /// Removes it from its parent; does nothing if it has none. Its transform does not change.
    pub fn removeParent(self: EntityRef) Error!void {
        try self.requestNoParent(0);
    }

    /// Like `removeParent`, but the entity stays where it is in the world.
    pub fn removeParentInPlace(self: EntityRef) Error!void {
        try self.requestNoParent(abi.request_flag_world);
    }

    fn requestParent(self: EntityRef, new_parent: Entity, flags: u16) Error!void {
        try self.check();
        try self.ctx.ref(new_parent).check();
        if (new_parent == self.id) return error.InvalidArgument;
        var request: abi.ParentRequest = .{
            .head = self.head(.parent_set, abi.ParentRequest),
            .parent = @backingInt(new_parent),
        };
        request.head.flags = flags;
        try self.ctx.request(request);
    }

    fn requestNoParent(self: EntityRef, flags: u16) Error!void {
        try self.check();
        var request: abi.ParentRequest = .{ .head = self.head(.parent_set, abi.ParentRequest), .parent = abi.entity_none };
        request.head.flags = flags;
        try self.ctx.request(request);
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
    pub fn setPosition(self: EntityRef, value: Vec3) callconv(hot) Error!void {
        try self.requestVec3(.position_set, 0, value);
    }

    /// Sets the position in world space; the positions of its parents at the time this is applied count.
    pub fn setGlobalPosition(self: EntityRef, value: Vec3) Error!void {
        try self.requestVec3(.position_set, abi.request_flag_world, value);
    }

    /// Sets the rotation in world space.
    pub fn setGlobalRotation(self: EntityRef, value: Quat) Error!void {
        try self.requestQuat(.rotation_set, abi.request_flag_world, value);
    }

    /// Moves the entity by `delta` along the world's axes. This does not go through the game's physics.
    pub fn translateGlobal(self: EntityRef, delta: Vec3) Error!void {
        try self.requestVec3(.translate, abi.request_flag_world, delta);
    }

    /// Rotates the entity so that its -Z axis points to `target` and its +Y axis towards `up`, both in world space.
    pub fn lookAtGlobal(self: EntityRef, target: Vec3, up: Vec3) Error!void {
        try self.requestLook(abi.request_flag_world, target, up);
    }

    /// Moves the entity by `delta` from its position at the time this is applied, or through the game's physics, if the
    /// game has installed a hook.
    pub fn translate(self: EntityRef, delta: Vec3) callconv(hot) Error!void {
        try self.requestVec3(.translate, 0, delta);
    }

    /// Sets the scale. Negative values mirror; the host logs them.
    pub fn setScale(self: EntityRef, value: Vec3) callconv(hot) Error!void {
        try self.requestVec3(.scale_set, 0, value);
    }

    /// Sets the rotation, which is normalised; `error.InvalidArgument` if its length is zero or it is not finite.
    pub fn setRotation(self: EntityRef, value: Quat) callconv(hot) Error!void {
        try self.requestQuat(.rotation_set, 0, value);
    }

    /// Rotates the entity around the parent's axes.
    pub fn rotate(self: EntityRef, turn: Quat) callconv(hot) Error!void {
        try self.rotateIn(.global, turn);
    }

    /// Rotates the entity around the parent's axes, its own, or the world's.
    pub fn rotateIn(self: EntityRef, space: Space, turn: Quat) callconv(hot) Error!void {
        const flags: u16 = switch (space) {
            .global => 0,
            .local => abi.request_flag_local,
            .world => abi.request_flag_world,
        };
        try self.requestQuat(.rotate, flags, turn);
    }

    /// Rotates the entity so that its -Z axis points to `target` and its +Y axis towards `up`, in the parent's space.
    pub fn lookAt(self: EntityRef, target: Vec3, up: Vec3) callconv(hot) Error!void {
        try self.requestLook(0, target, up);
    }

    fn requestLook(self: EntityRef, flags: u16, target: Vec3, up: Vec3) callconv(hot) Error!void {
        try self.check();
        if (!allFinite(target) or !allFinite(up)) return error.InvalidArgument;
        var request: abi.LookAtRequest = .{ .head = self.head(.look_at, abi.LookAtRequest), .target = target, .up = up };
        request.head.flags = flags;
        try self.ctx.request(request);
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
    /// already has the component, the new value replaces the old one or, if the game has registered a merge policy, is
    /// merged with it. Errors: `error.UnknownComponent`, `error.ReadOnly`, `error.InvalidArgument`, as for
    /// `Context.spawnWith`.
    pub inline fn insert(self: EntityRef, value: anytype) Error!void {
        const C = @TypeOf(value);
        if (comptime !values.isDerived(C)) {
            return values.request(self.ctx, @backingInt(self.id), .insert, comptime values.binding(.component, C), &value);
        }
        const frame = self.ctx.frame;
        defer self.ctx.refresh();
        try status.check(frame.host.component_add(frame, @backingInt(self.id), components.idOf(C), &value, @sizeOf(C)));
    }

    /// The same as `insert`.
    pub inline fn add(self: EntityRef, value: anytype) Error!void {
        try self.insert(value);
    }

    /// Sets fields of a component that the entity has, and leaves the other fields alone:
    ///
    /// ```zig
    /// try ctx.entity().set(components.Health, .{ .current = 3 });
    /// try score.set(bevy.ui.Text, .{ .text = "12" });
    /// ```
    ///
    /// So if two scripts set different fields in one phase, both changes count. A literal for a struct field also sets
    /// only the fields that it names (`.{ .translation = .{ .x = 2 } }`); a typed value sets the whole field. If the
    /// entity does not have the component when this is applied, the host logs it, once for each script and component.
    ///
    /// `error.ReadOnly`: scripts cannot change the component, or it is immutable: insert a whole value instead.
    pub fn set(self: EntityRef, comptime C: type, changes: anytype) Error!void {
        if (comptime values.isDerived(C)) return values.setParts(self.ctx, @backingInt(self.id), C, changes);
        try values.set(self.ctx, @backingInt(self.id), .component, C, changes);
    }

    /// Removes a component; does nothing if the entity does not have it.
    pub fn remove(self: EntityRef, comptime C: type) Error!void {
        if (comptime !values.isDerived(C)) return values.remove(self.ctx, @backingInt(self.id), .component, C);
        const frame = self.ctx.frame;
        defer self.ctx.refresh();
        try status.check(frame.host.component_remove(frame, @backingInt(self.id), components.idOf(C)));
    }

    /// A single field of any reflected component in the snapshot, by path:
    ///
    /// ```zig
    /// const speed = try ctx.entity().getPath(f32, "my_game::Stats", "speed");
    /// ```
    ///
    /// `T` is the field's type: a bool, an integer, a float, a vector, a rotation or an entity. The path is only
    /// resolved once. For frequent reads, a component that derives `ZigComponent` is faster.
    pub fn getPath(self: EntityRef, comptime T: type, comptime component: []const u8, comptime path: []const u8) Error!T {
        const id = try components.pathOf(self.ctx.frame, T, component, path);
        var value: T = undefined;
        const frame = self.ctx.frame;
        try status.check(frame.host.field_get(frame, @backingInt(self.id), id, &value, @sizeOf(T)));
        return value;
    }

    /// Sets a single field of any reflected component, by path. If the entity does not have the component or field when
    /// this is applied, the host logs it, once for each script and field. `error.ReadOnly`: the component is immutable,
    /// or Bevy maintains it itself. `error.UnknownField`: the component in the snapshot has no such field.
    /// `error.WrongType`: the field has another type. `error.InvalidArgument`: Bevy cannot handle this value, see
    /// docs/safety.md. Rotations and directions can only be set as a whole; rotations are normalised.
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

    /// Attaches a script by name. Its `init` runs at the start of the next phase. `error.UnknownScript`: there is no
    /// such script.
    pub fn attach(self: EntityRef, script: []const u8, options: properties.AttachOptions) Error!void {
        try self.attachScript(properties.scriptNamed(script, .{}).with(options));
    }

    /// Attaches a script with values for some of its fields:
    ///
    /// ```zig
    /// try ctx.entity().attachScript(bevy.script(@import("shield.zig"), .{ .seconds = 5 }));
    /// ```
    ///
    /// `error.UnknownScript`: there is no such script. `error.UnknownField`, `error.WrongType`: the running script has
    /// no such field, or the field takes other values; the log says which.
    pub fn attachScript(self: EntityRef, script: anytype) Error!void {
        const frame = self.ctx.frame;
        var list: @TypeOf(script).List = undefined;
        script.fill(&list);
        defer self.ctx.refresh();
        try status.check(frame.host.script_attach(frame, @backingInt(self.id), &list.request));
    }

    /// A copy of the fields of another script of this entity, as the previous phase left them:
    ///
    /// ```zig
    /// const ship = try ctx.ref(enemy).fields(@import("ship.zig"));
    /// if (ship.speed > 5) try self.warn(ctx);
    /// ```
    ///
    /// To change something in the other script, emit a signal. If the entity has several instances of the script, this
    /// returns the fields of the first one. Items of a `bevy.List` stay with their instance. This makes the other
    /// script part of this one's source; use `fieldsOf` if this script should not be recompiled when the other is
    /// saved.
    ///
    /// `error.Absent`: the entity has no such script, or the script has not started yet. `error.UnknownField`: the
    /// running script no longer has one of the fields, or has it with another type; the log says which.
    /// `error.WrongType`: a fault or a stray write has left invalid bytes in a field.
    pub fn fields(self: EntityRef, comptime S: type) Error!S {
        return self.fieldsOf(comptime properties.nameOf(S), S);
    }

    /// The same by the script's name, with only those fields that `T` has:
    ///
    /// ```zig
    /// const ship = try ctx.ref(enemy).fieldsOf("ship", struct { speed: f32 });
    /// ```
    pub fn fieldsOf(self: EntityRef, comptime script: []const u8, comptime T: type) Error!T {
        if (self.id == .none) return error.UnknownEntity;
        return script_fields.get(self.ctx, @backingInt(self.id), script, T);
    }

    /// Enables or disables the first instance of a script. A disabled script keeps its state, but gets no updates and
    /// no signals. To disable the running instance itself, use `ctx.disable`.
    pub fn setScriptEnabled(self: EntityRef, script: []const u8, enabled: bool) Error!void {
        const frame = self.ctx.frame;
        if (self.id == .none) return error.UnknownEntity;
        if (script.len == 0) return error.UnknownScript;
        defer self.ctx.refresh();
        try status.check(frame.host.script_enable(frame, @backingInt(self.id), .from(script), @intFromBool(enabled)));
    }

    /// Detaches the first instance of a script; its `shutdown` runs at the start of the next phase.
    pub fn detach(self: EntityRef, script: []const u8) Error!void {
        const frame = self.ctx.frame;
        defer self.ctx.refresh();
        try status.check(frame.host.script_detach(frame, @backingInt(self.id), .from(script)));
    }

    fn requestVec3(self: EntityRef, op: abi.RequestOp, flags: u16, value: Vec3) callconv(hot) Error!void {
        try self.check();
        if (!allFinite(value)) return error.InvalidArgument;
        if (self.isOwnMove(flags)) return self.requestOwn(op, flags, .{ value.x, value.y, value.z, 0 });
        var request: abi.Vec3Request = .{ .head = self.head(op, abi.Vec3Request), .value = value };
        request.head.flags = flags;
        try self.ctx.request(request);
    }

    fn requestQuat(self: EntityRef, op: abi.RequestOp, flags: u16, value: Quat) callconv(hot) Error!void {
        try self.check();
        // The square of a length may be none where the length is one.
        const sum = value.x * 0 + value.y * 0 + value.z * 0 + value.w * 0;
        if (sum != 0 or (value.x == 0 and value.y == 0 and value.z == 0 and value.w == 0)) return error.InvalidArgument;
        if (self.isOwnMove(flags)) return self.requestOwn(op, flags, .{ value.x, value.y, value.z, value.w });
        var request: abi.QuatRequest = .{ .head = self.head(op, abi.QuatRequest), .value = value };
        request.head.flags = flags;
        try self.ctx.request(request);
    }

    /// Whether a request is one that rows make in runs: of the instance's own entity, and not in the world's space.
    fn isOwnMove(self: EntityRef, flags: u16) callconv(hot) bool {
        return flags & abi.request_flag_world == 0 and @backingInt(self.id) == self.ctx.own;
    }

    fn requestOwn(self: EntityRef, op: abi.RequestOp, flags: u16, value: @Vector(4, f32)) callconv(hot) Error!void {
        const ctx = self.ctx;
        try ctx.requests.appendOwn(ctx.frame, ctx.row, ctx.own, op, flags, value);
    }

    /// `error.UnknownEntity` unless it exists. One's own is in the snapshot or one would not run; any other is looked
    /// up.
    pub fn check(self: EntityRef) callconv(hot) Error!void {
        if (@backingInt(self.id) == self.ctx.own) return;
        const frame = self.ctx.frame;
        return status.check(frame.host.entity_check(frame, @backingInt(self.id)));
    }

    fn head(self: EntityRef, op: abi.RequestOp, comptime T: type) callconv(hot) abi.Request {
        return .{ .op = op, .size = @sizeOf(T), .entity = @backingInt(self.id) };
    }
};

/// Zero times a number is zero, unless the number is infinite or none: one comparison for three numbers.
fn allFinite(v: Vec3) callconv(hot) bool {
    return v.x * 0 + v.y * 0 + v.z * 0 == 0;
}

test allFinite {
    const infinity = std.math.inf(f32);
    try std.testing.expect(allFinite(.new(1, -3e38, 3e38)));
    try std.testing.expect(!allFinite(.new(0, infinity, 0)));
    try std.testing.expect(!allFinite(.new(infinity, -infinity, 0)));
    try std.testing.expect(!allFinite(.new(0, 0, std.math.nan(f32))));
}
