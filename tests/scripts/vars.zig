//! Makes one call on vars, which Rust chooses, and keeps its outcome.
const bevy = @import("bevy");
const note = @import("lib/note.zig");
const Script = @This();

const Call = enum {
    none,
    set_bool,
    set_int,
    set_unsigned,
    set_float,
    set_vec2,
    set_vec3,
    set_quat,
    set_entity,
    set_text,
    set_blob,
    set_long_text,
    set_bad_key,
    set_bad_text,
    set_if_absent,
    get_bool,
    get_int,
    get_small,
    get_unsigned,
    get_float,
    get_narrow,
    get_vec2,
    get_vec3,
    get_quat,
    get_entity,
    get_text,
    get_blob,
    get_or,
    add_int,
    add_float,
    add_vec2,
    add_vec3,
    remove,
    change_much,
    read_back,
    spawn_with,
    fill,
    raw_write,
    raw_read,
    forge,
};
const Whose = enum { own, target, global };
const Mode = enum { idle, chase, flee };
/// Has padding.
const Stats = struct { level: u8 = 0, armour: f32 = 0, mode: Mode = .idle, at: bevy.Vec2 = .zero };

call: Call = .none,
whose: Whose = .own,
target: bevy.Entity = .none,
key: [80]u8 = "it".* ++ @as([78]u8, @splat(0)),

flag: bool = false,
int: i64 = 0,
small: i8 = 0,
unsigned: u64 = 0,
float: f64 = 0,
narrow: f32 = 0,
vec2: bevy.Vec2 = .zero,
vec3: bevy.Vec3 = .zero,
quat: bevy.Quat = .identity,
entity: bevy.Entity = .none,
text: [32]u8 = @splat(0),
stats: Stats = .{},

op: u32 = 0,
kind: u32 = 0,
size: u64 = 0,
/// How long a text, or how many vars.
count: u32 = 0,
/// Whether a read found something.
found: bool = false,
outcome: note.Note = @splat(0),

pub fn update(self: *Script, ctx: *bevy.Context, _: f32) void {
    if (self.call == .none) return;
    self.found = false;
    self.outcome = switch (self.call) {
        .raw_write, .raw_read => note.text(@tagName(self.raw(ctx))),
        else => note.of(self.make(ctx)),
    };
    self.call = .none;
}

fn make(self: *Script, ctx: *bevy.Context) !void {
    const vars = switch (self.whose) {
        .own => ctx.vars(),
        .target => ctx.ref(self.target).vars(),
        .global => ctx.globalVars(),
    };
    const key = note.kept(&self.key);
    switch (self.call) {
        .none, .raw_write, .raw_read => {},
        // A request of the script's own making, with lengths and numbers that Rust chooses, and a sound one behind it.
        .forge => {
            const Forged = extern struct { request: bevy.abi.VarRequest, text: [16]u8 };
            const owner = @backingInt(ctx.entity().id);
            try ctx.request(Forged{
                .request = .{
                    .head = .{ .op = .@"var", .size = @sizeOf(Forged), .entity = owner },
                    .op = @fromBackingInt(@as(u16, @truncate(self.op))),
                    .kind = @truncate(self.kind),
                    .key_len = self.count,
                    .value_len = @truncate(self.size),
                },
                .text = self.key[0..16].*,
            });
            try vars.set("after", true);
        },
        .set_bool => try vars.set(key, self.flag),
        .set_int => try vars.set(key, self.int),
        .set_unsigned => try vars.set(key, self.unsigned),
        .set_float => try vars.set(key, self.float),
        .set_vec2 => try vars.set(key, self.vec2),
        .set_vec3 => try vars.set(key, self.vec3),
        .set_quat => try vars.set(key, self.quat),
        .set_entity => try vars.set(key, self.entity),
        .set_text => try vars.set(key, note.kept(&self.text)),
        .set_blob => try vars.set(key, self.stats),
        .set_long_text => {
            const text = try ctx.scratch(u8, self.count);
            @memset(text, 'x');
            try vars.set(key, text);
        },
        .set_bad_key => try vars.set("\xff", 1),
        .set_bad_text => try vars.set(key, "\xff"),
        .set_if_absent => try vars.setIfAbsent(key, self.int),
        .get_bool => self.flag = self.keep(try vars.get(bool, key)) orelse return,
        .get_int => self.int = self.keep(try vars.get(i64, key)) orelse return,
        .get_small => self.small = self.keep(try vars.get(i8, key)) orelse return,
        .get_unsigned => self.unsigned = self.keep(try vars.get(u64, key)) orelse return,
        .get_float => self.float = self.keep(try vars.get(f64, key)) orelse return,
        .get_narrow => self.narrow = self.keep(try vars.get(f32, key)) orelse return,
        .get_vec2 => self.vec2 = self.keep(try vars.get(bevy.Vec2, key)) orelse return,
        .get_vec3 => self.vec3 = self.keep(try vars.get(bevy.Vec3, key)) orelse return,
        .get_quat => self.quat = self.keep(try vars.get(bevy.Quat, key)) orelse return,
        .get_entity => self.entity = self.keep(try vars.get(bevy.Entity, key)) orelse return,
        .get_text => {
            const text = self.keep(try vars.get([]const u8, key)) orelse return;
            self.count = @intCast(text.len);
            self.text = note.text(text);
        },
        .get_blob => self.stats = self.keep(try vars.get(Stats, key)) orelse return,
        .get_or => self.int = try vars.getOr(i64, key, -1),
        .add_int => try vars.add(key, self.int),
        .add_float => try vars.add(key, self.float),
        .add_vec2 => try vars.add(key, self.vec2),
        .add_vec3 => try vars.add(key, self.vec3),
        .remove => try vars.remove(key),
        .change_much => {
            try vars.set("a", 1);
            try vars.add("a", 10);
            try vars.setIfAbsent("a", 100);
            try vars.set("b", "text");
            try vars.remove("b");
            try vars.setIfAbsent("b", 2.5);
            try vars.set("c", true);
            try vars.set("c", @as([]const u8, ""));
        },
        .read_back => {
            self.int = try vars.getOr(i64, key, 0);
            try vars.set(key, self.int + 1);
            // A request shows only when its phase is over.
            self.found = try vars.getOr(i64, key, 0) != self.int;
        },
        .spawn_with => {
            const spawned = try ctx.spawn(.{});
            try spawned.vars().set(key, self.int);
            self.found = try spawned.vars().get(i64, key) != null;
            self.entity = spawned.id;
        },
        .fill => for (0..self.count) |index| {
            var name: [8]u8 = "k0000000".*;
            var rest = index;
            for (0..7) |digit| {
                name[7 - digit] = '0' + @as(u8, @intCast(rest % 10));
                rest /= 10;
            }
            try vars.set(&name, index);
        },
    }
}

/// Calls the host without the SDK's help; `flag` is whether there is a value.
fn raw(self: *Script, ctx: *bevy.Context) bevy.abi.Status {
    const frame = ctx.frame;
    const owner = @backingInt(ctx.entity().id);
    const key: bevy.abi.Text = .from(note.kept(&self.key));
    var value: [16]u8 = @splat(0);
    const pointer: ?[*]u8 = if (self.flag) &value else null;
    defer ctx.refresh();
    if (self.call == .raw_write) return frame.host.var_write(frame, owner, key, self.op, self.kind, pointer, @intCast(self.size));
    var size: usize = 99;
    defer self.count = @intCast(size);
    return frame.host.var_read(frame, owner, key, self.kind, pointer, @intCast(self.size), &size);
}

fn keep(self: *Script, read: anytype) @TypeOf(read) {
    self.found = read != null;
    return read;
}
