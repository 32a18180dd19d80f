// What CLIF cannot say on x86-64: the system call, the entry, the return from a signal handler, CPUID, and a call that
// checks callee-saved registers. `link.ts` has the layout: TABLE holds addresses that these routines cannot know, STATE
// two words of theirs.
  .set TABLE, 0x3000000000
  .set STATE, 0x3001000000

  .globl start, system_call, restorer, cpuid, xgetbv, flush, guarded_call, recover

// (the stack as the kernel made it)
start:
  mov %rsp, %rdi
  xor %ebp, %ebp
  and $-16, %rsp
  movabs $TABLE, %rax
  call *(%rax)
  ud2

// (number, five arguments)
system_call:
  mov %rdi, %rax
  mov %rsi, %rdi
  mov %rdx, %rsi
  mov %rcx, %rdx
  mov %r8, %r10
  mov %r9, %r8
  syscall
  ret

restorer:
  mov $15, %eax
  syscall

// (leaf, subleaf, address of four words)
cpuid:
  push %rbx
  mov %rdx, %r8
  mov %edi, %eax
  mov %esi, %ecx
  cpuid
  mov %eax, (%r8)
  mov %ebx, 4(%r8)
  mov %ecx, 8(%r8)
  mov %edx, 12(%r8)
  pop %rbx
  ret

xgetbv:
  xor %ecx, %ecx
  xgetbv
  ret

// (from, to): instructions written to memory are seen at once.
flush:
  ret

// (entry, callee, buffer, stack) -> registers that changed: bits 0 rbx, 1 rbp, 2 r12, 3 r13, 4 r14, 5 r15, 6 rsp, 7 the
// direction flag; bit 31: a signal came.
guarded_call:
  push %rbx
  push %rbp
  push %r12
  push %r13
  push %r14
  push %r15
  movabs $STATE, %rax
  mov %rsp, (%rax)
  mov %rcx, 8(%rax)
  mov %rcx, %rsp
  mov %rdi, %rax
  mov %rsi, %rdi
  mov %rdx, %rsi
  movabs $0x1b1b1b1b00000001, %rbx
  movabs $0x1b1b1b1b00000002, %rbp
  movabs $0x1b1b1b1b00000003, %r12
  movabs $0x1b1b1b1b00000004, %r13
  movabs $0x1b1b1b1b00000005, %r14
  movabs $0x1b1b1b1b00000006, %r15
  call *%rax
  xor %eax, %eax
  .macro check reg, value, bit
  movabs $\value, %rcx
  cmp %rcx, \reg
  je 1f
  or $(1 << \bit), %eax
1:
  .endm
  check %rbx, 0x1b1b1b1b00000001, 0
  check %rbp, 0x1b1b1b1b00000002, 1
  check %r12, 0x1b1b1b1b00000003, 2
  check %r13, 0x1b1b1b1b00000004, 3
  check %r14, 0x1b1b1b1b00000005, 4
  check %r15, 0x1b1b1b1b00000006, 5
  movabs $STATE, %rcx
  cmp 8(%rcx), %rsp
  je 1f
  or $(1 << 6), %eax
1:
  // A push needs a stack pointer that can be trusted.
  mov (%rcx), %rsp
  pushfq
  pop %rdx
  test $0x400, %edx
  je 2f
  or $(1 << 7), %eax
  jmp 2f
// Where the signal handler goes on after a call that did not come back.
recover:
  movabs $STATE, %rcx
  mov (%rcx), %rsp
  mov $0x80000000, %eax
2:
  cld
  pop %r15
  pop %r14
  pop %r13
  pop %r12
  pop %rbp
  pop %rbx
  ret
