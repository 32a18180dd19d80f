/**
 * Value types as integers.
 *
 * Numeric types are 1 to 5, packed storage types 6 and 7. A reference type has bit 8 set, bit 9 if null belongs to
 * it, and its heap type from bit 10 on: abstract ones below 32, the type with index t as 32 + t. BOTTOM, the type of
 * a value that unreachable code pops, is 0 and a subtype of all.
 */

/** A value type. */
export type ValueType = number;

export const BOTTOM = 0;
export const I32 = 1;
export const I64 = 2;
export const F32 = 3;
export const F64 = 4;
export const V128 = 5;
/** Packed storage types of structures and arrays. */
export const PACKED_I8 = 6;
export const PACKED_I16 = 7;

export const REF = 0x100;
export const NULLABLE = 0x200;
export const HEAP_SHIFT = 10;
/** First heap type that is a type index. */
export const FIRST_CONCRETE = 32;

export const HEAP_FUNC = 0;
export const HEAP_EXTERN = 1;
export const HEAP_ANY = 2;
export const HEAP_EQ = 3;
export const HEAP_I31 = 4;
export const HEAP_STRUCT = 5;
export const HEAP_ARRAY = 6;
export const HEAP_EXN = 7;
export const HEAP_NONE = 8;
export const HEAP_NOFUNC = 9;
export const HEAP_NOEXTERN = 10;
export const HEAP_NOEXN = 11;

export const FUNCREF: ValueType = REF | NULLABLE | (HEAP_FUNC << HEAP_SHIFT);
export const EXTERNREF: ValueType = REF | NULLABLE | (HEAP_EXTERN << HEAP_SHIFT);

const HEAP_NAMES = [
  "func",
  "extern",
  "any",
  "eq",
  "i31",
  "struct",
  "array",
  "exn",
  "none",
  "nofunc",
  "noextern",
  "noexn",
];

/** True for reference types. */
export function isRef(type: ValueType): boolean {
  return (type & REF) !== 0;
}

/** The heap type of a reference type: below 32 abstract, otherwise 32 + type index. */
export function heapType(type: ValueType): number {
  return type >> HEAP_SHIFT;
}

/** The text of a type, as the text format writes it. */
export function valueTypeName(type: ValueType): string {
  switch (type) {
    case 0 /* BOTTOM */:
      return "any type";
    case 1 /* I32 */:
      return "i32";
    case 2 /* I64 */:
      return "i64";
    case 3 /* F32 */:
      return "f32";
    case 4 /* F64 */:
      return "f64";
    case 5 /* V128 */:
      return "v128";
    case 6 /* PACKED_I8 */:
      return "i8";
    case 7 /* PACKED_I16 */:
      return "i16";
  }
  const heap = heapType(type);
  const name = heap >= FIRST_CONCRETE ? `$${heap - FIRST_CONCRETE}` : (HEAP_NAMES[heap] ?? `heap ${heap}`);
  if ((type & NULLABLE) === 0) return `(ref ${name})`;
  return heap < FIRST_CONCRETE && heap < HEAP_NONE ? `${name}ref` : `(ref null ${name})`;
}

/**
 * Whether a value of type `a` may stand where `b` is expected. Without typed function references and GC, types are
 * equal or not; the hook for the rest is here.
 */
export function isSubtype(a: ValueType, b: ValueType): boolean {
  return a === b || a === BOTTOM;
}
