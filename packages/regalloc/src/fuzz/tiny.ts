/**
 * Tiny functions for comparison with the exhaustive optimum: four registers, at most 25 instructions.
 *
 * How they are drawn. Shapes in rotation: straight line; diamond; loop whose header branches to a body and an exit. Each
 * block has 2 to 9 operations (straight line: up to 22) on the values alive there: two uses in registers (12 % of second
 * uses may be anywhere), a result in a register or (60 %) reusing the first input; 12 % calls, with an argument and
 * a result fixed to register 0 and registers 0 and 1 clobbered; 6 % operations with an input fixed to register 2. The
 * number of values alive is kept between 3 and 7. Joins and loop headers have one or two parameters whose arguments are
 * not used afterwards.
 */

import { RegallocFunction, RegallocFunctionBuilder } from "../function.ts";
import type { OperandSpec } from "../function.ts";
import { MachineEnv } from "../machine-env.ts";
import { CONSTRAINT_ANY, CONSTRAINT_FIXED, CONSTRAINT_REG, CONSTRAINT_REUSE } from "../operand.ts";
import { Random } from "./random.ts";

/** Four integer registers and a scratch register for cycles. */
export const TINY_ENV: MachineEnv = new MachineEnv({
  preferred: [[0, 1], [], []],
  nonPreferred: [[2, 3], [], []],
  scratch: [63, -1, -1],
});

/** Draws the tiny function of a seed. */
export function generateTiny(
  seed: number,
  func: RegallocFunction = new RegallocFunction(),
): RegallocFunction {
  const random = new Random(seed ^ 0x717);
  const b = new RegallocFunctionBuilder(func);
  /** Values that may be used from here on. */
  let live: number[] = [];

  const use = (): number =>
    live[
      random.chance(50) ? live.length - 1 - random.below(Math.min(3, live.length)) : random.below(live.length)
    ]!;
  const kill = (keep: number): void => {
    while (live.length > keep) live.splice(random.below(live.length), 1);
  };
  const operation = (): void => {
    const v = b.vreg(0);
    const roll = random.below(100);
    if (live.length < 3 || roll < 10) {
      b.inst([{ vreg: v, def: true }]);
    } else if (roll < 22) {
      const operands: OperandSpec[] = random.chance(70)
        ? [{ vreg: use(), constraint: CONSTRAINT_FIXED, arg: 0 }]
        : [];
      b.inst([...operands, { vreg: v, def: true, constraint: CONSTRAINT_FIXED, arg: 0 }], {
        clobbers: [0, 1],
      });
    } else if (roll < 28) {
      b.inst([
        { vreg: use(), constraint: CONSTRAINT_FIXED, arg: 2 },
        { vreg: use() },
        { vreg: v, def: true },
      ]);
    } else {
      const second: OperandSpec = {
        vreg: use(),
        constraint: random.chance(12) ? CONSTRAINT_ANY : CONSTRAINT_REG,
      };
      const reuse = random.chance(60);
      b.inst([
        { vreg: use() },
        second,
        { vreg: v, def: true, constraint: reuse ? CONSTRAINT_REUSE : CONSTRAINT_REG, arg: 0 },
      ]);
    }
    live.push(v);
    if (live.length > 7) kill(random.range(4, 7));
  };
  const some = (low: number, high: number): void => {
    for (let k = random.range(low, high); k > 0; k--) operation();
  };
  const finish = (): void => {
    const uses: OperandSpec[] = [];
    for (let k = Math.min(2, live.length); k > 0; k--) uses.push({ vreg: use() });
    b.ret(uses);
  };
  /** Removes and returns `n` values, which become arguments and are dead afterwards. */
  const takeArgs = (n: number): number[] =>
    Array.from({ length: n }, () => live.splice(random.below(live.length), 1)[0]!);

  b.block();
  const shape = seed % 3;
  if (shape === 0) {
    some(12, 22);
    finish();
  } else if (shape === 1) {
    some(4, 8);
    kill(5);
    b.branch([{ to: 1 }, { to: 2 }], [{ vreg: use() }]);
    const atBranch = [...live];
    const n = random.range(1, 2);
    b.block();
    some(1, 4);
    const thenArgs = takeArgs(n);
    const thenLive = live;
    b.branch([{ to: 3, args: thenArgs }]);
    live = [...atBranch];
    b.block();
    some(1, 4);
    const elseArgs = takeArgs(n);
    b.branch([{ to: 3, args: elseArgs }]);
    live = atBranch.filter((v) => thenLive.includes(v) && live.includes(v));
    kill(4);
    const params = Array.from({ length: n }, () => b.vreg(0));
    b.block(params);
    live.push(...params);
    some(1, 4);
    finish();
  } else {
    some(4, 7);
    kill(5);
    const n = random.range(1, 2);
    b.branch([{ to: 1, args: takeArgs(n) }]);
    const around = [...live];
    const params = Array.from({ length: n }, () => b.vreg(0));
    b.block(params, 1);
    live.push(...params);
    b.branch([{ to: 2 }, { to: 3 }], [{ vreg: use() }]);
    const atExit = [...live];
    b.block([], 1);
    some(2, 6);
    // Arguments must not be values that live around the loop: those stay alive.
    const candidates = live.filter((v) => !around.includes(v));
    while (candidates.length < n) {
      operation();
      candidates.push(live.at(-1)!);
    }
    b.branch([{ to: 1, args: candidates.slice(candidates.length - n) }]);
    live = atExit;
    b.block();
    some(1, 3);
    finish();
  }
  return b.finish();
}
