//! The request buffer, as a callback sees it.
//!
//! Most instances of a script request one move of their own entity in each callback. Consecutive rows then write only
//! their values, one behind the other under one head: a run. Anything else closes it, so that all requests stay in the
//! order in which they were posted. See `BEVY_ZIG_REQUEST_FLAG_ROWS` in `bevy_zig.h`.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const status = @import("../contract/status.zig");

const Error = status.Error;

/// What a row adds to a run: three numbers and one of any value, or a rotation.
pub const Value = @Vector(4, f32);

/// What this callback has written. A copy of what is in the frame, where it would have to be read again after every
/// write; this can stay in registers.
pub const Requests = struct {
    /// What `frame.requests_len` is.
    len: usize,
    /// What the open run takes next, as `keyOf` has it; 0 if none is open.
    next: u64 = 0,
    /// The row that has added to a run which is closed by now; it adds to no other.
    added: u32 = std.math.maxInt(u32),

    /// Appends a request.
    pub inline fn append(self: *Requests, frame: *abi.Frame, row: u32, value: anytype) Error!void {
        const size = @sizeOf(@TypeOf(value));
        comptime std.debug.assert(size % 8 == 0);
        if (frame.requests_capacity - self.len < size) {
            @branchHint(.unlikely);
            try self.flush(frame, row, size);
        }
        self.close(frame, row);
        const slot: *@TypeOf(value) = @ptrCast(@alignCast(frame.requests + self.len));
        slot.* = value;
        self.len += size;
        frame.requests_len = self.len;
    }

    /// Appends what the instance of this row requests for its own entity.
    pub inline fn appendOwn(self: *Requests, frame: *abi.Frame, row: u32, own: u64, op: abi.RequestOp, flags: u16, value: Value) Error!void {
        if (self.next == keyOf(op, flags, row) and frame.requests_capacity - self.len >= @sizeOf(Value)) {
            @branchHint(.likely);
            const slot: *align(8) Value = @ptrCast(@alignCast(frame.requests + self.len));
            slot.* = value;
            self.len += @sizeOf(Value);
            frame.requests_len = self.len;
            self.next += 1;
            return;
        }
        // Its own address is not passed on, or all of it would lie in memory.
        var copy = self.*;
        defer self.* = copy;
        try copy.begin(frame, row, own, op, flags, value);
    }

    /// Begins a run; or appends a request of its own, if this row has added to one already.
    noinline fn begin(self: *Requests, frame: *abi.Frame, row: u32, own: u64, op: abi.RequestOp, flags: u16, value: Value) Error!void {
        const has_added = self.added == row or (self.next != 0 and nextRow(self.next) == row + 1);
        const Request = extern struct { head: abi.Request, value: [4]f32 };
        try self.append(frame, row, Request{ .head = .{
            .op = op,
            .flags = if (has_added) flags else flags | abi.request_flag_rows,
            .size = if (has_added) @sizeOf(Request) else 0,
            .entity = if (has_added) own else row,
        }, .value = value });
        if (has_added) return;
        frame.run = self.len - @sizeOf(Request);
        self.next = keyOf(op, flags, row + 1);
    }

    /// Takes over what a host function has appended.
    pub inline fn refresh(self: *Requests, frame: *abi.Frame, row: u32) void {
        self.close(frame, row);
        self.len = frame.requests_len;
    }

    fn flush(self: *Requests, frame: *abi.Frame, row: u32, size: usize) Error!void {
        const refused = status.check(frame.host.requests_flush(frame, size));
        self.refresh(frame, row);
        try refused;
    }

    /// Closes the run that is open.
    inline fn close(self: *Requests, frame: *abi.Frame, row: u32) void {
        if (self.next == 0) return;
        if (nextRow(self.next) == row + 1) self.added = row;
        self.next = 0;
        // The host may have handed it over, and closed it.
        if (frame.run == abi.run_none) return;
        const head: *abi.Request = @ptrCast(@alignCast(frame.requests + frame.run));
        if (head.size == 0) head.size = @intCast(self.len - frame.run);
    }
};

/// A request of this kind by this row, in one number, so that a run is continued after one comparison.
inline fn keyOf(op: abi.RequestOp, flags: u16, row: u32) u64 {
    return @as(u64, @backingInt(op)) << 48 | @as(u64, flags) << 32 | row;
}

inline fn nextRow(key: u64) u32 {
    return @truncate(key);
}
