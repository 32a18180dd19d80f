/**
 * Conversions between 128-bit integers and f32 and f64. Integers are pairs of 64-bit halves, low half first.
 *
 * To a float: the value is shifted until its top bit is bit 127; the upper 64 bits, with a sticky lowest bit for what
 * is below them, are converted by the hardware, which rounds once, since a float has far fewer bits than 63; then the
 * result is scaled by a power of two, which is exact.
 *
 * To an integer: the significand is shifted into place by the exponent. Trapping forms trap `bad_toint` for NaN and
 * `int_ovf` out of range; saturating forms give 0 and the nearest limit.
 */

/** A float format: its CLIF type, the integer of its width, significand bits without the hidden one, and bias. */
interface Format {
  readonly type: "f32" | "f64";
  readonly int: "i32" | "i64";
  readonly fraction: number;
  readonly bias: number;
  /** Letters that compiler runtime libraries put into the names. */
  readonly letters: string;
}

const F32: Format = { type: "f32", int: "i32", fraction: 23, bias: 127, letters: "sf" };
const F64: Format = { type: "f64", int: "i64", fraction: 52, bias: 1023, letters: "df" };

function fromUnsigned(f: Format, name: string): string {
  return `
function %${name}(i64, i64) -> ${f.type} system_v {
block0(v0: i64, v1: i64):
    brif v1, block2, block1

block1:
    v2 = fcvt_from_uint.${f.type} v0
    return v2

block2:
    v3 = clz v1
    v4 = iconcat v0, v1
    v5 = ishl v4, v3
    v6, v7 = isplit v5
    v8 = iconst.i64 0
    v9 = icmp ne v6, v8
    v10 = uextend.i64 v9
    v11 = bor v7, v10
    v12 = fcvt_from_uint.${f.type} v11
    v13 = iconst.i64 ${64 + f.bias}
    v14 = isub v13, v3
    v15 = iconst.i64 ${f.fraction}
    v16 = ishl v14, v15
    v17 = ${f.int === "i64" ? "bor v16, v16" : "ireduce.i32 v16"}
    v18 = bitcast.${f.type} v17
    v19 = fmul v12, v18
    return v19
}
`;
}

function fromSigned(f: Format, name: string, magnitude: string): string {
  return `
function %${name}(i64, i64) -> ${f.type} system_v {
    sig0 = (i64, i64) -> ${f.type} system_v
    fn0 = colocated %${magnitude} sig0

block0(v0: i64, v1: i64):
    v2 = iconst.i64 63
    v3 = sshr v1, v2
    v4 = iconcat v3, v3
    v5 = iconcat v0, v1
    v6 = bxor v5, v4
    v7 = isub v6, v4
    v8, v9 = isplit v7
    v10 = call fn0(v8, v9)
    v11 = fneg v10
    v12 = select v3, v11, v10
    return v12
}
`;
}

/** The value 2^k in a format, as a hexadecimal literal. */
const power = (k: number): string => `0x1.0p${k}`;

/** Magnitude of the float `v0` below 2^128 in `v60`, an i128; the block that has it is block20. */
function magnitude(f: Format): string {
  return `
block10:
    v20 = bitcast.${f.int} v0
    v21 = ${f.int === "i64" ? "bor v20, v20" : "uextend.i64 v20"}
    v22 = iconst.i64 ${f.fraction}
    v23 = ushr v21, v22
    v24 = iconst.i64 ${2 * f.bias + 1}
    v25 = band v23, v24
    v26 = iconst.i64 0x${((1n << BigInt(f.fraction)) - 1n).toString(16)}
    v27 = band v21, v26
    v28 = iconst.i64 0x${(1n << BigInt(f.fraction)).toString(16)}
    v29 = bor v27, v28
    v30 = uextend.i128 v29
    v31 = iconst.i64 ${f.bias + f.fraction}
    v32 = isub v25, v31
    v33 = iconst.i64 0
    v34 = icmp slt v32, v33
    brif v34, block11, block12

block11:
    v35 = isub v33, v32
    ; Below one everything is shifted out; the shift amount must not wrap.
    v36 = iconst.i64 127
    v37 = umin v35, v36
    v38 = ushr v30, v37
    jump block20(v38)

block12:
    v39 = ishl v30, v32
    jump block20(v39)

block20(v60: i128):`;
}

function toInteger(f: Format, name: string, signed: boolean, saturating: boolean): string {
  // The largest float below the limit is an integer, so comparing with the limit itself decides.
  const high = power(signed ? 127 : 128);
  const low = signed ? `-${power(127)}` : `-${power(0)}`;
  // f32 ends below 2^128: as an unsigned number everything finite fits.
  const noLimit = f.type === "f32" && !signed;
  const limit = noLimit ? "+Inf" : high;
  const belowLow = signed ? "lt" : "le";
  const ranges = saturating
    ? `
    v1 = fcmp ord v0, v0
    brif v1, block2, block1

block1:
    v2 = iconst.i64 0
    return v2, v2

block2:
    v3 = ${f.type}const ${limit}
    v4 = fcmp ge v0, v3
    brif v4, block3, block4

block3:
    v5 = iconst.i64 -1
    v6 = iconst.i64 ${signed ? "0x7fff_ffff_ffff_ffff" : "-1"}
    return v5, v6

block4:
    v7 = ${f.type}const ${low}
    v8 = fcmp ${belowLow} v0, v7
    brif v8, block5, block10

block5:
    v9 = iconst.i64 0
    v10 = iconst.i64 ${signed ? "0x8000_0000_0000_0000" : "0"}
    return v9, v10
`
    : `
    v1 = fcmp uno v0, v0
    trapnz v1, bad_toint
    v3 = ${f.type}const ${limit}
    v4 = fcmp ge v0, v3
    trapnz v4, int_ovf
    v7 = ${f.type}const ${low}
    v8 = fcmp ${belowLow} v0, v7
    trapnz v8, int_ovf
    jump block10
`;
  const sign = signed
    ? `
    v61 = ${f.type}const 0.0
    v62 = fcmp lt v0, v61
    v63 = ineg v60
    v64 = select v62, v63, v60
    v65, v66 = isplit v64`
    : `
    v65, v66 = isplit v60`;
  return `
function %${name}(${f.type}) -> i64, i64 system_v {
block0(v0: ${f.type}):${ranges}${magnitude(f)}${sign}
    return v65, v66
}
`;
}

export const CONVERSIONS: readonly string[] = [F32, F64].flatMap((f) => [
  fromUnsigned(f, `__floatunti${f.letters}`),
  fromSigned(f, `__floatti${f.letters}`, `__floatunti${f.letters}`),
  toInteger(f, `__fixuns${f.letters}ti`, false, false),
  toInteger(f, `__fix${f.letters}ti`, true, false),
  toInteger(f, `__cranelift_fixuns${f.letters}ti_sat`, false, true),
  toInteger(f, `__cranelift_fix${f.letters}ti_sat`, true, true),
]);
