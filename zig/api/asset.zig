//! Assets: creating, loading, reading and changing them.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const handles = @import("../value/handle.zig");
const status = @import("../contract/status.zig");
const types = @import("../value/type.zig");
const values = @import("value.zig");
const Context = @import("context.zig").Context;
const Error = status.Error;
const Handle = handles.Handle;
const Kept = handles.Kept;

/// The load state of an asset: the result of `ctx.loadState`.
pub const LoadState = abi.AssetState;

/// The numbers of assets that an instance keeps, by load state: the result of `ctx.loading`.
pub const Loading = struct {
    total: u32,
    loaded: u32,
    failed: u32,

    /// Whether nothing is being loaded any more.
    pub fn isOver(self: Loading) bool {
        return self.loaded + self.failed == self.total;
    }

    /// The fraction of assets that are loaded or have failed, from 0 to 1, for a loading bar.
    pub fn progress(self: Loading) f32 {
        if (self.total == 0) return 1;
        return @as(f32, @floatFromInt(self.loaded + self.failed)) / @as(f32, @floatFromInt(self.total));
    }
};

/// Requests an asset that is made of a value.
pub fn add(ctx: *Context, comptime A: type, value: anytype) Error!Kept(A) {
    const V = @TypeOf(value);
    if (comptime !types.isMirror(V)) {
        @compileError("an asset cannot be made of " ++ @typeName(V) ++
            "; it is made of a value with a mirror (zig_reflect), as in bevy.math.Cuboid.new(1, 1, 1)");
    }
    const frame = ctx.frame;
    const asset = try values.idOf(frame, .asset, Handle(A));
    const id = try values.idOf(frame, .asset, V);
    var number: u64 = 0;
    defer ctx.refresh();
    try status.check(frame.host.asset_add(frame, asset, id, &value, @sizeOf(V), &number));
    return .{ .number = number };
}

/// Requests that the instance keeps the asset of a handle, which is loaded if that is a path.
pub fn keep(ctx: *Context, comptime A: type, handle: Handle(A)) Error!Kept(A) {
    const frame = ctx.frame;
    const asset = try values.idOf(frame, .asset, Handle(A));
    var number: u64 = 0;
    defer ctx.refresh();
    try status.check(frame.host.asset_keep(frame, asset, &handle, @sizeOf(Handle(A)), &number));
    return .{ .number = number };
}

/// Requests that the instance keeps an asset no longer.
pub fn release(ctx: *Context, kept: anytype) Error!void {
    if (kept.number == 0) return;
    const frame = ctx.frame;
    const asset = try values.idOf(frame, .asset, Handle(@TypeOf(kept).Of));
    defer ctx.refresh();
    status.check(frame.host.value_put(frame, kept.number, asset, .remove, null, 0)) catch |failure| switch (failure) {
        // It is gone already.
        error.Absent => {},
        else => return failure,
    };
}

/// What `ctx.asset` reads: not of each asset, since reflection does not see what is in some.
pub fn Readable(comptime K: type) type {
    const A = K.Of;
    if (@typeInfo(A) == .@"opaque") @compileError("a " ++ @typeName(A) ++ " can be loaded, kept and used by its handle (.of(asset)), " ++
        "but neither read nor set: reflection does not see what is in it; a part of a file is loaded by its label, as in " ++
        ".load(\"ship.glb#Scene0\"), and a function of the game's reads what only Rust can: app.register_zig_function(…)");
    return A;
}

/// Reads an asset.
pub fn get(ctx: *Context, kept: anytype) Error!Readable(@TypeOf(kept)) {
    return values.get(ctx, kept.number, .asset, @TypeOf(kept).Of);
}

/// Requests that these fields of an asset are set.
pub fn set(ctx: *Context, kept: anytype, fields: anytype) Error!void {
    try values.set(ctx, kept.number, .asset, Readable(@TypeOf(kept)), fields);
}

/// How far an asset is.
pub fn state(ctx: *Context, kept: anytype) Error!LoadState {
    var found: LoadState = .loading;
    try status.check(ctx.frame.host.asset_state(ctx.frame, kept.number, &found));
    return found;
}

/// How many assets the instance keeps.
pub fn count(ctx: *Context) Loading {
    var found: abi.AssetCount = .{};
    _ = ctx.frame.host.assets_count(ctx.frame, &found);
    return .{ .total = found.total, .loaded = found.loaded, .failed = found.failed };
}

test Loading {
    const some: Loading = .{ .total = 4, .loaded = 2, .failed = 1 };
    try std.testing.expect(!some.isOver());
    try std.testing.expectEqual(0.75, some.progress());
    try std.testing.expect((Loading{ .total = 0, .loaded = 0, .failed = 0 }).isOver());
}
