//! Zig's side of `bevy_zig.h`, name by name: `BevyZigText` is `abi.Text`. The header is the manual; a test compares
//! size, alignment, offset and value of everything here with it.

const math = @import("../math/math.zig");

pub const abi_version = 1;

pub const Entity = u64;
pub const entity_none: Entity = 0;
pub const entity_any: Entity = 0xffffffffffffffff;

pub const Status = enum(u32) {
    ok = 0,
    unknown_entity = 1,
    invalid_argument = 2,
    absent = 3,
    unknown_prefab = 4,
    unknown_script = 5,
    unknown_input = 6,
    limit_reached = 7,
    buffer_too_small = 8,
    host_fault = 9,
    unknown_component = 10,
    size_mismatch = 11,
    read_only = 12,
    unknown_field = 13,
    wrong_type = 14,
    unknown_function = 15,
    _,
};

pub const Text = extern struct {
    ptr: ?[*]const u8,
    len: usize,

    pub fn from(bytes: []const u8) Text {
        return .{ .ptr = bytes.ptr, .len = bytes.len };
    }
};

// Scripts compute with the very structs that cross the boundary.
pub const Velocity = @import("../api/component.zig").Velocity;
pub const Vec3 = math.Vec3;
pub const Quat = math.Quat;
pub const Transform = math.Transform;

pub const RequestOp = enum(u16) {
    position_set = 1,
    translate = 2,
    scale_set = 3,
    rotation_set = 4,
    rotate = 5,
    look_at = 6,
    despawn = 7,
    host = 8,
    signal = 9,
    @"var" = 10,
    parent_set = 11,
};

pub const request_flag_local = 1;
pub const request_flag_world = 2;
pub const request_flag_rows = 4;

pub const Request = extern struct {
    op: RequestOp,
    flags: u16 = 0,
    size: u32,
    entity: Entity,
};

pub const Vec3Request = extern struct { head: Request, value: Vec3, reserved: u32 = 0 };
pub const QuatRequest = extern struct { head: Request, value: Quat };
pub const LookAtRequest = extern struct { head: Request, target: Vec3, up: Vec3 };
pub const ParentRequest = extern struct { head: Request, parent: Entity };
pub const HostRequest = extern struct { head: Request, slot: u64 };

pub const var_key_len_max = 64;
pub const layout_shift = 8;

pub const VarKind = enum(u16) {
    bool = 1,
    int = 2,
    float = 3,
    vec2 = 4,
    vec3 = 5,
    quat = 6,
    entity = 7,
    text = 8,
    blob = 9,
};

pub const VarOp = enum(u16) { set = 1, set_if_absent = 2, add = 3, remove = 4 };

pub const VarRequest = extern struct {
    head: Request,
    op: VarOp,
    kind: u16,
    key_len: u32,
    value_len: u32,
    layout: u32 = 0,
};

pub const SignalRequest = extern struct {
    head: Request,
    name_id: u32,
    payload_size: u32,
    from: Entity,
    instance_id: u64,
};

// What scripts are given is the very struct that crosses the boundary.
pub const Signal = @import("../api/signal.zig").Signal;

pub const Delivery = extern struct { row: u32, reserved: u32 = 0, signal: *const Signal };

pub const TypeKind = enum(u32) {
    bool = 1,
    int = 2,
    uint = 3,
    float = 4,
    char = 5,
    entity = 6,
    text = 7,
    list = 8,
    array = 9,
    option = 10,
    @"enum" = 11,
    @"union" = 12,
    @"struct" = 13,
    handle = 14,
};

pub const type_flag_partial = 1;

pub const Member = extern struct {
    name: Text,
    type: ?*const Type = null,
    value: i64 = 0,
    offset: u32 = 0,
    reserved: u32 = 0,
};

pub const Type = extern struct {
    kind: TypeKind,
    size: u32,
    @"align": u32,
    flags: u32 = 0,
    path: Text = .{ .ptr = null, .len = 0 },
    members: ?[*]const Member = null,
    member_count: u32 = 0,
    item_count: u32 = 0,
    tag_offset: u32 = 0,
    tag_size: u32 = 0,
    item: ?*const Type = null,
};

pub const Role = enum(u32) { component = 1, resource = 2, message = 3, event = 4, state = 5, asset = 6, zig_state = 7 };
pub const ValueOp = enum(u32) { insert = 1, set = 2, remove = 3, send = 4 };
pub const AssetState = enum(u32) { loading = 0, loaded = 1, failed = 2 };

pub const AssetCount = extern struct { total: u32 = 0, loaded: u32 = 0, failed: u32 = 0, reserved: u32 = 0 };

pub const ValueId = u32;
pub const value_unknown = 0xffffffff;

pub const ValueEntry = extern struct { id: ValueId, value_size: u32, value: ?*const anyopaque };
pub const ComponentPart = extern struct { offset: u32, size: u32, bytes: ?*const anyopaque };
pub const component_parts_max = 256;

pub const Phase = enum(u32) { pre_update = 0, update = 1, post_update = 2, fixed_update = 3 };
pub const phase_of_script = 0xffffffff;
pub const Relation = enum(u32) { parent = 0, children = 1, named = 2 };
pub const LogLevel = enum(u32) { info = 0, warn = 1, @"error" = 2 };

pub const ComponentId = u32;
pub const component_none = 0xffffffff;
pub const component_reflected = 0x80000000;
pub const messages_of_data = 0x80000000;

pub const ComponentDataEntry = extern struct {
    id: ComponentId,
    payload_size: u32,
    payload: ?*const anyopaque,
};

pub const spawn_components_max = 64;
pub const spawn_tags_max = 64;
pub const spawn_scripts_max = 64;
pub const properties_max = 256;
pub const spawn_transform = 1;

pub const SpawnRequest = extern struct {
    size: u32 = @sizeOf(SpawnRequest),
    abi_version: u32 = abi_version,
    prefab: Text,
    tag: Text,
    transform: Transform,
    flags: u32,
    reserved: u32 = 0,
    components: ?[*]const ComponentDataEntry = null,
    request_id: u64 = 0,
    component_count: u32 = 0,
    value_count: u32 = 0,
    values: ?[*]const ValueEntry = null,
    parent: Entity = entity_none,
    tags: ?[*]const Text = null,
    scripts: ?[*]const *const AttachRequest = null,
    tag_count: u32 = 0,
    script_count: u32 = 0,
};

pub const Property = extern struct {
    path: Text,
    kind: FieldKind,
    value_size: u32,
    value: ?*const anyopaque,
};

pub const AttachRequest = extern struct {
    size: u32 = @sizeOf(AttachRequest),
    abi_version: u32 = abi_version,
    script: Text,
    priority: i32,
    /// A `Phase`, or `phase_of_script`.
    phase: u32,
    enabled: u32,
    reserved: u32 = 0,
    properties: ?[*]const Property = null,
    property_count: u32 = 0,
    reserved_properties: u32 = 0,
};

pub const Action = extern struct {
    pressed: u8 = 0,
    just_pressed: u8 = 0,
    just_released: u8 = 0,
    reserved: u8 = 0,
};

pub const query_columns_max = 8;
pub const path_unknown = 0xffffffff;
pub const function_command = 1;

pub const Query = extern struct {
    size: u32 = @sizeOf(Query),
    column_count: u32,
    columns: [*]const ComponentId,
    with: [*]const ComponentId,
    without: [*]const ComponentId,
    with_count: u32,
    without_count: u32,
    tag: Text,
    changed: ?[*]const ComponentId = null,
    added: ?[*]const ComponentId = null,
    changed_count: u32 = 0,
    added_count: u32 = 0,
    optional: u32 = 0,
    reserved: u32 = 0,
};

pub const QueryResult = extern struct {
    count: usize,
    entities: ?[*]const Entity,
    columns: [query_columns_max]?*const anyopaque,
    present: [query_columns_max]?[*]const u8 = @splat(null),
};

pub const chunk_entities = 0xffffffff;

pub const Chunk = extern struct {
    size: u32 = @sizeOf(Chunk),
    present: u32 = 0,
    count: usize = 0,
    each: u64 = 0,
};

pub const NearbyQuery = extern struct {
    size: u32 = @sizeOf(NearbyQuery),
    radius: f32,
    center: Vec3,
    with_count: u32,
    with: [*]const ComponentId,
    without: [*]const ComponentId,
    without_count: u32,
    reserved: u32 = 0,
    tag: Text,
};

pub const Host = extern struct {
    size: u32,
    abi_version: u32,
    log: *const fn (*Frame, LogLevel, Text) callconv(.c) Status,
    error_report: *const fn (*Frame, Text, Text, ?[*]const usize, usize) callconv(.c) Status,
    panic: *const fn (*Frame, Text, ?[*]const usize, usize) callconv(.c) void,
    requests_flush: *const fn (*Frame, usize) callconv(.c) Status,
    entity_check: *const fn (*Frame, Entity) callconv(.c) Status,
    entity_spawn: *const fn (*Frame, *const SpawnRequest, *Entity) callconv(.c) Status,
    transform_get: *const fn (*Frame, Entity, *Transform) callconv(.c) Status,
    entities_find_by_tag: *const fn (*Frame, Text, ?[*]Entity, usize, *usize) callconv(.c) Status,
    script_attach: *const fn (*Frame, Entity, *const AttachRequest) callconv(.c) Status,
    script_detach: *const fn (*Frame, Entity, Text) callconv(.c) Status,
    action_get: *const fn (*Frame, Text, *Action) callconv(.c) Status,
    axis_get: *const fn (*Frame, Text, *f32) callconv(.c) Status,
    scratch_alloc: *const fn (*Frame, usize, usize) callconv(.c) ?*anyopaque,
    component_find: *const fn (*Frame, Text, *ComponentId, *usize) callconv(.c) Status,
    component_get: *const fn (*Frame, Entity, ComponentId, *anyopaque, usize) callconv(.c) Status,
    component_add: *const fn (*Frame, Entity, ComponentId, *const anyopaque, usize) callconv(.c) Status,
    component_remove: *const fn (*Frame, Entity, ComponentId) callconv(.c) Status,
    query: *const fn (*Frame, *const Query, *QueryResult) callconv(.c) Status,
    field_find: *const fn (*Frame, Text, Text, FieldKind, *u32) callconv(.c) Status,
    field_get: *const fn (*Frame, Entity, u32, *anyopaque, usize) callconv(.c) Status,
    field_set: *const fn (*Frame, Entity, u32, *const anyopaque, usize) callconv(.c) Status,
    var_read: *const fn (*Frame, Entity, Text, u32, ?[*]u8, usize, *usize) callconv(.c) Status,
    var_write: *const fn (*Frame, Entity, Text, u32, u32, ?[*]const u8, usize) callconv(.c) Status,
    signal_name_id: *const fn (*Frame, Text, *u32) callconv(.c) Status,
    signal_connect: *const fn (*Frame, Text, Entity, ?*u64) callconv(.c) Status,
    signal_disconnect: *const fn (*Frame, u64) callconv(.c) Status,
    memory_alloc: *const fn (*Frame, usize, *u64, *?*anyopaque) callconv(.c) Status,
    memory_resize: *const fn (*Frame, u64, usize, *?*anyopaque) callconv(.c) Status,
    memory_get: *const fn (*Frame, u64, *?*anyopaque, *usize) callconv(.c) Status,
    memory_free: *const fn (*Frame, u64) callconv(.c) Status,
    entities_find_nearby: *const fn (*Frame, *const NearbyQuery, ?[*]Entity, usize, *usize) callconv(.c) Status,
    velocity_get: *const fn (*Frame, Entity, *Velocity) callconv(.c) Status,
    state_write: *const fn (*Frame, ?[*]const u8, usize) callconv(.c) Status,
    state_read: *const fn (*Frame, ?[*]u8, usize) callconv(.c) Status,
    value_bind: *const fn (*Frame, Role, *const Type, *ValueId) callconv(.c) Status,
    value_get: *const fn (*Frame, Entity, ValueId, ?*anyopaque, usize) callconv(.c) Status,
    value_put: *const fn (*Frame, Entity, ValueId, ValueOp, ?*const anyopaque, usize) callconv(.c) Status,
    messages_read: *const fn (*Frame, ValueId, *?*const anyopaque, *usize) callconv(.c) Status,
    component_set: *const fn (*Frame, Entity, ComponentId, [*]const ComponentPart, usize) callconv(.c) Status,
    signal_allow: *const fn (*Frame, usize) callconv(.c) Status,
    function_find: *const fn (*Frame, Text, Text, u32, *u32) callconv(.c) Status,
    function_call: *const fn (*Frame, u32, ?*const anyopaque, usize, ?*anyopaque, usize) callconv(.c) Status,
    entities_related: *const fn (*Frame, Entity, Relation, Text, ?[*]Entity, usize, *usize) callconv(.c) Status,
    global_transform_get: *const fn (*Frame, Entity, *Transform) callconv(.c) Status,
    script_enable: *const fn (*Frame, Entity, Text, u32) callconv(.c) Status,
    asset_add: *const fn (*Frame, ValueId, ValueId, *const anyopaque, usize, *u64) callconv(.c) Status,
    asset_keep: *const fn (*Frame, ValueId, *const anyopaque, usize, *u64) callconv(.c) Status,
    asset_state: *const fn (*Frame, u64, *AssetState) callconv(.c) Status,
    assets_count: *const fn (*Frame, *AssetCount) callconv(.c) Status,
    script_fields_find: *const fn (*Frame, Text, ?[*]const Field, u32, u32, *u32) callconv(.c) Status,
    script_fields_get: *const fn (*Frame, Entity, u32, *anyopaque, usize) callconv(.c) Status,
    each_begin: *const fn (*Frame, *const Query, *u64) callconv(.c) Status,
    each_next: *const fn (*Frame, u64, *Chunk) callconv(.c) Status,
    each_read: *const fn (*Frame, u64, u32, u32, u32, *?*const anyopaque) callconv(.c) Status,
    each_write: *const fn (*Frame, u64, u32, u32, u32, *?*anyopaque) callconv(.c) Status,
    each_end: *const fn (*Frame, u64) callconv(.c) Status,
    layout_find: *const fn (*Frame, *const Layout, *u32) callconv(.c) Status,
    payload_refused: *const fn (*Frame, *const Signal, Text, usize) callconv(.c) Status,
};

pub const Frame = extern struct {
    size: u32,
    row: u32,
    mark: usize,
    requests: [*]align(8) u8,
    requests_len: usize,
    requests_capacity: usize,
    host: *const Host,
    host_data: ?*anyopaque,
    delta_seconds: f32,
    phase: Phase,
    elapsed_seconds: f64,
    frame: u64,
    seed: u64,
    signals_left: u32,
    signal_payload_size_max: u32,
    delivery: u32,
    reserved: u32,
    run: usize,
};

pub const run_none = @as(usize, 0) -% 1;

pub const Batch = extern struct {
    size: u32,
    first: u32,
    end: u32,
    reserved: u32,
    states: ?*anyopaque,
    entities: [*]const Entity,
    instance_ids: [*]const u64,
    wake_seconds: ?[*]f64 = null,
};

pub const Callback = *const fn (*Frame, *const Batch) callconv(.c) void;
pub const SignalCallback = *const fn (*Frame, *const Batch, [*]const Delivery, usize) callconv(.c) void;

pub const FieldKind = enum(u32) {
    bool = 1,
    i8 = 2,
    i16 = 3,
    i32 = 4,
    i64 = 5,
    u8 = 6,
    u16 = 7,
    u32 = 8,
    u64 = 9,
    f32 = 10,
    f64 = 11,
    vec2 = 12,
    vec3 = 13,
    quat = 14,
    entity = 15,
    @"enum" = 16,
    @"opaque" = 17,
    bytes = 18,
    optional = 19,
    @"union" = 20,
    list = 21,
    moment = 22,
    step = 23,
};

pub const Variant = extern struct { name: Text, value: i64 };

pub const Field = extern struct {
    path: Text,
    offset: u32,
    kind: FieldKind,
    value_size: u32,
    variant_count: u32 = 0,
    variants: ?[*]const Variant = null,
    layout_hash: u64,
};

pub const Rename = extern struct { to: Text, from: Text };

pub const Component = extern struct {
    name: Text,
    value_size: u32,
    value_align: u32,
    field_count: u32,
    reserved: u32 = 0,
    fields: ?[*]const Field,
    id: *ComponentId,
};

pub const DataKind = enum(u32) { component = 0, resource = 1, message = 2 };

pub const Storage = enum(u32) { table = 0, sparse_set = 1 };

pub const Data = extern struct {
    name: Text,
    kind: DataKind,
    storage: Storage,
    value_size: u32,
    value_align: u32,
    field_count: u32,
    rename_count: u32,
    fields: ?[*]const Field,
    value_default: ?*const anyopaque,
    renames: ?[*]const Rename,
    id: *ComponentId,
};

pub const Layout = extern struct {
    name: Text,
    value_size: u32,
    value_align: u32,
    field_count: u32,
    rename_count: u32,
    fields: ?[*]const Field,
    renames: ?[*]const Rename,
    value_default: ?*const anyopaque,
};

pub const StateUse = extern struct {
    state: Text,
    role: Role,
    variant_count: u32,
    variants: [*]const Variant,
    runs_in: u64 = 0,
};

pub const Optimize = enum(u32) { debug = 0, release_safe = 1, release_fast = 2, release_small = 3 };

pub const Descriptor = extern struct {
    size: u32 = @sizeOf(Descriptor),
    abi_version: u32 = abi_version,
    name: Text,
    package: Text,
    target: Text,
    zig_version: Text,
    optimize: Optimize,
    state_size: u32,
    state_align: u32,
    field_count: u32,
    state_default: ?*const anyopaque,
    fields: ?[*]const Field,
    echo: *const fn (u32) callconv(.c) u32,
    init: ?Callback,
    update: ?Callback,
    shutdown: ?Callback,
    components: ?[*]const Component,
    component_count: usize,
    on_signal: ?SignalCallback,
    built_at_seconds: u64,
    git_commit: Text,
    on_reload: ?Callback,
    serialize: ?Callback,
    deserialize: ?Callback,
    health_check: ?Callback,
    on_hotload_prepare: ?Callback,
    renames: ?[*]const Rename,
    rename_count: usize,
    phase_plus_one: u32,
    rests: u32 = 0,
    state_uses: ?[*]const StateUse = null,
    state_use_count: usize = 0,
    data: ?[*]const Data = null,
    data_count: usize = 0,
};
