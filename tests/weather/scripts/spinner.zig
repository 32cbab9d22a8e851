//! Has a name that another package has a script of, too.
const bevy = @import("bevy");
const Spinner = @This();

gusts: u32 = 0,

pub fn update(self: *Spinner, _: *bevy.Context, _: f32) void {
    self.gusts += 1;
}
