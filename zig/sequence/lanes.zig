//! What runs side by side: the lists of an `all` or a `race`, each in a lane of the run.
//!
//! What happens in them happens in the order of its moments, so that one long frame does what many short ones do: first
//! all that time decides, step by step; then what has no moment within a frame, list by list.

const std = @import("std");
const drivers = @import("driver.zig");
const programs = @import("program.zig");
const words = @import("step.zig");

const Detour = drivers.Detour;
const tolerance = drivers.tolerance;

/// The lanes of the run of this driver.
pub fn Lanes(comptime Driver: type) type {
    const P = Driver.program;
    const After = Driver.After;
    return struct {
        /// The lane that is in a branch.
        pub fn in(d: *Driver, branch: u16) ?usize {
            for (d.it.lanes, 0..) |lane, index| if (Driver.branchAt(@backingInt(lane.place.at.step)) == branch) return index;
            return null;
        }

        /// Begins all lists of a step.
        pub fn start(d: *Driver, comptime op: programs.Op, lane: usize) void {
            const began = d.elapsed - d.held - d.elapsedOf(lane);
            inline for (op.bodies) |body| {
                clear(d, P.ops[body].branch);
                for (&d.it.lanes) |*free| if (free.place.at.step == .none) {
                    free.* = .{ .began = began, .place = .{ .at = .{ .step = @fromBackingInt(Detour.of(.with, body)) } } };
                    break;
                };
            }
        }

        /// Runs the lists of a step. Of two that end at the same moment, the first one goes first.
        pub fn run(d: *Driver, comptime op: programs.Op, lane: usize) anyerror!After {
            // When the last of them has ended, or the first of a race; else it was while a signal came.
            var ended: ?f64 = null;
            const wake, const held, const asks = .{ d.wake, d.held, d.asks };
            while (try firstIn(d, op)) |first| {
                if (d.it.clock != .running) return leave(d);
                d.asks = false;
                d.held = @max(held, d.elapsed - first.at);
                if (comptime hasTween(op)) inline for (op.bodies) |body| if (in(d, P.ops[body].branch)) |other| {
                    if (other != first.lane) try pass(d, other, .tweens);
                    if (d.it.clock != .running) return leave(d);
                };
                const before = d.steps + d.ends;
                const after = try d.poll(first.lane);
                d.held = held;
                switch (after) {
                    .waits => if (d.steps + d.ends == before) break,
                    .left => return .left,
                    .step, .gone => {
                        ended = @max(ended orelse 0, try end(d, first.lane));
                        if (d.it.clock != .running) return leave(d);
                    },
                }
            }
            if (d.it.clock != .running) return leave(d);
            d.asks = asks;
            // What the steps that are over have asked for.
            d.wake = wake;
            if (asks) inline for (op.bodies) |body| if (in(d, P.ops[body].branch)) |inner| {
                if (d.fresh.isSet(inner) and isAskedOnce(d.numberAt(inner))) {
                    d.wake = 0;
                } else switch (try d.poll(inner)) {
                    .waits => {},
                    .left => return .left,
                    .step, .gone => {
                        ended = @max(ended orelse 0, try end(d, inner));
                        if (d.it.clock != .running) return leave(d);
                    },
                }
            };
            inline for (op.bodies) |body| if (in(d, P.ops[body].branch) != null) return .waits;
            const now = d.elapsed - d.held;
            d.takeTime(lane, @max((ended orelse now) - (now - d.elapsedOf(lane)), 0));
            return .{ .step = op.next };
        }

        /// A function that was called for a list that is not over has changed the run.
        fn leave(d: *Driver) After {
            d.rest = d.held;
            return .left;
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
        fn firstIn(d: *Driver, comptime op: programs.Op) anyerror!?Due {
            var first: ?Due = null;
            inline for (op.bodies) |body| if (in(d, P.ops[body].branch)) |inner| {
                const at = try dueOf(d, inner);
                const is_due = at <= d.elapsed - d.held + tolerance;
                // Moments that differ by rounding are the same.
                if (is_due and (first == null or at < first.?.at - tolerance)) first = .{ .lane = inner, .at = at };
            };
            return first;
        }

        /// When the step of a lane ends, if time alone decides that.
        fn dueOf(d: *Driver, lane: usize) anyerror!f64 {
            const never = std.math.inf(f64);
            const began = d.it.lanes[lane].began;
            const number = d.numberAt(lane);
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
                        .wait, .during, .tween => began + (d.timeOf(op) catch |failure| return d.failAt(known, failure)),
                        .all, .race => if (try firstIn(d, op)) |first| first.at else never,
                        else => never,
                    };
                },
                else => return never,
            }
        }

        /// Ends a lane, and with it the others of a race, which get the time up to then. Returns when it has ended.
        pub fn end(d: *Driver, lane: usize) anyerror!f64 {
            d.ends += 1;
            const ended = d.it.lanes[lane].began;
            const branch = Driver.branchAt(d.numberAt(lane));
            d.it.lanes[lane] = .{};
            clear(d, branch);
            if (branch == 0 or P.kinds[Driver.branches_of[branch]] != .race) return ended;
            const held = d.held;
            d.held = @max(held, d.elapsed - ended);
            for (Driver.branches_of, 0..) |of, other| if (of == Driver.branches_of[branch]) {
                if (in(d, @intCast(other))) |dropped| try pass(d, dropped, .all);
                if (d.it.clock != .running) return ended;
                clear(d, @intCast(other));
            };
            d.held = held;
            return ended;
        }

        /// A `go` or `stop` of this lane ends all others: their steps get the time up to now.
        pub fn drop(d: *Driver, lane: usize) anyerror!void {
            for (0..P.slots) |other| {
                if (other == lane or d.it.clock != .running) continue;
                // What lies deeper gets it from what it lies in.
                const branch = Driver.branchAt(d.numberAt(other));
                if (branch != 0) try passHere(d, other, .all);
            }
        }

        /// What gets time without coming to its end.
        const What = enum { tweens, all };

        /// Lets the time up to now go by for a lane and all in it, none of which ends with that.
        fn pass(d: *Driver, lane: usize, what: What) anyerror!void {
            const branch = Driver.branchAt(d.numberAt(lane));
            for (0..P.slots) |other| {
                if (d.it.clock != .running) return;
                if (isIn(Driver.branchAt(d.numberAt(other)), branch)) try passHere(d, other, what);
            }
        }

        fn passHere(d: *Driver, lane: usize, what: What) anyerror!void {
            const number = d.numberAt(lane);
            @setEvalBranchQuota(words.branch_quota);
            inline for (P.ops, 0..) |op, known| if (op.branch != 0) {
                if (op.kind == .tween and number == known) {
                    const seconds = d.timeOf(op) catch |failure| return d.failAt(known, failure);
                    if (d.it.clock != .running) return;
                    return d.move(op, lane, seconds, d.elapsedOf(lane) + tolerance >= seconds, what == .all) catch |failure| d.failAt(known, failure);
                }
                if (op.kind == .during and number == known and what == .all) {
                    const seconds = d.timeOf(op) catch |failure| return d.failAt(known, failure);
                    if (d.it.clock != .running) return;
                    return d.tell(op, d.place(lane), @min(d.elapsedOf(lane), seconds)) catch |failure| d.failAt(known, failure);
                }
            };
        }

        /// Clears what is in a branch, and in the branches in it.
        fn clear(d: *Driver, branch: u16) void {
            if (branch == 0) return;
            for (&d.it.lanes) |*lane| if (isIn(Driver.branchAt(@backingInt(lane.place.at.step)), branch)) {
                lane.* = .{};
            };
        }

        /// Whether a branch is another one, or lies in it.
        fn isIn(inner: u16, branch: u16) bool {
            var at = inner;
            while (at != 0 and at != branch) at = P.branch_of[Driver.branches_of[at]];
            return at != 0;
        }

        fn hasTween(comptime op: programs.Op) bool {
            @setEvalBranchQuota(words.branch_quota);
            return for (P.ops[op.bodies[0] .. op.last + 1]) |inner| (if (inner.kind == .tween) break true) else false;
        }
    };
}
