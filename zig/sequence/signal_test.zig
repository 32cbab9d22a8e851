//! Tests of signals that sequences wait for.

const std = @import("std");
const bevy = @import("../bevy.zig");
const subjects = @import("subject_test.zig");
const Noting = subjects.Noting;
const Subject = subjects.Subject;
const newGame = subjects.newGame;

const expect = std.testing.expect;
const expectEqual = std.testing.expectEqual;

test "signals" {
    var game = newGame();
    defer game.deinit();
    const boss = try game.spawn();
    var it: Subject(.{ bevy.untilSignal("go"), Noting.a, bevy.receive("struck", Noting.hit), Noting.b, bevy.untilSignalOf(.other, "sunk"), Noting.c }) = try .init(&game);
    it.noting.state.other = boss;
    try it.tell("go", .none, {});
    try it.update();
    try it.expectNotes("");
    try expectEqual(std.math.inf(f64), it.wake);
    // Whoever waits hears two that come one after the other.
    try it.tell("struck", .none, @as(f32, 5));
    try it.tell("go", .none, {});
    try it.tell("struck", .none, @as(u8, 5));
    try it.tell("struck", boss, @as(f32, 5));
    try it.expectNotes("a");
    try it.tell("struck", .none, @as(f32, 0.5));
    try it.expectNotes("a");
    try it.tell("struck", it.noting.entity, @as(f32, 2));
    try it.expectNotes("ab");
    try expectEqual(2.5, it.noting.state.damage);
    try it.frame(1);
    try it.tell("sunk", .none, {});
    try it.expectNotes("ab");
    try it.tell("sunk", boss, {});
    try it.expectNotes("abc");
    try expect(it.run.isDone());
    it.run.jump(.@"untilSignal(sunk)");
    try it.frame(1);
    try expect(it.run.isRunning());
    game.despawn(boss);
    try it.frame(1);
    try expect(it.run.clock == .stopped);
}

test "a loop that waits for another entity connects once" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{bevy.forever(.{ bevy.untilSignalOf(.other, "rang"), Noting.a })}) = try .init(&game);
    it.noting.state.other = try game.spawn();
    try it.update();
    for (0..5) |_| try it.tell("rang", it.noting.state.other, {});
    try it.expectNotes("aaaaa");
    try expectEqual(1, game.count(.connect));
    // Another entity is another connection.
    it.noting.state.other = try game.spawn();
    it.run.restart();
    try it.update();
    try expectEqual(2, game.count(.connect));
}

test "a signal ends a race" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.race(.{ .{bevy.forever(.{ bevy.wait(1), Noting.a })}, .{ bevy.receive("struck", Noting.hit), Noting.b } }), Noting.c }) = try .init(&game);
    try it.update();
    try it.frame(1);
    try it.expectNotes("a");
    try it.tell("struck", .none, @as(f32, 2));
    try it.expectNotes("abc");
    try expect(it.run.isDone());
}

test "what follows an all or a race hears the next signal of the same frame" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.race(.{
            .{bevy.all(.{ .{bevy.receive("struck", Noting.hit)}, .{ bevy.wait(1), Noting.a } })},
            .{ bevy.wait(9), Noting.c },
        }),
        bevy.untilSignal("go"),
        Noting.b,
    }) = try .init(&game);
    try it.update();
    try it.frame(2);
    try it.expectNotes("a");
    try it.tell("go", .none, {});
    try it.tell("struck", .none, @as(f32, 2));
    try it.expectNotes("a");
    try it.tell("go", .none, {});
    try it.expectNotes("ab");
    // Frames are not counted by signals.
    var other: Subject(.{ bevy.all(.{ .{bevy.untilSignal("go")}, .{bevy.waitFrames(2)} }), Noting.a }) = try .init(&game);
    try other.update();
    try other.tell("go", .none, {});
    try other.frame(0.1);
    try other.expectNotes("");
    try other.frame(0.1);
    try other.expectNotes("a");
}

test "one signal is heard once, whatever it begins" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.named("calm", bevy.race(.{ .{ bevy.receive("struck", Noting.hit), bevy.go("angry") }, .{bevy.wait(9)} })),
        bevy.named("angry", bevy.receive("struck", Noting.hit)),
        Noting.a,
    }) = try .init(&game);
    try it.update();
    try it.tell("struck", .none, @as(f32, 10));
    try it.update();
    try expectEqual(10, it.noting.state.damage);
    try it.expectNotes("");
    try it.tell("struck", .none, @as(f32, 10));
    try it.expectNotes("a");
}

test "a signal that ends a race comes after the time of the frame" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.race(.{ .{bevy.during(5, Noting.spend)}, .{bevy.untilSignal("go")} }), bevy.wait(1), Noting.a }) = try .init(&game);
    try it.update();
    try it.frame(0.75);
    game.nextFrame(0.5);
    try it.tell("go", .none, {});
    try expectEqual(1.25, it.noting.state.spent);
    try it.update();
    try expectEqual(1.25, it.noting.state.spent);
    try it.frame(0.5);
    try it.expectNotes("");
    try it.frame(0.5);
    try it.expectNotes("a");
}

test "a run that is ready for a signal by now hears it" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.wait(1), bevy.untilSignal("go"), Noting.a, bevy.wait(1), bevy.untilSignal("go"), Noting.b }) = try .init(&game);
    try it.update();
    game.nextFrame(5);
    try it.tell("go", .none, {});
    try it.expectNotes("a");
    try it.tell("go", .none, {});
    try it.update();
    try it.expectNotes("a");
    game.nextFrame(1);
    try it.tell("go", .none, {});
    try it.expectNotes("ab");
}

test "lists hear a signal in their order, nested ones too" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.race(.{
            .{ bevy.race(.{ .{bevy.wait(9)}, .{bevy.untilSignal("go")} }), Noting.a },
            .{ bevy.untilSignal("go"), Noting.b },
        }),
        Noting.c,
    }) = try .init(&game);
    try it.update();
    try it.tell("go", .none, {});
    try it.expectNotes("ac");
    var all: Subject(.{
        bevy.all(.{
            .{ bevy.race(.{ .{bevy.wait(9)}, .{bevy.untilSignal("go")} }), Noting.a },
            .{ bevy.untilSignal("go"), Noting.b },
            .{ bevy.untilSignal("go"), bevy.untilSignal("go"), Noting.c },
        }),
        Noting.c,
    }) = try .init(&game);
    try all.update();
    try all.tell("go", .none, {});
    try all.expectNotes("ab");
    try all.tell("go", .none, {});
    try all.expectNotes("abcc");
}

test "a condition is asked after the signals of its frame" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.until(.is_open), bevy.untilSignal("go"), Noting.a }) = try .init(&game);
    try it.update();
    it.noting.state.is_open = true;
    game.nextFrame(0.1);
    try it.tell("go", .none, {});
    try it.update();
    try it.expectNotes("");
    game.nextFrame(0.1);
    try it.tell("go", .none, {});
    try it.expectNotes("a");
}

test "the frame after a signal is the next one, whether the update of this one has been or not" {
    var game = newGame();
    defer game.deinit();
    const list = .{
        bevy.untilSignal("go"),
        bevy.waitFrames(1),
        Noting.a,
        bevy.all(.{ .{ bevy.untilSignal("go"), bevy.waitFrames(2), Noting.b }, .{bevy.wait(0)} }),
    };
    inline for (.{ .pre_update, .update, .post_update }) |phase| {
        var it: Subject(list) = try .init(&game);
        try it.update();
        inline for (.{ "a", "ab" }, .{ 1, 2 }) |notes, frames| {
            game.nextFrame(0.1);
            game.phase = phase;
            if (phase == .post_update) try it.update();
            try it.tell("go", .none, {});
            game.phase = .update;
            if (phase != .post_update) try it.update();
            for (1..frames) |_| try it.frame(0.1);
            try it.expectNotes(notes[0 .. notes.len - 1]);
            try it.frame(0.1);
            try it.expectNotes(notes);
        }
    }
}

test "what takes a signal may begin the run again, which does not hear that signal twice" {
    const Script = struct {
        run: bevy.Run(bevy.sequence(S, .{
            note,
            bevy.race(.{ .{ bevy.receive("go", take), note }, .{bevy.wait(5)} }),
            bevy.named("end", note),
            bevy.wait(5),
        })) = .{},
        notes: u32 = 0,
        next: enum { restart, jump, stop, pause } = .restart,

        const S = @This();

        fn take(self: *S, ctx: *bevy.Context) void {
            switch (self.next) {
                .restart => self.run.restart(),
                .jump => self.run.jump(.end),
                .stop => self.run.stop(),
                .pause => self.run.pause(ctx),
            }
        }

        fn note(self: *S) void {
            self.notes += 1;
        }
    };
    var game = newGame();
    defer game.deinit();
    inline for (.{ .restart, .jump, .stop, .pause }, .{ 2, 2, 1, 1 }) |next, notes| {
        var it = try game.attach(Script, .{ .next = next });
        try it.update(0);
        game.nextFrame(1);
        try it.onSignal("go", .none, {});
        try expectEqual(notes, it.state.notes);
        try it.update(1);
        try expectEqual(notes, it.state.notes);
        if (next != .pause) continue;
        const ctx = try game.begin(it.entity);
        it.state.run.unpause(ctx);
        try game.end();
        try it.update(1);
        try expect(it.state.run.is(.end) or it.state.run.is(.@"wait(5) 2"));
        try expectEqual(3, it.state.notes);
    }
}
