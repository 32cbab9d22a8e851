//! Is pulled four times a second, and signals a door.
const bevy = @import("bevy");
const Lever = @This();

/// Set by the game. The state can keep a handle; calls on a despawned entity return `error.UnknownEntity`.
door: bevy.Entity = .none,
/// A timer is a plain value in the state.
next: bevy.Timer = .repeating(0.2),
pulls: u32 = 0,

pub fn update(self: *Lever, ctx: *bevy.Context, dt: f32) !void {
    // How often it ended in this frame: usually 0, sometimes 1.
    for (0..self.next.tick(dt)) |_| {
        self.pulls += 1;
        // To one entity. The payload is any value without pointers; it is copied at once.
        try ctx.emitTo(self.door, "pull", self.pulls);
    }
}
