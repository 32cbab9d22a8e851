/*
 * The guard on Linux, Android, macOS and iOS: signals.
 *
 *   enter ── sigsetjmp ──► callback (Zig) ──► host function (Rust) ──► …
 *     ▲                        │ fault: in_script is 1      │ fault: in_script is 0
 *     └───── siglongjmp ── on_signal ◄──────────────────────┘
 *                              └──► the handler that was there before us: not our fault
 *
 * Invariants:
 *  1. A jump leaves only frames of script code, of `enter`, and of a host function that is done. Host functions clear `in_script` before
 *     they make anything that needs dropping, and set it again when all of it is dropped (`serve` in src/host/mod.rs).
 *  2. A fault is a script's only if it comes from the kernel (si_code > 0), or from a handler of this program that has passed it on with
 *     `raise`, on a thread that is in script code. Everything else goes to the handler before us, as if we were not there.
 *  3. The handler calls only what is safe in a handler: siglongjmp, clock_gettime, sigaction, raise, and `bevy_zig_guard_copy`.
 *  4. Handlers run on a stack of their own (each thread has one), for the script's may be used up. They block no signal, so that a jump
 *     leaves none blocked, and sigsetjmp needs not save the mask. So a handler may be interrupted by the next: `is_looking`.
 *  5. `bevy_zig_guard_copy` uses no stack and no register that its caller wants back, so that the handler can end it by moving the
 *     program counter.
 *  6. The watchdog sends SIGURG: ignored by default, so that one which comes late does no harm, let through by debuggers, and used by
 *     no game. It is ours only if `probed` says so.
 */
#define _GNU_SOURCE
#define _DARWIN_C_SOURCE
#undef _FORTIFY_SOURCE

#include "guard.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#if defined(__APPLE__)
#include <sys/sysctl.h>
#else
#include <ucontext.h>
#endif

enum {
    SIGNAL_STACK_BYTES = 64 << 10,
    /* A stack is used up when less than this is left. */
    STACK_EDGE_BYTES = 16 << 10,
    /* How far beyond its end a single frame may reach and still be taken for an overflow. */
    STACK_BEYOND_BYTES = 64 << 20,
    /* What host functions want to have, at the most. */
    STACK_RESERVE_BYTES = 256 << 10,
    PREEMPT = SIGURG,
};

/* What runs late, as the last look at it found it. */
struct seen {
    uint64_t serial, host_calls;
    uint32_t row, delivery, epoch;
    uint64_t wall_ns, cpu_ns;
};

struct thread {
    struct guard_thread shared;
    pthread_t id;
    /* Where the callback that runs was entered; null if none runs. */
    sigjmp_buf *recover;
    const volatile BevyZigFrame *frame;
    /* Lowest address of the stack. */
    uintptr_t stack_low;
    struct seen seen;
    /* Whether the handler is at `seen`. */
    volatile uint8_t is_looking;
    uint8_t is_ready;
};

/* The handler may read it: it is in place as soon as the thread runs. */
static __thread struct thread this_thread
#if !defined(__APPLE__)
    __attribute__((tls_model("initial-exec")))
#endif
    ;

static const int SIGNALS[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, PREEMPT};
enum { SIGNAL_COUNT = sizeof(SIGNALS) / sizeof(SIGNALS[0]) };
static struct sigaction previous[SIGNAL_COUNT];

/* ---- Registers ---- */

#if defined(__APPLE__) && defined(__x86_64__)
#define REGISTER(name) (((ucontext_t *)context)->uc_mcontext->__ss.__##name)
#define PC REGISTER(rip)
#define FP REGISTER(rbp)
#define SP REGISTER(rsp)
#elif defined(__APPLE__) && defined(__aarch64__)
#define REGISTER(name) (((ucontext_t *)context)->uc_mcontext->__ss.__##name)
#define PC REGISTER(pc)
#define FP REGISTER(fp)
#define SP REGISTER(sp)
#elif defined(__x86_64__)
#define REGISTER(name) (((ucontext_t *)context)->uc_mcontext.gregs[name])
#define PC REGISTER(REG_RIP)
#define FP REGISTER(REG_RBP)
#define SP REGISTER(REG_RSP)
#elif defined(__aarch64__)
#define PC (((ucontext_t *)context)->uc_mcontext.pc)
#define FP (((ucontext_t *)context)->uc_mcontext.regs[29])
#define SP (((ucontext_t *)context)->uc_mcontext.sp)
#else
#error "build.rs takes this file for x86_64 and aarch64 only"
#endif

/* How floating point numbers are rounded and what traps: the game's, which a script may have changed. The kernel gives handlers, and so
 * what they jump to, a clean state; only the game's own wishes have to be put back. */
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

/* ---- Copying from and to where a script says ---- */

#if defined(__APPLE__)
#define SYMBOL(name) "_" #name
#define HIDDEN(name) ".private_extern _" #name "\n"
#else
#define SYMBOL(name) #name
#define HIDDEN(name) ".hidden " #name "\n"
#endif

/* Between `bevy_zig_guard_copy` and `bevy_zig_guard_copy_failed`, SIGSEGV and SIGBUS go on at the latter. */
extern const char bevy_zig_guard_copy_failed[] __attribute__((visibility("hidden")));

__asm__(".text\n"
        ".p2align 4\n"
        ".globl " SYMBOL(bevy_zig_guard_copy) "\n" HIDDEN(bevy_zig_guard_copy)
        ".globl " SYMBOL(bevy_zig_guard_copy_failed) "\n" HIDDEN(bevy_zig_guard_copy_failed)
        SYMBOL(bevy_zig_guard_copy) ":\n"
#if defined(__x86_64__)
        "    movq %rdx, %rcx\n"
        "    shrq $3, %rcx\n"
        "    jz 2f\n"
        "1:  movq (%rsi), %rax\n"
        "    movq %rax, (%rdi)\n"
        "    addq $8, %rsi\n"
        "    addq $8, %rdi\n"
        "    decq %rcx\n"
        "    jnz 1b\n"
        "2:  testb $4, %dl\n"
        "    jz 3f\n"
        "    movl (%rsi), %eax\n"
        "    movl %eax, (%rdi)\n"
        "    addq $4, %rsi\n"
        "    addq $4, %rdi\n"
        "3:  testb $2, %dl\n"
        "    jz 4f\n"
        "    movw (%rsi), %ax\n"
        "    movw %ax, (%rdi)\n"
        "    addq $2, %rsi\n"
        "    addq $2, %rdi\n"
        "4:  testb $1, %dl\n"
        "    jz 5f\n"
        "    movb (%rsi), %al\n"
        "    movb %al, (%rdi)\n"
        "5:  movl $1, %eax\n"
        "    ret\n"
        SYMBOL(bevy_zig_guard_copy_failed) ":\n"
        "    xorl %eax, %eax\n"
        "    ret\n"
#else
        "    lsr x3, x2, #3\n"
        "    cbz x3, 2f\n"
        "1:  ldr x4, [x1], #8\n"
        "    str x4, [x0], #8\n"
        "    subs x3, x3, #1\n"
        "    b.ne 1b\n"
        "2:  tbz x2, #2, 3f\n"
        "    ldr w4, [x1], #4\n"
        "    str w4, [x0], #4\n"
        "3:  tbz x2, #1, 4f\n"
        "    ldrh w4, [x1], #2\n"
        "    strh w4, [x0], #2\n"
        "4:  tbz x2, #0, 5f\n"
        "    ldrb w4, [x1]\n"
        "    strb w4, [x0]\n"
        "5:  mov w0, #1\n"
        "    ret\n"
        SYMBOL(bevy_zig_guard_copy_failed) ":\n"
        "    mov w0, #0\n"
        "    ret\n"
#endif
);

#if defined(__x86_64__)
/* What optimised scripts call before they use more than a page of the stack: touches each page of it, so that too much of it is a stack overflow and
 * not a write to whatever lies beyond. %rax is how much; all registers are as before. The same as Zig's, which only Zig's linker
 * would bring; weak, lest there are two. */
__asm__(".text\n"
        ".p2align 4\n"
#if defined(__APPLE__)
        ".weak_definition " SYMBOL(__zig_probe_stack) "\n"
        ".globl " SYMBOL(__zig_probe_stack) "\n"
#else
        ".weak " SYMBOL(__zig_probe_stack) "\n"
#endif
        SYMBOL(__zig_probe_stack) ":\n"
        "    pushq %rcx\n"
        "    movq %rax, %rcx\n"
        "    cmpq $0x1000, %rcx\n"
        "    jb 2f\n"
        "1:  subq $0x1000, %rsp\n"
        "    orl $0, 16(%rsp)\n"
        "    subq $0x1000, %rcx\n"
        "    cmpq $0x1000, %rcx\n"
        "    ja 1b\n"
        "2:  subq %rcx, %rsp\n"
        "    orl $0, 16(%rsp)\n"
        "    addq %rax, %rsp\n"
        "    popq %rcx\n"
        "    ret\n");
#endif

/* ---- Faults ---- */

/* Collects the return addresses from `fp` up to the callback. */
static void walk_stack(struct thread *self, uintptr_t fp, uintptr_t sp) {
    struct guard_thread *shared = &self->shared;
    while (shared->address_count < GUARD_ADDRESSES_MAX && fp >= sp && fp < shared->base && fp % sizeof(uintptr_t) == 0) {
        uintptr_t record[2];
        /* Between the two lies the thread's stack, unless the script has bent its stack pointer. */
        if (!bevy_zig_guard_copy(record, (const void *)fp, sizeof(record))) return;
        /* The callback returns to us. */
        if (record[0] == shared->base) return;
        shared->addresses[shared->address_count++] = record[1];
        /* The stack grows down: a caller's frame lies higher, or this is no frame. */
        if (record[0] <= fp) return;
        fp = record[0];
    }
}

static _Noreturn void fault(struct thread *self, uint32_t kind, uintptr_t address, void *context) {
    self->shared.in_script = 0;
    self->shared.fault_address = address;
    self->shared.addresses[0] = (uintptr_t)PC + (kind != GUARD_TRAP);
    self->shared.address_count = 1;
    walk_stack(self, (uintptr_t)FP, (uintptr_t)SP);
    siglongjmp(*self->recover, (int)kind);
}

static int is_stack_overflow(const struct thread *self, uintptr_t address, uintptr_t sp) {
    uintptr_t edge = self->stack_low + STACK_EDGE_BYTES, beyond = self->stack_low - STACK_BEYOND_BYTES;
    return address < edge && address > beyond && sp < edge && sp > beyond;
}

static uint64_t clock_ns(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

/* The watchdog asks: has the instance that runs been at it for too long? Counted is the processor's time, so that a busy machine harms
 * nobody; what waits without using any is given four times as long on the clock. */
static void look_at_deadline(struct thread *self, void *context) {
    struct guard_thread *shared = &self->shared;
    if (!self->recover || shared->overdue) return;
    struct seen now = {
        .serial = shared->serial,
        .host_calls = shared->host_calls,
        .row = self->frame->row,
        .delivery = self->frame->delivery,
        .epoch = shared->epoch,
        .wall_ns = clock_ns(CLOCK_MONOTONIC),
        .cpu_ns = clock_ns(CLOCK_THREAD_CPUTIME_ID),
    };
    struct seen *seen = &self->seen;
    if (now.serial != seen->serial || now.row != seen->row || now.delivery != seen->delivery || now.epoch != seen->epoch) {
        *seen = now;
        return;
    }
    /* What one host function takes is the host's: naming the lines of an error's stack may take seconds, the first time. */
    if (!shared->in_script && now.host_calls == seen->host_calls) {
        *seen = now;
        return;
    }
    seen->host_calls = now.host_calls;
    uint64_t deadline = shared->deadline_ns;
    if (deadline == 0 || (now.cpu_ns - seen->cpu_ns < deadline && (now.wall_ns - seen->wall_ns) / 4 < deadline)) return;
    if (shared->in_script) {
        self->is_looking = 0;
        fault(self, GUARD_DEADLINE, 0, context);
    }
    shared->overdue = 1;
}

/* What `raise` leaves behind. */
#if defined(__APPLE__)
enum { PASSED_ON = SI_USER };
#else
enum { PASSED_ON = SI_TKILL };
#endif

static const struct sigaction *previous_of(int signal) {
    int index = 0;
    while (SIGNALS[index] != signal) index++;
    return &previous[index];
}

/* Does what would have been done without us. */
static void forward(int signal, siginfo_t *info, void *context) {
    const struct sigaction *old = previous_of(signal);
    if (old->sa_flags & SA_SIGINFO) {
        old->sa_sigaction(signal, info, context);
    } else if (old->sa_handler != SIG_DFL && old->sa_handler != SIG_IGN) {
        old->sa_handler(signal);
    } else if (signal != PREEMPT && !(old->sa_handler == SIG_IGN && info->si_code <= 0)) {
        /* The kernel does not ignore a fault of the program's own, either. */
        struct sigaction standard;
        memset(&standard, 0, sizeof(standard));
        standard.sa_handler = SIG_DFL;
        sigaction(signal, &standard, NULL);
        /* Most faults come again as soon as we return, from where they came. What was sent does not, nor does a breakpoint. */
        if (info->si_code <= 0 || signal == SIGTRAP) raise(signal);
    }
}

static void on_signal(int signal, siginfo_t *info, void *context) {
    struct thread *self = &this_thread;
    int error = errno;
    if (signal == PREEMPT) {
        if (self->shared.probed) {
            self->shared.probed = 0;
            /* On a busy machine the next probe may come while this one is answered, and would leave later times than ours behind. */
            if (!self->is_looking) {
                self->is_looking = 1;
                look_at_deadline(self, context);
                self->is_looking = 0;
            }
        } else {
            forward(signal, info, context);
        }
        errno = error;
        return;
    }
    int is_memory = signal == SIGSEGV || signal == SIGBUS;
    int is_passed_on = info->si_code == PASSED_ON && info->si_pid == getpid();
    if (info->si_code > 0 || is_passed_on) {
        uintptr_t pc = (uintptr_t)PC;
        if (is_memory && pc >= (uintptr_t)&bevy_zig_guard_copy && pc < (uintptr_t)bevy_zig_guard_copy_failed) {
            PC = (uintptr_t)bevy_zig_guard_copy_failed;
            return;
        }
        if (self->shared.in_script) {
            uintptr_t address = is_passed_on ? 0 : (uintptr_t)info->si_addr;
            uint32_t kind = is_memory          ? GUARD_MEMORY
                            : signal == SIGFPE ? GUARD_ARITHMETIC
                            : signal == SIGILL ? GUARD_ILLEGAL_INSTRUCTION
                                               : GUARD_TRAP;
            if (is_memory && is_stack_overflow(self, address, (uintptr_t)SP)) kind = GUARD_STACK_OVERFLOW;
            fault(self, kind, address, context);
        }
    }
    forward(signal, info, context);
    errno = error;
}

/* ---- Getting ready ---- */

static pthread_key_t signal_stack_key;

static void install(void) {
    struct sigaction action;
    memset(&action, 0, sizeof(action));
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < SIGNAL_COUNT; index++) {
        /* Known before ours can run. */
        sigaction(SIGNALS[index], NULL, &previous[index]);
        sigaction(SIGNALS[index], &action, NULL);
    }
}

static void free_signal_stack(void *memory) {
    stack_t now;
    if (sigaltstack(NULL, &now) == 0 && now.ss_sp == memory) {
        stack_t none = {.ss_sp = NULL, .ss_flags = SS_DISABLE, .ss_size = SIGNAL_STACK_BYTES};
        sigaltstack(&none, NULL);
    }
    munmap(memory, SIGNAL_STACK_BYTES);
}

static void install_once(void) {
    pthread_key_create(&signal_stack_key, free_signal_stack);
    install();
}

/* Rust gives its threads a stack for handlers, but one that is too small for a fault within ours. Without one, the thread goes on as it is:
 * only a stack overflow is then the end. */
static void make_signal_stack(void) {
    stack_t now;
    if (sigaltstack(NULL, &now) == 0 && !(now.ss_flags & SS_DISABLE) && now.ss_size >= SIGNAL_STACK_BYTES / 2) return;
    void *memory = mmap(NULL, SIGNAL_STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (memory == MAP_FAILED) return;
    stack_t ours = {.ss_sp = memory, .ss_flags = 0, .ss_size = SIGNAL_STACK_BYTES};
    if (sigaltstack(&ours, NULL) == 0) {
        pthread_setspecific(signal_stack_key, memory);
    } else {
        munmap(memory, SIGNAL_STACK_BYTES);
    }
}

static void find_stack(struct thread *self) {
    size_t size = 0;
#if defined(__APPLE__)
    size = pthread_get_stacksize_np(self->id);
    self->stack_low = (uintptr_t)pthread_get_stackaddr_np(self->id) - size;
#else
    pthread_attr_t attributes;
    if (pthread_getattr_np(self->id, &attributes) == 0) {
        void *low = NULL;
        pthread_attr_getstack(&attributes, &low, &size);
        self->stack_low = (uintptr_t)low;
        pthread_attr_destroy(&attributes);
    }
#endif
    size_t reserve = size / 4 < STACK_RESERVE_BYTES ? size / 4 : STACK_RESERVE_BYTES;
    self->shared.stack_reserve = self->stack_low + reserve;
}

struct guard_thread *bevy_zig_guard_thread(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct thread *self = &this_thread;
    if (!self->is_ready) {
        pthread_once(&once, install_once);
        self->id = pthread_self();
        make_signal_stack();
        find_stack(self);
        self->is_ready = 1;
    }
    return &self->shared;
}

uint32_t bevy_zig_guard_enter(struct guard_thread *shared, void (*callback)(void), BevyZigFrame *frame,
                              const BevyZigBatch *batch, const BevyZigDelivery *deliveries, size_t count) {
    struct thread *self = (struct thread *)shared;
    const struct float_control control = float_control_get();
    sigjmp_buf recover;
    uint32_t kind = (uint32_t)sigsetjmp(recover, 0);
    if (kind == GUARD_RETURNED) {
        shared->base = (uintptr_t)__builtin_frame_address(0);
        self->frame = frame;
        self->recover = &recover;
        shared->overdue = 0;
        shared->serial++;
        shared->in_script = 1;
        if (deliveries) {
            ((BevyZigSignalCallback)callback)(frame, batch, deliveries, count);
        } else {
            ((BevyZigCallback)callback)(frame, batch);
        }
        shared->in_script = 0;
    } else {
        float_control_set(&control);
    }
    self->recover = NULL;
    shared->serial++;
    return kind;
}

/* ---- Deadlines ---- */

void bevy_zig_guard_probe(struct guard_thread *shared) {
    shared->probed = 1;
    pthread_kill(((struct thread *)shared)->id, PREEMPT);
}

void bevy_zig_guard_leave(struct guard_thread *shared) {
    shared->in_script = 0;
    shared->fault_address = 0;
    siglongjmp(*((struct thread *)shared)->recover, GUARD_DEADLINE);
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
    int file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t len = read(file, text, sizeof(text) - 1);
    close(file);
    text[len > 0 ? len : 0] = 0;
    const char *tracer = strstr(text, "TracerPid:");
    if (!tracer) return 0;
    tracer += strlen("TracerPid:");
    while (*tracer == ' ' || *tracer == '\t') tracer++;
    return *tracer != '0';
#endif
}
