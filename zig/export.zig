//! Makes a script's descriptor and the functions behind it: one call runs all instances of a batch in a loop.

const std = @import("std");
const builtin = @import("builtin");
const abi = @import("abi.zig");
const components = @import("component.zig");
const handler = @import("panic.zig");
const reflect = @import("reflect.zig");
const Context = @import("context.zig").Context;
const Signal = @import("signal.zig").Signal;

/// What the generated root file of a script tells.
pub const Options = struct {
    package: []const u8,
    name: []const u8,
    /// The symbol that the descriptor is exported as.
    symbol: []const u8,
    /// When the script was compiled, in seconds since 1970.
    built_at: u64 = 0,
    /// The commit that was checked out then, empty if there was none.
    git_commit: []const u8 = "",
    /// The mirrors of the game's components, which `bevy_zig_build` generates.
    components: type = struct {
        pub const all = .{};
    },
};

/// Exports the descriptor of script `S`. Called once, by the generated root file.
pub fn exportScript(comptime S: type, comptime options: Options) void {
    reflect.validate(S, options.name);
    validateCallbacks(S, options.name);
    const names = struct {
        // The contract promises a null behind the text of a descriptor.
        const name = options.name ++ "\x00";
        const package = options.package ++ "\x00";
        const target = @tagName(builtin.cpu.arch) ++ "-" ++ @tagName(builtin.os.tag) ++ "-" ++ @tagName(builtin.abi) ++ "\x00";
        const zig_version = builtin.zig_version_string ++ "\x00";
    };
    const state = struct {
        const default: S = .{};
        const fields = reflect.fields(S);
        const known = components.references(options.components.all);
    };
    const exported = struct {
        const descriptor: abi.Descriptor = .{
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
            .echo = &echo,
            .init = batchOf(S, .init),
            .update = batchOf(S, .update),
            .shutdown = batchOf(S, .shutdown),
            .components = state.known.ptr,
            .component_count = state.known.len,
            .on_signal = signalsOf(S),
        };
    };
    @export(&exported.descriptor, .{ .name = options.symbol });
}

fn echo(value: u32) callconv(.c) u32 {
    return value;
}

const Callback = enum { init, update, shutdown, onSignal };

/// What follows `self` and the context.
fn extraParameters(comptime callback: Callback) []const type {
    return switch (callback) {
        .init, .shutdown => &.{},
        .update => &.{f32},
        .onSignal => &.{*const Signal},
    };
}

/// The C function that runs a callback for all instances of a batch, or null if the script has no such callback.
fn batchOf(comptime S: type, comptime callback: Callback) ?abi.Callback {
    if (!@hasDecl(S, @tagName(callback))) return null;
    return &struct {
        fn run(frame: *abi.Frame, batch: *const abi.Batch) callconv(.c) void {
            handler.current = frame;
            handler.stack_base = @frameAddress();
            defer handler.current = null;
            var ctx: Context = .init(frame, batch);
            const states = statesOf(S, batch);
            var row = batch.first;
            while (row < batch.end) : (row += 1) {
                ctx.begin(row);
                invoke(S, callback, frame, .{ &states[row], &ctx } ++ switch (callback) {
                    .init, .shutdown => .{},
                    .update => .{frame.delta_seconds},
                    .onSignal => comptime unreachable,
                });
            }
        }
    }.run;
}

/// The C function that delivers signals to instances of a batch, or null if the script hears none.
fn signalsOf(comptime S: type) ?abi.SignalCallback {
    if (!@hasDecl(S, @tagName(Callback.onSignal))) return null;
    return &struct {
        fn run(frame: *abi.Frame, batch: *const abi.Batch, deliveries: [*]const abi.Delivery, count: usize) callconv(.c) void {
            handler.current = frame;
            handler.stack_base = @frameAddress();
            defer handler.current = null;
            var ctx: Context = .init(frame, batch);
            const states = statesOf(S, batch);
            for (deliveries[0..count]) |delivery| {
                ctx.beginSignal(delivery.row, delivery.signal.sequence);
                invoke(S, .onSignal, frame, .{ &states[delivery.row], &ctx, delivery.signal });
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

fn report(frame: *abi.Frame, comptime callback: []const u8, failure: anyerror, trace: ?*std.lang.StackTrace) void {
    @branchHint(.cold);
    // The trace counts on when its buffer is full.
    const addresses = if (trace) |t| t.instruction_addresses[0..@min(t.index, t.instruction_addresses.len)] else &.{};
    _ = frame.host.error_report(frame, .from(callback), .from(@errorName(failure)), addresses.ptr, addresses.len);
}

/// A callback that has the wrong shape, or whose name is nearly right, would else fail in the middle of the loop above, or never
/// run.
fn validateCallbacks(comptime S: type, comptime script: []const u8) void {
    @setEvalBranchQuota(100_000);
    for (@typeInfo(S).@"struct".decl_names) |declared| {
        for (std.meta.tags(Callback)) |callback| {
            const name = @tagName(callback);
            const what = "script '" ++ script ++ "': ";
            const declaration = "pub fn " ++ name ++ "(self: *@This(), ctx: *bevy.Context" ++
                (switch (callback) {
                    .init, .shutdown => "",
                    .update => ", dt: f32",
                    .onSignal => ", signal: *const bevy.Signal",
                }) ++ ") !void";
            if (std.mem.eql(u8, declared, name)) {
                if (!hasShape(S, callback)) @compileError(what ++ "'" ++ name ++ "' is not a callback as it stands; write: " ++ declaration);
            } else if (@typeInfo(@TypeOf(@field(S, declared))) == .@"fn" and isMisspelt(declared, name)) {
                @compileError(what ++ "'" ++ declared ++ "' is never called; write: " ++ declaration ++
                    ", or leave out the 'pub' if it is a helper");
            }
        }
    }
}

/// Whether a name is so near a callback's that it is meant: `Update`, `on_update`, `updates`.
fn isMisspelt(comptime declared: []const u8, comptime callback: []const u8) bool {
    const plain = comptime plainName(declared);
    const wanted = comptime plainName(callback);
    if (comptime std.mem.eql(u8, plain, "on" ++ wanted) or std.mem.eql(u8, "on" ++ plain, wanted)) return true;
    return editDistance(plain, wanted) <= (if (wanted.len > 5) 2 else 1);
}

/// In lower case, without underscores.
fn plainName(comptime name: []const u8) []const u8 {
    var plain: []const u8 = "";
    for (name) |char| {
        if (char != '_') plain = plain ++ .{std.ascii.toLower(char)};
    }
    return plain;
}

/// How many letters have to be inserted, left out or replaced to make one text of the other.
fn editDistance(a: []const u8, b: []const u8) usize {
    var row: [32]usize = undefined;
    if (a.len >= row.len or b.len >= row.len) return std.math.maxInt(usize);
    for (0..b.len + 1) |column| row[column] = column;
    for (a, 1..) |char, line| {
        var diagonal = row[0];
        row[0] = line;
        for (b, 1..) |other, column| {
            const replaced = diagonal + @intFromBool(char != other);
            diagonal = row[column];
            row[column] = @min(replaced, row[column] + 1, row[column - 1] + 1);
        }
    }
    return row[b.len];
}

test isMisspelt {
    try std.testing.expect(isMisspelt("Update", "update"));
    try std.testing.expect(isMisspelt("on_update", "update"));
    try std.testing.expect(isMisspelt("updat", "update"));
    try std.testing.expect(isMisspelt("updates", "update"));
    try std.testing.expect(isMisspelt("signal", "onSignal"));
    try std.testing.expect(isMisspelt("shutDown", "shutdown"));
    try std.testing.expect(!isMisspelt("start", "update"));
    try std.testing.expect(!isMisspelt("unit", "shutdown"));
}

fn hasShape(comptime S: type, comptime callback: Callback) bool {
    const function = switch (@typeInfo(@TypeOf(@field(S, @tagName(callback))))) {
        .@"fn" => |function| function,
        else => return false,
    };
    const parameters = [_]type{ *S, *Context } ++ extraParameters(callback);
    if (function.param_types.len != parameters.len) return false;
    for (function.param_types, parameters, 0..) |given, wanted, index| {
        const T = given orelse return false;
        // A callback that changes nothing may say so.
        if (T != wanted and !(index == 0 and T == *const S)) return false;
    }
    const Returned = function.return_type orelse return false;
    return switch (@typeInfo(Returned)) {
        .void => true,
        .error_union => |info| info.payload == void,
        else => false,
    };
}
