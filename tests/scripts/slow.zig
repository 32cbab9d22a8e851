//! Takes its time, which is the processor's.
const std = @import("std");
const bevy = @import("bevy");
const Slow = @This();

milliseconds: u32 = 0,
runs: u32 = 0,

pub fn update(self: *Slow, _: *bevy.Context, _: f32) void {
    const end = now() + @as(u64, self.milliseconds) * std.time.ns_per_ms;
    while (now() < end) {} // where the debugger stops
    self.runs += 1;
}

extern fn clock_gettime(clock: c_int, time: *[2]i64) c_int;

fn now() u64 {
    // There is no clock of C's, and no debugger either.
    if (@import("builtin").cpu.arch.isWasm()) return 0;
    var time: [2]i64 = undefined;
    _ = clock_gettime(if (@import("builtin").os.tag == .macos) 6 else 1, &time);
    return @as(u64, @intCast(time[0])) * std.time.ns_per_s + @as(u64, @intCast(time[1]));
}
