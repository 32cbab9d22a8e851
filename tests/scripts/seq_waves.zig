//! A spawner: waves, each larger than the one before, which come when the last one is beaten.
const bevy = @import("bevy");
const Waves = @This();

waves: bevy.Run(attack) = .{},
size: u16 = 2,
alive: u32 = 0,
wave: u32 = 0,
spawned: u32 = 0,

const attack = bevy.sequence(Waves, .{
    bevy.repeat(3, .{
        bevy.wait(2),
        announce,
        bevy.repeat(.size, .{ spawn, bevy.wait(0.5) }),
        bevy.until(isBeaten),
        grow,
    }),
    bevy.wait(1),
    win,
});

pub fn init(_: *Waves, ctx: *bevy.Context) !void {
    _ = try ctx.connect("fallen");
}

pub fn onSignal(self: *Waves, _: *bevy.Context, signal: *const bevy.Signal) void {
    if (signal.is("fallen")) self.alive -|= 1;
}

fn announce(self: *Waves) void {
    self.wave += 1;
}

fn spawn(self: *Waves, ctx: *bevy.Context) !void {
    self.alive += 1;
    self.spawned += 1;
    try ctx.emit("enemy", self.spawned);
}

fn isBeaten(self: *const Waves) bool {
    return self.alive == 0;
}

fn grow(self: *Waves) void {
    self.size += 1;
}

fn win(_: *Waves, ctx: *bevy.Context) !void {
    try ctx.emit("won", {});
}
