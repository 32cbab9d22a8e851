//! Reads the fields of other scripts.
const std = @import("std");
const bevy = @import("bevy");
const ReadOf = @import("read_of.zig");
const ReadsFields = @This();

/// Has a script that runs before this one, and one that runs after it.
before: bevy.Entity = .none,
after: bevy.Entity = .none,
/// Has this script, too.
other: bevy.Entity = .none,
frames: u32 = 0,
seen_before: u32 = 0,
seen_after: u32 = 0,
seen_maybe: f32 = 0,
seen_mass: f32 = 0,
seen_other: u32 = 0,
seen_global: u32 = 0,
is_chasing: bool = false,
/// What else to do.
attempt: enum { nothing, wrong_type, no_such_field, no_such_script } = .nothing,
failure: [24]u8 = @splat(0),

pub fn update(self: *ReadsFields, ctx: *bevy.Context, _: f32) !void {
    self.frames += 1;
    self.failure = @splat(0);
    self.read(ctx) catch |failure| {
        const text = @errorName(failure);
        @memcpy(self.failure[0..text.len], text);
    };
}

fn read(self: *ReadsFields, ctx: *bevy.Context) bevy.Error!void {
    const before = try ctx.ref(self.before).fields(ReadOf);
    self.seen_before = before.count;
    self.seen_maybe = before.maybe orelse -1;
    self.is_chasing = before.mode == .chase and std.mem.eql(u8, &before.name, "abcd");
    // Some of them, by the script's name, in whatever order.
    const after = try ctx.ref(self.after).fieldsOf("read_of", struct { body: struct { mass: f32 }, count: u32 });
    self.seen_after = after.count;
    self.seen_mass = after.body.mass;
    if (self.other != .none) self.seen_other = (try ctx.ref(self.other).fields(ReadsFields)).frames;
    self.seen_global = if (ctx.globalFields(ReadOf)) |global| global.count else |_| 0;
    switch (self.attempt) {
        .nothing => {},
        .wrong_type => _ = try ctx.ref(self.before).fieldsOf("read_of", struct { count: u64 }),
        .no_such_field => _ = try ctx.ref(self.before).fieldsOf("read_of", struct { speed: f32 }),
        .no_such_script => _ = try ctx.ref(self.before).fieldsOf("reed_of", struct { count: u32 }),
    }
}
