//! Goes over entities in chunks, as Rust tells it, and keeps the outcome.
const std = @import("std");
const bevy = @import("bevy");
const components = @import("components");
const note = @import("lib/note.zig");
const Chunks = @This();

const Health = components.Health;
const Everything = components.Everything;

const Call = enum {
    none,
    same_as_query,
    same_tagged,
    optional,
    changed,
    raise_odd,
    rewrite,
    heal_and_break,
    heal_in_last,
    heal_and_panic,
    heal_then_add,
    add_then_heal,
    two_at_once,
    nested,
    kept_over_next,
    turn,
    move,
    move_and_turn,
    slots,
    despawn_and_raise,
    freeze_and_raise,
    remove_and_raise,
    sparse,
    rename,
    bad_flag,
    not_finite,
    fields,
    bad_field,
    read_too_late,
    read_only,
    badges,
    badge_numbers,
    set_badges,
    insert_badges,
    missing,
    open_many,
    end_many,
    random,
    random_slow,
    after_end,
};

call: Call = .none,
outcome: note.Note = @splat(0),
seed: u64 = 0,
/// Rows, and chunks that they were in.
rows: u32 = 0,
chunks: u32 = 0,
sum: f32 = 0,
largest: u32 = 0,
/// Whether it asks for what has changed in each frame.
watches: bool = false,

pub fn update(self: *Chunks, ctx: *bevy.Context, _: f32) !void {
    if (self.watches) {
        self.rows = 0;
        var changed = try ctx.each(.{Health}, .{ .changed = .{Health} });
        while (try changed.next()) |chunk| self.rows += @intCast(chunk.len);
    }
    const call = self.call;
    self.call = .none;
    if (call != .none) self.outcome = note.of(self.make(ctx, call));
}

fn make(self: *Chunks, ctx: *bevy.Context, call: Call) !void {
    self.rows = 0;
    self.chunks = 0;
    self.largest = 0;
    self.sum = 0;
    switch (call) {
        .none => {},
        .same_as_query => try self.compare(ctx, .{ .without = .{components.Frozen} }),
        .same_tagged => try self.compare(ctx, .{ .tag = "tagged" }),
        .optional => {
            var rows = try ctx.each(.{ Health, bevy.maybe(components.Points), bevy.maybe(components.Frozen) }, .{});
            while (try rows.next()) |chunk| {
                self.count(chunk.len);
                if (chunk.maybe(components.Points)) |all| for (all) |points| {
                    self.sum += @floatFromInt(points.value);
                };
                if (chunk.maybe(components.Frozen)) |frozen| self.sum += @as(f32, @floatFromInt(frozen.len)) * 0.5;
                if (try chunk.maybeMut(components.Points)) |all| for (all) |*points| {
                    points.value += 1;
                };
            }
        },
        .changed => {
            self.watches = true;
        },
        .raise_odd, .despawn_and_raise, .freeze_and_raise, .remove_and_raise => {
            var rows = try ctx.each(.{ Health, bevy.Transform }, .{});
            while (try rows.next()) |chunk| {
                self.count(chunk.len);
                for (chunk.entities()) |id| switch (call) {
                    // Each third, before the rows are written.
                    .despawn_and_raise => if (self.third()) try ctx.ref(id).despawn(),
                    .freeze_and_raise => if (self.third()) try ctx.ref(id).insert(components.Frozen{}),
                    .remove_and_raise => if (self.third()) try ctx.ref(id).remove(Health),
                    else => {},
                };
                for (try chunk.mut(Health), chunk.of(bevy.Transform)) |*health, transform| {
                    if (@mod(transform.translation.x, 2) == 1) health.current += 100;
                }
            }
        },
        .slots => {
            // Both from the snapshot, and of one field, which is several numbers.
            var counts = try ctx.each(.{Everything}, .{});
            while (try counts.next()) |chunk| for (try chunk.mutField(Everything, .slots)) |*slots| {
                for (slots) |*slot| slot.count += 10;
            };
            var items = try ctx.each(.{Everything}, .{});
            while (try items.next()) |chunk| for (try chunk.mutField(Everything, .slots)) |*slots| {
                for (slots) |*slot| slot.item += 100;
            };
        },
        .rewrite => {
            var rows = try ctx.each(.{ Health, Everything }, .{});
            while (try rows.next()) |chunk| {
                for (try chunk.mut(Health)) |*health| health.* = .{ .current = health.current, .max = health.max };
                // With other bytes between the fields.
                for (try chunk.mut(Everything), chunk.of(Everything)) |*value, old| {
                    @memset(std.mem.asBytes(value), 0xaa);
                    inline for (@typeInfo(Everything).@"struct".field_names) |name| {
                        @field(value, name) = @field(old, name);
                    }
                    inline for (0..2) |index| {
                        value.slots[index].item = old.slots[index].item;
                        value.slots[index].count = old.slots[index].count;
                    }
                }
            }
        },
        .heal_and_break => {
            var rows = try ctx.each(.{Health}, .{});
            while (try rows.next()) |chunk| {
                self.count(chunk.len);
                for (try chunk.mut(Health)) |*health| health.current = health.max;
                break;
            }
        },
        .heal_in_last => {
            var rows = try ctx.each(.{Health}, .{});
            while (try rows.next()) |chunk| {
                const healths = try chunk.mut(Health);
                for (healths) |*health| health.current = health.max;
                self.count(healths.len);
            }
        },
        .heal_and_panic => {
            var rows = try ctx.each(.{Health}, .{});
            while (try rows.next()) |chunk| {
                for (try chunk.mut(Health)) |*health| health.current = health.max;
                self.count(chunk.len);
            }
            var again = try ctx.each(.{Health}, .{});
            for (try (try again.next()).?.mut(Health)) |*health| health.current = 0;
            @panic("in the middle");
        },
        .heal_then_add, .add_then_heal => {
            const first = (try ctx.query(.{Health}, .{})).entities[0];
            if (call == .add_then_heal) try ctx.ref(first).add(Health{ .current = 3, .max = 30 });
            var rows = try ctx.each(.{Health}, .{});
            while (try rows.next()) |chunk| for (try chunk.mut(Health)) |*health| {
                health.current = 77;
            };
            if (call == .heal_then_add) try ctx.ref(first).add(Health{ .current = 3, .max = 30 });
        },
        .two_at_once => {
            var one = try ctx.each(.{Health}, .{});
            var other = try ctx.each(.{Health}, .{});
            while (try one.next()) |chunk| {
                const first = try chunk.mut(Health);
                const second = try (try other.next()).?.mut(Health);
                for (first, second) |*a, *b| {
                    // The other is behind it, whichever is written first.
                    b.current = 2;
                    a.current = 1;
                    a.max = 11;
                }
            }
        },
        .nested => {
            var outer = try ctx.each(.{Health}, .{});
            while (try outer.next()) |chunk| for (chunk.of(Health)) |health| {
                var inner = try ctx.each(.{ Health, bevy.Transform }, .{ .with = .{components.Points} });
                while (try inner.next()) |found| for (found.of(Health)) |other| {
                    self.sum += health.current * other.current;
                };
                self.rows += 1;
            };
        },
        .kept_over_next => {
            var rows = try ctx.each(.{Health}, .{});
            const first = (try rows.next()).?;
            const healths = try first.mut(Health);
            const seen = first.of(Health);
            const second = (try rows.next()).?;
            // Only ever its own memory, in which the next rows are now.
            const len = @min(first.len, second.len);
            for (seen[0..len], second.of(Health)[0..len]) |old, new| self.sum += @abs(old.current - new.current);
            for (healths) |*health| health.current = -1;
            if (first.mut(Health)) |_| return error.NotEnded else |failure| if (failure != error.InvalidArgument) return failure;
            while (try rows.next()) |_| {}
            for (healths) |*health| health.current = -2;
        },
        .turn, .move, .move_and_turn => {
            var rows = try ctx.each(.{bevy.Transform}, .{ .with = .{Health} });
            while (try rows.next()) |chunk| {
                if (call == .move) {
                    for (try chunk.mutField(bevy.Transform, .translation)) |*place| place.y += 1;
                    continue;
                }
                if (call == .turn) for (chunk.entities()) |id| try ctx.ref(id).translate(.new(0, 0, 5));
                for (try chunk.mut(bevy.Transform)) |*transform| {
                    if (call != .turn) transform.translation.y += 1;
                    // Rotations become of unit length.
                    transform.rotation = .{ .x = 0, .y = 0, .z = 2, .w = 0 };
                }
            }
        },
        .sparse => {
            var rows = try ctx.each(.{ components.Sparse, Health }, .{});
            while (try rows.next()) |chunk| {
                for (try chunk.mut(components.Sparse), chunk.of(Health)) |*sparse, health| {
                    if (health.current > 5) sparse.value += 1_000;
                }
            }
        },
        .rename => {
            var rows = try ctx.each(.{ bevy.Name, bevy.Velocity }, .{});
            while (try rows.next()) |chunk| {
                for (try chunk.mut(bevy.Name), try chunk.mut(bevy.Velocity)) |*name, *velocity| {
                    if (std.mem.eql(u8, name.text(), "rock")) name.* = .new("stone");
                    velocity.angular = velocity.linear;
                }
            }
        },
        .bad_flag => {
            var rows = try ctx.each(.{Everything}, .{});
            while (try rows.next()) |chunk| {
                for (try chunk.mut(Everything), 0..) |*value, index| {
                    value.small = 9;
                    if (index == 1) std.mem.asBytes(value)[@offsetOf(Everything, "flag")] = 7;
                }
            }
        },
        .fields, .bad_field => {
            var rows = try ctx.each(.{Everything}, .{});
            while (try rows.next()) |chunk| {
                const flags = try chunk.mutField(Everything, .flag);
                for (try chunk.mutField(Everything, .slots), chunk.field(Everything, .large)) |*slots, large| {
                    slots[1].item += @truncate(large);
                }
                for (flags, chunk.field(Everything, .flag)) |*flag, old| flag.* = !old;
                if (call == .bad_field) std.mem.sliceAsBytes(flags)[1] = 7;
            }
        },
        .read_too_late => {
            var rows = try ctx.each(.{Health}, .{});
            const chunk = (try rows.next()).?;
            rows.end();
            self.rows += @intCast(chunk.of(Health).len);
        },
        .not_finite => {
            var rows = try ctx.each(.{bevy.Transform}, .{ .with = .{Health} });
            while (try rows.next()) |chunk| {
                for (try chunk.mut(bevy.Transform), 0..) |*transform, index| {
                    transform.translation.x = if (index == 1) std.math.nan(f32) else 9;
                }
            }
        },
        .read_only => {
            var rows = try ctx.each(.{bevy.GlobalTransform}, .{});
            _ = try (try rows.next()).?.mut(bevy.GlobalTransform);
        },
        .badges, .badge_numbers, .set_badges, .insert_badges => {
            // Each second one.
            var rows = try ctx.each(.{components.Badge}, .{});
            while (try rows.next()) |chunk| switch (call) {
                .badges => for (try chunk.mut(components.Badge)) |*badge| {
                    if (badge.number % 2 == 0) badge.worth += 1;
                },
                .badge_numbers => for (try chunk.mutField(components.Badge, .number)) |*number| {
                    if (number.* % 2 == 0) number.* += 100;
                },
                .set_badges => for (chunk.entities(), chunk.of(components.Badge)) |id, badge| {
                    if (badge.number % 2 == 0) try ctx.ref(id).set(components.Badge, .{ .worth = 7 });
                },
                else => for (chunk.entities(), chunk.of(components.Badge)) |id, badge| {
                    if (badge.number % 2 == 0) try ctx.ref(id).insert(components.Badge{ .number = badge.number, .worth = 9 });
                },
            };
        },
        .missing => {
            var rows = try ctx.each(.{components.Unregistered}, .{});
            _ = try rows.next();
        },
        .open_many, .end_many => for (0..10_000) |_| {
            var rows = try ctx.each(.{Health}, .{});
            _ = try rows.next();
            if (call == .end_many) rows.end();
            self.rows += 1;
        },
        .random => {
            var random: std.Random.DefaultPrng = .init(self.seed);
            var rows = try ctx.each(.{ Everything, bevy.Transform, bevy.maybe(Health) }, .{});
            while (try rows.next()) |chunk| {
                const values = try chunk.mut(Everything);
                const transforms = try chunk.mut(bevy.Transform);
                const healths = try chunk.maybeMut(Health);
                for (values, transforms, 0..) |*value, *transform, index| {
                    vary(random.random(), value, transform, if (healths) |all| &all[index] else null);
                }
            }
        },
        .random_slow => {
            var random: std.Random.DefaultPrng = .init(self.seed);
            const found = try ctx.query(.{ Everything, bevy.Transform, bevy.maybe(Health) }, .{});
            const healths = try found.maybe(Health);
            for (found.entities, found.of(Everything), found.of(bevy.Transform), healths) |id, old, old_transform, old_health| {
                var value = old;
                var transform = old_transform;
                var health = old_health;
                vary(random.random(), &value, &transform, if (health) |*some| some else null);
                // These change nothing where nothing differs.
                try ctx.ref(id).insert(value);
                try ctx.ref(id).insert(transform);
                if (health) |some| try ctx.ref(id).insert(some);
            }
        },
        .after_end => {
            var rows = try ctx.each(.{Health}, .{});
            const chunk = (try rows.next()).?;
            rows.end();
            _ = try chunk.mut(Health);
        },
    }
}

/// Changes nothing, something, or all.
fn vary(random: std.Random, value: *Everything, transform: *bevy.Transform, health: ?*Health) void {
    switch (random.uintLessThan(u32, 6)) {
        0 => value.large +%= 1,
        1 => {
            value.flag = !value.flag;
            value.tag[5] = random.int(u8);
        },
        2 => transform.translation.z = random.float(f32),
        3 => {
            transform.scale.x += 1;
            transform.rotation = .fromRotationX(random.float(f32));
            value.mood = .idle;
        },
        4 => if (health) |some| {
            some.current += 1;
        },
        else => {},
    }
}

fn third(self: *Chunks) bool {
    self.sum += 1;
    return @mod(self.sum, 3) == 0;
}

fn count(self: *Chunks, len: usize) void {
    self.rows += @intCast(len);
    self.chunks += 1;
    self.largest = @max(self.largest, @as(u32, @intCast(len)));
}

/// Finds what a query finds, in the same order.
fn compare(self: *Chunks, ctx: *bevy.Context, options: anytype) !void {
    const columns = .{ Health, bevy.Transform, bevy.maybe(components.Sparse) };
    const found = try ctx.query(columns, options);
    const sparse = try found.maybe(components.Sparse);
    var rows = try ctx.each(columns, options);
    while (try rows.next()) |chunk| {
        const here = chunk.maybe(components.Sparse);
        const rotations = chunk.field(bevy.Transform, .rotation);
        const most = chunk.field(Health, .max);
        for (chunk.entities(), chunk.of(Health), chunk.of(bevy.Transform), 0..) |id, health, transform, index| {
            const at = self.rows + index;
            if (found.entities[at] != id) return error.OtherEntity;
            if (found.of(Health)[at].current != health.current) return error.OtherHealth;
            if (!std.meta.eql(found.of(bevy.Transform)[at], transform)) return error.OtherTransform;
            if (!std.meta.eql(rotations[index], transform.rotation) or most[index] != health.max) return error.OtherField;
            const other = if (here) |all| all[index] else null;
            if (!std.meta.eql(sparse[at], other)) return error.OtherSparse;
        }
        self.count(chunk.len);
    }
    if (self.rows != found.entities.len) return error.OtherCount;
}
