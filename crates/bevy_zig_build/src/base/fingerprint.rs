//! Fingerprints: one hash over everything that a product depends on, in a file beside the product.
//!
//! The file has a second hash, of the product itself: a full disk, a crash or a cleaner leaves damaged files behind,
//! which no linker and no loader should see.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use crate::base::error::BuildError;
use crate::base::files;

/// A hash that is the same on every machine and in every version of this crate that feeds it the same.
#[derive(Clone)]
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

/// The hash of a file's content; an error if it cannot be read.
pub(crate) fn content_hash(path: &Path) -> io::Result<String> {
    fs::read(path).map(|content| format!("{:032x}", xxh3_128(&content)))
}

/// A file that is made from others, with the fingerprint of what it was made from.
pub(crate) struct Product {
    pub(crate) path: PathBuf,
    /// The file with the product's record: `FINGERPRINT CONTENT-HASH VERSION-OF-ZIG`.
    record_path: PathBuf,
    fingerprint: String,
}

impl Product {
    pub(crate) fn new(path: PathBuf, record_path: PathBuf, fingerprint: &Fingerprint) -> Self {
        Self { path, record_path, fingerprint: fingerprint.finish() }
    }

    /// The version of Zig that made the product, if it is there, whole, and was made from the same inputs.
    pub(crate) fn made_by(&self) -> Option<String> {
        let record = fs::read_to_string(&self.record_path).ok()?;
        let mut words = record.split(' ');
        let (fingerprint, content, version) = (words.next()?, words.next()?, words.next()?);
        let is_whole = || content_hash(&self.path).is_ok_and(|found| found == content);
        (fingerprint == self.fingerprint && is_whole()).then(|| version.to_owned())
    }

    /// Called before the product is made: whatever happens from here on, a half-made one never counts as fresh.
    pub(crate) fn begin(&self) -> Result<(), BuildError> {
        files::remove(&self.record_path)?;
        files::remove(&self.path)
    }

    /// Called when the product has been made, by a Zig of this version; an empty one if none has to do with it.
    pub(crate) fn finish(&self, zig_version: &str) -> Result<(), BuildError> {
        let content = content_hash(&self.path).map_err(files::failed("read", &self.path))?;
        let record = format!("{} {content} {zig_version}", self.fingerprint);
        fs::write(&self.record_path, record).map_err(files::failed("write", &self.record_path))
    }
}
