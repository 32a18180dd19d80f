/**
 * The encoder: one instruction record with physical registers to its bytes, by table.
 *
 * Two words of `ENCODINGS` describe each op.
 *   word 0  bits 0-7 opcode, 8-9 map (0 one-byte, 1 0F, 2 0F38, 3 0F3A), 10-11 mandatory prefix (0 none, 1 66, 2 F3, 3 F2),
 *           12-13 form (0 by hand, 1 legacy, 2 VEX), 14 W, 15 VEX.L, 16 a further 66, 17 LOCK, 18/19 byte register in
 *           ModRM.reg (or the opcode) / ModRM.rm, 20 short form for the accumulator, 21 ModRM.rm is memory,
 *           22-25 opcode extension + 1, 26-28 immediate (0 none, then ib iw id iq ibd ibw is4)
 *   word 1  words of the record that hold, 5 bits each: ModRM.reg, ModRM.rm, VEX.vvvv, opcode register, immediate,
 *           register in the immediate (is4); 0 for none
 *
 * An address (`amode`) is four words:
 *   0  base register or -1
 *   1  index register or -1
 *   2  displacement; for the label kinds, the label or constant
 *   3  bits 0-3 kind (`AMODE_*`), 4-5 log2 of the scale, 8 may trap, 16-23 trap code
 *
 * Encodings are the shortest there are for the given operation: immediates and displacements in a byte where they fit,
 * REX only when it says something, the two-byte VEX prefix where it can. References relative to the instruction pointer
 * count from the end of the instruction; what follows the field is stored in it beforehand, and the fixup adds to it.
 *
 * Intel SDM, volume 2, chapter 2.
 */
import { InternalError } from "@cranelift-ts/entity";
import { ENCODINGS } from "../generated/encodings.ts";

/** Base, index and displacement. */
export const AMODE_BASE = 0;
/** Relative to the instruction pointer: a label. */
export const AMODE_LABEL = 1;
/** Relative to the instruction pointer: a constant of the pool. */
export const AMODE_CONSTANT = 2;
/** Areas of the frame, `AMODE_AREA + AREA_*`: the displacement counts from the start of the area. */
export const AMODE_AREA = 4;

/** Bit of the last word of an address: the access may trap, with the code in bits 16-23. */
export const AMODE_TRAPS = 0x100;

/** Registers with a meaning of their own in addressing. */
export const RSP = 4;
export const RBP = 5;

/** What the encoder writes to and asks. */
export interface CodeSink {
  data: Uint8Array;
  offset: number;
  reserve(n: number): void;
  /** The 4 bytes at `offset` are to get the distance to `label`, added to what they hold. */
  useLabel(offset: number, label: number, use: number): void;
}

/** What addresses refer to beside registers. */
export interface AddressResolver {
  /** Distance from the stack pointer to the start of a frame area. */
  areaOffset(area: number): number;
  /** Label of a constant of the pool. */
  constantLabel(constant: number): number;
}

/** Kind of label reference of 32-bit fields relative to the instruction pointer; index in `LABEL_USES`. */
export const USE_PC_REL_32 = 0;

/** Longest encoding, with room to spare. */
const MAX_LENGTH = 24;

/** Sizes of immediates by kind; kinds with two sizes have the longer one. */
const IMM_SIZES: Uint8Array = new Uint8Array([0, 1, 2, 4, 8, 4, 2, 1]);

/** Low and high words of 64-bit immediates. */
export interface WideImmediates {
  lo(id: number): number;
  hi(id: number): number;
}

const fitsByte = (n: number): boolean => (n << 24) >> 24 === n;

/** Encodes the table-driven instruction of `op` whose record begins at `at`. */
export function encode(
  op: number,
  w: Int32Array,
  at: number,
  sink: CodeSink,
  addresses: AddressResolver,
  wide: WideImmediates,
): void {
  const e = ENCODINGS[op * 2];
  const p = ENCODINGS[op * 2 + 1];
  sink.reserve(MAX_LENGTH);
  const b = sink.data;
  let n = sink.offset;

  const immPlace = (p >>> 20) & 31;
  const immWord = immPlace !== 0 ? w[at + immPlace] : 0;
  let opcode = e & 0xff;
  let immKind = (e >>> 26) & 7;
  if (immKind === 5 || immKind === 6) {
    if (fitsByte(immWord)) {
      // 81 to 83, 69 to 6B, 68 to 6A
      opcode |= 2;
      immKind = 1;
    } else immKind = immKind === 5 ? 3 : 2;
  }

  const regPlace = p & 31;
  const rmPlace = (p >>> 5) & 31;
  const isMemory = (e & 0x200000) !== 0;
  const digit = ((e >>> 22) & 15) - 1;
  const reg = digit >= 0 ? digit : regPlace !== 0 ? w[at + regPlace] & 63 : 0;
  let rexB: number;
  let rexX = 0;
  let rmReg = 0;
  let base = -1;
  let index = -1;
  if (isMemory) {
    base = w[at + rmPlace];
    index = w[at + rmPlace + 1];
    rexB = base >= 0 ? (base >> 3) & 1 : 0;
    rexX = index >= 0 ? (index >> 3) & 1 : 0;
  } else {
    const opreg = (p >>> 15) & 31;
    rmReg = opreg !== 0 ? w[at + opreg] & 63 : rmPlace !== 0 ? w[at + rmPlace] & 63 : 0;
    rexB = (rmReg >> 3) & 1;
  }
  const rexR = digit >= 0 ? 0 : (reg >> 3) & 1;
  const map = (e >>> 8) & 3;
  const pp = (e >>> 10) & 3;

  if (((e >>> 12) & 3) === 1) {
    if ((e & 0x20000) !== 0) b[n++] = 0xf0;
    if ((e & 0x10000) !== 0) b[n++] = 0x66;
    if (pp !== 0) b[n++] = pp === 1 ? 0x66 : pp === 2 ? 0xf3 : 0xf2;
    const rex = ((e >>> 11) & 8) | (rexR << 2) | (rexX << 1) | rexB;
    if (
      rex !== 0 ||
      ((e & 0x40000) !== 0 && (regPlace !== 0 ? reg : rmReg) >= 4) ||
      ((e & 0x80000) !== 0 && rmReg >= 4)
    ) {
      b[n++] = 0x40 | rex;
    }
    if (map !== 0) {
      b[n++] = 0x0f;
      if (map === 2) b[n++] = 0x38;
      else if (map === 3) b[n++] = 0x3a;
    }
    const opregPlace = (p >>> 15) & 31;
    if (opregPlace !== 0) {
      b[n++] = opcode | (rmReg & 7);
      sink.offset = putImmediate(b, n, immKind, immWord, 0, wide);
      return;
    }
    if ((e & 0x100000) !== 0 && rmReg === 0 && immKind !== 1) {
      // The accumulator's own form has no ModRM byte.
      opcode = opcode < 0x90 ? digit * 8 + 4 + (opcode & 1) : 0xa8 | (opcode & 1);
      b[n++] = opcode;
      sink.offset = putImmediate(b, n, immKind, immWord, 0, wide);
      return;
    }
    if ((e & 0x100000) !== 0 && rmReg === 0 && (opcode === 0x80 || opcode === 0xf6)) {
      b[n++] = opcode === 0x80 ? digit * 8 + 4 : 0xa8;
      b[n++] = immWord;
      sink.offset = n;
      return;
    }
    b[n++] = opcode;
    if (rmPlace === 0 && regPlace === 0 && digit < 0) {
      sink.offset = putImmediate(b, n, immKind, immWord, 0, wide);
      return;
    }
  } else {
    const vPlace = (p >>> 10) & 31;
    const vvvv = vPlace !== 0 ? ~w[at + vPlace] & 15 : 15;
    const tail = (vvvv << 3) | ((e >>> 13) & 4) | pp;
    const wide1 = (e >>> 14) & 1;
    if (map === 1 && wide1 === 0 && rexX === 0 && rexB === 0) {
      b[n++] = 0xc5;
      b[n++] = ((rexR ^ 1) << 7) | tail;
    } else {
      b[n++] = 0xc4;
      b[n++] = ((rexR ^ 1) << 7) | ((rexX ^ 1) << 6) | ((rexB ^ 1) << 5) | map;
      b[n++] = (wide1 << 7) | tail;
    }
    b[n++] = opcode;
  }

  const is4 = (p >>> 25) & 31;
  if (!isMemory) {
    b[n++] = 0xc0 | ((reg & 7) << 3) | (rmReg & 7);
  } else {
    sink.offset = n;
    n = putAddress(b, n, reg & 7, w, at + rmPlace, IMM_SIZES[immKind], sink, addresses);
  }
  sink.offset = putImmediate(b, n, immKind, immWord, is4 !== 0 ? w[at + is4] & 15 : 0, wide);
}

function putImmediate(
  b: Uint8Array,
  n: number,
  kind: number,
  value: number,
  is4: number,
  wide: WideImmediates,
): number {
  if (kind === 0) return n;
  if (kind === 4) {
    n = put4(b, n, wide.lo(value));
    return put4(b, n, wide.hi(value));
  }
  if (kind === 7) {
    b[n] = is4 << 4;
    return n + 1;
  }
  b[n] = value;
  if (kind === 1) return n + 1;
  b[n + 1] = value >> 8;
  if (kind === 2) return n + 2;
  b[n + 2] = value >> 16;
  b[n + 3] = value >> 24;
  return n + 4;
}

function put4(b: Uint8Array, n: number, value: number): number {
  b[n] = value;
  b[n + 1] = value >> 8;
  b[n + 2] = value >> 16;
  b[n + 3] = value >> 24;
  return n + 4;
}

/** ModRM, SIB and displacement of the address at `w[a]`; `after` bytes of immediate follow. */
function putAddress(
  b: Uint8Array,
  n: number,
  reg: number,
  w: Int32Array,
  a: number,
  after: number,
  sink: CodeSink,
  addresses: AddressResolver,
): number {
  const meta = w[a + 3];
  const kind = meta & 15;
  let disp = w[a + 2];
  let base = w[a];
  if (kind === AMODE_LABEL || kind === AMODE_CONSTANT) {
    b[n] = (reg << 3) | 5;
    sink.useLabel(n + 1, kind === AMODE_LABEL ? disp : addresses.constantLabel(disp), USE_PC_REL_32);
    return put4(b, n + 1, -after);
  }
  if (kind >= AMODE_AREA) {
    disp = (disp + addresses.areaOffset(kind - AMODE_AREA)) | 0;
    base = RSP;
  }
  const index = w[a + 1];
  const scale = (meta >> 4) & 3;
  if (base < 0) {
    // No base: SIB with base 5, mod 0, and 32 bits of displacement; without index the index field is 4.
    b[n] = (reg << 3) | 4;
    b[n + 1] = (scale << 6) | ((index >= 0 ? index & 7 : 4) << 3) | 5;
    return put4(b, n + 2, disp);
  }
  const low = base & 7;
  // Base 5 with mod 0 means something else, so it needs a displacement.
  const mod = disp === 0 && low !== 5 ? 0 : fitsByte(disp) ? 1 : 2;
  if (index >= 0 || low === 4) {
    if (index >= 0 && (index & 15) === RSP) throw new InternalError("the stack pointer cannot be an index");
    b[n++] = (mod << 6) | (reg << 3) | 4;
    b[n++] = (scale << 6) | ((index >= 0 ? index & 7 : 4) << 3) | low;
  } else b[n++] = (mod << 6) | (reg << 3) | low;
  if (mod === 1) b[n++] = disp;
  else if (mod === 2) n = put4(b, n, disp);
  return n;
}
