//! Workspaces whose scripts are in library crates, and several packages at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A workspace outside of the repository: a game without scripts of its own, and two libraries with some.
struct Workspace(PathBuf);

impl Workspace {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("cargo-bevy-zig-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        let workspace = Self(path.canonicalize().unwrap());
        let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
        let crates = repository.join("crates");
        workspace
            .write("Cargo.toml", "[workspace]\nmembers = [\"game\", \"weather\", \"traffic\"]\nresolver = \"3\"\n");
        let manifest = |name: &str, more: &str| {
            format!(
                "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                 bevy_zig = {{ path = \"{}\" }}\n{more}\n",
                crates.join("bevy_zig").display()
            )
        };
        let uses = "weather = { path = \"../weather\" }\ntraffic = { path = \"../traffic\" }\n\n\
                    [features]\nhot-reload = [\"bevy_zig/hot-reload\"]";
        workspace.write("game/Cargo.toml", &manifest("game", uses));
        let main =
            "fn main() {\n    App::new().add_plugins((WeatherPlugin, ZigScriptPlugin::new(weather::scripts())));\n}\n";
        workspace.write("game/src/main.rs", main);
        for (name, script) in [("weather", "rain"), ("traffic", "car")] {
            let compiles = format!(
                "\n[build-dependencies]\nbevy_zig_build = {{ path = \"{}\" }}",
                crates.join("bevy_zig_build").display()
            );
            workspace.write(&format!("{name}/Cargo.toml"), &manifest(name, &compiles));
            workspace.write(&format!("{name}/build.rs"), "fn main() {\n    bevy_zig_build::compile(\"scripts\");\n}\n");
            let lib = "pub fn add(app: &mut App) {\n    app.add_zig_scripts(bevy_zig::scripts!());\n}\n";
            workspace.write(&format!("{name}/src/lib.rs"), lib);
            let text =
                "const bevy = @import(\"bevy\");\npub fn update(_: *@This(), _: *bevy.Context, _: f32) void {}\n";
            workspace.write(&format!("{name}/scripts/{script}.zig"), text);
        }
        fs::copy(repository.join("Cargo.lock"), workspace.0.join("Cargo.lock")).unwrap();
        workspace
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Code, standard output and standard error of `cargo bevy-zig …` in a folder of this one.
    fn run(&self, folder: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
        let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_cargo-bevy-zig"))
            .arg("bevy-zig")
            .args(arguments)
            .current_dir(self.0.join(folder))
            .env("CARGO_NET_OFFLINE", "true")
            .env_remove("CARGO_TARGET_DIR")
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        (status.code(), text(stdout), text(stderr))
    }
}

impl Drop for Workspace {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

#[test]
fn scripts_in_library_crates_are_in_order() {
    let workspace = Workspace::new("workspace");
    let both = "     Checked 1 script of traffic (1 compiled)\n     Checked 1 script of weather (1 compiled)\n";
    let (code, _, stderr) = workspace.run("game", &["check"]);
    assert_eq!((code, &*stderr), (Some(0), both));
    let again = both.replace("(1 compiled)", "(0 compiled)");
    for (folder, arguments) in
        [("", &["check", "--workspace"][..]), ("weather", &["check", "--workspace"]), ("", &["check"])]
    {
        let (code, _, stderr) = workspace.run(folder, arguments);
        assert_eq!((code, &*stderr), (Some(0), &*again), "{folder} {arguments:?}");
    }
    let (code, _, stderr) = workspace.run("weather", &["check"]);
    assert_eq!((code, &*stderr), (Some(0), "     Checked 1 script of weather (0 compiled)\n"));

    for arguments in [&["doctor"][..], &["doctor", "--workspace"]] {
        let (code, stdout, _) = workspace.run("game", arguments);
        assert_eq!(code, Some(0), "{stdout}");
        assert!(stdout.ends_with("\nNo problems.\n"), "{stdout}");
        for part in ["the library `weather`, in ", "the library `traffic`, in ", "1 script: rain", "1 script: car"] {
            assert!(stdout.contains(part), "{part}: {stdout}");
        }
    }
    let (_, stdout, _) = workspace.run("game", &["doctor"]);
    assert!(
        stdout.contains("the game `game`, in ") && stdout.contains("in the crates that it uses: traffic, weather"),
        "{stdout}"
    );

    // One mistake does not hide the next package.
    workspace.write("traffic/scripts/car.zig", "pub fn update(_: *@This()) void {\n    missing();\n}\n");
    workspace.write("weather/src/lib.rs", "// no scripts\n");
    let (code, _, stderr) = workspace.run("", &["check", "--workspace"]);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("error: use of undeclared identifier 'missing'"), "{stderr}");
    assert!(stderr.ends_with("     Checked 1 script of weather (0 compiled)\n"), "{stderr}");
    let (code, stdout, _) = workspace.run("weather", &["doctor"]);
    assert_eq!(code, Some(1), "{stdout}");
    assert!(stdout.contains("problem  src: no file has bevy_zig::scripts!(), so no game gets the scripts"), "{stdout}");
}
