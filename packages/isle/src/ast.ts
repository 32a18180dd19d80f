// Syntax trees of `.isle` text, as written: names unresolved, types unchecked.
//
// Every node carries its span in global offsets (source.ts). The parser bounds
// nesting, so consumers may recurse.

import type { Span } from "./source.ts";

/** A name with its place. Constants keep their `$`. */
export interface Ident {
  readonly name: string;
  readonly span: Span;
}

/** An integer literal. `radix` other than 10 means a bit pattern, which a signed type may wrap. */
export interface IntLiteral {
  readonly value: bigint;
  readonly radix: 2 | 8 | 10 | 16;
}

// ---- Definitions -----------------------------------------------------------

export type Definition =
  | PragmaDef
  | TypeDef
  | DeclDef
  | RuleDef
  | ExtractorDef
  | ExternConstructorDef
  | ExternExtractorDef
  | ExternConstDef
  | ConvertDef
  | VerificationDef;

export interface PragmaDef {
  readonly kind: "pragma";
  readonly name: Ident;
  readonly span: Span;
}

export interface TypeDef {
  readonly kind: "type";
  readonly name: Ident;
  readonly extern: boolean;
  readonly nodebug: boolean;
  readonly body: TypeBody;
  readonly span: Span;
}

export type TypeBody =
  | { readonly kind: "primitive"; readonly name: Ident; readonly span: Span }
  | { readonly kind: "enum"; readonly variants: readonly VariantDef[]; readonly span: Span }
  | { readonly kind: "struct"; readonly fields: readonly FieldDef[]; readonly span: Span };

export interface VariantDef {
  readonly name: Ident;
  readonly fields: readonly FieldDef[];
  readonly span: Span;
}

/** `name` is absent for a positional field. */
export interface FieldDef {
  readonly name: Ident | undefined;
  readonly type: Ident;
  readonly span: Span;
}

export interface DeclDef {
  readonly kind: "decl";
  readonly name: Ident;
  readonly args: readonly Ident[];
  readonly ret: Ident;
  readonly pure: boolean;
  readonly multi: boolean;
  readonly partial: boolean;
  readonly rec: boolean;
  readonly span: Span;
}

export interface RuleDef {
  readonly kind: "rule";
  readonly name: Ident | undefined;
  readonly priority: number;
  readonly pattern: PatternNode;
  readonly ifLets: readonly IfLetNode[];
  readonly body: ExprNode;
  readonly span: Span;
}

/** `(if-let pattern expr)`; `(if expr)` has a wildcard pattern. */
export interface IfLetNode {
  readonly pattern: PatternNode;
  readonly value: ExprNode;
  readonly span: Span;
}

export interface ExtractorDef {
  readonly kind: "extractor";
  readonly term: Ident;
  readonly params: readonly Ident[];
  readonly template: PatternNode;
  readonly span: Span;
}

export interface ExternConstructorDef {
  readonly kind: "extern-constructor";
  readonly term: Ident;
  readonly host: Ident;
  readonly span: Span;
}

export interface ExternExtractorDef {
  readonly kind: "extern-extractor";
  readonly term: Ident;
  readonly host: Ident;
  readonly infallible: boolean;
  readonly span: Span;
}

export interface ExternConstDef {
  readonly kind: "extern-const";
  readonly name: Ident;
  readonly type: Ident;
  readonly span: Span;
}

export interface ConvertDef {
  readonly kind: "convert";
  readonly from: Ident;
  readonly to: Ident;
  readonly term: Ident;
  readonly span: Span;
}

// ---- Patterns and expressions ----------------------------------------------

export type PatternNode =
  | { readonly kind: "wildcard"; readonly span: Span }
  | { readonly kind: "int"; readonly literal: IntLiteral; readonly span: Span }
  | { readonly kind: "bool"; readonly value: boolean; readonly span: Span }
  | { readonly kind: "const"; readonly name: Ident; readonly span: Span }
  | { readonly kind: "var"; readonly name: Ident; readonly span: Span }
  /** `name @ pattern`. */
  | { readonly kind: "bind"; readonly name: Ident; readonly sub: PatternNode; readonly span: Span }
  | { readonly kind: "and"; readonly subs: readonly PatternNode[]; readonly span: Span }
  | {
      readonly kind: "term";
      readonly name: Ident;
      readonly args: readonly PatternNode[];
      readonly span: Span;
    };

export type ExprNode =
  | { readonly kind: "int"; readonly literal: IntLiteral; readonly span: Span }
  | { readonly kind: "bool"; readonly value: boolean; readonly span: Span }
  | { readonly kind: "const"; readonly name: Ident; readonly span: Span }
  | { readonly kind: "var"; readonly name: Ident; readonly span: Span }
  | { readonly kind: "term"; readonly name: Ident; readonly args: readonly ExprNode[]; readonly span: Span }
  | {
      readonly kind: "let";
      readonly bindings: readonly LetNode[];
      readonly body: ExprNode;
      readonly span: Span;
    };

export interface LetNode {
  readonly name: Ident;
  readonly type: Ident;
  readonly value: ExprNode;
  readonly span: Span;
}

// ---- Verification forms ----------------------------------------------------

/**
 * A form for a verifier to come. The parser checks its shape (verification.ts)
 * and keeps the S-expression.
 */
export interface VerificationDef {
  readonly kind: "verification";
  readonly form: "spec" | "model" | "form" | "instantiate" | "attr" | "macro" | "state";
  /** The term, type, form, rule or state it talks about. */
  readonly subject: Ident;
  readonly syntax: SexprList;
  readonly span: Span;
}

/** An S-expression as read. */
export type Sexpr = SexprAtom | SexprList;

export interface SexprAtom {
  readonly kind: "atom";
  readonly text: string;
  readonly span: Span;
}

export interface SexprList {
  readonly kind: "list";
  readonly items: readonly Sexpr[];
  readonly span: Span;
}
