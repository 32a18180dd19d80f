/**
 * MachBuffer: machine code in the making.
 *
 * Code is appended once, front to back. References to labels are fixups that are patched when both ends are settled;
 * where a reference could run out of its range, an *island* is emitted in the middle of the code: pending constants,
 * out-of-line traps, and *veneers*, longer jumps that short references go through. The emitter asks `islandNeeded`
 * between blocks (or before long sequences) and jumps around the island where control would fall into it.
 *
 * Branches are simplified while they are emitted. The buffer remembers the run of branches that ends at the tail, and
 * whenever a label is bound at the tail or a branch is added, it
 *   - drops a branch to the tail itself,
 *   - sends labels bound at an unconditional branch on to its target, and drops the branch when nothing falls into it,
 *   - inverts a conditional branch over an unconditional one, and drops the latter.
 *
 * Invariants between calls:
 *   - `commit` is the offset before which nothing changes any more: the start of the remembered run of branches, or of
 *     the labels at the tail. Labels bound before it are settled; fixups to them may be patched.
 *   - Fixups of one kind are queued by ascending offset, so the first one of a kind has its earliest deadline.
 *   - A label is unbound, bound to an offset, or an alias of another label; chains of aliases end. Labels bound at one
 *     place share their fate, so all but one are aliases: the buffer never carries lists of labels about.
 *
 * Where the ISA has short branches, references stay open until the end, and `finish` makes short what can be before it
 * places constants: all offsets recorded beside the code move with it.
 *
 * The buffer knows no ISA: an ISA describes its reference kinds as a table of {@link LabelUse}. Byte order is the
 * ISA's business, through its patch functions and the constants it registers.
 */
import { InternalError } from "@cranelift-ts/entity";
import { ShortBranches, type ShortForm } from "./short-branches.ts";

/** A kind of reference to a label. */
export interface LabelUse {
  readonly name: string;
  /** Bytes from the reference forward to the farthest label it can reach. */
  readonly maxForward: number;
  /** Bytes backward. */
  readonly maxBackward: number;
  /** Size of the patched field. */
  readonly size: number;
  /** Writes the distance to `target` into the bytes at `use`. */
  patch(bytes: Uint8Array, use: number, target: number): void;
  /** Size of a veneer, 0 when the kind cannot have one. */
  readonly veneerSize: number;
  /** Kind of the reference inside the veneer. */
  readonly veneerUse: number;
  /** Appends the veneer's code and returns the offset of its reference. */
  emitVeneer?(buffer: MachBuffer): number;
  /** References of this kind end a branch that has a short form. */
  readonly short?: ShortForm;
}

/** A label; bound at most once. */
export type Label = number;

const UNBOUND = -1;
const NO_CONSTANT = -1;

/** Words of a fixup: offset of the reference, label. */
const FIXUP_WORDS = 2;

/** First-in, first-out queue of the fixups of one kind. */
class FixupQueue {
  words: Int32Array = new Int32Array(32);
  head: number = 0;
  end: number = 0;

  push(offset: number, label: number): void {
    if (this.end + FIXUP_WORDS > this.words.length) {
      // Move the live part to the front, and to a larger array only when that frees too little.
      const live = this.words.subarray(this.head, this.end);
      const next =
        live.length * 2 > this.words.length
          ? new Int32Array(this.words.length * 2)
          : new Int32Array(this.words.length);
      next.set(live);
      this.words = next;
      this.end -= this.head;
      this.head = 0;
    }
    this.words[this.end] = offset;
    this.words[this.end + 1] = label;
    this.end += FIXUP_WORDS;
  }

  clear(): void {
    this.head = 0;
    this.end = 0;
  }
}

/** A branch of the remembered run at the tail. */
interface Branch {
  start: number;
  end: number;
  target: Label;
  /** Kind and offset of its reference. */
  use: number;
  useOffset: number;
  /** Code of the inverted branch, same size; undefined for an unconditional branch. */
  inverted: Uint8Array | undefined;
  /** The label bound at its start, or -1. */
  label: Label;
}

/** A relocation against an external name, by the compiler's reference number. */
export interface MachReloc {
  readonly offset: number;
  /** The kind, by the name that the object-file package uses. */
  readonly kind: string;
  /** Reference of the name: an index that the compiled function resolves. */
  readonly target: number;
  readonly addend: bigint;
}

export interface MachTrap {
  readonly offset: number;
  readonly code: number;
}

/** Code between `start` and `end` comes from source location `loc`, relative to the function's base. */
export interface MachSourceRange {
  readonly start: number;
  readonly end: number;
  readonly loc: number;
}

/** A call: the offset is its return address. */
export interface MachCallSite {
  readonly returnOffset: number;
  /** Bytes before it that may be replaced by no-ops; 0 if they must not. */
  readonly patchableBytes: number;
  /** Exception handlers in order, with labels resolved when the buffer is finished. */
  readonly handlers: readonly MachHandler[];
}

export type MachHandler =
  | { readonly kind: "tag"; readonly tag: number; readonly label: Label }
  | { readonly kind: "default"; readonly label: Label }
  | { readonly kind: "context"; readonly frameOffset: number };

/**
 * Finished code with everything recorded beside it. Traps and source ranges are kept packed and become objects when they
 * are first asked for.
 */
export class FinishedCode {
  readonly code: Uint8Array<ArrayBuffer>;
  readonly alignment: number;
  readonly relocs: readonly MachReloc[];
  readonly callSites: readonly MachCallSite[];
  /** Offset of every label. */
  readonly labelOffsets: Int32Array;
  /** Pairs of offset and code, by offset. */
  readonly trapWords: Int32Array;
  /** Start, end and location of each range. */
  readonly rangeWords: Int32Array;
  private trapList: readonly MachTrap[] | undefined = undefined;
  private rangeList: readonly MachSourceRange[] | undefined = undefined;

  constructor(
    code: Uint8Array<ArrayBuffer>,
    alignment: number,
    relocs: readonly MachReloc[],
    callSites: readonly MachCallSite[],
    labelOffsets: Int32Array,
    trapWords: Int32Array,
    rangeWords: Int32Array,
  ) {
    this.code = code;
    this.alignment = alignment;
    this.relocs = relocs;
    this.callSites = callSites;
    this.labelOffsets = labelOffsets;
    this.trapWords = trapWords;
    this.rangeWords = rangeWords;
  }

  get traps(): readonly MachTrap[] {
    return (this.trapList ??= Array.from({ length: this.trapWords.length / 2 }, (_, i) => ({
      offset: this.trapWords[2 * i]!,
      code: this.trapWords[2 * i + 1]!,
    })));
  }

  get sourceRanges(): readonly MachSourceRange[] {
    return (this.rangeList ??= Array.from({ length: this.rangeWords.length / 3 }, (_, i) => ({
      start: this.rangeWords[3 * i]!,
      end: this.rangeWords[3 * i + 1]!,
      loc: this.rangeWords[3 * i + 2]!,
    })));
  }
}

function grown(a: Int32Array): Int32Array<ArrayBuffer> {
  const b = new Int32Array(a.length * 2);
  b.set(a);
  return b;
}

/** A record whose offset may still change. */
type Movable<T> = { -readonly [K in keyof T]: T[K] };

const NO_HANDLERS: readonly MachHandler[] = [];

interface PendingConstant {
  bytes: Uint8Array;
  align: number;
  /** Label of the place where it will stand, or NO_CONSTANT until it is referred to. */
  label: Label;
  emitted: boolean;
}

export class MachBuffer {
  /** Code so far; read anew after any call that may grow it. */
  data: Uint8Array<ArrayBuffer> = new Uint8Array(1024);
  /** Bytes written. An emitter may store at `data[offset]` after `reserve` and advance this itself. */
  offset: number = 0;

  private readonly uses: readonly LabelUse[];
  private readonly queues: readonly FixupQueue[];
  private labelOffsets: Int32Array = new Int32Array(64);
  private labelAliases: Int32Array = new Int32Array(64);
  private labelCount: number = 0;
  private branches: Branch[] = [];
  /** The label bound at `tailOffset`, or -1; valid while that is the current offset. */
  private tailLabel: Label = -1;
  private tailOffset: number = 0;
  private constants: PendingConstant[] = [];
  private pendingConstants: number[] = [];
  private pendingConstantBytes: number = 0;
  private pendingTraps: { label: Label; code: number; loc: number | undefined }[] = [];
  private relocs: Movable<MachReloc>[] = [];
  /** Pairs of offset and code. */
  private traps: Int32Array = new Int32Array(128);
  private trapEnd: number = 0;
  /** Start, end, location. */
  private ranges: Int32Array = new Int32Array(192);
  private rangeEnd: number = 0;
  private callSites: Movable<MachCallSite>[] = [];
  private currentLoc: number | undefined = undefined;
  private currentLocStart: number = 0;
  private minAlignment: number = 1;
  private readonly trapBytes: Uint8Array;
  /** Kind of the references of branches that have a short form, -1 if there is none. */
  private readonly branchUse: number;
  private readonly shortBranches: ShortBranches = new ShortBranches();
  private hasIslands: boolean = false;

  /** `trapBytes` is the trap instruction for out-of-line traps. */
  constructor(uses: readonly LabelUse[], trapBytes: Uint8Array) {
    this.uses = uses;
    this.queues = uses.map(() => new FixupQueue());
    this.branchUse = uses.findIndex((use) => use.short !== undefined);
    this.trapBytes = trapBytes;
  }

  /** Empties the buffer, with labels 0 to `labels - 1` reserved for the blocks. */
  clear(labels: number): void {
    this.offset = 0;
    for (const q of this.queues) q.clear();
    this.labelCount = 0;
    if (this.labelOffsets.length < labels) {
      const capacity = Math.max(labels, this.labelOffsets.length * 2);
      this.labelOffsets = new Int32Array(capacity);
      this.labelAliases = new Int32Array(capacity);
    }
    this.labelOffsets.fill(UNBOUND, 0, labels);
    this.labelAliases.fill(UNBOUND, 0, labels);
    this.labelCount = labels;
    this.branches.length = 0;
    this.tailLabel = -1;
    this.tailOffset = 0;
    this.constants.length = 0;
    this.pendingConstants.length = 0;
    this.pendingConstantBytes = 0;
    this.pendingTraps.length = 0;
    if (this.relocs.length > 0) this.relocs = [];
    this.trapEnd = 0;
    this.rangeEnd = 0;
    if (this.callSites.length > 0) this.callSites = [];
    this.currentLoc = undefined;
    this.minAlignment = 1;
    this.hasIslands = false;
    this.shortBranches.clear();
  }

  // Bytes

  /** Makes room for `n` more bytes behind `offset`. */
  reserve(n: number): void {
    if (this.offset + n <= this.data.length) return;
    const next = new Uint8Array(Math.max(this.data.length * 2, this.offset + n));
    next.set(this.data.subarray(0, this.offset));
    this.data = next;
  }

  put1(b: number): void {
    this.reserve(1);
    this.data[this.offset++] = b;
  }

  putBytes(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.data.set(bytes, this.offset);
    this.offset += bytes.length;
  }

  /** Pads with `fill` to a multiple of `alignment` and remembers that the code needs it. */
  align(alignment: number, fill: number = 0): void {
    this.minAlignment = Math.max(this.minAlignment, alignment);
    while ((this.offset & (alignment - 1)) !== 0) this.put1(fill);
  }

  // Labels

  /** A new label. */
  getLabel(): Label {
    const label = this.labelCount++;
    if (label === this.labelOffsets.length) {
      const offsets = new Int32Array(label * 2);
      offsets.set(this.labelOffsets);
      this.labelOffsets = offsets;
      const aliases = new Int32Array(label * 2);
      aliases.set(this.labelAliases);
      this.labelAliases = aliases;
    }
    this.labelOffsets[label] = UNBOUND;
    this.labelAliases[label] = UNBOUND;
    return label;
  }

  /** The label at the end of the chain of aliases. */
  private resolve(label: Label): Label {
    const aliases = this.labelAliases;
    let l = label;
    while (aliases[l]! >= 0) {
      // Path halving.
      const next = aliases[l]!;
      if (aliases[next]! >= 0) aliases[l] = aliases[next]!;
      l = next;
    }
    return l;
  }

  /** Offset of a label, or -1 while it is unbound. */
  labelOffset(label: Label): number {
    return this.labelOffsets[this.resolve(label)]!;
  }

  /** Binds `label` to the current offset. */
  bindLabel(label: Label): void {
    if (this.labelOffsets[label] !== UNBOUND) throw new InternalError(`label ${label} is bound twice`);
    this.refreshTail();
    this.bindAtTail(label);
    this.simplifyBranches();
  }

  /** Whether a label is bound to the current offset: control may come from elsewhere. */
  get isLabelHere(): boolean {
    return this.tailOffset === this.offset && this.tailLabel >= 0;
  }

  private bindAtTail(label: Label): void {
    this.labelOffsets[label] = this.offset;
    if (this.tailLabel < 0) this.tailLabel = label;
    else this.labelAliases[label] = this.tailLabel;
  }

  private refreshTail(): void {
    if (this.tailOffset === this.offset) return;
    this.tailOffset = this.offset;
    this.tailLabel = -1;
  }

  /** The bytes at `offset` refer to `label` in the way of kind `use`. Call in order of offsets. */
  useLabel(offset: number, label: Label, use: number): void {
    this.queues[use]!.push(offset, label);
  }

  // Branches

  /** Declares that the code from `start` to the current offset, just written, jumps to `target`. */
  addUncondBranch(start: number, target: Label, use: number, useOffset: number): void {
    this.addBranch(start, target, use, useOffset, undefined);
  }

  /** As {@link addUncondBranch} for a branch that may fall through; `inverted` is its code with the condition inverted. */
  addCondBranch(start: number, target: Label, use: number, useOffset: number, inverted: Uint8Array): void {
    this.addBranch(start, target, use, useOffset, inverted);
  }

  private addBranch(
    start: number,
    target: Label,
    use: number,
    useOffset: number,
    inverted: Uint8Array | undefined,
  ): void {
    this.useLabel(useOffset, target, use);
    const last = this.branches[this.branches.length - 1];
    if (last !== undefined && last.end !== start) this.branches.length = 0;
    const label = this.tailOffset === start ? this.tailLabel : -1;
    this.branches.push({ start, end: this.offset, target, use, useOffset, inverted, label });
    this.refreshTail();
  }

  private lastBranch(): Branch | undefined {
    const last = this.branches[this.branches.length - 1];
    if (last === undefined) return undefined;
    if (last.end !== this.offset) {
      this.branches.length = 0;
      return undefined;
    }
    return last;
  }

  /** Removes the last branch; the labels at the tail move to where it began. */
  private dropBranch(branch: Branch): void {
    const queue = this.queues[branch.use]!;
    const at = queue.end - FIXUP_WORDS;
    if (at < queue.head || queue.words[at] !== branch.useOffset) {
      throw new InternalError("the reference of the last branch is not the last of its kind");
    }
    queue.end = at;
    this.branches.pop();
    this.offset = branch.start;
    this.trimSourceRanges();
    if (this.tailLabel >= 0) {
      this.labelOffsets[this.tailLabel] = branch.start;
      if (branch.label >= 0) this.labelAliases[branch.label] = this.tailLabel;
    } else this.tailLabel = branch.label;
    this.tailOffset = branch.start;
  }

  private simplifyBranches(): void {
    this.refreshTail();
    for (;;) {
      const branch = this.lastBranch();
      if (branch === undefined) return;
      const target = this.resolve(branch.target);
      if (this.labelOffsets[target] === this.offset) {
        this.dropBranch(branch);
        continue;
      }
      if (branch.inverted !== undefined) return;
      // The label at the start of an unconditional branch goes straight to its target, unless that is the branch itself.
      if (branch.label >= 0 && target !== branch.label) {
        this.labelAliases[branch.label] = target;
        branch.label = -1;
      }
      const before = this.branches[this.branches.length - 2];
      if (before === undefined || before.end !== branch.start) return;
      // Nothing falls into a branch that follows an unconditional one.
      if (before.inverted === undefined && branch.label < 0) {
        this.dropBranch(branch);
        continue;
      }
      // A conditional branch over an unconditional one.
      if (
        before.inverted !== undefined &&
        branch.label < 0 &&
        this.labelOffsets[this.resolve(before.target)] === this.offset
      ) {
        const jump = branch.target;
        const inverted = before.inverted;
        this.dropBranch(branch);
        const original = this.data.slice(before.start, before.end);
        this.data.set(inverted, before.start);
        before.inverted = original;
        before.target = jump;
        const queue = this.queues[before.use]!;
        queue.words[queue.end - 1] = jump;
        continue;
      }
      return;
    }
  }

  /** Offset before which labels and code no longer change. */
  private commitOffset(): number {
    const last = this.branches[this.branches.length - 1];
    const first = last !== undefined && last.end === this.offset ? this.branches[0]!.start : this.offset;
    return this.tailOffset === this.offset ? Math.min(first, this.tailOffset) : first;
  }

  // Constants and traps

  /** Registers a constant for this function; equal ones are the caller's to merge. `align` is a power of two. */
  addConstant(bytes: Uint8Array, align: number): number {
    return this.constants.push({ bytes, align, label: NO_CONSTANT, emitted: false }) - 1;
  }

  /** The label of a constant, which is placed in the next island or behind the code. */
  constantLabel(constant: number): Label {
    const c = this.constants[constant]!;
    if (c.label === NO_CONSTANT) {
      c.label = this.getLabel();
      this.pendingConstants.push(constant);
      this.pendingConstantBytes += c.bytes.length + c.align - 1;
    }
    return c.label;
  }

  /** The label of a trap instruction that is placed out of line. */
  deferTrap(code: number): Label {
    const label = this.getLabel();
    this.pendingTraps.push({ label, code, loc: this.currentLoc });
    return label;
  }

  // Islands

  /** Largest number of bytes that an island emitted now could have. */
  worstIslandSize(): number {
    let size = this.pendingConstantBytes + this.pendingTraps.length * this.trapBytes.length;
    for (let k = 0; k < this.uses.length; k++) {
      const queue = this.queues[k]!;
      size += ((queue.end - queue.head) / FIXUP_WORDS) * this.uses[k]!.veneerSize;
    }
    return size;
  }

  /** True if some reference could run out of range when `distance` more bytes are emitted before the next question. */
  islandNeeded(distance: number): boolean {
    let deadline = Infinity;
    if (this.branchUse >= 0) {
      // Nothing is patched before the code has its final length.
      for (let k = 0; k < this.uses.length; k++) {
        const queue = this.queues[k]!;
        if (queue.head < queue.end)
          deadline = Math.min(deadline, queue.words[queue.head]! + this.uses[k]!.maxForward);
      }
      return this.offset + distance + this.worstIslandSize() > deadline;
    }
    const commit = this.commitOffset();
    for (let k = 0; k < this.uses.length; k++) {
      const queue = this.queues[k]!;
      const use = this.uses[k]!;
      while (queue.head < queue.end) {
        const at = queue.words[queue.head]!;
        const target = this.labelOffset(queue.words[queue.head + 1]!);
        if (at >= commit || target < 0 || target >= commit || !inRange(use, at, target)) {
          deadline = Math.min(deadline, at + use.maxForward);
          break;
        }
        use.patch(this.data, at, target);
        queue.head += FIXUP_WORDS;
      }
    }
    return this.offset + distance + this.worstIslandSize() > deadline;
  }

  /**
   * Emits an island here: the pending traps and constants, and veneers for every reference that could run out of range
   * within `distance` bytes behind it. Control must not fall into it.
   */
  emitIsland(distance: number): void {
    this.branches.length = 0;
    this.tailLabel = -1;
    this.tailOffset = -1;
    this.hasIslands = true;
    this.placeTraps();
    this.placeConstants();
    this.resolveFixups(distance);
  }

  private placeTraps(): void {
    for (const trap of this.pendingTraps) {
      this.labelOffsets[trap.label] = this.offset;
      const outer = this.currentLoc;
      if (trap.loc !== outer) this.startSourceLoc(trap.loc);
      this.addTrap(trap.code);
      this.putBytes(this.trapBytes);
      if (trap.loc !== outer) this.startSourceLoc(outer);
    }
    this.pendingTraps.length = 0;
  }

  private placeConstants(): void {
    for (const id of this.pendingConstants) {
      const c = this.constants[id]!;
      this.align(c.align);
      this.labelOffsets[c.label] = this.offset;
      this.putBytes(c.bytes);
      // A later reference may be too far away: it gets a new copy.
      c.label = NO_CONSTANT;
      c.emitted = true;
    }
    this.pendingConstants.length = 0;
    this.pendingConstantBytes = 0;
  }

  private resolveFixups(distance: number): void {
    for (let k = 0; k < this.uses.length; k++) {
      const queue = this.queues[k]!;
      const use = this.uses[k]!;
      // Veneers push fixups of another kind, or of this one behind `end`.
      const end = queue.end;
      let kept = queue.head;
      const { words } = queue;
      for (let i = queue.head; i < end; i += FIXUP_WORDS) {
        const at = words[i]!;
        const label = words[i + 1]!;
        const target = this.labelOffset(label);
        if (target >= 0 && inRange(use, at, target)) {
          use.patch(this.data, at, target);
          continue;
        }
        const urgent = target >= 0 || at + use.maxForward < this.offset + distance + this.worstIslandSize();
        if (!urgent) {
          words[kept] = at;
          words[kept + 1] = label;
          kept += FIXUP_WORDS;
          continue;
        }
        if (use.veneerSize === 0 || use.emitVeneer === undefined) {
          throw new InternalError(
            `a reference of kind ${use.name} at ${at} is out of range and can have no veneer`,
          );
        }
        if (!inRange(use, at, this.offset)) {
          throw new InternalError(`the veneer of the reference at ${at} is itself out of its range`);
        }
        use.patch(this.data, at, this.offset);
        const inner = use.emitVeneer(this);
        this.pendingVeneers.push(use.veneerUse, inner, label);
      }
      queue.end = kept;
    }
    // Queued afterwards, so that the queues stay sorted while they are walked.
    const veneers = this.pendingVeneers;
    for (let i = 0; i < veneers.length; i += 3) this.useLabel(veneers[i + 1]!, veneers[i + 2]!, veneers[i]!);
    veneers.length = 0;
  }

  private readonly pendingVeneers: number[] = [];

  // Short branches

  /** Makes branches short and moves everything recorded. Every label but those of constants is bound. */
  private shortenBranches(): void {
    const queue = this.queues[this.branchUse]!;
    const n = (queue.end - queue.head) / FIXUP_WORDS;
    if (n === 0) return;
    const form = this.uses[this.branchUse]!.short!;
    const branches = this.shortBranches;
    branches.begin(n);
    for (let k = 0; k < n; k++) {
      const at = queue.head + k * FIXUP_WORDS;
      const target = this.labelOffset(queue.words[at + 1]!);
      if (target < 0) return;
      branches.add(k, this.data, queue.words[at]!, target, form);
    }
    if (branches.plan(n) === 0) return;
    let kept = queue.head;
    for (let k = 0; k < n; k++) {
      if (branches.isShort(k)) continue;
      queue.words[kept] = queue.words[queue.head + k * FIXUP_WORDS]!;
      queue.words[kept + 1] = queue.words[queue.head + k * FIXUP_WORDS + 1]!;
      kept += FIXUP_WORDS;
    }
    queue.end = kept;
    this.offset = branches.compact(this.data, this.offset);
    for (const { words, head, end } of this.queues)
      for (let i = head; i < end; i += FIXUP_WORDS) words[i] = branches.moved(words[i]!);
    const { labelOffsets, labelAliases, traps, ranges } = this;
    for (let l = 0; l < this.labelCount; l++)
      if (labelAliases[l]! < 0 && labelOffsets[l]! >= 0) labelOffsets[l] = branches.moved(labelOffsets[l]!);
    for (let i = 0; i < this.trapEnd; i += 2) traps[i] = branches.moved(traps[i]!);
    for (let i = 0; i < this.rangeEnd; i += 3) {
      ranges[i] = branches.moved(ranges[i]!);
      ranges[i + 1] = branches.moved(ranges[i + 1]!);
    }
    for (const r of this.relocs) r.offset = branches.moved(r.offset);
    for (const c of this.callSites) c.returnOffset = branches.moved(c.returnOffset);
  }

  /** After `finish`: whether branches have become short, and offsets recorded elsewhere must be moved. */
  get hasMoved(): boolean {
    return this.shortBranches.isUsed;
  }

  /** After `finish`: where an offset that was recorded before has gone. */
  movedOffset(offset: number): number {
    return this.shortBranches.moved(offset);
  }

  // Records

  addReloc(offset: number, kind: string, target: number, addend: bigint): void {
    this.relocs.push({ offset, kind, target, addend });
  }

  /** The instruction that begins here may trap with `code`. */
  addTrap(code: number): void {
    if (this.trapEnd === this.traps.length) this.traps = grown(this.traps);
    this.traps[this.trapEnd] = this.offset;
    this.traps[this.trapEnd + 1] = code;
    this.trapEnd += 2;
  }

  /** A call ended here; its last `patchableBytes` bytes may be replaced. */
  addCallSite(handlers: readonly MachHandler[] = NO_HANDLERS, patchableBytes: number = 0): void {
    this.callSites.push({ returnOffset: this.offset, patchableBytes, handlers });
  }

  /** Code from here on comes from `loc`, relative to the function's base; undefined for none. */
  startSourceLoc(loc: number | undefined): void {
    this.endSourceLoc();
    this.currentLoc = loc;
    this.currentLocStart = this.offset;
  }

  private endSourceLoc(): void {
    if (this.currentLoc === undefined || this.currentLocStart >= this.offset) return;
    const end = this.rangeEnd;
    const { ranges } = this;
    if (end > 0 && ranges[end - 1] === this.currentLoc && ranges[end - 2] === this.currentLocStart) {
      ranges[end - 2] = this.offset;
      return;
    }
    if (end + 3 > ranges.length) this.ranges = grown(ranges);
    this.ranges[end] = this.currentLocStart;
    this.ranges[end + 1] = this.offset;
    this.ranges[end + 2] = this.currentLoc;
    this.rangeEnd = end + 3;
  }

  /** The code has become shorter: ranges that were beyond its end do not count. */
  private trimSourceRanges(): void {
    const { offset, ranges } = this;
    if (this.currentLocStart > offset) this.currentLocStart = offset;
    while (this.rangeEnd > 0 && ranges[this.rangeEnd - 2]! > offset) {
      if (ranges[this.rangeEnd - 3]! < offset) {
        ranges[this.rangeEnd - 2] = offset;
        return;
      }
      this.rangeEnd -= 3;
    }
  }

  // End

  /** Places what is pending, patches every reference, and returns the code. */
  finish(): FinishedCode {
    this.startSourceLoc(undefined);
    this.branches.length = 0;
    this.tailLabel = -1;
    this.tailOffset = -1;
    this.placeTraps();
    if (this.branchUse >= 0 && !this.hasIslands) this.shortenBranches();
    this.placeConstants();
    let before = -1;
    while (this.queues.some((q) => q.head < q.end)) {
      if (this.offset === before) {
        const label = this.firstUnbound();
        throw new InternalError(`label ${label} is referred to but never bound`);
      }
      before = this.offset;
      this.resolveFixups(0);
    }
    const labelOffsets = new Int32Array(this.labelCount);
    for (let l = 0; l < this.labelCount; l++) labelOffsets[l] = this.labelOffset(l);
    return new FinishedCode(
      this.data.slice(0, this.offset),
      this.minAlignment,
      this.relocs,
      this.callSites,
      labelOffsets,
      this.traps.slice(0, this.trapEnd),
      this.ranges.slice(0, this.rangeEnd),
    );
  }

  private firstUnbound(): Label {
    for (const q of this.queues) {
      for (let i = q.head; i < q.end; i += FIXUP_WORDS) {
        if (this.labelOffset(q.words[i + 1]!) < 0) return this.resolve(q.words[i + 1]!);
      }
    }
    return -1;
  }
}

function inRange(use: LabelUse, at: number, target: number): boolean {
  return target >= at ? target - at <= use.maxForward : at - target <= use.maxBackward;
}
