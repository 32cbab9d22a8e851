//! Iterating over the rows of a query in chunks: see `Context.each`.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const queries = @import("query.zig");
const status = @import("../contract/status.zig");
const values = @import("value.zig");
const Context = @import("context.zig").Context;
const Entity = @import("entity.zig").Entity;
const Error = status.Error;

/// The rows that a query for these components finds, a chunk at a time.
pub fn Each(comptime columns: anytype) type {
    queries.requireTypes("ctx.each", columns);
    return struct {
        const Self = @This();

        ctx: *Context,
        /// The host's number; 0: it has ended.
        id: u64,

        /// The next rows; null after the last ones. The previous chunk ends: its slices then show the new rows or
        /// meaningless values, and its functions must not be called any more.
        pub fn next(self: *Self) Error!?Chunk(columns) {
            if (self.id == 0) return null;
            const frame = self.ctx.frame;
            var chunk: abi.Chunk = .{};
            try status.check(frame.host.each_next(frame, self.id, &chunk));
            if (chunk.count == 0) {
                self.id = 0;
                return null;
            }
            self.id = chunk.each;
            return .{ .len = chunk.count, .present = chunk.present, .ctx = self.ctx, .id = chunk.each };
        }

        /// Ends the loop before all rows were seen, so that its memory can be reused. Changes that were made still
        /// count. After `break` you do not have to call this: the loop ends with the callback.
        pub fn end(self: *Self) void {
            if (self.id == 0) return;
            // One that has ended already is as good.
            _ = self.ctx.frame.host.each_end(self.ctx.frame, self.id);
            self.id = 0;
        }
    };
}

/// A few hundred to two thousand rows: as many as fit into the L1 cache, depending on what the script asks for. The
/// functions return slices of `len` items, one for each row, which are copied when you call them.
pub fn Chunk(comptime columns: anytype) type {
    return struct {
        const Self = @This();

        /// How many rows there are.
        len: usize,
        /// A bit for each column that the entities have.
        present: u32,
        ctx: *Context,
        id: u64,

        /// The entities.
        pub fn entities(self: Self) []const Entity {
            return self.read(Entity, abi.chunk_entities, 0);
        }

        /// The values of one of the components, as they are in the snapshot.
        pub fn of(self: Self, comptime C: type) []const C {
            return self.read(C, comptime indexOf(C, false), 0);
        }

        /// Only this field of each value, which is faster if you do not need the others:
        /// `chunk.field(bevy.Transform, .translation)`.
        pub fn field(self: Self, comptime C: type, comptime name: std.meta.FieldEnum(C)) []const Field(C, name) {
            return self.read(Field(C, name), comptime indexOf(C, false), @offsetOf(C, @tagName(name)));
        }

        /// The values for a column `bevy.maybe(C)`; null if the entities of this chunk do not have the component. All
        /// entities of a chunk have the same components.
        pub fn maybe(self: Self, comptime C: type) ?[]const C {
            const index = comptime indexOf(C, true);
            return if (self.has(index)) self.read(C, index, 0) else null;
        }

        /// A copy of the values that you can change until the chunk ends: with the next chunk, or when the callback
        /// returns. This is a request: rows that then differ from the snapshot get their new values at the end of the
        /// phase, and count as changed. `of` still returns the old values. `error.ReadOnly`: scripts cannot change this
        /// component.
        pub fn mut(self: Self, comptime C: type) Error![]C {
            return self.write(C, comptime indexOf(C, false), 0);
        }

        /// Like `mut`, for one field only: the other fields of the component do not change.
        pub fn mutField(self: Self, comptime C: type, comptime name: std.meta.FieldEnum(C)) Error![]Field(C, name) {
            return self.write(Field(C, name), comptime indexOf(C, false), @offsetOf(C, @tagName(name)));
        }

        /// Like `mut`, for a column `bevy.maybe(C)`; null if the entities of this chunk do not have the component.
        pub fn maybeMut(self: Self, comptime C: type) Error!?[]C {
            const index = comptime indexOf(C, true);
            return if (self.has(index)) try self.write(C, index, 0) else null;
        }

        fn Field(comptime C: type, comptime name: std.meta.FieldEnum(C)) type {
            return @FieldType(C, @tagName(name));
        }

        fn has(self: Self, index: u32) bool {
            return self.present >> @intCast(index) & 1 == 1;
        }

        fn read(self: Self, comptime T: type, index: u32, offset: u32) []const T {
            const frame = self.ctx.frame;
            var memory: ?*const anyopaque = null;
            // A chunk that is there can be read.
            if (frame.host.each_read(frame, self.id, index, offset, @sizeOf(T), &memory) != .ok) {
                @panic("the loop over ctx.each has ended, and its chunk with it: keep a copy of what is needed later");
            }
            const all: [*]const T = @ptrCast(@alignCast(memory.?));
            return all[0..self.len];
        }

        fn write(self: Self, comptime T: type, index: u32, offset: u32) Error![]T {
            const frame = self.ctx.frame;
            var memory: ?*anyopaque = null;
            // It is a request.
            defer self.ctx.refresh();
            try status.check(frame.host.each_write(frame, self.id, index, offset, @sizeOf(T), &memory));
            const all: [*]T = @ptrCast(@alignCast(memory.?));
            return all[0..self.len];
        }

        fn indexOf(comptime C: type, comptime is_maybe: bool) u32 {
            for (columns, 0..) |Column, index| {
                if (queries.componentOf(Column) != C) continue;
                if (queries.isMaybe(Column) == is_maybe) return index;
                @compileError(if (is_maybe)
                    "all rows have " ++ @typeName(C) ++ ": write chunk.of(…) or chunk.mut(…)"
                else
                    "some rows may not have " ++ @typeName(C) ++ ": write chunk.maybe(…) or chunk.maybeMut(…), which are null where it is missing");
            }
            @compileError("the query does not ask for " ++ @typeName(C) ++ "; add it to the components of ctx.each");
        }
    };
}

/// Implements `ctx.each`.
pub fn begin(ctx: *Context, comptime columns: anytype, options: anytype) Error!Each(columns) {
    inline for (columns) |Column| {
        const C = queries.componentOf(Column);
        if (comptime !values.isDerived(C)) @compileError(@typeName(C) ++
            " is read through reflection, one value at a time, which ctx.each does not support: write ctx.query(…), or use it as a filter, in .with");
    }
    const asked: queries.Asked(columns, @TypeOf(options)) = try .init(ctx, options);
    var id: u64 = 0;
    const frame = ctx.frame;
    try status.check(frame.host.each_begin(frame, &asked.query(), &id));
    return .{ .ctx = ctx, .id = id };
}
