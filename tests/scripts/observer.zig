//! Hears events of entities, its own and others.
const bevy = @import("bevy");
const components = @import("components");
const types = @import("lib/reflected.zig");
const note = @import("lib/note.zig");
const Observer = @This();

const Ear = enum { own, to, any };

/// Changes of components, by which a listener may be connected.
const Watched = enum { none, add_caption, insert_caption, discard_caption, remove_caption, despawn_caption, add_health, unknown };

/// What it is connected to; `watched` comes first.
name: note.Note = note.text("struck"),
watched: Watched = .none,
ear: Ear = .own,
target: bevy.Entity = .none,
/// What it triggers next, on `target`.
triggers: bool = false,
heard: u32 = 0,
/// The last signal: its target, and what the event holds.
about: bevy.Entity = .none,
damage: f32 = 0,
by: note.Note = @splat(0),
finger: u8 = 0,
/// The name of the error of reading it as another event.
otherwise: note.Note = @splat(0),
count: u16 = 0,

pub fn init(self: *Observer, ctx: *bevy.Context) !void {
    const name = switch (self.watched) {
        .none => note.kept(&self.name),
        .add_caption => bevy.onAdd(types.Caption),
        .insert_caption => bevy.onInsert(types.Caption),
        .discard_caption => bevy.onDiscard(types.Caption),
        .remove_caption => bevy.onRemove(types.Caption),
        .despawn_caption => bevy.onDespawn(types.Caption),
        .add_health => bevy.onAdd(components.Health),
        .unknown => bevy.onAdd(types.Nothing),
    };
    _ = switch (self.ear) {
        .own => try ctx.connect(name),
        .to => try ctx.connectTo(self.target, name),
        .any => try ctx.connectToAny(name),
    };
}

pub fn update(self: *Observer, ctx: *bevy.Context, _: f32) !void {
    if (!self.triggers) return;
    self.triggers = false;
    try ctx.trigger(types.Struck{ .entity = self.target, .damage = 4, .by = "a script" });
}

pub fn onSignal(self: *Observer, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    self.heard += 1;
    self.about = signal.target;
    if (signal.is("struck")) {
        const struck = try signal.event(ctx, types.Struck);
        self.damage += struck.damage;
        self.by = note.text(struck.by);
        if (signal.event(ctx, types.Poked)) |_| {} else |failure| self.otherwise = note.text(@errorName(failure));
    }
    if (signal.is("poked")) self.finger = (try signal.event(ctx, types.Poked)).finger;
    if (signal.is("counted")) {
        self.count = signal.payload(u16) orelse 0;
        if (signal.event(ctx, types.Poked)) |_| {} else |failure| self.otherwise = note.text(@errorName(failure));
    }
}
