// Every opcode on every type its table allows runs without a broken invariant, and twice with the same result.
// Vectors of more than 256 bits only when CRANELIFT_PROPERTY_RUNS asks for a long run.
import {
  DataValue,
  Function,
  Opcode,
  opcodeTables,
  signature,
  types,
  typeSets,
  instructions,
  type Type,
} from "@cranelift-ts/codegen-ir";
import { expect, test } from "vitest";
import { Interpreter } from "./interpreter.ts";

const {
  OPCODE_COUNT,
  OPCODE_CTRL_SET,
  OPCODE_FORMAT,
  OPCODE_NAMES,
  OPCODE_RESULTS,
  OPCODE_RULES,
  OPCODE_VALUE_ARGS,
  RULE_STRIDE,
} = opcodeTables;
const FORMATS = new Set(
  [
    "Unary",
    "Binary",
    "BinaryImm8",
    "Ternary",
    "TernaryImm8",
    "IntCompare",
    "FloatCompare",
    "IntAddTrap",
    "LoadNoOffset",
  ].map((name) => opcodeTables.FORMAT_NAMES.indexOf(name)),
);
const WIDEST = process.env["CRANELIFT_PROPERTY_RUNS"] === undefined ? 256 : 256 * 128;
const ALL: Type[] = [types.INVALID];
for (let code = 0x74; code < 0x180; code++) {
  if (types.isValidType(code) && types.typeBits(code as Type) <= WIDEST) ALL.push(code as Type);
}

/** Types to try for an operand that the controlling type doesn't determine. */
function candidates(rule: number, ctrl: Type): Type[] {
  const kind = rule & 0xff;
  const determined = instructions.ruleType(rule, ctrl);
  if (determined !== types.INVALID) return [determined];
  const narrower = (t: Type): boolean => types.laneBits(t) < types.laneBits(ctrl);
  const wider = (t: Type): boolean => types.laneBits(t) > types.laneBits(ctrl);
  return ALL.filter(
    (t) =>
      t !== types.INVALID &&
      (kind === opcodeTables.RULE_FREE
        ? typeSets.typeSetHas(rule >> 8, t)
        : types.hasIntLanes(t) === types.hasIntLanes(ctrl) &&
          types.laneCount(t) === types.laneCount(ctrl) &&
          types.isVector(t) === types.isVector(ctrl) &&
          (kind === opcodeTables.RULE_NARROWER ? narrower(t) : wider(t))),
  );
}

function bytesFor(type: Type, seed: number): DataValue {
  const concrete = types.isDynamicVector(type)
    ? types.vectorOf(types.laneOf(type), 128 / types.laneBits(type))
    : type;
  const bytes = new Uint8Array(types.typeBytes(concrete));
  let x = seed * 2654435761;
  for (let i = 0; i < bytes.length; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) | 0;
    bytes[i] = x >>> 24;
  }
  return new DataValue(concrete, bytes);
}

/** Whether the combination is one of the corners that types allow and the language doesn't mean. */
function meaningless(opcode: number, type: Type, arg: Type): boolean {
  if (opcode === Opcode.StackSwitch) return true;
  if (opcode === Opcode.Bitcast)
    return (
      types.typeBits(type) !== types.typeBits(arg) ||
      types.isDynamicVector(type) !== types.isDynamicVector(arg)
    );
  // Lanes of one conversion correspond.
  if (opcode >= Opcode.FcvtFromSint && opcode <= Opcode.FcvtToUintSat)
    return (
      types.laneCount(type) !== types.laneCount(arg) ||
      types.isDynamicVector(type) !== types.isDynamicVector(arg)
    );
  if (opcode === Opcode.X86Cvtt2dq)
    return (
      types.laneCount(type) !== types.laneCount(arg) ||
      types.isDynamicVector(type) !== types.isDynamicVector(arg)
    );
  return false;
}

test("opcodes and types", { timeout: 30_000 }, () => {
  const done = new Set<number>();
  let combinations = 0;
  const problems: string[] = [];
  for (let opcode = 1; opcode < OPCODE_COUNT; opcode++) {
    if (!FORMATS.has(OPCODE_FORMAT[opcode]!) || OPCODE_RESULTS[opcode]! < 1) continue;
    const set = OPCODE_CTRL_SET[opcode]!;
    const interpreter = new Interpreter({ stackBytes: 4096 });
    for (const ctrl of set === 0
      ? [types.INVALID]
      : ALL.filter((t) => t !== types.INVALID && typeSets.typeSetHas(set, t))) {
      const n = OPCODE_VALUE_ARGS[opcode]!;
      let choices: Type[][] = [[]];
      for (let i = 0; i < n; i++) {
        const options = candidates(
          OPCODE_RULES[opcode * RULE_STRIDE + opcodeTables.RULE_FIRST_ARG + i]!,
          ctrl,
        );
        choices = choices.flatMap((c) => options.map((t) => [...c, t]));
      }
      for (const args of choices) {
        if (
          args.some((t) => types.isDynamicVector(t)) !== types.isDynamicVector(ctrl) &&
          types.isDynamicVector(ctrl)
        ) {
          if (opcode !== Opcode.Splat) continue;
        }
        if (args.length > 0 && meaningless(opcode, ctrl, args[0]!)) continue;
        // Arguments arrive as fixed vectors: a dynamic one is of the interpreter's own size.
        const func = new Function({ kind: "testcase", name: "f" });
        const block = func.dfg.makeBlock();
        func.layout.appendBlock(block);
        const values = args.map((t) => func.dfg.appendBlockParam(block, t));
        const imm8 = OPCODE_NAMES[opcode] === "uadd_overflow_trap" ? 7 : 0;
        const flags = OPCODE_FORMAT[opcode] === opcodeTables.FORMAT_NAMES.indexOf("LoadNoOffset");
        if (flags) values.push(func.dfg.internMemFlags(0 as never) as never);
        const inst = func.dfg.makeInst(opcode, imm8, ctrl, values[0] ?? 0, values[1] ?? 0, values[2] ?? 0, 0);
        func.dfg.makeResults(inst, ctrl);
        func.layout.appendInst(inst, block);
        const results = func.dfg.results(inst);
        if (results.some((v) => func.dfg.valueType(v) === types.INVALID)) continue;
        func.layout.appendInst(
          func.dfg.makeInst(Opcode.Return, 0, types.INVALID, func.dfg.makeList(results), 0, 0, 0),
          block,
        );
        const fixed = (t: Type): Type => bytesFor(t, 0).type;
        func.signature = signature(
          args.map(fixed),
          results.map((v) => fixed(func.dfg.valueType(v))),
        );
        interpreter.define(func);
        const operands = args.map((t, i) => bytesFor(t, i + opcode));
        const label = `${OPCODE_NAMES[opcode]}.${types.typeName(ctrl)} ${args.map(types.typeName).join()}`;
        try {
          const first = interpreter.call(func, operands);
          const second = interpreter.call(func, operands);
          if (JSON.stringify(first, text) !== JSON.stringify(second, text))
            problems.push(`${label}: differs`);
        } catch (error) {
          problems.push(`${label}: ${String(error)}`);
        }
        done.add(opcode);
        combinations++;
      }
    }
  }
  expect(problems.slice(0, 20)).toEqual([]);
  expect(done.size).toBeGreaterThan(100);
  expect(combinations).toBeGreaterThan(2000);
});

function text(_key: string, value: unknown): unknown {
  return value instanceof DataValue ? value.toBits().toString(16) : value;
}
