// Semantic analysis: definitions to a checked program.
//
// The order of the phases is the order of dependence: names, internal
// extractors, rules, recursion, overlap. Each phase reports all it finds and
// the next works on what is sound, so that one run shows many errors.

import type { Definition, RuleDef } from "../ast.ts";
import { DiagnosticSink } from "../diagnostics.ts";
import type { IsleDiagnostic } from "../diagnostics.ts";
import { parse } from "../parse/parser.ts";
import { shorten } from "../parse/parser.ts";
import { SourceMap } from "../source.ts";
import type { SourceFile, Span } from "../source.ts";
import { checkOverlap } from "../overlap/overlap.ts";
import { buildEnvironment, checkVerificationNames } from "./environment.ts";
import { checkRecursion } from "./recursion.ts";
import { RuleChecker } from "./rules.ts";
import type { Program, Rule, RuleId, Term } from "./types.ts";

export interface AnalyzeOptions {
  /** Most if-lets of all rules of one term together; a term with more is an error. Unlimited by default; the compiler sets 400,000. */
  readonly termIfLets?: number;
  /** Report overlapping and unreachable rules; on unless `false`. */
  readonly overlap?: boolean;
  /** Most diagnostics kept; 1000 by default. */
  readonly diagnosticLimit?: number;
}

export interface Analysis {
  readonly sources: SourceMap;
  /** Present exactly if there are no diagnostics. */
  readonly program: Program | undefined;
  /** Sorted by position. */
  readonly diagnostics: readonly IsleDiagnostic[];
  /** All problems, including those beyond the limit. */
  readonly diagnosticCount: number;
}

/** Parses and checks a program of several files, in the order given. */
export function analyze(files: readonly SourceFile[], options: AnalyzeOptions = {}): Analysis {
  const sources = new SourceMap(files);
  const sink = new DiagnosticSink(options.diagnosticLimit);
  const definitions = parse(sources, sink);
  const program = checkProgram(
    sources,
    definitions,
    sink,
    options.overlap !== false,
    options.termIfLets ?? Infinity,
  );
  const diagnostics = sink.list.slice().sort((a, b) => a.span.start - b.span.start);
  return {
    sources,
    program: sink.count === 0 ? program : undefined,
    diagnostics,
    diagnosticCount: sink.count,
  };
}

function checkProgram(
  sources: SourceMap,
  definitions: readonly Definition[],
  sink: DiagnosticSink,
  overlap: boolean,
  termIfLets: number,
): Program {
  const env = buildEnvironment(definitions, sink);
  const soundNames = sink.count === 0;
  const ruleDefs = definitions.filter((def): def is RuleDef => def.kind === "rule");
  const ruleNames = new Map<string, Span>();
  const rulesOf = new Map<number, RuleId[]>();
  // A term is an internal constructor as soon as one rule names it, right or wrong.
  for (const def of ruleDefs) {
    if (def.name !== undefined) {
      const before = ruleNames.get(def.name.name);
      if (before !== undefined) {
        sink.report("duplicate", def.name.span, `rule \`${shorten(def.name.name)}\` is already defined`, [
          { span: before, message: "first defined here" },
        ]);
      } else {
        ruleNames.set(def.name.name, def.name.span);
      }
    }
    if (def.pattern.kind !== "term") continue;
    const id = env.termByName.get(def.pattern.name.name);
    if (id === undefined || rulesOf.has(id)) continue;
    const term = env.term(id);
    if (term.maker !== undefined) continue;
    const rules: RuleId[] = [];
    rulesOf.set(id, rules);
    term.maker = { kind: "rules", rules };
  }
  const checker = new RuleChecker(env, sink);
  for (const macro of env.macros.values()) checker.checkMacro(macro);
  const rules: Rule[] = [];
  const refused = termsTooLarge(ruleDefs, termIfLets);
  for (const name of refused) {
    const id = env.termByName.get(name);
    if (id !== undefined)
      sink.report(
        "limit",
        env.term(id).span,
        `the rules of \`${shorten(name)}\` have more than ${termIfLets} if-lets: split the term`,
      );
  }
  for (const def of ruleDefs) {
    if (def.pattern.kind === "term" && refused.has(def.pattern.name.name)) continue;
    const rule = checker.checkRule(def, rules.length);
    if (rule === undefined) continue;
    (rulesOf.get(rule.term) as RuleId[]).push(rule.id);
    rules.push(rule);
  }
  checkRecursion(env.terms, rules, sink);
  const program: Program = {
    sources,
    types: env.types,
    terms: env.terms satisfies readonly Term[],
    constants: env.constants,
    rules,
    typeByName: env.typeByName,
    termByName: env.termByName,
    verification: checkVerificationNames(env, definitions, ruleNames, sink),
  };
  if (overlap && soundNames) checkOverlap(program, sink);
  return program;
}

/** Names of the terms whose rules have more than `limit` if-lets together. */
function termsTooLarge(rules: readonly RuleDef[], limit: number): Set<string> {
  const counts = new Map<string, number>();
  const found = new Set<string>();
  for (const { pattern, ifLets } of rules) {
    if (pattern.kind !== "term" || ifLets.length === 0) continue;
    const name = pattern.name.name;
    const count = (counts.get(name) ?? 0) + ifLets.length;
    counts.set(name, count);
    if (count > limit) found.add(name);
  }
  return found;
}
