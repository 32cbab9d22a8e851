//! Global vars that outlive the program.

use std::fs;
use std::path::PathBuf;

use bevy::prelude::*;
use bevy_zig::{GlobalVars, Script, ScriptFields, Value};

use crate::tools::*;

/// A folder of this test, which goes with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("bevy_zig_saves_{name}_{}", std::process::id()));
        _ = fs::remove_dir_all(&folder);
        Self(folder)
    }

    fn text(&self) -> String {
        fs::read_to_string(self.0.join("saved.txt")).expect("something is saved")
    }

    /// A run of the game.
    fn run(&self) -> App {
        let mut app = app_with(plugin().with_saves_in(&self.0).with_global_script(Script::new("keeper")));
        app.update();
        app
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

fn kept(app: &App, field: &str) -> Value {
    app.world().script_field(None, "keeper", &format!("settings.{field}")).expect("there is such a field")
}

fn save(app: &mut App, fields: &[(&str, Value)]) {
    for (field, value) in fields {
        let path = format!("settings.{field}");
        app.world_mut().set_script_field(None, "keeper", &path, value.clone()).expect("there is such a field");
    }
    app.world_mut().set_script_field(None, "keeper", "is_saving", true).expect("there is such a field");
    app.update();
}

#[test]
fn what_is_saved_is_there_in_the_next_run() {
    let folder = Folder::new("next");
    let mut app = folder.run();
    save(&mut app, &[("volume", 0.25.into()), ("mode", "hard".into()), ("best", 7.into())]);
    drop(app);
    let text = folder.text();
    assert!(
        text.contains("saved.settings.volume = 0.25\n") && text.contains("saved.settings.mode = \"hard\"\n"),
        "{text}"
    );
    assert!(!text.contains("passing") && !text.contains("friend"), "{text}");
    let app = folder.run();
    assert_eq!([kept(&app, "mode"), kept(&app, "best")], ["hard".into(), 7.into()]);
    assert_eq!((kept(&app, "volume"), kept(&app, "level")), (0.25.into(), 1.into()));
}

#[test]
fn an_optional_that_is_null_is_so_in_the_next_run_whatever_its_default() {
    let folder = Folder::new("null");
    let mut app = folder.run();
    assert_eq!((kept(&app, "limit"), kept(&app, "hint")), (60.into(), "long".into()));
    save(&mut app, &[("limit", Value::None), ("hint", Value::None)]);
    drop(app);
    let app = folder.run();
    assert_eq!((kept(&app, "limit"), kept(&app, "hint")), (Value::None, Value::None));
}

#[test]
fn changes_within_a_second_are_written_together_and_the_last_when_the_game_exits() {
    let folder = Folder::new("exit");
    let mut app = folder.run();
    for level in 2..=9 {
        save(&mut app, &[("level", level.into())]);
    }
    app.world_mut().write_message(AppExit::Success);
    app.update();
    assert!(folder.text().contains("saved.settings.level = 9\n"), "{}", folder.text());
}

#[test]
fn what_is_written_is_read_again_however_large_it_is() {
    let folder = Folder::new("large");
    let mut app = folder.run();
    let page = "\u{1}".repeat(4096);
    let keys: Vec<String> = (0..256).map(|number| format!("saved.page{number}")).collect();
    for key in &keys {
        app.world_mut().resource_mut::<GlobalVars>().set(key.as_str(), page.as_str());
    }
    app.update();
    drop(app);
    let app = folder.run();
    let vars = app.world().resource::<GlobalVars>();
    assert!(keys.iter().all(|key| vars.get(key) == Some(&page.as_str().into())), "{} bytes", folder.text().len());
}

/// The next start would read nothing at all.
#[test]
fn what_could_not_be_read_again_is_not_written() {
    let folder = Folder::new("too_large");
    let mut app = folder.run();
    save(&mut app, &[("level", 3.into())]);
    app.world_mut().resource_mut::<GlobalVars>().set("saved.book", "x".repeat(65 << 20));
    app.world_mut().write_message(AppExit::Success);
    app.update();
    drop(app);
    assert_eq!(kept(&folder.run(), "level"), 3.into());
}

#[test]
fn lines_that_are_no_vars_cost_no_others_and_are_kept() {
    let folder = Folder::new("broken");
    fs::create_dir_all(&folder.0).expect("it can be made");
    let broken =
        "saved.settings.level = 5\nsaved.settings.volume = loud\nsaved.settings.mode = \"odd\"\nstranger = 1\n";
    fs::write(folder.0.join("saved.txt"), broken).expect("it can be written");
    let mut app = folder.run();
    assert_eq!((kept(&app, "level"), kept(&app, "mode")), (5.into(), "easy".into()));
    assert!(matches!(kept(&app, "volume"), Value::Float(volume) if (volume - 0.8).abs() < 1e-6));
    assert_eq!(app.world().resource::<GlobalVars>().get("stranger"), None, "only saved vars are read");
    save(&mut app, &[]);
    assert_eq!(fs::read_to_string(folder.0.join("saved.broken.txt")).expect("it is kept"), broken);
}

#[test]
fn a_damaged_file_costs_its_damaged_lines_and_is_kept() {
    let folder = Folder::new("damaged");
    fs::create_dir_all(&folder.0).expect("it can be made");
    let damaged = b"saved.settings.level = 5\nsaved.settings.vol\xff\xfe\0\0\nsaved.settings.best = 9\n";
    fs::write(folder.0.join("saved.txt"), damaged).expect("it can be written");
    let mut app = folder.run();
    assert_eq!([kept(&app, "level"), kept(&app, "best")], [5.into(), 9.into()]);
    save(&mut app, &[("level", 6.into())]);
    drop(app);
    assert_eq!(kept(&folder.run(), "level"), 6.into(), "it is written again");
    assert_eq!(fs::read(folder.0.join("saved.broken.txt")).expect("it is kept"), damaged);
}

#[test]
fn a_folder_that_cannot_be_written_does_not_end_the_game() {
    let folder = Folder::new("file");
    // Where the folder should be, there is a file.
    fs::write(&folder.0, "").expect("it can be written");
    let mut app = folder.run();
    save(&mut app, &[("level", 3.into())]);
    app.update();
    assert_eq!(kept(&app, "level"), 3.into());
    fs::remove_file(&folder.0).expect("it is there");
}
