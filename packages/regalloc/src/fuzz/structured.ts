/**
 * Structured programs over mutable variables, put into SSA form while they are emitted: the common part of the
 * generators of program-like functions. A join has one parameter for each variable assigned on one of its sides, a loop
 * header one for each variable assigned in the loop. What statements there are is up to the subclass.
 *
 * The register file is that of x86-64 with the System V convention: 14 allocatable integer registers, 9 of them
 * clobbered by calls, and 15 float registers, all clobbered.
 */

import type { RegallocFunction } from "../function.ts";
import { RegallocFunctionBuilder } from "../function.ts";
import { MachineEnv } from "../machine-env.ts";
import { preg } from "../operand.ts";
import { Random } from "./random.ts";

const int = (list: readonly number[]): number[] => list.map((hw) => preg(0, hw));
const upTo = (c: number, n: number): number[] => Array.from({ length: n }, (_, hw) => preg(c, hw));

/** x86-64 numbering: 4 = stack pointer, 15 = scratch; float 15 = scratch. */
export const REALISTIC_ENV: MachineEnv = new MachineEnv({
  preferred: [int([0, 1, 2, 6, 7, 8, 9, 10, 11]), upTo(1, 15), []],
  nonPreferred: [int([3, 5, 12, 13, 14]), [], []],
  scratch: [preg(0, 15), preg(1, 15), -1],
});
/** Registers of the integer arguments of a call, in order. */
export const ARGS: readonly number[] = int([7, 6, 2, 1, 8, 9]);
/** What a call clobbers. */
export const CALL_CLOBBERS: readonly number[] = [...int([0, 1, 2, 6, 7, 8, 9, 10, 11, 15]), ...upTo(1, 16)];

export abstract class StructuredProgram {
  protected readonly random: Random;
  protected readonly b: RegallocFunctionBuilder;
  protected readonly func: RegallocFunction;
  /** Per variable: register class. */
  protected varClass: number[];
  /** Current value of each variable. */
  protected vars: number[];
  protected recent: number[];
  protected depth: number;
  /** In how many of 100 loops a variable is assigned. */
  protected loopPercent: number;

  constructor(seed: number, func: RegallocFunction) {
    this.random = new Random(seed);
    this.func = func;
    this.b = new RegallocFunctionBuilder(func);
    this.varClass = [];
    this.vars = [];
    this.recent = [];
    this.depth = 0;
    this.loopPercent = 40;
  }

  /** Emits about `budget` instructions of statements into the current block and those it opens. */
  protected abstract region(budget: number): void;

  /** Emits what a branch depends on. */
  protected abstract condition(): void;

  protected write(k: number, v: number): void {
    this.vars[k] = v;
    this.recent.push(k);
    if (this.recent.length > 16) this.recent.splice(0, 8);
  }

  /** Opens the next block with parameters for `list` of variables, which become their values. */
  protected open(list: readonly number[]): number {
    const params = list.map((k) => this.b.vreg(this.varClass[k]!));
    const block = this.b.block(params, this.depth);
    for (const [i, k] of list.entries()) this.vars[k] = params[i]!;
    return block;
  }

  protected diamond(budget: number): void {
    const { b, func, random } = this;
    this.condition();
    b.branch([{ to: -1 }, { to: -1 }]);
    const split = func.numEdges - 2;
    const before = [...this.vars];
    func.edgeTo[split] = this.open([]);
    this.region(random.chance(30) ? 1 : budget >> 1);
    b.branch([{ to: -1 }]);
    const first = func.numEdges - 1;
    const afterThen = this.vars;
    this.vars = before;
    func.edgeTo[split + 1] = this.open([]);
    const start = [...before];
    this.region(random.chance(30) ? 1 : budget >> 1);
    const afterElse = this.vars;
    const changed = start.flatMap((v, k) => (afterThen[k] !== v || afterElse[k] !== v ? [k] : []));
    b.branch([{ to: func.numBlocks, args: changed.map((k) => afterElse[k]!) }]);
    this.patch(
      first,
      changed.map((k) => afterThen[k]!),
    );
    func.edgeTo[first] = func.numBlocks;
    this.vars = [...afterElse];
    this.open(changed);
  }

  protected loop(budget: number): void {
    const { b, func, random } = this;
    // Which variables the loop may assign is settled first, because the header comes first.
    const outer = this.vars;
    const assigned = outer.flatMap((_, k) => (random.chance(this.loopPercent) ? [k] : []));
    b.branch([{ to: func.numBlocks, args: assigned.map((k) => outer[k]!) }]);
    this.depth++;
    const header = this.open(assigned);
    this.condition();
    b.branch([{ to: -1 }, { to: -1 }]);
    const exits = func.numEdges - 2;
    const atHeader = [...this.vars];
    func.edgeTo[exits] = this.open([]);
    this.region(budget);
    b.branch([{ to: header, args: assigned.map((k) => this.vars[k]!) }]);
    this.depth--;
    this.vars = atHeader;
    func.edgeTo[exits + 1] = this.open([]);
  }

  /** Inserts arguments into an edge emitted before they were known. */
  private patch(edge: number, args: readonly number[]): void {
    const { func } = this;
    const at = func.edgeArgStart[edge];
    const end = func.edgeArgStart[func.numEdges];
    for (let k = 0; k < args.length; k++) func.addEdgeArg(0);
    func.edgeArgs.copyWithin(at + args.length, at, end);
    for (let k = 0; k < args.length; k++) func.edgeArgs[at + k] = args[k]!;
    for (let e = edge + 1; e < func.numEdges; e++) func.edgeArgStart[e] += args.length;
  }
}
