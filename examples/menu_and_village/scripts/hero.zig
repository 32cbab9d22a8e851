//! The hero: walks with the keys that the settings name, and talks to whoever is near.
const bevy = @import("bevy");
const looks = @import("lib/looks.zig");
const place = @import("lib/place.zig");
const Stage = @import("lib/stage.zig").Stage;
const Hero = @This();

pub const run_in = Stage.village;

/// Units per second.
speed: f32 = 210,

pub fn update(self: *Hero, ctx: *bevy.Context, dt: f32) !void {
    if ((try ctx.findByTag("dialogue")).len > 0) return;
    const hero = ctx.entity();
    const here = (try hero.position()).truncate();
    if (ctx.justPressed("talk")) {
        const near = try ctx.findNearby(here.extend(0), 120, .{ .tag = "villager" });
        if (near.len > 0) return ctx.emitTo(near[0], "greet", {});
    }
    const way = bevy.Vec2.new(held(ctx, "right") - held(ctx, "left"), held(ctx, "up") - held(ctx, "down"));
    const step = way.clampLengthMax(1).scale(self.speed * dt);
    if (step.length() == 0) return;
    // Along a wall, if the way is blocked.
    for ([_]bevy.Vec2{ step, .new(step.x, 0), .new(0, step.y) }) |part| {
        const there = here.add(part);
        if (!place.isFree(there)) continue;
        return hero.setPosition(there.extend(looks.depth(there.y - 44)));
    }
}

fn held(ctx: *bevy.Context, action: []const u8) f32 {
    return if (ctx.pressed(action)) 1 else 0;
}
