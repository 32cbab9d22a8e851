//! Connects to a signal, but has no `onSignal`.
const bevy = @import("bevy");
const note = @import("lib/note.zig");
const Deaf = @This();

outcome: note.Note = @splat(0),

pub fn update(self: *Deaf, ctx: *bevy.Context, _: f32) void {
    self.outcome = note.of(connect(ctx));
}

fn connect(ctx: *bevy.Context) !void {
    _ = try ctx.connect("ping");
}
