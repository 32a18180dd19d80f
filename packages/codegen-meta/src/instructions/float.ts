/**
 * Floating point: IEEE 754, round to nearest even, no traps, no exception flags.
 *
 * Where an operation makes a NaN, its sign and payload are not determined unless `enable_nan_canonicalization` is on.
 */
import { from, inst, type Row } from "../cdsl/instruction.ts";

function unary(name: string, doc: string): Row {
  return inst(name, "Unary", from(0, "Float"), "x: T", "a: T", "", doc);
}

function binary(name: string, doc: string): Row {
  return inst(name, "Binary", from(0, "Float"), "x: T, y: T", "a: T", "", doc);
}

export const FLOAT: readonly Row[] = [
  inst("fcmp", "FloatCompare", from(0, "Float"), "cond: floatcc, x: T, y: T", "a: as_truthy", "",
    "Compare: 1 or 0 for scalars; for vectors all ones or all zeros in each lane."),
  binary("fadd", "Sum, rounded to nearest even."),
  binary("fsub", "Difference, rounded to nearest even."),
  binary("fmul", "Product, rounded to nearest even."),
  binary("fdiv", "Quotient, rounded to nearest even; dividing by zero gives an infinity or a NaN."),
  unary("sqrt", "Square root; -0 stays -0, other negative numbers give a NaN."),
  inst("fma", "Ternary", from(1, "Float"), "x: T, y: T, z: T", "a: T", "",
    "`x` * `y` + `z` with a single rounding."),
  unary("fneg", "`x` with its sign bit flipped; NaN payloads are kept."),
  unary("fabs", "`x` with its sign bit cleared; NaN payloads are kept."),
  binary("fcopysign", "`x` with the sign bit of `y`; NaN payloads are kept."),
  binary("fmin", "The lesser; a NaN if either is one; -0 counts as less than +0."),
  binary("fmax", "The greater; a NaN if either is one; -0 counts as less than +0."),
  unary("ceil", "Round up to an integer; the sign of a zero is kept, a signalling NaN becomes quiet."),
  unary("floor", "Round down to an integer; the sign of a zero is kept, a signalling NaN becomes quiet."),
  unary("trunc", "Round toward zero to an integer; the sign of a zero is kept, a signalling NaN becomes quiet."),
  unary("nearest", "Round to the nearest integer, ties to even; the sign of a zero is kept, a signalling NaN becomes quiet."),
];
