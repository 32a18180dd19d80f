/**
 * Prologue and epilogue. There is no frame pointer: the stack pointer stands still behind the prologue.
 *
 *     [compare with the stack limit, touch every page of the frame]
 *     [lay  r15, -grow(r15)]           room for the arguments of a larger tail call
 *     stmg  rN, r14, 8*N(r15)          into the area that the caller provides
 *     lay   r15, -frame(r15)
 *     std   saved floats, above the stack slots
 *
 * The epilogue restores the stack pointer by addition, for it is not always that of the caller; then the same registers,
 * without the pinned one.
 */
import { AREA_SLOT, type FrameLayout, physReg, type PrologueState } from "@cranelift-ts/codegen";
import { TrapCodes } from "@cranelift-ts/codegen-ir";
import { PINNED } from "../abi.ts";
import type { S390xBackend } from "../lower/backend.ts";
import { LINK, SCRATCH, SP } from "./encode.ts";

const FLOAT = 64;
const GREATER = 2;
/** Frames of which a limit plus their size might overflow. */
const LARGE_FRAME = 1 << 15;
/** More pages are touched by a loop. */
const UNROLLED_PROBES = 8;
const MAX_DISPLACEMENT = 0x7_ffff;

/** Bytes between this frame's stack pointer and that of its caller, save area not included. */
export function ownBytes(frame: FrameLayout): number {
  return frame.outgoingBytes + frame.fixedBytes + frame.clobberBytes;
}

/** Lowest register to be saved, or -1; the others are saved along with it up to the return address. */
function firstSaved(frame: FrameLayout): number {
  const first = frame.saved.find((preg) => preg < FLOAT);
  if (first !== undefined) return first;
  return frame.calls === "regular" ? LINK : -1;
}

function eachSavedFloat(
  cx: S390xBackend,
  frame: FrameLayout,
  visit: (preg: number, amode: number, at: number) => void,
): void {
  let at = 0;
  for (const preg of frame.saved) {
    if (preg < FLOAT) continue;
    visit(preg, cx.stackAmode(AREA_SLOT, frame.fixedBytes + at), at);
    at += 8;
    cx.release();
  }
}

export function emitPrologue(cx: S390xBackend, frame: FrameLayout, state: PrologueState): void {
  const grow = frame.tailArgBytes - frame.incomingArgBytes;
  const limit = cx.func.stencil.stackLimit;
  if (limit >= 0) checkStackLimit(cx, limit, ownBytes(frame) + grow);
  if (cx.flags.enable_probestack) probe(cx, ownBytes(frame) + grow);
  if (grow > 0) {
    cx.adjustStack(-grow);
    state.unwind({ kind: "stackAlloc", offset: state.offset(), size: grow });
  }
  const first = firstSaved(frame);
  const bytes = ownBytes(frame);
  // The save area is 160 bytes below the canonical frame address.
  state.unwind({ kind: "defineNewFrame", offset: state.offset(), toCallerSp: 160 + grow, toClobbers: 0 });
  if (first >= 0) {
    cx.emit(cx.inst_stmg(physReg(first), physReg(LINK), 8 * first));
    for (let r = first; r <= LINK; r++)
      if (r !== PINNED || !cx.flags.enable_pinned_reg)
        state.unwind({ kind: "saveReg", offset: state.offset(), at: 8 * r, preg: r });
  }
  if (bytes === 0) return;
  cx.adjustStack(-bytes);
  state.unwind({ kind: "stackAlloc", offset: state.offset(), size: bytes });
  eachSavedFloat(cx, frame, (preg, amode, at) => {
    cx.emit(cx.inst_std(physReg(preg), amode));
    state.unwind({ kind: "saveReg", offset: state.offset(), at: at - frame.clobberBytes, preg });
  });
}

export function emitEpilogue(cx: S390xBackend, frame: FrameLayout): void {
  eachSavedFloat(cx, frame, (preg, amode) => void cx.emit(cx.inst_ld(physReg(preg), amode)));
  cx.adjustStack(ownBytes(frame));
  const first = firstSaved(frame);
  if (first < 0) return;
  let from = first;
  if (cx.flags.enable_pinned_reg && first < PINNED) {
    cx.emit(cx.inst_lmg(physReg(first), physReg(PINNED - 1), 8 * first));
    from = LINK;
  }
  cx.emit(cx.inst_lmg(physReg(from), physReg(LINK), 8 * from));
}

/** Traps if the frame would go below the limit. */
function checkStackLimit(cx: S390xBackend, gv: number, bytes: number): void {
  const scratch = physReg(SCRATCH);
  const compare = (): void => {
    cx.emit(cx.inst_clgr(scratch, physReg(SP)));
    cx.emit(cx.inst_trap_if(GREATER, TrapCodes.stk_ovf));
  };
  loadGlobal(cx, gv);
  if (bytes >= LARGE_FRAME) compare();
  addToScratch(cx, bytes);
  compare();
  cx.release();
}

function addToScratch(cx: S390xBackend, n: number): void {
  if (n !== 0) cx.emit(cx.inst_agfi(physReg(SCRATCH), physReg(SCRATCH), n));
}

/** A global value in the scratch register: a chain of loads that starts at a parameter in a register. */
function loadGlobal(cx: S390xBackend, gv: number): void {
  const steps = cx.stackLimitSteps(gv);
  const scratch = physReg(SCRATCH);
  cx.emit(cx.inst_lgr(scratch, cx.vmctxRegister()));
  for (const step of steps) {
    if (step.kind === "load") {
      // An address beyond 20 bits would be made in the register that holds its base.
      const isFar = step.offset < -MAX_DISPLACEMENT || step.offset > MAX_DISPLACEMENT;
      if (isFar) addToScratch(cx, step.offset);
      cx.emit(cx.inst_lg(scratch, cx.regAmode(scratch, isFar ? 0 : step.offset)));
    } else addToScratch(cx, Number(step.offset));
  }
}

/** Touches every page that the frame will cover, from the top. */
function probe(cx: S390xBackend, bytes: number): void {
  const page = 2 ** cx.flags.probestack_size_log2;
  const pages = Math.floor(bytes / page);
  if (pages > UNROLLED_PROBES || pages * page > MAX_DISPLACEMENT) {
    cx.emit(cx.inst_probe_loop(page, pages * page));
    return;
  }
  for (let k = 1; k <= pages; k++) cx.emit(cx.inst_stc(physReg(SP), cx.regAmode(physReg(SP), -k * page)));
  cx.release();
}
