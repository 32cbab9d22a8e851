//! Takes whoever calls it up, waits while the door is blocked, and comes down again.
const bevy = @import("bevy");
const Lift = @This();

ride: bevy.Run(trip) = .{},
is_blocked: bool = true,
rides: u32 = 0,

const trip = bevy.sequence(Lift, .{
    bevy.untilSignal("call"),
    bevy.tween(.position, .{ .to = bevy.Vec3.new(0, 3, 0), .seconds = 0.2, .ease = .cubic_in_out }),
    ring,
    bevy.wait(0.1),
    bevy.race(.{
        .{bevy.until(isFree)},
        .{ bevy.wait(0.3), clear },
    }),
    bevy.tween(.position, .{ .to = .zero, .seconds = 0.2 }),
    arrive,
    bevy.again,
});

fn ring(_: *Lift, ctx: *bevy.Context) void {
    ctx.logInfo("third floor", .{});
}

fn isFree(self: *const Lift) bool {
    return !self.is_blocked;
}

fn clear(self: *Lift, ctx: *bevy.Context) void {
    ctx.logInfo("mind the door", .{});
    self.is_blocked = false;
}

fn arrive(self: *Lift, ctx: *bevy.Context) void {
    self.rides += 1;
    ctx.logInfo("ground floor after ride {d}", .{self.rides});
}
