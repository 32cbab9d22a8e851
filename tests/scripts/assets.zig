//! Makes, loads, keeps, reads and changes assets, one call at a time as Rust chooses, and hears of loaded ones.
const std = @import("std");
const bevy = @import("bevy");
const types = @import("lib/reflected.zig");
const note = @import("lib/note.zig");
const Assets = @This();

const Sheet = bevy.Asset(types.Sheet);

const Call = enum {
    none,
    make,
    make_and_use,
    make_and_fault,
    make_many,
    make_of_pages,
    make_of_too_many_pages,
    make_of_seal,
    read,
    read_at_once,
    change,
    change_nothing,
    change_stale,
    keep_picture,
    release,
    share,
    load,
    load_missing,
    load_path,
    load_of_unknown,
    state,
    state_of_missing,
    read_missing,
    use_missing,
    count,
};

call: Call = .none,
outcome: note.Note = @splat(0),
sheet: Sheet = .none,
/// What `load_path` loads.
path: note.Note = @splat(0),
missing: Sheet = .none,
size: u32 = 0,
made: u32 = 0,
state: bevy.LoadState = .loading,
total: u32 = 0,
loaded: u32 = 0,
failed: u32 = 0,
heard_loaded: u32 = 0,
heard_failed: u32 = 0,

pub fn init(_: *Assets, ctx: *bevy.Context) !void {
    _ = try ctx.connect("asset_loaded");
    _ = try ctx.connect("asset_failed");
    _ = try ctx.connect("share");
}

pub fn update(self: *Assets, ctx: *bevy.Context, _: f32) void {
    const call = self.call;
    self.call = .none;
    if (call != .none) self.outcome = note.of(self.run(ctx, call));
}

fn run(self: *Assets, ctx: *bevy.Context, call: Call) !void {
    switch (call) {
        .none => {},
        .make => self.sheet = try ctx.addAsset(types.Sheet{ .size = 3 }),
        .make_and_use => {
            self.sheet = try ctx.makeAsset(types.Sheet, types.Sheet{ .size = 4 });
            try ctx.setAsset(self.sheet, .{ .size = 5 });
            try ctx.entity().insert(types.Picture{ .sheet = .of(self.sheet) });
        },
        .make_and_fault => {
            self.sheet = try ctx.addAsset(types.Sheet{ .size = 6 });
            @panic("after an asset");
        },
        .make_many => while (true) : (self.made += 1) {
            _ = try ctx.addAsset(types.Sheet{});
        },
        .make_of_pages => self.sheet = try ctx.makeAsset(types.Sheet, types.Pages{ .lines = &.{ "a", "b", "c" } }),
        .make_of_too_many_pages => self.sheet = try ctx.makeAsset(types.Sheet, types.Pages{ .lines = &.{ "a", "b", "c", "d" } }),
        .make_of_seal => self.sheet = try ctx.makeAsset(types.Sheet, types.Seal{ .number = 1 }),
        .read => self.size = (try ctx.asset(self.sheet)).size,
        .read_at_once => {
            const sheet = try ctx.addAsset(types.Sheet{ .size = 7 });
            self.size = (try ctx.asset(sheet)).size;
        },
        .change => try ctx.setAsset(self.sheet, .{ .size = 8 }),
        .change_nothing => try ctx.setAsset(self.sheet, .{ .size = 8 }),
        .change_stale => {
            const sheet = self.sheet;
            try ctx.release(sheet);
            try ctx.setAsset(sheet, .{ .size = 9 });
        },
        .keep_picture => self.sheet = try ctx.keep((try ctx.entity().get(types.Picture)).sheet),
        .release => try ctx.release(self.sheet),
        .share => try ctx.emit("share", self.sheet),
        .load => self.sheet = try ctx.load(types.Sheet, "four.sheet"),
        .load_missing => self.missing = try ctx.load(types.Sheet, "nowhere.sheet"),
        .load_path => self.missing = try ctx.load(types.Sheet, note.kept(&self.path)),
        .load_of_unknown => _ = try ctx.load(types.NoAsset, "four.sheet"),
        .state => self.state = try ctx.loadState(self.sheet),
        .state_of_missing => self.state = try ctx.loadState(self.missing),
        .read_missing => self.size = (try ctx.asset(self.missing)).size,
        .use_missing => try ctx.entity().insert(types.Picture{ .sheet = .of(self.missing) }),
        .count => {
            const loading = ctx.loading();
            self.total, self.loaded, self.failed = .{ loading.total, loading.loaded, loading.failed };
        },
    }
}

pub fn onSignal(self: *Assets, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    const asset = signal.payload(Sheet) orelse return;
    // Of another one; whoever has shared it hears that, too.
    if (signal.is("share") and self.sheet == Sheet.none) self.sheet = try ctx.keep(asset.handle());
    if (signal.is("asset_loaded") and asset == self.sheet) self.heard_loaded += 1;
    if (signal.is("asset_failed") and asset == self.missing) self.heard_failed += 1;
}
