//! Casts rays and shapes through the game's physics, one at a time as Rust chooses.
const std = @import("std");
const bevy = @import("bevy");
const note = @import("lib/note.zig");
const Caster = @This();

const Call = enum { none, ray, short_ray, past_itself, other_layer, ball, cuboid, nonsense, backwards };

call: Call = .none,
outcome: note.Note = @splat(0),
hit: bevy.Entity = .none,
point: bevy.Vec3 = .zero,
normal: bevy.Vec3 = .zero,
distance: f32 = -1,

pub fn update(self: *Caster, ctx: *bevy.Context, _: f32) void {
    const call = self.call;
    self.call = .none;
    if (call == .none) return;
    self.hit, self.distance = .{ .none, -1 };
    self.outcome = note.of(self.run(ctx, call));
}

fn run(self: *Caster, ctx: *bevy.Context, call: Call) !void {
    const own = ctx.entity().id;
    const found = switch (call) {
        .none => unreachable,
        .ray => try ctx.castRay(.{ .origin = .zero, .direction = .x }),
        .short_ray => try ctx.castRay(.{ .origin = .zero, .direction = .x, .max = 2 }),
        .past_itself => try ctx.castRay(.{ .origin = .zero, .direction = .neg_x, .ignore = own }),
        .other_layer => try ctx.castRay(.{ .origin = .zero, .direction = .x, .layers = 2 }),
        .ball => try ctx.castShape(.{ .shape = .{ .ball = .new(0.5) }, .origin = .zero, .direction = .x }),
        .cuboid => try ctx.castShape(.{ .shape = .{ .cuboid = .new(1, 1, 1) }, .origin = .zero, .direction = .x }),
        .nonsense => try ctx.castRay(.{ .origin = .splat(std.math.nan(f32)), .direction = .x }),
        .backwards => try ctx.castRay(.{ .origin = .zero, .direction = .x, .max = -1 }),
    };
    const hit = found orelse return error.NothingThere;
    self.hit, self.point, self.normal, self.distance = .{ hit.entity, hit.point, hit.normal, hit.distance };
}
