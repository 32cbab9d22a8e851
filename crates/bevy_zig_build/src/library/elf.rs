//! Libraries of ELF systems: what a loader would not take of what Zig's linker for incremental compilation writes, and
//! what a library needs of others.

use std::fs;
use std::ops::Range;
use std::sync::OnceLock;

/// Says that there are version numbers of symbols.
const DT_VERSYM: u64 = 0x6fff_fff0;

/// Means nothing to a loader.
const DT_DEBUG: u64 = 21;

/// The number of a program header that is the table for the loader.
const PT_DYNAMIC: u32 = 2;

/// The number of a section that is the table of symbols for the loader.
const SHT_DYNSYM: u64 = 11;

/// What every program has for its libraries: the functions of C that compilers call for copies and comparisons, and
/// thread-local storage.
const IN_EVERY_PROGRAM: [&[u8]; 7] =
    [b"__tls_get_addr", b"bcmp", b"memcmp", b"memcpy", b"memmove", b"memset", b"strlen"];

/// What a program with the C library's mathematics has, too. The results of these are exact, so they are the same
/// whoever computes them; those of others, such as sines, need not be.
const EXACT: [&[u8]; 14] = [
    b"ceil", b"ceilf", b"fabs", b"fabsf", b"floor", b"floorf", b"fma", b"fmaf", b"fmod", b"fmodf", b"sqrt", b"sqrtf",
    b"trunc", b"truncf",
];

/// Whether a library calls functions outside of it that a program may not have. False too for any other file than a
/// library of a 64-bit machine: whoever loads it says so.
#[must_use]
pub(super) fn needs_more(file: &[u8], has_mathematics: bool) -> bool {
    let is_there = |name: &&[u8]| IN_EVERY_PROGRAM.contains(name) || (has_mathematics && EXACT.contains(name));
    needed(file).is_some_and(|names| !names.iter().all(is_there))
}

/// Whether this program, which is to load libraries, has the C library's mathematics.
pub(super) fn has_mathematics() -> bool {
    static HAS: OnceLock<bool> = OnceLock::new();
    *HAS.get_or_init(|| fs::read_to_string("/proc/self/maps").is_ok_and(|maps| maps.contains("/libm.so.")))
}

/// The symbols that a library expects of others.
fn needed(file: &[u8]) -> Option<Vec<&[u8]>> {
    // 64 bits, little-endian.
    if !file.starts_with(b"\x7fELF\x02\x01") {
        return None;
    }
    let table = offset(file, 40)?;
    let size = offset_in::<2>(file, 58)?;
    let count = offset_in::<2>(file, 60)?;
    let section = |index: usize| table.checked_add(index.checked_mul(size)?);
    let symbols = (0..count).filter_map(section).find(|at| number::<4>(file, at + 4) == Some(SHT_DYNSYM))?;
    let names = offset(file, section(offset_in::<4>(file, symbols + 40)?)? + 24)?;
    let (start, len) = (offset(file, symbols + 24)?, offset(file, symbols + 32)?);
    let mut needed = Vec::new();
    for at in (start..start.checked_add(len)?).step_by(24) {
        let (name, home) = (offset_in::<4>(file, at)?, number::<2>(file, at + 6)?);
        let name = file.get(names.checked_add(name)?..)?.split(|byte| *byte == 0).next()?;
        // The first symbol has no name, and means nothing.
        if home == 0 && !name.is_empty() {
            needed.push(name);
        }
    }
    Some(needed)
}

/// Takes the version numbers of symbols away: their table is there, but not those that it refers to, and a loader may
/// follow it to nowhere. False if the file is no library for a 64-bit machine, or only half of one.
#[must_use]
pub(super) fn without_symbol_versions(file: &mut [u8]) -> bool {
    taken_away(file).is_some()
}

fn taken_away(file: &mut [u8]) -> Option<()> {
    // 64 bits, little-endian.
    if !file.starts_with(b"\x7fELF\x02\x01") {
        return None;
    }
    let headers = offset(file, 32)?;
    let size = offset_in::<2>(file, 54)?;
    let count = offset_in::<2>(file, 56)?;
    let header = (0..count).map(|index| headers.saturating_add(index * size));
    let dynamic = header.into_iter().find(|header| number::<4>(file, *header) == Some(PT_DYNAMIC.into()))?;
    let (start, len) = (offset(file, dynamic + 8)?, offset(file, dynamic + 32)?);
    for at in (start..start.checked_add(len)?).step_by(16) {
        match number::<8>(file, at)? {
            0 => break,
            DT_VERSYM => file.get_mut(range::<8>(at))?.copy_from_slice(&DT_DEBUG.to_le_bytes()),
            _ => {}
        }
    }
    Some(())
}

/// An address in the file, or a length.
fn offset(file: &[u8], at: usize) -> Option<usize> {
    offset_in::<8>(file, at)
}

/// The same, of so many bytes.
fn offset_in<const LEN: usize>(file: &[u8], at: usize) -> Option<usize> {
    usize::try_from(number::<LEN>(file, at)?).ok()
}

/// A number of so many bytes; `None` behind the file's end.
fn number<const LEN: usize>(file: &[u8], at: usize) -> Option<u64> {
    let mut bytes = [0; 8];
    bytes[..LEN].copy_from_slice(file.get(range::<LEN>(at))?);
    Some(u64::from_le_bytes(bytes))
}

fn range<const LEN: usize>(at: usize) -> Range<usize> {
    at..at.saturating_add(LEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_library_is_none() {
        let mut file = vec![0; 64 + 56 + 48];
        file[..6].copy_from_slice(b"\x7fELF\x02\x01");
        file[32] = 64;
        file[54] = 56;
        file[56] = 1;
        file[64] = 2;
        file[64 + 8] = 120;
        file[64 + 32] = 48;
        file[120..128].copy_from_slice(&4_u64.to_le_bytes());
        file[136..144].copy_from_slice(&DT_VERSYM.to_le_bytes());
        let mut whole = file.clone();
        assert!(without_symbol_versions(&mut whole));
        assert_eq!(number::<8>(&whole, 136), Some(DT_DEBUG));
        assert_eq!(number::<8>(&whole, 120), Some(4));
        for len in 0..144 {
            assert!(!without_symbol_versions(&mut file[..len].to_vec()), "{len}");
        }
    }

    #[test]
    fn what_a_library_needs_of_others_is_found() {
        const NAMES: &[u8] = b"\0memcpy\0own\0fmod\0sin\0";
        // The header, two sections, three symbols and their names.
        let library = |needed: u32| {
            let mut file = vec![0; 64 + 128 + 72];
            file[..6].copy_from_slice(b"\x7fELF\x02\x01");
            let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
            put(40, &64_u64.to_le_bytes());
            put(58, &64_u16.to_le_bytes());
            put(60, &2_u16.to_le_bytes());
            put(64 + 4, &11_u32.to_le_bytes());
            put(64 + 24, &192_u64.to_le_bytes());
            put(64 + 32, &72_u64.to_le_bytes());
            put(64 + 40, &1_u32.to_le_bytes());
            put(128 + 24, &264_u64.to_le_bytes());
            put(192 + 24, &needed.to_le_bytes());
            // What a section of the library has is its own.
            put(192 + 48, &8_u32.to_le_bytes());
            put(192 + 48 + 6, &1_u16.to_le_bytes());
            file.extend(NAMES);
            file
        };
        assert_eq!(needed(&library(1)), Some(vec![&b"memcpy"[..]]));
        assert!(!needs_more(&library(1), false));
        assert!(needs_more(&library(12), false), "fmod");
        assert!(!needs_more(&library(12), true), "fmod");
        assert!(needs_more(&library(17), true), "sin");
        for len in 0..264 {
            assert_eq!(needed(&library(1)[..len]), None, "{len}");
        }
    }
}
