//! Makes one call that concerns parents, children or scripts of others, as Rust chooses, and keeps its outcome.
const bevy = @import("bevy");
const components = @import("components");
const note = @import("lib/note.zig");
const shell = @import("shell.zig");
const Family = @This();

const Call = enum {
    none,
    spawn_child,
    spawn_below_despawned,
    spawn_tree,
    spawn_refused_tree,
    parent,
    children,
    child,
    set_parent,
    set_parent_in_place,
    remove_parent,
    remove_parent_in_place,
    child_of,
    child_of_new,
    global,
    set_global_position,
    translate_global,
    set_global_rotation,
    rotate_world,
    look_at_global,
    spawn_script,
    attach_named,
    attach_unknown_field,
    attach_wrong_type,
    attach_unknown,
    enable,
    disable,
};

call: Call = .none,
/// Whom it is for; its own entity if none.
target: bevy.Entity = .none,
other: bevy.Entity = .none,
vector: bevy.Vec3 = .zero,
quat: bevy.Quat = .identity,
name: [32]u8 = @splat(0),

outcome: note.Note = @splat(0),
found: bevy.Entity = .none,
count: u32 = 0,
transform: bevy.Transform = .identity,

pub fn update(self: *Family, ctx: *bevy.Context, _: f32) void {
    if (self.call == .none) return;
    self.outcome = note.of(self.make(ctx));
    self.call = .none;
}

fn make(self: *Family, ctx: *bevy.Context) !void {
    const target = if (self.target == .none) ctx.entity() else ctx.ref(self.target);
    const name = note.kept(&self.name);
    switch (self.call) {
        .none => {},
        .spawn_child => self.found = (try ctx.spawn(.{ .parent = target.id, .name = "child", .tags = &.{ "a", "b" } })).id,
        .spawn_below_despawned => {
            try target.despawn();
            self.found = (try ctx.spawn(.{ .parent = target.id, .tag = "orphan" })).id;
        },
        .spawn_tree => {
            const wheels = [_]struct { bevy.SpawnOptions, components.Points }{
                .{ .{ .name = "left", .tag = "wheel", .transform = .fromXyz(-1, 0, 0) }, .{ .value = 1 } },
                .{ .{ .name = "right", .tag = "wheel", .transform = .fromXyz(1, 0, 0) }, .{ .value = 2 } },
            };
            const tank = try ctx.spawnTree(.{
                bevy.SpawnOptions{ .tag = "tank", .transform = .fromXyz(10, 0, 0), .parent = target.id },
                components.Health{ .current = 5, .max = 9 },
                bevy.children(.{
                    .{
                        bevy.SpawnOptions{ .name = "turret", .transform = .fromXyz(0, 2, 0) },
                        bevy.children(.{.{
                            bevy.SpawnOptions{ .name = "barrel", .transform = .fromXyz(0, 0, -3) },
                            bevy.idInto(&self.other),
                        }}),
                    },
                    .{ bevy.SpawnOptions{ .name = "axle" }, bevy.children(&wheels) },
                }),
            });
            self.found = tank.id;
            // A part of it can be used at once.
            _ = try ctx.spawn(.{ .parent = self.other, .name = "muzzle" });
        },
        .spawn_refused_tree => _ = try ctx.spawnTree(.{
            bevy.SpawnOptions{ .tag = "half" },
            bevy.children(.{
                .{ bevy.SpawnOptions{ .tag = "half" }, bevy.idInto(&self.other) },
                .{bevy.SpawnOptions{ .prefab = "nothing" }},
            }),
        }),
        .parent => self.found = (try target.parent()).id,
        .children => {
            const children = try target.children();
            self.count = @intCast(children.len);
            self.found = if (children.len > 0) children[children.len - 1] else .none;
        },
        .child => self.found = (try target.child(name)).id,
        .set_parent => try target.setParent(self.other),
        .set_parent_in_place => try target.setParentInPlace(self.other),
        .remove_parent => try target.removeParent(),
        .remove_parent_in_place => try target.removeParentInPlace(),
        .child_of => try target.insert(bevy.ecs.ChildOf{ .parent = self.other }),
        .child_of_new => {
            const new = [_]bevy.EntityRef{ try ctx.spawn(.{ .name = "one" }), try ctx.spawn(.{ .name = "two" }) };
            try new[0].insert(bevy.ecs.ChildOf{ .parent = new[1].id });
            try new[1].insert(bevy.ecs.ChildOf{ .parent = new[0].id });
        },
        .global => self.transform = try target.globalTransform(),
        .set_global_position => try target.setGlobalPosition(self.vector),
        .translate_global => try target.translateGlobal(self.vector),
        .set_global_rotation => try target.setGlobalRotation(self.quat),
        .rotate_world => try target.rotateIn(.world, self.quat),
        .look_at_global => try target.lookAtGlobal(self.vector, .y_axis),
        .spawn_script => {
            const spawned = try ctx.spawnWith(.{ .tag = "shot" }, .{
                components.Points{ .value = 3 },
                bevy.script(shell, .{
                    .speed = 60,
                    .owner = ctx.entity().id,
                    .mode = .homing,
                    .body = .{ .slots = .{ 7, 8 } },
                    .label = "shell",
                    .aim = bevy.Vec3.new(1, 2, 3),
                    .goal = .{ .hunt = .{ .tries = 3 } },
                }),
            });
            self.found = spawned.id;
        },
        .attach_named => try target.attachScript(bevy.scriptNamed("shell", .{ .speed = 7, .mode = .homing, .aim = null }).with(.{ .enabled = false })),
        .attach_unknown_field => try target.attachScript(bevy.scriptNamed("shell", .{ .sped = 7 })),
        .attach_wrong_type => try target.attachScript(bevy.scriptNamed("shell", .{ .mode = .curved })),
        .attach_unknown => try target.attachScript(bevy.scriptNamed("shel", .{ .speed = 7 })),
        .enable => try target.setScriptEnabled(name, true),
        .disable => try target.setScriptEnabled(name, false),
    }
}
