/**
 * Disjoint sets of ids, with path halving.
 *
 * `union(a, b)` makes the root of `a` the root of both: the caller decides which one stands for the set, and results do
 * not depend on sizes. Path halving alone keeps any sequence of m operations within O(m log n).
 */

/** Disjoint sets over the ids 0 to `length - 1`. */
export class UnionFind {
  /** Parent of each id; a root is its own parent. Read it anew after `resize`. */
  parents: Int32Array;
  /** Number of ids. */
  length: number;

  constructor(length = 0) {
    this.parents = new Int32Array(64);
    this.length = 0;
    this.resize(length);
  }

  /** Adds singletons until there are `n` ids. Never shrinks. */
  resize(n: number): void {
    if (n > this.parents.length) {
      let capacity = this.parents.length * 2;
      while (capacity < n) capacity *= 2;
      const parents = new Int32Array(capacity);
      parents.set(this.parents);
      this.parents = parents;
    }
    const parents = this.parents;
    for (let i = this.length; i < n; i++) parents[i] = i;
    if (n > this.length) this.length = n;
  }

  /** Adds a singleton and returns its id. */
  push(): number {
    const id = this.length;
    this.resize(id + 1);
    return id;
  }

  /** The root of the set that `id` is in. */
  find(id: number): number {
    const parents = this.parents;
    let p = parents[id]!;
    while (p !== id) {
      const g = parents[p]!;
      parents[id] = g;
      id = g;
      p = parents[id]!;
    }
    return id;
  }

  /** Joins the sets of `a` and `b` under the root of `a`, and returns that root. */
  union(a: number, b: number): number {
    const ra = this.find(a);
    const rb = this.find(b);
    if (ra !== rb) this.parents[rb] = ra;
    return ra;
  }

  /** Whether `a` and `b` are in the same set. */
  same(a: number, b: number): boolean {
    return this.find(a) === this.find(b);
  }

  /** Forgets every id; keeps the memory. */
  clear(): void {
    this.length = 0;
  }
}
