// The driver of code generation: a checked program to the text of a module.
//
// Per term: flatten, decide, place; choose a back end; print. Terms are compiled
// only if an exported term can reach them.

import { DiagnosticSink } from "../diagnostics.ts";
import type { IsleDiagnostic } from "../diagnostics.ts";
import { analyze } from "../sema/check.ts";
import { renderDiagnostic } from "../diagnostics.ts";
import { NO_SPAN } from "../source.ts";
import type { SourceFile, SourceMap } from "../source.ts";
import type { Expr, Program, Term } from "../sema/types.ts";
import { CodegenContext } from "./context.ts";
import { decide } from "./decide.ts";
import { emitDirect, estimate } from "./direct.ts";
import { flattenTerm } from "./flatten.ts";
import { printModule } from "./module.ts";
import { place } from "./place.ts";
import type { PlacedBlock, PlacedTerm } from "./place.ts";
import { resolveSettings } from "./settings.ts";
import type { BackEnd, CodegenOptions, CodegenSettings } from "./settings.ts";
import { TableProgram } from "./table.ts";

/** Under `"auto"`, a term whose direct code is estimated to be at most this many bytes of bytecode is direct. */
const SMALL_TERM = 1500;
/** Under `"auto"`, the rest of a term beside its root switch may be at most this large as direct code. */
const LARGE_REST = 20000;
/** A term with more tests than this is a table, whatever is asked for: as direct code it would take minutes of V8's time, were it printed at all. */
const MAX_DIRECT_TESTS = 200_000;
/** Outermost switches with fewer cases than this are not split into functions and tables. */
const MIN_ROOT_CASES = 8;

export interface TermStats {
  readonly term: string;
  readonly rules: number;
  /** Deepest nesting of tests. */
  readonly depth: number;
  /** Number of tests in the decision structure; without sharing it would be `constraints`. */
  readonly tests: number;
  readonly constraints: number;
  readonly backEnd: BackEnd | "mixed";
  /** Functions printed, and the estimated bytecode size of the largest. */
  readonly functions: number;
  readonly largest: number;
  /** Words of rule table. */
  readonly tableWords: number;
}

export interface CodegenStats {
  readonly terms: readonly TermStats[];
  readonly rules: number;
  readonly tableWords: number;
  readonly codeLength: number;
}

export interface CodegenResult {
  /** Text of the TypeScript module. */
  readonly code: string;
  readonly stats: CodegenStats;
}

/** Compiles a checked program. Problems of code generation (limits, colliding names) are reported to `sink`; the result is then not to be used. */
export function generate(program: Program, options: CodegenOptions, sink: DiagnosticSink): CodegenResult {
  const settings = resolveSettings(options);
  const context = new CodegenContext(program, settings, sink);
  const exported = exportedTerms(program, settings, sink);
  const compiled = reachable(program, exported);
  // Names first, so that they do not depend on the order of compilation.
  for (const id of compiled) context.termFunction(program.terms[id]!);
  const placedTerms: PlacedTerm[] = [];
  const choices: (BackEnd | "mixed")[] = [];
  const tableTerms = new Set<number>();
  for (const id of compiled) {
    const term = program.terms[id]!;
    const flat = flattenTerm(program, term, settings, sink);
    const placed = place(program, flat, decide(flat), settings);
    const choice = chooseBackEnd(placed, term, context, settings);
    placedTerms.push(placed);
    choices.push(choice);
    if (choice === "table") tableTerms.add(id);
  }
  const tables = new TableProgram(context, tableTerms);
  const functions: string[] = [];
  const stats: TermStats[] = [];
  const sizes = new Map<number, { functions: number; largest: number; words: number }>();
  const addTable = (placed: PlacedTerm): void => {
    const term = placed.flat.term;
    const before = tables.words.length;
    const params = term.args.map((_, i) => argumentBinding(placed, i));
    tables.entries.set(term.id, tables.add({ placed, block: placed.root, params, tail: true }));
    if (term.args.length > tables.maxArgs) tables.maxArgs = term.args.length;
    functions.push(tableStub(term, context, tables.entries.get(term.id)!));
    sizes.set(term.id, { functions: 1, largest: 20, words: tables.words.length - before });
  };
  for (let i = 0; i < placedTerms.length; i += 1) {
    const placed = placedTerms[i]!;
    const term = placed.flat.term;
    if (choices[i] === "table") {
      addTable(placed);
      continue;
    }
    const before = tables.words.length;
    const chooser =
      choices[i] === "mixed"
        ? (name: string, block: PlacedBlock, params: readonly number[], tail: boolean): number => {
            if (settings.hotCases.has(name)) return -1;
            if (params.length > tables.maxArgs) tables.maxArgs = params.length;
            return tables.add({ placed, block, params, tail });
          }
        : undefined;
    const code = emitDirect(placed, context, chooser);
    if (code === undefined) {
      // Too large for functions that V8 optimises.
      tableTerms.add(term.id);
      choices[i] = "table";
      addTable(placed);
      continue;
    }
    functions.push(code.text);
    sizes.set(term.id, {
      functions: code.functions,
      largest: code.largest,
      words: tables.words.length - before,
    });
  }
  tables.finish();
  context.host.checkReserved();
  const code = printModule(program, settings, context, functions, tables, exported);
  for (let i = 0; i < placedTerms.length; i += 1) {
    const placed = placedTerms[i]!;
    const size = sizes.get(placed.flat.term.id)!;
    const shape = measureBlocks(placed.root);
    let constraints = 0;
    for (const rule of placed.flat.rules) constraints += rule.constraints.length;
    stats.push({
      term: placed.flat.term.name,
      rules: placed.flat.rules.length,
      depth: shape.depth,
      tests: shape.tests,
      constraints,
      backEnd: choices[i]!,
      functions: size.functions,
      largest: size.largest,
      tableWords: size.words,
    });
  }
  return {
    code,
    stats: {
      terms: stats,
      rules: program.rules.length,
      tableWords: tables.words.length,
      codeLength: code.length,
    },
  };
}

export interface CompileOptions extends CodegenOptions {
  /** Report overlapping and unreachable rules; on unless `false`. Without the check, the order of overlapping rules of equal priority is not defined. */
  readonly overlap?: boolean;
  /** Most diagnostics kept; 1000 by default. */
  readonly diagnosticLimit?: number;
}

export interface CompileResult {
  /** Text of the TypeScript module; `undefined` if there are diagnostics. */
  readonly code: string | undefined;
  readonly diagnostics: readonly IsleDiagnostic[];
  readonly stats: CodegenStats | undefined;
  readonly sources: SourceMap;
  /** The diagnostics as text for people. */
  readonly rendered: readonly string[];
}

/** Most if-lets of all rules of one term together. Compilers have some thousands; code for this many takes seconds to make. */
const MAX_TERM_IF_LETS = 400_000;

/** Compiles `.isle` files, in the order given, to a TypeScript module. Never throws on input: problems are diagnostics. */
export function compileIsle(files: readonly SourceFile[], options: CompileOptions = {}): CompileResult {
  const analysis = analyze(files, {
    termIfLets: MAX_TERM_IF_LETS,
    ...(options.overlap === undefined ? {} : { overlap: options.overlap }),
    ...(options.diagnosticLimit === undefined ? {} : { diagnosticLimit: options.diagnosticLimit }),
  });
  const render = (list: readonly IsleDiagnostic[]): string[] =>
    list.map((d) => renderDiagnostic(analysis.sources, d));
  if (analysis.program === undefined) {
    return {
      code: undefined,
      diagnostics: analysis.diagnostics,
      stats: undefined,
      sources: analysis.sources,
      rendered: render(analysis.diagnostics),
    };
  }
  const sink = new DiagnosticSink(options.diagnosticLimit);
  const result = generate(analysis.program, options, sink);
  if (sink.count > 0) {
    return {
      code: undefined,
      diagnostics: sink.list,
      stats: undefined,
      sources: analysis.sources,
      rendered: render(sink.list),
    };
  }
  return { code: result.code, diagnostics: [], stats: result.stats, sources: analysis.sources, rendered: [] };
}

function exportedTerms(program: Program, settings: CodegenSettings, sink: DiagnosticSink): number[] {
  if (settings.exports === undefined) return program.terms.filter(hasRules).map((term) => term.id);
  const ids: number[] = [];
  for (const name of settings.exports) {
    const id = program.termByName.get(name);
    if (id === undefined || !hasRules(program.terms[id]!))
      sink.report("unknown-name", NO_SPAN, `exported term ${name} does not exist or has no rules`);
    else if (!ids.includes(id)) ids.push(id);
  }
  return ids;
}

function hasRules(term: Term): boolean {
  return term.maker !== undefined && term.maker.kind === "rules";
}

/** Terms with rules that the exported ones can call, themselves included, in order of id. */
function reachable(program: Program, exported: readonly number[]): number[] {
  const seen = new Set<number>(exported);
  const work = exported.slice();
  const visit = (root: Expr): void => {
    const stack: Expr[] = [root];
    while (stack.length > 0) {
      const expr = stack.pop()!;
      if (expr.kind === "let") {
        for (const binding of expr.bindings) stack.push(binding.value);
        stack.push(expr.body);
        continue;
      }
      if (expr.kind !== "call" && expr.kind !== "variant") continue;
      for (const arg of expr.args) stack.push(arg);
      if (expr.kind === "call" && !seen.has(expr.term) && hasRules(program.terms[expr.term]!)) {
        seen.add(expr.term);
        work.push(expr.term);
      }
    }
  };
  while (work.length > 0) {
    const maker = program.terms[work.pop()!]!.maker;
    if (maker === undefined || maker.kind !== "rules") continue;
    for (const id of maker.rules) {
      const rule = program.rules[id]!;
      for (const condition of rule.ifLets) visit(condition.value);
      visit(rule.body);
    }
  }
  return [...seen].sort((a, b) => a - b);
}

function chooseBackEnd(
  placed: PlacedTerm,
  term: Term,
  context: CodegenContext,
  settings: CodegenSettings,
): BackEnd | "mixed" {
  let tests = 0;
  for (const rule of placed.flat.rules) tests += rule.constraints.length;
  if (tests > MAX_DIRECT_TESTS) return "table";
  const own = settings.termBackEnds[term.name];
  if (own !== undefined) return own;
  if (settings.backEnd !== "auto") return settings.backEnd;
  const size = estimate(placed, context);
  if (size <= SMALL_TERM) return "direct";
  // The outermost switch, possibly inside tests that all rules share.
  let block = placed.root;
  let rest = size;
  for (;;) {
    let inner: PlacedBlock | undefined;
    for (const step of block.steps) {
      if (step.kind !== "test") continue;
      if (step.source.kind === "switch" && step.cases.length >= MIN_ROOT_CASES) {
        for (const one of step.cases) rest -= estimate({ flat: placed.flat, root: one.block }, context);
        return rest <= LARGE_REST ? "mixed" : "table";
      }
      if (step.cases.length === 1 && inner === undefined) inner = step.cases[0]!.block;
    }
    if (inner === undefined) return "table";
    block = inner;
  }
}

function argumentBinding(placed: PlacedTerm, index: number): number {
  for (const binding of placed.flat.bindings)
    if (binding.kind === "arg" && binding.index === index) return binding.id;
  return -1;
}

/** The function through which direct code and hosts call a term that is a table. */
function tableStub(term: Term, context: CodegenContext, entry: number): string {
  const params = term.args.map((_, i) => `, a${i}: number`).join("");
  const args = term.args.map((_, i) => `, a${i}`).join("");
  const run = term.args.length <= 4 ? `$run${term.args.length}` : "$runN";
  const name = context.termFunction(term);
  if (term.multi)
    return `function ${name}(c: State${params}): void {\n  const found = c.found;\n  c.found = 0;\n  ${run}(c, ${entry}${args});\n  c.found = found;\n}\n`;
  return `function ${name}(c: State${params}): number {\n  return ${run}(c, ${entry}${args})!;\n}\n`;
}

function measureBlocks(root: PlacedBlock): { depth: number; tests: number } {
  let depth = 0;
  let tests = 0;
  const work: PlacedBlock[] = [root];
  while (work.length > 0) {
    const block = work.pop()!;
    if (block.depth > depth) depth = block.depth;
    for (const step of block.steps) {
      if (step.kind !== "test") continue;
      tests += 1;
      for (const one of step.cases) work.push(one.block);
    }
  }
  return { depth, tests };
}
