//! Compiles the scripts, as a user's build script does.

fn main() {
    bevy_zig_build::compile("scripts");
}
