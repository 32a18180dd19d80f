/**
 * `test run`: compiles all functions of the file for a target and executes the run directives in a runner process.
 * One assertion a `run` directive.
 *
 * Functions that the target does not support yet are reported by what they need, with those that call them, and the
 * others run. Results are compared bit by bit. A function that does not restore a callee-saved register has failed,
 * whatever it returned.
 */
import type { CompiledCode } from "@cranelift-ts/codegen";
import { DataValue, trapCodeName, userFuncNameText, type IsaInfo } from "@cranelift-ts/codegen-ir";
import type { RunCommand, TestFunction } from "@cranelift-ts/reader";
import { beginFunction, guarded, type CommandJob, type TestCommandDefinition } from "../command.ts";
import { FileCompiler, isTargetIsa, noCodeFor, type CompileOutcome } from "../native/compile-file.ts";
import { featureSettings } from "../native/cpu-features.ts";
import { findRunner, RunnerNotFoundError, type RunnerSpec } from "../native/find-runner.ts";
import { Image, relocKey } from "../native/image.ts";
import { RunnerProcess, type RunnerOutcome } from "../native/runner-process.ts";
import { bufferLayout, makeTrampoline } from "../native/trampoline.ts";
import { countRunDirectives, runDirectives, type RunDirective } from "../run-directives.ts";

/** Options of the command. */
export interface RunCommandOptions {
  /** `native`, the default, or `qemu-ARCH[:CPU]`. */
  readonly runner?: string;
}

/** Names of the signals that code can end with, as numbered on Linux. */
const SIGNALS: Readonly<Record<number, string>> = {
  4: "SIGILL",
  5: "SIGTRAP",
  7: "SIGBUS",
  8: "SIGFPE",
  11: "SIGSEGV",
  26: "no end within the time limit",
  31: "SIGSYS",
};

/** Makes the command; it starts its runner when it is first needed. */
export function runCommand(options: RunCommandOptions = {}): TestCommandDefinition {
  const runner = new Runner(options.runner ?? "native");
  return {
    name: "run",
    options: [],
    perTarget: true,
    needsVerifier: true,
    mutates: true,
    count: countRunDirectives,
    unavailable: (isa) => runner.unavailable(isa),
    run: (job) => runFile(job, runner),
    close: () => runner.close(),
  };
}

/** A runner that is started, and started again after it died. */
class Runner {
  private readonly name: string;
  private found: RunnerSpec | RunnerNotFoundError | undefined = undefined;
  private process: RunnerProcess | undefined = undefined;

  constructor(name: string) {
    this.name = name;
  }

  get spec(): RunnerSpec | RunnerNotFoundError {
    if (this.found === undefined) {
      try {
        this.found = findRunner(this.name);
      } catch (error) {
        if (!(error instanceof RunnerNotFoundError)) throw error;
        this.found = error;
      }
    }
    return this.found;
  }

  running(): RunnerProcess {
    const { spec } = this;
    if (spec instanceof RunnerNotFoundError) throw spec;
    if (this.process?.alive !== true) this.process = new RunnerProcess(spec.command);
    return this.process;
  }

  unavailable(isa: IsaInfo | undefined): string | undefined {
    const noCode = noCodeFor(isa);
    if (noCode !== undefined || isa === undefined) return noCode;
    const { spec } = this;
    if (spec instanceof RunnerNotFoundError) return spec.message;
    if (spec.architecture !== isa.name) return `target '${isa.name}' is not what the runner ${spec.name} executes`;
    const has = featureSettings(isa.name, this.running().hello.features);
    for (const { info, value } of isa.isaFlags.entries()) {
      if (info.name.startsWith("has_") && value === true && has?.has(info.name) === false)
        return `the processor of the runner lacks ${info.name}`;
    }
    return undefined;
  }

  close(): void {
    this.process?.close();
    this.process = undefined;
  }
}

/** A function of the file: its code, or why its directives cannot be executed. */
interface Unit {
  readonly function: TestFunction;
  readonly directives: readonly RunDirective[];
  code: CompiledCode | undefined;
  entry: CompiledCode | undefined;
  /** Why not, and whether that is a fault or something not supported. */
  trouble: { readonly reason: string; readonly isFault: boolean } | undefined;
}

function runFile(job: CommandJob, runner: Runner): void {
  const { isa } = job;
  if (isa === undefined || !isTargetIsa(isa)) return;
  const compiler = new FileCompiler();
  const units = new Map<string, Unit>();
  for (const f of job.functions) {
    const unit: Unit = {
      function: f,
      directives: runDirectives(f),
      code: undefined,
      entry: undefined,
      trouble: undefined,
    };
    const settle = (outcome: CompileOutcome): CompiledCode | undefined => {
      if (outcome.kind === "code") return outcome.code;
      unit.trouble ??=
        outcome.kind === "unsupported"
          ? { reason: `unsupported: ${outcome.what}`, isFault: false }
          : { reason: `does not compile: ${outcome.message}`, isFault: true };
      return undefined;
    };
    // Compiling changes the function, but not its signature.
    const { signature } = f.func;
    unit.code = settle(compiler.compile(f.func, isa));
    if (unit.directives.length > 0)
      unit.entry = settle(compiler.compile(makeTrampoline(signature, isa.pointerType, isa.defaultCallConv), isa));
    units.set(userFuncNameText(f.func.name), unit);
  }
  const process = runner.running();
  spreadTrouble(units, (name) => process.symbol(name) !== undefined);
  const image = new Image(process.hello.arena, process.hello.littleEndian, (name) => process.symbol(name));
  for (const [name, unit] of units) {
    if (unit.trouble !== undefined) continue;
    image.add(name, unit.code!);
    if (unit.entry !== undefined) image.add(`entry of ${name}`, unit.entry);
  }
  const memory = image.link();
  if (memory.length > process.hello.arenaBytes) {
    job.report.begin(undefined, undefined);
    job.report.fail("the code of the file does not fit the runner's memory", undefined, countRunDirectives(job.file));
    return;
  }
  process.load(image.base, memory);
  for (const [name, unit] of units) {
    beginFunction(job, unit.function);
    for (const directive of unit.directives) {
      guarded(job, () => {
        // A runner that died comes back empty.
        const live = runner.running();
        if (live !== process) throw new Error("the runner process died in an earlier call");
        runDirective(job, live, image, name, unit, directive);
      });
    }
  }
}

/** A function that calls one which cannot be executed cannot either. */
function spreadTrouble(units: ReadonlyMap<string, Unit>, isKnown: (name: string) => boolean): void {
  const callers = new Map<string, Unit[]>();
  const work: [string, Unit][] = [];
  for (const [name, unit] of units) {
    for (const reloc of unit.code?.relocs ?? []) {
      const key = relocKey(reloc.name);
      const list = callers.get(key);
      if (list === undefined) callers.set(key, [unit]);
      else list.push(unit);
      if (!units.has(key) && !isKnown(key))
        unit.trouble ??= { reason: `unsupported: ${key} is not part of the file`, isFault: false };
    }
    if (unit.trouble !== undefined) work.push([name, unit]);
  }
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    const [name, { trouble }] = item;
    for (const caller of callers.get(name) ?? []) {
      if (caller.trouble !== undefined) continue;
      caller.trouble = trouble;
      work.push([userFuncNameText(caller.function.func.name), caller]);
    }
  }
}

function runDirective(
  job: CommandJob,
  process: RunnerProcess,
  image: Image,
  name: string,
  unit: Unit,
  directive: RunDirective,
): void {
  const { report } = job;
  const { command, line, text } = directive;
  if (command === undefined) {
    report.fail(`${text}: ${directive.problem}`, line);
    return;
  }
  if (unit.trouble !== undefined) {
    const { reason, isFault } = unit.trouble;
    if (isFault) report.fail(reason, line, 1);
    else if (command.kind === "run") report.skip(reason, 1);
    return;
  }
  const { signature } = unit.function.func;
  const layout = bufferLayout(signature);
  const bytes = new Uint8Array(layout.bytes);
  const bigEndian = !process.hello.littleEndian;
  (command.invocation?.args ?? []).forEach((arg, i) => arg.write(bytes, layout.args[i]!, bigEndian));
  const outcome = process.call(image.addressOf(`entry of ${name}`)!, image.addressOf(name)!, bytes);
  const problem = faultOf(job, image, outcome);
  if (problem !== undefined) {
    report.fail(`${text}: ${problem}`, line);
    return;
  }
  const results = signature.returns.map(({ type }, i) =>
    DataValue.read(type, outcome.bytes, layout.results[i]!, bigEndian),
  );
  const shown = results.length === 1 ? `${results[0]}` : `[${results.join(", ")}]`;
  if (command.kind === "print") job.print(`${text.replace(/^print:?\s*/, "")} -> ${shown}`);
  else if (holds(command, results)) report.pass();
  else report.fail(`${text}: got ${shown}`, line);
}

function holds(command: RunCommand & { readonly kind: "run" }, results: readonly DataValue[]): boolean {
  if (command.invocation === undefined) return results.length > 0 && results.every((v) => v.toBits() !== 0n);
  const { expected, comparison } = command;
  const equal = results.length === expected.length && results.every((v, i) => v.equals(expected[i]!));
  return equal === (comparison === "==");
}

/** Why a call did not return as it should; undefined if it did. */
function faultOf(job: CommandJob, image: Image, { signal, pc, address, changed }: RunnerOutcome): string | undefined {
  if (signal === 0) {
    const mask = job.flags.enable_pinned_reg ? changed & ~pinnedBit(job.isa?.name) : changed;
    return mask === 0 ? undefined : `callee-saved registers changed (mask 0x${mask.toString(16)})`;
  }
  const name = SIGNALS[signal] ?? `signal ${signal}`;
  const at = image.at(pc);
  if (at === undefined) return `${name} at address 0x${pc.toString(16)}, outside of compiled code`;
  const trap = at.placed.code.traps.find((t) => t.offset === at.offset);
  const where = `in ${at.placed.name}+0x${at.offset.toString(16)}`;
  if (trap !== undefined) return `trap: ${trapCodeName(trap.code as never)} ${where}`;
  return `${name} ${where}${signal === 11 ? `, address 0x${address.toString(16)}` : ""}`;
}

/** The runner's bit of the register that `enable_pinned_reg` gives to the embedder. */
function pinnedBit(architecture: string | undefined): number {
  // r15 of x86-64, x21 of aarch64; s390x has none.
  return architecture === "x86_64" ? 1 << 5 : architecture === "aarch64" ? 1 << 2 : 0;
}
