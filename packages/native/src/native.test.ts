import { readFileSync } from "node:fs";
import { lookupIsa, flagsBuilder, parseTriple } from "@cranelift-ts/codegen-ir";
import { x64 } from "@cranelift-ts/isa-x64";
import { loadJitHost, type JitHost } from "@cranelift-ts/jit-host";
import { expect, test } from "vitest";
import { selectFeatures } from "./cpuid-x64.ts";
import { hostFeatures, hostIsa, hostTriple } from "./index.ts";

let host: JitHost | undefined;
try {
  host = loadJitHost();
} catch {
  // The tests that need it say so by being skipped.
}
const x64Linux = process.platform === "linux" && process.arch === "x64";

/** What Linux calls the features. */
const LINUX: Record<string, string> = {
  has_sse3: "pni",
  has_ssse3: "ssse3",
  has_cmpxchg16b: "cx16",
  has_sse41: "sse4_1",
  has_sse42: "sse4_2",
  has_avx: "avx",
  has_avx2: "avx2",
  has_fma: "fma",
  has_avx_vnni: "avx_vnni",
  has_avx512bitalg: "avx512_bitalg",
  has_avx512dq: "avx512dq",
  has_avx512vl: "avx512vl",
  has_avx512vbmi: "avx512vbmi",
  has_avx512f: "avx512f",
  has_avx512vnni: "avx512_vnni",
  has_popcnt: "popcnt",
  has_bmi1: "bmi1",
  has_bmi2: "bmi2",
  has_lzcnt: "abm",
};

test("the triple is one that the compiler knows", () => {
  expect(parseTriple(hostTriple()).family).not.toBe("unknown");
});

test("every feature has a setting, and every setting a feature", () => {
  const settings = lookupIsa("x86_64", [x64]).settings;
  const all = selectFeatures(() => [-1, -1, -1, -1], 0xff);
  expect(all.sort()).toEqual(Object.keys(LINUX).sort());
  for (const name of all) settings.enable(name);
  const isa = lookupIsa("x86_64", [x64]).finish(flagsBuilder().finish());
  const names = Object.keys(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(isa.isaFlags)));
  expect(names.filter((n) => n.startsWith("has_")).sort()).toEqual(all);
});

test("wide registers that the system does not save are not used", () => {
  const everything = (): [number, number, number, number] => [-1, -1, -1, -1];
  expect(selectFeatures(everything, 0)).not.toContain("has_avx");
  expect(selectFeatures(everything, 0)).toContain("has_sse42");
  expect(selectFeatures(everything, 0b111)).toContain("has_fma");
  expect(selectFeatures(everything, 0b111)).not.toContain("has_avx512f");
  expect(selectFeatures(() => [0, 0, 0, 0], 0xff)).toEqual([]);
});

test.runIf(x64Linux && host !== undefined)("the kernel agrees about this processor", () => {
  const flags = new Set(/^flags\s*:\s*(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))![1]!.split(" "));
  const expected = Object.keys(LINUX).filter((name) => flags.has(LINUX[name]!));
  expect(hostFeatures(host).sort()).toEqual(expected.sort());
});

test("the target of this process, from a family or from its package", () => {
  const baseline = hostIsa({ host: "none" });
  expect(baseline.triple.family).toBe(parseTriple(hostTriple()).family);
  if (!x64Linux) return;
  expect(hostIsa({ host: "none", families: [x64] }).isaFlags.has_sse3).toBe(false);
  if (host === undefined) return;
  const isa = hostIsa({ host, families: [x64] });
  expect(isa.isaFlags.has_sse3).toBe(hostFeatures(host).includes("has_sse3"));
});
