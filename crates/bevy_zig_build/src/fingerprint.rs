//! Fingerprints: one hash over everything that a product depends on, in a file beside the product.

use std::fs;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use crate::error::BuildError;
use crate::files;

/// A hash that is the same on every machine and in every version of this crate that feeds it the same.
pub(crate) struct Fingerprint(Xxh3);

impl Fingerprint {
    pub(crate) fn new() -> Self {
        Self(Xxh3::new())
    }

    /// Adds one part; its length goes in too, so that `ab`, `c` and `a`, `bc` differ.
    pub(crate) fn add(&mut self, part: &[u8]) {
        self.0.update(&(part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    /// Adds a file's path and content. A file that cannot be read counts as absent: the compiler will say so.
    pub(crate) fn add_file(&mut self, path: &Path) {
        self.add(path.as_os_str().as_encoded_bytes());
        match fs::read(path) {
            Ok(content) => self.add(&content),
            Err(_) => self.0.update(&u64::MAX.to_le_bytes()),
        }
    }

    pub(crate) fn finish(&self) -> String {
        format!("{:032x}", self.0.digest128())
    }
}

/// A file that is made from others, with the fingerprint of what it was made from.
pub(crate) struct Product {
    pub(crate) path: PathBuf,
    fingerprint_path: PathBuf,
    fingerprint: String,
}

impl Product {
    pub(crate) fn new(path: PathBuf, fingerprint_path: PathBuf, fingerprint: &Fingerprint) -> Self {
        Self { path, fingerprint_path, fingerprint: fingerprint.finish() }
    }

    pub(crate) fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Whether the product exists and was made from the same inputs.
    pub(crate) fn is_fresh(&self) -> bool {
        self.path.is_file() && fs::read_to_string(&self.fingerprint_path).is_ok_and(|old| old == self.fingerprint)
    }

    /// Called before the product is made: whatever happens from here on, a half-made one never counts as fresh.
    pub(crate) fn begin(&self) -> Result<(), BuildError> {
        files::remove(&self.fingerprint_path)?;
        files::remove(&self.path)
    }

    /// Called when the product has been made.
    pub(crate) fn finish(&self) -> Result<(), BuildError> {
        fs::write(&self.fingerprint_path, &self.fingerprint).map_err(files::failed("write", &self.fingerprint_path))
    }
}
