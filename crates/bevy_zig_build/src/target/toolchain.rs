//! Zig as the C toolchain of a whole game: compiler, archiver and linker for another target, with nothing else
//! installed.
//!
//! ```text
//! FOLDER/TARGET/
//!   zig-cc[.exe]        copies of one program, which looks at its own name
//!   zig-c++[.exe]
//!   zig-ar[.exe]
//!   zig-dlltool[.exe]
//!   zig.txt             the Zig to run, and Zig's name of the target: one line each
//! ```
//! The tools are programs, not shell scripts, so that they are the same on every host. They translate the arguments of
//! rustc and the crate `cc` for Zig; see [`Tool`].

mod tool;

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::error::ToolchainError;
use crate::target::triple;
use crate::zig::find::Zig;

pub use tool::Tool;

/// The tools of one target, in their own folder.
///
/// ```no_run
/// # use bevy_zig_build::{Toolchain, Zig};
/// let toolchain = Toolchain::of("x86_64-unknown-linux-gnu.2.28")?;
/// let tools = toolchain.install("target/zig".as_ref(), &Zig::find()?, &std::env::current_exe()?)?;
/// for (variable, value) in tools.variables(|name| std::env::var(name).ok()) {
///     println!("{variable}={value}");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toolchain {
    name: String,
    rust_target: &'static str,
    zig_target: String,
}

/// The installed tools of a [`Toolchain`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tools {
    rust_target: &'static str,
    folder: PathBuf,
}

impl Toolchain {
    /// The toolchain for one of Cargo's targets. `…-linux-gnu` can be followed by the oldest version of glibc that the
    /// game should run with, as in `x86_64-unknown-linux-gnu.2.28`; the default is Zig's.
    ///
    /// # Errors
    /// [`ToolchainError::Unknown`], or the variants that say why Zig cannot link for that target and what can.
    pub fn of(name: &str) -> Result<Self, ToolchainError> {
        let (rust_target, glibc) = match name.split_once('.') {
            Some((target, version)) => (target, Some(version)),
            None => (name, None),
        };
        let Some((rust_target, zig_target)) = triple::names(rust_target) else {
            return Err(ToolchainError::Unknown { target: rust_target.to_owned(), known: linkable().collect() });
        };
        if let Some(instead) = instead(rust_target) {
            return Err(ToolchainError::NotWithZig { target: rust_target, instead });
        }
        let mut zig_target = zig_target.to_owned();
        if let Some(version) = glibc {
            if !rust_target.ends_with("-linux-gnu") || !is_version(version) {
                return Err(ToolchainError::Glibc { target: name.to_owned() });
            }
            zig_target = format!("{zig_target}.{version}");
        }
        Ok(Self { name: name.to_owned(), rust_target, zig_target })
    }

    /// Cargo's name of the target, for `--target`.
    pub fn rust_target(&self) -> &'static str {
        self.rust_target
    }

    /// Puts the tools into `folder`, in a folder of the target's. `program` is a program that calls
    /// [`Tool::of_program`] when it starts, and what it returns; the tools are copies of it.
    ///
    /// # Errors
    /// [`ToolchainError::File`].
    pub fn install(&self, folder: &Path, zig: &Zig, program: &Path) -> Result<Tools, ToolchainError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| ToolchainError::File { path, source }
        };
        let folder = std::path::absolute(folder).map_err(failed(folder))?.join(&self.name);
        fs::create_dir_all(&folder).map_err(failed(&folder))?;
        for tool in Tool::ALL {
            let path = folder.join(tool.file_name());
            // A tool that is running cannot be written to, but be replaced.
            let new = folder.join(format!("{}.new", tool.file_name()));
            fs::copy(program, &new).and_then(|_| fs::rename(&new, &path)).map_err(failed(&path))?;
        }
        let settings = folder.join(tool::SETTINGS);
        fs::write(&settings, format!("{}\n{}\n", zig.path().display(), self.zig_target)).map_err(failed(&settings))?;
        Ok(Tools { rust_target: self.rust_target, folder })
    }
}

impl Tools {
    /// The variables that make Cargo and the crate `cc` use the tools for the target. `set` tells what a variable is
    /// already: flags for rustc are added to those that Cargo would take instead.
    pub fn variables(&self, set: impl Fn(&str) -> Option<String>) -> Vec<(String, String)> {
        let cargo = self.rust_target.replace(['-', '.'], "_");
        let upper = cargo.to_uppercase();
        let mut variables = vec![
            (format!("CARGO_TARGET_{upper}_LINKER"), self.path(Tool::Cc)),
            (format!("CC_{cargo}"), self.path(Tool::Cc)),
            (format!("CXX_{cargo}"), self.path(Tool::Cxx)),
            (format!("AR_{cargo}"), self.path(Tool::Ar)),
        ];
        if !self.rust_flags().is_empty() {
            // The first of these that is set is the only one that Cargo looks at.
            let places = [("CARGO_ENCODED_RUSTFLAGS", "\x1f"), ("RUSTFLAGS", " ")];
            let found = places.into_iter().find_map(|(name, gap)| Some((name.to_owned(), gap, set(name)?)));
            let target = format!("CARGO_TARGET_{upper}_RUSTFLAGS");
            let (name, gap, flags) = found.unwrap_or_else(|| (target.clone(), " ", set(&target).unwrap_or_default()));
            let flags = Some(flags).filter(|flags| !flags.is_empty()).into_iter().chain(self.rust_flags());
            variables.push((name, flags.collect::<Vec<_>>().join(gap)));
        }
        variables
    }

    /// The same for a file `.cargo/config.toml`, after which `cargo build --target …` is all that is to be said.
    pub fn config(&self) -> String {
        let cargo = self.rust_target.replace('-', "_");
        let mut text = format!("[target.{}]\nlinker = {:?}\n", self.rust_target, self.path(Tool::Cc));
        if !self.rust_flags().is_empty() {
            text += &format!("rustflags = {:?}\n", self.rust_flags());
        }
        // A file holds each table once.
        text += "\n# If there is an [env] already, these lines go below it.\n[env]\n";
        for (variable, tool) in [("CC", Tool::Cc), ("CXX", Tool::Cxx), ("AR", Tool::Ar)] {
            text += &format!("{variable}_{cargo} = {:?}\n", self.path(tool));
        }
        text
    }

    fn rust_flags(&self) -> Vec<String> {
        let mut flags = Vec::new();
        // Else rustc brings a start-up code and a libc of its own beside Zig's.
        if self.rust_target.ends_with("-musl") || self.rust_target.ends_with("-windows-gnu") {
            flags.push("-Clink-self-contained=no".to_owned());
        }
        if self.rust_target.ends_with("-windows-gnu") {
            flags.push(format!("-Cdlltool={}", self.path(Tool::Dlltool)));
        }
        flags
    }

    fn path(&self, tool: Tool) -> String {
        self.folder.join(tool.file_name()).display().to_string()
    }
}

/// What to do for targets whose scripts Zig compiles, but for which it has no C library.
fn instead(rust_target: &str) -> Option<&'static str> {
    [
        ("-msvc", "Microsoft's import libraries are needed: build on Windows, or for x86_64-pc-windows-gnullvm"),
        ("-android", "the C library is Android's: build with the NDK, as cargo-ndk does"),
        ("-ios", "Apple's SDK is needed: build on macOS"),
        ("wasm32-", "Rust brings the linker, and no C toolchain is needed: build with `cargo build --target`"),
    ]
    .into_iter()
    .find_map(|(part, instead)| rust_target.contains(part).then_some(instead))
}

/// The targets that Zig can link for.
fn linkable() -> impl Iterator<Item = &'static str> {
    triple::known().filter(|target| instead(target).is_none())
}

fn is_version(text: &str) -> bool {
    let mut parts = text.split('.').map(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    parts.next() == Some(true) && parts.next() == Some(true) && parts.all(|part| part)
}

#[cfg(test)]
mod tests;
