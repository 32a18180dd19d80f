# uint32_t guarded_call(entry r2, callee r3, buffer r4, stack r5): s390x ELF.
# Bits of the result: 0..7 r6..r13, 8..15 f8..f15, 16 r15.
  .text
  .globl guarded_call
  .type guarded_call, @function
guarded_call:
  stmg %r6, %r15, 48(%r15)
  lay %r15, -224(%r15)
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  std %f\n, 160 + 8 * (\n - 8)(%r15)
  .endr
  larl %r1, saved_sp
  stg %r15, 0(%r1)
  lay %r5, -160(%r5)
  stg %r5, 8(%r1)
  lgr %r15, %r5
  lgr %r1, %r2
  lgr %r2, %r3
  lgr %r3, %r4
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  lghi %r0, 0x2b00 + \n
  ldgr %f\n, %r0
  .endr
  .irp n, 6, 7, 8, 9, 10, 11, 12, 13
  lghi %r\n, 0x1b00 + \n
  .endr
  basr %r14, %r1
  lghi %r2, 0
  .irp n, 6, 7, 8, 9, 10, 11, 12, 13
  cghi %r\n, 0x1b00 + \n
  je 1f
  oill %r2, 1 << (\n - 6)
1:
  .endr
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  lgdr %r0, %f\n
  cghi %r0, 0x2b00 + \n
  je 1f
  oill %r2, 1 << \n
1:
  .endr
  larl %r1, saved_sp
  cg %r15, 8(%r1)
  je 1f
  oilh %r2, 1
1:
  lg %r15, 0(%r1)
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  ld %f\n, 160 + 8 * (\n - 8)(%r15)
  .endr
  lmg %r6, %r15, 272(%r15)
  br %r14
  .size guarded_call, .-guarded_call
  .local saved_sp
  .comm saved_sp, 16, 8
  .section .note.GNU-stack, "", @progbits
