//! Tests of lists that run side by side.

const std = @import("std");
const bevy = @import("../bevy.zig");
const subjects = @import("subject_test.zig");
const count = subjects.count;
const Noting = subjects.Noting;
const Subject = subjects.Subject;
const newGame = subjects.newGame;

const expect = std.testing.expect;
const expectEqual = std.testing.expectEqual;
const expectApproxEqAbs = std.testing.expectApproxEqAbs;

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

test "the lists that lose a race get their time up to its end" {
    inline for (.{
        .{bevy.race(.{ .{bevy.during(5, Noting.spend)}, .{ bevy.wait(1), Noting.a } })},
        .{bevy.race(.{ .{ bevy.wait(1), Noting.a }, .{bevy.during(5, Noting.spend)} })},
        .{bevy.race(.{ .{ bevy.wait(1), Noting.a }, .{bevy.all(.{ .{bevy.during(5, Noting.spend)}, .{bevy.wait(3)} })} })},
        .{ bevy.race(.{ .{ bevy.wait(1), bevy.go("end") }, .{bevy.during(5, Noting.spend)} }), bevy.wait(5), bevy.named("end", Noting.a) },
        .{bevy.race(.{ .{ bevy.wait(1), Noting.a, bevy.stop }, .{bevy.during(5, Noting.spend)} })},
    }) |list| inline for (.{ 0.75, 1.0 / 64.0, 3.0 }) |dt| {
        var game = newGame();
        defer game.deinit();
        var it: Subject(list) = try .init(&game);
        try it.update();
        while (game.elapsed_seconds < 4) try it.frame(dt);
        try it.expectNotes("a");
        try expectEqual(1, it.noting.state.spent);
        try expect(it.run.isDone());
    };
}

test "a tween that a race drops is where it was then" {
    inline for (.{ 0.75, 1.0 / 64.0, 3.0 }) |dt| {
        var game = newGame();
        defer game.deinit();
        var it: Subject(.{bevy.race(.{ .{bevy.tween(.height, .{ .from = 0.0, .to = 10.0, .seconds = 10 })}, .{bevy.wait(1)} })}) = try .init(&game);
        try it.update();
        while (game.elapsed_seconds < 4) try it.frame(dt);
        try expectApproxEqAbs(1, it.noting.state.height, 1e-6);
    }
}

test "frames are counted once, whatever happens beside them in a long one" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{ bevy.race(.{
        .{ bevy.all(.{ .{ bevy.waitFrames(3), Noting.a }, .{ bevy.repeat(40, .{bevy.wait(0.25)}), Noting.b } }), Noting.c },
        .{bevy.wait(100)},
    }), bevy.wait(1) }) = try .init(&game);
    try it.update();
    try it.frame(1);
    try it.frame(1);
    try it.expectNotes("");
    try it.frame(1);
    try it.expectNotes("a");
    for (0..7) |_| try it.frame(1);
    try it.expectNotes("abc");
}

fn readHeight(self: *Noting) void {
    self.damage = self.height;
}

test "a list sees what a tween beside it has done up to then" {
    inline for (.{ 1.0, 0.125 }) |dt| {
        var game = newGame();
        defer game.deinit();
        var it: Subject(.{bevy.all(.{
            .{bevy.tween(.height, .{ .from = 0.0, .to = 1.0, .seconds = 1 })},
            .{ bevy.wait(0.25), readHeight },
        })}) = try .init(&game);
        try it.update();
        for (0..8) |_| try it.frame(dt);
        try expectEqual(0.25, it.noting.state.damage);
        try expectEqual(1, it.noting.state.height);
    }
}

test "moments that differ by rounding are the same" {
    inline for (.{ 0.05, 1.0 / 60.0, 1.0 / 144.0, 0.3 }) |dt| {
        var game = newGame();
        defer game.deinit();
        var it: Subject(.{bevy.race(.{
            .{ bevy.wait(0.1), bevy.wait(0.2), Noting.a },
            .{ bevy.wait(0.3), Noting.b },
            .{ bevy.repeat(3, .{bevy.wait(0.1)}), Noting.c },
        })}) = try .init(&game);
        try it.update();
        for (0..100) |_| try it.frame(dt);
        try it.expectNotes("a");
    }
}

/// Has a function that does to its run what it is told.
const Wild = struct {
    run: bevy.Run(bevy.sequence(S, .{
        bevy.race(.{ .{bevy.during(5, wild)}, .{ bevy.wait(1), note } }),
        note,
        bevy.named("end", bevy.wait(1)),
    })) = .{},
    what: enum { nothing, stop, jump, fail, restart } = .nothing,
    notes: u32 = 0,
    calls: u32 = 0,

    const S = @This();

    fn wild(self: *S, _: f32) !void {
        self.calls += 1;
        switch (self.what) {
            .nothing => {},
            .stop => self.run.stop(),
            .jump => self.run.jump(.end),
            .restart => {
                self.what = .nothing;
                self.run.restart();
            },
            .fail => return error.Wild,
        }
    }

    fn note(self: *S) void {
        self.notes += 1;
    }
};

test "what a race drops may stop the run, send it elsewhere, or fail" {
    var game = newGame();
    defer game.deinit();
    inline for (.{ .stop, .jump, .restart, .fail }) |what| {
        var it = try game.attach(Wild, .{ .what = what });
        try it.update(0);
        game.nextFrame(1.5);
        if (what == .fail) try std.testing.expectError(error.Wild, it.update(1.5)) else try it.update(1.5);
        // What is left of the frame is for what it has begun.
        try expectEqual(if (what == .restart) 2 else 1, it.state.calls);
        try expectEqual(1, it.state.notes);
        switch (what) {
            .stop, .fail => try expect(it.state.run.clock == .stopped),
            .jump => try expect(it.state.run.is(.end)),
            else => try expect(it.state.run.is(.race)),
        }
    }
}

test "choices in lists, and lists in choices" {
    var game = newGame();
    defer game.deinit();
    var it: Subject(.{
        bevy.all(.{
            .{bevy.choose(.mood, .{
                .calm = .{ bevy.wait(1), Noting.a },
                .angry = .{ bevy.all(.{ .{bevy.wait(1)}, .{bevy.wait(2)} }), Noting.b },
            })},
            .{bevy.when(.is_open, .{ bevy.wait(3), Noting.c })},
        }),
        bevy.choose(.mood, .{ .angry = .{ bevy.race(.{ .{ bevy.wait(1), Noting.a }, .{bevy.wait(2)} }), Noting.b } }),
        Noting.c,
    }) = try .init(&game);
    it.noting.state.mood = .angry;
    try it.update();
    try it.frame(2.75);
    try it.expectNotes("b");
    try it.frame(0.25);
    try it.expectNotes("babc");
}

test "an entity that goes away ends the list that waits for it" {
    var game = newGame();
    defer game.deinit();
    const boss = try game.spawn();
    var it: Subject(.{ bevy.all(.{ .{ bevy.untilSignalOf(.other, "sunk"), Noting.a }, .{ bevy.wait(2), Noting.b } }), Noting.c }) = try .init(&game);
    it.noting.state.other = boss;
    try it.update();
    game.despawn(boss);
    try it.frame(1);
    try it.expectNotes("");
    try it.frame(1);
    try it.expectNotes("bc");
    // One that was gone before takes no time.
    var late: Subject(.{
        bevy.wait(1),
        bevy.race(.{ .{ bevy.untilSignalOf(.other, "sunk"), Noting.a }, .{ bevy.wait(2), Noting.b } }),
        bevy.wait(1),
        Noting.c,
    }) = try .init(&game);
    late.noting.state.other = boss;
    try late.update();
    try late.frame(2);
    try late.expectNotes("c");
}

test "twenty lists of twenty steps" {
    var game = newGame();
    defer game.deinit();
    const two = .{ bevy.wait(0.25), count };
    const list = .{ two, two, two, two, two, two, two, two, two, two };
    const five = .{ list, list, list, list, list };
    var it: Subject(.{ bevy.all(five ++ five ++ five ++ five), Noting.a }) = try .init(&game);
    try it.update();
    try it.frame(2.25);
    try expectEqual(180, it.noting.state.count);
    it.noting.state.count = 0;
    try it.frame(0.25);
    try expectEqual(21, it.noting.state.count);
    try expect(it.run.isDone());
}
