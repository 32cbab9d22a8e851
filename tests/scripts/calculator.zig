//! Calls functions and commands of the game, one at a time as Rust chooses, and keeps outcome and answer.
const bevy = @import("bevy");
const components = @import("components");
const note = @import("lib/note.zig");
const Calculator = @This();

const damageOf = bevy.function("damage_of", fn (components.Hit) f32);
const mix = bevy.function("mix", fn (bool, u64, i8, [3]u16, components.Mood, bevy.Vec3, [8]u8, f64) bevy.Vec3);
const frames = bevy.function("frames", fn () u32);
const look = bevy.function("look", fn () void);
const fail = bevy.function("fail", fn (u8) f32);
const flip = bevy.function("flip", fn (components.Slot) components.Slot);
const place = bevy.command("place", fn (bevy.Entity, bevy.Vec3) void);
const missing = bevy.function("damage_off", fn (components.Hit) f32);
const other = bevy.function("damage_of", fn (extern struct { damage: f32, by: bevy.Entity }) f32);
const no_command = bevy.command("damage_of", fn (components.Hit) void);

const Call = enum { none, damage, mixed, frames, look, fails, flips, places, places_and_fails, places_and_faults, missing, other, no_command };

call: Call = .none,
target: bevy.Entity = .none,
number: f32 = 0,
vector: bevy.Vec3 = .zero,
outcome: note.Note = @splat(0),

pub fn update(self: *Calculator, ctx: *bevy.Context, _: f32) void {
    const call = self.call;
    self.call = .none;
    if (call != .none) self.outcome = note.of(self.make(ctx, call));
}

fn make(self: *Calculator, ctx: *bevy.Context, call: Call) !void {
    switch (call) {
        .none => {},
        .damage => self.number = try damageOf(ctx, .{ .by = self.target, .damage = 10 }),
        .mixed => self.vector = try mix(ctx, true, 1 << 40, -3, .{ 1, 2, 3 }, .angry_at_all, .new(1, 2, 3), "abcdefgh".*, 0.5),
        .frames => self.number = @floatFromInt(try frames(ctx)),
        .look => try look(ctx),
        .fails => _ = try fail(ctx, 7),
        .flips => {
            const slot = try flip(ctx, .{ .item = 3, .count = 200 });
            self.number = @floatFromInt(@as(u32, slot.item) * 1000 + slot.count);
        },
        .places, .places_and_fails, .places_and_faults => {
            const own = ctx.entity();
            try own.setPosition(.new(1, 0, 0));
            try place(ctx, own.id, .new(2, 0, 0));
            try own.translate(.new(0, 5, 0));
            if (call == .places_and_fails) return error.Failed;
            if (call == .places_and_faults) @panic("after a command");
        },
        .missing => _ = try missing(ctx, .{ .by = self.target, .damage = 1 }),
        .other => _ = try other(ctx, .{ .by = self.target, .damage = 1 }),
        .no_command => try no_command(ctx, .{ .by = self.target, .damage = 1 }),
    }
}
