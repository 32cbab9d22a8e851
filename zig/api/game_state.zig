//! States of the game: those that Rust declares, through mirrors, and those that scripts declare.
//!
//! ```zig
//! //! scripts/lib/game.zig
//! pub const Stage = enum {
//!     playing,
//!     paused,
//!     over,
//!
//!     pub const zig_state = "Stage";
//! };
//! ```
//!
//! | in a script | meaning |
//! | --- | --- |
//! | `pub const run_in = game.Stage.playing;` | the script only runs in this state; `.{ game.Stage.playing, game.Stage.over }`: in any of these |
//! | `pub fn onEnter(self: *S, ctx: *bevy.Context, stage: game.Stage) !void` | the game has entered a state |
//! | `pub fn onExit(self: *S, ctx: *bevy.Context, stage: game.Stage) !void` | the game has left it |

const std = @import("std");
const abi = @import("../contract/abi.zig");
const types = @import("../value/type.zig");
const Context = @import("context.zig").Context;
const signals = @import("signal.zig");
const Signal = signals.Signal;

/// What a type is to the host, as a state.
pub fn roleOf(comptime T: type) abi.Role {
    if (types.isZigState(T)) return .zig_state;
    if (types.isMirror(T)) return .state;
    @compileError(@typeName(T) ++ " is not a state; a state that scripts declare is an enum with: pub const zig_state = \"" ++
        shortName(@typeName(T)) ++ "\"; the mirror of a state that Rust declares has: pub const zig_reflect = \"my_game::" ++ shortName(@typeName(T)) ++ "\";");
}

fn shortName(comptime name: []const u8) []const u8 {
    const dot = std.mem.findScalarLast(u8, name, '.') orelse return name;
    return name[dot + 1 ..];
}

/// The name that signals have in front.
fn nameOf(comptime T: type) []const u8 {
    return if (roleOf(T) == .zig_state) T.zig_state else T.zig_reflect;
}

/// The name of the signal for entering a state: `ctx.connect(bevy.onEnter(game.Stage.paused))`.
pub fn onEnter(comptime value: anytype) []const u8 {
    return comptime nameOf(@TypeOf(value)) ++ ".enter." ++ @tagName(value);
}

/// The name of the signal for leaving a state.
pub fn onExit(comptime value: anytype) []const u8 {
    return comptime nameOf(@TypeOf(value)) ++ ".exit." ++ @tagName(value);
}

/// A component that despawns its entity when the game leaves a state:
/// `.{ bevy.Name.new("menu"), bevy.despawnOnExit(game.Stage.paused) }`. For a state that Rust declares, the game has to
/// register Bevy's component: `app.register_type::<DespawnOnExit<Stage>>()`.
pub fn despawnOnExit(comptime value: anytype) Scoped(@TypeOf(value), "Exit") {
    return scoped(@TypeOf(value), "Exit", value);
}

/// A component that despawns its entity when the game enters a state.
pub fn despawnOnEnter(comptime value: anytype) Scoped(@TypeOf(value), "Enter") {
    return scoped(@TypeOf(value), "Enter", value);
}

fn Scoped(comptime T: type, comptime when: []const u8) type {
    if (roleOf(T) == .zig_state) return struct {
        state: []const u8,
        variant: []const u8,

        pub const zig_reflect = "bevy_zig::states::scoped::DespawnOnZig" ++ when;
    };
    return struct {
        state: T,

        pub const zig_reflect = "bevy_state::state_scoped::DespawnOn" ++ when ++ "<" ++ T.zig_reflect ++ ">";
    };
}

fn scoped(comptime T: type, comptime when: []const u8, comptime value: T) Scoped(T, when) {
    if (comptime roleOf(T) == .zig_state) return .{ .state = T.zig_state, .variant = @tagName(value) };
    return .{ .state = value };
}

/// The state of a script's `onEnter` or `onExit`; null if it has none.
fn StateOf(comptime S: type, comptime callback: []const u8) ?type {
    if (!@hasDecl(S, callback)) return null;
    const T = @typeInfo(@TypeOf(@field(S, callback))).@"fn".param_types[2].?;
    _ = roleOf(T);
    return T;
}

/// Whether a script is told of states.
pub fn isTold(comptime S: type) bool {
    return @hasDecl(S, "onEnter") or @hasDecl(S, "onExit");
}

/// Where an error goes that a callback has returned.
pub const Reporter = fn (ctx: *Context, callback: []const u8, failure: anyerror, trace: ?*std.lang.StackTrace) void;

/// Connects a script to what its `onEnter` and `onExit` are called for.
pub fn connect(comptime S: type, ctx: *Context, comptime report: Reporter) void {
    inline for (.{ .{ "onEnter", ".enter" }, .{ "onExit", ".exit" } }) |pair| {
        if (comptime StateOf(S, pair[0])) |T| {
            const name = comptime nameOf(T) ++ pair[1];
            signals.ensureConnected(ctx, name, abi.entity_none) catch |failure| {
                report(ctx, pair[0], failure, @errorReturnTrace());
            };
        }
    }
}

/// Calls `onEnter` or `onExit`, if a signal is for one of them; true if so.
pub fn tell(comptime S: type, self: *S, ctx: *Context, signal: *const Signal, comptime report: Reporter) bool {
    inline for (.{ .{ "onEnter", ".enter" }, .{ "onExit", ".exit" } }) |pair| {
        if (comptime StateOf(S, pair[0])) |T| if (signal.is(comptime nameOf(T) ++ pair[1])) {
            const value = variantOf(T, signal.bytes()) orelse return true;
            const callback = @field(S, pair[0]);
            if (@typeInfo(@typeInfo(@TypeOf(callback)).@"fn".return_type.?) == .error_union) {
                callback(self, ctx, value) catch |failure| report(ctx, pair[0], failure, @errorReturnTrace());
            } else {
                callback(self, ctx, value);
            }
            return true;
        };
    }
    return false;
}

/// The variant with this name, as Rust or Zig writes it.
fn variantOf(comptime T: type, name: []const u8) ?T {
    inline for (@typeInfo(T).@"enum".field_names) |field| {
        if (isSame(field, name)) return @field(T, field);
    }
    return null;
}

/// Without regard to case and underscores.
fn isSame(one: []const u8, other: []const u8) bool {
    var index: usize = 0;
    for (one) |char| {
        if (char == '_') continue;
        while (index < other.len and other[index] == '_') index += 1;
        if (index == other.len or std.ascii.toLower(other[index]) != std.ascii.toLower(char)) return false;
        index += 1;
    }
    while (index < other.len and other[index] == '_') index += 1;
    return index == other.len;
}

/// What the descriptor says of states.
pub fn uses(comptime S: type, comptime script: []const u8) []const abi.StateUse {
    var list: []const type = &.{};
    for (.{ "onEnter", "onExit" }) |callback| if (StateOf(S, callback)) |T| {
        list = with(list, T);
    };
    const wanted = runIn(S, script);
    for (wanted) |value| list = with(list, @TypeOf(value));
    var made: [list.len]abi.StateUse = undefined;
    for (&made, list) |*use, T| {
        const variants = variantsOf(T);
        use.* = .{ .state = .from(nameOf(T)), .role = roleOf(T), .variant_count = variants.len, .variants = variants.ptr };
        for (wanted) |value| if (@TypeOf(value) == T) {
            for (variants, 0..) |variant, index| {
                if (!std.mem.eql(u8, variant.name.ptr.?[0..variant.name.len], @tagName(value))) continue;
                if (index >= 64) @compileError("script '" ++ script ++ "': run_in only takes the first 64 variants of a state");
                use.runs_in |= 1 << index;
            }
        };
    }
    const final = made;
    return &final;
}

/// `run_in`, as a tuple of values.
fn runIn(comptime S: type, comptime script: []const u8) if (@hasDecl(S, "run_in")) Tuple(@TypeOf(S.run_in)) else @TypeOf(.{}) {
    if (!@hasDecl(S, "run_in")) return .{};
    const T = @TypeOf(S.run_in);
    const values = if (isTuple(T)) S.run_in else .{S.run_in};
    for (values) |value| switch (@typeInfo(@TypeOf(value))) {
        .@"enum" => _ = roleOf(@TypeOf(value)),
        else => @compileError("script '" ++ script ++ "': run_in takes states with their types; write: pub const run_in = game.Stage.playing;"),
    };
    return values;
}

fn Tuple(comptime T: type) type {
    return if (isTuple(T)) T else @Tuple(&.{T});
}

fn isTuple(comptime T: type) bool {
    return @typeInfo(T) == .@"struct" and @typeInfo(T).@"struct".is_tuple;
}

fn with(comptime list: []const type, comptime T: type) []const type {
    for (list) |known| if (known == T) return list;
    return list ++ .{T};
}

fn variantsOf(comptime T: type) []const abi.Variant {
    const names = @typeInfo(T).@"enum".field_names;
    var variants: [names.len]abi.Variant = undefined;
    for (&variants, names) |*variant, name| variant.* = .{ .name = .from(name), .value = @backingInt(@field(T, name)) };
    std.mem.swap(abi.Variant, &variants[0], &variants[types.initialOf(T)]);
    const final = variants;
    return &final;
}

test isSame {
    try std.testing.expect(isSame("main_menu", "MainMenu") and isSame("MainMenu", "main_menu") and isSame("a", "A"));
    try std.testing.expect(!isSame("main", "MainMenu") and !isSame("MainMenu", "main") and !isSame("a", ""));
}

test uses {
    const Stage = enum {
        menu,
        playing,
        over,
        /// Where it begins.
        pub const default: @This() = .playing;
        /// Its name.
        pub const zig_state = "Stage";
    };
    const Script = struct {
        /// Where it runs.
        pub const run_in = .{ Stage.playing, Stage.over };
        /// What it is told.
        pub fn onEnter(_: *@This(), _: *Context, _: Stage) void {}
    };
    const found = comptime uses(Script, "test");
    try std.testing.expectEqual(1, found.len);
    try std.testing.expectEqual(.zig_state, found[0].role);
    try std.testing.expectEqual(0b101, found[0].runs_in);
    try std.testing.expectEqualStrings("playing", found[0].variants[0].name.ptr.?[0..7]);
    try std.testing.expectEqualStrings("Stage.exit.over", comptime onExit(Stage.over));
    try std.testing.expectEqual(0, (comptime uses(struct {}, "test")).len);
}
