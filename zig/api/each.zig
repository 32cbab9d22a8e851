//! Going over the rows of a query in chunks, which is as fast as a loop of Rust's: see `Context.each`.

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

        /// The next rows; null if all have been seen. The chunk before ends: its slices then show these rows, or
        /// nothing that means anything, and it gives no others.
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

        /// Ends it before all rows were seen, so that its memory can be used again. What was written counts. A loop
        /// that is left with `break` need not call this: it ends with the callback.
        pub fn end(self: *Self) void {
            if (self.id == 0) return;
            // One that has ended already is as good.
            _ = self.ctx.frame.host.each_end(self.ctx.frame, self.id);
            self.id = 0;
        }
    };
}

/// Some hundred rows, or two thousand: as many as the nearest cache holds of what the script asks for. That is copied
/// when it is asked for: slices of `len` items, one for each row.
pub fn Chunk(comptime columns: anytype) type {
    return struct {
        const Self = @This();

        /// How many rows there are.
        len: usize,
        /// One bit for each column that the entities have.
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

        /// Only this field of each value, which is faster where the others are not needed:
        /// `chunk.field(bevy.Transform, .translation)`.
        pub fn field(self: Self, comptime C: type, comptime name: std.meta.FieldEnum(C)) []const Field(C, name) {
            return self.read(Field(C, name), comptime indexOf(C, false), @offsetOf(C, @tagName(name)));
        }

        /// The values of a component that entities may lack; null if these do. The entities of a chunk are all alike.
        pub fn maybe(self: Self, comptime C: type) ?[]const C {
            const index = comptime indexOf(C, true);
            return if (self.has(index)) self.read(C, index, 0) else null;
        }

        /// The values, to be changed until the chunk ends: with the next one, or when the callback returns. That is a
        /// request: rows that then differ from the snapshot get their new values when the phase is over, and count as
        /// changed. `of` still has what was there. `error.ReadOnly`: scripts cannot change this component.
        pub fn mut(self: Self, comptime C: type) Error![]C {
            return self.write(C, comptime indexOf(C, false), 0);
        }

        /// `mut` of this field only: the other fields of the component stay as they are.
        pub fn mutField(self: Self, comptime C: type, comptime name: std.meta.FieldEnum(C)) Error![]Field(C, name) {
            return self.write(Field(C, name), comptime indexOf(C, false), @offsetOf(C, @tagName(name)));
        }

        /// `mut` of a component that entities may lack; null if these do.
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
                    "all that is found has " ++ @typeName(C) ++ ": write chunk.of(…) or chunk.mut(…)"
                else
                    "not all that is found has " ++ @typeName(C) ++ ": write chunk.maybe(…) or chunk.maybeMut(…), which are null where it is missing");
            }
            @compileError("the query does not ask for " ++ @typeName(C) ++ "; add it to the components of ctx.each");
        }
    };
}

/// What `ctx.each` does.
pub fn begin(ctx: *Context, comptime columns: anytype, options: anytype) Error!Each(columns) {
    inline for (columns) |Column| {
        const C = queries.componentOf(Column);
        if (comptime !values.isDerived(C)) @compileError(@typeName(C) ++
            " is read by reflection, one value at a time, which ctx.each does not do: write ctx.query(…), or name it in .with");
    }
    const asked: queries.Asked(columns, @TypeOf(options)) = try .init(ctx, options);
    var id: u64 = 0;
    const frame = ctx.frame;
    try status.check(frame.host.each_begin(frame, &asked.query(), &id));
    return .{ .ctx = ctx, .id = id };
}
