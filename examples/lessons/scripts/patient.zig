//! Loses health to poison, and is cured when half of it is left.
const bevy = @import("bevy");
// The game's components, which the build writes in Zig. Editors use it for completion.
const components = @import("components");
const Patient = @This();

pub fn update(_: *Patient, ctx: *bevy.Context, dt: f32) !void {
    const patient = ctx.entity();
    // Absent is an expected result here: an entity without poison does not suffer.
    const poison = patient.get(components.Poison) catch return;

    // A copy of the component, as the last phase left it. Changing the copy changes nothing in the world ...
    var health = try patient.get(components.Health);
    health.current -= poison.strength * dt;
    // ... until you write it back: a request, which the host applies after all scripts of this phase have run.
    try patient.add(health);

    if (health.current <= health.max / 2) {
        try patient.remove(components.Poison);
        // Any field of any reflected component, with the field's own type: f32 here.
        try patient.setPath(f32, "Mood", "calm", 1);
        ctx.logInfo("cured at {d:.1} of {d} points", .{ health.current, health.max });
    }
}
