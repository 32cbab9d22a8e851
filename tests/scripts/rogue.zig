//! Does what the guard has to catch, in its first update, for the trial `abuse`.
const bevy = @import("bevy");
const Rogue = @This();

kind: enum { null_write, panic, trap, stack, endless } = .null_write,

pub fn update(self: *Rogue, ctx: *bevy.Context, _: f32) !void {
    // None of this may show.
    _ = try ctx.spawn(.{ .prefab = "family" });
    try ctx.globalVars().add("begun", 1000);
    var address: usize = 16;
    const pointer: *volatile usize = @ptrFromInt(@as(*volatile usize, &address).*);
    switch (self.kind) {
        .null_write => pointer.* = 1,
        .panic => @panic("on purpose"),
        .trap => @trap(),
        .stack => _ = deeper(pointer, 1),
        .endless => while (true) {
            @as(*volatile usize, &address).* += 1;
        },
    }
}

fn deeper(pointer: *volatile usize, depth: usize) usize {
    var local: [256]usize = @splat(depth);
    const more: *volatile usize = &local[depth % 256];
    more.* = deeper(pointer, more.* + 1) + 1;
    return more.*;
}
