//! Uses each of the SDK's mirrors of Bevy once, so that the game compares it with its own type.

const std = @import("std");
const bevy = @import("bevy");
const EveryMirror = @This();

/// Types that the game took as what they are.
bound: u32 = 0,
/// Types that are only parts of others.
parts: u32 = 0,
/// Types that the game refused; the log says why.
refused: u32 = 0,

pub fn init(self: *EveryMirror, ctx: *bevy.Context) !void {
    @setEvalBranchQuota(1_000_000);
    inline for (comptime std.meta.declarations(bevy)) |name| {
        // Namespaces are in lower case.
        if (comptime std.ascii.isLower(name[0]) and !std.mem.eql(u8, name, "testing")) {
            const namespace = @field(bevy, name);
            if (@TypeOf(namespace) == type) self.lookAt(ctx, namespace);
        }
    }
}

fn lookAt(self: *EveryMirror, ctx: *bevy.Context, comptime namespace: type) void {
    inline for (comptime std.meta.declarations(namespace)) |name| {
        const one = @field(namespace, name);
        if (comptime @TypeOf(one) == type and isMirror(one)) self.look(ctx, one);
    }
}

fn isMirror(comptime T: type) bool {
    return switch (@typeInfo(T)) {
        .@"struct", .@"enum", .@"union" => @hasDecl(T, "zig_reflect"),
        else => false,
    };
}

fn look(self: *EveryMirror, ctx: *bevy.Context, comptime T: type) void {
    const outcome = binds(ctx.entity().get(T)) orelse binds(ctx.resource(T)) orelse binds(ctx.messages(T));
    const count = if (outcome) |is_bound| if (is_bound) &self.bound else &self.refused else &self.parts;
    count.* += 1;
}

/// Whether the game took the type; null if it is not of this kind.
fn binds(result: anytype) ?bool {
    _ = result catch |problem| return switch (problem) {
        error.UnknownComponent => null,
        error.Absent, error.ReadOnly => true,
        else => false,
    };
    return true;
}
