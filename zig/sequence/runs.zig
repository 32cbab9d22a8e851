//! All runs of a script: what the SDK does for them in its callbacks.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const signals = @import("../api/signal.zig");
const checks = @import("check.zig");
const words = @import("step.zig");
const Context = @import("../api/context.zig").Context;
const Entity = @import("../api/entity.zig").Entity;
const Signal = signals.Signal;
const Words = @import("../script/words.zig").Words;

/// The names of the fields of a script that are runs.
pub fn fields(comptime S: type) []const []const u8 {
    return Found(S).names;
}

/// Whether the SDK runs any of them before `update`.
pub fn areDriven(comptime S: type) bool {
    return Found(S).are_driven;
}

/// Whether any of them waits for signals.
pub fn hear(comptime S: type) bool {
    return Found(S).hear;
}

/// What is found out about the runs of a script. As constants, since a compiler that compiles again what has changed
/// does not know what functions have returned: it would call them for each callback.
fn Found(comptime S: type) type {
    return struct {
        const names = namesIn(S);
        const are_driven = for (names) |name| {
            if (!@FieldType(S, name).program.by_hand) break true;
        } else false;
        const hear = for (names) |name| {
            if (@FieldType(S, name).program.hears) break true;
        } else false;
    };
}

fn namesIn(comptime S: type) []const []const u8 {
    @setEvalBranchQuota(words.branch_quota);
    const info = @typeInfo(S).@"struct";
    var names: []const []const u8 = &.{};
    for (info.field_names, info.field_types) |name, Field| {
        if (!checks.isRun(Field)) {
            checks.place(S, name, Field);
            continue;
        }
        if (Field.run_of != S) @compileError("the run '" ++ name ++ "' is of a sequence of " ++ @typeName(Field.run_of) ++ "; a script runs its own sequences");
        checks.steps(Field);
        names = names ++ .{name};
    }
    return names;
}

/// Where an error goes that a step has returned: the run's field and the step, the error, and where it came from.
pub const Reporter = fn (ctx: *Context, step: []const u8, failure: anyerror, trace: ?*std.lang.StackTrace) void;

/// Names the step that has failed, whose function may be the SDK's own: `fight, step 3, 'tween(position)'`.
fn reportStep(
    comptime P: type,
    ctx: *Context,
    comptime run: []const u8,
    comptime report: Reporter,
    failure: anyerror,
    trace: ?*std.lang.StackTrace,
) void {
    @branchHint(.cold);
    var words_of: Words = .{};
    words_of.add(run);
    if (ctx.failed_step > 0 and ctx.failed_step < P.ops.len) {
        words_of.add(", ");
        P.addPlace(&words_of, ctx.failed_step);
    }
    report(ctx, words_of.text(), failure, trace);
}

/// Connects the script to the signals that its runs wait for; when the script is new, and after a reload, which may
/// have brought others.
pub fn connect(comptime S: type, script: *S, ctx: *Context, comptime report: Reporter) void {
    inline for (comptime fields(S)) |name| {
        connectRun(@FieldType(S, name), &@field(script, name), script, ctx) catch |failure| report(ctx, name, failure, @errorReturnTrace());
    }
}

fn connectRun(comptime Run: type, run: *Run, script: *Run.run_of, ctx: *Context) anyerror!void {
    @setEvalBranchQuota(words.branch_quota);
    inline for (Run.program.ops, 0..) |op, number| if (op.kind == .signal) {
        if (op.step.of) |field| {
            // A step that was entered has connected, but not in the game that this was saved in.
            const target: Entity = @field(script, @tagName(field));
            const waits = run.is(@as(Run.Step, @fromBackingInt(@as(i16, number)))) and ctx.ref(target).exists();
            if (waits) try signals.ensureConnected(ctx, op.step.signal, @backingInt(target));
        } else {
            try signals.ensureConnected(ctx, op.step.signal, abi.entity_none);
        }
    };
}

/// Runs them as far as they come in this frame. Returns until when there is nothing to do for them, in the game's
/// seconds.
pub fn drive(comptime S: type, script: *S, ctx: *Context, comptime report: Reporter) f64 {
    var wake = std.math.inf(f64);
    inline for (comptime fields(S)) |name| if (!@FieldType(S, name).program.by_hand) {
        if (@field(script, name).drive(script, ctx)) |until| {
            wake = @min(wake, until);
        } else |failure| {
            reportStep(@FieldType(S, name).program, ctx, name, report, failure, @errorReturnTrace());
        }
    };
    return wake;
}

/// Tells them of a signal.
pub fn tell(comptime S: type, script: *S, ctx: *Context, signal: *const Signal, comptime report: Reporter) void {
    inline for (comptime fields(S)) |name| {
        @field(script, name).hear(script, ctx, signal) catch |failure| {
            reportStep(@FieldType(S, name).program, ctx, name, report, failure, @errorReturnTrace());
        };
    }
}
