//! `cargo bevy-zig add`.

use std::fs::{self, File};
use std::io::Write;
use std::process::ExitCode;

use bevy_zig_build::{is_script_name, orderly_scripts_in};
use clap::Args;

use crate::game::Game;
use crate::{Outcome, Which, console};

/// Add a script to the game
#[derive(Args)]
pub struct Add {
    /// The script's name: its file name, and its name in `ZigScripts::one("…")`
    name: String,
    #[command(flatten)]
    which: Which,
}

impl Add {
    pub fn run(self) -> Outcome {
        let name = self.name.strip_suffix(".zig").unwrap_or(&self.name);
        if !is_script_name(name) {
            let better: String =
                name.chars().map(|char| if char.is_ascii_alphanumeric() { char } else { '_' }).collect();
            let better =
                if better.starts_with(|first: char| first.is_ascii_digit()) { format!("_{better}") } else { better };
            let hint = if is_script_name(&better) { format!(", such as `{better}`") } else { String::new() };
            return Err(format!(
                "`{name}` is not a valid script name: it must be an identifier ([A-Za-z_][A-Za-z0-9_]*){hint}"
            )
            .into());
        }
        let game = Game::with_scripts(&self.which, false)?;
        let folders = game.script_folders();
        let folder = &folders[0];
        let path = folder.join(format!("{name}.zig"));
        // Those that are there need not be in order for another one to be added.
        let there: Vec<_> = folders.iter().filter(|folder| folder.is_dir()).collect();
        for script in orderly_scripts_in(&there) {
            if script.name.eq_ignore_ascii_case(name) {
                return Err(format!("the script `{}` already exists: {}", script.name, script.path.display()).into());
            }
        }
        fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        File::create_new(&path)
            .and_then(|mut file| file.write_all(text(name).as_bytes()))
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        console::done("Added", &path.display().to_string());
        let by_script = format!("ctx.spawnWith(.{{}}, .{{bevy.scriptNamed(\"{name}\", .{{}})}})");
        let by_rust = format!("commands.spawn((Transform::default(), ZigScripts::one(\"{name}\")))");
        console::done("Next", &format!("attach it, in a script: {by_script}; or in Rust: {by_rust}"));
        Ok(ExitCode::SUCCESS)
    }
}

/// A script that does something to be seen, and has a test.
fn text(name: &str) -> String {
    include_str!("script.zig").replace("Script", &type_name(name)).replace("script_name", name)
}

/// `gold_mine` is `GoldMine`.
fn type_name(name: &str) -> String {
    let words = name.split('_').filter(|word| !word.is_empty());
    let word = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    let name: String = words.map(word).collect();
    // What is left of `_7` is no name, and of `std` one that the file has.
    if is_script_name(&name) && !["", "Self"].contains(&name.as_str()) { name } else { "Self_".to_owned() + &name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_named_after_files() {
        assert_eq!(type_name("gold_mine"), "GoldMine");
        assert_eq!(type_name("ship"), "Ship");
        assert_eq!(type_name("_7"), "Self_7");
        assert!(!text("gold_mine").contains("Script") && !text("gold_mine").contains("script_name"));
    }
}
