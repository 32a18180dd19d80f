// Back end (b): the placed decision structure as rows for a small interpreter.
//
// A table function is a run of 32-bit words in the module's program array `P`;
// the interpreter (`interpreter.ts`) executes it over a frame of int32 slots.
// Code that is never executed costs nothing but its words, and the one
// interpreter loop is warm after a few roots, which is what a short-lived
// process needs.
//
// An operand is a slot number, or the complement (`~`) of an index into the pool
// `K` of literals and constants. A target is a word index in `P`. Every function
// begins with the size of its frame; parameters are in slots 0, 1, ...
//
// Slots are allocated like the scopes of the direct code: a block's slots are free
// again after it, so frames stay small however many rules a term has.

import { InternalError } from "@cranelift-ts/entity";
import type { EnumType } from "../sema/types.ts";
import type { Binding } from "./flatten.ts";
import type { CodegenContext } from "./context.ts";
import type { HostFunction } from "./host.ts";
import { isSeveral, retestedCalls, sortedHoists } from "./place.ts";
import type { Compute, Operand, PlacedBlock, PlacedLeaf, PlacedTerm, PlacedTest } from "./place.ts";

// Operations of the main loop.
export const OP_MISS = 0;
export const OP_FAIL = 1;
export const OP_FAIL32 = 2;
export const OP_UNMATCHED = 3;
export const OP_RETURN = 4;
export const OP_JUMP = 5;
export const OP_SWITCH = 6;
export const OP_IF_INT = 7;
export const OP_IF_EQUAL = 8;
export const OP_SET = 9;
// Externs with one operand: f, operand slot, target slot, then what the form needs.
export const OP_X1 = 10;
export const OP_X1_FAIL = 11;
export const OP_X1_FAIL32 = 12;
export const OP_X1_IF_INT = 13;
export const OP_X1_MEMO = 14;
export const OP_X1_MEMO_FAIL = 15;
export const OP_X1_MEMO_FAIL32 = 16;
export const OP_LOAD = 17;
export const OP_CALL = 18;
export const OP_CALL_RETURN = 19;
export const OP_TERM = 20;
export const OP_TERM_RETURN = 21;
export const OP_LOOKUP = 22;
export const OP_MAKE = 23;
/** As `OP_LOOKUP`, for few values: through a hash table without collisions, one multiplication instead of a search. */
export const OP_HASH = 24;
/** From here on, for `MAX_INLINE` numbers: the commonest sequences of rows, each an operation of its own. */
export const OP_INLINE = 25;
/** At most so many sequences become operations of their own, */
const MAX_INLINE = 39;
/** of at most so many rows, */
const MAX_SEQUENCE = 4;
/** and only those that cover this share of the rows: the main loop should have run each of them before V8 optimises it. */
const INLINE_SHARE = 0.004;
// Operations outside the main loop.
export const OP_TUPLE = 64;
export const OP_TUPLE_FAIL = 73;
export const OP_MEMO = 65;
export const OP_MEMO_FAIL = 66;
export const OP_CLEAR = 67;
export const OP_MANY = 68;
export const OP_CALL_FAIL = 69;
export const OP_CALL_FAIL32 = 70;
export const OP_TERM_FAIL = 71;
export const OP_TERM_FAIL32 = 72;
export const OP_EACH_EXTRACT = 74;
export const OP_EACH_CALL = 75;
export const OP_EACH_TERM = 76;
export const OP_NEXT = 77;
export const OP_FIRE = 78;
export const OP_END_FIRE = 79;
export const OP_LIMIT = 80;
export const OP_PUSH = 81;
export const OP_MOVE = 82;

/** Calls with more operands than this leave the main loop. */
const MAIN_OPERANDS = 4;
/** Memos whose state is two bits of a local variable of the interpreter; more of them on one path have slots. */
const MEMO_BITS = 15;

/** A row whose operation, extern and number of operands are fixed. */
export interface FixedRow {
  readonly op: number;
  readonly f: number;
  readonly operands: number;
  /** Of each operand: the earlier row of the sequence that always makes it, or -1. */
  readonly from: number[];
  /** Of each operand: 1 always a slot, 2 always in the pool, 3 either. */
  readonly place: number[];
  /** Its result is stored in its slot. */
  stored: boolean;
}

/** A forward target: the word places that wait for it. */
interface Label {
  at: number;
  readonly uses: number[];
}

/** Whether the row is an extern with one operand, in any form; its target slot is word 3. */
export function isUnary(op: number): boolean {
  return op >= OP_X1 && op <= OP_X1_MEMO_FAIL32;
}

/** Control does not go on with the next row. */
function isLast(op: number): boolean {
  return (
    op === OP_CALL_RETURN || op === OP_TERM_RETURN || op === OP_SWITCH || op === OP_RETURN || op === OP_JUMP
  );
}

function isReturn(op: number): boolean {
  return op === OP_RETURN || op === OP_CALL_RETURN || op === OP_TERM_RETURN;
}

/** Whether the row may go elsewhere than to the next. */
function canLeave(op: number): boolean {
  return isUnary(op) ? op !== OP_X1 && op !== OP_X1_MEMO : op === OP_IF_INT;
}

/** Number of the first operand's word within a row. */
function firstOperand(row: FixedRow): number {
  if (isUnary(row.op)) return 2;
  return row.op === OP_SWITCH || row.op === OP_IF_INT || row.op === OP_RETURN ? 1 : 4;
}

/** Number of the target's word within a row, or -1. */
function targetWord(row: FixedRow): number {
  if (isUnary(row.op)) return 3;
  if (row.op === OP_SET) return 1;
  return row.op === OP_CALL || row.op === OP_TERM ? 2 : -1;
}

/** The row at `at` if it may be part of a sequence. */
function fixedRow(words: readonly number[], at: number): FixedRow | undefined {
  const op = words[at]!;
  if (isUnary(op)) return { op, f: words[at + 1]!, operands: 1, from: [], place: [], stored: true };
  if (op === OP_SWITCH || op === OP_IF_INT || op === OP_RETURN)
    return { op, f: -1, operands: 1, from: [], place: [], stored: true };
  if (op === OP_SET || op === OP_JUMP) return { op, f: -1, operands: 0, from: [], place: [], stored: true };
  // Terms with direct code; a negative number is a table.
  if ((op === OP_TERM || op === OP_TERM_RETURN) && words[at + 3]! >= 0)
    return { op, f: words[at + 3]!, operands: words[at + 1]!, from: [], place: [], stored: true };
  if (op === OP_CALL || op === OP_CALL_RETURN)
    return { op, f: words[at + 3]!, operands: words[at + 1]!, from: [], place: [], stored: true };
  return undefined;
}

/** Number of words of a row. */
export function rowLength(words: readonly number[], at: number): number {
  const op = words[at]!;
  switch (op) {
    case OP_MISS:
    case OP_FAIL:
    case OP_FAIL32:
      return 1;
    case OP_UNMATCHED:
    case OP_RETURN:
    case OP_JUMP:
    case OP_FIRE:
    case OP_END_FIRE:
    case OP_LIMIT:
    case OP_PUSH:
      return 2;
    case OP_SET:
    case OP_MEMO:
    case OP_CLEAR:
    case OP_MOVE:
      return 3;
    case OP_IF_INT:
    case OP_IF_EQUAL:
    case OP_X1:
    case OP_LOAD:
    case OP_MEMO_FAIL:
      return 4;
    case OP_X1_FAIL:
    case OP_X1_FAIL32:
    case OP_X1_MEMO:
    case OP_TUPLE:
    case OP_EACH_EXTRACT:
    case OP_NEXT:
      return 5;
    case OP_X1_IF_INT:
    case OP_X1_MEMO_FAIL:
    case OP_X1_MEMO_FAIL32:
    case OP_TUPLE_FAIL:
      return 6;
    case OP_SWITCH:
      return 5 + words[at + 3]!;
    case OP_LOOKUP:
      return 4 + 2 * words[at + 2]!;
    case OP_HASH:
      return 5 + 2 * 2 ** (32 - words[at + 3]!);
    case OP_MAKE:
      return 3 + words[at + 1]!;
    case OP_CALL_FAIL:
    case OP_CALL_FAIL32:
    case OP_TERM_FAIL:
    case OP_TERM_FAIL32:
      return 5 + words[at + 1]!;
    case OP_CALL:
    case OP_CALL_RETURN:
    case OP_MANY:
    case OP_TERM:
    case OP_TERM_RETURN:
    case OP_EACH_CALL:
    case OP_EACH_TERM:
      return 4 + words[at + 1]!;
    default:
      throw new InternalError(`no row has operation ${op}`);
  }
}

/** More values than this are searched for. */
const MAX_HASHED = 64;

/**
 * A multiplier and a shift so that `multiplier * value >>> shift` (in 32 bits) is different for all values, and which
 * value each of the 2^(32 - shift) numbers stands for, or -1. `undefined` if there is none of reasonable size.
 */
export function perfectHash(
  values: readonly number[],
): { readonly multiplier: number; readonly shift: number; readonly entries: Int32Array } | undefined {
  if (values.length < 2 || values.length > MAX_HASHED) return undefined;
  let bits = 1;
  while (2 ** bits < values.length) bits += 1;
  for (const last = bits + 3; bits <= last; bits += 1) {
    const shift = 32 - bits;
    const entries = new Int32Array(2 ** bits);
    let multiplier = 0x9e3779b1 | 0;
    for (let attempt = 0; attempt < 100; attempt += 1) {
      entries.fill(-1);
      let i = 0;
      for (; i < values.length; i += 1) {
        const at = Math.imul(values[i]!, multiplier) >>> shift;
        if (entries[at] !== -1) break;
        entries[at] = i;
      }
      if (i === values.length) return { multiplier, shift, entries };
      multiplier = (Math.imul(multiplier, 0x2c1b3c6d) + 0x297a2d38) | 1;
    }
  }
  return undefined;
}

/** A binding to a parameter slot of a table function. */
export interface TableEntry {
  readonly placed: PlacedTerm;
  readonly block: PlacedBlock;
  /** Bindings in slots 0, 1, ... */
  readonly params: readonly number[];
  /** Running out of rules ends the term (true) or returns "nothing fired" to the direct code that called. */
  readonly tail: boolean;
}

/** The dispatchers of externs that tables call: lists of host functions, an index is the `f` of a row. */
export class TableProgram {
  readonly context: CodegenContext;
  readonly words: number[];
  /** Externs with one operand and one result (or none). */
  readonly unary: HostFunction[];
  /** Extractors with several results. */
  readonly tuples: HostFunction[];
  /** Externs with other numbers of operands. */
  readonly calls: HostFunction[];
  /** Multi externs. */
  readonly multis: HostFunction[];
  /** Terms with direct code that tables call: term ids. */
  readonly terms: number[];
  /** Names for "no rule matched". */
  readonly names: string[];
  /** Operations `OP_INLINE`, `OP_INLINE + 1`... */
  readonly inlines: (readonly FixedRow[])[];
  /** Where table functions begin. */
  readonly #starts: number[];
  readonly #numbers: Map<string, number>;
  /** Entry points of terms that are tables. */
  readonly entries: Map<number, number>;
  /** Words that hold `~term` until the entry point of the term is known. */
  readonly #termUses: { readonly at: number; readonly term: number }[];
  readonly tableTerms: ReadonlySet<number>;
  /** Entry point of the training function. */
  training: number;
  maxFrame: number;
  maxArgs: number;
  maxTuple: number;
  #jumpStarts: Set<number>;
  #resultsTerm: PlacedTerm | undefined;
  #results: Map<number, Binding[]>;

  constructor(context: CodegenContext, tableTerms: ReadonlySet<number>) {
    this.context = context;
    this.words = [];
    this.unary = [];
    this.tuples = [];
    this.calls = [];
    this.multis = [];
    this.terms = [];
    this.names = [];
    this.inlines = [];
    this.#starts = [];
    this.#numbers = new Map();
    this.entries = new Map();
    this.#termUses = [];
    this.tableTerms = tableTerms;
    this.training = -1;
    this.maxFrame = 16;
    this.maxArgs = 8;
    this.maxTuple = 8;
    this.#jumpStarts = new Set();
    this.#resultsTerm = undefined;
    this.#results = new Map();
  }

  number<T>(list: T[], key: string, value: T): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const index = list.length;
    list.push(value);
    this.#numbers.set(key, index);
    return index;
  }

  noteStart(at: number): void {
    this.#starts.push(at);
  }

  noteTerm(at: number, term: number): void {
    this.#termUses.push({ at, term });
  }

  noteJump(at: number): void {
    this.#jumpStarts.add(at);
  }

  /** Result bindings of each call of a term. */
  resultsOf(placed: PlacedTerm): Map<number, Binding[]> {
    if (this.#resultsTerm === placed) return this.#results;
    const results = new Map<number, Binding[]>();
    for (const binding of placed.flat.bindings) {
      if (binding.kind !== "result") continue;
      const list = results.get(binding.operands[0]!);
      if (list === undefined) results.set(binding.operands[0]!, [binding]);
      else list.push(binding);
    }
    this.#resultsTerm = placed;
    this.#results = results;
    return results;
  }

  /**
   * A table function that runs every operation of the main loop, and those of the others that call nobody, on numbers
   * of its own. An instance runs it when it is created: V8 then has seen each of them before it optimises the loop.
   * Otherwise the first use of one afterwards throws the optimised loop away, and Node 20 may never make it again.
   */
  addTraining(): void {
    const w = this.words;
    const k = ~this.context.poolIndex({ kind: "int", value: 7 });
    /** No dispatcher has this number: it answers with its first operand. */
    const nobody = 0x7fff;
    const identity = w.length;
    w.push(2, OP_CALL_RETURN, 2, 1, nobody, 0, k);
    const constant = w.length;
    w.push(2, OP_TERM_RETURN, 1, 1, ~identity, k);
    const least = w.length;
    w.push(2, OP_RETURN, k);
    this.training = w.length;
    w.push(12);
    /** A target: the next row. */
    const here = 0x7ffffffe;
    const on = (...row: readonly number[]): void => {
      const next = w.length + row.length;
      for (const word of row) w.push(word === here ? next : word);
    };
    on(OP_SET, 0, 5);
    on(OP_SET, 1, -2147483648);
    on(OP_SET, 2, 0);
    on(OP_SET, 4, -1);
    on(OP_IF_INT, 0, 5, here);
    on(OP_IF_INT, 0, 6, here);
    on(OP_IF_EQUAL, 0, k, here);
    on(OP_IF_EQUAL, k, 0, here);
    on(OP_SWITCH, 0, 5, 1, here, here);
    on(OP_SWITCH, 0, 6, 1, here, here);
    on(OP_JUMP, here);
    on(OP_X1, nobody, 0, 3);
    on(OP_X1_FAIL, nobody, 0, 3, here);
    on(OP_X1_FAIL, nobody, 4, 3, here);
    on(OP_X1_FAIL32, nobody, 0, 3, here);
    on(OP_X1_FAIL32, nobody, 1, 3, here);
    on(OP_X1_IF_INT, nobody, 0, 3, 5, here);
    on(OP_X1_IF_INT, nobody, 0, 3, 6, here);
    on(OP_X1_MEMO, nobody, 0, 3, 1);
    on(OP_X1_MEMO, nobody, 0, 3, 1);
    on(OP_X1_MEMO_FAIL, nobody, 0, 3, here, 4);
    on(OP_X1_MEMO_FAIL, nobody, 0, 3, here, 4);
    on(OP_X1_MEMO_FAIL, nobody, 4, 3, here, 256);
    on(OP_X1_MEMO_FAIL32, nobody, 1, 3, here, 16);
    on(OP_X1_MEMO_FAIL32, nobody, 0, 3, here, 64);
    on(OP_LOAD, 2, 0, 3);
    on(OP_CALL, 4, 3, nobody, 0, k, 0, k);
    on(OP_CALL, 4, 3, nobody, k, 0, k, 0);
    on(OP_CALL, 0, 3, nobody);
    on(OP_TERM, 1, 3, ~identity, 0);
    on(OP_TERM, 1, 3, ~constant, k);
    on(OP_TERM, 1, 3, ~least, k);
    on(OP_TERM, 2, 3, nobody, 0, k);
    on(OP_LOOKUP, 0, 2, here, 4, 5, here, here);
    on(OP_LOOKUP, 2, 2, here, 4, 5, here, here);
    on(OP_HASH, 0, 1, 31, here, 5, here, 0, here);
    on(OP_HASH, 0, 1, 31, here, 6, here, 0, here);
    on(OP_CLEAR, 3, 2);
    on(OP_MEMO, 3, here);
    on(OP_MEMO_FAIL, 3, here, here);
    on(OP_MANY, 5, 3, nobody, 0, k, 0, k, 0);
    on(OP_CALL_FAIL, 2, 3, nobody, here, 0, k);
    on(OP_CALL_FAIL32, 2, 3, nobody, here, 1, k);
    on(OP_TERM_FAIL, 1, 3, ~identity, here, 0);
    on(OP_TERM_FAIL32, 1, 3, nobody, here, 0);
    on(OP_MAKE, 2, 3, 0, k);
    on(OP_MOVE, 0, 3);
    on(OP_MOVE, k, 3);
    on(OP_LIMIT, here);
    w.push(OP_RETURN, 0);
  }

  /** Compiles a table function; returns its entry point. */
  add(entry: TableEntry): number {
    if (this.training < 0) this.addTraining();
    return new TableEmitter(this, entry).run();
  }

  /** Fills in the entry points of table terms. To be called once, after all functions were added. */
  finish(): void {
    for (const use of this.#termUses) {
      const entry = this.entries.get(use.term);
      if (entry === undefined) throw new InternalError(`table term ${use.term} was not compiled`);
      this.words[use.at] = ~entry;
    }
    this.#chooseSequences();
  }

  /**
   * Gives the commonest sequences of rows an operation each: one dispatch instead of many, and externs are called
   * directly. The rows stay as they are, but for the operation of the first: a jump into the middle finds them.
   */
  #chooseSequences(): void {
    const words = this.words;
    // All rows in order; key -1: not eligible, or the end of a function.
    const rows: number[] = [];
    const keys: number[] = [];
    const keyNumbers = new Map<string, number>();
    const fixed: FixedRow[] = [];
    for (let i = 0; i < this.#starts.length; i += 1) {
      const end = this.#starts[i + 1] ?? words.length;
      for (let at = this.#starts[i]! + 1; at < end; at += rowLength(words, at)) {
        rows.push(at);
        const row = fixedRow(words, at);
        if (row === undefined) {
          keys.push(-1);
          continue;
        }
        const name = `${row.op} ${row.f} ${row.operands}`;
        let key = keyNumbers.get(name);
        if (key === undefined) {
          key = fixed.length;
          fixed.push(row);
          keyNumbers.set(name, key);
        }
        keys.push(key);
      }
      rows.push(end);
      keys.push(-1);
    }
    const least = Math.max(2, rows.length * INLINE_SHARE);
    const covered = new Uint8Array(rows.length);
    while (this.inlines.length < MAX_INLINE) {
      const counts = new Map<string, number>();
      for (let at = 0; at < rows.length; at += 1) {
        let name = "";
        for (
          let n = 0;
          n < MAX_SEQUENCE && keys[at + n] !== undefined && keys[at + n]! >= 0 && covered[at + n] === 0;
          n += 1
        ) {
          name += n === 0 ? `${keys[at]}` : ` ${keys[at + n]}`;
          counts.set(name, (counts.get(name) ?? 0) + 1);
          if (isLast(fixed[keys[at + n]!]!.op)) break;
        }
      }
      let best = "";
      let bestGain = 0;
      for (const [name, count] of counts) {
        if (count < least) continue;
        const members = name.split(" ");
        // A dispatch saved per row but the first, and one per extern.
        let gain = members.length - 1;
        for (const member of members) if (fixed[Number(member)]!.f >= 0) gain += 1;
        if (gain * count > bestGain) {
          best = name;
          bestGain = gain * count;
        }
      }
      if (best === "") break;
      const members = best.split(" ").map(Number);
      const sequence = members.map((key): FixedRow => ({
        ...fixed[key]!,
        from: [],
        place: [],
        stored: true,
      }));
      const number = OP_INLINE + this.inlines.length;
      this.inlines.push(sequence);
      // Every read of a target of the sequence within it.
      const readers: [number, FixedRow, number][] = [];
      for (let at = 0; at < rows.length; at += 1) {
        let fits = true;
        for (let n = 0; n < members.length; n += 1)
          if (keys[at + n] !== members[n] || covered[at + n] !== 0) fits = false;
        if (!fits) continue;
        for (let n = 0; n < members.length; n += 1) {
          covered[at + n] = 1;
          const row = sequence[n]!;
          const first = firstOperand(row);
          for (let k = 0; k < row.operands; k += 1) {
            const operand = words[rows[at + n]! + first + k]!;
            let from = -1;
            for (let earlier = 0; earlier < n; earlier += 1) {
              const target = targetWord(sequence[earlier]!);
              if (operand < 0 || target < 0 || words[rows[at + earlier]! + target] !== operand) continue;
              from = sequence[earlier]!.op === OP_SET ? -1 : earlier;
            }
            if (from >= 0) readers.push([from, row, k]);
            row.from[k] = row.from[k] === undefined || row.from[k] === from ? from : -1;
            row.place[k] = (row.place[k] ?? 0) | (operand >= 0 ? 1 : 2);
          }
        }
        words[rows[at]!] = number;
        at += members.length - 1;
      }
      // What nobody can read afterwards need not be stored: the function returns, and no row on the way can leave.
      if (isReturn(sequence[sequence.length - 1]!.op)) {
        for (let n = sequence.length - 1; n >= 0 && !canLeave(sequence[n]!.op); n -= 1)
          sequence[n]!.stored = false;
        for (const [from, row, k] of readers) if (row.from[k] !== from) sequence[from]!.stored = true;
      }
    }
  }

  /** Follows jumps from a target, so that no row jumps to a jump. */
  thread(target: number): number {
    let at = target;
    for (let hops = 0; hops < 64 && this.#jumpStarts.has(at); hops += 1) {
      const next = this.words[at + 1]!;
      if (next < 0) break;
      at = next;
    }
    return at;
  }
}

class TableEmitter {
  readonly program: TableProgram;
  readonly context: CodegenContext;
  readonly entry: TableEntry;
  /** Slot of each binding's value; of a several-result call: its state. */
  readonly slots: Int32Array;
  readonly multi: boolean;
  readonly labels: Label[];
  /** Result bindings of each call. */
  readonly results: Map<number, Binding[]>;
  /** Calls whose success is asked for again by a later test. */
  readonly retested: Set<number>;
  /** Where the last row begins if it is `OP_X1`, and the end of it: a test on its result may be merged into it. */
  lastUnary: number;
  lastEnd: number;
  /** Where the last row for a call with several operands or of a term begins. */
  lastCall: number;
  /** Memo bits in use on the path to here. */
  bits: number;
  top: number;
  frame: number;

  constructor(program: TableProgram, entry: TableEntry) {
    this.program = program;
    this.context = program.context;
    this.entry = entry;
    this.slots = new Int32Array(entry.placed.flat.bindings.length).fill(-1);
    this.multi = entry.placed.flat.term.multi;
    this.labels = [];
    this.results = program.resultsOf(entry.placed);
    this.retested = retestedCalls(entry.block);
    this.lastUnary = -1;
    this.lastEnd = -1;
    this.lastCall = -1;
    this.bits = 0;
    this.top = 0;
    this.frame = 0;
  }

  run(): number {
    const program = this.program;
    const start = program.words.length;
    program.noteStart(start);
    this.emit(0);
    for (const id of this.entry.params) {
      const slot = this.allocate(1);
      if (id >= 0) this.setSlot(id, slot);
    }
    this.block(this.entry.block);
    const term = this.entry.placed.flat.term;
    if (!this.entry.tail || this.multi) this.emit(OP_MISS);
    else if (term.partial) this.emit(this.context.fails32(term.ret) ? OP_FAIL32 : OP_FAIL);
    else this.emit(OP_UNMATCHED, program.number(program.names, `n${term.id}`, term.name));
    program.words[start] = this.frame;
    if (this.frame > program.maxFrame) program.maxFrame = this.frame;
    for (const label of this.labels) {
      const target = program.thread(label.at);
      for (const use of label.uses) program.words[use] = target;
    }
    return start;
  }

  /** A call with one result and its result binding share a slot. */
  setSlot(id: number, slot: number): void {
    this.slots[id] = slot;
  }

  slotOf(id: number): number {
    const own = this.slots[id]!;
    if (own >= 0) return own;
    const binding = this.entry.placed.flat.bindings[id]!;
    if (binding.kind === "result") {
      const call = this.entry.placed.flat.bindings[binding.operands[0]!]!;
      if (call.results === 1 && !call.multi) return this.slots[call.id]!;
    }
    return -1;
  }

  emit(...words: readonly number[]): void {
    for (const word of words) this.program.words.push(word);
  }

  allocate(count: number): number {
    const slot = this.top;
    this.top += count;
    if (this.top > this.frame) this.frame = this.top;
    return slot;
  }

  label(): Label {
    const label: Label = { at: -1, uses: [] };
    this.labels.push(label);
    return label;
  }

  /** A word that will hold the label's place. */
  target(label: Label): void {
    label.uses.push(this.program.words.length);
    this.program.words.push(-1);
  }

  bind(label: Label): void {
    this.lastEnd = -1;
    label.at = this.program.words.length;
  }

  jump(label: Label): void {
    this.program.noteJump(this.program.words.length);
    this.emit(OP_JUMP);
    this.target(label);
  }

  // ---- Blocks --------------------------------------------------------------

  /** Returns whether control comes out at the end. */
  block(block: PlacedBlock): boolean {
    const bindings = this.entry.placed.flat.bindings;
    const saved = this.top;
    const set: number[] = [];
    // State in bits, if the memo is filled by one row, is not filled again in a loop, and there are bits left.
    const inSlots: number[] = [];
    for (const id of block.memos) {
      if (this.takeBit(id)) {
        this.slots[id] = this.allocate(1);
        set.push(id);
      } else {
        inSlots.push(id);
      }
    }
    const states = this.allocate(inSlots.length);
    if (inSlots.length === 1) this.emit(OP_SET, states, 0);
    else if (inSlots.length > 1) this.emit(OP_CLEAR, states, inSlots.length);
    for (let i = 0; i < inSlots.length; i += 1) {
      const id = inSlots[i]!;
      const binding = bindings[id]!;
      const state = states + i;
      this.memoState[id] = state;
      if (isSeveral(binding)) {
        this.slots[id] = state;
        this.allocateResults(binding, set);
      } else {
        this.slots[id] = this.allocate(1);
      }
      set.push(id);
    }
    let open = true;
    const hoists = sortedHoists(block);
    let hoist = 0;
    for (let i = 0; i < block.steps.length; i += 1) {
      const step = block.steps[i]!;
      for (; hoist < hoists.length && hoists[hoist]!.step === i; hoist += 1)
        this.compute(hoists[hoist]!.compute, undefined, set);
      if (step.kind === "compute") {
        if (step.dead) continue;
        this.compute(step, undefined, set);
      } else if (step.kind === "leaf") {
        this.leaf(step);
        if (!this.multi) open = false;
      } else {
        this.test(step, set);
      }
    }
    for (const id of set) {
      this.slots[id] = -1;
      delete this.memoBit[id];
    }
    for (const id of block.memos) delete this.memoState[id];
    this.top = saved;
    return open;
  }

  /** State slot of each memo in scope: 0 not made, 1 succeeded, 2 failed. */
  readonly memoState: Record<number, number> = {};

  /** Gives the binding a bit for its state if that is possible. */
  takeBit(id: number): boolean {
    if (
      this.multi ||
      this.bits >= MEMO_BITS ||
      this.fusible(this.entry.placed.flat.bindings[id]!) === undefined
    )
      return false;
    this.memoBit[id] = 1 << (2 * this.bits);
    this.bits += 1;
    return true;
  }

  /** A row that makes the call unless it was made, and goes to `fail` if it failed. */
  memoRow(binding: Binding, fail: Label | undefined): void {
    const fused = this.fusible(binding)!;
    const op = !binding.fallible
      ? OP_X1_MEMO
      : fused.protocol !== "test" && this.context.fails32(binding.type)
        ? OP_X1_MEMO_FAIL32
        : OP_X1_MEMO_FAIL;
    this.unary(
      op,
      fused,
      this.ref(binding.operands[0]!),
      fused.protocol === "test" ? this.scratch() : this.slots[binding.id]!,
    );
    if (binding.fallible) this.target(fail!);
    this.emit(this.memoBit[binding.id]!);
  }

  /** Bit of each memo in scope whose state is in bits: made and failed are this bit and the next. */
  readonly memoBit: Record<number, number> = {};

  /** Consecutive slots for the results of a call. */
  allocateResults(call: Binding, set: number[]): number {
    const first = this.allocate(call.results);
    for (const binding of this.results.get(call.id) ?? []) {
      this.slots[binding.id] = first + binding.index;
      set.push(binding.id);
    }
    return first;
  }

  /** First of the result slots of a call, or a scratch area if nobody looks at any. */
  resultsOf(call: Binding): number {
    for (const binding of this.results.get(call.id) ?? []) {
      if (this.slots[binding.id]! >= 0) return this.slots[binding.id]! - binding.index;
    }
    return -1;
  }

  test(step: PlacedTest, set: number[]): void {
    const source = step.source;
    const bindings = this.entry.placed.flat.bindings;
    const binding = bindings[source.binding]!;
    const end = this.label();
    switch (source.kind) {
      case "each":
        this.each(step, binding);
        return;
      case "some":
        if (step.compute !== undefined) this.compute(step.compute, end, set);
        else this.retest(binding, end);
        this.block(step.cases[0]!.block);
        break;
      case "equal":
      case "const":
        this.emit(OP_IF_EQUAL, this.ref(source.binding), this.ref(source.other));
        this.target(end);
        this.block(step.cases[0]!.block);
        break;
      case "wide":
        for (const inner of step.cases) {
          const next = this.label();
          this.emit(OP_IF_EQUAL, this.ref(source.binding), this.ref(inner.value));
          this.target(next);
          if (this.block(inner.block)) this.jump(end);
          this.bind(next);
        }
        break;
      case "switch":
        this.switch(step, end);
        break;
    }
    this.bind(end);
  }

  switch(step: PlacedTest, end: Label): void {
    const value = this.slotRef(step.source.binding);
    const cases = step.cases.slice().sort((a, b) => a.value - b.value);
    if (cases.length <= 2) {
      for (let i = 0; i < cases.length; i += 1) {
        const inner = cases[i]!;
        const last = i === cases.length - 1;
        const next = last ? end : this.label();
        if (
          i === 0 &&
          this.lastEnd === this.program.words.length &&
          this.program.words[this.lastUnary + 3] === value
        ) {
          this.program.words[this.lastUnary] = OP_X1_IF_INT;
          this.emit(inner.value);
        } else {
          this.emit(OP_IF_INT, value, inner.value);
        }
        this.target(next);
        const open = this.block(inner.block);
        if (!last) {
          if (open) this.jump(end);
          this.bind(next);
        }
      }
      return;
    }
    const low = cases[0]!.value;
    const spread = cases[cases.length - 1]!.value - low + 1;
    const labels = cases.map(() => this.label());
    // The interpreter subtracts in int32: no wrap-around within these bounds.
    if (spread <= cases.length * 4 + 8 && Math.abs(low) < 0x3fffffff) {
      this.emit(OP_SWITCH, value, low, spread);
      this.target(end);
      let at = 0;
      for (let i = 0; i < spread; i += 1) {
        if (cases[at]!.value === low + i) {
          this.target(labels[at]!);
          at += 1;
        } else {
          this.target(end);
        }
      }
    } else {
      const hash = perfectHash(cases.map((inner) => inner.value));
      if (hash === undefined) {
        this.emit(OP_LOOKUP, value, cases.length);
        this.target(end);
        for (const inner of cases) this.emit(inner.value);
        for (const label of labels) this.target(label);
      } else {
        this.emit(OP_HASH, value, hash.multiplier, hash.shift);
        this.target(end);
        // Entries that are free lead to the end, whatever value they seem to hold.
        for (const at of hash.entries) {
          this.emit(at < 0 ? 0 : cases[at]!.value);
          this.target(at < 0 ? end : labels[at]!);
        }
      }
    }
    // Cases exclude each other: they may use the same bits.
    const bits = this.bits;
    let most = bits;
    for (let i = 0; i < cases.length; i += 1) {
      if (this.bits > most) most = this.bits;
      this.bits = bits;
      this.bind(labels[i]!);
      const open = this.block(cases[i]!.block);
      if (open && i < cases.length - 1) this.jump(end);
    }
    if (most > this.bits) this.bits = most;
  }

  /** A call that was made before on every path to here: was it a success? */
  retest(binding: Binding, fail: Label): void {
    if (this.memoBit[binding.id] !== undefined) {
      this.memoRow(binding, fail);
      return;
    }
    if (isSeveral(binding)) {
      this.emit(OP_IF_INT, this.slots[binding.id]!, 1);
      this.target(fail);
      return;
    }
    // The slot of a failed call holds no failure value (it need not be an int32): the state says it.
    const state = this.memoState[binding.id] ?? this.stateOf[binding.id];
    if (state === undefined) throw new InternalError("success of a call was not recorded");
    this.emit(OP_IF_INT, state, 1);
    this.target(fail);
  }

  /** State slots of calls outside memos whose success is asked for again. */
  readonly stateOf: Record<number, number> = {};

  each(step: PlacedTest, binding: Binding): void {
    const saved = this.top;
    const set: number[] = [];
    // base, cursor, end
    const iteration = this.allocate(3);
    const width = binding.kind === "extract" ? binding.results : 1;
    if (binding.kind === "extract") {
      const host = this.context.host.extractor(binding.index);
      this.emit(
        OP_EACH_EXTRACT,
        this.program.number(this.program.multis, `m${host.name}`, host),
        this.ref(binding.operands[0]!),
        iteration,
        width,
      );
    } else {
      this.eachCall(
        binding.index,
        binding.operands.map((operand) => this.ref(operand)),
        iteration,
      );
    }
    const next = this.label();
    const exit = this.label();
    this.bind(next);
    const first = this.allocateResults(binding, set);
    this.emit(OP_NEXT, iteration, width, first);
    this.target(exit);
    this.block(step.cases[0]!.block);
    this.jump(next);
    this.bind(exit);
    for (const id of set) this.slots[id] = -1;
    this.top = saved;
  }

  eachCall(termId: number, args: readonly number[], iteration: number): void {
    const term = this.context.program.terms[termId]!;
    if (term.maker !== undefined && term.maker.kind === "rules") {
      this.emit(OP_EACH_TERM, args.length, iteration);
      this.termWord(termId);
    } else {
      const host = this.context.host.constructor_(termId);
      this.emit(
        OP_EACH_CALL,
        args.length,
        iteration,
        this.program.number(this.program.multis, `m${host.name}`, host),
      );
    }
    if (args.length > this.program.maxArgs) this.program.maxArgs = args.length;
    this.emit(...args);
  }

  /** Number of a term's direct function, or the complement of a table's entry point. */
  termWord(termId: number): void {
    const program = this.program;
    if (program.tableTerms.has(termId)) {
      program.noteTerm(program.words.length, termId);
      this.emit(0);
    } else {
      this.emit(program.number(program.terms, `t${termId}`, termId));
    }
  }

  // ---- Values --------------------------------------------------------------

  literal(value: number): number {
    return ~this.context.poolIndex({ kind: "int", value });
  }

  ref(id: number): number {
    const binding = this.entry.placed.flat.bindings[id]!;
    switch (binding.kind) {
      case "int":
        return this.literal(binding.value);
      case "wide":
      case "const":
        return ~this.context.poolOfBinding(binding);
      default: {
        const slot = this.slotOf(id);
        if (slot < 0)
          throw new InternalError(
            `binding ${id} (${binding.kind}) has no slot in term ${this.entry.placed.flat.term.name}`,
          );
        return slot;
      }
    }
  }

  /** As `ref`, but a slot: literals are moved to one. */
  slotRef(id: number): number {
    const value = this.ref(id);
    if (value >= 0) return value;
    const slot = this.allocate(1);
    this.emit(OP_MOVE, value, slot);
    return slot;
  }

  operand(operand: Operand, temps: readonly number[]): number {
    switch (operand.kind) {
      case "binding":
        return this.ref(operand.id);
      case "temp":
        return temps[operand.id]!;
      case "int":
        return this.literal(operand.value);
      default:
        return ~this.context.poolOfOperand(operand);
    }
  }

  /** Computes a binding. `fail`: where to go if it fails. */
  compute(step: Compute, fail: Label | undefined, set: number[]): void {
    const binding = this.entry.placed.flat.bindings[step.binding]!;
    const several = isSeveral(binding);
    if (!step.memo) {
      const again = binding.fallible && this.retested.has(binding.id);
      if (again && this.takeBit(binding.id)) {
        this.slots[binding.id] = this.allocate(1);
        set.push(binding.id);
        this.memoRow(binding, fail);
        return;
      }
      if (several) {
        const state = this.allocate(1);
        this.slots[binding.id] = state;
        this.allocateResults(binding, set);
        if (again) this.emit(OP_SET, state, 2);
      } else {
        if (again) {
          const state = this.allocate(1);
          this.stateOf[binding.id] = state;
          this.emit(OP_SET, state, 2);
        }
        this.slots[binding.id] = this.allocate(1);
      }
      set.push(binding.id);
      this.make(binding, fail);
      if (again) this.emit(OP_SET, several ? this.slots[binding.id]! : this.stateOf[binding.id]!, 1);
      return;
    }
    if (this.memoBit[binding.id] !== undefined) {
      this.memoRow(binding, fail);
      return;
    }
    const state = this.memoState[binding.id];
    if (state === undefined) throw new InternalError("memo without a home");
    const done = this.label();
    if (binding.fallible) {
      this.emit(OP_MEMO_FAIL, state);
      this.target(done);
      this.target(fail!);
      this.emit(OP_SET, state, 2);
      this.make(binding, fail);
    } else {
      this.emit(OP_MEMO, state);
      this.target(done);
      this.make(binding, undefined);
    }
    this.emit(OP_SET, state, 1);
    this.bind(done);
  }

  /** The extern with one operand and at most one result that computes the binding, if that is how it is computed. */
  fusible(binding: Binding): HostFunction | undefined {
    const host = this.context.host;
    const type = this.context.program.types[binding.enumType];
    switch (binding.kind) {
      case "extract": {
        const fn = host.extractor(binding.index);
        return fn.protocol === "value" || fn.protocol === "maybe" || fn.protocol === "test" ? fn : undefined;
      }
      case "tag":
        return type !== undefined && type.kind === "enum" && type.extern
          ? host.tag(binding.enumType)
          : undefined;
      case "discriminant":
        return host.discriminant(binding.enumType, binding.type);
      case "field":
        return type !== undefined && type.kind === "enum" && type.extern
          ? host.field(binding.enumType, binding.variant, binding.index)
          : undefined;
      case "call": {
        const term = this.context.program.terms[binding.index]!;
        return term.maker !== undefined && term.maker.kind === "external" && term.args.length === 1
          ? host.constructor_(binding.index)
          : undefined;
      }
      default:
        return undefined;
    }
  }

  make(binding: Binding, fail: Label | undefined): void {
    const program = this.program;
    const host = this.context.host;
    switch (binding.kind) {
      case "extract": {
        const fn = host.extractor(binding.index);
        const value = this.ref(binding.operands[0]!);
        switch (fn.protocol) {
          case "value":
            this.unary(OP_X1, fn, value, this.slots[binding.id]!);
            break;
          case "maybe":
            this.unary(
              this.context.fails32(binding.type) ? OP_X1_FAIL32 : OP_X1_FAIL,
              fn,
              value,
              this.slots[binding.id]!,
            );
            this.target(fail!);
            break;
          case "test":
            // The dispatcher returns 1 or -1.
            this.unary(OP_X1_FAIL, fn, value, this.scratch());
            this.target(fail!);
            break;
          case "tuple":
          case "maybeTuple": {
            if (binding.results > program.maxTuple) program.maxTuple = binding.results;
            this.emit(
              fn.protocol === "tuple" ? OP_TUPLE : OP_TUPLE_FAIL,
              program.number(program.tuples, `o${fn.name}`, fn),
              value,
              this.resultsOf(binding),
              binding.results,
            );
            if (fn.protocol === "maybeTuple") this.target(fail!);
            break;
          }
          default:
            break;
        }
        return;
      }
      case "tag": {
        const type = this.context.program.types[binding.enumType] as EnumType;
        const value = this.slotRef(binding.operands[0]!);
        if (type.extern) this.unary(OP_X1, host.tag(binding.enumType), value, this.slots[binding.id]!);
        else this.emit(OP_LOAD, value, 0, this.slots[binding.id]!);
        return;
      }
      case "discriminant":
        this.unary(
          OP_X1,
          host.discriminant(binding.enumType, binding.type),
          this.ref(binding.operands[0]!),
          this.slots[binding.id]!,
        );
        return;
      case "field": {
        const type = this.context.program.types[binding.enumType] as EnumType;
        const value = this.slotRef(binding.operands[0]!);
        if (type.extern)
          this.unary(
            OP_X1,
            host.field(binding.enumType, binding.variant, binding.index),
            value,
            this.slots[binding.id]!,
          );
        else this.emit(OP_LOAD, value, binding.index + (type.struct ? 0 : 1), this.slots[binding.id]!);
        return;
      }
      case "make":
        this.makeVariant(
          binding.enumType,
          binding.variant,
          binding.operands.map((operand) => this.ref(operand)),
          this.slots[binding.id]!,
        );
        return;
      case "call":
        this.call(
          binding.index,
          binding.operands.map((operand) => this.ref(operand)),
          this.slots[binding.id]!,
          fail,
        );
        return;
      default:
        throw new InternalError(`binding of kind ${binding.kind} is not computed`);
    }
  }

  scratch(): number {
    const slot = this.allocate(1);
    this.top -= 1;
    return slot;
  }

  /** The common part of a row of the forms `OP_X1...`: their operand is a slot. */
  unary(op: number, fn: HostFunction, value: number, target: number): void {
    const program = this.program;
    let slot = value;
    if (slot < 0) {
      slot = this.scratch();
      this.emit(OP_MOVE, value, slot);
    }
    this.lastUnary = program.words.length;
    this.emit(op, program.number(program.unary, `u${fn.name}`, fn), slot, target);
    this.lastEnd = op === OP_X1 ? program.words.length : -1;
  }

  call(termId: number, args: readonly number[], target: number, fail: Label | undefined): void {
    const term = this.context.program.terms[termId]!;
    const program = this.program;
    const fails32 = this.context.fails32(term.ret);
    if (args.length > program.maxArgs) program.maxArgs = args.length;
    if (term.maker !== undefined && term.maker.kind === "rules") {
      this.lastCall = program.words.length;
      this.emit(term.partial ? (fails32 ? OP_TERM_FAIL32 : OP_TERM_FAIL) : OP_TERM, args.length, target);
      this.termWord(termId);
      if (term.partial) this.target(fail!);
      this.emit(...args);
      return;
    }
    const fn = this.context.host.constructor_(termId);
    if (args.length === 1) {
      this.unary(term.partial ? (fails32 ? OP_X1_FAIL32 : OP_X1_FAIL) : OP_X1, fn, args[0]!, target);
      if (term.partial) this.target(fail!);
      return;
    }
    this.nary(fn, args, target, term.partial ? (fails32 ? OP_CALL_FAIL32 : OP_CALL_FAIL) : OP_CALL, fail);
  }

  nary(fn: HostFunction, args: readonly number[], target: number, op: number, fail: Label | undefined): void {
    const program = this.program;
    this.lastCall = program.words.length;
    this.emit(
      op === OP_CALL && args.length > MAIN_OPERANDS ? OP_MANY : op,
      args.length,
      target,
      program.number(program.calls, `c${fn.name}`, fn),
    );
    if (op !== OP_CALL) this.target(fail!);
    this.emit(...args);
  }

  makeVariant(typeId: number, variant: number, args: readonly number[], target: number): void {
    const type = this.context.program.types[typeId] as EnumType;
    const program = this.program;
    if (args.length > program.maxArgs) program.maxArgs = args.length;
    if (type.extern) {
      const fn = this.context.host.make(typeId, variant);
      if (args.length === 1) this.unary(OP_X1, fn, args[0]!, target);
      else this.nary(fn, args, target, OP_CALL, undefined);
      return;
    }
    const fixed = this.context.staticRecord(type, variant);
    if (fixed >= 0) {
      this.emit(OP_SET, target, fixed);
      return;
    }
    const words = type.struct ? args : [this.literal(variant), ...args];
    this.emit(OP_MAKE, words.length, target, ...words);
  }

  // ---- Right sides ---------------------------------------------------------

  leaf(leaf: PlacedLeaf): void {
    const saved = this.top;
    const program = this.program;
    const trace = this.context.settings.trace;
    const term = this.entry.placed.flat.term;
    const rule = leaf.rule.rule.id;
    const spans = trace === "spans";
    const skip = this.label();
    if (this.multi) {
      this.emit(OP_LIMIT);
      this.target(skip);
    }
    if (trace !== "off") this.emit(OP_FIRE, rule);
    const temps: number[] = [];
    // Open iterations, innermost last: where to go on after a failure or a result.
    const loops: { readonly next: Label; readonly exit: Label }[] = [];
    const done = this.label();
    const fail = this.label();
    let lastAction = -1;
    for (const action of leaf.actions) {
      lastAction = program.words.length;
      const target = this.allocate(1);
      temps[action.target] = target;
      const args = action.args.map((arg) => this.operand(arg, temps));
      if (action.kind === "make") {
        this.makeVariant(action.enumType, action.variant, args, target);
        continue;
      }
      const callee = this.context.program.terms[action.term]!;
      if (callee.multi) {
        const iteration = this.allocate(3);
        this.eachCall(action.term, args, iteration);
        const loop = { next: this.label(), exit: this.label() };
        this.bind(loop.next);
        this.emit(OP_NEXT, iteration, 1, target);
        this.target(loop.exit);
        loops.push(loop);
        continue;
      }
      const onFail = this.multi ? (loops.length > 0 ? loops[loops.length - 1]!.next : done) : fail;
      this.call(action.term, args, target, onFail);
    }
    const result = this.operand(leaf.result, temps);
    if (!this.multi) {
      if (spans) this.emit(OP_END_FIRE, rule);
      const last = leaf.actions[leaf.actions.length - 1];
      const op = lastAction >= 0 && lastAction === this.lastCall ? program.words[lastAction] : -1;
      if (
        last !== undefined &&
        leaf.result.kind === "temp" &&
        leaf.result.id === last.target &&
        !spans &&
        (op === OP_CALL || op === OP_TERM)
      ) {
        // The result of the last call is the result of the rule.
        program.words[lastAction] = op === OP_CALL ? OP_CALL_RETURN : OP_TERM_RETURN;
      } else {
        this.emit(OP_RETURN, result);
      }
      if (fail.uses.length > 0) {
        this.bind(fail);
        if (spans) this.emit(OP_END_FIRE, rule);
        this.emit(this.context.fails32(term.ret) ? OP_FAIL32 : OP_FAIL);
      }
    } else {
      this.emit(OP_PUSH, result);
      for (let i = loops.length - 1; i >= 0; i -= 1) {
        this.jump(loops[i]!.next);
        this.bind(loops[i]!.exit);
        if (i > 0) continue;
      }
      this.bind(done);
      if (spans) this.emit(OP_END_FIRE, rule);
    }
    this.bind(skip);
    this.top = saved;
  }
}
