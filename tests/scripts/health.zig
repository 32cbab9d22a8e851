//! Reads, adds and removes components, as Rust chooses.
const bevy = @import("bevy");
const components = @import("components");
const note = @import("lib/note.zig");
const Subject = @This();

const Call = enum {
    none,
    get,
    add,
    remove,
    add_points,
    add_bad_enum,
    get_unregistered,
    get_everything,
    add_everything,
    builtin,
    set_global,
    has,
};

call: Call = .none,
target: bevy.Entity = .none,
value: f32 = 0,
outcome: note.Note = @splat(0),
read: f32 = 0,
count: u32 = 0,
name: bevy.Name = .{},

pub fn update(self: *Subject, ctx: *bevy.Context, _: f32) void {
    if (self.call == .none) return;
    self.outcome = note.of(self.make(ctx));
    self.call = .none;
}

fn make(self: *Subject, ctx: *bevy.Context) !void {
    const target = if (self.target == .none) ctx.entity() else ctx.ref(self.target);
    switch (self.call) {
        .none => {},
        .get => self.read = (try target.get(components.Health)).current,
        .add => {
            try target.add(components.Health{ .current = self.value, .max = 10 });
            // The snapshot does not know of it yet.
            self.count = @intFromBool(target.has(components.Health));
        },
        .remove => try target.remove(components.Health),
        .add_points => try target.add(components.Points{ .value = 5 }),
        .add_bad_enum => {
            var everything = try target.get(components.Everything);
            const mood: *u8 = @ptrCast(&everything.mood);
            mood.* = 3;
            try target.add(everything);
        },
        .get_unregistered => _ = try target.get(components.Unregistered),
        .get_everything => {
            const e = try target.get(components.Everything);
            const right = e.flag and e.large == 1 << 40 and e.small == -3 and e.at.eql(.new(1, 2, 3)) and
                e.turn.eql(.identity) and e.mood == .angry_at_all and e.slots[1].item == 500 and
                e.slots[1].count == 9 and e.target == target.id and e.tag[5] == 'f';
            self.count = @intFromBool(right);
        },
        .add_everything => try target.add(components.Everything{
            .flag = true,
            .large = 7,
            .small = -1,
            .at = .new(4, 5, 6),
            .turn = .identity,
            .mood = .idle,
            .slots = .{ .{ .item = 1, .count = 2 }, .{ .item = 3, .count = 4 } },
            .target = .none,
            .tag = "abcdef".*,
        }),
        .builtin => {
            self.name = try target.get(bevy.Name);
            const velocity = try target.get(bevy.Velocity);
            self.read = velocity.linear.y;
            try target.add(bevy.Velocity{ .linear = .new(0, velocity.linear.y + 1, 0) });
            try target.add(bevy.Name.new("renamed"));
            try target.add(bevy.Transform.fromTranslation(.new(7, 8, 9)));
        },
        .set_global => try target.add(try target.get(bevy.GlobalTransform)),
        .has => self.count = @intFromBool(target.has(components.Health)),
    }
}

test "what the game knows of is read, and what it does not is refused" {
    const std = @import("std");
    var game: bevy.testing.Game = .init(std.testing.allocator);
    defer game.deinit();
    var subject = try game.attach(Subject, .{ .call = .get });
    try subject.update(0);
    try std.testing.expectEqualStrings("UnknownComponent", std.mem.sliceTo(&subject.state.outcome, 0));
    try game.set(subject.entity, components.Health{ .current = 4, .max = 10 });
    subject.state.call = .get;
    try subject.update(0);
    try std.testing.expectEqual(4, subject.state.read);
    subject.state.call = .add;
    subject.state.value = 7;
    try subject.update(0);
    const added = try game.only(.add_component);
    try std.testing.expectEqual(7, added.value.as(components.Health).?.current);
}
