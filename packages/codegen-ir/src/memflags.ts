/**
 * Memory flags of loads, stores and atomics, packed into one int: what the access promises, and how it fails.
 *
 * Bits 0-7 hold the trap code (0: `notrap`, the access cannot trap); a plain access traps with `heap_oob`. A function
 * interns each distinct pair of flags and alias region; instructions hold the index. Bits 13-16 are reserved for the
 * `volatile` and ordering extensions and are zero in plain CLIF.
 */
import { parseTrapCode, TrapCodes, trapCodeName, type TrapCode } from "./condcodes.ts";

/** Packed memory flags without the alias region. */
export type MemFlags = number & { readonly __entity: "MemFlags" };

export const TRAP_MASK: number = 0xff;
export const ALIGNED: number = 1 << 8;
export const READONLY: number = 1 << 9;
export const CAN_MOVE: number = 1 << 10;
export const BIG_ENDIAN: number = 1 << 11;
export const LITTLE_ENDIAN: number = 1 << 12;
/** Reserved for an extension: the access must not be merged, moved or removed. */
export const VOLATILE: number = 1 << 13;

/** No promise: may trap with `heap_oob`, may be unaligned, native byte order. */
export const NO_FLAGS: MemFlags = TrapCodes.heap_oob as MemFlags;
/** `notrap aligned`: what compiler-made accesses to own data promise. */
export const TRUSTED: MemFlags = ALIGNED as MemFlags;

/** Flags with another trap code; 0 means `notrap`. */
export function withTrapCode(flags: MemFlags, code: TrapCode): MemFlags {
  return ((flags & ~TRAP_MASK) | code) as MemFlags;
}

/** Flags with the given bits set. */
export function withFlags(flags: MemFlags, bits: number): MemFlags {
  return (flags | bits) as MemFlags;
}

/** The trap code of the access, 0 for `notrap`. */
export function memTrapCode(flags: MemFlags): TrapCode {
  return flags & TRAP_MASK;
}

export function isNotrap(flags: MemFlags): boolean {
  return (flags & TRAP_MASK) === 0;
}

export function isAligned(flags: MemFlags): boolean {
  return (flags & ALIGNED) !== 0;
}

export function isReadonly(flags: MemFlags): boolean {
  return (flags & READONLY) !== 0;
}

export function isCanMove(flags: MemFlags): boolean {
  return (flags & CAN_MOVE) !== 0;
}

/** Explicit byte order of the access, or undefined for the native one. */
export function memEndianness(flags: MemFlags): "big" | "little" | undefined {
  return (flags & BIG_ENDIAN) !== 0 ? "big" : (flags & LITTLE_ENDIAN) !== 0 ? "little" : undefined;
}

/** Flags in the text's order, each with a leading space; the alias region is printed by the caller. */
export function memFlagsText(flags: MemFlags): string {
  const code = flags & TRAP_MASK;
  let text = code === 0 ? " notrap" : code === TrapCodes.heap_oob ? "" : ` ${trapCodeName(code)}`;
  if (flags & ALIGNED) text += " aligned";
  if (flags & READONLY) text += " readonly";
  if (flags & CAN_MOVE) text += " can_move";
  if (flags & BIG_ENDIAN) text += " big";
  if (flags & LITTLE_ENDIAN) text += " little";
  return text;
}

/** Why {@link addMemFlag} refused a word. */
export type MemFlagError = "unknown" | "duplicate trap code" | "both byte orders";

/** Adds the flag or trap code `word` to `flags`; `hasTrap` says that one was already given. */
export function addMemFlag(flags: MemFlags, word: string, hasTrap: boolean): MemFlags | MemFlagError {
  switch (word) {
    case "aligned":
      return withFlags(flags, ALIGNED);
    case "readonly":
      return withFlags(flags, READONLY);
    case "can_move":
      return withFlags(flags, CAN_MOVE);
    case "big":
      return (flags & LITTLE_ENDIAN) !== 0 ? "both byte orders" : withFlags(flags, BIG_ENDIAN);
    case "little":
      return (flags & BIG_ENDIAN) !== 0 ? "both byte orders" : withFlags(flags, LITTLE_ENDIAN);
  }
  const code = word === "notrap" ? 0 : parseTrapCode(word);
  if (code === 0 && word !== "notrap") return "unknown";
  return hasTrap ? "duplicate trap code" : withTrapCode(flags, code);
}
