//! Compiles the demo game's scripts, as any game's build script does, and tells the build scripts of dependents where the SDK is,
//! and whether the game itself will compile the scripts.

fn main() {
    let root = std::env::var("CARGO_MANIFEST_DIR").expect("Cargo sets it");
    println!("cargo::metadata=sdk={root}/zig");
    if std::env::var_os("CARGO_FEATURE_HOT_RELOAD").is_some() {
        println!("cargo::metadata=hot_reload=1");
    }
    // The rest of `src` is the library, whose own components the SDK mirrors.
    bevy_zig_build::Build::new().sdk("zig").folder("scripts").components("src/demo").compile();
}
