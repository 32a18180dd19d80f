/** Arithmetic, comparisons and conversions, by the table of `operators.ts`. */
import {
  floatCCComplement,
  intCCComplement,
  IntCCs,
  memflags,
  Opcode,
  type Type,
  types,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { divideByConstant } from "../divide.ts";
import {
  KIND_BINARY,
  KIND_BITCAST,
  KIND_CONVERT,
  KIND_EQZ,
  KIND_FCMP,
  KIND_ICMP,
  KIND_UNARY,
  NUM_CLIF,
  NUM_IN,
  NUM_KIND,
  NUM_OUT,
} from "../operators.ts";
import type { ValueType } from "../value-types.ts";
import { type BodyState, CLIF_TYPES } from "./state.ts";

const IS_DIVISION: Uint8Array = new Uint8Array(256);
for (const op of [Opcode.Sdiv, Opcode.Udiv, Opcode.Srem, Opcode.Urem]) IS_DIVISION[op] = 1;

/** What validation asks of an operator in one word: the type of its operands, whether it has two, its result. */
const SHAPES: Int32Array = new Int32Array(256);
const TWO_OPERANDS = 0x100;
for (let op = 0; op < 256; op++) {
  const kind = NUM_KIND[op]!;
  const two = kind === KIND_BINARY || kind === KIND_ICMP || kind === KIND_FCMP;
  SHAPES[op] = NUM_IN[op]! | (two ? TWO_OPERANDS : 0) | (NUM_OUT[op]! << 16);
}

/** Operator `op` of the table. */
export function numericOperator(b: BodyState, op: number): void {
  const shape = SHAPES[op]!;
  const input = shape & 0xff;
  const output = shape >> 16;
  b.pop(input);
  if ((shape & TWO_OPERANDS) !== 0) b.pop(input);
  const { sp } = b;
  if (!b.live) {
    b.push(output, -1);
    return;
  }
  const { e } = b;
  const type = CLIF_TYPES[output]!;
  let v: number;
  switch (NUM_KIND[op]) {
    case KIND_BINARY: {
      const clif = NUM_CLIF[op]!;
      const x = b.value(sp);
      const y = b.value(sp + 1);
      v = IS_DIVISION[clif] !== 0 ? divideByConstant(e, clif, type, x, y) : -1;
      if (v < 0) v = e.value(clif, 0, type, x, y, 0, 0, type);
      break;
    }
    case KIND_UNARY:
    case KIND_CONVERT:
      v = e.value(NUM_CLIF[op]!, 0, type, b.value(sp), 0, 0, 0, type);
      break;
    case KIND_ICMP:
      v =
        -2 -
        e.value(Opcode.Icmp, NUM_CLIF[op]!, CLIF_TYPES[input]!, b.value(sp), b.value(sp + 1), 0, 0, types.I8);
      break;
    case KIND_FCMP:
      v =
        -2 -
        e.value(Opcode.Fcmp, NUM_CLIF[op]!, CLIF_TYPES[input]!, b.value(sp), b.value(sp + 1), 0, 0, types.I8);
      break;
    case KIND_EQZ:
      v = eqz(b, input, sp);
      break;
    case KIND_BITCAST:
      v = e.value(Opcode.Bitcast, 0, type, b.value(sp), e.dfg.internMemFlags(memflags.NO_FLAGS), 0, 0, type);
      break;
    default: {
      const narrow = NUM_CLIF[op]! as Type;
      const part = e.value(Opcode.Ireduce, 0, narrow, b.value(sp), 0, 0, 0, narrow);
      v = e.value(Opcode.Sextend, 0, type, part, 0, 0, 0, type);
    }
  }
  b.push(output, v);
}

/** `eqz` of the value at stack index `i`. */
function eqz(b: BodyState, input: ValueType, i: number): number {
  const { e, r } = b;
  const raw = b.val[i]!;
  const next = r.pos < r.end ? r.bytes[r.pos]! : 0;
  if (next === 0x0d || next === 0x04) {
    // The branch that follows takes the condition the other way round.
    b.negated = true;
    return raw;
  }
  if (raw >= 0) {
    const type = CLIF_TYPES[input]!;
    return -2 - e.icmp(IntCCs.eq, type, raw as Value, e.iconst(type, 0, 0));
  }
  const { dfg } = e;
  const inst = dfg.definingInst((-2 - raw) as Value);
  const opcode = inst < 0 ? -1 : dfg.opcode(inst);
  if (opcode === Opcode.Icmp || opcode === Opcode.Fcmp) {
    const cc = dfg.imm8(inst);
    const other = opcode === Opcode.Icmp ? intCCComplement(cc) : floatCCComplement(cc);
    return (
      -2 - e.value(opcode, other, dfg.ctrlType(inst), dfg.arg(inst, 0), dfg.arg(inst, 1), 0, 0, types.I8)
    );
  }
  return -2 - e.icmp(IntCCs.eq, types.I8, (-2 - raw) as Value, e.iconst(types.I8, 0, 0));
}
