//! What an address in a loaded library stands for.
//!
//! The crate `backtrace`, which names addresses of the program, looks only once at which libraries there are; ours come
//! and go.
//!
//! Invariant, on which the `unsafe` of this module rests: no library is closed while an address is looked up. The
//! runtime does both, and one thread has it at a time.
#![expect(unsafe_code, reason = "asks the system's loader")]

use std::ffi::{CStr, OsStr};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

use addr2line::Loader;

/// A place in a source file: function, file and line.
pub(crate) type Place = (Option<String>, PathBuf, u32);

/// The places that a return address stands for, innermost first: several, where functions were inlined. `None` if it
/// lies in no library, but in the program itself.
pub(crate) fn places_in_library(return_address: usize) -> Option<Vec<Place>> {
    // The call is before it, and may be the last that its function does.
    let address = return_address.checked_sub(1)?;
    let (base, path) = object_at(address)?;
    let (own, _) = object_at(object_at as fn(usize) -> _ as usize)?;
    (base != own).then(|| read(&path, address - base).unwrap_or_default())
}

fn read(path: &PathBuf, offset: usize) -> Option<Vec<Place>> {
    let loader = Loader::new(path).ok()?;
    let mut frames = loader.find_frames(loader.relative_address_base() + offset as u64).ok()?;
    let mut places = Vec::new();
    while let Ok(Some(frame)) = frames.next() {
        let function = frame.function.and_then(|function| Some(function.demangle().ok()?.into_owned()));
        if let Some((file, line)) = frame.location.and_then(|location| Some((location.file?, location.line?))) {
            places.push((function, PathBuf::from(file), line));
        }
    }
    Some(places)
}

/// Where the program or library lies that an address belongs to, and its file.
fn object_at(address: usize) -> Option<(usize, PathBuf)> {
    let mut found = std::mem::MaybeUninit::<libc::Dl_info>::zeroed();
    // SAFETY: any address may be asked for, and `found` has room for the answer.
    if unsafe { libc::dladdr(address as *const _, found.as_mut_ptr()) } == 0 {
        return None;
    }
    // SAFETY: numbers and pointers, of which zeroes are values.
    let found = unsafe { found.assume_init() };
    if found.dli_fname.is_null() {
        return None;
    }
    // SAFETY: text of the system's loader, which stays in place while the object is open: nobody closes it meanwhile.
    let name = unsafe { CStr::from_ptr(found.dli_fname) };
    Some((found.dli_fbase as usize, OsStr::from_bytes(name.to_bytes()).into()))
}
