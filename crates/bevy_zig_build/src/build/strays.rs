//! Scripts in the wrong place: files that look like one, and that nobody would ever run.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::base::files;
use crate::compiler::config::Config;
use crate::source::callbacks;
use crate::source::sources::{Known, look_in};

/// A sentence for each file with callbacks that is not a script, because of where it lies, and that no script imports.
pub(crate) fn strays(config: &Config) -> Vec<String> {
    let Some(home) = config.folders.first() else { return Vec::new() };
    let scripts = look_in(&config.folders, &mut Vec::new());
    let names: BTreeSet<&Path> = scripts.iter().map(|script| script.path.as_path()).collect();
    let below = |folder: &PathBuf, place: &'static str| {
        let files = files::walk(folder).unwrap_or_default();
        let is_like_one = |file: &PathBuf| !names.contains(file.as_path()) && has_callbacks(file);
        files.into_iter().filter(is_like_one).map(move |file| (file, place)).collect::<Vec<_>>()
    };
    let in_folders = config.folders.iter().flat_map(|folder| below(folder, "in a sub-folder"));
    let in_rust = config.components.iter().flat_map(|folder| below(folder, "outside of the script folder"));
    let mut found: Vec<(PathBuf, &str)> = in_folders.chain(in_rust).collect();
    // What hundreds of scripts import takes a while to find out, and mostly nothing is found that they could.
    if !found.is_empty() {
        let mut known = Known::default();
        let sources = scripts.iter().filter_map(|script| known.sources(&script.path).ok());
        let imported: BTreeSet<PathBuf> = sources.flat_map(|sources| sources.files).collect();
        found.retain(|(file, _)| !imported.contains(file));
    }
    let sentence = |(file, place): (PathBuf, &str)| {
        let name = file.file_name().unwrap_or_default();
        format!(
            "{} looks like a script, but it is {place}, and no script imports it: move it to {}",
            file.display(),
            home.join(name).display()
        )
    };
    found.into_iter().map(sentence).collect()
}

fn has_callbacks(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "zig")
        && fs::read_to_string(file).is_ok_and(|text| callbacks::are_in(&text))
}
