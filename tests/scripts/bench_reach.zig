//! One use of a reflected value in each frame, for the benchmark `reach`.
const bevy = @import("bevy");
const components = @import("components");
const types = @import("lib/reflected.zig");
const Bench = @This();

const damageOf = bevy.function("damage_of", fn (components.Hit) f32);

/// Texts that are inserted in turns, so that each is new.
const texts = [_][]const u8{ "score 1000", "score 1001" };

what: enum { nothing, set, insert_text, get_struct, call } = .nothing,
sum: f32 = 0,

pub fn update(self: *Bench, ctx: *bevy.Context, _: f32) !void {
    const own = ctx.entity();
    switch (self.what) {
        .nothing => {},
        .set => try own.set(types.Gauge, .{ .value = @as(f32, @floatFromInt(ctx.frameNumber() % 1024)) }),
        .insert_text => try own.insert(types.Caption{ .text = texts[@as(u1, @truncate(ctx.frameNumber()))] }),
        .get_struct => {
            const gauge = try own.get(types.Gauge);
            self.sum += gauge.value + gauge.min + gauge.max;
        },
        .call => self.sum += try damageOf(ctx, .{ .by = own.id, .damage = self.sum + 1 }),
    }
}
