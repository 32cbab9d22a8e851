//! Counts drops.
const bevy = @import("bevy");
const Rain = @This();

drops: u32 = 0,

pub fn update(self: *Rain, _: *bevy.Context, _: f32) void {
    self.drops += 1;
}
