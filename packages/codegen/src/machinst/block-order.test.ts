import { ControlFlowGraph, DominatorTree, LoopAnalysis } from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BlockOrder } from "./block-order.ts";

/** A function of `targets.length` blocks that go to up to two others. */
function functionOf(targets: readonly (readonly [number, number])[], cold: readonly boolean[]): string {
  const blocks = targets.map(([a, b], k) => {
    const n = targets.length;
    const name = (t: number): string => `block${1 + (t % n)}`;
    const end = a === b ? (a === 0 ? "return" : `jump ${name(a)}`) : `brif v0, ${name(a)}, ${name(b)}`;
    return `block${k + 1}${cold[k] === true ? " cold" : ""}:\n    ${end}\n`;
  });
  return `function %f(i32) {\nblock0(v0: i32):\n    jump block1\n\n${blocks.join("\n")}}\n`;
}

const graphs = fc
  .integer({ min: 1, max: 14 })
  .chain((n) =>
    fc.tuple(
      fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { minLength: n, maxLength: n }),
      fc.array(fc.boolean(), { minLength: n, maxLength: n }),
    ),
  );

test("code has every block once, the entry first, cold blocks last, and nothing else between a loop's blocks", () => {
  const order = new BlockOrder();
  fc.assert(
    fc.property(graphs, fc.boolean(), ([targets, marks], someCold) => {
      const [func] = [...parseFunctions(functionOf(targets, someCold ? marks : []))];
      const cfg = new ControlFlowGraph();
      cfg.compute(func!);
      const domtree = new DominatorTree();
      domtree.compute(func!, cfg);
      const loops = LoopAnalysis.of(func!, cfg, domtree);
      order.compute(func!, cfg, domtree, loops);
      const code = [...order.codeOrder.subarray(0, order.numBlocks)];
      expect([...code].sort((a, b) => a - b)).toEqual(code.map((_, k) => k));
      expect(code[0]).toBe(0);
      const warm = code.filter((b) => b === 0 || order.cold[b] === 0);
      expect(code.slice(0, warm.length)).toEqual(warm);
      const clif = warm.map((b) => order.clif[b]!).filter((b) => b >= 0);
      for (let l = 0; l < loops.numLoops; l++) {
        const inside = clif.map((b) => loops.isInLoop(b as never, l as never));
        const [first, last] = [inside.indexOf(true), inside.lastIndexOf(true)];
        if (first >= 0) expect(inside.slice(first, last + 1)).not.toContain(false);
      }
    }),
    { numRuns: Number(process.env["BLOCK_ORDER_RUNS"] ?? 300) },
  );
});
