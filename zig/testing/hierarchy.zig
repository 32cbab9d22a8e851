//! Parents and children, of the host that scripts have in tests.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const components = @import("../api/component.zig");
const host = @import("host.zig");
const Entity = @import("../api/entity.zig").Entity;
const Game = @import("testing.zig").Game;

/// As the host's.
pub fn entitiesRelated(
    frame: *abi.Frame,
    entity: u64,
    relation: abi.Relation,
    raw: abi.Text,
    entities: ?[*]u64,
    capacity: usize,
    count: *usize,
) callconv(.c) abi.Status {
    const game = host.gameOf(frame);
    count.* = 0;
    const name = host.textOf(raw) orelse return .invalid_argument;
    const id = host.handle(entity);
    if (!game.exists(id)) return .unknown_entity;
    const scratch = game.scratch.allocator();
    var found: std.ArrayList(Entity) = .empty;
    switch (relation) {
        .parent => if (game.parentOf(id)) |parent| found.append(scratch, parent) catch return .limit_reached,
        .children => for (game.children.items) |child| {
            if (child.parent == id) found.append(scratch, child.entity) catch return .limit_reached;
        },
        .named => if (findBelow(game, id, name)) |below| found.append(scratch, below) catch return .limit_reached,
    }
    return host.fill(found.items, entities, capacity, count);
}

/// The nearest first.
fn findBelow(game: *Game, above: Entity, name: []const u8) ?Entity {
    for (game.children.items) |child| {
        if (child.parent != above) continue;
        const known = game.get(components.Name, child.entity) orelse continue;
        if (std.mem.eql(u8, known.text(), name)) return child.entity;
    }
    for (game.children.items) |child| {
        if (child.parent == above) if (findBelow(game, child.entity, name)) |found| return found;
    }
    return null;
}

/// As the host's.
pub fn globalTransformGet(frame: *abi.Frame, entity: u64, transform: *abi.Transform) callconv(.c) abi.Status {
    const game = host.gameOf(frame);
    var at = host.handle(entity);
    if (!game.exists(at)) return .unknown_entity;
    var global = game.get(abi.Transform, at) orelse return .absent;
    while (game.parentOf(at)) |parent| : (at = parent) {
        global = (game.get(abi.Transform, parent) orelse break).mulTransform(global);
    }
    transform.* = global;
    return .ok;
}
