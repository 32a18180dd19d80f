/** A process with one engine, from outside: asks it, and finds out what it died of. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { EngineConfig, Request, Response } from "./wasm-child.ts";

/** What came of a seed. */
export interface SeedResult {
  readonly digest: string;
  readonly calls: number;
  readonly traps: number;
}

/** Without an answer for this long, it hangs. */
const SILENCE_MS = 60_000;
/** A process is started anew after so many requests: instances leave address space behind. */
const MOST_REQUESTS = 20;

export class EngineProcess {
  readonly name: string;
  /** Whether the next programs are run with instances of two engines in mind. */
  mixed: boolean = false;
  private readonly node: string;
  private readonly flags: readonly string[];
  private readonly config: EngineConfig;
  private child: ChildProcess | undefined;
  private requests: number = 0;
  private stderr: string = "";
  private listener: ((response: Response) => void) | undefined;
  private ended: ((how: string) => void) | undefined;

  constructor(name: string, node: string, flags: readonly string[], config: EngineConfig) {
    this.name = name;
    this.node = node;
    this.flags = flags;
    this.config = config;
  }

  /** Results of seeds `from` up to, not including, `to`. A crash or hang is a result of its seed. */
  async seeds(from: number, to: number, features: object): Promise<Map<number, SeedResult>> {
    const results = new Map<number, SeedResult>();
    for (let next = from; next < to;) {
      let current = next;
      const problem = await this.ask({ seeds: [next, to], features, mixed: this.mixed } as Request, (r) => {
        if ("begin" in r) current = r.begin;
        if ("seed" in r) results.set(r.seed, r);
        return "done" in r;
      });
      if (problem === undefined) break;
      results.set(current, { digest: problem, calls: 0, traps: 0 });
      next = current + 1;
    }
    return results;
  }

  /** The record of a program, or why there is none. */
  async record(program: object): Promise<readonly string[]> {
    let record: readonly string[] = [];
    const problem = await this.ask({ program, mixed: this.mixed } as Request, (r) => {
      if ("record" in r) record = r.record;
      return "record" in r;
    });
    return problem === undefined ? record : [problem];
  }

  async coverage(from: number, to: number, features: object): Promise<Map<number, number>> {
    let executed: Record<string, number> = {};
    const problem = await this.ask({ coverage: [from, to], features } as Request, (r) => {
      if ("executed" in r) executed = r.executed;
      return "executed" in r;
    });
    if (problem !== undefined) throw new Error(problem);
    return new Map(Object.entries(executed).map(([op, n]) => [Number(op), n]));
  }

  close(): void {
    this.child?.kill("SIGKILL");
    this.child = undefined;
  }

  /** Undefined, or what went wrong. `heard` tells whether that was all. */
  private ask(request: Request, heard: (response: Response) => boolean): Promise<string | undefined> {
    if (++this.requests > MOST_REQUESTS) this.close();
    const child = this.child ?? this.start();
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const finish = (how: string | undefined): void => {
        clearTimeout(timer);
        this.listener = undefined;
        this.ended = undefined;
        resolve(how);
      };
      const wait = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          finish("hangs");
          this.close();
        }, SILENCE_MS);
      };
      this.listener = (response) => {
        wait();
        if ("failed" in response) finish(`failed: ${response.failed}`);
        else if (heard(response)) finish(undefined);
      };
      this.ended = (how) => finish(how);
      wait();
      child.stdin!.write(`${JSON.stringify(request)}\n`);
    });
  }

  private start(): ChildProcess {
    this.requests = 0;
    this.stderr = "";
    const script = fileURLToPath(new URL("../dist/wasm-child.js", import.meta.url));
    const child = spawn(this.node, [...this.flags, script, JSON.stringify(this.config)], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.child = child;
    child.stdin.on("error", () => undefined);
    child.stderr.on("data", (text: Buffer) => {
      this.stderr = (this.stderr + text.toString()).slice(-4000);
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (this.child === child) this.listener?.(JSON.parse(line) as Response);
    });
    child.on("close", (code, signal) => {
      if (this.child !== child) return;
      this.child = undefined;
      this.ended?.(`crashes: ${signal ?? code} ${this.stderr.trim().split("\n").slice(0, 12).join("\n")}`);
    });
    return child;
  }
}
