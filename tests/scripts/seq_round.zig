//! A turn-based round among five entities: each is told that it is its turn, and has two seconds to act.
const bevy = @import("bevy");
const Round = @This();

round: bevy.Run(turns) = .{},
fighters: [5]bevy.Entity = @splat(.none),
turn: u32 = 0,
current: bevy.Entity = .none,
acted: u32 = 0,
missed: u32 = 0,
rounds: u32 = 0,

const turns = bevy.sequence(Round, .{
    bevy.repeat(5, .{
        callNext,
        bevy.race(.{
            .{ bevy.receiveOf(.current, "acted", act), bevy.wait(0.25) },
            .{ bevy.wait(2), miss },
        }),
        endTurn,
    }),
    bevy.wait(1),
    endRound,
    bevy.again,
});

fn callNext(self: *Round, ctx: *bevy.Context) !void {
    self.current = self.fighters[self.turn % self.fighters.len];
    // A fighter that has fallen misses its turn: the race ends when the entity that it waits for is gone.
    if (ctx.ref(self.current).exists()) try ctx.emitTo(self.current, "your_turn", {});
}

fn act(self: *Round) void {
    self.acted += 1;
}

fn miss(self: *Round) void {
    self.missed += 1;
}

fn endTurn(self: *Round) void {
    self.turn += 1;
}

fn endRound(self: *Round) void {
    self.turn = 0;
    self.rounds += 1;
}
