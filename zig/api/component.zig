//! Components: Bevy's most common ones, and how a script gets the ids of the components that it uses.

const std = @import("std");

const abi = @import("../contract/abi.zig");
const data = @import("../value/data.zig");
const math = @import("../math/math.zig");
const shape = @import("../value/shape.zig");
const status = @import("../contract/status.zig");

/// An entity's transform in the world, including its parents' transforms. Read-only for scripts.
pub const GlobalTransform = extern struct {
    translation: math.Vec3,
    rotation: math.Quat,
    scale: math.Vec3,

    /// The name that the host knows it by.
    pub const zig_component = "GlobalTransform";
};

/// An entity's name; scripts only see its first 64 bytes.
pub const Name = extern struct {
    bytes: [64]u8 = @splat(0),

    /// The name that the host knows it by.
    pub const zig_component = "Name";

    /// A name, cut after 64 bytes.
    pub fn new(value: []const u8) Name {
        var name: Name = .{};
        const len = @min(value.len, name.bytes.len);
        @memcpy(name.bytes[0..len], value[0..len]);
        return name;
    }

    /// The name's text; valid as long as `self` is.
    pub fn text(self: *const Name) []const u8 {
        return std.mem.sliceTo(&self.bytes, 0);
    }
};

/// The linear velocity (units per second) and the angular velocity (radians per second, around the axis that it points
/// along).
pub const Velocity = extern struct {
    linear: math.Vec3 = .zero,
    angular: math.Vec3 = .zero,

    /// The name that the host knows it by.
    pub const zig_component = "Velocity";
};

/// A sprite's tint: linear red, green, blue and alpha, from 0 to 1. Only for entities with a sprite, in games that turn
/// on the feature `sprite` of `bevy_zig`.
pub const SpriteColor = extern struct {
    red: f32 = 1,
    green: f32 = 1,
    blue: f32 = 1,
    alpha: f32 = 1,

    /// The name that the host knows it by.
    pub const zig_component = "SpriteColor";
};

/// Those that need no registration; `SpriteColor` needs the feature `sprite` of `bevy_zig`.
pub const builtin = .{ math.Transform, GlobalTransform, Name, Velocity, SpriteColor };

/// Where the host writes the id of a component: one place for each type, as a type is made only once.
pub fn Slot(comptime C: type) type {
    return struct {
        comptime {
            // Else all structs like this one would be the same.
            _ = C;
        }
        /// Written by the host, when it registers the script.
        pub var id: abi.ComponentId = abi.component_none;
    };
}

/// The host's id of a component.
pub inline fn idOf(comptime C: type) abi.ComponentId {
    comptime requireComponent(C);
    // In a test there is no host that reads a descriptor, and nobody has to register what scripts declare.
    if (@import("builtin").is_test and comptime data.find(C) != null) return @import("../testing/names.zig").componentId(C);
    return @atomicLoad(abi.ComponentId, &Slot(C).id, .monotonic);
}

fn requireComponent(comptime C: type) void {
    if (nameOf(C) == null) {
        @compileError(@typeName(C) ++ " is not a component; the game's components are in @import(\"components\"), Bevy's in @import(\"bevy\"), and one of your own has: pub const component = bevy.component(\"Name\", .{});");
    }
    if (data.find(C) != null) requireListed(C);
}

/// Refuses data that the root of this compilation has not found in the script's files, and so cannot tell the host of.
fn requireListed(comptime C: type) void {
    const root = @import("root");
    // The root of tests tells nobody of anything.
    if (!@hasDecl(root, "bevy_zig_data")) return;
    if (!data.lists(root.bevy_zig_data, C)) {
        @compileError(@typeName(C) ++ " was not found in the script's files: declare it with `pub const` at the top level of a file, or in a struct there, and not in a function");
    }
}

/// The name that the host knows a component, or data that scripts declare, by; null if it is neither.
pub fn nameOf(comptime C: type) ?[]const u8 {
    if (@typeInfo(C) != .@"struct") return null;
    if (@hasDecl(C, "zig_component")) return C.zig_component;
    return if (data.find(C)) |declared| declared.name else null;
}

/// The kind of a field that a path may lead to.
pub fn plainKindOf(comptime T: type) abi.FieldKind {
    const kind = shape.kindOf(T) orelse .@"opaque";
    switch (kind) {
        .@"enum", .@"opaque", .list, .bytes, .optional, .@"union" => @compileError(@typeName(T) ++
            " is not the type of a plain field; a path must lead to a bool, an integer, a float, a vector, a rotation or an entity"),
        else => return kind,
    }
}

/// The host's id of a field of a reflected component. It is asked for once.
pub fn pathOf(
    frame: *abi.Frame,
    comptime T: type,
    comptime component: []const u8,
    comptime path: []const u8,
) status.Error!u32 {
    const slot = struct {
        comptime {
            // Else all structs like this one would be the same.
            _ = .{ T, component, path };
        }
        var id: u32 = abi.path_unknown;
    };
    const kind = comptime plainKindOf(T);
    var id = @atomicLoad(u32, &slot.id, .monotonic);
    if (id == abi.path_unknown) {
        try status.check(frame.host.field_find(frame, .from(component), .from(path), kind, &id));
        @atomicStore(u32, &slot.id, id, .monotonic);
    }
    return id;
}

/// Gives a component an id in place of the host, for tests.
pub fn assignId(comptime C: type, id: abi.ComponentId) void {
    Slot(C).id = id;
}

/// What the descriptor says of the components that a script knows: Bevy's, and these.
pub fn references(comptime game: anytype) []const abi.Component {
    const all = builtin ++ game;
    var list: [all.len]abi.Component = undefined;
    inline for (all, &list) |C, *reference| {
        const fields = shape.fields(C);
        reference.* = .{
            .name = .from(C.zig_component),
            .value_size = @sizeOf(C),
            .value_align = @alignOf(C),
            .field_count = fields.len,
            .fields = if (fields.len == 0) null else fields.ptr,
            .id = &Slot(C).id,
        };
    }
    const final = list;
    return &final;
}

test Name {
    const name: Name = .new("rock");
    try std.testing.expectEqualStrings("rock", name.text());
    const long: Name = .new(&@as([100]u8, @splat('x')));
    try std.testing.expectEqual(64, long.text().len);
}
