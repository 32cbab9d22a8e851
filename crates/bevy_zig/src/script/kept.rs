//! What becomes of a library when no script of it is used any more.
//!
//! It is closed, unless somebody may still call into it: a thread, a signal handler or an exit function that the script
//! has installed. The program would end there, some reloads later. Nobody can list all such places, so what counts is
//! whom the library can have told: one that calls functions of the system or of other libraries, beside some that are
//! known to keep nothing, stays loaded. So does one whose function handles a signal, which needs no other library.
//! Scripts that only use the SDK call nobody.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use bevy::log::debug;
use libloading::Library;
use object::{Object, ReadCache};

/// Functions of others that keep no pointer which they are given.
const KEEP_NOTHING: [&str; 40] = [
    "__tls_get_addr",
    "_tlv_bootstrap",
    "abort",
    "acos",
    "asin",
    "atan",
    "atan2",
    "bcmp",
    "calloc",
    "ceil",
    "clock_gettime",
    "cos",
    "exp",
    "exp2",
    "fabs",
    "floor",
    "fma",
    "fmod",
    "free",
    "getauxval",
    "hypot",
    "log",
    "log10",
    "log2",
    "malloc",
    "memchr",
    "memcmp",
    "memcpy",
    "memmove",
    "memset",
    "pow",
    "printf",
    "puts",
    "realloc",
    "sin",
    "sqrt",
    "strcmp",
    "strlen",
    "tan",
    "trunc",
];

/// The functions by which a library may have told others of its own; `None` if that is not known.
pub(super) fn told_through(path: &Path) -> Option<Vec<String>> {
    // Only the tables are read: most of a library is debug info, and a game loads dozens of them when it starts.
    let bytes = ReadCache::new(std::fs::File::open(path).ok()?);
    let file = object::File::parse(&bytes).ok()?;
    let mut names = Vec::new();
    for import in file.imports().ok()? {
        let object::read::NameOrOrdinal::Name(name) = import.ok()?.name() else { return None };
        let name = String::from_utf8_lossy(name).into_owned();
        let name = if cfg!(target_vendor = "apple") { name.trim_start_matches('_').to_owned() } else { name };
        if !keeps_nothing(&name) {
            names.push(name);
        }
    }
    Some(names)
}

/// Those of single precision are called like the others, with an `f` behind.
fn keeps_nothing(name: &str) -> bool {
    [name, name.strip_suffix('f').unwrap_or(name)].iter().any(|name| KEEP_NOTHING.binary_search(name).is_ok())
}

/// Closes the library of a script, or lets it stay.
///
/// `told_through` is what [`told_through`] has found; `inside` is an address in the library.
pub(super) fn release(script: &str, library: Library, told_through: Option<&[String]>, inside: usize) {
    let reason = match told_through {
        None => "its file cannot be read".to_owned(),
        Some([]) => match signal_handled_in(inside) {
            // Closes it.
            None => return drop(library),
            Some(signal) => format!("it handles signal {signal}"),
        },
        Some(names) => format!("it calls {}, to whom it may have given functions of its own", names.join(", ")),
    };
    std::mem::forget(library);
    static TOLD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    if TOLD.lock().unwrap_or_else(PoisonError::into_inner).insert(script.to_owned()) {
        debug!("replaced libraries of script '{script}' stay loaded: {reason}");
    }
}

/// A signal whose handler lies in the same library as this address.
#[cfg(unix)]
fn signal_handled_in(inside: usize) -> Option<i32> {
    let library = library_at(inside)?;
    (1..=64).find(|signal| {
        let mut action = std::mem::MaybeUninit::<libc::sigaction>::zeroed();
        // SAFETY: only asks; a number that no signal has is refused.
        if unsafe { libc::sigaction(*signal, std::ptr::null(), action.as_mut_ptr()) } != 0 {
            return false;
        }
        // SAFETY: plain data, of which zeroes are a value.
        let handler = unsafe { action.assume_init() }.sa_sigaction;
        library_at(handler) == Some(library)
    })
}

/// Where the library lies that an address belongs to.
#[cfg(unix)]
fn library_at(address: usize) -> Option<usize> {
    let mut found = std::mem::MaybeUninit::<libc::Dl_info>::zeroed();
    // SAFETY: any address may be asked for, and there is room for the answer.
    let is_found = unsafe { libc::dladdr(address as *const _, found.as_mut_ptr()) } != 0;
    // SAFETY: numbers and pointers, of which zeroes are values.
    is_found.then(|| unsafe { found.assume_init() }.dli_fbase as usize)
}

/// There are no signals.
#[cfg(not(unix))]
fn signal_handled_in(_: usize) -> Option<i32> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_keep_nothing_are_found() {
        assert!(KEEP_NOTHING.is_sorted());
        assert!(keeps_nothing("memcpy") && keeps_nothing("sinf") && keeps_nothing("sin") && keeps_nothing("sqrtf"));
        assert!(!keeps_nothing("pthread_create") && !keeps_nothing("atexit"));
    }
}
