/**
 * Rows of machine instructions: one row per encoding form of one ISA.
 *
 * A row says what an instruction is to everybody but the encoder: its operands with their roles, its effects, its
 * assembly text. The encoding itself is data of a type that the ISA chooses. From the rows come (see `generate.ts`)
 * op numbers, constructors, the operand descriptors of the register allocator, printer tables and ISLE declarations;
 * the ISA generates its emitter's tables from the same rows.
 *
 * The record of an instruction is a run of 32-bit words: word 0 = op (bits 0-15) | number of words in all (bits 16-31),
 * then the operands in the order of the row. How many words an operand takes and what is in them:
 *
 *   reg        1   virtual register | class << 28; or bit 30 set | physical register; -1 for "none" (optional ones only)
 *   amode      n   the ISA's business, n fixed per ISA; the words that hold registers are named once per ISA and are as
 *                  above, so that an address (or "register or memory") needs no descriptor of its own
 *   imm8/16/32 1   the number, sign extended
 *   imm64      1   id in the 64-bit pool of the function (`LowerContext.const64`)
 *   label      1   label in the MachBuffer: a block's index, or a fresh one
 *   name       1   index of an external name in the VCode
 *   memflags   1   CLIF memory flags (packed flags, not the interned id)
 *   trap       1   trap code
 *   constant   1   id in the VCode's constant pool
 *   word       1   anything
 *   regs       3+2k  last operand only: uses, defs, clobber set number, then pairs (reg word, physical register)
 *
 * After allocation every register word is physical: the allocator's answers are written over the virtual ones.
 */

/** Register class: 0 int, 1 float, 2 vector, as the register allocator counts them. */
export type RegClass = 0 | 1 | 2;

/** When a register operand is read or written, see `packages/regalloc/src/operand.ts`. */
export type Role = "use" | "lateUse" | "def" | "earlyDef";

/** Where the allocator may put a register operand. */
export type Constraint =
  | { readonly kind: "reg" }
  /** Register or spill slot; the record then holds an allocation that the ISA's emitter must understand. */
  | { readonly kind: "any" }
  /** This physical register (class * 64 + hardware number). */
  | { readonly kind: "fixed"; readonly preg: number }
  /** The register of the named early use. */
  | { readonly kind: "reuse"; readonly operand: string }
  /** Hardware number below the limit. */
  | { readonly kind: "limit"; readonly below: number };

export interface RegOperand {
  readonly kind: "reg";
  readonly name: string;
  readonly class: RegClass;
  readonly role: Role;
  readonly constraint: Constraint;
  /** May be -1, "none". */
  readonly optional: boolean;
}

export type PlainKind =
  | "amode"
  | "imm8"
  | "imm16"
  | "imm32"
  | "imm64"
  | "label"
  | "name"
  | "memflags"
  | "trap"
  | "constant"
  | "word"
  | "regs";

export interface PlainOperand {
  readonly kind: PlainKind;
  readonly name: string;
  /** ISLE type of the operand where it is not the kind's own (`CC` for a word, say). */
  readonly isleType?: string;
}

export type Operand = RegOperand | PlainOperand;

/**
 * What an instruction does beside its operands. `call`, `branch` (terminator with successors) and `ret` (terminator
 * without) are what the framework asks; `move` says that it copies its only use to its only def and may disappear.
 */
export type Effect =
  | "load"
  | "store"
  | "trap"
  | "call"
  | "branch"
  | "ret"
  | "move"
  | "flags"
  | "readsFlags"
  | "other";

/** One machine instruction in one encoding form. `E` is the ISA's encoding type. */
export interface InstRow<E> {
  /** ISLE term and method name, snake case: `add_rr`. */
  readonly name: string;
  readonly operands: readonly Operand[];
  readonly encoding: E;
  /**
   * Assembly text: `{name}` or `{name:modifier}` stands for an operand, the modifier (a width, say) goes to the ISA's
   * formatter; the rest is literal.
   */
  readonly asm: string;
  readonly effects: readonly Effect[];
  /** Names of ISA settings that must be on; all of them. */
  readonly features: readonly string[];
  /** Section of the manual. */
  readonly manual: string;
}

/** What all rows of an ISA share. */
export interface MachineDescription<E> {
  /** Name of the ISA, for comments. */
  readonly isa: string;
  /** Name of the generated class of constructors, `X64Insts`. */
  readonly className: string;
  /** Prefix of ISLE terms, `x64_`. */
  readonly prefix: string;
  /** Words of an address. */
  readonly amodeWords: number;
  /** Which words of an address (0-based) hold register words; all are early uses unless the row is in `lateAmodes`. */
  readonly amodeRegisters: readonly number[];
  /** ISLE types of registers by class: `["Gpr", "Xmm", "Xmm"]`. */
  readonly registerTypes: readonly [string, string, string];
  readonly rows: readonly InstRow<E>[];
}

interface RegOptions {
  readonly fixed?: number;
  readonly reuse?: string;
  readonly any?: boolean;
  readonly below?: number;
  readonly optional?: boolean;
}

function reg(name: string, regClass: RegClass, role: Role, o: RegOptions): RegOperand {
  const constraint: Constraint =
    o.fixed !== undefined
      ? { kind: "fixed", preg: o.fixed }
      : o.reuse !== undefined
        ? { kind: "reuse", operand: o.reuse }
        : o.any === true
          ? { kind: "any" }
          : o.below !== undefined
            ? { kind: "limit", below: o.below }
            : { kind: "reg" };
  return { kind: "reg", name, class: regClass, role, constraint, optional: o.optional ?? false };
}

/** A register that is read at the start. */
export function use(name: string, regClass: RegClass, options: RegOptions = {}): RegOperand {
  return reg(name, regClass, "use", options);
}

/** A register that is read until the end: shares its register with no def. */
export function lateUse(name: string, regClass: RegClass, options: RegOptions = {}): RegOperand {
  return reg(name, regClass, "lateUse", options);
}

/** A register that is written at the end. */
export function def(name: string, regClass: RegClass, options: RegOptions = {}): RegOperand {
  return reg(name, regClass, "def", options);
}

/** A register that is written while uses are still read: a scratch register, say. */
export function earlyDef(name: string, regClass: RegClass, options: RegOptions = {}): RegOperand {
  return reg(name, regClass, "earlyDef", options);
}

/**
 * A register that is read and written (two-operand forms): the def `name` reuses the register of the use `input`. Two
 * operands, so two words in the record.
 */
export function mod(name: string, input: string, regClass: RegClass): readonly [RegOperand, RegOperand] {
  return [reg(name, regClass, "def", { reuse: input }), reg(input, regClass, "use", {})];
}

/** An operand that is not a register. */
export function plain(kind: PlainKind, name: string, isleType?: string): PlainOperand {
  return isleType === undefined ? { kind, name } : { kind, name, isleType };
}

/** Words that an operand takes in the record; of `regs` the fixed part. */
export function operandWords(operand: Operand, amodeWords: number): number {
  if (operand.kind === "amode") return amodeWords;
  return operand.kind === "regs" ? 3 : 1;
}

/** Checks what the generators rely on; returns the findings. */
export function checkRows<E>(machine: MachineDescription<E>): string[] {
  const errors: string[] = [];
  const names = new Set<string>();
  for (const row of machine.rows) {
    const bad = (text: string): void => void errors.push(`${row.name}: ${text}`);
    if (!/^[a-z][a-z0-9_]*$/.test(row.name)) bad("the name is not in snake case");
    if (names.has(row.name)) bad("the name is used twice");
    names.add(row.name);
    const operands = new Map<string, Operand>();
    for (const [i, o] of row.operands.entries()) {
      if (operands.has(o.name)) bad(`operand ${o.name} is there twice`);
      operands.set(o.name, o);
      if (o.kind === "regs" && i !== row.operands.length - 1) bad("a register list must be the last operand");
    }
    const reused = new Set<string>();
    for (const o of row.operands) {
      if (o.kind !== "reg" || o.constraint.kind !== "reuse") continue;
      const input = operands.get(o.constraint.operand);
      if (o.role !== "def") bad(`${o.name} reuses a register but is no late def`);
      if (input?.kind !== "reg" || input.role !== "use" || input.class !== o.class || input.optional) {
        bad(`${o.name} must reuse an early use of its class`);
      }
      if (reused.has(o.constraint.operand)) bad(`${o.constraint.operand} is reused twice`);
      reused.add(o.constraint.operand);
    }
    for (const [, name] of row.asm.matchAll(/\{(\w+)(?::\w+)?\}/g)) {
      if (!operands.has(name as string)) bad(`the assembly text names ${name}, which is no operand`);
    }
    if (row.effects.includes("move")) {
      const regs = row.operands.filter((o): o is RegOperand => o.kind === "reg");
      const isMove =
        regs.length === 2 &&
        regs.some((o) => o.role === "use") &&
        regs.some((o) => o.role === "def") &&
        row.operands.length === 2;
      if (!isMove || regs[0]?.class !== regs[1]?.class) bad("a move has one use and one def of one class");
    }
    const words = row.operands.reduce((n, o) => n + operandWords(o, machine.amodeWords), 1);
    if (words > 255) bad("the record is too long");
  }
  return errors;
}
