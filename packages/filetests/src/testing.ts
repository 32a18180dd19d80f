/**
 * What the tests of targets share that run what they compile: the runner, compiling and linking, and programs that every
 * target has to get right.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type CompiledCode, Context, disassemble, type TargetIsa } from "@cranelift-ts/codegen";
import {
  DataValue,
  type Flags,
  flagsBuilder,
  type Function,
  type IsaFamily,
  type IsaInfo,
  lookupIsa,
  types,
  UnsupportedTargetError,
  userFuncNameText,
} from "@cranelift-ts/codegen-ir";
import { parseTestFile } from "@cranelift-ts/reader";
import { afterAll, expect } from "vitest";
import {
  CommandRegistry,
  type FileReport,
  findRunner,
  makeTrampoline,
  ProcessExecutor,
  runCommand,
  RunnerNotFoundError,
  type RunnerSpec,
  runTestFile,
  totals,
} from "./index.ts";

export interface TargetUnderTestOptions<I extends TargetIsa> {
  readonly family: IsaFamily;
  /** As `target` lines name it. */
  readonly architecture: string;
  /** Where code is executed; by default under qemu for the architecture. */
  readonly runner?: string;
  /** The target with its default features. */
  readonly isa: (flags: Flags) => I;
  /** Features that small programs are run with, set after set. */
  readonly features: readonly (readonly string[])[];
}

export interface TargetUnderTest<I extends TargetIsa> {
  readonly architecture: string;
  /** The runner, or why there is none. */
  readonly spec: RunnerSpec | string;
  readonly missing: boolean;
  runText(path: string, text: string, settings?: readonly string[], features?: readonly string[]): FileReport;
  /** Every directive must hold, with both allocators and each set of features. */
  run(text: string, settings?: readonly string[]): void;
  isaOf(settings?: readonly string[]): I;
  functionsOf(text: string): Function[];
  compiled(func: Function, isa: I): CompiledCode;
  /** The listings of functions. */
  listings(text: string, settings?: readonly string[]): string[];
  /** Links functions, all of which can be called, for the runner. Their arguments and results are integers. */
  linked(text: string, isa: I): LinkedProgram;
}

/** The newest `llvm-mc` of at least that version in /usr/lib/llvm-*, else the one in PATH. */
export function findLlvmMc(atLeast: number = 0): string | undefined {
  const folders = existsSync("/usr/lib") ? readdirSync("/usr/lib") : [];
  const versions = folders.flatMap((f) => (/^llvm-\d+$/.test(f) ? [Number(f.slice(5))] : []));
  const found = versions.filter((v) => v >= atLeast).sort((a, b) => b - a);
  const places = [...found.map((v) => `/usr/lib/llvm-${v}/bin`), ...(process.env["PATH"] ?? "").split(":")];
  return places.map((p) => join(p, "llvm-mc")).find((f) => existsSync(f));
}

/** A deterministic source of integers from 0 to n - 1 (a 32-bit xorshift). */
export function randomIntegers(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
}

/** What every family does with its triple and with those of others; returns the target for the triple. */
export function checkFamily(family: IsaFamily, triple: string, name: string): IsaInfo {
  const isa = lookupIsa(triple, [family]).finish(flagsBuilder().set("opt_level", "speed").finish());
  expect(isa.name).toBe(name);
  expect(isa.pointerWidth).toBe(64);
  expect(isa.triple.endianness).toBe(isa.endianness);
  expect(isa.defaultCallConv).toBe("system_v");
  expect(isa.flags.opt_level).toBe("speed");
  expect(isa.isaFlags.changes()).toEqual([]);
  for (const other of ["riscv64", "i686", "pulley64", "sparc64-sun-solaris", "nonsense"]) {
    expect(() => lookupIsa(other, [family])).toThrow(UnsupportedTargetError);
  }
  return isa;
}

/** The functions of a program: their code, and calls of them with integers. */
export interface LinkedProgram {
  readonly codes: ReadonlyMap<string, CompiledCode>;
  /** The first result, as a signed number, or what went wrong. */
  call(name: string, ...args: bigint[]): bigint | string;
  close(): void;
}

/** A target whose code is executed by `tools/runner`. */
export function targetUnderTest<I extends TargetIsa>(options: TargetUnderTestOptions<I>): TargetUnderTest<I> {
  const { family, architecture, runner = `qemu-${architecture}`, features: featureSets } = options;
  const spec = runnerOf(runner);
  if (typeof spec === "string") console.log(`${architecture}: nothing is run: ${spec}`);
  const registry = new CommandRegistry([runCommand({ runner })]);
  afterAll(() => registry.close());

  const runText: TargetUnderTest<I>["runText"] = (path, text, settings = [], features = []) =>
    runTestFile(path, text, {
      registry,
      families: [family],
      hostCallConv: "system_v",
      commands: ["run"],
      targets: { settings: ["regalloc_checker=true", ...settings], features, architecture },
    });

  const functionsOf = (text: string): Function[] =>
    parseTestFile(`test run\ntarget ${architecture}\n${text}`).functions.map((f) => f.func);

  const compiled: TargetUnderTest<I>["compiled"] = (func, isa) => {
    const cx = new Context();
    cx.func = func;
    return cx.compile(isa);
  };

  const isaOf: TargetUnderTest<I>["isaOf"] = (settings = []) => {
    const shared = flagsBuilder();
    for (const s of settings) shared.apply(s);
    return options.isa(shared.finish());
  };

  return {
    architecture,
    spec,
    missing: typeof spec === "string",
    runText,
    run: (text, settings = []) => {
      for (const algorithm of ["backtracking", "single_pass"]) {
        for (const features of featureSets) {
          const report = runText("test", text, [...settings, `regalloc_algorithm=${algorithm}`], features);
          expect(report.commands.flatMap((c) => c.failures.map((f) => f.message))).toEqual([]);
          const { passed, skipped } = totals(report.commands);
          expect(skipped).toBe(0);
          expect(passed).toBeGreaterThan(0);
        }
      }
    },
    isaOf,
    functionsOf,
    compiled,
    listings: (text, settings) => {
      const isa = isaOf(settings);
      return functionsOf(text).map((func) => disassemble(compiled(func, isa), isa));
    },
    linked: (text, isa) => {
      const executor = new ProcessExecutor(spec as RunnerSpec);
      const functions = functionsOf(text).map((func) => ({
        name: userFuncNameText(func.params.name),
        signature: func.signature,
        code: compiled(func, isa),
        entry: compiled(makeTrampoline(func.signature, types.I64, "system_v"), isa),
      }));
      const program = executor.link(functions, isa);
      const signatures = new Map(functions.map((f) => [f.name, f.signature]));
      return {
        codes: new Map(functions.map((f) => [f.name, f.code])),
        call: (name, ...args) => {
          const { params, returns } = signatures.get(name)!;
          const got = program.call(
            name,
            args.map((a, k) => DataValue.integer(params[k]!.type, a)),
          );
          if (got.kind !== "returned") return got.problem;
          const value = got.values[0];
          return value === undefined ? 0n : BigInt.asIntN(types.typeBits(returns[0]!.type), value.toBits());
        },
        close: () => {
          program.close();
          executor.close();
        },
      };
    },
  };
}

function runnerOf(name: string): RunnerSpec | string {
  try {
    return findRunner(name);
  } catch (error) {
    if (error instanceof RunnerNotFoundError) return error.message;
    throw error;
  }
}

/** Quotients and remainders of all integers up to 64 bits, and the traps where CLIF says so. */
export function checkDivisions<I extends TargetIsa>(target: TargetUnderTest<I>): void {
  const operations = ["sdiv", "udiv", "srem", "urem"].flatMap((op) =>
    [8, 16, 32, 64].map((bits) => ({ op, bits })),
  );
  const text = operations.map(({ op, bits }) => {
    const ty = `i${bits}`;
    return `function %${op}_${ty}(${ty}, ${ty}) -> ${ty} {\nblock0(v0: ${ty}, v1: ${ty}):\n v2 = ${op} v0, v1\n return v2\n}\n`;
  });
  let traps = 0;
  const program = target.linked(text.join(""), target.isaOf());
  for (const { op, bits } of operations) {
    const name = `%${op}_i${bits}`;
    const wrap = (n: bigint): bigint =>
      op.startsWith("s") ? BigInt.asIntN(bits, n) : BigInt.asUintN(bits, n);
    const least = 1n << BigInt(bits - 1);
    const numbers = [0n, 1n, -1n, 7n, -7n, least, least - 1n];
    for (const a of numbers) {
      for (const b of numbers) {
        const [x, y] = [wrap(a), wrap(b)];
        const got = program.call(name, a, b);
        const isOverflow = op === "sdiv" && y === -1n && x === -least;
        if (y === 0n || isOverflow) {
          traps++;
          expect(got).toContain(`trap: ${isOverflow ? "int_ovf" : "int_divz"} in ${name}`);
        } else expect(got).toBe(BigInt.asIntN(bits, op.endsWith("div") ? x / y : x % y));
      }
    }
  }
  program.close();
  expect(traps).toBe(operations.length * 7 + 4);
}

/** A switch over four cases. */
export const JUMP_TABLE = `function %sw(i32) -> i32 {
block0(v0: i32):
  br_table v0, block4, [block1, block2, block3]
block1:
  v1 = iconst.i32 10
  return v1
block2:
  v2 = iconst.i32 20
  return v2
block3:
  v3 = iconst.i32 30
  return v3
block4:
  v4 = iconst.i32 99
  return v4
}
; run: %sw(0) == 10
; run: %sw(1) == 20
; run: %sw(2) == 30
; run: %sw(3) == 99
; run: %sw(-1) == 99
`;

/** Twelve arguments and two results through a direct and an indirect call; values live over both. */
export function manyArguments(callConv: string): string {
  const params = Array.from({ length: 12 }, () => "i64").join(", ");
  const values = Array.from({ length: 12 }, (_, k) => `v${k}: i64`).join(", ");
  const v = Array.from({ length: 12 }, (_, k) => 2n ** BigInt(k + 1));
  let sum = v[0]!;
  for (let k = 0; k < 11; k++) sum = k % 2 === 0 ? sum - v[k + 1]! : sum + v[k + 1]!;
  const sums = Array.from({ length: 11 }, (_, k) => {
    const left = k === 0 ? "v0" : `v${19 + k}`;
    return `  v${20 + k} = ${k % 2 === 0 ? "isub" : "iadd"} ${left}, v${k + 1}`;
  });
  return `function %sum(${params}) -> i64, i64 ${callConv} {
block0(${values}):
${sums.join("\n")}
  return v30, v11
}
function %call(i64) -> i64 system_v {
  sig0 = (${params}) -> i64, i64 ${callConv}
  fn0 = colocated %sum(${params}) -> i64, i64 ${callConv}
  fn1 = %sum(${params}) -> i64, i64 ${callConv}
block0(v0: i64):
${Array.from({ length: 11 }, (_, k) => `  v${k + 1} = imul v${k}, v0`).join("\n")}
  v40, v41 = call fn0(v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11)
  v50 = func_addr.i64 fn1
  v60, v61 = call_indirect sig0, v50(v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11)
  v70 = isub v40, v60
  v71 = isub v41, v11
  v72 = bor v70, v71
  v73 = bor v72, v61
  v74 = isub v73, v11
  v75 = iadd v74, v40
  return v75
}
; run: %call(2) == ${sum}
`;
}

/**
 * `%mem` stores and loads every width in a slot, by address and by address and offset; its last load is of the byte at
 * `offset`. The directive wants `want` from it.
 */
export function everyWidth(offset: number, want: bigint): string {
  return `function %mem(i64, i64) -> i64 {
  ss0 = explicit_slot 64
block0(v0: i64, v1: i64):
  v2 = stack_addr.i64 ss0
  store v0, v2
  v3 = ireduce.i8 v1
  store v3, v2+1
  v4 = ireduce.i16 v1
  store v4, v2+2
  istore32 v1, v2+20
  v5 = load.i64 v2
  v6 = sload8.i64 v2+1
  v7 = uload16.i64 v2+2
  v8 = sload32 v2+20
  v9 = iconst.i64 ${offset}
  v10 = iadd v2, v9
  v11 = uload8.i64 v10
  v12 = iadd v5, v6
  v13 = iadd v12, v7
  v14 = iadd v13, v8
  v15 = iadd v14, v11
  return v15
}
; run: %mem(0x1122334455667788, -2) == ${want}
`;
}

/** Declarations of a stack limit that is `gv0` or is loaded from there, by name. */
export const STACK_LIMITS: readonly (readonly [name: string, declarations: string])[] = [
  ["in a register", "    stack_limit = gv0"],
  ["in memory", "    gv1 = load.i64 notrap aligned gv0+8\n    stack_limit = gv1"],
];

/**
 * `%main` calls `%f` with a limit so many bytes below its own stack pointer, `%absolute` with that limit itself; `%f`
 * has a slot of `size` bytes, and a call if it is to make one.
 */
export function limitedFrame(size: number, limit: string, calls: boolean): string {
  return `function %g() system_v {
block0:
    return
}
function %f(i64 vmctx) -> i64 system_v {
    ss0 = explicit_slot ${size}
    gv0 = vmctx
    fn0 = colocated %g() system_v
${limit}
block0(v0: i64):
    v1 = stack_addr.i64 ss0
    v2 = iconst.i64 77
    store v2, v1
${calls ? "    call fn0()" : ""}
    v3 = load.i64 v1
    return v3
}
function %main(i64) -> i64 system_v {
    ss0 = explicit_slot 16
    sig0 = (i64 vmctx) -> i64 system_v
    fn0 = colocated %f sig0
block0(v0: i64):
    v1 = get_stack_pointer.i64
    v2 = isub v1, v0
    v3 = stack_addr.i64 ss0
    store v2, v3+8
    ${limit.includes("load") ? "v4 = call fn0(v3)" : "v4 = call fn0(v2)"}
    return v4
}
function %absolute(i64) -> i64 system_v {
    sig0 = (i64 vmctx) -> i64 system_v
    fn0 = colocated %f sig0
block0(v0: i64):
    v4 = call fn0(v0)
    return v4
}
`;
}

/** `%f`, with a frame of that size, gives its stack pointer; `%fill` leaves ones where that frame will be, and below. */
export function probedFrame(size: number): string {
  return `function %f(i64) -> i64 system_v {
    ss0 = explicit_slot ${size}
block0(v0: i64):
    v1 = get_stack_pointer.i64
    return v1
}
function %fill(i64) -> i64 system_v {
    ss0 = explicit_slot ${size + 16384}
block0(v0: i64):
    v1 = stack_addr.i64 ss0
    v2 = iconst.i64 ${size + 16384}
    v3 = iadd v1, v2
    v4 = iconst.i64 -1
    v5 = iconst.i64 -8
    jump block1(v3)
block1(v6: i64):
    v7 = iadd v6, v5
    store v4, v7
    v8 = icmp ugt v7, v1
    brif v8, block1(v7), block2
block2:
    return v0
}
`;
}

/** `%far`: so many steps, some of which leave for the end of the function by one of three kinds of branches. */
export function farBranches(steps: number): { text: string; value(x: bigint): bigint } {
  const lines: string[] = ["function %far(i64) -> i64 {", "block0(v0: i64):", "  jump block1(v0)"];
  const tails: string[] = [];
  let v = 1;
  const factor = (k: number): bigint => 0x1234_5677_0123_4567n + BigInt(k) * 2n;
  for (let k = 0; k < steps; k++) {
    const [x, c, y, s, t, z, m, b, r] = Array.from({ length: 9 }, () => v++);
    lines.push(
      `block${k + 1}(v${x}: i64):`,
      `  v${c} = iconst.i64 ${factor(k)}`,
      `  v${y} = imul v${x}, v${c}`,
    );
    lines.push(
      `  v${s} = iconst.i64 ${(k % 31) + 7}`,
      `  v${t} = ushr v${y}, v${s}`,
      `  v${z} = bxor v${y}, v${t}`,
    );
    if (k % 16 !== 0) {
      lines.push(`  jump block${k + 2}(v${z})`);
      continue;
    }
    const far = steps + 2 + k;
    lines.push(`  v${m} = iconst.i64 ${1n << BigInt(k % 60)}`);
    if (k % 48 === 0)
      lines.push(`  v${b} = band v${z}, v${m}`, `  brif v${b}, block${far}, block${k + 2}(v${z})`);
    else if (k % 48 === 16) {
      lines.push(`  v${b} = icmp ult v${z}, v${m}`, `  brif v${b}, block${far}, block${k + 2}(v${z})`);
    } else lines.push(`  brif v${z}, block${k + 2}(v${z}), block${far}`);
    tails.push(
      `block${far}:`,
      `  v${r} = iconst.i64 ${k + 1}`,
      `  v${v++} = bxor v${z}, v${r}`,
      `  return v${v - 1}`,
    );
  }
  lines.push(`block${steps + 1}(v${v}: i64):`, `  return v${v}`, ...tails, "}", "");
  const value = (x0: bigint): bigint => {
    let x = BigInt.asUintN(64, x0);
    for (let k = 0; k < steps; k++) {
      x = BigInt.asUintN(64, x * factor(k));
      x ^= x >> BigInt((k % 31) + 7);
      if (k % 16 !== 0) continue;
      const m = 1n << BigInt(k % 60);
      if (k % 48 === 0 ? (x & m) !== 0n : k % 48 === 16 ? x < m : x === 0n) return x ^ BigInt(k + 1);
    }
    return x;
  };
  return { text: lines.join("\n"), value };
}

/** Compiles and runs {@link farBranches} with inputs that leave at different places; `look` may check the code. */
export function checkFarBranches<I extends TargetIsa>(
  target: TargetUnderTest<I>,
  steps: number,
  look: (code: Uint8Array) => void,
): void {
  const { text, value } = farBranches(steps);
  const isa = target.isaOf(["enable_verifier=false", "regalloc_algorithm=single_pass"]);
  const program = target.linked(text, isa);
  look(program.codes.get("%far")!.code);
  // Zero goes through everything that compares with zero.
  const inputs = [0n, ...Array.from({ length: 300 }, (_, k) => BigInt(k) * 0x9e37_79b9_7f4a_7c15n + 1n)];
  for (const x of inputs) {
    expect(program.call("%far", BigInt.asIntN(64, x))).toBe(BigInt.asIntN(64, value(x)));
  }
  program.close();
}

/**
 * The run directives for this target in the corpora's CLIF files hold, or are unsupported by name. At least so many hold,
 * and all of the files named as `whole`.
 */
export function checkRunFiles<I extends TargetIsa>(
  target: TargetUnderTest<I>,
  corpora: string,
  expected: { readonly atLeast: number; readonly whole: readonly string[] },
): void {
  let [passed, unsupported] = [0, 0];
  const failed: string[] = [];
  for (const file of filesUnder(join(corpora, "clif/run"))) {
    const text = readFileSync(file, "utf8");
    if (!/^test run/m.test(text) || !new RegExp(`^target ${target.architecture}`, "m").test(text)) continue;
    const report = target.runText(file, text);
    const sum = totals(report.commands);
    passed += sum.passed;
    unsupported += sum.skipped;
    failed.push(...report.commands.flatMap((c) => c.failures.map((f) => `${file}: ${f.message}`)));
    if (expected.whole.some((name) => file.endsWith(`/${name}.clif`))) expect(sum.skipped).toBe(0);
  }
  console.log(
    `${target.architecture}: ${passed} passed, ${failed.length} failed, ${unsupported} unsupported`,
  );
  expect(failed).toEqual([]);
  expect(passed).toBeGreaterThan(expected.atLeast);
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory()
      ? filesUnder(join(folder, e.name))
      : e.name.endsWith(".clif")
        ? [join(folder, e.name)]
        : [],
  );
}
