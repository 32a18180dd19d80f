/** `tsx tools/bytecode-sizes/src/main.ts FILE [--limit BYTES] [--top N]`: the largest functions of a file; fails if one is over the limit. */

import { MAX_OPTIMIZED, bytecodeSizes } from "./bytecode-sizes.ts";

const args = process.argv.slice(2);
const option = (name: string, otherwise: number): number => {
  const at = args.indexOf(name);
  if (at < 0) return otherwise;
  const [, value] = args.splice(at, 2);
  return Number(value);
};
const limit = option("--limit", MAX_OPTIMIZED);
const top = option("--top", 20);
const file = args[0];
if (file === undefined || !Number.isFinite(limit) || !Number.isFinite(top)) {
  console.error("usage: main.ts FILE [--limit BYTES] [--top N]");
  process.exit(2);
}
const sizes = await bytecodeSizes(file);
for (const { name, bytes } of sizes.slice(0, top)) console.log(`${String(bytes).padStart(8)} ${name}`);
const over = sizes.filter((one) => one.bytes > limit);
const total = sizes.reduce((sum, one) => sum + one.bytes, 0);
console.log(`${sizes.length} functions, ${total} bytes, ${over.length} over ${limit}`);
process.exit(over.length === 0 ? 0 : 1);
