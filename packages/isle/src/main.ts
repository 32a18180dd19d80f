// `islec`: the command line of the ISLE compiler.
//
// The only file of the package that knows Node; `index.ts` does not reach it.
// Output goes to the writer given, so that tests need no process. Exit codes: 0
// all is well, 1 the input has errors, 2 the command line is wrong.

import { mkdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import type { FSWatcher } from "node:fs";
import { basename, dirname, isAbsolute, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { compileIsle } from "./compile/compile.ts";
import type { CodegenStats, CompileOptions } from "./compile/compile.ts";
import { renderDiagnostic } from "./diagnostics.ts";
import { formatIsle } from "./format/format.ts";
import { analyze } from "./sema/check.ts";
import type { Program } from "./sema/types.ts";
import type { SourceFile } from "./source.ts";

const HELP = `islec: compiles ISLE, the rule language for instruction selection and rewriting

  islec check FILE...              check, report every error
  islec build -o OUT.ts FILE...    compile to a TypeScript module
  islec stats FILE...              rules, depth and size of each term
  islec show TERM FILE...          a term's rules by priority, and the code made of them
  islec fmt [--check] FILE...      format in place; with --check only say which would change

The files of a program are read in the order given.

  -c, --config FILE     read files, output and options from a JSON file:
                        {"files": [...], "output": "...", "options": {...}}
  -o, --output FILE     where to write the module
  -w, --watch           run again whenever a file changes
      --stats           with build: print the statistics too
      --show TERM       the same as the command \`show TERM\`
      --back-end NAME   auto (default), direct or table
      --export TERM     a term that the host calls; may be repeated; default: all with rules
      --trace MODE      off (default), rules or spans
      --no-overlap      do not look for overlapping and unreachable rules
  -h, --help            this text
`;

/** What `main` needs of its surroundings; the defaults are those of the process. */
export interface CommandIo {
  readonly out?: (text: string) => void;
  readonly error?: (text: string) => void;
  /** Relative paths start here. */
  readonly directory?: string;
  /** Ends `--watch`. */
  readonly signal?: AbortSignal;
}

interface Command {
  readonly name: "check" | "build" | "stats" | "show" | "fmt";
  readonly files: readonly string[];
  readonly output: string | undefined;
  readonly term: string;
  readonly options: CompileOptions;
  readonly stats: boolean;
  readonly check: boolean;
  readonly watch: boolean;
  /** Files to watch beside the sources. */
  readonly config: string | undefined;
}

class UsageError extends Error {}

/** Runs a command line (without `node` and the script). Returns the exit code. */
export async function main(args: readonly string[], io: CommandIo = {}): Promise<number> {
  const out = io.out ?? ((text: string): void => void process.stdout.write(text));
  const error = io.error ?? ((text: string): void => void process.stderr.write(text));
  const directory = io.directory ?? process.cwd();
  let command: Command | undefined;
  try {
    command = readCommand(args, directory);
  } catch (problem) {
    if (!(problem instanceof UsageError)) throw problem;
    error(`islec: ${problem.message}\nTry \`islec --help\`.\n`);
    return 2;
  }
  if (command === undefined) {
    out(HELP);
    return 0;
  }
  const code = run(command, directory, out, error);
  if (!command.watch) return code;
  const rerun = (): void => {
    try {
      // The configuration may be what changed.
      const again = readCommand(args, directory);
      if (again !== undefined) command = again;
      run(command as Command, directory, out, error);
    } catch (problem) {
      if (!(problem instanceof UsageError)) throw problem;
      error(`islec: ${problem.message}\n`);
    }
  };
  await watchFiles(command, rerun, error, io.signal);
  return 0;
}

function readCommand(args: readonly string[], directory: string): Command | undefined {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: "string", short: "c" },
        output: { type: "string", short: "o" },
        watch: { type: "boolean", short: "w" },
        stats: { type: "boolean" },
        show: { type: "string" },
        "back-end": { type: "string" },
        export: { type: "string", multiple: true },
        trace: { type: "string" },
        "no-overlap": { type: "boolean" },
        check: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (problem) {
    throw new UsageError((problem as Error).message);
  }
  const { values, positionals } = parsed;
  if (values.help === true || args.length === 0) return undefined;
  const names = ["check", "build", "stats", "show", "fmt"] as const;
  let rest = positionals;
  let name = names.find((known) => known === rest[0]);
  if (name !== undefined) rest = rest.slice(1);
  else if (values.show !== undefined) name = "show";
  else if (values.output !== undefined) name = "build";
  else throw new UsageError(rest.length === 0 ? "no command" : `unknown command \`${rest[0]}\``);
  if (name !== "show" && values.show !== undefined) name = "show";
  let term = values.show ?? "";
  if (name === "show" && values.show === undefined) {
    term = rest[0] ?? "";
    rest = rest.slice(1);
    if (term === "") throw new UsageError("`show` needs the name of a term");
  }
  let files: readonly string[] = rest.map((file) => resolve(directory, file));
  let output = values.output === undefined ? undefined : resolve(directory, values.output);
  let options: CompileOptions = {};
  const config = values.config === undefined ? undefined : resolve(directory, values.config);
  if (config !== undefined) {
    const read = readConfig(config);
    if (files.length === 0) files = read.files;
    output ??= read.output;
    options = read.options;
  }
  if (files.length === 0) throw new UsageError("no files");
  const backEnd = values["back-end"];
  if (backEnd !== undefined) {
    if (backEnd !== "auto" && backEnd !== "direct" && backEnd !== "table")
      throw new UsageError(`unknown back end \`${backEnd}\``);
    options = { ...options, backEnd };
  }
  const trace = values.trace;
  if (trace !== undefined) {
    if (trace !== "off" && trace !== "rules" && trace !== "spans")
      throw new UsageError(`unknown trace mode \`${trace}\``);
    options = { ...options, trace };
  }
  if (values.export !== undefined) options = { ...options, exports: values.export };
  if (values["no-overlap"] === true) options = { ...options, overlap: false };
  if (name === "build" && output === undefined)
    throw new UsageError("`build` needs `-o OUT.ts` or an `output` in the configuration");
  return {
    name,
    files,
    output,
    term,
    options,
    stats: values.stats === true,
    check: values.check === true,
    watch: values.watch === true,
    config,
  };
}

interface Config {
  readonly files: readonly string[];
  readonly output: string | undefined;
  readonly options: CompileOptions;
}

/** Paths in a configuration are relative to its own folder. */
function readConfig(file: string): Config {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (problem) {
    throw new UsageError(`${file}: ${reasonOf(problem)}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UsageError(`${file}: expected an object`);
  const { files, output, options, ...unknown } = value as Record<string, unknown>;
  const extra = Object.keys(unknown)[0];
  if (extra !== undefined)
    throw new UsageError(
      `${file}: unknown field \`${extra}\`: \`files\`, \`output\` and \`options\` are known`,
    );
  if (!Array.isArray(files) || files.some((name) => typeof name !== "string"))
    throw new UsageError(`${file}: \`files\` must be a list of paths`);
  if (output !== undefined && typeof output !== "string")
    throw new UsageError(`${file}: \`output\` must be a path`);
  if (options !== undefined && (typeof options !== "object" || options === null))
    throw new UsageError(`${file}: \`options\` must be an object`);
  const base = dirname(file);
  return {
    files: (files as string[]).map((name) => resolve(base, name)),
    output: output === undefined ? undefined : resolve(base, output),
    options: (options ?? {}) as CompileOptions,
  };
}

/** Why a file cannot be read or understood; the file is named beside it. */
function reasonOf(problem: unknown): string {
  const { code, message } = problem as NodeJS.ErrnoException;
  if (code === "ENOENT") return "no such file";
  return code === "EISDIR" ? "it is a folder" : message;
}

type Writer = (text: string) => void;

function run(command: Command, directory: string, out: Writer, error: Writer): number {
  const sources: SourceFile[] = [];
  for (const file of command.files) {
    try {
      sources.push({ name: displayName(file, directory), text: readFileSync(file, "utf8") });
    } catch (problem) {
      error(`islec: ${file}: ${reasonOf(problem)}\n`);
      return 2;
    }
  }
  switch (command.name) {
    case "check":
      return check(command, sources, out, error);
    case "build":
      return build(command, sources, directory, out, error);
    case "stats":
      return stats(command, sources, out, error);
    case "show":
      return show(command, sources, out, error);
    case "fmt":
      return format(command, sources, out, error);
  }
}

/** Relative, with `/` on every system, so that generated code does not depend on the machine. */
function displayName(file: string, directory: string): string {
  const name = relative(directory, file);
  return (isAbsolute(name) ? basename(file) : name).replaceAll("\\", "/");
}

function report(rendered: readonly string[], total: number, error: Writer): number {
  for (const text of rendered) error(`${text}\n\n`);
  error(`${total} error${total === 1 ? "" : "s"}\n`);
  return 1;
}

function check(command: Command, sources: readonly SourceFile[], out: Writer, error: Writer): number {
  const overlap = command.options.overlap;
  const analysis = analyze(sources, overlap === undefined ? {} : { overlap });
  if (analysis.program === undefined) {
    return report(
      analysis.diagnostics.map((d) => renderDiagnostic(analysis.sources, d)),
      analysis.diagnosticCount,
      error,
    );
  }
  const program = analysis.program;
  out(
    `${count(sources.length, "file")}, ${count(program.terms.length, "term")}, ${count(program.rules.length, "rule")}: no errors\n`,
  );
  return 0;
}

function build(
  command: Command,
  sources: readonly SourceFile[],
  directory: string,
  out: Writer,
  error: Writer,
): number {
  const result = compileIsle(sources, command.options);
  if (result.code === undefined || result.stats === undefined)
    return report(result.rendered, result.diagnostics.length, error);
  const output = command.output as string;
  const shown = displayName(output, directory);
  const changed = writeIfChanged(output, result.code);
  out(
    `${shown}: ${count(result.stats.rules, "rule")}, ${result.code.length} characters${changed ? "" : " (unchanged)"}\n`,
  );
  if (command.stats) out(statsTable(result.stats));
  return 0;
}

/** Leaves the file's time alone when nothing changes, so that what depends on it is not rebuilt. */
function writeIfChanged(file: string, text: string): boolean {
  try {
    if (readFileSync(file, "utf8") === text) return false;
  } catch {
    mkdirSync(dirname(file), { recursive: true });
  }
  writeFileSync(file, text);
  return true;
}

function stats(command: Command, sources: readonly SourceFile[], out: Writer, error: Writer): number {
  const result = compileIsle(sources, command.options);
  if (result.stats === undefined) return report(result.rendered, result.diagnostics.length, error);
  out(statsTable(result.stats));
  return 0;
}

function statsTable(all: CodegenStats): string {
  const rows: string[][] = [
    ["term", "rules", "depth", "tests", "constraints", "back end", "functions", "largest", "table words"],
  ];
  for (const term of [...all.terms].sort((a, b) => b.rules - a.rules || (a.term < b.term ? -1 : 1))) {
    rows.push([
      term.term,
      ...[term.rules, term.depth, term.tests, term.constraints].map(String),
      term.backEnd,
      ...[term.functions, term.largest, term.tableWords].map(String),
    ]);
  }
  const widths = (rows[0] as string[]).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] as string).length)),
  );
  const lines = rows.map((row) =>
    row
      .map((cell, i) =>
        i === 0 || i === 5 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number),
      )
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n\n${count(all.rules, "rule")}, ${count(all.terms.length, "term")}, ${all.codeLength} characters of code, ${all.tableWords} words of tables\n`;
}

function show(command: Command, sources: readonly SourceFile[], out: Writer, error: Writer): number {
  const analysis = analyze(sources, { overlap: command.options.overlap !== false });
  const program = analysis.program;
  if (program === undefined) {
    return report(
      analysis.diagnostics.map((d) => renderDiagnostic(analysis.sources, d)),
      analysis.diagnosticCount,
      error,
    );
  }
  const id = program.termByName.get(command.term);
  const term = id === undefined ? undefined : program.terms[id];
  if (term === undefined) {
    error(`islec: unknown term \`${command.term}\`\n`);
    return 1;
  }
  out(describeTerm(program, term.id));
  if (term.maker?.kind !== "rules") return 0;
  const result = compileIsle(sources, { backEnd: "direct", ...command.options, exports: [term.name] });
  if (result.code === undefined) return report(result.rendered, result.diagnostics.length, error);
  out(`\n${termCode(result.code, term.name)}`);
  return 0;
}

/** The declaration, how the term is used, and its rules as written, highest priority first. */
function describeTerm(program: Program, id: number): string {
  const term = program.terms[id] as Program["terms"][number];
  const type = (t: number): string => program.types[t]?.name ?? "?";
  const flags = (["pure", "multi", "partial", "rec"] as const)
    .filter((flag) => term[flag])
    .map((flag) => `${flag} `);
  const lines = [
    `; ${program.sources.describe(term.span.start)}`,
    `(decl ${flags.join("")}${term.name} (${term.args.map(type).join(" ")}) ${type(term.ret)})`,
  ];
  const extractor = term.extractor;
  if (extractor?.kind === "external")
    lines.push(
      `(extern extractor ${extractor.infallible ? "infallible " : ""}${term.name} ${extractor.host})`,
    );
  if (extractor?.kind === "macro") lines.push(sourceText(program, extractor.span.start, extractor.span.end));
  if (extractor?.kind === "variant") lines.push("; an enum variant");
  const maker = term.maker;
  if (maker?.kind === "external") lines.push(`(extern constructor ${term.name} ${maker.host})`);
  if (maker?.kind === "rules") {
    const rules = maker.rules.map((rule) => program.rules[rule] as Program["rules"][number]);
    rules.sort((a, b) => b.priority - a.priority || a.id - b.id);
    for (const rule of rules) {
      lines.push(
        "",
        `; ${program.sources.describe(rule.span.start)}, priority ${rule.priority}`,
        sourceText(program, rule.span.start, rule.span.end),
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

function sourceText(program: Program, start: number, end: number): string {
  const index = program.sources.fileIndex(start);
  const base = program.sources.base(index);
  return (program.sources.files[index] as SourceFile).text.slice(start - base, end - base);
}

/** The functions of one term, cut out of a generated module: each term's part starts with `// NAME, PLACE`. */
function termCode(code: string, term: string): string {
  const from = code.indexOf("// ---- Terms");
  const tables = code.indexOf("// ---- Rule tables");
  const end = tables >= 0 ? tables : code.indexOf("/** One instance of the rules");
  const lines = code.slice(from, end).split("\n").slice(1);
  const kept: string[] = [];
  let inside = false;
  for (const line of lines) {
    if (/^\/\/ \S+, .+:\d+:\d+$/.test(line)) inside = line.startsWith(`// ${term}, `);
    if (inside) kept.push(line);
  }
  return kept.length > 0 ? `${kept.join("\n").trimEnd()}\n` : `${code.slice(from, end).trim()}\n`;
}

function format(command: Command, sources: readonly SourceFile[], out: Writer, error: Writer): number {
  let failed = false;
  for (let i = 0; i < sources.length; i += 1) {
    const source = sources[i] as SourceFile;
    const result = formatIsle(source.text, source.name);
    if (result.text === undefined) {
      for (const d of result.diagnostics) error(`${renderDiagnostic(result.sources, d)}\n\n`);
      failed = true;
    } else if (result.text !== source.text) {
      if (command.check) {
        out(`${source.name}: would be formatted\n`);
        failed = true;
      } else {
        writeFileSync(command.files[i] as string, result.text);
        out(`${source.name}: formatted\n`);
      }
    }
  }
  return failed ? 1 : 0;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/**
 * Calls `rerun` shortly after any of the files changes, until the signal. Folders
 * are watched rather than files: editors replace files when they save.
 */
async function watchFiles(
  command: Command,
  rerun: () => void,
  error: Writer,
  signal: AbortSignal | undefined,
): Promise<void> {
  const wanted = new Set<string>([
    ...command.files,
    ...(command.config === undefined ? [] : [command.config]),
  ]);
  const folders = new Set([...wanted].map((file) => dirname(file)));
  const watchers: FSWatcher[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    for (const folder of folders) {
      const watcher = watch(folder, (_event, name) => {
        if (name !== null && !wanted.has(resolve(folder, name))) return;
        clearTimeout(timer);
        timer = setTimeout(rerun, 50);
      });
      watcher.on("error", (problem) => error(`islec: ${problem.message}\n`));
      watchers.push(watcher);
    }
    error("islec: watching\n");
    await new Promise<void>((done) => {
      if (signal?.aborted === true) done();
      signal?.addEventListener("abort", () => done(), { once: true });
    });
  } finally {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  }
}
