//! Compiles the scripts.

fn main() {
    bevy_zig_build::compile("scripts");
}
