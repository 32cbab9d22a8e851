//! Scripts that are saved while the trial goes on.

use super::game::Game;
use super::random::Random;

pub(super) const TALLIED: &str = include_str!("../../scripts/tallied.zig");

/// Saves the script with another layout, with a mistake, or torn; the one before it may still be compiled.
pub(super) fn save(game: &mut Game, random: &mut Random) {
    let Some(studio) = game.studio() else { return };
    // Of types that no property can have: a script whose list sets a field that it has no more would rightly not start.
    let fields = [
        "odd: u3 = 1,",
        "more: [100]u32 = @splat(2),",
        "deep: packed struct(u64) { x: f32 = 1, y: f32 = 2 } = .{},",
        "wide: u128 = 3,",
        "either: extern union { x: f32, y: u16 } = .{ .x = 1 },",
    ];
    let round = random.below(1 << 30);
    let fresh = format!("{}\n// Round {round}.\n", random.pick(&fields));
    let mark = "/// Its instance, once it has begun.";
    let text = TALLIED.replace(mark, &format!("{fresh}{mark}"));
    let text = match random.below(5) {
        0 => text.replace("self.updates += 1", "self.updaets += 1"),
        // Whatever was cut off, it does not compile.
        1 => text[..random.below(text.len())].to_owned() + "\nconst torn = (",
        _ => text,
    };
    studio.save("tallied", text);
}
