//! Uses each type of `lib/mirrors` once, so that the game compares it with its own.
const std = @import("std");
const bevy = @import("bevy");
const EveryMirror = @This();

const crates = .{
    @import("lib/mirrors/bevy_zig.zig"),
    @import("lib/mirrors/bevy_zig_tests.zig"),
};

/// Types that the game took as what they are.
bound: u32 = 0,
/// Types that are only parts of others.
parts: u32 = 0,
/// Types that the game refused; the log says why.
refused: u32 = 0,

pub fn init(self: *EveryMirror, ctx: *bevy.Context) !void {
    inline for (crates) |crate| {
        @setEvalBranchQuota(1_000_000);
        inline for (comptime std.meta.declarations(crate)) |name| {
            const one = @field(crate, name);
            if (comptime isMirror(one)) self.look(ctx, one);
        }
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
