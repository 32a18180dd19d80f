/**
 * Encoding of aarch64 instructions: a word per instruction from its base and fields, sequences for what takes more.
 * Constants and branches refer to labels in three ways: 19 bits (1 MB, through a veneer if need be), 26 bits (128 MB),
 * and the 32-bit entries of jump tables.
 */
import { areaOffset, type EmitState, type LabelUse, type MachBuffer } from "@cranelift-ts/codegen";
import { InternalError } from "@cranelift-ts/entity";
import { BASES, FORMS, SCALES, UNSCALED } from "./generated/encodings.ts";
import * as Op from "./generated/insts.ts";

export const USE_BRANCH19 = 0;
export const USE_BRANCH26 = 1;
export const USE_LOAD19 = 2;
export const USE_TABLE32 = 3;

const X16 = 16;
const X17 = 17;
const SP = 31;

function word(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

function setWord(bytes: Uint8Array, at: number, n: number): void {
  bytes[at] = n;
  bytes[at + 1] = n >> 8;
  bytes[at + 2] = n >> 16;
  bytes[at + 3] = n >> 24;
}

function patch19(bytes: Uint8Array, use: number, target: number): void {
  setWord(bytes, use, (word(bytes, use) & ~(0x7ffff << 5)) | ((((target - use) >> 2) & 0x7ffff) << 5));
}

export const LABEL_USES: readonly LabelUse[] = [
  {
    name: "Branch19",
    maxForward: (1 << 20) - 4,
    maxBackward: 1 << 20,
    size: 4,
    patch: patch19,
    veneerSize: 4,
    veneerUse: USE_BRANCH26,
    emitVeneer: (buffer): number => {
      const at = buffer.offset;
      put(buffer, 0x1400_0000);
      return at;
    },
  },
  {
    name: "Branch26",
    maxForward: (1 << 27) - 4,
    maxBackward: 1 << 27,
    size: 4,
    patch: (bytes, use, target): void => setWord(bytes, use, (word(bytes, use) & ~0x3ff_ffff) | (((target - use) >> 2) & 0x3ff_ffff)),
    veneerSize: 0,
    veneerUse: -1,
  },
  { name: "Load19", maxForward: (1 << 20) - 4, maxBackward: 1 << 20, size: 4, patch: patch19, veneerSize: 0, veneerUse: -1 },
  {
    name: "Table32",
    maxForward: 0x7fff_0000,
    maxBackward: 0x7fff_0000,
    size: 4,
    // The field holds its own distance from the table.
    patch: (bytes, use, target): void => setWord(bytes, use, word(bytes, use) + target - use),
    veneerSize: 0,
    veneerUse: -1,
  },
];

function put(buffer: MachBuffer, n: number): void {
  buffer.reserve(4);
  setWord(buffer.data, buffer.offset, n);
  buffer.offset += 4;
}

/** `rd = n` in as few words as it takes, at most two. */
function putConstant32(buffer: MachBuffer, rd: number, n: number): void {
  if (n < 0 && n >= -0x1_0000) {
    put(buffer, 0x9280_0000 | (~n << 5) | rd);
    return;
  }
  put(buffer, 0xd280_0000 | ((n & 0xffff) << 5) | rd);
  if (n < 0) throw new InternalError("a negative offset beyond 64 KB");
  if (n >>> 16 !== 0) put(buffer, 0xf2a0_0000 | ((n >>> 16) << 5) | rd);
}

/** `rd = base + offset`; base may be the stack pointer. */
function putAddress(buffer: MachBuffer, rd: number, base: number, offset: number): void {
  if (offset >= 0 && offset < 4096) return put(buffer, 0x9100_0000 | (offset << 10) | (base << 5) | rd);
  if (offset < 0 && offset > -4096) return put(buffer, 0xd100_0000 | (-offset << 10) | (base << 5) | rd);
  const negative = offset < 0;
  putConstant32(buffer, X16, negative ? -offset : offset);
  // ADD or SUB (extended register), UXTX.
  put(buffer, (negative ? 0xcb20_6000 : 0x8b20_6000) | (X16 << 16) | (base << 5) | rd);
}

/** `sp -= bytes`. */
function putSubSp(buffer: MachBuffer, bytes: number): void {
  putAddress(buffer, SP, SP, -bytes);
}

function base(words: Int32Array, at: number): number {
  return words[at] === 0 ? words[at + 1]! & 63 : SP;
}

function offset(words: Int32Array, at: number, state: EmitState): number {
  const area = words[at]!;
  return words[at + 2]! + (area === 0 ? 0 : areaOffset(state.frame, area - 1));
}

function putMemory(buffer: MachBuffer, op: number, rt: number, words: Int32Array, at: number, state: EmitState): void {
  const scale = SCALES[op]!;
  let rn = base(words, at);
  let n = offset(words, at, state);
  const fits = (n & ((1 << scale) - 1)) === 0 && n >= 0 && n >> scale < 4096;
  if (!fits && (n < -256 || n > 255)) {
    putAddress(buffer, X16, rn, n);
    rn = X16;
    n = 0;
  }
  if (words[at + 3] !== 0) state.addTrap(words[at + 3]!);
  if (fits || n === 0) put(buffer, BASES[op]! | ((n >> scale) << 10) | (rn << 5) | rt);
  else put(buffer, UNSCALED[op]! | ((n & 0x1ff) << 12) | (rn << 5) | rt);
}

/** What sequences need from the back end. */
export interface SequenceContext {
  readonly labelTables: readonly Int32Array[];
  readonly callInfos: readonly { readonly tryCall: number }[];
  readonly wide: { lo(id: number): number; hi(id: number): number };
}

/** Encodes the record at `words[at]`. */
export function emitInstruction(cx: SequenceContext, words: Int32Array, at: number, state: EmitState): void {
  const { buffer } = state;
  const op = words[at]! & 0xffff;
  const r = (k: number): number => words[at + k]! & 63;
  const bits = BASES[op]!;
  switch (FORMS[op]!) {
    // rrr
    case 1:
      return put(buffer, bits | (r(3) << 16) | (r(2) << 5) | r(1));
    // rrrr
    case 2:
      return put(buffer, bits | (r(3) << 16) | (r(4) << 10) | (r(2) << 5) | r(1));
    // rr
    case 3:
      return put(buffer, bits | (r(2) << 5) | r(1));
    // nm; `uxtw` writes its first operand
    case 4:
      return op === Op.Uxtw ? put(buffer, bits | (r(2) << 16) | r(1)) : put(buffer, bits | (r(2) << 16) | (r(1) << 5));
    // rri
    case 5:
      return put(buffer, bits | (words[at + 3]! << 10) | (r(2) << 5) | r(1));
    // ni
    case 6:
      return put(buffer, bits | (words[at + 2]! << 10) | (r(1) << 5));
    // mov
    case 7:
      return put(buffer, bits | (words[at + 3]! << 21) | ((words[at + 2]! & 0xffff) << 5) | r(1));
    // cset takes the inverted condition
    case 8:
      return put(buffer, bits | ((words[at + 2]! ^ 1) << 12) | r(1));
    // csel
    case 9:
      return put(buffer, bits | (r(3) << 16) | (words[at + 4]! << 12) | (r(2) << 5) | r(1));
    // mem
    case 10:
      return putMemory(buffer, op, r(1), words, at + 2, state);
    default:
      return emitSequence(cx, op, words, at, state);
  }
}

function condBranch(buffer: MachBuffer, code: number, inverted: number, taken: number, other: number): void {
  const start = buffer.offset;
  put(buffer, code);
  buffer.addCondBranch(start, taken, USE_BRANCH19, start, Uint8Array.of(inverted, inverted >> 8, inverted >> 16, inverted >> 24));
  const next = buffer.offset;
  put(buffer, 0x1400_0000);
  buffer.addUncondBranch(next, other, USE_BRANCH26, next);
}

/** `ldr rd, value` with the eight bytes behind a jump over them, relocated against a name. */
function putNameLiteral(state: EmitState, rd: number, name: number, addend: bigint): void {
  const { buffer } = state;
  put(buffer, 0x5800_0000 | (2 << 5) | rd);
  put(buffer, 0x1400_0003);
  state.addReloc(buffer.offset, "Abs8", name, addend);
  put(buffer, 0);
  put(buffer, 0);
}

function emitSequence(cx: SequenceContext, op: number, words: Int32Array, at: number, state: EmitState): void {
  const { buffer } = state;
  const r = (k: number): number => words[at + k]! & 63;
  const bits = BASES[op]!;
  switch (op) {
    case 75 /* Op.Args */:
      return;
    case 47 /* Op.Mov */: {
      // The stack pointer cannot be named by ORR.
      return r(1) === SP || r(2) === SP ? put(buffer, 0x9100_0000 | (r(2) << 5) | r(1)) : put(buffer, bits | (r(2) << 16) | r(1));
    }
    case 50 /* Op.LdrConst */:
      put(buffer, bits | r(1));
      return buffer.useLabel(buffer.offset - 4, state.constantLabel(words[at + 2]!), USE_LOAD19);
    case 64 /* Op.Lea */:
      return putAddress(buffer, r(1), base(words, at + 2), offset(words, at + 2, state));
    case 65 /* Op.B */: {
      const start = buffer.offset;
      put(buffer, bits);
      return buffer.addUncondBranch(start, words[at + 1]!, USE_BRANCH26, start);
    }
    case 66 /* Op.BCond */: {
      const cond = words[at + 3]!;
      return condBranch(buffer, bits | cond, bits | (cond ^ 1), words[at + 1]!, words[at + 2]!);
    }
    case 67 /* Op.Cbnz */:
      return condBranch(buffer, bits | r(1), (bits ^ (1 << 24)) | r(1), words[at + 2]!, words[at + 3]!);
    case 68 /* Op.JumpTable */:
      return emitJumpTable(cx, r(1), words[at + 2]!, cx.labelTables[words[at + 3]!]!, state);
    case 69 /* Op.Trap */:
      state.addTrap(words[at + 1]!);
      return put(buffer, bits);
    case 70 /* Op.TrapIf */:
      put(buffer, 0x5400_0040 | (words[at + 1]! ^ 1));
      state.addTrap(words[at + 2]!);
      return put(buffer, 0xc11f);
    case 71 /* Op.Call */:
      state.addReloc(buffer.offset, "Arm64Call", words[at + 1]!, 0n);
      put(buffer, bits);
      return state.addCallSite(cx.callInfos[words[at + 2]!]!.tryCall);
    case 72 /* Op.CallFar */:
      putNameLiteral(state, X16, words[at + 1]!, 0n);
      put(buffer, 0xd63f_0000 | (X16 << 5));
      return state.addCallSite(cx.callInfos[words[at + 2]!]!.tryCall);
    case 73 /* Op.CallReg */:
      put(buffer, bits | (r(1) << 5));
      return state.addCallSite(cx.callInfos[words[at + 2]!]!.tryCall);
    case 74 /* Op.LoadName */: {
      const id = words[at + 3]!;
      return putNameLiteral(state, r(1), words[at + 2]!, (BigInt(cx.wide.hi(id)) << 32n) | BigInt(cx.wide.lo(id) >>> 0));
    }
    case 81 /* Op.SubSp */:
      return putSubSp(buffer, words[at + 1]!);
    default:
      return put(buffer, bits);
  }
}

/** Index in a 64-bit register; entries are distances from the table. */
function emitJumpTable(_cx: SequenceContext, index: number, other: number, labels: Int32Array, state: EmitState): void {
  const { buffer } = state;
  const n = labels.length;
  if (n < 4096) put(buffer, 0xf100_001f | (n << 10) | (index << 5));
  else {
    putConstant32(buffer, X16, n);
    put(buffer, 0xeb00_001f | (X16 << 16) | (index << 5));
  }
  // b.hs default
  put(buffer, 0x5400_0002);
  buffer.useLabel(buffer.offset - 4, other, USE_BRANCH19);
  // adr x16, table; ldrsw x17, [x16, index, lsl #2]; add x16, x16, x17; br x16
  put(buffer, 0x1000_0000 | (4 << 5) | X16);
  put(buffer, 0xb8a0_7800 | (index << 16) | (X16 << 5) | X17);
  put(buffer, 0x8b00_0000 | (X17 << 16) | (X16 << 5) | X16);
  put(buffer, 0xd61f_0000 | (X16 << 5));
  for (let k = 0; k < n; k++) {
    const at = buffer.offset;
    put(buffer, 4 * k);
    buffer.useLabel(at, labels[k]!, USE_TABLE32);
  }
}
