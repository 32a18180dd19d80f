/** Parts for tests: whether code runs here, and modules written down as a few lists. */

/** Where this is true and the addon does not load, tests fail; elsewhere those that run code are skipped. */
export const runs: boolean = process.platform === "linux" && process.arch === "x64";

const TYPES: Readonly<Record<string, number>> = { i: 0x7f, l: 0x7e, f: 0x7d, d: 0x7c, c: 0x70, e: 0x6f };

/** A module; types are texts like `il:d`, limits are `[min]` or `[min, max]`. */
export interface ModuleText {
  readonly types?: readonly string[];
  /** `[module, name, description]`: a function's type index, `["table", type, limits]`, `["memory", limits]`, `["memory64", limits]`, `["global", type, mutable]` */
  readonly imports?: readonly (readonly [string, string, number | readonly [string, ...unknown[]]])[];
  /** Type index, locals by letter, body without the final `end`. */
  readonly functions?: readonly {
    readonly type: number;
    readonly locals?: string;
    readonly body: readonly (number | readonly number[])[];
  }[];
  readonly tables?: readonly (readonly [string, readonly number[]])[];
  readonly memories?: readonly (readonly number[])[];
  readonly memories64?: readonly (readonly number[])[];
  readonly globals?: readonly (readonly [string, boolean, readonly number[]])[];
  /** Name to kind and index: `f0`, `t0`, `m0`, `g0`. */
  readonly exports?: Readonly<Record<string, string>>;
  readonly start?: number;
  /** Offset in table 0 and function indices; passive if the offset is absent. */
  readonly elements?: readonly (readonly [number | undefined, readonly number[]])[];
  readonly data?: readonly (readonly [number | undefined, string])[];
  /** Names of functions, for the name section. */
  readonly names?: Readonly<Record<number, string>>;
}

/** Unsigned LEB128. */
export function leb(n: number): number[] {
  const out: number[] = [];
  let rest = n;
  while (rest > 127) {
    out.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  out.push(rest);
  return out;
}

/** Signed LEB128. */
export function sleb(value: number | bigint): number[] {
  const out: number[] = [];
  let rest = BigInt(value);
  for (;;) {
    const byte = Number(rest & 127n);
    rest >>= 7n;
    if ((rest === 0n && byte < 64) || (rest === -1n && byte >= 64)) return [...out, byte];
    out.push(byte | 128);
  }
}

/** `i32.const n` */
export const i32 = (n: number): number[] => [0x41, ...sleb(n)];
export const local = (n: number): number[] => [0x20, ...leb(n)];
export const call = (n: number): number[] => [0x10, ...leb(n)];

const text = (s: string): number[] => {
  const bytes = new TextEncoder().encode(s);
  return [...leb(bytes.length), ...bytes];
};
const list = <T>(items: readonly T[], each: (item: T, i: number) => number[]): number[] => [
  ...leb(items.length),
  ...items.flatMap(each),
];
const letters = (s: string): number[] => list([...s], (k) => [TYPES[k]!]);
const limits = (l: readonly number[], flag: number = 0): number[] => [
  flag | (l.length > 1 ? 1 : 0),
  ...l.flatMap(leb),
];
const KINDS = "ftmg";

export function wasm(m: ModuleText): Uint8Array<ArrayBuffer> {
  const out: number[] = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const section = (id: number, bytes: readonly number[]): void => {
    out.push(id, ...leb(bytes.length));
    for (const b of bytes) out.push(b);
  };
  if (m.types)
    section(
      1,
      list(m.types, (t) => [0x60, ...t.split(":").flatMap(letters)]),
    );
  if (m.imports) {
    section(
      2,
      list(m.imports, ([module, name, d]) => {
        const head = [...text(module), ...text(name)];
        if (typeof d === "number") return [...head, 0, ...leb(d)];
        if (d[0] === "table") return [...head, 1, TYPES[d[1] as string]!, ...limits(d[2] as number[])];
        if (d[0] === "memory") return [...head, 2, ...limits(d[1] as number[])];
        if (d[0] === "memory64") return [...head, 2, ...limits(d[1] as number[], 4)];
        return [...head, 3, TYPES[d[1] as string]!, d[2] === true ? 1 : 0];
      }),
    );
  }
  if (m.functions)
    section(
      3,
      list(m.functions, (f) => leb(f.type)),
    );
  if (m.tables)
    section(
      4,
      list(m.tables, ([type, l]) => [TYPES[type]!, ...limits(l)]),
    );
  const memories = [
    ...(m.memories ?? []).map((l) => limits(l)),
    ...(m.memories64 ?? []).map((l) => limits(l, 4)),
  ];
  if (memories.length > 0)
    section(
      5,
      list(memories, (l) => l),
    );
  if (m.globals)
    section(
      6,
      list(m.globals, ([type, mutable, init]) => [TYPES[type]!, mutable ? 1 : 0, ...init, 0x0b]),
    );
  if (m.exports)
    section(
      7,
      list(Object.entries(m.exports), ([name, e]) => [
        ...text(name),
        KINDS.indexOf(e[0]!),
        ...leb(Number(e.slice(1))),
      ]),
    );
  if (m.start !== undefined) section(8, leb(m.start));
  if (m.elements) {
    section(
      9,
      list(m.elements, ([at, functions]) =>
        at === undefined ? [1, 0, ...list(functions, leb)] : [0, ...i32(at), 0x0b, ...list(functions, leb)],
      ),
    );
  }
  if (m.data && m.data.some(([at]) => at === undefined)) section(12, leb(m.data.length));
  if (m.functions) {
    section(
      10,
      list(m.functions, (f) => {
        const body = [...list([...(f.locals ?? "")], (k) => [1, TYPES[k]!]), ...f.body.flat(), 0x0b];
        return [...leb(body.length), ...body];
      }),
    );
  }
  if (m.data)
    section(
      11,
      list(m.data, ([at, s]) => (at === undefined ? [1, ...text(s)] : [0, ...i32(at), 0x0b, ...text(s)])),
    );
  if (m.names) {
    const names = list(Object.entries(m.names), ([f, n]) => [...leb(Number(f)), ...text(n)]);
    section(0, [...text("name"), 1, ...leb(names.length), ...names]);
  }
  return Uint8Array.from(out);
}
