//! Tests of time in a sequence: waits, frames, long frames, speeds and pauses.

const std = @import("std");
const bevy = @import("../bevy.zig");
const subjects = @import("subject_test.zig");
const Noting = subjects.Noting;
const Subject = subjects.Subject;
const newGame = subjects.newGame;

const expect = std.testing.expect;
const expectEqual = std.testing.expectEqual;
const expectApproxEqAbs = std.testing.expectApproxEqAbs;

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

test "a during over ten hours does not drift" {
    const Script = struct {
        run: bevy.Run(bevy.sequence(S, .{ bevy.during(36000, add), finish })) = .{},
        sum: f64 = 0,
        is_over: bool = false,

        const S = @This();

        fn add(self: *S, dt: f32) void {
            self.sum += dt;
        }

        fn finish(self: *S) void {
            self.is_over = true;
        }
    };
    var game = newGame();
    defer game.deinit();
    var it = try game.attach(Script, .{});
    try it.update(0);
    var frames: u32 = 0;
    while (!it.state.is_over) : (frames += 1) {
        game.nextFrame(1.0 / 16.0);
        try it.update(1.0 / 16.0);
        if (frames % 10_000 == 0) try expectApproxEqAbs(game.elapsed_seconds, it.state.sum, 1e-7);
    }
    try expectApproxEqAbs(36000, it.state.sum, 1e-7);
    try expectEqual(36000 * 16, frames);
}

/// Begins itself again, from a list and from the sequence itself.
const Restarting = struct {
    run: bevy.Run(bevy.sequence(S, .{ bevy.wait(0.1), tick, again })) = .{},
    lists: bevy.Run(bevy.sequence(S, .{bevy.all(.{ .{ bevy.wait(0.1), tock, againLists }, .{bevy.wait(5)} })})) = .{},
    ticks: u32 = 0,
    tocks: u32 = 0,

    const S = @This();

    fn tick(self: *S) void {
        self.ticks += 1;
    }

    fn again(self: *S) void {
        self.run.restart();
    }

    fn tock(self: *S) void {
        self.tocks += 1;
    }

    fn againLists(self: *S) void {
        self.lists.restart();
    }
};

test "a run that restarts itself holds its rate" {
    inline for (.{ 1.0 / 64.0, 0.75, 3.0 }) |dt| {
        var game = newGame();
        defer game.deinit();
        var it = try game.attach(Restarting, .{});
        try it.update(0);
        while (game.elapsed_seconds < 9) {
            game.nextFrame(dt);
            try it.update(dt);
        }
        // But for rounding.
        for ([_]u32{ it.state.ticks, it.state.tocks }) |rounds| try expect(rounds == 89 or rounds == 90);
    }
}

test "a run whose time stands goes on where it was, at any step" {
    const list = .{
        bevy.wait(1),
        Noting.a,
        bevy.during(1, Noting.spend),
        Noting.a,
        bevy.tween(.height, .{ .from = 0.0, .to = 1.0, .seconds = 1 }),
        Noting.a,
        bevy.race(.{ .{bevy.wait(1)}, .{bevy.during(5, Noting.spend)} }),
        Noting.b,
    };
    for (0..17) |stop_at| {
        var game = newGame();
        defer game.deinit();
        game.elapsed_seconds = 100_000;
        var it: Subject(list) = try .init(&game);
        try it.update();
        for (0..17) |quarter| {
            if (quarter == stop_at) {
                it.run.speed = 0;
                try it.update();
                for (0..100) |_| try it.frame(3600);
                it.run.speed = 1;
                try it.update();
            }
            try it.frame(0.25);
        }
        try it.expectNotes("aaab");
        try expectApproxEqAbs(2, it.noting.state.spent, 1e-4);
        try expectApproxEqAbs(1, it.noting.state.height, 1e-4);
    }
}

test "a speed counts in lists" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.all(.{ .{ bevy.wait(1), Noting.a }, .{ bevy.wait(2), Noting.b, bevy.during(2, Noting.spend) } }),
        Noting.c,
    }) = try .init(&game);
    it.run.speed = 4;
    try it.update();
    try it.frame(0.25);
    try it.expectNotes("a");
    it.run.speed = 0.5;
    try it.update();
    try it.frame(1);
    try it.expectNotes("a");
    try it.frame(1);
    try it.expectNotes("ab");
    try it.frame(4);
    try it.expectNotes("abc");
    try expectEqual(2, it.noting.state.spent);
}

test "by hand, time goes on with advance alone" {
    const Script = struct {
        run: bevy.Run(bevy.sequence(S, .{ bevy.byHand, bevy.during(1, add), bevy.untilSignal("go"), note })) = .{},
        sum: f32 = 0,
        notes: u32 = 0,
        is_held: bool = false,

        const S = @This();

        fn add(self: *S, dt: f32) void {
            self.sum += dt;
        }

        fn note(self: *S) void {
            self.notes += 1;
        }

        pub fn update(self: *S, ctx: *bevy.Context, _: f32) !void {
            if (!self.is_held) try self.run.advance(self, ctx);
        }
    };
    var game = newGame();
    defer game.deinit();
    var it = try game.attach(Script, .{});
    try it.update(0);
    game.nextFrame(0.75);
    try it.update(0.75);
    try expectEqual(0.75, it.state.sum);
    it.state.is_held = true;
    game.nextFrame(0.75);
    try it.onSignal("go", .none, {});
    try it.update(0.75);
    try expectEqual(0.75, it.state.sum);
    try expectEqual(0, it.state.notes);
    it.state.is_held = false;
    try it.update(0);
    try expectEqual(1, it.state.sum);
    try it.onSignal("go", .none, {});
    try expectEqual(1, it.state.notes);
}

test "a step in a list may pause its run" {
    const Script = struct {
        run: bevy.Run(bevy.sequence(S, .{ bevy.all(.{ .{ bevy.wait(1), hold, bevy.wait(1), note }, .{ bevy.wait(3), note } }), note })) = .{},
        notes: u32 = 0,

        const S = @This();

        fn hold(self: *S, ctx: *bevy.Context) void {
            self.run.pause(ctx);
        }

        fn note(self: *S) void {
            self.notes += 1;
        }
    };
    var game = newGame();
    defer game.deinit();
    var it = try game.attach(Script, .{});
    try it.update(0);
    game.nextFrame(1);
    try it.update(1);
    try expect(it.state.run.clock == .paused and it.state.run.is(.hold) and it.state.run.where() == .all);
    game.nextFrame(10);
    try it.update(10);
    const ctx = try game.begin(it.entity);
    it.state.run.unpause(ctx);
    try game.end();
    game.nextFrame(1);
    try it.update(1);
    try expectEqual(1, it.state.notes);
    game.nextFrame(1);
    try it.update(1);
    try expectEqual(3, it.state.notes);
    try expect(it.state.run.isDone());
}

test "a time may change while it is waited for" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.wait(.pause), Noting.a, bevy.during(.pause, Noting.spend), Noting.b }) = try .init(&game);
    it.noting.state.pause = 10;
    try it.update();
    try it.frame(1);
    it.noting.state.pause = 0.5;
    try it.frame(0);
    // Half a second is left of it.
    try it.expectNotes("ab");
    try expectEqual(0.5, it.noting.state.spent);
    // No number is no time.
    var none: Subject(.{ bevy.wait(.pause), Noting.a, bevy.tween(.height, .{ .to = 3.0, .seconds = .pause }), Noting.b }) = try .init(&game);
    none.noting.state.pause = std.math.nan(f32);
    try none.update();
    try none.expectNotes("ab");
}

test "a month is waited for to the frame" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.wait(86400 * 30), Noting.a, bevy.wait(0.5), Noting.b }) = try .init(&game);
    try it.update();
    try it.frame(86400 * 15);
    try it.frame(86400 * 15 - 1);
    try it.expectNotes("");
    try it.frame(1);
    try it.expectNotes("a");
    try it.frame(0.25);
    try it.expectNotes("a");
    try it.frame(0.25);
    try it.expectNotes("ab");
}
