//! Where saved vars are kept: in the user's folder for data, in a browser in its local storage.

use std::fmt;

use super::SavesAt;

/// The most that is read, and so written: far more than the usual limits on vars allow, also if all are texts of line
/// breaks and the like, of which each takes up to six bytes.
const BYTES_MAX: usize = 64 << 20;

/// The file of one game, or its entry.
pub(super) struct Place {
    at: store::Location,
}

impl Place {
    /// The place that the game wants.
    pub(super) fn of(at: &SavesAt) -> Result<Self, String> {
        let name = match at {
            SavesAt::Named(name) => name,
            SavesAt::Folder(folder) => return Ok(Self { at: store::Location::within(folder) }),
        };
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-. ".contains(&byte);
        let is_safe = (1..=64).contains(&name.len()) && name.bytes().all(is_plain);
        if !is_safe || name.starts_with(['.', ' ']) || name.ends_with(['.', ' ']) {
            return Err(format!(
                "'{name}' cannot be the name of a folder everywhere; use 1 to 64 letters, digits, '_', '-', '.' and \
                 spaces, none of the latter two at an end"
            ));
        }
        Ok(Self { at: store::Location::of(name)? })
    }

    /// What it holds, if there is anything.
    pub(super) fn read(&self) -> Result<Option<String>, String> {
        let found = self.at.read()?;
        match &found {
            Some(text) if text.len() > BYTES_MAX => {
                Err(format!("it has {} bytes, and at most {BYTES_MAX} are read", text.len()))
            }
            _ => Ok(found),
        }
    }

    /// Writes all of it, or nothing. What could not be read again is not written.
    pub(super) fn write(&self, text: &str) -> Result<(), String> {
        if text.len() > BYTES_MAX {
            let len = text.len();
            return Err(format!("it would have {len} bytes, and may have {BYTES_MAX}: save less, or remove old vars"));
        }
        self.at.write(text)
    }

    /// Keeps what could not be read in full, beside it. Returns where.
    pub(super) fn keep_copy(&self) -> Result<Self, String> {
        Ok(Self { at: self.at.keep_copy()? })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.at)
    }
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod store {
    use std::env;
    use std::fmt;
    use std::fs::{self, File};
    use std::io::{self, Write};
    use std::path::{Path, PathBuf};

    use bevy::log::warn;

    pub(super) struct Location(PathBuf);

    impl Location {
        pub(super) fn of(name: &str) -> Result<Self, String> {
            Ok(Self::within(&data_folder()?.join(name)))
        }

        pub(super) fn within(folder: &Path) -> Self {
            Self(folder.join("saved.txt"))
        }

        pub(super) fn keep_copy(&self) -> Result<Self, String> {
            let copy = Self(self.0.with_extension("broken.txt"));
            fs::copy(&self.0, &copy.0).map_err(|problem| problem.to_string())?;
            Ok(copy)
        }

        /// Of a file that a disk has damaged, the lines that are text are read, and a copy is kept beside it.
        pub(super) fn read(&self) -> Result<Option<String>, String> {
            let bytes = match fs::read(&self.0) {
                Ok(bytes) => bytes,
                Err(problem) if problem.kind() == io::ErrorKind::NotFound => return Ok(None),
                Err(problem) => return Err(problem.to_string()),
            };
            let bytes = match String::from_utf8(bytes) {
                Ok(text) => return Ok(Some(text)),
                Err(damaged) => damaged.into_bytes(),
            };
            let copy = self.keep_copy().map_err(|problem| format!("it is damaged, and cannot be copied: {problem}"))?;
            warn!("{self} is damaged: lines that are not text are skipped; a copy of the file is kept as {copy}");
            let lines = bytes.split_inclusive(|byte| *byte == b'\n');
            Ok(Some(lines.filter_map(|line| str::from_utf8(line).ok()).collect()))
        }

        /// A game that is killed in between leaves the old file, or the new one.
        pub(super) fn write(&self, text: &str) -> Result<(), String> {
            let new = self.0.with_extension("new");
            let write = || {
                fs::create_dir_all(self.0.parent().unwrap_or(&self.0))?;
                let mut file = File::create(&new)?;
                file.write_all(text.as_bytes())?;
                file.sync_all()?;
                drop(file);
                fs::rename(&new, &self.0)
            };
            write().map_err(|problem| problem.to_string())
        }
    }

    impl fmt::Display for Location {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "'{}'", self.0.display())
        }
    }

    /// The user's folder for what programs keep.
    fn data_folder() -> Result<PathBuf, String> {
        let named = |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
        let found = cfg_select! {
            windows => named("APPDATA"),
            target_vendor = "apple" => named("HOME").map(|home| home.join("Library/Application Support")),
            _ => named("XDG_DATA_HOME").or_else(|| named("HOME").map(|home| home.join(".local/share"))),
        };
        let variable = if cfg!(windows) { "APPDATA" } else { "HOME" };
        found.ok_or_else(|| format!("the user has no folder for data ({variable} is not set to a path)"))
    }
}

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod store {
    use std::fmt;
    use std::path::Path;

    use wasm_bindgen::JsValue;
    use wasm_bindgen::prelude::wasm_bindgen;

    #[wasm_bindgen(inline_js = "
        export function bevy_zig_saved_read(key) { return globalThis.localStorage.getItem(key) ?? undefined; }
        export function bevy_zig_saved_write(key, text) { globalThis.localStorage.setItem(key, text); }
    ")]
    extern "C" {
        #[wasm_bindgen(catch)]
        fn bevy_zig_saved_read(key: &str) -> Result<Option<String>, JsValue>;
        #[wasm_bindgen(catch)]
        fn bevy_zig_saved_write(key: &str, text: &str) -> Result<(), JsValue>;
    }

    pub(super) struct Location(String);

    impl Location {
        pub(super) fn of(name: &str) -> Result<Self, String> {
            Ok(Self(format!("bevy_zig/{name}")))
        }

        pub(super) fn within(folder: &Path) -> Self {
            Self(format!("bevy_zig/{}", folder.display()))
        }

        pub(super) fn keep_copy(&self) -> Result<Self, String> {
            let copy = Self(format!("{}/broken", self.0));
            copy.write(&self.read()?.unwrap_or_default())?;
            Ok(copy)
        }

        pub(super) fn read(&self) -> Result<Option<String>, String> {
            bevy_zig_saved_read(&self.0).map_err(refused)
        }

        pub(super) fn write(&self, text: &str) -> Result<(), String> {
            bevy_zig_saved_write(&self.0, text).map_err(refused)
        }
    }

    impl fmt::Display for Location {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "the browser's local storage, under '{}'", self.0)
        }
    }

    /// Private windows, settings, Node.js, and a full store refuse.
    fn refused(problem: JsValue) -> String {
        format!("the browser refuses its local storage: {problem:?}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_folders() {
        for name in ["", ".", "..", "a/b", "a\\b", "c:", ".hidden", " a", "a.", "ü", &"x".repeat(65)] {
            assert!(Place::of(&SavesAt::Named(name.into())).is_err(), "{name}");
        }
        let Ok(place) = Place::of(&SavesAt::Named("My game_2.0".into())) else { return };
        assert!(place.to_string().contains("My game_2.0"));
    }
}
