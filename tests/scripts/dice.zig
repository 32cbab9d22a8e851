//! Draws random numbers.
const bevy = @import("bevy");
const Dice = @This();

sum: u64 = 0,
draws: u32 = 0,
last: f32 = 0,

pub fn update(self: *Dice, ctx: *bevy.Context, _: f32) void {
    const random = ctx.random();
    self.last = random.range(-1, 1);
    // The stream goes on within a callback.
    self.sum = self.sum *% 31 +% random.int(u32, 0, 1_000_000) +% @as(u32, @bitCast(self.last));
    self.draws += 1;
}
