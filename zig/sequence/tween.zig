//! What a tween moves: the transform of an entity, a field of the script, or a value in a component.

const std = @import("std");
const math = @import("../math/math.zig");
const checks = @import("check.zig");
const values = @import("value.zig");
const words = @import("step.zig");
const Context = @import("../api/context.zig").Context;
const Entity = @import("../api/entity.zig").Entity;

/// How many floats a tween may have to keep of where it began. It does not look at fields of the script, whose layout
/// depends on this.
pub fn keptBy(comptime Step: type) usize {
    const options = Step.options;
    const end = if (@hasField(@TypeOf(options), "to")) options.to else options.by;
    if (@TypeOf(Step.target) == type) return partsOf(FieldAt(Step.target.component_part, Step.target.path)) orelse parts_max;
    return switch (kindOf(Step)) {
        .position, .scale => 3,
        .rotation => 4,
        .field => switch (@typeInfo(@TypeOf(end))) {
            .enum_literal => parts_max,
            .int, .comptime_int, .comptime_float => 1,
            .@"fn" => partsOf(values.Payload(end)) orelse parts_max,
            else => partsOf(@TypeOf(end)) orelse parts_max,
        },
    };
}

/// What is wrong with a tween of any script.
pub fn misuseOf(comptime what: anytype, comptime how: anytype) ?[]const u8 {
    switch (@typeInfo(@TypeOf(what))) {
        .enum_literal => {},
        .type => if (@typeInfo(what) != .@"struct" or !@hasDecl(what, "component_part")) {
            return "it cannot move " ++ @typeName(what) ++ "; write bevy.part(" ++ @typeName(what) ++ ", \"\") for a component";
        } else if (notPath(what.component_part, what.path)) |problem| return problem,
        else => return "it moves .position, .rotation, .scale, a field of the script or a bevy.part, not " ++ @typeName(@TypeOf(what)),
    }
    if (@typeInfo(@TypeOf(how)) != .@"struct") return "its options are a list; write: .{ .to = 1.0, .seconds = 1 }";
    const allowed = .{ "to", "by", "from", "seconds", "ease", "back", "on" };
    for (@typeInfo(@TypeOf(how)).@"struct".field_names) |given| {
        const is_known = for (allowed) |name| (if (std.mem.eql(u8, name, given)) break true) else false;
        if (!is_known) return "it has no option '" ++ given ++ "'; it has: to, by, from, seconds, ease, back, on";
    }
    if (!@hasField(@TypeOf(how), "seconds")) return "it has no time; write: .seconds = 1";
    if (words.notTime(how.seconds)) |problem| return problem;
    if (@hasField(@TypeOf(how), "to") == @hasField(@TypeOf(how), "by")) return "it needs either .to, where it ends, or .by, how far it goes";
    if (@hasField(@TypeOf(how), "back") and @TypeOf(how.back) != bool) return ".back is true or false, not " ++ @typeName(@TypeOf(how.back));
    if (@hasField(@TypeOf(how), "on") and @typeInfo(@TypeOf(how.on)) != .enum_literal) return ".on is the name of a field with an entity, as in .lamp, not " ++ @typeName(@TypeOf(how.on));
    return if (@hasField(@TypeOf(how), "ease")) notEase(how.ease) else null;
}

fn notEase(comptime ease: anytype) ?[]const u8 {
    if (@TypeOf(ease) == math.easing.EaseFunction) return null;
    if (@typeInfo(@TypeOf(ease)) == .enum_literal) {
        if (@hasField(math.easing.EaseFunction, @tagName(ease))) return null;
        return "there is no easing ." ++ @tagName(ease) ++ "; bevy.math.EaseFunction has those of Bevy, such as .cubic_out";
    }
    return ".ease is one of bevy.math.EaseFunction, such as .cubic_out, not " ++ @typeName(@TypeOf(ease));
}

fn notPath(comptime T: type, comptime path: []const u8) ?[]const u8 {
    if (path.len == 0) return null;
    const dot = std.mem.findScalar(u8, path, '.') orelse path.len;
    const name = path[0..dot];
    const has = @typeInfo(T) == .@"struct" and @hasField(T, name);
    if (!has) {
        var known: []const u8 = "";
        if (@typeInfo(T) == .@"struct") for (@typeInfo(T).@"struct".field_names) |field| {
            known = known ++ (if (known.len == 0) "; it has: " else ", ") ++ field;
        };
        return @typeName(T) ++ " has no field '" ++ name ++ "'" ++ known;
    }
    return if (dot == path.len) null else notPath(@FieldType(T, name), path[dot + 1 ..]);
}

/// What is wrong with a tween of this script.
pub fn problemOf(comptime Step: type, comptime S: type) ?[]const u8 {
    const options = Step.options;
    if (@TypeOf(Step.target) != type) {
        const name = @tagName(Step.target);
        if (kindOf(Step) != .field) {
            if (@hasField(S, name)) return "'." ++ name ++ "' could be the entity's or the field of the script; give the field another name";
        } else if (checks.notField(Step.target, S)) |problem| return problem;
    }
    const T = Target(Step, S);
    if (partsOf(T) == null) return "a tween moves a float, a vector, a rotation, or a struct or an array of at most four floats, not " ++ @typeName(T);
    if (T == math.Quat and @hasField(@TypeOf(options), "by")) return "a rotation has no .by; write .to";
    for (.{ "to", "by", "from" }) |name| if (@hasField(@TypeOf(options), name)) {
        const given = @field(options, name);
        switch (@typeInfo(@TypeOf(given))) {
            .@"fn" => if (values.Payload(given) != T) return "'" ++ words.textOf(given) ++ "' returns " ++ @typeName(values.Payload(given)) ++ ", but ." ++ name ++ " has to be " ++ @typeName(T),
            .enum_literal => if (@hasField(S, @tagName(given))) {
                const Given = @FieldType(S, @tagName(given));
                if (Given != T) return "the field '" ++ @tagName(given) ++ "' is " ++ @typeName(Given) ++ ", but ." ++ name ++ " has to be " ++ @typeName(T);
            } else if (@typeInfo(T) != .@"struct" or !@hasDecl(T, @tagName(given))) return checks.notField(given, S),
            .int, .comptime_int, .float, .comptime_float => if (@typeInfo(T) != .float) return "." ++ name ++ " is a number, but has to be " ++ @typeName(T),
            else => if (@TypeOf(given) != T) return "." ++ name ++ " is " ++ @typeName(@TypeOf(given)) ++ ", but has to be " ++ @typeName(T),
        }
    };
    return null;
}

/// Notes where a tween begins.
pub fn begin(comptime Step: type, script: anytype, ctx: *Context, from: []f32) anyerror!void {
    const T = Target(Step, @TypeOf(script.*));
    const start = if (@hasField(@TypeOf(Step.options), "from")) try valueOf(T, Step.options.from, script, ctx) else try read(Step, script, ctx);
    from[0..comptime partsOf(T).?].* = pack(T, start);
}

/// Where it is after so many of its times.
pub fn valueAt(comptime Step: type, script: anytype, ctx: *Context, from: []const f32, times: f64) anyerror!Target(Step, @TypeOf(script.*)) {
    const T = Target(Step, @TypeOf(script.*));
    const options = Step.options;
    const Options = @TypeOf(options);
    // There, and back again.
    const t: f32 = @floatCast(if (comptime isBack(Step)) 1 - @abs(1 - @min(times, 2)) else @min(times, 1));
    const ease: math.easing.EaseFunction = if (@hasField(Options, "ease")) options.ease else .linear;
    const start = unpack(T, from[0..comptime partsOf(T).?].*);
    const end: T = if (@hasField(Options, "to"))
        try valueOf(T, options.to, script, ctx)
    else
        sum(T, start, try valueOf(T, options.by, script, ctx));
    const along = ease.sampleClamped(t);
    // At its ends it is exactly there.
    return if (t <= 0) start else if (t >= 1) end else if (T == math.Quat) start.slerp(end, along) else mixed(T, start, end, along);
}

/// Whether it goes there and back.
pub fn isBack(comptime Step: type) bool {
    return @hasField(@TypeOf(Step.options), "back") and Step.options.back;
}

/// Whether it begins where an entity is, which is read from the snapshot.
pub fn isRead(comptime Step: type) bool {
    return isOfEntity(Step) and !@hasField(@TypeOf(Step.options), "from");
}

fn isOfEntity(comptime Step: type) bool {
    return @TypeOf(Step.target) == type or kindOf(Step) != .field;
}

/// Stands for where a tween begins until that is read: in the phase after that in which it begins, when what was
/// written in this one is there.
pub const unread = std.math.floatMax(f32);

/// What the tweens of a program have written to entities in a callback, which the snapshot does not have yet.
pub fn Written(comptime P: type) type {
    @setEvalBranchQuota(words.branch_quota);
    const channels = channelsOf(P);
    return struct {
        const Self = @This();
        const Entry = struct { entity: Entity = .none, order: u32 = 0, value: [parts_max]f32 = @splat(0) };

        entries: [channels.len]Entry = @splat(.{}),
        count: u32 = 0,
        /// Whether functions of the script, or another run, have requested anything in this callback.
        by_others: bool = false,

        /// Takes note of what a tween has written.
        pub fn note(self: *Self, comptime Step: type, script: anytype, ctx: *Context, value: Target(Step, @TypeOf(script.*))) void {
            if (comptime !isOfEntity(Step)) return;
            const packed_value = pack(@TypeOf(value), value);
            self.count += 1;
            const entry = &self.entries[comptime numberOf(Channel.of(Step))];
            entry.entity = entityOf(Step, script, ctx);
            entry.order = self.count;
            entry.value[0..packed_value.len].* = packed_value;
        }

        /// Where that is which a tween moves, if tweens alone say so.
        pub fn get(self: *const Self, comptime Step: type, script: anytype, ctx: *Context) ?Packed(Target(Step, @TypeOf(script.*))) {
            const own = comptime Channel.of(Step);
            const entity = entityOf(Step, script, ctx);
            var last: u32 = 0;
            var value: ?Packed(Target(Step, @TypeOf(script.*))) = null;
            inline for (channels, &self.entries) |channel, *entry| if (comptime own.overlaps(channel)) {
                if (entry.order > last and entry.entity == entity) {
                    last = entry.order;
                    value = if (comptime own.isSame(channel)) entry.value[0..comptime partsOf(Target(Step, @TypeOf(script.*))).?].* else null;
                }
            };
            return value;
        }

        /// Somebody else may have written something.
        pub fn forget(self: *Self) void {
            self.* = .{ .by_others = true };
        }

        fn numberOf(comptime wanted: Channel) usize {
            for (channels, 0..) |channel, index| if (wanted.isEqual(channel)) return index;
            unreachable;
        }
    };
}

/// A part of a component that tweens move, of the entity in a field of the script or the script's own.
const Channel = struct {
    component: type,
    path: []const u8,
    on: []const u8,

    fn of(comptime Step: type) Channel {
        const on = if (@hasField(@TypeOf(Step.options), "on")) @tagName(Step.options.on) else "";
        if (@TypeOf(Step.target) == type) return .{ .component = Step.target.component_part, .path = Step.target.path, .on = on };
        return .{ .component = math.Transform, .on = on, .path = switch (kindOf(Step)) {
            .position => "translation",
            .rotation => "rotation",
            .scale => "scale",
            .field => unreachable,
        } };
    }

    fn isSame(comptime a: Channel, comptime b: Channel) bool {
        return a.component == b.component and std.mem.eql(u8, a.path, b.path);
    }

    fn isEqual(comptime a: Channel, comptime b: Channel) bool {
        return a.isSame(b) and std.mem.eql(u8, a.on, b.on);
    }

    /// Whether what changes one changes the other.
    fn overlaps(comptime a: Channel, comptime b: Channel) bool {
        if (a.component != b.component) return false;
        const short, const long = if (a.path.len < b.path.len) .{ a.path, b.path } else .{ b.path, a.path };
        if (!std.mem.startsWith(u8, long, short)) return false;
        return short.len == 0 or short.len == long.len or long[short.len] == '.';
    }
};

fn channelsOf(comptime P: type) []const Channel {
    var channels: []const Channel = &.{};
    for (P.ops) |op| if (op.kind == .tween and isOfEntity(op.step)) {
        const channel: Channel = .of(op.step);
        const is_known = for (channels) |known| (if (channel.isEqual(known)) break true) else false;
        if (!is_known) channels = channels ++ .{channel};
    };
    return channels;
}

/// Whether a function of the script says where it begins or ends, and may do anything to the run.
pub fn calls(comptime Step: type) bool {
    for (.{ "to", "by", "from", "seconds" }) |name| {
        if (@hasField(@TypeOf(Step.options), name) and values.isCall(@field(Step.options, name))) return true;
    }
    return false;
}

fn Target(comptime Step: type, comptime S: type) type {
    if (@TypeOf(Step.target) == type) return FieldAt(Step.target.component_part, Step.target.path);
    return switch (kindOf(Step)) {
        .position, .scale => math.Vec3,
        .rotation => math.Quat,
        .field => @FieldType(S, @tagName(Step.target)),
    };
}

const Kind = enum { position, rotation, scale, field };

fn kindOf(comptime Step: type) Kind {
    return std.meta.stringToEnum(Kind, @tagName(Step.target)) orelse .field;
}

fn FieldAt(comptime T: type, comptime path: []const u8) type {
    if (path.len == 0) return T;
    const dot = std.mem.findScalar(u8, path, '.') orelse return @FieldType(T, path);
    return FieldAt(@FieldType(T, path[0..dot]), path[dot + 1 ..]);
}

fn fieldAt(value: anytype, comptime path: []const u8) *FieldAt(@typeInfo(@TypeOf(value)).pointer.child, path) {
    if (path.len == 0) return value;
    const dot = comptime std.mem.findScalar(u8, path, '.') orelse path.len;
    if (dot == path.len) return &@field(value, path);
    return fieldAt(&@field(value, path[0..dot]), path[dot + 1 ..]);
}

/// `.{ .translation = .{ .x = value } }`, which `set` takes, so that what else changes in the component stays.
fn changeAt(comptime path: []const u8, value: anytype) ChangeAt(path, @TypeOf(value)) {
    const dot = comptime std.mem.findScalar(u8, path, '.') orelse path.len;
    var change: ChangeAt(path, @TypeOf(value)) = undefined;
    @field(change, path[0..dot]) = if (dot == path.len) value else changeAt(path[dot + 1 ..], value);
    return change;
}

fn ChangeAt(comptime path: []const u8, comptime T: type) type {
    const dot = std.mem.findScalar(u8, path, '.') orelse path.len;
    const Change = if (dot == path.len) T else ChangeAt(path[dot + 1 ..], T);
    return @Struct(.auto, null, &.{path[0..dot]}, &.{Change}, &.{.{}});
}

fn entityOf(comptime Step: type, script: anytype, ctx: *Context) Entity {
    if (!@hasField(@TypeOf(Step.options), "on")) return ctx.entity().id;
    return @field(script, @tagName(Step.options.on));
}

fn read(comptime Step: type, script: anytype, ctx: *Context) anyerror!Target(Step, @TypeOf(script.*)) {
    const entity = ctx.ref(entityOf(Step, script, ctx));
    if (@TypeOf(Step.target) == type) {
        var value = try entity.get(Step.target.component_part);
        return fieldAt(&value, Step.target.path).*;
    }
    return switch (comptime kindOf(Step)) {
        .position => try entity.position(),
        .rotation => try entity.rotation(),
        .scale => try entity.scale(),
        .field => @field(script, @tagName(Step.target)),
    };
}

/// Sets what a tween moves.
pub fn write(comptime Step: type, script: anytype, ctx: *Context, value: Target(Step, @TypeOf(script.*))) anyerror!void {
    const entity = ctx.ref(entityOf(Step, script, ctx));
    if (@TypeOf(Step.target) == type) {
        if (comptime Step.target.path.len == 0) return entity.add(value);
        return entity.set(Step.target.component_part, changeAt(Step.target.path, value));
    }
    switch (comptime kindOf(Step)) {
        .position => try entity.setPosition(value),
        .rotation => try entity.setRotation(value),
        .scale => try entity.setScale(value),
        .field => @field(script, @tagName(Step.target)) = value,
    }
}

/// A value that an option was given: as it is, a field's, or what a function returns.
fn valueOf(comptime T: type, comptime what: anytype, script: anytype, ctx: *Context) anyerror!T {
    switch (@typeInfo(@TypeOf(what))) {
        .@"fn" => return values.get(what, script, ctx),
        // `.zero` is a constant of the type.
        .enum_literal => if (@hasField(@TypeOf(script.*), @tagName(what))) return values.get(what, script, ctx) else return @field(T, @tagName(what)),
        else => return what,
    }
}

const parts_max = 4;

/// Of how many floats a type is made; null if a tween cannot move it.
fn partsOf(comptime T: type) ?usize {
    const parts = switch (@typeInfo(T)) {
        .float => 1,
        .array => |info| if (@typeInfo(info.child) == .float) info.len else 0,
        .@"struct" => |info| for (info.field_types) |Part| (if (@typeInfo(Part) != .float) break 0) else info.field_names.len,
        else => 0,
    };
    return if (parts == 0 or parts > parts_max) null else parts;
}

fn Packed(comptime T: type) type {
    return [partsOf(T).?]f32;
}

fn pack(comptime T: type, value: T) Packed(T) {
    var packed_value: Packed(T) = undefined;
    switch (@typeInfo(T)) {
        .float => packed_value[0] = @floatCast(value),
        .array => for (value, 0..) |part, index| {
            packed_value[index] = @floatCast(part);
        },
        .@"struct" => |info| inline for (info.field_names, 0..) |name, index| {
            packed_value[index] = @floatCast(@field(value, name));
        },
        else => comptime unreachable,
    }
    return packed_value;
}

fn unpack(comptime T: type, from: Packed(T)) T {
    switch (@typeInfo(T)) {
        .float => return from[0],
        .array => {
            var value: T = undefined;
            for (&value, from) |*part, given| part.* = given;
            return value;
        },
        .@"struct" => |info| {
            var value: T = undefined;
            inline for (info.field_names, 0..) |name, index| @field(value, name) = from[index];
            return value;
        },
        else => comptime unreachable,
    }
}

fn mixed(comptime T: type, a: T, b: T, along: f32) T {
    const from, const to = .{ pack(T, a), pack(T, b) };
    var between: Packed(T) = undefined;
    for (&between, from, to) |*part, start, end| part.* = start + (end - start) * along;
    return unpack(T, between);
}

fn sum(comptime T: type, a: T, b: T) T {
    const from, const more = .{ pack(T, a), pack(T, b) };
    var total: Packed(T) = undefined;
    for (&total, from, more) |*part, start, part_more| part.* = start + part_more;
    return unpack(T, total);
}
