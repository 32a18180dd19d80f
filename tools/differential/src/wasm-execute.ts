/**
 * Runs a program in a namespace of the shape of `WebAssembly` and writes down all that can be observed: results, traps by
 * kind, what host functions were called with, and after each step the globals, and digests of memories and tables. Two
 * engines agree when their records are equal line by line.
 *
 * A NaN is recorded as a NaN: its bits are not specified, and JavaScript would not keep them.
 */
import { crc32 } from "node:zlib";
import { Random } from "@cranelift-ts/fuzzgen";
import { COVERAGE_IMPORT, type HostBehaviour } from "./wasm-module.ts";
import { EXTERNREF, F32, F64, FUNCREF, I32, I64, type ValType } from "./wasm-operators.ts";
import { FUEL, FUEL_EXPORT, type Program, type ProgramImport, type Step } from "./wasm-program.ts";
import { randomText } from "./wasm-values.ts";

/** What is used of `WebAssembly`, by either engine. */
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyNamespace = any;
// oxlint-disable-next-line typescript/no-explicit-any
type AnyObject = any;

const TYPE_NAMES: Readonly<Record<ValType, string>> = {
  [I32]: "i32",
  [I64]: "i64",
  [F32]: "f32",
  [F64]: "f64",
  [FUNCREF]: "anyfunc",
  [EXTERNREF]: "externref",
};
/** Calls of host functions that are written down in full for each step; all go into a digest. */
const LOGGED_CALLS = 30;
/** Memory that host functions let grow. */
const MOST_PAGES = 10;
const PAGE = 65536;

/** Kinds of traps by what messages have in them. */
const TRAPS: readonly (readonly [RegExp, string])[] = [
  [/unreachable/, "unreachable"],
  [/memory access out of bounds|data segment|out of bounds memory|memory/, "memory"],
  [/null function|signature mismatch|indirect call/, "signature"],
  [/table|element segment/, "table"],
  [/by zero/, "division by zero"],
  [/divide result unrepresentable/, "division overflow"],
  [/float unrepresentable/, "conversion"],
  [/null (pointer|reference)/, "null"],
];

/** Garbage is collected at every so many calls of host functions, if it can be. */
const COLLECT_EVERY = 40;
const collect = (globalThis as { gc?: () => void }).gc;
let collections = 0;

class HostError extends Error {}

const scratch = new DataView(new ArrayBuffer(8));

/** How a program is run. */
export interface ExecuteOptions {
  /** Hears of what coverage calls count. */
  readonly count?: (module: number, segment: number) => void;
  /**
   * With instances of two engines in mind: the embedder passes no functions of the second instance, which the first
   * one's engine could not take, and nothing is said of how functions are called.
   */
  readonly mixed?: boolean;
  /** The other engine, where `mixed` programs have the first instance and imported memories, tables and globals. */
  readonly other?: AnyNamespace;
}

/** The record of a program in `engine`. */
export function execute(engine: AnyNamespace, program: Program, options: ExecuteOptions = {}): string[] {
  return new Execution(engine, program, options).run();
}

/** Engines do not share 64-bit memories and tables. */
function sharesWide({ modules }: Program): boolean {
  return modules.some(({ imports }) =>
    imports.some(
      (i) => i.from !== undefined && (i.kind === "memory" || i.kind === "table") && i.type.index64,
    ),
  );
}

class Execution {
  private readonly engine: AnyNamespace;
  private readonly program: Program;
  private readonly options: ExecuteOptions;
  /** Of the first instance, and of what is imported. */
  private readonly other: AnyNamespace;
  private readonly record: string[] = [];
  private readonly instances: AnyObject[] = [];
  private readonly externs: unknown[] = [{}, "text", 3.5, true, undefined, [], Symbol("s"), (): number => 1];
  /** Imported memories, tables and globals by module. */
  private readonly made: AnyObject[][] = [];
  private calls: number = 0;
  private callDigest: number = 0;
  private nested: number = 0;

  constructor(engine: AnyNamespace, program: Program, options: ExecuteOptions) {
    this.engine = engine;
    this.program = program;
    this.options = options;
    const mixes = options.other !== undefined && program.modules.length > 1 && !sharesWide(program);
    this.other = mixes ? options.other : engine;
  }

  run(): string[] {
    const { program, record } = this;
    for (let i = 0; i < program.modules.length; i++) {
      this.calls = 0;
      this.callDigest = 0;
      const problem = this.instantiate(i);
      record.push(`instance ${i}: ${problem ?? "made"}, host calls ${this.calls} ${this.callDigest}`);
      if (problem !== undefined) {
        this.state();
        return record;
      }
    }
    this.state();
    for (const [i, step] of program.steps.entries()) {
      this.calls = 0;
      this.callDigest = 0;
      for (const instance of this.instances) {
        const fuel = instance.exports[FUEL_EXPORT];
        if (fuel !== undefined) fuel.value = FUEL;
      }
      const text = this.step(step);
      record.push(`step ${i} ${step.kind} ${step.name}: ${text}`);
      if (step.kind === "call" && step.exhausts === true) continue;
      if (this.calls > 0) record.push(`  host calls ${this.calls} ${this.callDigest}`);
      this.state();
      // How deep a stack is differs, and so does all that comes of it.
      if (text === "stack") return record;
    }
    return record;
  }

  private instantiate(index: number): string | undefined {
    const engine = index === 0 ? this.other : this.engine;
    const module = this.program.modules[index]!;
    try {
      const code = new engine.Module(Buffer.from(module.bytes, "base64"));
      const imports: Record<string, Record<string, unknown>> = {
        m: {},
        [COVERAGE_IMPORT[0]]: {
          [COVERAGE_IMPORT[1]]: (segment: number) => this.options.count?.(index, segment),
        },
      };
      this.made[index] = [];
      for (const i of module.imports) imports["m"]![i.name] = this.import(index, i);
      this.instances[index] = new engine.Instance(code, imports);
      return undefined;
    } catch (error) {
      return this.failure(error);
    }
  }

  private import(index: number, i: ProgramImport): unknown {
    if (i.from !== undefined) return this.instances[i.from[0]].exports[i.from[1]];
    if (i.kind === "function") return this.host(index, i);
    const object = ((): AnyObject => {
      if (i.kind === "global") {
        const { type, mutable } = i.type;
        return new this.other.Global({ value: TYPE_NAMES[type], mutable }, this.value(i.value));
      }
      const { minimum, maximum, index64 } = i.type;
      const engine = index64 && index > 0 ? this.engine : this.other;
      const n = (x: number): number | bigint => (index64 ? BigInt(x) : x);
      const limits = {
        initial: n(minimum),
        ...(maximum !== undefined && { maximum: n(maximum) }),
        ...(index64 && { address: "i64" }),
      };
      if (i.kind === "memory") return new engine.Memory(limits);
      return new engine.Table({ element: TYPE_NAMES[i.type.element], ...limits });
    })();
    this.made[index]!.push({ kind: i.kind, type: i.type, object });
    return object;
  }

  private host(
    index: number,
    i: Extract<ProgramImport, { kind: "function" }>,
  ): (...args: unknown[]) => unknown {
    const { params, results } = i.type;
    const { seed, throws, reenters, grows } = i.behaviour as HostBehaviour;
    const random = new Random(seed);
    let calls = 0;
    return (...args) => {
      calls++;
      if (collect !== undefined && ++collections % COLLECT_EVERY === 0) collect();
      const text = `${i.name}(${args.map((a, k) => this.text(a, params[k]!)).join(" ")})`;
      this.note(text);
      if (throws > 0 && calls % throws === 0) {
        this.note("  throws");
        throw new HostError(`${i.name}#${calls}`);
      }
      if (grows > 0 && calls % grows === 0) this.grow(index, random);
      if (reenters > 0 && calls % reenters === 0 && this.nested < 3) this.reenter(index, random);
      const given = results.map((t) => this.value(this.draw(random, t)));
      return results.length === 0 ? undefined : results.length === 1 ? given[0] : given;
    };
  }

  private draw(random: Random, type: ValType): string {
    if (type !== FUNCREF) return randomText(random, type);
    const instance = random.below(this.program.modules.length);
    const { functions } = this.program.modules[instance]!;
    if (functions.length === 0 || random.oneIn(3) || this.instances[instance] === undefined) return "c:null";
    return `c:${instance}.${random.pick(functions).name}`;
  }

  private reenter(index: number, random: Random): void {
    const functions = this.program.modules[index]!.functions.filter((f) => f.name !== "recursion");
    const instance = this.instances[index];
    if (functions.length === 0) return;
    const { name, type } = random.pick(functions);
    const args = type.params.map((t) => this.draw(random, t));
    if (instance === undefined) return;
    this.nested++;
    // What is thrown goes on through the frames between, or ends here.
    const stops = random.oneIn(2);
    try {
      const result = instance.exports[name](...args.map((a) => this.value(a)));
      this.note(`  ${name} gave ${this.results(result, type.results)}`);
    } catch (error) {
      const kind = this.failure(error);
      this.note(`  ${name} ended: ${kind}`);
      if (!stops || kind === "stack") throw error;
    } finally {
      this.nested--;
    }
  }

  private grow(index: number, random: Random): void {
    const { memories, tables } = this.program.modules[index]!;
    const exports = this.instances[index]?.exports;
    const [which, delta] = [random.below(100), random.below(3)];
    if (exports === undefined) return;
    if (memories.length > 0 && which < 60) {
      const { name, type } = memories[which % memories.length]!;
      this.note(`  ${name} grows: ${this.growMemory(exports[name], type.index64, delta)}`);
    } else if (tables.length > 0) {
      const { name, type } = tables[which % tables.length]!;
      this.note(`  ${name} grows: ${this.growTable(exports[name], type.index64, delta)}`);
    }
  }

  private growMemory(memory: AnyObject, wide: boolean, delta: number): string {
    if (memory.buffer.byteLength / PAGE + delta > MOST_PAGES) return "no";
    return this.attempt(() => String(memory.grow(wide ? BigInt(delta) : delta)));
  }

  private growTable(table: AnyObject, wide: boolean, delta: number): string {
    if (table.length > 150) return "no";
    return this.attempt(() => String(table.grow(wide ? BigInt(delta) : delta)));
  }

  private attempt(what: () => string): string {
    try {
      return what();
    } catch (error) {
      return this.failure(error);
    }
  }

  private note(text: string): void {
    this.calls++;
    let h = this.callDigest;
    for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0;
    this.callDigest = h;
    if (this.calls <= LOGGED_CALLS) this.record.push(`  ${text}`);
  }

  private step(step: Step): string {
    const module = this.program.modules[step.instance]!;
    const object = this.instances[step.instance].exports[step.name];
    if (object === undefined) return "no such export";
    const wide = (): boolean =>
      [...module.tables, ...module.memories].find((x) => x.name === step.name)!.type.index64;
    const index = (n: number): number | bigint => (wide() ? BigInt(n) : n);
    return this.attempt(() => {
      switch (step.kind) {
        case "call": {
          const type = module.functions.find((f) => f.name === step.name)!.type;
          const result = object(...step.args.map((a) => this.value(a)));
          return this.results(result, type.results);
        }
        case "callElement": {
          const f = object.get(index(step.index));
          // Without arguments all parameters become 0 or null; a BigInt cannot be made of undefined.
          return f === null ? "null" : this.loosely(f());
        }
        case "growMemory":
          return this.growMemory(object, wide(), step.delta);
        case "growTable":
          return this.growTable(object, wide(), step.delta);
        case "setElement":
          object.set(index(step.index), this.value(step.value));
          return "done";
        case "setGlobal":
          object.value = this.value(step.value);
          return "done";
        case "write":
          if (step.offset < object.buffer.byteLength) new Uint8Array(object.buffer)[step.offset] = step.value;
          return "done";
      }
    });
  }

  private loosely(result: unknown): string {
    if (Array.isArray(result)) return `[${result.map((r) => this.loosely(r)).join(" ")}]`;
    if (typeof result === "function") return this.text(result, FUNCREF);
    if (typeof result === "bigint") return this.text(result, I64);
    if (typeof result === "number" && !this.externs.includes(result)) return this.text(result, F64);
    return this.text(result, EXTERNREF);
  }

  private results(result: unknown, types: readonly ValType[]): string {
    if (types.length === 0) return result === undefined ? "nothing" : `${typeof result} instead of nothing`;
    if (types.length === 1) return this.text(result, types[0]!);
    return (result as unknown[]).map((r, i) => this.text(r, types[i]!)).join(" ");
  }

  private text(value: unknown, type: ValType): string {
    if (type === I32) return typeof value === "number" ? String(value) : `${typeof value}!`;
    if (type === I64) return typeof value === "bigint" ? `${value}n` : `${typeof value}!`;
    if (type === F32 || type === F64) {
      if (typeof value !== "number") return `${typeof value}!`;
      if (Number.isNaN(value)) return "NaN";
      scratch.setFloat64(0, value);
      return `${value}:${scratch.getBigUint64(0).toString(16)}`;
    }
    if (value === null) return "null";
    if (type === FUNCREF) {
      if (typeof value !== "function") return `${typeof value}!`;
      return this.options.mixed === true ? "function" : `function ${value.name}`;
    }
    return `object ${this.externs.indexOf(value)}`;
  }

  private value(text: string): unknown {
    const [letter, rest] = [text[0], text.slice(2)];
    switch (letter) {
      case "i":
        return Number(rest);
      case "l":
        return BigInt(rest);
      case "f":
        scratch.setUint32(0, Number.parseInt(rest, 16));
        return scratch.getFloat32(0);
      case "d":
        scratch.setBigUint64(0, BigInt(`0x${rest}`));
        return scratch.getFloat64(0);
      case "e":
        return rest === "null" ? null : this.externs[Number(rest)];
      default: {
        if (rest === "null" || (this.options.mixed === true && !rest.startsWith("0."))) return null;
        const dot = rest.indexOf(".");
        return this.instances[Number(rest.slice(0, dot))]?.exports[rest.slice(dot + 1)] ?? null;
      }
    }
  }

  private failure(error: unknown): string {
    const { engine } = this;
    if (error instanceof HostError) return `host ${error.message}`;
    if (error instanceof engine.RuntimeError) {
      const { message } = error as Error;
      return `trap ${TRAPS.find(([pattern]) => pattern.test(message))?.[1] ?? message}`;
    }
    if (error instanceof engine.LinkError) return "link error";
    if (error instanceof engine.CompileError) return `compile error ${(error as Error).message}`;
    if (error instanceof RangeError) return /call stack/i.test(error.message) ? "stack" : "range error";
    if (error instanceof TypeError) return "type error";
    return `error ${String((error as Error)?.stack ?? error)}`;
  }

  /** Globals, memories and tables of all instances, and those that only imports hold. */
  private state(): void {
    this.program.modules.forEach((module, index) => {
      const exports = this.instances[index]?.exports;
      const parts: string[] = [];
      if (exports === undefined) {
        for (const { kind, type, object } of this.made[index] ?? []) {
          if (kind === "memory") parts.push(this.memory(object));
          else if (kind === "table") parts.push(this.table(object, type.element, type.index64));
          else parts.push(this.text(object.value, type.type));
        }
      } else {
        for (const { name, type } of module.globals)
          parts.push(`${name}=${this.text(exports[name].value, type.type)}`);
        for (const { name } of module.memories) parts.push(`${name}=${this.memory(exports[name])}`);
        for (const { name, type } of module.tables)
          parts.push(`${name}=${this.table(exports[name], type.element, type.index64)}`);
      }
      this.record.push(`  state ${index}: ${parts.join(", ")}`);
    });
  }

  private memory(memory: AnyObject): string {
    const { buffer } = memory;
    return `${buffer.byteLength / PAGE} pages ${crc32(new Uint8Array(buffer)).toString(16)}`;
  }

  private table(table: AnyObject, element: ValType, wide: boolean): string {
    const length = Number(table.length);
    const items = Array.from({ length }, (_, i) => this.text(table.get(wide ? BigInt(i) : i), element));
    // Runs of equal entries once.
    const runs: string[] = [];
    for (let i = 0; i < items.length;) {
      let n = i;
      while (n < items.length && items[n] === items[i]) n++;
      runs.push(n - i > 1 ? `${n - i}x${items[i]}` : items[i]!);
      i = n;
    }
    return `${length} [${runs.join(" ")}]`.replaceAll("function ", "f").replaceAll("object ", "o");
  }
}
