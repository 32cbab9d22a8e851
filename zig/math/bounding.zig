//! Bevy's bounding volumes, in the plane and in space, and casts of rays and volumes against them.

const std = @import("std");
const dirs = @import("dir.zig");
const rays = @import("ray.zig");
const scalar = @import("scalar.zig");
const trig = @import("trig.zig");
const Circle = @import("shape2d.zig").Circle;
const Sphere = @import("shape3d.zig").Sphere;
const Quat = @import("quat.zig").Quat;
const Vec2 = @import("vec2.zig").Vec2;
const Vec3 = @import("vec3.zig").Vec3;

/// A box along the axes of the plane.
pub const Aabb2d = Aabb(Vec2);
/// A box along the axes of space.
pub const Aabb3d = Aabb(Vec3);

/// A circle around something.
pub const BoundingCircle = extern struct {
    center: Vec2,
    circle: Circle,

    const Self = @This();

    /// With this centre and radius.
    pub fn new(center_point: Vec2, circle_radius: f32) Self {
        return .{ .center = center_point, .circle = .new(circle_radius) };
    }

    pub const fromPoints = Round(Self).fromPoints;
    pub const contains = Round(Self).contains;
    pub const merge = Round(Self).merge;
    pub const grow = Round(Self).grow;
    pub const shrink = Round(Self).shrink;
    pub const scaleAroundCenter = Round(Self).scaleAroundCenter;
    pub const translatedBy = Round(Self).translatedBy;
    pub const closestPoint = Round(Self).closestPoint;
    pub const aabb = Round(Self).aabb;
    pub const intersects = Round(Self).intersects;

    /// Its radius.
    pub fn radius(self: Self) f32 {
        return self.circle.radius;
    }

    /// Its area.
    pub fn visibleArea(self: Self) f32 {
        return scalar.pi * self.radius() * self.radius();
    }

    /// Turned about the origin by an angle, counter-clockwise.
    pub fn rotatedBy(self: Self, angle: f32) Self {
        return .new(.rotate(.new(trig.cos(angle), trig.sin(angle)), self.center), self.radius());
    }
};

/// A sphere around something.
pub const BoundingSphere = extern struct {
    center: Vec3,
    sphere: Sphere,

    const Self = @This();

    /// With this centre and radius.
    pub fn new(center_point: Vec3, sphere_radius: f32) Self {
        return .{ .center = center_point, .sphere = .new(sphere_radius) };
    }

    pub const fromPoints = Round(Self).fromPoints;
    pub const contains = Round(Self).contains;
    pub const merge = Round(Self).merge;
    pub const grow = Round(Self).grow;
    pub const shrink = Round(Self).shrink;
    pub const scaleAroundCenter = Round(Self).scaleAroundCenter;
    pub const translatedBy = Round(Self).translatedBy;
    pub const closestPoint = Round(Self).closestPoint;
    pub const aabb = Round(Self).aabb;
    pub const intersects = Round(Self).intersects;

    /// Its radius.
    pub fn radius(self: Self) f32 {
        return self.sphere.radius;
    }

    /// Half of its surface.
    pub fn visibleArea(self: Self) f32 {
        return 2.0 * scalar.pi * self.radius() * self.radius();
    }

    /// Turned about the origin.
    pub fn rotatedBy(self: Self, rotation: Quat) Self {
        return .new(rotation.mulVec3(self.center), self.radius());
    }
};

fn Aabb(comptime Vec: type) type {
    return extern struct {
        min: Vec,
        max: Vec,

        const Self = @This();
        const is_flat = Vec == Vec2;
        const Bounding = if (is_flat) BoundingCircle else BoundingSphere;
        const Rotation = if (is_flat) f32 else Quat;

        /// With this centre and half of its lengths.
        pub fn new(center_point: Vec, half_lengths: Vec) Self {
            return .{ .min = center_point.sub(half_lengths), .max = center_point.add(half_lengths) };
        }

        /// The smallest around these points; null if there are none.
        pub fn fromPoints(points: []const Vec) ?Self {
            if (points.len == 0) return null;
            var found: Self = .{ .min = points[0], .max = points[0] };
            for (points[1..]) |point| found = .{ .min = point.min(found.min), .max = point.max(found.max) };
            return found;
        }

        /// Its middle.
        pub fn center(self: Self) Vec {
            return self.min.add(self.max).divScalar(2);
        }

        /// Half of its lengths.
        pub fn halfSize(self: Self) Vec {
            return self.max.sub(self.min).divScalar(2);
        }

        /// Its area; in space, half of its surface.
        pub fn visibleArea(self: Self) f32 {
            const b = self.max.sub(self.min).max(.zero);
            return if (is_flat) b.x * b.y else b.x * (b.y + b.z) + b.y * b.z;
        }

        /// Whether another lies in it.
        pub fn contains(self: Self, other: Self) bool {
            return noneAbove(self.min, other.min) and noneAbove(other.max, self.max);
        }

        /// The smallest around both.
        pub fn merge(self: Self, other: Self) Self {
            return .{ .min = self.min.min(other.min), .max = self.max.max(other.max) };
        }

        /// Larger on all sides.
        pub fn grow(self: Self, amount: Vec) Self {
            return .{ .min = self.min.sub(amount), .max = self.max.add(amount) };
        }

        /// Smaller on all sides.
        pub fn shrink(self: Self, amount: Vec) Self {
            return .{ .min = self.min.add(amount), .max = self.max.sub(amount) };
        }

        /// Scaled, with the same centre.
        pub fn scaleAroundCenter(self: Self, scale: Vec) Self {
            return .new(self.center(), self.halfSize().mul(scale));
        }

        /// Moved.
        pub fn translatedBy(self: Self, translation: Vec) Self {
            return .{ .min = self.min.add(translation), .max = self.max.add(translation) };
        }

        /// The smallest around it when it is turned about the origin: in the plane by an angle, counter-clockwise, in
        /// space by a rotation. Turn the original each time, since what was turned again and again grows.
        pub fn rotatedBy(self: Self, rotation: Rotation) Self {
            const half = self.halfSize();
            if (is_flat) {
                const c, const s = .{ trig.cos(rotation), trig.sin(rotation) };
                const turned: Vec = .rotate(.new(c, s), self.center());
                return .new(turned, .new(@abs(c) * half.x + @abs(s) * half.y, @abs(s) * half.x + @abs(c) * half.y));
            }
            const x = rotation.mulVec3(.x_axis).abs();
            const y = rotation.mulVec3(.y_axis).abs();
            const z = rotation.mulVec3(.z_axis).abs();
            return .new(rotation.mulVec3(self.center()), x.scale(half.x).add(y.scale(half.y)).add(z.scale(half.z)));
        }

        /// The point in it that is closest to `point`: itself, if it lies inside.
        pub fn closestPoint(self: Self, point: Vec) Vec {
            return point.clamp(self.min, self.max);
        }

        /// The smallest circle or sphere around it.
        pub fn bounding(self: Self) Bounding {
            return .new(self.center(), self.min.distance(self.max) / 2.0);
        }

        /// Whether it overlaps another, or a circle or sphere. Touching counts.
        pub fn intersects(self: Self, other: anytype) bool {
            if (@TypeOf(other) == Self) return noneAbove(self.min, other.max) and noneAbove(other.min, self.max);
            comptime std.debug.assert(@TypeOf(other) == Bounding);
            const closest = self.closestPoint(other.center);
            return other.center.distanceSquared(closest) <= other.radius() * other.radius();
        }

        fn noneAbove(low: Vec, high: Vec) bool {
            return low.x <= high.x and low.y <= high.y and (is_flat or low.z <= high.z);
        }
    };
}

/// What circles and spheres have in common.
fn Round(comptime Self: type) type {
    const Vec = @FieldType(Self, "center");
    return struct {
        /// One around these points, with their mean as its centre, so not the smallest; null if there are none.
        pub fn fromPoints(points: []const Vec) ?Self {
            if (points.len == 0) return null;
            const count: f32 = @floatFromInt(points.len);
            var sum: Vec = .zero;
            for (points) |point| sum = sum.add(point);
            const middle = if (Vec == Vec2) sum.scale(1.0 / count) else sum.divScalar(count);
            var radius_squared: f32 = 0;
            for (points) |point| radius_squared = @max(radius_squared, point.distanceSquared(middle));
            return .new(middle, @sqrt(radius_squared));
        }

        /// Whether another lies in it.
        pub fn contains(self: Self, other: Self) bool {
            const difference = self.radius() - other.radius();
            return self.center.distanceSquared(other.center) <= std.math.copysign(difference * difference, difference);
        }

        /// The smallest around both.
        pub fn merge(self: Self, other: Self) Self {
            const difference = other.center.sub(self.center);
            const length = difference.length();
            if (self.radius() >= length + other.radius()) return self;
            if (other.radius() >= length + self.radius()) return other;
            const direction = difference.divScalar(length);
            const middle = self.center.add(other.center).divScalar(2);
            return .new(
                middle.add(direction.scale((other.radius() - self.radius()) / 2.0)),
                (length + self.radius() + other.radius()) / 2.0,
            );
        }

        /// With a larger radius.
        pub fn grow(self: Self, amount: f32) Self {
            return .new(self.center, self.radius() + amount);
        }

        /// With a smaller radius.
        pub fn shrink(self: Self, amount: f32) Self {
            return .new(self.center, self.radius() - amount);
        }

        /// Scaled, with the same centre.
        pub fn scaleAroundCenter(self: Self, scale: f32) Self {
            return .new(self.center, self.radius() * scale);
        }

        /// Moved.
        pub fn translatedBy(self: Self, translation: Vec) Self {
            return .new(self.center.add(translation), self.radius());
        }

        /// The point in it that is closest to `point`: itself, if it lies inside.
        pub fn closestPoint(self: Self, point: Vec) Vec {
            const offset = point.sub(self.center);
            if (Vec == Vec2) return self.circle.closestPoint(offset).add(self.center);
            const distance_squared = offset.lengthSquared();
            if (distance_squared <= self.radius() * self.radius()) return point;
            // Bevy takes the direction of the point, not of the way to it, so this differs for a sphere elsewhere.
            return self.center.add(offset.divScalar(@sqrt(distance_squared)).scale(self.radius()));
        }

        /// The smallest box around it.
        pub fn aabb(self: Self) Aabb(Vec) {
            return .new(self.center, .splat(self.radius()));
        }

        /// Whether it overlaps another, or a box. Touching counts.
        pub fn intersects(self: Self, other: anytype) bool {
            if (@TypeOf(other) == Aabb(Vec)) return other.intersects(self);
            comptime std.debug.assert(@TypeOf(other) == Self);
            const sum = self.radius() + other.radius();
            return self.center.distanceSquared(other.center) <= sum * sum;
        }
    };
}

/// A ray of the plane up to a distance, to cast against many volumes.
pub const RayCast2d = RayCast(Vec2, dirs.Dir2, rays.Ray2d, BoundingCircle);
/// A ray of space up to a distance, to cast against many volumes.
pub const RayCast3d = RayCast(Vec3, dirs.Dir3, rays.Ray3d, BoundingSphere);

fn RayCast(comptime Vec: type, comptime Dir: type, comptime Ray: type, comptime Bounding: type) type {
    return extern struct {
        ray: Ray,
        max: f32,
        /// One divided by the direction.
        direction_recip: Vec,

        const Self = @This();

        /// From a point in a direction, up to a distance.
        pub fn new(origin: Vec, direction: Dir, max: f32) Self {
            return .fromRay(.new(origin, direction), max);
        }

        /// Along a ray, up to a distance.
        pub fn fromRay(ray: Ray, max: f32) Self {
            return .{ .ray = ray, .max = max, .direction_recip = ray.direction.v.recip() };
        }

        /// At what distance the ray meets a box; 0 if it begins in it, null if it does not meet it.
        pub fn aabbIntersectionAt(self: Self, aabb: Aabb(Vec)) ?f32 {
            // A product may be NaN, where the ray runs in a side; then the other axes count.
            var near: f32 = 0;
            var far: f32 = self.max;
            inline for (comptime std.meta.fieldNames(Vec)) |axis| {
                const origin = @field(self.ray.origin, axis);
                const recip = @field(self.direction_recip, axis);
                const is_positive = !std.math.signbit(@field(self.ray.direction.v, axis));
                const first = if (is_positive) @field(aabb.min, axis) else @field(aabb.max, axis);
                const last = if (is_positive) @field(aabb.max, axis) else @field(aabb.min, axis);
                near = @max(near, (first - origin) * recip);
                far = @min(far, (last - origin) * recip);
            }
            return if (near <= far) near else null;
        }

        /// At what distance the ray meets a circle or sphere; 0 if it begins in it, null if it does not meet it.
        pub fn roundIntersectionAt(self: Self, round: Bounding) ?f32 {
            const offset = self.ray.origin.sub(round.center);
            const direction = self.ray.direction.v;
            const projected = offset.dot(direction);
            const aside_squared = if (Vec == Vec2) aside: {
                const cross = offset.perpDot(direction);
                break :aside cross * cross;
            } else offset.sub(direction.scale(projected)).lengthSquared();
            const inside_squared = round.radius() * round.radius() - aside_squared;
            if (inside_squared < 0) return null;
            if (std.math.copysign(projected * projected, -projected) < -inside_squared) return null;
            const distance = -projected - @sqrt(inside_squared);
            return if (distance > self.max) null else @max(distance, 0);
        }

        /// Whether the ray meets a volume.
        pub fn intersects(self: Self, volume: anytype) bool {
            return switch (@TypeOf(volume)) {
                Bounding => self.roundIntersectionAt(volume) != null,
                else => self.aabbIntersectionAt(volume) != null,
            };
        }
    };
}

/// A box of the plane that moves along a ray.
pub const AabbCast2d = VolumeCast(RayCast2d, Aabb2d);
/// A box of space that moves along a ray.
pub const AabbCast3d = VolumeCast(RayCast3d, Aabb3d);
/// A circle that moves along a ray.
pub const BoundingCircleCast = VolumeCast(RayCast2d, BoundingCircle);
/// A sphere that moves along a ray.
pub const BoundingSphereCast = VolumeCast(RayCast3d, BoundingSphere);

fn VolumeCast(comptime Cast: type, comptime Volume: type) type {
    return extern struct {
        ray: Cast,
        volume: Volume,

        const Self = @This();

        /// A volume, as it lies around the origin, along a ray up to a distance.
        pub fn fromRay(volume: Volume, ray: @FieldType(Cast, "ray"), max: f32) Self {
            return .{ .ray = .fromRay(ray, max), .volume = volume };
        }

        /// At what distance it meets another of its kind; 0 if it overlaps at once, null if it does not meet it.
        pub fn collisionAt(self: Self, other: Volume) ?f32 {
            if (@hasField(Volume, "min")) {
                return self.ray.aabbIntersectionAt(.{ .min = other.min.sub(self.volume.max), .max = other.max.sub(self.volume.min) });
            }
            return self.ray.roundIntersectionAt(.new(other.center.sub(self.volume.center), other.radius() + self.volume.radius()));
        }

        /// Whether it meets another of its kind.
        pub fn intersects(self: Self, other: Volume) bool {
            return self.collisionAt(other) != null;
        }
    };
}
