//! Flies in place of the player: turns to the nearest rock, fires ahead of it, and gets out of its way.

const std = @import("std");
const bevy = @import("bevy");
const rules = @import("rules.zig");
const Controls = @import("controls.zig").Controls;
const Vec2 = bevy.Vec2;

/// A part of the state of the scripts that it flies for.
pub const Autopilot = struct {
    /// The rock that was the nearest in the last frame, and where it was: that it has moved since shows how it moves.
    target: bevy.Entity = .none,
    last_seen: Vec2 = .zero,

    /// What to do now. `ship` is where the ship is.
    pub fn controls(self: *Autopilot, ctx: *bevy.Context, ship: bevy.Transform, dt: f32) !Controls {
        const nose = ship.up().v.truncate();
        const rock = try nearestRock(ctx, ship.translation.truncate()) orelse return .{};
        const velocity = self.track(rock, dt);

        const distance = rock.way.length();
        const gap = distance - rock.radius;
        const closing = velocity.dot(rock.way) < 0;
        if (closing and gap < 70 and nose.dot(rock.way) < 0) return .{ .thrust = true };

        // Where the rock will be when a shot gets there.
        const aim = rock.way.add(velocity.scale(gap / rules.shot_speed));
        const turn = nose.angleTo(aim.normalizeOr(nose));
        const flee = closing and gap < 30;
        return .{
            .steer = bevy.math.scalar.clamp(-8 * if (flee) turn - std.math.copysign(bevy.pi, turn) else turn, -1, 1),
            .fire = @abs(turn) < @max(0.05, 0.6 * rock.radius / distance),
            // Rocks out of reach do not come by themselves.
            .thrust = gap > 420 and @abs(turn) < 0.3,
        };
    }

    /// The rock's velocity, from where it was when it was last looked at.
    fn track(self: *Autopilot, rock: Sighting, dt: f32) Vec2 {
        defer self.* = .{ .target = rock.id, .last_seen = rock.position };
        if (rock.id != self.target or dt <= 0) return .zero;
        const velocity = rock.position.sub(self.last_seen).divScalar(dt);
        // It has not moved that fast: it has left the arena on one side and come in on the other.
        return if (velocity.length() > 1000) .zero else velocity;
    }
};

const Sighting = struct {
    id: bevy.Entity,
    position: Vec2,
    /// From the ship to the rock.
    way: Vec2,
    radius: f32,
};

fn nearestRock(ctx: *bevy.Context, ship: Vec2) !?Sighting {
    var nearest: ?Sighting = null;
    var gap_min = std.math.inf(f32);
    for (try ctx.findByTag("rock")) |id| {
        const rock = try ctx.ref(id).transform();
        const position = rock.translation.truncate();
        const way = position.sub(ship);
        const gap = way.length() - rock.scale.x;
        if (gap < gap_min) {
            gap_min = gap;
            nearest = .{ .id = id, .position = position, .way = way, .radius = rock.scale.x };
        }
    }
    return nearest;
}
