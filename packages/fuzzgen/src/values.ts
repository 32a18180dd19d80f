/**
 * Constants that find bugs: the ends of ranges, powers of two and their neighbours, patterns, and for floats zeros,
 * infinities, NaNs of both kinds and both signs, subnormals and the limits of conversions.
 */
import { DataValue, types, type Type } from "@cranelift-ts/codegen-ir";
import type { Random } from "./random.ts";

/** Bits of a random value of `type`, a scalar or a fixed vector. */
export function randomBits(random: Random, type: Type): bigint {
  if (!types.isVector(type))
    return types.isFloat(type) ? floatBits(random, type) : integerBits(random, types.typeBits(type));
  const lane = types.laneOf(type);
  const width = BigInt(types.laneBits(type));
  const count = types.laneCount(type);
  let bits = 0n;
  let last = randomBits(random, lane);
  for (let i = 0; i < count; i++) {
    if (random.oneIn(2)) last = randomBits(random, lane);
    bits |= last << (BigInt(i) * width);
  }
  return bits;
}

/** A random value of `type`. */
export function randomValue(random: Random, type: Type): DataValue {
  return DataValue.bits(type, randomBits(random, type));
}

function integerBits(random: Random, width: number): bigint {
  const w = BigInt(width);
  const mask = (1n << w) - 1n;
  switch (random.below(8)) {
    case 0:
      return 0n;
    case 1:
      return BigInt(random.below(17));
    case 2:
      return mask - BigInt(random.below(4));
    case 3:
      return ((1n << (w - 1n)) + BigInt(random.below(3) - 1)) & mask;
    case 4:
      return ((1n << BigInt(random.below(width))) + BigInt(random.below(3) - 1)) & mask;
    case 5: {
      const byte = random.pick([0x55n, 0xaan, 0x0fn, 0x80n, 0x7fn, 0x01n]);
      let bits = 0n;
      for (let i = 0n; i < w; i += 8n) bits |= byte << i;
      return bits;
    }
    default:
      return wide(random) & mask;
  }
}

function wide(random: Random): bigint {
  return (random.bits64() << 64n) | random.bits64();
}

function floatBits(random: Random, type: Type): bigint {
  const width = types.typeBits(type);
  const fraction = type === types.F16 ? 10 : type === types.F32 ? 23 : type === types.F64 ? 52 : 112;
  const sign = random.oneIn(2) ? 1n << BigInt(width - 1) : 0n;
  const f = BigInt(fraction);
  const exponentBits = width - fraction - 1;
  const most = (1n << BigInt(exponentBits)) - 1n;
  const bias = (1n << BigInt(exponentBits - 1)) - 1n;
  const random112 = wide(random) & ((1n << f) - 1n);
  switch (random.below(10)) {
    case 0:
      return sign;
    case 1:
      return sign | (most << f);
    case 2:
      return sign | (most << f) | (1n << (f - 1n)) | (random.oneIn(2) ? 0n : random112);
    case 3:
      return sign | (most << f) | (random112 >> 1n) | 1n;
    case 4:
      return sign | (random.oneIn(2) ? 1n : random112);
    case 5:
      return sign | ((most << f) - 1n);
    case 6: {
      // Near a power of two that some integer type ends at.
      const power = BigInt(random.pick([0, 1, 7, 8, 15, 16, 31, 32, 63, 64, 127, 128]));
      const exponent = bias + power < most ? bias + power : most - 1n;
      return sign | ((exponent << f) + BigInt(random.below(3) - 1));
    }
    case 7:
    case 8:
      // A small number with few digits.
      return sign | ((bias + BigInt(random.below(8) - 2)) << f) | (random112 & (7n << (f - 3n)));
    default:
      return wide(random) & ((1n << BigInt(width)) - 1n);
  }
}
