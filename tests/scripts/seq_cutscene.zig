//! A cutscene: the camera flies to the gate while two lines are said, and the player can skip it.
const bevy = @import("bevy");
const Cutscene = @This();

intro: bevy.Run(scene) = .{},
line: enum { none, greeting, warning } = .none,
is_letterboxed: bool = false,

const scene = bevy.sequence(Cutscene, .{
    begin,
    bevy.race(.{
        .{
            bevy.all(.{
                .{bevy.tween(.position, .{ .to = bevy.Vec3.new(0, 4, 12), .seconds = 3, .ease = .cubic_in_out })},
                .{ bevy.wait(0.5), greet, bevy.wait(2), warn, bevy.wait(2) },
            }),
            bevy.wait(0.5),
        },
        .{bevy.until(wantsToSkip)},
    }),
    finish,
});

fn begin(self: *Cutscene) void {
    self.is_letterboxed = true;
}

fn greet(self: *Cutscene) void {
    self.line = .greeting;
}

fn warn(self: *Cutscene) void {
    self.line = .warning;
}

fn wantsToSkip(_: *Cutscene, ctx: *bevy.Context) bool {
    return ctx.justPressed("skip");
}

fn finish(self: *Cutscene, ctx: *bevy.Context) !void {
    self.line = .none;
    self.is_letterboxed = false;
    try ctx.emit("intro_over", {});
}
