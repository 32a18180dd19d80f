/**
 * Numbers for objects that generated code refers to, without keeping the objects alive.
 *
 * An object that was looked up is held until the next garbage collection, because asking a `WeakRef` each time is slow:
 * a sentinel that dies in the collection empties the cache, and what nobody else holds goes with the one after it.
 */
export class WeakSlots<T extends object> {
  private readonly refs: (WeakRef<T> | undefined)[] = [];
  private readonly free: number[] = [];
  private held: (T | undefined)[] = [];
  private armed: boolean = false;
  private readonly onCollected: FinalizationRegistry<number> = new FinalizationRegistry((n) => {
    this.refs[n] = undefined;
    this.free.push(n);
  });
  private readonly onSentinel: FinalizationRegistry<undefined> = new FinalizationRegistry(() => {
    this.armed = false;
    this.held = [];
  });

  add(object: T): number {
    const n = this.free.pop() ?? this.refs.length;
    this.refs[n] = new WeakRef(object);
    this.held[n] = undefined;
    this.onCollected.register(object, n);
    return n;
  }

  /** The object, which has to be alive. */
  get(n: number): T {
    return this.held[n] ?? this.find(n);
  }

  private find(n: number): T {
    const object = this.refs[n]!.deref()!;
    this.held[n] = object;
    if (!this.armed) {
      this.armed = true;
      this.onSentinel.register({}, undefined);
    }
    return object;
  }
}
