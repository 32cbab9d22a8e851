//! The run of a sequence: where it is, and since when. Plain fields of a state.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const checks = @import("check.zig");
const driver = @import("driver.zig");
const programs = @import("program.zig");
const words = @import("step.zig");
const Context = @import("../api/context.zig").Context;
const Signal = @import("../api/signal.zig").Signal;

/// A moment of the game's time. Outside of the state it is how many seconds ago that was: in the game's properties, in
/// scenes and in the inspector. So it means the same in a game that is loaded, whose time begins at 0.
pub const Moment = struct {
    /// Seconds since the start of the game.
    seconds: f64 = 0,

    /// What the host takes it for.
    pub const leaf_kind: abi.FieldKind = .moment;
    /// It has none.
    pub const leaf_variants: []const abi.Variant = &.{};

    /// This moment.
    pub fn now(ctx: *const Context) Moment {
        return .{ .seconds = ctx.time() };
    }

    /// How many seconds ago it was.
    pub fn age(self: Moment, ctx: *const Context) f64 {
        return ctx.time() - self.seconds;
    }
};

/// A sequence of steps of a script, for `bevy.Run`: functions of the script, and the words of `sequence/step.zig`, such
/// as `bevy.wait`.
///
/// ```zig
/// const salvo = bevy.sequence(Turret, .{
///     bevy.until(seesSomebody),
///     bevy.repeat(3, .{ fire, bevy.wait(0.1) }),
///     bevy.wait(.reload),
///     bevy.again,
/// });
/// ```
pub fn sequence(comptime S: type, comptime steps: anytype) type {
    return struct {
        pub const sequence_script = S;
        pub const sequence_steps = steps;
    };
}

/// The run of a sequence, as a field of the script: `salvo: bevy.Run(salvo_steps) = .{}`. It starts with the first
/// `update`, or with `start` if it begins as `.idle`. The SDK runs it before `update`, whether the script has one or
/// not.
pub fn Run(comptime Sequence: type) type {
    const is_sequence = @typeInfo(Sequence) == .@"struct" and @hasDecl(Sequence, "sequence_steps");
    if (!is_sequence) @compileError("bevy.Run takes the result of bevy.sequence, not " ++ @typeName(Sequence));
    const P = programs.Program(Sequence.sequence_steps, @typeName(Sequence.sequence_script));
    return struct {
        const Self = @This();

        /// The script.
        pub const run_of = Sequence.sequence_script;
        pub const program = P;
        /// The steps by name; `.none` is none of them.
        pub const Step = P.Step;
        /// A run that waits for `start`.
        pub const idle: Self = .{ .clock = .idle };

        /// What it does, and since when it is at its step.
        clock: Clock = .ready,
        /// How fast its time goes by: 2 is twice as fast, and with 0 or less it stands. What is set here counts from
        /// the next `update` or signal of the run; `setSpeed` counts at once.
        speed: f32 = 1,
        /// How fast its time went by up to now.
        pace: f32 = 1,
        place: Place = .{},
        /// Where it is in the branches of `all` and `race`.
        lanes: [P.slots]Lane = @splat(.{}),

        pub const Clock = union(enum) {
            /// Begins with the next `update`.
            ready,
            /// Waits for `start`.
            idle,
            /// Seconds that it has been at its step.
            paused: f64 align(4),
            /// When it came to its step. At another speed than 1, the moment at which it would have come.
            running: Moment align(4),
            /// It has come to its end.
            done,
            /// It was stopped, one of its steps has failed, or the entity that it waited for is gone.
            stopped,
        };

        pub const Place = struct {
            at: At = .{},
            /// Rounds of the `repeat`s around it, and frames that were waited.
            rounds: [P.depths]P.Round = @splat(0),
            /// Where a tween began, or the seconds that a `during` has told of.
            from: [P.kept]f32 = @splat(0),
        };

        pub const Lane = struct {
            /// When it came to its step: seconds since the run came to its own.
            began: f64 align(4) = 0,
            place: Place = .{},
        };

        pub const At = struct {
            step: Step = .none,

            pub const leaf_kind: abi.FieldKind = .step;
            pub const leaf_variants: []const abi.Variant = variantsOf(P);
        };

        /// Starts it with the next `update`, unless it runs already.
        pub fn start(self: *Self) void {
            if (!self.isRunning()) self.restart();
        }

        /// Starts it again with the next `update`, wherever it is.
        pub fn restart(self: *Self) void {
            self.jump(.none);
        }

        /// Goes on with this step, with the next `update`, wherever it is: `self.salvo.jump(.reload)`. Of several steps
        /// one is chosen as a `Step`: `self.salvo.jump(@as(@TypeOf(self.salvo).Step, if (is_hit) .hide else .reload))`.
        pub fn jump(self: *Self, step: anytype) void {
            self.place.at.step = stepOf(step, "jump");
            self.clock = .ready;
        }

        fn stepOf(step: anytype, comptime word: []const u8) Step {
            comptime checks.stepName(Self, @TypeOf(step), if (@TypeOf(step) == @EnumLiteral()) @tagName(step) else "", word);
            return step;
        }

        /// Stops it. `start` begins again.
        pub fn stop(self: *Self) void {
            self.clock = .stopped;
        }

        /// Holds it where it is until `unpause`.
        pub fn pause(self: *Self, ctx: *const Context) void {
            const waited = self.elapsed(ctx);
            if (self.clock == .running) self.clock = .{ .paused = waited };
        }

        /// Goes on after `pause`.
        pub fn unpause(self: *Self, ctx: *const Context) void {
            if (self.clock == .paused) self.resumeAt(ctx, self.clock.paused);
        }

        /// Lets its time go by faster or slower from now on: 2 is twice as fast. With 0 or less it stands.
        pub fn setSpeed(self: *Self, ctx: *const Context, speed: f32) void {
            const waited = self.elapsed(ctx);
            self.speed = if (speed > 0) @min(speed, speed_max) else 0;
            self.pace = self.speed;
            if (self.clock == .running) self.resumeAt(ctx, waited);
        }

        fn resumeAt(self: *Self, ctx: *const Context, waited: f64) void {
            self.clock = .{ .running = .{ .seconds = ctx.time() - waited / rateOf(self.pace) } };
        }

        /// The step that it is at; `.none` if it has not started or has come to its end. In an `all` or a `race` it is
        /// that, and `is` tells of the steps in it.
        pub fn where(self: *const Self) Step {
            return shown(self.place);
        }

        /// Whether it is at this step, in one of its branches or as a whole.
        pub fn is(self: *const Self, wanted: anytype) bool {
            const step = stepOf(wanted, "is");
            if (step == .none) return self.where() == .none;
            if (self.clock == .done or self.clock == .idle) return false;
            if (shown(self.place) == step) return true;
            for (self.lanes) |lane| if (shown(lane.place) == step) return true;
            return false;
        }

        /// The step of a place, also where a run goes on after or with it.
        fn shown(place: Place) Step {
            const number = @backingInt(place.at.step);
            const step = if (number < 0) @divTrunc(-1 - number, 4) else number;
            return if (step < P.ops.len) @fromBackingInt(@as(i16, step)) else .none;
        }

        /// Whether it is on its way, or will be with the next `update`; also while it is paused.
        pub fn isRunning(self: *const Self) bool {
            return switch (self.clock) {
                .ready, .running, .paused => true,
                .idle, .done, .stopped => false,
            };
        }

        /// Whether it has come to its end.
        pub fn isDone(self: *const Self) bool {
            return self.clock == .done;
        }

        /// Seconds that it has been at its step, in its own time.
        pub fn elapsed(self: *const Self, ctx: *const Context) f64 {
            return switch (self.clock) {
                .running => |moment| (ctx.time() - moment.seconds) * rateOf(self.pace),
                .paused => |waited| waited,
                else => 0,
            };
        }

        /// Runs it as far as it comes in this frame. The SDK does this before `update`, but for a sequence with
        /// `bevy.byHand`. An error that a step returns stops the run.
        pub fn advance(self: *Self, script: *run_of, ctx: *Context) anyerror!void {
            _ = try self.drive(script, ctx);
        }

        /// The same; returns until when there is nothing to do for it, in the game's seconds.
        pub fn drive(self: *Self, script: *run_of, ctx: *Context) anyerror!f64 {
            if (self.clock != .running and self.clock != .ready) return std.math.inf(f64);
            var it: driver.Driver(Self) = .init(self, script, ctx);
            return it.run();
        }

        /// Tells it of a signal.
        pub fn hear(self: *Self, script: *run_of, ctx: *Context, signal: *const Signal) anyerror!void {
            if (self.clock != .running) return;
            var it: driver.Driver(Self) = .init(self, script, ctx);
            try it.hear(signal);
        }
    };
}

/// Faster than anything that has a frame; endless speed has no time.
const speed_max = 1e9;

/// How fast time goes by at a pace. At one that stands it is so slow that nobody will see it move: then the time waited
/// is kept as at any other.
pub fn rateOf(pace: f32) f64 {
    return @max(pace, 1e-12);
}

/// The steps for the host: each with its number, and above that the step that it lies in and in which list of it, so
/// that a reload finds a step again whatever was inserted or removed around it.
fn variantsOf(comptime P: type) []const abi.Variant {
    @setEvalBranchQuota(words.branch_quota);
    var list: [P.ops.len + 1]abi.Variant = undefined;
    for (P.ops, list[0..P.ops.len], 0..) |op, *variant, number| {
        variant.* = .{ .name = .from(op.name), .value = number | @as(i64, op.parent) << 16 | @as(i64, op.list) << 32 };
    }
    // Other numbers count, too, and may be negative.
    list[P.ops.len] = .{ .name = .from(timesOf(P)), .value = -1 };
    const final = list;
    return &final;
}

/// How long each step takes, for tools: a word for each, with a space between two.
fn timesOf(comptime P: type) []const u8 {
    var len: usize = P.ops.len - 1;
    for (P.ops) |op| len += timeOf(op).len;
    var text: [len]u8 = @splat(' ');
    var at: usize = 0;
    for (P.ops) |op| {
        const word = timeOf(op);
        @memcpy(text[at..][0..word.len], word);
        at += word.len + 1;
    }
    const final = text;
    return &final;
}

fn timeOf(comptime op: programs.Op) []const u8 {
    return switch (op.kind) {
        .wait, .during => wordOf(op.step.seconds, false),
        .tween => wordOf(op.step.options.seconds, @hasField(@TypeOf(op.step.options), "back") and op.step.options.back),
        else => "-",
    };
}

fn wordOf(comptime time: anytype, comptime is_twice: bool) []const u8 {
    const word = switch (@typeInfo(@TypeOf(time))) {
        .enum_literal => "." ++ @tagName(time),
        .int, .comptime_int, .float, .comptime_float => words.textOf(time),
        else => return "-",
    };
    return if (is_twice) word ++ "*2" else word;
}
