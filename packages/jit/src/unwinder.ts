/**
 * The native side of exceptions and backtraces: the routines of `@cranelift-ts/runtime-lib` in memory, and the tables
 * that they search, kept in step while functions come and go.
 *
 * Only functions with exception handlers are in the tables; frames of all others are walked by their frame pointers.
 * Tables are merged by size, as in a log-structured tree: a new one swallows those before it that are not more than
 * twice its size. So there are few tables, and adding functions one by one costs a logarithm for each. What native code
 * can see is never rewritten: a directory with the new tables replaces the old one by a single word, and the old memory
 * is given back once no generated code is active. A function that goes is marked dead by a single word too.
 */
import { InternalError } from "@cranelift-ts/entity";
import type { CodeBlock, CodeMemory, JitHost } from "@cranelift-ts/jit-host";
import type { FunctionBody } from "@cranelift-ts/module";
import {
  UNWIND_FRAME_BYTES,
  UNWIND_RANGE_BYTES,
  UNWIND_RANGE_RECORD,
  UNWIND_REQUEST,
  UNWIND_REQUEST_BYTES,
  unwindDirectory,
  unwindRecord,
  unwindTable,
} from "@cranelift-ts/runtime-lib";
import { UNWINDERS } from "./generated/unwinder.ts";
import type { NativeException } from "./native-exception.ts";

/** A frame: where execution is in it, for a caller the return address, and its frame pointer. */
export interface NativeFramePlace {
  readonly pc: bigint;
  readonly fp: bigint;
}

/** Where to begin, and the part of the stack in which frames may lie: from `sp` on, up to `end`. */
export interface WalkStart extends NativeFramePlace {
  readonly sp: bigint;
  readonly end: bigint;
}

/** Where a handler begins, with the registers that it expects. */
export interface Resumption extends NativeFramePlace {
  readonly sp: bigint;
}

interface Entry {
  readonly start: bigint;
  readonly end: bigint;
  readonly record: CodeBlock;
  /** Undefined until it is published. */
  table: Table | undefined;
  index: number;
  dead: boolean;
}

interface Table {
  readonly block: CodeBlock;
  readonly entries: readonly Entry[];
  live: number;
}

/** How much larger a table may be than the one that swallows it. */
const GROWTH = 2;
const WORD = 8;

export class Unwinder {
  /** Address of the word that leads native code to the tables. */
  readonly root: bigint;
  /** Address of `%clif_throw_here`. */
  readonly throwAddress: bigint;
  private readonly host: JitHost;
  private readonly memory: CodeMemory;
  private readonly whenIdle: (action: () => void) => void;
  private readonly findHandlerAddress: bigint;
  private readonly backtraceAddress: bigint;
  private readonly byStart: Map<bigint, Entry> = new Map<bigint, Entry>();
  private pending: Entry[] = [];
  private tables: Table[] = [];
  private directory: CodeBlock | undefined = undefined;
  private readonly request: DataView = new DataView(new ArrayBuffer(UNWIND_REQUEST_BYTES));
  private readonly requestAddress: bigint;
  private frames: BigUint64Array<ArrayBuffer> = new BigUint64Array(0);

  /** `root` is a word that is 0 and lives as long as generated code; `whenIdle` runs what no active code may see. */
  constructor(host: JitHost, memory: CodeMemory, root: bigint, whenIdle: (action: () => void) => void) {
    this.host = host;
    this.memory = memory;
    this.root = root;
    this.whenIdle = whenIdle;
    const { code, findHandler, throwHere, backtrace } = UNWINDERS.x86_64;
    const binary = atob(code);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
    const block = memory.allocate("code", bytes.length, 16);
    memory.write(block, 0, bytes);
    this.findHandlerAddress = block.address + BigInt(findHandler);
    this.throwAddress = block.address + BigInt(throwHere);
    this.backtraceAddress = block.address + BigInt(backtrace);
    this.requestAddress = host.addr(this.request.buffer);
  }

  /** A function in memory at `start`; handlers are found in it after the next {@link publish}. */
  add(start: bigint, body: FunctionBody): void {
    const { callSites, fpToSp } = body;
    if (fpToSp === undefined || callSites?.some((s) => s.handlers.length > 0) !== true) return;
    const bytes = unwindRecord(callSites, fpToSp, true);
    const record = this.memory.allocate("constants", bytes.length, WORD);
    this.memory.write(record, 0, bytes);
    const end = start + BigInt(body.code.length);
    const entry: Entry = { start, end, record, table: undefined, index: 0, dead: false };
    this.byStart.set(start, entry);
    this.pending.push(entry);
  }

  /** The function at `start` goes, if it is known. No frame of it may be active. */
  remove(start: bigint): void {
    const entry = this.byStart.get(start);
    if (entry === undefined) return;
    this.byStart.delete(start);
    entry.dead = true;
    this.memory.free(entry.record);
    const { table } = entry;
    if (table === undefined) return;
    this.memory.write(
      table.block,
      entry.index * UNWIND_RANGE_BYTES + UNWIND_RANGE_RECORD,
      new Uint8Array(WORD),
    );
    table.live--;
    if (table.live === 0) this.replaceTables(this.tables.filter((t) => t !== table));
  }

  /** Lets native code see what was added. */
  publish(): void {
    let entries = this.pending.filter((e) => !e.dead);
    this.pending = [];
    if (entries.length === 0) return;
    const tables = [...this.tables];
    for (
      let last = tables.at(-1);
      last !== undefined && last.live <= GROWTH * entries.length;
      last = tables.at(-1)
    ) {
      entries = last.entries.filter((e) => !e.dead).concat(entries);
      tables.pop();
    }
    entries.sort((a, b) => (a.start < b.start ? -1 : 1));
    const bytes = unwindTable(
      entries.map((e) => ({ start: e.start, end: e.end, record: e.record.address })),
      true,
    );
    const block = this.memory.allocate("constants", bytes.length, WORD);
    this.memory.write(block, 0, bytes);
    const table: Table = { block, entries, live: entries.length };
    entries.forEach((e, i) => {
      e.table = table;
      e.index = i;
    });
    this.replaceTables([...tables, table]);
  }

  /**
   * Up to `limit` frames, the given one first, as long as frames lie on the stack one above the other.
   */
  backtrace(start: WalkStart, limit: number): NativeFramePlace[] {
    if (this.frames.length < limit * 2) this.frames = new BigUint64Array(limit * 2);
    this.describe(start);
    const out = this.host.addr(this.frames.buffer);
    const count = Number(this.host.call(this.backtraceAddress, this.requestAddress, out, BigInt(limit)));
    if (count > limit || UNWIND_FRAME_BYTES !== 2 * WORD)
      throw new InternalError(`${count} frames of ${limit}`);
    return Array.from({ length: count }, (_, i) => ({
      pc: this.frames[i * 2]!,
      fp: this.frames[i * 2 + 1]!,
    }));
  }

  /** The innermost handler that takes `exception`, searched from the given frame outwards; undefined if there is none. */
  findHandler(start: WalkStart, exception: NativeException): Resumption | undefined {
    const { request } = this;
    this.describe(start);
    request.setInt32(UNWIND_REQUEST.TAG, exception.tag, true);
    request.setInt32(UNWIND_REQUEST.MATCH_CONTEXT, exception.context === undefined ? 0 : 1, true);
    request.setBigUint64(UNWIND_REQUEST.CONTEXT, BigInt.asUintN(64, exception.context ?? 0n), true);
    if (BigInt.asUintN(32, this.host.call(this.findHandlerAddress, this.requestAddress)) === 0n)
      return undefined;
    const word = (at: number): bigint => request.getBigUint64(at, true);
    return { pc: word(UNWIND_REQUEST.PC), fp: word(UNWIND_REQUEST.FP), sp: word(UNWIND_REQUEST.SP) };
  }

  private describe({ pc, fp, sp, end }: WalkStart): void {
    const { request } = this;
    request.setBigUint64(UNWIND_REQUEST.ROOT, this.root, true);
    request.setBigUint64(UNWIND_REQUEST.PC, pc, true);
    request.setBigUint64(UNWIND_REQUEST.FP, fp, true);
    request.setBigUint64(UNWIND_REQUEST.SP, sp, true);
    request.setBigUint64(UNWIND_REQUEST.END, end, true);
  }

  /** Publishes a directory of these tables, and gives the old one and what it alone led to back. */
  private replaceTables(tables: Table[]): void {
    const { memory } = this;
    const bytes = unwindDirectory(
      tables.map((t) => ({ address: t.block.address, count: t.entries.length })),
      true,
    );
    const next = memory.allocate("constants", bytes.length, WORD);
    memory.write(next, 0, bytes);
    const word = new Uint8Array(WORD);
    new DataView(word.buffer).setBigUint64(0, next.address, true);
    this.host.poke(this.root, word);
    const kept = new Set(tables);
    const unused = this.tables.flatMap((t) => (kept.has(t) ? [] : [t.block]));
    if (this.directory !== undefined) unused.push(this.directory);
    this.directory = next;
    this.tables = tables;
    this.whenIdle(() => unused.forEach((block) => memory.free(block)));
  }
}
