//! `pub const renamed = .{ .new_name = "old_name" };`: fields that had another name in the generation before, so that a
//! hot reload carries them all the same.

const std = @import("std");
const abi = @import("../contract/abi.zig");

/// What a script has renamed, checked. `fields` are the leaves of its state.
pub fn list(comptime S: type, comptime script: []const u8, comptime fields: []const abi.Field) []const abi.Rename {
    return listOf(S, "script '" ++ script ++ "'", fields);
}

/// The same for anything else with fields. `whose` names it for messages.
pub fn listOf(comptime S: type, comptime whose: []const u8, comptime fields: []const abi.Field) []const abi.Rename {
    @setEvalBranchQuota(1_000_000);
    if (!@hasDecl(S, "renamed")) return &.{};
    const what = whose ++ ", renamed: ";
    const info = switch (@typeInfo(@TypeOf(S.renamed))) {
        .@"struct" => |info| info,
        else => @compileError(what ++ "it is not a list of names; write: pub const renamed = .{ .new_name = \"old_name\" };"),
    };
    var renames: [info.field_names.len]abi.Rename = undefined;
    for (&renames, info.field_names, 0..) |*rename, to, index| {
        const from = literal(@field(S.renamed, to)) orelse
            @compileError(what ++ "the old name of '" ++ to ++ "' is not text; write: ." ++ to ++ " = \"old_name\"");
        if (!leads(fields, to)) {
            @compileError(what ++ "there is no field '" ++ to ++ "'; write the new name first, then the old one: .new_name = \"old_name\"");
        }
        if (leads(fields, from)) {
            @compileError(what ++ "'" ++ from ++ "' is still a field, so nothing has replaced it; remove: ." ++ to ++ " = \"" ++ from ++ "\"");
        }
        for (renames[0..index]) |other| {
            if (std.mem.eql(u8, text(other.from), from)) {
                @compileError(what ++ "'" ++ from ++ "' was already renamed to '" ++ text(other.to) ++ "'; remove: ." ++ to ++ " = \"" ++ from ++ "\"");
            }
        }
        rename.* = .{ .to = .from(to), .from = .from(from) };
    }
    const final = renames;
    return &final;
}

/// A value as text, if it is a literal.
fn literal(comptime value: anytype) ?[:0]const u8 {
    return switch (@typeInfo(@TypeOf(value))) {
        .pointer => |info| if (info.size == .one and std.meta.activeTag(@typeInfo(info.child)) == .array and
            std.meta.Elem(info.child) == u8 and value.len > 0) value else null,
        else => null,
    };
}

/// Whether there is a leaf with this path, or behind it.
fn leads(comptime fields: []const abi.Field, comptime path: []const u8) bool {
    for (fields) |field| {
        const leaf = text(field.path);
        if (std.mem.startsWith(u8, leaf, path) and (leaf.len == path.len or leaf[path.len] == '.')) return true;
    }
    return false;
}

fn text(comptime raw: abi.Text) []const u8 {
    return raw.ptr.?[0..raw.len];
}
