//! The reflected types of `bevy_extract`, written from its type registry by the test `reach`.

const bevy = @import("../../bevy.zig");

/// Component added on the sub world entities to keep track of the corresponding main world entity.
pub const MainEntity = struct {
    value: bevy.Entity,

    pub const zig_reflect = "bevy_extract::sync_world::MainEntity";
};
