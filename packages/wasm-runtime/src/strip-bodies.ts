/**
 * Modules without the bodies of their functions: what a compiled module still needs of its bytes is the rest, data and
 * custom sections above all. The result decodes as before, but for offsets behind the code section; its bodies are empty,
 * so that it does not validate.
 */

const HEADER_BYTES = 8;
const CODE_SECTION = 10;

/** `bytes` are of a module that has been decoded. */
export function withoutBodies(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let at = HEADER_BYTES;
  const leb = (): number => {
    let n = 0;
    for (let shift = 0; ; shift += 7) {
      const b = bytes[at++]!;
      n |= (b & 0x7f) << shift;
      if (b < 0x80) return n >>> 0;
    }
  };
  while (at < bytes.length) {
    const start = at;
    const id = bytes[at++]!;
    const size = leb();
    const end = at + size;
    if (id === CODE_SECTION) {
      const count = leb();
      const counted = encoded(count);
      const head = [CODE_SECTION, ...encoded(counted.length + count), ...counted];
      // A body is its length, 0.
      const out = new Uint8Array(start + head.length + count + bytes.length - end);
      out.set(bytes.subarray(0, start));
      out.set(head, start);
      out.set(bytes.subarray(end), start + head.length + count);
      return out;
    }
    at = end;
  }
  return bytes.slice() as Uint8Array<ArrayBuffer>;
}

function encoded(n: number): number[] {
  const out: number[] = [];
  let rest = n;
  for (; rest > 0x7f; rest >>>= 7) out.push((rest & 0x7f) | 0x80);
  return [...out, rest];
}
