/**
 * The state of the single-pass allocator and what is done with it one step at a time: the forward scan, the loop stack, homes
 * and their choice, eviction, shared slots, groups of edits. `instructions.ts` and `allocate.ts` extend it by the walk.
 * The algorithm is explained in `allocate.ts`.
 *
 * Invariants: `regOwner[p] = v` if and only if the home of `v` is `p`, and `occupied` is the set of such p.
 */

import { InternalError } from "@cranelift-ts/entity";
import { DEBUG_LABEL_STRIDE, VREG_REMAT, grow } from "../function.ts";
import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import {
  ALLOC_KIND_REG,
  ALLOC_KIND_REMAT,
  ALLOC_KIND_SHIFT,
  ALLOC_KIND_SLOT,
  CONSTRAINT_ANY,
  CONSTRAINT_MASK,
  CONSTRAINT_STACK,
  NUM_CLASSES,
  NO_VREG,
  NUM_PREGS,
  OPERAND_DEF,
  OPERAND_VREG_MASK,
  PREG_SET_WORDS,
} from "../operand.ts";
import type { RegallocOutput } from "../output.ts";
import { BackwardEdits } from "./edits.ts";
import { LoopIntervals } from "./loops.ts";

export const NONE = -1;
export const REG: number = ALLOC_KIND_REG << ALLOC_KIND_SHIFT;
export const SLOT: number = ALLOC_KIND_SLOT << ALLOC_KIND_SHIFT;
export const REMAT: number = ALLOC_KIND_REMAT << ALLOC_KIND_SHIFT;
/** Loops nested deeper than this share the innermost set of written registers. */
export const MAX_LOOPS = 32;

/** What an instruction's operands contain, as found by the first look at them. */
export const HAS_FIXED_USE = 1;
export const HAS_LATE_DEF = 2;
export const HAS_EARLY_DEF = 4;
export const HAS_LATE_USE = 8;
export const HAS_ANY = 16;
/** Late defs fixed to a register or to memory, and others. */
export const HAS_FIXED_DEF = 32;
export const HAS_OTHER_DEF = 64;

/** Log2 of the words of a virtual register's record, and its fields besides the home, which is the first word. */
export const RECORD_SHIFT = 2;
export const SLOT_OF = 1;
export const DEF_AT = 2;
export const HINT = 3;

/** Where in `registers` the views begin. */
export const ALLOCATABLE_AT = 6;
export const PREFERRED_AT = 12;
export const OWNER_AT = 32;
export const WRITTEN_AT = 224;

/** Arrays start small and grow before V8 optimises what grows them. */
const INITIAL = 4;

/** Kinds of late defs, in the order in which they are placed. */
export const DEFS_FIXED = 0;
export const DEFS_REGISTER = 1;
export const DEFS_ANYWHERE = 2;
/** After the uses, when no register may be taken from anything any more. */
export const DEFS_ANYWHERE_LATER = 3;

/** Memory and elementary steps of the single-pass allocator. */
export class SinglePassState {
  protected func!: RegallocFunction;
  protected env!: MachineEnv;
  protected output!: RegallocOutput;
  protected readonly edits: BackwardEdits;
  protected readonly loops: LoopIntervals;

  /**
   * Per virtual register, four words, so that what is known of one is in one cache line: home or -1; slot or -1; where it is
   * defined; a register worth trying first, or -1. Definitions are compared by operand: twice its number plus 1, for a parameter
   * twice the number of the first operand of its block or a later one. After the last value's record there is one for
   * uses to write to in the forward scan.
   */
  protected values: Int32Array;
  /** Per virtual register: whether a terminator defines it; only filled when there are such. */
  protected ofTerminator: Uint8Array;
  protected terminatorsDefine: boolean;

  /**
   * The sets and tables below that the common path needs, in one array, so that it has fewer arrays to address; they are
   * views of it: `occupied` at word 0, `allocatable` at 6, `preferred` at 12, `regOwner` at 32, `written` at 224.
   */
  protected readonly registers: Int32Array;
  protected readonly allocatable: Int32Array;

  // Per physical register, and sets of them. The sets of one instruction are empty between instructions.
  protected readonly regOwner: Int32Array;
  /** The terminator that chose the register as a home that may not outlive it; or -1. */
  protected readonly shortHome: Int32Array;
  protected readonly occupied: Int32Array;
  protected readonly early: Int32Array;
  protected readonly late: Int32Array;
  /** Homes of register operands of the current instruction: poor victims. */
  protected readonly pinned: Int32Array;
  /** Homes of results that need a register elsewhere or here: no victims, each result settles its own. */
  protected readonly resultHomes: Int32Array;
  protected readonly preferred: Int32Array;
  protected readonly free: Int32Array;
  protected wantFree: boolean;
  /** Words of register sets up to the last that has an allocatable register or a fixed stack slot. */
  protected setWords: number;

  // Moves of the current instruction.
  protected afterFrom: Int32Array;
  protected afterTo: Int32Array;
  protected afterVreg: Int32Array;
  protected numAfter: number;
  /** Which of the moves after the instruction bring evicted values home; at a terminator only their number counts. */
  protected evicted: Int32Array;
  protected numEvicted: number;
  protected beforeTo: Int32Array;
  protected beforeVreg: Int32Array;
  protected numBefore: number;

  // Block boundaries.
  protected entryStart: Int32Array;
  protected entryEnd: Int32Array;
  /** Pairs (virtual register, physical register) that a block expects at its start. */
  protected entries: Int32Array;
  protected numEntries: number;
  /** Per parameter (index into the function's `params`): where the block expects it; none when nobody reads it. */
  protected paramPlace: Int32Array;
  /** Per edge to an earlier block: start in `latchPlaces` of the places of its arguments. */
  protected latchStart: Int32Array;
  protected latchPlaces: Int32Array;
  protected numLatchPlaces: number;

  /** Bit k: the homes at the current block's end are what its k-th successor expects. */
  protected agreed: number;

  // The stack of loops around the current block; index 0 stands for no loop.
  protected numLoops: number;
  protected readonly loopHeader: Int32Array;
  /** Per loop on the stack: twice the number of its first operand; definitions inside are not below. */
  protected readonly loopFirst: Int32Array;
  /** Twice the numbers of the first operands of clobbering instructions, and the union of all clobber sets. */
  protected callAt: Int32Array;
  protected readonly allClobbers: Int32Array;
  /** Per loop on the stack: registers written so far in it (six words each). The array is that of `edits`. */
  protected readonly written: Int32Array;

  /** Slots to share: by log2 of the size the first free one, by slot the next; and those of values just defined. */
  protected readonly freeSlot: Int32Array;
  protected nextFreeSlot: Int32Array;
  protected released: Int32Array;
  protected numReleased: number;
  /** Values with a slot that will be stored in it further up. */
  protected dueStores: number;
  /** Move instructions so far that are left. */
  protected copies: number;
  /** Whether the walk is at an ordinary instruction, where a new slot may be one that is used again further down. */
  protected mayShare: boolean;

  // Where the walk is.
  protected inst: number;
  protected clobberAt: number;
  /** Clobbering instructions above the walk, and the entry of the last in `callAt`, or -1. */
  protected calls: number;
  protected lastCall: number;
  protected atTerminator: boolean;
  /** Homes chosen by the current instruction, a terminator, may not outlive it. */
  protected shortHomes: boolean;

  // Debug labels: per virtual register, end of the home's range in points, and whether it is labelled.
  protected hasLabels: boolean;
  protected homeEnd: Int32Array;
  protected labelled: Uint8Array;
  protected homeRanges: Int32Array;
  protected numHomeRanges: number;

  constructor() {
    this.registers = new Int32Array(WRITTEN_AT + (MAX_LOOPS + 1) * PREG_SET_WORDS);
    this.written = this.registers.subarray(WRITTEN_AT);
    this.edits = new BackwardEdits(this.written);
    this.loops = new LoopIntervals();
    this.values = new Int32Array(2048);
    this.ofTerminator = new Uint8Array(0);
    this.terminatorsDefine = false;
    this.regOwner = this.registers.subarray(OWNER_AT, OWNER_AT + NUM_PREGS).fill(NONE);
    this.shortHome = new Int32Array(NUM_PREGS).fill(NONE);
    this.occupied = this.registers.subarray(0, PREG_SET_WORDS);
    this.allocatable = this.registers.subarray(ALLOCATABLE_AT, ALLOCATABLE_AT + PREG_SET_WORDS);
    this.early = new Int32Array(PREG_SET_WORDS);
    this.late = new Int32Array(PREG_SET_WORDS);
    this.pinned = new Int32Array(PREG_SET_WORDS);
    this.resultHomes = new Int32Array(PREG_SET_WORDS);
    this.preferred = this.registers.subarray(PREFERRED_AT, PREFERRED_AT + PREG_SET_WORDS);
    this.free = new Int32Array(PREG_SET_WORDS);
    this.wantFree = false;
    this.setWords = PREG_SET_WORDS;
    this.afterFrom = new Int32Array(INITIAL);
    this.afterTo = new Int32Array(INITIAL);
    this.afterVreg = new Int32Array(INITIAL);
    this.numAfter = 0;
    this.evicted = new Int32Array(INITIAL);
    this.numEvicted = 0;
    this.beforeTo = new Int32Array(INITIAL);
    this.beforeVreg = new Int32Array(INITIAL);
    this.numBefore = 0;
    this.entryStart = new Int32Array(INITIAL);
    this.entryEnd = new Int32Array(INITIAL);
    this.entries = new Int32Array(INITIAL);
    this.numEntries = 0;
    this.paramPlace = new Int32Array(INITIAL);
    this.latchStart = new Int32Array(INITIAL);
    this.latchPlaces = new Int32Array(INITIAL);
    this.numLatchPlaces = 0;
    this.agreed = 0;
    this.numLoops = 0;
    this.loopHeader = new Int32Array(MAX_LOOPS + 1);
    this.loopFirst = new Int32Array(MAX_LOOPS + 1);
    this.callAt = new Int32Array(INITIAL);
    this.allClobbers = new Int32Array(PREG_SET_WORDS);
    this.freeSlot = new Int32Array(32);
    this.nextFreeSlot = new Int32Array(INITIAL);
    this.released = new Int32Array(INITIAL);
    this.numReleased = 0;
    this.dueStores = 0;
    this.copies = 0;
    this.mayShare = false;
    this.inst = 0;
    this.clobberAt = 0;
    this.calls = 0;
    this.lastCall = NONE;
    this.atTerminator = false;
    this.shortHomes = false;
    this.hasLabels = false;
    this.homeEnd = new Int32Array(0);
    this.labelled = new Uint8Array(0);
    this.homeRanges = new Int32Array(INITIAL);
    this.numHomeRanges = 0;
  }

  // Preparation.

  protected prepare(): void {
    const { func, env } = this;
    const n = func.numVregs;
    if (this.values.length < (n + 1) << RECORD_SHIFT)
      this.values = new Int32Array(Math.max((n + 1) << RECORD_SHIFT, this.values.length * 2));
    this.values.fill(NONE, 0, n << RECORD_SHIFT);
    this.regOwner.fill(NONE);
    this.shortHome.fill(NONE);
    this.occupied.fill(0);
    this.preferred.fill(0);
    this.allocatable.set(env.allocatable);
    this.wantFree = false;
    this.early.fill(0);
    this.late.fill(0);
    this.pinned.fill(0);
    this.resultHomes.fill(0);
    this.setWords = 0;
    for (let w = 0; w < PREG_SET_WORDS; w++)
      if ((env.allocatable[w] | env.fixedStack[w]) !== 0) this.setWords = w + 1;
    for (let c = 0; c < NUM_CLASSES; c++) {
      const order = env.order[c as 0 | 1 | 2];
      for (let k = 0; k < env.numPreferred[c]; k++) this.preferred[order[k] >>> 5] |= 1 << (order[k] & 31);
      if (env.scratch[c] < 0 && order.length > 0) this.wantFree = true;
    }
    const numBlocks = func.numBlocks;
    if (this.entryStart.length < numBlocks) {
      this.entryStart = grow(this.entryStart, numBlocks);
      this.entryEnd = grow(this.entryEnd, numBlocks);
    }
    const numParams = func.blockParams[numBlocks];
    if (this.paramPlace.length < numParams) this.paramPlace = grow(this.paramPlace, numParams);
    if (this.latchStart.length < func.numEdges) this.latchStart = grow(this.latchStart, func.numEdges);
    this.numEntries = 0;
    this.numLatchPlaces = 0;
    this.freeSlot.fill(NONE);
    this.numReleased = 0;
    this.dueStores = 0;
    this.copies = 0;
    this.mayShare = false;
    this.loopFirst[0] = NONE;
    this.numLoops = 0;
    this.written.fill(0, 0, PREG_SET_WORDS);
    this.loopHeader[0] = NONE;
    this.scanDefs();
    this.loops.compute(func);
    this.hasLabels = func.numDebugLabels > 0;
    if (this.hasLabels) this.prepareLabels();
  }

  /** Where values are defined, and which instructions are calls. */
  protected scanDefs(): void {
    const { func, values, env } = this;
    const { operands, instOperands, instClobbers, blockInsts, blockParams, params, numOperands, numInsts } =
      func;
    const { numBlocks } = func;
    const dummy = func.numVregs;
    for (let o = 0; o < numOperands; o++) {
      const w0 = operands[2 * o];
      const w1 = operands[2 * o + 1];
      const v = w0 & OPERAND_VREG_MASK;
      if (v === NO_VREG) continue;
      // Uses write to the dummy: cheaper than a branch that is hard to foresee.
      const isDef = (w0 << 1) >> 31;
      values[((dummy ^ ((v ^ dummy) & isDef)) << RECORD_SHIFT) + DEF_AT] = 2 * o + 1;
      if ((w1 & 7) === 2 /* CONSTRAINT_FIXED */ && isDef !== 0 && env.isAllocatable(w1 >>> 8))
        values[(v << RECORD_SHIFT) + HINT] = w1 >>> 8;
    }
    for (let b = 0; b < numBlocks; b++) {
      for (let k = blockParams[b], end = blockParams[b + 1]; k < end; k++)
        values[(params[k] << RECORD_SHIFT) + DEF_AT] = 2 * instOperands[blockInsts[b]];
    }
    this.terminatorsDefine = false;
    for (let b = 0; b < numBlocks; b++) {
      const last = blockInsts[b + 1] - 1;
      for (let o = instOperands[last], end = instOperands[last + 1]; o < end; o++)
        if ((operands[2 * o] & OPERAND_DEF) !== 0)
          this.markTerminatorDef(operands[2 * o] & OPERAND_VREG_MASK);
    }
    this.allClobbers.fill(0);
    let calls = 0;
    const numSets = func.numClobberSets;
    if (numSets > 1) {
      for (let k = 1; k < numSets; k++)
        for (let w = 0; w < PREG_SET_WORDS; w++)
          this.allClobbers[w] |= func.clobberSets[k * PREG_SET_WORDS + w];
      for (let i = 0; i < numInsts; i++) {
        if (instClobbers[i] === 0) continue;
        if (calls === this.callAt.length) this.callAt = grow(this.callAt, calls + 1);
        this.callAt[calls++] = 2 * instOperands[i];
      }
    }
    this.calls = calls;
    this.lastCall = calls > 0 ? this.callAt[calls - 1] : NONE;
  }

  private markTerminatorDef(v: number): void {
    if (v === NO_VREG) return;
    const { numVregs } = this.func;
    if (!this.terminatorsDefine) {
      if (this.ofTerminator.length < numVregs) this.ofTerminator = new Uint8Array(numVregs * 2);
      else this.ofTerminator.fill(0, 0, numVregs);
      this.terminatorsDefine = true;
    }
    this.ofTerminator[v] = 1;
  }

  // Loops.

  protected enterLoop(header: number): void {
    if (this.numLoops === MAX_LOOPS) return;
    const n = ++this.numLoops;
    this.loopHeader[n] = header;
    this.loopFirst[n] = 2 * this.func.instOperands[this.func.blockInsts[header]];
    // What calls in the loop clobber is known beforehand, near enough.
    const calls = this.lastCall >= this.loopFirst[n];
    for (let w = 0; w < PREG_SET_WORDS; w++)
      this.written[n * PREG_SET_WORDS + w] = calls ? this.allClobbers[w] : 0;
  }

  protected leaveLoop(): void {
    const n = this.numLoops--;
    for (let w = 0; w < PREG_SET_WORDS; w++)
      this.written[(n - 1) * PREG_SET_WORDS + w] |= this.written[n * PREG_SET_WORDS + w];
  }

  /** Index in the loop stack of the innermost loop around the current block that also contains block `b`, which is later. */
  protected loopOf(b: number): number {
    let k = this.numLoops;
    while (k > 0 && b > this.loops.end[this.loopHeader[k]]) k--;
    return k;
  }

  protected markWritten(p: number): void {
    this.written[this.numLoops * PREG_SET_WORDS + (p >>> 5)] |= 1 << (p & 31);
  }

  // Homes.

  protected setHome(v: number, p: number): void {
    this.values[v << RECORD_SHIFT] = p;
    this.regOwner[p] = v;
    this.occupied[p >>> 5] |= 1 << (p & 31);
  }

  protected clearHome(v: number, p: number): void {
    this.values[v << RECORD_SHIFT] = NONE;
    this.regOwner[p] = NONE;
    this.occupied[p >>> 5] &= ~(1 << (p & 31));
  }

  protected slotOf(v: number): number {
    let s = this.values[(v << RECORD_SHIFT) + SLOT_OF];
    if (s === NONE) {
      s = this.mayShare ? this.takeFreeSlot(v) : NONE;
      if (s === NONE) s = this.output.addSlot(this.func.vregBytes[v], this.func.vregAlign[v]);
      this.values[(v << RECORD_SHIFT) + SLOT_OF] = s;
      this.dueStores += this.storesDue(v);
    }
    return SLOT | s;
  }

  /** A slot whose value is defined further down, fit for `v`; or -1. */
  protected takeFreeSlot(v: number): number {
    const def = this.values[(v << RECORD_SHIFT) + DEF_AT];
    // A terminator's results are stored at the heads of all its successors, whether or not they are alive there.
    if (this.terminatorsDefine && this.ofTerminator[v] !== 0) return NONE;
    // A parameter of a block without operands before the loop looks like one of the header.
    if (def <= this.loopFirst[this.numLoops]) return NONE;
    const size = 31 - Math.clz32(this.func.vregBytes[v]);
    const s = this.freeSlot[size];
    if (s === NONE || this.output.slotAlign[s] < this.func.vregAlign[v]) return NONE;
    this.freeSlot[size] = this.nextFreeSlot[s];
    return s;
  }

  /** Makes the slots of values whose definitions have been passed free for values defined further up. */
  protected freeSlots(): void {
    const { released, output } = this;
    if (this.nextFreeSlot.length < output.numSlots)
      this.nextFreeSlot = grow(this.nextFreeSlot, output.numSlots);
    for (let k = 0; k < this.numReleased; k++) {
      const s = released[k];
      const size = 31 - Math.clz32(output.slotBytes[s]);
      this.nextFreeSlot[s] = this.freeSlot[size];
      this.freeSlot[size] = s;
    }
    this.numReleased = 0;
  }

  /** The definition of `v` is passed, which has slot `s`. */
  protected releaseSlot(v: number, s: number): void {
    this.dueStores -= this.storesDue(v);
    if (this.numReleased === this.released.length) this.released = grow(this.released, this.numReleased + 1);
    this.released[this.numReleased++] = s;
  }

  /**
   * The least number of edits that will bring `v` to its slot: 1, or 0 if the definition may write the slot itself or is
   * a terminator's. To a parameter the edges bring it.
   */
  private storesDue(v: number): number {
    const def = this.values[(v << RECORD_SHIFT) + DEF_AT];
    if ((def & 1) === 0) return 1;
    const constraint = this.func.operands[def] & CONSTRAINT_MASK;
    if (constraint === CONSTRAINT_ANY || constraint === CONSTRAINT_STACK) return 0;
    return this.terminatorsDefine && this.ofTerminator[v] !== 0 ? 0 : 1;
  }

  /** Where a value without a home comes from when it has to get to `to`. */
  protected sourceOf(v: number, to: number): number {
    if ((this.func.vregFlags[v] & VREG_REMAT) !== 0 && !this.env.isMemory(to)) return REMAT | v;
    return this.slotOf(v);
  }

  protected infoOf(v: number): number {
    return this.func.vregClass[v] | (this.func.vregBytes[v] << 8);
  }

  /**
   * The best register of the candidate bits of one word of a register set for value `v`; `candidates` is not 0. Each wish
   * narrows the candidates down unless none is left then; without branches, which would be hard to foresee.
   */
  protected choose(v: number, word: number, candidates: number): number {
    const { values, registers } = this;
    let best = candidates;
    const record = v << RECORD_SHIFT;
    const def = values[record + DEF_AT];
    const n = this.numLoops;
    const at = 224 /* WRITTEN_AT */ + word;
    const written = registers[at + n * 6 /* PREG_SET_WORDS */];
    // All ones for a value from outside the loop.
    const outside = (def - this.loopFirst[n]) >> 31;
    if (n > 1 && outside !== 0) {
      // A register that the outermost loop not containing the definition leaves alone, if possible.
      let k = n;
      while (k > 1 && def < this.loopFirst[k - 1]) k--;
      best = narrow(best, ~registers[at + k * 6 /* PREG_SET_WORDS */]);
    }
    best = narrow(best, ~(written & outside));
    // Values that live across a call had better be in a register that calls leave alone.
    best = narrow(best, registers[12 /* PREFERRED_AT */ + word] ^ ((def - this.lastCall) >> 31));
    const hint = values[record + HINT];
    best = narrow(best, (1 << (hint & 31)) & ((((hint >>> 5) ^ word) - 1) >> 31));
    // A value made inside takes a register that the loop has written already.
    best = narrow(best, written | outside);
    return (word << 5) + 31 - Math.clz32(best & (0 - best));
  }

  /** Like `choose`, over both words of a class; -1 when there is no candidate. */
  protected chooseIn(v: number, c: number, candidates0: number, candidates1: number): number {
    if (candidates0 !== 0) return this.choose(v, 2 * c, candidates0);
    if (candidates1 !== 0) return this.choose(v, 2 * c + 1, candidates1);
    return NONE;
  }

  /** A free register that survives the current instruction, or -1. */
  protected findSurviving(v: number, c: number): number {
    const { occupied, early, late } = this;
    const { allocatable } = this.env;
    const { clobberSets } = this.func;
    const w = 2 * c;
    const at = this.clobberAt + w;
    return this.chooseIn(
      v,
      c,
      allocatable[w] & ~occupied[w] & ~early[w] & ~late[w] & ~clobberSets[at],
      allocatable[w + 1] & ~occupied[w + 1] & ~early[w + 1] & ~late[w + 1] & ~clobberSets[at + 1],
    );
  }

  /**
   * Takes value `w`, which lives through the current instruction, out of its home: into a surviving register or its slot,
   * and back home after the instruction.
   */
  protected evict(w: number): void {
    const home = this.values[w << RECORD_SHIFT];
    const q = this.findSurviving(w, this.func.vregClass[w]);
    this.endHome(w, home);
    this.clearHome(w, home);
    if (q !== NONE) {
      this.setHome(w, q);
      this.shortHome[q] = this.shortHome[home];
      this.beginHome(w, 2 * this.inst + 1);
    }
    const k = this.numEvicted;
    if (this.atTerminator) {
      this.numEvicted = k + 1;
      return; // What the successors expect is settled by moves at their heads.
    }
    const from = q !== NONE ? REG | q : this.sourceOf(w, REG | home);
    // Evicted twice: the first move back starts from the new place.
    for (let e = 0; e < k; e++) {
      const move = this.evicted[e];
      if (this.afterVreg[move] === w && this.afterFrom[move] === (REG | home)) {
        this.afterFrom[move] = from;
        return;
      }
    }
    if (k === this.evicted.length) this.evicted = grow(this.evicted, k + 1);
    this.evicted[k] = this.numAfter;
    this.numEvicted = k + 1;
    this.after(w, from, REG | home);
  }

  /** The value to evict among the registers in the candidate bits: defined furthest up, as its register is held longest. */
  protected victimIn(word: number, candidates: number): number {
    let best = NONE;
    let bestDef = 0x7fffffff;
    for (let t = candidates; t !== 0; t &= t - 1) {
      const p = (word << 5) + 31 - Math.clz32(t & -t);
      const d = this.values[(this.regOwner[p] << RECORD_SHIFT) + DEF_AT];
      if (d < bestDef) {
        bestDef = d;
        best = p;
      }
    }
    return best;
  }

  /** Frees a register among the occupied ones in the candidate words and returns it. */
  protected takeOccupied(c: number, candidates0: number, candidates1: number): number {
    const { pinned, resultHomes } = this;
    const w = 2 * c;
    candidates0 &= ~resultHomes[w];
    candidates1 &= ~resultHomes[w + 1];
    let p = this.victimIn(w, candidates0 & ~pinned[w]);
    if (p === NONE) p = this.victimIn(w + 1, candidates1 & ~pinned[w + 1]);
    if (p === NONE) p = this.victimIn(w, candidates0);
    if (p === NONE) p = this.victimIn(w + 1, candidates1);
    if (p === NONE)
      throw new InternalError(
        `instruction ${this.inst} needs more registers than there are: validate the function`,
      );
    this.evict(this.regOwner[p]);
    return p;
  }

  /** A register for a use at the start of the instruction. */
  protected pickEarly(v: number, c: number, limit: number): number {
    const w = 2 * c;
    const a0 = this.env.allocatable[w] & ~this.early[w] & lowBits(limit);
    const a1 = this.env.allocatable[w + 1] & ~this.early[w + 1] & lowBits(limit - 32);
    const p = this.chooseIn(v, c, a0 & ~this.occupied[w], a1 & ~this.occupied[w + 1]);
    return p !== NONE ? p : this.takeOccupied(c, a0 & this.occupied[w], a1 & this.occupied[w + 1]);
  }

  /** A free register for a use at the start of the instruction, or -1. */
  protected findEarly(v: number, c: number): number {
    const w = 2 * c;
    const { occupied, early } = this;
    const { allocatable } = this.env;
    return this.chooseIn(
      v,
      c,
      allocatable[w] & ~early[w] & ~occupied[w],
      allocatable[w + 1] & ~early[w + 1] & ~occupied[w + 1],
    );
  }

  /** A register for a late def; with `both`, one that is also free at the start (a reuse pair). */
  protected pickLate(v: number, c: number, limit: number, both: boolean): number {
    const w = 2 * c;
    const { early, late, occupied } = this;
    const { allocatable } = this.env;
    const a0 = allocatable[w] & ~late[w] & (both ? ~early[w] : -1) & lowBits(limit);
    const a1 = allocatable[w + 1] & ~late[w + 1] & (both ? ~early[w + 1] : -1) & lowBits(limit - 32);
    const p = this.chooseIn(v, c, a0 & ~occupied[w], a1 & ~occupied[w + 1]);
    return p !== NONE ? p : this.takeOccupied(c, a0 & occupied[w], a1 & occupied[w + 1]);
  }

  /** A free register for a late def, or -1. */
  protected findLate(v: number, c: number): number {
    const w = 2 * c;
    const { occupied, late } = this;
    const { allocatable } = this.env;
    return this.chooseIn(
      v,
      c,
      allocatable[w] & ~late[w] & ~occupied[w],
      allocatable[w + 1] & ~late[w + 1] & ~occupied[w + 1],
    );
  }

  /** A register held through the whole instruction (late use, early def). */
  protected pickThrough(v: number, c: number, limit: number): number {
    const w = 2 * c;
    const { early, late, occupied } = this;
    const { allocatable } = this.env;
    const { clobberSets } = this.func;
    const a0 = allocatable[w] & ~late[w] & ~early[w] & ~clobberSets[this.clobberAt + w] & lowBits(limit);
    const a1 =
      allocatable[w + 1] &
      ~late[w + 1] &
      ~early[w + 1] &
      ~clobberSets[this.clobberAt + w + 1] &
      lowBits(limit - 32);
    const p = this.chooseIn(v, c, a0 & ~occupied[w], a1 & ~occupied[w + 1]);
    return p !== NONE ? p : this.takeOccupied(c, a0 & occupied[w], a1 & occupied[w + 1]);
  }

  // Moves around the current instruction.

  protected after(v: number, from: number, to: number): void {
    const n = this.numAfter;
    if (n === this.afterFrom.length) {
      this.afterFrom = grow(this.afterFrom, n + 1);
      this.afterTo = grow(this.afterTo, n + 1);
      this.afterVreg = grow(this.afterVreg, n + 1);
    }
    this.afterFrom[n] = from;
    this.afterTo[n] = to;
    this.afterVreg[n] = v;
    this.numAfter = n + 1;
  }

  /** Before the instruction, `v` has to be copied from wherever it is to `to`. */
  protected before(v: number, to: number): void {
    const n = this.numBefore;
    if (n === this.beforeTo.length) {
      this.beforeTo = grow(this.beforeTo, n + 1);
      this.beforeVreg = grow(this.beforeVreg, n + 1);
    }
    this.beforeTo[n] = to;
    this.beforeVreg[n] = v;
    this.numBefore = n + 1;
  }

  /** Makes one edit at the point where the walk is. */
  protected singleMove(point: number, from: number, to: number, info: number): void {
    this.edits.single(point, from, to, info);
    if (to >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) this.markWritten(to & 255);
  }

  /** Sets `free` to the allocatable registers outside `occupied` and the given set. */
  protected computeFree(taken: Int32Array): void {
    for (let w = 0; w < this.setWords; w++)
      this.free[w] = this.env.allocatable[w] & ~this.occupied[w] & ~taken[w];
  }

  // Debug labels. A home's range ends (exclusive, in points) where it was chosen, and begins where the walk gives it up.

  protected prepareLabels(): void {
    const { func } = this;
    if (this.labelled.length < func.numVregs) {
      this.labelled = new Uint8Array(func.numVregs * 2);
      this.homeEnd = new Int32Array(func.numVregs * 2);
    }
    this.labelled.fill(0, 0, func.numVregs);
    for (let k = 0; k < func.numDebugLabels; k++)
      this.labelled[func.debugLabels[k * DEBUG_LABEL_STRIDE + 1]] = 1;
    this.numHomeRanges = 0;
  }

  protected beginHome(v: number, end: number): void {
    if (this.hasLabels) this.homeEnd[v] = end;
  }

  /** The walk takes the value out of its home at the current instruction; it gets there in the edits after it. */
  protected endHome(v: number, p: number): void {
    if (this.hasLabels && this.labelled[v] !== 0) this.addHomeRange(v, 2 * this.inst + 2, p);
  }

  protected addHomeRange(v: number, from: number, p: number): void {
    if (from >= this.homeEnd[v]) return;
    const at = this.numHomeRanges * 4;
    if (at + 4 > this.homeRanges.length) this.homeRanges = grow(this.homeRanges, at + 4);
    this.homeRanges[at] = v;
    this.homeRanges[at + 1] = from;
    this.homeRanges[at + 2] = this.homeEnd[v];
    this.homeRanges[at + 3] = p;
    this.numHomeRanges++;
  }
}

/** A word with the lowest `n` bits set; all of them from 32 on, none up to 0. */
function lowBits(n: number): number {
  return n >= 32 ? -1 : n <= 0 ? 0 : (1 << n) - 1;
}

/** The part of `set` that is in `wish`, or `set` if that part is empty. */
function narrow(set: number, wish: number): number {
  const part = set & wish;
  return set & (wish | ~((part | (0 - part)) >> 31));
}
