//! Spawns a ship from a glTF file, and plays its animations.
const bevy = @import("bevy");
const Animator = @This();

const Call = enum { none, fire, fire_again, stop, unknown, missing, outside, pause };

call: Call = .none,
ship: bevy.Entity = .none,
ended: u32 = 0,

pub fn init(self: *Animator, ctx: *bevy.Context) !void {
    const ship = try ctx.spawnWith(.{}, .{
        bevy.world_serialization.WorldAssetRoot{ .value = .load("ship.gltf#Scene0") },
        bevy.Animation{ .source = .load("ship.gltf"), .name = "Idle" },
    });
    self.ship = ship.id;
    _ = try ctx.connectTo(ship.id, "animation_finished");
}

pub fn update(self: *Animator, ctx: *bevy.Context, _: f32) !void {
    const call = self.call;
    self.call = .none;
    const ship = ctx.ref(self.ship);
    switch (call) {
        .none => {},
        .fire => try ship.set(bevy.Animation, .{ .name = "Fire", .fade = 0.25, .looped = false }),
        .fire_again => try ship.insert(bevy.Animation{ .source = .load("ship.gltf"), .name = "Fire", .looped = false }),
        .stop => try ship.set(bevy.Animation, .{ .name = "" }),
        .unknown => try ship.set(bevy.Animation, .{ .name = "Fier" }),
        .missing => try ship.insert(bevy.Animation{ .source = .load("shop.gltf"), .name = "Idle" }),
        .outside => try ship.insert(bevy.Animation{ .source = .load("../ship.gltf"), .name = "Idle" }),
        .pause => try ship.set(bevy.Animation, .{ .paused = true }),
    }
}

pub fn onSignal(self: *Animator, _: *bevy.Context, signal: *const bevy.Signal) !void {
    if (signal.is("animation_finished")) self.ended += 1;
}
