/**
 * The register file that an allocation may use.
 *
 * For each class there is an ordered list of allocatable registers: preferred ones first (typically those a call
 * clobbers, free to use), then the others (callee-saved: using one costs a save and a restore). A class may have one
 * scratch register, which is not allocatable and which only moves that the allocator inserts may use; without it the
 * allocator finds or frees a register where it needs one.
 *
 * A *fixed stack slot* is a physical-register number that stands for memory (an incoming stack argument). It can be
 * named by a fixed constraint, values may live in it, and a move between it and other memory needs a register.
 *
 * Registers that are none of these (stack pointer, pinned registers) can appear only in physical operands and clobbers.
 */

import {
  NUM_CLASSES,
  NUM_PREGS,
  PREG_SET_WORDS,
  allocIndex,
  allocKind,
  ALLOC_KIND_REG,
  ALLOC_KIND_SLOT,
  pregClass,
} from "./operand.ts";

/** What `MachineEnv` is made from. Registers are physical-register numbers. */
export interface MachineEnvDescription {
  /** Per class (int, float, vector): allocatable registers to try first, in order. */
  preferred: readonly [readonly number[], readonly number[], readonly number[]];
  /** Per class: the other allocatable registers, in order. */
  nonPreferred: readonly [readonly number[], readonly number[], readonly number[]];
  /** Per class: the scratch register for moves, or -1. */
  scratch?: readonly [number, number, number];
  /** Physical-register numbers that are memory. */
  fixedStackSlots?: readonly number[];
  /** Per class: bytes needed to save a whole register, a power of two. Default 8, 16, 16. */
  registerBytes?: readonly [number, number, number];
}

/** An immutable register file with the tables allocators need. */
export class MachineEnv {
  /** Per class: allocatable registers in order of preference. */
  readonly order: readonly [Int32Array, Int32Array, Int32Array];
  /** Per class: how many entries of `order` are preferred. */
  readonly numPreferred: Int32Array;
  /** Set of all allocatable registers. */
  readonly allocatable: Int32Array;
  /** Set of fixed stack slots. */
  readonly fixedStack: Int32Array;
  /** Per class: scratch register or -1. */
  readonly scratch: Int32Array;
  /** Per class: bytes needed to save a whole register. */
  readonly registerBytes: Int32Array;

  /** @throws RangeError when a register is listed twice, out of range, or in the wrong class. */
  constructor(d: MachineEnvDescription) {
    const seen = new Set<number>();
    const claim = (p: number, regClass: number): number => {
      if (!Number.isInteger(p) || p < 0 || p >= NUM_PREGS) throw new RangeError(`no such register: ${p}`);
      if (regClass >= 0 && pregClass(p) !== regClass)
        throw new RangeError(`register ${p} is not of class ${regClass}`);
      if (seen.has(p)) throw new RangeError(`register ${p} is listed twice`);
      seen.add(p);
      return p;
    };
    this.allocatable = new Int32Array(PREG_SET_WORDS);
    this.fixedStack = new Int32Array(PREG_SET_WORDS);
    this.numPreferred = new Int32Array(NUM_CLASSES);
    this.scratch = new Int32Array(NUM_CLASSES).fill(-1);
    this.registerBytes = Int32Array.from(d.registerBytes ?? [8, 16, 16]);
    const classOrder = (c: 0 | 1 | 2): Int32Array => {
      this.numPreferred[c] = d.preferred[c].length;
      return Int32Array.from([...d.preferred[c], ...d.nonPreferred[c]], (p) => claim(p, c));
    };
    this.order = [classOrder(0), classOrder(1), classOrder(2)];
    for (const list of this.order) for (const p of list) this.allocatable[p >>> 5] |= 1 << (p & 31);
    for (const p of d.fixedStackSlots ?? []) {
      claim(p, -1);
      this.fixedStack[p >>> 5] |= 1 << (p & 31);
    }
    for (let c = 0; c < NUM_CLASSES; c++) {
      const s = d.scratch?.[c] ?? -1;
      if (s >= 0) this.scratch[c] = claim(s, c);
    }
  }

  isAllocatable(p: number): boolean {
    return ((this.allocatable[p >>> 5] >>> (p & 31)) & 1) !== 0;
  }

  isFixedStack(p: number): boolean {
    return ((this.fixedStack[p >>> 5] >>> (p & 31)) & 1) !== 0;
  }

  /** Whether an allocation word is a spill slot or a fixed stack slot. */
  isMemory(alloc: number): boolean {
    const kind = allocKind(alloc);
    return kind === ALLOC_KIND_SLOT || (kind === ALLOC_KIND_REG && this.isFixedStack(allocIndex(alloc)));
  }
}

/** A plain register file for tests: `n` allocatable registers per class from hardware index 0, the first half preferred. */
export function simpleEnv(
  n: number,
  options: { scratch?: boolean; fixedStackSlots?: readonly number[] } = {},
): MachineEnv {
  const half = n >> 1;
  const range = (c: number, from: number, to: number): number[] =>
    Array.from({ length: to - from }, (_, i) => (c << 6) | (from + i));
  return new MachineEnv({
    preferred: [range(0, 0, half), range(1, 0, half), range(2, 0, half)],
    nonPreferred: [range(0, half, n), range(1, half, n), range(2, half, n)],
    scratch: options.scratch === true ? [63, 64 + 63, 128 + 63] : [-1, -1, -1],
    fixedStackSlots: options.fixedStackSlots ?? [],
    registerBytes: [8, 16, 32],
  });
}
