/**
 * The generator of random numbers: xoshiro128** (Blackman and Vigna, 2018) seeded through splitmix32. The same seed gives
 * the same sequence on every machine, which is what makes a finding a seed.
 */

/** A sequence of random numbers that its seed determines. */
export class Random {
  private a: number = 0;
  private b: number = 0;
  private c: number = 0;
  private d: number = 0;

  constructor(seed: number) {
    this.reseed(seed);
  }

  /** Starts the sequence of `seed`, any integer. */
  reseed(seed: number): void {
    let s = (seed ^ Math.imul(Math.floor(seed / 2 ** 32), 0x9e3779b1)) | 0;
    const next = (): number => {
      s = (s + 0x9e3779b9) | 0;
      let t = s ^ (s >>> 16);
      t = Math.imul(t, 0x21f0aaad);
      t ^= t >>> 15;
      t = Math.imul(t, 0x735a2d97);
      return t ^ (t >>> 15);
    };
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next() | 1;
  }

  /** 32 random bits as an int32. */
  bits(): number {
    const { b } = this;
    const times5 = Math.imul(b, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9);
    const t = b << 9;
    this.c ^= this.a;
    this.d ^= b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= t;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  /** An integer from 0 up to, not including, `n`. */
  below(n: number): number {
    return Math.floor(((this.bits() >>> 0) / 2 ** 32) * n);
  }

  /** True once in `n` times. */
  oneIn(n: number): boolean {
    return this.below(n) === 0;
  }

  /** True with probability `p`. */
  chance(p: number): boolean {
    return (this.bits() >>> 0) / 2 ** 32 < p;
  }

  /** One of the items; the list must not be empty. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  /** 64 random bits. */
  bits64(): bigint {
    return (BigInt(this.bits() >>> 0) << 32n) | BigInt(this.bits() >>> 0);
  }
}
