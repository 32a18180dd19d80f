/** Atomic operations under qemu: results and memory for every operation, width and byte order; contention from C. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ObjectModule } from "@cranelift-ts/object";
import { describe, expect, it } from "vitest";
import { canLink, functionsOf, gcc, isaOf, linked, missing, run } from "./testing.ts";

const OPERATIONS: Readonly<Record<string, (old: bigint, x: bigint, bits: number) => bigint>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  and: (a, b) => a & b,
  nand: (a, b) => ~(a & b),
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
  xchg: (_, b) => b,
  umin: (a, b) => (a < b ? a : b),
  umax: (a, b) => (a > b ? a : b),
  smin: (a, b, n) => (BigInt.asIntN(n, a) < BigInt.asIntN(n, b) ? a : b),
  smax: (a, b, n) => (BigInt.asIntN(n, a) > BigInt.asIntN(n, b) ? a : b),
};

/** The memory around the place, most significant byte first: 8 bytes, or 16 for operations on as many. */
const memoryOf = (bytes: number): bigint =>
  bytes === 16 ? 0x0123_8567_89ab_cdef_8000_0000_4321_0fedn : 0x0123_8567_89ab_cdefn;

function reversed(x: bigint, bytes: number): bigint {
  const digits = x.toString(16).padStart(2 * bytes, "0");
  return BigInt(`0x${digits.match(/../g)!.toReversed().join("")}`);
}

/** The bytes of the memory at an offset as a number of a byte order, and what memory is with another one there. */
function part(offset: number, bytes: number, little: boolean): { value: bigint; with(x: bigint): bigint } {
  const memory = memoryOf(bytes);
  const shift = BigInt(8 * (Math.max(bytes, 8) - offset - bytes));
  const mask = (1n << BigInt(8 * bytes)) - 1n;
  const order = (x: bigint): bigint => (little ? reversed(x, bytes) : x);
  return {
    value: order((memory >> shift) & mask),
    with: (x): bigint => (memory & ~(mask << shift)) | (order(x & mask) << shift),
  };
}

describe.skipIf(missing)("atomic operations", () => {
  for (const bytes of [1, 2, 4, 8, 16])
    for (const little of [false, true])
      it(`of ${bytes} bytes, ${little ? "little" : "big"}-endian`, () => {
        const ty = `i${8 * bytes}`;
        const order = little ? "little" : "big";
        const width = Math.max(64, 8 * bytes);
        const whole = `i${width}`;
        const memoryText = String(BigInt.asIntN(width, memoryOf(bytes)));
        const texts = Object.entries(OPERATIONS).map(([op, f]) => {
          const lines: string[] = [];
          for (let offset = 0; offset < Math.max(bytes, 8); offset += bytes) {
            const { value, with: put } = part(offset, bytes, little);
            const near = [value, value + 1n, value - 1n];
            for (const x of [
              ...near,
              0n,
              1n,
              1n << BigInt(8 * bytes - 1),
              0xa5c3_965a_3c5a_6996n,
              -1n << 64n,
            ]) {
              const operand = BigInt.asUintN(8 * bytes, x);
              const want = [
                BigInt.asIntN(8 * bytes, value),
                BigInt.asIntN(width, put(BigInt.asUintN(8 * bytes, f(value, operand, 8 * bytes)))),
              ];
              lines.push(
                `; run: %${op}(${memoryText}, ${offset}, ${BigInt.asIntN(8 * bytes, operand)}) == [${want.join(", ")}]`,
              );
            }
          }
          return `function %${op}(${whole}, i64, ${ty}) -> ${ty}, ${whole} {
  ss0 = explicit_slot 32
block0(v0: ${whole}, v1: i64, v2: ${ty}):
  v8 = stack_addr.i64 ss0+15
  v9 = iconst.i64 -16
  v3 = band v8, v9
  store big v0, v3
  v4 = iadd v3, v1
  v5 = atomic_rmw.${ty} ${order} ${op} v4, v2
  v6 = load.${whole} big v3
  return v5, v6
}
${lines.join("\n")}
`;
        });
        const cas: string[] = [];
        for (let offset = 0; offset < Math.max(bytes, 8); offset += bytes) {
          const { value, with: put } = part(offset, bytes, little);
          for (const other of [0n, 1n, 1n << BigInt(8 * bytes - 1)]) {
            const wanted = BigInt.asUintN(8 * bytes, 0x1_a5c3_965a_3c5a_6996n);
            const memory = other === 0n ? put(wanted) : memoryOf(bytes);
            const signed = [value ^ other, wanted, value].map((n) => BigInt.asIntN(8 * bytes, n));
            cas.push(
              `; run: %cas(${memoryText}, ${offset}, ${signed[0]}, ${signed[1]}) == [${signed[2]}, ${BigInt.asIntN(width, memory)}]`,
            );
          }
        }
        texts.push(`function %cas(${whole}, i64, ${ty}, ${ty}) -> ${ty}, ${whole} {
  ss0 = explicit_slot 32
block0(v0: ${whole}, v1: i64, v2: ${ty}, v7: ${ty}):
  v8 = stack_addr.i64 ss0+15
  v9 = iconst.i64 -16
  v3 = band v8, v9
  store big v0, v3
  v4 = iadd v3, v1
  v5 = atomic_cas.${ty} ${order} v4, v2, v7
  v6 = load.${whole} big v3
  return v5, v6
}
${cas.join("\n")}
function %loadstore(${ty}) -> ${ty}, ${ty} {
  ss0 = explicit_slot 32
block0(v0: ${ty}):
  v8 = stack_addr.i64 ss0+15
  v9 = iconst.i64 -16
  v1 = band v8, v9
  atomic_store ${order} v0, v1
  fence
  v2 = atomic_load.${ty} ${order} v1
  v3 = load.${ty} ${order} v1
  return v2, v3
}
; run: %loadstore(-86) == [-86, -86]
`);
        run(texts.join("\n"), ["enable_multi_ret_implicit_sret=true"]);
      });

  it("at addresses that go through the scratch register", () => {
    run(`function %far(i64, i32) -> i32, i32, i8 {
  ss0 = explicit_slot 600000
  ss1 = explicit_slot 16
block0(v0: i64, v1: i32):
  v2 = stack_addr.i64 ss0
  v3 = stack_addr.i64 ss1
  v9 = iconst.i32 40
  store v9, v3
  v4 = atomic_rmw.i32 smax v3, v1
  v5 = atomic_rmw.i32 add v3, v1
  v6 = ireduce.i8 v0
  v7 = atomic_rmw.i8 sub v3, v6
  v8 = load.i32 v3
  return v4, v8, v7
}
; run: %far(1, 50) == [40, -16777116, 0]
`);
  });

  it("trap where they are, also behind what makes their address", () => {
    const names: string[] = [];
    const accesses = [
      ["load.i32", "v0+0x100000"],
      ["load.i8", "v0"],
      ...["i8", "i16", "i32", "i64"].flatMap((ty) => [
        [`atomic_rmw.${ty} add`, `v0, v1_${ty}`],
        [`atomic_rmw.${ty} little smin`, `v0, v1_${ty}`],
        [`atomic_cas.${ty}`, `v0, v1_${ty}, v1_${ty}`],
      ]),
    ];
    const texts = accesses.map(([op = "", args = ""], k) => {
      const ty = /i\d+/.exec(op)![0];
      names.push(`%f${k}`);
      return `function %f${k}(i64, ${ty}) -> ${ty} {\nblock0(v0: i64, v1: ${ty}):\n  v2 = ${op} ${args.replaceAll(`v1_${ty}`, "v1")}\n  return v2\n}\n`;
    });
    const program = linked(texts.join(""), isaOf());
    names.forEach((name, k) =>
      expect([accesses[k], program.call(name, 0x1000n, 1n)]).toEqual([
        accesses[k],
        expect.stringContaining(`trap: heap_oob in ${name}`),
      ]),
    );
    program.close();
  });
});

describe.skipIf(!canLink)("contention (s390x-linux-gnu-gcc must be there)", () => {
  it("loses no update of neighbours", { timeout: 120_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), "s390x-atomic-"));
    try {
      const isa = isaOf();
      const module = new ObjectModule({ isa, name: "test" });
      const define = (name: string, ty: string, body: string): void => {
        const func = functionsOf(
          `function %${name}(i64, ${ty}) -> ${ty} system_v {\nblock0(v0: i64, v1: ${ty}):\n${body}\n}\n`,
        )[0]!;
        module.defineFunction(module.declareFunction(name, "export", func.signature), func);
      };
      define("add8", "i8", "  v2 = atomic_rmw.i8 add v0, v1\n  return v2");
      define("add16", "i16", "  v2 = atomic_rmw.i16 little add v0, v1\n  return v2");
      define("add32", "i32", "  v2 = atomic_rmw.i32 little sub v0, v1\n  return v2");
      define("add64", "i64", "  v2 = atomic_rmw.i64 add v0, v1\n  return v2");
      // An addition by compare-and-swap
      define(
        "cas8",
        "i8",
        "  v2 = load.i8 v0\n  jump block1(v2)\nblock1(v3: i8):\n  v4 = iadd v3, v1\n  v5 = atomic_cas.i8 v0, v3, v4\n  v6 = icmp eq v5, v3\n  brif v6, block2, block1(v5)\nblock2:\n  return v3",
      );
      writeFileSync(join(folder, "ours.o"), module.emit());
      writeFileSync(
        join(folder, "main.c"),
        `#include <pthread.h>
#include <stdio.h>
#include <stdint.h>
signed char add8(void *, signed char), cas8(void *, signed char);
short add16(void *, short);
int add32(void *, int);
long add64(void *, long);
enum { ROUNDS = 20000 };
static struct { uint8_t bytes[4]; uint16_t halves[2]; uint32_t words[2]; uint64_t whole; } m;
static void *work(void *arg) {
  const long k = (long)arg;
  for (int i = 0; i < ROUNDS; i++) {
    add8(&m.bytes[k & 1], 1);
    cas8(&m.bytes[2 + (k & 1)], 3);
    add16(&m.halves[k & 1], 5);
    add32(&m.words[k & 1], -7);
    add64(&m.whole, 1L << 33);
  }
  return 0;
}
int main(void) {
  pthread_t threads[4];
  for (long k = 0; k < 4; k++) pthread_create(&threads[k], 0, work, (void *)k);
  for (int k = 0; k < 4; k++) pthread_join(threads[k], 0);
  for (int k = 0; k < 2; k++)
    printf("%d %d %d %u\\n", m.bytes[k], m.bytes[2 + k], __builtin_bswap16(m.halves[k]), __builtin_bswap32(m.words[k]));
  printf("%ld\\n", m.whole >> 33);
  return 0;
}
`,
      );
      const files = [join(folder, "main.c"), join(folder, "ours.o")];
      const made = spawnSync(gcc, ["-O1", "-static", "-pthread", "-o", join(folder, "program"), ...files], {
        encoding: "utf8",
      });
      expect(made.stderr).toBe("");
      const ran = spawnSync("qemu-s390x", [join(folder, "program")], { encoding: "utf8" });
      const [byte, cas, half, word] = [40_000 & 255, 120_000 & 255, 200_000 & 65535, 280_000];
      const line = `${byte} ${cas} ${half} ${word}`;
      expect(ran.stdout.split("\n")).toEqual([line, line, "80000", ""]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
