/**
 * User stack maps: every value that needs one and is live across a call is stored to a stack slot right after its
 * definition, named in the stack map of each such call, and loaded again for each use that follows a call. A moving
 * collector may therefore rewrite the slot.
 *
 * Liveness is one backward data-flow pass over bit sets of the declared values. Slots are shared: a value takes a free
 * slot of its size at its first safepoint (walking backward) and gives it back at its definition.
 */
import {
  type Block,
  ControlFlowGraph,
  DominatorTree,
  FuncCursor,
  type Function,
  type Inst,
  instructions,
  type StackSlot,
  types,
  type UserStackMapEntry,
  type Value,
} from "@cranelift-ts/codegen-ir";


/** Spills `values` around safepoints and attaches the stack maps. `values` are resolved, defined values. */
export function insertStackMaps(func: Function, values: ReadonlySet<Value>): void {
  const { dfg, layout } = func;
  dfg.resolveAllAliases();
  const cfg = ControlFlowGraph.of(func);
  const tree = DominatorTree.of(func, cfg);
  const list = [...values].sort((a, b) => a - b);
  const index = new Map(list.map((v, i) => [v, i]));
  const words = (list.length + 31) >> 5;
  const liveOut = new Int32Array(words * dfg.numBlocks);
  const liveIn = new Int32Array(words * dfg.numBlocks);
  const live = new Int32Array(words);
  let uses = new Int32Array(64);

  const usesOf = (inst: Inst): number => {
    const most = dfg.maxUses(inst);
    if (uses.length < most) uses = new Int32Array(most * 2);
    return dfg.usesInto(inst, uses, 0);
  };
  const set = (v: number): void => {
    const i = index.get(v as Value);
    if (i !== undefined) live[i >> 5]! |= 1 << (i & 31);
  };
  const clear = (v: number): void => {
    const i = index.get(v as Value);
    if (i !== undefined) live[i >> 5]! &= ~(1 << (i & 31));
  };
  const walk = (block: Block, atSafepoint: (inst: Inst) => void): void => {
    for (let w = 0; w < words; w++) live[w] = liveOut[block * words + w]!;
    for (let i: Inst = layout.lastInst(block); i >= 0; i = layout.prevInst(i)) {
      for (let r = 0, n = dfg.numResults(i); r < n; r++) clear(dfg.result(i, r));
      if (instructions.isSafepoint(dfg.opcode(i))) atSafepoint(i);
      for (let k = 0, n = usesOf(i); k < n; k++) set(uses[k]!);
    }
    for (const p of dfg.blockParams(block)) clear(p);
  };

  // Backward to a fixed point, in post-order.
  const order = tree.postorder();
  const queued = new Uint8Array(dfg.numBlocks).fill(1);
  const queue: Block[] = [...order];
  for (let head = 0; head < queue.length; head++) {
    const block = queue[head]!;
    queued[block] = 0;
    for (const s of cfg.successors(block)) {
      for (let w = 0; w < words; w++) liveOut[block * words + w]! |= liveIn[s * words + w]!;
    }
    walk(block, () => {});
    let changed = false;
    for (let w = 0; w < words; w++) {
      if (liveIn[block * words + w] !== live[w]) {
        liveIn[block * words + w] = live[w]!;
        changed = true;
      }
    }
    if (!changed) continue;
    for (const p of cfg.predecessors(block)) {
      if (queued[p] === 1 || !tree.isReachable(p)) continue;
      queued[p] = 1;
      queue.push(p);
    }
  }

  // A value needs its slot wherever it is live, so only values that are never live together may share one.
  const safepoints: [Inst, number[]][] = [];
  const needed = new Set<number>();
  for (const block of order) {
    walk(block, (inst) => {
      const here: number[] = [];
      for (let w = 0; w < words; w++) {
        for (let bits = live[w]!; bits !== 0; bits &= bits - 1) here.push(w * 32 + (31 - Math.clz32(bits & -bits)));
      }
      if (here.length > 0) safepoints.push([inst, here]);
      for (const i of here) needed.add(i);
    });
  }
  if (needed.size === 0) return;
  const slots = assignSlots(func, list, [...needed].sort((a, b) => a - b), safepoints);
  for (const [inst, here] of safepoints) {
    const entries: UserStackMapEntry[] = here.map((i) => ({
      type: dfg.valueType(list[i]!),
      slot: slots.get(i)!,
      offset: 0,
    }));
    dfg.userStackMaps.set(inst, [...(dfg.userStackMaps.get(inst) ?? []), ...entries]);
  }
  rewrite(func, list, slots, tree);
}

/** Gives each needed value a slot of its size; values that meet at no safepoint share slots. */
function assignSlots(
  func: Function,
  values: readonly Value[],
  needed: readonly number[],
  safepoints: readonly (readonly [Inst, readonly number[]])[],
): Map<number, StackSlot> {
  const { dfg } = func;
  const conflicts = new Map<number, Set<number>>(needed.map((i) => [i, new Set<number>()]));
  // Values that are live at the same safepoint conflict. With very many of them sharing is not worth its price.
  const total = safepoints.reduce((n, [, here]) => n + here.length * here.length, 0);
  const share = total <= 1_000_000;
  if (share) {
    for (const [, here] of safepoints) {
      for (const a of here) for (const b of here) if (a !== b) conflicts.get(a)!.add(b);
    }
  }
  const slots = new Map<number, StackSlot>();
  const bySize = new Map<number, { slot: StackSlot; users: number[] }[]>();
  for (const i of needed) {
    const size = types.typeBytes(dfg.valueType(values[i]!));
    const made = bySize.get(size) ?? [];
    bySize.set(size, made);
    const against = conflicts.get(i)!;
    let found = share ? made.find((m) => m.users.every((u) => !against.has(u))) : undefined;
    if (found === undefined) {
      found = { slot: func.createStackSlot({ size, alignShift: 31 - Math.clz32(size) }), users: [] };
      made.push(found);
    }
    found.users.push(i);
    slots.set(i, found.slot);
  }
  return slots;
}

/** Stores each needed value behind its definition and loads it in front of each use behind a safepoint. */
function rewrite(
  func: Function,
  values: readonly Value[],
  slots: ReadonlyMap<number, StackSlot>,
  tree: DominatorTree,
): void {
  const { dfg, layout } = func;
  const slotOf = new Map<Value, StackSlot>();
  for (const [i, slot] of slots) slotOf.set(values[i]!, slot);
  const cur = new FuncCursor(func);
  const store = (v: Value): void => {
    const ins = cur.ins();
    ins.stack_store(types.I64, v, slotOf.get(v)!, 0);
  };
  const map = new Int32Array(dfg.numValues);
  for (let v = 0; v < map.length; v++) map[v] = v;
  let uses = new Int32Array(64);
  for (const block of tree.postorder()) {
    for (let inst: Inst = layout.lastInst(block); inst >= 0; ) {
      const prev = layout.prevInst(inst);
      const results = dfg.results(inst).filter((v) => slotOf.has(v));
      if (results.length > 0 && !instructions.isTerminator(dfg.opcode(inst))) {
        cur.gotoAfterInst(inst);
        for (const v of results) store(v);
      }
      // Reload before every use: the value may have moved since.
      const most = dfg.maxUses(inst);
      if (uses.length < most) uses = new Int32Array(most * 2);
      const n = dfg.usesInto(inst, uses, 0);
      const reloaded: Value[] = [];
      for (let k = 0; k < n; k++) {
        const v = uses[k]! as Value;
        const slot = slotOf.get(v);
        if (slot === undefined || map[v] !== v) continue;
        cur.gotoInst(inst);
        map[v] = cur.ins().stack_load(dfg.valueType(v), types.I64, slot, 0);
        reloaded.push(v);
      }
      if (reloaded.length > 0) dfg.mapUses(inst, map);
      for (const v of reloaded) map[v] = v;
      inst = prev;
    }
    const params = dfg.blockParams(block).filter((v) => slotOf.has(v));
    if (params.length > 0) {
      cur.gotoFirstInsertionPoint(block);
      for (const v of params) store(v);
    }
  }
}

