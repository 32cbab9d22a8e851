//! Calls the host's functions as no sane script would: random arguments, of which one at least is bad if it is told so.
const bevy = @import("bevy");
const std = @import("std");
const Abuser = @This();

const abi = bevy.abi;

const Mode = enum {
    none,
    /// Each call has a bad argument and has to be refused.
    refused,
    /// Good and bad ones, for victims only.
    wild,
    /// Bytes in the request buffer that make no sense, for witnesses.
    garbage,
    /// Requests in the buffer that may make sense, for victims.
    requests,
    /// The function `only_function`, wrong in the way `only_case`.
    only,
    /// Spawns, whatever is answered.
    spawns,
    /// A request whose size makes no sense.
    spoilt,
    /// A var that is longer than it may be, of the first witness.
    long_var,
};

mode: Mode = .none,
calls_per_frame: u32 = 1000,
/// A handle that was good once.
stale: bevy.Entity = .none,
/// Entities that are Bevy's own.
forbidden: [8]bevy.Entity = @splat(.none),
only_function: u32 = 0,
only_case: i32 = 0,

/// A block of memory that has to be freed.
block: u64 = 0,

calls: u64 = 0,
refused: u64 = 0,
accepted: u64 = 0,
spawned: u64 = 0,
/// The first call that was answered wrongly: its number, function, case and answer.
wrong: bool = false,
wrong_call: u64 = 0,
wrong_function: u32 = 0,
wrong_case: i32 = 0,
wrong_status: u32 = 0,

pub fn update(self: *Abuser, ctx: *bevy.Context, _: f32) !void {
    if (self.mode == .none) return;
    var maker: Maker = .{
        .abuser = self,
        .ctx = ctx,
        .frame = ctx.frame,
        .host = @ptrCast(ctx.frame.host),
        .random = ctx.random().source,
        .good = try ctx.findByTag(if (self.mode == .wild or self.mode == .requests) "victim" else "witness"),
    };
    if (maker.good.len == 0) return error.NobodyThere;
    for (0..self.calls_per_frame) |_| {
        switch (self.mode) {
            .none => unreachable,
            .refused, .wild => self.call(&maker, maker.random.uintLessThan(u32, functions.len)),
            .only => self.call(&maker, self.only_function),
            .spawns => self.tally(maker.host.entity_spawn(ctx.frame, &SpawnRequest{}, &maker.sink)),
            .spoilt => maker.write(&.{ 7 | 9 << 32, maker.goodEntity() }),
            .long_var => maker.write(&.{ 10 | 64 << 32, maker.goodEntity(), 1 | 9 << 16 | 1 << 32, 31, letters, letters, letters, letters }),
            .garbage => {
                maker.garbage();
                self.tally(ok);
            },
            .requests => {
                maker.request();
                self.tally(ok);
            },
        }
    }
    ctx.refresh();
}

fn call(self: *Abuser, maker: *Maker, function: u32) void {
    maker.forced = if (self.mode == .only) self.only_case else -1;
    const status = switch (function) {
        inline 0...functions.len - 1 => |index| functions[index](maker),
        else => unreachable,
    };
    self.tally(status);
    // A bad argument that is accepted, and an answer that does not exist.
    if ((status == ok and self.mode != .wild) or status > status_max or status == host_fault) {
        if (self.wrong) return;
        self.wrong = true;
        self.wrong_call = self.calls;
        self.wrong_function = function;
        self.wrong_case = maker.forced;
        self.wrong_status = status;
    }
}

fn tally(self: *Abuser, status: u32) void {
    self.calls += 1;
    if (status == ok) self.accepted += 1 else self.refused += 1;
}

/// More than there is, and yet far from where adding to it would overflow.
const huge: usize = if (@sizeOf(usize) == 8) 1 << 40 else 1 << 30;
/// Eight of the letter a.
const letters: u64 = 0x6161_6161_6161_6161;

const ok = 0;
const host_fault = 9;
const status_max = 15;
const invalid_argument = 2;

const Text = extern struct { ptr: ?[*]const u8, len: usize };

/// The host's table with types that let anything through.
const Host = extern struct {
    size: u32,
    abi_version: u32,
    log: *const fn (?*abi.Frame, u32, Text) callconv(.c) u32,
    error_report: *const fn (?*abi.Frame, Text, Text, ?*const anyopaque, usize) callconv(.c) u32,
    panic: *const anyopaque,
    requests_flush: *const fn (?*abi.Frame, usize) callconv(.c) u32,
    entity_check: *const fn (?*abi.Frame, u64) callconv(.c) u32,
    entity_spawn: *const fn (?*abi.Frame, ?*const anyopaque, ?*anyopaque) callconv(.c) u32,
    transform_get: *const fn (?*abi.Frame, u64, ?*anyopaque) callconv(.c) u32,
    entities_find_by_tag: *const fn (?*abi.Frame, Text, ?*anyopaque, usize, ?*anyopaque) callconv(.c) u32,
    script_attach: *const fn (?*abi.Frame, u64, ?*const anyopaque) callconv(.c) u32,
    script_detach: *const fn (?*abi.Frame, u64, Text) callconv(.c) u32,
    action_get: *const fn (?*abi.Frame, Text, ?*anyopaque) callconv(.c) u32,
    axis_get: *const fn (?*abi.Frame, Text, ?*anyopaque) callconv(.c) u32,
    scratch_alloc: *const fn (?*abi.Frame, usize, usize) callconv(.c) ?*anyopaque,
    component_find: *const fn (?*abi.Frame, Text, ?*anyopaque, ?*anyopaque) callconv(.c) u32,
    component_get: *const fn (?*abi.Frame, u64, u32, ?*anyopaque, usize) callconv(.c) u32,
    component_add: *const fn (?*abi.Frame, u64, u32, ?*const anyopaque, usize) callconv(.c) u32,
    component_remove: *const fn (?*abi.Frame, u64, u32) callconv(.c) u32,
    query: *const fn (?*abi.Frame, ?*const anyopaque, ?*anyopaque) callconv(.c) u32,
    field_find: *const fn (?*abi.Frame, Text, Text, u32, ?*anyopaque) callconv(.c) u32,
    field_get: *const fn (?*abi.Frame, u64, u32, ?*anyopaque, usize) callconv(.c) u32,
    field_set: *const fn (?*abi.Frame, u64, u32, ?*const anyopaque, usize) callconv(.c) u32,
    var_read: *const fn (?*abi.Frame, u64, Text, u32, ?*anyopaque, usize, ?*anyopaque) callconv(.c) u32,
    var_write: *const fn (?*abi.Frame, u64, Text, u32, u32, ?*const anyopaque, usize) callconv(.c) u32,
    signal_name_id: *const fn (?*abi.Frame, Text, ?*anyopaque) callconv(.c) u32,
    signal_connect: *const fn (?*abi.Frame, Text, u64, ?*anyopaque) callconv(.c) u32,
    signal_disconnect: *const fn (?*abi.Frame, u64) callconv(.c) u32,
    memory_alloc: *const fn (?*abi.Frame, usize, ?*anyopaque, ?*anyopaque) callconv(.c) u32,
    memory_resize: *const fn (?*abi.Frame, u64, usize, ?*anyopaque) callconv(.c) u32,
    memory_get: *const fn (?*abi.Frame, u64, ?*anyopaque, ?*anyopaque) callconv(.c) u32,
    memory_free: *const fn (?*abi.Frame, u64) callconv(.c) u32,
    entities_find_nearby: *const fn (?*abi.Frame, ?*const anyopaque, ?*anyopaque, usize, ?*anyopaque) callconv(.c) u32,
    velocity_get: *const fn (?*abi.Frame, u64, ?*anyopaque) callconv(.c) u32,
    state_write: *const fn (?*abi.Frame, ?*const anyopaque, usize) callconv(.c) u32,
    state_read: *const fn (?*abi.Frame, ?*anyopaque, usize) callconv(.c) u32,
    value_bind: *const fn (?*abi.Frame, u32, ?*const anyopaque, ?*anyopaque) callconv(.c) u32,
    value_get: *const fn (?*abi.Frame, u64, u32, ?*anyopaque, usize) callconv(.c) u32,
    value_put: *const fn (?*abi.Frame, u64, u32, u32, ?*const anyopaque, usize) callconv(.c) u32,
    messages_read: *const fn (?*abi.Frame, u32, ?*anyopaque, ?*anyopaque) callconv(.c) u32,
    component_set: *const fn (?*abi.Frame, u64, u32, ?*const anyopaque, usize) callconv(.c) u32,
    signal_allow: *const fn (?*abi.Frame, usize) callconv(.c) u32,
    function_find: *const fn (?*abi.Frame, Text, Text, u32, ?*anyopaque) callconv(.c) u32,
    function_call: *const fn (?*abi.Frame, u32, ?*const anyopaque, usize, ?*anyopaque, usize) callconv(.c) u32,
    entities_related: *const fn (?*abi.Frame, u64, u32, Text, ?*anyopaque, usize, ?*anyopaque) callconv(.c) u32,
    global_transform_get: *const fn (?*abi.Frame, u64, ?*anyopaque) callconv(.c) u32,
    script_enable: *const fn (?*abi.Frame, u64, Text, u32) callconv(.c) u32,
    asset_add: *const fn (?*abi.Frame, u32, u32, ?*const anyopaque, usize, ?*anyopaque) callconv(.c) u32,
    asset_keep: *const fn (?*abi.Frame, u32, ?*const anyopaque, usize, ?*anyopaque) callconv(.c) u32,
    asset_state: *const fn (?*abi.Frame, u64, ?*anyopaque) callconv(.c) u32,
    assets_count: *const fn (?*abi.Frame, ?*anyopaque) callconv(.c) u32,
    script_fields_find: *const fn (?*abi.Frame, Text, ?*const anyopaque, u32, u32, ?*anyopaque) callconv(.c) u32,
    script_fields_get: *const fn (?*abi.Frame, u64, u32, ?*anyopaque, usize) callconv(.c) u32,
    each_begin: *const fn (?*abi.Frame, ?*const anyopaque, ?*anyopaque) callconv(.c) u32,
    each_next: *const fn (?*abi.Frame, u64, ?*anyopaque) callconv(.c) u32,
    each_read: *const fn (?*abi.Frame, u64, u32, u32, u32, ?*anyopaque) callconv(.c) u32,
    each_write: *const fn (?*abi.Frame, u64, u32, u32, u32, ?*anyopaque) callconv(.c) u32,
    each_end: *const fn (?*abi.Frame, u64) callconv(.c) u32,
    layout_find: *const fn (?*abi.Frame, ?*const anyopaque, ?*anyopaque) callconv(.c) u32,
    payload_refused: *const fn (?*abi.Frame, ?*const anyopaque, Text, usize) callconv(.c) u32,
};

comptime {
    // A function that is new in the table has to be abused, too.
    if (@sizeOf(Host) != @sizeOf(abi.Host)) @compileError("the host's table has grown: add its functions here");
}

const SpawnRequest = extern struct {
    size: u32 = @sizeOf(SpawnRequest),
    abi_version: u32 = abi.abi_version,
    prefab: Text = text(""),
    tag: Text = text("spawned"),
    transform: [10]f32 = .{ 1, 2, 3, 0, 0, 0, 1, 1, 1, 1 },
    flags: u32 = abi.spawn_transform,
    reserved: u32 = 0,
    components: ?*const anyopaque = null,
    request_id: u64 = 0,
    component_count: u32 = 0,
    value_count: u32 = 0,
    values: ?*const anyopaque = null,
    parent: u64 = 0,
    tags: ?*const anyopaque = null,
    scripts: ?*const anyopaque = null,
    tag_count: u32 = 0,
    script_count: u32 = 0,
};

const Type = extern struct {
    kind: u32 = type_struct,
    size: u32 = 0,
    alignment: u32 = 1,
    flags: u32 = 0,
    path: Text = text(""),
    members: ?*const anyopaque = null,
    member_count: u32 = 0,
    item_count: u32 = 0,
    tag_offset: u32 = 0,
    tag_size: u32 = 0,
    item: ?*const anyopaque = null,
};

const Member = extern struct {
    name: Text,
    type: ?*const anyopaque,
    value: i64 = 0,
    offset: u32 = 0,
    reserved: u32 = 0,
};

const ComponentPart = extern struct { offset: u32 = 0, size: u32 = 4, bytes: ?*const anyopaque = &buffer };

comptime {
    if (@sizeOf(Type) != @sizeOf(abi.Type) or @sizeOf(Member) != @sizeOf(abi.Member)) @compileError("they have grown");
}

const type_float = 4;
const type_text = 7;
const type_list = 8;
const type_array = 9;
const type_enum = 11;
const type_struct = 13;
const type_uint = 3;
const type_handle = 14;
const role_asset = 6;

const AttachRequest = extern struct {
    size: u32 = @sizeOf(AttachRequest),
    abi_version: u32 = abi.abi_version,
    script: Text = text("follower"),
    priority: i32 = 0,
    phase: u32 = 1,
    enabled: u32 = 1,
    reserved: u32 = 0,
    properties: ?*const anyopaque = null,
    property_count: u32 = 0,
    reserved_properties: u32 = 0,
};

const Query = extern struct {
    size: u32 = @sizeOf(Query),
    column_count: u32 = 0,
    columns: ?*const anyopaque = null,
    with: ?*const anyopaque = null,
    without: ?*const anyopaque = null,
    with_count: u32 = 0,
    without_count: u32 = 0,
    tag: Text = text("victim"),
    changed: ?*const anyopaque = null,
    added: ?*const anyopaque = null,
    changed_count: u32 = 0,
    added_count: u32 = 0,
    optional: u32 = 0,
    reserved: u32 = 0,
};

const NearbyQuery = extern struct {
    size: u32 = @sizeOf(NearbyQuery),
    radius: f32 = 10,
    center: [3]f32 = .{ 0, 0, 0 },
    with_count: u32 = 0,
    with: ?*const anyopaque = null,
    without: ?*const anyopaque = null,
    without_count: u32 = 0,
    reserved: u32 = 0,
    tag: Text = text("victim"),
};

fn text(bytes: []const u8) Text {
    return .{ .ptr = bytes.ptr, .len = bytes.len };
}

const long: [5000]u8 = @splat('x');
var buffer: [4096]u8 align(16) = @splat(0);
const zeroes: [64]usize = @splat(0);

/// Makes arguments.
const Maker = struct {
    abuser: *Abuser,
    ctx: *bevy.Context,
    frame: *abi.Frame,
    host: *const Host,
    random: std.Random,
    good: []const bevy.Entity,
    /// The argument that has to be bad; -1: none has to.
    forced: i32 = -1,
    sink: [64]u8 align(16) = @splat(0),

    /// There are this many ways to go wrong.
    fn cases(self: *Maker, n: u31) void {
        if (self.abuser.mode == .refused) self.forced = self.random.uintLessThan(u31, n);
    }

    /// Whether to go wrong this way.
    fn is(self: *Maker, case: i32) bool {
        return self.forced == case or (self.abuser.mode == .wild and self.random.uintLessThan(u32, 8) == 0);
    }

    fn one(self: *Maker, comptime T: type, items: []const T) T {
        return items[self.random.uintLessThan(usize, items.len)];
    }

    fn goodEntity(self: *Maker) u64 {
        return @backingInt(self.one(bevy.Entity, self.good));
    }

    /// A handle that no ordinary entity has. Null is one of them, unless that means something.
    fn badEntity(self: *Maker, null_is_bad: bool) u64 {
        return switch (self.random.uintLessThan(u32, 6)) {
            0 => if (null_is_bad) 0 else 1,
            1 => @backingInt(self.abuser.stale),
            2 => std.math.maxInt(u64),
            // A generation that nobody has reached.
            3 => self.random.int(u32) | @as(u64, 0x7000_0000) << 32,
            4 => self.goodEntity() ^ (@as(u64, 0x4000_0000) << 32),
            else => @backingInt(self.one(bevy.Entity, &self.abuser.forbidden)),
        };
    }

    fn entity(self: *Maker, case: i32) u64 {
        return if (self.is(case)) self.badEntity(true) else self.goodEntity();
    }

    /// Text that is none.
    fn badText(self: *Maker) Text {
        return switch (self.random.uintLessThan(u32, 4)) {
            0 => .{ .ptr = null, .len = 1 },
            1 => .{ .ptr = null, .len = std.math.maxInt(usize) },
            2 => text("\xff\xfe"),
            else => text("half an \xc3"),
        };
    }

    /// A name that nobody has, or no text.
    fn badName(self: *Maker) Text {
        return switch (self.random.uintLessThan(u32, 4)) {
            0 => text(long[0..self.random.intRangeAtMost(usize, 300, long.len)]),
            1 => text("no\x00body"),
            2 => text("nobody"),
            else => self.badText(),
        };
    }

    fn words(self: *Maker, case: i32, comptime known: []const []const u8) Text {
        return if (self.is(case)) self.badText() else text(self.one([]const u8, known));
    }

    fn name(self: *Maker, case: i32, comptime known: []const []const u8) Text {
        return if (self.is(case)) self.badName() else text(self.one([]const u8, known));
    }

    fn out(self: *Maker, case: i32) ?*anyopaque {
        if (!self.is(case)) return &self.sink;
        return if (self.random.boolean()) null else &self.sink[1];
    }

    /// A pointer that is null where there is something to be read.
    fn value(self: *Maker, case: i32) ?*anyopaque {
        return if (self.is(case)) null else &buffer;
    }

    fn number(self: *Maker) f32 {
        return switch (self.random.uintLessThan(u32, 8)) {
            0 => std.math.nan(f32),
            1 => std.math.inf(f32),
            2 => -std.math.inf(f32),
            3 => 0,
            4 => std.math.floatMin(f32),
            else => self.random.float(f32) * 100 - 50,
        };
    }

    /// The frame; if it is to be bad, none, or one that the host has not made.
    fn frameOf(self: *Maker, case: i32, copy: *abi.Frame) ?*abi.Frame {
        if (!self.is(case)) return self.frame;
        if (self.random.boolean()) return null;
        copy.* = self.frame.*;
        copy.host_data = null;
        return copy;
    }

    // ---- The request buffer ----

    /// Room for a request of this many bytes; its number of bytes is part of `frame.requests_len` afterwards.
    fn append(self: *Maker, size: usize) ?[*]align(8) u8 {
        const frame = self.frame;
        if (frame.requests_capacity - frame.requests_len < size and self.host.requests_flush(frame, size) != ok) return null;
        const at = frame.requests + frame.requests_len;
        frame.requests_len += size;
        return @alignCast(at);
    }

    fn write(self: *Maker, whole: []const u64) void {
        const at: [*]u64 = @ptrCast(self.append(whole.len * 8) orelse return);
        @memcpy(at, whole);
    }

    fn garbage(self: *Maker) void {
        const len = self.random.intRangeAtMost(usize, 1, 12);
        const at: [*]u64 = @ptrCast(self.append(len * 8) orelse return);
        for (at[0..len]) |*word| word.* = if (self.random.boolean()) self.random.int(u64) else self.goodEntity();
        const size: u64 = len * 8;
        const truncated = len < 3;
        const op: u64, const flags: u64, const says: u64 = switch (self.random.uintLessThan(u32, if (truncated) 2 else 6)) {
            // Nothing that there is.
            0 => .{ self.one(u64, &.{ 0, 200, 255, 65535 }), 0, size },
            // A size that makes no sense: too small, no multiple of 8, or more than there is.
            1 => .{ self.random.intRangeAtMost(u64, 0, 12), 0, self.one(u64, &.{ 0, 1, 7, 8, 15, 17, size + 1, 1 << 20, 0xffff_fff8, 0xffff_ffff }) },
            // Flags that there are none.
            2 => .{ self.random.intRangeAtMost(u64, 1, 11), self.one(u64, &.{ 3, 4, 0x8000 }), size },
            // A slot that was never given: no slot has such a number.
            3 => .{ 8, 0, size },
            // Numbers that are none.
            4 => .{ self.random.intRangeAtMost(u64, 1, 6), 0, size },
            // A change of a var, or a signal, that lies about its lengths.
            else => .{ self.random.intRangeAtMost(u64, 9, 10), 0, size },
        };
        at[0] = op | flags << 16 | says << 32;
        if (len > 1) at[1] = self.goodEntity();
        if (len > 2) at[2] = switch (op) {
            1...6 => 0x7fc0_0000_7f80_0000,
            9 => 0xffff_ffff_ffff_ffff,
            10 => self.one(u64, &.{ 0x0000_0000_0001_0001, 0x0000_0002_0009_0001, 0xffff_ffff_0002_0001, 0x0000_0001_0002_0009 }),
            else => 1 << 40 | self.random.int(u64),
        };
        // A var's value is longer than what there is.
        if (len > 3 and op == 10) at[3] = 0xffff_fff0;
    }

    fn request(self: *Maker) void {
        const len = self.random.intRangeAtMost(usize, 2, 6);
        const at: [*]u64 = @ptrCast(self.append(len * 8) orelse return);
        const op = self.random.intRangeAtMost(u64, 1, 11);
        const flags: u64 = if (self.random.uintLessThan(u32, 4) == 0) abi.request_flag_world else 0;
        at[0] = op | flags << 16 | @as(u64, len * 8) << 32;
        at[1] = if (self.random.uintLessThan(u32, 4) == 0) self.badEntity(true) else self.goodEntity();
        const numbers: [*]f32 = @ptrCast(at + 2);
        for (0..(len - 2) * 2) |index| numbers[index] = self.number();
        // A parent, which may be the entity itself, or below it by now.
        if (op == 11 and len > 2 and self.random.boolean()) at[2] = self.goodEntity();
        // One in a thousand leaves the frame in disorder.
        if (self.random.uintLessThan(u32, 1000) == 0) {
            const frame = self.frame;
            switch (self.random.uintLessThan(u32, 4)) {
                0 => frame.mark = self.random.int(u32),
                1 => frame.row = self.random.int(u32),
                2 => _ = self.host.requests_flush(frame, self.random.uintLessThan(usize, 1 << 18)),
                else => {
                    const kept = frame.requests_len;
                    frame.requests_len = self.random.int(u32);
                    _ = self.host.entity_spawn(frame, &SpawnRequest{}, &self.sink);
                    frame.requests_len = kept;
                },
            }
            frame.row = 0;
        }
    }
};

const functions = .{
    log,          errorReport,      flush,           entityCheck,     entitySpawn,   transformGet, findByTag,    attach,
    detach,       actionGet,        axisGet,         scratchAlloc,    componentFind, componentGet, componentAdd, componentRemove,
    runQuery,     fieldFind,        fieldGet,        fieldSet,        varRead,       varWrite,     signalNameId, signalConnect,
    badFrame,     signalDisconnect, memoryAlloc,     memoryResize,    memoryGet,     memoryFree,   findNearby,   velocityGet,
    stateWrite,   stateRead,        valueBind,       valueGet,        valuePut,      messagesRead, componentSet, signalAllow,
    functionFind, functionCall,     related,         globalTransform, enable,        assetAdd,     assetKeep,    assetState,
    assetsCount,  scriptFieldsFind, scriptFieldsGet, eachBegin,       eachNext,      eachRead,     eachWrite,    eachEnd,
    layoutFind,   payloadRefused,
};

fn log(m: *Maker) u32 {
    m.cases(2);
    const level = if (m.is(0)) m.one(u32, &.{ 3, 4, 0x100, 0xffff_ffff }) else m.random.uintLessThan(u32, 3);
    return m.host.log(m.frame, level, if (m.is(1)) .{ .ptr = null, .len = m.one(usize, &.{ 1, std.math.maxInt(usize) }) } else text("a line \xff"));
}

fn errorReport(m: *Maker) u32 {
    m.cases(4);
    const callback = m.words(0, &.{ "update", "", "init" });
    const failure = m.words(1, &.{ "Failure", "" });
    if (m.is(2)) return m.host.error_report(m.frame, callback, failure, null, m.one(usize, &.{ 1, std.math.maxInt(usize) }));
    if (m.is(3)) return m.host.error_report(m.frame, callback, failure, &m.sink[1], 1);
    return m.host.error_report(m.frame, callback, failure, null, 0);
}

fn findNearby(m: *Maker) u32 {
    m.cases(7);
    var query: NearbyQuery = .{};
    if (m.is(0)) query.size = m.one(u32, &.{ 0, 1, @sizeOf(NearbyQuery) - 1 });
    if (m.is(1)) query.radius = m.one(f32, &.{ -1, std.math.nan(f32), std.math.inf(f32) });
    if (m.is(2)) query.center[m.random.uintLessThan(usize, 3)] = m.one(f32, &.{ std.math.nan(f32), -std.math.inf(f32) });
    if (m.is(3)) query.with_count = m.one(u32, &.{ 1, 0xffff_ffff });
    if (m.is(4)) query.tag = m.badText();
    const capacity: usize = if (m.is(5)) 8 else 0;
    return m.host.entities_find_nearby(m.frame, &query, null, capacity, m.out(6));
}

fn velocityGet(m: *Maker) u32 {
    m.cases(2);
    return m.host.velocity_get(m.frame, m.entity(0), m.out(1));
}

/// Every call is a bad one: this is neither `serialize` nor `deserialize`.
fn stateWrite(m: *Maker) u32 {
    m.cases(1);
    return m.host.state_write(m.frame, m.value(0), m.one(usize, &.{ 0, 1, 4096, huge, std.math.maxInt(usize) }));
}

fn stateRead(m: *Maker) u32 {
    m.cases(1);
    return m.host.state_read(m.frame, m.value(0), m.one(usize, &.{ 0, 1, 4096, huge, std.math.maxInt(usize) }));
}

fn signalAllow(m: *Maker) u32 {
    m.cases(1);
    return m.host.signal_allow(m.frame, if (m.is(0)) m.one(usize, &.{ 1 << 20, huge, std.math.maxInt(usize) }) else m.random.uintLessThan(usize, 64));
}

fn functionFind(m: *Maker) u32 {
    m.cases(4);
    const name = m.name(0, &.{"sum"});
    const signature = if (m.is(1)) m.badName() else text("(u64, f32) -> f32");
    const flags = if (m.is(2)) m.one(u32, &.{ 1, 2, 0xffff_ffff }) else 0;
    return m.host.function_find(m.frame, name, signature, flags, m.out(3));
}

fn functionCall(m: *Maker) u32 {
    var ids: [2]u32 = undefined;
    if (m.host.function_find(m.frame, text("sum"), text("(u64, f32) -> f32"), 0, &ids[0]) != ok) unreachable;
    if (m.host.function_find(m.frame, text("keep"), text("(bool) -> void"), abi.function_command, &ids[1]) != ok) unreachable;
    m.cases(5);
    const is_command = m.random.boolean();
    const id = if (m.is(0)) m.one(u32, &.{ 1 << 16, 0xffff_ffff }) else ids[@intFromBool(is_command)];
    const size: usize = if (is_command) 1 else 12;
    const arguments = if (m.is(1)) m.one(usize, &.{ size + 1, 0, huge, std.math.maxInt(usize) }) else size;
    // A bool that is none.
    const bytes: [12]u8 = if (m.is(2) and is_command) @splat(7) else @splat(1);
    const raw: ?*const anyopaque = if (m.is(2) and !is_command) null else &bytes;
    const result: usize = if (m.is(3)) 5 else if (is_command) 0 else 4;
    // The result of a command is not looked at.
    const answer: ?*anyopaque = if (m.is(4)) null else &m.sink;
    if (m.is(4) and is_command) return m.host.function_call(m.frame, 1 << 16, raw, arguments, answer, result);
    return m.host.function_call(m.frame, id, raw, arguments, answer, result);
}

fn related(m: *Maker) u32 {
    m.cases(5);
    const relation = if (m.is(0)) m.one(u32, &.{ 3, 0xffff_ffff }) else m.random.uintLessThan(u32, 3);
    const name = m.words(1, &.{ "", "witness" });
    const capacity: usize = if (m.is(2)) 8 else 0;
    const entity = m.entity(3);
    // No witness has a parent, a child, or somebody below it.
    return m.host.entities_related(m.frame, entity, relation, name, null, capacity, m.out(4));
}

fn globalTransform(m: *Maker) u32 {
    m.cases(2);
    return m.host.global_transform_get(m.frame, m.entity(0), m.out(1));
}

fn enable(m: *Maker) u32 {
    m.cases(3);
    const entity = if (m.is(0)) m.badEntity(false) else m.goodEntity();
    const script = m.name(1, &.{"follower"});
    return m.host.script_enable(m.frame, entity, script, if (m.is(2)) m.one(u32, &.{ 2, 0xffff_ffff }) else 1);
}

fn flush(m: *Maker) u32 {
    m.cases(1);
    if (m.is(0)) return m.host.requests_flush(m.frame, m.one(usize, &.{ (16 << 20) + 8, huge, std.math.maxInt(usize), std.math.maxInt(usize) - 7 }));
    return m.host.requests_flush(m.frame, m.random.uintLessThan(usize, 1 << 17));
}

fn entityCheck(m: *Maker) u32 {
    m.cases(1);
    return m.host.entity_check(m.frame, m.entity(0));
}

fn entitySpawn(m: *Maker) u32 {
    m.cases(12);
    var request: SpawnRequest = .{};
    if (m.is(0)) request.size = m.one(u32, &.{ 0, 1, @offsetOf(SpawnRequest, "components") - 1 });
    if (m.is(9)) request.parent = m.badEntity(false);
    if (m.is(10)) request.tag_count = m.one(u32, &.{ 1, 65, 0xffff_ffff });
    if (m.is(11)) {
        request.script_count = m.one(u32, &.{ 1, 65, 0xffff_ffff });
        // Addresses that lead nowhere.
        if (m.random.boolean()) request.scripts = &zeroes;
    }
    if (m.is(1)) request.abi_version = m.one(u32, &.{ 0, 2, 0xffff_ffff });
    request.prefab = if (m.is(2)) m.badName() else text("");
    request.tag = if (m.is(3)) m.badText() else text("spawned");
    if (m.is(4)) request.flags = m.one(u32, &.{ 2, 3, 0x8000_0000 });
    if (m.is(5)) request.transform[m.random.uintLessThan(usize, 10)] = m.one(f32, &.{ std.math.nan(f32), std.math.inf(f32) });
    if (m.is(6)) for (request.transform[3..7]) |*part| {
        part.* = 0;
    };
    const raw: ?*const anyopaque = if (m.is(7)) if (m.random.boolean()) null else @ptrFromInt(@intFromPtr(&buffer) + 4) else &request;
    const answer = m.out(8);
    const status = m.host.entity_spawn(m.frame, raw, answer);
    if (status == ok) m.abuser.spawned += 1;
    return status;
}

fn transformGet(m: *Maker) u32 {
    m.cases(2);
    return m.host.transform_get(m.frame, m.entity(0), m.out(1));
}

fn findByTag(m: *Maker) u32 {
    m.cases(4);
    const tag = m.words(0, &.{ "", "nobody", "witness" });
    const count = m.out(1);
    if (m.is(2)) return m.host.entities_find_by_tag(m.frame, tag, null, m.one(usize, &.{ 1, std.math.maxInt(usize) }), count);
    if (m.is(3)) return m.host.entities_find_by_tag(m.frame, tag, &buffer[4], 1, count);
    return m.host.entities_find_by_tag(m.frame, tag, &buffer, buffer.len / 8, count);
}

fn attach(m: *Maker) u32 {
    m.cases(9);
    var request: AttachRequest = .{ .priority = m.random.intRangeAtMost(i32, -3, 3), .phase = m.random.uintLessThan(u32, 4) };
    const to = m.entity(0);
    if (m.is(1)) request.size = m.one(u32, &.{ 0, 7, @offsetOf(AttachRequest, "properties") - 1 });
    if (m.is(7)) request.property_count = m.one(u32, &.{ 1, 257, 0xffff_ffff });
    const property: [4]usize = .{ @intFromPtr(&buffer), 1, 0, 0 };
    if (m.is(8)) {
        // An unknown kind, at an unknown path.
        request.properties = &property;
        request.property_count = 1;
    }
    if (m.is(2)) request.abi_version = m.one(u32, &.{ 0, 2, 0xffff_ffff });
    if (m.is(3)) request.script = m.badName();
    if (m.is(4)) request.phase = m.one(u32, &.{ 4, 0xff, 0xffff_fffe });
    if (m.is(5)) request.enabled = m.one(u32, &.{ 2, 0xffff_ffff });
    return m.host.script_attach(m.frame, to, if (m.is(6)) if (m.random.boolean()) null else @ptrFromInt(@intFromPtr(&buffer) + 4) else &request);
}

fn detach(m: *Maker) u32 {
    m.cases(2);
    return m.host.script_detach(m.frame, m.entity(0), m.name(1, &.{"follower"}));
}

fn actionGet(m: *Maker) u32 {
    m.cases(2);
    // A byte needs no alignment: only null is bad.
    return m.host.action_get(m.frame, m.name(0, &.{"fire"}), if (m.is(1)) null else &m.sink);
}

fn axisGet(m: *Maker) u32 {
    m.cases(2);
    return m.host.axis_get(m.frame, m.name(0, &.{"move"}), m.out(1));
}

fn scratchAlloc(m: *Maker) u32 {
    m.cases(2);
    const alignment = if (m.is(0)) m.one(usize, &.{ 0, 3, 32, std.math.maxInt(usize) }) else m.one(usize, &.{ 1, 8, 16 });
    const size = if (m.is(1)) m.one(usize, &.{ huge, std.math.maxInt(usize), std.math.maxInt(usize) - 15 }) else m.random.uintLessThan(usize, 2048);
    const memory: [*]u8 = @ptrCast(m.host.scratch_alloc(m.frame, size, alignment) orelse return invalid_argument);
    @memset(memory[0..size], 0xaa);
    return ok;
}

const components_known = &.{ "Transform", "Name", "Velocity", "Health", "Frozen", "Sparse" };

fn componentFind(m: *Maker) u32 {
    m.cases(3);
    const id = m.out(1);
    const size = m.out(2);
    return m.host.component_find(m.frame, m.name(0, components_known), id, if (size == @as(?*anyopaque, &m.sink)) &m.sink[16] else size);
}

/// A component, and the size of its value.
fn component(m: *Maker, comptime known: []const []const u8) struct { u32, usize } {
    var id: u32 = 0;
    var size: usize = 0;
    _ = m.host.component_find(m.frame, text(m.one([]const u8, known)), &id, &size);
    return .{ id, size };
}

fn badId(m: *Maker) u32 {
    // To a query, the highest bit says that the others are the number of a description.
    return m.one(u32, &.{ 1000, 0x9000_0000, 0xffff_fffe, 0xffff_ffff });
}

fn badSize(m: *Maker, size: usize) usize {
    const bad = m.one(usize, &.{ size + 1, size + 4, std.math.maxInt(usize), huge });
    return bad;
}

fn componentGet(m: *Maker) u32 {
    m.cases(4);
    var id, var size = component(m, &.{ "Transform", "Health" });
    if (m.is(0)) id = badId(m);
    if (m.is(1)) size = badSize(m, size);
    return m.host.component_get(m.frame, m.entity(2), id, m.value(3), size);
}

fn componentAdd(m: *Maker) u32 {
    m.cases(6);
    var id, var size = component(m, &.{ "Health", "Velocity", "Name", "Sparse" });
    @memset(buffer[0..256], 0);
    if (m.abuser.mode == .wild) m.random.bytes(buffer[0..256]);
    if (m.is(0)) id = badId(m);
    if (m.is(1)) size = badSize(m, size);
    if (m.is(4)) id, size = component(m, &.{"GlobalTransform"});
    if (m.is(5)) {
        id, size = component(m, &.{"Visibility"});
        buffer[0] = 3 + m.random.uintLessThan(u8, 200);
    }
    return m.host.component_add(m.frame, m.entity(2), id, m.value(3), size);
}

fn componentRemove(m: *Maker) u32 {
    m.cases(3);
    var id, _ = component(m, &.{ "Health", "Velocity", "Name", "Sparse", "Frozen" });
    if (m.is(0)) id = badId(m);
    if (m.is(1)) id, _ = component(m, &.{"GlobalTransform"});
    return m.host.component_remove(m.frame, m.entity(2), id);
}

fn runQuery(m: *Maker) u32 {
    m.cases(11);
    const id, _ = component(m, components_known);
    var ids: [9]u32 = @splat(id);
    // One that is known by reflection.
    if (m.forced < 0 and m.random.boolean()) ids[m.random.uintLessThan(usize, 9)] = 0x8000_0000 | bound(m, 1, &caption);
    const unknown = [1]u32{badId(m)};
    var query: Query = .{ .column_count = m.random.uintLessThan(u32, 9), .columns = &ids };
    if (m.is(0)) query.size = m.one(u32, &.{ 0, 4, @offsetOf(Query, "changed") - 1 });
    if (m.is(8)) query.changed_count = m.one(u32, &.{ 1, 0xffff_ffff });
    if (m.is(9)) query.added_count = m.one(u32, &.{ 1, 0xffff_ffff });
    if (m.is(10)) query.optional = @as(u32, 1) << 8;
    if (m.is(1)) query.column_count = m.one(u32, &.{ 9, 0x8000_0000, 0xffff_ffff });
    if (m.is(2)) {
        query.columns = null;
        query.column_count = @max(query.column_count, 1);
    }
    if (m.is(3)) {
        query.with = if (m.random.boolean()) &unknown else @ptrFromInt(@intFromPtr(&ids) + 1);
        query.with_count = 1;
    }
    if (m.is(4)) query.without_count = m.one(u32, &.{ 1, 0xffff_ffff });
    if (m.is(5)) query.tag = m.badText();
    var result: [@sizeOf(abi.QueryResult)]u8 align(8) = @splat(0);
    const answer: ?*anyopaque = if (m.is(6)) if (m.random.boolean()) null else &result[1] else &result;
    return m.host.query(m.frame, if (m.is(7)) if (m.random.boolean()) null else @ptrFromInt(@intFromPtr(&buffer) + 1) else &query, answer);
}

fn eachBegin(m: *Maker) u32 {
    m.cases(6);
    const id, _ = component(m, components_known);
    var ids: [9]u32 = @splat(id);
    var query: Query = .{ .column_count = m.random.uintLessThan(u32, 9), .columns = &ids };
    if (m.is(0)) query.size = m.one(u32, &.{ 0, 4, @offsetOf(Query, "changed") - 1 });
    if (m.is(1)) query.column_count = m.one(u32, &.{ 9, 0x8000_0000, 0xffff_ffff });
    if (m.is(2)) {
        // What is known by reflection, or not at all.
        query.column_count = @max(query.column_count, 1);
        ids[0] = if (m.random.boolean()) 0x8000_0000 | bound(m, 1, &caption) else badId(m);
    }
    if (m.is(3)) query.tag = m.badText();
    if (m.is(4)) query.optional = @as(u32, 1) << 8;
    return m.host.each_begin(m.frame, &query, m.out(5));
}

/// Victims that are gone over, with their transforms.
fn begun(m: *Maker) u64 {
    var id, _ = component(m, &.{"Transform"});
    var each: u64 = 0;
    _ = m.host.each_begin(m.frame, &Query{ .column_count = 1, .columns = &id }, &each);
    return each;
}

fn badEach(m: *Maker, each: u64) u64 {
    if (m.random.boolean()) {
        _ = m.host.each_end(m.frame, each);
        return each;
    }
    return m.one(u64, &.{ 0, 1, each ^ 0xffff, each + (1 << 62), std.math.maxInt(u64) });
}

fn eachNext(m: *Maker) u32 {
    m.cases(3);
    const each = begun(m);
    var chunk: abi.Chunk = .{};
    if (m.is(0)) return m.host.each_next(m.frame, badEach(m, each), &chunk);
    if (m.is(1)) chunk.size = m.one(u32, &.{ 0, 4, @sizeOf(abi.Chunk) - 1 });
    if (m.is(2)) return m.host.each_next(m.frame, each, if (m.random.boolean()) null else &m.sink[1]);
    var status = m.host.each_next(m.frame, each, &chunk);
    while (status == ok and chunk.count > 0) status = m.host.each_next(m.frame, chunk.each, &chunk);
    return status;
}

/// A part of a transform: a field, all of it, or anything within it.
const Part = struct { offset: u32 = 0, size: u32 = 40 };

fn partOf(m: *Maker, case: i32) Part {
    const wrong = [_]Part{
        .{ .size = 0 },
        .{ .size = 41 },
        .{ .offset = 40 },
        .{ .offset = 0xffff_ffff },
        .{ .size = 0xffff_ffff },
    };
    if (m.is(case)) return m.one(Part, &wrong);
    const offset = m.random.uintLessThan(u32, 40);
    return m.one(Part, &.{ .{}, .{ .size = 12 }, .{ .offset = 12, .size = 16 }, .{ .offset = offset, .size = 40 - offset } });
}

fn eachRead(m: *Maker) u32 {
    m.cases(5);
    var each = begun(m);
    var chunk: abi.Chunk = .{};
    // Without a chunk there is nothing to read.
    if (!m.is(0)) {
        _ = m.host.each_next(m.frame, each, &chunk);
        // The number before is that of a chunk that has ended.
        if (!m.is(1)) each = chunk.each;
    }
    const column: u32 = if (m.is(2))
        m.one(u32, &.{ 1, 8, 0x8000_0000, 0xffff_fffe })
    else if (m.forced < 0 and m.random.boolean()) 0xffff_ffff else 0;
    const part = partOf(m, 3);
    return m.host.each_read(m.frame, each, column, part.offset, part.size, m.out(4));
}

fn eachWrite(m: *Maker) u32 {
    m.cases(5);
    var each = begun(m);
    var chunk: abi.Chunk = .{};
    if (!m.is(0)) _ = m.host.each_next(m.frame, each, &chunk);
    each = if (m.is(1)) badEach(m, chunk.each) else chunk.each;
    const column: u32 = if (m.is(2)) m.one(u32, &.{ 1, 8, 0xffff_ffff }) else 0;
    const part = partOf(m, 3);
    var values: ?[*]u8 = null;
    const status = m.host.each_write(m.frame, each, column, part.offset, part.size, if (m.is(4)) null else @ptrCast(&values));
    if (values) |bytes| m.random.bytes(bytes[0 .. chunk.count * part.size]);
    // What it shows is its own, whatever it makes of it.
    var entities: ?[*]u64 = null;
    _ = m.host.each_read(m.frame, each, 0xffff_ffff, 0, 0, @ptrCast(&entities));
    if (entities) |handles| handles[0] = m.badEntity(true);
    return status;
}

fn eachEnd(m: *Maker) u32 {
    m.cases(1);
    const each = begun(m);
    if (m.is(0)) return m.host.each_end(m.frame, m.one(u64, &.{ 0, 1, each + (1 << 62), std.math.maxInt(u64) }));
    if (m.random.boolean()) _ = m.host.each_end(m.frame, each);
    return m.host.each_end(m.frame, each);
}

const field_f32 = 10;

fn fieldFind(m: *Maker) u32 {
    m.cases(4);
    const kind = if (m.is(0)) m.one(u32, &.{ 0, 16, 17, 18, 19, 0xffff_ffff }) else field_f32;
    const path = if (m.is(1)) switch (m.random.uintLessThan(u32, 3)) {
        0 => m.badText(),
        1 => text("translation."),
        else => text("[[["),
    } else text(m.one([]const u8, &.{ "translation.x", "scale.y", "nothing.at.all" }));
    return m.host.field_find(m.frame, m.name(2, &.{"Transform"}), path, kind, m.out(3));
}

fn field(m: *Maker) u32 {
    var id: u32 = 0;
    _ = m.host.field_find(m.frame, text("Transform"), text("translation.x"), field_f32, &id);
    return id;
}

fn fieldGet(m: *Maker) u32 {
    m.cases(4);
    const id = if (m.is(0)) badId(m) else field(m);
    const size = if (m.is(1)) badSize(m, 4) else 4;
    return m.host.field_get(m.frame, m.entity(2), id, m.value(3), size);
}

fn fieldSet(m: *Maker) u32 {
    m.cases(4);
    const id = if (m.is(0)) badId(m) else field(m);
    const size = if (m.is(1)) badSize(m, 4) else 4;
    const number: f32 = m.random.float(f32);
    @memcpy(buffer[0..4], std.mem.asBytes(&number));
    return m.host.field_set(m.frame, m.entity(2), id, m.value(3), size);
}

fn key(m: *Maker, case: i32) Text {
    if (!m.is(case)) return text(m.one([]const u8, &.{ "hp", "name", "at" }));
    return switch (m.random.uintLessThan(u32, 3)) {
        0 => text(""),
        1 => text(long[0..m.one(usize, &.{ 65, 5000 })]),
        else => m.badText(),
    };
}

fn varRead(m: *Maker) u32 {
    m.cases(5);
    const owner = if (m.is(0)) m.badEntity(false) else m.goodEntity();
    const name = key(m, 1);
    const kind = if (m.is(2)) m.one(u32, &.{ 0, 10, 0xffff_ffff }) else m.random.intRangeAtMost(u32, 1, 9);
    const to = m.value(3);
    const capacity = if (to == null) m.one(usize, &.{ 1, std.math.maxInt(usize) }) else buffer.len;
    return m.host.var_read(m.frame, owner, name, kind, to, capacity, m.out(4));
}

fn varWrite(m: *Maker) u32 {
    m.cases(7);
    const owner = if (m.is(0)) m.badEntity(false) else m.goodEntity();
    const name = key(m, 1);
    const op = if (m.is(2)) m.one(u32, &.{ 0, 5, 0x1_0001, 0xffff_ffff }) else 1;
    const kind = if (m.is(3)) m.one(u32, &.{ 0, 10, 0x1_0002, 0xffff_ffff }) else 2;
    const size: usize = if (m.is(4)) m.one(usize, &.{ 0, 7, 9, 5000, std.math.maxInt(usize) }) else 8;
    if (m.is(6)) {
        const double = m.one(f64, &.{ std.math.nan(f64), std.math.inf(f64) });
        return m.host.var_write(m.frame, owner, name, 1, 3, &double, 8);
    }
    const from = m.value(5);
    return m.host.var_write(m.frame, owner, name, op, kind, from, if (from == null) @max(size, 1) else size);
}

fn signalName(m: *Maker, case: i32) Text {
    if (!m.is(case)) return text(m.one([]const u8, &.{ "abuse 1", "abuse 2", "abuse 3" }));
    return switch (m.random.uintLessThan(u32, 3)) {
        0 => text(""),
        1 => text(long[0..m.one(usize, &.{ 256, 5000 })]),
        else => m.badText(),
    };
}

fn signalNameId(m: *Maker) u32 {
    m.cases(2);
    return m.host.signal_name_id(m.frame, signalName(m, 0), m.out(1));
}

fn signalConnect(m: *Maker) u32 {
    m.cases(4);
    const any = std.math.maxInt(u64);
    var target = if (m.is(0)) m.badEntity(false) else m.one(u64, &.{ m.goodEntity(), any });
    // Which is none of an entity's.
    if (m.forced == 0 and target == any) target = 1;
    const name = if (m.is(3)) text(m.one([]const u8, &.{ "Add<nobody>", "Despawn<nobody::Nothing>" })) else signalName(m, 1);
    // Null asks for a connection that nobody ends.
    const connection: ?*anyopaque = if (m.is(2)) &m.sink[1] else m.one(?*anyopaque, &.{ &m.sink, null });
    return m.host.signal_connect(m.frame, name, target, connection);
}

fn signalDisconnect(m: *Maker) u32 {
    m.cases(1);
    if (m.is(0)) return m.host.signal_disconnect(m.frame, m.one(u64, &.{ 0, 1 << 40, std.math.maxInt(u64) }));
    return m.host.signal_disconnect(m.frame, m.random.uintLessThan(u64, 1000));
}

fn badFrame(m: *Maker) u32 {
    m.cases(1);
    var copy: abi.Frame = undefined;
    const frame = m.frameOf(0, &copy);
    return switch (m.random.uintLessThan(u32, 4)) {
        0 => m.host.entity_check(frame, m.goodEntity()),
        1 => m.host.log(frame, 0, text("")),
        2 => m.host.requests_flush(frame, 0),
        else => m.host.signal_name_id(frame, text("abuse 1"), &m.sink),
    };
}

/// A block of this instance, mostly, and one more answer's place.
fn newBlock(m: *Maker, case: i32) u64 {
    if (m.is(case)) return m.one(u64, &.{ 0, 1 << 40, std.math.maxInt(u64) });
    var number: u64 = 0;
    _ = m.host.memory_alloc(m.frame, 100, &number, &m.sink[32]);
    m.abuser.block = number;
    return number;
}

/// What is left of it.
fn freeBlock(m: *Maker) void {
    if (m.abuser.block != 0) _ = m.host.memory_free(m.frame, m.abuser.block);
    m.abuser.block = 0;
}

fn badBlockSize(m: *Maker) usize {
    return m.one(usize, &.{ 1 << 25, huge, std.math.maxInt(usize), std.math.maxInt(usize) - 15, std.math.maxInt(usize) - 64 });
}

fn memoryAlloc(m: *Maker) u32 {
    m.cases(3);
    const size = if (m.is(0)) badBlockSize(m) else m.random.uintLessThan(usize, 4096);
    const number = m.out(1);
    const memory: ?*anyopaque = if (m.is(2)) null else &m.sink[16];
    const status = m.host.memory_alloc(m.frame, size, number, memory);
    if (status != ok) return status;
    m.abuser.block = @bitCast(m.sink[0..8].*);
    const at: [*]u8 = @ptrFromInt(@as(usize, @bitCast(m.sink[16..][0..@sizeOf(usize)].*)));
    @memset(at[0..size], 0xaa);
    freeBlock(m);
    return status;
}

fn memoryResize(m: *Maker) u32 {
    m.cases(3);
    defer freeBlock(m);
    const number = newBlock(m, 0);
    const size = if (m.is(1)) badBlockSize(m) else m.random.uintLessThan(usize, 4096);
    const status = m.host.memory_resize(m.frame, number, size, m.out(2));
    if (status != ok) return status;
    const at: [*]u8 = @ptrFromInt(@as(usize, @bitCast(m.sink[0..@sizeOf(usize)].*)));
    @memset(at[0..size], 0xaa);
    return status;
}

fn memoryGet(m: *Maker) u32 {
    m.cases(3);
    defer freeBlock(m);
    const number = newBlock(m, 0);
    const memory = m.out(1);
    return m.host.memory_get(m.frame, number, memory, if (m.is(2)) null else &m.sink[16]);
}

fn memoryFree(m: *Maker) u32 {
    m.cases(2);
    defer freeBlock(m);
    const number = newBlock(m, 0);
    // Twice.
    if (m.is(1)) freeBlock(m);
    return m.host.memory_free(m.frame, number);
}

const float: Type = .{ .kind = type_float, .size = 4, .alignment = 4 };
const string: Type = .{ .kind = type_text, .size = 2 * @sizeOf(usize), .alignment = @alignOf(usize) };
const xyz = [_]Member{
    .{ .name = text("x"), .type = &float },
    .{ .name = text("y"), .type = &float, .offset = 4 },
    .{ .name = text("z"), .type = &float, .offset = 8 },
};
const vec3: Type = .{ .size = 12, .alignment = 4, .members = &xyz, .member_count = 3 };
const xyzw = xyz ++ [_]Member{.{ .name = text("w"), .type = &float, .offset = 12 }};
const quat: Type = .{ .size = 16, .alignment = 4, .members = &xyzw, .member_count = 4 };
const placed = [_]Member{
    .{ .name = text("translation"), .type = &vec3 },
    .{ .name = text("rotation"), .type = &quat, .offset = 12 },
};
/// Where something is, and how it is turned.
const pose: Type = .{
    .size = 28,
    .alignment = 4,
    .flags = abi.type_flag_partial,
    .path = text("bevy_transform::components::transform::Transform"),
    .members = &placed,
    .member_count = 2,
};
const captioned = [_]Member{.{ .name = text("text"), .type = &string }};
/// Something with text.
const caption: Type = .{
    .size = string.size,
    .alignment = string.alignment,
    .path = text("bevy_zig_tests::reflected::Caption"),
    .members = &captioned,
    .member_count = 1,
};
const variants = [_]Member{ .{ .name = text("calm"), .type = null }, .{ .name = text("wild"), .type = null, .value = 1 } };
/// A state that scripts declare.
const stage: Type = .{
    .kind = type_enum,
    .size = 1,
    .path = text("Abuse"),
    .members = &variants,
    .member_count = 2,
    .tag_size = 1,
};
const role_zig_state = 7;
const motion: Type = .{ .path = text("bevy_input::mouse::MouseMotion") };

/// A description that is none, or of nothing.
fn badType(m: *Maker) *const Type {
    const S = struct {
        var bad: Type = .{};
        var members: [2]Member = undefined;
        var other: Type = .{};
    };
    S.bad = pose;
    S.members = placed;
    S.other = vec3;
    S.bad.members = &S.members;
    S.members[0].type = &S.other;
    switch (m.random.uintLessThan(u32, 16)) {
        // It contains itself, at once or by another.
        0 => S.members[0].type = &S.bad,
        1 => {
            S.other.members = &S.members;
            S.other.member_count = 1;
        },
        2 => S.members[0].offset = m.one(u32, &.{ 17, 20, 24, 0x7fff_fffc, 0xffff_fffc }),
        3 => S.bad.member_count = m.one(u32, &.{ 0xffff, 0x7fff_ffff, 0xffff_ffff }),
        4 => S.bad.kind = m.one(u32, &.{ 0, 15, 0xffff_ffff }),
        5 => S.bad.flags = m.one(u32, &.{ 2, 0x8000_0000, 0xffff_ffff }),
        6 => S.bad.size = m.one(u32, &.{ 0, 27, 1 << 20, 0xffff_fffc }),
        7 => S.bad.alignment = m.one(u32, &.{ 0, 3, 32, 0x8000_0000 }),
        8 => S.bad.members = if (m.random.boolean()) null else @ptrFromInt(@intFromPtr(&buffer) + 1),
        9 => S.members[0].name = m.badText(),
        10 => S.bad.path = if (m.random.boolean()) m.badText() else text("nobody::Nothing"),
        11 => S.members[0].type = if (m.random.boolean()) null else @ptrFromInt(8),
        12 => {
            const count = m.one(u32, &.{ 2, 0x4000_0000, 0xffff_ffff });
            S.other = .{ .kind = type_array, .item_count = count, .item = &float, .size = 4, .alignment = 4 };
        },
        13 => {
            S.other = string;
            S.other.kind = type_list;
            S.other.item = m.one(?*const anyopaque, &.{ null, &S.bad });
        },
        14 => S.bad.item = &S.bad,
        else => S.members[1] = S.members[0],
    }
    return &S.bad;
}

fn bound(m: *Maker, role: u32, description: *const Type) u32 {
    var id: u32 = 0;
    _ = m.host.value_bind(m.frame, role, description, &id);
    return id;
}

fn valueBind(m: *Maker) u32 {
    m.cases(4);
    const is_stage = m.forced < 0 and m.random.boolean();
    const role: u32 = if (m.is(0)) m.one(u32, &.{ 0, 2, 3, 4, 5, 7, 8, 0xffff_ffff }) else if (is_stage) role_zig_state else 1;
    var description: ?*const anyopaque = if (m.is(1)) badType(m) else if (is_stage) &stage else &pose;
    if (m.is(2)) description = if (m.random.boolean()) null else @ptrFromInt(@intFromPtr(&buffer) + 1);
    return m.host.value_bind(m.frame, role, description, m.out(3));
}

fn valueGet(m: *Maker) u32 {
    m.cases(5);
    if (m.forced < 0 and m.random.boolean()) {
        return m.host.value_get(m.frame, abi.entity_none, bound(m, role_zig_state, &stage), &m.sink, if (m.is(2)) 4 else 1);
    }
    const id = if (m.is(0)) badId(m) else if (m.is(1)) bound(m, 3, &motion) else bound(m, 1, &pose);
    const size = if (m.is(2)) badSize(m, pose.size) else pose.size;
    return m.host.value_get(m.frame, m.entity(3), id, m.value(4), size);
}

fn valuePut(m: *Maker) u32 {
    m.cases(9);
    if (m.is(8)) {
        const none: u8 = m.one(u8, &.{ 2, 255 });
        return m.host.value_put(m.frame, abi.entity_none, bound(m, role_zig_state, &stage), 2, &none, 1);
    }
    if (m.forced < 0 and m.random.uintLessThan(u32, 4) == 0) {
        const variant: u8 = m.random.uintLessThan(u8, 2);
        return m.host.value_put(m.frame, abi.entity_none, bound(m, role_zig_state, &stage), 2, &variant, 1);
    }
    if (m.is(6)) {
        // Text that is nowhere, has no end, or is none.
        const bad = m.one(Text, &.{ .{ .ptr = null, .len = 1 }, .{ .ptr = &buffer, .len = huge }, .{ .ptr = @ptrFromInt(8), .len = 3 }, text("\xff") });
        return m.host.value_put(m.frame, m.goodEntity(), bound(m, 1, &caption), 1, &bad, caption.size);
    }
    const id = if (m.is(0)) badId(m) else bound(m, 1, &pose);
    const op = if (m.is(1)) m.one(u32, &.{ 0, 1, 4, 5, 0xffff_ffff }) else 2;
    const size = if (m.is(2)) badSize(m, pose.size) else pose.size;
    var numbers: [8]f32 = .{ 1, 2, 3, 0, 0, 0, 1, 0 };
    if (m.is(5)) numbers[6] = m.one(f32, &.{ 0, std.math.nan(f32), std.math.inf(f32) });
    if (m.is(7)) return m.host.value_put(m.frame, m.badEntity(false), id, 3, null, 0);
    return m.host.value_put(m.frame, m.entity(3), id, op, if (m.is(4)) null else &numbers, size);
}

const sheet: Type = .{
    .size = 4,
    .alignment = 4,
    .path = text("bevy_zig_tests::reflected::Sheet"),
    .members = &sheet_members,
    .member_count = 1,
};
const sheet_members = [_]Member{.{ .name = text("size"), .type = &short_number }};
const short_number: Type = .{ .kind = type_uint, .size = 4, .alignment = 4 };

/// A handle of a sheet, by its path or number.
const Handle = extern struct {
    held: extern union { path: Text, number: u64 } = .{ .number = 0 },
    tag: u64 = 0,
};
const handle_type: Type = .{
    .kind = type_handle,
    .size = @sizeOf(Handle),
    .alignment = 8,
    .path = text("bevy_zig_tests::reflected::Sheet"),
    .members = &handle_members,
    .member_count = 3,
    .tag_offset = @offsetOf(Handle, "tag"),
    .tag_size = 8,
};
const handle_members = [_]Member{
    .{ .name = text("none"), .type = null },
    .{ .name = text("path"), .type = &string, .value = 1 },
    .{ .name = text("held"), .type = &long_number, .value = 2 },
};
const long_number: Type = .{ .kind = type_uint, .size = 8, .alignment = 8 };

fn assetAdd(m: *Maker) u32 {
    m.cases(5);
    const asset = if (m.is(0)) m.one(u32, &.{ badId(m), bound(m, 1, &pose), bound(m, role_asset, &sheet) }) else bound(m, role_asset, &handle_type);
    const id = if (m.is(1)) m.one(u32, &.{ badId(m), bound(m, 1, &pose), bound(m, role_asset, &handle_type) }) else bound(m, role_asset, &sheet);
    const number: u32 = 1;
    const size = if (m.is(2)) badSize(m, sheet.size) else sheet.size;
    return m.host.asset_add(m.frame, asset, id, if (m.is(3)) null else &number, size, m.out(4));
}

fn assetKeep(m: *Maker) u32 {
    m.cases(5);
    const asset = if (m.is(0)) m.one(u32, &.{ badId(m), bound(m, role_asset, &sheet) }) else bound(m, role_asset, &handle_type);
    var handle: Handle = .{ .held = .{ .path = text("a.sheet") }, .tag = 1 };
    if (m.is(1)) handle = switch (m.random.uintLessThan(u32, 6)) {
        0 => .{},
        1 => .{ .held = .{ .number = m.random.int(u64) | 1 << 60 }, .tag = 2 },
        2 => .{ .held = .{ .path = text("\xff") }, .tag = 1 },
        3 => .{ .held = .{ .path = .{ .ptr = @ptrFromInt(8), .len = 3 } }, .tag = 1 },
        4 => .{ .held = .{ .path = .{ .ptr = &buffer, .len = huge } }, .tag = 1 },
        else => .{ .tag = m.random.int(u64) | 8 },
    };
    const size = if (m.is(2)) badSize(m, @sizeOf(Handle)) else @sizeOf(Handle);
    return m.host.asset_keep(m.frame, asset, if (m.is(3)) null else &handle, size, m.out(4));
}

fn assetState(m: *Maker) u32 {
    m.cases(2);
    // Nothing has been kept yet, or what has has another number.
    return m.host.asset_state(m.frame, m.random.int(u64) | 1 << 60, m.out(0));
}

fn assetsCount(m: *Maker) u32 {
    m.cases(1);
    return m.host.assets_count(m.frame, m.out(0));
}

fn scriptFieldsFind(m: *Maker) u32 {
    m.cases(4);
    const name = m.name(0, &.{"follower"});
    // A list that is none, and fields that lie anywhere.
    const count: u32 = if (m.is(1)) m.one(u32, &.{ 1, 1 << 10, 0xffff_ffff }) else 0;
    const size: u32 = if (m.is(2)) m.one(u32, &.{ 1 << 21, 0xffff_ffff }) else 4;
    return m.host.script_fields_find(m.frame, name, if (m.random.boolean()) null else @ptrFromInt(64), count, size, m.out(3));
}

fn layoutFind(m: *Maker) u32 {
    m.cases(8);
    const fields = [2]abi.Field{
        .{ .path = .from("one"), .offset = 0, .kind = .f32, .value_size = if (m.is(1)) 3 else 4, .layout_hash = 1 },
        .{ .path = if (m.is(2)) .{ .ptr = null, .len = m.one(usize, &.{ 1, std.math.maxInt(usize) }) } else .from("two"), .offset = if (m.is(3)) m.one(u32, &.{ 6, 0xffff_fffe }) else 4, .kind = .f32, .value_size = 4, .layout_hash = 2 },
    };
    var layout: abi.Layout = .{
        .name = .from("Witness"),
        .value_size = if (m.is(4)) m.one(u32, &.{ 9, 1 << 21, 0xffff_fffc }) else 8,
        .value_align = if (m.is(5)) m.one(u32, &.{ 0, 3, 32, 0xffff_ffff }) else 4,
        .field_count = 2,
        .rename_count = if (m.is(6)) m.one(u32, &.{ 1, 0xffff_ffff }) else 0,
        .fields = &fields,
        .renames = null,
        .value_default = null,
    };
    if (m.is(7)) layout.fields = if (m.random.boolean()) null else @ptrFromInt(64);
    return m.host.layout_find(m.frame, &layout, m.out(0));
}

fn payloadRefused(m: *Maker) u32 {
    m.cases(2);
    var signal: [32]u64 align(8) = @splat(0);
    const size: u32 = if (m.is(0)) m.one(u32, &.{ 0, 8, @sizeOf(abi.Signal) - 1 }) else @sizeOf(abi.Signal);
    @memcpy(std.mem.asBytes(&signal)[0..4], std.mem.asBytes(&size));
    const raw: ?*const anyopaque = if (m.is(1)) if (m.random.boolean()) null else @ptrFromInt(64) else &signal;
    return m.host.payload_refused(m.frame, raw, text("Witness"), 4);
}

/// Every call is a bad one: no witness has such a script.
fn scriptFieldsGet(m: *Maker) u32 {
    var id: u32 = 0;
    if (m.host.script_fields_find(m.frame, text("follower"), null, 0, 4, &id) != ok) unreachable;
    m.cases(3);
    const entity = if (m.is(0)) m.badEntity(false) else m.goodEntity();
    if (m.is(1)) id = m.one(u32, &.{ 1 << 16, 0xffff_ffff });
    return m.host.script_fields_get(m.frame, entity, id, &m.sink, if (m.is(2)) badSize(m, 4) else 4);
}

fn messagesRead(m: *Maker) u32 {
    m.cases(4);
    const id = if (m.is(0)) badId(m) else if (m.is(1)) bound(m, 1, &pose) else bound(m, 3, &motion);
    return m.host.messages_read(m.frame, id, m.out(2), if (m.is(3)) null else &m.sink[32]);
}

fn componentSet(m: *Maker) u32 {
    m.cases(6);
    var id, _ = component(m, &.{ "Health", "Velocity" });
    if (m.is(0)) id = badId(m);
    if (m.is(1)) id, _ = component(m, &.{"GlobalTransform"});
    var parts: [2]ComponentPart = .{ .{}, .{ .offset = 4 } };
    @memset(buffer[0..8], 0);
    if (m.is(2)) parts[0].offset = m.one(u32, &.{ 100, 0x7fff_ffff, 0xffff_ffff });
    if (m.is(3)) parts[1].size = m.one(u32, &.{ 100, 0x7fff_ffff, 0xffff_ffff });
    const count: usize = if (m.is(4)) m.one(usize, &.{ 257, huge, std.math.maxInt(usize) }) else 2;
    return m.host.component_set(m.frame, m.entity(5), id, &parts, count);
}

pub fn onSignal(_: *Abuser, _: *bevy.Context, _: *const bevy.Signal) void {}
