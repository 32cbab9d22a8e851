//! Tests of tweens.

const std = @import("std");
const bevy = @import("../bevy.zig");
const subjects = @import("subject_test.zig");
const Noting = subjects.Noting;
const Subject = subjects.Subject;
const newGame = subjects.newGame;

const expectEqual = std.testing.expectEqual;
const expect = std.testing.expect;
const expectApproxEqAbs = std.testing.expectApproxEqAbs;

test "tweens" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.tween(.height, .{ .to = 3.0, .seconds = 2 }),
        bevy.tween(.place, .{ .from = bevy.Vec2.new(1, 1), .by = bevy.Vec2.new(2, 0), .seconds = .pause, .ease = .quadratic_in, .back = true }),
        bevy.tween(.position, .{ .to = .x_axis, .seconds = 1 }),
    }) = try .init(&game);
    try it.update();
    try it.frame(0.5);
    try expectEqual(1.5, it.noting.state.height);
    try it.frame(1.75);
    try expectEqual(3, it.noting.state.height);
    try expectEqual(bevy.Vec2.new(1.5, 1), it.noting.state.place);
    try it.frame(0.5);
    try expectEqual(bevy.Vec2.new(1.5, 1), it.noting.state.place);
    game.clear();
    try it.frame(0.25);
    try expectEqual(bevy.Vec2.new(1, 1), it.noting.state.place);
    try it.frame(0.5);
    try game.expectRequest(.{ .set_position = .{ .entity = it.noting.entity, .value = .new(0.5, 0, 0) } });
}

test "a tween of a part of a component" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.tween(bevy.part(bevy.Transform, "translation.x"), .{ .to = 3.0, .seconds = 1 }), Noting.a }) = try .init(&game);
    try it.update();
    try it.frame(1);
    try it.expectNotes("a");
}

test "tweens of two parts of a component leave each other, and the rest of it, alone" {
    var game = newGame();
    defer game.deinit();
    const x = bevy.tween(bevy.part(bevy.Transform, "translation.x"), .{ .to = 8.0, .seconds = 1 });
    const y = bevy.tween(bevy.part(bevy.Transform, "translation.y"), .{ .to = 4.0, .seconds = 1 });
    var it: Subject(.{ bevy.all(.{ .{x}, .{y} }), Noting.a }) = try .init(&game);
    try it.update();
    game.clear();
    try it.frame(0.5);
    const requested = game.requested();
    try expectEqual(2, requested.len);
    for (requested, [_]u32{ 0, 4 }, [_]f32{ 4, 2 }) |request, offset, value| {
        try expectEqual(1, request.set_component.parts.len);
        try expectEqual(offset, request.set_component.parts[0].offset);
        try std.testing.expectEqualSlices(u8, std.mem.asBytes(&value), request.set_component.parts[0].bytes);
    }
}

fn lastPosition(game: *bevy.testing.Game) ?bevy.Vec3 {
    var found: ?bevy.Vec3 = null;
    for (game.requested()) |request| if (request == .set_position) {
        found = request.set_position.value;
    };
    return found;
}

/// As a game does after a phase.
fn apply(game: *bevy.testing.Game, entity: bevy.Entity) !void {
    if (lastPosition(game)) |position| try game.set(entity, bevy.Transform.fromTranslation(position));
    game.clear();
}

fn teleport(_: *Noting, ctx: *bevy.Context) !void {
    try ctx.entity().setPosition(.new(10, 0, 0));
}

test "a tween of the transform begins where the one before it has ended" {
    const list = .{
        bevy.tween(.position, .{ .to = bevy.Vec3.new(1, 0, 0), .seconds = 0.5 }),
        bevy.tween(.position, .{ .by = bevy.Vec3.new(1, 0, 0), .seconds = 0.5 }),
        bevy.tween(.position, .{ .to = bevy.Vec3.new(3, 0, 0), .seconds = 1 }),
        bevy.wait(100),
    };
    inline for (.{ 0.75, 1.0 / 64.0, 0.25, 1.5 }) |dt| {
        var game = newGame();
        defer game.deinit();
        var it: Subject(list) = try .init(&game);
        try it.update();
        var time: f32 = 0;
        while (time < 2) {
            try apply(&game, it.noting.entity);
            try it.frame(dt);
            time += dt;
            const wanted = @min(2 * @min(time, 1) + @max(time - 1, 0), 3);
            if (lastPosition(&game)) |position| try expectApproxEqAbs(wanted, position.x, 1e-5);
        }
    }
}

test "a tween of the transform begins where a step has put it" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.wait(0.5), teleport, bevy.tween(.position, .{ .to = bevy.Vec3.zero, .seconds = 1 }) }) = try .init(&game);
    try it.update();
    try it.frame(0.75);
    try expectApproxEqAbs(10, lastPosition(&game).?.x, 1e-6);
    try apply(&game, it.noting.entity);
    try it.frame(0.25);
    try expectApproxEqAbs(5, lastPosition(&game).?.x, 1e-6);
    try apply(&game, it.noting.entity);
    try it.frame(0.5);
    try expectApproxEqAbs(0, lastPosition(&game).?.x, 1e-6);
    try expect(it.run.isDone());
}

test "a tween begins where another has ended, by whatever name, and whatever lies between" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.tween(.position, .{ .to = bevy.Vec3.new(1, 0, 0), .seconds = 0.25 }),
        bevy.tween(.scale, .{ .to = bevy.Vec3.new(1, 0, 0), .seconds = 0.25 }),
        Noting.a,
        bevy.tween(bevy.part(bevy.Transform, "translation"), .{ .by = bevy.Vec3.new(1, 0, 0), .seconds = 0.25 }),
        bevy.tween(.position, .{ .by = bevy.Vec3.new(1, 0, 0), .seconds = 0.25 }),
    }) = try .init(&game);
    try it.update();
    try it.frame(1);
    try expectApproxEqAbs(3, lastPosition(&game).?.x, 1e-6);
}

test "after a signal a tween begins where the one that was dropped was" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.race(.{ .{bevy.tween(.position, .{ .to = bevy.Vec3.new(4, 0, 0), .seconds = 4 })}, .{bevy.untilSignal("go")} }),
        bevy.tween(.position, .{ .by = bevy.Vec3.new(4, 0, 0), .seconds = 4 }),
    }) = try .init(&game);
    try it.update();
    try it.frame(1);
    try apply(&game, it.noting.entity);
    game.nextFrame(1);
    try it.tell("go", .none, {});
    try it.update();
    try expectApproxEqAbs(2, lastPosition(&game).?.x, 1e-6);
    try apply(&game, it.noting.entity);
    try it.frame(1);
    try expectApproxEqAbs(3, lastPosition(&game).?.x, 1e-6);
}

test "a tween that is dropped in its first frame was on its way" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.race(.{ .{bevy.tween(.position, .{ .to = bevy.Vec3.new(4, 0, 0), .seconds = 4 })}, .{bevy.wait(0.5)} }),
        bevy.tween(.position, .{ .by = bevy.Vec3.new(4, 0, 0), .seconds = 4 }),
    }) = try .init(&game);
    try it.update();
    try it.frame(1);
    try expectApproxEqAbs(1, lastPosition(&game).?.x, 1e-6);
}

test "tweens of all kinds of values, with options of all kinds" {
    const Script = struct {
        run: bevy.Run(bevy.sequence(S, .{
            bevy.tween(.color, .{ .from = .low, .to = high, .seconds = time, .ease = bevy.math.EaseFunction.linear, .back = true }),
            bevy.tween(.wide, .{ .to = 8.0, .seconds = .wide }),
            bevy.tween(.pair, .{ .by = [2]f32{ 1, 2 }, .seconds = 1 }),
        })) = .{},
        color: bevy.LinearRgba = .{ .red = 0, .green = 0, .blue = 0, .alpha = 1 },
        low: bevy.LinearRgba = .{ .red = 0, .green = 0, .blue = 0, .alpha = 0 },
        wide: f64 = 4,
        pair: [2]f32 = .{ 1, 1 },

        const S = @This();

        fn high(_: *S) bevy.LinearRgba {
            return .{ .red = 1, .green = 1, .blue = 1, .alpha = 1 };
        }

        fn time() f32 {
            return 1;
        }
    };
    var game = newGame();
    defer game.deinit();
    var it = try game.attach(Script, .{});
    try it.update(0);
    inline for (.{ 0.5, 1.0 }) |dt| {
        game.nextFrame(dt);
        try it.update(dt);
        try expectEqual(0.5, it.state.color.red);
    }
    game.nextFrame(0.5);
    try it.update(0.5);
    try expectEqual(0, it.state.color.alpha);
    for (0..2) |_| {
        game.nextFrame(20);
        try it.update(20);
    }
    try expectEqual(8, it.state.wide);
    try expectEqual([2]f32{ 2, 3 }, it.state.pair);
    try expect(it.state.run.isDone());
}
