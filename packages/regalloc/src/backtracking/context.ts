/**
 * The memory of the backtracking allocator: every array it works on, kept between functions.
 *
 * Numbers used everywhere:
 *   - *Slot number* q: one per block head and one per instruction, in block order. Block b has its head at
 *     `headSlot(b) = blockInsts[b] + b`, and instruction i of block b is at `i + b + 1`.
 *   - *Position*: 2q is early in slot q (after the edits before it), 2q + 1 late. Live ranges are half open
 *     [from, to) in positions. The gap before slot q, where edits go, has the number 2q.
 *   - *Column*: index into the register file's order of preference for one class; a set of registers is a mask with
 *     one bit per column. Only the first 32 registers of a class are used.
 *   - A *web* is a virtual register together with all copies of it made by move instructions: they hold one value, so
 *     they are one value to the allocator, named by the original virtual register.
 *   - A *piece* is a part of a web's live range, of one contiguous stretch of positions, that wants a register. Where a
 *     web is live and no piece that has a register covers the position, it is in memory (or is rematerialised).
 *   - A *bundle* is a list of non-overlapping pieces that get one register together.
 *   - A *family* is what was one bundle before splitting; its webs are never live at once and share a spill slot.
 *
 * Invariants between calls: none; every array is filled before it is read, except those that say they are zero (or
 * -1) at rest. Arrays only grow. Nothing here holds a JavaScript object per instruction, range or bundle.
 */

import { NUM_CLASSES, PREG_SET_WORDS } from "../operand.ts";
import type { RegallocOutput } from "../output.ts";
import { ParallelMoves } from "../parallel-moves.ts";
import type { SinglePassContext } from "../single-pass/allocate.ts";
import type { Residency } from "./residency.ts";

/** Words per use: position, operand (index of the edge argument or parameter for those), kind, weight. */
export const USE_STRIDE = 4;
export const U_POS = 0;
export const U_OPERAND = 1;
export const U_KIND = 2;
export const U_WEIGHT = 3;

/** Use kinds. A *hard* use needs a register that belongs to the web's piece at that position. */
export const USE_HARD = 1;
/** The record is the definition; always the first record of a web. */
export const USE_DEF = 2;
/** Fixed register or fixed stack slot: served by a copy at the gap, so it needs no piece of its own. */
export const USE_FIXED = 4;
/** Must be in the web's spill slot. */
export const USE_STACK = 8;
/** Early use that the instruction overwrites; served by a copy at the gap into the register of the result. */
export const USE_TIED = 16;
/** Argument on an outgoing edge; no operand. */
export const USE_ARG = 32;
/** Block parameter; no operand. */
export const USE_PARAM = 64;
/** Register or spill slot. */
export const USE_ANY = 128;
/** The instruction defines it late, in the register of a tied input. */
export const USE_REUSE = 256;

/** Bit position of the limit (0: none) in a use kind. */
export const KIND_LIMIT_SHIFT = 16;

/** Words per piece. */
export const PIECE_STRIDE = 8;
export const P_FROM = 0;
export const P_TO = 1;
export const P_WEB = 2;
export const P_BUNDLE = 3;
/** Next piece of the bundle, by position; -1 at the end. */
export const P_NEXT = 4;
/** Next piece of the web, by position; -1 at the end. */
export const P_WEB_NEXT = 5;
/** Use records (indices) inside the piece: first and end. */
export const P_USE = 6;
export const P_USE_END = 7;

/** Words per bundle. */
export const BUNDLE_STRIDE = 12;
export const B_FIRST = 0;
export const B_LAST = 1;
export const B_CLASS = 2;
/** Columns allowed by limit constraints and the register file. */
export const B_MASK = 3;
/** Sum of the use weights, saturating at 2^30. */
export const B_SUM = 4;
/** Positions covered. */
export const B_SIZE = 5;
/** Spill weight: B_SUM per position, or one of the two fixed weights below. */
export const B_WEIGHT = 6;
/** Column, or `COLUMN_NONE` (waiting), or `COLUMN_SPILLED`. */
export const B_COLUMN = 7;
export const B_FLAGS = 8;
export const B_FAMILY = 9;
/** Times this bundle was evicted; while bundles are merged, number of pieces. */
export const B_EVICTED = 10;
/** Number of hard uses. */
export const B_HARD = 11;

export const COLUMN_NONE = -1;
export const COLUMN_SPILLED = -2;

/** Some use is fixed to a register: worth looking for hints. */
export const BF_FIXED = 1;
/** All hard uses are in one instruction and the piece is no longer than it: it must get a register. */
export const BF_MINIMAL = 2;
/** Some use has a limit constraint, so that B_MASK may grow when the bundle is split. */
export const BF_LIMIT = 4;
/** Some use or the definition is in the spill slot. */
export const BF_STACK = 8;

/** It has the register that its fixed uses like best. */
export const BF_CONTENT = 16;
/** Some use is tied to a result: a copy may be due there. */
export const BF_TIED = 32;

export const WEIGHT_MAX = 0x3fff_ffff;
/** Weight of a minimal bundle: nothing evicts it. */
export const WEIGHT_MINIMAL = 0x7fff_ffff;

/** Fan-out of the occupancy tree as shifts: 16 positions per group, 32 groups (512 positions) per super group. */
export const GROUP_SHIFT = 4;
export const SUPER_SHIFT = 9;
/** Words per position of the occupancy tree: registers occupied by bundles, registers reserved by instructions. */
export const LEAF_STRIDE = 2;
/** Words per group: occupied throughout, occupied anywhere, reserved anywhere, a piece starts. */
export const NODE_STRIDE = 4;
export const N_FULL = 0;
export const N_ANY = 1;
export const N_FIXED = 2;
export const N_START = 3;

/** Instead of an allocation: the web is in memory. No allocation word has this value. */
export const MEMORY = -1;

/** Words per pending move: next, from, to, web, order (0 edges in, 1 in the block, 2 edges out). */
export const MOVE_STRIDE = 5;
export const M_NEXT = 0;
export const M_FROM = 1;
export const M_TO = 2;
export const M_WEB = 3;
export const M_ORDER = 4;

/** Orders in which bundles are placed: by size class and window (queue.ts), or exactly by size, sum of weights, or weight. */
export const ORDER_CLASS = 0;
export const ORDER_SIZE = 1;
export const ORDER_SUM = 2;
export const ORDER_WEIGHT = 3;

/** What `sizeBias` is unless a small function is tried again (see choose.ts). */
export const SIZE_BIAS = 300;

/** `a` if it has at least `n` words, else a larger array without the contents. */
export function reserve(a: Int32Array, n: number): Int32Array {
  if (a.length >= n) return a;
  let size = a.length * 2;
  while (size < n) size *= 2;
  return new Int32Array(size);
}

/** A copy of `a` with at least `n` words. */
export function enlarge(a: Int32Array, n: number): Int32Array {
  let size = a.length * 2;
  while (size < n) size *= 2;
  const b = new Int32Array(size);
  b.set(a);
  return b;
}

/** All working memory of `allocateBacktracking`; give the same one to every call. */
export class BacktrackingContext {
  // Settings of the current attempt (choose.ts).
  /** Their number. */
  variant: number;
  /** Added to the size of a bundle in its spill weight: the larger, the less does length count. */
  sizeBias: number;
  /** One of `ORDER_CLASS` ... */
  order: number;
  /** Takes the last free column of the order of preference instead of the first. */
  lastColumns: boolean;
  /** Merges bundles that copies connect. */
  mergeCopies: boolean;

  // Sizes of the current function.
  numSlots: number;
  numBlocks: number;
  numVregs: number;

  /** Per slot: instruction, or -1 for a block head. */
  slotInst: Int32Array;
  /** Per slot: block. */
  slotBlock: Int32Array;
  /** Per block: position of its head, and at index numBlocks the end of the function. */
  blockStart: Int32Array;
  /** Per block: cost of one move, 10^depth. */
  blockWeight: Int32Array;
  /** Per block: the first and the last position at which a predecessor ends. */
  predLow: Int32Array;
  predHigh: Int32Array;

  /** Per virtual register: the web it belongs to. */
  web: Int32Array;
  /** Per web: its use records are `webUses[w] .. webUses[w + 1]`. */
  webUses: Int32Array;
  uses: Int32Array;
  /** Per web: first position at which it needs a place, or -1 when it has no definition. */
  webStart: Int32Array;
  /** Per web: its live intervals are `webLive[w] .. webLive[w + 1]`, pairs in `live`. */
  webLive: Int32Array;
  live: Int32Array;
  numLive: number;
  /** Per web: its bundle before splitting (later: family), or -1. */
  webBundle: Int32Array;
  /** Per web: 1 when it has a move copy, so that rematerialising it would not give the copies. */
  webCopied: Int32Array;
  /** Per web: 1 when some piece of it was cut or given up, so that it may be in memory. */
  webSplit: Int32Array;
  /** Per web: sum of the weights of its uses, number of hard uses, bundle flags. */
  webSum: Int32Array;
  webHard: Int32Array;
  webFlags: Int32Array;
  /** Per web: where its spill slot holds it (see resolve.ts). */
  webStored: Int32Array;
  /** Per operand: for a tied early use the operand of the result, else -1. Filled only for operands that are uses. */
  tiedTo: Int32Array;

  pieces: Int32Array;
  numPieces: number;
  bundles: Int32Array;
  numBundles: number;
  numFamilies: number;
  /** Per family: column used last, or -1. */
  familyHint: Int32Array;
  /** Per family: the family at the other end of a copy that could not be merged away, or -1. */
  familyPartner: Int32Array;
  /** Per family: spill slot, or -1. */
  familySlot: Int32Array;
  /** Per family: bytes and alignment of its slot, first and end position: four words. */
  familySpill: Int32Array;

  /** Per class: leaves and two levels of nodes of the occupancy tree. Zero at rest for the classes not in use. */
  leaves: Int32Array[];
  groups: Int32Array[];
  supers: Int32Array[];
  /** Per class: heads of the lists of pieces that start in a group, by group * columns + column. */
  starts: Int32Array[];
  /** Per class: the piece that last covered the first position of a group, by group * columns + column. */
  covers: Int32Array[];
  /** Per piece: next piece in the same list. */
  startNext: Int32Array;
  /** Per class: number of columns. */
  columns: Int32Array;
  /** Per physical register: column, or -1 when it is not allocatable. */
  pregColumn: Int32Array;
  /** Per class: 1 when the function has a web of the class. */
  classUsed: Int32Array;

  /** Binary heap: priorities and bundles. */
  heapKey: Int32Array;
  heapBundle: Int32Array;
  heapSize: number;

  /** Bundles in the way of the one being placed. */
  conflicts: Int32Array;
  numConflicts: number;
  /** Bundles of the start, longest first, and how many of them were taken. */
  sorted: Int32Array;
  sortedKey: Int32Array;
  numSorted: number;
  nextSorted: number;
  /** Number of the last section of the queue (see queue.ts). */
  lastSection: number;
  /** How many of the sorted bundles were prefetched, and what prefetching read (see prefetch.ts). */
  prefetched: number;
  touched: number;

  /** Scratch: results of a probe, occupied and reserved columns. */
  probeOccupied: number;
  probeFixed: number;
  /** The probe saw all pieces. */
  probeComplete: boolean;

  /** The piece in which the bundle probed last runs out of free columns, or -1, and the columns free before it. */
  cutPiece: number;
  cutFree: number;

  /** Per column: weight of the fixed uses that would like it (scratch of the search for a hint). */
  hintWeight: Int32Array;

  /** Columns whose score recolouring has added to. */
  scored: number;

  /** The blocks that the web at hand is live out of, as a list, as runs of neighbours, and as bits (zero at rest). */
  blockList: Int32Array;
  blockRuns: Int32Array;
  blockBits: Int32Array;

  /** Per slot: head of the list of pending moves in the gap before it, or -1. */
  gapMoves: Int32Array;
  moves: Int32Array;
  numMoves: number;
  /** Spill stores that are needed if the value is not stored where it is defined: gap, from, order triples. */
  lateStores: Int32Array;
  numLateStores: number;

  /** The register pieces of the web at hand: from, to, allocation. */
  homeFrom: Int32Array;
  homeTo: Int32Array;
  homeAlloc: Int32Array;
  homePiece: Int32Array;
  numHomes: number;
  /** The stretches of the region that `fillGaps` looks at. */
  regionFrom: Int32Array;
  regionTo: Int32Array;
  numRegion: number;
  /** Per edge argument, and per block parameter: allocation at the edge; 0 for a parameter without uses. */
  argAlloc: Int32Array;
  paramAlloc: Int32Array;

  resolver: ParallelMoves;
  /** Set of registers free at a gap. */
  freeSet: Int32Array;

  /** Scratch for sorting. */
  scratchA: Int32Array;
  scratchB: Int32Array;

  /** Made when a function is first tried with the single-pass allocator. */
  singlePass: SinglePassContext | undefined;
  /** Made when homes are first settled. */
  residency: Residency | undefined;
  /**
   * Spend many times the time, some 10 microseconds per instruction, on fewer moves in functions in which registers are
   * fought for (residency.ts). False unless the user sets it. Functions of more than 16,384 instructions are not slower.
   */
  thorough: boolean;
  /** Settles the homes of webs that are partly in memory by counting moves (residency.ts). */
  settleHomes: boolean;
  /** Number and cost of the last attempt (choose.ts). */
  lastTried: number;
  lastCost: number;
  /** The result of an attempt while the best so far is kept. */
  spare: RegallocOutput | undefined;

  stats: BacktrackingStatistics;

  constructor() {
    const a = (): Int32Array => new Int32Array(64);
    this.variant = 0;
    this.sizeBias = SIZE_BIAS;
    this.order = ORDER_CLASS;
    this.lastColumns = false;
    this.mergeCopies = true;
    this.singlePass = undefined;
    this.residency = undefined;
    this.thorough = false;
    this.settleHomes = false;
    this.lastTried = 0;
    this.lastCost = 0;
    this.spare = undefined;
    this.numSlots = 0;
    this.numBlocks = 0;
    this.numVregs = 0;
    this.slotInst = a();
    this.slotBlock = a();
    this.blockStart = a();
    this.blockWeight = a();
    this.predLow = a();
    this.predHigh = a();
    this.web = a();
    this.webUses = a();
    this.uses = a();
    this.webStart = a();
    this.webLive = a();
    this.live = a();
    this.numLive = 0;
    this.webBundle = a();
    this.webCopied = a();
    this.webStored = a();
    this.webSplit = a();
    this.webSum = a();
    this.webHard = a();
    this.webFlags = a();
    this.tiedTo = a();
    this.pieces = a();
    this.numPieces = 0;
    this.bundles = a();
    this.numBundles = 0;
    this.numFamilies = 0;
    this.familyHint = a();
    this.familyPartner = a();
    this.familySlot = a();
    this.familySpill = a();
    this.leaves = [a(), a(), a()];
    this.groups = [a(), a(), a()];
    this.supers = [a(), a(), a()];
    this.starts = [a(), a(), a()];
    this.covers = [a(), a(), a()];
    this.startNext = a();
    this.columns = new Int32Array(NUM_CLASSES);
    this.pregColumn = new Int32Array(192);
    this.classUsed = new Int32Array(NUM_CLASSES);
    this.heapKey = a();
    this.heapBundle = a();
    this.heapSize = 0;
    this.conflicts = a();
    this.numConflicts = 0;
    this.sorted = a();
    this.sortedKey = a();
    this.numSorted = 0;
    this.nextSorted = 0;
    this.lastSection = 0;
    this.prefetched = 0;
    this.touched = 0;
    this.probeOccupied = 0;
    this.probeFixed = 0;
    this.probeComplete = false;
    this.cutPiece = -1;
    this.cutFree = 0;
    this.hintWeight = new Int32Array(32);
    this.scored = 0;
    this.blockList = a();
    this.blockRuns = a();
    this.blockBits = a();
    this.gapMoves = a();
    this.moves = a();
    this.numMoves = 0;
    this.lateStores = a();
    this.numLateStores = 0;
    this.homeFrom = a();
    this.homeTo = a();
    this.homeAlloc = a();
    this.homePiece = a();
    this.numHomes = 0;
    this.regionFrom = a();
    this.regionTo = a();
    this.numRegion = 0;
    this.argAlloc = a();
    this.paramAlloc = a();
    this.resolver = new ParallelMoves();
    this.freeSet = new Int32Array(PREG_SET_WORDS);
    this.scratchA = a();
    this.scratchB = a();
    this.stats = {
      bundles: 0,
      merges: 0,
      evictions: 0,
      splits: 0,
      spilledBundles: 0,
      filledGaps: 0,
      recoloured: 0,
      redundantMoves: 0,
      steps: 0,
      budgetExhausted: false,
      attempts: 1,
      chosen: 0,
    };
  }
}

/** What the last allocation did. */
export interface BacktrackingStatistics {
  bundles: number;
  merges: number;
  evictions: number;
  splits: number;
  spilledBundles: number;
  /** Stretches in memory that got a register after all. */
  filledGaps: number;
  /** Bundles moved to a register that saves copies. */
  recoloured: number;
  /** Edits removed because the value was in its place already. */
  redundantMoves: number;
  /** Bundles taken from the queue. */
  steps: number;
  /** The eviction budget ran out and the rest was allocated the quick way. */
  budgetExhausted: boolean;
  /** How often the function was allocated (see choose.ts); the numbers above are those of the last time. */
  attempts: number;
  /** Which attempt was kept: 0 the usual settings, -1 the single-pass allocator. */
  chosen: number;
}
