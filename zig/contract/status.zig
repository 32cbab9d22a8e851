//! The host's statuses as Zig errors.

const abi = @import("abi.zig");

/// Why the host refused a call. `bevy_zig.h` lists the errors of each function.
pub const Error = error{
    /// The entity never existed, or no longer exists.
    UnknownEntity,
    /// A number that is not finite, a rotation of length zero, text that is not UTF-8.
    InvalidArgument,
    /// The entity exists, but does not have what the call asks for.
    Absent,
    /// No prefab of that name is registered.
    UnknownPrefab,
    /// No script of that name is registered.
    UnknownScript,
    /// A limit of the host (requests, entities, memory) is reached; the call did nothing.
    LimitReached,
    /// The host itself failed, and has logged it.
    HostFault,
    /// The game has not registered this component.
    UnknownComponent,
    /// The payload's size differs from the component's.
    SizeMismatch,
    /// Scripts can read the component but not change it.
    ReadOnly,
    /// The component has no such field, or the field has another type.
    UnknownField,
    /// The var holds another type, or a number that does not fit.
    WrongType,
    /// The game has registered no function or command of that name.
    UnknownFunction,
};

/// The error for a status, or nothing for `ok`.
pub fn check(status: abi.Status) Error!void {
    return switch (status) {
        .ok => {},
        .unknown_entity => error.UnknownEntity,
        .invalid_argument => error.InvalidArgument,
        .absent => error.Absent,
        .unknown_prefab => error.UnknownPrefab,
        .unknown_script => error.UnknownScript,
        .limit_reached => error.LimitReached,
        .unknown_component => error.UnknownComponent,
        .size_mismatch => error.SizeMismatch,
        .read_only => error.ReadOnly,
        .unknown_field => error.UnknownField,
        .wrong_type => error.WrongType,
        .unknown_function => error.UnknownFunction,
        // The calls that can have these answers handle them before they come here.
        .unknown_input, .buffer_too_small, .host_fault => error.HostFault,
        _ => error.HostFault,
    };
}

test check {
    const std = @import("std");
    try check(.ok);
    try std.testing.expectError(error.UnknownEntity, check(.unknown_entity));
    try std.testing.expectError(error.HostFault, check(@fromBackingInt(77)));
}
