//! Fields of other scripts.

const abi = @import("../contract/abi.zig");
const shape = @import("../value/shape.zig");
const status = @import("../contract/status.zig");
const Context = @import("context.zig").Context;

/// Those that `T` has of the first instance of a script on an entity, or of a global script.
pub fn get(ctx: *Context, entity: abi.Entity, comptime script: []const u8, comptime T: type) status.Error!T {
    if (@typeInfo(T) != .@"struct") @compileError("the fields of a script are a struct: struct { speed: f32 }");
    shape.refusePointers(T, "the value for the fields of '" ++ script ++ "'");
    const slot = struct {
        comptime {
            // Else all structs like this one would be the same.
            _ = .{ script, T };
        }
        const fields = shape.fields(T);
        var id: u32 = unknown;
    };
    const frame = ctx.frame;
    var id = @atomicLoad(u32, &slot.id, .monotonic);
    if (id == unknown) {
        const fields = if (slot.fields.len == 0) null else slot.fields.ptr;
        try status.check(frame.host.script_fields_find(frame, .from(script), fields, slot.fields.len, @sizeOf(T), &id));
        @atomicStore(u32, &slot.id, id, .monotonic);
    }
    var value: T = undefined;
    try status.check(frame.host.script_fields_get(frame, entity, id, &value, @sizeOf(T)));
    return value;
}

/// No fields have this number.
const unknown = 0xffff_ffff;
