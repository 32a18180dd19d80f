/**
 * What the rules of a target can lower, as data: by opcode and controlling type, and by the type of the one other
 * operand where that matters. `tools/support-matrix` finds it out by trying the rules and writes the table that each
 * target keeps, so that an instruction without a rule is refused by name before lowering starts; a rule that is missing
 * then all the same is a broken invariant.
 *
 * The text: a line for each opcode, `opcode type type ...`. A type may be followed by the types that the opcode's free
 * operand may have, `f32(i32,i64)`, if not all of them will do, and by the settings that must be on, `i128[has_x&has_y]`.
 * An opcode without a controlling type has the type `-`. Two lines are no opcodes: `values` has the types that values
 * may have.
 */
import {
  type Function,
  type Inst,
  instructions,
  opcodeTables,
  type Type,
  types,
} from "@cranelift-ts/codegen-ir";
import { InternalError } from "@cranelift-ts/entity";
import type { UnsupportedInstruction } from "./isa.ts";

const { OPCODE_COUNT, OPCODE_NAMES, OPCODE_RULES, RULE_STRIDE, RULE_FIRST_ARG } = opcodeTables;

/** Types are below this: dynamic vectors are never supported. */
const TYPE_COUNT = 256;
const NO = 0;
const YES = 1;
/** From here on: 2 + number of the set of types that the free operand may have. */
const FREE_SET = 2;

/** The pointer-sized operands of memory accesses: always of the pointer's type, whatever the type set says. */
const SET_IADDR = opcodeTables.OPCODE_RULES[opcodeNumber("load") * RULE_STRIDE + RULE_FIRST_ARG]!;

function opcodeNumber(name: string): number {
  return OPCODE_NAMES.indexOf(name);
}

/**
 * Which value argument of an opcode has a type of its own, that neither the opcode nor the controlling type determines;
 * -1 if there is none. Addresses do not count.
 */
export function freeOperand(op: number): number {
  for (let k = RULE_FIRST_ARG; k < RULE_STRIDE; k++) {
    const rule = OPCODE_RULES[op * RULE_STRIDE + k]!;
    const kind = rule & 0xff;
    const isFree =
      kind === opcodeTables.RULE_FREE ||
      kind === opcodeTables.RULE_NARROWER ||
      kind === opcodeTables.RULE_WIDER;
    if (isFree && rule !== SET_IADDR) return k - RULE_FIRST_ARG;
  }
  return -1;
}

/** Whether a setting is on: a switch that is, a choice that is not `none`. */
export function isOn(name: string, ...sets: readonly object[]): boolean {
  for (const set of sets) {
    const value = (set as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined) return value !== false && value !== "none";
  }
  return false;
}

/** The text of a target's table, with what it says under given settings. */
export class SupportMatrix {
  private readonly text: string;
  private readonly isOn: (setting: string) => boolean;
  /** By opcode and type; empty until first asked. */
  private table: Uint8Array | undefined = undefined;
  private values: Uint8Array = new Uint8Array(0);
  private freeArg: Int8Array = new Int8Array(0);
  private readonly sets: Uint8Array[] = [];
  /** Settings that were off, by `opcode << 8 | type`. */
  private readonly lacking: Map<number, string> = new Map<number, string>();

  /** `isOn` says whether a setting of the target is on. */
  constructor(text: string, isOn: (setting: string) => boolean) {
    this.text = text;
    this.isOn = isOn;
  }

  /** Whether values may have this type. */
  allowsValue(type: Type): boolean {
    this.decoded();
    return this.values[type] === 1;
  }

  /** Whether the rules lower an opcode under this controlling type, with a free operand of type `free` if it has one. */
  allows(op: number, ctrl: Type, free: Type = types.INVALID): boolean {
    const what = this.decoded()[(op << 8) | ctrl]!;
    if (ctrl >= TYPE_COUNT || what === NO) return false;
    return what === YES || (free < TYPE_COUNT && this.sets[what - FREE_SET]![free] === 1);
  }

  /**
   * The first instruction, or type of a signature, that the rules cannot lower. Other values need no look: they come
   * from parameters and instructions.
   */
  find(func: Function): UnsupportedInstruction | undefined {
    const table = this.decoded();
    const { dfg, layout } = func;
    const { insts } = dfg;
    const { blockNext, blockFirst, instNext } = layout;
    const bad = this.findType(func);
    if (bad !== undefined) return bad;
    for (let b = layout.firstBlock; b >= 0; b = blockNext[b]!) {
      for (let i = blockFirst[b]!; i >= 0; i = instNext[i]!) {
        const word = insts[i * 6]!;
        const ctrl = word >>> 16;
        const what = ctrl < TYPE_COUNT ? table[((word & 0xff) << 8) | ctrl]! : NO;
        if (what === YES) continue;
        if (what >= FREE_SET) {
          const arg = this.freeArg[word & 0xff]!;
          const free = dfg.valueType(dfg.arg(i as Inst, arg));
          if (free < TYPE_COUNT && this.sets[what - FREE_SET]![free] === 1) continue;
        }
        return { inst: i, what: this.nameOf(func, i) };
      }
    }
    return undefined;
  }

  /** `opcode.type`, and why not where there is a reason. */
  private nameOf(func: Function, inst: number): string {
    const { dfg } = func;
    const op = dfg.opcode(inst as Inst);
    const name = OPCODE_NAMES[op]!;
    let type = dfg.ctrlType(inst as Inst);
    const missing = this.lacking.get((op << 8) | type);
    // Instructions that are not polymorphic, `shuffle`, are named by their first result.
    if (type === types.INVALID) {
      if (dfg.numResults(inst as Inst) === 0) return name;
      type = dfg.valueType(dfg.firstResult(inst as Inst));
    }
    const full = `${name}.${types.typeName(type)}`;
    if (missing !== undefined) return `${full} without ${missing}`;
    const what = type < TYPE_COUNT ? this.decoded()[(op << 8) | type]! : NO;
    if (what < FREE_SET) return full;
    return `${full} of ${types.typeName(dfg.valueType(dfg.arg(inst as Inst, this.freeArg[op]!)))}`;
  }

  private findType(func: Function): UnsupportedInstruction | undefined {
    const { dfg } = func;
    const own = this.badType(func.signature);
    if (own !== undefined) return { inst: -1, what: own };
    for (let k = 0; k < dfg.signatures.length; k++) {
      const what = this.badType(dfg.signatures[k]!);
      if (what === undefined) continue;
      const inst = firstUseOfSignature(func, k);
      if (inst >= 0) return { inst, what };
    }
    return undefined;
  }

  private badType(sig: Function["signature"]): string | undefined {
    for (const p of sig.params)
      if (!this.allowsValue(p.type)) return `parameters of type ${types.typeName(p.type)}`;
    for (const p of sig.returns)
      if (!this.allowsValue(p.type)) return `returns of type ${types.typeName(p.type)}`;
    return undefined;
  }

  private decoded(): Uint8Array {
    return (this.table ??= this.decode());
  }

  private decode(): Uint8Array {
    const table = new Uint8Array(OPCODE_COUNT << 8);
    this.values = new Uint8Array(TYPE_COUNT);
    this.freeArg = new Int8Array(OPCODE_COUNT).fill(-1);
    const setNumbers = new Map<string, number>();
    const numbers = new Map<string, number>();
    for (let op = 1; op < OPCODE_COUNT; op++) numbers.set(OPCODE_NAMES[op]!, op);
    const typeOf = (name: string): number => (name === "-" ? types.INVALID : types.parseType(name));
    for (const line of this.text.split("\n")) {
      const [name, ...items] = line.split(" ");
      if (name === "values") {
        for (const item of items) this.values[typeOf(item)] = 1;
        continue;
      }
      const op = numbers.get(name!);
      if (op === undefined) throw new InternalError(`the support table has an unknown opcode ${name}`);
      this.freeArg[op] = freeOperand(op);
      for (const item of items) {
        const bracket = item.indexOf("[");
        const paren = item.indexOf("(");
        const typeEnd = paren >= 0 ? paren : bracket >= 0 ? bracket : item.length;
        const at = (op << 8) | typeOf(item.slice(0, typeEnd));
        if (bracket >= 0) {
          const off = item
            .slice(bracket + 1, -1)
            .split("&")
            .find((setting) => !this.isOn(setting));
          if (off !== undefined) {
            this.lacking.set(at, off);
            continue;
          }
        }
        if (paren < 0) table[at] = YES;
        else {
          const list = item.slice(paren + 1, item.indexOf(")"));
          let number = setNumbers.get(list);
          if (number === undefined) {
            const set = new Uint8Array(TYPE_COUNT);
            for (const free of list.split(",")) set[typeOf(free)] = 1;
            number = this.sets.push(set) - 1;
            setNumbers.set(list, number);
          }
          table[at] = FREE_SET + number;
        }
      }
    }
    return table;
  }
}

/** The first instruction that calls by this signature, or -1. */
export function firstUseOfSignature(func: Function, sig: number): number {
  const { dfg, layout } = func;
  for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
    for (let i = layout.blockFirst[b]!; i >= 0; i = layout.instNext[i]!) {
      if (instructions.isCall(dfg.opcode(i as Inst)) && dfg.callSignature(i as Inst) === sig) return i;
    }
  }
  return -1;
}
