import { describe, expect, it } from "vitest";

import { MinCut, SINK, SOURCE, UNCUTTABLE } from "./min-cut.ts";

/** The least cost over all 2^(n - 2) ways to divide the nodes. */
function leastCost(n: number, edges: readonly (readonly [number, number, number])[]): number {
  let least = Infinity;
  for (let side = 0; side < 1 << (n - 2); side++) {
    const fromSource = (v: number): boolean => v === SOURCE || (v !== SINK && ((side >> (v - 2)) & 1) !== 0);
    least = Math.min(least, costOf(edges, fromSource));
  }
  return least;
}

function costOf(
  edges: readonly (readonly [number, number, number])[],
  fromSource: (v: number) => boolean,
): number {
  let sum = 0;
  for (const [from, to, capacity] of edges) if (fromSource(from) && !fromSource(to)) sum += capacity;
  return sum;
}

describe("MinCut", () => {
  it("finds a cut as cheap as the best of all divisions", () => {
    const graph = new MinCut();
    let state = 12345;
    const draw = (below: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (let run = 0; run < 1_000; run++) {
      const n = 2 + draw(8);
      const edges: [number, number, number][] = [];
      for (let k = draw(4 * n); k > 0; k--) edges.push([draw(n), draw(n), draw(20)]);
      graph.begin(n);
      for (const [from, to, capacity] of edges) graph.addEdge(from, to, capacity);
      graph.cut();
      expect(graph.isSource(SOURCE)).toBe(true);
      expect(graph.isSource(SINK)).toBe(false);
      expect(costOf(edges, (v) => graph.isSource(v))).toBe(leastCost(n, edges));
    }
  });

  it("does not cut what cannot be cut", () => {
    const graph = new MinCut();
    graph.begin(4);
    graph.addEdge(SOURCE, 2, 7);
    graph.addEdge(2, 3, UNCUTTABLE);
    graph.addEdge(3, SINK, 1_000);
    graph.cut();
    expect([graph.isSource(2), graph.isSource(3)]).toEqual([false, false]);
  });
});
