//! Components, resources and messages that scripts declare: what their markers say, and what the descriptor says of
//! them.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const renames = @import("rename.zig");
const shape = @import("shape.zig");

/// Options of `bevy.component`.
pub const ComponentOptions = struct {
    /// How Bevy stores the values. A sparse set suits what comes and goes often, and is slower to query.
    storage: abi.Storage = .table,
};

/// What a marker says: `pub const component = bevy.component("Health", .{});`.
pub const Declared = struct {
    kind: abi.DataKind,
    /// The name in the game: what Rust, scenes and tools call it.
    name: []const u8,
    storage: abi.Storage = .table,
};

/// Makes a struct a component: `pub const component = bevy.component("Health", .{});` inside of it. All scripts that
/// import the struct's file mean the same component.
pub fn component(comptime name: []const u8, comptime options: ComponentOptions) Declared {
    return .{ .kind = .component, .name = checked(name), .storage = options.storage };
}

/// Makes a struct a resource: `pub const resource = bevy.resource("Score", .{});` inside of it. The game has it, with
/// its defaults, as soon as a script declares it.
pub fn resource(comptime name: []const u8, comptime _: struct {}) Declared {
    return .{ .kind = .resource, .name = checked(name) };
}

/// Makes a struct a message: `pub const message = bevy.message("Died", .{});` inside of it.
pub fn message(comptime name: []const u8, comptime _: struct {}) Declared {
    return .{ .kind = .message, .name = checked(name) };
}

/// Longer names are mistakes.
const name_len_max = 128;

fn checked(comptime name: []const u8) []const u8 {
    if (name.len == 0 or name.len > name_len_max) @compileError("the name of a component, resource or message has 1 to 128 bytes: bevy.component(\"Health\", .{})");
    for (name) |char| switch (char) {
        'a'...'z', 'A'...'Z', '0'...'9', '_', '.', ':' => {},
        else => @compileError("the name '" ++ name ++ "' of a component, resource or message has a character other than letters, digits, '_', '.' and ':'"),
    };
    return name;
}

/// What a type is declared as; null if it is none of these.
pub fn find(comptime T: type) ?Declared {
    if (@typeInfo(T) != .@"struct") return null;
    inline for (.{ "component", "resource", "message" }) |word| {
        if (@hasDecl(T, word) and @TypeOf(@field(T, word)) == Declared) {
            const declared: Declared = @field(T, word);
            if (!std.mem.eql(u8, @tagName(declared.kind), word)) @compileError(@typeName(T) ++ " is marked as a " ++
                word ++ ", but made one with bevy." ++ @tagName(declared.kind) ++ "; write: pub const " ++ word ++
                " = bevy." ++ word ++ "(\"" ++ declared.name ++ "\", .{});");
            return declared;
        }
    }
    return null;
}

/// Whether a type is declared as this.
pub fn is(comptime T: type, comptime kind: abi.DataKind) bool {
    const declared = comptime find(T) orelse return false;
    return declared.kind == kind;
}

/// What the descriptor says of the data that these files declare.
pub fn list(comptime files: anytype, comptime script: []const u8, comptime SlotOf: fn (type) type) []const abi.Data {
    @setEvalBranchQuota(1_000_000);
    const types = typesIn(files);
    var all: [types.len]abi.Data = undefined;
    inline for (types, &all, 0..) |T, *data, index| {
        const declared = find(T).?;
        for (types[0..index]) |Other| if (std.mem.eql(u8, find(Other).?.name, declared.name)) {
            @compileError("script '" ++ script ++ "': both " ++ @typeName(Other) ++ " and " ++ @typeName(T) ++
                " are called '" ++ declared.name ++ "'; give one of them another name");
        };
        validate(T, declared);
        const leaves = shape.fields(T);
        const what = @tagName(declared.kind) ++ " '" ++ declared.name ++ "'";
        const renamed = renames.listOf(T, what, leaves);
        const default = &struct {
            const value: T = .{};
        }.value;
        data.* = .{
            .name = .from(declared.name),
            .kind = declared.kind,
            .storage = declared.storage,
            .value_size = @sizeOf(T),
            .value_align = @alignOf(T),
            .field_count = leaves.len,
            .rename_count = renamed.len,
            .fields = if (leaves.len == 0) null else leaves.ptr,
            .value_default = if (@sizeOf(T) == 0) null else default,
            .renames = if (renamed.len == 0) null else renamed.ptr,
            .id = &SlotOf(T).id,
        };
    }
    const final = all;
    return &final;
}

/// Whether a type is among those that these files declare.
pub fn lists(comptime files: anytype, comptime T: type) bool {
    @setEvalBranchQuota(1_000_000);
    for (typesIn(files)) |Known| if (Known == T) return true;
    return false;
}

/// The types that these files declare, each once, in the order of files and of declaration.
fn typesIn(comptime files: anytype) []const type {
    var types: []const type = &.{};
    for (files) |File| types = walk(File, types);
    return types;
}

/// With those of a file or a struct that is a part of it.
fn walk(comptime Space: type, comptime before: []const type) []const type {
    var types = before;
    const names = switch (@typeInfo(Space)) {
        .@"struct" => |info| info.decl_names,
        else => return types,
    };
    for (names) |name| {
        if (@TypeOf(@field(Space, name)) != type) continue;
        const T = @field(Space, name);
        if (@typeInfo(T) != .@"struct") continue;
        if (find(T) != null) {
            types = with(types, T);
        } else if (std.mem.startsWith(u8, @typeName(T), @typeName(Space) ++ ".")) {
            // What a file imports is another file's.
            types = walk(T, types);
        }
    }
    return types;
}

fn with(comptime types: []const type, comptime T: type) []const type {
    for (types) |known| if (known == T) return types;
    return types ++ [_]type{T};
}

/// The alignment of Bevy's columns for them.
const align_max = 16;

/// Refuses, with what to write instead, data that the host cannot keep.
fn validate(comptime T: type, comptime declared: Declared) void {
    const what = @tagName(declared.kind) ++ " '" ++ declared.name ++ "'";
    const info = @typeInfo(T).@"struct";
    if (info.layout == .@"packed") @compileError(what ++ " is a packed struct; write: struct");
    if (@alignOf(T) > align_max) @compileError(what ++ " is aligned to more than 16 bytes");
    for (info.field_names, info.field_types, info.field_attrs) |name, Field, attrs| {
        const field = what ++ ", field '" ++ name ++ "',";
        if (attrs.@"comptime") continue;
        if (attrs.default_value_ptr == null) {
            @compileError(field ++ " has no default value; write: " ++ name ++ ": " ++ @typeName(Field) ++ " = ...,");
        }
        shape.requireBytes(Field, field);
        refuseOwned(Field, field);
    }
}

/// Refuses what belongs to one instance of a script.
pub fn refuseOwned(comptime T: type, comptime what: []const u8) void {
    switch (@typeInfo(T)) {
        inline .optional, .array, .vector => |info| refuseOwned(info.child, what),
        .@"union" => |info| for (info.field_names, info.field_types) |name, Field| refuseOwned(Field, what ++ " in '" ++ name ++ "',"),
        .@"struct" => |info| {
            const owned: ?[]const u8 = if (@hasDecl(T, "run_of"))
                "is the run of a sequence"
            else if (@hasDecl(T, "leaf_kind"))
                "belongs to a sequence (" ++ @typeName(T) ++ ")"
            else if (info.layout == .@"packed" and @hasDecl(T, "LayoutOf"))
                "is a bevy.List, whose items are memory of one instance"
            else if (info.layout == .@"packed" and @hasDecl(T, "Of") and @hasField(T, "number"))
                "is a bevy.Asset, which one instance keeps"
            else
                null;
            if (owned) |why| @compileError(what ++ " " ++ why ++ "; it goes into a field of a script, and what others read holds plain values, such as a number, an enum, a bevy.Entity or an array");
            for (info.field_names, info.field_types) |name, Field| refuseOwned(Field, what ++ " in '" ++ name ++ "',");
        },
        else => {},
    }
}

const Tested = struct {
    /// Found.
    pub const Health = struct {
        /// Its name in the game.
        pub const component = Self.component("Health", .{});
        now: f32 = 100,
    };
    /// Looked into.
    pub const deeper = struct {
        /// Found, too.
        pub const Score = struct {
            /// Its name in the game.
            pub const resource = Self.resource("Score", .{});
            points: u32 = 0,
        };
    };
    /// Counted once.
    pub const again = Health;
    /// Not a type.
    pub const number = 5;
    /// Another file's are listed for that file.
    pub const elsewhere = @import("rename.zig");
    const Self = @import("data.zig");
};

test list {
    const Slots = struct {
        fn Slot(comptime T: type) type {
            return struct {
                comptime {
                    _ = T;
                }
                /// As the host would write it.
                pub var id: abi.ComponentId = abi.component_none;
            };
        }
    };
    const found = comptime list(.{Tested}, "test", Slots.Slot);
    try std.testing.expectEqual(2, found.len);
    try std.testing.expectEqual(.component, found[0].kind);
    try std.testing.expectEqual(.resource, found[1].kind);
    try std.testing.expectEqualStrings("Score", found[1].name.ptr.?[0..found[1].name.len]);
    try std.testing.expectEqual(1, found[0].field_count);
    try std.testing.expect(comptime is(Tested.Health, .component) and !is(Tested.Health, .resource) and !is(Tested, .message));
    try std.testing.expect(comptime lists(.{Tested}, Tested.deeper.Score) and !lists(.{}, Tested.Health));
}
