//! Sounds, where the game has any: `cargo run --features sound`.

const bevy = @import("bevy");

/// Plays a file of `assets/`, as loud as the player wants it.
pub fn play(ctx: *bevy.Context, comptime name: []const u8) !void {
    const vars = ctx.globalVars();
    if (!try vars.getOr(bool, "is_audible", false)) return;
    const volume: f32 = @floatFromInt(try vars.getOr(u8, "saved.settings.volume", 7));
    _ = try ctx.play(name ++ ".wav", .{ .volume = 0.1 * volume });
}
