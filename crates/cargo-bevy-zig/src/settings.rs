//! Environment variables as the game's build script has them: Cargo adds those of `[env]` in its configuration files,
//! for programs that it builds, and not for its subcommands.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The variables of `[env]`, over which those of the process go.
#[derive(Debug, Default)]
pub struct Settings {
    variables: HashMap<String, Setting>,
    /// The files that were read.
    pub files: Vec<PathBuf>,
}

#[derive(Debug)]
struct Setting {
    value: OsString,
    /// Whether it goes over that of the process.
    force: bool,
    file: PathBuf,
}

impl Settings {
    /// What Cargo would find, started in this folder.
    pub fn of(folder: &Path) -> Self {
        let mut settings = Self::default();
        let home =
            std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")));
        let folders = folder.ancestors().map(|folder| folder.join(".cargo")).chain(home);
        for folder in folders {
            // The first file that sets a variable counts: the one that is nearest.
            let names = ["config", "config.toml"].map(|name| folder.join(name));
            if let Some(path) = names.into_iter().find(|path| path.is_file())
                && !settings.files.contains(&path)
            {
                settings.read(&path);
            }
        }
        settings
    }

    fn read(&mut self, path: &Path) {
        self.files.push(path.to_owned());
        // Cargo says what is wrong with a file.
        let Ok(text) = std::fs::read_to_string(path) else { return };
        let Ok(document) = text.parse::<toml_edit::DocumentMut>() else { return };
        let Some(table) = document.get("env").and_then(|env| env.as_table_like()) else { return };
        for (name, item) in table.iter() {
            let detail = |key: &str| item.as_table_like().and_then(|table| table.get(key));
            let flag = |key: &str| detail(key).and_then(|item| item.as_bool()).unwrap_or(false);
            let Some(value) = item.as_str().or_else(|| detail("value")?.as_str()) else { continue };
            let value = if flag("relative") {
                // Relative to the folder that has the folder `.cargo`.
                let base = path.parent().and_then(Path::parent).unwrap_or(Path::new(""));
                base.join(value).into_os_string()
            } else {
                value.into()
            };
            let setting = Setting { value, force: flag("force"), file: path.to_owned() };
            self.variables.entry(name.to_owned()).or_insert(setting);
        }
    }

    /// The variable, for a build script.
    pub fn variable(&self, name: &str) -> Option<OsString> {
        let set = self.variables.get(name);
        let own = std::env::var_os(name);
        match (own, set) {
            (Some(own), Some(set)) if !set.force => Some(own),
            (_, Some(set)) => Some(set.value.clone()),
            (own, None) => own,
        }
    }

    /// Where the variable gets its value: a file, or the environment.
    pub fn origin(&self, name: &str) -> Option<String> {
        let set = self.variables.get(name).map(|set| (set.file.display().to_string(), set.force));
        match (std::env::var_os(name).is_some(), set) {
            (true, Some((_, false)) | None) => Some("the environment".to_owned()),
            (_, Some((file, _))) => Some(file),
            (false, None) => None,
        }
    }
}
