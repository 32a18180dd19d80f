/**
 * Register words, as they stand in instruction records and as the rules see them.
 *
 *   virtual   number | class << 28, bits 30 and 31 clear: the first word of a register-allocator operand
 *   physical  bit 30 | class * 64 + hardware number
 *   slot      bits 30 and 29 | spill slot, after allocation, in operands that may be in memory
 *   none      -1
 *
 * `ValueRegs`, the registers of one value, is a register word, or for two registers the id of a pair: pair k is
 * `PAIR_BASE - k`. The result of lowering an instruction, `InstOutput`, is `OUTPUT_NONE`, the `ValueRegs` of its only
 * result, or `OUTPUT_LIST - k` for a list. None of these is -1, which rules return for "no match".
 */
import { CLASS_FLOAT, CLASS_INT, CLASS_VECTOR } from "@cranelift-ts/regalloc";

export { CLASS_FLOAT, CLASS_INT, CLASS_VECTOR };

export const REG_NONE = -1;
export const REG_PHYSICAL = 0x4000_0000;
export const REG_SLOT = 0x6000_0000;
export const SLOT_MASK = 0x1fff_ffff;
export const VREG_MASK = 0x0fff_ffff;
export const VREG_CLASS_SHIFT = 28;

export const OUTPUT_NONE = -2;
export const PAIR_BASE = -16;
export const OUTPUT_LIST = -0x4000_0000;

/** Word of a physical register: class * 64 + hardware number. */
export function physReg(preg: number): number {
  return REG_PHYSICAL | preg;
}

export function isPhysReg(word: number): boolean {
  return word >= REG_PHYSICAL && word < REG_SLOT;
}

export function isVirtualReg(word: number): boolean {
  return word >= 0 && word < REG_PHYSICAL;
}

/** Class of a register word, virtual or physical. */
export function regClassOf(word: number): number {
  return word >= REG_PHYSICAL ? (word >>> 6) & 3 : (word >>> VREG_CLASS_SHIFT) & 3;
}

/** Hardware number of a physical register word. */
export function hwEnc(word: number): number {
  return word & 63;
}

/** Physical-register number (class * 64 + hardware number) of a physical register word. */
export function pregOf(word: number): number {
  return word & 0xff;
}
