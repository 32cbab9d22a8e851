//! What `bench_spawn.zig` spawns.
const bevy = @import("bevy");
const BenchSpawned = @This();

began: bool = false,

pub fn init(self: *BenchSpawned, _: *bevy.Context) void {
    self.began = true;
}
