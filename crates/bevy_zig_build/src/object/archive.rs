//! The archive of all objects, which the game's linker takes them from.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::base::env::Env;
use crate::base::error::BuildError;
use crate::base::files;
use crate::base::fingerprint::{Fingerprint, Product, content_hash};
use crate::compiler::config::Config;
use crate::object::runtime;
use crate::object::script::Object;
use crate::zig::find::Zig;

/// Makes the archive of exactly these objects and what they need of Zig's runtime, unless it is there already. No
/// objects, no archive.
pub(crate) fn archive(
    config: &Config,
    env: &Env,
    zig: Option<&Zig>,
    objects: &[Object],
) -> Result<Option<PathBuf>, BuildError> {
    // rustc looks for NAME.lib with the MSVC linker; the crate cc puts both there.
    let path = config.out_dir.join(format!("lib{}.a", config.library()));
    let mut fingerprint = Fingerprint::new();
    fingerprint.add(runtime::NAMES.as_bytes());
    for Object { script, product, .. } in objects {
        fingerprint.add(script.name.as_bytes());
        let content = content_hash(&product.path).map_err(files::failed("read", &product.path))?;
        fingerprint.add(content.as_bytes());
    }
    let product = Product::new(path, config.out_dir.join("bevy_zig/archive.fingerprint"), &fingerprint);
    if objects.is_empty() {
        product.begin()?;
        files::remove(&config.out_dir.join(format!("{}.lib", config.library())))?;
        return Ok(None);
    }
    if product.made_by().is_none() {
        product.begin()?;
        let mut members: Vec<PathBuf> = objects.iter().map(|object| object.product.path.clone()).collect();
        if runtime::is_needed(members.iter().map(PathBuf::as_path))? {
            let found = if zig.is_none() { Some(Zig::find_in(env)?) } else { None };
            members.extend(zig.or(found.as_ref()).map(|zig| runtime::object(config, zig)).transpose()?);
        }
        cc::Build::new()
            .cargo_metadata(false)
            // It looks for a compiler, too, which nothing here needs, and which there may be none of for WebAssembly.
            .cargo_warnings(false)
            .target(&config.rust_target)
            .host(&config.rust_host)
            .opt_level(0)
            .debug(false)
            .out_dir(&config.out_dir)
            .objects(members)
            .try_compile(&config.library())
            .map_err(|error| BuildError::Archive { message: error.to_string() })?;
        product.finish("")?;
        make_older(&product.path)?;
    }
    Ok(Some(product.path))
}

/// The build script runs again for an archive that is newer than the build script's last run: something has damaged it.
/// So the archive that it makes itself must not be newer.
fn make_older(archive: &Path) -> Result<(), BuildError> {
    let yesterday = SystemTime::now() - Duration::from_secs(24 * 60 * 60);
    let file = File::options().append(true).open(archive);
    file.and_then(|file| file.set_modified(yesterday)).map_err(files::failed("set the time of", archive))
}
