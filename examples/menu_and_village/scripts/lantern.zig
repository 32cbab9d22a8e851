//! A lantern: follows the mouse that drags it. Where it stays is up to the village.
const bevy = @import("bevy");
const looks = @import("lib/looks.zig");
const ui = @import("lib/ui.zig");
const Stage = @import("lib/stage.zig").Stage;
const Lantern = @This();

pub const run_in = Stage.village;

/// The payload of "lantern_dropped".
pub const Dropped = struct { number: u8, place: bevy.Vec2 };
/// The payload of the answer, "placed".
pub const Placed = struct { place: bevy.Vec2, is_lit: bool };

number: u8 = 0,
is_lit: bool = false,

is_held: bool = false,
glow: bevy.Entity = .none,
/// Seconds, so that no two flicker alike.
age: f32 = 0,

pub fn init(self: *Lantern, ctx: *bevy.Context) !void {
    inline for (.{ "pointer.drag_start", "pointer.drag", "pointer.drag_end", "placed" }) |name| _ = try ctx.connect(name);
    self.age = ctx.random().range(0, 10);
    self.glow = (try ctx.spawnWith(.{ .parent = ctx.entity().id, .transform = .fromXyz(0, -8, 0.3) }, .{
        bevy.Sprite{ .image = .load("halo.png"), .color = looks.amber.withAlpha(0), .custom_size = .splat(340) },
        ui.untouchable,
    })).id;
}

pub fn update(self: *Lantern, ctx: *bevy.Context, dt: f32) !void {
    self.age += dt;
    const glow = ctx.ref(self.glow);
    if (!glow.exists()) return;
    const light = try ctx.globalVars().getOr(f32, "saved.settings.light", 0.7);
    const flicker = 0.85 + 0.1 * @sin(7 * self.age) + 0.05 * @sin(17 * self.age);
    const alpha: f32 = if (self.is_lit) (0.25 + 0.55 * light) * flicker else if (self.is_held) 0.15 else 0;
    try glow.set(bevy.Sprite, .{ .color = looks.amber.withAlpha(alpha) });
}

pub fn onSignal(self: *Lantern, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    const lantern = ctx.entity();
    if (signal.is("placed")) {
        const placed = signal.payload(Placed) orelse return;
        self.is_lit = placed.is_lit;
        return lantern.setPosition(placed.place.extend(looks.depth(placed.place.y - 80)));
    }
    const pointer = signal.payload(bevy.Pointer) orelse return;
    if (self.is_lit) return;
    self.is_held = !signal.is("pointer.drag_end");
    const cameras = try ctx.findByTag("camera");
    const there = try ctx.ref(cameras[0]).viewportToWorld2d(pointer.position) orelse return;
    // The hand holds it at the ring, and above everything.
    try lantern.setPosition(.new(there.x, there.y - 20, 3));
    if (!self.is_held) try ctx.emit("lantern_dropped", Dropped{ .number = self.number, .place = there.sub(.new(0, 20)) });
}
