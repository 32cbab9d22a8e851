//! Uses data that scripts declare, in all ways that there are.
const bevy = @import("bevy");
const game = @import("lib/game.zig");
const note = @import("lib/note.zig");
const Declarer = @This();

const Call = enum {
    none,
    get,
    has,
    insert,
    set,
    remove,
    mark,
    spawn,
    query,
    with,
    without,
    maybe,
    changed,
    added,
    burn,
    resource,
    set_resource,
    insert_resource,
    remove_resource,
    write,
    listen,
    observe,
};

call: Call = .none,
outcome: note.Note = @splat(0),
value: f32 = 0,
read: f32 = 0,
count: u32 = 0,
points: u32 = 0,
is_marked: bool = false,
spawned: bevy.Entity = .none,
/// Messages that it has read, and whom the last was about.
fallen: u32 = 0,
last: bevy.Entity = .none,
heard: u32 = 0,

pub fn update(self: *Declarer, ctx: *bevy.Context, _: f32) !void {
    for (try ctx.messages(game.news.Fell)) |fell| {
        self.fallen += 1;
        self.last = fell.who;
        self.read = fell.at.y;
    }
    if (self.call == .none) return;
    const call = self.call;
    self.call = .none;
    self.outcome = note.of(self.run(ctx, call));
}

fn run(self: *Declarer, ctx: *bevy.Context, call: Call) !void {
    const own = ctx.entity();
    switch (call) {
        .none => {},
        .get => self.read = (try own.get(game.Vigor)).now,
        .has => self.is_marked = own.has(game.Poisoned),
        .insert => try own.insert(game.Vigor{ .now = self.value, .guard = own.id }),
        .set => try own.set(game.Vigor, .{ .now = self.value, .mood = .tense, .at = .{ .y = 7 } }),
        .remove => try own.remove(game.Vigor),
        .mark => try own.insert(game.Poisoned{}),
        .spawn => {
            const spawned = try ctx.spawnWith(.{ .tag = "made" }, .{ game.Vigor{ .now = self.value }, game.Poisoned{} });
            self.spawned = spawned.id;
        },
        .query => {
            const found = try ctx.query(.{ game.Vigor, bevy.Transform }, .{});
            self.count = @intCast(found.entities.len);
            self.read = 0;
            for (found.of(game.Vigor)) |vigor| self.read += vigor.now;
        },
        .with => self.count = @intCast((try ctx.query(.{bevy.Transform}, .{ .with = .{ game.Vigor, game.Poisoned } })).entities.len),
        .without => self.count = @intCast((try ctx.query(.{game.Vigor}, .{ .without = .{game.Poisoned} })).entities.len),
        .maybe => {
            const found = try ctx.query(.{ game.Vigor, bevy.maybe(game.Burning) }, .{});
            self.count = 0;
            for (try found.maybe(game.Burning)) |burning| self.count += @intFromBool(burning != null);
        },
        .changed => self.count = @intCast((try ctx.query(.{game.Vigor}, .{ .changed = .{game.Vigor} })).entities.len),
        .added => self.count = @intCast((try ctx.query(.{game.Vigor}, .{ .added = .{game.Poisoned} })).entities.len),
        .burn => try own.insert(game.Burning{ .seconds = self.value }),
        .resource => self.points = (try ctx.resource(game.Tally)).points,
        .set_resource => try ctx.setResource(game.Tally, .{ .points = 9 }),
        .insert_resource => try ctx.insertResource(game.Tally{ .points = 20, .best = 3 }),
        .remove_resource => {
            if (!ctx.hasResource(game.Tally)) return error.Absent;
            try ctx.removeResource(game.Tally);
        },
        .write => try ctx.write(game.news.Fell{ .who = own.id, .at = .new(0, self.value, 0) }),
        .listen => self.fallen = 0,
        .observe => {
            _ = try ctx.connect(bevy.onAdd(game.Vigor));
            _ = try ctx.connect(bevy.onRemove(game.Vigor));
        },
    }
}

pub fn onSignal(self: *Declarer, _: *bevy.Context, _: *const bevy.Signal) void {
    self.heard += 1;
}
