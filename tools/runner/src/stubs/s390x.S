# What CLIF cannot say on s390x; as x86_64.S.
  .set TABLE, 0x3000000000
  .set STATE, 0x3001000000

  .globl start, system_call, restorer, stfle, flush, guarded_call, recover
  .macro load64 reg, value
  llihf \reg, ((\value) >> 32)
  oilf \reg, ((\value) & 0xffffffff)
  .endm

start:
  lgr %r2, %r15
  lay %r15, -160(%r15)
  xc 0(8, %r15), 0(%r15)
  load64 %r1, TABLE
  lg %r1, 0(%r1)
  basr %r14, %r1
  .short 0

# (number, five arguments): the last one is on the stack.
system_call:
  stmg %r6, %r7, 48(%r15)
  lgr %r1, %r2
  lgr %r2, %r3
  lgr %r3, %r4
  lgr %r4, %r5
  lgr %r5, %r6
  lg %r6, 160(%r15)
  svc 0
  lmg %r6, %r7, 48(%r15)
  br %r14

restorer:
  svc 173

# (address of four doublewords)
stfle:
  lghi %r0, 3
  .insn s, 0xb2b00000, 0(%r2)
  br %r14

# (from, to): storing is enough; a branch to what was stored serializes.
flush:
  bcr 15, 0
  br %r14

# (entry, callee, buffer, stack) -> registers that changed: bits 0..7 r6..r13, 8..15 f8..f15, 16 r15; bit 31: a signal
# came.
guarded_call:
  stmg %r6, %r15, 48(%r15)
  lay %r15, -224(%r15)
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  std %f\n, 160 + 8 * (\n - 8)(%r15)
  .endr
  load64 %r1, STATE
  lay %r5, -160(%r5)
  stg %r15, 0(%r1)
  stg %r5, 8(%r1)
  lgr %r15, %r5
  lgr %r1, %r2
  lgr %r2, %r3
  lgr %r3, %r4
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  llihf %r0, 0x2b2b0000 + \n
  ldgr %f\n, %r0
  .endr
  .irp n, 6, 7, 8, 9, 10, 11, 12, 13
  llihf %r\n, 0x1b1b0000 + \n
  oilf %r\n, 0x1b1b0000 + \n
  .endr
  basr %r14, %r1
  lghi %r2, 0
  .irp n, 6, 7, 8, 9, 10, 11, 12, 13
  llihf %r0, 0x1b1b0000 + \n
  oilf %r0, 0x1b1b0000 + \n
  cgr %r\n, %r0
  je 1f
  oill %r2, 1 << (\n - 6)
1:
  .endr
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  llihf %r0, 0x2b2b0000 + \n
  lgdr %r1, %f\n
  cgr %r1, %r0
  je 1f
  oill %r2, 1 << \n
1:
  .endr
  load64 %r1, STATE
  cg %r15, 8(%r1)
  je 2f
  oilh %r2, 1
  j 2f
# Where the signal handler goes on after a call that did not come back.
recover:
  load64 %r1, STATE
  llilh %r2, 0x8000
2:
  lg %r15, 0(%r1)
  .irp n, 8, 9, 10, 11, 12, 13, 14, 15
  ld %f\n, 160 + 8 * (\n - 8)(%r15)
  .endr
  lmg %r6, %r15, 272(%r15)
  br %r14
