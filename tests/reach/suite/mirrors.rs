//! The SDK's mirrors of Bevy, `zig/bevy/VERSION`: written with `BLESS=1` from this game, which has all parts of Bevy.

use std::fs;
use std::path::{Path, PathBuf};

use bevy::prelude::*;
use bevy_zig::mirror::Mirrors;

use crate::app;

/// Where they are.
fn folder() -> PathBuf {
    Path::new(bevy_zig_sdk::FOLDER).join("bevy").join(bevy_zig_sdk::BEVY)
}

/// The mirrors of the running Bevy. Other crates that reflect types may be linked, too.
fn running() -> Mirrors {
    let mut app = app();
    app.update();
    let registry = app.world().resource::<AppTypeRegistry>().read();
    let is_bevys = |name: &str| {
        name.starts_with("bevy_") && !name.starts_with("bevy_zig") && !["bevy_egui", "bevy_remote"].contains(&name)
    };
    Mirrors::of_bevy(&registry, &is_bevys).unwrap()
}

#[test]
fn the_sdks_mirrors_are_those_of_the_running_bevy() {
    let mirrors = running();
    if std::env::var_os("BLESS").is_some() {
        let _ = fs::remove_dir_all(folder());
        fs::create_dir_all(folder()).unwrap();
        for (name, text) in mirrors.files() {
            fs::write(folder().join(name), text).unwrap();
        }
    }
    for part in mirrors.left_out() {
        println!("{part:?}");
    }
    println!("{:?}", mirrors.counts());
}
