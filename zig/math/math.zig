//! Vectors, rotations, transforms and easing for gameplay scripts.
//!
//! Names and meanings are those of glam and Bevy, in Zig's spelling: `Vec3::try_normalize` is `Vec3.tryNormalize`,
//! and the operators have names (`add`, `sub`, `mul`, `div`, and `scale` for "times a number"). The formulas are
//! glam's scalar ones, so that a script and a Bevy system agree to a few units in the last place;
//! `glam_test.zig` holds every function to a table that glam itself computed.
//!
//! Conventions, as in Bevy: right-handed, Y up, forward is -Z; angles are in radians, counter-clockwise; `Quat`s are
//! expected to be of unit length. Nothing here allocates, fails loudly or checks its input: a zero vector that is
//! normalized yields NaN, as in glam, and the `try…` and `…OrZero` forms are for input that is not known.
//!
//! ```zig
//! const turn = Quat.fromAxisAngle(.y, 0.5 * delta_seconds);
//! transform.rotate(turn);
//! transform.translation = transform.translation.add(transform.forward().scale(speed * delta_seconds));
//! transform.lookAt(target, .y);
//! ```

/// A point, direction or size in the plane.
pub const Vec2 = @import("vec2.zig").Vec2;
/// A point, direction or size in space.
pub const Vec3 = @import("vec3.zig").Vec3;
/// A vector of the plane that has length 1.
pub const Dir2 = @import("dir.zig").Dir2;
/// A vector of space that has length 1: where one is asked for, an axis is written `.y`.
pub const Dir3 = @import("dir.zig").Dir3;
/// Why a vector has no direction.
pub const DirError = @import("dir.zig").DirError;
/// A rotation in space.
pub const Quat = @import("quat.zig").Quat;
/// The order of three turns about axes.
pub const EulerRot = @import("quat.zig").EulerRot;
/// A rotation as an axis and an angle in radians.
pub const AxisAngle = @import("quat.zig").AxisAngle;
/// Position, rotation and scale of an entity.
pub const Transform = @import("transform.zig").Transform;
const shapes2d = @import("shape2d.zig");
pub const Annulus = shapes2d.Annulus;
pub const Arc2d = shapes2d.Arc2d;
pub const Capsule2d = shapes2d.Capsule2d;
pub const Circle = shapes2d.Circle;
pub const CircularSector = shapes2d.CircularSector;
pub const CircularSegment = shapes2d.CircularSegment;
pub const Ellipse = shapes2d.Ellipse;
pub const Plane2d = shapes2d.Plane2d;
pub const Rectangle = shapes2d.Rectangle;
pub const RegularPolygon = shapes2d.RegularPolygon;
pub const Rhombus = shapes2d.Rhombus;
pub const Segment2d = shapes2d.Segment2d;
pub const Triangle2d = shapes2d.Triangle2d;
const shapes3d = @import("shape3d.zig");
pub const Capsule3d = shapes3d.Capsule3d;
pub const Cone = shapes3d.Cone;
pub const ConicalFrustum = shapes3d.ConicalFrustum;
pub const Cuboid = shapes3d.Cuboid;
pub const Cylinder = shapes3d.Cylinder;
pub const InfinitePlane3d = shapes3d.InfinitePlane3d;
pub const Plane3d = shapes3d.Plane3d;
pub const Segment3d = shapes3d.Segment3d;
pub const Sphere = shapes3d.Sphere;
pub const Tetrahedron = shapes3d.Tetrahedron;
pub const Torus = shapes3d.Torus;
pub const Triangle3d = shapes3d.Triangle3d;
const rays = @import("ray.zig");
pub const Ray2d = rays.Ray2d;
pub const Ray3d = rays.Ray3d;
const volumes = @import("bounding.zig");
pub const Aabb2d = volumes.Aabb2d;
pub const Aabb3d = volumes.Aabb3d;
pub const AabbCast2d = volumes.AabbCast2d;
pub const AabbCast3d = volumes.AabbCast3d;
pub const BoundingCircle = volumes.BoundingCircle;
pub const BoundingCircleCast = volumes.BoundingCircleCast;
pub const BoundingSphere = volumes.BoundingSphere;
pub const BoundingSphereCast = volumes.BoundingSphereCast;
pub const RayCast2d = volumes.RayCast2d;
pub const RayCast3d = volumes.RayCast3d;
/// The sine of an angle in radians, the same on every machine.
pub const sin = @import("trig.zig").sin;
/// The cosine of an angle in radians, the same on every machine.
pub const cos = @import("trig.zig").cos;
/// Two to the power of a number, the same on every machine.
pub const exp2 = @import("trig.zig").exp2;
/// Numbers and angles: `lerp`, `remap`, `wrapAngle`, `moveTowards` and the like.
pub const scalar = @import("scalar.zig");
/// Bevy's easing curves as plain functions.
pub const easing = @import("easing.zig");
/// One of Bevy's easing curves, to keep in a variable.
pub const EaseFunction = easing.EaseFunction;

/// Half a turn, in radians.
pub const pi = scalar.pi;
/// A whole turn, in radians.
pub const tau = scalar.tau;

// What else Bevy has of them, as plain values: the mirrors of glam and of bevy_math.
const mirrored_glam = @import("../bevy/0.19/glam.zig");
const mirrored = @import("../bevy/0.19/math.zig");
pub const Affine2 = mirrored_glam.Affine2;
pub const Affine3A = mirrored_glam.Affine3A;
pub const BVec2 = mirrored_glam.BVec2;
pub const DVec2 = mirrored_glam.DVec2;
pub const IVec2 = mirrored_glam.IVec2;
pub const Mat2 = mirrored_glam.Mat2;
pub const Mat3A = mirrored_glam.Mat3A;
pub const Mat4 = mirrored_glam.Mat4;
pub const UVec2 = mirrored_glam.UVec2;
pub const UVec3 = mirrored_glam.UVec3;
pub const Vec3A = mirrored_glam.Vec3A;
pub const Vec4 = mirrored_glam.Vec4;
pub const CompassOctant = mirrored.CompassOctant;
pub const HalfSpace = mirrored.HalfSpace;
pub const Rect = mirrored.Rect;
pub const Rot2 = mirrored.Rot2;
pub const URect = mirrored.URect;
pub const ViewFrustum = mirrored.ViewFrustum;

test {
    _ = @import("vec2.zig");
    _ = @import("vec3.zig");
    _ = @import("dir.zig");
    _ = @import("quat.zig");
    _ = @import("transform.zig");
    _ = @import("scalar.zig");
    _ = @import("trig.zig");
    _ = @import("easing.zig");
    _ = shapes2d;
    _ = shapes3d;
    _ = rays;
    _ = volumes;
    _ = @import("glam_test.zig");
}
