/**
 * Operators as data: types and CLIF opcode of every numeric operator, and of every load and store. Columns are
 * indexed by the wasm opcode.
 */
import { IntCCs, FloatCCs, Opcode } from "@cranelift-ts/codegen-ir";
import { F32, F64, I32, I64, type ValueType } from "./value-types.ts";

// Kinds of numeric operators: how CLIF is made of them. 0: no operator.
/** Two operands of the type of the result. */
export const KIND_BINARY = 1;
/** One operand of the type of the result. */
export const KIND_UNARY = 2;
export const KIND_ICMP = 3;
export const KIND_FCMP = 4;
export const KIND_EQZ = 5;
/** One operand of another type. */
export const KIND_CONVERT = 6;
export const KIND_BITCAST = 7;
/** Sign extension within the type: reduce and extend again; the third column is the narrow CLIF type. */
export const KIND_EXTEND = 8;

export const NUM_KIND: Uint8Array = new Uint8Array(256);
export const NUM_IN: Uint8Array = new Uint8Array(256);
export const NUM_OUT: Uint8Array = new Uint8Array(256);
/** CLIF opcode, condition code or narrow type, by kind. */
export const NUM_CLIF: Uint8Array = new Uint8Array(256);

function row(op: number, kind: number, input: ValueType, output: ValueType, clif: number): void {
  NUM_KIND[op] = kind;
  NUM_IN[op] = input;
  NUM_OUT[op] = output;
  NUM_CLIF[op] = clif;
}

const I8_CLIF = 0x74;
const I16_CLIF = 0x75;
const I32_CLIF = 0x76;

const INT_CC = [
  IntCCs.eq,
  IntCCs.ne,
  IntCCs.slt,
  IntCCs.ult,
  IntCCs.sgt,
  IntCCs.ugt,
  IntCCs.sle,
  IntCCs.ule,
  IntCCs.sge,
  IntCCs.uge,
];
const FLOAT_CC = [FloatCCs.eq, FloatCCs.ne, FloatCCs.lt, FloatCCs.gt, FloatCCs.le, FloatCCs.ge];
const INT_OPS = [
  Opcode.Clz,
  Opcode.Ctz,
  Opcode.Popcnt,
  Opcode.Iadd,
  Opcode.Isub,
  Opcode.Imul,
  Opcode.Sdiv,
  Opcode.Udiv,
  Opcode.Srem,
  Opcode.Urem,
  Opcode.Band,
  Opcode.Bor,
  Opcode.Bxor,
  Opcode.Ishl,
  Opcode.Sshr,
  Opcode.Ushr,
  Opcode.Rotl,
  Opcode.Rotr,
];
const FLOAT_OPS = [
  Opcode.Fabs,
  Opcode.Fneg,
  Opcode.Ceil,
  Opcode.Floor,
  Opcode.Trunc,
  Opcode.Nearest,
  Opcode.Sqrt,
  Opcode.Fadd,
  Opcode.Fsub,
  Opcode.Fmul,
  Opcode.Fdiv,
  Opcode.Fmin,
  Opcode.Fmax,
  Opcode.Fcopysign,
];

function fillTables(): void {
  row(0x45, KIND_EQZ, I32, I32, 0);
  row(0x50, KIND_EQZ, I64, I32, 0);
  INT_CC.forEach((cc, i) => {
    row(0x46 + i, KIND_ICMP, I32, I32, cc);
    row(0x51 + i, KIND_ICMP, I64, I32, cc);
  });
  FLOAT_CC.forEach((cc, i) => {
    row(0x5b + i, KIND_FCMP, F32, I32, cc);
    row(0x61 + i, KIND_FCMP, F64, I32, cc);
  });
  INT_OPS.forEach((op, i) => {
    const kind = i < 3 ? KIND_UNARY : KIND_BINARY;
    row(0x67 + i, kind, I32, I32, op);
    row(0x79 + i, kind, I64, I64, op);
  });
  FLOAT_OPS.forEach((op, i) => {
    const kind = i < 7 ? KIND_UNARY : KIND_BINARY;
    row(0x8b + i, kind, F32, F32, op);
    row(0x99 + i, kind, F64, F64, op);
  });
  row(0xa7, KIND_CONVERT, I64, I32, Opcode.Ireduce);
  row(0xa8, KIND_CONVERT, F32, I32, Opcode.FcvtToSint);
  row(0xa9, KIND_CONVERT, F32, I32, Opcode.FcvtToUint);
  row(0xaa, KIND_CONVERT, F64, I32, Opcode.FcvtToSint);
  row(0xab, KIND_CONVERT, F64, I32, Opcode.FcvtToUint);
  row(0xac, KIND_CONVERT, I32, I64, Opcode.Sextend);
  row(0xad, KIND_CONVERT, I32, I64, Opcode.Uextend);
  row(0xae, KIND_CONVERT, F32, I64, Opcode.FcvtToSint);
  row(0xaf, KIND_CONVERT, F32, I64, Opcode.FcvtToUint);
  row(0xb0, KIND_CONVERT, F64, I64, Opcode.FcvtToSint);
  row(0xb1, KIND_CONVERT, F64, I64, Opcode.FcvtToUint);
  row(0xb2, KIND_CONVERT, I32, F32, Opcode.FcvtFromSint);
  row(0xb3, KIND_CONVERT, I32, F32, Opcode.FcvtFromUint);
  row(0xb4, KIND_CONVERT, I64, F32, Opcode.FcvtFromSint);
  row(0xb5, KIND_CONVERT, I64, F32, Opcode.FcvtFromUint);
  row(0xb6, KIND_CONVERT, F64, F32, Opcode.Fdemote);
  row(0xb7, KIND_CONVERT, I32, F64, Opcode.FcvtFromSint);
  row(0xb8, KIND_CONVERT, I32, F64, Opcode.FcvtFromUint);
  row(0xb9, KIND_CONVERT, I64, F64, Opcode.FcvtFromSint);
  row(0xba, KIND_CONVERT, I64, F64, Opcode.FcvtFromUint);
  row(0xbb, KIND_CONVERT, F32, F64, Opcode.Fpromote);
  row(0xbc, KIND_BITCAST, F32, I32, 0);
  row(0xbd, KIND_BITCAST, F64, I64, 0);
  row(0xbe, KIND_BITCAST, I32, F32, 0);
  row(0xbf, KIND_BITCAST, I64, F64, 0);
  row(0xc0, KIND_EXTEND, I32, I32, I8_CLIF);
  row(0xc1, KIND_EXTEND, I32, I32, I16_CLIF);
  row(0xc2, KIND_EXTEND, I64, I64, I8_CLIF);
  row(0xc3, KIND_EXTEND, I64, I64, I16_CLIF);
  row(0xc4, KIND_EXTEND, I64, I64, I32_CLIF);
  // The saturating conversions, 0xfc 0 to 7, at the free opcodes 0xe0 to 0xe7.
  for (let i = 0; i < 8; i++) {
    const clif = (i & 1) === 0 ? Opcode.FcvtToSintSat : Opcode.FcvtToUintSat;
    row(0xe0 + i, KIND_CONVERT, (i & 2) === 0 ? F32 : F64, i < 4 ? I32 : I64, clif);
  }
}
fillTables();

/** Loads (0x28 to 0x35) and stores (0x36 to 0x3e): wasm type, CLIF opcode, bytes as a shift. */
export const MEM_TYPE: Uint8Array = new Uint8Array(64);
export const MEM_CLIF: Uint8Array = new Uint8Array(64);
export const MEM_SHIFT: Uint8Array = new Uint8Array(64);

const ACCESSES: readonly (readonly [ValueType, number, number])[] = [
  [I32, Opcode.Load, 2],
  [I64, Opcode.Load, 3],
  [F32, Opcode.Load, 2],
  [F64, Opcode.Load, 3],
  [I32, Opcode.Sload8, 0],
  [I32, Opcode.Uload8, 0],
  [I32, Opcode.Sload16, 1],
  [I32, Opcode.Uload16, 1],
  [I64, Opcode.Sload8, 0],
  [I64, Opcode.Uload8, 0],
  [I64, Opcode.Sload16, 1],
  [I64, Opcode.Uload16, 1],
  [I64, Opcode.Sload32, 2],
  [I64, Opcode.Uload32, 2],
  [I32, Opcode.Store, 2],
  [I64, Opcode.Store, 3],
  [F32, Opcode.Store, 2],
  [F64, Opcode.Store, 3],
  [I32, Opcode.Istore8, 0],
  [I32, Opcode.Istore16, 1],
  [I64, Opcode.Istore8, 0],
  [I64, Opcode.Istore16, 1],
  [I64, Opcode.Istore32, 2],
];
ACCESSES.forEach(([type, clif, shift], i) => {
  MEM_TYPE[0x28 + i] = type;
  MEM_CLIF[0x28 + i] = clif;
  MEM_SHIFT[0x28 + i] = shift;
});
