// The decision structure of one term: which test is made when, shared by all
// rules that make it.
//
// A block is a list of steps, run one after the other. A step tests a source
// and, per outcome, enters a nested block for the rules that want this outcome;
// when nothing in there fires, control comes back and goes on with the next
// step. A leaf fires a rule. Every rule has exactly one leaf, so the structure
// is linear in the size of the rules: nothing is duplicated, and falling back to
// a more general rule costs the steps between, never a search from the start.
//
// Building a block: take the first rule of the list that is left, choose one of
// its tests that can be made now, and gather behind it every rule that makes the
// same test and may be moved up there. A rule may pass rules of its own
// priority, because rules of equal priority exclude each other (overlap is an
// error), and rules that want another value of the same source; it may not pass
// other rules of higher priority. In a multi term every rule
// that matches fires and the order is not specified, so any rule may pass any
// other. The test that gathers most rules wins; among equals, the one that
// discriminates best.
//
// Cost: one index of available tests per block, so O(tests) per level of
// nesting, and nesting is bounded by the number of tests of one rule.

import type { FlatRule, FlatTerm, Source } from "./flatten.ts";

/** Rules with their tests decided. */
export interface Block {
  readonly steps: Step[];
}

export type Step =
  | { readonly kind: "leaf"; readonly rule: FlatRule }
  | { readonly kind: "test"; readonly source: Source; readonly cases: readonly Case[] };

export interface Case {
  /** The value of the source that leads here (see `Constraint.value`). */
  readonly value: number;
  readonly block: Block;
  /** How many rules are below. */
  readonly rules: number;
}

/** More available tests of one rule than this are not considered at one level. */
const MAX_CANDIDATES = 16;
/** A rule may pass at most this many rules of higher priority that it excludes. */
const MAX_PASSED = 12;
/** Gathering more rules than this is as good as gathering this many. */
const ENOUGH = 64;

/** What a source is worth among those that gather equally many rules; lower is better. */
function rank(source: Source): number {
  switch (source.kind) {
    case "switch":
      return 0;
    case "wide":
      return 1;
    case "const":
      return 2;
    case "some":
      return 3;
    case "equal":
      return 4;
    case "each":
      return 5;
  }
}

/** A rule on its way down: which of its tests are still to be made. */
interface Pending {
  readonly flat: FlatRule;
  readonly done: Uint8Array;
  remaining: number;
}

/** Builds the decision structure of a term. */
export function decide(term: FlatTerm): Block {
  const root: Block = { steps: [] };
  const rules = term.rules.map((flat): Pending => ({
    flat,
    done: new Uint8Array(flat.constraints.length),
    remaining: flat.constraints.length,
  }));
  const blocks: Block[] = [root];
  const lists: Pending[][] = [rules];
  while (blocks.length > 0) {
    const block = blocks.pop()!;
    const list = lists.pop()!;
    decideBlock(term, block, list, blocks, lists);
  }
  return root;
}

function decideBlock(
  term: FlatTerm,
  block: Block,
  list: readonly Pending[],
  blocks: Block[],
  lists: Pending[][],
): void {
  const multi = term.term.multi;
  const sources = term.sources;
  if (list.length === 1) {
    decideSingle(term, block, list[0]!, blocks, lists);
    return;
  }
  // Per source, the positions in the list of the rules that could test it now.
  const index = new Map<number, number[]>();
  const candidates: number[] = [];
  for (let at = 0; at < list.length; at += 1) {
    available(list[at]!, candidates);
    for (const constraint of candidates) {
      const source = list[at]!.flat.constraints[constraint]!.source;
      const positions = index.get(source);
      if (positions === undefined) index.set(source, [at]);
      else if (positions[positions.length - 1] !== at) positions.push(at);
    }
  }
  const taken = new Uint8Array(list.length);
  // Where each source's positions begin that are not taken yet.
  const starts = new Map<number, number>();
  let head = 0;
  const members: number[] = [];
  for (;;) {
    while (head < list.length && taken[head] === 1) head += 1;
    if (head === list.length) return;
    const first = list[head]!;
    if (first.remaining === 0) {
      block.steps.push({ kind: "leaf", rule: first.flat });
      taken[head] = 1;
      // What follows an unconditional rule of a term with one result is never reached.
      if (!multi) return;
      continue;
    }
    available(first, candidates);
    let best = -1;
    let bestCount = 0;
    let bestRank = 0;
    for (const constraint of candidates) {
      const source = first.flat.constraints[constraint]!.source;
      const count = gather(list, taken, head, index.get(source)!, starts, source, multi, ENOUGH, undefined);
      const kind = rank(sources[source]!);
      if (best < 0 || count > bestCount || (count === bestCount && kind < bestRank)) {
        best = source;
        bestCount = count;
        bestRank = kind;
      }
    }
    members.length = 0;
    gather(list, taken, head, index.get(best)!, starts, best, multi, list.length, members);
    const groups = new Map<number, Pending[]>();
    for (const at of members) {
      const rule = list[at]!;
      taken[at] = 1;
      const value = settle(rule, best);
      const group = groups.get(value);
      if (group === undefined) groups.set(value, [rule]);
      else group.push(rule);
    }
    const cases: Case[] = [];
    for (const [value, group] of groups) {
      const inner: Block = { steps: [] };
      cases.push({ value, block: inner, rules: group.length });
      blocks.push(inner);
      lists.push(group);
    }
    block.steps.push({ kind: "test", source: sources[best]!, cases });
  }
}

/** The rest of a block with one rule: its next test, the cheapest available kind first. */
function decideSingle(
  term: FlatTerm,
  block: Block,
  rule: Pending,
  blocks: Block[],
  lists: Pending[][],
): void {
  if (rule.remaining === 0) {
    block.steps.push({ kind: "leaf", rule: rule.flat });
    return;
  }
  const candidates: number[] = [];
  available(rule, candidates);
  let best = -1;
  for (const constraint of candidates) {
    const source = rule.flat.constraints[constraint]!.source;
    if (best < 0 || rank(term.sources[source]!) < rank(term.sources[best]!)) best = source;
  }
  const value = settle(rule, best);
  const inner: Block = { steps: [] };
  block.steps.push({ kind: "test", source: term.sources[best]!, cases: [{ value, block: inner, rules: 1 }] });
  blocks.push(inner);
  lists.push([rule]);
}

/** Whether two rules want different values of one source, so that never both match. */
function excludes(a: Pending, b: Pending): boolean {
  for (const mine of a.flat.literals) {
    for (const its of b.flat.literals)
      if (mine.source === its.source && mine.value !== its.value) return true;
  }
  return false;
}

/** The tests (constraint indices) of the rule that can be made now, at most `MAX_CANDIDATES`. */
function available(rule: Pending, out: number[]): void {
  out.length = 0;
  const constraints = rule.flat.constraints;
  let stage = -1;
  for (let i = 0; i < constraints.length && out.length < MAX_CANDIDATES; i += 1) {
    if (rule.done[i] === 1) continue;
    const constraint = constraints[i]!;
    // Constraints are in order of stage: the first open one gives the stage.
    if (stage < 0) stage = constraint.stage;
    else if (constraint.stage !== stage) break;
    let ready = true;
    for (const need of constraint.needs) if (rule.done[need] === 0) ready = false;
    if (ready) out.push(i);
  }
}

/** Marks the rule's first open test of the source as made; returns the value it wants. */
function settle(rule: Pending, source: number): number {
  const constraints = rule.flat.constraints;
  for (let i = 0; i < constraints.length; i += 1) {
    if (rule.done[i] === 0 && constraints[i]!.source === source) {
      rule.done[i] = 1;
      rule.remaining -= 1;
      return constraints[i]!.value;
    }
  }
  return 0;
}

/**
 * The rules from `head` on that test `source` and may move up to `head`. Counts
 * up to `enough` of them, and lists them in `members` if given.
 */
function gather(
  list: readonly Pending[],
  taken: Uint8Array,
  head: number,
  positions: readonly number[],
  starts: Map<number, number>,
  source: number,
  multi: boolean,
  enough: number,
  members: number[] | undefined,
): number {
  let from = starts.get(source) ?? 0;
  while (from < positions.length && taken[positions[from]!] === 1) from += 1;
  starts.set(source, from);
  let count = 0;
  // Walks the untaken rules beside the positions; those that are not gathered are passed over.
  let walk = head;
  const passed: Pending[] = [];
  for (let p = from; p < positions.length && count < enough; p += 1) {
    const at = positions[p]!;
    if (taken[at] === 1) continue;
    const rule = list[at]!;
    if (!multi) {
      for (; walk < at && passed.length <= MAX_PASSED; walk += 1)
        if (taken[walk] === 0) passed.push(list[walk]!);
      if (walk === at) walk += 1;
      // Rules passed over are in order of priority: if the first has the priority of this one, all have.
      if (passed.length > 0 && passed[0]!.flat.rule.priority !== rule.flat.rule.priority) {
        if (passed.length > MAX_PASSED) break;
        let may = true;
        for (const other of passed)
          if (other.flat.rule.priority > rule.flat.rule.priority && !excludes(other, rule)) may = false;
        if (!may) {
          passed.push(rule);
          continue;
        }
      }
    }
    count += 1;
    if (members !== undefined) members.push(at);
  }
  return count;
}
