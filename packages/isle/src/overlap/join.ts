// Which pairs of rules can match the same input: a join.
//
// Comparing 50,000 rules pairwise is out of the question, but almost all pairs
// differ in a variant or a constant at a node that both look at. So: pick the
// node that most rules of both sides constrain, split both sides by their value
// there, and go on with pairs of equal value, and with the rules that do not
// look at that node against all. What is left when no node is constrained on
// both sides is pairs without a visible conflict; the caller checks those
// exactly, and as they nearly always are errors, stops after a few.

/** The value constraints of the rules, flat: rule `r` has entries `start[r]` to `start[r + 1]`, by ascending node. */
export interface ValueTable {
  readonly start: Int32Array;
  readonly node: Int32Array;
  readonly value: Int32Array;
  readonly nodeCount: number;
}

/** How a join ended. */
export type JoinEnd = "done" | "stopped" | "budget";

/** Below this many pairs, compare directly. */
const SMALL = 32;

interface Task {
  readonly left: Int32Array;
  /** The same array as `left` for the pairs within one set. */
  readonly right: Int32Array;
}

/** Joins sets of rules over one table. Its memory is as large as the table and serves all of them. */
export class Join {
  readonly #table: ValueTable;
  /** Of each node, on either side of a task: how many rules constrain it. Zero between tasks. */
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  /** Of each node: the first value met, and whether another one was. */
  readonly #first: Int32Array;
  readonly #several: Uint8Array;
  readonly #touched: number[];
  #steps: number;

  constructor(table: ValueTable) {
    this.#table = table;
    this.#left = new Int32Array(table.nodeCount);
    this.#right = new Int32Array(table.nodeCount);
    this.#first = new Int32Array(table.nodeCount);
    this.#several = new Uint8Array(table.nodeCount);
    this.#touched = [];
    this.#steps = 0;
  }

  /** Steps of the last run. */
  get steps(): number {
    return this.#steps;
  }

  /**
   * Calls `visit` for each pair of `rules` without a visible conflict. It returns
   * how many steps it took, or -1 to stop. `budget` bounds the steps, of about ten
   * nanoseconds each; what is allocated counts too.
   */
  run(rules: Int32Array, budget: number, visit: (a: number, b: number) => number): JoinEnd {
    this.#steps = 0;
    if (rules.length < 2) return "done";
    const table = this.#table;
    const stack: Task[] = [{ left: rules, right: rules }];
    for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
      const a = task.left;
      const b = task.right;
      const self = a === b;
      this.#steps += 1;
      if (a.length === 0 || b.length === 0 || (self && a.length === 1)) continue;
      const best = a.length * b.length > SMALL ? this.#choose(a, b) : -1;
      if (this.#steps > budget) return "budget";
      if (best >= 0) {
        this.#split(a, b, best, stack);
        continue;
      }
      for (let i = 0; i < a.length; i += 1) {
        const x = a[i] as number;
        const size = 1 + (table.start[x + 1] as number) - (table.start[x] as number);
        for (let j = self ? i + 1 : 0; j < b.length; j += 1) {
          this.#steps += size;
          if (!conflicting(table, x, b[j] as number)) {
            const taken = visit(x, b[j] as number);
            if (taken < 0) return "stopped";
            this.#steps += taken;
          }
          if (this.#steps > budget) return "budget";
        }
      }
    }
    return "done";
  }

  /** The node where most pairs have values, different ones among them; -1 if there is none. */
  #choose(a: Int32Array, b: Int32Array): number {
    const left = this.#left;
    const right = this.#right;
    const touched = this.#touched;
    touched.length = 0;
    this.#count(a, left);
    if (a !== b) this.#count(b, right);
    let best = -1;
    let bestCovered = 0;
    for (let i = 0; i < touched.length; i += 1) {
      const node = touched[i] as number;
      const x = left[node] as number;
      const covered = x * (a === b ? x : (right[node] as number));
      if (covered > bestCovered && this.#several[node] === 1) {
        bestCovered = covered;
        best = node;
      }
    }
    for (let i = 0; i < touched.length; i += 1) {
      const node = touched[i] as number;
      left[node] = 0;
      right[node] = 0;
    }
    return best;
  }

  /** Counts, per node, the rules that constrain it, and notes where values differ. */
  #count(rules: Int32Array, counts: Int32Array): void {
    const { start, node: nodes, value: values } = this.#table;
    const touched = this.#touched;
    for (let i = 0; i < rules.length; i += 1) {
      const r = rules[i] as number;
      const end = start[r + 1] as number;
      this.#steps += 1 + end - (start[r] as number);
      for (let at = start[r] as number; at < end; at += 1) {
        const node = nodes[at] as number;
        const value = values[at] as number;
        if (this.#left[node] === 0 && this.#right[node] === 0) {
          touched.push(node);
          this.#first[node] = value;
          this.#several[node] = 0;
        } else if (this.#first[node] !== value) this.#several[node] = 1;
        counts[node] = (counts[node] as number) + 1;
      }
    }
  }

  #split(a: Int32Array, b: Int32Array, node: number, stack: Task[]): void {
    const table = this.#table;
    // Grouping costs a search, an entry of a map and two copies per rule.
    this.#steps += 16 * (a.length + (a === b ? 0 : b.length));
    const left = bucket(table, a, node);
    if (a === b) {
      for (const group of left.groups.values()) {
        if (group.length < 2) continue;
        const set = Int32Array.from(group);
        stack.push({ left: set, right: set });
      }
      const free = Int32Array.from(left.free);
      stack.push({ left: free, right: free }, { left: Int32Array.from(left.bound), right: free });
      return;
    }
    const right = bucket(table, b, node);
    for (const [value, group] of left.groups) {
      const other = right.groups.get(value);
      if (other !== undefined) stack.push({ left: Int32Array.from(group), right: Int32Array.from(other) });
    }
    stack.push(
      { left: Int32Array.from(left.bound), right: Int32Array.from(right.free) },
      { left: Int32Array.from(left.free), right: b },
    );
  }
}

/** The rule's value at the node, or -1. */
export function valueAt(table: ValueTable, rule: number, node: number): number {
  let low = table.start[rule] as number;
  let high = (table.start[rule + 1] as number) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const there = table.node[middle] as number;
    if (there === node) return table.value[middle] as number;
    if (there < node) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function bucket(
  table: ValueTable,
  rules: Int32Array,
  node: number,
): { readonly groups: Map<number, number[]>; readonly bound: number[]; readonly free: number[] } {
  const groups = new Map<number, number[]>();
  const bound: number[] = [];
  const free: number[] = [];
  for (let i = 0; i < rules.length; i += 1) {
    const r = rules[i] as number;
    const value = valueAt(table, r, node);
    if (value === -1) {
      free.push(r);
      continue;
    }
    bound.push(r);
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [r]);
    else group.push(r);
  }
  return { groups, bound, free };
}

/** Whether the two rules have different values at a node both constrain. */
function conflicting(table: ValueTable, a: number, b: number): boolean {
  let i = table.start[a] as number;
  let j = table.start[b] as number;
  const endA = table.start[a + 1] as number;
  const endB = table.start[b + 1] as number;
  while (i < endA && j < endB) {
    const x = table.node[i] as number;
    const y = table.node[j] as number;
    if (x < y) i += 1;
    else if (y < x) j += 1;
    else {
      if (table.value[i] !== table.value[j]) return true;
      i += 1;
      j += 1;
    }
  }
  return false;
}
