//! Queries with columns that may be missing, changes, one row, and an order.
const bevy = @import("bevy");
const components = @import("components");
const note = @import("lib/note.zig");
const Finder = @This();

const Call = enum { none, maybe, single, single_frozen, sorted, changed };

call: Call = .none,
outcome: note.Note = @splat(0),
/// What was found, as digits: points of each row; 0 for none.
digits: u64 = 0,
changed: u32 = 0,
added: u32 = 0,
found: bevy.Entity = .none,

pub fn update(self: *Finder, ctx: *bevy.Context, _: f32) !void {
    // In each frame, so that each change is seen once.
    self.changed += @intCast((try ctx.query(.{}, .{ .changed = .{components.Health} })).entities.len);
    self.added += @intCast((try ctx.query(.{bevy.maybe(components.Points)}, .{ .added = .{components.Health} })).entities.len);
    const call = self.call;
    self.call = .none;
    if (call != .none) self.outcome = note.of(self.make(ctx, call));
}

fn make(self: *Finder, ctx: *bevy.Context, call: Call) !void {
    self.digits = 0;
    switch (call) {
        .none => {},
        .changed => for ((try ctx.query(.{}, .{ .changed = .{components.Health} })).entities) |id| {
            var health = try ctx.ref(id).get(components.Health);
            health.current += 1;
            try ctx.ref(id).add(health);
        },
        .maybe => {
            const found = try ctx.query(.{ components.Health, bevy.maybe(components.Points) }, .{});
            for (found.of(components.Health), try found.maybe(components.Points)) |health, points| {
                self.digits = self.digits * 100 + @as(u64, @trunc(health.current)) * 10 + (if (points) |some| some.value else 0);
            }
        },
        .single, .single_frozen => {
            const row = if (call == .single)
                try ctx.single(.{ components.Health, bevy.maybe(components.Points) }, .{ .tag = "only" })
            else
                try ctx.single(.{ components.Health, bevy.maybe(components.Points) }, .{ .with = .{components.Frozen} });
            self.found = row.id;
            const points = if (row.maybe(components.Points)) |some| some.value else 0;
            self.digits = @as(u64, @trunc(row.of(components.Health).current)) * 10 + points;
        },
        .sorted => {
            const found = try (try ctx.query(.{ bevy.maybe(components.Points), components.Health }, .{})).sorted(components.Health, isLess);
            for (found.of(components.Health), try found.maybe(components.Points)) |health, points| {
                self.digits = self.digits * 100 + @as(u64, @trunc(health.current)) * 10 + (if (points) |some| some.value else 0);
            }
            if (found.entities.len > 0) self.found = found.entities[0];
        },
    }
}

fn isLess(a: components.Health, b: components.Health) bool {
    return a.current < b.current;
}
