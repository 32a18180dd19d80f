// uint32_t guarded_call(entry x0, callee x1, buffer x2, stack x3): AAPCS64.
// Bits of the result: 0..10 x19..x29, 11..18 d8..d15, 19 sp.
  .text
  .globl guarded_call
  .type guarded_call, %function
guarded_call:
  stp x29, x30, [sp, #-176]!
  stp x19, x20, [sp, #16]
  stp x21, x22, [sp, #32]
  stp x23, x24, [sp, #48]
  stp x25, x26, [sp, #64]
  stp x27, x28, [sp, #80]
  stp d8, d9, [sp, #96]
  stp d10, d11, [sp, #112]
  stp d12, d13, [sp, #128]
  stp d14, d15, [sp, #144]
  // The old stack pointer and the new one lie on top of the new stack.
  mov x9, sp
  sub x3, x3, #16
  str x9, [x3]
  mov sp, x3
  .irp n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29
  mov x\n, #\n
  movk x\n, #0x1b1b, lsl #48
  .endr
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  mov x9, #\n
  movk x9, #0x2b2b, lsl #48
  fmov d\n, x9
  .endr
  adrp x9, call_sp
  str x3, [x9, :lo12:call_sp]
  mov x9, x0
  mov x0, x1
  mov x1, x2
  blr x9
  mov w0, #0
  .irp n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29
  mov x9, #\n
  movk x9, #0x1b1b, lsl #48
  cmp x\n, x9
  cset w10, ne
  orr w0, w0, w10, lsl #(\n - 19)
  .endr
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  mov x9, #\n
  movk x9, #0x2b2b, lsl #48
  fmov x11, d\n
  cmp x11, x9
  cset w10, ne
  orr w0, w0, w10, lsl #(\n + 3)
  .endr
  adrp x9, call_sp
  ldr x11, [x9, :lo12:call_sp]
  mov x9, sp
  cmp x9, x11
  cset w10, ne
  orr w0, w0, w10, lsl #19
  ldr x9, [x11]
  mov sp, x9
  ldp x19, x20, [sp, #16]
  ldp x21, x22, [sp, #32]
  ldp x23, x24, [sp, #48]
  ldp x25, x26, [sp, #64]
  ldp x27, x28, [sp, #80]
  ldp d8, d9, [sp, #96]
  ldp d10, d11, [sp, #112]
  ldp d12, d13, [sp, #128]
  ldp d14, d15, [sp, #144]
  ldp x29, x30, [sp], #176
  ret
  .size guarded_call, .-guarded_call
  .local call_sp
  .comm call_sp, 8, 8
  .section .note.GNU-stack, "", %progbits
