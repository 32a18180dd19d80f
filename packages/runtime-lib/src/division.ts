/**
 * Division of 128-bit integers, which no target has. Operands and results are pairs of 64-bit halves, low half first.
 *
 * Where both high halves are zero one hardware division does it. Otherwise restoring division, one bit of quotient a
 * round, starting at the first bit that can be set: as many rounds as the operands differ in leading zeros.
 */

/** What a routine returns. */
type Kind = "quotient" | "remainder";

/** `(n, d) -> n / d` or `n % d`, unsigned; traps `int_divz` for d = 0. */
function unsigned(name: string, kind: Kind): string {
  const fast = kind === "quotient" ? "udiv" : "urem";
  return `
function %${name}(i64, i64, i64, i64) -> i64, i64 system_v {
block0(v0: i64, v1: i64, v2: i64, v3: i64):
    v4 = bor v1, v3
    v5 = iconst.i64 0
    brif v4, block2, block1

block1:
    v6 = ${fast} v0, v2
    return v6, v5

block2:
    v7 = bor v2, v3
    trapz v7, int_divz
    v8 = iconcat v0, v1
    v9 = iconcat v2, v3
    v10 = iconcat v5, v5
    v11 = icmp ult v8, v9
    brif v11, block6(v10, v8), block3

block3:
    v12 = clz v9
    v13 = clz v8
    v14 = isub v12, v13
    v15 = ireduce.i64 v14
    v16 = ishl v9, v15
    jump block4(v8, v16, v10, v15)

block4(v20: i128, v21: i128, v22: i128, v23: i64):
    v24 = icmp uge v20, v21
    v25 = isub v20, v21
    v26 = select v24, v25, v20
    v27 = uextend.i64 v24
    v28 = uextend.i128 v27
    v29 = iadd v22, v22
    v30 = bor v29, v28
    v31 = iconst.i64 1
    v32 = ushr v21, v31
    brif v23, block5, block6(v30, v26)

block5:
    v33 = isub v23, v31
    jump block4(v26, v32, v30, v33)

block6(v40: i128, v41: i128):
    v42, v43 = isplit ${kind === "quotient" ? "v40" : "v41"}
    return v42, v43
}
`;
}

/** The signed routine on top of the unsigned one: division of magnitudes, then the sign. */
function signed(name: string, kind: Kind, magnitude: string): string {
  // The quotient is negative when the signs differ, the remainder when the dividend is.
  const sign = kind === "quotient" ? "bxor v6, v7" : "bor v6, v6";
  // MIN / -1 does not fit; MIN % -1 is 0.
  const overflow =
    kind === "quotient"
      ? `
    v30 = iconst.i64 -1
    v31 = band v2, v3
    v32 = icmp eq v31, v30
    v33 = iconst.i64 0x8000_0000_0000_0000
    v34 = bxor v1, v33
    v35 = bor v0, v34
    v36 = iconst.i64 0
    v37 = icmp eq v35, v36
    v38 = band v32, v37
    trapnz v38, int_ovf`
      : "";
  return `
function %${name}(i64, i64, i64, i64) -> i64, i64 system_v {
    sig0 = (i64, i64, i64, i64) -> i64, i64 system_v
    fn0 = colocated %${magnitude} sig0

block0(v0: i64, v1: i64, v2: i64, v3: i64):${overflow}
    v5 = iconst.i64 63
    v6 = sshr v1, v5
    v7 = sshr v3, v5
    v8 = iconcat v6, v6
    v9 = iconcat v7, v7
    v10 = iconcat v0, v1
    v11 = iconcat v2, v3
    v12 = bxor v10, v8
    v13 = isub v12, v8
    v14 = bxor v11, v9
    v15 = isub v14, v9
    v16, v17 = isplit v13
    v18, v19 = isplit v15
    v20, v21 = call fn0(v16, v17, v18, v19)
    v22 = ${sign}
    v23 = iconcat v22, v22
    v24 = iconcat v20, v21
    v25 = bxor v24, v23
    v26 = isub v25, v23
    v27, v28 = isplit v26
    return v27, v28
}
`;
}

export const DIVISION: readonly string[] = [
  unsigned("__udivti3", "quotient"),
  unsigned("__umodti3", "remainder"),
  signed("__divti3", "quotient", "__udivti3"),
  signed("__modti3", "remainder", "__umodti3"),
];
