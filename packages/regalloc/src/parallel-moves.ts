/**
 * Turns a set of moves that happen at once into edits that happen one after another.
 *
 * Destinations are distinct, so the graph "destination is read by" consists of trees hanging off disjoint cycles. Moves
 * whose destination nobody still reads are emitted first; what is left then are pure cycles, each broken by saving one
 * destination and reading the saved copy instead.
 *
 * Memory to memory needs a register. In order of preference: one that already received the same source in this set; the
 * class's scratch register; a register the caller says is free and that no move of the set touches; and last, any
 * allocatable register, saved to an emergency slot and restored around the move. A cycle is saved in such a free register
 * or, where there is none or the cycle itself needs it for memory-to-memory moves, in another emergency slot.
 * Emergency slots are made once per class and function.
 *
 * A rematerialisation reads nothing; like a load it is emitted once its destination is no longer read.
 *
 * Cost is linear in the number of moves. All state is in the object and is left clean by `resolve`; nothing is allocated
 * per move.
 */

import { InternalError } from "@cranelift-ts/entity";
import { grow } from "./function.ts";
import type { MachineEnv } from "./machine-env.ts";
import {
  ALLOC_INDEX_MASK,
  ALLOC_KIND_REG,
  ALLOC_KIND_REMAT,
  ALLOC_KIND_SHIFT,
  ALLOC_KIND_SLOT,
  NUM_CLASSES,
  NUM_PREGS,
  PREG_SET_WORDS,
  allocReg,
  allocSlot,
} from "./operand.ts";
import { editInfo } from "./output.ts";
import type { RegallocOutput } from "./output.ts";

const NONE = -1;
/** Sets up to this size are tried by comparing all pairs. */
const SMALL = 8;

/** Reusable resolver: `begin` per function; per program point any number of `add`, then `resolve`. */
export class ParallelMoves {
  private env: MachineEnv | undefined;
  private output: RegallocOutput | undefined;
  private hasFixedStack: boolean;
  private count: number;
  private from: Int32Array;
  private to: Int32Array;
  private info: Int32Array;
  private emitted: Int32Array;
  /** By location (register number, or NUM_PREGS + slot): moves not yet emitted that read it. All 0 between calls. */
  private readers: Int32Array;
  /** By location: 1 + the move that writes it; 0 none. All 0 between calls. */
  private writer: Int32Array;
  /** Registers that moves of the current set read, and write. */
  private readonly sources: Int32Array;
  private readonly targets: Int32Array;
  /** Whether the set has a slot as a source or target, in bits 0 and 1, or something else that needs the full treatment, in bit 2. */
  private kinds: number;
  /** Move stacks: ready with a register on at least one side; ready from memory to memory. */
  private ready: Int32Array;
  private readyMemory: Int32Array;
  private numReady: number;
  private numReadyMemory: number;
  /** Per class: emergency slot for a saved cycle, and for a saved victim register; -1 not made yet. */
  private readonly cycleSlot: Int32Array;
  private readonly victimSlot: Int32Array;

  constructor() {
    this.env = undefined;
    this.output = undefined;
    this.hasFixedStack = false;
    this.count = 0;
    this.from = new Int32Array(64);
    this.to = new Int32Array(64);
    this.info = new Int32Array(64);
    this.emitted = new Int32Array(64);
    this.readers = new Int32Array(NUM_PREGS + 64);
    this.writer = new Int32Array(NUM_PREGS + 64);
    this.sources = new Int32Array(PREG_SET_WORDS);
    this.targets = new Int32Array(PREG_SET_WORDS);
    this.kinds = 0;
    this.ready = new Int32Array(64);
    this.readyMemory = new Int32Array(64);
    this.numReady = 0;
    this.numReadyMemory = 0;
    this.cycleSlot = new Int32Array(NUM_CLASSES).fill(NONE);
    this.victimSlot = new Int32Array(NUM_CLASSES).fill(NONE);
  }

  /** Starts on a function; edits and emergency slots go to `output`. */
  begin(env: MachineEnv, output: RegallocOutput): void {
    this.env = env;
    this.output = output;
    this.hasFixedStack = false;
    for (let w = 0; w < PREG_SET_WORDS; w++) if (env.fixedStack[w] !== 0) this.hasFixedStack = true;
    this.count = 0;
    this.clear();
    this.cycleSlot.fill(NONE);
    this.victimSlot.fill(NONE);
  }

  /** Number of moves added since the last `resolve`. */
  get size(): number {
    return this.count;
  }

  /**
   * Adds a move of the current set. Moves to the same place from the same place count once.
   * A move from a place to itself only says that the place is in use.
   */
  add(from: number, to: number, info: number): void {
    const fromKind = from >>> ALLOC_KIND_SHIFT;
    if (fromKind === ALLOC_KIND_REG) this.sources[(from & ALLOC_INDEX_MASK) >>> 5] |= 1 << (from & 31);
    // A value that stays where it is makes its register unfit as a temporary, no more.
    if (from === to) return;
    if (fromKind === ALLOC_KIND_SLOT) this.kinds |= 1;
    if (this.hasFixedStack && fromKind === ALLOC_KIND_REG && this.env!.isFixedStack(from & ALLOC_INDEX_MASK))
      this.kinds |= 1;
    if (to >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) {
      const word = (to & ALLOC_INDEX_MASK) >>> 5;
      const bit = 1 << (to & 31);
      if ((this.targets[word] & bit) !== 0) this.kinds |= 4;
      this.targets[word] |= bit;
    } else {
      this.kinds |= 2;
    }
    const n = this.count;
    if (n === this.from.length) {
      this.from = grow(this.from, n + 1);
      this.to = grow(this.to, n + 1);
      this.info = grow(this.info, n + 1);
      this.emitted = grow(this.emitted, n + 1);
      this.ready = grow(this.ready, n + 1);
      this.readyMemory = grow(this.readyMemory, n + 1);
    }
    this.from[n] = from;
    this.to[n] = to;
    this.info[n] = info;
    this.count = n + 1;
  }

  /**
   * Appends the edits of the set to the output at `point` and empties the set. `free` is a set of physical registers that
   * hold nothing needed at the point (six words from `freeAt`), or undefined when none is known.
   *
   * @throws InternalError when two moves write one place from different places.
   */
  resolve(point: number, free: Int32Array | undefined, freeAt: number): void {
    const n = this.count;
    if (n === 0) {
      this.clear();
      return;
    }
    const { sources, targets } = this;
    let overlap = 0;
    for (let w = 0; w < PREG_SET_WORDS; w++) overlap |= sources[w] & targets[w];
    if (overlap === 0 && this.kinds === 0) {
      // Registers only, and nothing that is read is written: the order does not matter.
      const output = this.output!;
      for (let m = 0; m < n; m++) output.addEdit(point, this.from[m], this.to[m], this.info[m]);
    } else {
      const left = n <= SMALL && (this.kinds & 4) === 0 ? this.small(n, point) : n;
      if (left > 0) this.sequence(left, point, free, freeAt);
    }
    this.clear();
  }

  private clear(): void {
    this.count = 0;
    this.kinds = 0;
    const { sources, targets } = this;
    for (let w = 0; w < PREG_SET_WORDS; w++) {
      sources[w] = 0;
      targets[w] = 0;
    }
  }

  /**
   * Emits, by comparing all pairs, the moves of a small set that can go before all that are left, again and again.
   * Returns how many are left, moved to the front: cycles, moves from memory to memory, and what has to wait for them.
   */
  private small(n: number, point: number): number {
    const { from, to, info } = this;
    const output = this.output!;
    let left = n;
    for (let progress = true; progress && left > 0;) {
      progress = false;
      for (let m = left - 1; m >= 0; m--) {
        const target = to[m];
        let blocked = this.kinds !== 0 && this.isMemory(from[m], target);
        for (let k = 0; k < left && !blocked; k++)
          blocked = k !== m && (from[k] === target || to[k] === target);
        if (blocked) continue;
        output.addEdit(point, from[m], target, info[m]);
        left--;
        from[m] = from[left];
        to[m] = to[left];
        info[m] = info[left];
        progress = true;
      }
    }
    return left;
  }

  private sequence(n: number, point: number, free: Int32Array | undefined, freeAt: number): void {
    const { from, to, emitted } = this;
    const output = this.output!;
    if (this.readers.length < NUM_PREGS + output.numSlots + 2 * NUM_CLASSES) {
      this.readers = grow(this.readers, NUM_PREGS + output.numSlots + 2 * NUM_CLASSES);
      this.writer = grow(this.writer, NUM_PREGS + output.numSlots + 2 * NUM_CLASSES);
    }
    const { readers, writer } = this;
    let left = n;
    for (let m = 0; m < n; m++) {
      const w = location(to[m]);
      const other = writer[w];
      emitted[m] = 0;
      if (other !== 0) {
        if (from[other - 1] !== from[m]) throw new InternalError("two parallel moves to one place");
        emitted[m] = 2;
        left--;
        continue;
      }
      writer[w] = m + 1;
      if (from[m] >>> ALLOC_KIND_SHIFT !== ALLOC_KIND_REMAT) readers[location(from[m])]++;
    }
    this.numReady = 0;
    this.numReadyMemory = 0;
    for (let m = 0; m < n; m++) if (emitted[m] === 0 && readers[location(to[m])] === 0) this.pushReady(m);
    let scan = 0;
    const firstEdit = output.numEdits;
    while (left > 0) {
      while (this.numReady > 0 || this.numReadyMemory > 0) {
        const m = this.numReady > 0 ? this.ready[--this.numReady] : this.readyMemory[--this.numReadyMemory];
        this.emit(m, point, free, freeAt, n, firstEdit);
        left--;
      }
      if (left === 0) break;
      while (emitted[scan] !== 0) scan++;
      this.breakCycle(scan, point, free, freeAt);
    }
    for (let m = 0; m < n; m++) {
      writer[location(to[m])] = 0;
      if (from[m] >>> ALLOC_KIND_SHIFT !== ALLOC_KIND_REMAT) readers[location(from[m])] = 0;
    }
  }

  private isMemory(from: number, to: number): boolean {
    return this.env!.isMemory(from) && this.env!.isMemory(to);
  }

  private pushReady(m: number): void {
    if (this.isMemory(this.from[m], this.to[m])) this.readyMemory[this.numReadyMemory++] = m;
    else this.ready[this.numReady++] = m;
  }

  private emit(
    m: number,
    point: number,
    free: Int32Array | undefined,
    freeAt: number,
    n: number,
    firstEdit: number,
  ): void {
    const { from, to, info } = this;
    const output = this.output!;
    if (!this.isMemory(from[m], to[m])) {
      output.addEdit(point, from[m], to[m], info[m]);
    } else {
      this.memoryMove(from[m], to[m], info[m], point, free, freeAt, n, firstEdit);
    }
    this.emitted[m] = 1;
    if (from[m] >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REMAT) return;
    const source = location(from[m]);
    if (--this.readers[source] === 0) {
      const next = this.writer[source] - 1;
      if (next >= 0 && this.emitted[next] === 0) this.pushReady(next);
    }
  }

  private memoryMove(
    from: number,
    to: number,
    info: number,
    point: number,
    free: Int32Array | undefined,
    freeAt: number,
    n: number,
    firstEdit: number,
  ): void {
    const output = this.output!;
    const regClass = info & 3;
    // Destinations stay as written until the set is done, so an earlier load of the same source is still good. Not so
    // the emergency slot, which every cycle overwrites.
    const reloadable = from !== allocSlot(this.cycleSlot[regClass]);
    for (let m = 0; m < n && reloadable; m++) {
      if (
        this.emitted[m] === 1 &&
        this.from[m] === from &&
        this.to[m] >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG &&
        !this.env!.isMemory(this.to[m]) &&
        output.numEdits > firstEdit
      ) {
        output.addEdit(point, this.to[m], to, info);
        return;
      }
      if (m > 8) break; // The search is a nicety; bounded so that huge sets stay linear.
    }
    let temp = this.freeRegister(regClass, free, freeAt);
    if (temp >= 0) {
      output.addEdit(point, from, allocReg(temp), info);
      output.addEdit(point, allocReg(temp), to, info);
      return;
    }
    temp = this.env!.order[regClass as 0 | 1 | 2][0];
    const save = allocSlot(this.emergencySlot(this.victimSlot, regClass));
    const whole = editInfo(regClass, this.env!.registerBytes[regClass]);
    output.addEdit(point, allocReg(temp), save, whole);
    output.addEdit(point, from, allocReg(temp), info);
    output.addEdit(point, allocReg(temp), to, info);
    output.addEdit(point, save, allocReg(temp), whole);
  }

  /** Scratch, or a register the caller says is free and that no move of the set reads or writes; -1 when there is none. */
  private freeRegister(regClass: number, free: Int32Array | undefined, freeAt: number): number {
    const env = this.env!;
    const scratch = env.scratch[regClass];
    if (scratch >= 0) return scratch;
    if (free === undefined) return NONE;
    const order = env.order[regClass as 0 | 1 | 2];
    for (let k = 0; k < order.length; k++) {
      const p = order[k];
      if (((free[freeAt + (p >>> 5)] & ~(this.sources[p >>> 5] | this.targets[p >>> 5])) >>> (p & 31)) & 1)
        return p;
    }
    return NONE;
  }

  private emergencySlot(table: Int32Array, regClass: number): number {
    if (table[regClass] === NONE) {
      const bytes = this.env!.registerBytes[regClass];
      table[regClass] = this.output!.addSlot(bytes, bytes);
    }
    return table[regClass];
  }

  /** All moves left are in cycles: saves a destination of the cycle through `start`, redirects its reader, frees it. */
  private breakCycle(start: number, point: number, free: Int32Array | undefined, freeAt: number): void {
    const { from, to, info, readers, writer } = this;
    const env = this.env!;
    const output = this.output!;
    // Walk the cycle backwards: from the writer of a place to the writer of its source.
    let memoryMoves = false;
    let victim = start;
    let m = start;
    do {
      if (this.isMemory(from[m], to[m])) memoryMoves = true;
      if (!env.isMemory(to[m])) victim = m;
      m = writer[location(from[m])] - 1;
    } while (m !== start);
    // The one move that reads the victim's destination: its predecessor on the walk.
    let reader = start;
    while (from[reader] !== to[victim]) reader = writer[location(from[reader])] - 1;
    const place = to[victim];
    const regClass = info[reader] & 3;
    const temp = memoryMoves ? NONE : this.freeRegister(regClass, free, freeAt);
    let saved: number;
    if (temp >= 0) {
      saved = allocReg(temp);
      output.addEdit(point, place, saved, info[reader]);
    } else {
      saved = allocSlot(this.emergencySlot(this.cycleSlot, regClass));
      if (env.isMemory(place))
        this.memoryMove(place, saved, info[reader], point, free, freeAt, 0, output.numEdits);
      else output.addEdit(point, place, saved, info[reader]);
    }
    from[reader] = saved;
    readers[location(place)] = 0;
    readers[location(saved)]++;
    this.pushReady(victim);
  }
}

function location(alloc: number): number {
  return alloc >>> ALLOC_KIND_SHIFT === ALLOC_KIND_SLOT
    ? NUM_PREGS + (alloc & ALLOC_INDEX_MASK)
    : alloc & ALLOC_INDEX_MASK;
}
