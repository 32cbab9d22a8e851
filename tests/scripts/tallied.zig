//! Keeps account of what is called, for the trial `abuse`: it is begun once, updated once a frame, and ended once.
const bevy = @import("bevy");
const Tallied = @This();

/// Its instance, once it has begun.
id: u64 = 0,
updates: u64 = 0,
last_frame: u64 = 0,
/// What came twice, or to another instance.
doubled: u32 = 0,
/// Whose list this is.
kept: bevy.List(u64) = .{},
/// Milliseconds to compute, about.
work: u32 = 0,
/// What it asks for in its next update.
call: enum { none, bomb, family, boom, boom_other, pulse, move } = .none,
other: bevy.Entity = .none,

pub fn init(self: *Tallied, ctx: *bevy.Context) !void {
    // A clone has the fields of the original.
    if (self.id == ctx.instanceId()) self.doubled += 1;
    self.id = ctx.instanceId();
    self.updates = 0;
    self.last_frame = 0;
    _ = try ctx.connect("pulse");
    try ctx.globalVars().add("begun", 1);
}

pub fn update(self: *Tallied, ctx: *bevy.Context, _: f32) !void {
    if (self.id != ctx.instanceId() or self.last_frame == ctx.frameNumber()) self.doubled += 1;
    self.last_frame = ctx.frameNumber();
    self.updates += 1;
    for (try self.kept.items(ctx)) |item| {
        if (item != self.id) self.doubled += 1;
    }
    if (self.kept.len >= 32) self.kept.free(ctx);
    try self.kept.append(ctx, self.id);
    var sum: f32 = 1;
    for (0..self.work * 100_000) |_| sum = @mulAdd(f32, sum, 0.999, 1);
    if (sum == 0) self.doubled += 1;
    const call = self.call;
    self.call = .none;
    switch (call) {
        .none => {},
        .bomb => _ = try ctx.spawn(.{ .prefab = "bomb" }),
        .family => _ = try ctx.spawn(.{ .prefab = "family" }),
        .boom => try ctx.emitTo(ctx.entity().id, "boom", {}),
        .boom_other => ctx.emitTo(self.other, "boom", {}) catch {},
        .pulse => for (0..20) |_| try ctx.emit("pulse", self.id),
        .move => try ctx.entity().translate(.new(1, 0, 0)),
    }
}

pub fn onSignal(self: *Tallied, ctx: *bevy.Context, _: *const bevy.Signal) void {
    if (self.id != ctx.instanceId()) self.doubled += 1;
}

pub fn shutdown(self: *Tallied, ctx: *bevy.Context) !void {
    if (self.id != ctx.instanceId()) self.doubled += 1;
    if (self.doubled > 0) ctx.logError("doubled {d}", .{self.doubled});
    try ctx.globalVars().add("ended", 1);
}
