//! The SDK's mirrors of Bevy, `zig/bevy/VERSION`, and the list of what has none: both are written with `BLESS=1` from
//! this game, which has all parts of Bevy.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use bevy::prelude::*;
use bevy_zig::mirror::{LeftOut, Mirrors, Role};

use crate::app;

/// Where the list is, between its two marks.
const LIST: &str = "docs/reach.md";
const BEGIN: &str = "<!-- written by the test `reach`: begin -->\n";
const END: &str = "<!-- written by the test `reach`: end -->\n";

/// Where the mirrors are.
fn folder() -> PathBuf {
    Path::new(bevy_zig_sdk::FOLDER).join("bevy").join(bevy_zig_sdk::BEVY)
}

fn is_blessed() -> bool {
    std::env::var_os("BLESS").is_some()
}

/// The mirrors of the running Bevy. Who else is linked depends on features.
fn running() -> Mirrors {
    let mut app = app();
    app.update();
    let registry = app.world().resource::<AppTypeRegistry>().read();
    let is_ours = |name: &str| name.starts_with("bevy_zig") || ["bevy_egui", "bevy_remote"].contains(&name);
    Mirrors::of_bevy(&registry, &|name| name.starts_with("bevy_") && !is_ours(name)).unwrap()
}

/// The committed files, by name.
fn committed() -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())).collect()
}

#[test]
fn the_sdks_mirrors_are_those_of_the_running_bevy() {
    let mirrors = running();
    if is_blessed() {
        let _ = fs::remove_dir_all(folder());
        fs::create_dir_all(folder()).unwrap();
        for (name, text) in mirrors.files() {
            fs::write(folder().join(name), text).unwrap();
        }
    }
    let committed = committed();
    for (name, text) in mirrors.files() {
        let lines: Vec<&str> = committed.get(name).map(|text| text.lines().collect()).unwrap_or_default();
        // A build without the others of the repository may have fewer features of Bevy, and so fewer fields.
        let mut rest = lines.iter();
        let missing = text.lines().find(|line| !rest.any(|known| known == line));
        assert_eq!(missing, None, "{name} lacks it; BLESS=1 writes it again");
        if cfg!(all(bevy_zig_one_bevy, target_os = "linux")) {
            assert_eq!(lines.len(), text.lines().count(), "{name} has more than Bevy; BLESS=1 writes it again");
        }
    }
    if cfg!(all(bevy_zig_one_bevy, target_os = "linux")) {
        assert!(committed.keys().eq(mirrors.files().keys()), "BLESS=1 writes the files again");
    }
}

#[test]
fn they_are_of_the_bevy_that_is_resolved() {
    let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../Cargo.lock")).unwrap();
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"bevy\"");
    let version = lines.nth(1).unwrap();
    assert!(version.starts_with(&format!("version = \"{}.", bevy_zig_sdk::BEVY)), "{version}");
}

#[test]
fn scripts_find_each_file() {
    let sdk = |file: &str| fs::read_to_string(Path::new(bevy_zig_sdk::FOLDER).join(file)).unwrap();
    let (root, math) = (sdk("bevy.zig"), sdk("math/math.zig"));
    for (file, text) in committed() {
        if ["glam.zig", "math.zig"].contains(&&*file) {
            // `bevy.math` has the types of both.
            for name in text.lines().filter_map(|line| line.strip_prefix("pub const ")?.split(' ').next()) {
                assert!(math.contains(&format!("pub const {name} = ")), "zig/math/math.zig: {name} of {file}");
            }
        } else {
            let namespace = file.trim_end_matches(".zig");
            let line = format!("pub const {namespace} = @import(\"bevy/{}/{file}\");", bevy_zig_sdk::BEVY);
            assert!(root.contains(&line), "zig/bevy.zig lacks: {line}");
        }
    }
}

#[test]
fn nearly_all_of_bevy_has_mirrors() {
    let mirrors = running();
    let (mut all, mut mirrored) = (0, 0);
    for role in [Role::Component, Role::Resource, Role::Message] {
        let (of_role, with_mirror) = mirrors.counts()[&role];
        all += of_role;
        mirrored += with_mirror;
    }
    assert!(all > 300, "{all} components, resources and messages are registered, so the search is broken");
    assert!(mirrored * 100 >= all * 95, "{mirrored} of {all} have mirrors");
}

#[test]
fn the_docs_list_what_is_not_mirrored() {
    let mirrors = running();
    let mut list = String::from("| of Bevy | registered | mirrored |\n| --- | --- | --- |\n");
    for (role, (all, mirrored)) in mirrors.counts() {
        writeln!(list, "| {}s | {all} | {mirrored} |", role.name()).unwrap();
    }
    list += "\n| not mirrored | why |\n| --- | --- |\n";
    for part in mirrors.left_out() {
        let LeftOut { role, path, member, reason } = part;
        let name = if member.is_empty() { format!("`{path}`") } else { format!("`{path}`: `{member}`") };
        let role = role.map(|role| format!(" ({})", role.name())).unwrap_or_default();
        writeln!(list, "| {name}{role} | {reason} |").unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(LIST);
    let page = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (before, rest) = page.split_once(BEGIN).expect("the list has its mark");
    let (written, after) = rest.split_once(END).expect("the list has its mark");
    if is_blessed() {
        fs::write(&path, [before, BEGIN, &list, END, after].concat()).unwrap();
    } else if cfg!(all(bevy_zig_one_bevy, target_os = "linux")) {
        assert_eq!(written, list, "BLESS=1 writes it again");
    }
}
