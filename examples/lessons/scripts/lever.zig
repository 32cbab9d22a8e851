//! Is pulled four times a second, and tells a door.
const bevy = @import("bevy");
const Lever = @This();

/// Set by the game. A handle may be kept; calls on one whose entity is gone answer `error.UnknownEntity`.
door: bevy.Entity = .none,
/// A timer is a plain value in the state.
next: bevy.Timer = .repeating(0.2),
pulls: u32 = 0,

pub fn update(self: *Lever, ctx: *bevy.Context, dt: f32) !void {
    // How often it has ended in this frame: mostly 0, and 1 at times.
    for (0..self.next.tick(dt)) |_| {
        self.pulls += 1;
        // To one entity. The payload is any value without pointers; it is copied at once.
        try ctx.emitTo(self.door, "pull", self.pulls);
    }
}
