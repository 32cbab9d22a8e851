//! What a fault can be.

use std::fmt;

/// Why a callback was ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FaultKind {
    /// Zig panicked: a safety check has failed (index, overflow, `unreachable`, null), or the script called `@panic`.
    Panic,
    /// An access to memory that is not there or may not be used so.
    Memory {
        /// The address, where the machine knows it; else 0.
        address: usize,
    },
    /// An integer division that has no result, in a build without safety checks.
    Arithmetic,
    /// An instruction that there is none of; `@trap()` is one on x86-64.
    IllegalInstruction,
    /// A breakpoint without a debugger; `@trap()` on ARM.
    Trap,
    /// Too many calls within calls, or too large local variables.
    StackOverflow,
    /// It took longer than [`ScriptLimits::deadline`](crate::ScriptLimits).
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
            Self::Deadline => f.write_str("deadline missed (ScriptLimits::deadline)"),
        }
    }
}
