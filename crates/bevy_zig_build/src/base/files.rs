//! File operations whose errors name the file.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::base::error::BuildError;

/// Makes an error of this crate out of an I/O error.
pub(crate) fn failed(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> BuildError {
    move |source| BuildError::Io { action, path: path.to_owned(), source }
}

/// Creates a folder of ours, also where a file is in its place.
pub(crate) fn create_folder(path: &Path) -> Result<(), BuildError> {
    if fs::symlink_metadata(path).is_ok_and(|found| found.is_file()) {
        fs::remove_file(path).ok();
    }
    fs::create_dir_all(path).map_err(failed("create the folder", path))
}

/// Removes a file of ours, which need not exist, or a folder that is in its place.
pub(crate) fn remove(path: &Path) -> Result<(), BuildError> {
    make_way(path);
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("remove", path)(error)),
        _ => Ok(()),
    }
}

/// Removes a folder that is in the place of a file of ours: what cleaners and half-done copies leave would be in the
/// way for ever. If it cannot be removed, writing the file says why.
pub(crate) fn make_way(path: &Path) {
    if fs::symlink_metadata(path).is_ok_and(|found| found.is_dir()) {
        fs::remove_dir_all(path).ok();
    }
}

/// Writes a file of ours unless it has this content already, so that its time stamp tells of changes.
pub(crate) fn write_if_changed(path: &Path, content: &str) -> Result<(), BuildError> {
    if fs::read(path).is_ok_and(|old| old == content.as_bytes()) {
        return Ok(());
    }
    make_way(path);
    fs::write(path, content).map_err(failed("write", path))
}

/// The same in one go: a reader sees the old content or the new one, whoever else writes at the same time.
pub(crate) fn replace_if_changed(path: &Path, content: &str) -> Result<(), BuildError> {
    if fs::read(path).is_ok_and(|old| old == content.as_bytes()) {
        return Ok(());
    }
    let new = path.with_file_name(format!(".new-{}", std::process::id()));
    fs::write(&new, content).map_err(failed("write", &new))?;
    fs::rename(&new, path).map_err(failed("write", path))
}

/// Whether a file or folder of this name is an editor's or a tool's, and none of the user's: hidden, or a backup.
pub fn is_foreign(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'))
}

/// Every file below a folder that is not [foreign](is_foreign), sorted. Links to folders are not followed, so there is
/// no endless walk.
pub(crate) fn walk(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            if is_foreign(&entry.file_name()) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if entry.path().is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}
