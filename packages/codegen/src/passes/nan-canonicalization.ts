/**
 * NaN canonicalisation: behind every operation that may make a NaN, the result is replaced by one fixed quiet NaN if it
 * is one: `select(fcmp uno x, x; canonical; x)`, lane-wise with `bitselect` for vectors. The NaN has a clear sign and
 * zero payload.
 */
import { FuncCursor, type Function, memflags, Opcode, types, type Type, type Value } from "@cranelift-ts/codegen-ir";

const MAKES_NAN: ReadonlySet<number> = new Set<number>([
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
]);

/** Rewrites `func`. */
export function canonicalizeNans(func: Function): void {
  const { dfg, layout } = func;
  for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
    for (let i = layout.blockFirst[b]!; i >= 0; ) {
      const next = layout.instNext[i]!;
      if (MAKES_NAN.has(dfg.opcode(i as never))) canonicalize(func, i);
      i = next;
    }
  }
}

function canonicalize(func: Function, inst: number): void {
  const { dfg } = func;
  const old = dfg.firstResult(inst as never);
  const ty = dfg.valueType(old);
  const raw = dfg.replaceResult(old, ty);
  const cursor = new FuncCursor(func).gotoAfterInst(inst as never);
  const nan = constantNan(cursor, types.laneOf(ty));
  const isNan = cursor.ins().fcmp("uno", raw, raw);
  if (types.isVector(ty)) {
    const nans = cursor.ins().splat(ty, nan);
    const mask = cursor.ins().bitcast(ty, memflags.withFlags(0 as memflags.MemFlags, memflags.LITTLE_ENDIAN), isNan);
    cursor.withResults([old]).bitselect(mask, nans, raw);
  } else cursor.withResults([old]).select(isNan, nan, raw);
}

/** One quiet NaN per lane type, by its bits. */
function constantNan(cursor: FuncCursor, ty: Type): Value {
  if (ty === types.F16) return cursor.ins().f16const(0x7e00n);
  if (ty === types.F32) return cursor.ins().f32const(0x7fc0_0000n);
  if (ty === types.F64) return cursor.ins().f64const(0x7ff8_0000_0000_0000n);
  const bytes = new Uint8Array(16);
  bytes[13] = 0x80;
  bytes[14] = 0xff;
  bytes[15] = 0x7f;
  return cursor.ins().f128const(bytes);
}
