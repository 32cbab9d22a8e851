//! A tutorial: each hint stays until the player has done it, and a reminder comes when that takes long.
const bevy = @import("bevy");
const Tutorial = @This();

lessons: bevy.Run(hints) = .{},
hint: enum { none, move, jump, done } = .none,
reminders: u32 = 0,

const hints = bevy.sequence(Tutorial, .{
    bevy.wait(1),
    askToMove,
    bevy.race(.{
        .{bevy.until(moves)},
        .{bevy.forever(.{ bevy.wait(5), remind })},
    }),
    askToJump,
    bevy.until(jumps),
    praise,
    bevy.wait(2),
    hide,
});

fn askToMove(self: *Tutorial) void {
    self.hint = .move;
}

fn moves(_: *Tutorial, ctx: *bevy.Context) bool {
    return ctx.axis("steer") != 0;
}

fn remind(self: *Tutorial) void {
    self.reminders += 1;
}

fn askToJump(self: *Tutorial) void {
    self.hint = .jump;
}

fn jumps(_: *Tutorial, ctx: *bevy.Context) bool {
    return ctx.justPressed("jump");
}

fn praise(self: *Tutorial) void {
    self.hint = .done;
}

fn hide(self: *Tutorial) void {
    self.hint = .none;
}
