/**
 * Mutated modules (bytes changed, cut, spliced) get the verdict that V8 gives them, without a crash or hang. What is
 * refused as unsupported is not compared; Node 20's V8 lacks a few features, which are switched off for it.
 */
import { join } from "node:path";
import { expect, test } from "vitest";
import { ALL_FEATURES, type Features, validateModule, WasmError } from "./index.ts";
import { functionModule, I32_CODE, I64_CODE, moduleOf, name, section, vector } from "./testing/build/testing.ts";
import { corpusModules } from "./testing/corpus/testing.ts";
import { BodyGenerator, NUMERIC_CODES, Random } from "./testing/generate/testing.ts";

declare const WebAssembly: { validate(bytes: Uint8Array): boolean };

const root = process.env["CRANELIFT_CORPORA"];
const count = Number(process.env["WASM_TRANSLATOR_MUTATIONS"] ?? 300);
const firstSeed = Number(process.env["WASM_TRANSLATOR_SEED"] ?? 1);

/** What this Node's V8 has: asked, not assumed. */
function v8Features(): Features {
  const has = (...sections: number[][]): boolean => WebAssembly.validate(moduleOf(...sections));
  const two = section(5, vector([0, 0], [0, 0]));
  const m64 = section(5, vector([4, 0]));
  const globals = section(6, vector([I32_CODE, 0, 0x41, 0, 0x0b], [I32_CODE, 0, 0x23, 0, 0x0b]));
  const extended = section(6, vector([I32_CODE, 0, 0x41, 0, 0x41, 0, 0x6a, 0x0b]));
  const tail = functionModule([], [], [], [0x12, 0]);
  return {
    ...ALL_FEATURES,
    multiMemory: has(two),
    memory64: has(m64),
    constGlobals: has(globals),
    extendedConst: has(extended),
    tailCall: WebAssembly.validate(tail),
  };
}

function bases(): Uint8Array[] {
  const out: Uint8Array[] = [
    functionModule([I32_CODE], [I64_CODE], [I32_CODE], [0x20, 0, 0x28, 2, 0, 0x21, 1, 0x20, 1, 0xad], section(5, vector([1, 1, 2]))),
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
      section(10, vector([8, 0, 0x20, 0, 0x41, 0, 0x11, 1, 0, 0x0b].map((b, i) => (i === 0 ? 9 : b)), [
        0x15, 0, 0x41, 0, 0x41, 0, 0x41, 0, 0xfc, 8, 1, 0, 0xfc, 9, 0, 0x41, 0, 0x25, 1, 0xd1, 0x1a, 0x0b,
      ])),
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
  for (const m of corpusModules(join(root, "wasm-spec"))) if (m.bytes.length < 3000 && i++ % 20 === 0) out.push(m.bytes);
  for (const m of corpusModules(join(root, "wasm-fuzz"))) if (m.bytes.length < 40_000 && i++ % 20 === 0) out.push(m.bytes);
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
      out[at()] = r.pick([0x00, 0x0b, 0x7f, 0x80, 0xff, 0x40, 0x41, 0x1a, 0x20, 0x0c, 0x0d, 0xfc, 0xd0, 0x70, 0x6f]);
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

test(`${count} mutated modules get V8's verdict`, () => {
  const features = v8Features();
  const all = bases();
  let valid = 0;
  let invalid = 0;
  let unsupported = 0;
  const problems: string[] = [];
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const r = new Random(seed);
    const bytes = mutate(r, r.pick(all), r.pick(all));
    let verdict = true;
    let message = "";
    try {
      validateModule(bytes, features);
    } catch (e) {
      if (!(e instanceof WasmError)) throw e;
      if (e.kind === "unsupported") {
        unsupported++;
        continue;
      }
      verdict = false;
      message = e.message;
    }
    if (WebAssembly.validate(bytes) === verdict) {
      if (verdict) valid++;
      else invalid++;
    } else problems.push(`seed ${seed}: ${verdict ? "accepted" : message}: ${bytes.length < 400 ? Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("") : ""}`);
  }
  console.log(`${valid} valid, ${invalid} invalid, ${unsupported} unsupported`);
  expect(problems.slice(0, 10).join("\n")).toBe("");
  expect(valid).toBeGreaterThan(count / 50);
  expect(invalid).toBeGreaterThan(count / 5);
}, 3_600_000);
