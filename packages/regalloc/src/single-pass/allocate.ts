/**
 * The single-pass allocator: one backward walk over the instructions, for the fastest compile time.
 *
 * Walking backwards, the state is which register each value must be in just after the current point (its *home*, at most
 * one). A value is met first at its last use and gets a home there; at its definition the home becomes free. SSA form
 * gives the spilling rule: a value that ever has to be in memory is stored once, just after its definition, so that its
 * slot is good from then on. When a register is needed and none is free, some other value is evicted: it is reloaded just
 * after the current instruction, and above that it lives in its slot until an earlier use gives it a home again. Values
 * in clobbered registers move to a surviving register if one is free, else they are evicted.
 *
 * Blocks are walked from last to first. At the top of a block the homes are recorded as what the block expects. A
 * predecessor met later takes over that state as the state at its end, so values keep their registers across blocks
 * without moves; where two successors disagree, moves at the head of one settle it. For an edge to an earlier block
 * (a loop's back edge) the target's expectation is not known yet when the source is walked: the arguments are given homes
 * which are remembered, and when the target is done the moves are added at the end of the source. A value that the loop
 * header expects in a register which nothing in the loop writes needs no move: it is still there. Registers for values
 * that come from outside a loop are therefore chosen among those not yet written in the loop, and registers for values
 * made inside a loop among those that are.
 *
 * Slots are shared. Going up, a slot is free once the definition of its value is passed. It may be taken, at an ordinary
 * instruction, by a value whose definition is in every loop around that instruction: the value needs the slot only from
 * its definition to there, with no way round past the other's definition. Slots that come up at block boundaries are
 * needed further down than the walk is, so these are new ones.
 *
 * Two facts per value are gathered by one forward scan beforehand: where it is defined, and how many clobbering
 * instructions precede that point, from which follows at its last use whether it lives across one.
 *
 * Invariants: `regOwner[p] = v` if and only if the home of `v` is `p`, and `occupied` is the set of such p. Registers within an
 * instruction are handed out against `early` and `late`, the sets already spoken for at its start and end; the register
 * demand rule of valid functions means that this never runs out. Edits are made in groups, each a parallel move at one
 * point; groups are chained by point and written out in order at the end.
 *
 * Cost is linear in operands, edges and block arguments plus the registers held at block boundaries. No memory is
 * allocated per instruction once the context has grown. Debug locations are reported where a labelled value is in a
 * register, and in its slot within the defining block.
 */

import { InternalError } from "@cranelift-ts/entity";
import { DEBUG_LABEL_STRIDE, INST_MOVE, INST_TERMINATOR, VREG_REMAT, grow } from "../function.ts";
import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import {
  ALLOC_KIND_REG,
  ALLOC_KIND_REMAT,
  ALLOC_KIND_SHIFT,
  ALLOC_KIND_SLOT,
  ALLOC_NONE,
  CONSTRAINT_ANY,
  CONSTRAINT_ARG_SHIFT,
  CONSTRAINT_FIXED,
  CONSTRAINT_LIMIT,
  CONSTRAINT_MASK,
  CONSTRAINT_PHYSICAL,
  CONSTRAINT_REG,
  CONSTRAINT_REUSE,
  CONSTRAINT_STACK,
  NUM_CLASSES,
  NUM_PREGS,
  OPERAND_DEF,
  OPERAND_VREG_MASK,
  PREG_SET_WORDS,
} from "../operand.ts";
import { EDIT_STRIDE } from "../output.ts";
import type { RegallocOutput } from "../output.ts";
import { ParallelMoves } from "../parallel-moves.ts";
import { LoopIntervals } from "./loops.ts";

const NONE = -1;
const REG = ALLOC_KIND_REG << ALLOC_KIND_SHIFT;
const SLOT = ALLOC_KIND_SLOT << ALLOC_KIND_SHIFT;
const REMAT = ALLOC_KIND_REMAT << ALLOC_KIND_SHIFT;
/** Loops nested deeper than this share the innermost set of written registers. */
const MAX_LOOPS = 32;

/** What an instruction's operands contain, as found by the first look at them. */
const HAS_FIXED = 1;
const HAS_LATE_DEF = 2;
const HAS_EARLY_DEF = 4;
const HAS_LATE_USE = 8;
const HAS_ANY = 16;

// Fields of a virtual register's record besides its home, which is the first word.
const SLOT_OF = 1;
const DEF_INST = 2;
const DEF_CALLS = 3;
const HINT = 4;
const SHORT_HOME = 5;

/**
 * Forms of instructions. The plain ones have only early uses in registers and no clobbers; besides, nothing, or last of all
 * a late def in a register, or one that reuses the first use.
 */
const GENERAL = 0;
const PLAIN = 1;
const PLAIN_RESULT = 2;
const PLAIN_REUSE = 3;

/** Kinds of late defs, in the order in which they are placed. */
const DEFS_FIXED = 0;
const DEFS_REGISTER = 1;
const DEFS_ANYWHERE = 2;
/** After the uses, when no register may be taken from anything any more. */
const DEFS_ANYWHERE_LATER = 3;

/** Allocates `func` into `output`, with the memory of `context`. The function must be valid (see `validate`). */
export function allocateSinglePass(context: SinglePassContext, func: RegallocFunction, env: MachineEnv, output: RegallocOutput): void {
  context.run(func, env, output);
}

/** The reusable memory of the single-pass allocator. */
export class SinglePassContext {
  private func!: RegallocFunction;
  private env!: MachineEnv;
  private output!: RegallocOutput;
  private readonly moves: ParallelMoves;
  private readonly loops: LoopIntervals;

  /**
   * Per virtual register, eight words, so that what is known of one is in one cache line: home or -1; slot or -1; defining
   * instruction (a parameter's: the first of its block); clobbering instructions before the definition; a register worth
   * trying first, or -1; the instruction that chose the home if it may not outlive that instruction.
   */
  private values: Int32Array;
  /** Per instruction: `GENERAL`, or which of the common forms it has. */
  private instKind: Uint8Array;

  // Per physical register, and sets of them. The sets of one instruction are empty between instructions.
  private readonly regOwner: Int32Array;
  private readonly occupied: Int32Array;
  private readonly early: Int32Array;
  private readonly late: Int32Array;
  /** Homes of register operands of the current instruction: poor victims. */
  private readonly pinned: Int32Array;
  /** Homes of results that need a register elsewhere or here: no victims, each result settles its own. */
  private readonly resultHomes: Int32Array;
  private readonly preferred: Int32Array;
  private readonly free: Int32Array;
  private wantFree: boolean;

  // Moves of the current instruction.
  private afterFrom: Int32Array;
  private afterTo: Int32Array;
  private afterVreg: Int32Array;
  private numAfter: number;
  /** Which of the moves after the instruction bring evicted values home; at a terminator only their number counts. */
  private evicted: Int32Array;
  private numEvicted: number;
  private beforeTo: Int32Array;
  private beforeVreg: Int32Array;
  private numBefore: number;

  // Groups of edits: first edit, end, next group at the same point; and by point the first group.
  private groupStart: Int32Array;
  private groupEnd: Int32Array;
  private groupNext: Int32Array;
  private numGroups: number;
  private pointGroup: Int32Array;
  private editBuffer: Int32Array;

  // Block boundaries.
  private entryStart: Int32Array;
  private entryEnd: Int32Array;
  /** Pairs (virtual register, physical register) that a block expects at its start. */
  private entries: Int32Array;
  private numEntries: number;
  /** Per parameter (index into the function's `params`): where the block expects it; none when nobody reads it. */
  private paramPlace: Int32Array;
  /** Per edge to an earlier block: start in `latchPlaces` of the places of its arguments. */
  private latchStart: Int32Array;
  private latchPlaces: Int32Array;
  private numLatchPlaces: number;

  // The stack of loops around the current block; index 0 stands for no loop.
  private numLoops: number;
  private readonly loopHeader: Int32Array;
  private readonly loopFirstInst: Int32Array;
  /** Clobbering instructions before each block, and the union of all clobber sets. */
  private blockCalls: Int32Array;
  private readonly allClobbers: Int32Array;
  /** Per loop on the stack: registers written so far in it (six words each). */
  private readonly written: Int32Array;

  /** Slots to share: by log2 of the size the first free one, by slot the next; and those of values just defined. */
  private readonly freeSlot: Int32Array;
  private nextFreeSlot: Int32Array;
  private released: Int32Array;
  private numReleased: number;
  /** Whether the walk is at an ordinary instruction, where a new slot may be one that is used again further down. */
  private mayShare: boolean;

  // Where the walk is.
  private inst: number;
  private clobberAt: number;
  private calls: number;
  private atTerminator: boolean;
  /** Homes chosen by the current instruction, a terminator, may not outlive it. */
  private shortHomes: boolean;

  // Debug labels: per virtual register, end of the home's range in points, and whether it is labelled.
  private hasLabels: boolean;
  private homeEnd: Int32Array;
  private labelled: Uint8Array;
  private homeRanges: Int32Array;
  private numHomeRanges: number;

  constructor() {
    this.moves = new ParallelMoves();
    this.loops = new LoopIntervals();
    this.values = new Int32Array(2048);
    this.instKind = new Uint8Array(256);
    this.regOwner = new Int32Array(NUM_PREGS).fill(NONE);
    this.occupied = new Int32Array(PREG_SET_WORDS);
    this.early = new Int32Array(PREG_SET_WORDS);
    this.late = new Int32Array(PREG_SET_WORDS);
    this.pinned = new Int32Array(PREG_SET_WORDS);
    this.resultHomes = new Int32Array(PREG_SET_WORDS);
    this.preferred = new Int32Array(PREG_SET_WORDS);
    this.free = new Int32Array(PREG_SET_WORDS);
    this.wantFree = false;
    this.afterFrom = new Int32Array(64);
    this.afterTo = new Int32Array(64);
    this.afterVreg = new Int32Array(64);
    this.numAfter = 0;
    this.evicted = new Int32Array(16);
    this.numEvicted = 0;
    this.beforeTo = new Int32Array(64);
    this.beforeVreg = new Int32Array(64);
    this.numBefore = 0;
    this.groupStart = new Int32Array(256);
    this.groupEnd = new Int32Array(256);
    this.groupNext = new Int32Array(256);
    this.numGroups = 0;
    this.pointGroup = new Int32Array(512);
    this.editBuffer = new Int32Array(256);
    this.entryStart = new Int32Array(64);
    this.entryEnd = new Int32Array(64);
    this.entries = new Int32Array(256);
    this.numEntries = 0;
    this.paramPlace = new Int32Array(64);
    this.latchStart = new Int32Array(64);
    this.latchPlaces = new Int32Array(64);
    this.numLatchPlaces = 0;
    this.numLoops = 0;
    this.loopHeader = new Int32Array(MAX_LOOPS + 1);
    this.loopFirstInst = new Int32Array(MAX_LOOPS + 1);
    this.blockCalls = new Int32Array(65);
    this.allClobbers = new Int32Array(PREG_SET_WORDS);
    this.written = new Int32Array((MAX_LOOPS + 1) * PREG_SET_WORDS);
    this.freeSlot = new Int32Array(32);
    this.nextFreeSlot = new Int32Array(64);
    this.released = new Int32Array(16);
    this.numReleased = 0;
    this.mayShare = false;
    this.inst = 0;
    this.clobberAt = 0;
    this.calls = 0;
    this.atTerminator = false;
    this.shortHomes = false;
    this.hasLabels = false;
    this.homeEnd = new Int32Array(0);
    this.labelled = new Uint8Array(0);
    this.homeRanges = new Int32Array(64);
    this.numHomeRanges = 0;
  }

  run(func: RegallocFunction, env: MachineEnv, output: RegallocOutput): void {
    this.func = func;
    this.env = env;
    this.output = output;
    output.clear(func.numOperands);
    this.prepare();
    this.moves.begin(env, output);
    const { loops } = this;
    for (let b = func.numBlocks - 1; b >= 0; b--) {
      for (let h = loops.endingHere[b]; h !== NONE; h = loops.nextEnding[h]) this.enterLoop(h);
      this.block(b);
      if (loops.end[b] >= 0) {
        this.backEdges(b);
        if (this.loopHeader[this.numLoops] === b && this.numLoops > 0) this.leaveLoop();
      }
    }
    this.writeEdits();
    if (this.hasLabels) this.writeDebugLocations();
    output.layoutSlots();
  }

  // Preparation.

  private prepare(): void {
    const { func, env } = this;
    const n = func.numVregs;
    if (this.values.length < 8 * n) this.values = new Int32Array(Math.max(8 * n, this.values.length * 2));
    this.values.fill(NONE, 0, 8 * n);
    this.regOwner.fill(NONE);
    this.occupied.fill(0);
    this.preferred.fill(0);
    this.wantFree = false;
    this.early.fill(0);
    this.late.fill(0);
    this.pinned.fill(0);
    this.resultHomes.fill(0);
    for (let c = 0; c < NUM_CLASSES; c++) {
      const order = env.order[c as 0 | 1 | 2];
      for (let k = 0; k < env.numPreferred[c]; k++) this.preferred[order[k] >>> 5] |= 1 << (order[k] & 31);
      if (env.scratch[c] < 0 && order.length > 0) this.wantFree = true;
    }
    if (this.pointGroup.length < 2 * func.numInsts) this.pointGroup = new Int32Array(Math.max(2 * func.numInsts, this.pointGroup.length * 2));
    this.pointGroup.fill(NONE, 0, 2 * func.numInsts);
    const numBlocks = func.numBlocks;
    if (this.entryStart.length < numBlocks) {
      this.entryStart = grow(this.entryStart, numBlocks);
      this.entryEnd = grow(this.entryEnd, numBlocks);
    }
    if (this.blockCalls.length < numBlocks + 1) this.blockCalls = grow(this.blockCalls, numBlocks + 1);
    const numParams = func.blockParams[numBlocks];
    if (this.paramPlace.length < numParams) this.paramPlace = grow(this.paramPlace, numParams);
    if (this.latchStart.length < func.numEdges) this.latchStart = grow(this.latchStart, func.numEdges);
    this.numGroups = 0;
    this.numEntries = 0;
    this.numLatchPlaces = 0;
    this.freeSlot.fill(NONE);
    this.numReleased = 0;
    this.mayShare = false;
    this.loopFirstInst[0] = 0;
    this.numLoops = 0;
    this.written.fill(0, 0, PREG_SET_WORDS);
    this.loopHeader[0] = NONE;
    this.scanDefs();
    this.loops.compute(func);
    this.hasLabels = func.numDebugLabels > 0;
    if (this.hasLabels) this.prepareLabels();
  }

  private scanDefs(): void {
    const { func, values, env } = this;
    const { operands, instOperands, instClobbers, instFlags, blockInsts, blockParams, params } = func;
    if (this.instKind.length < func.numInsts) this.instKind = new Uint8Array(Math.max(func.numInsts, this.instKind.length * 2));
    const { instKind } = this;
    let calls = 0;
    this.allClobbers.fill(0);
    for (let k = 1; k < func.numClobberSets; k++) for (let w = 0; w < PREG_SET_WORDS; w++) this.allClobbers[w] |= func.clobberSets[k * PREG_SET_WORDS + w];
    for (let b = 0; b < func.numBlocks; b++) {
      this.blockCalls[b] = calls;
      const first = blockInsts[b];
      const end = blockInsts[b + 1];
      for (let k = blockParams[b]; k < blockParams[b + 1]; k++) {
        values[(params[k] << 3) + DEF_INST] = first;
        values[(params[k] << 3) + DEF_CALLS] = calls;
      }
      let o = instOperands[first];
      for (let i = first; i < end; i++) {
        const last = instOperands[i + 1];
        let kind = PLAIN;
        // A result of a clobbering instruction does not live across it.
        if (instClobbers[i] !== 0) {
          calls++;
          kind = GENERAL;
        } else if ((instFlags[i] & INST_MOVE) !== 0) {
          kind = GENERAL;
        }
        for (const start = o; o < last; o++) {
          const w0 = operands[2 * o];
          const w1 = operands[2 * o + 1];
          if ((w0 & OPERAND_DEF) === 0) {
            if (w0 < 0 || w1 !== CONSTRAINT_REG) kind = GENERAL;
            continue;
          }
          const c = w1 & CONSTRAINT_MASK;
          if (c === CONSTRAINT_PHYSICAL) {
            kind = GENERAL;
            continue;
          }
          const v = w0 & OPERAND_VREG_MASK;
          values[(v << 3) + DEF_INST] = i;
          values[(v << 3) + DEF_CALLS] = calls;
          if (c === CONSTRAINT_FIXED && env.isAllocatable(w1 >>> CONSTRAINT_ARG_SHIFT)) values[(v << 3) + HINT] = w1 >>> CONSTRAINT_ARG_SHIFT;
          if (o !== last - 1 || w0 >= 0 || kind === GENERAL) kind = GENERAL;
          else if (w1 === CONSTRAINT_REG) kind = PLAIN_RESULT;
          else if (w1 === CONSTRAINT_REUSE && last - start > 1) kind = PLAIN_REUSE;
          else kind = GENERAL;
        }
        instKind[i] = kind;
      }
    }
    this.calls = calls;
    this.blockCalls[func.numBlocks] = calls;
  }

  // Loops.

  private enterLoop(header: number): void {
    if (this.numLoops === MAX_LOOPS) return;
    const n = ++this.numLoops;
    this.loopHeader[n] = header;
    this.loopFirstInst[n] = this.func.blockInsts[header];
    // What calls in the loop clobber is known beforehand, near enough.
    const calls = this.blockCalls[this.loops.end[header] + 1] > this.blockCalls[header];
    for (let w = 0; w < PREG_SET_WORDS; w++) this.written[n * PREG_SET_WORDS + w] = calls ? this.allClobbers[w] : 0;
  }

  private leaveLoop(): void {
    const n = this.numLoops--;
    for (let w = 0; w < PREG_SET_WORDS; w++) this.written[(n - 1) * PREG_SET_WORDS + w] |= this.written[n * PREG_SET_WORDS + w];
  }

  /** Index in the loop stack of the innermost loop around the current block that also contains block `b`, which is later. */
  private loopOf(b: number): number {
    let k = this.numLoops;
    while (k > 0 && b > this.loops.end[this.loopHeader[k]]) k--;
    return k;
  }

  private markWritten(p: number): void {
    this.written[this.numLoops * PREG_SET_WORDS + (p >>> 5)] |= 1 << (p & 31);
  }

  // Homes.

  private setHome(v: number, p: number): void {
    this.values[v << 3] = p;
    this.regOwner[p] = v;
    this.occupied[p >>> 5] |= 1 << (p & 31);
  }

  private clearHome(v: number, p: number): void {
    this.values[v << 3] = NONE;
    this.regOwner[p] = NONE;
    this.occupied[p >>> 5] &= ~(1 << (p & 31));
  }

  private slotOf(v: number): number {
    let s = this.values[(v << 3) + SLOT_OF];
    if (s === NONE) {
      s = this.mayShare ? this.takeFreeSlot(v) : NONE;
      if (s === NONE) s = this.output.addSlot(this.func.vregBytes[v], this.func.vregAlign[v]);
      this.values[(v << 3) + SLOT_OF] = s;
    }
    return SLOT | s;
  }

  /** A slot whose value is defined further down, fit for `v`; or -1. */
  private takeFreeSlot(v: number): number {
    const def = this.values[(v << 3) + DEF_INST];
    // A terminator's results are stored at the heads of all its successors, whether or not they are alive there.
    if (def < this.loopFirstInst[this.numLoops] || (this.func.instFlags[def] & INST_TERMINATOR) !== 0) return NONE;
    const size = 31 - Math.clz32(this.func.vregBytes[v]);
    const s = this.freeSlot[size];
    if (s === NONE || this.output.slotAlign[s] < this.func.vregAlign[v]) return NONE;
    this.freeSlot[size] = this.nextFreeSlot[s];
    return s;
  }

  /** Makes the slots of values whose definitions have been passed free for values defined further up. */
  private freeSlots(): void {
    const { released, output } = this;
    if (this.nextFreeSlot.length < output.numSlots) this.nextFreeSlot = grow(this.nextFreeSlot, output.numSlots);
    for (let k = 0; k < this.numReleased; k++) {
      const s = released[k];
      const size = 31 - Math.clz32(output.slotBytes[s]);
      this.nextFreeSlot[s] = this.freeSlot[size];
      this.freeSlot[size] = s;
    }
    this.numReleased = 0;
  }

  private releaseSlot(s: number): void {
    if (this.numReleased === this.released.length) this.released = grow(this.released, this.numReleased + 1);
    this.released[this.numReleased++] = s;
  }

  /** Where a value without a home comes from when it has to get to `to`. */
  private sourceOf(v: number, to: number): number {
    if ((this.func.vregFlags[v] & VREG_REMAT) !== 0 && !this.env.isMemory(to)) return REMAT | v;
    return this.slotOf(v);
  }

  private infoOf(v: number): number {
    return this.func.vregClass[v] | (this.func.vregBytes[v] << 8);
  }

  /** The best register of the candidate bits of one word of a register set for value `v`; `candidates` is not 0. */
  private choose(v: number, word: number, candidates: number): number {
    let best = candidates;
    const crosses = this.values[(v << 3) + DEF_CALLS] < this.calls;
    const n = this.numLoops;
    if (n > 0 && this.values[(v << 3) + DEF_INST] < this.loopFirstInst[n]) {
      // From outside: a register that the outermost loop not containing the definition leaves alone, if possible.
      let k = n;
      while (k > 1 && this.values[(v << 3) + DEF_INST] < this.loopFirstInst[k - 1]) k--;
      let clean = best & ~this.written[k * PREG_SET_WORDS + word];
      if (clean === 0) clean = best & ~this.written[n * PREG_SET_WORDS + word];
      if (clean !== 0) best = clean;
      const group = best & (crosses ? ~this.preferred[word] : this.preferred[word]);
      if (group !== 0) best = group;
    } else {
      const group = best & (crosses ? ~this.preferred[word] : this.preferred[word]);
      if (group !== 0) best = group;
    }
    const h = this.values[(v << 3) + HINT];
    if (h >= 0 && h >>> 5 === word && ((best >>> (h & 31)) & 1) !== 0) return h;
    if (n > 0 && this.values[(v << 3) + DEF_INST] >= this.loopFirstInst[n]) {
      const used = best & this.written[n * PREG_SET_WORDS + word];
      if (used !== 0) best = used;
    }
    return (word << 5) + 31 - Math.clz32(best & -best);
  }

  /** Like `choose`, over both words of a class; -1 when there is no candidate. */
  private chooseIn(v: number, c: number, candidates0: number, candidates1: number): number {
    if (candidates0 !== 0) return this.choose(v, 2 * c, candidates0);
    if (candidates1 !== 0) return this.choose(v, 2 * c + 1, candidates1);
    return NONE;
  }

  /** A free register that survives the current instruction, or -1. */
  private findSurviving(v: number, c: number): number {
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
  private evict(w: number): void {
    const home = this.values[w << 3];
    const q = this.findSurviving(w, this.func.vregClass[w]);
    this.endHome(w, home);
    this.clearHome(w, home);
    if (q !== NONE) {
      this.setHome(w, q);
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
  private victimIn(word: number, candidates: number): number {
    let best = NONE;
    let bestDef = 0x7fffffff;
    for (let t = candidates; t !== 0; t &= t - 1) {
      const p = (word << 5) + 31 - Math.clz32(t & -t);
      const d = this.values[((this.regOwner[p]) << 3) + DEF_INST];
      if (d < bestDef) {
        bestDef = d;
        best = p;
      }
    }
    return best;
  }

  /** Frees a register among the occupied ones in the candidate words and returns it. */
  private takeOccupied(c: number, candidates0: number, candidates1: number): number {
    const { pinned, resultHomes } = this;
    const w = 2 * c;
    candidates0 &= ~resultHomes[w];
    candidates1 &= ~resultHomes[w + 1];
    let p = this.victimIn(w, candidates0 & ~pinned[w]);
    if (p === NONE) p = this.victimIn(w + 1, candidates1 & ~pinned[w + 1]);
    if (p === NONE) p = this.victimIn(w, candidates0);
    if (p === NONE) p = this.victimIn(w + 1, candidates1);
    if (p === NONE) throw new InternalError(`instruction ${this.inst} needs more registers than there are: validate the function`);
    this.evict(this.regOwner[p]);
    return p;
  }

  /** A register for a use at the start of the instruction. */
  private pickEarly(v: number, c: number, limit: number): number {
    const w = 2 * c;
    const a0 = this.env.allocatable[w] & ~this.early[w] & lowBits(limit);
    const a1 = this.env.allocatable[w + 1] & ~this.early[w + 1] & lowBits(limit - 32);
    const p = this.chooseIn(v, c, a0 & ~this.occupied[w], a1 & ~this.occupied[w + 1]);
    return p !== NONE ? p : this.takeOccupied(c, a0 & this.occupied[w], a1 & this.occupied[w + 1]);
  }

  /** A free register for a use at the start of the instruction, or -1. */
  private findEarly(v: number, c: number): number {
    const w = 2 * c;
    const { occupied, early } = this;
    const { allocatable } = this.env;
    return this.chooseIn(v, c, allocatable[w] & ~early[w] & ~occupied[w], allocatable[w + 1] & ~early[w + 1] & ~occupied[w + 1]);
  }

  /** A register for a late def; with `both`, one that is also free at the start (a reuse pair). */
  private pickLate(v: number, c: number, limit: number, both: boolean): number {
    const w = 2 * c;
    const { early, late, occupied } = this;
    const { allocatable } = this.env;
    const a0 = allocatable[w] & ~late[w] & (both ? ~early[w] : -1) & lowBits(limit);
    const a1 = allocatable[w + 1] & ~late[w + 1] & (both ? ~early[w + 1] : -1) & lowBits(limit - 32);
    const p = this.chooseIn(v, c, a0 & ~occupied[w], a1 & ~occupied[w + 1]);
    return p !== NONE ? p : this.takeOccupied(c, a0 & occupied[w], a1 & occupied[w + 1]);
  }

  /** A free register for a late def, or -1. */
  private findLate(v: number, c: number): number {
    const w = 2 * c;
    const { occupied, late } = this;
    const { allocatable } = this.env;
    return this.chooseIn(v, c, allocatable[w] & ~late[w] & ~occupied[w], allocatable[w + 1] & ~late[w + 1] & ~occupied[w + 1]);
  }

  /** A register held through the whole instruction (late use, early def). */
  private pickThrough(v: number, c: number, limit: number): number {
    const w = 2 * c;
    const { early, late, occupied } = this;
    const { allocatable } = this.env;
    const { clobberSets } = this.func;
    const a0 = allocatable[w] & ~late[w] & ~early[w] & ~clobberSets[this.clobberAt + w] & lowBits(limit);
    const a1 = allocatable[w + 1] & ~late[w + 1] & ~early[w + 1] & ~clobberSets[this.clobberAt + w + 1] & lowBits(limit - 32);
    const p = this.chooseIn(v, c, a0 & ~occupied[w], a1 & ~occupied[w + 1]);
    return p !== NONE ? p : this.takeOccupied(c, a0 & occupied[w], a1 & occupied[w + 1]);
  }

  // Moves around the current instruction.

  private after(v: number, from: number, to: number): void {
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
  private before(v: number, to: number): void {
    const n = this.numBefore;
    if (n === this.beforeTo.length) {
      this.beforeTo = grow(this.beforeTo, n + 1);
      this.beforeVreg = grow(this.beforeVreg, n + 1);
    }
    this.beforeTo[n] = to;
    this.beforeVreg[n] = v;
    this.numBefore = n + 1;
  }

  /**
   * Turns the moves collected in `moves` into a group of edits that comes before all groups made so far at its point, or,
   * for moves at the end of a block walked long ago, after them (its first instruction may be its last). `loop` is the
   * loop (index in the stack) whose registers they write.
   */
  private group(point: number, last: boolean, loop: number): void {
    const { output, moves } = this;
    const start = output.numEdits;
    moves.resolve(point, this.wantFree ? this.free : undefined, 0);
    const end = output.numEdits;
    if (start === end) return;
    this.addGroup(point, start, end, last, loop);
  }

  private singleMove(point: number, from: number, to: number, info: number): void {
    const start = this.output.numEdits;
    this.output.addEdit(point, from, to, info);
    this.addGroup(point, start, start + 1, false, this.numLoops);
  }

  private addGroup(point: number, start: number, end: number, last: boolean, loop: number): void {
    const { edits } = this.output;
    for (let k = start; k < end; k++) {
      const to = edits[k * EDIT_STRIDE + 2];
      if (to >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) this.written[loop * PREG_SET_WORDS + ((to & 255) >>> 5)] |= 1 << (to & 31);
    }
    const g = this.numGroups;
    if (g === this.groupStart.length) {
      this.groupStart = grow(this.groupStart, g + 1);
      this.groupEnd = grow(this.groupEnd, g + 1);
      this.groupNext = grow(this.groupNext, g + 1);
    }
    this.groupStart[g] = start;
    this.groupEnd[g] = end;
    this.numGroups = g + 1;
    let before = last ? this.pointGroup[point] : NONE;
    if (before === NONE) {
      this.groupNext[g] = this.pointGroup[point];
      this.pointGroup[point] = g;
      return;
    }
    while (this.groupNext[before] !== NONE) before = this.groupNext[before];
    this.groupNext[before] = g;
    this.groupNext[g] = NONE;
  }

  /** Sets `free` to the allocatable registers outside `occupied` and the given set. */
  private computeFree(taken: Int32Array): void {
    for (let w = 0; w < PREG_SET_WORDS; w++) this.free[w] = this.env.allocatable[w] & ~this.occupied[w] & ~taken[w];
  }

  // Instructions.

  private instruction(i: number): void {
    const { func, pinned, resultHomes, values } = this;
    const { operands } = func;
    const { allocs } = this.output;
    const start = func.instOperands[i];
    const end = func.instOperands[i + 1];
    const clobbers = func.instClobbers[i];
    this.inst = i;
    this.clobberAt = clobbers * PREG_SET_WORDS;
    if ((func.instFlags[i] & INST_MOVE) !== 0) return this.moveInst(i, start);
    let has = 0;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      const w1 = operands[2 * o + 1];
      const c = w1 & CONSTRAINT_MASK;
      if (c === CONSTRAINT_PHYSICAL) {
        allocs[o] = REG | (w1 >>> CONSTRAINT_ARG_SHIFT);
        continue;
      }
      if (c === CONSTRAINT_FIXED) {
        has |= HAS_FIXED;
        this.markFixed(w0, w1 >>> CONSTRAINT_ARG_SHIFT);
      } else {
        if (c === CONSTRAINT_REUSE) {
          const u1 = operands[2 * (start + (w1 >>> CONSTRAINT_ARG_SHIFT)) + 1];
          if ((u1 & CONSTRAINT_MASK) === CONSTRAINT_FIXED) this.markFixed(w0, u1 >>> CONSTRAINT_ARG_SHIFT);
        }
        const p = values[(w0 & OPERAND_VREG_MASK) << 3];
        if (p >= 0) {
          pinned[p >>> 5] |= 1 << (p & 31);
          if (w0 < 0 && (w0 & OPERAND_DEF) !== 0 && c !== CONSTRAINT_ANY) resultHomes[p >>> 5] |= 1 << (p & 31);
        }
      }
      if (c === CONSTRAINT_ANY) has |= HAS_ANY;
      else if (c === CONSTRAINT_STACK) has |= HAS_FIXED;
      if ((w0 & OPERAND_DEF) !== 0) has |= w0 < 0 ? HAS_LATE_DEF : HAS_EARLY_DEF;
      else if (w0 < 0) has |= HAS_LATE_USE;
    }
    this.shortHomes = this.atTerminator && (clobbers !== 0 || (has & (HAS_LATE_DEF | HAS_EARLY_DEF)) !== 0);
    // Operands that may be anywhere come last: the register demand rule does not count them. Only where nothing is held
    // through the instruction can results be settled before the rest, which frees their homes for the uses.
    const through = (has & (HAS_EARLY_DEF | HAS_LATE_USE)) !== 0;
    if ((has & HAS_LATE_DEF) !== 0) {
      if ((has & HAS_FIXED) !== 0) this.lateDefs(start, end, DEFS_FIXED);
      this.lateDefs(start, end, DEFS_REGISTER);
      if ((has & HAS_ANY) !== 0 && !through) this.lateDefs(start, end, DEFS_ANYWHERE);
    }
    if (clobbers !== 0) this.vacateClobbered();
    if ((has & HAS_FIXED) !== 0) this.vacateFixed(start, end);
    if (through) {
      this.earlyDefs(start, end, false);
      this.lateUses(start, end, false);
    }
    this.earlyUses(start, end, false);
    if ((has & HAS_ANY) !== 0) {
      if (through) {
        this.lateDefs(start, end, DEFS_ANYWHERE_LATER);
        this.earlyDefs(start, end, true);
        this.lateUses(start, end, true);
      }
      this.earlyUses(start, end, true);
    }
    if (clobbers !== 0) {
      this.calls--;
      const at = this.numLoops * PREG_SET_WORDS;
      for (let w = 0; w < PREG_SET_WORDS; w++) this.written[at + w] |= func.clobberSets[this.clobberAt + w];
    }
    if (this.numAfter > 0) this.flushAfter(2 * i + 1);
    if (this.numBefore > 0) this.flushBefore(2 * i);
    this.clearMasks();
  }

  /** Empties the sets of the current instruction. */
  private clearMasks(): void {
    const { early, late, pinned, resultHomes } = this;
    for (let w = 0; w < PREG_SET_WORDS; w++) {
      early[w] = 0;
      late[w] = 0;
      pinned[w] = 0;
      resultHomes[w] = 0;
    }
    this.numEvicted = 0;
  }

  /** An instruction of one of the plain forms. */
  private plainInstruction(i: number, kind: number): void {
    const { values, early, late, occupied } = this;
    const { operands, vregClass, instOperands } = this.func;
    const { allocatable } = this.env;
    const { allocs } = this.output;
    let start = instOperands[i];
    let end = instOperands[i + 1];
    this.inst = i;
    this.clobberAt = 0;
    if (kind !== PLAIN) {
      end--;
      const v = operands[2 * end] & OPERAND_VREG_MASK;
      this.shortHomes = this.atTerminator;
      let p = values[v << 3];
      if (p < 0) {
        const w = 2 * vregClass[v];
        let free = allocatable[w] & ~occupied[w];
        if (free !== 0) p = this.choose(v, w, free);
        else if ((free = allocatable[w + 1] & ~occupied[w + 1]) !== 0) p = this.choose(v, w + 1, free);
        else {
          this.pinUses(start + (kind === PLAIN_REUSE ? 1 : 0), end);
          p = this.pickLate(v, vregClass[v], 64, kind === PLAIN_REUSE);
          early[p >>> 5] &= ~(1 << (p & 31));
        }
      }
      const word = p >>> 5;
      const bit = 1 << (p & 31);
      late[word] |= bit;
      allocs[end] = REG | p;
      this.markWritten(p);
      this.settleDef(v, REG | p);
      if (kind === PLAIN_REUSE) {
        early[word] |= bit;
        const u = operands[2 * start] & OPERAND_VREG_MASK;
        if (values[u << 3] < 0) this.takeHome(u, p);
        else this.copyFromHome(u, p);
        allocs[start] = REG | p;
        start++;
      }
    } else {
      this.shortHomes = false;
    }
    for (let o = start; o < end; o++) {
      const v = operands[2 * o] & OPERAND_VREG_MASK;
      let p = values[v << 3];
      if (p < 0) {
        const w = 2 * vregClass[v];
        let free = allocatable[w] & ~occupied[w] & ~early[w];
        if (free !== 0) p = this.choose(v, w, free);
        else if ((free = allocatable[w + 1] & ~occupied[w + 1] & ~early[w + 1]) !== 0) p = this.choose(v, w + 1, free);
        else {
          this.pinUses(start, end);
          p = this.pickEarly(v, vregClass[v], 64);
        }
        this.takeHome(v, p);
      }
      allocs[o] = REG | p;
    }
    if (this.numAfter > 0) this.flushAfter(2 * i + 1);
    if (this.numBefore > 0) this.flushBefore(2 * i);
    if (kind !== PLAIN || this.numEvicted > 0) this.clearMasks();
  }

  /** Marks the homes of the uses from `start` to `end` as spoken for, before something has to be evicted. */
  private pinUses(start: number, end: number): void {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const p = this.values[(operands[2 * o] & OPERAND_VREG_MASK) << 3];
      if (p < 0) continue;
      this.early[p >>> 5] |= 1 << (p & 31);
      this.pinned[p >>> 5] |= 1 << (p & 31);
    }
  }

  private flushAfter(point: number): void {
    const { moves } = this;
    if (this.numAfter === 1 && !(this.env.isMemory(this.afterFrom[0]) && this.env.isMemory(this.afterTo[0]))) {
      this.numAfter = 0;
      if (this.afterFrom[0] !== this.afterTo[0]) this.singleMove(point, this.afterFrom[0], this.afterTo[0], this.infoOf(this.afterVreg[0]));
      return;
    }
    for (let k = 0; k < this.numAfter; k++) moves.add(this.afterFrom[k], this.afterTo[k], this.infoOf(this.afterVreg[k]));
    if (this.wantFree) {
      // Homes above and below: a value that stays put is in both; one that came or went is a source or destination.
      this.computeFree(this.late);
    }
    this.group(point, false, this.numLoops);
    this.numAfter = 0;
  }

  private flushBefore(point: number): void {
    const { moves } = this;
    if (this.numBefore === 1) {
      const v = this.beforeVreg[0];
      const to = this.beforeTo[0];
      const home = this.values[v << 3];
      if (home >= 0 && home !== (to & 255)) {
        this.numBefore = 0;
        return this.singleMove(point, REG | home, to, this.infoOf(v));
      }
    }
    for (let k = 0; k < this.numBefore; k++) {
      const v = this.beforeVreg[k];
      const to = this.beforeTo[k];
      const home = this.values[v << 3];
      moves.add(home >= 0 ? REG | home : this.sourceOf(v, to), to, this.infoOf(v));
    }
    if (this.wantFree) this.computeFree(this.early);
    this.group(point, false, this.numLoops);
    this.numBefore = 0;
  }

  private markFixed(w0: number, p: number): void {
    const isDef = (w0 & OPERAND_DEF) !== 0;
    const bit = 1 << (p & 31);
    if (!isDef || w0 >= 0) this.early[p >>> 5] |= bit;
    if (isDef || w0 < 0) this.late[p >>> 5] |= bit;
  }

  private isLateDef(v: number, start: number, end: number): boolean {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      if (w0 < 0 && (w0 & OPERAND_DEF) !== 0 && (w0 & OPERAND_VREG_MASK) === v) return true;
    }
    return false;
  }

  /** Places the late defs of one kind: see `DEFS_*`. */
  private lateDefs(start: number, end: number, kind: number): void {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      if (w0 >= 0 || (w0 & OPERAND_DEF) === 0) continue;
      let c = operands[2 * o + 1] & CONSTRAINT_MASK;
      if (c === CONSTRAINT_REUSE && (operands[2 * (start + (operands[2 * o + 1] >>> CONSTRAINT_ARG_SHIFT)) + 1] & CONSTRAINT_MASK) === CONSTRAINT_FIXED) c = CONSTRAINT_FIXED;
      const fixed = c === CONSTRAINT_FIXED || c === CONSTRAINT_STACK;
      if (kind === DEFS_FIXED ? fixed : kind === DEFS_REGISTER ? c !== CONSTRAINT_ANY && !fixed : c === CONSTRAINT_ANY) this.lateDef(o, start, end, kind === DEFS_ANYWHERE_LATER);
    }
  }

  private earlyDefs(start: number, end: number, anywhere: boolean): void {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      if (w0 >= 0 && (w0 & OPERAND_DEF) !== 0 && ((operands[2 * o + 1] & CONSTRAINT_MASK) === CONSTRAINT_ANY) === anywhere) this.earlyDef(o);
    }
  }

  private lateUses(start: number, end: number, anywhere: boolean): void {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      if (w0 < 0 && (w0 & OPERAND_DEF) === 0 && ((operands[2 * o + 1] & CONSTRAINT_MASK) === CONSTRAINT_ANY) === anywhere) this.lateUse(o);
    }
  }

  private earlyUses(start: number, end: number, anywhere: boolean): void {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      if (w0 >= 0 && (w0 & OPERAND_DEF) === 0 && ((operands[2 * o + 1] & CONSTRAINT_MASK) === CONSTRAINT_ANY) === anywhere) this.earlyUse(o);
    }
  }

  private lateDef(o: number, start: number, end: number, later: boolean): void {
    const { func, late } = this;
    const { allocs } = this.output;
    const { operands } = func;
    const v = operands[2 * o] & OPERAND_VREG_MASK;
    let w1 = operands[2 * o + 1];
    let constraint = w1 & CONSTRAINT_MASK;
    if (constraint === CONSTRAINT_PHYSICAL) return;
    let both = false;
    if (constraint === CONSTRAINT_REUSE) {
      // The input decides what register it may be; the input itself follows this choice.
      both = true;
      w1 = operands[2 * (start + (w1 >>> CONSTRAINT_ARG_SHIFT)) + 1];
      constraint = w1 & CONSTRAINT_MASK;
    }
    const c = func.vregClass[v];
    const home = this.values[v << 3];
    const slot = this.values[(v << 3) + SLOT_OF];
    let alloc: number;
    switch (constraint) {
      case 2 /* CONSTRAINT_FIXED */: {
        const p = w1 >>> CONSTRAINT_ARG_SHIFT;
        const w = this.regOwner[p];
        // Another result whose home this is will be written elsewhere and moved.
        if (w >= 0 && w !== v && !this.isLateDef(w, start, end)) this.evict(w);
        alloc = REG | p;
        break;
      }
      case 3 /* CONSTRAINT_STACK */:
        alloc = this.slotOf(v);
        break;
      default: {
        const limit = constraint === CONSTRAINT_LIMIT ? w1 >>> CONSTRAINT_ARG_SHIFT : 64;
        const word = home >>> 5;
        const bit = 1 << (home & 31);
        const ok = home >= 0 && (late[word] & bit) === 0 && (home & 63) < limit && !(both && (this.early[word] & bit) !== 0);
        if (ok) alloc = REG | home;
        else if (constraint === CONSTRAINT_ANY) {
          const p = slot !== NONE || later ? NONE : this.findLate(v, c);
          alloc = p === NONE ? this.slotOf(v) : REG | p;
        } else alloc = REG | this.pickLate(v, c, limit, both);
      }
    }
    allocs[o] = alloc;
    if (alloc >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) {
      const p = alloc & 255;
      late[p >>> 5] |= 1 << (p & 31);
      if (both) this.early[p >>> 5] |= 1 << (p & 31);
      this.markWritten(p);
    }
    this.settleDef(v, alloc);
  }

  /** A result is written to `alloc`: moves it to its home and slot, and ends its life upwards. */
  private settleDef(v: number, alloc: number): void {
    const home = this.values[v << 3];
    // Evicted by another operand of this instruction: its way back starts where it is written.
    let evicted = false;
    if (!this.atTerminator) {
      for (let e = 0; e < this.numEvicted; e++) {
        const move = this.evicted[e];
        if (this.afterVreg[move] !== v) continue;
        this.afterFrom[move] = alloc;
        evicted = true;
      }
    }
    if (home >= 0) {
      if (!this.atTerminator && !evicted && alloc !== (REG | home)) this.after(v, alloc, REG | home);
      this.endHomeAtDef(v, home);
      this.clearHome(v, home);
      this.resultHomes[home >>> 5] &= ~(1 << (home & 31));
    }
    // Slots are looked up now: a move home from memory may just have made one.
    const slot = this.values[(v << 3) + SLOT_OF];
    if (this.atTerminator) return;
    if (slot !== NONE) this.releaseSlot(slot);
    if (slot !== NONE && alloc !== (SLOT | slot)) this.after(v, alloc, SLOT | slot);
  }

  private vacateClobbered(): void {
    const { occupied, regOwner } = this;
    const { clobberSets } = this.func;
    for (let w = 0; w < PREG_SET_WORDS; w++) {
      for (let t = occupied[w] & clobberSets[this.clobberAt + w]; t !== 0; t &= t - 1) this.evict(regOwner[(w << 5) + 31 - Math.clz32(t & -t)]);
    }
  }

  /** Takes other values out of registers that uses and early defs are fixed to. */
  private vacateFixed(start: number, end: number): void {
    const { operands } = this.func;
    for (let o = start; o < end; o++) {
      const w0 = operands[2 * o];
      const w1 = operands[2 * o + 1];
      if ((w1 & CONSTRAINT_MASK) !== CONSTRAINT_FIXED || (w0 < 0 && (w0 & OPERAND_DEF) !== 0)) continue;
      const w = this.regOwner[w1 >>> CONSTRAINT_ARG_SHIFT];
      if (w >= 0 && w !== (w0 & OPERAND_VREG_MASK)) this.evict(w);
    }
  }

  private earlyDef(o: number): void {
    const { func } = this;
    const { allocs } = this.output;
    const v = func.operands[2 * o] & OPERAND_VREG_MASK;
    const w1 = func.operands[2 * o + 1];
    const constraint = w1 & CONSTRAINT_MASK;
    if (constraint === CONSTRAINT_PHYSICAL) return;
    const c = func.vregClass[v];
    const home = this.values[v << 3];
    let alloc: number;
    switch (constraint) {
      case 2 /* CONSTRAINT_FIXED */:
        alloc = REG | (w1 >>> CONSTRAINT_ARG_SHIFT);
        break;
      case 3 /* CONSTRAINT_STACK */:
        alloc = this.slotOf(v);
        break;
      default: {
        const limit = constraint === CONSTRAINT_LIMIT ? w1 >>> CONSTRAINT_ARG_SHIFT : 64;
        // A home that is still there survives the clobbers, and nothing else was given it.
        const ok = home >= 0 && (home & 63) < limit && ((this.early[home >>> 5] | this.late[home >>> 5]) & (1 << (home & 31))) === 0;
        if (ok) alloc = REG | home;
        else if (constraint === CONSTRAINT_ANY) alloc = this.slotOf(v);
        else alloc = REG | this.pickThrough(v, c, limit);
      }
    }
    allocs[o] = alloc;
    if (alloc >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) {
      const p = alloc & 255;
      this.early[p >>> 5] |= 1 << (p & 31);
      this.late[p >>> 5] |= 1 << (p & 31);
      this.markWritten(p);
    }
    this.settleDef(v, alloc);
  }

  private lateUse(o: number): void {
    const { func } = this;
    const { allocs } = this.output;
    const v = func.operands[2 * o] & OPERAND_VREG_MASK;
    const w1 = func.operands[2 * o + 1];
    const constraint = w1 & CONSTRAINT_MASK;
    if (constraint === CONSTRAINT_PHYSICAL) return;
    const c = func.vregClass[v];
    const home = this.values[v << 3];
    let alloc: number;
    switch (constraint) {
      case 0 /* CONSTRAINT_ANY */: {
        // A home chosen by an early use of this instruction may be overwritten by a result.
        if (home >= 0 && ((this.late[home >>> 5] | func.clobberSets[this.clobberAt + (home >>> 5)]) & (1 << (home & 31))) === 0) alloc = REG | home;
        else if (home >= 0 || this.values[(v << 3) + SLOT_OF] !== NONE) alloc = this.slotOf(v);
        else {
          const p = this.findSurviving(v, c);
          if (p === NONE) alloc = this.slotOf(v);
          else {
            this.takeHome(v, p);
            alloc = REG | p;
          }
        }
        break;
      }
      case 2 /* CONSTRAINT_FIXED */:
        alloc = REG | (w1 >>> CONSTRAINT_ARG_SHIFT);
        this.useFixed(v, w1 >>> CONSTRAINT_ARG_SHIFT);
        break;
      case 3 /* CONSTRAINT_STACK */:
        alloc = this.slotOf(v);
        break;
      default: {
        const limit = constraint === CONSTRAINT_LIMIT ? w1 >>> CONSTRAINT_ARG_SHIFT : 64;
        if (home >= 0 && (home & 63) < limit) {
          alloc = REG | home;
          break;
        }
        const twin = home >= 0 ? this.twin(o) : NONE;
        if (twin !== NONE) {
          alloc = allocs[twin];
          break;
        }
        const p = this.pickThrough(v, c, limit);
        alloc = REG | p;
        // Making room may have moved or evicted the value itself, so its home is looked up again.
        if (this.values[v << 3] < 0) this.takeHome(v, p);
        else this.copyFromHome(v, p);
      }
    }
    allocs[o] = alloc;
    if (alloc >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) {
      const p = alloc & 255;
      this.early[p >>> 5] |= 1 << (p & 31);
      this.late[p >>> 5] |= 1 << (p & 31);
    }
  }

  private earlyUse(o: number): void {
    const { func } = this;
    const { allocs } = this.output;
    const v = func.operands[2 * o] & OPERAND_VREG_MASK;
    const w1 = func.operands[2 * o + 1];
    const home = this.values[v << 3];
    let alloc: number;
    switch (w1 & CONSTRAINT_MASK) {
      case 1 /* CONSTRAINT_REG */: {
        const tied = this.tiedRegister(o);
        if (tied >= 0) {
          this.useFixed(v, tied);
          alloc = REG | tied;
        } else if (home >= 0) {
          alloc = REG | home;
        } else {
          const p = this.pickEarly(v, func.vregClass[v], 64);
          this.takeHome(v, p);
          alloc = REG | p;
        }
        break;
      }
      case 0 /* CONSTRAINT_ANY */: {
        if (home >= 0) alloc = REG | home;
        else if (this.values[(v << 3) + SLOT_OF] !== NONE) alloc = SLOT | this.values[(v << 3) + SLOT_OF];
        else {
          const p = this.findEarly(v, func.vregClass[v]);
          if (p === NONE) alloc = this.slotOf(v);
          else {
            this.takeHome(v, p);
            alloc = REG | p;
          }
        }
        break;
      }
      case 2 /* CONSTRAINT_FIXED */:
        alloc = REG | (w1 >>> CONSTRAINT_ARG_SHIFT);
        this.useFixed(v, w1 >>> CONSTRAINT_ARG_SHIFT);
        break;
      case 3 /* CONSTRAINT_STACK */:
        alloc = this.slotOf(v);
        break;
      case 5 /* CONSTRAINT_LIMIT */: {
        const limit = w1 >>> CONSTRAINT_ARG_SHIFT;
        const tied = this.tiedRegister(o);
        if (tied >= 0) {
          this.useFixed(v, tied);
          alloc = REG | tied;
        } else if (home >= 0 && (home & 63) < limit) {
          alloc = REG | home;
        } else if (home >= 0 && this.twin(o) !== NONE) {
          alloc = allocs[this.twin(o)];
        } else {
          const p = this.pickEarly(v, func.vregClass[v], limit);
          alloc = REG | p;
          if (this.values[v << 3] < 0) this.takeHome(v, p);
          else this.copyFromHome(v, p);
        }
        break;
      }
      default:
        return;
    }
    allocs[o] = alloc;
    if (alloc >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) this.early[(alloc & 255) >>> 5] |= 1 << (alloc & 31);
  }

  /** An earlier operand of the instruction equal to this one, which shares its register; or -1. */
  private twin(o: number): number {
    const { operands, instOperands } = this.func;
    for (let other = instOperands[this.inst]; other < o; other++) {
      if (operands[2 * other] === operands[2 * o] && operands[2 * other + 1] === operands[2 * o + 1]) return other;
    }
    return NONE;
  }

  /** The register of the def that reuses use operand `o`, or -1. */
  private tiedRegister(o: number): number {
    const { func } = this;
    const start = func.instOperands[this.inst];
    const want = CONSTRAINT_REUSE | ((o - start) << CONSTRAINT_ARG_SHIFT);
    for (let d = func.instOperands[this.inst + 1] - 1; d >= start; d--) {
      if (func.operands[2 * d + 1] === want) return this.output.allocs[d] & 255;
    }
    return NONE;
  }

  /** Gives a used value without a home the home `p`. */
  private takeHome(v: number, p: number): void {
    this.setHome(v, p);
    if (this.shortHomes) this.values[(v << 3) + SHORT_HOME] = this.inst;
    this.beginHome(v, 2 * this.inst + 1);
  }

  /** Value `v` has to be in `p` at the start of the instruction; nothing else has its home there. */
  private useFixed(v: number, p: number): void {
    const home = this.values[v << 3];
    if (home === p) return;
    if (home < 0 && this.regOwner[p] < 0 && this.env.isAllocatable(p)) this.takeHome(v, p);
    else this.copyFromHome(v, p);
  }

  private copyFromHome(v: number, p: number): void {
    const home = this.values[v << 3];
    if (home === p) return;
    // A poor victim; but if it has to go, the copy comes from where it goes.
    if (home >= 0) this.pinned[home >>> 5] |= 1 << (home & 31);
    this.before(v, REG | p);
    this.markWritten(p);
  }

  private moveInst(i: number, start: number): void {
    const { func } = this;
    const { allocs } = this.output;
    const useFirst = (func.operands[2 * start] & OPERAND_DEF) === 0;
    const use = useFirst ? start : start + 1;
    const def = useFirst ? start + 1 : start;
    const u = func.operands[2 * use] & OPERAND_VREG_MASK;
    const d = func.operands[2 * def] & OPERAND_VREG_MASK;
    const home = this.values[d << 3];
    const slot = this.values[(d << 3) + SLOT_OF];
    if (home < 0 && slot === NONE) {
      allocs[use] = ALLOC_NONE;
      allocs[def] = ALLOC_NONE;
      return;
    }
    this.shortHomes = false;
    if (slot !== NONE) this.releaseSlot(slot);
    let to = SLOT | slot;
    if (home >= 0) {
      to = REG | home;
      if (slot !== NONE) this.after(d, to, SLOT | slot);
      this.endHomeAtDef(d, home);
      this.clearHome(d, home);
      this.late[home >>> 5] |= 1 << (home & 31);
      if (this.values[u << 3] < 0) this.takeHome(u, home);
      this.markWritten(home);
    } else if (this.values[u << 3] < 0) {
      this.takeHome(u, this.pickEarly(u, func.vregClass[u], 64));
    }
    allocs[use] = REG | this.values[u << 3];
    allocs[def] = to;
    if (this.numAfter > 0) this.flushAfter(2 * i + 1);
    this.clearMasks();
  }

  // Blocks.

  private block(b: number): void {
    const { func } = this;
    const first = func.blockInsts[b];
    const last = func.blockInsts[b + 1] - 1;
    const edges = func.blockEdges[b];
    const edgesEnd = func.blockEdges[b + 1];
    const toJoin = edgesEnd - edges === 1 && func.numPreds(func.edgeTo[edges]) > 1;
    this.inst = last;
    if (toJoin) {
      if (func.edgeTo[edges] <= b) this.endBeforeBackEdge(edges);
      else this.endBeforeJoin(b, edges, 2 * last);
      // No operands but physical ones, no clobbers.
      this.instruction(last);
    } else {
      if (edgesEnd > edges) this.endBeforeHeads(b, edges, edgesEnd);
      this.atTerminator = true;
      this.instruction(last);
      this.atTerminator = false;
      for (let e = edges; e < edgesEnd; e++) this.headMoves(e, last);
    }
    const { instKind } = this;
    this.mayShare = this.numLoops < MAX_LOOPS;
    for (let i = last - 1; i >= first; i--) {
      const kind = instKind[i];
      // Not within the instruction that defines their values: it may still read their slots.
      if (this.numReleased > 0) this.freeSlots();
      if (kind !== GENERAL) this.plainInstruction(i, kind);
      else this.instruction(i);
    }
    this.mayShare = false;
    this.blockTop(b, first);
  }

  /** State at the end of a block before a join that was already walked: what the join expects. */
  private endBeforeJoin(b: number, e: number, point: number): void {
    const { func, entries } = this;
    const to = func.edgeTo[e];
    for (let k = this.entryStart[to]; k < this.entryEnd[to]; k += 2) this.homeAtEnd(entries[k], entries[k + 1], b);
    const params = func.blockParams[to];
    const args = func.edgeArgStart[e];
    const count = func.edgeArgStart[e + 1] - args;
    for (let k = 0; k < count; k++) {
      const place = this.paramPlace[params + k];
      if (place >>> ALLOC_KIND_SHIFT !== ALLOC_KIND_REG) continue;
      const a = func.edgeArgs[args + k];
      const p = place & 255;
      if (this.values[a << 3] < 0 && this.regOwner[p] < 0) this.homeAtEnd(a, p, b);
    }
    // An argument on its way to another register or a slot had better be in a register.
    for (let k = 0; k < count; k++) {
      const a = func.edgeArgs[args + k];
      if (this.paramPlace[params + k] === ALLOC_NONE || this.values[a << 3] >= 0) continue;
      const p = this.anyFree(a);
      if (p !== NONE) this.homeAtEnd(a, p, b);
    }
    // What is not a parameter is where the join expects it.
    for (let k = count - 1; k >= 0; k--) {
      const place = this.paramPlace[params + k];
      if (place === ALLOC_NONE) continue;
      const a = func.edgeArgs[args + k];
      const home = this.values[a << 3];
      if (home < 0 || place !== (REG | home)) this.moves.add(home >= 0 ? REG | home : this.sourceOf(a, place), place, this.infoOf(a));
    }
    if (this.moves.size === 0) return;
    if (this.wantFree) this.freeForEdge(e);
    this.group(point, false, this.numLoops);
  }

  private homeAtEnd(v: number, p: number, b: number): void {
    this.setHome(v, p);
    this.beginHome(v, 2 * (this.func.blockInsts[b + 1] - 1));
  }

  private anyFree(v: number): number {
    const w = 2 * this.func.vregClass[v];
    const { allocatable } = this.env;
    return this.chooseIn(v, w >> 1, allocatable[w] & ~this.occupied[w], allocatable[w + 1] & ~this.occupied[w + 1]);
  }

  /** State at the end of a block before an edge to a block not yet walked: its arguments get homes, which are remembered. */
  private endBeforeBackEdge(e: number): void {
    const { func } = this;
    const args = func.edgeArgStart[e];
    const count = func.edgeArgStart[e + 1] - args;
    const params = func.blockParams[func.edgeTo[e]];
    const at = this.numLatchPlaces;
    if (at + count > this.latchPlaces.length) this.latchPlaces = grow(this.latchPlaces, at + count);
    this.latchStart[e] = at;
    for (let k = 0; k < count; k++) {
      const a = func.edgeArgs[args + k];
      const param = func.params[params + k];
      if (this.values[a << 3] < 0) {
        if (this.values[(a << 3) + HINT] < 0) this.values[(a << 3) + HINT] = this.values[(param << 3) + HINT];
        const p = this.anyFree(a);
        if (p !== NONE) this.homeAtEnd(a, p, func.edgeFrom[e]);
      }
      const p = this.values[a << 3];
      if (p >= 0) this.values[(param << 3) + HINT] = p;
      this.latchPlaces[at + k] = p >= 0 ? REG | p : this.slotOf(a);
    }
    this.numLatchPlaces = at + count;
  }

  /** State at the end of a block whose successors have it as their only predecessor. */
  private endBeforeHeads(b: number, edges: number, edgesEnd: number): void {
    const { func, entries } = this;
    // The successors in the deepest loop have the first choice.
    let most = 0;
    for (let e = edges; e < edgesEnd; e++) if (func.blockDepth[func.edgeTo[e]] > most) most = func.blockDepth[func.edgeTo[e]];
    for (let round = 0; round < 2; round++) {
      for (let e = edges; e < edgesEnd; e++) {
        const to = func.edgeTo[e];
        if ((func.blockDepth[to] === most) !== (round === 0)) continue;
        const leaves = this.numLoops > 0 && to > this.loops.end[this.loopHeader[this.numLoops]];
        for (let k = this.entryStart[to]; k < this.entryEnd[to]; k += 2) this.shareHome(entries[k], entries[k + 1], b, leaves);
        const params = func.blockParams[to];
        const args = func.edgeArgStart[e];
        for (let k = func.edgeArgStart[e + 1] - args - 1; k >= 0; k--) {
          const place = this.paramPlace[params + k];
          if (place !== ALLOC_NONE) this.shareHome(func.edgeArgs[args + k], place >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG ? place & 255 : NONE, b, leaves);
        }
      }
    }
  }

  /** Gives `v`, which a successor wants in `p` (or anywhere, -1), a home at the end of block `b`, that one if possible. */
  private shareHome(v: number, p: number, b: number, leaves: boolean): void {
    if (this.values[v << 3] >= 0) return;
    if (leaves && this.values[(v << 3) + DEF_INST] < this.loopFirstInst[this.numLoops]) {
      // A passenger of the loop: worth a register only if the loop leaves one alone, else it is reloaded outside.
      const w = 2 * this.func.vregClass[v];
      const { allocatable } = this.env;
      const at = this.numLoops * PREG_SET_WORDS + w;
      if (p >= 0 && this.regOwner[p] < 0 && ((this.written[at - w + (p >>> 5)] >>> (p & 31)) & 1) === 0) return this.homeAtEnd(v, p, b);
      const q = this.chooseIn(v, w >> 1, allocatable[w] & ~this.occupied[w] & ~this.written[at], allocatable[w + 1] & ~this.occupied[w + 1] & ~this.written[at + 1]);
      if (q !== NONE) this.homeAtEnd(v, q, b);
      return;
    }
    if (p >= 0 && this.regOwner[p] < 0) return this.homeAtEnd(v, p, b);
    const q = this.anyFree(v);
    if (q !== NONE) this.homeAtEnd(v, q, b);
  }

  /** Moves at the head of a successor with one predecessor, from the state at that one's end. */
  private headMoves(e: number, terminator: number): void {
    const { func } = this;
    this.edgeMoves(e, terminator);
    const start = func.instOperands[terminator];
    const end = func.instOperands[terminator + 1];
    for (let o = start; o < end; o++) {
      const w0 = func.operands[2 * o];
      if ((w0 & OPERAND_DEF) === 0 || (func.operands[2 * o + 1] & CONSTRAINT_MASK) === CONSTRAINT_PHYSICAL) continue;
      const v = w0 & OPERAND_VREG_MASK;
      if (this.values[(v << 3) + SLOT_OF] !== NONE) this.moves.add(this.output.allocs[o], SLOT | this.values[(v << 3) + SLOT_OF], this.infoOf(v));
    }
    if (this.moves.size === 0) return;
    if (this.wantFree) this.freeForEdge(e);
    this.group(2 * func.blockInsts[func.edgeTo[e]], false, this.loopOf(func.edgeTo[e]));
  }

  /** Adds the moves that take the state at the source's end to what the target expects. */
  private edgeMoves(e: number, terminator: number): void {
    const { func, entries, moves } = this;
    const to = func.edgeTo[e];
    const params = func.blockParams[to];
    const args = func.edgeArgStart[e];
    for (let k = func.edgeArgStart[e + 1] - args - 1; k >= 0; k--) {
      const place = this.paramPlace[params + k];
      if (place === ALLOC_NONE) continue;
      const a = func.edgeArgs[args + k];
      let from = this.placeAtEnd(a, place, terminator);
      // At the head of the target the parameter has its value already: it can be fetched, not computed afresh.
      if (terminator !== NONE && from >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REMAT) from = this.slotOf(a);
      moves.add(from, place, this.infoOf(a));
    }
    for (let k = this.entryStart[to]; k < this.entryEnd[to]; k += 2) {
      const v = entries[k];
      const p = entries[k + 1];
      // A home chosen by the terminator itself may be short-lived; any other is where it says.
      if (this.values[v << 3] === p && this.values[(v << 3) + SHORT_HOME] !== terminator) continue;
      moves.add(this.placeAtEnd(v, REG | p, terminator), REG | p, this.infoOf(v));
    }
  }

  private placeAtEnd(v: number, to: number, terminator: number): number {
    const { func } = this;
    if (terminator !== NONE && this.values[(v << 3) + DEF_INST] === terminator) {
      for (let o = func.instOperands[terminator]; o < func.instOperands[terminator + 1]; o++) {
        const w0 = func.operands[2 * o];
        if ((w0 & OPERAND_DEF) !== 0 && (w0 & OPERAND_VREG_MASK) === v) return this.output.allocs[o];
      }
    }
    const home = this.values[v << 3];
    return home >= 0 && !(terminator !== NONE && this.values[(v << 3) + SHORT_HOME] === terminator) ? REG | home : this.sourceOf(v, to);
  }

  /** Free registers on an edge: not homes at its source's end, not expected by its target. */
  private freeForEdge(e: number): void {
    const { func, free, entries } = this;
    const to = func.edgeTo[e];
    for (let w = 0; w < PREG_SET_WORDS; w++) free[w] = this.env.allocatable[w] & ~this.occupied[w];
    for (let k = this.entryStart[to]; k < this.entryEnd[to]; k += 2) free[entries[k + 1] >>> 5] &= ~(1 << (entries[k + 1] & 31));
    for (let k = func.blockParams[to]; k < func.blockParams[to + 1]; k++) {
      const place = this.paramPlace[k];
      if (place >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) free[(place & 255) >>> 5] &= ~(1 << (place & 31));
    }
  }

  /** Records what the block expects and clears the state. */
  private blockTop(b: number, first: number): void {
    const { func, occupied, regOwner, moves } = this;
    const start = this.numEntries;
    for (let k = func.blockParams[b]; k < func.blockParams[b + 1]; k++) {
      const v = func.params[k];
      const home = this.values[v << 3];
      const slot = this.values[(v << 3) + SLOT_OF];
      if (home >= 0) {
        this.paramPlace[k] = REG | home;
        if (slot !== NONE) moves.add(REG | home, SLOT | slot, this.infoOf(v));
      } else {
        this.paramPlace[k] = slot !== NONE ? SLOT | slot : ALLOC_NONE;
      }
      if (slot !== NONE) this.releaseSlot(slot);
    }
    if (moves.size > 0) this.group(2 * first, false, this.numLoops);
    for (let k = func.blockParams[b]; k < func.blockParams[b + 1]; k++) {
      const home = this.values[func.params[k] << 3];
      if (home < 0) continue;
      this.inst = first - 1;
      this.endHomeAtDef(func.params[k], home);
      this.clearHome(func.params[k], home);
    }
    let n = start;
    for (let w = 0; w < PREG_SET_WORDS; w++) {
      for (let t = occupied[w]; t !== 0; t &= t - 1) {
        const p = (w << 5) + 31 - Math.clz32(t & -t);
        const v = regOwner[p];
        if (n + 2 > this.entries.length) this.entries = grow(this.entries, n + 2);
        this.entries[n] = v;
        this.entries[n + 1] = p;
        n += 2;
        this.inst = first - 1;
        this.endHome(v, p);
        this.values[v << 3] = NONE;
        regOwner[p] = NONE;
      }
      occupied[w] = 0;
    }
    if (b === 0 && n > start) throw new InternalError("a value is live into the entry: validate the function");
    this.entryStart[b] = start;
    this.entryEnd[b] = n;
    this.numEntries = n;
  }

  /** The target of edges from blocks walked before it is done: adds the moves at their ends. */
  private backEdges(b: number): void {
    const { func, entries, moves } = this;
    const params = func.blockParams[b];
    const undisturbed = this.numLoops > 0 && this.loopHeader[this.numLoops] === b && this.loops.singleEntry[b] !== 0;
    const written = this.numLoops * PREG_SET_WORDS;
    for (let k = func.blockPreds[b]; k < func.blockPreds[b + 1]; k++) {
      const e = func.predEdges[k];
      if (func.edgeFrom[e] < b) continue;
      const args = func.edgeArgStart[e];
      for (let a = func.edgeArgStart[e + 1] - args - 1; a >= 0; a--) {
        const place = this.paramPlace[params + a];
        if (place !== ALLOC_NONE) moves.add(this.latchPlaces[this.latchStart[e] + a], place, this.infoOf(func.edgeArgs[args + a]));
      }
      for (let n = this.entryStart[b]; n < this.entryEnd[b]; n += 2) {
        const v = entries[n];
        const p = entries[n + 1];
        if (undisturbed && ((this.written[written + (p >>> 5)] >>> (p & 31)) & 1) === 0) continue;
        moves.add(this.sourceOf(v, REG | p), REG | p, this.infoOf(v));
      }
      if (this.wantFree) this.freeForEdge(e);
      this.group(2 * (func.blockInsts[func.edgeFrom[e] + 1] - 1), true, this.numLoops);
    }
  }

  // Results.

  private writeEdits(): void {
    const { output, pointGroup, groupStart, groupEnd, groupNext } = this;
    const source = output.edits;
    const words = output.numEdits * EDIT_STRIDE;
    if (this.editBuffer.length < words) this.editBuffer = new Int32Array(Math.max(words, this.editBuffer.length * 2));
    const target = this.editBuffer;
    let at = 0;
    const points = 2 * this.func.numInsts;
    if (words > 0) {
      for (let point = 0; point < points; point++) {
        for (let g = pointGroup[point]; g !== NONE; g = groupNext[g]) {
          for (let k = groupStart[g] * EDIT_STRIDE, last = groupEnd[g] * EDIT_STRIDE; k < last; k++) target[at++] = source[k];
        }
      }
    }
    output.edits = target;
    this.editBuffer = source;
  }

  // Debug labels. A home's range ends (exclusive, in points) where it was chosen, and begins where the walk gives it up.

  private prepareLabels(): void {
    const { func } = this;
    if (this.labelled.length < func.numVregs) {
      this.labelled = new Uint8Array(func.numVregs * 2);
      this.homeEnd = new Int32Array(func.numVregs * 2);
    }
    this.labelled.fill(0, 0, func.numVregs);
    for (let k = 0; k < func.numDebugLabels; k++) this.labelled[func.debugLabels[k * DEBUG_LABEL_STRIDE + 1]] = 1;
    this.numHomeRanges = 0;
  }

  private beginHome(v: number, end: number): void {
    if (this.hasLabels) this.homeEnd[v] = end;
  }

  /** The walk takes the value out of its home at the current instruction; it gets there in the edits after it. */
  private endHome(v: number, p: number): void {
    if (this.hasLabels && this.labelled[v] !== 0) this.addHomeRange(v, 2 * this.inst + 2, p);
  }

  /** As `endHome`, at the definition. */
  private endHomeAtDef(v: number, p: number): void {
    this.endHome(v, p);
  }

  private addHomeRange(v: number, from: number, p: number): void {
    if (from >= this.homeEnd[v]) return;
    const at = this.numHomeRanges * 4;
    if (at + 4 > this.homeRanges.length) this.homeRanges = grow(this.homeRanges, at + 4);
    this.homeRanges[at] = v;
    this.homeRanges[at + 1] = from;
    this.homeRanges[at + 2] = this.homeEnd[v];
    this.homeRanges[at + 3] = p;
    this.numHomeRanges++;
  }

  private writeDebugLocations(): void {
    const { func, output } = this;
    const report = (label: number, from: number, to: number, alloc: number): void => {
      if (from < to) output.addDebugLocation(label, from, to, alloc);
    };
    for (let k = 0; k < func.numDebugLabels; k++) {
      const [label, v, first, last] = func.debugLabels.subarray(k * DEBUG_LABEL_STRIDE, (k + 1) * DEBUG_LABEL_STRIDE);
      for (let r = this.numHomeRanges - 1; r >= 0; r--) {
        if (this.homeRanges[4 * r] !== v) continue;
        report(label, Math.max(2 * first, this.homeRanges[4 * r + 1]), Math.min(2 * last, this.homeRanges[4 * r + 2]), REG | this.homeRanges[4 * r + 3]);
      }
    }
  }
}

/** A word with the lowest `n` bits set; all of them from 32 on, none up to 0. */
function lowBits(n: number): number {
  return n >= 32 ? -1 : n <= 0 ? 0 : (1 << n) - 1;
}
