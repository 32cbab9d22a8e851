//! Runs a sequence for one frame, or for a signal.
//!
//! A step is entered once and then asked in each frame whether it is over. Each takes a part of the time that has gone
//! by, and what is left belongs to the next one, so that a chain of waits neither drifts nor depends on the frame rate.

const std = @import("std");
const checks = @import("check.zig");
const programs = @import("program.zig");
const runs = @import("run.zig");
const signals = @import("../api/signal.zig");
const tweens = @import("tween.zig");
const values = @import("value.zig");
const words = @import("step.zig");
const Context = @import("../api/context.zig").Context;
const Entity = @import("../api/entity.zig").Entity;
const Signal = signals.Signal;

/// Steps that a run may take one after the other without any of them taking time. Only one that would never end takes
/// as many.
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
    checks.steps(Run);
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
        steps: u32 = 0,
        ends: u32 = 0,
        /// How many steps it had taken when one of them took time.
        moved_at: u32 = 0,
        hears: bool = false,
        /// The last seconds of the frame that are not for those that run now; only in an `all` or a `race`, whose lists
        /// run in the order in which their steps end.
        held: f64 = 0,
        /// The places that have come to a step since the signal that is being told of, or within this frame.
        fresh: std.StaticBitSet(P.slots + 1) = .empty,
        marks: bool = false,

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
            if (it.speed != it.pace) it.setSpeed(ctx, it.speed);
            return .{ .it = it, .script = script, .ctx = ctx, .elapsed = if (it.clock == .running) it.elapsed(ctx) else 0 };
        }

        /// Runs it as far as it comes. Returns until when it has nothing to do.
        pub fn run(self: *Self) anyerror!f64 {
            var after: After = .left;
            while (true) {
                if (after == .left) {
                    self.held = 0;
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
            self.marks = true;
            for (0..P.slots + 1) |lane| {
                // What this signal has just begun waits for another one.
                if (self.fresh.isSet(lane)) continue;
                const after = try self.take(lane, signal) orelse continue;
                try self.goOn(lane, after);
                if (self.it.clock != .running) return;
            }
        }

        /// Goes on after a signal: with what follows an `all` or a `race` that has ended with it, too.
        fn goOn(self: *Self, first: usize, first_after: After) anyerror!void {
            var lane = first;
            var after = first_after;
            while (true) switch (after) {
                .waits => return,
                .left => {
                    // What its functions have started begins with the next update.
                    if (self.it.clock == .running) _ = try self.run();
                    return;
                },
                .step, .gone => {
                    if (P.slots == 0 or lane == root) return self.end(if (after == .gone) .stopped else .done);
                    const step = branches_of[branchAt(self.numberAt(lane))];
                    const ended = self.endLane(lane);
                    for (branches_of, 0..) |of, branch| if (of == step and self.laneIn(@intCast(branch)) != null) return;
                    lane = if (P.branch_of[step] == 0) root else self.laneIn(P.branch_of[step]) orelse return;
                    self.takeTime(lane, @max(ended - (self.elapsed - self.elapsedOf(lane)), 0));
                    after = try self.follow(lane, nexts[step]);
                },
            };
        }

        /// Gives a signal to what waits at this place; null if that is nothing, or something else.
        inline fn take(self: *Self, lane: usize, signal: *const Signal) anyerror!?After {
            inline for (P.ops, 0..) |op, number| {
                if (op.kind == .signal and self.numberAt(lane) == number and signal.is(op.step.signal)) {
                    const own: Entity = @fromBackingInt(self.ctx.id);
                    const is_for_it = if (op.step.of) |field|
                        signal.target == @field(self.script, @tagName(field))
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
            const returned = if (comptime checks.payloadOf(handler, S)) |Payload| taken: {
                const payload = if (Payload == *const Signal) signal else signal.payload(Payload) orelse return false;
                break :taken values.call(handler, self.script, self.ctx, .{@as(Payload, payload)});
            } else values.call(handler, self.script, self.ctx, .{});
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
            return if (P.slots == 0 or lane == root) self.elapsed else self.elapsed - self.held - self.it.lanes[lane].began;
        }

        /// The step took so long; what follows has the rest.
        fn takeTime(self: *Self, lane: usize, seconds: f64) void {
            if (seconds > tolerance) self.moved_at = self.steps;
            if (P.slots > 0 and lane != root) {
                self.it.lanes[lane].began += seconds;
                return;
            }
            // A function of the step may have changed the run.
            if (self.it.clock != .running) return;
            self.it.clock.running.seconds += seconds / runs.rateOf(self.it.pace);
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
            const at = self.ctx.time() + seconds / runs.rateOf(self.it.pace);
            // Rather a frame too early than one too late: it is only looked at then.
            self.wake = @min(self.wake, at - 1e-6 - @abs(at) * 1e-12);
        }

        fn begin(self: *Self) anyerror!After {
            const it = self.it;
            const wanted = self.numberAt(root);
            it.clock = .{ .running = .{ .seconds = self.ctx.time() } };
            it.pace = it.speed;
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
            @setEvalBranchQuota(words.branch_quota);
            var list: [P.branches.len]u16 = undefined;
            for (&list, P.branches) |*to, branch| to.* = branch.of;
            break :table list;
        };

        const nexts = table: {
            var list = P.nexts;
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
                    if (self.steps - self.moved_at == steps_max) return self.stopEndless(number);
                    self.steps += 1;
                    if (self.marks) self.fresh.set(lane);
                    self.place(lane).at.step = @fromBackingInt(@as(i16, @intCast(number)));
                    if (P.slots > 0 and lane == root) self.clearLanes();
                }
                @setEvalBranchQuota(words.branch_quota);
                const after: After = switch (number) {
                    inline 1...P.ops.len - 1 => |known| self.perform(known, lane, enters) catch |failure| return self.fail(failure),
                    else => unreachable,
                };
                if (after != .step or after.step == 0) return after;
                number = after.step;
                enters = true;
            }
        }

        /// Stops a run that would never come to the end of a frame.
        fn stopEndless(self: *Self, number: u16) After {
            @branchHint(.cold);
            self.it.stop();
            self.ctx.logError("the run '{s}' was stopped at its step '{s}': it took {d} steps in one frame, none of which takes time; write one that waits, such as bevy.waitFrames(1)", .{
                self.runName(), P.names[number], steps_max,
            });
            return .left;
        }

        /// The field of the run. Several may run the same sequence.
        fn runName(self: *Self) []const u8 {
            const info = @typeInfo(S).@"struct";
            inline for (info.field_names, info.field_types) |name, Field| {
                if (Field == Run and &@field(self.script, name) == self.it) return name;
            }
            return comptime checks.nameOf(Run);
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
                    comptime std.debug.assert(@TypeOf(value) == void);
                    if (self.it.clock == .running) return next;
                    // It continues after this step once it is unpaused.
                    if (self.it.clock == .paused) at.at.step = @fromBackingInt(Detour.of(.behind, number));
                    return .left;
                },
                .wait => {
                    const seconds = try values.seconds(Step.seconds, self.script, self.ctx);
                    if (self.isLeftBy(Step.seconds)) return .left;
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
                    if (enters) frames.* = if (self.hears) std.math.maxInt(P.Round) else 0 else frames.* +%= 1;
                    if (enters or frames.* < Step.count) {
                        self.wake = 0;
                        return .waits;
                    }
                    frames.* = 0;
                    self.takeAll(lane);
                    return next;
                },
                .until => {
                    const is_true = try values.get(Step.condition, self.script, self.ctx);
                    if (self.isLeftBy(Step.condition)) return .left;
                    if (!is_true) {
                        self.wake = 0;
                        return .waits;
                    }
                    // What is so at once takes no time.
                    if (!enters) self.takeAll(lane);
                    return next;
                },
                .signal => {
                    if (Step.of) |field| {
                        const target: Entity = @field(self.script, @tagName(field));
                        if (!self.ctx.ref(target).exists()) {
                            self.takeAll(lane);
                            return .gone;
                        }
                        if (enters) try signals.ensureConnected(self.ctx, Step.signal, @backingInt(target));
                        self.wake = 0;
                    }
                    return .waits;
                },
                .during => {
                    const seconds = try values.seconds(Step.seconds, self.script, self.ctx);
                    if (self.isLeftBy(Step.seconds)) return .left;
                    const elapsed = self.elapsedOf(lane);
                    const told = &at.from[0];
                    if (enters) told.* = 0;
                    const reached: f32 = @floatCast(@min(elapsed, seconds));
                    const part = reached - told.*;
                    if (part > tolerance) {
                        told.* = reached;
                        const returned = values.call(Step.call, self.script, self.ctx, .{part});
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
                    const whole = try self.timeOf(op);
                    const seconds = if (isBack(Step)) whole / 2 else whole;
                    if (enters) try tweens.begin(Step, self.script, self.ctx, &at.from);
                    const elapsed = self.elapsedOf(lane);
                    const times = if (seconds > 0) @max(elapsed, 0) / seconds else 2;
                    if (self.it.clock == .running) try tweens.move(Step, self.script, self.ctx, &at.from, times);
                    if (comptime tweens.calls(Step)) if (self.it.clock != .running) return .left;
                    if (elapsed + tolerance < whole) {
                        self.wake = 0;
                        return .waits;
                    }
                    self.takeTime(lane, whole);
                    return next;
                },
                .repeat => {
                    if (comptime !words.isNull(Step.condition)) {
                        const is_true = try values.get(Step.condition, self.script, self.ctx);
                        if (self.isLeftBy(Step.condition)) return .left;
                        return if (is_true) .{ .step = op.bodies[0] } else next;
                    }
                    if (comptime words.isNull(Step.count)) return .{ .step = op.bodies[0] };
                    const rounds = &at.rounds[op.depth];
                    const count = try values.get(Step.count, self.script, self.ctx);
                    if (self.isLeftBy(Step.count)) return .left;
                    if (rounds.* < count) {
                        if (rounds.* == std.math.maxInt(P.Round)) return self.refuseRounds(number, count);
                        rounds.* += 1;
                        return .{ .step = op.bodies[0] };
                    }
                    rounds.* = 0;
                    return next;
                },
                .choose => {
                    const value = try values.get(Step.condition, self.script, self.ctx);
                    if (self.isLeftBy(Step.condition)) return .left;
                    const names = @typeInfo(@TypeOf(Step.branches)).@"struct".field_names;
                    inline for (names, op.bodies) |name, body| {
                        const chosen = if (@TypeOf(value) == bool) comptime std.mem.eql(u8, name, "true") else @field(@TypeOf(value), name);
                        if (value == chosen) return .{ .step = body };
                    }
                    return next;
                },
                .all, .race => {
                    if (enters) self.startLanes(op, lane);
                    return self.runLanes(op, lane);
                },
                .go => {
                    const target = comptime if (Step.target.len == 0) 1 else P.numberOf(Step.target, op.used);
                    const there = P.ops[target];
                    if (there.branch == op.branch) {
                        for (at.rounds[there.depth..]) |*rounds| rounds.* = 0;
                        return .{ .step = target };
                    }
                    // The time up to now belongs to what is left behind.
                    self.takeTime(root, self.elapsed - self.held - self.elapsedOf(lane));
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

        /// Whether a function that a step has called has changed the run.
        inline fn isLeftBy(self: *Self, comptime what: anytype) bool {
            return values.isCall(what) and self.it.clock != .running;
        }

        /// How long a step takes that has a time.
        inline fn timeOf(self: *Self, comptime op: programs.Op) anyerror!f64 {
            const what = if (op.kind == .tween) op.step.options.seconds else op.step.seconds;
            const seconds = try values.seconds(what, self.script, self.ctx);
            return if (op.kind == .tween and isBack(op.step)) 2 * seconds else seconds;
        }

        fn isBack(comptime Step: type) bool {
            return @hasField(@TypeOf(Step.options), "back") and Step.options.back;
        }

        fn refuseRounds(self: *Self, number: u16, count: anytype) anyerror {
            @branchHint(.cold);
            self.ctx.logError("the run '{s}' was stopped at its step '{s}': it would have {d} rounds, and can have {d}; write two repeats, one in the other, or bevy.repeatWhile", .{
                self.runName(), P.names[number], count, std.math.maxInt(P.Round),
            });
            return error.TooManyRounds;
        }

        /// The lane that is in a branch.
        fn laneIn(self: *Self, branch: u16) ?usize {
            for (self.it.lanes, 0..) |lane, index| if (branchAt(@backingInt(lane.place.at.step)) == branch) return index;
            return null;
        }

        fn startLanes(self: *Self, comptime op: anytype, lane: usize) void {
            const began = self.elapsed - self.held - self.elapsedOf(lane);
            inline for (op.bodies) |body| {
                self.clearBranch(P.ops[body].branch);
                for (&self.it.lanes) |*free| if (free.place.at.step == .none) {
                    free.* = .{ .began = began, .place = .{ .at = .{ .step = @fromBackingInt(Detour.of(.with, body)) } } };
                    break;
                };
            }
        }

        /// Runs what is in an `all` or a `race`: in the order in which steps end, so that one long frame does what many
        /// short ones do. Of two that end at the same moment, the first in the list goes first.
        fn runLanes(self: *Self, comptime op: anytype, lane: usize) anyerror!After {
            // When the last of them has ended, or the first of a race; else it was while a signal came.
            var ended: ?f64 = null;
            const wake, const held, const marks = .{ self.wake, self.held, self.marks };
            self.marks = true;
            while (try self.firstIn(op)) |first| {
                const before = self.steps + self.ends;
                self.held = @max(held, self.elapsed - first.at);
                const after = try self.poll(first.lane);
                self.held = held;
                switch (after) {
                    .waits => if (self.steps + self.ends == before) break,
                    .left => return .left,
                    .step, .gone => ended = @max(ended orelse 0, self.endLane(first.lane)),
                }
            }
            self.marks = marks;
            // What the steps that are over have asked for.
            self.wake = wake;
            inline for (op.bodies) |body| if (self.laneIn(P.ops[body].branch)) |inner| {
                if (self.fresh.isSet(inner) and isAskedOnce(self.numberAt(inner))) {
                    self.wake = 0;
                } else switch (try self.poll(inner)) {
                    .waits => {},
                    .left => return .left,
                    .step, .gone => ended = @max(ended orelse 0, self.endLane(inner)),
                }
            };
            inline for (op.bodies) |body| if (self.laneIn(P.ops[body].branch) != null) return .waits;
            const now = self.elapsed - self.held;
            self.takeTime(lane, @max((ended orelse now) - (now - self.elapsedOf(lane)), 0));
            return .{ .step = op.next };
        }

        /// Whether a step is asked once in a frame, in which it may have begun.
        fn isAskedOnce(number: i16) bool {
            return number > 0 and switch (P.kinds[@intCast(number)]) {
                .until, .wait_frames => true,
                else => false,
            };
        }

        /// A lane whose step ends within this frame, and when.
        const Due = struct { lane: usize, at: f64 };

        /// The lane of an `all` or a `race` whose step is the first to end; null if none does within this frame.
        fn firstIn(self: *Self, comptime op: anytype) anyerror!?Due {
            var first: ?Due = null;
            inline for (op.bodies) |body| if (self.laneIn(P.ops[body].branch)) |inner| {
                const at = try self.dueOf(inner);
                const is_due = at <= self.elapsed - self.held + tolerance;
                if (is_due and (first == null or at < first.?.at)) first = .{ .lane = inner, .at = at };
            };
            return first;
        }

        /// When the step of a lane ends, if time alone decides that.
        fn dueOf(self: *Self, lane: usize) anyerror!f64 {
            const never = std.math.inf(f64);
            const began = self.it.lanes[lane].began;
            const number = self.numberAt(lane);
            // A lane begins when its `all` or `race` does.
            if (number < 0) return switch (@as(Detour, @fromBackingInt(@as(u2, @truncate(@as(u16, @intCast(-1 - number))))))) {
                .behind, .with => began,
                .gone_behind, .gone_with => never,
            };
            @setEvalBranchQuota(words.branch_quota);
            switch (number) {
                inline 1...P.ops.len - 1 => |known| {
                    const op = P.ops[known];
                    if (op.branch == 0) return never;
                    return switch (op.kind) {
                        .wait, .during, .tween => began + try self.timeOf(op),
                        .all, .race => if (try self.firstIn(op)) |first| first.at else never,
                        else => never,
                    };
                },
                else => return never,
            }
        }

        /// Ends a lane, and with it the others of a race. Returns when it has ended.
        fn endLane(self: *Self, lane: usize) f64 {
            self.ends += 1;
            const ended = self.it.lanes[lane].began;
            const branch = branchAt(self.numberAt(lane));
            self.it.lanes[lane] = .{};
            self.clearBranch(branch);
            if (branch != 0 and P.kinds[branches_of[branch]] == .race) {
                for (branches_of, 0..) |of, other| if (of == branches_of[branch]) self.clearBranch(@intCast(other));
            }
            return ended;
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
    };
}
