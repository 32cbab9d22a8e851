//! An instance's memory: the host keeps it between callbacks and frees it when the instance ends.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const shape = @import("../value/shape.zig");
const status = @import("../contract/status.zig");
const Context = @import("context.zig").Context;
const Error = status.Error;

/// A growable list, for a script's fields. Its items are in the host's memory, and the field is a handle to them: the
/// list outlives callbacks and reloads, and is freed with the instance at the latest. Items cannot hold pointers.
/// Copying a list copies the handle, so both copies share the items; keep only one. Scenes do not save it: it starts
/// empty.
///
/// ```zig
/// seen: bevy.List(bevy.Entity) = .{},
///
/// pub fn update(self: *Radar, ctx: *bevy.Context, _: f32) !void {
///     try self.seen.append(ctx, ctx.entity().id);
///     for (try self.seen.items(ctx)) |id| ctx.logInfo("{d}", .{id});
/// }
/// ```
///
/// The list is a packed struct, which a reload carries over as bytes. The inspector does not show it, and scenes do not
/// save it, because the handle has no meaning elsewhere.
pub fn List(comptime T: type) type {
    shape.refusePointers(T, "bevy.List(" ++ @typeName(T) ++ ")");
    if (@sizeOf(T) == 0 or @alignOf(T) > block_align) {
        @compileError("bevy.List(" ++ @typeName(T) ++ "): an item needs at least one byte, and an alignment of at most 16");
    }
    return packed struct(u128) {
        const Self = @This();

        /// If a reload changes the item type, the list starts empty, rather than misreading the items.
        pub const LayoutOf = T;

        /// The host's block; 0: none yet.
        block: u64 = 0,
        /// The number of items.
        len: u32 = 0,
        /// Bytes of an item, as it was when the block was made; 0: none yet.
        item_size: u32 = 0,

        /// The items, writable, valid until the list is changed or the callback returns.
        /// `error.SizeMismatch`: the handle belongs to another list with another item size; `clear` or `free` the list.
        pub fn items(self: *const Self, ctx: *Context) Error![]T {
            return (try self.room(ctx))[0..self.len];
        }

        /// Adds an item. `error.LimitReached`: the instance has reached its memory limit; the list is unchanged.
        pub fn append(self: *Self, ctx: *Context, value: T) Error!void {
            var all = try self.room(ctx);
            if (self.len == all.len) all = try self.grow(ctx, @max(8, 2 * @as(usize, self.len)));
            all[self.len] = value;
            self.len += 1;
        }

        /// Removes and returns the last item; null if the list is empty.
        pub fn pop(self: *Self, ctx: *Context) Error!?T {
            const all = try self.items(ctx);
            if (all.len == 0) return null;
            self.len -= 1;
            return all[self.len];
        }

        /// Removes all items. Their memory is kept for new items, unless the item size has changed.
        pub fn clear(self: *Self, ctx: *Context) void {
            self.len = 0;
            if (self.item_size != @sizeOf(T)) self.free(ctx);
        }

        /// Frees the memory. The list is then empty and can be used again.
        pub fn free(self: *Self, ctx: *Context) void {
            // One that is gone already is as good.
            if (self.block != 0) _ = ctx.frame.host.memory_free(ctx.frame, self.block);
            self.* = .{};
        }

        /// All items that there is memory for.
        fn room(self: *const Self, ctx: *Context) Error![]T {
            if (self.block == 0) return &.{};
            if (self.item_size != @sizeOf(T)) return error.SizeMismatch;
            var memory: ?*anyopaque = null;
            var size: usize = 0;
            try status.check(ctx.frame.host.memory_get(ctx.frame, self.block, &memory, &size));
            // Room for fewer items than there are is no list's.
            if (size / @sizeOf(T) < self.len) return error.Absent;
            return slice(memory, size);
        }

        fn grow(self: *Self, ctx: *Context, capacity: usize) Error![]T {
            const frame = ctx.frame;
            const size = std.math.mul(usize, capacity, @sizeOf(T)) catch return error.LimitReached;
            var memory: ?*anyopaque = null;
            if (self.block == 0) {
                var block: u64 = 0;
                try status.check(frame.host.memory_alloc(frame, size, &block, &memory));
                self.block = block;
                self.item_size = @sizeOf(T);
            } else {
                try status.check(frame.host.memory_resize(frame, self.block, size, &memory));
            }
            return slice(memory, size);
        }

        fn slice(memory: ?*anyopaque, size: usize) []T {
            const all: [*]T = @ptrCast(@alignCast(memory orelse return &.{}));
            return all[0 .. size / @sizeOf(T)];
        }
    };
}

/// Alignment of the host's blocks.
const block_align = 16;

/// What lies before the memory that `allocator` gives.
const Head = extern struct { block: u64, reserved: u64 = 0 };

/// For `ctx.allocator()`.
pub fn allocator(ctx: *Context) std.mem.Allocator {
    return .{ .ptr = ctx, .vtable = &.{ .alloc = alloc, .resize = resize, .remap = remap, .free = free } };
}

fn frameOf(ptr: *anyopaque) *abi.Frame {
    const ctx: *Context = @ptrCast(@alignCast(ptr));
    return ctx.frame;
}

fn headOf(memory: []u8) *Head {
    return @ptrFromInt(@intFromPtr(memory.ptr) - @sizeOf(Head));
}

fn behind(memory: ?*anyopaque, block: u64) ?[*]u8 {
    const head: *Head = @ptrCast(@alignCast(memory orelse return null));
    head.* = .{ .block = block };
    return @as([*]u8, @ptrCast(head)) + @sizeOf(Head);
}

fn alloc(ptr: *anyopaque, len: usize, alignment: std.mem.Alignment, _: usize) ?[*]u8 {
    if (alignment.toByteUnits() > block_align) return null;
    const frame = frameOf(ptr);
    const size = std.math.add(usize, len, @sizeOf(Head)) catch return null;
    var block: u64 = 0;
    var memory: ?*anyopaque = null;
    if (frame.host.memory_alloc(frame, size, &block, &memory) != .ok) return null;
    return behind(memory, block);
}

fn resize(_: *anyopaque, memory: []u8, _: std.mem.Alignment, len: usize, _: usize) bool {
    return len <= memory.len;
}

fn remap(ptr: *anyopaque, memory: []u8, _: std.mem.Alignment, len: usize, _: usize) ?[*]u8 {
    const frame = frameOf(ptr);
    const size = std.math.add(usize, len, @sizeOf(Head)) catch return null;
    const block = headOf(memory).block;
    var moved: ?*anyopaque = null;
    if (frame.host.memory_resize(frame, block, size, &moved) != .ok) return null;
    return behind(moved, block);
}

fn free(ptr: *anyopaque, memory: []u8, _: std.mem.Alignment, _: usize) void {
    const frame = frameOf(ptr);
    _ = frame.host.memory_free(frame, headOf(memory).block);
}

test List {
    const Items = List(u32);
    try std.testing.expectEqual(16, @sizeOf(Items));
    const empty: Items = .{};
    try std.testing.expectEqual(0, empty.len);
}
