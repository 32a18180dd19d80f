/** The instructions of the made-up machine: rows, tables made of them, and what its branches reach. */
import { machinst } from "@cranelift-ts/codegen-meta";
import type { LabelUse, MachineTables } from "../../index.ts";

const { def, lateUse, mod, plain, use } = machinst;

interface Enc {
  readonly op: number;
}

export const INT = 0;
export const FRAME = 13;
export const TMP = 14;
export const SP = 15;

// Addresses: kind (0 register, 1 + area otherwise), base, offset.
const rows: readonly machinst.InstRow<Enc>[] = [
  row("movi", [def("d", INT), plain("imm32", "i")], 1, "movi {d}, {i}"),
  row("ldc", [def("d", INT), plain("constant", "c")], 2, "ldc {d}, {c}"),
  row("mov", [def("d", INT), use("s", INT)], 3, "mov {d}, {s}", ["move"]),
  row("add", [def("d", INT), use("a", INT), use("b", INT)], 4, "add {d}, {a}, {b}"),
  row("sub", [def("d", INT), use("a", INT), use("b", INT)], 5, "sub {d}, {a}, {b}"),
  // A two-operand instruction, to exercise reuse.
  row("mul", [...mod("d", "a", INT), use("b", INT)], 6, "mul {d}, {b}"),
  row("and", [def("d", INT), use("a", INT), use("b", INT)], 7, "and {d}, {a}, {b}"),
  row("or", [def("d", INT), use("a", INT), use("b", INT)], 8, "or {d}, {a}, {b}"),
  row("xor", [def("d", INT), use("a", INT), use("b", INT)], 9, "xor {d}, {a}, {b}"),
  // Shift counts are in r1, as on some real machines.
  row("shl", [def("d", INT), use("a", INT), use("n", INT, { fixed: 1 })], 10, "shl {d}, {a}, {n}"),
  row(
    "ext",
    [def("d", INT), use("a", INT), plain("imm8", "bits"), plain("imm8", "signed")],
    11,
    "ext {d}, {a}, {bits}, {signed}",
  ),
  row("cmp", [def("d", INT), use("a", INT), use("b", INT), plain("imm8", "cc")], 12, "cmp{cc} {d}, {a}, {b}"),
  row(
    "sel",
    [def("d", INT), use("c", INT), lateUse("a", INT), lateUse("b", INT)],
    13,
    "sel {d}, {c}, {a}, {b}",
  ),
  row(
    "load",
    [def("d", INT), plain("amode", "m"), plain("imm8", "bytes"), plain("trap", "t")],
    14,
    "load{bytes} {d}, {m}",
    ["load"],
  ),
  row(
    "store",
    [use("s", INT), plain("amode", "m"), plain("imm8", "bytes"), plain("trap", "t")],
    15,
    "store{bytes} {s}, {m}",
    ["store"],
  ),
  row("lea", [def("d", INT), plain("amode", "m")], 16, "lea {d}, {m}"),
  row("addload", [def("d", INT), use("a", INT), plain("amode", "m")], 17, "addload {d}, {a}, {m}", ["load"]),
  row("jmp", [plain("label", "l")], 18, "jmp {l}", ["branch"]),
  row("bnz", [use("c", INT), plain("label", "t"), plain("label", "f")], 19, "bnz {c}, {t}, {f}", ["branch"]),
  row("table", [use("i", INT), plain("label", "default"), plain("word", "n")], 20, "table {i}, {default}", [
    "branch",
  ]),
  row("call", [plain("name", "n"), plain("word", "info"), plain("regs", "r")], 21, "call {n} {r}", ["call"]),
  row("callr", [use("c", INT), plain("word", "info"), plain("regs", "r")], 22, "call {c} {r}", ["call"]),
  row(
    "trycall",
    [plain("name", "n"), plain("word", "info"), plain("label", "next"), plain("regs", "r")],
    23,
    "trycall {n}, {next} {r}",
    ["call", "branch"],
  ),
  row("tail", [plain("name", "n"), plain("word", "info"), plain("regs", "r")], 24, "tail {n} {r}", [
    "call",
    "ret",
  ]),
  row("args", [plain("regs", "r")], 0, "args {r}"),
  row("ret", [plain("regs", "r")], 25, "ret {r}", ["ret"]),
  row("trap", [plain("trap", "t")], 26, "trap {t}", ["trap", "ret"]),
  row("trapz", [use("c", INT), plain("trap", "t")], 27, "trapz {c}, {t}", ["trap"]),
  row("addsp", [plain("imm32", "i")], 28, "addsp {i}", ["other"]),
  row("addr", [def("d", INT), plain("name", "n")], 29, "addr {d}, {n}"),
];

function row(
  name: string,
  operands: readonly machinst.Operand[],
  op: number,
  asm: string,
  effects: readonly machinst.Effect[] = [],
): machinst.InstRow<Enc> {
  return { name, operands, encoding: { op }, asm, effects, features: [], manual: "made up" };
}

export const MACHINE: MachineTables = machinst.machineTables({
  isa: "toy",
  className: "ToyInsts",
  prefix: "toy_",
  amodeWords: 3,
  amodeRegisters: [1],
  registerTypes: ["Gpr", "Gpr", "Gpr"],
  rows,
});

/** Number of the row of that name, and header of its record. */
export const OP: Readonly<Record<string, number>> = Object.fromEntries(rows.map((r, i) => [r.name, i + 1]));
export const CODE: readonly number[] = [0, ...rows.map((r) => r.encoding.op)];

export function header(name: string): number {
  const op = OP[name]!;
  return op | (MACHINE.lengths[op]! << 16);
}

export const NEAR_USE = 0;
export const FAR_USE = 1;
export const WORD_USE = 2;

const NEAR_RANGE = 0x7ffc;

export const LABEL_USES: readonly LabelUse[] = [
  {
    name: "near",
    maxForward: NEAR_RANGE,
    maxBackward: NEAR_RANGE,
    size: 2,
    patch: (bytes, at, target) => put16(bytes, at, target - (at - 2)),
    veneerSize: 4,
    veneerUse: FAR_USE,
    emitVeneer: (buffer) => {
      const at = buffer.offset;
      buffer.putBytes(Uint8Array.of(18, 0, 0, 0));
      return at + 1;
    },
  },
  {
    name: "far",
    maxForward: (1 << 23) - 4,
    maxBackward: (1 << 23) - 4,
    size: 3,
    patch: (bytes, at, target) => {
      const distance = target - (at - 1);
      bytes[at] = (distance >> 16) & 0xff;
      put16(bytes, at + 1, distance);
    },
    veneerSize: 0,
    veneerUse: -1,
  },
  {
    // An entry of a jump table: distance from the entry.
    name: "word",
    maxForward: 0x7fff_ffff,
    maxBackward: 0x7fff_ffff,
    size: 4,
    patch: (bytes, at, target) =>
      new DataView(bytes.buffer, bytes.byteOffset).setInt32(at, target - at, false),
    veneerSize: 0,
    veneerUse: -1,
  },
];

function put16(bytes: Uint8Array, at: number, n: number): void {
  bytes[at] = (n >> 8) & 0xff;
  bytes[at + 1] = n & 0xff;
}
