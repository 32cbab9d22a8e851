//! Hears the same entity over and over, by a sequence, and has a connection to it of its own, which it may end.
const bevy = @import("bevy");
const Patient = @This();

run: bevy.Run(listening) = .{},
boss: bevy.Entity = .none,
heard: u32 = 0,
own: bevy.Connection = 0,
leaves: bool = false,

const listening = bevy.sequence(Patient, .{bevy.forever(.{bevy.receiveOf(.boss, "hit", count)})});

fn count(self: *Patient) void {
    self.heard += 1;
}

pub fn init(self: *Patient, ctx: *bevy.Context) !void {
    self.own = try ctx.connectTo(self.boss, "hit");
}

pub fn update(self: *Patient, ctx: *bevy.Context, _: f32) !void {
    if (!self.leaves) return;
    self.leaves = false;
    try ctx.disconnect(self.own);
}
