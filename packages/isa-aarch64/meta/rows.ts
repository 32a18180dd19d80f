/**
 * Rows of aarch64: integer arithmetic, memory, branches and calls. Every instruction is one 32-bit word: a base with
 * fields or-ed in (Arm ARM, chapter C6); sequences are pseudo-instructions of form `seq`.
 */
import { machinst } from "@cranelift-ts/codegen-meta";

const { def, lateUse, plain, use } = machinst;

/** Where the operands go. */
export type Form =
  /** Rd, Rn, Rm */
  | "rrr"
  /** Rd, Rn, Rm, Ra */
  | "rrrr"
  /** Rd, Rn */
  | "rr"
  /** Rn, Rm */
  | "nm"
  /** Rd, Rn, imm12 */
  | "rri"
  /** Rn, imm12 */
  | "ni"
  /** Rd, imm16, hw */
  | "mov"
  /** Rd, condition */
  | "cset"
  /** Rd, Rn, Rm, condition */
  | "csel"
  /** Loads and stores: base = scaled unsigned offset, base2 = unscaled */
  | "mem"
  /** Made by code of its own. */
  | "seq";

export interface A64Encoding {
  readonly form: Form;
  readonly base: number;
  /** log2 of the bytes accessed, for `mem`. */
  readonly scale: number;
  /** Unscaled form, for `mem`. */
  readonly unscaled: number;
}

export type A64Row = machinst.InstRow<A64Encoding>;

const INT = 0;

function row(name: string, operands: readonly machinst.Operand[], form: Form, base: number, asm: string, manual: string, effects: readonly machinst.Effect[] = []): A64Row {
  return { name, operands, encoding: { form, base, scale: 0, unscaled: 0 }, asm, effects, features: [], manual };
}

/** A 32-bit and a 64-bit instruction that differ in the top bit. */
function both(name: string, operands: readonly machinst.Operand[], form: Form, base: number, asm: string, manual: string, effects: readonly machinst.Effect[] = []): A64Row[] {
  const text = (w: string): string => asm.replaceAll(/\{(\w+)\}/g, (all, o: string) => (operands.some((x) => x.name === o && x.kind === "reg") ? `{${o}:${w}}` : all));
  return [
    row(`${name}_w`, operands, form, base, text("w"), manual, effects),
    row(`${name}_x`, operands, form, (base | 0x8000_0000) >>> 0, text("x"), manual, effects),
  ];
}

const RRR = [def("rd", INT), use("rn", INT), use("rm", INT)];
const RRI = [def("rd", INT), use("rn", INT), plain("word", "imm")];

function mem(name: string, isLoad: boolean, scale: number, base: number, unscaled: number, reg: string): A64Row {
  return {
    name,
    operands: [isLoad ? def("rt", INT) : use("rt", INT), plain("amode", "addr"), plain("trap", "code")],
    encoding: { form: "mem", base, scale, unscaled },
    asm: `${name.split("_")[0]} {rt:${reg}}, {addr}`,
    effects: [isLoad ? "load" : "store", "trap"],
    features: [],
    manual: "C6.2 LDR/STR (immediate), LDUR/STUR",
  };
}

const ROWS: readonly A64Row[] = [
  ...both("add", RRR, "rrr", 0x0b00_0000, "add {rd}, {rn}, {rm}", "C6.2 ADD (shifted register)"),
  ...both("sub", RRR, "rrr", 0x4b00_0000, "sub {rd}, {rn}, {rm}", "C6.2 SUB (shifted register)"),
  ...both("and", RRR, "rrr", 0x0a00_0000, "and {rd}, {rn}, {rm}", "C6.2 AND (shifted register)"),
  ...both("orr", RRR, "rrr", 0x2a00_0000, "orr {rd}, {rn}, {rm}", "C6.2 ORR (shifted register)"),
  ...both("eor", RRR, "rrr", 0x4a00_0000, "eor {rd}, {rn}, {rm}", "C6.2 EOR (shifted register)"),
  ...both("orn", RRR, "rrr", 0x2a20_0000, "orn {rd}, {rn}, {rm}", "C6.2 ORN (shifted register)"),
  ...both("add_imm", RRI, "rri", 0x1100_0000, "add {rd}, {rn}, #{imm}", "C6.2 ADD (immediate)"),
  ...both("sub_imm", RRI, "rri", 0x5100_0000, "sub {rd}, {rn}, #{imm}", "C6.2 SUB (immediate)"),
  ...both("madd", [...RRR, use("ra", INT)], "rrrr", 0x1b00_0000, "madd {rd}, {rn}, {rm}, {ra}", "C6.2 MADD"),
  ...both("msub", [...RRR, use("ra", INT)], "rrrr", 0x1b00_8000, "msub {rd}, {rn}, {rm}, {ra}", "C6.2 MSUB"),
  ...both("udiv", RRR, "rrr", 0x1ac0_0800, "udiv {rd}, {rn}, {rm}", "C6.2 UDIV"),
  ...both("sdiv", RRR, "rrr", 0x1ac0_0c00, "sdiv {rd}, {rn}, {rm}", "C6.2 SDIV"),
  ...both("lslv", RRR, "rrr", 0x1ac0_2000, "lsl {rd}, {rn}, {rm}", "C6.2 LSLV"),
  ...both("lsrv", RRR, "rrr", 0x1ac0_2400, "lsr {rd}, {rn}, {rm}", "C6.2 LSRV"),
  ...both("asrv", RRR, "rrr", 0x1ac0_2800, "asr {rd}, {rn}, {rm}", "C6.2 ASRV"),
  ...both("rorv", RRR, "rrr", 0x1ac0_2c00, "ror {rd}, {rn}, {rm}", "C6.2 RORV"),
  ...both("clz", [def("rd", INT), use("rn", INT)], "rr", 0x5ac0_1000, "clz {rd}, {rn}", "C6.2 CLZ"),
  ...both("cmp", [use("rn", INT), use("rm", INT)], "nm", 0x6b00_001f, "cmp {rn}, {rm}", "C6.2 CMP (shifted register)", ["flags"]),
  ...both("cmp_imm", [use("rn", INT), plain("word", "imm")], "ni", 0x7100_001f, "cmp {rn}, #{imm}", "C6.2 CMP (immediate)", ["flags"]),
  ...both("cmn_imm", [use("rn", INT), plain("word", "imm")], "ni", 0x3100_001f, "cmn {rn}, #{imm}", "C6.2 CMN (immediate)", ["flags"]),
  row("uxtb", [def("rd", INT), use("rn", INT)], "rr", 0x5300_1c00, "uxtb {rd:w}, {rn:w}", "C6.2 UXTB"),
  row("uxth", [def("rd", INT), use("rn", INT)], "rr", 0x5300_3c00, "uxth {rd:w}, {rn:w}", "C6.2 UXTH"),
  row("uxtw", [def("rd", INT), use("rn", INT)], "nm", 0x2a00_03e0, "mov {rd:w}, {rn:w}", "C6.2 MOV (register)"),
  row("sxtb", [def("rd", INT), use("rn", INT)], "rr", 0x9340_1c00, "sxtb {rd:x}, {rn:w}", "C6.2 SXTB"),
  row("sxth", [def("rd", INT), use("rn", INT)], "rr", 0x9340_3c00, "sxth {rd:x}, {rn:w}", "C6.2 SXTH"),
  row("sxtw", [def("rd", INT), use("rn", INT)], "rr", 0x9340_7c00, "sxtw {rd:x}, {rn:w}", "C6.2 SXTW"),
  row("mov", [def("rd", INT), use("rm", INT)], "seq", 0xaa00_03e0, "mov {rd:x}, {rm:x}", "C6.2 MOV (register)", ["move"]),
  row("movz", [def("rd", INT), plain("word", "imm"), plain("word", "hw")], "mov", 0xd280_0000, "movz {rd:x}, #{imm}, lsl #{hw:shift}", "C6.2 MOVZ"),
  row("movn", [def("rd", INT), plain("word", "imm"), plain("word", "hw")], "mov", 0x9280_0000, "movn {rd:x}, #{imm}, lsl #{hw:shift}", "C6.2 MOVN"),
  row("ldr_const", [def("rd", INT), plain("constant", "c")], "seq", 0x5800_0000, "ldr {rd:x}, {c}", "C6.2 LDR (literal)"),
  row("cset", [def("rd", INT), plain("word", "cond")], "cset", 0x1a9f_07e0, "cset {rd:w}, {cond:cond}", "C6.2 CSET", ["readsFlags"]),
  row("csel", [...RRR, plain("word", "cond")], "csel", 0x9a80_0000, "csel {rd:x}, {rn:x}, {rm:x}, {cond:cond}", "C6.2 CSEL", ["readsFlags"]),
  mem("ldrb", true, 0, 0x3940_0000, 0x3840_0000, "w"),
  mem("ldrh", true, 1, 0x7940_0000, 0x7840_0000, "w"),
  mem("ldr_w", true, 2, 0xb940_0000, 0xb840_0000, "w"),
  mem("ldr_x", true, 3, 0xf940_0000, 0xf840_0000, "x"),
  mem("ldrsb", true, 0, 0x3980_0000, 0x3880_0000, "x"),
  mem("ldrsh", true, 1, 0x7980_0000, 0x7880_0000, "x"),
  mem("ldrsw", true, 2, 0xb980_0000, 0xb880_0000, "x"),
  mem("strb", false, 0, 0x3900_0000, 0x3800_0000, "w"),
  mem("strh", false, 1, 0x7900_0000, 0x7800_0000, "w"),
  mem("str_w", false, 2, 0xb900_0000, 0xb800_0000, "w"),
  mem("str_x", false, 3, 0xf900_0000, 0xf800_0000, "x"),
  row("lea", [def("rd", INT), plain("amode", "addr")], "seq", 0, "add {rd:x}, {addr}", "C6.2 ADD"),
  row("b", [plain("label", "target")], "seq", 0x1400_0000, "b {target}", "C6.2 B", ["branch"]),
  row("b_cond", [plain("label", "taken"), plain("label", "other"), plain("word", "cond")], "seq", 0x5400_0000, "b.{cond:cond} {taken} ; b {other}", "C6.2 B.cond", ["branch", "readsFlags"]),
  row("cbnz", [use("rt", INT), plain("label", "taken"), plain("label", "other")], "seq", 0xb500_0000, "cbnz {rt:x}, {taken} ; b {other}", "C6.2 CBNZ", ["branch"]),
  row("jump_table", [use("index", INT), plain("label", "default"), plain("word", "table")], "seq", 0, "br_table {index:x}, {default}", "C6.2 ADR, LDRSW, BR", ["branch"]),
  row("trap", [plain("trap", "code")], "seq", 0xc11f, "udf #0xc11f ; {code}", "C6.2 UDF", ["trap", "ret"]),
  row("trap_if", [plain("word", "cond"), plain("trap", "code")], "seq", 0, "b.{cond:cond} #trap={code}", "C6.2 B.cond, UDF", ["trap", "readsFlags"]),
  row("call", [plain("name", "name"), plain("word", "info"), plain("regs", "regs")], "seq", 0x9400_0000, "bl {name}", "C6.2 BL", ["call"]),
  row("call_far", [plain("name", "name"), plain("word", "info"), plain("regs", "regs")], "seq", 0, "ldr x16, {name} ; blr x16", "C6.2 BLR", ["call"]),
  row("call_reg", [lateUse("rn", INT), plain("word", "info"), plain("regs", "regs")], "seq", 0xd63f_0000, "blr {rn:x}", "C6.2 BLR", ["call"]),
  row("load_name", [def("rd", INT), plain("name", "name"), plain("imm64", "offset")], "seq", 0, "ldr {rd:x}, {name}", "C6.2 LDR (literal)"),
  row("args", [plain("regs", "regs")], "seq", 0, "", ""),
  row("ret", [plain("regs", "regs")], "seq", 0xd65f_03c0, "ret", "C6.2 RET", ["ret"]),
  row("push_frame", [], "seq", 0xa9bf_7bfd, "stp fp, lr, [sp, #-16]!", "C6.2 STP"),
  row("pop_frame", [], "seq", 0xa8c1_7bfd, "ldp fp, lr, [sp], #16", "C6.2 LDP"),
  row("set_frame", [], "seq", 0x9100_03fd, "mov fp, sp", "C6.2 MOV (to/from SP)"),
  row("restore_sp", [], "seq", 0x9100_03bf, "mov sp, fp", "C6.2 MOV (to/from SP)"),
  row("sub_sp", [plain("word", "bytes")], "seq", 0, "sub sp, sp, #{bytes}", "C6.2 SUB"),
];

export const AARCH64_MACHINE: machinst.MachineDescription<A64Encoding> = {
  isa: "aarch64",
  className: "A64Insts",
  prefix: "a64_",
  // Area + 1 or 0 for a register, base, offset.
  amodeWords: 3,
  amodeRegisters: [1],
  registerTypes: ["Reg", "Reg", "Reg"],
  rows: ROWS,
};
