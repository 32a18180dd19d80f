/**
 * Removes block parameters that always receive the same value.
 *
 * A forward data flow over block parameters with the lattice unknown < one value < many: a parameter is one value when
 * every branch passes that value, the parameter itself, or another parameter that is that value. Such a value dominates
 * the block, since it reaches it on every path. The entry's parameters and those that receive `retN` or `exnN` are
 * "many" from the start. Each parameter rises at most twice, so the work list ends in linear time.
 */
import { type Block, type BlockCall, type DominatorTree, type Function, type Value } from "@cranelift-ts/codegen-ir";

const UNKNOWN = -1;
const MANY = -2;

/** Removes constant block parameters, turning them into aliases of their value, and returns how many. */
export function removeConstantPhis(func: Function, domtree: DominatorTree): number {
  const { dfg, layout } = func;
  const entry = layout.entryBlock();
  if (entry === undefined) return 0;
  // By value: UNKNOWN, MANY, or the value that a parameter is. Values that are no parameters stand for themselves.
  let any = false;
  for (let b = layout.blockNext[entry]!; b >= 0 && !any; b = layout.blockNext[b]!) any = dfg.numBlockParams(b as Block) > 0;
  if (!any) return 0;
  const state = new Int32Array(dfg.numValues);
  for (let v = 0; v < state.length; v++) state[v] = v;
  for (let b = layout.blockNext[entry]!; b >= 0; b = layout.blockNext[b]!) {
    for (let i = 0, n = dfg.numBlockParams(b as Block); i < n; i++) state[dfg.blockParam(b as Block, i)] = UNKNOWN;
  }

  const reachable = domtree.numReachable;
  const queued = new Uint8Array(dfg.numBlocks);
  const queue: Block[] = [];
  for (let i = 0; i < reachable; i++) {
    queue.push(domtree.rpo(i));
    queued[domtree.rpo(i)] = 1;
  }
  // Which blocks branch on a parameter's value: those whose calls must be looked at again when it rises.
  const users = new Map<number, Block[]>();
  let targets = new Int32Array(16);
  const callsOf = (block: Block): number => {
    const last = layout.lastInst(block);
    const n = dfg.numTargets(last);
    if (targets.length < n) targets = new Int32Array(n * 2);
    return dfg.targetsInto(last, targets, 0);
  };
  for (let i = 0; i < reachable; i++) {
    const block = domtree.rpo(i);
    for (let t = 0, n = callsOf(block); t < n; t++) {
      const call = targets[t]! as BlockCall;
      for (let a = 0, count = dfg.numCallArgs(call); a < count; a++) {
        const arg = dfg.callArg(call, a);
        if (arg < 0) continue;
        const v = dfg.resolveAliases(arg as Value);
        if (state[v] !== UNKNOWN) continue;
        const list = users.get(v);
        if (list === undefined) users.set(v, [block]);
        else if (list[list.length - 1] !== block) list.push(block);
      }
    }
  }
  for (let head = 0; head < queue.length; head++) {
    const block = queue[head]!;
    queued[block] = 0;
    for (let t = 0, n = callsOf(block); t < n; t++) {
      const call = targets[t]! as BlockCall;
      const target = dfg.callBlock(call);
      if (target === entry) continue;
      for (let a = 0, count = dfg.numCallArgs(call); a < count; a++) {
        const param = dfg.blockParam(target, a);
        const old = state[param]!;
        if (old === MANY) continue;
        const arg = dfg.callArg(call, a);
        let value = arg < 0 ? MANY : dfg.resolveAliases(arg as Value);
        if (value >= 0) {
          const known = state[value]!;
          // A parameter that turned out to be several values is a value of its own.
          if (known !== MANY) value = known as Value;
        }
        if (value === UNKNOWN || value === param || value === old) continue;
        state[param] = old === UNKNOWN ? value : MANY;
        for (const user of users.get(param) ?? []) {
          if (queued[user] === 1) continue;
          queued[user] = 1;
          queue.push(user);
        }
      }
    }
  }

  let removed = 0;
  const dropped = new Map<Block, boolean[]>();
  for (let i = 0; i < reachable; i++) {
    const block = domtree.rpo(i);
    if (block === entry) continue;
    const params = dfg.blockParams(block);
    const drop = params.map((p) => state[p]! >= 0);
    if (!drop.includes(true)) continue;
    dropped.set(block, drop);
    dfg.detachBlockParams(block);
    for (const [k, p] of params.entries()) {
      if (drop[k] === true) removed++;
      else dfg.attachBlockParam(block, p);
    }
    for (const [k, p] of params.entries()) if (drop[k] === true) dfg.changeToAlias(p, state[p]! as Value);
  }
  if (removed === 0) return 0;
  for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
    for (let t = 0, n = callsOf(b as Block); t < n; t++) {
      const call = targets[t]! as BlockCall;
      const drop = dropped.get(dfg.callBlock(call));
      if (drop === undefined) continue;
      let to = 1;
      for (let k = 0; k < drop.length; k++) {
        if (drop[k] === false) dfg.lists.set(call, to++, dfg.callArg(call, k));
      }
      dfg.lists.truncate(call, to);
    }
  }
  return removed;
}
