//! Posts as many requests as it is told to, or until it is refused.
const bevy = @import("bevy");
const note = @import("lib/note.zig");
const Flood = @This();

moves: u32 = 0,
spawns: u32 = 0,
prefab: [16]u8 = @splat(0),
scratch_bytes: u64 = 0,
done: u32 = 0,
outcome: note.Note = @splat(0),

pub fn update(self: *Flood, ctx: *bevy.Context, _: f32) void {
    self.done = 0;
    self.outcome = note.of(self.flood(ctx));
}

fn flood(self: *Flood, ctx: *bevy.Context) !void {
    for (0..self.moves) |_| {
        try ctx.entity().translate(.new(1, 0, 0));
        self.done += 1;
    }
    for (0..self.spawns) |_| {
        _ = try ctx.spawn(.{ .tag = "flood", .prefab = note.kept(&self.prefab) });
        self.done += 1;
    }
    if (self.scratch_bytes > 0) _ = try ctx.scratch(u8, @intCast(self.scratch_bytes));
}
