/**
 * Compiled modules as bytes: a magic word, the version, what the code depends on, a digest, then the module and its
 * code. Nothing that does not match is ever run.
 */
import { createHash } from "node:crypto";
import { createSha256 } from "@cranelift-ts/entity";
import { WasmError } from "@cranelift-ts/wasm-translator";
import type { CodeImage } from "./compile.ts";

const MAGIC = 0x6d77_6c63; // "clwm"
const VERSION = 1;
const HEADER_BYTES = 48;

const ARRAYS = ["starts", "sizes", "frames", "traps", "sources", "stackMaps", "libcallWords"] as const;

export function serializeImage(module: Uint8Array, image: CodeImage, fingerprint: string): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [
    encoder.encode(fingerprint),
    module,
    image.code,
    ...ARRAYS.map((name) => new Uint8Array(image[name].buffer, image[name].byteOffset, image[name].byteLength)),
    encoder.encode(image.libcallNames.join("\n")),
  ];
  const size = parts.reduce((sum, p) => sum + 8 + align(p.length), HEADER_BYTES);
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  let at = HEADER_BYTES;
  for (const part of parts) {
    view.setUint32(at, part.length, true);
    out.set(part, at + 8);
    at += 8 + align(part.length);
  }
  out.set(sha256(out.subarray(HEADER_BYTES)), 8);
  return out;
}

/** Throws `WasmError` of kind `malformed` for anything but bytes of {@link serializeImage} with the same fingerprint. */
export function deserializeImage(bytes: Uint8Array, fingerprint: string): { readonly module: Uint8Array; readonly image: CodeImage } {
  const fail = (at: number, why: string): WasmError => new WasmError("malformed", at, why);
  if (bytes.length < HEADER_BYTES) throw fail(0, "the bytes are no compiled module");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw fail(0, "the bytes are no compiled module");
  if (view.getUint32(4, true) !== VERSION) throw fail(4, "the module was compiled by another version");
  const digest = sha256(bytes.subarray(HEADER_BYTES));
  for (let i = 0; i < 32; i++) if (digest[i] !== bytes[8 + i]) throw fail(8, "the compiled module is damaged");
  let at = HEADER_BYTES;
  const next = (): Uint8Array<ArrayBuffer> => {
    const length = view.getUint32(at, true);
    const part = bytes.slice(at + 8, at + 8 + length);
    at += 8 + align(length);
    return part;
  };
  const decoder = new TextDecoder();
  if (decoder.decode(next()) !== fingerprint) throw fail(HEADER_BYTES, "the module was compiled for another processor or with other settings");
  const module = next();
  const code = next();
  const [starts, sizes, frames, traps, sources, stackMaps, libcallWords] = ARRAYS.map(() => new Int32Array(next().buffer)) as [
    Int32Array<ArrayBuffer>,
    Int32Array<ArrayBuffer>,
    Int32Array<ArrayBuffer>,
    Int32Array<ArrayBuffer>,
    Int32Array<ArrayBuffer>,
    Int32Array<ArrayBuffer>,
    Int32Array<ArrayBuffer>,
  ];
  const names = decoder.decode(next());
  const libcallNames = names === "" ? [] : names.split("\n");
  return { module, image: { code, starts, sizes, frames, traps, sources, stackMaps, libcallNames, libcallWords } };
}

function sha256(bytes: Uint8Array): Uint8Array {
  const sink = createSha256({ create: () => createHash("sha256") });
  sink.updateBytes(bytes);
  return sink.digest();
}

function align(n: number): number {
  return (n + 7) & -8;
}
