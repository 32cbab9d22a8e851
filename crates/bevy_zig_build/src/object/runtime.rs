//! What scripts need of compiler_rt, Zig's runtime, that nobody else links.
//!
//! Zig's own linker brings compiler_rt, so hot reload has all of it. Objects are linked by Rust's linker, with Rust's
//! compiler_builtins and C's libraries, which lack some: functions of `f16` and `f80`, conversions and divisions of
//! wide integers, comparisons as Zig's own backend does them. `std.json` needs one of them for a number. Where an
//! object names one, compiler_rt is compiled once, and archived beside the scripts.
//!
//! Not the whole of it: its `memcpy` and `sin` would take the places of C's in the game, too. So its source is copied,
//! and one function of it, which exports the others, is written again. What it exports is weak and hidden: another
//! crate may have the same.
//!
//! ```text
//! OUT_DIR/bevy_zig/runtime/
//!   compiler_rt.zig, compiler_rt/   a copy of Zig's, of which the names below are exported
//!   bevy_zig_runtime.o              in the archive, if a script needs it
//! ```

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::base::error::BuildError;
use crate::base::files;
use crate::base::fingerprint::{Fingerprint, Product};
use crate::compiler::config::Config;
use crate::zig::find::Zig;

/// What compiler_rt has, and neither compiler_builtins nor a C library; by the symbols of both on x86-64 Linux.
pub(crate) const NAMES: &str = "\
__addxf3 __atomic_compare_exchange __atomic_compare_exchange_1 __atomic_compare_exchange_16 \
__atomic_compare_exchange_2 __atomic_compare_exchange_4 __atomic_compare_exchange_8 __atomic_exchange \
__atomic_exchange_1 __atomic_exchange_16 __atomic_exchange_2 __atomic_exchange_4 __atomic_exchange_8 \
__atomic_fetch_add_1 __atomic_fetch_add_16 __atomic_fetch_add_2 __atomic_fetch_add_4 __atomic_fetch_add_8 \
__atomic_fetch_and_1 __atomic_fetch_and_16 __atomic_fetch_and_2 __atomic_fetch_and_4 __atomic_fetch_and_8 \
__atomic_fetch_nand_1 __atomic_fetch_nand_16 __atomic_fetch_nand_2 __atomic_fetch_nand_4 __atomic_fetch_nand_8 \
__atomic_fetch_or_1 __atomic_fetch_or_16 __atomic_fetch_or_2 __atomic_fetch_or_4 __atomic_fetch_or_8 \
__atomic_fetch_sub_1 __atomic_fetch_sub_16 __atomic_fetch_sub_2 __atomic_fetch_sub_4 __atomic_fetch_sub_8 \
__atomic_fetch_umax_1 __atomic_fetch_umax_16 __atomic_fetch_umax_2 __atomic_fetch_umax_4 __atomic_fetch_umax_8 \
__atomic_fetch_umin_1 __atomic_fetch_umin_16 __atomic_fetch_umin_2 __atomic_fetch_umin_4 __atomic_fetch_umin_8 \
__atomic_fetch_xor_1 __atomic_fetch_xor_16 __atomic_fetch_xor_2 __atomic_fetch_xor_4 __atomic_fetch_xor_8 \
__atomic_load __atomic_load_1 __atomic_load_16 __atomic_load_2 __atomic_load_4 __atomic_load_8 __atomic_store \
__atomic_store_1 __atomic_store_16 __atomic_store_2 __atomic_store_4 __atomic_store_8 __bitreversedi2 \
__bitreversesi2 __bitreverseti2 __ceilh __ceilx __cmpdf2 __cmphf2 __cmpsf2 __cmpsi2 __cmptf2 __cmpxf2 __cosh __cosx \
__divei4 __divei5 __divhc3 __divhf3 __divtc3 __divxc3 __divxf3 __eqxf2 __exp2h __exp2x __exph __expx __extenddfxf2 \
__extendhfxf2 __extendsfxf2 __extendxftf2 __fabsh __fabsx __ffsdi2 __ffssi2 __fixdfei __fixhfdi __fixhfei __fixhfsi \
__fixhfti __fixsfei __fixtfei __fixunsdfei __fixunshfdi __fixunshfei __fixunshfsi __fixunshfti __fixunssfei \
__fixunstfei __fixunsxfdi __fixunsxfei __fixunsxfsi __fixunsxfti __fixxfdi __fixxfei __fixxfsi __fixxfti \
__floatdihf __floatdixf __floateidf __floateihf __floateisf __floateitf __floateixf __floatsihf __floatsixf \
__floattihf __floattixf __floatundihf __floatundixf __floatuneidf __floatuneihf __floatuneisf __floatuneitf \
__floatuneixf __floatunsihf __floatunsixf __floatuntihf __floatuntixf __floorh __floorx __fmah __fmax __fmaxh \
__fmaxx __fminh __fminx __fmodh __fmodx __gexf2 __gtxf2 __lexf2 __log10h __log10x __log2h __log2x __logh __logx \
__ltxf2 __modei4 __modei5 __mulhc3 __mulsi3 __multc3 __mulxc3 __mulxf3 __neghf2 __negsi2 __negtf2 __negxf2 __nexf2 \
__powihf2 __powixf2 __roundh __roundx __sincosh __sincosx __sinh __sinx __sqrth __sqrtx __subxf3 __tanh __tanx \
__trunch __trunctfxf2 __truncx __truncxfdf2 __truncxfhf2 __truncxfsf2 __ucmpsi2 __udivei4 __udivei5 __umodei4 \
__umodei5 __unordxf2 cosf128 exp2f128 expf128 log10f128 log2f128 logf128 sincosf128 sinf128 tanf128";

/// The function of compiler_rt that exports the others, as it begins, and as it begins here.
const EXPORTS_ALL: &str = "    if (!builtin.is_test) @export(func, .{";
const EXPORTS_SOME: &str = "    if (@hasField(Wanted, name)) @export(func, .{";

/// Whether an object needs the runtime.
pub(crate) fn is_needed(object: &Path) -> Result<bool, BuildError> {
    let names: HashSet<&[u8]> = NAMES.split(' ').map(str::as_bytes).collect();
    Ok(mentions(&names, &fs::read(object).map_err(files::failed("read", object))?))
}

/// Whether an object names one of these symbols. Symbols stand in objects of all formats as they are, some with an
/// underscore in front. A text that only looks like a symbol costs a compilation.
fn mentions(names: &HashSet<&[u8]>, object: &[u8]) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let mut at = 0;
    // Build scripts are compiled without optimisation, where an iterator over each byte takes ten times as long.
    while at + 4 <= object.len() {
        let is_hint = match object[at] {
            b'_' => object[at + 1] == b'_',
            b'f' => object[at + 1] == b'1' && object[at + 2] == b'2' && object[at + 3] == b'8',
            _ => false,
        };
        if !is_hint {
            at += 1;
            continue;
        }
        let (mut start, mut end) = (at, at);
        while start > 0 && is_part(object[start - 1]) {
            start -= 1;
        }
        while end < object.len() && is_part(object[end]) {
            end += 1;
        }
        let word = &object[start..end];
        if names.contains(word) || word.strip_prefix(b"_").is_some_and(|word| names.contains(word)) {
            return true;
        }
        at = end;
    }
    false
}

/// Makes the object, unless it is there already.
pub(crate) fn object(config: &Config, zig: &Zig) -> Result<PathBuf, BuildError> {
    let folder = config.out_dir.join("bevy_zig/runtime");
    let path = folder.join("bevy_zig_runtime.o");
    let mut arguments: Vec<OsString> = ["build-obj", "compiler_rt.zig", "--color", "off", "-O", "fast", "-fstrip"]
        .into_iter()
        .chain(["-fno-compiler-rt", "-fno-stack-check", "-ffunction-sections", "-fdata-sections"])
        .chain(["-fno-omit-frame-pointer", "-target", config.target.triple, "-mcpu", &config.target.cpu])
        .chain(config.target.pic.then_some("-fPIC"))
        .map(OsString::from)
        .collect();
    let mut fingerprint = Fingerprint::new();
    fingerprint.add(NAMES.as_bytes());
    arguments.iter().for_each(|argument| fingerprint.add(argument.as_encoded_bytes()));
    let product = Product::new(path, folder.join("runtime.fingerprint"), &fingerprint);
    if product.made().is_some_and(|made| made.version == zig.version()) {
        return Ok(product.path);
    }
    product.begin()?;
    copy_source(zig, &folder)?;
    for cache in ["--cache-dir", "--global-cache-dir"] {
        arguments.extend([cache.into(), config.out_dir.join("bevy_zig/zig_cache").into()]);
    }
    let mut output = OsString::from("-femit-bin=");
    output.push(&product.path);
    arguments.push(output);
    let run_zig = |source| BuildError::RunZig { path: zig.path().to_owned(), source };
    let output = zig.command().args(arguments).current_dir(&folder).output().map_err(run_zig)?;
    if !output.status.success() || !product.path.is_file() {
        return Err(failed(zig, String::from_utf8_lossy(&output.stderr).trim_end().to_owned()));
    }
    product.finish(zig.version(), "")?;
    Ok(product.path)
}

/// Copies compiler_rt into this folder, with the other exports.
fn copy_source(zig: &Zig, folder: &Path) -> Result<(), BuildError> {
    let library = library_folder(zig)?;
    let copy = folder.join("compiler_rt");
    files::create_folder(&copy)?;
    let original = library.join("compiler_rt");
    for entry in fs::read_dir(&original).map_err(files::failed("read the folder", &original))? {
        let path = entry.map_err(files::failed("read the folder", &original))?.path();
        if path.extension().is_some_and(|extension| extension == "zig") {
            let text = fs::read_to_string(&path).map_err(files::failed("read", &path))?;
            files::write_if_changed(&copy.join(path.file_name().unwrap_or_default()), &text)?;
        }
    }
    let root = library.join("compiler_rt.zig");
    let text = fs::read_to_string(&root).map_err(files::failed("read", &root))?;
    if text.matches(EXPORTS_ALL).count() != 1 {
        return Err(failed(zig, format!("{} is not as that of Zig {}", root.display(), crate::ZIG_VERSION)));
    }
    let wanted: String = NAMES.split(' ').map(|name| format!("    {name},\n")).collect();
    let text = format!("{}\nconst Wanted = enum {{\n{wanted}}};\n", text.replace(EXPORTS_ALL, EXPORTS_SOME));
    files::write_if_changed(&folder.join("compiler_rt.zig"), &text)
}

/// The folder of Zig's own sources, which distributions put elsewhere than beside the program.
fn library_folder(zig: &Zig) -> Result<PathBuf, BuildError> {
    let run_zig = |source| BuildError::RunZig { path: zig.path().to_owned(), source };
    let output = zig.command().arg("env").output().map_err(run_zig)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let folder = text.lines().find_map(|line| line.trim().strip_prefix(".lib_dir = \"")?.strip_suffix("\","));
    let folder = folder.map(|folder| PathBuf::from(folder.replace("\\\\", "\\")));
    folder.ok_or_else(|| failed(zig, "`zig env` does not say where Zig's own sources are".to_owned()))
}

fn failed(zig: &Zig, message: String) -> BuildError {
    BuildError::Runtime { zig: zig.path().to_owned(), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_found_in_all_formats_and_other_words_are_not_taken_for_some() {
        let names: HashSet<&[u8]> = NAMES.split(' ').map(str::as_bytes).collect();
        for object in [
            b"\0__cmptf2\0" as &[u8],
            b"\0___cmptf2\0",
            b"\x08__cmptf2\x10",
            b"__cmptf2\0\0\0\0",
            b"\0sinf128\0",
            b"\0_sinf128",
        ] {
            assert!(mentions(&names, object), "{}", String::from_utf8_lossy(object));
        }
        for object in [b"\0sin\0__udivti3\0" as &[u8], b"\0sinh\0", b"f128", b"__cmptf2x", b"", b"__"] {
            assert!(!mentions(&names, object), "{}", String::from_utf8_lossy(object));
        }
    }
}
