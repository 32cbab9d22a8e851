//! Emits one signal per frame, and adds up what it hears: for the benchmark.
const bevy = @import("bevy");
const Ping = @This();

const Hit = struct { by: bevy.Entity, damage: f32, kind: u32 };

/// To its own entity, or to all.
broadcasts: bool = false,
listens: bool = true,
emits: bool = true,
sum: f32 = 0,

pub fn init(self: *Ping, ctx: *bevy.Context) !void {
    if (self.listens) _ = try ctx.connect("bench");
}

pub fn update(self: *Ping, ctx: *bevy.Context, _: f32) !void {
    if (!self.emits) return;
    const own = ctx.entity().id;
    const hit: Hit = .{ .by = own, .damage = 1, .kind = 3 };
    if (self.broadcasts) try ctx.emit("bench", hit) else try ctx.emitTo(own, "bench", hit);
}

pub fn onSignal(self: *Ping, _: *bevy.Context, signal: *const bevy.Signal) void {
    if (signal.is("bench")) {
        if (signal.payload(Hit)) |hit| self.sum += hit.damage;
    }
}
