/**
 * What the frame walker and the thrower of `unwind.ts` read, as bytes: tables of functions by address, and for each
 * function its calls with their exception handlers. A JIT fills them while code comes and goes; a program that is
 * linked ahead of time can have them as data, because every address in them is a whole word for a relocation.
 *
 * All numbers are in the byte order of the machine that reads them. Nothing that was published is changed but one word:
 *
 * - The *root* is a word that holds the address of the directory, or 0. Writing it publishes everything at once.
 * - The *directory*: the number of tables (8 bytes), then for each table its address and its number of ranges (8 each).
 * - A *table*: ranges by ascending address, disjoint: start, end (exclusive), address of the record (8 each). A range
 *   whose record is 0 is dead and looked over; its code may already be another function's, in another table.
 * - A *record*: bytes from the stack pointer after the prologue up to the frame pointer, or on machines without frame
 *   pointer to the stack pointer before it (4); number of call sites (4); for each call site by ascending offset: the
 *   offset of its return address from the start of the range (4), the index of its first handler (4); a last pair of
 *   which only the index counts, where the handlers end; then the handlers, 16 bytes each.
 * - A *handler*: kind (4), then for `HANDLER_TAG` the tag (4) and the offset of its code from the start of the range
 *   (4), for `HANDLER_DEFAULT` nothing (4) and the offset, for `HANDLER_CONTEXT` the bytes from the stack pointer to a
 *   word that is the dynamic context of the handlers after it in this call site; the rest is 0.
 *
 * Registers: the compiler treats all of them as changed where a handler begins, so a function with handlers has saved
 * every register that it must preserve, and putting back the stack pointer and frame pointer is all there is to do.
 */

export const HANDLER_TAG = 0;
export const HANDLER_DEFAULT = 1;
export const HANDLER_CONTEXT = 2;

/** Bytes of a range of a table. */
export const UNWIND_RANGE_BYTES = 24;
/** Where the address of the record is in a range: the one word that may be set to 0 later. */
export const UNWIND_RANGE_RECORD = 16;

const HANDLER_BYTES = 16;
const SITE_BYTES = 8;
const RECORD_HEADER = 8;

/** A handler of a call, as compiled functions list them. */
export type UnwindHandler =
  | { readonly kind: "tag"; readonly tag: number; readonly offset: number }
  | { readonly kind: "default"; readonly offset: number }
  | { readonly kind: "context"; readonly spOffset: number };

/** A call, as compiled functions list them: `CallSite` of `@cranelift-ts/codegen` is one. */
export interface UnwindSite {
  readonly returnOffset: number;
  readonly handlers: readonly UnwindHandler[];
}

/** Code that has a record. */
export interface UnwindRange {
  readonly start: bigint;
  readonly end: bigint;
  /** Address of the record. */
  readonly record: bigint;
}

/** The record of a function; calls without handlers are left out. `fpToSp` is that of its `FrameInfo`. */
export function unwindRecord(
  sites: readonly UnwindSite[],
  fpToSp: number,
  littleEndian: boolean,
): Uint8Array<ArrayBuffer> {
  const used = sites.filter((s) => s.handlers.length > 0).sort((a, b) => a.returnOffset - b.returnOffset);
  const handlers = used.flatMap((s) => s.handlers);
  const handlersAt = RECORD_HEADER + (used.length + 1) * SITE_BYTES;
  const bytes = new Uint8Array(handlersAt + handlers.length * HANDLER_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, fpToSp, littleEndian);
  view.setUint32(4, used.length, littleEndian);
  let first = 0;
  used.forEach((site, i) => {
    view.setUint32(RECORD_HEADER + i * SITE_BYTES, site.returnOffset, littleEndian);
    view.setUint32(RECORD_HEADER + i * SITE_BYTES + 4, first, littleEndian);
    first += site.handlers.length;
  });
  view.setUint32(RECORD_HEADER + used.length * SITE_BYTES + 4, first, littleEndian);
  handlers.forEach((h, i) => {
    const at = handlersAt + i * HANDLER_BYTES;
    const [kind, key, offset] =
      h.kind === "context"
        ? [HANDLER_CONTEXT, h.spOffset, 0]
        : h.kind === "tag"
          ? [HANDLER_TAG, h.tag, h.offset]
          : [HANDLER_DEFAULT, 0, h.offset];
    view.setUint32(at, kind, littleEndian);
    view.setUint32(at + 4, key, littleEndian);
    view.setUint32(at + 8, offset, littleEndian);
  });
  return bytes;
}

/** A table of ranges, which must be disjoint and come by ascending address. */
export function unwindTable(ranges: readonly UnwindRange[], littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(ranges.length * UNWIND_RANGE_BYTES);
  const view = new DataView(bytes.buffer);
  ranges.forEach(({ start, end, record }, i) => {
    view.setBigUint64(i * UNWIND_RANGE_BYTES, start, littleEndian);
    view.setBigUint64(i * UNWIND_RANGE_BYTES + 8, end, littleEndian);
    view.setBigUint64(i * UNWIND_RANGE_BYTES + UNWIND_RANGE_RECORD, record, littleEndian);
  });
  return bytes;
}

/** The directory of tables, given by address and number of ranges. */
export function unwindDirectory(
  tables: readonly { readonly address: bigint; readonly count: number }[],
  littleEndian: boolean,
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 + tables.length * 16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(tables.length), littleEndian);
  tables.forEach(({ address, count }, i) => {
    view.setBigUint64(8 + i * 16, address, littleEndian);
    view.setBigUint64(16 + i * 16, BigInt(count), littleEndian);
  });
  return bytes;
}
