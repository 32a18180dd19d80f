import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createWebAssembly } from "./index.ts";

/** A folder of benchmark kernels with a `manifest.json`; each kernel is run with its small arguments. */
const folder = process.env["CRANELIFT_BENCH"];

interface Kernel {
  readonly name: string;
  readonly wasm: string;
  readonly entry: string;
  readonly features: readonly string[];
  readonly variant: string;
  readonly quick: { readonly args: readonly number[]; readonly expected: number };
}

test.skipIf(folder !== undefined)("CRANELIFT_BENCH is not set: no kernels are run", () =>
  expect(folder).toBe(undefined),
);

describe.runIf(folder !== undefined)("kernels", () => {
  const manifest = join(folder ?? ".", "manifest.json");
  const { kernels } = (
    existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")) : { kernels: [] }
  ) as { kernels: Kernel[] };
  const supported = kernels.filter(
    (k) => !/simd|threads|wasm64/.test(`${k.variant} ${k.features.join(" ")}`),
  );
  test("there are some", () => expect(supported.length).toBeGreaterThan(0));

  for (const regallocAlgorithm of ["backtracking", "single_pass"] as const) {
    test.each(supported)(
      `$name, ${regallocAlgorithm}`,
      (k) => {
        const W = createWebAssembly({ regallocAlgorithm });
        const module = new W.Module(readFileSync(join(folder!, k.wasm)));
        const imports: Record<string, Record<string, unknown>> = {};
        for (const i of W.Module.imports(module))
          if (i.kind === "function") (imports[i.module] ??= {})[i.name] = (): number => 8;
        const { exports } = new W.Instance(module, imports);
        exports["_initialize"]?.();
        expect((exports[k.entry](...k.quick.args) as number) >>> 0).toBe(k.quick.expected >>> 0);
      },
      60_000,
    );
  }
});
