//! Fields of other scripts, in tests: what the test says that they are.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const names = @import("names.zig");
const host = @import("host.zig");
const shape = @import("../value/shape.zig");
const Entity = @import("../api/entity.zig").Entity;
const Game = @import("testing.zig").Game;
const Status = abi.Status;

/// The state of a script that is on an entity, or global on none.
pub const State = struct {
    entity: Entity,
    script: []const u8,
    fields: []const abi.Field,
    bytes: []const u8,
};

/// Sets it.
pub fn store(game: *Game, entity: Entity, comptime script: []const u8, value: anytype) error{OutOfMemory}!void {
    const state: State = .{
        .entity = entity,
        .script = script,
        .fields = comptime shape.fields(@TypeOf(value)),
        .bytes = try game.keep(std.mem.asBytes(&value)),
    };
    for (game.script_states.items) |*known| if (known.entity == entity and std.mem.eql(u8, known.script, script)) {
        known.* = state;
        return;
    };
    try game.script_states.append(game.arena.allocator(), state);
}

/// `BevyZigHost.script_fields_find`.
pub fn find(_: *abi.Frame, raw: abi.Text, fields: ?[*]const abi.Field, count: u32, size: u32, id: *u32) callconv(.c) Status {
    const script = host.textOf(raw) orelse return .invalid_argument;
    const wanted: names.ScriptFields = .{ .script = script, .fields = if (fields) |list| list[0..count] else &.{}, .size = size };
    id.* = names.scriptFieldsId(wanted) catch return .limit_reached;
    return .ok;
}

/// `BevyZigHost.script_fields_get`.
pub fn get(frame: *abi.Frame, entity: abi.Entity, id: u32, value: *anyopaque, size: usize) callconv(.c) Status {
    const game = host.gameOf(frame);
    if (id >= names.script_fields.items.len) return .invalid_argument;
    const wanted = names.script_fields.items[id];
    if (entity != abi.entity_none and !game.exists(host.handle(entity))) return .unknown_entity;
    if (size != wanted.size) return .size_mismatch;
    const state = for (game.script_states.items) |known| {
        if (known.entity == host.handle(entity) and std.mem.eql(u8, known.script, wanted.script)) break known;
    } else {
        game.lacking = "the entity has no such script; add it with game.setFields(entity, \"script\", .{ … })";
        return .absent;
    };
    const bytes = @as([*]u8, @ptrCast(value))[0..size];
    @memset(bytes, 0);
    for (wanted.fields) |field| {
        const found = for (state.fields) |known| {
            if (std.mem.eql(u8, pathOf(known), pathOf(field)) and known.layout_hash == field.layout_hash) break known;
        } else return .unknown_field;
        @memcpy(bytes[field.offset..][0..field.value_size], state.bytes[found.offset..][0..found.value_size]);
    }
    return .ok;
}

fn pathOf(field: abi.Field) []const u8 {
    return field.path.ptr.?[0..field.path.len];
}

test "scripts read the fields of others" {
    const Ship = struct { speed: f32 = 1, crew: [2]?u8 = .{ null, 3 }, mode: enum { idle, chase } = .idle };
    const Watcher = struct {
        ship: Entity = .none,
        seen: f32 = 0,
        is_idle: bool = false,
        score: i64 = 0,

        const bevy = @import("../bevy.zig");

        pub fn update(self: *@This(), ctx: *bevy.Context, _: f32) !void {
            const part = try ctx.ref(self.ship).fieldsOf("ship", struct { speed: f32 });
            const whole = try ctx.ref(self.ship).fieldsOf("ship", Ship);
            self.seen = part.speed + @as(f32, @floatFromInt(whole.crew[1].?));
            self.is_idle = whole.mode == .idle and whole.crew[0] == null;
            self.score = (try ctx.globalFieldsOf("score", struct { points: i64 })).points;
        }
    };
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    var it = try game.attach(Watcher, .{});
    try std.testing.expectError(error.UnknownEntity, it.update(0));
    it.state.ship = try game.spawn();
    try std.testing.expectError(error.Absent, it.update(0));
    try game.setFields(it.state.ship, "ship", Ship{ .speed = 5 });
    try game.setFields(.none, "score", struct { points: i64 = 7 }{});
    try it.update(0);
    try std.testing.expectEqual(8, it.state.seen);
    try std.testing.expectEqual(7, it.state.score);
    try std.testing.expect(it.state.is_idle);
    try game.setFields(it.state.ship, "ship", struct { speed: f64 = 5 }{});
    try std.testing.expectError(error.UnknownField, it.update(0));
}
