//! Files of a script that declare components, resources and messages, for the root of its compilation to find.
//!
//! Zig tells of a file's declarations only to who imports it, and a script's imports are its own affair. So the root
//! imports the files itself. A file belongs to one module, and the root's is another one than the script's: each file
//! that the script imports or embeds becomes a module of its own, which others depend on under the very name that they
//! import it by, `lib/game.zig`. Scripts that declare nothing are compiled without any of this.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::source::sources::{References, join};

/// The name of the module that the script's own file is.
pub(crate) const SCRIPT: &str = "script";

/// Names of modules that are others.
const TAKEN: [&str; 6] = [SCRIPT, "root", "bevy", "components", "std", "builtin"];

/// The modules that a script's files are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FileModules {
    /// What the script's own file imports.
    pub(crate) of_script: Vec<Import>,
    pub(crate) files: Vec<FileModule>,
    /// Whether the script's own file may declare data.
    script_declares: bool,
}

/// A file that is a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileModule {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) imports: Vec<Import>,
    declares: bool,
}

/// What a file imports by path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Import {
    /// As the file writes it.
    pub(crate) operand: String,
    /// The module's name.
    pub(crate) module: String,
}

impl FileModules {
    /// Of a script and all files that can refer to others, with what they refer to.
    pub(crate) fn of(script: &Path, known: &BTreeMap<PathBuf, Arc<References>>) -> Self {
        let declares = |path: &Path| known.get(path).is_some_and(|references| references.declares);
        let script_declares = declares(script);
        if !known.keys().any(|path| path != script && declares(path)) {
            return Self { script_declares, ..Self::default() };
        }
        let mut names: BTreeMap<PathBuf, String> = BTreeMap::from([(script.to_owned(), SCRIPT.to_owned())]);
        for (file, references) in known {
            for path in &references.paths {
                let path = join(file.parent().unwrap_or(Path::new("")), path);
                if !names.contains_key(&path) {
                    let name = name_of(script, &path, &names);
                    names.insert(path, name);
                }
            }
        }
        let imports = |file: &Path| {
            let operands = known.get(file).map_or(&[][..], |references| &references.paths);
            let mut imports: Vec<Import> = Vec::new();
            for operand in operands {
                let module = names[&join(file.parent().unwrap_or(Path::new("")), operand)].clone();
                if !imports.iter().any(|import| import.operand == *operand) {
                    imports.push(Import { operand: operand.clone(), module });
                }
            }
            imports
        };
        let files = names.iter().filter(|(path, _)| *path != script).map(|(path, name)| FileModule {
            name: name.clone(),
            path: path.clone(),
            imports: imports(path),
            declares: declares(path),
        });
        Self { of_script: imports(script), files: files.collect(), script_declares }
    }

    /// The names of the modules that may declare data.
    pub(crate) fn declaring(&self) -> impl Iterator<Item = &str> {
        let files = self.files.iter().filter(|file| file.declares).map(|file| file.name.as_str());
        self.script_declares.then_some(SCRIPT).into_iter().chain(files)
    }
}

/// A name for the module of a file: its path from the script's folder, with dots.
fn name_of(script: &Path, path: &Path, taken: &BTreeMap<PathBuf, String>) -> String {
    let folder = script.parent().unwrap_or(Path::new(""));
    let inner = path.strip_prefix(folder).unwrap_or(Path::new(path.file_name().unwrap_or_default()));
    let parts: Vec<_> = inner.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    // An equals sign would end the name of a module for Zig.
    let mut name = parts.join(".").replace(['=', ','], "_");
    while TAKEN.contains(&name.as_str()) || taken.values().any(|other| *other == name) {
        name.push('_');
    }
    name
}

/// Whether a file may declare data: whether it declares a constant with a marker's name.
pub(crate) fn may_declare(text: &str) -> bool {
    const WORD: &str = "const ";
    text.match_indices(WORD).any(|(at, _)| {
        let name = &text[at + WORD.len()..];
        let rest = ["component", "resource", "message"].iter().find_map(|marker| name.strip_prefix(marker));
        rest.is_some_and(|rest| rest.starts_with([' ', '=', ':', '\n', '\t']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::sources::{Known, Needs};
    use crate::testing::Folder;

    fn needs(script: &Path) -> Needs {
        Known::default().sources(script).unwrap().needs
    }

    #[test]
    fn without_data_there_are_no_modules() {
        let folder = Folder::new();
        let main = folder.write("main.zig", r#"const a = @import("lib/a.zig"); const components = 3;"#);
        folder.write("lib/a.zig", "pub fn component() void {} // const components = 5;");
        assert_eq!(needs(&main).modules, FileModules::default());
        folder.write("main.zig", "pub const H = struct { pub const component = bevy.component(\"H\", .{}); };");
        let modules = needs(&main).modules;
        assert!(modules.files.is_empty() && modules.of_script.is_empty());
        assert_eq!(modules.declaring().collect::<Vec<_>>(), [SCRIPT]);
    }

    #[test]
    fn files_are_modules_under_the_names_that_they_are_imported_by() {
        let folder = Folder::new();
        let main = folder
            .write("main.zig", r#"const a = @import("lib/a.zig"); const b = @import("lib/b.zig"); @import("std")"#);
        let a = folder.write(
            "lib/a.zig",
            "const b = @import(\"b.zig\"); const t = @embedFile(\"../t.txt\"); const m = @import(\"../main.zig\");\n\
             pub const Score = struct { pub const resource = bevy.resource(\"Score\", .{}); };",
        );
        let b = folder.write("lib/b.zig", "const b = @import(\"b.zig\");");
        let text = folder.write("t.txt", "");
        let modules = needs(&main).modules;
        let import = |operand: &str, module: &str| Import { operand: operand.into(), module: module.into() };
        assert_eq!(modules.of_script, [import("lib/a.zig", "lib.a"), import("lib/b.zig", "lib.b")]);
        let file = |name: &str, path: &PathBuf, imports: Vec<Import>, declares: bool| FileModule {
            name: name.into(),
            path: path.clone(),
            imports,
            declares,
        };
        let of_a = vec![import("b.zig", "lib.b"), import("../t.txt", "t"), import("../main.zig", SCRIPT)];
        assert_eq!(
            modules.files,
            [
                file("lib.a", &a, of_a, true),
                file("lib.b", &b, vec![import("b.zig", "lib.b")], false),
                file("t", &text, Vec::new(), false),
            ]
        );
        assert_eq!(modules.declaring().collect::<Vec<_>>(), ["lib.a"]);
    }

    #[test]
    fn names_of_modules_are_taken_once() {
        let folder = Folder::new();
        let main = folder.write("main.zig", r#"@import("bevy.zig") @import("a.zig") @embedFile("a.txt")"#);
        folder.write("bevy.zig", "const message = 1;");
        folder.write("a.zig", "");
        let mut names: Vec<String> = needs(&main).modules.files.into_iter().map(|file| file.name).collect();
        names.sort();
        assert_eq!(names, ["a", "a_", "bevy_"]);
    }
}
