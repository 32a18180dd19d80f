/** Integer arithmetic, bitwise operations, shifts, bit counting. */
import { from, inst, NONE, type Row } from "../cdsl/instruction.ts";

function unary(name: string, set: string, doc: string): Row {
  return inst(name, "Unary", from(0, set), "x: T", "a: T", "", doc);
}

function binary(name: string, set: string, doc: string, effects: string = ""): Row {
  return inst(name, "Binary", from(0, set), "x: T, y: T", "a: T", effects, doc);
}

function overflowing(name: string, set: string, doc: string): Row {
  return inst(name, "Binary", from(0, set), "x: T, y: T", "a: T, of: i8", "", doc);
}

function carrying(name: string, carry: string, doc: string): Row {
  return inst(name, "Ternary", from(1, "iB"), `x: T, y: T, ${carry}: i8`, `a: T, ${carry}_out: i8`, "", doc);
}

function shift(name: string, doc: string): Row {
  return inst(name, "Binary", from(0, "Int"), "x: T, y: iB", "a: T", "", doc);
}

export const INTEGER: readonly Row[] = [
  inst("icmp", "IntCompare", from(0, "Int"), "cond: intcc, x: T, y: T", "a: as_truthy", "",
    "Compare: 1 or 0 for scalars; for vectors all ones or all zeros in each lane."),
  binary("iadd", "Int", "Sum, modulo 2 to the lane width."),
  binary("isub", "Int", "Difference, modulo 2 to the lane width."),
  binary("imul", "Int", "Low half of the product."),
  unary("ineg", "Int", "0 - `x`, modulo 2 to the lane width."),
  unary("iabs", "Int", "Absolute value of `x` read as signed; the least value stays as it is."),
  binary("umulhi", "Int", "High half of the unsigned product."),
  binary("smulhi", "Int", "High half of the signed product."),
  binary("sqmul_round_sat", "I16or32",
    "Fixed-point product of Q-format numbers of width b: (`x` * `y` + 2^(b-2)) >> (b-1), so that the least value times itself saturates to the greatest."),
  binary("x86_pmulhrsw", "I16or32",
    "As `sqmul_round_sat` without the saturation: the least value times itself is the least value."),
  binary("udiv", "iB", "Unsigned quotient. Traps `int_divz` when `y` is 0.", "tI"),
  binary("sdiv", "iB",
    "Signed quotient, rounded toward zero. Traps `int_divz` when `y` is 0 and `int_ovf` when the least value is divided by -1.", "tI"),
  binary("urem", "iB", "Unsigned remainder. Traps `int_divz` when `y` is 0.", "tI"),
  binary("srem", "iB",
    "Signed remainder, with the sign of `x`. Traps `int_divz` when `y` is 0; the least value modulo -1 is 0.", "tI"),
  overflowing("uadd_overflow", "iB", "Wrapped sum, and 1 if the unsigned sum does not fit, else 0."),
  overflowing("sadd_overflow", "iB", "Wrapped sum, and 1 if the signed sum does not fit, else 0."),
  overflowing("usub_overflow", "iB", "Wrapped difference, and 1 if it borrows (`x` < `y` unsigned), else 0."),
  overflowing("ssub_overflow", "iB", "Wrapped difference, and 1 if the signed difference does not fit, else 0."),
  overflowing("umul_overflow", "NarrowInt", "Low half of the product, and 1 if the unsigned product does not fit, else 0."),
  overflowing("smul_overflow", "NarrowInt", "Low half of the product, and 1 if the signed product does not fit, else 0."),
  carrying("uadd_overflow_cin", "c_in",
    "`x` + `y` + 1 if `c_in` is not zero, `x` + `y` otherwise, wrapped; and the unsigned carry out."),
  carrying("sadd_overflow_cin", "c_in",
    "`x` + `y` + 1 if `c_in` is not zero, `x` + `y` otherwise, wrapped; and whether the signed sum overflows."),
  carrying("usub_overflow_bin", "b_in",
    "`x` - (`y` + 1) if `b_in` is not zero, `x` - `y` otherwise, wrapped; and the unsigned borrow out."),
  carrying("ssub_overflow_bin", "b_in",
    "`x` - (`y` + 1) if `b_in` is not zero, `x` - `y` otherwise, wrapped; and whether the signed difference overflows."),
  inst("uadd_overflow_trap", "IntAddTrap", from(0, "i32_64"), "x: T, y: T, code: trap_code", "a: T", "tI",
    "Unsigned sum; traps with `code` when it does not fit."),
  binary("iadd_pairwise", "I8or16or32xN",
    "Wrapped sums of neighbouring lanes: first of the pairs of `x`, then of the pairs of `y`."),
  inst("x86_pmaddubsw", "Binary", NONE, "x: i8x16, y: i8x16", "a: i16x8", "",
    "Multiply the bytes of `x`, signed, with the bytes of `y`, unsigned, and add neighbouring products with signed saturation to 16 bits. The machine instruction takes its operands in the other order."),
  binary("band", "Any", "Bitwise and; floats take part as bits."),
  binary("bor", "Any", "Bitwise or; floats take part as bits."),
  binary("bxor", "Any", "Bitwise exclusive or; floats take part as bits."),
  unary("bnot", "Any", "Bitwise complement; floats take part as bits."),
  shift("ishl", "Shift left. The amount `y` counts modulo the lane width and holds for every lane."),
  shift("ushr", "Shift right, filling with zeros. The amount `y` counts modulo the lane width and holds for every lane."),
  shift("sshr", "Shift right, filling with the sign. The amount `y` counts modulo the lane width and holds for every lane."),
  shift("rotl", "Rotate left. The amount `y` counts modulo the lane width and holds for every lane."),
  shift("rotr", "Rotate right. The amount `y` counts modulo the lane width and holds for every lane."),
  unary("bitrev", "iB", "The bits of `x` in reverse order."),
  unary("clz", "iB", "Number of zero bits above the highest one; the width when `x` is 0."),
  unary("cls", "iB", "Number of bits below the sign bit that repeat it, before the first that differs; the width less one for 0 and -1."),
  unary("ctz", "iB", "Number of zero bits below the lowest one; the width when `x` is 0."),
  unary("bswap", "iSwappable", "The bytes of `x` in reverse order."),
  unary("popcnt", "Int", "Number of ones in each lane."),
];
