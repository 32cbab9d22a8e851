//! Libraries made by a stand-in for zig that records its arguments, and by the real one.

use std::process::Command;
use std::time::{Duration, Instant};

use super::*;
use crate::base::version::ZIG_VERSION;
use crate::testing::{Folder, paths_below};
use crate::zig::find::Zig;

/// A package with scripts, as the registry describes it.
struct Package {
    folder: Folder,
    plan: Plan,
}

impl Package {
    fn new() -> Self {
        let folder = Folder::new();
        folder.write("sdk/bevy.zig", include_str!("../../tests/fixtures/sdk/bevy.zig"));
        folder.write("out/bevy_zig/components.zig", "pub const all = .{};\n");
        fs::create_dir_all(folder.path().join("scripts")).unwrap();
        let plan = Plan {
            package: "my_game".to_owned(),
            folders: vec![folder.path().join("scripts")],
            sdk: folder.path().join("sdk"),
            out_dir: folder.path().join("out"),
            target: "x86_64-linux-gnu".to_owned(),
            cpu: "baseline".to_owned(),
            optimize: Optimize::Debug,
            debug_info: true,
            zig: folder.fake_zig("zig", ZIG_VERSION),
            jobs: 0,
        };
        Self { folder, plan }
    }

    /// With the Zig of this machine and the SDK of this repository instead of the stand-ins.
    fn real() -> Self {
        let mut package = Self::new();
        package.plan.zig = Zig::find().expect("tests need Zig; BEVY_ZIG_FETCH=1 installs it").path().to_owned();
        package.plan.sdk = bevy_zig_sdk::FOLDER.into();
        package
    }

    fn libraries(&self) -> Libraries {
        Libraries::new(self.plan.clone()).unwrap()
    }

    /// The names of those files in `OUT_DIR` that are neither Zig's own nor the mirror, locks or sums.
    fn made(&self) -> Vec<String> {
        let mut paths = paths_below(&self.folder.path().join("out/bevy_zig"));
        let other = |path: &str| path == "components.zig" || path.ends_with(".lock") || path.ends_with(".sum");
        paths.retain(|path| !path.starts_with("zig_cache") && !other(path));
        paths
    }
}

fn names(look: &Look) -> Vec<&str> {
    look.libraries.iter().map(|library| library.script.name.as_str()).collect()
}

fn only(libraries: &Libraries) -> Library {
    let mut look = libraries.look();
    assert_eq!((look.libraries.len(), look.problems.len()), (1, 0));
    look.libraries.remove(0)
}

/// The library's file, or what Zig said.
fn make(libraries: &Libraries, library: &Library) -> Result<PathBuf, String> {
    let finished = libraries.start(library).unwrap().wait().unwrap();
    finished.keep(libraries).unwrap().map(|()| library.path.clone())
}

#[test]
fn zig_is_told_the_same_as_for_objects_but_for_the_kind_of_file() {
    let package = Package::new();
    package.folder.write("scripts/spinner.zig", "");
    let libraries = package.libraries();
    let library = only(&libraries);
    make(&libraries, &library).unwrap();
    let expected = "build-lib -dynamic --color off -freference-trace -target x86_64-linux-gnu -mcpu baseline -O debug \
         -fPIC -fno-ubsan-rt -fno-soname -fno-compiler-rt -fstack-check -ffunction-sections -fdata-sections \
         -fno-omit-frame-pointer -fno-strip --dep bevy --dep components --dep script \
         -Mroot=@/out/bevy_zig/work/0/roots/spinner.zig -Mbevy=@/sdk/bevy.zig --dep bevy \
         -Mcomponents=@/out/bevy_zig/components.zig --dep bevy --dep components -Mscript=@/scripts/spinner.zig \
         --cache-dir @/out/bevy_zig/zig_cache --global-cache-dir @/out/bevy_zig/zig_cache \
         -femit-bin=@/out/bevy_zig/work/0/0/spinner-HASH.so"
        .replace('@', package.folder.path().to_str().unwrap())
        .replace("HASH", &library.fingerprint);
    assert_eq!(
        package.folder.read("zig/log").lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" "),
        expected
    );
    assert_eq!(library.symbol, "bevy_zig_script__my_game__spinner");
    assert_eq!(
        package.made(),
        [format!("libraries/spinner-{}.so", library.fingerprint), "work/0/roots/spinner.zig".to_owned()]
    );
    drop(libraries);
    assert_eq!(package.made().len(), 1);
}

#[test]
fn a_library_is_known_by_what_it_is_made_from() {
    let package = Package::new();
    let folder = &package.folder;
    folder.write("scripts/a.zig", r#"const lib = @import("lib/one.zig");"#);
    folder.write("scripts/b.zig", r#"const components = @import("components");"#);
    folder.write("scripts/lib/one.zig", "");
    let libraries = package.libraries();
    let prints = || libraries.look().libraries.into_iter().map(|library| library.fingerprint).collect::<Vec<_>>();
    let mut before = prints();
    // Which of the two are others after a change.
    let mut changed = |file: &str, content: &str| {
        folder.write(file, content);
        let after = prints();
        let changed = [before[0] != after[0], before[1] != after[1]];
        before = after;
        changed
    };
    assert_eq!(changed("scripts/a.zig", r#"const lib = @import("lib/one.zig");"#), [false, false]);
    assert_eq!(changed("scripts/a.zig", r#"const one = @import("lib/one.zig");"#), [true, false]);
    assert_eq!(changed("scripts/lib/one.zig", "// changed"), [true, false]);
    assert_eq!(changed("scripts/lib/two.zig", "// imported by none"), [false, false]);
    assert_eq!(changed("out/bevy_zig/components.zig", "// changed"), [false, true]);
    assert_eq!(changed("sdk/more.zig", ""), [true, true]);
    assert_eq!(changed("sdk/more.zig~", "a backup"), [false, false]);

    // The time, the commit and the folder of the work are no part of it: the same library serves the next run.
    let library = libraries.look().libraries.remove(0);
    assert!(!libraries.reuse(&library));
    make(&libraries, &library).unwrap();
    folder.write(".git/HEAD", "0123456789abcdef0123456789abcdef01234567");
    let other = package.libraries();
    let same = other.look().libraries.remove(0);
    assert!(other.reuse(&same));
    assert_eq!(same.path, library.path);

    // What it was planned for is gone when the compiler has finished.
    assert!(libraries.is_current(&library));
    folder.write("scripts/lib/one.zig", "// again");
    assert!(!libraries.is_current(&library));
    let gone = folder.path().join("scripts/lib/one.zig");
    assert!(library.is_made_from(&gone, &libraries));
    assert!(!same.is_made_from(&folder.path().join("scripts/b.zig"), &libraries));
}

#[test]
fn a_look_goes_on_behind_what_is_wrong() {
    let mut package = Package::new();
    let folder = &package.folder;
    for name in ["scripts/a.zig", "scripts/no-name.zig", "more/A.zig", "more/b.zig", "scripts/dir.zig/x"] {
        folder.write(name, " \n");
    }
    package.plan.folders.extend([folder.path().join("more"), folder.path().join("missing")]);
    let look = package.libraries().look();
    assert_eq!(names(&look), ["a", "b"]);
    assert!(look.libraries[0].is_blank);
    let problems = look.problems.iter().map(|problem| problem.to_string()).collect::<Vec<_>>().join("\n");
    for expected in
        ["no-name.zig: the name of a script must be", "two scripts share one name", "missing does not exist"]
    {
        assert!(problems.contains(expected), "{problems}");
    }
    assert_eq!(look.problems.len(), 3);
}

#[test]
fn three_libraries_of_a_script_stay_and_those_that_are_used_are_among_them() {
    let package = Package::new();
    package.folder.write("scripts/other.zig", "");
    let libraries = package.libraries();
    let other = only(&libraries);
    make(&libraries, &other).unwrap();
    let version = |number: usize| {
        package.folder.write("scripts/a.zig", &format!("// {number}"));
        libraries.look().libraries.remove(0)
    };
    let first = version(0);
    make(&libraries, &first).unwrap();
    let mut made = Vec::new();
    for number in 1..=4 {
        // File systems may count time in steps.
        std::thread::sleep(Duration::from_millis(20));
        assert!(libraries.reuse(&first));
        std::thread::sleep(Duration::from_millis(20));
        made.push(make(&libraries, &version(number)).unwrap());
    }
    for path in [&other.path, &first.path, &made[2], &made[3]] {
        assert!(path.is_file(), "{}", path.display());
    }
    assert!(!made[0].exists() && !made[1].exists());
}

/// A disk that was full, or a crash, leaves half a library; loading that would end the game.
#[test]
fn a_damaged_library_is_not_used_and_is_made_again() {
    let package = Package::new();
    package.folder.write("scripts/a.zig", "// the content of the stand-in's library");
    let libraries = package.libraries();
    let library = only(&libraries);
    let replace = |path: &Path| {
        fs::remove_file(path).unwrap();
        fs::create_dir(path).unwrap();
        fs::write(path.join("file"), "").unwrap();
    };
    let damages: [&dyn Fn(&Path); 6] = [
        &|path| fs::write(path, "// the content").unwrap(),
        &|path| fs::write(path, "").unwrap(),
        &|path| fs::write(path, [0; 100]).unwrap(),
        &|path| fs::remove_file(path.with_extension("sum")).unwrap(),
        &|path| replace(path),
        &|path| replace(&path.with_extension("sum")),
    ];
    for damage in damages {
        make(&libraries, &library).unwrap();
        assert!(libraries.reuse(&library));
        damage(&library.path);
        assert!(!libraries.reuse(&library));
    }
    make(&libraries, &library).unwrap();
    assert!(package.libraries().reuse(&library));
    drop(libraries);
    for name in ["libraries", "work"] {
        fs::remove_dir_all(package.folder.path().join("out/bevy_zig").join(name)).unwrap();
        package.folder.write(&format!("out/bevy_zig/{name}"), "a file");
        make(&package.libraries(), &library).unwrap();
    }
}

#[test]
fn a_library_of_another_zig_is_another() {
    let package = Package::new();
    package.folder.write("scripts/a.zig", "");
    let of_this = only(&package.libraries()).fingerprint;
    package.folder.write("zig/version", "0.17.0");
    assert_ne!(only(&package.libraries()).fingerprint, of_this);
}

#[test]
fn a_cancelled_compiler_is_gone_at_once_and_leaves_nothing() {
    let package = Package::new();
    package.folder.write("scripts/a.zig", "SLOW");
    let libraries = package.libraries();
    let library = only(&libraries);
    let compiling = libraries.start(&library).unwrap();
    while !package.made().iter().any(|path| path.ends_with(".so")) {
        std::thread::yield_now();
    }
    let canceller = compiling.canceller();
    let begun = Instant::now();
    let waiting = std::thread::spawn(move || compiling.wait().unwrap());
    canceller.cancel();
    let finished = waiting.join().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(10));
    // As if the machine had killed it: nothing is known of the script.
    assert!(matches!(finished.keep(&libraries), Err(BuildError::ZigFailed { .. })));
    assert_eq!(package.made(), ["work/0/roots/a.zig"]);
    // It has ended already: nothing happens.
    canceller.cancel();

    // So does one that nobody waits for.
    let begun = Instant::now();
    drop(libraries.start(&library).unwrap());
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(package.made(), ["work/0/roots/a.zig"]);
}

#[test]
fn a_zig_that_is_gone_is_named() {
    let mut package = Package::new();
    package.plan.zig = package.folder.path().join("gone/zig");
    package.folder.write("scripts/a.zig", "");
    let libraries = package.libraries();
    let error = libraries.start(&only(&libraries)).unwrap_err();
    assert_eq!(error.to_string(), format!("cannot run {}", package.plan.zig.display()));
    assert_eq!(package.made(), ["work/0/roots/a.zig"]);
}

/// What real Zig says of scripts, as far as it names a place: file, line, column, and how the message begins.
#[test]
fn mistakes_have_file_line_column_and_text() {
    let package = Package::real();
    let folder = &package.folder;
    let libraries = package.libraries();
    let errors_of = |script: &str| {
        folder.write("scripts/a.zig", script);
        let text = make(&libraries, &only(&libraries)).unwrap_err();
        let mut errors = Diagnostic::parse(&text);
        errors.retain(|diagnostic| diagnostic.severity == Severity::Error);
        assert!(!errors.is_empty(), "{text}");
        assert_eq!(package.made(), ["work/0/roots/a.zig"]);
        let place = |error: &Diagnostic| {
            let path = error.path.as_ref().unwrap();
            assert!(path.is_absolute(), "{}", path.display());
            let path = path.strip_prefix(folder.path()).or(path.strip_prefix(&package.plan.sdk)).unwrap().display();
            format!("{path}:{}:{}: {}", error.line, error.column, error.message)
        };
        let places = errors.iter().map(place).collect::<Vec<_>>();
        (places, errors.remove(0).source_line.unwrap_or_default())
    };

    let (places, line) = errors_of("speed: f32 = 1\nother: u32 = 2,\n");
    assert_eq!(places, ["scripts/a.zig:1:15: expected ',' after field"]);
    assert_eq!(line, "speed: f32 = 1");
    const UPDATE: &str = "pub fn update(_: *@This(), _: *@import(\"bevy\").Context, _: f32) !void";
    const INIT: &str = "pub fn init(_: *@This(), _: *@import(\"bevy\").Context) !void {";
    let (places, line) = errors_of(&format!("{UPDATE} {{\n    const n: u32 = \"text\";\n    _ = n;\n}}\n"));
    assert_eq!(places.len(), 1);
    assert!(places[0].starts_with("scripts/a.zig:2:20: expected type 'u32', found '*const [4:0]u8'"), "{places:?}");
    assert_eq!(line, "    const n: u32 = \"text\";");
    // Zig goes on with the next function.
    let (places, _) = errors_of(&format!("{UPDATE} {{\n    one();\n}}\n{}\n    two();\n}}\n", INIT));
    assert_eq!(
        places,
        [
            "scripts/a.zig:2:5: use of undeclared identifier 'one'",
            "scripts/a.zig:5:5: use of undeclared identifier 'two'",
        ]
    );
    let in_lib = format!("const lib = @import(\"lib/one.zig\");\n{UPDATE} {{\n    _ = lib.speed;\n}}\n");
    folder.write("scripts/lib/one.zig", "pub const speed = missing;\n");
    assert_eq!(errors_of(&in_lib).0, ["scripts/lib/one.zig:1:19: use of undeclared identifier 'missing'"]);
    fs::remove_file(folder.path().join("scripts/lib/one.zig")).unwrap();
    let (places, _) = errors_of(&in_lib);
    assert_eq!(places, ["scripts/lib/one.zig:1:1: unable to load \"one.zig\": FileNotFound"]);
    // The SDK's own checks are told at the script's line.
    let (places, line) = errors_of("speed: f32 = 1,\n\npub fn updat(_: *@This()) void {}\n");
    assert_eq!(places.len(), 1, "{places:?}");
    assert!(
        places[0].starts_with("scripts/a.zig:3:1: script 'a': 'updat' is never called; write: pub fn update("),
        "{places:?}"
    );
    assert_eq!(line, "pub fn updat(_: *@This()) void {}");
    let (places, line) = errors_of(
        "const bevy = @import(\"bevy\");\npub fn init(_: *@This(), ctx: *bevy.Context) !void {\n    try ctx.emit(\"hit\", 5);\n}\n",
    );
    assert!(places[0].starts_with("scripts/a.zig:3:"), "{places:?}");
    assert!(places[0].ends_with(
        ": the payload of signal 'hit' has no type of its own (comptime_int); give it one, as in @as(u32, 5)"
    ));
    assert_eq!(line, "    try ctx.emit(\"hit\", 5);");
    let (places, _) = errors_of("\u{1}garbage\u{0}");
    assert!(places[0].starts_with("scripts/a.zig:1:"), "{places:?}");
}

#[test]
fn real_libraries_need_nothing_but_the_loader_and_have_no_executable_stack() {
    let mut package = Package::real();
    package.folder.write(
        "scripts/a.zig",
        "const bevy = @import(\"bevy\");\nspeed: u128 = 3,\npub fn update(self: *@This(), _: *bevy.Context, dt: f32) !void {\n    \
         var frame: [64 * 1024]u8 = undefined;\n    @memset(&frame, @intFromFloat(dt));\n    \
         @import(\"std\").mem.doNotOptimizeAway(&frame);\n    self.speed /= frame[3];\n}\n",
    );
    for optimize in [Optimize::Debug, Optimize::ReleaseSafe, Optimize::ReleaseFast, Optimize::ReleaseSmall] {
        package.plan.optimize = optimize;
        let libraries = package.libraries();
        let path = make(&libraries, &only(&libraries)).unwrap();
        let output =
            Command::new("readelf").args(["--segments", "--dynamic", "--dyn-syms", "--wide"]).arg(&path).output();
        let text = String::from_utf8(output.unwrap().stdout).unwrap();
        let stack = text.lines().find(|line| line.contains("GNU_STACK")).unwrap();
        assert!(stack.contains(" RW ") && !stack.contains('E'), "{stack}");
        // Version numbers of symbols without their tables make ld.so crash.
        assert!(!text.contains("(VERSYM)") || text.contains("(VERNEED)"), "{text}");
        assert!(!text.contains("(NEEDED)") && !text.contains("(SONAME)"), "{text}");
        let symbols = |word: &str| {
            let lines = text.lines().filter(move |line| line.contains(&format!(" {word} ")) && line.contains("GLOBAL"));
            lines.filter_map(|line| line.split(' ').next_back()).collect::<Vec<_>>()
        };
        assert_eq!(symbols("OBJECT"), ["bevy_zig_script__my_game__a"]);
        assert!(symbols("UND").iter().all(|name| *name == "__tls_get_addr"), "{text}");
    }
}

#[test]
fn what_is_rarely_wanted_of_zig_s_library_is_there_all_the_same() {
    const UPDATE: &str = "pub fn update(_: *@This(), _: *@import(\"bevy\").Context, _: f32) !void";
    let package = Package::real();
    let libraries = package.libraries();
    let script = |use_of: &str| {
        package
            .folder
            .write("scripts/a.zig", &format!("const std = @import(\"std\");\n{UPDATE} {{\n    {use_of}\n}}\n"));
        only(&libraries)
    };
    let whole = |library: &Library| libraries.extras(&library.script).whole_std;
    let usual = script("if (std.math.gcd(4, 6) != 2) unreachable;");
    make(&libraries, &usual).unwrap();
    assert!(libraries.slim.get().unwrap().is_some(), "this Zig has its library elsewhere");
    assert!(!whole(&usual));
    // An error in the script is reported at once: nothing is compiled with the whole library, whose cache stays empty.
    let text = make(&libraries, &script("const n: u32 = \"text\";\n    _ = n;")).unwrap_err();
    assert!(text.contains("expected type 'u32'"), "{text}");
    let cache_of_whole = package.folder.path().join("out/bevy_zig/zig_cache/z");
    assert!(!cache_of_whole.exists());
    // The error comes from the whole library, and so does not name the copy, in which files are empty.
    let text = make(&libraries, &script("_ = std.crypto.hash.sha2.Sha265;")).unwrap_err();
    assert!(text.contains("sha2' has no member named 'Sha265'") && !text.contains("zig_cache"), "{text}");
    let rare = script(
        "std.crypto.hash.sha2.Sha256.hash(\"\", &out, .{});\n"
            .replace("std", "var out: [32]u8 = undefined;\n    std")
            .as_str(),
    );
    make(&libraries, &rare).unwrap();
    assert!(whole(&rare) && cache_of_whole.is_dir());
    assert!(libraries.reuse(&rare));
    // What an empty file does not declare is no error for who only asks.
    let asks = script("if (!@hasDecl(std.http, \"Client\")) @compileError(\"it is there\");");
    assert!(libraries.slim(&asks.script, &asks.needs).is_none());
    make(&libraries, &asks).unwrap();
}

/// Two games in one `OUT_DIR`, as when tests run beside a game.
#[test]
fn two_that_build_the_same_do_not_disturb_each_other() {
    let package = Package::real();
    let script = "const bevy = @import(\"bevy\");\npub fn init(_: *@This(), _: *bevy.Context) !void {}\n";
    for name in ["a", "b", "c"] {
        package.folder.write(&format!("scripts/{name}.zig"), script);
    }
    let build_all = |libraries: Libraries| {
        let look = libraries.look();
        for library in &look.libraries {
            assert_eq!(make(&libraries, library).as_deref(), Ok(library.path.as_path()));
        }
    };
    std::thread::scope(|scope| {
        let builders = [package.libraries(), package.libraries()];
        for libraries in builders {
            scope.spawn(|| build_all(libraries));
        }
    });
    assert_eq!(package.made().len(), 3, "{:?}", package.made());
}

/// Zig itself must not mind either: it keeps its cache through files that it makes and renames.
#[test]
fn real_zig_can_be_killed_at_any_time() {
    let package = Package::real();
    let script = |number: usize| {
        let text = format!(
            "const bevy = @import(\"bevy\");\n// {number}\npub fn init(_: *@This(), _: *bevy.Context) !void {{}}\n"
        );
        package.folder.write("scripts/a.zig", &text);
    };
    let libraries = package.libraries();
    script(0);
    make(&libraries, &only(&libraries)).unwrap();
    let begun = Instant::now();
    script(1);
    make(&libraries, &only(&libraries)).unwrap();
    let whole = begun.elapsed();
    let cached = || paths_below(&package.folder.path().join("out/bevy_zig/zig_cache")).len();
    let before = cached();
    for step in 0..20 {
        script(2 + step);
        let compiling = libraries.start(&only(&libraries)).unwrap();
        std::thread::sleep(whole * step as u32 / 20);
        drop(compiling);
    }
    script(100);
    let library = only(&libraries);
    make(&libraries, &library).unwrap();
    assert!(library.path.is_file());
    assert!(cached() <= before + 1, "{} files of Zig's cache instead of {before}", cached());
    println!("one compilation: {whole:?}");
}

#[test]
fn a_library_that_differs_in_numbers_of_defaults_is_told_from_others() {
    let package = Package::new();
    let libraries = package.libraries();
    let save = |text: &str| {
        package.folder.write("scripts/a.zig", text);
        only(&libraries)
    };
    package.folder.write("scripts/lib/one.zig", "pub const n = 1;\n");
    let old = save("const lib = @import(\"lib/one.zig\");\nspeed: f32 = 1,\n");
    let new = save("const lib = @import(\"lib/one.zig\");\nspeed: f32 = 2.5,\n");
    assert_eq!(new.changed_numbers(&old), Some(vec![("speed".to_owned(), "2.5".to_owned())]));
    assert_eq!(new.changed_numbers(&new), None);
    package.folder.write("scripts/lib/one.zig", "pub const n = 2;\n");
    assert_eq!(only(&libraries).changed_numbers(&old), None, "another file has changed as well");
}

#[test]
fn a_resident_compiler_is_only_asked_for_what_it_follows() {
    let package = Package::new();
    let setting = |text: &str| {
        package.folder.write("scripts/a.zig", text);
        let libraries = package.libraries();
        libraries.setting(&only(&libraries))
    };
    let first = setting("speed: f32 = 1,\nfn f() void { g(1); }\n");
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        assert_eq!(first, None);
        return;
    }
    assert!(first.is_some());
    package.folder.write("scripts/lib/one.zig", "pub const n = 1;\n");
    assert_eq!(setting("speed: f32 = 2,\nother: u8 = 0,\nfn f() void { g(2); }\nfn h() void {}\n"), first);
    for other in [
        "speed: f32 = 1,\nconst lib = @import(\"lib/one.zig\");\n",
        "const components = @import(\"components\");\nspeed: f32 = 1,\n",
        "speed: f32 align(8) = 1,\n",
    ] {
        assert!(setting(other).is_some_and(|setting| Some(setting) != first), "{other}");
    }
    // Variables, threads, and a file that is half of a save.
    for none in ["var n: u32 = 0;\n", "const T = std.Thread;\n", " \n"] {
        assert_eq!(setting(none), None, "{none}");
    }
    // In another file as well.
    let text = "const lib = @import(\"lib/one.zig\");\n";
    assert!(setting(text).is_some());
    package.folder.write("scripts/lib/one.zig", "pub var n: u8 = 1;\n");
    assert_eq!(setting(text), None);
    package.folder.write("scripts/a.zig", "speed: f32 = 1,\n");
    let changes: [fn(&mut Plan); 2] =
        [|plan| plan.optimize = Optimize::ReleaseSafe, |plan| plan.target = "aarch64-linux-gnu".into()];
    for change in changes {
        let mut plan = package.plan.clone();
        change(&mut plan);
        let libraries = Libraries::new(plan).unwrap();
        assert_eq!(libraries.setting(&only(&libraries)), None);
    }
}

#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[test]
fn a_resident_compiler_makes_what_is_saved() {
    let package = Package::real();
    let script = |mark: &str, more: &str| {
        let text = format!(
            "const bevy = @import(\"bevy\");\nspeed: f32 = 1,\n{more}\n\
             pub fn init(_: *@This(), ctx: *bevy.Context) !void {{\n    ctx.logInfo(\"{mark}\", .{{}});\n}}\n"
        );
        package.folder.write("scripts/a.zig", &text);
    };
    let path = package.folder.path().join("scripts/a.zig");
    script("mark one", "");
    let libraries = package.libraries();
    let mut resident = libraries.start_resident(&only(&libraries)).unwrap();
    resident.warm_up().unwrap();
    let has = |answer: &Answer, mark: &str| {
        let bytes = fs::read(&answer.path).unwrap();
        bytes.windows(mark.len()).any(|window| window == mark.as_bytes())
    };
    let mut seen = Vec::new();
    for round in 0..6 {
        let mark = format!("mark of round {round}");
        script(&mark, if round % 2 == 0 { "lives: u32 = 3," } else { "" });
        let answer = resident.answer(&path).unwrap();
        assert!(has(&answer, &mark));
        assert_eq!(answer.fields.len(), 2 - round % 2);
        assert!(!seen.contains(&answer.path), "the loader takes a file for another of the same name");
        seen.push(answer.path);
    }
    let output = Command::new("readelf").args(["--dynamic", "--dyn-syms", "--wide"]).arg(&seen[5]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("bevy_zig_script__my_game__a") && !text.contains("(VERSYM)"), "{text}");
    assert!(!text.contains("(NEEDED)") && !text.contains("(SONAME)"), "{text}");
    assert_eq!(seen.iter().filter(|path| path.exists()).count(), 3, "the oldest are gone");
    // None of them is taken for a library that was compiled as a whole.
    assert!(!libraries.reuse(&only(&libraries)));

    script("mark", "speed: mistake,");
    assert_eq!(resident.answer(&path).unwrap_err(), NoAnswer::Mistake);
    script("mark of the end", "");
    assert!(has(&resident.answer(&path).unwrap(), "mark of the end"));

    resident.canceller().cancel();
    assert_eq!(resident.answer(&path).unwrap_err(), NoAnswer::Gone);
    drop((resident, libraries));
    assert_eq!(package.made(), Vec::<String>::new(), "nothing is left");
}
