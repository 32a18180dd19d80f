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
 * without moves; if it is met next, the homes just stay. Where two successors disagree, moves at the head of one settle it;
 * what a block expects is a hint for the blocks beside it, so that this is rare. For an edge to an earlier block
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
 * One forward scan beforehand gathers where each value is defined. From this and the last clobbering instruction above the
 * walk follows at a value's last use whether it lives across one.
 *
 * Invariants: `regOwner[p] = v` if and only if the home of `v` is `p`, and `occupied` is the set of such p. Registers within an
 * instruction are handed out against `early` and `late`, the sets already spoken for at its start and end; the register
 * demand rule of valid functions means that this never runs out. Edits are made in sets, each a parallel move at one
 * point, and are written backwards like the walk (`edits.ts`).
 *
 * The time goes into branches that the processor cannot foresee, less into memory: the same function again and again takes
 * two thirds of the time. Hence the path for plain instructions, which is one loop with its state in few arrays, and the choice of
 * registers by masks.
 *
 * Cost is linear in operands, edges and block arguments plus the registers held at block boundaries. No memory is
 * allocated per instruction once the context has grown. Debug locations are reported where a labelled value is in a
 * register; a value in its slot is not reported.
 */

import { InternalError } from "@cranelift-ts/entity";
import { DEBUG_LABEL_STRIDE, RegallocFunction as Func, grow } from "../function.ts";
import type { RegallocFunction } from "../function.ts";
import type { MachineEnv } from "../machine-env.ts";
import {
  ALLOC_KIND_REG,
  ALLOC_KIND_REMAT,
  ALLOC_KIND_SHIFT,
  ALLOC_NONE,
  CONSTRAINT_MASK,
  CONSTRAINT_PHYSICAL,
  NUM_PREGS,
  OPERAND_DEF,
  OPERAND_VREG_MASK,
  PREG_SET_WORDS,
} from "../operand.ts";
import type { RegallocOutput } from "../output.ts";

import { AT_END, AT_HEAD, HERE } from "./edits.ts";
import { NONE, REG, SLOT, MAX_LOOPS, SLOT_OF, DEF_AT, HINT, RECORD_SHIFT } from "./state.ts";
import { InstructionWalk } from "./instructions.ts";

/** Allocates `func` into `output`, with the memory of `context`. The function must be valid (see `validate`). */
export function allocateSinglePass(
  context: SinglePassContext,
  func: RegallocFunction,
  env: MachineEnv,
  output: RegallocOutput,
): void {
  context.run(func, env, output);
}

/** The reusable memory of the single-pass allocator. */
export class SinglePassContext extends InstructionWalk {
  /** What the edits weigh that were made so far, but for those kept aside. */
  private cost: number = 0;

  run(func: RegallocFunction, env: MachineEnv, output: RegallocOutput): void {
    this.runWithin(func, env, output, Infinity);
  }

  /**
   * Allocates unless the edits, and moves of the function that stay, turn out to weigh `limit` or more (10^depth each):
   * then it stops, returns false and leaves no output. The cost is known from the blocks walked so far, and the stores
   * that are due above them.
   */
  runWithin(func: RegallocFunction, env: MachineEnv, output: RegallocOutput, limit: number): boolean {
    this.func = func;
    this.env = env;
    this.output = output;
    output.clear(func.numOperands);
    this.prepare();
    this.edits.begin(func, env, output);
    const { loops, edits } = this;
    this.cost = 0;
    let made = 0;
    for (let b = func.numBlocks - 1; b >= 0; b--) {
      for (let h = loops.endingHere[b]; h !== NONE; h = loops.nextEnding[h]) this.enterLoop(h);
      this.block(b);
      edits.endBlock(b);
      if (loops.end[b] >= 0) {
        this.backEdges(b);
        if (this.loopHeader[this.numLoops] === b && this.numLoops > 0) this.leaveLoop();
      }
      const moves = edits.made + this.copies;
      this.cost += (moves - made) * Func.weightOfDepth(func.blockDepth[b]);
      if (this.cost + edits.costAside + this.dueStores >= limit) return false;
      made = moves;
    }
    edits.finish(func.numBlocks);
    if (this.hasLabels) this.writeDebugLocations();
    output.layoutSlots();
    return true;
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
    const idle = func.instOperands[last] === func.instOperands[last + 1] && func.instClobbers[last] === 0;
    if (toJoin) {
      if (func.edgeTo[edges] <= b) {
        this.clearHomes();
        this.endBeforeBackEdge(edges);
      } else this.endBeforeJoin(b, edges, 2 * last);
      // No operands but physical ones, no clobbers.
      if (!idle) this.instruction(last);
    } else {
      if (edgesEnd > edges) this.endBeforeHeads(b, edges, edgesEnd);
      else this.clearHomes();
      if (!idle) {
        this.atTerminator = true;
        this.instruction(last);
        this.atTerminator = false;
      }
      for (let e = edges; e < edgesEnd; e++) {
        // Nothing came between the homes chosen for the successor and its head.
        if (idle && e - edges < 32 && ((this.agreed >>> (e - edges)) & 1) !== 0) continue;
        this.headMoves(e, last);
      }
    }
    this.mayShare = this.numLoops < MAX_LOOPS;
    for (let i = last - 1; i >= first; i--) {
      i = this.plainInstructions(i, first);
      if (i < first) break;
      // Not within the instruction that defines their values: it may still read their slots.
      if (this.numReleased > 0) this.freeSlots();
      if ((func.instFlags[i] & 1) /* INST_MOVE */ !== 0) this.moveInst(i);
      else this.instruction(i);
    }
    this.mayShare = false;
    this.blockTop(b, first);
  }

  /** State at the end of a block before a join that was already walked: what the join expects. */
  private endBeforeJoin(b: number, e: number, point: number): void {
    const { func, entries } = this;
    const to = func.edgeTo[e];
    if (to !== b + 1 || this.hasLabels) {
      this.clearHomes();
      for (let k = this.entryStart[to]; k < this.entryEnd[to]; k += 2)
        this.homeAtEnd(entries[k], entries[k + 1], b);
    }
    const { edgeArgs } = func;
    const { paramPlace, values, regOwner } = this;
    const params = func.blockParams[to];
    const args = func.edgeArgStart[e];
    const count = func.edgeArgStart[e + 1] - args;
    let homeless = false;
    let settled = true;
    for (let k = 0; k < count; k++) {
      const place = paramPlace[params + k];
      if (place === ALLOC_NONE) continue;
      const a = edgeArgs[args + k];
      const home = values[a << RECORD_SHIFT];
      if (home >= 0) {
        if (place !== (REG | home)) settled = false;
      } else if (place >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG && regOwner[place & 255] < 0)
        this.homeAtEnd(a, place & 255, b);
      else homeless = true;
    }
    // An argument on its way to another register or a slot had better be in a register.
    if (homeless) {
      settled = false;
      for (let k = 0; k < count; k++) {
        const a = edgeArgs[args + k];
        if (paramPlace[params + k] === ALLOC_NONE || values[a << RECORD_SHIFT] >= 0) continue;
        const p = this.anyFree(a);
        if (p !== NONE) this.homeAtEnd(a, p, b);
      }
    }
    if (settled) return;
    // What is not a parameter is where the join expects it.
    for (let k = count - 1; k >= 0; k--) {
      const place = paramPlace[params + k];
      if (place === ALLOC_NONE) continue;
      const a = edgeArgs[args + k];
      const home = values[a << RECORD_SHIFT];
      if (home < 0 || place !== (REG | home))
        this.edits.add(home >= 0 ? REG | home : this.sourceOf(a, place), place, this.infoOf(a));
    }
    this.flushEdge(e, point, HERE, b, this.numLoops);
  }

  private homeAtEnd(v: number, p: number, b: number): void {
    this.setHome(v, p);
    this.beginHome(v, 2 * (this.func.blockInsts[b + 1] - 1));
  }

  private anyFree(v: number): number {
    const w = 2 * this.func.vregClass[v];
    const { allocatable } = this.env;
    return this.chooseIn(
      v,
      w >> 1,
      allocatable[w] & ~this.occupied[w],
      allocatable[w + 1] & ~this.occupied[w + 1],
    );
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
      if (this.values[a << RECORD_SHIFT] < 0) {
        if (this.values[(a << RECORD_SHIFT) + HINT] < 0)
          this.values[(a << RECORD_SHIFT) + HINT] = this.values[(param << RECORD_SHIFT) + HINT];
        const p = this.anyFree(a);
        if (p !== NONE) this.homeAtEnd(a, p, func.edgeFrom[e]);
      }
      const p = this.values[a << RECORD_SHIFT];
      if (p >= 0) this.values[(param << RECORD_SHIFT) + HINT] = p;
      this.latchPlaces[at + k] = p >= 0 ? REG | p : this.slotOf(a);
    }
    this.numLatchPlaces = at + count;
  }

  /** State at the end of a block whose successors have it as their only predecessor. */
  private endBeforeHeads(b: number, edges: number, edgesEnd: number): void {
    const { func, entries } = this;
    const { values } = this;
    // The successors in the deepest loop have the first choice.
    let most = 0;
    let least = 0x7fffffff;
    let next = false;
    for (let e = edges; e < edgesEnd; e++) {
      const depth = func.blockDepth[func.edgeTo[e]];
      if (depth > most) most = depth;
      if (depth < least) least = depth;
      if (func.edgeTo[e] === b + 1) next = true;
    }
    const lastOfLoop = this.numLoops > 0 ? this.loops.end[this.loopHeader[this.numLoops]] : 0x7fffffff;
    // The block walked just now, if it is one of these: its homes are still there.
    let kept = NONE;
    if (next && !this.hasLabels && func.blockDepth[b + 1] === most && b + 1 <= lastOfLoop) kept = b + 1;
    else this.clearHomes();
    this.agreed = 0;
    for (let round = 0, rounds = most === least ? 1 : 2; round < rounds; round++) {
      for (let e = edges; e < edgesEnd; e++) {
        const to = func.edgeTo[e];
        if ((func.blockDepth[to] === most) !== (round === 0)) continue;
        const leaves = to > lastOfLoop;
        let agree = true;
        if (to !== kept) {
          for (let k = this.entryStart[to], end = this.entryEnd[to]; k < end; k += 2) {
            const v = entries[k];
            const p = entries[k + 1];
            if (values[v << RECORD_SHIFT] < 0) this.shareHome(v, p, b, leaves);
            if (values[v << RECORD_SHIFT] !== p) agree = false;
          }
        }
        const params = func.blockParams[to];
        const args = func.edgeArgStart[e];
        for (let k = func.edgeArgStart[e + 1] - args - 1; k >= 0; k--) {
          const place = this.paramPlace[params + k];
          if (place === ALLOC_NONE) continue;
          agree = false;
          const a = func.edgeArgs[args + k];
          if (values[a << RECORD_SHIFT] < 0)
            this.shareHome(a, place >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG ? place & 255 : NONE, b, leaves);
        }
        if (agree && e - edges < 32) this.agreed |= 1 << (e - edges);
      }
    }
  }

  /** Gives `v`, which a successor wants in `p` (or anywhere, -1), a home at the end of block `b`, that one if possible. */
  private shareHome(v: number, p: number, b: number, leaves: boolean): void {
    if (leaves && this.values[(v << RECORD_SHIFT) + DEF_AT] < this.loopFirst[this.numLoops]) {
      // A passenger of the loop: worth a register only if the loop leaves one alone, else it is reloaded outside.
      const w = 2 * this.func.vregClass[v];
      const { allocatable } = this.env;
      const at = this.numLoops * PREG_SET_WORDS + w;
      if (p >= 0 && this.regOwner[p] < 0 && ((this.written[at - w + (p >>> 5)] >>> (p & 31)) & 1) === 0)
        return this.homeAtEnd(v, p, b);
      const q = this.chooseIn(
        v,
        w >> 1,
        allocatable[w] & ~this.occupied[w] & ~this.written[at],
        allocatable[w + 1] & ~this.occupied[w + 1] & ~this.written[at + 1],
      );
      if (q !== NONE) this.homeAtEnd(v, q, b);
      return;
    }
    if (p >= 0 && this.regOwner[p] < 0) return this.homeAtEnd(v, p, b);
    const q = this.anyFree(v);
    if (q !== NONE) this.homeAtEnd(v, q, b);
  }

  /** Takes all values out of their homes. */
  private clearHomes(): void {
    const { occupied, regOwner, values } = this;
    for (let w = 0; w < this.setWords; w++) {
      for (let t = occupied[w]; t !== 0; t &= t - 1) {
        const p = (w << 5) + 31 - Math.clz32(t & -t);
        values[regOwner[p] << RECORD_SHIFT] = NONE;
        regOwner[p] = NONE;
      }
      occupied[w] = 0;
    }
  }

  /** Moves at the head of a successor with one predecessor, from the state at that one's end. */
  private headMoves(e: number, terminator: number): void {
    const { func } = this;
    this.edgeMoves(e, terminator);
    const start = func.instOperands[terminator];
    const end = func.instOperands[terminator + 1];
    for (let o = start; o < end; o++) {
      const w0 = func.operands[2 * o];
      if ((w0 & OPERAND_DEF) === 0 || (func.operands[2 * o + 1] & CONSTRAINT_MASK) === CONSTRAINT_PHYSICAL)
        continue;
      const v = w0 & OPERAND_VREG_MASK;
      if (this.values[(v << RECORD_SHIFT) + SLOT_OF] !== NONE)
        this.edits.add(
          this.output.allocs[o],
          SLOT | this.values[(v << RECORD_SHIFT) + SLOT_OF],
          this.infoOf(v),
        );
    }
    if (this.edits.size === 0) return;
    const to = func.edgeTo[e];
    // Right after the block walked before, these come before its edits in any case.
    const where = to === func.edgeFrom[e] + 1 && this.edits.atBlock(to) ? HERE : AT_HEAD;
    const { made } = this.edits;
    this.flushEdge(e, 2 * func.blockInsts[to], where, to, this.loopOf(to));
    // Not of the block at hand, as which they will be counted.
    const { blockDepth } = func;
    this.cost +=
      (this.edits.made - made) *
      (Func.weightOfDepth(blockDepth[to]) - Func.weightOfDepth(blockDepth[func.edgeFrom[e]]));
  }

  /** Adds the moves that take the state at the source's end to what the target expects. */
  private edgeMoves(e: number, terminator: number): void {
    const { func, entries, edits } = this;
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
      if (from !== place) edits.add(from, place, this.infoOf(a));
    }
    for (let k = this.entryStart[to]; k < this.entryEnd[to]; k += 2) {
      const v = entries[k];
      const p = entries[k + 1];
      // A home chosen by the terminator itself may be short-lived; any other is where it says.
      if (this.values[v << RECORD_SHIFT] === p && this.shortHome[p] !== terminator) continue;
      edits.add(this.placeAtEnd(v, REG | p, terminator), REG | p, this.infoOf(v));
    }
  }

  private placeAtEnd(v: number, to: number, terminator: number): number {
    const { func } = this;
    if (
      this.terminatorsDefine &&
      this.values[(v << RECORD_SHIFT) + DEF_AT] > 2 * func.instOperands[terminator]
    ) {
      for (let o = func.instOperands[terminator]; o < func.instOperands[terminator + 1]; o++) {
        const w0 = func.operands[2 * o];
        if ((w0 & OPERAND_DEF) !== 0 && (w0 & OPERAND_VREG_MASK) === v) return this.output.allocs[o];
      }
    }
    const home = this.values[v << RECORD_SHIFT];
    return home >= 0 && !(terminator !== NONE && this.shortHome[home] === terminator)
      ? REG | home
      : this.sourceOf(v, to);
  }

  /** Makes the moves of an edge into edits. */
  private flushEdge(e: number, point: number, where: number, block: number, loop: number): void {
    const { edits } = this;
    if (edits.flush(point, where, block, loop)) return;
    if (this.wantFree) this.freeForEdge(e);
    edits.resolve(point, where, block, loop, this.wantFree ? this.free : undefined);
  }

  /** Free registers on an edge: not homes at its source's end, not expected by its target. */
  private freeForEdge(e: number): void {
    const { func, free, entries } = this;
    const to = func.edgeTo[e];
    for (let w = 0; w < this.setWords; w++) free[w] = this.env.allocatable[w] & ~this.occupied[w];
    for (let k = this.entryStart[to]; k < this.entryEnd[to]; k += 2)
      free[entries[k + 1] >>> 5] &= ~(1 << (entries[k + 1] & 31));
    for (let k = func.blockParams[to]; k < func.blockParams[to + 1]; k++) {
      const place = this.paramPlace[k];
      if (place >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) free[(place & 255) >>> 5] &= ~(1 << (place & 31));
    }
  }

  /** Records what the block expects and clears the state. */
  private blockTop(b: number, first: number): void {
    const { func, occupied, regOwner, edits, values, hasLabels } = this;
    const { params } = func;
    const start = this.numEntries;
    const paramsStart = func.blockParams[b];
    const paramsEnd = func.blockParams[b + 1];
    // What happens here happens after an instruction before the first, as far as debug labels go.
    this.inst = first - 1;
    for (let k = paramsStart; k < paramsEnd; k++) {
      const v = params[k];
      const home = values[v << RECORD_SHIFT];
      const slot = values[(v << RECORD_SHIFT) + SLOT_OF];
      this.paramPlace[k] = home >= 0 ? REG | home : slot >= 0 ? SLOT | slot : ALLOC_NONE;
      if (slot >= 0) {
        if (home >= 0) edits.single(2 * first, REG | home, SLOT | slot, this.infoOf(v));
        this.releaseSlot(v, slot);
      }
      if (home >= 0) {
        if (hasLabels) this.endHome(v, home);
        this.clearHome(v, home);
      }
    }
    if (start + 2 * NUM_PREGS > this.entries.length) this.entries = grow(this.entries, start + 2 * NUM_PREGS);
    const { entries } = this;
    let n = start;
    for (let w = 0; w < this.setWords; w++) {
      for (let t = occupied[w]; t !== 0; t &= t - 1) {
        const p = (w << 5) + 31 - Math.clz32(t & -t);
        const v = regOwner[p];
        entries[n] = v;
        entries[n + 1] = p;
        n += 2;
        values[(v << RECORD_SHIFT) + HINT] = p;
        if (hasLabels) this.endHome(v, p);
      }
    }
    // Else the homes stay: the next block may be a predecessor.
    if (hasLabels) this.clearHomes();
    if (b === 0 && n > start)
      throw new InternalError("a value is live into the entry: validate the function");
    this.entryStart[b] = start;
    this.entryEnd[b] = n;
    this.numEntries = n;
  }

  /** The target of edges from blocks walked before it is done: adds the moves at their ends. */
  private backEdges(b: number): void {
    const { func, entries, edits } = this;
    const params = func.blockParams[b];
    const undisturbed =
      this.numLoops > 0 && this.loopHeader[this.numLoops] === b && this.loops.singleEntry[b] !== 0;
    const written = this.numLoops * PREG_SET_WORDS;
    for (let k = func.blockPreds[b]; k < func.blockPreds[b + 1]; k++) {
      const e = func.predEdges[k];
      if (func.edgeFrom[e] < b) continue;
      const args = func.edgeArgStart[e];
      for (let a = func.edgeArgStart[e + 1] - args - 1; a >= 0; a--) {
        const place = this.paramPlace[params + a];
        if (place !== ALLOC_NONE)
          edits.add(this.latchPlaces[this.latchStart[e] + a], place, this.infoOf(func.edgeArgs[args + a]));
      }
      for (let n = this.entryStart[b]; n < this.entryEnd[b]; n += 2) {
        const v = entries[n];
        const p = entries[n + 1];
        if (undisturbed && ((this.written[written + (p >>> 5)] >>> (p & 31)) & 1) === 0) continue;
        edits.add(this.sourceOf(v, REG | p), REG | p, this.infoOf(v));
      }
      const from = func.edgeFrom[e];
      this.flushEdge(e, 2 * (func.blockInsts[from + 1] - 1), AT_END, from, this.numLoops);
    }
  }

  // Results.

  private writeDebugLocations(): void {
    const { func, output } = this;
    const report = (label: number, from: number, to: number, alloc: number): void => {
      if (from < to) output.addDebugLocation(label, from, to, alloc);
    };
    for (let k = 0; k < func.numDebugLabels; k++) {
      const [label, v, first, last] = func.debugLabels.subarray(
        k * DEBUG_LABEL_STRIDE,
        (k + 1) * DEBUG_LABEL_STRIDE,
      );
      for (let r = this.numHomeRanges - 1; r >= 0; r--) {
        if (this.homeRanges[4 * r] !== v) continue;
        report(
          label,
          Math.max(2 * first, this.homeRanges[4 * r + 1]),
          Math.min(2 * last, this.homeRanges[4 * r + 2]),
          REG | this.homeRanges[4 * r + 3],
        );
      }
    }
  }
}
