//! Digs, and stores the gold where the entity's other scripts can see it.
const bevy = @import("bevy");
const Miner = @This();

/// Only this script sees it.
dug: u32 = 0,

pub fn update(self: *Miner, ctx: *bevy.Context, _: f32) !void {
    self.dug += 1;
    // Adds to the var's value when this is applied; a missing var counts as 0. So two adds in one phase both count,
    // whereas two sets would overwrite each other.
    try ctx.vars().add("gold", 1);
}
