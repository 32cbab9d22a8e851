//! Instances of scripts in tests.

const std = @import("std");
const callbacks = @import("../script/callback.zig");
const codec = @import("../value/codec.zig");
const mirrors = @import("../value/type.zig");
const names = @import("names.zig");
const runs = @import("../sequence/runs.zig");
const state = @import("../api/state.zig");

const Callback = callbacks.Callback;
const Context = @import("../api/context.zig").Context;
const Entity = @import("../api/entity.zig").Entity;
const Game = @import("testing.zig").Game;
const Signal = @import("../api/signal.zig").Signal;

/// What makes the random numbers of a callback others than those of `update`, as in the real host.
fn saltOf(comptime callback: Callback) u64 {
    if (callback == .update or callback == .onSignal) return 0;
    var hash: u64 = 0xcbf2_9ce4_8422_2325;
    for (@tagName(callback)) |byte| hash = (hash ^ byte) *% 0x100_0000_01b3;
    return hash;
}

/// A script in a test. Its callbacks return the errors that the script returns.
pub fn Instance(comptime S: type) type {
    return struct {
        const Self = @This();

        game: *Game,
        /// Its entity; `.none` for a global script.
        entity: Entity,
        /// The number of the instance.
        id: u64,
        /// The script's fields.
        state: S,
        /// Until when its runs have nothing to do, in the game's seconds, as of the last `update`. A game does not call
        /// an instance before, if it has no `update` of its own.
        wake_seconds: f64 = 0,

        /// Calls `init`, and returns its error.
        pub fn init(self: *Self) anyerror!void {
            try self.call(.init, .{});
        }

        /// Calls `update`, `delta_seconds` after the last one. `Game.nextFrame` advances the game's time and frame
        /// number.
        pub fn update(self: *Self, delta_seconds: f32) anyerror!void {
            self.game.delta_seconds = delta_seconds;
            try self.call(.update, .{delta_seconds});
        }

        /// Lets time go by: so many seconds in frames of a 64th of one, with `Game.nextFrame` and `update` for each.
        /// Runs of sequences begin with the first `update` of an instance: if that is in here, a frame later than the
        /// time.
        pub fn skip(self: *Self, seconds: f64) anyerror!void {
            const end = self.game.elapsed_seconds + seconds;
            while (self.game.elapsed_seconds < end) {
                const rest: f32 = @floatCast(end - self.game.elapsed_seconds);
                self.game.nextFrame(@min(rest, 1.0 / 64.0));
                try self.update(self.game.delta_seconds);
                if (self.game.elapsed_seconds + 1e-9 >= end) return;
            }
        }

        /// Delivers a signal without a sender to this instance, addressed to `target`, or to all if it is `.none`. Does
        /// not check whether the instance is connected to it.
        pub fn onSignal(self: *Self, name: []const u8, target: Entity, payload: anytype) anyerror!void {
            const game = self.game;
            game.sequence += 1;
            const bytes = codec.encode(.memory, @TypeOf(payload), payload);
            const signal: Signal = .{
                .size = @sizeOf(Signal),
                .name_id = try names.signalId(name),
                .name_text = .from(name),
                .from = .none,
                .target = target,
                .instance_id = 0,
                .frame = game.frame_number,
                .sequence = game.sequence,
                .payload_ptr = if (bytes.len == 0) null else &bytes,
                .payload_size = bytes.len,
                .payload_variants = 0,
            };
            try self.call(.onSignal, .{&signal});
        }

        /// Delivers a signal that tells of an event, which the script reads with `signal.event`.
        pub fn onEvent(self: *Self, name: []const u8, target: Entity, event: anytype) anyerror!void {
            const game = self.game;
            game.event = try .copy(game.arena.allocator(), mirrors.typeOf(@TypeOf(event)), &event);
            defer game.event = null;
            try self.onSignal(name, target, {});
        }

        /// Calls `shutdown`.
        pub fn shutdown(self: *Self) anyerror!void {
            try self.call(.shutdown, .{});
        }

        /// Calls `onReload`, as after a reload.
        pub fn onReload(self: *Self) anyerror!void {
            try self.call(.onReload, .{});
        }

        /// Passes the data from this instance's `serialize` to the other's `deserialize`.
        pub fn carryTo(self: *Self, other: anytype) anyerror!void {
            const game = self.game;
            game.kept.clearRetainingCapacity();
            game.kept_at = 0;
            game.keeping = .writes;
            defer game.keeping = .nothing;
            var writer: state.StateWriter = .{ .frame = &game.frame };
            try self.call(.serialize, .{&writer});
            game.keeping = .reads;
            var reader: state.StateReader = .{ .frame = &game.frame };
            try other.call(.deserialize, .{&reader});
        }

        fn call(self: *Self, comptime callback: Callback, more: anytype) anyerror!void {
            const name = @tagName(callback);
            const is_for_runs = comptime switch (callback) {
                .update => runs.areDriven(S),
                .init, .onReload, .onSignal => runs.hear(S),
                else => false,
            };
            const is_own = @hasDecl(S, name);
            if (!is_own and !is_for_runs) @compileError("the script has no '" ++ name ++ "' to call; write: " ++ callback.declaration());
            const hears = @hasDecl(S, "onSignal") or comptime runs.hear(S);
            const ctx = try self.game.beginAs(self.entity, self.id, hears);
            ctx.frame.seed = self.game.seed ^ comptime saltOf(callback);
            if (callback == .onSignal) ctx.beginSignal(0, self.game.sequence);
            self.game.lacking = "";
            self.game.failure = null;
            if (is_for_runs) switch (callback) {
                .update => self.wake_seconds = runs.drive(S, &self.state, ctx, failed),
                .onSignal => runs.tell(S, &self.state, ctx, more[0], failed),
                else => runs.connect(S, &self.state, ctx, failed),
            };
            if (is_own) {
                const returned = @call(.auto, @field(S, name), .{ &self.state, ctx } ++ more);
                if (@typeInfo(@TypeOf(returned)) == .error_union) returned catch |failure| {
                    self.game.failure = failure;
                };
            }
            // What was requested before an error still counts.
            try self.game.end();
            const failure = self.game.failure orelse return;
            if (self.game.lacking.len > 0) std.debug.print("\n{s}: {s}\n", .{ name, self.game.lacking });
            return failure;
        }

        fn failed(ctx: *Context, step: []const u8, failure: anyerror, _: ?*std.lang.StackTrace) void {
            const game: *Game = @ptrCast(@alignCast(ctx.frame.host_data.?));
            game.failure = failure;
            game.failed_step = game.arena.allocator().dupe(u8, step) catch "";
        }
    };
}
