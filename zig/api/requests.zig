//! The request buffer, as a callback sees it.
//!
//! Most instances of a script request one move of their own entity in each callback. Consecutive rows then write only
//! their values, one behind the other under one head: a run. Anything else closes it, so that all requests stay in the
//! order in which they were posted. See `BEVY_ZIG_REQUEST_FLAG_ROWS` in `bevy_zig.h`.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const status = @import("../contract/status.zig");

const hot = @import("../contract/hot.zig").hot;
const Error = status.Error;

/// What a row adds to a run: three numbers and one of any value, or a rotation.
pub const Value = @Vector(4, f32);

/// Bytes of it.
const value_size = @sizeOf(Value);

/// What this callback has written. A copy of what is in the frame, where it would have to be read again after every
/// write; this can stay in registers, if its address is not passed on to anything that is called.
pub const Requests = struct {
    /// What `frame.requests_len` is.
    len: usize,
    /// The run that is open, as `runOf` has it; 0: none.
    run: usize = 0,
    /// The row that has added to a run which is closed by now; it adds to no other.
    added: u32 = std.math.maxInt(u32),
    /// Where the last signals lie, whose head others may share that follow at once.
    signals: usize = 0,
    /// Where they end, if nothing but this callback has written behind them.
    signals_end: usize = no_signals,

    /// Appends a request.
    pub fn append(self: *Requests, frame: *abi.Frame, row: u32, value: anytype) callconv(hot) Error!void {
        const size = @sizeOf(@TypeOf(value));
        comptime std.debug.assert(size % 8 == 0);
        if (frame.requests_capacity - self.len < size) {
            @branchHint(.unlikely);
            const refused = status.check(frame.host.requests_flush(frame, size));
            self.refresh(frame, row);
            try refused;
        }
        self.close(frame, row);
        const slot: *@TypeOf(value) = @ptrCast(@alignCast(frame.requests + self.len));
        slot.* = value;
        self.len += size;
        frame.requests_len = self.len;
    }

    /// Appends a signal, whose payload has this many bytes in `payload`: behind the signal before, if only their
    /// payloads differ.
    pub fn appendSignal(self: *Requests, frame: *abi.Frame, row: u32, signal: abi.SignalRequest, payload: anytype) callconv(hot) Error!void {
        const Payload = @TypeOf(payload);
        const size = @sizeOf(Payload);
        const Request = extern struct { signal: abi.SignalRequest, payload: Payload };
        // Signals of another instance, or of another delivery to this one, lie before the mark.
        const may_share = size > 0 and self.signals_end == self.len and self.signals >= frame.mark;
        if (may_share and frame.requests_capacity - self.len >= size and self.len - self.signals < signals_size_max) {
            // There is room, and all is a multiple of 8: the checks would say so for each signal.
            @setRuntimeSafety(false);
            const before: *abi.SignalRequest = @ptrCast(@alignCast(frame.requests + self.signals));
            if (areAlike(before.*, signal)) {
                @branchHint(.likely);
                const slot: *align(8) Payload = @ptrCast(@alignCast(frame.requests + self.len));
                slot.* = payload;
                self.len += size;
                self.signals_end = self.len;
                before.head.size = @intCast(self.len - self.signals);
                frame.requests_len = self.len;
                return;
            }
        }
        var request: Request = .{ .signal = signal, .payload = payload };
        request.signal.head.size = @sizeOf(Request);
        try self.append(frame, row, request);
        self.signals = self.len - @sizeOf(Request);
        self.signals_end = self.len;
    }

    /// Appends what the instance of this row requests for its own entity.
    pub fn appendOwn(self: *Requests, frame: *abi.Frame, row: u32, own: u64, op: abi.RequestOp, flags: u16, value: Value) callconv(hot) Error!void {
        const end = self.len +% value_size;
        if (self.run == runOf(self.len, row, op, flags) and end <= frame.requests_capacity) {
            @branchHint(.likely);
            // There is room, and all is a multiple of 8: the checks would say so for each value.
            @setRuntimeSafety(false);
            const slot: *align(8) Value = @ptrCast(@alignCast(frame.requests + self.len));
            slot.* = value;
            self.len = end;
            frame.requests_len = end;
            return;
        }
        var copy: Requests = .{ .len = self.len, .run = self.run, .added = self.added };
        const answer = copy.begin(frame, row, own, op, flags, value);
        self.len = copy.len;
        self.run = copy.run;
        self.added = copy.added;
        // The host may have moved them.
        self.signals_end = no_signals;
        try answer;
    }

    /// Begins a run; or appends a request of its own, if this row has added to one already.
    noinline fn begin(self: *Requests, frame: *abi.Frame, row: u32, own: u64, op: abi.RequestOp, flags: u16, value: Value) Error!void {
        const has_added = self.added == row or self.isAddedTo(row);
        const Request = extern struct { head: abi.Request, value: [4]f32 };
        try self.append(frame, row, Request{ .head = .{
            .op = op,
            .flags = if (has_added) flags else flags | abi.request_flag_rows,
            .size = if (has_added) @sizeOf(Request) else 0,
            .entity = if (has_added) own else row,
        }, .value = value });
        if (has_added) return;
        frame.run = self.len - @sizeOf(Request);
        self.run = runOf(self.len, row + 1, op, flags);
    }

    /// Takes over what a host function has appended.
    pub fn refresh(self: *Requests, frame: *abi.Frame, row: u32) callconv(hot) void {
        self.close(frame, row);
        self.len = frame.requests_len;
        self.signals_end = no_signals;
    }

    /// Closes the run that is open.
    fn close(self: *Requests, frame: *abi.Frame, row: u32) callconv(hot) void {
        if (self.run == 0) return;
        if (self.isAddedTo(row)) self.added = row;
        self.run = 0;
        // The host may have handed it over, and closed it.
        if (frame.run == abi.run_none) return;
        const head: *abi.Request = @ptrCast(@alignCast(frame.requests + frame.run));
        if (head.size == 0) head.size = @intCast(self.len - frame.run);
    }

    /// Whether this row's value is the last of the run that is open.
    fn isAddedTo(self: Requests, row: u32) callconv(hot) bool {
        return self.run != 0 and self.run & ~kind_mask == placeOf(self.len, row + 1);
    }
};

/// No end of signals.
const no_signals = std.math.maxInt(usize);

/// No more than this lies behind the head of signals, besides the last: a head tells its size in 32 bits.
const signals_size_max = 1 << 24;

/// Whether signals of one instance differ in their payloads only.
fn areAlike(a: abi.SignalRequest, b: abi.SignalRequest) callconv(hot) bool {
    const have_same_head = a.head.op == b.head.op and a.head.flags == b.head.flags and a.head.entity == b.head.entity;
    return have_same_head and a.name_id == b.name_id and a.payload_size == b.payload_size;
}

/// Where the value of row 0 would lie if this row's lay behind `len`: the same for all rows of a run.
fn placeOf(len: usize, row: u32) callconv(hot) usize {
    return len -% @as(usize, row) *% value_size;
}

/// Lengths are multiples of 8, so there is room for the kind in a place.
const kind_mask: usize = 7;

/// A run that this row continues with a request of this kind, in one number that does not change from row to row.
fn runOf(len: usize, row: u32, op: abi.RequestOp, flags: u16) callconv(hot) usize {
    // From 1 to 6.
    const kind: usize = @as(usize, @backingInt(op)) + @intFromBool(flags & abi.request_flag_local != 0);
    return placeOf(len, row) +% kind;
}
