import { createHash } from "node:crypto";
import fc from "fast-check";
import { Context, type CallSite, type TargetIsa } from "@cranelift-ts/codegen";
import { flagsBuilder, lookupIsa, signature, types, writeFunction } from "@cranelift-ts/codegen-ir";
import { x64 } from "@cranelift-ts/isa-x64";
import { CodeMemory, loadJitHost, type JitHost } from "@cranelift-ts/jit-host";
import type { FuncId, FunctionBody } from "@cranelift-ts/module";
import { parseFunctions } from "@cranelift-ts/reader";
import {
  UNWIND_REQUEST,
  UNWIND_REQUEST_BYTES,
  unwindDirectory,
  unwindRecord,
  unwindRoutines,
  unwindTable,
  type UnwindArchitecture,
} from "@cranelift-ts/runtime-lib";
import { describe, expect, test } from "vitest";
import { JitModule, JitRuntime, NativeException } from "./index.ts";
import { UNWINDERS } from "./generated/unwinder.ts";
import { Unwinder } from "./unwinder.ts";

const runs = process.platform === "linux" && process.arch === "x64";
const RUNS = Number(process.env["CRANELIFT_UNWIND_RUNS"] ?? 200);

function isaWith(preserve: boolean): ReturnType<ReturnType<typeof lookupIsa>["finish"]> {
  const flags = flagsBuilder();
  if (preserve) flags.enable("preserve_frame_pointers");
  return lookupIsa("x86_64-unknown-linux-gnu", [x64]).finish(flags.finish());
}

/** A function of the made-up program: its call sites at multiples of 4, with handlers. */
interface Made {
  readonly size: number;
  readonly frame: number;
  readonly sites: readonly CallSite[];
}
type Handler = CallSite["handlers"][number];

const FRAME_LIMIT = 12;
const handler: fc.Arbitrary<Handler> = fc.oneof(
  fc.record({ kind: fc.constant("tag" as const), tag: fc.nat(3), offset: fc.nat(99) }),
  fc.record({ kind: fc.constant("tag" as const), tag: fc.nat(3), offset: fc.nat(99) }),
  fc.record({ kind: fc.constant("context" as const), spOffset: fc.nat(2).map((n) => n * 8) }),
  fc.record({ kind: fc.constant("default" as const), offset: fc.nat(99) }),
);
const made: fc.Arbitrary<Made> = fc
  .record({
    calls: fc.nat(9),
    // With room for the three words that may be contexts.
    frame: fc.integer({ min: 4, max: FRAME_LIMIT }).map((n) => n * 8),
    lists: fc.array(fc.array(handler, { maxLength: 4 }), { minLength: 9, maxLength: 9 }),
  })
  .map(({ calls, frame, lists }) => ({
    size: calls * 4 + 4,
    frame,
    sites: Array.from({ length: calls }, (_, i) => ({
      returnOffset: i * 4 + 4,
      patchableBytes: 0,
      handlers: lists[i]!,
    })),
  }));

test("the compiled routines were made from the CLIF that there is: else run node packages/jit/bin/build-unwinder.js", () => {
  const source = createHash("sha256");
  for (const func of unwindRoutines("x86_64")) source.update(writeFunction(func));
  expect(UNWINDERS.x86_64.source).toBe(source.digest("hex"));
});

describe.runIf(runs)("the walker and thrower", () => {
  const host: JitHost = runs ? loadJitHost() : undefined!;
  const memory = runs ? new CodeMemory(host) : undefined!;

  /** Addresses of the routines as they would be for a machine, in this machine's code. */
  function place(architecture: UnwindArchitecture): Map<string, bigint> {
    const isa = isaWith(true) as TargetIsa;
    const addresses = new Map<string, bigint>();
    for (const func of unwindRoutines(architecture)) {
      const name = func.name.kind === "testcase" ? func.name.name : "";
      // What sets the stack pointer is another machine's.
      if (name.startsWith("clif_throw")) continue;
      const { code, relocs } = new Context(func).compile(isa);
      const block = memory.allocate("code", code.length, 16);
      const bytes = code.slice();
      for (const r of relocs) {
        const target = addresses.get(r.name.kind === "testcase" ? r.name.name : "")!;
        new DataView(bytes.buffer).setInt32(
          r.offset,
          Number(target + r.addend - block.address) - r.offset,
          true,
        );
      }
      memory.write(block, 0, bytes);
      addresses.set(name, block.address);
    }
    return addresses;
  }

  test.each(["x86_64", "s390x"] as const)("agree with a model on made-up stacks (%s)", (architecture) => {
    const addresses = place(architecture);
    const linked = architecture !== "s390x";
    fc.assert(
      fc.property(
        fc.array(made, { minLength: 1, maxLength: 8 }),
        fc.array(
          fc.record({
            func: fc.nat(),
            site: fc.nat(),
            words: fc.array(fc.nat(2), { minLength: 3, maxLength: 3 }),
          }),
          { maxLength: 12 },
        ),
        fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }),
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        fc.record({ tag: fc.nat(3), context: fc.option(fc.nat(2)), limit: fc.nat(14) }),
        (drawn, frames, tableOf, dead, thrown) => {
          // Every caller provides 160 bytes on s390x, in which the return address is.
          const functions = linked ? drawn : drawn.map((f) => ({ ...f, frame: f.frame + 160 }));
          const starts: bigint[] = [];
          let next = 0x10_0000n;
          for (const f of functions) {
            starts.push(next);
            next += BigInt(f.size + (f.frame % 16));
          }
          // Three tables, whose ranges alternate; a dead range in a fourth covers everything.
          const keep: ArrayBuffer[] = [];
          const own = (bytes: Uint8Array<ArrayBuffer>): bigint => {
            keep.push(bytes.buffer);
            return host.addr(bytes.buffer);
          };
          const known = (i: number): boolean => !linked || !dead[i]!;
          const tables = [0, 1, 2].map((t) => {
            const ranges = functions.flatMap((f, i) =>
              tableOf[i] === t
                ? [
                    {
                      start: starts[i]!,
                      end: starts[i]! + BigInt(f.size),
                      record: known(i) ? own(unwindRecord(f.sites, f.frame, true)) : 0n,
                    },
                  ]
                : [],
            );
            const bytes = unwindTable(ranges, true);
            return { address: bytes.length === 0 ? 0n : own(bytes), count: ranges.length };
          });
          tables.unshift({
            address: own(unwindTable([{ start: 1n, end: 1n << 62n, record: 0n }], true)),
            count: 1,
          });
          const root = own(new Uint8Array(BigUint64Array.of(own(unwindDirectory(tables, true))).buffer));

          // The stack, from the innermost frame up.
          const stack = new DataView(new ArrayBuffer(8192));
          const base = host.addr(stack.buffer);
          const active: { i: number; pc: bigint; fp: bigint; sp: bigint; words: number[] }[] = [];
          let at = 64;
          for (const { func, site, words } of frames) {
            const i = func % functions.length;
            const { frame, size } = functions[i]!;
            const pc = starts[i]! + BigInt(1 + (site % size));
            const fp = linked ? at + frame : at;
            words.forEach((w, k) => stack.setBigUint64(at + k * 8, BigInt(w), true));
            active.push({ i, pc, fp: base + BigInt(fp), sp: base + BigInt(at), words });
            at += frame + (linked ? 16 : 0);
          }
          const end = base + BigInt(at);
          active.forEach((a, k) => {
            const caller = active[k + 1];
            const [pc, fp] = caller === undefined ? [7n, linked ? end + 64n : end] : [caller.pc, caller.fp];
            const slot = Number(a.fp - base);
            if (linked) {
              stack.setBigUint64(slot, fp, true);
              stack.setBigUint64(slot + 8, pc, true);
            } else stack.setBigUint64(slot + functions[a.i]!.frame + 112, pc, true);
          });

          const request = new DataView(new ArrayBuffer(UNWIND_REQUEST_BYTES));
          const first = active[0];
          request.setBigUint64(UNWIND_REQUEST.ROOT, root, true);
          request.setBigUint64(UNWIND_REQUEST.PC, first?.pc ?? 0n, true);
          request.setBigUint64(UNWIND_REQUEST.FP, first?.fp ?? end + 8n, true);
          request.setBigUint64(UNWIND_REQUEST.SP, base, true);
          request.setBigUint64(UNWIND_REQUEST.END, end, true);
          request.setInt32(UNWIND_REQUEST.TAG, thrown.tag, true);
          request.setInt32(UNWIND_REQUEST.MATCH_CONTEXT, thrown.context === null ? 0 : 1, true);
          request.setBigUint64(UNWIND_REQUEST.CONTEXT, BigInt(thrown.context ?? 0), true);
          const requestAddress = host.addr(request.buffer);

          const out = new BigUint64Array(64);
          const count = host.call(
            addresses.get("clif_backtrace")!,
            requestAddress,
            host.addr(out.buffer),
            BigInt(thrown.limit),
          );
          const expected = active.slice(0, thrown.limit).flatMap((a) => [a.pc, a.fp]);
          expect(Number(count)).toBe(expected.length / 2);
          expect([...out.subarray(0, expected.length)]).toEqual(expected);

          const found = host.call(addresses.get("clif_find_handler")!, requestAddress) & 0xffff_ffffn;
          const model = active.flatMap((a): { pc: bigint; fp: bigint; sp: bigint }[] => {
            if (!known(a.i)) return [];
            const site = functions[a.i]!.sites.find((s) => BigInt(s.returnOffset) === a.pc - starts[a.i]!);
            let context = 0;
            for (const h of site?.handlers ?? []) {
              if (h.kind === "context") context = a.words[h.spOffset / 8]!;
              else if (
                h.kind === "default" ||
                (h.tag === thrown.tag && (thrown.context === null || thrown.context === context))
              ) {
                return [{ pc: starts[a.i]! + BigInt(h.offset), fp: a.fp, sp: a.sp }];
              }
            }
            return [];
          })[0];
          expect(found).toBe(model === undefined ? 0n : 1n);
          if (model === undefined) return;
          const word = (offset: number): bigint => request.getBigUint64(offset, true);
          expect({
            pc: word(UNWIND_REQUEST.PC),
            fp: word(UNWIND_REQUEST.FP),
            sp: word(UNWIND_REQUEST.SP),
          }).toEqual(model);
          expect(keep.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("tables follow functions that come and go, in bounded memory", () => {
    const root = new BigUint64Array(1);
    const unwinder = new Unwinder(host, memory, host.addr(root.buffer), (action) => action());
    const before = memory.used;
    const stack = new BigUint64Array(4);
    const stackAt = host.addr(stack.buffer);
    const live = new Map<bigint, number>();
    const body = (tag: number): FunctionBody => ({
      code: new Uint8Array(16),
      alignment: 16,
      relocs: [],
      fpToSp: 0,
      callSites: [{ returnOffset: 8, patchableBytes: 0, handlers: [{ kind: "tag", tag, offset: 12 }] }],
    });
    const isFound = (start: bigint, tag: number): boolean => {
      const where = { pc: start + 8n, fp: stackAt, sp: stackAt, end: stackAt + 16n };
      const found = unwinder.findHandler(where, new NativeException(tag));
      if (found !== undefined) expect(found).toEqual({ pc: start + 12n, fp: stackAt, sp: stackAt });
      return found !== undefined;
    };
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), fc.nat(2)), { maxLength: 60 }), (steps) => {
        for (const [slot, kind] of steps) {
          const start = BigInt(0x1000 + slot * 16);
          if (live.has(start)) {
            unwinder.remove(start);
            live.delete(start);
          } else {
            unwinder.add(start, body(slot));
            live.set(start, slot);
          }
          // Several functions may be added before anyone looks.
          if (kind > 0) unwinder.publish();
        }
        unwinder.publish();
        for (let slot = 0; slot <= 40; slot++) {
          const start = BigInt(0x1000 + slot * 16);
          expect(isFound(start, slot)).toBe(live.has(start));
          expect(isFound(start, slot + 1)).toBe(false);
        }
      }),
      { numRuns: RUNS },
    );
    for (const start of [...live.keys()]) unwinder.remove(start);
    // The empty directory is all that stays.
    expect(memory.used - before).toBeLessThanOrEqual(16);
  });

  test("throws through frames of several conventions, with contexts, without JavaScript", () => {
    const runtime = new JitRuntime({ host });
    const jit = new JitModule({ isa: isaWith(false), runtime, redefinable: true });
    const functions = parseFunctions(`
      function %leaf(i32, i64, i64) tail {
        fn0 = %throw(i32, i64, i64, i64) tail
        ss0 = explicit_slot 400
      block0(v0: i32, v1: i64, v2: i64):
        v3 = iconst.i64 1000
        v4 = stack_addr.i64 ss0
        store v3, v4
        v5 = load.i64 v4
        call fn0(v0, v1, v2, v5)
        trap user3
      }
      function %catch(i32, i64, i64, i64) -> i64 system_v {
        sig0 = (i32, i64, i64) tail
        fn0 = %leaf(i32, i64, i64) tail
      block0(v0: i32, v1: i64, v2: i64, v3: i64):
        try_call fn0(v0, v1, v2), sig0, block1, [ context v3, tag1: block2(exn0, exn1) ]
      block1:
        v4 = iconst.i64 -1
        return v4
      block2(v5: i64, v6: i64):
        v7 = iadd v5, v6
        return v7
      }
      function %outer(i32, i64, i64, i64) -> i64 system_v {
        sig0 = (i32, i64, i64, i64) -> i64 system_v
        fn0 = %catch(i32, i64, i64, i64) -> i64 system_v
      block0(v0: i32, v1: i64, v2: i64, v3: i64):
        v9 = iadd v1, v2
        try_call fn0(v0, v1, v2, v3), sig0, block1(ret0), [ context v2, tag2: block2(exn0), tag1: block3(exn1) ]
      block1(v4: i64):
        return v4
      block2(v5: i64):
        v6 = iadd v5, v9
        v7 = ineg v6
        return v7
      block3(v8: i64):
        return v8
      }`);
    const ids = functions.map((f) =>
      jit.declareFunction(f.name.kind === "testcase" ? f.name.name : "", "export", f.signature),
    ) as FuncId[];
    const { signatures } = functions[0]!.dfg;
    expect(() =>
      jit.declareThrower("none", signature([types.I32], [], "system_v"), { context: true }),
    ).toThrow(/takes a tag/);
    jit.declareThrower("throw", signatures[0]!, { context: true });
    functions.forEach((f, i) => jit.defineFunction(ids[i]!, f));
    jit.finalize();
    const catcher = jit.getFunction(ids[1]!);
    const outer = jit.getFunction(ids[2]!);
    for (let i = 0; i < 1000; i++) {
      expect(catcher(1, 5n, 7n, 5n)).toBe(1007n);
      expect(outer(2, 7n, 7n, 8n)).toBe(-21n);
      // The context of the inner handler is another one, that of the outer one fits.
      expect(outer(1, 7n, 7n, 8n)).toBe(1000n);
    }
    let thrown: unknown;
    try {
      catcher(3, 5n, 7n, 5n);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(NativeException);
    expect(thrown).toMatchObject({ tag: 3, context: 5n, payloads: [7n, 1000n] });
    // The catcher is replaced and freed while it is in the tables.
    for (let i = 0; i < 50; i++) {
      jit.redefineFunction(ids[1]!, functions[1]!);
      expect(outer(1, 5n, 7n, 5n)).toBe(1007n);
    }
    jit.freeFunction(ids[1]!);
    expect(() => outer(1, 5n, 7n, 5n)).toThrow(/trapped/);
    jit.defineFunction(ids[1]!, functions[1]!);
    jit.finalize();
    expect(jit.getFunction(ids[2]!)(1, 5n, 7n, 5n)).toBe(1007n);
    jit.dispose();
  });
});
