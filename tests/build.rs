//! Compiles the suite's scripts, as a user's build script does.

fn main() {
    bevy_zig_build::compile("scripts");
}
