//! Signals for pointer events, widgets and other entity events, and broadcasting them under other names.

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
    /// The entity under the pointer: the one that was hit, even if the signal goes to one of its ancestors.
    entity: Entity = .none,
    /// The entity that is dragged over it, or was dropped onto it; `.none` for all other signals.
    dragged: Entity = .none,
    /// The camera through which it was hit; `.none` while it is dragged.
    camera: Entity = .none,
    /// The id of the touch, for `PointerKind.touch`.
    touch: u64 = 0,
    /// The position of the pointer in the window, in logical pixels from the upper left.
    position: Vec2 = .zero,
    /// For `pointer.move` and `pointer.drag`: the motion since the last such signal, in logical pixels. For
    /// `pointer.scroll`: the distance, in lines.
    delta: Vec2 = .zero,
    /// The motion since the drag began, in logical pixels.
    distance: Vec2 = .zero,
    /// See `hitPosition`.
    hit_position: Vec3 = .zero,
    /// See `hitNormal`.
    hit_normal: Vec3 = .zero,
    /// The depth of the hit; the unit depends on the picking backend.
    depth: f32 = 0,
    /// For a click: how long the button was pressed, in seconds.
    duration_seconds: f32 = 0,
    /// The number of clicks or presses in quick succession, from 1; 0 for all other signals.
    count: u8 = 0,
    button: PointerButton = .none,
    kind: PointerKind = .mouse,
    has_hit_position: bool = false,
    has_hit_normal: bool = false,

    /// The position of the hit, if the picking backend provides it: for sprites and meshes in world space; for UI from
    /// -0.5 to 0.5 within the node.
    pub fn hitPosition(self: Pointer) ?Vec3 {
        return if (self.has_hit_position) self.hit_position else null;
    }

    /// The normal of the surface that was hit, if the picking backend provides it.
    pub fn hitNormal(self: Pointer) ?Vec3 {
        return if (self.has_hit_normal) self.hit_normal else null;
    }
};

/// The button of a pointer. A touch is `.primary`.
pub const PointerButton = enum(u8) { none, primary, secondary, middle };

/// The kind of a pointer. `.custom`: created by Rust code.
pub const PointerKind = enum(u8) { mouse, touch, custom };

/// The payload of the signals `widget.slide` (with `f32`), `widget.check` (with `bool`) and `widget.choose` (with
/// `bevy.Entity`): the new value that the user has chosen. The widget does not change by itself; the script sets the
/// value:
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
        /// False while the user is still dragging a slider.
        is_final: bool,
    };
}

/// A component that broadcasts pointer and widget events of an entity, and of its descendants, under names of your
/// choice. Use it in a bundle, or insert it. The fields are the names of pointer signals without `pointer.`, or of
/// widget signals without `widget.`.
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
/// Every script that is connected to `"resume"` then receives the broadcast. The payload is that of the event, and
/// `signal.from` the entity. The broadcast replaces the event's own signal to the entity.
///
/// For other events, including those of the game's `app.register_zig_event`, use `bevy.onNamed`.
pub fn on(comptime signals: anytype) SignalOn {
    const fields = @typeInfo(@TypeOf(signals)).@"struct".field_names;
    const list = comptime list: {
        var list: [fields.len]OnEvent = undefined;
        for (fields, &list) |field, *item| item.* = .{ .event = eventName(field), .signal = @field(signals, field) };
        break :list list;
    };
    return .{ .events = &list };
}

/// Like `on`, with the full name of one event: `bevy.onNamed("hit", "door_was_hit")`.
pub fn onNamed(comptime event: []const u8, comptime signal: []const u8) SignalOn {
    return .{ .events = &.{.{ .event = event, .signal = signal }} };
}

/// The component that `bevy.on` creates.
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
