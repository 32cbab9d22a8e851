//! The card of the settings: sliders, check boxes, and keys. What the player changes is saved at once.
const bevy = @import("bevy");
const saved = @import("lib/saved.zig");
const ui = @import("lib/ui.zig");
const Card = @This();

settings: saved.Settings = .{},
/// The action that waits for its new key.
waiting: ?saved.Action = null,

pub fn init(self: *Card, ctx: *bevy.Context) !void {
    self.settings = try .load(ctx);
    const card = ctx.entity().id;
    inline for (.{ "text_speed", "light", "size" }, .{ "Speed of texts", "Light of lanterns", "Size of menus" }) |name, label| {
        _ = try ctx.connect(name);
        try ui.slider(ctx, try ui.row(ctx, card, label), name, @field(self.settings, name));
    }
    inline for (.{ "names", "full_screen" }, .{ "Show names", "Full screen" }) |name, label| {
        _ = try ctx.connect(name);
        try ui.checkBox(ctx, try ui.row(ctx, card, label), name, @field(self.settings, name));
    }
    inline for (saved.actions) |action| {
        const name = "key_of_" ++ @tagName(action);
        _ = try ctx.connect(name);
        try ui.key(ctx, try ui.row(ctx, card, action.label()), name, self.settings.keyOf(action));
    }
    _ = try ctx.connect("usual");
    const bottom = try ctx.spawnWith(.{ .parent = card }, .{bevy.Node{ .column_gap = .px(16), .margin = .{ .top = .px(10) } }});
    _ = try ui.button(ctx, bottom.id, "usual", "The usual keys");
    _ = try ui.button(ctx, bottom.id, "back", "Back");
}

pub fn onSignal(self: *Card, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    inline for (.{ "text_speed", "light", "size" }) |name| if (signal.is(name)) {
        const change = signal.payload(bevy.Change(f32)) orelse return;
        @field(self.settings, name) = change.value;
        try ui.setSlider(ctx.ref(change.widget), change.value);
    };
    inline for (.{ "names", "full_screen" }) |name| if (signal.is(name)) {
        const change = signal.payload(bevy.Change(bool)) orelse return;
        @field(self.settings, name) = change.value;
        try ui.setCheckBox(ctx.ref(change.widget), change.value);
    };
    inline for (saved.actions) |action| if (signal.is("key_of_" ++ @tagName(action))) {
        try self.showKeys(ctx);
        self.waiting = action;
        try showLabel(ctx, "key_of_" ++ @tagName(action), "press a key");
        return;
    };
    if (signal.is("usual")) {
        self.settings.keys = (saved.Settings{}).keys;
        self.waiting = null;
        try self.showKeys(ctx);
    }
    try self.settings.save(ctx);
}

pub fn update(self: *Card, ctx: *bevy.Context, _: f32) !void {
    const action = self.waiting orelse return;
    for (try ctx.pressedNow()) |pressed| {
        // A click is for the card, and Esc leaves it.
        if (pressed != .key and pressed != .gamepad_button) continue;
        const name = pressed.label();
        // Two actions on one key would be a trap: they change keys.
        for (saved.actions) |other| {
            if (!same(self.settings.keyOf(other), name)) continue;
            var old: [24]u8 = undefined;
            const before = self.settings.keyOf(action);
            @memcpy(old[0..before.len], before);
            self.settings.setKey(other, old[0..before.len]);
        }
        self.settings.setKey(action, name);
        self.waiting = null;
        try self.settings.save(ctx);
        return self.showKeys(ctx);
    }
}

fn showKeys(self: *Card, ctx: *bevy.Context) !void {
    inline for (saved.actions) |action| try showLabel(ctx, "key_of_" ++ @tagName(action), self.settings.keyOf(action));
}

fn showLabel(ctx: *bevy.Context, button: []const u8, text: []const u8) !void {
    const words = try (try ctx.entity().child(button)).child("label");
    try words.set(bevy.Text, .{ .text = text });
}

fn same(a: []const u8, b: []const u8) bool {
    return @import("std").mem.eql(u8, a, b);
}
