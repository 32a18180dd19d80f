// Rules as sets of constraints on shared nodes.
//
// All rules of a term look at the same arguments, so what they look at is
// hash-consed: a node is an argument, a field of a node, what an extractor
// yields for a node, the value of a call in an if-let, or a constant. Two rules
// that apply the same extractor to the same thing share its node. A rule is
// then a conjunction of
//   - `value`: a node has a given enum variant, or equals a constant;
//   - `some`: a fallible extractor or a partial call succeeds;
//   - `equal`: two nodes are equal (a variable used twice).
//
// Extractors and pure calls are opaque functions: nothing is assumed about them
// but that equal arguments give equal results. Constants (`$NAME`) of different
// names are assumed to be different values; a constant may equal a literal.

import type { Expr, Pattern, Program, Rule, Term, TypeId } from "../sema/types.ts";

/** What a node is; shared by all nodes of the same kind. */
export type Label =
  | { readonly kind: "argument"; readonly index: number }
  | { readonly kind: "field"; readonly type: TypeId; readonly variant: number; readonly index: number }
  | { readonly kind: "extract"; readonly term: number }
  | { readonly kind: "yield"; readonly index: number }
  | { readonly kind: "call"; readonly term: number }
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "constant"; readonly text: string };

export type NodeId = number;

/** All nodes that the rules of one term mention. */
export class Universe {
  readonly labels: Label[] = [];
  /** Label of each node. */
  readonly label: number[] = [];
  /** Arguments of each node. */
  readonly args: (readonly NodeId[])[] = [];
  /** Number of nodes that have the node as an argument. */
  readonly uses: number[] = [];
  readonly #labelByKey: Map<string, number> = new Map();
  readonly #nodeByKey: Map<string, NodeId> = new Map();

  get size(): number {
    return this.label.length;
  }

  labelOf(node: NodeId): Label {
    return this.labels[this.label[node] as number] as Label;
  }

  labelId(key: string, make: () => Label): number {
    const known = this.#labelByKey.get(key);
    if (known !== undefined) return known;
    const id = this.labels.length;
    this.labels.push(make());
    this.#labelByKey.set(key, id);
    return id;
  }

  node(label: number, args: readonly NodeId[]): NodeId {
    const key =
      args.length === 0
        ? String(label)
        : args.length === 1
          ? `${label},${args[0]}`
          : `${label},${args.join(",")}`;
    const known = this.#nodeByKey.get(key);
    if (known !== undefined) return known;
    const id = this.label.length;
    this.label.push(label);
    this.args.push(args);
    this.uses.push(0);
    for (const arg of args) this.uses[arg] = (this.uses[arg] as number) + 1;
    this.#nodeByKey.set(key, id);
    return id;
  }

  /** The node of that label on one argument if any rule mentions it, else -1. */
  find(label: number, arg: NodeId): NodeId {
    return this.#nodeByKey.get(`${label},${arg}`) ?? -1;
  }
}

/** `value` of a `ValueConstraint` that names a variant rather than a constant's node. */
export function variantValue(variant: number): number {
  return -2 - variant;
}

/** The constraints of one rule. Parallel arrays, in the order of the source. */
export interface RuleConstraints {
  readonly rule: Rule;
  /** Every node the rule mentions, arguments before users. */
  readonly nodes: readonly NodeId[];
  /** (node, value): value is the node of a constant (>= 0) or `variantValue(v)`. */
  readonly valueNodes: readonly NodeId[];
  readonly values: readonly number[];
  /** Nodes that must succeed. */
  readonly some: readonly NodeId[];
  /** Pairs of equal nodes, flat. */
  readonly equal: readonly NodeId[];
}

/** Reads rules into one universe. */
export class ConstraintReader {
  readonly universe: Universe;
  readonly #program: Program;
  #nodes: NodeId[] = [];
  #seen: Set<NodeId> = new Set();
  #valueNodes: NodeId[] = [];
  #values: number[] = [];
  #some: NodeId[] = [];
  #equal: NodeId[] = [];
  #variables: NodeId[] = [];
  /** Uses of multi terms so far. */
  #uses: number = 0;

  constructor(program: Program) {
    this.universe = new Universe();
    this.#program = program;
  }

  read(rule: Rule): RuleConstraints {
    this.#nodes = [];
    this.#seen = new Set();
    this.#valueNodes = [];
    this.#values = [];
    this.#some = [];
    this.#equal = [];
    this.#variables = [];
    for (let i = 0; i < rule.args.length; i += 1) {
      const label = this.universe.labelId(`a${i}`, () => ({ kind: "argument", index: i }));
      this.#pattern(rule.args[i] as Pattern, this.#node(label, []));
    }
    for (const guard of rule.ifLets) this.#pattern(guard.pattern, this.#value(guard.value));
    return {
      rule,
      nodes: this.#nodes,
      valueNodes: this.#valueNodes,
      values: this.#values,
      some: this.#some,
      equal: this.#equal,
    };
  }

  #node(label: number, args: readonly NodeId[]): NodeId {
    const id = this.universe.node(label, args);
    if (!this.#seen.has(id)) {
      this.#seen.add(id);
      this.#nodes.push(id);
    }
    return id;
  }

  #pattern(p: Pattern, node: NodeId): void {
    switch (p.kind) {
      case "wildcard":
        return;
      case "bind":
        this.#variables[p.variable] = node;
        this.#pattern(p.sub, node);
        return;
      case "equal": {
        const other = this.#variables[p.variable] as NodeId;
        if (other !== node) this.#equal.push(other, node);
        return;
      }
      case "int":
        this.#constrain(node, this.#literal(p.type, String(p.value)));
        return;
      case "bool":
        this.#constrain(node, this.#literal(p.type, String(p.value)));
        return;
      case "const":
        this.#constrain(node, this.#constant(p.constant));
        return;
      case "and":
        for (const sub of p.subs) this.#pattern(sub, node);
        return;
      case "variant": {
        const type = this.#program.types[p.type];
        // The only variant there is: nothing to test.
        if (type?.kind === "enum" && type.variants.length > 1) this.#constrain(node, variantValue(p.variant));
        for (let i = 0; i < p.args.length; i += 1) {
          const sub = p.args[i] as Pattern;
          if (sub.kind === "wildcard") continue;
          const label = this.universe.labelId(`f${p.type}.${p.variant}.${i}`, () => ({
            kind: "field",
            type: p.type,
            variant: p.variant,
            index: i,
          }));
          this.#pattern(sub, this.#node(label, [node]));
        }
        return;
      }
      case "extract": {
        const term = this.#program.terms[p.term] as Term;
        // A multi extractor may yield something else each time: every use is a function of its own.
        const use = term.multi ? `x${p.term}#${(this.#uses += 1)}` : `x${p.term}`;
        const label = this.universe.labelId(use, () => ({ kind: "extract", term: p.term }));
        const made = this.#node(label, [node]);
        const fallible = term.extractor?.kind !== "external" || !term.extractor.infallible;
        if (fallible) this.#some.push(made);
        for (let i = 0; i < p.args.length; i += 1) {
          const sub = p.args[i] as Pattern;
          if (sub.kind === "wildcard") continue;
          const part = this.universe.labelId(`y${i}`, () => ({ kind: "yield", index: i }));
          this.#pattern(sub, this.#node(part, [made]));
        }
        return;
      }
    }
  }

  #value(e: Expr): NodeId {
    switch (e.kind) {
      case "var":
        return this.#variables[e.variable] as NodeId;
      case "int":
      case "bool":
        return this.#literal(e.type, String(e.value));
      case "const":
        return this.#constant(e.constant);
      case "let":
        for (const binding of e.bindings) this.#variables[binding.variable] = this.#value(binding.value);
        return this.#value(e.body);
      case "variant":
      case "call": {
        const term = this.#program.terms[e.term] as Term;
        const args = e.args.map((arg) => this.#value(arg));
        const use = term.multi ? `c${e.term}#${(this.#uses += 1)}` : `c${e.term}`;
        const label = this.universe.labelId(use, () => ({ kind: "call", term: e.term }));
        const node = this.#node(label, args);
        if (e.kind === "call" && term.partial) this.#some.push(node);
        return node;
      }
    }
  }

  #constrain(node: NodeId, value: number): void {
    this.#valueNodes.push(node);
    this.#values.push(value);
  }

  #literal(type: TypeId, text: string): NodeId {
    return this.#node(
      this.universe.labelId(`l${type}:${text}`, () => ({ kind: "literal", text })),
      [],
    );
  }

  #constant(id: number): NodeId {
    const text = this.#program.constants[id]?.name ?? "$?";
    return this.#node(
      this.universe.labelId(`k${id}`, () => ({ kind: "constant", text })),
      [],
    );
  }
}
