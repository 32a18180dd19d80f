/**
 * Mutated modules (bytes changed, cut, spliced) get the verdict that V8 gives them, without a crash or hang. A module
 * that is refused as unsupported, by the feature's name, is not compared if V8 accepts it; how many there are is told by
 * name. Node 20's V8 lacks a few features, which are switched off for it.
 *
 * `node tools/wasm-mutations.mjs` runs more of them, with the corpora and real modules, and asks a newer V8. Environment:
 * WASM_TRANSLATOR_MUTATIONS (how many), WASM_TRANSLATOR_SEED, WASM_TRANSLATOR_NODE (the program whose V8 is asked),
 * WASM_TRANSLATOR_MODULES (files that are mutated, too; separated by colons).
 */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ALL_FEATURES, decodeModule, type Features, validateModule, WasmError } from "./index.ts";
import {
  functionModule,
  I32_CODE,
  I64_CODE,
  moduleOf,
  name,
  section,
  vector,
} from "./testing/build/testing.ts";
import { corpusModules } from "./testing/corpus/testing.ts";
import { BodyGenerator, NUMERIC_CODES, Random } from "./testing/generate/testing.ts";

declare const WebAssembly: { validate(bytes: Uint8Array): boolean };

const root = process.env["CRANELIFT_CORPORA"];
const count = Number(process.env["WASM_TRANSLATOR_MUTATIONS"] ?? 1000);
const firstSeed = Number(process.env["WASM_TRANSLATOR_SEED"] ?? 1);
const engine = process.env["WASM_TRANSLATOR_NODE"];
const realModules = (process.env["WASM_TRANSLATOR_MODULES"] ?? "").split(":").filter(Boolean);
/** With another engine, everything there is is mutated, else a part that is quick to read. */
const thorough = engine !== undefined;
/** Modules that are looked at in one process. */
const BATCH = 250;

/** Reads modules, each after its length, and writes a digit for each. */
const VALIDATOR = `
  const input = require("node:fs").readFileSync(0);
  let out = "";
  for (let at = 0; at < input.length;) {
    const end = at + 4 + input.readUInt32LE(at);
    out += WebAssembly.validate(input.subarray(at + 4, end)) ? 1 : 0;
    at = end;
  }
  process.stdout.write(out);`;

/** V8's verdicts. */
function verdicts(modules: readonly Uint8Array[]): boolean[] {
  if (engine === undefined) return modules.map((m) => WebAssembly.validate(m));
  const input = new Uint8Array(modules.reduce((n, m) => n + 4 + m.length, 0));
  let at = 0;
  for (const m of modules) {
    new DataView(input.buffer).setUint32(at, m.length, true);
    input.set(m, at + 4);
    at += 4 + m.length;
  }
  const output = execFileSync(engine, ["-e", VALIDATOR], { input, encoding: "utf8", timeout: 300_000 });
  if (output.length !== modules.length)
    throw new Error(`${output.length} verdicts on ${modules.length} modules`);
  return [...output].map((digit) => digit === "1");
}

/** What that V8 has: asked, not assumed. */
function v8Features(): Features {
  const [multiMemory, memory64, constGlobals, extendedConst, tailCall] = verdicts([
    moduleOf(section(5, vector([0, 0], [0, 0]))),
    moduleOf(section(5, vector([4, 0]))),
    moduleOf(section(6, vector([I32_CODE, 0, 0x41, 0, 0x0b], [I32_CODE, 0, 0x23, 0, 0x0b]))),
    moduleOf(section(6, vector([I32_CODE, 0, 0x41, 0, 0x41, 0, 0x6a, 0x0b]))),
    functionModule([], [], [], [0x12, 0]),
  ]) as [boolean, boolean, boolean, boolean, boolean];
  return { ...ALL_FEATURES, multiMemory, memory64, constGlobals, extendedConst, tailCall };
}

function bases(): Uint8Array[] {
  const out: Uint8Array[] = [
    functionModule(
      [I32_CODE],
      [I64_CODE],
      [I32_CODE],
      [0x20, 0, 0x28, 2, 0, 0x21, 1, 0x20, 1, 0xad],
      section(5, vector([1, 1, 2])),
    ),
    moduleOf(
      section(1, vector([0x60, 0, 0], [0x60, 1, I32_CODE, 1, I32_CODE])),
      section(2, vector([...name("m"), ...name("f"), 0, 1])),
      section(3, vector([1], [0])),
      section(4, vector([0x70, 1, 1, 4], [0x6f, 0, 2])),
      section(5, vector([0, 1])),
      section(6, vector([I32_CODE, 1, 0x41, 5, 0x0b], [0x70, 0, 0xd2, 1, 0x0b])),
      section(7, vector([...name("a"), 0, 1], [...name("t"), 1, 0], [...name("g"), 3, 0])),
      section(8, 2),
      section(9, vector([0, 0x41, 0, 0x0b, 2, 0, 1], [5, 0x70, 1, 0xd2, 1, 0x0b])),
      section(12, 2),
      section(
        10,
        vector(
          [8, 0, 0x20, 0, 0x41, 0, 0x11, 1, 0, 0x0b].map((b, i) => (i === 0 ? 9 : b)),
          [0x15, 0, 0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 8, 1, 0, 0xfc, 9, 0, 0x41, 0, 0x25, 1, 0xd1, 0x1a, 0x0b],
        ),
      ),
      section(11, vector([0, 0x41, 0, 0x0b, 2, 1, 2], [1, 1, 9])),
      section(0, name("name"), 0, 2, 1, 0x61),
    ),
  ];
  for (let seed = 1; seed <= 12; seed++) {
    const r = new Random(seed);
    const params = [r.pick(NUMERIC_CODES), r.pick(NUMERIC_CODES)];
    const locals = [...params, r.pick(NUMERIC_CODES)];
    const result = r.pick(NUMERIC_CODES);
    const code = new BodyGenerator(r, locals).body(result, 40);
    out.push(functionModule(params, [result], locals.slice(2), code));
  }
  if (root === undefined) return out;
  let i = 0;
  const folders = thorough
    ? readdirSync(root).filter((f) => f.startsWith("wasm-") && existsSync(join(root, f, "INDEX.json")))
    : ["wasm-spec", "wasm-fuzz"];
  const step = thorough ? 1 : 20;
  for (const folder of folders) {
    for (const m of corpusModules(join(root, folder)))
      if (m.bytes.length < (folder === "wasm-spec" ? 3000 : 40_000) && i++ % step === 0) out.push(m.bytes);
  }
  return out;
}

function mutate(r: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const out = Uint8Array.from(bytes);
  const at = (): number => 8 + r.below(Math.max(1, out.length - 8));
  switch (r.below(6)) {
    case 0:
      return out.subarray(0, at());
    case 1: {
      const i = at();
      const n = r.below(8);
      return Uint8Array.from([...out.subarray(0, i), ...other.subarray(i, i + n), ...out.subarray(i)]);
    }
    case 2: {
      const i = at();
      return Uint8Array.from([...out.subarray(0, i), ...out.subarray(i + 1 + r.below(4))]);
    }
    case 3:
      out[at()] = r.pick([
        0x00, 0x0b, 0x7f, 0x80, 0xff, 0x40, 0x41, 0x1a, 0x20, 0x0c, 0x0d, 0xfc, 0xd0, 0x70, 0x6f,
      ]);
      return out;
    case 4:
      for (let n = 1 + r.below(3); n > 0; n--) out[at()] = r.below(256);
      return out;
    default: {
      const i = at();
      out[i] = out[i]! ^ (1 << r.below(8));
      return out;
    }
  }
}

/** V8 also refuses modules whose tables begin with more elements than it can make; to the specification they are valid. */
const V8_TABLE_ELEMENTS = 10_000_000n;

/** Ours: "valid", "refused", or the feature that is unsupported. */
function verdict(bytes: Uint8Array, features: Features): { readonly kind: string; readonly message: string } {
  try {
    validateModule(bytes, features);
    return { kind: "valid", message: "accepted" };
  } catch (e) {
    if (!(e instanceof WasmError)) throw e;
    return { kind: e.kind === "unsupported" ? (e.feature ?? "?") : "refused", message: e.message };
  }
}

test(`${count} mutated modules get V8's verdict`, () => {
  const features = v8Features();
  const all = bases();
  const real = realModules.map((f) => readFileSync(f));
  let [valid, invalid, refusedByBoth, hugeTables] = [0, 0, 0, 0];
  const uncompared: Record<string, number> = {};
  const problems: string[] = [];
  for (let from = firstSeed; from < firstSeed + count; from += BATCH) {
    const seeds = Array.from({ length: Math.min(BATCH, firstSeed + count - from) }, (_, i) => from + i);
    const modules = seeds.map((seed) => {
      const r = new Random(seed);
      // One of ten is a real module, which takes its time.
      if (real.length > 0 && seed % 10 === 0) return mutate(r, r.pick(real), r.pick(real));
      return mutate(r, r.pick(all), r.pick(all));
    });
    const ours = modules.map((bytes) => verdict(bytes, features));
    const theirs = verdicts(modules);
    seeds.forEach((seed, i) => {
      const { kind, message } = ours[i]!;
      const bytes = modules[i]!;
      const accepted = theirs[i]!;
      if (kind === "valid" && accepted) valid++;
      else if (kind === "refused" && !accepted) invalid++;
      else if (
        kind === "valid" &&
        decodeModule(bytes, features).tables.some((t) => !t.imported && t.minimum > V8_TABLE_ELEMENTS)
      )
        hugeTables++;
      else if (kind === "valid" || kind === "refused") {
        problems.push(
          `seed ${seed}: ${message}: ${bytes.length < 400 ? Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("") : ""}`,
        );
      } else if (accepted) uncompared[kind] = (uncompared[kind] ?? 0) + 1;
      else refusedByBoth++;
    });
  }
  const names = Object.entries(uncompared)
    .toSorted((a, b) => b[1] - a[1])
    .map(([feature, n]) => `${feature} ${n}`);
  const others = names.length === 0 ? 0 : Object.values(uncompared).reduce((a, b) => a + b);
  console.log(
    `${all.length} modules and ${real.length} real ones mutated: ${valid} valid, ${invalid} invalid, ${refusedByBoth} refused by both and by us as unsupported, ${others} accepted by V8 only, as unsupported: ${names.join(", ") || "none"}; ${hugeTables} with tables beyond V8's limit; ${problems.length} disagreements`,
  );
  expect(problems.slice(0, 10).join("\n")).toBe("");
  expect(valid).toBeGreaterThan(count / 50);
  expect(invalid).toBeGreaterThan(count / 5);
}, 3_600_000);
