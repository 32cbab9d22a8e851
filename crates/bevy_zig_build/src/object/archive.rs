//! The archives of all objects, which the game's linker takes them from.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::base::env::Env;
use crate::base::error::BuildError;
use crate::base::files;
use crate::base::fingerprint::{Fingerprint, Made, Product};
use crate::compiler::config::Config;
use crate::object::runtime;
use crate::object::script::{NEEDS_RUNTIME, Object};
use crate::zig::find::Zig;

/// How many objects are in one archive: to change a single script of hundreds is not to write all of their objects
/// once more.
pub(crate) const GROUP_LEN: usize = 8;

/// Makes the archives of exactly these objects and what they need of Zig's runtime, unless they are there already. No
/// objects, no archive.
pub(crate) fn archives(
    config: &Config,
    env: &Env,
    zig: Option<&Zig>,
    objects: &[(Object, Made)],
) -> Result<Vec<PathBuf>, BuildError> {
    let groups = objects.chunks(GROUP_LEN).enumerate();
    let archives: Vec<PathBuf> =
        groups.map(|(number, group)| archive(config, env, zig, number, group)).collect::<Result<_, _>>()?;
    // Those of scripts that are gone.
    for number in archives.len().. {
        let product = product(config, number, &Fingerprint::new());
        if !product.path.exists() {
            break;
        }
        product.begin()?;
        files::remove(&config.out_dir.join(format!("{}.lib", config.library(number))))?;
    }
    Ok(archives)
}

fn product(config: &Config, number: usize, fingerprint: &Fingerprint) -> Product {
    // rustc looks for NAME.lib with the MSVC linker; the crate cc puts both there.
    let path = config.out_dir.join(format!("lib{}.a", config.library(number)));
    let number = if number == 0 { String::new() } else { number.to_string() };
    Product::new(path, config.out_dir.join(format!("bevy_zig/archive{number}.fingerprint")), fingerprint)
}

fn archive(
    config: &Config,
    env: &Env,
    zig: Option<&Zig>,
    number: usize,
    objects: &[(Object, Made)],
) -> Result<PathBuf, BuildError> {
    let mut fingerprint = Fingerprint::new();
    fingerprint.add(runtime::NAMES.as_bytes());
    for (object, made) in objects {
        fingerprint.add(object.script.name.as_bytes());
        fingerprint.add(made.content.as_bytes());
    }
    let product = product(config, number, &fingerprint);
    if product.made().is_none() {
        product.begin()?;
        let mut members: Vec<PathBuf> = objects.iter().map(|(object, _)| object.product.path.clone()).collect();
        // In each archive that needs it: linkers look through archives in their order.
        if objects.iter().any(|(_, made)| made.note == NEEDS_RUNTIME) {
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
            .try_compile(&config.library(number))
            .map_err(|error| BuildError::Archive { message: error.to_string() })?;
        make_older(&product.path)?;
        product.finish_unhashed()?;
    }
    Ok(product.path)
}

/// The build script runs again for an archive that is newer than the build script's last run: something has damaged it.
/// So the archive that it makes itself must not be newer.
fn make_older(archive: &Path) -> Result<(), BuildError> {
    let yesterday = SystemTime::now() - Duration::from_secs(24 * 60 * 60);
    let file = File::options().append(true).open(archive);
    file.and_then(|file| file.set_modified(yesterday)).map_err(files::failed("set the time of", archive))
}
