//! Runs a sequence for one frame, or for a signal.
//!
//! A step is entered once and then asked in each frame whether it is over. Each takes a part of the time that has gone
//! by, and what is left belongs to the next one, so that a chain of waits neither drifts nor depends on the frame rate.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const checks = @import("check.zig");
const lanes = @import("lanes.zig");
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

/// Steps that a run may take in one frame, however much time they take. More come only of a speed at which no frame
/// would end, and would take a callback beyond its deadline.
const frame_steps_max = 1_000_000;

/// Less than any frame: what is that near counts as reached, so that rounding does not cost a frame.
pub const tolerance = 1e-9;

/// What `At` may hold besides a step until the run goes on: negative numbers, `-1 - (4 * step + detour)`. The host
/// writes the first two when a reload has removed the step that a run was at.
pub const Detour = enum(u2) {
    /// Gone: behind this step; 0: at the beginning.
    gone_behind = 0,
    /// Gone: with this step.
    gone_with = 1,
    /// The run continues after this step.
    behind = 2,
    /// The run goes on with this step.
    with = 3,

    /// As `At` holds it.
    pub fn of(detour: Detour, step: u16) i16 {
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
        const Lanes = lanes.Lanes(Self);
        pub const program = P;
        /// The number of the sequence itself, behind those of its lanes.
        pub const root = P.slots;

        it: *Run,
        script: *S,
        ctx: *Context,
        /// Seconds in its own time since it came to its step.
        elapsed: f64,
        /// Until when it has nothing to do.
        wake: f64 = std.math.inf(f64),
        steps: u32 = 0,
        ends: u32 = 0,
        /// The step that has returned an error; 0: none has.
        failed: u16 = 0,
        /// How many steps it had taken when one of them took time.
        moved_at: u32 = 0,
        /// Whether this is for a signal, and not the run's update.
        hears: bool = false,
        /// Whether what has no moment within a frame is looked at now: conditions, frames, and what is called once in
        /// each. All that time alone decides comes before that, and so do signals.
        asks: bool = true,
        /// The last seconds of the frame that are not for those that run now; only in an `all` or a `race`, whose lists
        /// run in the order in which their steps end.
        held: f64 = 0,
        /// What was left of the frame when a function of a step has changed the run.
        rest: f64 = 0,
        /// The places that have come to a step since the signal that is being told of, or within this frame.
        fresh: std.StaticBitSet(P.slots + 1) = .empty,
        /// What its tweens have written, which nobody can read before the next phase.
        written: tweens.Written(P),

        /// What comes of a step.
        pub const After = union(enum) {
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
            return .{
                .it = it,
                .script = script,
                .ctx = ctx,
                .elapsed = if (it.clock == .running) it.elapsed(ctx) else 0,
                .written = .{ .by_others = ctx.requests.len != ctx.frame.mark },
            };
        }

        /// Runs it as far as it comes. Returns until when it has nothing to do.
        pub fn run(self: *Self) anyerror!f64 {
            var after: After = .left;
            while (true) {
                if (after == .left) {
                    self.held = 0;
                    self.asks = !self.hears;
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

        /// Tells it of a signal, and runs what waits for that as far as it comes. The time up to now comes first.
        pub fn hear(self: *Self, signal: *const Signal) anyerror!void {
            if (isHeard(signal)) self.tellAll(signal) catch |failure| return self.fail(failure);
        }

        fn tellAll(self: *Self, signal: *const Signal) anyerror!void {
            self.hears = true;
            // Otherwise only its script lets time go by for it.
            if (!P.by_hand) _ = try self.run();
            self.asks = false;
            self.held = 0;
            self.fresh = .empty;
            var last: u16 = 0;
            while (self.it.clock == .running) {
                const lane = self.listener(last) orelse return;
                last = @intCast(self.numberAt(lane));
                try self.goOn(lane, try self.take(lane, signal) orelse continue);
            }
        }

        /// Whether any step waits for signals of this name.
        fn isHeard(signal: *const Signal) bool {
            @setEvalBranchQuota(words.branch_quota);
            inline for (P.ops) |op| if (op.kind == .signal) if (signal.is(op.step.signal)) return true;
            return false;
        }

        /// The place that waits for signals at the first step behind this one, in the order of the list; what this
        /// signal has begun waits for another one.
        fn listener(self: *Self, behind: u16) ?usize {
            var first: ?usize = null;
            for (0..P.slots + 1) |lane| {
                const number = self.numberAt(lane);
                if (number <= behind or number >= P.ops.len or self.fresh.isSet(lane)) continue;
                if (P.kinds[@intCast(number)] != .signal) continue;
                if (first == null or number < self.numberAt(first.?)) first = lane;
            }
            return first;
        }

        /// Goes on after a signal: with what follows an `all` or a `race` that has ended with it, too.
        fn goOn(self: *Self, first: usize, first_after: After) anyerror!void {
            var lane = first;
            var after = first_after;
            while (true) switch (after) {
                .waits => return,
                // Its functions may have begun it again.
                .left => {
                    _ = try self.run();
                    return;
                },
                .step, .gone => {
                    if (P.slots == 0 or lane == root) return self.end(if (after == .gone) .stopped else .done);
                    const step = branches_of[branchAt(self.numberAt(lane))];
                    const ended = try Lanes.end(self, lane);
                    if (self.it.clock != .running) return;
                    for (branches_of, 0..) |of, branch| if (of == step and Lanes.in(self, @intCast(branch)) != null) return;
                    lane = if (P.branch_of[step] == 0) root else Lanes.in(self, P.branch_of[step]) orelse return;
                    self.takeTime(lane, @max(ended - (self.elapsed - self.elapsedOf(lane)), 0));
                    after = try self.follow(lane, nexts[step], step);
                },
            };
        }

        /// Gives a signal to what waits at this place; null if that is nothing, or something else.
        inline fn take(self: *Self, lane: usize, signal: *const Signal) anyerror!?After {
            @setEvalBranchQuota(words.branch_quota);
            inline for (P.ops, 0..) |op, number| {
                if (op.kind == .signal and self.numberAt(lane) == number and signal.is(op.step.signal)) {
                    const own: Entity = @fromBackingInt(self.ctx.id);
                    const is_for_it = if (op.step.of) |field|
                        signal.target == @field(self.script, @tagName(field))
                    else
                        signal.target == .none or signal.target == own;
                    if (!is_for_it) return null;
                    const is_accepted = self.accepts(op.step.handler, signal) catch |failure| return self.failAt(number, failure);
                    if (self.it.clock != .running) {
                        if (is_accepted) self.goOnBehind(lane, number);
                        return .left;
                    }
                    if (!is_accepted) return null;
                    self.takeAll(lane);
                    return try self.follow(lane, op.next, number);
                }
            }
            return null;
        }

        inline fn accepts(self: *Self, comptime handler: anytype, signal: *const Signal) anyerror!bool {
            if (comptime words.isNull(handler)) return true;
            const returned = if (comptime checks.payloadOf(handler, S)) |Payload| taken: {
                const payload = if (Payload == *const Signal) signal else signal.payload(Payload) orelse return false;
                break :taken self.invoke(handler, .{@as(Payload, payload)});
            } else self.invoke(handler, .{});
            const value = if (@typeInfo(@TypeOf(returned)) == .error_union) try returned else returned;
            return if (@TypeOf(value) == bool) value else true;
        }

        /// Calls a function of the script. What that writes, tweens do not know.
        inline fn invoke(self: *Self, comptime f: anytype, more: anytype) @TypeOf(values.call(f, self.script, self.ctx, more)) {
            const before = self.ctx.requests.len;
            defer if (self.ctx.requests.len != before) self.written.forget();
            return values.call(f, self.script, self.ctx, more);
        }

        fn fail(self: *Self, failure: anyerror) anyerror {
            self.ctx.failed_step = self.failed;
            self.it.clock = .stopped;
            return failure;
        }

        /// A step has failed, and what it lies in with it.
        pub fn failAt(self: *Self, number: u16, failure: anyerror) anyerror {
            @branchHint(.cold);
            if (self.failed == 0) self.failed = number;
            return self.fail(failure);
        }

        fn end(self: *Self, how: Run.Clock) void {
            if (how == .done) self.it.place.at.step = .none;
            self.it.clock = how;
            self.clearLanes();
        }

        pub fn clearLanes(self: *Self) void {
            for (&self.it.lanes) |*lane| lane.* = .{};
        }

        pub fn place(self: *Self, lane: usize) *Run.Place {
            return if (P.slots == 0 or lane == root) &self.it.place else &self.it.lanes[lane].place;
        }

        pub fn numberAt(self: *Self, lane: usize) i16 {
            return @backingInt(self.place(lane).at.step);
        }

        pub fn elapsedOf(self: *Self, lane: usize) f64 {
            return if (P.slots == 0 or lane == root) self.elapsed else self.elapsed - self.held - self.it.lanes[lane].began;
        }

        /// The step took so long; what follows has the rest.
        pub fn takeTime(self: *Self, lane: usize, seconds: f64) void {
            if (seconds > tolerance) self.moved_at = @min(self.steps, frame_steps_max - steps_max);
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
            // A step of its own may have begun it again within a frame.
            self.elapsed = self.rest;
            self.rest = 0;
            it.pace = it.speed;
            it.clock = .{ .running = .{ .seconds = self.ctx.time() - self.elapsed / runs.rateOf(it.pace) } };
            it.place = .{};
            self.clearLanes();
            return self.follow(root, if (wanted > 0 and wanted < P.ops.len) rootStep(@intCast(wanted)) else 1, 0);
        }

        /// The step of the sequence itself that this one is or lies in.
        fn rootStep(number: u16) u16 {
            var step = number;
            while (P.branch_of[step] != 0) step = branches_of[P.branch_of[step]];
            return step;
        }

        pub const branches_of = table: {
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
        pub fn poll(self: *Self, lane: usize) anyerror!After {
            const number = self.numberAt(lane);
            if (number > 0 and number < P.ops.len and self.isInPlace(lane, @intCast(number))) {
                return self.proceed(lane, @intCast(number), false, 0);
            }
            return self.redirect(lane, number);
        }

        /// The branch that a place is in; 0 if it is in none.
        pub fn branchAt(number: i16) u16 {
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
            var came: u16 = 0;
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
                if (step < P.ops.len) switch (detour) {
                    .gone_behind, .behind => {
                        target = nexts[step];
                        came = step;
                    },
                    .gone_with, .with => target = step,
                };
            } else if (number > 0 and number < P.ops.len) {
                target = @intCast(number);
            } else if (lane == root) {
                // Nothing says where it was.
                target = 1;
            }
            if (number >= 0 or is_gone) self.takeAll(lane);
            if (P.slots == 0 or lane == root) return self.follow(root, if (target == 0) 0 else rootStep(target), came);
            return self.follow(lane, if (target == 0 or !self.isInPlace(lane, target)) 0 else target, came);
        }

        /// Enters this step behind another one, 0 if it comes from elsewhere, and goes on from there.
        fn follow(self: *Self, lane: usize, number: u16, came: u16) anyerror!After {
            return if (number == 0) .{ .step = 0 } else self.proceed(lane, number, true, came);
        }

        /// Enters this step, or asks it, and goes on from there. One loop with all steps in it: what comes of a step is
        /// mostly known when it is compiled, and then costs nothing.
        fn proceed(self: *Self, lane: usize, first: u16, enters_first: bool, came_first: u16) anyerror!After {
            var number = first;
            var enters = enters_first;
            var came = came_first;
            while (true) {
                if (enters) {
                    if (self.steps - self.moved_at == steps_max) return self.stopEndless(number);
                    self.steps += 1;
                    if (P.slots > 0) {
                        self.fresh.set(lane);
                        if (lane == root) self.clearLanes();
                    }
                    self.place(lane).at.step = @fromBackingInt(@as(i16, @intCast(number)));
                }
                @setEvalBranchQuota(words.branch_quota);
                const after: After = switch (number) {
                    inline 1...P.ops.len - 1 => |known| self.perform(known, lane, enters, came) catch |failure| return self.failAt(number, failure),
                    else => unreachable,
                };
                if (after != .step or after.step == 0) return after;
                came = if (P.kinds[number] == .go) 0 else number;
                number = after.step;
                enters = true;
            }
        }

        /// Stops a run that would never come to the end of a frame.
        fn stopEndless(self: *Self, number: u16) After {
            @branchHint(.cold);
            self.it.stop();
            if (self.steps == frame_steps_max) {
                self.ctx.logError("the run '{s}' was stopped at its step '{s}': {d} steps are not enough for one frame of {d} seconds, at a speed of {d}; give it a lower one, or longer waits", .{
                    self.runName(), P.names[number], frame_steps_max, self.ctx.frame.delta_seconds, self.it.pace,
                });
            } else {
                self.ctx.logError("the run '{s}' was stopped at its step '{s}': it took {d} steps in one frame, none of which takes time; write one that waits, such as bevy.waitFrames(1)", .{
                    self.runName(), P.names[number], steps_max,
                });
            }
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

        inline fn perform(self: *Self, comptime number: u16, lane: usize, enters: bool, came: u16) anyerror!After {
            const op = P.ops[number];
            const Step = op.step;
            const next: After = .{ .step = op.next };
            const at = self.place(lane);
            switch (op.kind) {
                .call => {
                    const returned = self.invoke(Step.function, .{});
                    const value = if (@typeInfo(@TypeOf(returned)) == .error_union) try returned else returned;
                    comptime std.debug.assert(@TypeOf(value) == void);
                    if (self.it.clock == .running) return next;
                    self.goOnBehind(lane, number);
                    return self.leave(lane);
                },
                .wait => {
                    const seconds = try values.seconds(Step.seconds, self.script, self.ctx);
                    if (self.isLeftBy(Step.seconds)) return self.leave(lane);
                    const elapsed = self.elapsedOf(lane);
                    if (elapsed + tolerance < seconds) {
                        self.wakeIn(seconds - elapsed);
                        return .waits;
                    }
                    self.takeTime(lane, seconds);
                    return next;
                },
                .wait_frames => {
                    if (!enters and !self.asks) return .waits;
                    const frames = &at.rounds[op.depth];
                    // The update of this frame, which may be yet to come, is not the next one.
                    if (enters) frames.* = if (self.isBeforeUpdate()) std.math.maxInt(P.Round) else 0 else frames.* +%= 1;
                    if (enters or frames.* < Step.count) {
                        self.wake = 0;
                        return .waits;
                    }
                    frames.* = 0;
                    self.takeAll(lane);
                    return next;
                },
                .until => {
                    if (!enters and !self.asks) return .waits;
                    const is_true = try values.get(Step.condition, self.script, self.ctx);
                    if (self.isLeftBy(Step.condition)) return self.leave(lane);
                    if (!is_true) {
                        self.wake = 0;
                        return .waits;
                    }
                    // What is so at once takes no time.
                    if (!enters) self.takeAll(lane);
                    return next;
                },
                .signal => {
                    if (Step.of) |field| if (enters or self.asks) {
                        const target: Entity = @field(self.script, @tagName(field));
                        if (!self.ctx.ref(target).exists()) {
                            if (!enters) self.takeAll(lane);
                            return .gone;
                        }
                        if (enters) try signals.ensureConnected(self.ctx, Step.signal, @backingInt(target));
                        self.wake = 0;
                    };
                    return .waits;
                },
                .during => {
                    const seconds = try self.timeOf(op);
                    if (self.isLeftBy(Step.seconds)) return self.leave(lane);
                    const elapsed = self.elapsedOf(lane);
                    const is_over = elapsed + tolerance >= seconds;
                    if (enters) at.from[0..2].* = .{ 0, 0 };
                    if (enters or self.asks or is_over) try self.tell(op, at, @min(elapsed, seconds));
                    if (self.it.clock != .running) return self.leave(lane);
                    self.wake = 0;
                    if (!is_over) return .waits;
                    self.takeTime(lane, seconds);
                    return next;
                },
                .tween => {
                    const seconds = try self.timeOf(op);
                    if (self.isLeftBy(Step.options.seconds)) return self.leave(lane);
                    const is_over = self.elapsedOf(lane) + tolerance >= seconds;
                    if (enters) try self.beginTween(op, lane, is_over);
                    if (self.it.clock == .running and (enters or self.asks or is_over)) try self.move(op, lane, seconds, is_over, is_over);
                    if (comptime tweens.calls(Step)) if (self.it.clock != .running) return self.leave(lane);
                    self.wake = 0;
                    if (!is_over) return .waits;
                    self.takeTime(lane, seconds);
                    return next;
                },
                .repeat => {
                    if (comptime !words.isNull(Step.condition)) {
                        const is_true = try values.get(Step.condition, self.script, self.ctx);
                        if (self.isLeftBy(Step.condition)) return self.leave(lane);
                        return if (is_true) .{ .step = op.bodies[0] } else next;
                    }
                    if (comptime words.isNull(Step.count)) return .{ .step = op.bodies[0] };
                    const rounds = &at.rounds[op.depth];
                    // Whoever comes out of the body was in a round, even if sent there from outside.
                    if (came > number and came <= op.last) rounds.* = @max(rounds.*, 1) else if (enters) rounds.* = 0;
                    const count = try values.get(Step.count, self.script, self.ctx);
                    if (self.isLeftBy(Step.count)) return self.leave(lane);
                    if (std.math.compare(count, .gt, @as(P.Round, std.math.maxInt(P.Round)))) return self.refuseRounds(number, count);
                    if (std.math.compare(rounds.*, .lt, count)) {
                        rounds.* += 1;
                        return .{ .step = op.bodies[0] };
                    }
                    rounds.* = 0;
                    return next;
                },
                .choose => {
                    const value = try values.get(Step.condition, self.script, self.ctx);
                    if (self.isLeftBy(Step.condition)) return self.leave(lane);
                    const names = @typeInfo(@TypeOf(Step.branches)).@"struct".field_names;
                    inline for (names, op.bodies) |name, body| {
                        const chosen = if (@TypeOf(value) == bool) comptime std.mem.eql(u8, name, "true") else @field(@TypeOf(value), name);
                        if (value == chosen) return .{ .step = body };
                    }
                    return next;
                },
                .all, .race => {
                    if (enters) Lanes.start(self, op, lane);
                    return Lanes.run(self, op, lane);
                },
                .go => {
                    const target = comptime if (Step.target.len == 0) 1 else P.numberOf(Step.target, op.used);
                    const there = P.ops[target];
                    if (there.branch == op.branch) {
                        for (at.rounds[comptime P.loopsAround(number, target)..]) |*rounds| rounds.* = 0;
                        return .{ .step = target };
                    }
                    try Lanes.drop(self, lane);
                    if (self.it.clock != .running) return self.leave(lane);
                    // The time up to now belongs to what is left behind.
                    self.takeTime(root, self.elapsed - self.held - self.elapsedOf(lane));
                    for (self.it.place.rounds[comptime P.loopsAround(number, target)..]) |*rounds| rounds.* = 0;
                    self.clearLanes();
                    self.it.place.at.step = @fromBackingInt(Detour.of(.with, target));
                    return .left;
                },
                .stop => {
                    if (P.slots > 0 and lane != root) try Lanes.drop(self, lane);
                    self.end(.done);
                    return .left;
                },
            }
        }

        /// If a step has paused the run, that continues after this step once it is unpaused.
        fn goOnBehind(self: *Self, lane: usize, comptime number: u16) void {
            if (self.it.clock == .paused) self.place(lane).at.step = @fromBackingInt(Detour.of(.behind, number));
        }

        /// A function of the script has changed the run. What is left of the frame is for what it has begun.
        fn leave(self: *Self, lane: usize) After {
            self.rest = if (P.slots == 0 or lane == root) self.elapsed else self.held + self.elapsedOf(lane);
            return .left;
        }

        /// Whether the run's update of this frame is yet to come, when it hears a signal.
        fn isBeforeUpdate(self: *Self) bool {
            const declared = if (!@hasDecl(S, "phase")) abi.Phase.update else switch (@typeInfo(@TypeOf(S.phase))) {
                .enum_literal, .@"enum" => @as(abi.Phase, S.phase),
                else => .update,
            };
            return self.hears and orderOf(self.ctx.frame.phase) <= comptime orderOf(declared);
        }

        /// In which order the phases of a frame come.
        fn orderOf(phase: abi.Phase) u8 {
            return switch (phase) {
                .pre_update => 0,
                .fixed_update => 1,
                .update => 2,
                .post_update => 3,
            };
        }

        /// Calls the function of a `during` with the time up to this moment that it was not told of.
        pub inline fn tell(self: *Self, comptime op: programs.Op, at: *Run.Place, reached: f64) anyerror!void {
            // Two numbers, so that hours are as exact as in a timer.
            const told = @as(f64, at.from[0]) + at.from[1];
            const part: f32 = @floatCast(reached - told);
            if (!(part > tolerance)) return;
            const now = told + part;
            at.from[0] = @floatCast(now);
            at.from[1] = @floatCast(now - at.from[0]);
            const returned = self.invoke(op.step.call, .{part});
            if (@typeInfo(@TypeOf(returned)) == .error_union) try returned;
        }

        inline fn beginTween(self: *Self, comptime op: programs.Op, lane: usize, is_over: bool) anyerror!void {
            const from = &self.place(lane).from;
            if (comptime !tweens.isRead(op.step)) return tweens.begin(op.step, self.script, self.ctx, from);
            const rest = self.held + self.elapsedOf(lane);
            if (self.written.get(op.step, self.script, self.ctx)) |value| {
                from[0..value.len].* = value;
            } else if (is_over or (rest > tolerance and !self.written.by_others)) {
                try tweens.begin(op.step, self.script, self.ctx, from);
            } else {
                // What was written in this phase can be read in the next one.
                from[0] = tweens.unread;
            }
        }

        /// Moves what a tween moves to where it is now, which may be the last time for it.
        pub inline fn move(self: *Self, comptime op: programs.Op, lane: usize, seconds: f64, is_over: bool, is_last: bool) anyerror!void {
            const at = self.place(lane);
            const elapsed = @max(self.elapsedOf(lane), 0);
            if (comptime tweens.isRead(op.step)) if (at.from[0] == tweens.unread) {
                const frame = @as(f64, self.ctx.frame.delta_seconds) * self.it.pace;
                // Also in the update that follows the signal with which it has begun.
                const is_new = elapsed <= tolerance or (!is_last and elapsed + self.held < 0.999 * frame);
                if (is_new and !is_over) return;
                try tweens.begin(op.step, self.script, self.ctx, &at.from);
            };
            const way = if (comptime tweens.isBack(op.step)) seconds / 2 else seconds;
            const times = if (is_over) 2 else elapsed / way;
            const value = try tweens.valueAt(op.step, self.script, self.ctx, &at.from, times);
            try tweens.write(op.step, self.script, self.ctx, value);
            self.written.note(op.step, self.script, self.ctx, value);
        }

        /// Whether a function that a step has called has changed the run.
        inline fn isLeftBy(self: *Self, comptime what: anytype) bool {
            return values.isCall(what) and self.it.clock != .running;
        }

        /// How long a step takes that has a time.
        pub inline fn timeOf(self: *Self, comptime op: programs.Op) anyerror!f64 {
            const what = if (op.kind == .tween) op.step.options.seconds else op.step.seconds;
            const seconds = try values.seconds(what, self.script, self.ctx);
            return if (op.kind == .tween and comptime tweens.isBack(op.step)) 2 * seconds else seconds;
        }

        fn refuseRounds(self: *Self, number: u16, count: anytype) anyerror {
            @branchHint(.cold);
            self.ctx.logError("the run '{s}' was stopped at its step '{s}': it would have {d} rounds, and can have {d}; write two repeats, one in the other, or bevy.repeatWhile", .{
                self.runName(), P.names[number], count, std.math.maxInt(P.Round),
            });
            return error.TooManyRounds;
        }
    };
}
