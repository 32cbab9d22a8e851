/*
 * The guard on Linux, Android, macOS and iOS: how a callback is entered, and how it is left before its end.
 *
 *   higher   │ frames of the host                  │
 *            │ bevy_zig_guard_enter                │
 *     base ─►│ bevy_zig_guard_call: the registers  │ ◄─ the landing takes them from here
 *            │ GAP_BYTES that nobody uses          │ ◄─ what a script writes beyond its buffers goes here
 *            │ the callback                        │
 *   lower    │ …                                   │
 *
 * Invariants:
 *  1. The registers that the host wants back lie at `base`, and nothing else is needed to leave a callback: not what the script has made of
 *     the registers, nor of its stack.
 *  2. A handler never jumps: it changes where its thread goes on, and returns. So handlers of others from which it was called come to
 *     their ends, the kernel knows that no handler runs any more, and the signals that were blocked meanwhile are not any longer.
 */
#include "unix.h"

#include <stddef.h>
#include <string.h>

/* How floating point numbers are rounded and what traps: the game's, which a script may have changed. What the script has made of them is still so when
 * it is left. */
struct float_control {
#if defined(__x86_64__)
    uint32_t sse;
    uint16_t x87;
#else
    uint64_t fpcr;
#endif
};

static inline struct float_control float_control_get(void) {
    struct float_control control;
#if defined(__x86_64__)
    __asm__ volatile("stmxcsr %0\n\tfnstcw %1" : "=m"(control.sse), "=m"(control.x87));
#else
    __asm__ volatile("mrs %0, fpcr" : "=r"(control.fpcr));
#endif
    return control;
}

static inline void float_control_set(const struct float_control *control) {
#if defined(__x86_64__)
    __asm__ volatile("fninit\n\tldmxcsr %0\n\tfldcw %1\n\tcld" : : "m"(control->sse), "m"(control->x87));
#else
    __asm__ volatile("msr fpcr, %0" : : "r"(control->fpcr));
#endif
}

/* ---- Entering ---- */

/* Calls `callback` with the first four arguments, and returns 0, or the result with which it was made to land. */
HERE_ONLY uint32_t bevy_zig_guard_call(BevyZigFrame *frame, const BevyZigBatch *batch, const BevyZigDelivery *deliveries,
                                       size_t count, void (*callback)(void), struct guard_thread *thread);
extern const char bevy_zig_guard_landing[] HERE_ONLY;

_Static_assert(offsetof(struct guard_thread, in_script) == 0 && offsetof(struct guard_thread, base) == 48 && GAP_BYTES == 0x10000,
               "as the assembly has it");

#if defined(__x86_64__)
enum { SAVED_BYTES = 48 };
__asm__(".text\n"
        ".p2align 4\n"
        ".globl " SYMBOL(bevy_zig_guard_call) "\n" HIDDEN(bevy_zig_guard_call)
        ".globl " SYMBOL(bevy_zig_guard_landing) "\n" HIDDEN(bevy_zig_guard_landing)
        SYMBOL(bevy_zig_guard_call) ":\n"
        "    .cfi_startproc\n"
        "    pushq %rbp\n"
        "    .cfi_def_cfa_offset 16\n"
        "    .cfi_offset %rbp, -16\n"
        "    movq %rsp, %rbp\n"
        "    .cfi_def_cfa_register %rbp\n"
        "    pushq %rbx\n"
        "    .cfi_offset %rbx, -24\n"
        "    pushq %r12\n"
        "    .cfi_offset %r12, -32\n"
        "    pushq %r13\n"
        "    .cfi_offset %r13, -40\n"
        "    pushq %r14\n"
        "    .cfi_offset %r14, -48\n"
        "    pushq %r15\n"
        "    .cfi_offset %r15, -56\n"
        "    pushq %r9\n"
        "    movq %rbp, 48(%r9)\n"
        "    subq $0x10000, %rsp\n"
        "    movl $1, (%r9)\n"
        "    callq *%r8\n"
        "    addq $0x10000, %rsp\n"
        "    xorl %eax, %eax\n"
        "    jmp " SYMBOL(bevy_zig_guard_landing) "\n"
        "    .cfi_endproc\n"
        ".p2align 4\n"
        SYMBOL(bevy_zig_guard_landing) ":\n"
        "    .cfi_startproc\n"
        "    .cfi_def_cfa %rbp, 16\n"
        "    .cfi_offset %rbp, -16\n"
        "    .cfi_offset %rbx, -24\n"
        "    .cfi_offset %r12, -32\n"
        "    .cfi_offset %r13, -40\n"
        "    .cfi_offset %r14, -48\n"
        "    .cfi_offset %r15, -56\n"
        "    popq %r9\n"
        "    movl $0, (%r9)\n"
        "    popq %r15\n"
        "    popq %r14\n"
        "    popq %r13\n"
        "    popq %r12\n"
        "    popq %rbx\n"
        "    popq %rbp\n"
        "    .cfi_def_cfa %rsp, 8\n"
        "    cld\n"
        "    retq\n"
        "    .cfi_endproc\n");
#else
enum { SAVED_BYTES = 0 };
__asm__(".text\n"
        ".p2align 4\n"
        ".globl " SYMBOL(bevy_zig_guard_call) "\n" HIDDEN(bevy_zig_guard_call)
        ".globl " SYMBOL(bevy_zig_guard_landing) "\n" HIDDEN(bevy_zig_guard_landing)
        SYMBOL(bevy_zig_guard_call) ":\n"
        "    .cfi_startproc\n"
        "    stp x29, x30, [sp, #-176]!\n"
        "    .cfi_def_cfa_offset 176\n"
        "    .cfi_offset x29, -176\n"
        "    .cfi_offset x30, -168\n"
        "    mov x29, sp\n"
        "    .cfi_def_cfa x29, 176\n"
        "    stp x19, x20, [sp, #16]\n"
        "    .cfi_offset x19, -160\n"
        "    .cfi_offset x20, -152\n"
        "    stp x21, x22, [sp, #32]\n"
        "    .cfi_offset x21, -144\n"
        "    .cfi_offset x22, -136\n"
        "    stp x23, x24, [sp, #48]\n"
        "    .cfi_offset x23, -128\n"
        "    .cfi_offset x24, -120\n"
        "    stp x25, x26, [sp, #64]\n"
        "    .cfi_offset x25, -112\n"
        "    .cfi_offset x26, -104\n"
        "    stp x27, x28, [sp, #80]\n"
        "    .cfi_offset x27, -96\n"
        "    .cfi_offset x28, -88\n"
        "    stp d8, d9, [sp, #96]\n"
        "    stp d10, d11, [sp, #112]\n"
        "    stp d12, d13, [sp, #128]\n"
        "    stp d14, d15, [sp, #144]\n"
        "    str x5, [sp, #160]\n"
        "    str x29, [x5, #48]\n"
        "    sub sp, sp, #16, lsl #12\n"
        "    mov w9, #1\n"
        "    str w9, [x5]\n"
        "    blr x4\n"
        "    add sp, sp, #16, lsl #12\n"
        "    mov w0, #0\n"
        "    b " SYMBOL(bevy_zig_guard_landing) "\n"
        "    .cfi_endproc\n"
        ".p2align 4\n"
        SYMBOL(bevy_zig_guard_landing) ":\n"
        "    .cfi_startproc\n"
        "    .cfi_def_cfa x29, 176\n"
        "    .cfi_offset x29, -176\n"
        "    .cfi_offset x30, -168\n"
        "    .cfi_offset x19, -160\n"
        "    .cfi_offset x20, -152\n"
        "    .cfi_offset x21, -144\n"
        "    .cfi_offset x22, -136\n"
        "    .cfi_offset x23, -128\n"
        "    .cfi_offset x24, -120\n"
        "    .cfi_offset x25, -112\n"
        "    .cfi_offset x26, -104\n"
        "    .cfi_offset x27, -96\n"
        "    .cfi_offset x28, -88\n"
        "    ldr x5, [sp, #160]\n"
        "    str wzr, [x5]\n"
        "    ldp x19, x20, [sp, #16]\n"
        "    ldp x21, x22, [sp, #32]\n"
        "    ldp x23, x24, [sp, #48]\n"
        "    ldp x25, x26, [sp, #64]\n"
        "    ldp x27, x28, [sp, #80]\n"
        "    ldp d8, d9, [sp, #96]\n"
        "    ldp d10, d11, [sp, #112]\n"
        "    ldp d12, d13, [sp, #128]\n"
        "    ldp d14, d15, [sp, #144]\n"
        "    ldp x29, x30, [sp], #176\n"
        "    .cfi_def_cfa sp, 0\n"
        "    ret\n"
        "    .cfi_endproc\n");
#endif

uint32_t bevy_zig_guard_enter(struct guard_thread *shared, void (*callback)(void), BevyZigFrame *frame,
                              const BevyZigBatch *batch, const BevyZigDelivery *deliveries, size_t count) {
    const struct float_control control = float_control_get();
    ((struct thread *)shared)->frame = frame;
    shared->overdue = 0;
    shared->serial++;
    /* A callback without deliveries does not look at the arguments that it has not got. */
    uint32_t kind = bevy_zig_guard_call(frame, batch, deliveries, count, callback, shared);
    if (kind != GUARD_RETURNED) float_control_set(&control);
    shared->serial++;
    return kind;
}

/* ---- Leaving ---- */

void bevy_zig_guard_land(struct thread *self, uint32_t kind, void *context) {
    PC = (uintptr_t)bevy_zig_guard_landing;
    FP = self->shared.base;
    SP = self->shared.base - SAVED_BYTES;
    RESULT = kind;
#if defined(__x86_64__)
    /* No single steps, no string operations downwards, no checks of alignment. */
    FLAGS = 0x202;
#else
    /* No kind of branch that the landing were not made for. */
    FLAGS &= ~(uint64_t)(3u << 10);
#endif
    /* The signals that are blocked then. The kernel's set is smaller than the C library's, and something else lies behind it. */
#if defined(__APPLE__)
    CONTEXT->uc_sigmask = self->mask;
    CONTEXT->uc_onstack = 0;
#else
    memcpy(&CONTEXT->uc_sigmask, &self->mask, 8);
#endif
}

void bevy_zig_guard_leave(struct guard_thread *shared) {
    shared->in_script = 0;
    shared->fault_address = ((struct thread *)shared)->has_waited;
    shared->overdue = 0;
#if defined(__x86_64__)
    __asm__ volatile("movq %0, %%rbp\n\t"
                     "leaq -48(%%rbp), %%rsp\n\t"
                     "jmp " SYMBOL(bevy_zig_guard_landing)
                     :
                     : "d"(shared->base), "a"(GUARD_DEADLINE)
                     : "memory");
#else
    register uint64_t result __asm__("x0") = GUARD_DEADLINE;
    __asm__ volatile("mov x29, %0\n\t"
                     "mov sp, %0\n\t"
                     "b " SYMBOL(bevy_zig_guard_landing)
                     :
                     : "r"(shared->base), "r"(result)
                     : "memory");
#endif
    __builtin_unreachable();
}
