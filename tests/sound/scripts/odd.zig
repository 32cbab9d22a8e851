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
    speed_of_zero,
    speed_of_nan,
    speed_of_a_million,
    volume_below_zero,
    volume_of_nan,
    ears_at_one_place,
    one_ear,
    scale_of_zero,
    all_scales_of_zero,
    endless_decibels,
    no_file,
    no_path,
    refused_path,
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
outcome: enum { none, ok, InvalidArgument, other } = .none,
over: bool = false,

pub fn update(self: *Odd, ctx: *bevy.Context, _: f32) !void {
    const step = self.step;
    self.step = .none;
    if (step != .none) self.outcome = if (self.act(ctx, step)) .ok else |problem| switch (problem) {
        error.InvalidArgument => .InvalidArgument,
        else => .other,
    };
    if (self.sound != .none) self.over = (try ctx.sound(self.sound).state()).is_over;
}

fn act(self: *Odd, ctx: *bevy.Context, step: Step) !void {
    const sound = ctx.sound(self.sound);
    switch (step) {
        .none => {},
        .usual => {
            _ = try ctx.spawnWith(.{}, .{Listener{ .left_ear_offset = .y_axis, .right_ear_offset = .neg_y }});
            try ctx.setResource(DefaultScale, .{ .value = Scale{ .value = .new(0.01, 0.01, 0) } });
            self.sound = (try ctx.play("beep.wav", .{ .repeat = true, .spatial = true })).id;
        },
        .play_at_no_speed => try self.play(ctx, .{ .speed = 0 }),
        .play_backwards => try self.play(ctx, .{ .speed = -1 }),
        .play_at_endless_speed => try self.play(ctx, .{ .speed = inf }),
        .play_below_silence => try self.play(ctx, .{ .volume = -1 }),
        .play_endlessly_loud => try self.play(ctx, .{ .volume = inf }),
        .start_at_no_number => try self.play(ctx, .{ .start_seconds = nan }),
        .start_before => try self.play(ctx, .{ .start_seconds = -1 }),
        .speed_of_zero => try sound.setSpeed(0),
        .speed_of_nan => try sound.setSpeed(nan),
        .speed_of_a_million => try sound.setSpeed(1e6),
        .volume_below_zero => try sound.setVolume(-1),
        .volume_of_nan => try sound.setVolume(nan),
        .ears_at_one_place => {
            const listener: Listener = .{ .left_ear_offset = .x_axis, .right_ear_offset = .x_axis };
            _ = try ctx.spawnWith(.{ .transform = .identity }, .{listener});
        },
        .one_ear => try ctx.entity().set(Listener, .{ .left_ear_offset = bevy.Vec3.zero }),
        .scale_of_zero => try ctx.ref(self.sound).set(Settings, .{ .spatial_scale = Scale{ .value = .zero } }),
        .all_scales_of_zero => try ctx.setResource(DefaultScale, .{ .value = Scale{ .value = .zero } }),
        .endless_decibels => try ctx.ref(self.sound).set(Settings, .{ .volume = .{ .decibels = inf } }),
        .no_file => self.sound = (try ctx.play("nothing.wav", .{})).id,
        .no_path => self.sound = (try ctx.play("", .{})).id,
        .refused_path => self.sound = (try ctx.play("../beep.wav", .{})).id,
    }
}

fn play(self: *Odd, ctx: *bevy.Context, options: bevy.SoundOptions) !void {
    self.sound = (try ctx.play("beep.wav", options)).id;
}
