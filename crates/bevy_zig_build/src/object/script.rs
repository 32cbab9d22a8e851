//! One script's object: what it depends on, and running Zig.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::base::error::{BuildError, CompileFailure};
use crate::base::files;
use crate::base::fingerprint::{Fingerprint, Made, Product};
use crate::compiler::arguments::{self, Common, arguments, library_folder, output};
use crate::compiler::config::Config;
use crate::compiler::relocate::relocated;
use crate::object::runtime;
use crate::source::root::{Root, Stamp};
use crate::source::sources::{Known, Script};
use crate::zig::find::Zig;
use crate::zig::slim;

/// The note of an object for which compiler_rt has to be linked.
pub(crate) const NEEDS_RUNTIME: &str = "runtime";

/// A script and the object that is made from it.
pub(crate) struct Object<'a> {
    pub(crate) script: &'a Script,
    pub(crate) product: Product,
    root: Root<'a>,
    root_path: PathBuf,
    sdk: &'a Path,
    arguments: Vec<OsString>,
}

/// The folders below `OUT_DIR` that objects need.
pub(crate) struct Folders {
    pub(crate) roots: PathBuf,
    pub(crate) objects: PathBuf,
    pub(crate) zig_cache: PathBuf,
}

/// What scripts import by name.
pub(crate) struct Modules<'a> {
    /// The fingerprint of the SDK.
    pub(crate) sdk: &'a str,
    /// The mirror's file and content.
    pub(crate) components: &'a Path,
    pub(crate) components_text: &'a str,
}

impl<'a> Object<'a> {
    /// Finds out what the object depends on; nothing is compiled yet.
    pub(crate) fn plan(
        config: &'a Config,
        folders: &Folders,
        modules: &Modules,
        known: &mut Known,
        script: &'a Script,
    ) -> Result<Self, BuildError> {
        let sources = known.sources(&script.path).map_err(files::failed("read the folder of", &script.path))?;
        let root_path = folders.roots.join(Root::file_name(script));
        let root = Root {
            package: &config.package,
            script,
            needs: sources.needs.clone(),
            target: config.target.triple,
            optimize: config.optimize,
        };
        let path = folders.objects.join(format!("{}.o", script.name));
        let common = Common {
            target: config.target.triple,
            cpu: &config.target.cpu,
            pic: config.target.pic,
            optimize: config.optimize,
            debug_info: config.debug_info,
            sdk: &config.sdk,
            components: modules.components,
            zig_cache: &folders.zig_cache,
        };
        let mut arguments = arguments(arguments::Product::Object, &common, &sources.needs, &root_path, script);
        arguments.push(output(&path));

        let mut fingerprint = Fingerprint::new();
        fingerprint.add(modules.sdk.as_bytes());
        fingerprint.add(root.text(&Stamp::default()).as_bytes());
        for argument in &arguments {
            fingerprint.add(argument.as_encoded_bytes());
        }
        // Other scripts are the same whatever the components are.
        if sources.needs.components {
            fingerprint.add(modules.components_text.as_bytes());
        }
        for file in &sources.files {
            known.add_file(&mut fingerprint, file);
        }
        let fingerprint_path = folders.objects.join(format!("{}.fingerprint", script.name));
        Ok(Self {
            script,
            product: Product::new(path, fingerprint_path, &fingerprint),
            root,
            root_path,
            sdk: &config.sdk,
            arguments,
        })
    }

    /// Writes the root file and runs Zig, first with the copy of its library without what scripts hardly use, if there
    /// is one. The outer error is one that has nothing to do with the script.
    pub(crate) fn compile(
        &self,
        zig: &Zig,
        slim: Option<&Path>,
        stamp: &Stamp,
    ) -> Result<Result<Made, CompileFailure>, BuildError> {
        self.product.begin()?;
        files::write_if_changed(&self.root_path, &self.root.text(stamp))?;
        let run = |slim: Option<&Path>| {
            let mut command = zig.command();
            command.args(&self.arguments).args(slim.map(library_folder).into_iter().flatten());
            // Zig shortens the paths of files below its working folder; outside of it, they stay absolute, and an
            // editor's terminal can open them wherever Cargo was started.
            command.current_dir(self.product.path.parent().unwrap_or(Path::new(".")));
            command.output().map_err(|source| BuildError::RunZig { path: zig.path().to_owned(), source })
        };
        let slim = slim.filter(|_| !self.script.is_c() && !self.root.needs.whole_std());
        let mut output = run(slim)?;
        if !output.status.success() && slim.is_some_and(|slim| slim::is_blamed(slim, &output.stderr)) {
            output = run(None)?;
        }
        if output.status.success() && self.product.path.is_file() {
            // Looked for once, since looking through all objects of a game takes seconds.
            let note = if runtime::is_needed(&self.product.path)? { NEEDS_RUNTIME } else { "" };
            return Ok(Ok(self.product.finish(zig.version(), note)?));
        }
        let message = failure_text(&output.stderr, self.sdk, &self.script.path, output.status);
        Ok(Err(CompileFailure { script: self.script.name.clone(), path: self.script.path.clone(), message }))
    }
}

/// What Zig said, with the script's lines for errors of the SDK's checks; or that it said nothing.
pub(crate) fn failure_text(stderr: &[u8], sdk: &Path, script: &Path, status: std::process::ExitStatus) -> String {
    let text = String::from_utf8_lossy(stderr).trim_end().to_owned();
    if !text.is_empty() {
        return relocated(&text, sdk, script);
    }
    format!("{}: error: zig failed without a message ({status})", script.display())
}
