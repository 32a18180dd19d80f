/**
 * Natural loops: a loop is named by its header, which dominates the source of at least one edge back to it; loops of
 * one header are one loop. Irreducible cycles, which have no such header, are not loops here.
 *
 * Headers are visited in post-order of the dominator tree's traversal (inner before outer). Each loop's body is found
 * by walking predecessors from its back edges and jumping over inner loops that are already known, so every block is
 * visited once per loop level at most where it is entered, O(n alpha) in practice.
 */
import type { Entity } from "@cranelift-ts/entity";
import type { DominatorTree } from "./dominators.ts";
import { NONE, type Block } from "./entities.ts";
import type { ControlFlowGraph } from "./flowgraph.ts";
import type { Function } from "./function.ts";

/** A loop; prints as `loop4`. */
export type Loop = Entity<"Loop">;

/** Nesting levels are counted up to this one. */
const MAX_LEVEL = 255;

export class LoopAnalysis {
  private headers: number[] = [];
  private parents: number[] = [];
  private levels: number[] = [];
  private outer: number[] = [];
  private blockLoop: Int32Array = new Int32Array(0);
  private stack: Int32Array = new Int32Array(0);
  private blockCount: number = 0;
  private valid: boolean = false;

  static of(func: Function, cfg: ControlFlowGraph, domtree: DominatorTree): LoopAnalysis {
    const loops = new LoopAnalysis();
    loops.compute(func, cfg, domtree);
    return loops;
  }

  clear(): void {
    this.valid = false;
    this.headers.length = 0;
    this.parents.length = 0;
    this.levels.length = 0;
    this.outer.length = 0;
    this.blockCount = 0;
  }

  isValid(): boolean {
    return this.valid;
  }

  compute(func: Function, cfg: ControlFlowGraph, domtree: DominatorTree): void {
    this.clear();
    const n = func.dfg.numBlocks;
    this.blockCount = n;
    if (this.blockLoop.length < n) {
      this.blockLoop = new Int32Array(Math.max(n, this.blockLoop.length * 2));
    }
    const { headers, parents, levels, outer, blockLoop } = this;
    blockLoop.fill(-1, 0, n);
    if (this.stack.length < cfg.preds.length + n) this.stack = new Int32Array(cfg.preds.length + n);
    const { stack } = this;
    // Headers in reverse post-order, so that an outer loop has a smaller number than the loops inside it.
    for (let i = 0; i < domtree.numReachable; i++) {
      const b = domtree.rpo(i);
      for (let p = cfg.predStart[b]!, end = cfg.predStart[b + 1]!; p < end; p++) {
        const pred = cfg.preds[p]! as Block;
        if (domtree.isReachable(pred) && domtree.blockDominates(b, pred)) {
          headers.push(b);
          parents.push(NONE);
          levels.push(0);
          outer.push(outer.length);
          break;
        }
      }
    }
    for (let loop = headers.length - 1; loop >= 0; loop--) {
      const header = headers[loop]!;
      let depth = 0;
      for (let p = cfg.predStart[header]!, end = cfg.predStart[header + 1]!; p < end; p++) {
        const pred = cfg.preds[p]! as Block;
        if (domtree.isReachable(pred) && domtree.blockDominates(header as Block, pred)) stack[depth++] = pred;
      }
      while (depth > 0) {
        let b = stack[--depth]!;
        // Where to go on from: a fresh block itself, or the header of the outermost loop found so far around it.
        const inner = blockLoop[b]!;
        if (inner < 0) {
          blockLoop[b] = loop;
          if (b === header) continue;
        } else {
          const top = this.outermost(inner);
          if (top === loop) continue;
          parents[top] = loop;
          outer[top] = loop;
          b = headers[top]!;
          if (b === header) continue;
        }
        for (let p = cfg.predStart[b]!, end = cfg.predStart[b + 1]!; p < end; p++) {
          const pred = cfg.preds[p]! as Block;
          if (domtree.isReachable(pred)) stack[depth++] = pred;
        }
      }
    }
    for (let loop = 0; loop < headers.length; loop++) {
      const parent = parents[loop]!;
      levels[loop] = Math.min(MAX_LEVEL, (parent < 0 ? 0 : levels[parent]!) + 1);
    }
    this.valid = true;
  }

  /** The outermost loop around `loop` that is known so far, by union-find with path halving. */
  private outermost(loop: number): number {
    const { outer } = this;
    let l = loop;
    while (outer[l] !== l) {
      outer[l] = outer[outer[l]!]!;
      l = outer[l]!;
    }
    return l;
  }

  /** Number of loops; outer loops come before those inside them. */
  get numLoops(): number {
    return this.headers.length;
  }

  header(loop: Loop): Block {
    return this.headers[loop]! as Block;
  }

  /** The loop around `loop`, or NONE. */
  parent(loop: Loop): Loop {
    return this.parents[loop]! as Loop;
  }

  /** Nesting level, 1 for outermost loops, at most 255. */
  level(loop: Loop): number {
    return this.levels[loop]!;
  }

  /** The innermost loop that contains `block`, or NONE. */
  innermostLoop(block: Block): Loop {
    return (block < this.blockCount ? this.blockLoop[block]! : NONE) as Loop;
  }

  /** Nesting level of a block, 0 outside loops. */
  blockLevel(block: Block): number {
    const loop = this.innermostLoop(block);
    return loop < 0 ? 0 : this.levels[loop]!;
  }

  isInLoop(block: Block, loop: Loop): boolean {
    for (let l = this.innermostLoop(block) as number; l >= 0; l = this.parents[l]!)
      if (l === loop) return true;
    return false;
  }

  isHeader(block: Block): boolean {
    const loop = this.innermostLoop(block);
    return loop >= 0 && this.headers[loop] === block;
  }
}
