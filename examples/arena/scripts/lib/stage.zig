//! What the game is doing, for all scripts: `ctx.state(Stage)`, `ctx.setState(Stage, .over)`.

pub const Stage = enum {
    menu,
    playing,
    paused,
    over,

    pub const zig_state = "Stage";
};
