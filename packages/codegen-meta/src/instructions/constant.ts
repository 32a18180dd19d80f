/** Constants and selection. */
import { explicit, from, inst, NONE, type Row } from "../cdsl/instruction.ts";

export const CONSTANT: readonly Row[] = [
  inst("iconst", "UnaryImm", explicit("NarrowInt"), "imm: imm64", "a: T", "",
    "The integer `imm`, kept masked to the width of the type. For i128, extend an i64 constant."),
  inst("f16const", "UnaryIeee16", NONE, "imm: ieee16", "a: f16", "",
    "The f16 with exactly these bits, NaN payload included."),
  inst("f32const", "UnaryIeee32", NONE, "imm: ieee32", "a: f32", "",
    "The f32 with exactly these bits, NaN payload included."),
  inst("f64const", "UnaryIeee64", NONE, "imm: ieee64", "a: f64", "",
    "The f64 with exactly these bits, NaN payload included."),
  inst("f128const", "UnaryConst", NONE, "constant: constant", "a: f128", "",
    "The f128 whose 16 bytes `constant` holds, least significant byte first."),
  inst("select", "Ternary", from(1, "Any"), "c: ScalarTruthy, x: T, y: T", "a: T", "",
    "`x` when `c` is not zero, else `y`; vectors are chosen whole."),
  inst("select_spectre_guard", "Ternary", from(1, "Any"), "c: ScalarTruthy, x: T, y: T", "a: T", "",
    "As `select`, and computed by data flow that the processor does not speculate around; never turned into branches."),
  inst("bitselect", "Ternary", from(1, "Any"), "c: T, x: T, y: T", "a: T", "",
    "Bit by bit: the bit of `x` where `c` has a one, the bit of `y` where it has a zero."),
  inst("blendv", "Ternary", from(1, "Any"), "c: T, x: T, y: T", "a: T", "",
    "Lane by lane: the lane of `x` where the top bit of the lane of `c` is set, else the lane of `y`."),
];
