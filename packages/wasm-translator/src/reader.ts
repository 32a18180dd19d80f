/**
 * A cursor over the bytes of a module: LEB128 numbers, names, types. Every method checks the end that is set and
 * throws a {@link WasmError} at the offending byte.
 */
import { WasmError, type WasmErrorKind } from "./errors.ts";
import { EXTERNREF, F32, F64, FUNCREF, I32, I64, type ValueType } from "./value-types.ts";
import type { Features } from "./features.ts";

export class ByteReader {
  bytes: Uint8Array;
  pos: number = 0;
  end: number;
  /** Function whose body is read, for messages; -1 outside bodies. */
  func: number = -1;
  /** High word of the number that `s64` or `u64` returned the low word of. */
  hi: number = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.end = bytes.length;
  }

  error(kind: WasmErrorKind, offset: number, reason: string, feature?: string): WasmError {
    return new WasmError(kind, offset, reason, feature, this.func);
  }

  malformed(offset: number, reason: string): WasmError {
    return this.error("malformed", offset, reason);
  }

  invalid(offset: number, reason: string): WasmError {
    return this.error("invalid", offset, reason);
  }

  unsupported(offset: number, feature: string): WasmError {
    return this.error("unsupported", offset, `the ${feature} feature is not supported`, feature);
  }

  /** A feature that is implemented but switched off. */
  disabled(offset: number, feature: keyof Features): WasmError {
    return this.error("invalid", offset, `the feature ${feature} is switched off`, feature);
  }

  unexpectedEnd(): WasmError {
    return this.malformed(this.end, "unexpected end");
  }

  u8(): number {
    if (this.pos >= this.end) throw this.unexpectedEnd();
    return this.bytes[this.pos++]!;
  }

  u32(): number {
    const { pos } = this;
    if (pos < this.end) {
      const b = this.bytes[pos]!;
      if (b < 0x80) {
        this.pos = pos + 1;
        return b;
      }
    }
    return this.longU32();
  }

  private longU32(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const at = this.pos;
      const b = this.u8();
      if (shift === 28) {
        if (b >= 0x80) throw this.malformed(at, "integer representation too long");
        if (b > 0x0f) throw this.malformed(at, "integer too large");
      }
      value |= (b & 0x7f) << shift;
      if (b < 0x80) return value >>> 0;
    }
  }

  s32(): number {
    const { pos } = this;
    if (pos < this.end) {
      const b = this.bytes[pos]!;
      if (b < 0x80) {
        this.pos = pos + 1;
        return (b << 25) >> 25;
      }
    }
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const at = this.pos;
      const b = this.u8();
      if (shift === 28) {
        if (b >= 0x80) throw this.malformed(at, "integer representation too long");
        const top = b & 0x78;
        if (top !== 0 && top !== 0x78) throw this.malformed(at, "integer too large");
        return value | (b << 28);
      }
      value |= (b & 0x7f) << shift;
      if (b < 0x80) return (value << (25 - shift)) >> (25 - shift);
    }
  }

  /** A 33-bit signed number, exact as a double. */
  s33(): number {
    const { pos } = this;
    if (pos < this.end) {
      const b = this.bytes[pos]!;
      if (b < 0x80) {
        this.pos = pos + 1;
        return (b << 25) >> 25;
      }
    }
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const at = this.pos;
      const b = this.u8();
      if (shift === 28) {
        if (b >= 0x80) throw this.malformed(at, "integer representation too long");
        const top = b & 0x70;
        if (top !== 0 && top !== 0x70) throw this.malformed(at, "integer too large");
        const low = (value | ((b & 0x0f) << 28)) >>> 0;
        return top === 0 ? low : low - 2 ** 32;
      }
      value |= (b & 0x7f) << shift;
      if (b < 0x80) return (value << (25 - shift)) >> (25 - shift);
    }
  }

  /** Low word of a signed 64-bit number; the high word is left in `hi`. */
  s64(): number {
    const { pos } = this;
    if (pos < this.end) {
      const b = this.bytes[pos]!;
      if (b < 0x80) {
        this.pos = pos + 1;
        const value = (b << 25) >> 25;
        this.hi = value >> 31;
        return value;
      }
    }
    return this.long64(true);
  }

  /** Low word of an unsigned 64-bit number; the high word is left in `hi`. */
  u64(): number {
    const { pos } = this;
    if (pos < this.end) {
      const b = this.bytes[pos]!;
      if (b < 0x80) {
        this.pos = pos + 1;
        this.hi = 0;
        return b;
      }
    }
    return this.long64(false);
  }

  private long64(signed: boolean): number {
    let lo = 0;
    let hi = 0;
    for (let shift = 0; ; shift += 7) {
      const at = this.pos;
      const b = this.u8();
      if (shift === 63) {
        if (b >= 0x80) throw this.malformed(at, "integer representation too long");
        if (signed ? b !== 0 && b !== 0x7f : b > 1) throw this.malformed(at, "integer too large");
        hi |= b << 31;
        break;
      }
      const bits = b & 0x7f;
      if (shift < 28) lo |= bits << shift;
      else if (shift === 28) {
        lo |= bits << 28;
        hi |= bits >> 4;
      } else hi |= bits << (shift - 32);
      if (b < 0x80) {
        if (signed && (b & 0x40) !== 0) {
          const next = shift + 7;
          if (next < 32) {
            lo |= -1 << next;
            hi = -1;
          } else hi |= -1 << (next - 32);
        }
        break;
      }
    }
    this.hi = hi;
    return lo;
  }

  /** A count that may not exceed `limit`. */
  count(limit: number, what: string): number {
    const at = this.pos;
    const n = this.u32();
    if (n > limit) throw this.invalid(at, `${n} ${what} exceed the limit of ${limit}`);
    // Every item takes a byte at least: a larger count cannot be true.
    if (n > this.end - this.pos) throw this.unexpectedEnd();
    return n;
  }

  /** A name. */
  name(): string {
    const n = this.u32();
    if (n > this.end - this.pos) throw this.unexpectedEnd();
    const text = decodeUtf8(this.bytes, this.pos, this.pos + n);
    if (text === undefined) throw this.malformed(this.pos, "malformed UTF-8 encoding");
    this.pos += n;
    return text;
  }

  /** A value type. */
  valueType(features: Features): ValueType {
    const at = this.pos;
    const code = this.u8();
    switch (code) {
      case 0x7f:
        return I32;
      case 0x7e:
        return I64;
      case 0x7d:
        return F32;
      case 0x7c:
        return F64;
      case 0x7b:
        throw this.unsupported(at, "simd");
      case 0x70:
        if (!features.referenceTypes) throw this.disabled(at, "referenceTypes");
        return FUNCREF;
      case 0x6f:
        if (!features.referenceTypes) throw this.disabled(at, "referenceTypes");
        return EXTERNREF;
    }
    throw this.otherType(at, code);
  }

  /** A reference type. */
  refType(features: Features): ValueType {
    const at = this.pos;
    const code = this.u8();
    if (code === 0x70) return FUNCREF;
    if (code === 0x6f) {
      if (!features.referenceTypes) throw this.disabled(at, "referenceTypes");
      return EXTERNREF;
    }
    throw this.otherType(at, code, "malformed reference type");
  }

  /** Why a type code is refused. */
  otherType(at: number, code: number, otherwise: string = "malformed value type"): WasmError {
    if (code === 0x63 || code === 0x64) return this.unsupported(at, "function-references");
    if (code === 0x69 || code === 0x74) return this.unsupported(at, "exceptions");
    if (code === 0x68 || code === 0x75) return this.unsupported(at, "stack-switching");
    if (code >= 0x6a && code <= 0x73) return this.unsupported(at, "gc");
    return this.malformed(at, otherwise);
  }
}

/** The text of strict UTF-8, or undefined if it is none. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = "";
  const units: number[] = [];
  let at = start;
  while (at < end) {
    if (units.length > 4000) {
      text += String.fromCharCode.apply(null, units);
      units.length = 0;
    }
    const b = bytes[at++]!;
    if (b < 0x80) {
      units.push(b);
      continue;
    }
    const more = b >= 0xf0 ? 3 : b >= 0xe0 ? 2 : 1;
    if (b < 0xc2 || b > 0xf4 || at + more > end) return undefined;
    let code = b & (0x3f >> more);
    for (let i = 0; i < more; i++) {
      const c = bytes[at++]!;
      if ((c & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (c & 0x3f);
    }
    if (more === 2 && (code < 0x800 || (code >= 0xd800 && code < 0xe000))) return undefined;
    if (more === 3) {
      if (code < 0x10000 || code > 0x10ffff) return undefined;
      units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    } else units.push(code);
  }
  return text + String.fromCharCode.apply(null, units);
}
