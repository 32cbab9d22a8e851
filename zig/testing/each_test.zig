//! Tests of going over queries in chunks, with the host of tests.

const std = @import("std");
const bevy = @import("../bevy.zig");
const Game = bevy.testing.Game;

const expectEqual = std.testing.expectEqual;
const expectError = std.testing.expectError;

const Health = extern struct {
    current: f32,
    max: f32,
    /// The name that the host knows it by.
    pub const zig_component = "EachHealth";
};

const Armour = extern struct {
    /// With a gap behind it.
    worn: bool,
    points: u32,
    /// The name that the host knows it by.
    pub const zig_component = "EachArmour";
};

test "chunks have what a query finds, and the entities of one are alike" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    for (0..9) |index| {
        const id = try game.spawnAt(.zero);
        try game.set(id, Health{ .current = @floatFromInt(index), .max = 10 });
        if (index >= 7) try game.set(id, Armour{ .worn = true, .points = 3 });
    }
    const ctx = try game.begin(.none);
    defer game.end() catch unreachable;
    const found = try ctx.query(.{Health}, .{});
    var rows = try ctx.each(.{ Health, bevy.maybe(Armour) }, .{});
    var seen: usize = 0;
    var armoured: usize = 0;
    while (try rows.next()) |chunk| {
        for (chunk.entities(), chunk.of(Health)) |id, health| {
            try expectEqual(found.entities[seen], id);
            try expectEqual(found.of(Health)[seen], health);
            seen += 1;
        }
        if (chunk.maybe(Armour)) |armour| armoured += armour.len;
        try expectEqual(chunk.maybe(Armour) == null, try chunk.maybeMut(Armour) == null);
    }
    try expectEqual(9, seen);
    try expectEqual(2, armoured);
    try expectEqual(null, try rows.next());
    var filtered = try ctx.each(.{}, .{ .with = .{Armour} });
    try expectEqual(2, (try filtered.next()).?.entities().len);
    filtered.end();
    filtered.end();
    try expectEqual(null, try filtered.next());
}

test "rows that a script has changed are requests, where mut was called" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    var ids: [5]bevy.Entity = undefined;
    for (&ids) |*id| {
        id.* = try game.spawnAt(.zero);
        try game.set(id.*, Health{ .current = 1, .max = 10 });
        try game.set(id.*, Armour{ .worn = false, .points = 3 });
    }
    const ctx = try game.begin(.none);
    var rows = try ctx.each(.{ Health, Armour }, .{});
    while (try rows.next()) |chunk| {
        const armour = try chunk.mut(Armour);
        // The same fields again change nothing.
        for (armour) |*one| one.* = .{ .worn = false, .points = 3 };
        try ctx.ref(chunk.entities()[0]).despawn();
        for (chunk.entities(), try chunk.mut(Health), 0..) |id, *health, index| {
            if (id == ids[2] or id == ids[4]) health.current = 5;
            try expectEqual(1, chunk.of(Health)[index].current);
        }
        // The second time it is the same copy.
        if (chunk.len == 1) try expectEqual(5, (try chunk.mut(Health))[0].current);
    }
    try game.end();
    const changed: Health = .{ .current = 5, .max = 10 };
    try game.expectRequests(&.{
        .{ .despawn = ids[0] },
        .{ .change = .{ .entity = ids[2], .value = .of(&changed) } },
        .{ .despawn = ids[4] },
        .{ .change = .{ .entity = ids[4], .value = .of(&changed) } },
    });
}

test "what is written before a break counts, and what cannot be written is an error" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    const rock = try game.spawnAt(.zero);
    try game.set(rock, std.mem.zeroes(bevy.GlobalTransform));
    const ctx = try game.begin(.none);
    var rows = try ctx.each(.{ bevy.Transform, bevy.GlobalTransform }, .{});
    while (try rows.next()) |chunk| {
        try expectError(error.ReadOnly, chunk.mut(bevy.GlobalTransform));
        (try chunk.mutField(bevy.Transform, .translation))[0].x = 7;
        try expectEqual(0, chunk.field(bevy.Transform, .translation)[0].x);
        break;
    }
    try game.end();
    const change = try game.only(.change);
    try expectEqual(rock, change.entity);
    try expectEqual(7, change.value.as(bevy.Transform).?.translation.x);
}
