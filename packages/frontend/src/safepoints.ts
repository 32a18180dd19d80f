/**
 * User stack maps: every value that needs one and is live across a call is stored to a stack slot right after its
 * definition, named in the stack map of each such call, and loaded again before its first use behind a call in each
 * block. A moving collector may therefore rewrite the slot.
 *
 * Liveness is a backward data-flow problem over bit sets of the declared values; a forward one says which values may
 * be stale, that is, have a call between their definition and the beginning of a block. Slots are shared by colouring
 * in dominance order: at its definition a value takes the first slot of its size that no value live there holds.
 *
 * What a `try_call` passes to its targets is used after the call, so those arguments are in its stack map too and are
 * loaded again in a block put on the edge.
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
  type Type,
  types,
  type UserStackMapEntry,
  type Value,
} from "@cranelift-ts/codegen-ir";

/** Spills `values` around safepoints and attaches the stack maps. `values` are resolved, defined values. */
export function insertStackMaps(func: Function, values: ReadonlySet<Value>, pointerType: Type): void {
  new SafepointSpiller(func, values, pointerType).run();
}

class SafepointSpiller {
  private readonly func: Function;
  private readonly pointerType: Type;
  private readonly cfg: ControlFlowGraph;
  /** Reachable blocks, each behind its dominators. */
  private readonly order: readonly Block[];
  /** The declared values by index, and the index of each value or -1. */
  private readonly list: readonly Value[];
  private readonly index: Int32Array;
  private readonly words: number;
  private readonly liveOut: Int32Array;
  private readonly live: Int32Array;
  /** Bits of the values that are live across some safepoint. */
  private readonly needed: Int32Array;
  /** By value index: its stack slot, or -1. */
  private readonly slots: Int32Array;
  private uses: Int32Array = new Int32Array(64);

  constructor(func: Function, values: ReadonlySet<Value>, pointerType: Type) {
    this.func = func;
    this.pointerType = pointerType;
    func.dfg.resolveAllAliases();
    this.cfg = ControlFlowGraph.of(func);
    this.order = [...DominatorTree.of(func, this.cfg).postorder()].reverse();
    this.list = [...values].sort((a, b) => a - b);
    this.index = new Int32Array(func.dfg.numValues).fill(-1);
    this.list.forEach((v, i) => (this.index[v] = i));
    this.words = (this.list.length + 31) >> 5;
    this.liveOut = new Int32Array(this.words * func.dfg.numBlocks);
    this.live = new Int32Array(this.words);
    this.needed = new Int32Array(this.words);
    this.slots = new Int32Array(this.list.length).fill(-1);
  }

  run(): void {
    const { dfg } = this.func;
    this.computeLiveness();
    const safepoints: [Inst, number[]][] = [];
    for (const block of this.order) {
      this.walk(block, (inst) => {
        const here = bitsOf(this.live, this.words);
        if (here.length > 0) safepoints.push([inst, here]);
        for (let w = 0; w < this.words; w++) this.needed[w]! |= this.live[w]!;
      });
    }
    if (safepoints.length === 0) return;
    this.assignSlots();
    for (const [inst, here] of safepoints) {
      const entries: UserStackMapEntry[] = here.map((i) => ({
        type: dfg.valueType(this.list[i]!),
        slot: this.slots[i]! as StackSlot,
        offset: 0,
      }));
      dfg.userStackMaps.set(inst, [...(dfg.userStackMaps.get(inst) ?? []), ...entries]);
    }
    this.rewrite(this.computeStale());
  }

  private usesOf(inst: Inst): number {
    const { dfg } = this.func;
    const most = dfg.maxUses(inst);
    if (this.uses.length < most) this.uses = new Int32Array(most * 2);
    return dfg.usesInto(inst, this.uses, 0);
  }

  /**
   * Walks a block backward with `live` up to date; at a safepoint `live` is what lives across it. In `events`, if
   * given, it leaves the definitions (2 i + 1) and last uses (2 i) of values in the order of the walk.
   */
  private walk(block: Block, atSafepoint: (inst: Inst) => void, events?: number[]): void {
    const { dfg, layout } = this.func;
    const { live, words, index } = this;
    for (let w = 0; w < words; w++) live[w] = this.liveOut[block * words + w]!;
    const define = (v: number): void => {
      const i = index[v]!;
      if (i < 0) return;
      live[i >> 5]! &= ~(1 << (i & 31));
      events?.push(2 * i + 1);
    };
    const use = (v: number): void => {
      const i = index[v]!;
      if (i < 0 || (live[i >> 5]! & (1 << (i & 31))) !== 0) return;
      live[i >> 5]! |= 1 << (i & 31);
      events?.push(2 * i);
    };
    for (let inst: Inst = layout.lastInst(block); inst >= 0; inst = layout.prevInst(inst)) {
      for (let r = dfg.numResults(inst) - 1; r >= 0; r--) define(dfg.result(inst, r));
      if (instructions.isSafepoint(dfg.opcode(inst))) {
        for (const call of dfg.targets(inst)) {
          for (let i = 0, n = dfg.numCallArgs(call); i < n; i++)
            if (dfg.callArg(call, i) >= 0) use(dfg.callArg(call, i));
        }
        atSafepoint(inst);
      }
      for (let k = 0, n = this.usesOf(inst); k < n; k++) use(this.uses[k]!);
    }
    for (let i = dfg.numBlockParams(block) - 1; i >= 0; i--) define(dfg.blockParam(block, i));
  }

  private computeLiveness(): void {
    const { words, liveOut, live, cfg } = this;
    const liveIn = new Int32Array(liveOut.length);
    const reachable = new Uint8Array(this.func.dfg.numBlocks);
    for (const b of this.order) reachable[b] = 1;
    const queued = reachable.slice();
    const queue: Block[] = [...this.order].reverse();
    for (let head = 0; head < queue.length; head++) {
      const block = queue[head]!;
      queued[block] = 0;
      for (const s of cfg.successors(block)) {
        for (let w = 0; w < words; w++) liveOut[block * words + w]! |= liveIn[s * words + w]!;
      }
      this.walk(block, () => {});
      let changed = false;
      for (let w = 0; w < words; w++) {
        if (liveIn[block * words + w] === live[w]) continue;
        liveIn[block * words + w] = live[w]!;
        changed = true;
      }
      if (!changed) continue;
      for (const p of cfg.predecessors(block)) {
        if (queued[p] === 1 || reachable[p] === 0) continue;
        queued[p] = 1;
        queue.push(p);
      }
    }
  }

  /** Colours the needed values in dominance order: whatever is live at a definition already has its slot. */
  private assignSlots(): void {
    const { func, list, slots, words, live, needed } = this;
    const { dfg } = func;
    /** Slots made here by log2 of their size, and those of them that are free. */
    const made: StackSlot[][] = [[], [], [], [], []];
    const free: StackSlot[][] = [[], [], [], [], []];
    const taken = new Set<StackSlot>();
    const events: number[] = [];
    for (const block of this.order) {
      events.length = 0;
      this.walk(block, () => {}, events);
      taken.clear();
      for (let w = 0; w < words; w++) {
        for (let bits = live[w]! & needed[w]!; bits !== 0; bits &= bits - 1) {
          taken.add(slots[w * 32 + (31 - Math.clz32(bits & -bits))]! as StackSlot);
        }
      }
      for (let c = 0; c < made.length; c++) {
        free[c]!.length = 0;
        for (let m = made[c]!.length - 1; m >= 0; m--)
          if (!taken.has(made[c]![m]!)) free[c]!.push(made[c]![m]!);
      }
      for (let e = events.length - 1; e >= 0; e--) {
        const i = events[e]! >> 1;
        if ((needed[i >> 5]! & (1 << (i & 31))) === 0) continue;
        const size = types.typeBytes(dfg.valueType(list[i]!));
        const c = 31 - Math.clz32(size);
        if ((events[e]! & 1) === 0) free[c]!.push(slots[i]! as StackSlot);
        else {
          let slot = free[c]!.pop();
          if (slot === undefined) {
            slot = func.createStackSlot({ size, alignShift: c });
            made[c]!.push(slot);
          }
          slots[i] = slot;
        }
      }
    }
  }

  /** By block: the values that may have a safepoint between their definition and the beginning of the block. */
  private computeStale(): Int32Array {
    const { dfg, layout } = this.func;
    const { words, cfg, index } = this;
    const staleIn = new Int32Array(words * dfg.numBlocks);
    const out = new Int32Array(words);
    const queued = new Uint8Array(dfg.numBlocks);
    const queue: Block[] = [...this.order];
    for (const b of queue) queued[b] = 1;
    const clear = (v: Value): void => {
      const i = index[v]!;
      if (i >= 0) out[i >> 5]! &= ~(1 << (i & 31));
    };
    for (let head = 0; head < queue.length; head++) {
      const block = queue[head]!;
      queued[block] = 0;
      for (let w = 0; w < words; w++) out[w] = staleIn[block * words + w]!;
      for (let i = 0, n = dfg.numBlockParams(block); i < n; i++) clear(dfg.blockParam(block, i));
      for (let inst: Inst = layout.firstInst(block); inst >= 0; inst = layout.nextInst(inst)) {
        if (instructions.isSafepoint(dfg.opcode(inst))) out.fill(-1);
        for (let r = 0, n = dfg.numResults(inst); r < n; r++) clear(dfg.result(inst, r));
      }
      for (const s of cfg.successors(block)) {
        let changed = false;
        for (let w = 0; w < words; w++) {
          const bits = staleIn[s * words + w]! | out[w]!;
          if (bits === staleIn[s * words + w]) continue;
          staleIn[s * words + w] = bits;
          changed = true;
        }
        if (!changed || queued[s] === 1) continue;
        queued[s] = 1;
        queue.push(s);
      }
    }
    return staleIn;
  }

  /** Stores each needed value behind its definition and loads it in front of uses where it may be stale. */
  private rewrite(staleIn: Int32Array): void {
    const { dfg, layout } = this.func;
    const { index, slots, list, words, pointerType } = this;
    const cur = new FuncCursor(this.func);
    const map = new Int32Array(dfg.numValues);
    for (let v = 0; v < map.length; v++) map[v] = v;
    // A value's name in `map` holds from the safepoint number in `valid` on, up to the next.
    const valid = new Int32Array(list.length);
    let epoch = 0;
    const slotOf = (v: number): StackSlot => {
      const i = index[v]!;
      return (i < 0 ? -1 : slots[i]!) as StackSlot;
    };
    const spill = (v: Value): void => {
      if (slotOf(v) < 0) return;
      cur.ins().stack_store(pointerType, v, slotOf(v), 0);
      map[v] = v;
      valid[index[v]!] = epoch;
    };
    for (const block of this.order) {
      const entry = ++epoch;
      let inst: Inst = layout.firstInst(block);
      cur.gotoFirstInsertionPoint(block);
      for (let i = 0, n = dfg.numBlockParams(block); i < n; i++) spill(dfg.blockParam(block, i));
      while (inst >= 0) {
        const next = layout.nextInst(inst);
        const safepoint = instructions.isSafepoint(dfg.opcode(inst));
        if (safepoint) this.reloadOnEdges(inst, map.length);
        let mapped = false;
        for (let k = 0, n = this.usesOf(inst); k < n; k++) {
          const v = this.uses[k]!;
          if (v >= map.length || slotOf(v) < 0) continue;
          mapped = true;
          const i = index[v]!;
          if (valid[i] === epoch) continue;
          valid[i] = epoch;
          if (epoch === entry && (staleIn[block * words + (i >> 5)]! & (1 << (i & 31))) === 0) map[v] = v;
          else {
            cur.gotoInst(inst);
            map[v] = cur.ins().stack_load(dfg.valueType(v as Value), pointerType, slotOf(v), 0);
          }
        }
        if (mapped) dfg.mapUses(inst, map);
        if (safepoint) epoch++;
        if (!instructions.isTerminator(dfg.opcode(inst))) {
          cur.gotoAfterInst(inst);
          for (let r = 0, n = dfg.numResults(inst); r < n; r++) spill(dfg.result(inst, r));
        }
        inst = next;
      }
    }
  }

  /** Puts a block that loads them again on each edge of a `try_call` which passes needed values. */
  private reloadOnEdges(inst: Inst, known: number): void {
    const { dfg, layout } = this.func;
    const cur = new FuncCursor(this.func);
    for (const call of dfg.targets(inst)) {
      const args = dfg.callArgs(call);
      const moving = args.map(
        (a) => a >= 0 && a < known && this.index[a]! >= 0 && this.slots[this.index[a]!]! >= 0,
      );
      if (!moving.includes(true)) continue;
      const target = dfg.callBlock(call);
      const edge = dfg.makeBlock();
      layout.insertBlockAfter(edge, layout.blockOf(inst));
      cur.gotoBottom(edge);
      const passed = args.map((_, i) => dfg.appendBlockParam(edge, dfg.valueType(dfg.blockParam(target, i))));
      const loaded = passed.map((param, i) => {
        if (!moving[i]) return param;
        const slot = this.slots[this.index[args[i]!]!]! as StackSlot;
        return cur.ins().stack_load(dfg.valueType(param), this.pointerType, slot, 0);
      });
      dfg.setCallBlock(call, edge);
      cur.ins().jump(target, loaded);
    }
  }
}

function bitsOf(set: Int32Array, words: number): number[] {
  const out: number[] = [];
  for (let w = 0; w < words; w++) {
    for (let bits = set[w]!; bits !== 0; bits &= bits - 1) out.push(w * 32 + (31 - Math.clz32(bits & -bits)));
  }
  return out;
}
