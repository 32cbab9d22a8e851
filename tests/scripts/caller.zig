//! Makes one call, which Rust chooses, and keeps its outcome.
const bevy = @import("bevy");
const note = @import("lib/note.zig");
const Caller = @This();

const Call = enum {
    none,
    despawn,
    set_position,
    translate,
    set_rotation,
    rotate,
    rotate_local,
    look_at,
    set_scale,
    position,
    rotation,
    scale,
    exists,
    velocity,
    spawned_velocity,
    move_and_turn,
    attach,
    detach,
    find_by_tag,
    spawn,
    spawn_and_use,
    spawn_despawned,
    despawn_twice,
    /// Components and fields with `vector` as numbers.
    add_transform,
    add_velocity,
    spawn_velocity,
    set_path,
    /// The same by mirrors that a game may write of Bevy's own components.
    insert_mirror,
    set_mirror,
    set_global_mirror,
    set_velocity_mirror,
    /// The same by other ways: a new entity, a var, a look for what is nearby.
    spawn_at,
    set_var,
    set_number_var,
    find_nearby,
    /// Parts of a transform: `vector`, `quat`.
    set_scale_part,
    set_turn_part,
    set_turn_number,
    set_turn_in_chunk,
    /// Names that are none.
    name_var,
    name_signal,
    global_rotation,
    /// The same of the snapshot.
    exact_rotation,
    /// In the world's space.
    set_global_position,
    translate_global,
};

const MirroredTransform = struct {
    translation: bevy.Vec3 = .zero,
    rotation: bevy.Quat = .identity,
    scale: bevy.Vec3 = .one,

    pub const zig_reflect = "bevy_transform::components::transform::Transform";
};

const MirroredVelocity = struct {
    linear: bevy.Vec3 = .zero,

    pub const zig_reflect = "bevy_zig::component::builtin::Velocity";
};

call: Call = .none,
/// Whom it is for; its own entity if none.
target: bevy.Entity = .none,
vector: bevy.Vec3 = .zero,
up: bevy.Vec3 = .y_axis,
quat: bevy.Quat = .identity,
name: [32]u8 = @splat(0),
priority: i32 = 0,
enabled: bool = true,

outcome: note.Note = @splat(0),
/// What a read has found.
read: bevy.Vec3 = .zero,
read_quat: bevy.Quat = .identity,
count: u32 = 0,
/// What a spawn or a look-up has found.
found: bevy.Entity = .none,

pub fn update(self: *Caller, ctx: *bevy.Context, dt: f32) void {
    _ = dt;
    if (self.call == .none) return;
    self.outcome = note.of(self.make(ctx));
    self.call = .none;
}

fn make(self: *Caller, ctx: *bevy.Context) !void {
    const target = if (self.target == .none) ctx.entity() else ctx.ref(self.target);
    const name = note.kept(&self.name);
    switch (self.call) {
        .none => {},
        .despawn => try target.despawn(),
        .set_position => try target.setPosition(self.vector),
        .translate => try target.translate(self.vector),
        .set_rotation => try target.setRotation(self.quat),
        .rotate => try target.rotate(self.quat),
        .rotate_local => try target.rotateIn(.local, self.quat),
        .look_at => try target.lookAt(self.vector, self.up),
        .set_scale => try target.setScale(self.vector),
        .position => self.read = try target.position(),
        .rotation => self.read_quat = try target.rotation(),
        .scale => self.read = try target.scale(),
        .velocity => {
            self.read = try target.velocity();
            self.up = try target.angularVelocity();
        },
        .spawned_velocity => _ = try (try ctx.spawn(.{})).velocity(),
        .move_and_turn => for (0..20) |_| {
            try target.rotate(self.quat);
            try target.translate(self.vector);
            try target.setScale(.splat(2));
        },
        .exists => self.count = @intFromBool(target.exists()),
        .attach => try target.attach(name, .{ .priority = self.priority, .enabled = self.enabled }),
        .detach => try target.detach(name),
        .find_by_tag => {
            const found = try ctx.findByTag(name);
            self.count = @intCast(found.len);
            if (found.len > 0) self.found = found[0];
        },
        .spawn => self.found = (try ctx.spawn(.{ .prefab = name, .tag = "spawned" })).id,
        .spawn_and_use => {
            const spawned = try ctx.spawn(.{ .transform = .fromTranslation(self.vector) });
            try spawned.translate(.new(1, 0, 0));
            try spawned.attach("lifecycle", .{});
            self.count = @intFromBool(spawned.exists());
            self.found = spawned.id;
        },
        .spawn_despawned => {
            const spawned = try ctx.spawn(.{});
            try spawned.despawn();
            try spawned.translate(.new(1, 0, 0));
            self.found = spawned.id;
        },
        .despawn_twice => {
            try target.despawn();
            try target.despawn();
            try target.setPosition(.zero);
        },
        .add_transform => try target.add(bevy.Transform{ .translation = self.vector, .rotation = self.quat }),
        .add_velocity => try target.add(bevy.Velocity{ .angular = self.vector }),
        .spawn_velocity => self.found = (try ctx.spawnWith(.{}, .{bevy.Velocity{ .linear = self.vector }})).id,
        .set_path => try target.setPath(bevy.Vec3, "Transform", "translation", self.vector),
        .insert_mirror => try target.insert(MirroredTransform{ .translation = self.vector }),
        .set_mirror => try target.set(MirroredTransform, .{ .scale = self.vector }),
        .set_global_mirror => try target.set(bevy.transform.GlobalTransform, .{
            .value = .{ .translation = .{ .x = self.vector.x, .y = self.vector.y, .z = self.vector.z } },
        }),
        .set_velocity_mirror => try target.set(MirroredVelocity, .{ .linear = self.vector }),
        .spawn_at => _ = try ctx.spawn(.{ .transform = .{ .translation = self.vector, .rotation = self.quat } }),
        .set_var => try target.vars().set("place", self.vector),
        .set_number_var => try ctx.globalVars().set("number", self.vector.y),
        .find_nearby => _ = try ctx.findNearby(self.vector, 1, .{}),
        .set_scale_part => try target.set(bevy.Transform, .{ .scale = .{ .y = self.vector.y } }),
        .set_turn_part => try target.set(bevy.Transform, .{ .rotation = self.quat }),
        .set_turn_number => try target.set(bevy.Transform, .{ .rotation = .{ .w = self.quat.w } }),
        .set_turn_in_chunk => {
            var chunks = try ctx.each(.{bevy.Transform}, .{});
            while (try chunks.next()) |chunk| for (try chunk.mut(bevy.Transform)) |*transform| {
                transform.rotation = self.quat;
            };
        },
        .name_var => try target.vars().set("", self.count),
        .name_signal => try ctx.emitNamed("", {}),
        .exact_rotation => {
            const global = try target.globalTransform();
            self.read_quat = global.rotation;
            self.read = global.scale;
        },
        .set_global_position => try target.setGlobalPosition(self.vector),
        .translate_global => try target.translateGlobal(self.vector),
        .global_rotation => {
            const global = try target.get(bevy.GlobalTransform);
            self.read_quat = global.rotation;
            self.read = global.scale;
        },
    }
}
