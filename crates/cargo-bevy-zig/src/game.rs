//! The package that a command is about, as Cargo knows it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

use bevy_zig_build::Package;
use serde_json::Value;

use crate::Which;
use crate::build_script::BuildScript;

/// A game's package.
pub struct Game {
    pub name: String,
    /// The folder of its Cargo.toml.
    pub folder: PathBuf,
    /// Cargo's folder for what is made.
    pub target_folder: PathBuf,
    /// Its features: name, and what each of them is for.
    pub features: Vec<(String, Vec<String>)>,
    /// Direct dependencies: name, and whether it is one of the build script's.
    pub dependencies: Vec<(String, bool)>,
    /// What `build.rs` says; `None` if there is none.
    pub build_script: Option<BuildScript>,
    /// Whether it makes a program, and not only a library.
    pub is_program: bool,
    id: String,
    metadata: Rc<Value>,
}

/// A package that a game is made with.
pub struct Dependency {
    pub version: String,
    /// The folder of its sources.
    pub folder: PathBuf,
    /// The features that are on, with the game's default ones.
    pub features: Vec<String>,
}

impl Game {
    /// Looks for the package; `dependencies`: for all that it depends on, too, which needs the network if Cargo does.
    pub fn find(which: &Which, dependencies: bool) -> Result<Self, Box<dyn std::error::Error>> {
        let mut arguments = vec!["metadata", "--format-version", "1"];
        let (host, _) = rustc()?;
        if dependencies {
            // What is for other systems need not be downloaded.
            arguments.extend(["--filter-platform", &host]);
        } else {
            arguments.push("--no-deps");
        }
        let metadata: Rc<Value> = Rc::new(serde_json::from_str(&cargo(&arguments, which)?)?);
        let nearest = cargo(&["locate-project", "--message-format", "plain"], which)?;
        let nearest = Path::new(nearest.trim());

        let packages = members(&metadata);
        let package = match &which.package {
            Some(name) => packages
                .iter()
                .find(|package| package["name"] == **name)
                .ok_or_else(|| format!("there is no package `{name}` in {}", nearest.display()))?,
            None => match packages.iter().find(|package| is_path(&package["manifest_path"], nearest)) {
                Some(package) => package,
                None => only_game(&packages, nearest)?,
            },
        };
        Ok(Self::of(package, metadata.clone()))
    }

    fn of(package: &Value, metadata: Rc<Value>) -> Self {
        let folder = Path::new(text(&package["manifest_path"])).parent().unwrap_or(Path::new("")).to_owned();
        let features = package["features"].as_object().into_iter().flatten();
        let kinds = list(&package["targets"]).into_iter().flat_map(|target| list(&target["kind"]));
        Self {
            id: text(&package["id"]).to_owned(),
            is_program: kinds.into_iter().any(|kind| *kind == "bin"),
            name: text(&package["name"]).to_owned(),
            target_folder: text(&metadata["target_directory"]).into(),
            features: features
                .map(|(name, parts)| {
                    (name.clone(), list(parts).into_iter().map(|part| text(part).to_owned()).collect())
                })
                .collect(),
            dependencies: list(&package["dependencies"])
                .into_iter()
                .map(|dependency| (text(&dependency["name"]).to_owned(), dependency["kind"] == "build"))
                .collect(),
            build_script: BuildScript::of(&folder),
            folder,
            metadata,
        }
    }

    /// All packages of the workspace that compile scripts, by name.
    pub fn all(which: &Which, dependencies: bool) -> Result<Vec<Self>, Box<dyn std::error::Error>> {
        let first = Self::find_any(which, dependencies)?;
        let mut games: Vec<Self> =
            members(&first.metadata).into_iter().map(|member| Self::of(member, first.metadata.clone())).collect();
        games.retain(Self::compiles_scripts);
        games.sort_by(|a, b| a.name.cmp(&b.name));
        if games.is_empty() {
            let folder = text(&first.metadata["workspace_root"]);
            return Err(format!("no package of {folder} has scripts: none depends on bevy_zig_build").into());
        }
        Ok(games)
    }

    /// Any package of the workspace, for what is about all of them.
    fn find_any(which: &Which, dependencies: bool) -> Result<Self, Box<dyn std::error::Error>> {
        match Self::find(which, dependencies) {
            Ok(game) => Ok(game),
            Err(error) => {
                let metadata: Value =
                    serde_json::from_str(&cargo(&["metadata", "--format-version", "1", "--no-deps"], which)?)?;
                let Some(name) = members(&metadata).first().map(|member| text(&member["name"]).to_owned()) else {
                    return Err(error);
                };
                let which = Which { package: Some(name), ..which.clone() };
                Self::find(&which, dependencies)
            }
        }
    }

    /// Whether its build script compiles scripts.
    pub fn compiles_scripts(&self) -> bool {
        self.dependencies.iter().any(|(name, build)| *build && name == "bevy_zig_build")
    }

    /// Whether it has scripts of its own, or is about to.
    pub fn has_scripts(&self) -> bool {
        self.compiles_scripts() || self.folder.join("scripts").is_dir()
    }

    /// The packages of the workspace that it depends on, directly or not, and that compile scripts, by name; if
    /// [`find`](Self::find) was asked for dependencies.
    pub fn script_libraries(&self) -> Vec<Self> {
        let nodes = list(&self.metadata["resolve"]["nodes"]);
        let (mut seen, mut open) = (vec![self.id.clone()], vec![self.id.clone()]);
        while let Some(id) = open.pop() {
            let node = nodes.iter().find(|node| node["id"] == id);
            for dependency in node.map(|node| list(&node["dependencies"])).unwrap_or_default() {
                let dependency = text(dependency).to_owned();
                if !seen.contains(&dependency) {
                    seen.push(dependency.clone());
                    open.push(dependency);
                }
            }
        }
        let of = members(&self.metadata).into_iter().filter(|member| seen[1..].iter().any(|id| member["id"] == **id));
        let mut libraries: Vec<Self> = of.map(|member| Self::of(member, self.metadata.clone())).collect();
        libraries.retain(Self::compiles_scripts);
        libraries.sort_by(|a, b| a.name.cmp(&b.name));
        libraries
    }

    /// The game whose scripts a command is about. Not the library, which has none.
    pub fn with_scripts(which: &Which, dependencies: bool) -> Result<Self, Box<dyn std::error::Error>> {
        let game = Self::find(which, dependencies)?;
        if game.is_library() { Err(IS_LIBRARY.into()) } else { Ok(game) }
    }

    /// Whether it is bevy_zig itself.
    pub fn is_library(&self) -> bool {
        self.name == "bevy_zig"
    }

    /// A package that the game depends on, directly or not, if [`find`](Self::find) was asked for them. All of that
    /// name, should there be several versions.
    pub fn packages(&self, name: &str) -> Vec<Dependency> {
        let nodes = list(&self.metadata["resolve"]["nodes"]);
        list(&self.metadata["packages"])
            .into_iter()
            .filter(|package| package["name"] == name)
            .map(|package| {
                let node = nodes.iter().find(|node| node["id"] == package["id"]);
                let features = node.map(|node| list(&node["features"])).unwrap_or_default();
                Dependency {
                    version: text(&package["version"]).to_owned(),
                    folder: Path::new(text(&package["manifest_path"])).parent().unwrap_or(Path::new("")).to_owned(),
                    features: features.into_iter().map(|feature| text(feature).to_owned()).collect(),
                }
            })
            .collect()
    }

    /// The folders of scripts, with absolute paths: those that `build.rs` names, or `scripts`.
    pub fn script_folders(&self) -> Vec<PathBuf> {
        let named = self.build_script.as_ref().map(|script| script.folders.clone()).unwrap_or_default();
        let folders = if named.is_empty() { vec!["scripts".to_owned()] } else { named };
        folders.into_iter().map(|folder| self.folder.join(folder)).collect()
    }

    /// The package for [`bevy_zig_build::Build::check`], on this machine.
    pub fn package(&self, host: String) -> Package {
        self.package_in(&self.target_folder, host)
    }

    /// The same for another machine. What is made for one lies apart from what is made for the others.
    pub fn package_for(&self, target: String) -> Package {
        self.package_in(&self.target_folder.join(&target), target)
    }

    fn package_in(&self, target_folder: &Path, target: String) -> Package {
        Package {
            name: self.name.clone(),
            folder: self.folder.clone(),
            // As deep as Cargo's own, since the cache of last resort is found from it.
            out_dir: target_folder.join("bevy_zig_check/build").join(&self.name).join("out"),
            target,
        }
    }
}

/// The answer in the library's own folder.
pub const IS_LIBRARY: &str = "this is the library bevy_zig, not a game; `cargo bevy-zig new PATH` creates one, and `--package bevy_zig_demo` selects the demo";

/// The packages of the workspace.
fn members(metadata: &Value) -> Vec<&Value> {
    let members: Vec<&Value> = list(&metadata["workspace_members"]);
    list(&metadata["packages"]).into_iter().filter(|package| members.contains(&&package["id"])).collect()
}

/// In a workspace whose root is no package: its game, if it has one only.
fn only_game<'a, 'b>(packages: &'a [&'b Value], root: &Path) -> Result<&'a &'b Value, String> {
    let depends = |package: &Value, on: &str| list(&package["dependencies"]).iter().any(|one| one["name"] == on);
    let is_program = |package: &Value| {
        list(&package["targets"]).iter().any(|target| list(&target["kind"]).iter().any(|kind| **kind == "bin"))
    };
    let games: Vec<&&Value> = packages.iter().filter(|package| depends(package, "bevy_zig_build")).collect();
    // Its scripts may all be in libraries.
    let programs: Vec<&&Value> =
        packages.iter().filter(|package| is_program(package) && depends(package, "bevy_zig")).collect();
    match (&games[..], &programs[..]) {
        ([], _) => Err(format!("no package of {} has scripts: none depends on bevy_zig_build", root.display())),
        (_, [game]) | ([game], _) => Ok(game),
        _ => {
            let names: Vec<&str> = games.iter().map(|package| text(&package["name"])).collect();
            Err(format!(
                "several packages of {} have scripts; name one with --package, or all with --workspace: {}",
                root.display(),
                names.join(", ")
            ))
        }
    }
}

/// What Cargo says; its error if it fails.
fn cargo(arguments: &[&str], which: &Which) -> Result<String, String> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(arguments);
    if let Some(path) = &which.manifest_path {
        cargo.arg("--manifest-path").arg(path);
    }
    let output = cargo.output().map_err(|error| format!("cannot run cargo: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.trim().trim_start_matches("error: ").to_owned())
}

/// Rust's own target, and its version, as the compiler says them.
pub fn rustc() -> Result<(String, String), String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("-vV").output().map_err(|error| format!("cannot run rustc: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = |name: &str| said.lines().find_map(|line| line.strip_prefix(name)).map(|rest| rest.trim().to_owned());
    match (line("host:"), line("release:")) {
        (Some(host), Some(release)) => Ok((host, release)),
        _ => {
            let wrong = String::from_utf8_lossy(&output.stderr);
            Err(format!("rustc -vV names no host ({}): {}", output.status, format!("{said}{wrong}").trim()))
        }
    }
}

fn is_path(value: &Value, path: &Path) -> bool {
    Path::new(text(value)) == path
}

fn list(value: &Value) -> Vec<&Value> {
    value.as_array().into_iter().flatten().collect()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
