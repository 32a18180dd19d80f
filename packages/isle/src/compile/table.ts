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
// The rows are in `rows.ts`; `table-emit.ts` writes those of one function, and
// `sequences.ts` gives the commonest sequences of them operations of their own.

import { InternalError } from "@cranelift-ts/entity";
import type { Binding } from "./flatten.ts";
import type { CodegenContext } from "./context.ts";
import type { HostFunction } from "./host.ts";
import type { PlacedBlock, PlacedTerm } from "./place.ts";
import {
  OP_CALL,
  OP_CALL_FAIL,
  OP_CALL_FAIL32,
  OP_CALL_RETURN,
  OP_CLEAR,
  OP_HASH,
  OP_IF_EQUAL,
  OP_IF_INT,
  OP_JUMP,
  OP_LIMIT,
  OP_LOAD,
  OP_LOOKUP,
  OP_MAKE,
  OP_MANY,
  OP_MEMO,
  OP_MEMO_FAIL,
  OP_MOVE,
  OP_RETURN,
  OP_SET,
  OP_SWITCH,
  OP_TERM,
  OP_TERM_FAIL,
  OP_TERM_FAIL32,
  OP_TERM_RETURN,
  OP_X1,
  OP_X1_FAIL,
  OP_X1_FAIL32,
  OP_X1_IF_INT,
  OP_X1_MEMO,
  OP_X1_MEMO_FAIL,
  OP_X1_MEMO_FAIL32,
} from "./rows.ts";
import type { FixedRow } from "./rows.ts";
import { chooseSequences } from "./sequences.ts";
import { TableEmitter } from "./table-emit.ts";

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
    this.inlines.push(...chooseSequences(this.words, this.#starts));
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
