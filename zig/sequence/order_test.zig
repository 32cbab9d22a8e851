//! Tests of the order in which steps are taken: conditions, loops, jumps and called sequences.

const std = @import("std");
const bevy = @import("../bevy.zig");
const subjects = @import("subject_test.zig");
const Noting = subjects.Noting;
const Subject = subjects.Subject;
const newGame = subjects.newGame;
const count = subjects.count;

const expect = std.testing.expect;
const expectEqual = std.testing.expectEqual;

test "conditions, and nothing to do until the deadline" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.until(.is_open),
        bevy.when(.is_open, .{Noting.a}),
        bevy.choose(.mood, .{ .calm = .{Noting.b}, .angry = .{Noting.c} }),
        bevy.wait(2),
    }) = try .init(&game);
    try it.update();
    try expectEqual(0, it.wake);
    it.noting.state.is_open = true;
    it.noting.state.mood = .bored;
    try it.frame(1);
    try it.expectNotes("a");
    try expect(it.wake > 2.9 and it.wake <= 3);
    it.run.jump(.@"choose(mood)");
    it.noting.state.mood = .angry;
    try it.frame(1);
    try it.expectNotes("ac");
}

test "a list may have a thousand steps" {
    const many = .{ bevy.wait(1.0 / 128.0), count, bevy.until(.is_open), bevy.named("pause", bevy.wait(.pause)) };
    const other = struct {
        pub const sequence_steps = many;
    };
    var game = newGame();
    defer game.deinit();
    const one = bevy.call(other);
    const five = .{ one, one, one, one, one };
    const fifty = .{ five, five, five, five, five, five, five, five, five, five };
    var it: Subject(.{ fifty, fifty, fifty, fifty, fifty, bevy.named("end", Noting.a) }) = try .init(&game);
    it.noting.state.is_open = true;
    it.noting.state.pause = 1.0 / 128.0;
    try expectEqual(1002, @TypeOf(it.run).program.ops.len);
    try it.update();
    try it.frame(1);
    try expectEqual(64, it.noting.state.count);
    try std.testing.expectEqualStrings("wait(0.0078125) 65", @tagName(it.run.where()));
    it.run.jump(.@"pause 250");
    it.noting.state.count = 0;
    try it.update();
    try it.frame(1);
    try it.expectNotes("a");
}

test "a step of a called sequence goes to a step of the same call" {
    const other = struct {
        pub const sequence_steps = .{ bevy.named("top", Noting.a), bevy.wait(1), bevy.when(.is_open, .{ close, bevy.go("top") }) };

        fn close(self: *Noting) void {
            self.is_open = false;
        }
    };
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.call(other), Noting.b, bevy.call(other), Noting.c }) = try .init(&game);
    try it.update();
    try it.frame(1);
    try it.expectNotes("aba");
    it.noting.state.is_open = true;
    try it.frame(1);
    try it.expectNotes("abaa");
    try it.frame(1);
    try it.expectNotes("abaac");
}

test "rounds are counted as far as they go" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.repeat(100_000, .{ count, bevy.wait(1.0 / 65536.0) }), Noting.a }) = try .init(&game);
    it.noting.state.count = 0;
    try it.update();
    try it.frame(1);
    try expectEqual(65537, it.noting.state.count);
    try expect(it.run.isRunning());
    const Script = struct {
        run: bevy.Run(bevy.sequence(S, .{bevy.repeat(.rounds, .{bevy.wait(1.0 / 65536.0)})})) = .{},
        rounds: i64 = 70_000,

        const S = @This();
    };
    var other = try game.attach(Script, .{});
    try other.update(0);
    game.nextFrame(1);
    try other.update(1);
    try expect(other.state.run.isRunning());
    game.nextFrame(0.25);
    try other.update(0.25);
    try expect(other.state.run.isDone());
    other.state.rounds = -1;
    other.state.run.restart();
    try other.update(0);
    try expect(other.state.run.isDone());
    other.state.rounds = 5_000_000_000;
    other.state.run.restart();
    try std.testing.expectError(error.TooManyRounds, other.update(0));
    try game.expectLogged("the run 'run' was stopped at its step 'repeat(rounds)': it would have 5000000000 rounds, and can have 4294967295");
    try expect(other.state.run.clock == .stopped);
}

test "functions take what they want" {
    const Script = struct {
        run: bevy.Run(steps) = .{},
        spent: f32 = 0,
        damage: f32 = 0,

        const S = @This();
        const steps = bevy.sequence(S, .{ nothing, bevy.during(1, spend), bevy.receive("struck", hurt), bevy.receive("struck", context), bevy.when(isSo, .{bevy.stop}) });

        fn nothing() void {}

        fn spend(self: *S, dt: f32) void {
            self.spent += dt;
        }

        fn hurt(self: *S, damage: f32) !void {
            self.damage += damage;
        }

        fn context(_: *const bevy.Context, signal: *const bevy.Signal) bool {
            return signal.is("struck");
        }

        fn isSo(_: *const bevy.Context) bool {
            return true;
        }
    };
    var game = newGame();
    defer game.deinit();
    var it = try game.attach(Script, .{});
    try it.update(0.25);
    for (0..4) |_| {
        game.nextFrame(0.25);
        try it.update(0.25);
    }
    try expectEqual(1, it.state.spent);
    try expect(it.state.run.is(.@"receive(struck)"));
    try it.onSignal("struck", .none, @as(f32, 3));
    try it.onSignal("struck", .none, @as(f32, 3));
    try expectEqual(3, it.state.damage);
    try expect(it.state.run.isDone());
}

test "a condition may stop its run" {
    const Script = struct {
        run: bevy.Run(steps) = .{},
        count: u32 = 0,

        const S = @This();
        const steps = bevy.sequence(S, .{ bevy.until(stops), note });

        fn stops(self: *S) bool {
            self.run.stop();
            return true;
        }

        fn note(self: *S) void {
            self.count += 1;
        }
    };
    var game = newGame();
    defer game.deinit();
    var it = try game.attach(Script, .{});
    try it.update(0.5);
    try expectEqual(0, it.state.count);
    try expect(it.state.run.clock == .stopped);
}

test "a function of a tween, a loop or a choice may stop its run" {
    const Script = struct {
        tween: bevy.Run(bevy.sequence(S, .{ bevy.tween(.height, .{ .to = end, .seconds = 0 }), note })) = .{},
        back: bevy.Run(bevy.sequence(S, .{ bevy.tween(.height, .{ .from = end, .to = 1.0, .seconds = 0 }), note })) = .{},
        loop: bevy.Run(bevy.sequence(S, .{ bevy.repeat(rounds, .{bevy.wait(0)}), note })) = .{},
        choice: bevy.Run(bevy.sequence(S, .{ bevy.choose(mood, .{ .calm = .{note} }), note })) = .{},
        time: bevy.Run(bevy.sequence(S, .{ bevy.wait(seconds), note })) = .{},
        height: f32 = 0,
        notes: u32 = 0,

        const S = @This();

        fn end(self: *S) f32 {
            self.tween.stop();
            self.back.stop();
            return 1;
        }

        fn rounds(self: *S) u8 {
            self.loop.stop();
            return 1;
        }

        fn mood(self: *S) enum { calm } {
            self.choice.stop();
            return .calm;
        }

        fn seconds(self: *S) f32 {
            self.time.stop();
            return 0;
        }

        fn note(self: *S) void {
            self.notes += 1;
        }
    };
    var game = newGame();
    defer game.deinit();
    var it = try game.attach(Script, .{});
    try it.update(0.5);
    try expectEqual(0, it.state.notes);
    inline for (.{ "tween", "back", "loop", "choice", "time" }) |run| try expect(@field(it.state, run).clock == .stopped);
}

test "an error stops the run, and so does a list that never waits" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ Noting.a, Noting.fails, Noting.b }) = try .init(&game);
    try std.testing.expectError(error.Broken, it.update());
    try it.update();
    try it.expectNotes("a");
    try expect(it.run.where() == .fails and it.run.clock == .stopped);
    var endless: Subject(.{ bevy.race(.{ .{bevy.forever(.{bevy.wait(.pause)})}, .{ bevy.wait(1), Noting.c } }), Noting.a }) = try .init(&game);
    endless.noting.state.pause = 0;
    try endless.update();
    try game.expectLogged("was stopped at its step 'wait(pause)': it took 10000 steps in one frame, none of which takes time");
    try expect(endless.run.clock == .stopped);
    game.clear();
    try endless.frame(2);
    try endless.expectNotes("");
    try expectEqual(0, game.lines.items.len);
    // Steps that take time may be as many as fit into a frame.
    var busy: Subject(.{bevy.forever(.{ bevy.wait(1.0 / 65536.0), count })}) = try .init(&game);
    try busy.update();
    try busy.frame(1);
    try expectEqual(65536, busy.noting.state.count);
}

test "a speed at which no frame would end stops the run" {
    var game = newGame();
    defer game.deinit();
    const rounds = .{bevy.forever(.{ bevy.wait(0.1), count })};
    var it: Subject(rounds) = try .init(&game);
    var side: Subject(.{bevy.all(.{ rounds, .{bevy.wait(1e9)} })}) = try .init(&game);
    inline for (.{ &it, &side }) |each| {
        try each.update();
        each.run.speed = 1e9;
        try each.frame(0);
        try each.frame(1);
        try game.expectLogged("1000000 steps are not enough for one frame of 1 seconds, at a speed of 1000000000");
        try expect(each.run.clock == .stopped);
        game.clear();
    }
}

test "an error names the step, with what it lies in" {
    const Script = struct {
        fight: bevy.Run(steps) = .{},
        seconds: f32 = 1,

        const S = @This();
        const steps = bevy.sequence(S, .{
            bevy.wait(0.5),
            bevy.repeat(2, .{
                bevy.wait(0),
                bevy.race(.{ .{bevy.wait(9)}, .{ bevy.wait(.seconds), fails } }),
            }),
        });

        fn fails(_: *S) !void {
            return error.Broken;
        }
    };
    var game = newGame();
    defer game.deinit();
    var it = try game.attach(Script, .{});
    try it.update(0);
    game.nextFrame(1);
    try it.update(1);
    game.nextFrame(1);
    try std.testing.expectError(error.Broken, it.update(1));
    try std.testing.expectEqualStrings("fight, step 2, 'fails', in list 2 of step 2, 'race', in step 2, 'repeat(2)'", game.failed_step);
}

test "steps that a reload has removed" {
    var game = newGame();
    defer game.deinit();
    // What the host writes: behind step 1, and with step 3.
    inline for (.{ .{ .skip, -1 - 4, "b" }, .{ .skip, -1 - (4 * 3 + 1), "c" }, .{ .restart, -1 - 4, "a" }, .{ .stop, -1 - 4, "" }, .{ .skip, 99, "a" } }) |case| {
        var it: Subject(.{ bevy.whenGone(case[0]), Noting.a, Noting.b, Noting.c, bevy.wait(1) }) = try .init(&game);
        try it.update();
        it.noting.state.count = 0;
        it.run.place.at.step = @fromBackingInt(@as(i16, case[1]));
        try it.update();
        try expectEqual(case[2].len > 0, it.noting.state.count > 0);
        if (case[2].len > 0) try expectEqual(case[2][0], it.noting.state.notes[0]);
    }
}

test "the SDK runs what a script has" {
    var game = newGame();
    defer game.deinit();
    var it = try game.attach(Noting, .{});
    try it.update(0.1);
    try expect(it.state.run.isDone());
    try std.testing.expectEqualStrings("a", it.state.notes[0..it.state.count]);
}

test "a run that is sent into a loop is in its first round" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.repeat(3, .{ Noting.a, bevy.named("x", Noting.b), bevy.wait(1) }), Noting.c }) = try .init(&game);
    it.run.jump(.x);
    try it.update();
    for (0..5) |_| try it.frame(1);
    try it.expectNotes("bababc");
    var other: Subject(.{
        bevy.go("in"),
        bevy.repeat(2, .{ Noting.a, bevy.repeat(2, .{ bevy.named("in", Noting.b), bevy.wait(1) }) }),
        Noting.c,
    }) = try .init(&game);
    try other.update();
    for (0..5) |_| try other.frame(1);
    try other.expectNotes("bbabbc");
}

test "a loop that is left with go is over, whatever loop follows" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.repeat(5, .{ Noting.a, bevy.wait(1), bevy.when(.is_open, .{bevy.go("in")}) }),
        bevy.repeat(3, .{ bevy.named("in", Noting.b), bevy.wait(1) }),
        Noting.c,
    }) = try .init(&game);
    try it.update();
    try it.frame(1);
    try it.frame(1);
    it.noting.state.is_open = true;
    for (0..5) |_| try it.frame(1);
    try it.expectNotes("aaabbbc");
}

fn once(self: *Noting) bool {
    defer self.is_open = true;
    return !self.is_open;
}

test "go within a loop keeps its rounds, and to the loop begins it again" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.repeat(2, .{ bevy.named("in", Noting.a), bevy.wait(1), bevy.when(once, .{bevy.go("in")}) }), Noting.c }) = try .init(&game);
    try it.update();
    for (0..6) |_| try it.frame(1);
    try it.expectNotes("aaac");
    var other: Subject(.{ bevy.named("loop", bevy.repeat(2, .{ Noting.a, bevy.wait(1), bevy.when(once, .{bevy.go("loop")}) })), Noting.c }) = try .init(&game);
    try other.update();
    for (0..6) |_| try other.frame(1);
    try other.expectNotes("aaac");
}

test "frames of a list that was dropped, or of a step that a reload has removed, are no rounds" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.repeat(2, .{ bevy.race(.{ .{bevy.waitFrames(50)}, .{bevy.wait(1)} }), bevy.repeat(2, .{ Noting.a, bevy.waitFrames(1) }) }),
        Noting.b,
    }) = try .init(&game);
    try it.update();
    for (0..40) |_| try it.frame(0.25);
    try it.expectNotes("aaaab");
    var reloaded: Subject(.{ bevy.repeat(2, .{ Noting.a, bevy.wait(1) }), Noting.b }) = try .init(&game);
    try reloaded.update();
    reloaded.noting.state.count = 0;
    // As after a waitFrames before the loop, which is gone.
    reloaded.run.place = .{ .at = .{ .step = @fromBackingInt(-1 - (4 * 1 + 1)) }, .rounds = .{37} };
    try reloaded.update();
    try reloaded.frame(1);
    try reloaded.frame(1);
    try reloaded.expectNotes("aab");
}

test "what takes no time is over at once" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.repeat(0, .{ Noting.a, bevy.wait(1) }),
        bevy.wait(0),
        bevy.during(0, Noting.spend),
        bevy.tween(.height, .{ .to = 7.0, .seconds = 0 }),
        bevy.tween(.place, .{ .by = bevy.Vec2.one, .seconds = 0, .back = true }),
        bevy.all(.{ .{bevy.wait(0)}, .{bevy.repeat(0, .{bevy.wait(3)})} }),
        bevy.race(.{ .{bevy.repeat(0, .{bevy.wait(3)})}, .{bevy.wait(3)} }),
        Noting.b,
    }) = try .init(&game);
    try it.update();
    try it.expectNotes("b");
    try expectEqual(7, it.noting.state.height);
    try expectEqual(bevy.Vec2.zero, it.noting.state.place);
    try expectEqual(0, it.noting.state.spent);
}

test "runs of a script steer each other" {
    const Script = struct {
        first: bevy.Run(bevy.sequence(S, .{ bevy.wait(1), startSecond, bevy.wait(1), stopSecond })) = .{},
        second: bevy.Run(bevy.sequence(S, .{bevy.forever(.{ note, bevy.wait(0.25) })})) = .idle,
        notes: u32 = 0,

        const S = @This();

        fn startSecond(self: *S) void {
            self.second.start();
        }

        fn stopSecond(self: *S) void {
            self.second.stop();
        }

        fn note(self: *S) void {
            self.notes += 1;
        }
    };
    var game = newGame();
    defer game.deinit();
    var it = try game.attach(Script, .{});
    try it.update(0);
    for (0..16) |_| {
        game.nextFrame(0.25);
        try it.update(0.25);
    }
    try expectEqual(4, it.state.notes);
}

test "a jump into a list begins with what that is in, also while it is paused" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        Noting.a,
        bevy.wait(1),
        bevy.all(.{ .{ bevy.named("in", Noting.b), bevy.wait(1) }, .{ Noting.c, bevy.wait(2) } }),
        bevy.wait(9),
    }) = try .init(&game);
    try it.update();
    it.run.jump(.in);
    try it.update();
    try it.expectNotes("abc");
    try expect(it.run.is(.all));
    const ctx = try game.begin(it.noting.entity);
    it.run.pause(ctx);
    try game.end();
    it.run.jump(.@"wait(9)");
    try it.update();
    try expect(it.run.is(.@"wait(9)") and it.run.clock == .running);
}
