/* Does what C can do and Zig's SDK does not: ends the program, writes beyond its stack, waits, uses the processor for a given time. Only
 * where there is a libc with these names and numbers. */
#include "bevy_zig_script.h"

typedef struct Rough {
    uint32_t what;
    /* How much of it: bytes, milliseconds, or the number of a signal. */
    uint32_t amount;
    uint32_t updates;
    /* Waits that were cut short. */
    uint32_t cut_short;
} Rough;

static const Rough rough_default = {.what = 0};

static const BevyZigField rough_fields[] = {
    BEVY_ZIG_FIELD(Rough, what, U32),
    BEVY_ZIG_FIELD(Rough, amount, U32),
    BEVY_ZIG_FIELD(Rough, updates, U32),
    BEVY_ZIG_FIELD(Rough, cut_short, U32),
};

/* The tests have the same numbers. */
enum {
    WRITE_NULL = 1,
    ABORT = 2,
    EXIT = 3,
    ASSERT = 4,
    OVERRUN = 5,
    RAISE = 6,
    SLEEP = 7,
    POLL = 8,
    COMPUTE = 9,
    LOOP = 10,
    LOOP_DEAF = 11,
    BREAK = 12,
    RECURSE = 13,
    BEND = 14,
};

#if defined(__linux__)

struct timespec {
    long seconds, nanoseconds;
};
struct handlers {
    char *low;
    int flags;
    unsigned long size;
};
_Noreturn void abort(void);
_Noreturn void exit(int code);
_Noreturn void __assert_fail(const char *, const char *, unsigned, const char *);
int raise(int signal);
int nanosleep(const struct timespec *, struct timespec *);
int poll(void *, unsigned long, int);
int clock_gettime(int clock, struct timespec *);
int pthread_sigmask(int how, const void *, void *);
int sigaltstack(const void *, struct handlers *);

enum { BLOCK = 0, CLOCK_THREAD = 3, SEGMENTATION_FAULT = 11, URGENT = 23 };

static uint64_t used_ms(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD, &time);
    return (uint64_t)time.seconds * 1000 + (uint64_t)time.nanoseconds / 1000000;
}

/* Writes from a buffer of its own on upwards, to where its callers have theirs. What counts is not among what it overwrites. */
static __attribute__((noinline)) void overrun(uint32_t len) {
    static volatile char *to, *end;
    char buffer[16];
    for (to = buffer, end = to + len; to < end; to++) *to = (char)0xa5;
}

static void loop(void) {
    for (volatile uint32_t turns = 0;; turns++) {}
}

static __attribute__((noinline)) int deeper(int depth) {
    volatile char local[256];
    local[depth % 256] = 1;
    return deeper(depth + 1) + local[depth % 256];
}

/* Its stack pointer comes to lie in the stack for handlers, so many bytes above the lower end, as that of a function with a large frame may.
 * Then it writes where nothing is. */
static void bend(uint32_t above) {
    struct handlers handlers;
    sigaltstack(0, &handlers);
    char *to = handlers.low + above;
#if defined(__x86_64__)
    __asm__ volatile("movq %0, %%rsp\n\tmovl $1, 0" ::"r"(to) : "memory");
#else
    __asm__ volatile("mov sp, %0\n\tstr wzr, [%1]" ::"r"(to), "r"(0L) : "memory");
#endif
}

static void act(Rough *self) {
    uint32_t amount = self->amount;
    switch (self->what) {
    case WRITE_NULL:
        *(volatile int *)0 = 1;
        break;
    case ABORT:
        abort();
    case EXIT:
        exit((int)amount);
    case ASSERT:
        __assert_fail("amount > 1", "rough.c", 1, "act");
    case OVERRUN:
        overrun(amount);
        break;
    case RAISE:
        raise(amount ? (int)amount : SEGMENTATION_FAULT);
        break;
    case SLEEP: {
        struct timespec time = {amount / 1000, (long)(amount % 1000) * 1000000};
        if (nanosleep(&time, &time) != 0) self->cut_short++;
        break;
    }
    case POLL:
        /* As long as it takes, if that is what it says. */
        if (poll(NULL, 0, (int)amount) != 0) self->cut_short++;
        break;
    case COMPUTE:
        for (uint64_t begun = used_ms(); used_ms() - begun < amount;) {}
        break;
    case LOOP:
        loop();
        break;
    case LOOP_DEAF: {
        uint64_t signals[16] = {1ull << (URGENT - 1)};
        pthread_sigmask(BLOCK, signals, NULL);
        loop();
        break;
    }
    case BREAK:
#if defined(__x86_64__)
        __asm__ volatile("int3");
#else
        __asm__ volatile("brk #0");
#endif
        break;
    case RECURSE:
        self->updates += (uint32_t)deeper(1);
        break;
    case BEND:
        bend(amount);
        break;
    default:
        break;
    }
}

#else
static void act(Rough *self) { (void)self; }
#endif

static void update(BevyZigFrame *frame, const BevyZigBatch *batch) {
    BEVY_ZIG_EACH(Rough, self, row) {
        self->updates++;
        bevy_zig_translate(frame, batch->entities[row], 1, 0, 0);
        act(self);
    }
}

BEVY_ZIG_SCRIPT(Rough, rough_default, rough_fields, .update = update);
