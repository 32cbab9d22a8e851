//! The game that `new` makes. The same folder is a template of `cargo generate`.

/// A value that files of the template ask for, and what takes its place.
pub type Value<'a> = (&'static str, &'a str);

macro_rules! file {
    ($name:literal) => {
        ($name, include_str!(concat!("../template/", $name)))
    };
}

/// Names with `.liquid` behind them lose it, and are those in which values are put in.
const FILES: [(&str, &str); 14] = [
    file!(".cargo/config.toml"),
    file!(".gitignore"),
    file!("Cargo.toml.liquid"),
    file!("README.md.liquid"),
    file!("build.rs"),
    file!("build.zig"),
    file!("scripts/duck.zig"),
    file!("scripts/duckling.zig"),
    file!("scripts/lib/looks.zig"),
    file!("scripts/lib/water.zig"),
    file!("scripts/pike.zig"),
    file!("scripts/pond.zig"),
    file!("src/main.rs"),
    file!("tests/game.rs"),
];

/// Every file of the game, with its path in it.
pub fn files(values: &[Value]) -> impl Iterator<Item = (&'static str, String)> {
    FILES.into_iter().map(|(name, text)| match name.strip_suffix(".liquid") {
        Some(name) => (name, fill(text, values)),
        None => (name, text.to_owned()),
    })
}

fn fill(text: &str, values: &[Value]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{{{name}}}}}"), value))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// All files below a folder, but for what a build or cargo-generate keeps there.
    fn paths_below(root: &Path) -> BTreeSet<String> {
        let mut paths = BTreeSet::new();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                if ["target", "Cargo.lock", "cargo-generate.toml", ".bevy_zig", ".zig-cache"].contains(&name.as_str()) {
                    continue;
                }
                if path.is_dir() {
                    folders.push(path);
                } else {
                    paths.insert(name);
                }
            }
        }
        paths
    }

    #[test]
    fn every_file_of_the_template_is_in_the_game() {
        let listed: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(listed, paths_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("template")));
    }

    #[test]
    fn no_value_is_left_out() {
        let text: String = files(&[("project-name", "a"), ("bevy_zig", "b"), ("bevy_zig_build", "c")])
            .filter(|(name, _)| name.ends_with(".toml") || name.ends_with(".md"))
            .map(|(_, text)| text)
            .collect();
        assert!(!text.contains("{{") && !text.contains("}}"), "{text}");
    }

    #[test]
    fn the_version_of_rust_is_the_library_s() {
        let (_, manifest) = FILES.into_iter().find(|(name, _)| *name == "Cargo.toml.liquid").unwrap();
        assert!(manifest.contains(&format!("rust-version = \"{}\"", env!("CARGO_PKG_RUST_VERSION"))), "{manifest}");
    }
}
