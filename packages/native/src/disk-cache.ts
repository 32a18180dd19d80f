/**
 * A store for the incremental cache in a folder: a file an entry, named by its key, in folders of its first two digits.
 *
 * Each file begins with the SHA-256 of the rest; a file that does not fit it, torn by a crash or changed, is not there.
 * Files are written beside their place and renamed, so that several processes may share the folder. Errors of the file
 * system make entries absent and never reach the compiler.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CacheStore } from "@cranelift-ts/codegen";
import type { Sha256Host } from "@cranelift-ts/entity";

const DIGEST_BYTES = 32;

/** Node's SHA-256, for whoever takes a host's. */
export const NODE_SHA256: Sha256Host = { create: () => createHash("sha256") };

function digest(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}

export class DiskCache implements CacheStore {
  readonly folder: string;
  private written: number = 0;

  /** `folder` is made when the first entry is written. Nothing is ever deleted from it. */
  constructor(folder: string) {
    this.folder = folder;
  }

  get(key: string): Uint8Array | undefined {
    const file = this.fileOf(key);
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(file);
    } catch {
      return undefined;
    }
    const value = bytes.subarray(DIGEST_BYTES);
    const expected = digest(value);
    if (bytes.length < DIGEST_BYTES || expected.some((b, i) => b !== bytes[i])) return undefined;
    return value;
  }

  set(key: string, value: Uint8Array): void {
    const file = this.fileOf(key);
    const draft = `${file}.${process.pid}-${this.written++}`;
    const bytes = new Uint8Array(DIGEST_BYTES + value.length);
    bytes.set(digest(value));
    bytes.set(value, DIGEST_BYTES);
    try {
      mkdirSync(join(this.folder, key.slice(0, 2)), { recursive: true });
      writeFileSync(draft, bytes);
      renameSync(draft, file);
    } catch {
      this.remove(draft);
    }
  }

  private remove(file: string): void {
    try {
      rmSync(file, { force: true });
    } catch {
      // There is not even a folder.
    }
  }

  private fileOf(key: string): string {
    if (!/^[0-9a-f]{64}$/.test(key)) throw new RangeError(`'${key}' is no key of 64 hexadecimal digits`);
    return join(this.folder, key.slice(0, 2), key);
  }
}
