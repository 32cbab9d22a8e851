//! Sounds. They need the feature `audio` of bevy_zig, which turns on `bevy_audio`.

const std = @import("std");

const functions = @import("function.zig");
const math = @import("../math/math.zig");
const Context = @import("context.zig").Context;
const Duration = @import("../value/duration.zig").Duration;
const Entity = @import("entity.zig").Entity;
const Error = @import("../contract/status.zig").Error;
const Handle = @import("../value/handle.zig").Handle;

/// Options of `ctx.play`.
pub const SoundOptions = struct {
    /// The volume, as a linear factor of at least 0; 1 is the volume of the file.
    volume: f32 = 1,
    /// The speed, as a factor from 0.01 to 100; a higher speed also raises the pitch.
    speed: f32 = 1,
    /// Repeats the sound. Otherwise its entity is despawned at its end.
    repeat: bool = false,
    /// Keeps the entity when the sound has ended, so that `state()` can report it.
    keep: bool = false,
    paused: bool = false,
    muted: bool = false,
    /// Plays the sound at the position of its entity: quieter with distance, and to the left or right of the
    /// `SpatialListener`.
    spatial: bool = false,
    /// For `spatial`: the transform of its entity, relative to `parent`.
    transform: ?math.Transform = null,
    /// The parent: the sound moves with it, and is despawned with it.
    parent: Entity = .none,
    /// The position in the file at which to start, in seconds.
    start_seconds: f32 = 0,
};

/// The state of a sound.
pub const SoundState = extern struct {
    volume: f32,
    speed: f32,
    position_seconds: f32,
    is_paused: bool,
    is_muted: bool,
    /// Whether it has ended, was stopped, or could not be loaded.
    is_over: bool,
    /// Whether it is loaded, and playing or paused.
    is_ready: bool,
};

/// A sound that was started with `ctx.play`, or that `ctx.sound(id)` refers to. All functions except `state` are
/// requests. `error.UnknownFunction`: the feature `audio` of bevy_zig is not on.
pub const Sound = struct {
    ctx: *Context,
    id: Entity,

    /// Sets the volume, as a linear factor; 1 is the volume of the file. Less than 0, as at the end of a fade, counts
    /// as 0. `error.InvalidArgument`: it is not finite.
    pub fn setVolume(self: Sound, volume: f32) Error!void {
        if (!std.math.isFinite(volume)) return error.InvalidArgument;
        try commands.volume(self.ctx, self.id, @max(volume, 0));
    }

    /// Sets the speed, as a factor; less than 0.01 counts as 0.01: `pause` stops a sound. `error.InvalidArgument`: it
    /// is above 100, or not finite.
    pub fn setSpeed(self: Sound, speed: f32) Error!void {
        if (!within(speed, -std.math.floatMax(f32), 100)) return error.InvalidArgument;
        try commands.speed(self.ctx, self.id, @max(speed, 0.01));
    }

    /// Pauses the sound.
    pub fn pause(self: Sound) Error!void {
        try commands.pause(self.ctx, self.id, true);
    }

    /// Resumes the sound.
    pub fn play(self: Sound) Error!void {
        try commands.pause(self.ctx, self.id, false);
    }

    /// Mutes or unmutes the sound; it keeps playing in the meantime.
    pub fn setMuted(self: Sound, muted: bool) Error!void {
        try commands.mute(self.ctx, self.id, muted);
    }

    /// Stops the sound, and despawns its entity.
    pub fn stop(self: Sound) Error!void {
        try commands.stop(self.ctx, self.id);
    }

    /// Its current state.
    pub fn state(self: Sound) Error!SoundState {
        return commands.state(self.ctx, self.id);
    }
};

const commands = struct {
    const volume = functions.command("bevy.sound.volume", fn (Entity, f32) void);
    const speed = functions.command("bevy.sound.speed", fn (Entity, f32) void);
    const pause = functions.command("bevy.sound.pause", fn (Entity, bool) void);
    const mute = functions.command("bevy.sound.mute", fn (Entity, bool) void);
    const stop = functions.command("bevy.sound.stop", fn (Entity) void);
    const state = functions.function("bevy.sound.state", fn (Entity) SoundState);
};

const AudioSource = struct {
    /// Its path in Rust.
    pub const zig_asset = "bevy_audio::audio_source::AudioSource";
};

const AudioPlayer = struct {
    source: Handle(AudioSource),

    /// Its path in Rust.
    pub const zig_reflect = "bevy_audio::audio::AudioPlayer<bevy_audio::audio_source::AudioSource>";
};

const PlaybackSettings = struct {
    mode: enum { once, loop, despawn, remove },
    volume: union(enum) { linear: f32, decibels: f32 },
    speed: f32,
    paused: bool,
    muted: bool,
    spatial: bool,
    start_position: ?Duration,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_audio::audio::PlaybackSettings";
};

/// NaN is in no range.
fn within(number: f32, min: f32, max: f32) bool {
    return number >= min and number <= max;
}

/// What `ctx.play` does.
pub fn play(ctx: *Context, file: []const u8, options: SoundOptions) Error!Sound {
    if (!within(options.start_seconds, 0, std.math.floatMax(f32))) return error.InvalidArgument;
    const player: AudioPlayer = .{ .source = .load(file) };
    const settings: PlaybackSettings = .{
        .mode = if (options.repeat) .loop else if (options.keep) .once else .despawn,
        .volume = .{ .linear = options.volume },
        .speed = options.speed,
        .paused = options.paused,
        .muted = options.muted,
        .spatial = options.spatial,
        .start_position = if (options.start_seconds > 0) .seconds(options.start_seconds) else null,
    };
    const transform: ?math.Transform = options.transform orelse if (options.spatial) .identity else null;
    const spawned = try ctx.spawnWith(.{ .transform = transform, .parent = options.parent }, .{ player, settings });
    return .{ .ctx = ctx, .id = spawned.id };
}
