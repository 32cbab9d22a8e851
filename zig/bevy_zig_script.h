/*
 * bevy_zig_script.h: what makes a script in C short. It only names what `bevy_zig.h` says; a script may do without it.
 *
 * docs/c-scripts.md explains a whole script. `bevy_zig_build` compiles it with these macros defined:
 *
 *   BEVY_ZIG_SCRIPT_SYMBOL        the name under which the descriptor is exported
 *   BEVY_ZIG_SCRIPT_NAME          the script's name, as text; likewise below
 *   BEVY_ZIG_SCRIPT_PACKAGE       the package that it is compiled for
 *   BEVY_ZIG_SCRIPT_TARGET        the target
 *   BEVY_ZIG_SCRIPT_ZIG_VERSION   the version of the compiler
 *   BEVY_ZIG_SCRIPT_GIT_COMMIT    the commit, or ""
 *   BEVY_ZIG_SCRIPT_BUILT_AT      seconds since 1970
 *   BEVY_ZIG_SCRIPT_OPTIMIZE      BEVY_ZIG_OPTIMIZE_*
 */
#ifndef BEVY_ZIG_SCRIPT_H
#define BEVY_ZIG_SCRIPT_H

#include "bevy_zig.h"

/* A text literal as a BevyZigText, in constants. */
#define BEVY_ZIG_LITERAL(text) {text, sizeof(text) - 1}

#if defined(_WIN32)
#define BEVY_ZIG_EXPORT __declspec(dllexport)
#else
#define BEVY_ZIG_EXPORT __attribute__((visibility("default")))
#endif

/* One field of the state, for the list of fields: `BEVY_ZIG_FIELD(Walker, speed, F32)`. The kind is one of BEVY_ZIG_FIELD_* without
 * variants, and must be that of the member. */
#define BEVY_ZIG_FIELD(State, member, field_kind)                                                                      \
    {                                                                                                                  \
        .path = BEVY_ZIG_LITERAL(#member),                                                                             \
        .offset = offsetof(State, member),                                                                             \
        .kind = BEVY_ZIG_FIELD_##field_kind,                                                                           \
        .value_size = sizeof(((State *)0)->member),                                                                    \
        .layout_hash = (uint64_t)BEVY_ZIG_FIELD_##field_kind << 32 | sizeof(((State *)0)->member),                     \
    }

/* Exports the descriptor. `default_state` is a constant, `field_list` an array of BevyZigField; then follow the callbacks that there are:
 * `BEVY_ZIG_SCRIPT(Walker, walker_default, walker_fields, .init = init, .update = update)`. */
#define BEVY_ZIG_SCRIPT(State, default_state, field_list, ...)                                                         \
    static uint32_t bevy_zig_echo(uint32_t value) { return value; }                                                    \
    BEVY_ZIG_EXPORT extern const BevyZigDescriptor BEVY_ZIG_SCRIPT_SYMBOL;                                             \
    const BevyZigDescriptor BEVY_ZIG_SCRIPT_SYMBOL = {                                                                 \
        .size = sizeof(BevyZigDescriptor),                                                                             \
        .abi_version = BEVY_ZIG_ABI_VERSION,                                                                           \
        .name = BEVY_ZIG_LITERAL(BEVY_ZIG_SCRIPT_NAME),                                                                \
        .package = BEVY_ZIG_LITERAL(BEVY_ZIG_SCRIPT_PACKAGE),                                                          \
        .target = BEVY_ZIG_LITERAL(BEVY_ZIG_SCRIPT_TARGET),                                                            \
        .zig_version = BEVY_ZIG_LITERAL(BEVY_ZIG_SCRIPT_ZIG_VERSION),                                                  \
        .git_commit = BEVY_ZIG_LITERAL(BEVY_ZIG_SCRIPT_GIT_COMMIT),                                                    \
        .built_at_seconds = BEVY_ZIG_SCRIPT_BUILT_AT,                                                                  \
        .optimize = BEVY_ZIG_SCRIPT_OPTIMIZE,                                                                          \
        .state_size = sizeof(State),                                                                                   \
        .state_align = _Alignof(State),                                                                                \
        .state_default = &(default_state),                                                                             \
        .field_count = sizeof(field_list) / sizeof((field_list)[0]),                                                   \
        .fields = (field_list),                                                                                        \
        .echo = bevy_zig_echo,                                                                                         \
        __VA_ARGS__                                                                                                    \
    }

/* Makes row `row` of the batch the instance that runs, and gives its state: what every callback does first for each row. */
static inline void *bevy_zig_begin(BevyZigFrame *frame, const BevyZigBatch *batch, uint32_t row, size_t state_size) {
    frame->row = row;
    frame->mark = frame->requests_len;
    return (char *)batch->states + row * state_size;
}

/* Runs what follows for each row of the batch, with a pointer to its state: `BEVY_ZIG_EACH(Walker, self, row) { … }` in a function with
 * the parameters `frame` and `batch`. */
#define BEVY_ZIG_EACH(State, self, row)                                                                                \
    for (uint32_t row = batch->first; row < batch->end; row++)                                                         \
        for (State *self = bevy_zig_begin(frame, batch, row, sizeof(State)); self; self = NULL)

/* Appends a request, whose head is filled in but for its size. LIMIT_REACHED: too many were posted. */
static inline BevyZigStatus bevy_zig_post(BevyZigFrame *frame, BevyZigRequest *request, uint32_t size) {
    if (frame->requests_capacity - frame->requests_len < size) {
        BevyZigStatus refused = frame->host->requests_flush(frame, size);
        if (refused) return refused;
    }
    request->size = size;
    const uint64_t *from = (const uint64_t *)(const void *)request;
    uint64_t *to = (uint64_t *)(void *)(frame->requests + frame->requests_len);
    for (uint32_t word = 0; word < size / 8; word++) to[word] = from[word];
    frame->requests_len += size;
    return BEVY_ZIG_STATUS_OK;
}

/* Requests that an entity moves by these world units. */
static inline BevyZigStatus bevy_zig_translate(BevyZigFrame *frame, BevyZigEntity entity, float x, float y, float z) {
    BevyZigVec3Request request = {.head = {.op = BEVY_ZIG_REQUEST_TRANSLATE, .entity = entity}, .value = {x, y, z}};
    return bevy_zig_post(frame, &request.head, sizeof(request));
}

/* Writes a line, of `len` bytes, to the log. */
static inline BevyZigStatus bevy_zig_log(BevyZigFrame *frame, uint32_t level, const char *text, size_t len) {
    BevyZigText message = {text, len};
    return frame->host->log(frame, level, message);
}

#endif /* BEVY_ZIG_SCRIPT_H */
