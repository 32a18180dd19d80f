// A small run of what `pnpm fuzz:wasm` does at length, and proof that the generator makes everything and that differences
// are noticed and made small.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { afterAll, describe, expect, test } from "vitest";
import { coverageTable } from "./wasm-coverage.ts";
import { ours, reference, WASM_ALLOCATORS } from "./wasm-engines.ts";
import { execute } from "./wasm-execute.ts";
import { generateCase, lowerCase } from "./wasm-generate.ts";
import type { CoveragePlan } from "./wasm-module.ts";
import { ALL_OPERATORS, operatorName } from "./wasm-operators.ts";
import { firstDifference, reduceCase } from "./wasm-reduce.ts";

// What V8 of Node 20 can do without or with flags.
const OLD = { multiMemory: false, memory64: false, extendedConst: false, tailCall: true };
setFlagsFromString("--experimental-wasm-return-call");
// oxlint-disable-next-line typescript/no-explicit-any
const V8 = (globalThis as any).WebAssembly;

const runs = process.platform === "linux" && process.arch === "x64";
const built = existsSync(fileURLToPath(new URL("../dist/wasm-child.js", import.meta.url)));

describe("generated programs", () => {
  test("are valid, and the same for the same seed", () => {
    for (let seed = 1; seed <= 100; seed++) {
      const program = lowerCase(generateCase(seed, OLD));
      for (const m of program.modules)
        expect(V8.validate(Buffer.from(m.bytes, "base64")), `seed ${seed}`).toBe(true);
      if (seed <= 10) expect(lowerCase(generateCase(seed, OLD))).toEqual(program);
    }
  });

  test("execute every operator", () => {
    const executed = new Map<number, number>();
    for (let seed = 1; seed <= 60; seed++) {
      const generated = generateCase(seed, OLD);
      const plans: CoveragePlan[] = generated.modules.map(() => ({ segments: [] }));
      const count = (module: number, segment: number): void => {
        for (const op of plans[module]!.segments[segment]!) executed.set(op, (executed.get(op) ?? 0) + 1);
      };
      execute(V8, lowerCase(generated, plans), { count });
    }
    expect(ALL_OPERATORS.filter((op) => !executed.has(op)).map(operatorName)).toEqual([]);
    expect(coverageTable(new Map())).toContain(`${ALL_OPERATORS.length} operators`);
  });

  test("end likewise when they are run again", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const program = lowerCase(generateCase(seed, OLD));
      expect(execute(V8, program)).toEqual(execute(V8, program));
    }
  });
});

test("a difference is noticed and made small", async () => {
  const right = { record: (p: Parameters<typeof execute>[1]) => Promise.resolve(execute(V8, p)) };
  // An engine that takes a division by zero for another trap.
  const wrong = {
    record: async (p: Parameters<typeof execute>[1]) =>
      (await right.record(p)).map((l) => l.replace("division by zero", "division overflow")),
  };
  let seed = 1;
  while (
    firstDifference(
      execute(V8, lowerCase(generateCase(seed, OLD))),
      await wrong.record(lowerCase(generateCase(seed, OLD))),
    ) === undefined
  )
    seed++;
  const text = await reduceCase(generateCase(seed, OLD), right, wrong, 400);
  expect(text).toMatch(/V8: .* trap division by zero\n {2}ours: .* trap division overflow$/);
  expect(text.length).toBeLessThan(8000);
  expect(text.split("\n").filter((l) => l.startsWith('{"kind"')).length).toBe(1);
});

describe.skipIf(!runs || !built)(
  "this project's runtime (x86-64 Linux; the packages must have been built)",
  () => {
    const v8 = reference();
    afterAll(() => v8.process.close());

    test.each(WASM_ALLOCATORS)("does what V8 does, %s", async (allocator) => {
      for (const [setting, first] of [
        [0, 1],
        [7, 31],
      ] as const) {
        const engine = ours(allocator, setting, v8.node);
        const [expected, got] = await Promise.all([
          v8.process.seeds(first, first + 30, v8.features),
          engine.seeds(first, first + 30, v8.features),
        ]);
        engine.close();
        const digests = (results: typeof expected): object =>
          Object.fromEntries([...results].map(([seed, { digest }]) => [seed, digest]));
        expect(expected.size).toBe(30);
        expect(digests(got)).toEqual(digests(expected));
      }
    });

    test("a process that dies is a result of the seed it died of", async () => {
      const engine = ours("single_pass", 0);
      const record = await engine.record({ modules: 1 });
      expect(record[0]).toMatch(/^failed: TypeError/);
      expect((await engine.seeds(1, 3, v8.features)).size).toBe(2);
      engine.close();
    });
  },
);
