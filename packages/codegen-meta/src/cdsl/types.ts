/**
 * The types of CLIF as numbers, and the functions that derive one type from another.
 *
 * A type is a u16. A scalar is `0x70 | lane code`, lane codes being 4..8 for i8..i128 and 9..12 for f16..f128.
 * A fixed vector adds log2(lanes) << 4, a dynamic vector 0x80 more than its base vector. Everything the generators
 * emit about types (constants, derivation tables, type sets) starts here, so that no consumer repeats the arithmetic.
 */

/** Lane type names in encoding order; the scalar type of index `i` is `0x74 + i`. */
export const LANE_NAMES: readonly string[] = ["i8", "i16", "i32", "i64", "i128", "f16", "f32", "f64", "f128"];

const FIRST_LANE = 4;
const INT_LANES = 5;

/** No type: "no controlling type" in instruction records, the result of an impossible derivation. */
const INVALID = 0;

/** One more than the highest type number (a dynamic vector of 256 f128 lanes is 0x17c). */
export const TYPE_LIMIT = 0x180;

/** Largest log2 of a lane count. */
const MAX_LOG2_LANES = 8;

/** The type with the given lane index (into {@link LANE_NAMES}), log2 lane count and shape. */
function makeType(lane: number, log2Lanes: number, dynamic: boolean = false): number {
  return 0x70 + FIRST_LANE + lane + (log2Lanes << 4) + (dynamic ? 0x80 : 0);
}

/** Whether `type` is a well-formed scalar, fixed or dynamic vector type. */
export function isType(type: number): boolean {
  const code = type & 15;
  if (code < FIRST_LANE || code >= FIRST_LANE + LANE_NAMES.length) return false;
  return (type >= 0x70 && type < 0x100) || (type >= 0x100 && type < TYPE_LIMIT);
}

/** Index into {@link LANE_NAMES} of the lane type. */
export function laneIndex(type: number): number {
  return (type & 15) - FIRST_LANE;
}

export function isDynamic(type: number): boolean {
  return type >= 0x100;
}

/** log2 of the lane count; for a dynamic vector of its base vector. */
export function log2Lanes(type: number): number {
  return ((isDynamic(type) ? type - 0x80 : type) - 0x70) >> 4;
}

function isIntLane(lane: number): boolean {
  return lane < INT_LANES;
}

/** Width of one lane in bits. */
function laneBits(type: number): number {
  const lane = laneIndex(type);
  return isIntLane(lane) ? 8 << lane : 16 << (lane - INT_LANES);
}

/** Every type number, ascending. */
export function allTypes(): number[] {
  const types: number[] = [];
  for (let t = 0x70; t < TYPE_LIMIT; t++) if (isType(t)) types.push(t);
  return types;
}

/** CLIF spelling; dynamic vectors in their internal form `i32x4xN`. */
export function typeName(type: number): string {
  if (!isType(type)) return "invalid";
  const lane = LANE_NAMES[laneIndex(type)] as string;
  const lanes = log2Lanes(type);
  return lane + (lanes === 0 ? "" : `x${1 << lanes}`) + (isDynamic(type) ? "xN" : "");
}

const byName = new Map(allTypes().map((t) => [typeName(t), t]));

/** The type with the given CLIF spelling, or `undefined`. */
export function typeByName(name: string): number | undefined {
  return byName.get(name);
}

function withLane(type: number, lane: number): number {
  return makeType(lane, log2Lanes(type), isDynamic(type));
}

function intLaneOfBits(bits: number): number {
  return Math.log2(bits) - 3;
}

function laneOfSameKind(lane: number, bits: number): number | undefined {
  if (isIntLane(lane)) return bits >= 8 && bits <= 128 ? intLaneOfBits(bits) : undefined;
  return bits >= 16 && bits <= 128 ? INT_LANES + Math.log2(bits) - 4 : undefined;
}

/** Ways to derive one type from the controlling type. Each answers {@link INVALID} where it has no answer. */
export const DERIVATIONS = {
  same: (t: number): number => t,
  lane_of: (t: number): number => makeType(laneIndex(t), 0),
  as_truthy: (t: number): number =>
    log2Lanes(t) === 0 ? makeType(0, 0) : withLane(t, intLaneOfBits(laneBits(t))),
  as_int: (t: number): number => withLane(t, intLaneOfBits(laneBits(t))),
  half_width: (t: number): number => scaleLane(t, 0.5, 0),
  double_width: (t: number): number => scaleLane(t, 2, 0),
  split_lanes: (t: number): number => scaleLane(t, 0.5, 1),
  merge_lanes: (t: number): number => scaleLane(t, 2, -1),
  dynamic_to_vector: (t: number): number => (isDynamic(t) ? t - 0x80 : INVALID),
} as const;

export type DerivationName = keyof typeof DERIVATIONS;

function scaleLane(type: number, factor: number, lanesStep: number): number {
  const lane = laneOfSameKind(laneIndex(type), laneBits(type) * factor);
  const lanes = log2Lanes(type) + lanesStep;
  if (lane === undefined || lanes < 0 || lanes > MAX_LOG2_LANES) return INVALID;
  if (isDynamic(type) && lanes === 0) return INVALID;
  return makeType(lane, lanes, isDynamic(type));
}
