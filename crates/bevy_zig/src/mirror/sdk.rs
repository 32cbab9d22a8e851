//! What the SDK has of Bevy: its mirrors, which those of a game refer to, rather than repeat them, and the functions
//! that are written by hand beside them.
//!
//! ```text
//!  zig/bevy/0.19/ui.zig     the mirrors of bevy_ui: `pub const Val = union(enum) { ... pub const px = ...; };`
//!  zig/bevy/sugar/ui.zig    what they have besides: `pub fn Val(comptime T: type) type { ... pub fn px(...) T ... }`
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::model::Ty;
use super::text::namespace;

/// Where a type is: the crate's file in the SDK, without its ending, and its name there.
pub(super) type Place = (String, String);

/// What the SDK has.
#[derive(Default)]
pub(super) struct Sdk {
    by_path: BTreeMap<String, Place>,
    places: BTreeSet<Place>,
    /// The names of what is written by hand for a type.
    sugar: BTreeMap<Place, Vec<String>>,
}

impl Sdk {
    /// The SDK's mirrors, and their sugar.
    pub(super) fn read() -> io::Result<Self> {
        let mut sdk = Self::sugar()?;
        for (file, text) in files(&folder())? {
            sdk.add_mirrors(&file, &text);
        }
        Ok(sdk)
    }

    /// Only the sugar, for those who write the mirrors.
    pub(super) fn sugar() -> io::Result<Self> {
        let mut sdk = Self::default();
        for (file, text) in files(&Path::new(bevy_zig_sdk::FOLDER).join("bevy/sugar"))? {
            sdk.add_sugar(&file, &text);
        }
        Ok(sdk)
    }

    /// Adds what a file has for types. `zig fmt` has been there, so what a type has is indented by eight spaces.
    fn add_sugar(&mut self, file: &str, text: &str) {
        let mut names: Option<&mut Vec<String>> = None;
        for line in text.lines() {
            if let Some((name, _)) = line.strip_prefix("pub fn ").and_then(|rest| rest.split_once("(comptime T: type)"))
            {
                names = Some(self.sugar.entry((file.to_owned(), name.to_owned())).or_default());
            }
            let declared = ["        pub fn ", "        pub const "].iter().find_map(|start| line.strip_prefix(start));
            let name = declared.and_then(|rest| rest.split(['(', ':', ' ']).next());
            if let (Some(names), Some(name)) = (&mut names, name) {
                names.push(name.to_owned());
            }
        }
    }

    /// What is written by hand for a type, by name.
    pub(super) fn sugar_of(&self, in_crate: &str, name: &str) -> &[String] {
        self.sugar.get(&(namespace(in_crate).to_owned(), name.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// Whether something of this name is written by hand for a type.
    pub(super) fn adds(&self, ty: &Ty, name: &str) -> bool {
        matches!(ty, Ty::Named(in_crate, ty) if self.sugar_of(in_crate, ty).iter().any(|added| added == name))
    }

    /// Adds the types of a file. It is one of ours, so its lines are as `text` writes them.
    fn add_mirrors(&mut self, file: &str, text: &str) {
        let mut name = None;
        for line in text.lines() {
            if let Some(declared) = line.strip_prefix("pub const ").and_then(|rest| rest.split_once(" = ")) {
                name = Some(declared.0.trim_start_matches("@\"").trim_end_matches('"'));
            }
            let mark = ["    pub const zig_reflect = \"", "    pub const zig_asset = \""];
            let path = mark.iter().find_map(|mark| line.strip_prefix(mark)).and_then(|rest| rest.strip_suffix("\";"));
            if let (Some(name), Some(path)) = (name, path) {
                let place = (file.to_owned(), name.to_owned());
                self.by_path.insert(path.to_owned(), place.clone());
                self.places.insert(place);
            }
        }
    }

    /// The name of a type in its crate, by its full path in Rust.
    pub(super) fn name(&self, path: &str) -> Option<&str> {
        self.by_path.get(path).map(|(_, name)| name.as_str())
    }

    /// Whether the SDK's mirrors have this type of a crate.
    pub(super) fn has(&self, in_crate: &str, name: &str) -> bool {
        self.places.contains(&(namespace(in_crate).to_owned(), name.to_owned()))
    }
}

/// The Zig files of a folder: their names without the ending, and their texts.
fn files(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(named)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "zig") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            files.push((name, fs::read_to_string(&path)?));
        }
    }
    Ok(files)
}

/// Where the mirrors of the supported Bevy are.
fn folder() -> PathBuf {
    Path::new(bevy_zig_sdk::FOLDER).join("bevy").join(bevy_zig_sdk::BEVY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sdks_types_are_known_by_path() {
        let mut sdk = Sdk::default();
        let text = "pub const Image = opaque {\n    pub const zig_asset = \"bevy_image::image::Image\";\n};\n";
        sdk.add_mirrors("image", text);
        assert_eq!(sdk.name("bevy_image::image::Image"), Some("Image"));
        assert!(sdk.has("bevy_image", "Image") && !sdk.has("bevy_image", "Other") && !sdk.has("my_image", "Image"));
    }

    #[test]
    fn what_is_written_by_hand_is_known_by_name() {
        let mut sdk = Sdk::default();
        let body =
            "    return struct {\n        pub fn px(value: f32) T {\n            return value;\n        }\n    };\n}\n";
        sdk.add_sugar("ui", &format!("const a = 1;\n\npub fn Val(comptime T: type) type {{\n{body}"));
        assert_eq!(sdk.sugar_of("bevy_ui", "Val"), ["px"]);
        let val = Ty::Named("bevy_ui".to_owned(), "Val".to_owned());
        assert!(sdk.adds(&val, "px") && !sdk.adds(&val, "auto"));
    }
}
