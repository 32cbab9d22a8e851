//! A day: the sun rises and sets, and others hear of it.
const bevy = @import("bevy");
const Day = @This();

sun: bevy.Run(day) = .{},
light: f32 = 0,
days: u32 = 0,
/// Seconds of one hour of the game.
hour: f32 = 0.5,

const day = bevy.sequence(Day, .{
    bevy.named("dawn", bevy.tween(.light, .{ .to = 1.0, .seconds = .hour, .ease = .smooth_step })),
    crow,
    bevy.named("noon", bevy.wait(4)),
    bevy.named("dusk", bevy.tween(.light, .{ .to = 0.1, .seconds = .hour, .ease = .smooth_step })),
    bevy.named("night", bevy.wait(3)),
    count,
    bevy.again,
});

fn crow(_: *Day, ctx: *bevy.Context) !void {
    try ctx.emit("morning", {});
}

fn count(self: *Day) void {
    self.days += 1;
}
