/**
 * Loops as intervals of the block order.
 *
 * For every block that is the target of a retreating edge (an edge to itself or to an earlier block) this computes the
 * smallest interval of blocks that starts with it, contains the edge's source, and is closed under retreating edges into
 * it. Closed intervals nest. Where also every edge into the interval from outside goes to its first block (*single
 * entry*), that block dominates the rest, so whatever holds at its start and is not disturbed anywhere in the interval
 * holds at the end of every block that branches back to it. Natural loops in a reverse postorder are such intervals;
 * irreducible regions give intervals without the single-entry property, for which nothing is promised.
 *
 * Linear in blocks and edges: an interval's scan jumps over the intervals inside it.
 */

import { grow } from "../function.ts";
import type { RegallocFunction } from "../function.ts";

/** Reusable loop intervals of one function; arrays are indexed by block. */
export class LoopIntervals {
  /** Last block of the interval that starts here; -1 when no retreating edge comes here. */
  end: Int32Array;
  /** 1 when the interval that starts here has a single entry. */
  singleEntry: Int32Array;
  /** First block of the outermost interval that ends here, and by block the next one inwards; -1 none. */
  endingHere: Int32Array;
  nextEnding: Int32Array;
  /** Lowest predecessor of any block of the interval but its first. */
  private low: Int32Array;
  /** Lowest predecessor of the block. */
  private lowPred: Int32Array;

  constructor() {
    this.end = new Int32Array(64);
    this.singleEntry = new Int32Array(64);
    this.endingHere = new Int32Array(64);
    this.nextEnding = new Int32Array(64);
    this.low = new Int32Array(64);
    this.lowPred = new Int32Array(64);
  }

  compute(func: RegallocFunction): void {
    const n = func.numBlocks;
    if (this.end.length < n) {
      this.end = grow(this.end, n);
      this.singleEntry = grow(this.singleEntry, n);
      this.endingHere = grow(this.endingHere, n);
      this.nextEnding = grow(this.nextEnding, n);
      this.low = grow(this.low, n);
      this.lowPred = grow(this.lowPred, n);
    }
    const { end, singleEntry, endingHere, nextEnding, low, lowPred } = this;
    const { edgeFrom, edgeTo, numEdges } = func;
    end.fill(-1, 0, n);
    endingHere.fill(-1, 0, n);
    lowPred.fill(n, 0, n);
    let any = false;
    for (let e = 0; e < numEdges; e++) {
      const from = edgeFrom[e];
      const to = edgeTo[e];
      if (from < lowPred[to]) lowPred[to] = from;
      if (from >= to) {
        any = true;
        if (from > end[to]) end[to] = from;
      }
    }
    if (!any) return;
    for (let h = n - 1; h >= 0; h--) {
      if (end[h] < 0) continue;
      let last = end[h];
      let lowest = n;
      for (let b = h + 1; b <= last;) {
        if (lowPred[b] < lowest) lowest = lowPred[b];
        if (end[b] < 0) {
          b++;
          continue;
        }
        if (end[b] > last) last = end[b];
        if (low[b] < lowest) lowest = low[b];
        b = end[b] + 1;
      }
      end[h] = last;
      low[h] = lowest;
      singleEntry[h] = lowest >= h ? 1 : 0;
      // Blocks come in descending order, so an outer interval is put before the inner ones that end with it.
      nextEnding[h] = endingHere[last];
      endingHere[last] = h;
    }
  }
}
