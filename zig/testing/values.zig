//! Values of reflected types in tests: the test puts them there, scripts read them and post requests.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const assets = @import("assets.zig");
const components = @import("../api/component.zig");
const host = @import("host.zig");
const mirrors = @import("../value/type.zig");
const names = @import("names.zig");
const Entity = @import("../api/entity.zig").Entity;
const Game = @import("testing.zig").Game;
const Mirrored = @import("mirrored.zig").Mirrored;

const Frame = abi.Frame;
const Status = abi.Status;

/// A value in the snapshot: of an entity, or of none.
pub const Stored = struct { role: abi.Role, owner: Entity, value: Mirrored };

/// Whether values of a type are kept here: it is a mirror of a reflected type.
pub fn isReflected(comptime T: type) bool {
    const is_derived = comptime components.nameOf(T) != null;
    return !is_derived and mirrors.isMirror(T);
}

/// Puts a value into the snapshot, in the place of the one that was there.
pub fn store(game: *Game, role: abi.Role, owner: Entity, value: anytype) error{OutOfMemory}!void {
    const T = @TypeOf(value);
    if (comptime !mirrors.isMirror(T) and !mirrors.isZigState(T)) {
        @compileError(@typeName(T) ++ " is not a mirror: it has no zig_reflect");
    }
    const kept: Mirrored = try .copy(game.arena.allocator(), mirrors.typeOf(T), &value);
    for (game.values.items) |*stored| if (isIt(stored.*, role, owner, kept.path())) {
        stored.value = kept;
        return;
    };
    try game.values.append(game.arena.allocator(), .{ .role = role, .owner = owner, .value = kept });
}

/// A value in the snapshot; null if there is none.
pub fn find(game: *const Game, role: abi.Role, owner: Entity, path: []const u8) ?Mirrored {
    for (game.values.items) |stored| if (isIt(stored, role, owner, path)) return stored.value;
    return null;
}

fn isIt(stored: Stored, role: abi.Role, owner: Entity, path: []const u8) bool {
    return stored.role == role and stored.owner == owner and std.mem.eql(u8, stored.value.path(), path);
}

/// What a script has bound to a number.
pub fn boundTo(id: abi.ValueId) ?names.Value {
    return if (id < names.values.items.len) names.values.items[id] else null;
}

/// As the host's. There is no Bevy here whose types a mirror could be compared with: it is taken as it is.
pub fn valueBind(_: *Frame, role: abi.Role, description: *const abi.Type, id: *abi.ValueId) callconv(.c) Status {
    id.* = names.valueId(.{ .role = role, .type = description }) catch return .limit_reached;
    return .ok;
}

/// As the host's.
pub fn valueGet(frame: *Frame, entity: u64, id: abi.ValueId, value: ?*anyopaque, size: usize) callconv(.c) Status {
    const game = host.gameOf(frame);
    const bound = boundTo(id) orelse return .invalid_argument;
    const owner = host.handle(entity);
    if (bound.role == .component and !game.exists(owner)) return .unknown_entity;
    const path = bound.path();
    const own = switch (bound.role) {
        .event => game.event,
        .asset => if (assets.keptBy(game, entity)) |kept| kept.value else null,
        else => null,
    };
    const found = own orelse find(game, bound.role, owner, path) orelse {
        if (bound.role == .zig_state) return initialOf(bound.type, value, size);
        const adding = switch (bound.role) {
            .resource => "setResource",
            .state => "setState",
            else => return .absent,
        };
        const line = "the game of this test has no {s}; write: try game.{s}({s}{{ … }});";
        const short = path[if (std.mem.findLast(u8, path, "::")) |at| at + 2 else 0..];
        // Without memory, the error has to do.
        game.lacking = std.fmt.allocPrint(game.arena.allocator(), line, .{ path, adding, short }) catch "";
        return .absent;
    };
    const to = value orelse return if (size == 0) .ok else .invalid_argument;
    // A value of another mirror of the same type.
    if (found.type != bound.type) return .wrong_type;
    if (size != found.bytes.len) return .size_mismatch;
    @memcpy(@as([*]u8, @ptrCast(to))[0..size], found.bytes);
    return .ok;
}

/// A state that scripts declare, and that the test has not set.
fn initialOf(description: *const abi.Type, value: ?*anyopaque, size: usize) Status {
    const to = value orelse return if (size == 0) .ok else .invalid_argument;
    if (size != description.size) return .size_mismatch;
    const initial = (description.members orelse return .invalid_argument)[0].value;
    @memcpy(@as([*]u8, @ptrCast(to))[0..size], std.mem.asBytes(&std.mem.nativeToLittle(@TypeOf(initial), initial))[0..size]);
    return .ok;
}

/// As the host's.
pub fn valuePut(
    frame: *Frame,
    entity: u64,
    id: abi.ValueId,
    op: abi.ValueOp,
    value: ?*const anyopaque,
    size: usize,
) callconv(.c) Status {
    const game = host.gameOf(frame);
    const bound = boundTo(id) orelse return .invalid_argument;
    const owner = host.handle(entity);
    if (bound.role == .component and !game.exists(owner)) return .unknown_entity;
    if (bound.role != .component and bound.role != .asset and owner != .none) return .invalid_argument;
    const is_partial = bound.type.flags & abi.type_flag_partial != 0;
    const is_owned = bound.role == .component or bound.role == .resource;
    if (bound.role == .asset and assets.keptBy(game, entity) == null) return .absent;
    if (op == .remove and bound.role == .asset) {
        assets.keptBy(game, entity).?.is_released = true;
        return host.push(frame, .{ .release_asset = entity });
    }
    if (op == .remove) {
        return if (is_owned) host.push(frame, .{ .remove = .{ .entity = owner, .type = bound.path() } }) else .invalid_argument;
    }
    if (size != bound.type.size) return .size_mismatch;
    const given = value orelse return .invalid_argument;
    const kept = Mirrored.copy(game.arena.allocator(), bound.type, given) catch return .limit_reached;
    if (isRefused(game, kept)) return .invalid_argument;
    return switch (op) {
        .insert => if (is_owned and !is_partial) host.push(frame, .{ .insert = .{ .entity = owner, .value = kept } }) else .invalid_argument,
        .set => switch (bound.role) {
            .component, .resource => host.push(frame, .{ .set = .{ .entity = owner, .value = kept } }),
            .state, .zig_state => host.push(frame, .{ .set_state = kept }),
            .asset => host.push(frame, .{ .set_asset = .{ .number = entity, .value = kept } }),
            else => .invalid_argument,
        },
        .send => switch (bound.role) {
            .message => host.push(frame, .{ .write = kept }),
            .event => host.push(frame, .{ .trigger = kept }),
            else => .invalid_argument,
        },
        .remove => unreachable,
    };
}

/// As the host's.
pub fn messagesRead(frame: *Frame, id: abi.ValueId, values: *?*const anyopaque, count: *usize) callconv(.c) Status {
    const game = host.gameOf(frame);
    count.* = 0;
    values.* = null;
    if (id & abi.messages_of_data != 0) return dataMessages(game, id & ~@as(u32, abi.messages_of_data), values, count);
    const bound = boundTo(id) orelse return .invalid_argument;
    if (bound.role != .message) return .invalid_argument;
    var bytes: std.ArrayListAligned(u8, .@"16") = .empty;
    for (game.messages.items) |message| {
        if (!std.mem.eql(u8, message.path(), bound.path())) continue;
        if (message.type != bound.type) return .wrong_type;
        bytes.appendSlice(game.scratch.allocator(), message.bytes) catch return .limit_reached;
        count.* += 1;
    }
    if (count.* > 0) values.* = bytes.items.ptr;
    return .ok;
}

/// The messages of a name that scripts declare.
fn dataMessages(game: *Game, id: u32, values: *?*const anyopaque, count: *usize) Status {
    const known = game.component(id) orelse return .unknown_component;
    if (known.kind != .message) return .invalid_argument;
    var bytes: std.ArrayListAligned(u8, .@"16") = .empty;
    for (game.data_messages.items) |message| {
        if (message.id != id) continue;
        bytes.appendSlice(game.scratch.allocator(), message.bytes) catch return .limit_reached;
        count.* += 1;
    }
    if (count.* > 0) values.* = bytes.items.ptr;
    return .ok;
}

/// A copy of what a new entity is to have.
pub fn ofEntry(game: *Game, entry: abi.ValueEntry, value: *Mirrored) Status {
    const bound = boundTo(entry.id) orelse return .invalid_argument;
    if (bound.role != .component) return .unknown_component;
    if (entry.value_size != bound.type.size) return .size_mismatch;
    value.* = Mirrored.copy(game.arena.allocator(), bound.type, entry.value orelse return .invalid_argument) catch return .limit_reached;
    return if (isRefused(game, value.*)) .invalid_argument else .ok;
}

/// Whether a game would refuse a value for what its type is, and keeps in mind why.
pub fn isRefused(game: *Game, value: Mirrored) bool {
    if (!value.isRefused()) return false;
    const line = "a number in {s} is NaN, which games refuse in Bevy's types";
    // Without memory, the error has to do.
    game.lacking = std.fmt.allocPrint(game.arena.allocator(), line, .{value.path()}) catch "";
    return true;
}

const bevy = @import("../bevy.zig");

const Text = struct {
    text: []const u8 = "",

    /// Its path in Rust.
    pub const zig_reflect = "ui::Text";
};

const Node = struct {
    width: f32 = 0,
    at: bevy.Vec2 = .zero,
    name: []const u8 = "",

    /// Its path in Rust.
    pub const zig_reflect = "ui::Node";
};

const Clock = struct {
    speed: f32 = 1,

    /// Its path in Rust.
    pub const zig_reflect = "time::Clock";
};

const Stage = enum {
    playing,
    paused,

    /// Its path in Rust.
    pub const zig_reflect = "game::Stage";
};

const Wheel = struct {
    y: f32 = 0,

    /// Its path in Rust.
    pub const zig_reflect = "input::Wheel";
};

const Hud = struct {
    zoom: f32 = 0,
    /// From an event.
    hit: f32 = 0,
    was_paused: bool = false,

    /// Uses each verb.
    pub fn update(self: *Hud, ctx: *bevy.Context, _: f32) !void {
        const own = ctx.entity();
        const label = try own.get(Text);
        self.was_paused = try ctx.state(Stage) == .paused;
        for (try ctx.messages(Wheel)) |wheel| self.zoom += wheel.y;
        var buffer: [16]u8 = undefined;
        try own.set(Node, .{ .at = .{ .y = 2 }, .name = std.fmt.bufPrint(&buffer, "{s}!", .{label.text}) catch unreachable });
        try own.insert(Text{ .text = "12" });
        try own.remove(Node);
        try ctx.setResource(Clock, .{ .speed = 2 * (try ctx.resource(Clock)).speed });
        try ctx.setState(Stage, .playing);
        try ctx.write(Wheel{ .y = 1 });
        try ctx.trigger(Wheel{ .y = 2 });
        _ = try ctx.spawnWith(.{}, .{Text{ .text = "new" }});
        if (own.has(Node)) return error.HasNode;
    }

    /// Reads the event.
    pub fn onSignal(self: *Hud, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
        self.hit = (try signal.event(ctx, Wheel)).y;
    }
};

test "scripts read what the test has put there, and their requests have values" {
    const expectEqual = std.testing.expectEqual;
    const expectEqualStrings = std.testing.expectEqualStrings;
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    var hud = try game.attach(Hud, .{});
    {
        var text: [4]u8 = "left".*;
        try game.set(hud.entity, Text{ .text = &text });
        @memset(&text, 0);
    }
    try game.setResource(Clock{ .speed = 3 });
    try game.setState(Stage.paused);
    try game.addMessage(Wheel{ .y = 2 });
    try game.addMessage(Wheel{ .y = 3 });
    try hud.update(0.5);
    try expectEqual(Hud{ .zoom = 5, .was_paused = true }, hud.state);
    try expectEqualStrings("left", game.get(Text, hud.entity).?.text);
    const set = game.requested()[0].set.value;
    try expectEqual(2, set.get(Node, "at.y"));
    try expectEqualStrings("left!", set.get(Node, "name").?);
    try std.testing.expect(set.get(Node, "width") == null and set.get(Node, "at.x") == null and set.get(Text, "text") == null);
    try game.expectRequest(.{ .insert = .{ .entity = hud.entity, .value = .of(&Text{ .text = "12" }) } });
    try game.expectRequest(.{ .remove = .{ .entity = hud.entity, .type = "ui::Node" } });
    try expectEqual(6, game.requested()[3].set.value.get(Clock, "speed"));
    try game.expectRequest(.{ .set_state = .of(&Stage.playing) });
    try game.expectRequest(.{ .write = .of(&Wheel{ .y = 1 }) });
    try game.expectRequest(.{ .trigger = .of(&Wheel{ .y = 2 }) });
    try expectEqualStrings("new", (try game.only(.spawn)).get(Text).?.text);
    // What is requested is not applied, and messages last for a frame.
    try expectEqualStrings("left", game.get(Text, hud.entity).?.text);
    game.nextFrame(0.5);
    try hud.update(0.5);
    try expectEqual(5, hud.state.zoom);
    try game.set(hud.entity, Node{});
    try std.testing.expectError(error.HasNode, hud.update(0.5));
}

test "a set is expected as a value with the fields that it sets" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    const label = try game.spawn();
    const ctx = try game.begin(label);
    try ctx.entity().set(Text, .{ .text = "12" });
    try ctx.entity().set(Node, .{ .width = 3, .at = .{ .y = 2 } });
    try game.end();
    try game.expectRequests(&.{
        .{ .set = .{ .entity = label, .value = .of(&Text{ .text = "12" }) } },
        .{ .set = .{ .entity = label, .value = .of(&Node{ .width = 3, .at = .new(0, 2) }) } },
    });
    const set = game.requested()[1].set.value;
    for ([_]Node{
        .{ .width = 4, .at = .new(0, 2) },
        .{ .width = 3 },
        .{ .width = 3, .at = .new(1, 2) },
        .{ .width = 3, .at = .new(0, 2), .name = "other" },
    }) |other| try std.testing.expect(!Mirrored.of(&other).isSame(set));
    try std.testing.expect(!Mirrored.of(&Text{ .text = "12" }).isSame(set));
}

test "what moves and turns entities is refused as in a game" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    const ctx = try game.begin(try game.spawn());
    const entity = ctx.entity();
    const nan = std.math.nan(f32);
    const wild = error.InvalidArgument;
    try std.testing.expectError(wild, entity.set(bevy.Transform, .{ .translation = .{ .x = nan } }));
    try std.testing.expectError(wild, entity.insert(bevy.Transform.fromXyz(0, std.math.inf(f32), 0)));
    try std.testing.expectError(wild, entity.set(bevy.Transform, .{ .rotation = bevy.Quat{ .x = 0, .y = 0, .z = 0, .w = 0 } }));
    try std.testing.expectError(wild, entity.insert(bevy.Velocity{ .linear = .new(nan, 0, 0) }));
    try std.testing.expectError(wild, ctx.spawnWith(.{}, .{bevy.Velocity{ .angular = .new(0, nan, 0) }}));
    try game.setPath(f32, entity.id, "Stats", "speed", 1);
    try std.testing.expectError(wild, entity.setPath(f32, "Stats", "speed", nan));
    try entity.set(bevy.Transform, .{ .translation = .{ .x = 1 }, .rotation = bevy.Quat.identity });
    try game.end();
    try std.testing.expectEqual(1, game.requested().len);
}

test "what is no number is refused in Bevy's types as in a game" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    const ctx = try game.begin(try game.spawn());
    const nan = std.math.nan(f32);
    try std.testing.expectError(error.InvalidArgument, ctx.entity().set(bevy.Node, .{ .width = bevy.px(nan) }));
    try std.testing.expectEqualStrings("a number in bevy_ui::ui_node::Node is NaN, which games refuse in Bevy's types", game.lacking);
    try std.testing.expectError(error.InvalidArgument, ctx.entity().insert(bevy.Node{ .grid_auto_rows = &.{.px(nan)} }));
    try std.testing.expectError(error.InvalidArgument, ctx.spawnWith(.{}, .{bevy.Outline{ .offset = .px(nan) }}));
    try ctx.entity().insert(Node{ .width = nan });
    try game.end();
    try std.testing.expectEqual(1, game.requested().len);
}

test "queries find values of mirrors" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    const both = try game.spawnAt(.zero);
    try game.set(both, Node{ .width = 3 });
    try game.set(both, Text{ .text = "both" });
    const one = try game.spawnAt(.zero);
    try game.set(one, Node{ .width = 4 });
    const ctx = try game.begin(one);
    const found = try ctx.query(.{ Node, bevy.maybe(Text) }, .{});
    try std.testing.expectEqualSlices(bevy.Entity, &.{ both, one }, found.entities);
    try std.testing.expectEqual(4, found.of(Node)[1].width);
    try std.testing.expectEqual(1, (try ctx.query(.{Text}, .{})).entities.len);
    try std.testing.expectEqual(1, (try ctx.query(.{Node}, .{ .without = .{Text} })).entities.len);
    try game.end();
}

test "a signal tells of an event" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    var hud = try game.attach(Hud, .{});
    try hud.onEvent("turned", hud.entity, Wheel{ .y = 4 });
    try std.testing.expectEqual(4, hud.state.hit);
    try std.testing.expectError(error.WrongType, hud.onEvent("turned", hud.entity, Node{}));
    try std.testing.expectError(error.Absent, hud.onSignal("turned", hud.entity, {}));
}

test "what the test has not put there is absent" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    const id = try game.spawn();
    const ctx = try game.begin(id);
    try std.testing.expectError(error.Absent, ctx.entity().get(Text));
    try std.testing.expectError(error.Absent, ctx.resource(Clock));
    try std.testing.expectEqualStrings("the game of this test has no time::Clock; write: try game.setResource(Clock{ … });", game.lacking);
    try std.testing.expect(!ctx.hasResource(Clock) and !ctx.entity().has(Text));
    try std.testing.expectEqual(0, (try ctx.messages(Wheel)).len);
    game.despawn(id);
    try std.testing.expectError(error.UnknownEntity, ctx.entity().get(Text));
    try std.testing.expectError(error.UnknownEntity, ctx.entity().insert(Text{}));
    try game.end();
}

const Door = enum {
    open,
    shut,

    /// Its initial variant.
    pub const default: @This() = .shut;
    /// Its name.
    pub const zig_state = "values_test.Door";
};

const Porter = struct {
    seen: Door = .open,

    /// Looks, and opens.
    pub fn update(self: *Porter, ctx: *bevy.Context, _: f32) !void {
        self.seen = try ctx.state(Door);
        if (self.seen == .shut) try ctx.setState(Door, .open);
    }
};

test "states that scripts declare begin with their initial variant" {
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    var porter = try game.attach(Porter, .{});
    try porter.update(0.5);
    try std.testing.expectEqual(.shut, porter.state.seen);
    try game.expectRequest(.{ .set_state = .of(&Door.open) });
    try game.setState(Door.open);
    try porter.update(0.5);
    try std.testing.expectEqual(.open, porter.state.seen);
}
