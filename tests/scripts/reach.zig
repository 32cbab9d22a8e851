//! Uses values of reflected types in each way that there is.
const std = @import("std");
const bevy = @import("bevy");
const types = @import("lib/reflected.zig");
const note = @import("lib/note.zig");
const Reach = @This();

const Call = enum {
    none,
    insert,
    insert_caption,
    insert_board,
    read_horde,
    insert_bare,
    insert_bare_without,
    insert_leaves,
    insert_picture,
    insert_picture_none,
    set_text,
    set_nothing_new,
    set_many,
    set_style,
    set_variants,
    set_list,
    set_seal,
    insert_seal,
    set_charter,
    insert_charter,
    set_zero,
    remove,
    read,
    read_leaves,
    read_picture,
    copy_picture,
    read_caption,
    unknown_field,
    other_type,
    turn_by_vector,
    turn_by_number,
    unknown_type,
    lacking_variant,
    resource,
    set_resource,
    insert_resource,
    remove_resource,
    resource_as_component,
    read_state,
    set_state,
    write,
    trigger,
    spawn,
    bad_text,
    bad_entity,
    bad_turn,
    set_other,
    set_derived,
    query,
    query_filters,
    query_unknown,
    nearby,
    read_of_none,
    set_of_none,
    remove_of_none,
};

call: Call = .none,
/// The name of the error of the last call, or "ok".
outcome: note.Note = @splat(0),
/// What it has read.
seen: [192]u8 = @splat(0),
other: bevy.Entity = .none,
pings: u32 = 0,
last_ping: i32 = 0,
listens: bool = false,
/// How many captions have changed, and were added, since it asks.
asks: bool = false,
changed: u32 = 0,
added: u32 = 0,

pub fn update(self: *Reach, ctx: *bevy.Context, _: f32) !void {
    if (self.listens) {
        for (try ctx.messages(types.Ping)) |ping| {
            self.pings += 1;
            self.last_ping = ping.number;
        }
    }
    if (self.asks) {
        self.changed += @intCast((try ctx.query(.{}, .{ .changed = .{types.Caption} })).entities.len);
        self.added += @intCast((try ctx.query(.{}, .{ .added = .{types.Caption} })).entities.len);
    }
    if (self.call == .none) return;
    const call = self.call;
    self.call = .none;
    self.outcome = note.text(if (self.run(ctx, call)) "ok" else |failure| @errorName(failure));
}

fn isSmaller(a: types.Label, b: types.Label) bool {
    return a.size < b.size;
}

fn see(self: *Reach, comptime format: []const u8, args: anytype) void {
    self.seen = @splat(0);
    _ = std.fmt.bufPrint(&self.seen, format, args) catch {};
}

fn run(self: *Reach, ctx: *bevy.Context, call: Call) !void {
    const own = ctx.entity();
    const other = ctx.ref(self.other);
    switch (call) {
        .none => {},
        .insert => try own.insert(types.Label{
            .text = "hello",
            .size = 3,
            .style = .{ .framed_by = .{ .width = 2, .name = "frame" } },
            .note = "a note",
            .parts = &.{ .{ .name = "one", .count = 1 }, .{ .name = "two", .count = 2 } },
            .at = .new(1, 2, 3),
            .turn = .fromRotationZ(1),
            .weights = .{ 1, 2, 3 },
            .target = own.id,
        }),
        .insert_caption => try own.insert(types.Caption{ .text = "caption" }),
        .insert_board => try own.insert(types.Board{ .cells = &.{ .{ .key = .{ .x = 1 }, .value = 2 }, .{ .key = .{ .x = 2 }, .value = 3 } } }),
        .read_horde => self.see("{d}", .{(try own.get(types.Horde)).members.len}),
        .insert_bare => try own.insert(types.Bare{ .first = 1, .second = 2 }),
        .insert_bare_without => try own.insert(types.BareWithout{ .first = 1 }),
        .insert_leaves => try own.insert(types.Leaves{
            .letter = 'ß',
            .wait = .seconds(1.5),
            .span = .{ .start = 1, .end = 2 },
            .id = 5,
            .count = 9,
            .way = .y,
            .stock = &.{ .{ .key = "wood", .value = 3 }, .{ .key = "iron", .value = 1 } },
            .marks = &.{ "a", "b" },
            .bytes = "\x00\xff",
        }),
        .insert_picture => try own.insert(types.Picture{ .sheet = .load("ship.sheet") }),
        .insert_picture_none => try own.insert(types.Picture{}),
        .set_text => try own.set(types.Label, .{ .text = "changed" }),
        .set_nothing_new => try own.set(types.Label, .{ .text = "hello", .size = 3, .at = bevy.Vec3.new(1, 2, 3) }),
        .set_many => try own.set(types.Label, .{ .at = .{ .y = 9 }, .note = null, .weights = .{ 7, 8, 9 }, .target = null, .size = 4 }),
        .set_style => try own.set(types.Label, .{ .style = .plain }),
        .set_variants => {
            try own.set(types.Label, .{ .style = types.Style{ .in_between = .{ 3, "three" } } });
            try own.set(types.Label, .{ .style = .{ .framed_by = .{ .width = 8, .name = "eight" } }, .note = "new" });
        },
        .set_list => try own.set(types.Label, .{ .parts = @as([]const types.Part, &.{
            .{ .name = "one", .count = 5 }, .{ .name = "new", .count = 6 }, .{ .name = "last", .count = 7 },
        }) }),
        .set_charter => try ctx.setResource(types.Charter, .{ .number = 5 }),
        .insert_charter => try ctx.insertResource(types.Charter{ .number = 6 }),
        .set_zero => try own.set(types.Label, .{ .at = .zero, .turn = .identity }),
        .set_seal => try own.set(types.Seal, .{ .number = 5 }),
        .insert_seal => try own.insert(types.Seal{ .number = 6 }),
        .remove => try own.remove(types.Label),
        .read => {
            const label = try own.get(types.Label);
            const style = switch (label.style) {
                .plain => "plain",
                .sized => "sized",
                .in_between => |pair| pair[1],
                .framed_by => |frame| frame.name,
            };
            const count = if (label.parts.len > 0) label.parts[label.parts.len - 1].count else 0;
            self.see("{s} {d} {s} {s} {d}/{d} {d} {d} {}", .{
                label.text,       label.size,           style, label.note orelse "no note", count, label.parts.len, label.at.y,
                label.weights[2], own.has(types.Label),
            });
        },
        .read_leaves => {
            const leaves = try own.get(types.Leaves);
            var stock: u32 = 0;
            for (leaves.stock) |entry| stock += entry.value;
            self.see("{u} {d} {d} {?d} {d} {d} {d} {d} {d}", .{
                leaves.letter,    leaves.wait.asSeconds(), leaves.span.end,  leaves.id,       leaves.count,
                leaves.way.?.v.y, stock,                   leaves.marks.len, leaves.bytes[1],
            });
        },
        .read_picture => switch ((try own.get(types.Picture)).sheet) {
            .none => self.see("none", .{}),
            .path => |file| self.see("{s}", .{file}),
            .held, .uuid => self.see("held", .{}),
        },
        .copy_picture => try other.insert(try own.get(types.Picture)),
        .read_caption => self.see("{s}", .{(try own.get(types.Caption)).text}),
        .unknown_field => _ = try own.get(types.LabelWithout),
        .other_type => _ = try own.get(types.LabelOther),
        .turn_by_vector => try own.set(types.LabelTurnedByVector, .{ .turn = bevy.Vec3.splat(5) }),
        .turn_by_number => try own.set(types.LabelTurnedByNumber, .{ .turn = .{ .w = 0 } }),
        .unknown_type => _ = try own.get(types.Nothing),
        .lacking_variant => _ = try own.get(types.StylePlain),
        .resource => self.see("{s} {d}", .{ (try ctx.resource(types.Rules)).title, (try ctx.resource(types.Rules)).speed }),
        .set_resource => try ctx.setResource(types.Rules, .{ .speed = 5 }),
        .insert_resource => try ctx.insertResource(types.Rules{ .title = "new" }),
        .remove_resource => try ctx.removeResource(types.Rules),
        .resource_as_component => _ = try own.get(types.Rules),
        .read_state => self.see("{t}", .{try ctx.state(types.Stage)}),
        .set_state => try ctx.setState(types.Stage, .playing),
        .write => try ctx.write(types.Ping{ .text = "from a script", .number = 4 }),
        .trigger => try ctx.trigger(types.Boom{ .strength = 2.5 }),
        .spawn => {
            const spawned = try ctx.spawnWith(.{ .tag = "spawned" }, .{
                types.Label{ .text = "spawned" }, bevy.Velocity{ .linear = .new(1, 0, 0) }, types.Caption{ .text = "too" },
            });
            try spawned.set(types.Label, .{ .size = 99 });
        },
        .bad_text => try own.insert(types.Caption{ .text = "\xff" }),
        .bad_entity => try own.insert(types.Label{ .target = .none }),
        .bad_turn => try own.insert(types.Label{ .turn = .{ .x = 0, .y = 0, .z = 0, .w = 0 } }),
        .set_other => try other.set(types.Label, .{ .size = 1 }),
        .query => {
            const found = try (try ctx.query(.{ types.Label, bevy.maybe(types.Caption), bevy.Transform }, .{})).sorted(types.Label, isSmaller);
            self.seen = @splat(0);
            var len: usize = 0;
            for (found.of(types.Label), try found.maybe(types.Caption), found.of(bevy.Transform)) |label, caption, transform| {
                const text = if (caption) |some| some.text else "none";
                len += (try std.fmt.bufPrint(self.seen[len..], "{s} {d} {s} {d}, ", .{ label.text, label.parts.len, text, transform.translation.x })).len;
            }
        },
        .query_filters => {
            const with = try ctx.query(.{}, .{ .with = .{ types.Label, types.Caption } });
            const without = try ctx.query(.{types.Label}, .{ .without = .{types.Caption} });
            const never = try ctx.query(.{}, .{ .with = .{types.Never} });
            const but = try ctx.query(.{types.Caption}, .{ .without = .{types.Never} });
            self.see("{d} {d} {d} {d}", .{ with.entities.len, without.entities.len, never.entities.len, but.entities.len });
        },
        .query_unknown => _ = try ctx.query(.{types.Nothing}, .{}),
        .nearby => self.see("{d}", .{(try ctx.findNearby(.zero, 100, .{ .with = .{types.Label}, .without = .{types.Caption} })).len}),
        .read_of_none => _ = try ctx.ref(.none).get(types.Label),
        .set_of_none => try ctx.ref(.none).set(types.Label, .{ .size = 1 }),
        .remove_of_none => try ctx.ref(.none).remove(types.Label),
        .set_derived => {
            try own.set(bevy.Velocity, .{ .linear = .{ .y = 3 } });
            try own.set(bevy.Velocity, .{ .angular = .x_axis });
        },
    }
}
