//! Moves another entity, which may be gone.
const bevy = @import("bevy");
const Lost = @This();

run: bevy.Run(steps) = .{},
other: bevy.Entity = .none,

const steps = bevy.sequence(Lost, .{
    bevy.wait(0.1),
    bevy.all(.{
        .{bevy.wait(5)},
        .{ bevy.wait(0.1), bevy.tween(.position, .{ .on = .other, .to = bevy.Vec3.zero, .seconds = 1 }) },
    }),
});
