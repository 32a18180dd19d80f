/**
 * References to JavaScript values that generated code holds: numbers into one table of the thread, 0 for null.
 *
 * Every value that goes in gets a fresh number, so there is no lookup. Numbers are taken back by a sweep: everything
 * that is in no table, no global and no stack map of an active frame is free. A sweep happens before a value is added,
 * when as many were added since the last one as had been live after it (at least a minimum), so that its price is a
 * constant for each value and the table is at most about twice as long as it needs to be.
 *
 * Callers must not hold a number across {@link ExternRefs.reserve} unless a root tells of it.
 */

/** Something outside of frames that holds references. */
export interface ExternRoots {
  /** Calls `mark` with every number that it holds. */
  markExterns(mark: (handle: number) => void): void;
}

const MINIMUM = 16384;

export class ExternRefs {
  /** By number; what is free is undefined. Number 0 is null. */
  private readonly values: unknown[] = [null];
  /** Free numbers, as a stack. */
  private free: Int32Array = new Int32Array(MINIMUM);
  private freeCount: number = 0;
  /** How many may be added before the next sweep. */
  private budget: number = MINIMUM;
  private marks: Uint8Array = new Uint8Array(MINIMUM * 2);
  private readonly roots: Set<WeakRef<ExternRoots>> = new Set<WeakRef<ExternRoots>>();
  private readonly frames: (mark: (handle: number) => void) => void;

  /** `frames` marks what active frames hold. */
  constructor(frames: (mark: (handle: number) => void) => void) {
    this.frames = frames;
  }

  /** Adds a holder; it is forgotten when it is collected. */
  addRoot(root: ExternRoots): void {
    this.roots.add(new WeakRef(root));
  }

  /** Makes sure that `count` values can be added without a sweep. */
  reserve(count: number): void {
    if (this.budget < count) this.sweep(count);
  }

  /** A number for the value; null is 0. */
  add(value: unknown): number {
    if (value === null) return 0;
    this.budget--;
    if (this.freeCount > 0) {
      const handle = this.free[--this.freeCount]!;
      this.values[handle] = value;
      return handle;
    }
    return this.values.push(value) - 1;
  }

  /** The value with the number. */
  get(handle: number): unknown {
    return this.values[handle];
  }

  /** Numbers in use or not yet swept. */
  get size(): number {
    return this.values.length - 1 - this.freeCount;
  }

  /** Takes back what nothing holds. */
  sweep(count: number = 0): void {
    const { values } = this;
    if (this.marks.length < values.length) this.marks = new Uint8Array(values.length * 2);
    const { marks } = this;
    marks.fill(0, 0, values.length);
    const mark = (handle: number): void => {
      marks[handle] = 1;
    };
    for (const ref of this.roots) {
      const root = ref.deref();
      if (root === undefined) this.roots.delete(ref);
      else root.markExterns(mark);
    }
    this.frames(mark);
    // The end of the table is given back, so that it can get shorter again.
    let length = values.length;
    while (length > 1 && marks[length - 1] === 0) length--;
    values.length = length;
    if (this.free.length < length) this.free = new Int32Array(length * 2);
    let free = 0;
    for (let h = length - 1; h > 0; h--) {
      if (marks[h] !== 0) continue;
      values[h] = undefined;
      this.free[free++] = h;
    }
    this.freeCount = free;
    this.budget = Math.max(MINIMUM, length - free, count);
  }
}
