/**
 * `clif-util compile`: compiles all functions of files, shows what comes out, writes object files.
 *
 * A file is compiled for the target given, else for each of its `target` lines, else for the host's architecture.
 * Functions that the target cannot do yet are reported by what they need; a file with one has failed, unless only a
 * summary is asked for, whose point they are.
 */
import { writeFileSync } from "node:fs";
import { disassemble, PassTimer, type CompiledCode, type TargetIsa } from "@cranelift-ts/codegen";
import {
  flagsBuilder,
  type Function,
  type IsaInfo,
  lookupIsa,
  type Signature,
  userFuncNameText,
  Verifier,
  verifierErrorText,
  writeFunction,
} from "@cranelift-ts/codegen-ir";
import { CraneliftError } from "@cranelift-ts/entity";
import {
  FAMILIES,
  FileCompiler,
  hostArchitecture,
  hostCallConv,
  isTargetIsa,
  resolveIsaLines,
  unwindText,
} from "@cranelift-ts/filetests";
import { ObjectModule } from "@cranelift-ts/object";
import { parseTestFile, type TestFile } from "@cranelift-ts/reader";
import { checkSettings } from "../settings.ts";
import {
  fileError,
  InputError,
  inputErrorText,
  inputPaths,
  located,
  readInput,
  UsageError,
  type Input,
} from "../input.ts";
import { counted, type Terminal } from "../terminal.ts";
import { OPTIMIZED_LIKE_NONE } from "./test.ts";

/** Options of the command. */
export interface CompileOptions {
  /** Show the disassembled code. */
  readonly disassemble: boolean;
  /** Show the functions as they were lowered, and the machine instructions. */
  readonly print: boolean;
  /** Show where the time went. */
  readonly timing: boolean;
  /** Show only how many functions compile, and what is missing how often. */
  readonly summary: boolean;
  readonly target: string | undefined;
  /** Settings, shared or the target's own. */
  readonly set: readonly string[];
  /** File to write an object file to. */
  readonly output: string | undefined;
}

interface Counts {
  compiled: number;
  unsupported: number;
  failed: number;
  codeBytes: number;
  readonly missing: Map<string, number>;
}

/** Compiles; returns the exit code. */
export function compile(paths: readonly string[], options: CompileOptions, terminal: Terminal): number {
  const { colors: c, out, err, errColors } = terminal;
  const files = inputPaths(paths);
  if (options.output !== undefined && files.length !== 1) throw new UsageError("-o takes one input file");
  checkSettings(options.set, true);
  const given = options.target === undefined ? undefined : configured(options.target, options.set);
  const counts: Counts = { compiled: 0, unsupported: 0, failed: 0, codeBytes: 0, missing: new Map() };
  const timer = new PassTimer(() => performance.now());
  const compiler = new FileCompiler();
  let optimized = false;
  const problem = (input: Input, line: number | undefined, message: string): void => {
    counts.failed++;
    err(`${errColors.red("FAIL")} ${located(input.path, line, message)}`);
  };
  for (const path of files) {
    const input = readInput(path, terminal);
    let file: TestFile;
    let targets: readonly IsaInfo[];
    try {
      file = parseTestFile(input.text, { file: input.path, runCallConv: hostCallConv() });
      targets = given === undefined ? targetsOf(file, options.set) : [given];
    } catch (error) {
      if (error instanceof UsageError) throw error;
      problem(input, undefined, inputErrorText(error));
      continue;
    }
    for (const isa of targets) {
      optimized ||= isa.flags.opt_level !== "none";
      if (!isTargetIsa(isa)) {
        problem(input, undefined, `no code generator for target '${isa.name}' in this build`);
        continue;
      }
      const object: { readonly func: Function; readonly signature: Signature }[] = [];
      for (const { func: original, details } of file.functions) {
        const func = original.clone();
        const name = userFuncNameText(func.name);
        const line = details.sourceMap.line("function");
        const [invalid] = new Verifier().verify(func, { flags: isa.flags, pointerType: isa.pointerType });
        if (invalid !== undefined) {
          problem(input, line, `${name}: ${verifierErrorText(invalid)}`);
          continue;
        }
        if (options.output !== undefined) object.push({ func: func.clone(), signature: func.signature });
        const outcome = compiler.compile(func, isa, {
          vcodeText: options.print,
          ...(options.timing ? { onPass: timer.onPass } : {}),
        });
        if (outcome.kind === "unsupported") {
          counts.unsupported++;
          counts.missing.set(outcome.what, (counts.missing.get(outcome.what) ?? 0) + 1);
          if (!options.summary)
            err(
              `${errColors.yellow("unsupported")} ${input.path}:${line} ${name} for ${isa.name}: ${outcome.what}`,
            );
        } else if (outcome.kind === "error")
          problem(input, line, `${name} for ${isa.name}: ${outcome.message}`);
        else {
          counts.compiled++;
          counts.codeBytes += outcome.code.code.length;
          if (!options.summary) show(func, outcome.code, isa, options, terminal);
        }
      }
      if (options.output !== undefined && counts.failed + counts.unsupported === 0)
        writeObject(options.output, input.path, object, isa, problem.bind(undefined, input, undefined));
    }
  }
  for (const [what, n] of [...counts.missing].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))
    if (options.summary) out(`${String(n).padStart(6)}  ${what}`);
  if (options.timing) for (const line of timer.toString().trimEnd().split("\n")) out(line);
  if (optimized) err(errColors.dim(OPTIMIZED_LIKE_NONE));
  if (counts.compiled + counts.unsupported + counts.failed === 0)
    throw new InputError(`no functions in ${paths.join(", ")}`);
  const bad = counts.failed > 0 || (counts.unsupported > 0 && !options.summary);
  if (bad || options.summary || !(options.disassemble || options.print)) {
    out(
      (bad ? c.red : c.green)(
        `${counted(counts.compiled, "function")} compiled to ${counted(counts.codeBytes, "byte")}, ${counts.unsupported} unsupported, ${counts.failed} failed`,
      ),
    );
  }
  return bad ? 1 : 0;
}

function show(
  func: Function,
  code: CompiledCode,
  isa: TargetIsa,
  options: CompileOptions,
  terminal: Terminal,
): void {
  const { colors: c, out } = terminal;
  if (options.print) {
    out(writeFunction(func).trimEnd());
    out((code.vcode ?? "").trimEnd());
  }
  if (!options.disassemble) return;
  out(
    c.bold(
      `${userFuncNameText(func.name)}: ${counted(code.code.length, "byte")}, frame ${code.frame.frameBytes} bytes`,
    ),
  );
  out(disassemble(code, isa).trimEnd());
  if (isa.flags.unwind_info) out(unwindText(code, isa).trimEnd());
}

/** The targets of a file. */
function targetsOf(file: TestFile, set: readonly string[]): readonly IsaInfo[] {
  const shared = flagsBuilder();
  const isShared = (word: string): boolean => shared.has(word.split("=")[0]!);
  const spec = resolveIsaLines(file.isaLines, FAMILIES, {
    settings: set.filter(isShared),
    features: set.filter((word) => !isShared(word)),
  });
  const found = spec.targets.flatMap((t) => (t.isa === undefined ? [] : [t.isa]));
  if (found.length > 0 || spec.targets.length > 0) return found;
  const host = hostArchitecture();
  if (host === undefined) throw new UsageError("say with --target what to compile for");
  return [configured(host, set)];
}

/** The target that a triple, or an architecture, and settings name. */
export function configured(target: string, set: readonly string[]): IsaInfo {
  try {
    // The words behind the triple are settings, as on `target` lines.
    const [triple = "", ...words] = target.split(/\s+/).filter((w) => w !== "");
    const builder = lookupIsa(triple, FAMILIES);
    const shared = flagsBuilder().set("machine_code_cfg_info", true);
    for (const word of [...words, ...set]) {
      const [name = ""] = word.split("=");
      if (shared.has(name)) shared.apply(word);
      else builder.settings.apply(word);
    }
    return builder.finish(shared.finish());
  } catch (error) {
    if (error instanceof CraneliftError) throw new UsageError(error.message);
    throw error;
  }
}

/** Writes the functions as an object file; functions of the file are exported under their names. */
function writeObject(
  output: string,
  input: string,
  functions: readonly { readonly func: Function; readonly signature: Signature }[],
  isa: TargetIsa,
  problem: (message: string) => void,
): void {
  try {
    const object = new ObjectModule({ isa, name: input });
    const nameOf = (func: Function): string =>
      userFuncNameText(func.name).replace(/^%/, "").replace(":", "_");
    const ids = functions.map(({ func, signature }) =>
      object.declareFunction(nameOf(func), "export", signature),
    );
    const own = new Map(functions.map(({ func }, i) => [userFuncNameText(func.name), ids[i]!]));
    for (const { func } of functions)
      importNames(func, own, (name, signature) => object.declareFunction(name, "import", signature));
    functions.forEach(({ func }, i) => object.defineFunction(ids[i]!, func));
    writeFileSync(output, object.emit());
  } catch (error) {
    if (error instanceof CraneliftError) problem(error.message);
    else if (error instanceof Error && "syscall" in error) throw fileError(error);
    else throw error;
  }
}

/** Declares what a function calls: names without a definition in the file are imported. */
function importNames(
  func: Function,
  own: ReadonlyMap<string, number>,
  declare: (name: string, signature: Signature) => number,
): void {
  const { dfg } = func;
  const { userNames } = func.params;
  for (const ext of dfg.extFuncs) {
    if (ext.signature < 0) continue;
    const signature = dfg.signatures[ext.signature]!;
    if (ext.name.kind === "testcase") {
      if (!own.has(`%${ext.name.name}`)) declare(ext.name.name, signature);
    } else if (ext.name.kind === "user") {
      const { namespace, index } = userNames[ext.name.ref]!;
      const text = `u${namespace}:${index}`;
      const id = own.get(text) ?? declare(`u${namespace}_${index}`, signature);
      userNames[ext.name.ref] = { namespace: 0, index: id };
    }
  }
}
