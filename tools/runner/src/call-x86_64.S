// uint32_t guarded_call(entry rdi, callee rsi, buffer rdx, stack rcx): System V.
// Bits of the result: 0 rbx, 1 rbp, 2 r12, 3 r13, 4 r14, 5 r15, 6 rsp, 7 the direction flag.
  .text
  .globl guarded_call
  .type guarded_call, @function
guarded_call:
  push %rbx
  push %rbp
  push %r12
  push %r13
  push %r14
  push %r15
  mov %rsp, saved_sp(%rip)
  mov %rcx, call_sp(%rip)
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
  cmp call_sp(%rip), %rsp
  je 1f
  or $(1 << 6), %eax
1:
  pushfq
  pop %rcx
  test $0x400, %ecx
  je 1f
  or $(1 << 7), %eax
  cld
1:
  mov saved_sp(%rip), %rsp
  pop %r15
  pop %r14
  pop %r13
  pop %r12
  pop %rbp
  pop %rbx
  ret
  .size guarded_call, .-guarded_call
  .local saved_sp
  .comm saved_sp, 8, 8
  .local call_sp
  .comm call_sp, 8, 8
  .section .note.GNU-stack, "", @progbits
