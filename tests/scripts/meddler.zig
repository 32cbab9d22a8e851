//! Asks for much at once, or for what it should not, as Rust chooses.
const bevy = @import("bevy");
const components = @import("components");
const game = @import("lib/game.zig");
const note = @import("lib/note.zig");
const types = @import("lib/reflected.zig");
const Meddler = @This();

const Call = enum {
    none,
    spawn,
    tag_and_move,
    set_position,
    add,
    remove,
    attach,
    detach,
    set_var,
    despawn,
    set_fields,
    insert_caption,
    set_caption,
    remove_caption,
    insert_vigor,
    set_vigor,
    remove_vigor,
    adopt,
    adopt_in_place,
    release,
    place_in_world,
    heal_all,
    disable,
    spawn_tree,
};

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
        .set_fields => try target.set(components.Health, .{ .current = 7 }),
        .insert_caption => try target.insert(types.Caption{ .text = "said" }),
        .set_caption => try target.set(types.Caption, .{ .text = "said" }),
        .remove_caption => try target.remove(types.Caption),
        .insert_vigor => try target.insert(game.Vigor{ .now = 7 }),
        .set_vigor => try target.set(game.Vigor, .{ .now = 8 }),
        .remove_vigor => try target.remove(game.Vigor),
        .adopt => try target.setParent(ctx.entity().id),
        .adopt_in_place => try target.setParentInPlace(ctx.entity().id),
        .release => try target.removeParentInPlace(),
        .place_in_world => try target.setGlobalPosition(.new(4, 5, 6)),
        .heal_all => {
            var rows = try ctx.each(.{components.Health}, .{});
            while (try rows.next()) |chunk| for (try chunk.mut(components.Health)) |*health| {
                health.current += 1;
            };
        },
        .disable => try target.setScriptEnabled("alpha", false),
        .spawn_tree => {
            const branch = .{
                bevy.SpawnOptions{ .tag = "rock" },
                components.Points{ .value = 1 },
                types.Caption{ .text = "said" },
                game.Vigor{},
            };
            const spawned = try ctx.spawnTree(.{
                bevy.SpawnOptions{ .tag = "rock" },
                components.Health{ .current = 3, .max = 4 },
                bevy.children(.{ branch, branch }),
            });
            self.found = spawned.id;
        },
    }
}
