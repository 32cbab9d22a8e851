//! A copy of Zig's standard library in which the files that scripts hardly use are empty.
//!
//! `std.zig` refers to all of its files, so each compilation loads all of them, 11 MB of 15 for other systems, other
//! processors, servers and Zig's own build: a third of the time of a small script. An empty file is a struct without
//! declarations, and whoever wants one gets an error that names the file. Then the script is compiled again with the
//! whole library, whose word counts: for libraries see `compiling.rs`, for objects of dev builds `object/script.rs`. A
//! script that may ask which declarations there are is compiled with the whole library at once.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::base::fingerprint::Fingerprint;

/// Files and folders of the standard library that are empty in the copy.
const EMPTY: &str = "Build Build.zig Io/Dispatch.zig Io/Kqueue.zig Io/Threaded Io/Threaded.zig Io/Uring.zig \
                     Random/benchmark.zig Target c c.zig coff.zig compress compress.zig crypto debug dwarf dwarf.zig \
                     elf.zig hash/benchmark.zig hash/verify.zig heap/SafeAllocator.zig heap/debug_allocator.zig http \
                     http.zig macho.zig os/emscripten.zig os/linux/IoUring os/linux/IoUring.zig os/linux/bpf \
                     os/linux/bpf.zig os/linux/io_uring_sqe.zig os/linux/seccomp.zig os/linux/test.zig os/plan9.zig \
                     os/uefi os/uefi.zig os/wasi.zig os/windows os/windows.zig pdb.zig spirv.zig tar tar.zig testing \
                     testing.zig tz.zig wasm.zig zig zip.zig zon zon.zig";

/// Files and folders below those that are not: what compilations for the machines below begin with, and compiler_rt.
const WHOLE: &str = "Target/aarch64.zig Target/generic.zig Target/x86.zig debug/no_panic.zig zig/target.zig";

/// The machines that it is good for.
const MACHINES: [&str; 2] = ["x86_64-", "aarch64-"];

/// What a compilation needs of Zig's own sources beside the standard library.
const BESIDE: [&str; 2] = ["compiler_rt.zig", "compiler_rt"];

/// The copy, for this Zig and this target, below a folder. It is made if it is not there yet. `None` if there is none:
/// compilations take the whole library then, and longer.
pub(crate) fn of(zig: &Path, version: &str, target: &str, folder: &Path) -> Option<PathBuf> {
    if !MACHINES.iter().any(|machine| target.starts_with(machine)) {
        return None;
    }
    let original = library_folder(zig)?;
    let mut fingerprint = Fingerprint::new();
    for part in [version, EMPTY, WHOLE] {
        fingerprint.add(part.as_bytes());
    }
    let copy = folder.join(format!("lib-{}", &fingerprint.finish()[..16]));
    if copy.is_dir() {
        return Some(copy);
    }
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let new = folder.join(format!("lib-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed)));
    let made = make(&original, &new).and_then(|()| fs::rename(&new, &copy));
    if made.is_err() {
        // Another process may have been first, or the disk is full.
        fs::remove_dir_all(&new).ok();
    }
    copy.is_dir().then_some(copy)
}

/// The folder of Zig's own sources where Zig's releases have it, beside the program.
fn library_folder(zig: &Path) -> Option<PathBuf> {
    let folder = zig.canonicalize().ok()?.with_file_name("lib");
    folder.join("std/std.zig").is_file().then_some(folder)
}

fn make(original: &Path, copy: &Path) -> io::Result<()> {
    copy_below(&original.join("std"), &copy.join("std"), "", false)?;
    for name in BESIDE {
        if original.join(name).is_dir() {
            copy_below(&original.join(name), &copy.join(name), "", true)?;
        } else {
            fs::copy(original.join(name), copy.join(name))?;
        }
    }
    Ok(())
}

/// Copies Zig's files of a folder, which is called so below the standard library.
fn copy_below(from: &Path, to: &Path, folder: &str, is_whole: bool) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let file_name = entry.file_name();
        let name = format!("{folder}{}", file_name.to_string_lossy());
        let target = to.join(&file_name);
        if entry.file_type()?.is_dir() {
            copy_below(&entry.path(), &target, &format!("{name}/"), is_whole)?;
        } else if name.ends_with(".zig") {
            if is_whole || !is_empty(&name) {
                fs::copy(entry.path(), target)?;
            } else {
                fs::write(target, "")?;
            }
        }
    }
    Ok(())
}

/// Whether the copy of a file of the standard library is empty.
fn is_empty(name: &str) -> bool {
    let among = |list: &str| {
        list.split(' ').any(|one| name.strip_prefix(one).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    };
    among(EMPTY) && !among(WHOLE)
}

/// Whether what Zig said is about the copy in this folder. The place of an error or a note begins its line. The trace
/// of references below an error is indented, and always ends in the library.
pub(crate) fn is_blamed(copy: &Path, said: &[u8]) -> bool {
    let copy = copy.to_string_lossy();
    String::from_utf8_lossy(said).lines().any(|line| line.starts_with(&*copy))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    #[test]
    fn what_scripts_hardly_use_is_empty_and_is_made_once() {
        let folder = Folder::new();
        for name in [
            "std.zig",
            "mem.zig",
            "zig/Ast.zig",
            "zig/target.zig",
            "zigzag.zig",
            "Target/x86.zig",
            "Target/hexagon.zig",
        ] {
            folder.write(&format!("bin/lib/std/{name}"), "const x = 1;");
        }
        folder.write("bin/lib/compiler_rt.zig", "const y = 2;");
        folder.write("bin/lib/compiler_rt/zig/more.zig", "const z = 3;");
        folder.write("bin/lib/std/zig/note.txt", "");
        folder.write("bin/zig", "");
        let zig = folder.path().join("bin/zig");
        assert_eq!(of(&zig, "1", "riscv64-linux", folder.path()), None);
        let copy = of(&zig, "1", "x86_64-linux-gnu", folder.path()).unwrap();
        let len = |name: &str| fs::metadata(copy.join(name)).map(|file| file.len()).ok();
        for name in ["std/std.zig", "std/mem.zig", "std/zig/target.zig", "std/zigzag.zig", "std/Target/x86.zig"] {
            assert_eq!(len(name), Some(12), "{name}");
        }
        assert_eq!([len("compiler_rt.zig"), len("compiler_rt/zig/more.zig")], [Some(12); 2]);
        assert_eq!([len("std/zig/Ast.zig"), len("std/Target/hexagon.zig")], [Some(0); 2]);
        assert_eq!(len("std/zig/note.txt"), None);
        assert_eq!(of(&zig, "1", "x86_64-linux-gnu", folder.path()), Some(copy.clone()));
        assert_ne!(of(&zig, "2", "x86_64-linux-gnu", folder.path()), Some(copy));
        assert_eq!(of(&folder.path().join("zig"), "1", "x86_64-linux-gnu", folder.path()), None);
    }
}
