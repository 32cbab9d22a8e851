//! Means something else by a name than other scripts do.
const bevy = @import("bevy");
const Imposter = @This();

pub const Vigor = struct {
    now: f64 = 100,

    pub const component = bevy.component("Vigor", .{});
};

ran: bool = false,

pub fn update(self: *Imposter, ctx: *bevy.Context, _: f32) !void {
    self.ran = true;
    try ctx.entity().insert(Vigor{});
}
