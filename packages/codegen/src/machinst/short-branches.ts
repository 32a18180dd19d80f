/**
 * Shortens branches of finished code: those whose target is near enough get the form with a distance in one byte.
 *
 * All branches are emitted long, since most targets are not known yet and the buffer rearranges branches while it runs.
 * At the end, with every label bound, `plan` chooses and `compact` moves the code together; `moved` then says where an
 * offset of the long code has gone, for everything that was recorded beside it.
 *
 * Code only shrinks, so a branch that fits keeps fitting whatever else is shortened: what a first round has chosen by
 * the distances of the long code stays, and a second one adds those that have come near by it. Further rounds would
 * find next to nothing.
 */
import { InternalError } from "@cranelift-ts/entity";

/** The short form of the branches of one reference kind: one byte of opcode and one of signed distance from the end. */
export interface ShortForm {
  /**
   * Of the long branch that ends with the 4-byte reference at `use`: the opcode of its short form in bits 0-7, and the
   * number of bytes before the reference in bits 8-15.
   */
  opcodes(bytes: Uint8Array, use: number): number;
}

const FIELD_BYTES = 4;
const SHORT_BYTES = 2;
const MAX_FORWARD = 127;
const MAX_BACKWARD = 128;
/** Distance in the long code up to which the second round looks: beyond it, hardly any code shrinks enough. */
const SECOND_ROUND = 2 * MAX_FORWARD;

export class ShortBranches {
  /** Of the shortened branches, ascending: the reference in the long code. */
  private at: Int32Array = new Int32Array(64);
  /** Bytes saved by this one and all before it. */
  private saved: Int32Array = new Int32Array(64);
  /** Opcodes as {@link ShortForm.opcodes} answers them. */
  private codes: Int32Array = new Int32Array(64);
  private targets: Int32Array = new Int32Array(64);
  private count: number = 0;
  /** The branch after which the last answer of `moved` lay. */
  private cursor: number = -1;

  // Of all branches while planning
  private uses: Int32Array = new Int32Array(64);
  private ends: Int32Array = new Int32Array(64);
  private all: Int32Array = new Int32Array(64);
  private cuts: Int32Array = new Int32Array(64);

  clear(): void {
    this.count = 0;
    this.cursor = -1;
  }

  /** Whether any branch has become short. */
  get isUsed(): boolean {
    return this.count > 0;
  }

  /** Room for `n` branches, which the caller then declares by `add` in the order of their offsets. */
  begin(n: number): void {
    this.clear();
    if (this.uses.length >= n) return;
    const size = 2 * n;
    this.at = new Int32Array(size);
    this.saved = new Int32Array(size);
    this.codes = new Int32Array(size);
    this.targets = new Int32Array(size);
    this.uses = new Int32Array(size);
    this.ends = new Int32Array(size);
    this.all = new Int32Array(size);
    this.cuts = new Int32Array(size);
  }

  /** Branch `k` has its reference at `use` and goes to offset `target`. */
  add(k: number, bytes: Uint8Array, use: number, target: number, form: ShortForm): void {
    const codes = form.opcodes(bytes, use);
    this.uses[k] = use;
    this.ends[k] = target;
    this.all[k] = codes;
    const saves = (codes >> 8) + FIELD_BYTES - SHORT_BYTES;
    this.cuts[k] = fits(target - use - FIELD_BYTES, saves, 0) ? saves : 0;
  }

  /** Chooses among the `n` branches added; answers how many become short. `isShort` tells which. */
  plan(n: number): number {
    const { uses, ends, all, cuts } = this;
    for (let k = 0; k < n; k++) {
      if (cuts[k] !== 0) continue;
      const use = uses[k]!;
      const target = ends[k]!;
      const distance = target - use - FIELD_BYTES;
      if (distance > SECOND_ROUND || distance < -SECOND_ROUND) continue;
      let between = 0;
      if (distance > 0) for (let j = k + 1; j < n && uses[j]! < target; j++) between += cuts[j]!;
      else for (let j = k - 1; j >= 0 && uses[j]! > target; j--) between += cuts[j]!;
      const saves = (all[k]! >> 8) + FIELD_BYTES - SHORT_BYTES;
      if (fits(distance, saves, between)) cuts[k] = saves;
    }
    let count = 0;
    let saved = 0;
    for (let k = 0; k < n; k++) {
      if (cuts[k] === 0) continue;
      saved += cuts[k]!;
      this.at[count] = uses[k]!;
      this.saved[count] = saved;
      this.codes[count] = all[k]!;
      this.targets[count] = ends[k]!;
      count++;
    }
    this.count = count;
    return count;
  }

  /** Whether branch `k` becomes short. */
  isShort(k: number): boolean {
    return this.cuts[k] !== 0;
  }

  /** Moves the code of `end` bytes together and answers its new length. */
  compact(bytes: Uint8Array, end: number): number {
    const { at, saved, codes, targets, count } = this;
    let from = at[0]! - (codes[0]! >> 8);
    let to = from;
    for (let k = 0; k < count; k++) {
      const use = at[k]!;
      const start = use - (codes[k]! >> 8);
      to = move(bytes, to, from, start);
      bytes[to] = codes[k]!;
      to += SHORT_BYTES;
      from = use + FIELD_BYTES;
    }
    to = move(bytes, to, from, end);
    if (to !== end - saved[count - 1]!) throw new InternalError("short branches save what was not planned");
    for (let k = 0; k < count; k++) {
      const next = at[k]! + FIELD_BYTES - saved[k]!;
      const distance = this.moved(targets[k]!) - next;
      if (distance > MAX_FORWARD || distance < -MAX_BACKWARD)
        throw new InternalError(`a short branch does not reach ${distance} bytes`);
      bytes[next - 1] = distance;
    }
    return to;
  }

  /** Where `offset` of the long code, no place inside a branch, has gone. Fast for offsets asked for in ascending order. */
  moved(offset: number): number {
    const { at, count } = this;
    let k = this.cursor;
    const isHere = k < 0 || at[k]! < offset;
    if (isHere && k + 1 < count && at[k + 1]! < offset) k++;
    if (!isHere || (k + 1 < count && at[k + 1]! < offset)) {
      // The last branch whose reference lies before it.
      let low = isHere ? k + 1 : -1;
      let high = isHere ? count : k;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (at[middle]! < offset) low = middle;
        else high = middle;
      }
      k = low;
    }
    this.cursor = k;
    return k < 0 ? offset : offset - this.saved[k]!;
  }
}

/** Whether a branch reaches, once it is `saves` bytes shorter and the code between `between`; `distance` is counted from its end. */
function fits(distance: number, saves: number, between: number): boolean {
  return distance >= 0 ? distance - between <= MAX_FORWARD : distance + saves + between >= -MAX_BACKWARD;
}

/** Copies `from .. end` down to `to`; answers where the copy ends. */
function move(bytes: Uint8Array, to: number, from: number, end: number): number {
  const length = end - from;
  if (length > 48) bytes.copyWithin(to, from, end);
  else for (let i = 0; i < length; i++) bytes[to + i] = bytes[from + i]!;
  return to + length;
}
