import { MessageChannel } from "node:worker_threads";
import { expect, test } from "vitest";
import { parseFunctions } from "@cranelift-ts/reader";
import type { Function } from "./index.ts";
import {
  functionFromMessage,
  functionToMessage,
  StencilHasher,
  transferList,
  writeFunction,
  type FunctionMessage,
} from "./index.ts";

const SOURCE = `
function u0:7(i64 vmctx, i32 sext) -> i32, i64 tail {
    ss0 = explicit_slot 16, align = 8, key = 3
    region0 = 7 "linear memory"
    gv0 = vmctx
    gv1 = load.i64 notrap aligned readonly gv0+16
    gv2 = symbol colocated %thing+8
    sig0 = (i64, i32 uext) -> i64 system_v
    fn0 = colocated u0:5 sig0
    const0 = 0x0f0e0d0c0b0a09080706050403020100
    stack_limit = gv1

block0(v0: i64, v1: i32):
    v3 = iconst.i32 0x0001_0000
@001a v4 = icmp ult v1, v3
    brif v4, block1(v1), block5

block1(v5: i32):
    v6 = load.i32 user3 little region0 v0+8
    v7 = vconst.i8x16 const0
    v8 = extractlane v7, 3
    br_table v6, block2, [block2, block5]

block2:
    v10 = call fn0(v0, v6), stack_map=[i32 @ ss0+0]
    try_call fn0(v10, v6), sig0, block3(ret0), [ tag1: block4(exn0, exn1), context v10, default: block5 ]

block3(v11: i64):
@0020 return v6, v11

block4(v12: i64, v13: i64):
    return v6, v12

block5 cold:
    trap user1
}
`;

const hasher = new StencilHasher();
const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
const digest = (func: Function): string => hex(hasher.digest(func.stencil));
const parse = (text: string): Function => parseFunctions(text)[0]!;

test("fresh, reused, cloned and transferred functions have one digest", async () => {
  const func = parse(SOURCE);
  const expected = digest(func);
  expect(digest(parse(SOURCE))).toBe(expected);
  expect(digest(func.clone())).toBe(expected);
  const reused = parse("function %other(f64) { block0(v0: f64): v1 = fadd v0, v0\n return }");
  func.clone(reused);
  expect(digest(reused)).toBe(expected);
  expect(writeFunction(reused)).toBe(writeFunction(func));
  const message = functionToMessage(func);
  expect(func.dfg.numInsts).toBe(0);
  const { port1, port2 } = new MessageChannel();
  const received = new Promise<FunctionMessage>((resolve) => port2.once("message", resolve));
  port1.postMessage(message, transferList(message));
  const arrived = functionFromMessage(await received, func);
  port1.close();
  expect(digest(arrived)).toBe(expected);
  expect(writeFunction(arrived)).toBe(writeFunction(reused));
});

test("history does not count: lists that were freed and grown again, memory flags interned in another order", () => {
  const a = parse(SOURCE);
  const b = parse(SOURCE);
  const lists = b.dfg.lists;
  const junk = [lists.fromArray([1, 2, 3, 4, 5]), lists.fromArray([9])];
  for (const h of junk) lists.free(h);
  for (let i = 0; i < b.dfg.numBlocks; i++) b.dfg.blockParamLists[i] = lists.copy(b.dfg.blockParamLists[i]!);
  expect(digest(b)).toBe(digest(a));
});

test("the name, the user names and the base of the source locations do not count", () => {
  const expected = digest(parse(SOURCE));
  expect(digest(parse(SOURCE.replace("u0:7", "%renamed")))).toBe(expected);
  expect(digest(parse(SOURCE.replace("u0:5 sig0", "u3:9 sig0")))).toBe(expected);
  expect(digest(parse(SOURCE.replace("@001a", "@111a").replace("@0020", "@1120")))).toBe(expected);
});

/** Each pair is one field of the stencil. */
const CHANGES: readonly (readonly [string, string])[] = [
  ["i64 vmctx, i32 sext", "i64 vmctx, i32 uext"],
  ["i64 vmctx, i32 sext", "i64 vmctx, i32"],
  ["i64 tail", "i64 system_v"],
  ["explicit_slot 16", "explicit_slot 24"],
  ["align = 8", "align = 16"],
  ["key = 3", "key = 4"],
  [", key = 3", ""],
  ['= 7 "linear', '= 8 "linear'],
  ["linear memory", "linear memorz"],
  ["readonly gv0+16", "readonly gv0+24"],
  ["aligned readonly gv0", "aligned gv0"],
  ["colocated %thing+8", "%thing+8"],
  ["%thing+8", "%thinh+8"],
  ["%thing+8", "%thing+9"],
  ["i32 uext) -> i64 system_v", "i32 sext) -> i64 system_v"],
  ["sig0 = (i64, i32 uext) -> i64 system_v", "sig0 = (i64, i32 uext) -> i64 tail"],
  ["fn0 = colocated u0:5", "fn0 = u0:5"],
  ["0x0f0e0d", "0x1f0e0d"],
  ["stack_limit = gv1", "stack_limit = gv0"],
  ["0x0001_0000", "0x0001_0001"],
  ["icmp ult", "icmp ule"],
  ["icmp ult v1, v3", "icmp ult v3, v1"],
  ["@0020", "@0021"],
  ["@0020 ", ""],
  ["brif v4, block1(v1), block5", "brif v4, block1(v3), block5"],
  ["load.i32 user3", "load.i32 user4"],
  ["little region0", "big region0"],
  ["little region0 v0", "little v0"],
  ["v0+8\n    v7", "v0+12\n    v7"],
  ["extractlane v7, 3", "extractlane v7, 4"],
  ["[block2, block5]", "[block5, block2]"],
  ["block2, [block2, block5]", "block5, [block2, block5]"],
  ["i32 @ ss0+0", "i32 @ ss0+4"],
  ["i32 @ ss0+0", "f32 @ ss0+0"],
  ["tag1:", "tag2:"],
  ["context v10", "context v0"],
  ["context v10, default: block5", "default: block5, context v10"],
  ["block3(ret0), [", "block3(v10), ["],
  ["block4(exn0, exn1)", "block4(exn1, exn0)"],
  ["return v6, v11", "return v3, v11"],
  ["block5 cold", "block5"],
  ["trap user1", "trap user2"],
];

test("every single change of the stencil changes the digest", () => {
  const seen = new Map([[digest(parse(SOURCE)), "nothing"]]);
  for (const [from, to] of CHANGES) {
    expect(SOURCE).toContain(from);
    const d = digest(parse(SOURCE.replace(from, to)));
    expect(seen.get(d), `${from} -> ${to}`).toBe(undefined);
    seen.set(d, `${from} -> ${to}`);
  }
});

test("every word of an instruction counts, and every link of the layout", () => {
  const base = parse(SOURCE);
  const expected = digest(base);
  for (let inst = 0; inst < base.dfg.numInsts; inst++) {
    const copy = base.clone();
    copy.dfg.insts[inst * 6]! ^= 1 << 8;
    expect(digest(copy), `imm8 of inst${inst}`).not.toBe(expected);
    const typed = base.clone();
    typed.dfg.insts[inst * 6]! ^= 1 << 16;
    expect(digest(typed), `type of inst${inst}`).not.toBe(expected);
  }
  const moved = base.clone();
  const first = moved.layout.firstInst(moved.layout.entryBlock()!);
  moved.layout.removeInst(first);
  moved.layout.insertInstAfter(first, moved.layout.firstInst(moved.layout.entryBlock()!));
  expect(digest(moved)).not.toBe(expected);
});
