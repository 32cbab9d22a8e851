//! Values of reflected types: Bevy's and the game's components, resources, messages, events and states that have a
//! mirror (`zig_reflect`); and states that scripts declare (`zig_state`).

const abi = @import("../contract/abi.zig");
const components = @import("component.zig");
const data = @import("../value/data.zig");
const status = @import("../contract/status.zig");
const types = @import("../value/type.zig");
const Context = @import("context.zig").Context;
const Error = status.Error;

/// What is compiled for each type: all that the verbs have to know of it. The verbs themselves are the same for all.
const Binding = struct {
    role: abi.Role,
    outline: *const types.Outline,
    /// The host's number, once it has given one.
    id: abi.ValueId = abi.value_unknown,
};

/// What the verbs get for a type in a role: one for each, as a struct of the same role and type is made only once.
pub fn binding(comptime role: abi.Role, comptime T: type) *Binding {
    return &struct {
        var of: Binding = .{ .role = role, .outline = if (types.isPart(T)) T.outline() else types.outlineOf(T).? };
    }.of;
}

/// The host's number of a mirror or a part of one, for which it is asked once.
pub inline fn idOf(frame: *abi.Frame, comptime role: abi.Role, comptime T: type) Error!abi.ValueId {
    return numberOf(frame, comptime binding(role, T));
}

fn numberOf(frame: *abi.Frame, bound: *Binding) Error!abi.ValueId {
    const id = @atomicLoad(abi.ValueId, &bound.id, .monotonic);
    return if (id != abi.value_unknown) id else bind(frame, bound);
}

fn bind(frame: *abi.Frame, bound: *Binding) Error!abi.ValueId {
    @branchHint(.cold);
    var made: ?*types.Made = null;
    const description = if (@import("builtin").is_test) types.describedIn(bound.outline) else types.describe(frame, bound.outline, &made) orelse
        return error.LimitReached;
    var id: abi.ValueId = abi.value_unknown;
    try status.check(frame.host.value_bind(frame, bound.role, description, &id));
    @atomicStore(abi.ValueId, &bound.id, id, .monotonic);
    return id;
}

/// Whether a type is a component by its own mirror, or one that scripts declare, and not one by reflection.
pub fn isDerived(comptime C: type) bool {
    // A compilation asks this of each mirror that is used, so what takes it least comes first.
    if (types.isMirror(C) and !@hasDecl(C, "component") and !@hasDecl(C, "zig_component")) return false;
    if (comptime data.find(C)) |declared| if (declared.kind != .component) @compileError(@typeName(C) ++ " is a " ++
        @tagName(declared.kind) ++ ", not a component; " ++ (if (declared.kind == .resource) "ctx.resource reads it" else "ctx.messages reads it"));
    const is_derived = comptime components.nameOf(C) != null;
    if (!is_derived) requireMirror(.component, C);
    return is_derived;
}

/// Refuses what is no mirror.
fn requireMirror(comptime role: abi.Role, comptime T: type) void {
    if (comptime types.isMirror(T) or (role == .zig_state and types.isZigState(T))) return;
    if (data.find(T)) |declared| @compileError(@typeName(T) ++ " is declared as a " ++ @tagName(declared.kind) ++ "; this call takes a " ++ @tagName(role));
    @compileError(@typeName(T) ++ " is not a " ++ @tagName(role) ++ switch (role) {
        .component => "; the game's components are in @import(\"components\"), Bevy's in @import(\"bevy\"), and one of your own has: pub const component = bevy.component(\"Name\", .{});",
        else => " that scripts can use; Bevy's are in @import(\"bevy\"), and one of the game's is a struct or enum with: pub const zig_reflect = \"my_game::Type\";",
    });
}

/// Reads a value of an entity, or with none of the world.
pub inline fn get(ctx: *Context, entity: abi.Entity, comptime role: abi.Role, comptime T: type) Error!T {
    comptime requireMirror(role, T);
    var value: T = undefined;
    try read(ctx, entity, comptime binding(role, T), &value);
    return value;
}

fn read(ctx: *Context, entity: abi.Entity, bound: *Binding, value: *anyopaque) Error!void {
    const frame = ctx.frame;
    const id = try numberOf(frame, bound);
    try status.check(frame.host.value_get(frame, entity, id, value, bound.outline.size));
}

/// Whether there is such a value.
pub inline fn has(ctx: *Context, entity: abi.Entity, comptime role: abi.Role, comptime T: type) bool {
    comptime requireMirror(role, T);
    return isThere(ctx, entity, comptime binding(role, T));
}

fn isThere(ctx: *Context, entity: abi.Entity, bound: *Binding) bool {
    const frame = ctx.frame;
    const id = numberOf(frame, bound) catch return false;
    return frame.host.value_get(frame, entity, id, null, 0) == .ok;
}

/// Requests something with a whole value. Inlined, so that what is compiled for each type is no more than a call.
pub inline fn put(ctx: *Context, entity: abi.Entity, comptime role: abi.Role, op: abi.ValueOp, value: anytype) Error!void {
    const T = @TypeOf(value);
    comptime requireMirror(role, T);
    return request(ctx, entity, op, comptime binding(role, T), &value);
}

/// Requests that a value is removed.
pub inline fn remove(ctx: *Context, entity: abi.Entity, comptime role: abi.Role, comptime T: type) Error!void {
    comptime requireMirror(role, T);
    return request(ctx, entity, .remove, comptime binding(role, T), null);
}

/// Requests that these fields of a value are set.
pub fn set(ctx: *Context, entity: abi.Entity, comptime role: abi.Role, comptime T: type, fields: anytype) Error!void {
    comptime requireMirror(role, T);
    const P = types.Part(T, @TypeOf(fields), @typeName(T));
    const part: P = .of(fields);
    return request(ctx, entity, .set, comptime binding(role, P), &part.values);
}

/// Requests something with a value at an address; null: to remove it. It is the same code for all types.
pub fn request(ctx: *Context, entity: abi.Entity, op: abi.ValueOp, bound: *Binding, value: ?*const anyopaque) Error!void {
    const frame = ctx.frame;
    const id = try numberOf(frame, bound);
    const answer = frame.host.value_put(frame, entity, id, op, value, if (value == null) 0 else bound.outline.size);
    ctx.refresh();
    return status.check(answer);
}

/// Requests that these fields of a component with its own mirror are set.
pub fn setParts(ctx: *Context, entity: abi.Entity, comptime C: type, fields: anytype) Error!void {
    const P = types.Part(C, @TypeOf(fields), @typeName(C));
    const part: P = .of(fields);
    var list: [countOf(P)]abi.ComponentPart = undefined;
    _ = collect(P, &part, 0, &list, 0);
    const frame = ctx.frame;
    const id = components.idOf(C);
    defer ctx.refresh();
    try status.check(frame.host.component_set(frame, entity, id, &list, list.len));
}

fn countOf(comptime P: type) usize {
    var count: usize = 0;
    for (@typeInfo(@FieldType(P, "values")).@"struct".field_types) |Field| {
        count += if (types.isPart(Field)) countOf(Field) else 1;
    }
    if (count > abi.component_parts_max) @compileError("at most 256 fields can be set at once");
    return count;
}

inline fn collect(comptime P: type, part: *const P, comptime base: u32, list: []abi.ComponentPart, comptime first: usize) usize {
    comptime var next = first;
    inline for (P.names, 0..) |name, index| {
        const Field = @TypeOf(part.values[index]);
        const offset = base + @offsetOf(P.Whole, name);
        if (comptime types.isPart(Field)) {
            _ = collect(Field, &part.values[index], offset, list, next);
            next += comptime countOf(Field);
        } else {
            list[next] = .{ .offset = offset, .size = @sizeOf(Field), .bytes = &part.values[index] };
            next += 1;
        }
    }
    return next;
}

/// The messages of a type that came since the phase began in the frame before.
pub fn messages(ctx: *Context, comptime T: type) Error![]const T {
    comptime requireMirror(.message, T);
    const frame = ctx.frame;
    const id = try idOf(frame, .message, T);
    var values: ?*const anyopaque = null;
    var count: usize = 0;
    try status.check(frame.host.messages_read(frame, id, &values, &count));
    if (@sizeOf(T) == 0) return @as([*]const T, @ptrFromInt(@alignOf(T)))[0..count];
    const list: [*]const T = @ptrCast(@alignCast(values orelse return &.{}));
    return list[0..count];
}
