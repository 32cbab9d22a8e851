/*
 * The guard on Windows, x86-64: a vectored exception handler. Tried in Wine by tests/cross/run, but not yet on a Windows machine.
 *
 * Invariants, besides 1 and 2 of unix.c and that of unix_copy.c, which hold here, too:
 *  1. To leave a callback is to put back the registers that `enter` has captured: nothing is unwound, and the handler itself returns.
 *  2. The watchdog suspends the thread to look at it, and takes no lock meanwhile: the thread may hold any.
 *  3. Between the callback's frames and those of the host lie GAP_BYTES of stack that nobody uses, for what a script writes beyond its own
 *     buffers.
 *  4. A stack overflow takes the guard page away; `enter` puts it back when the stack is free again.
 */
#ifndef _WIN32_WINNT
#define _WIN32_WINNT 0x0602
#endif
#define WIN32_LEAN_AND_MEAN

#include "guard.h"

#include <malloc.h>
#include <string.h>
#include <windows.h>

#if defined(_MSC_VER) && !defined(__clang__)
#define THREAD_LOCAL __declspec(thread)
#define NOT_INLINE __declspec(noinline)
#else
#define THREAD_LOCAL __thread
#define NOT_INLINE __attribute__((noinline))
#endif

enum {
    /* What the handler needs when the stack is used up. */
    STACK_GUARANTEE_BYTES = 64 << 10,
    /* What host functions want to have. */
    STACK_RESERVE_BYTES = 256 << 10,
    /* Each page of it is touched, lest the next one lies beyond the guard page. */
    GAP_BYTES = 16 << 10,
    /* What waits without using the processor is given so many deadlines. */
    WAITING_FACTOR = 4,
};

/* What runs late, as the last look at it found it. */
struct seen {
    uint64_t serial, host_calls;
    uint32_t row, delivery, epoch;
    /* What the thread had used of the processor, in units of 100 nanoseconds, with what the host used since, and how long it was seen
     * waiting since. */
    uint64_t processor, waited_ns;
    /* What it had used at the last look. */
    uint64_t last;
};

struct thread {
    struct guard_thread shared;
    /* Where to go on after a fault. */
    CONTEXT recover;
    HANDLE handle;
    const volatile BevyZigFrame *frame;
    struct seen seen;
    /* Why it goes on there. */
    volatile uint32_t kind;
    /* 1 from the moment in which `recover` is captured until the callback is done. */
    volatile uint32_t is_entered;
    uint8_t is_ready;
};

static THREAD_LOCAL struct thread this_thread;

/* ---- Copying from and to where a script says ---- */

#if defined(_MSC_VER) && !defined(__clang__)
/* Whose compiler knows no assembly, but such blocks. The vectored handler lets these exceptions pass: no script code runs. */
uint32_t bevy_zig_guard_copy(void *to, const void *from, size_t len) {
    __try {
        memcpy(to, from, len);
        return 1;
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        return 0;
    }
}
static int is_copying(CONTEXT *context) {
    (void)context;
    return 0;
}
#else
extern const char bevy_zig_guard_copy_failed[];

/* Arguments are in rcx, rdx, r8. */
__asm__(".text\n"
        ".p2align 4\n"
        ".globl bevy_zig_guard_copy\n"
        ".globl bevy_zig_guard_copy_failed\n"
        "bevy_zig_guard_copy:\n"
        "    movq %r8, %r9\n"
        "    shrq $3, %r9\n"
        "    jz 2f\n"
        "1:  movq (%rdx), %rax\n"
        "    movq %rax, (%rcx)\n"
        "    addq $8, %rdx\n"
        "    addq $8, %rcx\n"
        "    decq %r9\n"
        "    jnz 1b\n"
        "2:  andl $7, %r8d\n"
        "    jz 4f\n"
        "3:  movb (%rdx), %al\n"
        "    movb %al, (%rcx)\n"
        "    incq %rdx\n"
        "    incq %rcx\n"
        "    decl %r8d\n"
        "    jnz 3b\n"
        "4:  movl $1, %eax\n"
        "    ret\n"
        "bevy_zig_guard_copy_failed:\n"
        "    xorl %eax, %eax\n"
        "    ret\n");

static int is_copying(CONTEXT *context) {
    if (context->Rip < (uintptr_t)&bevy_zig_guard_copy || context->Rip >= (uintptr_t)bevy_zig_guard_copy_failed) return 0;
    context->Rip = (uintptr_t)bevy_zig_guard_copy_failed;
    return 1;
}
#endif

/* ---- Faults ---- */

/* Notes where the code was: its return addresses, up to the callback. */
static void note(struct thread *self, uint32_t kind, uintptr_t address, const CONTEXT *context) {
    struct guard_thread *shared = &self->shared;
    shared->in_script = 0;
    shared->fault_address = address;
    shared->addresses[0] = (uintptr_t)context->Rip + 1;
    shared->address_count = 1;
    self->kind = kind;
    /* What was called is no code (a null pointer): it has no frame yet, and only the call knows where it came from. */
    if (kind == GUARD_MEMORY && address == (uintptr_t)context->Rip) {
        uintptr_t back;
        if (bevy_zig_guard_copy(&back, (const void *)(uintptr_t)context->Rsp, sizeof(back))) {
            shared->addresses[shared->address_count++] = back;
        }
    }
    uintptr_t fp = context->Rbp;
    while (shared->address_count < GUARD_ADDRESSES_MAX && fp >= context->Rsp && fp < shared->base && fp % sizeof(uintptr_t) == 0) {
        uintptr_t record[2];
        if (!bevy_zig_guard_copy(record, (const void *)fp, sizeof(record))) return;
        /* What the callback returns to is ours. */
        if (record[0] <= fp || record[0] >= shared->base) return;
        shared->addresses[shared->address_count++] = record[1];
        fp = record[0];
    }
}

static uint32_t kind_of(const EXCEPTION_RECORD *record, uintptr_t *address) {
    switch (record->ExceptionCode) {
    case EXCEPTION_ACCESS_VIOLATION:
    case EXCEPTION_IN_PAGE_ERROR:
        *address = record->ExceptionInformation[1];
        return GUARD_MEMORY;
    case EXCEPTION_DATATYPE_MISALIGNMENT:
        return GUARD_MEMORY;
    case EXCEPTION_INT_DIVIDE_BY_ZERO:
    case EXCEPTION_INT_OVERFLOW:
    case EXCEPTION_FLT_DIVIDE_BY_ZERO:
    case EXCEPTION_FLT_INVALID_OPERATION:
    case EXCEPTION_FLT_OVERFLOW:
    case EXCEPTION_FLT_UNDERFLOW:
        return GUARD_ARITHMETIC;
    case EXCEPTION_ILLEGAL_INSTRUCTION:
    case EXCEPTION_PRIV_INSTRUCTION:
        return GUARD_ILLEGAL_INSTRUCTION;
    case EXCEPTION_BREAKPOINT:
        return GUARD_TRAP;
    case EXCEPTION_STACK_OVERFLOW:
        return GUARD_STACK_OVERFLOW;
    default:
        return GUARD_RETURNED;
    }
}

static LONG CALLBACK on_exception(EXCEPTION_POINTERS *info) {
    struct thread *self = &this_thread;
    uintptr_t address = 0;
    uint32_t kind = kind_of(info->ExceptionRecord, &address);
    if (kind == GUARD_MEMORY && is_copying(info->ContextRecord)) return EXCEPTION_CONTINUE_EXECUTION;
    if (kind == GUARD_RETURNED || !self->shared.in_script) return EXCEPTION_CONTINUE_SEARCH;
    note(self, kind, address, info->ContextRecord);
    *info->ContextRecord = self->recover;
    return EXCEPTION_CONTINUE_EXECUTION;
}

/* ---- Getting ready ---- */

static BOOL CALLBACK install(PINIT_ONCE once, PVOID parameter, PVOID *context) {
    (void)once, (void)parameter, (void)context;
    /* The first to be asked: others would take a script's fault for the game's. */
    AddVectoredExceptionHandler(1, on_exception);
    return TRUE;
}

struct guard_thread *bevy_zig_guard_thread(void) {
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;
    struct thread *self = &this_thread;
    if (!self->is_ready) {
        InitOnceExecuteOnce(&once, install, NULL, NULL);
        ULONG guarantee = STACK_GUARANTEE_BYTES;
        SetThreadStackGuarantee(&guarantee);
        ULONG_PTR low, high;
        GetCurrentThreadStackLimits(&low, &high);
        size_t reserve = (high - low) / 4 < STACK_RESERVE_BYTES ? (high - low) / 4 : STACK_RESERVE_BYTES;
        self->shared.stack_reserve = low + reserve;
        /* Kept until the program ends: a thread that runs scripts mostly does so, too. */
        DuplicateHandle(GetCurrentProcess(), GetCurrentThread(), GetCurrentProcess(), &self->handle, 0, FALSE,
                        DUPLICATE_SAME_ACCESS);
        self->is_ready = 1;
    }
    return &self->shared;
}

void bevy_zig_guard_keep(struct guard_thread *shared) { (void)shared; }

/* Calls the callback further down the stack. */
static NOT_INLINE void call(void (*callback)(void), BevyZigFrame *frame, const BevyZigBatch *batch,
                                           const BevyZigDelivery *deliveries, size_t count) {
    volatile char gap[GAP_BYTES];
    gap[0] = 0;
    if (deliveries) {
        ((BevyZigSignalCallback)callback)(frame, batch, deliveries, count);
    } else {
        ((BevyZigCallback)callback)(frame, batch);
    }
    /* Behind the call, so that it is none that takes this frame away. */
    gap[0] = 0;
}

uint32_t bevy_zig_guard_enter(struct guard_thread *shared, void (*callback)(void), BevyZigFrame *frame,
                              const BevyZigBatch *batch, const BevyZigDelivery *deliveries, size_t count) {
    struct thread *volatile self = (struct thread *)shared;
    self->is_entered = 0;
    self->kind = GUARD_RETURNED;
    /* Goes on here twice: now, and after a fault, with a kind. */
    RtlCaptureContext(&self->recover);
    if (!self->is_entered) {
        self->shared.base = self->recover.Rsp;
        self->frame = frame;
        self->shared.overdue = 0;
        self->shared.serial++;
        self->is_entered = 1;
        self->shared.in_script = 1;
        call(callback, frame, batch, deliveries, count);
        self->shared.in_script = 0;
    } else if (self->kind == GUARD_STACK_OVERFLOW) {
        _resetstkoflw();
    }
    self->is_entered = 0;
    self->shared.serial++;
    return self->kind;
}

/* ---- Deadlines ---- */

static uint64_t units(FILETIME time) { return (uint64_t)time.dwHighDateTime << 32 | time.dwLowDateTime; }

/* Whether a thread that is suspended waits in the system: it continues after a `syscall`. One that waits for the processor does so anywhere. */
static int is_waiting(const CONTEXT *context) {
    unsigned char bytes[2];
    return bevy_zig_guard_copy(bytes, (const void *)(uintptr_t)(context->Rip - 2), 2) && bytes[0] == 0x0f && bytes[1] == 0x05;
}

/* As in unix_deadline.c, while the thread is suspended. True if its time is up. */
static int is_overdue(struct thread *self, const CONTEXT *context, uint64_t interval_ns) {
    if (!self->is_entered || self->shared.overdue) return 0;
    FILETIME created, ended, kernel, user;
    if (!GetThreadTimes(self->handle, &created, &ended, &kernel, &user)) return 0;
    struct seen now = {
        .serial = self->shared.serial,
        .host_calls = self->shared.host_calls,
        .row = self->frame->row,
        .delivery = self->frame->delivery,
        .epoch = self->shared.epoch,
        .processor = units(kernel) + units(user),
        .last = units(kernel) + units(user),
    };
    struct seen *seen = &self->seen;
    if (now.serial != seen->serial || now.row != seen->row || now.delivery != seen->delivery ||
        now.epoch != seen->epoch) {
        *seen = now;
        return 0;
    }
    uint64_t used = now.last - seen->last;
    seen->last = now.last;
    if (!self->shared.in_script && now.host_calls == seen->host_calls) {
        seen->processor += used;
        return 0;
    }
    seen->host_calls = now.host_calls;
    if (is_waiting(context)) seen->waited_ns += interval_ns;
    uint64_t deadline = self->shared.deadline_ns;
    int has_run = (now.processor - seen->processor) * 100 >= deadline;
    self->shared.fault_address = !has_run;
    return deadline != 0 && (has_run || seen->waited_ns / WAITING_FACTOR >= deadline);
}

uint32_t bevy_zig_guard_look(struct guard_thread *shared, uint64_t interval_ns, const char **keeper) {
    struct thread *self = (struct thread *)shared;
    (void)keeper;
    if (SuspendThread(self->handle) == (DWORD)-1) return GUARD_LOOK_FINE;
    CONTEXT context;
    memset(&context, 0, sizeof(context));
    context.ContextFlags = CONTEXT_FULL;
    /* Waits until the thread is really suspended. */
    if (GetThreadContext(self->handle, &context) && is_overdue(self, &context, interval_ns)) {
        if (self->shared.in_script) {
            note(self, GUARD_DEADLINE, shared->fault_address, &context);
            SetThreadContext(self->handle, &self->recover);
        } else {
            self->shared.overdue = 1;
        }
    }
    ResumeThread(self->handle);
    return GUARD_LOOK_FINE;
}

void bevy_zig_guard_leave(struct guard_thread *shared) {
    struct thread *self = (struct thread *)shared;
    shared->in_script = 0;
    self->kind = GUARD_DEADLINE;
    RtlRestoreContext(&self->recover, NULL);
}

uint32_t bevy_zig_guard_debugged(void) { return IsDebuggerPresent() != 0; }
