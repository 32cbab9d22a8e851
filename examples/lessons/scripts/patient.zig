//! Suffers from poison, and is cured when half of its health is gone.
const bevy = @import("bevy");
// The game's components, which the build has written in Zig. Editors complete from it.
const components = @import("components");
const Patient = @This();

pub fn update(_: *Patient, ctx: *bevy.Context, dt: f32) !void {
    const patient = ctx.entity();
    // Absent is an answer here, and no mistake: who is not poisoned does not suffer.
    const poison = patient.get(components.Poison) catch return;

    // A copy of the component, as the last phase left it. Changing the copy changes nothing in the world ...
    var health = try patient.get(components.Health);
    health.current -= poison.strength * dt;
    // ... until it is handed back: a request, which the host applies when all scripts of this phase have run.
    try patient.add(health);

    if (health.current <= health.max / 2) {
        try patient.remove(components.Poison);
        // Any field of any reflected component. The type is the field's own: f32 here.
        try patient.setPath(f32, "Mood", "calm", 1);
        ctx.logInfo("cured at {d:.1} of {d} points", .{ health.current, health.max });
    }
}
