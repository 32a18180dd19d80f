/**
 * Functions of far higher register pressure than compiled programs have, as a hazard for speed and a second set for quality.
 *
 * How they are drawn. A structured program (`structured.ts`): straight-line operations, diamonds, loops (nested up to three
 * deep), calls, on 6 to 22 integer and float variables of which nearly every instruction reads two and assigns one.
 * Arguments arrive in fixed registers; calls take fixed arguments, return in a fixed register and clobber; operations
 * reuse their first input (two-address form, 70 %) or do not; 12 % of second inputs may be in memory; shifts want their
 * count in a fixed register; division wants two; constants are rematerialisable; an occasional move. 40 % of the
 * variables are assigned in a loop. Variables are read with a bias to recently written ones.
 */

import { RegallocFunction } from "../function.ts";
import type { OperandSpec } from "../function.ts";
import { CONSTRAINT_ANY, CONSTRAINT_FIXED, CONSTRAINT_REG, CONSTRAINT_REUSE, preg } from "../operand.ts";
import { ARGS, CALL_CLOBBERS, StructuredProgram } from "./structured.ts";

export interface HighPressureOptions {
  /** Instructions aimed at. */
  insts: number;
  /** Variables of each class; about two thirds are integers. */
  vars?: number;
}

/** Draws the function of a seed into `func`; use it with `REALISTIC_ENV`. */
export function generateHighPressure(
  seed: number,
  options: HighPressureOptions,
  func: RegallocFunction = new RegallocFunction(),
): RegallocFunction {
  return new Program(seed, options, func).run();
}

class Program extends StructuredProgram {
  private readonly target: number;
  private readonly callPercent: number;
  private readonly floatPercent: number;

  constructor(seed: number, options: HighPressureOptions, func: RegallocFunction) {
    super(seed ^ 0x5eed, func);
    this.target = options.insts;
    const count = options.vars ?? this.random.range(6, 22);
    this.floatPercent = this.random.chance(50) ? this.random.range(10, 40) : 0;
    this.varClass = Array.from({ length: count }, () => (this.random.chance(this.floatPercent) ? 1 : 0));
    this.varClass[0] = 0;
    this.callPercent = this.random.chance(70) ? this.random.range(1, 10) : 0;
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

  private pickTarget(regClass: number): number {
    for (let tries = 0; tries < 8; tries++) {
      const k = this.random.below(this.vars.length);
      if (this.varClass[k] === regClass) return k;
    }
    return this.varClass.indexOf(regClass);
  }

  protected region(budget: number): void {
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

  protected condition(): void {
    const { b } = this;
    b.inst([
      { vreg: this.vars[this.read(0)]! },
      {
        vreg: this.vars[this.read(0)]!,
        constraint: this.random.chance(15) ? CONSTRAINT_ANY : CONSTRAINT_REG,
      },
    ]);
  }
}
