//! Names of the signals that tell what happens to components: `ctx.connect(bevy.onAdd(components.Burning))`.
//!
//! `ctx.connect` hears of the script's own entity, `ctx.connectTo` of another, `ctx.connectToAny` of all. The signal's
//! `target` is the entity. It is told at the start of the next phase, when the component may have changed again; what a
//! component held that is gone can no longer be read. `error.UnknownComponent`: the game has not registered it.

const components = @import("component.zig");
const types = @import("../value/type.zig");

/// An entity that lacked the component has got it.
pub fn onAdd(comptime C: type) []const u8 {
    return comptime "Add<" ++ nameOf(C) ++ ">";
}

/// An entity has got the component, or another value in its place. Fields that are set do not insert.
pub fn onInsert(comptime C: type) []const u8 {
    return comptime "Insert<" ++ nameOf(C) ++ ">";
}

/// The component's value is gone: it was replaced or removed, or the entity was despawned.
pub fn onDiscard(comptime C: type) []const u8 {
    return comptime "Discard<" ++ nameOf(C) ++ ">";
}

/// An entity has lost the component, or was despawned with it.
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
