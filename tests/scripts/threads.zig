//! Uses threads of the standard library.
const builtin = @import("builtin");
const std = @import("std");
const bevy = @import("bevy");
const note = @import("lib/note.zig");
const Threads = @This();

threadlocal var own: u32 = 0;

sum: u32 = 0,
by_io: u32 = 0,
outcome: note.Note = @splat(0),

pub fn update(self: *Threads, _: *bevy.Context, _: f32) void {
    // Nothing runs it in WebAssembly, but all scripts of the suite compile for that.
    self.outcome = note.of(if (builtin.single_threaded) error.NoThreads else self.work());
}

fn work(self: *Threads) !void {
    var parts: [4]u32 = @splat(0);
    var threads: [4]std.Thread = undefined;
    for (&threads, &parts, 1..) |*thread, *part, number| {
        thread.* = try std.Thread.spawn(.{}, add, .{ part, @as(u32, @intCast(number)) });
    }
    for (threads) |thread| thread.join();
    for (parts) |part| self.sum += part;
    // What the others had of their own is not this thread's.
    self.sum += own;

    var threaded: std.Io.Threaded = .init(std.heap.page_allocator, .{});
    defer threaded.deinit();
    const io = threaded.io();
    var future = io.async(twice, .{21});
    self.by_io = future.await(io);
}

fn add(part: *u32, number: u32) void {
    for (0..number) |_| own += 1;
    part.* = own;
}

fn twice(number: u32) u32 {
    return 2 * number;
}
