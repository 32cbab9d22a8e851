/*
 * The guard on Linux, Android, macOS and iOS: copying from and to where a script says, and what scripts call to touch their stack.
 *
 * `bevy_zig_guard_copy` uses no stack and no register that its caller wants back, so that the handler can end it by moving the
 * program counter. It moves 8 bytes at a time, on x86-64 several times in a row: wider moves would wait for what the script has just
 * written in narrower ones.
 */
#include "unix.h"

__asm__(".text\n"
        ".p2align 4\n"
        ".globl " SYMBOL(bevy_zig_guard_copy) "\n" HIDDEN(bevy_zig_guard_copy)
        ".globl " SYMBOL(bevy_zig_guard_copy_failed) "\n" HIDDEN(bevy_zig_guard_copy_failed)
        SYMBOL(bevy_zig_guard_copy) ":\n"
#if defined(__x86_64__)
        "    movq %rdx, %rcx\n"
        "    shrq $5, %rcx\n"
        "    jz 2f\n"
        "1:  movq (%rsi), %rax\n"
        "    movq 8(%rsi), %r8\n"
        "    movq 16(%rsi), %r9\n"
        "    movq 24(%rsi), %r10\n"
        "    movq %rax, (%rdi)\n"
        "    movq %r8, 8(%rdi)\n"
        "    movq %r9, 16(%rdi)\n"
        "    movq %r10, 24(%rdi)\n"
        "    addq $32, %rsi\n"
        "    addq $32, %rdi\n"
        "    decq %rcx\n"
        "    jnz 1b\n"
        "2:  testb $16, %dl\n"
        "    jz 3f\n"
        "    movq (%rsi), %rax\n"
        "    movq 8(%rsi), %r8\n"
        "    movq %rax, (%rdi)\n"
        "    movq %r8, 8(%rdi)\n"
        "    addq $16, %rsi\n"
        "    addq $16, %rdi\n"
        "3:  testb $8, %dl\n"
        "    jz 4f\n"
        "    movq (%rsi), %rax\n"
        "    movq %rax, (%rdi)\n"
        "    addq $8, %rsi\n"
        "    addq $8, %rdi\n"
        "4:  testb $4, %dl\n"
        "    jz 5f\n"
        "    movl (%rsi), %eax\n"
        "    movl %eax, (%rdi)\n"
        "    addq $4, %rsi\n"
        "    addq $4, %rdi\n"
        "5:  testb $2, %dl\n"
        "    jz 6f\n"
        "    movw (%rsi), %ax\n"
        "    movw %ax, (%rdi)\n"
        "    addq $2, %rsi\n"
        "    addq $2, %rdi\n"
        "6:  testb $1, %dl\n"
        "    jz 7f\n"
        "    movb (%rsi), %al\n"
        "    movb %al, (%rdi)\n"
        "7:  movl $1, %eax\n"
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
