/* A script in C that inserts a reflected component, whose type it describes itself. */
#include "bevy_zig_script.h"

/* The value in C: `struct Caption(String)` in Rust. */
typedef struct Caption {
    BevyZigText text;
} Caption;

static const BevyZigType text_type = {
    .kind = BEVY_ZIG_TYPE_TEXT, .size = sizeof(BevyZigText), .align = _Alignof(BevyZigText)};
static const BevyZigMember caption_members[] = {
    {.name = BEVY_ZIG_LITERAL("text"), .type = &text_type, .offset = offsetof(Caption, text)},
};
static const BevyZigType caption_type = {
    .kind = BEVY_ZIG_TYPE_STRUCT,
    .size = sizeof(Caption),
    .align = _Alignof(Caption),
    .path = BEVY_ZIG_LITERAL("bevy_zig_tests::reflected::Caption"),
    .members = caption_members,
    .member_count = 1,
};

typedef struct Labeller {
    uint32_t status;
} Labeller;

static const Labeller labeller_default = {.status = 0};
static const BevyZigField labeller_fields[] = {BEVY_ZIG_FIELD(Labeller, status, U32)};

static void init(BevyZigFrame *frame, const BevyZigBatch *batch) {
    BEVY_ZIG_EACH(Labeller, self, row) {
        BevyZigValueId id;
        self->status = frame->host->value_bind(frame, BEVY_ZIG_ROLE_COMPONENT, &caption_type, &id);
        if (self->status) continue;
        const Caption caption = {.text = BEVY_ZIG_LITERAL("from C")};
        self->status = frame->host->value_put(frame, batch->entities[row], id, BEVY_ZIG_VALUE_INSERT, &caption, sizeof(caption));
    }
}

BEVY_ZIG_SCRIPT(Labeller, labeller_default, labeller_fields, .init = init);
