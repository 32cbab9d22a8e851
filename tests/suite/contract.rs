//! `zig/bevy_zig.h` is the contract. Rust's side of it is bindgen's output, Zig's is `zig/contract/abi.zig`; these
//! tests hold the three together. After a change of the header, `BLESS=1 cargo test -p bevy_zig_tests contract` writes
//! the Rust side anew.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools::{repository, run, scratch_dir, zig};

/// The version of libclang that the committed bindings are made with: another may word a comment differently.
const LIBCLANG: &str = "libclang==18.1.1";

#[test]
fn rust_bindings_are_generated_from_the_header() {
    let generated = bindings(false);
    let path = repository().join("crates/bevy_zig/src/abi/bindings.rs");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap();
    assert!(
        committed == generated,
        "crates/bevy_zig/src/abi/bindings.rs is not what bindgen makes of zig/bevy_zig.h; run `BLESS=1 cargo test -p bevy_zig_tests contract` and commit it"
    );
}

#[test]
fn zig_mirrors_the_header() {
    let layout = bindings(true);
    let mut test = String::from(
        "const abi = @import(\"bevy\").abi;\nconst std = @import(\"std\");\nconst expect = std.testing.expectEqual;\n\
         test \"the header's layouts and values\" {\n    @setEvalBranchQuota(100_000);\n",
    );
    let mut checks = 0;
    for statement in layout.split(';') {
        // The formatter breaks some of them into lines.
        let statement = statement.split_whitespace().collect::<Vec<_>>().join(" ");
        checks += usize::from(check(&statement, &mut test));
    }
    assert!(checks > 150, "bindgen's output was not understood: {checks} checks found");
    test.push_str("}\n");
    let file = scratch_dir("contract").join("header.zig");
    std::fs::write(&file, test).unwrap();
    run(&mut zig("test", &file, &[("bevy", &repository().join("zig/bevy.zig"))]));
}

/// Turns one of bindgen's layout checks or constants into an expectation of `abi.zig`.
fn check(statement: &str, test: &mut String) -> bool {
    let after = |text| statement.split_once(text).map(|(_, rest)| rest);
    let (found, expected) = if let Some(rest) = after("\"Size of ") {
        let (name, value) = name_and_number(rest);
        (format!("@sizeOf(abi.{})", zig_type(name)), value)
    } else if let Some(rest) = after("\"Alignment of ") {
        let (name, value) = name_and_number(rest);
        (format!("@alignOf(abi.{})", zig_type(name)), value)
    } else if let Some(rest) = after("\"Offset of field: ") {
        let (name, value) = name_and_number(rest);
        let (name, field) = name.split_once("::").unwrap();
        // What is a keyword of Rust's has another name there.
        let field = field.strip_suffix('_').unwrap_or(field);
        (format!("@offsetOf(abi.{}, \"{field}\")", zig_type(name)), value)
    } else if let Some(rest) = after("pub const BEVY_ZIG_") {
        let (name, rest) = rest.split_once(':').unwrap();
        (zig_value(name), rest.split_once("= ").unwrap().1)
    } else {
        return false;
    };
    writeln!(test, "    try expect(@as(i64, {expected}), @as(i64, {found}));").unwrap();
    true
}

/// `X"][… - 16usize]` gives `("X", "16")`.
fn name_and_number(rest: &str) -> (&str, &str) {
    let (name, rest) = rest.split_once('"').unwrap();
    (name, rest.rsplit_once("- ").unwrap().1.trim_end_matches("usize]"))
}

fn zig_type(c_name: &str) -> &str {
    c_name.strip_prefix("BevyZig").unwrap()
}

/// `STATUS_UNKNOWN_ENTITY` is `@backingInt(abi.Status.unknown_entity)`; what belongs to no enum keeps its name.
fn zig_value(c_name: &str) -> String {
    let enums = [
        ("STATUS_", "Status"),
        ("PHASE_", "Phase"),
        ("LOG_", "LogLevel"),
        ("FIELD_", "FieldKind"),
        ("OPTIMIZE_", "Optimize"),
        ("VAR_OP_", "VarOp"),
        ("VAR_", "VarKind"),
        ("TYPE_", "TypeKind"),
        ("ROLE_", "Role"),
        ("VALUE_", "ValueOp"),
        ("RELATION_", "Relation"),
        ("DATA_", "DataKind"),
        ("STORAGE_", "Storage"),
        ("ASSET_", "AssetState"),
    ];
    let lower = c_name.to_lowercase();
    let is_enum = !["_LEN_MAX", "_UNKNOWN", "_FLAG_PARTIAL", "_OF_SCRIPT"].iter().any(|end| c_name.ends_with(end));
    let is_enum = is_enum || c_name.starts_with("STATUS_");
    if let Some((prefix, name)) = enums.iter().find(|(prefix, _)| c_name.starts_with(prefix) && is_enum) {
        return format!("@backingInt(abi.{name}.@\"{}\")", &lower[prefix.len()..]);
    }
    match lower.strip_prefix("request_") {
        Some(op) if !op.starts_with("flag_") => format!("@backingInt(abi.RequestOp.@\"{op}\")"),
        _ => format!("abi.{lower}"),
    }
}

fn bindings(layout: bool) -> String {
    load_libclang();
    let header = repository().join("zig/bevy_zig.h");
    let include = repository().join("tests/fixtures/include");
    bindgen::Builder::default()
        .header(header.to_str().unwrap())
        // One target for all machines: the header's types have the same names everywhere.
        .clang_args(["--target=x86_64-unknown-linux-gnu", "-nostdinc", "-fparse-all-comments"])
        .clang_arg(format!("-I{}", include.display()))
        .allowlist_item("BevyZig.*")
        .allowlist_item("BEVY_ZIG.*")
        .prepend_enum_name(false)
        .use_core()
        .layout_tests(layout)
        .generate_comments(!layout)
        .formatter(bindgen::Formatter::Prettyplease)
        .disable_header_comment()
        .raw_line("// Made by bindgen from zig/bevy_zig.h; see tests/suite/contract.rs. Do not edit.")
        .generate()
        .expect("the header is valid C")
        .to_string()
}

/// bindgen loads libclang at run time. Few machines have it, so it comes from PyPI as zig does, once per checkout.
fn load_libclang() {
    static LOADED: std::sync::Once = std::sync::Once::new();
    LOADED.call_once(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(LIBCLANG.replace("==", "-"));
        if !folder.exists() {
            let partial: PathBuf = folder.with_extension(format!("partial-{}", std::process::id()));
            let mut pip = Command::new("python3");
            run(pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"]).arg(&partial).arg(LIBCLANG));
            // Another process may have been quicker; its copy is as good.
            let _ = std::fs::rename(&partial, &folder);
        }
        #[expect(unsafe_code, reason = "clang-sys looks nowhere else")]
        // SAFETY: the tests of this module alone read the variable, and all come through this `Once` first.
        unsafe {
            std::env::set_var("LIBCLANG_PATH", folder.join("clang/native"))
        };
    });
}
