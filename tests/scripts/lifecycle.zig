//! Counts its callbacks and says when they run.
const bevy = @import("bevy");
const Lifecycle = @This();

/// Told apart in the log.
name: u32 = 0,
/// Whether `init` says where it is.
says_entity: bool = false,
inits: u32 = 0,
updates: u32 = 0,
/// `updates` when `init` ran.
updates_at_init: u32 = 99,

pub fn init(self: *Lifecycle, ctx: *bevy.Context) void {
    self.inits += 1;
    self.updates_at_init = self.updates;
    ctx.logInfo("init {d}", .{self.name});
    if (self.says_entity) ctx.logInfo("on {f}", .{ctx.entity().id});
}

pub fn update(self: *Lifecycle, ctx: *bevy.Context, dt: f32) void {
    _ = dt;
    self.updates += 1;
    ctx.logInfo("update {d}", .{self.name});
}

pub fn shutdown(self: *Lifecycle, ctx: *bevy.Context) void {
    ctx.logInfo("shutdown {d} after {d}", .{ self.name, self.updates });
}
