/** Instructions that are written by hand: control flow, calls, addresses of symbols, traps. */
import type { EmitState } from "@cranelift-ts/codegen";
import { InternalError } from "@cranelift-ts/entity";
import * as Op from "../generated/machine.ts";
import type { S390xBackend } from "../lower/backend.ts";
import { emitCasPartLoop, emitRmwLoop, emitRmwPartLoop, emitRmwQuadLoop, MAX_LOOP_BYTES } from "./atomic.ts";
import {
  encodeFields,
  encodeMemory,
  FORM_MEMORY,
  FORM_PLAIN,
  FORM_PSEUDO,
  formOf,
  LINK,
  placeOfAddress,
  put2,
  put4,
  put6,
  putStackAdd,
  resolveAddress,
  SCRATCH,
  SP,
  USE_HALF,
  USE_TABLE,
  USE_WORD,
} from "./encode.ts";

/** Most bytes of a record that is no jump table. */
export const MAX_INST_BYTES = 48;
/** Jump tables of more entries keep the branch to the default long. */
const FAR_TABLE = 1 << 13;
/** An operation code that will never be one. */
export const TRAP_BYTES: Uint8Array = new Uint8Array([0, 0]);

/** `brc mask, target`. */
function brc(mask: number): number {
  return 0xa704_0000 | (mask << 20);
}

function bytesOf(word: number, half: number, bytes: number): Uint8Array {
  return new Uint8Array([word >>> 24, word >>> 16, word >>> 8, word, half >>> 8, half].slice(0, bytes));
}

/** A conditional branch of four or six bytes, and a branch to where it does not go. */
function branchPair(
  state: EmitState,
  words: readonly [number, number],
  half: number,
  bytes: number,
  taken: number,
  other: number,
): void {
  const { buffer } = state;
  const start = buffer.offset;
  put4(buffer, words[0]);
  if (bytes === 6) put2(buffer, half);
  buffer.addCondBranch(start, taken, USE_HALF, start, bytesOf(words[1], half, bytes));
  jump(state, other);
}

export function jump(state: EmitState, label: number): void {
  const { buffer } = state;
  const start = buffer.offset;
  put4(buffer, brc(15));
  buffer.addUncondBranch(start, label, USE_HALF, start);
}

/** A jump around an island, however long that is. */
export function islandJump(state: EmitState, label: number): void {
  const { buffer } = state;
  const start = buffer.offset;
  put6(buffer, 0xc0f4_0000, 0);
  buffer.addUncondBranch(start, label, USE_WORD, start);
}

/** Compare and branch: two registers (RIE-b). The mask stands in the last halfword. */
function compareRegisters(state: EmitState, words: Int32Array, at: number, code: number): void {
  const head = 0xec00_0000 | ((words[at + 1] & 15) << 20) | ((words[at + 2] & 15) << 16);
  const mask = words[at + 3];
  const { buffer } = state;
  const start = buffer.offset;
  put6(buffer, head, ((mask & 14) << 12) | code);
  buffer.addCondBranch(start, words[at + 4], USE_HALF, start, bytesOf(head, ((~mask & 14) << 12) | code, 6));
  jump(state, words[at + 5]);
}

/** Compare and branch: a register and a number of 8 bits (RIE-c). */
function compareImmediate(state: EmitState, words: Int32Array, at: number, code: number): void {
  const head = 0xec00_0000 | ((words[at + 1] & 15) << 20);
  const mask = words[at + 3];
  const tail = ((words[at + 2] & 0xff) << 8) | code;
  branchPair(
    state,
    [head | ((mask & 14) << 16), head | ((~mask & 14) << 16)],
    tail,
    6,
    words[at + 4],
    words[at + 5],
  );
}

export function emitInstruction(cx: S390xBackend, words: Int32Array, at: number, state: EmitState): void {
  const op = words[at] & 0xffff;
  const { buffer } = state;
  const form = formOf(op);
  if (form === FORM_PLAIN) return encodeFields(buffer, op, words, at);
  if (form !== FORM_PSEUDO) {
    const place = at + placeOfAddress(op);
    resolveAddress(buffer, words, place, state.frame, form === FORM_MEMORY);
    state.addTrap((words[place + 3] >>> 16) & 0xff);
    return encodeMemory(buffer, op, words, at);
  }
  const a = words[at + 1];
  const b = words[at + 2];
  const c = words[at + 3];
  const r = a & 15;
  switch (op) {
    case 149 /* Op.Args */:
      return;
    case 150 /* Op.Ret */: {
      const { frame } = state;
      putStackAdd(buffer, frame.tailArgBytes - (cx.ownAbi.calleePops ? 0 : frame.incomingArgBytes));
      return put2(buffer, 0x07f0 | LINK);
    }
    case 151 /* Op.J */:
      return jump(state, a);
    case 152 /* Op.Brc */:
      return branchPair(state, [brc(a), brc(a ^ 15)], 0, 4, b, c);
    case 153 /* Op.Crj */:
      return compareRegisters(state, words, at, 0x76);
    case 154 /* Op.Cgrj */:
      return compareRegisters(state, words, at, 0x64);
    case 155 /* Op.Clrj */:
      return compareRegisters(state, words, at, 0x77);
    case 156 /* Op.Clgrj */:
      return compareRegisters(state, words, at, 0x65);
    case 157 /* Op.Cij */:
      return compareImmediate(state, words, at, 0x7e);
    case 158 /* Op.Cgij */:
      return compareImmediate(state, words, at, 0x7c);
    case 159 /* Op.Clij */:
      return compareImmediate(state, words, at, 0x7f);
    case 160 /* Op.Clgij */:
      return compareImmediate(state, words, at, 0x7d);
    case 161 /* Op.BrTable */:
      return emitTable(cx, words, at, state);
    case 162 /* Op.Call */:
      state.addReloc(buffer.offset + 2, "S390xPLTRel32Dbl", a, 2n);
      put6(buffer, 0xc005_0000 | (LINK << 20), 0);
      return afterCall(cx, b, state);
    case 163 /* Op.CallReg */:
      put2(buffer, 0x0d00 | (LINK << 4) | r);
      return afterCall(cx, b, state);
    case 164 /* Op.CallTry */:
      state.addReloc(buffer.offset + 2, "S390xPLTRel32Dbl", a, 2n);
      put6(buffer, 0xc005_0000 | (LINK << 20), 0);
      afterCall(cx, b, state);
      return jump(state, c);
    case 165 /* Op.CallRegTry */:
      put2(buffer, 0x0d00 | (LINK << 4) | r);
      afterCall(cx, b, state);
      return jump(state, c);
    case 166 /* Op.CallPatchable */:
      // A callee of this kind takes nothing off the stack.
      state.addReloc(buffer.offset + 2, "S390xPLTRel32Dbl", a, 2n);
      put6(buffer, 0xc005_0000 | (LINK << 20), 0);
      return state.addPatchableCall(6);
    case 167 /* Op.ReturnCall */:
      putStackAdd(buffer, state.frame.tailArgBytes - b);
      state.addReloc(buffer.offset + 2, "S390xPLTRel32Dbl", a, 2n);
      return put6(buffer, 0xc0f4_0000, 0);
    case 168 /* Op.ReturnCallReg */:
      putStackAdd(buffer, state.frame.tailArgBytes - b);
      return put2(buffer, 0x07f0 | r);
    case 169 /* Op.LoadName */:
      putLiteral(state, "Abs8", b, cx.wideValue(c));
      return put6(buffer, 0xe300_0000 | (r << 20) | (SCRATCH << 12), 0x0004);
    case 170 /* Op.LoadNear */:
      state.addReloc(buffer.offset + 2, "S390xPCRel32Dbl", b, cx.wideValue(c) + 2n);
      return put6(buffer, 0xc000_0000 | (r << 20), 0);
    case 171 /* Op.LoadLabel */: {
      const start = buffer.offset;
      put6(buffer, 0xc000_0000 | (r << 20), 0);
      return buffer.useLabel(start, b, USE_WORD);
    }
    case 172 /* Op.TlsElfGd */:
      return emitThreadLocal(cx, b, r, state);
    case 173 /* Op.ProbeLoop */: {
      // lgr r0, r15; agfi r0, -bytes; lgr r1, r15
      put4(buffer, 0xb904_0000 | SP);
      put6(buffer, 0xc208_0000 | (-b >>> 16), -b & 0xffff);
      put4(buffer, 0xb904_0000 | (SCRATCH << 4) | SP);
      // agfi r1, -page; stc r15, 0(r1); clgr r1, r0; jh -14
      put6(buffer, 0xc208_0000 | (SCRATCH << 20) | (-a >>> 16), -a & 0xffff);
      put4(buffer, 0x4200_0000 | (SP << 20) | (SCRATCH << 12));
      put4(buffer, 0xb921_0000 | (SCRATCH << 4));
      return put4(buffer, 0xa724_fff9);
    }
    case 174 /* Op.SelectFloat */:
      put4(buffer, brc(words[at + 4] ^ 15) | 3);
      return put2(buffer, 0x2800 | (r << 4) | (c & 15));
    case 175 /* Op.Serialize */:
      return put2(buffer, 0x07e0);
    case 176 /* Op.Debugtrap */:
      return put2(buffer, 1);
    case 177 /* Op.SequencePoint */:
      return;
    case 178 /* Op.Trap */:
      state.addTrap(a);
      return put2(buffer, 0);
    case 179 /* Op.TrapIf */: {
      const start = buffer.offset;
      put4(buffer, brc(a));
      return buffer.useLabel(start, buffer.deferTrap(b), USE_HALF);
    }
    case 180 /* Op.RmwLoop */:
      return emitRmwLoop(words, at, state);
    case 183 /* Op.RmwQuadLoop */:
      return emitRmwQuadLoop(words, at, state);
    case 181 /* Op.RmwPartLoop */:
      return emitRmwPartLoop(words, at, state);
    case 182 /* Op.CasPartLoop */:
      return emitCasPartLoop(words, at, state);
    default:
      throw new InternalError(`op ${op} cannot be emitted`);
  }
}

/**
 * The general dynamic model: the linker knows these instructions. The offset of the variable's entry in the global offset
 * table is a constant in the code.
 */
function emitThreadLocal(cx: S390xBackend, symbol: number, rd: number, state: EmitState): void {
  const { buffer } = state;
  const table = cx.externalName({ kind: "known", symbol: "ElfGlobalOffsetTable" });
  const getOffset = cx.externalName({ kind: "libcall", libcall: "ElfTlsGetOffset" });
  // larl r12, _GLOBAL_OFFSET_TABLE_
  state.addReloc(buffer.offset + 2, "S390xPCRel32Dbl", table, 2n);
  put6(buffer, 0xc0c0_0000, 0);
  putLiteral(state, "S390xTlsGd64", symbol, 0n);
  put6(buffer, 0xe300_0000 | (2 << 20) | (SCRATCH << 12), 0x0004);
  state.addReloc(buffer.offset, "S390xTlsGdCall", symbol, 0n);
  state.addReloc(buffer.offset + 2, "S390xPLTRel32Dbl", getOffset, 2n);
  put6(buffer, 0xc005_0000 | (LINK << 20), 0);
  // The thread pointer: ear r1, a0; sllg r1, r1, 32; ear r1, a1. Then la rd, 0(r1, r2)
  put4(buffer, 0xb24f_0000 | (SCRATCH << 4));
  put6(buffer, 0xeb00_0020 | (SCRATCH << 20) | (SCRATCH << 16), 0x000d);
  put4(buffer, 0xb24f_0001 | (SCRATCH << 4));
  put4(buffer, 0x4100_0000 | (rd << 20) | (SCRATCH << 16) | (2 << 12));
}

/** A doubleword in the code, which jumps over it: `bras r1, .+12`. Its address is in the scratch register. */
function putLiteral(state: EmitState, kind: string, name: number, addend: bigint): void {
  const { buffer } = state;
  put4(buffer, 0xa705_0006 | (SCRATCH << 20));
  state.addReloc(buffer.offset, kind, name, addend);
  put4(buffer, 0);
  put4(buffer, 0);
}

function afterCall(cx: S390xBackend, index: number, state: EmitState): void {
  state.addCallSite(cx.callInfos[index].tryCall);
  // Outgoing arguments keep their place below the frame.
  putStackAdd(state.buffer, -cx.callInfos[index].calleePops);
}

/** The condition code says "not low" for an index out of range. Entries are distances from the table. */
function emitTable(cx: S390xBackend, words: Int32Array, at: number, state: EmitState): void {
  const { buffer } = state;
  const index = words[at + 1] & 15;
  const safe = words[at + 2] & 15;
  const fallback = words[at + 3];
  const labels = cx.labelTables[words[at + 4]];
  const start = buffer.offset;
  if (labels.length > FAR_TABLE) {
    put6(buffer, 0xc0b4_0000, 0);
    buffer.useLabel(start, fallback, USE_WORD);
  } else {
    put4(buffer, brc(11));
    buffer.useLabel(start, fallback, USE_HALF);
  }
  // risbgn safe, index, 30, 61, 2: four times the low half
  put6(buffer, 0xec00_1ebd | (safe << 20) | (index << 16), 0x0259);
  // locghi safe, 0, not low
  if (cx.flags.enable_table_access_spectre_mitigation) put6(buffer, 0xec0b_0000 | (safe << 20), 0x0046);
  // larl r1, table; lgf safe, 0(safe, r1); la r1, 0(safe, r1); br r1
  put6(buffer, 0xc000_0000 | (SCRATCH << 20), (6 + 6 + 4 + 2) / 2);
  put6(buffer, 0xe300_0000 | (safe << 20) | (safe << 16) | (SCRATCH << 12), 0x0014);
  put4(buffer, 0x4100_0000 | (SCRATCH << 20) | (safe << 16) | (SCRATCH << 12));
  put2(buffer, 0x07f0 | SCRATCH);
  for (let k = 0; k < labels.length; k++) {
    const entry = buffer.offset;
    put4(buffer, 4 * k);
    buffer.useLabel(entry, labels[k], USE_TABLE);
  }
}

export function worstSizeOf(cx: S390xBackend, words: Int32Array, at: number): number {
  const op = words[at] & 0xffff;
  if (op === Op.BrTable) return MAX_INST_BYTES + 4 * cx.labelTables[words[at + 4]].length;
  return op === Op.RmwLoop || op === Op.RmwPartLoop || op === Op.RmwQuadLoop || op === Op.CasPartLoop
    ? MAX_LOOP_BYTES
    : MAX_INST_BYTES;
}
