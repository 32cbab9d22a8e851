//! Looks around, as Rust tells it, and keeps what it has found.
const bevy = @import("bevy");
const components = @import("components");
const note = @import("lib/note.zig");
const Scout = @This();

const Look = enum { none, all, with, without, tag, every_filter, unregistered, twice, raw_null, raw_small, raw_size, raw_tag };

look: Look = .none,
center: bevy.Vec3 = .zero,
radius: f32 = 0,

outcome: note.Note = @splat(0),
count: u32 = 0,
first: bevy.Entity = .none,
/// All that was found, in its order, as one number.
digest: u64 = 0,

pub fn update(self: *Scout, ctx: *bevy.Context, _: f32) void {
    if (self.look == .none) return;
    self.count = 0;
    self.outcome = note.of(self.make(ctx));
    self.look = .none;
}

fn make(self: *Scout, ctx: *bevy.Context) !void {
    const center = self.center;
    const radius = self.radius;
    const Frozen = components.Frozen;
    const found = switch (self.look) {
        .none => return,
        .all => try ctx.findNearby(center, radius, .{}),
        .with => try ctx.findNearby(center, radius, .{ .with = .{Frozen} }),
        .without => try ctx.findNearby(center, radius, .{ .without = .{Frozen} }),
        .tag => try ctx.findNearby(center, radius, .{ .tag = "rock" }),
        .every_filter => try ctx.findNearby(center, radius, .{
            .with = .{ Frozen, bevy.Transform },
            .without = .{components.Points},
            .tag = "rock",
        }),
        .unregistered => try ctx.findNearby(center, radius, .{ .with = .{components.Unregistered} }),
        .twice => found: {
            // A move is a request: it shows in the next phase.
            try ctx.entity().setPosition(.new(1e6, 0, 0));
            _ = try ctx.findNearby(center, radius, .{});
            break :found try ctx.findNearby(center, radius, .{});
        },
        .raw_null, .raw_small, .raw_size, .raw_tag => return self.raw(ctx),
    };
    self.count = @intCast(found.len);
    self.first = if (found.len > 0) found[0] else .none;
    self.digest = 0;
    for (found) |entity| self.digest = (self.digest ^ @backingInt(entity)) *% 0x9e3779b97f4a7c15;
}

/// What only a script that goes past the SDK can ask.
fn raw(self: *Scout, ctx: *bevy.Context) !void {
    const none: [1]u32 = .{0};
    var query: bevy.abi.NearbyQuery = .{
        .radius = self.radius,
        .center = self.center,
        .with_count = 0,
        .with = &none,
        .without = &none,
        .without_count = 0,
        .tag = .from(if (self.look == .raw_tag) "\xff" else ""),
    };
    if (self.look == .raw_size) query.size = 8;
    var room: [1]u64 = .{7};
    var count: usize = 99;
    const capacity: usize = if (self.look == .raw_null) 0 else 1;
    const frame = ctx.frame;
    const status = frame.host.entities_find_nearby(frame, &query, if (capacity == 0) null else &room, capacity, &count);
    self.count = @intCast(count);
    self.outcome = note.text(@tagName(status));
    if (room[0] != 7) return error.Overwritten;
    if (status == .buffer_too_small) return error.BufferTooSmall;
    if (status == .invalid_argument) return error.InvalidArgument;
}
