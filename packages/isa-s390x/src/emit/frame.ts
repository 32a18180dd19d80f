/**
 * Prologue and epilogue. There is no frame pointer: the stack pointer stands still behind the prologue.
 *
 *     [lay  r15, -grow(r15)]           room for the arguments of a larger tail call
 *     stmg  rN, r14, 8*N(r15)          into the area that the caller provides
 *     lay   r15, -frame(r15)
 *     std   saved floats, above the stack slots
 *
 * The epilogue restores the stack pointer by addition, for it is not always that of the caller; then the same registers.
 */
import { AREA_SLOT, type FrameLayout, physReg, type PrologueState } from "@cranelift-ts/codegen";
import type { S390xBackend } from "../lower/backend.ts";
import { LINK } from "./encode.ts";

const FLOAT = 64;

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

function eachSavedFloat(cx: S390xBackend, frame: FrameLayout, visit: (preg: number, amode: number, at: number) => void): void {
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
    for (let r = first; r <= LINK; r++) state.unwind({ kind: "saveReg", offset: state.offset(), at: 8 * r, preg: r });
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
  if (first >= 0) cx.emit(cx.inst_lmg(physReg(first), physReg(LINK), 8 * first));
}
