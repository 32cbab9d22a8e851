//! Asks for much at once, or for what it should not, as Rust chooses.
const bevy = @import("bevy");
const components = @import("components");
const note = @import("lib/note.zig");
const Meddler = @This();

const Call = enum { none, spawn, tag_and_move, set_position, add, remove, attach, detach, set_var, despawn };

call: Call = .none,
target: bevy.Entity = .none,
outcome: note.Note = @splat(0),
found: bevy.Entity = .none,

pub fn update(self: *Meddler, ctx: *bevy.Context, _: f32) void {
    const call = self.call;
    self.call = .none;
    if (call != .none) self.outcome = note.of(self.make(ctx, call));
}

fn make(self: *Meddler, ctx: *bevy.Context, call: Call) !void {
    const target = if (self.target == .none) ctx.entity() else ctx.ref(self.target);
    switch (call) {
        .none => {},
        .spawn => {
            const health: components.Health = .{ .current = 3, .max = 4 };
            const options: bevy.SpawnOptions = .{ .prefab = "rock", .tag = "rock", .transform = .fromTranslation(.new(1, 2, 3)) };
            const spawned = try ctx.spawnWith(options, .{ health, components.Points{ .value = 1 } });
            self.found = spawned.id;
            try spawned.translate(.new(1, 0, 0));
            try spawned.attach("alpha", .{});
            try spawned.vars().set("hp", @as(u32, 3));
        },
        .tag_and_move => self.found = (try ctx.spawn(.{ .tag = "rock" })).id,
        .set_position => try target.setPosition(.new(1, 2, 3)),
        .add => try target.add(components.Health{ .current = 1, .max = 2 }),
        .remove => try target.remove(components.Health),
        .attach => try target.attach("alpha", .{}),
        .detach => try target.detach("alpha"),
        .set_var => try target.vars().set("hp", @as(u32, 3)),
        .despawn => try target.despawn(),
    }
}
