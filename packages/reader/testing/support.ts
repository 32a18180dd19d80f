// What several tests of the reader share: the corpus files, a seeded random number generator, text mutations.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Folder of the test corpora, or undefined. */
export const corpora: string | undefined = process.env["CRANELIFT_CORPORA"];

/** All `.clif` files under `folder`, in a fixed order; empty if there is no such folder. */
export function clifFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files: string[] = [];
  const folders = [folder];
  while (folders.length > 0) {
    const at = folders.pop()!;
    for (const name of readdirSync(at).sort()) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) folders.push(path);
      else if (name.endsWith(".clif")) files.push(path);
    }
  }
  return files.sort();
}

/** Text of a file, decoded as CLIF files are. */
export function readText(path: string): string {
  return readFileSync(path, "utf8");
}

/** A small seeded generator (xorshift32); `next(n)` is uniform enough in [0, n). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0 || 0x9e3779b9;
  }

  next(n: number): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return Math.floor(((x >>> 0) / 4294967296) * n);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.next(items.length)]!;
  }
}

const TOKEN = /[%@#]?[A-Za-z0-9_]+|[-+]?\d[\w.-]*|->|[^\sA-Za-z0-9_]|\s+/g;

/** Splits a text into rough tokens, white space included, so that they join to the text again. */
export function roughTokens(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** Changes a few bytes of `text`: overwritten, inserted, deleted, doubled or cut off. */
export function mutateBytes(text: string, random: Random): string {
  let out = text;
  for (let n = 1 + random.next(4); n > 0; n--) {
    const at = random.next(out.length + 1);
    const c = String.fromCharCode(random.next(8) === 0 ? random.next(65536) : random.next(128));
    switch (random.next(5)) {
      case 0:
        out = out.slice(0, at) + c + out.slice(at + 1);
        break;
      case 1:
        out = out.slice(0, at) + c + out.slice(at);
        break;
      case 2:
        out = out.slice(0, at) + out.slice(at + 1 + random.next(20));
        break;
      case 3: {
        const piece = out.slice(at, at + 1 + random.next(60));
        out = out.slice(0, at) + piece + out.slice(at);
        break;
      }
      default:
        if (random.next(4) === 0) out = out.slice(0, at);
        break;
    }
  }
  return out;
}

/** Tokens that put pressure on limits. */
const HOSTILE: readonly string[] = [
  "v4294967294",
  "v2147483646",
  "v4294967296",
  "block4294967295",
  "block99999",
  "block100000",
  "ss99999",
  "sig100000",
  "gv4000000000",
  "const99999",
  "fn99999",
  "dt7",
  "region1",
  "ret4294967294",
  "exn1000001",
  "i8x256",
  "i32x4xN",
  "-1",
  "18446744073709551616",
  "0x",
  "0x1.0p-32768",
  "+NaN:0x7fffffffffffffffffffffffffffffff",
  "sNaN:0x0",
  "@ffffffff",
  "@100000000",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "<",
  ">",
  "->",
  "=",
  ",",
  ".",
  ":",
  '"',
  ";",
  "%",
  "function",
  "cold",
  "stack_map",
  "trap",
  "try_call",
  "br_table",
  "v0",
  "v1",
  "block0",
  "block1",
  "iconst",
  "i128",
  "f16",
  "user250",
  "user251",
  "\u0000",
  "\u00e9",
  "\ud800",
  "\ufeff",
];

/** Changes a few tokens: swapped, deleted, doubled, replaced by another of the text or by a hostile one. */
export function mutateTokens(tokens: readonly string[], random: Random): string {
  const out = tokens.slice();
  for (let n = 1 + random.next(4); n > 0 && out.length > 0; n--) {
    const at = random.next(out.length);
    switch (random.next(5)) {
      case 0: {
        const other = random.next(out.length);
        [out[at], out[other]] = [out[other]!, out[at]!];
        break;
      }
      case 1:
        out.splice(at, 1 + random.next(5));
        break;
      case 2:
        out.splice(at, 0, ...out.slice(at, at + 1 + random.next(10)));
        break;
      case 3:
        out[at] = random.pick(out);
        break;
      default:
        out[at] = random.pick(HOSTILE);
        break;
    }
  }
  return out.join("");
}
