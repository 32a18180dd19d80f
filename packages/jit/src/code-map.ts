/** Finds what a program counter belongs to. */
import { trapCodeName, type TrapCode } from "@cranelift-ts/codegen-ir";
import type { FuncId, FunctionBody } from "@cranelift-ts/module";
import type { NativeFrame } from "./trap-error.ts";

/** A function in memory. */
export interface CodeEntry {
  readonly start: bigint;
  readonly end: bigint;
  readonly id: FuncId;
  readonly name: string;
  readonly body: FunctionBody;
}

/** The functions in memory by address. Sorted when somebody asks: that is after a trap only. */
export class CodeMap {
  private readonly byStart: Map<bigint, CodeEntry> = new Map<bigint, CodeEntry>();
  private sorted: CodeEntry[] | undefined = undefined;

  add(entry: CodeEntry): void {
    this.byStart.set(entry.start, entry);
    this.sorted = undefined;
  }

  remove(start: bigint): void {
    this.byStart.delete(start);
    this.sorted = undefined;
  }

  /** The function that contains `pc`, or undefined. */
  find(pc: bigint): CodeEntry | undefined {
    const list = (this.sorted ??= [...this.byStart.values()].sort((a, b) => (a.start < b.start ? -1 : 1)));
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle]!.end <= pc) low = middle + 1;
      else high = middle;
    }
    const found = list[low];
    return found !== undefined && found.start <= pc ? found : undefined;
  }

  /** Name of the trap code recorded for `pc`, or undefined. */
  trapCode(pc: bigint): string | undefined {
    const entry = this.find(pc);
    if (entry === undefined) return undefined;
    const offset = Number(pc - entry.start);
    const trap = entry.body.traps?.find((t) => t.offset === offset);
    return trap === undefined ? undefined : trapCodeName(trap.code as TrapCode);
  }

  /** The place that `pc` is in. For a return address give the address before it, which is inside the call. */
  frame(pc: bigint, inside: bigint): NativeFrame | undefined {
    const entry = this.find(inside);
    if (entry === undefined) return undefined;
    const offset = Number(inside - entry.start);
    const range = entry.body.sourceRanges?.find((r) => offset >= r.start && offset < r.end);
    return { pc, func: entry.id, name: entry.name, offset: Number(pc - entry.start), sourceLoc: range?.loc };
  }
}
