//! A combo: three blows, each within 0.4 seconds of the one before; too late, and it begins again.
const bevy = @import("bevy");
const Combo = @This();

combo: bevy.Run(blows) = .{},
landed: u32 = 0,
finishers: u32 = 0,

const blows = bevy.sequence(Combo, .{
    bevy.until(strikes),
    land,
    bevy.waitFrames(1),
    bevy.race(.{
        .{ bevy.until(strikes), land },
        .{ bevy.wait(0.4), bevy.again },
    }),
    bevy.waitFrames(1),
    bevy.race(.{
        .{ bevy.until(strikes), land },
        .{ bevy.wait(0.4), bevy.again },
    }),
    finish,
    bevy.wait(1),
    bevy.again,
});

fn strikes(_: *Combo, ctx: *bevy.Context) bool {
    return ctx.justPressed("strike");
}

fn land(self: *Combo) void {
    self.landed += 1;
}

fn finish(self: *Combo) void {
    self.finishers += 1;
}
