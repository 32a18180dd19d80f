/**
 * Packed words for operands, physical registers and allocations.
 *
 * Operand, word 0:
 *   bits  0-27  virtual register (0 .. 2^28 - 2; 2^28 - 1 = none, only with a physical constraint)
 *   bits 28-29  register class: 0 int, 1 float, 2 vector
 *   bit  30     0 use, 1 def
 *   bit  31     0 early, 1 late (so a late operand is a negative word)
 * Operand, word 1:
 *   bits  0-2   constraint (`Constraint*` below)
 *   bits  3-7   zero
 *   bits  8-31  the constraint's argument: physical register, operand index or limit
 *
 * Position. An instruction reads its early uses, then its early defs come into being, then its clobbers happen, then its
 * late uses are last read, then its late defs are written. What this means for sharing one register within one
 * instruction:
 *   - an early use and a late def of different values may share it;
 *   - a late use and an early def occupy it through the whole instruction and share it with nothing; neither may sit
 *     in a clobbered register;
 *   - a late def may take a clobbered register: a call returns its result in a register that it clobbers.
 * A use is early and a def is late unless there is a reason.
 *
 * Physical register: class * 64 + hardware index; 192 in all, so a set of them is six 32-bit words.
 *
 * Allocation, one word:
 *   bits  0-28  index
 *   bits 29-31  0 none, 1 physical register, 2 spill slot, 3 rematerialise this virtual register (only as the source of
 *               an edit)
 */

export const CLASS_INT = 0;
export const CLASS_FLOAT = 1;
export const CLASS_VECTOR = 2;
export const NUM_CLASSES = 3;

/** Register class: `CLASS_INT`, `CLASS_FLOAT` or `CLASS_VECTOR`. */
export type RegClass = 0 | 1 | 2;

/** Anywhere: an allocatable register, a spill slot, or a fixed stack slot. */
export const CONSTRAINT_ANY = 0;
/** An allocatable register of the class. */
export const CONSTRAINT_REG = 1;
/** The register (or fixed stack slot) in the argument, which must be allocatable or a fixed stack slot. */
export const CONSTRAINT_FIXED = 2;
/** A spill slot or a fixed stack slot. */
export const CONSTRAINT_STACK = 3;
/** Late defs only: the same register as the early use at operand index *argument* of this instruction. */
export const CONSTRAINT_REUSE = 4;
/** An allocatable register whose hardware index is below the argument. */
export const CONSTRAINT_LIMIT = 5;
/**
 * The physical register in the argument, whether or not it is allocatable, with no virtual register: the operand passes
 * through the allocator untouched. Meant for registers outside the allocator's reach (stack pointer, zero register).
 */
export const CONSTRAINT_PHYSICAL = 6;

export const OPERAND_VREG_MASK = 0x0fff_ffff;
export const OPERAND_CLASS_SHIFT = 28;
export const OPERAND_DEF = 0x4000_0000;
export const OPERAND_LATE: number = 0x8000_0000 | 0;
export const CONSTRAINT_MASK = 7;
export const CONSTRAINT_ARG_SHIFT = 8;

/** The virtual register field of an operand that has none. */
export const NO_VREG = 0x0fff_ffff;
/** There can be this many virtual registers: 0 .. MAX_VREGS - 1. */
export const MAX_VREGS = 0x0fff_ffff;
export const NUM_PREGS = 192;
/** 32-bit words in a set of physical registers. */
export const PREG_SET_WORDS = 6;

/** First word of an operand. */
export function operandWord0(vreg: number, regClass: number, isDef: boolean, isLate: boolean): number {
  return vreg | (regClass << OPERAND_CLASS_SHIFT) | (isDef ? OPERAND_DEF : 0) | (isLate ? OPERAND_LATE : 0);
}

/** Second word of an operand. */
export function operandWord1(constraint: number, arg: number): number {
  return constraint | (arg << CONSTRAINT_ARG_SHIFT);
}

export function operandVreg(word0: number): number {
  return word0 & OPERAND_VREG_MASK;
}

export function operandClass(word0: number): RegClass {
  return ((word0 >>> OPERAND_CLASS_SHIFT) & 3) as RegClass;
}

export function operandIsDef(word0: number): boolean {
  return (word0 & OPERAND_DEF) !== 0;
}

export function operandIsLate(word0: number): boolean {
  return word0 < 0;
}

export function operandConstraint(word1: number): number {
  return word1 & CONSTRAINT_MASK;
}

/** The constraint's argument: physical register (fixed, physical), operand index (reuse), limit (limit). */
export function operandArg(word1: number): number {
  return word1 >>> CONSTRAINT_ARG_SHIFT;
}

/** Number of the physical register `hw` (0-63) of a class. */
export function preg(regClass: number, hw: number): number {
  return (regClass << 6) | hw;
}

export function pregClass(p: number): RegClass {
  return (p >>> 6) as RegClass;
}

export function pregHw(p: number): number {
  return p & 63;
}

export const ALLOC_NONE = 0;
export const ALLOC_KIND_SHIFT = 29;
export const ALLOC_INDEX_MASK = 0x1fff_ffff;
export const ALLOC_KIND_REG = 1;
export const ALLOC_KIND_SLOT = 2;
export const ALLOC_KIND_REMAT = 3;

// V8 folds constants of a module that are not exported.
const KIND_SHIFT = ALLOC_KIND_SHIFT;
const INDEX_MASK = ALLOC_INDEX_MASK;
const REG_WORD = ALLOC_KIND_REG << ALLOC_KIND_SHIFT;
const SLOT_WORD = ALLOC_KIND_SLOT << ALLOC_KIND_SHIFT;
const REMAT_WORD = ALLOC_KIND_REMAT << ALLOC_KIND_SHIFT;

/** Allocation word of a physical register. */
export function allocReg(p: number): number {
  return REG_WORD | p;
}

/** Allocation word of a spill slot. */
export function allocSlot(slot: number): number {
  return SLOT_WORD | slot;
}

/** Source of an edit that clones the defining instruction of a virtual register. */
export function allocRemat(vreg: number): number {
  return REMAT_WORD | vreg;
}

/** `ALLOC_KIND_REG`, `ALLOC_KIND_SLOT`, `ALLOC_KIND_REMAT`, or 0 for none. */
export function allocKind(alloc: number): number {
  return alloc >>> KIND_SHIFT;
}

/** Physical register, slot number or virtual register, by kind. */
export function allocIndex(alloc: number): number {
  return alloc & INDEX_MASK;
}

const CLASS_LETTERS = "rfw";

/** `r3`, `f0`, `w7`: the text of a physical register (int, float, vector). */
export function pregName(p: number): string {
  return `${CLASS_LETTERS[p >>> 6] ?? "?"}${p & 63}`;
}

/** The physical register a text such as `f3` names, or -1. */
export function parsePreg(text: string): number {
  const m = /^([rfw])(\d+)$/.exec(text);
  if (m === null) return -1;
  const hw = Number(m[2]);
  return hw < 64 ? preg(CLASS_LETTERS.indexOf(m[1] as string), hw) : -1;
}

/** `r3`, `slot5`, `remat v7` or `none`. */
export function allocName(alloc: number): string {
  const kind = allocKind(alloc);
  if (kind === ALLOC_KIND_REG) return pregName(allocIndex(alloc));
  if (kind === ALLOC_KIND_SLOT) return `slot${allocIndex(alloc)}`;
  if (kind === ALLOC_KIND_REMAT) return `remat v${allocIndex(alloc)}`;
  return "none";
}
