//! Spawning entities with components, scripts and children.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const components = @import("component.zig");
const math = @import("../math/math.zig");
const mirrors = @import("../value/type.zig");
const properties = @import("property.zig");
const status = @import("../contract/status.zig");
const values = @import("value.zig");
const Context = @import("context.zig").Context;
const Entity = @import("entity.zig").Entity;
const EntityRef = @import("entity.zig").EntityRef;

const Error = status.Error;

/// Options of `ctx.spawn`, `ctx.spawnWith` and, in a bundle, `ctx.spawnTree`.
pub const SpawnOptions = struct {
    /// A prefab that the game has registered; empty: an entity with only a transform.
    prefab: []const u8 = "",
    /// A tag in addition to the prefab's own; empty: none.
    tag: []const u8 = "",
    /// More tags.
    tags: []const []const u8 = &.{},
    /// Its `bevy.Name`, by which `.child("barrel")` finds it; empty: the prefab's own, or none.
    name: []const u8 = "",
    /// The transform, relative to the parent; null: the prefab's own, or the identity.
    transform: ?math.Transform = null,
    /// The parent; `.none`: no parent.
    parent: Entity = .none,
    /// If not 0, the game receives the message `ScriptSpawned` with this number when the entity exists.
    request_id: u64 = 0,
};

/// The children of a new entity: `bevy.children(.{ .{ … }, .{ … } })`.
pub fn Children(comptime List: type) type {
    return struct {
        list: List,

        /// What `spawnTree` knows it by.
        pub const zig_children = true;
    };
}

/// Children, for the bundle of `ctx.spawnTree` and `ctx.spawnWith`: a tuple of bundles, or a slice of bundles of the
/// same type. Bundles can contain other bundles, for example one that a function returns.
///
/// ```zig
/// const tank = try ctx.spawnTree(.{
///     bevy.SpawnOptions{ .prefab = "tank", .transform = .fromXyz(4, 0, 0) },
///     bevy.children(.{
///         .{ bevy.SpawnOptions{ .name = "barrel" }, bevy.script(@import("barrel.zig"), .{ .reload = 0.5 }) },
///         .{bevy.SpawnOptions{ .prefab = "wheel" }},
///     }),
/// });
/// ```
pub fn children(list: anytype) Children(@TypeOf(list)) {
    return .{ .list = list };
}

/// Where to store the new entity: `bevy.idInto(&self.label)`.
pub const IdInto = struct {
    place: *Entity,
};

/// Stores the handle of the new entity, for the bundle of `ctx.spawnTree` and `ctx.spawnWith`. In a tree, this gives a
/// script the entities below the root right away, before they are in the snapshot. If the spawn is refused, `.none` is
/// stored.
///
/// ```zig
/// _ = try ctx.spawnTree(.{
///     bevy.Node{ .padding = .all(.px(8)) },
///     bevy.children(.{.{ bevy.idInto(&self.label), bevy.Text.new("0") }}),
/// });
/// ```
pub fn idInto(place: *Entity) IdInto {
    return .{ .place = place };
}

/// What an item of a bundle is.
const Kind = enum { options, component, value, script, children, id_into };

fn kindOf(comptime T: type) Kind {
    if (T == SpawnOptions) return .options;
    if (T == IdInto) return .id_into;
    if (@typeInfo(T) == .@"struct") {
        if (@hasDecl(T, "zig_children")) return .children;
        if (@hasDecl(T, "zig_script")) return .script;
        if (comptime components.nameOf(T) != null and values.isDerived(T)) return .component;
    }
    if (mirrors.isMirror(T)) return .value;
    @compileError(@typeName(T) ++ " cannot be part of a new entity; a bundle has components, bevy.script(…), " ++
        "bevy.children(…), bevy.idInto(…) and bevy.SpawnOptions{ … }: .{ components.Health{ … }, bevy.children(.{ .{ … } }) }");
}

fn countOf(comptime Bundle: type, comptime kind: Kind) usize {
    var count: usize = 0;
    for (@typeInfo(Bundle).@"struct".field_types) |T| count += @intFromBool(kindOf(T) == kind);
    return count;
}

fn isTuple(comptime T: type) bool {
    return @typeInfo(T) == .@"struct" and @typeInfo(T).@"struct".is_tuple;
}

/// What is in a bundle, and in the bundles in it.
fn partsOf(comptime Bundle: type) []const type {
    if (!isTuple(Bundle)) @compileError("a bundle is a tuple, not " ++ @typeName(Bundle) ++
        "; write: ctx.spawnWith(.{ ... }, .{ components.Health{ ... }, bevy.Velocity{ ... } })");
    var parts: []const type = &.{};
    for (@typeInfo(Bundle).@"struct".field_types) |T| parts = parts ++ if (isTuple(T)) partsOf(T) else &[_]type{T};
    return parts;
}

/// A bundle without bundles in it.
fn flatten(bundle: anytype) @Tuple(partsOf(@TypeOf(bundle))) {
    var flat: @Tuple(partsOf(@TypeOf(bundle))) = undefined;
    comptime var count = 0;
    inline for (bundle) |item| {
        if (comptime isTuple(@TypeOf(item))) {
            const inner = flatten(item);
            inline for (0..inner.len) |index| flat[count + index] = inner[index];
            count += inner.len;
        } else {
            flat[count] = item;
            count += 1;
        }
    }
    return flat;
}

fn validate(comptime Bundle: type) void {
    // One is left for the name.
    if (countOf(Bundle, .component) >= abi.spawn_components_max) @compileError("an entity is spawned with at most 63 components");
    if (countOf(Bundle, .value) > abi.spawn_components_max) @compileError("an entity is spawned with at most 64 reflected components");
    if (countOf(Bundle, .script) > abi.spawn_scripts_max) @compileError("an entity is spawned with at most 64 scripts");
    if (countOf(Bundle, .options) > 1) @compileError("a bundle has more than one bevy.SpawnOptions; write one with all of them");
}

/// What `ctx.spawnTree` does.
pub fn spawnTree(ctx: *Context, bundle: anytype) Error!EntityRef {
    return spawnBelow(ctx, bundle, .none);
}

/// What `ctx.spawn` and `ctx.spawnWith` do.
pub fn spawn(ctx: *Context, options: SpawnOptions, bundle: anytype) Error!EntityRef {
    const flat = flatten(bundle);
    comptime validate(@TypeOf(flat));
    if (comptime countOf(@TypeOf(flat), .options) > 0) {
        @compileError("the options are given twice: as bevy.SpawnOptions in the bundle, and in front of it");
    }
    return make(ctx, options, flat);
}

/// As its own options say, but as a child of this entity, if there is one.
fn spawnBelow(ctx: *Context, bundle: anytype, parent: Entity) Error!EntityRef {
    const flat = flatten(bundle);
    comptime validate(@TypeOf(flat));
    var options: SpawnOptions = .{};
    inline for (flat) |item| if (@TypeOf(item) == SpawnOptions) {
        options = item;
    };
    if (parent != .none) options.parent = parent;
    return make(ctx, options, flat);
}

/// Of a flat bundle.
fn make(ctx: *Context, options: SpawnOptions, bundle: anytype) Error!EntityRef {
    const types = @typeInfo(@TypeOf(bundle)).@"struct".field_types;
    const items = bundle;
    var entries: [countOf(@TypeOf(bundle), .component) + 1]abi.ComponentDataEntry = undefined;
    var entry_count: u32 = 0;
    var lists: properties.Lists(types) = undefined;
    var reflected: [countOf(@TypeOf(bundle), .value)]abi.ValueEntry = undefined;
    var reflected_count: u32 = 0;
    var scripts: [countOf(@TypeOf(bundle), .script)]*const abi.AttachRequest = undefined;
    var script_count: u32 = 0;
    inline for (types, 0..) |T, index| switch (comptime kindOf(T)) {
        .options => {},
        .component => {
            entries[entry_count] = .{ .id = components.idOf(T), .payload_size = @sizeOf(T), .payload = &items[index] };
            entry_count += 1;
        },
        .value => {
            const id = try values.idOf(ctx.frame, .component, T);
            reflected[reflected_count] = .{ .id = id, .value_size = @sizeOf(T), .value = &items[index] };
            reflected_count += 1;
        },
        .script => {
            items[index].fill(&lists[index]);
            scripts[script_count] = &lists[index].request;
            script_count += 1;
        },
        .children, .id_into => {},
    };
    // What is noted of a tree that is refused is taken back.
    errdefer inline for (items) |item| forget(item);
    // Most entities have none.
    var name: components.Name = undefined;
    if (options.name.len > 0) {
        name = .new(options.name);
        entries[entry_count] = .{
            .id = components.idOf(components.Name),
            .payload_size = @sizeOf(components.Name),
            .payload = &name,
        };
        entry_count += 1;
    }
    if (options.tags.len > abi.spawn_tags_max) return error.InvalidArgument;
    var tags: [abi.spawn_tags_max]abi.Text = undefined;
    for (options.tags, tags[0..options.tags.len]) |tag, *text| text.* = .from(tag);
    var request: abi.SpawnRequest = .{
        .prefab = .from(options.prefab),
        .tag = .from(options.tag),
        .transform = options.transform orelse .identity,
        .flags = if (options.transform == null) 0 else abi.spawn_transform,
        .components = &entries,
        .request_id = options.request_id,
        .component_count = entry_count,
        .value_count = reflected_count,
        .values = &reflected,
        .parent = @backingInt(options.parent),
        .tags = &tags,
        .scripts = &scripts,
        .tag_count = @intCast(options.tags.len),
        .script_count = script_count,
    };
    var id: u64 = abi.entity_none;
    const answer = ctx.frame.host.entity_spawn(ctx.frame, &request, &id);
    ctx.refresh();
    try status.check(answer);
    const spawned: EntityRef = .{ .ctx = ctx, .id = @fromBackingInt(id) };
    // A tree is there as a whole, or not at all.
    errdefer spawned.despawn() catch {};
    inline for (types, items) |T, item| switch (comptime kindOf(T)) {
        .id_into => item.place.* = spawned.id,
        .children => switch (@typeInfo(@TypeOf(item.list))) {
            .pointer, .array => for (item.list) |child| {
                _ = try spawnBelow(ctx, child, spawned.id);
            },
            else => inline for (item.list) |child| {
                _ = try spawnBelow(ctx, child, spawned.id);
            },
        },
        else => {},
    };
    return spawned;
}

/// Takes back what is noted of a bundle, or of a part of one.
fn forget(item: anytype) void {
    const T = @TypeOf(item);
    if (T == IdInto) {
        item.place.* = .none;
    } else if (comptime isTuple(T)) {
        inline for (item) |part| forget(part);
    } else if (comptime kindOf(T) == .children) switch (@typeInfo(@TypeOf(item.list))) {
        .pointer, .array => for (item.list) |child| forget(child),
        else => inline for (item.list) |child| forget(child),
    };
}
