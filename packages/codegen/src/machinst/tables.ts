/**
 * What the framework knows of an ISA's instructions, as tables indexed by op. Generated from the rows; the words of a
 * record and of a descriptor are described in `codegen-meta/src/machinst/{row,generate}.ts`.
 */

export interface MachineTables {
  readonly amodeWords: number;
  /** Words of an address that hold registers. */
  readonly amodeRegisters: readonly number[];
  readonly names: readonly string[];
  /** Words of the record; of one with a register list the fixed part. */
  readonly lengths: Uint8Array;
  /** `EFFECT_*` bits. */
  readonly effects: Uint16Array;
  /** Descriptors of op: `descriptors[descriptorStart[op] .. descriptorStart[op + 1]]`. */
  readonly descriptorStart: Int32Array;
  readonly descriptors: Int32Array;
  /** Word where the register list begins, 0 for none. */
  readonly listPlace: Uint8Array;
  /** Assembly templates. */
  readonly asm: readonly string[];
  /** Operands: `name=kind@word`, separated by spaces. */
  readonly fields: readonly string[];
}

export const EFFECT_LOAD = 1;
export const EFFECT_STORE = 2;
export const EFFECT_TRAP = 4;
export const EFFECT_CALL = 8;
/** Terminator with successors. */
export const EFFECT_BRANCH = 16;
/** Terminator without successors. */
export const EFFECT_RET = 32;
export const EFFECT_MOVE = 64;
export const EFFECT_FLAGS = 128;
export const EFFECT_READS_FLAGS = 256;
export const EFFECT_OTHER = 512;

export const DESC_PLACE_MASK = 0xff;
export const DESC_DEF = 0x100;
export const DESC_LATE = 0x200;
export const DESC_OPTIONAL = 0x400;
export const DESC_CONSTRAINT_SHIFT = 12;
export const DESC_ARG_SHIFT = 16;

/** Words of a register list before its pairs: number of uses, number of defs, clobber set. */
export const LIST_HEADER = 3;
