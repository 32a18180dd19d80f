// Overlap verdicts against evaluation, on random programs that use most of the
// language: rules that are seen to match the same arguments must be reported as
// overlapping, and a rule reported as shadowed must never match without the one
// that shadows it. (That nothing else is reported is tested by brute force in
// overlap.test.ts, where all inputs and all functions can be tried.)
//
// ISLE_SOUNDNESS_SETS sets the number of programs.

import { expect, test } from "vitest";
import { resolveSettings } from "../compile/settings.ts";
import { DiagnosticSink } from "../diagnostics.ts";
import { Evaluator } from "../evaluate/evaluator.ts";
import { Random, randomArgument, randomHost, randomProgram } from "../evaluate/random-rules.ts";
import { analyze } from "../sema/check.ts";
import type { Program, Rule, Term } from "../sema/types.ts";
import { findOverlaps } from "./overlap.ts";

const SETS = Number(process.env["ISLE_SOUNDNESS_SETS"] ?? 60);
const INPUTS = 40;

/** The program in which the term has only that rule. */
function only(program: Program, term: Term, rule: number): Program {
  const terms = program.terms.slice();
  terms[term.id] = { ...term, maker: { kind: "rules", rules: [rule] } };
  return { ...program, terms };
}

/** The program with all priorities equal: overlaps that the generator avoided by priority appear. */
function levelled(program: Program): Program {
  return { ...program, rules: program.rules.map((rule): Rule => ({ ...rule, priority: 0 })) };
}

/** Whether another term's rules may call the term: then leaving out its rules would change them. */
function called(program: Program, term: Term): boolean {
  return (
    term.rec ||
    program.rules.some(
      (rule) =>
        rule.ifLets.length > 0 &&
        rule.term === term.id &&
        JSON.stringify(rule.ifLets, (_, v) => (typeof v === "bigint" ? "" : v)).includes(
          `"term":${term.id},`,
        ),
    )
  );
}

test(`${SETS} random programs`, { timeout: 3_600_000 }, () => {
  let bothMatched = 0;
  let shadowedSeen = 0;
  for (let seed = 1; seed <= SETS; seed += 1) {
    const generated = randomProgram(seed);
    const analysis = analyze([{ name: "random.isle", text: generated.text }], { overlap: false });
    const program = analysis.program as Program;
    const random = new Random(seed);
    const sink = new DiagnosticSink();
    for (const description of generated.terms) {
      if (description.multi || description.args.includes("E") || description.args.includes("S")) continue;
      const term = program.terms[program.termByName.get(description.name) as number] as Term;
      if (term.maker?.kind !== "rules" || called(program, term)) continue;
      const rules = term.maker.rules;
      const overlaps = new Set(
        findOverlaps(levelled(program), term.id, 10_000).overlaps.map((o) => `${o.first} ${o.second}`),
      );
      const report = findOverlaps(program, term.id, 10_000);
      const never = new Set(report.never.map((n) => n.rule));
      const host = randomHost(seed, generated);
      const full = new Evaluator(program, resolveSettings({}), host.members, sink);
      host.callTerm = (name, args) => full.call(program.termByName.get(name) as number, args);
      const single = rules.map(
        (rule) => new Evaluator(only(program, term, rule), resolveSettings({}), host.members, sink),
      );
      for (let i = 0; i < INPUTS; i += 1) {
        const args = description.args.map((type) => randomArgument(type, random.next()));
        const matched = new Set<number>();
        for (let r = 0; r < rules.length; r += 1) {
          host.trace.length = 0;
          try {
            (single[r] as Evaluator).call(term.id, args);
          } catch {
            // No rule of this or of another term matched.
          }
          if (host.trace.includes(`rule ${rules[r]}`)) matched.add(rules[r] as number);
        }
        for (const a of matched) {
          expect(never.has(a)).toBe(false);
          for (const b of matched) {
            if (a >= b) continue;
            bothMatched += 1;
            expect(
              overlaps,
              `seed ${seed}: rules ${a} and ${b} both match ${term.name}(${args.join(", ")})`,
            ).toContain(`${a} ${b}`);
          }
        }
        for (const { rule, by } of report.shadowed) {
          if (!matched.has(rule)) continue;
          shadowedSeen += 1;
          expect(
            matched.has(by),
            `seed ${seed}: rule ${rule} without ${by} matches ${term.name}(${args.join(", ")})`,
          ).toBe(true);
        }
      }
    }
  }
  // The test says nothing if hardly any rules match together.
  expect(bothMatched).toBeGreaterThan(SETS * 10);
  expect(shadowedSeen).toBeGreaterThan(0);
});
