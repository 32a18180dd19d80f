/**
 * Control-flow graph: successors and predecessors of every block of the layout, as offset and list arrays.
 *
 * An edge is counted once per branch instruction, however many of its block calls go there. Blocks outside the layout
 * have no edges. The graph describes the function at the time of `compute`; recompute it after changing branches.
 */
import { NONE, type Block, type Inst } from "./entities.ts";
import type { Function } from "./function.ts";
import { isBranch } from "./instructions.ts";

export class ControlFlowGraph {
  /** Successors of block b are `succs[succStart[b]]` up to `succs[succStart[b + 1]]`, in the order of the branch. */
  succStart: Int32Array = new Int32Array(16);
  succs: Int32Array = new Int32Array(16);
  /** Predecessors of block b are `preds[predStart[b]]` up to `preds[predStart[b + 1]]`, in layout order. */
  predStart: Int32Array = new Int32Array(16);
  preds: Int32Array = new Int32Array(16);
  private blockCount: number = 0;
  private valid: boolean = false;
  private targets: Int32Array = new Int32Array(16);
  private stamps: Int32Array = new Int32Array(16);
  private fill: Int32Array = new Int32Array(16);

  /** A graph of `func`. */
  static of(func: Function): ControlFlowGraph {
    const cfg = new ControlFlowGraph();
    cfg.compute(func);
    return cfg;
  }

  clear(): void {
    this.blockCount = 0;
    this.valid = false;
  }

  isValid(): boolean {
    return this.valid;
  }

  get numBlocks(): number {
    return this.blockCount;
  }

  compute(func: Function): void {
    const { dfg, layout } = func;
    const n = dfg.numBlocks;
    this.blockCount = n;
    if (this.succStart.length < n + 1) {
      const capacity = Math.max(n + 1, this.succStart.length * 2);
      this.succStart = new Int32Array(capacity);
      this.predStart = new Int32Array(capacity);
      this.stamps = new Int32Array(capacity);
      this.fill = new Int32Array(capacity);
    }
    const { succStart, predStart, stamps, fill } = this;
    succStart.fill(0, 0, n + 1);
    predStart.fill(0, 0, n + 1);
    stamps.fill(-1, 0, n);
    // First pass: unique targets of each block, in layout order, with `fill` as where each block's list begins.
    let succs = this.succs;
    let used = 0;
    for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
      fill[b] = used;
      const last = layout.blockLast[b]!;
      if (last < 0 || !isBranch(dfg.opcode(last as Inst))) continue;
      const count = dfg.numTargets(last as Inst);
      if (this.targets.length < count) this.targets = new Int32Array(count * 2);
      dfg.targetsInto(last as Inst, this.targets, 0);
      if (used + count > succs.length) {
        const next = new Int32Array(Math.max(succs.length * 2, used + count));
        next.set(succs);
        succs = next;
      }
      const { targets } = this;
      const pool = dfg.lists.data;
      for (let i = 0; i < count; i++) {
        const target = pool[targets[i]! + 1]!;
        if (target < 0 || target >= n || stamps[target] === b) continue;
        stamps[target] = b;
        succs[used++] = target;
        predStart[target + 1]!++;
      }
      succStart[b + 1] = used - fill[b]!;
    }
    this.succs = succs;
    // Lists stand in layout order; bring them into block order when that differs.
    let inOrder = true;
    for (let b = layout.firstBlock, prev = -1; b >= 0; prev = b, b = layout.blockNext[b]!)
      if (b < prev) inOrder = false;
    for (let b = 0; b < n; b++) {
      succStart[b + 1]! += succStart[b]!;
      predStart[b + 1]! += predStart[b]!;
    }
    if (!inOrder) {
      const sorted = new Int32Array(Math.max(16, used));
      for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
        const to = succStart[b]!;
        const count = succStart[b + 1]! - to;
        const from = fill[b]!;
        for (let i = 0; i < count; i++) sorted[to + i] = succs[from + i]!;
      }
      this.succs = sorted;
      succs = sorted;
    }
    if (this.preds.length < used) this.preds = new Int32Array(Math.max(used, this.preds.length * 2));
    const { preds } = this;
    for (let b = 0; b < n; b++) fill[b] = predStart[b]!;
    for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
      for (let i = succStart[b]!, end = succStart[b + 1]!; i < end; i++) preds[fill[succs[i]!]!++] = b;
    }
    this.valid = true;
  }

  numSuccessors(block: Block): number {
    return this.succStart[block + 1]! - this.succStart[block]!;
  }

  numPredecessors(block: Block): number {
    return this.predStart[block + 1]! - this.predStart[block]!;
  }

  /** Successors of a block; for cold code. */
  successors(block: Block): Block[] {
    return Array.from(
      this.succs.subarray(this.succStart[block]!, this.succStart[block + 1]!),
      (b) => b as Block,
    );
  }

  /** Predecessors of a block; for cold code. */
  predecessors(block: Block): Block[] {
    return Array.from(
      this.preds.subarray(this.predStart[block]!, this.predStart[block + 1]!),
      (b) => b as Block,
    );
  }

  /** The branch of `block`: its last instruction if that branches, or NONE. */
  static branchOf(func: Function, block: Block): Inst {
    const last = func.layout.lastInst(block);
    return last >= 0 && isBranch(func.dfg.opcode(last)) ? last : (NONE as Inst);
  }
}
