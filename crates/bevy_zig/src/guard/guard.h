/*
 * What src/guard/native.rs calls, one implementation per family of systems: unix.c, windows.c.
 */
#ifndef BEVY_ZIG_GUARD_H
#define BEVY_ZIG_GUARD_H

#include <stddef.h>
#include <stdint.h>

#include "bevy_zig.h"

/* Why a callback did not return. The same numbers are in thread.rs and web.js. */
enum {
    GUARD_RETURNED = 0,
    GUARD_MEMORY = 1,
    GUARD_ARITHMETIC = 2,
    GUARD_ILLEGAL_INSTRUCTION = 3,
    GUARD_TRAP = 4,
    GUARD_STACK_OVERFLOW = 5,
    /* `fault_address` is 1 if the time was spent waiting. */
    GUARD_DEADLINE = 6,
    GUARD_ABORT = 7,
};

/* What the watchdog has found out besides. The same numbers are in watchdog.rs. */
enum {
    GUARD_LOOK_FINE = 0,
    /* Somebody else had the signal by which callbacks are ended, and kept it to himself. Now the guard has it again, and passes on what is his. */
    GUARD_LOOK_KEPT = 1,
    /* The thread does not hear that its time is up. */
    GUARD_LOOK_DEAF = 2,
};

enum { GUARD_ADDRESSES_MAX = 64 };

/* A thread that enters scripts. Rust knows the fields down to `addresses`, in this order; what an implementation needs besides lies behind
 * them. */
struct guard_thread {
    /* 1 while script code runs: neither before it is entered, nor in a host function. */
    volatile uint32_t in_script;
    /* 1 if the callback has missed its deadline while a host function ran, which must not be left: the host function looks at it
     * when it is done. From then on nobody looks at the deadline, until the next callback is entered. */
    volatile uint32_t overdue;
    /* Set by the watchdog for its signal to be told from others. */
    volatile uint32_t probed;
    /* Counts up when the watchdog has noticed that the clock went on and the program did not. */
    volatile uint32_t epoch;
    /* Odd while a callback runs; another number for each. */
    volatile uint64_t serial;
    /* Nanoseconds that one instance may take; 0 for as long as it likes. */
    volatile uint64_t deadline_ns;
    /* Counts the calls of host functions, so that a long one is told from many. */
    volatile uint64_t host_calls;
    /* Host functions refuse to work when the stack is used up to here. */
    uintptr_t stack_reserve;
    /* Where the stack of the callback that runs begins; its frames lie below. */
    uintptr_t base;
    /* The last fault: the address that could not be used, and where the code was, innermost first. All addresses are such as
     * calls return to, one behind the instruction. */
    uintptr_t fault_address;
    size_t address_count;
    uintptr_t addresses[GUARD_ADDRESSES_MAX];
};

/* The thread that calls, made ready to enter scripts. */
struct guard_thread *bevy_zig_guard_thread(void);

/* Calls `callback`, with `count` deliveries if it is a BevyZigSignalCallback, else with `deliveries` null. Returns GUARD_RETURNED, or what kind of
 * fault has ended it. */
uint32_t bevy_zig_guard_enter(struct guard_thread *thread, void (*callback)(void), BevyZigFrame *frame,
                              const BevyZigBatch *batch, const BevyZigDelivery *deliveries, size_t count);

/* Copies `len` bytes, of which either side may be anywhere. 0 if it could not be done to the end. */
uint32_t bevy_zig_guard_copy(void *to, const void *from, size_t len);

/* Looks after the calling thread, which is about to enter scripts: faults have to reach the guard, whatever others have done to signals
 * meanwhile. Called once a frame. */
void bevy_zig_guard_keep(struct guard_thread *thread);

/* Looks whether the instance that runs on a thread has missed its deadline, and if so ends its callback, or has it ended soon. Called by the
 * watchdog, each `interval_ns`, while the thread is in the callback in which it was the last time. Returns one of GUARD_LOOK; if that is
 * GUARD_LOOK_KEPT, `keeper` becomes the name of the file in which the handler lies that had the signal. */
uint32_t bevy_zig_guard_look(struct guard_thread *thread, uint64_t interval_ns, const char **keeper);

/* Ends the callback whose thread is `overdue`. Called on that thread, by a host function that is done and has noted its callers in
 * `addresses`. */
void bevy_zig_guard_leave(struct guard_thread *thread);

/* Whether a debugger is attached to this program. */
uint32_t bevy_zig_guard_debugged(void);

#endif
