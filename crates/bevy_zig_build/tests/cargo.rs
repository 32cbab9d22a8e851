//! A game as a user has it, built by Cargo with the real Zig: what is linked, and what an unchanged build does.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use bevy_zig_build::Zig;

/// A workspace with the game and a stand-in for `bevy_zig`. Its target folder outlives the test, to save compiling the
/// dependencies each time.
struct Game {
    folder: PathBuf,
    zig: Zig,
}

impl Game {
    fn new() -> Self {
        let zig = Zig::find().expect("tests need Zig; BEVY_ZIG_FETCH=1 installs it");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("game_workspace");
        for old in ["game", "bevy_zig"] {
            fs::remove_dir_all(folder.join(old)).ok();
        }
        let game = Self { folder, zig };
        let package = "version = \"0.0.0\"\nedition = \"2024\"";
        game.write("Cargo.toml", "[workspace]\nmembers = [\"game\", \"bevy_zig\"]\nresolver = \"3\"\n");
        game.write(
            "bevy_zig/Cargo.toml",
            &format!(
                "[package]\nname = \"bevy_zig\"\n{package}\nlinks = \"bevy_zig\"\nbuild = \"build.rs\"\n\
                 [features]\nhot-reload = []\n\
                 [dependencies]\nbevy_zig_derive = {{ path = \"{}\" }}\n",
                Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("bevy_zig_derive").display()
            ),
        );
        game.write(
            "bevy_zig/build.rs",
            "fn main() {\n    if std::env::var_os(\"CARGO_FEATURE_HOT_RELOAD\").is_some() {\n        \
             println!(\"cargo::metadata=hot_reload=1\");\n    }\n    \
             println!(\"cargo::rerun-if-changed=build.rs\");\n}\n",
        );
        game.write("bevy_zig/src/lib.rs", include_str!("fixtures/game/bevy_zig.rs"));
        game.write("bevy_zig/src/traits.rs", include_str!("../../bevy_zig_derive/tests/fixtures/traits.rs"));
        game.write("sdk/bevy.zig", include_str!("fixtures/sdk/bevy.zig"));
        game.write(
            "game/Cargo.toml",
            &format!(
                "[package]\nname = \"my-game\"\n{package}\n[dependencies]\nbevy_zig = {{ path = \"../bevy_zig\" }}\n\
                 [features]\nhot-reload = [\"bevy_zig/hot-reload\"]\n\
                 [build-dependencies]\nbevy_zig_build = {{ path = \"{}\" }}\n",
                env!("CARGO_MANIFEST_DIR")
            ),
        );
        // But for the stand-in of the SDK, the one line that a user has.
        let build = "fn main() { bevy_zig_build::Build::new().folder(\"scripts\").sdk(\"../sdk\").compile(); }\n";
        game.write("game/build.rs", build);
        game.write("game/src/main.rs", include_str!("fixtures/game/main.rs"));
        game.write("game/src/components.rs", "//! None yet.\n");
        game
    }

    fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    fn cargo(&self, arguments: &str) -> Output {
        Command::new(env!("CARGO"))
            .args(arguments.split(' '))
            .arg("--offline")
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("BEVY_ZIG_ZIG", self.zig.path())
            .env_remove("BEVY_ZIG_OPTIMIZE")
            // What looks at our own sources is not meant for these.
            .env_remove("RUSTC_WORKSPACE_WRAPPER")
            .output()
            .unwrap()
    }

    fn run(&self, arguments: &str) -> String {
        let output = self.cargo(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn errors(&self, arguments: &str) -> String {
        String::from_utf8(self.cargo(arguments).stderr).unwrap()
    }
}

/// The archives of the game's scripts, one for each way in which it was built.
fn archives(folder: &Path) -> Vec<PathBuf> {
    let folders = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    folders.map(|folder| folder.join("out/libbevy_zig_scripts_my_game.a")).filter(|path| path.is_file()).collect()
}

fn script(expression: &str) -> String {
    format!(
        "const lib = @import(\"lib/turns.zig\");\npub fn update(_: *@This()) u32 {{\n    return {expression};\n}}\n"
    )
}

#[test]
fn a_game_from_the_first_build_to_a_mistake() {
    let game = Game::new();
    game.write("game/scripts/lib/turns.zig", "pub const turns: u32 = 4;\n");
    game.write("game/scripts/spinner.zig", &script("3 * lib.turns"));
    assert_eq!(game.run("run -p my-game"), "my_game.spinner 12\n");
    assert_eq!(game.run("run -p my-game --release"), "my_game.spinner 12\n");

    let again = game.errors("build -p my-game -v");
    assert!(again.contains("Fresh my-game") && !again.contains("Running"), "{again}");

    game.write("game/scripts/ship.zig", &script("lib.turns"));
    assert_eq!(game.run("run -p my-game"), "my_game.ship 4\nmy_game.spinner 12\n");
    game.write("game/scripts/lib/turns.zig", "pub const turns: u32 = 5;\n");
    assert_eq!(game.run("run -p my-game"), "my_game.ship 5\nmy_game.spinner 15\n");

    fs::remove_file(game.folder.join("game/scripts/spinner.zig")).unwrap();
    assert_eq!(game.run("run -p my-game"), "my_game.ship 5\n");
    let again = game.errors("build -p my-game -v");
    assert!(again.contains("Fresh my-game") && !again.contains("Running"), "{again}");

    // What is damaged is made again, and once.
    let archives = archives(&game.folder.join("target/debug/build"));
    assert!(!archives.is_empty());
    for archive in &archives {
        fs::write(archive, "rubbish").unwrap();
    }
    fs::write(archives[0].with_file_name("bevy_zig/objects/ship.o"), "").unwrap();
    assert_eq!(game.run("run -p my-game"), "my_game.ship 5\n");
    let again = game.errors("build -p my-game -v");
    assert!(again.contains("Fresh my-game") && !again.contains("Running"), "{again}");

    // What Zig has of a runtime and Rust has not.
    game.write("game/scripts/maths.zig", include_str!("fixtures/game/maths.zig"));
    for profile in ["", " --release"] {
        assert_eq!(game.run(&format!("run -p my-game{profile}")), "my_game.maths 2047\nmy_game.ship 5\n", "{profile}");
    }
    fs::remove_file(game.folder.join("game/scripts/maths.zig")).unwrap();

    let path = game.write("game/scripts/ship.zig", &script("wrong"));
    let errors = game.errors("build -p my-game");
    // Cargo indents what a build script says.
    let message = format!("{}:3:12: error: use of undeclared identifier 'wrong'\n      return wrong;", path.display());
    assert!(errors.contains(&message), "{errors}");
    assert!(!errors.contains("panicked"), "{errors}");

    fs::remove_file(path).unwrap();
    assert_eq!(game.run("run -p my-game"), "");

    components(&game);
    hot_reload(&game);
}

/// A game that compiles its scripts itself: neither a broken script nor a save concerns Cargo.
fn hot_reload(game: &Game) {
    game.write("game/src/components.rs", "//! None.\n");
    let path = game.write("game/scripts/sizes.zig", "broken");
    let expected = format!("my_game Debug {}\n", path.parent().unwrap().display());
    assert_eq!(game.run("run -p my-game --features hot-reload"), expected);
    game.write("game/scripts/sizes.zig", &script("1"));
    game.write("game/scripts/more.zig", &script("2"));
    let again = game.errors("build -p my-game --features hot-reload -v");
    assert!(again.contains("Fresh my-game") && !again.contains("Running"), "{again}");
    assert_eq!(game.run("run -p my-game"), "my_game.more 2\nmy_game.sizes 1\n");
    assert_eq!(game.run("run -p my-game --features hot-reload"), expected);
}

/// The size of a component is that of its Rust type, in the same build that changes it.
fn components(game: &Game) {
    let health = |fields: &str| {
        let text = format!(
            "//! Components.\n#![allow(dead_code)]\nuse bevy_zig::{{ZigComponent, __private::Component}};\n\n\
             #[derive(ZigComponent)]\npub struct Health {{\n{fields}\n}}\n\nimpl Component for Health {{}}\n"
        );
        game.write("game/src/components.rs", &text);
    };
    game.write(
        "game/scripts/sizes.zig",
        "pub fn update(_: *@This()) u32 {\n    return @sizeOf(@import(\"components\").Health);\n}\n",
    );
    health("    current: u32,");
    assert_eq!(game.run("run -p my-game"), "my_game.sizes 4\n");
    health("    current: u32,\n    shield: u8,\n    max: u32,");
    assert_eq!(game.run("run -p my-game"), "my_game.sizes 12\n");
    let again = game.errors("build -p my-game -v");
    assert!(again.contains("Fresh my-game") && !again.contains("Running"), "{again}");

    health("    name: String,");
    let errors = game.errors("build -p my-game");
    let path = game.folder.join("game/src/components.rs");
    let message = format!("{}:7: `Health.name` is `String`: text has no fixed size; use `[u8; 32]`", path.display());
    assert!(errors.contains(&message), "{errors}");
}
