/**
 * Prologue and epilogue.
 *
 *     [sub sp, sp, #grow]              room for the arguments of a larger tail call
 *     stp  x29, x30, [sp, #-16]!
 *     mov  x29, sp
 *     sub  sp, sp, #N
 *     str  saved registers
 */
import { AREA_OUTGOING, type FrameLayout, physReg, type PrologueState } from "@cranelift-ts/codegen";
import type { Aarch64Backend } from "../lower/backend.ts";
import { FP, IP0, LR, SP } from "./encode.ts";

const FLOAT = 64;

function adjustSp(cx: Aarch64Backend, bytes: number): void {
  if (bytes === 0) return;
  const sp = physReg(SP);
  const n = Math.abs(bytes);
  if (n > 0xff_ffff) {
    cx.constantInto(physReg(IP0), n);
    cx.emit(bytes < 0 ? cx.inst_sub_uxtx(sp, sp, physReg(IP0)) : cx.inst_add_uxtx(sp, sp, physReg(IP0)));
    return;
  }
  if (n > 0xfff)
    cx.emit(bytes < 0 ? cx.inst_sub_imm12_x(sp, sp, n >> 12) : cx.inst_add_imm12_x(sp, sp, n >> 12));
  if ((n & 0xfff) !== 0)
    cx.emit(bytes < 0 ? cx.inst_sub_imm_x(sp, sp, n & 0xfff) : cx.inst_add_imm_x(sp, sp, n & 0xfff));
}

export function emitPrologue(cx: Aarch64Backend, frame: FrameLayout, state: PrologueState): void {
  if (frame.setupBytes === 0) return;
  const grow = frame.tailArgBytes - frame.incomingArgBytes;
  adjustSp(cx, -grow);
  cx.emit(cx.inst_stp_pre(physReg(FP), physReg(LR), physReg(SP), -2));
  state.unwind({ kind: "pushFrameRegs", offset: state.offset(), toCallerSp: 16 + grow });
  cx.emit(cx.inst_add_imm_x(physReg(FP), physReg(SP), 0));
  state.unwind({
    kind: "defineNewFrame",
    offset: state.offset(),
    toCallerSp: 16 + grow,
    toClobbers: frame.clobberBytes,
  });
  const bytes = frame.outgoingBytes + frame.fixedBytes + frame.clobberBytes;
  adjustSp(cx, -bytes);
  if (bytes > 0) state.unwind({ kind: "stackAlloc", offset: state.offset(), size: bytes });
  let at = 0;
  for (const preg of frame.saved) {
    const amode = cx.stackAmode(AREA_OUTGOING, frame.outgoingBytes + frame.fixedBytes + at);
    cx.emit(preg >= FLOAT ? cx.inst_str_d(physReg(preg), amode) : cx.inst_str_x(physReg(preg), amode));
    state.unwind({ kind: "saveReg", offset: state.offset(), at, preg });
    at += 8;
    cx.release();
  }
}

export function emitEpilogue(cx: Aarch64Backend, frame: FrameLayout): void {
  if (frame.setupBytes === 0) return;
  let at = frame.outgoingBytes + frame.fixedBytes;
  for (const preg of frame.saved) {
    const amode = cx.stackAmode(AREA_OUTGOING, at);
    cx.emit(preg >= FLOAT ? cx.inst_ldr_d(physReg(preg), amode) : cx.inst_ldr_x(physReg(preg), amode));
    at += 8;
    cx.release();
  }
  adjustSp(cx, frame.outgoingBytes + frame.fixedBytes + frame.clobberBytes);
  cx.emit(cx.inst_ldp_post(physReg(FP), physReg(LR), physReg(SP), 2));
}
