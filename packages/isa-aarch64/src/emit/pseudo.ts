/** Instructions that are written by hand: control flow, calls, addresses of symbols, traps. */
import type { EmitState } from "@cranelift-ts/codegen";
import { InternalError } from "@cranelift-ts/entity";
import * as Op from "../generated/machine.ts";
import type { Aarch64Backend } from "../lower/backend.ts";
import {
  encode,
  FORM_MEMORY,
  FORM_PSEUDO,
  formOf,
  IP0,
  IP1,
  put4,
  putAdd,
  putAddress,
  SP,
  USE_14,
  USE_19,
  USE_26,
  USE_WORD,
} from "./encode.ts";

/** Most bytes of a record that is no jump table. */
export const MAX_INST_BYTES = 48;
/** Jump tables of more entries keep the branch to the default short. */
const FAR_TABLE = 1 << 14;
const TRAP_WORD = 0xc11f;
export const TRAP_BYTES: Uint8Array = new Uint8Array([0x1f, 0xc1, 0, 0]);

const B = 0x1400_0000;
const B_COND = 0x5400_0000;

function bytesOf(word: number): Uint8Array {
  return new Uint8Array([word, word >> 8, word >> 16, word >> 24]);
}

/** A conditional branch, and a branch to where it does not go. */
function branchPair(
  state: EmitState,
  word: number,
  inverted: number,
  use: number,
  taken: number,
  other: number,
): void {
  const { buffer } = state;
  const start = buffer.offset;
  put4(buffer, word);
  buffer.addCondBranch(start, taken, use, start, bytesOf(inverted));
  jump(state, other);
}

export function jump(state: EmitState, label: number): void {
  const { buffer } = state;
  const start = buffer.offset;
  put4(buffer, B);
  buffer.addUncondBranch(start, label, USE_26, start);
}

function trapBranch(state: EmitState, word: number, code: number): void {
  const { buffer } = state;
  const start = buffer.offset;
  put4(buffer, word);
  buffer.useLabel(start, buffer.deferTrap(code), USE_19);
}

export function emitInstruction(cx: Aarch64Backend, words: Int32Array, at: number, state: EmitState): void {
  const op = words[at] & 0xffff;
  const { buffer } = state;
  const form = formOf(op);
  if (form !== FORM_PSEUDO) {
    if (form === FORM_MEMORY) {
      const trap = (words[at + 5] >>> 16) & 0xff;
      if (trap !== 0) state.addTrap(trap);
    }
    encode(buffer, op, words, at, state.frame);
    return;
  }
  const a = words[at + 1];
  const b = words[at + 2];
  const c = words[at + 3];
  const rt = a & 31;
  switch (op) {
    case 141 /* Op.Args */:
      return;
    case 142 /* Op.Ret */: {
      const { frame } = state;
      putAdjust(state, frame.tailArgBytes - (cx.ownAbi.calleePops ? 0 : frame.incomingArgBytes));
      return put4(buffer, 0xd65f_03c0);
    }
    case 143 /* Op.B */:
      return jump(state, a);
    case 144 /* Op.BCond */:
      return branchPair(state, B_COND | a, B_COND | (a ^ 1), USE_19, b, c);
    case 145 /* Op.CbzW */:
      return branchPair(state, 0x3400_0000 | rt, 0x3500_0000 | rt, USE_19, b, c);
    case 146 /* Op.CbnzW */:
      return branchPair(state, 0x3500_0000 | rt, 0x3400_0000 | rt, USE_19, b, c);
    case 147 /* Op.CbzX */:
      return branchPair(state, 0xb400_0000 | rt, 0xb500_0000 | rt, USE_19, b, c);
    case 148 /* Op.CbnzX */:
      return branchPair(state, 0xb500_0000 | rt, 0xb400_0000 | rt, USE_19, b, c);
    case 149 /* Op.Tbz */:
    case 150 /* Op.Tbnz */: {
      const bit = ((b & 31) << 19) | ((b >> 5) << 31) | rt;
      const zero = 0x3600_0000 | bit;
      const one = 0x3700_0000 | bit;
      const isZero = op === Op.Tbz;
      return branchPair(state, isZero ? zero : one, isZero ? one : zero, USE_14, c, words[at + 4]);
    }
    case 151 /* Op.BrTable */:
      return emitTable(cx, words, at, state);
    case 152 /* Op.Call */:
      state.addReloc(buffer.offset, "Arm64Call", a, 0n);
      put4(buffer, 0x9400_0000);
      return afterCall(cx, b, state);
    case 153 /* Op.CallReg */:
      put4(buffer, 0xd63f_0000 | (rt << 5));
      return afterCall(cx, b, state);
    case 154 /* Op.ReturnCall */:
      putAdjust(state, state.frame.tailArgBytes - b);
      state.addReloc(buffer.offset, "Arm64Call", a, 0n);
      return put4(buffer, B);
    case 155 /* Op.ReturnCallReg */:
      putAdjust(state, state.frame.tailArgBytes - b);
      return put4(buffer, 0xd61f_0000 | (rt << 5));
    case 156 /* Op.LoadName */:
      // The address behind the code, which jumps over it
      put4(buffer, 0x5800_0000 | (2 << 5) | rt);
      put4(buffer, B | 3);
      state.addReloc(buffer.offset, "Abs8", b, cx.wideValue(c));
      put4(buffer, 0);
      return put4(buffer, 0);
    case 157 /* Op.LoadGot */:
      state.addReloc(buffer.offset, "Aarch64AdrGotPage21", b, 0n);
      put4(buffer, 0x9000_0000 | rt);
      state.addReloc(buffer.offset, "Aarch64Ld64GotLo12Nc", b, 0n);
      return put4(buffer, 0xf940_0000 | (rt << 5) | rt);
    case 158 /* Op.LoadNear */:
      state.addReloc(buffer.offset, "Aarch64AdrPrelPgHi21", b, cx.wideValue(c));
      put4(buffer, 0x9000_0000 | rt);
      state.addReloc(buffer.offset, "Aarch64AddAbsLo12Nc", b, cx.wideValue(c));
      return put4(buffer, 0x9100_0000 | (rt << 5) | rt);
    case 159 /* Op.Address */:
      return putAddress(buffer, rt, words, at + 2, state.frame);
    case 160 /* Op.Trap */:
      state.addTrap(a);
      return put4(buffer, TRAP_WORD);
    case 161 /* Op.TrapIf */:
      return trapBranch(state, B_COND | a, b);
    case 162 /* Op.TrapIfZeroW */:
      return trapBranch(state, 0x3400_0000 | rt, b);
    case 163 /* Op.TrapIfNonzeroW */:
      return trapBranch(state, 0x3500_0000 | rt, b);
    case 164 /* Op.TrapIfZeroX */:
      return trapBranch(state, 0xb400_0000 | rt, b);
    case 165 /* Op.TrapIfNonzeroX */:
      return trapBranch(state, 0xb500_0000 | rt, b);
    default:
      throw new InternalError(`op ${op} cannot be emitted`);
  }
}

function putAdjust(state: EmitState, bytes: number): void {
  if (bytes !== 0) putAdd(state.buffer, SP, SP, bytes);
}

function afterCall(cx: Aarch64Backend, index: number, state: EmitState): void {
  state.addCallSite();
  // Outgoing arguments keep their place below the frame.
  putAdjust(state, -cx.callInfos[index].calleePops);
}

/** The flags say "higher or same" for an index out of range. Entries are distances from the table. */
function emitTable(cx: Aarch64Backend, words: Int32Array, at: number, state: EmitState): void {
  const { buffer } = state;
  let index = words[at + 1] & 31;
  const safe = words[at + 2] & 31;
  const fallback = words[at + 3];
  const labels = cx.labelTables[words[at + 4]];
  const start = buffer.offset;
  if (labels.length > FAR_TABLE) {
    put4(buffer, B_COND | (2 << 5) | 3);
    buffer.useLabel(buffer.offset, fallback, USE_26);
    put4(buffer, B);
  } else {
    put4(buffer, B_COND | 2);
    buffer.useLabel(start, fallback, USE_19);
  }
  if (cx.flags.enable_table_access_spectre_mitigation) {
    // CSEL of zero when out of range, and CSDB
    put4(buffer, 0x1a80_2000 | (index << 16) | (31 << 5) | safe);
    put4(buffer, 0xd503_229f);
    index = safe;
  }
  put4(buffer, 0x1000_0000 | (4 << 5) | IP0);
  put4(buffer, 0xb8a0_5800 | (index << 16) | (IP0 << 5) | IP1);
  put4(buffer, 0x8b00_0000 | (IP1 << 16) | (IP0 << 5) | IP0);
  put4(buffer, 0xd61f_0000 | (IP0 << 5));
  for (let k = 0; k < labels.length; k++) {
    const entry = buffer.offset;
    put4(buffer, 4 * k);
    buffer.useLabel(entry, labels[k], USE_WORD);
  }
}

export function worstSizeOf(cx: Aarch64Backend, words: Int32Array, at: number): number {
  return (words[at] & 0xffff) === Op.BrTable
    ? MAX_INST_BYTES + 4 * cx.labelTables[words[at + 4]].length
    : MAX_INST_BYTES;
}
