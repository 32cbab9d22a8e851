//! Hears all that a pointer does to its entity, and keeps the last of it.
const bevy = @import("bevy");
const Clicker = @This();

const names = [_][]const u8{
    "over",       "out",  "enter",    "leave",      "press",     "release",    "click",     "move",   "scroll",
    "drag_start", "drag", "drag_end", "drag_enter", "drag_over", "drag_leave", "drag_drop", "cancel",
};

/// How often each was heard.
heard: struct {
    over: u32 = 0,
    out: u32 = 0,
    enter: u32 = 0,
    leave: u32 = 0,
    press: u32 = 0,
    release: u32 = 0,
    click: u32 = 0,
    move: u32 = 0,
    scroll: u32 = 0,
    drag_start: u32 = 0,
    drag: u32 = 0,
    drag_end: u32 = 0,
    drag_enter: u32 = 0,
    drag_over: u32 = 0,
    drag_leave: u32 = 0,
    drag_drop: u32 = 0,
    cancel: u32 = 0,
} = .{},
entity: bevy.Entity = .none,
target: bevy.Entity = .none,
camera: bevy.Entity = .none,
position: bevy.Vec2 = .zero,
delta: bevy.Vec2 = .zero,
distance: bevy.Vec2 = .zero,
has_hit: bool = false,
button: enum { none, primary, secondary, middle } = .none,
count: u32 = 0,
scrolled: bevy.Vec2 = .zero,

pub fn init(_: *Clicker, ctx: *bevy.Context) !void {
    inline for (names) |name| _ = try ctx.connect("pointer." ++ name);
}

pub fn onSignal(self: *Clicker, _: *bevy.Context, signal: *const bevy.Signal) !void {
    const pointer = signal.payload(bevy.Pointer) orelse return error.NoPayload;
    inline for (names) |name| {
        if (signal.is("pointer." ++ name)) @field(self.heard, name) += 1;
    }
    self.target = signal.target;
    self.entity = pointer.entity;
    self.position = pointer.position;
    if (signal.is("pointer.drag")) {
        self.delta = pointer.delta;
        self.distance = pointer.distance;
    }
    if (signal.is("pointer.scroll")) self.scrolled = pointer.delta;
    if (signal.is("pointer.click")) {
        self.camera = pointer.camera;
        self.has_hit = pointer.hitPosition() != null;
        self.button = switch (pointer.button) {
            inline else => |tag| @field(@TypeOf(self.button), @tagName(tag)),
        };
        self.count = pointer.count;
    }
}
