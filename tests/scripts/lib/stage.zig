//! A state that Rust does not know.

pub const Stage = enum {
    playing,
    paused,
    over,

    pub const zig_state = "Stage";
};
