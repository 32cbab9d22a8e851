//! Looks at what is there when it begins, and at what others have just spawned.
const bevy = @import("bevy");
const Newcomer = @This();

/// What it does in its first update.
spawns: bool = false,
connects: bool = false,
/// In its `init`, spawns a newcomer and listens to what others say to it: to be heard in the next phase.
follows: bool = false,
/// Connects this often in `init`, and as often in the update of the same phase.
connects_twice: u32 = 0,
/// Moves what it spawns.
moves: bool = false,
counts: bool = false,
attaches: u32 = 0,

spawned: bevy.Entity = .none,
/// How many begin in the same call.
begin_together: u32 = 0,
at_init: bevy.Vec3 = .splat(-1),
at_update: bevy.Vec3 = .splat(-1),
drawn_at_init: u32 = 0,
drawn: u32 = 0,
frame: u64 = 0,
heard: u32 = 0,
found: u32 = 0,
near: u32 = 0,
tagged: u32 = 0,
listed: u32 = 0,
refused: u32 = 0,

pub fn init(self: *Newcomer, ctx: *bevy.Context) !void {
    self.begin_together = ctx.batch.end - ctx.batch.first;
    self.at_init = try place(ctx);
    self.drawn_at_init = ctx.random().int(u32, 0, 1_000_000_000);
    if (self.connects) _ = try ctx.connect("welcome");
    for (0..self.connects_twice) |_| _ = try ctx.connect("welcome");
    if (self.follows) {
        const spawned = try ctx.spawn(.{});
        self.spawned = spawned.id;
        _ = try ctx.connectTo(spawned.id, "welcome");
        const unwanted = try ctx.connectTo(spawned.id, "farewell");
        try ctx.disconnect(unwanted);
    }
}

pub fn update(self: *Newcomer, ctx: *bevy.Context, _: f32) !void {
    if (self.at_update.x == -1) self.at_update = try place(ctx);
    self.drawn = ctx.random().int(u32, 0, 1_000_000_000);
    self.frame = ctx.frameNumber();
    if (self.spawns) {
        self.spawns = false;
        const spawned = try ctx.spawn(.{ .prefab = "newcomer", .transform = .fromTranslation(.new(1, 2, 3)) });
        if (self.moves) try spawned.translate(.new(10, 20, 30));
        try ctx.emitTo(spawned.id, "welcome", {});
    }
    for (0..self.connects_twice) |_| {
        if (ctx.connect("welcome")) |_| {} else |failure| switch (failure) {
            error.LimitReached => self.refused += 1,
            else => return failure,
        }
    }
    self.connects_twice = 0;
    for (0..self.attaches) |_| ctx.entity().attach("alpha", .{}) catch |failure| switch (failure) {
        error.LimitReached => self.refused += 1,
        else => return failure,
    };
    if (self.counts) {
        self.tagged = @intCast((try ctx.findByTag("rock")).len);
        self.near = @intCast((try ctx.findNearby(.zero, 100, .{ .tag = "rock" })).len);
        self.listed = @intCast((try ctx.query(.{}, .{ .tag = "rock" })).entities.len);
        const all = try ctx.query(.{}, .{});
        self.found = @intCast(all.entities.len);
        for (all.entities) |entity| if (entity != ctx.entity().id) try ctx.ref(entity).despawn();
    }
}

pub fn onSignal(self: *Newcomer, _: *bevy.Context, _: *const bevy.Signal) void {
    self.heard += 1;
}

fn place(ctx: *bevy.Context) !bevy.Vec3 {
    return (try ctx.entity().get(bevy.GlobalTransform)).translation;
}
