//! Spawning, attaching and detaching, of the host that scripts have in tests.

const abi = @import("../contract/abi.zig");
const host = @import("host.zig");
const reflection = @import("values.zig");
const requests = @import("request.zig");
const Mirrored = @import("mirrored.zig").Mirrored;
const Game = @import("testing.zig").Game;

const Frame = abi.Frame;
const Status = abi.Status;

/// As the host's.
pub fn entitySpawn(frame: *Frame, request: *const abi.SpawnRequest, entity: *u64) callconv(.c) Status {
    const game = host.gameOf(frame);
    entity.* = abi.entity_none;
    const prefab = host.textOf(request.prefab) orelse return .invalid_argument;
    if (prefab.len > 0 and !host.contains(game.prefabs.items, prefab)) {
        return game.lacks("prefab", "addPrefab", prefab, "", .unknown_prefab);
    }
    const tag = host.textOf(request.tag) orelse return .invalid_argument;
    const with_transform = request.flags & abi.spawn_transform != 0;
    if (with_transform and !host.isSound(request.transform)) return .invalid_argument;
    if (request.parent != abi.entity_none and !game.exists(host.handle(request.parent))) return .unknown_entity;
    const arena = game.arena.allocator();
    const values = arena.alloc(requests.Value, request.component_count) catch return .limit_reached;
    for (values, 0..) |*value, index| {
        const entry = request.components.?[index];
        const answer = host.newValue(game, entry.id, entry.payload, entry.payload_size, value);
        if (answer != .ok) return answer;
    }
    const reflected = arena.alloc(Mirrored, request.value_count) catch return .limit_reached;
    for (reflected, 0..) |*value, index| {
        const answer = reflection.ofEntry(game, request.values.?[index], value);
        if (answer != .ok) return answer;
    }
    const tags = arena.alloc([]const u8, request.tag_count) catch return .limit_reached;
    for (tags, 0..) |*text, index| {
        text.* = game.keep(host.textOf(request.tags.?[index]) orelse return .invalid_argument) catch return .limit_reached;
    }
    const scripts = arena.alloc(requests.Attached, request.script_count) catch return .limit_reached;
    for (scripts, 0..) |*script, index| {
        const answer = described(game, request.scripts.?[index], script);
        if (answer != .ok) return answer;
    }
    const spawned = game.nextHandle();
    const answer = host.push(frame, .{ .spawn = .{
        .entity = spawned,
        .prefab = game.keep(prefab) catch return .limit_reached,
        .tag = game.keep(tag) catch return .limit_reached,
        .tags = tags,
        .transform = if (with_transform) request.transform else null,
        .parent = host.handle(request.parent),
        .request_id = request.request_id,
        .components = values,
        .values = reflected,
        .scripts = scripts,
    } });
    if (answer != .ok) return answer;
    game.reserved.append(arena, spawned) catch return .limit_reached;
    entity.* = @backingInt(spawned);
    return .ok;
}

/// What a request says of a script to attach. The host also looks at its fields, which no game of a test knows.
fn described(game: *Game, request: *const abi.AttachRequest, script: *requests.Attached) Status {
    const name = host.textOf(request.script) orelse return .invalid_argument;
    if (!host.contains(game.scripts.items, name)) return game.lacks("script", "addScript", name, "", .unknown_script);
    const properties = game.arena.allocator().alloc(requests.Property, request.property_count) catch return .limit_reached;
    for (properties, 0..) |*property, index| {
        const raw = request.properties.?[index];
        const bytes: []const u8 = if (raw.value) |value| @as([*]const u8, @ptrCast(value))[0..raw.value_size] else "";
        property.* = .{
            .path = game.keep(host.textOf(raw.path) orelse return .invalid_argument) catch return .limit_reached,
            .kind = raw.kind,
            .bytes = game.keep(bytes) catch return .limit_reached,
        };
    }
    script.* = .{
        .script = game.keep(name) catch return .limit_reached,
        .priority = request.priority,
        .phase = if (request.phase == abi.phase_of_script) null else @fromBackingInt(request.phase),
        .enabled = request.enabled == 1,
        .properties = properties,
    };
    return .ok;
}

/// As the host's.
pub fn scriptAttach(frame: *Frame, entity: u64, request: *const abi.AttachRequest) callconv(.c) Status {
    const game = host.gameOf(frame);
    if (!game.exists(host.handle(entity))) return .unknown_entity;
    var script: requests.Attached = undefined;
    const answer = described(game, request, &script);
    if (answer != .ok) return answer;
    return host.push(frame, .{ .attach = .{
        .entity = host.handle(entity),
        .script = script.script,
        .priority = script.priority,
        .phase = script.phase,
        .enabled = script.enabled,
        .properties = script.properties,
    } });
}

/// As the host's.
pub fn scriptDetach(frame: *Frame, entity: u64, raw: abi.Text) callconv(.c) Status {
    const game = host.gameOf(frame);
    if (!game.exists(host.handle(entity))) return .unknown_entity;
    const script = host.textOf(raw) orelse return .invalid_argument;
    if (!host.contains(game.scripts.items, script)) return game.lacks("script", "addScript", script, "", .unknown_script);
    return host.push(frame, .{ .detach = .{
        .entity = host.handle(entity),
        .script = game.keep(script) catch return .limit_reached,
    } });
}

/// As the host's.
pub fn scriptEnable(frame: *Frame, entity: u64, raw: abi.Text, enabled: u32) callconv(.c) Status {
    const game = host.gameOf(frame);
    const script = host.textOf(raw) orelse return .invalid_argument;
    if (script.len > 0 and !game.exists(host.handle(entity))) return .unknown_entity;
    if (script.len > 0 and !host.contains(game.scripts.items, script)) {
        return game.lacks("script", "addScript", script, "", .unknown_script);
    }
    return host.push(frame, .{ .enable = .{
        .entity = host.handle(entity),
        .script = game.keep(script) catch return .limit_reached,
        .enabled = enabled == 1,
    } });
}
