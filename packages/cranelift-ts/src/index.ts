/**
 * The portable core of cranelift-ts as one dependency: CLIF in memory and in text, the function builder and the
 * interpreter. Everything here runs in a browser. Each name is that of the package it comes from.
 */

export * from "@cranelift-ts/codegen-ir";
export { parseFunctions, parseRunCommand, parseTestFile, ParseError } from "@cranelift-ts/reader";
export { BuilderError, FunctionBuilder, FunctionBuilderContext, type Variable } from "@cranelift-ts/frontend";
export { Interpreter } from "@cranelift-ts/interpreter";
export { CraneliftError, formatDiagnostic, InternalError, type Diagnostic } from "@cranelift-ts/entity";
