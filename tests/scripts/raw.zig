//! Calls the host's functions as another language would, without the SDK's care, and keeps the first answer that was
//! not expected.
const std = @import("std");
const bevy = @import("bevy");
const components = @import("components");
const note = @import("lib/note.zig");
const Raw = @This();

const Subject = enum { none, components, tags, spawns, queries, fields, states, others };

subject: Subject = .none,
/// How many answers were as expected.
right: u32 = 0,
/// The first that was not: its number, from 1, and what came instead.
wrong: u32 = 0,
instead: note.Note = @splat(0),

pub fn update(self: *Raw, ctx: *bevy.Context, _: f32) void {
    defer ctx.refresh();
    const frame = ctx.frame;
    const own = @backingInt(ctx.entity().id);
    switch (self.subject) {
        .none => {},
        .components => self.componentCalls(frame, own),
        .tags => self.tags(frame),
        .spawns => self.spawns(frame),
        .queries => self.queries(frame),
        .fields => self.fields(frame, own),
        .states => self.states(frame),
        .others => self.others(frame, own),
    }
    self.subject = .none;
}

fn expect(self: *Raw, expected: bevy.abi.Status, found: bevy.abi.Status) void {
    self.check(expected == found, @tagName(found));
}

fn check(self: *Raw, holds: bool, what: []const u8) void {
    if (self.wrong != 0) return;
    if (holds) {
        self.right += 1;
    } else {
        self.wrong = self.right + 1;
        self.instead = note.text(what);
    }
}

/// An update is neither `serialize` nor `deserialize`.
fn states(self: *Raw, frame: *bevy.abi.Frame) void {
    const host = frame.host;
    var bytes: [4]u8 = @splat(9);
    self.expect(.invalid_argument, host.state_write(frame, &bytes, bytes.len));
    self.expect(.invalid_argument, host.state_write(frame, null, 0));
    self.expect(.invalid_argument, host.state_write(frame, null, 1));
    self.expect(.invalid_argument, host.state_read(frame, &bytes, bytes.len));
    self.expect(.invalid_argument, host.state_read(frame, null, 1));
    self.check(std.mem.allEqual(u8, &bytes, 9), "nothing was read");
}

fn componentCalls(self: *Raw, frame: *bevy.abi.Frame, own: u64) void {
    const host = frame.host;
    var id: u32 = 77;
    var size: usize = 77;
    self.expect(.unknown_component, host.component_find(frame, .from("Helth"), &id, &size));
    self.check(id == bevy.abi.component_none and size == 0, "id and size are reset");
    self.expect(.invalid_argument, host.component_find(frame, .from("\xff"), &id, &size));
    self.expect(.ok, host.component_find(frame, .from("Health"), &id, &size));
    self.check(size == @sizeOf(components.Health), "size");

    // The bytes behind the value must stay what they are.
    var value: [4]f32 = @splat(9);
    self.expect(.size_mismatch, host.component_get(frame, own, id, &value, size - 1));
    self.expect(.size_mismatch, host.component_get(frame, own, id, &value, size + 1));
    self.expect(.size_mismatch, host.component_get(frame, own, id, &value, 0));
    self.expect(.unknown_component, host.component_get(frame, own, bevy.abi.component_none, &value, size));
    self.expect(.unknown_component, host.component_get(frame, own, 1000, &value, size));
    self.expect(.unknown_entity, host.component_get(frame, 0, id, &value, size));
    self.check(value[0] == 9, "unchanged by what is refused");
    self.expect(.ok, host.component_get(frame, own, id, &value, size));
    self.check(value[0] == 4 and value[1] == 10 and value[2] == 9, "the value and no more");

    self.expect(.size_mismatch, host.component_add(frame, own, id, &value, size + 4));
    self.expect(.size_mismatch, host.component_add(frame, own, id, &value, 0));
    self.expect(.unknown_component, host.component_add(frame, own, 1000, &value, size));
    self.expect(.unknown_component, host.component_remove(frame, own, 1000));
    var global: u32 = 0;
    self.expect(.ok, host.component_find(frame, .from("GlobalTransform"), &global, &size));
    self.expect(.read_only, host.component_remove(frame, own, global));
}

fn tags(self: *Raw, frame: *bevy.abi.Frame) void {
    const host = frame.host;
    var found: [8]u64 = @splat(7);
    var count: usize = 77;
    // Two steps: how many, then which.
    self.expect(.buffer_too_small, host.entities_find_by_tag(frame, .from("raw"), null, 0, &count));
    self.check(count == 3, "count");
    self.expect(.buffer_too_small, host.entities_find_by_tag(frame, .from("raw"), &found, 2, &count));
    self.check(count == 3 and found[0] == 7, "nothing is written to a buffer that is too small");
    self.expect(.ok, host.entities_find_by_tag(frame, .from("raw"), &found, 8, &count));
    self.check(count == 3 and found[2] != 7 and found[3] == 7, "three, and no more");
    self.expect(.ok, host.entities_find_by_tag(frame, .from("nobody"), null, 0, &count));
    self.check(count == 0, "an unknown tag has no entities");
    self.expect(.invalid_argument, host.entities_find_by_tag(frame, .from("raw"), null, 8, &count));
    self.expect(.invalid_argument, host.entities_find_by_tag(frame, .from("\xff"), &found, 8, &count));
}

fn spawns(self: *Raw, frame: *bevy.abi.Frame) void {
    const good: bevy.abi.SpawnRequest = .{ .prefab = .from(""), .tag = .from(""), .transform = .identity, .flags = 0 };
    var bad = good;
    bad.size = 8;
    self.refused(frame, .invalid_argument, bad);
    bad = good;
    bad.abi_version += 1;
    self.refused(frame, .invalid_argument, bad);
    bad = good;
    bad.flags = 1 << 31;
    self.refused(frame, .invalid_argument, bad);
    bad = good;
    bad.prefab = .from("dragon");
    self.refused(frame, .unknown_prefab, bad);
    bad = good;
    bad.tag = .from("\xff");
    self.refused(frame, .invalid_argument, bad);
    bad = good;
    bad.flags = bevy.abi.spawn_transform;
    bad.transform.translation.x = std.math.nan(f32);
    self.refused(frame, .invalid_argument, bad);
    bad.transform = .identity;
    bad.transform.rotation = .{ .x = 0, .y = 0, .z = 0, .w = 0 };
    self.refused(frame, .invalid_argument, bad);
}

fn refused(self: *Raw, frame: *bevy.abi.Frame, status: bevy.abi.Status, request: bevy.abi.SpawnRequest) void {
    var entity: u64 = 77;
    self.expect(status, frame.host.entity_spawn(frame, &request, &entity));
    self.check(entity == bevy.abi.entity_none, "no handle");
}

fn queries(self: *Raw, frame: *bevy.abi.Frame) void {
    const host = frame.host;
    var id: u32 = 0;
    var size: usize = 0;
    self.expect(.ok, host.component_find(frame, .from("Health"), &id, &size));
    const health: [9]u32 = @splat(id);
    const unknown = [1]u32{1000};
    var result: bevy.abi.QueryResult = undefined;
    const good: bevy.abi.Query = .{
        .column_count = 1,
        .columns = &health,
        .with = &health,
        .without = &unknown,
        .with_count = 0,
        .without_count = 0,
        .tag = .from(""),
    };
    self.expect(.ok, host.query(frame, &good, &result));
    self.check(result.count == 1, "count");
    var bad = good;
    bad.columns = &unknown;
    self.expect(.unknown_component, host.query(frame, &bad, &result));
    self.check(result.count == 0, "nothing is found by what is refused");
    bad = good;
    bad.without_count = 1;
    self.expect(.unknown_component, host.query(frame, &bad, &result));
    bad = good;
    bad.column_count = 9;
    self.expect(.invalid_argument, host.query(frame, &bad, &result));
    bad = good;
    bad.size = @offsetOf(bevy.abi.Query, "changed") - 1;
    self.expect(.invalid_argument, host.query(frame, &bad, &result));
    bad = good;
    bad.tag = .from("\xff");
    self.expect(.invalid_argument, host.query(frame, &bad, &result));
}

fn fields(self: *Raw, frame: *bevy.abi.Frame, own: u64) void {
    const host = frame.host;
    var id: u32 = 0;
    self.expect(.unknown_component, host.field_find(frame, .from("Stat"), .from("speed"), .f32, &id));
    self.expect(.invalid_argument, host.field_find(frame, .from("Stats"), .from("limits..max"), .f32, &id));
    self.expect(.invalid_argument, host.field_find(frame, .from("Stats"), .from("speed"), .bytes, &id));
    self.expect(.ok, host.field_find(frame, .from("Stats"), .from("speed"), .f32, &id));
    var value: [2]f32 = @splat(9);
    self.expect(.size_mismatch, host.field_get(frame, own, id, &value, 8));
    self.expect(.size_mismatch, host.field_set(frame, own, id, &value, 2));
    self.expect(.invalid_argument, host.field_get(frame, own, 1000, &value, 4));
    self.expect(.invalid_argument, host.field_set(frame, own, 1000, &value, 4));
    self.expect(.unknown_entity, host.field_get(frame, 0, id, &value, 4));
    self.expect(.unknown_entity, host.field_set(frame, 0, id, &value, 4));
    self.check(value[0] == 9, "unchanged by what is refused");
    self.expect(.ok, host.field_get(frame, own, id, &value, 4));
    self.check(value[0] == 2.5 and value[1] == 9, "the value and no more");
}

fn others(self: *Raw, frame: *bevy.abi.Frame, own: u64) void {
    const host = frame.host;
    // In the contract the level is a number; the SDK cannot say a wrong one.
    const log: *const fn (*bevy.abi.Frame, u32, bevy.abi.Text) callconv(.c) bevy.abi.Status = @ptrCast(host.log);
    self.expect(.invalid_argument, log(frame, 3, .from("no such level")));
    // Shown as far as it can be.
    self.expect(.ok, host.log(frame, .info, .from("\xff")));
    self.expect(.ok, host.entity_check(frame, own));
    self.expect(.unknown_entity, host.entity_check(frame, 0));
    self.expect(.unknown_entity, host.entity_check(frame, std.math.maxInt(u64)));
    var attach: bevy.abi.AttachRequest = .{ .script = .from("alpha"), .priority = 0, .phase = 1, .enabled = 1 };
    attach.size = @offsetOf(bevy.abi.AttachRequest, "properties") - 1;
    self.expect(.invalid_argument, host.script_attach(frame, own, &attach));
    attach.size = @sizeOf(bevy.abi.AttachRequest);
    attach.enabled = 2;
    self.expect(.invalid_argument, host.script_attach(frame, own, &attach));
    self.check(host.scratch_alloc(frame, 8, 3) == null, "no power of two");
    self.check(host.scratch_alloc(frame, 8, 32) == null, "too much alignment");
    self.check(host.scratch_alloc(frame, 8, 16) != null, "memory");
    var action: bevy.abi.Action = .{ .pressed = 1 };
    self.expect(.unknown_input, host.action_get(frame, .from("dance"), &action));
    self.check(action.pressed == 0, "an action that is not mapped is not pressed");
    var axis: f32 = 9;
    self.expect(.unknown_input, host.axis_get(frame, .from("dance"), &axis));
    self.check(axis == 0, "an axis that is not mapped is at rest");
}
