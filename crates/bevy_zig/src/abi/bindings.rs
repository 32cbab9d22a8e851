// Made by bindgen from zig/bevy_zig.h; see tests/suite/contract.rs. Do not edit.

pub const BEVY_ZIG_ABI_VERSION: u32 = 1;
pub const BEVY_ZIG_REQUEST_FLAG_LOCAL: u32 = 1;
pub const BEVY_ZIG_REQUEST_FLAG_WORLD: u32 = 2;
pub const BEVY_ZIG_REQUEST_FLAG_ROWS: u32 = 4;
pub const BEVY_ZIG_VAR_KEY_LEN_MAX: u32 = 64;
pub const BEVY_ZIG_LAYOUT_SHIFT: u32 = 8;
pub const BEVY_ZIG_TYPE_FLAG_PARTIAL: u32 = 1;
pub const BEVY_ZIG_VALUE_UNKNOWN: u32 = 4294967295;
pub const BEVY_ZIG_COMPONENT_PARTS_MAX: u32 = 256;
pub const BEVY_ZIG_PHASE_OF_SCRIPT: u32 = 4294967295;
pub const BEVY_ZIG_COMPONENT_NONE: u32 = 4294967295;
pub const BEVY_ZIG_COMPONENT_REFLECTED: u32 = 2147483648;
pub const BEVY_ZIG_MESSAGES_OF_DATA: u32 = 2147483648;
pub const BEVY_ZIG_SPAWN_COMPONENTS_MAX: u32 = 64;
pub const BEVY_ZIG_SPAWN_TAGS_MAX: u32 = 64;
pub const BEVY_ZIG_SPAWN_SCRIPTS_MAX: u32 = 64;
pub const BEVY_ZIG_PROPERTIES_MAX: u32 = 256;
pub const BEVY_ZIG_SPAWN_TRANSFORM: u32 = 1;
pub const BEVY_ZIG_PATH_UNKNOWN: u32 = 4294967295;
pub const BEVY_ZIG_QUERY_COLUMNS_MAX: u32 = 8;
pub const BEVY_ZIG_CHUNK_ENTITIES: u32 = 4294967295;
pub const BEVY_ZIG_FUNCTION_COMMAND: u32 = 1;
/** A handle of an entity: index and generation, so that a stale one is told from a live one. Opaque: compare it, keep
 it, hand it back. Never reuse one across runs of the game.*/
pub type BevyZigEntity = u64;
/// The answer of every fallible host function.
pub type BevyZigStatus = u32;
/// Done.
pub const BEVY_ZIG_STATUS_OK: BevyZigStatusValue = 0;
/// The entity never existed or is gone: its handle is stale.
pub const BEVY_ZIG_STATUS_UNKNOWN_ENTITY: BevyZigStatusValue = 1;
/// A null pointer, a number that is not finite, a rotation of length zero, a bad enum value, text that is not UTF-8.
pub const BEVY_ZIG_STATUS_INVALID_ARGUMENT: BevyZigStatusValue = 2;
/// The entity exists but has not what was asked for (a transform, for example).
pub const BEVY_ZIG_STATUS_ABSENT: BevyZigStatusValue = 3;
/// No prefab of that name is registered.
pub const BEVY_ZIG_STATUS_UNKNOWN_PREFAB: BevyZigStatusValue = 4;
/// No script of that name is registered.
pub const BEVY_ZIG_STATUS_UNKNOWN_SCRIPT: BevyZigStatusValue = 5;
/// No action or axis of that name is mapped.
pub const BEVY_ZIG_STATUS_UNKNOWN_INPUT: BevyZigStatusValue = 6;
/// A configured limit (requests, entities, memory, signals) is reached; nothing was done.
pub const BEVY_ZIG_STATUS_LIMIT_REACHED: BevyZigStatusValue = 7;
/// The buffer is too small; the count that was returned says what it needs.
pub const BEVY_ZIG_STATUS_BUFFER_TOO_SMALL: BevyZigStatusValue = 8;
/// The host had a fault of its own, which it has logged; nothing was done.
pub const BEVY_ZIG_STATUS_HOST_FAULT: BevyZigStatusValue = 9;
/// No component of that name or id is registered.
pub const BEVY_ZIG_STATUS_UNKNOWN_COMPONENT: BevyZigStatusValue = 10;
/// The payload is not as large as the component's value.
pub const BEVY_ZIG_STATUS_SIZE_MISMATCH: BevyZigStatusValue = 11;
/// Scripts can read the component, and not change it.
pub const BEVY_ZIG_STATUS_READ_ONLY: BevyZigStatusValue = 12;
/// The component has no such field, or the field has another type.
pub const BEVY_ZIG_STATUS_UNKNOWN_FIELD: BevyZigStatusValue = 13;
/// What was asked for is there, but holds another type.
pub const BEVY_ZIG_STATUS_WRONG_TYPE: BevyZigStatusValue = 14;
/// The game has registered no function or command of that name.
pub const BEVY_ZIG_STATUS_UNKNOWN_FUNCTION: BevyZigStatusValue = 15;
pub type BevyZigStatusValue = ::core::ffi::c_uint;
/// Text: `len` bytes of UTF-8 at `ptr`.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigText {
    pub ptr: *const ::core::ffi::c_char,
    pub len: usize,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigVec3 {
    pub x: f32,
    pub y: f32,
    pub z: f32,
}
/// A rotation; unit length. The host normalises what is close to it, and refuses what is not finite or has length zero.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigQuat {
    pub x: f32,
    pub y: f32,
    pub z: f32,
    pub w: f32,
}
/// A transform relative to the parent entity (Bevy's `Transform`).
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigTransform {
    pub translation: BevyZigVec3,
    pub rotation: BevyZigQuat,
    pub scale: BevyZigVec3,
}
/// How an entity moves.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigVelocity {
    /// Units per second.
    pub linear: BevyZigVec3,
    /// Radians per second, about the axis that it points along.
    pub angular: BevyZigVec3,
}
/// BevyZigVec3Request: the position becomes `value`. An entity without a transform gets one (configurable).
pub const BEVY_ZIG_REQUEST_POSITION_SET: BevyZigRequestOp = 1;
/** BevyZigVec3Request: the position grows by `value`, as it is when this is applied. If the game has installed a physics
 hook and it takes care of the entity, it gets `value` instead.*/
pub const BEVY_ZIG_REQUEST_TRANSLATE: BevyZigRequestOp = 2;
/// BevyZigVec3Request: the scale becomes `value`. Negative values mirror; they are accepted and logged.
pub const BEVY_ZIG_REQUEST_SCALE_SET: BevyZigRequestOp = 3;
/// BevyZigQuatRequest: the rotation becomes `value`.
pub const BEVY_ZIG_REQUEST_ROTATION_SET: BevyZigRequestOp = 4;
/// BevyZigQuatRequest: turned by `value`, about the parent's axes, or about its own with FLAG_LOCAL.
pub const BEVY_ZIG_REQUEST_ROTATE: BevyZigRequestOp = 5;
/// BevyZigLookAtRequest: turned so that its -Z points to `target` and +Y towards `up`.
pub const BEVY_ZIG_REQUEST_LOOK_AT: BevyZigRequestOp = 6;
/// BevyZigRequest: despawned with its children; its scripts get their shutdown.
pub const BEVY_ZIG_REQUEST_DESPAWN: BevyZigRequestOp = 7;
/** BevyZigHostRequest: appended by a host function (spawn, attach, detach, connect, disconnect); `slot` is the host's
 own. A script that makes one up is ignored.*/
pub const BEVY_ZIG_REQUEST_HOST: BevyZigRequestOp = 8;
/// BevyZigSignalRequest: a signal is emitted; `entity` is its target, or NONE for a broadcast. See "Signals".
pub const BEVY_ZIG_REQUEST_SIGNAL: BevyZigRequestOp = 9;
/// BevyZigVarRequest: a var is set, added to or removed; appended by `var_write`.
pub const BEVY_ZIG_REQUEST_VAR: BevyZigRequestOp = 10;
/** BevyZigParentRequest: becomes a child of `parent`, or of none if that is NONE; its transform is then relative to the new parent,
 with FLAG_WORLD it stays where it is in the world. A parent that is the entity itself, or below it, is refused and logged.*/
pub const BEVY_ZIG_REQUEST_PARENT_SET: BevyZigRequestOp = 11;
/** A request is a write that the host applies at the end of the phase, in the order of the buffer. Scripts append the
 fixed-size requests below to `BevyZigFrame.requests` themselves; what needs checking or carries text goes through a
 host function, which appends for them.

 A request for an entity that is gone when it is applied does nothing. One whose bytes make no sense is dropped and
 logged. Each begins with a BevyZigRequest and is a multiple of 8 bytes long.*/
pub type BevyZigRequestOp = ::core::ffi::c_uint;
/// What every request begins with.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigRequest {
    /// One of BEVY_ZIG_REQUEST_*.
    pub op: u16,
    /// BEVY_ZIG_REQUEST_FLAG_*; unknown bits must be 0.
    pub flags: u16,
    /// Bytes of the whole request, this head included; a multiple of 8.
    pub size: u32,
    /// Whom it is for. With FLAG_ROWS, the number of the first row.
    pub entity: BevyZigEntity,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigVec3Request {
    pub head: BevyZigRequest,
    pub value: BevyZigVec3,
    pub reserved: u32,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigQuatRequest {
    pub head: BevyZigRequest,
    pub value: BevyZigQuat,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigLookAtRequest {
    pub head: BevyZigRequest,
    pub target: BevyZigVec3,
    pub up: BevyZigVec3,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigParentRequest {
    pub head: BevyZigRequest,
    pub parent: BevyZigEntity,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigHostRequest {
    pub head: BevyZigRequest,
    pub slot: u64,
}
/// One byte, 0 or 1.
pub const BEVY_ZIG_VAR_BOOL: BevyZigVarKind = 1;
/// int64_t
pub const BEVY_ZIG_VAR_INT: BevyZigVarKind = 2;
/// double; finite, as are the floats below.
pub const BEVY_ZIG_VAR_FLOAT: BevyZigVarKind = 3;
/// Two floats.
pub const BEVY_ZIG_VAR_VEC2: BevyZigVarKind = 4;
/// BevyZigVec3
pub const BEVY_ZIG_VAR_VEC3: BevyZigVarKind = 5;
/// BevyZigQuat; need not be of unit length.
pub const BEVY_ZIG_VAR_QUAT: BevyZigVarKind = 6;
/// BevyZigEntity, which may be NONE or stale.
pub const BEVY_ZIG_VAR_ENTITY: BevyZigVarKind = 7;
/// UTF-8, of any length up to the host's limit; not null-terminated.
pub const BEVY_ZIG_VAR_TEXT: BevyZigVarKind = 8;
/// Bytes that the host carries, of any length up to its limit.
pub const BEVY_ZIG_VAR_BLOB: BevyZigVarKind = 9;
/// Type of a var, and how its value travels: in the machine's byte order, wherever it lies (no alignment is asked for).
pub type BevyZigVarKind = ::core::ffi::c_uint;
/// The var becomes the value, whatever it was before, of this type or another.
pub const BEVY_ZIG_VAR_OP_SET: BevyZigVarOp = 1;
/// Likewise, unless there is a var of that name.
pub const BEVY_ZIG_VAR_OP_SET_IF_ABSENT: BevyZigVarOp = 2;
/** The var grows by the value; one that is not there counts as 0. INT, FLOAT, VEC2 and VEC3 only. What would leave the
 type's range stops at its end. If the var holds another type, nothing happens, and the host says so once per key.*/
pub const BEVY_ZIG_VAR_OP_ADD: BevyZigVarOp = 3;
/// The var is removed, if it is there. Kind and value are 0 and empty.
pub const BEVY_ZIG_VAR_OP_REMOVE: BevyZigVarOp = 4;
/// What a write does when it is applied.
pub type BevyZigVarOp = ::core::ffi::c_uint;
/** A write of a var, for `head.entity` (NONE: of the whole game). Behind it follow the bytes of the key, those of the value,
 and zeroes up to a multiple of 8.*/
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigVarRequest {
    pub head: BevyZigRequest,
    /// BEVY_ZIG_VAR_OP_*.
    pub op: u16,
    /// BEVY_ZIG_VAR_*; 0 to remove.
    pub kind: u16,
    pub key_len: u32,
    pub value_len: u32,
    /// The type's number from `layout_find`, of a blob; 0: none.
    pub layout: u32,
}
/** Emits a signal. `payload_size` bytes follow this struct, filled up to a multiple of 8, and are part of `head.size`. The
 script decreases `BevyZigFrame.signals_left` by one. If that is 0 already, or the payload is larger than
 `BevyZigFrame.signal_payload_size_max`, it first asks `signal_allow`, and does not write the request if that refuses.
 More payloads of this size may follow, each filled up likewise and part of `head.size`: that many signals, one after the
 other, which differ in their payloads only. They lie behind the frame's `mark`, as all that an instance requests.*/
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigSignalRequest {
    /// Its `flags` are what listeners get as `payload_variants`.
    pub head: BevyZigRequest,
    /// Number of the name: see `signal_name_id`.
    pub name_id: u32,
    /// Bytes of the payload; may be 0.
    pub payload_size: u32,
    /// The emitter's entity; NONE for a global script.
    pub from: BevyZigEntity,
    /// The emitter's instance.
    pub instance_id: u64,
}
/// A signal, as its listeners get it: the specification's EventEnvelope. Host's memory, valid until the callback returns.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigSignal {
    /// sizeof(BevyZigSignal) as the host knows it.
    pub size: u32,
    /// Number of the name (`event_type`).
    pub name_id: u32,
    /// The name.
    pub name_text: BevyZigText,
    /// The emitter's entity; NONE if a global script or the game has emitted it.
    pub from: BevyZigEntity,
    /// Whom it is for (`entity_handle`); NONE: a broadcast.
    pub target: BevyZigEntity,
    /// The emitter's instance (`script_instance_id`); 0: the game.
    pub instance_id: u64,
    /// The frame in which it was emitted (`timestamp_frame`).
    pub frame: u64,
    /// Its place among all signals of the run, from 1, in the order in which they are delivered.
    pub sequence: u64,
    /// The payload, not aligned: copy it out. Null if there is none.
    pub payload_ptr: *const ::core::ffi::c_void,
    /// Bytes of the payload.
    pub payload_size: u32,
    /** Which names stand for which numbers in the enums and unions of the payload, as 16 bits of a hash: two that are not 0 and differ
 are of types whose bytes mean different things. 0 if it has none, or nobody knows.*/
    pub payload_variants: u32,
}
/// A signal for one row of a batch.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigDelivery {
    /// The listener's row.
    pub row: u32,
    pub reserved: u32,
    pub signal: *const BevyZigSignal,
}
/// One byte, 0 or 1.
pub const BEVY_ZIG_TYPE_BOOL: BevyZigTypeKind = 1;
/// A signed integer of 1, 2, 4 or 8 bytes.
pub const BEVY_ZIG_TYPE_INT: BevyZigTypeKind = 2;
/// An unsigned integer of 1, 2, 4 or 8 bytes.
pub const BEVY_ZIG_TYPE_UINT: BevyZigTypeKind = 3;
/// float or double.
pub const BEVY_ZIG_TYPE_FLOAT: BevyZigTypeKind = 4;
/// A Unicode scalar value in 4 bytes.
pub const BEVY_ZIG_TYPE_CHAR: BevyZigTypeKind = 5;
/// BevyZigEntity.
pub const BEVY_ZIG_TYPE_ENTITY: BevyZigTypeKind = 6;
/// BevyZigText: UTF-8 where Rust has text, any bytes where it has a list of bytes.
pub const BEVY_ZIG_TYPE_TEXT: BevyZigTypeKind = 7;
/** A pointer and a size_t, as in BevyZigText: so many values of `item`. Rust may have a list, a set, or a map, whose items have the
 members "key" and "value".*/
pub const BEVY_ZIG_TYPE_LIST: BevyZigTypeKind = 8;
/// `item_count` values of `item`, one behind the other.
pub const BEVY_ZIG_TYPE_ARRAY: BevyZigTypeKind = 9;
/** `item` at offset 0, which is there if the byte at `tag_offset` is 1 and not if it is 0. With a `tag_size` of 0, of a TEXT or LIST:
 which is there if its pointer is not null.*/
pub const BEVY_ZIG_TYPE_OPTION: BevyZigTypeKind = 10;
/// An integer of `tag_size` bytes at `tag_offset`; `members` are its values, by name.
pub const BEVY_ZIG_TYPE_ENUM: BevyZigTypeKind = 11;
/// Such a tag, and the payload of the variant that it names: a member's `type` at its `offset`. A null `type`: no payload.
pub const BEVY_ZIG_TYPE_UNION: BevyZigTypeKind = 12;
/** `members`, each at its `offset`. Some may be left out; of a tuple (struct) with several fields the names are "0" or "_0" and so on,
 and of one with a single field any.*/
pub const BEVY_ZIG_TYPE_STRUCT: BevyZigTypeKind = 13;
/** A handle of an asset: as a UNION with the members "none", "path" (TEXT) and "held" (UINT of 8 bytes, the number of a handle that
 was read and has no path; such a number keeps no asset in memory), and maybe "uuid" (16 bytes, a number in the machine's order).
 `path` may name the asset's type.*/
pub const BEVY_ZIG_TYPE_HANDLE: BevyZigTypeKind = 14;
/// How the memory of a type is to be read.
pub type BevyZigTypeKind = ::core::ffi::c_uint;
/// A field of a struct, a value of an enum, a variant of a union.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigMember {
    /// As in Rust. Names of variants are compared without regard to case and underscores.
    pub name: BevyZigText,
    /// Null for values of an enum, and for variants without payload.
    pub type_: *const BevyZigType,
    /// Of an enum or a union: what the tag is.
    pub value: i64,
    /// In bytes; of the field or the payload.
    pub offset: u32,
    pub reserved: u32,
}
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigType {
    /// BEVY_ZIG_TYPE_*.
    pub kind: u32,
    /// Bytes; a multiple of `align`, at most 65,536.
    pub size: u32,
    /// A power of two, at most 16.
    pub align: u32,
    /// BEVY_ZIG_TYPE_FLAG_*.
    pub flags: u32,
    /// The full path in Rust ("bevy_ui::ui_node::Node"), which the outermost type needs; empty: it is not compared.
    pub path: BevyZigText,
    /// Null if there are none.
    pub members: *const BevyZigMember,
    pub member_count: u32,
    /// Of an ARRAY.
    pub item_count: u32,
    /// Of an OPTION, ENUM, UNION, HANDLE.
    pub tag_offset: u32,
    /// 0 (there is but one value), 1, 2, 4 or 8.
    pub tag_size: u32,
    /// Of a LIST, an ARRAY, an OPTION; else null.
    pub item: *const BevyZigType,
}
/// Of an entity.
pub const BEVY_ZIG_ROLE_COMPONENT: BevyZigRole = 1;
/// Of the world, as all below.
pub const BEVY_ZIG_ROLE_RESOURCE: BevyZigRole = 2;
/// Of the world, as all below.
pub const BEVY_ZIG_ROLE_MESSAGE: BevyZigRole = 3;
/// Of the world, as all below.
pub const BEVY_ZIG_ROLE_EVENT: BevyZigRole = 4;
/// Of the world, as all below.
pub const BEVY_ZIG_ROLE_STATE: BevyZigRole = 5;
/// An asset, or what one is made of; with the description of a handle, the assets of its type.
pub const BEVY_ZIG_ROLE_ASSET: BevyZigRole = 6;
/// A state that scripts declare: an ENUM, whose path is the state's name and whose first member the initial variant.
pub const BEVY_ZIG_ROLE_ZIG_STATE: BevyZigRole = 7;
/// What a value is to the game.
pub type BevyZigRole = ::core::ffi::c_uint;
/** COMPONENT, RESOURCE: the value is inserted, whether or not there is one. Members that the description leaves out have the type's
 defaults. ASSET: it takes the place of the one that is there.*/
pub const BEVY_ZIG_VALUE_INSERT: BevyZigValueOp = 1;
/** COMPONENT, RESOURCE: what the description has is set in the value that is there, and counts as changed only if it differs.
 STATE: the next state. ASSET: as COMPONENT.*/
pub const BEVY_ZIG_VALUE_SET: BevyZigValueOp = 2;
/// COMPONENT, RESOURCE: removed, if it is there. ASSET: the current instance keeps it no longer; needs the description of a handle.
pub const BEVY_ZIG_VALUE_REMOVE: BevyZigValueOp = 3;
/// MESSAGE: written. EVENT: triggered.
pub const BEVY_ZIG_VALUE_SEND: BevyZigValueOp = 4;
/// What `value_put` requests.
pub type BevyZigValueOp = ::core::ffi::c_uint;
/// It is being loaded, or what it depends on, or it was requested in this phase.
pub const BEVY_ZIG_ASSET_LOADING: BevyZigAssetState = 0;
/// It is being loaded, or what it depends on, or it was requested in this phase.
pub const BEVY_ZIG_ASSET_LOADED: BevyZigAssetState = 1;
/// It could not be loaded, or something that it depends on.
pub const BEVY_ZIG_ASSET_FAILED: BevyZigAssetState = 2;
/// How far an asset is.
pub type BevyZigAssetState = ::core::ffi::c_uint;
/// How many assets an instance keeps.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigAssetCount {
    pub total: u32,
    pub loaded: u32,
    pub failed: u32,
    pub reserved: u32,
}
/// The number of a description that was bound: the same as long as the program runs, in all of its games.
pub type BevyZigValueId = u32;
/// A value of a reflected component, for `entity_spawn`.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigValueEntry {
    pub id: BevyZigValueId,
    /// Bytes of the value.
    pub value_size: u32,
    pub value: *const ::core::ffi::c_void,
}
/// Bytes of a component's value that `component_set` sets.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigComponentPart {
    pub offset: u32,
    pub size: u32,
    /// Copied; needs no alignment.
    pub bytes: *const ::core::ffi::c_void,
}
/// Before the game's own `Update` systems.
pub const BEVY_ZIG_PHASE_PRE_UPDATE: BevyZigPhase = 0;
/// Together with the game's `Update` systems. The default.
pub const BEVY_ZIG_PHASE_UPDATE: BevyZigPhase = 1;
/// After them, before transforms are propagated.
pub const BEVY_ZIG_PHASE_POST_UPDATE: BevyZigPhase = 2;
/** In each of the game's fixed steps, before its physics: between PRE_UPDATE and UPDATE, as often as time asks for, which may be
 not at all.*/
pub const BEVY_ZIG_PHASE_FIXED_UPDATE: BevyZigPhase = 3;
/// When in a frame an instance's update runs. Requests are applied after each phase.
pub type BevyZigPhase = ::core::ffi::c_uint;
pub const BEVY_ZIG_LOG_INFO: BevyZigLogLevel = 0;
pub const BEVY_ZIG_LOG_WARN: BevyZigLogLevel = 1;
pub const BEVY_ZIG_LOG_ERROR: BevyZigLogLevel = 2;
/// Severity of a log line.
pub type BevyZigLogLevel = ::core::ffi::c_uint;
/// The id of a component: the same as long as the program runs. The host writes it where a descriptor says, and tells it by name.
pub type BevyZigComponentId = u32;
/// A component's value.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigComponentDataEntry {
    pub id: BevyZigComponentId,
    /// Bytes of the value.
    pub payload_size: u32,
    /// The value, which is copied and needs no alignment; may be null if it has no bytes.
    pub payload: *const ::core::ffi::c_void,
}
/// The value that a field of a script begins with.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigProperty {
    /// As the script's descriptor has it: "speed", "body.mass".
    pub path: BevyZigText,
    /** BEVY_ZIG_FIELD_BOOL to ENTITY: a plain value, which the field's type has to take, as Rust's `Script::with` would. ENUM, UNION: the
 name of the variant. BYTES: text. OPTIONAL: empties the field; there is no value.*/
    pub kind: u32,
    /// Bytes of the value.
    pub value_size: u32,
    /// The value, which is copied and needs no alignment; null if there is none.
    pub value: *const ::core::ffi::c_void,
}
/// What `script_attach` attaches. It has grown: one that ends before `properties` is taken as if the rest were zeroes.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigAttachRequest {
    /// sizeof(BevyZigAttachRequest).
    pub size: u32,
    /// BEVY_ZIG_ABI_VERSION.
    pub abi_version: u32,
    /// The script's name.
    pub script: BevyZigText,
    /// Lower runs first. Default 0.
    pub priority: i32,
    /// BEVY_ZIG_PHASE_*, or BEVY_ZIG_PHASE_OF_SCRIPT.
    pub phase: u32,
    /// 0: attached but not run until it is enabled. Otherwise 1.
    pub enabled: u32,
    pub reserved: u32,
    /// What its fields begin with, in this order; null if there are none.
    pub properties: *const BevyZigProperty,
    /// At most BEVY_ZIG_PROPERTIES_MAX.
    pub property_count: u32,
    pub reserved_properties: u32,
}
/// What `entity_spawn` makes. It has grown: one that ends before `components` is taken as if the rest were zeroes.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigSpawnRequest {
    /// sizeof(BevyZigSpawnRequest) as the script knows it.
    pub size: u32,
    /// BEVY_ZIG_ABI_VERSION.
    pub abi_version: u32,
    /// Name of a prefab that the game has registered; empty: an empty entity with a transform.
    pub prefab: BevyZigText,
    /// A tag that it gets besides the prefab's own; empty: none.
    pub tag: BevyZigText,
    /// Used if BEVY_ZIG_SPAWN_TRANSFORM is set.
    pub transform: BevyZigTransform,
    /// BEVY_ZIG_SPAWN_*.
    pub flags: u32,
    pub reserved: u32,
    /** Values of components that it gets, in this order: after what the prefab gives it, as `component_add` would, and before tag and
 transform. Null if there are none.*/
    pub components: *const BevyZigComponentDataEntry,
    /// Chosen by the script: the host tells the game when the entity is there, with this number (the message `ScriptSpawned`). 0: it does not.
    pub request_id: u64,
    /// At most BEVY_ZIG_SPAWN_COMPONENTS_MAX; likewise below.
    pub component_count: u32,
    pub value_count: u32,
    /// Values of reflected components that it gets, after `components`. Null if there are none.
    pub values: *const BevyZigValueEntry,
    /// Whose child it is; NONE: nobody's. If the parent is gone when this is applied, the entity is not spawned.
    pub parent: BevyZigEntity,
    /// Tags that it gets besides `tag`; null if there are none.
    pub tags: *const BevyZigText,
    /// Scripts that it gets, in this order, after those of the prefab; null if there are none.
    pub scripts: *const *const BevyZigAttachRequest,
    /// At most BEVY_ZIG_SPAWN_TAGS_MAX.
    pub tag_count: u32,
    /// At most BEVY_ZIG_SPAWN_SCRIPTS_MAX.
    pub script_count: u32,
}
/// Its parent: one entity, or none.
pub const BEVY_ZIG_RELATION_PARENT: BevyZigRelation = 0;
/// Its children, in their order.
pub const BEVY_ZIG_RELATION_CHILDREN: BevyZigRelation = 1;
/// The entity below it that has a name: the nearest, and of several the first in the order of children; or none.
pub const BEVY_ZIG_RELATION_NAMED: BevyZigRelation = 2;
/// How the entities that `entities_related` finds stand to an entity.
pub type BevyZigRelation = ::core::ffi::c_uint;
/// State of a named action in this frame; each field is 0 or 1.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigAction {
    pub pressed: u8,
    /// Went down since the last frame.
    pub just_pressed: u8,
    /// Went up since the last frame.
    pub just_released: u8,
    pub reserved: u8,
}
/** What `query` looks for: entities that have all of `columns` and `with`, none of `without`, and the tag. It has grown: one that ends
 before `changed` is taken as if the rest were zeroes.*/
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigQuery {
    /// sizeof(BevyZigQuery).
    pub size: u32,
    /// At most BEVY_ZIG_QUERY_COLUMNS_MAX; may be 0.
    pub column_count: u32,
    /// The components whose values are asked for.
    pub columns: *const BevyZigComponentId,
    /// Components that must be there; may be null with a count of 0, likewise below.
    pub with: *const BevyZigComponentId,
    pub without: *const BevyZigComponentId,
    pub with_count: u32,
    pub without_count: u32,
    /// A tag that must be there; empty: any.
    pub tag: BevyZigText,
    /** Components that must have been added or changed since this phase began in the frame before (in FIXED_UPDATE: in the step
 before), whoever did it; a script that looks each time sees each change once. May be null with a count of 0, likewise below.*/
    pub changed: *const BevyZigComponentId,
    /// Components that must have been added since then.
    pub added: *const BevyZigComponentId,
    pub changed_count: u32,
    pub added_count: u32,
    /// One bit for each of `columns`, from the lowest: entities that lack the component are found, too.
    pub optional: u32,
    pub reserved: u32,
}
/** What it finds: `count` rows of parallel columns, in scratch memory. It has grown: `present` is only written if the query reaches
 beyond `tag`.*/
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigQueryResult {
    pub count: usize,
    pub entities: *const BevyZigEntity,
    /// One for each column that was asked for, in that order: values one after the other, aligned for their type.
    pub columns: [*const ::core::ffi::c_void; 8usize],
    /** For each column that is optional, one byte for each row: 1 if the entity has the component, else 0, and its value is zeroes.
 Null for the others.*/
    pub present: [*const u8; 8usize],
}
/// Rows that are gone over at once: at most some thousand, all of one table, so that they stay in the processor's nearest cache.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigChunk {
    /// sizeof(BevyZigChunk), set by the script.
    pub size: u32,
    /// One bit for each column of the query, from the lowest: whether these entities have the component.
    pub present: u32,
    /// 0: all rows have been seen.
    pub count: usize,
    /// The number of `each` from now on, so that a chunk that has ended is not taken for this one.
    pub each: u64,
}
/// What `entities_find_nearby` looks for: entities within a sphere that have all of `with`, none of `without`, and the tag.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigNearbyQuery {
    /// sizeof(BevyZigNearbyQuery).
    pub size: u32,
    /// World units; 0 or more, and finite. What is exactly that far away is found.
    pub radius: f32,
    /// In the world; finite.
    pub center: BevyZigVec3,
    pub with_count: u32,
    /// Components that must be there; may be null with a count of 0, likewise below.
    pub with: *const BevyZigComponentId,
    pub without: *const BevyZigComponentId,
    pub without_count: u32,
    pub reserved: u32,
    /// A tag that must be there; empty: any.
    pub tag: BevyZigText,
}
/** The table of functions that the host offers. It lives as long as the program. Every function takes the frame of the
 callback under way as its first argument. Functions are only ever appended; look at `size` before using one that was
 added after version 1.0 of the crate.*/
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigHost {
    /// sizeof(BevyZigHost) as the host knows it.
    pub size: u32,
    /// BEVY_ZIG_ABI_VERSION of the host.
    pub abi_version: u32,
    /** Writes a line to the log, tagged with script and entity of the current instance. `level` is BEVY_ZIG_LOG_*; text that
 is not UTF-8 is shown as far as it can be.
 INVALID_ARGUMENT: bad level or null.*/
    pub log: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            level: u32,
            message: BevyZigText,
        ) -> BevyZigStatus,
    >,
    /** Reports that a callback of the current instance returned an error. `callback` and `error_name` are names,
 `addresses` the return addresses of the error's trace (may be null with a count of 0), innermost first.
 INVALID_ARGUMENT: null, not aligned, or text that is not UTF-8.*/
    pub error_report: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            callback: BevyZigText,
            error_name: BevyZigText,
            addresses: *const usize,
            address_count: usize,
        ) -> BevyZigStatus,
    >,
    /** A panic of the current instance; the same arguments: what the log is to say of the fault that follows. The script then
 executes an instruction that traps, which ends the callback; on a target without a guard (see docs/safety.md) this does
 not return.*/
    pub panic: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            message: BevyZigText,
            addresses: *const usize,
            address_count: usize,
        ),
    >,
    /** Hands the requests written so far to the host and makes room: afterwards `requests_len` is what the current instance
 has written in this call, and at least `size` bytes are free.
 LIMIT_REACHED: the instance, or all in this phase, have posted more than they may; nothing is lost that was
 written before.*/
    pub requests_flush: ::core::option::Option<
        unsafe extern "C" fn(frame: *mut BevyZigFrame, size: usize) -> BevyZigStatus,
    >,
    /** OK if a request for `entity` makes sense: it is in the snapshot, or was spawned in this phase.
 UNKNOWN_ENTITY otherwise.*/
    pub entity_check: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
        ) -> BevyZigStatus,
    >,
    /** Requests a new entity. `*entity` gets its handle, which requests may use at once and which is in the snapshot from
 the next phase on.
 UNKNOWN_PREFAB; INVALID_ARGUMENT (size, version, transform, flags, too many components, tags or scripts); UNKNOWN_ENTITY (parent);
 for a component, the statuses of `component_add`: UNKNOWN_COMPONENT, SIZE_MISMATCH, READ_ONLY, INVALID_ARGUMENT; for a script,
 those of `script_attach`; LIMIT_REACHED. `*entity` then gets NONE.*/
    pub entity_spawn: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            request: *const BevyZigSpawnRequest,
            entity: *mut BevyZigEntity,
        ) -> BevyZigStatus,
    >,
    /** Reads the transform of the snapshot.
 UNKNOWN_ENTITY; ABSENT: it has no transform. `*transform` is then unchanged.*/
    pub transform_get: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            transform: *mut BevyZigTransform,
        ) -> BevyZigStatus,
    >,
    /** Finds all entities with a tag, in the order in which they got it (with gaps filled by the last, as in a
 swap-remove): deterministic, not sorted. Two steps: `*count` always gets how many there are; if `capacity` is
 smaller, nothing is written and the answer is BUFFER_TOO_SMALL. `entities` may be null with a capacity of 0.
 An unknown tag has no entities: OK with a count of 0.*/
    pub entities_find_by_tag: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            tag: BevyZigText,
            entities: *mut BevyZigEntity,
            capacity: usize,
            count: *mut usize,
        ) -> BevyZigStatus,
    >,
    /** Requests that a script is attached to `entity`. Its init runs at the start of the next phase.
 UNKNOWN_ENTITY, UNKNOWN_SCRIPT, INVALID_ARGUMENT, LIMIT_REACHED; for a property, UNKNOWN_FIELD, WRONG_TYPE (the log says which
 value the field takes), SIZE_MISMATCH, INVALID_ARGUMENT. A script that is attached already is attached a second time: two
 instances.*/
    pub script_attach: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            request: *const BevyZigAttachRequest,
        ) -> BevyZigStatus,
    >,
    /** Requests that the first instance of `script` on `entity` is detached; nothing happens if there is none when it is
 applied.
 UNKNOWN_ENTITY, UNKNOWN_SCRIPT, LIMIT_REACHED.*/
    pub script_detach: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            script: BevyZigText,
        ) -> BevyZigStatus,
    >,
    /** Reads a named action.
 UNKNOWN_INPUT: not mapped; `*action` gets all zeros.*/
    pub action_get: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            name: BevyZigText,
            action: *mut BevyZigAction,
        ) -> BevyZigStatus,
    >,
    /** Reads a named axis: keys and sticks add up to -1 to 1, wheel and mouse to any number.
 UNKNOWN_INPUT: not mapped; `*value` gets 0.*/
    pub axis_get: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            name: BevyZigText,
            value: *mut f32,
        ) -> BevyZigStatus,
    >,
    /** Gives memory that lasts until the callback of the current instance returns; never freed by the script. `alignment` is
 a power of two, at most 16. Null: the limit is reached, or the arguments make no sense.*/
    pub scratch_alloc: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            size: usize,
            alignment: usize,
        ) -> *mut ::core::ffi::c_void,
    >,
    /** Finds a component by name. `*id` gets its id, `*size` the size of its value.
 UNKNOWN_COMPONENT: `*id` gets BEVY_ZIG_COMPONENT_NONE.*/
    pub component_find: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            name: BevyZigText,
            id: *mut BevyZigComponentId,
            size: *mut usize,
        ) -> BevyZigStatus,
    >,
    /** Reads a component's value in the snapshot. `value` has room for `size` bytes and needs no alignment.
 UNKNOWN_ENTITY, UNKNOWN_COMPONENT, SIZE_MISMATCH, ABSENT: `*value` is then unchanged.*/
    pub component_get: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            id: BevyZigComponentId,
            value: *mut ::core::ffi::c_void,
            size: usize,
        ) -> BevyZigStatus,
    >,
    /** Requests that an entity gets a component, from the `size` bytes at `value`, which are copied. If it has the component already,
 the new value replaces the old one or is merged into it, as the game has registered it.
 UNKNOWN_ENTITY, UNKNOWN_COMPONENT, SIZE_MISMATCH, READ_ONLY, INVALID_ARGUMENT (bytes that are no value of it),
 LIMIT_REACHED.*/
    pub component_add: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            id: BevyZigComponentId,
            value: *const ::core::ffi::c_void,
            size: usize,
        ) -> BevyZigStatus,
    >,
    /** Requests that an entity loses a component; nothing happens if it has none when this is applied.
 UNKNOWN_ENTITY, UNKNOWN_COMPONENT, READ_ONLY, LIMIT_REACHED.*/
    pub component_remove: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            id: BevyZigComponentId,
        ) -> BevyZigStatus,
    >,
    /** Finds entities by their components and copies the values, all at once. The order is Bevy's: by archetype, then row; the same in
 every run.
 UNKNOWN_COMPONENT, INVALID_ARGUMENT, LIMIT_REACHED (scratch memory): `*result` then has a count of 0.*/
    pub query: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            query: *const BevyZigQuery,
            result: *mut BevyZigQueryResult,
        ) -> BevyZigStatus,
    >,
    /** Finds the way to a field of any reflected component, once: `component` is its type path ("my_game::Stats") or the short one
 ("Stats"), `path` leads to a plain field ("speed", "limits.max"), `kind` is the field's BEVY_ZIG_FIELD_*, from BOOL to ENTITY.
 `*id` stays valid as long as the program runs, in all of its games.
 UNKNOWN_COMPONENT (no such type is registered for reflection), INVALID_ARGUMENT (bad path or kind), LIMIT_REACHED (65,536
 paths were found).*/
    pub field_find: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            component: BevyZigText,
            path: BevyZigText,
            kind: u32,
            id: *mut u32,
        ) -> BevyZigStatus,
    >,
    /** Reads the field in the snapshot. `value` has room for `size` bytes and needs no alignment.
 UNKNOWN_ENTITY, ABSENT (no such component); UNKNOWN_FIELD: it has no such field now; WRONG_TYPE: it is of another type. Both are
 logged once. SIZE_MISMATCH, INVALID_ARGUMENT (bad id); as `field_find`, if the id is another game's.*/
    pub field_get: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            id: u32,
            value: *mut ::core::ffi::c_void,
            size: usize,
        ) -> BevyZigStatus,
    >,
    /** Requests that the field becomes the `size` bytes at `value`, which are copied.
 UNKNOWN_ENTITY, SIZE_MISMATCH, INVALID_ARGUMENT (bad id, bytes that are no value, one on which Bevy ends the game, a part of a
 rotation or direction), LIMIT_REACHED; READ_ONLY: the component is immutable, or Bevy keeps it itself; UNKNOWN_FIELD: the component in
 the snapshot has no such field; WRONG_TYPE: it is of another type. All are logged once. If the entity has no such component or field
 when this is applied, or cannot be given the value then, that is logged, too. A rotation is brought to unit length.*/
    pub field_set: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            id: u32,
            value: *const ::core::ffi::c_void,
            size: usize,
        ) -> BevyZigStatus,
    >,
    /** Reads a var of `owner`; NONE: of the whole game. `kind` is BEVY_ZIG_VAR_*. Two steps for text and blobs: `*size` gets
 how many bytes the value has; if `capacity` is smaller, nothing is written and the answer is BUFFER_TOO_SMALL. `value`
 may be null with a capacity of 0.
 UNKNOWN_ENTITY; INVALID_ARGUMENT (key, kind); ABSENT: it has no such var; WRONG_TYPE, also for a blob of another size than the type
 with the number in `kind`, which is logged once. `*size` then gets 0.*/
    pub var_read: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            owner: BevyZigEntity,
            key: BevyZigText,
            kind: u32,
            value: *mut ::core::ffi::c_void,
            capacity: usize,
            size: *mut usize,
        ) -> BevyZigStatus,
    >,
    /** Requests a change of a var of `owner`; NONE: of the whole game. `op` is BEVY_ZIG_VAR_OP_*, `kind` BEVY_ZIG_VAR_* (0 to
 remove); `value` may be null with a size of 0.
 UNKNOWN_ENTITY; INVALID_ARGUMENT (key, op, kind, a size that is not the kind's, a value that is none of it);
 LIMIT_REACHED: text or blob are too long, the snapshot has as many vars as the owner may have and this would be one
 more, or too many requests were posted. What passes the limit only when it is applied is dropped and logged.*/
    pub var_write: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            owner: BevyZigEntity,
            key: BevyZigText,
            op: u32,
            kind: u32,
            value: *const ::core::ffi::c_void,
            size: usize,
        ) -> BevyZigStatus,
    >,
    /** The number of a signal's name, which is given one if it has none yet.
 INVALID_ARGUMENT: it is not 1 to 255 bytes of UTF-8. LIMIT_REACHED: there are as many names as there may be. `*id` is
 then 0, which is no name's number.*/
    pub signal_name_id: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            name: BevyZigText,
            id: *mut u32,
        ) -> BevyZigStatus,
    >,
    /** Requests that the current instance hears signals of this name: with NONE as `target` broadcasts, and those targeted at
 its own entity; with ANY those targeted at any entity, and no broadcasts; else those targeted at that entity, and no
 broadcasts. `*connection` gets a number that is unique in a run, never 0, and may be used at once. With a null
 `connection` it is one that ends with the instance or the target only, and that an instance has once: to ask for it again
 does nothing.
 A name such as "Add<my_game::Health>" (or Insert, Discard, Remove, Despawn) is that of a signal of the host's: what happens to
 this component of an entity, by the name or the path of the component.
 ABSENT: the script has no `on_signal`. UNKNOWN_ENTITY: `target`. UNKNOWN_COMPONENT: the one in the name. INVALID_ARGUMENT,
 LIMIT_REACHED: as with
 `signal_name_id`; LIMIT_REACHED also if there are as many connections as there may be. `*connection` is then 0.*/
    pub signal_connect: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            name: BevyZigText,
            target: BevyZigEntity,
            connection: *mut u64,
        ) -> BevyZigStatus,
    >,
    /** Requests that a connection of the current instance ends. One that has ended already is fine.
 INVALID_ARGUMENT: there was never such a connection, or it is another instance's. LIMIT_REACHED.*/
    pub signal_disconnect: ::core::option::Option<
        unsafe extern "C" fn(frame: *mut BevyZigFrame, connection: u64) -> BevyZigStatus,
    >,
    /** Memory that the current instance keeps. It is the host's, in blocks of zeroes that are aligned to 16 bytes. A block is known by
 a number, which is unique in a run, never 0, and fit to be part of a state: it outlives callbacks and reloads. Blocks are
 freed with their instance, after its shutdown.

 Gets a block of `size` bytes. `*block` gets its number, `*memory` where it lies.
 LIMIT_REACHED: the instance would have more than it may have, where a block counts as 64 bytes more than it has, or
 there is no more. `*block` is then 0, `*memory` null.*/
    pub memory_alloc: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            size: usize,
            block: *mut u64,
            memory: *mut *mut ::core::ffi::c_void,
        ) -> BevyZigStatus,
    >,
    /** Gives a block of the current instance another size. Its bytes are kept as far as it reaches, new ones are zeroes. `*memory` gets
 where it lies now; pointers to where it lay are no longer valid.
 ABSENT: the instance has no such block. LIMIT_REACHED: as above. The block is then as it was, and `*memory` unchanged.*/
    pub memory_resize: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            block: u64,
            size: usize,
            memory: *mut *mut ::core::ffi::c_void,
        ) -> BevyZigStatus,
    >,
    /** Tells where a block of the current instance lies, until it is resized or freed or the callback returns, and its size.
 ABSENT: the instance has no such block. `*memory` is then null, `*size` 0.*/
    pub memory_get: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            block: u64,
            memory: *mut *mut ::core::ffi::c_void,
            size: *mut usize,
        ) -> BevyZigStatus,
    >,
    /** Frees a block of the current instance.
 ABSENT: the instance has no such block, or has freed it already.*/
    pub memory_free: ::core::option::Option<
        unsafe extern "C" fn(frame: *mut BevyZigFrame, block: u64) -> BevyZigStatus,
    >,
    /** Finds all entities within a radius, the nearest first; those that are equally far, in an order that is the same in every
 run. An entity is where its `Transform` and those of its parents put it in the snapshot: exact, while Bevy's
 `GlobalTransform` is what it was when the last frame ended. Entities without a transform, at a place that is not
 finite, or that Bevy's queries pass over (`Disabled`), are not found; the one that asks is, if it is in reach. Two
 steps, as with `entities_find_by_tag`.
 INVALID_ARGUMENT (size, center, radius, tag), UNKNOWN_COMPONENT: `*count` then gets 0. BUFFER_TOO_SMALL.*/
    pub entities_find_nearby: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            query: *const BevyZigNearbyQuery,
            entities: *mut BevyZigEntity,
            capacity: usize,
            count: *mut usize,
        ) -> BevyZigStatus,
    >,
    /** Reads how an entity moves: what the game's physics hook says, or else the value of its `Velocity` component.
 UNKNOWN_ENTITY; ABSENT: neither knows. `*velocity` is then unchanged.*/
    pub velocity_get: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            velocity: *mut BevyZigVelocity,
        ) -> BevyZigStatus,
    >,
    /** Appends `len` bytes at `bytes` to what the current instance keeps of its state across a reload. Only in `serialize`. `bytes`
 may be null with a `len` of 0.
 INVALID_ARGUMENT: in any other callback. LIMIT_REACHED: the instance would keep more than it may; nothing was appended.*/
    pub state_write: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            bytes: *const ::core::ffi::c_void,
            len: usize,
        ) -> BevyZigStatus,
    >,
    /** Reads the next `len` bytes of what the current instance has kept: those of its first `state_write` first. Only in `deserialize`.
 `bytes` has room for them and needs no alignment; it may be null with a `len` of 0.
 INVALID_ARGUMENT: in any other callback. ABSENT: fewer are left; none was read, and those that are left can still be.*/
    pub state_read: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            bytes: *mut ::core::ffi::c_void,
            len: usize,
        ) -> BevyZigStatus,
    >,
    /** Compares the description of a type with the one in Rust, and gives it a number. `role` is BEVY_ZIG_ROLE_*. What differs is
 logged.
 UNKNOWN_COMPONENT: no type of that path is registered for reflection in that role. UNKNOWN_FIELD, WRONG_TYPE: a member differs.
 INVALID_ARGUMENT: the description contradicts itself, or is not readable. LIMIT_REACHED: 65,536 were bound, or it is larger
 than any. `*id` is then BEVY_ZIG_VALUE_UNKNOWN.*/
    pub value_bind: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            role: u32,
            type_: *const BevyZigType,
            id: *mut BevyZigValueId,
        ) -> BevyZigStatus,
    >,
    /** Reads a value in the snapshot: of an entity, or with NONE a resource or a state; of an asset, with a handle's number in the place of
 the entity; or the event that a signal tells of, with the `sequence` of that signal, which is being delivered. `value` has room for `size` bytes, which is the
 description's size, and needs no alignment; with null and 0 it is only asked whether it is there.
 UNKNOWN_ENTITY; ABSENT; SIZE_MISMATCH; INVALID_ARGUMENT: bad id, or an entity where there is none, or a message;
 WRONG_TYPE: it holds a variant that the description lacks, or the signal tells of another event; LIMIT_REACHED: scratch memory; as `value_bind`, if the id is
 another game's.*/
    pub value_get: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            id: BevyZigValueId,
            value: *mut ::core::ffi::c_void,
            size: usize,
        ) -> BevyZigStatus,
    >,
    /** Requests that a value is inserted, set, removed or sent. `op` is BEVY_ZIG_VALUE_*; `entity` is NONE for all but components, and a
 handle's number for assets. The
 `size` bytes at `value`, and what they point to, are copied; null and 0 to remove.
 UNKNOWN_ENTITY; SIZE_MISMATCH; INVALID_ARGUMENT: bad id or op, or bytes that are no value; READ_ONLY: a component that is immutable
 cannot be set, a type without default of which the description lacks members cannot be inserted, a state may be computed;
 LIMIT_REACHED: too many requests, or too large a value; as `value_bind`, if the id is another game's.
 What is not possible when it is applied (the entity has no such component to set, there is no asset server for a handle) is
 logged, once for each script, type and path.*/
    pub value_put: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            id: BevyZigValueId,
            op: u32,
            value: *const ::core::ffi::c_void,
            size: usize,
        ) -> BevyZigStatus,
    >,
    /** Reads the messages of a type that were written since this phase began in the frame before: each instance sees each of them once,
 if it asks in each frame. `*values` gets `*count` values of the description, in scratch memory.
 INVALID_ARGUMENT: bad id, or it is not a message; READ_ONLY: the game has not registered the type for reading; WRONG_TYPE,
 LIMIT_REACHED: as `value_get`. `*count` is then 0.*/
    pub messages_read: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            id: BevyZigValueId,
            values: *mut *const ::core::ffi::c_void,
            count: *mut usize,
        ) -> BevyZigStatus,
    >,
    /** Requests that parts of a component's value are set, and the rest stays as it is.
 UNKNOWN_ENTITY, UNKNOWN_COMPONENT, READ_ONLY, INVALID_ARGUMENT (null, too many, or a part outside of the value), LIMIT_REACHED.
 If the entity has no such component when it is applied, or the whole is no value of it, it is logged as with `value_put`.*/
    pub component_set: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            id: BevyZigComponentId,
            parts: *const BevyZigComponentPart,
            count: usize,
        ) -> BevyZigStatus,
    >,
    /** Asks for one more signal of the current instance's, with a payload of `payload_size` bytes, where `signals_left` is 0 or the
 payload is larger than `signal_payload_size_max`. Each instance has some signals of its own in each phase, whatever others emit.
 OK: `signals_left` is above 0.
 LIMIT_REACHED: the payload is too large, or the instance has used up its own; the host has logged which.*/
    pub signal_allow: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            payload_size: usize,
        ) -> BevyZigStatus,
    >,
    /** Finds a function that the game has registered, or a command with BEVY_ZIG_FUNCTION_COMMAND in `flags`, once. `signature` says
 what the script takes its parameters and result for, as in "({by: entity@0, damage: f32@8}, u8) -> bool": a plain value by its
 type (bool, i8 to i64, u8 to u64, f32, f64, vec2, vec3, quat, entity, `[8]u8`), an enum as "enum(1){idle=0,chase=1}" with its
 size in bytes, a struct or array by all its leaves with their offsets; no result is "void". `*id` stays valid as long as the
 program runs, in all of its games.
 UNKNOWN_FUNCTION; WRONG_TYPE: the game's is another one, which the log names; INVALID_ARGUMENT; LIMIT_REACHED (65,536 functions
 were found).*/
    pub function_find: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            name: BevyZigText,
            signature: BevyZigText,
            flags: u32,
            id: *mut u32,
        ) -> BevyZigStatus,
    >,
    /** Calls a function, which answers at once, or requests a command. The arguments lie one behind the other as the fields of a struct
 would, without padding behind the last; `result` has room for the result, which is written if the answer is OK. Neither needs
 an alignment, and each may be null with a size of 0. A command has no result.
 SIZE_MISMATCH; INVALID_ARGUMENT (bad id, arguments that are no values); HOST_FAULT: the function panicked; LIMIT_REACHED
 (commands); as `function_find`, if the id is another game's.*/
    pub function_call: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            id: u32,
            arguments: *const ::core::ffi::c_void,
            arguments_size: usize,
            result: *mut ::core::ffi::c_void,
            result_size: usize,
        ) -> BevyZigStatus,
    >,
    /** Finds entities above or below one, in the snapshot. `relation` is BEVY_ZIG_RELATION_*; `name` is for NAMED and else empty. Two
 steps, as with `entities_find_by_tag`.
 UNKNOWN_ENTITY, INVALID_ARGUMENT: `*count` then gets 0. BUFFER_TOO_SMALL.*/
    pub entities_related: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            relation: u32,
            name: BevyZigText,
            entities: *mut BevyZigEntity,
            capacity: usize,
            count: *mut usize,
        ) -> BevyZigStatus,
    >,
    /** Reads where an entity is in the world: its transform in the snapshot after those of its parents, so it is exact, while Bevy's
 `GlobalTransform` is what it was when the last frame ended. A shear, which turned parents of uneven scale cause, is left out.
 UNKNOWN_ENTITY; ABSENT: it has no transform. `*transform` is then unchanged.*/
    pub global_transform_get: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            transform: *mut BevyZigTransform,
        ) -> BevyZigStatus,
    >,
    /** Requests that the first instance of `script` on `entity`, or of a global script with NONE, is enabled (1) or disabled (0); with
 an empty `script`, the current instance itself. One that is disabled keeps its state, and is neither updated nor sent signals.
 Nothing happens if there is none when this is applied.
 UNKNOWN_ENTITY, UNKNOWN_SCRIPT, INVALID_ARGUMENT, LIMIT_REACHED; ABSENT: the current instance is ending.*/
    pub script_enable: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            script: BevyZigText,
            enabled: u32,
        ) -> BevyZigStatus,
    >,
    /** Requests that an asset is made, which the current instance keeps until it ends or lets go of it. `asset` is bound to a handle of
 its type with BEVY_ZIG_ROLE_ASSET, `id` with the same role to the value at `value`: an asset of this type, or what the game
 has registered a maker for, such as a shape of a mesh. `*number` gets the handle's number, which may be used at once.
 SIZE_MISMATCH; INVALID_ARGUMENT: a bad id, or bytes that are no value; WRONG_TYPE: nothing makes an asset of this type of it;
 READ_ONLY: the value cannot be made; ABSENT: the game has no such assets; LIMIT_REACHED: the instance keeps as many as it may,
 or as `value_put`; as `value_bind`, if an id is another game's. `*number` is then 0.*/
    pub asset_add: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            asset: BevyZigValueId,
            id: BevyZigValueId,
            value: *const ::core::ffi::c_void,
            size: usize,
            number: *mut u64,
        ) -> BevyZigStatus,
    >,
    /** Requests that the current instance keeps the asset of a handle, whose `size` bytes lie at `handle` and to which `asset` is bound.
 If it is a path, the asset is loaded; when it and all that it depends on are, the instance's entity gets the signal
 "asset_loaded" with the number, or else "asset_failed"; with no entity they are broadcast.
 INVALID_ARGUMENT: a bad id, or a handle of nothing; ABSENT: no asset has this handle, or there is nothing to load from; as
 `asset_add`. `*number` is then 0.*/
    pub asset_keep: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            asset: BevyZigValueId,
            handle: *const ::core::ffi::c_void,
            size: usize,
            number: *mut u64,
        ) -> BevyZigStatus,
    >,
    /** Tells how far an asset is that the current instance keeps: `*state` gets BEVY_ZIG_ASSET_*.
 ABSENT: it keeps none of this number.*/
    pub asset_state: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            number: u64,
            state: *mut u32,
        ) -> BevyZigStatus,
    >,
    /// Counts the assets that the current instance keeps.
    pub assets_count: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            count: *mut BevyZigAssetCount,
        ) -> BevyZigStatus,
    >,
    /** Finds the way to fields of another script, once: `count` of them at `fields`, each with its `path` and `layout_hash` in that
 script, and with its `offset` and `value_size` in the caller's value of `size` bytes. `*id` gets a number for
 `script_fields_get`, which holds for the whole program and for all code of the script that comes.
 UNKNOWN_SCRIPT; INVALID_ARGUMENT: a field that does not lie in the value, or a bad name; LIMIT_REACHED. `*id` is then unchanged.*/
    pub script_fields_find: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            script: BevyZigText,
            fields: *const BevyZigField,
            count: u32,
            size: u32,
            id: *mut u32,
        ) -> BevyZigStatus,
    >,
    /** Reads those fields of the first instance of the script on `entity`, or of the global one with NONE: as they were when the phase
 began, but in the phase in which a game asks for any of a script's for the first time, as they are. `value` has room for `size`
 bytes and needs no alignment; what is no field in it becomes 0.
 UNKNOWN_ENTITY; ABSENT: no instance of the script runs there; UNKNOWN_FIELD: the script has no such field now, or one of another
 type, which is logged once; WRONG_TYPE: its bytes are no value; SIZE_MISMATCH; INVALID_ARGUMENT (bad id); UNKNOWN_SCRIPT: the id is another game's. `value` is then
 unchanged.*/
    pub script_fields_get: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            entity: BevyZigEntity,
            id: u32,
            value: *mut ::core::ffi::c_void,
            size: usize,
        ) -> BevyZigStatus,
    >,
    /** Begins to go over the rows that a query finds, in chunks, with `each_next`: the same rows in the same order as `query`. `columns` may
 only be components with an id of their own, not BEVY_ZIG_COMPONENT_REFLECTED. `*each` is a number for the functions below, which
 is valid until the callback returns, and never 0; each chunk has another. Any number of them may be under way.
 UNKNOWN_COMPONENT, INVALID_ARGUMENT, LIMIT_REACHED (scratch memory): `*each` is then 0.*/
    pub each_begin: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            query: *const BevyZigQuery,
            each: *mut u64,
        ) -> BevyZigStatus,
    >,
    /** Goes to the next rows. The last chunk ends: what the script has written to its columns is compared and kept, and its memory is used
 again. `chunk->count` gets 0, and `each` ends, when there are no more rows.
 INVALID_ARGUMENT: `each` has ended, or was never there; `chunk` is null, not aligned or too small. The count is then 0, too.*/
    pub each_next: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            each: u64,
            chunk: *mut BevyZigChunk,
        ) -> BevyZigStatus,
    >,
    /** Copies a column of the chunk: of each value the `size` bytes from `offset` on, which are a field, or all of it. `*values` gets
 where they lie, one behind the other, in memory of the host that is aligned to 16 bytes and is the script's until the chunk ends.
 With BEVY_ZIG_CHUNK_ENTITIES as `column`, a BevyZigEntity for each row; `offset` and `size` do not matter then.
 INVALID_ARGUMENT: `each` has ended or has no chunk yet, there is no such column, or the bytes are no part of a value, or lie over
 other parts that were read; ABSENT: these entities lack the optional component. `*values` is then null.*/
    pub each_read: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            each: u64,
            column: u32,
            offset: u32,
            size: u32,
            values: *mut *const ::core::ffi::c_void,
        ) -> BevyZigStatus,
    >,
    /** The same, as a copy of its own, which the script may change until the chunk ends: with `each_next`, `each_end`, or when the callback
 returns. This is a request: when it is applied, rows that then differed from the snapshot get their new values, in place, and
 count as changed; of a row that something else has changed meanwhile, only the fields that differed. Rows whose entity or
 component is gone are skipped, and values that are none are dropped and logged. The same column again is the same copy.
 As `each_read`; READ_ONLY; LIMIT_REACHED: as with `requests_flush`, in which the copy counts. `*values` is then null.*/
    pub each_write: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            each: u64,
            column: u32,
            offset: u32,
            size: u32,
            values: *mut *mut ::core::ffi::c_void,
        ) -> BevyZigStatus,
    >,
    /** Ends it before all rows were seen, so that its memory can be used again. What has ended already is fine.
 INVALID_ARGUMENT: it was never there.*/
    pub each_end: ::core::option::Option<
        unsafe extern "C" fn(frame: *mut BevyZigFrame, each: u64) -> BevyZigStatus,
    >,
    /** The number of a type whose values are kept as blobs, for `var_read` and `var_write`. It means the same in the whole program, and is
 never 0. What `layout` points to is copied.
 INVALID_ARGUMENT: it makes no sense; LIMIT_REACHED: 65,536 types are known. `*number` is then 0.*/
    pub layout_find: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            layout: *const BevyZigLayout,
            number: *mut u32,
        ) -> BevyZigStatus,
    >,
    /** The script has found that the payload of a signal, as it was delivered, is no value of the type of this name and size. If the signal
 has waited during a reload, which may have changed that type, this is logged once for each script and signal.
 INVALID_ARGUMENT.*/
    pub payload_refused: ::core::option::Option<
        unsafe extern "C" fn(
            frame: *mut BevyZigFrame,
            signal: *const BevyZigSignal,
            type_name: BevyZigText,
            value_size: usize,
        ) -> BevyZigStatus,
    >,
}
/** What host and script share during one batch call. It belongs to the host and is valid until the callback returns.
 Fields marked (script) are written by the script, all others only by the host.*/
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigFrame {
    /// sizeof(BevyZigFrame) as the host knows it.
    pub size: u32,
    /// Row of the instance that runs now (script). Read by the host to attribute requests, log lines and faults.
    pub row: u32,
    /// `requests_len` as it was when that instance began (script). If it faults, its requests from here on are dropped.
    pub mark: usize,
    /// The shared request buffer: 8-byte aligned.
    pub requests: *mut u8,
    /// Bytes used (script).
    pub requests_len: usize,
    /// Bytes there are. When a request does not fit, call `requests_flush`.
    pub requests_capacity: usize,
    /// The function table.
    pub host: *const BevyZigHost,
    /// The host's own; opaque.
    pub host_data: *mut ::core::ffi::c_void,
    /// Seconds since the last frame.
    pub delta_seconds: f32,
    /// BEVY_ZIG_PHASE_* that is running.
    pub phase: u32,
    /// Seconds since the game began.
    pub elapsed_seconds: f64,
    /** Frames since the game began; the first is 1. In FIXED_UPDATE, fixed steps instead; the two times above are those of the steps,
 too.*/
    pub frame: u64,
    /** Seed of the host. Random numbers of a script are drawn from (seed, frame, phase, instance id), so that the same seed
 and inputs give the same run whatever else is running.*/
    pub seed: u64,
    /// Signals that may still be emitted in this phase (script).
    pub signals_left: u32,
    /// Bytes that the payload of a signal may have.
    pub signal_payload_size_max: u32,
    /// Index of the delivery that runs now (script); 0 in other callbacks. If it faults, the host continues after it.
    pub delivery: u32,
    pub reserved: u32,
    /** Where the last run (BEVY_ZIG_REQUEST_FLAG_ROWS) that was begun in this call lies, in bytes from `requests` on (script);
 BEVY_ZIG_RUN_NONE if there is none. While its `size` is 0 it is open, and reaches to `requests_len`: each row appends its value. The
 script closes it by writing its size before it appends anything else, and takes it for closed after it has called a function that
 appends; `requests_flush` and the end of the call close it as well. In one callback, a row adds to one run at the most.*/
    pub run: usize,
}
/// The instances that one call runs: `count` rows of three parallel columns. Host's memory.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigBatch {
    /// sizeof(BevyZigBatch).
    pub size: u32,
    /// The first row to run; rows before it are left alone.
    pub first: u32,
    /// One past the last row to run.
    pub end: u32,
    pub reserved: u32,
    /// States, each of the descriptor's `state_size` and aligned to `state_align`.
    pub states: *mut ::core::ffi::c_void,
    /// The entity of each instance; NONE for a global script.
    pub entities: *const BevyZigEntity,
    /// The id of each instance: unique in a run, never 0, in the order of attachment.
    pub instance_ids: *const u64,
    /** Of a script whose `update` rests, for `update` only, else null: where it writes until when there is nothing to do for each
 instance that it runs, in seconds since the start of the game. The host need not run the instance before, unless another of its
 callbacks runs or its state is changed.*/
    pub wake_seconds: *mut f64,
}
/// A callback: runs rows `first..end` of the batch, in order. Before each it writes `frame->row` and `frame->mark`.
pub type BevyZigCallback = ::core::option::Option<
    unsafe extern "C" fn(frame: *mut BevyZigFrame, batch: *const BevyZigBatch),
>;
/** Delivers `count` signals, in order, each to a row of the batch; a row may have several. Before each it writes `frame->row`,
 `frame->mark` and `frame->delivery`.*/
pub type BevyZigSignalCallback = ::core::option::Option<
    unsafe extern "C" fn(
        frame: *mut BevyZigFrame,
        batch: *const BevyZigBatch,
        deliveries: *const BevyZigDelivery,
        count: usize,
    ),
>;
pub const BEVY_ZIG_FIELD_BOOL: BevyZigFieldKind = 1;
pub const BEVY_ZIG_FIELD_I8: BevyZigFieldKind = 2;
pub const BEVY_ZIG_FIELD_I16: BevyZigFieldKind = 3;
pub const BEVY_ZIG_FIELD_I32: BevyZigFieldKind = 4;
pub const BEVY_ZIG_FIELD_I64: BevyZigFieldKind = 5;
pub const BEVY_ZIG_FIELD_U8: BevyZigFieldKind = 6;
pub const BEVY_ZIG_FIELD_U16: BevyZigFieldKind = 7;
pub const BEVY_ZIG_FIELD_U32: BevyZigFieldKind = 8;
pub const BEVY_ZIG_FIELD_U64: BevyZigFieldKind = 9;
pub const BEVY_ZIG_FIELD_F32: BevyZigFieldKind = 10;
pub const BEVY_ZIG_FIELD_F64: BevyZigFieldKind = 11;
pub const BEVY_ZIG_FIELD_VEC2: BevyZigFieldKind = 12;
pub const BEVY_ZIG_FIELD_VEC3: BevyZigFieldKind = 13;
pub const BEVY_ZIG_FIELD_QUAT: BevyZigFieldKind = 14;
pub const BEVY_ZIG_FIELD_ENTITY: BevyZigFieldKind = 15;
/** An enum; `variants` name its values. If there are values without a name, the last has none, and is negative if the integer has
 a sign. Stored as an integer of `value_size` bytes.*/
pub const BEVY_ZIG_FIELD_ENUM: BevyZigFieldKind = 16;
/// Something that the host can carry as bytes but not read (a union, a long array, an odd integer).
pub const BEVY_ZIG_FIELD_OPAQUE: BevyZigFieldKind = 17;
/// An array of bytes. As text it ends at the first null, or at its end.
pub const BEVY_ZIG_FIELD_BYTES: BevyZigFieldKind = 18;
/** Whether an optional holds a value: one byte, 1 if so and 0 if not. The leaves of the value follow at once; they have the path of
 the optional and ".?" in front of their own ("target.?", "home.?.x"), and mean nothing while the optional is empty.*/
pub const BEVY_ZIG_FIELD_OPTIONAL: BevyZigFieldKind = 19;
/** The tag of a tagged union. `offset` and `value_size` are those of the tag, which is an integer (of 0 bytes if there is but one
 variant); `variants` name the variants and the tag's value for each. The leaves of the payloads follow directly, in the order of
 the variants. Their paths begin with that of the union, a dot and the variant's name ("goal.hunt.speed", or "goal.wait" for a
 payload that is a single leaf). They share memory, and one is there only while the tag has its variant's value. A variant
 without payload has no leaves. `layout_hash` is that of the whole union.*/
pub const BEVY_ZIG_FIELD_UNION: BevyZigFieldKind = 20;
/** A list in the instance's memory, of 16 bytes, which are carried like those of OPAQUE. The first 8 are the number of its block,
 0 if it has none. If a reload does not carry it, the host frees the block.*/
pub const BEVY_ZIG_FIELD_LIST: BevyZigFieldKind = 21;
/** A moment of the game's time: a double, in seconds since the start of the game. Outside of the state the host shows and takes how
 many seconds ago that was, so that it means the same in a game that is loaded.*/
pub const BEVY_ZIG_FIELD_MOMENT: BevyZigFieldKind = 22;
/** A step of a sequence: an int16_t. `variants` name all steps in order, 0 being none; the low 16 bits of a value are the step's
 number, the next 16 that of the step that it lies in, and the next 16 in which list of that. Other numbers count, too. If a
 reload has removed the step, the host writes -1 - (4 * step + kind): kind 0 continues after that step, kind 1 with it.
 Behind the steps comes one of the value -1, whose name says how many seconds each step takes, if tools are to know: a word
 for each from 0 on, which is a number, or '.' and the path of the field that has it, either with "*2" behind it for twice as
 long; or '-' where nothing can be said.*/
pub const BEVY_ZIG_FIELD_STEP: BevyZigFieldKind = 23;
/// Type of a leaf of a script's state.
pub type BevyZigFieldKind = ::core::ffi::c_uint;
/// One value of an enum, or one variant of a tagged union.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigVariant {
    pub name: BevyZigText,
    pub value: i64,
}
/// One leaf of the state, flattened: nested structs and arrays give dotted paths ("body.mass", "slots.2").
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigField {
    pub path: BevyZigText,
    /// Offset in the state.
    pub offset: u32,
    /// BEVY_ZIG_FIELD_*.
    pub kind: u32,
    /// Bytes that the leaf takes.
    pub value_size: u32,
    /// Length of `variants`; 0 unless `kind` is ENUM or UNION.
    pub variant_count: u32,
    /// Null if there are none.
    pub variants: *const BevyZigVariant,
    /** A number made of all that decides which bytes stand for which value of the leaf's type: sizes, offsets, names of fields,
 names and numbers of variants. Two leaves of one size and number hold the same bytes for the same value.*/
    pub layout_hash: u64,
}
/// A field of the state that had another name in the generation before.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigRename {
    /// Path of the field, or of the struct or array around several.
    pub to: BevyZigText,
    /// Its path in the generation before. What is inside of a struct or array goes with it.
    pub from: BevyZigText,
}
/// A component that a script knows: its mirror of the host's.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigComponent {
    pub name: BevyZigText,
    /// Size and alignment of the mirror.
    pub value_size: u32,
    pub value_align: u32,
    pub field_count: u32,
    pub reserved: u32,
    /// The mirror's leaves.
    pub fields: *const BevyZigField,
    /** Where the host writes the component's id, when it registers the script; read it atomically. The id is written whether or not the
 game has registered the component. A script whose mirror differs from the host's component does not run.*/
    pub id: *mut BevyZigComponentId,
}
/// A component of Bevy's tables.
pub const BEVY_ZIG_DATA_COMPONENT: BevyZigDataKind = 0;
/// A resource; there from the moment that a script declares it. The functions for components take it with BEVY_ZIG_ENTITY_NONE.
pub const BEVY_ZIG_DATA_RESOURCE: BevyZigDataKind = 1;
/// A message. `component_add` with BEVY_ZIG_ENTITY_NONE writes it, `messages_read` with BEVY_ZIG_MESSAGES_OF_DATA reads it.
pub const BEVY_ZIG_DATA_MESSAGE: BevyZigDataKind = 2;
/// What data that Zig declares are to the game.
pub type BevyZigDataKind = ::core::ffi::c_uint;
pub const BEVY_ZIG_STORAGE_TABLE: BevyZigStorage = 0;
pub const BEVY_ZIG_STORAGE_SPARSE_SET: BevyZigStorage = 1;
/// How Bevy stores a component that Zig declares.
pub type BevyZigStorage = ::core::ffi::c_uint;
/// A component, resource or message that Zig declares. All scripts that declare one of this name mean the same by it.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigData {
    pub name: BevyZigText,
    /// BEVY_ZIG_DATA_*.
    pub kind: u32,
    /// BEVY_ZIG_STORAGE_*; of a component only.
    pub storage: u32,
    /// Size of a value, which may be 0, and its alignment, at most 16.
    pub value_size: u32,
    pub value_align: u32,
    pub field_count: u32,
    pub rename_count: u32,
    /// The leaves; null if there are none.
    pub fields: *const BevyZigField,
    /// A value with every field at its default; null if `value_size` is 0.
    pub value_default: *const ::core::ffi::c_void,
    /// Fields that had another name in the generation before; null if there are none.
    pub renames: *const BevyZigRename,
    /// Where the host writes the id, as for a component. A script that means something else by the name than others do does not run.
    pub id: *mut BevyZigComponentId,
}
/// A type whose values scripts keep as blobs. The same name in the same package is the same type, before and after a reload.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigLayout {
    pub name: BevyZigText,
    /// Size of a value, and its alignment, at most 16.
    pub value_size: u32,
    pub value_align: u32,
    pub field_count: u32,
    pub rename_count: u32,
    /// The leaves; null if there are none.
    pub fields: *const BevyZigField,
    /// Fields that had another name before; null if there are none.
    pub renames: *const BevyZigRename,
    /// A value with every field at its default; null: it has none, and new fields are zero.
    pub value_default: *const ::core::ffi::c_void,
}
/// A state of the game that decides when a script runs, or whose changes the script hears of.
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigStateUse {
    /// Its path in Rust, or its name if scripts declare it.
    pub state: BevyZigText,
    /// BEVY_ZIG_ROLE_STATE or BEVY_ZIG_ROLE_ZIG_STATE.
    pub role: u32,
    pub variant_count: u32,
    /// The initial one first.
    pub variants: *const BevyZigVariant,
    /// The script only runs in the variants whose bits are set, the lowest for the first; in all, if none is.
    pub runs_in: u64,
}
pub const BEVY_ZIG_OPTIMIZE_DEBUG: BevyZigOptimize = 0;
pub const BEVY_ZIG_OPTIMIZE_RELEASE_SAFE: BevyZigOptimize = 1;
pub const BEVY_ZIG_OPTIMIZE_RELEASE_FAST: BevyZigOptimize = 2;
pub const BEVY_ZIG_OPTIMIZE_RELEASE_SMALL: BevyZigOptimize = 3;
/// How a script was compiled.
pub type BevyZigOptimize = ::core::ffi::c_uint;
/** The one thing that a script exports: all that the host knows of it. It lives in the script's constant data, as long
 as the library that it came from.*/
#[repr(C)]
#[derive(Debug, Copy, Clone)]
pub struct BevyZigDescriptor {
    /// sizeof(BevyZigDescriptor) as the script knows it.
    pub size: u32,
    /// BEVY_ZIG_ABI_VERSION of the script.
    pub abi_version: u32,
    /// The script's name: its file's name without ".zig".
    pub name: BevyZigText,
    /// The package that it was compiled for.
    pub package: BevyZigText,
    /// The target that it was compiled for, as "arch-os-abi".
    pub target: BevyZigText,
    /// The compiler's version.
    pub zig_version: BevyZigText,
    /// BEVY_ZIG_OPTIMIZE_*.
    pub optimize: u32,
    /// Size of one state; may be 0.
    pub state_size: u32,
    /// Alignment of a state; a power of two, at most 16.
    pub state_align: u32,
    pub field_count: u32,
    /// Bytes of a state with every field at its default; null if `state_size` is 0.
    pub state_default: *const ::core::ffi::c_void,
    /// The flattened fields; null if there are none.
    pub fields: *const BevyZigField,
    /// Returns its argument. The host calls it when the script is registered, to see that calls get through.
    pub echo: ::core::option::Option<unsafe extern "C" fn(value: u32) -> u32>,
    /// Once for each instance, before its first update. Null if the script has none; likewise below.
    pub init: BevyZigCallback,
    /// Every frame, in the phase that the instance is attached with.
    pub update: BevyZigCallback,
    /// Once, when the instance is detached, its entity is despawned, or the game exits.
    pub shutdown: BevyZigCallback,
    /// The components that the script knows; null if there are none.
    pub components: *const BevyZigComponent,
    pub component_count: usize,
    /// For each signal that an instance hears, at the start of a phase.
    pub on_signal: BevyZigSignalCallback,
    /// When it was compiled, in seconds since the beginning of 1970, UTC; 0: unknown.
    pub built_at_seconds: u64,
    /// The commit that it was compiled from; empty if unknown.
    pub git_commit: BevyZigText,
    /** The callbacks below are called by a hot reload only, between two frames, on the main thread. An error that one of them returns
 (`error_report`) calls the reload off, but for `on_reload`.

 Once for each instance after a swap that has carried its state, before anything else of the new generation.*/
    pub on_reload: BevyZigCallback,
    /** For each instance of the generation that is replaced: keeps its state with `state_write`. The host then does not carry the
 state field by field. A script has both or none of this and the next.*/
    pub serialize: BevyZigCallback,
    /** For each instance of the generation that replaces it: takes over with `state_read` what the old `serialize` has kept. The state
 begins with its defaults.*/
    pub deserialize: BevyZigCallback,
    /** Whether this generation can run: asked before it is swapped in. The batch has one row, which belongs to no instance; its state
 is not to be touched.*/
    pub health_check: BevyZigCallback,
    /// Prepares what belongs to the script and to no instance, before the swap. The batch is as above.
    pub on_hotload_prepare: BevyZigCallback,
    /// What was renamed since the generation before; null if nothing.
    pub renames: *const BevyZigRename,
    pub rename_count: usize,
    /// The BEVY_ZIG_PHASE_* that its update runs in, plus 1, unless whoever attaches it says another; 0: BEVY_ZIG_PHASE_UPDATE.
    pub phase_plus_one: u32,
    /// 1: `update` has nothing to do for an instance until the time that it writes to the batch's `wake_seconds`; 0: it runs each frame.
    pub rests: u32,
    /// The states of the game that it has to do with; null if none. Of states that Zig declares, this declares them.
    pub state_uses: *const BevyZigStateUse,
    pub state_use_count: usize,
    /// The components, resources and messages that Zig declares in the script's files; null if none.
    pub data: *const BevyZigData,
    pub data_count: usize,
}
