/**
 * The command line: commands, options and help.
 *
 * Exit codes: 0 all is well, 1 something failed (a test, a file that can't be read as CLIF), 2 the command line is
 * wrong or a file can't be opened.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { Log, LogSpecError } from "@cranelift-ts/entity";
import type { CommandReport } from "@cranelift-ts/filetests";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { cat } from "./commands/cat.ts";
import { checkRoundTrip } from "./commands/check.ts";
import { compile } from "./commands/compile.ts";
import { disasm } from "./commands/disasm.ts";
import { interpret } from "./commands/interpret.ts";
import { printCfg } from "./commands/print-cfg.ts";
import { run } from "./commands/run.ts";
import { test } from "./commands/test.ts";
import { fileError, InputError, inputPaths, located, readInput, UsageError } from "./input.ts";
import { ModuleTextError } from "./wasm-file.ts";
import { counted, type Terminal } from "./terminal.ts";

const FILES = "[files...]";
const FILES_HELP = "files or folders (searched for .clif files); - is standard input";

/** Runs a command line and returns its exit code. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  try {
    const log = new Log(
      ({ level, module, message }) => terminal.err(terminal.errColors.dim(`[${level} ${module}] ${message}`)),
      terminal.env["CRANELIFT_LOG"] ?? "off",
    );
    const program = buildProgram(terminal, log, (result) => {
      code = result;
    });
    const [first, second] = args;
    if (first === "help" && second !== undefined && !program.commands.some((c) => c.name() === second))
      throw new UsageError(`unknown command '${second}'`);
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof ModuleTextError || error instanceof InputError) {
      terminal.err(terminal.errColors.red(`error: ${error.message}`));
      return 1;
    }
    if (error instanceof UsageError || error instanceof LogSpecError) {
      terminal.err(terminal.errColors.red(`error: ${error.message}`));
      return 2;
    }
    throw error;
  }
}

function buildProgram(terminal: Terminal, log: Log, exit: (code: number) => void): Command {
  const program = new Command("clif-util")
    .description(
      "Reads, prints, checks, compiles and executes CLIF, the intermediate representation of Cranelift, and WebAssembly.",
    )
    // The launcher takes it out of the command line; here it is for the help, and for callers without a launcher.
    .option("--no-cache", "do not use or make V8's code cache of this program")
    .option("--version", "print the version")
    .on("option:version", () => {
      terminal.out(version());
      throw new CommanderError(0, "commander.version", "");
    })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
      outputError: (text, write) => write(terminal.errColors.red(text)),
      getOutHasColors: () => terminal.colors.isColorSupported,
      getErrHasColors: () => terminal.errColors.isColorSupported,
    })
    .configureHelp({ styleTitle: (text) => terminal.colors.bold(text) })
    .showHelpAfterError("(run with --help for the options)")
    .addHelpText(
      "after",
      `
Exit codes: 0 all is well, 1 something failed, 2 wrong usage.

Environment:
  NO_COLOR                     no colours, whatever the terminal
  CRANELIFT_LOG                what to log: a level (error, warn, info, debug, trace) or MODULE=LEVEL,...
  CRANELIFT_TEST_BLESS=1       as 'test --bless'
  CRANELIFT_FILETESTS_THREADS  threads of 'test'
  CRANELIFT_NO_CACHE=1         as --no-cache
  XDG_CACHE_HOME               where caches are (default: ~/.cache)
  CRANELIFT_RUNNER             folder of the processes that 'run' executes code in

Examples:
  clif-util cat add.clif
  echo 'function %f() -> i8 { block0: v0 = iconst.i8 1 return v0 }' | clif-util cat -
  clif-util compile -D add.clif
  clif-util run add.clif
  clif-util test filetests --json results.json`,
    );

  program
    .command("cat")
    .description("Read CLIF and print it in its standard form.")
    .argument(FILES, FILES_HELP)
    .option(
      "--check-roundtrip",
      "instead of printing, check that what is printed reads back as the same function, and verify",
    )
    .addOption(jsonOption())
    .action((files: string[], options: { checkRoundtrip?: true; json?: string }) => {
      const paths = required(files);
      if (options.checkRoundtrip !== true) {
        if (options.json !== undefined) throw new UsageError("--json goes with --check-roundtrip");
        return exit(cat(paths, terminal));
      }
      const reports = inputPaths(paths).map((path) => checkRoundTrip(readInput(path, terminal)));
      writeJson(options.json, reports);
      exit(showCheck(reports, terminal));
    });

  program
    .command("print-cfg")
    .description("Print the control-flow graph of each function in Graphviz's language.")
    .argument(FILES, FILES_HELP)
    .action((files: string[]) => exit(printCfg(required(files), terminal)));

  program
    .command("interpret")
    .description(
      "Execute the 'run' and 'print' comments of files in the interpreter, whatever their 'test' lines say.",
    )
    .argument(FILES, FILES_HELP)
    .option("-v, --verbose", "show every directive")
    .option("--report", "show a table of all calls with their results, instructions executed and times")
    .addOption(jsonOption())
    .action((files: string[], options: { verbose?: true; report?: true; json?: string }) => {
      const { verbose = false, report = false, json } = options;
      const result = interpret(required(files), { verbose, report }, terminal);
      writeJson(json, result.reports);
      exit(result.code);
    });

  program
    .command("run")
    .description(
      "Execute the 'run' and 'print' comments of files as machine code, whatever their 'test' lines say.",
    )
    .argument(FILES, FILES_HELP)
    .option("-v, --verbose", "show the result of every file")
    .option(
      "--runner <name>",
      "what executes the code: native, jit (in this process), or qemu-ARCH[:CPU] for an emulated processor",
      "native",
    )
    .option("--set <setting>", "a shared setting, NAME or NAME=VALUE (repeatable)", collect)
    .addOption(
      new Option(
        "--features <which>",
        "processor features: those of the 'target' lines, all that the processor has besides, or none",
      )
        .choices(["file", "all", "none"])
        .default("file"),
    )
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Only the 'target' lines of the runner's architecture count. Functions that the target does not support yet are skipped,
by what they need. The code runs in a process of its own if there is one ('pnpm runner' builds it, or CRANELIFT_RUNNER
names the folder that has runner-ARCH), else natively in this process. A run in which there was nothing to execute has
failed.

Examples:
  clif-util run add.clif
  clif-util run --features all --set regalloc_algorithm=single_pass filetests
  clif-util run --runner qemu-aarch64:cortex-a53 filetests
  clif-util run --runner qemu-x86_64:qemu64,-sse3,-cx16 --features none filetests`,
    )
    .action(async (files: string[], options: RunFlags) => {
      const { verbose = false, runner, set = [], features, json } = options;
      const result = await run(required(files), { verbose, runner, set, features, log }, terminal);
      writeJson(json, result.reports);
      exit(result.code);
    });

  program
    .command("compile")
    .description("Compile the functions of files and show what comes out.")
    .argument(FILES, FILES_HELP)
    .option("-D, --disasm", "show the code, disassembled")
    .option("-p, --print", "show the CLIF as it was lowered, and the machine instructions")
    .option("-T, --timing", "show the time of each pass")
    .option("--summary", "show only how many functions compile, and what is missing how often")
    .option("--target <target>", "triple or architecture; settings may follow ('x86_64 has_avx')")
    .option("--set <setting>", "a setting of all targets or of one, NAME or NAME=VALUE (repeatable)", collect)
    .option("-o, --output <file>", "write an object file")
    .addHelpText(
      "after",
      `
Without --target a file is compiled for each of its 'target' lines, or for this machine's architecture if it has none.
An object file (ELF) exports the functions of its file under their names: %add is 'add', u0:1 is 'u0_1'; functions that
are called but not in the file are imported.

Examples:
  clif-util compile -D add.clif
  clif-util compile -DpT --target 'x86_64 has_avx2' --set opt_level=speed add.clif
  clif-util compile -o add.o --set is_pic add.clif && cc main.c add.o`,
    )
    .action((files: string[], options: CompileFlags) => {
      const {
        disasm: d = false,
        print = false,
        timing = false,
        summary = false,
        target,
        set = [],
        output,
      } = options;
      const flags = { disassemble: d, print, timing, summary, target, set, output };
      exit(compile(required(files), flags, terminal));
    });

  program
    .command("disasm")
    .description("Disassemble machine code, given as hexadecimal text.")
    .argument(FILES, "files; - is standard input")
    .option("--target <target>", "triple or architecture", "x86_64")
    .option("--raw", "the files hold the code itself")
    .addHelpText(
      "after",
      `
Text is pairs of hexadecimal digits; blanks, commas, 0x, and comments from ; or # to the end of the line do not count.
The exit code is 1 if there were bytes that are no instruction.

Examples:
  echo '48 03 c3 c3' | clif-util disasm -
  objcopy -O binary -j .text add.o add.bin && clif-util disasm --raw add.bin`,
    )
    .action((files: string[], options: { target: string; raw?: true }) =>
      exit(disasm(required(files), { target: options.target, raw: options.raw === true }, terminal)),
    );

  program
    .command("wasm")
    .description("Show what becomes of a WebAssembly module, and run it as machine code.")
    .argument("<file>", "a module, binary or text (which needs the package wabt); - is standard input")
    .argument("[args...]", "arguments of the function or program, behind -- where they look like options")
    .option("--run <name>", "call an exported function with the arguments and print its results")
    .option("--wasi", "run a WASI program")
    .option(
      "--dir <folder>",
      "a folder that the WASI program may use, HOST or HOST::GUEST (repeatable)",
      collect,
    )
    .option("--env <variable>", "NAME=VALUE in the environment of the WASI program (repeatable)", collect)
    .option("-p, --print", "show the CLIF")
    .option("-D, --disasm", "show the code, disassembled")
    .option("-T, --timing", "show the time of each pass")
    .option("--sizes", "show the sizes of all functions, the largest first")
    .option("--func <function>", "show this function only, by name or index (repeatable)", collect)
    .option(
      "--target <target>",
      "triple or architecture to show code for; settings may follow ('x86_64 has_avx')",
    )
    .option("--set <setting>", "a setting, NAME or NAME=VALUE (repeatable)", collect)
    .option("--workers <n>", "threads to compile with before running", threadCount)
    .option("--lazy", "compile each function when it is called first")
    .addHelpText(
      "after",
      `
Integers may be hexadecimal (0x2a); numbers may be inf and nan. Results are printed as JavaScript shows them: 5n is an
i64. A trap ends with its message, the functions that were active, and exit code 1; a WASI program's exit code is its own.

Examples:
  clif-util wasm fib.wasm
  clif-util wasm -pD --func fib fib.wat
  clif-util wasm --sizes --set opt_level=speed sqlite.wasm
  clif-util wasm --run fib fib.wasm 30
  clif-util wasm --run neg fib.wasm -- -5
  clif-util wasm --wasi --dir .::/work program.wasm -- --help`,
    )
    .action(async (file: string, args: string[], options: WasmFlags) => {
      const { run: name, wasi = false, dir = [], env = [], print = false, disasm: d = false } = options;
      const { timing = false, sizes = false, func = [], target, set = [], workers, lazy = false } = options;
      const flags = { run: name, args, wasi, dirs: dir, env, print, disassemble: d, timing, sizes };
      // Other commands start sooner without the runtime.
      const { wasm } = await import("./commands/wasm.ts");
      exit(await wasm(file, { ...flags, functions: func, target, set, workers, lazy }, terminal));
    });

  program
    .command("wasm2obj")
    .description("Compile a WebAssembly module to an object file and a header that a C program can use.")
    .argument("<file>", "a module, binary or text (which needs the package wabt); - is standard input")
    .requiredOption("-o, --output <file>", "the object file")
    .option("-H, --header <file>", "the header (default: beside the object file)")
    .option("--prefix <name>", "what all names begin with (default: the module's file name)")
    .option("--guard-pages", "let accesses beyond a memory fault (SIGSEGV) instead of checking bounds")
    .option("--target <target>", "triple; settings may follow ('x86_64-linux-gnu has_avx2')")
    .option("--set <setting>", "a setting, NAME or NAME=VALUE (repeatable)", collect)
    .addHelpText(
      "after",
      `
One C file defines PREFIX_IMPLEMENTATION before it includes the header. The program provides the functions that the
module imports (PREFIX_import_MODULE_NAME) and wasm_trap(instance, code), which must not return. Link with -lm.

Examples:
  clif-util wasm2obj fib.wasm -o fib.o && cc main.c fib.o -lm
  clif-util wasm2obj zlib.wasm -o build/zlib.o -H include/zlib-wasm.h --prefix zlib --target 'x86_64 has_avx2'`,
    )
    .action(async (file: string, options: Wasm2ObjFlags) => {
      const { output, header, prefix, target, set = [], guardPages = false } = options;
      const { wasm2obj } = await import("./commands/wasm2obj.ts");
      exit(await wasm2obj(file, { output, header, prefix, target, set, guardPages }, terminal));
    });

  program
    .command("test")
    .description("Run test files: each says with its 'test' lines what is to be tested.")
    .argument(FILES, "files or folders (searched for .clif files)")
    .option("-v, --verbose", "show the result of every file, and what 'print' comments show")
    .option("-T, --timing", "show where the time went and the slowest files")
    .option("--bless", "write the actual output into files with 'precise-output' tests")
    .option("--only <command...>", "run only these of the files' test commands")
    .option("--threads <n>", "threads to use (default: as many as pay)", threadCount)
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
The JSON file holds an array of {file, command, target, passed, failed, skipped, reasons}: one entry for each test
command of each file, and for each 'target' line where the command runs per target. The numbers count assertions: run
directives for 'run' and 'interpret'; functions for 'cat', 'verifier', 'compile' and 'inline'; filecheck directives for
the others, with the 'dominates' comments for 'domtree'.`,
    )
    .action(async (files: string[], options: TestFlags) => {
      const bless = options.bless === true || (terminal.env["CRANELIFT_TEST_BLESS"] ?? "0") !== "0";
      const { verbose = false, timing = false, threads, only, json } = options;
      const result = await test(
        required(files),
        { verbose, timing, bless, threads, commands: only, log },
        terminal,
      );
      writeJson(json, result.reports);
      exit(result.code);
    });

  return program;
}

function version(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

interface RunFlags {
  verbose?: true;
  runner: string;
  set?: string[];
  features: "file" | "all" | "none";
  json?: string;
}

interface WasmFlags {
  run?: string;
  wasi?: true;
  dir?: string[];
  env?: string[];
  print?: true;
  disasm?: true;
  timing?: true;
  sizes?: true;
  func?: string[];
  target?: string;
  set?: string[];
  workers?: number;
  lazy?: true;
}

interface Wasm2ObjFlags {
  guardPages?: boolean;
  output: string;
  header?: string;
  prefix?: string;
  target?: string;
  set?: string[];
}

interface CompileFlags {
  disasm?: true;
  print?: true;
  timing?: true;
  summary?: true;
  target?: string;
  set?: string[];
  output?: string;
}

interface TestFlags {
  verbose?: true;
  timing?: true;
  bless?: true;
  only?: string[];
  threads?: number;
  json?: string;
}

function jsonOption(): Option {
  return new Option("--json <file>", "write the results as JSON to a file");
}

function required(files: readonly string[]): readonly string[] {
  if (files.length === 0) throw new UsageError("no files given (run with --help for the options)");
  return files;
}

function collect(word: string, before: readonly string[] = []): string[] {
  return [...before, word];
}

function threadCount(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1 || n > 256)
    throw new InvalidArgumentError("expected a number from 1 to 256");
  return n;
}

/** Writes the reports as the JSON that tools read. */
function writeJson(file: string | undefined, reports: readonly CommandReport[]): void {
  if (file === undefined) return;
  const rows = reports.map(({ file: f, command, target, passed, failed, skipped, reasons }) => ({
    file: f,
    command,
    target,
    passed,
    failed,
    skipped,
    reasons,
  }));
  try {
    writeFileSync(file, `[\n${rows.map((r) => JSON.stringify(r)).join(",\n")}\n]\n`);
  } catch (error) {
    throw fileError(error, file);
  }
}

function showCheck(reports: readonly CommandReport[], terminal: Terminal): number {
  const { colors: c, out, err, errColors } = terminal;
  let passed = 0;
  let failed = 0;
  for (const r of reports) {
    passed += r.passed;
    failed += r.cases.filter((k) => k.failed > 0).length;
    for (const f of r.failures) {
      const message = f.function === undefined ? f.message : `${f.function}: ${f.message}`;
      err(`${errColors.red("FAIL")} ${located(r.file, f.line, message)}`);
    }
  }
  out(
    (failed > 0 ? c.red : c.green)(
      `${counted(reports.length, "file")}, ${counted(passed, "function")} passed, ${failed} failed`,
    ),
  );
  return failed > 0 ? 1 : 0;
}
