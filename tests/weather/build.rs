//! Compiles the library's scripts.

fn main() {
    bevy_zig_build::compile("scripts");
}
