//! A game that is asked for its mirrors: `BEVY_ZIG_MIRROR=FOLDER` has it write them when it has started, and exit.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use bevy::app::{App, AppExit, PostStartup};
use bevy::ecs::prelude::{AppTypeRegistry, MessageWriter, Res};
use bevy::log::{error, info};

use super::Mirrors;

/// The folder to write to.
const VARIABLE: &str = "BEVY_ZIG_MIRROR";

/// Does what the variable asks for.
pub(crate) fn install(app: &mut App) {
    let Some(folder) = env::var_os(VARIABLE).filter(|folder| !folder.is_empty()).map(PathBuf::from) else { return };
    app.add_systems(PostStartup, move |registry: Res<AppTypeRegistry>, mut exit: MessageWriter<AppExit>| {
        exit.write(match write(&registry, &folder) {
            Ok(()) => AppExit::Success,
            Err(problem) => {
                error!("cannot write mirrors to {} ({VARIABLE}): {problem}", folder.display());
                AppExit::error()
            }
        });
    });
}

fn write(registry: &AppTypeRegistry, folder: &Path) -> io::Result<()> {
    let mirrors = Mirrors::of(&registry.read())?;
    fs::create_dir_all(folder)?;
    for (name, text) in mirrors.files() {
        fs::write(folder.join(name), text)?;
    }
    let mut left_out = String::new();
    for part in mirrors.left_out() {
        let member = if part.member.is_empty() { String::new() } else { format!(".{}", part.member) };
        left_out += &format!("{}{member}: {}\n", part.path, part.reason);
    }
    fs::write(folder.join("left_out.txt"), left_out)?;
    let types: usize = mirrors.counts().values().map(|(_, mirrored)| mirrored).sum();
    info!("{types} types have mirrors in {}", folder.display());
    Ok(())
}
