//! Asks for sounds that nobody could hear.
const std = @import("std");
const bevy = @import("bevy");
const Odd = @This();

const nan = std.math.nan(f32);
const inf = std.math.inf(f32);

const Step = enum {
    none,
    usual,
    play_at_no_speed,
    play_backwards,
    play_at_endless_speed,
    play_below_silence,
    play_endlessly_loud,
    start_at_no_number,
    start_before,
    endless_speed,
    speed_of_nan,
    speed_of_a_million,
    endless_volume,
    volume_of_nan,
    ears_at_one_place,
    one_ear,
    parts_of_both_ears,
    part_of_one_ear,
    scale_of_zero,
    all_scales_of_zero,
    width_of_zero,
    width_of_zero_by_path,
    endless_decibels,
    no_file,
    no_path,
    refused_path,
    fade_out,
    all_but_stop,
    whole_ears,
    flat_scale,
    flat_scale_by_path,
    small_scale,
};

const Scale = struct {
    value: bevy.Vec3,

    pub const zig_reflect = "bevy_audio::audio::SpatialScale";
};
const DefaultScale = struct {
    value: Scale,

    pub const zig_reflect = "bevy_audio::audio::DefaultSpatialScale";
};
const Listener = struct {
    left_ear_offset: bevy.Vec3,
    right_ear_offset: bevy.Vec3,

    pub const zig_reflect = "bevy_audio::audio::SpatialListener";
};
const Settings = struct {
    volume: union(enum) { linear: f32, decibels: f32 },
    spatial_scale: ?Scale,

    pub const zig_reflect = "bevy_audio::audio::PlaybackSettings";
};

step: Step = .none,
sound: bevy.Entity = .none,
listener: bevy.Entity = .none,
outcome: enum { none, ok, InvalidArgument, other } = .none,
over: bool = false,
volume: f32 = 0,
speed: f32 = 0,

pub fn update(self: *Odd, ctx: *bevy.Context, _: f32) !void {
    const step = self.step;
    self.step = .none;
    if (step != .none) self.outcome = if (self.act(ctx, step)) .ok else |problem| switch (problem) {
        error.InvalidArgument => .InvalidArgument,
        else => .other,
    };
    if (self.sound == .none) return;
    const state = try ctx.sound(self.sound).state();
    self.over = state.is_over;
    self.volume = state.volume;
    self.speed = state.speed;
}

fn act(self: *Odd, ctx: *bevy.Context, step: Step) !void {
    const sound = ctx.sound(self.sound);
    switch (step) {
        .none => {},
        .usual => {
            const ears: Listener = .{ .left_ear_offset = .y_axis, .right_ear_offset = .neg_y };
            self.listener = (try ctx.spawnWith(.{}, .{ears})).id;
            try ctx.setResource(DefaultScale, .{ .value = Scale{ .value = .new(0.01, 0.01, 0.01) } });
            self.sound = (try ctx.play("beep.wav", .{ .repeat = true, .spatial = true })).id;
            try ctx.ref(self.sound).set(Settings, .{ .spatial_scale = Scale{ .value = .one } });
        },
        .play_at_no_speed => try self.play(ctx, .{ .speed = 0 }),
        .play_backwards => try self.play(ctx, .{ .speed = -1 }),
        .play_at_endless_speed => try self.play(ctx, .{ .speed = inf }),
        .play_below_silence => try self.play(ctx, .{ .volume = -1 }),
        .play_endlessly_loud => try self.play(ctx, .{ .volume = inf }),
        .start_at_no_number => try self.play(ctx, .{ .start_seconds = nan }),
        .start_before => try self.play(ctx, .{ .start_seconds = -1 }),
        .endless_speed => try sound.setSpeed(-inf),
        .speed_of_nan => try sound.setSpeed(nan),
        .speed_of_a_million => try sound.setSpeed(1e6),
        .endless_volume => try sound.setVolume(-inf),
        .volume_of_nan => try sound.setVolume(nan),
        .ears_at_one_place => {
            const listener: Listener = .{ .left_ear_offset = .x_axis, .right_ear_offset = .x_axis };
            _ = try ctx.spawnWith(.{ .transform = .identity }, .{listener});
        },
        .one_ear => try ctx.entity().set(Listener, .{ .left_ear_offset = bevy.Vec3.zero }),
        .parts_of_both_ears => try ctx.ref(self.listener).set(Listener, .{ .left_ear_offset = .{ .y = 1 }, .right_ear_offset = .{ .y = 1 } }),
        .part_of_one_ear => try ctx.ref(self.listener).set(Listener, .{ .left_ear_offset = .{ .y = 1 } }),
        .scale_of_zero => try ctx.ref(self.sound).set(Settings, .{ .spatial_scale = Scale{ .value = .zero } }),
        .all_scales_of_zero => try ctx.setResource(DefaultScale, .{ .value = Scale{ .value = .zero } }),
        .width_of_zero => try ctx.setResource(DefaultScale, .{ .value = .{ .value = .{ .x = 0 } } }),
        .width_of_zero_by_path => try ctx.ref(self.sound).setPath(f32, "PlaybackSettings", "spatial_scale.0.0.x", 0),
        .endless_decibels => try ctx.ref(self.sound).set(Settings, .{ .volume = .{ .decibels = inf } }),
        .no_file => self.sound = (try ctx.play("nothing.wav", .{})).id,
        .no_path => self.sound = (try ctx.play("", .{})).id,
        .refused_path => self.sound = (try ctx.play("../beep.wav", .{})).id,
        .fade_out => try sound.setVolume(-0.003),
        .all_but_stop => try sound.setSpeed(0),
        .whole_ears => try ctx.ref(self.listener).set(Listener, .{
            .left_ear_offset = .{ .x = -1, .y = 0, .z = 0 },
            .right_ear_offset = .{ .x = 1, .y = 0, .z = 0 },
        }),
        .flat_scale => try ctx.setResource(DefaultScale, .{ .value = .{ .value = .{ .z = 0 } } }),
        .flat_scale_by_path => try ctx.ref(self.sound).setPath(f32, "PlaybackSettings", "spatial_scale.0.0.z", 0),
        .small_scale => try ctx.setResource(DefaultScale, .{ .value = Scale{ .value = .new(1e-6, 1e-6, 0) } }),
    }
}

fn play(self: *Odd, ctx: *bevy.Context, options: bevy.SoundOptions) !void {
    self.sound = (try ctx.play("beep.wav", options)).id;
}
