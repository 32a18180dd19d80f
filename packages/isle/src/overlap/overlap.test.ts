// Overlap and unreachability: hand-made cases, agreement with brute force on
// random rule sets over small inputs, and large rule sets in bounded time.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyze } from "../sema/check.ts";
import type { Expr, Pattern, Program, Rule } from "../sema/types.ts";
import { findOverlaps } from "./overlap.ts";

const PRELUDE = `
(type T (primitive T)) (type Ty (primitive Ty))
(type E (enum A (B (x u8)) (C (x u8) (e E)))) (type P (struct (a u8) (b E))) (type X extern (enum (Q (i u8)) R S))
(type One (enum (Only (x u8))))
(extern const $I Ty) (extern const $J Ty) (extern const $N u8) (extern const $M u8)
(decl ext (u8) u8) (extern extractor ext ext)
(decl two (u8 u8) u8) (extern extractor two two)
(decl all (u8) u8) (extern extractor infallible all all)
(decl ty (Ty) T) (extern extractor infallible ty ty)
(decl pure g (u8) u8) (extern constructor g g)
(decl pure h (u8 u8) u8) (extern constructor h h)
(decl pure partial q (u8) u8) (extern constructor q q)
(decl pure partial ok (T) bool) (extern constructor ok ok)
(decl small (u8) u8) (extractor (small x) (and (ext _) x))
(decl f (u8 u8) u8) (decl e (E) u8) (decl p (P) u8) (decl x (X) u8) (decl t (T) u8) (decl b (bool bool) u8) (decl o (One) u8) (decl i (i8 u128) u8)
(decl multi m (u8) u8)
(decl multi some (u8) u8) (extern extractor some some)
(decl pure two_es (E E) u8)
`;

function verdict(rules: string): string[] {
  const result = analyze([{ name: "t.isle", text: PRELUDE + rules }], { overlap: false });
  expect(result.diagnostics.map((d) => d.message)).toEqual([]);
  const program = result.program as Program;
  const out: string[] = [];
  for (const term of program.terms) {
    const report = findOverlaps(program, term.id, 1000);
    expect(report.exhausted).toBe(false);
    for (const o of report.overlaps) out.push(`overlap ${o.first} ${o.second}: ${o.witness}`);
    for (const s of report.shadowed) out.push(`rule ${s.rule} behind ${s.by}`);
    for (const n of report.never) out.push(`never ${n.rule}: ${n.reason}`);
  }
  return out;
}

describe("hand-made", () => {
  const cases: [string, string, ...string[]][] = [
    // Values.
    ["different integers", "(rule (f 1 y) y)(rule (f 2 y) y)"],
    ["same integers", "(rule (f 1 y) y)(rule (f 1 z) z)", "overlap 0 1: (f 1 _)"],
    ["integers in different arguments", "(rule (f 1 y) y)(rule (f y 2) y)", "overlap 0 1: (f 1 2)"],
    ["wildcard and integer", "(rule (f x 1) x)(rule (f _ _) 0)", "overlap 0 1: (f _ 1)"],
    ["wildcard and integer, by priority", "(rule 1 (f x 1) x)(rule (f _ _) 0)"],
    [
      "hexadecimal and decimal are one value",
      "(rule (f 0x10 x) x)(rule (f 16 x) x)",
      "overlap 0 1: (f 16 _)",
    ],
    ["wrapped bit pattern", "(rule (i 0xff x) 1)(rule (i -1 x) 1)", "overlap 0 1: (i -1 _)"],
    ["wide integers", "(rule (i x 0x1_0000_0000_0000_0000) 1)(rule (i x 0) 1)"],
    [
      "three rules, one pair",
      "(rule (f 1 2) 0)(rule (f 2 2) 0)(rule (f x 2) x)",
      "overlap 0 2: (f 1 2)",
      "overlap 1 2: (f 2 2)",
    ],
    ["booleans", "(rule (b true x) 0)(rule (b false x) 0)"],
    ["booleans crossing", "(rule (b true _) 0)(rule (b _ false) 0)", "overlap 0 1: (b true false)"],
    ["identical rules", "(rule (f x y) x)(rule (f a b) b)", "overlap 0 1: (f _ _)"],
    ["identical rules of different priority", "(rule 2 (f x y) x)(rule 1 (f a b) b)", "rule 1 behind 0"],
    // Constants.
    ["different constants", "(rule (f $N x) x)(rule (f $M x) x)"],
    ["same constants", "(rule (f $N x) x)(rule (f $N y) y)", "overlap 0 1: (f $N _)"],
    ["a constant may equal a literal", "(rule (f $N x) x)(rule (f 3 y) y)", "overlap 0 1: (f 3 _)"],
    ["constants behind an extractor", "(rule (t (ty $I)) 0)(rule (t (ty $J)) 0)"],
    [
      "constants behind an extractor, same",
      "(rule (t (ty $I)) 0)(rule (t (ty $I)) 1)",
      "overlap 0 1: (t (ty $I))",
    ],
    [
      "two constants for one value",
      "(rule (t (and (ty $I) (ty $J))) 0)",
      "never 0: one value would have to be both `$I` and `$J`",
    ],
    ["literal and constant together", "(rule (f (and 3 $N) x) x)(rule (f 4 x) x)"],
    [
      "literal and constant together decide another constant",
      "(rule (f (and 3 $N) x) x)(rule (f x (and 4 $N)) x)",
    ],
    // Enums and structs.
    ["different variants", "(rule (e (E.A)) 0)(rule (e (E.B x)) x)(rule (e (E.C x _)) x)"],
    ["same variant", "(rule (e (E.B x)) x)(rule (e (E.B 3)) 0)", "overlap 0 1: (e (E.B 3))"],
    ["same variant, different fields", "(rule (e (E.B 4)) 1)(rule (e (E.B 3)) 0)"],
    [
      "nested variants",
      "(rule (e (E.C _ (E.A))) 1)(rule (e (E.C _ (E.B _))) 0)(rule (e (E.C 1 _)) 0)",
      "overlap 0 2: (e (E.C 1 (E.A)))",
      "overlap 1 2: (e (E.C 1 (E.B _)))",
    ],
    [
      "variant against wildcard of higher priority",
      "(rule 1 (e _) 1)(rule (e (E.B _)) 0)",
      "rule 1 behind 0",
    ],
    ["variant against wildcard of lower priority", "(rule (e _) 1)(rule 1 (e (E.B _)) 0)"],
    [
      "all variants together cover, but no single rule",
      "(rule 1 (e (E.A)) 0)(rule 1 (e (E.B x)) x)(rule 1 (e (E.C x _)) x)(rule (e _) 0)",
    ],
    ["the only variant is no test", "(rule 1 (o (One.Only _)) 0)(rule (o _) 1)", "rule 1 behind 0"],
    [
      "struct fields",
      "(rule (p (P 1 (E.A))) 0)(rule (p (P _ (E.B _))) 0)(rule (p (P 2 _)) 0)",
      "overlap 1 2: (p (P 2 (E.B _)))",
    ],
    ["extern enums", "(rule (x (X.Q 1)) 0)(rule (x (X.R)) 0)(rule (x (X.S)) 0)(rule (x (X.Q 2)) 1)"],
    [
      "two variants at once",
      "(rule (x (and (X.R) (X.S))) 0)",
      "never 0: one value would have to be both `X.R` and `X.S`",
    ],
    [
      "two fields at once",
      "(rule (e (and (E.B 1) (E.B 2))) 0)",
      "never 0: one value would have to be both `1` and `2`",
    ],
    [
      "two variants in a field",
      "(rule (e (E.C _ (and (E.A) (E.B _)))) 0)",
      "never 0: one value would have to be both `E.A` and `E.B`",
    ],
    // Non-linear patterns.
    ["equality and different values", "(rule (f x x) x)(rule (f 1 2) 0)"],
    ["equality and equal values", "(rule (f x x) x)(rule (f 2 2) 0)", "overlap 0 1: (f 2 2)"],
    ["equality and one value", "(rule (f x x) x)(rule (f 2 y) 0)", "overlap 0 1: (f 2 2)"],
    ["equality is more special than nothing", "(rule 1 (f x x) x)(rule (f x y) 0)"],
    ["equality behind nothing", "(rule 1 (f x y) x)(rule (f x x) 0)", "rule 1 behind 0"],
    ["equal values behind equality", "(rule 1 (f x x) x)(rule (f 2 2) 0)", "rule 1 behind 0"],
    ["half-equal values not behind equality", "(rule 1 (f x x) x)(rule (f 2 y) 0)"],
    ["equality carries a value", "(rule 1 (f 3 _) 0)(rule (f x (and x 3)) 0)", "rule 1 behind 0"],
    [
      "equality contradicts values",
      "(rule (f x @ 1 (and x 2)) 0)",
      "never 0: one value would have to be both `1` and `2`",
    ],
    [
      "equality between fields",
      "(rule (e (E.C x (E.B x))) x)(rule (e (E.C 1 (E.B 2))) 0)(rule (e (E.C 1 (E.C _ _))) 0)",
    ],
    [
      "equality between fields, witness",
      "(rule (e (E.C x (E.B x))) x)(rule (e (E.C _ (E.B _))) 0)",
      "overlap 0 1: (e (E.C v1 (E.B v1)))",
    ],
    ["equality of enums reaches their fields", "(rule (two_es x x) 0)(rule (two_es (E.B 1) (E.B 2)) 0)"],
    [
      "equality of enums, same fields",
      "(rule (two_es x x) 0)(rule (two_es (E.B 1) (E.B 1)) 0)",
      "overlap 0 1: (two_es v1 @ (E.B 1) v1)",
    ],
    ["equality of enums, variants", "(rule (two_es x x) 0)(rule (two_es (E.B _) (E.A)) 0)"],
    // Extractors.
    ["same extractor, different results", "(rule (f (ext 1) y) y)(rule (f (ext 2) y) y)"],
    [
      "same extractor, same results",
      "(rule (f (ext 1) y) y)(rule (f (ext x) y) y)",
      "overlap 0 1: (f (ext 1) _)",
    ],
    [
      "same extractor on different arguments",
      "(rule (f (ext 1) _) 0)(rule (f _ (ext 2)) 0)",
      "overlap 0 1: (f (ext 1) (ext 2))",
    ],
    [
      "different extractors",
      "(rule (f (ext 1) _) 0)(rule (f (two _ 2) _) 0)",
      "overlap 0 1: (f (and (ext 1) (two _ 2)) _)",
    ],
    ["nested extractors", "(rule (f (ext (two 1 (ext 3))) _) 0)(rule (f (ext (two _ (ext 4))) _) 0)"],
    ["fallible extractor is a test", "(rule 1 (f (ext _) _) 0)(rule (f _ _) 0)"],
    ["infallible extractor is none", "(rule 1 (f (all _) _) 0)(rule (f _ _) 0)", "rule 1 behind 0"],
    ["more tests behind fewer", "(rule 1 (f (ext _) _) 0)(rule (f (ext 1) 2) 0)", "rule 1 behind 0"],
    ["other test not behind", "(rule 1 (f (ext _) _) 0)(rule (f (two _ _) _) 0)"],
    ["extractor on equal arguments", "(rule (f x @ (ext 1) x) 0)(rule (f _ (ext 2)) 0)"],
    [
      "extractor on equal arguments, shadow",
      "(rule 1 (f _ (ext _)) 0)(rule (f x @ (ext 1) x) 0)",
      "rule 1 behind 0",
    ],
    ["extractor on equal constants", "(rule (f 3 (ext 1)) 0)(rule (f (and 3 (ext 2)) 3) 0)"],
    [
      "extractor on equal constants, shadow",
      "(rule 1 (f (ext 1) _) 0)(rule (f 3 (and 3 (ext 1))) 0)",
      "rule 1 behind 0",
    ],
    [
      "expanded extractors",
      "(rule (f (small 1) _) 0)(rule (f (ext _) _) 0)(rule (f 2 _) 0)",
      "overlap 0 1: (f 1 _)",
      "overlap 1 2: (f 2 _)",
    ],
    // If-lets.
    [
      "an if-let is a test",
      "(rule (f x _) (if-let 1 (g x)) 0)(rule (f _ _) 1)",
      "overlap 0 1: (f v1 _) with (g v1) = 1",
    ],
    ["if-lets on the same call", "(rule (f x _) (if-let 1 (g x)) 0)(rule (f y _) (if-let 2 (g y)) 0)"],
    [
      "if-lets on different calls",
      "(rule (f x _) (if-let 1 (g x)) 0)(rule (f _ y) (if-let 2 (g y)) 0)",
      "overlap 0 1: (f v1 v2) with (g v1) = 1 with (g v2) = 2",
    ],
    ["if-lets on equal calls", "(rule (f x x) (if-let 1 (g x)) 0)(rule (f _ y) (if-let 2 (g y)) 0)"],
    ["if-lets with literals", "(rule (f 3 _) (if-let 1 (g 3)) 0)(rule (f x 4) (if-let 2 (g x)) 0)"],
    [
      "if-lets of two arguments",
      "(rule (f x y) (if-let 1 (h x y)) 0)(rule (f x y) (if-let 2 (h y x)) 0)",
      "overlap 0 1: (f v1 v2) with (h v1 v2) = 1 with (h v2 v1) = 2",
    ],
    [
      "if-lets of two equal arguments",
      "(rule (f x x) (if-let 1 (h x x)) 0)(rule (f x y) (if-let 2 (h y x)) 0)",
    ],
    [
      "an if-let that binds is no test",
      "(rule 1 (f x _) (if-let y (g x)) y)(rule (f _ _) 1)",
      "rule 1 behind 0",
    ],
    ["a partial call is a test", "(rule 1 (f x _) (if-let y (q x)) y)(rule (f _ _) 1)"],
    [
      "the same partial call",
      "(rule 1 (f x _) (if-let y (q x)) y)(rule (f x _) (if-let 3 (q x)) 1)",
      "rule 1 behind 0",
    ],
    ["if with a partial call", "(rule 1 (t x) (if (ok x)) 0)(rule (t _) 1)"],
    ["if-let against the argument", "(rule (f x y) (if-let y (g x)) 0)(rule (f x 3) (if-let 4 (g x)) 0)"],
    [
      "if-let on a nested call",
      "(rule (f x _) (if-let 1 (g (g x))) 0)(rule (f x _) (if-let y (g x)) (if-let 2 (g y)) 0)",
    ],
    [
      "let in an if-let",
      "(rule (f x _) (if-let 1 (let ((y u8 (g x))) (g y))) 0)(rule (f x _) (if-let 2 (g (g x))) 0)",
    ],
    // Terms.
    ["multi terms may overlap", "(rule (m x) x)(rule (m 1) 1)(rule 1 (m x) x)"],
    [
      "a rule of a multi term can contradict itself",
      "(rule (m (and 1 2)) 1)(rule (m (ext (and 1 2))) 1)",
      "never 0: one value would have to be both `1` and `2`",
      "never 1: one value would have to be both `1` and `2`",
    ],
    ["a multi extractor may yield different values", "(rule (m (and (some 1) (some 2))) 1)"],
    [
      "several priorities",
      "(rule 2 (f 1 _) 0)(rule 1 (f 1 2) 0)(rule 1 (f 2 _) 0)(rule (f 2 3) 0)(rule (f _ _) 0)",
      "overlap 3 4: (f 2 3)",
      "rule 1 behind 0",
      "rule 3 behind 2",
    ],
    [
      "a rule that never matches overlaps nothing",
      "(rule (f (and 1 2) _) 0)(rule (f _ _) 0)",
      "never 0: one value would have to be both `1` and `2`",
    ],
    ["@ and and", "(rule (f x @ (and 1 y) z) z)(rule (f (and a 2) _) a)"],
    ["empty and", "(rule (f (and) _) 1)(rule (f _ 1) 1)", "overlap 0 1: (f _ 1)"],
  ];
  test.each(cases)("%s", (_name, rules, ...expected) => {
    expect(verdict(rules)).toEqual(expected);
  });
  test("there are at least 60", () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
  });
});

// ---- Brute force -------------------------------------------------------------

/** A value: an integer or boolean as a number, or an enum value [variant, field...]. */
type Value = number | readonly [number, ...Value[]];

const RANDOM_PRELUDE = `
(type u2 (primitive u2)) (type E (enum A (B (x u2)) (C (x u2) (y bool)))) (type S (struct (x u2) (e E)))
(decl ext (u2) u2) (extern extractor ext ext)
(decl all (u2) u2) (extern extractor infallible all all)
(decl pure g (u2) u2) (extern constructor g g)
(decl f (u2 u2 E) u2)
`;

const U2: readonly Value[] = [0, 1, 2, 3];
const BOOL: readonly Value[] = [0, 1];
const ENUM: readonly Value[] = [
  [0],
  ...U2.map((x): Value => [1, x]),
  ...U2.flatMap((x) => BOOL.map((y): Value => [2, x, y])),
];

const variable = fc.constantFrom("x", "y", "z");
const u2: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constant("_") },
  { weight: 3, arbitrary: fc.nat(3).map(String) },
  { weight: 3, arbitrary: variable },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("ext", "all"), fc.oneof(fc.constant("_"), fc.nat(3).map(String), variable))
      .map(([e, p]) => `(${e} ${p})`),
  },
  { weight: 1, arbitrary: fc.tuple(variable, fc.nat(3)).map(([v, n]) => `(and ${v} ${n})`) },
);
const boolean = fc.constantFrom("_", "true", "false");
const enumPattern: fc.Arbitrary<string> = fc.oneof(
  fc.constant("_"),
  fc.constant("(E.A)"),
  u2.map((p) => `(E.B ${p})`),
  fc.tuple(u2, boolean).map(([p, q]) => `(E.C ${p} ${q})`),
);
const ruleText = fc
  .tuple(
    fc.nat(2),
    u2,
    u2,
    enumPattern,
    fc.option(fc.tuple(fc.nat(3), fc.constantFrom("0", "1", "x")), { freq: 4, nil: undefined }),
  )
  .map(([priority, a, b, c, guard]) => {
    const bindsX = /\bx\b/.test(`${a} ${b} ${c}`);
    const test =
      guard === undefined || (guard[1] === "x" && !bindsX) ? "" : ` (if-let ${guard[0]} (g ${guard[1]}))`;
    return `(rule ${priority} (f ${a} ${b} ${c})${test} 0)`;
  });

/** Opaque functions as tables; -1 is failure. */
interface Interpretation {
  readonly ext: readonly number[];
  readonly all: readonly number[];
  readonly g: readonly number[];
}

function matches(program: Program, rule: Rule, input: readonly Value[], functions: Interpretation): boolean {
  const variables: Value[] = [];
  const call = (e: Expr): Value => {
    if (e.kind === "int") return Number(e.value);
    if (e.kind === "var") return variables[e.variable] as Value;
    if (e.kind === "call") return functions.g[call(e.args[0] as Expr) as number] as Value;
    throw new Error("unexpected expression");
  };
  const match = (p: Pattern, value: Value): boolean => {
    switch (p.kind) {
      case "wildcard":
        return true;
      case "bind":
        variables[p.variable] = value;
        return match(p.sub, value);
      case "equal":
        return variables[p.variable] === value;
      case "int":
        return Number(p.value) === value;
      case "bool":
        return Number(p.value) === value;
      case "and":
        return p.subs.every((sub) => match(sub, value));
      case "variant":
        return (
          (value as readonly Value[])[0] === p.variant &&
          p.args.every((arg, i) => match(arg, (value as readonly Value[])[i + 1] as Value))
        );
      case "extract": {
        const table = program.terms[p.term]?.name === "ext" ? functions.ext : functions.all;
        const result = table[value as number] as number;
        return result >= 0 && match(p.args[0] as Pattern, result);
      }
      default:
        throw new Error("unexpected pattern");
    }
  };
  return (
    rule.args.every((p, i) => match(p, input[i] as Value)) &&
    rule.ifLets.every((g) => match(g.pattern, call(g.value)))
  );
}

function tables(low: number, needed: boolean): number[][] {
  if (!needed) return [[0, 0, 0, 0]];
  const out: number[][] = [];
  for (let a = low; a < 4; a += 1)
    for (let b = low; b < 4; b += 1)
      for (let c = low; c < 4; c += 1) for (let d = low; d < 4; d += 1) out.push([a, b, c, d]);
  return out;
}

/** All pairs that some input and some functions make both match; and pairs where every match of one is one of the other. */
function bruteForce(
  program: Program,
  text: string,
): { overlaps: string[]; shadowed: Set<string>; never: string[] } {
  const rules = program.rules;
  const n = rules.length;
  const both = new Uint8Array(n * n);
  const alone = new Uint8Array(n * n);
  const hits = new Uint8Array(n);
  const matched = new Uint8Array(n);
  for (const ext of tables(-1, text.includes("(ext "))) {
    for (const all of tables(0, text.includes("(all "))) {
      for (const g of tables(0, text.includes("(g "))) {
        for (const a of U2) {
          for (const b of U2) {
            for (const e of ENUM) {
              const input = [a, b, e];
              for (let i = 0; i < n; i += 1) {
                matched[i] = matches(program, rules[i] as Rule, input, { ext, all, g }) ? 1 : 0;
                hits[i] = (hits[i] as number) | (matched[i] as number);
              }
              for (let i = 0; i < n; i += 1) {
                if (matched[i] === 0) continue;
                for (let j = 0; j < n; j += 1) {
                  if (matched[j] === 1) both[i * n + j] = 1;
                  else alone[i * n + j] = 1;
                }
              }
            }
          }
        }
      }
    }
  }
  const overlaps: string[] = [];
  const shadowed = new Set<string>();
  const never: string[] = [];
  for (let i = 0; i < n; i += 1) {
    if (hits[i] === 0) never.push(String(i));
    for (let j = 0; j < n; j += 1) {
      const p = (rules[i] as Rule).priority;
      const q = (rules[j] as Rule).priority;
      if (i < j && p === q && both[i * n + j] === 1) overlaps.push(`${i} ${j}`);
      if (q > p && hits[i] === 1 && alone[i * n + j] === 0) shadowed.add(`${i} ${j}`);
    }
  }
  return { overlaps, shadowed, never };
}

/** One opaque function at a time: their tables multiply. */
function affordable(text: string): boolean {
  return ["(ext ", "(all ", "(g "].filter((name) => text.includes(name)).length <= 1;
}

const RUNS = Number(process.env["ISLE_OVERLAP_RUNS"] ?? 150);

describe("brute force over all inputs and all opaque functions", () => {
  const agree = (rules: readonly string[]): void => {
    const text = rules.join("\n");
    const result = analyze([{ name: "t.isle", text: RANDOM_PRELUDE + text }], { overlap: false });
    expect(result.diagnostics.map((d) => d.message)).toEqual([]);
    const program = result.program as Program;
    const expected = bruteForce(program, text);
    const report = findOverlaps(program, program.termByName.get("f") as number, 1000);
    expect(report.overlaps.map((o) => `${o.first} ${o.second}`).sort()).toEqual(expected.overlaps.sort());
    expect(report.never.map((o) => String(o.rule))).toEqual(expected.never);
    // One shadowing rule is named for each shadowed rule.
    const found = report.shadowed.map((s) => `${s.rule} ${s.by}`);
    for (const pair of found) expect(expected.shadowed).toContain(pair);
    expect(new Set(report.shadowed.map((s) => s.rule))).toEqual(
      new Set([...expected.shadowed].map((pair) => Number(pair.split(" ")[0]))),
    );
  };
  test("without opaque functions", () => {
    const plain = ruleText.filter((text) => !/\((?:ext|all|g) /.test(text));
    fc.assert(fc.property(fc.array(plain, { minLength: 2, maxLength: 7 }), agree), { numRuns: RUNS });
  }, 3_600_000);
  test("with one opaque function", () => {
    fc.assert(
      fc.property(
        fc.array(ruleText, { minLength: 2, maxLength: 4 }).filter((rules) => affordable(rules.join())),
        agree,
      ),
      {
        numRuns: Math.ceil(RUNS / 5),
      },
    );
  }, 3_600_000);
});

// ---- Size ---------------------------------------------------------------------

// ISLE_RULES=50000 for the size that the compiler promises; the shapes are the same.
const N = Number(process.env["ISLE_RULES"] ?? 10_000);

describe(`${N} rules in one term`, () => {
  const types = "(type E (enum A B C D))(decl ext (u32) u32)(extern extractor ext ext)";
  const build = (decl: string, rule: (i: number) => string): string => {
    const lines = [types, decl];
    for (let i = 0; i < N; i += 1) lines.push(rule(i));
    return lines.join("\n");
  };
  const run = (text: string): string[] => {
    const before = process.cpuUsage();
    const result = analyze([{ name: "t.isle", text }]);
    const spent = process.cpuUsage(before);
    expect((spent.user + spent.system) / 1e6).toBeLessThan(10);
    return [...new Set(result.diagnostics.map((d) => d.code))];
  };
  const CALLS =
    "(decl pure g (u32) u32)(extern constructor g g)(decl pure h (u32 u32) u32)(extern constructor h h)(decl pure partial p (u32 u32) u32)(extern constructor p p)(decl pure t (u32 u32) bool)(extern constructor t t)(decl f (u32 u32) u32)";
  /** If-lets for `count` of `of` calls. */
  const someCalls = (seed: number, count: number, of: number): string => {
    let state = Math.imul(seed + 1, 0x9e3779b9) | 1;
    let out = "";
    for (let k = 0; k < count; k += 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      out += `(if-let true (t x ${(state >>> 0) % of})) `;
    }
    return out;
  };
  test.each<[string, string, (i: number) => string, string[]]>([
    [
      "distinct integers and a wildcard",
      "(decl f (u32) u32)",
      (i) => (i === 0 ? "(rule -1 (f _) 0)" : `(rule (f ${i}) 0)`),
      [],
    ],
    [
      "a tree of variants",
      "(decl f (E E E E E E E E) u32)",
      (i) =>
        `(rule (f ${Array.from({ length: 8 }, (_, k) => `(E.${"ABCD"[(i >> (2 * k)) & 3]})`).join(" ")}) 0)`,
      [],
    ],
    [
      "decision list by priority",
      "(decl f (u32 u32) u32)",
      (i) => `(rule ${i} (f ${i % 250} ${(i / 250) | 0}) 0)`,
      [],
    ],
    [
      "half looks at one argument, half at the other",
      "(decl f (u32 u32 bool) u32)",
      (i) => (i % 2 ? `(rule (f ${i} _ true) 0)` : `(rule (f _ ${i} false) 0)`),
      [],
    ],
    ["extractors", "(decl f (u32) u32)", (i) => `(rule (f (ext (ext ${i}))) 0)`, []],
    ["all the same", "(decl f (u32) u32)", () => "(rule (f x) x)", ["overlap"]],
    ["all the same, by priority", "(decl f (u32) u32)", (i) => `(rule ${i} (f x) x)`, ["unreachable"]],
    [
      "pairs overlap across arguments",
      "(decl f (u32 u32) u32)",
      (i) => (i % 2 ? `(rule (f ${i} _) 0)` : `(rule (f _ ${i}) 0)`),
      ["overlap"],
    ],
    ["equalities", "(decl f (u32 u32 u32) u32)", (i) => `(rule (f x x ${i}) x)`, []],
    [
      "one equality against many values",
      "(decl f (u32 u32) u32)",
      (i) => (i === 0 ? "(rule (f x x) x)" : `(rule (f ${i} ${i + 1}) 0)`),
      [],
    ],
    [
      "equalities against values, told apart by them only",
      "(decl f (u32 u32 u32 u32) u32)",
      (i) => (i % 2 ? `(rule (f x x ${i} _) 0)` : `(rule (f 1 2 _ ${i}) 0)`),
      [],
    ],
    [
      "equalities above values",
      "(decl f (u32 u32 u32 u32) u32)",
      (i) => (i % 2 ? `(rule ${i} (f x x ${i} _) 0)` : `(rule (f ${i} 2 _ ${i}) 0)`),
      [],
    ],
    [
      "specific above general",
      "(decl f (u32 u32) u32)",
      (i) => (i % 2 ? `(rule 1 (f ${i} ${i}) 0)` : `(rule (f ${i + 1} _) 0)`),
      [],
    ],
    // Rules that differ only in their if-lets.
    ["a value of a call, by priority", CALLS, (i) => `(rule ${i} (f x y) (if-let ${i} (g x)) x)`, []],
    ["success of calls, by priority", CALLS, (i) => `(rule ${i} (f x y) (if-let _ (p x ${i})) x)`, []],
    ["calls, by priority", CALLS, (i) => `(rule ${i} (f x y) (if-let true (t x ${i})) x)`, []],
    ["calls of one priority", CALLS, (i) => `(rule (f x y) (if-let true (t x ${i})) x)`, ["overlap"]],
    [
      "calls, two by two",
      CALLS,
      (i) => `(rule ${i >> 1} (f x y) (if-let ${i % 2 === 1} (t x ${i >> 1})) x)`,
      [],
    ],
    [
      "an equality and calls, by priority",
      CALLS,
      (i) => `(rule ${i} (f x x) (if-let true (t x ${i})) x)`,
      [],
    ],
    ["one value, different equalities", CALLS, (i) => `(rule (f x y) (if-let x (h x ${i})) x)`, ["overlap"]],
    [
      "random sets of calls, by priority",
      CALLS,
      (i) => `(rule ${i} (f x y) ${someCalls(i, 8, 64)}(if-let true (t y ${i})) x)`,
      [],
    ],
    [
      "large random sets of few calls, by priority",
      CALLS,
      (i) => `(rule ${i} (f x y) ${someCalls(i, 12, 20)}(if-let true (t y ${i})) x)`,
      [],
    ],
    [
      "conflicts that only an equality shows",
      CALLS,
      (i) =>
        `(rule (f x ${i % 2 ? "x" : "y"}) (if-let ${i % 2} (g ${i % 2 ? "x" : "y"})) (if-let ${i} (h ${i % 2} 1)) x)`,
      [],
    ],
  ])(
    "%s",
    (_name, decl, rule, expected) => {
      expect(run(build(decl, rule))).toEqual(expected);
    },
    60_000,
  );

  // What is too entangled is refused: in time, by name, and without a word on other terms.
  test.each<[string, (i: number) => string]>([
    ["different equalities, by priority", (i) => `(rule ${i} (f x y) (if-let x (h x ${i})) x)`],
    [
      "chains of equal calls",
      (i) =>
        i === 0
          ? `(rule -1 (f x y) (if-let 3 ${"(g ".repeat(350)}x${")".repeat(350)}) x)`
          : `(rule ${i} (f x y) (if-let x (g x)) (if-let ${i} (h y 1)) x)`,
    ],
  ])(
    "%s: a result or a refusal",
    (_name, rule) => {
      const codes = run(
        `${build(CALLS, rule)}\n(decl other (u32) u32)(rule 1 (other 1) 2)(rule (other x) x)`,
      );
      expect(["", "limit"]).toContain(codes.join());
    },
    60_000,
  );
});
