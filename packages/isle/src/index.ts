// The ISLE compiler: public surface.

export { NO_SPAN, SourceMap } from "./source.ts";
export type { Location, SourceFile, Span } from "./source.ts";
export type { Ident, Sexpr, SexprAtom, SexprList, VerificationDef } from "./ast.ts";
export { DiagnosticSink, IsleError, renderDiagnostic } from "./diagnostics.ts";
export type { DiagnosticCode, IsleDiagnostic, RelatedSpan } from "./diagnostics.ts";
export { formatIsle, LINE_WIDTH } from "./format/format.ts";
export type { FormatResult } from "./format/format.ts";
export { isInteger, isWide, MAX_NESTING } from "./sema/types.ts";
export type {
  Constant,
  ConstId,
  EnumType,
  Expr,
  Field,
  IfLet,
  LetBinding,
  Pattern,
  PrimitiveType,
  Program,
  Rule,
  RuleId,
  Term,
  TermConstructor,
  TermExtractor,
  TermId,
  Type,
  TypeId,
  Variable,
  VarId,
  Variant,
} from "./sema/types.ts";
export { analyze } from "./sema/check.ts";
export type { Analysis, AnalyzeOptions } from "./sema/check.ts";
export { compileIsle, generate } from "./compile/compile.ts";
export type {
  CodegenResult,
  CodegenStats,
  CompileOptions,
  CompileResult,
  TermStats,
} from "./compile/compile.ts";
export type { BackEnd, CodegenOptions } from "./compile/settings.ts";
