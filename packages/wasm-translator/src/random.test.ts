/** Random function bodies: V8 and the interpreted translation give the same results, bit for bit but for NaNs. */
import { expect, test } from "vitest";
import { F32_CODE, F64_CODE, functionModule, I32_CODE, I64_CODE } from "./testing/build/testing.ts";
import { BodyGenerator, NUMERIC_CODES, Random } from "./testing/generate/testing.ts";
import { InterpretedInstance } from "./testing/instance/testing.ts";

const count = Number(process.env["WASM_TRANSLATOR_RANDOM"] ?? 300);

interface Engine {
  instantiate(bytes: Uint8Array): (...args: (number | bigint)[]) => number | bigint;
}
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: { f: (...args: (number | bigint)[]) => number | bigint } };
  RuntimeError: new () => Error;
};
const v8: Engine = {
  instantiate: (bytes) => new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports.f,
};

const view = new DataView(new ArrayBuffer(8));

/** A random argument as V8 takes it, and its bits. */
function argument(r: Random, type: number): [number | bigint, bigint] {
  const lo = r.pick([0, 1, 0xffffffff, 0x80000000, r.next()]);
  const hi = r.pick([0, 0xffffffff, 0x7ff00000 - 1, r.next() & 0xffefffff]);
  if (type === I32_CODE) return [lo | 0, BigInt(lo)];
  if (type === I64_CODE) {
    const bits = (BigInt(hi) << 32n) | BigInt(lo);
    return [BigInt.asIntN(64, bits), bits];
  }
  if (type === F32_CODE) {
    view.setUint32(0, hi & 0xff7fffff);
    const f = view.getFloat32(0);
    if (Number.isNaN(f)) return [0, 0n];
    return [f, BigInt((hi & 0xff7fffff) >>> 0)];
  }
  view.setUint32(0, hi);
  view.setUint32(4, lo);
  const d = view.getFloat64(0);
  if (Number.isNaN(d)) return [0, 0n];
  return [d, view.getBigUint64(0)];
}

function bitsOf(type: number, v: number | bigint): bigint {
  if (type === I32_CODE) return BigInt(Number(v) >>> 0);
  if (type === I64_CODE) return BigInt.asUintN(64, v as bigint);
  if (type === F32_CODE) {
    view.setFloat32(0, v as number);
    return BigInt(view.getUint32(0));
  }
  view.setFloat64(0, v as number);
  return view.getBigUint64(0);
}

function isNaNBits(type: number, bits: bigint): boolean {
  if (type === F32_CODE) return (bits & 0x7fffffffn) > 0x7f800000n;
  return type === F64_CODE && (bits & ((1n << 63n) - 1n)) > 0x7ff0n << 48n;
}

test(`${count} random functions agree with V8`, () => {
  let returned = 0;
  let trapped = 0;
  for (let seed = 1; seed <= count; seed++) {
    const r = new Random(seed);
    const params = Array.from({ length: 1 + r.below(4) }, () => r.pick(NUMERIC_CODES));
    const result = r.pick(NUMERIC_CODES);
    const locals = [...params, ...Array.from({ length: r.below(4) }, () => r.pick(NUMERIC_CODES))];
    const g = new BodyGenerator(r, locals);
    const code = g.body(result, 120);
    const bytes = functionModule(params, [result], locals.slice(params.length), code);
    const f = v8.instantiate(bytes);
    for (const slots of [false, true]) {
      const instance = new InterpretedInstance(bytes, { slots });
      const inputs = new Random(seed * 7919);
      for (let k = 0; k < 4; k++) {
        const args = params.map((t) => argument(inputs, t));
        let expected: bigint | undefined;
        try {
          expected = bitsOf(result, f(...args.map((a) => a[0])));
        } catch (e) {
          if (!(e instanceof WebAssembly.RuntimeError)) throw e;
        }
        const got = instance.invoke(
          "f",
          args.map((a) => a[1]),
        )!;
        const where = `seed ${seed}, slots ${slots}, arguments ${args.map((a) => a[0]).join()}`;
        if (expected === undefined) {
          trapped++;
          expect(got.kind, where).toBe("trap");
          continue;
        }
        returned++;
        if (got.kind === "trap") throw new Error(`${where}: trap ${got.name}, expected ${expected}`);
        const bits = got.values[0]!.toBits();
        // What bits a NaN has is open, and operators may look at them.
        if (bits !== expected && !(isNaNBits(result, bits) && isNaNBits(result, expected))) {
          throw new Error(`${where}: ${bits}, expected ${expected}`);
        }
      }
    }
  }
  expect(returned).toBeGreaterThan(count);
  expect(trapped).toBeGreaterThan(0);
}, 600_000);
