//! Keeps memory, as Rust chooses.
const bevy = @import("bevy");
const std = @import("std");
const note = @import("lib/note.zig");
const Hoarder = @This();

const Call = enum { none, append, clear, free, pop, allocator, leak, too_large, odd_alignment, double_free, swap_free };

call: Call = .none,
count: u32 = 0,
numbers: bevy.List(u32) = .{},
points: bevy.List(bevy.Vec3) = .{},

outcome: note.Note = @splat(0),
sum: u64 = 0,
len: u32 = 0,
last: u32 = 0,

pub fn update(self: *Hoarder, ctx: *bevy.Context, _: f32) !void {
    if (self.call != .none) self.outcome = note.of(self.make(ctx));
    self.call = .none;
    self.sum = 0;
    for (try self.numbers.items(ctx)) |number| self.sum += number;
    self.len = self.numbers.len;
}

pub fn shutdown(self: *Hoarder, ctx: *bevy.Context) !void {
    var sum: u64 = 0;
    for (try self.numbers.items(ctx)) |number| sum += number;
    ctx.logInfo("kept {d}", .{sum});
}

fn make(self: *Hoarder, ctx: *bevy.Context) !void {
    switch (self.call) {
        .none => {},
        .append => for (0..self.count) |index| {
            try self.numbers.append(ctx, @intCast(index));
            try self.points.append(ctx, .new(1, 2, 3));
        },
        .clear => self.numbers.clear(ctx),
        .free => {
            self.numbers.free(ctx);
            self.points.free(ctx);
            self.points.free(ctx);
        },
        .pop => self.last = try self.numbers.pop(ctx) orelse return error.Empty,
        .allocator => {
            const allocator = ctx.allocator();
            var list: std.ArrayList(u64) = .empty;
            defer list.deinit(allocator);
            for (0..self.count) |index| try list.append(allocator, index);
            for (list.items, 0..) |item, index| if (item != index) return error.Wrong;
            const text = try std.fmt.allocPrint(allocator, "{d} items", .{list.items.len});
            defer allocator.free(text);
            self.last = @intCast(text.len);
        },
        .leak => @memset(try ctx.allocator().alloc(u8, self.count), 1),
        .too_large => _ = try ctx.allocator().alloc(u8, std.math.maxInt(usize) / 2),
        .odd_alignment => _ = try ctx.allocator().alignedAlloc(u8, .@"64", 64),
        .double_free => {
            var block: u64 = 0;
            var memory: ?*anyopaque = null;
            const host = ctx.frame.host;
            if (host.memory_alloc(ctx.frame, 100, &block, &memory) != .ok) return error.Refused;
            if (host.memory_free(ctx.frame, block) != .ok) return error.Refused;
            if (host.memory_free(ctx.frame, block) != .absent) return error.FreedTwice;
            if (host.memory_resize(ctx.frame, block, 10, &memory) != .absent) return error.Resized;
        },
        // A handle of a block that somebody else has freed.
        .swap_free => {
            var copy = self.numbers;
            copy.free(ctx);
            if (self.numbers.items(ctx)) |_| return error.StillThere else |failure| if (failure != error.Absent) return failure;
            self.numbers.free(ctx);
            try self.numbers.append(ctx, 5);
        },
    }
}
