//! What scripts do with resources and messages that scripts declare. Components go the way of the game's own; these
//! take the same functions of the host, for no entity.

const abi = @import("../contract/abi.zig");
const components = @import("component.zig");
const data = @import("../value/data.zig");
const status = @import("../contract/status.zig");
const values = @import("value.zig");
const Context = @import("context.zig").Context;
const Error = status.Error;

/// Whether a type is declared as this.
pub const is = data.is;

/// The value of a resource in the snapshot.
pub fn get(ctx: *Context, comptime T: type) Error!T {
    var value: T = undefined;
    const frame = ctx.frame;
    try status.check(frame.host.component_get(frame, abi.entity_none, components.idOf(T), &value, @sizeOf(T)));
    return value;
}

/// Whether the game has a resource.
pub fn has(ctx: *Context, comptime T: type) bool {
    return if (get(ctx, T)) |_| true else |_| false;
}

/// Requests that the game gets a resource, or a message.
pub fn put(ctx: *Context, value: anytype) Error!void {
    const T = @TypeOf(value);
    const frame = ctx.frame;
    defer ctx.refresh();
    try status.check(frame.host.component_add(frame, abi.entity_none, components.idOf(T), &value, @sizeOf(T)));
}

/// Requests that these fields of a resource are set.
pub fn set(ctx: *Context, comptime T: type, fields: anytype) Error!void {
    try values.setParts(ctx, abi.entity_none, T, fields);
}

/// Requests that the game loses a resource.
pub fn remove(ctx: *Context, comptime T: type) Error!void {
    const frame = ctx.frame;
    defer ctx.refresh();
    try status.check(frame.host.component_remove(frame, abi.entity_none, components.idOf(T)));
}

/// The messages of a type that came since the phase began in the frame before.
pub fn messages(ctx: *Context, comptime T: type) Error![]const T {
    const frame = ctx.frame;
    var found: ?*const anyopaque = null;
    var count: usize = 0;
    const id = abi.messages_of_data | components.idOf(T);
    try status.check(frame.host.messages_read(frame, id, &found, &count));
    if (@sizeOf(T) == 0) return @as([*]const T, @ptrFromInt(@alignOf(T)))[0..count];
    const list: [*]const T = @ptrCast(@alignCast(found orelse return &.{}));
    return list[0..count];
}
