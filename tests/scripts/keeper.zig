//! Keeps settings in saved vars: those that are saved when it begins, and others when the test asks for it.
const bevy = @import("bevy");
const Keeper = @This();

const Settings = struct {
    volume: f32 = 0.8,
    level: u8 = 1,
    mode: enum { easy, hard } = .easy,
    best: ?u32 = null,
    limit: ?u32 = 60,
    hint: ?enum { short, long } = .long,
};

settings: Settings = .{},
is_saving: bool = false,

pub fn init(self: *Keeper, ctx: *bevy.Context) !void {
    self.settings = try ctx.globalVars().getFields(Settings, "saved.settings");
}

pub fn update(self: *Keeper, ctx: *bevy.Context, _: f32) !void {
    if (!self.is_saving) return;
    self.is_saving = false;
    try ctx.globalVars().setFields("saved.settings", self.settings);
    try ctx.globalVars().set("passing", true);
    try ctx.globalVars().set("saved.friend", bevy.Entity.none);
}
