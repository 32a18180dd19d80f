/**
 * Run-time constants of CLIF types: what goes into a function and comes out when it is interpreted or run.
 *
 * A `DataValue` is a type and the bytes of a value of it. Bytes are kept in one order whatever host and target: lane 0
 * first, each lane little-endian, so byte 0 is the least significant one of lane 0. That makes equality bitwise, which
 * is the only equality test files know (NaN equals a NaN of the same bits, -0.0 differs from 0.0), and keeps every bit
 * of the formats JavaScript has no numbers for. Values are immutable; `bytes` must not be written.
 *
 * Memory order is chosen on the way out and in (`write`, `read`): in big-endian memory lane 0 still has the lowest
 * address and each lane is most significant byte first.
 *
 * The text form is that of `run` commands in CLIF test files: `-5`, `0x1.8p3`, `[1 2 3 4]`. It refuses what doesn't fit
 * the type; nothing is rounded.
 */
import { CraneliftError } from "@cranelift-ts/entity";
import {
  BINARY128,
  BINARY16,
  BINARY32,
  BINARY64,
  formatIeee128,
  formatIeee16,
  formatIeee32,
  formatIeee64,
  LITERAL_OK,
  literalStatusMessage,
  parseFloatLiteral,
  type FloatFormat,
} from "./immediates.ts";
import {
  F32,
  F64,
  I128,
  I16,
  I32,
  I64,
  I8,
  hasFloatLanes,
  isValidType,
  laneBits,
  laneCount,
  laneOf,
  typeBytes,
  typeName,
  vectorOf,
  type Type,
} from "./types.ts";

/** A text or number that is not a value of the type asked for. */
export class DataValueError extends CraneliftError {
  constructor(message: string, context?: string) {
    super([
      { code: "data-value", message, severity: "error", ...(context === undefined ? {} : { context }) },
    ]);
  }
}

/** An immutable value of a CLIF type. */
export class DataValue {
  /** Its type: a scalar, a fixed vector, or a dynamic vector (holding the lanes of the base vector). */
  readonly type: Type;
  /** Its bytes, lane 0 first, each lane little-endian. Not to be written. */
  readonly bytes: Uint8Array;

  /** Takes ownership of `bytes`, which has exactly the size of the type. */
  constructor(type: Type, bytes: Uint8Array) {
    if (!isValidType(type)) throw new DataValueError(`${type} is not the code of a type`);
    if (bytes.length !== typeBytes(type)) {
      throw new DataValueError(
        `a value of ${typeName(type)} has ${typeBytes(type)} bytes, not ${bytes.length}`,
      );
    }
    this.type = type;
    this.bytes = bytes;
  }

  // --- Making -----------------------------------------------------------------------------------------------------

  static i8(value: number | bigint): DataValue {
    return DataValue.integer(I8, value);
  }

  static i16(value: number | bigint): DataValue {
    return DataValue.integer(I16, value);
  }

  static i32(value: number | bigint): DataValue {
    return DataValue.integer(I32, value);
  }

  static i64(value: number | bigint): DataValue {
    return DataValue.integer(I64, value);
  }

  static i128(value: number | bigint): DataValue {
    return DataValue.integer(I128, value);
  }

  /** The f32 nearest to `value`. Use `bits` to choose the bits of a NaN. */
  static f32(value: number): DataValue {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return new DataValue(F32, bytes);
  }

  static f64(value: number): DataValue {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value, true);
    return new DataValue(F64, bytes);
  }

  /** A value of an integer type from a number that fits it as signed or as unsigned; others are an error. */
  static integer(type: Type, value: number | bigint): DataValue {
    const v = BigInt(value);
    const bits = laneBits(type);
    if (v >= 1n << BigInt(bits) || v < -(1n << BigInt(bits - 1))) {
      throw new DataValueError(`${v} does not fit ${typeName(type)}`);
    }
    return DataValue.bits(type, v);
  }

  /** A value of any type from its bits: lane 0 in the low bits. Higher bits than the type has are dropped. */
  static bits(type: Type, bits: bigint): DataValue {
    const bytes = new Uint8Array(typeBytes(type));
    for (let i = 0, rest = bits; i < bytes.length; i++, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
    return new DataValue(type, bytes);
  }

  /** A vector of these lanes, which have one type and a supported count. */
  static vector(lanes: readonly DataValue[]): DataValue {
    const first = lanes[0];
    const type = first === undefined ? undefined : vectorOf(first.type, lanes.length);
    if (first === undefined || type === undefined || !isValidType(type) || lanes.length < 2) {
      throw new DataValueError(`a vector cannot have ${lanes.length} lanes`);
    }
    const bytes = new Uint8Array(typeBytes(type));
    lanes.forEach((lane, i) => {
      if (lane.type !== first.type) throw new DataValueError("the lanes of a vector have one type");
      bytes.set(lane.bytes, i * first.bytes.length);
    });
    return new DataValue(type, bytes);
  }

  /** All bits zero. */
  static zero(type: Type): DataValue {
    return new DataValue(type, new Uint8Array(typeBytes(type)));
  }

  /** The value in memory at `source[offset ..]`, in the given byte order. */
  static read(type: Type, source: Uint8Array, offset: number, bigEndian: boolean): DataValue {
    const size = typeBytes(type);
    if (offset < 0 || offset + size > source.length)
      throw new DataValueError(`reading ${typeName(type)} out of range`);
    const bytes = source.slice(offset, offset + size);
    if (bigEndian) reverseLanes(bytes, laneBits(type) >> 3);
    return new DataValue(type, bytes);
  }

  /** Reads the text form of a value of `type`. */
  static parse(type: Type, text: string): DataValue {
    const trimmed = text.trim();
    const count = laneCount(type);
    if (count === 1) return parseScalar(type, trimmed);
    if (trimmed.startsWith("[") && trimmed.endsWith("]")) {
      const items = trimmed
        .slice(1, -1)
        .split(/[\s,]+/)
        .filter((item) => item !== "");
      if (items.length !== count) {
        throw new DataValueError(`${typeName(type)} has ${count} lanes, not ${items.length}`, trimmed);
      }
      const lane = laneOf(type);
      const bytes = new Uint8Array(typeBytes(type));
      items.forEach((item, i) => bytes.set(parseScalar(lane, item).bytes, i * (laneBits(type) >> 3)));
      return new DataValue(type, bytes);
    }
    // All bits as one number, the last lane most significant.
    return DataValue.bits(type, parseInteger(typeBytes(type) * 8, typeName(type), trimmed));
  }

  // --- Reading ----------------------------------------------------------------------------------------------------

  /** All bits as an unsigned integer, lane 0 in the low bits. */
  toBits(): bigint {
    let bits = 0n;
    for (let i = this.bytes.length - 1; i >= 0; i--) bits = (bits << 8n) | BigInt(this.bytes[i] ?? 0);
    return bits;
  }

  /** The bits of a scalar as a signed integer. */
  toSigned(): bigint {
    return BigInt.asIntN(this.bytes.length * 8, this.toBits());
  }

  /** A scalar as a number: of i64 and i128 the nearest to the signed value; f128 is not supported. */
  toNumber(): number {
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
    switch (this.type) {
      case 122 /* F32 */:
        return view.getFloat32(0, true);
      case 123 /* F64 */:
        return view.getFloat64(0, true);
      case 121 /* F16 */: {
        const bits = view.getUint16(0, true);
        const exponent = (bits >> 10) & 31;
        const fraction = bits & 0x3ff;
        const sign = (bits & 0x8000) === 0 ? 1 : -1;
        if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
        return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
      }
      default:
        if (laneCount(this.type) > 1 || hasFloatLanes(this.type)) {
          throw new DataValueError(`a value of ${typeName(this.type)} has no number`);
        }
        return Number(this.toSigned());
    }
  }

  /** Lane `index`; a scalar is its own lane 0. */
  lane(index: number): DataValue {
    const size = laneBits(this.type) >> 3;
    if (index < 0 || index >= laneCount(this.type))
      throw new DataValueError(`${typeName(this.type)} has no lane ${index}`);
    return new DataValue(laneOf(this.type), this.bytes.slice(index * size, (index + 1) * size));
  }

  /** Writes the value to memory at `target[offset ..]`, in the given byte order. */
  write(target: Uint8Array, offset: number, bigEndian: boolean): void {
    if (offset < 0 || offset + this.bytes.length > target.length) {
      throw new DataValueError(`writing ${typeName(this.type)} out of range`);
    }
    target.set(this.bytes, offset);
    if (bigEndian)
      reverseLanes(target.subarray(offset, offset + this.bytes.length), laneBits(this.type) >> 3);
  }

  /** Same type and same bits. */
  equals(other: DataValue): boolean {
    if (this.type !== other.type) return false;
    for (let i = 0; i < this.bytes.length; i++) if (this.bytes[i] !== other.bytes[i]) return false;
    return true;
  }

  /** Whether a float scalar is a NaN. */
  isNaN(): boolean {
    const format = floatFormat(this.type);
    if (format === undefined || laneCount(this.type) > 1) return false;
    const magnitude = this.toBits() & ((1n << BigInt(format.bits - 1)) - 1n);
    return magnitude > ((1n << BigInt(format.exponentBits)) - 1n) << BigInt(format.fractionBits);
  }

  /** The text form; `parse` reads it back to an equal value. */
  toString(): string {
    const count = laneCount(this.type);
    if (count === 1) return scalarText(this);
    const lanes: string[] = [];
    for (let i = 0; i < count; i++) lanes.push(scalarText(this.lane(i)));
    return `[${lanes.join(" ")}]`;
  }
}

function reverseLanes(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}

function floatFormat(type: Type): FloatFormat | undefined {
  switch (laneOf(type)) {
    case 121 /* F16 */:
      return BINARY16;
    case 122 /* F32 */:
      return BINARY32;
    case 123 /* F64 */:
      return BINARY64;
    case 124 /* F128 */:
      return BINARY128;
    default:
      return undefined;
  }
}

function scalarText(value: DataValue): string {
  const view = new DataView(value.bytes.buffer, value.bytes.byteOffset, value.bytes.length);
  switch (value.type) {
    case 121 /* F16 */:
      return formatIeee16(view.getUint16(0, true));
    case 122 /* F32 */:
      return formatIeee32(view.getInt32(0, true));
    case 123 /* F64 */:
      return formatIeee64(view.getInt32(0, true), view.getInt32(4, true));
    case 124 /* F128 */:
      return formatIeee128(
        view.getInt32(0, true),
        view.getInt32(4, true),
        view.getInt32(8, true),
        view.getInt32(12, true),
      );
    default:
      return value.toSigned().toString();
  }
}

function parseScalar(type: Type, text: string): DataValue {
  const format = floatFormat(type);
  if (format === undefined) return DataValue.bits(type, parseInteger(laneBits(type), typeName(type), text));
  const words = new Int32Array(4);
  const status = parseFloatLiteral(format, text, 0, text.length, words);
  if (status !== LITERAL_OK)
    throw new DataValueError(`${literalStatusMessage(status)} in a value of ${typeName(type)}`, text);
  const bytes = new Uint8Array(format.bits >> 3);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (words[i >> 2] ?? 0) >> ((i & 3) * 8);
  return new DataValue(type, bytes);
}

// Decimal or 0x, optional sign, `_` between digits; fits the width as signed or as unsigned.
const INTEGER = /^([+-]?)(0x[0-9a-fA-F_]*[0-9a-fA-F][0-9a-fA-F_]*|[0-9][0-9_]*)$/;

function parseInteger(bits: number, name: string, text: string): bigint {
  const match = INTEGER.exec(text);
  const digits = match?.[2];
  if (match === null || digits === undefined)
    throw new DataValueError(`expected an integer for ${name}`, text);
  // A literal of more digits than any type can hold is refused before the quadratic conversion.
  const plain = digits.replaceAll("_", "");
  if (plain.length > 2500)
    throw new DataValueError(`integer out of range for ${name}`, `${text.slice(0, 40)}...`);
  const magnitude = BigInt(plain);
  const value = match[1] === "-" ? -magnitude : magnitude;
  if (value >= 1n << BigInt(bits) || value < -(1n << BigInt(bits - 1))) {
    throw new DataValueError(`integer out of range for ${name}`, text);
  }
  return value;
}
