//! Adds to a var of its entity, and to one of the whole game, in each frame.
const bevy = @import("bevy");
const Adder = @This();

amount: i32 = 1,
/// What the var was when it last looked.
seen: i64 = -1,

pub fn update(self: *Adder, ctx: *bevy.Context, _: f32) !void {
    self.seen = try ctx.vars().getOr(i64, "sum", 0);
    try ctx.vars().add("sum", self.amount);
    try ctx.globalVars().add("sum", self.amount);
}
