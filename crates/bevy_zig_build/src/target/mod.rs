//! Rust's targets in Zig's words, and Zig as the C toolchain of a whole game. Imports `base` and `zig`.

mod cpu;
pub(crate) mod targets;
pub(crate) mod toolchain;
pub(crate) mod triple;
