//! Tests of time in a sequence: waits, frames, long frames, speeds and pauses.

const std = @import("std");
const bevy = @import("../bevy.zig");
const subjects = @import("subject_test.zig");
const Noting = subjects.Noting;
const Subject = subjects.Subject;
const newGame = subjects.newGame;

const expect = std.testing.expect;
const expectEqual = std.testing.expectEqual;

test "steps run in order, and what is left of a wait counts" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ Noting.a, bevy.wait(1), Noting.b, bevy.waitFrames(2), Noting.c }) = try .init(&game);
    try it.update();
    try it.expectNotes("a");
    try expect(it.run.where() == .@"wait(1)" and it.run.is(.@"wait(1)") and it.run.isRunning());
    try it.frame(0.75);
    try it.expectNotes("a");
    try it.frame(0.75);
    try it.expectNotes("ab");
    try it.frame(0);
    try it.expectNotes("ab");
    try it.frame(0);
    try it.expectNotes("abc");
    try expect(it.run.isDone() and it.run.where() == .none and it.wake == std.math.inf(f64));
}

test "a loop of waits holds its rate" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.repeat(10, .{ bevy.wait(0.1), Noting.a }), Noting.b }) = try .init(&game);
    try it.update();
    // Ten rounds of a tenth of a second, in frames of a 64th.
    for (0..63) |_| try it.frame(1.0 / 64.0);
    try it.expectNotes("aaaaaaaaa");
    try it.frame(1.0 / 64.0);
    try it.expectNotes("aaaaaaaaaab");
}

test "one long frame does what many short ones do" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.repeat(.times, .{ bevy.wait(.pause), Noting.a }), bevy.again }) = try .init(&game);
    try it.update();
    try it.frame(3.25);
    try it.expectNotes("aaaaaa");
    try it.frame(0.25);
    try it.expectNotes("aaaaaaa");
}

test "during covers its time exactly" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.wait(0.25), bevy.during(1, Noting.spend), Noting.a }) = try .init(&game);
    try it.update();
    for (0..5) |_| try it.frame(0.375);
    try it.expectNotes("a");
    try expectEqual(1, it.noting.state.spent);
    // However often it is driven in a frame, and wherever it is held.
    it.run.restart();
    it.noting.state.spent = 0;
    try it.update();
    try it.frame(0.5);
    try expectEqual(0.25, it.noting.state.spent);
    try it.update();
    try expectEqual(0.25, it.noting.state.spent);
    const ctx = try game.begin(it.noting.entity);
    it.run.pause(ctx);
    try game.end();
    try it.frame(5);
    const later = try game.begin(it.noting.entity);
    it.run.unpause(later);
    try game.end();
    try it.update();
    try expectEqual(0.25, it.noting.state.spent);
    try it.frame(0.5);
    try expectEqual(0.75, it.noting.state.spent);
}

test "a speed counts from when it is set, and time that stands is kept" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.wait(4), Noting.a }) = try .init(&game);
    it.run.speed = 2;
    try it.update();
    try it.frame(1);
    const ctx = try game.begin(it.noting.entity);
    try expectEqual(2, it.run.elapsed(ctx));
    try game.end();
    it.run.speed = 0.5;
    try it.update();
    try it.frame(1);
    const slow = try game.begin(it.noting.entity);
    try expectEqual(2.5, it.run.elapsed(slow));
    it.run.setSpeed(slow, 0);
    try game.end();
    try it.frame(1000);
    const stands = try game.begin(it.noting.entity);
    try std.testing.expectApproxEqAbs(2.5, it.run.elapsed(stands), 1e-6);
    it.run.setSpeed(stands, 1);
    try game.end();
    try it.frame(1.25);
    try it.expectNotes("");
    try it.frame(0.3);
    try it.expectNotes("a");
}

test "pause, speed, stop and restart" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ Noting.a, bevy.wait(2), Noting.b }) = try .init(&game);
    try it.update();
    try it.frame(1);
    const ctx = try game.begin(it.noting.entity);
    it.run.pause(ctx);
    try game.end();
    try it.frame(5);
    const later = try game.begin(it.noting.entity);
    try expectEqual(1, it.run.elapsed(later));
    it.run.unpause(later);
    it.run.setSpeed(later, 0.5);
    try game.end();
    try it.frame(1);
    try it.expectNotes("a");
    try it.frame(1);
    try it.expectNotes("ab");
    it.run.restart();
    try it.frame(1);
    try it.expectNotes("aba");
    it.run.stop();
    try it.frame(9);
    try it.expectNotes("aba");
    try expect(!it.run.isRunning() and it.run.where() == .@"wait(2)");
}

test "conditions are asked once in a frame, and what is so at once takes no time" {
    const Script = struct {
        run: bevy.Run(steps) = .{},
        asked: u32 = 0,
        is_open: bool = false,
        notes: u32 = 0,

        const S = @This();
        const steps = bevy.sequence(S, .{
            bevy.all(.{ .{ bevy.wait(0.5), bevy.until(ask) }, .{ bevy.wait(0.25), bevy.waitFrames(2), note } }),
            bevy.wait(0.5),
            bevy.until(.is_open),
            bevy.wait(0.5),
            note,
        });

        fn ask(self: *S) bool {
            self.asked += 1;
            return self.is_open;
        }

        fn note(self: *S) void {
            self.notes += 1;
        }
    };
    var game = newGame();
    defer game.deinit();
    var it = try game.attach(Script, .{});
    for ([_]u32{ 0, 1, 2, 3 }, [_]u32{ 0, 0, 0, 1 }) |asked, notes| {
        game.nextFrame(1);
        try it.update(1);
        try expectEqual(asked, it.state.asked);
        try expectEqual(notes, it.state.notes);
    }
    it.state.is_open = true;
    game.nextFrame(1);
    try it.update(1);
    game.nextFrame(1);
    try it.update(1);
    try expectEqual(2, it.state.notes);
}

test "tools know how long steps take" {
    const R = bevy.Run(bevy.sequence(Noting, .{
        Noting.a,
        bevy.wait(1.5),
        bevy.named("pause", bevy.wait(.pause)),
        bevy.tween(.height, .{ .to = 3.0, .seconds = 2, .back = true }),
        bevy.repeat(2, .{bevy.during(.pause, Noting.spend)}),
        bevy.until(.is_open),
    }));
    const variants = R.At.leaf_variants;
    const last = variants[variants.len - 1];
    try expectEqual(-1, last.value);
    try std.testing.expectEqualStrings("- - 1.5 .pause 2*2 - .pause -", last.name.ptr.?[0..last.name.len]);
}
