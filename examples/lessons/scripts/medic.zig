//! Heals the weakest member of the crew.
const bevy = @import("bevy");
const components = @import("components");
const Medic = @This();

/// Points per frame; the game sets it with `Script::new("medic").with("points", 0.5)`.
points: f32 = 1,

pub fn init(_: *Medic, ctx: *bevy.Context) !void {
    // By tag alone: a list of handles.
    const crew = try ctx.findByTag("crew");
    ctx.logInfo("{d} in the crew", .{crew.len});
}

pub fn update(self: *Medic, ctx: *bevy.Context, _: f32) !void {
    // Entities with all of these components and none of those. The options `with`, `without` and `tag` only filter.
    const found = try ctx.query(.{ components.Health, bevy.Transform }, .{
        .without = .{components.Shielded},
        .tag = "crew",
    });

    // Parallel slices of copies, valid until `update` returns.
    var weakest: ?usize = null;
    for (found.of(components.Health), 0..) |health, row| {
        if (health.current >= health.max) continue;
        if (weakest) |least| if (found.of(components.Health)[least].current <= health.current) continue;
        weakest = row;
    }

    const row = weakest orelse return;
    var health = found.of(components.Health)[row];
    health.current = @min(health.current + self.points, health.max);
    const place = found.of(bevy.Transform)[row].translation;
    if (health.current == health.max) ctx.logInfo("all well at x = {d}", .{place.x});
    // A handle from a query, a look-up or the script's own state becomes an entity with `ctx.ref`.
    try ctx.ref(found.entities[row]).add(health);
}
