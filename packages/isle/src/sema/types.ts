// The checked program: what semantic analysis hands to the overlap check, to
// both code generators and to the reference evaluator.
//
// Everything is resolved: names are ids, implicit conversions are explicit
// calls, internal extractors (macros) are expanded, variables are numbered per
// rule, literals are in the range of their type.
//
// Invariants
// - An id indexes the array of its kind in `Program` (`types[id].id === id`).
// - Nesting of patterns and expressions is at most `MAX_NESTING`; a consumer may
//   recurse over them.
// - `Pattern`: a variable is bound by exactly one `bind` per rule (the first in
//   left-to-right, outside-in order; arguments first, then if-lets in order);
//   further uses in patterns are `equal`.
// - A rule of a term without `multi` mentions no multi term, neither in patterns
//   nor in expressions. Expressions on the right side of a term that is neither
//   `partial` nor `multi` cannot fail. Expressions in if-lets are pure.
// - Rules are in source order; `TermConstructor.rules` lists them in that order.
//
// How values are represented at run time
// - An integer of at most 32 bits, `bool` (0 or 1), an opaque primitive (a branded
//   id of the host) and an enum value are one small integer each. Signed
//   integers are sign-extended, unsigned ones zero-extended; `u32` is the int32 of the
//   same bits, so that every value is an int32.
// - An integer of more than 32 bits (`isWide`) is one id into the host's
//   hash-consed pool; equal ids mean equal values.
// - `usize` and `isize` are 32 bits wide.

import type { Span } from "../source.ts";
import type { SourceMap } from "../source.ts";
import type { VerificationDef } from "../ast.ts";

export type TypeId = number & { readonly __isleType?: never };
export type TermId = number & { readonly __isleTerm?: never };
export type RuleId = number & { readonly __isleRule?: never };
export type ConstId = number & { readonly __isleConst?: never };
/** Number of a variable within its rule. */
export type VarId = number & { readonly __isleVar?: never };

/** Deepest nesting of a checked pattern or expression, macros and conversions included. */
export const MAX_NESTING = 1000;

// ---- Types -----------------------------------------------------------------

/** `(type Name (primitive host))`, and the built-in integers and `bool`. */
export interface PrimitiveType {
  readonly kind: "primitive";
  readonly id: TypeId;
  readonly name: string;
  /** The name after `primitive`: an integer type, `bool`, or the host's own (opaque) type. */
  readonly host: string;
  /** Width in bits, 1 to 128; 0 for an opaque type; 1 for `bool`. */
  readonly bits: number;
  readonly signed: boolean;
  readonly isBool: boolean;
  readonly span: Span;
}

/** `(type Name (enum ...))`; a `(struct ...)` is an enum with one variant of the type's own name. */
export interface EnumType {
  readonly kind: "enum";
  readonly id: TypeId;
  readonly name: string;
  /** Values live in the host: it provides `tag` and one getter per field. */
  readonly extern: boolean;
  readonly nodebug: boolean;
  readonly struct: boolean;
  readonly variants: readonly Variant[];
  readonly span: Span;
}

export interface Variant {
  /** Position in the enum, from 0: the tag. */
  readonly index: number;
  readonly name: string;
  /** `Type.Variant`, or the type's name for a struct: what patterns and expressions say. */
  readonly fullName: string;
  /** The term that constructs and matches this variant. */
  readonly term: TermId;
  readonly fields: readonly Field[];
  readonly span: Span;
}

export interface Field {
  /** Declared name, or `_0`, `_1`... for a positional field. */
  readonly name: string;
  readonly type: TypeId;
}

export type Type = PrimitiveType | EnumType;

/** Whether the type is an integer of any width (not `bool`). */
export function isInteger(type: Type): type is PrimitiveType {
  return type.kind === "primitive" && type.bits > 0 && !type.isBool;
}

/** Whether values of the type are pool ids rather than the integers themselves. */
export function isWide(type: Type): boolean {
  return type.kind === "primitive" && type.bits > 32;
}

// ---- Terms -----------------------------------------------------------------

/** How a term is used in a pattern: given a value of type `ret`, it yields `args`. */
export type TermExtractor =
  /** Internal extractor; uses are already expanded. */
  | { readonly kind: "macro"; readonly span: Span }
  /** Host function. `multi` terms yield many results; fallible unless `infallible`. */
  | { readonly kind: "external"; readonly host: string; readonly infallible: boolean; readonly span: Span }
  /** Enum variant. */
  | { readonly kind: "variant"; readonly type: TypeId; readonly variant: number };

/** How a term is used in an expression: given `args`, it yields a value of type `ret`. */
export type TermConstructor =
  /** Internal constructor. */
  | { readonly kind: "rules"; readonly rules: readonly RuleId[] }
  /** Host function; may fail if the term is `partial`, yields many results if `multi`. */
  | { readonly kind: "external"; readonly host: string; readonly span: Span }
  | { readonly kind: "variant"; readonly type: TypeId; readonly variant: number };

export interface Term {
  readonly id: TermId;
  readonly name: string;
  readonly args: readonly TypeId[];
  readonly ret: TypeId;
  readonly pure: boolean;
  readonly multi: boolean;
  readonly partial: boolean;
  readonly rec: boolean;
  /** `undefined`: cannot be used in patterns. */
  readonly extractor: TermExtractor | undefined;
  /** `undefined`: cannot be used in expressions. A declared term without rules or externs has neither. */
  readonly maker: TermConstructor | undefined;
  readonly span: Span;
}

/** `(extern const $NAME Type)`. */
export interface Constant {
  readonly id: ConstId;
  /** With the `$`. */
  readonly name: string;
  /** The host's name: without the `$`. */
  readonly host: string;
  readonly type: TypeId;
  readonly span: Span;
}

// ---- Rules -----------------------------------------------------------------

/** A typed pattern. `type` is the type of the value it is matched against. */
export type Pattern =
  | { readonly kind: "wildcard"; readonly type: TypeId; readonly span: Span }
  /** Binds `variable` to the value, then matches `sub`. A plain variable has a wildcard as `sub`. */
  | {
      readonly kind: "bind";
      readonly type: TypeId;
      readonly variable: VarId;
      readonly sub: Pattern;
      readonly span: Span;
    }
  /** The value must equal an already bound variable. */
  | { readonly kind: "equal"; readonly type: TypeId; readonly variable: VarId; readonly span: Span }
  /** An integer, in the range of its type. */
  | { readonly kind: "int"; readonly type: TypeId; readonly value: bigint; readonly span: Span }
  | { readonly kind: "bool"; readonly type: TypeId; readonly value: boolean; readonly span: Span }
  | { readonly kind: "const"; readonly type: TypeId; readonly constant: ConstId; readonly span: Span }
  /** All must match; tried left to right. */
  | { readonly kind: "and"; readonly type: TypeId; readonly subs: readonly Pattern[]; readonly span: Span }
  /** The value (of an enum type) is variant number `variant`; `args` match its fields. */
  | {
      readonly kind: "variant";
      readonly type: TypeId;
      readonly variant: number;
      readonly term: TermId;
      readonly args: readonly Pattern[];
      readonly span: Span;
    }
  /** External extractor: `args` match what it yields. */
  | {
      readonly kind: "extract";
      readonly type: TypeId;
      readonly term: TermId;
      readonly args: readonly Pattern[];
      readonly span: Span;
    };

/** A typed expression. */
export type Expr =
  | { readonly kind: "var"; readonly type: TypeId; readonly variable: VarId; readonly span: Span }
  | { readonly kind: "int"; readonly type: TypeId; readonly value: bigint; readonly span: Span }
  | { readonly kind: "bool"; readonly type: TypeId; readonly value: boolean; readonly span: Span }
  | { readonly kind: "const"; readonly type: TypeId; readonly constant: ConstId; readonly span: Span }
  | {
      readonly kind: "variant";
      readonly type: TypeId;
      readonly variant: number;
      readonly term: TermId;
      readonly args: readonly Expr[];
      readonly span: Span;
    }
  /** Internal or external constructor. `span` of an inserted conversion is that of its argument. */
  | {
      readonly kind: "call";
      readonly type: TypeId;
      readonly term: TermId;
      readonly args: readonly Expr[];
      readonly span: Span;
    }
  /** Evaluates the bindings in order, then the body. */
  | {
      readonly kind: "let";
      readonly type: TypeId;
      readonly bindings: readonly LetBinding[];
      readonly body: Expr;
      readonly span: Span;
    };

export interface LetBinding {
  readonly variable: VarId;
  readonly value: Expr;
}

export interface Variable {
  readonly id: VarId;
  readonly name: string;
  readonly type: TypeId;
  readonly span: Span;
}

/** `(if-let pattern expr)`; `(if expr)` has a wildcard as its pattern. If the value cannot be made or the pattern does not match, the rule does not match. */
export interface IfLet {
  readonly pattern: Pattern;
  readonly value: Expr;
  readonly span: Span;
}

export interface Rule {
  readonly id: RuleId;
  readonly name: string | undefined;
  /** A safe integer; higher is tried first, the default is 0. */
  readonly priority: number;
  readonly term: TermId;
  /** One pattern per argument of the term. */
  readonly args: readonly Pattern[];
  readonly ifLets: readonly IfLet[];
  readonly body: Expr;
  readonly variables: readonly Variable[];
  /** The whole rule; `sources.describe(span.start)` for a comment. */
  readonly span: Span;
}

/** A program that passed every check but overlap. */
export interface Program {
  readonly sources: SourceMap;
  readonly types: readonly Type[];
  readonly terms: readonly Term[];
  readonly constants: readonly Constant[];
  readonly rules: readonly Rule[];
  readonly typeByName: ReadonlyMap<string, TypeId>;
  readonly termByName: ReadonlyMap<string, TermId>;
  /** Verification forms (`spec`, `model`, `form`, `instantiate`, `attr`, `macro`, `state`), checked for well-formedness, in source order. */
  readonly verification: readonly VerificationDef[];
}
