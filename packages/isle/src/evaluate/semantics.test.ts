// Both back ends mean what the reference evaluator means: on random rule sets,
// the same results, and the same effects in the order of the right sides.
//
// ISLE_SEMANTICS_SETS sets the number of rule sets (default 150; 10000 for the
// long run), ISLE_SEMANTICS_SEED the first seed.

import { expect, test } from "vitest";
import { generate } from "../compile/compile.ts";
import { failsBy32 } from "../compile/host.ts";
import { resolveSettings } from "../compile/settings.ts";
import type { CodegenOptions } from "../compile/settings.ts";
import { DiagnosticSink, renderDiagnostic } from "../diagnostics.ts";
import { analyze } from "../sema/check.ts";
import type { Program } from "../sema/types.ts";
import { Evaluator } from "./evaluator.ts";
import { callMethod, loadModule } from "../../test-support/load-module.ts";
import type { LoadedRules } from "../../test-support/load-module.ts";
import { Random, randomArgument, randomHost, randomProgram } from "./random-rules.ts";
import type { RandomTerm } from "./random-rules.ts";

const SETS = Number(process.env["ISLE_SEMANTICS_SETS"] ?? 150);
const FIRST = Number(process.env["ISLE_SEMANTICS_SEED"] ?? 1);
const INPUTS = 12;

interface Outcome {
  readonly results: readonly string[];
  readonly trace: string;
}

/** Spans of rules as a tree; what the order is not specified for is sorted, pure terms are left out. */
function canonicalTrace(program: Program, trace: readonly string[]): string {
  interface Node {
    readonly rule: number;
    readonly children: string[];
    /** A multi term was called, so that the rest ran once per result, in no specified order. */
    unordered: boolean;
  }
  const stack: Node[] = [{ rule: -1, children: [], unordered: false }];
  const close = (node: Node): string => {
    if (node.unordered) return node.children.slice().sort().join(";");
    // Neighbours that are matches of one multi term.
    const out: string[] = [];
    let group: string[] = [];
    let groupTerm = "";
    const flush = (): void => {
      group.sort();
      out.push(...group);
      group = [];
    };
    for (const child of node.children) {
      const term = /^\(m(\d+) /.exec(child)?.[1] ?? "";
      if (term === "" || term !== groupTerm) flush();
      groupTerm = term;
      group.push(child);
    }
    flush();
    return out.join(";");
  };
  for (const event of trace) {
    const match = /^(rule|end) (\d+)$/.exec(event);
    if (match === null) {
      stack[stack.length - 1]!.children.push(event);
      continue;
    }
    if (match[1] === "rule") {
      stack.push({ rule: Number(match[2]), children: [], unordered: false });
      continue;
    }
    const node = stack.pop()!;
    if (node.rule !== Number(match[2]))
      throw new Error(`spans do not nest: ${node.rule} ended by ${match[2]}`);
    const term = program.terms[program.rules[node.rule]!.term]!;
    const parent = stack[stack.length - 1]!;
    if (term.multi && parent.rule >= 0 && program.terms[program.rules[parent.rule]!.term]!.multi)
      parent.unordered = true;
    if (term.pure) continue;
    parent.children.push(
      term.multi ? `(m${term.id} ${node.rule}: ${close(node)})` : `(${node.rule}: ${close(node)})`,
    );
  }
  if (stack.length !== 1) throw new Error("a span was not ended");
  return close(stack[0]!);
}

/** A value as text that means the same for evaluator and generated code: records by structure. */
function show(
  program: Program,
  type: number,
  value: number,
  record: (type: number, value: number) => { variant: number; fields: readonly number[] },
): string {
  const info = program.types[type]!;
  if (
    info.kind !== "enum" ||
    info.extern ||
    (!info.struct && info.variants.every((v) => v.fields.length === 0))
  )
    return String(value);
  const { variant, fields } = record(type, value);
  return `${info.variants[variant]!.name}(${fields.map((field, i) => show(program, info.variants[variant]!.fields[i]!.type, field, record)).join(",")})`;
}

function runCompiled(
  program: Program,
  rules: LoadedRules,
  term: RandomTerm,
  args: readonly number[],
): string[] {
  const id = program.termByName.get(term.name)!;
  const type = program.terms[id]!.ret;
  const record = (recordType: number, value: number): { variant: number; fields: number[] } => {
    const info = program.types[recordType]!;
    if (info.kind !== "enum") throw new Error("not an enum");
    const words = rules.records;
    const variant = info.struct ? 0 : words[value]!;
    const fields = info.variants[variant]!.fields.map((_, i) => words[value + i + (info.struct ? 0 : 1)]!);
    return { variant, fields };
  };
  const top = rules.results.top;
  const value = callMethod(rules, term.name, args);
  if (term.multi) {
    expect(rules.results.top).toBe(top + value);
    const shown = [...rules.results.words.subarray(top, top + value)].map((word) =>
      show(program, type, word, record),
    );
    rules.results.top = top;
    return shown.sort();
  }
  expect(rules.results.top).toBe(top);
  if (term.partial && value === (failsBy32(program.types[type]!) ? 0x80000000 : -1)) return [];
  return [show(program, type, value, record)];
}

function rawResults(
  program: Program,
  rules: LoadedRules,
  term: RandomTerm,
  args: readonly number[],
): number[] {
  const top = rules.results.top;
  const value = callMethod(rules, term.name, args);
  if (term.multi) {
    const list = [...rules.results.words.subarray(top, top + value)];
    rules.results.top = top;
    return list;
  }
  const type = program.types[program.terms[program.termByName.get(term.name)!]!.ret]!;
  return term.partial && value === (failsBy32(type) ? 0x80000000 : -1) ? [] : [value];
}

const MODES: readonly CodegenOptions[] = [
  { backEnd: "direct", trace: "spans" },
  { backEnd: "table", trace: "spans" },
  // Tables and direct code that call each other, and literals where constants are known.
  {
    backEnd: "direct",
    termBackEnds: { t0: "table", t2: "table" },
    constants: { $K1: 1, $V0: 2 },
    trace: "spans",
  },
];

function checkSet(seed: number): { matches: number; calls: number } {
  const random = new Random(seed * 31 + 5);
  const generated = randomProgram(
    seed,
    seed % 5 === 0
      ? { single: true }
      : seed % 50 === 3
        ? { rules: 250, depth: 4 }
        : seed % 7 === 0
          ? { depth: 5, rules: 20 }
          : {},
  );
  const analysis = analyze([{ name: `seed${seed}.isle`, text: generated.text }], { overlap: false });
  if (analysis.program === undefined)
    throw new Error(
      `seed ${seed}: ${analysis.diagnostics.map((d) => renderDiagnostic(analysis.sources, d)).join("\n")}`,
    );
  const program = analysis.program;
  const inputs: { term: RandomTerm; args: number[] }[] = [];
  for (let i = 0; i < INPUTS; i += 1) {
    const callable = generated.terms.filter((term) => !term.args.includes("E") && !term.args.includes("S"));
    if (callable.length === 0) break;
    const term = random.pick(callable);
    inputs.push({ term, args: term.args.map((type) => randomArgument(type, random.next())) });
  }
  const sink = new DiagnosticSink();
  const reference: Outcome[] = [];
  {
    const host = randomHost(seed, generated);
    const evaluator = new Evaluator(program, resolveSettings({}), host.members, sink);
    host.callTerm = (name, args) => evaluator.call(program.termByName.get(name)!, args);
    const record = (_: number, value: number): { variant: number; fields: readonly number[] } =>
      evaluator.records[value]!;
    for (const input of inputs) {
      host.trace.length = 0;
      const id = program.termByName.get(input.term.name)!;
      const results = evaluator
        .call(id, input.args)
        .map((value) => show(program, program.terms[id]!.ret, value, record));
      if (input.term.multi) results.sort();
      reference.push({ results, trace: canonicalTrace(program, host.trace) });
    }
  }
  let matches = 0;
  for (const outcome of reference) if (outcome.results.length > 0) matches += 1;
  for (const mode of MODES) {
    const compiled = generate(program, mode, sink);
    expect(sink.list).toEqual([]);
    const host = randomHost(seed, generated);
    const rules = loadModule(compiled.code).create(host.members);
    host.callTerm = (name, args) =>
      rawResults(
        program,
        rules,
        generated.terms.find((term) => term.name === name)!,
        args,
      );
    for (let i = 0; i < inputs.length; i += 1) {
      host.trace.length = 0;
      const input = inputs[i]!;
      const results = runCompiled(program, rules, input.term, input.args);
      const got: Outcome = { results, trace: canonicalTrace(program, host.trace) };
      expect(
        got,
        `seed ${seed}, ${mode.backEnd}, ${input.term.name}(${input.args.join(", ")})\n${compiled.code}`,
      ).toEqual(reference[i]);
    }
  }
  return { matches, calls: inputs.length };
}

test(`${SETS} random rule sets from seed ${FIRST}`, { timeout: 3_600_000 }, () => {
  let matches = 0;
  let calls = 0;
  for (let seed = FIRST; seed < FIRST + SETS; seed += 1) {
    const one = checkSet(seed);
    matches += one.matches;
    calls += one.calls;
  }
  // The test says nothing if hardly anything matches, or if everything does.
  expect(matches).toBeGreaterThan(calls * 0.3);
  expect(matches).toBeLessThan(calls);
});
