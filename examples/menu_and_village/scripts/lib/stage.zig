//! What the game is doing, for all scripts.

pub const Stage = enum {
    splash,
    menu,
    settings,
    loading,
    village,
    paused,

    pub const zig_state = "Stage";
};
