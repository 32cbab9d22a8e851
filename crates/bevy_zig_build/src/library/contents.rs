//! What was read of files, kept from look to look.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use xxhash_rust::xxh3::xxh3_128;

use crate::source::outline::Numbers;
use crate::source::sources::{References, is_code, references_in};

/// The coarsest clock of a file system that is in use (FAT's), and a second more.
const CLOCK_STEP_MAX: Duration = Duration::from_secs(3);

/// Of one file.
#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) hash: u128,
    /// Whether there is nothing but white space.
    pub(crate) is_blank: bool,
    /// What it refers to, if it is code.
    pub(crate) references: Arc<References>,
    /// Its text, if it is code in Zig.
    text: Option<Box<[u8]>>,
    numbers: OnceLock<Numbers>,
}

impl Content {
    /// The defaults of its fields; `None` if it is not code in Zig.
    pub(crate) fn numbers(&self) -> Option<&Numbers> {
        let text = self.text.as_deref()?;
        Some(self.numbers.get_or_init(|| Numbers::of(text)))
    }
}

/// Reads a file again when its size or time has changed, or may have: a file that was changed a moment ago can change
/// once more within one step of the file system's clock.
#[derive(Debug, Default)]
pub(crate) struct Contents(HashMap<PathBuf, (Stamp, Arc<Content>)>);

impl Contents {
    /// `None` for what cannot be read.
    pub(crate) fn of(&mut self, path: &Path) -> Option<Arc<Content>> {
        let metadata = fs::metadata(path).ok()?;
        let stamp = Stamp::of(&metadata);
        if let Some((_, content)) = self.0.get(path).filter(|(known, _)| Some(known) == stamp.as_ref()) {
            return Some(content.clone());
        }
        let text = fs::read(path).ok()?;
        let content = Arc::new(Content {
            hash: xxh3_128(&text),
            is_blank: text.iter().all(u8::is_ascii_whitespace),
            references: Arc::new(if is_code(path) { references_in(path, &text) } else { References::default() }),
            text: path.extension().is_some_and(|extension| extension == "zig").then(|| text.into()),
            numbers: OnceLock::new(),
        });
        match stamp {
            Some(stamp) => drop(self.0.insert(path.to_owned(), (stamp, content.clone()))),
            None => drop(self.0.remove(path)),
        }
        Some(content)
    }
}

/// What tells one state of a file from the next.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    len: u64,
    modified: SystemTime,
    /// A file that takes another's place, with its size and time. Zero where the system does not say.
    identity: (u64, i64, i64),
}

impl Stamp {
    /// `None` if the file has changed so lately that its times do not count.
    fn of(metadata: &Metadata) -> Option<Self> {
        let modified = metadata.modified().ok()?;
        let age = SystemTime::now().duration_since(modified).ok()?;
        (age > CLOCK_STEP_MAX).then(|| Self { len: metadata.len(), modified, identity: identity(metadata) })
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    /// A file of this age.
    fn write(folder: &Folder, content: &str, age_s: u64) -> PathBuf {
        let path = folder.write("a.zig", content);
        let time = SystemTime::now() - Duration::from_secs(age_s);
        fs::File::options().append(true).open(&path).unwrap().set_modified(time).unwrap();
        path
    }

    #[test]
    fn a_file_is_read_again_when_it_may_have_changed() {
        let folder = Folder::new();
        let mut contents = Contents::default();
        let path = write(&folder, "1", 100);
        let first = contents.of(&path).unwrap();
        assert!(Arc::ptr_eq(&first, &contents.of(&path).unwrap()));
        for (text, age_s) in [("22", 100), ("33", 50), ("44", 0), ("55", 0), ("66", 0)] {
            write(&folder, text, age_s);
            assert_eq!(contents.of(&path).unwrap().hash, xxh3_128(text.as_bytes()), "{text}");
        }
        fs::remove_file(&path).unwrap();
        assert!(contents.of(&path).is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_takes_another_s_place_is_another() {
        let folder = Folder::new();
        let mut contents = Contents::default();
        let path = write(&folder, "1", 100);
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        contents.of(&path).unwrap();
        let other = folder.write("b.zig", "2");
        fs::File::options().append(true).open(&other).unwrap().set_modified(modified).unwrap();
        fs::rename(&other, &path).unwrap();
        assert_eq!(contents.of(&path).unwrap().hash, xxh3_128(b"2"));
    }
}
