//! Moves its entity and another, as its fields say: the order of requests, and what a fault takes back, show in where
//! they are afterwards.
const std = @import("std");
const bevy = @import("bevy");
const Mover = @This();

const What = enum {
    rest,
    move,
    place,
    turn,
    turn_local,
    grow,
    mirror,
    look,
    move_and_turn,
    move_turn_move,
    move_read_move,
    move_write_move,
    move_emit,
    other_then_own,
    own_then_other,
    many,
    fault,
    fault_after_other,
    not_finite,
};

what: What = .rest,
at: f32 = 0,
target: bevy.Entity = .none,
runs: u32 = 0,

pub fn update(self: *Mover, ctx: *bevy.Context, _: f32) !void {
    const own = ctx.entity();
    const one: bevy.Vec3 = .new(1, 0, 0);
    self.runs += 1;
    switch (self.what) {
        .rest => {},
        .move => try own.translate(one),
        .place => try own.setPosition(.new(self.at, 0, 0)),
        .turn => try own.rotate(.fromRotationZ(1)),
        .turn_local => try own.rotateIn(.local, .fromRotationX(1)),
        .grow => try own.setScale(.splat(self.at)),
        .mirror => try own.setScale(.new(-1, 1, 1)),
        .look => try own.lookAt(.new(5, self.at, 1), .new(0, 1, 0)),
        .move_and_turn => {
            try own.translate(one);
            try own.setRotation(.fromRotationY(self.at));
        },
        .move_turn_move => {
            try own.translate(one);
            try own.rotate(.fromRotationZ(1));
            try own.translate(one);
        },
        .move_read_move => {
            try own.translate(one);
            _ = try own.transform();
            try own.setPosition(.new(self.at, 2, 0));
        },
        .move_write_move => {
            try own.translate(one);
            try own.vars().set("moved", true);
            try own.translate(one);
        },
        .move_emit => {
            try own.translate(one);
            try ctx.emit("moved", self.at);
        },
        .other_then_own => {
            try ctx.ref(self.target).setPosition(.new(self.at, 0, 0));
            try own.translate(one);
        },
        .own_then_other => {
            try own.translate(one);
            try ctx.ref(self.target).translate(.new(0, 10, 0));
        },
        .many => for (0..3_000) |_| try own.translate(one),
        .fault => {
            try own.translate(one);
            @panic("after its move");
        },
        .fault_after_other => {
            try own.rotate(.fromRotationZ(1));
            try ctx.ref(self.target).translate(.new(0, 10, 0));
            @panic("after two");
        },
        // Past the SDK, which would refuse it.
        .not_finite => try ctx.requests.appendOwn(ctx.frame, ctx.row, ctx.own, .translate, 0, .{ std.math.nan(f32), 0, 0, 0 }),
    }
}
