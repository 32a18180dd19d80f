/**
 * Compares generated modules: what the interpreter says against what compiled code does, compiled with each register
 * allocator and one of a few configurations of the target, which the seed selects.
 *
 * Results are compared bit by bit, traps by their code; NaNs are the canonical ones on both sides. A run that the
 * interpreter ends for reasons of its own (fuel, stack) shows nothing and is counted apart. So is a module with a
 * function that the target does not support: what it needs is reported by name.
 */
import { canonicalizeNans, type CompiledCode, type TargetIsa } from "@cranelift-ts/codegen";
import {
  type DataValue,
  type Function,
  lookupIsa,
  signatureText,
  userFuncNameText,
} from "@cranelift-ts/codegen-ir";
import {
  compiledRoutines,
  FAMILIES,
  featureSettings,
  FileCompiler,
  isTargetIsa,
  type LinkedFunction,
  makeTrampoline,
  type ProcessExecutor,
  type Program,
  testFlagsBuilder,
} from "@cranelift-ts/filetests";
import {
  Coverage,
  dataBytes,
  DATA_NAME,
  type FuzzTarget,
  type GeneratedModule,
  load,
  Random,
  randomSettings,
  resultText,
  RUN_FUEL,
} from "@cranelift-ts/fuzzgen";
import { Interpreter, type RunResult } from "@cranelift-ts/interpreter";

/** The architecture's name as `lookupIsa` knows it. */
export const TRIPLES: Readonly<Record<Exclude<FuzzTarget, "interpreter">, string>> = {
  x64: "x86_64-unknown-linux-gnu",
  aarch64: "aarch64-unknown-linux-gnu",
  s390x: "s390x-unknown-linux-gnu",
};

export const ALLOCATORS = ["backtracking", "single_pass"] as const;
export type Allocator = (typeof ALLOCATORS)[number];

/** How many configurations there are; the seed selects one by its remainder. */
export const CONFIGURATIONS = 16;

/** Traps of the interpreter that compiled code knows nothing of. */
const INCONCLUSIVE = /^(?:out_of_fuel|stk_ovf|stack_overflow)$/;

/** Feature levels of x86-64, each with what real processors of that age have. */
const X64_SSE4 = ["has_sse3", "has_ssse3", "has_cmpxchg16b", "has_sse41", "has_sse42", "has_popcnt"];
const X64_LEVELS: readonly (readonly string[] | "all")[] = [
  [],
  X64_SSE4,
  [...X64_SSE4, "has_avx", "has_avx2", "has_fma", "has_bmi1", "has_bmi2", "has_lzcnt"],
  "all",
];

/** A difference, or why there is none to be had. */
export type Verdict =
  | { readonly kind: "equal" }
  | { readonly kind: "unsupported"; readonly what: string }
  | { readonly kind: "different" | "crashed"; readonly message: string };

/** A module compiled with one allocator. */
interface Compiled {
  readonly functions: readonly LinkedFunction[];
  readonly isa: TargetIsa;
  readonly where: string;
}

/** What was compared. */
export interface ComparisonTotals {
  modules: number;
  functions: number;
  /** Runs of compiled code whose outcome was compared. */
  runs: number;
  trapped: number;
  inconclusive: number;
  readonly unsupported: Map<string, number>;
}

/** Compares one module after the other. */
export class Comparison {
  readonly coverage: Coverage = new Coverage();
  readonly totals: ComparisonTotals = {
    modules: 0,
    functions: 0,
    runs: 0,
    trapped: 0,
    inconclusive: 0,
    unsupported: new Map<string, number>(),
  };
  private readonly target: Exclude<FuzzTarget, "interpreter">;
  private readonly executor: ProcessExecutor;
  private readonly allocators: readonly Allocator[];
  private readonly compiler: FileCompiler = new FileCompiler();
  private readonly isas: Map<string, TargetIsa> = new Map<string, TargetIsa>();
  private readonly linkedRoutines: Map<TargetIsa, Map<string, readonly LinkedFunction[]>> = new Map();
  private readonly trampolines: Map<string, CompiledCode> = new Map<string, CompiledCode>();
  private readonly interpreter: Interpreter;

  constructor(
    target: Exclude<FuzzTarget, "interpreter">,
    executor: ProcessExecutor,
    allocators: readonly Allocator[] = ALLOCATORS,
  ) {
    this.target = target;
    this.executor = executor;
    this.allocators = allocators;
    this.interpreter = new Interpreter({
      fuel: RUN_FUEL,
      stackBytes: 1 << 18,
      countExecutions: true,
      i128Conversions: "exact",
      endianness: target === "s390x" ? "big" : "little",
    });
  }

  /** Compares a module and counts it. */
  compare(module: GeneratedModule): Verdict {
    const { totals } = this;
    const verdict = this.judge(module);
    if (verdict.kind === "unsupported") {
      totals.unsupported.set(verdict.what, (totals.unsupported.get(verdict.what) ?? 0) + 1);
    } else {
      totals.modules++;
      totals.functions += module.functions.length;
    }
    return verdict;
  }

  /** The settings of a configuration, as the words that change them. */
  settings(configuration: number, allocator: Allocator): string[] {
    const words = randomSettings(new Random(configuration))
      .map((line) => line.replace(/^set /, ""))
      .filter((word) => !word.startsWith("regalloc_algorithm"))
      .filter((word) => this.target === "x64" || !word.startsWith("enable_pinned_reg"));
    return [
      ...words,
      `regalloc_algorithm=${allocator}`,
      "enable_nan_canonicalization=true",
      "enable_llvm_abi_extensions=true",
      "enable_multi_ret_implicit_sret=true",
    ];
  }

  /** Compares without counting the module; `interpreted` is what the interpreter gets instead. */
  judge(module: GeneratedModule, interpreted: readonly Function[] = module.functions): Verdict {
    const programs: Compiled[] = [];
    for (const allocator of this.allocators) {
      const compiled = this.compile(module, allocator);
      if ("kind" in compiled) return compiled;
      programs.push(compiled);
    }
    // Which NaN an operation gives is the machine's affair, so both sides make it the canonical one.
    const canonical = interpreted.map((func) => {
      const copy = func.clone();
      canonicalizeNans(copy);
      return copy;
    });
    for (const input of module.inputs) {
      const result = this.interpret(canonical, input);
      if (result.kind === "trap" && INCONCLUSIVE.test(result.name)) {
        this.totals.inconclusive++;
        continue;
      }
      for (const program of programs) {
        const verdict = this.run(program, input, result);
        if (verdict.kind !== "equal") return verdict;
      }
    }
    return { kind: "equal" };
  }

  private interpret(functions: readonly Function[], input: readonly DataValue[]): RunResult {
    load(this.interpreter, functions);
    const result = this.interpreter.call(functions[0]!, input);
    for (const func of functions) this.coverage.add(func, this.interpreter.executionCounts(func));
    return result;
  }

  private compile(module: GeneratedModule, allocator: Allocator): Compiled | Verdict {
    const configuration = module.seed % CONFIGURATIONS;
    const isa = this.isa(configuration, allocator);
    const where = `${allocator}, configuration ${configuration}`;
    const functions: LinkedFunction[] = [];
    for (const func of module.functions) {
      const outcome = this.compiler.compile(func.clone(), isa);
      if (outcome.kind === "unsupported") return outcome;
      if (outcome.kind === "error")
        return { kind: "crashed", message: `${userFuncNameText(func.name)} (${where}): ${outcome.message}` };
      functions.push({
        name: userFuncNameText(func.name),
        signature: func.signature,
        code: outcome.code,
        entry: functions.length === 0 ? this.trampoline(func, isa, configuration) : undefined,
      });
    }
    functions.push(...this.routines(functions, isa));
    return { functions, isa, where };
  }

  /** Routines that the functions call; there are few sets of them. */
  private routines(functions: readonly LinkedFunction[], isa: TargetIsa): readonly LinkedFunction[] {
    const libcalls = new Set<string>();
    const codes = functions.map((f) => f.code);
    for (const { relocs } of codes)
      for (const { name } of relocs) if (name.kind === "libcall") libcalls.add(name.libcall);
    if (libcalls.size === 0) return [];
    let known = this.linkedRoutines.get(isa);
    if (known === undefined)
      this.linkedRoutines.set(isa, (known = new Map<string, readonly LinkedFunction[]>()));
    const key = [...libcalls].toSorted().join();
    let linked = known.get(key);
    if (linked === undefined) {
      linked = compiledRoutines(codes, (name) => this.executor.knows(name), this.compiler, isa);
      known.set(key, linked);
    }
    return linked;
  }

  private run({ functions, isa, where }: Compiled, input: readonly DataValue[], result: RunResult): Verdict {
    const main = functions[0]!.name;
    // The data object starts anew for every run.
    const program = this.executor.link(functions, isa, { [`%${DATA_NAME}`]: dataBytes() });
    const got = outcomeText(program, main, input);
    this.totals.runs++;
    if (result.kind === "trap") this.totals.trapped++;
    if (got === resultText(result) || bothFault(got, result)) return { kind: "equal" };
    const call = `${main}(${input.map(String).join(", ")})`;
    return { kind: "different", message: `${call} is ${resultText(result)}; ${where}: ${got}` };
  }

  private trampoline(func: Function, isa: TargetIsa, configuration: number): CompiledCode {
    const key = `${configuration} ${signatureText(func.signature)}`;
    let code = this.trampolines.get(key);
    if (code === undefined) {
      const outcome = this.compiler.compile(
        makeTrampoline(func.signature, isa.pointerType, isa.defaultCallConv),
        isa,
      );
      if (outcome.kind !== "code") throw new Error(`no trampoline for ${key}`);
      if (this.trampolines.size > 10_000) this.trampolines.clear();
      code = outcome.code;
      this.trampolines.set(key, code);
    }
    return code;
  }

  private isa(configuration: number, allocator: Allocator): TargetIsa {
    const key = `${configuration} ${allocator}`;
    let isa = this.isas.get(key);
    if (isa !== undefined) return isa;
    const flags = testFlagsBuilder();
    for (const word of this.settings(configuration, allocator)) flags.apply(word);
    const builder = lookupIsa(TRIPLES[this.target], FAMILIES);
    for (const feature of this.features(configuration)) builder.settings.apply(feature);
    const made = builder.finish(flags.finish());
    if (!isTargetIsa(made)) throw new Error(`no code generator for ${made.name}`);
    isa = made;
    this.isas.set(key, isa);
    return isa;
  }

  private features(configuration: number): readonly string[] {
    const { hello } = this.executor.running();
    const architecture = TRIPLES[this.target].split("-")[0]!;
    const has = featureSettings(architecture, hello.features) ?? new Set<string>();
    const level =
      this.target === "x64"
        ? X64_LEVELS[configuration % X64_LEVELS.length]!
        : configuration % 2 === 0
          ? []
          : "all";
    return level === "all" ? [...has] : level.filter((f) => has.has(f));
  }
}

/** An access to no memory, which the reducer makes of others, has no code on one side. */
function bothFault(got: string, result: RunResult): boolean {
  return got.startsWith("SIGSEGV") && result.kind === "trap" && result.name === "heap_oob";
}

/** What came of a call, in the words of `resultText`. */
function outcomeText(program: Program, main: string, input: readonly DataValue[]): string {
  const outcome = program.call(main, input);
  if (outcome.kind === "returned") return outcome.values.map(String).join(", ");
  const trap = /^trap: (\S+) in /.exec(outcome.problem);
  return trap === null ? outcome.problem : `trap ${trap[1]!}`;
}
