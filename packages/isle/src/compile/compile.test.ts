// What generated modules promise beside meaning (`evaluate/semantics.test.ts`):
// types, no repeated extractor calls, limits, tracing, numbering, records.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { callMethod, loadModule } from "../../test-support/load-module.ts";
import { randomHost, randomProgram } from "../evaluate/random-rules.ts";
import { compileIsle } from "./compile.ts";
import type { CompileOptions } from "./compile.ts";

function compile(text: string, options: CompileOptions = {}): string {
  const result = compileIsle([{ name: "t.isle", text }], options);
  expect(result.rendered).toEqual([]);
  return result.code!;
}

const BOTH: readonly ("direct" | "table")[] = ["direct", "table"];

describe("types", () => {
  const root = fileURLToPath(new URL("../../../../", import.meta.url));
  const check = (files: Readonly<Record<string, string>>): string => {
    const folder = mkdtempSync(join(tmpdir(), "isle-types-"));
    try {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      writeFileSync(
        join(folder, "tsconfig.json"),
        JSON.stringify({
          compilerOptions: {
            target: "ES2023",
            lib: ["ES2023"],
            module: "NodeNext",
            types: [],
            strict: true,
            noEmit: true,
            noUnusedLocals: true,
            noUnusedParameters: true,
            noImplicitReturns: true,
            exactOptionalPropertyTypes: true,
            isolatedDeclarations: true,
            declaration: true,
            erasableSyntaxOnly: true,
            allowImportingTsExtensions: true,
            verbatimModuleSyntax: true,
          },
          files: Object.keys(files),
        }),
      );
      writeFileSync(join(folder, "package.json"), '{"type":"module"}');
      return spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], {
        encoding: "utf8",
      }).stdout;
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test("generated modules are strict TypeScript", { timeout: 120_000 }, () => {
    const files: Record<string, string> = {};
    for (let seed = 1; seed <= 24; seed += 1) {
      const options: CompileOptions = {
        overlap: false,
        backEnd: BOTH[seed % 2]!,
        trace: (["off", "rules", "spans"] as const)[seed % 3]!,
      };
      files[`seed${seed}.ts`] = compile(
        randomProgram(seed, seed % 4 === 0 ? { rules: 60 } : {}).text,
        options,
      );
    }
    expect(check(files)).toBe("");
  });

  test("a host that lacks an extern, or has it with another type, is an error", { timeout: 120_000 }, () => {
    const module = compile(
      "(type V (primitive V)) (decl f (V) V) (extern extractor f get) (decl mk (V bool) V) (extern constructor mk mk) (decl partial t (V) V) (rule (t (f x)) (mk x true))",
    );
    const use = (host: string): string =>
      `import { create } from "./rules.ts";\nexport const r: unknown = create(${host});\n`;
    const output = check({
      "rules.ts": module,
      "good.ts": use("{ get: (v) => v, mk: (v, b) => v + b }"),
      "lacks.ts": use("{ get: (v) => v }"),
      "wrong.ts": use('{ get: (v) => v, mk: () => "x" }'),
      "wide.ts": use("{ get: (v) => v, mk: (v, b, c) => v + b + c }"),
    });
    expect([...new Set([...output.matchAll(/(\w+)\.ts\(\d/g)].map((match) => match[1]))].sort()).toEqual([
      "lacks",
      "wide",
      "wrong",
    ]);
  });
});

describe("no extractor is called twice on one path", () => {
  // Every value that an extractor yields is new, so two calls with one operand are one question asked twice.
  const count = (seed: number, backEnd: "direct" | "table" | "auto", rules: number): number => {
    const program = randomProgram(seed, { terms: 1, single: true, rules, depth: 4 });
    const term = program.terms[0]!;
    if (term.args.some((type) => type === "E" || type === "S")) return 0;
    const host = randomHost(seed, program);
    const module = loadModule(compile(program.text, { overlap: false, backEnd, hotCases: [] }));
    const seen = new Set<string>();
    let fresh = 1000;
    const members: Record<string, unknown> = { ...host.members };
    for (const name of [
      "data",
      "maybe",
      "pair",
      "maybe_pair",
      "odd",
      "num",
      "flag",
      "small",
      "Data_tag",
      "Data_Bin_op",
      "Data_Imm_op",
      "Data_Nul_op",
      "Data_Bin_x",
      "Data_Bin_y",
      "Data_Imm_k",
      "Data_Wide_n",
    ]) {
      const original = host.members[name] as (v: number, out?: Int32Array) => number | boolean;
      members[name] = (v: number, out: Int32Array) => {
        const key = `${name} ${v}`;
        expect(seen.has(key), `seed ${seed}, ${backEnd}: ${key}`).toBe(false);
        seen.add(key);
        const result = original(v, out);
        if (name === "pair" || name === "maybe_pair") {
          out[0] = fresh += 1;
          if (name === "pair") out[1] = fresh += 1;
          return result;
        }
        return name === "data" ||
          name === "Data_Bin_x" ||
          name === "Data_Bin_y" ||
          name === "Data_Wide_n" ||
          (name === "maybe" && result !== -1)
          ? (fresh += 1)
          : result;
      };
    }
    const instance = module.create(members);
    let calls = 0;
    for (let i = 0; i < 20; i += 1) {
      seen.clear();
      callMethod(
        instance,
        term.name,
        term.args.map((_, at) =>
          term.args[at] === "V" || term.args[at] === "Data" || term.args[at] === "u64"
            ? (fresh += 1)
            : (i + at) % 3,
        ),
      );
      calls += seen.size;
    }
    return calls;
  };

  test.each(["direct", "table", "auto"] as const)("%s", { timeout: 60_000 }, (backEnd) => {
    let calls = 0;
    for (let seed = 1; seed <= 60; seed += 1) calls += count(seed, backEnd, seed % 6 === 0 ? 200 : 12);
    expect(calls).toBeGreaterThan(500);
  });
});

describe.each(BOTH)("%s", (backEnd) => {
  test("the host hears which rules fire", () => {
    const module = loadModule(
      compile("(decl t (u32) u32) (rule first 1 (t 1) 10) (rule (t _) 20)", { backEnd, trace: "rules" }),
    );
    const fired: number[] = [];
    const rules = module.create({ onRule: (rule: number) => fired.push(rule) });
    expect([callMethod(rules, "t", [1]), callMethod(rules, "t", [2])]).toEqual([10, 20]);
    const table = module["ruleTable"] as readonly (readonly [string, string])[];
    expect(fired.map((rule) => table[rule])).toEqual([
      ["first", "t.isle:1:20"],
      ["", "t.isle:1:44"],
    ]);
  });

  test("results of multi terms may be limited, and stay on the stack in order of calls", () => {
    const text = `(type V (primitive V))
(decl multi some (V) V) (extern extractor some some)
(decl multi inner (V) V) (rule (inner (some x)) x)
(decl multi outer (V) V) (rule (outer (some x)) (inner x))`;
    const module = loadModule(compile(text, { backEnd }));
    const rules = module.create({
      some: (v: number, results: { push(word: number): void }) => {
        for (let i = 0; i < 3; i += 1) results.push(v * 10 + i);
      },
    });
    expect(callMethod(rules, "outer", [1])).toBe(9);
    expect([...rules.results.words.subarray(0, 9)]).toEqual([100, 101, 102, 110, 111, 112, 120, 121, 122]);
    rules.setLimit(4);
    expect(callMethod(rules, "outer", [2])).toBe(4);
    expect([...rules.results.words.subarray(9, 13)]).toEqual([200, 201, 202, 210]);
    expect(rules.results.top).toBe(13);
  });

  test("records are freed by release, and a new instance starts empty", () => {
    const text =
      "(type E (enum None (Some (x u32)))) (decl mk (u32) E) (rule 1 (mk 0) (E.None)) (rule (mk x) (E.Some x)) (decl get (E) u32) (rule (get (E.None)) 7) (rule (get (E.Some x)) x)";
    const module = loadModule(compile(text, { backEnd }));
    const rules = module.create({});
    const start = rules.mark();
    const none = callMethod(rules, "mk", [0]);
    expect(rules.mark()).toBe(start);
    const values: number[] = [];
    for (let i = 1; i <= 2000; i += 1) values.push(callMethod(rules, "mk", [i]));
    expect(rules.mark()).toBe(start + 4000);
    expect(values.map((value) => callMethod(rules, "get", [value]))).toEqual(values.map((_, i) => i + 1));
    expect(callMethod(rules, "get", [none])).toBe(7);
    rules.release(start);
    expect(callMethod(rules, "mk", [5])).toBe(values[0]);
    expect(module.create({}).mark()).toBe(start);
  });

  test("variants may be numbered, and a field may stand for the variant", () => {
    const text = `(type V (primitive V))
(type Op extern (enum Add Neg))
(type Data extern (enum (Un (op Op) (x V)) (Bin (op Op) (x V) (y V))))
(decl data (Data) V) (extern extractor infallible data data)
(decl partial t (V) V)
(rule (t (data (Data.Bin (Op.Add) x _))) x)
(rule (t (data (Data.Un (Op.Neg) x))) x)`;
    const code = compile(text, {
      backEnd,
      discriminants: { Data: "op" },
      enumTags: { Op: { Add: 40, Neg: 17 } },
    });
    expect(code).not.toContain("Data_tag:");
    const calls: string[] = [];
    const rules = loadModule(code).create({
      data: (v: number) => v,
      Data_op: (d: number) => (calls.push("op"), d === 1 ? 40 : d === 2 ? 17 : 0),
      Data_Bin_x: () => 5,
      Data_Un_x: () => 6,
    });
    expect([1, 2, 3].map((v) => callMethod(rules, "t", [v]))).toEqual([5, 6, -1]);
    expect(calls.length).toBe(3);
  });

  test("wide literals are interned once, when an instance is made", () => {
    const text =
      "(decl partial t (u64 u128) u32) (rule (t 0x1_0000_0002 0xffff_ffff_ffff_ffff_ffff_ffff_ffff_fffe) 1) (rule (t 5 _) 2)";
    const made: number[][] = [];
    const rules = loadModule(compile(text, { backEnd })).create({
      const64: (...words: number[]) => made.push(words) + 100,
      const128: (...words: number[]) => made.push(words) + 100,
    });
    const id = (words: readonly number[]): number =>
      made.findIndex((one) => one.join() === words.join()) + 101;
    const before = made.length;
    expect(callMethod(rules, "t", [id([2, 1]), id([-2, -1, -1, -1])])).toBe(1);
    expect(callMethod(rules, "t", [id([5, 0]), 0])).toBe(2);
    expect(callMethod(rules, "t", [99, 0])).toBe(0x80000000);
    expect(made.length).toBe(before);
  });

  test("a total term without a matching rule throws; the instance can go on after reset", () => {
    const text = "(decl t (u32) u32) (rule (t 1) (u 1)) (rule (t 2) (u 2)) (decl u (u32) u32) (rule (u 1) 3)";
    const rules = loadModule(compile(text, { backEnd })).create({});
    expect(() => callMethod(rules, "t", [2])).toThrow("no rule of u matches");
    rules.reset();
    expect(callMethod(rules, "t", [1])).toBe(3);
  });

  test("recursive rules and re-entry need no more than the stack", () => {
    const text =
      "(type V (primitive V)) (decl pred (V) V) (extern extractor pred pred) (decl rec count (V V) V) (decl again (V V) V) (extern constructor again again) (rule 1 (count (pred x) y) (again x y)) (rule (count _ y) y)";
    const rules = loadModule(compile(text, { backEnd })).create({
      pred: (v: number) => v - 1,
      again: (x: number, y: number) => callMethod(rules, "count", [x, y + 1]),
    });
    expect(callMethod(rules, "count", [400, 0])).toBe(400);
    expect(callMethod(rules, "count", [1, 0])).toBe(1);
  });
});

test("a name that two externs claim with different types is reported", () => {
  const text =
    "(type V (primitive V)) (decl f (V) V) (extern constructor f same) (decl g (V V) V) (extern constructor g same) (decl t (V) V) (rule (t x) (f (g x x)))";
  const result = compileIsle([{ name: "t.isle", text }]);
  expect(result.code).toBeUndefined();
  expect(result.diagnostics.map((d) => d.code)).toEqual(["duplicate"]);
});

test("records have no equality", () => {
  const text = "(type E (enum (A (x u32)) B)) (decl t (E E) bool) (rule 1 (t x x) true) (rule (t _ _) false)";
  expect(compileIsle([{ name: "t.isle", text }]).diagnostics.map((d) => d.code)).toEqual(["type-mismatch"]);
});

test("exports are checked, and only what they reach is compiled", () => {
  const text =
    "(decl a (u32) u32) (rule (a x) (b x)) (decl b (u32) u32) (rule (b x) x) (decl d (u32) u32) (rule (d x) x)";
  const result = compileIsle([{ name: "t.isle", text }], { exports: ["a"] });
  expect(result.stats!.terms.map((term) => term.term)).toEqual(["a", "b"]);
  expect(
    compileIsle([{ name: "t.isle", text }], { exports: ["nope"] }).diagnostics.map((d) => d.code),
  ).toEqual(["unknown-name"]);
});

test("a discriminant that does not determine the variant is reported", () => {
  const text = `(type V (primitive V)) (type Op extern (enum A B)) (type D extern (enum (X (op Op)) (Y (op Op))))
(decl d (D) V) (extern extractor infallible d d) (decl partial t (V) u32) (rule (t (d (D.X (Op.A)))) 1) (rule (t (d (D.Y (Op.A)))) 2)`;
  expect(
    compileIsle([{ name: "t.isle", text }], { discriminants: { D: "op" } }).diagnostics.map((d) => d.code),
  ).toEqual(["type-mismatch"]);
  expect(compileIsle([{ name: "t.isle", text }]).diagnostics).toEqual([]);
});
