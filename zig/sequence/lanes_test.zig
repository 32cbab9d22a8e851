//! Tests of lists that run side by side.

const std = @import("std");
const bevy = @import("../bevy.zig");
const subjects = @import("subject_test.zig");
const Noting = subjects.Noting;
const Subject = subjects.Subject;
const newGame = subjects.newGame;

const expect = std.testing.expect;
const expectEqual = std.testing.expectEqual;

test "a race ends with the first, all with the last" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.race(.{ .{ bevy.wait(1), Noting.a }, .{ bevy.wait(2), Noting.c }, .{bevy.until(.is_open)} }),
        bevy.all(.{ .{ bevy.wait(1), Noting.a }, .{ bevy.wait(2), bevy.race(.{ .{bevy.wait(5)}, .{bevy.wait(1)} }), Noting.b } }),
        Noting.c,
    }) = try .init(&game);
    try it.update();
    try expect(it.run.is(.race) and it.run.is(.@"wait(1)") and it.run.is(.@"wait(2)"));
    try it.frame(1.5);
    // The race took one second, and half a second of what follows has gone by.
    try it.expectNotes("a");
    try expect(it.run.where() == .all);
    try it.frame(0.5);
    try it.expectNotes("aa");
    try it.frame(2);
    try it.expectNotes("aabc");
    try expect(it.run.isDone());
}

test "a list in a race that ends with another list ends in its order in a long frame, too" {
    const list = .{
        bevy.race(.{
            .{ bevy.wait(0.0875), Noting.a },
            .{ bevy.all(.{ .{bevy.wait(0.025)}, .{bevy.wait(0.0625)} }), Noting.b },
        }),
        bevy.wait(10),
    };
    inline for (.{ 0.0125, 0.1 }) |dt| {
        var game = newGame();
        defer game.deinit();
        var it: Subject(list) = try .init(&game);
        try it.update();
        for (0..8) |_| try it.frame(dt);
        try it.expectNotes("b");
    }
}

test "one long frame does in an all or a race what many short ones do" {
    const list = .{
        bevy.race(.{
            .{ bevy.repeat(3, .{ bevy.wait(0.25), Noting.a }), bevy.wait(10) },
            .{ bevy.wait(1), Noting.b },
            .{bevy.forever(.{ bevy.wait(0.5), Noting.c })},
        }),
        bevy.all(.{
            .{ bevy.wait(0.25), Noting.a, bevy.race(.{ .{ bevy.wait(0.5), Noting.b }, .{ bevy.wait(0.125), Noting.c } }) },
            .{ bevy.tween(.height, .{ .to = 2.0, .seconds = 0.3125 }), Noting.b },
        }),
        bevy.wait(1),
        Noting.a,
        bevy.waitFrames(1),
    };
    inline for (.{ 1.0 / 64.0, 0.75, 4.0 }) |dt| {
        var game = newGame();
        defer game.deinit();
        var it: Subject(list) = try .init(&game);
        try it.update();
        for (0..4 * 64 / @as(usize, dt * 64)) |_| try it.frame(dt);
        // Of two that end at the same moment, the first in the list goes first.
        try it.expectNotes("aacab" ++ "abc" ++ "a");
        try expectEqual(2, it.noting.state.height);
    }
}

test "the time after an entity that is gone belongs to what follows from then on" {
    var game = newGame();
    defer game.deinit();
    const boss = try game.spawn();
    var it: Subject(.{ bevy.race(.{.{bevy.untilSignalOf(.other, "sunk")}}), bevy.wait(2), Noting.a }) = try .init(&game);
    it.noting.state.other = boss;
    try it.update();
    try it.frame(5);
    game.despawn(boss);
    try it.frame(1);
    try it.frame(1);
    try it.expectNotes("");
    try it.frame(1);
    try it.expectNotes("a");
}
