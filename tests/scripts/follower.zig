//! Moves by one and remembers where it saw itself: what a phase reads is what the phase before has applied.
const bevy = @import("bevy");
const Follower = @This();

seen: f32 = -1,

pub fn update(self: *Follower, ctx: *bevy.Context, dt: f32) !void {
    _ = dt;
    const before = try ctx.entity().position();
    try ctx.entity().translate(.new(1, 0, 0));
    const after = try ctx.entity().position();
    // A request shows only when its phase is over.
    self.seen = if (before.eql(after)) before.x else -2;
}
