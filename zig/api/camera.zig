//! Cameras, windows and the mouse in them: functions of the host's feature `camera`.

const functions = @import("function.zig");
const math = @import("../math/math.zig");
const Entity = @import("entity.zig").Entity;

const Vec2 = math.Vec2;
const Vec3 = math.Vec3;

/// A point of the host's, if there is one.
pub const Point = extern struct {
    at: Vec2,
    is_there: bool,

    /// The point, or null.
    pub fn found(self: Point) ?Vec2 {
        return if (self.is_there) self.at else null;
    }
};

/// A ray of the host's, if there is one.
pub const FoundRay = extern struct {
    origin: Vec3,
    direction: Vec3,
    is_there: bool,

    /// The ray, or null.
    pub fn found(self: FoundRay) ?math.Ray3d {
        return if (self.is_there) .new(self.origin, .{ .v = self.direction }) else null;
    }
};

/// The ray from a camera through a point of its view.
pub const viewportToWorld = functions.function("bevy.camera.viewport_to_world", fn (Entity, Vec2) FoundRay);
/// The place that a point of a 2D camera's view shows.
pub const viewportToWorld2d = functions.function("bevy.camera.viewport_to_world_2d", fn (Entity, Vec2) Point);
/// Where a camera's view shows a place.
pub const worldToViewport = functions.function("bevy.camera.world_to_viewport", fn (Entity, Vec3) Point);
/// The size of a camera's view.
pub const viewportSize = functions.function("bevy.camera.viewport_size", fn (Entity) Point);
/// The window that the game began with, or `.none`.
pub const primaryWindow = functions.function("bevy.window.primary", fn () Entity);
/// Where the mouse is in a window; `.none`: in the one that the game began with.
pub const cursor = functions.function("bevy.window.cursor", fn (Entity) Point);
