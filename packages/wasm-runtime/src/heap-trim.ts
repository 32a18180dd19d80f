/**
 * Gives memory that compilations used back to the system.
 *
 * Buffers of up to 32 MB come from the C library's heap once larger ones have been freed, and the heap keeps what is
 * freed: tens of megabytes after a large module. The library gives whole free pages back when it is asked to. Buffers are
 * freed by the engine's threads some time after the garbage collection that found them dead, so it is asked more than
 * once. Timers do not keep the process alive.
 */
import type { JitHost } from "@cranelift-ts/jit-host";

/** When to ask after the collection, ms: each time is behind the one before. */
const DELAYS: readonly number[] = [0, 50, 250, 1000];

export class HeapTrimmer {
  private readonly host: JitHost;
  /** Of the C library, 0n if it has none. */
  private readonly trim: bigint;
  private readonly collected: FinalizationRegistry<undefined> = new FinalizationRegistry<undefined>(() =>
    this.start(),
  );
  private timer: ReturnType<typeof setTimeout> | undefined = undefined;

  constructor(host: JitHost) {
    this.host = host;
    this.trim = host.dlsym("malloc_trim");
  }

  /** When `object` has been collected, there will be memory to give back. */
  watch(object: object): void {
    if (this.trim !== 0n) this.collected.register(object, undefined);
  }

  /** There is memory to give back, now or soon. */
  start(): void {
    if (this.trim === 0n) return;
    clearTimeout(this.timer);
    this.step(0);
  }

  private step(number: number): void {
    const delay = DELAYS[number];
    if (delay === undefined) return;
    this.timer = setTimeout(() => {
      this.host.call(this.trim, 0n);
      this.step(number + 1);
    }, delay);
    this.timer.unref();
  }
}
