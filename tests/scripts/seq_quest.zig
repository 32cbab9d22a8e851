//! A quest over many signals: accept it, slay three wolves and find the ring in any order, return before night falls.
const bevy = @import("bevy");
const Quest = @This();

quest: bevy.Run(story) = .{},
wolves: u32 = 0,
reward: u32 = 0,
has_failed: bool = false,

const story = bevy.sequence(Quest, .{
    bevy.untilSignal("accepted"),
    bevy.all(.{
        .{bevy.repeat(3, .{bevy.receive("slain", slay)})},
        .{bevy.untilSignal("ring_found")},
    }),
    bevy.race(.{
        .{ bevy.untilSignal("returned"), bevy.wait(0.5), pay },
        .{ bevy.wait(20), fail },
    }),
});

const Beast = enum(u8) { rat, wolf };

fn slay(self: *Quest, _: *bevy.Context, beast: Beast) bool {
    if (beast != .wolf) return false;
    self.wolves += 1;
    return true;
}

fn pay(self: *Quest) void {
    self.reward = 50;
}

fn fail(self: *Quest) void {
    self.has_failed = true;
}
