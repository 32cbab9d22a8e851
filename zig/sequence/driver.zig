//! Runs a sequence for one frame, or for a signal.
//!
//! A step is entered once and then asked in each frame whether it is over. Each takes a part of the time that has gone
//! by, and what is left belongs to the next one, so that a chain of waits neither drifts nor depends on the frame rate.

const std = @import("std");
const signals = @import("../api/signal.zig");
const tweens = @import("tween.zig");
const values = @import("value.zig");
const words = @import("step.zig");
const Context = @import("../api/context.zig").Context;
const Entity = @import("../api/entity.zig").Entity;
const Signal = signals.Signal;

/// Steps that a run may take in one frame. Only one that waits for nothing takes as many.
const steps_max = 10_000;

/// Less than any frame: what is that near counts as reached, so that rounding does not cost a frame.
const tolerance = 1e-9;

/// What `At` may hold besides a step until the run goes on: negative numbers, `-1 - (4 * step + detour)`. The host
/// writes the first two when a reload has removed the step that a run was at.
const Detour = enum(u2) {
    /// Gone: behind this step; 0: at the beginning.
    gone_behind = 0,
    /// Gone: with this step.
    gone_with = 1,
    /// The run continues after this step.
    behind = 2,
    /// The run goes on with this step.
    with = 3,

    fn of(detour: Detour, step: u16) i16 {
        return -1 - @as(i16, @intCast(step * 4 + @backingInt(detour)));
    }
};

/// What drives a run of this type through its steps.
pub fn Driver(comptime Run: type) type {
    const P = Run.program;
    const S = Run.run_of;
    return struct {
        const Self = @This();
        /// The number of the sequence itself, behind those of its lanes.
        const root = P.slots;

        it: *Run,
        script: *S,
        ctx: *Context,
        /// Seconds in its own time since it came to its step.
        elapsed: f64,
        /// Until when it has nothing to do.
        wake: f64 = std.math.inf(f64),
        steps_left: u32 = steps_max,
        hears: bool = false,
        /// The places that have come to a step since the signal that is being told of.
        fresh: std.StaticBitSet(P.slots + 1) = .empty,

        /// What comes of a step.
        const After = union(enum) {
            /// The step with this number is next; 0: the branch has ended.
            step: u16,
            /// It is not over.
            waits,
            /// The run as a whole was changed, and has to be looked at again.
            left,
            /// The entity that it waits for is gone.
            gone,
        };

        pub fn init(it: *Run, script: *S, ctx: *Context) Self {
            return .{ .it = it, .script = script, .ctx = ctx, .elapsed = if (it.clock == .running) it.elapsed(ctx) else 0 };
        }

        /// Runs it as far as it comes. Returns until when it has nothing to do.
        pub fn run(self: *Self) anyerror!f64 {
            var after: After = .left;
            while (true) {
                if (after == .left) {
                    self.wake = std.math.inf(f64);
                    after = switch (self.it.clock) {
                        .ready => try self.begin(),
                        .running => try self.poll(root),
                        else => return self.wake,
                    };
                }
                if (after == .waits) return self.wake;
                if (after == .left) continue;
                self.end(if (after == .gone) .stopped else .done);
                return self.wake;
            }
        }

        /// Tells it of a signal, and runs what waits for that as far as it comes.
        pub fn hear(self: *Self, signal: *const Signal) anyerror!void {
            self.hears = true;
            for (0..P.slots + 1) |lane| {
                // What this signal has just begun waits for another one.
                if (self.fresh.isSet(lane)) continue;
                const after = try self.take(lane, signal) orelse continue;
                switch (after) {
                    .waits => {},
                    .left => _ = try self.run(),
                    .step, .gone => if (lane == root) self.end(if (after == .gone) .stopped else .done) else self.endLane(lane),
                }
                if (self.it.clock != .running) return;
            }
        }

        /// Gives a signal to what waits at this place; null if that is nothing, or something else.
        inline fn take(self: *Self, lane: usize, signal: *const Signal) anyerror!?After {
            inline for (P.ops, 0..) |op, number| {
                if (op.kind == .signal and self.numberAt(lane) == number and signal.is(op.step.signal)) {
                    const own: Entity = @fromBackingInt(self.ctx.id);
                    const is_for_it = if (op.step.of) |field|
                        signal.target == @field(self.script, values.fieldOf(S, field))
                    else
                        signal.target == .none or signal.target == own;
                    if (!is_for_it) return null;
                    const is_accepted = try self.accepts(op.step.handler, signal);
                    if (self.it.clock != .running) return .left;
                    if (!is_accepted) return null;
                    self.takeAll(lane);
                    return try self.follow(lane, op.next);
                }
            }
            return null;
        }

        inline fn accepts(self: *Self, comptime handler: anytype, signal: *const Signal) anyerror!bool {
            if (comptime words.isNull(handler)) return true;
            const parameters = @typeInfo(@TypeOf(handler)).@"fn".param_types;
            const Payload = if (parameters.len == 3) parameters[2].? else void;
            const payload = if (Payload == *const Signal) signal else if (Payload == void) {} else signal.payload(Payload) orelse return false;
            const returned = values.call(handler, self.script, self.ctx, .{payload});
            const value = if (@typeInfo(@TypeOf(returned)) == .error_union) returned catch |failure| return self.fail(failure) else returned;
            return if (@TypeOf(value) == bool) value else true;
        }

        fn fail(self: *Self, failure: anyerror) anyerror {
            self.it.clock = .stopped;
            return failure;
        }

        fn end(self: *Self, how: Run.Clock) void {
            if (how == .done) self.it.place.at.step = .none;
            self.it.clock = how;
            self.clearLanes();
        }

        fn clearLanes(self: *Self) void {
            for (&self.it.lanes) |*lane| lane.* = .{};
        }

        fn place(self: *Self, lane: usize) *Run.Place {
            return if (P.slots == 0 or lane == root) &self.it.place else &self.it.lanes[lane].place;
        }

        fn numberAt(self: *Self, lane: usize) i16 {
            return @backingInt(self.place(lane).at.step);
        }

        fn elapsedOf(self: *Self, lane: usize) f64 {
            return if (P.slots == 0 or lane == root) self.elapsed else self.elapsed - self.it.lanes[lane].began;
        }

        /// The step took so long; what follows has the rest.
        fn takeTime(self: *Self, lane: usize, seconds: f64) void {
            if (P.slots > 0 and lane != root) {
                self.it.lanes[lane].began += seconds;
                return;
            }
            // A function of the step may have changed the run.
            if (self.it.clock != .running) return;
            const speed = self.it.speed;
            self.it.clock.running.seconds += if (speed > 0) seconds / speed else 0;
            self.elapsed -= seconds;
        }

        fn takeAll(self: *Self, lane: usize) void {
            if (P.slots > 0 and lane != root) return self.takeTime(lane, self.elapsedOf(lane));
            if (self.it.clock != .running) return;
            // Without a division by its speed, since many runs do this in each frame.
            self.it.clock.running.seconds = self.ctx.time();
            self.elapsed = 0;
        }

        fn wakeIn(self: *Self, seconds: f64) void {
            if (self.it.speed <= 0) return;
            const at = self.ctx.time() + seconds / self.it.speed;
            // Rather a frame too early than one too late: it is only looked at then.
            self.wake = @min(self.wake, at - 1e-6 - @abs(at) * 1e-12);
        }

        fn begin(self: *Self) anyerror!After {
            const it = self.it;
            const wanted = self.numberAt(root);
            it.clock = .{ .running = .{ .seconds = self.ctx.time() } };
            self.elapsed = 0;
            it.place = .{};
            self.clearLanes();
            return self.follow(root, if (wanted > 0 and wanted < P.ops.len) rootStep(@intCast(wanted)) else 1);
        }

        /// The step of the sequence itself that this one is or lies in.
        fn rootStep(number: u16) u16 {
            var step = number;
            while (P.branch_of[step] != 0) step = branches_of[P.branch_of[step]];
            return step;
        }

        const branches_of = table: {
            var list: [P.branches.len]u16 = undefined;
            for (&list, P.branches) |*to, branch| to.* = branch.of;
            break :table list;
        };

        const nexts = table: {
            var list: [P.ops.len]u16 = undefined;
            for (&list, P.ops) |*to, op| to.* = op.next;
            list[0] = 1;
            break :table list;
        };

        /// Asks the step that a place is at whether it is over, and goes on if it is.
        fn poll(self: *Self, lane: usize) anyerror!After {
            const number = self.numberAt(lane);
            if (number > 0 and number < P.ops.len and self.isInPlace(lane, @intCast(number))) {
                return self.proceed(lane, @intCast(number), false);
            }
            return self.redirect(lane, number);
        }

        /// The branch that a place is in; 0 if it is in none.
        fn branchAt(number: i16) u16 {
            const step: u16 = @intCast(if (number < 0) @divTrunc(-1 - number, 4) else number);
            return if (step < P.ops.len) P.branch_of[step] else 0;
        }

        /// Whether a reload has left the step in a branch that may be there.
        fn isInPlace(self: *Self, lane: usize, step_number: u16) bool {
            const branch = P.branch_of[step_number];
            if (P.slots == 0 or lane == root) return branch == 0;
            if (branch == 0) return false;
            for (self.it.lanes[0..lane]) |other| if (branchAt(@backingInt(other.place.at.step)) == branch) return false;
            return true;
        }

        /// Goes on from a number that is not a step, or not one of this place.
        fn redirect(self: *Self, lane: usize, number: i16) anyerror!After {
            const it = self.it;
            var target: u16 = 0;
            var is_gone = false;
            if (number < 0) {
                const code: u16 = @intCast(-1 - number);
                const step = code / 4;
                const detour: Detour = @fromBackingInt(@as(u2, @truncate(code)));
                is_gone = detour == .gone_behind or detour == .gone_with;
                if (is_gone) switch (P.when_gone) {
                    .skip => {},
                    .restart => {
                        it.restart();
                        return .left;
                    },
                    .stop => {
                        it.stop();
                        return .left;
                    },
                };
                if (step < P.ops.len) target = switch (detour) {
                    .gone_behind, .behind => nexts[step],
                    .gone_with, .with => step,
                };
            } else if (number > 0 and number < P.ops.len) {
                target = @intCast(number);
            } else if (lane == root) {
                // Nothing says where it was.
                target = 1;
            }
            if (number >= 0 or is_gone) self.takeAll(lane);
            if (P.slots == 0 or lane == root) return self.follow(root, if (target == 0) 0 else rootStep(target));
            return self.follow(lane, if (target == 0 or !self.isInPlace(lane, target)) 0 else target);
        }

        /// Enters this step, and goes on from there.
        fn follow(self: *Self, lane: usize, number: u16) anyerror!After {
            return if (number == 0) .{ .step = 0 } else self.proceed(lane, number, true);
        }

        /// Enters this step, or asks it, and goes on from there. One loop with all steps in it: what comes of a step is
        /// mostly known when it is compiled, and then costs nothing.
        fn proceed(self: *Self, lane: usize, first: u16, enters_first: bool) anyerror!After {
            var number = first;
            var enters = enters_first;
            while (true) {
                if (enters) {
                    if (self.steps_left == 0) return self.giveBack(lane, number);
                    self.steps_left -= 1;
                    if (self.hears) self.fresh.set(lane);
                    self.place(lane).at.step = @fromBackingInt(@as(i16, @intCast(number)));
                    if (P.slots > 0 and lane == root) self.clearLanes();
                }
                const after: After = switch (number) {
                    inline 1...P.ops.len - 1 => |known| self.perform(known, lane, enters) catch |failure| return self.fail(failure),
                    else => unreachable,
                };
                if (after != .step or after.step == 0) return after;
                number = after.step;
                enters = true;
            }
        }

        /// Goes on with this step in the next frame.
        fn giveBack(self: *Self, lane: usize, number: u16) After {
            @branchHint(.cold);
            self.place(lane).at.step = @fromBackingInt(Detour.of(.with, number));
            self.wake = 0;
            self.ctx.logError("a sequence took {d} steps in one frame, none of which waits; it goes on in the next one", .{steps_max});
            return .waits;
        }

        inline fn perform(self: *Self, comptime number: u16, lane: usize, enters: bool) anyerror!After {
            const op = P.ops[number];
            const Step = op.step;
            const next: After = .{ .step = op.next };
            const at = self.place(lane);
            switch (op.kind) {
                .call => {
                    const returned = values.call(Step.function, self.script, self.ctx, .{});
                    const value = if (@typeInfo(@TypeOf(returned)) == .error_union) try returned else returned;
                    if (@TypeOf(value) != void) @compileError("'" ++ op.name ++ "' returns a value that nothing takes; write bevy.until, bevy.when or bevy.choose, or let it return void");
                    if (self.it.clock == .running) return next;
                    // It continues after this step once it is unpaused.
                    if (self.it.clock == .paused) at.at.step = @fromBackingInt(Detour.of(.behind, number));
                    return .left;
                },
                .wait => {
                    const seconds = try values.seconds(Step.seconds, self.script, self.ctx);
                    const elapsed = self.elapsedOf(lane);
                    if (elapsed + tolerance < seconds) {
                        self.wakeIn(seconds - elapsed);
                        return .waits;
                    }
                    self.takeTime(lane, seconds);
                    return next;
                },
                .wait_frames => {
                    const frames = &at.rounds[op.depth];
                    // A signal comes before the update of the same frame.
                    if (enters) frames.* = if (self.hears) std.math.maxInt(u16) else 0 else frames.* +%= 1;
                    if (enters or frames.* < Step.count) {
                        self.wake = 0;
                        return .waits;
                    }
                    frames.* = 0;
                    self.takeAll(lane);
                    return next;
                },
                .until => {
                    const is_true = try values.isTrue(Step.condition, self.script, self.ctx);
                    if (self.it.clock != .running) return .left;
                    if (!is_true) {
                        self.wake = 0;
                        return .waits;
                    }
                    self.takeAll(lane);
                    return next;
                },
                .signal => {
                    if (Step.of) |field| {
                        const target: Entity = @field(self.script, values.fieldOf(S, field));
                        if (!self.ctx.ref(target).exists()) return .gone;
                        if (enters) try signals.ensureConnected(self.ctx, Step.signal, @backingInt(target));
                        self.wake = 0;
                    }
                    return .waits;
                },
                .during => {
                    const seconds = try values.seconds(Step.seconds, self.script, self.ctx);
                    const elapsed = self.elapsedOf(lane);
                    const frame = @as(f64, self.ctx.deltaTime()) * self.it.speed;
                    const part = @min(elapsed, seconds) - @max(elapsed - frame, 0);
                    if (part > tolerance) {
                        const returned = values.call(Step.call, self.script, self.ctx, .{@as(f32, @floatCast(part))});
                        if (@typeInfo(@TypeOf(returned)) == .error_union) try returned;
                        if (self.it.clock != .running) return .left;
                    }
                    if (elapsed + tolerance < seconds) {
                        self.wake = 0;
                        return .waits;
                    }
                    self.takeTime(lane, seconds);
                    return next;
                },
                .tween => {
                    const seconds = try values.seconds(Step.options.seconds, self.script, self.ctx);
                    const whole = if (@hasField(@TypeOf(Step.options), "back") and Step.options.back) 2 * seconds else seconds;
                    const elapsed = self.elapsedOf(lane);
                    if (enters) at.from = try tweens.begin(Step, self.script, self.ctx);
                    try tweens.move(Step, self.script, self.ctx, at.from, if (seconds > 0) @max(elapsed, 0) / seconds else 2);
                    if (elapsed + tolerance < whole) {
                        self.wake = 0;
                        return .waits;
                    }
                    self.takeTime(lane, whole);
                    return next;
                },
                .repeat => {
                    if (comptime !words.isNull(Step.condition)) {
                        const is_true = try values.isTrue(Step.condition, self.script, self.ctx);
                        if (self.it.clock != .running) return .left;
                        return if (is_true) .{ .step = op.bodies[0] } else next;
                    }
                    if (comptime words.isNull(Step.count)) return .{ .step = op.bodies[0] };
                    const rounds = &at.rounds[op.depth];
                    const count = try values.get(Step.count, self.script, self.ctx);
                    if (rounds.* < count and rounds.* < std.math.maxInt(u16)) {
                        rounds.* += 1;
                        return .{ .step = op.bodies[0] };
                    }
                    rounds.* = 0;
                    return next;
                },
                .choose => {
                    const value = try values.get(Step.condition, self.script, self.ctx);
                    const names = @typeInfo(@TypeOf(Step.branches)).@"struct".field_names;
                    inline for (names, op.bodies) |name, body| {
                        const chosen = if (@TypeOf(value) == bool)
                            comptime std.mem.eql(u8, name, "true")
                        else if (@typeInfo(@TypeOf(value)) == .@"enum" and @hasField(@TypeOf(value), name))
                            @field(@TypeOf(value), name)
                        else
                            @compileError("'" ++ op.name ++ "' has a branch '" ++ name ++ "', which is no value of " ++ @typeName(@TypeOf(value)));
                        if (value == chosen) return .{ .step = body };
                    }
                    return next;
                },
                .all, .race => {
                    if (enters) self.startLanes(op, lane);
                    return self.runLanes(op, lane);
                },
                .go => {
                    const target = comptime if (Step.target.len == 0) 1 else P.numberOf(Step.target);
                    if (target == 0) @compileError("no step is named '" ++ Step.target ++ "'; give one this name with bevy.named");
                    const there = P.ops[target];
                    if (there.branch == op.branch) {
                        for (at.rounds[there.depth..]) |*rounds| rounds.* = 0;
                        return .{ .step = target };
                    }
                    if (there.branch != 0) @compileError("'" ++ op.name ++ "' leads into another list of an 'all' or a 'race'; go to a step of the same list, or of the sequence itself");
                    // The time up to now belongs to what is left behind.
                    self.takeTime(root, self.elapsed - self.elapsedOf(lane));
                    for (self.it.place.rounds[there.depth..]) |*rounds| rounds.* = 0;
                    self.clearLanes();
                    self.it.place.at.step = @fromBackingInt(Detour.of(.with, target));
                    return .left;
                },
                .stop => {
                    self.end(.done);
                    return .left;
                },
            }
        }

        /// The lane that is in a branch.
        fn laneIn(self: *Self, branch: u16) ?usize {
            for (self.it.lanes, 0..) |lane, index| if (branchAt(@backingInt(lane.place.at.step)) == branch) return index;
            return null;
        }

        fn startLanes(self: *Self, comptime op: anytype, lane: usize) void {
            const began = self.elapsed - self.elapsedOf(lane);
            inline for (op.bodies) |body| {
                self.clearBranch(P.ops[body].branch);
                for (&self.it.lanes) |*free| if (free.place.at.step == .none) {
                    free.* = .{ .began = began, .place = .{ .at = .{ .step = @fromBackingInt(Detour.of(.with, body)) } } };
                    break;
                };
            }
        }

        /// Runs what is in an `all` or a `race`.
        fn runLanes(self: *Self, comptime op: anytype, lane: usize) anyerror!After {
            // When the last of them has ended, or the first of a race; else it was while a signal came.
            var ended: ?f64 = null;
            inline for (op.bodies) |body| {
                if (self.laneIn(P.ops[body].branch)) |inner| switch (try self.poll(inner)) {
                    .waits => {},
                    .left => return .left,
                    .step, .gone => {
                        const at = self.it.lanes[inner].began;
                        ended = @max(ended orelse at, at);
                        self.endLane(inner);
                    },
                };
            }
            inline for (op.bodies) |body| if (self.laneIn(P.ops[body].branch) != null) return .waits;
            const began = self.elapsed - self.elapsedOf(lane);
            self.takeTime(lane, @max((ended orelse self.elapsed) - began, 0));
            return .{ .step = op.next };
        }

        fn endLane(self: *Self, lane: usize) void {
            if (P.slots == 0) return;
            const branch = branchAt(self.numberAt(lane));
            self.it.lanes[lane] = .{};
            self.clearBranch(branch);
            if (branch == 0 or !is_race[branches_of[branch]]) return;
            for (branches_of, 0..) |of, other| if (of == branches_of[branch]) self.clearBranch(@intCast(other));
        }

        /// Clears what is in a branch, and in the branches in it.
        fn clearBranch(self: *Self, branch: u16) void {
            if (branch == 0) return;
            for (&self.it.lanes) |*lane| {
                var inner = branchAt(@backingInt(lane.place.at.step));
                while (inner != 0 and inner != branch) inner = P.branch_of[branches_of[inner]];
                if (inner == branch) lane.* = .{};
            }
        }

        const is_race = table: {
            var list: [P.ops.len]bool = undefined;
            for (&list, P.ops) |*to, op| to.* = op.kind == .race;
            break :table list;
        };
    };
}
