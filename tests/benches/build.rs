//! Compiles the scripts of `examples/arena`, which the benchmark `arena` compares with Rust.

fn main() {
    bevy_zig_build::compile("../../examples/arena/scripts");
}
