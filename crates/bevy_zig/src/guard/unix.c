/*
 * The guard on Linux, Android, macOS and iOS: signals.
 *
 *   enter ──► callback (Zig) ──► host function (Rust) ──► …
 *     ▲           │ fault: in_script is 1   │ fault: in_script is 0
 *     └─ landing ◄─── on_signal ◄───────────┘
 *                         └──► the handler that was there before us: not our fault
 *
 * Invariants:
 *  1. Only frames of script code, of `bevy_zig_guard_call`, and of a host function that is done are left. Host functions clear
 *     `in_script` before they make anything that needs dropping, and set it again when all of it is dropped (`serve` in src/host/mod.rs).
 *  2. A fault is a script's only if it comes from the kernel (`is_sent`), or from a handler of this program that has passed it on with
 *     `raise`, or from `abort`, on a thread that is in script code, and in no handler. Everything
 *     else goes to the handler before us, as if we were not there. So does what that handler raises.
 *  3. The handler calls only what is safe in a handler: clock_gettime, sigaction, pthread_sigmask, sigaltstack, pthread_getspecific
 *     and pthread_setspecific (of keys that are there), raise, and `bevy_zig_guard_copy`.
 *  4. Handlers run on a stack of their own (each thread has one), for the script's may be used up. They always return: see
 *     unix_enter.c. They block no signal, so a handler may be interrupted by the next.
 *  5. Handlers come and go: of libraries that are loaded later, and of those that reset to the default. So `bevy_zig_guard_keep` looks,
 *     before scripts are called, whether faults still get here.
 */
#include "unix.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>
#if !defined(__APPLE__)
#include <sys/auxv.h>
#include <sys/syscall.h>
#endif

enum {
    SIGNAL_STACK_BYTES = 64 << 10,
    /* A stack is used up when less than this is left. */
    STACK_EDGE_BYTES = 16 << 10,
    /* Of what nobody may touch at its end, so much is looked at. */
    GUARD_PAGE_BYTES = 4 << 10,
    /* How far beyond its end a single frame may reach and still be taken for an overflow. */
    STACK_BEYOND_BYTES = 64 << 20,
    /* What host functions want to have, at the most. */
    STACK_RESERVE_BYTES = 256 << 10,
};

/* ---- What the handler knows of the thread that it runs on ---- */

#if defined(__APPLE__) || defined(__ANDROID__)

/* The first use of a thread-local variable may allocate memory, which no handler may do; and the kind that is in place as soon as the thread
 * runs cannot be in a library that is loaded later, as an Android game is. The values of keys are at hand in handlers, too. */
static pthread_key_t thread_key, passing_on_key;

static struct thread *thread_in_handler(void) {
    /* A thread that never enters scripts: all of it stays zero. */
    static struct thread nobody;
    struct thread *self = pthread_getspecific(thread_key);
    return self ? self : &nobody;
}

static struct thread *thread_that_calls(void) {
    struct thread *self = pthread_getspecific(thread_key);
    if (self) return self;
    /* Kept until the program ends: a thread that runs scripts mostly does so, too. */
    self = calloc(1, sizeof(*self));
    if (!self || pthread_setspecific(thread_key, self) != 0) abort();
    return self;
}

static void create_keys(void) {
    if (pthread_key_create(&thread_key, NULL) != 0 || pthread_key_create(&passing_on_key, NULL) != 0) abort();
}

static int is_passing_on(void) { return pthread_getspecific(passing_on_key) != NULL; }
static void set_passing_on(int is_passing_on) { pthread_setspecific(passing_on_key, is_passing_on ? &passing_on_key : NULL); }

#else

/* In place as soon as the thread runs, so that the handler may use them. */
#define AT_ONCE __attribute__((tls_model("initial-exec")))
static __thread struct thread this_thread AT_ONCE;
static __thread volatile uint8_t this_is_passing_on AT_ONCE;

static struct thread *thread_in_handler(void) { return &this_thread; }
static struct thread *thread_that_calls(void) { return &this_thread; }
static void create_keys(void) {}
static int is_passing_on(void) { return this_is_passing_on; }
static void set_passing_on(int is_passing_on) { this_is_passing_on = (uint8_t)is_passing_on; }

#endif

static const int SIGNALS[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, PREEMPT};
enum { SIGNAL_COUNT = sizeof(SIGNALS) / sizeof(SIGNALS[0]) };
static struct sigaction previous[SIGNAL_COUNT];

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

/* An address behind the start of the instruction at which the thread is, as calls return to. */
static uintptr_t address_behind(uint32_t kind, void *context) {
#if defined(__x86_64__)
    /* A breakpoint is over when it is reported. */
    return (uintptr_t)PC + (kind != GUARD_TRAP);
#else
    (void)kind;
    return (uintptr_t)PC + 1;
#endif
}

static void fault(struct thread *self, uint32_t kind, uintptr_t address, void *context) {
    self->shared.in_script = 0;
    self->shared.fault_address = address;
    self->shared.addresses[0] = address_behind(kind, context);
    self->shared.address_count = 1;
    /* What was called is no code (a null pointer): it has no frame yet, and only the call knows where it came from. */
    if (kind == GUARD_MEMORY && address == (uintptr_t)PC) {
#if defined(__x86_64__)
        uintptr_t back;
        int is_known = bevy_zig_guard_copy(&back, (const void *)(uintptr_t)SP, sizeof(back));
#else
        uintptr_t back = (uintptr_t)LINK;
        int is_known = 1;
#endif
        if (is_known) self->shared.addresses[self->shared.address_count++] = back;
    }
    walk_stack(self, (uintptr_t)FP, (uintptr_t)SP);
    bevy_zig_guard_land(self, kind, context);
}

/* Whether the first page below the stack was touched, with a stack pointer that is further down: a function has made room for a large frame,
 * and then looked, page by page from above, whether it has it. Its stack pointer may be anywhere, also in the stack for handlers. */
static int is_probe_of_large_frame(const struct thread *self, uintptr_t address, uintptr_t sp) {
    return address < self->stack_low && address >= self->stack_low - GUARD_PAGE_BYTES && sp < address;
}

static int is_stack_overflow(const struct thread *self, uintptr_t address, uintptr_t sp) {
    uintptr_t edge = self->stack_low + STACK_EDGE_BYTES, beyond = self->stack_low - STACK_BEYOND_BYTES;
    return (address < edge && address > beyond && sp < edge && sp > beyond) || is_probe_of_large_frame(self, address, sp);
}

/* Whether what was interrupted is a handler, whoever's, on the stack for handlers: not script code, though it may have interrupted
 * some. */
static int is_in_handler(const struct thread *self, void *context) {
    stack_t stack;
#if defined(SS_AUTODISARM)
    /* As it was when the signal came. */
    stack = CONTEXT->uc_stack;
    if ((unsigned)stack.ss_flags & SS_AUTODISARM) return 0;
    if (stack.ss_flags & SS_DISABLE) return self->handlers && (uintptr_t)SP - (uintptr_t)self->handlers < SIGNAL_STACK_BYTES;
#else
    (void)self;
    if (sigaltstack(NULL, &stack) != 0 || (stack.ss_flags & SS_DISABLE)) return 0;
#endif
    return (uintptr_t)SP - (uintptr_t)stack.ss_sp < stack.ss_size;
}

/* Whether somebody has sent the signal; else it is a fault. */
static int is_sent(int signal, const siginfo_t *info) {
#if defined(__APPLE__) && defined(__x86_64__)
    /* There an address that is none of the processor's at all has no code, either. */
    if (signal == SIGSEGV) return 0;
#else
    (void)signal;
#endif
    return info->si_code <= 0;
}

/* Whether this program has raised it, as `abort` does and handlers that pass a fault on. */
static int is_raised_here(const struct thread *self, const siginfo_t *info, void *context) {
#if defined(__APPLE__)
    /* Of SIGABRT the kernel says who has sent it. Of the others it says nothing, or what was true of the last fault: but a handler raises
     * them. */
    return (info->si_code == 0 && info->si_pid == getpid()) || is_in_handler(self, context);
#else
    (void)self, (void)context;
    return info->si_code == SI_TKILL && info->si_pid == getpid();
#endif
}

static uint32_t kind_of(const struct thread *self, int signal, uintptr_t address, uintptr_t sp) {
    switch (signal) {
    case SIGSEGV:
    case SIGBUS:
        return is_stack_overflow(self, address, sp) ? GUARD_STACK_OVERFLOW : GUARD_MEMORY;
    case SIGFPE:
        return GUARD_ARITHMETIC;
    case SIGILL:
        return GUARD_ILLEGAL_INSTRUCTION;
    case SIGABRT:
        return GUARD_ABORT;
    default:
        return GUARD_TRAP;
    }
}

/* A handler has asked the others with `raise`, and waits in the middle of it, on a stack of its own. If it is let go on to its end, the
 * fault happens again, and then comes from where it came from; unless the handler is there again, too. */
static int is_to_happen_again(struct thread *self, int signal, uintptr_t sp) {
    uint64_t serial = self->shared.serial;
    int is_own_stack = sp >= self->stack_low && sp <= self->shared.base;
    if (signal == SIGTRAP || signal == SIGABRT || serial % 2 == 0 || is_own_stack || self->raised_serial == serial) return 0;
    self->raised_serial = serial;
    return 1;
}

/* Whether the fault was one that is dealt with here. */
static int is_dealt_with(struct thread *self, int signal, const siginfo_t *info, void *context) {
    int is_raised = is_raised_here(self, info, context);
    if (is_sent(signal, info) && !is_raised) return 0;
    uintptr_t pc = (uintptr_t)PC;
    if ((signal == SIGSEGV || signal == SIGBUS) && pc >= (uintptr_t)&bevy_zig_guard_copy &&
        pc < (uintptr_t)bevy_zig_guard_copy_failed) {
        PC = (uintptr_t)bevy_zig_guard_copy_failed;
        return 1;
    }
    if (is_raised && is_to_happen_again(self, signal, (uintptr_t)SP)) return 1;
    if (!self->shared.in_script) return 0;
    uintptr_t address = is_raised ? 0 : (uintptr_t)info->si_addr;
    if (is_raised && self->forwarded_serial == self->shared.serial) return 0;
    if (!is_raised && is_in_handler(self, context) && !is_probe_of_large_frame(self, address, (uintptr_t)SP)) return 0;
    fault(self, kind_of(self, signal, address, (uintptr_t)SP), address, context);
    return 1;
}

static int index_of(int signal) {
    int index = 0;
    while (SIGNALS[index] != signal) index++;
    return index;
}

/* Whether a signal reaches no function. The kernel goes by the handler alone: where SA_RESETHAND has put the default back, SA_SIGINFO is
 * still set. */
static int is_unhandled(const struct sigaction *action) {
    return action->sa_handler == SIG_DFL || action->sa_handler == SIG_IGN;
}

/* Calls the handler before us as the kernel would. */
static void call_previous(int signal, siginfo_t *info, void *context) {
    struct sigaction *kept = &previous[index_of(signal)];
    const struct sigaction old = *kept;
    struct sigaction before, after;
    sigset_t blocked = old.sa_mask, usual;
    if (!(old.sa_flags & SA_NODEFER)) sigaddset(&blocked, signal);
    if (old.sa_flags & (int)SA_RESETHAND) {
        memset(kept, 0, sizeof(*kept));
        kept->sa_handler = SIG_DFL;
    }
    sigaction(signal, NULL, &before);
    pthread_sigmask(SIG_BLOCK, &blocked, &usual);
    if (old.sa_flags & SA_SIGINFO) {
        old.sa_sigaction(signal, info, context);
    } else {
        old.sa_handler(signal);
    }
    pthread_sigmask(SIG_SETMASK, &usual, NULL);
    /* A handler that resets to the default, as Rust's does, wants the fault to happen again, and to end the program then. What somebody
     * has sent does not: the program goes on, and so do we. */
    if (is_sent(signal, info) && !is_unhandled(&before) && sigaction(signal, NULL, &after) == 0 && is_unhandled(&after)) {
        sigaction(signal, &before, NULL);
    }
}

/* Does what would have been done without us. */
static void forward(int signal, siginfo_t *info, void *context) {
    const struct sigaction *old = &previous[index_of(signal)];
    if (!is_unhandled(old)) {
        call_previous(signal, info, context);
    } else if (signal != PREEMPT && !(old->sa_handler == SIG_IGN && is_sent(signal, info))) {
        /* The kernel does not ignore a fault of the program's own, either. */
        struct sigaction standard;
        memset(&standard, 0, sizeof(standard));
        standard.sa_handler = SIG_DFL;
        sigaction(signal, &standard, NULL);
        /* Most faults come again as soon as we return, from where they came. What was sent does not, nor does a breakpoint. */
        if (is_sent(signal, info) || signal == SIGTRAP) raise(signal);
    }
}

/* The watchdog says that somebody's time is up. */
static void end_late(struct thread *self, void *context) {
    self->shared.probed = 0;
    if (!bevy_zig_guard_is_late(self)) return;
    if (!self->shared.in_script || self->is_calling) {
        self->shared.overdue = 1;
    } else if (!is_in_handler(self, context)) {
        fault(self, GUARD_DEADLINE, self->has_waited, context);
    }
    /* Else the handler comes to its end, and the watchdog asks again. */
}

/* A signal that is not the watchdog's. Whoever it was taken back from may pass it on to us, who pass it on to him. */
static void pass_on(siginfo_t *info, void *context) {
    if (is_passing_on()) return;
    set_passing_on(1);
    forward(PREEMPT, info, context);
    set_passing_on(0);
}

static void stay(int signal);

static void on_signal(int signal, siginfo_t *info, void *context) {
    struct thread *self = thread_in_handler();
    int error = errno;
    if (signal == PREEMPT && self->shared.probed) {
        end_late(self, context);
    } else if (signal == PREEMPT) {
        pass_on(info, context);
    } else if (is_dealt_with(self, signal, info, context)) {
        stay(signal);
    } else {
        uint64_t outer = self->forwarded_serial;
        self->forwarded_serial = self->shared.serial;
        forward(signal, info, context);
        self->forwarded_serial = outer;
    }
    errno = error;
}

/* ---- Getting ready, and staying so ---- */

static pthread_key_t signal_stack_key;

static void free_signal_stack(void *memory) {
    stack_t now;
    if (sigaltstack(NULL, &now) == 0 && now.ss_sp == memory) {
        stack_t none = {.ss_sp = NULL, .ss_flags = SS_DISABLE, .ss_size = SIGNAL_STACK_BYTES};
        sigaltstack(&none, NULL);
    }
    munmap(memory, SIGNAL_STACK_BYTES);
}

/* Rust gives its threads a stack for handlers, but one that is too small for a fault within ours; and others may take ours away. Without
 * one, the thread goes on as it is: only a stack overflow is then the end. */
static void keep_signal_stack(struct thread *self) {
    stack_t now;
    if (sigaltstack(NULL, &now) == 0 && !(now.ss_flags & SS_DISABLE) && now.ss_size >= SIGNAL_STACK_BYTES / 2) return;
    void *memory = pthread_getspecific(signal_stack_key);
    if (!memory) {
        memory = mmap(NULL, SIGNAL_STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
        if (memory == MAP_FAILED) return;
        pthread_setspecific(signal_stack_key, memory);
    }
    self->handlers = memory;
    stack_t ours = {.ss_sp = memory, .ss_flags = 0, .ss_size = SIGNAL_STACK_BYTES};
#if defined(SS_AUTODISARM)
    stack_t disarming = ours;
    disarming.ss_flags = (int)SS_AUTODISARM;
    /* Linux knows it since 4.7. */
    if (sigaltstack(&disarming, NULL) == 0) return;
#endif
    sigaltstack(&ours, NULL);
}

static int is_ours(const struct sigaction *action) {
    return (action->sa_flags & SA_SIGINFO) && action->sa_sigaction == on_signal;
}

static void handle(int signal) {
    struct sigaction action;
    memset(&action, 0, sizeof(action));
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, NULL);
}

static void install(int index) {
    struct sigaction now;
    /* Known before ours can run. */
    if (sigaction(SIGNALS[index], NULL, &now) == 0 && !is_ours(&now)) previous[index] = now;
    handle(SIGNALS[index]);
}

/* A handler that came later and is called only once (SA_RESETHAND) has left nobody in its place: the next script that faults in this frame
 * would end the game. Whoever was there before us still is. */
static void stay(int signal) {
    struct sigaction now;
    if (sigaction(signal, NULL, &now) == 0 && is_unhandled(&now)) handle(signal);
}

const char *bevy_zig_guard_take_preempt_back(void) {
    struct sigaction now;
    if (sigaction(PREEMPT, NULL, &now) != 0 || is_ours(&now)) return NULL;
    install(index_of(PREEMPT));
    Dl_info info;
    if (is_unhandled(&now)) return "(whoever has reset it)";
    return dladdr((const void *)now.sa_sigaction, &info) && info.dli_fname ? info.dli_fname : "(of no file)";
}

void bevy_zig_guard_keep(struct guard_thread *shared) {
    struct thread *self = (struct thread *)shared;
    keep_signal_stack(self);
    sigset_t needed;
    sigemptyset(&needed);
    for (int index = 0; index < SIGNAL_COUNT; index++) {
        struct sigaction now;
        sigaddset(&needed, SIGNALS[index]);
        if (sigaction(SIGNALS[index], NULL, &now) == 0 && is_unhandled(&now)) install(index);
    }
    /* A fault whose signal is blocked ends the program, whoever handles it. */
    pthread_sigmask(SIG_UNBLOCK, &needed, &self->mask);
    for (int index = 0; index < SIGNAL_COUNT; index++) sigdelset(&self->mask, SIGNALS[index]);
}

static void install_once(void) {
    create_keys();
    pthread_key_create(&signal_stack_key, free_signal_stack);
    for (int index = 0; index < SIGNAL_COUNT; index++) install(index);
}

#if !defined(__APPLE__) && !defined(__GLIBC__)
/* Lowest address that the main thread's stack may grow to; 0 if that is nowhere. musl knows only what it has grown to so far. */
static uintptr_t lowest_of_main_stack(void) {
    struct rlimit limit;
    /* The last thing in it, but for eight bytes. */
    const char *name = (const char *)getauxval(AT_EXECFN);
    if (!name || getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return 0;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t end = ((uintptr_t)name + strlen(name) + 1 + 8 + page - 1) & ~(page - 1);
    return limit.rlim_cur < end ? end - ((uintptr_t)limit.rlim_cur & ~(page - 1)) : 0;
}
#endif

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
#if !defined(__GLIBC__)
    uintptr_t lowest = self->system_id == getpid() ? lowest_of_main_stack() : 0;
    if (lowest && lowest < self->stack_low) {
        size += self->stack_low - lowest;
        self->stack_low = lowest;
    }
#endif
#endif
    size_t reserve = size / 4 < STACK_RESERVE_BYTES ? size / 4 : STACK_RESERVE_BYTES;
    self->shared.stack_reserve = self->stack_low + reserve;
}

struct guard_thread *bevy_zig_guard_thread(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, install_once);
    struct thread *self = thread_that_calls();
    if (!self->is_ready) {
        self->id = pthread_self();
#if !defined(__APPLE__)
        self->system_id = (int64_t)syscall(SYS_gettid);
        pthread_getcpuclockid(self->id, &self->clock);
#endif
        find_stack(self);
        bevy_zig_guard_keep(&self->shared);
        self->is_ready = 1;
    }
    return &self->shared;
}
