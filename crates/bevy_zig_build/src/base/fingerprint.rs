//! Fingerprints: one hash over everything that a product depends on, in a file beside the product.
//!
//! The file has a second hash, of the product itself: a full disk, a crash or a cleaner leaves damaged files behind,
//! which no linker and no loader should see.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use xxhash_rust::xxh3::Xxh3;

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

    /// Adds a file's path, and what changes with every change of the file; where the system does not say the latter,
    /// its content.
    pub(crate) fn add_stamp(&mut self, path: &Path) {
        match stamp(path) {
            Ok(stamp) if cfg!(unix) => {
                self.add(path.as_os_str().as_encoded_bytes());
                self.add(stamp.as_bytes());
            }
            _ => self.add_file(path),
        }
    }

    pub(crate) fn finish(&self) -> String {
        format!("{:032x}", self.0.digest128())
    }
}

/// The hash of a file's content; an error if it cannot be read.
pub(crate) fn content_hash(path: &Path) -> io::Result<String> {
    let mut hash = Xxh3::new();
    // Piece by piece: libraries are large, and a thread's allocator keeps what was once as large as one of them.
    io::copy(&mut File::open(path)?, &mut hash)?;
    Ok(format!("{:032x}", hash.digest128()))
}

/// Stands for the hash of a product's content that nobody has computed.
const UNHASHED: &str = "-";

/// A file that is made from others, with the fingerprint of what it was made from.
pub(crate) struct Product {
    pub(crate) path: PathBuf,
    /// The file with the product's record: `FINGERPRINT CONTENT-HASH STAMP VERSION-OF-ZIG NOTE`.
    record_path: PathBuf,
    fingerprint: String,
}

/// What the record of a product says.
pub(crate) struct Made {
    /// The hash of its content.
    pub(crate) content: String,
    /// The version of the Zig that made it.
    pub(crate) version: String,
    /// A word of whoever made it.
    pub(crate) note: String,
}

impl Product {
    pub(crate) fn new(path: PathBuf, record_path: PathBuf, fingerprint: &Fingerprint) -> Self {
        Self { path, record_path, fingerprint: fingerprint.finish() }
    }

    /// What made the product, if it is there, whole, and was made from the same inputs.
    ///
    /// Its content is only hashed if the file is not as it was left: build scripts are mostly compiled without
    /// optimisation, where the hashes of a few hundred objects take seconds.
    pub(crate) fn made(&self) -> Option<Made> {
        let record = fs::read_to_string(&self.record_path).ok()?;
        let words: Vec<&str> = record.split(' ').collect();
        let &[fingerprint, content, was, version, note] = &words[..] else { return None };
        if fingerprint != self.fingerprint {
            return None;
        }
        if stamp(&self.path).ok()? != was {
            if content == UNHASHED || content_hash(&self.path).ok()? != content {
                return None;
            }
            // If it cannot be written, the next build hashes again.
            self.record(content, version, note).ok();
        }
        let [content, version, note] = [content, version, note].map(str::to_owned);
        Some(Made { content, version, note })
    }

    /// Called before the product is made: whatever happens from here on, a half-made one never counts as fresh.
    pub(crate) fn begin(&self) -> Result<(), BuildError> {
        files::remove(&self.record_path)?;
        files::remove(&self.path)
    }

    /// Called when the product has been made, by a Zig of this version; an empty one if none has to do with it. The
    /// note is a word, or none.
    pub(crate) fn finish(&self, zig_version: &str, note: &str) -> Result<Made, BuildError> {
        let content = content_hash(&self.path).map_err(files::failed("read", &self.path))?;
        self.record(&content, zig_version, note).map_err(files::failed("write", &self.record_path))?;
        Ok(Made { content, version: zig_version.to_owned(), note: note.to_owned() })
    }

    /// The same for a product that is made again sooner than hashed: whatever has touched it has damaged it.
    pub(crate) fn finish_unhashed(&self) -> Result<(), BuildError> {
        self.record(UNHASHED, "", "").map_err(files::failed("write", &self.record_path))
    }

    fn record(&self, content: &str, version: &str, note: &str) -> io::Result<()> {
        let record = format!("{} {content} {} {version} {note}", self.fingerprint, stamp(&self.path)?);
        fs::write(&self.record_path, record)
    }
}

/// What changes with every change of a file.
fn stamp(path: &Path) -> io::Result<String> {
    let metadata = fs::metadata(path)?;
    let modified = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    Ok(format!("{}-{modified}-{}", metadata.len(), identity(&metadata)))
}

/// A file that takes another's place, with its size and time, is another. Nothing where the system does not say.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    format!("{}-{}-{}", metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> String {
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    #[test]
    fn a_product_is_whole_if_it_is_as_it_was_left_or_has_the_same_content() {
        let folder = Folder::new();
        let product = Product::new(folder.write("a", "content"), folder.path().join("record"), &Fingerprint::new());
        assert!(product.made().is_none());
        product.finish("0.17.1", "note").unwrap();
        let made = || product.made().map(|made| format!("{} {}", made.version, made.note));
        assert_eq!(made().as_deref(), Some("0.17.1 note"));
        // Copied to where it is, as caches are.
        folder.write("b", "content");
        fs::rename(folder.path().join("b"), &product.path).unwrap();
        let record = folder.read("record");
        assert_eq!(made().as_deref(), Some("0.17.1 note"));
        assert_ne!(folder.read("record"), record, "the next build need not hash");
        // Damaged, with the same length and times.
        let modified = fs::metadata(&product.path).unwrap().modified().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(50));
        folder.write("a", "c0ntent");
        fs::File::options().append(true).open(&product.path).unwrap().set_modified(modified).unwrap();
        assert_eq!(made().is_none(), cfg!(unix));
        fs::remove_file(&product.path).unwrap();
        assert!(made().is_none());
    }
}
