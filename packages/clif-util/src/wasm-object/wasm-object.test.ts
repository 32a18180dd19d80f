/** Object files are linked with a C program, and what it prints is compared with V8. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createColors } from "picocolors";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WebAssemblyNamespace } from "@cranelift-ts/wasm-runtime";
import { runProgram } from "../program.ts";
import { readModule } from "../wasm-file.ts";
import { identifier, UniqueNames } from "./names.ts";

const compiler = ["cc", "gcc", "clang"].find((cc) => spawnSync(cc, ["--version"]).status === 0);
const supported = compiler !== undefined && process.arch === "x64" && process.platform === "linux";
test.skipIf(supported)("there is no C compiler, or this is not x86-64 Linux: nothing is linked", () =>
  expect(supported).toBe(false),
);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "wasm2obj-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function clifUtil(...args: string[]): Promise<{ code: number; err: string }> {
  let err = "";
  const colors = createColors(false);
  const out = (): void => {};
  const code = await runProgram(args, {
    out,
    err: (line) => (err += `${line}\n`),
    colors,
    errColors: colors,
    stdin: () => "",
    env: {},
  });
  return { code, err };
}

function cc(...args: string[]): void {
  execFileSync(
    compiler!,
    ["-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter", ...args, "-lm"],
    { cwd: folder },
  );
}

type Call = readonly [name: string, ...args: (number | bigint)[]];
/** The engine's own. */
const V8 = (globalThis as unknown as { readonly WebAssembly: WebAssemblyNamespace }).WebAssembly;

/** V8's messages, as trap codes. */
const TRAPS: readonly (readonly [RegExp, number])[] = [
  [/^unreachable/, 1],
  [/table (index|access|or)|element segment/, 2],
  [/null function or function signature/, 4],
  [/signature mismatch/, 4],
  [/call stack size/, 251],
  [/unrepresentable$/, 252],
  [/memory access|data segment/, 253],
  [/divide by zero|remainder by zero/, 254],
  [/float unrepresentable/, 255],
];

const bits = new DataView(new ArrayBuffer(8));
function bitsOf(kind: string, value: number | bigint): string {
  if (kind === "i") return BigInt.asUintN(32, BigInt(value)).toString(16);
  if (kind === "l") return BigInt.asUintN(64, BigInt(value)).toString(16);
  if (Number.isNaN(value)) return "nan";
  if (kind === "f") bits.setFloat32(0, value as number);
  else bits.setFloat64(0, value as number);
  return kind === "f" ? bits.getUint32(0).toString(16) : bits.getBigUint64(0).toString(16);
}

function inV8(
  exports: Readonly<Record<string, unknown>>,
  signatures: Readonly<Record<string, string>>,
  calls: readonly Call[],
): string[] {
  return calls.map(([name, ...args]) => {
    const results = signatures[name]!.split(":")[1]!;
    try {
      const value: unknown = (exports[name] as (...a: unknown[]) => unknown)(...args);
      const list = (results.length > 1 ? value : results.length === 1 ? [value] : []) as (number | bigint)[];
      return list.map((v, i) => bitsOf(results[i]!, v)).join(" ");
    } catch (error) {
      const { message } = error as Error;
      const code = TRAPS.find(([pattern]) => pattern.test(message))?.[1];
      if (code === undefined) throw error;
      return `trap ${code}`;
    }
  });
}

/** A C literal with exactly these bits. */
function literal(kind: string, value: number | bigint): string {
  const raw = bitsOf(kind, value);
  if (kind === "i") return `(int32_t)0x${raw}u`;
  if (kind === "l") return `(int64_t)0x${raw}ull`;
  if (raw === "nan") return "NAN";
  return kind === "f" ? `f32(0x${raw}u)` : `f64(0x${raw}ull)`;
}

/** A C program that makes the calls and prints what V8's side prints. */
function program(
  prefix: string,
  signatures: Readonly<Record<string, string>>,
  calls: readonly Call[],
  more: string,
  guarded: boolean,
): string {
  const body = calls.map(([name, ...args]) => {
    const [params, results] = signatures[name]!.split(":") as [string, string];
    const given = args.map((a, i) => literal(params[i]!, a));
    const types = { i: "int32_t", l: "int64_t", f: "float", d: "double" } as Readonly<Record<string, string>>;
    const call = (outs: string[]): string =>
      `${prefix}_${name}(${["instance", ...given, ...outs].join(", ")})`;
    const places = [...results].map((k, i) => `${types[k]!} r${i};`).join(" ");
    const made =
      results.length === 1 ? `r0 = ${call([])};` : `${call([...results].map((_, i) => `&r${i}`))};`;
    const shown = [...results].map((k, i) => `${i > 0 ? 'printf(" ");' : ""} show_${k}(r${i});`).join(" ");
    return `  if (setjmp(away) == 0) { ${places} ${made} ${shown} printf("\\n"); } else printf("trap %u\\n", code == 3 ? 4 : code);`;
  });
  const handler = `
static void on_fault(int signal, siginfo_t *info, void *context) {
  if (!wasm_memory_guards(instance->memories[0].memory, info->si_addr)) _exit(77);
  wasm_trap(instance, WASM_TRAP_MEMORY_OUT_OF_BOUNDS);
}`;
  const install = `
  struct sigaction action = {0};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  sigaction(SIGSEGV, &action, NULL);`;
  return `#define _GNU_SOURCE
#define ${prefix}_IMPLEMENTATION
#include "${prefix}.h"
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>
static ${prefix}_instance *instance;
static jmp_buf away;
static uint32_t code;
void wasm_trap(void *instance, uint32_t c) { code = c; longjmp(away, 1); }
static inline float f32(uint32_t bits) { union { uint32_t i; float f; } u = {bits}; return u.f; }
static inline double f64(uint64_t bits) { union { uint64_t i; double f; } u = {bits}; return u.f; }
static inline void show_i(int32_t x) { printf("%x", (uint32_t)x); }
static inline void show_l(int64_t x) { printf("%llx", (unsigned long long)x); }
static inline void show_f(float x) { union { float f; uint32_t i; } u = {x}; if (isnan(x)) printf("nan"); else printf("%x", u.i); }
static inline void show_d(double x) { union { double f; uint64_t i; } u = {x}; if (isnan(x)) printf("nan"); else printf("%llx", (unsigned long long)u.i); }
${more}${guarded ? handler : ""}
int main(void) {${guarded ? install : ""}
  instance = ${prefix}_new("mine");
  if (instance == NULL) return 9;
${body.join("\n")}
  ${prefix}_delete(instance);
  return 0;
}
`;
}

/** Compiles a module and a program that makes the calls; compares with V8. */
async function compare(
  prefix: string,
  wat: string,
  signatures: Readonly<Record<string, string>>,
  calls: readonly Call[],
  imports: object = {},
  more: string = "",
  settings: readonly string[] = [],
  options: readonly string[] = [],
): Promise<string[]> {
  const path = join(folder, `${prefix}.wat`);
  writeFileSync(path, wat);
  const made = await clifUtil(
    "wasm2obj",
    path,
    "-o",
    join(folder, `${prefix}.o`),
    "--target",
    "x86_64-unknown-linux-gnu",
    ...settings.flatMap((s) => ["--set", s]),
    ...options,
  );
  expect(made).toEqual({ code: 0, err: "" });
  const instance = new V8.Instance(new V8.Module(await readModule(path)), imports);
  const expected = inV8(instance.exports, signatures, calls);
  writeFileSync(
    join(folder, `${prefix}.c`),
    program(prefix, signatures, calls, more, options.includes("--guard-pages")),
  );
  cc("-o", prefix, `${prefix}.c`, `${prefix}.o`);
  const printed = execFileSync(join(folder, prefix), { encoding: "utf8" }).split("\n").slice(0, -1);
  const named = (lines: readonly string[]): string[] =>
    lines.map((line, i) => `${calls[i]?.join(" ")}: ${line}`);
  // V8 does not tell a number that is out of range from one that is none.
  const conversion = (line: string, i: number): string =>
    calls[i]![0].includes("trunc") ? line.replace("trap 252", "trap 255") : line;
  expect(named(printed.map(conversion))).toEqual(named(expected));
  return expected;
}

describe.runIf(supported)("object files", () => {
  test("fib, an import, a memory kernel, several results", async () => {
    const wat = `(module
      (import "env" "mul.add" (func $host (param i32 i64 f32 f64 i32 i32 i32 i32 f64) (result i64)))
      (import "env" "pair" (func $pair (param i32) (result i32 f64)))
      (import "env" "seed" (global $seed i32))
      (import "env" "count" (global $count (mut i64)))
      (memory (export "memory") 2)
      (data (i32.const 100) "\\01\\02\\03\\04\\05\\06\\07\\08")
      (func $fib (export "fib") (param i32) (result i32)
        (if (result i32) (i32.lt_s (local.get 0) (i32.const 2)) (then (local.get 0))
          (else (i32.add (call $fib (i32.sub (local.get 0) (i32.const 1))) (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
      ;; Fills n words with a generator, then hashes them.
      (func (export "kernel") (param $n i32) (result i64) (local $i i32) (local $x i32) (local $h i64)
        (local.set $x (global.get $seed))
        (loop $fill
          (local.set $x (i32.add (i32.mul (local.get $x) (i32.const 1664525)) (i32.const 1013904223)))
          (i32.store (i32.shl (local.get $i) (i32.const 2)) (local.get $x))
          (br_if $fill (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
        (local.set $i (i32.const 0))
        (loop $hash
          (local.set $h (i64.mul (i64.xor (local.get $h) (i64.load32_u (i32.shl (local.get $i) (i32.const 2)))) (i64.const 1099511628211)))
          (br_if $hash (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
        (local.get $h))
      (func (export "host") (param i32 f64) (result i64)
        (global.set $count (i64.add (global.get $count) (i64.const 1)))
        (call $host (local.get 0) (i64.const -2) (f32.const 1.5) (local.get 1) (i32.const 5) (i32.const 6) (i32.const 7) (i32.const 8) (f64.const 0.25)))
      (func (export "pair") (param i32) (result i32 f64) (call $pair (local.get 0)))
      (func (export "three") (param i64 f32) (result f32 i64 i32) (local.get 1) (local.get 0) (i32.load8_u offset=100 (i32.wrap_i64 (local.get 0))))
      (func (export "counted") (result i64) (global.get $count)))`;
    const signatures = {
      fib: "i:i",
      kernel: "i:l",
      host: "id:l",
      pair: "i:id",
      three: "lf:fli",
      counted: ":l",
    };
    const calls: Call[] = [
      ["fib", 24],
      ["kernel", 1000],
      ["kernel", 32768],
      ["kernel", 32769],
      ["host", -7, 3.25],
      ["host", 1, -0],
      ["pair", 41],
      ["three", 3n, 0.5],
      ["three", -1n, NaN],
      ["counted"],
    ];
    const sum = (
      a: number,
      b: bigint,
      c: number,
      d: number,
      e: number,
      f: number,
      g: number,
      h: number,
      k: number,
    ): bigint => BigInt(a) * b + BigInt(Math.trunc((c + d + k) * 4)) + BigInt(e + 2 * f + 3 * g + 4 * h);
    const env = {
      "mul.add": sum,
      pair: (x: number) => [x + 1, x / 2],
      seed: 12345,
      count: new V8.Global({ value: "i64", mutable: true }, 5n),
    };
    const more = `
const int32_t all_import_env_seed = 12345;
int64_t all_import_env_count = 5;
int64_t all_import_env_mul_add(all_instance *i, int32_t a, int64_t b, float c, double d, int32_t e, int32_t f, int32_t g, int32_t h, double k) {
  return strcmp((const char *)i->user, "mine") != 0 ? 0 : a * b + (int64_t)((c + d + k) * 4) + (e + 2 * f + 3 * g + 4 * h);
}
void all_import_env_pair(all_instance *i, int32_t x, int32_t *r0, double *r1) { *r0 = x + 1; *r1 = x / 2.0; }`;
    const results = await compare("all", wat, signatures, calls, { env }, more);
    expect(results[3]).toBe("trap 253");
  });

  test("arithmetic that traps, at its limits", async () => {
    const operations: string[] = [];
    const signatures: Record<string, string> = {};
    const calls: Call[] = [];
    for (const [t, k] of [
      ["i32", "i"],
      ["i64", "l"],
    ] as const) {
      for (const op of ["div_s", "div_u", "rem_s", "rem_u"]) {
        const name = `${t}_${op}`;
        operations.push(
          `(func (export "${name}") (param ${t} ${t}) (result ${t}) (${t}.${op} (local.get 0) (local.get 1)))`,
        );
        signatures[name] = `${k}${k}:${k}`;
        const min = t === "i32" ? -0x8000_0000 : -(1n << 63n);
        const n = (x: number): number | bigint => (t === "i32" ? x : BigInt(x));
        for (const x of [min, n(-7), n(0), n(7)])
          for (const y of [n(0), n(-1), n(1), n(3), min]) calls.push([name, x, y]);
      }
      for (const [from, f] of [
        ["f32", "f"],
        ["f64", "d"],
      ] as const) {
        for (const s of ["s", "u"]) {
          const name = `${t}_trunc_${from}_${s}`;
          operations.push(
            `(func (export "${name}") (param ${from}) (result ${t}) (${t}.trunc_${from}_${s} (local.get 0)))`,
          );
          signatures[name] = `${f}:${k}`;
          for (const limit of [2 ** 31, 2 ** 32, 2 ** 63, 2 ** 64, 0]) {
            for (const sign of [1, -1]) {
              for (const d of [-1.5, -1, -0.5, 0, 0.5, 1, 1.5]) calls.push([name, sign * limit + d]);
              for (const e of [1 - 2 ** -24, 1 - 2 ** -53, 1 + 2 ** -23, 1 + 2 ** -52])
                calls.push([name, sign * limit * e]);
            }
          }
          calls.push([name, NaN], [name, Infinity], [name, -Infinity], [name, -0]);
        }
      }
    }
    const results = await compare("ops", `(module ${operations.join("\n")})`, signatures, calls);
    for (const code of [252, 254]) expect(results).toContain(`trap ${code}`);
  }, 120_000);

  test("memories, tables, globals, segments, start, recursion", async () => {
    const wat = `(module
      (type $f (func (param i32) (result i32)))
      (memory $m (export "memory") 1 3)
      (data $active (i32.const 8) "abcdef")
      (data $passive "0123456789")
      (global $g (export "g") (mut i32) (i32.const 40))
      (global $ref (mut funcref) (ref.func $ten))
      (table $t (export "table") 6 10 funcref)
      (table $e 3 externref)
      (table $fixed 3 3 funcref)
      (elem (table $fixed) (i32.const 0) func $ten $wrong)
      (elem (table $t) (i32.const 1) func $ten $twice)
      (elem $later func $twice $ten $wrong)
      (elem declare func $ten)
      (start $begin)
      (func $begin (global.set $g (i32.add (global.get $g) (i32.const 2))))
      (func $ten (param i32) (result i32) (i32.add (local.get 0) (i32.const 10)))
      (func $twice (param i32) (result i32) (i32.shl (local.get 0) (i32.const 1)))
      (func $wrong (param i64) (result i64) (local.get 0))
      (func (export "get") (result i32) (global.get $g))
      (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
      (func (export "load_far") (param i32) (result i64) (i64.load offset=4294967288 (local.get 0)))
      (func (export "load8") (param i32) (result i32) (i32.load8_s offset=65535 (local.get 0)))
      (func (export "store") (param i32 i64) (i64.store (local.get 0) (local.get 1)))
      (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
      (func (export "size") (result i32) (memory.size))
      (func (export "copy") (param i32 i32 i32) (memory.copy (local.get 0) (local.get 1) (local.get 2)))
      (func (export "fill") (param i32 i32 i32) (memory.fill (local.get 0) (local.get 1) (local.get 2)))
      (func (export "minit") (param i32 i32 i32) (memory.init $passive (local.get 0) (local.get 1) (local.get 2)))
      (func (export "drop") (data.drop $passive))
      (func (export "call") (param i32 i32) (result i32) (call_indirect $t (type $f) (local.get 1) (local.get 0)))
      (func (export "tail") (param i32 i32) (result i32) (return_call_indirect $t (type $f) (local.get 1) (local.get 0)))
      (func (export "fixed") (param i32 i32) (result i32) (call_indirect $fixed (type $f) (local.get 1) (local.get 0)))
      (func (export "tgrow") (param i32) (result i32) (table.grow $t (global.get $ref) (local.get 0)))
      (func (export "tsize") (result i32) (table.size $t))
      (func (export "tnull") (param i32) (table.set $t (local.get 0) (ref.null func)))
      (func (export "tisnull") (param i32) (result i32) (ref.is_null (table.get $t (local.get 0))))
      (func (export "tset") (param i32) (table.set $t (local.get 0) (ref.func $ten)))
      (func (export "tcopy") (param i32 i32 i32) (table.copy $t $t (local.get 0) (local.get 1) (local.get 2)))
      (func (export "tfill") (param i32 i32) (table.fill $t (local.get 0) (ref.func $ten) (local.get 1)))
      (func (export "tinit") (param i32 i32 i32) (table.init $t $later (local.get 0) (local.get 1) (local.get 2)))
      (func (export "edrop") (elem.drop $later))
      (func (export "egrow") (param i32) (result i32) (table.grow $e (ref.null extern) (local.get 0)))
      (func $deep (export "deep") (param i32) (result i32)
        (if (result i32) (local.get 0) (then (i32.add (i32.const 1) (call $deep (i32.sub (local.get 0) (i32.const 1))))) (else (i32.const 0))))
      (func $forever (export "forever") (param i64 i64) (result i64) (i64.add (local.get 0) (call $forever (local.get 1) (local.get 0))))
      (func (export "boom") (unreachable)))`;
    const i = {
      get: ":i",
      load: "i:i",
      load_far: "i:l",
      load8: "i:i",
      store: "il:",
      grow: "i:i",
      size: ":i",
      copy: "iii:",
      fill: "iii:",
      minit: "iii:",
    };
    const t = {
      tgrow: "i:i",
      tsize: ":i",
      tnull: "i:",
      tisnull: "i:i",
      tset: "i:",
      tcopy: "iii:",
      tfill: "ii:",
      tinit: "iii:",
      edrop: ":",
      egrow: "i:i",
    };
    const signatures = {
      ...i,
      ...t,
      drop: ":",
      call: "ii:i",
      tail: "ii:i",
      fixed: "ii:i",
      deep: "i:i",
      forever: "ll:l",
      boom: ":",
    };
    const every = (name: string, ...args: (number | bigint)[]): Call[] =>
      [0, 1, 2, 3, 4, 5, 6, 7, -1].map((n) => [name, n, ...args]);
    const calls: Call[] = [
      ["get"],
      ["load", 8],
      ["load", 65532],
      ["load", 65533],
      ["load", -1],
      ["load_far", 0],
      ["load8", 0],
      ["load8", 1],
      ["store", 65528, -3n],
      ["store", 65529, 1n],
      ["load", 65530],
      ["grow", 1],
      ["load", 65533],
      ["load8", 1],
      ["size"],
      ["grow", 2],
      ["grow", 0],
      ["grow", -1],
      ["copy", 9, 8, 5],
      ["load", 9],
      ["copy", 131072, 0, 0],
      ["copy", 131073, 0, 0],
      ["copy", 131070, 0, 3],
      ["copy", 0, 131070, 3],
      ["fill", 20, 0x1ff, 4],
      ["load", 19],
      ["fill", 131071, 7, 2],
      ["fill", 131071, 7, 1],
      ["fill", -1, 0, -1],
      ["minit", 40, 2, 4],
      ["load", 40],
      ["minit", 40, 8, 3],
      ["minit", 131071, 0, 2],
      ["drop"],
      ["minit", 0, 0, 0],
      ["minit", 0, 0, 1],
      ...every("call", 16),
      ...every("tail", 16),
      ...every("fixed", 16),
      ...every("tisnull"),
      ["tinit", 3, 0, 3],
      ...every("call", 5),
      ["tinit", 3, 1, 3],
      ["tinit", 4, 0, 3],
      ["edrop"],
      ["tinit", 0, 0, 1],
      ["tinit", 6, 0, 0],
      ["tgrow", 3],
      ["tsize"],
      ["tgrow", 2],
      ["tgrow", -1],
      ["tgrow", 1],
      ["tgrow", 1],
      ["call", 9, 1],
      ["call", 10, 1],
      ["tnull", 1],
      ["call", 1, 3],
      ["tset", 1],
      ["call", 1, 3],
      ["tnull", 10],
      ["tset", -1],
      ["tcopy", 1, 2, 4],
      ...every("call", 9),
      ["tcopy", 8, 0, 3],
      ["tcopy", 0, 8, 3],
      ["tfill", 0, 3],
      ...every("call", 2),
      ["tfill", 9, 2],
      ["egrow", 4],
      ["egrow", 1],
      ["deep", 1000],
      ["forever", 1n, 2n],
      ["boom"],
      ["deep", 10],
      ["get"],
    ];
    for (const settings of [[], ["regalloc_algorithm=single_pass"], ["opt_level=speed"]])
      for (const options of [[], ["--guard-pages"]])
        await compare("rest", wat, signatures, calls, {}, "", settings, options);
  }, 120_000);

  test("instances have nothing in common; a module without anything; headers together, and in C++", async () => {
    const state = join(folder, "state.wat");
    writeFileSync(
      state,
      '(module (memory (export "int") 1) (global $n (export "n") (mut i32) (i32.const 1)) (func (export "new") (result i32) (i32.const 77)) (func (export "next") (result i32) (global.set $n (i32.mul (global.get $n) (i32.const 3))) (global.get $n)))',
    );
    const empty = join(folder, "0 empty.wasm");
    writeFileSync(empty, Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    expect(await clifUtil("wasm2obj", state, "-o", join(folder, "state.o"))).toEqual({ code: 0, err: "" });
    expect(
      await clifUtil("wasm2obj", empty, "-o", join(folder, "empty.o"), "-H", join(folder, "other.h")),
    ).toEqual({ code: 0, err: "" });
    writeFileSync(
      join(folder, "two.c"),
      `#define state_IMPLEMENTATION
#define _0_empty_IMPLEMENTATION
#include "state.h"
#include "other.h"
#include <stdio.h>
void wasm_trap(void *instance, uint32_t code) { exit((int)code); }
int main(void) {
  state_instance *a = state_new(0), b;
  if (state_init(&b, 0) != 0) return 1;
  _0_empty_instance *c = _0_empty_new(0);
  state_next(a);
  *state_n(&b) = 10;
  state_int(a)->data[1] = 5;
  printf("%d %d %d %d %d\\n", state_new_2(a), state_next(a), state_next(&b), state_int(&b)->data[1], (int)state_int(a)->length);
  state_delete(a), state_release(&b), _0_empty_delete(c);
}
`,
    );
    cc("-o", "two", "two.c", "state.o", "empty.o", "-fsanitize=address,undefined");
    expect(execFileSync(join(folder, "two"), { encoding: "utf8" })).toBe("77 9 30 0 65536\n");
    writeFileSync(
      join(folder, "user.cc"),
      '#include "state.h"\nint use(state_instance *i) { return state_next(i) + *state_n(i); }\n',
    );
    if (spawnSync("g++", ["--version"]).status === 0)
      execFileSync("g++", ["-c", "-Wall", "-Werror", "user.cc"], { cwd: folder });
  }, 120_000);

  test("guard pages: no checks of 32-bit addresses, an imported memory, several, 64-bit ones", async () => {
    const wat = `(module
      (import "m" "shared" (memory $shared 1 4))
      (memory $own (export "own") 1)
      (memory $none 0)
      (memory $wide i64 1 5)
      (func (export "load") (param i32) (result i32) (i32.load (local.get 0)))
      (func (export "far") (param i32) (result i32) (i32.load8_u offset=2147483647 (local.get 0)))
      (func (export "farther") (param i32) (result i32) (i32.load8_u offset=4294967295 (local.get 0)))
      (func (export "store") (param i32 i32) (i32.store (local.get 0) (local.get 1)))
      (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
      (func (export "own_load") (param i32) (result i64) (i64.load $own offset=8 (local.get 0)))
      (func (export "own_store") (param i32 i64) (i64.store $own (local.get 0) (local.get 1)))
      (func (export "own_grow") (param i32) (result i32) (memory.grow $own (local.get 0)))
      (func (export "none_load") (param i32) (result i32) (i32.load8_u $none (local.get 0)))
      (func (export "none_grow") (param i32) (result i32) (memory.grow $none (local.get 0)))
      (func (export "wide_load") (param i64) (result i64) (i64.load $wide offset=1 (local.get 0)))
      (func (export "wide_grow") (param i64) (result i64) (memory.grow $wide (local.get 0)))
      (func (export "copy") (param i32 i32 i32) (memory.copy $shared $own (local.get 0) (local.get 1) (local.get 2)))
      (func (export "sum") (param i32) (result i32) (local $s i32)
        (loop $l
          (local.set $s (i32.add (local.get $s) (i32.load8_u (local.get 0))))
          (br_if $l (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
        (local.get $s)))`;
    const path = join(folder, "guards.wat");
    writeFileSync(path, wat);
    expect(await clifUtil("wasm2obj", path, "-o", join(folder, "guards.o"), "--guard-pages")).toEqual({
      code: 0,
      err: "",
    });
    const calls: [string, string, string][] = [
      ["load", "0", "0"],
      ["store", "65532, 7", ""],
      ["load", "65532", "7"],
      ["load", "65533", "trap"],
      ["load", "-1", "trap"],
      ["far", "0", "trap"],
      ["far", "-1", "trap"],
      ["farther", "-1", "trap"],
      ["grow", "2", "1"],
      ["load", "65533", "0"],
      ["load", "3 * 65536 - 4", "0"],
      ["load", "3 * 65536 - 3", "trap"],
      ["grow", "2", "-1"],
      ["grow", "1", "3"],
      ["grow", "0", "4"],
      ["own_store", "65528, 9", ""],
      ["own_load", "65520", "9"],
      ["own_load", "65521", "trap"],
      ["own_grow", "3", "1"],
      ["own_load", "65528", "0"],
      ["none_load", "0", "trap"],
      ["none_grow", "1", "0"],
      ["none_load", "65535", "0"],
      ["none_load", "65536", "trap"],
      ["wide_load", "65527", "0"],
      ["wide_load", "65528", "trap"],
      ["wide_load", "0x100000000ll", "trap"],
      ["wide_load", "-1", "trap"],
      ["wide_load", "0x7fffffffffffffffll", "trap"],
      ["wide_grow", "4", "1"],
      ["wide_grow", "1", "-1"],
      ["wide_load", "65528", "0"],
      ["copy", "0, 65528, 8", ""],
      ["load", "0", "9"],
      ["copy", "262140, 0, 8", "trap"],
      ["sum", "8", "0"],
      ["sum", "300000", "trap"],
    ];
    const line = ([name, args, expected]: [string, string, string]): string =>
      `  if (setjmp(away) == 0) { ${expected === "" ? `guards_${name}(g, ${args}); printf("\\n");` : `printf("%lld\\n", (long long)guards_${name}(g, ${args}));`} } else printf("trap\\n");`;
    const voids = new Set(["store", "own_store", "copy"]);
    const body = calls.map((c) => (voids.has(c[0]) ? line([c[0], c[1], ""]) : line(c)));
    const program = (handles: boolean): string => `#define _GNU_SOURCE
#define guards_IMPLEMENTATION
#include "guards.h"
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>
static jmp_buf away;
static guards_instance *g;
wasm_memory guards_import_m_shared;
void wasm_trap(void *instance, uint32_t code) { if (code != WASM_TRAP_MEMORY_OUT_OF_BOUNDS) _exit(5); longjmp(away, 1); }
static inline void on_fault(int signal, siginfo_t *info, void *context) {
  for (int i = 0; i < 4; i++) if (wasm_memory_guards(g->memories[i].memory, info->si_addr)) longjmp(away, 1);
  _exit(6);
}
int main(void) {
  struct sigaction action = {0};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  if (${Number(handles)}) sigaction(SIGSEGV, &action, NULL);
  if (wasm_memory_reserve(&guards_import_m_shared, 65536, 4 * 65536) != 0) return 1;
  g = guards_new(NULL);
  uint8_t *before = guards_own(g)->data;
${body.join("\n")}
  if (guards_own(g)->data != before || guards_own(g)->length != 4 * 65536) return 2;
  guards_delete(g);
  wasm_memory_release(&guards_import_m_shared);
  return 0;
}
`;
    writeFileSync(join(folder, "guards.c"), program(true));
    writeFileSync(join(folder, "unhandled.c"), program(false));
    cc("-o", "guards", "guards.c", "guards.o");
    cc("-o", "unhandled", "unhandled.c", "guards.o");
    const printed = execFileSync(join(folder, "guards"), { encoding: "utf8" }).split("\n").slice(0, -1);
    expect(printed.map((p, i) => `${calls[i]!.slice(0, 2).join(" ")}: ${p}`)).toEqual(
      calls.map((c) => c.slice(0, 2).join(" ") + `: ${c[2]}`),
    );
    // Without a handler, the process ends there.
    expect(spawnSync(join(folder, "unhandled")).signal).toBe("SIGSEGV");
    // The checks are gone.
    const size = (file: string): number => statSync(join(folder, file)).size;
    expect(
      (await clifUtil("wasm2obj", path, "-o", join(folder, "checked.o"), "--prefix", "guards")).code,
    ).toBe(0);
    expect(size("guards.o")).toBeLessThan(size("checked.o"));
  }, 120_000);

  test("what cannot be", async () => {
    const path = join(folder, "bad.wat");
    const out = join(folder, "bad.o");
    writeFileSync(path, '(module (import "m" "t" (table 1 funcref)))');
    expect((await clifUtil("wasm2obj", path, "-o", out)).err).toMatch(
      /imported tables cannot be put into an object file/,
    );
    expect(existsSync(out)).toBe(false);
    expect((await clifUtil("wasm2obj", path, "-o", out, "--prefix", "a-b")).code).toBe(2);
    expect((await clifUtil("wasm2obj", path, "-o", out, "--target", "aarch64")).code).toBe(2);
    expect((await clifUtil("wasm2obj", path)).code).toBe(2);
  });
});

const bench = process.env["CRANELIFT_BENCH"];
test.skipIf(bench !== undefined)("CRANELIFT_BENCH is not set: no kernels are compiled", () =>
  expect(bench).toBe(undefined),
);

/** Kernels of a folder of benchmarks: as objects they give the expected result. */
describe.runIf(supported && bench !== undefined)("kernels", () => {
  const manifest = join(bench ?? ".", "manifest.json");
  const { kernels } = (
    existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")) : { kernels: [] }
  ) as {
    kernels: {
      name: string;
      wasm: string;
      entry: string;
      features: string[];
      variant: string;
      quick: { args: number[]; expected: number };
    }[];
  };
  const usable = kernels.filter((k) => !/simd|threads|wasm64/.test(`${k.variant} ${k.features.join(" ")}`));

  test.each(
    usable.flatMap((k) =>
      [[], ["--guard-pages"]].map((options) => ({ ...k, options, how: options.join("") })),
    ),
  )(
    "$name $how",
    async ({ wasm, entry, quick, options }) => {
      const module = new V8.Module(readFileSync(join(bench!, wasm)));
      const names = new UniqueNames();
      const imports = V8.Module.imports(module);
      if (imports.some((i) => i.kind !== "function")) throw new Error("a kernel imports more than functions");
      const made = await clifUtil(
        "wasm2obj",
        join(bench!, wasm),
        "-o",
        join(folder, "kernel.o"),
        "--prefix",
        "kernel",
        ...options,
      );
      expect(made).toEqual({ code: 0, err: "" });
      const header = readFileSync(join(folder, "kernel.h"), "utf8");
      const stubs = imports.map((i) => {
        const symbol = names.add(`kernel_import_${i.module}_${i.name}`);
        const prototype = header
          .split("\n")
          .find((l) => l.includes(`${symbol}(`))!
          .replace(/;.*/, "");
        return `${prototype} { ${prototype.startsWith("void") ? "" : "return 8;"} }`;
      });
      const start = V8.Module.exports(module).some((e) => e.name === "_initialize")
        ? "kernel__initialize(k);"
        : "";
      writeFileSync(
        join(folder, "kernel.c"),
        `#define kernel_IMPLEMENTATION
#include "kernel.h"
#include <stdio.h>
void wasm_trap(void *instance, uint32_t code) { printf("%s\\n", wasm_trap_message(code)); exit(1); }
${stubs.join("\n")}
int main(void) { kernel_instance *k = kernel_new(0); ${start} printf("%u\\n", (uint32_t)kernel_${identifier(entry).replace(/^_(?=[a-z])/, entry.startsWith("_") ? "_" : "")}(${["k", ...quick.args].join(", ")})); return 0; }
`,
      );
      cc("-o", "kernel", "kernel.c", "kernel.o");
      expect(execFileSync(join(folder, "kernel"), { encoding: "utf8" })).toBe(`${quick.expected >>> 0}\n`);
    },
    120_000,
  );
});
