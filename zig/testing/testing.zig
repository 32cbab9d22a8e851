//! For the `test` blocks of scripts: a game without Bevy that runs a script's real callbacks and collects their
//! requests for checks. Only exists in tests and is never compiled into games. `docs/testing.md` has an example, and
//! says how to run tests.
//!
//! ```zig
//! test "thrust makes the ship faster" {
//!     var game: bevy.testing.Game = .init(std.testing.allocator);
//!     defer game.deinit();
//!     try game.addPrefab("flame");
//!     var ship = try game.attach(Ship, .{ .thrust = 60 });
//!     try game.press("thrust");
//!     try ship.update(0.5);
//!     try std.testing.expect(ship.state.velocity.y > 0);
//!     try std.testing.expectEqualStrings("flame", (try game.only(.spawn)).prefab);
//! }
//! ```
//!
//! The test sets up the game: its entities, components, input and vars are the snapshot that scripts read; anything
//! else gives the same error as the real host (`error.Absent`, `error.UnknownEntity`, `error.UnknownPrefab`). Requests
//! are collected but not applied: to test scripts, world and frames together, use the Rust harness `bevy_zig::testing`.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const assets = @import("assets.zig");
const callbacks = @import("../script/callback.zig");
const components = @import("../api/component.zig");
const each = @import("each.zig");
const data = @import("../value/data.zig");
const entity_types = @import("../api/entity.zig");
const functions = @import("functions.zig");
const host = @import("host.zig");
const instances = @import("instance.zig");
const math = @import("../math/math.zig");
const mirrors = @import("../value/type.zig");
const names = @import("names.zig");
const script_fields = @import("fields.zig");
const shape = @import("../value/shape.zig");
const requests = @import("request.zig");
const values = @import("values.zig");

const Context = @import("../api/context.zig").Context;
const Mirrored = @import("mirrored.zig").Mirrored;
const Entity = entity_types.Entity;

pub const Instance = instances.Instance;
pub const Request = requests.Request;
pub const Value = requests.Value;
pub const Var = requests.Var;

/// A line that a script logged.
pub const Line = struct { level: abi.LogLevel, text: []const u8 };

/// The game that scripts see in a test, and the requests that they post.
pub const Game = struct {
    /// Seconds since the start of the game.
    elapsed_seconds: f64 = 0,
    /// Seconds since the last frame, for callbacks without a `dt`; `update` sets it.
    delta_seconds: f32 = 0,
    /// Frames since the start of the game.
    frame_number: u64 = 1,
    phase: abi.Phase = .update,
    /// Seed of random numbers.
    seed: u64 = 0,
    /// How far assets are that scripts load from files.
    files: abi.AssetState = .loaded,
    /// The number of signals that can still be emitted.
    signals_left: u32 = 10_000,
    /// The maximum size of a signal's payload, in bytes.
    signal_payload_size_max: u32 = 4 << 10,

    allocator: std.mem.Allocator,
    /// What lasts as long as the game.
    arena: std.heap.ArenaAllocator,
    /// What lasts as long as a callback.
    scratch: std.heap.ArenaAllocator,
    buffer: []u64 = &.{},
    slots: std.ArrayList(Request) = .empty,
    posted: std.ArrayList(Request) = .empty,
    lines: std.ArrayList(Line) = .empty,
    entities: std.ArrayList(Entry) = .empty,
    /// Spawned by scripts: they can be used in requests, and are not in the snapshot.
    reserved: std.ArrayList(Entity) = .empty,
    global_vars: std.ArrayList(NamedVar) = .empty,
    tags: std.ArrayList(Tag) = .empty,
    tagged: std.ArrayList(Entity) = .empty,
    children: std.ArrayList(Child) = .empty,
    prefabs: std.ArrayList([]const u8) = .empty,
    scripts: std.ArrayList([]const u8) = .empty,
    functions: std.ArrayList(functions.Added) = .empty,
    actions: std.ArrayList(NamedAction) = .empty,
    axes: std.ArrayList(NamedAxis) = .empty,
    values: std.ArrayList(values.Stored) = .empty,
    /// What scripts keep.
    assets: std.ArrayList(assets.Kept) = .empty,
    /// The event that the signal tells of that is delivered.
    event: ?Mirrored = null,
    /// Those of this frame.
    messages: std.ArrayList(Mirrored) = .empty,
    registered: [names.components_max]bool = @splat(false),
    resources: std.ArrayList(Held) = .empty,
    data_messages: std.ArrayList(Held) = .empty,
    /// By their numbers.
    connections: std.ArrayList(host.Connected) = .empty,
    blocks: std.ArrayList(Block) = .empty,
    /// The queries that the callback under way goes over in chunks, and what it has changed.
    cursors: std.ArrayList(each.Cursor) = .empty,
    changes: std.ArrayList(each.Changes) = .empty,
    kept: std.ArrayList(u8) = .empty,
    kept_at: usize = 0,
    keeping: enum { nothing, writes, reads } = .nothing,
    script_states: std.ArrayList(script_fields.State) = .empty,
    entity_count: u32 = 0,
    instance_count: u64 = 0,
    sequence: u64 = 0,

    // Of the callback under way.
    hears: bool = false,
    instance_id: u64 = 0,
    entity_bits: u64 = 0,
    is_busy: bool = false,
    /// The error that a callback or a run has returned.
    failure: ?anyerror = null,
    /// What was asked for last and is not there, and what would add it.
    lacking: []const u8 = "",
    /// The run and the step of a sequence that have returned an error last: `fight, step 3, 'fire'`.
    failed_step: []const u8 = "",
    frame: abi.Frame = undefined,
    batch: abi.Batch = undefined,
    context: Context = undefined,

    const Entry = struct {
        id: Entity,
        components: std.ArrayList(Held) = .empty,
        vars: std.ArrayList(NamedVar) = .empty,
        fields: std.ArrayList(Held) = .empty,
    };
    /// A component's value or a field's, by number.
    const Held = struct { id: u32, bytes: []const u8 };
    const NamedVar = struct { key: []const u8, value: Var };
    const NamedAction = struct { name: []const u8, state: abi.Action };
    const NamedAxis = struct { name: []const u8, value: f32 };
    const Child = struct { entity: Entity, parent: Entity };
    const Tag = struct { entity: Entity, name: []const u8 };
    const Block = struct { owner: u64, bytes: []align(16) u8 };

    const OutOfMemory = error{OutOfMemory};

    /// An empty game that only knows Bevy's own components. Usually with `std.testing.allocator`.
    pub fn init(allocator: std.mem.Allocator) Game {
        var game: Game = .{ .allocator = allocator, .arena = .init(allocator), .scratch = .init(allocator) };
        inline for (components.builtin) |C| game.register(C);
        return game;
    }

    /// Frees the game. Its instances and texts must not be used afterwards.
    pub fn deinit(self: *Game) void {
        self.allocator.free(self.buffer);
        self.scratch.deinit();
        self.arena.deinit();
        self.* = undefined;
    }

    // ---- The snapshot ----

    /// A new entity without components.
    pub fn spawn(self: *Game) OutOfMemory!Entity {
        const id = self.nextHandle();
        try self.entities.append(self.arena.allocator(), .{ .id = id });
        return id;
    }

    /// A new entity at this position.
    pub fn spawnAt(self: *Game, position: math.Vec3) OutOfMemory!Entity {
        const id = try self.spawn();
        try self.set(id, math.Transform.fromTranslation(position));
        return id;
    }

    /// Removes an entity: its handle is stale from now on.
    pub fn despawn(self: *Game, id: Entity) void {
        for (self.entities.items, 0..) |known, index| if (known.id == id) {
            _ = self.entities.orderedRemove(index);
            return;
        };
    }

    /// Sets a component or the transform of an entity: `try game.set(rock, bevy.Transform.fromXyz(1, 2, 3))`, also that
    /// of a reflected type: `try game.set(label, ui.Text{ .text = "12" })`.
    pub fn set(self: *Game, id: Entity, value: anytype) OutOfMemory!void {
        if (comptime values.isReflected(@TypeOf(value))) {
            _ = self.entry(id);
            return values.store(self, .component, id, value);
        }
        self.register(@TypeOf(value));
        const number = names.componentId(@TypeOf(value));
        try self.hold(&self.entry(id).components, number, std.mem.asBytes(&value));
    }

    /// Puts a script with these fields on an entity, or among the global ones with `.none`, for scripts that read them:
    /// `try game.setFields(enemy, "ship", Ship{ .speed = 5 });`
    pub fn setFields(self: *Game, id: Entity, comptime script: []const u8, value: anytype) OutOfMemory!void {
        try script_fields.store(self, id, script, value);
    }

    /// The value of a component; null if the entity does not have it.
    pub fn get(self: *Game, comptime C: type, id: Entity) ?C {
        if (comptime values.isReflected(C)) {
            const found = values.find(self, .component, id, C.zig_reflect) orelse return null;
            return found.as(C);
        }
        const bytes = self.bytesOf(id, names.componentId(C)) orelse return null;
        return std.mem.bytesToValue(C, bytes);
    }

    /// Sets a resource: `try game.setResource(time.TimeVirtual{ … })`. One that scripts declare is there, with its
    /// defaults, without that.
    pub fn setResource(self: *Game, value: anytype) OutOfMemory!void {
        if (comptime data.is(@TypeOf(value), .resource)) {
            return self.hold(&self.resources, names.componentId(@TypeOf(value)), std.mem.asBytes(&value));
        }
        try values.store(self, .resource, .none, value);
    }

    /// Sets the state that the game is in: `try game.setState(Stage.paused)`. A state that scripts declare begins with
    /// its initial variant.
    pub fn setState(self: *Game, value: anytype) OutOfMemory!void {
        try values.store(self, if (comptime mirrors.isZigState(@TypeOf(value))) .zig_state else .state, .none, value);
    }

    /// Adds a message that scripts read in this frame.
    pub fn addMessage(self: *Game, value: anytype) OutOfMemory!void {
        const T = @TypeOf(value);
        if (comptime data.is(T, .message)) {
            const kept = try self.keep(std.mem.asBytes(&value));
            return self.data_messages.append(self.arena.allocator(), .{ .id = names.componentId(T), .bytes = kept });
        }
        if (comptime !mirrors.isMirror(T)) @compileError(@typeName(T) ++ " is not a mirror: it has no zig_reflect");
        const arena = self.arena.allocator();
        try self.messages.append(arena, try .copy(arena, mirrors.typeOf(T), &value));
    }

    /// Registers a component, like `register_zig_component` in a game. `set` also does this.
    pub fn register(self: *Game, comptime C: type) void {
        self.registered[names.componentId(C)] = true;
    }

    /// Adds a tag to an entity.
    pub fn tag(self: *Game, id: Entity, name: []const u8) OutOfMemory!void {
        try self.tags.append(self.arena.allocator(), .{ .entity = id, .name = try self.keep(name) });
    }

    /// Sets a var; `.none` is the whole game: `try game.setVar(.none, "gold", .{ .int = 5 })`.
    pub fn setVar(self: *Game, owner: Entity, key: []const u8, value: Var) OutOfMemory!void {
        const list = if (owner == .none) &self.global_vars else &self.entry(owner).vars;
        const held: Var = switch (value) {
            .text => |text| .{ .text = try self.keep(text) },
            .blob => |bytes| .{ .blob = try self.keep(bytes) },
            else => value,
        };
        for (list.items) |*known| if (std.mem.eql(u8, known.key, key)) {
            known.value = held;
            return;
        };
        try list.append(self.arena.allocator(), .{ .key = try self.keep(key), .value = held });
    }

    /// Sets a field of a reflected component, for `getPath`.
    pub fn setPath(
        self: *Game,
        comptime T: type,
        id: Entity,
        comptime component_name: []const u8,
        comptime path: []const u8,
        value: T,
    ) OutOfMemory!void {
        const kind = comptime components.plainKindOf(T);
        const number = try names.pathId(.{ .component = component_name, .path = path, .kind = kind });
        try self.hold(&self.entry(id).fields, number, std.mem.asBytes(&value));
    }

    /// Makes an entity a child of another, which has to be there already; it comes behind the other children.
    pub fn setParent(self: *Game, id: Entity, parent: Entity) OutOfMemory!void {
        for (self.children.items, 0..) |child, index| if (child.entity == id) {
            _ = self.children.orderedRemove(index);
            break;
        };
        try self.children.append(self.arena.allocator(), .{ .entity = id, .parent = parent });
    }

    /// The parent of an entity, if it has one.
    pub fn parentOf(self: *const Game, id: Entity) ?Entity {
        for (self.children.items) |child| if (child.entity == id) return child.parent;
        return null;
    }

    /// Registers a prefab, so that scripts can spawn it.
    pub fn addPrefab(self: *Game, name: []const u8) OutOfMemory!void {
        try self.prefabs.append(self.arena.allocator(), try self.keep(name));
    }

    /// Registers a script, so that scripts can attach it.
    pub fn addScript(self: *Game, name: []const u8) OutOfMemory!void {
        try self.scripts.append(self.arena.allocator(), try self.keep(name));
    }

    /// Registers a function, so that scripts can call it: `try game.addFunction("damage_of", damageOf);` with a
    /// function of the test, which takes the same as the game's.
    pub fn addFunction(self: *Game, comptime name: []const u8, comptime body: anytype) OutOfMemory!void {
        try functions.add(self, name, @TypeOf(body), functions.bodyOf(body));
    }

    /// Registers a command of this type, so that scripts can request it: `try game.addCommand("explode", fn (bevy.Vec3,
    /// f32) void);`
    pub fn addCommand(self: *Game, comptime name: []const u8, comptime F: type) OutOfMemory!void {
        try functions.add(self, name, F, null);
    }

    /// Presses an action in this frame.
    pub fn press(self: *Game, action: []const u8) OutOfMemory!void {
        try self.setAction(action, .{ .pressed = 1, .just_pressed = 1 });
    }

    /// Releases an action in this frame.
    pub fn release(self: *Game, action: []const u8) OutOfMemory!void {
        try self.setAction(action, .{ .just_released = 1 });
    }

    fn setAction(self: *Game, name: []const u8, value: abi.Action) OutOfMemory!void {
        for (self.actions.items) |*known| if (std.mem.eql(u8, known.name, name)) {
            known.state = value;
            return;
        };
        try self.actions.append(self.arena.allocator(), .{ .name = try self.keep(name), .state = value });
    }

    /// Sets an axis to a value, from -1 to 1.
    pub fn setAxis(self: *Game, name: []const u8, value: f32) OutOfMemory!void {
        for (self.axes.items) |*known| if (std.mem.eql(u8, known.name, name)) {
            known.value = value;
            return;
        };
        try self.axes.append(self.arena.allocator(), .{ .name = try self.keep(name), .value = value });
    }

    /// Starts the next frame, `delta_seconds` later: actions are no longer just pressed or just released, and there are
    /// no messages yet.
    pub fn nextFrame(self: *Game, delta_seconds: f32) void {
        self.delta_seconds = delta_seconds;
        self.elapsed_seconds += delta_seconds;
        self.frame_number += 1;
        self.messages.clearRetainingCapacity();
        self.data_messages.clearRetainingCapacity();
        for (self.actions.items) |*known| known.state = .{ .pressed = known.state.pressed };
    }

    // ---- Scripts ----

    /// Creates an instance of a script on a new entity with a transform at the origin. `fields` overrides the script's
    /// defaults. The test calls `init` itself.
    pub fn attach(self: *Game, comptime S: type, fields: S) OutOfMemory!Instance(S) {
        return self.attachTo(S, try self.spawnAt(.zero), fields);
    }

    /// Like `attach`, on this entity; `.none` creates a global script.
    pub fn attachTo(self: *Game, comptime S: type, id: Entity, fields: S) OutOfMemory!Instance(S) {
        comptime shape.validate(S, @typeName(S));
        comptime callbacks.validate(S, @typeName(S), "");
        return .{ .game = self, .entity = id, .id = self.nextInstance(), .state = fields };
    }

    /// A context for a script's functions that take one; valid until `end`. Instances call `begin` and `end`
    /// themselves.
    pub fn begin(self: *Game, id: Entity) OutOfMemory!*Context {
        return self.beginAs(id, self.nextInstance(), true);
    }

    /// Ends the callback that `begin` started: its requests are in `posted`, and scratch memory is freed.
    pub fn end(self: *Game) OutOfMemory!void {
        std.debug.assert(self.is_busy);
        self.is_busy = false;
        self.signals_left = self.frame.signals_left;
        try each.endAll(self);
        try self.collect(std.mem.sliceAsBytes(self.buffer)[0..self.frame.requests_len]);
        self.slots.clearRetainingCapacity();
        self.tagged = .empty;
        self.changes = .empty;
        _ = self.scratch.reset(.retain_capacity);
    }

    /// Begins a callback of an instance, which hears signals or does not.
    pub fn beginAs(self: *Game, id: Entity, instance_id: u64, hears: bool) OutOfMemory!*Context {
        if (self.is_busy) @panic("one callback at a time: call game.end() first");
        if (self.buffer.len == 0) self.buffer = try self.allocator.alloc(u64, 256);
        self.is_busy = true;
        self.hears = hears;
        self.instance_id = instance_id;
        self.entity_bits = @backingInt(id);
        self.frame = .{
            .size = @sizeOf(abi.Frame),
            .row = 0,
            .mark = 0,
            .requests = @ptrCast(self.buffer.ptr),
            .requests_len = 0,
            .requests_capacity = self.buffer.len * 8,
            .host = &host.table,
            .host_data = self,
            .delta_seconds = self.delta_seconds,
            .phase = self.phase,
            .elapsed_seconds = self.elapsed_seconds,
            .frame = self.frame_number,
            .seed = self.seed,
            .signals_left = self.signals_left,
            .signal_payload_size_max = self.signal_payload_size_max,
            .delivery = 0,
            .reserved = 0,
            .run = abi.run_none,
        };
        self.batch = .{
            .size = @sizeOf(abi.Batch),
            .first = 0,
            .end = 1,
            .reserved = 0,
            .states = null,
            .entities = (&self.entity_bits)[0..1],
            .instance_ids = (&self.instance_id)[0..1],
        };
        self.context = .init(&self.frame, &self.batch);
        self.context.begin(0);
        return &self.context;
    }

    /// Reads the requests that a callback has written, as the host does.
    fn collect(self: *Game, bytes: []const u8) OutOfMemory!void {
        const arena = self.arena.allocator();
        var at: usize = 0;
        while (at < bytes.len) {
            const head = read(abi.Request, bytes[at..]);
            // There is one row, which adds to a run only once; one that is open reaches to the end.
            const is_own = head.flags & abi.request_flag_rows != 0;
            const entity: Entity = @fromBackingInt(if (is_own) self.entity_bits else head.entity);
            const record = bytes[at..][0..if (head.size == 0) bytes.len - at else head.size];
            const in_world = head.flags & abi.request_flag_world != 0;
            at += record.len;
            if (head.op == .host) if (self.changesOf(read(abi.HostRequest, record).slot)) |list| {
                for (list) |change| try self.posted.append(arena, .{ .change = change });
                continue;
            };
            if (head.op == .signal) {
                try self.collectSignals(record, entity);
                continue;
            }
            try self.posted.append(arena, switch (head.op) {
                .position_set => .{ .set_position = .{
                    .entity = entity,
                    .value = read(abi.Vec3Request, record).value,
                    .in_world = in_world,
                } },
                .translate => .{ .translate = .{
                    .entity = entity,
                    .value = read(abi.Vec3Request, record).value,
                    .in_world = in_world,
                } },
                .scale_set => .{ .set_scale = .{ .entity = entity, .value = read(abi.Vec3Request, record).value } },
                .rotation_set => .{ .set_rotation = .{
                    .entity = entity,
                    .value = read(abi.QuatRequest, record).value,
                    .in_world = in_world,
                } },
                .rotate => .{ .rotate = .{
                    .entity = entity,
                    .value = read(abi.QuatRequest, record).value,
                    .space = if (in_world) .world else if (head.flags & abi.request_flag_local != 0) .local else .global,
                } },
                .look_at => .{ .look_at = .{
                    .entity = entity,
                    .target = read(abi.LookAtRequest, record).target,
                    .up = read(abi.LookAtRequest, record).up,
                    .in_world = in_world,
                } },
                .parent_set => .{ .set_parent = .{
                    .entity = entity,
                    .parent = @fromBackingInt(read(abi.ParentRequest, record).parent),
                    .in_place = in_world,
                } },
                .despawn => .{ .despawn = entity },
                .host => self.slots.items[@intCast(read(abi.HostRequest, record).slot)],
                .signal => unreachable,
                // `var_write` of this host appends the same as its other functions do.
                .@"var" => unreachable,
            });
        }
    }

    /// Reads signals that share a head.
    fn collectSignals(self: *Game, record: []const u8, target: Entity) OutOfMemory!void {
        const signal = read(abi.SignalRequest, record);
        var payloads = record[@sizeOf(abi.SignalRequest)..];
        while (true) {
            try self.posted.append(self.arena.allocator(), .{ .emit = .{
                .name = names.signalName(signal.name_id),
                .from = @fromBackingInt(signal.from),
                .target = target,
                .bytes = try self.keep(payloads[0..signal.payload_size]),
            } });
            payloads = payloads[std.mem.alignForward(usize, signal.payload_size, 8)..];
            if (payloads.len == 0) return;
        }
    }

    /// What was written to the copy of a column whose request this is; null if it is another request.
    fn changesOf(self: *const Game, slot: u64) ?[]const each.Change {
        for (self.changes.items) |changes| if (changes.slot == slot) return changes.list;
        return null;
    }

    fn read(comptime T: type, bytes: []const u8) T {
        return std.mem.bytesToValue(T, bytes[0..@sizeOf(T)]);
    }

    // ---- What came of it ----

    /// All requests since the start or the last `clear`, in order.
    pub fn requested(self: *const Game) []const Request {
        return self.posted.items;
    }

    /// All lines logged since the start or the last `clear`.
    pub fn logged(self: *const Game) []const Line {
        return self.lines.items;
    }

    /// Forgets all requests and log lines so far.
    pub fn clear(self: *Game) void {
        self.posted.clearRetainingCapacity();
        self.lines.clearRetainingCapacity();
    }

    /// The number of requests of a kind.
    pub fn count(self: *const Game, kind: Request.Kind) usize {
        var found: usize = 0;
        for (self.posted.items) |request| found += @intFromBool(request == kind);
        return found;
    }

    /// The single request of a kind: `(try game.only(.spawn)).prefab`. If there is none or more than one, it is an
    /// error that shows all requests.
    pub fn only(self: *const Game, comptime kind: Request.Kind) error{TestExpectedOneRequest}!@FieldType(Request, @tagName(kind)) {
        if (self.count(kind) != 1) {
            std.debug.print("expected one request '{s}', found {d}\n", .{ @tagName(kind), self.count(kind) });
            self.showAll("requested", self.posted.items);
            return error.TestExpectedOneRequest;
        }
        for (self.posted.items) |request| if (request == kind) return @field(request, @tagName(kind));
        unreachable;
    }

    /// Expects exactly these requests, in this order; otherwise it is an error that shows the difference. Floats may
    /// differ by a ten-thousandth.
    pub fn expectRequests(self: *const Game, expected: []const Request) error{TestExpectedRequests}!void {
        if (requests.same([]const Request, expected, self.posted.items)) return;
        self.showAll("expected", expected);
        self.showAll("requested", self.posted.items);
        return error.TestExpectedRequests;
    }

    /// Expects this request among others.
    pub fn expectRequest(self: *const Game, expected: Request) error{TestExpectedRequest}!void {
        for (self.posted.items) |request| if (requests.same(Request, expected, request)) return;
        self.showAll("expected", &.{expected});
        self.showAll("requested", self.posted.items);
        return error.TestExpectedRequest;
    }

    /// Expects a logged line that contains this text.
    pub fn expectLogged(self: *const Game, text: []const u8) error{TestExpectedLine}!void {
        for (self.lines.items) |line| if (std.mem.find(u8, line.text, text) != null) return;
        std.debug.print("no line has '{s}'; the log is:\n", .{text});
        for (self.lines.items) |line| std.debug.print("    {s}: {s}\n", .{ @tagName(line.level), line.text });
        return error.TestExpectedLine;
    }

    fn showAll(self: *const Game, what: []const u8, list: []const Request) void {
        std.debug.print("{s} ({d}):\n", .{ what, list.len });
        for (list) |request| {
            var text: std.Io.Writer.Allocating = .init(self.allocator);
            defer text.deinit();
            requests.show(Request, &text.writer, request) catch {};
            std.debug.print("    {s}\n", .{text.written()});
        }
    }

    // ---- For the host's functions ----

    /// A copy that lasts as long as the game.
    pub fn keep(self: *Game, bytes: []const u8) OutOfMemory![]const u8 {
        return self.arena.allocator().dupe(u8, bytes);
    }

    /// Answers that there is no such thing, and keeps in mind what would have to be written: a call of `adding`, with
    /// the name and `more`.
    pub fn lacks(self: *Game, what: []const u8, adding: []const u8, name: []const u8, more: []const u8, answer: abi.Status) abi.Status {
        const line = "the game of this test has no {s} '{s}'; write: try game.{s}(\"{s}\"{s});";
        // Without memory, the error has to do.
        self.lacking = std.fmt.allocPrint(self.arena.allocator(), line, .{ what, name, adding, name, more }) catch "";
        return answer;
    }

    /// Whether an entity is in the snapshot, or was spawned since.
    pub fn exists(self: *const Game, id: Entity) bool {
        for (self.entities.items) |known| if (known.id == id) return true;
        for (self.reserved.items) |known| if (known == id) return true;
        return false;
    }

    /// The handle of the next entity.
    pub fn nextHandle(self: *Game) Entity {
        // As Bevy's: the index inverted, so that no handle is 0.
        defer self.entity_count += 1;
        return @fromBackingInt(@as(u64, ~self.entity_count));
    }

    fn nextInstance(self: *Game) u64 {
        self.instance_count += 1;
        return self.instance_count;
    }

    fn find(self: *Game, id: Entity) ?*Entry {
        for (self.entities.items) |*known| if (known.id == id) return known;
        return null;
    }

    fn entry(self: *Game, id: Entity) *Entry {
        return self.find(id) orelse @panic("the game has no such entity: create it with game.spawn()");
    }

    fn hold(self: *Game, list: *std.ArrayList(Held), id: u32, bytes: []const u8) OutOfMemory!void {
        const kept = try self.keep(bytes);
        for (list.items) |*held| if (held.id == id) {
            held.bytes = kept;
            return;
        };
        try list.append(self.arena.allocator(), .{ .id = id, .bytes = kept });
    }

    fn among(list: []const Held, id: u32) ?[]const u8 {
        for (list) |known| if (known.id == id) return known.bytes;
        return null;
    }

    /// The component of this number, if the game knows it.
    pub fn component(self: *const Game, id: u32) ?names.Component {
        if (id >= names.components().len) return null;
        const known = names.components()[id];
        return if (self.registered[id] or known.default != null) known else null;
    }

    /// The bytes of an entity's component, by the component's number; null if it has none.
    pub fn bytesOf(self: *Game, id: Entity, number: u32) ?[]const u8 {
        // A resource that scripts declare is there from the start.
        if (id == .none) return among(self.resources.items, number) orelse names.components()[number].default;
        return among((self.find(id) orelse return null).components.items, number);
    }

    /// The bytes of a reflected field of an entity, by the path's number; null if it has none.
    pub fn fieldOf(self: *Game, id: Entity, number: u32) ?[]const u8 {
        return among((self.find(id) orelse return null).fields.items, number);
    }

    /// Whether an entity has this field: its component is known then.
    pub fn hasPath(self: *const Game, number: u32) bool {
        for (self.entities.items) |known| if (among(known.fields.items, number) != null) return true;
        return false;
    }

    /// A var of an entity, or of the whole game (`.none`); null if there is none.
    pub fn varOf(self: *Game, owner: Entity, key: []const u8) ?*const Var {
        const list = if (owner == .none) self.global_vars.items else (self.find(owner) orelse return null).vars.items;
        for (list) |*known| if (std.mem.eql(u8, known.key, key)) return &known.value;
        return null;
    }

    /// Whether an entity has a tag.
    pub fn hasTag(self: *const Game, id: Entity, name: []const u8) bool {
        for (self.tags.items) |known| if (known.entity == id and std.mem.eql(u8, known.name, name)) return true;
        return false;
    }

    /// The entities with a tag, until this is called again.
    pub fn taggedWith(self: *Game, name: []const u8) []const Entity {
        self.tagged.clearRetainingCapacity();
        for (self.tags.items) |known| {
            if (!std.mem.eql(u8, known.name, name) or self.find(known.entity) == null) continue;
            self.tagged.append(self.scratch.allocator(), known.entity) catch @panic("out of memory");
        }
        return self.tagged.items;
    }

    /// A block of the instance that runs.
    pub fn block(self: *Game, number: u64) ?*[]align(16) u8 {
        if (number == 0 or number > self.blocks.items.len) return null;
        const found = &self.blocks.items[@intCast(number - 1)];
        return if (found.owner == self.instance_id) &found.bytes else null;
    }
};
