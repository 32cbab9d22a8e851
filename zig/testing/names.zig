//! Numbers of names. They are the program's, not a game's: scripts keep them in variables of their code, which all
//! tests share.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const component_types = @import("../api/component.zig");
const data = @import("../value/data.zig");
const shape = @import("../value/shape.zig");

/// A component that a test or script has named, or data that scripts declare.
pub const Component = struct {
    name: []const u8,
    size: usize,
    read_only: bool,
    fields: []const abi.Field,
    kind: abi.DataKind = .component,
    /// The value of data that scripts declare; null for all else.
    default: ?[]const u8 = null,

    /// Whether two values differ in a field. What lies between fields is nobody's.
    pub fn differs(self: Component, one: []const u8, other: []const u8) bool {
        for (self.fields) |field| {
            if (!std.mem.eql(u8, one[field.offset..][0..field.value_size], other[field.offset..][0..field.value_size])) return true;
        }
        return false;
    }
};

/// Most components that one program's tests may use.
pub const components_max = 1024;

var component_list: [components_max]Component = undefined;
var component_count: usize = 0;

/// All components that have a number, which is their place.
pub fn components() []const Component {
    return component_list[0..component_count];
}

/// The number of a component, which the script's code has from now on, too.
pub fn componentId(comptime C: type) abi.ComponentId {
    if (component_types.Slot(C).id == abi.component_none) {
        if (component_count == components_max) @panic("a test uses more than 1,024 components");
        component_list[component_count] = .{
            .name = comptime component_types.nameOf(C).?,
            .size = @sizeOf(C),
            .read_only = C == component_types.GlobalTransform,
            .fields = shape.fields(C),
        };
        if (comptime data.find(C)) |declared| {
            component_list[component_count].kind = declared.kind;
            component_list[component_count].default = std.mem.asBytes(&struct {
                const value: C = .{};
            }.value);
        }
        component_types.assignId(C, @intCast(component_count));
        component_count += 1;
    }
    return component_types.Slot(C).id;
}

/// A field of a reflected component.
pub const Path = struct {
    component: []const u8,
    path: []const u8,
    kind: abi.FieldKind,

    /// Whether both lead to one field: a component is named by its whole type path, or by the end of it.
    pub fn is(self: Path, other: Path) bool {
        return std.mem.eql(u8, lastPart(self.component), lastPart(other.component)) and
            std.mem.eql(u8, self.path, other.path) and self.kind == other.kind;
    }

    /// A component's name without where it is from.
    pub fn lastPart(name: []const u8) []const u8 {
        const at = std.mem.lastIndexOf(u8, name, "::") orelse return name;
        return name[at + 2 ..];
    }
};

/// All fields that tests have set; their numbers are their places.
pub var paths: std.ArrayList(Path) = .empty;

/// The number of a field. The texts are constants of the program.
pub fn pathId(wanted: Path) error{OutOfMemory}!u32 {
    for (paths.items, 0..) |known, index| if (known.is(wanted)) return @intCast(index);
    try paths.append(std.heap.page_allocator, .{
        .component = Path.lastPart(wanted.component),
        .path = wanted.path,
        .kind = wanted.kind,
    });
    return @intCast(paths.items.len - 1);
}

/// A function or command of the game, as a script declares it.
pub const Function = struct {
    name: []const u8,
    signature: []const u8,
    is_command: bool,

    /// Whether both are the same.
    pub fn is(self: Function, other: Function) bool {
        return std.mem.eql(u8, self.name, other.name) and std.mem.eql(u8, self.signature, other.signature) and
            self.is_command == other.is_command;
    }
};

/// All functions that tests have added; their numbers are their places.
pub var functions: std.ArrayList(Function) = .empty;

/// The number of a function. The texts are constants of the program.
pub fn functionId(wanted: Function) error{OutOfMemory}!u32 {
    for (functions.items, 0..) |known, index| if (known.is(wanted)) return @intCast(index);
    try functions.append(std.heap.page_allocator, wanted);
    return @intCast(functions.items.len - 1);
}

/// A mirror, or a part of one, and what it is to the game.
pub const Value = struct {
    role: abi.Role,
    type: *const abi.Type,

    /// The type's path in Rust.
    pub fn path(self: Value) []const u8 {
        return if (self.type.path.ptr) |text| text[0..self.type.path.len] else "";
    }
};

/// All that scripts have used; their numbers are their places.
pub var values: std.ArrayList(Value) = .empty;

/// The number of a description.
pub fn valueId(wanted: Value) error{OutOfMemory}!u32 {
    for (values.items, 0..) |known, index| if (known.role == wanted.role and known.type == wanted.type) return @intCast(index);
    try values.append(std.heap.page_allocator, wanted);
    return @intCast(values.items.len - 1);
}

/// What a script reads of the fields of another.
pub const ScriptFields = struct { script: []const u8, fields: []const abi.Field, size: u32 };

/// All that scripts have read; their numbers are their places.
pub var script_fields: std.ArrayList(ScriptFields) = .empty;

/// The number of what is read. Texts and fields are constants of the program.
pub fn scriptFieldsId(wanted: ScriptFields) error{OutOfMemory}!u32 {
    try script_fields.append(std.heap.page_allocator, wanted);
    return @intCast(script_fields.items.len - 1);
}

var signals: std.ArrayList([]const u8) = .empty;

/// The number of a signal's name; never 0.
pub fn signalId(name: []const u8) error{OutOfMemory}!u32 {
    for (signals.items, 1..) |known, id| if (std.mem.eql(u8, known, name)) return @intCast(id);
    try signals.append(std.heap.page_allocator, try std.heap.page_allocator.dupe(u8, name));
    return @intCast(signals.items.len);
}

/// The name with this number.
pub fn signalName(id: u32) []const u8 {
    return signals.items[id - 1];
}
