//! What editors, and `zig build check`, need to know of a game: `.bevy_zig/`, which the game's `build.zig` takes over.
//!
//! ```text
//! PACKAGE/
//!   build.zig                 pub const build = @import(".bevy_zig/build.zig").build;     the game's own
//!   .bevy_zig/
//!     .gitignore              all of this folder
//!     build.zig               the modules that scripts import, and the step `check`; the same everywhere
//!     settings.zig            where scripts and SDK are on this machine
//!     components.zig          a copy of the mirror, whose own place in OUT_DIR changes
//! ```
//! Nothing is written for a game without that `build.zig`, nor in sources that Cargo has unpacked, which are nobody's
//! to edit.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::base::env::Env;
use crate::base::error::BuildError;
use crate::base::files;
use crate::compiler::config::Config;
use crate::mirror::components::Mirror;

const BUILD: &str = include_str!("editor/build.zig");

/// Writes the folder, if the game wants it. What fails is told, and no build fails of it.
pub(crate) fn help(config: &Config, env: &Env, mirror: &Mirror) {
    let Some(package) = env.var("CARGO_MANIFEST_DIR") else { return };
    let package = Path::new(&package);
    if is_wanted(package)
        && let Err(problem) = write(config, package, mirror)
    {
        env.notify(&format!("editors cannot resolve the imports of scripts: {problem}"));
    }
}

fn is_wanted(package: &Path) -> bool {
    let asks = fs::read_to_string(package.join("build.zig")).is_ok_and(|text| text.contains(".bevy_zig/build.zig"));
    let is_packaged = ["Cargo.toml.orig", ".cargo-checksum.json"].iter().any(|file| package.join(file).exists());
    let is_checkout = package.ancestors().any(|folder| folder.join(".cargo-ok").exists());
    asks && !is_packaged && !is_checkout
}

fn write(config: &Config, package: &Path, mirror: &Mirror) -> Result<(), BuildError> {
    let folder = package.join(".bevy_zig");
    // In the user's package, so what is in its place is the user's.
    fs::create_dir_all(&folder).map_err(files::failed("create the folder", &folder))?;
    let settings = settings(config, package);
    for (name, text) in
        [(".gitignore", "*\n"), ("components.zig", &mirror.text), ("settings.zig", &settings), ("build.zig", BUILD)]
    {
        files::replace_if_changed(&folder.join(name), text)?;
    }
    Ok(())
}

/// Texts of Rust are texts of Zig, as far as paths go.
fn settings(config: &Config, package: &Path) -> String {
    let text = |path: &Path| format!("{:?}", path.to_string_lossy());
    let mut folders = String::new();
    for folder in &config.folders {
        let _ = writeln!(folders, "    {},", text(folder.strip_prefix(package).unwrap_or(folder)));
    }
    format!(
        "//! Written by bevy_zig_build for this machine.\npub const package = {:?};\npub const sdk = {};\npub const folders = [_][]const u8{{\n{folders}}};\n",
        config.package,
        text(&config.sdk),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::options::Build;
    use crate::testing::{Folder, env};

    const GAME: &str = "pub const build = @import(\".bevy_zig/build.zig\").build;\n";

    /// What is written for a game with one component, if anything.
    fn written(folder: &Folder) -> Option<(String, String)> {
        folder.write("sdk/bevy.zig", "");
        folder.write("game/src/main.rs", "#[derive(ZigComponent)]\nstruct Health { points: f32 }\n");
        let game = folder.path().join("game");
        let env = env([
            ("CARGO_PKG_NAME", "my-game".into()),
            ("CARGO_MANIFEST_DIR", game.clone().into()),
            ("OUT_DIR", folder.path().join("out").into()),
            ("TARGET", "x86_64-unknown-linux-gnu".into()),
            ("HOST", "x86_64-unknown-linux-gnu".into()),
            ("OPT_LEVEL", "0".into()),
        ]);
        let mut build = Build::new();
        build.folder(game.join("scripts")).folder(folder.path().join("more")).sdk(folder.path().join("sdk"));
        let config = Config::of(&build, &env).unwrap();
        help(&config, &env, &Mirror::of(&config.components).unwrap());
        let read = |name: &str| fs::read_to_string(game.join(".bevy_zig").join(name)).ok();
        Some((read("settings.zig")?, read("components.zig")?))
    }

    #[test]
    fn a_game_that_asks_is_told_where_everything_is() {
        let folder = Folder::new();
        assert_eq!(written(&folder), None);
        folder.write("game/build.zig", "pub fn build(_: *anyopaque) void {}");
        assert_eq!(written(&folder), None);
        folder.write("game/build.zig", GAME);
        let (settings, components) = written(&folder).unwrap();
        assert!(components.contains("pub const Health"), "{components}");
        let more = format!("{:?}", folder.path().join("more"));
        for line in ["package = \"my_game\"", "    \"scripts\",\n", &more, &format!("{:?}", folder.path().join("sdk"))]
        {
            assert!(settings.contains(line), "{line}: {settings}");
        }
        assert_eq!(folder.read("game/.bevy_zig/.gitignore"), "*\n");
    }

    #[test]
    fn what_cargo_has_unpacked_is_left_alone() {
        for mark in ["game/Cargo.toml.orig", "game/.cargo-checksum.json", ".cargo-ok"] {
            let folder = Folder::new();
            folder.write("game/build.zig", GAME);
            folder.write(mark, "");
            assert_eq!(written(&folder), None, "{mark}");
        }
    }

    #[test]
    fn what_has_not_changed_is_not_written() {
        let folder = Folder::new();
        folder.write("game/build.zig", GAME);
        written(&folder).unwrap();
        let time = || fs::metadata(folder.path().join("game/.bevy_zig/settings.zig")).unwrap().modified().unwrap();
        let before = time();
        written(&folder).unwrap();
        assert_eq!(time(), before);
        let files = fs::read_dir(folder.path().join("game/.bevy_zig")).unwrap().count();
        assert_eq!(files, 4, "nothing is left over");
    }
}
