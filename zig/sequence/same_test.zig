//! Tests of what is the same everywhere: a run of a seed, and the size of a run.

const std = @import("std");
const bevy = @import("../bevy.zig");
const subjects = @import("subject_test.zig");
const Noting = subjects.Noting;
const newGame = subjects.newGame;

const expectEqual = std.testing.expectEqual;

/// Draws numbers, moves things and waits.
const Wanderer = struct {
    run: bevy.Run(steps) = .{},
    other: bevy.Run(beside) = .{ .speed = 0.7 },
    height: f32 = 0,
    color: [3]f32 = @splat(0.2),
    turn: bevy.Quat = .identity,
    goal: f32 = 1,
    pause: f64 = 0.1,
    spent: f32 = 0,

    const S = @This();
    const steps = bevy.sequence(S, .{
        draw,
        bevy.all(.{
            .{bevy.tween(.height, .{ .to = .goal, .seconds = 0.37, .ease = .elastic_in_out })},
            .{ bevy.wait(.pause), bevy.tween(.color, .{ .by = [3]f32{ 0.1, -0.2, 0.3 }, .seconds = .pause, .ease = .bounce_out, .back = true }) },
        }),
        bevy.race(.{ .{bevy.during(0.2, spend)}, .{ bevy.waitFrames(7), draw } }),
        bevy.repeat(3, .{ bevy.tween(.turn, .{ .to = somewhere, .seconds = 0.11, .ease = .sine_in_out }), bevy.wait(0.013) }),
        bevy.again,
    });
    const beside = bevy.sequence(S, .{ bevy.until(isHigh), draw, bevy.wait(1.0 / 3.0), bevy.again });

    fn draw(self: *S, ctx: *bevy.Context) void {
        self.goal = ctx.random().range(-2, 2);
        self.pause = ctx.random().range(0.01, 0.2);
    }

    fn isHigh(self: *const S) bool {
        return self.height > 0.1;
    }

    fn somewhere(self: *S) bevy.Quat {
        return bevy.Quat.fromRotationX(self.goal).mul(.fromRotationZ(self.height));
    }

    fn spend(self: *S, _: *bevy.Context, dt: f32) void {
        self.spent += dt;
    }
};

// Whoever changes what sequences do writes down the new number. It is the same for each machine that scripts run on.
test "the same seed gives the same run" {
    var game = newGame();
    defer game.deinit();
    game.seed = 7;
    var it = try game.attach(Wanderer, .{});
    var hash: std.hash.XxHash64 = .init(0);
    for (0..3000) |number| {
        game.nextFrame(if (number % 10 == 3) 0.05 else 1.0 / 60.0);
        try it.update(game.delta_seconds);
        const state = &it.state;
        for ([_]f32{ state.height, state.goal, state.spent, state.turn.x, state.turn.y, state.turn.z, state.turn.w } ++ state.color) |part| {
            hash.update(std.mem.asBytes(&std.mem.nativeToLittle(u32, @bitCast(part))));
        }
        for ([_]f64{ state.pause, state.run.elapsed(&game.context), state.other.elapsed(&game.context), it.wake_seconds }) |part| {
            hash.update(std.mem.asBytes(&std.mem.nativeToLittle(u64, @bitCast(part))));
        }
        for ([_]i16{ @backingInt(state.run.where()), @backingInt(state.other.where()) }) |step| {
            hash.update(std.mem.asBytes(&std.mem.nativeToLittle(i16, step)));
        }
    }
    try expectEqual(5174517914571365988, hash.final());
}

test "a run is small" {
    const Flat = bevy.Run(bevy.sequence(Noting, .{ Noting.a, bevy.wait(1), bevy.repeat(3, .{ Noting.b, bevy.wait(1) }) }));
    try expectEqual(24, @sizeOf(Flat));
    inline for (.{ .{ 28, .height, @as(f32, 3) }, .{ 32, .place, bevy.Vec2.one }, .{ 36, .position, bevy.Vec3.zero } }) |case| {
        try expectEqual(case[0], @sizeOf(bevy.Run(bevy.sequence(Noting, .{bevy.tween(case[1], .{ .to = case[2], .seconds = 1 })}))));
    }
    try expectEqual(32, @sizeOf(bevy.Run(bevy.sequence(Noting, .{bevy.during(1, Noting.spend)}))));
    try expectEqual(28, @sizeOf(bevy.Run(bevy.sequence(Noting, .{bevy.repeat(.times, .{bevy.wait(1)})}))));
    try expectEqual(28, @sizeOf(bevy.Run(bevy.sequence(Noting, .{bevy.repeat(65_536, .{bevy.wait(1)})}))));
    try expectEqual(24, @sizeOf(bevy.Run(bevy.sequence(Noting, .{bevy.repeat(65_535, .{bevy.wait(1)})}))));
    const lists = .{bevy.race(.{ .{bevy.wait(1)}, .{bevy.wait(1)} })};
    try expectEqual(24 + 2 * 12, @sizeOf(bevy.Run(bevy.sequence(Noting, lists))));
}
