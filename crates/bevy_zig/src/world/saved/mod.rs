//! Vars that outlive the program: global vars whose keys begin with `saved.`, in a file of the player's.
//!
//! They are read once, when the plugin is built, and written when they have changed: at most once a second, and when
//! the game exits.

mod place;
mod text;

use std::path::PathBuf;
use std::time::Duration;

use bevy::app::{App, AppExit, Last};
use bevy::log::{error, warn};
use bevy::platform::time::Instant;
use bevy::prelude::{DetectChanges, IntoScheduleConfigs, MessageReader, Res, ResMut, Resource};

use self::place::Place;
use super::vars::GlobalVars;
use crate::base::ZigScriptSystems;
use crate::shape::Value;

/// What the keys of saved vars begin with.
const PREFIX: &str = "saved.";
/// Between two writes.
const PAUSE: Duration = Duration::from_secs(1);

/// Where a game wants its saved vars.
#[derive(Clone, Debug)]
pub(crate) enum SavesAt {
    /// In a folder by this name, in that of the user's data.
    Named(String),
    /// In this folder.
    Folder(PathBuf),
}

/// The file of the saved vars.
#[derive(Resource)]
struct Saves {
    place: Place,
    /// What it holds, or would if it were written again.
    written: String,
    is_changed: bool,
    last: Option<Instant>,
    /// An error is logged once, and once more after a write that succeeded.
    has_failed: bool,
}

/// Vars that are saved by nobody, because the game has not said where.
#[derive(Resource, Default)]
struct Unsaved {
    is_told: bool,
}

/// Reads the vars that are saved there, and writes them from now on. Without a place they live as long as the
/// program does, and the log says so when the first one is set.
pub(crate) fn install(app: &mut App, at: Option<&SavesAt>) {
    let Some(at) = at else {
        app.init_resource::<Unsaved>().add_systems(Last, tell_of_unsaved);
        return;
    };
    let place = match Place::of(at) {
        Ok(place) => place,
        Err(problem) => {
            error!("vars that begin with '{PREFIX}' are not saved: {problem}");
            return;
        }
    };
    let old = match place.read() {
        Ok(found) => found.unwrap_or_default(),
        Err(problem) => {
            // Whatever is there stays there.
            error!("vars that begin with '{PREFIX}' are neither read nor written: {place}: {problem}");
            return;
        }
    };
    let found = text::parse(&old);
    for problem in &found.problems {
        warn!("{place}: {problem}; the line is skipped");
    }
    if !found.problems.is_empty() {
        match place.keep_copy() {
            Ok(copy) => warn!("a copy of the file is kept as {copy}"),
            Err(problem) => warn!("{place} cannot be copied: {problem}"),
        }
    }
    let mut vars = app.world_mut().resource_mut::<GlobalVars>();
    for (key, value) in found.vars.into_iter().filter(|(key, _)| key.starts_with(PREFIX)) {
        vars.set(key, value);
    }
    // As it would be written now: what is there already is no reason to write.
    let written = text_of(&vars);
    app.insert_resource(Saves { place, written, is_changed: false, last: None, has_failed: false })
        .add_systems(Last, save.after(ZigScriptSystems::Shutdown));
}

fn save(vars: Res<GlobalVars>, mut saves: ResMut<Saves>, mut exits: MessageReader<AppExit>) {
    let exits = exits.read().count() > 0;
    saves.is_changed |= vars.is_changed();
    if !saves.is_changed || !exits && saves.last.is_some_and(|last| last.elapsed() < PAUSE) {
        return;
    }
    saves.is_changed = false;
    let now = text_of(&vars);
    if now == saves.written {
        return;
    }
    saves.last = Some(Instant::now());
    match saves.place.write(&now) {
        Ok(()) => {
            saves.written = now;
            saves.has_failed = false;
        }
        Err(problem) => {
            // A disk may have room again: the next write is tried in a second.
            saves.is_changed = true;
            if !std::mem::replace(&mut saves.has_failed, true) {
                error!("cannot save vars in {}: {problem}", saves.place);
            }
        }
    }
}

fn text_of(vars: &GlobalVars) -> String {
    text::print(vars.iter().filter(|(key, _)| key.starts_with(PREFIX)))
}

fn tell_of_unsaved(vars: Res<GlobalVars>, mut unsaved: ResMut<Unsaved>) {
    if unsaved.is_told || !vars.is_changed() {
        return;
    }
    let Some((key, _)) = vars.iter().find(|(key, _)| key.starts_with(PREFIX)) else { return };
    unsaved.is_told = true;
    bevy::log::info!(
        "var '{key}' is lost when the game ends: to keep vars that begin with '{PREFIX}', give the game a name by \
         `ZigScriptPlugin::with_saves(\"my_game\")`"
    );
}

/// Whether a value means the same in the next run: the handle of an entity does not.
fn lasts(value: &Value) -> bool {
    !matches!(value, Value::Entity(_) | Value::None)
}
