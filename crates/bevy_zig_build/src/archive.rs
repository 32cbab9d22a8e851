//! The archive of all objects, which the game's linker takes them from.

use std::path::{Path, PathBuf};

use crate::config::Config;
use crate::error::BuildError;
use crate::files;
use crate::fingerprint::{Fingerprint, Product};
use crate::object::Object;

/// Makes the archive of exactly these objects, unless it is there already. No objects, no archive.
pub(crate) fn archive(config: &Config, folder: &Path, objects: &[Object]) -> Result<Option<PathBuf>, BuildError> {
    // rustc looks for NAME.lib with the MSVC linker; the crate cc puts both there.
    let path = config.out_dir.join(format!("lib{}.a", config.library()));
    let mut fingerprint = Fingerprint::new();
    for object in objects {
        fingerprint.add(object.script.name.as_bytes());
        fingerprint.add(object.product.fingerprint().as_bytes());
    }
    let product = Product::new(path, folder.join("archive.fingerprint"), &fingerprint);
    if objects.is_empty() {
        product.begin()?;
        files::remove(&config.out_dir.join(format!("{}.lib", config.library())))?;
        return Ok(None);
    }
    if product.made_by().is_none() {
        product.begin()?;
        cc::Build::new()
            .cargo_metadata(false)
            // It looks for a compiler, too, which nothing here needs, and which there may be none of for WebAssembly.
            .cargo_warnings(false)
            .target(&config.rust_target)
            .host(&config.rust_host)
            .opt_level(0)
            .debug(false)
            .out_dir(&config.out_dir)
            .objects(objects.iter().map(|object| &object.product.path))
            .try_compile(&config.library())
            .map_err(|error| BuildError::Archive { message: error.to_string() })?;
        product.finish("")?;
    }
    Ok(Some(product.path))
}
