/*
 * What the files of the guard on Linux, Android, macOS and iOS share: unix.c (signals), unix_enter.c (entering and leaving),
 * unix_deadline.c (what the watchdog looks at), unix_copy.c (copying).
 */
#ifndef BEVY_ZIG_GUARD_UNIX_H
#define BEVY_ZIG_GUARD_UNIX_H

#define _GNU_SOURCE
#define _DARWIN_C_SOURCE

#include "guard.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>
#if !defined(__APPLE__)
#include <ucontext.h>
#endif

/* A stack for handlers that the thread does not have while a handler runs on it. For any other the kernel looks whether the stack pointer
 * is in it, and if so goes on from there; but a function with a large frame may have moved that anywhere. Where it is near the lower end,
 * there is no room for a handler, and the kernel ends the program. */
#if defined(__linux__) && !defined(SS_AUTODISARM)
#define SS_AUTODISARM (1u << 31)
#endif

#define HERE_ONLY __attribute__((visibility("hidden")))

enum {
    /* How many bytes of stack lie between the callback and the frames of the host, for what a script writes beyond its own buffers. The
     * number stands in the assembly of unix_enter.c, too. */
    GAP_BYTES = 64 << 10,
    /* How the watchdog ends a callback. Ignored by default, so that one which comes late does no harm; let through by debuggers; used by no game. It
     * is the watchdog's only if `probed` says so. */
    PREEMPT = SIGURG,
};

/* Whose turn it is. */
struct turn {
    uint64_t serial;
    uint32_t row, delivery, epoch;
};

/* What runs late, as the watchdog's last look at it found it. Used by the watchdog's thread only. */
struct seen {
    struct turn turn;
    uint64_t host_calls;
    /* What the thread's clock said at first, put forward by what the host used, and how long it was seen waiting since. */
    uint64_t processor_ns, waited_ns;
    /* What it said at the last look. */
    uint64_t last_ns;
    /* What the thread's clock said when it was to end, and whether somebody has been told that it does not hear of it. */
    uint64_t ended_ns;
    uint8_t is_deaf;
};

struct thread {
    struct guard_thread shared;
    pthread_t id;
    /* What the system calls it. */
    int64_t system_id;
    clockid_t clock;
    const volatile BevyZigFrame *frame;
    /* Lowest address of the stack. */
    uintptr_t stack_low;
    /* The stack for handlers that this thread has from us, if it has one. */
    void *handlers;
    /* The signals that the thread blocks while no handler runs. */
    sigset_t mask;
    struct seen seen;
    /* Written by the watchdog before it probes: whose time is up, whether it has spent it waiting, and whether it is to go on until its
     * next call of a host function, from where all of its callers are found. */
    volatile struct turn late;
    volatile uint8_t has_waited, is_calling;
    uint8_t is_ready;
    /* In which callback a handler has passed a fault on with `raise`. */
    uint64_t raised_serial;
    /* In which callback a signal was forwarded to the handler before us, which runs now: what it raises, as Rust's does to abort, is its own. */
    uint64_t forwarded_serial;
};

/* ---- Registers of the `context` that a handler gets ---- */

#define CONTEXT ((ucontext_t *)context)
#if defined(__APPLE__) && defined(__x86_64__)
#define REGISTER(name) (CONTEXT->uc_mcontext->__ss.__##name)
#define PC REGISTER(rip)
#define FP REGISTER(rbp)
#define SP REGISTER(rsp)
#define RESULT REGISTER(rax)
#define FLAGS REGISTER(rflags)
#elif defined(__APPLE__) && defined(__aarch64__)
#define REGISTER(name) (CONTEXT->uc_mcontext->__ss.__##name)
#define PC REGISTER(pc)
#define FP REGISTER(fp)
#define SP REGISTER(sp)
#define LINK REGISTER(lr)
#define RESULT REGISTER(x[0])
#define FLAGS REGISTER(cpsr)
#elif defined(__x86_64__)
#define REGISTER(name) (CONTEXT->uc_mcontext.gregs[name])
#define PC REGISTER(REG_RIP)
#define FP REGISTER(REG_RBP)
#define SP REGISTER(REG_RSP)
#define RESULT REGISTER(REG_RAX)
#define FLAGS REGISTER(REG_EFL)
#elif defined(__aarch64__)
#define PC (CONTEXT->uc_mcontext.pc)
#define FP (CONTEXT->uc_mcontext.regs[29])
#define SP (CONTEXT->uc_mcontext.sp)
#define LINK (CONTEXT->uc_mcontext.regs[30])
#define RESULT (CONTEXT->uc_mcontext.regs[0])
#define FLAGS (CONTEXT->uc_mcontext.pstate)
#else
#error "build.rs takes this file for x86_64 and aarch64 only"
#endif

#if defined(__APPLE__)
#define SYMBOL(name) "_" #name
#define HIDDEN(name) ".private_extern _" #name "\n"
#else
#define SYMBOL(name) #name
#define HIDDEN(name) ".hidden " #name "\n"
#endif

/* ---- unix_copy.c ---- */

/* Between `bevy_zig_guard_copy` and `bevy_zig_guard_copy_failed`, SIGSEGV and SIGBUS go on at the latter. */
extern const char bevy_zig_guard_copy_failed[] HERE_ONLY;

/* ---- unix_enter.c ---- */

/* Has the thread go on where its callback was entered, with this result, as soon as all handlers that run have returned. */
HERE_ONLY void bevy_zig_guard_land(struct thread *self, uint32_t kind, void *context);

/* ---- unix_deadline.c ---- */

/* Whether the instance that runs is the one whose time is up. */
HERE_ONLY int bevy_zig_guard_is_late(const struct thread *self);

/* ---- unix.c ---- */

/* Handles PREEMPT again, if somebody else does. Returns the file in which that handler lies, or null. */
HERE_ONLY const char *bevy_zig_guard_take_preempt_back(void);

#endif
