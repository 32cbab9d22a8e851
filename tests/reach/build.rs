//! Compiles the scripts, as a user's build script does.

fn main() {
    bevy_zig_build::compile("scripts");
    // Only CI sets this.
    println!("cargo::rustc-check-cfg=cfg(bevy_zig_one_bevy)");
}
