//! Tests of the mirrors: each is a type that a script can use.

const std = @import("std");
const bevy = @import("../bevy.zig");
const types = @import("../value/type.zig");

test "each mirror has a description" {
    @setEvalBranchQuota(1_000_000);
    comptime var count = 0;
    inline for (comptime std.meta.declarations(bevy)) |namespace| {
        if (namespace[0] < 'a') continue;
        const of_crate = @field(bevy, namespace);
        if (@TypeOf(of_crate) != type) continue;
        inline for (comptime std.meta.declarations(of_crate)) |name| {
            const mirror = @field(of_crate, name);
            if (@TypeOf(mirror) == type and comptime types.isMirror(mirror)) {
                count += 1;
                try std.testing.expect(types.typeOf(mirror).path.len > 0);
            }
        }
    }
    try std.testing.expect(count > 500);
}
