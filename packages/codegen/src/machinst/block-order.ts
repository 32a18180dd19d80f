/**
 * The order of blocks in the VCode, with critical edges split.
 *
 * Blocks come in reverse postorder, so that a dominator precedes what it dominates. An edge gets a block of its own,
 * right behind its source, where its source has other edges (or is a terminator with operands or results) and its target
 * has other predecessors: the moves of the edge go there. The edge on which a `try_call` returns several or wide values always
 * has one. Equal targets without arguments of one branch are one edge, so
 * that a large `br_table` does not make a block per entry.
 *
 * The order of the code is the same but for two things. A loop's blocks lie together: what a loop leaves to, often in
 * the middle of it in reverse postorder, comes behind it, so that going round jumps over nothing. Cold blocks come
 * last; the block of an edge is cold if either end is.
 */
import {
  type ControlFlowGraph,
  type DominatorTree,
  type Function,
  Format,
  type Inst,
  type Loop,
  type LoopAnalysis,
  types,
} from "@cranelift-ts/codegen-ir";

/** Whether results of a `try_call` may be on the stack, from where its edge loads them. */
function mayReturnOnStack(func: Function, inst: Inst): boolean {
  const format = func.dfg.format(inst);
  if (format !== Format.TryCall && format !== Format.TryCallIndirect) return false;
  const sig = func.dfg.callSignature(inst);
  if (sig === undefined) return false;
  const { returns } = func.dfg.signatures[sig]!;
  return returns.length > 1 || (returns.length === 1 && types.typeBits(returns[0]!.type) > 64);
}

/** The loop that the block of an edge between blocks of the loops `from` and `to` (-1: none) is in. */
function commonLoop(loops: LoopAnalysis, from: number, to: number): number {
  if (from === to || from < 0) return from;
  if (to < 0) return to;
  const [a, b] = [from as Loop, to as Loop];
  const difference = loops.level(a) - loops.level(b);
  return difference > 0 ? to : difference < 0 ? from : loops.parent(a);
}

function grow(a: Int32Array, min: number): Int32Array<ArrayBuffer> {
  const b = new Int32Array(Math.max(min, a.length * 2));
  b.set(a);
  return b;
}

export class BlockOrder {
  numBlocks: number = 0;
  /** CLIF block of each block, -1 for the block of an edge. */
  clif: Int32Array = new Int32Array(64);
  depth: Int32Array = new Int32Array(64);
  cold: Uint8Array = new Uint8Array(64);
  /** Blocks in the order of the code. */
  codeOrder: Int32Array = new Int32Array(64);
  /** The innermost loop of each block, -1 for none. */
  private loop: Int32Array = new Int32Array(64);
  // Lists of the blocks and inner loops of each loop, and last of what is in none: block b is item b, loop l item n + l.
  private nextItem: Int32Array = new Int32Array(64);
  private firstItem: Int32Array = new Int32Array(16);
  private lastItem: Int32Array = new Int32Array(16);
  /** For the block of an edge: the block call it stands for, and the CLIF branch. */
  edgeCall: Int32Array = new Int32Array(64);
  edgeInst: Int32Array = new Int32Array(64);
  /** Edges of block b: `succStart[b] .. succStart[b + 1]`. */
  succStart: Int32Array = new Int32Array(64);
  /** Per edge: target block, and the block call whose arguments it passes (-1: none, its block does). */
  succBlock: Int32Array = new Int32Array(64);
  succCall: Int32Array = new Int32Array(64);
  /** Labels of all targets of the terminator of block b, in the order of `targetsInto`: from `labelStart[b]`. */
  labelStart: Int32Array = new Int32Array(64);
  labels: Int32Array = new Int32Array(64);

  // Per CLIF block
  private number: Int32Array = new Int32Array(64);
  private edgesTo: Int32Array = new Int32Array(64);
  private stamp: Int32Array = new Int32Array(64);
  private stampEdge: Int32Array = new Int32Array(64);
  // Targets of all branches, block calls, in reverse postorder of their blocks; and the edge that each belongs to.
  private callStart: Int32Array = new Int32Array(64);
  private calls: Int32Array = new Int32Array(64);
  private edgeOfCall: Int32Array = new Int32Array(64);
  // Edges: source in reverse postorder, first call.
  private edgeStart: Int32Array = new Int32Array(64);
  private edgeFirstCall: Int32Array = new Int32Array(64);
  private edgeLabel: Int32Array = new Int32Array(64);

  compute(func: Function, cfg: ControlFlowGraph, domtree: DominatorTree, loops: LoopAnalysis): void {
    const { dfg, layout } = func;
    const n = domtree.numReachable;
    const clifBlocks = cfg.numBlocks;
    if (this.number.length < clifBlocks + 1) {
      this.number = new Int32Array(clifBlocks * 2);
      this.edgesTo = new Int32Array(clifBlocks * 2);
      this.stamp = new Int32Array(clifBlocks * 2);
      this.stampEdge = new Int32Array(clifBlocks * 2);
      this.callStart = new Int32Array(clifBlocks * 2 + 1);
      this.edgeStart = new Int32Array(clifBlocks * 2 + 1);
    }
    const { edgesTo, stamp, stampEdge } = this;
    edgesTo.fill(0, 0, clifBlocks);
    stamp.fill(-1, 0, clifBlocks);
    let numCalls = 0;
    let numEdges = 0;
    const lists = dfg.lists.data;
    for (let i = 0; i < n; i++) {
      const block = domtree.rpo(i);
      const inst = layout.lastInst(block);
      const count = inst < 0 ? 0 : dfg.numTargets(inst);
      if (numCalls + count > this.calls.length) {
        this.calls = grow(this.calls, numCalls + count);
        this.edgeOfCall = grow(this.edgeOfCall, numCalls + count);
      }
      this.callStart[i] = numCalls;
      this.edgeStart[i] = numEdges;
      if (count > 0) dfg.targetsInto(inst, this.calls, numCalls);
      if (numEdges + count > this.edgeFirstCall.length) {
        this.edgeFirstCall = grow(this.edgeFirstCall, numEdges + count);
        this.edgeLabel = grow(this.edgeLabel, numEdges + count);
      }
      for (let k = 0; k < count; k++) {
        const call = this.calls[numCalls + k]!;
        const target = lists[call + 1]!;
        if (lists[call] === 1) {
          if (stamp[target] === i) {
            this.edgeOfCall[numCalls + k] = stampEdge[target]!;
            continue;
          }
          stamp[target] = i;
          stampEdge[target] = numEdges;
        }
        this.edgeOfCall[numCalls + k] = numEdges;
        this.edgeFirstCall[numEdges] = call;
        numEdges++;
        edgesTo[target]!++;
      }
      numCalls += count;
    }
    this.callStart[n] = numCalls;
    this.edgeStart[n] = numEdges;
    this.reserve(n + numEdges + 2, numEdges + numEdges + 1, numCalls);
    // Number the blocks.
    let b = 0;
    for (let i = 0; i < n; i++) {
      const block = domtree.rpo(i);
      const cold = layout.isCold(block) ? 1 : 0;
      const loop = loops.innermostLoop(block);
      const depth = loops.blockLevel(block);
      this.number[block] = b;
      this.setBlock(b, block, depth, cold);
      this.loop[b] = loop;
      b++;
      const first = this.edgeStart[i]!;
      const end = this.edgeStart[i + 1]!;
      if (first === end) continue;
      const inst = layout.lastInst(block);
      const plainJump = dfg.format(inst) === Format.Jump;
      for (let e = first; e < end; e++) {
        const call = this.edgeFirstCall[e]!;
        const target = lists[call + 1]! as never;
        // Return values on the stack are loaded on the way to where a call with handlers returns: by its last target.
        const loads = e === end - 1 && mayReturnOnStack(func, inst);
        if ((!plainJump && edgesTo[target]! > 1) || loads) {
          this.setBlock(
            b,
            -1,
            Math.min(depth, loops.blockLevel(target)),
            cold | (layout.isCold(target) ? 1 : 0),
          );
          this.loop[b] = commonLoop(loops, loop, loops.innermostLoop(target));
          this.edgeCall[b] = call;
          this.edgeInst[b] = inst;
          this.edgeLabel[e] = b;
          b++;
        } else this.edgeLabel[e] = -1;
      }
    }
    this.numBlocks = b;
    this.orderCode(loops);
    // Successors and labels.
    let s = 0;
    let l = 0;
    b = 0;
    for (let i = 0; i < n; i++) {
      this.succStart[b] = s;
      this.labelStart[b] = l;
      b++;
      const first = this.edgeStart[i]!;
      const end = this.edgeStart[i + 1]!;
      let split = 0;
      for (let e = first; e < end; e++) {
        const call = this.edgeFirstCall[e]!;
        if (this.edgeLabel[e]! >= 0) {
          this.succBlock[s] = this.edgeLabel[e]!;
          this.succCall[s] = -1;
          split++;
        } else {
          const target = this.number[lists[call + 1]!]!;
          this.edgeLabel[e] = target;
          this.succBlock[s] = target;
          this.succCall[s] = call;
        }
        s++;
      }
      for (let k = this.callStart[i]!; k < this.callStart[i + 1]!; k++)
        this.labels[l++] = this.edgeLabel[this.edgeOfCall[k]!]!;
      for (; split > 0; split--) {
        const target = this.number[lists[this.edgeCall[b]! + 1]!]!;
        this.succStart[b] = s;
        this.labelStart[b] = l;
        this.succBlock[s] = target;
        this.succCall[s] = this.edgeCall[b]!;
        this.labels[l++] = target;
        s++;
        b++;
      }
    }
    this.succStart[b] = s;
    this.labelStart[b] = l;
  }

  private orderCode(loops: LoopAnalysis): void {
    const { cold, codeOrder, numBlocks } = this;
    let k = 0;
    if (loops.numLoops === 0) {
      for (let b = 0; b < numBlocks; b++) if (b === 0 || cold[b] === 0) codeOrder[k++] = b;
    } else k = this.gatherLoops(loops);
    for (let b = 1; b < numBlocks; b++) if (cold[b] !== 0) codeOrder[k++] = b;
  }

  /** Fills `codeOrder` with all blocks that are not cold, and answers their number. */
  private gatherLoops(loops: LoopAnalysis): number {
    const { cold, codeOrder, numBlocks, loop } = this;
    const none = loops.numLoops;
    if (this.firstItem.length <= none) {
      this.firstItem = new Int32Array(2 * none + 1);
      this.lastItem = new Int32Array(2 * none + 1);
    }
    if (this.nextItem.length < numBlocks + none) this.nextItem = new Int32Array(2 * (numBlocks + none));
    const { firstItem, lastItem, nextItem } = this;
    firstItem.fill(-1, 0, none + 1);
    for (let b = 0; b < numBlocks; b++) {
      if (b > 0 && cold[b] !== 0) continue;
      // A loop goes where its first block would, in the list of the loop around it, and so on outward.
      let item = b;
      let list = loop[b]! < 0 ? none : loop[b]!;
      for (;;) {
        nextItem[item] = -1;
        const isNew = firstItem[list] === -1;
        if (isNew) firstItem[list] = item;
        else nextItem[lastItem[list]!] = item;
        lastItem[list] = item;
        if (!isNew || list === none) break;
        item = numBlocks + list;
        const parent = loops.parent(list as Loop);
        list = parent < 0 ? none : parent;
      }
    }
    let k = 0;
    let open: number = none;
    let item = firstItem[none]!;
    for (;;) {
      if (item < 0) {
        if (open === none) return k;
        item = nextItem[numBlocks + open]!;
        const parent = loops.parent(open as Loop);
        open = parent < 0 ? none : parent;
      } else if (item < numBlocks) {
        codeOrder[k++] = item;
        item = nextItem[item]!;
      } else {
        open = item - numBlocks;
        item = firstItem[open]!;
      }
    }
  }

  /** Number of the block of a CLIF block, -1 if it is unreachable. */
  numberOf(block: number): number {
    const b = block < this.number.length ? this.number[block]! : -1;
    return b >= 0 && b < this.numBlocks && this.clif[b] === block ? b : -1;
  }

  private setBlock(b: number, clif: number, depth: number, cold: number): void {
    this.clif[b] = clif;
    this.depth[b] = depth;
    this.cold[b] = cold;
    this.edgeCall[b] = -1;
    this.edgeInst[b] = -1;
  }

  private reserve(blocks: number, succs: number, calls: number): void {
    if (this.clif.length < blocks + 1) {
      const capacity = blocks * 2;
      this.clif = new Int32Array(capacity);
      this.depth = new Int32Array(capacity);
      this.cold = new Uint8Array(capacity);
      this.codeOrder = new Int32Array(capacity);
      this.loop = new Int32Array(capacity);
      this.edgeCall = new Int32Array(capacity);
      this.edgeInst = new Int32Array(capacity);
      this.succStart = new Int32Array(capacity);
      this.labelStart = new Int32Array(capacity);
    }
    if (this.succBlock.length < succs) {
      this.succBlock = new Int32Array(succs * 2);
      this.succCall = new Int32Array(succs * 2);
    }
    const labels = calls + blocks + 1;
    if (this.labels.length < labels) this.labels = new Int32Array(labels * 2);
  }
}
