/**
 * Runs many test files, in this thread or in several.
 *
 * Worker threads are started only when there is enough to do for them: each costs its start and a warm-up of its own
 * (about 100 ms), so a few small files are run here. A worker takes a batch of files per message. Results come in the
 * order of the files, whoever ran them.
 */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Log } from "@cranelift-ts/entity";
import { errorText, type CommandRegistry } from "./command.ts";
import type { TargetOverrides } from "./isa-spec.ts";
import { Reporter, totals, type FileReport, type Totals } from "./report.ts";
import { runTestFile } from "./run-file.ts";
import { FAMILIES, hostCallConv, standardRegistry } from "./standard.ts";

/** Options of a run. */
export interface RunOptions {
  /** Threads; 1 for this one only. By default as many as the machine has, if there is enough to do. */
  readonly threads?: number;
  /** Rewrites expected output instead of comparing with it. */
  readonly bless?: boolean;
  /** Runs only those of the files' commands that have one of these names. */
  readonly only?: readonly string[];
  /** Runs these commands, without options, whatever the files' `test` lines say. */
  readonly commands?: readonly string[];
  /** What holds for targets beside what the files say. */
  readonly targets?: TargetOverrides;
  /** Takes log messages (this thread only). */
  readonly log?: Log;
  /** Commands; the standard ones by default. Others make the run stay in this thread. */
  readonly registry?: CommandRegistry;
  /** Called for each file as soon as its results are there. */
  readonly onFile?: (report: FileReport) => void;
  /** Gives the text of a file; by default that of the file system. Others make the run stay in this thread. */
  readonly read?: (file: string) => string;
  /** Takes what `print:` directives show (this thread only). */
  readonly print?: (text: string) => void;
}

/** The outcome of a run. */
export interface RunReport extends Totals {
  readonly files: readonly FileReport[];
  /** Wall-clock time. */
  readonly milliseconds: number;
  readonly threads: number;
}

/** What a worker gets. */
export interface WorkerTask {
  readonly files: readonly string[];
  readonly bless: boolean;
  readonly only: readonly string[] | undefined;
  readonly commands: readonly string[] | undefined;
  readonly targets: TargetOverrides | undefined;
}

/** Bytes of test files that one thread gets through while others start. */
const BYTES_PER_THREAD = 1_500_000;
/** Bytes of test files in one message. */
const BATCH_BYTES = 150_000;

/** Runs the test files. Only what the files are about is reported; a file that can't be read is a failure too. */
export async function runTestFiles(files: readonly string[], options: RunOptions = {}): Promise<RunReport> {
  const start = performance.now();
  const sizes = files.map(fileSize);
  const bytes = sizes.reduce((a, b) => a + b, 0);
  const wanted =
    options.threads ?? Math.min(availableThreads(), Math.ceil(bytes / BYTES_PER_THREAD), files.length);
  // A bundle of this module has a file of this name beside it.
  const worker = fileURLToPath(new URL("./worker.js", import.meta.url));
  // Functions can't be handed to a worker, and sources run without a build step have no worker to start.
  const stays =
    options.registry !== undefined ||
    options.read !== undefined ||
    options.print !== undefined ||
    options.log?.isOn === true;
  const threads = stays || import.meta.url.endsWith(".ts") ? 1 : Math.max(1, wanted);
  const reports: FileReport[] =
    threads === 1 ? here(files, options) : await inWorkers(files, sizes, worker, threads, options);
  const sum = totals(reports.flatMap((r) => r.commands));
  return { files: reports, milliseconds: performance.now() - start, threads, ...sum };
}

function availableThreads(): number {
  const asked = Number(process.env["CRANELIFT_FILETESTS_THREADS"]);
  return Number.isInteger(asked) && asked > 0 ? asked : availableParallelism();
}

function fileSize(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

function here(files: readonly string[], options: RunOptions): FileReport[] {
  const registry = options.registry ?? standardRegistry();
  try {
    return files.map((file) => {
      const report = runOne(file, { ...options, registry });
      options.onFile?.(report);
      return report;
    });
  } finally {
    if (options.registry === undefined) registry.close();
  }
}

async function inWorkers(
  files: readonly string[],
  sizes: readonly number[],
  worker: string,
  threads: number,
  options: RunOptions,
): Promise<FileReport[]> {
  const { Tinypool } = await import("tinypool");
  const pool = new Tinypool({ filename: worker, minThreads: threads, maxThreads: threads });
  try {
    const batches: string[][] = [];
    let room = 0;
    files.forEach((file, i) => {
      const size = Math.max(1, sizes[i] ?? 0);
      if (room < size || batches.length === 0) {
        batches.push([]);
        room = BATCH_BYTES;
      }
      batches[batches.length - 1]!.push(file);
      room -= size;
    });
    const { bless = false, only, commands, targets } = options;
    const results = await Promise.all(
      batches.map(async (batch) => {
        const task: WorkerTask = { files: batch, bless, only, commands, targets };
        let reports: FileReport[];
        try {
          reports = (await pool.run(task)) as FileReport[];
        } catch (error) {
          // The worker is gone, out of memory perhaps; the pool starts another for the batches that are left.
          reports = batch.map((file) => brokenFile(file, `the worker thread died: ${errorText(error)}`));
        }
        for (const report of reports) options.onFile?.(report);
        return reports;
      }),
    );
    return results.flat();
  } finally {
    await pool.destroy();
  }
}

/** The report of a file that could not be run. */
function brokenFile(file: string, message: string): FileReport {
  const reporter = new Reporter(file, "file", null);
  reporter.begin(undefined, undefined);
  reporter.fail(message);
  return { file, commands: [reporter.report], milliseconds: 0 };
}

/** Runs one file; with `bless` writes it back. */
export function runOne(
  file: string,
  options: RunOptions & { readonly registry: CommandRegistry },
): FileReport {
  let text: string;
  try {
    text = options.read?.(file) ?? readFileSync(file, "utf8");
  } catch (error) {
    return brokenFile(file, error instanceof Error ? error.message : String(error));
  }
  const report = runTestFile(file, text, {
    registry: options.registry,
    families: FAMILIES,
    hostCallConv: hostCallConv(),
    bless: options.bless ?? false,
    ...(options.only === undefined ? {} : { only: options.only }),
    ...(options.commands === undefined ? {} : { commands: options.commands }),
    ...(options.targets === undefined ? {} : { targets: options.targets }),
    ...(options.log === undefined ? {} : { log: options.log }),
    ...(options.print === undefined ? {} : { print: options.print }),
  });
  if (report.blessed !== undefined) {
    writeFileSync(file, report.blessed);
    delete report.blessed;
  }
  return report;
}
