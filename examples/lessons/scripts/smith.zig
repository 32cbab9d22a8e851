//! Turns gold into swords.
const bevy = @import("bevy");
const Smith = @This();

/// The price of a sword in gold.
price: i64 = 5,

pub fn update(self: *Smith, ctx: *bevy.Context, _: f32) !void {
    const vars = ctx.vars();
    // From the snapshot: gold that the miner adds in this phase is visible in the next one.
    const gold = try vars.getOr(i64, "gold", 0);
    if (gold < self.price) return;
    try vars.add("gold", -self.price);
    try vars.add("swords", 1);
    try ctx.globalVars().add("forged", 1);
    // Null: there is no such var. A var of another type gives error.WrongType.
    const title = try vars.get([]const u8, "title") orelse "apprentice";
    ctx.logInfo("the {s} forges a sword", .{title});
}
