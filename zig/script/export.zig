//! Makes a script's descriptor and the functions behind it: one call runs all instances of a batch in a loop.

const std = @import("std");
const builtin = @import("builtin");
const abi = @import("../contract/abi.zig");
const components = @import("../api/component.zig");
const data = @import("../value/data.zig");
const callbacks = @import("callback.zig");
const handler = @import("panic.zig");
const shape = @import("../value/shape.zig");
const renames = @import("../value/rename.zig");
const runs = @import("../sequence/runs.zig");
const game_states = @import("../api/game_state.zig");
const Callback = callbacks.Callback;
const Context = @import("../api/context.zig").Context;
const StateReader = @import("../api/state.zig").StateReader;
const StateWriter = @import("../api/state.zig").StateWriter;

/// What the generated root file of a script tells.
pub const Options = struct {
    package: []const u8,
    name: []const u8,
    /// When the script was compiled, in seconds since 1970.
    built_at: u64 = 0,
    /// The commit that was checked out then, empty if there was none.
    git_commit: []const u8 = "",
    /// A callback that the script has without `pub`, as nothing else of Zig's can tell. Empty: none.
    private: []const u8 = "",
    /// The mirrors of the game's components, which `bevy_zig_build` generates.
    components: type = struct {
        /// None: the script imports no components.
        pub const all = .{};
    },
    /// The script's files that declare components, resources and messages.
    data: type = struct {
        /// None.
        pub const all = .{};
    },
};

/// The descriptor of script `S`, for the generated root file to export.
///
/// The root exports a constant of its own: what is exported from in here would belong to a type that is made again with
/// every change of the script, and Zig's incremental compiler keeps the symbol at the one that it was first.
pub fn descriptorOf(comptime S: type, comptime options: Options) abi.Descriptor {
    shape.validate(S, options.name);
    callbacks.validate(S, options.name, options.private);
    const names = struct {
        // The contract promises a null behind the text of a descriptor.
        const name = options.name ++ "\x00";
        const package = options.package ++ "\x00";
        const target = @tagName(builtin.cpu.arch) ++ "-" ++ @tagName(builtin.os.tag) ++ "-" ++ @tagName(builtin.abi) ++ "\x00";
        const zig_version = builtin.zig_version_string ++ "\x00";
        const git_commit = options.git_commit ++ "\x00";
    };
    const state = struct {
        const default: S = .{};
        const fields = shape.fields(S);
        const known = components.references(options.components.all);
        const renamed = renames.list(S, options.name, fields);
        const states = game_states.uses(S, options.name);
        const declared = data.list(options.data.all, options.name, components.Slot);
    };
    return .{
        .name = .from(names.name[0..options.name.len]),
        .package = .from(names.package[0..options.package.len]),
        .target = .from(names.target[0 .. names.target.len - 1]),
        .zig_version = .from(names.zig_version[0 .. names.zig_version.len - 1]),
        .optimize = switch (builtin.mode) {
            .debug => .debug,
            .safe => .release_safe,
            .fast => .release_fast,
            .small => .release_small,
        },
        .state_size = @sizeOf(S),
        .state_align = @alignOf(S),
        .field_count = state.fields.len,
        .state_default = if (@sizeOf(S) == 0) null else &state.default,
        .fields = if (state.fields.len == 0) null else state.fields.ptr,
        .echo = &struct {
            fn echo(value: u32) callconv(.c) u32 {
                // The host takes the difference for a script that it cannot read.
                return if (builtin.mode == .debug and !shape.liesAsSaid(S)) ~value else value;
            }
        }.echo,
        .init = batchOf(S, .init),
        .update = batchOf(S, .update),
        .shutdown = batchOf(S, .shutdown),
        .components = state.known.ptr,
        .component_count = state.known.len,
        .on_signal = signalsOf(S),
        .built_at_seconds = options.built_at,
        .git_commit = .from(names.git_commit[0..options.git_commit.len]),
        .on_reload = batchOf(S, .onReload),
        .serialize = batchOf(S, .serialize),
        .deserialize = batchOf(S, .deserialize),
        .health_check = scriptCallOf(S, .healthCheck),
        .on_hotload_prepare = scriptCallOf(S, .onHotloadPrepare),
        .renames = if (state.renamed.len == 0) null else state.renamed.ptr,
        .rename_count = state.renamed.len,
        .phase_plus_one = if (phaseOf(S, options.name)) |phase| @backingInt(phase) + 1 else 0,
        .rests = @intFromBool(rests(S)),
        .state_uses = if (state.states.len == 0) null else state.states.ptr,
        .state_use_count = state.states.len,
        .data = if (state.declared.len == 0) null else state.declared.ptr,
        .data_count = state.declared.len,
    };
}

/// The phase that a script declares: `pub const phase = .fixed_update;`
fn phaseOf(comptime S: type, comptime script: []const u8) ?abi.Phase {
    if (!@hasDecl(S, "phase")) return null;
    const declared = S.phase;
    const T = @TypeOf(declared);
    // A function, or a constant that means something else.
    if (@typeInfo(T) != .enum_literal and T != abi.Phase) return null;
    const name = @tagName(declared);
    return std.meta.stringToEnum(abi.Phase, name) orelse @compileError("script '" ++ script ++ "': '." ++ name ++
        "' is not a phase; write: pub const phase = .pre_update; or .fixed_update, .update, .post_update");
}

/// Whether `update` only runs sequences, and says until when there is nothing to do for an instance.
fn rests(comptime S: type) bool {
    return runs.areDriven(S) and !@hasDecl(S, @tagName(Callback.update));
}

/// Whether the SDK has something to do in a callback, for `onEnter` and `onExit`.
fn isForStates(comptime S: type, comptime callback: Callback) bool {
    return switch (callback) {
        .init, .onReload, .onSignal => game_states.isTold(S),
        else => false,
    };
}

/// Whether the SDK has something to do in a callback, for the runs of a script.
fn isForRuns(comptime S: type, comptime callback: Callback) bool {
    return switch (callback) {
        .update => runs.areDriven(S),
        .init, .onReload, .onSignal => runs.hear(S),
        else => false,
    };
}

/// The C function that runs a callback for all instances of a batch, or null if there is nothing to call.
fn batchOf(comptime S: type, comptime callback: Callback) ?abi.Callback {
    const is_for_runs = comptime isForRuns(S, callback);
    const is_for_states = comptime isForStates(S, callback);
    if (!is_for_runs and !is_for_states and !@hasDecl(S, @tagName(callback))) return null;
    return &struct {
        fn run(frame: *abi.Frame, batch: *const abi.Batch) callconv(.c) void {
            handler.current = frame;
            handler.stack_base = @frameAddress();
            defer handler.current = null;
            var ctx: Context = .init(frame, batch);
            const states = statesOf(S, batch);
            var writer: StateWriter = .{ .frame = frame };
            var reader: StateReader = .{ .frame = frame };
            var row = batch.first;
            while (row < batch.end) : (row += 1) {
                ctx.begin(row);
                if (is_for_runs) switch (callback) {
                    .update => {
                        const wake = runs.drive(S, &states[row], &ctx, reportRun);
                        if (comptime rests(S)) if (batch.wake_seconds) |seconds| {
                            seconds[row] = wake;
                        };
                    },
                    else => runs.connect(S, &states[row], &ctx, reportRun),
                };
                if (is_for_states) game_states.connect(S, &ctx, reportRun);
                if (@hasDecl(S, @tagName(callback))) invoke(S, callback, frame, .{ &states[row], &ctx } ++ switch (callback) {
                    .init, .shutdown, .onReload => .{},
                    .update => .{frame.delta_seconds},
                    .serialize => .{&writer},
                    .deserialize => .{&reader},
                    .onSignal, .onEnter, .onExit, .healthCheck, .onHotloadPrepare => comptime unreachable,
                });
            }
        }
    }.run;
}

/// The C function that runs a callback of the script as a whole, or null if the script has no such callback.
fn scriptCallOf(comptime S: type, comptime callback: Callback) ?abi.Callback {
    if (!@hasDecl(S, @tagName(callback))) return null;
    return &struct {
        fn run(frame: *abi.Frame, batch: *const abi.Batch) callconv(.c) void {
            handler.current = frame;
            handler.stack_base = @frameAddress();
            defer handler.current = null;
            var ctx: Context = .init(frame, batch);
            ctx.begin(batch.first);
            invoke(S, callback, frame, .{&ctx});
        }
    }.run;
}

/// The C function that delivers signals to instances of a batch, or null if the script hears none.
fn signalsOf(comptime S: type) ?abi.SignalCallback {
    const is_for_runs = comptime isForRuns(S, .onSignal);
    const is_for_states = comptime isForStates(S, .onSignal);
    if (!is_for_runs and !is_for_states and !@hasDecl(S, @tagName(Callback.onSignal))) return null;
    return &struct {
        fn run(frame: *abi.Frame, batch: *const abi.Batch, deliveries: [*]const abi.Delivery, count: usize) callconv(.c) void {
            handler.current = frame;
            handler.stack_base = @frameAddress();
            defer handler.current = null;
            var ctx: Context = .init(frame, batch);
            const states = statesOf(S, batch);
            for (deliveries[0..count], 0..) |delivery, index| {
                frame.delivery = @truncate(index);
                ctx.beginSignal(delivery.row, delivery.signal.sequence);
                if (is_for_states and game_states.tell(S, &states[delivery.row], &ctx, delivery.signal, reportRun)) continue;
                if (is_for_runs) runs.tell(S, &states[delivery.row], &ctx, delivery.signal, reportRun);
                if (@hasDecl(S, @tagName(Callback.onSignal))) invoke(S, .onSignal, frame, .{ &states[delivery.row], &ctx, delivery.signal });
            }
        }
    }.run;
}

fn statesOf(comptime S: type, batch: *const abi.Batch) [*]S {
    // A state without fields has no memory; any aligned address serves as its own.
    return @ptrCast(@alignCast(batch.states orelse @as(*anyopaque, @ptrFromInt(@alignOf(S)))));
}

/// Calls a script's function, and reports the error that it may return.
inline fn invoke(comptime S: type, comptime callback: Callback, frame: *abi.Frame, arguments: anytype) void {
    const name = @tagName(callback);
    const function = @field(S, name);
    if (@typeInfo(@typeInfo(@TypeOf(function)).@"fn".return_type.?) == .error_union) {
        @call(.auto, function, arguments) catch |failure| report(frame, name, failure, @errorReturnTrace());
    } else {
        @call(.auto, function, arguments);
    }
}

/// Reports the error that a step of a run has returned, or `onEnter` or `onExit`.
fn reportRun(ctx: *Context, step: []const u8, failure: anyerror, trace: ?*std.lang.StackTrace) void {
    report(ctx.frame, step, failure, trace);
}

fn report(frame: *abi.Frame, callback: []const u8, failure: anyerror, trace: ?*std.lang.StackTrace) void {
    @branchHint(.cold);
    // The trace counts on when its buffer is full.
    const addresses = if (trace) |t| t.instruction_addresses[0..@min(t.index, t.instruction_addresses.len)] else &.{};
    _ = frame.host.error_report(frame, .from(callback), .from(@errorName(failure)), addresses.ptr, addresses.len);
}
