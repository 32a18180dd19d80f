// A witness: the shape of an input that two rules both match, as a pattern.
//
// Read off the closure of both rules: constants and variants where a class has
// one, extractors that must succeed, `_` elsewhere, and one name for places that
// must be equal.

import type { EnumType, Program, Term } from "../sema/types.ts";
import type { Closure } from "./closure.ts";
import type { NodeId, Universe } from "./universe.ts";

const MAX_DEPTH = 8;
const MAX_LENGTH = 300;

/** The input that the closure describes, as `(term pattern...)` and the if-lets it needs. */
export function describeWitness(program: Program, term: Term, universe: Universe, closure: Closure): string {
  return new Printer(program, universe, closure).print(term);
}

class Printer {
  readonly #program: Program;
  readonly #universe: Universe;
  readonly #closure: Closure;
  /** Nodes with one argument, by the argument's class. */
  readonly #children: Map<number, NodeId[]>;
  readonly #calls: NodeId[];
  /** Classes shown in more than one place. */
  readonly #shared: Map<number, number>;
  readonly #names: Map<number, string>;
  #length: number;
  #argumentTypes: readonly number[];

  constructor(program: Program, universe: Universe, closure: Closure) {
    this.#program = program;
    this.#universe = universe;
    this.#closure = closure;
    this.#children = new Map();
    this.#calls = [];
    this.#shared = new Map();
    this.#names = new Map();
    this.#length = 0;
    this.#argumentTypes = [];
    for (const node of closure.nodes) {
      const kind = universe.labelOf(node).kind;
      const args = universe.args[node] as readonly NodeId[];
      if (kind === "call") this.#calls.push(node);
      else if (args.length === 1) {
        const key = closure.classOf(args[0] as NodeId);
        const list = this.#children.get(key);
        if (list === undefined) this.#children.set(key, [node]);
        else list.push(node);
      }
    }
  }

  print(term: Term): string {
    const closure = this.#closure;
    this.#argumentTypes = term.args;
    // Places per class: two nodes of one class that are not congruent copies, or the argument of a call.
    const seen = new Set<string>();
    for (const node of closure.nodes) {
      const label = this.#universe.labelOf(node);
      if (label.kind === "literal" || label.kind === "constant") continue;
      const args = this.#universe.args[node] as readonly NodeId[];
      const place = `${this.#universe.label[node]},${args.map((arg) => closure.classOf(arg)).join(",")}`;
      if (label.kind === "call") for (const arg of args) this.#count(arg);
      if (seen.has(place) || label.kind === "extract") continue;
      seen.add(place);
      this.#count(node);
    }
    const parts: string[] = [term.name];
    for (let i = 0; i < term.args.length; i += 1) {
      const node = closure.nodes.find((n) => {
        const label = this.#universe.labelOf(n);
        return label.kind === "argument" && label.index === i;
      });
      parts.push(node === undefined ? "_" : this.#shape(node, 0));
    }
    let text = `(${parts.join(" ")})`;
    for (const call of this.#calls) {
      const shape = this.#shape(call, 0);
      if (shape === "_" && !closure.succeeds(call)) continue;
      text += ` with ${this.#operand(call, 0)}`;
      if (shape !== "_") text += ` = ${shape}`;
    }
    return text.length > 2 * MAX_LENGTH ? `${text.slice(0, 2 * MAX_LENGTH)}…` : text;
  }

  #count(node: NodeId): void {
    const key = this.#closure.classOf(node);
    this.#shared.set(key, (this.#shared.get(key) ?? 0) + 1);
  }

  #shape(node: NodeId, depth: number): string {
    const closure = this.#closure;
    const constant = closure.constantOf(node);
    if (constant >= 0) return this.#text(constant);
    if (depth > MAX_DEPTH || this.#length > MAX_LENGTH) return "…";
    const key = closure.classOf(node);
    const named = this.#names.get(key);
    if (named !== undefined) return named;
    let name = "";
    if ((this.#shared.get(key) ?? 0) > 1) {
      name = `v${this.#names.size + 1}`;
      this.#names.set(key, name);
    }
    const parts: string[] = [];
    const children = this.#children.get(key) ?? [];
    const variant = this.#variantShape(node, children, depth);
    if (variant !== undefined) parts.push(variant);
    const extracted = new Set<number>();
    for (const child of children) {
      const label = this.#universe.labelOf(child);
      if (label.kind !== "extract" || extracted.has(label.term)) continue;
      extracted.add(label.term);
      const term = this.#program.terms[label.term] as Term;
      parts.push(
        this.#list(term.name, child, term.args.length, (l, i) => l.kind === "yield" && l.index === i, depth),
      );
    }
    this.#length += 8;
    if (parts.length === 0) return name === "" ? "_" : name;
    const shape = parts.length === 1 ? (parts[0] as string) : `(and ${parts.join(" ")})`;
    return name === "" ? shape : `${name} @ ${shape}`;
  }

  #variantShape(node: NodeId, children: readonly NodeId[], depth: number): string | undefined {
    const value = this.#closure.variantOf(node);
    let type = -1;
    let variant = value <= -2 ? -2 - value : -1;
    for (const child of children) {
      const label = this.#universe.labelOf(child);
      if (label.kind !== "field" || (variant >= 0 && label.variant !== variant)) continue;
      type = label.type;
      variant = label.variant;
    }
    if (variant < 0) return undefined;
    if (type < 0) type = this.#typeOf(node);
    const info = (this.#program.types[type] as EnumType).variants[variant];
    if (info === undefined) return undefined;
    return this.#list(
      info.fullName,
      node,
      info.fields.length,
      (l, i) => l.kind === "field" && l.variant === variant && l.index === i,
      depth,
    );
  }

  #list(
    head: string,
    node: NodeId,
    count: number,
    is: (label: ReturnType<Universe["labelOf"]>, index: number) => boolean,
    depth: number,
  ): string {
    const children = this.#children.get(this.#closure.classOf(node)) ?? [];
    const parts = [head];
    for (let i = 0; i < count; i += 1) {
      const child = children.find((c) => is(this.#universe.labelOf(c), i));
      parts.push(child === undefined ? "_" : this.#shape(child, depth + 1));
    }
    return `(${parts.join(" ")})`;
  }

  /** The type of a node's value. */
  #typeOf(node: NodeId): number {
    const label = this.#universe.labelOf(node);
    const argument = (this.#universe.args[node] as readonly NodeId[])[0];
    switch (label.kind) {
      case "field":
        return (
          (this.#program.types[label.type] as EnumType).variants[label.variant]?.fields[label.index]?.type ??
          -1
        );
      case "call":
        return (this.#program.terms[label.term] as Term).ret;
      case "yield": {
        const from = argument === undefined ? undefined : this.#universe.labelOf(argument);
        return from?.kind === "extract"
          ? ((this.#program.terms[from.term] as Term).args[label.index] ?? -1)
          : -1;
      }
      case "argument":
        return this.#argumentTypes[label.index] ?? -1;
      default:
        return -1;
    }
  }

  #operand(node: NodeId, depth: number): string {
    const label = this.#universe.labelOf(node);
    if (label.kind !== "call" || depth > MAX_DEPTH) return this.#shape(node, depth);
    const name = (this.#program.terms[label.term] as Term).name;
    const args = (this.#universe.args[node] as readonly NodeId[]).map((arg) => this.#operand(arg, depth + 1));
    return `(${[name, ...args].join(" ")})`;
  }

  #text(node: NodeId): string {
    const label = this.#universe.labelOf(node);
    return label.kind === "literal" || label.kind === "constant" ? label.text : "?";
  }
}
