//! Tests of tweens.

const std = @import("std");
const bevy = @import("../bevy.zig");
const subjects = @import("subject_test.zig");
const Noting = subjects.Noting;
const Subject = subjects.Subject;
const newGame = subjects.newGame;

const expectEqual = std.testing.expectEqual;

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
