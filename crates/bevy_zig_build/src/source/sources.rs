//! The scripts of a folder, and the files that each is made of.
//!
//! Zig has no output that lists the files of a compilation, so imports are read from the source text. That is exact for
//! `@import`, whose operand must be a string literal, and for `@embedFile` of a literal. The operand of `@embedFile`
//! may also be computed; then the script counts as made of everything in its folder.

use std::collections::btree_map::{BTreeMap, Entry};
use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::base::error::BuildError;
use crate::base::files;
use crate::base::fingerprint::{Fingerprint, content_hash};
use crate::source::modules::{self, FileModules};

/// One script: a `*.zig` or `*.c` file that lies directly in a script folder.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Script {
    /// The file's stem, which is an identifier.
    pub name: String,
    /// The file, with an absolute path.
    pub path: PathBuf,
}

impl Script {
    /// Whether it is written in C.
    pub fn is_c(&self) -> bool {
        is_c(&self.path)
    }
}

/// The scripts of these folders, sorted by name.
///
/// # Errors
/// A folder that does not exist or cannot be read, a name that is not an identifier, or two names that are equal but
/// for the case of letters.
pub fn scripts_in<P: AsRef<Path>>(folders: &[P]) -> Result<Vec<Script>, BuildError> {
    let mut problems = Vec::new();
    let scripts = look_in(folders, &mut problems);
    if problems.is_empty() { Ok(scripts) } else { Err(problems.swap_remove(0)) }
}

/// The scripts of these folders that are in order, whatever is wrong with others.
pub fn orderly_scripts_in<P: AsRef<Path>>(folders: &[P]) -> Vec<Script> {
    look_in(folders, &mut Vec::new())
}

/// The scripts of these folders, sorted by name; what is wrong with others is added to `problems`.
pub(crate) fn look_in<P: AsRef<Path>>(folders: &[P], problems: &mut Vec<BuildError>) -> Vec<Script> {
    // By lower-case name: some file systems, and so the objects' files, know no case.
    let mut scripts: BTreeMap<String, Script> = BTreeMap::new();
    for folder in folders {
        let paths = match files_of(folder.as_ref()) {
            Ok(paths) => paths,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        for path in paths {
            let Some(name) = path.file_stem().and_then(|stem| stem.to_str()).filter(|name| is_identifier(name)) else {
                problems.push(BuildError::InvalidName { path });
                continue;
            };
            match scripts.entry(name.to_ascii_lowercase()) {
                Entry::Vacant(entry) => drop(entry.insert(Script { name: name.to_owned(), path })),
                Entry::Occupied(first) if first.get().path != path => {
                    problems.push(BuildError::DuplicateName { first: first.get().path.clone(), second: path });
                }
                Entry::Occupied(_) => {}
            }
        }
    }
    let mut scripts: Vec<Script> = scripts.into_values().collect();
    scripts.sort_by(|a, b| a.name.cmp(&b.name));
    scripts
}

fn files_of(folder: &Path) -> Result<Vec<PathBuf>, BuildError> {
    let folder = std::path::absolute(folder).map_err(files::failed("find the folder", folder))?;
    // Asked afterwards: it may go while it is read.
    script_files(&folder).map_err(|error| match folder.is_dir() {
        true => files::failed("read the folder", &folder)(error),
        false => BuildError::MissingFolder { path: folder },
    })
}

/// The `*.zig` and `*.c` files directly in a folder, sorted; hidden ones are left out, and so are editors' backups.
fn script_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if !files::is_foreign(&entry.file_name())
            && path.extension().is_some_and(|extension| extension == "zig" || extension == "c")
            && path.is_file()
        {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn is_c(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "c")
}

/// Whether a file can refer to others: Zig's and C's can, what is embedded cannot.
pub(crate) fn is_code(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "zig" || extension == "c" || extension == "h")
}

/// What a file refers to, by the language that it is written in.
pub(crate) fn references_in(path: &Path, text: &[u8]) -> References {
    if path.extension().is_some_and(|extension| extension == "zig") { references(text) } else { includes(text) }
}

/// Whether a script may have this name: that of its file, without the extension.
pub fn is_script_name(name: &str) -> bool {
    is_identifier(name)
}

/// Whether the text is an identifier in C and Zig.
pub(crate) fn is_identifier(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && text.bytes().next().is_some_and(|first| !first.is_ascii_digit())
}

/// The script's file and all that it imports or embeds, directly or not. What is imported by name (`@import("bevy")`)
/// is not among them.
///
/// A path that is named but cannot be read is in the set too, so that creating the file counts as a change.
///
/// # Errors
/// The script's folder cannot be read (only when a computed `@embedFile` makes that necessary).
pub fn source_files(script: &Path) -> io::Result<BTreeSet<PathBuf>> {
    Ok(sources(script)?.files)
}

/// Whether a Zig file has `test` blocks. One that cannot be read has none.
pub(crate) fn has_tests(path: &Path) -> bool {
    let text = if is_c(path) { String::new() } else { fs::read_to_string(path).unwrap_or_default() };
    // A line of a multi-line string begins otherwise, and so does a comment.
    text.lines().filter_map(|line| line.trim_start().strip_prefix("test")).any(|rest| {
        let named = rest.trim_start();
        named.starts_with(['{', '"'])
            || (rest.starts_with(' ') && named.ends_with('{') && !named.contains(['=', ';', '(']))
    })
}

/// What a script is made of.
pub(crate) struct Sources {
    /// See [`source_files`].
    pub(crate) files: BTreeSet<PathBuf>,
    pub(crate) needs: Needs,
}

/// What a script's files ask of its compilation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    /// Whether one of the files imports the game's components.
    pub(crate) components: bool,
    /// Whether one of the files speaks of the standard library's threads.
    pub(crate) threads: bool,
    /// Whether one of the files may ask which declarations some type has, and one imports the standard library, so that
    /// it may be a type of that.
    pub(crate) declarations_of_std: bool,
    /// The files that are modules of their own, because some declare data.
    pub(crate) modules: FileModules,
}

impl Needs {
    /// Whether a script is not compiled with a part of Zig's standard library. Threads are the C library's, whose
    /// declarations are in what is left out; and what that declares, somebody may ask.
    pub(crate) fn whole_std(&self) -> bool {
        self.threads || self.declarations_of_std
    }
}

/// What files refer to, and the hashes of their contents, each found out once: scripts share most of what they import.
#[derive(Default)]
pub(crate) struct Known {
    references: HashMap<PathBuf, Option<Arc<References>>>,
    hashes: HashMap<PathBuf, Option<String>>,
}

impl Known {
    /// What a script is made of.
    pub(crate) fn sources(&mut self, script: &Path) -> io::Result<Sources> {
        closure(script, |file| {
            let read = || Some(Arc::new(references_in(file, &fs::read(file).ok()?)));
            self.references.entry(file.to_owned()).or_insert_with(read).clone()
        })
    }

    /// Adds a file's path and content to a fingerprint. A file that cannot be read counts as absent.
    pub(crate) fn add_file(&mut self, fingerprint: &mut Fingerprint, file: &Path) {
        let hash = self.hashes.entry(file.to_owned()).or_insert_with(|| content_hash(file).ok());
        fingerprint.add(file.as_os_str().as_encoded_bytes());
        fingerprint.add(hash.as_deref().unwrap_or_default().as_bytes());
    }
}

fn sources(script: &Path) -> io::Result<Sources> {
    Known::default().sources(script)
}

/// The same, for who has other means of knowing what a Zig file refers to.
pub(crate) fn closure(
    script: &Path,
    mut references_of: impl FnMut(&Path) -> Option<Arc<References>>,
) -> io::Result<Sources> {
    let mut found = BTreeSet::new();
    let mut needs = Needs::default();
    let (mut asks, mut std) = (false, false);
    let mut known = BTreeMap::new();
    let mut waiting = vec![script.to_owned()];
    while let Some(file) = waiting.pop() {
        if !found.insert(file.clone()) || !is_code(&file) {
            continue;
        }
        let Some(references) = references_of(&file) else { continue };
        let folder = file.parent().unwrap_or(Path::new(""));
        waiting.extend(references.paths.iter().map(|path| join(folder, path)));
        if references.computed {
            waiting.extend(files::walk(script.parent().unwrap_or(Path::new("")))?);
        }
        needs.components |= references.components;
        needs.threads |= references.threads;
        asks |= references.asks;
        std |= references.std;
        known.insert(file, references);
    }
    needs.declarations_of_std = asks && std;
    needs.modules = FileModules::of(script, &known);
    Ok(Sources { files: found, needs })
}

/// `folder/path` with `.` and `..` resolved in the text, as Zig does, so that one file has one path.
pub(crate) fn join(folder: &Path, path: &str) -> PathBuf {
    let mut joined = PathBuf::new();
    for component in folder.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(joined.pop()),
            other => joined.push(other),
        }
    }
    joined
}

/// What one file refers to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct References {
    /// The operands, as written, that name files.
    pub(crate) paths: Vec<String>,
    /// Whether there is an `@embedFile` whose operand is no literal.
    computed: bool,
    /// Whether there is `@import("components")`.
    components: bool,
    /// Whether there is `.Thread` or `.Threaded`, in a comment perhaps.
    threads: bool,
    /// Whether there is something that tells the declarations of a type, in a comment perhaps.
    asks: bool,
    /// Whether there is `@import("std")`.
    std: bool,
    /// Whether it may declare components, resources or messages.
    pub(crate) declares: bool,
}

/// What C includes with quotes. One that is switched off counts, too: that costs a compilation at the most.
fn includes(text: &[u8]) -> References {
    let text = String::from_utf8_lossy(text);
    let quoted = |line: &str| {
        let operand = line.trim_start().strip_prefix('#')?.trim_start().strip_prefix("include")?.trim_start();
        Some(operand.strip_prefix('"')?.split_once('"')?.0.to_owned())
    };
    References { paths: text.lines().filter_map(quoted).collect(), ..References::default() }
}

/// What tells a script which declarations a type has, as does `std.meta`. Anything else that is not there is an error.
const ASKS: [&str; 2] = ["@hasDecl", "@typeInfo"];

/// Build scripts are compiled without optimisation, where to look at each byte takes a good part of a build with
/// hundreds of scripts. So only those are looked at that `find` cannot skip; it skips more than `contains` does.
pub(crate) fn references(text: &[u8]) -> References {
    let text = String::from_utf8_lossy(text);
    let threads = text.find(".Thread").is_some();
    let asks = text.find(".meta").is_some();
    let declares = modules::may_declare(&text);
    let mut found = References { threads, asks, declares, ..References::default() };
    let mut scan = Scan { text: text.as_bytes(), at: 0 };
    while let Some(next) = text[scan.at..].find('@').map(|distance| scan.at + distance) {
        found.asks |= ASKS.iter().any(|word| text[next..].starts_with(word));
        // Comments and literals end with their line, so what is above need not be known.
        let line = text[scan.at..next].rfind('\n').map_or(scan.at, |distance| scan.at + distance);
        scan.at = line;
        while scan.at <= next {
            match scan.next_token() {
                Some(Token::Builtin(name @ (b"@import" | b"@embedFile"))) => {
                    note_reference(&mut found, &mut scan, name)
                }
                Some(_) => {}
                None => return found,
            }
        }
        // In the middle of a character of several bytes, nothing can be sliced.
        while !text.is_char_boundary(scan.at) {
            scan.at += 1;
        }
    }
    found
}

/// Notes what `@import` or `@embedFile` refers to; the scan is behind the name.
fn note_reference(found: &mut References, scan: &mut Scan, name: &[u8]) {
    if scan.next_token() != Some(Token::Other(b'(')) {
        return;
    }
    match (scan.next_token(), scan.next_token()) {
        (Some(Token::Text(path)), Some(Token::Other(b')' | b','))) => {
            found.components |= name == b"@import" && path == "components";
            found.std |= name == b"@import" && path == "std";
            // `@import` of a name without an extension is a module, such as "bevy" and "std".
            if name == b"@embedFile" || path.ends_with(".zig") || path.ends_with(".zon") {
                found.paths.push(path);
            }
        }
        _ => found.computed |= name == b"@embedFile",
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Token<'a> {
    /// `@name`.
    Builtin(&'a [u8]),
    /// A string literal's content.
    Text(String),
    /// Any other byte, one at a time.
    Other(u8),
}

/// Just enough of Zig's tokenizer to tell code from comments and text.
struct Scan<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    fn next_token(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = &self.text[self.at..];
            match rest {
                [] => return None,
                // A comment, or a line of a multi-line string.
                [b'/', b'/', ..] | [b'\\', b'\\', ..] => {
                    self.at += rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
                }
                [b' ' | b'\t' | b'\r' | b'\n', ..] => self.at += 1,
                [b'"', ..] => return Some(Token::Text(self.quoted(b'"'))),
                [b'\'', ..] => drop(self.quoted(b'\'')),
                [b'@', first, ..] if first.is_ascii_alphabetic() => {
                    let name_len = rest[1..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                    self.at += 1 + name_len;
                    return Some(Token::Builtin(&rest[..=name_len]));
                }
                [other, ..] => {
                    self.at += 1;
                    return Some(Token::Other(*other));
                }
            }
        }
    }

    /// The content of a literal, which ends at its line's end at the latest. Of escapes, `\\` matters in a path.
    fn quoted(&mut self, quote: u8) -> String {
        let mut content = Vec::new();
        self.at += 1;
        while let Some(&byte) = self.text.get(self.at).filter(|&&byte| byte != b'\n') {
            self.at += 1;
            match byte {
                b'\\' => {
                    content.extend(self.text.get(self.at));
                    self.at += 1;
                }
                _ if byte == quote => break,
                _ => content.push(byte),
            }
        }
        self.at = self.at.min(self.text.len());
        String::from_utf8_lossy(&content).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    fn paths_in(text: &str) -> Vec<String> {
        let references = references(text.as_bytes());
        assert!(!references.computed, "{text}");
        references.paths
    }

    #[test]
    fn imports_are_told_from_comments_and_text() {
        assert_eq!(paths_in(r#"const a = @import("lib/a.zig");"#), ["lib/a.zig"]);
        assert_eq!(paths_in("const a = @import ( // why\n \"a.zig\" );"), ["a.zig"]);
        assert_eq!(
            paths_in(r#"@import("bevy"); @import("std"); @import("t.zon"); @embedFile("raw")"#),
            ["t.zon", "raw"]
        );
        assert_eq!(paths_in(r#"@embedFile("dir\\raw",)"#), ["dir\\raw"]);
        for nothing in [
            r#"// @import("a.zig")"#,
            r#"/// see @import("a.zig")"#,
            "const t =\n    \\\\ @import(\"a.zig\")\n;",
            r#"const t = "@import(\"a.zig\")";"#,
            r#"const q = '"'; const t = " @import("#,
            r#"const c = '\''; // @import("a.zig")"#,
            "const open = \"",
            "@",
            "@import(",
        ] {
            assert_eq!(paths_in(nothing), [""; 0], "{nothing}");
        }
        assert_eq!(paths_in(r#"const q = '"'; const a = @import("a.zig"); // """#), ["a.zig"]);
        assert_eq!(paths_in(r#"const url = "https://x"; const a = @import("a.zig");"#), ["a.zig"]);
    }

    #[test]
    fn c_includes_what_it_names_in_quotes() {
        let folder = Folder::new();
        let main = folder.write("main.c", "# include \"lib/a.h\" // why\n#include <stdint.h>\n// #include \"no.h\"\n");
        let header = folder.write("lib/a.h", "#include \"b.h\"\n");
        let inner = folder.write("lib/b.h", "");
        assert_eq!(source_files(&main).unwrap(), BTreeSet::from([main, header, inner]));
    }

    #[test]
    fn zig_and_c_share_their_names() {
        let folder = Folder::new();
        folder.write("b.zig", "");
        let c = folder.write("a.c", "");
        folder.write("a.h", "");
        let scripts = scripts_in(&[folder.path()]).unwrap();
        assert_eq!(
            scripts.iter().map(|script| (script.name.as_str(), script.is_c())).collect::<Vec<_>>(),
            [("a", true), ("b", false)]
        );
        let zig = folder.write("a.zig", "");
        let expected = BuildError::DuplicateName { first: c, second: zig };
        assert_eq!(scripts_in(&[folder.path()]).unwrap_err().to_string(), expected.to_string());
    }

    #[test]
    fn test_blocks_are_told_from_text() {
        let folder = Folder::new();
        for (text, has) in [
            ("test \"x\" {}", true),
            ("    test {\n}", true),
            ("test named {", true),
            ("// test \"x\" {}", false),
            ("const a =\n    \\\\test \"x\" {\n;", false),
            ("testing(\"x\");", false),
            ("test_value = 5;", false),
        ] {
            assert_eq!(has_tests(&folder.write("a.zig", text)), has, "{text}");
        }
        assert!(!has_tests(&folder.write("a.c", "test {")));
    }

    #[test]
    fn computed_embeds_are_noticed() {
        assert!(references(br#"@embedFile("a" ++ ext)"#).computed);
        assert!(references(b"@embedFile(name)").computed);
        assert!(!references(b"// @embedFile(name)").computed);
    }

    #[test]
    fn who_may_ask_for_declarations_of_the_standard_library_is_noticed() {
        let folder = Folder::new();
        let main = folder.write("main.zig", "const ask = @import(\"ask.zig\");\nconst std = @import(\"std\");\n");
        let asked = |text: &str| {
            folder.write("ask.zig", text);
            sources(&main).unwrap().needs.declarations_of_std
        };
        assert!(!asked("pub const x = 1;"));
        assert!(asked("pub fn in(comptime T: type) bool { return @hasDecl(T, \"x\"); }"));
        assert!(asked("pub fn in(comptime T: type) usize { return @typeInfo(T).@\"struct\".decl_names.len; }"));
        folder.write("main.zig", "const ask = @import(\"ask.zig\");\n");
        assert!(!sources(&main).unwrap().needs.declarations_of_std, "only of its own");
    }

    #[test]
    fn threads_are_noticed_in_the_script_and_in_what_it_imports() {
        let folder = Folder::new();
        let main = folder.write("main.zig", r#"const work = @import("lib/work.zig");"#);
        folder.write("lib/work.zig", "const t = try std.Thread.spawn(.{}, f, .{});");
        assert!(sources(&main).unwrap().needs.threads);
        folder.write("lib/work.zig", "const Threads = struct {};");
        assert!(!sources(&main).unwrap().needs.threads);
    }

    #[test]
    fn imports_of_components_are_noticed() {
        for (text, imports) in [
            (r#"const components = @import("components");"#, true),
            (r#"// @import("components")"#, false),
            (r#"@import("components.zig")"#, false),
            (r#"@embedFile("components")"#, false),
        ] {
            assert_eq!(references(text.as_bytes()).components, imports, "{text}");
        }
        let folder = Folder::new();
        let main = folder.write("main.zig", r#"const a = @import("lib/a.zig");"#);
        folder.write("lib/a.zig", r#"const Health = @import("components").Health;"#);
        assert!(sources(&main).unwrap().needs.components);
        folder.write("lib/a.zig", "");
        assert!(!sources(&main).unwrap().needs.components);
    }

    #[test]
    fn closure_follows_imports_relative_to_the_importing_file() {
        let folder = Folder::new();
        let main = folder.write("main.zig", r#"const a = @import("lib/a.zig"); const main = @import("main.zig");"#);
        let a = folder.write("lib/a.zig", r#"const b = @import("../lib/./b.zig"); const t = @embedFile("t.txt");"#);
        let b = folder.write("lib/b.zig", r#"const a = @import("a.zig"); const gone = @import("gone.zig");"#);
        let text = folder.write("lib/t.txt", r#"@import("not_code.zig")"#);
        folder.write("lib/unused.zig", "");
        let gone = folder.path().join("lib/gone.zig");
        assert_eq!(source_files(&main).unwrap(), BTreeSet::from([main, a, b, text, gone]));
    }

    #[test]
    fn a_computed_embed_depends_on_the_whole_folder() {
        let folder = Folder::new();
        let main = folder.write("main.zig", "const t = @embedFile(name);");
        let other = folder.write("texts/a.txt", "");
        folder.write(".hidden", "");
        assert_eq!(source_files(&main).unwrap(), BTreeSet::from([main, other]));
    }

    #[test]
    fn scripts_are_the_visible_zig_files_of_the_folder_itself() {
        let folder = Folder::new();
        for name in ["b.zig", "A1_.zig", "lib/c.zig", ".#b.zig", ".d.zig", "b.zig~", "#b.zig#", "notes.txt"] {
            folder.write(name, "");
        }
        let names: Vec<String> = scripts_in(&[folder.path()]).unwrap().into_iter().map(|script| script.name).collect();
        assert_eq!(names, ["A1_", "b"]);
    }

    #[test]
    fn bad_names_and_folders_are_refused() {
        for name in ["my-script.zig", "1st.zig", "a.b.zig", "é.zig"] {
            let folder = Folder::new();
            let path = folder.write(name, "");
            assert_eq!(
                scripts_in(&[folder.path()]).unwrap_err().to_string(),
                format!(
                    "{}: the name of a script must be an identifier ([A-Za-z_][A-Za-z0-9_]*); rename the file, or move \
                     it to a sub-folder if it is not a script",
                    path.display()
                )
            );
        }
        let (one, two) = (Folder::new(), Folder::new());
        let (first, second) = (one.write("Ship.zig", ""), two.write("ship.zig", ""));
        assert_eq!(
            scripts_in(&[one.path(), two.path()]).unwrap_err().to_string(),
            format!(
                "two scripts share one name (upper and lower case count as equal): {} and {}; rename one of them",
                first.display(),
                second.display()
            )
        );
        // The same folder twice is one folder.
        assert_eq!(scripts_in(&[one.path(), one.path()]).unwrap().len(), 1);
        let missing = one.path().join("missing");
        assert_eq!(
            scripts_in(&[&missing]).unwrap_err().to_string(),
            format!(
                "the script folder {} does not exist: create it, or correct the path in build.rs",
                missing.display()
            )
        );
    }
}
