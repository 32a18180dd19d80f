/**
 * SSA construction for wasm locals.
 *
 * Control is structured, so the history of all locals fits in one log in program order: an entry per assignment, and
 * where control merges one per local whose value may differ. An edge into a block only remembers how long the log was.
 * The value of a local at an edge is its last entry before that position; entries of one local are linked, newest first.
 *
 * Where control merges (a join, or the head of a loop for the locals that a scan saw assigned in it) the new entries are
 * lazy: only when such a local is read does the block get a parameter for it, and a join only if its edges disagree. The
 * parameter of a loop gets its arguments when the loop is closed, and is made an alias if it turns out to be always
 * the value from before the loop. Locals that are not read behind a merge cost nothing there.
 *
 * Edges of one merge are looked at newest first, so that one walk along a local's entries serves them all. Still,
 * contrived code can make the log quadratic; `work` counts steps, and the translator starts over with locals in stack
 * slots when it passes a limit.
 *
 * Entry values: >= 0 a value; LAZY; -2 - e the same as entry e.
 */
import {
  type Block,
  type Function,
  type Inst,
  type Type,
  type Value,
  VALUE_ALIAS,
} from "@cranelift-ts/codegen-ir";

const LAZY = -1;
const NONE = -1;

/** Thrown when the log gets out of hand; caught by the translator. */
export const TOO_MUCH_WORK: { readonly reason: string } = {
  reason: "the log of local variables is too long",
};

/** Words of a frame of the resolver. */
const F_ENTRY = 0;
const F_EDGE = 1;
const F_WALK = 2;
const F_RESULTS = 3;
const F_PARAM = 4;
const F_TOP = 5;
const F_WORDS = 6;

/**
 * Arrays start small: one that first grows when V8 has optimised the code costs that code, which has never seen the
 * growth and has taken the array for a constant.
 */
const INITIAL = 4;

export class Locals {
  private func!: Function;
  /** CLIF types by local. */
  types: Int32Array = new Int32Array(INITIAL);
  count: number = 0;
  /** By local: its newest entry. */
  private head: Int32Array = new Int32Array(INITIAL);
  /** The log. */
  private logLocal: Int32Array = new Int32Array(INITIAL);
  private logPrev: Int32Array = new Int32Array(INITIAL);
  private logValue: Int32Array = new Int32Array(INITIAL);
  /** Merge of a lazy entry. */
  private logMerge: Int32Array = new Int32Array(INITIAL);
  length: number = 0;
  /** Entries from here on may be overwritten in place: nothing has looked at the log since. */
  private mark: number = 0;

  // Merges: joins and loop heads
  private mergeCount: number = 0;
  private mergeBlock: Int32Array = new Int32Array(INITIAL);
  /** Newest edge. */
  private mergeEdge: Int32Array = new Int32Array(INITIAL);
  private mergeSize: Int32Array = new Int32Array(INITIAL);
  /** Log position of the oldest edge. */
  private mergeFirst: Int32Array = new Int32Array(INITIAL);
  /** 0 join, 1 open loop, 2 closed loop. */
  private mergeLoop: Uint8Array = new Uint8Array(INITIAL);
  /** Parameters of an open loop that wait for their arguments: first and last of a list. */
  private pendingFirst: Int32Array = new Int32Array(INITIAL);
  private pendingLast: Int32Array = new Int32Array(INITIAL);

  private edgeCount: number = 0;
  private edgeInst: Int32Array = new Int32Array(INITIAL);
  private edgeIndex: Int32Array = new Int32Array(INITIAL);
  private edgePos: Int32Array = new Int32Array(INITIAL);
  private edgeNext: Int32Array = new Int32Array(INITIAL);

  private pendingCount: number = 0;
  private pendingEntry: Int32Array = new Int32Array(INITIAL);
  private pendingNext: Int32Array = new Int32Array(INITIAL);

  private frames: Int32Array = new Int32Array(2 * F_WORDS);
  private results: Int32Array = new Int32Array(INITIAL);
  /** Entries whose loop parameter is to be filled, in order. */
  private readonly fill: number[] = [];

  /** Steps so far, and how many are allowed. */
  work: number = 0;
  limit: number = 0;
  /** Called for every parameter made, with the local. */
  onParam: ((local: number, value: Value) => void) | undefined = undefined;

  /** Starts a function of `count` locals whose types are in `types`; their values follow by `init`. */
  begin(func: Function, count: number, limit: number): void {
    this.func = func;
    this.count = count;
    this.length = count;
    this.mark = count;
    this.mergeCount = 0;
    this.edgeCount = 0;
    this.pendingCount = 0;
    // The function before may have been given up in the middle.
    this.fill.length = 0;
    this.work = 0;
    this.limit = limit;
    if (this.head.length < count) this.head = new Int32Array(count * 2);
    while (this.logLocal.length < count + 1) this.growLog();
    for (let x = 0; x < count; x++) {
      this.head[x] = x;
      this.logLocal[x] = x;
      this.logPrev[x] = NONE;
    }
  }

  /** Makes room for the type of local `count`. */
  reserveTypes(count: number): void {
    if (this.types.length < count) this.types = grown(this.types, count);
  }

  init(local: number, value: Value): void {
    this.logValue[local] = value;
  }

  private growLog(): void {
    const n = this.logLocal.length * 2;
    this.logLocal = grown(this.logLocal, n);
    this.logPrev = grown(this.logPrev, n);
    this.logValue = grown(this.logValue, n);
    this.logMerge = grown(this.logMerge, n);
  }

  private push(local: number, value: number, merge: number): void {
    const e = this.length++;
    if (e === this.logLocal.length) this.growLog();
    this.logLocal[e] = local;
    this.logPrev[e] = this.head[local]!;
    this.logValue[e] = value;
    this.logMerge[e] = merge;
    this.head[local] = e;
  }

  private step(n: number): void {
    this.work += n;
    if (this.work > this.limit) throw TOO_MUCH_WORK;
  }

  get(local: number): Value {
    const v = this.logValue[this.head[local]!]!;
    return this.unalias(v >= 0 ? v : this.resolve(this.head[local]!));
  }

  set(local: number, value: Value): void {
    const e = this.head[local]!;
    if (e >= this.mark) this.logValue[e] = value;
    else this.push(local, value, NONE);
  }

  private unalias(v: number): Value {
    const { dfg } = this.func;
    return dfg.valueKind(v as Value) === VALUE_ALIAS ? dfg.resolveAliases(v as Value) : (v as Value);
  }

  /** The position of the log now; entries before it stay as they are. */
  position(): number {
    this.mark = this.length;
    return this.length;
  }

  /** A merge at `block`, without edges. */
  newMerge(block: Block): number {
    const m = this.mergeCount++;
    if (m === this.mergeBlock.length) {
      const n = m * 2;
      this.mergeBlock = grown(this.mergeBlock, n);
      this.mergeEdge = grown(this.mergeEdge, n);
      this.mergeFirst = grown(this.mergeFirst, n);
      this.mergeSize = grown(this.mergeSize, n);
      this.pendingFirst = grown(this.pendingFirst, n);
      this.pendingLast = grown(this.pendingLast, n);
      const loops = new Uint8Array(n);
      loops.set(this.mergeLoop);
      this.mergeLoop = loops;
    }
    this.mergeBlock[m] = block;
    this.mergeEdge[m] = NONE;
    this.mergeFirst[m] = NONE;
    this.mergeSize[m] = 0;
    this.mergeLoop[m] = 0;
    this.pendingFirst[m] = NONE;
    this.pendingLast[m] = NONE;
    return m;
  }

  /** Block call number `index` of `inst`, made at log position `pos`, goes to merge `m`. Positions never decrease. */
  addEdge(m: number, inst: Inst, index: number, pos: number): number {
    const e = this.edgeCount++;
    if (e === this.edgeInst.length) {
      const n = e * 2;
      this.edgeInst = grown(this.edgeInst, n);
      this.edgeIndex = grown(this.edgeIndex, n);
      this.edgePos = grown(this.edgePos, n);
      this.edgeNext = grown(this.edgeNext, n);
    }
    this.edgeInst[e] = inst;
    this.edgeIndex[e] = index;
    this.edgePos[e] = pos;
    this.edgeNext[e] = this.mergeEdge[m]!;
    if (this.mergeEdge[m]! < 0) this.mergeFirst[m] = pos;
    this.mergeEdge[m] = e;
    this.mergeSize[m]!++;
    return e;
  }

  /** Takes back edge `e` of merge `m`, which nobody has entered. */
  dropEdge(m: number, e: number): void {
    this.edgeInst[e] = NONE;
    this.mergeSize[m]!--;
  }

  hasEdges(m: number): boolean {
    return this.mergeSize[m]! > 0;
  }

  /** Control is at join `m`, all of whose edges are known. */
  enterJoin(m: number): void {
    const { head } = this;
    const end = this.position();
    const from = this.mergeFirst[m]!;
    this.step(end - from);
    for (let i = from; i < end; i++) {
      const x = this.logLocal[i]!;
      if (head[x] === i) this.push(x, LAZY, m);
    }
    this.mark = this.length;
  }

  /** Control is at the head of loop `m`: {@link loopLocal} for each local assigned in it, then {@link loopEntered}. */
  enterLoop(m: number): void {
    this.mergeLoop[m] = 1;
  }

  /** Local `x` is assigned somewhere in the loop just entered. */
  loopLocal(m: number, x: number): void {
    this.push(x, LAZY, m);
    this.step(1);
  }

  /** Ends the entry of a loop. */
  loopEntered(): void {
    this.mark = this.length;
  }

  /** Every edge to loop `m` is known now: its parameters get their arguments. */
  closeLoop(m: number): void {
    this.mergeLoop[m] = 2;
    this.position();
    for (let p = this.pendingFirst[m]!; p >= 0; p = this.pendingNext[p]!) {
      this.fill.push(this.pendingEntry[p]!);
      this.drainFill();
    }
  }

  /** Goes back to the state at `pos`: the beginning of an `else`. */
  restore(pos: number): void {
    const { head } = this;
    const end = this.position();
    this.step(end - pos);
    for (let i = pos; i < end; i++) {
      const x = this.logLocal[i]!;
      if (head[x] !== i) continue;
      let e = i;
      while (e >= pos) e = this.logPrev[e]!;
      this.push(x, -2 - e, NONE);
    }
    this.mark = this.length;
  }

  /** The entry that `e` is the same as. */
  private origin(e: number): number {
    let at = e;
    for (let v = this.logValue[at]!; v < LAZY; v = this.logValue[at]!) at = -2 - v;
    // Shorten the chain.
    for (let i = e; i !== at;) {
      const next = -2 - this.logValue[i]!;
      this.logValue[i] = this.logValue[at]! >= 0 ? this.logValue[at]! : -2 - at;
      i = next;
    }
    return at;
  }

  private resolve(entry: number): Value {
    const at = this.origin(entry);
    if (this.logValue[at]! < 0) {
      this.settle(at);
      this.drainFill();
    }
    return this.logValue[at]! as Value;
  }

  private drainFill(): void {
    for (let i = 0; i < this.fill.length; i++) {
      const e = this.fill[i]!;
      const x = this.logLocal[e]!;
      this.pushFrame(0, e, this.mergeEdge[this.logMerge[e]!]!, this.head[x]!, 0, this.logValue[e]!);
      this.run();
    }
    this.fill.length = 0;
  }

  /** Gives the lazy entry `at` its value. */
  private settle(at: number): void {
    const m = this.logMerge[at]!;
    if (this.mergeLoop[m] !== 0) {
      this.loopParam(at, m);
      return;
    }
    this.pushFrame(0, at, this.mergeEdge[m]!, this.logPrev[at]!, 0, NONE);
    this.run();
  }

  private loopParam(at: number, m: number): void {
    const x = this.logLocal[at]!;
    const param = this.makeParam(x, m);
    this.logValue[at] = param;
    if (this.mergeLoop[m] === 2) {
      this.fill.push(at);
      return;
    }
    const p = this.pendingCount++;
    if (p === this.pendingEntry.length) {
      this.pendingEntry = grown(this.pendingEntry, p * 2);
      this.pendingNext = grown(this.pendingNext, p * 2);
    }
    this.pendingEntry[p] = at;
    this.pendingNext[p] = NONE;
    if (this.pendingLast[m]! < 0) this.pendingFirst[m] = p;
    else this.pendingNext[this.pendingLast[m]!] = p;
    this.pendingLast[m] = p;
  }

  private makeParam(x: number, m: number): Value {
    const v = this.func.dfg.appendBlockParam(this.mergeBlock[m]! as Block, this.types[x]! as Type);
    this.onParam?.(x, v);
    return v;
  }

  private pushFrame(
    depth: number,
    entry: number,
    edge: number,
    walk: number,
    results: number,
    param: number,
  ): void {
    const at = depth * F_WORDS;
    if (at + F_WORDS > this.frames.length) this.frames = grown(this.frames, this.frames.length * 2);
    const { frames } = this;
    frames[at + F_ENTRY] = entry;
    frames[at + F_EDGE] = edge;
    frames[at + F_WALK] = walk;
    frames[at + F_RESULTS] = results;
    frames[at + F_PARAM] = param;
    frames[at + F_TOP] = results;
  }

  /** Works off the frame at depth 0 and those it needs. */
  private run(): void {
    let depth = 0;
    while (depth >= 0) {
      const at = depth * F_WORDS;
      const base = this.frames[at + F_RESULTS]!;
      let edge = this.frames[at + F_EDGE]!;
      let walk = this.frames[at + F_WALK]!;
      let top = this.frames[at + F_TOP]!;
      let waits = NONE;
      while (edge >= 0) {
        if (this.edgeInst[edge]! < 0) {
          edge = this.edgeNext[edge]!;
          continue;
        }
        const pos = this.edgePos[edge]!;
        while (walk >= pos) {
          walk = this.logPrev[walk]!;
          if (++this.work > this.limit) throw TOO_MUCH_WORK;
        }
        const e = this.origin(walk);
        if (this.logValue[e]! < 0) {
          const m = this.logMerge[e]!;
          if (this.mergeLoop[m] !== 0) this.loopParam(e, m);
          else {
            waits = e;
            break;
          }
        }
        if (top === this.results.length) this.results = grown(this.results, top * 2);
        this.results[top++] = this.logValue[e]!;
        edge = this.edgeNext[edge]!;
        this.work++;
      }
      const { frames } = this;
      frames[at + F_EDGE] = edge;
      frames[at + F_WALK] = walk;
      if (waits >= 0) {
        // The edge is looked at again when the entry it needs has its value.
        frames[at + F_TOP] = top;
        depth++;
        this.pushFrame(depth, waits, this.mergeEdge[this.logMerge[waits]!]!, this.logPrev[waits]!, top, NONE);
        continue;
      }
      this.finishFrame(at, base, top);
      depth--;
    }
  }

  private finishFrame(at: number, base: number, top: number): void {
    const { dfg } = this.func;
    const entry = this.frames[at + F_ENTRY]!;
    const m = this.logMerge[entry]!;
    const { results } = this;
    let param = this.frames[at + F_PARAM]!;
    const given = param >= 0;
    let only = NONE;
    let several = false;
    for (let i = base; i < top; i++) {
      const v = this.unalias(results[i]!);
      results[i] = v;
      if (v === param || v === only) continue;
      if (only >= 0) several = true;
      else only = v;
    }
    if (!several && only >= 0) {
      if (given) {
        dfg.removeBlockParam(param as Value);
        dfg.changeToAlias(param as Value, only as Value);
      }
      this.logValue[entry] = only;
      return;
    }
    if (!given) {
      param = this.makeParam(this.logLocal[entry]!, m);
      this.logValue[entry] = param;
    }
    // Results are newest edge first, as the list is.
    let i = base;
    for (let edge = this.mergeEdge[m]!; edge >= 0; edge = this.edgeNext[edge]!) {
      if (this.edgeInst[edge]! < 0) continue;
      dfg.appendTargetArg(this.edgeInst[edge]! as Inst, this.edgeIndex[edge]!, results[i++]!);
    }
  }
}

function grown(array: Int32Array, length: number): Int32Array {
  const next = new Int32Array(Math.max(length, array.length));
  next.set(array);
  return next;
}
