/**
 * The operators of WebAssembly that the fuzzer makes modules of: every numeric one, loads and stores, and the names of all
 * others, by opcode. An opcode behind the prefix 0xfc is `0xfc00 | code`.
 */

/** A value type as the binary format writes it. */
export type ValType = number;
export const I32: ValType = 0x7f;
export const I64: ValType = 0x7e;
export const F32: ValType = 0x7d;
export const F64: ValType = 0x7c;
export const FUNCREF: ValType = 0x70;
export const EXTERNREF: ValType = 0x6f;

/** An operator that only computes. */
export interface NumericOperator {
  readonly op: number;
  readonly params: readonly ValType[];
  readonly result: ValType;
}

/** A load or a store; `bytes` in memory of a value of type `type`. */
export interface AccessOperator {
  readonly op: number;
  readonly type: ValType;
  readonly bytes: number;
}

const LETTERS: Readonly<Record<string, ValType>> = { i: I32, l: I64, f: F32, d: F64 };

/** First opcode, signature (parameters, result), names of this and the following opcodes. */
const NUMERIC: readonly (readonly [first: number, signature: string, names: string])[] = [
  [0x45, "i:i", "i32.eqz"],
  [0x46, "ii:i", "i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u"],
  [0x50, "l:i", "i64.eqz"],
  [0x51, "ll:i", "i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u"],
  [0x5b, "ff:i", "f32.eq f32.ne f32.lt f32.gt f32.le f32.ge"],
  [0x61, "dd:i", "f64.eq f64.ne f64.lt f64.gt f64.le f64.ge"],
  [0x67, "i:i", "i32.clz i32.ctz i32.popcnt"],
  [0x6a, "ii:i", "i32.add i32.sub i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u i32.and i32.or i32.xor"],
  [0x74, "ii:i", "i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr"],
  [0x79, "l:l", "i64.clz i64.ctz i64.popcnt"],
  [0x7c, "ll:l", "i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s i64.rem_u i64.and i64.or i64.xor"],
  [0x86, "ll:l", "i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr"],
  [0x8b, "f:f", "f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt"],
  [0x92, "ff:f", "f32.add f32.sub f32.mul f32.div f32.min f32.max f32.copysign"],
  [0x99, "d:d", "f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt"],
  [0xa0, "dd:d", "f64.add f64.sub f64.mul f64.div f64.min f64.max f64.copysign"],
  [0xa7, "l:i", "i32.wrap_i64"],
  [0xa8, "f:i", "i32.trunc_f32_s i32.trunc_f32_u"],
  [0xaa, "d:i", "i32.trunc_f64_s i32.trunc_f64_u"],
  [0xac, "i:l", "i64.extend_i32_s i64.extend_i32_u"],
  [0xae, "f:l", "i64.trunc_f32_s i64.trunc_f32_u"],
  [0xb0, "d:l", "i64.trunc_f64_s i64.trunc_f64_u"],
  [0xb2, "i:f", "f32.convert_i32_s f32.convert_i32_u"],
  [0xb4, "l:f", "f32.convert_i64_s f32.convert_i64_u"],
  [0xb6, "d:f", "f32.demote_f64"],
  [0xb7, "i:d", "f64.convert_i32_s f64.convert_i32_u"],
  [0xb9, "l:d", "f64.convert_i64_s f64.convert_i64_u"],
  [0xbb, "f:d", "f64.promote_f32"],
  [0xbc, "f:i", "i32.reinterpret_f32"],
  [0xbd, "d:l", "i64.reinterpret_f64"],
  [0xbe, "i:f", "f32.reinterpret_i32"],
  [0xbf, "l:d", "f64.reinterpret_i64"],
  [0xc0, "i:i", "i32.extend8_s i32.extend16_s"],
  [0xc2, "l:l", "i64.extend8_s i64.extend16_s i64.extend32_s"],
  [0xfc00, "f:i", "i32.trunc_sat_f32_s i32.trunc_sat_f32_u"],
  [0xfc02, "d:i", "i32.trunc_sat_f64_s i32.trunc_sat_f64_u"],
  [0xfc04, "f:l", "i64.trunc_sat_f32_s i64.trunc_sat_f32_u"],
  [0xfc06, "d:l", "i64.trunc_sat_f64_s i64.trunc_sat_f64_u"],
];

/** Name and bytes in memory. */
const LOADS =
  "i32.load:4 i64.load:8 f32.load:4 f64.load:8 i32.load8_s:1 i32.load8_u:1 i32.load16_s:2 i32.load16_u:2 " +
  "i64.load8_s:1 i64.load8_u:1 i64.load16_s:2 i64.load16_u:2 i64.load32_s:4 i64.load32_u:4";
const STORES =
  "i32.store:4 i64.store:8 f32.store:4 f64.store:8 i32.store8:1 i32.store16:2 i64.store8:1 i64.store16:2 i64.store32:4";

const OTHERS: readonly (readonly [first: number, names: string])[] = [
  [0x00, "unreachable nop block loop if else"],
  [0x0c, "br br_if br_table return call call_indirect return_call return_call_indirect"],
  [0x1a, "drop select select_t"],
  [0x20, "local.get local.set local.tee global.get global.set table.get table.set"],
  [0x3f, "memory.size memory.grow i32.const i64.const f32.const f64.const"],
  [0xd0, "ref.null ref.is_null ref.func"],
  [0xfc08, "memory.init data.drop memory.copy memory.fill table.init elem.drop table.copy table.grow"],
  [0xfc10, "table.size table.fill"],
];

const NAMES: Map<number, string> = new Map();
const BY_NAME: Map<string, number> = new Map();

function name(op: number, text: string): void {
  NAMES.set(op, text);
  BY_NAME.set(text, op);
}

function numeric(): NumericOperator[] {
  const all: NumericOperator[] = [];
  for (const [first, signature, names] of NUMERIC) {
    const [params, result] = signature.split(":") as [string, string];
    names.split(" ").forEach((text, i) => {
      name(first + i, text);
      all.push({ op: first + i, params: [...params].map((c) => LETTERS[c]!), result: LETTERS[result]! });
    });
  }
  return all;
}

function accesses(first: number, text: string): AccessOperator[] {
  const types: Readonly<Record<string, ValType>> = { i32: I32, i64: I64, f32: F32, f64: F64 };
  return text.split(" ").map((item, i) => {
    const [full, bytes] = item.split(":") as [string, string];
    name(first + i, full);
    return { op: first + i, type: types[full.slice(0, 3)]!, bytes: Number(bytes) };
  });
}

export const NUMERIC_OPERATORS: readonly NumericOperator[] = numeric();
export const LOAD_OPERATORS: readonly AccessOperator[] = accesses(0x28, LOADS);
export const STORE_OPERATORS: readonly AccessOperator[] = accesses(0x36, STORES);
for (const [first, names] of OTHERS) names.split(" ").forEach((text, i) => name(first + i, text));

/** The opcode of an operator by its name in the text format; `select_t` is the one with a type. */
export function opcode(text: string): number {
  const found = BY_NAME.get(text);
  if (found === undefined) throw new Error(`no operator ${text}`);
  return found;
}

export function operatorName(op: number): string {
  return NAMES.get(op) ?? `0x${op.toString(16)}`;
}

/** All that can be executed; `else` only divides. */
export const ALL_OPERATORS: readonly number[] = [...NAMES.keys()].filter((op) => op !== 0x05);
