/**
 * `clif-util wasm`: shows what becomes of a WebAssembly module, and runs it as machine code in this process.
 *
 * Showing translates and compiles the functions one by one for any target; running goes through the runtime that
 * programs use, so that workers, lazy compilation and traps are what they would be there.
 */
import { statSync } from "node:fs";
import { disassemble, PassTimer, Context, type TargetIsa } from "@cranelift-ts/codegen";
import { writeFunction } from "@cranelift-ts/codegen-ir";
import { CraneliftError } from "@cranelift-ts/entity";
import { isTargetIsa } from "@cranelift-ts/filetests";
import { hostTriple, hostFeatures } from "@cranelift-ts/native";
import {
  createWebAssembly,
  exactSignature,
  ModuleEnvironment,
  wasmFlags,
  type TrapDetails,
  type WebAssemblyNamespace,
} from "@cranelift-ts/wasm-runtime";
import {
  ALL_FEATURES,
  decodeModule,
  translateFunction,
  TranslationContext,
  type ModuleInfo,
} from "@cranelift-ts/wasm-translator";
import { UsageError } from "../input.ts";
import { Progress } from "../progress.ts";
import { checkSettings } from "../settings.ts";
import { counted, table, type Terminal } from "../terminal.ts";
import { readModule } from "../wasm-file.ts";
import { configured } from "./compile.ts";

/** Options of the command. */
export interface WasmOptions {
  /** Export to call. */
  readonly run: string | undefined;
  /** Arguments of the export, or of the WASI program. */
  readonly args: readonly string[];
  /** Run as a WASI command. */
  readonly wasi: boolean;
  /** `HOST` or `HOST::GUEST`: folders that the program sees. */
  readonly dirs: readonly string[];
  /** `NAME=VALUE`: the program's environment. */
  readonly env: readonly string[];
  readonly target: string | undefined;
  readonly set: readonly string[];
  /** Show only functions with one of these names or indices. */
  readonly functions: readonly string[];
  readonly print: boolean;
  readonly disassemble: boolean;
  readonly timing: boolean;
  readonly sizes: boolean;
  readonly workers: number | undefined;
  readonly lazy: boolean;
}

/** Address space that faults behind a memory, as V8 reserves it; what code is shown for. */
const MODEL = { reservation: 4 * 1024 ** 3, guard: 2 * 1024 ** 3, spectre: true };

/** Runs the command; returns the exit code. */
export async function wasm(path: string, options: WasmOptions, terminal: Terminal): Promise<number> {
  checkSettings(options.set, true);
  const running = options.run !== undefined || options.wasi;
  if (options.args.length > 0 && !running) throw new UsageError("arguments go with --run or --wasi");
  if (options.run !== undefined && options.wasi) throw new UsageError("--run and --wasi do not go together");
  if (!options.wasi && options.dirs.length + options.env.length > 0)
    throw new UsageError("--dir and --env go with --wasi");
  const showing = options.print || options.disassemble || options.timing || options.sizes;
  for (const word of options.env)
    if (word.indexOf("=") < 1) throw new UsageError(`--env ${word}: a variable is given as NAME=VALUE`);
  const bytes = await readModule(path);
  try {
    if (showing || !running) await show(path, bytes, options, terminal);
  } catch (error) {
    if (!(error instanceof CraneliftError)) throw error;
    terminal.err(`${terminal.errColors.red("error")}: ${path}: ${error.message}`);
    return 1;
  }
  return running ? run(path, bytes, options, terminal) : 0;
}

// Showing

function targetOf(options: WasmOptions): TargetIsa {
  const given = options.target !== undefined;
  // Probes of large frames are the runtime's wish for the machine that it runs on, and not every target has them.
  const base = wasmFlags()
    .changes()
    .filter(
      (change) => !given || options.target.startsWith("x86_64") || !change.startsWith("enable_probestack"),
    );
  const words = given ? [options.target] : [hostTriple(), ...hostFeatures()];
  const isa = configured(words.join(" "), [...base, ...options.set]);
  if (!isTargetIsa(isa)) throw new UsageError(`no code generator for target '${isa.name}' in this build`);
  return isa;
}

async function show(
  path: string,
  bytes: Uint8Array,
  options: WasmOptions,
  terminal: Terminal,
): Promise<void> {
  const { colors: c, out } = terminal;
  const isa = targetOf(options);
  const timer = new PassTimer(() => performance.now());
  let info!: ModuleInfo;
  timer.onPass("decode", () => (info = decodeModule(bytes)));
  const chosen = chosenFunctions(info, options.functions);
  const env = new ModuleEnvironment(info, MODEL);
  const translation = new TranslationContext(ALL_FEATURES);
  const context = new Context();
  const rows: {
    readonly name: string;
    readonly wasm: number;
    readonly insts: number;
    readonly code: number;
  }[] = [];
  const listing = options.print || options.disassemble;
  // A bar between lines of results would only disturb.
  const progress = await new Progress(listing ? undefined : terminal.progress, "compiling").ready();
  const start = performance.now();
  try {
    let done = 0;
    for (const f of chosen) {
      context.clear();
      const { func } = context;
      func.name = { kind: "user", namespace: 0, index: f };
      timer.onPass("validate and translate", () => translateFunction(info, f, func, env, translation));
      const name = functionName(info, f);
      const insts = options.sizes ? func.dfg.numInsts : 0;
      const size = info.codeEnds[f]! - info.codeStarts[f]!;
      if (options.print)
        out(
          `${c.dim(`; ${name}: ${size} bytes at ${hex(info.codeStarts[f]!)}`)}\n${writeFunction(func).trimEnd()}\n`,
        );
      const code = context.compile(isa, options.timing ? { onPass: timer.onPass } : {});
      if (options.disassemble) {
        out(c.bold(`${name}: ${code.code.length} bytes, frame ${code.frame.frameBytes} bytes`));
        out(`${disassemble(code, isa).trimEnd()}\n`);
      }
      rows.push({ name, wasm: size, insts, code: code.code.length });
      progress.update(++done, chosen.length);
    }
  } finally {
    progress.stop();
  }
  if (options.sizes) showSizes(rows, terminal);
  if (options.timing) for (const line of timer.toString().trimEnd().split("\n")) out(line);
  const [from, to] = [rows.reduce((sum, r) => sum + r.wasm, 0), rows.reduce((sum, r) => sum + r.code, 0)];
  out(
    c.green(
      `${path}: ${counted(rows.length, "function")}, ${from} bytes of WebAssembly, ${to} bytes of code for ${isa.name}, ${Math.round(performance.now() - start)} ms`,
    ),
  );
}

function showSizes(
  rows: readonly {
    readonly name: string;
    readonly wasm: number;
    readonly insts: number;
    readonly code: number;
  }[],
  { out, colors: c }: Terminal,
): void {
  const cells = rows
    .toSorted((a, b) => b.code - a.code)
    .map((r) => [r.name, String(r.wasm), String(r.insts), String(r.code), (r.code / r.wasm).toFixed(2)]);
  for (const line of table(
    ["function", ">wasm bytes", ">CLIF insts", ">code bytes", ">ratio"],
    cells,
    c.bold,
  ))
    out(line);
}

/** Indices of the functions that are meant; all if nothing is said. */
function chosenFunctions(info: ModuleInfo, wanted: readonly string[]): number[] {
  const all = Array.from(
    { length: info.functionCount - info.importedFunctionCount },
    (_, i) => info.importedFunctionCount + i,
  );
  if (wanted.length === 0) return all;
  const exported = new Map(info.exports.filter((e) => e.kind === 0).map((e) => [e.name, e.index]));
  return wanted.map((word) => {
    const f =
      exported.get(word) ??
      all.find((i) => info.names.functions.get(i) === word) ??
      (/^\d+$/.test(word) ? Number(word) : -1);
    if (f < info.importedFunctionCount || f >= info.functionCount)
      throw new UsageError(`there is no function '${word}' with a body`);
    return f;
  });
}

function functionName(info: ModuleInfo, f: number): string {
  const name = info.names.functions.get(f) ?? info.exports.find((e) => e.kind === 0 && e.index === f)?.name;
  return name === undefined ? `function ${f}` : `function ${f} ${name}`;
}

const hex = (n: number): string => `0x${n.toString(16)}`;

// Running

async function run(
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
  options: WasmOptions,
  terminal: Terminal,
): Promise<number> {
  const { err, errColors: c } = terminal;
  if (options.target !== undefined)
    throw new UsageError("--target is for showing code: modules run on this machine only");
  // Compiling on demand happens while the program runs, whose output a bar must not disturb.
  const progress = await new Progress(options.lazy ? undefined : terminal.progress, "compiling").ready();
  let W: WebAssemblyNamespace;
  try {
    W = createWebAssembly({
      flags: Object.fromEntries(
        options.set.map((word) => [
          word.split("=")[0]!,
          word.includes("=") ? word.slice(word.indexOf("=") + 1) : true,
        ]),
      ),
      workers: options.workers ?? 0,
      lazy: options.lazy,
      onProgress: (done, total) => progress.update(done, total),
    });
  } catch (error) {
    if (error instanceof CraneliftError) throw new UsageError(error.message);
    throw error;
  }
  try {
    const module = await W.compile(bytes).finally(() => progress.stop());
    if (options.wasi) return await runWasi(path, W, module, options);
    const instance = new W.Instance(module, missingImports(W, module));
    const called = instance.exports[options.run!] as unknown;
    if (typeof called !== "function") {
      const names = W.Module.exports(module)
        .filter((e) => e.kind === "function")
        .map((e) => e.name);
      throw new UsageError(
        `no function '${options.run}' is exported; ${names.length === 0 ? "none is" : `there are ${names.join(", ")}`}`,
      );
    }
    const { params } = exactSignature(called as () => unknown)!;
    if (params.length !== options.args.length)
      throw new UsageError(
        `'${options.run}' takes ${params.length} ${params.length === 1 ? "argument" : "arguments"}, ${options.args.length === 1 ? "1 is" : `${options.args.length} are`} given`,
      );
    const result: unknown = (called as (...args: unknown[]) => unknown)(
      ...options.args.map((text, i) => argument(params[i]!, text)),
    );
    for (const value of Array.isArray(result) ? (result as unknown[]) : result === undefined ? [] : [result])
      terminal.out(valueText(value));
    return 0;
  } catch (error) {
    progress.stop();
    if (error instanceof UsageError || !(error instanceof Error)) throw error;
    const { wasmFrames, code, name } = error as Error & Partial<TrapDetails>;
    // A module that is refused, or a table or memory that there is no room for.
    if (wasmFrames === undefined && !["CompileError", "LinkError", "RangeError"].includes(name)) throw error;
    err(
      `${c.red(wasmFrames === undefined ? "error" : "trap")}: ${error.message}${code === undefined ? "" : ` (${code})`}`,
    );
    for (const f of wasmFrames ?? [])
      err(
        `    at ${f.name ?? `function ${f.func}`} (${path}, function ${f.func}, offset ${hex(f.offset ?? 0)})`,
      );
    return 1;
  }
}

/** Functions that a module imports without being given: calling one is an error that names it. */
function missingImports(W: WebAssemblyNamespace, module: object): Record<string, Record<string, unknown>> {
  const imports: Record<string, Record<string, unknown>> = {};
  for (const { module: from, name, kind } of W.Module.imports(module as never)) {
    if (kind !== "function") continue;
    (imports[from] ??= {})[name] = (): never => {
      throw new UsageError(
        `the module called '${name}' of '${from}', which it imports; with --wasi a WASI program gets what it needs`,
      );
    };
  }
  return imports;
}

async function runWasi(
  path: string,
  W: WebAssemblyNamespace,
  module: object,
  options: WasmOptions,
): Promise<number> {
  const names = W.Module.imports(module as never).map((i) => i.module);
  const version = names.includes("wasi_unstable") ? "unstable" : "preview1";
  const preopens = Object.fromEntries(
    options.dirs.map((word) => {
      const [host = "", guest = host] = word.split("::");
      return [guest, host];
    }),
  );
  const env = Object.fromEntries(
    options.env.map((word) => [word.split("=")[0]!, word.slice(word.indexOf("=") + 1)]),
  );
  const { WASI } = await quietly(() => import("node:wasi"));
  for (const host of Object.values(preopens))
    if (!statSync(host, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`--dir ${host}: no such folder`);
  const exported = W.Module.exports(module as never);
  for (const [name, kind] of [
    ["memory", "memory"],
    ["_start", "function"],
  ])
    if (!exported.some((e) => e.name === name && e.kind === kind))
      throw new UsageError(`${path} is no WASI program: it exports no ${kind} '${name}'`);
  const wasi = new WASI({ version, args: [path, ...options.args], env, preopens, returnOnExit: true });
  const instance = new W.Instance(module as never, wasi.getImportObject());
  return (wasi.start(instance) as number | undefined) ?? 0;
}

/** Keeps Node's remark that its WASI is experimental from the program's output. */
async function quietly<T>(action: () => Promise<T>): Promise<T> {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return await action();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** The value of an argument, by the type letter of its parameter. */
function argument(kind: string, text: string): unknown {
  const wrong = (what: string): UsageError => new UsageError(`'${text}' is no ${what}`);
  switch (kind) {
    case "i":
    case "l": {
      const [, sign, digits] = /^([+-]?)(0[xX][0-9a-fA-F]+|\d+)n?$/.exec(text) ?? [];
      if (digits === undefined) throw wrong("integer");
      const value = BigInt(digits) * (sign === "-" ? -1n : 1n);
      const bits = kind === "i" ? 32 : 64;
      if (value < -(1n << BigInt(bits - 1)) || value >= 1n << BigInt(bits)) throw wrong(`i${bits}`);
      return kind === "i" ? Number(value) : value;
    }
    case "f":
    case "d": {
      const value = /^[+-]?inf(inity)?$/i.test(text)
        ? text.startsWith("-")
          ? -Infinity
          : Infinity
        : /^nan$/i.test(text)
          ? NaN
          : Number(text);
      if (text.trim() === "" || (Number.isNaN(value) && !/^nan$/i.test(text))) throw wrong("number");
      return value;
    }
    case "e":
      return text === "null" ? null : text;
    default:
      if (text !== "null") throw wrong("function reference: only null can be given");
      return null;
  }
}

/** A result as JavaScript shows it. */
function valueText(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `[function ${value.name}]`;
  return Object.is(value, -0) ? "-0" : String(value);
}
