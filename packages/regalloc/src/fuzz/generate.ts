/**
 * Arbitrary valid functions, for finding mistakes.
 *
 * A function is drawn in four steps from one seed: a random directed graph of blocks (irreducible ones included), made
 * reachable from the entry, its critical edges split, its blocks put in a random reverse postorder; parameters per block;
 * instructions, each drawn freely and simplified until the instruction rules accept it, with operands taken from what
 * dominates; then edge arguments, stack maps and debug labels. Each function draws its own bias (pressure, operand
 * counts, constraint kinds, call density), so that extremes occur, instead of one average function for ever.
 *
 * Nothing here imitates real programs: `realistic.ts` does.
 */

import {
  INST_BRANCH,
  INST_MOVE,
  INST_RETURN,
  INST_SAFEPOINT,
  RegallocFunction,
  VREG_REMAT,
} from "../function.ts";
import { MachineEnv, simpleEnv } from "../machine-env.ts";
import {
  CONSTRAINT_ANY,
  CONSTRAINT_FIXED,
  CONSTRAINT_LIMIT,
  CONSTRAINT_PHYSICAL,
  CONSTRAINT_REG,
  CONSTRAINT_REUSE,
  CONSTRAINT_STACK,
  NO_VREG,
  OPERAND_LATE,
  PREG_SET_WORDS,
  operandArg,
  operandClass,
  operandConstraint,
  operandIsDef,
  operandWord0,
  operandWord1,
  preg,
} from "../operand.ts";
import { InstChecker } from "../validate.ts";
import { writeModel } from "./model.ts";
import type { BlockModel, FunctionModel, InstModel } from "./model.ts";
import { Random } from "./random.ts";

const FIXED_STACK = [preg(0, 40), preg(0, 41), preg(1, 40), preg(2, 40)];
const range = (c: number, from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, k) => preg(c, from + k));

/** Register files to try, from cramped to that of a real machine. */
export const FUZZ_ENVS: readonly MachineEnv[] = [
  simpleEnv(4, { fixedStackSlots: FIXED_STACK }),
  simpleEnv(4, { scratch: true, fixedStackSlots: FIXED_STACK }),
  simpleEnv(2, { fixedStackSlots: FIXED_STACK }),
  simpleEnv(8, { scratch: true }),
  new MachineEnv({
    preferred: [range(0, 0, 9), range(1, 0, 15), range(2, 0, 8)],
    nonPreferred: [range(0, 10, 15), [], range(2, 8, 16)],
    scratch: [preg(0, 15), preg(1, 15), -1],
    fixedStackSlots: FIXED_STACK,
    registerBytes: [8, 16, 32],
  }),
];

/** The register file that goes with a seed. */
export function fuzzEnv(seed: number): MachineEnv {
  return FUZZ_ENVS[(seed >>> 0) % FUZZ_ENVS.length]!;
}

export interface GenerateOptions {
  /** Smallest and largest number of instructions aimed at; the size is drawn log-evenly. */
  minInsts: number;
  maxInsts: number;
}

/** Draws the function of a seed into `func`. */
export function generateFunction(
  seed: number,
  env: MachineEnv,
  options: GenerateOptions,
  func: RegallocFunction = new RegallocFunction(),
): RegallocFunction {
  return new Generator(seed, env, options).run(func);
}

class Generator {
  private readonly random: Random;
  private readonly env: MachineEnv;
  private readonly model: FunctionModel;
  private readonly options: GenerateOptions;
  /** One-instruction function on which the instruction rules are tried. */
  private readonly trial: RegallocFunction;
  private trialFailed: boolean;
  private readonly trialChecker: InstChecker;
  /** Per block: values defined in it, in order, and the immediate dominator. */
  private defs: number[][];
  private idom: number[];
  private preds: number[][];
  /** Percentages of this function. */
  private readonly recent: number;
  private readonly plain: number;
  private readonly calls: number;
  private readonly moves: number;
  private readonly maxOperands: number;
  private readonly classes: number;
  private readonly bytes: readonly number[][];
  /** Values made by `fallback`, by class and size. */
  private readonly tops: Map<number, number>;

  constructor(seed: number, env: MachineEnv, options: GenerateOptions) {
    const random = new Random(seed);
    this.random = random;
    this.env = env;
    this.options = options;
    this.model = { vregs: [], blocks: [], labels: [] };
    this.trial = new RegallocFunction();
    this.trialFailed = false;
    this.trialChecker = new InstChecker(this.trial, env, () => {
      this.trialFailed = true;
    });
    this.defs = [];
    this.idom = [];
    this.preds = [];
    this.recent = random.range(0, 100);
    this.plain = random.range(20, 95);
    this.calls = random.chance(50) ? random.range(0, 20) : 0;
    this.moves = random.chance(50) ? random.range(0, 30) : 0;
    this.maxOperands = random.chance(10) ? 12 : random.range(1, 5);
    this.classes = random.chance(40) ? 1 : random.range(2, 3);
    this.tops = new Map();
    this.bytes = [
      [8, 4],
      [8, 16],
      [16, 32],
    ];
  }

  run(func: RegallocFunction): RegallocFunction {
    const size = this.random.logRange(this.options.minInsts, this.options.maxInsts);
    const numBlocks = Math.max(
      1,
      Math.min(
        size >> 1,
        this.random.chance(20) ? this.random.range(1, 3) : this.random.logRange(1, Math.max(1, size >> 1)),
      ),
    );
    this.blocks(numBlocks);
    this.params(size);
    this.fill(size);
    this.edgeArgs();
    this.labels();
    return writeModel(this.model, func);
  }

  private newVreg(regClass: number): number {
    const bytes = this.bytes[regClass]![this.random.chance(85) ? 0 : 1]!;
    return this.addVreg(regClass, bytes, this.random.chance(90) ? bytes : 4, 0);
  }

  /** The trial function has the same virtual registers as the model. */
  private addVreg(regClass: number, bytes: number, align: number, flags: number): number {
    this.trial.addVreg(regClass, bytes, align, flags);
    return this.model.vregs.push({ regClass, bytes, align, flags }) - 1;
  }

  // Control flow.

  private blocks(wanted: number): void {
    const { random } = this;
    const succs: number[][] = Array.from({ length: wanted }, () => []);
    // A spanning tree from the entry keeps every block reachable; then random further edges, backward ones included.
    for (let b = 1; b < wanted; b++) succs[random.chance(60) ? b - 1 : random.below(b)]!.push(b);
    const extra = wanted > 1 ? random.below(wanted * 2) : 0;
    for (let k = 0; k < extra; k++) {
      const from = random.below(wanted);
      if (succs[from]!.length < 2 || random.chance(10)) succs[from]!.push(random.range(1, wanted - 1));
    }
    const preds = new Array<number>(wanted).fill(0);
    for (const list of succs) for (const s of list) preds[s]!++;
    for (let b = 0; b < wanted; b++) {
      if (succs[b]!.length < 2) continue;
      for (const [k, s] of succs[b]!.entries()) {
        if (preds[s]! < 2) continue;
        succs.push([s]);
        succs[b]![k] = succs.length - 1;
      }
    }
    // Reverse postorder over successors in random order.
    const n = succs.length;
    const state = new Uint8Array(n);
    const order: number[] = [];
    const next = new Array<number>(n).fill(0);
    const shuffled = succs.map((list) => {
      const copy = [...list];
      for (let k = copy.length - 1; k > 0; k--) {
        const j = random.below(k + 1);
        [copy[k], copy[j]] = [copy[j]!, copy[k]!];
      }
      return copy;
    });
    const stack = [0];
    state[0] = 1;
    while (stack.length > 0) {
      const b = stack.at(-1)!;
      if (next[b]! < shuffled[b]!.length) {
        const s = shuffled[b]![next[b]!++]!;
        if (state[s] === 0) {
          state[s] = 1;
          stack.push(s);
        }
      } else {
        order.push(b);
        stack.pop();
      }
    }
    order.reverse();
    const rank = new Array<number>(n).fill(-1);
    for (const [k, b] of order.entries()) rank[b] = k;
    const maxDepth = random.range(0, 5);
    for (const b of order) {
      this.model.blocks.push({
        depth: random.below(maxDepth + 1),
        params: [],
        insts: [],
        edges: succs[b]!.map((s) => ({ to: rank[s]!, args: [] })),
      });
    }
    this.dominators();
  }

  private dominators(): void {
    const blocks = this.model.blocks;
    this.preds = blocks.map(() => []);
    for (const [b, block] of blocks.entries()) for (const e of block.edges) this.preds[e.to]!.push(b);
    const idom = new Array<number>(blocks.length).fill(-1);
    idom[0] = 0;
    for (let changed = true; changed;) {
      changed = false;
      for (let b = 1; b < blocks.length; b++) {
        let best = -1;
        for (let p of this.preds[b]!) {
          if (idom[p] === -1) continue;
          if (best === -1) best = p;
          while (p !== best) {
            while (p > best) p = idom[p]!;
            while (best > p) best = idom[best]!;
          }
        }
        if (idom[b] !== best) {
          idom[b] = best;
          changed = true;
        }
      }
    }
    this.idom = idom;
    this.defs = blocks.map(() => []);
  }

  private params(size: number): void {
    const { random } = this;
    const huge = random.chance(3);
    for (const [b, block] of this.model.blocks.entries()) {
      if (b === 0) continue;
      const most = huge && random.chance(20) ? Math.min(400, size) : random.chance(30) ? 8 : 2;
      const count = random.below(most + 1);
      for (let k = 0; k < count; k++) {
        const v = this.newVreg(random.below(this.classes));
        block.params.push(v);
        this.defs[b]!.push(v);
      }
    }
  }

  // Values.

  /** A value available at the end of what block `b` has so far, or -1; `accept` narrows. */
  private pick(b: number, accept: (v: number) => boolean): number {
    const { random } = this;
    for (let tries = 0; tries < 4; tries++) {
      let at = b;
      if (!random.chance(this.recent)) {
        const hops = random.below(8);
        for (let k = 0; k < hops && at !== 0; k++) at = this.idom[at]!;
      }
      while (this.defs[at]!.length === 0 && at !== 0) at = this.idom[at]!;
      const list = this.defs[at]!;
      if (list.length === 0) continue;
      const v = random.chance(this.recent)
        ? list[list.length - 1 - random.below(Math.min(4, list.length))]!
        : list[random.below(list.length)]!;
      if (accept(v)) return v;
    }
    return -1;
  }

  // Instructions.

  private fill(size: number): void {
    const { random, model } = this;
    const blocks = model.blocks;
    const share = new Array<number>(blocks.length).fill(0);
    for (let k = blocks.length; k < size; k++) share[random.below(blocks.length)]!++;
    for (const [b, block] of blocks.entries()) {
      // The entry makes some values of each class, so that there is something to use.
      if (b === 0) {
        const count = Math.max(3, Math.min(share[0]!, 12));
        for (let k = 0; k < count; k++) this.simpleDef(block, b, k % this.classes);
      }
      for (let k = 0; k < share[b]!; k++) {
        const inst = this.instruction(b, 0);
        block.insts.push(inst);
        this.addDefs(b, inst);
      }
      block.insts.push(this.terminator(b, block));
      this.addDefs(b, block.insts.at(-1)!);
    }
  }

  private simpleDef(block: BlockModel, b: number, regClass: number): void {
    const bytes = this.bytes[regClass]![0]!;
    const v = this.addVreg(regClass, bytes, bytes, this.random.chance(15) ? VREG_REMAT : 0);
    const constraint = this.random.chance(70) ? CONSTRAINT_REG : CONSTRAINT_ANY;
    const inst = {
      flags: 0,
      operands: [{ word0: operandWord0(v, regClass, true, true), word1: constraint, stackMap: false }],
      clobbers: undefined,
    };
    block.insts.push(inst);
    this.addDefs(b, inst);
  }

  private addDefs(b: number, inst: InstModel): void {
    for (const o of inst.operands)
      if (operandIsDef(o.word0) && (o.word0 & NO_VREG) !== NO_VREG) this.defs[b]!.push(o.word0 & NO_VREG);
  }

  private instruction(b: number, flags: number): InstModel {
    const { random } = this;
    if (flags === 0 && random.chance(this.moves)) {
      const from = this.pick(b, () => true);
      if (from >= 0) {
        const shape = this.model.vregs[from]!;
        const to = this.addVreg(shape.regClass, shape.bytes, shape.align, 0);
        const operands = [
          {
            word0: operandWord0(from, shape.regClass, false, false),
            word1: random.chance(70) ? CONSTRAINT_ANY : CONSTRAINT_REG,
            stackMap: false,
          },
          {
            word0: operandWord0(to, shape.regClass, true, true),
            word1: random.chance(70) ? CONSTRAINT_ANY : CONSTRAINT_REG,
            stackMap: false,
          },
        ];
        if (random.chance(20)) operands.reverse();
        return { flags: INST_MOVE, operands, clobbers: undefined };
      }
    }
    if (flags === 0 && random.chance(5)) {
      const block: BlockModel = { depth: 0, params: [], insts: [], edges: [] };
      const before = this.defs[b]!.length;
      this.simpleDef(block, b, random.below(this.classes));
      this.defs[b]!.length = before;
      return block.insts[0]!;
    }
    const inst: InstModel = { flags, operands: [], clobbers: undefined };
    const call = random.chance(this.calls);
    const uses = random.below(this.maxOperands + 1);
    const defs = random.below(Math.min(this.maxOperands, random.chance(90) ? 1 : 4) + 1);
    for (let k = 0; k < uses; k++) this.addUse(b, inst);
    for (let k = 0; k < defs; k++) this.addDef(inst);
    if (random.chance(3)) this.addPhysical(inst);
    if (call || random.chance(5)) inst.clobbers = this.clobbers(call);
    if (random.chance(call ? 40 : 2) && (flags & INST_RETURN) === 0) this.addStackMap(b, inst);
    return this.accepted(inst);
  }

  private constraintFor(regClass: number, isDef: boolean, isLate: boolean, inst: InstModel): number {
    const { random } = this;
    if (random.chance(this.plain)) return random.chance(75) ? CONSTRAINT_REG : CONSTRAINT_ANY;
    switch (random.below(isDef && isLate ? 6 : 4)) {
      case 0:
        return random.chance(50) ? CONSTRAINT_STACK : CONSTRAINT_ANY;
      case 1:
        return operandWord1(CONSTRAINT_LIMIT, random.range(1, 10));
      case 2:
      case 3: {
        const order = this.env.order[regClass as 0 | 1 | 2];
        if (random.chance(12)) {
          const slot = FIXED_STACK[random.below(FIXED_STACK.length)]!;
          if (this.env.isFixedStack(slot) && slot >>> 6 === regClass)
            return operandWord1(CONSTRAINT_FIXED, slot);
        }
        return operandWord1(CONSTRAINT_FIXED, order[random.below(order.length)]!);
      }
      default: {
        const inputs: number[] = [];
        for (const [k, o] of inst.operands.entries())
          if (!operandIsDef(o.word0) && operandClass(o.word0) === regClass) inputs.push(k);
        return inputs.length > 0
          ? operandWord1(CONSTRAINT_REUSE, inputs[random.below(inputs.length)]!)
          : CONSTRAINT_REG;
      }
    }
  }

  private addUse(b: number, inst: InstModel): void {
    const v = this.pick(b, () => true);
    if (v < 0) return;
    const c = this.model.vregs[v]!.regClass;
    const late = this.random.chance(12);
    inst.operands.push({
      word0: operandWord0(v, c, false, late),
      word1: this.constraintFor(c, false, late, inst),
      stackMap: false,
    });
  }

  private addDef(inst: InstModel): void {
    const c = this.random.below(this.classes);
    const late = !this.random.chance(10);
    const v = this.newVreg(c);
    inst.operands.push({
      word0: operandWord0(v, c, true, late),
      word1: this.constraintFor(c, true, late, inst),
      stackMap: false,
    });
  }

  private addPhysical(inst: InstModel): void {
    const p = preg(0, 50);
    inst.operands.push({
      word0: operandWord0(NO_VREG, 0, this.random.chance(50), false),
      word1: operandWord1(CONSTRAINT_PHYSICAL, p),
      stackMap: false,
    });
  }

  private clobbers(call: boolean): Int32Array {
    const { random, env } = this;
    const words = new Int32Array(PREG_SET_WORDS);
    const percent = call ? (random.chance(30) ? 100 : 75) : 20;
    for (const order of env.order)
      for (const p of order) if (random.chance(percent)) words[p >>> 5]! |= 1 << (p & 31);
    if (random.chance(10)) words[40 >>> 5]! |= 1 << (40 & 31);
    return words;
  }

  private addStackMap(b: number, inst: InstModel): void {
    const count = this.random.below(4);
    for (let k = 0; k < count; k++) {
      const v = this.pick(b, () => true);
      if (v < 0) continue;
      inst.flags |= INST_SAFEPOINT;
      inst.operands.push({
        word0: operandWord0(v, this.model.vregs[v]!.regClass, false, true),
        word1: CONSTRAINT_STACK,
        stackMap: true,
      });
    }
  }

  /** Relaxes the instruction until the rules accept it: first odd constraints, then clobbers, then operands. */
  private accepted(inst: InstModel): InstModel {
    if (this.valid(inst)) return inst;
    // A reuse whose input cannot be reused becomes an ordinary register.
    for (const o of inst.operands) {
      if (operandConstraint(o.word1) !== CONSTRAINT_REUSE) continue;
      const input = inst.operands[operandArg(o.word1)]!;
      input.word0 &= ~OPERAND_LATE;
      if (
        operandConstraint(input.word1) === CONSTRAINT_ANY ||
        operandConstraint(input.word1) === CONSTRAINT_STACK
      )
        input.word1 = CONSTRAINT_REG;
    }
    if (this.valid(inst)) return inst;
    for (let k = inst.operands.length - 1; k >= 0; k--) {
      const o = inst.operands[k]!;
      if (o.stackMap || operandConstraint(o.word1) === CONSTRAINT_PHYSICAL) continue;
      o.word1 = CONSTRAINT_ANY;
      if (this.valid(inst)) return inst;
    }
    // Nothing is left to dispute but reuse constraints on operands that became free to be anywhere, already gone.
    return inst;
  }

  private valid(inst: InstModel): boolean {
    const f = this.trial;
    const numVregs = f.numVregs;
    f.clear();
    f.numVregs = numVregs;
    f.beginBlock(0);
    for (const o of inst.operands) f.addOperand(o.word0, o.word1);
    f.endInst(inst.flags, inst.clobbers === undefined ? 0 : f.addClobberSet(inst.clobbers));
    this.trialFailed = false;
    this.trialChecker.inst(0);
    return !this.trialFailed;
  }

  private terminator(b: number, block: BlockModel): InstModel {
    const { random } = this;
    const flags = block.edges.length > 0 ? INST_BRANCH : INST_RETURN;
    const single = block.edges.length === 1 && this.preds[block.edges[0]!.to]!.length > 1;
    if (single) return { flags, operands: [], clobbers: undefined };
    const inst = this.instruction(b, flags);
    const mayDefine = block.edges.every((e) => this.preds[e.to]!.length === 1) && random.chance(50);
    if (!mayDefine && inst.operands.some((o) => operandIsDef(o.word0) && (o.word0 & NO_VREG) !== NO_VREG)) {
      inst.operands = inst.operands.filter((o) => !operandIsDef(o.word0));
    }
    return inst;
  }

  // Edges and tables.

  private edgeArgs(): void {
    const { model } = this;
    for (const [b, block] of model.blocks.entries()) {
      for (const edge of block.edges) {
        const target = model.blocks[edge.to]!;
        for (const p of target.params) {
          const shape = model.vregs[p]!;
          let v = this.pick(
            b,
            (x) => model.vregs[x]!.regClass === shape.regClass && model.vregs[x]!.bytes === shape.bytes,
          );
          if (v < 0) v = this.fallback(shape.regClass, shape.bytes);
          edge.args.push(v);
        }
      }
    }
  }

  /** A value of this shape defined at the top of the entry. */
  private fallback(regClass: number, bytes: number): number {
    const { model } = this;
    const top = this.tops.get(regClass * 64 + bytes);
    if (top !== undefined) return top;
    const v = this.addVreg(regClass, bytes, bytes, 0);
    model.blocks[0]!.insts.unshift({
      flags: 0,
      operands: [{ word0: operandWord0(v, regClass, true, true), word1: CONSTRAINT_ANY, stackMap: false }],
      clobbers: undefined,
    });
    this.tops.set(regClass * 64 + bytes, v);
    return v;
  }

  private labels(): void {
    const { random, model } = this;
    if (random.chance(60)) return;
    let total = 0;
    for (const block of model.blocks) total += block.insts.length;
    const count = random.below(10);
    for (let k = 0; k < count; k++) {
      const from = random.below(total + 1);
      model.labels.push({
        label: random.below(5),
        vreg: random.below(model.vregs.length),
        from,
        to: random.range(from, total),
      });
    }
  }
}
