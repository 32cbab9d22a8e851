//! Hatches a bird from time to time.
const bevy = @import("bevy");
const Nest = @This();

next: bevy.Timer = .repeating(0.1),
hatched: u32 = 0,
refused: bool = false,

pub fn init(self: *Nest, ctx: *bevy.Context) !void {
    // An invalid request is refused at once, with an error that says why; nothing is spawned.
    _ = ctx.spawn(.{ .prefab = "dragon" }) catch |refusal| switch (refusal) {
        error.UnknownPrefab => self.refused = true,
        else => return refusal,
    };
}

pub fn update(self: *Nest, ctx: *bevy.Context, dt: f32) !void {
    const place = try ctx.entity().position();
    for (0..self.next.tick(dt)) |_| {
        self.hatched += 1;
        const bird = try ctx.spawn(.{ .prefab = "bird", .tag = "young", .transform = .fromTranslation(place) });
        // The bird does not exist yet, but requests for it are allowed.
        try bird.vars().set("number", self.hatched);
    }
}
