/** Random values: interesting ones, small ones and any. */
import type { Random } from "@cranelift-ts/fuzzgen";
import { EXTERNREF, F32, F64, FUNCREF, I32, I64, type ValType } from "./wasm-operators.ts";
import { EXTERN_OBJECTS } from "./wasm-program.ts";

/** A value as text. */
export function randomText(random: Random, type: ValType): string {
  if (type === FUNCREF) return "c:null";
  if (type === EXTERNREF) return random.oneIn(4) ? "e:null" : `e:${random.below(EXTERN_OBJECTS)}`;
  const bits = randomBits(random, type);
  if (type === I32) return `i:${BigInt.asIntN(32, bits)}`;
  if (type === I64) return `l:${BigInt.asIntN(64, bits)}`;
  return type === F32 ? `f:${BigInt.asUintN(32, bits).toString(16)}` : `d:${bits.toString(16)}`;
}

const FLOATS32 = [
  0x00000000n,
  0x80000000n,
  0x3f800000n,
  0xbf800000n,
  0x7f800000n,
  0xff800000n,
  0x7fc00000n,
  0xffc00000n,
  0x7fa00000n,
  0x7fffffffn,
  0x00000001n,
  0x80000001n,
  0x007fffffn,
  0x00800000n,
  0x7f7fffffn,
  0xff7fffffn,
  0x4f000000n,
  0xcf000000n,
  0x4effffffn,
  0xcf000001n,
  0x4f800000n,
  0x4f7fffffn,
  0x5f000000n,
  0xdf000000n,
  0x5effffffn,
  0x5f800000n,
  0x5f7fffffn,
  0xbf7fffffn,
  0x3f000000n,
  0xbf000000n,
  0x3fc00000n,
  0x40200000n,
  0x4b000000n,
  0x4b7fffffn,
  0x42c80000n,
  0xc0e66666n,
];
const FLOATS64 = [
  0x0000000000000000n,
  0x8000000000000000n,
  0x3ff0000000000000n,
  0xbff0000000000000n,
  0x7ff0000000000000n,
  0xfff0000000000000n,
  0x7ff8000000000000n,
  0xfff8000000000000n,
  0x7ff4000000000000n,
  0x7fffffffffffffffn,
  0x0000000000000001n,
  0x8000000000000001n,
  0x000fffffffffffffn,
  0x0010000000000000n,
  0x7fefffffffffffffn,
  0x41e0000000000000n,
  0xc1e0000000000000n,
  0xc1e0000000200000n,
  0x41dfffffffc00000n,
  0x41efffffffe00000n,
  0x41f0000000000000n,
  0x43e0000000000000n,
  0xc3e0000000000000n,
  0x43dfffffffffffffn,
  0xc3e0000000000001n,
  0x43f0000000000000n,
  0x43efffffffffffffn,
  0xbfefffffffffffffn,
  0x3fe0000000000000n,
  0xbfe0000000000000n,
  0x3ff8000000000000n,
  0x4004000000000000n,
  0x4330000000000000n,
  0x433fffffffffffffn,
  0x47efffffe0000000n,
  0x36a0000000000000n,
  0x4059000000000000n,
];

/** Bits of a number: an interesting one, a small one, or any. */
export function randomBits(random: Random, type: ValType): bigint {
  if (type === F32) {
    if (random.oneIn(2)) return random.pick(FLOATS32);
    if (random.oneIn(2)) {
      const f = new Float32Array([(random.below(20001) - 10000) / random.pick([1, 2, 3, 16])]);
      return BigInt(new Uint32Array(f.buffer)[0]!);
    }
    return BigInt(random.bits() >>> 0);
  }
  if (type === F64) {
    if (random.oneIn(2)) return random.pick(FLOATS64);
    if (random.oneIn(2)) {
      const f = new Float64Array([(random.below(20001) - 10000) / random.pick([1, 2, 3, 16])]);
      return new BigUint64Array(f.buffer)[0]!;
    }
    return random.bits64();
  }
  const width = type === I32 ? 32 : 64;
  const bits = ((): bigint => {
    switch (random.below(7)) {
      case 0:
        return BigInt(random.below(5)) - 2n;
      case 1:
        return BigInt(random.below(300)) - 128n;
      case 2:
        return (1n << BigInt(random.below(width))) + BigInt(random.below(3)) - 1n;
      case 3:
        return -(1n << BigInt(random.below(width))) + BigInt(random.below(3)) - 1n;
      case 4:
        return random.pick([
          -(1n << BigInt(width - 1)),
          (1n << BigInt(width - 1)) - 1n,
          -1n,
          0n,
          0x7fffffffn,
          0x80000000n,
          0xffffffffn,
          BigInt(width),
          BigInt(width - 1),
          BigInt(width + 1),
        ]);
      case 5:
        return BigInt(random.bits());
      default:
        return random.bits64();
    }
  })();
  return BigInt.asIntN(width, bits);
}
