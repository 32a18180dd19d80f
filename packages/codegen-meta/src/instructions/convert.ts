/** Conversions between types. */
import { explicit, from, inst, NONE, type Row } from "../cdsl/instruction.ts";

function convert(name: string, result: string, operand: string, effects: string, doc: string): Row {
  return inst(name, "Unary", explicit(result), `x: ${operand}`, "a: T", effects, doc);
}

function narrow(name: string, doc: string): Row {
  return inst(name, "Binary", from(0, "I16or32or64xN"), "x: T, y: T", "a: split_lanes", "", doc);
}

function widen(name: string, doc: string): Row {
  return inst(name, "Unary", from(0, "I8or16or32xN"), "x: T", "a: merge_lanes", "", doc);
}

export const CONVERT: readonly Row[] = [
  inst("bitcast", "LoadNoOffset", explicit("MemTo"), "flags: memflags, x: Mem", "a: T", "",
    "The bits of `x` as another type of the same size, as if stored and loaded again. Of the flags only `big` and `little` are allowed, and one of them is required when the lane count changes."),
  convert("bmask", "IntS", "iB", "", "All ones when `x` is not zero, else 0. The widths are independent."),
  convert("ireduce", "IntS", "wider IntS", "", "The low bits of `x`."),
  convert("uextend", "IntS", "narrower IntS", "", "`x` extended with zeros. The source is strictly narrower."),
  convert("sextend", "IntS", "narrower IntS", "", "`x` extended with its sign. The source is strictly narrower."),
  inst("isplit", "Unary", from(0, "WideInt"), "x: T", "lo: half_width, hi: half_width", "",
    "The low and the high half of `x`."),
  inst("iconcat", "Binary", from(0, "NarrowInt"), "lo: T, hi: T", "a: double_width", "",
    "The integer of twice the width with low half `lo` and high half `hi`."),
  narrow("snarrow", "The lanes of `x`, then of `y`, read as signed and saturated to signed lanes of half the width."),
  narrow("unarrow", "The lanes of `x`, then of `y`, read as signed and saturated to unsigned lanes of half the width."),
  narrow("uunarrow", "The lanes of `x`, then of `y`, read as unsigned and saturated to unsigned lanes of half the width."),
  widen("swiden_low", "The low half of the lanes, sign-extended to twice the width."),
  widen("swiden_high", "The high half of the lanes, sign-extended to twice the width."),
  widen("uwiden_low", "The low half of the lanes, zero-extended to twice the width."),
  widen("uwiden_high", "The high half of the lanes, zero-extended to twice the width."),
  convert("fpromote", "FloatS", "narrower FloatS", "", "`x` in a wider format, exactly; a NaN becomes quiet."),
  convert("fdemote", "FloatS", "wider FloatS", "", "`x` in a narrower format, rounded to nearest even; a NaN becomes quiet."),
  inst("fvdemote", "Unary", NONE, "x: f64x2", "a: f32x4", "",
    "Both lanes of `x`, rounded to f32, in lanes 0 and 1; lanes 2 and 3 are zero."),
  inst("fvpromote_low", "Unary", NONE, "x: f32x4", "a: f64x2", "",
    "Lanes 0 and 1 of `x` as f64."),
  convert("fcvt_to_uint", "IntS", "FloatS", "tI",
    "`x` truncated to an unsigned integer. Traps `bad_toint` for a NaN and `int_ovf` out of range; numbers between -1 and 0 give 0."),
  convert("fcvt_to_sint", "IntS", "FloatS", "tI",
    "`x` truncated to a signed integer. Traps `bad_toint` for a NaN and `int_ovf` out of range."),
  convert("fcvt_to_uint_sat", "IntFixed", "Float", "",
    "`x` truncated and clamped to the unsigned range; a NaN gives 0. As many lanes as `x`."),
  convert("fcvt_to_sint_sat", "IntFixed", "Float", "",
    "`x` truncated and clamped to the signed range; a NaN gives 0. As many lanes as `x`."),
  convert("x86_cvtt2dq", "IntFixed", "Float", "",
    "`x` truncated to signed integers as the x86 instruction does: a NaN or a number out of range gives the least value. As many lanes as `x`."),
  convert("fcvt_from_uint", "Float", "IntFixed", "", "The unsigned integer `x`, rounded to nearest even. As many lanes as `x`."),
  convert("fcvt_from_sint", "Float", "IntFixed", "", "The signed integer `x`, rounded to nearest even. As many lanes as `x`."),
];
