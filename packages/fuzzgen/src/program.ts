/** The command line as a function: `generate`, `check`, `coverage`, `reduce`, `mutate`. What it needs of a host is handed in. */
import { CraneliftError } from "@cranelift-ts/entity";
import { type Function, verifyFunction, writeFunction } from "@cranelift-ts/codegen-ir";
import { parseFunctions, parseTestFile } from "@cranelift-ts/reader";
import { Checker, type Failure } from "./check.ts";
import { Generator } from "./generate.ts";
import { mutateBytes, mutateTokens } from "./mutate.ts";
import { Random } from "./random.ts";
import { countInstructions, reduce } from "./reduce.ts";
import { FUZZ_TARGETS, type FuzzTarget } from "./targets.ts";
import { testFileText } from "./test-file.ts";

/** What the program asks of its host. */
export interface ProgramHost {
  /** Writes a line. */
  print(line: string): void;
  readText(path: string): string;
  /** Runs a command with the text of a candidate in a file; true if its exit code is 0. */
  runCommand(command: string, text: string): boolean;
}

const HELP = `fuzzgen: random CLIF

  fuzzgen generate [--seed N] [--count N] [--target T]     modules as test files
  fuzzgen check [--seed N] [--count N] [--target T]        verify, read back, run twice; report the first failures
  fuzzgen coverage [--seed N] [--count N] [--least N]      check, and print how often each opcode x type was executed
  fuzzgen reduce FILE --command 'CMD'                      make FILE smaller while CMD {} succeeds
  fuzzgen reduce --seed N                                  make the module of a failing seed smaller
  fuzzgen mutate FILE... [--seed N] [--count N]            mutated texts through reader and verifier

  --seed N            first seed (default 1)
  --count N           modules, or mutations (default 100)
  --functions N       check and coverage: go on until so many functions were checked, instead of --count
  --target T          ${FUZZ_TARGETS.join(", ")} (default interpreter)
  --guard P           probability that what can trap is kept from it (default 0.95)
  --least N           coverage: fail if a pair was executed fewer times (default 1)
  --least-good P      coverage: fail if fewer runs end without a trap (default 0)
  --allow OP,OP       only these opcodes
  --time-limit S      mutate: fail if one text takes longer (default 1)

A failure prints its seed; the same seed gives the same module. Exit code 1 on failures, 2 on wrong usage.`;

interface Options {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, string>;
}

const KNOWN = new Set([
  "seed",
  "count",
  "functions",
  "target",
  "guard",
  "least",
  "least-good",
  "allow",
  "command",
  "time-limit",
]);

class UsageError extends Error {}

function parse(args: readonly string[]): Options {
  const words: string[] = [];
  const values = new Map<string, string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (!arg.startsWith("--")) {
      words.push(arg);
      continue;
    }
    const [name, inline] = arg.slice(2).split("=", 2) as [string, string?];
    if (!KNOWN.has(name)) throw new UsageError(`unknown option --${name}`);
    const value = inline ?? args[++i];
    if (value === undefined) throw new UsageError(`--${name} needs a value`);
    values.set(name, value);
  }
  return { words, values };
}

function numberOf(options: Options, name: string, otherwise: number): number {
  const text = options.values.get(name);
  if (text === undefined) return otherwise;
  const n = Number(text);
  if (!Number.isFinite(n)) throw new UsageError(`--${name} ${text} is no number`);
  return n;
}

function targetOf(options: Options): FuzzTarget {
  const name = options.values.get("target") ?? "interpreter";
  const target = FUZZ_TARGETS.find((t) => t === name);
  if (target === undefined) throw new UsageError(`--target ${name}: there are ${FUZZ_TARGETS.join(", ")}`);
  return target;
}

function generatorOf(options: Options, data: boolean = true): Generator {
  const allowed = options.values.get("allow");
  return new Generator({
    target: targetOf(options),
    data,
    guard: numberOf(options, "guard", 0.95),
    ...(allowed === undefined ? {} : { allowed: allowed.split(",") }),
  });
}

/** Runs a command line. Returns the exit code. */
export function runProgram(args: readonly string[], host: ProgramHost): number {
  try {
    if (args[0] === "--help" || args[0] === "-h") {
      host.print(HELP);
      return 0;
    }
    const options = parse(args);
    switch (options.words[0]) {
      case "generate":
        return generate(options, host);
      case "check":
        return check(options, host, false);
      case "coverage":
        return check(options, host, true);
      case "reduce":
        return reduceCommand(options, host);
      case "mutate":
        return mutate(options, host);
      case "help":
        host.print(HELP);
        return 0;
      default:
        throw new UsageError(
          options.words.length === 0 ? "which command?" : `unknown command ${options.words[0]}`,
        );
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    host.print(`${error.message}\n\n${HELP}`);
    return 2;
  }
}

function generate(options: Options, host: ProgramHost): number {
  // Runners of test files have no data object to offer.
  const generator = generatorOf(options, false);
  const first = numberOf(options, "seed", 1);
  for (let n = 0; n < numberOf(options, "count", 1); n++)
    host.print(testFileText(generator.generate(first + n), targetOf(options)));
  return 0;
}

/** Failures that are shown in full. */
const SHOWN = 3;

function check(options: Options, host: ProgramHost, coverage: boolean): number {
  const generator = generatorOf(options);
  const checker = new Checker();
  const first = numberOf(options, "seed", 1);
  const functions = numberOf(options, "functions", 0);
  const count = functions > 0 ? Number.MAX_SAFE_INTEGER : numberOf(options, "count", 100);
  const { totals } = checker;
  let failed = 0;
  for (let n = 0; n < count && (functions === 0 || totals.functions < functions); n++) {
    const failure = checker.check(generator.generate(first + n));
    if (failure === undefined) continue;
    failed++;
    if (failed <= SHOWN) host.print(failureText(failure));
    // With nothing but failures a run that is to reach a number of functions would not end.
    if (failed >= 1000) break;
  }
  const target = targetOf(options);
  const least = numberOf(options, "least", 1);
  if (coverage) host.print(checker.coverage.table(target, least));
  const trapped = [...totals.traps.values()].reduce((a, b) => a + b, 0);
  const good = totals.runs === 0 ? 0 : (totals.runs - trapped) / totals.runs;
  host.print(
    `${totals.functions} functions in ${totals.modules} modules from seed ${first}; ${totals.runs} runs, ${totals.executed} instructions executed`,
  );
  host.print(
    `${(good * 100).toFixed(1)} % of the runs ended without a trap; the others: ${trapsText(totals.traps)}`,
  );
  let short = 0;
  if (coverage) short = checker.coverage.entries(target).filter((e) => e.count < least).length;
  const poor = coverage && good < numberOf(options, "least-good", 0);
  host.print(failed === 0 ? "no failures" : `${failed} failures`);
  return failed > 0 || short > 0 || poor ? 1 : 0;
}

/** Named traps one by one, those of the embedder together. */
function trapsText(traps: ReadonlyMap<string, number>): string {
  const byName = new Map<string, number>();
  for (const [name, n] of traps) {
    const key = name.startsWith("user") ? "user" : name;
    byName.set(key, (byName.get(key) ?? 0) + n);
  }
  const sorted = [...byName].sort((a, b) => b[1] - a[1]);
  return sorted.length === 0 ? "none" : sorted.map(([name, n]) => `${name} ${n}`).join(", ");
}

function failureText(failure: Failure): string {
  return `seed ${failure.seed}: ${failure.kind}: ${failure.message}\n${failure.text}`;
}

function reduceCommand(options: Options, host: ProgramHost): number {
  const file = options.words[1];
  const command = options.values.get("command");
  let functions: readonly Function[];
  let interesting: (functions: readonly Function[]) => boolean;
  if (file !== undefined) {
    if (command === undefined) throw new UsageError("reduce FILE needs --command");
    const text = host.readText(file);
    const parsed = parseTestFile(text);
    functions = parsed.functions.map((f) => f.func);
    const header = [
      ...parsed.commands.map((c) => ["test", c.name, ...c.options].join(" ")),
      ...parsed.isaLines.map((l) => [l.kind, ...l.words].join(" ")),
    ].join("\n");
    interesting = (candidate) =>
      host.runCommand(command, `${header}\n\n${candidate.map((f) => writeFunction(f)).join("\n")}`);
  } else {
    const module = generatorOf(options).generate(numberOf(options, "seed", 1));
    const failure = new Checker().check(module);
    if (failure === undefined) {
      host.print(`seed ${module.seed} does not fail`);
      return 1;
    }
    if (failure.kind === "verifier")
      throw new UsageError("the module is invalid; only valid ones can be reduced");
    functions = module.functions;
    const signatureOf = (f: Function): string => f.signature.params.map((p) => p.type).join();
    const main = signatureOf(module.functions[0]!);
    interesting = (candidate) =>
      signatureOf(candidate[0]!) === main &&
      new Checker().check({ ...module, functions: candidate })?.kind === failure.kind;
  }
  const before = countInstructions(functions);
  const reduced = reduce(functions, interesting);
  host.print(reduced.map((f) => writeFunction(f)).join("\n"));
  host.print(`; ${before} instructions became ${countInstructions(reduced)}`);
  return 0;
}

function mutate(options: Options, host: ProgramHost): number {
  const files = options.words.slice(1);
  if (files.length === 0) throw new UsageError("mutate needs files");
  const texts = files.map((f) => host.readText(f));
  const first = numberOf(options, "seed", 1);
  const count = numberOf(options, "count", 100);
  const limit = numberOf(options, "time-limit", 1) * 1000;
  const random = new Random(0);
  let accepted = 0;
  let refused = 0;
  let failed = 0;
  for (let n = 0; n < count; n++) {
    random.reseed(first + n);
    const text = (random.oneIn(2) ? mutateTokens : mutateBytes)(random, random.pick(texts));
    const started = Date.now();
    let problem: string | undefined;
    try {
      for (const func of parseFunctions(text)) verifyFunction(func);
      accepted++;
    } catch (error) {
      if (error instanceof CraneliftError && error.errors.every((e) => e.location !== undefined)) refused++;
      else problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    if (Date.now() - started > limit) problem = `took ${Date.now() - started} ms`;
    if (problem === undefined) continue;
    failed++;
    if (failed <= SHOWN) host.print(`seed ${first + n}: ${problem}`);
  }
  host.print(
    `${count} mutated texts: ${accepted} read and verified, ${refused} refused with a location, ${failed} failures`,
  );
  return failed > 0 ? 1 : 0;
}
