//! Rust's targets in Zig's words.

use super::cpu;
use crate::base::error::BuildError;

/// Rust's target and Zig's. The macOS and iOS versions are Rust's own minimums, so that the linker finds no object
/// newer than the rest.
const TARGETS: [(&str, &str); 18] = [
    ("x86_64-unknown-linux-gnu", "x86_64-linux-gnu"),
    ("x86_64-unknown-linux-musl", "x86_64-linux-musl"),
    ("aarch64-unknown-linux-gnu", "aarch64-linux-gnu"),
    ("aarch64-unknown-linux-musl", "aarch64-linux-musl"),
    ("riscv64gc-unknown-linux-gnu", "riscv64-linux-gnu"),
    ("i686-unknown-linux-gnu", "x86-linux-gnu"),
    ("x86_64-pc-windows-msvc", "x86_64-windows-msvc"),
    ("x86_64-pc-windows-gnu", "x86_64-windows-gnu"),
    ("x86_64-pc-windows-gnullvm", "x86_64-windows-gnu"),
    ("aarch64-pc-windows-msvc", "aarch64-windows-msvc"),
    ("aarch64-pc-windows-gnullvm", "aarch64-windows-gnu"),
    ("x86_64-apple-darwin", "x86_64-macos.10.12"),
    ("aarch64-apple-darwin", "aarch64-macos.11.0"),
    ("aarch64-apple-ios", "aarch64-ios.10.0"),
    ("aarch64-linux-android", "aarch64-linux-android"),
    ("x86_64-linux-android", "x86_64-linux-android"),
    ("wasm32-unknown-unknown", "wasm32-freestanding"),
    ("wasm32-wasip1", "wasm32-wasi"),
];

/// What to compile for, as Zig's flags have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// For `-target`.
    pub(crate) triple: &'static str,
    /// For `-mcpu`.
    pub(crate) cpu: String,
    /// Position-independent code: everywhere but in WebAssembly, where it needs a dynamic linker.
    pub(crate) pic: bool,
}

impl Target {
    /// `rust_flags` is `CARGO_ENCODED_RUSTFLAGS`.
    pub(crate) fn of(rust_target: &str, rust_flags: &str) -> Result<Self, BuildError> {
        let Some((_, triple)) = names(rust_target) else {
            return Err(BuildError::UnknownTarget { target: rust_target.to_owned(), known: known().collect() });
        };
        Ok(Self { triple, cpu: cpu::cpu(rust_flags), pic: !triple.starts_with("wasm") })
    }
}

/// Both names of a target, by Rust's.
pub(crate) fn names(rust_target: &str) -> Option<(&'static str, &'static str)> {
    TARGETS.into_iter().find(|(rust, _)| *rust == rust_target)
}

/// The targets that Rust's side knows.
pub(crate) fn known() -> impl Iterator<Item = &'static str> {
    TARGETS.iter().map(|(rust, _)| *rust)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_target_has_zig_s_name_and_wasm_is_not_position_independent() {
        let target = |triple, flags: &str| Target::of(triple, flags).unwrap();
        let linux = target("x86_64-unknown-linux-gnu", "");
        assert_eq!(linux, Target { triple: "x86_64-linux-gnu", cpu: "baseline".to_owned(), pic: true });
        assert_eq!(target("aarch64-apple-darwin", "").triple, "aarch64-macos.11.0");
        assert!(!target("wasm32-unknown-unknown", "").pic);
        assert_eq!(target("x86_64-unknown-linux-gnu", "-Ctarget-cpu=x86-64-v3").cpu, "x86_64_v3");
    }

    #[test]
    fn unknown_target_lists_the_known_ones() {
        let error = Target::of("avr-none", "").unwrap_err().to_string();
        assert!(error.starts_with(
            "scripts cannot be compiled for `avr-none` yet; the known targets are x86_64-unknown-linux-gnu, "
        ));
    }
}
