/**
 * Compiled modules as bytes: a magic word, the version of the format, a digest, the length, then what the code depends
 * on, the module and its code. Nothing that does not match is ever run, and each mismatch says what it is.
 *
 * The digest is over everything behind it: it finds damage. It proves nothing about where the bytes come from.
 */
import { createHash } from "node:crypto";
import { createSha256 } from "@cranelift-ts/entity";
import { WasmError } from "@cranelift-ts/wasm-translator";
import type { CodeImage } from "./compile.ts";
import type { PlaceTable } from "./place-table.ts";

const MAGIC = 0x6d77_6c63; // "clwm"
const VERSION = 4;
const DIGEST_AT = 8;
const LENGTH_AT = 40;
const HEADER_BYTES = 48;

const ARRAYS = ["starts", "sizes", "frames", "stackMaps", "libcallWords"] as const;
const TABLES = ["traps", "sources"] as const;

/** What code depends on beside the module. Lists hold what differs from the defaults, as `name=value`. */
export interface Fingerprint {
  /** Version of this package. */
  readonly version: string;
  readonly triple: string;
  /** Features of the processor. */
  readonly features: readonly string[];
  /** Settings of the compiler. */
  readonly flags: readonly string[];
  /** How memories are checked, and the WebAssembly features. */
  readonly options: readonly string[];
}

/** What is stored of a module beside its code. */
export interface StoredModule {
  /** Bodies of functions are not needed any more. */
  readonly bytes: Uint8Array;
  /** What backtraces call it. */
  readonly label: string;
}

export function serializeImage(
  module: StoredModule,
  image: CodeImage,
  fingerprint: Fingerprint,
): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const code = image.code.slice();
  // Placing the code has put addresses of this process here.
  for (const at of image.libcallWords) code.fill(0, at, at + 8);
  const parts: Uint8Array[] = [
    encoder.encode(JSON.stringify(fingerprint)),
    module.bytes,
    encoder.encode(module.label),
    code,
    ...ARRAYS.map((name) => bytesOf(image[name])),
    ...TABLES.flatMap((name) => [image[name].bytes, bytesOf(image[name].starts)]),
    encoder.encode(image.libcallNames.join("\n")),
  ];
  const size = parts.reduce((sum, p) => sum + 8 + align(p.length), HEADER_BYTES);
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setBigUint64(LENGTH_AT, BigInt(size), true);
  let at = HEADER_BYTES;
  for (const part of parts) {
    view.setUint32(at, part.length, true);
    out.set(part, at + 8);
    at += 8 + align(part.length);
  }
  out.set(sha256(out.subarray(LENGTH_AT)), DIGEST_AT);
  return out;
}

/**
 * Throws `WasmError` of kind `malformed` for anything but bytes of {@link serializeImage} with the same fingerprint.
 */
export function deserializeImage(
  given: Uint8Array,
  fingerprint: Fingerprint,
): { readonly module: StoredModule; readonly image: CodeImage } {
  const fail = (at: number, why: string): WasmError => new WasmError("malformed", at, why);
  // Parts are copied by `slice`, which a derived class may have its own idea of: Node's Buffer gives views.
  const whole = new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  // What was looked at must not be changed by another thread before it is used.
  const bytes = whole.buffer instanceof ArrayBuffer ? whole : whole.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint32(0, true) !== MAGIC)
    throw fail(0, "the bytes are no compiled module");
  if (bytes.length < HEADER_BYTES) throw fail(bytes.length, "the compiled module is cut off");
  const format = view.getUint32(4, true);
  if (format !== VERSION)
    throw fail(4, `the compiled module has format ${format}, this version reads format ${VERSION}`);
  const length = view.getBigUint64(LENGTH_AT, true);
  if (length > BigInt(bytes.length))
    throw fail(bytes.length, `the compiled module is cut off: ${length} bytes are expected`);
  const digest = sha256(bytes.subarray(LENGTH_AT));
  for (let i = 0; i < digest.length; i++) {
    if (digest[i] !== bytes[DIGEST_AT + i])
      throw fail(DIGEST_AT, "the compiled module is damaged: its digest does not match");
  }
  let at = HEADER_BYTES;
  const next = (): Uint8Array<ArrayBuffer> => {
    const size = view.getUint32(at, true);
    const part = bytes.slice(at + 8, at + 8 + size);
    at += 8 + align(size);
    return part;
  };
  const decoder = new TextDecoder();
  const difference = compare(JSON.parse(decoder.decode(next())) as Fingerprint, fingerprint);
  if (difference !== undefined) throw fail(HEADER_BYTES, difference);
  const module = { bytes: next(), label: decoder.decode(next()) };
  const code = next();
  const [starts, sizes, frames, stackMaps, libcallWords] = ARRAYS.map(
    () => new Int32Array(next().buffer),
  ) as [
    Int32Array<ArrayBuffer>,
    Int32Array<ArrayBuffer>,
    Int32Array<ArrayBuffer>,
    Int32Array<ArrayBuffer>,
    Int32Array<ArrayBuffer>,
  ];
  const [traps, sources] = TABLES.map(() => ({ bytes: next(), starts: new Int32Array(next().buffer) })) as [
    PlaceTable,
    PlaceTable,
  ];
  const names = decoder.decode(next());
  const libcallNames = names === "" ? [] : names.split("\n");
  const outside = new Int32Array(0);
  return {
    module,
    image: { code, starts, sizes, frames, traps, sources, stackMaps, libcallNames, libcallWords, outside },
  };
}

function bytesOf(ints: Int32Array<ArrayBuffer>): Uint8Array {
  return new Uint8Array(ints.buffer, ints.byteOffset, ints.byteLength);
}

/** What keeps code of `theirs` from being run by `ours`. */
function compare(theirs: Fingerprint, ours: Fingerprint): string | undefined {
  if (theirs.version !== ours.version)
    return `the module was compiled by version ${theirs.version}, this is version ${ours.version}`;
  if (theirs.triple !== ours.triple)
    return `the module was compiled for ${theirs.triple}, this is ${ours.triple}`;
  const features = listDifference(theirs.features, ours.features);
  if (features !== undefined) return `the module was compiled for another processor (${features})`;
  const flags = listDifference(theirs.flags, ours.flags);
  if (flags !== undefined) return `the module was compiled with other settings of the compiler (${flags})`;
  const options = listDifference(theirs.options, ours.options);
  return options === undefined ? undefined : `the module was compiled with other options (${options})`;
}

function listDifference(theirs: readonly string[], ours: readonly string[]): string | undefined {
  const only = (a: readonly string[], b: readonly string[]): string =>
    a.filter((x) => !b.includes(x)).join(", ");
  const [there, here] = [only(theirs, ours), only(ours, theirs)];
  if (there === "" && here === "") return undefined;
  return [there === "" ? "" : `there: ${there}`, here === "" ? "" : `here: ${here}`]
    .filter((x) => x !== "")
    .join("; ");
}

function sha256(bytes: Uint8Array): Uint8Array {
  const sink = createSha256({ create: () => createHash("sha256") });
  sink.updateBytes(bytes);
  return sink.digest();
}

function align(n: number): number {
  return (n + 7) & -8;
}
