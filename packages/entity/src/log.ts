/**
 * Logging without a global: levels per module, a sink that the embedder supplies, nothing done when off.
 *
 * A `Log` is made by whoever owns the process (the command line, an embedder) and handed down; code that is given none
 * uses `NO_LOG`. A module asks it once for its `Logger` and keeps that; a call below the level costs one comparison,
 * and a message given as a function is not even built.
 */
import { CraneliftError } from "./errors.ts";

/** Levels, the most urgent first. */
export const LOG_LEVELS = ["error", "warn", "info", "debug", "trace"] as const;

/** How urgent a message is. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A message as a sink gets it. */
export interface LogRecord {
  readonly level: LogLevel;
  /** Name of the module that logs: `reader`, `verifier`. */
  readonly module: string;
  readonly message: string;
}

/** Takes messages: writes them to a console, a file, a test's array. */
export type LogSink = (record: LogRecord) => void;

/** A message, or how to make it when it is wanted. */
export type LogMessage = string | (() => string);

const OFF = -1;
const ERROR = 0;
const WARN = 1;
const INFO = 2;
const DEBUG = 3;
const TRACE = 4;

/** The log of one module. */
export class Logger {
  /** Name of the module. */
  readonly module: string;
  private readonly threshold: number;
  private readonly sink: LogSink;

  constructor(module: string, threshold: number, sink: LogSink) {
    this.module = module;
    this.threshold = threshold;
    this.sink = sink;
  }

  /** Whether messages of this level are wanted: ask before work that only a message needs. */
  enabled(level: LogLevel): boolean {
    return LOG_LEVELS.indexOf(level) <= this.threshold;
  }

  error(message: LogMessage): void {
    if (this.threshold >= ERROR) this.write("error", message);
  }

  warn(message: LogMessage): void {
    if (this.threshold >= WARN) this.write("warn", message);
  }

  info(message: LogMessage): void {
    if (this.threshold >= INFO) this.write("info", message);
  }

  debug(message: LogMessage): void {
    if (this.threshold >= DEBUG) this.write("debug", message);
  }

  trace(message: LogMessage): void {
    if (this.threshold >= TRACE) this.write("trace", message);
  }

  private write(level: LogLevel, message: LogMessage): void {
    this.sink({ level, module: this.module, message: typeof message === "string" ? message : message() });
  }
}

/** The text that chooses levels makes no sense. */
export class LogSpecError extends CraneliftError {
  constructor(message: string) {
    super([{ code: "log/spec", message, severity: "error" }], message);
  }
}

/** Levels per module and a sink. */
export class Log {
  private readonly sink: LogSink;
  private readonly byModule: ReadonlyMap<string, number>;
  private readonly rest: number;

  /**
   * `spec` chooses what is logged: a level for all modules (`debug`), `MODULE=LEVEL` for one, several separated by
   * commas, the last one for a module winning; `off` is no level at all. Throws {@link LogSpecError}.
   */
  constructor(sink: LogSink, spec: string = "warn") {
    this.sink = sink;
    const byModule = new Map<string, number>();
    let rest = OFF;
    for (const part of spec.split(",")) {
      const text = part.trim();
      if (text === "") continue;
      const eq = text.indexOf("=");
      if (eq < 0) rest = levelOf(text);
      else if (eq === 0) throw new LogSpecError(`'${text}' names no module`);
      else byModule.set(text.slice(0, eq).trim(), levelOf(text.slice(eq + 1).trim()));
    }
    this.byModule = byModule;
    this.rest = rest;
  }

  /** Whether any module logs anything. */
  get isOn(): boolean {
    return this.rest > OFF || [...this.byModule.values()].some((level) => level > OFF);
  }

  /** The logger of a module; keep it. */
  logger(module: string): Logger {
    return new Logger(module, this.byModule.get(module) ?? this.rest, this.sink);
  }
}

/** A log that is off. */
export const NO_LOG: Log = /* @__PURE__ */ new Log(() => {}, "off");

function levelOf(text: string): number {
  if (text === "off") return OFF;
  const level = (LOG_LEVELS as readonly string[]).indexOf(text);
  if (level < 0) throw new LogSpecError(`'${text}' is no log level: expected off, ${LOG_LEVELS.join(", ")}`);
  return level;
}
