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

/// Options of `ctx.castRay`.
pub const RayOptions = struct {
    /// Where the ray starts, in world space.
    origin: Vec3,
    /// The direction, in world space.
    direction: Dir3,
    /// The maximal distance, in world units.
    max: f32 = 1e6,
    /// An entity to ignore: usually the one that shoots.
    ignore: Entity = .none,
    /// The layers of the physics engine that can be hit, one bit for each.
    layers: u32 = 0xffff_ffff,
};

/// Options of `ctx.castShape`.
pub const ShapeOptions = struct {
    shape: CastShape,
    /// Where the shape's centre starts, in world space.
    origin: Vec3,
    /// The shape's rotation.
    rotation: Quat = .identity,
    /// The direction, in world space.
    direction: Dir3,
    /// The maximal distance, in world units.
    max: f32 = 1e6,
    /// An entity to ignore: usually the one that moves.
    ignore: Entity = .none,
    /// The layers of the physics engine that can be hit, one bit for each.
    layers: u32 = 0xffff_ffff,
};

/// A shape that moves along a ray. In 2D, the z of a cuboid is ignored.
pub const CastShape = union(enum) {
    ball: math.Sphere,
    cuboid: math.Cuboid,
    /// Along the Y axis, unless `rotation` turns it.
    capsule: math.Capsule3d,
};

/// The first hit of a cast.
pub const CastHit = struct {
    entity: Entity,
    /// The point of the hit, in world space.
    point: Vec3,
    /// The surface normal at that point.
    normal: Vec3,
    /// The distance that the ray or the shape has travelled, in world units.
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
