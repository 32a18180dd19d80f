/**
 * Read-modify-write operations that are no single instruction: loops around COMPARE AND SWAP.
 *
 *     old = memory
 *     do new = f(old) while memory != old, which becomes old; else memory = new
 *
 * Bytes and halfwords are parts of an aligned word, which rotates until the part stands at its left end: by `left`, whose
 * low five bits are 8 times the address, and back by `right`, which is -left. There an operand that is shifted to the
 * left end too meets the part alone: sums lose their carry, and comparisons are decided before they come to the bytes of
 * others. In little-endian memory the part is reversed around the operation. A rotation looks at six bits of its count,
 * of which the uppermost means nothing in 32 bits.
 *
 * The order of memory accesses is that of the machine, which for these instructions is total.
 *
 * Facts: z/Architecture Principles of Operation (SA22-7832), chapter 7, "COMPARE AND SWAP", "ROTATE LEFT SINGLE LOGICAL".
 */
import type { EmitState, MachBuffer } from "@cranelift-ts/codegen";
import { put2, put4, put6, putAccess, resolveAddress, type CodeSink } from "./encode.ts";

/** Most bytes of a loop. */
export const MAX_LOOP_BYTES = 96;

const ADD = 0;
const SUB = 1;
const AND = 2;
const NAND = 3;
const OR = 4;
const XOR = 5;
const XCHG = 6;
const UMIN = 7;
const SMIN = 9;

const NOT_EQUAL = 7;
const GREATER = 2;
const LESS = 4;

function putRotate(sink: CodeSink, rd: number, rn: number, count: number, by: number): void {
  put6(sink, 0xeb00_0000 | (rd << 20) | (rn << 16) | (by << 12) | count, 0x001d);
}

/** An instruction of two registers (RRE). */
function put2Registers(sink: CodeSink, code: number, rd: number, rn: number): void {
  put4(sink, (code << 16) | (rd << 4) | rn);
}

/** `tmp = rn op rm` (RRF). */
function put3Registers(sink: CodeSink, code: number, rd: number, rn: number, rm: number): void {
  put4(sink, (code << 16) | (rm << 12) | (rd << 4) | rn);
}

/** `risbgn rd, rn, from, to, rotate`: the other bits of `rd` stay. */
function putInsert(sink: CodeSink, rd: number, rn: number, from: number, to: number): void {
  put6(sink, 0xec00_0000 | (rd << 20) | (rn << 16) | (from << 8) | to, 0x0059);
}

function putLoad(state: EmitState, reg: number, isLong: boolean, trap: number): void {
  state.addTrap(trap);
  if (isLong) putAccess(state.buffer, 0xe300 | (reg << 4), 0x04, 0);
  else putAccess(state.buffer, 0xe300 | (reg << 4), 0x58, 0x58);
}

/** Stores `fresh` if memory holds `old`; else fetches that and goes to `again`. */
function putSwap(
  state: EmitState,
  old: number,
  fresh: number,
  isLong: boolean,
  trap: number,
  again: number,
): void {
  const { buffer } = state;
  state.addTrap(trap);
  if (isLong) putAccess(buffer, 0xeb00 | (old << 4) | fresh, 0x30, 0);
  else putAccess(buffer, 0xeb00 | (old << 4) | fresh, 0x14, 0xba);
  putAgain(buffer, again);
}

/** A branch backwards for condition code 1, that something else was in memory. */
function putAgain(buffer: MachBuffer, again: number): void {
  put4(buffer, 0xa704_0000 | (LESS << 20) | (((again - buffer.offset) >> 1) & 0xffff));
}

/** Compares the present value with the operand, signed or not, and says where the operand takes its place. */
function putCompare(sink: CodeSink, op: number, isLong: boolean, present: number, operand: number): number {
  const isSigned = op >= SMIN;
  if (isLong) put2Registers(sink, isSigned ? 0xb920 : 0xb921, present, operand);
  else put2(sink, (isSigned ? 0x1900 : 0x1500) | (present << 4) | operand);
  return op === UMIN || op === SMIN ? GREATER : LESS;
}

/** Words and doublewords: see the row `rmw_loop`. */
export function emitRmwLoop(words: Int32Array, at: number, state: EmitState): void {
  const { buffer } = state;
  const old = words[at + 1] & 15;
  const tmp = words[at + 2] & 15;
  const operand = words[at + 3] & 15;
  const op = words[at + 4];
  const isLong = words[at + 5] === 8;
  const reverse = words[at + 6] === 0 ? 0 : isLong ? 0xb90f : 0xb91f;
  const trap = (words[at + 10] >>> 16) & 0xff;
  resolveAddress(buffer, words, at + 7, state.frame, false);
  putLoad(state, old, isLong, trap);
  const again = buffer.offset;
  if (op === XCHG) return putSwap(state, old, operand, isLong, trap, again);
  let present = old;
  if (reverse !== 0) {
    put2Registers(buffer, reverse, tmp, old);
    present = tmp;
  }
  if (op === ADD) put3Registers(buffer, 0xb9e8, tmp, present, operand);
  else if (op === SUB) put3Registers(buffer, 0xb9e9, tmp, present, operand);
  else if (op === NAND) {
    put3Registers(buffer, 0xb9e4, tmp, present, operand);
    if (isLong) put6(buffer, 0xc006_ffff | (tmp << 20), 0xffff);
    put6(buffer, 0xc007_ffff | (tmp << 20), 0xffff);
  } else {
    // locgr
    if (reverse === 0) put2Registers(buffer, 0xb904, tmp, old);
    const mask = putCompare(buffer, op, isLong, tmp, operand);
    put3Registers(buffer, 0xb9e2, tmp, operand, mask);
  }
  if (reverse !== 0) put2Registers(buffer, reverse, tmp, tmp);
  putSwap(state, old, tmp, isLong, trap, again);
}

/** Code of `tmp = tmp op operand`. */
function codeOf(op: number): number {
  switch (op) {
    case ADD:
      return 0xb9fa;
    case OR:
      return 0xb9e6;
    case XOR:
      return 0xb9e7;
    default:
      return 0xb9e4;
  }
}

/** Bytes and halfwords: see the row `rmw_part_loop`. The operand is shifted to the left end of the word. */
export function emitRmwPartLoop(words: Int32Array, at: number, state: EmitState): void {
  const { buffer } = state;
  const old = words[at + 1] & 15;
  const tmp = words[at + 2] & 15;
  const operand = words[at + 3] & 15;
  const left = words[at + 4] & 15;
  const right = words[at + 5] & 15;
  const op = words[at + 6];
  const bits = 8 * words[at + 7];
  const isReversed = words[at + 8] !== 0;
  const trap = (words[at + 12] >>> 16) & 0xff;
  const lastBit = 31 + bits;
  resolveAddress(buffer, words, at + 9, state.frame, false);
  putLoad(state, old, false, trap);
  const again = buffer.offset;
  // Reversed from the right end to the left one.
  const more = isReversed ? 16 : 0;
  putRotate(buffer, tmp, old, more, left);
  if (isReversed) put2Registers(buffer, 0xb91f, tmp, tmp);
  if (op === XCHG) putInsert(buffer, tmp, operand, 32, lastBit);
  else if (op < UMIN) {
    put3Registers(buffer, codeOf(op), tmp, tmp, operand);
    const ones = bits === 8 ? 0xff00 : 0xffff;
    if (op === NAND) put6(buffer, 0xc007_0000 | (tmp << 20) | ones, 0);
  } else {
    const mask = putCompare(buffer, op, false, tmp, operand);
    // Around the insertion: 4 + 6 bytes
    put4(buffer, 0xa704_0005 | ((mask ^ 15) << 20));
    putInsert(buffer, tmp, operand, 32, lastBit);
  }
  if (isReversed) put2Registers(buffer, 0xb91f, tmp, tmp);
  putRotate(buffer, tmp, tmp, more, right);
  putSwap(state, old, tmp, false, trap, again);
  putRotate(buffer, old, old, isReversed ? 0 : bits, left);
  if (isReversed) put2Registers(buffer, 0xb91f, old, old);
}

/** Bytes and halfwords: see the row `cas_part_loop`. `expected` is zero-extended; the result stands at the right end. */
export function emitCasPartLoop(words: Int32Array, at: number, state: EmitState): void {
  const { buffer } = state;
  const found = words[at + 1] & 15;
  const old = words[at + 2] & 15;
  const tmp = words[at + 3] & 15;
  const expected = words[at + 4] & 15;
  const replacement = words[at + 5] & 15;
  const left = words[at + 6] & 15;
  const right = words[at + 7] & 15;
  const bits = 8 * words[at + 8];
  const trap = (words[at + 12] >>> 16) & 0xff;
  resolveAddress(buffer, words, at + 9, state.frame, false);
  putLoad(state, old, false, trap);
  const again = buffer.offset;
  putRotate(buffer, found, old, bits, left);
  put2Registers(buffer, bits === 8 ? 0xb984 : 0xb985, tmp, found);
  put2(buffer, 0x1500 | (tmp << 4) | expected);
  const leave = buffer.offset;
  put4(buffer, 0xa704_0000 | (NOT_EQUAL << 20));
  put2Registers(buffer, 0xb904, tmp, found);
  putInsert(buffer, tmp, replacement, 64 - bits, 63);
  putRotate(buffer, tmp, tmp, 32 - bits, right);
  putSwap(state, old, tmp, false, trap, again);
  buffer.data[leave + 3] = (buffer.offset - leave) >> 1;
}

const [OLD_HI, OLD_LO, NEW_HI, NEW_LO] = [2, 3, 4, 5];
/** Free here: no address goes through it. */
const SPARE = 0;
const REVERSE = 0xb90f;
const COPY = 0xb904;

/** Sixteen bytes: see the row `rmw_quad_loop`. */
export function emitRmwQuadLoop(words: Int32Array, at: number, state: EmitState): void {
  const { buffer } = state;
  const hi = words[at + 5] & 15;
  const lo = words[at + 6] & 15;
  const op = words[at + 7];
  const isReversed = words[at + 8] !== 0;
  const trap = (words[at + 12] >>> 16) & 0xff;
  const both = (code: number): void => {
    put2Registers(buffer, code, NEW_HI, hi);
    put2Registers(buffer, code, NEW_LO, lo);
  };
  resolveAddress(buffer, words, at + 9, state.frame, false);
  state.addTrap(trap);
  putAccess(buffer, 0xe300 | (OLD_HI << 4), 0x8f, 0);
  const again = buffer.offset;
  put2Registers(buffer, isReversed ? REVERSE : COPY, NEW_HI, isReversed ? OLD_LO : OLD_HI);
  put2Registers(buffer, isReversed ? REVERSE : COPY, NEW_LO, isReversed ? OLD_HI : OLD_LO);
  switch (op) {
    case ADD:
      // algr, alcgr
      put2Registers(buffer, 0xb90a, NEW_LO, lo);
      put2Registers(buffer, 0xb988, NEW_HI, hi);
      break;
    case SUB:
      // slgr, slbgr
      put2Registers(buffer, 0xb90b, NEW_LO, lo);
      put2Registers(buffer, 0xb989, NEW_HI, hi);
      break;
    case AND:
    case NAND:
      both(0xb980);
      if (op === AND) break;
      for (const reg of [NEW_HI, NEW_LO]) {
        put6(buffer, 0xc006_ffff | (reg << 20), 0xffff);
        put6(buffer, 0xc007_ffff | (reg << 20), 0xffff);
      }
      break;
    case OR:
      both(0xb981);
      break;
    case XOR:
      both(0xb982);
      break;
    case XCHG:
      both(COPY);
      break;
    default: {
      const mask = putCompare(buffer, op, true, NEW_HI, hi);
      // The low halves decide where the high ones are equal.
      put4(buffer, 0xa704_0004 | ((LESS | GREATER) << 20));
      putCompare(buffer, UMIN, true, NEW_LO, lo);
      put3Registers(buffer, 0xb9e2, NEW_HI, hi, mask);
      put3Registers(buffer, 0xb9e2, NEW_LO, lo, mask);
    }
  }
  if (isReversed) {
    put2Registers(buffer, REVERSE, SPARE, NEW_HI);
    put2Registers(buffer, REVERSE, NEW_HI, NEW_LO);
    put2Registers(buffer, COPY, NEW_LO, SPARE);
  }
  state.addTrap(trap);
  putAccess(buffer, 0xeb00 | (OLD_HI << 4) | NEW_HI, 0x3e, 0);
  putAgain(buffer, again);
}
