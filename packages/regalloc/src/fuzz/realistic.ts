/**
 * Functions of realistic shape, for measuring quality and speed.
 *
 * How they are drawn. A structured program (`structured.ts`) whose frequencies were set by measuring the allocator's
 * input for five compiled programs (600 functions, 124,568 instructions: bz2, quicksort, richards, a JSON parser and
 * ed25519, from WebAssembly, for x86-64). Measured there, and here over twelve functions of 1,000 instructions:
 *
 *   per instruction             there   here        |                                there   here
 *   virtual registers           0.73    0.72      | instructions per block          6.3    7.1
 *   register operands           1.60    1.54        | live integers: median           10     11
 *   fixed operands              0.21    0.16      |                mean             21     21
 *   reused inputs               0.09    0.09      | values used in their block only 0.86   0.89
 *   block parameters            0.06    0.06     | values of at most two slots     0.50   0.68
 *   calls                       0.034   0.028      | instructions at depth 0 / 1 / 2 56/24/17 % 46/32/16 %
 *
 * A statement is an expression: leaves are variables, loads and constants; intermediate results are used by one of the next
 * instructions; at the end the value is stored, compared, or (seldom) assigned to a variable. The number of variables is
 * drawn from the deciles measured for live integers in functions of more than 200 instructions. Calls pass the
 * first variable, a context, twice. There are no floats, moves or rematerialisable values, as there are none there.
 * The family that this one replaced is in `high-pressure.ts`.
 */

import { RegallocFunction } from "../function.ts";
import type { OperandSpec } from "../function.ts";
import { CONSTRAINT_FIXED, CONSTRAINT_REUSE, preg } from "../operand.ts";
import { ARGS, CALL_CLOBBERS, StructuredProgram } from "./structured.ts";

export { REALISTIC_ENV } from "./structured.ts";

/** Deciles of the number of live integers. */
const VARIABLES = [4, 5, 6, 8, 11, 15, 21, 26, 33, 82];

/** Calls per instruction by loop depth, in percent of those outside loops. */
const CALL_SHARE = [100, 75, 70, 40];

export interface RealisticOptions {
  /** Instructions aimed at. */
  insts: number;
  /** Variables; drawn from the measured deciles if absent. */
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

class Program extends StructuredProgram {
  private readonly target: number;
  private readonly callPercent: number;
  private readonly temporaries: number[];
  private temporaryBlock: number;

  constructor(seed: number, options: RealisticOptions, func: RegallocFunction) {
    super(seed ^ 0x2ea1, func);
    this.target = options.insts;
    const { random } = this;
    const most = Math.max(4, options.insts >> 3);
    const count = options.vars ?? Math.min(most, VARIABLES[random.below(VARIABLES.length)]!);
    this.varClass = Array.from({ length: count }, () => 0);
    this.callPercent = random.chance(75) ? random.range(6, 40) : 0;
    this.loopPercent = 12;
    this.temporaries = [];
    this.temporaryBlock = -1;
  }

  run(): RegallocFunction {
    const { b, random } = this;
    b.block();
    const args: OperandSpec[] = [];
    const numArgs = Math.min(random.range(1, 5), this.varClass.length);
    for (let k = 0; k < numArgs; k++) {
      const v = b.vreg(0);
      this.vars[k] = v;
      args.push({ vreg: v, def: true, constraint: CONSTRAINT_FIXED, arg: ARGS[k]! });
    }
    b.inst(args);
    for (let k = numArgs; k < this.varClass.length; k++) this.vars[k] = this.constant();
    this.region(this.target);
    b.ret([{ vreg: this.variable(), constraint: CONSTRAINT_FIXED, arg: preg(0, 0) }]);
    return b.finish();
  }

  /** The value of a variable: often the context, else often one lately written. */
  private variable(): number {
    const { random, recent } = this;
    const roll = random.below(100);
    if (roll < 20) return this.vars[0]!;
    if (roll < 60 && recent.length > 0)
      return this.vars[recent[recent.length - 1 - random.below(Math.min(4, recent.length))]!]!;
    return this.vars[random.below(this.vars.length)]!;
  }

  private constant(): number {
    const v = this.b.vreg(0);
    this.b.inst([{ vreg: v, def: true }]);
    return v;
  }

  private load(address: number): number {
    const v = this.b.vreg(0);
    this.b.inst([{ vreg: address }, { vreg: v, def: true }]);
    return v;
  }

  /** A value made a few instructions ago in this block, if there is one and luck has it. */
  private shared(percent: number): number {
    const { random, temporaries } = this;
    if (this.func.numBlocks !== this.temporaryBlock) {
      temporaries.length = 0;
      this.temporaryBlock = this.func.numBlocks;
    }
    if (temporaries.length === 0 || !random.chance(percent)) return this.variable();
    return temporaries[Math.max(0, temporaries.length - 1 - random.below(6))]!;
  }

  private remember(v: number): void {
    this.shared(0);
    this.temporaries.push(v);
  }

  /** A value from one to five instructions. */
  private expression(): number {
    const { b, random } = this;
    const roll = random.below(100);
    let t = roll < 38 ? this.load(this.shared(40)) : roll < 55 ? this.constant() : this.shared(75);
    for (let n = random.range(0, 3); n > 0; n--) {
      const second = random.below(100);
      if (second < 30) {
        t = this.load(t);
        continue;
      }
      const operands: OperandSpec[] = [{ vreg: t }];
      if (second < 80) operands.push({ vreg: random.chance(25) ? this.constant() : this.shared(80) });
      this.remember(t);
      t = b.vreg(0);
      operands.push(
        random.chance(32)
          ? { vreg: t, def: true, constraint: CONSTRAINT_REUSE, arg: 0 }
          : { vreg: t, def: true },
      );
      b.inst(operands);
    }
    this.remember(t);
    return t;
  }

  protected region(budget: number): void {
    const { random, func } = this;
    const end = func.numInsts + budget;
    while (func.numInsts < end) {
      const left = end - func.numInsts;
      const roll = random.below(100);
      if (left > 8 && roll < 29) this.diamond(random.range(2, Math.min(left - 4, 40)));
      else if (left > 14 && roll < 35 && this.depth < 3) this.loop(random.range(10, Math.min(left - 4, 400)));
      else if (random.chance(Math.floor((this.callPercent * CALL_SHARE[this.depth]!) / 100))) this.call();
      else this.statement();
    }
  }

  private statement(): void {
    const { b, random } = this;
    const t = this.expression();
    const roll = random.below(100);
    if (roll < 50) b.inst([{ vreg: this.shared(60) }, { vreg: t }]);
    else if (roll < 75) b.inst([{ vreg: t }]);
    else this.write(1 + random.below(this.vars.length - 1), t);
  }

  private call(): void {
    const { b, random } = this;
    const context = this.vars[0]!;
    const values = [context, context];
    for (let n = random.range(2, 4); n > 0; n--)
      values.push(
        random.chance(55)
          ? this.constant()
          : random.chance(55)
            ? this.expression()
            : this.vars[random.below(this.vars.length)]!,
      );
    const operands: OperandSpec[] = values.map((vreg, k) => ({
      vreg,
      constraint: CONSTRAINT_FIXED,
      arg: ARGS[k]!,
    }));
    const result = random.chance(60);
    if (result) {
      const v = b.vreg(0);
      operands.push({ vreg: v, def: true, constraint: CONSTRAINT_FIXED, arg: preg(0, 0) });
      b.inst(operands, { clobbers: CALL_CLOBBERS });
      if (random.chance(50)) this.write(1 + random.below(this.vars.length - 1), v);
      else b.inst([{ vreg: v }]);
    } else b.inst(operands, { clobbers: CALL_CLOBBERS });
  }

  protected condition(): void {
    const t = this.expression();
    this.b.inst(this.random.chance(40) ? [{ vreg: t }] : [{ vreg: t }, { vreg: this.shared(50) }]);
  }
}
