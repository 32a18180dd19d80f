/**
 * Tells tools outside of the process about generated code: debuggers through GDB's interface, and `perf` through a map
 * file. Both are off unless asked for.
 *
 * `/tmp/perf-PID.map` has a line for each piece of code, appended when it is placed. Lines of freed code stay, because a
 * profile is read after the process has ended; where memory was used again, later lines come later.
 */
import { appendFileSync } from "node:fs";
import type { CodeMemory, JitHost } from "@cranelift-ts/jit-host";
import type { DebugCode } from "./debug-image.ts";
import { GdbInterface, type GdbEntry } from "./gdb-interface.ts";

/** Which tools are told about generated code. */
export interface JitDebugOptions {
  /** Register code with GDB's interface for JIT compilers; LLDB uses it too. */
  readonly gdb?: boolean;
  /** Write `/tmp/perf-PID.map`, from which `perf report` takes names; a text instead of true is another path. */
  readonly perfMap?: boolean | string;
}

export class DebugInfo {
  /** Undefined if debuggers are not told. */
  readonly gdb: GdbInterface | undefined;
  private readonly perfMap: string | undefined;
  /** By the address of each function in it. */
  private readonly entries: Map<bigint, GdbEntry>;
  private readonly addresses: Map<GdbEntry, readonly bigint[]>;

  /** Throws `JitHostError` if debuggers cannot be told. What `before` does is gone on with. */
  constructor(host: JitHost, memory: CodeMemory, options: JitDebugOptions, before?: DebugInfo) {
    this.gdb = before?.gdb ?? (options.gdb === true ? new GdbInterface(host, memory) : undefined);
    const { perfMap = false } = options;
    this.perfMap =
      perfMap === true ? `/tmp/perf-${process.pid}.map` : perfMap === false ? before?.perfMap : perfMap;
    this.entries = before?.entries ?? new Map<bigint, GdbEntry>();
    this.addresses = before?.addresses ?? new Map<GdbEntry, readonly bigint[]>();
  }

  /** Tells about code that is in place; all of it goes when some of it does. */
  add(code: readonly DebugCode[]): void {
    if (code.length === 0) return;
    if (this.perfMap !== undefined) {
      const lines = code.map(
        (c) => `${c.address.toString(16)} ${c.size.toString(16)} ${c.name.replaceAll("\n", " ")}\n`,
      );
      appendFileSync(this.perfMap, lines.join(""));
    }
    if (this.gdb === undefined) return;
    const entry = this.gdb.add(code);
    this.addresses.set(
      entry,
      code.map((c) => c.address),
    );
    for (const { address } of code) this.entries.set(address, entry);
  }

  /** Tells debuggers that the code at `address` is gone, if they know of it. */
  remove(address: bigint): void {
    const entry = this.entries.get(address);
    if (entry === undefined) return;
    for (const a of this.addresses.get(entry)!) this.entries.delete(a);
    this.addresses.delete(entry);
    this.gdb!.remove(entry);
  }
}
