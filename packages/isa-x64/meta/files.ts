/** The generated files of this package, made from the rows: tables, constructors, ISLE declarations. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type GeneratedFile, machinst } from "@cranelift-ts/codegen-meta";
import { X64_MACHINE } from "./machine.ts";
import type { X64Row } from "./rows/notation.ts";

/** Folder of the package. */
export const here: string = fileURLToPath(new URL("..", import.meta.url));

const IMM_KINDS: readonly string[] = ["", "ib", "iw", "id", "iq", "ibd", "ibw", "is4"];

/** Word of each operand in the record; of the operand without name, none. */
function places(row: X64Row): Map<string, number> {
  return machinst.operandPlaces(row, X64_MACHINE.amodeWords).set("", 0);
}

/** The two words that tell the emitter and the disassembler how a row is encoded; see `src/emit/forms.ts`. */
function encodingWords(row: X64Row): [number, number] {
  const e = row.encoding;
  const at = places(row);
  const place = (name: string): number => {
    const p = at.get(name);
    if (p === undefined || p > 31) throw new Error(`${row.name}: place of ${name}`);
    return p;
  };
  const flag = (on: boolean, bit: number): number => (on ? 1 << bit : 0);
  const form = e.form === "pseudo" ? 0 : e.form === "legacy" ? 1 : 2;
  return [
    e.opcode |
      (e.map << 8) |
      (e.pp << 10) |
      (form << 12) |
      flag(e.w, 14) |
      flag(e.l, 15) |
      flag(e.size16, 16) |
      flag(e.lock, 17) |
      flag(e.byteReg, 18) |
      flag(e.byteRm, 19) |
      flag(e.acc, 20) |
      flag(e.rmMemory, 21) |
      ((e.digit + 1) << 22) |
      (IMM_KINDS.indexOf(e.immSize) << 26),
    place(e.reg) |
      (place(e.rm) << 5) |
      (place(e.vvvv) << 10) |
      (place(e.opreg) << 15) |
      (place(e.imm) << 20) |
      (place(e.is4) << 25),
  ];
}

function encodings(): string {
  const lines = X64_MACHINE.rows.map((row) => {
    const [a, b] = encodingWords(row);
    return `  0x${(a >>> 0).toString(16)}, 0x${(b >>> 0).toString(16)},`;
  });
  return `${[
    "// Generated from the rows in packages/isa-x64/meta. Do not edit.",
    "",
    "/** Two words for each op, from op 0, which is none; see `emit/forms.ts`. */",
    "export const ENCODINGS: Int32Array = /* @__PURE__ */ new Int32Array([",
    "  0, 0,",
    ...lines,
    "]);",
    "",
    "/** Word of the record that holds the instruction's own trap code, by op; 0 for none. */",
    `export const TRAP_PLACES: Uint8Array = /* @__PURE__ */ new Uint8Array([${[0, ...X64_MACHINE.rows.map((r) => (r.encoding.form === "pseudo" ? 0 : (places(r).get("code") ?? 0)))].join(", ")}]);`,
  ].join("\n")}\n`;
}

/** Groups of rows that differ in width or form, as tables from which constructors pick. */
function families(): string {
  const ops = new Map(X64_MACHINE.rows.map((row, i) => [row.name, i + 1]));
  const widths = ["b", "w", "l", "q"];
  const table = (name: string, doc: string, names: readonly string[]): string[] => [
    `/** ${doc} */`,
    `export const ${name}: Int32Array = /* @__PURE__ */ new Int32Array([${names.map((n) => ops.get(n) ?? 0).join(", ")}]);`,
    "",
  ];
  const group1 = ["add", "or", "adc", "sbb", "and", "sub", "xor", "cmp"];
  const group2 = ["rol", "ror", "rcl", "rcr", "shl", "shr", "shl", "sar"];
  const cross = (names: readonly string[], form: string, prefix = ""): string[] =>
    names.flatMap((n) => widths.map((w) => `${prefix}${n}${w}_${form}`));
  const conditions = ["o", "no", "b", "ae", "e", "ne", "be", "a", "s", "ns", "p", "np", "l", "ge", "le", "g"];
  return [
    "// Generated from the rows in packages/isa-x64/meta. Do not edit.",
    "",
    ...table(
      "ALU_RR",
      "Group 1 (add or adc sbb and sub xor cmp) by width, register and register.",
      cross(group1, "rr"),
    ),
    ...table("ALU_RM", "Register and memory.", cross(group1, "rm")),
    ...table("ALU_MR", "Memory and register.", cross(group1, "mr")),
    ...table("ALU_RI", "Register and immediate.", cross(group1, "ri")),
    ...table("ALU_MI", "Memory and immediate.", cross(group1, "mi")),
    ...table("LOCK_ALU_MR", "Locked, memory and register.", cross(group1, "mr", "lock_")),
    ...table("LOCK_ALU_MI", "Locked, memory and immediate.", cross(group1, "mi", "lock_")),
    ...table(
      "SHIFT_RI",
      "Group 2 (rol ror rcl rcr shl shr shl sar) by width, by immediate.",
      cross(group2, "ri"),
    ),
    ...table("SHIFT_RC", "By CL.", cross(group2, "rc")),
    ...table("SHIFT_R1", "By one.", cross(group2, "r")),
    ...table(
      "CMOV_RR",
      "Conditional moves, by condition and width.",
      cross(
        conditions.map((c) => `cmov${c}`),
        "rr",
      ),
    ),
    ...table(
      "CMOV_RM",
      "Conditional moves from memory.",
      cross(
        conditions.map((c) => `cmov${c}`),
        "rm",
      ),
    ),
    ...table(
      "SHIFT_XI",
      "BMI2 shifts by a register without flags (rol ror rcl rcr shl shr shl sar), by width.",
      cross(["", "", "", "", "shlx", "shrx", "shlx", "sarx"], "rrr"),
    ),
    ...table("TEST_RR", "TEST.", cross(["test"], "rr")),
    ...table("TEST_RI", "TEST with an immediate.", cross(["test"], "ri")),
    ...table("NEG_R", "NEG.", cross(["neg"], "r")),
    ...table("NOT_R", "NOT.", cross(["not"], "r")),
    ...table("MUL_R", "MUL, then IMUL, of the accumulator.", cross(["mul", "imul"], "r")),
    ...table("MUL_M", "MUL, then IMUL, of the accumulator with memory.", cross(["mul", "imul"], "m")),
    ...table("DIV_R", "DIV, then IDIV.", cross(["div", "idiv"], "r")),
    ...table("IMUL_RR", "IMUL of two registers.", cross(["imul"], "rr")),
    ...table("IMUL_RM", "IMUL with memory.", cross(["imul"], "rm")),
    ...table("IMUL_RRI", "IMUL by an immediate.", cross(["imul"], "rri")),
    ...table("IMUL_RMI", "IMUL of memory by an immediate.", cross(["imul"], "rmi")),
    ...table(
      "COUNT_RR",
      "BSF, BSR, LZCNT, TZCNT, POPCNT.",
      cross(["bsf", "bsr", "lzcnt", "tzcnt", "popcnt"], "rr"),
    ),
    ...table("COUNT_RM", "The same of memory.", cross(["bsf", "bsr", "lzcnt", "tzcnt", "popcnt"], "rm")),
    ...table("STORE_MR", "MOV to memory.", cross(["mov"], "mr")),
    ...table("STORE_MI", "MOV of an immediate to memory.", cross(["mov"], "mi")),
    ...table("XCHG_MR", "XCHG with memory.", cross(["xchg"], "mr")),
    ...table("LOCK_XADD_MR", "Locked XADD.", cross(["xadd"], "mr", "lock_")),
    ...table(
      "LOCK_CMPXCHG_MR",
      "Locked CMPXCHG.",
      cross(["cmpxchg"], "mra", "lock_").map((n) => n.replace(/a$/, "")),
    ),
    ...table(
      "SET_R",
      "Set by condition.",
      conditions.map((c) => `set${c}_r`),
    ),
  ].join("\n");
}

/** Operations on XMM registers, as ISLE constants: the number of the row with two registers; the memory form follows it. */
const xmmOps: readonly (readonly [name: string, op: number])[] = X64_MACHINE.rows.flatMap((row, i) => {
  const m = /^([a-z]\w*?)_(xx|xxi|xi)$/.exec(row.name);
  const isPlain = m !== null && row.encoding.form === "legacy" && !row.effects.includes("move");
  return isPlain
    ? [[`${(m[1] as string).charAt(0).toUpperCase()}${(m[1] as string).slice(1)}`, i + 1] as const]
    : [];
});
const xmmNames: Map<string, number> = new Map();
for (const [name, op] of xmmOps) if (!xmmNames.has(name)) xmmNames.set(name, op);

function xmmIsle(): string {
  return [
    ";; Generated from the rows in packages/isa-x64/meta. Do not edit.",
    "",
    ...[...xmmNames.keys()].map((name) => `(extern const $${name} XmmOp)`),
    "",
  ].join("\n");
}

/** Row with three operands that AVX offers instead of an SSE row, by op. */
function avxTable(): string {
  const ops = new Map(X64_MACHINE.rows.map((row, i) => [row.name, i + 1]));
  const table = [0];
  for (const row of X64_MACHINE.rows) {
    const m = /^([a-z]\w*?)_(x[xmi]*)$/.exec(row.name);
    const three =
      m === null
        ? undefined
        : row.operands.some((o) => o.name === "dst" && o.kind === "reg" && o.constraint.kind === "reuse");
    const form = m === null ? "" : three === true ? `x${m[2]}` : m[2];
    table.push(row.encoding.form !== "legacy" || m === null ? 0 : (ops.get(`v${m[1]}_${form}`) ?? 0));
  }
  const entries = table.flatMap((op, i) => (op === 0 ? [] : [i, op]));
  return [
    "/** Pairs: an SSE row and the row with a separate destination that AVX has for it. */",
    `export const AVX_ROWS: Int32Array = /* @__PURE__ */ new Int32Array([${entries.join(", ")}]);`,
    "",
  ].join("\n");
}

function islecConfig(): string {
  const constants: Record<string, number> = {};
  for (const [k, name] of ["Add", "Or", "Adc", "Sbb", "And", "Sub", "Xor"].entries()) constants[name] = k;
  for (const [k, name] of ["Rol", "Ror", "", "", "Shl", "Shr", "", "Sar"].entries())
    if (name !== "") constants[name] = k;
  for (const [k, name] of [
    "O",
    "",
    "B",
    "AE",
    "E",
    "NE",
    "BE",
    "A",
    "S",
    "NS",
    "P",
    "NP",
    "L",
    "GE",
    "LE",
    "G",
  ].entries()) {
    if (name !== "") constants[name] = k;
  }
  for (const [k, bits] of [8, 16, 32, 64].entries()) constants[`Size${bits}`] = k;
  for (const [name, op] of xmmNames) constants[name] = op;
  return machinst.islecConfig({
    rules: ["machine", "integer", "bits", "compare", "memory", "float", "i128"],
    declarations: ["xmm"],
    constants,
    // Direct code is a fifth faster than tables when warm, and no slower on the first function.
    backEnd: "direct",
  });
}

const machine = machinst.generateMachine(X64_MACHINE);

/**
 * The class of constructors with those only that rules or the back end mention: all of them would be most of the
 * package. `inst_NAME` is kept for `x64_NAME`, which calls it.
 */
function usedConstructors(text: string): string {
  const used = new Set<string>();
  for (const folder of ["meta/isle", "src", "src/lower", "src/emit"]) {
    for (const file of readdirSync(join(here, folder), { withFileTypes: true })) {
      if (!file.isFile()) continue;
      for (const m of readFileSync(join(here, folder, file.name), "utf8").matchAll(/\b(?:inst|x64)_\w+/g))
        used.add(m[0]);
    }
  }
  for (const name of [...used]) if (name.startsWith("x64_")) used.add(`inst_${name.slice(4)}`);
  const start = text.indexOf("{\n") + 2;
  const methods = text.slice(start).match(/^ {2}\w+\([^]*?^ {2}\}\n/gm) ?? [];
  const kept = methods.filter((m) => used.has(/^ {2}(\w+)\(/.exec(m)?.[1] ?? ""));
  return `${text.slice(0, start)}${kept.join("")}}\n`;
}

export const GENERATED_FILES: readonly GeneratedFile[] = [
  { path: "src/generated/encodings.ts", text: encodings() },
  { path: "src/generated/families.ts", text: `${families()}\n${avxTable()}` },
  { path: "src/generated/machine.ts", text: machine.tables },
  { path: "src/generated/insts.ts", text: usedConstructors(machine.constructors) },
  { path: "meta/generated/insts.isle", text: machine.isle },
  { path: "meta/generated/xmm.isle", text: xmmIsle() },
  { path: "meta/islec.json", text: islecConfig() },
];
