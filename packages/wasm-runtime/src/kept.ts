/**
 * What a table, a global, an instance or a function keeps alive because it may hold references to functions of it.
 *
 * References are addresses, and code passes them on unseen, so that nobody is told when one is gone. Most of what is kept
 * is few: instances that a module was linked with. Functions of JavaScript are not: programs make them all the time, put
 * them in a table and take them out again. What such a function is can be told by its address alone if no reference to
 * something else can be had through it. So when there have come to be many, all tables and globals of functions are
 * looked at, and those that are in none are let go. That has to wait for the event loop: frames of code could hold one,
 * and so could a conversion of arguments that is under way.
 */

/** A function of JavaScript that takes and gives no references to functions. */
export interface Leaf {
  /** Address of its function reference; undefined if it is no leaf after all. */
  readonly leafAddress: number | undefined;
}

/** A table or a global of functions. */
export interface FunctionHolder {
  /** Calls `mark` with the address of every function reference that it holds, and perhaps with 0. */
  markFunctions(mark: (address: number) => void): void;
}

/** How many leaves are kept without looking. */
const MINIMUM = 256;

/** All holders of a thread. */
export class FunctionHolders {
  private readonly refs: Set<WeakRef<FunctionHolder>> = new Set<WeakRef<FunctionHolder>>();
  private readonly collected: FinalizationRegistry<WeakRef<FunctionHolder>> = new FinalizationRegistry(
    (ref) => this.refs.delete(ref),
  );
  private readonly active: () => boolean;

  /** `active` tells whether code runs. */
  constructor(active: () => boolean) {
    this.active = active;
  }

  add(holder: FunctionHolder): void {
    const ref = new WeakRef(holder);
    this.refs.add(ref);
    this.collected.register(holder, ref);
  }

  /** Addresses of all function references that are held; undefined while code is active, which may hold more. */
  held(): Set<number> | undefined {
    if (this.active()) return undefined;
    const out = new Set<number>();
    const mark = (address: number): void => void out.add(address);
    for (const ref of this.refs) ref.deref()?.markFunctions(mark);
    return out;
  }
}

/** What one of them keeps. */
export class Kept {
  // Most keep nothing: these are made when first needed.
  private others: Set<object> | undefined = undefined;
  private leaves: Set<Leaf> | undefined = undefined;
  /** How many leaves there may be before they are looked at. */
  private limit: number = MINIMUM;
  private waiting: boolean = false;
  private readonly holders: FunctionHolders;

  constructor(holders: FunctionHolders) {
    this.holders = holders;
  }

  add(other: object): void {
    const leaf = other as Partial<Leaf>;
    if (leaf.leafAddress === undefined) {
      (this.others ??= new Set<object>()).add(other);
      return;
    }
    const leaves = (this.leaves ??= new Set<Leaf>()).add(leaf as Leaf);
    if (leaves.size <= this.limit || this.waiting) return;
    this.waiting = true;
    setImmediate(() => this.sweep()).unref();
  }

  /** How many are kept. */
  get size(): number {
    return (this.others?.size ?? 0) + (this.leaves?.size ?? 0);
  }

  private sweep(): void {
    this.waiting = false;
    const { leaves } = this;
    const held = this.holders.held();
    if (held === undefined || leaves === undefined) return;
    for (const leaf of leaves) if (!held.has(leaf.leafAddress!)) leaves.delete(leaf);
    this.limit = Math.max(MINIMUM, leaves.size * 2);
  }
}
