//! What a fault can be.

use std::fmt;

/// Why a callback was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// Zig panicked: a safety check failed (index, overflow, `unreachable`, null), or the script called `@panic`.
    Panic,
    /// An access to unmapped or protected memory.
    Memory {
        /// The address if known, otherwise 0.
        address: usize,
    },
    /// An integer division without a result, in a build without safety checks.
    Arithmetic,
    /// An undefined instruction, such as `@trap()` on x86-64.
    IllegalInstruction,
    /// A breakpoint without a debugger; `@trap()` on ARM.
    Trap,
    /// Too many nested calls, or too large local variables.
    StackOverflow,
    /// The script called `abort`, as a failed `assert` in C does.
    Abort,
    /// The callback took longer than [`ScriptLimits::deadline`](crate::ScriptLimits).
    Deadline,
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Panic => f.write_str("panic"),
            Self::Memory { address } => write!(f, "invalid access to memory at address {address:#x}"),
            Self::Arithmetic => f.write_str("arithmetic without a result, such as a division by zero"),
            Self::IllegalInstruction => f.write_str("illegal instruction, or @trap()"),
            Self::Trap => f.write_str("breakpoint, or @trap()"),
            Self::StackOverflow => f.write_str("stack overflow"),
            Self::Abort => f.write_str("abort(), or a failed assert()"),
            Self::Deadline => f.write_str("deadline missed (ScriptLimits::deadline)"),
        }
    }
}
