//! Goes over all entities, for the benchmark `data`.
const bevy = @import("bevy");
const components = @import("components");
const Heat = @import("lib/heat.zig").Heat;
const BenchData = @This();

what: enum { query2, query2_whole, query2_at_once, write_back, write_back_whole, zig_component } = .query2,
sum: f32 = 0,

pub fn update(self: *BenchData, ctx: *bevy.Context, _: f32) !void {
    var sum: f32 = 0;
    switch (self.what) {
        .query2 => {
            var rows = try ctx.each(.{ components.Health, bevy.Transform }, .{});
            while (try rows.next()) |chunk| {
                for (chunk.field(components.Health, .current), chunk.field(bevy.Transform, .translation)) |health, place| {
                    sum += health * place.x;
                }
            }
        },
        .query2_whole => {
            var rows = try ctx.each(.{ components.Health, bevy.Transform }, .{});
            while (try rows.next()) |chunk| {
                for (chunk.of(components.Health), chunk.of(bevy.Transform)) |health, transform| {
                    sum += health.current * transform.translation.x;
                }
            }
        },
        .query2_at_once => {
            const found = try ctx.query(.{ components.Health, bevy.Transform }, .{});
            for (found.of(components.Health), found.of(bevy.Transform)) |health, transform| {
                sum += health.current * transform.translation.x;
            }
        },
        .write_back => {
            var rows = try ctx.each(.{ components.Health, bevy.Transform }, .{});
            while (try rows.next()) |chunk| {
                for (chunk.field(components.Health, .current), try chunk.mutField(bevy.Transform, .translation)) |health, *place| {
                    place.x += health;
                }
            }
        },
        .write_back_whole => {
            var rows = try ctx.each(.{ components.Health, bevy.Transform }, .{});
            while (try rows.next()) |chunk| {
                for (chunk.of(components.Health), try chunk.mut(bevy.Transform)) |health, *transform| {
                    transform.translation.x += health.current;
                }
            }
        },
        .zig_component => {
            var rows = try ctx.each(.{Heat}, .{});
            while (try rows.next()) |chunk| {
                for (chunk.of(Heat)) |heat| sum += heat.now * heat.most;
            }
        },
    }
    self.sum = sum;
}
