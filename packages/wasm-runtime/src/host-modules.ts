/**
 * Small modules for the engine's own WebAssembly. It alone knows the types of its objects: it is asked to import them,
 * and refuses what does not fit.
 */
import { hostWebAssembly } from "./host-webassembly.ts";
import type { WasmSignature } from "./signature.ts";

/** Instantiates a module of the engine with one import. Throws the engine's `LinkError`. */
export type Linker = (object: unknown) => Readonly<Record<string, unknown>>;

const TYPES: Readonly<Record<string, number>> = { i: 0x7f, l: 0x7e, f: 0x7d, d: 0x7c, c: 0x70, e: 0x6f };
/** Letter of the integers that carry a value's bits, and the instructions that reinterpret as them and back. */
const BITS: Readonly<
  Record<string, readonly [kind: string, to: readonly number[], from: readonly number[]]>
> = {
  f: ["i", [0xbc], [0xbe]],
  d: ["l", [0xbd], [0xbf]],
};
const END = 0x0b;
const linkers = new Map<string, Linker>();

/** For functions of a signature; `""` of what it returns is an exported function of the engine. Undefined if the engine lacks a type. */
export function functionLinker(sig: WasmSignature): Linker {
  return linker(`${sig.params}:${sig.results}`, () => [
    ...section(1, [1, 0x60, ...letters(sig.params), ...letters(sig.results)]),
    ...section(2, [1, 0, 0, 0, 0]),
    ...section(7, [1, 0, 0, 0]),
  ]);
}

/** For globals; what it returns has `get`, and `set` if they are mutable: of bits as integers, or of references. */
export function globalLinker(kind: string, mutable: boolean): Linker {
  const [bits, to, from] = BITS[kind] ?? [kind, [], []];
  return linker(`global ${kind} ${mutable}`, () => [
    ...section(1, [2, 0x60, 0, ...letters(bits), 0x60, ...letters(bits), 0]),
    ...section(2, [1, 0, 0, 3, TYPES[kind]!, mutable ? 1 : 0]),
    ...section(3, mutable ? [2, 0, 1] : [1, 0]),
    ...section(7, [mutable ? 2 : 1, ...name("get"), 0, 0, ...(mutable ? [...name("set"), 0, 1] : [])]),
    ...section(10, [
      mutable ? 2 : 1,
      ...body([0x23, 0, ...to]),
      ...(mutable ? body([0x20, 0, ...from, 0x24, 0]) : []),
    ]),
  ]);
}

/** Elements that a function of {@link tableReader} gives. */
export const ELEMENTS_READ = 16;

/** For tables with 32-bit addresses; `get` of what it returns gives {@link ELEMENTS_READ} elements from an index on. */
export function tableReader(kind: string): Linker {
  const type = TYPES[kind]!;
  return linker(`table ${kind}`, () => [
    ...section(1, [1, 0x60, 1, TYPES["i"]!, ...letters(kind.repeat(ELEMENTS_READ))]),
    ...section(2, [1, 0, 0, 1, type, 0, 0]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...name("get"), 0, 0]),
    ...section(10, [
      1,
      ...body(
        // local.get 0; i32.const n; i32.add; table.get 0
        Array.from({ length: ELEMENTS_READ }, (_, n) => [0x20, 0, 0x41, n, 0x6a, 0x25, 0]).flat(),
      ),
    ]),
  ]);
}

/** For tables or memories whose limits are within those declared. */
export function limitsLinker(
  table: string | undefined,
  declared: { readonly minimum: bigint; readonly maximum: bigint | undefined; readonly index64: boolean },
): Linker {
  const { minimum, maximum, index64 } = declared;
  const type = table === undefined ? [2] : [1, TYPES[table]!];
  const flags = (maximum === undefined ? 0 : 1) | (index64 ? 4 : 0);
  const limits = [flags, ...leb(minimum), ...(maximum === undefined ? [] : leb(maximum))];
  // Not kept: there are as many as there are limits.
  return link([...section(2, [1, 0, 0, ...type, ...limits])]);
}

function linker(key: string, bytes: () => readonly number[]): Linker {
  let found = linkers.get(key);
  if (found === undefined) linkers.set(key, (found = link(bytes())));
  return found;
}

function link(sections: readonly number[]): Linker {
  const { Module, Instance } = hostWebAssembly!;
  let module: object | undefined;
  return (object) => {
    module ??= new Module(Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...sections]));
    return new Instance(module, { "": { "": object } }).exports;
  };
}

function leb(n: bigint): number[] {
  const out: number[] = [];
  let rest = n;
  for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128);
  out.push(Number(rest));
  return out;
}

const section = (id: number, bytes: readonly number[]): number[] => [
  id,
  ...leb(BigInt(bytes.length)),
  ...bytes,
];
const letters = (kinds: string): number[] => [
  ...leb(BigInt(kinds.length)),
  ...[...kinds].map((k) => TYPES[k]!),
];
const name = (text: string): number[] => [text.length, ...[...text].map((c) => c.charCodeAt(0))];
const body = (code: readonly number[]): number[] => [...leb(BigInt(code.length + 2)), 0, ...code, END];
