// Overlapping and unreachable rules.
//
// Of the rules of a term that match, the one of highest priority is taken; which
// one of several with equal priority would be taken is nobody's business, so
// that is an error (overlap). A rule whose every match is taken by one rule of
// higher priority, or which contradicts itself, is dead code, and an error too
// (unreachable). Rules of a multi term all apply, so of these only a rule that
// contradicts itself can arise there.
//
// Exactness. The verdicts are exact for patterns over variants, constants,
// equalities and fields, with extractors and the calls of if-lets taken as
// unknown functions of their arguments: rules overlap if some such functions and
// some input make both match. Not considered: that several rules together may
// cover another; that an enum value cannot contain itself; what a function does.
//
// Cost. Overlap is a join per priority (join.ts), shadowing a subset query per
// rule (shadow.ts); closures (closure.ts) are computed only for what these leave
// over and for rules with equalities. All of it is bounded by one budget for the
// program, in steps of about ten nanoseconds, allocation included; should a term
// exceed what is left of it, that is reported, never silently passed.

import type { DiagnosticSink } from "../diagnostics.ts";
import type { Program, Rule, RuleId, Term, TermId } from "../sema/types.ts";
import { Closure } from "./closure.ts";
import type { Conflict } from "./closure.ts";
import { Join, valueAt } from "./join.ts";
import type { ValueTable } from "./join.ts";
import { SubsetIndex } from "./shadow.ts";
import { ConstraintReader } from "./universe.ts";
import type { NodeId, RuleConstraints, Universe } from "./universe.ts";
import { describeWitness } from "./witness.ts";

/** What is wrong with the rules of one term. */
export interface OverlapReport {
  /** Pairs of equal priority that can match the same input, the earlier rule first. */
  readonly overlaps: readonly { readonly first: RuleId; readonly second: RuleId; readonly witness: string }[];
  /** Rules that one rule of higher priority always precedes. */
  readonly shadowed: readonly { readonly rule: RuleId; readonly by: RuleId }[];
  /** Rules that contradict themselves, and how. */
  readonly never: readonly { readonly rule: RuleId; readonly reason: string }[];
  /** More overlaps exist than were asked for. */
  readonly truncated: boolean;
  /** The budget ran out: the lists may be incomplete. */
  readonly exhausted: boolean;
  /** Steps taken. */
  readonly spent: number;
}

const MAX_REPORTED = 50;
/** Steps for a program, */
const BUDGET = 200_000_000;
/** but no term is refused that takes less than this for each of its rules. */
const RULE_BUDGET = 500;
/** Most nodes that congruence may add to one rule. */
const MAX_EXTRA_NODES = 10_000;

/** Reports overlapping and unreachable rules of all terms. */
export function checkOverlap(program: Program, sink: DiagnosticSink): void {
  let left = BUDGET;
  for (const term of program.terms) {
    if (term.maker?.kind !== "rules") continue;
    const budget = Math.max(left, RULE_BUDGET * term.maker.rules.length);
    const report = findOverlaps(program, term.id, MAX_REPORTED, budget);
    left -= report.spent;
    const rule = (id: RuleId): Rule => program.rules[id] as Rule;
    for (const { first, second, witness } of report.overlaps) {
      sink.report(
        "overlap",
        rule(second).span,
        `${name(rule(second), "this rule")} overlaps ${name(rule(first), "the rule")} at ${program.sources.describe(rule(first).span.start)}: both match ${witness}, with priority ${rule(first).priority}`,
        [{ span: rule(first).span, message: "the other rule" }],
      );
    }
    if (report.truncated) {
      sink.report(
        "overlap",
        term.span,
        `more than ${MAX_REPORTED} pairs of rules of \`${term.name}\` overlap; the rest is not shown`,
      );
    }
    for (const { rule: id, by } of report.shadowed) {
      sink.report(
        "unreachable",
        rule(id).span,
        `${name(rule(id), "this rule")} is unreachable: ${name(rule(by), "the rule")} at ${program.sources.describe(rule(by).span.start)}, of priority ${rule(by).priority}, matches all that it matches`,
        [{ span: rule(by).span, message: "the more general rule" }],
      );
    }
    for (const { rule: id, reason } of report.never) {
      sink.report("unreachable", rule(id).span, `${name(rule(id), "this rule")} never matches: ${reason}`);
    }
    if (report.exhausted) {
      sink.report(
        "limit",
        term.span,
        `the rules of \`${term.name}\` are too entangled to check for overlap: split the term`,
      );
    }
  }
}

function name(rule: Rule, otherwise: string): string {
  return rule.name === undefined ? otherwise : `rule \`${rule.name}\``;
}

/** Finds the overlapping (at most `limit` pairs) and unreachable rules of one term, in about `budget` steps. */
export function findOverlaps(
  program: Program,
  id: TermId,
  limit: number,
  budget: number = BUDGET,
): OverlapReport {
  const term = program.terms[id] as Term;
  const report = {
    overlaps: [] as OverlapReport["overlaps"][number][],
    shadowed: [] as OverlapReport["shadowed"][number][],
    never: [] as OverlapReport["never"][number][],
    truncated: false,
    exhausted: false,
    spent: 0,
  };
  if (term.maker?.kind !== "rules") return report;
  const reader = new ConstraintReader(program);
  const all = term.maker.rules.map((rule) => reader.read(program.rules[rule] as Rule));
  const universe = reader.universe;
  const closure = new Closure(universe);
  const rules: RuleConstraints[] = [];
  const implied: Implied[] = [];
  for (const rule of all) {
    report.spent += 20 + 10 * rule.nodes.length;
    const facts = implications(universe, closure, rule, budget - report.spent);
    report.spent += closure.steps;
    if (facts === undefined) {
      report.exhausted = true;
      return report;
    }
    if ("node" in facts)
      report.never.push({ rule: rule.rule.id, reason: describeConflict(program, term, universe, facts) });
    else {
      rules.push(rule);
      implied.push(facts);
    }
  }
  if (term.multi) return report;
  const table = valueTable(universe, rules, implied);
  report.spent += 10 * rules.length + 10 * table.node.length + table.nodeCount;
  const join = new Join(table);
  for (const group of groupByPriority(rules)) {
    const end = join.run(group, budget - report.spent, (x, y) => {
      const a = Math.min(x, y);
      const b = Math.max(x, y);
      const first = rules[a] as RuleConstraints;
      const second = rules[b] as RuleConstraints;
      const taken = 5 * (1 + first.equal.length + second.equal.length);
      if (equalityConflict(universe, table, first, a, b) || equalityConflict(universe, table, second, b, a))
        return taken;
      closure.clear();
      closure.addNodes(first);
      closure.addNodes(second);
      closure.addConstraints(first);
      closure.addConstraints(second);
      closure.close();
      if (closure.conflict !== undefined) return taken + closure.steps;
      if (report.overlaps.length === limit) {
        report.truncated = true;
        return -1;
      }
      report.overlaps.push({
        first: first.rule.id,
        second: second.rule.id,
        witness: describeWitness(program, term, universe, closure),
      });
      return taken + closure.steps;
    });
    report.spent += join.steps;
    if (end === "budget") {
      report.exhausted = true;
      break;
    }
    if (report.truncated) break;
  }
  const shadowing = findShadowed(closure, rules, implied, budget - report.spent, report.shadowed);
  report.spent += shadowing.spent;
  if (shadowing.exhausted) report.exhausted = true;
  report.overlaps.sort((x, y) => x.second - y.second || x.first - y.first);
  return report;
}

// ---- What one rule implies ---------------------------------------------------

/** Everything a rule implies about nodes that any rule mentions. */
interface Implied {
  readonly valueNodes: readonly NodeId[];
  readonly values: readonly number[];
  readonly some: readonly NodeId[];
  /** Two different nodes are known to be equal. */
  readonly merged: boolean;
}

/** `undefined` if it takes more than `budget` steps, which `closure` counts. */
function implications(
  universe: Universe,
  closure: Closure,
  rule: RuleConstraints,
  budget: number,
): Implied | Conflict | undefined {
  if (!mayMerge(universe, rule)) {
    closure.clear();
    const conflict = plainConflict(universe, rule);
    return conflict ?? { valueNodes: rule.valueNodes, values: rule.values, some: rule.some, merged: false };
  }
  closure.clear();
  closure.addNodes(rule);
  closure.addConstraints(rule);
  closure.close();
  // Nodes of other rules that are congruent to nodes of this one.
  for (
    let grown = true;
    grown && closure.conflict === undefined && closure.nodes.length < rule.nodes.length + MAX_EXTRA_NODES;
  ) {
    grown = false;
    const members = new Map<number, NodeId[]>();
    for (const node of closure.nodes) {
      const key = closure.classOf(node);
      const list = members.get(key);
      if (list === undefined) members.set(key, [node]);
      else list.push(node);
    }
    const count = closure.nodes.length;
    closure.steps += 20 * count;
    for (let i = 0; i < count; i += 1) {
      if (closure.steps > budget) return undefined;
      const node = closure.nodes[i] as NodeId;
      const args = universe.args[node] as readonly NodeId[];
      if (args.length !== 1) continue;
      for (const other of members.get(closure.classOf(args[0] as NodeId)) as NodeId[]) {
        closure.steps += 20;
        if ((universe.uses[other] as number) === 0) continue;
        const congruent = universe.find(universe.label[node] as number, other);
        if (congruent < 0 || closure.has(congruent)) continue;
        closure.addNode(congruent);
        grown = true;
      }
    }
    if (grown) closure.close();
  }
  if (closure.conflict !== undefined) return closure.conflict;
  const valueNodes: NodeId[] = [];
  const values: number[] = [];
  const some: NodeId[] = [];
  for (const node of closure.nodes) {
    const kind = universe.labelOf(node).kind;
    if (kind === "literal" || kind === "constant") continue;
    for (const value of [closure.literalOf(node), closure.symbolOf(node), closure.variantOf(node)]) {
      if (value === -1) continue;
      valueNodes.push(node);
      values.push(value);
    }
    if (closure.succeeds(node)) some.push(node);
  }
  return { valueNodes, values, some, merged: true };
}

/** Whether the rule may make different nodes equal, with consequences for others. */
function mayMerge(universe: Universe, rule: RuleConstraints): boolean {
  if (rule.equal.length > 0) return true;
  // Two nodes of one constant are equal; that matters if something is computed from them.
  const first = new Map<number, NodeId>();
  for (let i = 0; i < rule.values.length; i += 1) {
    const value = rule.values[i] as number;
    if (value < 0) continue;
    const node = rule.valueNodes[i] as NodeId;
    if ((universe.uses[value] as number) > 0) return true;
    const other = first.get(value);
    if (other === undefined) first.set(value, node);
    else if (other !== node && (universe.uses[node] as number) + (universe.uses[other] as number) > 0)
      return true;
  }
  // A literal and a constant at one node make the constant known elsewhere.
  return first.size > 1 && new Set(rule.valueNodes).size !== rule.valueNodes.length;
}

function plainConflict(universe: Universe, rule: RuleConstraints): Conflict | undefined {
  if (rule.valueNodes.length < 2) return undefined;
  const values = new Map<NodeId, number>();
  for (let i = 0; i < rule.valueNodes.length; i += 1) {
    const node = rule.valueNodes[i] as NodeId;
    const value = rule.values[i] as number;
    const before = values.get(node);
    if (before === undefined) values.set(node, value);
    else if (before !== value && kindOf(universe, before) === kindOf(universe, value))
      return { node, first: before, second: value };
  }
  return undefined;
}

function kindOf(universe: Universe, value: number): string {
  return value < 0 ? "variant" : universe.labelOf(value).kind;
}

function describeConflict(program: Program, term: Term, universe: Universe, conflict: Conflict): string {
  const show = (value: number): string => {
    if (value >= 0) {
      const label = universe.labelOf(value);
      return label.kind === "literal" || label.kind === "constant" ? `\`${label.text}\`` : "?";
    }
    return `variant ${-2 - value}`;
  };
  const variantName = (value: number): string => {
    const type = conflictType(program, term, universe, conflict.node);
    const enumType = type === undefined ? undefined : program.types[type];
    const variant = enumType?.kind === "enum" ? enumType.variants[-2 - value] : undefined;
    return variant === undefined ? show(value) : `\`${variant.fullName}\``;
  };
  const text = (value: number): string => (value < 0 ? variantName(value) : show(value));
  return `one value would have to be both ${text(conflict.first)} and ${text(conflict.second)}`;
}

function conflictType(program: Program, term: Term, universe: Universe, node: NodeId): number | undefined {
  const label = universe.labelOf(node);
  if (label.kind === "argument") return term.args[label.index];
  if (label.kind === "field") {
    const type = program.types[label.type];
    return type?.kind === "enum" ? type.variants[label.variant]?.fields[label.index]?.type : undefined;
  }
  if (label.kind === "call") return program.terms[label.term]?.ret;
  if (label.kind === "yield") {
    const from = universe.labelOf((universe.args[node] as readonly NodeId[])[0] as NodeId);
    return from.kind === "extract" ? program.terms[from.term]?.args[label.index] : undefined;
  }
  return undefined;
}

// ---- Overlap -----------------------------------------------------------------

function groupByPriority(rules: readonly RuleConstraints[]): Int32Array[] {
  const groups = new Map<number, number[]>();
  for (let i = 0; i < rules.length; i += 1) {
    const priority = (rules[i] as RuleConstraints).rule.priority;
    const group = groups.get(priority);
    if (group === undefined) groups.set(priority, [i]);
    else group.push(i);
  }
  return [...groups.values()].map((group) => Int32Array.from(group));
}

/** At most this many entries tell rules apart by equalities. */
const MAX_EQUALITY_ENTRIES = 5_000_000;

/**
 * The values by which the join tells rules apart. Each pair of nodes that some
 * rule equates is a further node: its value is 0 for rules that equate the pair,
 * 1 for rules that give the two different values.
 */
function valueTable(
  universe: Universe,
  rules: readonly RuleConstraints[],
  implied: readonly Implied[],
): ValueTable {
  // Where one rule tests a literal and another a `$CONST`, the two may be equal: the constants count for nothing there.
  const literal = new Uint8Array(universe.size);
  for (const facts of implied) {
    for (let i = 0; i < facts.values.length; i += 1) {
      const value = facts.values[i] as number;
      if (value >= 0 && universe.labelOf(value).kind === "literal")
        literal[facts.valueNodes[i] as number] = 1;
    }
  }
  const pairs = new Map<string, number>();
  const left: NodeId[] = [];
  const right: NodeId[] = [];
  for (const rule of rules) {
    for (let i = 0; i < rule.equal.length; i += 2) {
      const x = Math.min(rule.equal[i] as NodeId, rule.equal[i + 1] as NodeId);
      const y = Math.max(rule.equal[i] as NodeId, rule.equal[i + 1] as NodeId);
      if (pairs.has(`${x},${y}`) || (pairs.size + 1) * rules.length > MAX_EQUALITY_ENTRIES) continue;
      pairs.set(`${x},${y}`, pairs.size);
      left.push(x);
      right.push(y);
    }
  }
  const start = new Int32Array(rules.length + 1);
  const node: number[] = [];
  const value: number[] = [];
  // Value of each node in the rule at hand; valid where `valueOwner` is that rule.
  const valueOfNode = new Int32Array(universe.size);
  const valueOwner = new Int32Array(universe.size).fill(-1);
  for (let r = 0; r < rules.length; r += 1) {
    const facts = implied[r] as Implied;
    const entries: [number, number][] = [];
    for (let i = 0; i < facts.values.length; i += 1) {
      const v = facts.values[i] as number;
      const n = facts.valueNodes[i] as number;
      if (v >= 0 && literal[n] === 1 && universe.labelOf(v).kind === "constant") continue;
      entries.push([n, v]);
    }
    entries.sort((x, y) => x[0] - y[0]);
    let last = -1;
    for (const [n, v] of entries) {
      if (n === last) continue;
      last = n;
      node.push(n);
      value.push(v);
      valueOfNode[n] = v;
      valueOwner[n] = r;
    }
    const end = node.length;
    const from = start[r] as number;
    const equal = (rules[r] as RuleConstraints).equal;
    const equated = new Set<number>();
    for (let i = 0; i < equal.length; i += 2) {
      const pair = pairs.get(
        `${Math.min(equal[i] as NodeId, equal[i + 1] as NodeId)},${Math.max(equal[i] as NodeId, equal[i + 1] as NodeId)}`,
      );
      if (pair !== undefined) equated.add(pair);
    }
    const valueIn = (n: NodeId): number => (valueOwner[n] === r ? (valueOfNode[n] as number) : -1);
    for (let pair = 0; pair < left.length; pair += 1) {
      if (equated.has(pair)) {
        node.push(universe.size + pair);
        value.push(0);
        continue;
      }
      if (end - from < 2) continue;
      const x = valueIn(left[pair] as NodeId);
      const y = valueIn(right[pair] as NodeId);
      if (x === -1 || y === -1 || x === y || kindOf(universe, x) !== kindOf(universe, y)) continue;
      node.push(universe.size + pair);
      value.push(1);
    }
    start[r + 1] = node.length;
  }
  return {
    start,
    node: Int32Array.from(node),
    value: Int32Array.from(value),
    nodeCount: universe.size + left.length,
  };
}

/** Whether an equality of rule `a` joins two nodes to which the two rules give different values. The cheap part of what closing finds. */
function equalityConflict(
  universe: Universe,
  table: ValueTable,
  rule: RuleConstraints,
  a: number,
  b: number,
): boolean {
  for (let i = 0; i < rule.equal.length; i += 2) {
    const x = valueOf(table, rule.equal[i] as NodeId, a, b);
    const y = valueOf(table, rule.equal[i + 1] as NodeId, a, b);
    if (x !== -1 && y !== -1 && x !== y && kindOf(universe, x) === kindOf(universe, y)) return true;
  }
  return false;
}

function valueOf(table: ValueTable, node: NodeId, a: number, b: number): number {
  const value = valueAt(table, a, node);
  return value !== -1 ? value : valueAt(table, b, node);
}

// ---- Shadowing -----------------------------------------------------------------

/** In the place of a value: the node succeeds. */
const SOME = -(2 ** 24);

/** A number for a node and its value, which is a node or names a variant: there are fewer than 2^24 of either. */
function constraintKey(node: NodeId, value: number): number {
  return node * 2 ** 29 + (value - SOME);
}

/** Fills `out`. */
function findShadowed(
  closure: Closure,
  rules: readonly RuleConstraints[],
  implied: readonly Implied[],
  budget: number,
  out: { readonly rule: RuleId; readonly by: RuleId }[],
): { readonly spent: number; readonly exhausted: boolean } {
  const priorities = new Set(rules.map((rule) => rule.rule.priority));
  if (priorities.size < 2) return { spent: 0, exhausted: false };
  // Number the constraints that rules ask for, rarest first.
  const numbers = new Map<number, number>();
  const frequency: number[] = [];
  // The rule, plus one, that asked last.
  const last: number[] = [];
  const set: number[] = [];
  const asked = rules.map((rule, r) => {
    set.length = 0;
    const add = (key: number): void => {
      let id = numbers.get(key);
      if (id === undefined) {
        id = frequency.length;
        numbers.set(key, id);
        frequency.push(0);
        last.push(-1);
      }
      if (last[id] === r) return;
      last[id] = r;
      frequency[id] = (frequency[id] as number) + 1;
      set.push(id);
    };
    for (let i = 0; i < rule.values.length; i += 1)
      add(constraintKey(rule.valueNodes[i] as NodeId, rule.values[i] as number));
    for (let i = 0; i < rule.some.length; i += 1) add(constraintKey(rule.some[i] as NodeId, SOME));
    return Int32Array.from(set);
  });
  const order = frequency
    .map((_, i) => i)
    .sort((x, y) => (frequency[x] as number) - (frequency[y] as number) || x - y);
  const rank = new Int32Array(frequency.length);
  for (let i = 0; i < order.length; i += 1) rank[order[i] as number] = i;
  // Ranks, ascending, in place.
  const ranked = (ids: Int32Array): Int32Array => {
    for (let i = 0; i < ids.length; i += 1) ids[i] = rank[ids[i] as number] as number;
    return ids.sort();
  };
  const index = new SubsetIndex(frequency.length, rules.length);
  const byPriority = rules
    .map((_, i) => i)
    .sort(
      (x, y) =>
        (rules[y] as RuleConstraints).rule.priority - (rules[x] as RuleConstraints).rule.priority || x - y,
    );
  let steps = frequency.length;
  for (const r of byPriority)
    steps += index.insert(ranked(asked[r] as Int32Array), r, (rules[r] as RuleConstraints).rule.priority);
  for (let r = 0; r < rules.length; r += 1) {
    const rule = rules[r] as RuleConstraints;
    const facts = implied[r] as Implied;
    let implies = asked[r] as Int32Array;
    if (facts.merged) {
      set.length = 0;
      const add = (key: number): void => {
        const id = numbers.get(key);
        if (id === undefined || last[id] === -2 - r) return;
        last[id] = -2 - r;
        set.push(id);
      };
      for (let i = 0; i < facts.values.length; i += 1)
        add(constraintKey(facts.valueNodes[i] as NodeId, facts.values[i] as number));
      for (let i = 0; i < facts.some.length; i += 1) add(constraintKey(facts.some[i] as NodeId, SOME));
      implies = ranked(Int32Array.from(set));
    }
    const priority = rule.rule.priority;
    const { rule: by, spent } = index.find(implies, priority, budget - steps, (candidate) => {
      const other = rules[candidate] as RuleConstraints;
      if (other.rule.priority <= priority) return undefined;
      if (other.equal.length === 0) return true;
      // Without equal nodes of its own, the rule implies equality only by equal constants.
      if (!facts.merged) {
        steps += 1 + (facts.valueNodes.length >> 2);
        return equalByConstants(facts, other.equal);
      }
      if (steps > budget) return false;
      closure.clear();
      closure.addNodes(rule);
      closure.addNodes(other);
      closure.addConstraints(rule);
      closure.close();
      steps += closure.steps;
      return closure.entails(other);
    });
    steps += spent;
    if (by >= 0) out.push({ rule: rule.rule.id, by: (rules[by] as RuleConstraints).rule.id });
    if (steps > budget) return { spent: steps, exhausted: true };
  }
  return { spent: steps, exhausted: false };
}

/** Whether the rule gives both nodes of every pair the same constant. */
function equalByConstants(facts: Implied, pairs: readonly NodeId[]): boolean {
  for (let i = 0; i < pairs.length; i += 2) {
    const value = facts.values[facts.valueNodes.indexOf(pairs[i] as NodeId)] ?? -1;
    if (value < 0 || value !== facts.values[facts.valueNodes.indexOf(pairs[i + 1] as NodeId)]) return false;
  }
  return true;
}
