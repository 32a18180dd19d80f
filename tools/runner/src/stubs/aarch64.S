// What CLIF cannot say on aarch64; as x86_64.S.
  .set TABLE, 0x3000000000
  .set STATE, 0x3001000000

  .globl start, system_call, restorer, flush, guarded_call, recover
  .macro load64 reg, value
  movz \reg, #(\value & 0xffff)
  movk \reg, #((\value >> 16) & 0xffff), lsl #16
  movk \reg, #((\value >> 32) & 0xffff), lsl #32
  movk \reg, #((\value >> 48) & 0xffff), lsl #48
  .endm

start:
  mov x0, sp
  mov x29, #0
  mov x30, #0
  load64 x9, TABLE
  ldr x9, [x9]
  blr x9
  udf #0

// (number, five arguments)
system_call:
  mov x8, x0
  mov x0, x1
  mov x1, x2
  mov x2, x3
  mov x3, x4
  mov x4, x5
  svc #0
  ret

restorer:
  mov x8, #139
  svc #0

// (from, to): cache lines have at least 16 bytes.
flush:
  bic x2, x0, #15
1:
  cmp x2, x1
  b.hs 2f
  dc cvau, x2
  add x2, x2, #16
  b 1b
2:
  dsb ish
  bic x2, x0, #15
3:
  cmp x2, x1
  b.hs 4f
  ic ivau, x2
  add x2, x2, #16
  b 3b
4:
  dsb ish
  isb
  ret

// (entry, callee, buffer, stack) -> registers that changed: bits 0..10 x19..x29, 11..18 d8..d15, 19 sp; bit 31: a signal
// came.
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
  load64 x9, STATE
  mov x10, sp
  stp x10, x3, [x9]
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
  load64 x9, STATE
  ldp x10, x11, [x9]
  mov x12, sp
  cmp x12, x11
  cset w13, ne
  orr w0, w0, w13, lsl #19
  b 5f
recover:
  load64 x9, STATE
  ldr x10, [x9]
  mov w0, #0x80000000
5:
  mov sp, x10
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
