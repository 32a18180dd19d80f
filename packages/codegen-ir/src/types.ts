/**
 * CLIF value types as 16-bit codes, in Cranelift's own encoding: 0 is invalid, lane types lie at 0x74-0x7c, a fixed
 * vector adds log2(lanes) << 4, a dynamic vector adds another 0x80 to its base vector.
 *
 * All functions here are total on codes made by this module; on other numbers their result is meaningless.
 */

import { F128, F16, I128, I16, I32, I64, I8, INVALID } from "./generated/types.ts";

/** A CLIF value type. */
export type Type = number & { readonly __entity: "Type" };

export * from "./generated/types.ts";

const FIRST_LANE = 0x74;
const LAST_LANE = 0x7c;
const VECTOR_BASE = 0x80;
const DYNAMIC_BASE = 0x100;
const DYNAMIC_STEP = 0x80;

const LANE_NAMES: readonly string[] = ["i8", "i16", "i32", "i64", "i128", "f16", "f32", "f64", "f128"];
/** log2 of the lane width in bits, by lane code - 0x74. */
const LANE_LOG2_BITS: Uint8Array = Uint8Array.of(3, 4, 5, 6, 7, 4, 5, 6, 7);

function lane(ty: number): number {
  return 0x70 | (ty & 15);
}

/** True for the nine scalar types. */
export function isScalar(ty: Type): boolean {
  return ty >= FIRST_LANE && ty <= LAST_LANE;
}

/** True for fixed and dynamic vectors. */
export function isVector(ty: Type): boolean {
  return ty >= VECTOR_BASE;
}

/** True for fixed-width vectors. */
export function isFixedVector(ty: Type): boolean {
  return ty >= VECTOR_BASE && ty < DYNAMIC_BASE;
}

/** True for dynamic vectors. */
export function isDynamicVector(ty: Type): boolean {
  return ty >= DYNAMIC_BASE;
}

/** True for i8 to i128 scalars. */
export function isInt(ty: Type): boolean {
  return ty >= I8 && ty <= I128;
}

/** True for f16 to f128 scalars. */
export function isFloat(ty: Type): boolean {
  return ty >= F16 && ty <= F128;
}

/** True if the lanes are integers. */
export function hasIntLanes(ty: Type): boolean {
  const l = lane(ty);
  return ty !== INVALID && l >= I8 && l <= I128;
}

/** True if the lanes are floats. */
export function hasFloatLanes(ty: Type): boolean {
  const l = lane(ty);
  return ty !== INVALID && l >= F16 && l <= F128;
}

/** The scalar type of one lane; a scalar is its own lane. */
export function laneOf(ty: Type): Type {
  return (ty < VECTOR_BASE ? ty : lane(ty)) as Type;
}

/** Lanes of a scalar or fixed vector, minimum lanes of a dynamic one. */
export function laneCount(ty: Type): number {
  if (ty < VECTOR_BASE) return 1;
  return 1 << log2LaneCount(ty);
}

/** log2 of {@link laneCount}. */
export function log2LaneCount(ty: Type): number {
  if (ty < VECTOR_BASE) return 0;
  return ((ty >= DYNAMIC_BASE ? ty - DYNAMIC_STEP : ty) - 0x70) >> 4;
}

/** Width of one lane in bits. */
export function laneBits(ty: Type): number {
  return ty === INVALID ? 0 : 1 << LANE_LOG2_BITS[(ty & 15) - 4]!;
}

/** log2 of {@link laneBits}. */
export function log2LaneBits(ty: Type): number {
  return LANE_LOG2_BITS[(ty & 15) - 4]!;
}

/** Total width in bits; of a dynamic vector, the width of its base vector. */
export function typeBits(ty: Type): number {
  return laneBits(ty) * laneCount(ty);
}

/** Total width in bytes; of a dynamic vector, the width of its base vector. */
export function typeBytes(ty: Type): number {
  return typeBits(ty) >> 3;
}

/** The type with `lanes` lanes of the lane type of `ty`, or INVALID. `lanes` is a power of two up to 256. */
export function vectorOf(ty: Type, lanes: number): Type {
  if (lanes < 1 || lanes > 256 || (lanes & (lanes - 1)) !== 0 || ty === INVALID) return INVALID;
  return (lane(ty) + ((31 - Math.clz32(lanes)) << 4)) as Type;
}

/** The dynamic vector type whose base is the fixed vector `ty`. */
export function vectorToDynamic(ty: Type): Type {
  return isFixedVector(ty) ? ((ty + DYNAMIC_STEP) as Type) : INVALID;
}

/** The base vector of a dynamic vector, or INVALID. */
export function dynamicToVector(ty: Type): Type {
  return isDynamicVector(ty) ? ((ty - DYNAMIC_STEP) as Type) : INVALID;
}

function withLane(ty: Type, newLane: number): Type {
  return (ty - lane(ty) + newLane) as Type;
}

/** The integer type of a scalar float or integer of the same width, lane-wise. */
export function asInt(ty: Type): Type {
  if (ty === INVALID) return INVALID;
  const l = lane(ty);
  return l >= F16 ? withLane(ty, l - F16 + I16) : ty;
}

/** The result type of a comparison: i8 for scalars, the integer vector of the same shape for vectors. */
export function asTruthy(ty: Type): Type {
  if (ty < VECTOR_BASE) return ty === INVALID ? INVALID : I8;
  return asInt(ty);
}

/** Same lane count, lanes of half the width; INVALID if there is none. */
export function halfWidth(ty: Type): Type {
  const l = lane(ty);
  if (ty === INVALID || l === I8 || l === F16) return INVALID;
  return (ty - 1) as Type;
}

/** Same lane count, lanes of double the width; INVALID if there is none. */
export function doubleWidth(ty: Type): Type {
  const l = lane(ty);
  if (ty === INVALID || l === I128 || l === F128) return INVALID;
  return (ty + 1) as Type;
}

/** Twice the lanes at half the width; INVALID if there is none. */
export function splitLanes(ty: Type): Type {
  const half = halfWidth(ty);
  return half === INVALID ? INVALID : byLanes(half, log2LaneCount(half) + 1, isDynamicVector(ty));
}

/** Half the lanes at twice the width; INVALID if there is none. */
export function mergeLanes(ty: Type): Type {
  const double = doubleWidth(ty);
  if (double === INVALID || log2LaneCount(double) === 0) return INVALID;
  return byLanes(double, log2LaneCount(double) - 1, isDynamicVector(ty));
}

function byLanes(ty: Type, log2Lanes: number, dynamic: boolean): Type {
  if (log2Lanes > 8 || (dynamic && log2Lanes === 0)) return INVALID;
  return (lane(ty) + (log2Lanes << 4) + (dynamic ? DYNAMIC_STEP : 0)) as Type;
}

/** The unsigned or signed integer scalar of `bits` bits (8 to 128), or INVALID. */
export function intWithBits(bits: number): Type {
  switch (bits) {
    case 8:
      return I8;
    case 16:
      return I16;
    case 32:
      return I32;
    case 64:
      return I64;
    case 128:
      return I128;
    default:
      return INVALID;
  }
}

/** True if the code names a type of the language. */
export function isValidType(ty: number): boolean {
  if (ty < FIRST_LANE || ty >= 0x180) return false;
  const low = ty & 15;
  return low >= 4 && low <= 12;
}

/** Text of a type: `i32`, `f32x4`, `i32x4xN`; `invalid` for no type. */
export function typeName(ty: Type): string {
  let name = NAMES[ty];
  if (name === undefined) {
    if (!isValidType(ty)) return "invalid";
    name = LANE_NAMES[(ty & 15) - 4]!;
    if (ty >= VECTOR_BASE) name += `x${laneCount(ty)}`;
    if (ty >= DYNAMIC_BASE) name += "xN";
    NAMES[ty] = name;
  }
  return name;
}

/** Names made so far, by code: a memo of a pure function. */
const NAMES: (string | undefined)[] = new Array<string | undefined>(0x180);

/** The type named by `text` (scalars, fixed vectors, and the debug form of dynamic ones), or INVALID. */
export function parseType(text: string): Type {
  const m = /^([if])(8|16|32|64|128)(?:x(\d{1,3}))?(xN)?$/.exec(text);
  if (m === null) return INVALID;
  const base = LANE_NAMES.indexOf(m[1]! + m[2]!);
  if (base < 0) return INVALID;
  const ty = (FIRST_LANE + base) as Type;
  if (m[3] === undefined) return m[4] === undefined ? ty : INVALID;
  if (m[3].startsWith("0") || m[3] === "1") return INVALID;
  const vector = vectorOf(ty, Number(m[3]));
  return m[4] === undefined ? vector : vectorToDynamic(vector);
}
