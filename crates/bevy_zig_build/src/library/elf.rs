//! What Zig's linker for incremental compilation writes, and the system's loader does not take.

use std::ops::Range;

/// Says that there are version numbers of symbols.
const DT_VERSYM: u64 = 0x6fff_fff0;

/// Means nothing to a loader.
const DT_DEBUG: u64 = 21;

/// The number of a program header that is the table for the loader.
const PT_DYNAMIC: u32 = 2;

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
    let headers = usize::try_from(number::<8>(file, 32)?).ok()?;
    let size = number::<2>(file, 54)? as usize;
    let count = number::<2>(file, 56)? as usize;
    let header = (0..count).map(|index| headers.saturating_add(index * size));
    let dynamic = header.into_iter().find(|header| number::<4>(file, *header) == Some(PT_DYNAMIC.into()))?;
    let start = usize::try_from(number::<8>(file, dynamic + 8)?).ok()?;
    let len = usize::try_from(number::<8>(file, dynamic + 32)?).ok()?;
    for at in (start..start.checked_add(len)?).step_by(16) {
        match number::<8>(file, at)? {
            0 => break,
            DT_VERSYM => file.get_mut(range::<8>(at))?.copy_from_slice(&DT_DEBUG.to_le_bytes()),
            _ => {}
        }
    }
    Some(())
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
}
