//! The reflected types of `bevy_app`, as the game has them: written by `cargo bevy-zig mirror`.

pub const AppExit = union(enum) {
    success,
    @"error": u8,

    pub const zig_reflect = "bevy_app::app::AppExit";
};
