//! `cargo bevy-zig new`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;

use crate::{Outcome, console, template};

/// Create a new game: a duck, a pond, and scripts to change
#[derive(Args)]
pub struct New {
    /// The folder to create
    #[arg(value_name = "PATH")]
    folder: PathBuf,
    /// The package's name [default: the folder's]
    #[arg(long)]
    name: Option<String>,
    /// Take bevy_zig from a checkout of its repository
    /// [default: the checkout that this program was built from, else crates.io]
    #[arg(long, value_name = "FOLDER", conflicts_with = "git")]
    path: Option<PathBuf>,
    /// Take bevy_zig from a git repository
    #[arg(long, value_name = "URL")]
    git: Option<String>,
    /// The version control to set up: git or none [default: git, unless the folder is in a repository]
    #[arg(long, value_name = "VCS")]
    vcs: Option<String>,
}

impl New {
    pub fn run(self) -> Outcome {
        let (bevy_zig, bevy_zig_build) = self.source()?;
        self.cargo_new()?;
        let manifest = fs::read_to_string(self.folder.join("Cargo.toml"))?;
        let manifest: toml_edit::DocumentMut = manifest.parse()?;
        let name = manifest["package"]["name"].as_str().ok_or("cargo new has written no name")?;
        let values = [("project-name", name), ("bevy_zig", &*bevy_zig), ("bevy_zig_build", &*bevy_zig_build)];
        for (file, text) in template::files(&values) {
            let path = self.folder.join(file);
            fs::create_dir_all(path.parent().unwrap_or(&self.folder))
                .and_then(|()| fs::write(&path, text))
                .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
        }
        console::done("Created", &format!("the game `{name}` in {}", self.folder.display()));
        let folder = self.folder.display().to_string();
        let folder = if folder.contains(' ') { format!("\"{folder}\"") } else { folder };
        console::done("Next", &format!("cd {folder} && cargo run"));
        Ok(ExitCode::SUCCESS)
    }

    /// Cargo makes the package: it knows which names are good, whether there is a workspace around, and how
    /// repositories begin.
    fn cargo_new(&self) -> Result<(), String> {
        if self.folder.exists() {
            return Err(format!("{} already exists: choose another folder", self.folder.display()));
        }
        // Cargo would make it a member of the repository's workspace.
        let whole = std::path::absolute(&self.folder).unwrap_or_else(|_| self.folder.clone());
        // The folder above it that there is, by its real path: `..` leads out of a checkout.
        let above = whole.ancestors().skip(1).find_map(|folder| folder.canonicalize().ok()).unwrap_or_default();
        if let Some(repository) = above.ancestors().find_map(checkout) {
            return Err(format!(
                "{} is inside the repository of bevy_zig: choose a folder outside of {}",
                self.folder.display(),
                repository.display()
            ));
        }
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["new", "--quiet", "--bin"]);
        cargo
            .args(self.name.iter().flat_map(|name| ["--name", name]))
            .args(self.vcs.iter().flat_map(|vcs| ["--vcs", vcs]));
        let output = cargo.arg(&self.folder).output().map_err(|error| format!("cannot run cargo: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(said.trim().trim_start_matches("error: ").to_owned())
    }

    /// What stands behind the two packages in a Cargo.toml.
    fn source(&self) -> Result<(String, String), String> {
        if let Some(url) = &self.git {
            let source = format!("git = {}", toml_edit::value(url));
            return Ok((source.clone(), source));
        }
        let checkout = match &self.path {
            Some(path) => Some(checkout(path).ok_or_else(|| {
                format!("{} is not a checkout of bevy_zig: it has no crates/bevy_zig_build", path.display())
            })?),
            None => checkout(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")),
        };
        Ok(match checkout {
            Some(folder) => {
                let path = |path: PathBuf| format!("path = {}", toml_edit::value(path.display().to_string()));
                (path(folder.join("crates/bevy_zig")), path(folder.join("crates/bevy_zig_build")))
            }
            None => {
                let version = format!("version = \"{}\"", env!("CARGO_PKG_VERSION"));
                (version.clone(), version)
            }
        })
    }
}

/// The folder, in full, if it is a checkout of this repository.
fn checkout(folder: &Path) -> Option<PathBuf> {
    let is_one = folder.join("zig/bevy.zig").is_file() && folder.join("crates/bevy_zig_build/Cargo.toml").is_file();
    is_one.then(|| folder.canonicalize().ok()).flatten()
}
