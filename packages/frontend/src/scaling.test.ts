// Construction time grows like the size of the function: each shape is built at n and at 4 n. CPU time, best of three.
import { Function, signature, types, verifyFunction, type Block } from "@cranelift-ts/codegen-ir";
import { expect, test } from "vitest";
import { FunctionBuilder, FunctionBuilderContext, type Variable } from "./index.ts";

const { I32 } = types;
const ctx = new FunctionBuilderContext();

type Shape = (b: FunctionBuilder, vars: Variable[], n: number) => void;

function construct(shape: Shape, n: number, numVars: number): Function {
  const b = new FunctionBuilder(new Function(undefined, signature([I32], [I32])), ctx);
  const entry = b.createBlock();
  b.switchToBlock(entry);
  const [x] = b.appendBlockParamsForFunctionParams(entry);
  const vars = Array.from({ length: numVars }, () => b.declareVar(I32));
  for (const v of vars) b.defVar(v, x!);
  b.sealBlock(entry);
  shape(b, vars, n);
  b.finalize();
  return b.func;
}

function cost(shape: Shape, n: number, numVars: number): number {
  let best = Infinity;
  for (let i = 0; i < 3; i++) {
    const start = process.cpuUsage();
    construct(shape, n, numVars);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, user + system);
  }
  return best;
}

/** One block after the other; each touches one variable; then all leaves use what only the entry defined. */
const chain: Shape = (b, vars, n) => {
  const side = Array.from({ length: n }, () => b.createBlock());
  for (let i = 0; i < n; i++) {
    const next = b.createBlock();
    b.ins().brif(b.useVar(vars[0]!), next, [], side[i]!, []);
    b.switchToBlock(next);
    b.sealBlock(next);
  }
  b.ins().return_([b.useVar(vars[1]!)]);
  for (const s of side.reverse()) {
    b.switchToBlock(s);
    b.sealBlock(s);
    b.ins().return_([b.useVar(vars[2]!)]);
  }
};

/** Diamonds, each of which changes one variable and reads another. */
const diamonds: Shape = (b, vars, n) => {
  for (let i = 0; i < n; i++) {
    const [yes, join] = [b.createBlock(), b.createBlock()];
    b.ins().brif(b.useVar(vars[i % vars.length]!), yes, [], join, []);
    b.switchToBlock(yes);
    b.sealBlock(yes);
    b.defVar(vars[(i * 7) % vars.length]!, b.useVar(vars[(i * 3) % vars.length]!));
    b.ins().jump(join);
    b.switchToBlock(join);
    b.sealBlock(join);
  }
  b.ins().return_([b.useVar(vars[0]!)]);
};

/** Loops nested n deep, a use in the innermost. */
const nest: Shape = (b, vars, n) => {
  const heads: Block[] = [];
  for (let i = 0; i < n; i++) {
    const head = b.createBlock();
    b.ins().jump(head);
    b.switchToBlock(head);
    heads.push(head);
  }
  b.defVar(vars[0]!, b.ins().iadd(b.useVar(vars[0]!), b.useVar(vars[1]!)));
  for (const head of heads.reverse()) {
    const after = b.createBlock();
    b.ins().brif(b.useVar(vars[0]!), head, [], after, []);
    b.sealBlock(head);
    b.switchToBlock(after);
    b.sealBlock(after);
  }
  b.ins().return_([b.useVar(vars[1]!)]);
};

test.each([
  ["chain", chain],
  ["diamonds", diamonds],
  ["nest", nest],
] as const)("%s", { timeout: 60_000 }, (_, shape) => {
  const [n, v] = [1500, 100];
  construct(shape, n, v);
  const small = cost(shape, n, v);
  const large = cost(shape, 4 * n, v);
  // 4 if linear, 16 if quadratic; the caches of the machine take their share.
  expect(large / Math.max(small, 2000)).toBeLessThan(10);
});

test("10,000 blocks and 1,000 variables", { timeout: 60_000 }, () => {
  const start = process.cpuUsage();
  const func = construct(diamonds, 5000, 1000);
  const { user } = process.cpuUsage(start);
  expect(func.dfg.numBlocks).toBe(10_001);
  expect(verifyFunction(func)).toEqual([]);
  expect(user).toBeLessThan(20_000_000);
});
