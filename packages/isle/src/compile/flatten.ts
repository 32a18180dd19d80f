// Rules as constraints: the form in which rules of one term can be compared and
// shared.
//
// A rule's patterns and if-lets are trees; two rules that look at the same
// operand do so through equal subtrees. This pass turns every subtree that
// produces a value into a *binding*, hash-consed over all rules of the term,
// and every test into a *constraint* on a *source* (what is asked of which
// binding). Rules that ask the same thing then name the same source, and the
// decision structure (`decide.ts`) can ask it once for all of them.
//
// Invariants
// - A binding's operands have smaller ids.
// - A constraint's prerequisites (`needs`) come earlier in the same rule: a field
//   may be read only where its variant was tested, a result used only where the
//   call succeeded.
// - Constraints of stage 0 come from the argument patterns, those of stage k from
//   the k-th if-let; a stage is not begun before the previous one has passed.
// - Two uses of a multi term in one rule are two iterations, also when their
//   operands are equal; the n-th use in one rule is shared with the n-th in
//   another.
//
// Refuses: a rule with more than `MAX_CONSTRAINTS` tests, equality of values
// that have no identity (internal enums with fields).

import type { Span } from "../source.ts";
import type { DiagnosticSink } from "../diagnostics.ts";
import { isWide } from "../sema/types.ts";
import type { EnumType, Expr, Pattern, Program, Rule, Term, Type } from "../sema/types.ts";
import type { CodegenSettings } from "./settings.ts";

/** A rule with more tests than this is refused: decision structures are nested that deep. */
export const MAX_CONSTRAINTS = 1000;

/** What a binding is. */
export type BindingKind =
  /** `index`: which argument of the term. */
  | "arg"
  /** A literal that fits a small integer; `value`. */
  | "int"
  /** A literal of more than 32 bits; `wide` is the value, `index` the width (64 or 128). */
  | "wide"
  /** `index`: id of an extern constant. */
  | "const"
  /** External extractor call; `index` = term, one operand. */
  | "extract"
  /** Result `index` of the call `operands[0]`. */
  | "result"
  /** Field `index` of variant `variant` of the enum `type`; one operand. */
  | "field"
  /** Tag of an enum value that has fields; one operand. */
  | "tag"
  /** The field that all variants of an extern enum share and that determines the variant. */
  | "discriminant"
  /** Constructor call in an if-let; `index` = term. */
  | "call"
  /** Variant `variant` of the enum `type`, made in an if-let. */
  | "make";

export interface Binding {
  readonly id: number;
  readonly kind: BindingKind;
  readonly operands: readonly number[];
  readonly index: number;
  /** The enum type of `field`, `tag`, `discriminant`, `make`. */
  readonly enumType: number;
  readonly variant: number;
  readonly value: number;
  readonly wide: bigint;
  /** Type of the value; -1 for a call with several results or none. */
  readonly type: number;
  /** `extract` and `call`: whether it may fail, and whether it iterates. */
  readonly fallible: boolean;
  readonly multi: boolean;
  /** Number of result words of a call. */
  readonly results: number;
}

/** What a test asks. */
export type SourceKind =
  /** The small integer `binding` is equal to a literal. */
  | "switch"
  /** The pool id `binding` is equal to that of a wide literal; values are `wide` binding ids. */
  | "wide"
  /** The call `binding` succeeds. */
  | "some"
  /** `binding` equals the extern constant bound by `other`. */
  | "const"
  /** `binding` equals `other`. */
  | "equal"
  /** For each result of the multi call `binding`. */
  | "each";

export interface Source {
  readonly id: number;
  readonly kind: SourceKind;
  readonly binding: number;
  readonly other: number;
}

export interface Constraint {
  readonly source: number;
  /** The literal of `switch`, the binding id of `wide`, else 1. */
  readonly value: number;
  readonly stage: number;
  /** Indices of constraints of the same rule that must have passed. */
  readonly needs: readonly number[];
}

export interface FlatRule {
  readonly rule: Rule;
  readonly constraints: readonly Constraint[];
  /** The first constraints that want a literal: rules that disagree in one of them exclude each other. */
  readonly literals: readonly Constraint[];
  /** Binding of each variable that patterns bind; -1 for variables of the right side. */
  readonly variables: Int32Array;
}

/** All rules of one term, in matching order: higher priority first, then source order. */
export interface FlatTerm {
  readonly term: Term;
  readonly bindings: readonly Binding[];
  readonly sources: readonly Source[];
  readonly rules: readonly FlatRule[];
}

/** Whether values of the enum are their tags: no variant has a field. */
export function isFieldless(type: EnumType): boolean {
  for (const variant of type.variants) if (variant.fields.length > 0) return false;
  return true;
}

/** The integer that stands for a literal of at most 32 bits: its two's complement pattern as an int32. */
export function smallLiteral(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}

/** The tag of a variant: its position, unless the settings number the enum otherwise. */
export function variantTag(type: EnumType, variant: number, settings: CodegenSettings): number {
  const tags = settings.enumTags[type.name];
  if (tags === undefined) return variant;
  const name = type.variants[variant]!.name;
  const tag = tags[name];
  return tag === undefined ? variant : tag;
}

/** Flattens all rules of `term`. Rules that cannot be represented are reported and left out; so are, silently, rules that contradict themselves. */
export function flattenTerm(
  program: Program,
  term: Term,
  settings: CodegenSettings,
  sink: DiagnosticSink,
): FlatTerm {
  const builder = new Flattener(program, settings, sink);
  const rules: FlatRule[] = [];
  if (term.maker !== undefined && term.maker.kind === "rules") {
    const ordered = term.maker.rules.map((id) => program.rules[id]!);
    // `sort` is stable, so source order stays within one priority.
    ordered.sort((a, b) => b.priority - a.priority);
    for (const rule of ordered) {
      const flat = builder.rule(rule, term);
      if (flat !== undefined) rules.push(flat);
    }
  }
  return { term, bindings: builder.bindings, sources: builder.sources, rules };
}

/** More literals of one rule than this are not compared with those of others. */
const MAX_LITERALS = 12;

function isLiteral(kind: SourceKind): boolean {
  return kind === "switch" || kind === "wide";
}

const NO_OPERANDS: readonly number[] = [];

class Flattener {
  readonly program: Program;
  readonly settings: CodegenSettings;
  readonly sink: DiagnosticSink;
  readonly bindings: Binding[];
  readonly sources: Source[];
  readonly bindingByKey: Map<string, number>;
  readonly sourceByKey: Map<string, number>;
  // State of the rule at hand.
  constraints: Constraint[];
  readonly constraintByKey: Map<number | string, number>;
  /** Guards of bindings in this rule: constraint indices. */
  guards: Map<number, readonly number[]>;
  /** How often the rule has used each multi call. */
  uses: Map<string, number>;
  /** Variant that a discriminant was seen with: enum and value to variant. */
  readonly variantOf: Map<string, number>;
  /** The literal that the rule wants of each source. */
  wanted: Map<number, number>;
  stage: number;
  failed: boolean;
  /** The rule contradicts itself. */
  never: boolean;

  constructor(program: Program, settings: CodegenSettings, sink: DiagnosticSink) {
    this.program = program;
    this.settings = settings;
    this.sink = sink;
    this.bindings = [];
    this.sources = [];
    this.bindingByKey = new Map();
    this.variantOf = new Map();
    this.sourceByKey = new Map();
    this.constraints = [];
    this.constraintByKey = new Map();
    this.guards = new Map();
    this.uses = new Map();
    this.wanted = new Map();
    this.stage = 0;
    this.failed = false;
    this.never = false;
  }

  rule(rule: Rule, term: Term): FlatRule | undefined {
    this.constraints = [];
    this.constraintByKey.clear();
    this.guards.clear();
    this.uses.clear();
    this.wanted.clear();
    this.stage = 0;
    this.failed = false;
    this.never = false;
    const variables = new Int32Array(rule.variables.length).fill(-1);
    for (let i = 0; i < rule.args.length; i += 1) {
      const arg = this.binding(`a${i}`, { kind: "arg", index: i, type: term.args[i]! });
      this.pattern(arg, rule.args[i]!, variables);
    }
    for (let i = 0; i < rule.ifLets.length; i += 1) {
      this.stage = i + 1;
      const condition = rule.ifLets[i]!;
      const value = this.expression(condition.value, variables);
      this.pattern(value, condition.pattern, variables);
    }
    if (this.constraints.length > MAX_CONSTRAINTS) {
      this.sink.report(
        "limit",
        rule.span,
        `this rule makes ${this.constraints.length} tests; at most ${MAX_CONSTRAINTS} are supported`,
      );
      return undefined;
    }
    if (this.failed || this.never) return undefined;
    const constraints = mergeDiscriminants(
      this.constraints,
      this.sources,
      this.bindings,
      this,
      this.settings,
      rule.span,
    );
    const literals = constraints
      .filter((constraint) => isLiteral(this.sources[constraint.source]!.kind))
      .slice(0, MAX_LITERALS);
    return { rule, constraints, literals, variables };
  }

  binding(key: string, fields: Partial<Binding> & { kind: BindingKind }): number {
    const known = this.bindingByKey.get(key);
    if (known !== undefined) return known;
    const id = this.bindings.length;
    this.bindings.push({
      id,
      kind: fields.kind,
      operands: fields.operands ?? NO_OPERANDS,
      index: fields.index ?? -1,
      enumType: fields.enumType ?? -1,
      variant: fields.variant ?? -1,
      value: fields.value ?? 0,
      wide: fields.wide ?? 0n,
      type: fields.type ?? -1,
      fallible: fields.fallible ?? false,
      multi: fields.multi ?? false,
      results: fields.results ?? 1,
    });
    this.bindingByKey.set(key, id);
    return id;
  }

  source(kind: SourceKind, binding: number, other: number): number {
    const key = `${kind} ${binding} ${other}`;
    const known = this.sourceByKey.get(key);
    if (known !== undefined) return known;
    const id = this.sources.length;
    this.sources.push({ id, kind, binding, other });
    this.sourceByKey.set(key, id);
    return id;
  }

  /** Adds a constraint unless the rule has it already; returns its index in the rule. */
  constrain(kind: SourceKind, binding: number, other: number, value: number): number {
    if (kind === "switch" && this.bindings[binding]!.kind === "int") {
      // A literal against a literal, in an if-let.
      if (this.bindings[binding]!.value !== value) this.never = true;
      return -1;
    }
    const source = this.source(kind, binding, other);
    if (kind === "switch" || kind === "wide") {
      const wanted = this.wanted.get(source);
      if (wanted !== undefined && wanted !== value) this.never = true;
      this.wanted.set(source, value);
    }
    // A number as long as it is exact; strings are dear for rules with many tests.
    const key = source < 0x200000 ? source * 0x100000000 + (value >>> 0) : `${source} ${value}`;
    const known = this.constraintByKey.get(key);
    if (known !== undefined) return known;
    const index = this.constraints.length;
    let needs = this.guardsOf(binding);
    if (other >= 0) {
      const both = needs.slice();
      for (const guard of this.guardsOf(other)) if (!both.includes(guard)) both.push(guard);
      needs = both;
    }
    this.constraints.push({ source, value, stage: this.stage, needs });
    this.constraintByKey.set(key, index);
    return index;
  }

  /** The constraints that must have passed before the binding may be computed. */
  guardsOf(binding: number): readonly number[] {
    const known = this.guards.get(binding);
    if (known !== undefined) return known;
    const operands = this.bindings[binding]!.operands;
    let all: readonly number[] = NO_OPERANDS;
    // Operands were built before, in this same rule, so their guards are known
    // or (hash-consed from another rule, rebuilt here) found by the same walk.
    for (const operand of operands) {
      for (const guard of this.guardsOf(operand)) if (!all.includes(guard)) all = [...all, guard];
    }
    this.guards.set(binding, all);
    return all;
  }

  pattern(root: number, pattern: Pattern, variables: Int32Array): void {
    // Explicit stack of (value, pattern), processed left to right.
    const values: number[] = [root];
    const patterns: Pattern[] = [pattern];
    while (patterns.length > 0) {
      const value = values.pop()!;
      const p = patterns.pop()!;
      switch (p.kind) {
        case "wildcard":
          break;
        case "bind":
          variables[p.variable] = value;
          values.push(value);
          patterns.push(p.sub);
          break;
        case "equal": {
          const other = variables[p.variable]!;
          if (other === value) break;
          this.requireIdentity(p.type, p.span);
          this.constrain("equal", Math.min(value, other), Math.max(value, other), 1);
          break;
        }
        case "int": {
          const type = this.program.types[p.type]!;
          if (isWide(type)) this.constrain("wide", value, -1, this.wide(type, p.value));
          else this.constrain("switch", value, -1, smallLiteral(p.value));
          break;
        }
        case "bool":
          this.constrain("switch", value, -1, p.value ? 1 : 0);
          break;
        case "const": {
          const constant = this.program.constants[p.constant]!;
          const known = this.settings.constants[constant.name];
          const type = this.program.types[p.type]!;
          if (known !== undefined && !isWide(type)) {
            this.constrain("switch", value, -1, known | 0);
          } else {
            this.requireIdentity(p.type, p.span);
            this.constrain(
              "const",
              value,
              this.binding(`$${p.constant}`, { kind: "const", index: p.constant, type: p.type }),
              1,
            );
          }
          break;
        }
        case "and":
          for (let i = p.subs.length - 1; i >= 0; i -= 1) {
            values.push(value);
            patterns.push(p.subs[i]!);
          }
          break;
        case "variant": {
          const type = this.program.types[p.type] as EnumType;
          const fields = type.variants[p.variant]!.fields;
          let guard = -1;
          if (!type.struct) {
            const tested = isFieldless(type)
              ? value
              : this.binding(`t${value}`, { kind: "tag", operands: [value], enumType: p.type, type: p.type });
            guard = this.constrain("switch", tested, -1, variantTag(type, p.variant, this.settings));
          }
          for (let i = p.args.length - 1; i >= 0; i -= 1) {
            const field = this.binding(`f${value} ${p.variant} ${i}`, {
              kind: "field",
              operands: [value],
              enumType: p.type,
              variant: p.variant,
              index: i,
              type: fields[i]!.type,
            });
            if (guard >= 0) this.guards.set(field, [guard]);
            values.push(field);
            patterns.push(p.args[i]!);
          }
          break;
        }
        case "extract": {
          const term = this.program.terms[p.term]!;
          const infallible =
            term.extractor !== undefined && term.extractor.kind === "external" && term.extractor.infallible;
          const call = this.call("extract", `x${p.term} ${value}`, {
            kind: "extract",
            operands: [value],
            index: p.term,
            type: term.args.length === 1 ? term.args[0]! : -1,
            fallible: !infallible && !term.multi,
            multi: term.multi,
            results: term.args.length,
          });
          const guard = this.callGuard(call);
          for (let i = p.args.length - 1; i >= 0; i -= 1) {
            values.push(this.result(call, i, term.args[i]!, guard));
            patterns.push(p.args[i]!);
          }
          break;
        }
      }
    }
  }

  /** Binding of a call; a multi call is a new iteration at each use within the rule. */
  call(_what: string, key: string, fields: Partial<Binding> & { kind: BindingKind }): number {
    let full = key;
    if (fields.multi === true) {
      const use = this.uses.get(key) ?? 0;
      this.uses.set(key, use + 1);
      full = `${key} #${use}`;
    }
    return this.binding(full, fields);
  }

  /** The constraint that a call's results depend on; -1 if it cannot fail. */
  callGuard(call: number): number {
    const binding = this.bindings[call]!;
    if (binding.multi) return this.constrain("each", call, -1, 1);
    if (binding.fallible) return this.constrain("some", call, -1, 1);
    return -1;
  }

  result(call: number, index: number, type: number, guard: number): number {
    const result = this.binding(`r${call} ${index}`, { kind: "result", operands: [call], index, type });
    if (guard >= 0) this.guards.set(result, [guard]);
    return result;
  }

  wide(type: Type, value: bigint): number {
    const width = type.kind === "primitive" && type.bits > 64 ? 128 : 64;
    const bits = BigInt.asUintN(width, value);
    return this.binding(`w${width} ${bits}`, { kind: "wide", wide: bits, index: width, type: type.id });
  }

  /** An if-let's (pure) expression; the tree's nesting is bounded by the front end. */
  expression(expr: Expr, variables: Int32Array): number {
    switch (expr.kind) {
      case "var":
        return variables[expr.variable]!;
      case "int": {
        const type = this.program.types[expr.type]!;
        if (isWide(type)) return this.wide(type, expr.value);
        return this.small(smallLiteral(expr.value), expr.type);
      }
      case "bool":
        return this.small(expr.value ? 1 : 0, expr.type);
      case "const":
        return this.binding(`$${expr.constant}`, { kind: "const", index: expr.constant, type: expr.type });
      case "let":
        for (const binding of expr.bindings)
          variables[binding.variable] = this.expression(binding.value, variables);
        return this.expression(expr.body, variables);
      case "variant": {
        const operands = expr.args.map((arg) => this.expression(arg, variables));
        const type = this.program.types[expr.type] as EnumType;
        if (isFieldless(type) && !type.struct)
          return this.small(variantTag(type, expr.variant, this.settings), expr.type);
        return this.binding(`m${expr.type} ${expr.variant} ${operands.join(" ")}`, {
          kind: "make",
          operands,
          enumType: expr.type,
          variant: expr.variant,
          type: expr.type,
        });
      }
      case "call": {
        const operands = expr.args.map((arg) => this.expression(arg, variables));
        const term = this.program.terms[expr.term]!;
        const call = this.call("call", `c${expr.term} ${operands.join(" ")}`, {
          kind: "call",
          operands,
          index: expr.term,
          type: expr.type,
          fallible: term.partial && !term.multi,
          multi: term.multi,
        });
        return this.result(call, 0, expr.type, this.callGuard(call));
      }
    }
  }

  small(value: number, type: number): number {
    return this.binding(`i${type} ${value}`, { kind: "int", value, type });
  }

  requireIdentity(typeId: number, span: Span): void {
    const type = this.program.types[typeId]!;
    if (type.kind === "enum" && !type.extern && (type.struct || !isFieldless(type))) {
      this.sink.report(
        "type-mismatch",
        span,
        `values of the internal type ${type.name} cannot be compared for equality: it has fields`,
      );
      this.failed = true;
    }
  }
}

/**
 * Replaces "variant of v" and "its discriminant field is k" by the single test
 * "discriminant of v is k", where the settings say that the field determines
 * the variant: a nested format and opcode match becomes one switch.
 */
function mergeDiscriminants(
  constraints: readonly Constraint[],
  sources: readonly Source[],
  bindings: readonly Binding[],
  flattener: Flattener,
  settings: CodegenSettings,
  span: Span,
): readonly Constraint[] {
  let result: Constraint[] | undefined;
  for (let i = 0; i < constraints.length; i += 1) {
    const outer = constraints[i]!;
    const tag = sources[outer.source]!;
    if (tag.kind !== "switch" || bindings[tag.binding]!.kind !== "tag") continue;
    const tagBinding = bindings[tag.binding]!;
    const type = flattener.program.types[tagBinding.enumType] as EnumType;
    const fieldName = settings.discriminants[type.name];
    if (fieldName === undefined || !type.extern) continue;
    const value = tagBinding.operands[0]!;
    for (let j = i + 1; j < constraints.length; j += 1) {
      const inner = constraints[j]!;
      const source = sources[inner.source]!;
      if (source.kind !== "switch" || inner.stage !== outer.stage) continue;
      const field = bindings[source.binding]!;
      if (field.kind !== "field" || field.operands[0] !== value) continue;
      if (type.variants[field.variant]!.fields[field.index]!.name !== fieldName) continue;
      if (!inner.needs.includes(i)) continue;
      const key = `${type.id} ${inner.value}`;
      const other = flattener.variantOf.get(key);
      if (other !== undefined && other !== field.variant) {
        const names = `${type.variants[other]!.name} and ${type.variants[field.variant]!.name}`;
        flattener.sink.report(
          "type-mismatch",
          span,
          `the rules match ${fieldName} number ${inner.value} in variants ${names} of ${type.name}, but the option \`discriminants\` says that ${fieldName} determines the variant`,
        );
      }
      flattener.variantOf.set(key, field.variant);
      const discriminant = flattener.binding(`d${value}`, {
        kind: "discriminant",
        operands: [value],
        enumType: type.id,
        type: field.type,
      });
      const merged = flattener.source("switch", discriminant, -1);
      result ??= constraints.slice();
      result[i] = { source: merged, value: inner.value, stage: outer.stage, needs: outer.needs };
      // Passed as soon as its prerequisite has: `decide` drops it together with it.
      result[j] = { source: merged, value: inner.value, stage: inner.stage, needs: inner.needs };
      break;
    }
  }
  if (result === undefined) return constraints;
  // Drop the duplicates and renumber.
  const place = new Int32Array(result.length);
  const kept: Constraint[] = [];
  const seen = new Map<string, number>();
  for (let i = 0; i < result.length; i += 1) {
    const c = result[i]!;
    const key = `${c.source} ${c.value}`;
    const known = seen.get(key);
    if (known !== undefined) {
      place[i] = known;
      continue;
    }
    const needs: number[] = [];
    for (const need of c.needs) {
      const at = place[need]!;
      if (!needs.includes(at)) needs.push(at);
    }
    place[i] = kept.length;
    seen.set(key, kept.length);
    kept.push({ source: c.source, value: c.value, stage: c.stage, needs });
  }
  return kept;
}
