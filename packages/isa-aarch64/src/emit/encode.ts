/**
 * Encoding of single instructions by table, addresses, and the kinds of label references.
 *
 * `ENCODINGS` holds four words per op: the pattern with all fields zero; up to five fields in 16 bits each (word of the
 * record, shift << 5, width << 10); bits 16 and up of the last word say what the row is: 0 pseudo, 1 plain, 2 memory.
 *
 * An address is four words: base register, index register or -1, offset, and what they mean: bits 0-3 `AMODE_BASE` or
 * `AMODE_AREA` + area of the frame, bits 4-6 the shift of the index, bits 16-23 the trap code of the access. An address
 * with an index has no offset. What does not fit an instruction goes through x16, which is never allocated.
 *
 * Facts: Arm Architecture Reference Manual (DDI 0487), chapters C4 and C6.
 */
import { areaOffset, type FrameLayout, type LabelUse, type MachBuffer } from "@cranelift-ts/codegen";
import { ENCODINGS } from "../generated/encodings.ts";

export const AMODE_BASE = 0;
export const AMODE_AREA = 1;

export const FP = 29;
export const LR = 30;
/** Stack pointer or zero register, by the place in the instruction. */
export const SP = 31;
/** Scratch registers of linkers, veneers and this emitter. */
export const IP0 = 16;
export const IP1 = 17;

export const FORM_PSEUDO = 0;
export const FORM_MEMORY = 2;

/** What encoding needs of the buffer. */
export type CodeSink = Pick<MachBuffer, "data" | "offset" | "reserve">;

export function put4(sink: CodeSink, word: number): void {
  sink.reserve(4);
  const { data } = sink;
  const at = sink.offset;
  data[at] = word;
  data[at + 1] = word >> 8;
  data[at + 2] = word >> 16;
  data[at + 3] = word >> 24;
  sink.offset = at + 4;
}

export function formOf(op: number): number {
  return ENCODINGS[4 * op + 3] >>> 16;
}

function field(words: Int32Array, at: number, packed: number): number {
  if (packed === 0) return 0;
  const width = (packed >>> 10) & 31;
  return (words[at + (packed & 31)] & ((1 << width) - 1)) << ((packed >>> 5) & 31);
}

/** Encodes a row of form plain or memory. `frame` is asked only for addresses in the frame. */
export function encode(
  sink: CodeSink,
  op: number,
  words: Int32Array,
  at: number,
  frame: FrameLayout | undefined,
): void {
  const e = 4 * op;
  const pattern = ENCODINGS[e];
  const ab = ENCODINGS[e + 1];
  if (ENCODINGS[e + 3] >>> 16 === FORM_MEMORY) {
    encodeMemory(sink, pattern | field(words, at, ab & 0xffff), words, at + 2, frame);
    return;
  }
  const cd = ENCODINGS[e + 2];
  const fields =
    field(words, at, ab & 0xffff) |
    field(words, at, ab >>> 16) |
    field(words, at, cd & 0xffff) |
    field(words, at, cd >>> 16) |
    field(words, at, ENCODINGS[e + 3] & 0xffff);
  put4(sink, pattern | fields);
}

/** Register and offset of an address without index. */
function baseOf(words: Int32Array, at: number): number {
  return (words[at + 3] & 15) === AMODE_BASE ? words[at] & 63 : SP;
}

function offsetOf(words: Int32Array, at: number, frame: FrameLayout | undefined): number {
  const kind = words[at + 3] & 15;
  const offset = words[at + 2];
  return kind === AMODE_BASE || frame === undefined ? offset : offset + areaOffset(frame, kind - AMODE_AREA);
}

function encodeMemory(
  sink: CodeSink,
  pattern: number,
  words: Int32Array,
  at: number,
  frame: FrameLayout | undefined,
): void {
  const rn = baseOf(words, at) << 5;
  if (words[at + 1] >= 0) {
    const scaled = ((words[at + 3] >>> 4) & 7) !== 0 ? 0x1000 : 0;
    put4(sink, pattern | 0x3820_6800 | scaled | ((words[at + 1] & 31) << 16) | rn);
    return;
  }
  const offset = offsetOf(words, at, frame);
  const size = pattern >>> 30;
  const units = offset >> size;
  if (offset >= 0 && units < 4096 && units << size === offset)
    put4(sink, pattern | 0x3900_0000 | (units << 10) | rn);
  else if (offset >= -256 && offset < 256) put4(sink, pattern | 0x3800_0000 | ((offset & 0x1ff) << 12) | rn);
  else {
    putConstant(sink, IP0, offset);
    put4(sink, pattern | 0x3820_6800 | (IP0 << 16) | rn);
  }
}

/** Makes an int32, sign extended, in a register. */
export function putConstant(sink: CodeSink, rd: number, n: number): void {
  const negative = n < 0;
  const lo = n & 0xffff;
  const hi = n >>> 16;
  if (negative) {
    // MOVN leaves ones above.
    put4(sink, 0x9280_0000 | ((~lo & 0xffff) << 5) | rd);
    if (hi !== 0xffff) put4(sink, 0xf2a0_0000 | (hi << 5) | rd);
  } else {
    put4(sink, 0xd280_0000 | (lo << 5) | rd);
    if (hi !== 0) put4(sink, 0xf2a0_0000 | (hi << 5) | rd);
  }
}

/** `rd = rn + n`; either may be the stack pointer. Uses x16 when `n` has more than 24 bits. */
export function putAdd(sink: CodeSink, rd: number, rn: number, n: number): void {
  const size = Math.abs(n);
  const opcode = n < 0 ? 0xd100_0000 : 0x9100_0000;
  if (size > 0xff_ffff) {
    putConstant(sink, IP0, n);
    put4(sink, 0x8b20_6000 | (IP0 << 16) | (rn << 5) | rd);
    return;
  }
  let from = rn;
  if (size > 0xfff) {
    put4(sink, opcode | 0x40_0000 | ((size >> 12) << 10) | (from << 5) | rd);
    from = rd;
  }
  if ((size & 0xfff) !== 0 || size === 0) put4(sink, opcode | ((size & 0xfff) << 10) | (from << 5) | rd);
}

/** The address itself. */
export function putAddress(
  sink: CodeSink,
  rd: number,
  words: Int32Array,
  at: number,
  frame: FrameLayout,
): void {
  const rn = baseOf(words, at);
  if (words[at + 1] >= 0) {
    put4(
      sink,
      0x8b20_6000 | (((words[at + 3] >>> 4) & 7) << 10) | ((words[at + 1] & 31) << 16) | (rn << 5) | rd,
    );
    return;
  }
  putAdd(sink, rd, rn, offsetOf(words, at, frame));
}

// References to labels

export const USE_14 = 0;
export const USE_19 = 1;
export const USE_26 = 2;
export const USE_WORD = 3;

/** Writes a distance in units of 4 bytes into a field of the instruction at `use`. */
function patchField(bytes: Uint8Array, use: number, distance: number, width: number, shift: number): void {
  const mask = ((1 << width) - 1) << shift;
  const old = bytes[use] | (bytes[use + 1] << 8) | (bytes[use + 2] << 16) | (bytes[use + 3] << 24);
  const word = (old & ~mask) | (((distance >> 2) << shift) & mask);
  bytes[use] = word;
  bytes[use + 1] = word >> 8;
  bytes[use + 2] = word >> 16;
  bytes[use + 3] = word >> 24;
}

function branchVeneer(buffer: MachBuffer): number {
  const at = buffer.offset;
  put4(buffer, 0x1400_0000);
  return at;
}

/** Beyond 128 MB: a distance in a word behind the code, added to the word's own address. */
function farVeneer(buffer: MachBuffer): number {
  put4(buffer, 0x9800_0000 | (4 << 5) | IP0);
  put4(buffer, 0x1000_0000 | (3 << 5) | IP1);
  put4(buffer, 0x8b00_0000 | (IP1 << 16) | (IP0 << 5) | IP0);
  put4(buffer, 0xd61f_0000 | (IP0 << 5));
  put4(buffer, 0);
  return buffer.offset - 4;
}

/** TBZ reaches 32 KB, CBZ and B.cond 1 MB, B 128 MB. Words hold a number that the distance is added to. */
export const LABEL_USES: readonly LabelUse[] = [
  {
    name: "Branch14",
    maxForward: 0x7ffc,
    maxBackward: 0x8000,
    size: 4,
    patch: (bytes, use, target): void => patchField(bytes, use, target - use, 14, 5),
    veneerSize: 4,
    veneerUse: USE_26,
    emitVeneer: branchVeneer,
  },
  {
    name: "Branch19",
    maxForward: 0xf_fffc,
    maxBackward: 0x10_0000,
    size: 4,
    patch: (bytes, use, target): void => patchField(bytes, use, target - use, 19, 5),
    veneerSize: 4,
    veneerUse: USE_26,
    emitVeneer: branchVeneer,
  },
  {
    name: "Branch26",
    maxForward: 0x7ff_fffc,
    maxBackward: 0x800_0000,
    size: 4,
    patch: (bytes, use, target): void => patchField(bytes, use, target - use, 26, 0),
    veneerSize: 20,
    veneerUse: USE_WORD,
    emitVeneer: farVeneer,
  },
  {
    name: "Word",
    maxForward: 0x7fff_0000,
    maxBackward: 0x7fff_0000,
    size: 4,
    patch: (bytes, use, target): void => {
      const old = bytes[use] | (bytes[use + 1] << 8) | (bytes[use + 2] << 16) | (bytes[use + 3] << 24);
      const word = old + target - use;
      bytes[use] = word;
      bytes[use + 1] = word >> 8;
      bytes[use + 2] = word >> 16;
      bytes[use + 3] = word >> 24;
    },
    veneerSize: 0,
    veneerUse: 0,
  },
];
