//! Plays a sound and does with it what the test says.
const bevy = @import("bevy");
const Jukebox = @This();

const Step = enum { none, shot, music, louder, slower, faster, pause, go_on, mute, unmute, stop, wrong };

step: Step = .none,
music: bevy.Entity = .none,
volume: f32 = 0,
speed: f32 = 0,
paused: bool = false,
muted: bool = false,
over: bool = false,
ready: bool = false,

pub fn update(self: *Jukebox, ctx: *bevy.Context, _: f32) !void {
    const step = self.step;
    self.step = .none;
    const music = ctx.sound(self.music);
    switch (step) {
        .none => {},
        .shot => self.music = (try ctx.play("beep.wav", .{ .volume = 0.25 })).id,
        .music => self.music = (try ctx.play("beep.wav", .{
            .repeat = true,
            .volume = 0.5,
            .speed = 2,
            .spatial = true,
            .transform = .fromXyz(3, 0, 0),
            .parent = ctx.entity().id,
        })).id,
        .louder => try music.setVolume(0.75),
        .slower => try music.setSpeed(0.5),
        .faster => try music.setSpeed(1.5),
        .pause => try music.pause(),
        .go_on => try music.play(),
        .mute => try music.setMuted(true),
        .unmute => try music.setMuted(false),
        .stop => try music.stop(),
        // Neither of these is a sound.
        .wrong => {
            try ctx.sound(ctx.entity().id).stop();
            try ctx.sound(ctx.entity().id).setVolume(2);
        },
    }
    if (self.music == .none) return;
    const state = try music.state();
    self.volume = state.volume;
    self.speed = state.speed;
    self.paused = state.is_paused;
    self.muted = state.is_muted;
    self.over = state.is_over;
    self.ready = state.is_ready;
}
