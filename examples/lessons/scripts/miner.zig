//! Digs, and puts what it finds where the entity's other scripts see it.
const bevy = @import("bevy");
const Miner = @This();

/// Only this script sees it.
dug: u32 = 0,

pub fn update(self: *Miner, ctx: *bevy.Context, _: f32) !void {
    self.dug += 1;
    // Added to what the var is when this is applied; one that is not there counts as 0. So two scripts that add in one phase
    // both count, where two that set would overwrite each other.
    try ctx.vars().add("gold", 1);
}
