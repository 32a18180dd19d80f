/**
 * Minimum cut of a small directed graph, by Dinic's algorithm: breadth first levels, then blocking flows along an explicit
 * path. Costs are integers. The graph is built anew for every cut (`begin`, `addEdge`, `cut`); arrays only grow.
 */

import { enlarge, reserve } from "./context.ts";

/** Capacity of an edge that must not be cut. */
export const UNCUTTABLE = 0x1fff_ffff;

export const SOURCE = 0;
export const SINK = 1;

/** A graph with two given nodes, `SOURCE` and `SINK`. */
export class MinCut {
  private numNodes: number;
  private numEdges: number;
  /** Per node: first edge, and the edge that the search goes on with. */
  private first: Int32Array;
  private current: Int32Array;
  /** Per node: distance from the source, or -1. After `cut` the nodes on the source's side are those with one. */
  private level: Int32Array;
  private queue: Int32Array;
  /** Edges in pairs: an edge and its reverse differ in bit 0. */
  private to: Int32Array;
  private next: Int32Array;
  private capacity: Int32Array;

  constructor() {
    this.numNodes = 0;
    this.numEdges = 0;
    this.first = new Int32Array(64);
    this.current = new Int32Array(64);
    this.level = new Int32Array(64);
    this.queue = new Int32Array(64);
    this.to = new Int32Array(256);
    this.next = new Int32Array(256);
    this.capacity = new Int32Array(256);
  }

  /** Starts a graph of `n` nodes, the two given ones among them. */
  begin(n: number): void {
    this.numNodes = n;
    this.numEdges = 0;
    this.first = reserve(this.first, n).fill(-1, 0, n);
    this.current = reserve(this.current, n);
    this.level = reserve(this.level, n);
    this.queue = reserve(this.queue, n);
  }

  /** Adds an edge that costs `capacity` if `from` is on the source's side of the cut and `to` on the sink's. */
  addEdge(from: number, to: number, capacity: number): void {
    const e = this.numEdges;
    this.numEdges += 2;
    if (this.numEdges > this.to.length) {
      this.to = enlarge(this.to, this.numEdges);
      this.next = enlarge(this.next, this.numEdges);
      this.capacity = enlarge(this.capacity, this.numEdges);
    }
    this.to[e] = to;
    this.capacity[e] = capacity;
    this.next[e] = this.first[from];
    this.first[from] = e;
    this.to[e + 1] = from;
    this.capacity[e + 1] = 0;
    this.next[e + 1] = this.first[to];
    this.first[to] = e + 1;
  }

  /** Finds the cut. */
  cut(): void {
    const { first, current, level, to, next, capacity, queue } = this;
    while (this.findLevels()) {
      for (let v = 0; v < this.numNodes; v++) current[v] = first[v];
      // `queue` is the path of edges now.
      let length = 0;
      let at = SOURCE;
      for (;;) {
        if (at === SINK) {
          let least = UNCUTTABLE;
          let low = 0;
          for (let k = 0; k < length; k++) {
            if (capacity[queue[k]] >= least) continue;
            least = capacity[queue[k]];
            low = k;
          }
          for (let k = 0; k < length; k++) {
            capacity[queue[k]] -= least;
            capacity[queue[k] ^ 1] += least;
          }
          // Back to where the first edge is full.
          if (least === UNCUTTABLE) break;
          length = low;
          at = to[queue[low] ^ 1];
          continue;
        }
        let e = current[at];
        while (e >= 0 && !(capacity[e] > 0 && level[to[e]] === level[at] + 1)) e = next[e];
        current[at] = e;
        if (e >= 0) {
          queue[length++] = e;
          at = to[e];
        } else {
          if (length === 0) break;
          level[at] = -1;
          at = to[queue[--length] ^ 1];
        }
      }
    }
  }

  /** Whether a node is on the source's side of the cut just found. */
  isSource(node: number): boolean {
    return this.level[node] >= 0;
  }

  private findLevels(): boolean {
    const { first, level, to, next, capacity, queue } = this;
    level.fill(-1, 0, this.numNodes);
    level[SOURCE] = 0;
    queue[0] = SOURCE;
    let n = 1;
    for (let k = 0; k < n; k++) {
      const v = queue[k];
      for (let e = first[v]; e >= 0; e = next[e]) {
        if (capacity[e] === 0 || level[to[e]] >= 0) continue;
        level[to[e]] = level[v] + 1;
        queue[n++] = to[e];
      }
    }
    return level[SINK] >= 0;
  }
}
