/**
 * Functions of realistic shape, for measuring quality and speed.
 *
 * How they are drawn. A function is a structured program over mutable integer and float variables that is put into SSA
 * form while it is emitted: straight-line operations, diamonds, loops (nested up to three deep), calls. The register file is
 * that of x86-64 with the System V convention: 14 allocatable integer registers, 9 of them clobbered by calls, and 15
 * float registers, all clobbered. Arguments arrive in fixed registers; calls take fixed arguments, return in a fixed
 * register and clobber; operations reuse their first input (two-address form, 70 %) or do not; 12 % of second inputs
 * may be in memory; shifts want their count in a fixed register; division wants two; constants are rematerialisable; an
 * occasional move. A join has one parameter for each variable assigned on one of its sides, a loop header one for each
 * variable assigned in the loop. Variables are read with a bias to recently written ones.
 */

import { RegallocFunction, RegallocFunctionBuilder } from "../function.ts";
import type { OperandSpec } from "../function.ts";
import { MachineEnv } from "../machine-env.ts";
import { CONSTRAINT_ANY, CONSTRAINT_FIXED, CONSTRAINT_REG, CONSTRAINT_REUSE, preg } from "../operand.ts";
import { Random } from "./random.ts";

const int = (list: readonly number[]): number[] => list.map((hw) => preg(0, hw));
const upTo = (c: number, n: number): number[] => Array.from({ length: n }, (_, hw) => preg(c, hw));

/** x86-64 numbering: 4 = stack pointer, 15 = scratch; float 15 = scratch. */
export const REALISTIC_ENV: MachineEnv = new MachineEnv({
  preferred: [int([0, 1, 2, 6, 7, 8, 9, 10, 11]), upTo(1, 15), []],
  nonPreferred: [int([3, 5, 12, 13, 14]), [], []],
  scratch: [preg(0, 15), preg(1, 15), -1],
});
const ARGS = int([7, 6, 2, 1, 8, 9]);
const CALL_CLOBBERS = [...int([0, 1, 2, 6, 7, 8, 9, 10, 11, 15]), ...upTo(1, 16)];

export interface RealisticOptions {
  /** Instructions aimed at. */
  insts: number;
  /** Variables of each class; about two thirds are integers. */
  vars?: number;
}

/** Draws the function of a seed into `func`; use it with `REALISTIC_ENV`. */
export function generateRealistic(
  seed: number,
  options: RealisticOptions,
  func: RegallocFunction = new RegallocFunction(),
): RegallocFunction {
  return new Program(seed, options, func).run();
}

class Program {
  private readonly random: Random;
  private readonly b: RegallocFunctionBuilder;
  private readonly func: RegallocFunction;
  private readonly target: number;
  private readonly varClass: number[];
  /** Current value of each variable. */
  private vars: number[];
  private recent: number[];
  private readonly callPercent: number;
  private readonly floatPercent: number;
  private depth: number;

  constructor(seed: number, options: RealisticOptions, func: RegallocFunction) {
    this.random = new Random(seed ^ 0x5eed);
    this.func = func;
    this.b = new RegallocFunctionBuilder(func);
    this.target = options.insts;
    const count = options.vars ?? this.random.range(6, 22);
    this.floatPercent = this.random.chance(50) ? this.random.range(10, 40) : 0;
    this.varClass = Array.from({ length: count }, () => (this.random.chance(this.floatPercent) ? 1 : 0));
    this.varClass[0] = 0;
    this.vars = [];
    this.recent = [];
    this.callPercent = this.random.chance(70) ? this.random.range(1, 10) : 0;
    this.depth = 0;
  }

  run(): RegallocFunction {
    const { b, random } = this;
    b.block();
    const args: OperandSpec[] = [];
    const numArgs = random.range(1, 6);
    const incoming: number[] = [];
    for (let k = 0; k < numArgs; k++) {
      const v = b.vreg(0);
      incoming.push(v);
      args.push({ vreg: v, def: true, constraint: CONSTRAINT_FIXED, arg: ARGS[k]! });
    }
    b.inst(args);
    for (const [k, c] of this.varClass.entries()) {
      if (c === 0 && incoming.length > 0 && random.chance(60)) this.vars[k] = incoming.shift()!;
      else {
        const v = b.vreg(c, { remat: true });
        b.inst([{ vreg: v, def: true }]);
        this.vars[k] = v;
      }
    }
    this.region(this.target);
    const result = this.read(0);
    b.ret([{ vreg: this.vars[result]!, constraint: CONSTRAINT_FIXED, arg: preg(0, 0) }]);
    return b.finish();
  }

  /** A variable of a class, preferring those lately written. */
  private read(regClass: number): number {
    const { random } = this;
    for (let tries = 0; tries < 6; tries++) {
      const k =
        this.recent.length > 0 && random.chance(65)
          ? this.recent[this.recent.length - 1 - random.below(Math.min(4, this.recent.length))]!
          : random.below(this.vars.length);
      if (this.varClass[k] === regClass) return k;
    }
    return this.varClass.indexOf(regClass);
  }

  private write(k: number, v: number): void {
    this.vars[k] = v;
    this.recent.push(k);
    if (this.recent.length > 16) this.recent.splice(0, 8);
  }

  private pickTarget(regClass: number): number {
    for (let tries = 0; tries < 8; tries++) {
      const k = this.random.below(this.vars.length);
      if (this.varClass[k] === regClass) return k;
    }
    return this.varClass.indexOf(regClass);
  }

  /** Emits about `budget` instructions of statements into the current block and those it opens. */
  private region(budget: number): void {
    const { random } = this;
    const end = this.func.numInsts + budget;
    while (this.func.numInsts < end) {
      const left = end - this.func.numInsts;
      const roll = random.below(100);
      if (left > 12 && roll < 7) this.diamond(random.range(4, Math.min(left - 4, 60)));
      else if (left > 14 && roll < 11 && this.depth < 3) this.loop(random.range(6, Math.min(left - 6, 200)));
      else if (random.chance(this.callPercent)) this.call();
      else this.operation();
    }
  }

  private operation(): void {
    const { b, random } = this;
    const c = this.varClass.includes(1) && random.chance(this.floatPercent) ? 1 : 0;
    const roll = random.below(100);
    const x = this.vars[this.read(c)]!;
    const y = this.vars[this.read(c)]!;
    if (roll < 6) {
      const v = b.vreg(c, { remat: true });
      b.inst([{ vreg: v, def: true }]);
      return this.write(this.pickTarget(c), v);
    }
    if (roll < 10) {
      const v = b.vreg(c);
      b.move(v, x);
      return this.write(this.pickTarget(c), v);
    }
    if (roll < 22) {
      const v = b.vreg(c);
      b.inst([{ vreg: this.vars[this.read(0)]! }, { vreg: v, def: true }]); // load
      return this.write(this.pickTarget(c), v);
    }
    if (roll < 30) return void b.inst([{ vreg: this.vars[this.read(0)]! }, { vreg: x }]); // store
    if (roll < 34 && c === 0) {
      const v = b.vreg(0); // shift by a variable count
      b.inst([
        { vreg: x },
        { vreg: y, constraint: CONSTRAINT_FIXED, arg: preg(0, 1) },
        { vreg: v, def: true, constraint: CONSTRAINT_REUSE, arg: 0 },
      ]);
      return this.write(this.pickTarget(0), v);
    }
    if (roll < 36 && c === 0) {
      const q = b.vreg(0); // division: quotient and remainder
      const r = b.vreg(0);
      b.inst([
        { vreg: x, constraint: CONSTRAINT_FIXED, arg: preg(0, 0) },
        { vreg: y, late: true },
        { vreg: q, def: true, constraint: CONSTRAINT_FIXED, arg: preg(0, 0) },
        { vreg: r, def: true, constraint: CONSTRAINT_FIXED, arg: preg(0, 2) },
      ]);
      return this.write(this.pickTarget(0), random.chance(70) ? q : r);
    }
    const v = b.vreg(c);
    const second: OperandSpec = { vreg: y, constraint: random.chance(12) ? CONSTRAINT_ANY : CONSTRAINT_REG };
    if (random.chance(70))
      b.inst([{ vreg: x }, second, { vreg: v, def: true, constraint: CONSTRAINT_REUSE, arg: 0 }]);
    else b.inst([{ vreg: x }, second, { vreg: v, def: true }]);
    this.write(this.pickTarget(c), v);
  }

  private call(): void {
    const { b, random } = this;
    const operands: OperandSpec[] = [];
    const count = random.range(0, 4);
    for (let k = 0; k < count; k++)
      operands.push({ vreg: this.vars[this.read(0)]!, constraint: CONSTRAINT_FIXED, arg: ARGS[k]! });
    const v = b.vreg(0);
    operands.push({ vreg: v, def: true, constraint: CONSTRAINT_FIXED, arg: preg(0, 0) });
    b.inst(operands, { clobbers: CALL_CLOBBERS });
    this.write(this.pickTarget(0), v);
  }

  /** Opens the next block with parameters for `list` of variables, which become their values. */
  private open(list: readonly number[]): number {
    const params = list.map((k) => this.b.vreg(this.varClass[k]!));
    const block = this.b.block(params, this.depth);
    for (const [i, k] of list.entries()) this.vars[k] = params[i]!;
    return block;
  }

  private condition(): void {
    const { b } = this;
    b.inst([
      { vreg: this.vars[this.read(0)]! },
      {
        vreg: this.vars[this.read(0)]!,
        constraint: this.random.chance(15) ? CONSTRAINT_ANY : CONSTRAINT_REG,
      },
    ]);
  }

  private diamond(budget: number): void {
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

  private loop(budget: number): void {
    const { b, func, random } = this;
    // Which variables the loop may assign is settled first, because the header comes first.
    const outer = this.vars;
    const assigned = outer.flatMap((_, k) => (random.chance(40) ? [k] : []));
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
