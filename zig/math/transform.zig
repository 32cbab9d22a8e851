//! `Transform`: where an entity is, how it is turned and how large it is, relative to its parent.

const std = @import("std");
const Vec3 = @import("vec3.zig").Vec3;
const Dir3 = @import("dir.zig").Dir3;
const Quat = @import("quat.zig").Quat;

/// Bevy's `Transform`: scales, then rotates, then translates. The default changes nothing.
///
/// 40 bytes of ten `f32`s, aligned to 4, in the order of the fields. (Bevy's has another layout: the host copies.)
/// Functions that take a `*Transform` change it in place; the others return a new value.
pub const Transform = extern struct {
    /// The position, in the parent's space. In 2D, `z` is the depth: larger is nearer.
    translation: Vec3 = .zero,
    /// The rotation, in the parent's space.
    rotation: Quat = .identity,
    /// The factor along each of the entity's own axes.
    scale: Vec3 = .one,

    /// Changes nothing.
    pub const identity: Transform = .{};

    /// The name that scripts and host know the component by.
    pub const zig_component = "Transform";

    /// At the given position, not rotated, in its natural size.
    pub inline fn fromXyz(x: f32, y: f32, z: f32) Transform {
        return .{ .translation = .new(x, y, z) };
    }

    /// At the given position, not rotated, in its natural size.
    pub inline fn fromTranslation(translation: Vec3) Transform {
        return .{ .translation = translation };
    }

    /// At the origin, rotated, in its natural size.
    pub inline fn fromRotation(rotation: Quat) Transform {
        return .{ .rotation = rotation };
    }

    /// At the origin, not rotated, scaled.
    pub inline fn fromScale(factor: Vec3) Transform {
        return .{ .scale = factor };
    }

    /// The same with another position.
    pub inline fn withTranslation(self: Transform, translation: Vec3) Transform {
        return .{ .translation = translation, .rotation = self.rotation, .scale = self.scale };
    }

    /// The same with another rotation.
    pub inline fn withRotation(self: Transform, rotation: Quat) Transform {
        return .{ .translation = self.translation, .rotation = rotation, .scale = self.scale };
    }

    /// The same with another scale.
    pub inline fn withScale(self: Transform, factor: Vec3) Transform {
        return .{ .translation = self.translation, .rotation = self.rotation, .scale = factor };
    }

    /// The same, but facing the point `target`; see `lookAt`.
    pub fn lookingAt(self: Transform, target: Vec3, up_dir: Dir3) Transform {
        return self.lookingTo(target.sub(self.translation), up_dir);
    }

    /// The same, but facing along `direction`; see `lookTo`.
    pub fn lookingTo(self: Transform, direction: Vec3, up_dir: Dir3) Transform {
        return self.withRotation(.lookingTo(direction, up_dir));
    }

    /// First `child`, then `self`: the transform of a child of `self` in the space of the parent of `self`.
    /// Exact only where `self.scale` is uniform, as in Bevy: a shear cannot be expressed.
    pub fn mulTransform(self: Transform, child: Transform) Transform {
        return .{
            .translation = self.transformPoint(child.translation),
            .rotation = self.rotation.mul(child.rotation),
            .scale = self.scale.mul(child.scale),
        };
    }

    /// The short name of `mulTransform`: Bevy's `self * child`.
    pub const mul = mulTransform;

    /// A point of the entity's own space, in the space of its parent.
    pub fn transformPoint(self: Transform, point: Vec3) Vec3 {
        return self.rotation.mulVec3(self.scale.mul(point)).add(self.translation);
    }

    /// The entity's X axis, in the parent's space.
    pub fn localX(self: Transform) Dir3 {
        return self.rotation.mulDir3(.x);
    }

    /// The entity's Y axis, in the parent's space.
    pub fn localY(self: Transform) Dir3 {
        return self.rotation.mulDir3(.y);
    }

    /// The entity's Z axis, in the parent's space.
    pub fn localZ(self: Transform) Dir3 {
        return self.rotation.mulDir3(.z);
    }

    /// Where the entity's left is: its -X.
    pub fn left(self: Transform) Dir3 {
        return self.localX().neg();
    }

    /// Where the entity's right is: its +X.
    pub fn right(self: Transform) Dir3 {
        return self.localX();
    }

    /// Where the entity's up is: its +Y.
    pub fn up(self: Transform) Dir3 {
        return self.localY();
    }

    /// Where the entity's down is: its -Y.
    pub fn down(self: Transform) Dir3 {
        return self.localY().neg();
    }

    /// Where the entity faces: its -Z.
    pub fn forward(self: Transform) Dir3 {
        return self.localZ().neg();
    }

    /// Where the entity's back is: its +Z.
    pub fn back(self: Transform) Dir3 {
        return self.localZ();
    }

    /// Turns by `turn`, about axes of the parent. The position stays.
    pub fn rotate(self: *Transform, turn: Quat) void {
        self.rotation = turn.mul(self.rotation);
    }

    /// Turns about an axis of the parent by `angle` radians.
    pub fn rotateAxis(self: *Transform, axis: Dir3, angle: f32) void {
        self.rotate(.fromAxisAngle(axis, angle));
    }

    /// Turns about the parent's X axis by `angle` radians.
    pub fn rotateX(self: *Transform, angle: f32) void {
        self.rotate(.fromRotationX(angle));
    }

    /// Turns about the parent's Y axis by `angle` radians.
    pub fn rotateY(self: *Transform, angle: f32) void {
        self.rotate(.fromRotationY(angle));
    }

    /// Turns about the parent's Z axis by `angle` radians: the one for 2D.
    pub fn rotateZ(self: *Transform, angle: f32) void {
        self.rotate(.fromRotationZ(angle));
    }

    /// Turns by `turn`, about the entity's own axes.
    pub fn rotateLocal(self: *Transform, turn: Quat) void {
        self.rotation = self.rotation.mul(turn);
    }

    /// Turns about one of the entity's own axes by `angle` radians.
    pub fn rotateLocalAxis(self: *Transform, axis: Dir3, angle: f32) void {
        self.rotateLocal(.fromAxisAngle(axis, angle));
    }

    /// Turns about the entity's own X axis by `angle` radians: pitch.
    pub fn rotateLocalX(self: *Transform, angle: f32) void {
        self.rotateLocal(.fromRotationX(angle));
    }

    /// Turns about the entity's own Y axis by `angle` radians: yaw.
    pub fn rotateLocalY(self: *Transform, angle: f32) void {
        self.rotateLocal(.fromRotationY(angle));
    }

    /// Turns about the entity's own Z axis by `angle` radians: roll.
    pub fn rotateLocalZ(self: *Transform, angle: f32) void {
        self.rotateLocal(.fromRotationZ(angle));
    }

    /// Moves around `point` by `turn`, without turning: an orbit that keeps facing the same way.
    pub fn translateAround(self: *Transform, point: Vec3, turn: Quat) void {
        self.translation = point.add(turn.mulVec3(self.translation.sub(point)));
    }

    /// Moves around `point` by `turn`, and turns with it: an orbit that keeps the same side to the point.
    pub fn rotateAround(self: *Transform, point: Vec3, turn: Quat) void {
        self.translateAround(point, turn);
        self.rotate(turn);
    }

    /// Turns to face the point `target`, with the entity's up as near to `up_dir` as that allows:
    /// `t.lookAt(target, .y)`. Where that is not defined (`target` is here, or lies straight along `up_dir`) see
    /// `lookTo`.
    pub fn lookAt(self: *Transform, target: Vec3, up_dir: Dir3) void {
        self.lookTo(target.sub(self.translation), up_dir);
    }

    /// Turns to face along `direction`, of any length, with the entity's up as near to `up_dir` as that allows.
    /// A `direction` of no or infinite length counts as -Z; if it is parallel to `up_dir`, some up at right angles
    /// is taken. As in Bevy; Bevy's fallback for an up of no length is `Dir3.new(v) catch .y`.
    pub fn lookTo(self: *Transform, direction: Vec3, up_dir: Dir3) void {
        self.rotation = .lookingTo(direction, up_dir);
    }

    /// Whether no number in it is infinite or NaN.
    pub fn isFinite(self: Transform) bool {
        return self.translation.isFinite() and self.rotation.isFinite() and self.scale.isFinite();
    }

    /// Whether all numbers are equal.
    pub fn eql(self: Transform, rhs: Transform) bool {
        return self.translation.eql(rhs.translation) and self.rotation.eql(rhs.rotation) and self.scale.eql(rhs.scale);
    }

    /// Whether each pair of numbers differs by at most `max_abs_diff`.
    pub fn approxEql(self: Transform, rhs: Transform, max_abs_diff: f32) bool {
        return self.translation.approxEql(rhs.translation, max_abs_diff) and
            self.rotation.approxEql(rhs.rotation, max_abs_diff) and
            self.scale.approxEql(rhs.scale, max_abs_diff);
    }
};

test "layout, default and literals" {
    try std.testing.expectEqual(40, @sizeOf(Transform));
    try std.testing.expectEqual(4, @alignOf(Transform));
    var t: Transform = .{};
    try std.testing.expect(t.eql(.identity));
    t.lookAt(.new(5, 0, 0), .y);
    try std.testing.expect(t.forward().v.approxEql(.x_axis, 1e-6));
    t.lookTo(.neg_z, .y);
    try std.testing.expect(t.rotation.approxEql(.identity, 1e-6));
    t.lookTo(.zero, Dir3.new(.zero) catch .y);
    try std.testing.expect(t.rotation.approxEql(.identity, 1e-6));
}
