/**
 * Emission: one forward pass over the allocated VCode in code order. The allocator's edits, prologue and epilogue are
 * made with the ISA's constructors and go through the same encoder as everything else; a listing can be taken along.
 *
 * Edits are sorted by program point; a block's edits are found by binary search when its code does not follow that of
 * the block before it.
 */
import {
  type DebugTag,
  type Function,
  Opcode,
  type UserStackMapEntry,
  type Type,
} from "@cranelift-ts/codegen-ir";
import { InternalError } from "@cranelift-ts/entity";
import {
  ALLOC_KIND_REG,
  ALLOC_KIND_SHIFT,
  ALLOC_KIND_SLOT,
  ALLOC_NONE,
  DEBUG_LOCATION_STRIDE,
  EDIT_STRIDE,
  editBytes,
  editClass,
  type RegallocFunction,
  type RegallocOutput,
} from "@cranelift-ts/regalloc";
import type { UnwindOp } from "../unwind/ops.ts";
import { alignUp, type FrameLayout } from "./abi.ts";
import type { MachBuffer, MachHandler } from "./buffer.ts";
import type { EmitState, TargetIsa } from "./isa.ts";
import type { LowerContext, PrologueState } from "./lower.ts";
import { recordText } from "./print.ts";
import { type LabelledReg, rewriteOperands } from "./regalloc-adapter.ts";
import { REG_PHYSICAL } from "./registers.ts";
import { EFFECT_BRANCH, EFFECT_MOVE, EFFECT_RET } from "./tables.ts";

/** A safepoint: stack slots that hold live references while the call at `returnOffset` is running. */
export interface StackMap {
  readonly returnOffset: number;
  /** Bytes from the stack pointer at the call to the caller's frame: the size of this frame. */
  readonly frameBytes: number;
  readonly entries: readonly { readonly type: Type; readonly spOffset: number }[];
}

/** The debug tags of a call or a `sequence_point`, as they were put on it. */
export interface DebugTagRecord {
  /** The return address of a call; where a `sequence_point` is. */
  readonly offset: number;
  /** Whether the instruction is behind the offset or before it. */
  readonly position: "before" | "after";
  readonly tags: readonly DebugTag[];
}

/** What emission records beside the buffer. */
export interface EmitRecords {
  readonly stackMaps: StackMap[];
  /** By ascending offset. */
  readonly debugTags: DebugTagRecord[];
  readonly unwind: UnwindOp[];
  /** Code offset of each block in code order, with its number. */
  readonly blockStarts: { readonly block: number; readonly offset: number }[];
  /** Where labelled values are, by ascending start. */
  readonly valueRanges: ValueLabelRange[];
}

/** From code offset `start` to `end` the value with this label, or part of it, is there. */
export interface ValueLabelRange {
  readonly label: number;
  /** 0; 1 for the upper half of a value in two registers. */
  readonly part: number;
  readonly start: number;
  readonly end: number;
  readonly location:
    | { readonly kind: "register"; readonly preg: number }
    /** Bytes from the stack pointer after the prologue. */
    | { readonly kind: "stack"; readonly spOffset: number };
}

/** Answers the layout of the frame: which registers must be saved, and how large everything is. */
export function layoutFrame(
  cx: LowerContext,
  isa: TargetIsa,
  func: Function,
  ra: RegallocFunction,
  output: RegallocOutput,
  flags: TargetIsa["flags"],
): FrameLayout {
  const written = new Int32Array(6);
  const mark = (preg: number): void => void (written[preg >>> 5]! |= 1 << (preg & 31));
  const { operands, numOperands } = ra;
  for (let k = 0; k < numOperands; k++) {
    if ((operands[2 * k]! & 0x4000_0000) === 0) continue;
    const alloc = output.allocs[k]!;
    if (alloc >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) mark(alloc & 0xff);
  }
  for (let e = 0; e < output.numEdits; e++) {
    const to = output.edits[e * EDIT_STRIDE + 2]!;
    if (to >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG) mark(to & 0xff);
  }
  for (let s = 1; s < ra.numClobberSets; s++)
    for (let w = 0; w < 6; w++) written[w]! |= ra.clobberSets[s * 6 + w]!;
  const preserved = isa.abi.calleeSaved(func.signature);
  const saved: number[] = [];
  for (let p = 0; p < 192; p++)
    if (((written[p >>> 5]! & preserved[p >>> 5]!) >>> (p & 31)) & 1) saved.push(p);
  const spillBase = alignUp(cx.stackSlotBytes, Math.max(output.frameAlign, 1));
  return isa.abi.layoutFrame({
    func,
    flags,
    signature: cx.ownAbi,
    saved,
    fixedBytes: alignUp(spillBase + output.frameBytes, isa.abi.stackAlign),
    stackSlotBytes: spillBase,
    outgoingBytes: alignUp(cx.outgoingBytes, isa.abi.stackAlign),
    tailArgBytes: Math.max(cx.tailArgBytes, cx.ownAbi.params.stackBytes),
    calls: cx.calls,
    needsFrame:
      func.stencil.stackLimit >= 0 || (flags.enable_probestack && cx.stackSlotBytes + output.frameBytes > 0),
  });
}

export class Emitter implements EmitState, PrologueState {
  readonly buffer: MachBuffer;
  frame!: FrameLayout;
  records!: EmitRecords;
  private cx!: LowerContext;
  private isa!: TargetIsa;
  private output!: RegallocOutput;
  private func!: Function;
  private constantIds: Int32Array = new Int32Array(16);
  private text: string[] | undefined;
  /** CLIF instruction that the code being emitted is for, -1 for none. */
  private origin: number = -1;
  private hasTags: boolean = false;

  /** One closure for good: V8 knows it in optimised code. */
  private readonly sink: (words: Int32Array, at: number) => void;

  constructor(buffer: MachBuffer) {
    this.buffer = buffer;
    this.sink = (words, at): void => this.emitRecord(words, at);
  }

  /** Emits everything into the buffer, which is then ready to be finished. `text` collects the VCode listing. */
  run(
    cx: LowerContext,
    isa: TargetIsa,
    func: Function,
    ra: RegallocFunction,
    output: RegallocOutput,
    frame: FrameLayout,
    text: string[] | undefined,
  ): EmitRecords {
    this.cx = cx;
    this.isa = isa;
    this.worst = isa.maxInstBytes;
    this.func = func;
    this.output = output;
    this.frame = frame;
    this.text = text;
    this.records = { stackMaps: [], debugTags: [], unwind: [], blockStarts: [], valueRanges: [] };
    this.hasTags = func.dfg.debugTags.size > 0;
    const labelled = output.numDebugLocations > 0;
    this.points = labelled ? new Int32Array(2 * cx.vcode.blockStart[cx.vcode.numBlocks]! + 1) : undefined;
    const { vcode } = cx;
    const { buffer } = this;
    buffer.clear(vcode.numBlocks);
    if (this.constantIds.length < vcode.constants.length)
      this.constantIds = new Int32Array(vcode.constants.length * 2);
    for (let k = 0; k < vcode.constants.length; k++) {
      const c = vcode.constants[k]!;
      this.constantIds[k] = buffer.addConstant(c.bytes, c.align);
    }
    cx.sink = this.sink;
    const log2 = cx.flags.bb_padding_log2_minus_one;
    this.padding = log2 === 0 ? 0 : 1 << (log2 - 1);
    let next = 0;
    let edit = 0;
    for (let k = 0; k < vcode.numBlocks; k++) {
      const b = vcode.emitOrder[k]!;
      const first = vcode.blockStart[b]!;
      if (first !== next) edit = this.firstEdit(2 * first);
      this.beginBlock(b, k);
      edit = this.emitBlock(b, edit, ra);
      next = vcode.blockStart[b + 1]!;
      if (this.padding > 0 && k + 1 < vcode.numBlocks) buffer.putBytes(new Uint8Array(this.padding));
    }
    cx.sink = undefined;
    cx.release();
    if (labelled) this.addValueRanges();
    if (this.hasTags) this.trimDebugTags();
    return this.records;
  }

  /** The buffer is finished, by which code may have moved: so do the records. */
  moveRecords(): void {
    const { buffer } = this;
    if (!buffer.hasMoved) return;
    const { stackMaps, debugTags, unwind, valueRanges } = this.records;
    const to = (offset: number): number => buffer.movedOffset(offset);
    stackMaps.forEach((m, k) => (stackMaps[k] = { ...m, returnOffset: to(m.returnOffset) }));
    debugTags.forEach((t, k) => (debugTags[k] = { ...t, offset: to(t.offset) }));
    unwind.forEach((u, k) => (unwind[k] = { ...u, offset: to(u.offset) }));
    valueRanges.forEach((r, k) => (valueRanges[k] = { ...r, start: to(r.start), end: to(r.end) }));
  }

  /** Code offset by program point, while there are labelled values. */
  private points: Int32Array | undefined = undefined;

  /** Where the allocator has put labelled values, in code offsets: block by block, because blocks move. */
  private addValueRanges(): void {
    const { cx, output, records } = this;
    const { vcode } = cx;
    const points = this.points!;
    const { blockStarts, valueRanges } = records;
    const starts = new Int32Array(vcode.numBlocks);
    const ends = new Int32Array(vcode.numBlocks);
    blockStarts.forEach(({ block, offset }, k) => {
      starts[block] = offset;
      ends[block] = blockStarts[k + 1]?.offset ?? this.buffer.offset;
    });
    for (let d = 0; d < output.numDebugLocations; d++) {
      const at = d * DEBUG_LOCATION_STRIDE;
      const from = output.debugLocations[at + 1]!;
      const to = output.debugLocations[at + 2]!;
      const { label, part } = this.labels[output.debugLocations[at]!]!;
      const alloc = output.debugLocations[at + 3]!;
      const isReg = alloc >>> ALLOC_KIND_SHIFT === ALLOC_KIND_REG;
      const location: ValueLabelRange["location"] = isReg
        ? { kind: "register", preg: alloc & 0xff }
        : { kind: "stack", spOffset: this.frame.outgoingBytes + this.slotOffset(alloc) };
      for (
        let b = blockAt(vcode.blockStart, vcode.numBlocks, from >> 1);
        b < vcode.numBlocks && 2 * vcode.blockStart[b]! < to;
        b++
      ) {
        const first = 2 * vcode.blockStart[b]!;
        const last = 2 * vcode.blockStart[b + 1]!;
        const start = from <= first ? starts[b]! : Math.min(ends[b]!, points[from]!);
        // Branches at the end may have been dropped since.
        const end = to >= last ? ends[b]! : Math.min(ends[b]!, points[to]!);
        if (start < end) valueRanges.push({ label, part, start, end, location });
      }
    }
    valueRanges.sort((a, b) => a.start - b.start || a.end - b.end || a.label - b.label || a.part - b.part);
  }

  /** Labelled registers, by the number that the allocator has for them. */
  labels: readonly LabelledReg[] = [];

  /** Bytes of padding between blocks. */
  private padding: number = 0;

  private beginBlock(b: number, k: number): void {
    const { vcode } = this.cx;
    const insts = vcode.blockStart[b + 1]! - vcode.blockStart[b]!;
    if (k > 0)
      this.checkIsland(Math.min(insts, ISLAND_INTERVAL) * this.isaWorst() + ISLAND_SLACK + this.padding, b);
    this.buffer.bindLabel(b);
    if (this.hasTags) this.trimDebugTags();
    this.records.blockStarts.push({ block: b, offset: this.buffer.offset });
    if (this.text !== undefined) this.text.push(`block${b}:`);
    if (b === 0) {
      this.origin = -1;
      this.cx.genPrologue(this.frame, this);
      this.cx.release();
    }
  }

  private worst: number = 0;

  private isaWorst(): number {
    return this.worst;
  }

  /** Emits an island if references could go out of range within `distance` bytes. */
  private checkIsland(distance: number, _block: number): void {
    const { buffer } = this;
    if (!buffer.islandNeeded(distance)) return;
    const around = buffer.getLabel();
    this.cx.emitIslandJump(this, around);
    buffer.emitIsland(distance);
    buffer.bindLabel(around);
  }

  private firstEdit(point: number): number {
    const { edits, numEdits } = this.output;
    let lo = 0;
    let hi = numEdits;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if (edits[mid * EDIT_STRIDE]! < point) lo = mid + 1;
      else hi = mid;
    }
    return lo;
  }

  private emitBlock(b: number, firstEdit: number, ra: RegallocFunction): number {
    const { cx, output, buffer } = this;
    const { vcode } = cx;
    const { machine } = this.isa;
    const { effects } = machine;
    const { stencil } = this.func;
    const hasLocs = stencil.sourceLocCount > 0;
    const { words, instOffset, instOrigin } = vcode;
    const { edits, numEdits } = output;
    const { instOperands, instFlags } = ra;
    const end = vcode.blockStart[b + 1]!;
    const worst = this.isaWorst();
    let edit = firstEdit;
    let nextPoint = edit < numEdits ? edits[edit * EDIT_STRIDE]! : NO_POINT;
    let sinceCheck = 0;
    for (let i = vcode.blockStart[b]!; i < end; i++) {
      if (++sinceCheck === ISLAND_INTERVAL) {
        sinceCheck = 0;
        this.checkIsland(ISLAND_INTERVAL * worst + ISLAND_SLACK + this.padding, b);
      }
      while (nextPoint <= 2 * i) {
        this.emitEdit(edit++);
        nextPoint = edit < numEdits ? edits[edit * EDIT_STRIDE]! : NO_POINT;
      }
      if (this.points !== undefined) this.points[2 * i] = buffer.offset;
      const at = instOffset[i]!;
      const origin = instOrigin[i]!;
      if (origin !== this.origin) {
        this.origin = origin;
        if (hasLocs)
          buffer.startSourceLoc(origin < 0 ? undefined : stencil.relativeSourceLoc(origin as never));
        if (this.hasTags && origin >= 0 && this.func.dfg.opcode(origin as never) === Opcode.SequencePoint)
          this.addDebugTags("before");
      }
      const op = words[at]! & 0xffff;
      const effect = effects[op]!;
      const operand = instOperands[i]!;
      if ((effect & EFFECT_MOVE) !== 0 && instFlags[i] === 1) this.emitMove(ra, operand);
      else {
        rewriteOperands(words, machine, output.allocs, at, operand);
        let large = 0;
        if ((effect & (EFFECT_RET | EFFECT_BRANCH)) !== 0) {
          if ((effect & EFFECT_RET) !== 0 && cx.isReturn(op)) {
            cx.genEpilogue(this.frame);
            cx.release();
          }
          if ((effect & EFFECT_BRANCH) !== 0) {
            large = cx.worstSize(words, at);
            if (large > worst) this.checkIsland(large + ISLAND_INTERVAL * worst + this.padding, b);
          }
        }
        this.emitRecord(words, at, large);
      }
      if (this.points !== undefined) this.points[2 * i + 1] = buffer.offset;
      while (nextPoint <= 2 * i + 1) {
        this.emitEdit(edit++);
        nextPoint = edit < numEdits ? edits[edit * EDIT_STRIDE]! : NO_POINT;
      }
    }
    return edit;
  }

  /** A move instruction between two allocations. */
  private emitMove(ra: RegallocFunction, operand: number): void {
    const { allocs } = this.output;
    const useFirst = (ra.operands[2 * operand]! & 0x4000_0000) === 0;
    const from = allocs[useFirst ? operand : operand + 1]!;
    const to = allocs[useFirst ? operand + 1 : operand]!;
    if (from === ALLOC_NONE || to === ALLOC_NONE || from === to) return;
    const word0 = ra.operands[2 * operand]!;
    this.copy(from, to, (word0 >>> 28) & 3, ra.vregBytes[word0 & 0x0fff_ffff]!);
  }

  private emitEdit(edit: number): void {
    const at = edit * EDIT_STRIDE;
    const { edits } = this.output;
    const info = edits[at + 3]!;
    this.copy(edits[at + 1]!, edits[at + 2]!, editClass(info), editBytes(info));
  }

  private copy(from: number, to: number, regClass: number, bytes: number): void {
    const { cx } = this;
    const fromKind = from >>> ALLOC_KIND_SHIFT;
    const toKind = to >>> ALLOC_KIND_SHIFT;
    if (fromKind === ALLOC_KIND_REG && toKind === ALLOC_KIND_REG)
      cx.genMove(physical(to), physical(from), regClass, bytes);
    else if (fromKind === ALLOC_KIND_REG && toKind === ALLOC_KIND_SLOT)
      cx.genSpill(this.slotOffset(to), physical(from), regClass, bytes);
    else if (fromKind === ALLOC_KIND_SLOT && toKind === ALLOC_KIND_REG)
      cx.genReload(physical(to), this.slotOffset(from), regClass, bytes);
    else throw new InternalError(`cannot copy allocation ${from} to ${to}`);
    cx.release();
  }

  /** Offset of a spill slot (allocation or slot word) in the slot area. */
  slotOffset(slot: number): number {
    return this.frame.stackSlotBytes + this.output.slotOffset[slot & 0x1fff_ffff]!;
  }

  private emitRecord(words: Int32Array, at: number, size: number = 0): void {
    if (this.text !== undefined) {
      const line = recordText(this.isa.machine, this.cx, words, at);
      if (line !== "") this.text.push(`  ${line}`);
    }
    const { buffer } = this;
    const most = size > this.worst ? size : this.worst;
    if (buffer.offset + most > buffer.data.length) buffer.reserve(most);
    this.cx.emitInst(words, at, this);
  }

  // EmitState

  constantLabel(constant: number): number {
    return this.buffer.constantLabel(this.constantIds[constant]!);
  }

  addTrap(code: number): void {
    if (code !== 0) this.buffer.addTrap(code);
  }

  addReloc(offset: number, kind: string, name: number, addend: bigint): void {
    this.buffer.addReloc(offset, kind, name, addend);
  }

  addPatchableCall(bytes: number): void {
    this.buffer.addCallSite([], bytes);
    this.addStackMaps();
    if (this.hasTags) this.addDebugTags("after");
  }

  addCallSite(tryCall: number = -1): void {
    const { buffer } = this;
    if (tryCall < 0) buffer.addCallSite();
    else {
      const handlers: MachHandler[] = [];
      for (const item of this.cx.tryCalls[tryCall]!.items) {
        if (item.kind === "tag") handlers.push({ kind: "tag", tag: item.tag, label: item.label });
        else if (item.kind === "default") handlers.push({ kind: "default", label: item.label });
        else handlers.push({ kind: "context", frameOffset: this.frame.outgoingBytes + item.slotOffset });
      }
      buffer.addCallSite(handlers);
    }
    this.addStackMaps();
    if (this.hasTags) this.addDebugTags("after");
  }

  private addDebugTags(position: DebugTagRecord["position"]): void {
    if (this.origin < 0) return;
    const tags = this.func.dfg.debugTags.get(this.origin as never);
    if (tags !== undefined) this.records.debugTags.push({ offset: this.buffer.offset, position, tags });
  }

  /** The code may have become shorter, by branches that turned out to go nowhere. */
  private trimDebugTags(): void {
    const { debugTags } = this.records;
    const { offset } = this.buffer;
    for (let k = debugTags.length - 1; k >= 0 && debugTags[k]!.offset > offset; k--) {
      debugTags[k] = { ...debugTags[k]!, offset };
    }
  }

  private addStackMaps(): void {
    const maps = this.func.dfg.userStackMaps;
    if (maps.size === 0 || this.origin < 0) return;
    const entries = maps.get(this.origin as never);
    if (entries !== undefined) this.addStackMap(entries);
  }

  private addStackMap(entries: readonly UserStackMapEntry[]): void {
    const { frame, cx } = this;
    const base = frame.outgoingBytes;
    this.records.stackMaps.push({
      returnOffset: this.buffer.offset,
      frameBytes: frame.outgoingBytes + frame.fixedBytes + frame.clobberBytes,
      entries: entries.map((e) => ({ type: e.type, spOffset: base + cx.slotOffsets[e.slot]! + e.offset })),
    });
  }

  // PrologueState

  offset(): number {
    return this.buffer.offset;
  }

  unwind(op: UnwindOp): void {
    this.records.unwind.push(op);
  }
}

/** Behind every program point. */
const NO_POINT = 0x7fff_ffff;
/** Instructions between two questions whether an island is due. */
const ISLAND_INTERVAL = 64;
/** Room for edits, prologue and epilogue between two questions. */
const ISLAND_SLACK = 2048;

function physical(alloc: number): number {
  return REG_PHYSICAL | (alloc & 0xff);
}

/** The block that has instruction `inst`: the last that begins at it or before. */
function blockAt(blockStart: Int32Array, numBlocks: number, inst: number): number {
  let lo = 0;
  let hi = numBlocks;
  while (hi - lo > 1) {
    const mid = (lo + hi) >> 1;
    if (blockStart[mid]! <= inst) lo = mid;
    else hi = mid;
  }
  return lo;
}
