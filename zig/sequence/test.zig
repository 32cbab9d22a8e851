//! Tests of sequences as scripts have them.

const std = @import("std");
const bevy = @import("../bevy.zig");

const expect = std.testing.expect;
const expectEqual = std.testing.expectEqual;

/// A script that notes what it does.
const Noting = struct {
    run: bevy.Run(steps) = .{},
    notes: [64]u8 = @splat(0),
    count: u32 = 0,
    is_open: bool = false,
    pause: f32 = 0.5,
    times: u8 = 2,
    mood: enum { calm, angry, bored } = .calm,
    other: bevy.Entity = .none,
    damage: f32 = 0,
    spent: f32 = 0,
    height: f32 = 1,
    place: bevy.Vec2 = .zero,

    const S = @This();
    const steps = bevy.sequence(S, .{a});

    fn note(self: *S, letter: u8) void {
        self.notes[self.count] = letter;
        self.count += 1;
    }

    fn a(self: *S) void {
        self.note('a');
    }

    fn b(self: *S, _: *bevy.Context) !void {
        self.note('b');
    }

    fn c(self: *S) void {
        self.note('c');
    }

    fn fails(_: *S) !void {
        return error.Broken;
    }

    fn hit(self: *S, _: *bevy.Context, damage: f32) bool {
        self.damage += damage;
        return damage > 1;
    }

    fn spend(self: *S, _: *bevy.Context, dt: f32) void {
        self.spent += dt;
    }
};

/// A script like `Noting` with another sequence, which is begun.
fn Subject(comptime list: anytype) type {
    return struct {
        game: *bevy.testing.Game,
        noting: bevy.testing.Instance(Noting),
        run: bevy.Run(bevy.sequence(Noting, list)) = .{},
        wake: f64 = 0,

        const Self = @This();

        fn init(game: *bevy.testing.Game) !Self {
            return .{ .game = game, .noting = try game.attach(Noting, .{}) };
        }

        /// The next frame, so much later.
        fn frame(self: *Self, dt: f32) !void {
            self.game.nextFrame(dt);
            try self.update();
        }

        fn update(self: *Self) !void {
            const ctx = try self.game.beginAs(self.noting.entity, 1, true);
            const wake = self.run.drive(&self.noting.state, ctx);
            try self.game.end();
            self.wake = try wake;
        }

        fn tell(self: *Self, name: []const u8, target: bevy.Entity, payload: anytype) !void {
            const ctx = try self.game.beginAs(self.noting.entity, 1, true);
            const bytes = std.mem.toBytes(payload);
            const signal: bevy.Signal = .{
                .size = @sizeOf(bevy.Signal),
                .name_id = try @import("../testing/names.zig").signalId(name),
                .name_text = .from(name),
                .from = .none,
                .target = target,
                .instance_id = 0,
                .frame = 1,
                .sequence = 1,
                .payload_ptr = &bytes,
                .payload_size = bytes.len,
                .payload_variants = 0,
            };
            const heard = self.run.hear(&self.noting.state, ctx, &signal);
            try self.game.end();
            try heard;
        }

        fn expectNotes(self: *Self, wanted: []const u8) !void {
            try std.testing.expectEqualStrings(wanted, self.noting.state.notes[0..self.noting.state.count]);
        }
    };
}

const Game = bevy.testing.Game;

fn newGame() Game {
    return .init(std.testing.allocator);
}

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

fn count(self: *Noting) void {
    self.count += 1;
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

test "the SDK runs what a script has" {
    var game = newGame();
    defer game.deinit();
    var it = try game.attach(Noting, .{});
    try it.update(0.1);
    try expect(it.state.run.isDone());
    try std.testing.expectEqualStrings("a", it.state.notes[0..it.state.count]);
}
