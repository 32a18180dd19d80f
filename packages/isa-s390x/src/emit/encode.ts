/**
 * Encoding of single instructions by table, addresses, and the kinds of label references.
 *
 * `ENCODINGS` holds five words per op: the first four bytes of the pattern, with all fields zero; its last two bytes (bits
 * 0-15), its length (16-19), what the row is (20-23: 0 pseudo, 1 plain, 2 memory) and the operation code of the short
 * form (24-31); up to five fields in 16 bits each: word of the record (5 bits), halfword of the instruction (2), shift (4),
 * width (5; 31 stands for 32 bits in halfwords 1 and 2). The fifth field of a row with an address is the place of that.
 *
 * An address is four words: base register or -1, index register or -1, displacement, and what they mean: bits 0-3
 * `AMODE_BASE`, `AMODE_AREA` + area of the frame or `AMODE_SAVED`, bits 16-23 the trap code of the access. A displacement of more than
 * 20 bits goes through r1, which is never allocated. None of this changes the condition code.
 *
 * Facts: z/Architecture Principles of Operation (SA22-7832), chapter 5, "Instructions".
 */
import {
  AREA_OUTGOING,
  areaOffset,
  type FrameLayout,
  type LabelUse,
  type MachBuffer,
} from "@cranelift-ts/codegen";
import { ENCODINGS } from "../generated/encodings.ts";

export const AMODE_BASE = 0;
export const AMODE_AREA = 1;
/** The area that the prologue saves registers in. */
export const AMODE_SAVED = 5;

/** Scratch register of this emitter. */
export const SCRATCH = 1;
/** Return address. */
export const LINK = 14;
/** Stack pointer. */
export const SP = 15;
/** Below every frame: room for the callee to save registers in. */
export const SAVE_AREA = 160;

export const FORM_PSEUDO = 0;
export const FORM_PLAIN = 1;
export const FORM_MEMORY = 2;
/** An address without index. */
export const FORM_RS = 3;

const STRIDE = 5;
const WHOLE_WORD = 31;

/** What encoding needs of the buffer. */
export type CodeSink = Pick<MachBuffer, "data" | "offset" | "reserve">;

export function put2(sink: CodeSink, half: number): void {
  sink.reserve(2);
  const at = sink.offset;
  sink.data[at] = half >> 8;
  sink.data[at + 1] = half;
  sink.offset = at + 2;
}

export function put4(sink: CodeSink, word: number): void {
  put2(sink, word >>> 16);
  put2(sink, word);
}

/** Six bytes: a word and a halfword. */
export function put6(sink: CodeSink, word: number, half: number): void {
  put4(sink, word);
  put2(sink, half);
}

export function formOf(op: number): number {
  return (ENCODINGS[STRIDE * op + 1] >>> 20) & 15;
}

/** Where the address of a row of form memory or rs is in its record. */
export function placeOfAddress(op: number): number {
  return ENCODINGS[STRIDE * op + 4];
}

/**
 * Encodes a row; `frame` is asked only for addresses in the frame. Rows with an address are the second half: the first,
 * `resolveAddress`, may take instructions of its own, which trap nowhere.
 */
export function encode(
  sink: CodeSink,
  op: number,
  words: Int32Array,
  at: number,
  frame: FrameLayout | undefined,
): void {
  const form = formOf(op);
  if (form === FORM_PLAIN) return encodeFields(sink, op, words, at);
  resolveAddress(sink, words, at + placeOfAddress(op), frame, form === FORM_MEMORY);
  encodeMemory(sink, op, words, at);
}

export function encodeFields(sink: CodeSink, op: number, words: Int32Array, at: number): void {
  const e = STRIDE * op;
  const meta = ENCODINGS[e + 1];
  let h0 = ENCODINGS[e] >>> 16;
  let h1 = ENCODINGS[e] & 0xffff;
  let h2 = meta & 0xffff;
  for (let k = 0; k < 5; k++) {
    const field = (ENCODINGS[e + 2 + (k >> 1)] >>> ((k & 1) << 4)) & 0xffff;
    if (field === 0) break;
    const value = words[at + (field & 31)];
    const width = field >>> 11;
    if (width === WHOLE_WORD) {
      h1 |= value >>> 16;
      h2 |= value & 0xffff;
      continue;
    }
    const bits = (value & ((1 << width) - 1)) << ((field >>> 7) & 15);
    const half = (field >>> 5) & 3;
    if (half === 0) h0 |= bits;
    else if (half === 1) h1 |= bits;
    else h2 |= bits;
  }
  const bytes = (meta >>> 16) & 15;
  put2(sink, h0);
  if (bytes > 2) put2(sink, h1);
  if (bytes > 4) put2(sink, h2);
}

/** Displacement of an address, where the areas of the frame are known. */
function displacementOf(words: Int32Array, at: number, frame: FrameLayout | undefined): number {
  const kind = words[at + 3] & 15;
  const offset = words[at + 2];
  if (kind === AMODE_BASE || frame === undefined) return offset;
  if (kind === AMODE_SAVED) return offset + frame.outgoingBytes + frame.fixedBytes + frame.clobberBytes;
  const area = kind - AMODE_AREA;
  // Outgoing arguments lie above the callee's save area.
  return offset + (area === AREA_OUTGOING ? SAVE_AREA : areaOffset(frame, area));
}

/** Whether the short form will do: text and code agree on it. */
export function isShort(short: number, displacement: number): boolean {
  return short !== 0 && displacement >= 0 && displacement < 4096;
}

/** The address that `resolveAddress` has found, as instructions hold it. */
let base = 0;
let index = 0;
let displacement = 0;

/** Makes the address one of base, index and 20 bits, in the scratch register if need be. */
export function resolveAddress(
  sink: CodeSink,
  words: Int32Array,
  at: number,
  frame: FrameLayout | undefined,
  hasIndex: boolean,
): void {
  base = (words[at + 3] & 15) === AMODE_BASE ? words[at] & 15 : SP;
  index = words[at + 1] < 0 ? 0 : words[at + 1] & 15;
  displacement = displacementOf(words, at, frame);
  if (displacement >= -0x8_0000 && displacement <= 0x7_ffff) return;
  putConstant(sink, SCRATCH, displacement);
  const other = hasIndex ? index : base;
  if (other !== 0) {
    // la r1, 0(other, r1)
    put4(sink, 0x4100_0000 | (SCRATCH << 20) | (other << 16) | (SCRATCH << 12));
  }
  if (hasIndex) index = SCRATCH;
  else base = SCRATCH;
  displacement = 0;
}

/** Behind `resolveAddress`. */
export function encodeMemory(sink: CodeSink, op: number, words: Int32Array, at: number): void {
  const e = STRIDE * op;
  const meta = ENCODINGS[e + 1];
  let h0 = ENCODINGS[e] >>> 16;
  // Registers, of which there are two at most.
  const fields = ENCODINGS[e + 2];
  if (fields !== 0) h0 |= (words[at + (fields & 31)] & 15) << ((fields >>> 7) & 15);
  if (fields >>> 16 !== 0) h0 |= (words[at + ((fields >>> 16) & 31)] & 15) << ((fields >>> 23) & 15);
  if (((meta >>> 20) & 15) === FORM_MEMORY) h0 |= index;
  putAccess(sink, h0, meta & 0xff, meta >>> 24);
}

/** An instruction of which the first halfword is complete, and the address. `short`: the code of its short form, or 0. */
export function putAccess(sink: CodeSink, h0: number, low: number, short: number): void {
  if (isShort(short, displacement)) {
    put4(sink, (short << 24) | ((h0 & 0xff) << 16) | (base << 12) | displacement);
    return;
  }
  put4(sink, (h0 << 16) | (base << 12) | (displacement & 0xfff));
  put2(sink, ((displacement >> 4) & 0xff00) | low);
}

/** Makes an int32, sign extended, in a register. */
export function putConstant(sink: CodeSink, rd: number, n: number): void {
  if (n >= -0x8000 && n < 0x8000) put4(sink, 0xa709_0000 | (rd << 20) | (n & 0xffff));
  else put6(sink, 0xc001_0000 | (rd << 20) | (n >>> 16), n & 0xffff);
}

/** Adds to the stack pointer without changing the condition code. */
export function putStackAdd(sink: CodeSink, n: number): void {
  if (n === 0) return;
  if (n > 0 && n < 4096) put4(sink, 0x4100_0000 | (SP << 20) | (SP << 12) | n);
  else if (n >= -0x8_0000 && n <= 0x7_ffff) {
    put6(sink, 0xe300_0000 | (SP << 20) | (SP << 12) | (n & 0xfff), ((n >> 4) & 0xff00) | 0x71);
  } else {
    putConstant(sink, SCRATCH, n);
    put4(sink, 0x4100_0000 | (SP << 20) | (SCRATCH << 16) | (SP << 12));
  }
}

// References to labels

export const USE_HALF = 0;
export const USE_WORD = 1;
/** Entry of a jump table. */
export const USE_TABLE = 2;

function putHalf(bytes: Uint8Array, at: number, half: number): void {
  bytes[at] = half >> 8;
  bytes[at + 1] = half;
}

/** `brcl 15`: it reaches 4 GB. */
function branchVeneer(buffer: MachBuffer): number {
  const at = buffer.offset;
  put6(buffer, 0xc0f4_0000, 0);
  return at;
}

/**
 * Distances count halfwords from the instruction and stand in its last two or four bytes: BRC and the compare-and-branch
 * instructions reach 64 KB, BRCL and LARL 4 GB. Words of jump tables hold a number that the distance is added to.
 */
export const LABEL_USES: readonly LabelUse[] = [
  {
    name: "Half",
    maxForward: 0xfffe,
    maxBackward: 0x1_0000,
    size: 4,
    patch: (bytes, use, target): void => putHalf(bytes, use + 2, (target - use) >> 1),
    veneerSize: 6,
    veneerUse: USE_WORD,
    emitVeneer: branchVeneer,
  },
  {
    name: "Word",
    maxForward: 0x7fff_0000,
    maxBackward: 0x7fff_0000,
    size: 6,
    patch: (bytes, use, target): void => {
      const distance = (target - use) >> 1;
      putHalf(bytes, use + 2, distance >> 16);
      putHalf(bytes, use + 4, distance);
    },
    veneerSize: 0,
    veneerUse: 0,
  },
  {
    name: "Table",
    maxForward: 0x7fff_0000,
    maxBackward: 0x7fff_0000,
    size: 4,
    patch: (bytes, use, target): void => {
      const old = (bytes[use] << 24) | (bytes[use + 1] << 16) | (bytes[use + 2] << 8) | bytes[use + 3];
      const word = old + target - use;
      putHalf(bytes, use, word >> 16);
      putHalf(bytes, use + 2, word);
    },
    veneerSize: 0,
    veneerUse: 0,
  },
];
