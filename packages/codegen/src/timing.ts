/**
 * Times of the passes, accumulated over functions. The clock is the caller's: the portable core has none.
 */

/** Accumulates what {@link PassTimer.onPass} sees. */
export class PassTimer {
  private readonly clock: () => number;
  private readonly totals: Map<string, number> = new Map<string, number>();

  /** `clock` returns milliseconds. */
  constructor(clock: () => number) {
    this.clock = clock;
  }

  /** For `CompileOptions.onPass`. */
  readonly onPass: (name: string, run: () => void) => void = (name, run) => {
    const start = this.clock();
    run();
    this.totals.set(name, (this.totals.get(name) ?? 0) + this.clock() - start);
  };

  /** Milliseconds by pass, in the order of first use. */
  get times(): ReadonlyMap<string, number> {
    return this.totals;
  }

  clear(): void {
    this.totals.clear();
  }

  /** A table of the passes with their share. */
  toString(): string {
    let sum = 0;
    for (const ms of this.totals.values()) sum += ms;
    const lines = [...this.totals].map(
      ([name, ms]) =>
        `${ms.toFixed(3).padStart(10)} ms ${((100 * ms) / sum).toFixed(1).padStart(5)} %  ${name}`,
    );
    return `${lines.join("\n")}\n${sum.toFixed(3).padStart(10)} ms 100.0 %  total\n`;
  }
}
