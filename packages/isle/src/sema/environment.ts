// The environment: every name of the program, resolved before any rule is read.
//
// Definitions may refer forwards, over file boundaries, so names are collected
// in passes: types, then enum fields and terms, then what is attached to terms
// (extractors, constructors, conversions) and constants. A definition that is
// wrong is reported and left out or given `ERROR_TYPE`, which agrees with every
// type, so that one mistake is one message.

import type { Definition, ExtractorDef, Ident, TypeDef, VerificationDef } from "../ast.ts";
import type { DiagnosticSink } from "../diagnostics.ts";
import { shorten } from "../parse/parser.ts";
import { NO_SPAN } from "../source.ts";
import type { Span } from "../source.ts";
import { suggestion } from "./suggest.ts";
import type {
  Constant,
  EnumType,
  Field,
  PrimitiveType,
  Term,
  TermConstructor,
  TermExtractor,
  TermId,
  Type,
  TypeId,
  Variant,
} from "./types.ts";

/** The type of what could not be typed; agrees with everything. */
export const ERROR_TYPE: TypeId = -1;

/** A term while the environment is built. */
export interface MutableTerm extends Term {
  extractor: TermExtractor | undefined;
  maker: TermConstructor | undefined;
}

/** An internal extractor. `broken` after an error in its template: uses are then silent. */
export interface Macro {
  readonly term: TermId;
  readonly definition: ExtractorDef;
  broken: boolean;
}

export interface Conversion {
  readonly from: TypeId;
  readonly to: TypeId;
  readonly term: TermId;
  readonly span: Span;
}

/** All names, resolved. */
export class Environment {
  readonly types: Type[] = [];
  readonly terms: MutableTerm[] = [];
  readonly constants: Constant[] = [];
  readonly typeByName: Map<string, TypeId> = new Map();
  readonly termByName: Map<string, TermId> = new Map();
  readonly constantByName: Map<string, Constant> = new Map();
  readonly macros: Map<TermId, Macro> = new Map();
  /** Keyed by `from * 2^24 + to`. */
  readonly #conversions: Map<number, Conversion> = new Map();

  conversion(from: TypeId, to: TypeId): Conversion | undefined {
    return this.#conversions.get(from * 0x1000000 + to);
  }

  addConversion(conversion: Conversion): void {
    this.#conversions.set(conversion.from * 0x1000000 + conversion.to, conversion);
  }

  typeName(id: TypeId): string {
    return this.types[id]?.name ?? "?";
  }

  term(id: TermId): MutableTerm {
    return this.terms[id] as MutableTerm;
  }
}

const BUILTIN_INTEGERS = [
  "u8",
  "u16",
  "u32",
  "u64",
  "u128",
  "usize",
  "i8",
  "i16",
  "i32",
  "i64",
  "i128",
  "isize",
];

/** Builds the environment of the definitions; everything wrong goes to `sink`. */
export function buildEnvironment(definitions: readonly Definition[], sink: DiagnosticSink): Environment {
  const env = new Environment();
  for (const name of ["bool", ...BUILTIN_INTEGERS]) {
    const id = env.types.length;
    env.types.push(primitive(id, name, name, NO_SPAN));
    env.typeByName.set(name, id);
  }
  collectTypes(env, definitions, sink);
  collectTerms(env, definitions, sink);
  attach(env, definitions, sink);
  return env;
}

function primitive(id: TypeId, name: string, host: string, span: Span): PrimitiveType {
  let bits = 0;
  let signed = false;
  const isBool = host === "bool";
  const integer = /^([ui])(\d{1,3}|size)$/.exec(host);
  if (isBool) bits = 1;
  else if (integer !== null) {
    const width = integer[2] === "size" ? 32 : Number(integer[2]);
    if (width >= 1 && width <= 128) {
      bits = width;
      signed = integer[1] === "i";
    }
  }
  return { kind: "primitive", id, name, host, bits, signed, isBool, span };
}

// ---- Types -----------------------------------------------------------------

function collectTypes(env: Environment, definitions: readonly Definition[], sink: DiagnosticSink): void {
  const enums: { readonly def: TypeDef; readonly id: TypeId; readonly variants: Variant[] }[] = [];
  for (const def of definitions) {
    if (def.kind !== "type") continue;
    const name = def.name.name;
    const known = env.typeByName.get(name);
    if (known !== undefined) {
      const other = env.types[known] as Type;
      // The built-in types may be declared again as what they are.
      if (other.span === NO_SPAN && def.body.kind === "primitive" && def.body.name.name === name) continue;
      duplicate(sink, def.name, "type", other.span);
      continue;
    }
    const id = env.types.length;
    env.typeByName.set(name, id);
    if (def.body.kind === "primitive") {
      env.types.push(primitive(id, name, def.body.name.name, def.name.span));
    } else {
      const variants: Variant[] = [];
      const struct = def.body.kind === "struct";
      const type: EnumType = {
        kind: "enum",
        id,
        name,
        extern: def.extern,
        nodebug: def.nodebug,
        struct,
        variants,
        span: def.name.span,
      };
      env.types.push(type);
      enums.push({ def, id, variants });
    }
  }
  for (const { def, id, variants } of enums) {
    const type = env.types[id] as EnumType;
    if (def.body.kind === "struct") {
      addVariant(env, sink, type, variants, def.name, def.name.name, def.body.fields);
    } else if (def.body.kind === "enum") {
      const seen = new Map<string, Span>();
      for (const variant of def.body.variants) {
        const before = seen.get(variant.name.name);
        if (before !== undefined) {
          duplicate(sink, variant.name, `variant of \`${type.name}\``, before);
          continue;
        }
        seen.set(variant.name.name, variant.name.span);
        addVariant(
          env,
          sink,
          type,
          variants,
          variant.name,
          `${type.name}.${variant.name.name}`,
          variant.fields,
        );
      }
    }
  }
}

function addVariant(
  env: Environment,
  sink: DiagnosticSink,
  type: EnumType,
  variants: Variant[],
  name: Ident,
  fullName: string,
  fieldDefs: readonly { readonly name: Ident | undefined; readonly type: Ident; readonly span: Span }[],
): void {
  const fields: Field[] = [];
  const seen = new Map<string, Span>();
  for (const def of fieldDefs) {
    const fieldName = def.name?.name ?? `_${fields.length}`;
    const before = seen.get(fieldName);
    if (before !== undefined)
      duplicate(sink, def.name ?? { name: fieldName, span: def.span }, `field of \`${fullName}\``, before);
    seen.set(fieldName, def.span);
    fields.push({ name: fieldName, type: resolveType(env, def.type, sink) });
  }
  const index = variants.length;
  const termId = env.terms.length;
  const known = env.termByName.get(fullName);
  if (known !== undefined) {
    duplicate(sink, name, "term", env.term(known).span);
    return;
  }
  const use = { kind: "variant", type: type.id, variant: index } as const;
  env.terms.push({
    id: termId,
    name: fullName,
    args: fields.map((field) => field.type),
    ret: type.id,
    pure: true,
    multi: false,
    partial: false,
    rec: false,
    extractor: use,
    maker: use,
    span: name.span,
  });
  env.termByName.set(fullName, termId);
  variants.push({ index, name: name.name, fullName, term: termId, fields, span: name.span });
}

/** The type of that name, or `ERROR_TYPE` after a report. */
export function resolveType(env: Environment, name: Ident, sink: DiagnosticSink): TypeId {
  const id = env.typeByName.get(name.name);
  if (id !== undefined) return id;
  sink.report(
    "unknown-name",
    name.span,
    `unknown type \`${shorten(name.name)}\`${suggestion(name.name, env.typeByName.keys(), sink)}`,
  );
  return ERROR_TYPE;
}

/** The term of that name, or `undefined` after a report. */
export function resolveTerm(env: Environment, name: Ident, sink: DiagnosticSink): MutableTerm | undefined {
  const id = env.termByName.get(name.name);
  if (id !== undefined) return env.term(id);
  sink.report(
    "unknown-name",
    name.span,
    `unknown term \`${shorten(name.name)}\`${suggestion(name.name, env.termByName.keys(), sink)}`,
  );
  return undefined;
}

function duplicate(sink: DiagnosticSink, name: Ident, what: string, before: Span): void {
  const related = before === NO_SPAN ? [] : [{ span: before, message: "first defined here" }];
  const builtin = before === NO_SPAN ? " (it is built in)" : "";
  sink.report(
    "duplicate",
    name.span,
    `${what} \`${shorten(name.name)}\` is already defined${builtin}`,
    related,
  );
}

// ---- Terms -----------------------------------------------------------------

function collectTerms(env: Environment, definitions: readonly Definition[], sink: DiagnosticSink): void {
  for (const def of definitions) {
    if (def.kind !== "decl") continue;
    const known = env.termByName.get(def.name.name);
    if (known !== undefined) {
      duplicate(sink, def.name, "term", env.term(known).span);
      continue;
    }
    const id = env.terms.length;
    env.terms.push({
      id,
      name: def.name.name,
      args: def.args.map((arg) => resolveType(env, arg, sink)),
      ret: resolveType(env, def.ret, sink),
      pure: def.pure,
      multi: def.multi,
      partial: def.partial,
      rec: def.rec,
      extractor: undefined,
      maker: undefined,
      span: def.name.span,
    });
    env.termByName.set(def.name.name, id);
  }
}

function attach(env: Environment, definitions: readonly Definition[], sink: DiagnosticSink): void {
  for (const def of definitions) {
    switch (def.kind) {
      case "pragma":
        sink.report("pragma", def.name.span, `unknown pragma \`${shorten(def.name.name)}\`: none is defined`);
        break;
      case "extern-constructor": {
        const term = resolveTerm(env, def.term, sink);
        if (term === undefined) break;
        if (term.maker !== undefined) {
          attached(sink, def.term, "constructor", makerSpan(env, term));
          break;
        }
        term.maker = { kind: "external", host: def.host.name, span: def.span };
        break;
      }
      case "extern-extractor": {
        const term = resolveTerm(env, def.term, sink);
        if (term === undefined) break;
        if (term.extractor !== undefined) {
          attached(sink, def.term, "extractor", extractorSpan(env, term));
          break;
        }
        if (def.infallible && term.multi) {
          sink.report(
            "bad-term",
            def.span,
            `the extractor of multi term \`${term.name}\` cannot be infallible: it may yield nothing`,
            [{ span: term.span, message: "declared `multi` here" }],
          );
        }
        term.extractor = {
          kind: "external",
          host: def.host.name,
          infallible: def.infallible && !term.multi,
          span: def.span,
        };
        break;
      }
      case "extractor": {
        const term = resolveTerm(env, def.term, sink);
        if (term === undefined) break;
        if (term.extractor !== undefined) {
          attached(sink, def.term, "extractor", extractorSpan(env, term));
          break;
        }
        term.extractor = { kind: "macro", span: def.span };
        const macro: Macro = { term: term.id, definition: def, broken: false };
        env.macros.set(term.id, macro);
        if (def.params.length !== term.args.length) {
          sink.report(
            "arity",
            def.term.span,
            `extractor \`${term.name}\` has ${def.params.length} parameters, its declaration ${term.args.length}`,
            [{ span: term.span, message: "declared here" }],
          );
          macro.broken = true;
        }
        break;
      }
      case "extern-const": {
        const known = env.constantByName.get(def.name.name);
        if (known !== undefined) {
          duplicate(sink, def.name, "constant", known.span);
          break;
        }
        const type = resolveType(env, def.type, sink);
        const constant: Constant = {
          id: env.constants.length,
          name: def.name.name,
          host: def.name.name.slice(1),
          type,
          span: def.name.span,
        };
        env.constants.push(constant);
        env.constantByName.set(constant.name, constant);
        break;
      }
      default:
    }
  }
  for (const def of definitions) {
    if (def.kind !== "convert") continue;
    const from = resolveType(env, def.from, sink);
    const to = resolveType(env, def.to, sink);
    const term = resolveTerm(env, def.term, sink);
    if (term === undefined || from === ERROR_TYPE || to === ERROR_TYPE) continue;
    if (from === to) {
      sink.report("conversion", def.span, `conversion from \`${env.typeName(from)}\` to itself`);
      continue;
    }
    const related = [{ span: term.span, message: `\`${term.name}\` is declared here` }];
    if (term.args.length !== 1) {
      sink.report(
        "conversion",
        def.term.span,
        `a converting term takes one argument, \`${term.name}\` takes ${term.args.length}`,
        related,
      );
      continue;
    }
    if (
      (term.args[0] !== from && term.args[0] !== ERROR_TYPE) ||
      (term.ret !== to && term.ret !== ERROR_TYPE)
    ) {
      sink.report(
        "conversion",
        def.term.span,
        `\`${term.name}\` converts from \`${env.typeName(term.args[0] as TypeId)}\` to \`${env.typeName(term.ret)}\`, not from \`${env.typeName(from)}\` to \`${env.typeName(to)}\``,
        related,
      );
      continue;
    }
    const before = env.conversion(from, to);
    if (before !== undefined) {
      sink.report(
        "conversion",
        def.span,
        `ambiguous: a conversion from \`${env.typeName(from)}\` to \`${env.typeName(to)}\` is already defined`,
        [{ span: before.span, message: "first defined here" }],
      );
      continue;
    }
    env.addConversion({ from, to, term: term.id, span: def.span });
  }
}

function attached(sink: DiagnosticSink, name: Ident, what: string, before: Span): void {
  sink.report(
    "duplicate",
    name.span,
    `term \`${shorten(name.name)}\` already has ${what === "extractor" ? "an" : "a"} ${what}`,
    [{ span: before, message: "first defined here" }],
  );
}

function extractorSpan(env: Environment, term: Term): Span {
  const use = term.extractor;
  return use === undefined || use.kind === "variant" ? env.term(term.id).span : use.span;
}

function makerSpan(env: Environment, term: Term): Span {
  const use = term.maker;
  return use?.kind === "external" ? use.span : env.term(term.id).span;
}

// ---- Verification forms ----------------------------------------------------

/** Checks that the verification forms talk about things that exist, once each. Returns them. */
export function checkVerificationNames(
  env: Environment,
  definitions: readonly Definition[],
  ruleNames: ReadonlyMap<string, Span>,
  sink: DiagnosticSink,
): VerificationDef[] {
  const forms = definitions.filter((def) => def.kind === "verification");
  const seen = new Map<string, Span>();
  for (const def of forms) {
    if (def.form === "attr" || def.form === "instantiate") continue;
    const key = `${def.form} ${def.subject.name}`;
    const before = seen.get(key);
    if (before !== undefined)
      duplicate(
        sink,
        def.subject,
        def.form === "spec" || def.form === "model" ? `${def.form} of` : def.form,
        before,
      );
    else seen.set(key, def.subject.span);
  }
  for (const def of forms) {
    const items = def.syntax.items;
    if (def.form === "spec") {
      const term = resolveTerm(env, def.subject, sink);
      const head = items[1];
      if (term !== undefined && head?.kind === "list" && head.items.length - 1 !== term.args.length) {
        sink.report(
          "arity",
          head.span,
          `the spec names ${head.items.length - 1} arguments, \`${term.name}\` takes ${term.args.length}`,
          [{ span: term.span, message: "declared here" }],
        );
      }
    } else if (def.form === "model") {
      resolveType(env, def.subject, sink);
    } else if (def.form === "instantiate") {
      resolveTerm(env, def.subject, sink);
      const form = items[2];
      if (form?.kind === "atom" && !seen.has(`form ${form.text}`)) {
        sink.report("unknown-name", form.span, `unknown form \`${shorten(form.text)}\``);
      }
    } else if (def.form === "attr") {
      const first = items[1];
      if (first?.kind === "atom" && first.text === "rule" && items[2]?.kind === "atom") {
        if (!ruleNames.has(def.subject.name)) {
          sink.report("unknown-name", def.subject.span, `unknown rule \`${shorten(def.subject.name)}\``);
        }
      } else {
        resolveTerm(env, def.subject, sink);
      }
    }
  }
  return forms;
}
