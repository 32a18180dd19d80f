import { type Function, flagsBuilder, parseTriple, writeFunction } from "@cranelift-ts/codegen-ir";
import { x64 } from "@cranelift-ts/isa-x64";
import { parseFunctions } from "@cranelift-ts/reader";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CompiledCode } from "../compiled-code.ts";
import { Context } from "../context.ts";
import type { TargetIsa } from "../machinst/isa.ts";
import { type CacheStore, IncrementalCache, MemoryCache } from "./incremental-cache.ts";
import { deserializeStencil, serializeStencil } from "./stencil-bytes.ts";

function isaWith(...settings: string[]): TargetIsa {
  const flags = flagsBuilder();
  for (const s of settings) flags.apply(s);
  return x64.builder(parseTriple("x86_64")).finish(flags.finish());
}
const isa = isaWith();

/** Uses everything that a stencil records. */
const text = (
  name: string,
  callee: string,
  loc: string,
): string => `function ${name}(i64, i32) -> i64 system_v {
    ss0 = explicit_slot 16, key = 7
    sig0 = (i64) -> i64 system_v
    fn0 = ${callee} sig0
    fn1 = %Memcpy sig0
block0(v0: i64, v1: i32):
${loc}0010 v2 = udiv v0, v0
    <5> sequence_point
<1, ss0, 4294967295> ${loc}0014 v3 = call fn0(v2)
${loc}0018 v4 = load.i64 v3+8
    stack_store v4, ss0
    try_call fn1(v4), sig0, block1(ret0), [ context v0, tag3: block2(exn0), default: block2(v0) ]
block1(v5: i64):
    return v5
block2(v6: i64):
    trapnz v6, user7
    return v6
}`;
const make = (name: string, callee: string, loc = "@"): Function => {
  const [func] = parseFunctions(
    text(name, callee, loc).replace("stack_store v4, ss0", "v9 = stack_addr.i64 ss0\n    store v4, v9"),
  );
  return func!;
};

function plain(code: CompiledCode): unknown {
  const {
    code: bytes,
    alignment,
    relocs,
    traps,
    sourceRanges,
    callSites,
    stackMaps,
    debugTags,
    unwind,
    frame,
  } = code;
  return { bytes, alignment, relocs, traps, sourceRanges, callSites, stackMaps, debugTags, unwind, frame };
}

test("functions that differ in names and places share an entry, and get their own", () => {
  const cache = new IncrementalCache(new MemoryCache(), { check: true });
  const variants = [make("%a", "u0:1"), make("%b", "u0:1"), make("u3:4", "u7:9"), make("%a", "u0:1", "@1")];
  for (const func of variants) {
    const fresh = new Context(func.clone()).compile(isa);
    expect(plain(cache.compile(new Context(func), isa))).toEqual(plain(fresh));
  }
  expect([cache.hits, cache.misses]).toEqual([3, 1]);
});

test("the function, the target and its settings are in the key", () => {
  const cache = new IncrementalCache(new MemoryCache());
  const key = cache.key(make("%a", "u0:1"), isa);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  const others = [
    cache.key(make("%a", "u0:1"), isaWith("regalloc_algorithm=single_pass")),
    cache.key(make("%a", "%other"), isa),
    cache.key(parseFunctions("function %a() { block0: return }")[0]!, isa),
    cache.key(
      make("%a", "u0:1"),
      x64.builder(parseTriple("x86_64-pc-windows-msvc")).finish(flagsBuilder().finish()),
    ),
  ];
  const avx = x64.builder(parseTriple("x86_64"));
  avx.settings.apply("has_avx");
  others.push(cache.key(make("%a", "u0:1"), avx.finish(flagsBuilder().finish())));
  expect(new Set([key, ...others]).size).toBe(others.length + 1);
  expect(cache.key(make("%z", "u9:9"), isaWith())).toBe(key);
});

test("what is found leaves the function as it is", () => {
  const cache = new IncrementalCache(new MemoryCache());
  cache.compile(new Context(make("%a", "u0:1")), isa);
  const func = make("%b", "u0:2");
  const before = writeFunction(func);
  cache.compile(new Context(func), isa);
  expect(writeFunction(func)).toBe(before);
});

test("a store that forgets, lies or breaks its bytes costs a compilation", () => {
  const inner = new MemoryCache();
  let spoil = (b: Uint8Array): Uint8Array | undefined => b;
  const store: CacheStore = {
    get: (k) => {
      const found = inner.get(k);
      return found === undefined ? undefined : spoil(found);
    },
    set: (k, v) => inner.set(k, v),
  };
  const cache = new IncrementalCache(store);
  const expected = plain(cache.compile(new Context(make("%a", "u0:1")), isa));
  for (const s of [
    (): undefined => undefined,
    (b: Uint8Array): Uint8Array => b.subarray(0, b.length - 1),
    (b: Uint8Array): Uint8Array => b.with(3, b[3]! ^ 2),
    (): Uint8Array => new Uint8Array(0),
  ]) {
    spoil = s;
    expect(plain(cache.compile(new Context(make("%a", "u0:1")), isa))).toEqual(expected);
  }
  expect(cache.hits).toBe(0);
});

test("a wrong entry is noticed when checking", () => {
  const store = new MemoryCache();
  const cache = new IncrementalCache(store, { check: true });
  const wrong = new Context(parseFunctions("function %a() { block0: return }")[0]!).compileStencil(isa);
  store.set(cache.key(make("%a", "u0:1"), isa), serializeStencil(wrong));
  expect(() => cache.compile(new Context(make("%a", "u0:1")), isa)).toThrow("not what the compiler makes");
});

test("any prefix and any changed byte is read or refused, never thrown over", () => {
  const bytes = serializeStencil(new Context(make("%a", "u0:1")).compileStencil(isa));
  expect(plain(deserializeStencil(bytes) as unknown as CompiledCode)).toEqual(
    plain(new Context(make("%a", "u0:1")).compileStencil(isa) as unknown as CompiledCode),
  );
  for (let n = 0; n < bytes.length; n++) expect(deserializeStencil(bytes.subarray(0, n))).toBeUndefined();
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
      const changed = bytes.slice();
      changed[at] = value;
      deserializeStencil(changed);
    }),
    { numRuns: 500 },
  );
});

test("memory is bounded and the oldest goes first", () => {
  const cache = new MemoryCache(100);
  for (let i = 0; i < 10; i++) cache.set(`k${i}`, new Uint8Array(30));
  expect(cache.size).toBe(3);
  expect(cache.bytes).toBe(90);
  expect(cache.get("k7")).toBeDefined();
  cache.set("k10", new Uint8Array(30));
  expect(cache.get("k7")).toBeDefined();
  expect(cache.get("k8")).toBeUndefined();
});
