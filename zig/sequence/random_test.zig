//! Tests of random sequences: whatever is in a list, the lengths of frames make no difference to what it does, nor that
//! an instance which has nothing to do is not called.

const std = @import("std");
const bevy = @import("../bevy.zig");

const sequences = 60;
const letters = "abcdefgh";
/// Multiples of a 64th of a second, which all frames are as well.
const times = [_]comptime_float{ 1, 2, 3, 5, 8, 13, 16, 24, 32, 40, 48, 64 };

/// A script with a random sequence, which notes what it does.
fn Script(comptime seed: u64) type {
    return struct {
        run: bevy.Run(bevy.sequence(S, made.steps)) = .{},
        notes: [2048]u8 = @splat(0),
        count: u32 = 0,
        spent: f64 = 0,
        height: f32 = 0,
        width: f32 = 0,

        const S = @This();
        const made = List(S, .{ .state = seed }, 3, 5);

        fn spend(self: *S, dt: f32) void {
            self.spent += dt;
        }
    };
}

fn Note(comptime S: type, comptime letter: u8) type {
    return struct {
        fn note(self: *S) void {
            self.notes[self.count] = letter;
            self.count += 1;
        }
    };
}

/// Random numbers when the compiler runs.
const Random = struct {
    state: u64,

    fn below(self: *Random, limit: u64) u64 {
        self.state +%= 0x9E37_79B9_7F4A_7C15;
        var mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)) *% 0xBF58_476D_1CE4_E5B9;
        mixed = (mixed ^ (mixed >> 27)) *% 0x94D0_49BB_1331_11EB;
        return (mixed ^ (mixed >> 31)) % limit;
    }

    fn time(self: *Random) comptime_float {
        return times[self.below(times.len)] / 64.0;
    }
};

/// Some steps, and what comes of the random numbers.
fn List(comptime S: type, comptime random: Random, comptime depth: usize, comptime most: usize) type {
    comptime var rest = random;
    const count = 1 + rest.below(most);
    return More(S, rest, depth, count, .{});
}

fn More(comptime S: type, comptime random: Random, comptime depth: usize, comptime count: usize, comptime before: anytype) type {
    if (count == 0) return struct {
        const steps = before;
        const rest = random;
    };
    const made = One(S, random, depth);
    return More(S, made.rest, depth, count - 1, before ++ .{made.step});
}

fn One(comptime S: type, comptime random: Random, comptime depth: usize) type {
    @setEvalBranchQuota(1_000_000);
    comptime var next = random;
    const kind = next.below(if (depth == 0) 8 else 12);
    if (kind < 8) {
        const made = switch (kind) {
            0, 1 => Note(S, letters[next.below(letters.len)]).note,
            2 => bevy.wait(next.time()),
            3 => bevy.during(next.time(), S.spend),
            4 => bevy.tween(.height, .{ .from = 0.0, .to = 8.0, .seconds = next.time(), .ease = .cubic_in, .back = next.below(2) == 0 }),
            5 => bevy.tween(.width, .{ .by = 1.0, .seconds = next.time() }),
            6 => bevy.tween(.position, if (next.below(2) == 0)
                .{ .by = bevy.Vec3.new(next.time(), 0, 0), .seconds = next.time() }
            else
                .{ .to = bevy.Vec3.new(next.time(), 0, 0), .seconds = next.time() }),
            7 => bevy.untilSignal(if (next.below(2) == 0) "go" else "ho"),
            else => unreachable,
        };
        const final = next;
        return struct {
            const step = made;
            const rest = final;
        };
    }
    const first = List(S, next, depth - 1, 3);
    const second = List(S, first.rest, depth - 1, 3);
    return struct {
        const step = switch (kind) {
            8 => bevy.repeat(3, first.steps),
            9 => bevy.all(.{ first.steps, second.steps }),
            else => bevy.race(.{ first.steps, second.steps }),
        };
        const rest = second.rest;
    };
}

/// What has come of a sequence after 16 seconds, in frames of this length, with signals on whole seconds.
fn play(comptime S: type, dt: f32, rests: bool, notes: *std.ArrayList(u8)) !struct { f64, f32, f32, f32, bool } {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    var it = try game.attach(S, .{});
    try it.update(0);
    while (game.elapsed_seconds < 16) {
        game.nextFrame(dt);
        const second = @floor(game.elapsed_seconds);
        const is_told = second == game.elapsed_seconds and @TypeOf(it.state.run).program.hears;
        if (@TypeOf(it.state.run).program.hears) if (is_told) {
            if (@mod(second, 3) != 0) try it.onSignal("go", .none, {});
            if (@mod(second, 2) == 0) try it.onSignal("ho", .none, {});
        };
        if (is_told or !rests or game.elapsed_seconds >= it.wake_seconds) try it.update(dt);
        // As a game does after a phase.
        for (game.requested()) |request| try game.set(it.entity, bevy.Transform.fromTranslation(request.set_position.value));
        game.clear();
    }
    const position = (game.get(bevy.Transform, it.entity) orelse bevy.Transform.identity).translation;
    try notes.appendSlice(std.testing.allocator, it.state.notes[0..it.state.count]);
    return .{ it.state.spent, it.state.height, it.state.width, position.x, it.state.run.isDone() };
}

test "random sequences do the same in frames of any length" {
    @setEvalBranchQuota(1_000_000);
    inline for (0..sequences) |seed| {
        const S = Script(seed);
        var wanted: std.ArrayList(u8) = .empty;
        defer wanted.deinit(std.testing.allocator);
        const all = try play(S, 1.0 / 64.0, false, &wanted);
        inline for (.{ .{ 1.0 / 64.0, true }, .{ 1.0 / 128.0, true }, .{ 0.25, false }, .{ 1, false } }) |frames| {
            errdefer std.debug.print("sequence {d} in frames of {d}\n", .{ seed, @as(f32, frames[0]) });
            var notes: std.ArrayList(u8) = .empty;
            defer notes.deinit(std.testing.allocator);
            const found = try play(S, frames[0], frames[1], &notes);
            try std.testing.expectEqualStrings(wanted.items, notes.items);
            inline for (0..4) |part| try std.testing.expectApproxEqAbs(all[part], found[part], 1e-4);
            try std.testing.expectEqual(all[4], found[4]);
        }
    }
}
