//! A flock in one script, for the benchmark `data`: what `tests/benches/data/boids.rs` does in Rust.
const bevy = @import("bevy");
const BenchBoids = @This();

const cells = 32;
const reach = 5.0;
const size = cells * reach;
const dt = 1.0 / 60.0;
const count_max = 10_000;

const Boid = struct { at: bevy.Vec3, velocity: bevy.Vec3 };

frames: u32 = 0,

pub fn update(self: *BenchBoids, ctx: *bevy.Context, _: f32) !void {
    const columns = .{ bevy.Transform, bevy.Velocity };
    const boids = try ctx.scratch(Boid, count_max);
    var count: usize = 0;
    var rows = try ctx.each(columns, .{});
    while (try rows.next()) |chunk| {
        const places = chunk.field(bevy.Transform, .translation);
        for (boids[count..][0..chunk.len], places, chunk.field(bevy.Velocity, .linear)) |*boid, place, velocity| {
            boid.* = .{ .at = place, .velocity = velocity };
        }
        count += chunk.len;
    }
    const flock: Flock = try .init(ctx, boids[0..count]);
    var first: usize = 0;
    rows = try ctx.each(columns, .{});
    while (try rows.next()) |chunk| {
        const places = try chunk.mutField(bevy.Transform, .translation);
        const velocities = try chunk.mutField(bevy.Velocity, .linear);
        for (flock.cell_of[first..][0..chunk.len], places, velocities) |cell, *place, *velocity| {
            const steered = flock.steered(.{ .at = place.*, .velocity = velocity.* }, cell);
            const at = place.add(steered.scale(dt));
            velocity.* = steered;
            place.* = .new(wrapped(at.x), wrapped(at.y), at.z);
        }
        first += chunk.len;
    }
    self.frames += 1;
}

const Flock = struct {
    cell_of: []u32,
    /// Where each cell begins in `sorted`.
    begins: []u32,
    sorted: []Boid,

    fn init(ctx: *bevy.Context, boids: []const Boid) !Flock {
        const cell_of = try ctx.scratch(u32, boids.len);
        const begins = try ctx.scratch(u32, cells * cells + 1);
        const sorted = try ctx.scratch(Boid, boids.len);
        @memset(begins, 0);
        for (boids, cell_of) |boid, *cell| {
            cell.* = cellAlong(boid.at.y) * cells + cellAlong(boid.at.x);
            begins[cell.*] += 1;
        }
        var sum: u32 = 0;
        for (begins) |*begin| {
            sum += begin.*;
            begin.* = sum;
        }
        for (boids, cell_of) |boid, cell| {
            begins[cell] -= 1;
            sorted[begins[cell]] = boid;
        }
        return .{ .cell_of = cell_of, .begins = begins, .sorted = sorted };
    }

    fn steered(self: Flock, boid: Boid, cell: u32) bevy.Vec3 {
        const x, const y = .{ cell % cells, cell / cells };
        const left = x -| 1;
        // With a type, or else that of what is smaller than `cells`.
        const right: u32 = @min(x + 1, cells - 1);
        const last: usize = @min(y + 1, cells - 1);
        var count: f32 = 0;
        var middle: bevy.Vec3 = .zero;
        var along: bevy.Vec3 = .zero;
        var apart: bevy.Vec3 = .zero;
        for (y -| 1..last + 1) |row| {
            const begin = self.begins[row * cells + left];
            const end = self.begins[row * cells + right + 1];
            for (self.sorted[begin..end]) |other| {
                const away = boid.at.sub(other.at);
                const distance = away.lengthSquared();
                if (distance < reach * reach) {
                    count += 1;
                    middle = middle.add(other.at);
                    along = along.add(other.velocity);
                    apart = apart.add(away.scale(1 / (distance + 0.1)));
                }
            }
        }
        // It has seen itself, too.
        const share = 1 / count;
        const pull = middle.scale(share).sub(boid.at).scale(0.5)
            .add(along.scale(share).sub(boid.velocity))
            .add(apart.scale(2));
        return boid.velocity.add(pull.scale(dt)).clampLengthMax(10);
    }
};

fn cellAlong(value: f32) u32 {
    return @min(@as(u32, @intFromFloat(value / reach)), cells - 1);
}

fn wrapped(value: f32) f32 {
    if (value < 0) return value + size;
    return if (value >= size) value - size else value;
}
