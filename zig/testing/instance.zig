//! Instances of scripts in tests.

const std = @import("std");
const callbacks = @import("../script/callback.zig");
const codec = @import("../value/codec.zig");
const names = @import("names.zig");
const state = @import("../api/state.zig");

const Callback = callbacks.Callback;
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
            if (!@hasDecl(S, name)) @compileError("the script has no '" ++ name ++ "' to call; write: " ++ callback.declaration());
            const ctx = try self.game.beginAs(self.entity, self.id, @hasDecl(S, "onSignal"));
            ctx.frame.seed = self.game.seed ^ comptime saltOf(callback);
            if (callback == .onSignal) ctx.beginSignal(0, self.game.sequence);
            self.game.lacking = "";
            const returned = @call(.auto, @field(S, name), .{ &self.state, ctx } ++ more);
            // What was requested before an error still counts.
            try self.game.end();
            if (@typeInfo(@TypeOf(returned)) != .error_union) return;
            returned catch |failure| {
                if (self.game.lacking.len > 0) std.debug.print("\n{s}: {s}\n", .{ name, self.game.lacking });
                return failure;
            };
        }
    };
}
