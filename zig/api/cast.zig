//! Rays and shapes, cast through the game's physics.

const abi = @import("../contract/abi.zig");
const functions = @import("function.zig");
const math = @import("../math/math.zig");
const status = @import("../contract/status.zig");
const Context = @import("context.zig").Context;
const Entity = @import("entity.zig").Entity;
const Error = status.Error;
const Dir3 = math.Dir3;
const Quat = math.Quat;
const Vec3 = math.Vec3;

/// As Rust reads it (`crates/bevy_zig/src/world/cast.rs`).
const Request = extern struct {
    kind: Kind,
    size: Vec3,
    origin: Vec3,
    rotation: Quat,
    direction: Vec3,
    max: f32,
    layers: u32,
    ignore: u64,
};

const Reply = extern struct {
    result: Result,
    entity: u64,
    point: Vec3,
    normal: Vec3,
    distance: f32,
};

const Kind = enum(u8) { ray, ball, cuboid, capsule };
const Result = enum(u8) { unsupported, invalid, miss, hit };

const castThrough = functions.function("bevy.cast", fn (Request) Reply);

/// What `ctx.castRay` casts.
pub const RayOptions = struct {
    /// Where it begins, in world space.
    origin: Vec3,
    /// Where it goes.
    direction: Dir3,
    /// How far it goes at most.
    max: f32 = 1e6,
    /// An entity that is not hit: usually the one that shoots.
    ignore: Entity = .none,
    /// Which of the physics engine's layers are hit, as a bit for each.
    layers: u32 = 0xffff_ffff,
};

/// What `ctx.castShape` casts.
pub const ShapeOptions = struct {
    shape: CastShape,
    /// Where its centre begins, in world space.
    origin: Vec3,
    /// How it is turned.
    rotation: Quat = .identity,
    /// Where it goes.
    direction: Dir3,
    /// How far it goes at most.
    max: f32 = 1e6,
    /// An entity that is not hit: usually the one that moves.
    ignore: Entity = .none,
    /// Which of the physics engine's layers are hit, as a bit for each.
    layers: u32 = 0xffff_ffff,
};

/// What moves along a ray. In 2D, the z of a cuboid means nothing.
pub const CastShape = union(enum) {
    ball: math.Sphere,
    cuboid: math.Cuboid,
    /// Along the Y axis, unless it is turned.
    capsule: math.Capsule3d,
};

/// What a cast hits first.
pub const CastHit = struct {
    entity: Entity,
    /// Where it is hit, in world space.
    point: Vec3,
    /// The direction of its surface there.
    normal: Vec3,
    /// How far ray or shape have come.
    distance: f32,
};

/// Casts a ray.
pub fn ray(ctx: *Context, options: RayOptions) Error!?CastHit {
    return cast(ctx, .ray, .zero, .identity, options);
}

/// Casts a shape.
pub fn shape(ctx: *Context, options: ShapeOptions) Error!?CastHit {
    const kind: Kind, const size: Vec3 = switch (options.shape) {
        .ball => |ball| .{ .ball, .new(ball.radius, 0, 0) },
        .cuboid => |cuboid| .{ .cuboid, cuboid.half_size },
        .capsule => |capsule| .{ .capsule, .new(capsule.radius, capsule.half_length, 0) },
    };
    return cast(ctx, kind, size, options.rotation, options);
}

fn cast(ctx: *Context, kind: Kind, size: Vec3, rotation: Quat, options: anytype) Error!?CastHit {
    const reply = try castThrough(ctx, .{
        .kind = kind,
        .size = size,
        .origin = options.origin,
        .rotation = rotation,
        .direction = options.direction.v,
        .max = options.max,
        .layers = options.layers,
        .ignore = @backingInt(options.ignore),
    });
    return switch (reply.result) {
        .unsupported => error.Absent,
        .invalid => error.InvalidArgument,
        .miss => null,
        .hit => .{
            .entity = @fromBackingInt(reply.entity),
            .point = reply.point,
            .normal = reply.normal,
            .distance = reply.distance,
        },
    };
}
