//! What scripts hear of pointers, widgets and other events of entities, and what they make of it.

const math = @import("../math/math.zig");
const Entity = @import("entity.zig").Entity;

const Vec2 = math.Vec2;
const Vec3 = math.Vec3;

/// The payload of the signals `pointer.over`, `.out`, `.enter`, `.leave`, `.press`, `.release`, `.click`, `.move`,
/// `.scroll`, `.drag_start`, `.drag`, `.drag_end`, `.drag_enter`, `.drag_over`, `.drag_leave`, `.drag_drop` and
/// `.cancel`.
///
/// ```zig
/// if (signal.is("pointer.drag")) {
///     const drag = signal.payload(bevy.Pointer).?;
///     try ctx.entity().translate(.new(drag.delta.x, -drag.delta.y, 0));
/// }
/// ```
pub const Pointer = extern struct {
    /// What the pointer is at: the entity itself that was hit, where the signal may be for one above it.
    entity: Entity = .none,
    /// What is dragged over it, or was dropped onto it; `.none` for all others.
    dragged: Entity = .none,
    /// The camera that sees it; `.none` while it is dragged.
    camera: Entity = .none,
    /// The number of the finger.
    touch: u64 = 0,
    /// Where the pointer is in the window, in logical pixels from the upper left.
    position: Vec2 = .zero,
    /// How far it has moved since the last such signal (`pointer.move`, `pointer.drag`); what was scrolled, in lines.
    delta: Vec2 = .zero,
    /// How far it has moved since the drag began.
    distance: Vec2 = .zero,
    /// See `hitPosition`.
    hit_position: Vec3 = .zero,
    /// See `hitNormal`.
    hit_normal: Vec3 = .zero,
    /// How far away it was hit, as the backend that found it counts.
    depth: f32 = 0,
    /// How long the button was down, in seconds: of a click.
    duration_seconds: f32 = 0,
    /// The number of clicks or presses in quick succession, from 1; 0 for all others.
    count: u8 = 0,
    button: PointerButton = .none,
    kind: PointerKind = .mouse,
    has_hit_position: bool = false,
    has_hit_normal: bool = false,

    /// Where it was hit, if the backend tells: of sprites and meshes, in the world; of UI, from -0.5 to 0.5 within the
    /// node.
    pub fn hitPosition(self: Pointer) ?Vec3 {
        return if (self.has_hit_position) self.hit_position else null;
    }

    /// Which way the surface faces that was hit, if the backend tells.
    pub fn hitNormal(self: Pointer) ?Vec3 {
        return if (self.has_hit_normal) self.hit_normal else null;
    }
};

/// The button of a pointer. A finger is `.primary`.
pub const PointerButton = enum(u8) { none, primary, secondary, middle };

/// What a pointer is. `.custom`: one that Rust has made.
pub const PointerKind = enum(u8) { mouse, touch, custom };

/// The payload of the signals `widget.slide` (of `f32`), `widget.check` (of `bool`) and `widget.choose` (of
/// `bevy.Entity`): what a widget of Bevy's would like to become. It is for the script to let it:
///
/// ```zig
/// if (signal.is("widget.slide")) {
///     const change = signal.payload(bevy.Change(f32)).?;
///     try ctx.ref(change.widget).insert(SliderValue{ .value = change.value });
/// }
/// ```
pub fn Change(comptime T: type) type {
    return extern struct {
        widget: Entity,
        value: T,
        /// The user is done: not while a slider is dragged.
        is_final: bool,
    };
}

/// Broadcasts events of an entity, and of what is below it, under names of your own: a component for a bundle, or to be
/// inserted. The fields are the names of pointers' signals without `pointer.`, or those of widgets without `widget.`.
///
/// ```zig
/// const menu = .{
///     bevy.children(.{
///         .{ button("Resume"), bevy.on(.{ .click = "resume" }) },
///         .{ button("Quit"), bevy.on(.{ .click = "quit", .over = "highlight" }) },
///     }),
/// };
/// ```
///
/// A script that is connected to `"resume"` then hears it, wherever it is. The payload is that of the event, and
/// `signal.from` the entity. It is sent in place of the event's own signal to the entity.
///
/// For other events, those of the game's `app.register_zig_event` included, `bevy.onNamed` takes their names.
pub fn on(comptime signals: anytype) SignalOn {
    const fields = @typeInfo(@TypeOf(signals)).@"struct".field_names;
    const list = comptime list: {
        var list: [fields.len]OnEvent = undefined;
        for (fields, &list) |field, *item| item.* = .{ .event = eventName(field), .signal = @field(signals, field) };
        break :list list;
    };
    return .{ .events = &list };
}

/// Likewise, with the full name of one event: `bevy.onNamed("hit", "door_was_hit")`.
pub fn onNamed(comptime event: []const u8, comptime signal: []const u8) SignalOn {
    return .{ .events = &.{.{ .event = event, .signal = signal }} };
}

/// What `bevy.on` makes.
pub const SignalOn = struct {
    events: []const OnEvent = &.{},

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::SignalOn";
};

/// An event, and the signal that it becomes.
pub const OnEvent = struct {
    /// The name of the event's own signal, such as `pointer.click`.
    event: []const u8,
    /// The name of the broadcast.
    signal: []const u8,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::OnEvent";
};

const pointer_events = .{
    "over",       "out",  "enter",    "leave",      "press",     "release",    "click",     "move",   "scroll",
    "drag_start", "drag", "drag_end", "drag_enter", "drag_over", "drag_leave", "drag_drop", "cancel",
};
const widget_events = .{ "activate", "slide", "check", "choose" };

fn eventName(comptime field: []const u8) []const u8 {
    const eql = @import("std").mem.eql;
    comptime var known: []const u8 = "";
    inline for (.{ .{ "pointer.", pointer_events }, .{ "widget.", widget_events } }) |group| {
        inline for (group[1]) |name| {
            if (comptime eql(u8, name, field)) return group[0] ++ field;
            known = known ++ " " ++ name;
        }
    }
    @compileError("bevy.on has no event '" ++ field ++ "'; there are:" ++ known ++ "; for others, write: bevy.onNamed(\"" ++ field ++ "\", …)");
}

test on {
    const std = @import("std");
    const made = on(.{ .click = "resume", .activate = "go" });
    try std.testing.expectEqual(2, made.events.len);
    try std.testing.expectEqualStrings("pointer.click", made.events[0].event);
    try std.testing.expectEqualStrings("resume", made.events[0].signal);
    try std.testing.expectEqualStrings("widget.activate", made.events[1].event);
    try std.testing.expectEqualStrings("hit", onNamed("hit", "door_was_hit").events[0].event);
}
