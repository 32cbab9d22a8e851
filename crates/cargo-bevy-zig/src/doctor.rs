//! `cargo bevy-zig doctor`.

use std::fmt::Display;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use bevy_zig_build::{ZIG_VERSION, Zig, scripts_in};
use clap::Args;

use crate::console::{BAD, DOUBTFUL, GOOD, NOTE};
use crate::game::{Game, IS_LIBRARY, rustc};
use crate::settings::Settings;
use crate::{Outcome, Which, console};

/// Find out why a game does not build, and say how to fix it
///
/// Outside of a game it only checks the machine. It installs and changes nothing.
#[derive(Args)]
pub struct Doctor {
    #[command(flatten)]
    which: Which,
    /// All packages of the workspace that have scripts
    #[arg(long, conflicts_with = "package")]
    workspace: bool,
}

/// What was found so far.
#[derive(Default)]
struct Report {
    problems: usize,
}

impl Report {
    fn head(&self, what: &str) {
        anstream::println!("{NOTE}{what}{NOTE:#}");
    }

    fn good(&mut self, what: &str, found: impl Display) {
        anstream::println!("  {GOOD}ok{GOOD:#}       {what}: {found}");
    }

    /// What will be in somebody's way, and may be meant.
    fn doubtful(&mut self, what: &str, found: impl Display) {
        anstream::println!("  {DOUBTFUL}look{DOUBTFUL:#}     {what}: {}", indented(found));
    }

    /// What keeps the game from being built.
    fn bad(&mut self, what: &str, found: impl Display) {
        self.problems += 1;
        anstream::println!("  {BAD}problem{BAD:#}  {what}: {}", indented(found));
    }
}

/// Lines below the first, below where that begins.
fn indented(text: impl Display) -> String {
    text.to_string().replace('\n', "\n           ")
}

impl Doctor {
    pub fn run(self) -> Outcome {
        let settings = Settings::of(&std::env::current_dir()?);
        let mut report = Report::default();
        report.head("this machine");
        let host = rust(&mut report);
        zig(&mut report, &settings);
        if let Some(host) = &host {
            c_compiler(&mut report, host);
        }
        match self.games() {
            Ok(games) if games.is_empty() => anstream::println!("\nNote: {IS_LIBRARY}."),
            Ok(games) => {
                // Where the scripts are in crates of their own, those are looked at with the game.
                let mut seen: Vec<String> = games.iter().map(|game| game.name.clone()).collect();
                let mut all = Vec::new();
                for game in games {
                    let libraries = game.script_libraries();
                    all.push(game);
                    for library in libraries {
                        if !seen.contains(&library.name) {
                            seen.push(library.name.clone());
                            all.push(library);
                        }
                    }
                }
                all.iter().for_each(|game| look_at(&mut report, game));
            }
            // Asked for, and not there.
            Err(error) if self.which.manifest_path.is_some() || self.which.package.is_some() => return Err(error),
            Err(error)
                if !Path::new("Cargo.toml").exists() && error.to_string().contains("could not find `Cargo.toml`") =>
            {
                anstream::println!("\nThis folder does not contain a game; `cargo bevy-zig new NAME` creates one.");
            }
            Err(error) => report.bad("Cargo.toml", console::chain(&*error)),
        }
        anstream::println!();
        Ok(match report.problems {
            0 => {
                anstream::println!("{GOOD}No problems.{GOOD:#}");
                ExitCode::SUCCESS
            }
            1 => {
                anstream::println!("{BAD}1 problem.{BAD:#}");
                ExitCode::FAILURE
            }
            several => {
                anstream::println!("{BAD}{several} problems.{BAD:#}");
                ExitCode::FAILURE
            }
        })
    }
}

impl Doctor {
    /// The packages that it is about; none in the library's own folder.
    fn games(&self) -> Result<Vec<Game>, Box<dyn std::error::Error>> {
        if self.workspace {
            return Game::all(&self.which, true);
        }
        let game = Game::find(&self.which, true)?;
        Ok(if game.is_library() { Vec::new() } else { vec![game] })
    }
}

fn look_at(report: &mut Report, game: &Game) {
    anstream::println!();
    let what = if game.is_program { "game" } else { "library" };
    report.head(&format!("the {what} `{}`, in {}", game.name, game.folder.display()));
    packages(report, game);
    source(report, game);
    if game.has_scripts() {
        scripts(report, game);
    }
    system_packages(report, game);
}

/// The compiler; its target, if there is one.
fn rust(report: &mut Report) -> Option<String> {
    let needed = env!("CARGO_PKG_RUST_VERSION");
    match rustc() {
        Ok((host, version)) if numbers(&version) >= numbers(needed) => {
            report.good("rustc", format!("{version}, {host}"));
            Some(host)
        }
        Ok((host, version)) => {
            report
                .bad("rustc", format!("{version} is older than {needed}; `rustup update stable` installs a newer one"));
            Some(host)
        }
        Err(error) => {
            report.bad("rustc", error);
            None
        }
    }
}

fn zig(report: &mut Report, settings: &Settings) {
    let variable = |name: &str| settings.variable(name);
    let value = variable("BEVY_ZIG_FETCH").unwrap_or_default().to_string_lossy().into_owned();
    let fetch = Zig::may_fetch(&value) == Some(true);
    match Zig::find_installed(variable) {
        Ok(zig) => report.good("Zig", format!("{}, {}", zig.version(), zig.path().display())),
        Err(error @ bevy_zig_build::FindZigError::Unusable { .. }) => report.bad("Zig", error),
        Err(_) if fetch => match Zig::installer(variable) {
            Ok(python) => {
                let folder = Zig::cache_folders(variable).into_iter().next().unwrap_or_default();
                let by = format!("with pip of {}", python.display());
                report.good(
                    "Zig",
                    format!("not installed yet; the next build installs {ZIG_VERSION} into {}, {by}", folder.display()),
                );
            }
            Err(error) => report.bad("Zig", error),
        },
        Err(error) => report.bad("Zig", error),
    }
    match settings.origin("BEVY_ZIG_FETCH") {
        Some(origin) if fetch => {
            report.good("BEVY_ZIG_FETCH", format!("{value}, from {origin}: the build may install Zig"));
        }
        Some(origin) if Zig::may_fetch(&value).is_none() => {
            report.bad("BEVY_ZIG_FETCH", format!("{value}, from {origin}, is neither yes nor no: write 1 or 0"));
        }
        _ => report.good("BEVY_ZIG_FETCH", "not 1: the build installs nothing"),
    }
    for name in ["BEVY_ZIG_ZIG", "ZIG", "BEVY_ZIG_CACHE", "BEVY_ZIG_OPTIMIZE"] {
        if let (Some(value), Some(origin)) = (variable(name), settings.origin(name)) {
            report.good(name, format!("{}, from {origin}", value.display()));
        }
    }
}

/// The build of bevy_zig compiles its guard with it.
fn c_compiler(report: &mut Report, host: &str) {
    let found = cc::Build::new().target(host).host(host).opt_level(0).cargo_metadata(false).try_get_compiler();
    match found.map(|tool| (tool.path().display().to_string(), tool.to_command().arg("--version").output())) {
        Ok((path, Ok(output))) if output.status.success() || cfg!(target_env = "msvc") => {
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            report.good("C compiler", format!("{path}, {}", said.lines().next().unwrap_or_default()));
        }
        Ok((path, Ok(output))) => report.bad("C compiler", format!("{path} fails ({})", output.status)),
        Ok((path, Err(error))) => report.bad("C compiler", format!("`{path}` cannot be run ({error}); {}", C_HELP)),
        Err(error) => report.bad("C compiler", format!("{error}; {C_HELP}")),
    }
}

const C_HELP: &str = "install one (Debian and Ubuntu: apt install gcc; Fedora: dnf install gcc; macOS: xcode-select --install), or name it in CC";

/// The packages of bevy_zig, and whether they fit each other.
fn packages(report: &mut Report, game: &Game) {
    let (library, helper) = (game.packages("bevy_zig"), game.packages("bevy_zig_build"));
    for (name, found) in [("bevy_zig", &library), ("bevy_zig_build", &helper)] {
        match &found[..] {
            [one] => {
                let features = if one.features.is_empty() { "none".to_owned() } else { one.features.join(", ") };
                report.good(name, format!("{}, features: {features}", one.version));
            }
            [] => {}
            several => {
                let versions: Vec<&str> = several.iter().map(|one| &*one.version).collect();
                let what = format!(
                    "{} at the same time; `cargo tree -i {name}` shows which packages use them",
                    versions.join(" and ")
                );
                report.bad(name, what);
            }
        }
    }
    let direct = |name: &str, build: bool| game.dependencies.contains(&(name.to_owned(), build));
    if !direct("bevy_zig", false) {
        report.bad("bevy_zig", "must be under [dependencies] in the game's own Cargo.toml: cargo add bevy_zig");
    }
    if !direct("bevy_zig_build", true) && !has_all_in_libraries(game) {
        let what = "must be under [build-dependencies]: cargo add --build bevy_zig_build";
        report.bad("bevy_zig_build", what);
    }
    if let ([library], [helper]) = (&library[..], &helper[..])
        && library.version != helper.version
    {
        let what =
            format!("is {}, but bevy_zig is {}: both must have the same version", helper.version, library.version);
        report.bad("bevy_zig_build", what);
    }
    if !game.is_program {
        // It is the game's to choose.
        return;
    }
    let reloads = game.features.iter().find(|(_, parts)| parts.iter().any(|part| part == "bevy_zig/hot-reload"));
    let always = library.iter().any(|library| library.features.iter().any(|feature| feature == "hot-reload"));
    match reloads {
        _ if always => {
            let what = "is on by default, so players get it, too: make it a feature of the game";
            report.doubtful("hot reload", format!("{what}\n[features]\nhot-reload = [\"bevy_zig/hot-reload\"]"));
        }
        Some((name, _)) => report.good("hot reload", format!("cargo run --features {name}")),
        None => report
            .doubtful("hot reload", "no feature turns it on; add\n[features]\nhot-reload = [\"bevy_zig/hot-reload\"]"),
    }
}

/// Whether a package has no scripts, but uses crates of the workspace that have some.
fn has_all_in_libraries(game: &Game) -> bool {
    !game.has_scripts() && !game.script_libraries().is_empty()
}

/// What the game's own sources have to say.
fn source(report: &mut Report, game: &Game) {
    let libraries = game.script_libraries();
    match &game.build_script {
        _ if has_all_in_libraries(game) => {
            let names: Vec<&str> = libraries.iter().map(|library| &*library.name).collect();
            report.good("scripts", format!("in the crates that it uses: {}", names.join(", ")));
        }
        None => {
            report.bad("build.rs", "is missing; it must be\nfn main() {\n    bevy_zig_build::compile(\"scripts\");\n}")
        }
        Some(script) if script.folders.is_empty() => {
            let what = "does not name a folder of scripts as a literal: if its code does not compute one, add bevy_zig_build::compile(\"scripts\")";
            report.doubtful("build.rs", what);
        }
        Some(script) => report.good("build.rs", format!("compiles {}", script.folders.join(", "))),
    }
    let mut source = String::new();
    read_all(&game.folder.join("src"), &mut source);
    if !game.is_program {
        if source.contains("scripts!") {
            report.good("src", "games get its scripts");
        } else {
            let what = "no file has bevy_zig::scripts!(), so no game gets the scripts; write in the library's plugin:\n\
                        app.add_zig_scripts(bevy_zig::scripts!());";
            report.bad("src", what);
        }
    } else {
        // What the game's own crates do counts as its own.
        let mut all = source.clone();
        libraries.iter().for_each(|library| read_all(&library.folder.join("src"), &mut all));
        if !all.contains("ZigScriptPlugin") {
            report.bad("src", "no file adds the plugin: .add_plugins(ZigScriptPlugin::new(bevy_zig::scripts!()))");
        } else if game.has_scripts() && !source.contains("scripts!") {
            report.bad("src", "no file has bevy_zig::scripts!(), the argument of ZigScriptPlugin::new");
        } else if !all.contains("scripts!") {
            report.bad("src", "no file, here or in its crates, has bevy_zig::scripts!()");
        } else {
            report.good("src", "the plugin is added");
        }
    }
    if source.contains("ZigComponent)") && !source.contains("register_zig_component") {
        report
            .doubtful("src", "a type derives ZigComponent, but none is registered: app.register_zig_component::<…>()");
    }
}

/// The text of all Rust files below a folder.
fn read_all(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            read_all(&path, text);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(&fs::read_to_string(path).unwrap_or_default());
        }
    }
}

fn scripts(report: &mut Report, game: &Game) {
    for folder in game.script_folders() {
        let name = folder.strip_prefix(&game.folder).unwrap_or(&folder).display().to_string();
        match scripts_in(&[&folder]) {
            Ok(found) if found.is_empty() => {
                report.doubtful(&name, "no scripts yet; `cargo bevy-zig add NAME` adds one")
            }
            Ok(found) => {
                let names: Vec<&str> = found.iter().map(|script| &*script.name).collect();
                report.good(&name, format!("{}: {}", console::scripts(found.len()), names.join(", ")));
            }
            Err(error) => report.bad(&name, error),
        }
    }
    let default = game.folder.join("scripts");
    let mut strays = Vec::new();
    for folder in [&game.folder, &game.folder.join("src")] {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        // build.zig is for editors.
        let is_script =
            |path: &Path| path.extension().is_some_and(|extension| extension == "zig") && !path.ends_with("build.zig");
        let zig = entries.filter(|entry| is_script(&entry.path()));
        strays
            .extend(zig.map(|entry| entry.path().strip_prefix(&game.folder).unwrap_or(&default).display().to_string()));
    }
    if !strays.is_empty() {
        report.doubtful(
            "scripts",
            format!("these files are not scripts, since they are in other folders: {}", strays.join(", ")),
        );
    }
}

/// What Bevy's default features need of a Linux system.
fn system_packages(report: &mut Report, game: &Game) {
    if !cfg!(target_os = "linux") {
        return;
    }
    for (package, library, debian) in
        [("alsa-sys", "alsa", "libasound2-dev"), ("libudev-sys", "libudev", "libudev-dev")]
    {
        if game.packages(package).is_empty() {
            continue;
        }
        let there =
            Command::new("pkg-config").args(["--exists", library]).status().is_ok_and(|status| status.success());
        if there {
            report.good(library, "is installed");
        } else {
            let what = format!(
                "a feature of Bevy needs it, but it is not installed: apt install pkg-config {debian} (Debian and Ubuntu), or \
                 bevy = {{ version = \"…\", default-features = false }} in Cargo.toml"
            );
            report.bad(library, what);
        }
    }
}

/// A version's numbers, for comparing.
fn numbers(version: &str) -> Vec<u32> {
    let release = version.split('-').next().unwrap_or_default();
    release.split('.').map_while(|number| number.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_numbers() {
        assert!(numbers("1.100.0") > numbers("1.95"));
        assert!(numbers("1.95.0-nightly") >= numbers("1.95"));
        assert!(numbers("1.94.1") < numbers("1.95"));
    }
}
