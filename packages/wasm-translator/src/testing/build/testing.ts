/** Bytes of small modules, written by hand. */

/** Unsigned LEB128. */
export function leb(n: number | bigint): number[] {
  const out: number[] = [];
  let rest = BigInt(n);
  do {
    const b = Number(rest & 0x7fn);
    rest >>= 7n;
    out.push(rest === 0n ? b : b | 0x80);
  } while (rest !== 0n);
  return out;
}

/** Signed LEB128. */
export function sleb(n: number | bigint): number[] {
  const out: number[] = [];
  for (let rest = BigInt(n); ;) {
    const b = Number(rest & 0x7fn);
    rest >>= 7n;
    if ((rest === 0n && b < 0x40) || (rest === -1n && b >= 0x40)) return [...out, b];
    out.push(b | 0x80);
  }
}

export function name(text: string): number[] {
  const bytes = [...new TextEncoder().encode(text)];
  return [...leb(bytes.length), ...bytes];
}

export function section(id: number, ...parts: (number | readonly number[])[]): number[] {
  const body = parts.flat();
  return [id, ...leb(body.length), ...body];
}

/** A vector: its count and its items. */
export function vector(...items: readonly (readonly number[])[]): number[] {
  return [...leb(items.length), ...items.flat()];
}

export function moduleOf(...sections: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...sections.flat()]);
}

/** A module with one function `f` of the given type (value type codes), locals (codes) and code without its `end`. */
export function functionModule(
  params: readonly number[],
  results: readonly number[],
  locals: readonly number[],
  code: readonly number[],
  ...extra: readonly (readonly number[])[]
): Uint8Array {
  const body = [...vector(...locals.map((t) => [1, t])), ...code, 0x0b];
  return moduleOf(
    section(1, vector([0x60, ...leb(params.length), ...params, ...leb(results.length), ...results])),
    section(3, vector([0])),
    ...extra,
    section(7, vector([...name("f"), 0, 0])),
    section(10, vector([...leb(body.length), ...body])),
  );
}

export const I32_CODE = 0x7f;
export const I64_CODE = 0x7e;
export const F32_CODE = 0x7d;
export const F64_CODE = 0x7c;
