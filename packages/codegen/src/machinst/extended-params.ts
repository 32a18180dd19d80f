/**
 * Which 32-bit block parameters lie in their registers with the upper half clear.
 *
 * On most 64-bit machines an operation on 32 bits clears the rest of its register, so that widening its result costs
 * nothing. This carries the fact through block parameters: one has it if everything that is passed for it has, which is
 * taken as true until an argument says otherwise. Arguments of the function itself have unspecified upper halves; they
 * count as clear here, and whoever relies on that asks through `want`, upon which the entry block extends those that
 * matter, once.
 *
 * The edges between parameters are lists in one array, both ways. Everything is computed at the first question about a
 * function, in time linear in the arguments of its branches.
 */
import { type Function, opcodeTables, types, VALUE_PARAM } from "@cranelift-ts/codegen-ir";

/** Tells whether a 32-bit result of an instruction lies in its register with the upper half clear. */
export interface UpperHalf {
  clearsUpperHalf(inst: number): boolean;
}

/** Words of an edge: argument, parameter, next edge of the same argument, next edge of the same parameter. */
const EDGE_WORDS = 4;
/** State of a parameter: bits. */
const UNSPECIFIED = 1;
const WANTED = 2;

export class ExtendedParams {
  private known: boolean = false;
  private state: Uint8Array = new Uint8Array(4);
  /** By value: its newest edge as an argument, and as a parameter; -1 for none. */
  private asArg: Int32Array = new Int32Array(4);
  private asParam: Int32Array = new Int32Array(4);
  private edges: Int32Array = new Int32Array(2 * EDGE_WORDS);
  private edgeCount: number = 0;
  private stack: Int32Array = new Int32Array(4);
  private targets: Int32Array = new Int32Array(4);

  /** Forgets the function before. */
  clear(): void {
    this.known = false;
  }

  /**
   * Whether the 32-bit parameter `value` is, or will be, extended in its register; to be asked when it is about to be
   * relied upon. What it depends on is then kept so.
   */
  want(func: Function, target: UpperHalf, value: number): boolean {
    if (!this.known) this.compute(func, target);
    if ((this.state[value]! & UNSPECIFIED) !== 0) return false;
    this.markWanted(value);
    return true;
  }

  /** Whether somebody relies on the parameter's being extended. */
  isWanted(value: number): boolean {
    return this.known && (this.state[value]! & WANTED) !== 0;
  }

  private markWanted(value: number): void {
    let top = this.push(value, 0);
    while (top > 0) {
      const v = this.stack[--top]!;
      if ((this.state[v]! & WANTED) !== 0) continue;
      this.state[v]! |= WANTED;
      for (let e = this.asParam[v]!; e >= 0; e = this.edges[e + 3]!) top = this.push(this.edges[e]!, top);
    }
  }

  private compute(func: Function, target: UpperHalf): void {
    const { dfg, layout } = func;
    const { numValues } = dfg;
    this.known = true;
    this.edgeCount = 0;
    if (this.state.length < numValues) {
      this.state = new Uint8Array(numValues * 2);
      this.asArg = new Int32Array(numValues * 2);
      this.asParam = new Int32Array(numValues * 2);
    }
    this.state.fill(0, 0, numValues);
    this.asArg.fill(-1, 0, numValues);
    this.asParam.fill(-1, 0, numValues);
    const lists = dfg.lists.data;
    let top = 0;
    for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
      const last = layout.blockLast[b]!;
      if (last < 0 || (opcodeTables.OPCODE_FLAGS[dfg.opcode(last as never)]! & opcodeTables.BRANCH) === 0)
        continue;
      const count = dfg.numTargets(last as never);
      if (count > this.targets.length) this.targets = new Int32Array(count * 2);
      dfg.targetsInto(last as never, this.targets, 0);
      for (let t = 0; t < count; t++) {
        const call = this.targets[t]!;
        const block = lists[call + 1]!;
        for (let i = call + 2, end = call + 1 + lists[call]!; i < end; i++) {
          const param = dfg.blockParam(block as never, i - call - 2);
          if (dfg.valueType(param) !== types.I32 || this.state[param] !== 0) continue;
          const arg = lists[i]!;
          if (arg >= 0 && dfg.valueKind(arg as never) === VALUE_PARAM) this.addEdge(arg, param);
          else if (arg < 0 || !target.clearsUpperHalf(dfg.definingInst(arg as never))) {
            this.state[param] = UNSPECIFIED;
            top = this.push(param, top);
          }
        }
      }
    }
    while (top > 0) {
      const v = this.stack[--top]!;
      for (let e = this.asArg[v]!; e >= 0; e = this.edges[e + 2]!) {
        const param = this.edges[e + 1]!;
        if (this.state[param] !== 0) continue;
        this.state[param] = UNSPECIFIED;
        top = this.push(param, top);
      }
    }
  }

  private addEdge(arg: number, param: number): void {
    const e = this.edgeCount;
    this.edgeCount += EDGE_WORDS;
    if (this.edgeCount > this.edges.length) {
      const next = new Int32Array(this.edges.length * 2);
      next.set(this.edges);
      this.edges = next;
    }
    this.edges[e] = arg;
    this.edges[e + 1] = param;
    this.edges[e + 2] = this.asArg[arg]!;
    this.edges[e + 3] = this.asParam[param]!;
    this.asArg[arg] = e;
    this.asParam[param] = e;
  }

  private push(value: number, top: number): number {
    if (top === this.stack.length) {
      const next = new Int32Array(top * 2);
      next.set(this.stack);
      this.stack = next;
    }
    this.stack[top] = value;
    return top + 1;
  }
}
