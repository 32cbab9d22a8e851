//! How a function is called that every instance of a script may call in every frame.

const std = @import("std");
const builtin = @import("builtin");

/// Inlined where code is optimised. A build for debugging gains little from that, a twelfth of a call, and its compiler
/// would go through the function at each call: a third of the time that a changed script takes it.
pub const hot: std.lang.CallingConvention = if (builtin.mode == .debug) .auto else .@"inline";
