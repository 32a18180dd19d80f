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

/**
 * Calls `visit` for each pair of `rules` without a visible conflict. It returns
 * how many steps it took, or -1 to stop. `budget` bounds the elementary steps.
 */
export function joinCompatible(
  table: ValueTable,
  rules: Int32Array,
  budget: number,
  visit: (a: number, b: number) => number,
): JoinEnd {
  const left = new Int32Array(table.nodeCount);
  const right = new Int32Array(table.nodeCount);
  const touched: number[] = [];
  const stack: Task[] = [{ left: rules, right: rules }];
  let steps = 0;
  for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
    const a = task.left;
    const b = task.right;
    const self = a === b;
    if (a.length === 0 || b.length === 0 || (self && a.length === 1)) continue;
    let best = -1;
    if (a.length * b.length > SMALL) {
      touched.length = 0;
      steps += count(table, a, left, touched);
      if (!self) steps += count(table, b, right, touched);
      let bestCovered = 0;
      for (const node of touched) {
        const x = left[node] as number;
        const y = self ? x : (right[node] as number);
        // Pairs whose values can differ here.
        if (x * y > bestCovered && distinguishes(table, a, b, node)) {
          bestCovered = x * y;
          best = node;
        }
      }
      for (const node of touched) {
        left[node] = 0;
        right[node] = 0;
      }
    }
    if (steps > budget) return "budget";
    if (best >= 0) {
      split(table, a, b, best, stack);
      continue;
    }
    for (let i = 0; i < a.length; i += 1) {
      for (let j = self ? i + 1 : 0; j < b.length; j += 1) {
        steps += 1;
        if (conflicting(table, a[i] as number, b[j] as number)) continue;
        const taken = visit(a[i] as number, b[j] as number);
        if (taken < 0) return "stopped";
        steps += taken;
        if (steps > budget) return "budget";
      }
    }
    if (steps > budget) return "budget";
  }
  return "done";
}

/** Counts, per node, the rules that constrain it. */
function count(table: ValueTable, rules: Int32Array, counts: Int32Array, touched: number[]): number {
  let steps = 0;
  for (let i = 0; i < rules.length; i += 1) {
    const r = rules[i] as number;
    const end = table.start[r + 1] as number;
    for (let at = table.start[r] as number; at < end; at += 1) {
      const node = table.node[at] as number;
      if (counts[node] === 0) touched.push(node);
      counts[node] = (counts[node] as number) + 1;
      steps += 1;
    }
  }
  return steps;
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

/** Whether splitting at the node separates anything: two different values occur. */
function distinguishes(table: ValueTable, a: Int32Array, b: Int32Array, node: number): boolean {
  let first = -1;
  for (const side of a === b ? [a] : [a, b]) {
    for (let i = 0; i < side.length; i += 1) {
      const value = valueAt(table, side[i] as number, node);
      if (value === -1) continue;
      if (first === -1) first = value;
      else if (value !== first) return true;
    }
  }
  return false;
}

function split(table: ValueTable, a: Int32Array, b: Int32Array, node: number, stack: Task[]): void {
  const left = bucket(table, a, node);
  if (a === b) {
    for (const group of left.groups.values()) {
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
