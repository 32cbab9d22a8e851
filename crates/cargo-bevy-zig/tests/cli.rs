//! The program as a user runs it, on games that it has made: they lie outside of the repository, and are resolved with
//! the repository's versions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own, which the test's end removes.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("cargo-bevy-zig-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path.canonicalize().unwrap())
    }

    /// Runs `cargo bevy-zig …` in a folder of this one.
    fn run(&self, folder: &str, arguments: &[&str]) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_cargo-bevy-zig"))
            .arg("bevy-zig")
            .args(arguments)
            .current_dir(self.0.join(folder))
            .env("CARGO_NET_OFFLINE", "true")
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("BEVY_ZIG_FETCH")
            .output()
            .unwrap();
        Ran::of(&output)
    }

    /// A new game, with the repository's versions of everything.
    fn game(&self) {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let made = self.run("", &["new", "my-game", "--path", repository.to_str().unwrap(), "--vcs", "none"]);
        assert_eq!(made.code, Some(0), "{}", made.stderr);
        fs::copy(repository.join("Cargo.lock"), self.0.join("my-game/Cargo.lock")).unwrap();
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self { code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    #[track_caller]
    fn fails_with(&self, message: &str) {
        assert!(self.code != Some(0) && self.stderr.contains(message), "{:?}: {}", self.code, self.stderr);
    }
}

/// The expression of `docs/editors.md`, by which VS Code finds mistakes in what a program prints.
fn problem_matcher() -> regex::Regex {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/editors.md");
    let text = fs::read_to_string(page).unwrap();
    let line = text.lines().find_map(|line| line.trim().strip_prefix("\"regexp\": ")).unwrap();
    regex::Regex::new(&serde_json::from_str::<String>(line.trim_end_matches(',')).unwrap()).unwrap()
}

#[test]
fn a_game_is_made_checked_and_given_a_script() {
    let folder = Folder::new("game");
    folder.game();
    let checked = folder.run("my-game", &["check"]);
    assert_eq!((checked.code, &*checked.stderr), (Some(0), "     Checked 4 scripts of my-game (4 compiled)\n"));

    // What `build.zig` takes over, for editors.
    let settings = fs::read_to_string(folder.0.join("my-game/.bevy_zig/settings.zig")).unwrap();
    assert!(settings.contains("\"scripts\""), "{settings}");

    // From any folder of the game, as Cargo's own commands.
    let added = folder.run("my-game/src", &["add", "gold_mine"]);
    assert_eq!(added.code, Some(0), "{}", added.stderr);
    let checked = folder.run("", &["check", "--manifest-path", "my-game/Cargo.toml"]);
    assert_eq!(checked.stderr, "     Checked 5 scripts of my-game (1 compiled)\n");

    // Pointers of the web's machine are half as long.
    let source = "const bevy = @import(\"bevy\");\nbytes: u32 = @sizeOf(usize),\n\
                  pub fn init(_: *@This(), _: *bevy.Context) void {\n    \
                  if (@sizeOf(usize) < 8) @compileError(\"short\");\n}\n";
    folder.write("my-game/scripts/gold_mine.zig", source);
    let here = folder.run("my-game", &["check"]);
    assert_eq!(here.code, Some(0), "{}", here.stderr);
    let web = ["check", "--target", "wasm32-unknown-unknown"];
    folder.run("my-game", &web).fails_with("gold_mine.zig:4:29: error: short");
    folder.write("my-game/scripts/gold_mine.zig", &source.replace("@compileError(\"short\")", "return"));
    let checked = folder.run("my-game", &web);
    let said = "     Checked 5 scripts of my-game for wasm32-unknown-unknown (1 compiled)\n";
    assert_eq!((checked.code, &*checked.stderr), (Some(0), said));
    folder.run("my-game", &["check", "--target", "commodore-64"]).fails_with("the known targets are");

    folder.write("my-game/scripts/gold_mine.zig", "pub fn update(_: *@This()) void {\n    missing();\n}\n");
    let broken = folder.run("my-game", &["check"]);
    assert_eq!(broken.code, Some(1));
    let place = Path::new("scripts").join("gold_mine.zig");
    // No colours, since the output is no terminal.
    let line = format!("{}:2:5: error: use of undeclared identifier 'missing'\n", place.display());
    assert!(broken.stderr.contains(&line), "{}", broken.stderr);
    let matcher = problem_matcher();
    let found = broken.stderr.lines().find_map(|line| matcher.captures(line)).expect("editors find no place in it");
    let parts = [1, 2, 3, 4, 5].map(|part| found[part].to_owned());
    assert_eq!(parts, [&*place.display().to_string(), "2", "5", "error", "use of undeclared identifier 'missing'"]);
    assert!(broken.stderr.ends_with("error: 1 of 5 scripts does not compile\n"), "{}", broken.stderr);

    let private = "const bevy = @import(\"bevy\");\nfn update(_: *@This(), _: *bevy.Context, _: f32) void {}\n";
    folder.write("my-game/scripts/gold_mine.zig", private);
    let line = format!(
        "{}:2:1: error: script 'gold_mine': 'update' is never called, since it is not public; write: pub fn update(",
        place.display()
    );
    folder.run("my-game", &["check"]).fails_with(&line);

    folder.write("my-game/scripts/gold-mine.zig", "");
    let misnamed = folder.run("my-game", &["check"]);
    misnamed.fails_with("gold-mine.zig:1:1: error: the name of a script must be an identifier");
}

#[test]
fn scripts_are_tested_without_bevy() {
    let folder = Folder::new("tested");
    folder.game();
    assert_eq!(folder.run("my-game", &["add", "gold_mine"]).code, Some(0));
    let one = folder.run("my-game", &["test", "gold_mine"]);
    assert_eq!((one.code, &*one.stderr), (Some(0), "      Passed 1 test in 1 script of my-game\n"));
    let all = folder.run("my-game/src", &["test"]);
    assert_eq!(all.code, Some(0), "{}", all.stderr);
    assert!(all.stderr.ends_with(" scripts of my-game\n"), "{}", all.stderr);

    let source = "test \"sum\" {\n    try @import(\"std\").testing.expectEqual(3, 1 + 1);\n}\n";
    folder.write("my-game/scripts/gold_mine.zig", source);
    let failed = folder.run("my-game", &["test"]);
    assert_eq!(failed.code, Some(1), "{}", failed.stderr);
    let place = Path::new("scripts").join("gold_mine.zig");
    for said in ["expected 3, found 2", &format!("\n{}:2:", place.display())] {
        assert!(failed.stderr.contains(said), "{said}: {}", failed.stderr);
    }
    assert!(failed.stderr.ends_with("error: tests of 1 script do not pass: gold_mine\n"), "{}", failed.stderr);
    folder.run("my-game", &["test", "gold"]).fails_with("error: there is no script 'gold'");
}

#[test]
fn a_game_is_no_part_of_the_repository() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-bevy-zig"));
        Ran::of(&command.arg("bevy-zig").args(arguments).current_dir(&repository).output().unwrap())
    };
    run(&["new", "pond"]).fails_with("error: pond is inside the repository of bevy_zig: choose a folder outside of ");
    assert!(!repository.join("pond").exists());
    // Its root is a game, the library is not.
    assert!(run(&["check"]).stderr.contains(" scripts of bevy_zig_demo "));
    let manifest = ["--manifest-path", "crates/bevy_zig/Cargo.toml"];
    for command in [&["add", "duck"][..], &["check"]] {
        run(&[command, &manifest].concat()).fails_with("error: this is the library bevy_zig, not a game; ");
    }
    assert!(!repository.join("crates/bevy_zig/scripts").exists());

    // Out of it, as the first page of the book says.
    let folder = Folder::new("beside");
    folder.write("checkout/zig/bevy.zig", "");
    folder.write("checkout/crates/bevy_zig_build/Cargo.toml", "");
    folder.run("checkout", &["new", "in/pond"]).fails_with("error: in/pond is inside the repository of bevy_zig");
    let made = folder.run("checkout", &["new", "../pond"]);
    assert_eq!(made.code, Some(0), "{}", made.stderr);
    assert!(folder.0.join("pond/scripts/duck.zig").is_file());
}

#[test]
fn nothing_is_overwritten() {
    let folder = Folder::new("overwrite");
    folder.game();
    folder.run("", &["new", "my-game"]).fails_with("error: my-game already exists: choose another folder\n");
    let duck = fs::read_to_string(folder.0.join("my-game/scripts/duck.zig")).unwrap();
    for name in ["duck", "Duck", "duck.zig"] {
        folder.run("my-game", &["add", name]).fails_with("error: the script `duck` already exists: ");
    }
    // Also if another file there is not in order.
    folder.write("my-game/scripts/two words.zig", "");
    folder.run("my-game", &["add", "Duck"]).fails_with("error: the script `duck` already exists: ");
    assert!(!folder.0.join("my-game/scripts/Duck.zig").exists());
    assert_eq!(fs::read_to_string(folder.0.join("my-game/scripts/duck.zig")).unwrap(), duck);
}

#[test]
fn bad_names_are_refused_with_better_ones() {
    let folder = Folder::new("names");
    folder.game();
    let expected = "error: `gold-mine` is not a valid script name: it must be an identifier ([A-Za-z_][A-Za-z0-9_]*), such as \
                    `gold_mine`\n";
    folder.run("my-game", &["add", "gold-mine"]).fails_with(expected);
    folder.run("my-game", &["add", "7up"]).fails_with("such as `_7up`");
    folder.run("my-game", &["add", "../evil"]).fails_with("`../evil` is not a valid script name");
    folder.run("", &["new", "7up"]).fails_with("the name cannot start with a digit");
    assert!(!folder.0.join("7up").exists());
}

#[test]
fn the_doctor_knows_what_is_wrong_and_what_helps() {
    let folder = Folder::new("doctor");
    let nowhere = folder.run("", &["doctor"]);
    assert!(nowhere.stdout.contains("`cargo bevy-zig new NAME` creates one"), "{}", nowhere.stdout);

    folder.game();
    let healthy = folder.run("my-game", &["doctor"]);
    assert_eq!(healthy.code, Some(0), "{}", healthy.stdout);
    assert!(healthy.stdout.ends_with("\nNo problems.\n"), "{}", healthy.stdout);
    assert!(healthy.stdout.contains("4 scripts: duck, duckling, pike, pond"), "{}", healthy.stdout);

    folder.write("my-game/src/main.rs", "fn main() {}\n");
    fs::remove_file(folder.0.join("my-game/build.rs")).unwrap();
    fs::rename(folder.0.join("my-game/scripts/duck.zig"), folder.0.join("my-game/src/duck.zig")).unwrap();
    folder.write("my-game/scripts/Pond.zig", "");
    let ill = folder.run("my-game", &["doctor"]);
    assert_eq!(ill.code, Some(1), "{}", ill.stdout);
    for part in [
        "problem  build.rs: is missing; it must be",
        "problem  src: no file adds the plugin",
        "look     scripts: these files are not scripts, since they are in other folders: src/duck.zig",
        "two scripts share one name",
        "\n3 problems.\n",
    ] {
        assert!(ill.stdout.contains(part), "{part}: {}", ill.stdout);
    }
}

#[test]
fn targets_are_a_table() {
    let folder = Folder::new("targets");
    let listed = folder.run("", &["targets"]);
    assert_eq!(listed.code, Some(0));
    let line = listed.stdout.lines().find(|line| line.starts_with("x86_64-unknown-linux-gnu ")).unwrap();
    assert!(line.contains(" x86_64-linux-gnu ") && line.contains("bevy_zig_toolchain"), "{line}");
}

#[test]
fn help_is_what_cargo_shows() {
    let folder = Folder::new("help");
    let help = folder.run("", &["help"]);
    for command in ["new", "add", "check", "test", "doctor", "targets"] {
        assert!(help.stdout.contains(&format!("\n  {command}  ")), "{}", help.stdout);
    }
    assert!(help.stdout.contains("Usage: cargo bevy-zig <COMMAND>"), "{}", help.stdout);
    folder.run("", &["chekc"]).fails_with("a similar subcommand exists: 'check'");
}
