//! Score, lives and the final banner: entities that are put up and taken down as the numbers change.

const bevy = @import("bevy");
const rules = @import("rules.zig");

/// A part of the state of the script that shows it.
pub const Hud = struct {
    score: u32 = 0,
    digits: [6]bevy.Entity = @splat(.none),
    lives: u8 = 0,
    icons: [rules.lives_max]bevy.Entity = @splat(.none),
    banner: bevy.Entity = .none,

    const top = rules.arena.y - 40;

    /// Shows the score and the lives.
    pub fn show(self: *Hud, ctx: *bevy.Context, score: u32, lives: u8) !void {
        if (score != self.score or self.digits[0] == .none) {
            self.score = score;
            try self.showScore(ctx);
        }
        if (lives != self.lives) {
            self.lives = lives;
            try self.showLives(ctx);
        }
    }

    /// Puts up or takes down the words at the end of a game.
    pub fn showBanner(self: *Hud, ctx: *bevy.Context, visible: bool) !void {
        try clear(ctx, (&self.banner)[0..1]);
        if (visible) self.banner = (try ctx.spawn(.{ .prefab = "game_over", .transform = .fromXyz(0, 0, 10) })).id;
    }

    fn showScore(self: *Hud, ctx: *bevy.Context) !void {
        try clear(ctx, &self.digits);
        var rest = self.score;
        var column = self.digits.len;
        while (column > 0) : (rest /= 10) {
            column -= 1;
            var prefab = "digit_0".*;
            prefab[prefab.len - 1] += @intCast(rest % 10);
            const x = -rules.arena.x + 36 + 28 * @as(f32, @floatFromInt(column));
            self.digits[column] = (try ctx.spawn(.{ .prefab = &prefab, .transform = .fromXyz(x, top, 10) })).id;
        }
    }

    fn showLives(self: *Hud, ctx: *bevy.Context) !void {
        try clear(ctx, &self.icons);
        for (self.icons[0..@min(self.lives, self.icons.len)], 0..) |*icon, index| {
            const x = rules.arena.x - 36 - 32 * @as(f32, @floatFromInt(index));
            icon.* = (try ctx.spawn(.{ .prefab = "life", .transform = .fromXyz(x, top, 10) })).id;
        }
    }

    fn clear(ctx: *bevy.Context, entities: []bevy.Entity) !void {
        for (entities) |*entity| {
            if (entity.* != .none) try ctx.ref(entity.*).despawn();
            entity.* = .none;
        }
    }
};
