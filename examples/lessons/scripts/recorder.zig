//! Watches in post-update, and stores how far its entity got.
const bevy = @import("bevy");
const Recorder = @This();

farthest: f32 = 0,

pub fn update(self: *Recorder, ctx: *bevy.Context, _: f32) !void {
    const place = try ctx.entity().position();
    if (place.x > self.farthest) {
        self.farthest = place.x;
        ctx.logInfo("seen at {d:.1}", .{place.x});
    }
}
