//! Looking at all files: which scripts there are, and which library each of them makes.
//!
//! Contents are compared, so a file that is saved as it was is no change.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, MutexGuard, PoisonError};

use crate::base::error::BuildError;
use crate::base::files;
use crate::base::fingerprint::Fingerprint;
use crate::compiler::arguments::{Product, arguments};
use crate::library::Libraries;
use crate::library::contents::{Content, Contents};
use crate::source::root::{Stamp, symbol};
use crate::source::sources::{Needs, Script, closure, look_in};

/// All scripts, and what is wrong with files that should be some.
#[derive(Debug)]
#[non_exhaustive]
pub struct Look {
    /// One for each script, sorted by name.
    pub libraries: Vec<Library>,
    /// Names that are none, names that two files have, folders that are gone.
    pub problems: Vec<BuildError>,
    /// Files that are reached through a link: where each really is, and the path that scripts know it by. Only the
    /// folder of the first hears of saves.
    pub links: BTreeSet<(PathBuf, PathBuf)>,
}

/// The library that a script makes as it stands.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Library {
    /// The script.
    pub script: Script,
    /// The file; [`Libraries::reuse`] tells whether it is there.
    pub path: PathBuf,
    /// The symbol that it exports, the same as that of a linked script.
    pub symbol: String,
    /// A hash over all that the library is made from.
    pub fingerprint: String,
    /// Whether the script's file has nothing in it: mostly half of a save.
    pub is_blank: bool,
    /// Whether the script, or a file that it imports, imports the game's components.
    pub imports_components: bool,
    /// What its files ask of its compilation.
    pub(crate) needs: Needs,
    /// A hash over all that the library is made from but the contents of its own files.
    pub(crate) setting: String,
    /// A hash over all that the library is made from but the content of the script's own file.
    others: String,
    /// The script's own file.
    content: Option<Arc<Content>>,
    pub(crate) sources: BTreeSet<PathBuf>,
}

impl Library {
    /// The fields whose defaults are other numbers than in `old`, as the file has them, if that is all that makes the
    /// two libraries of the script differ. `None` if they differ in anything else, or in nothing.
    pub fn changed_numbers(&self, old: &Self) -> Option<Vec<(String, String)>> {
        let (new_text, old_text) = (self.content.as_ref()?, old.content.as_ref()?);
        if self.script != old.script || self.others != old.others {
            return None;
        }
        new_text.numbers()?.changed_from(old_text.numbers()?)
    }

    /// Whether the library is made from this file too, be it the script's, one that it imports or embeds, or one of the
    /// SDK; or from one in this folder.
    pub fn is_made_from(&self, path: &Path, libraries: &Libraries) -> bool {
        self.sources.iter().any(|source| source.starts_with(path))
            || path.starts_with(&libraries.plan.sdk)
            || (self.imports_components && path == libraries.components)
    }
}

impl Libraries {
    /// Looks at all folders and files.
    pub fn look(&self) -> Look {
        let mut problems = Vec::new();
        let mut glance = Glance::new(self);
        let mut libraries = Vec::new();
        for script in look_in(&self.plan.folders, &mut problems) {
            match glance.library(script) {
                Ok(library) => libraries.push(library),
                Err(problem) => problems.push(problem),
            }
        }
        let sources: BTreeSet<&PathBuf> = libraries.iter().flat_map(|library: &Library| &library.sources).collect();
        let links = links(&self.plan.folders, sources.into_iter());
        Look { libraries, problems, links }
    }

    /// Whether the files are still those that the library was planned for. Zig reads them some time after they were
    /// looked at, so this is asked when it has finished.
    pub fn is_current(&self, library: &Library) -> bool {
        Glance::new(self)
            .library(library.script.clone())
            .is_ok_and(|current| current.fingerprint == library.fingerprint)
    }
}

/// Which of these files are not where they seem to be below the folders.
fn links<'a>(folders: &[PathBuf], sources: impl Iterator<Item = &'a PathBuf>) -> BTreeSet<(PathBuf, PathBuf)> {
    let roots: Vec<(&PathBuf, PathBuf)> =
        folders.iter().filter_map(|folder| Some((folder, folder.canonicalize().ok()?))).collect();
    let linked = sources.filter_map(|source| {
        let real = source.canonicalize().ok()?;
        let expected = roots.iter().find_map(|(root, real)| Some(real.join(source.strip_prefix(root).ok()?)));
        (expected.as_ref() != Some(&real)).then(|| (real, source.clone()))
    });
    linked.collect()
}

/// What one look has read.
struct Glance<'a> {
    libraries: &'a Libraries,
    contents: MutexGuard<'a, Contents>,
    /// So that the system is asked once for each file.
    files: HashMap<PathBuf, Option<Arc<Content>>>,
    /// The fingerprint of Zig and the SDK, computed when a first script asks.
    sdk: Option<String>,
}

impl<'a> Glance<'a> {
    fn new(libraries: &'a Libraries) -> Self {
        let contents = libraries.contents.lock().unwrap_or_else(PoisonError::into_inner);
        Self { libraries, contents, files: HashMap::new(), sdk: None }
    }

    fn content(&mut self, path: &Path) -> Option<&Arc<Content>> {
        if !self.files.contains_key(path) {
            self.files.insert(path.to_owned(), self.contents.of(path));
        }
        self.files[path].as_ref()
    }

    /// A file that cannot be read counts as absent: the compiler will say so.
    fn add(&mut self, fingerprint: &mut Fingerprint, path: &Path) {
        fingerprint.add(path.as_os_str().as_encoded_bytes());
        fingerprint.add(&self.content(path).map_or([0; 16], |content| content.hash.to_le_bytes()));
    }

    fn sdk(&mut self) -> String {
        if let Some(sdk) = &self.sdk {
            return sdk.clone();
        }
        let mut fingerprint = Fingerprint::new();
        fingerprint.add(self.libraries.zig_version.as_bytes());
        // A folder that cannot be read counts as absent, too.
        for file in files::walk(&self.libraries.plan.sdk).unwrap_or_default() {
            self.add(&mut fingerprint, &file);
        }
        self.sdk.insert(fingerprint.finish()).clone()
    }

    fn library(&mut self, script: Script) -> Result<Library, BuildError> {
        let libraries = self.libraries;
        let plan = &libraries.plan;
        let sources = closure(&script.path, |file| self.content(file).map(|content| content.references.clone()))
            .map_err(files::failed("read the folder of", &script.path))?;

        let mut fingerprint = Fingerprint::new();
        fingerprint.add(self.sdk().as_bytes());
        let root = libraries.root(&script, &sources.needs);
        fingerprint.add(root.text(&Stamp::default()).as_bytes());
        // Where the root lies is another matter each time.
        // What is linked follows from the rest.
        let product = Product::Library { runtime: false };
        for argument in arguments(product, &libraries.common(), &sources.needs, Path::new(""), &script) {
            fingerprint.add(argument.as_encoded_bytes());
        }
        if sources.needs.components {
            fingerprint.add(libraries.note_mirror().unwrap_or_default().as_bytes());
        }
        let (mut setting, mut others) = (fingerprint.clone(), fingerprint.clone());
        for file in &sources.files {
            self.add(&mut fingerprint, file);
            setting.add(file.as_os_str().as_encoded_bytes());
            if *file != script.path {
                self.add(&mut others, file);
            }
        }
        let fingerprint = fingerprint.finish();
        let file = format!("{}-{fingerprint}.{}", script.name, plan.extension());
        Ok(Library {
            path: libraries.folder.join(file),
            symbol: symbol(&plan.package, &script.name),
            is_blank: self.content(&script.path).is_some_and(|content| content.is_blank),
            imports_components: sources.needs.components,
            needs: sources.needs,
            setting: setting.finish(),
            others: others.finish(),
            content: self.content(&script.path).cloned(),
            sources: sources.files,
            fingerprint,
            script,
        })
    }
}
