/**
 * Random function bodies: expressions of all numeric types over locals, with blocks, ifs, loops that count down,
 * br_if, br_table and select. Every body is valid and ends.
 */
import { F32_CODE, F64_CODE, I32_CODE, I64_CODE, leb, sleb } from "../build/testing.ts";

/** A small generator of random numbers (mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  }

  below(n: number): number {
    return this.next() % n;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

const TYPES = [I32_CODE, I64_CODE, F32_CODE, F64_CODE];

/** Opcode ranges: operands, operand type, result type. */
const OPS: readonly (readonly [number, number, number, number, number])[] = [
  [0x45, 0x45, 1, I32_CODE, I32_CODE],
  [0x46, 0x4f, 2, I32_CODE, I32_CODE],
  [0x50, 0x50, 1, I64_CODE, I32_CODE],
  [0x51, 0x5a, 2, I64_CODE, I32_CODE],
  [0x5b, 0x60, 2, F32_CODE, I32_CODE],
  [0x61, 0x66, 2, F64_CODE, I32_CODE],
  [0x67, 0x69, 1, I32_CODE, I32_CODE],
  [0x6a, 0x78, 2, I32_CODE, I32_CODE],
  [0x79, 0x7b, 1, I64_CODE, I64_CODE],
  [0x7c, 0x8a, 2, I64_CODE, I64_CODE],
  [0x8b, 0x91, 1, F32_CODE, F32_CODE],
  [0x92, 0x98, 2, F32_CODE, F32_CODE],
  [0x99, 0x9f, 1, F64_CODE, F64_CODE],
  [0xa0, 0xa6, 2, F64_CODE, F64_CODE],
  [0xa7, 0xa7, 1, I64_CODE, I32_CODE],
  [0xa8, 0xa9, 1, F32_CODE, I32_CODE],
  [0xaa, 0xab, 1, F64_CODE, I32_CODE],
  [0xac, 0xad, 1, I32_CODE, I64_CODE],
  [0xae, 0xaf, 1, F32_CODE, I64_CODE],
  [0xb0, 0xb1, 1, F64_CODE, I64_CODE],
  [0xb2, 0xb3, 1, I32_CODE, F32_CODE],
  [0xb4, 0xb5, 1, I64_CODE, F32_CODE],
  [0xb6, 0xb6, 1, F64_CODE, F32_CODE],
  [0xb7, 0xb8, 1, I32_CODE, F64_CODE],
  [0xb9, 0xba, 1, I64_CODE, F64_CODE],
  [0xbb, 0xbb, 1, F32_CODE, F64_CODE],
  [0xbc, 0xbc, 1, F32_CODE, I32_CODE],
  [0xbd, 0xbd, 1, F64_CODE, I64_CODE],
  [0xbe, 0xbe, 1, I32_CODE, F32_CODE],
  [0xbf, 0xbf, 1, I64_CODE, F64_CODE],
  [0xc0, 0xc1, 1, I32_CODE, I32_CODE],
  [0xc2, 0xc4, 1, I64_CODE, I64_CODE],
];

export class BodyGenerator {
  private readonly random: Random;
  /** Types of the locals that the code uses, parameters first. */
  readonly locals: number[];
  private budget: number = 0;
  private readonly firstCounter: number;

  constructor(random: Random, locals: number[]) {
    this.random = random;
    this.locals = locals;
    this.firstCounter = locals.length;
  }

  /** A body that returns a value of type `result`; counters of loops are appended to `locals`. */
  body(result: number, size: number): number[] {
    this.budget = size;
    const out: number[] = [];
    for (let i = 0; i < 3; i++) this.statement(out, 4, 0);
    this.expression(out, result, 4);
    return out;
  }

  private constant(out: number[], type: number): void {
    const r = this.random;
    if (type === I32_CODE)
      out.push(0x41, ...sleb(r.pick([0, 1, -1, 7, 31, 255, 0x7fffffff, -0x80000000, r.next() | 0])));
    else if (type === I64_CODE) {
      const big = BigInt.asIntN(64, (BigInt(r.next()) << 32n) | BigInt(r.next()));
      out.push(0x42, ...sleb(r.pick([0n, 1n, -1n, 63n, 0x7fffffffffffffffn, -0x8000000000000000n, big])));
    } else {
      const view = new DataView(new ArrayBuffer(8));
      const v = r.pick([0, -0, 1, -1.5, 1e10, 1e-40, Infinity, -Infinity, 123456.75, 3e300, -0.1]);
      if (type === F32_CODE) view.setFloat32(0, v, true);
      else view.setFloat64(0, v, true);
      out.push(type === F32_CODE ? 0x43 : 0x44);
      for (let i = 0; i < (type === F32_CODE ? 4 : 8); i++) out.push(view.getUint8(i));
    }
  }

  /** Code that leaves a value of `type`. */
  private expression(out: number[], type: number, depth: number): void {
    const r = this.random;
    if (depth === 0 || --this.budget < 0) {
      const fitting = this.locals.map((t, i) => (t === type ? i : -1)).filter((i) => i >= 0);
      if (fitting.length > 0 && r.below(3) > 0) out.push(0x20, ...leb(r.pick(fitting)));
      else this.constant(out, type);
      return;
    }
    const choice = r.below(10);
    if (choice < 6) {
      const [first, last, arity, input] = r.pick(OPS.filter((o) => o[4] === type));
      for (let i = 0; i < arity; i++) this.expression(out, input, depth - 1);
      out.push(first + r.below(last - first + 1));
    } else if (choice === 6) {
      this.expression(out, type, depth - 1);
      this.expression(out, type, depth - 1);
      this.expression(out, I32_CODE, depth - 1);
      out.push(0x1b);
    } else if (choice === 7) {
      this.expression(out, I32_CODE, depth - 1);
      out.push(0x04, type);
      this.statement(out, depth - 1, 1);
      this.expression(out, type, depth - 1);
      out.push(0x05);
      this.statement(out, depth - 1, 1);
      this.expression(out, type, depth - 1);
      out.push(0x0b);
    } else if (choice === 8) {
      out.push(0x02, type);
      this.expression(out, type, depth - 1);
      this.expression(out, I32_CODE, depth - 1);
      out.push(0x0d, 0);
      this.statement(out, depth - 1, 1);
      out.push(0x1a);
      this.expression(out, type, depth - 1);
      out.push(0x0b);
    } else {
      // Never a counter: every loop must end.
      const local = this.locals.indexOf(type);
      if (local < 0 || local >= this.firstCounter) return this.constant(out, type);
      this.expression(out, type, depth - 1);
      out.push(0x22, ...leb(local));
    }
  }

  /** Code that leaves nothing, with `labels` enclosing labels without values that it may leave by. */
  private statement(out: number[], depth: number, _labels: number): void {
    const r = this.random;
    if (depth <= 0 || --this.budget < 0) return;
    const choice = r.below(7);
    if (choice < 3) {
      const local = r.below(this.firstCounter);
      this.expression(out, this.locals[local]!, depth - 1);
      out.push(0x21, ...leb(local));
    } else if (choice === 3) {
      this.expression(out, I32_CODE, depth - 1);
      out.push(0x04, 0x40);
      this.statement(out, depth - 1, 0);
      if (r.below(2) === 0) {
        out.push(0x05);
        this.statement(out, depth - 1, 0);
      }
      out.push(0x0b);
    } else if (choice === 4) {
      // A loop with a counter of its own.
      const counter = this.locals.push(I32_CODE) - 1;
      out.push(0x41, ...sleb(1 + r.below(4)), 0x21, ...leb(counter), 0x02, 0x40, 0x03, 0x40);
      this.statement(out, depth - 1, 0);
      this.expression(out, I32_CODE, depth - 1);
      out.push(0x0d, 1);
      this.statement(out, depth - 1, 0);
      out.push(0x20, ...leb(counter), 0x41, 1, 0x6b, 0x22, ...leb(counter), 0x0d, 0, 0x0b, 0x0b);
    } else if (choice === 5) {
      const cases = 1 + r.below(4);
      for (let i = 0; i <= cases; i++) out.push(0x02, 0x40);
      this.expression(out, I32_CODE, depth - 1);
      const n = r.below(6);
      out.push(0x0e, ...leb(n));
      for (let i = 0; i <= n; i++) out.push(r.below(cases + 1));
      out.push(0x0b);
      for (let i = 0; i < cases; i++) {
        this.statement(out, depth - 1, 0);
        if (r.below(2) === 0) out.push(0x0c, ...leb(cases - 1 - i));
        out.push(0x0b);
      }
    } else {
      for (let i = 0; i < 2; i++) this.statement(out, depth - 1, 0);
    }
  }
}

export const NUMERIC_CODES: readonly number[] = TYPES;
