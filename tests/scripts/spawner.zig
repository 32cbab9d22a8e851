//! Spawns with components, as Rust tells it, and keeps the outcome.
const std = @import("std");
const bevy = @import("bevy");
const components = @import("components");
const note = @import("lib/note.zig");
const Spawner = @This();

const Call = enum {
    none,
    plain,
    with,
    over_prefab,
    transform_last,
    empty,
    despawned,
    hidden_watcher,
    unregistered,
    read_only,
    bad_value,
    raw_size_mismatch,
    raw_null_payload,
    raw_null_list,
    raw_many,
    raw_unknown_id,
    raw_old,
    raw_too_old,
    raw_newer,
};

call: Call = .none,
request_id: u64 = 0,
outcome: note.Note = @splat(0),
found: bevy.Entity = .none,

pub fn update(self: *Spawner, ctx: *bevy.Context, _: f32) !void {
    const call = self.call;
    self.call = .none;
    if (call == .none) return;
    if (self.make(ctx, call)) |spawned| {
        self.found = spawned;
        self.outcome = note.text("ok");
    } else |failure| {
        self.outcome = note.text(@errorName(failure));
    }
}

fn make(self: *Spawner, ctx: *bevy.Context, call: Call) !bevy.Entity {
    const health: components.Health = .{ .current = 3, .max = 4 };
    const spawned = switch (call) {
        .none => unreachable,
        .plain => try ctx.spawn(.{ .prefab = "rock", .request_id = self.request_id }),
        .with => try ctx.spawnWith(
            .{ .tag = "made", .request_id = self.request_id },
            .{ health, components.Frozen{}, bevy.Velocity{ .linear = .new(1, 2, 3) } },
        ),
        .over_prefab => try ctx.spawnWith(.{ .prefab = "rock" }, .{ health, components.Points{ .value = 5 } }),
        .transform_last => try ctx.spawnWith(
            .{ .transform = .fromXyz(1, 2, 3) },
            .{bevy.Transform.fromXyz(9, 9, 9)},
        ),
        .empty => try ctx.spawnWith(.{}, .{}),
        .despawned => spawned: {
            const spawned = try ctx.spawnWith(.{ .request_id = self.request_id }, .{health});
            try spawned.despawn();
            break :spawned spawned;
        },
        .hidden_watcher => spawned: {
            const spawned = try ctx.spawn(.{ .prefab = "watcher" });
            try spawned.insert(bevy.Visibility.hidden);
            break :spawned spawned;
        },
        .unregistered => try ctx.spawnWith(.{}, .{ health, components.Unregistered{ .value = 1 } }),
        .read_only => try ctx.spawnWith(.{}, .{std.mem.zeroes(bevy.GlobalTransform)}),
        .bad_value => try ctx.spawnWith(.{}, .{ health, self.badValue() }),
        else => return self.raw(ctx, call),
    };
    return spawned.id;
}

fn badValue(_: *Spawner) components.Everything {
    var value = std.mem.zeroes(components.Everything);
    std.mem.asBytes(&value)[@offsetOf(components.Everything, "flag")] = 7;
    return value;
}

/// What only a script that goes past the SDK can ask.
fn raw(_: *Spawner, ctx: *bevy.Context, call: Call) !bevy.Entity {
    const Old = @offsetOf(bevy.abi.SpawnRequest, "components");
    const frame = ctx.frame;
    var id: u32 = 0;
    var size: usize = 0;
    _ = frame.host.component_find(frame, .from("Health"), &id, &size);
    const health: components.Health = .{ .current = 3, .max = 4 };
    const entry: bevy.abi.ComponentDataEntry = .{ .id = id, .payload_size = @intCast(size), .payload = &health };
    var entries: [65]bevy.abi.ComponentDataEntry = @splat(entry);
    // Larger than the host knows it.
    var room: extern struct { request: bevy.abi.SpawnRequest, more: u64 } = .{
        .request = .{
            .prefab = .from(""),
            .tag = .from(""),
            .transform = .identity,
            .flags = 0,
            .components = &entries,
            .component_count = 1,
        },
        .more = std.math.maxInt(u64),
    };
    const request = &room.request;
    switch (call) {
        .raw_size_mismatch => entries[0].payload_size -= 1,
        .raw_null_payload => entries[0].payload = null,
        .raw_null_list => request.components = null,
        .raw_many => request.component_count = 65,
        .raw_unknown_id => entries[0].id = bevy.abi.component_none,
        .raw_old => {
            request.size = Old;
            request.component_count = 1_000;
        },
        .raw_too_old => request.size = Old - 8,
        .raw_newer => request.size = @sizeOf(@TypeOf(room)),
        else => unreachable,
    }
    var spawned: u64 = 99;
    const status = frame.host.entity_spawn(frame, request, &spawned);
    ctx.refresh();
    if (status == .ok) return @fromBackingInt(spawned);
    if (spawned != 0) return error.NotNone;
    return switch (status) {
        .size_mismatch => error.SizeMismatch,
        .invalid_argument => error.InvalidArgument,
        .unknown_component => error.UnknownComponent,
        else => error.Other,
    };
}
