/**
 * Prologue and epilogue.
 *
 *     [sub  rsp, grow; copy the return address down]   room for the arguments of a larger tail call
 *     push  rbp
 *     mov   rbp, rsp
 *     [stack limit check, probes]
 *     sub   rsp, N
 *     mov   [rsp + ...], saved registers
 */
import { AREA_OUTGOING, type FrameLayout, physReg, type PrologueState } from "@cranelift-ts/codegen";
import { TrapCodes } from "@cranelift-ts/codegen-ir";
import type { X64Backend } from "../lower/backend.ts";
import { RBP, RSP } from "./forms.ts";

const XMM = 64;
const SCRATCH: number = physReg(11);
const SP: number = physReg(RSP);
const FP: number = physReg(RBP);
/** Frames of at least this size are checked twice, lest the subtraction wrap around. */
const LARGE_FRAME = 32 * 1024;
/** Up to this many pages are touched one by one. */
const UNROLLED_PROBES = 4;
/** Bytes below the stack pointer that signal handlers leave alone. */
const RED_ZONE = 128;

/** Bytes that the prologue subtracts from the stack pointer. */
function allocatedBytes(frame: FrameLayout): number {
  return frame.outgoingBytes + frame.fixedBytes + frame.clobberBytes;
}

export function emitFrame(cx: X64Backend, frame: FrameLayout, state: PrologueState): void {
  if (frame.setupBytes === 8) return;
  const grow = frame.tailArgBytes - frame.incomingArgBytes;
  if (grow > 0) {
    cx.emit(cx.inst_subq_ri(SP, SP, grow));
    cx.emit(cx.inst_movq_rm(SCRATCH, cx.base_amode(SP, grow)));
    cx.emit(cx.inst_movq_mr(cx.base_amode(SP, 0), SCRATCH));
  }
  cx.emit(cx.inst_pushq_r(FP));
  state.unwind({ kind: "pushFrameRegs", offset: state.offset(), toCallerSp: 16 + grow });
  cx.emit(cx.inst_movq_rr(FP, SP));
  state.unwind({
    kind: "defineNewFrame",
    offset: state.offset(),
    toCallerSp: 16 + grow,
    toClobbers: frame.clobberBytes,
  });
  const bytes = allocatedBytes(frame);
  const limit = cx.func.stencil.stackLimit;
  const probes = cx.flags.enable_probestack && bytes >= 2 ** cx.flags.probestack_size_log2;
  // Nothing is saved yet, and checks change scratch registers, which callers of this convention rely on.
  const keeps = cx.func.signature.callConv === "preserve_all" && (limit >= 0 || probes);
  if (keeps) keepScratch(cx, true);
  if (limit >= 0) checkStackLimit(cx, limit, bytes);
  if (probes) probe(cx, bytes, keeps);
  if (keeps) keepScratch(cx, false);
  if (bytes > 0) {
    cx.emit(cx.inst_subq_ri(SP, SP, bytes));
    state.unwind({ kind: "stackAlloc", offset: state.offset(), size: bytes });
  }
  let at = frame.outgoingBytes + frame.fixedBytes;
  const base = at;
  for (const preg of frame.saved) {
    const size = preg >= XMM ? 16 : 8;
    at = (at + size - 1) & -size;
    const amode = cx.stackAmode(AREA_OUTGOING, at);
    cx.emit(preg >= XMM ? cx.inst_movups_mx(amode, physReg(preg)) : cx.inst_movq_mr(amode, physReg(preg)));
    state.unwind({ kind: "saveReg", offset: state.offset(), at: at - base, preg });
    at += size;
    cx.release();
  }
}

export function emitEpilogue(cx: X64Backend, frame: FrameLayout): void {
  if (frame.setupBytes === 8) return;
  let at = frame.outgoingBytes + frame.fixedBytes;
  for (const preg of frame.saved) {
    const size = preg >= XMM ? 16 : 8;
    at = (at + size - 1) & -size;
    const amode = cx.stackAmode(AREA_OUTGOING, at);
    cx.emit(preg >= XMM ? cx.inst_movups_xm(physReg(preg), amode) : cx.inst_movq_rm(physReg(preg), amode));
    at += size;
    cx.release();
  }
  if (allocatedBytes(frame) > 0) cx.emit(cx.inst_movq_rr(SP, FP));
  cx.emit(cx.inst_popq_r(FP));
}

/** Computes the stack limit into the scratch register and traps if the frame would go below it. */
function checkStackLimit(cx: X64Backend, gv: number, bytes: number): void {
  loadGlobal(cx, gv);
  if (bytes >= LARGE_FRAME) {
    cx.emit(cx.inst_cmpq_rr(SCRATCH, SP));
    cx.emit(cx.inst_trap_if(7, TrapCodes.stk_ovf));
    if (bytes > 0) cx.emit(cx.inst_addq_ri(SCRATCH, SCRATCH, bytes));
  } else if (bytes > 0) cx.emit(cx.inst_addq_ri(SCRATCH, SCRATCH, bytes));
  // Trap if the limit is above the stack pointer.
  cx.emit(cx.inst_cmpq_rr(SCRATCH, SP));
  cx.emit(cx.inst_trap_if(7, TrapCodes.stk_ovf));
  cx.release();
}

/** Materialises a global value in the scratch register: a chain of loads that starts at a parameter in a register. */
function loadGlobal(cx: X64Backend, gv: number): void {
  const steps = cx.stackLimitSteps(gv);
  let base = cx.vmctxRegister();
  for (const step of steps) {
    if (step.kind === "load") cx.emit(cx.inst_movq_rm(SCRATCH, cx.base_amode(base, step.offset)));
    else cx.emit(cx.inst_leaq_rm(SCRATCH, cx.base_amode(base, Number(step.offset))));
    base = SCRATCH;
  }
  if (steps.length === 0) cx.emit(cx.inst_movq_rr(SCRATCH, base));
}

/** Saves the scratch registers below the stack pointer, in the red zone, or takes them back. */
function keepScratch(cx: X64Backend, save: boolean): void {
  for (const [k, reg] of [physReg(10), SCRATCH].entries()) {
    const amode = cx.base_amode(SP, -8 * (k + 1));
    cx.emit(save ? cx.inst_movq_mr(amode, reg) : cx.inst_movq_rm(reg, amode));
    cx.release();
  }
}

/** Touches every page that the frame will cover, from the top. `keeps`: every register, and the red zone. */
function probe(cx: X64Backend, bytes: number, keeps: boolean): void {
  const page = 2 ** cx.flags.probestack_size_log2;
  if (keeps && (cx.flags.probestack_strategy === "outline" || page < RED_ZONE)) {
    return cx.unsupported("stack probes by a routine, or of tiny pages, in a preserve_all function");
  }
  if (cx.flags.probestack_strategy === "outline") {
    cx.emit(cx.inst_movl_ri(physReg(0), bytes));
    cx.emit(cx.inst_probestack(cx.externalName({ kind: "libcall", libcall: "Probestack" })));
    return;
  }
  const pages = Math.floor(bytes / page);
  if (pages <= UNROLLED_PROBES) {
    for (let k = 1; k <= pages; k++) cx.emit(cx.inst_movl_mi(cx.base_amode(SP, -k * page), 0));
    return;
  }
  cx.emit(cx.inst_probe_loop(page, pages * page));
}
