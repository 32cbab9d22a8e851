/*
 * bevy_zig.h: the contract between a script and the host.
 *
 * This header is the ABI and its manual. `src/abi/bindings.rs` is generated from it, `zig/contract/abi.zig` mirrors it, and
 * a test compares the three.
 *
 * The picture: the host is a kernel, scripts are user space. The host calls a script's callbacks in batches, one call
 * for all instances that share script, phase and order. During such a call the script reads through the functions of
 * `BevyZigHost` and writes by appending requests to a buffer that both sides share. The host applies the requests after
 * the last batch of the phase. A read therefore sees the world as the last applied phase left it: a snapshot.
 *
 * Threads     All callbacks of a game run on its main thread, one after the other. Nothing in this header may be used from
 *             another thread, and no `BevyZigFrame` may be kept after the callback has returned. A program may run
 *             several games at once (tests do), and they share a script's code: what a script keeps outside of its states
 *             is shared, too.
 * Ownership   Whoever made memory frees it. What a script passes in is copied before the call returns. What the host
 *             hands out stays valid until the callback returns, unless the function says otherwise.
 * Text        Pointer and length in bytes, UTF-8. Text that the host hands out, and text constants of a descriptor, are
 *             also null-terminated; the null is not counted. An empty text may have a null pointer.
 * Null        No pointer may be null unless its comment says so; the host answers a null with
 *             BEVY_ZIG_STATUS_INVALID_ARGUMENT.
 * Numbers     Lengths in world units, angles in radians, time in seconds, sizes in bytes, unless a name says otherwise.
 *             Enums travel as uint32_t (uint8_t and uint16_t where a struct says so); a value is never given a new
 *             meaning.
 * Growth      Structs that may grow begin with their size in bytes, as their maker knew it. Fields are only appended.
 *             Any other change raises BEVY_ZIG_ABI_VERSION, and the host refuses a script of another version by name.
 * Words       The layouts are those of 64-bit targets with natural alignment, and of 32-bit ones with 4-byte pointers.
 */
#ifndef BEVY_ZIG_H
#define BEVY_ZIG_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this contract. A script and a host work together only if theirs are equal. */
#define BEVY_ZIG_ABI_VERSION 1u

/* ---- Plain values -------------------------------------------------------------------------------------------- */

/* A handle of an entity: index and generation, so that a stale one is told from a live one. Opaque: compare it, keep
 * it, hand it back. Never reuse one across runs of the game. */
typedef uint64_t BevyZigEntity;

/* "No entity": the entity of a global script, and an absent optional entity. */
#define BEVY_ZIG_ENTITY_NONE ((BevyZigEntity)0)
/* Any entity, for `signal_connect`. */
#define BEVY_ZIG_ENTITY_ANY ((BevyZigEntity)0xffffffffffffffff)

/* The answer of every fallible host function. */
typedef uint32_t BevyZigStatus;
enum BevyZigStatusValue {
    /* Done. */
    BEVY_ZIG_STATUS_OK = 0,
    /* The entity never existed or is gone: its handle is stale. */
    BEVY_ZIG_STATUS_UNKNOWN_ENTITY = 1,
    /* A null pointer, a number that is not finite, a rotation of length zero, a bad enum value, text that is not UTF-8. */
    BEVY_ZIG_STATUS_INVALID_ARGUMENT = 2,
    /* The entity exists but has not what was asked for (a transform, for example). */
    BEVY_ZIG_STATUS_ABSENT = 3,
    /* No prefab of that name is registered. */
    BEVY_ZIG_STATUS_UNKNOWN_PREFAB = 4,
    /* No script of that name is registered. */
    BEVY_ZIG_STATUS_UNKNOWN_SCRIPT = 5,
    /* No action or axis of that name is mapped. */
    BEVY_ZIG_STATUS_UNKNOWN_INPUT = 6,
    /* A configured limit (requests, entities, memory, signals) is reached; nothing was done. */
    BEVY_ZIG_STATUS_LIMIT_REACHED = 7,
    /* The buffer is too small; the count that was returned says what it needs. */
    BEVY_ZIG_STATUS_BUFFER_TOO_SMALL = 8,
    /* The host had a fault of its own, which it has logged; nothing was done. */
    BEVY_ZIG_STATUS_HOST_FAULT = 9,
    /* No component of that name or id is registered. */
    BEVY_ZIG_STATUS_UNKNOWN_COMPONENT = 10,
    /* The payload is not as large as the component's value. */
    BEVY_ZIG_STATUS_SIZE_MISMATCH = 11,
    /* Scripts can read the component, and not change it. */
    BEVY_ZIG_STATUS_READ_ONLY = 12,
    /* The component has no such field, or the field has another type. */
    BEVY_ZIG_STATUS_UNKNOWN_FIELD = 13,
    /* What was asked for is there, but holds another type. */
    BEVY_ZIG_STATUS_WRONG_TYPE = 14,
    /* The game has registered no function or command of that name. */
    BEVY_ZIG_STATUS_UNKNOWN_FUNCTION = 15
};

/* Text: `len` bytes of UTF-8 at `ptr`. */
typedef struct BevyZigText {
    const char *ptr;
    size_t len;
} BevyZigText;

typedef struct BevyZigVec3 {
    float x, y, z;
} BevyZigVec3;

/* A rotation; unit length. The host normalises what is close to it, and refuses what is not finite or has length zero. */
typedef struct BevyZigQuat {
    float x, y, z, w;
} BevyZigQuat;

/* A transform relative to the parent entity (Bevy's `Transform`). */
typedef struct BevyZigTransform {
    BevyZigVec3 translation;
    BevyZigQuat rotation;
    BevyZigVec3 scale;
} BevyZigTransform;

/* How an entity moves. */
typedef struct BevyZigVelocity {
    /* Units per second. */
    BevyZigVec3 linear;
    /* Radians per second, about the axis that it points along. */
    BevyZigVec3 angular;
} BevyZigVelocity;

/* ---- Requests ------------------------------------------------------------------------------------------------ */

/*
 * A request is a write that the host applies at the end of the phase, in the order of the buffer. Scripts append the
 * fixed-size requests below to `BevyZigFrame.requests` themselves; what needs checking or carries text goes through a
 * host function, which appends for them.
 *
 * A request for an entity that is gone when it is applied does nothing. One whose bytes make no sense is dropped and
 * logged. Each begins with a BevyZigRequest and is a multiple of 8 bytes long.
 */
enum BevyZigRequestOp {
    /* BevyZigVec3Request: the position becomes `value`. An entity without a transform gets one (configurable). */
    BEVY_ZIG_REQUEST_POSITION_SET = 1,
    /* BevyZigVec3Request: the position grows by `value`, as it is when this is applied. If the game has installed a physics
     * hook and it takes care of the entity, it gets `value` instead. */
    BEVY_ZIG_REQUEST_TRANSLATE = 2,
    /* BevyZigVec3Request: the scale becomes `value`. Negative values mirror; they are accepted and logged. */
    BEVY_ZIG_REQUEST_SCALE_SET = 3,
    /* BevyZigQuatRequest: the rotation becomes `value`. */
    BEVY_ZIG_REQUEST_ROTATION_SET = 4,
    /* BevyZigQuatRequest: turned by `value`, about the parent's axes, or about its own with FLAG_LOCAL. */
    BEVY_ZIG_REQUEST_ROTATE = 5,
    /* BevyZigLookAtRequest: turned so that its -Z points to `target` and +Y towards `up`. */
    BEVY_ZIG_REQUEST_LOOK_AT = 6,
    /* BevyZigRequest: despawned with its children; its scripts get their shutdown. */
    BEVY_ZIG_REQUEST_DESPAWN = 7,
    /* BevyZigHostRequest: appended by a host function (spawn, attach, detach, connect, disconnect); `slot` is the host's
     * own. A script that makes one up is ignored. */
    BEVY_ZIG_REQUEST_HOST = 8,
    /* BevyZigSignalRequest: a signal is emitted; `entity` is its target, or NONE for a broadcast. See "Signals". */
    BEVY_ZIG_REQUEST_SIGNAL = 9,
    /* BevyZigVarRequest: a var is set, added to or removed; appended by `var_write`. */
    BEVY_ZIG_REQUEST_VAR = 10,
    /* BevyZigParentRequest: becomes a child of `parent`, or of none if that is NONE; its transform is then relative to the new parent,
     * with FLAG_WORLD it stays where it is in the world. A parent that is the entity itself, or below it, is refused and logged. */
    BEVY_ZIG_REQUEST_PARENT_SET = 11
};

/* BevyZigRequest.flags: BEVY_ZIG_REQUEST_ROTATE turns about the entity's own axes. */
#define BEVY_ZIG_REQUEST_FLAG_LOCAL 1u

/* BevyZigRequest.flags: `value`, `target` and `up` of POSITION_SET, TRANSLATE, ROTATION_SET, ROTATE and LOOK_AT are in the world's
 * space, not the parent's. What the parents are then is looked at when this is applied. For PARENT_SET see there. */
#define BEVY_ZIG_REQUEST_FLAG_WORLD 2u

/* BevyZigRequest.flags, of POSITION_SET, TRANSLATE, SCALE_SET, ROTATION_SET and ROTATE, with FLAG_LOCAL or alone: a run, which is what
 * consecutive rows of the batch ask for their own entities. `entity` is the number of the first row instead, and behind the head follow 16
 * bytes for each row: its BevyZigVec3 and four bytes of any value, or its BevyZigQuat. It stands in the order where it lies, and means
 * what a request of each row would. See BevyZigFrame.run. */
#define BEVY_ZIG_REQUEST_FLAG_ROWS 4u

/* What every request begins with. */
typedef struct BevyZigRequest {
    /* One of BEVY_ZIG_REQUEST_*. */
    uint16_t op;
    /* BEVY_ZIG_REQUEST_FLAG_*; unknown bits must be 0. */
    uint16_t flags;
    /* Bytes of the whole request, this head included; a multiple of 8. */
    uint32_t size;
    /* Whom it is for. With FLAG_ROWS, the number of the first row. */
    BevyZigEntity entity;
} BevyZigRequest;

typedef struct BevyZigVec3Request {
    BevyZigRequest head;
    BevyZigVec3 value;
    uint32_t reserved;
} BevyZigVec3Request;

typedef struct BevyZigQuatRequest {
    BevyZigRequest head;
    BevyZigQuat value;
} BevyZigQuatRequest;

typedef struct BevyZigLookAtRequest {
    BevyZigRequest head;
    BevyZigVec3 target;
    BevyZigVec3 up;
} BevyZigLookAtRequest;

typedef struct BevyZigParentRequest {
    BevyZigRequest head;
    BevyZigEntity parent;
} BevyZigParentRequest;

typedef struct BevyZigHostRequest {
    BevyZigRequest head;
    uint64_t slot;
} BevyZigHostRequest;

/* ---- Vars ---------------------------------------------------------------------------------------------------- */

/*
 * Vars are values by name that the host keeps: those of an entity, shared by all of its scripts (the component
 * `ScriptVars`), and those of the whole game (`GlobalVars`), whose owner is BEVY_ZIG_ENTITY_NONE. They outlive the scripts
 * that write them, a reload included.
 *
 * A key is 1 to BEVY_ZIG_VAR_KEY_LEN_MAX bytes of UTF-8. Reads are of the snapshot; writes are requests like all others,
 * applied one after the other in the order in which they were posted.
 */
#define BEVY_ZIG_VAR_KEY_LEN_MAX 64u

/* Type of a var, and how its value travels: in the machine's byte order, wherever it lies (no alignment is asked for). */
enum BevyZigVarKind {
    /* One byte, 0 or 1. */
    BEVY_ZIG_VAR_BOOL = 1,
    /* int64_t */
    BEVY_ZIG_VAR_INT = 2,
    /* double; finite, as are the floats below. */
    BEVY_ZIG_VAR_FLOAT = 3,
    /* Two floats. */
    BEVY_ZIG_VAR_VEC2 = 4,
    /* BevyZigVec3 */
    BEVY_ZIG_VAR_VEC3 = 5,
    /* BevyZigQuat; need not be of unit length. */
    BEVY_ZIG_VAR_QUAT = 6,
    /* BevyZigEntity, which may be NONE or stale. */
    BEVY_ZIG_VAR_ENTITY = 7,
    /* UTF-8, of any length up to the host's limit; not null-terminated. */
    BEVY_ZIG_VAR_TEXT = 8,
    /* Bytes that the host carries, of any length up to its limit. */
    BEVY_ZIG_VAR_BLOB = 9
};

/* Where a blob is a value of a type that the host was told of, the kind of a read or a write also has the type's number from
 * `layout_find`, from this bit on. A value that was written before a reload changed the type is then carried into it, field by field,
 * when it is read. Without a number, the bytes are read as they are. */
#define BEVY_ZIG_LAYOUT_SHIFT 8u

/* What a write does when it is applied. */
enum BevyZigVarOp {
    /* The var becomes the value, whatever it was before, of this type or another. */
    BEVY_ZIG_VAR_OP_SET = 1,
    /* Likewise, unless there is a var of that name. */
    BEVY_ZIG_VAR_OP_SET_IF_ABSENT = 2,
    /* The var grows by the value; one that is not there counts as 0. INT, FLOAT, VEC2 and VEC3 only. What would leave the
     * type's range stops at its end. If the var holds another type, nothing happens, and the host says so once per key. */
    BEVY_ZIG_VAR_OP_ADD = 3,
    /* The var is removed, if it is there. Kind and value are 0 and empty. */
    BEVY_ZIG_VAR_OP_REMOVE = 4
};

/* A write of a var, for `head.entity` (NONE: of the whole game). Behind it follow the bytes of the key, those of the value,
 * and zeroes up to a multiple of 8. */
typedef struct BevyZigVarRequest {
    BevyZigRequest head;
    /* BEVY_ZIG_VAR_OP_*. */
    uint16_t op;
    /* BEVY_ZIG_VAR_*; 0 to remove. */
    uint16_t kind;
    uint32_t key_len;
    uint32_t value_len;
    /* The type's number from `layout_find`, of a blob; 0: none. */
    uint32_t layout;
} BevyZigVarRequest;

/* ---- Signals ------------------------------------------------------------------------------------------------- */

/*
 * A signal is a named message between scripts, with a payload of plain bytes: a broadcast, or targeted at an entity.
 *
 * Emitting     is a request (BevyZigSignalRequest): ordered with all others, and dropped with them if the instance faults.
 * Connecting   is a request, too: `signal_connect` and `signal_disconnect` take effect when the phase is applied. A connection
 *              ends with its instance, or with the entity that it listens to.
 * Delivery     Signals that were emitted in a phase are delivered at the start of the next one: after new instances had
 *              their init, before updates. They come in the order of emission, each to its listeners in the order
 *              (priority, rank, script, row), whatever phase those update in, and to each listener once, even if it is connected
 *              more than once. What the game itself emits between two phases comes behind what scripts have emitted.
 *              Disabled instances hear nothing. A targeted signal whose target is gone is dropped.
 * Recursion    There is none: what is requested in `on_signal` belongs to the phase that has begun, so a signal emitted
 *              there is delivered at the start of the phase after it.
 * Limits       Signals in a phase, bytes of a payload, connections, and names; all answer LIMIT_REACHED. Signals that wait when
 *              the game exits are not delivered.
 * Names        1 to 255 bytes. Those that have been used have a number, which `signal_name_id` tells and which stays the same
 *              until the program ends; it has no meaning beyond that.
 */

/* Emits a signal. `payload_size` bytes follow this struct, filled up to a multiple of 8, and are part of `head.size`. The
 * script decreases `BevyZigFrame.signals_left` by one. If that is 0 already, or the payload is larger than
 * `BevyZigFrame.signal_payload_size_max`, it first asks `signal_allow`, and does not write the request if that refuses.
 * More payloads of this size may follow, each filled up likewise and part of `head.size`: that many signals, one after the
 * other, which differ in their payloads only. They lie behind the frame's `mark`, as all that an instance requests. */
typedef struct BevyZigSignalRequest {
    /* Its `flags` are what listeners get as `payload_variants`. */
    BevyZigRequest head;
    /* Number of the name: see `signal_name_id`. */
    uint32_t name_id;
    /* Bytes of the payload; may be 0. */
    uint32_t payload_size;
    /* The emitter's entity; NONE for a global script. */
    BevyZigEntity from;
    /* The emitter's instance. */
    uint64_t instance_id;
} BevyZigSignalRequest;

/* A signal, as its listeners get it: the specification's EventEnvelope. Host's memory, valid until the callback returns. */
typedef struct BevyZigSignal {
    /* sizeof(BevyZigSignal) as the host knows it. */
    uint32_t size;
    /* Number of the name (`event_type`). */
    uint32_t name_id;
    /* The name. */
    BevyZigText name_text;
    /* The emitter's entity; NONE if a global script or the game has emitted it. */
    BevyZigEntity from;
    /* Whom it is for (`entity_handle`); NONE: a broadcast. */
    BevyZigEntity target;
    /* The emitter's instance (`script_instance_id`); 0: the game. */
    uint64_t instance_id;
    /* The frame in which it was emitted (`timestamp_frame`). */
    uint64_t frame;
    /* Its place among all signals of the run, from 1, in the order in which they are delivered. */
    uint64_t sequence;
    /* The payload, not aligned: copy it out. Null if there is none. */
    const void *payload_ptr;
    /* Bytes of the payload. */
    uint32_t payload_size;
    /* Which names stand for which numbers in the enums and unions of the payload, as 16 bits of a hash: two that are not 0 and differ
     * are of types whose bytes mean different things. 0 if it has none, or nobody knows. */
    uint32_t payload_variants;
} BevyZigSignal;

/* A signal for one row of a batch. */
typedef struct BevyZigDelivery {
    /* The listener's row. */
    uint32_t row;
    uint32_t reserved;
    const BevyZigSignal *signal;
} BevyZigDelivery;

/* ---- Values of reflected types ------------------------------------------------------------------------------- */

/*
 * A component, resource, message, event or state of Bevy's or the game's that is registered for reflection crosses as a value in the
 * script's own memory. The script describes that memory by a tree of BevyZigType, and names the type in Rust; the host compares the
 * two once (`value_bind`), and afterwards reads and writes the memory by itself (`value_get`, `value_put`).
 *
 * Descriptions     are read when they are bound, and not kept: they may lie anywhere. Types may be shared by several members, but
 *                  must not contain themselves.
 * Differences      between the description and the type in Rust are logged, with the script, the type and the path, once each.
 * Texts and lists  lie in memory as pointer and length. Those that the host hands out last until the callback returns; those that a script
 *                  hands over are copied before the call returns.
 */

/* How the memory of a type is to be read. */
enum BevyZigTypeKind {
    /* One byte, 0 or 1. */
    BEVY_ZIG_TYPE_BOOL = 1,
    /* A signed integer of 1, 2, 4 or 8 bytes. */
    BEVY_ZIG_TYPE_INT = 2,
    /* An unsigned integer of 1, 2, 4 or 8 bytes. */
    BEVY_ZIG_TYPE_UINT = 3,
    /* float or double. */
    BEVY_ZIG_TYPE_FLOAT = 4,
    /* A Unicode scalar value in 4 bytes. */
    BEVY_ZIG_TYPE_CHAR = 5,
    /* BevyZigEntity. */
    BEVY_ZIG_TYPE_ENTITY = 6,
    /* BevyZigText: UTF-8 where Rust has text, any bytes where it has a list of bytes. */
    BEVY_ZIG_TYPE_TEXT = 7,
    /* A pointer and a size_t, as in BevyZigText: so many values of `item`. Rust may have a list, a set, or a map, whose items have the
     * members "key" and "value". */
    BEVY_ZIG_TYPE_LIST = 8,
    /* `item_count` values of `item`, one behind the other. */
    BEVY_ZIG_TYPE_ARRAY = 9,
    /* `item` at offset 0, which is there if the byte at `tag_offset` is 1 and not if it is 0. With a `tag_size` of 0, of a TEXT or LIST:
     * which is there if its pointer is not null. */
    BEVY_ZIG_TYPE_OPTION = 10,
    /* An integer of `tag_size` bytes at `tag_offset`; `members` are its values, by name. */
    BEVY_ZIG_TYPE_ENUM = 11,
    /* Such a tag, and the payload of the variant that it names: a member's `type` at its `offset`. A null `type`: no payload. */
    BEVY_ZIG_TYPE_UNION = 12,
    /* `members`, each at its `offset`. Some may be left out; of a tuple (struct) with several fields the names are "0" or "_0" and so on,
     * and of one with a single field any. */
    BEVY_ZIG_TYPE_STRUCT = 13,
    /* A handle of an asset: as a UNION with the members "none", "path" (TEXT) and "held" (UINT of 8 bytes, the number of a handle that
     * was read and has no path; such a number keeps no asset in memory), and maybe "uuid" (16 bytes, a number in the machine's order).
     * `path` may name the asset's type. */
    BEVY_ZIG_TYPE_HANDLE = 14
};

/* BevyZigType.flags: the members of this STRUCT are those that are to be set; the others stay as they are. It can only be set. */
#define BEVY_ZIG_TYPE_FLAG_PARTIAL 1u

typedef struct BevyZigType BevyZigType;

/* A field of a struct, a value of an enum, a variant of a union. */
typedef struct BevyZigMember {
    /* As in Rust. Names of variants are compared without regard to case and underscores. */
    BevyZigText name;
    /* Null for values of an enum, and for variants without payload. */
    const BevyZigType *type;
    /* Of an enum or a union: what the tag is. */
    int64_t value;
    /* In bytes; of the field or the payload. */
    uint32_t offset;
    uint32_t reserved;
} BevyZigMember;

struct BevyZigType {
    /* BEVY_ZIG_TYPE_*. */
    uint32_t kind;
    /* Bytes; a multiple of `align`, at most 65,536. */
    uint32_t size;
    /* A power of two, at most 16. */
    uint32_t align;
    /* BEVY_ZIG_TYPE_FLAG_*. */
    uint32_t flags;
    /* The full path in Rust ("bevy_ui::ui_node::Node"), which the outermost type needs; empty: it is not compared. */
    BevyZigText path;
    /* Null if there are none. */
    const BevyZigMember *members;
    uint32_t member_count;
    /* Of an ARRAY. */
    uint32_t item_count;
    /* Of an OPTION, ENUM, UNION, HANDLE. */
    uint32_t tag_offset;
    /* 0 (there is but one value), 1, 2, 4 or 8. */
    uint32_t tag_size;
    /* Of a LIST, an ARRAY, an OPTION; else null. */
    const BevyZigType *item;
};

/* What a value is to the game. */
enum BevyZigRole {
    /* Of an entity. */
    BEVY_ZIG_ROLE_COMPONENT = 1,
    /* Of the world, as all below. */
    BEVY_ZIG_ROLE_RESOURCE = 2,
    BEVY_ZIG_ROLE_MESSAGE = 3,
    BEVY_ZIG_ROLE_EVENT = 4,
    BEVY_ZIG_ROLE_STATE = 5,
    /* An asset, or what one is made of; with the description of a handle, the assets of its type. */
    BEVY_ZIG_ROLE_ASSET = 6,
    /* A state that scripts declare: an ENUM, whose path is the state's name and whose first member the initial variant. */
    BEVY_ZIG_ROLE_ZIG_STATE = 7
};

/* What `value_put` requests. */
enum BevyZigValueOp {
    /* COMPONENT, RESOURCE: the value is inserted, whether or not there is one. Members that the description leaves out have the type's
     * defaults. ASSET: it takes the place of the one that is there. */
    BEVY_ZIG_VALUE_INSERT = 1,
    /* COMPONENT, RESOURCE: what the description has is set in the value that is there, and counts as changed only if it differs.
     * STATE: the next state. ASSET: as COMPONENT. */
    BEVY_ZIG_VALUE_SET = 2,
    /* COMPONENT, RESOURCE: removed, if it is there. ASSET: the current instance keeps it no longer; needs the description of a handle. */
    BEVY_ZIG_VALUE_REMOVE = 3,
    /* MESSAGE: written. EVENT: triggered. */
    BEVY_ZIG_VALUE_SEND = 4
};

/* How far an asset is. */
enum BevyZigAssetState {
    /* It is being loaded, or what it depends on, or it was requested in this phase. */
    BEVY_ZIG_ASSET_LOADING = 0,
    BEVY_ZIG_ASSET_LOADED = 1,
    /* It could not be loaded, or something that it depends on. */
    BEVY_ZIG_ASSET_FAILED = 2
};

/* How many assets an instance keeps. */
typedef struct BevyZigAssetCount {
    uint32_t total;
    uint32_t loaded;
    uint32_t failed;
    uint32_t reserved;
} BevyZigAssetCount;

/* The number of a description that was bound: the same as long as the program runs, in all of its games. */
typedef uint32_t BevyZigValueId;

/* No description has this number: what a variable for one may begin with. */
#define BEVY_ZIG_VALUE_UNKNOWN 0xffffffffu

/* A value of a reflected component, for `entity_spawn`. */
typedef struct BevyZigValueEntry {
    BevyZigValueId id;
    /* Bytes of the value. */
    uint32_t value_size;
    const void *value;
} BevyZigValueEntry;

/* Bytes of a component's value that `component_set` sets. */
typedef struct BevyZigComponentPart {
    uint32_t offset;
    uint32_t size;
    /* Copied; needs no alignment. */
    const void *bytes;
} BevyZigComponentPart;

/* Most parts that `component_set` takes. */
#define BEVY_ZIG_COMPONENT_PARTS_MAX 256

/* ---- Arguments of host functions ----------------------------------------------------------------------------- */

/* When in a frame an instance's update runs. Requests are applied after each phase. */
enum BevyZigPhase {
    /* Before the game's own `Update` systems. */
    BEVY_ZIG_PHASE_PRE_UPDATE = 0,
    /* Together with the game's `Update` systems. The default. */
    BEVY_ZIG_PHASE_UPDATE = 1,
    /* After them, before transforms are propagated. */
    BEVY_ZIG_PHASE_POST_UPDATE = 2,
    /* In each of the game's fixed steps, before its physics: between PRE_UPDATE and UPDATE, as often as time asks for, which may be
     * not at all. */
    BEVY_ZIG_PHASE_FIXED_UPDATE = 3
};

/* BevyZigAttachRequest.phase: that of the script's descriptor. */
#define BEVY_ZIG_PHASE_OF_SCRIPT 0xffffffffu

/* Severity of a log line. */
enum BevyZigLogLevel {
    BEVY_ZIG_LOG_INFO = 0,
    BEVY_ZIG_LOG_WARN = 1,
    BEVY_ZIG_LOG_ERROR = 2
};

/* The id of a component: the same as long as the program runs. The host writes it where a descriptor says, and tells it by name. */
typedef uint32_t BevyZigComponentId;

/* "No such component is registered." */
#define BEVY_ZIG_COMPONENT_NONE 0xffffffffu
/* With the number of a description in the role of a component (BevyZigValueId) in the other bits: that component, in queries. */
#define BEVY_ZIG_COMPONENT_REFLECTED 0x80000000u
/* With the id of a message that Zig declares in the other bits: that message, in `messages_read`. */
#define BEVY_ZIG_MESSAGES_OF_DATA 0x80000000u

/* A component's value. */
typedef struct BevyZigComponentDataEntry {
    BevyZigComponentId id;
    /* Bytes of the value. */
    uint32_t payload_size;
    /* The value, which is copied and needs no alignment; may be null if it has no bytes. */
    const void *payload;
} BevyZigComponentDataEntry;

/* Most components that `entity_spawn` takes. */
#define BEVY_ZIG_SPAWN_COMPONENTS_MAX 64

/* Most of `tags` that `entity_spawn` takes. */
#define BEVY_ZIG_SPAWN_TAGS_MAX 64

/* Most scripts that `entity_spawn` takes. */
#define BEVY_ZIG_SPAWN_SCRIPTS_MAX 64

/* Most properties of one script that is attached. */
#define BEVY_ZIG_PROPERTIES_MAX 256

/* The value that a field of a script begins with. */
typedef struct BevyZigProperty {
    /* As the script's descriptor has it: "speed", "body.mass". */
    BevyZigText path;
    /* BEVY_ZIG_FIELD_BOOL to ENTITY: a plain value, which the field's type has to take, as Rust's `Script::with` would. ENUM, UNION: the
     * name of the variant. BYTES: text. OPTIONAL: empties the field; there is no value. */
    uint32_t kind;
    /* Bytes of the value. */
    uint32_t value_size;
    /* The value, which is copied and needs no alignment; null if there is none. */
    const void *value;
} BevyZigProperty;

/* What `script_attach` attaches. It has grown: one that ends before `properties` is taken as if the rest were zeroes. */
typedef struct BevyZigAttachRequest {
    /* sizeof(BevyZigAttachRequest). */
    uint32_t size;
    /* BEVY_ZIG_ABI_VERSION. */
    uint32_t abi_version;
    /* The script's name. */
    BevyZigText script;
    /* Lower runs first. Default 0. */
    int32_t priority;
    /* BEVY_ZIG_PHASE_*, or BEVY_ZIG_PHASE_OF_SCRIPT. */
    uint32_t phase;
    /* 0: attached but not run until it is enabled. Otherwise 1. */
    uint32_t enabled;
    uint32_t reserved;
    /* What its fields begin with, in this order; null if there are none. */
    const BevyZigProperty *properties;
    /* At most BEVY_ZIG_PROPERTIES_MAX. */
    uint32_t property_count;
    uint32_t reserved_properties;
} BevyZigAttachRequest;

/* BevyZigSpawnRequest.flags: `transform` is meant; without it the prefab's own (or the identity) is kept. */
#define BEVY_ZIG_SPAWN_TRANSFORM 1u

/* What `entity_spawn` makes. It has grown: one that ends before `components` is taken as if the rest were zeroes. */
typedef struct BevyZigSpawnRequest {
    /* sizeof(BevyZigSpawnRequest) as the script knows it. */
    uint32_t size;
    /* BEVY_ZIG_ABI_VERSION. */
    uint32_t abi_version;
    /* Name of a prefab that the game has registered; empty: an empty entity with a transform. */
    BevyZigText prefab;
    /* A tag that it gets besides the prefab's own; empty: none. */
    BevyZigText tag;
    /* Used if BEVY_ZIG_SPAWN_TRANSFORM is set. */
    BevyZigTransform transform;
    /* BEVY_ZIG_SPAWN_*. */
    uint32_t flags;
    uint32_t reserved;
    /* Values of components that it gets, in this order: after what the prefab gives it, as `component_add` would, and before tag and
     * transform. Null if there are none. */
    const BevyZigComponentDataEntry *components;
    /* Chosen by the script: the host tells the game when the entity is there, with this number (the message `ScriptSpawned`). 0: it does not. */
    uint64_t request_id;
    /* At most BEVY_ZIG_SPAWN_COMPONENTS_MAX; likewise below. */
    uint32_t component_count;
    uint32_t value_count;
    /* Values of reflected components that it gets, after `components`. Null if there are none. */
    const BevyZigValueEntry *values;
    /* Whose child it is; NONE: nobody's. If the parent is gone when this is applied, the entity is not spawned. */
    BevyZigEntity parent;
    /* Tags that it gets besides `tag`; null if there are none. */
    const BevyZigText *tags;
    /* Scripts that it gets, in this order, after those of the prefab; null if there are none. */
    const BevyZigAttachRequest *const *scripts;
    /* At most BEVY_ZIG_SPAWN_TAGS_MAX. */
    uint32_t tag_count;
    /* At most BEVY_ZIG_SPAWN_SCRIPTS_MAX. */
    uint32_t script_count;
} BevyZigSpawnRequest;

/* How the entities that `entities_related` finds stand to an entity. */
enum BevyZigRelation {
    /* Its parent: one entity, or none. */
    BEVY_ZIG_RELATION_PARENT = 0,
    /* Its children, in their order. */
    BEVY_ZIG_RELATION_CHILDREN = 1,
    /* The entity below it that has a name: the nearest, and of several the first in the order of children; or none. */
    BEVY_ZIG_RELATION_NAMED = 2
};

/* State of a named action in this frame; each field is 0 or 1. */
typedef struct BevyZigAction {
    uint8_t pressed;
    /* Went down since the last frame. */
    uint8_t just_pressed;
    /* Went up since the last frame. */
    uint8_t just_released;
    uint8_t reserved;
} BevyZigAction;

/* No path of a field has this id: what a variable for one may begin with. */
#define BEVY_ZIG_PATH_UNKNOWN 0xffffffffu

/* Most columns that a query may ask for. */
#define BEVY_ZIG_QUERY_COLUMNS_MAX 8

/* What `query` looks for: entities that have all of `columns` and `with`, none of `without`, and the tag. It has grown: one that ends
 * before `changed` is taken as if the rest were zeroes. */
typedef struct BevyZigQuery {
    /* sizeof(BevyZigQuery). */
    uint32_t size;
    /* At most BEVY_ZIG_QUERY_COLUMNS_MAX; may be 0. */
    uint32_t column_count;
    /* The components whose values are asked for. */
    const BevyZigComponentId *columns;
    /* Components that must be there; may be null with a count of 0, likewise below. */
    const BevyZigComponentId *with;
    const BevyZigComponentId *without;
    uint32_t with_count;
    uint32_t without_count;
    /* A tag that must be there; empty: any. */
    BevyZigText tag;
    /* Components that must have been added or changed since this phase began in the frame before (in FIXED_UPDATE: in the step
     * before), whoever did it; a script that looks each time sees each change once. May be null with a count of 0, likewise below. */
    const BevyZigComponentId *changed;
    /* Components that must have been added since then. */
    const BevyZigComponentId *added;
    uint32_t changed_count;
    uint32_t added_count;
    /* One bit for each of `columns`, from the lowest: entities that lack the component are found, too. */
    uint32_t optional;
    uint32_t reserved;
} BevyZigQuery;

/* What it finds: `count` rows of parallel columns, in scratch memory. It has grown: `present` is only written if the query reaches
 * beyond `tag`. */
typedef struct BevyZigQueryResult {
    size_t count;
    const BevyZigEntity *entities;
    /* One for each column that was asked for, in that order: values one after the other, aligned for their type. */
    const void *columns[BEVY_ZIG_QUERY_COLUMNS_MAX];
    /* For each column that is optional, one byte for each row: 1 if the entity has the component, else 0, and its value is zeroes.
     * Null for the others. */
    const uint8_t *present[BEVY_ZIG_QUERY_COLUMNS_MAX];
} BevyZigQueryResult;

/* In the place of a column of a chunk: its entities. */
#define BEVY_ZIG_CHUNK_ENTITIES 0xffffffffu

/* Rows that are gone over at once: at most some thousand, all of one table, so that they stay in the processor's nearest cache. */
typedef struct BevyZigChunk {
    /* sizeof(BevyZigChunk), set by the script. */
    uint32_t size;
    /* One bit for each column of the query, from the lowest: whether these entities have the component. */
    uint32_t present;
    /* 0: all rows have been seen. */
    size_t count;
    /* The number of `each` from now on, so that a chunk that has ended is not taken for this one. */
    uint64_t each;
} BevyZigChunk;

/* What `entities_find_nearby` looks for: entities within a sphere that have all of `with`, none of `without`, and the tag. */
typedef struct BevyZigNearbyQuery {
    /* sizeof(BevyZigNearbyQuery). */
    uint32_t size;
    /* World units; 0 or more, and finite. What is exactly that far away is found. */
    float radius;
    /* In the world; finite. */
    BevyZigVec3 center;
    uint32_t with_count;
    /* Components that must be there; may be null with a count of 0, likewise below. */
    const BevyZigComponentId *with;
    const BevyZigComponentId *without;
    uint32_t without_count;
    uint32_t reserved;
    /* A tag that must be there; empty: any. */
    BevyZigText tag;
} BevyZigNearbyQuery;

/* Flags of `function_find`: the script means a command, which is a request. */
#define BEVY_ZIG_FUNCTION_COMMAND 1u

typedef struct BevyZigFrame BevyZigFrame;
typedef struct BevyZigField BevyZigField;
typedef struct BevyZigLayout BevyZigLayout;

/* ---- Host functions ------------------------------------------------------------------------------------------ */

/*
 * The table of functions that the host offers. It lives as long as the program. Every function takes the frame of the
 * callback under way as its first argument. Functions are only ever appended; look at `size` before using one that was
 * added after version 1.0 of the crate.
 */
typedef struct BevyZigHost {
    /* sizeof(BevyZigHost) as the host knows it. */
    uint32_t size;
    /* BEVY_ZIG_ABI_VERSION of the host. */
    uint32_t abi_version;

    /* Writes a line to the log, tagged with script and entity of the current instance. `level` is BEVY_ZIG_LOG_*; text that
     * is not UTF-8 is shown as far as it can be.
     * INVALID_ARGUMENT: bad level or null. */
    BevyZigStatus (*log)(BevyZigFrame *frame, uint32_t level, BevyZigText message);

    /* Reports that a callback of the current instance returned an error. `callback` and `error_name` are names,
     * `addresses` the return addresses of the error's trace (may be null with a count of 0), innermost first.
     * INVALID_ARGUMENT: null, not aligned, or text that is not UTF-8. */
    BevyZigStatus (*error_report)(BevyZigFrame *frame, BevyZigText callback, BevyZigText error_name,
                                  const uintptr_t *addresses, size_t address_count);

    /* A panic of the current instance; the same arguments: what the log is to say of the fault that follows. The script then
     * executes an instruction that traps, which ends the callback; on a target without a guard (see docs/safety.md) this does
     * not return. */
    void (*panic)(BevyZigFrame *frame, BevyZigText message, const uintptr_t *addresses, size_t address_count);

    /* Hands the requests written so far to the host and makes room: afterwards `requests_len` is what the current instance
     * has written in this call, and at least `size` bytes are free.
     * LIMIT_REACHED: the instance, or all in this phase, have posted more than they may; nothing is lost that was
     * written before. */
    BevyZigStatus (*requests_flush)(BevyZigFrame *frame, size_t size);

    /* OK if a request for `entity` makes sense: it is in the snapshot, or was spawned in this phase.
     * UNKNOWN_ENTITY otherwise. */
    BevyZigStatus (*entity_check)(BevyZigFrame *frame, BevyZigEntity entity);

    /* Requests a new entity. `*entity` gets its handle, which requests may use at once and which is in the snapshot from
     * the next phase on.
     * UNKNOWN_PREFAB; INVALID_ARGUMENT (size, version, transform, flags, too many components, tags or scripts); UNKNOWN_ENTITY (parent);
     * for a component, the statuses of `component_add`: UNKNOWN_COMPONENT, SIZE_MISMATCH, READ_ONLY, INVALID_ARGUMENT; for a script,
     * those of `script_attach`; LIMIT_REACHED. `*entity` then gets NONE. */
    BevyZigStatus (*entity_spawn)(BevyZigFrame *frame, const BevyZigSpawnRequest *request, BevyZigEntity *entity);

    /* Reads the transform of the snapshot.
     * UNKNOWN_ENTITY; ABSENT: it has no transform. `*transform` is then unchanged. */
    BevyZigStatus (*transform_get)(BevyZigFrame *frame, BevyZigEntity entity, BevyZigTransform *transform);

    /* Finds all entities with a tag, in the order in which they got it (with gaps filled by the last, as in a
     * swap-remove): deterministic, not sorted. Two steps: `*count` always gets how many there are; if `capacity` is
     * smaller, nothing is written and the answer is BUFFER_TOO_SMALL. `entities` may be null with a capacity of 0.
     * An unknown tag has no entities: OK with a count of 0. */
    BevyZigStatus (*entities_find_by_tag)(BevyZigFrame *frame, BevyZigText tag, BevyZigEntity *entities,
                                          size_t capacity, size_t *count);

    /* Requests that a script is attached to `entity`. Its init runs at the start of the next phase.
     * UNKNOWN_ENTITY, UNKNOWN_SCRIPT, INVALID_ARGUMENT, LIMIT_REACHED; for a property, UNKNOWN_FIELD, WRONG_TYPE (the log says which
     * value the field takes), SIZE_MISMATCH, INVALID_ARGUMENT. A script that is attached already is attached a second time: two
     * instances. */
    BevyZigStatus (*script_attach)(BevyZigFrame *frame, BevyZigEntity entity, const BevyZigAttachRequest *request);

    /* Requests that the first instance of `script` on `entity` is detached; nothing happens if there is none when it is
     * applied.
     * UNKNOWN_ENTITY, UNKNOWN_SCRIPT, LIMIT_REACHED. */
    BevyZigStatus (*script_detach)(BevyZigFrame *frame, BevyZigEntity entity, BevyZigText script);

    /* Reads a named action.
     * UNKNOWN_INPUT: not mapped; `*action` gets all zeros. */
    BevyZigStatus (*action_get)(BevyZigFrame *frame, BevyZigText name, BevyZigAction *action);

    /* Reads a named axis: keys and sticks add up to -1 to 1, wheel and mouse to any number.
     * UNKNOWN_INPUT: not mapped; `*value` gets 0. */
    BevyZigStatus (*axis_get)(BevyZigFrame *frame, BevyZigText name, float *value);

    /* Gives memory that lasts until the callback of the current instance returns; never freed by the script. `alignment` is
     * a power of two, at most 16. Null: the limit is reached, or the arguments make no sense. */
    void *(*scratch_alloc)(BevyZigFrame *frame, size_t size, size_t alignment);

    /* Finds a component by name. `*id` gets its id, `*size` the size of its value.
     * UNKNOWN_COMPONENT: `*id` gets BEVY_ZIG_COMPONENT_NONE. */
    BevyZigStatus (*component_find)(BevyZigFrame *frame, BevyZigText name, BevyZigComponentId *id, size_t *size);

    /* Reads a component's value in the snapshot. `value` has room for `size` bytes and needs no alignment.
     * UNKNOWN_ENTITY, UNKNOWN_COMPONENT, SIZE_MISMATCH, ABSENT: `*value` is then unchanged. */
    BevyZigStatus (*component_get)(BevyZigFrame *frame, BevyZigEntity entity, BevyZigComponentId id, void *value,
                                   size_t size);

    /* Requests that an entity gets a component, from the `size` bytes at `value`, which are copied. If it has the component already,
     * the new value replaces the old one or is merged into it, as the game has registered it.
     * UNKNOWN_ENTITY, UNKNOWN_COMPONENT, SIZE_MISMATCH, READ_ONLY, INVALID_ARGUMENT (bytes that are no value of it),
     * LIMIT_REACHED. */
    BevyZigStatus (*component_add)(BevyZigFrame *frame, BevyZigEntity entity, BevyZigComponentId id, const void *value,
                                   size_t size);

    /* Requests that an entity loses a component; nothing happens if it has none when this is applied.
     * UNKNOWN_ENTITY, UNKNOWN_COMPONENT, READ_ONLY, LIMIT_REACHED. */
    BevyZigStatus (*component_remove)(BevyZigFrame *frame, BevyZigEntity entity, BevyZigComponentId id);

    /* Finds entities by their components and copies the values, all at once. The order is Bevy's: by archetype, then row; the same in
     * every run.
     * UNKNOWN_COMPONENT, INVALID_ARGUMENT, LIMIT_REACHED (scratch memory): `*result` then has a count of 0. */
    BevyZigStatus (*query)(BevyZigFrame *frame, const BevyZigQuery *query, BevyZigQueryResult *result);

    /* Finds the way to a field of any reflected component, once: `component` is its type path ("my_game::Stats") or the short one
     * ("Stats"), `path` leads to a plain field ("speed", "limits.max"), `kind` is the field's BEVY_ZIG_FIELD_*, from BOOL to ENTITY.
     * `*id` stays valid as long as the program runs, in all of its games.
     * UNKNOWN_COMPONENT (no such type is registered for reflection), INVALID_ARGUMENT (bad path or kind), LIMIT_REACHED (65,536
     * paths were found). */
    BevyZigStatus (*field_find)(BevyZigFrame *frame, BevyZigText component, BevyZigText path, uint32_t kind,
                                uint32_t *id);

    /* Reads the field in the snapshot. `value` has room for `size` bytes and needs no alignment.
     * UNKNOWN_ENTITY, ABSENT (no such component); UNKNOWN_FIELD: it has no such field now; WRONG_TYPE: it is of another type. Both are
     * logged once. SIZE_MISMATCH, INVALID_ARGUMENT (bad id); as `field_find`, if the id is another game's. */
    BevyZigStatus (*field_get)(BevyZigFrame *frame, BevyZigEntity entity, uint32_t id, void *value, size_t size);

    /* Requests that the field becomes the `size` bytes at `value`, which are copied.
     * UNKNOWN_ENTITY, SIZE_MISMATCH, INVALID_ARGUMENT (bad id, bytes that are no value, one on which Bevy ends the game, a part of a
     * rotation or direction), LIMIT_REACHED; READ_ONLY: the component is immutable, or Bevy keeps it itself; UNKNOWN_FIELD: the component in
     * the snapshot has no such field; WRONG_TYPE: it is of another type. All are logged once. If the entity has no such component or field
     * when this is applied, or cannot be given the value then, that is logged, too. A rotation is brought to unit length. */
    BevyZigStatus (*field_set)(BevyZigFrame *frame, BevyZigEntity entity, uint32_t id, const void *value, size_t size);

    /* Reads a var of `owner`; NONE: of the whole game. `kind` is BEVY_ZIG_VAR_*. Two steps for text and blobs: `*size` gets
     * how many bytes the value has; if `capacity` is smaller, nothing is written and the answer is BUFFER_TOO_SMALL. `value`
     * may be null with a capacity of 0.
     * UNKNOWN_ENTITY; INVALID_ARGUMENT (key, kind); ABSENT: it has no such var; WRONG_TYPE, also for a blob of another size than the type
     * with the number in `kind`, which is logged once. `*size` then gets 0. */
    BevyZigStatus (*var_read)(BevyZigFrame *frame, BevyZigEntity owner, BevyZigText key, uint32_t kind, void *value,
                              size_t capacity, size_t *size);

    /* Requests a change of a var of `owner`; NONE: of the whole game. `op` is BEVY_ZIG_VAR_OP_*, `kind` BEVY_ZIG_VAR_* (0 to
     * remove); `value` may be null with a size of 0.
     * UNKNOWN_ENTITY; INVALID_ARGUMENT (key, op, kind, a size that is not the kind's, a value that is none of it);
     * LIMIT_REACHED: text or blob are too long, the snapshot has as many vars as the owner may have and this would be one
     * more, or too many requests were posted. What passes the limit only when it is applied is dropped and logged. */
    BevyZigStatus (*var_write)(BevyZigFrame *frame, BevyZigEntity owner, BevyZigText key, uint32_t op, uint32_t kind,
                               const void *value, size_t size);

    /* The number of a signal's name, which is given one if it has none yet.
     * INVALID_ARGUMENT: it is not 1 to 255 bytes of UTF-8. LIMIT_REACHED: there are as many names as there may be. `*id` is
     * then 0, which is no name's number. */
    BevyZigStatus (*signal_name_id)(BevyZigFrame *frame, BevyZigText name, uint32_t *id);

    /* Requests that the current instance hears signals of this name: with NONE as `target` broadcasts, and those targeted at
     * its own entity; with ANY those targeted at any entity, and no broadcasts; else those targeted at that entity, and no
     * broadcasts. `*connection` gets a number that is unique in a run, never 0, and may be used at once. With a null
     * `connection` it is one that ends with the instance or the target only, and that an instance has once: to ask for it again
     * does nothing.
     * A name such as "Add<my_game::Health>" (or Insert, Discard, Remove, Despawn) is that of a signal of the host's: what happens to
     * this component of an entity, by the name or the path of the component.
     * ABSENT: the script has no `on_signal`. UNKNOWN_ENTITY: `target`. UNKNOWN_COMPONENT: the one in the name. INVALID_ARGUMENT,
     * LIMIT_REACHED: as with
     * `signal_name_id`; LIMIT_REACHED also if there are as many connections as there may be. `*connection` is then 0. */
    BevyZigStatus (*signal_connect)(BevyZigFrame *frame, BevyZigText name, BevyZigEntity target, uint64_t *connection);

    /* Requests that a connection of the current instance ends. One that has ended already is fine.
     * INVALID_ARGUMENT: there was never such a connection, or it is another instance's. LIMIT_REACHED. */
    BevyZigStatus (*signal_disconnect)(BevyZigFrame *frame, uint64_t connection);

    /* Memory that the current instance keeps. It is the host's, in blocks of zeroes that are aligned to 16 bytes. A block is known by
     * a number, which is unique in a run, never 0, and fit to be part of a state: it outlives callbacks and reloads. Blocks are
     * freed with their instance, after its shutdown.
     *
     * Gets a block of `size` bytes. `*block` gets its number, `*memory` where it lies.
     * LIMIT_REACHED: the instance would have more than it may have, where a block counts as 64 bytes more than it has, or
     * there is no more. `*block` is then 0, `*memory` null. */
    BevyZigStatus (*memory_alloc)(BevyZigFrame *frame, size_t size, uint64_t *block, void **memory);

    /* Gives a block of the current instance another size. Its bytes are kept as far as it reaches, new ones are zeroes. `*memory` gets
     * where it lies now; pointers to where it lay are no longer valid.
     * ABSENT: the instance has no such block. LIMIT_REACHED: as above. The block is then as it was, and `*memory` unchanged. */
    BevyZigStatus (*memory_resize)(BevyZigFrame *frame, uint64_t block, size_t size, void **memory);

    /* Tells where a block of the current instance lies, until it is resized or freed or the callback returns, and its size.
     * ABSENT: the instance has no such block. `*memory` is then null, `*size` 0. */
    BevyZigStatus (*memory_get)(BevyZigFrame *frame, uint64_t block, void **memory, size_t *size);

    /* Frees a block of the current instance.
     * ABSENT: the instance has no such block, or has freed it already. */
    BevyZigStatus (*memory_free)(BevyZigFrame *frame, uint64_t block);

    /* Finds all entities within a radius, the nearest first; those that are equally far, in an order that is the same in every
     * run. An entity is where its `Transform` and those of its parents put it in the snapshot: exact, while Bevy's
     * `GlobalTransform` is what it was when the last frame ended. Entities without a transform, at a place that is not
     * finite, or that Bevy's queries pass over (`Disabled`), are not found; the one that asks is, if it is in reach. Two
     * steps, as with `entities_find_by_tag`.
     * INVALID_ARGUMENT (size, center, radius, tag), UNKNOWN_COMPONENT: `*count` then gets 0. BUFFER_TOO_SMALL. */
    BevyZigStatus (*entities_find_nearby)(BevyZigFrame *frame, const BevyZigNearbyQuery *query, BevyZigEntity *entities,
                                          size_t capacity, size_t *count);

    /* Reads how an entity moves: what the game's physics hook says, or else the value of its `Velocity` component.
     * UNKNOWN_ENTITY; ABSENT: neither knows. `*velocity` is then unchanged. */
    BevyZigStatus (*velocity_get)(BevyZigFrame *frame, BevyZigEntity entity, BevyZigVelocity *velocity);

    /* Appends `len` bytes at `bytes` to what the current instance keeps of its state across a reload. Only in `serialize`. `bytes`
     * may be null with a `len` of 0.
     * INVALID_ARGUMENT: in any other callback. LIMIT_REACHED: the instance would keep more than it may; nothing was appended. */
    BevyZigStatus (*state_write)(BevyZigFrame *frame, const void *bytes, size_t len);

    /* Reads the next `len` bytes of what the current instance has kept: those of its first `state_write` first. Only in `deserialize`.
     * `bytes` has room for them and needs no alignment; it may be null with a `len` of 0.
     * INVALID_ARGUMENT: in any other callback. ABSENT: fewer are left; none was read, and those that are left can still be. */
    BevyZigStatus (*state_read)(BevyZigFrame *frame, void *bytes, size_t len);

    /* Compares the description of a type with the one in Rust, and gives it a number. `role` is BEVY_ZIG_ROLE_*. What differs is
     * logged.
     * UNKNOWN_COMPONENT: no type of that path is registered for reflection in that role. UNKNOWN_FIELD, WRONG_TYPE: a member differs.
     * INVALID_ARGUMENT: the description contradicts itself, or is not readable. LIMIT_REACHED: 65,536 were bound, or it is larger
     * than any. `*id` is then BEVY_ZIG_VALUE_UNKNOWN. */
    BevyZigStatus (*value_bind)(BevyZigFrame *frame, uint32_t role, const BevyZigType *type, BevyZigValueId *id);

    /* Reads a value in the snapshot: of an entity, or with NONE a resource or a state; of an asset, with a handle's number in the place of
     * the entity; or the event that a signal tells of, with the `sequence` of that signal, which is being delivered. `value` has room for `size` bytes, which is the
     * description's size, and needs no alignment; with null and 0 it is only asked whether it is there.
     * UNKNOWN_ENTITY; ABSENT; SIZE_MISMATCH; INVALID_ARGUMENT: bad id, or an entity where there is none, or a message;
     * WRONG_TYPE: it holds a variant that the description lacks, or the signal tells of another event; LIMIT_REACHED: scratch memory; as `value_bind`, if the id is
     * another game's. */
    BevyZigStatus (*value_get)(BevyZigFrame *frame, BevyZigEntity entity, BevyZigValueId id, void *value, size_t size);

    /* Requests that a value is inserted, set, removed or sent. `op` is BEVY_ZIG_VALUE_*; `entity` is NONE for all but components, and a
     * handle's number for assets. The
     * `size` bytes at `value`, and what they point to, are copied; null and 0 to remove.
     * UNKNOWN_ENTITY; SIZE_MISMATCH; INVALID_ARGUMENT: bad id or op, or bytes that are no value; READ_ONLY: a component that is immutable
     * cannot be set, a type without default of which the description lacks members cannot be inserted, a state may be computed;
     * LIMIT_REACHED: too many requests, or too large a value; as `value_bind`, if the id is another game's.
     * What is not possible when it is applied (the entity has no such component to set, there is no asset server for a handle) is
     * logged, once for each script, type and path. */
    BevyZigStatus (*value_put)(BevyZigFrame *frame, BevyZigEntity entity, BevyZigValueId id, uint32_t op, const void *value, size_t size);

    /* Reads the messages of a type that were written since this phase began in the frame before: each instance sees each of them once,
     * if it asks in each frame. `*values` gets `*count` values of the description, in scratch memory.
     * INVALID_ARGUMENT: bad id, or it is not a message; READ_ONLY: the game has not registered the type for reading; WRONG_TYPE,
     * LIMIT_REACHED: as `value_get`. `*count` is then 0. */
    BevyZigStatus (*messages_read)(BevyZigFrame *frame, BevyZigValueId id, const void **values, size_t *count);

    /* Requests that parts of a component's value are set, and the rest stays as it is.
     * UNKNOWN_ENTITY, UNKNOWN_COMPONENT, READ_ONLY, INVALID_ARGUMENT (null, too many, or a part outside of the value), LIMIT_REACHED.
     * If the entity has no such component when it is applied, or the whole is no value of it, it is logged as with `value_put`. */
    BevyZigStatus (*component_set)(BevyZigFrame *frame, BevyZigEntity entity, BevyZigComponentId id, const BevyZigComponentPart *parts,
                                   size_t count);

    /* Asks for one more signal of the current instance's, with a payload of `payload_size` bytes, where `signals_left` is 0 or the
     * payload is larger than `signal_payload_size_max`. Each instance has some signals of its own in each phase, whatever others emit.
     * OK: `signals_left` is above 0.
     * LIMIT_REACHED: the payload is too large, or the instance has used up its own; the host has logged which. */
    BevyZigStatus (*signal_allow)(BevyZigFrame *frame, size_t payload_size);
    /* Finds a function that the game has registered, or a command with BEVY_ZIG_FUNCTION_COMMAND in `flags`, once. `signature` says
     * what the script takes its parameters and result for, as in "({by: entity@0, damage: f32@8}, u8) -> bool": a plain value by its
     * type (bool, i8 to i64, u8 to u64, f32, f64, vec2, vec3, quat, entity, `[8]u8`), an enum as "enum(1){idle=0,chase=1}" with its
     * size in bytes, a struct or array by all its leaves with their offsets; no result is "void". `*id` stays valid as long as the
     * program runs, in all of its games.
     * UNKNOWN_FUNCTION; WRONG_TYPE: the game's is another one, which the log names; INVALID_ARGUMENT; LIMIT_REACHED (65,536 functions
     * were found). */
    BevyZigStatus (*function_find)(BevyZigFrame *frame, BevyZigText name, BevyZigText signature, uint32_t flags,
                                   uint32_t *id);

    /* Calls a function, which answers at once, or requests a command. The arguments lie one behind the other as the fields of a struct
     * would, without padding behind the last; `result` has room for the result, which is written if the answer is OK. Neither needs
     * an alignment, and each may be null with a size of 0. A command has no result.
     * SIZE_MISMATCH; INVALID_ARGUMENT (bad id, arguments that are no values); HOST_FAULT: the function panicked; LIMIT_REACHED
     * (commands); as `function_find`, if the id is another game's. */
    BevyZigStatus (*function_call)(BevyZigFrame *frame, uint32_t id, const void *arguments, size_t arguments_size,
                                   void *result, size_t result_size);

    /* Finds entities above or below one, in the snapshot. `relation` is BEVY_ZIG_RELATION_*; `name` is for NAMED and else empty. Two
     * steps, as with `entities_find_by_tag`.
     * UNKNOWN_ENTITY, INVALID_ARGUMENT: `*count` then gets 0. BUFFER_TOO_SMALL. */
    BevyZigStatus (*entities_related)(BevyZigFrame *frame, BevyZigEntity entity, uint32_t relation, BevyZigText name,
                                      BevyZigEntity *entities, size_t capacity, size_t *count);

    /* Reads where an entity is in the world: its transform in the snapshot after those of its parents, so it is exact, while Bevy's
     * `GlobalTransform` is what it was when the last frame ended. A shear, which turned parents of uneven scale cause, is left out.
     * UNKNOWN_ENTITY; ABSENT: it has no transform. `*transform` is then unchanged. */
    BevyZigStatus (*global_transform_get)(BevyZigFrame *frame, BevyZigEntity entity, BevyZigTransform *transform);

    /* Requests that the first instance of `script` on `entity`, or of a global script with NONE, is enabled (1) or disabled (0); with
     * an empty `script`, the current instance itself. One that is disabled keeps its state, and is neither updated nor sent signals.
     * Nothing happens if there is none when this is applied.
     * UNKNOWN_ENTITY, UNKNOWN_SCRIPT, INVALID_ARGUMENT, LIMIT_REACHED; ABSENT: the current instance is ending. */
    BevyZigStatus (*script_enable)(BevyZigFrame *frame, BevyZigEntity entity, BevyZigText script, uint32_t enabled);

    /* Requests that an asset is made, which the current instance keeps until it ends or lets go of it. `asset` is bound to a handle of
     * its type with BEVY_ZIG_ROLE_ASSET, `id` with the same role to the value at `value`: an asset of this type, or what the game
     * has registered a maker for, such as a shape of a mesh. `*number` gets the handle's number, which may be used at once.
     * SIZE_MISMATCH; INVALID_ARGUMENT: a bad id, or bytes that are no value; WRONG_TYPE: nothing makes an asset of this type of it;
     * READ_ONLY: the value cannot be made; ABSENT: the game has no such assets; LIMIT_REACHED: the instance keeps as many as it may,
     * or as `value_put`; as `value_bind`, if an id is another game's. `*number` is then 0. */
    BevyZigStatus (*asset_add)(BevyZigFrame *frame, BevyZigValueId asset, BevyZigValueId id, const void *value, size_t size,
                               uint64_t *number);

    /* Requests that the current instance keeps the asset of a handle, whose `size` bytes lie at `handle` and to which `asset` is bound.
     * If it is a path, the asset is loaded; when it and all that it depends on are, the instance's entity gets the signal
     * "asset_loaded" with the number, or else "asset_failed"; with no entity they are broadcast.
     * INVALID_ARGUMENT: a bad id, or a handle of nothing; ABSENT: no asset has this handle, or there is nothing to load from; as
     * `asset_add`. `*number` is then 0. */
    BevyZigStatus (*asset_keep)(BevyZigFrame *frame, BevyZigValueId asset, const void *handle, size_t size, uint64_t *number);

    /* Tells how far an asset is that the current instance keeps: `*state` gets BEVY_ZIG_ASSET_*.
     * ABSENT: it keeps none of this number. */
    BevyZigStatus (*asset_state)(BevyZigFrame *frame, uint64_t number, uint32_t *state);

    /* Counts the assets that the current instance keeps. */
    BevyZigStatus (*assets_count)(BevyZigFrame *frame, BevyZigAssetCount *count);

    /* Finds the way to fields of another script, once: `count` of them at `fields`, each with its `path` and `layout_hash` in that
     * script, and with its `offset` and `value_size` in the caller's value of `size` bytes. `*id` gets a number for
     * `script_fields_get`, which holds for the whole program and for all code of the script that comes.
     * UNKNOWN_SCRIPT; INVALID_ARGUMENT: a field that does not lie in the value, or a bad name; LIMIT_REACHED. `*id` is then unchanged. */
    BevyZigStatus (*script_fields_find)(BevyZigFrame *frame, BevyZigText script, const BevyZigField *fields, uint32_t count,
                                        uint32_t size, uint32_t *id);

    /* Reads those fields of the first instance of the script on `entity`, or of the global one with NONE: as they were when the phase
     * began, but in the phase in which a game asks for any of a script's for the first time, as they are. `value` has room for `size`
     * bytes and needs no alignment; what is no field in it becomes 0.
     * UNKNOWN_ENTITY; ABSENT: no instance of the script runs there; UNKNOWN_FIELD: the script has no such field now, or one of another
     * type, which is logged once; WRONG_TYPE: its bytes are no value; SIZE_MISMATCH; INVALID_ARGUMENT (bad id); UNKNOWN_SCRIPT: the id is another game's. `value` is then
     * unchanged. */
    BevyZigStatus (*script_fields_get)(BevyZigFrame *frame, BevyZigEntity entity, uint32_t id, void *value, size_t size);

    /* Begins to go over the rows that a query finds, in chunks, with `each_next`: the same rows in the same order as `query`. `columns` may
     * only be components with an id of their own, not BEVY_ZIG_COMPONENT_REFLECTED. `*each` is a number for the functions below, which
     * is valid until the callback returns, and never 0; each chunk has another. Any number of them may be under way.
     * UNKNOWN_COMPONENT, INVALID_ARGUMENT, LIMIT_REACHED (scratch memory): `*each` is then 0. */
    BevyZigStatus (*each_begin)(BevyZigFrame *frame, const BevyZigQuery *query, uint64_t *each);

    /* Goes to the next rows. The last chunk ends: what the script has written to its columns is compared and kept, and its memory is used
     * again. `chunk->count` gets 0, and `each` ends, when there are no more rows.
     * INVALID_ARGUMENT: `each` has ended, or was never there; `chunk` is null, not aligned or too small. The count is then 0, too. */
    BevyZigStatus (*each_next)(BevyZigFrame *frame, uint64_t each, BevyZigChunk *chunk);

    /* Copies a column of the chunk: of each value the `size` bytes from `offset` on, which are a field, or all of it. `*values` gets
     * where they lie, one behind the other, in memory of the host that is aligned to 16 bytes and is the script's until the chunk ends.
     * With BEVY_ZIG_CHUNK_ENTITIES as `column`, a BevyZigEntity for each row; `offset` and `size` do not matter then.
     * INVALID_ARGUMENT: `each` has ended or has no chunk yet, there is no such column, or the bytes are no part of a value, or lie over
     * other parts that were read; ABSENT: these entities lack the optional component. `*values` is then null. */
    BevyZigStatus (*each_read)(BevyZigFrame *frame, uint64_t each, uint32_t column, uint32_t offset, uint32_t size, const void **values);

    /* The same, as a copy of its own, which the script may change until the chunk ends: with `each_next`, `each_end`, or when the callback
     * returns. This is a request: when it is applied, rows that then differed from the snapshot get their new values, in place, and
     * count as changed; of a row that something else has changed meanwhile, only the fields that differed. Rows whose entity or
     * component is gone are skipped, and values that are none are dropped and logged. The same column again is the same copy.
     * As `each_read`; READ_ONLY; LIMIT_REACHED: as with `requests_flush`, in which the copy counts. `*values` is then null. */
    BevyZigStatus (*each_write)(BevyZigFrame *frame, uint64_t each, uint32_t column, uint32_t offset, uint32_t size, void **values);

    /* Ends it before all rows were seen, so that its memory can be used again. What has ended already is fine.
     * INVALID_ARGUMENT: it was never there. */
    BevyZigStatus (*each_end)(BevyZigFrame *frame, uint64_t each);

    /* The number of a type whose values are kept as blobs, for `var_read` and `var_write`. It means the same in the whole program, and is
     * never 0. What `layout` points to is copied.
     * INVALID_ARGUMENT: it makes no sense; LIMIT_REACHED: 65,536 types are known. `*number` is then 0. */
    BevyZigStatus (*layout_find)(BevyZigFrame *frame, const BevyZigLayout *layout, uint32_t *number);

    /* The script has found that the payload of a signal, as it was delivered, is no value of the type of this name and size. If the signal
     * has waited during a reload, which may have changed that type, this is logged once for each script and signal.
     * INVALID_ARGUMENT. */
    BevyZigStatus (*payload_refused)(BevyZigFrame *frame, const BevyZigSignal *signal, BevyZigText type_name, size_t value_size);
} BevyZigHost;

/* ---- Callbacks ----------------------------------------------------------------------------------------------- */

/*
 * What host and script share during one batch call. It belongs to the host and is valid until the callback returns.
 * Fields marked (script) are written by the script, all others only by the host.
 */
struct BevyZigFrame {
    /* sizeof(BevyZigFrame) as the host knows it. */
    uint32_t size;
    /* Row of the instance that runs now (script). Read by the host to attribute requests, log lines and faults. */
    uint32_t row;
    /* `requests_len` as it was when that instance began (script). If it faults, its requests from here on are dropped. */
    size_t mark;
    /* The shared request buffer: 8-byte aligned. */
    uint8_t *requests;
    /* Bytes used (script). */
    size_t requests_len;
    /* Bytes there are. When a request does not fit, call `requests_flush`. */
    size_t requests_capacity;
    /* The function table. */
    const BevyZigHost *host;
    /* The host's own; opaque. */
    void *host_data;
    /* Seconds since the last frame. */
    float delta_seconds;
    /* BEVY_ZIG_PHASE_* that is running. */
    uint32_t phase;
    /* Seconds since the game began. */
    double elapsed_seconds;
    /* Frames since the game began; the first is 1. In FIXED_UPDATE, fixed steps instead; the two times above are those of the steps,
     * too. */
    uint64_t frame;
    /* Seed of the host. Random numbers of a script are drawn from (seed, frame, phase, instance id), so that the same seed
     * and inputs give the same run whatever else is running. */
    uint64_t seed;
    /* Signals that may still be emitted in this phase (script). */
    uint32_t signals_left;
    /* Bytes that the payload of a signal may have. */
    uint32_t signal_payload_size_max;
    /* Index of the delivery that runs now (script); 0 in other callbacks. If it faults, the host continues after it. */
    uint32_t delivery;
    uint32_t reserved;
    /* Where the last run (BEVY_ZIG_REQUEST_FLAG_ROWS) that was begun in this call lies, in bytes from `requests` on (script);
     * BEVY_ZIG_RUN_NONE if there is none. While its `size` is 0 it is open, and reaches to `requests_len`: each row appends its value. The
     * script closes it by writing its size before it appends anything else, and takes it for closed after it has called a function that
     * appends; `requests_flush` and the end of the call close it as well. In one callback, a row adds to one run at the most. */
    size_t run;
};

#define BEVY_ZIG_RUN_NONE ((size_t)-1)

/* The instances that one call runs: `count` rows of three parallel columns. Host's memory. */
typedef struct BevyZigBatch {
    /* sizeof(BevyZigBatch). */
    uint32_t size;
    /* The first row to run; rows before it are left alone. */
    uint32_t first;
    /* One past the last row to run. */
    uint32_t end;
    uint32_t reserved;
    /* States, each of the descriptor's `state_size` and aligned to `state_align`. */
    void *states;
    /* The entity of each instance; NONE for a global script. */
    const BevyZigEntity *entities;
    /* The id of each instance: unique in a run, never 0, in the order of attachment. */
    const uint64_t *instance_ids;
    /* Of a script whose `update` rests, for `update` only, else null: where it writes until when there is nothing to do for each
     * instance that it runs, in seconds since the start of the game. The host need not run the instance before, unless another of its
     * callbacks runs or its state is changed. */
    double *wake_seconds;
} BevyZigBatch;

/* A callback: runs rows `first..end` of the batch, in order. Before each it writes `frame->row` and `frame->mark`. */
typedef void (*BevyZigCallback)(BevyZigFrame *frame, const BevyZigBatch *batch);

/* Delivers `count` signals, in order, each to a row of the batch; a row may have several. Before each it writes `frame->row`,
 * `frame->mark` and `frame->delivery`. */
typedef void (*BevyZigSignalCallback)(BevyZigFrame *frame, const BevyZigBatch *batch, const BevyZigDelivery *deliveries,
                                      size_t count);

/* ---- Descriptor ---------------------------------------------------------------------------------------------- */

/* Type of a leaf of a script's state. */
enum BevyZigFieldKind {
    BEVY_ZIG_FIELD_BOOL = 1,
    BEVY_ZIG_FIELD_I8 = 2,
    BEVY_ZIG_FIELD_I16 = 3,
    BEVY_ZIG_FIELD_I32 = 4,
    BEVY_ZIG_FIELD_I64 = 5,
    BEVY_ZIG_FIELD_U8 = 6,
    BEVY_ZIG_FIELD_U16 = 7,
    BEVY_ZIG_FIELD_U32 = 8,
    BEVY_ZIG_FIELD_U64 = 9,
    BEVY_ZIG_FIELD_F32 = 10,
    BEVY_ZIG_FIELD_F64 = 11,
    BEVY_ZIG_FIELD_VEC2 = 12,
    BEVY_ZIG_FIELD_VEC3 = 13,
    BEVY_ZIG_FIELD_QUAT = 14,
    BEVY_ZIG_FIELD_ENTITY = 15,
    /* An enum; `variants` name its values. If there are values without a name, the last has none, and is negative if the integer has
     * a sign. Stored as an integer of `value_size` bytes. */
    BEVY_ZIG_FIELD_ENUM = 16,
    /* Something that the host can carry as bytes but not read (a union, a long array, an odd integer). */
    BEVY_ZIG_FIELD_OPAQUE = 17,
    /* An array of bytes. As text it ends at the first null, or at its end. */
    BEVY_ZIG_FIELD_BYTES = 18,
    /* Whether an optional holds a value: one byte, 1 if so and 0 if not. The leaves of the value follow at once; they have the path of
     * the optional and ".?" in front of their own ("target.?", "home.?.x"), and mean nothing while the optional is empty. */
    BEVY_ZIG_FIELD_OPTIONAL = 19,
    /* The tag of a tagged union. `offset` and `value_size` are those of the tag, which is an integer (of 0 bytes if there is but one
     * variant); `variants` name the variants and the tag's value for each. The leaves of the payloads follow directly, in the order of
     * the variants. Their paths begin with that of the union, a dot and the variant's name ("goal.hunt.speed", or "goal.wait" for a
     * payload that is a single leaf). They share memory, and one is there only while the tag has its variant's value. A variant
     * without payload has no leaves. `layout_hash` is that of the whole union. */
    BEVY_ZIG_FIELD_UNION = 20,
    /* A list in the instance's memory, of 16 bytes, which are carried like those of OPAQUE. The first 8 are the number of its block,
     * 0 if it has none. If a reload does not carry it, the host frees the block. */
    BEVY_ZIG_FIELD_LIST = 21,
    /* A moment of the game's time: a double, in seconds since the start of the game. Outside of the state the host shows and takes how
     * many seconds ago that was, so that it means the same in a game that is loaded. */
    BEVY_ZIG_FIELD_MOMENT = 22,
    /* A step of a sequence: an int16_t. `variants` name all steps in order, 0 being none; the low 16 bits of a value are the step's
     * number, the next 16 that of the step that it lies in, and the next 16 in which list of that. Other numbers count, too. If a
     * reload has removed the step, the host writes -1 - (4 * step + kind): kind 0 continues after that step, kind 1 with it.
     * Behind the steps comes one of the value -1, whose name says how many seconds each step takes, if tools are to know: a word
     * for each from 0 on, which is a number, or '.' and the path of the field that has it, either with "*2" behind it for twice as
     * long; or '-' where nothing can be said. */
    BEVY_ZIG_FIELD_STEP = 23
};

/* One value of an enum, or one variant of a tagged union. */
typedef struct BevyZigVariant {
    BevyZigText name;
    int64_t value;
} BevyZigVariant;

/* One leaf of the state, flattened: nested structs and arrays give dotted paths ("body.mass", "slots.2"). */
struct BevyZigField {
    BevyZigText path;
    /* Offset in the state. */
    uint32_t offset;
    /* BEVY_ZIG_FIELD_*. */
    uint32_t kind;
    /* Bytes that the leaf takes. */
    uint32_t value_size;
    /* Length of `variants`; 0 unless `kind` is ENUM or UNION. */
    uint32_t variant_count;
    /* Null if there are none. */
    const BevyZigVariant *variants;
    /* A number made of all that decides which bytes stand for which value of the leaf's type: sizes, offsets, names of fields,
     * names and numbers of variants. Two leaves of one size and number hold the same bytes for the same value. */
    uint64_t layout_hash;
};

/* A field of the state that had another name in the generation before. */
typedef struct BevyZigRename {
    /* Path of the field, or of the struct or array around several. */
    BevyZigText to;
    /* Its path in the generation before. What is inside of a struct or array goes with it. */
    BevyZigText from;
} BevyZigRename;

/* A component that a script knows: its mirror of the host's. */
typedef struct BevyZigComponent {
    BevyZigText name;
    /* Size and alignment of the mirror. */
    uint32_t value_size;
    uint32_t value_align;
    uint32_t field_count;
    uint32_t reserved;
    /* The mirror's leaves. */
    const BevyZigField *fields;
    /* Where the host writes the component's id, when it registers the script; read it atomically. The id is written whether or not the
     * game has registered the component. A script whose mirror differs from the host's component does not run. */
    BevyZigComponentId *id;
} BevyZigComponent;

/* What data that Zig declares are to the game. */
enum BevyZigDataKind {
    /* A component of Bevy's tables. */
    BEVY_ZIG_DATA_COMPONENT = 0,
    /* A resource; there from the moment that a script declares it. The functions for components take it with BEVY_ZIG_ENTITY_NONE. */
    BEVY_ZIG_DATA_RESOURCE = 1,
    /* A message. `component_add` with BEVY_ZIG_ENTITY_NONE writes it, `messages_read` with BEVY_ZIG_MESSAGES_OF_DATA reads it. */
    BEVY_ZIG_DATA_MESSAGE = 2
};

/* How Bevy stores a component that Zig declares. */
enum BevyZigStorage {
    BEVY_ZIG_STORAGE_TABLE = 0,
    BEVY_ZIG_STORAGE_SPARSE_SET = 1
};

/* A component, resource or message that Zig declares. All scripts that declare one of this name mean the same by it. */
typedef struct BevyZigData {
    BevyZigText name;
    /* BEVY_ZIG_DATA_*. */
    uint32_t kind;
    /* BEVY_ZIG_STORAGE_*; of a component only. */
    uint32_t storage;
    /* Size of a value, which may be 0, and its alignment, at most 16. */
    uint32_t value_size;
    uint32_t value_align;
    uint32_t field_count;
    uint32_t rename_count;
    /* The leaves; null if there are none. */
    const BevyZigField *fields;
    /* A value with every field at its default; null if `value_size` is 0. */
    const void *value_default;
    /* Fields that had another name in the generation before; null if there are none. */
    const BevyZigRename *renames;
    /* Where the host writes the id, as for a component. A script that means something else by the name than others do does not run. */
    BevyZigComponentId *id;
} BevyZigData;

/* A type whose values scripts keep as blobs. The same name in the same package is the same type, before and after a reload. */
struct BevyZigLayout {
    BevyZigText name;
    /* Size of a value, and its alignment, at most 16. */
    uint32_t value_size;
    uint32_t value_align;
    uint32_t field_count;
    uint32_t rename_count;
    /* The leaves; null if there are none. */
    const BevyZigField *fields;
    /* Fields that had another name before; null if there are none. */
    const BevyZigRename *renames;
    /* A value with every field at its default; null: it has none, and new fields are zero. */
    const void *value_default;
};

/* A state of the game that decides when a script runs, or whose changes the script hears of. */
typedef struct BevyZigStateUse {
    /* Its path in Rust, or its name if scripts declare it. */
    BevyZigText state;
    /* BEVY_ZIG_ROLE_STATE or BEVY_ZIG_ROLE_ZIG_STATE. */
    uint32_t role;
    uint32_t variant_count;
    /* The initial one first. */
    const BevyZigVariant *variants;
    /* The script only runs in the variants whose bits are set, the lowest for the first; in all, if none is. */
    uint64_t runs_in;
} BevyZigStateUse;

/* How a script was compiled. */
enum BevyZigOptimize {
    BEVY_ZIG_OPTIMIZE_DEBUG = 0,
    BEVY_ZIG_OPTIMIZE_RELEASE_SAFE = 1,
    BEVY_ZIG_OPTIMIZE_RELEASE_FAST = 2,
    BEVY_ZIG_OPTIMIZE_RELEASE_SMALL = 3
};

/*
 * The one thing that a script exports: all that the host knows of it. It lives in the script's constant data, as long
 * as the library that it came from.
 */
typedef struct BevyZigDescriptor {
    /* sizeof(BevyZigDescriptor) as the script knows it. */
    uint32_t size;
    /* BEVY_ZIG_ABI_VERSION of the script. */
    uint32_t abi_version;
    /* The script's name: its file's name without ".zig". */
    BevyZigText name;
    /* The package that it was compiled for. */
    BevyZigText package;
    /* The target that it was compiled for, as "arch-os-abi". */
    BevyZigText target;
    /* The compiler's version. */
    BevyZigText zig_version;
    /* BEVY_ZIG_OPTIMIZE_*. */
    uint32_t optimize;
    /* Size of one state; may be 0. */
    uint32_t state_size;
    /* Alignment of a state; a power of two, at most 16. */
    uint32_t state_align;
    uint32_t field_count;
    /* Bytes of a state with every field at its default; null if `state_size` is 0. */
    const void *state_default;
    /* The flattened fields; null if there are none. */
    const BevyZigField *fields;
    /* Returns its argument. The host calls it when the script is registered, to see that calls get through. */
    uint32_t (*echo)(uint32_t value);
    /* Once for each instance, before its first update. Null if the script has none; likewise below. */
    BevyZigCallback init;
    /* Every frame, in the phase that the instance is attached with. */
    BevyZigCallback update;
    /* Once, when the instance is detached, its entity is despawned, or the game exits. */
    BevyZigCallback shutdown;
    /* The components that the script knows; null if there are none. */
    const BevyZigComponent *components;
    size_t component_count;
    /* For each signal that an instance hears, at the start of a phase. */
    BevyZigSignalCallback on_signal;
    /* When it was compiled, in seconds since the beginning of 1970, UTC; 0: unknown. */
    uint64_t built_at_seconds;
    /* The commit that it was compiled from; empty if unknown. */
    BevyZigText git_commit;
    /* The callbacks below are called by a hot reload only, between two frames, on the main thread. An error that one of them returns
     * (`error_report`) calls the reload off, but for `on_reload`.
     *
     * Once for each instance after a swap that has carried its state, before anything else of the new generation. */
    BevyZigCallback on_reload;
    /* For each instance of the generation that is replaced: keeps its state with `state_write`. The host then does not carry the
     * state field by field. A script has both or none of this and the next. */
    BevyZigCallback serialize;
    /* For each instance of the generation that replaces it: takes over with `state_read` what the old `serialize` has kept. The state
     * begins with its defaults. */
    BevyZigCallback deserialize;
    /* Whether this generation can run: asked before it is swapped in. The batch has one row, which belongs to no instance; its state
     * is not to be touched. */
    BevyZigCallback health_check;
    /* Prepares what belongs to the script and to no instance, before the swap. The batch is as above. */
    BevyZigCallback on_hotload_prepare;
    /* What was renamed since the generation before; null if nothing. */
    const BevyZigRename *renames;
    size_t rename_count;
    /* The BEVY_ZIG_PHASE_* that its update runs in, plus 1, unless whoever attaches it says another; 0: BEVY_ZIG_PHASE_UPDATE. */
    uint32_t phase_plus_one;
    /* 1: `update` has nothing to do for an instance until the time that it writes to the batch's `wake_seconds`; 0: it runs each frame. */
    uint32_t rests;
    /* The states of the game that it has to do with; null if none. Of states that Zig declares, this declares them. */
    const BevyZigStateUse *state_uses;
    size_t state_use_count;
    /* The components, resources and messages that Zig declares in the script's files; null if none. */
    const BevyZigData *data;
    size_t data_count;
} BevyZigDescriptor;

#ifdef __cplusplus
}
#endif

#endif /* BEVY_ZIG_H */
