/** Evaluation of validated constant expressions. */
import { InternalError } from "@cranelift-ts/entity";
import type { ConstExpr, ModuleInfo } from "./module-info.ts";
import { F32, F64, I32, I64, type ValueType } from "./value-types.ts";

/** A number as its bit pattern, unsigned, or a reference as the host represents it. */
export type ConstValue<R> =
  | { readonly type: ValueType; readonly bits: bigint }
  | { readonly type: ValueType; readonly ref: R };

/** What evaluation asks of the instance. */
export interface ConstHost<R> {
  globalGet(index: number): ConstValue<R>;
  refFunc(index: number): R;
  refNull(type: ValueType): R;
}

/** The value of a constant expression of a validated module. */
export function evaluateConstExpr<R>(module: ModuleInfo, expr: ConstExpr, host: ConstHost<R>): ConstValue<R> {
  const { bytes } = module;
  const stack: ConstValue<R>[] = [];
  let at = expr.start;
  const leb = (): bigint => {
    let value = 0n;
    let shift = 0n;
    for (;;) {
      const b = bytes[at++]!;
      value |= BigInt(b & 0x7f) << shift;
      shift += 7n;
      if ((b & 0x80) === 0) return (b & 0x40) !== 0 ? value - (1n << shift) : value;
    }
  };
  const unsigned = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const b = bytes[at++]!;
      value += (b & 0x7f) * scale;
      if (b < 0x80) return value;
    }
  };
  const raw = (n: number): bigint => {
    let value = 0n;
    for (let i = 0; i < n; i++) value |= BigInt(bytes[at++]!) << BigInt(8 * i);
    return value;
  };
  const binary = (type: ValueType, compute: (a: bigint, b: bigint) => bigint): void => {
    const b = stack.pop();
    const a = stack.pop();
    if (a === undefined || b === undefined || !("bits" in a) || !("bits" in b)) throw broken(expr);
    stack.push({ type, bits: BigInt.asUintN(type === I32 ? 32 : 64, compute(a.bits, b.bits)) });
  };
  for (;;) {
    const op = bytes[at++]!;
    // case-labels: cold
    switch (op) {
      case 0x0b: {
        const value = stack.pop();
        if (value === undefined) throw broken(expr);
        return value;
      }
      case 0x23:
        stack.push(host.globalGet(unsigned()));
        break;
      case 0x41:
        stack.push({ type: I32, bits: BigInt.asUintN(32, leb()) });
        break;
      case 0x42:
        stack.push({ type: I64, bits: BigInt.asUintN(64, leb()) });
        break;
      case 0x43:
        stack.push({ type: F32, bits: raw(4) });
        break;
      case 0x44:
        stack.push({ type: F64, bits: raw(8) });
        break;
      case 0x6a:
        binary(I32, (a, b) => a + b);
        break;
      case 0x6b:
        binary(I32, (a, b) => a - b);
        break;
      case 0x6c:
        binary(I32, (a, b) => a * b);
        break;
      case 0x7c:
        binary(I64, (a, b) => a + b);
        break;
      case 0x7d:
        binary(I64, (a, b) => a - b);
        break;
      case 0x7e:
        binary(I64, (a, b) => a * b);
        break;
      case 0xd0:
        leb();
        stack.push({ type: expr.type, ref: host.refNull(expr.type) });
        break;
      case 0xd2:
        stack.push({ type: expr.type, ref: host.refFunc(unsigned()) });
        break;
      default:
        throw broken(expr);
    }
  }
}

function broken(expr: ConstExpr): InternalError {
  return new InternalError(`the constant expression at offset ${expr.start} was not validated`);
}
