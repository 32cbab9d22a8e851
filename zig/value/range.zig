//! Ranges, as Rust has them.

/// From `start` to `end`. In Rust's `Range`, `end` is not part of it; in `RangeInclusive` it is.
pub fn Range(comptime T: type) type {
    return struct { start: T, end: T };
}
