//! How a function is called that every instance of a script may call in every frame.

const std = @import("std");
const builtin = @import("builtin");

/// Inlined where code is optimised. A build for debugging gains nothing from that, and its compiler would go through the
/// function again at each call: a sixth of the time that it takes to compile a changed script again.
pub const hot: std.lang.CallingConvention = if (builtin.mode == .debug) .auto else .@"inline";
