use super::*;
use crate::testing::Folder;

#[test]
fn a_glibc_version_is_told_to_zig_and_not_to_cargo() {
    let toolchain = Toolchain::of("x86_64-unknown-linux-gnu.2.28").unwrap();
    assert_eq!(toolchain.rust_target(), "x86_64-unknown-linux-gnu");
    assert_eq!(toolchain.zig_target, "x86_64-linux-gnu.2.28");
    assert_eq!(Toolchain::of("aarch64-unknown-linux-gnu").unwrap().zig_target, "aarch64-linux-gnu");
}

#[test]
fn what_zig_cannot_link_for_is_refused_with_what_can() {
    for (target, message) in [
        (
            "x86_64-pc-windows-msvc",
            "zig cannot link for x86_64-pc-windows-msvc: Microsoft's import libraries are needed: build on Windows, or for \
             x86_64-pc-windows-gnullvm",
        ),
        (
            "wasm32-unknown-unknown",
            "zig cannot link for wasm32-unknown-unknown: Rust brings the linker, and no C toolchain is needed: build with \
             `cargo build --target`",
        ),
        (
            "x86_64-unknown-linux-musl.2.28",
            "`x86_64-unknown-linux-musl.2.28` is not a target: only targets with glibc take a version of glibc, as \
             in x86_64-unknown-linux-gnu.2.28",
        ),
        (
            "x86_64-unknown-linux-gnu.new",
            "`x86_64-unknown-linux-gnu.new` is not a target: only targets with glibc take a version of glibc, as in \
             x86_64-unknown-linux-gnu.2.28",
        ),
    ] {
        assert_eq!(Toolchain::of(target).unwrap_err().to_string(), message);
    }
    let unknown = Toolchain::of("avr-none").unwrap_err().to_string();
    assert!(
        unknown.starts_with("there is no toolchain for `avr-none`; the known targets are x86_64-unknown-linux-gnu, ")
    );
    assert!(!unknown.contains("android"), "only such as can be linked: {unknown}");
}

#[test]
fn arguments_are_zig_s() {
    let translated = |arguments: &str| arguments.split(' ').filter_map(tool::translate).collect::<Vec<_>>().join(" ");
    assert_eq!(translated("--target=x86_64-unknown-linux-gnu -c a.c"), "-c a.c");
    assert_eq!(translated("-lgcc_s -lc -lgcc_eh"), "-lunwind -lc -lunwind");
    assert_eq!(translated("-nolibc -lmsvcrt --unwindlib=none -lkernel32"), "-lkernel32");
}

/// The program that is copied is the stand-in for Zig; only the names and the settings are looked at.
#[cfg(unix)]
#[test]
fn tools_and_variables_are_the_target_s_alone() {
    let folder = Folder::new();
    let zig = Zig::checked(&folder.fake_zig("zig", crate::ZIG_VERSION)).unwrap();
    let toolchain = Toolchain::of("x86_64-unknown-linux-musl").unwrap();
    let tools = toolchain.install(folder.path(), &zig, zig.path()).unwrap();
    // Twice, as when a folder is used again.
    toolchain.install(folder.path(), &zig, zig.path()).unwrap();

    let at = |name: &str| folder.path().join("x86_64-unknown-linux-musl").join(name).display().to_string();
    let expected = [
        ("CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_LINKER", at("zig-cc")),
        ("CC_x86_64_unknown_linux_musl", at("zig-cc")),
        ("CXX_x86_64_unknown_linux_musl", at("zig-c++")),
        ("AR_x86_64_unknown_linux_musl", at("zig-ar")),
        ("CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_RUSTFLAGS", "-Clink-self-contained=no".to_owned()),
    ];
    assert_eq!(tools.variables(|_| None), expected.map(|(name, value)| (name.to_owned(), value)));
    for (set, flags) in [
        (&[("RUSTFLAGS", "-Ctarget-cpu=native")][..], "RUSTFLAGS=-Ctarget-cpu=native -Clink-self-contained=no"),
        (&[("RUSTFLAGS", "")], "RUSTFLAGS=-Clink-self-contained=no"),
        (
            &[("RUSTFLAGS", "-a"), ("CARGO_ENCODED_RUSTFLAGS", "-b")],
            "CARGO_ENCODED_RUSTFLAGS=-b\x1f-Clink-self-contained=no",
        ),
        (
            &[("CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_RUSTFLAGS", "-a")],
            "CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_RUSTFLAGS=-a -Clink-self-contained=no",
        ),
    ] {
        let value = |name: &str| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        let variables = tools.variables(value);
        let (name, value) = variables.last().unwrap();
        assert_eq!(format!("{name}={value}"), flags);
    }
    for tool in [Tool::Cc, Tool::Cxx, Tool::Ar, Tool::Dlltool] {
        let path = PathBuf::from(at(&tool.file_name()));
        assert!(path.is_file(), "{}", path.display());
        assert_eq!(Tool::of_program(&path), Some(tool));
    }
    assert_eq!(Tool::of_program(zig.path()), None);
    let settings = folder.read("x86_64-unknown-linux-musl/zig.txt");
    assert_eq!(settings, format!("{}\nx86_64-linux-musl\n", zig.path().display()));
    assert_eq!(
        tools.config(),
        format!(
            "[target.x86_64-unknown-linux-musl]\nlinker = {:?}\nrustflags = [\"-Clink-self-contained=no\"]\n\n\
             # If there is an [env] already, these lines go below it.\n[env]\n\
             CC_x86_64_unknown_linux_musl = {:?}\nCXX_x86_64_unknown_linux_musl = {:?}\nAR_x86_64_unknown_linux_musl = {:?}\n",
            at("zig-cc"),
            at("zig-cc"),
            at("zig-c++"),
            at("zig-ar")
        )
    );
}

#[test]
fn real_zig_links_with_what_is_in_apples_sdk() {
    let folder = Folder::new();
    // The least that an SDK may be: what the libraries are called at run time, and what is in them.
    let library = |path: &str, name: &str, symbol: &str| {
        let text = format!(
            "--- !tapi-tbd\ntbd-version: 4\ntargets: [ arm64-macos ]\ninstall-name: '{name}'\nexports:\n  \
             - targets: [ arm64-macos ]\n    symbols: [ {symbol} ]\n...\n"
        );
        folder.write(path, &text);
    };
    library("sdk/usr/lib/libobjc.tbd", "/usr/lib/libobjc.A.dylib", "_objc_retain");
    library("sdk/System/Library/Frameworks/Foundation.framework/Foundation.tbd", "/System/Foundation", "_NSLog");
    let program = "void objc_retain(void *); void NSLog(void *); int main() { objc_retain(0); NSLog(0); return 0; }";
    let source = folder.write("a.c", program);
    let target = Toolchain::of("aarch64-apple-darwin").unwrap().zig_target;
    let link = |more: &[std::ffi::OsString]| {
        let mut zig = std::process::Command::new(Zig::find().unwrap().path());
        zig.args(["cc", "-target", &target, "-lobjc", "-framework", "Foundation", "-o"]);
        zig.arg(folder.path().join("a")).arg(&source).args(more).output().unwrap().status.success()
    };
    assert!(!link(&[]));
    assert!(link(&tool::in_sdk(&folder.path().join("sdk"))));
    assert_eq!(fs::read(folder.path().join("a")).unwrap()[..4], 0xfeed_facf_u32.to_le_bytes());
}
