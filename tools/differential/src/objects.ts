/**
 * `pnpm check:objects FOLDER...`: an object file of every CLIF test file for x86-64. `readelf -a` and `llvm-dwarfdump
 * --verify` must have nothing to say against it; with `--link N`, so many of the files with run directives are linked by
 * gcc with a program that executes the directives, and the results must be the interpreter's.
 *
 * Functions that the target does not support are left out and counted, with those that refer to them. Needs readelf,
 * llvm-dwarfdump and gcc; what is missing is said and counts as failed.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { TargetIsa } from "@cranelift-ts/codegen";
import {
  type DataValue,
  type ExternalName,
  type Function,
  type Signature,
  userFuncNameText,
  Verifier,
} from "@cranelift-ts/codegen-ir";
import { CraneliftError } from "@cranelift-ts/entity";
import {
  FAMILIES,
  FileCompiler,
  fileInterpreter,
  hostCallConv,
  isTargetIsa,
  makeTrampoline,
  relocKey,
  resolveIsaLines,
  runDirectives,
  testFiles,
} from "@cranelift-ts/filetests";
import { type DataId, type FuncId, ModuleError } from "@cranelift-ts/module";
import { ObjectModule } from "@cranelift-ts/object";
import { ObjectFileError } from "@cranelift-ts/object-file";
import { parseTestFile, type TestFunction } from "@cranelift-ts/reader";

const { values, positionals } = parseArgs({
  options: { link: { type: "string", default: "0" } },
  allowPositionals: true,
});
const corpora = process.env["CRANELIFT_CORPORA"];
const roots = positionals.length > 0 ? positionals : corpora === undefined ? [] : [join(corpora, "clif")];
if (roots.length === 0) {
  console.error("say which folders to take, or set CRANELIFT_CORPORA");
  process.exit(2);
}
const dwarfdump = ["/usr/lib/llvm-22/bin/llvm-dwarfdump", "/usr/bin/llvm-dwarfdump"].find(existsSync);
if (dwarfdump === undefined || spawnSync("readelf", ["--version"]).status !== 0) {
  console.error("readelf and llvm-dwarfdump are needed");
  process.exit(2);
}

/** A directive whose outcome the interpreter said. */
interface ExpectedCall {
  readonly func: Function;
  readonly args: readonly DataValue[];
  readonly results: readonly DataValue[];
}

interface MadeObject {
  readonly bytes: Uint8Array;
  readonly functions: number;
  readonly leftOut: number;
  readonly symbols: ReadonlyMap<Function, string>;
  readonly calls: readonly ExpectedCall[];
}

/** Namespaces of names that stand for functions and data of the module. */
const FUNCTION_NAMESPACE = 0;
const DATA_NAMESPACE = 1;
const compiler = new FileCompiler();
const folder = mkdtempSync(join(tmpdir(), "objects-"));
const totals = {
  files: 0,
  objects: 0,
  functions: 0,
  leftOut: 0,
  linked: 0,
  calls: 0,
  otherFormats: 0,
  failed: 0,
};
try {
  for (const path of testFiles(roots)) {
    totals.files++;
    check(path);
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(
  `${totals.files} files: ${totals.objects} objects with ${totals.functions} functions checked by readelf and ` +
    `llvm-dwarfdump, ${totals.leftOut} functions left out as unsupported, ` +
    `${totals.otherFormats} files with relocations of other formats; ${totals.linked} linked by gcc and run, ` +
    `${totals.calls} calls as in the interpreter; ${totals.failed} failures`,
);
process.exitCode = totals.failed === 0 && totals.objects > 0 ? 0 : 1;

function fail(path: string, message: string): void {
  totals.failed++;
  console.log(`${path}: ${message}`);
}

function check(path: string): void {
  let made: MadeObject | undefined;
  try {
    made = objectOf(readFileSync(path, "utf8"));
  } catch (error) {
    // Files that are there to be refused.
    if (error instanceof ObjectFileError && error.errors[0]?.code === "object-file/relocation") {
      totals.otherFormats++;
      return;
    }
    if (error instanceof CraneliftError && /\/(?:compile-fail|parser|verifier)\//.test(path)) return;
    fail(path, error instanceof Error ? error.message : String(error));
    return;
  }
  if (made === undefined) return;
  totals.leftOut += made.leftOut;
  if (made.functions === 0) return;
  totals.objects++;
  totals.functions += made.functions;
  const object = join(folder, "object.o");
  writeFileSync(object, made.bytes);
  for (const [program, ...args] of [
    ["readelf", "-a", "-W", object],
    [dwarfdump!, "--verify", object],
    [dwarfdump!, "--eh-frame", object],
  ] as const) {
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });
    const complaint =
      /^.*\b(?:error|warning)\b.*$/im.exec(stderr) ?? /^.*\b(?:error|warning):.*$/im.exec(stdout);
    if (status !== 0 || complaint !== null)
      fail(path, `${program}: ${complaint?.[0] ?? `exit code ${status}`}`);
  }
  if (made.calls.length > 0 && totals.linked < Number(values.link)) link(path, made, object);
}

/** The object file of a test file's first x86-64 target, or undefined if it has none. */
function objectOf(text: string): MadeObject | undefined {
  const file = parseTestFile(text, { runCallConv: hostCallConv() });
  const spec = resolveIsaLines(file.isaLines, FAMILIES, {
    architecture: "x86_64",
    settings: ["unwind_info", "is_pic"],
  });
  const isa = spec.targets.find((t) => t.isa !== undefined)?.isa;
  if (isa === undefined || !isTargetIsa(isa)) return undefined;
  const functions = compilable(file.functions, isa);
  const object = new ObjectModule({ isa });
  // Files may define a name several times, for different tests.
  const symbols = new Map(functions.map(({ func }, i) => [func, `fn${i}_${linkerName(func)}`]));
  const ids = functions.map(({ func }) =>
    object.declareFunction(symbols.get(func)!, "export", func.signature),
  );
  const own = new Map(functions.map(({ func }, i) => [userFuncNameText(func.name), ids[i]!]));
  const calls = expectedCalls(file.functions, new Set(own.keys()), isa);
  functions.forEach(({ func }, i) => {
    const copy = func.clone();
    importNames(copy, own, object);
    object.defineFunction(ids[i]!, copy);
  });
  calls.forEach(({ func }, i) => {
    const trampoline = makeTrampoline(func.signature, isa.pointerType, isa.defaultCallConv);
    object.defineFunction(object.declareFunction(`call_${i}`, "export", trampoline.signature), trampoline);
  });
  const leftOut = file.functions.length - functions.length;
  return { bytes: object.emit(), functions: functions.length, leftOut, symbols, calls };
}

/** Functions that can be compiled; what refers to others of the file needs them too. */
function compilable(all: readonly TestFunction[], isa: TargetIsa): TestFunction[] {
  const needs = new Map<TestFunction, string[]>();
  for (const f of all) {
    // Some are there for what the verifier says about them.
    const errors = new Verifier().verify(f.func, { flags: isa.flags, pointerType: isa.pointerType });
    if (errors.length > 0) continue;
    const outcome = compiler.compile(f.func.clone(), isa);
    if (outcome.kind === "code")
      needs.set(
        f,
        outcome.code.relocs.map((r) => relocKey(r.name)),
      );
    else if (outcome.kind === "error")
      throw new Error(`${userFuncNameText(f.func.name)}: ${outcome.message}`);
  }
  const inFile = new Set(all.map((f) => userFuncNameText(f.func.name)));
  for (let before = -1; before !== needs.size;) {
    before = needs.size;
    const there = new Set([...needs.keys()].map((f) => userFuncNameText(f.func.name)));
    for (const [f, names] of needs) if (names.some((n) => inFile.has(n) && !there.has(n))) needs.delete(f);
  }
  return [...needs.keys()];
}

/** Directives that return in the interpreter; trampolines for them must be possible. */
function expectedCalls(
  all: readonly TestFunction[],
  there: ReadonlySet<string>,
  isa: TargetIsa,
): ExpectedCall[] {
  const out: ExpectedCall[] = [];
  if (Number(values.link) === 0) return out;
  const interpreter = fileInterpreter(all.map((f) => f.func));
  for (const f of all) {
    for (const { command } of runDirectives(f)) {
      if (command === undefined || !there.has(userFuncNameText(f.func.name))) continue;
      const args = command.invocation?.args ?? [];
      interpreter.fuel = 1_000_000;
      const result = interpreter.call(f.func, args);
      if (result.kind !== "return") continue;
      const trampoline = makeTrampoline(f.func.signature, isa.pointerType, isa.defaultCallConv);
      if (compiler.compile(trampoline, isa).kind === "code")
        out.push({ func: f.func, args, results: result.values });
    }
  }
  return out;
}

/** The name of a function as linkers take it. */
function linkerName(func: Function): string {
  return `${userFuncNameText(func.name).replace(/[^A-Za-z0-9_]/g, (c) => `_${c.charCodeAt(0)}_`)}`;
}

/** Declares what a function refers to: names without a definition in the file are imported. */
function importNames(func: Function, own: ReadonlyMap<string, number>, object: ObjectModule): void {
  const { dfg, params } = func;
  const { globalValues } = func.stencil;
  for (let i = 0; i < globalValues.length; i++) {
    const gv = globalValues[i]!;
    if (gv.kind !== "symbol" || (gv.name.kind !== "testcase" && gv.name.kind !== "user")) continue;
    const id = importData(object, externalText(gv.name, func), gv.tls);
    globalValues[i] = {
      ...gv,
      name: { kind: "user", ref: params.importUserName({ namespace: DATA_NAMESPACE, index: id }) },
    };
  }
  for (let i = 0; i < dfg.extFuncs.length; i++) {
    const ext = dfg.extFuncs[i]!;
    if (ext.signature < 0 || (ext.name.kind !== "testcase" && ext.name.kind !== "user")) continue;
    const text = externalText(ext.name, func);
    const id =
      own.get(text) ?? importFunction(object, text.replace(/^%/, ""), dfg.signatures[ext.signature]!);
    dfg.extFuncs[i] = {
      ...ext,
      name: { kind: "user", ref: params.importUserName({ namespace: FUNCTION_NAMESPACE, index: id }) },
    };
  }
}

function externalText(name: ExternalName, func: Function): string {
  if (name.kind === "testcase") return `%${name.name}`;
  if (name.kind !== "user") throw new Error(`no function is called ${name.kind}`);
  const { namespace, index } = func.params.userNames[name.ref]!;
  return `u${namespace}:${index}`;
}

function importData(object: ObjectModule, text: string, tls: boolean): DataId {
  const name = `data_${text.replace(/\W/g, "_")}`;
  const known = object.declarations.lookup(name);
  return known?.kind === "data" ? known.id : object.declareData(name, "import", { writable: true, tls });
}

/** Declares an import; a file may give a name another signature in each of its functions. */
function importFunction(object: ObjectModule, name: string, signature: Signature): FuncId {
  for (let n = 0; ; n++) {
    try {
      return object.declareFunction(n === 0 ? name : `${name}_${n}`, "import", signature);
    } catch (error) {
      if (!(error instanceof ModuleError) || n > 100) throw error;
    }
  }
}

function bytesOf(list: readonly DataValue[]): number[] {
  const bytes = new Uint8Array(16 * list.length + 64);
  let at = 0;
  for (const value of list) {
    value.write(bytes, at, false);
    at += Math.ceil(value.bytes.length / 16) * 16;
  }
  return [...bytes.subarray(0, at)];
}

/** Links the object with a program that makes the calls and compares, and runs it. */
function link(path: string, { calls, symbols }: MadeObject, object: string): void {
  const lines = [
    "#include <stdio.h>",
    "#include <string.h>",
    "static unsigned char buffer[4096] __attribute__((aligned(64)));",
    "int failures;",
  ];
  const body: string[] = [];
  calls.forEach(({ func, args, results }, i) => {
    const given = bytesOf(args);
    const wanted = bytesOf(results);
    lines.push(
      `extern char fn_${i}[] __asm__("${symbols.get(func)!}"); extern void call_${i}(void *, void *);`,
    );
    lines.push(
      `static const unsigned char given_${i}[] = {${[...given, 0].join()}}, wanted_${i}[] = {${[...wanted, 0].join()}};`,
    );
    body.push(
      `  memset(buffer, 0, sizeof buffer); memcpy(buffer, given_${i}, ${given.length}); call_${i}(fn_${i}, buffer);`,
    );
    let at = given.length;
    let from = 0;
    for (const value of results) {
      body.push(
        `  if (memcmp(buffer + ${at}, wanted_${i} + ${from}, ${value.bytes.length})) { printf("call ${i}\\n"); failures++; }`,
      );
      at += Math.ceil(value.bytes.length / 16) * 16;
      from += Math.ceil(value.bytes.length / 16) * 16;
    }
  });
  lines.push("int main(void) {", ...body, "  return failures != 0;", "}");
  const [source, program] = [join(folder, "main.c"), join(folder, "program")];
  writeFileSync(source, lines.join("\n"));
  try {
    execFileSync("gcc", ["-O1", "-w", "-o", program, source, object, "-lm"], { stdio: "pipe" });
  } catch (error) {
    const message = String((error as { stderr?: unknown }).stderr ?? error);
    // Routines and data of nobody: there is nothing to run.
    if (!/undefined reference/.test(message)) fail(path, `gcc: ${message}`);
    return;
  }
  const { status, signal, stdout } = spawnSync(program, { encoding: "utf8", timeout: 60_000 });
  totals.linked++;
  totals.calls += calls.length;
  if (status !== 0) fail(path, `the program ended with ${signal ?? status}: ${stdout.trim()}`);
}
