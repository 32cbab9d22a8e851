//! The context of a callback: access to the world for one instance, during one call.

const std = @import("std");
const abi = @import("../contract/abi.zig");
const AppExit = @import("../bevy.zig").app.AppExit;
const assets = @import("asset.zig");
const cameras = @import("camera.zig");
const casts = @import("cast.zig");
const chunks = @import("each.zig");
const data = @import("data.zig");
const entities = @import("entity.zig");
const game_states = @import("game_state.zig");
const gizmo = @import("gizmo.zig");
const handles = @import("../value/handle.zig");
const input = @import("input.zig");
const lines = @import("../script/panic.zig");
const memory = @import("memory.zig");
const math = @import("../math/math.zig");
const properties = @import("property.zig");
const queries = @import("query.zig");
const random_streams = @import("random.zig");
const Requests = @import("requests.zig").Requests;
const script_fields = @import("script_fields.zig");
const signals = @import("signal.zig");
const sounds = @import("sound.zig");
const spawning = @import("spawn.zig");
const status = @import("../contract/status.zig");
const values = @import("value.zig");
const Vars = @import("vars.zig").Vars;

const Entity = entities.Entity;
const EntityRef = entities.EntityRef;
const hot = @import("../contract/hot.zig").hot;
const Error = status.Error;
const Random = random_streams.Random;
const Vec2 = math.Vec2;
const Vec3 = math.Vec3;

/// An event of the library's own.
const SaveScreenshot = struct {
    path: []const u8,

    /// Its path in Rust.
    pub const zig_reflect = "bevy_zig::SaveScreenshot";
};

/// Gives a callback access to the world: reads from the snapshot, and requests of the running instance. Valid until the
/// callback returns; do not keep it.
pub const Context = struct {
    /// What host and script share; see `bevy_zig.h`.
    frame: *abi.Frame,
    batch: *const abi.Batch,
    /// The entity of the instance that runs, as the batch has it.
    id: u64 = abi.entity_none,
    /// The same, as a handle that needs no check; no entity's handle for a global script.
    own: u64 = no_entity,
    /// The row that runs.
    row: u32 = 0,
    /// What is in the request buffer.
    requests: Requests,
    generator: std.Random.Xoshiro256 = undefined,
    /// The row that `generator` was seeded for.
    generator_row: u32 = std.math.maxInt(u32),
    /// The signal that is being delivered, as its place in the run; 0 in other callbacks.
    sequence: u64 = 0,

    /// The step of a sequence that has returned an error last; 0: none, or something else has.
    failed_step: u16 = 0,

    /// The handle of no entity, where `Entity.none` stands for the whole game.
    pub const no_entity = std.math.maxInt(u64);

    /// For the batch that the host has called for.
    pub inline fn init(frame: *abi.Frame, batch: *const abi.Batch) Context {
        return .{ .frame = frame, .batch = batch, .requests = .{ .len = frame.requests_len } };
    }

    /// Makes row `row` of the batch the instance that runs.
    pub fn begin(self: *Context, row: u32) callconv(hot) void {
        self.row = row;
        self.frame.row = row;
        self.frame.mark = self.requests.len;
        self.id = self.batch.entities[row];
        // A null handle must not pass for a checked one.
        self.own = if (self.id == abi.entity_none) no_entity else self.id;
    }

    /// Likewise, to hear a signal. Each has random numbers of its own.
    pub fn beginSignal(self: *Context, row: u32, sequence: u64) callconv(hot) void {
        self.begin(row);
        self.sequence = sequence;
        self.generator_row = std.math.maxInt(u32);
    }

    /// Takes over what a host function has appended to the request buffer.
    pub fn refresh(self: *Context) callconv(hot) void {
        self.requests.refresh(self.frame, self.row);
    }

    /// The entity of this instance. A global script has no entity: every call on the result returns
    /// `error.UnknownEntity`.
    pub fn entity(self: *Context) callconv(hot) EntityRef {
        return .{ .ctx = self, .id = @fromBackingInt(self.id) };
    }

    /// Another entity, from a handle. The handle may be stale; calls then return `error.UnknownEntity`.
    pub fn ref(self: *Context, id: Entity) callconv(hot) EntityRef {
        return .{ .ctx = self, .id = id };
    }

    /// The vars of this instance's entity, which all of its scripts share; for a global script, the vars of the whole
    /// game.
    pub fn vars(self: *Context) Vars {
        return .{ .ctx = self, .owner = self.id };
    }

    /// The vars of the whole game.
    pub fn globalVars(self: *Context) Vars {
        return .{ .ctx = self, .owner = abi.entity_none };
    }

    /// A copy of the fields of a global script, as the previous phase left them; see `EntityRef.fields`:
    ///
    /// ```zig
    /// const game = try ctx.globalFields(@import("game.zig"));
    /// ```
    pub fn globalFields(self: *Context, comptime S: type) Error!S {
        return self.globalFieldsOf(comptime properties.nameOf(S), S);
    }

    /// The same by the script's name, with only those fields that `T` has.
    pub fn globalFieldsOf(self: *Context, comptime script: []const u8, comptime T: type) Error!T {
        return script_fields.get(self, abi.entity_none, script, T);
    }

    /// Requests a new entity. You can use the result in further requests right away; reads find the entity from the
    /// next phase on.
    ///
    /// ```zig
    /// const shot = try ctx.spawn(.{ .prefab = "shot", .tag = "shot", .transform = .fromTranslation(muzzle) });
    /// ```
    pub fn spawn(self: *Context, options: spawning.SpawnOptions) Error!EntityRef {
        return spawning.spawn(self, options, .{});
    }

    /// Like `spawn`, with a bundle: a tuple of components, scripts and children. If the prefab also has one of the
    /// components, it is replaced or merged, as registered in the game.
    ///
    /// ```zig
    /// const health: components.Health = .{ .current = 5, .max = 10 };
    /// const spinner = bevy.script(@import("spinner.zig"), .{ .speed = 2 });
    /// _ = try ctx.spawnWith(.{ .prefab = "rock" }, .{ health, bevy.Velocity{}, spinner });
    /// ```
    ///
    /// All or nothing: if one component is refused, the entity is not spawned. `error.UnknownComponent`: the game has
    /// not registered it. `error.ReadOnly`: scripts cannot set it. `error.InvalidArgument`: it is not a valid value of
    /// the component.
    pub fn spawnWith(self: *Context, options: spawning.SpawnOptions, bundle: anytype) Error!EntityRef {
        return spawning.spawn(self, options, bundle);
    }

    /// Requests a whole tree of entities, each described by a bundle: see `bevy.children`. The result is the root.
    ///
    /// If a child is refused, the root and what is below it are despawned in the same phase, and the error is the
    /// child's.
    pub fn spawnTree(self: *Context, bundle: anytype) Error!EntityRef {
        return spawning.spawnTree(self, bundle);
    }

    /// A resource in the snapshot: `const clear = try ctx.resource(bevy.camera.ClearColor);`. `T` is a mirror of a Rust
    /// resource, or a resource that scripts declare (`bevy.resource`), which exists from the start. Its texts and lists
    /// are valid until the callback returns. `error.Absent`: the game has no such resource.
    pub fn resource(self: *Context, comptime T: type) Error!T {
        if (comptime data.is(T, .resource)) return data.get(self, T);
        return values.get(self, abi.entity_none, .resource, T);
    }

    /// Whether a resource exists in the snapshot.
    pub fn hasResource(self: *Context, comptime T: type) bool {
        if (comptime data.is(T, .resource)) return data.has(self, T);
        return values.has(self, abi.entity_none, .resource, T);
    }

    /// Sets fields of a resource that the game has, and leaves the other fields alone; see `EntityRef.set`.
    pub fn setResource(self: *Context, comptime T: type, fields: anytype) Error!void {
        if (comptime data.is(T, .resource)) return data.set(self, T, fields);
        try values.set(self, abi.entity_none, .resource, T, fields);
    }

    /// Inserts a resource, or replaces it if the game already has it.
    pub fn insertResource(self: *Context, value: anytype) Error!void {
        if (comptime data.is(@TypeOf(value), .resource)) return data.put(self, value);
        try values.put(self, abi.entity_none, .resource, .insert, value);
    }

    /// Removes a resource; does nothing if there is none.
    pub fn removeResource(self: *Context, comptime T: type) Error!void {
        if (comptime data.is(T, .resource)) return data.remove(self, T);
        try values.remove(self, abi.entity_none, .resource, T);
    }

    /// The state that the game is in: `if (try ctx.state(game.Stage) == .paused) …`. `T` is a mirror of a Rust state,
    /// or a state that scripts declare: an enum with `pub const zig_state = "Stage";`, which starts with its first
    /// variant, or with its declaration `default`.
    ///
    /// `error.WrongType`: another script uses a different enum with this name.
    pub fn state(self: *Context, comptime T: type) Error!T {
        return values.get(self, abi.entity_none, comptime game_states.roleOf(T), T);
    }

    /// Requests that the game enters another state, at Bevy's next state transition; for a state that scripts declare,
    /// just before that, at the end of the next `PreUpdate`. Nothing happens if the game is already in this state; if
    /// it is set several times, the last value counts. `error.ReadOnly`: the state is computed from others.
    pub fn setState(self: *Context, comptime T: type, value: T) Error!void {
        try values.put(self, abi.entity_none, comptime game_states.roleOf(T), .set, value);
    }

    /// The messages of a type that were written since this phase began in the previous frame: a script that calls this
    /// in every frame sees each message once. The slice is valid until the callback returns.
    ///
    /// ```zig
    /// for (try ctx.messages(bevy.input.MouseWheel)) |wheel| self.zoom += wheel.y;
    /// ```
    ///
    /// `T` is a mirror of a Rust message, or a message that scripts declare (`bevy.message`).
    ///
    /// `error.ReadOnly`: the game has not called `app.register_zig_message::<T>()`.
    pub fn messages(self: *Context, comptime T: type) Error![]const T {
        if (comptime data.is(T, .message)) return data.messages(self, T);
        return values.messages(self, T);
    }

    /// Writes a message for systems and scripts.
    pub fn write(self: *Context, value: anytype) Error!void {
        if (comptime data.is(@TypeOf(value), .message)) return data.put(self, value);
        try values.put(self, abi.entity_none, .message, .send, value);
    }

    /// Triggers an event: its observers run when the request is applied.
    pub fn trigger(self: *Context, value: anytype) Error!void {
        try values.put(self, abi.entity_none, .event, .send, value);
    }

    /// Requests a new asset, which this instance keeps. You can use the result right away; store it in a field of the
    /// script:
    ///
    /// ```zig
    /// self.glow = try ctx.addAsset(bevy.StandardMaterial{ .metallic = 1, .base_color_texture = .load("brass.png") });
    /// try ctx.entity().insert(bevy.MeshMaterial3d{ .value = .of(self.glow) });
    /// ```
    ///
    /// `error.LimitReached`: this instance already keeps `ScriptLimits::assets_per_instance` assets; release some with
    /// `release`. Other errors as for `insert`.
    pub fn addAsset(self: *Context, value: anytype) Error!handles.Kept(@TypeOf(value)) {
        return assets.add(self, @TypeOf(value), value);
    }

    /// Like `addAsset`, for an asset that the game makes from a value of another type, such as a mesh from a shape:
    ///
    /// ```zig
    /// self.cube = try ctx.makeAsset(bevy.Mesh, bevy.math.Cuboid.new(1, 1, 1));
    /// try ctx.entity().insert(bevy.Mesh3d{ .mesh = .of(self.cube) });
    /// ```
    ///
    /// `error.WrongType`: the game cannot make this type of asset from this type of value.
    pub fn makeAsset(self: *Context, comptime A: type, value: anytype) Error!handles.Kept(A) {
        return assets.add(self, A, value);
    }

    /// Requests that an asset is loaded from a file in the game's asset folder, and kept by this instance:
    /// `self.ship = try ctx.load(bevy.Gltf, "ship.glb");`. When the asset and all of its dependencies are loaded,
    /// scripts of this entity that are connected to it get the signal `asset_loaded` with the asset as payload, or
    /// `asset_failed` if loading fails:
    ///
    /// ```zig
    /// if (signal.is("asset_loaded") and signal.payload(bevy.Asset(bevy.Gltf)) == self.ship) …
    /// ```
    ///
    /// For a global script the signals are broadcast. `error.Absent`: the game does not have this type of asset, or no
    /// asset server.
    pub fn load(self: *Context, comptime A: type, path: []const u8) Error!handles.Kept(A) {
        return assets.keep(self, A, .load(path));
    }

    /// Requests that this instance keeps the asset of a handle that it has read, for example from a component. You can
    /// then also change the asset. A literal handle needs its type: `@as(bevy.Handle(bevy.Image), .none)`.
    pub fn keep(self: *Context, handle: anytype) Error!handles.Kept(@TypeOf(handle).Asset) {
        return assets.keep(self, @TypeOf(handle).Asset, handle);
    }

    /// Requests that this instance no longer keeps an asset. The asset is unloaded when nothing else in the game uses
    /// it.
    pub fn release(self: *Context, kept: anytype) Error!void {
        try assets.release(self, kept);
    }

    /// An asset in the snapshot: `const material = try ctx.asset(self.glow);`. Its texts and lists are valid until the
    /// callback returns. `error.Absent`: the asset is not loaded, or only exists from the next phase on.
    pub fn asset(self: *Context, kept: anytype) Error!assets.Readable(@TypeOf(kept)) {
        return assets.get(self, kept);
    }

    /// Sets fields of an asset, for everything that uses it, and leaves the other fields alone; see `EntityRef.set`.
    pub fn setAsset(self: *Context, kept: anytype, fields: anytype) Error!void {
        try assets.set(self, kept, fields);
    }

    /// The load state of an asset that this instance keeps, including its dependencies: `.loading`, `.loaded` or
    /// `.failed`. `error.Absent`: this instance does not keep it.
    pub fn loadState(self: *Context, kept: anytype) Error!assets.LoadState {
        return assets.state(self, kept);
    }

    /// How many of the assets that this instance keeps are loaded: for a loading screen.
    pub fn loading(self: *Context) assets.Loading {
        return assets.count(self);
    }

    /// Draws lines and shapes for debugging, for one frame or some seconds:
    ///
    /// ```zig
    /// const draw = ctx.gizmos();
    /// draw.line(here, there, .{ .color = .red });
    /// draw.sphere(there, 2, .{ .seconds = 0.5 });
    /// ```
    ///
    /// The game needs the feature `gizmos` of bevy_zig, and Bevy's `GizmoPlugin`. If drawings are turned off, each call
    /// costs one comparison.
    pub fn gizmos(self: *Context) gizmo.Gizmos {
        return .init(self);
    }

    /// Disables this instance at the end of the phase: it keeps its state, but gets no updates and no signals until
    /// another script or the game enables it. `error.Absent`: the instance is shutting down.
    pub fn disable(self: *Context) Error!void {
        defer self.refresh();
        try status.check(self.frame.host.script_enable(self.frame, self.id, .from(""), 0));
    }

    /// Emits a signal to all scripts that are connected to this name. `payload` is any value without pointers, or `{}`
    /// for none; it is copied immediately. The signal is delivered at the start of the next phase, unless this instance
    /// faults.
    ///
    /// `error.LimitReached`: there are too many signals in this phase, or the payload is too large.
    ///
    /// ```zig
    /// try ctx.emit("scored", @as(u32, 100));
    /// ```
    pub fn emit(self: *Context, comptime name: []const u8, payload: anytype) callconv(hot) Error!void {
        try signals.emit(self, try signals.nameId(self, name), abi.entity_none, payload, "the payload of signal '" ++ name ++ "'");
    }

    /// Emits a signal to listeners of this entity: its own scripts that are connected to this name, and scripts with
    /// `connectTo`. `error.UnknownEntity`: the entity does not exist.
    pub fn emitTo(self: *Context, target: Entity, comptime name: []const u8, payload: anytype) callconv(hot) Error!void {
        try self.ref(target).check();
        try signals.emit(self, try signals.nameId(self, name), @backingInt(target), payload, "the payload of signal '" ++ name ++ "'");
    }

    /// `emit` with a name that is only known at run time: 1 to 255 bytes of UTF-8, otherwise `error.InvalidArgument`.
    /// Costs a look-up.
    pub fn emitNamed(self: *Context, name: []const u8, payload: anytype) Error!void {
        try signals.emit(self, try signals.lookUp(self, name), abi.entity_none, payload, "the payload of a signal");
    }

    /// `emitTo` with a name that is only known at run time.
    pub fn emitNamedTo(self: *Context, target: Entity, name: []const u8, payload: anytype) Error!void {
        try self.ref(target).check();
        try signals.emit(self, try signals.lookUp(self, name), @backingInt(target), payload, "the payload of a signal");
    }

    /// Connects this instance to signals with this name, which its `onSignal` then receives: broadcasts, and signals to
    /// its own entity. Usually called in `init`. The connection ends with the instance; keep the result to end it
    /// earlier with `disconnect`. Connecting twice does not deliver signals twice.
    ///
    /// `error.InvalidArgument`: the name is not 1 to 255 bytes of UTF-8. `error.Absent`: the script has no `onSignal`.
    /// `error.LimitReached`: there are too many connections, or names.
    pub fn connect(self: *Context, name: []const u8) Error!signals.Connection {
        return signals.connect(self, name, abi.entity_none);
    }

    /// Connects this instance to signals with this name to another entity, without broadcasts. The connection also ends
    /// when that entity is despawned. `error.UnknownEntity`: the entity does not exist.
    pub fn connectTo(self: *Context, target: Entity, name: []const u8) Error!signals.Connection {
        if (target == .none) return error.UnknownEntity;
        return signals.connect(self, name, @backingInt(target));
    }

    /// Connects this instance to signals with this name to any entity, without broadcasts; `signal.target` is the
    /// entity.
    pub fn connectToAny(self: *Context, name: []const u8) Error!signals.Connection {
        return signals.connect(self, name, abi.entity_any);
    }

    /// Ends a connection of this instance. `error.InvalidArgument`: this instance never had it.
    pub fn disconnect(self: *Context, id: signals.Connection) Error!void {
        try signals.disconnect(self, id);
    }

    /// All entities with this tag, in the snapshot. The slice is valid until the callback returns; its order is the
    /// same in every run.
    pub fn findByTag(self: *Context, tag: []const u8) Error![]const Entity {
        const host = self.frame.host;
        var count: usize = 0;
        switch (host.entities_find_by_tag(self.frame, .from(tag), null, 0, &count)) {
            .ok, .buffer_too_small => {},
            else => |refused| try status.check(refused),
        }
        if (count == 0) return &.{};
        const found = try self.scratch(u64, count);
        try status.check(host.entities_find_by_tag(self.frame, .from(tag), found.ptr, found.len, &count));
        return @ptrCast(found[0..count]);
    }

    /// Finds entities by their components, with copies of the values:
    ///
    /// ```zig
    /// const found = try ctx.query(.{ components.Health, bevy.Transform }, .{ .without = .{components.Shield} });
    /// for (found.entities, found.of(components.Health), found.of(bevy.Transform)) |id, health, transform| { ... }
    /// ```
    ///
    /// Options are `with`, `without`, `tag`, and `changed` and `added`: components that must have been changed (or
    /// added) since this phase began in the previous frame, by anybody; a script that queries in every frame sees each
    /// change once. `bevy.maybe(C)` is a column for a component that entities may lack. `found.sorted` sorts the rows.
    ///
    /// The slices are valid until the callback returns; their order is the same in every run.
    pub fn query(self: *Context, comptime columns: anytype, options: anytype) Error!queries.Found(columns) {
        return queries.run(self, columns, options);
    }

    /// The same rows as `query`, in chunks of a few hundred to two thousand, which is faster for many entities, and
    /// lets you change the values in place:
    ///
    /// ```zig
    /// var rows = try ctx.each(.{ components.Health, bevy.Transform }, .{});
    /// while (try rows.next()) |chunk| {
    ///     for (chunk.of(components.Health), try chunk.mutField(bevy.Transform, .translation)) |health, *place| {
    ///         place.y += health.current * ctx.deltaTime();
    ///     }
    /// }
    /// ```
    ///
    /// A chunk has `entities()`, and slices of whole values (`of`, `mut`) or of one field (`field`, `mutField`). They
    /// are copied when you call these functions, into memory that the next chunk reuses. See `Chunk.mut` for how
    /// changes are applied.
    ///
    /// Columns can be components that scripts declare, components of the game that derive `ZigComponent`, and Bevy's
    /// most common components; types that are read through reflection can only be filters.
    pub fn each(self: *Context, comptime columns: anytype, options: anytype) Error!chunks.Each(columns) {
        return chunks.begin(self, columns, options);
    }

    /// The one entity that a query finds, with its values: `error.Absent` if there is none, `error.NotSingle` if there
    /// are several.
    ///
    /// ```zig
    /// const player = try ctx.single(.{ components.Health, bevy.maybe(components.Shield) }, .{ .tag = "player" });
    /// const is_bare = player.maybe(components.Shield) == null;
    /// if (is_bare and player.of(components.Health).current < 1) try ctx.emit("lost", {});
    /// ```
    pub fn single(
        self: *Context,
        comptime columns: anytype,
        options: anytype,
    ) (Error || error{NotSingle})!queries.Single(columns) {
        return queries.single(self, columns, options);
    }

    /// All entities within `radius` of `center` (in world space, inclusive), nearest first:
    ///
    /// ```zig
    /// const rocks = try ctx.findNearby(here, 10, .{ .tag = "rock", .without = .{components.Frozen} });
    /// ```
    ///
    /// Positions are those of the snapshot, computed from the transforms of an entity and its parents. The result
    /// includes this script's own entity if it is in range. The slice is valid until the callback returns; its order is
    /// the same in every run. The first call in a phase reads all transforms; if there are many, the host builds an
    /// index.
    ///
    /// `error.InvalidArgument`: the radius is negative, or a number is not finite. `error.UnknownComponent`: the game
    /// has not registered one of the filters. `error.LimitReached`: the result is too large for the host's scratch
    /// memory.
    pub fn findNearby(self: *Context, center: Vec3, radius: f32, options: anytype) Error![]const Entity {
        return queries.nearby(self, center, radius, options);
    }

    /// Casts a ray through the game's physics, and returns what it hits first; null if it hits nothing:
    ///
    /// ```zig
    /// if (try ctx.castRay(.{ .origin = eye, .direction = .neg_z, .max = 40, .ignore = ctx.entity().id })) |hit| {
    ///     try ctx.emitTo(hit.entity, "hit", hit.point);
    /// }
    /// ```
    ///
    /// The game's physics hook answers (`ScriptPhysics::cast` in Rust), on the snapshot. `error.Absent`: the game has
    /// no hook, or the hook does not cast. `error.InvalidArgument`: a number is not finite, or `max` is negative.
    pub fn castRay(self: *Context, options: casts.RayOptions) Error!?casts.CastHit {
        return casts.ray(self, options);
    }

    /// Like `castRay`, with a shape that moves along the ray: `.shape = .{ .ball = .new(0.5) }`. `error.Absent`: the
    /// game's physics cannot cast this shape.
    pub fn castShape(self: *Context, options: casts.ShapeOptions) Error!?casts.CastHit {
        return casts.shape(self, options);
    }

    /// Uninitialised memory for `count` items, valid until the callback returns.
    pub fn scratch(self: *Context, comptime T: type, count: usize) Error![]T {
        const bytes = std.math.mul(usize, count, @sizeOf(T)) catch return error.LimitReached;
        const found = self.frame.host.scratch_alloc(self.frame, bytes, @alignOf(T)) orelse return error.LimitReached;
        const items: [*]T = @ptrCast(@alignCast(found));
        return items[0..count];
    }

    /// A formatted text, valid until the callback returns: `try ctx.format("{d} left", .{lives})`.
    ///
    /// `error.LimitReached`: it is too large for the host's scratch memory.
    pub fn format(self: *Context, comptime text: []const u8, args: anytype) Error![]const u8 {
        const buffer = try self.scratch(u8, @intCast(std.fmt.count(text, args)));
        return std.fmt.bufPrint(buffer, text, args) catch unreachable;
    }

    /// An allocator for memory that belongs to this instance, and is freed when the instance ends at the latest. The
    /// allocator itself is only valid until the callback returns, and a state cannot hold pointers: use `bevy.List` for
    /// data that you keep. Alignments up to 16 bytes. `error.OutOfMemory`: the limit `instance_memory_bytes` of the
    /// game is reached.
    pub fn allocator(self: *Context) std.mem.Allocator {
        return memory.allocator(self);
    }

    /// Seconds since the last frame; in fixed steps, the length of a step.
    pub inline fn deltaTime(self: *const Context) f32 {
        return self.frame.delta_seconds;
    }

    /// Seconds since the start of the game.
    pub inline fn time(self: *const Context) f64 {
        return self.frame.elapsed_seconds;
    }

    /// The number of the frame since the start of the game, in fixed steps that of the step; the first is 1.
    pub inline fn frameNumber(self: *const Context) u64 {
        return self.frame.frame;
    }

    /// The id of this instance: unique in a run, never 0.
    pub inline fn instanceId(self: *const Context) u64 {
        return self.batch.instance_ids[self.frame.row];
    }

    /// This instance's random numbers. The same seed and inputs give the same numbers in every run.
    pub fn random(self: *Context) Random {
        const frame = self.frame;
        if (self.generator_row != frame.row) {
            self.generator_row = frame.row;
            self.generator = random_streams.stream(frame.seed, frame.frame, @backingInt(frame.phase), self.instanceId(), self.sequence);
        }
        return .{ .source = self.generator.random() };
    }

    /// Whether the named action is held down. An action that the game has not mapped is never pressed; the host logs
    /// this once.
    pub fn pressed(self: *Context, action: []const u8) bool {
        return self.actionState(action).pressed != 0;
    }

    /// Whether the named action was pressed in this frame.
    pub fn justPressed(self: *Context, action: []const u8) bool {
        return self.actionState(action).just_pressed != 0;
    }

    /// Whether the named action was released in this frame.
    pub fn justReleased(self: *Context, action: []const u8) bool {
        return self.actionState(action).just_released != 0;
    }

    /// The value of the named axis: keys and sticks add up to a value from -1 to 1; mouse wheel and mouse motion can
    /// give any value. An axis that the game has not mapped is 0; the host logs this once.
    pub fn axis(self: *Context, name: []const u8) f32 {
        var value: f32 = 0;
        _ = self.frame.host.axis_get(self.frame, .from(name), &value);
        return value;
    }

    /// Binds the named action to these keys and buttons, and replaces its earlier bindings. The binding takes effect in
    /// the next frame; the action does not have to exist yet.
    ///
    /// ```zig
    /// try ctx.bindAction("fire", &.{ .{ .key = .space }, .{ .mouse = .left }, .{ .gamepad_button = .south } });
    /// ```
    pub fn bindAction(self: *Context, action: []const u8, to: []const input.InputSource) Error!void {
        try input.bindAction(self, action, to);
    }

    /// Binds the named axis in the same way. Keys and sticks add up to a value from -1 to 1; mouse wheel and mouse
    /// motion are added without a limit. `error.InvalidArgument`: a factor is infinite or NaN, or the dead zone is not
    /// between 0 and 1.
    ///
    /// ```zig
    /// try ctx.bindAxis("steer", &.{ .keys(.key_a, .key_d), .stick(.left_stick_x) }, .{ .dead_zone = 0.1 });
    /// try ctx.bindAxis("zoom", &.{.{ .wheel_y = 1 }}, .{});
    /// ```
    pub fn bindAxis(self: *Context, name: []const u8, to: []const input.AxisSource, options: input.AxisOptions) Error!void {
        try input.bindAxis(self, name, to, options);
    }

    /// Requests that an action or an axis only reacts to this gamepad (one of `ctx.gamepads()`), for games in which
    /// each player has one; with `.none`, it reacts to every gamepad, which is the default. A name that is not bound is
    /// logged. `error.UnknownEntity`: the gamepad does not exist. (A disconnected gamepad still exists, and works again
    /// when it is reconnected.)
    ///
    /// ```zig
    /// const gamepads = try ctx.gamepads();
    /// if (gamepads.len > 1) try ctx.bindGamepad("jump_2", gamepads[1]);
    /// ```
    pub fn bindGamepad(self: *Context, name: []const u8, gamepad: Entity) Error!void {
        try input.bindGamepad(self, name, gamepad);
    }

    /// What the named action is bound to; empty if there is no such action. `source.label()` is a text for players. The
    /// slice is valid until the callback returns.
    pub fn actionBindings(self: *Context, action: []const u8) Error![]const input.InputSource {
        return input.actionBindings(self, action);
    }

    /// What the named axis is bound to.
    pub fn axisBindings(self: *Context, name: []const u8) Error!input.AxisBindings {
        return input.axisBindings(self, name);
    }

    /// The keys, buttons, wheel steps and sticks that were pressed in this frame, whether or not anything is bound to
    /// them. For a menu in which players choose their keys:
    ///
    /// ```zig
    /// const pressed = try ctx.pressedNow();
    /// if (self.waiting and pressed.len > 0) try ctx.bindAction("fire", pressed[0..1]);
    /// ```
    pub fn pressedNow(self: *Context) Error![]const input.InputSource {
        return input.pressedNow(self);
    }

    /// The connected gamepads, which are entities: `ctx.ref(gamepads[0]).get(bevy.input.Gamepad)`. Usually the one that
    /// was connected first comes first. At most 16; the slice is valid until the callback returns.
    pub fn gamepads(self: *Context) Error![]const Entity {
        const all = try input.connectedGamepads(self);
        var count: usize = 0;
        while (count < all.len and all[count] != .none) count += 1;
        const found = try self.scratch(Entity, count);
        @memcpy(found, all[0..count]);
        return found;
    }

    /// The primary window, with the components `Window` and `CursorOptions`. `error.UnknownFunction`: the feature
    /// `window` of bevy_zig is not on. `error.Absent`: there is no window.
    pub fn window(self: *Context) Error!EntityRef {
        const id = try cameras.primaryWindow(self);
        return if (id == .none) error.Absent else self.ref(id);
    }

    /// The position of the mouse in the primary window, in logical pixels from the upper left; null if it is outside.
    /// `EntityRef.viewportToWorld2d` converts it to a position in the world. `error.UnknownFunction`: the feature
    /// `window` of bevy_zig is not on.
    pub fn cursor(self: *Context) Error!?Vec2 {
        return (try cameras.cursor(self, .none)).found();
    }

    /// Moves the input focus to an entity, which then receives keyboard input if it is a widget; `.none` clears the
    /// focus. `error.UnknownFunction`: the feature `widgets` of bevy_zig is not on.
    pub fn setFocus(self: *Context, id: Entity) Error!void {
        if (id != .none) try self.ref(id).check();
        try input.setFocus(self, id);
    }

    /// Ends the game after this frame: scripts are shut down, and the program returns success.
    pub fn exit(self: *Context) Error!void {
        try self.write(@as(AppExit, .success));
    }

    /// Like `exit`, with an exit code from 1 to 255 that says what went wrong.
    pub fn exitWith(self: *Context, code: u8) Error!void {
        try self.write(AppExit{ .@"error" = code });
    }

    /// Saves a screenshot of the window to a file, some frames later; the file extension selects the format:
    /// `"shot.png"`. A relative path is relative to the game's working folder. `error.UnknownComponent`: the feature
    /// `screenshot` of bevy_zig is not on.
    pub fn saveScreenshot(self: *Context, path: []const u8) Error!void {
        try self.trigger(SaveScreenshot{ .path = path });
    }

    /// Plays a sound:
    ///
    /// ```zig
    /// _ = try ctx.play("pew.ogg", .{ .volume = 0.4 });
    /// self.music = (try ctx.play("theme.ogg", .{ .repeat = true })).id;
    /// ```
    ///
    /// The sound is an entity, which is despawned when the sound has ended. `error.UnknownComponent`: the feature
    /// `audio` of bevy_zig is not on.
    pub fn play(self: *Context, file: []const u8, options: sounds.SoundOptions) Error!sounds.Sound {
        return sounds.play(self, file, options);
    }

    /// A sound that was started earlier: `try ctx.sound(self.music).pause()`.
    pub fn sound(self: *Context, id: Entity) sounds.Sound {
        return .{ .ctx = self, .id = id };
    }

    fn actionState(self: *Context, name: []const u8) abi.Action {
        var action: abi.Action = .{};
        _ = self.frame.host.action_get(self.frame, .from(name), &action);
        return action;
    }

    /// Writes a line to the game's log, tagged with script and entity: `ctx.logInfo("score {d}", .{score})`. Lines over
    /// 1,023 bytes are cut.
    pub fn logInfo(self: *Context, comptime text: []const u8, args: anytype) void {
        lines.write(self.frame, .info, text, args);
    }

    /// Logs a warning, like `logInfo`.
    pub fn logWarn(self: *Context, comptime text: []const u8, args: anytype) void {
        lines.write(self.frame, .warn, text, args);
    }

    /// Logs an error, like `logInfo`.
    pub fn logError(self: *Context, comptime text: []const u8, args: anytype) void {
        lines.write(self.frame, .@"error", text, args);
    }

    /// Appends a request to the shared buffer.
    pub fn request(self: *Context, value: anytype) callconv(hot) Error!void {
        try self.requests.append(self.frame, self.row, value);
    }
};
