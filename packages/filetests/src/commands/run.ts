/**
 * `test run`: compiles all functions of the file for a target and executes the run directives. One assertion a `run`
 * directive.
 *
 * Functions that the target does not support yet are reported by what they need, with those that call them, and the
 * others run. Results are compared bit by bit. A function that does not restore a callee-saved register has failed,
 * whatever it returned.
 */
import type { CompiledCode } from "@cranelift-ts/codegen";
import { userFuncNameText, type DataValue } from "@cranelift-ts/codegen-ir";
import type { RunCommand, TestFunction } from "@cranelift-ts/reader";
import {
  beginFunction,
  errorText,
  guarded,
  type CommandJob,
  type TestCommandDefinition,
} from "../command.ts";
import { FileCompiler, isTargetIsa, noCodeFor, type CompileOutcome } from "../native/compile-file.ts";
import type { Executor, LinkedFunction, Program } from "../native/executor.ts";
import { findRunner, RunnerNotFoundError } from "../native/find-runner.ts";
import { relocKey } from "../native/image.ts";
import { JitExecutor } from "../native/jit-executor.ts";
import { ProcessExecutor } from "../native/process-executor.ts";
import { compiledRoutines } from "../native/routines.ts";
import { makeTrampoline } from "../native/trampoline.ts";
import { THROW, throwFunctions } from "../native/throw.ts";
import { countRunDirectives, runDirectives, type RunDirective } from "../run-directives.ts";

/** Options of the command. */
export interface RunCommandOptions {
  /**
   * What executes the code: `native`, this machine, in a process of its own if the runner has been built and in this
   * process if not; `jit`, in this process; `qemu-ARCH[:CPU]`, an emulator.
   */
  readonly runner?: string;
}

/** Makes the command; what it needs to execute code is started when it is first needed. */
export function runCommand(options: RunCommandOptions = {}): TestCommandDefinition {
  let executor: Executor | RunnerNotFoundError | undefined;
  const get = (): Executor | RunnerNotFoundError => (executor ??= executorFor(options.runner ?? "native"));
  return {
    name: "run",
    options: [],
    perTarget: true,
    needsVerifier: true,
    mutates: true,
    count: countRunDirectives,
    unavailable(isa) {
      const noCode = noCodeFor(isa);
      if (noCode !== undefined || isa === undefined) return noCode;
      const found = get();
      return found instanceof RunnerNotFoundError ? found.message : found.unavailable(isa);
    },
    run(job) {
      const found = get();
      if (found instanceof RunnerNotFoundError) throw found;
      runFile(job, found);
    },
    close() {
      if (executor !== undefined && !(executor instanceof RunnerNotFoundError)) executor.close();
      executor = undefined;
    },
  };
}

function executorFor(runner: string): Executor | RunnerNotFoundError {
  if (runner === "jit") return new JitExecutor();
  try {
    return new ProcessExecutor(findRunner(runner));
  } catch (error) {
    if (!(error instanceof RunnerNotFoundError)) throw error;
    return runner === "native" ? new JitExecutor() : error;
  }
}

/** A function of the file: its code, or why its directives cannot be executed. */
interface Unit {
  readonly function: TestFunction;
  readonly name: string;
  readonly directives: readonly RunDirective[];
  code: CompiledCode | undefined;
  entry: CompiledCode | undefined;
  /** Why not, and whether that is a fault or something not supported. */
  trouble: { readonly reason: string; readonly isFault: boolean } | undefined;
}

function runFile(job: CommandJob, executor: Executor): void {
  const { isa, report } = job;
  if (isa === undefined || !isTargetIsa(isa)) return;
  const compiler = new FileCompiler();
  const units = new Map<string, Unit>();
  for (const f of job.functions) {
    const name = userFuncNameText(f.func.name);
    const unit: Unit = {
      function: f,
      name,
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
    unit.code = settle(compiler.compile(f.func, isa));
    if (unit.directives.length > 0) {
      const trampoline = makeTrampoline(f.func.signature, isa.pointerType, isa.defaultCallConv);
      unit.entry = settle(compiler.compile(trampoline, isa));
    }
    units.set(name, unit);
  }
  const codes = [...units.values()].flatMap(({ code }) => (code === undefined ? [] : [code]));
  const isThere = (key: string): boolean => units.has(key) || executor.knows(key);
  const linkedRoutines = compiledRoutines(codes, isThere, compiler, isa);
  if (!units.has(THROW) && refersTo(units, THROW))
    linkedRoutines.push(...throwFunctions(compiledUnits(units), isa));
  spreadTrouble(units, executor, new Set(linkedRoutines.map((r) => r.name)));
  const linked: LinkedFunction[] = [...linkedRoutines];
  for (const { name, function: f, code, entry, trouble } of units.values()) {
    if (trouble === undefined && code !== undefined)
      linked.push({ name, signature: f.func.signature, code, entry });
  }
  let program: Program;
  try {
    program = executor.link(linked, isa);
  } catch (error) {
    report.fail(errorText(error), undefined, countRunDirectives(job.file));
    return;
  }
  try {
    for (const unit of units.values()) {
      beginFunction(job, unit.function);
      for (const directive of unit.directives)
        guarded(job, () => runDirective(job, program, unit, directive));
    }
  } finally {
    program.close();
  }
}

function refersTo(units: ReadonlyMap<string, Unit>, key: string): boolean {
  for (const { code } of units.values())
    if (code?.relocs.some((r) => relocKey(r.name) === key) === true) return true;
  return false;
}

function compiledUnits(units: ReadonlyMap<string, Unit>): { name: string; code: CompiledCode }[] {
  const out: { name: string; code: CompiledCode }[] = [];
  for (const { name, code } of units.values()) if (code !== undefined) out.push({ name, code });
  return out;
}

/** A function that calls one which cannot be executed cannot either. */
function spreadTrouble(
  units: ReadonlyMap<string, Unit>,
  executor: Executor,
  linked: ReadonlySet<string>,
): void {
  const callers = new Map<string, Unit[]>();
  const work: Unit[] = [];
  for (const unit of units.values()) {
    for (const reloc of unit.code?.relocs ?? []) {
      const key = relocKey(reloc.name);
      const list = callers.get(key);
      if (list === undefined) callers.set(key, [unit]);
      else list.push(unit);
      if (!units.has(key) && !linked.has(key) && !executor.knows(key))
        unit.trouble ??= { reason: `unsupported: ${key} is not part of the file`, isFault: false };
    }
    if (unit.trouble !== undefined) work.push(unit);
  }
  for (let unit = work.pop(); unit !== undefined; unit = work.pop()) {
    for (const caller of callers.get(unit.name) ?? []) {
      if (caller.trouble !== undefined) continue;
      caller.trouble = unit.trouble;
      work.push(caller);
    }
  }
}

function runDirective(job: CommandJob, program: Program, unit: Unit, directive: RunDirective): void {
  const { report } = job;
  const { command, line, text } = directive;
  if (command === undefined) {
    report.fail(`${text}: ${directive.problem}`, line);
    return;
  }
  if (unit.trouble !== undefined) {
    const { reason, isFault } = unit.trouble;
    if (isFault) report.fail(reason, line);
    else if (command.kind === "run") report.skip(reason, 1);
    return;
  }
  const outcome = program.call(unit.name, command.invocation?.args ?? []);
  if (outcome.kind === "fault") {
    report.fail(`${text}: ${outcome.problem}`, line);
    return;
  }
  const { values } = outcome;
  const shown = values.length === 1 ? `${values[0]}` : `[${values.join(", ")}]`;
  if (command.kind === "print") job.print(`${text.replace(/^print:?\s*/, "")} -> ${shown}`);
  else if (holds(command, values)) report.pass();
  else report.fail(`${text}: got ${shown}`, line);
}

function holds(command: RunCommand & { readonly kind: "run" }, results: readonly DataValue[]): boolean {
  if (command.invocation === undefined) return results.length > 0 && results.every((v) => v.toBits() !== 0n);
  const { expected, comparison } = command;
  const equal = results.length === expected.length && results.every((v, i) => v.equals(expected[i]!));
  return equal === (comparison === "==");
}
