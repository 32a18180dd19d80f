/**
 * AT&T text of instruction records, before and after register allocation, from the templates in the rows.
 *
 * `{name:modifier}` in a template stands for an operand; the modifier is a width for general registers (8 16 32 64), `x`
 * for XMM registers, `i8` to `i64` and `u8` for immediates. Immediates and displacements are hexadecimal, signed as the
 * modifier says, so that text equals that of other disassemblers.
 */
import type { MachineTables } from "@cranelift-ts/codegen";
import { AMODE_AREA, AMODE_BASE, AMODE_CONSTANT } from "./forms.ts";

const LEGACY: readonly (readonly string[])[] = [
  ["al", "cl", "dl", "bl", "spl", "bpl", "sil", "dil"],
  ["ax", "cx", "dx", "bx", "sp", "bp", "si", "di"],
  ["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"],
  ["rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi"],
];

const WIDTH_INDEX: Readonly<Record<string, number>> = { "8": 0, "16": 1, "32": 2, "64": 3 };
const NEW_SUFFIX: readonly string[] = ["b", "w", "d", ""];

/** `%eax`: a general register of a width. */
export function gprText(hw: number, width: string): string {
  const k = WIDTH_INDEX[width] ?? 3;
  return hw < 8 ? `%${LEGACY[k]?.[hw]}` : `%r${hw}${NEW_SUFFIX[k]}`;
}

/** `%v12` for a virtual register, else the physical name. */
export function registerText(word: number, modifier: string): string {
  if (word < 0) return "none";
  if ((word & 0x40000000) === 0) return `%v${word & 0x0fffffff}`;
  const preg = word & 0xff;
  return preg >= 64 ? `%xmm${preg & 63}` : gprText(preg & 63, modifier);
}

function signedHex(n: number): string {
  return n < 0 ? `-0x${(-n).toString(16)}` : `0x${n.toString(16)}`;
}

/** Names of what addresses and immediates refer to. */
export interface TextContext {
  label(label: number): string;
  constant(constant: number): string;
  name(name: number): string;
  wide(id: number): bigint;
  /** Text of a distance from the stack pointer where it is not known yet: `slot+8`. */
  area(area: number, offset: number): string;
}

const AREAS: readonly string[] = ["incoming", "slot", "outgoing", "tail"];

export const PLAIN_CONTEXT: TextContext = {
  label: (l) => `label${l}`,
  constant: (c) => `const${c}`,
  name: (n) => `name${n}`,
  wide: () => 0n,
  area: (a, offset) => `<${AREAS[a]}+${offset}>`,
};

/** `0x8(%rbx,%rcx,4)`. */
export function addressText(w: Int32Array, a: number, context: TextContext): string {
  const meta = w[a + 3];
  const kind = meta & 15;
  const disp = w[a + 2];
  if (kind >= AMODE_AREA) return context.area(kind - AMODE_AREA, disp);
  if (kind !== AMODE_BASE)
    return `${kind === AMODE_CONSTANT ? context.constant(disp) : context.label(disp)}(%rip)`;
  const base = w[a];
  const index = w[a + 1];
  const inner = `${base >= 0 ? registerText(base, "64") : ""}${index >= 0 ? `,${registerText(index, "64")}${(meta >> 4) & 3 ? `,${1 << ((meta >> 4) & 3)}` : ""}` : ""}`;
  const text = disp === 0 && inner !== "" ? "" : inner === "" ? signedHex(disp) : signedHex(disp);
  return inner === "" ? text : `${text}(${inner})`;
}

/** Text of an immediate: masked where unsigned. */
export function immediateText(value: number, modifier: string): string {
  if (modifier === "u8") return `$0x${(value & 0xff).toString(16)}`;
  const n = modifier === "i8" ? (value << 24) >> 24 : modifier === "i16" ? (value << 16) >> 16 : value;
  return `$${signedHex(n)}`;
}

/** Condition codes in encoding order. */
export const CONDITION_NAMES: readonly string[] = [
  "o",
  "no",
  "b",
  "ae",
  "e",
  "ne",
  "be",
  "a",
  "s",
  "ns",
  "p",
  "np",
  "l",
  "ge",
  "le",
  "g",
];

interface Field {
  readonly kind: string;
  readonly place: number;
}

const fieldCache: WeakMap<MachineTables, (Map<string, Field> | undefined)[]> = new WeakMap();

function fieldsOf(machine: MachineTables, op: number): Map<string, Field> {
  let all = fieldCache.get(machine);
  if (all === undefined) fieldCache.set(machine, (all = []));
  let fields = all[op];
  if (fields === undefined) {
    fields = new Map();
    for (const part of (machine.fields[op] ?? "").split(" ")) {
      const m = /^(\w+)=(\w+)@(\d+)$/.exec(part);
      if (m !== null) fields.set(m[1] as string, { kind: m[2] as string, place: Number(m[3]) });
    }
    all[op] = fields;
  }
  return fields;
}

/** Text of the record at `w[at]`. */
export function instructionText(
  machine: MachineTables,
  w: Int32Array,
  at: number,
  context: TextContext,
): string {
  const op = w[at] & 0xffff;
  const fields = fieldsOf(machine, op);
  const modifiers = machine.asm[op] ?? "?";
  return modifiers.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, modifier: string | undefined) => {
    const field = fields.get(name);
    if (field === undefined) return `?${name}`;
    const value = w[at + field.place];
    if (field.kind.startsWith("reg") && field.kind !== "regs") return registerText(value, modifier ?? "64");
    switch (field.kind) {
      case "amode":
        return addressText(w, at + field.place, context);
      case "label":
        return context.label(value);
      case "name":
        return context.name(value);
      case "constant":
        return context.constant(value);
      case "imm64": {
        const n = BigInt.asIntN(64, context.wide(value));
        return `$${n < 0n ? "-" : ""}0x${(n < 0n ? -n : n).toString(16)}`;
      }
      case "imm8":
      case "imm16":
      case "imm32":
        return immediateText(value, modifier ?? "i32");
      default:
        return name === "cc" || name === "cc2" ? (CONDITION_NAMES[value] ?? String(value)) : String(value);
    }
  });
}

/** Text of one operand of a listing; `wide` reads a 64-bit constant. */
export function operandText(
  kind: string,
  modifier: string,
  w: Int32Array,
  at: number,
  wide: (id: number) => bigint,
): string {
  const value = w[at];
  if (kind.startsWith("reg") && kind !== "regs")
    return registerText(value, modifier === "" ? "64" : modifier);
  switch (kind) {
    case "amode":
      return addressText(w, at, { ...PLAIN_CONTEXT, wide });
    case "imm64": {
      const n = BigInt.asIntN(64, wide(value));
      return `$${n < 0n ? "-" : ""}0x${(n < 0n ? -n : n).toString(16)}`;
    }
    case "imm8":
    case "imm16":
    case "imm32":
      return immediateText(value, modifier === "" ? "i32" : modifier);
    case "label":
      return `label${value}`;
    case "name":
      return `%name${value}`;
    case "regs":
      return "";
    default:
      return String(value);
  }
}
