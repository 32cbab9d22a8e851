//! The host that scripts have in tests: the functions of `BevyZigHost`, on a `Game` instead of Bevy's world.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const assets = @import("assets.zig");
const components = @import("../api/component.zig");
const each = @import("each.zig");
const functions = @import("functions.zig");
const hierarchy = @import("hierarchy.zig");
const math = @import("../math/math.zig");
const names = @import("names.zig");
const requests = @import("request.zig");
const Entity = @import("../api/entity.zig").Entity;
const Game = @import("testing.zig").Game;
const script_fields = @import("fields.zig");
const signals = @import("../api/signal.zig");
const spawning = @import("spawning.zig");
const reflected = @import("values.zig");

const Frame = abi.Frame;
const Status = abi.Status;
const Text = abi.Text;
const Request = requests.Request;

/// The table that a test's frames point to.
pub const table: abi.Host = .{
    .size = @sizeOf(abi.Host),
    .abi_version = abi.abi_version,
    .log = &log,
    .error_report = &errorReport,
    .panic = &panic,
    .requests_flush = &requestsFlush,
    .entity_check = &entityCheck,
    .entity_spawn = &spawning.entitySpawn,
    .transform_get = &transformGet,
    .entities_find_by_tag = &entitiesFindByTag,
    .script_attach = &spawning.scriptAttach,
    .script_detach = &spawning.scriptDetach,
    .action_get = &actionGet,
    .axis_get = &axisGet,
    .scratch_alloc = &scratchAlloc,
    .component_find = &componentFind,
    .component_get = &componentGet,
    .component_add = &componentAdd,
    .component_remove = &componentRemove,
    .query = &query,
    .field_find = &fieldFind,
    .field_get = &fieldGet,
    .field_set = &fieldSet,
    .var_read = &varRead,
    .var_write = &varWrite,
    .signal_name_id = &signalNameId,
    .signal_connect = &signalConnect,
    .signal_disconnect = &signalDisconnect,
    .memory_alloc = &memoryAlloc,
    .memory_resize = &memoryResize,
    .memory_get = &memoryGet,
    .memory_free = &memoryFree,
    .entities_find_nearby = &entitiesFindNearby,
    .velocity_get = &velocityGet,
    .state_write = &stateWrite,
    .state_read = &stateRead,
    .value_bind = &reflected.valueBind,
    .value_get = &reflected.valueGet,
    .value_put = &reflected.valuePut,
    .messages_read = &reflected.messagesRead,
    .component_set = &componentSet,
    .signal_allow = &signalAllow,
    .function_find = &functions.functionFind,
    .function_call = &functions.functionCall,
    .entities_related = &hierarchy.entitiesRelated,
    .global_transform_get = &hierarchy.globalTransformGet,
    .script_enable = &spawning.scriptEnable,
    .asset_add = &assets.assetAdd,
    .asset_keep = &assets.assetKeep,
    .asset_state = &assets.assetState,
    .assets_count = &assets.assetsCount,
    .script_fields_find = &script_fields.find,
    .script_fields_get = &script_fields.get,
    .each_begin = &each.begin,
    .each_next = &each.next,
    .each_read = &each.read,
    .each_write = &each.write,
    .each_end = &each.end,
    .layout_find = &layoutFind,
    .payload_refused = &payloadRefused,
};

/// Largest request buffer of one callback, in bytes, as with the real host by default.
const requests_bytes_max = 16 << 20;
/// Longest text that is taken as a name.
const name_len_max = 64 << 10;

/// The game that a call is for.
pub fn gameOf(frame: *Frame) *Game {
    return @ptrCast(@alignCast(frame.host_data.?));
}

/// The entity with this number.
pub fn handle(bits: u64) Entity {
    return @fromBackingInt(bits);
}

/// A text from a script; null if it is none.
pub fn textOf(raw: Text) ?[]const u8 {
    const pointer = raw.ptr orelse return if (raw.len == 0) "" else null;
    if (raw.len > name_len_max or !std.unicode.utf8ValidateSlice(pointer[0..raw.len])) return null;
    return pointer[0..raw.len];
}

/// Appends what the fixed-size requests cannot hold: the buffer says at which place in the order it stands.
pub fn push(frame: *Frame, request: Request) Status {
    const game = gameOf(frame);
    const size = @sizeOf(abi.HostRequest);
    if (frame.requests_capacity - frame.requests_len < size) {
        const answer = requestsFlush(frame, size);
        if (answer != .ok) return answer;
    }
    game.slots.append(game.arena.allocator(), request) catch return .limit_reached;
    const record: *abi.HostRequest = @ptrCast(@alignCast(frame.requests + frame.requests_len));
    record.* = .{ .head = .{ .op = .host, .size = size, .entity = 0 }, .slot = game.slots.items.len - 1 };
    frame.requests_len += size;
    return .ok;
}

fn log(frame: *Frame, level: abi.LogLevel, message: Text) callconv(.c) Status {
    const game = gameOf(frame);
    const bytes = if (message.ptr) |pointer| pointer[0..message.len] else "";
    const kept = game.keep(bytes) catch return .limit_reached;
    game.lines.append(game.arena.allocator(), .{ .level = level, .text = kept }) catch return .limit_reached;
    return .ok;
}

/// Nobody calls it in a test: errors of callbacks are the test's own.
fn errorReport(_: *Frame, _: Text, _: Text, _: ?[*]const usize, _: usize) callconv(.c) Status {
    return .ok;
}

fn panic(_: *Frame, message: Text, _: ?[*]const usize, _: usize) callconv(.c) void {
    @panic(textOf(message) orelse "a panic");
}

fn requestsFlush(frame: *Frame, size: usize) callconv(.c) Status {
    const game = gameOf(frame);
    const wanted = frame.requests_len + size;
    if (wanted > requests_bytes_max) return .limit_reached;
    const capacity = @min(@max(wanted, 2 * frame.requests_capacity), requests_bytes_max);
    game.buffer = game.allocator.realloc(game.buffer, capacity / 8) catch return .limit_reached;
    frame.requests = @ptrCast(game.buffer.ptr);
    frame.requests_capacity = capacity;
    return .ok;
}

fn entityCheck(frame: *Frame, entity: u64) callconv(.c) Status {
    return if (gameOf(frame).exists(handle(entity))) .ok else .unknown_entity;
}

/// Whether an entity may have this transform.
pub fn isSound(transform: abi.Transform) bool {
    const rotation = transform.rotation;
    return areFinite(transform) and (rotation.x != 0 or rotation.y != 0 or rotation.z != 0 or rotation.w != 0);
}

/// Whether each of the `f32`s in a value is finite. Their sum need not be.
fn areFinite(value: anytype) bool {
    for (std.mem.bytesAsSlice(f32, std.mem.asBytes(&value))) |number| if (!std.math.isFinite(number)) return false;
    return true;
}

/// Whether all numbers of a field are finite; others are never set by a path.
fn isFinite(kind: abi.FieldKind, bytes: []const u8) bool {
    switch (kind) {
        .f32, .vec2, .vec3, .quat => return allFinite(bytes),
        .f64 => return std.math.isFinite(std.mem.bytesToValue(f64, bytes)),
        else => return true,
    }
}

fn allFinite(bytes: []const u8) bool {
    var numbers = std.mem.window(u8, bytes, @sizeOf(f32), @sizeOf(f32));
    while (numbers.next()) |number| {
        if (number.len == @sizeOf(f32) and !std.math.isFinite(std.mem.bytesToValue(f32, number))) return false;
    }
    return true;
}

/// Whether these bytes of a component, from an offset on, are what games refuse: in what moves and turns entities,
/// numbers that are not finite, and rotations of length zero.
fn movesWildly(name: []const u8, offset: usize, bytes: []const u8) bool {
    const has_rotation = std.mem.eql(u8, name, "Transform");
    if (!has_rotation and !std.mem.eql(u8, name, "Velocity")) return false;
    if (!allFinite(bytes)) return true;
    const at = @offsetOf(abi.Transform, "rotation");
    if (!has_rotation or offset > at or offset + bytes.len < at + @sizeOf(math.Quat)) return false;
    const rotation = std.mem.bytesToValue(math.Quat, bytes[at - offset ..][0..@sizeOf(math.Quat)]);
    return rotation.x == 0 and rotation.y == 0 and rotation.z == 0 and rotation.w == 0;
}

/// A copy of a component's value.
pub fn newValue(game: *Game, id: u32, bytes: ?*const anyopaque, size: usize, value: *requests.Value) Status {
    const component = game.component(id) orelse return .unknown_component;
    if (size != component.size) return .size_mismatch;
    if (component.read_only) return .read_only;
    const from: [*]const u8 = if (bytes) |pointer| @ptrCast(pointer) else "";
    if (bytes == null and size > 0) return .invalid_argument;
    if (movesWildly(component.name, 0, from[0..size])) return .invalid_argument;
    value.* = .{ .name = component.name, .bytes = game.keep(from[0..size]) catch return .limit_reached };
    return .ok;
}

fn transformGet(frame: *Frame, entity: u64, transform: *abi.Transform) callconv(.c) Status {
    const game = gameOf(frame);
    if (!game.exists(handle(entity))) return .unknown_entity;
    transform.* = game.get(abi.Transform, handle(entity)) orelse return .absent;
    return .ok;
}

fn velocityGet(frame: *Frame, entity: u64, velocity: *abi.Velocity) callconv(.c) Status {
    const game = gameOf(frame);
    if (!game.exists(handle(entity))) return .unknown_entity;
    velocity.* = game.get(abi.Velocity, handle(entity)) orelse return .absent;
    return .ok;
}

/// Two steps: how many there are, and then they themselves.
pub fn fill(found: []const Entity, entities: ?[*]u64, capacity: usize, count: *usize) Status {
    count.* = found.len;
    if (found.len > capacity) return .buffer_too_small;
    if (entities) |list| for (found, 0..) |entity, index| {
        list[index] = @backingInt(entity);
    };
    return .ok;
}

fn entitiesFindByTag(frame: *Frame, raw: Text, entities: ?[*]u64, capacity: usize, count: *usize) callconv(.c) Status {
    const game = gameOf(frame);
    count.* = 0;
    const tag = textOf(raw) orelse return .invalid_argument;
    // In the order in which they got the tag.
    return fill(game.taggedWith(tag), entities, capacity, count);
}

/// Whether a text is among these.
pub fn contains(list: []const []const u8, wanted: []const u8) bool {
    for (list) |name| if (std.mem.eql(u8, name, wanted)) return true;
    return false;
}

fn actionGet(frame: *Frame, raw: Text, action: *abi.Action) callconv(.c) Status {
    action.* = .{};
    const name = textOf(raw) orelse return .invalid_argument;
    for (gameOf(frame).actions.items) |known| if (std.mem.eql(u8, known.name, name)) {
        action.* = known.state;
        return .ok;
    };
    return .unknown_input;
}

fn axisGet(frame: *Frame, raw: Text, value: *f32) callconv(.c) Status {
    value.* = 0;
    const name = textOf(raw) orelse return .invalid_argument;
    for (gameOf(frame).axes.items) |known| if (std.mem.eql(u8, known.name, name)) {
        value.* = known.value;
        return .ok;
    };
    return .unknown_input;
}

fn scratchAlloc(frame: *Frame, size: usize, alignment: usize) callconv(.c) ?*anyopaque {
    if (!std.math.isPowerOfTwo(alignment) or alignment > 16) return null;
    const memory = gameOf(frame).scratch.allocator().alignedAlloc(u8, .@"16", @max(size, 1)) catch return null;
    return memory.ptr;
}

fn componentFind(frame: *Frame, raw: Text, id: *u32, size: *usize) callconv(.c) Status {
    id.* = abi.component_none;
    size.* = 0;
    const name = textOf(raw) orelse return .invalid_argument;
    const game = gameOf(frame);
    for (names.components(), 0..) |known, index| {
        if (!std.mem.eql(u8, known.name, name) or game.component(@intCast(index)) == null) continue;
        id.* = @intCast(index);
        size.* = known.size;
        return .ok;
    }
    return .unknown_component;
}

fn componentGet(frame: *Frame, entity: u64, id: u32, value: *anyopaque, size: usize) callconv(.c) Status {
    const game = gameOf(frame);
    if (!isOwner(game, handle(entity), id)) return .unknown_entity;
    const component = game.component(id) orelse return .unknown_component;
    if (size != component.size) return .size_mismatch;
    const bytes = game.bytesOf(handle(entity), id) orelse return .absent;
    @memcpy(@as([*]u8, @ptrCast(value)), bytes);
    return .ok;
}

/// Whether an entity, or for data that belong to the whole game none, can have this.
fn isOwner(game: *Game, entity: Entity, id: u32) bool {
    const of_game = if (game.component(id)) |component| component.kind != .component else false;
    return if (of_game) entity == .none else game.exists(entity);
}

fn componentAdd(frame: *Frame, entity: u64, id: u32, bytes: *const anyopaque, size: usize) callconv(.c) Status {
    const game = gameOf(frame);
    if (!isOwner(game, handle(entity), id)) return .unknown_entity;
    var value: requests.Value = undefined;
    const answer = newValue(game, id, bytes, size, &value);
    if (answer != .ok) return answer;
    if (game.component(id).?.kind == .message) return push(frame, .{ .write_message = value });
    return push(frame, .{ .add_component = .{ .entity = handle(entity), .value = value } });
}

fn componentRemove(frame: *Frame, entity: u64, id: u32) callconv(.c) Status {
    const game = gameOf(frame);
    if (!isOwner(game, handle(entity), id)) return .unknown_entity;
    const component = game.component(id) orelse return .unknown_component;
    if (component.read_only) return .read_only;
    return push(frame, .{ .remove_component = .{ .entity = handle(entity), .name = component.name } });
}

/// The bytes of an entity's component that a query asks for, derived or of a mirror; null if it has none.
fn valueOf(game: *Game, entity: Entity, id: u32) ?[]const u8 {
    if (id & abi.component_reflected == 0) return game.bytesOf(entity, id);
    const bound = reflected.boundTo(id & ~@as(u32, abi.component_reflected)) orelse return null;
    const found = reflected.find(game, .component, entity, bound.path()) orelse return null;
    return if (found.type == bound.type) found.bytes else null;
}

/// How many bytes a component has that a query asks for; null if the game does not know it.
fn sizeOf(game: *Game, id: u32) ?usize {
    if (id & abi.component_reflected == 0) return if (game.component(id)) |known| known.size else null;
    const bound = reflected.boundTo(id & ~@as(u32, abi.component_reflected)) orelse return null;
    return if (bound.role == .component) bound.type.size else null;
}

/// Whether an entity has all of these components, none of those, and the tag.
fn matches(game: *Game, entity: Entity, with: []const u32, without: []const u32, tag: []const u8) bool {
    for (with) |id| if (valueOf(game, entity, id) == null) return false;
    for (without) |id| if (valueOf(game, entity, id) != null) return false;
    return tag.len == 0 or game.hasTag(entity, tag);
}

fn areKnown(game: *Game, ids: []const u32) bool {
    for (ids) |id| if (sizeOf(game, id) == null) return false;
    return true;
}

/// As the host's.
pub fn query(frame: *Frame, asked: *const abi.Query, result: *abi.QueryResult) callconv(.c) Status {
    const game = gameOf(frame);
    result.* = .{ .count = 0, .entities = null, .columns = @splat(null) };
    if (asked.column_count > abi.query_columns_max) return .invalid_argument;
    const columns = asked.columns[0..asked.column_count];
    const with = asked.with[0..asked.with_count];
    const without = asked.without[0..asked.without_count];
    // A test has one snapshot: what is there has changed, and is new.
    const changed = if (asked.changed) |list| list[0..asked.changed_count] else &.{};
    const added = if (asked.added) |list| list[0..asked.added_count] else &.{};
    for ([_][]const u32{ columns, with, without, changed, added }) |list| {
        if (!areKnown(game, list)) return .unknown_component;
    }
    const tag = textOf(asked.tag) orelse return .invalid_argument;

    const scratch = game.scratch.allocator();
    var found: std.ArrayList(u64) = .empty;
    for (game.entities.items) |*entry| {
        const has_columns = for (columns, 0..) |id, index| {
            const is_optional = asked.optional >> @intCast(index) & 1 == 1;
            if (!is_optional and valueOf(game, entry.id, id) == null) break false;
        } else true;
        if (!has_columns or !matches(game, entry.id, with, without, tag)) continue;
        if (!matches(game, entry.id, changed, &.{}, "") or !matches(game, entry.id, added, &.{}, "")) continue;
        found.append(scratch, @backingInt(entry.id)) catch return .limit_reached;
    }
    if (found.items.len == 0) return .ok;
    for (columns, 0..) |id, column| {
        const size = sizeOf(game, id).?;
        const values = scratch.alignedAlloc(u8, .@"16", @max(size * found.items.len, 1)) catch return .limit_reached;
        const present = scratch.alloc(u8, found.items.len) catch return .limit_reached;
        @memset(values, 0);
        for (found.items, present, 0..) |entity, *is_there, row| {
            const bytes = valueOf(game, handle(entity), id);
            is_there.* = @intFromBool(bytes != null);
            if (bytes) |value| @memcpy(values[row * size ..][0..size], value);
        }
        result.columns[column] = values.ptr;
        if (asked.optional >> @intCast(column) & 1 == 1) result.present[column] = present.ptr;
    }
    result.count = found.items.len;
    result.entities = found.items.ptr;
    return .ok;
}

fn entitiesFindNearby(
    frame: *Frame,
    asked: *const abi.NearbyQuery,
    entities: ?[*]u64,
    capacity: usize,
    count: *usize,
) callconv(.c) Status {
    const game = gameOf(frame);
    count.* = 0;
    const with = asked.with[0..asked.with_count];
    const without = asked.without[0..asked.without_count];
    if (!areKnown(game, with) or !areKnown(game, without)) return .unknown_component;
    const tag = textOf(asked.tag) orelse return .invalid_argument;
    if (!areFinite(asked.center) or !std.math.isFinite(asked.radius) or asked.radius < 0) return .invalid_argument;

    const Near = struct {
        entity: Entity,
        distance: f32,

        fn isNearer(_: void, one: @This(), other: @This()) bool {
            if (one.distance != other.distance) return one.distance < other.distance;
            return @backingInt(one.entity) < @backingInt(other.entity);
        }
    };
    const scratch = game.scratch.allocator();
    var near: std.ArrayList(Near) = .empty;
    for (game.entities.items) |*entry| {
        const transform = game.get(abi.Transform, entry.id) orelse continue;
        const distance = transform.translation.distance(asked.center);
        if (!(distance <= asked.radius) or !matches(game, entry.id, with, without, tag)) continue;
        near.append(scratch, .{ .entity = entry.id, .distance = distance }) catch return .limit_reached;
    }
    std.mem.sort(Near, near.items, {}, Near.isNearer);
    const found = scratch.alloc(Entity, near.items.len) catch return .limit_reached;
    for (near.items, found) |item, *entity| entity.* = item.entity;
    return fill(found, entities, capacity, count);
}

fn fieldFind(frame: *Frame, component: Text, path: Text, kind: abi.FieldKind, id: *u32) callconv(.c) Status {
    const known = names.paths.items;
    const wanted: names.Path = .{
        .component = textOf(component) orelse return .invalid_argument,
        .path = textOf(path) orelse return .invalid_argument,
        .kind = kind,
    };
    const game = gameOf(frame);
    for (known, 0..) |one, index| if (one.is(wanted) and game.hasPath(@intCast(index))) {
        id.* = @intCast(index);
        return .ok;
    };
    const line = "the game of this test has no field '{s}' of a component {s}; write: try game.setPath({s}, id, \"{s}\", \"{s}\", …);";
    const short = names.Path.lastPart(wanted.component);
    const kind_name = kindName(kind);
    // Without memory, the error has to do.
    game.lacking = std.fmt.allocPrint(game.arena.allocator(), line, .{ wanted.path, wanted.component, kind_name, short, wanted.path }) catch "";
    return .unknown_component;
}

/// A kind of field as it is written in Zig.
fn kindName(kind: abi.FieldKind) []const u8 {
    return switch (kind) {
        .vec2 => "bevy.Vec2",
        .vec3 => "bevy.Vec3",
        .quat => "bevy.Quat",
        .entity => "bevy.Entity",
        else => @tagName(kind),
    };
}

fn fieldGet(frame: *Frame, entity: u64, id: u32, value: *anyopaque, size: usize) callconv(.c) Status {
    const game = gameOf(frame);
    if (!game.exists(handle(entity))) return .unknown_entity;
    if (id >= names.paths.items.len) return .invalid_argument;
    const bytes = game.fieldOf(handle(entity), id) orelse return .absent;
    if (size != bytes.len) return .size_mismatch;
    @memcpy(@as([*]u8, @ptrCast(value)), bytes);
    return .ok;
}

fn fieldSet(frame: *Frame, entity: u64, id: u32, value: *const anyopaque, size: usize) callconv(.c) Status {
    const game = gameOf(frame);
    if (!game.exists(handle(entity))) return .unknown_entity;
    if (id >= names.paths.items.len) return .invalid_argument;
    const known = names.paths.items[id];
    const bytes = @as([*]const u8, @ptrCast(value))[0..size];
    if (!isFinite(known.kind, bytes)) return .invalid_argument;
    return push(frame, .{ .set_path = .{
        .entity = handle(entity),
        .component = known.component,
        .path = known.path,
        .bytes = game.keep(bytes) catch return .limit_reached,
    } });
}

fn keyOf(raw: Text) ?[]const u8 {
    const key = textOf(raw) orelse return null;
    return if (key.len == 0 or key.len > abi.var_key_len_max) null else key;
}

fn varRead(frame: *Frame, owner: u64, raw: Text, kind: u32, value: ?[*]u8, capacity: usize, size: *usize) callconv(.c) Status {
    const game = gameOf(frame);
    size.* = 0;
    const key = keyOf(raw) orelse return .invalid_argument;
    if (owner != abi.entity_none and !game.exists(handle(owner))) return .unknown_entity;
    const found = game.varOf(handle(owner), key) orelse return .absent;
    if (@backingInt(found.kind()) != kind) return .wrong_type;
    const bytes = found.bytes();
    size.* = bytes.len;
    if (bytes.len > capacity) return .buffer_too_small;
    if (value) |pointer| @memcpy(pointer, bytes);
    return .ok;
}

fn varWrite(frame: *Frame, owner: u64, raw: Text, op: u32, kind: u32, value: ?[*]const u8, size: usize) callconv(.c) Status {
    const game = gameOf(frame);
    const key = keyOf(raw) orelse return .invalid_argument;
    if (owner != abi.entity_none and !game.exists(handle(owner))) return .unknown_entity;
    const what = std.enums.fromInt(abi.VarOp, op) orelse return .invalid_argument;
    const bytes = game.keep(if (value) |pointer| pointer[0..size] else "") catch return .limit_reached;
    const written = if (what == .remove) null else requests.Var.from(kind, bytes) orelse return .invalid_argument;
    if (written) |sound| switch (sound) {
        .text => |text| if (!std.unicode.utf8ValidateSlice(text)) return .invalid_argument,
        .float => |number| if (!std.math.isFinite(number)) return .invalid_argument,
        inline .vec2, .vec3, .quat => |numbers| if (!areFinite(numbers)) return .invalid_argument,
        .bool, .int, .entity, .blob => {},
    };
    return push(frame, .{ .write_var = .{
        .owner = handle(owner),
        .key = game.keep(key) catch return .limit_reached,
        .op = what,
        .value = written,
    } });
}

/// Nothing is reloaded in a test.
fn layoutFind(_: *Frame, _: *const abi.Layout, number: *u32) callconv(.c) Status {
    number.* = 0;
    return .ok;
}

fn payloadRefused(_: *Frame, _: *const signals.Signal, _: Text, _: usize) callconv(.c) Status {
    return .ok;
}

fn signalNameId(_: *Frame, raw: Text, id: *u32) callconv(.c) Status {
    id.* = 0;
    const name = textOf(raw) orelse return .invalid_argument;
    if (name.len == 0 or name.len > signals.name_len_max) return .invalid_argument;
    id.* = names.signalId(name) catch return .limit_reached;
    return .ok;
}

/// Only asked where `Game.signals_left` and `Game.signal_payload_size_max` say no, which is the test's word.
fn signalAllow(_: *Frame, _: usize) callconv(.c) Status {
    return .limit_reached;
}

/// A connection that a script has requested.
pub const Connected = struct {
    owner: u64,
    name: []const u8,
    target: u64,
    is_kept: bool,

    fn isFor(self: Connected, owner: u64, name: []const u8, target: u64) bool {
        return self.owner == owner and self.target == target and std.mem.eql(u8, self.name, name);
    }
};

fn signalConnect(frame: *Frame, raw: Text, target: u64, connection: ?*u64) callconv(.c) Status {
    const game = gameOf(frame);
    if (connection) |number| number.* = 0;
    if (!game.hears) return .absent;
    const name = textOf(raw) orelse return .invalid_argument;
    if (name.len == 0 or name.len > signals.name_len_max) return .invalid_argument;
    const to_any = target == abi.entity_any;
    if (target != abi.entity_none and !to_any and !game.exists(handle(target))) return .unknown_entity;
    const arena = game.arena.allocator();
    if (connection == null) for (game.connections.items) |known| {
        if (known.is_kept and known.isFor(game.instance_id, name, target)) return .ok;
    };
    const kept = game.keep(name) catch return .limit_reached;
    const made: Connected = .{ .owner = game.instance_id, .name = kept, .target = target, .is_kept = connection == null };
    game.connections.append(arena, made) catch return .limit_reached;
    const number = game.connections.items.len;
    const answer = push(frame, .{ .connect = .{
        .name = kept,
        .target = if (to_any) .none else handle(target),
        .to_any = to_any,
        .connection = number,
    } });
    if (answer == .ok) if (connection) |place| {
        place.* = number;
    };
    return answer;
}

fn signalDisconnect(frame: *Frame, connection: u64) callconv(.c) Status {
    const game = gameOf(frame);
    const known = game.connections.items;
    if (connection == 0 or connection > known.len) return .invalid_argument;
    if (known[@intCast(connection - 1)].owner != game.instance_id) return .invalid_argument;
    return push(frame, .{ .disconnect = connection });
}

fn memoryAlloc(frame: *Frame, size: usize, block: *u64, memory: *?*anyopaque) callconv(.c) Status {
    const game = gameOf(frame);
    block.* = 0;
    memory.* = null;
    const bytes = game.arena.allocator().alignedAlloc(u8, .@"16", size) catch return .limit_reached;
    @memset(bytes, 0);
    game.blocks.append(game.arena.allocator(), .{ .owner = game.instance_id, .bytes = bytes }) catch return .limit_reached;
    block.* = game.blocks.items.len;
    memory.* = bytes.ptr;
    return .ok;
}

fn memoryResize(frame: *Frame, block: u64, size: usize, memory: *?*anyopaque) callconv(.c) Status {
    const game = gameOf(frame);
    const held = game.block(block) orelse return .absent;
    // Elsewhere each time: a pointer that is kept too long is found.
    const bytes = game.arena.allocator().alignedAlloc(u8, .@"16", size) catch return .limit_reached;
    const kept = @min(size, held.len);
    @memcpy(bytes[0..kept], held.*[0..kept]);
    @memset(bytes[kept..], 0);
    @memset(held.*, 0xaa);
    held.* = bytes;
    memory.* = bytes.ptr;
    return .ok;
}

fn memoryGet(frame: *Frame, block: u64, memory: *?*anyopaque, size: *usize) callconv(.c) Status {
    memory.* = null;
    size.* = 0;
    const held = gameOf(frame).block(block) orelse return .absent;
    memory.* = held.ptr;
    size.* = held.len;
    return .ok;
}

fn memoryFree(frame: *Frame, block: u64) callconv(.c) Status {
    const game = gameOf(frame);
    const held = game.block(block) orelse return .absent;
    @memset(held.*, 0xaa);
    game.blocks.items[@intCast(block - 1)].owner = 0;
    return .ok;
}

fn stateWrite(frame: *Frame, bytes: ?[*]const u8, len: usize) callconv(.c) Status {
    const game = gameOf(frame);
    if (game.keeping != .writes) return .invalid_argument;
    if (bytes) |pointer| game.kept.appendSlice(game.arena.allocator(), pointer[0..len]) catch return .limit_reached;
    return .ok;
}

fn stateRead(frame: *Frame, bytes: ?[*]u8, len: usize) callconv(.c) Status {
    const game = gameOf(frame);
    if (game.keeping != .reads) return .invalid_argument;
    const rest = game.kept.items[game.kept_at..];
    if (rest.len < len) return .absent;
    if (bytes) |pointer| @memcpy(pointer[0..len], rest[0..len]);
    game.kept_at += len;
    return .ok;
}

fn componentSet(frame: *Frame, entity: u64, id: u32, parts: [*]const abi.ComponentPart, count: usize) callconv(.c) Status {
    const game = gameOf(frame);
    if (!isOwner(game, handle(entity), id)) return .unknown_entity;
    const component = game.component(id) orelse return .unknown_component;
    if (component.read_only) return .read_only;
    const kept = game.arena.allocator().alloc(requests.Set.Part, count) catch return .limit_reached;
    for (kept, parts[0..count]) |*part, given| {
        if (given.offset + given.size > component.size) return .invalid_argument;
        const bytes: [*]const u8 = @ptrCast(given.bytes orelse return .invalid_argument);
        if (movesWildly(component.name, given.offset, bytes[0..given.size])) return .invalid_argument;
        part.* = .{ .offset = given.offset, .bytes = game.keep(bytes[0..given.size]) catch return .limit_reached };
    }
    return push(frame, .{ .set_component = .{ .entity = handle(entity), .name = component.name, .parts = kept } });
}
