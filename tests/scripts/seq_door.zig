//! A door: opens when somebody asks, waits, and closes unless somebody stands in it.
const bevy = @import("bevy");
const Door = @This();

door: bevy.Run(cycle) = .{},
/// From 0, closed, to 1.
openness: f32 = 0,
is_blocked: bool = false,

const cycle = bevy.sequence(Door, .{
    bevy.untilSignal("open"),
    bevy.tween(.openness, .{ .to = 1.0, .seconds = 0.5, .ease = .sine_out }),
    bevy.wait(3),
    bevy.until(isFree),
    bevy.tween(.openness, .{ .to = 0.0, .seconds = 1 }),
    bevy.again,
});

fn isFree(self: *const Door) bool {
    return !self.is_blocked;
}
