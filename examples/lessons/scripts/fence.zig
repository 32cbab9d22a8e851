//! Keeps its entity inside, and detaches the engine if it pushes too often.
const bevy = @import("bevy");
const Fence = @This();

/// The largest x.
limit: f32 = 0,
/// How often it may push.
patience: u32 = 10,

pub fn update(self: *Fence, ctx: *bevy.Context, _: f32) !void {
    // Update comes after pre-update: the engine's requests of this frame are already applied.
    const place = try ctx.entity().position();
    if (place.x <= self.limit) return;
    try ctx.entity().setPosition(.new(self.limit, place.y, place.z));
    if (self.patience == 0) {
        ctx.logWarn("enough of it", .{});
        return ctx.entity().detach("engine");
    }
    self.patience -= 1;
}
