// Type checking of rules and of internal extractors.
//
// The type of what a pattern matches is known from above (the term's
// declaration), so checking is one walk down: names are resolved, conversions
// inserted, internal extractors expanded, variables numbered.
//
// Expansion. A use of an internal extractor is replaced by its template. The
// template's parameters stand for the argument patterns of the use, which keep
// the scope they were written in; any other variable of the template is local
// to that expansion. `Scope` carries this: a chain of scopes is also the chain
// of extractors being expanded, so recursion is seen, and the depth and the
// number of nodes are limited.

import type { ExprNode, Ident, IntLiteral, PatternNode, RuleDef } from "../ast.ts";
import type { DiagnosticSink } from "../diagnostics.ts";
import { shorten } from "../parse/parser.ts";
import type { Span } from "../source.ts";
import { ERROR_TYPE, resolveTerm, resolveType } from "./environment.ts";
import type { Environment, Macro, MutableTerm } from "./environment.ts";
import { suggestion } from "./suggest.ts";
import { MAX_NESTING, isInteger } from "./types.ts";
import type {
  Expr,
  IfLet,
  LetBinding,
  Pattern,
  PrimitiveType,
  Rule,
  RuleId,
  TermId,
  TypeId,
  VarId,
  Variable,
} from "./types.ts";

/** Most pattern nodes that all expansions together may produce. */
const EXPANSION_BUDGET = 5_000_000;

/** A pattern as written together with where its names mean something. */
interface ScopedPattern {
  readonly node: PatternNode;
  readonly scope: Scope;
}

interface Scope {
  readonly locals: Map<string, VarId>;
  /** The parameters, inside a template. */
  readonly params: ReadonlyMap<string, ScopedPattern> | undefined;
  /** The extractor whose template this is, and the scope that used it. */
  readonly macro: TermId;
  readonly user: Scope | undefined;
  /** Where it used it. */
  readonly use: Span | undefined;
}

/** A parameter while its template is checked by itself. */
interface Probe {
  readonly type: TypeId;
  used: boolean;
}

/** What an expression may call. */
interface Allowed {
  /** Only pure terms, because of `reason`. */
  readonly pure: boolean;
  readonly partial: boolean;
  readonly multi: boolean;
  readonly reason: string;
  readonly root: MutableTerm;
}

export class RuleChecker {
  readonly #env: Environment;
  readonly #sink: DiagnosticSink;
  #variables: Variable[];
  #failed: boolean;
  #rootMulti: boolean;
  #root: MutableTerm | undefined;
  #probes: Map<string, Probe> | undefined;
  #expanded: number;
  /** A limit was hit in this rule. */
  #cut: boolean;

  constructor(env: Environment, sink: DiagnosticSink) {
    this.#env = env;
    this.#sink = sink;
    this.#variables = [];
    this.#failed = false;
    this.#rootMulti = false;
    this.#root = undefined;
    this.#probes = undefined;
    this.#expanded = 0;
    this.#cut = false;
  }

  /** Checks the template of an internal extractor by itself; marks it broken on error. */
  checkMacro(macro: Macro): void {
    if (macro.broken) return;
    const def = macro.definition;
    const term = this.#env.term(macro.term);
    const before = this.#sink.count;
    this.#begin(undefined, true);
    const probes = new Map<string, Probe>();
    for (let i = 0; i < def.params.length; i += 1) {
      const param = def.params[i] as Ident;
      if (probes.has(param.name))
        this.#error("duplicate", param.span, `parameter \`${shorten(param.name)}\` is named twice`);
      probes.set(param.name, { type: term.args[i] as TypeId, used: false });
    }
    this.#probes = probes;
    const scope: Scope = {
      locals: new Map(),
      params: undefined,
      macro: term.id,
      user: undefined,
      use: undefined,
    };
    this.#pattern(def.template, term.ret, scope, 1);
    this.#probes = undefined;
    if (this.#sink.count === before) {
      for (const param of def.params) {
        if (!(probes.get(param.name) as Probe).used) {
          this.#error(
            "macro",
            param.span,
            `parameter \`${shorten(param.name)}\` is not used in the template`,
          );
        }
      }
    }
    if (this.#failed) macro.broken = true;
  }

  /** Checks a rule. Returns `undefined` after reporting what is wrong. */
  checkRule(def: RuleDef, id: RuleId): Rule | undefined {
    const head = def.pattern;
    if (head.kind !== "term") {
      this.#sink.report(
        "bad-term",
        head.span,
        "the left side of a rule starts with the term that the rule defines",
      );
      return undefined;
    }
    const term = resolveTerm(this.#env, head.name, this.#sink);
    if (term === undefined) return undefined;
    if (term.maker !== undefined && term.maker.kind !== "rules") {
      const what = term.maker.kind === "external" ? "has an external constructor" : "is an enum variant";
      this.#sink.report("bad-term", head.span, `no rules can be given for \`${term.name}\`: it ${what}`, [
        { span: term.span, message: "declared here" },
      ]);
      return undefined;
    }
    this.#begin(term, term.multi);
    const scope: Scope = { locals: new Map(), params: undefined, macro: -1, user: undefined, use: undefined };
    this.#arity(term, head.args.length, head.span);
    const args: Pattern[] = [];
    for (let i = 0; i < head.args.length; i += 1) {
      args.push(this.#pattern(head.args[i] as PatternNode, term.args[i] ?? ERROR_TYPE, scope, 1));
    }
    const guardAllows: Allowed = {
      pure: true,
      partial: true,
      multi: term.multi,
      reason: "in an `if-let`",
      root: term,
    };
    const ifLets: IfLet[] = [];
    for (const guard of def.ifLets) {
      const value = this.#expr(guard.value, undefined, scope.locals, guardAllows, 1);
      const pattern = this.#pattern(guard.pattern, value.type, scope, 1);
      ifLets.push({ pattern, value, span: guard.span });
    }
    const bodyAllows: Allowed = {
      pure: term.pure,
      partial: term.partial || term.multi,
      multi: term.multi,
      reason: `in a rule of pure term \`${term.name}\``,
      root: term,
    };
    const body = this.#expr(def.body, term.ret, scope.locals, bodyAllows, 1);
    if (this.#failed) return undefined;
    return {
      id,
      name: def.name?.name,
      priority: def.priority,
      term: term.id,
      args,
      ifLets,
      body,
      variables: this.#variables,
      span: def.span,
    };
  }

  #begin(root: MutableTerm | undefined, multi: boolean): void {
    this.#variables = [];
    this.#failed = false;
    this.#cut = false;
    this.#root = root;
    this.#rootMulti = multi;
  }

  #error(...report: Parameters<DiagnosticSink["report"]>): void {
    // Variables in a part that was cut off are not bound: no news.
    if (this.#cut && report[0] === "unbound-variable") return;
    this.#failed = true;
    if (report[0] === "nesting" || report[0] === "limit") this.#cut = true;
    this.#sink.report(...report);
  }

  // ---- Patterns ------------------------------------------------------------

  #pattern(node: PatternNode, type: TypeId, scope: Scope, depth: number): Pattern {
    const span = node.span;
    if (scope.params !== undefined) this.#expanded += 1;
    if (depth > MAX_NESTING) {
      this.#error("nesting", span, `pattern nested more than ${MAX_NESTING} deep after expanding extractors`);
      return this.#broken(span);
    }
    if (this.#expanded > EXPANSION_BUDGET) {
      if (!this.#cut)
        this.#error("limit", span, `extractors expand to more than ${EXPANSION_BUDGET} patterns`);
      return this.#broken(span);
    }
    switch (node.kind) {
      case "wildcard":
        return { kind: "wildcard", type, span };
      case "int": {
        const value = this.#literal(node.literal, type, span);
        return value === undefined ? this.#broken(span) : { kind: "int", type, value, span };
      }
      case "bool":
        if (!this.#checkBool(type, span)) return this.#broken(span);
        return { kind: "bool", type, value: node.value, span };
      case "const": {
        const constant = this.#constant(node.name);
        if (constant === undefined) return this.#broken(span);
        if (!same(constant.type, type)) {
          const converted = this.#convertPattern(node, constant.type, type, scope, depth);
          return (
            converted ??
            this.#mismatch(span, type, constant.type, `constant \`${constant.name}\``, constant.span)
          );
        }
        return { kind: "const", type, constant: constant.id, span };
      }
      case "var":
        return this.#variable(node.name, type, undefined, span, scope, depth);
      case "bind":
        return this.#variable(node.name, type, node.sub, span, scope, depth);
      case "and": {
        const subs: Pattern[] = [];
        for (const sub of node.subs) subs.push(this.#pattern(sub, type, scope, depth + 1));
        return { kind: "and", type, subs, span };
      }
      case "term": {
        const term = resolveTerm(this.#env, node.name, this.#sink);
        if (term === undefined) {
          this.#failed = true;
          return this.#bindAll(node.args, scope, depth, span);
        }
        if (!same(term.ret, type)) {
          const converted = this.#convertPattern(node, term.ret, type, scope, depth);
          if (converted !== undefined) return converted;
          this.#mismatch(span, type, term.ret, `\`${term.name}\``, term.span);
          return this.#bindAll(node.args, scope, depth, span);
        }
        const args = node.args.map((arg) => ({ node: arg, scope }));
        return this.#extract(term, args, type, span, scope, depth);
      }
    }
  }

  /** A variable, with the pattern behind `@` if there is one. */
  #variable(
    name: Ident,
    type: TypeId,
    sub: PatternNode | undefined,
    span: Span,
    scope: Scope,
    depth: number,
  ): Pattern {
    const wildcard: Pattern = { kind: "wildcard", type, span };
    const param = scope.params?.get(name.name);
    if (param !== undefined) {
      const argument = this.#pattern(param.node, type, param.scope, depth + 1);
      if (sub === undefined) return argument;
      return { kind: "and", type, subs: [argument, this.#pattern(sub, type, scope, depth + 1)], span };
    }
    const probe = scope.macro >= 0 && scope.user === undefined ? this.#probes?.get(name.name) : undefined;
    if (probe !== undefined) {
      probe.used = true;
      if (!same(probe.type, type)) {
        this.#error(
          "type-mismatch",
          name.span,
          `parameter \`${shorten(name.name)}\` is declared \`${this.#env.typeName(probe.type)}\` but stands for a \`${this.#env.typeName(type)}\``,
        );
      }
      return sub === undefined ? wildcard : this.#pattern(sub, type, scope, depth + 1);
    }
    this.#hintVariant(name);
    const known = scope.locals.get(name.name);
    if (known !== undefined) {
      const variable = this.#variables[known] as Variable;
      if (!same(variable.type, type)) {
        return this.#mismatch(span, type, variable.type, `variable \`${shorten(name.name)}\``, variable.span);
      }
      const equal: Pattern = { kind: "equal", type, variable: known, span: name.span };
      if (sub === undefined) return equal;
      return { kind: "and", type, subs: [equal, this.#pattern(sub, type, scope, depth + 1)], span };
    }
    const variable = this.#declare(name, type);
    scope.locals.set(name.name, variable);
    return {
      kind: "bind",
      type,
      variable,
      sub: sub === undefined ? wildcard : this.#pattern(sub, type, scope, depth + 1),
      span,
    };
  }

  /** A bare variant name would silently bind a variable: refuse it. */
  #hintVariant(name: Ident): void {
    if (!name.name.includes(".")) return;
    const id = this.#env.termByName.get(name.name);
    if (id !== undefined && this.#env.term(id).maker?.kind === "variant") {
      this.#error(
        "unknown-name",
        name.span,
        `\`${name.name}\` is an enum variant: write \`(${name.name}${this.#env
          .term(id)
          .args.map(() => " _")
          .join("")})\``,
      );
    }
  }

  #extract(
    term: MutableTerm,
    args: readonly ScopedPattern[],
    type: TypeId,
    span: Span,
    scope: Scope,
    depth: number,
  ): Pattern {
    if (!this.#arity(term, args.length, span)) {
      return this.#bindAll(
        args.map((arg) => arg.node),
        scope,
        depth,
        span,
      );
    }
    const use = term.extractor;
    if (use === undefined) {
      this.#error("no-extractor", span, `\`${term.name}\` cannot be used in a pattern: it has no extractor`, [
        { span: term.span, message: "declared here" },
      ]);
      return this.#bindAll(
        args.map((arg) => arg.node),
        scope,
        depth,
        span,
      );
    }
    if (use.kind === "macro") return this.#expand(term, args, type, span, scope, depth);
    if (term.multi && !this.#rootMulti) this.#reportMulti(term, outermostUse(scope) ?? span);
    const subs: Pattern[] = [];
    for (let i = 0; i < args.length; i += 1) {
      const arg = args[i] as ScopedPattern;
      subs.push(this.#pattern(arg.node, term.args[i] as TypeId, arg.scope, depth + 1));
    }
    if (use.kind === "variant")
      return { kind: "variant", type, variant: use.variant, term: term.id, args: subs, span };
    return { kind: "extract", type, term: term.id, args: subs, span };
  }

  #expand(
    term: MutableTerm,
    args: readonly ScopedPattern[],
    type: TypeId,
    span: Span,
    scope: Scope,
    depth: number,
  ): Pattern {
    const macro = this.#env.macros.get(term.id) as Macro;
    for (let user: Scope | undefined = scope; user !== undefined; user = user.user) {
      if (user.macro === term.id) {
        this.#error("macro", span, `extractor \`${term.name}\` expands to itself`, [
          { span: term.span, message: "declared here" },
        ]);
        macro.broken = true;
        return this.#broken(span);
      }
    }
    if (macro.broken) {
      this.#failed = true;
      return this.#bindAll(
        args.map((arg) => arg.node),
        scope,
        depth,
        span,
      );
    }
    const params = new Map<string, ScopedPattern>();
    for (let i = 0; i < args.length; i += 1)
      params.set((macro.definition.params[i] as Ident).name, args[i] as ScopedPattern);
    const inner: Scope = { locals: new Map(), params, macro: term.id, user: scope, use: span };
    return this.#pattern(macro.definition.template, type, inner, depth + 1);
  }

  /** The pattern behind the conversion that yields `inner` from `outer`; `undefined` without one. */
  #convertPattern(
    node: PatternNode,
    inner: TypeId,
    outer: TypeId,
    scope: Scope,
    depth: number,
  ): Pattern | undefined {
    if (outer === ERROR_TYPE) return undefined;
    const conversion = this.#env.conversion(inner, outer);
    if (conversion === undefined) return undefined;
    const term = this.#env.term(conversion.term);
    if (term.extractor === undefined) {
      this.#error(
        "no-extractor",
        node.span,
        `the conversion \`${term.name}\` from \`${this.#env.typeName(inner)}\` has no extractor, which a pattern needs`,
        [{ span: conversion.span, message: "conversion defined here" }],
      );
      return this.#broken(node.span);
    }
    return this.#extract(term, [{ node, scope }], outer, node.span, scope, depth);
  }

  /** After an error: the variables of the arguments still count as bound. */
  #bindAll(args: readonly PatternNode[], scope: Scope, depth: number, span: Span): Pattern {
    this.#failed = true;
    for (const arg of args) this.#pattern(arg, ERROR_TYPE, scope, depth + 1);
    return this.#broken(span);
  }

  #broken(span: Span): Pattern {
    this.#failed = true;
    return { kind: "wildcard", type: ERROR_TYPE, span };
  }

  #mismatch(span: Span, expected: TypeId, found: TypeId, what: string, declared: Span): Pattern {
    this.#error(
      "type-mismatch",
      span,
      `expected \`${this.#env.typeName(expected)}\`, but ${what} is a \`${this.#env.typeName(found)}\``,
      [{ span: declared, message: "declared here" }],
    );
    return this.#broken(span);
  }

  // ---- Expressions ---------------------------------------------------------

  #expr(
    node: ExprNode,
    expected: TypeId | undefined,
    locals: Map<string, VarId>,
    allowed: Allowed,
    depth: number,
  ): Expr {
    const span = node.span;
    if (depth > MAX_NESTING) {
      this.#error("nesting", span, `expression nested more than ${MAX_NESTING} deep`);
      return this.#brokenExpr(span);
    }
    switch (node.kind) {
      case "int": {
        if (expected === undefined) {
          this.#error(
            "type-mismatch",
            span,
            "the type of this integer cannot be told: bind it with `let`, or pass it to a term",
          );
          return this.#brokenExpr(span);
        }
        const value = this.#literal(node.literal, expected, span);
        return value === undefined ? this.#brokenExpr(span) : { kind: "int", type: expected, value, span };
      }
      case "bool": {
        const type = this.#env.typeByName.get("bool") as TypeId;
        if (expected !== undefined && this.#isBool(expected))
          return { kind: "bool", type: expected, value: node.value, span };
        return this.#coerce(
          { kind: "bool", type, value: node.value, span },
          expected,
          allowed,
          "a boolean literal",
          span,
        );
      }
      case "const": {
        const constant = this.#constant(node.name);
        if (constant === undefined) return this.#brokenExpr(span);
        return this.#coerce(
          { kind: "const", type: constant.type, constant: constant.id, span },
          expected,
          allowed,
          `constant \`${constant.name}\``,
          constant.span,
        );
      }
      case "var": {
        const id = locals.get(node.name.name);
        if (id === undefined) {
          this.#hintVariant(node.name);
          if (!this.#failed || this.#env.termByName.get(node.name.name) === undefined) {
            const isTerm = this.#env.termByName.has(node.name.name);
            const hint = isTerm
              ? `: to call the term write \`(${shorten(node.name.name)} ...)\``
              : suggestion(node.name.name, locals.keys(), this.#sink);
            this.#error(
              "unbound-variable",
              span,
              `variable \`${shorten(node.name.name)}\` is not bound${hint}`,
            );
          }
          return this.#brokenExpr(span);
        }
        const variable = this.#variables[id] as Variable;
        return this.#coerce(
          { kind: "var", type: variable.type, variable: id, span },
          expected,
          allowed,
          `variable \`${shorten(variable.name)}\``,
          variable.span,
        );
      }
      case "let":
        return this.#let(node, expected, locals, allowed, depth);
      case "term": {
        const term = resolveTerm(this.#env, node.name, this.#sink);
        if (term === undefined) {
          this.#failed = true;
          for (const arg of node.args) this.#expr(arg, ERROR_TYPE, locals, allowed, depth + 1);
          return this.#brokenExpr(span);
        }
        this.#arity(term, node.args.length, span);
        this.#checkCall(term, span, allowed);
        const args: Expr[] = [];
        for (let i = 0; i < node.args.length; i += 1) {
          args.push(
            this.#expr(node.args[i] as ExprNode, term.args[i] ?? ERROR_TYPE, locals, allowed, depth + 1),
          );
        }
        return this.#coerce(this.#call(term, args, span), expected, allowed, `\`${term.name}\``, term.span);
      }
    }
  }

  #let(
    node: Extract<ExprNode, { kind: "let" }>,
    expected: TypeId | undefined,
    locals: Map<string, VarId>,
    allowed: Allowed,
    depth: number,
  ): Expr {
    const bindings: LetBinding[] = [];
    // What the names meant outside, to put back afterwards.
    const outer: [string, VarId | undefined][] = [];
    const here = new Map<string, Span>();
    for (const binding of node.bindings) {
      const type = resolveType(this.#env, binding.type, this.#sink);
      if (type === ERROR_TYPE) this.#failed = true;
      const value = this.#expr(binding.value, type, locals, allowed, depth + 1);
      const name = binding.name.name;
      const before = here.get(name);
      if (before !== undefined && name !== "_") {
        this.#error(
          "duplicate",
          binding.name.span,
          `variable \`${shorten(name)}\` is bound twice in one \`let\``,
          [{ span: before, message: "first bound here" }],
        );
      }
      here.set(name, binding.name.span);
      const variable = this.#declare(binding.name, type);
      if (name !== "_") {
        outer.push([name, locals.get(name)]);
        locals.set(name, variable);
      }
      bindings.push({ variable, value });
    }
    const body = this.#expr(node.body, expected, locals, allowed, depth + 1);
    for (let i = outer.length - 1; i >= 0; i -= 1) {
      const [name, id] = outer[i] as [string, VarId | undefined];
      if (id === undefined) locals.delete(name);
      else locals.set(name, id);
    }
    return { kind: "let", type: body.type, bindings, body, span: node.span };
  }

  #call(term: MutableTerm, args: readonly Expr[], span: Span): Expr {
    const use = term.maker;
    if (use?.kind === "variant")
      return { kind: "variant", type: term.ret, variant: use.variant, term: term.id, args, span };
    return { kind: "call", type: term.ret, term: term.id, args, span };
  }

  #coerce(expr: Expr, expected: TypeId | undefined, allowed: Allowed, what: string, declared: Span): Expr {
    if (expected === undefined || same(expr.type, expected)) return expr;
    const conversion = this.#env.conversion(expr.type, expected);
    if (conversion === undefined) {
      this.#mismatch(expr.span, expected, expr.type, what, declared);
      return this.#brokenExpr(expr.span);
    }
    const term = this.#env.term(conversion.term);
    this.#checkCall(term, expr.span, allowed);
    return this.#call(term, [expr], expr.span);
  }

  /** Whether the term can be called where it stands. */
  #checkCall(term: MutableTerm, span: Span, allowed: Allowed): void {
    if (term.maker === undefined) {
      this.#error(
        "no-constructor",
        span,
        `\`${term.name}\` cannot be used in an expression: it has neither rules nor an external constructor`,
        [{ span: term.span, message: "declared here" }],
      );
      return;
    }
    const related = [{ span: term.span, message: `\`${term.name}\` is declared here` }];
    if (allowed.pure && !term.pure) {
      this.#error(
        "purity",
        span,
        `\`${term.name}\` is not pure, but only pure terms can be used ${allowed.reason}`,
        related,
      );
    }
    if (term.partial && !allowed.partial) {
      this.#error(
        "partiality",
        span,
        `\`${term.name}\` is partial, but \`${allowed.root.name}\`, which this rule defines, is not`,
        related,
      );
    }
    if (term.multi && !allowed.multi) this.#reportMulti(term, span);
  }

  #brokenExpr(span: Span): Expr {
    this.#failed = true;
    return { kind: "bool", type: ERROR_TYPE, value: false, span };
  }

  // ---- Shared --------------------------------------------------------------

  #reportMulti(term: MutableTerm, span: Span): void {
    const root = this.#root;
    this.#error(
      "multiplicity",
      span,
      `\`${term.name}\` is a multi term, but \`${root?.name ?? "?"}\`, which this rule defines, is not`,
      [{ span: term.span, message: `\`${term.name}\` is declared here` }],
    );
  }

  #arity(term: MutableTerm, found: number, span: Span): boolean {
    const expected = term.args.length;
    if (expected === found) return true;
    this.#error(
      "arity",
      span,
      `\`${term.name}\` takes ${expected} argument${expected === 1 ? "" : "s"}, found ${found}`,
      [{ span: term.span, message: "declared here" }],
    );
    return false;
  }

  #declare(name: Ident, type: TypeId): VarId {
    const id = this.#variables.length;
    this.#variables.push({ id, name: name.name, type, span: name.span });
    return id;
  }

  #constant(
    name: Ident,
  ): { readonly id: number; readonly name: string; readonly type: TypeId; readonly span: Span } | undefined {
    const constant = this.#env.constantByName.get(name.name);
    if (constant === undefined)
      this.#error(
        "unknown-name",
        name.span,
        `unknown constant \`${shorten(name.name)}\`${suggestion(name.name, this.#env.constantByName.keys(), this.#sink)}`,
      );
    return constant;
  }

  #isBool(type: TypeId): boolean {
    const known = this.#env.types[type];
    return known?.kind === "primitive" && known.isBool;
  }

  #checkBool(type: TypeId, span: Span): boolean {
    if (type === ERROR_TYPE || this.#isBool(type)) return true;
    this.#error("type-mismatch", span, `expected \`${this.#env.typeName(type)}\`, found a boolean`);
    return false;
  }

  /** The literal's value in the range of its type. */
  #literal(literal: IntLiteral, id: TypeId, span: Span): bigint | undefined {
    if (id === ERROR_TYPE) return literal.value;
    const type = this.#env.types[id];
    if (type === undefined || !isInteger(type)) {
      this.#error("type-mismatch", span, `expected \`${this.#env.typeName(id)}\`, found an integer`);
      return undefined;
    }
    const value = fitLiteral(literal, type);
    if (value === undefined) {
      this.#error(
        "literal-range",
        span,
        `the literal does not fit \`${type.name}\`, which holds ${describeRange(type)}`,
      );
    }
    return value;
  }
}

/**
 * The value of a literal in an integer type, or `undefined` if it does not fit.
 * In hexadecimal, octal and binary a signed type takes its bit pattern, so
 * `0xff` is -1 as `i8`.
 */
export function fitLiteral(literal: IntLiteral, type: PrimitiveType): bigint | undefined {
  const bits = BigInt(type.bits);
  const value = literal.value;
  if (!type.signed) return value >= 0n && value < 1n << bits ? value : undefined;
  const limit = 1n << (bits - 1n);
  if (value >= -limit && value < limit) return value;
  if (literal.radix !== 10 && value >= 0n && value < 1n << bits) return value - (1n << bits);
  return undefined;
}

function describeRange(type: PrimitiveType): string {
  if (type.bits > 64) return `${type.bits} bits`;
  const bits = BigInt(type.bits);
  return type.signed ? `${-(1n << (bits - 1n))} to ${(1n << (bits - 1n)) - 1n}` : `0 to ${(1n << bits) - 1n}`;
}

/** Where the rule itself uses the extractor that led to this scope. */
function outermostUse(scope: Scope): Span | undefined {
  let use = scope.use;
  for (let at = scope.user; at !== undefined && at.use !== undefined; at = at.user) use = at.use;
  return use;
}

function same(a: TypeId, b: TypeId): boolean {
  return a === b || a === ERROR_TYPE || b === ERROR_TYPE;
}
