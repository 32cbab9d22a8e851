//! A villager: shows a name, looks up when the mouse comes, and wants to talk when clicked or greeted.
const bevy = @import("bevy");
const looks = @import("lib/looks.zig");
const talks = @import("lib/talks.zig");
const ui = @import("lib/ui.zig");
const Villager = @This();

who: talks.Who = .baker,
is_over: bool = false,
label: bevy.Entity = .none,

pub fn init(self: *Villager, ctx: *bevy.Context) !void {
    inline for (.{ "pointer.click", "pointer.over", "pointer.out", "greet" }) |name| _ = try ctx.connect(name);
    self.label = (try ctx.spawnWith(.{ .parent = ctx.entity().id, .transform = .fromXyz(0, 64, 0.5) }, .{
        bevy.Text2d.new(self.who.name()),
        bevy.TextFont.fromFontSize(18),
        bevy.TextColor{ .color = looks.chalk },
        bevy.sprite.Text2dShadow{ .offset = .new(1.5, -1.5) },
        ui.untouchable,
    })).id;
}

pub fn update(self: *Villager, ctx: *bevy.Context, _: f32) !void {
    const is_named = self.is_over or try ctx.globalVars().getOr(bool, "saved.settings.names", true);
    const label = ctx.ref(self.label);
    if (!label.exists()) return;
    try label.set(bevy.TextColor, .{ .color = if (self.is_over) looks.amber else looks.chalk });
    try label.insert(if (is_named) bevy.Visibility.inherited else bevy.Visibility.hidden);
}

pub fn onSignal(self: *Villager, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    if (signal.is("pointer.over")) self.is_over = true;
    if (signal.is("pointer.out")) self.is_over = false;
    if (signal.is("pointer.click") or signal.is("greet")) try ctx.emit("talk", self.who);
    try ctx.entity().setScale(.splat(if (self.is_over) 1.06 else 1));
}
