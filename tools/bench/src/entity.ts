/** Each container of `entity` against the obvious version with a Map, a Set, an array or a bigint. */

import { createHash } from "node:crypto";
import * as e from "@cranelift-ts/entity";
import { Suite } from "./harness.ts";

const suite = new Suite("entity");
const N = 2000;

/** Pseudo-random int32s that are the same on every run. */
function randoms(n: number): Int32Array {
  const out = new Int32Array(n);
  let x = 12345;
  for (let i = 0; i < n; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) | 0;
    out[i] = x ^ (x >>> 15);
  }
  return out;
}

const random = randoms(4 * N);
const ids = random.map((r) => (r >>> 0) % N);

// Columns.
{
  const column = new e.Int32Column();
  suite.bench("column: push 2000, reused: Int32Column", N, () => {
    column.clear();
    for (let i = 0; i < N; i++) column.push(i);
    return column.length;
  });
  suite.bench("column: push 2000, fresh: Int32Column", N, () => {
    const c = new e.Int32Column();
    for (let i = 0; i < N; i++) c.push(i);
    return c.length;
  });
  suite.bench("column: push 2000: number[]", N, () => {
    const c: number[] = [];
    for (let i = 0; i < N; i++) c.push(i);
    return c.length;
  });
}

// Dense maps: one write and three reads in random order.
{
  const map = new e.SecondaryMap<number>(-1);
  suite.bench("map: 1 set + 3 get, clear per 2000: SecondaryMap", N, () => {
    map.clear();
    let s = 0;
    for (let i = 0; i < N; i++) {
      map.set(ids[i]!, i);
      s += map.get(ids[i + 1]!) + map.get(ids[i + 2]!) + map.get(ids[i + 3]!);
    }
    return s;
  });
  suite.bench("map: 1 set + 3 get, clear per 2000: Map", N, () => {
    const m = new Map<number, number>();
    let s = 0;
    for (let i = 0; i < N; i++) {
      m.set(ids[i]!, i);
      s += (m.get(ids[i + 1]!) ?? -1) + (m.get(ids[i + 2]!) ?? -1) + (m.get(ids[i + 3]!) ?? -1);
    }
    return s;
  });
  const sparse = new e.SparseMap(N);
  suite.bench("map: 24 of 2000, set + get + clear: SparseMap", 24, () => {
    sparse.clear();
    let s = 0;
    for (let i = 0; i < 24; i++) {
      sparse.set(ids[i]!, i);
      s += sparse.get(ids[i + 1]!, -1);
    }
    return s;
  });
  suite.bench("map: 24 of 2000, set + get + clear: Map", 24, () => {
    const m = new Map<number, number>();
    let s = 0;
    for (let i = 0; i < 24; i++) {
      m.set(ids[i]!, i);
      s += m.get(ids[i + 1]!) ?? -1;
    }
    return s;
  });
}

// Sets.
{
  const sparse = new e.SparseSet(N);
  suite.bench("set: 24 of 2000, add + visit + clear: SparseSet", 24, () => {
    sparse.clear();
    for (let i = 0; i < 24; i++) sparse.add(ids[i]!);
    let s = 0;
    for (let i = 0; i < sparse.size; i++) s += sparse.dense[i]!;
    return s;
  });
  suite.bench("set: 24 of 2000, add + visit + clear: Set", 24, () => {
    const set = new Set<number>();
    for (let i = 0; i < 24; i++) set.add(ids[i]!);
    let s = 0;
    for (const x of set) s += x;
    return s;
  });
  const bits = new e.BitSet(N);
  suite.bench("set: 2000 add + has, clear: BitSet", N, () => {
    bits.clear();
    let s = 0;
    for (let i = 0; i < N; i++) {
      bits.add(ids[i]!);
      if (bits.has(ids[i + 1]!)) s++;
    }
    return s;
  });
  suite.bench("set: 2000 add + has, clear: Set", N, () => {
    const set = new Set<number>();
    let s = 0;
    for (let i = 0; i < N; i++) {
      set.add(ids[i]!);
      if (set.has(ids[i + 1]!)) s++;
    }
    return s;
  });
  const set = new Set(bits.toArray());
  const members = set.size;
  suite.bench("set: visit members with next(): BitSet", members, () => {
    let s = 0;
    for (let i = bits.next(0); i >= 0; i = bits.next(i + 1)) s += i;
    return s;
  });
  suite.bench("set: visit members: Set", members, () => {
    let s = 0;
    for (const x of set) s += x;
    return s;
  });
  const other = new e.BitSet(N);
  for (let i = 0; i < N; i += 3) other.add(i);
  suite.bench("set: union of 2000 bits, per word: BitSet", 63, () => (bits.unionWith(other) ? 1 : 0), {
    unit: "word",
  });
  const matrix = new e.BitMatrix();
  matrix.reset(64, N);
  for (let i = 0; i < N; i++) matrix.add(ids[i]! & 63, ids[i + N]!);
  suite.bench(
    "set: union of rows of 2000 bits, per word: BitMatrix",
    63 * 63,
    () => {
      let s = 0;
      for (let r = 1; r < 64; r++) if (matrix.unionRow(r, r - 1)) s++;
      return s;
    },
    { unit: "word" },
  );
}

// Lists.
{
  const pool = new e.ListPool();
  suite.bench(
    "lists: 500 lists of 4 by push, then read: ListPool",
    N,
    () => {
      pool.clear();
      let s = 0;
      for (let i = 0; i < 500; i++) {
        let h = 0;
        for (let k = 0; k < 4; k++) h = pool.push(h, k);
        for (let k = 0; k < pool.length(h); k++) s += pool.get(h, k);
      }
      return s;
    },
    { unit: "item" },
  );
  suite.bench(
    "lists: 500 lists of 4 by push, then read: number[]",
    N,
    () => {
      let s = 0;
      for (let i = 0; i < 500; i++) {
        const h: number[] = [];
        for (let k = 0; k < 4; k++) h.push(k);
        for (let k = 0; k < h.length; k++) s += h[k]!;
      }
      return s;
    },
    { unit: "item" },
  );
}

// Hash consing of pairs: half of the lookups hit.
{
  const a = random.map((r) => (r >>> 3) % 40);
  const b = random.map((r) => (r >>> 11) % 40);
  const table = new e.ScopedHashTable();
  const keyA = new Int32Array(N);
  const keyB = new Int32Array(N);
  suite.bench("hash consing of pairs: ScopedHashTable", N, () => {
    table.clear();
    let n = 0;
    for (let i = 0; i < N; i++) {
      const x = a[i]!;
      const y = b[i]!;
      const h = e.hash2(x, y);
      let slot = table.find(h);
      while (slot >= 0) {
        const id = table.id(slot);
        if (keyA[id] === x && keyB[id] === y) break;
        slot = table.findNext(slot);
      }
      if (slot < 0) {
        keyA[n] = x;
        keyB[n] = y;
        table.insert(h, n++);
      }
    }
    return n;
  });
  suite.bench("hash consing of pairs, a scope per 20: ScopedHashTable", N, () => {
    table.clear();
    let n = 0;
    for (let i = 0; i < N; i++) {
      if (i % 20 === 0) {
        if (i > 0) table.popScope();
        table.pushScope();
      }
      const x = a[i]!;
      const y = b[i]!;
      const h = e.hash2(x, y);
      let slot = table.find(h);
      while (slot >= 0) {
        const id = table.id(slot);
        if (keyA[id] === x && keyB[id] === y) break;
        slot = table.findNext(slot);
      }
      if (slot < 0) {
        keyA[n] = x;
        keyB[n] = y;
        table.insert(h, n++);
      }
    }
    return n;
  });
  suite.bench("hash consing of pairs: Map of number keys", N, () => {
    const m = new Map<number, number>();
    let n = 0;
    for (let i = 0; i < N; i++) {
      const k = a[i]! * 65536 + b[i]!;
      if (m.get(k) === undefined) m.set(k, n++);
    }
    return n;
  });
  suite.bench("hash consing of pairs: Map of string keys", N, () => {
    const m = new Map<string, number>();
    let n = 0;
    for (let i = 0; i < N; i++) {
      const k = `${a[i]},${b[i]}`;
      if (m.get(k) === undefined) m.set(k, n++);
    }
    return n;
  });
}

// Union-find.
{
  const sets = new e.UnionFind();
  suite.bench("union-find: 1000 unions, 2000 finds: UnionFind", 3000, () => {
    sets.clear();
    sets.resize(N);
    for (let i = 0; i < 1000; i++) sets.union(ids[i]!, ids[i + N]!);
    let s = 0;
    for (let i = 0; i < N; i++) s += sets.find(i);
    return s;
  });
  suite.bench("union-find: 1000 unions, 2000 finds: Map", 3000, () => {
    const parent = new Map<number, number>();
    const find = (x: number): number => {
      for (let p = parent.get(x); p !== undefined; p = parent.get(x)) x = p;
      return x;
    };
    for (let i = 0; i < 1000; i++) {
      const x = find(ids[i]!);
      const y = find(ids[i + N]!);
      if (x !== y) parent.set(y, x);
    }
    let s = 0;
    for (let i = 0; i < N; i++) s += find(i);
    return s;
  });
}

// Ordering.
{
  const sorter = new e.RadixSorter();
  for (const [range, mask] of [
    ["20-bit", 0xfffff],
    ["32-bit", -1],
  ] as const) {
    for (const n of [40, 1000]) {
      const source = random.slice(0, n).map((r) => r & mask);
      const keys = new Int32Array(n);
      const payload = new Int32Array(n);
      suite.bench(
        `sort ${n} ${range} keys with payload: RadixSorter`,
        n,
        () => {
          keys.set(source);
          sorter.sort(keys, payload, n);
          return keys[0]! + payload[0]!;
        },
        { unit: "key" },
      );
      suite.bench(
        `sort ${n} ${range} keys with payload: array of pairs`,
        n,
        () => {
          const pairs: [number, number][] = [];
          for (let i = 0; i < n; i++) pairs.push([source[i]!, i]);
          pairs.sort((x, y) => x[0] - y[0]);
          return pairs[0]![0];
        },
        { unit: "key" },
      );
    }
  }
  const heap = new e.Int32Heap();
  suite.bench(
    "queue: push 2000, pop 2000: Int32Heap",
    N,
    () => {
      let s = 0;
      for (let i = 0; i < N; i++) heap.push(random[i]!, i);
      while (heap.size > 0) s ^= heap.pop();
      return s;
    },
    { unit: "push+pop" },
  );
  suite.bench(
    "queue: push 2000, pop 2000: sorted array",
    N,
    () => {
      const q: { key: number; value: number }[] = [];
      let s = 0;
      for (let i = 0; i < N; i++) {
        const key = random[i]!;
        let low = 0;
        let high = q.length;
        while (low < high) {
          const mid = (low + high) >> 1;
          if (q[mid]!.key > key) low = mid + 1;
          else high = mid;
        }
        q.splice(low, 0, { key, value: i });
      }
      while (q.length > 0) s ^= q.pop()!.value;
      return s;
    },
    { unit: "push+pop" },
  );
}

// 64-bit halves.
{
  const lo = random.slice(0, N + 1);
  const hi = random.slice(N, 2 * N + 1);
  const big = Array.from(lo, (l, i) => e.bigIntFromS64(l, hi[i]!));
  const out = new Int32Array(2 * N);
  const bigOut: bigint[] = new Array<bigint>(N).fill(0n);
  const small = lo.map((l) => (l >>> 8) | 1);
  const operations: [
    string,
    (a: number, b: number, c: number, d: number) => number,
    (a: bigint, b: bigint) => bigint,
  ][] = [];
  operations.push(["divU64 by 64 bits", e.divU64, (a, b) => BigInt.asUintN(64, a) / BigInt.asUintN(64, b)]);
  operations.push(["divS64 by 64 bits", e.divS64, (a, b) => a / b]);
  suite.bench("i64 add: add64", N, () => {
    for (let i = 0; i < N; i++) {
      out[2 * i] = e.add64(lo[i]!, hi[i]!, lo[i + 1]!, hi[i + 1]!);
      out[2 * i + 1] = e.hi64;
    }
    return out[5]!;
  });
  suite.bench("i64 add: bigint", N, () => {
    for (let i = 0; i < N; i++) bigOut[i] = BigInt.asIntN(64, big[i]! + big[i + 1]!);
    return Number(bigOut[5]! & 0xffn);
  });
  suite.bench("i64 mul: mul64", N, () => {
    for (let i = 0; i < N; i++) {
      out[2 * i] = e.mul64(lo[i]!, hi[i]!, lo[i + 1]!, hi[i + 1]!);
      out[2 * i + 1] = e.hi64;
    }
    return out[5]!;
  });
  suite.bench("i64 mul: bigint", N, () => {
    for (let i = 0; i < N; i++) bigOut[i] = BigInt.asIntN(64, big[i]! * big[i + 1]!);
    return Number(bigOut[5]! & 0xffn);
  });
  suite.bench("i64 shift: shl64", N, () => {
    for (let i = 0; i < N; i++) {
      out[2 * i] = e.shl64(lo[i]!, hi[i]!, lo[i + 1]!);
      out[2 * i + 1] = e.hi64;
    }
    return out[5]!;
  });
  suite.bench("i64 shift: bigint", N, () => {
    for (let i = 0; i < N; i++) bigOut[i] = BigInt.asIntN(64, big[i]! << BigInt(lo[i + 1]! & 63));
    return Number(bigOut[5]! & 0xffn);
  });
  suite.bench("i64 compare: ltU64", N, () => {
    let s = 0;
    for (let i = 0; i < N; i++) if (e.ltU64(lo[i]!, hi[i]!, lo[i + 1]!, hi[i + 1]!)) s++;
    return s;
  });
  suite.bench("i64 compare: bigint", N, () => {
    let s = 0;
    for (let i = 0; i < N; i++) if (big[i]! < big[i + 1]!) s++;
    return s;
  });
  suite.bench("i64 divide by 24 bits: divU64", N, () => {
    for (let i = 0; i < N; i++) {
      out[2 * i] = e.divU64(lo[i]!, hi[i]!, small[i]!, 0);
      out[2 * i + 1] = e.hi64;
    }
    return out[5]!;
  });
  for (const [name, ours, theirs] of operations) {
    suite.bench(`i64 ${name}: halves`, N, () => {
      for (let i = 0; i < N; i++) {
        out[2 * i] = ours(lo[i]!, hi[i]!, lo[i + 1]!, hi[i + 1]!);
        out[2 * i + 1] = e.hi64;
      }
      return out[5]!;
    });
    suite.bench(`i64 ${name}: bigint`, N, () => {
      for (let i = 0; i < N; i++) bigOut[i] = theirs(big[i]!, big[i + 1]!);
      return Number(bigOut[5]! & 0xffn);
    });
  }
  let text = 0;
  suite.bench("i64 to decimal: formatS64", N, () => {
    for (let i = 0; i < N; i++) text += e.formatS64(lo[i]!, hi[i]!).length;
    return text;
  });
  suite.bench("i64 to decimal: bigint", N, () => {
    for (let i = 0; i < N; i++) text += big[i]!.toString().length;
    return text;
  });
  const strings = big.map(String);
  suite.bench("i64 from decimal: parse64", N, () => {
    for (let i = 0; i < N; i++) if (e.parse64(strings[i]!)) text += e.parsed64Lo;
    return text;
  });
  suite.bench("i64 from decimal: BigInt()", N, () => {
    for (let i = 0; i < N; i++) if (BigInt(strings[i]!) > 0n) text++;
    return text;
  });
}

// Hashing.
{
  const words = randoms(9 * 1024);
  const bytes = new Uint8Array(words.buffer);
  suite.bench("hash 36 KB: hashWords", words.length, () => e.hashWords(words, 0, words.length), {
    unit: "word",
  });
  const sha = new e.Sha256();
  suite.bench(
    "SHA-256 of 36 KB of words: Sha256",
    bytes.length,
    () => {
      sha.reset();
      sha.updateWords(words, 0, words.length);
      return sha.digest()[0]!;
    },
    { unit: "byte" },
  );
  suite.bench(
    "SHA-256 of 36 KB of bytes: Sha256",
    bytes.length,
    () => {
      sha.reset();
      sha.updateBytes(bytes);
      return sha.digest()[0]!;
    },
    { unit: "byte" },
  );
  const host: e.Sha256Host = { create: () => createHash("sha256") };
  suite.bench(
    "SHA-256 of 36 KB of words: Node's through Sha256Host",
    bytes.length,
    () => {
      const s = e.createSha256(host);
      s.updateWords(words, 0, words.length);
      return s.digest()[0]!;
    },
    { unit: "byte" },
  );
}

suite.finish();
