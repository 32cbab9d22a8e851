//! A boss: it shoots in volleys until a hit interrupts it, staggers, and is faster from then on.
const bevy = @import("bevy");
const Boss = @This();

fight: bevy.Run(phases) = .{},
health: f32 = 100,
shots: u32 = 0,
rest: f32 = 1,

const phases = bevy.sequence(Boss, .{
    bevy.named("calm", bevy.race(.{
        .{bevy.forever(.{ bevy.repeat(3, .{ shoot, bevy.wait(0.25) }), bevy.wait(.rest) })},
        .{bevy.receive("hit", hurt)},
    })),
    bevy.tween(.scale, .{ .to = bevy.Vec3.splat(1.5), .seconds = 0.25, .ease = .back_out, .back = true }),
    bevy.wait(0.5),
    bevy.when(isBeaten, .{ bevy.wait(1), die, bevy.stop }),
    enrage,
    bevy.go("calm"),
});

fn shoot(self: *Boss) void {
    self.shots += 1;
}

fn hurt(self: *Boss, _: *bevy.Context, damage: f32) void {
    self.health -= damage;
}

fn isBeaten(self: *const Boss) bool {
    return self.health <= 0;
}

fn enrage(self: *Boss) void {
    self.rest *= 0.5;
}

fn die(_: *Boss, ctx: *bevy.Context) !void {
    try ctx.emit("boss_down", {});
}
