//! Returns errors.
const bevy = @import("bevy");
const Failing = @This();

in_init: bool = false,
/// Asks the SDK for what there is not.
in_sdk: bool = false,
/// Returns the same error from another place, in every other frame.
elsewhere: bool = false,
updates: u32 = 0,

pub fn init(self: *Failing, _: *bevy.Context) !void {
    if (self.in_init) return error.BadStart;
}

pub fn update(self: *Failing, ctx: *bevy.Context, _: f32) !void {
    self.updates += 1;
    if (self.in_sdk) try ctx.globalVars().set("", 1); // the line that calls the SDK
    try ctx.entity().translate(.new(1, 0, 0));
    if (self.elsewhere and self.updates % 2 == 0) return error.TooHot; // the other line
    try tooHot();
}

pub fn shutdown(_: *Failing, _: *bevy.Context) !void {
    return error.BadEnd;
}

fn tooHot() !void {
    return error.TooHot; // the line that the trace names
}
