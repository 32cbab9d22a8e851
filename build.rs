//! Compiles the game's scripts, as any game's build script does.

fn main() {
    bevy_zig_build::compile("scripts");
}
