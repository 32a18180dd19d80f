/**
 * Custom sections that mean something here: names and branch hints. Whatever is wrong in them ends their reading and
 * keeps what came before.
 */
import { WasmError } from "./errors.ts";
import type { CustomSection, Names } from "./module-info.ts";
import { ByteReader } from "./reader.ts";

/** Reads the contents of a `name` section into `names`. */
export function readNames(bytes: Uint8Array, section: CustomSection, names: Names): void {
  leniently(bytes, section, (r) => {
    while (r.pos < section.end) {
      const id = r.u8();
      const size = r.u32();
      if (size > section.end - r.pos) return;
      const end = r.pos + size;
      r.end = end;
      if (id === 0) names.module = r.name();
      else if (id === 1) readNameMap(r, names.functions);
      else if (id === 2) {
        for (let n = r.u32(); n > 0; n--) {
          const func = r.u32();
          const locals = new Map<number, string>();
          names.locals.set(func, locals);
          readNameMap(r, locals);
        }
      }
      r.pos = end;
      r.end = section.end;
    }
  });
}

function readNameMap(r: ByteReader, into: Map<number, string>): void {
  for (let n = r.u32(); n > 0; n--) {
    const index = r.u32();
    into.set(index, r.name());
  }
}

/** Reads `metadata.code.branch_hint`: by function pairs of offset in its body and hint. */
export function readBranchHints(
  bytes: Uint8Array,
  section: CustomSection,
  into: Map<number, Int32Array>,
): void {
  leniently(bytes, section, (r) => {
    for (let n = r.u32(); n > 0; n--) {
      const func = r.u32();
      const pairs: number[] = [];
      for (let k = r.u32(); k > 0; k--) {
        const offset = r.u32();
        if (r.u32() !== 1) return;
        pairs.push(offset, r.u8() & 1);
      }
      into.set(func, Int32Array.from(pairs));
    }
  });
}

function leniently(bytes: Uint8Array, section: CustomSection, read: (r: ByteReader) => void): void {
  const r = new ByteReader(bytes);
  r.pos = section.start;
  r.end = section.end;
  try {
    read(r);
  } catch (e) {
    if (!(e instanceof WasmError)) throw e;
  }
}
