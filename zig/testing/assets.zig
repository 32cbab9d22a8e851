//! Assets in tests: those that scripts make or load, by their numbers.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const host = @import("host.zig");
const names = @import("names.zig");
const Game = @import("testing.zig").Game;
const Mirrored = @import("mirrored.zig").Mirrored;

const Frame = abi.Frame;
const Status = abi.Status;

/// An asset that an instance keeps.
pub const Kept = struct {
    owner: u64,
    /// What it was made of, or its handle.
    value: Mirrored,
    /// It comes from a file, or is somebody else's.
    is_loaded: bool,
    is_released: bool = false,
};

/// What the instance that runs keeps by this number.
pub fn keptBy(game: *Game, number: u64) ?*Kept {
    if (number == 0 or number > game.assets.items.len) return null;
    const kept = &game.assets.items[@intCast(number - 1)];
    return if (kept.owner == game.instance_id and !kept.is_released) kept else null;
}

fn keep(frame: *Frame, id: abi.ValueId, value: *const anyopaque, size: usize, is_loaded: bool, number: *u64) Status {
    const game = host.gameOf(frame);
    number.* = 0;
    if (id >= names.values.items.len) return .invalid_argument;
    const bound = names.values.items[id];
    if (bound.role != .asset) return .invalid_argument;
    if (size != bound.type.size) return .size_mismatch;
    const arena = game.arena.allocator();
    const copied = Mirrored.copy(arena, bound.type, value) catch return .limit_reached;
    game.assets.append(arena, .{ .owner = game.instance_id, .value = copied, .is_loaded = is_loaded }) catch return .limit_reached;
    const made: u64 = game.assets.items.len;
    const answer = host.push(frame, if (is_loaded)
        .{ .keep_asset = .{ .handle = copied, .number = made } }
    else
        .{ .add_asset = .{ .value = copied, .number = made } });
    if (answer == .ok) number.* = made;
    return answer;
}

/// As the host's.
pub fn assetAdd(frame: *Frame, _: abi.ValueId, id: abi.ValueId, value: *const anyopaque, size: usize, number: *u64) callconv(.c) Status {
    return keep(frame, id, value, size, false, number);
}

/// As the host's.
pub fn assetKeep(frame: *Frame, id: abi.ValueId, handle: *const anyopaque, size: usize, number: *u64) callconv(.c) Status {
    return keep(frame, id, handle, size, true, number);
}

/// As the host's.
pub fn assetState(frame: *Frame, number: u64, state: *abi.AssetState) callconv(.c) Status {
    const game = host.gameOf(frame);
    const kept = keptBy(game, number) orelse return .absent;
    state.* = if (kept.is_loaded) game.files else .loaded;
    return .ok;
}

/// As the host's.
pub fn assetsCount(frame: *Frame, count: *abi.AssetCount) callconv(.c) Status {
    const game = host.gameOf(frame);
    count.* = .{};
    for (game.assets.items) |kept| {
        if (kept.owner != game.instance_id or kept.is_released) continue;
        count.total += 1;
        const state = if (kept.is_loaded) game.files else .loaded;
        count.loaded += @intFromBool(state == .loaded);
        count.failed += @intFromBool(state == .failed);
    }
    return .ok;
}

const bevy = @import("../bevy.zig");

const Glow = struct {
    strength: f32 = 1,

    /// Its path in Rust.
    pub const zig_reflect = "game::Glow";
};

const Lamp = struct {
    glow: bevy.Asset(Glow) = .none,
    sheet: bevy.Asset(Glow) = .none,
    is_over: bool = false,
    strength: f32 = 0,

    /// Makes one and loads one, and asks for them from then on.
    pub fn update(self: *Lamp, ctx: *bevy.Context, _: f32) !void {
        if (self.glow == bevy.Asset(Glow).none) {
            self.glow = try ctx.addAsset(Glow{ .strength = 3 });
            self.sheet = try ctx.load(Glow, "glow.ron");
            return;
        }
        self.strength = (try ctx.asset(self.glow)).strength;
        self.is_over = ctx.loading().isOver();
        try ctx.setAsset(self.glow, .{ .strength = 2 * self.strength });
        if (self.is_over) try ctx.release(self.sheet);
    }
};

test "scripts make and load assets" {
    const expectEqual = std.testing.expectEqual;
    var game: Game = .init(std.testing.allocator);
    defer game.deinit();
    game.files = .loading;
    var lamp = try game.attach(Lamp, .{});
    try lamp.update(0.5);
    try game.expectRequest(.{ .add_asset = .{ .value = .of(&Glow{ .strength = 3 }) } });
    try std.testing.expectEqualStrings("glow.ron", (try game.only(.keep_asset)).handle.as(bevy.Handle(Glow)).?.path);
    try lamp.update(0.5);
    try expectEqual(3, lamp.state.strength);
    try std.testing.expect(!lamp.state.is_over);
    try expectEqual(6, (try game.only(.set_asset)).value.get(Glow, "strength"));
    game.files = .loaded;
    try lamp.update(0.5);
    try std.testing.expect(lamp.state.is_over);
    try expectEqual(lamp.state.sheet.number, try game.only(.release_asset));
}
