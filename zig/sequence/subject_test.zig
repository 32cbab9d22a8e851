//! What the tests of sequences have in common: a script that notes what it does, with any sequence.

const std = @import("std");
const bevy = @import("../bevy.zig");

/// A script that notes what it does.
pub const Noting = struct {
    run: bevy.Run(steps) = .{},
    notes: [64]u8 = @splat(0),
    count: u32 = 0,
    is_open: bool = false,
    pause: f32 = 0.5,
    times: u8 = 2,
    mood: enum { calm, angry, bored } = .calm,
    other: bevy.Entity = .none,
    damage: f32 = 0,
    spent: f32 = 0,
    height: f32 = 1,
    place: bevy.Vec2 = .zero,

    const S = @This();
    const steps = bevy.sequence(S, .{a});

    pub fn note(self: *S, letter: u8) void {
        self.notes[self.count] = letter;
        self.count += 1;
    }

    pub fn a(self: *S) void {
        self.note('a');
    }

    pub fn b(self: *S, _: *bevy.Context) !void {
        self.note('b');
    }

    pub fn c(self: *S) void {
        self.note('c');
    }

    pub fn fails(_: *S) !void {
        return error.Broken;
    }

    pub fn hit(self: *S, _: *bevy.Context, damage: f32) bool {
        self.damage += damage;
        return damage > 1;
    }

    pub fn spend(self: *S, _: *bevy.Context, dt: f32) void {
        self.spent += dt;
    }
};

/// A script like `Noting` with another sequence, which is begun.
pub fn Subject(comptime list: anytype) type {
    return struct {
        game: *bevy.testing.Game,
        noting: bevy.testing.Instance(Noting),
        run: bevy.Run(bevy.sequence(Noting, list)) = .{},
        wake: f64 = 0,

        const Self = @This();

        pub fn init(game: *bevy.testing.Game) !Self {
            return .{ .game = game, .noting = try game.attach(Noting, .{}) };
        }

        /// The next frame, so much later.
        pub fn frame(self: *Self, dt: f32) !void {
            self.game.nextFrame(dt);
            try self.update();
        }

        pub fn update(self: *Self) !void {
            const ctx = try self.game.beginAs(self.noting.entity, 1, true);
            const wake = self.run.drive(&self.noting.state, ctx);
            try self.game.end();
            self.wake = try wake;
        }

        pub fn tell(self: *Self, name: []const u8, target: bevy.Entity, payload: anytype) !void {
            const ctx = try self.game.beginAs(self.noting.entity, 1, true);
            const bytes = std.mem.toBytes(payload);
            const signal: bevy.Signal = .{
                .size = @sizeOf(bevy.Signal),
                .name_id = try @import("../testing/names.zig").signalId(name),
                .name_text = .from(name),
                .from = .none,
                .target = target,
                .instance_id = 0,
                .frame = 1,
                .sequence = 1,
                .payload_ptr = &bytes,
                .payload_size = bytes.len,
                .payload_variants = 0,
            };
            const heard = self.run.hear(&self.noting.state, ctx, &signal);
            try self.game.end();
            try heard;
        }

        pub fn expectNotes(self: *Self, wanted: []const u8) !void {
            try std.testing.expectEqualStrings(wanted, self.noting.state.notes[0..self.noting.state.count]);
        }
    };
}

const Game = bevy.testing.Game;

pub fn newGame() Game {
    return .init(std.testing.allocator);
}

/// A step that counts.
pub fn count(self: *Noting) void {
    self.count += 1;
}
