//! Reads and sets fields by path.
const bevy = @import("bevy");
const note = @import("lib/note.zig");
const Stats = @This();

const stats = "bevy_zig_tests::components::Stats";

speed: f32 = 0,
max: u16 = 0,
corner: bevy.Vec3 = .zero,
read: note.Note = @splat(0),
write: note.Note = @splat(0),
wrong_type: note.Note = @splat(0),
wrong_path: note.Note = @splat(0),
wrong_component: note.Note = @splat(0),
resource: note.Note = @splat(0),
set_path: note.Note = @splat(0),
set_seal: note.Note = @splat(0),
malformed: note.Note = @splat(0),
endless: note.Note = @splat(0),
set_type: note.Note = @splat(0),

pub fn update(self: *Stats, ctx: *bevy.Context, _: f32) void {
    self.read = note.of(self.look(ctx.entity()));
    self.write = note.of(change(ctx.entity()));
    self.wrong_type = note.of(discard(ctx.entity().getPath(f64, stats, "speed")));
    self.wrong_path = note.of(discard(ctx.entity().getPath(f32, stats, "sped")));
    self.set_path = note.of(ctx.entity().setPath(f32, stats, "sped", 1));
    self.set_type = note.of(ctx.entity().setPath(f32, stats, "name", 1));
    self.malformed = note.of(discard(ctx.entity().getPath(f32, stats, "..")));
    self.endless = note.of(ctx.entity().setPath(f32, stats, "limits.corners[99999999999999999999].x", 1));
    self.set_seal = note.of(ctx.entity().setPath(u32, "bevy_zig_tests::reflected::Seal", "number", 2));
    self.resource = note.of(discard(ctx.entity().getPath(u32, "GlobalVars", "seed")));
    self.wrong_component = note.of(discard(ctx.entity().getPath(f32, "Stat", "speed")));
}

fn look(self: *Stats, entity: bevy.EntityRef) !void {
    self.speed = try entity.getPath(f32, stats, "speed");
    // The short name serves where there is one of it.
    self.max = try entity.getPath(u16, "Stats", "limits.max");
    self.corner = try entity.getPath(bevy.Vec3, stats, "limits.corners[1]");
}

fn change(entity: bevy.EntityRef) !void {
    try entity.setPath(f32, stats, "speed", 9);
    try entity.setPath(bevy.Vec3, stats, "limits.corners[0]", .new(1, 2, 3));
}

fn discard(result: anytype) !void {
    _ = try result;
}
