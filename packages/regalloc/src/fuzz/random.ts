/** A small seeded generator of random numbers (a 32-bit state stepped by an odd constant and mixed): same seed, same sequence. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** 32 random bits as a signed integer. */
  next(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let x = this.state;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return x ^ (x >>> 15);
  }

  /** An integer in 0 .. n - 1; 0 when n is 0. */
  below(n: number): number {
    return n <= 0 ? 0 : (this.next() >>> 0) % n;
  }

  /** An integer in low .. high inclusive. */
  range(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True with probability percent / 100. */
  chance(percent: number): boolean {
    return (this.next() >>> 0) % 100 < percent;
  }

  /** An integer in low .. high, with the logarithm evenly distributed. */
  logRange(low: number, high: number): number {
    const x = Math.exp(
      Math.log(low) + ((this.next() >>> 0) / 4294967296) * (Math.log(high + 1) - Math.log(low)),
    );
    return Math.min(high, Math.max(low, Math.floor(x)));
  }
}
