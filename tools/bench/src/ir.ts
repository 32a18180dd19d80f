/**
 * CLIF in memory and in text: build, verify, print, parse and hash functions of 1,000 and 1,000,000 instructions, in
 * nanoseconds per instruction, and the bytes that an instruction takes.
 *
 * The function is what a front end makes of straight integer code: blocks of about twenty instructions (constants,
 * arithmetic, comparisons, loads, stores), a diamond or a loop at each end, one or two block parameters.
 */
import { createHash } from "node:crypto";
import type { Sha256Host } from "@cranelift-ts/entity";
import {
  Function,
  FuncCursor,
  INST_STRIDE,
  IntCCs,
  memflags,
  signature,
  StencilHasher,
  types,
  VALUE_STRIDE,
  Verifier,
  writeFunction,
  type Block,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";
import { Suite } from "./harness.ts";

const { I32, I64 } = types;

const NODE_SHA256: Sha256Host = { create: () => createHash("sha256") };

/** Fills `func` with about `n` instructions; returns how many. */
function build(func: Function, n: number): number {
  func.clear();
  func.signature = signature([I64, I64], [I64], "system_v");
  const { dfg, layout } = func;
  const cur = new FuncCursor(func);
  const ins = cur.ins();
  const flags = memflags.withFlags(memflags.NO_FLAGS, memflags.ALIGNED);
  let block: Block = dfg.makeBlock();
  layout.appendBlock(block);
  const base = dfg.appendBlockParam(block, I64);
  let x: Value = dfg.appendBlockParam(block, I64);
  cur.gotoBottom(block);
  let count = 0;
  for (let i = 0; count < n; i++) {
    for (let k = 0; k < 2; k++) {
      const c = ins.iconst(I64, i * 8 + k);
      const a = ins.iadd(x, c);
      const l = ins.load(I64, flags, base, k * 8);
      const m = ins.imul(a, l);
      const s = ins.bxor(m, x);
      const t = ins.ireduce(I32, s);
      const u = ins.uextend(I64, t);
      ins.store(flags, u, base, k * 8 + 16);
      x = ins.isub(s, u);
    }
    const c = ins.icmp(IntCCs.slt, x, base);
    const next = dfg.makeBlock();
    const param = dfg.appendBlockParam(next, I64);
    if (i % 4 === 3) {
      // A block that loops on itself.
      const loop = dfg.makeBlock();
      const phi = dfg.appendBlockParam(loop, I64);
      ins.jump(loop, [x]);
      layout.appendBlock(loop);
      cur.gotoBottom(loop);
      const y = ins.ushr(phi, base);
      const d = ins.icmp(IntCCs.ne, y, phi);
      ins.brif(d, loop, [y], next, [y]);
      count += 4;
    } else {
      const other = dfg.makeBlock();
      ins.brif(c, next, [x], other, []);
      layout.appendBlock(other);
      cur.gotoBottom(other);
      ins.jump(next, [base]);
      count += 2;
    }
    layout.appendBlock(next);
    cur.gotoBottom(next);
    block = next;
    x = param;
    count += 19;
  }
  ins.return_([x]);
  return dfg.numInsts;
}

const suite = new Suite("CLIF in memory and in text");
const func = new Function();
const verifier = new Verifier();
const hasher = new StencilHasher();
const hostHasher = new StencilHasher(NODE_SHA256);

for (const n of [1_000, 1_000_000]) {
  const label = `${n.toLocaleString("en")} instructions`;
  const unit = "instruction";
  const count = build(func, n);
  const errors = verifier.verify(func);
  if (errors.length > 0) throw new Error(errors[0]!.message);
  suite.bench(`build, ${label}`, count, () => build(func, n), { unit });
  suite.bench(`verify, ${label}`, count, () => verifier.verify(func).length, { unit });
  suite.bench(`hash, Node's SHA-256, ${label}`, count, () => hostHasher.digest(func.stencil)[0]!, { unit });
  suite.bench(`hash, our SHA-256, ${label}`, count, () => hasher.digest(func.stencil)[0]!, { unit });
  const text = writeFunction(func);
  suite.bench(`print, ${label}`, count, () => writeFunction(func).length, { unit });
  suite.bench(`parse, ${label}`, count, () => parseFunctions(text)[0]!.dfg.numInsts, { unit });
  const { dfg } = func;
  const words =
    dfg.numInsts * (INST_STRIDE + 4) + dfg.numValues * VALUE_STRIDE + dfg.lists.used + dfg.numBlocks * 6;
  console.log(
    `${`memory, ${label}`.padEnd(58)}${((words * 4) / count).toFixed(2).padStart(8)}  bytes/instruction used`,
  );
}
suite.finish();
