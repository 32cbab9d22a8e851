//! The fake host answers as the real one does.

const std = @import("std");
const bevy = @import("../bevy.zig");

const expect = std.testing.expect;
const expectEqual = std.testing.expectEqual;
const expectError = std.testing.expectError;
const Game = bevy.testing.Game;

const Health = extern struct {
    current: f32,
    max: f32,

    pub const zig_component = "Health";
};

/// A script whose update is whatever the test gives it.
fn Doing(comptime body: fn (*bevy.Context) anyerror!void) type {
    return struct {
        pub fn update(_: *@This(), ctx: *bevy.Context, _: f32) !void {
            try body(ctx);
        }
    };
}

const Mover = struct {
    speed: f32 = 2,
    moves: u32 = 0,
    heard: f32 = 0,
    seen: bevy.List(bevy.Entity) = .{},
    connection: u64 = 0,

    pub fn init(self: *Mover, ctx: *bevy.Context) !void {
        self.connection = try ctx.connect("bump");
    }

    pub fn update(self: *Mover, ctx: *bevy.Context, dt: f32) !void {
        self.moves += 1;
        try self.seen.append(ctx, ctx.entity().id);
        try ctx.entity().translate(.new(self.speed * dt, 0, 0));
        ctx.logInfo("moved {d} times", .{self.moves});
        if (self.moves == 3) return error.Tired;
    }

    pub fn onSignal(self: *Mover, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
        if (signal.is("bump")) self.heard += signal.payload(f32) orelse 0;
        try ctx.emitTo(ctx.entity().id, "ouch", self.heard);
    }

    pub fn serialize(self: *const Mover, _: *bevy.Context, writer: *bevy.StateWriter) !void {
        try writer.write(u32, self.moves);
    }

    pub fn deserialize(self: *Mover, _: *bevy.Context, reader: *bevy.StateReader) !void {
        self.moves = try reader.read(u32);
    }
};

test "an instance has its state, and its requests can be looked at" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    var mover = try game.attach(Mover, .{ .speed = 4 });
    try mover.init();
    try game.expectRequests(&.{.{ .connect = .{ .name = "bump" } }});
    game.clear();
    try mover.update(0.5);
    try mover.update(0.25);
    try game.expectRequests(&.{
        .{ .translate = .{ .entity = mover.entity, .value = .new(2, 0, 0) } },
        .{ .translate = .{ .entity = mover.entity, .value = .new(1, 0, 0) } },
    });
    try expectEqual(2, mover.state.moves);
    try expectEqual(2, mover.state.seen.len);
    try game.expectLogged("moved 2 times");
    // An error is the test's to see; what was requested before it counts.
    try expectError(error.Tired, mover.update(0.25));
    try expectEqual(3, game.count(.translate));
}

test "a text has values in it" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    const ctx = try game.begin(.none);
    try std.testing.expectEqualStrings("3 lives left", try ctx.format("{d} {s} left", .{ 3, "lives" }));
    try std.testing.expectEqualStrings("", try ctx.format("", .{}));
    try game.end();
}

test "signals of a kind stand one behind the other, in the order of all that is requested" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    const Emitting = Doing(struct {
        fn body(ctx: *bevy.Context) !void {
            const other = ctx.entity().id;
            for (0..3) |index| try ctx.emit("blow", [3]u32{ @intCast(index), 0, 0 });
            for (0..2) |_| try ctx.emit("whistle", {});
            try ctx.emit("blow", [3]u32{ 3, 0, 0 });
            try ctx.entity().despawn();
            try ctx.emit("blow", [3]u32{ 4, 0, 0 });
            try ctx.emitTo(other, "blow", [3]u32{ 5, 0, 0 });
            try ctx.emitTo(other, "blow", [2]u32{ 6, 0 });
            // Far more than a buffer holds: what is handed over in between is not written to.
            for (7..5000) |index| try ctx.emit("blow", [3]u32{ @intCast(index), 0, 0 });
        }
    }.body);
    var emitting = try game.attach(Emitting, .{});
    try emitting.update(0);
    var next: u32 = 0;
    for (game.requested()) |request| switch (request) {
        .emit => |emitted| if (std.mem.eql(u8, emitted.name, "blow")) {
            try expectEqual(next, std.mem.bytesToValue(u32, emitted.bytes[0..4]));
            try expectEqual(@as(usize, if (next == 6) 8 else 12), emitted.bytes.len);
            try expectEqual(next == 5 or next == 6, emitted.target != .none);
            next += 1;
        } else {
            try expectEqual(3, next);
            try expectEqual(0, emitted.bytes.len);
        },
        .despawn => try expectEqual(4, next),
        else => unreachable,
    };
    try expectEqual(5000, next);
}

test "signals are heard and emitted" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    var mover = try game.attach(Mover, .{});
    try mover.onSignal("bump", .none, @as(f32, 2.5));
    try mover.onSignal("miss", mover.entity, {});
    try expectEqual(2.5, mover.state.heard);
    try game.expectRequest(.{ .emit = .{ .name = "ouch", .target = mover.entity, .bytes = std.mem.asBytes(&@as(f32, 2.5)) } });
    try expectEqual(2.5, game.requested()[0].emit.payload(f32).?);

    const ctx = try game.begin(.none);
    game.frame.signals_left = 1;
    try ctx.emit("wave", {});
    try expectError(error.LimitReached, ctx.emit("wave", {}));
    try expectError(error.UnknownEntity, ctx.emitTo(@fromBackingInt(12), "wave", {}));
    try expectError(error.InvalidArgument, ctx.disconnect(77));
    try game.end();
    try expectEqual(.none, game.requested()[game.requested().len - 1].emit.target);
}

test "a script that hears nothing cannot connect" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    var deaf = try game.attach(Doing(struct {
        fn body(ctx: *bevy.Context) !void {
            _ = try ctx.connect("bump");
        }
    }.body), .{});
    try expectError(error.Absent, deaf.update(0));
}

test "what is not set is not there" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    const rock = try game.spawn();
    const ctx = try game.begin(rock);
    defer game.end() catch unreachable;
    try expectError(error.Absent, ctx.entity().transform());
    try expectError(error.Absent, ctx.entity().velocity());
    try expectError(error.UnknownEntity, ctx.ref(@fromBackingInt(5)).transform());
    try expectError(error.UnknownEntity, ctx.ref(@fromBackingInt(5)).translate(.zero));
    try expectError(error.UnknownPrefab, ctx.spawn(.{ .prefab = "shot" }));
    try expectError(error.UnknownScript, ctx.entity().attach("shield", .{}));
    try expectError(error.UnknownComponent, ctx.entity().get(Health));
    try expectError(error.UnknownComponent, ctx.entity().getPath(f32, "game::Stats", "speed"));
    try std.testing.expectEqualStrings(
        "the game of this test has no field 'speed' of a component game::Stats; write: try game.setPath(f32, id, \"Stats\", \"speed\", …);",
        game.lacking,
    );
    try expectError(error.ReadOnly, ctx.entity().remove(bevy.GlobalTransform));
    try expectEqual(null, try ctx.vars().get(i32, "gold"));
    try expectEqual(0, (try ctx.findByTag("rock")).len);
    try expect(!ctx.pressed("fire"));
    try expectEqual(0, ctx.axis("steer"));
    try expectEqual(0, game.frame.requests_len);
}

test "what is set is read" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    const rock = try game.spawnAt(.new(1, 2, 3));
    const far = try game.spawnAt(.new(100, 0, 0));
    try game.set(rock, Health{ .current = 1, .max = 10 });
    try game.set(rock, bevy.Velocity{ .linear = .new(0, 5, 0) });
    try game.tag(far, "rock");
    try game.tag(rock, "rock");
    try game.setVar(rock, "name", .{ .text = "granite" });
    try game.setVar(.none, "gold", .{ .int = 5 });
    try game.setPath(f32, rock, "game::Stats", "speed", 2.5);
    try game.setAxis("steer", -1);
    try game.press("fire");
    game.seed = 7;
    {
        const ctx = try game.begin(rock);
        defer game.end() catch unreachable;
        try expectEqual(bevy.Vec3.new(1, 2, 3), try ctx.entity().position());
        try expectEqual(10, (try ctx.entity().get(Health)).max);
        try expectEqual(bevy.Vec3.new(0, 5, 0), try ctx.entity().velocity());
        try expectEqual(2.5, try ctx.entity().getPath(f32, "Stats", "speed"));
        try std.testing.expectEqualStrings("granite", (try ctx.vars().get([]const u8, "name")).?);
        try expectError(error.WrongType, ctx.vars().get(bool, "name"));
        try expectEqual(5, try ctx.globalVars().getOr(i32, "gold", 0));
        try std.testing.expectEqualSlices(bevy.Entity, &.{ far, rock }, try ctx.findByTag("rock"));
        try std.testing.expectEqualSlices(bevy.Entity, &.{rock}, try ctx.findNearby(.zero, 50, .{ .tag = "rock" }));
        try std.testing.expectEqualSlices(bevy.Entity, &.{ rock, far }, try ctx.findNearby(.zero, 500, .{}));
        const found = try ctx.query(.{ Health, bevy.Transform }, .{ .tag = "rock" });
        try expectEqual(1, found.entities.len);
        try expectEqual(1, found.of(Health)[0].current);
        try expectEqual(3, found.of(bevy.Transform)[0].translation.z);
        try expectEqual(1, (try ctx.query(.{bevy.Transform}, .{ .without = .{Health} })).entities.len);
        try expect(ctx.pressed("fire") and ctx.justPressed("fire"));
        try expectEqual(-1, ctx.axis("steer"));
    }
    game.nextFrame(0.5);
    game.despawn(far);
    const ctx = try game.begin(rock);
    defer game.end() catch unreachable;
    try expect(ctx.pressed("fire") and !ctx.justPressed("fire"));
    try expectEqual(2, ctx.frameNumber());
    try expectEqual(0.5, ctx.time());
    try expectError(error.UnknownEntity, ctx.ref(far).position());
    try std.testing.expectEqualSlices(bevy.Entity, &.{rock}, try ctx.findByTag("rock"));
}

test "each kind of request" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    try game.addPrefab("shot");
    try game.addScript("shield");
    game.register(Health);
    const rock = try game.spawn();
    try game.setPath(f32, rock, "Stats", "speed", 1);
    const ctx = try game.begin(rock);
    const own = ctx.entity();
    try own.setPosition(.new(1, 0, 0));
    try own.setScale(.one);
    try own.setRotation(.identity);
    try own.rotateIn(.local, .identity);
    try own.lookAt(.zero, .new(0, 1, 0));
    const shot = try ctx.spawnWith(
        .{ .prefab = "shot", .tag = "mine", .transform = .identity, .request_id = 3 },
        .{ Health{ .current = 5, .max = 6 }, bevy.Velocity{} },
    );
    try shot.attach("shield", .{ .priority = 4, .phase = .post_update });
    try shot.detach("shield");
    try own.add(Health{ .current = 1, .max = 2 });
    try own.remove(Health);
    try own.setPath(f32, "Stats", "speed", 9);
    try ctx.vars().set("hp", @as(u8, 3));
    try ctx.globalVars().add("gold", @as(f32, 0.5));
    try ctx.vars().remove("hp");
    try expectError(error.InvalidArgument, ctx.vars().set("", true));
    try expectError(error.InvalidArgument, own.setPosition(.new(std.math.nan(f32), 0, 0)));
    try own.despawn();
    const id = shot.id;
    try game.end();
    const speed: f32 = 9;
    try game.expectRequests(&.{
        .{ .set_position = .{ .entity = rock, .value = .new(1, 0, 0) } },
        .{ .set_scale = .{ .entity = rock, .value = .one } },
        .{ .set_rotation = .{ .entity = rock, .value = .identity } },
        .{ .rotate = .{ .entity = rock, .value = .identity, .space = .local } },
        .{ .look_at = .{ .entity = rock, .target = .zero, .up = .new(0, 1, 0) } },
        .{ .spawn = .{
            .prefab = "shot",
            .tag = "mine",
            .transform = .identity,
            .request_id = 3,
            .components = &.{ .of(&Health{ .current = 5, .max = 6 }), .of(&bevy.Velocity{}) },
        } },
        .{ .attach = .{ .entity = id, .script = "shield", .priority = 4, .phase = .post_update } },
        .{ .detach = .{ .entity = id, .script = "shield" } },
        .{ .add_component = .{ .entity = rock, .value = .of(&Health{ .current = 1, .max = 2 }) } },
        .{ .remove_component = .{ .entity = rock, .name = "Health" } },
        .{ .set_path = .{ .entity = rock, .component = "Stats", .path = "speed", .bytes = std.mem.asBytes(&speed) } },
        .{ .write_var = .{ .owner = rock, .key = "hp", .value = .{ .int = 3 } } },
        .{ .write_var = .{ .owner = .none, .key = "gold", .op = .add, .value = .{ .float = 0.5 } } },
        .{ .write_var = .{ .owner = rock, .key = "hp", .op = .remove, .value = null } },
        .{ .despawn = rock },
    });
    try expectEqual(6, (try game.only(.spawn)).get(Health).?.max);
    // What was spawned can be named in requests, and is not yet there to be read.
    const next = try game.begin(rock);
    try expectError(error.Absent, next.ref(id).position());
    try next.ref(id).translate(.zero);
    try game.end();
}

test "numbers are finite one by one, whatever their sum" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    const ctx = try game.begin(try game.spawn());
    defer game.end() catch unreachable;
    const most = std.math.floatMax(f32);
    try ctx.vars().set("flat", bevy.Vec2.new(most, most));
    try ctx.vars().set("far", bevy.Vec3.new(most, most, most));
    try ctx.vars().set("turn", bevy.Quat{ .x = most, .y = most, .z = most, .w = most });
    _ = try ctx.findNearby(.new(most, most, most), most, .{});
    const infinite = std.math.inf(f32);
    try expectError(error.InvalidArgument, ctx.vars().set("flat", bevy.Vec2.new(infinite, 0)));
    try expectError(error.InvalidArgument, ctx.vars().set("far", bevy.Vec3.new(0, -infinite, infinite)));
    try expectError(error.InvalidArgument, ctx.vars().set("turn", bevy.Quat{ .x = 0, .y = 0, .z = 0, .w = infinite }));
    try expectError(error.InvalidArgument, ctx.findNearby(.new(0, 0, infinite), 1, .{}));
}

test "a full buffer is no end" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    const rock = try game.spawn();
    const ctx = try game.begin(rock);
    for (0..1000) |_| {
        try ctx.entity().translate(.one);
        try ctx.vars().add("moves", @as(i32, 1));
    }
    try game.end();
    try expectEqual(1000, game.count(.translate));
    try expectEqual(1000, game.count(.write_var));
}

test "memory is an instance's own, and a state is carried" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    var one = try game.attach(Mover, .{});
    var other = try game.attach(Mover, .{});
    try one.update(0.1);
    // A handle that was copied to another instance leads to nothing there.
    other.state.seen = one.state.seen;
    try expectError(error.Absent, other.update(0.1));
    try one.carryTo(&other);
    try expectEqual(1, other.state.moves);
}

test "each callback draws numbers of its own, as in the real host" {
    const Dice = struct {
        at_init: u64 = 0,
        at_update: u64 = 0,
        at_shutdown: u64 = 0,

        pub fn init(self: *@This(), ctx: *bevy.Context) void {
            self.at_init = ctx.random().source.int(u64);
        }
        pub fn update(self: *@This(), ctx: *bevy.Context, _: f32) void {
            self.at_update = ctx.random().source.int(u64);
        }
        pub fn shutdown(self: *@This(), ctx: *bevy.Context) void {
            self.at_shutdown = ctx.random().source.int(u64);
        }
    };
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    var dice = try game.attach(Dice, .{});
    try dice.init();
    try dice.update(0);
    try dice.shutdown();
    const drawn = dice.state;
    try expect(drawn.at_init != drawn.at_update);
    try expect(drawn.at_init != drawn.at_shutdown and drawn.at_update != drawn.at_shutdown);
    // The same as always, in the same place.
    try dice.update(0);
    try expectEqual(drawn.at_update, dice.state.at_update);
}

test {
    _ = @import("assets.zig");
    _ = @import("functions.zig");
    _ = @import("mirrored.zig");
    _ = @import("values.zig");
    _ = @import("spawning_test.zig");
}

const Kept = struct {
    volume: f32 = 0.8,
    level: u8 = 1,
    mode: enum { easy, hard } = .easy,
    name: [8]u8 = @splat(0),
    place: bevy.Vec2 = .zero,
    best: ?u32 = null,
    limit: ?u32 = 60,
    hint: ?enum { short, long } = .long,
    slots: [2]struct { is_open: bool = false, key: ?enum { gold, tin } = null } = @splat(.{}),
};

test "fields of a struct are vars, and what is missing or of another type keeps its default" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    try game.setVar(.none, "saved.level", .{ .int = 300 });
    try game.setVar(.none, "saved.volume", .{ .float = 0.25 });
    try game.setVar(.none, "saved.mode", .{ .text = "hard" });
    try game.setVar(.none, "saved.name", .{ .text = "Ada" });
    try game.setVar(.none, "saved.slots.1.key", .{ .text = "tin" });
    try game.setVar(.none, "saved.slots.0.key", .{ .text = "brass" });
    try game.setVar(.none, "saved.slots.0.is_open", .{ .bool = true });
    var asker = try game.attachTo(struct {
        kept: Kept = .{},
        is_writing: bool = false,
        pub fn update(self: *@This(), ctx: *bevy.Context, _: f32) !void {
            if (self.is_writing) try ctx.globalVars().setFields("saved", self.kept);
            self.kept = try ctx.globalVars().getFields(Kept, "saved");
        }
    }, .none, .{});
    try asker.update(0);
    const kept = asker.state.kept;
    try expectEqual(1, kept.level);
    try expectEqual(0.25, kept.volume);
    try expectEqual(.hard, kept.mode);
    try std.testing.expectEqualStrings("Ada", std.mem.sliceTo(&kept.name, 0));
    try expectEqual(.tin, kept.slots[1].key.?);
    try expectEqual(null, kept.slots[0].key);
    try expectEqual(true, kept.slots[0].is_open);
    asker.state.is_writing = true;
    asker.state.kept.best = 7;
    try asker.update(0);
    try expectEqual(12, game.count(.write_var));
}

test "an optional that is null is so when it is read again, whatever its default" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    try game.setVar(.none, "saved.limit", .{ .text = "null" });
    try game.setVar(.none, "saved.hint", .{ .bool = false });
    var asker = try game.attachTo(struct {
        kept: Kept = .{},
        pub fn update(self: *@This(), ctx: *bevy.Context, _: f32) !void {
            self.kept = try ctx.globalVars().getFields(Kept, "saved");
            try ctx.globalVars().setFields("saved", self.kept);
        }
    }, .none, .{});
    try asker.update(0);
    try expectEqual(null, asker.state.kept.limit);
    try expectEqual(null, asker.state.kept.hint);
    try game.expectRequest(.{ .write_var = .{ .owner = .none, .key = "saved.limit", .value = .{ .text = "null" } } });
    try game.expectRequest(.{ .write_var = .{ .owner = .none, .key = "saved.hint", .value = .{ .bool = false } } });
}

/// A saved game with a map: bytes that are no text, and more items than a compiler takes without being asked.
const Cave = struct {
    tiles: [6]u8 = @splat(9),
    marks: [3]u8 = @splat(9),
    name: [8]u8 = @splat(0),
    things: [60]struct { kind: u8 = 0, is_open: bool = false } = @splat(.{}),
};

test "bytes that are no text are kept as they are, and arrays may be long" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    var keeper = try game.attachTo(struct {
        kept: Cave = .{},
        pub fn update(self: *@This(), ctx: *bevy.Context, _: f32) !void {
            try ctx.globalVars().setFields("saved", self.kept);
        }
        pub fn shutdown(self: *@This(), ctx: *bevy.Context) !void {
            self.kept = try ctx.globalVars().getFields(Cave, "saved");
        }
    }, .none, .{});
    const saved: Cave = .{ .tiles = .{ 1, 0, 2, 0, 0, 3 }, .marks = .{ 200, 0, 0 }, .name = "Ada\x00\x00\x00\x00\x00".* };
    keeper.state.kept = saved;
    try keeper.update(0);
    try expectEqual(3 + 2 * 60, game.count(.write_var));
    // Requests are not applied in a test.
    for (game.requested()) |request| try game.setVar(.none, request.write_var.key, request.write_var.value.?);
    keeper.state.kept = .{};
    try keeper.shutdown();
    try std.testing.expectEqualSlices(u8, &saved.tiles, &keeper.state.kept.tiles);
    try std.testing.expectEqualSlices(u8, &saved.marks, &keeper.state.kept.marks);
    try std.testing.expectEqualStrings("Ada", std.mem.sliceTo(&keeper.state.kept.name, 0));

    // A version whose maps have another size.
    var next = try game.attachTo(struct {
        larger: struct { tiles: [8]u8 = @splat(9) } = .{},
        smaller: struct { tiles: [3]u8 = @splat(9) } = .{},
        pub fn update(self: *@This(), ctx: *bevy.Context, _: f32) !void {
            self.larger = try ctx.globalVars().getFields(@TypeOf(self.larger), "saved");
            self.smaller = try ctx.globalVars().getFields(@TypeOf(self.smaller), "saved");
        }
    }, .none, .{});
    try next.update(0);
    try std.testing.expectEqualSlices(u8, &.{ 1, 0, 2, 0, 0, 3, 0, 0 }, &next.state.larger.tiles);
    try std.testing.expectEqualSlices(u8, &.{ 1, 0, 2 }, &next.state.smaller.tiles);
}
