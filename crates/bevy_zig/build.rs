//! Compiles the guard, and tells the build scripts of games whether the game itself will compile the scripts.

/// Compiles the guard for systems that it is written for, and tells the library whether there is one.
fn guard() {
    let target = |part: &str| std::env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    let files = match (target("OS").as_str(), target("ARCH").as_str()) {
        ("linux" | "android" | "macos" | "ios", "x86_64" | "aarch64") => {
            ["unix.c", "unix_enter.c", "unix_deadline.c", "unix_copy.c"].as_slice()
        }
        ("windows", "x86_64") => &["windows.c"],
        _ => &[],
    };
    println!("cargo::rustc-check-cfg=cfg(bevy_zig_guard)");
    if !files.is_empty() {
        println!("cargo::rustc-cfg=bevy_zig_guard");
        println!("cargo::rerun-if-changed={}/bevy_zig.h", bevy_zig_sdk::FOLDER);
        println!("cargo::rerun-if-changed=src/guard");
        cc::Build::new()
            .files(files.iter().map(|file| format!("src/guard/{file}")))
            .include(bevy_zig_sdk::FOLDER)
            .std("gnu11")
            .opt_level(2)
            // The walk up a script's stack ends at the guard's own frame.
            .force_frame_pointer(true)
            .compile("bevy_zig_guard");
    }
}

fn main() {
    guard();
    if std::env::var_os("CARGO_FEATURE_HOT_RELOAD").is_some() {
        println!("cargo::metadata=hot_reload=1");
    }
}
