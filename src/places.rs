//! Where in a script's source an address of a loaded library is.
//!
//! `backtrace` makes its list of libraries once in a process, so that it knows nothing of those that a reload brings, and takes them for others that were
//! there before. On Linux the system has a list that is always right.

use std::path::{Path, PathBuf};

use addr2line::Loader;

use crate::reports::{ScriptLocation, plain};

/// The places that an address stands for, innermost first; `None` if it is in no library whose file says so.
pub(crate) fn locate(address: usize) -> Option<Vec<ScriptLocation>> {
    let maps = std::fs::read_to_string("/proc/self/maps").ok()?;
    let (path, base) = library_of(&maps, address)?;
    // A script's library is small; what was found out is kept with the address.
    let loader = Loader::new(path).ok()?;
    let mut frames = loader.find_frames((address - base) as u64).ok()?;
    let mut found = Vec::new();
    while let Ok(Some(frame)) = frames.next() {
        let Some(location) = frame.location else { continue };
        if let (Some(file), Some(line)) = (location.file, location.line) {
            let function = frame.function.and_then(|function| Some(function.raw_name().ok()?.into_owned()));
            found.push(ScriptLocation { function, file: plain(Path::new(file)).display().to_string(), line });
        }
    }
    Some(found)
}

/// The library that is mapped at an address, and where its mappings begin, which stands for address 0 in the file.
///
/// Whoever reads debug info maps the file as well, so that the library's own mappings are those from the address down to the begin of the file.
fn library_of(maps: &str, address: usize) -> Option<(PathBuf, usize)> {
    let mapping = |line: &str| {
        let path = line[line.find('/')?..].to_owned();
        let mut words = line.split_whitespace();
        let (begin, end) = words.next()?.split_once('-')?;
        let offset = words.nth(1)?;
        let [begin, end, offset] = [begin, end, offset].map(|number| usize::from_str_radix(number, 16).ok());
        Some((begin?, end?, offset?, path))
    };
    let mut below = maps.lines().filter_map(mapping).take_while(|(begin, ..)| *begin <= address).collect::<Vec<_>>();
    let (_, end, _, path) = below.last().cloned()?;
    if address >= end || !path.ends_with(".so") {
        return None;
    }
    while let Some((begin, _, offset, file)) = below.pop()
        && file == path
    {
        if offset == 0 {
            return Some((path.into(), begin));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_is_found_by_the_address() {
        let maps = "\
7e00-7f00 r--p 00000000 08:01 9 /game/a b.so
7f00-7f10 r--p 00000000 08:01 9 /game/a b.so
7f10-7f20 r-xp 00010000 08:01 9 /game/a b.so
7f20-7f30 rw-p 00000000 00:00 0
7f30-7f40 r-xp 00000000 08:01 8 /game/c.so
7f40-7f50 r-xp 00000000 08:01 7 /game/game
";
        assert_eq!(library_of(maps, 0x7f1f), Some(("/game/a b.so".into(), 0x7f00)));
        assert_eq!(library_of(maps, 0x7f30), Some(("/game/c.so".into(), 0x7f30)));
        assert_eq!([0x7f25, 0x7f45, 0x9000].map(|address| library_of(maps, address)), [None, None, None]);
    }
}
