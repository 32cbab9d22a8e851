/* A script in C: walks along X, and counts its steps. */
#include "bevy_zig_script.h"

typedef struct Walker {
    /* Units per second. */
    float speed;
    uint32_t steps;
} Walker;

static const Walker walker_default = {.speed = 2.0f, .steps = 0};

/* What the inspector shows, and a reload carries. */
static const BevyZigField walker_fields[] = {
    BEVY_ZIG_FIELD(Walker, speed, F32),
    BEVY_ZIG_FIELD(Walker, steps, U32),
};

static void update(BevyZigFrame *frame, const BevyZigBatch *batch) {
    BEVY_ZIG_EACH(Walker, self, row) {
        bevy_zig_translate(frame, batch->entities[row], self->speed * frame->delta_seconds, 0, 0);
        self->steps++;
    }
}

BEVY_ZIG_SCRIPT(Walker, walker_default, walker_fields, .update = update);
