//! Names of the signals for lifecycle events of components: `ctx.connect(bevy.onAdd(components.Burning))`.
//!
//! `ctx.connect` connects to events of the script's own entity, `ctx.connectTo` to those of another entity,
//! `ctx.connectToAny` to those of all entities. The signal's `target` is the entity. The signal is delivered at the
//! start of the next phase, when the component may have changed again; the value of a removed component can no longer
//! be read. `error.UnknownComponent` from these calls: the game has not registered the component.

const components = @import("component.zig");
const types = @import("../value/type.zig");

/// The component was added to an entity that did not have it.
pub fn onAdd(comptime C: type) []const u8 {
    return comptime "Add<" ++ nameOf(C) ++ ">";
}

/// The component was inserted, or replaced by another value. Setting fields (`set`) does not count as inserting.
pub fn onInsert(comptime C: type) []const u8 {
    return comptime "Insert<" ++ nameOf(C) ++ ">";
}

/// The component's value was replaced or removed, or the entity was despawned.
pub fn onDiscard(comptime C: type) []const u8 {
    return comptime "Discard<" ++ nameOf(C) ++ ">";
}

/// The component was removed, or the entity was despawned with it.
pub fn onRemove(comptime C: type) []const u8 {
    return comptime "Remove<" ++ nameOf(C) ++ ">";
}

/// An entity with the component was despawned.
pub fn onDespawn(comptime C: type) []const u8 {
    return comptime "Despawn<" ++ nameOf(C) ++ ">";
}

fn nameOf(comptime C: type) []const u8 {
    if (components.nameOf(C)) |name| return name;
    if (types.isMirror(C)) return C.zig_reflect;
    @compileError(@typeName(C) ++ " is not a component; the game's components are in @import(\"components\"), Bevy's in @import(\"bevy\")");
}

test onAdd {
    const Health = struct {
        /// Its path in Rust.
        pub const zig_reflect = "my_game::Health";
    };
    try @import("std").testing.expectEqualStrings("Add<my_game::Health>", comptime onAdd(Health));
}
