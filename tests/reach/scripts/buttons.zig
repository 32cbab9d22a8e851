//! A menu of two buttons, the second of which has a script of its own; Bevy's widgets below them.
const bevy = @import("bevy");
const widgets = bevy.ui_widgets;
const Buttons = @This();

resumed: u32 = 0,
resumed_by: bevy.Entity = .none,
resumed_at: bevy.Entity = .none,
highlighted: u32 = 0,
/// Clicks that no button has heard.
clicked: u32 = 0,
clicked_at: bevy.Vec2 = .zero,
activated: u32 = 0,
slid: f32 = -1,
slides: u32 = 0,
is_final: bool = false,
checked: u32 = 0,
unchecked: u32 = 0,
gained: u32 = 0,
lost: u32 = 0,
focused: bevy.Entity = .none,
/// What Bevy's older `Interaction` says of the first button.
interaction: enum { none, hovered, pressed } = .none,
focus: bevy.Entity = .none,
asks_focus: bool = false,
/// The entity that was to have the focus is not there.
refused: bool = false,

pub fn init(_: *Buttons, ctx: *bevy.Context) !void {
    inline for (.{ "resume", "highlight", "pointer.click", "activated", "widget.slide", "widget.check", "focus.gained", "focus.lost" }) |name| {
        _ = try ctx.connect(name);
    }
    _ = try ctx.spawnWith(.{}, .{bevy.Camera2d{}});
    const own = ctx.entity();
    try own.insert(box(0, 0, 400, 400));
    _ = try ctx.spawnTree(.{
        bevy.SpawnOptions{ .name = "resume", .parent = own.id },
        box(10, 10, 100, 40),
        bevy.Interaction.none,
        bevy.on(.{ .click = "resume", .over = "highlight" }),
        bevy.children(.{.{ bevy.SpawnOptions{ .name = "label" }, box(0, 0, 50, 40), bevy.Text{ .text = "Resume" } }}),
    });
    inline for (.{
        .{ bevy.SpawnOptions{ .name = "clicker", .parent = own.id }, box(10, 60, 100, 40), bevy.scriptNamed("clicker", .{}) },
        .{
            bevy.SpawnOptions{ .name = "widget", .parent = own.id },
            box(10, 110, 100, 40),
            widgets.Button{},
            bevy.on(.{ .activate = "activated" }),
        },
        .{
            bevy.SpawnOptions{ .name = "slider", .parent = own.id },
            box(10, 160, 100, 40),
            widgets.Slider{ .track_click = .snap, .orientation = .horizontal },
            widgets.SliderRange{ .start = 0, .end = 10 },
            widgets.SliderValue{ .value = 0 },
        },
        .{ bevy.SpawnOptions{ .name = "checkbox", .parent = own.id }, box(10, 210, 100, 40), widgets.Checkbox{} },
    }) |widget| _ = try ctx.spawnTree(widget);
}

pub fn onSignal(self: *Buttons, ctx: *bevy.Context, signal: *const bevy.Signal) !void {
    if (signal.is("resume")) {
        self.resumed += 1;
        self.resumed_by = signal.from;
        self.resumed_at = signal.payload(bevy.Pointer).?.entity;
    }
    if (signal.is("highlight")) self.highlighted += 1;
    if (signal.is("pointer.click")) {
        self.clicked += 1;
        self.clicked_at = signal.payload(bevy.Pointer).?.position;
    }
    if (signal.is("activated")) self.activated += 1;
    if (signal.is("widget.slide")) {
        const change = signal.payload(bevy.Change(f32)).?;
        self.slid = change.value;
        self.slides += 1;
        self.is_final = change.is_final;
        try ctx.ref(change.widget).insert(widgets.SliderValue{ .value = change.value });
    }
    if (signal.is("widget.check")) {
        const change = signal.payload(bevy.Change(bool)).?;
        const widget = ctx.ref(change.widget);
        if (change.value) {
            self.checked += 1;
            try widget.insert(bevy.ui.Checked{});
        } else {
            self.unchecked += 1;
            try widget.remove(bevy.ui.Checked);
        }
    }
    if (signal.is("focus.gained")) {
        self.gained += 1;
        self.focused = signal.payload(bevy.Entity).?;
    }
    if (signal.is("focus.lost")) self.lost += 1;
}

pub fn update(self: *Buttons, ctx: *bevy.Context, _: f32) !void {
    if (self.asks_focus) {
        self.asks_focus = false;
        ctx.setFocus(self.focus) catch |failure| {
            self.refused = failure == error.UnknownEntity;
        };
    }
    const button = ctx.entity().child("resume") catch return;
    self.interaction = switch (try button.get(bevy.Interaction)) {
        .none => .none,
        .hovered => .hovered,
        .pressed => .pressed,
    };
}

/// A node at a place in the window.
fn box(left: f32, top: f32, width: f32, height: f32) bevy.Node {
    return .{ .position_type = .absolute, .left = .px(left), .top = .px(top), .width = .px(width), .height = .px(height) };
}
