//! Attaching scripts with values for their fields.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const decimal = @import("../value/decimal.zig").decimal;
const shape = @import("../value/shape.zig");

/// Options for attaching a script.
pub const AttachOptions = struct {
    /// Scripts with a lower priority run first.
    priority: i32 = 0,
    /// Null: the phase that the script declares, or else `.update`.
    phase: ?abi.Phase = null,
    /// If false, the instance waits until it is enabled.
    enabled: bool = true,
};

/// A script to attach, with values for some of its fields:
///
/// ```zig
/// const shot = bevy.script(@import("shot.zig"), .{ .speed = 60, .owner = ctx.entity().id });
/// _ = try ctx.spawnWith(.{ .prefab = "shot" }, .{shot});
/// ```
///
/// The compiler checks fields, types and values. For a struct field you can give only some of its fields:
/// `.{ .body = .{ .mass = 2 } }`. A script that imports another one is recompiled when the other is saved, and both are
/// reloaded; to avoid that, use `bevy.scriptNamed`.
pub fn script(comptime S: type, values: anytype) Script(S, @TypeOf(values)) {
    return .{ .values = values };
}

/// Like `script`, by name: the host checks fields and types. Numbers are passed as you write them, enums by the names
/// of their values: `bevy.scriptNamed("shot", .{ .speed = 60, .mode = .homing })`.
pub fn scriptNamed(name: []const u8, values: anytype) Script(void, @TypeOf(values)) {
    return .{ .name = name, .values = values };
}

/// The result of `script` and `scriptNamed`.
pub fn Script(comptime S: type, comptime Values: type) type {
    if (@typeInfo(Values) != .@"struct") @compileError("the properties of a script are a struct: .{ .speed = 60 }");
    return struct {
        name: []const u8 = nameOf(S),
        values: Values,
        options: AttachOptions = .{},

        const Self = @This();

        /// What a bundle knows it by.
        pub const zig_script = true;
        /// Room for all that it may have to say.
        pub const List = ListOf(capacityOf(S, Values));

        /// The same with these options: `bevy.script(@import("gun.zig"), .{}).with(.{ .priority = 5 })`.
        pub fn with(self: Self, options: AttachOptions) Self {
            var changed = self;
            changed.options = options;
            return changed;
        }

        /// Writes the request to attach it. It points into the list, and to what the values point to.
        pub fn fill(self: *const Self, list: *List) void {
            list.len = 0;
            const info = @typeInfo(Values).@"struct";
            inline for (info.field_names) |field| {
                const value = @field(self.values, field);
                if (S == void) {
                    put(Untyped(@TypeOf(value)), field, value, list);
                } else {
                    put(FieldOf(S, field, nameOf(S)), field, value, list);
                }
            }
            list.request = .{
                .script = .from(self.name),
                .priority = self.options.priority,
                .phase = if (self.options.phase) |phase| @backingInt(phase) else abi.phase_of_script,
                .enabled = @intFromBool(self.options.enabled),
                .properties = &list.properties,
                .property_count = list.len,
            };
        }
    };
}

/// The name of a script from its file's type: that of "scripts/shot.zig" is "shot".
pub fn nameOf(comptime S: type) []const u8 {
    if (S == void) return "";
    const name = @typeName(S);
    const at = std.mem.lastIndexOfScalar(u8, name, '.') orelse return name;
    return name[at + 1 ..];
}

/// Room for the properties of the scripts of a bundle; nothing for its other items.
pub fn Lists(comptime types: []const type) type {
    var lists: [types.len]type = undefined;
    for (types, &lists) |T, *List| {
        const is_script = @typeInfo(T) == .@"struct" and @hasDecl(T, "zig_script");
        List.* = if (is_script) T.List else void;
    }
    const final = lists;
    return @Tuple(&final);
}

/// Largest plain value: a rotation.
const value_size_max = 16;

fn ListOf(comptime capacity: usize) type {
    return struct {
        request: abi.AttachRequest,
        properties: [capacity]abi.Property,
        values: [capacity][value_size_max]u8,
        len: u32 = 0,

        fn add(self: *@This(), comptime path: []const u8, kind: abi.FieldKind, bytes: []const u8) void {
            self.properties[self.len] = .{
                .path = .from(path),
                .kind = kind,
                .value_size = @intCast(bytes.len),
                .value = bytes.ptr,
            };
            self.len += 1;
        }

        fn addPlain(self: *@This(), comptime path: []const u8, comptime T: type, value: T) void {
            const bytes = self.values[self.len][0..@sizeOf(T)];
            @memcpy(bytes, std.mem.asBytes(&value));
            self.add(path, comptime shape.kindOf(T).?, bytes);
        }
    };
}

/// How many leaves there can be.
fn capacityOf(comptime S: type, comptime Values: type) usize {
    @setEvalBranchQuota(100_000);
    const info = @typeInfo(Values).@"struct";
    var capacity: usize = 0;
    for (info.field_names, info.field_types) |field, T| {
        capacity += leavesIn(if (S == void) Untyped(T) else FieldOf(S, field, nameOf(S)));
    }
    if (capacity > abi.properties_max) @compileError("a script is attached with at most 256 properties");
    return capacity;
}

fn leavesIn(comptime T: type) usize {
    if (T == @TypeOf(null) or isText(T)) return 1;
    return switch (@typeInfo(T)) {
        .@"struct" => |info| if (shape.kindOf(T) != null) 1 else count: {
            var count: usize = 0;
            for (info.field_types) |Field| count += leavesIn(Untyped(Field));
            break :count count;
        },
        .optional => |info| 1 + leavesIn(info.child),
        else => shape.fields(struct { value: T }).len,
    };
}

/// The type of a field of a script, by name.
fn FieldOf(comptime T: type, comptime field: []const u8, comptime what: []const u8) type {
    if (@typeInfo(T) == .@"struct" and @hasField(T, field)) return @FieldType(T, field);
    comptime var known: []const u8 = "";
    if (@typeInfo(T) == .@"struct") for (@typeInfo(T).@"struct".field_names) |name| {
        known = known ++ (if (known.len == 0) "" else ", ") ++ name;
    };
    @compileError("'" ++ what ++ "' has no field '" ++ field ++ "'; it has: " ++ known);
}

fn isText(comptime T: type) bool {
    return switch (@typeInfo(T)) {
        .pointer => |info| (info.size == .slice and info.child == u8) or
            (info.size == .one and @typeInfo(info.child) == .array and @typeInfo(info.child).array.child == u8),
        else => false,
    };
}

/// A text that a null may end.
fn textOf(text: []const u8) []const u8 {
    return std.mem.sliceTo(text, 0);
}

/// The type to take a value for that has none of its own.
fn Untyped(comptime T: type) type {
    return switch (@typeInfo(T)) {
        .comptime_int => i64,
        .comptime_float => f64,
        .enum_literal => []const u8,
        else => T,
    };
}

/// Adds the leaves of a value for a field of type `T`.
fn put(comptime T: type, comptime path: []const u8, value: anytype, list: anytype) void {
    const V = @TypeOf(value);
    if (V == @TypeOf(null)) return list.add(path, .optional, "");
    if (comptime isText(T)) {
        if (@typeInfo(V) == .enum_literal) return list.add(path, .@"enum", @tagName(value));
        return list.add(path, .bytes, textOf(value));
    }
    if (@typeInfo(T) == .optional) {
        const held: T = if (comptime isPartial(V)) @compileError("'" ++ path ++ "' is an optional, which may be null: give it a whole value, with its type") else value;
        return if (held) |some| put(@typeInfo(T).optional.child, path ++ ".?", some, list) else list.add(path, .optional, "");
    }
    switch (comptime shape.kindOf(T) orelse .@"opaque") {
        .@"enum" => return putEnum(T, path, value, list),
        .bytes => {
            if (comptime !isText(V)) @compileError("'" ++ path ++ "' takes text: a slice, or a pointer as in &self.name");
            return list.add(path, .bytes, textOf(value));
        },
        .@"opaque" => {},
        else => return list.addPlain(path, T, value),
    }
    switch (@typeInfo(T)) {
        .@"struct" => |info| {
            if (info.layout == .@"packed") @compileError("'" ++ path ++ "' is a packed struct, which cannot be set from outside");
            inline for (@typeInfo(V).@"struct".field_names) |field| {
                put(Untyped(FieldOf(T, field, path)), path ++ "." ++ field, @field(value, field), list);
            }
        },
        .array => |info| {
            const items: T = value;
            inline for (0..info.len) |index| {
                put(info.child, path ++ "." ++ decimal(index), items[index], list);
            }
        },
        .@"union" => {
            if (@typeInfo(V) == .enum_literal) return list.add(path, .@"union", @tagName(value));
            if (V != T and @typeInfo(V) == .@"struct") {
                const info = @typeInfo(V).@"struct";
                if (info.field_names.len != 1) @compileError("'" ++ path ++ "' takes exactly one variant: .{ .hunt = .{ … } }");
                const tag = info.field_names[0];
                if (!@hasField(T, tag)) @compileError("'" ++ path ++ "' has no variant '" ++ tag ++ "'");
                list.add(path, .@"union", tag);
                const Payload = @FieldType(T, tag);
                if (Payload != void) put(Untyped(Payload), path ++ "." ++ tag, @field(value, tag), list);
                return;
            }
            const held: T = value;
            list.add(path, .@"union", @tagName(held));
            switch (held) {
                inline else => |payload, tag| {
                    if (@TypeOf(payload) != void) put(@TypeOf(payload), path ++ "." ++ @tagName(tag), payload, list);
                },
            }
        },
        else => @compileError("'" ++ path ++ "' is of type " ++ @typeName(T) ++ ", which cannot be set from outside"),
    }
}

fn putEnum(comptime T: type, comptime path: []const u8, value: T, list: anytype) void {
    if (std.enums.tagName(T, value)) |name| return list.add(path, .@"enum", name);
    list.addPlain(path, i64, @backingInt(value));
}

/// Whether a value is an anonymous struct, which gives some of the fields.
fn isPartial(comptime V: type) bool {
    return @typeInfo(V) == .@"struct" and !@typeInfo(V).@"struct".is_tuple and std.mem.indexOf(u8, @typeName(V), "__struct_") != null;
}
