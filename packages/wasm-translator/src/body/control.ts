/**
 * Control flow: blocks, loops, conditionals and branches.
 *
 * A label becomes a CLIF block when something branches to it, so code without branches to a label has no block for it.
 */
import { type Block, type BlockCall, type Inst, Opcode, type Value } from "@cranelift-ts/codegen-ir";
import { MAX_BR_TABLE } from "../limits.ts";
import { I32, isRef, isSubtype } from "../value-types.ts";
import {
  BASE,
  BLOCK,
  type BodyState,
  COUNT,
  ELSE_CALL,
  ELSE_EDGE,
  FRAME_WORDS,
  INST,
  KIND,
  KIND_ELSE,
  KIND_FUNC,
  KIND_IF,
  KIND_LOOP,
  LIVE,
  LOG,
  MERGE,
  MIDDLE,
  NO_TYPE,
  PARAMS,
  RESULTS,
  SAVED,
  UNREACHABLE,
} from "./state.ts";

/** Ends the current block with a jump to the label of frame `f`, the operands at the top of the stack. */
export function jump(b: BodyState, f: number): void {
  const n = b.labelArity(f);
  const from = b.sp - n;
  b.force(from, n);
  if (b.frames[f + KIND] === KIND_FUNC) {
    returnValues(b, from, n);
    return;
  }
  ensureLabel(b, f);
  const call = blockCall(b, b.frames[f + BLOCK]! as Block, from, n);
  const pos = b.locals.position();
  const inst = b.e.effect(Opcode.Jump, 0, NO_TYPE, call, 0, 0, 0);
  b.locals.addEdge(b.frames[f + MERGE]!, inst, 0, pos);
}

/** `br_if` with its condition at `val[sp]`. */
export function branchIf(b: BodyState, f: number): void {
  const { e, frames } = b;
  const condition = b.condition(b.sp);
  const negated = b.negated;
  b.negated = false;
  const n = b.labelArity(f);
  const from = b.sp - n;
  b.force(from, n);
  const next = e.createBlock();
  const isReturn = frames[f + KIND] === KIND_FUNC;
  let target: Block;
  if (isReturn) target = e.createBlock();
  else {
    ensureLabel(b, f);
    target = frames[f + BLOCK]! as Block;
  }
  const hint = branchHint(b);
  if (hint === 1) e.setCold(next);
  const to = blockCall(b, target, from, isReturn ? 0 : n);
  const on = blockCall(b, next, 0, 0);
  const pos = b.locals.position();
  const type = e.dfg.valueType(condition);
  const inst = negated
    ? e.effect(Opcode.Brif, 0, type, condition, on, to, 0)
    : e.effect(Opcode.Brif, 0, type, condition, to, on, 0);
  if (isReturn) {
    if (hint === 0) e.setCold(target);
    e.switchToBlock(target);
    returnValues(b, from, n);
  } else b.locals.addEdge(frames[f + MERGE]!, inst, negated ? 1 : 0, pos);
  e.switchToBlock(next);
}

/** `if`. */
export function beginIf(b: BodyState): void {
  b.pop(I32);
  const condition = b.live ? b.condition(b.sp) : -1;
  b.enter(KIND_IF);
  if (!b.live) return;
  const { e, frames, top } = b;
  const negated = b.negated;
  b.negated = false;
  const n = frames[top + PARAMS]!;
  b.force(b.base, n);
  if (b.savedTop + n > b.saved.length) {
    const more = new Int32Array((b.savedTop + n) * 2);
    more.set(b.saved);
    b.saved = more;
  }
  for (let i = 0; i < n; i++) b.saved[b.savedTop++] = b.val[b.base + i]!;
  ensureLabel(b, top);
  const then = e.createBlock();
  const hint = branchHint(b);
  if (hint === 0) e.setCold(then);
  // The other edge goes to the end until an `else` turns up.
  const thenCall = blockCall(b, then, 0, 0);
  const elseCall = blockCall(b, frames[top + BLOCK]! as Block, 0, 0);
  const type = e.dfg.valueType(condition as Value);
  const pos = b.locals.position();
  const inst = negated
    ? e.effect(Opcode.Brif, 0, type, condition, elseCall, thenCall, 0)
    : e.effect(Opcode.Brif, 0, type, condition, thenCall, elseCall, 0);
  frames[top + INST] = inst;
  frames[top + ELSE_CALL] = negated ? 0 : 1;
  frames[top + ELSE_EDGE] = b.locals.addEdge(frames[top + MERGE]!, inst, negated ? 0 : 1, pos);
  frames[top + LOG] = pos;
  frames[top + COUNT] = hint === 1 ? -1 : 0;
  e.switchToBlock(then);
}

/** `else`. */
export function beginElse(b: BodyState): void {
  const { frames, top, e } = b;
  if (frames[top + KIND] !== KIND_IF) throw b.r.malformed(b.at, "an else without an if");
  b.checkResults();
  const wasLive = frames[top + LIVE] === 1;
  if (b.live) {
    b.sp += frames[top + RESULTS]!;
    jump(b, top);
    b.sp = b.base;
  }
  frames[top + KIND] = KIND_ELSE;
  frames[top + UNREACHABLE] = 0;
  const n = frames[top + PARAMS]!;
  const savedAt = frames[top + SAVED]!;
  for (let i = 0; i < n; i++) b.push(b.paramType(top, i), wasLive ? b.saved[savedAt + i]! : -1);
  b.live = wasLive;
  if (!wasLive) return;
  b.savedTop = savedAt;
  const other = e.createBlock();
  const inst = frames[top + INST]! as Inst;
  e.dfg.setCallBlock(e.dfg.word(inst, 1 + frames[top + ELSE_CALL]!) as BlockCall, other);
  b.locals.dropEdge(frames[top + MERGE]!, frames[top + ELSE_EDGE]!);
  if (frames[top + COUNT]! < 0) e.setCold(other);
  frames[top + COUNT] = 0;
  e.switchToBlock(other);
  b.locals.restore(frames[top + LOG]!);
}

/** `end`. Returns true at the end of the function. */
export function endFrame(b: BodyState): boolean {
  const { frames, top, e } = b;
  const kind = frames[top + KIND]!;
  const n = frames[top + RESULTS]!;
  const wasLive = frames[top + LIVE] === 1;
  if (kind === KIND_IF) {
    // Without an else the parameters are the results.
    if (frames[top + PARAMS] !== n)
      throw b.fail("type mismatch: an if without else must return its parameters");
    for (let i = 0; i < n; i++) {
      if (!isSubtype(b.paramType(top, i), b.resultType(top, i))) {
        throw b.fail("type mismatch: an if without else must return its parameters");
      }
    }
  }
  b.checkResults();
  const from = b.base;
  if (kind === KIND_FUNC) {
    if (b.live) {
      b.force(from, n);
      returnValues(b, from, n);
    }
    b.live = false;
    return true;
  }
  if (wasLive && kind === KIND_IF) {
    const inst = frames[top + INST]! as Inst;
    const savedAt = frames[top + SAVED]!;
    for (let i = 0; i < n; i++) {
      e.dfg.appendTargetArg(inst, frames[top + ELSE_CALL]!, b.saved[savedAt + i]!);
    }
    b.savedTop = savedAt;
  }
  const merge = frames[top + MERGE]!;
  const block = frames[top + BLOCK]! as Block;
  if (kind === KIND_LOOP) {
    if (wasLive && !b.inSlots) b.locals.closeLoop(merge);
  } else if (merge >= 0 && (b.live || b.locals.hasEdges(merge))) {
    if (b.live) {
      b.sp = from + n;
      jump(b, top);
    }
    e.switchToBlock(block);
    b.live = true;
    if (!b.inSlots) b.locals.enterJoin(merge);
    for (let i = 0; i < n; i++) b.val[from + i] = e.dfg.blockParam(block, i);
  }
  // The types are those declared, whatever was found on a polymorphic stack.
  b.sp = from;
  const popped = top;
  b.top -= FRAME_WORDS;
  b.base = frames[b.top + BASE]!;
  for (let i = 0; i < n; i++) b.push(b.resultType(popped, i), b.val[from + i]!);
  return false;
}

/** `loop`. */
export function beginLoop(b: BodyState): void {
  b.enter(KIND_LOOP);
  const ordinal = b.loops++;
  if (!b.live) return;
  const { e, frames, top, locals } = b;
  const n = frames[top + PARAMS]!;
  ensureLabel(b, top);
  jump(b, top);
  const block = frames[top + BLOCK]! as Block;
  e.switchToBlock(block);
  for (let i = 0; i < n; i++) b.val[b.base + i] = e.dfg.blockParam(block, i);
  if (!b.inSlots) {
    const merge = frames[top + MERGE]!;
    locals.enterLoop(merge);
    const { scan } = b;
    for (let c = scan.first[ordinal]!; c >= 0; c = scan.next[c]!) locals.loopLocal(merge, scan.local[c]!);
    locals.loopEntered();
  }
  b.env!.loopHeader?.(e);
}

/** `br_table`. */
export function branchTable(b: BodyState): void {
  const { r } = b;
  b.pop(I32);
  const selector = b.sp;
  const countAt = r.pos;
  const count = r.u32();
  if (count > MAX_BR_TABLE) throw r.invalid(countAt, `a br_table of ${count} entries exceeds the limit`);
  if (count > r.end - r.pos) throw r.unexpectedEnd();
  if (b.targets.length < count + 1) b.targets = new Int32Array((count + 1) * 2);
  const { targets } = b;
  const labelsAt = r.pos;
  for (let i = 0; i <= count; i++) {
    const at = r.pos;
    targets[i] = b.label(at, r.u32());
  }
  const fallback = targets[count]!;
  const n = b.labelArity(fallback);
  const sp = b.sp;
  for (let i = 0; i <= count; i++) {
    const f = targets[i]!;
    if (i > 0 && f === targets[i - 1]) continue;
    if (b.labelArity(f) !== n) {
      throw r.invalid(
        labelsAt,
        `type mismatch: the labels of br_table take ${n} and ${b.labelArity(f)} values`,
      );
    }
    // Each label on its own; a polymorphic stack serves all of them.
    for (let k = n - 1; k >= 0; k--) b.pop(b.labelType(f, k));
    b.sp = sp;
  }
  if (b.live) emitBranchTable(b, selector, count, n);
  b.unreachable();
}

function emitBranchTable(b: BodyState, selector: number, count: number, n: number): void {
  const { e, frames, targets, locals } = b;
  const index = b.value(selector);
  const from = b.sp - n;
  b.force(from, n);
  const pos = locals.position();
  if (count === 0) {
    jump(b, targets[0]!);
    return;
  }
  for (let i = 0; i <= count; i++) {
    const f = targets[i]!;
    if (frames[f + COUNT] === 0) frames[f + MIDDLE] = -1;
    frames[f + COUNT]!++;
  }
  // A block in between where arguments would be repeated per entry.
  const target = (f: number): BlockCall => {
    if (frames[f + KIND] !== KIND_FUNC && n === 0 && frames[f + COUNT] === 1) {
      ensureLabel(b, f);
      return blockCall(b, frames[f + BLOCK]! as Block, 0, 0);
    }
    if (frames[f + MIDDLE]! < 0) frames[f + MIDDLE] = e.createBlock();
    return blockCall(b, frames[f + MIDDLE]! as Block, 0, 0);
  };
  const fallback = target(targets[count]!);
  const entries = new Int32Array(count);
  for (let i = 0; i < count; i++) entries[i] = target(targets[i]!);
  const table = e.dfg.makeJumpTable(fallback, entries);
  const inst = e.effect(Opcode.BrTable, 0, NO_TYPE, index, table, 0, 0);
  for (let i = 0; i <= count; i++) {
    const f = targets[i]!;
    if (frames[f + COUNT] === 1 && frames[f + MIDDLE]! < 0) {
      locals.addEdge(frames[f + MERGE]!, inst, i === count ? 0 : i + 1, pos);
    }
  }
  for (let i = 0; i <= count; i++) {
    const f = targets[i]!;
    if (frames[f + COUNT] === 0) continue;
    frames[f + COUNT] = 0;
    if (frames[f + MIDDLE]! < 0) continue;
    e.switchToBlock(frames[f + MIDDLE]! as Block);
    jump(b, f);
  }
}

/** Makes the label of frame `f` a block with a merge. */
function ensureLabel(b: BodyState, f: number): void {
  const { frames, e } = b;
  if (frames[f + BLOCK]! >= 0) return;
  const block = e.createBlock();
  frames[f + BLOCK] = block;
  const n = b.labelArity(f);
  for (let i = 0; i < n; i++) {
    const t = b.labelType(f, i);
    const v = e.appendBlockParam(block, b.clif(t));
    if (isRef(t)) b.declare(v, t);
  }
  frames[f + MERGE] = b.locals.newMerge(block);
}

/** A block call with the `n` values at the stack index `from`; they must have been forced by {@link force}. */
function blockCall(b: BodyState, block: Block, from: number, n: number): BlockCall {
  const { lists } = b.e.dfg;
  const h = lists.alloc(n + 1);
  const pool = lists.data;
  pool[h + 1] = block;
  for (let i = 0; i < n; i++) pool[h + 2 + i] = b.val[from + i]!;
  return h as BlockCall;
}

function returnValues(b: BodyState, from: number, n: number): void {
  const { e } = b;
  let list = 0;
  if (n > 0) {
    list = e.dfg.lists.alloc(n);
    const pool = e.dfg.lists.data;
    for (let i = 0; i < n; i++) pool[list + 1 + i] = b.val[from + i]!;
  }
  e.effect(Opcode.Return, 0, NO_TYPE, list, 0, 0, 0);
}

/** The hint for the operator at hand: 0 unlikely, 1 likely, -1 none. */
function branchHint(b: BodyState): number {
  const { hints } = b;
  if (hints === undefined) return -1;
  const offset = b.at - b.module.codeStarts[b.e.functionIndex]!;
  while (b.hintAt < hints.length && hints[b.hintAt]! < offset) b.hintAt += 2;
  return b.hintAt < hints.length && hints[b.hintAt] === offset ? hints[b.hintAt + 1]! : -1;
}
