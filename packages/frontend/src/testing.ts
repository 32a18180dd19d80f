/**
 * Random programs over variables for the tests of the builder: an arbitrary control-flow graph, an evaluator for it, and
 * its construction through {@link FunctionBuilder} with a random sealing policy.
 *
 * Every block first spends fuel and leaves the function when there is none, so that every program ends, however its
 * blocks are connected. The result is the values of all variables. Variables of which `refs` is true stand for
 * references that a collector moves: each call adds 1000 to all of them.
 */
import {
  DataValue,
  type ExceptionItem,
  Function,
  type FuncRef,
  retArg,
  signature,
  type SigRef,
  types,
  type Type,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { FunctionBuilder, type FunctionBuilderContext, Switch, type Variable, zeroOf } from "./index.ts";

/** A generator of random numbers (mulberry32). */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** An integer from 0 up to, not including, `n`. */
  below(n: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  }

  chance(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }
}

const TYPES: readonly Type[] = [
  types.I64,
  types.I64,
  types.I32,
  types.I8,
  types.I128,
  types.F64,
  types.F32,
  types.I32X4,
];
export const MOVE = 1000n;

type Step =
  | { op: "const"; to: number; bits: bigint }
  | { op: "add" | "xor"; to: number; a: number; b: number }
  | { op: "copy"; to: number; a: number }
  | { op: "deref"; to: number; a: number }
  | { op: "call" };

type End =
  | { op: "jump"; to: number }
  | { op: "brif"; a: number; yes: number; no: number }
  | { op: "table"; a: number; targets: number[]; otherwise: number }
  | { op: "switch"; a: number; cases: [bigint, number][]; otherwise: number }
  | { op: "try"; a: number; normal: number; handler: number };

export interface Program {
  types: Type[];
  refs: boolean[];
  /** Variables that the parameters define at the entry. */
  params: number[];
  blocks: { steps: Step[]; end: End }[];
}

function mask(type: Type): bigint {
  return (1n << BigInt(types.typeBits(type))) - 1n;
}

/** A random program. With `refs`, some variables are references and there are calls. */
export function randomProgram(random: Random, numBlocks: number, numVars: number, refs: boolean): Program {
  const varTypes: Type[] = [types.I64, types.I32];
  const isRef = [false, false];
  while (varTypes.length < numVars) {
    const ref = refs && random.chance(2);
    isRef.push(ref);
    varTypes.push(ref ? types.I64 : TYPES[random.below(TYPES.length)]!);
  }
  const params: number[] = [];
  for (let v = 0; v < numVars; v++) if (random.chance(3)) params.push(v);
  const sameType = (v: number): number => {
    const options = varTypes.flatMap((t, i) => (t === varTypes[v] && isRef[i] === isRef[v] ? [i] : []));
    return options[random.below(options.length)]!;
  };
  const of = (type: Type): number => {
    const options = varTypes.flatMap((t, i) => (t === type && !isRef[i] ? [i] : []));
    return options[random.below(options.length)]!;
  };
  const target = (): number => random.below(numBlocks);
  const blocks: Program["blocks"] = [];
  for (let b = 0; b < numBlocks; b++) {
    const steps: Step[] = [];
    for (let n = random.below(5); n > 0; n--) {
      const to = random.below(numVars);
      const integer = types.isInt(varTypes[to]!);
      if (refs && random.chance(3)) steps.push({ op: "call" });
      else if (isRef[to]) {
        if (random.chance(2)) steps.push({ op: "const", to, bits: BigInt(random.below(1 << 30)) << 24n });
        else steps.push({ op: "copy", to, a: sameType(to) });
      } else if (refs && varTypes[to] === types.I64 && isRef.includes(true) && random.chance(2)) {
        const options = isRef.flatMap((r, i) => (r ? [i] : []));
        steps.push({ op: "deref", to, a: options[random.below(options.length)]! });
      } else if (integer && random.chance(2)) {
        steps.push({ op: random.chance(2) ? "add" : "xor", to, a: sameType(to), b: sameType(to) });
      } else if (random.chance(2)) steps.push({ op: "copy", to, a: sameType(to) });
      else if (varTypes[to] === types.F64 || varTypes[to] === types.F32 || integer) {
        const bits = (BigInt(random.below(1 << 30)) << 20n) & mask(varTypes[to]!) & 0x3fffffffffffffffn;
        steps.push({ op: "const", to, bits: varTypes[to] === types.F32 ? bits & 0x3fffffffn : bits });
      }
    }
    const kind = random.below(refs ? 10 : 9);
    let end: End;
    if (kind < 3) end = { op: "jump", to: random.chance(2) ? (b + 1) % numBlocks : target() };
    else if (kind < 7)
      end = {
        op: "brif",
        a: of(types.I32),
        yes: target(),
        no: random.chance(2) ? (b + 1) % numBlocks : target(),
      };
    else if (kind < 8) {
      const targets: number[] = [];
      for (let n = random.below(6); n >= 0; n--) targets.push(target());
      end = { op: "table", a: of(types.I32), targets, otherwise: target() };
    } else if (kind < 9) {
      const integers = varTypes.flatMap((t, i) => (types.isInt(t) && !isRef[i] ? [i] : []));
      const a = integers[random.below(integers.length)]!;
      const cases = new Map<bigint, number>();
      for (let n = random.below(12); n > 0; n--) {
        const near = BigInt(random.below(20));
        const far = (BigInt(random.below(1 << 30)) * 0x1000000010001n) & mask(varTypes[a]!);
        cases.set(random.chance(3) ? far : near, target());
      }
      end = { op: "switch", a, cases: [...cases], otherwise: target() };
    } else end = { op: "try", a: of(types.I64), normal: target(), handler: target() };
    blocks.push({ steps, end });
  }
  return { types: varTypes, refs: isRef, params, blocks };
}

/** Runs a program directly: the bits of all variables when the fuel is spent. */
export function evaluate(program: Program, args: readonly bigint[], fuel: number): bigint[] {
  const vars = program.types.map(() => 0n);
  program.params.forEach((v, i) => (vars[v] = args[i]!));
  const move = (): void => {
    program.refs.forEach((ref, v) => {
      if (ref) vars[v] = (vars[v]! + MOVE) & mask(types.I64);
    });
  };
  for (let b = 0; fuel > 0; fuel--) {
    const { steps, end } = program.blocks[b]!;
    for (const s of steps) {
      if (s.op === "const") vars[s.to] = s.bits;
      else if (s.op === "copy" || s.op === "deref") vars[s.to] = vars[s.a]!;
      else if (s.op === "add") vars[s.to] = (vars[s.a]! + vars[s.b]!) & mask(program.types[s.to]!);
      else if (s.op === "xor") vars[s.to] = vars[s.a]! ^ vars[s.b]!;
      else move();
    }
    switch (end.op) {
      case "jump":
        b = end.to;
        break;
      case "brif":
        b = vars[end.a] !== 0n ? end.yes : end.no;
        break;
      case "table":
        b = vars[end.a]! < BigInt(end.targets.length) ? end.targets[Number(vars[end.a])]! : end.otherwise;
        break;
      case "switch":
        b = end.cases.find(([index]) => index === vars[end.a])?.[1] ?? end.otherwise;
        break;
      case "try": {
        move();
        const thrown = (vars[end.a]! & 1n) === 1n;
        vars[0] = (vars[end.a]! + (thrown ? 5n : 3n)) & mask(types.I64);
        b = thrown ? end.handler : end.normal;
      }
    }
  }
  return vars;
}

/** The program as a function, built through `ctx`. */
export function build(program: Program, random: Random, ctx: FunctionBuilderContext): Function {
  const params = program.params.map((v) => program.types[v]!);
  const func = new Function(
    { kind: "testcase", name: "f" },
    signature([types.I32, ...params], program.types, "tail"),
  );
  const builder = new FunctionBuilder(func, ctx);
  const ins = builder.ins();
  const vars: Variable[] = program.types.map((t) => builder.declareVar(t));
  program.refs.forEach((ref, v) => {
    if (ref) builder.declareVarNeedsStackMap(vars[v]!);
  });
  const fuel = builder.declareVar(types.I32);
  let gc: FuncRef | undefined;
  let maybeThrow: FuncRef | undefined;
  let throwSig: SigRef | undefined;
  const entry = builder.createBlock();
  const heads = program.blocks.map(() => builder.createBlock());
  const out = builder.createBlock();
  if (random.chance(2)) builder.setColdBlock(out);
  /** Branches to each head that are still to be made. */
  const open = program.blocks.map(() => 0);
  open[0]!++;
  for (const { end } of program.blocks) for (const t of targetsOf(end)) open[t]!++;
  const eager = random.below(3);
  const made = (t: number): void => {
    if (--open[t]! === 0 && eager > 0 && (eager === 1 || random.chance(2))) builder.sealBlock(heads[t]!);
  };
  builder.switchToBlock(entry);
  const args = builder.appendBlockParamsForFunctionParams(entry);
  builder.defVar(fuel, args[0]!);
  program.params.forEach((v, i) => builder.defVar(vars[v]!, args[i + 1]!));
  if (eager > 0) builder.sealBlock(entry);
  ins.jump(heads[0]!);
  made(0);
  const order = program.blocks.map((_, i) => i);
  if (random.chance(2)) order.sort(() => random.below(3) - 1);
  for (const b of order) {
    const { steps, end } = program.blocks[b]!;
    builder.switchToBlock(heads[b]!);
    const body = builder.createBlock();
    const left = builder.useVar(fuel);
    ins.brif(left, body, [], out, []);
    builder.switchToBlock(body);
    if (eager > 0) builder.sealBlock(body);
    builder.defVar(fuel, ins.iadd_imm_s(builder.useVar(fuel), -1));
    for (const s of steps) {
      if (s.op === "call") {
        gc ??= builder.importFunction({
          name: { kind: "testcase", name: "gc" },
          signature: builder.importSignature(signature([], [], "tail")),
          colocated: false,
          patchable: false,
        });
        ins.call(gc, []);
        continue;
      }
      let value: Value;
      if (s.op === "const") {
        const type = program.types[s.to]!;
        if (types.isFloat(type)) value = type === types.F64 ? ins.f64const(s.bits) : ins.f32const(s.bits);
        else if (type === types.I128)
          value = ins.iconcat(ins.iconst(types.I64, s.bits), zeroOf(ins, types.I64));
        else value = ins.iconst(type, BigInt.asIntN(types.typeBits(type), s.bits));
      } else if (s.op === "copy") value = builder.useVar(vars[s.a]!);
      else if (s.op === "deref") value = ins.bor(builder.useVar(vars[s.a]!), ins.iconst(types.I64, 0));
      else if (s.op === "add") value = ins.iadd(builder.useVar(vars[s.a]!), builder.useVar(vars[s.b]!));
      else value = ins.bxor(builder.useVar(vars[s.a]!), builder.useVar(vars[s.b]!));
      builder.defVar(vars[s.to]!, value);
    }
    switch (end.op) {
      case "jump":
        ins.jump(heads[end.to]!);
        break;
      case "brif":
        ins.brif(builder.useVar(vars[end.a]!), heads[end.yes]!, [], heads[end.no]!, []);
        break;
      case "table":
        ins.br_table(
          builder.useVar(vars[end.a]!),
          builder.createJumpTable(
            heads[end.otherwise]!,
            end.targets.map((t) => heads[t]!),
          ),
        );
        break;
      case "switch": {
        const table = new Switch();
        for (const [index, t] of end.cases) table.setEntry(index, heads[t]!);
        table.emit(builder, builder.useVar(vars[end.a]!), heads[end.otherwise]!);
        break;
      }
      case "try": {
        throwSig ??= builder.importSignature(signature([types.I64], [types.I64], "tail"));
        maybeThrow ??= builder.importFunction({
          name: { kind: "testcase", name: "maybe_throw" },
          signature: throwSig,
          colocated: false,
          patchable: false,
        });
        // Each way out has a block that takes the result, and variable 0 becomes it.
        const normal = builder.createBlock();
        const handler = builder.createBlock();
        const results = [normal, handler].map((block) => builder.appendBlockParam(block, types.I64));
        const { dfg } = func;
        const items: ExceptionItem[] = [{ kind: "tag", tag: 1, target: dfg.makeBlockCall(handler, [-3]) }];
        const table = dfg.makeExceptionTable(throwSig, dfg.makeBlockCall(normal, [retArg(0)]), items);
        ins.try_call(maybeThrow, [builder.useVar(vars[end.a]!)], table);
        for (const [i, block] of [normal, handler].entries()) {
          builder.switchToBlock(block);
          if (random.chance(2)) builder.sealBlock(block);
          builder.defVar(vars[0]!, results[i]!);
          ins.jump(heads[i === 0 ? end.normal : end.handler]!);
        }
      }
    }
    for (const t of targetsOf(end)) made(t);
  }
  builder.switchToBlock(out);
  if (eager > 0) builder.sealBlock(out);
  ins.return_(vars.map((v) => builder.useVar(v)));
  builder.sealAllBlocks();
  builder.finalize();
  return func;
}

function targetsOf(end: End): number[] {
  switch (end.op) {
    case "jump":
      return [end.to];
    case "brif":
      return [end.yes, end.no];
    case "table":
      return [...end.targets, end.otherwise];
    case "switch":
      return [...end.cases.map(([, t]) => t), end.otherwise];
    case "try":
      return [end.normal, end.handler];
  }
}

/** Random arguments of the program's parameters. */
export function randomArgs(program: Program, random: Random): bigint[] {
  return program.params.map((v) => {
    const wide = BigInt(random.below(1 << 30)) * 0x100000400000801n;
    return random.chance(2) ? BigInt(random.below(4)) : wide & mask(program.types[v]!);
  });
}

/** Arguments as the function takes them. */
export function dataArgs(program: Program, args: readonly bigint[], fuel: number): DataValue[] {
  return [DataValue.i32(fuel), ...program.params.map((v, i) => DataValue.bits(program.types[v]!, args[i]!))];
}
