// The reference evaluator: what a program means, as plainly as possible.
//
// It tries every rule of a term in order of priority (then of source), matches
// patterns left to right and outside in, and knows nothing of sharing. The two
// back ends are tested against it. It talks to the same host object as a
// generated module does, so that their calls can be compared.
//
// Matching and evaluation are in continuation-passing style: a pattern or an
// expression calls `then` once per way to succeed, not at all on failure.
//
// It recurses with the nesting of patterns and calls and is slow: for tests only.

import type { DiagnosticSink } from "../diagnostics.ts";
import { isWide } from "../sema/types.ts";
import type { EnumType, Expr, Pattern, Program, Rule, Term } from "../sema/types.ts";
import { isFieldless, smallLiteral, variantTag } from "../compile/flatten.ts";
import { HostInterface, failsBy32, memberName } from "../compile/host.ts";
import type { HostFunction } from "../compile/host.ts";
import type { CodegenSettings } from "../compile/settings.ts";

/** A host as the evaluator sees it: members by name, as in the generated `Host`. */
export type AnyHost = Readonly<Record<string, unknown>>;

interface EvaluatedRecord {
  readonly type: number;
  readonly variant: number;
  readonly fields: readonly number[];
}

type Environment = (number | undefined)[];

/** Evaluates terms of a program over a host. */
export class Evaluator {
  readonly program: Program;
  readonly settings: CodegenSettings;
  readonly host: AnyHost;
  /** Internal enum and struct values: index into this list. */
  readonly records: EvaluatedRecord[];
  readonly #interface: HostInterface;
  readonly #rules: Map<number, readonly Rule[]>;

  constructor(program: Program, settings: CodegenSettings, host: AnyHost, sink: DiagnosticSink) {
    this.program = program;
    this.settings = settings;
    this.host = host;
    this.records = [];
    this.#interface = new HostInterface(program, settings, sink);
    this.#rules = new Map();
  }

  /** All results of a term: none if it fails, several only if it is multi. Throws if a total term has no matching rule. */
  call(termId: number, args: readonly number[]): number[] {
    const results: number[] = [];
    const term = this.program.terms[termId]!;
    for (const rule of this.#ordered(term)) {
      let matched = false;
      this.#match(rule, args, (env) => {
        if (matched && !term.multi) return;
        matched = true;
        this.#trace("onRule", rule.id);
        this.#evaluate(rule.body, env, (value) => {
          results.push(value);
        });
        this.#trace("onRuleEnd", rule.id);
      });
      if (matched && !term.multi) return results;
    }
    if (!term.partial && !term.multi) throw new Error(`no rule of ${term.name} matches`);
    return results;
  }

  #trace(member: string, rule: number): void {
    const fn = this.host[member];
    if (typeof fn === "function") (fn as (rule: number) => void).call(this.host, rule);
  }

  #ordered(term: Term): readonly Rule[] {
    const known = this.#rules.get(term.id);
    if (known !== undefined) return known;
    const rules =
      term.maker !== undefined && term.maker.kind === "rules"
        ? term.maker.rules.map((id) => this.program.rules[id]!)
        : [];
    rules.sort((a, b) => b.priority - a.priority);
    this.#rules.set(term.id, rules);
    return rules;
  }

  #match(rule: Rule, args: readonly number[], then: (env: Environment) => void): void {
    const ifLets = (at: number, env: Environment): void => {
      const condition = rule.ifLets[at];
      if (condition === undefined) {
        then(env);
        return;
      }
      this.#evaluate(condition.value, env, (value) => {
        this.#pattern(condition.pattern, value, env, (inner) => ifLets(at + 1, inner));
      });
    };
    this.#patterns(rule.args, args, 0, [], (env) => ifLets(0, env));
  }

  #patterns(
    patterns: readonly Pattern[],
    values: readonly number[],
    at: number,
    env: Environment,
    then: (env: Environment) => void,
  ): void {
    if (at === patterns.length) {
      then(env);
      return;
    }
    this.#pattern(patterns[at]!, values[at]!, env, (inner) =>
      this.#patterns(patterns, values, at + 1, inner, then),
    );
  }

  #pattern(p: Pattern, value: number, env: Environment, then: (env: Environment) => void): void {
    switch (p.kind) {
      case "wildcard":
        then(env);
        return;
      case "bind": {
        const inner = env.slice();
        inner[p.variable] = value;
        this.#pattern(p.sub, value, inner, then);
        return;
      }
      case "equal":
        if (env[p.variable] === value) then(env);
        return;
      case "int":
        if (this.#integer(p.type, p.value) === value) then(env);
        return;
      case "bool":
        if ((p.value ? 1 : 0) === value) then(env);
        return;
      case "const":
        if (this.#constant(p.constant) === value) then(env);
        return;
      case "and":
        this.#patterns(
          p.subs,
          p.subs.map(() => value),
          0,
          env,
          then,
        );
        return;
      case "variant": {
        const type = this.program.types[p.type] as EnumType;
        const tag = variantTag(type, p.variant, this.settings);
        if (type.extern) {
          if (!type.struct) {
            const actual = isFieldless(type)
              ? value
              : this.#invoke(this.#interface.tag(p.type), [value])[0]![0]!;
            if (actual !== tag) return;
          }
          const fields = p.args.map(
            (_, i) => this.#invoke(this.#interface.field(p.type, p.variant, i), [value])[0]![0]!,
          );
          this.#patterns(p.args, fields, 0, env, then);
          return;
        }
        if (isFieldless(type) && !type.struct) {
          if (value === tag) then(env);
          return;
        }
        const record = this.records[value]!;
        if (record.variant === p.variant) this.#patterns(p.args, record.fields, 0, env, then);
        return;
      }
      case "extract":
        for (const values of this.#invoke(this.#interface.extractor(p.term), [value])) {
          this.#patterns(p.args, values, 0, env, then);
        }
        return;
    }
  }

  #evaluate(expr: Expr, env: Environment, then: (value: number) => void): void {
    switch (expr.kind) {
      case "var":
        then(env[expr.variable]!);
        return;
      case "int":
        then(this.#integer(expr.type, expr.value));
        return;
      case "bool":
        then(expr.value ? 1 : 0);
        return;
      case "const":
        then(this.#constant(expr.constant));
        return;
      case "let": {
        const bind = (at: number, inner: Environment): void => {
          const binding = expr.bindings[at];
          if (binding === undefined) {
            this.#evaluate(expr.body, inner, then);
            return;
          }
          this.#evaluate(binding.value, inner, (value) => {
            const next = inner.slice();
            next[binding.variable] = value;
            bind(at + 1, next);
          });
        };
        bind(0, env);
        return;
      }
      case "variant":
        this.#all(expr.args, env, [], (args) => {
          const type = this.program.types[expr.type] as EnumType;
          if (isFieldless(type) && !type.struct) then(variantTag(type, expr.variant, this.settings));
          else if (type.extern)
            then(this.#invoke(this.#interface.make(expr.type, expr.variant), args)[0]![0]!);
          else {
            this.records.push({ type: expr.type, variant: expr.variant, fields: args });
            then(this.records.length - 1);
          }
        });
        return;
      case "call":
        this.#all(expr.args, env, [], (args) => {
          const term = this.program.terms[expr.term]!;
          if (term.maker !== undefined && term.maker.kind === "rules") {
            for (const value of this.call(expr.term, args)) then(value);
          } else {
            for (const values of this.#invoke(this.#interface.constructor_(expr.term), args))
              then(values[0]!);
          }
        });
        return;
    }
  }

  #all(
    exprs: readonly Expr[],
    env: Environment,
    done: readonly number[],
    then: (values: readonly number[]) => void,
  ): void {
    if (done.length === exprs.length) {
      then(done);
      return;
    }
    this.#evaluate(exprs[done.length]!, env, (value) => this.#all(exprs, env, [...done, value], then));
  }

  #integer(typeId: number, value: bigint): number {
    const type = this.program.types[typeId]!;
    if (!isWide(type) || type.kind !== "primitive") return smallLiteral(value);
    const word = (at: number): number => Number(BigInt.asIntN(32, value >> BigInt(at)));
    if (type.bits <= 64)
      return (this.host["const64"] as (lo: number, hi: number) => number).call(this.host, word(0), word(32));
    return (this.host["const128"] as (a: number, b: number, c: number, d: number) => number).call(
      this.host,
      word(0),
      word(32),
      word(64),
      word(96),
    );
  }

  #constant(id: number): number {
    const constant = this.program.constants[id]!;
    const known = this.settings.constants[constant.name];
    if (known !== undefined && !isWide(this.program.types[constant.type]!)) return known | 0;
    return this.host[memberName(constant.host)] as number;
  }

  /** The result tuples of an extern. */
  #invoke(fn: HostFunction, args: readonly number[]): number[][] {
    const member = this.host[fn.name] as (...args: unknown[]) => unknown;
    switch (fn.protocol) {
      case "unit":
        return [[]];
      case "value":
        return [[member.call(this.host, ...args) as number]];
      case "maybe": {
        const value = member.call(this.host, ...args) as number;
        return value === (failsBy32(this.program.types[fn.ret]!) ? 0x80000000 : -1) ? [] : [[value]];
      }
      case "test":
        return member.call(this.host, ...args) === true ? [[]] : [];
      case "tuple":
      case "maybeTuple": {
        const out = new Int32Array(fn.width);
        const matched = member.call(this.host, ...args, out);
        return fn.protocol === "tuple" || matched === true ? [[...out]] : [];
      }
      case "many": {
        const words: number[] = [];
        member.call(this.host, ...args, { push: (word: number) => words.push(word) });
        const tuples: number[][] = [];
        for (let i = 0; i < words.length; i += fn.width) tuples.push(words.slice(i, i + fn.width));
        return tuples;
      }
      case "count":
        return Array.from({ length: member.call(this.host, ...args, undefined) as number }, () => []);
    }
  }
}
