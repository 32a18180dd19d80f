/**
 * NaN canonicalisation: after every operation whose NaN result is not determined, replace a NaN by the canonical one
 * (positive, quiet, zero payload), so that results are the same on every machine.
 *
 * Scalars: `select (fcmp uno x, x), canonical, x`. Vectors: the same with a lane mask and `bitselect`.
 */
import {
  FuncCursor,
  type Function,
  type Inst,
  memflags,
  Opcode,
  opcodeTables,
  type InstBuilder,
  type Type,
  types,
  type Value,
} from "@cranelift-ts/codegen-ir";

/** Operations that round, and conversions between formats: what may make a NaN or change its payload. */
const MAY_MAKE_NAN: Uint8Array = /* @__PURE__ */ (() => {
  const set = new Uint8Array(opcodeTables.OPCODE_COUNT);
  for (const op of [
    Opcode.Ceil,
    Opcode.Floor,
    Opcode.Nearest,
    Opcode.Trunc,
    Opcode.Sqrt,
    Opcode.Fadd,
    Opcode.Fsub,
    Opcode.Fmul,
    Opcode.Fdiv,
    Opcode.Fma,
    Opcode.Fmin,
    Opcode.Fmax,
    Opcode.Fdemote,
    Opcode.Fpromote,
    Opcode.Fvdemote,
    Opcode.FvpromoteLow,
  ]) {
    set[op] = 1;
  }
  return set;
})();

/** Inserts the canonicalisation behind every such operation and returns how many there were. */
export function canonicalizeNans(func: Function): number {
  const { dfg, layout } = func;
  const cur = new FuncCursor(func);
  let count = 0;
  for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
    for (let i = layout.blockFirst[b]!; i >= 0;) {
      const next = layout.instNext[i]!;
      const inst = i as Inst;
      if (MAY_MAKE_NAN[dfg.opcode(inst)] === 1) {
        canonicalize(func, cur, inst);
        count++;
      }
      i = next;
    }
  }
  return count;
}

function canonicalize(func: Function, cur: FuncCursor, inst: Inst): void {
  const { dfg } = func;
  const old = dfg.firstResult(inst);
  const type = dfg.valueType(old);
  const fresh = dfg.replaceResult(old, type);
  cur.gotoAfterInst(inst);
  cur.sourceLoc = func.sourceLoc(inst);
  const ins = cur.ins();
  const isNan = ins.fcmp("uno", fresh, fresh);
  if (types.isVector(type)) {
    const flags = memflags.withFlags(memflags.NO_FLAGS, memflags.LITTLE_ENDIAN);
    const mask = ins.bitcast(type, flags, isNan);
    const canonical = ins.splat(type, canonicalNan(ins, types.laneOf(type)));
    cur.withResults([old]).bitselect(mask, canonical, fresh);
  } else {
    const canonical = canonicalNan(ins, type);
    cur.withResults([old]).select(isNan, canonical, fresh);
  }
}

/** The canonical NaN of a scalar type: exponent all ones, top significand bit set. */
function canonicalNan(ins: InstBuilder, type: Type): Value {
  switch (type) {
    case types.F16:
      return ins.f16const(0x7e00n);
    case types.F32:
      return ins.f32const(0x7fc00000n);
    case types.F64:
      return ins.f64const(0x7ff8000000000000n);
    default: {
      const bytes = new Uint8Array(16);
      bytes[13] = 0x80;
      bytes[14] = 0xff;
      bytes[15] = 0x7f;
      return ins.f128const(bytes);
    }
  }
}
