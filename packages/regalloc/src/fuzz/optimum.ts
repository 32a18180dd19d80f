/**
 * The cheapest allocation of a tiny function, by exhaustive search.
 *
 * A state says which value each of the four registers holds and which values are in memory. The cost of a block from one
 * state to another is a shortest path; edits cost the block's weight, forgetting a value is free. Within a block the
 * search uses facts that do not change the optimum: a load can wait until the instruction that needs it, a store can
 * happen right after the definition, a move is needed only just before an instruction or at a block boundary. At the
 * end of a block that another one has to agree with every load, store and move is considered, at its start every store.
 *
 * The three shapes of `tiny.ts` are combined exactly. Diamond: for each state at the branch, the cheapest ways through both
 * sides to each state of the join are added. Loop: for each state at the header, the way from the entry, the way through
 * the body back to that state, and the way out are added.
 *
 * The result is a lower bound that an allocator can reach except where it would have to share a slot between a
 * parameter and its argument while both are alive in memory; that makes the bound stricter, not looser. Values are
 * numbered as they come to life and at most 14 may be alive at once. `bound` (the cost of some allocation) prunes.
 */

import type { RegallocFunction } from "../function.ts";
import { RegallocFunction as Func } from "../function.ts";
import {
  CONSTRAINT_ANY,
  CONSTRAINT_FIXED,
  CONSTRAINT_REUSE,
  PREG_SET_WORDS,
  operandArg,
  operandConstraint,
  operandIsDef,
  operandVreg,
} from "../operand.ts";

const REGISTERS = 4;
/** Register field of a state for an empty register. */
const EMPTY = 15;
const MEMORY_SHIFT = 16;

/** What `relax` considers: stores; all edits; all edits and forgetting values, so that states can meet at a join. */
const STORES = 0;
const EDITS = 1;
const EDITS_AND_FORGETTING = 2;

/** States with their least cost. A state: 4 bits per register, then one bit per value in memory. */
type Costs = Map<number, number>;

/** Weighted cost of the best allocation, or Infinity when it exceeds `bound`. */
export function optimalCost(func: RegallocFunction, bound: number): number {
  return new Search(func, bound).run();
}

class Search {
  private readonly func: RegallocFunction;
  /** Costs above this are of no interest; it comes down as solutions are found. */
  private bound: number;
  /** Per block: values live at its end, as virtual registers. */
  private readonly liveOut: Set<number>[];
  /** Parameters that somebody reads. */
  private readonly liveParams: Set<number>;
  /** Per virtual register: its number within states. */
  private readonly id: number[];

  constructor(func: RegallocFunction, bound: number) {
    this.func = func;
    this.bound = bound;
    this.liveParams = new Set();
    this.liveOut = this.liveness();
    this.id = this.numberValues();
  }

  run(): number {
    const { func } = this;
    let best = Infinity;
    if (func.numBlocks === 1) {
      for (const c of this.block(0, new Map([[0xffff, 0]]), false).values()) best = Math.min(best, c);
      return best;
    }
    const isLoop = func.edgeTo[func.blockEdges[2]] === 1;
    if (!isLoop) {
      const atBranch = this.block(0, new Map([[0xffff, 0]]), true);
      const atJoin: Costs = new Map();
      for (const [state, cost] of [...atBranch].sort((a, b) => a[1] - b[1])) {
        const left = this.edge(1, 3, this.block(1, new Map([[state, cost]]), true));
        if (left.size === 0) continue;
        // The other side starts with the least that this one costs, so that the bound prunes it too.
        const least = Math.min(...left.values());
        const right = this.edge(2, 3, this.block(2, new Map([[state, least]]), true));
        for (const [s, c] of left) {
          const other = right.get(s);
          if (other !== undefined && c + other - least <= this.bound) lower(atJoin, s, c + other - least);
        }
      }
      for (const c of this.block(3, atJoin, false).values()) best = Math.min(best, c);
      return best;
    }
    const atHeader = this.edge(0, 1, this.block(0, new Map([[0xffff, 0]]), true));
    const wayOut = new Map<number, number>();
    for (const [state, cost] of [...atHeader].sort((a, b) => a[1] - b[1])) {
      if (cost > this.bound) break;
      const split: Costs = new Map();
      for (const [t, c] of this.block(1, new Map([[state, cost]]), true)) {
        let out = wayOut.get(t);
        if (out === undefined) {
          out = Math.min(Infinity, ...this.block(3, new Map([[t, 0]]), false).values());
          wayOut.set(t, out);
        }
        if (c + out <= this.bound) lower(split, t, c + out);
      }
      const back = this.edge(2, 1, this.block(2, split, true)).get(state);
      if (back !== undefined && back < best) {
        best = back;
        this.bound = best - 1;
      }
    }
    return best;
  }

  private liveness(): Set<number>[] {
    const { func } = this;
    const liveIn = Array.from({ length: func.numBlocks }, () => new Set<number>());
    const liveOut = Array.from({ length: func.numBlocks }, () => new Set<number>());
    for (let changed = true; changed;) {
      changed = false;
      for (let b = func.numBlocks - 1; b >= 0; b--) {
        const out = liveOut[b]!;
        for (let e = func.blockEdges[b]; e < func.blockEdges[b + 1]; e++) {
          for (const v of liveIn[func.edgeTo[e]]!) out.add(v);
          // The argument of a parameter that nobody reads is not needed.
          const params = func.blockParams[func.edgeTo[e]];
          for (let k = func.edgeArgStart[e]; k < func.edgeArgStart[e + 1]; k++) {
            if (this.liveParams.has(func.params[params + k - func.edgeArgStart[e]]))
              out.add(func.edgeArgs[k]);
          }
        }
        const now = new Set(out);
        for (let i = func.blockInsts[b + 1] - 1; i >= func.blockInsts[b]; i--) this.stepBack(now, i);
        for (let k = func.blockParams[b]; k < func.blockParams[b + 1]; k++) {
          if (!now.delete(func.params[k]) || this.liveParams.has(func.params[k])) continue;
          this.liveParams.add(func.params[k]);
          changed = true;
        }
        if (now.size !== liveIn[b]!.size) {
          liveIn[b] = now;
          changed = true;
        }
      }
    }
    return liveOut;
  }

  private stepBack(live: Set<number>, i: number): void {
    const { operands, instOperands } = this.func;
    for (let o = instOperands[i]; o < instOperands[i + 1]; o++)
      if (operandIsDef(operands[2 * o])) live.delete(operandVreg(operands[2 * o]));
    for (let o = instOperands[i]; o < instOperands[i + 1]; o++)
      if (!operandIsDef(operands[2 * o])) live.add(operandVreg(operands[2 * o]));
  }

  /** Numbers so that no two values alive together share one (greedy colouring in order of definition). */
  private numberValues(): number[] {
    const { func } = this;
    const id = new Array<number>(func.numVregs).fill(-1);
    const together = Array.from({ length: func.numVregs }, () => new Set<number>());
    const meet = (live: Set<number>, v: number): void => {
      for (const w of live) {
        if (w === v) continue;
        together[v]!.add(w);
        together[w]!.add(v);
      }
    };
    for (let b = 0; b < func.numBlocks; b++) {
      const live = new Set(this.liveOut[b]);
      for (let i = func.blockInsts[b + 1] - 1; i >= func.blockInsts[b]; i--) {
        for (let o = func.instOperands[i]; o < func.instOperands[i + 1]; o++) {
          const w = func.operands[2 * o];
          // A result also meets the inputs: both are in the state while the instruction is stepped over.
          if (operandIsDef(w)) {
            const v = operandVreg(w);
            meet(live, v);
            const before = new Set(live);
            this.stepBack(before, i);
            meet(before, v);
          }
        }
        this.stepBack(live, i);
        for (const v of live) meet(live, v);
      }
      for (let k = func.blockParams[b]; k < func.blockParams[b + 1]; k++) meet(live, func.params[k]);
    }
    for (let v = 0; v < func.numVregs; v++) {
      const used = new Set([...together[v]!].map((w) => id[w]));
      let n = 0;
      while (used.has(n)) n++;
      if (n > 13) throw new RangeError("too many values alive at once");
      id[v] = n;
    }
    return id;
  }

  /** States at the end of the block (after its terminator), with boundary edits there when `boundary`. */
  private block(b: number, start: Costs, boundary: boolean): Costs {
    const { func } = this;
    const weight = Func.weightOfDepth(func.blockDepth[b]);
    // What is live after each instruction, as a mask over value numbers.
    const first = func.blockInsts[b];
    const last = func.blockInsts[b + 1] - 1;
    const masks: number[] = [];
    const live = new Set(this.liveOut[b]);
    for (let i = last; i >= first; i--) {
      masks[i] = this.mask(live);
      this.stepBack(live, i);
    }
    const toJoin = func.numSuccs(b) === 1 && func.numPreds(func.edgeTo[func.blockEdges[b]]) > 1;
    // At its start only stores: loads and moves can wait.
    let states = b === 0 ? start : this.relax(start, weight, STORES);
    for (let i = first; i <= last; i++) {
      if (i === last && boundary && !toJoin) states = this.relax(states, weight, EDITS);
      states = this.inst(i, states, weight, masks[i]!);
      if (i === last && toJoin) states = this.relax(states, weight, EDITS_AND_FORGETTING);
    }
    return states;
  }

  private mask(values: Iterable<number>): number {
    let mask = 0;
    for (const v of values) mask |= 1 << this.id[v]!;
    return mask;
  }

  /** Renames arguments to parameters. */
  private edge(from: number, to: number, states: Costs): Costs {
    const { func } = this;
    let e = func.blockEdges[from];
    while (func.edgeTo[e] !== to) e++;
    const rename = Array.from({ length: 16 }, (_, n) => n);
    const params = func.blockParams[to];
    for (let k = func.edgeArgStart[e]; k < func.edgeArgStart[e + 1]; k++) {
      const param = func.params[params + k - func.edgeArgStart[e]];
      if (this.liveParams.has(param)) rename[this.id[func.edgeArgs[k]]!] = this.id[param]!;
    }
    const result: Costs = new Map();
    for (const [s, c] of states) {
      let t = 0;
      for (let r = 0; r < REGISTERS; r++) t |= rename[(s >>> (4 * r)) & 15]! << (4 * r);
      for (let n = 0; n < 14; n++)
        if (((s >>> (MEMORY_SHIFT + n)) & 1) !== 0) t |= 1 << (MEMORY_SHIFT + rename[n]!);
      lower(result, t, c);
    }
    return result;
  }

  /** All states reachable by edits of a kind, with their least cost. */
  private relax(states: Costs, weight: number, kind: number): Costs {
    const done: Costs = new Map();
    const queues: number[][] = [];
    const push = (s: number, c: number): void => {
      if (c > this.bound || (done.get(s) ?? Infinity) <= c) return;
      done.set(s, c);
      (queues[c] ??= []).push(s);
    };
    for (const [s, c] of states) push(s, c);
    for (let c = 0; c <= this.bound; c++) {
      const queue = queues[c];
      if (queue === undefined) continue;
      for (let k = 0; k < queue.length; k++) {
        const s = queue[k]!;
        if (done.get(s) !== c) continue;
        for (let r = 0; r < REGISTERS; r++) {
          const v = (s >>> (4 * r)) & 15;
          if (v === EMPTY) continue;
          if (kind === EDITS_AND_FORGETTING) push(s | (15 << (4 * r)), c);
          if (((s >>> (MEMORY_SHIFT + v)) & 1) === 0) push(s | (1 << (MEMORY_SHIFT + v)), c + weight);
          if (kind !== STORES)
            for (let q = 0; q < REGISTERS; q++)
              if (((s >>> (4 * q)) & 15) !== v) push(place(s, q, v), c + weight);
        }
        if (kind === STORES) continue;
        for (let v = 0; v < 14; v++) {
          if (((s >>> (MEMORY_SHIFT + v)) & 1) === 0) continue;
          if (kind === EDITS_AND_FORGETTING) push(s & ~(1 << (MEMORY_SHIFT + v)), c);
          for (let q = 0; q < REGISTERS; q++)
            if (((s >>> (4 * q)) & 15) !== v) push(place(s, q, v), c + weight);
        }
        if (queue.length > 4_000_000) throw new RangeError("too many states");
      }
    }
    return done;
  }

  /** Steps all states over an instruction. */
  private inst(i: number, states: Costs, weight: number, liveAfter: number): Costs {
    const { func } = this;
    const start = func.instOperands[i];
    const end = func.instOperands[i + 1];
    const clobbers = func.clobberSets[func.instClobbers[i] * PREG_SET_WORDS] & 15;
    const special = clobbers !== 0 || this.hasSpecial(start, end);
    const result: Costs = new Map();
    // Bring the inputs into place: a search over loads of inputs and, where the instruction overwrites or demands
    // particular registers, moves.
    const seen: Costs = new Map();
    const queues: number[][] = [];
    const push = (s: number, c: number): void => {
      if (c > this.bound || (seen.get(s) ?? Infinity) <= c) return;
      seen.set(s, c);
      (queues[c] ??= []).push(s);
    };
    for (const [s, c] of states) push(s, c);
    for (let c = 0; c <= this.bound; c++) {
      const queue = queues[c];
      if (queue === undefined) continue;
      for (let k = 0; k < queue.length; k++) {
        const s = queue[k]!;
        if (seen.get(s) !== c) continue;
        this.execute(s, c, start, end, clobbers, liveAfter, weight, result);
        for (let o = start; o < end; o++) {
          if (operandIsDef(func.operands[2 * o])) continue;
          const v = this.id[operandVreg(func.operands[2 * o])]!;
          if (((s >>> (MEMORY_SHIFT + v)) & 1) === 0) continue;
          for (let q = 0; q < REGISTERS; q++)
            if (((s >>> (4 * q)) & 15) !== v) push(place(s, q, v), c + weight);
        }
        if (!special) continue;
        for (let r = 0; r < REGISTERS; r++) {
          const v = (s >>> (4 * r)) & 15;
          if (v !== EMPTY) for (let q = 0; q < REGISTERS; q++) if (q !== r) push(place(s, q, v), c + weight);
        }
      }
    }
    return result;
  }

  private hasSpecial(start: number, end: number): boolean {
    for (let o = start; o < end; o++) {
      const c = operandConstraint(this.func.operands[2 * o + 1]);
      if (c === CONSTRAINT_FIXED || c === CONSTRAINT_REUSE) return true;
    }
    return false;
  }

  /** Adds the states after the instruction, executed in state `s` as it is, for every choice of registers. */
  private execute(
    s: number,
    cost: number,
    start: number,
    end: number,
    clobbers: number,
    liveAfter: number,
    weight: number,
    result: Costs,
  ): void {
    const { func } = this;
    let def = -1;
    for (let o = start; o < end; o++) {
      const w0 = func.operands[2 * o];
      const w1 = func.operands[2 * o + 1];
      if (operandIsDef(w0)) {
        def = o;
        continue;
      }
      const v = this.id[operandVreg(w0)]!;
      const c = operandConstraint(w1);
      if (c === CONSTRAINT_FIXED) {
        if (((s >>> (4 * operandArg(w1))) & 15) !== v) return;
      } else if (!inRegister(s, v) && !(c === CONSTRAINT_ANY && ((s >>> (MEMORY_SHIFT + v)) & 1) !== 0)) {
        return;
      }
    }
    let after = s;
    for (let r = 0; r < REGISTERS; r++) if (((clobbers >>> r) & 1) !== 0) after |= 15 << (4 * r);
    if (def < 0) return this.settle(after, cost, liveAfter, result);
    const w1 = func.operands[2 * def + 1];
    const id = this.id[operandVreg(func.operands[2 * def])]!;
    // The number may have belonged to a value that is dead now.
    after &= ~(1 << (MEMORY_SHIFT + id));
    for (let r = 0; r < REGISTERS; r++) if (((after >>> (4 * r)) & 15) === id) after |= 15 << (4 * r);
    for (let r = 0; r < REGISTERS; r++) {
      const c = operandConstraint(w1);
      if (c === CONSTRAINT_FIXED && r !== operandArg(w1)) continue;
      if (
        c === CONSTRAINT_REUSE &&
        ((s >>> (4 * r)) & 15) !== this.id[operandVreg(func.operands[2 * (start + operandArg(w1))])]!
      )
        continue;
      const t = place(after, r, id);
      this.settle(t, cost, liveAfter, result);
      this.settle(t | (1 << (MEMORY_SHIFT + id)), cost + weight, liveAfter, result);
    }
  }

  /** Forgets dead values and records the state, unless a live value is nowhere. */
  private settle(s: number, cost: number, live: number, result: Costs): void {
    if (cost > this.bound) return;
    let t = s & ((live << MEMORY_SHIFT) | 0xffff);
    let have = t >>> MEMORY_SHIFT;
    for (let r = 0; r < REGISTERS; r++) {
      const v = (t >>> (4 * r)) & 15;
      if (v === EMPTY) continue;
      if (((live >>> v) & 1) === 0) t |= 15 << (4 * r);
      else have |= 1 << v;
    }
    if ((live & ~have) === 0) lower(result, t, cost);
  }
}

function lower(costs: Costs, state: number, cost: number): void {
  if ((costs.get(state) ?? Infinity) > cost) costs.set(state, cost);
}

function place(s: number, register: number, value: number): number {
  return (s & ~(15 << (4 * register))) | (value << (4 * register));
}

function inRegister(s: number, v: number): boolean {
  return (s & 15) === v || ((s >>> 4) & 15) === v || ((s >>> 8) & 15) === v || ((s >>> 12) & 15) === v;
}
