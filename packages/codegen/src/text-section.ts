/**
 * Many functions in one piece of code: places them one after the other, resolves the calls among them, and puts
 * *veneers*, jumps that reach farther, between them where a call would not reach.
 *
 * Functions are known by number before they are appended. A call is patched as soon as both ends are placed. One whose
 * target is not there yet waits; before a function is appended that would carry the end of the section beyond the reach
 * of a waiting call, an island of veneers is written, one for each target that is waited for. A call backward that does
 * not reach its target waits for the next island in the same way. Offsets of appended functions never change.
 *
 * The target says which relocations it resolves so, `TargetIsa.textRelocations`; all others are left to a linker.
 */
import { InternalError } from "@cranelift-ts/entity";
import { ImplLimitError } from "./machinst/errors.ts";

/** A relocation of calls that can be resolved inside a section. */
export interface TextRelocation {
  /** Kind by name, `X86CallPCRel4`. */
  readonly kind: string;
  /** The addend that the compiler gives it. */
  readonly addend: bigint;
  /** Bytes from the place of the relocation to the farthest target. */
  readonly maxForward: number;
  readonly maxBackward: number;
  /** Writes the reference of `bytes[at]` to offset `target`. */
  patch(bytes: Uint8Array, at: number, target: number): void;
  readonly veneerBytes: number;
  readonly veneerAlign: number;
  /** Writes a jump to offset `target`, wherever that is. */
  writeVeneer(bytes: Uint8Array, at: number, target: number): void;
}

export interface TextSectionOptions {
  /** Send every call through a veneer: for tests. */
  readonly forceVeneers?: boolean;
  /** Fills the gaps between functions; 0 if absent. */
  readonly filler?: number;
}

/** A call that waits. */
interface Pending {
  readonly at: number;
  readonly target: number;
  readonly relocation: TextRelocation;
  /** Last offset at which a veneer for it may begin. */
  readonly deadline: number;
  /** It has been patched. */
  done: boolean;
}

/** A veneer whose target is not placed yet. */
interface OpenVeneer {
  readonly at: number;
  readonly target: number;
  readonly relocation: TextRelocation;
}

const UNPLACED = -1;
const MAX_BYTES = 0x7fff_0000;

export class TextSectionBuilder {
  private readonly relocations: ReadonlyMap<string, TextRelocation>;
  private readonly force: boolean;
  private readonly filler: number;
  /** Offset by function. */
  private readonly offsets: Int32Array;
  private bytes: Uint8Array<ArrayBuffer> = new Uint8Array(4096);
  private size: number = 0;
  private alignment: number = 1;
  /** Calls that wait, some that do not any more, how many do, and a lower bound of their deadlines. */
  private pending: Pending[] = [];
  private live: number = 0;
  private deadline: number = Infinity;
  /** Calls that wait for a function, by function: those that are patched when it comes. */
  private readonly waiting: Map<number, Pending[]> = new Map<number, Pending[]>();
  private readonly openVeneers: Map<number, OpenVeneer[]> = new Map<number, OpenVeneer[]>();
  private largestVeneer: number = 0;
  /** Veneers written. */
  veneers: number = 0;

  /** `functions`: how many functions there will be. */
  constructor(relocations: readonly TextRelocation[], functions: number, options: TextSectionOptions = {}) {
    this.relocations = new Map(relocations.map((r) => [r.kind, r]));
    this.force = options.forceVeneers ?? false;
    this.filler = options.filler ?? 0;
    this.offsets = new Int32Array(functions).fill(UNPLACED);
  }

  /** Appends the code of a function and returns its offset. */
  append(func: number, code: Uint8Array, align: number): number {
    if (this.offsets[func] !== UNPLACED) throw new InternalError(`function ${func} is appended twice`);
    const slack = align + code.length;
    if (this.deadline < this.size + slack + this.islandBytes()) {
      this.forgetDone();
      if (this.deadline < this.size + slack + this.islandBytes()) this.island(this.size + slack);
    }
    const at = this.place(code.length, align);
    this.bytes.set(code, at);
    this.offsets[func] = at;
    this.settle(func, at);
    return at;
  }

  /**
   * Resolves a relocation at `offset`, of a function already appended, against function `target`. False if the section
   * does not resolve relocations of this kind.
   */
  resolve(offset: number, kind: string, addend: bigint, target: number): boolean {
    const relocation = this.relocations.get(kind);
    if (relocation === undefined || relocation.addend !== addend) return false;
    const to = this.offsets[target]!;
    if (!this.force && to !== UNPLACED && reaches(relocation, offset, to)) {
      relocation.patch(this.bytes, offset, to);
      return true;
    }
    const wait: Pending = {
      at: offset,
      target,
      relocation,
      deadline: offset + relocation.maxForward,
      done: false,
    };
    this.pending.push(wait);
    this.live++;
    this.deadline = Math.min(this.deadline, wait.deadline);
    this.largestVeneer = Math.max(this.largestVeneer, relocation.veneerBytes + relocation.veneerAlign);
    if (to === UNPLACED && !this.force) push(this.waiting, target, wait);
    return true;
  }

  /** Offset of a function. */
  offsetOf(func: number): number {
    const at = this.offsets[func]!;
    if (at === UNPLACED) throw new InternalError(`function ${func} is not appended`);
    return at;
  }

  /** The section and the alignment that it needs. Every function must have been appended. */
  finish(): { readonly code: Uint8Array<ArrayBuffer>; readonly alignment: number } {
    for (let f = 0; f < this.offsets.length; f++) this.offsetOf(f);
    this.island(Infinity);
    return { code: this.bytes.slice(0, this.size), alignment: this.alignment };
  }

  /** Most bytes that an island for all that wait takes. */
  private islandBytes(): number {
    return this.live * this.largestVeneer;
  }

  private forgetDone(): void {
    this.pending = this.pending.filter((wait) => !wait.done);
    this.deadline = this.pending.reduce((least, wait) => Math.min(least, wait.deadline), Infinity);
  }

  /** Writes veneers for the calls that could not wait until the section is `until` bytes long. */
  private island(until: number): void {
    const limit = until + this.islandBytes();
    const made = new Map<string, number>();
    for (const wait of this.pending) {
      const { relocation, target } = wait;
      if (wait.done || wait.deadline >= limit) continue;
      const key = `${relocation.kind} ${target}`;
      let veneer = made.get(key);
      if (veneer === undefined) made.set(key, (veneer = this.veneer(relocation, target)));
      if (!reaches(relocation, wait.at, veneer))
        throw new ImplLimitError("a function is larger than its calls reach");
      relocation.patch(this.bytes, wait.at, veneer);
      this.finishOff(wait);
    }
    this.forgetDone();
  }

  private finishOff(wait: Pending): void {
    wait.done = true;
    this.live--;
  }

  private veneer(relocation: TextRelocation, target: number): number {
    const at = this.place(relocation.veneerBytes, relocation.veneerAlign);
    this.veneers++;
    const to = this.offsets[target]!;
    if (to === UNPLACED) push(this.openVeneers, target, { at, target, relocation });
    else relocation.writeVeneer(this.bytes, at, to);
    return at;
  }

  /** A function has its place: patches what has waited for it. */
  private settle(func: number, at: number): void {
    for (const { at: veneer, relocation } of this.openVeneers.get(func) ?? [])
      relocation.writeVeneer(this.bytes, veneer, at);
    this.openVeneers.delete(func);
    const waiting = this.waiting.get(func);
    if (waiting === undefined) return;
    this.waiting.delete(func);
    for (const wait of waiting) {
      if (wait.done || !reaches(wait.relocation, wait.at, at)) continue;
      wait.relocation.patch(this.bytes, wait.at, at);
      this.finishOff(wait);
    }
  }

  private place(size: number, align: number): number {
    this.alignment = Math.max(this.alignment, align);
    const at = Math.ceil(this.size / align) * align;
    const end = at + size;
    if (end > MAX_BYTES) throw new ImplLimitError("a section of more than 2 GB of code");
    if (end > this.bytes.length) {
      const next = new Uint8Array(Math.max(end, 2 * this.bytes.length));
      next.set(this.bytes.subarray(0, this.size));
      this.bytes = next;
    }
    this.bytes.fill(this.filler, this.size, at);
    this.size = end;
    return at;
  }
}

function reaches(relocation: TextRelocation, at: number, target: number): boolean {
  return target >= at ? target - at <= relocation.maxForward : at - target <= relocation.maxBackward;
}

function push<T>(map: Map<number, T[]>, key: number, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}
