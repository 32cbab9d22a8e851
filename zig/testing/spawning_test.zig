//! Trees, scripts with properties, and parents, as a script asks for them.

const std = @import("std");
const bevy = @import("../bevy.zig");

const expect = std.testing.expect;
const expectEqual = std.testing.expectEqual;
const expectError = std.testing.expectError;
const expectEqualStrings = std.testing.expectEqualStrings;

/// A script like those of a game; the file's name is that of the script.
const spawning_test = @This();

speed: f32 = 5,
owner: bevy.Entity = .none,
mode: enum { idle, homing } = .idle,
body: struct { mass: f32 = 1, slots: [2]u16 = .{ 0, 0 } } = .{},
label: [8]u8 = @splat(0),
target: ?bevy.Vec3 = null,
goal: union(enum) { rest, hunt: struct { tries: u8 } } = .rest,

const Maker = struct {
    tree: bevy.Entity = .none,
    named: bevy.Entity = .none,
    axle: bevy.Entity = .none,
    spare: bevy.Entity = .none,

    pub fn update(self: *Maker, ctx: *bevy.Context, _: f32) !void {
        const own = ctx.entity().id;
        var front: bevy.Entity = .none;
        const wheels = [_]struct { bevy.SpawnOptions, @TypeOf(bevy.idInto(&front)) }{
            .{ .{ .prefab = "wheel", .tags = &.{ "round", "black" } }, bevy.idInto(&front) },
            .{ .{ .prefab = "wheel", .name = "spare" }, bevy.idInto(&self.spare) },
        };
        const tree = try ctx.spawnTree(.{
            .{ bevy.SpawnOptions{ .tag = "tank", .transform = .fromXyz(4, 0, 0) }, .{bevy.Velocity{}} },
            bevy.children(.{
                .{
                    bevy.script(spawning_test, .{
                        .speed = 60,
                        .owner = own,
                        .mode = .homing,
                        .body = .{ .slots = .{ 7, 8 } },
                        .label = "shell",
                        .target = bevy.Vec3.y_axis,
                        .goal = .{ .hunt = .{ .tries = 3 } },
                    }).with(.{ .phase = .fixed_update }),
                    bevy.scriptNamed("glow", .{ .strength = 2, .tint = .red, .soft = true, .width = 0.5 }),
                },
                .{ bevy.idInto(&self.axle), bevy.children(&wheels) },
            }),
        });
        self.tree = tree.id;
        try expect(front != .none and front != self.spare);
        try ctx.entity().setParent(tree.id);
        try ctx.entity().setGlobalPosition(.new(1, 2, 3));
        try ctx.entity().lookAtGlobal(.zero, .y_axis);
        try ctx.entity().removeParentInPlace();
        try expectError(error.InvalidArgument, ctx.entity().setParent(own));
        try ctx.disable();
        try ctx.entity().setScriptEnabled("glow", false);
        const refused = .{ bevy.idInto(&front), bevy.children(.{
            .{.{bevy.idInto(&self.named)}},
            .{bevy.SpawnOptions{ .prefab = "nothing" }},
        }) };
        try expectError(error.UnknownPrefab, ctx.spawnTree(refused));
        try expect(front == .none and self.named == .none);
    }
};

test "a tree is spawned with scripts that have their properties" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    try game.addPrefab("wheel");
    try game.addScript("glow");
    try game.addScript("spawning_test");
    var maker = try game.attach(Maker, .{});
    try maker.update(0.5);
    const posted = game.requested();
    const root = posted[0].spawn;
    try expectEqual(maker.state.tree, root.entity);
    try expectEqualStrings("tank", root.tag);
    try expect(root.get(bevy.Velocity) != null);
    const turret = posted[1].spawn;
    try expectEqual(root.entity, turret.parent);
    const shot = turret.scripts[0];
    try expectEqualStrings("spawning_test", shot.script);
    try expectEqual(bevy.Phase.fixed_update, shot.phase.?);
    try expectEqual(60, shot.get(f32, "speed").?);
    try expectEqual(maker.entity, shot.get(bevy.Entity, "owner").?);
    try expectEqualStrings("homing", shot.get([]const u8, "mode").?);
    try expectEqual(8, shot.get(u16, "body.slots.1").?);
    try expectEqual(null, shot.get(f32, "body.mass"));
    try expectEqualStrings("shell", shot.get([]const u8, "label").?);
    try expectEqual(bevy.Vec3.y_axis, shot.get(bevy.Vec3, "target.?").?);
    try expectEqualStrings("hunt", shot.get([]const u8, "goal").?);
    try expectEqual(3, shot.get(u8, "goal.hunt.tries").?);
    const glow = turret.scripts[1];
    try expectEqual(null, glow.phase);
    try expectEqual(2, glow.get(i64, "strength").?);
    try expectEqualStrings("red", glow.get([]const u8, "tint").?);
    try expectEqual(true, glow.get(bool, "soft").?);
    try expectEqual(0.5, glow.get(f64, "width").?);
    const axle = posted[2].spawn;
    try expectEqual(root.entity, axle.parent);
    try expectEqual(axle.entity, posted[3].spawn.parent);
    try expectEqual(maker.state.axle, axle.entity);
    try expectEqual(maker.state.spare, posted[4].spawn.entity);
    try expectEqualStrings("black", posted[3].spawn.tags[1]);
    try expectEqualStrings("spare", posted[4].spawn.get(bevy.Name).?.text());
    try expectEqual(root.entity, posted[5].set_parent.parent);
    try expect(posted[6].set_position.in_world and posted[7].look_at.in_world);
    try expect(posted[8].set_parent.in_place and posted[8].set_parent.parent == .none);
    try expectEqualStrings("", posted[9].enable.script);
    try expectEqualStrings("glow", posted[10].enable.script);
    // The root of the tree that could not be, its first child, and the end of both.
    try expectEqual(posted[11].spawn.entity, posted[12].spawn.parent);
    try expectEqual(posted[11].spawn.entity, posted[13].despawn);
    try expectEqual(14, posted.len);
}

const Looker = struct {
    pub fn update(_: *Looker, ctx: *bevy.Context, _: f32) !void {
        const root = try ctx.entity().parent();
        try expectError(error.Absent, root.parent());
        const children = try root.children();
        try expectEqual(ctx.entity().id, children[0]);
        try expectEqual(2, children.len);
        const barrel = try root.child("barrel");
        try expectEqual(ctx.entity().id, (try barrel.parent()).id);
        try expectError(error.Absent, root.child("nobody"));
        try expect((try barrel.globalPosition()).eql(.new(6, 0, 0)));
    }
};

test "parents and children are found, and where they are in the world" {
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    var looker = try game.attach(Looker, .{});
    const root = try game.spawn();
    const barrel = try game.spawn();
    const other = try game.spawn();
    try game.setParent(looker.entity, root);
    try game.setParent(barrel, looker.entity);
    try game.setParent(other, root);
    for ([_]bevy.Entity{ looker.entity, root, barrel }, [_]f32{ 2, 1, 3 }) |entity, x| {
        try game.set(entity, bevy.Transform.fromXyz(x, 0, 0));
    }
    try game.set(barrel, bevy.Name.new("barrel"));
    try looker.update(0.5);
}
