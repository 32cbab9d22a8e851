//! Compiling and testing a package's scripts without Cargo: for tools, which want to know what is wrong with them.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::base::env::Env;
use crate::base::error::BuildError;
use crate::base::options::Build;
use crate::build::compile::{compile_scripts, write_mirror};
use crate::build::script_tests::{ScriptTestError, ScriptTestReport, ScriptTests};
use crate::compiler::config::Config;
use crate::source::sources::{Script, scripts_in};
use crate::zig::find::Zig;

/// A package, as Cargo would tell its build script of it.
#[derive(Debug, Clone)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its folder, with an absolute path.
    pub folder: PathBuf,
    /// The folder for what is made, which need not exist.
    pub out_dir: PathBuf,
    /// Cargo's name of the target, such as `x86_64-unknown-linux-gnu`.
    pub target: String,
}

/// What [`Build::check`] found in order.
#[derive(Debug)]
#[non_exhaustive]
pub struct Checked {
    /// All scripts, sorted by name.
    pub scripts: Vec<Script>,
    /// The names of those that Zig compiled this time; the others have not changed since they were compiled last.
    pub compiled: Vec<String>,
}

impl Build {
    /// Compiles the scripts as a build script does in a dev build, and links nothing. Not for build scripts.
    ///
    /// `variable` looks up environment variables; Cargo's are not needed. [`sdk`](Build::sdk) must have been called.
    ///
    /// ```no_run
    /// # use bevy_zig_build::{Build, Package};
    /// # let (folder, sdk) = (std::path::PathBuf::new(), "");
    /// let package = Package {
    ///     name: "my_game".to_owned(),
    ///     out_dir: folder.join("target/check"),
    ///     folder,
    ///     target: "x86_64-unknown-linux-gnu".to_owned(),
    /// };
    /// let checked = Build::new().folder("scripts").sdk(sdk).check(&package, |name| std::env::var_os(name))?;
    /// println!("{} scripts are in order", checked.scripts.len());
    /// # Ok::<(), bevy_zig_build::BuildError>(())
    /// ```
    ///
    /// # Errors
    /// See [`BuildError`]; [`BuildError::Compile`] and [`BuildError::Components`] have all mistakes.
    pub fn check(
        &self,
        package: &Package,
        variable: impl Fn(&str) -> Option<OsString> + Sync,
    ) -> Result<Checked, BuildError> {
        let (config, env) = self.without_cargo(package, variable)?;
        let scripts = scripts_in(&config.folders)?;
        let (mirror, components) = write_mirror(&config, &env)?;
        let compiled = compile_scripts(&config, &env, &scripts, &mirror, &components)?.compiled;
        Ok(Checked { scripts, compiled })
    }

    /// Runs the `test` blocks of the scripts, as [`test_scripts!`](crate::test_scripts) does in a test of the package.
    /// Neither the package nor Bevy is compiled. With names in `only`, these scripts alone are tested. Not for build
    /// scripts.
    ///
    /// # Errors
    /// See [`ScriptTestError`].
    pub fn test(
        &self,
        package: &Package,
        only: &[String],
        variable: impl Fn(&str) -> Option<OsString> + Sync,
    ) -> Result<ScriptTestReport, ScriptTestError> {
        let (config, env) = self.without_cargo(package, variable)?;
        write_mirror(&config, &env)?;
        let zig = || Zig::find_in(&env).map_err(BuildError::from);
        ScriptTests::of(&config.out_dir).run_some(zig, &config.sdk, &config.folders, only)
    }

    /// What Cargo would say to a build script in a dev build.
    fn without_cargo<'a>(
        &self,
        package: &'a Package,
        variable: impl Fn(&str) -> Option<OsString> + Sync + 'a,
    ) -> Result<(Config, Env<'a>), BuildError> {
        let mut build = self.clone();
        for path in build.folders.iter_mut().chain(&mut build.components).chain(&mut build.sdk) {
            *path = package.folder.join(&path);
        }
        let env = Env::with(move |name| match name {
            "CARGO_PKG_NAME" => Some(package.name.clone().into()),
            "CARGO_MANIFEST_DIR" => Some(package.folder.clone().into()),
            "OUT_DIR" => Some(package.out_dir.clone().into()),
            "TARGET" | "HOST" => Some(package.target.clone().into()),
            "OPT_LEVEL" => Some("0".into()),
            // Scripts are to compile whoever runs them.
            "DEP_BEVY_ZIG_HOT_RELOAD" | "BEVY_ZIG_OPTIMIZE" => None,
            _ => variable(name),
        });
        Ok((Config::of(&build, &env)?, env))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::base::version::ZIG_VERSION;
    use crate::testing::Folder;

    #[test]
    fn a_package_is_checked_without_cargo() {
        let folder = Folder::new();
        let zig = folder.fake_zig("bin", ZIG_VERSION);
        folder.write("game/scripts/ship.zig", "");
        folder.write("game/src/main.rs", "#[derive(ZigComponent)]\nstruct Health { points: f32 }\n");
        folder.write("sdk/bevy.zig", "");
        let package = Package {
            name: "my-game".to_owned(),
            folder: folder.path().join("game"),
            out_dir: folder.path().join("out"),
            target: "x86_64-unknown-linux-gnu".to_owned(),
        };
        let check = || {
            Build::new().folder("scripts").sdk(folder.path().join("sdk")).check(&package, |name| match name {
                "BEVY_ZIG_ZIG" => Some(zig.clone().into()),
                _ => None,
            })
        };
        assert_eq!(check().unwrap().compiled, ["ship"]);
        assert!(folder.read("out/bevy_zig/components.zig").contains("Health"));
        let again = check().unwrap();
        assert_eq!((again.scripts.len(), again.compiled.len()), (1, 0));
    }
}
