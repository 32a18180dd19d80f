import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Block,
  ControlFlowGraph,
  DominatorTree,
  Function,
  FuncCursor,
  LoopAnalysis,
  PostDominatorTree,
  types,
} from "./index.ts";

/** A function whose block i jumps to the given targets: none returns, one jumps, two branch, more use br_table. */
function graph(edges: readonly (readonly number[])[]): Function {
  const func = new Function();
  const cur = new FuncCursor(func);
  const blocks = edges.map(() => func.dfg.makeBlock());
  for (const [i, targets] of edges.entries()) {
    cur.insertBlock(blocks[i]!);
    if (targets.length === 0) {
      cur.ins().return_([]);
      continue;
    }
    if (targets.length === 1) {
      cur.ins().jump(blocks[targets[0]!]!, []);
      continue;
    }
    const v = cur.ins().iconst(types.I32, 0);
    if (targets.length === 2) {
      cur.ins().brif(v, blocks[targets[0]!]!, [], blocks[targets[1]!]!, []);
      continue;
    }
    const calls = targets.map((t) => func.dfg.makeBlockCall(blocks[t]!, []));
    cur.ins().br_table(v, func.dfg.makeJumpTable(calls[0]!, calls.slice(1)));
  }
  return func;
}

/** Random graphs: block 0 is the entry and nobody's target. */
const randomEdges = fc
  .integer({ min: 2, max: 14 })
  .chain((n) =>
    fc.array(fc.array(fc.integer({ min: 1, max: n - 1 }), { maxLength: 4 }), { minLength: n, maxLength: n }),
  );

function reach(edges: readonly (readonly number[])[], from: number, without: number): Set<number> {
  const seen = new Set<number>();
  const stack = from === without ? [] : [from];
  while (stack.length > 0) {
    const b = stack.pop()!;
    if (seen.has(b)) continue;
    seen.add(b);
    for (const t of edges[b]!) if (t !== without) stack.push(t);
  }
  return seen;
}

test("successors and predecessors are the unique edges", () => {
  fc.assert(
    fc.property(randomEdges, (edges) => {
      const cfg = ControlFlowGraph.of(graph(edges));
      for (const [b, targets] of edges.entries()) {
        expect(cfg.successors(b as Block)).toEqual([...new Set(targets)]);
        const preds = edges.flatMap((t, p) => (t.includes(b) ? [p] : []));
        expect(cfg.predecessors(b as Block)).toEqual(preds);
      }
    }),
  );
});

test("dominators agree with their definition: removing a dominator cuts the block off", () => {
  fc.assert(
    fc.property(randomEdges, (edges) => {
      const func = graph(edges);
      const tree = DominatorTree.of(func, ControlFlowGraph.of(func));
      const reachable = reach(edges, 0, -1);
      for (let b = 0; b < edges.length; b++) {
        expect(tree.isReachable(b as Block)).toBe(reachable.has(b));
        if (!reachable.has(b)) continue;
        for (let a = 0; a < edges.length; a++) {
          if (!reachable.has(a)) continue;
          const dominates = a === b || !reach(edges, 0, a).has(b);
          expect([a, b, tree.blockDominates(a as Block, b as Block)]).toEqual([a, b, dominates]);
        }
        const idom = tree.idom(b as Block);
        if (b === 0) expect(idom).toBe(-1);
        else {
          expect(tree.blockDominates(idom, b as Block)).toBe(true);
          expect(tree.children(idom)).toContain(b);
        }
      }
    }),
  );
});

test("post-dominators agree with their definition", () => {
  fc.assert(
    fc.property(randomEdges, (edges) => {
      const func = graph(edges);
      const tree = PostDominatorTree.of(func, ControlFlowGraph.of(func));
      const exits = edges.flatMap((t, b) => (t.length === 0 ? [b] : []));
      const canExit = (from: number, without: number): boolean =>
        exits.some((e) => reach(edges, from, without).has(e));
      for (let b = 0; b < edges.length; b++) {
        expect(tree.reachesExit(b as Block)).toBe(canExit(b, -1));
        if (!canExit(b, -1)) continue;
        for (let a = 0; a < edges.length; a++) {
          if (!canExit(a, -1)) continue;
          expect([a, b, tree.postDominates(a as Block, b as Block)]).toEqual([
            a,
            b,
            a === b || !canExit(b, a),
          ]);
        }
      }
    }),
  );
});

test("loops agree with their definition: header, body, nesting", () => {
  fc.assert(
    fc.property(randomEdges, (edges) => {
      const func = graph(edges);
      const cfg = ControlFlowGraph.of(func);
      const tree = DominatorTree.of(func, cfg);
      const loops = LoopAnalysis.of(func, cfg, tree);
      const bodies = new Map<number, Set<number>>();
      for (let h = 0; h < edges.length; h++) {
        const back = edges.flatMap((t, b) =>
          t.includes(h) && tree.isReachable(b as Block) && tree.blockDominates(h as Block, b as Block)
            ? [b]
            : [],
        );
        if (back.length === 0) continue;
        const body = new Set([h]);
        const stack = [...back];
        while (stack.length > 0) {
          const b = stack.pop()!;
          if (body.has(b)) continue;
          body.add(b);
          for (const p of cfg.predecessors(b as Block)) if (tree.isReachable(p)) stack.push(p);
        }
        bodies.set(h, body);
      }
      expect(loops.numLoops).toBe(bodies.size);
      for (let b = 0; b < edges.length; b++) {
        const around = [...bodies].filter(([, body]) => body.has(b));
        expect([b, loops.blockLevel(b as Block)]).toEqual([b, around.length]);
        const innermost = around.sort((x, y) => x[1].size - y[1].size)[0];
        const loop = loops.innermostLoop(b as Block);
        expect(loop < 0 ? undefined : loops.header(loop)).toBe(innermost?.[0]);
      }
    }),
  );
});

test("200,000 blocks nested in the dominator tree and in loops need no call stack", () => {
  const n = 200_000;
  const chain = Array.from({ length: n }, (_, i) => (i === n - 1 ? [] : [i + 1]));
  let func = graph(chain);
  let tree = DominatorTree.of(func, ControlFlowGraph.of(func));
  expect(tree.blockDominates(0 as Block, (n - 1) as Block)).toBe(true);
  // Block i goes to i + 1 and, from the second half on, back to its mirror: n / 2 loops inside one another.
  const nested = Array.from({ length: n }, (_, i) =>
    i === n - 1 ? [] : i < n / 2 ? [i + 1] : [i + 1, Math.max(1, n - 1 - i)],
  );
  func = graph(nested);
  const cfg = ControlFlowGraph.of(func);
  tree = DominatorTree.of(func, cfg);
  const loops = LoopAnalysis.of(func, cfg, tree);
  expect(loops.numLoops).toBe(n / 2 - 1);
  expect(loops.blockLevel((n / 2) as Block)).toBe(255);
});

test("a reused analysis equals a fresh one", () => {
  const cfg = new ControlFlowGraph();
  const tree = new DominatorTree();
  fc.assert(
    fc.property(randomEdges, (edges) => {
      const func = graph(edges);
      cfg.compute(func);
      tree.compute(func, cfg);
      const fresh = DominatorTree.of(func, ControlFlowGraph.of(func));
      expect(tree.postorder()).toEqual(fresh.postorder());
      for (let b = 0; b < edges.length; b++) expect(tree.idom(b as Block)).toBe(fresh.idom(b as Block));
    }),
  );
});
