//! Faults, in as many ways as there are, in the callback that it is told to. Before that it moves its entity, which
//! must not show.
const std = @import("std");
const bevy = @import("bevy");
const note = @import("lib/note.zig");
const Faulty = @This();

const When = enum { never, init, update, on_signal, shutdown };

const Kind = enum {
    none,
    index,
    backwards,
    other_field,
    lost_error,
    sentinel,
    overflow,
    reached,
    no_value,
    explicit,
    null_write,
    /// Calls what is no code.
    null_call,
    wild_read,
    divide_by_zero,
    trap,
    breakpoint,
    stack,
    big_stack,
    /// Writes far beyond a local variable.
    overrun,
    abort,
    stack_in_host,
    endless,
    endless_in_host,
    endless_in_flush,
    /// Not a fault: the call is refused.
    bad_pointer,
    /// Overwrites what it shares with the host, and then faults.
    frame,
    /// Not a script's fault: what the game's physics does when it is asked.
    velocity,
    /// Asks for that again and again.
    endless_velocity,
    /// Has subnormal numbers taken for zero, and then faults.
    float_mode,
};

when: When = .never,
kind: Kind = .none,
/// From which call of the callback on.
after: u32 = 0,
/// Requests, signals and spawns that a fault takes back.
spawns: bool = false,
/// Moves by one that it requests in each update, whether it faults or not.
moves: u32 = 0,
updates: u32 = 0,
signals: u32 = 0,
/// What the host answered to bad pointers.
refused: u32 = 0,
/// What the host answered, as text.
answer: note.Note = @splat(0),
/// What a loop counts, so that it is one.
counted: u64 = 0,

pub fn init(self: *Faulty, ctx: *bevy.Context) !void {
    _ = try ctx.connect("poke");
    try self.run(.init, 0, ctx);
}

pub fn update(self: *Faulty, ctx: *bevy.Context, _: f32) !void {
    self.updates += 1;
    for (0..self.moves) |_| try ctx.entity().translate(.new(1, 0, 0));
    try self.run(.update, self.updates, ctx);
}

pub fn onSignal(self: *Faulty, ctx: *bevy.Context, _: *const bevy.Signal) !void {
    self.signals += 1;
    try self.run(.on_signal, self.signals, ctx);
}

pub fn shutdown(self: *Faulty, ctx: *bevy.Context) !void {
    try self.run(.shutdown, 0, ctx);
}

fn run(self: *Faulty, when: When, call: u32, ctx: *bevy.Context) !void {
    if (self.when != when or call < self.after) return;
    if (ctx.id != bevy.abi.entity_none) try ctx.entity().translate(.new(100, 0, 0));
    if (self.spawns) {
        _ = try ctx.spawn(.{ .tag = "ghost" });
        try ctx.emit("ghost", {});
        _ = try ctx.connect("ghost");
    }
    self.fault(ctx);
}

/// Not known to the compiler.
var zero: u32 = 0;
var wild: usize = 0x10;
var nothing: usize = 0x20;

/// Addresses at which a program has nothing.
const unmapped: usize = if (@sizeOf(usize) == 8) 0x7000_0000_0000_0000 else 0x7000_0000;
const the_kernel_s: usize = if (@sizeOf(usize) == 8) 0xffff_8000_0000_0000 else 0xffff_8000;

noinline fn fault(self: *Faulty, ctx: *bevy.Context) void {
    const runtime_zero = @as(*volatile u32, &zero).*;
    switch (self.kind) {
        .none => {},
        .index => {
            const items = [_]u32{ 1, 2, 3 };
            self.counted = items[3 + runtime_zero];
        },
        .backwards => {
            const items = [_]u32{ 1, 2, 3 };
            self.counted = @intCast(items[3 - runtime_zero .. 2 + runtime_zero].len);
        },
        .other_field => {
            var either: union(enum) { number: u32, flag: bool } = .{ .flag = runtime_zero == 0 };
            _ = &either;
            self.counted = either.number;
        },
        .lost_error => {
            const failed: error{Lost}!u32 = if (runtime_zero == 0) error.Lost else 1;
            self.counted = failed catch unreachable;
        },
        .sentinel => {
            const items = [_]u32{ 1, 2, 3 };
            const end = 2 + runtime_zero;
            self.counted = items[0..end :0][0];
        },
        .overflow => {
            var small: u8 = 255;
            small += @intCast(1 + runtime_zero);
            self.counted = small;
        },
        .reached => if (runtime_zero == 0) unreachable,
        .no_value => {
            const none: ?u32 = if (runtime_zero == 0) null else 1;
            self.counted = none.?;
        },
        .explicit => @panic("as it was told"), // the line that panics
        .null_call => {
            const function: *const fn () callconv(.c) void = @ptrFromInt(@as(*volatile usize, &nothing).*);
            function(); // the line that calls
            self.counted += 1;
        },
        .null_write => {
            const nowhere: *allowzero volatile u32 = @ptrFromInt(runtime_zero);
            nowhere.* = 1; // the line that writes
        },
        .wild_read => {
            const nowhere: *volatile u32 = @ptrFromInt(unmapped + @as(usize, runtime_zero));
            self.counted = nowhere.*;
        },
        .divide_by_zero => {
            @setRuntimeSafety(false);
            self.counted = 7 / @as(*volatile u32, &zero).*;
        },
        .trap => @trap(),
        .breakpoint => @breakpoint(),
        .overrun => overrun(2048),
        .abort => std.process.abort(),
        .stack => self.counted = deeper(1 + @as(usize, runtime_zero)),
        .big_stack => self.counted = muchDeeper(1 + @as(usize, runtime_zero)),
        .stack_in_host => self.counted = deeperInHost(1 + @as(usize, runtime_zero), ctx),
        .endless => while (true) {
            @as(*volatile u64, &self.counted).* += 1;
        },
        .endless_in_host => while (ctx.frame.host.entity_check(ctx.frame, ctx.id) != .host_fault) {}, // the line that asks
        .velocity => self.answer = note.text(if (ctx.entity().velocity()) |_| "ok" else |problem| @errorName(problem)),
        .endless_velocity => while (true) {
            _ = ctx.entity().velocity() catch {};
        },
        .endless_in_flush => while (true) {
            _ = ctx.frame.host.requests_flush(ctx.frame, 64);
        },
        .bad_pointer => self.badPointers(ctx),
        .frame => {
            const frame = ctx.frame;
            frame.row = 0xffff_ffff;
            frame.mark = 0xffff_fff0;
            frame.requests = @ptrFromInt(0x1000);
            frame.requests_len = 0xffff_ff00;
            frame.signals_left = 0xffff_ffff;
            frame.host = @ptrFromInt(0x1000);
            frame.host_data = null;
            @trap();
        },
        .float_mode => {
            if (@import("builtin").cpu.arch == .x86_64) {
                const flush_to_zero: u32 = 0x9fc0;
                asm volatile ("ldmxcsr %[control]"
                    :
                    : [control] "m" (flush_to_zero),
                );
            }
            @trap();
        },
    }
}

noinline fn deeper(depth: usize) u64 {
    var local: [8]u64 = @splat(depth);
    const slot: *volatile u64 = &local[depth % 8];
    return if (slot.* == 0) 0 else deeper(depth + 1) + slot.*;
}

/// Its last call before the end is one of the host's.
noinline fn deeperInHost(depth: usize, ctx: *bevy.Context) u64 {
    // What is read after the call keeps it from becoming a loop.
    var local: [64]u64 = @splat(depth);
    const slot: *volatile u64 = &local[depth % local.len];
    const status = ctx.frame.host.entity_check(ctx.frame, ctx.id);
    return if (@backingInt(status) == 99) 0 else deeperInHost(depth + 1, ctx) + slot.*;
}

noinline fn overrun(len: usize) void {
    // Not among what is overwritten.
    const S = struct {
        var at: usize = 0;
        var end: usize = 0;
    };
    var local: [16]u8 = undefined;
    S.at = @intFromPtr(&local);
    S.end = S.at + len;
    while (S.at < S.end) : (S.at += 1) @as(*volatile u8, @ptrFromInt(S.at)).* = 0xa5;
}

noinline fn muchDeeper(depth: usize) u64 {
    var local: [100_000]u64 = undefined;
    const slot: *volatile u64 = &local[depth % local.len];
    slot.* = depth;
    return if (slot.* == 0) 0 else muchDeeper(depth + 1) + slot.*;
}

fn badPointers(self: *Faulty, ctx: *bevy.Context) void {
    const frame = ctx.frame;
    const host = frame.host;
    defer ctx.refresh();
    const nowhere = @as(*volatile usize, &wild).*;
    const text: bevy.abi.Text = .{ .ptr = @ptrFromInt(nowhere), .len = 12 };
    const long: bevy.abi.Text = .{ .ptr = @ptrFromInt(nowhere), .len = std.math.maxInt(usize) / 2 };
    var id: u32 = 0;
    var size: usize = 0;
    var handle: u64 = 0;
    self.refuse(host.log(frame, .info, text));
    self.refuse(host.log(frame, .info, long));
    self.refuse(host.component_find(frame, text, &id, &size));
    self.refuse(host.component_find(frame, long, &id, &size));
    self.refuse(host.component_find(frame, .from("Transform"), @ptrFromInt(nowhere), &size));
    self.refuse(host.component_find(frame, .from("Transform"), &id, @ptrFromInt(the_kernel_s)));
    self.refuse(host.transform_get(frame, ctx.id, @ptrFromInt(nowhere)));
    self.refuse(host.entity_spawn(frame, @ptrFromInt(nowhere), &handle));
    self.refuse(host.entities_find_by_tag(frame, text, @ptrFromInt(nowhere), 4, &size));
    self.refuse(host.entity_check(@ptrFromInt(nowhere), ctx.id));
    // Code cannot be written to.
    self.refuse(host.component_find(frame, .from("Transform"), @ptrCast(@alignCast(@constCast(&deeper))), &size));
}

fn refuse(self: *Faulty, status: bevy.abi.Status) void {
    self.refused += @intFromBool(status == .invalid_argument);
}
