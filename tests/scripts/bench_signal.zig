//! Emits many signals in a frame, or hears them, for the benchmark `data`.
const bevy = @import("bevy");
const BenchSignal = @This();

const Hit = struct { by: bevy.Entity, damage: f32, kind: u32 };

/// In each frame; 0: it listens.
emits: u32 = 0,
sum: f32 = 0,

pub fn init(self: *BenchSignal, ctx: *bevy.Context) !void {
    if (self.emits == 0) _ = try ctx.connect("bench_hit");
}

pub fn update(self: *BenchSignal, ctx: *bevy.Context, _: f32) !void {
    for (0..self.emits) |_| try ctx.emit("bench_hit", Hit{ .by = .none, .damage = 1, .kind = 3 });
}

pub fn onSignal(self: *BenchSignal, _: *bevy.Context, signal: *const bevy.Signal) void {
    if (signal.is("bench_hit")) {
        if (signal.payload(Hit)) |hit| self.sum += hit.damage;
    }
}
