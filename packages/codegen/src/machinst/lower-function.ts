/**
 * Drives the lowering of one function: blocks from last to first, instructions from last to first, the arguments of
 * branches before the branch itself. See `vcode.ts` for how instructions get into order and `lower-values.ts` for what
 * decides whether one is lowered at all.
 */
import {
  instructions,
  type Flags,
  type Function,
  isExnArg,
  instText,
  isRetArg,
  memflags,
  opcodeTables,
  tryCallArgIndex,
} from "@cranelift-ts/codegen-ir";
import { InternalError } from "@cranelift-ts/entity";
import type { BlockOrder } from "./block-order.ts";
import { MissingRuleError } from "./errors.ts";
import type { LowerContext } from "./lower.ts";

const { OPCODE_FLAGS, BRANCH, CAN_LOAD, CAN_STORE, CAN_TRAP, CALL, OTHER_SIDE_EFFECTS, TERMINATOR, RETURNS } =
  opcodeTables;

/** Fills `cx.vcode`. Throws `MissingRuleError` for an instruction that no rule matches. */
export function lowerFunction(cx: LowerContext, func: Function, flags: Flags, order: BlockOrder): void {
  cx.begin(func, flags);
  cx.setBlockOrder(order);
  const { vcode } = cx;
  const n = order.numBlocks;
  vcode.setNumBlocks(n);
  const { layout } = func;
  for (let b = n - 1; b >= 0; b--) {
    const clif = order.clif[b]!;
    vcode.blockClif[b] = clif;
    vcode.blockDepth[b] = order.depth[b]!;
    if (clif >= 0) lowerBlock(cx, order, b, clif);
    else lowerEdge(cx, order, b);
    if (b > 0 && clif >= 0) addParams(cx, b, clif);
    if (b === 0) lowerEntryBlock(cx, layout.firstBlock);
    vcode.endBlock(b);
  }
  vcode.finish();
  for (let k = 0; k < n; k++) vcode.emitOrder[k] = order.codeOrder[k]!;
}

function lowerBlock(cx: LowerContext, order: BlockOrder, b: number, clif: number): void {
  const { vcode, func } = cx;
  const { layout } = func;
  cx.enterBlock(clif);
  const last = layout.blockLast[clif]!;
  for (let inst = last; inst >= 0; inst = layout.instPrev[inst]!) {
    if (cx.isSunk(inst)) continue;
    const op = cx.insts[inst * 6]! & 0xff;
    const bits = OPCODE_FLAGS[op]!;
    cx.currentInst = inst;
    if (
      (bits & (BRANCH | TERMINATOR)) !== 0 &&
      (bits & RETURNS) === 0 &&
      inst === last &&
      order.succStart[b]! < order.succStart[b + 1]!
    ) {
      cx.enterEffect(inst);
      lowerBranch(cx, order, b, inst);
      vcode.endRoot(inst);
      cx.release();
      continue;
    }
    if (cx.hasEffect(inst)) {
      cx.enterEffect(inst);
      if (isDeadLoad(cx, inst, bits)) continue;
    } else if (!cx.isNeeded(inst)) continue;
    const output = cx.lowerInst(inst);
    if (output === -1) throw noRule(cx, inst);
    cx.bindResults(inst, output);
    vcode.endRoot(inst);
    cx.release();
  }
}

/** A load that cannot trap and whose result nobody wants. */
function isDeadLoad(cx: LowerContext, inst: number, bits: number): boolean {
  if (
    (bits & CAN_LOAD) === 0 ||
    (bits & (TERMINATOR | BRANCH | CALL | CAN_STORE | CAN_TRAP | OTHER_SIDE_EFFECTS)) !== 0
  )
    return false;
  const id = cx.dfg.memFlagsOf(inst as never);
  return id >= 0 && memflags.isNotrap(cx.dfg.memFlags(id)) && !cx.isNeeded(inst);
}

function lowerBranch(cx: LowerContext, order: BlockOrder, b: number, inst: number): void {
  const from = order.labelStart[b]!;
  const count = order.labelStart[b + 1]! - from;
  for (let s = order.succStart[b]!; s < order.succStart[b + 1]!; s++) {
    cx.vcode.addEdge(b, order.succBlock[s]!);
    if (order.succCall[s]! >= 0) passArgs(cx, order.succCall[s]!, inst);
  }
  if (instructions.opcodeFormat(cx.insts[inst * 6]! & 0xff) === JUMP_FORMAT) {
    cx.genJump(order.labels[from]!);
    return;
  }
  const targets = cx.setTargets(order.labels, from, count);
  if (cx.lowerBranch(inst, targets) === -1) throw noRule(cx, inst);
}

const JUMP_FORMAT: number = instructions.opcodeFormat(opcodeTables.OPCODE_NAMES.indexOf("jump"));

function lowerEdge(cx: LowerContext, order: BlockOrder, b: number): void {
  const s = order.succStart[b]!;
  cx.currentInst = order.edgeInst[b]!;
  cx.vcode.addEdge(b, order.succBlock[s]!);
  passArgs(cx, order.succCall[s]!, order.edgeInst[b]!);
  cx.loadTryReturns();
  cx.genJump(order.labels[order.labelStart[b]!]!);
  cx.vcode.endRoot(order.edgeInst[b]!);
  cx.release();
}

function passArgs(cx: LowerContext, call: number, inst: number): void {
  const lists = cx.dfg.lists.data;
  for (let i = call + 2, end = call + 1 + lists[call]!; i < end; i++) {
    const arg = lists[i]!;
    if (arg >= 0) addArg(cx, cx.putInRegs(arg));
    else if (isRetArg(arg)) addArg(cx, cx.tryCallValue(inst, tryCallArgIndex(arg), false));
    else if (isExnArg(arg)) addArg(cx, cx.tryCallValue(inst, tryCallArgIndex(arg), true));
    else throw new InternalError(`bad argument ${arg} of a block call`);
  }
}

function addArg(cx: LowerContext, regs: number): void {
  const parts = cx.value_regs_len(regs);
  for (let k = 0; k < parts; k++) cx.vcode.addEdgeArg(cx.value_regs_get(regs, k));
}

function addParams(cx: LowerContext, b: number, clif: number): void {
  const { dfg } = cx;
  for (let i = 0, n = dfg.numBlockParams(clif as never); i < n; i++) {
    const regs = cx.paramRegs(dfg.blockParam(clif as never, i));
    const parts = cx.value_regs_len(regs);
    for (let k = 0; k < parts; k++) cx.vcode.addParam(b, cx.value_regs_get(regs, k));
  }
}

function lowerEntryBlock(cx: LowerContext, entry: number): void {
  cx.currentInst = -1;
  cx.lowerEntry(entry);
  cx.vcode.endRoot(-1);
  cx.release();
}

function noRule(cx: LowerContext, inst: number): MissingRuleError {
  return new MissingRuleError(instText(cx.func, inst as never), inst);
}
