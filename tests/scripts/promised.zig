//! Is promised a child of an entity that goes in the same phase, and keeps the handle.
const bevy = @import("bevy");
const Promised = @This();

parent: bevy.Entity = .none,
child: bevy.Entity = .none,
is_there: bool = false,

pub fn update(self: *Promised, ctx: *bevy.Context, _: f32) !void {
    if (self.child != .none) {
        self.is_there = ctx.ref(self.child).exists();
        return;
    }
    try ctx.ref(self.parent).despawn();
    self.child = (try ctx.spawn(.{ .parent = self.parent })).id;
}
