import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Context, IncrementalCache } from "@cranelift-ts/codegen";
import { type Function, flagsBuilder, parseTriple } from "@cranelift-ts/codegen-ir";
import { x64 } from "@cranelift-ts/isa-x64";
import { parseFunctions } from "@cranelift-ts/reader";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DiskCache, NODE_SHA256 } from "./disk-cache.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "disk-cache-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isa = x64.builder(parseTriple("x86_64")).finish(flagsBuilder().finish());
const make = (): Function =>
  parseFunctions("function %f(i64) -> i64 { block0(v0: i64): v1 = imul v0, v0 return v1 }")[0]!;
const keyFile = (key: string): string => join(folder, key.slice(0, 2), key);

test("entries outlive the cache, and Node's digest makes the same keys", () => {
  const first = new IncrementalCache(new DiskCache(folder));
  const code = first.compile(new Context(make()), isa);
  const second = new IncrementalCache(new DiskCache(folder), { sha256: NODE_SHA256, check: true });
  expect(second.compile(new Context(make()), isa).code).toEqual(code.code);
  expect([second.hits, second.misses]).toEqual([1, 0]);
  // No drafts are left behind.
  expect(readdirSync(folder, { recursive: true }).filter((f) => String(f).includes("."))).toEqual([]);
});

test("damaged files are absent and get replaced", () => {
  const cache = new IncrementalCache(new DiskCache(folder));
  const file = keyFile(cache.key(make(), isa));
  const whole = readFileSync(file);
  for (const damaged of [whole.subarray(0, 40), new Uint8Array(0), Uint8Array.of(...whole, 1)]) {
    writeFileSync(file, damaged);
    cache.compile(new Context(make()), isa);
    expect(readFileSync(file)).toEqual(whole);
  }
  expect(cache.hits).toBe(0);
});

test("a folder that cannot be written makes no trouble", () => {
  const blocked = join(folder, "file");
  writeFileSync(blocked, "");
  const cache = new IncrementalCache(new DiskCache(blocked));
  cache.compile(new Context(make()), isa);
  cache.compile(new Context(make()), isa);
  expect([cache.hits, cache.misses]).toEqual([0, 2]);
});

test("keys cannot leave the folder", () => {
  expect(() => new DiskCache(folder).get("../../etc/passwd")).toThrow(RangeError);
});
