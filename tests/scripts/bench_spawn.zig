//! Spawns entities with a script each, and despawns them in the next frame, for the benchmark `data`.
const bevy = @import("bevy");
const BenchSpawn = @This();

count: u32 = 0,
spawned: bevy.List(bevy.Entity) = .{},

pub fn update(self: *BenchSpawn, ctx: *bevy.Context, _: f32) !void {
    const old = try self.spawned.items(ctx);
    if (old.len == 0) {
        for (0..self.count) |_| {
            const new = try ctx.spawnWith(.{}, .{bevy.scriptNamed("bench_spawned", .{})});
            try self.spawned.append(ctx, new.id);
        }
    } else {
        for (old) |id| try ctx.ref(id).despawn();
        self.spawned.clear(ctx);
    }
}
