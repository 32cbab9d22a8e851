//! Finding the types in Rust's source files.

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{Attribute, DeriveInput, Item, Meta, Token};

use crate::base::error::{BuildError, ComponentMistake};
use crate::base::files;
use crate::mirror::components::mistakes_of;

/// A type that derives a mirror.
pub(crate) struct Found {
    pub(crate) input: DeriveInput,
    /// Else a value, which scripts know only as a part of components.
    pub(crate) is_component: bool,
    pub(crate) path: PathBuf,
    /// The modules within the file that it is in.
    pub(crate) modules: Vec<String>,
}

impl Found {
    /// The line of its name.
    pub(crate) fn line(&self) -> usize {
        self.input.ident.span().start().line
    }
}

/// Adds the types of all `*.rs` files below a folder, or of one file.
///
/// Tests are left out: modules behind `#[cfg(test)]`, also in files of their own. Any other `cfg` counts as true.
pub(crate) fn find(
    folder: &Path,
    types: &mut Vec<Found>,
    mistakes: &mut Vec<ComponentMistake>,
) -> Result<(), BuildError> {
    let paths = match folder.metadata() {
        Err(_) => return Err(BuildError::MissingComponentFolder { path: folder.to_owned() }),
        Ok(meta) if meta.is_file() => vec![folder.to_owned()],
        Ok(_) => files::walk(folder).map_err(files::failed("read the folder", folder))?,
    };
    let mut tests = Tests { folder, files: HashMap::new() };
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
        // The same file, by way of another folder.
        if types.iter().any(|found| found.path == *path) {
            continue;
        }
        let text = fs::read(path).map_err(files::failed("read", path))?;
        let text = String::from_utf8_lossy(&text);
        // Parsing takes a while in an unoptimised build script, and few files have components.
        if !derives_mirror(&text) || tests.contain(path) {
            continue;
        }
        match syn::parse_file(&text) {
            Ok(file) if is_test(&file.attrs) => {}
            Ok(file) => collect(file.items, path, &mut Vec::new(), types),
            Err(error) => mistakes.extend(mistakes_of(path, error).map(|mistake| ComponentMistake {
                message: format!("cannot read its components, since it is not valid Rust: {}", mistake.message),
                ..mistake
            })),
        }
    }
    Ok(())
}

/// Whether the text has something like `derive(…ZigComponent…)`, perhaps in a comment.
fn derives_mirror(text: &str) -> bool {
    text.split("derive").skip(1).any(|rest| {
        let list = rest.trim_start().strip_prefix('(').and_then(|list| list.split(')').next());
        list.is_some_and(|list| list.contains("ZigComponent") || list.contains("ZigValue"))
    })
}

fn collect(items: Vec<Item>, path: &Path, modules: &mut Vec<String>, types: &mut Vec<Found>) {
    for item in items {
        let input: DeriveInput = match item {
            Item::Struct(item) => item.into(),
            Item::Enum(item) => item.into(),
            Item::Union(item) => item.into(),
            Item::Mod(module) if !is_test(&module.attrs) => {
                let Some((_, items)) = module.content else { continue };
                modules.push(module.ident.to_string());
                collect(items, path, modules, types);
                modules.pop();
                continue;
            }
            _ => continue,
        };
        let derives = derives(&input.attrs);
        let has = |name: &str| derives.iter().any(|derive| derive == name);
        let is_component = has("ZigComponent");
        if (is_component || has("ZigValue")) && !is_test(&input.attrs) {
            types.push(Found { input, is_component, path: path.to_owned(), modules: modules.clone() });
        }
    }
}

/// The last names of everything that is derived.
fn derives(attributes: &[Attribute]) -> Vec<String> {
    let mut names = Vec::new();
    for attribute in attributes {
        derives_of(&attribute.meta, &mut names);
    }
    names
}

fn derives_of(meta: &Meta, names: &mut Vec<String>) {
    let Meta::List(list) = meta else { return };
    if list.path.is_ident("derive") {
        let paths = list.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated).unwrap_or_default();
        names.extend(paths.iter().filter_map(|path| path.segments.last()).map(|last| last.ident.to_string()));
    } else if list.path.is_ident("cfg_attr") {
        let metas = nested(list);
        if !metas.first().is_some_and(needs_test) {
            metas.iter().skip(1).for_each(|meta| derives_of(meta, names));
        }
    }
}

fn nested(list: &syn::MetaList) -> Vec<Meta> {
    let metas = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    metas.unwrap_or_default().into_iter().collect()
}

/// Whether this is compiled for tests only.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg") => nested(list).iter().any(needs_test),
        _ => false,
    })
}

/// Whether this condition is only true in tests.
fn needs_test(condition: &Meta) -> bool {
    match condition {
        Meta::Path(path) => path.is_ident("test"),
        Meta::List(list) if list.path.is_ident("all") => nested(list).iter().any(needs_test),
        Meta::List(list) if list.path.is_ident("any") => {
            let conditions = nested(list);
            !conditions.is_empty() && conditions.iter().all(needs_test)
        }
        _ => false,
    }
}

/// Tells which files are modules for tests, as `#[cfg(test)] mod tests;` makes them.
struct Tests<'a> {
    folder: &'a Path,
    /// The items of files that declare modules; none if a file does not exist or says nothing of tests.
    files: HashMap<PathBuf, Vec<Item>>,
}

impl Tests<'_> {
    fn contain(&mut self, path: &Path) -> bool {
        let Ok(relative) = path.strip_prefix(self.folder) else { return false };
        let names = relative.with_extension("");
        let mut modules: Vec<String> = names
            .components()
            .filter_map(|name| match name {
                Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
                _ => None,
            })
            .collect();
        if modules.last().is_some_and(|last| last == "mod") {
            modules.pop();
        }
        // Any file above may declare it, within modules of its own.
        (0..modules.len()).any(|depth| {
            let parent: PathBuf = self.folder.join(modules[..depth].iter().collect::<PathBuf>());
            let mut declaring = vec![parent.join("mod.rs"), parent.join("lib.rs"), parent.join("main.rs")];
            if depth > 0 {
                declaring.push(parent.with_extension("rs"));
            }
            declaring.iter().any(|file| declares_test(self.items(file), &modules[depth..]))
        })
    }

    fn items(&mut self, file: &Path) -> &[Item] {
        self.files.entry(file.to_owned()).or_insert_with(|| {
            let text = fs::read_to_string(file).unwrap_or_default();
            // The compiler will say what is wrong with a file that does not parse.
            let parsed = text.contains("cfg").then(|| syn::parse_file(&text).ok()).flatten();
            parsed.map(|file| file.items).unwrap_or_default()
        })
    }
}

/// Whether these items declare the module, or one on the way to it, for tests only.
fn declares_test(items: &[Item], modules: &[String]) -> bool {
    let Some((first, rest)) = modules.split_first() else { return false };
    items.iter().any(|item| match item {
        Item::Mod(module) if module.ident.unraw() == first => {
            let inner = module.content.as_ref().map(|(_, items)| items.as_slice());
            is_test(&module.attrs) || inner.is_some_and(|items| declares_test(items, rest))
        }
        _ => false,
    })
}
