//! Going over a query in chunks, in tests: see `Context.each`.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const host = @import("host.zig");
const names = @import("names.zig");
const Entity = @import("../api/entity.zig").Entity;
const Game = @import("testing.zig").Game;
const requests = @import("request.zig");

const Frame = abi.Frame;
const Status = abi.Status;

/// Few, so that a test with some entities has several chunks.
const chunk_rows = 4;

/// A query that the callback under way goes over. Its number is its place, and 1 more.
pub const Cursor = struct {
    columns: []const abi.ComponentId,
    found: abi.QueryResult,
    /// The rows of the chunk.
    first: usize = 0,
    end: usize = 0,
    copies: std.ArrayList(Copy) = .empty,
    has_ended: bool = false,
    /// How many chunks there were.
    chunks: u64 = 0,

    /// The values of the chunk, whole.
    fn columnOf(self: *const Cursor, column: usize, size: usize) []const u8 {
        const values: [*]const u8 = @ptrCast(self.found.columns[column].?);
        return values[self.first * size .. self.end * size];
    }

    fn has(self: *const Cursor, column: usize, row: usize) bool {
        const present = self.found.present[column] orelse return true;
        return present[row] == 1;
    }

    /// Whether two entities have the same components, and so are of one chunk.
    fn areAlike(self: *const Cursor, one: usize, other: usize) bool {
        for (0..self.columns.len) |column| if (self.has(column, one) != self.has(column, other)) return false;
        return true;
    }
};

/// What a script writes to: these bytes of each value; and its request's place in the order.
const Copy = struct { column: u32, offset: u32, size: u32, values: []align(16) u8, slot: usize };

/// What a script has changed by one request.
pub const Changes = struct { slot: usize, list: []const Change };

/// A component of an entity, as a script has changed it by `chunk.mut`.
pub const Change = struct { entity: Entity, value: requests.Value };

/// As the host's.
pub fn begin(frame: *Frame, asked: *const abi.Query, each: *u64) callconv(.c) Status {
    const game = host.gameOf(frame);
    each.* = 0;
    for (asked.columns[0..@min(asked.column_count, abi.query_columns_max)]) |id| {
        if (id & abi.component_reflected != 0 and id != abi.component_none) return .invalid_argument;
    }
    var found: abi.QueryResult = undefined;
    const answer = host.query(frame, asked, &found);
    if (answer != .ok) return answer;
    const scratch = game.scratch.allocator();
    const columns = scratch.dupe(abi.ComponentId, asked.columns[0..asked.column_count]) catch return .limit_reached;
    game.cursors.append(scratch, .{ .columns = columns, .found = found }) catch return .limit_reached;
    each.* = game.cursors.items.len;
    return .ok;
}

/// As the host's.
pub fn next(frame: *Frame, each: u64, chunk: *abi.Chunk) callconv(.c) Status {
    const game = host.gameOf(frame);
    chunk.* = .{};
    const cursor = cursorOf(game, each) orelse return .invalid_argument;
    endChunk(game, cursor) catch return .limit_reached;
    const found = cursor.found;
    cursor.first = cursor.end;
    while (cursor.end < found.count and cursor.end - cursor.first < chunk_rows) : (cursor.end += 1) {
        if (!cursor.areAlike(cursor.first, cursor.end)) break;
    }
    chunk.count = cursor.end - cursor.first;
    cursor.chunks += 1;
    chunk.each = cursor.chunks << 32 | (each & 0xffff_ffff);
    if (chunk.count == 0) {
        cursor.has_ended = true;
        return .ok;
    }
    for (0..cursor.columns.len) |column| {
        chunk.present |= @as(u32, @intFromBool(cursor.has(column, cursor.first))) << @intCast(column);
    }
    return .ok;
}

/// As the host's.
pub fn read(frame: *Frame, each: u64, column: u32, offset: u32, size: u32, values: *?*const anyopaque) callconv(.c) Status {
    const game = host.gameOf(frame);
    values.* = null;
    const cursor = cursorOf(game, each) orelse return .invalid_argument;
    if (cursor.end == cursor.first) return .invalid_argument;
    if (column == abi.chunk_entities) {
        values.* = cursor.found.entities.? + cursor.first;
        return .ok;
    }
    var copy: []align(16) u8 = undefined;
    const answer = copyOf(game, cursor, column, offset, size, &copy);
    if (answer == .ok) values.* = copy.ptr;
    return answer;
}

/// A copy of these bytes of each value.
fn copyOf(game: *Game, cursor: *const Cursor, column: u32, offset: u32, size: u32, copy: *[]align(16) u8) Status {
    if (column >= cursor.columns.len) return .invalid_argument;
    const whole = game.component(cursor.columns[column]).?.size;
    if (offset > whole or size > whole - offset) return .invalid_argument;
    if (!cursor.has(column, cursor.first)) return .absent;
    const rows = cursor.end - cursor.first;
    const old = cursor.columnOf(column, whole);
    copy.* = game.scratch.allocator().alignedAlloc(u8, .@"16", @max(rows * size, 1)) catch return .limit_reached;
    for (0..rows) |row| @memcpy(copy.*[row * size ..][0..size], old[row * whole + offset ..][0..size]);
    return .ok;
}

/// As the host's.
pub fn write(frame: *Frame, each: u64, column: u32, offset: u32, size: u32, values: *?*anyopaque) callconv(.c) Status {
    const game = host.gameOf(frame);
    values.* = null;
    const cursor = cursorOf(game, each) orelse return .invalid_argument;
    if (cursor.end == cursor.first or column >= cursor.columns.len) return .invalid_argument;
    const component = game.component(cursor.columns[column]).?;
    if (component.read_only) return .read_only;
    for (cursor.copies.items) |made| if (made.column == column and made.offset == offset and made.size == size) {
        values.* = made.values.ptr;
        return .ok;
    };
    var copy: []align(16) u8 = undefined;
    const copied = copyOf(game, cursor, column, offset, size, &copy);
    if (copied != .ok) return copied;
    // What becomes of it is known when the chunk ends.
    const answer = host.push(frame, .{ .change = .{ .entity = .none, .value = .{ .name = component.name, .bytes = "" } } });
    if (answer != .ok) return answer;
    const slot = game.slots.items.len - 1;
    cursor.copies.append(game.scratch.allocator(), .{
        .column = column,
        .offset = offset,
        .size = size,
        .values = copy,
        .slot = slot,
    }) catch return .limit_reached;
    values.* = copy.ptr;
    return .ok;
}

/// As the host's.
pub fn end(frame: *Frame, each: u64) callconv(.c) Status {
    const game = host.gameOf(frame);
    const number = each & 0xffff_ffff;
    if (number == 0 or number > game.cursors.items.len) return .invalid_argument;
    const cursor = cursorOf(game, each) orelse return .ok;
    endChunk(game, cursor) catch return .limit_reached;
    cursor.has_ended = true;
    return .ok;
}

/// Ends what a callback goes over.
pub fn endAll(game: *Game) error{OutOfMemory}!void {
    for (game.cursors.items) |*cursor| try endChunk(game, cursor);
    game.cursors = .empty;
}

fn cursorOf(game: *Game, each: u64) ?*Cursor {
    const number = each & 0xffff_ffff;
    if (number == 0 or number > game.cursors.items.len) return null;
    const cursor = &game.cursors.items[@intCast(number - 1)];
    return if (cursor.has_ended or cursor.chunks != each >> 32) null else cursor;
}

/// Keeps the rows that the script has changed.
fn endChunk(game: *Game, cursor: *Cursor) error{OutOfMemory}!void {
    for (cursor.copies.items) |copy| {
        const component = game.component(cursor.columns[copy.column]).?;
        const old = cursor.columnOf(copy.column, component.size);
        var list: std.ArrayList(Change) = .empty;
        for (cursor.first..cursor.end, 0..) |row, place| {
            const before = old[place * component.size ..][0..component.size];
            const value = try game.arena.allocator().dupe(u8, before);
            @memcpy(value[copy.offset..][0..copy.size], copy.values[place * copy.size ..][0..copy.size]);
            if (!component.differs(before, value)) continue;
            try list.append(game.arena.allocator(), .{
                .entity = host.handle(cursor.found.entities.?[row]),
                .value = .{ .name = component.name, .bytes = value },
            });
        }
        try game.changes.append(game.scratch.allocator(), .{ .slot = copy.slot, .list = list.items });
    }
    cursor.copies.clearRetainingCapacity();
}
