/**
 * Immediate dominators of a flow graph given as arrays: the algorithm of Lengauer and Tarjan ("A fast algorithm for
 * finding dominators in a flowgraph", 1979) with path compression, O(m log n), without recursion.
 *
 * {@link DominatorTree} and {@link PostDominatorTree} are its two users. Nodes are blocks; a reversed graph adds one
 * virtual root.
 */
import { NONE, type Block, type Inst } from "./entities.ts";
import type { ControlFlowGraph } from "./flowgraph.ts";
import type { Function } from "./function.ts";

/** Reusable arrays of one computation. All are indexed by node, or by depth-first number where said. */
class DominatorSolver {
  /** Immediate dominator, NONE for the root and for unreachable nodes. */
  idom: Int32Array = new Int32Array(0);
  /** Depth-first number from 0, NONE for unreachable nodes. */
  number: Int32Array = new Int32Array(0);
  /** Reachable nodes in depth-first order. */
  order: Int32Array = new Int32Array(0);
  /** Reachable nodes in post-order. */
  postorder: Int32Array = new Int32Array(0);
  reachable: number = 0;
  private parent: Int32Array = new Int32Array(0);
  private semi: Int32Array = new Int32Array(0);
  private ancestor: Int32Array = new Int32Array(0);
  private label: Int32Array = new Int32Array(0);
  private bucketHead: Int32Array = new Int32Array(0);
  private bucketNext: Int32Array = new Int32Array(0);
  private stack: Int32Array = new Int32Array(0);
  private cursor: Int32Array = new Int32Array(0);

  private reserve(n: number): void {
    if (this.idom.length >= n) return;
    const c = Math.max(n, this.idom.length * 2, 16);
    this.idom = new Int32Array(c);
    this.number = new Int32Array(c);
    this.order = new Int32Array(c);
    this.postorder = new Int32Array(c);
    this.parent = new Int32Array(c);
    this.semi = new Int32Array(c);
    this.ancestor = new Int32Array(c);
    this.label = new Int32Array(c);
    this.bucketHead = new Int32Array(c);
    this.bucketNext = new Int32Array(c);
    this.stack = new Int32Array(c);
    this.cursor = new Int32Array(c);
  }

  run(
    n: number,
    root: number,
    succStart: Int32Array,
    succs: Int32Array,
    predStart: Int32Array,
    preds: Int32Array,
  ): void {
    this.reserve(n);
    this.number.fill(-1, 0, n);
    this.idom.fill(-1, 0, n);
    this.search(root, succStart, succs);
    this.solve(root, predStart, preds);
  }

  private search(root: number, succStart: Int32Array, succs: Int32Array): void {
    const { number, order, postorder, parent, stack, cursor } = this;
    let depth = 0;
    let count = 0;
    let done = 0;
    stack[depth++] = root;
    cursor[root] = succStart[root]!;
    number[root] = count;
    order[count++] = root;
    parent[root] = -1;
    while (depth > 0) {
      const node = stack[depth - 1]!;
      const at = cursor[node]!;
      if (at < succStart[node + 1]!) {
        cursor[node] = at + 1;
        const next = succs[at]!;
        if (number[next]! < 0) {
          number[next] = count;
          order[count++] = next;
          parent[next] = node;
          cursor[next] = succStart[next]!;
          stack[depth++] = next;
        }
      } else {
        depth--;
        postorder[done++] = node;
      }
    }
    this.reachable = count;
  }

  private solve(root: number, predStart: Int32Array, preds: Int32Array): void {
    const { idom, number, order, parent, semi, ancestor, label, bucketHead, bucketNext, reachable } = this;
    for (let i = 0; i < reachable; i++) {
      const v = order[i]!;
      semi[v] = i;
      label[v] = v;
      ancestor[v] = -1;
      bucketHead[v] = -1;
    }
    for (let i = reachable - 1; i > 0; i--) {
      const w = order[i]!;
      let best = semi[w]!;
      for (let p = predStart[w]!, end = predStart[w + 1]!; p < end; p++) {
        const v = preds[p]!;
        if (number[v]! < 0) continue;
        const s = semi[this.evaluate(v)]!;
        if (s < best) best = s;
      }
      semi[w] = best;
      const dominator = order[best]!;
      bucketNext[w] = bucketHead[dominator]!;
      bucketHead[dominator] = w;
      const p = parent[w]!;
      ancestor[w] = p;
      for (let v = bucketHead[p]!; v >= 0; v = bucketNext[v]!) {
        const u = this.evaluate(v);
        idom[v] = semi[u]! < semi[v]! ? u : p;
      }
      bucketHead[p] = -1;
    }
    for (let i = 1; i < reachable; i++) {
      const w = order[i]!;
      if (idom[w] !== order[semi[w]!]) idom[w] = idom[idom[w]!]!;
    }
    idom[root] = -1;
  }

  /** The node of least semidominator on the path to `v` in the linked forest; compresses the path. */
  private evaluate(v: number): number {
    const { ancestor, label, semi, stack } = this;
    if (ancestor[v]! < 0) return label[v]!;
    let depth = 0;
    let u = v;
    while (ancestor[ancestor[u]!]! >= 0) {
      stack[depth++] = u;
      u = ancestor[u]!;
    }
    while (depth > 0) {
      u = stack[--depth]!;
      const a = ancestor[u]!;
      if (semi[label[a]!]! < semi[label[u]!]!) label[u] = label[a]!;
      ancestor[u] = ancestor[a]!;
    }
    return label[v]!;
  }
}

/** The part that both trees share: solver results, and intervals that answer "a dominates b" by two comparisons. */
abstract class Tree {
  protected readonly solver: DominatorSolver = new DominatorSolver();
  protected size: number = 0;
  protected valid: boolean = false;
  /** Pre-order number of each node in the tree, and the largest one below it. */
  private pre: Int32Array = new Int32Array(0);
  private maxPre: Int32Array = new Int32Array(0);
  private firstChild: Int32Array = new Int32Array(0);
  private nextSibling: Int32Array = new Int32Array(0);
  private stack: Int32Array = new Int32Array(0);

  isValid(): boolean {
    return this.valid;
  }

  clear(): void {
    this.valid = false;
    this.size = 0;
  }

  /** Children lists in reverse post-order, then pre-order numbers. */
  protected number(n: number, root: number): void {
    if (this.pre.length < n) {
      const c = Math.max(n, this.pre.length * 2, 16);
      this.pre = new Int32Array(c);
      this.maxPre = new Int32Array(c);
      this.firstChild = new Int32Array(c);
      this.nextSibling = new Int32Array(c);
      this.stack = new Int32Array(c);
    }
    const { pre, maxPre, firstChild, nextSibling, stack } = this;
    const { idom, postorder, reachable } = this.solver;
    pre.fill(-1, 0, n);
    firstChild.fill(-1, 0, n);
    for (let i = 0; i < reachable; i++) {
      const b = postorder[i]!;
      const parent = idom[b]!;
      if (parent < 0) continue;
      nextSibling[b] = firstChild[parent]!;
      firstChild[parent] = b;
    }
    nextSibling[root] = -1;
    let count = 0;
    let depth = 0;
    stack[depth++] = root;
    while (depth > 0) {
      const b = stack[depth - 1]!;
      if (pre[b]! < 0) {
        pre[b] = count++;
        const child = firstChild[b]!;
        if (child >= 0) {
          stack[depth++] = child;
          continue;
        }
      }
      maxPre[b] = count - 1;
      depth--;
      const sibling = nextSibling[b]!;
      if (sibling >= 0) stack[depth++] = sibling;
    }
    this.size = n;
    this.valid = true;
  }

  protected nodeDominates(a: number, b: number): boolean {
    const pb = this.pre[b]!;
    const pa = this.pre[a]!;
    return pa >= 0 && pb >= pa && pb <= this.maxPre[a]!;
  }

  protected childrenOf(node: number): Block[] {
    const out: Block[] = [];
    for (let c = this.firstChild[node]!; c >= 0; c = this.nextSibling[c]!) out.push(c as Block);
    return out;
  }

  /** First child in the tree, or NONE: with {@link nextSiblingOf}, the way to walk the tree without allocation. */
  firstChildOf(block: Block): Block {
    return this.firstChild[block]! as Block;
  }

  nextSiblingOf(block: Block): Block {
    return this.nextSibling[block]! as Block;
  }
}

/** Dominator tree of the blocks that are reachable from the entry. */
export class DominatorTree extends Tree {
  private func: Function | undefined = undefined;

  static of(func: Function, cfg: ControlFlowGraph): DominatorTree {
    const tree = new DominatorTree();
    tree.compute(func, cfg);
    return tree;
  }

  /** Computes the tree; `cfg` must describe `func`. */
  compute(func: Function, cfg: ControlFlowGraph): void {
    this.func = func;
    const entry = func.layout.firstBlock;
    const n = cfg.numBlocks;
    if (entry < 0) {
      this.solver.reachable = 0;
      this.size = 0;
      this.valid = true;
      return;
    }
    this.solver.run(n, entry, cfg.succStart, cfg.succs, cfg.predStart, cfg.preds);
    this.number(n, entry);
  }

  isReachable(block: Block): boolean {
    return block < this.size && this.solver.number[block]! >= 0;
  }

  /** Immediate dominator, or NONE for the entry and for unreachable blocks. */
  idom(block: Block): Block {
    return (block < this.size ? this.solver.idom[block]! : NONE) as Block;
  }

  /** Number of reachable blocks. */
  get numReachable(): number {
    return this.solver.reachable;
  }

  /** Reachable block number `i` in reverse post-order. */
  rpo(i: number): Block {
    return this.solver.postorder[this.solver.reachable - 1 - i]! as Block;
  }

  /** Reachable blocks in post-order; for cold code. */
  postorder(): Block[] {
    return Array.from(this.solver.postorder.subarray(0, this.solver.reachable), (b) => b as Block);
  }

  children(block: Block): Block[] {
    return this.childrenOf(block);
  }

  /** True if every path from the entry to `b` goes through `a`; a block dominates itself. */
  blockDominates(a: Block, b: Block): boolean {
    return a === b || this.nodeDominates(a, b);
  }

  /** True if `a` is executed before `b` on every path to it; an instruction dominates itself. */
  instDominates(a: Inst, b: Inst): boolean {
    const { layout } = this.func!;
    const blockA = layout.blockOf(a);
    const blockB = layout.blockOf(b);
    return blockA === blockB ? layout.compareInsts(a, b) <= 0 : this.nodeDominates(blockA, blockB);
  }
}

/**
 * Post-dominator tree: the dominator tree of the reversed graph, with a virtual exit behind every block without
 * successors. Blocks that reach no exit (endless loops) are unreachable in it.
 */
export class PostDominatorTree extends Tree {
  private succStart: Int32Array = new Int32Array(0);
  private succs: Int32Array = new Int32Array(0);
  private predStart: Int32Array = new Int32Array(0);
  private preds: Int32Array = new Int32Array(0);

  static of(func: Function, cfg: ControlFlowGraph): PostDominatorTree {
    const tree = new PostDominatorTree();
    tree.compute(func, cfg);
    return tree;
  }

  compute(func: Function, cfg: ControlFlowGraph): void {
    const n = cfg.numBlocks;
    const { layout } = func;
    const edges = cfg.succStart[n]!;
    if (this.succStart.length < n + 2) {
      this.succStart = new Int32Array(2 * n + 2);
      this.predStart = new Int32Array(2 * n + 2);
    }
    if (this.succs.length < edges + n) {
      this.succs = new Int32Array(2 * (edges + n));
      this.preds = new Int32Array(2 * (edges + n));
    }
    const { succStart, succs, predStart, preds } = this;
    // Reversed: successors are the predecessors; the exit's successors are the blocks that leave the function.
    for (let b = 0; b <= n; b++) succStart[b] = cfg.predStart[b]!;
    for (let i = 0; i < edges; i++) succs[i] = cfg.preds[i]!;
    let at = edges;
    let predAt = 0;
    for (let b = 0; b < n; b++) {
      predStart[b] = predAt;
      for (let i = cfg.succStart[b]!; i < cfg.succStart[b + 1]!; i++) preds[predAt++] = cfg.succs[i]!;
      if (cfg.succStart[b] === cfg.succStart[b + 1] && layout.isBlockInserted(b as Block)) {
        preds[predAt++] = n;
        succs[at++] = b;
      }
    }
    predStart[n] = predAt;
    predStart[n + 1] = predAt;
    succStart[n + 1] = at;
    this.solver.run(n + 1, n, succStart, succs, predStart, preds);
    this.number(n + 1, n);
  }

  /** True if the block can reach an exit of the function. */
  reachesExit(block: Block): boolean {
    return block < this.size - 1 && this.solver.number[block]! >= 0;
  }

  /** Immediate post-dominator; NONE if that is the virtual exit or there is none. */
  ipdom(block: Block): Block {
    const d = this.solver.idom[block]!;
    return (d === this.size - 1 ? NONE : d) as Block;
  }

  /** True if every path from `b` to an exit goes through `a`. */
  postDominates(a: Block, b: Block): boolean {
    return a === b || this.nodeDominates(a, b);
  }

  children(block: Block): Block[] {
    return this.childrenOf(block);
  }
}
