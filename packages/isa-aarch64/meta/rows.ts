/**
 * The instructions of aarch64 that this back end uses, one row per encoding form.
 *
 * `op` takes the name, the assembly text, the 32-bit pattern with all operand fields zero, and the operands in the order
 * of the record. An operand is `NAME=KIND@SHIFT`, where KIND is
 *   d, u     register that is written, read        D, U   the same in a floating-point register
 *   m        register that is written; the operand behind it is its old value and shares its register
 *   iN       immediate of N bits, stored as it stands in the instruction
 *   c        condition code, 4 bits
 *   mem      address; the pattern then holds size, class and operation, and the form is chosen by the address
 */
import { machinst } from "@cranelift-ts/codegen-meta";

const { def, earlyDef, mod, plain, use } = machinst;
type Effect = machinst.Effect;
type Operand = machinst.Operand;

/** A field of the instruction word. */
export interface Field {
  readonly operand: string;
  readonly shift: number;
  readonly width: number;
}

export interface A64Encoding {
  /** `memory`: one register field, and an address; `pseudo` by hand. */
  readonly form: "plain" | "memory" | "pseudo";
  readonly opcode: number;
  readonly fields: readonly Field[];
}

export type A64Row = machinst.InstRow<A64Encoding>;

const rows: A64Row[] = [];
const GPR = 0;
const FPR = 1;

function op(
  name: string,
  asm: string,
  opcode: number,
  operands: string,
  manual: string,
  effects: readonly Effect[] = [],
): void {
  const list: Operand[] = [];
  const fields: Field[] = [];
  let memory = false;
  for (const text of operands.split(" ")) {
    const m = /^(\w+)=([a-zA-Z]+)(\d*)(?:@(\d+))?$/.exec(text);
    if (m === null) throw new Error(`${name}: ${text}`);
    const [, operand = "", kind = ""] = m;
    const shift = Number(m[4] ?? 0);
    let width = 5;
    switch (kind) {
      case "d":
        list.push(def(operand, GPR));
        break;
      case "u":
        list.push(use(operand, GPR));
        break;
      case "D":
        list.push(def(operand, FPR));
        break;
      case "U":
        list.push(use(operand, FPR));
        break;
      case "m":
        list.push(...mod(operand, `${operand}_in`, GPR));
        break;
      case "i":
        width = Number(m[3]);
        list.push(plain("word", operand, "i32"));
        break;
      case "c":
        width = 4;
        list.push(plain("word", operand, "CC"));
        break;
      case "mem":
        memory = true;
        list.push(plain("amode", operand));
        continue;
      default:
        throw new Error(`${name}: kind ${kind}`);
    }
    fields.push({ operand, shift, width });
  }
  rows.push({
    name,
    operands: list,
    encoding: { form: memory ? "memory" : "plain", opcode, fields },
    asm,
    effects,
    features: [],
    manual,
  });
}

function pseudo(name: string, operands: readonly Operand[], asm: string, effects: readonly Effect[]): void {
  rows.push({
    name,
    operands,
    encoding: { form: "pseudo", opcode: 0, fields: [] },
    asm,
    effects,
    features: [],
    manual: "",
  });
}

for (const w of ["w", "x"] as const) {
  const sf = w === "x" ? 0x8000_0000 : 0;
  const n = w === "x" ? 0x40_0000 : 0;
  const bits = w === "x" ? 6 : 5;
  const rd = `{rd:${w}}`;
  const rn = `{rn:${w}}`;
  const rm = `{rm:${w}}`;
  const three: readonly (readonly [string, number, string, readonly Effect[]])[] = [
    ["add", 0x0b00_0000, "C6.2.5", []],
    ["adds", 0x2b00_0000, "C6.2.10", ["flags"]],
    ["sub", 0x4b00_0000, "C6.2.357", []],
    ["subs", 0x6b00_0000, "C6.2.366", ["flags"]],
    ["and", 0x0a00_0000, "C6.2.13", []],
    ["bic", 0x0a20_0000, "C6.2.31", []],
    ["orr", 0x2a00_0000, "C6.2.240", []],
    ["orn", 0x2a20_0000, "C6.2.237", []],
    ["eor", 0x4a00_0000, "C6.2.88", []],
    ["eon", 0x4a20_0000, "C6.2.86", []],
    ["ands", 0x6a00_0000, "C6.2.15", ["flags"]],
    ["udiv", 0x1ac0_0800, "C6.2.388", []],
    ["sdiv", 0x1ac0_0c00, "C6.2.270", []],
    ["lslv", 0x1ac0_2000, "C6.2.214", []],
    ["lsrv", 0x1ac0_2400, "C6.2.217", []],
    ["asrv", 0x1ac0_2800, "C6.2.18", []],
    ["rorv", 0x1ac0_2c00, "C6.2.263", []],
    ["mul", 0x1b00_7c00, "C6.2.231", []],
  ];
  for (const [name, opcode, manual, effects] of three) {
    op(`${name}_${w}`, `${name} ${rd}, ${rn}, ${rm}`, opcode + sf, "rd=d@0 rn=u@5 rm=u@16", manual, effects);
  }
  for (const [name, opcode] of [
    ["adc", 0x1a00_0000],
    ["sbc", 0x5a00_0000],
  ] as const) {
    op(`${name}_${w}`, `${name} ${rd}, ${rn}, ${rm}`, opcode + sf, "rd=d@0 rn=u@5 rm=u@16", "C6.2.1", [
      "readsFlags",
    ]);
  }
  for (const [name, opcode] of [
    ["add", 0x0b00_0000],
    ["sub", 0x4b00_0000],
  ] as const) {
    op(
      `${name}_lsl_${w}`,
      `${name} ${rd}, ${rn}, ${rm}, lsl #{amount}`,
      opcode + sf,
      `rd=d@0 rn=u@5 rm=u@16 amount=i${bits}@10`,
      "C6.2.5",
    );
  }
  op(`cmp_${w}`, `cmp ${rn}, ${rm}`, 0x6b00_001f + sf, "rn=u@5 rm=u@16", "C6.2.64", ["flags"]);
  op(`cmn_${w}`, `cmn ${rn}, ${rm}`, 0x2b00_001f + sf, "rn=u@5 rm=u@16", "C6.2.61", ["flags"]);
  op(`tst_${w}`, `tst ${rn}, ${rm}`, 0x6a00_001f + sf, "rn=u@5 rm=u@16", "C6.2.381", ["flags"]);
  op(`neg_${w}`, `neg ${rd}, ${rm}`, 0x4b00_03e0 + sf, "rd=d@0 rm=u@16", "C6.2.232");
  op(`mvn_${w}`, `mvn ${rd}, ${rm}`, 0x2a20_03e0 + sf, "rd=d@0 rm=u@16", "C6.2.230");
  op(
    `mov_${w}`,
    `mov ${rd}, ${rm}`,
    0x2a00_03e0 + sf,
    "rd=d@0 rm=u@16",
    "C6.2.221",
    w === "x" ? ["move"] : [],
  );
  op(
    `madd_${w}`,
    `madd ${rd}, ${rn}, ${rm}, {ra:${w}}`,
    0x1b00_0000 + sf,
    "rd=d@0 rn=u@5 rm=u@16 ra=u@10",
    "C6.2.218",
  );
  op(
    `msub_${w}`,
    `msub ${rd}, ${rn}, ${rm}, {ra:${w}}`,
    0x1b00_8000 + sf,
    "rd=d@0 rn=u@5 rm=u@16 ra=u@10",
    "C6.2.229",
  );
  for (const [name, opcode] of [
    ["rbit", 0x5ac0_0000],
    ["rev16", 0x5ac0_0400],
    ["clz", 0x5ac0_1000],
    ["cls", 0x5ac0_1400],
  ] as const) {
    op(`${name}_${w}`, `${name} ${rd}, ${rn}`, opcode + sf, "rd=d@0 rn=u@5", "C6.2.250");
  }
  op(
    `rev_${w}`,
    `rev ${rd}, ${rn}`,
    (w === "x" ? 0x5ac0_0c00 : 0x5ac0_0800) + sf,
    "rd=d@0 rn=u@5",
    "C6.2.256",
  );

  // Immediates of 12 bits, shifted by 12 or not. Register 31 of the forms without flags is the stack pointer.
  for (const [name, opcode] of [
    ["add", 0x1100_0000],
    ["sub", 0x5100_0000],
  ] as const) {
    op(
      `${name}_imm_${w}`,
      `${name} {rd:${w}s}, {rn:${w}s}, #{imm}`,
      opcode + sf,
      "rd=d@0 rn=u@5 imm=i12@10",
      "C6.2.4",
    );
    op(
      `${name}_imm12_${w}`,
      `${name} {rd:${w}s}, {rn:${w}s}, #{imm}, lsl #12`,
      opcode + 0x40_0000 + sf,
      "rd=d@0 rn=u@5 imm=i12@10",
      "C6.2.4",
    );
  }
  for (const [name, opcode] of [
    ["cmn", 0x3100_001f],
    ["cmp", 0x7100_001f],
  ] as const) {
    op(`${name}_imm_${w}`, `${name} {rn:${w}s}, #{imm}`, opcode + sf, "rn=u@5 imm=i12@10", "C6.2.63", [
      "flags",
    ]);
  }
  // Masks: N, immr, imms in 13 bits
  for (const [name, opcode] of [
    ["and", 0x1200_0000],
    ["orr", 0x3200_0000],
    ["eor", 0x5200_0000],
  ] as const) {
    op(
      `${name}_mask_${w}`,
      `${name} {rd:${w}s}, ${rn}, #{mask:mask${w}}`,
      opcode + sf,
      "rd=d@0 rn=u@5 mask=i13@10",
      "C6.2.12",
    );
  }
  op(`tst_mask_${w}`, `tst ${rn}, #{mask:mask${w}}`, 0x7200_001f + sf, "rn=u@5 mask=i13@10", "C6.2.380", [
    "flags",
  ]);
  for (const [name, opcode] of [
    ["sbfm", 0x1300_0000],
    ["ubfm", 0x5300_0000],
  ] as const) {
    op(
      `${name}_${w}`,
      `${name} ${rd}, ${rn}, #{immr}, #{imms}`,
      opcode + sf + n,
      `rd=d@0 rn=u@5 immr=i${bits}@16 imms=i${bits}@10`,
      "C6.2.266",
    );
  }
  op(
    `extr_${w}`,
    `extr ${rd}, ${rn}, ${rm}, #{lsb}`,
    0x1380_0000 + sf + n,
    `rd=d@0 rn=u@5 rm=u@16 lsb=i${bits}@10`,
    "C6.2.99",
  );
  for (const [name, opcode] of [
    ["movz", 0x5280_0000],
    ["movn", 0x1280_0000],
  ] as const) {
    op(
      `${name}_${w}`,
      `${name} ${rd}, #{imm}, lsl #{hw:hw}`,
      opcode + sf,
      `rd=d@0 imm=i16@5 hw=i${bits - 4}@21`,
      "C6.2.226",
    );
  }
  op(
    `movk_${w}`,
    `movk ${rd}, #{imm}, lsl #{hw:hw}`,
    0x7280_0000 + sf,
    `rd=m@0 imm=i16@5 hw=i${bits - 4}@21`,
    "C6.2.225",
  );

  // Conditions
  for (const [name, opcode] of [
    ["csel", 0x1a80_0000],
    ["csinc", 0x1a80_0400],
    ["csinv", 0x5a80_0000],
    ["csneg", 0x5a80_0400],
  ] as const) {
    op(
      `${name}_${w}`,
      `${name} ${rd}, ${rn}, ${rm}, {cc:cc}`,
      opcode + sf,
      "rd=d@0 rn=u@5 rm=u@16 cc=c@12",
      "C6.2.70",
      ["readsFlags"],
    );
  }
  op(
    `csinc_zero_${w}`,
    `csinc ${rd}, ${w}zr, ${w}zr, {cc:cc}`,
    0x1a9f_07e0 + sf,
    "rd=d@0 cc=c@12",
    "C6.2.73",
    ["readsFlags"],
  );
  op(
    `csinv_zero_${w}`,
    `csinv ${rd}, ${w}zr, ${w}zr, {cc:cc}`,
    0x5a9f_03e0 + sf,
    "rd=d@0 cc=c@12",
    "C6.2.74",
    ["readsFlags"],
  );
  op(
    `ccmp_imm_${w}`,
    `ccmp ${rn}, #{imm}, #{nzcv}, {cc:cc}`,
    0x7a40_0800 + sf,
    "rn=u@5 imm=i5@16 nzcv=i4@0 cc=c@12",
    "C6.2.48",
    ["flags", "readsFlags"],
  );
}

op("rev32_x", "rev32 {rd:x}, {rn:x}", 0xdac0_0800, "rd=d@0 rn=u@5", "C6.2.258");
op("smulh", "smulh {rd:x}, {rn:x}, {rm:x}", 0x9b40_7c00, "rd=d@0 rn=u@5 rm=u@16", "C6.2.283");
op("umulh", "umulh {rd:x}, {rn:x}, {rm:x}", 0x9bc0_7c00, "rd=d@0 rn=u@5 rm=u@16", "C6.2.392");
op("smull", "smull {rd:x}, {rn:w}, {rm:w}", 0x9b20_7c00, "rd=d@0 rn=u@5 rm=u@16", "C6.2.284");
op("umull", "umull {rd:x}, {rn:w}, {rm:w}", 0x9ba0_7c00, "rd=d@0 rn=u@5 rm=u@16", "C6.2.393");
// The form that can add to the stack pointer
op("add_uxtx", "add {rd:xs}, {rn:xs}, {rm:x}, uxtx", 0x8b20_6000, "rd=d@0 rn=u@5 rm=u@16", "C6.2.3");
op("sub_uxtx", "sub {rd:xs}, {rn:xs}, {rm:x}, uxtx", 0xcb20_6000, "rd=d@0 rn=u@5 rm=u@16", "C6.2.355");

const memory: readonly (readonly [
  name: string,
  mnemonic: string,
  reg: string,
  width: string,
  opcode: number,
])[] = [
  ["strb", "strb", "u", "w", 0x0000_0000],
  ["ldrb", "ldrb", "d", "w", 0x0040_0000],
  ["ldrsb_x", "ldrsb", "d", "x", 0x0080_0000],
  ["ldrsb_w", "ldrsb", "d", "w", 0x00c0_0000],
  ["strh", "strh", "u", "w", 0x4000_0000],
  ["ldrh", "ldrh", "d", "w", 0x4040_0000],
  ["ldrsh_x", "ldrsh", "d", "x", 0x4080_0000],
  ["ldrsh_w", "ldrsh", "d", "w", 0x40c0_0000],
  ["str_w", "str", "u", "w", 0x8000_0000],
  ["ldr_w", "ldr", "d", "w", 0x8040_0000],
  ["ldrsw", "ldrsw", "d", "x", 0x8080_0000],
  ["str_x", "str", "u", "x", 0xc000_0000],
  ["ldr_x", "ldr", "d", "x", 0xc040_0000],
  ["str_d", "str", "U", "d", 0xc400_0000],
  ["ldr_d", "ldr", "D", "d", 0xc440_0000],
];
for (const [name, mnemonic, reg, width, opcode] of memory) {
  op(name, `${mnemonic} {rt:${width}}, {mem}`, opcode, `rt=${reg}@0 mem=mem`, "C6.2.178", [
    reg === "u" || reg === "U" ? "store" : "load",
  ]);
}
// Pairs for prologue and epilogue; the offset counts in units of 8 bytes
op(
  "stp_pre",
  "stp {rt:x}, {rt2:x}, [{rn:xs}, #{imm:units8}]!",
  0xa980_0000,
  "rt=u@0 rt2=u@10 rn=u@5 imm=i7@15",
  "C6.2.322",
  ["store"],
);
op(
  "ldp_post",
  "ldp {rt:x}, {rt2:x}, [{rn:xs}], #{imm:units8}",
  0xa8c0_0000,
  "rt=d@0 rt2=d@10 rn=u@5 imm=i7@15",
  "C6.2.165",
  ["load"],
);

const values = plain("regs", "values");
const info = plain("word", "info", "u32");
const cc = plain("word", "cc", "CC");
const taken = plain("label", "taken");
const other = plain("label", "other");

pseudo("args", [values], "args {values}", []);
pseudo("ret", [values], "ret {values}", ["ret"]);
pseudo("b", [plain("label", "target")], "b {target}", ["branch"]);
pseudo("b_cond", [cc, taken, other], "b.{cc:cc} {taken} ; b {other}", ["branch", "readsFlags"]);
for (const w of ["w", "x"] as const) {
  pseudo(`cbz_${w}`, [use("rt", GPR), taken, other], `cbz {rt:${w}}, {taken} ; b {other}`, ["branch"]);
  pseudo(`cbnz_${w}`, [use("rt", GPR), taken, other], `cbnz {rt:${w}}, {taken} ; b {other}`, ["branch"]);
}
pseudo(
  "tbz",
  [use("rt", GPR), plain("word", "bit", "u8"), taken, other],
  "tbz {rt:x}, #{bit}, {taken} ; b {other}",
  ["branch"],
);
pseudo(
  "tbnz",
  [use("rt", GPR), plain("word", "bit", "u8"), taken, other],
  "tbnz {rt:x}, #{bit}, {taken} ; b {other}",
  ["branch"],
);
// The index is compared already: the code holds when it is out of range
pseudo(
  "br_table",
  [use("index", GPR), earlyDef("safe", GPR), plain("label", "fallback"), plain("word", "table", "u32")],
  "br_table {index:w}, {safe:x}, {fallback}, table{table}",
  ["branch", "readsFlags"],
);
pseudo("call", [plain("name", "callee"), info, values], "bl {callee} {values}", ["call"]);
pseudo("call_reg", [use("callee", GPR), info, values], "blr {callee:x} {values}", ["call"]);
pseudo(
  "return_call",
  [plain("name", "callee"), plain("word", "tail_args", "u32"), values],
  "return_call {callee} {values}",
  ["ret"],
);
// x1 is kept free by the convention for tail calls
pseudo(
  "return_call_reg",
  [use("callee", GPR, { fixed: 1 }), plain("word", "tail_args", "u32"), values],
  "return_call {callee:x} {values}",
  ["ret"],
);
pseudo(
  "load_name",
  [def("rd", GPR), plain("name", "symbol"), plain("imm64", "addend")],
  "ldr {rd:x}, ={symbol}",
  [],
);
pseudo(
  "load_got",
  [def("rd", GPR), plain("name", "symbol")],
  "adrp {rd:x}, :got:{symbol} ; ldr {rd:x}, [{rd:x}, :got_lo12:{symbol}]",
  [],
);
pseudo(
  "load_near",
  [def("rd", GPR), plain("name", "symbol"), plain("imm64", "addend")],
  "adrp {rd:x}, {symbol} ; add {rd:x}, {rd:x}, :lo12:{symbol}",
  [],
);
pseudo("address", [def("rd", GPR), plain("amode", "mem")], "add {rd:x}, {mem}", []);
pseudo("trap", [plain("trap", "code")], "udf ; trap {code}", ["ret", "trap"]);
pseudo("trap_if", [cc, plain("trap", "code")], "b.{cc:cc} trap {code}", ["trap", "readsFlags"]);
for (const w of ["w", "x"] as const) {
  pseudo(`trap_if_zero_${w}`, [use("rt", GPR), plain("trap", "code")], `cbz {rt:${w}}, trap {code}`, [
    "trap",
  ]);
  pseudo(`trap_if_nonzero_${w}`, [use("rt", GPR), plain("trap", "code")], `cbnz {rt:${w}}, trap {code}`, [
    "trap",
  ]);
}

/** All rows of aarch64. */
export const A64_MACHINE: machinst.MachineDescription<A64Encoding> = {
  isa: "aarch64",
  className: "A64Insts",
  prefix: "a64_",
  // Base, index, offset, and what they mean: see `src/emit/address.ts`.
  amodeWords: 4,
  amodeRegisters: [0, 1],
  registerTypes: ["Gpr", "Fpr", "Fpr"],
  rows,
};
