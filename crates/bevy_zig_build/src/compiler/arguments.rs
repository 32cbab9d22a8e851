//! The arguments that Zig gets: the same for objects and libraries but for what must differ.

use std::ffi::OsString;
use std::path::Path;

use crate::base::options::Optimize;
use crate::source::modules::{Import, SCRIPT};
use crate::source::sources::{Needs, Script};

/// What is made of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Product {
    /// A static object, for Rust's linker.
    Object,
    /// A shared library, linked by Zig.
    Library {
        /// Whether compiler_rt is linked, Zig's runtime.
        runtime: bool,
    },
}

/// What is the same for all scripts of a build.
pub(crate) struct Common<'a> {
    /// Zig's target.
    pub(crate) target: &'a str,
    pub(crate) cpu: &'a str,
    pub(crate) pic: bool,
    pub(crate) optimize: Optimize,
    pub(crate) debug_info: bool,
    /// The folder of the SDK.
    pub(crate) sdk: &'a Path,
    /// The mirror's file.
    pub(crate) components: &'a Path,
    pub(crate) zig_cache: &'a Path,
}

/// The arguments of one compilation, but for the file to make.
pub(crate) fn arguments(
    product: Product,
    common: &Common,
    needs: &Needs,
    root: &Path,
    script: &Script,
) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = Vec::new();
    let mut add = |words: &[&str]| arguments.extend(words.iter().map(OsString::from));
    match product {
        Product::Object => add(&["build-obj"]),
        Product::Library { .. } => add(&["build-lib", "-dynamic"]),
    }
    // A mistake in a format string is found in the standard library; only the trace of references names the script.
    add(&["--color", "off", "-freference-trace", "-target", common.target, "-mcpu", common.cpu]);
    add(&["-O", common.optimize.flag()]);
    if common.pic {
        add(&["-fPIC"]);
    }
    match product {
        // Arithmetic helpers are in compiler_rt: Zig's own linker would bring it, but the linker here is Rust's, with
        // Rust's compiler_builtins.
        Product::Object => add(&["-fno-compiler-rt"]),
        // C's sanitizer takes a third of the time. All libraries would have the same soname.
        Product::Library { runtime } => {
            add(&["-fno-ubsan-rt", "-fno-soname"]);
            if !runtime {
                add(&["-fno-compiler-rt"]);
            }
        }
    }
    // A function with much on the stack touches each page of it, so that it cannot reach beyond the stack's guard page.
    // That calls `__zig_probe_stack`, which is in compiler_rt, too, and for objects in the guard of bevy_zig.
    let probes = common.target.starts_with("x86_64-") && !common.target.contains("-windows");
    add(&[if probes { "-fstack-check" } else { "-fno-stack-check" }]);
    // Without the C library, Zig starts threads itself on Linux, with thread-local storage as only a program of Zig's
    // has it; in any other program that is not even memory of its own. With it, threads are the C library's, as Rust's.
    if needs.threads && common.target.contains("-linux") && !common.target.contains("android") {
        add(&["-lc"]);
    }
    // So that the linker drops what the game does not use.
    add(&["-ffunction-sections", "-fdata-sections"]);
    // The SDK's panic handler walks frame pointers.
    add(&["-fno-omit-frame-pointer"]);
    add(&[if common.debug_info { "-fno-strip" } else { "-fstrip" }]);

    if script.is_c() {
        // Unoptimised C would call the sanitizer's functions, which nobody links.
        arguments.extend(["-cflags", "-std=c11", "-Wall", "-fno-sanitize=undefined", "-include"].map(OsString::from));
        arguments.extend([root.as_os_str().to_owned(), "--".into(), script.path.as_os_str().to_owned()]);
        arguments.extend(["-I".into(), common.sdk.as_os_str().to_owned()]);
        if matches!(product, Product::Library { .. }) && common.target.contains("-windows") {
            // The entry of a library is C's own library's, which a script does without.
            arguments.push("-fno-entry".into());
        }
    } else {
        modules(&mut arguments, common, needs, root, script);
    }

    // The global cache holds Zig's own parsed library (40 MB, half a second): kept here it needs no writable home, and
    // `cargo clean` removes it. Zig locks its caches, so compilers can share them.
    for cache in ["--cache-dir", "--global-cache-dir"] {
        arguments.push(cache.into());
        arguments.push(common.zig_cache.as_os_str().to_owned());
    }
    arguments
}

/// What a Zig script can import.
fn modules(arguments: &mut Vec<OsString>, common: &Common, needs: &Needs, root: &Path, script: &Script) {
    // Options and `--dep`s belong to the next `-M`; what a module does not set, it takes from the first one.
    let dep = |name: &str| ["--dep".into(), OsString::from(name)];
    arguments.extend(dep("bevy"));
    arguments.extend(dep("components"));
    arguments.extend(dep("script"));
    for name in needs.modules.declaring().filter(|name| *name != SCRIPT) {
        arguments.extend(dep(name));
    }
    arguments.push(with("-Mroot=", root));
    arguments.push(with("-Mbevy=", &common.sdk.join("bevy.zig")));
    arguments.extend(dep("bevy"));
    arguments.push(with("-Mcomponents=", common.components));
    arguments.extend(dep("bevy"));
    arguments.extend(dep("components"));
    // A file belongs to one module, and what it imports by path is another module where it depends on one of that name.
    let as_module = |import: &Import| dep(&format!("{}={}", import.operand, import.module));
    arguments.extend(needs.modules.of_script.iter().flat_map(as_module));
    arguments.push(with("-Mscript=", &script.path));
    for module in &needs.modules.files {
        arguments.extend(dep("bevy"));
        arguments.extend(dep("components"));
        arguments.extend(module.imports.iter().flat_map(as_module));
        arguments.push(with(&format!("-M{}=", module.name), &module.path));
    }
}

/// The argument that names the file to make.
pub(crate) fn output(path: &Path) -> OsString {
    with("-femit-bin=", path)
}

/// The arguments that let Zig use the copy of its own library in this folder, behind all others, with a cache in it.
/// What Zig keeps of its library's files is called by their names within it, so in one cache each change from the copy
/// to the original would make it compile its runtime again, which takes seconds.
pub(crate) fn library_folder(folder: &Path) -> [OsString; 6] {
    let cache = folder.join("cache").into_os_string();
    let library = folder.as_os_str().to_owned();
    ["--zig-lib-dir".into(), library, "--cache-dir".into(), cache.clone(), "--global-cache-dir".into(), cache]
}

/// The further arguments of a resident compiler, which compiles what has changed each time that it is asked. It keeps
/// what it makes in this folder.
pub(crate) fn resident(folder: &Path) -> [OsString; 6] {
    let fixed = ["--name", RESIDENT_NAME, "-fincremental", "--listen=-", "--cache-dir"].map(OsString::from);
    let [name, value, incremental, listen, cache] = fixed;
    [name, value, incremental, listen, cache, folder.as_os_str().to_owned()]
}

/// What a resident compiler calls its library.
pub(crate) const RESIDENT_NAME: &str = "script";

fn with(prefix: &str, path: &Path) -> OsString {
    let mut argument = OsString::from(prefix);
    argument.push(path);
    argument
}
