//! Compiles the demo game's scripts, as any game's build script does, and tells the build scripts of dependents where the SDK is.

fn main() {
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("Cargo sets it");
    println!("cargo::metadata=sdk={root}/zig");
    // The rest of `src` is the library, whose own components the SDK mirrors.
    bevy_zig_build::Build::new().sdk("zig").folder("scripts").components("src/demo").compile();
}
