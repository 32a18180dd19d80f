/**
 * Removes block parameters that always receive the same value.
 *
 * Each parameter has a state that only rises: nothing known, one value, many values. An argument contributes itself, or
 * the one value of the parameter it is, or nothing while that parameter has none. Contributions are followed sparsely:
 * for each parameter there is a list of the parameters it is passed to, so that the work is linear in the number of
 * arguments (a state rises twice at most).
 *
 * Parameters of the entry block stay, and so do those that receive a return or exception value of a `try_call`.
 */
import type { DominatorTree, Function } from "@cranelift-ts/codegen-ir";

const UNKNOWN = -1;
const MANY = -2;
const VALUE_PARAM_KIND = 1;

/** Removes constant block parameters, turning them into aliases of their value, and returns how many. */
export function removeConstantPhis(func: Function, domtree: DominatorTree): number {
  return new ConstantPhis().run(func, domtree);
}

/** The pass with memory that it reuses. */
export class ConstantPhis {
  private state: Int32Array = new Int32Array(0);
  private firstUse: Int32Array = new Int32Array(0);
  private nextUse: Int32Array = new Int32Array(0);
  private usedBy: Int32Array = new Int32Array(0);
  private worklist: Int32Array = new Int32Array(0);
  private top: number = 0;
  private targets: Int32Array = new Int32Array(16);

  /** Returns the number of parameters removed. */
  run(func: Function, domtree: DominatorTree): number {
    const { dfg, layout } = func;
    const entry = layout.firstBlock;
    let params = 0;
    for (let b = layout.blockNext[entry] ?? -1; entry >= 0 && b >= 0; b = layout.blockNext[b]!)
      params += dfg.numBlockParams(b as never);
    if (params === 0) return 0;
    const values = dfg.numValues;
    if (this.state.length < values) {
      this.state = new Int32Array(values * 2);
      this.firstUse = new Int32Array(values * 2);
    }
    this.state.fill(UNKNOWN, 0, values);
    this.firstUse.fill(-1, 0, values);
    this.top = 0;
    this.gather(func, domtree);
    this.propagate();
    return this.rewrite(func);
  }

  private push(v: number): void {
    if (this.top === this.worklist.length) {
      const next = new Int32Array(Math.max(64, this.top * 2));
      next.set(this.worklist);
      this.worklist = next;
    }
    this.worklist[this.top++] = v;
  }

  private gather(func: Function, domtree: DominatorTree): void {
    const { dfg, layout } = func;
    const { firstUse, state } = this;
    const lists = dfg.lists.data;
    const entry = layout.firstBlock;
    let uses = 0;
    for (let r = 0; r < domtree.numReachable; r++) {
      const inst = layout.lastInst(domtree.rpo(r));
      if (inst < 0) continue;
      const count = dfg.numTargets(inst);
      if (count === 0) continue;
      if (count > this.targets.length) this.targets = new Int32Array(count * 2);
      dfg.targetsInto(inst, this.targets, 0);
      for (let t = 0; t < count; t++) {
        const call = this.targets[t]!;
        const target = lists[call + 1]!;
        const n = lists[call]! - 1;
        for (let i = 0; i < n; i++) {
          const param = dfg.blockParam(target as never, i);
          const raw = lists[call + 2 + i]!;
          if (raw < 0) {
            this.raise(param, MANY);
            continue;
          }
          const arg = dfg.resolveAliases(raw as never);
          if (dfg.valueKind(arg) !== VALUE_PARAM_KIND || dfg.valueSource(arg) === entry) {
            this.merge(param, arg);
            continue;
          }
          if (uses === this.usedBy.length) {
            const capacity = Math.max(64, uses * 2);
            const next = new Int32Array(capacity);
            next.set(this.nextUse);
            this.nextUse = next;
            const by = new Int32Array(capacity);
            by.set(this.usedBy);
            this.usedBy = by;
          }
          this.usedBy[uses] = param;
          this.nextUse[uses] = firstUse[arg]!;
          firstUse[arg] = uses++;
          // What the argument's state says already; later changes come through the list.
          const s = state[arg]!;
          if (s === MANY) this.merge(param, arg);
          else if (s !== UNKNOWN) this.merge(param, s);
        }
      }
    }
  }

  private raise(param: number, to: number): void {
    if (this.state[param] === to) return;
    this.state[param] = to;
    this.push(param);
  }

  private merge(param: number, value: number): void {
    const s = this.state[param]!;
    if (s === MANY || s === value || value === param) return;
    this.raise(param, s === UNKNOWN ? value : MANY);
  }

  private propagate(): void {
    while (this.top > 0) {
      const v = this.worklist[--this.top]!;
      const s = this.state[v]!;
      const value = s === MANY ? v : s;
      for (let u = this.firstUse[v]!; u >= 0; u = this.nextUse[u]!) this.merge(this.usedBy[u]!, value);
    }
  }

  private rewrite(func: Function): number {
    const { dfg, layout } = func;
    const { state } = this;
    let removed = 0;
    const entry = layout.firstBlock;
    // Arguments first, while the parameters still say which ones go.
    for (let b = entry; b >= 0; b = layout.blockNext[b]!) {
      const inst = layout.blockLast[b]!;
      if (inst < 0) continue;
      const count = dfg.numTargets(inst as never);
      if (count === 0) continue;
      if (count > this.targets.length) this.targets = new Int32Array(count * 2);
      dfg.targetsInto(inst as never, this.targets, 0);
      const lists = dfg.lists.data;
      for (let t = 0; t < count; t++) {
        const call = this.targets[t]!;
        const target = lists[call + 1]!;
        if (target === entry) continue;
        const n = lists[call]! - 1;
        let kept = 0;
        for (let i = 0; i < n; i++) {
          if (state[dfg.blockParam(target as never, i)]! >= 0) continue;
          lists[call + 2 + kept] = lists[call + 2 + i]!;
          kept++;
        }
        // A block call is never empty, so its handle stays.
        if (kept < n) dfg.lists.truncate(call, kept + 1);
      }
    }
    for (let b = layout.blockNext[entry]!; b >= 0; b = layout.blockNext[b]!) {
      const n = dfg.numBlockParams(b as never);
      let gone = 0;
      for (let i = 0; i < n; i++) if (state[dfg.blockParam(b as never, i)]! >= 0) gone++;
      if (gone === 0) continue;
      for (const v of dfg.detachBlockParams(b as never)) {
        if (state[v]! < 0) dfg.attachBlockParam(b as never, v);
        else dfg.changeToAlias(v, state[v]! as never);
      }
      removed += gone;
    }
    return removed;
  }
}
