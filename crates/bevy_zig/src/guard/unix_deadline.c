/*
 * The guard on Linux, Android, macOS and iOS: what the watchdog sees of a thread that stays in one callback.
 *
 * It looks from outside, so that nothing which the thread waits for is cut short; only one whose time is up gets a signal. Two things
 * count: the processor's time that the thread has used, and how often it was found waiting for something else than the processor. A
 * thread that waits for its turn on a busy machine does neither, and nor does a program that is stopped.
 */
#include "unix.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#if defined(__APPLE__)
#include <mach/mach.h>
#include <sys/sysctl.h>
#endif

enum {
    /* What waits without using the processor is given so many deadlines. */
    WAITING_FACTOR = 4,
    /* One that has used so much of the processor since it got a signal has not heard it. */
    DEAF_NS = 20 * 1000 * 1000,
};

/* What a thread is at. */
struct activity {
    uint64_t processor_ns;
    int is_waiting;
    /* It waits for a device, and no signal wakes it. */
    int is_uninterruptible;
};

#if defined(__APPLE__)

static struct activity activity_of(const struct thread *self) {
    struct activity activity = {0, 0, 0};
    thread_basic_info_data_t info;
    mach_msg_type_number_t count = THREAD_BASIC_INFO_COUNT;
    if (thread_info(pthread_mach_thread_np(self->id), THREAD_BASIC_INFO, (thread_info_t)&info, &count) == KERN_SUCCESS) {
        activity.processor_ns = ((uint64_t)info.user_time.seconds + (uint64_t)info.system_time.seconds) * 1000000000u +
                                ((uint64_t)info.user_time.microseconds + (uint64_t)info.system_time.microseconds) * 1000u;
        activity.is_uninterruptible = info.run_state == TH_STATE_UNINTERRUPTIBLE;
        activity.is_waiting = info.run_state == TH_STATE_WAITING || activity.is_uninterruptible;
    }
    return activity;
}

#else

/* What the first bytes of a file are, as text. */
static void read_text(const char *path, char *text, size_t size) {
    text[0] = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    ssize_t len = read(file, text, size - 1);
    close(file);
    text[len > 0 ? len : 0] = 0;
}

static struct activity activity_of(const struct thread *self) {
    struct activity activity = {0, 0, 0};
    struct timespec time;
    if (clock_gettime(self->clock, &time) == 0) {
        activity.processor_ns = (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
    }
    char path[64], text[512];
    snprintf(path, sizeof(path), "/proc/self/task/%lld/stat", (long long)self->system_id);
    read_text(path, text, sizeof(text));
    /* `123 (name) S …`, where the name may be anything. */
    const char *behind_name = strrchr(text, ')');
    char state = behind_name && behind_name[1] == ' ' ? behind_name[2] : 0;
    activity.is_uninterruptible = state == 'D';
    activity.is_waiting = state == 'S' || state == 'D';
    return activity;
}

#endif

/* Whose turn it is. The frame is the host's, and may be gone just now. */
static struct turn turn_of(const struct thread *self) {
    struct turn turn = {.serial = self->shared.serial, .epoch = self->shared.epoch};
    BevyZigFrame frame;
    if (bevy_zig_guard_copy(&frame, (const void *)self->frame, sizeof(frame))) {
        turn.row = frame.row;
        turn.delivery = frame.delivery;
    }
    return turn;
}

static int is_same(struct turn a, struct turn b) {
    return a.serial == b.serial && a.row == b.row && a.delivery == b.delivery && a.epoch == b.epoch;
}

int bevy_zig_guard_is_late(const struct thread *self) {
    return self->shared.serial % 2 == 1 && is_same(turn_of(self), self->late);
}

static void probe(struct thread *self) {
    self->shared.probed = 1;
    pthread_kill(self->id, PREEMPT);
}

/* The thread has got a signal at the last look, and has not answered. */
static uint32_t ask_again(struct thread *self, const char **keeper) {
    struct seen *seen = &self->seen;
    struct activity now = activity_of(self);
    /* It may have had no turn since, and nor has whoever handles the signal: he may well pass it on. */
    int has_heard = now.processor_ns - seen->ended_ns >= DEAF_NS || now.is_waiting;
    if (!has_heard || now.is_uninterruptible) return GUARD_LOOK_FINE;
    *keeper = bevy_zig_guard_take_preempt_back();
    if (*keeper) {
        seen->ended_ns = now.processor_ns;
        probe(self);
        return GUARD_LOOK_KEPT;
    }
    if (seen->is_deaf) return GUARD_LOOK_FINE;
    seen->is_deaf = 1;
    return GUARD_LOOK_DEAF;
}

uint32_t bevy_zig_guard_look(struct guard_thread *shared, uint64_t interval_ns, const char **keeper) {
    struct thread *self = (struct thread *)shared;
    struct seen *seen = &self->seen;
    struct turn turn = turn_of(self);
    if (shared->overdue) {
        /* It was to end with its next call of a host function, and makes none. */
        if (shared->in_script && is_same(turn, self->late)) {
            self->is_calling = 0;
            probe(self);
        }
        return GUARD_LOOK_FINE;
    }
    uint64_t host_calls = shared->host_calls;
    struct activity now = activity_of(self);
    if (!is_same(turn, seen->turn)) {
        *seen = (struct seen){.turn = turn, .host_calls = host_calls, .processor_ns = now.processor_ns, .last_ns = now.processor_ns};
        return GUARD_LOOK_FINE;
    }
    uint64_t used_ns = now.processor_ns - seen->last_ns;
    seen->last_ns = now.processor_ns;
    if (!shared->in_script && host_calls == seen->host_calls) {
        /* What one host function takes is the host's: naming the lines of an error's stack may take seconds, the first time. */
        seen->processor_ns += used_ns;
        return GUARD_LOOK_FINE;
    }
    int is_calling = host_calls != seen->host_calls;
    seen->host_calls = host_calls;
    if (shared->probed && is_same(turn, self->late)) return ask_again(self, keeper);
    uint64_t deadline = shared->deadline_ns;
    if (now.is_waiting) seen->waited_ns += interval_ns;
    int has_run = now.processor_ns - seen->processor_ns >= deadline;
    if (deadline == 0 || (!has_run && seen->waited_ns / WAITING_FACTOR < deadline)) return GUARD_LOOK_FINE;
    self->late = turn;
    self->has_waited = !has_run;
    self->is_calling = (uint8_t)is_calling;
    seen->ended_ns = now.processor_ns;
    probe(self);
    return GUARD_LOOK_FINE;
}

uint32_t bevy_zig_guard_debugged(void) {
#if defined(__APPLE__)
    int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, getpid()};
    struct kinfo_proc process;
    size_t size = sizeof(process);
    memset(&process, 0, sizeof(process));
    return sysctl(name, 4, &process, &size, NULL, 0) == 0 && (process.kp_proc.p_flag & P_TRACED) != 0;
#else
    char text[4096];
    read_text("/proc/self/status", text, sizeof(text));
    const char *tracer = strstr(text, "TracerPid:");
    if (!tracer) return 0;
    tracer += strlen("TracerPid:");
    while (*tracer == ' ' || *tracer == '\t') tracer++;
    return *tracer != '0';
#endif
}
