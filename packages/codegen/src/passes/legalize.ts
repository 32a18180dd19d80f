/**
 * Legalisation: expands what a target's rules do not lower into what they do, or into a call of a routine of the runtime
 * library. It knows no target; `SupportMatrix` says what needs it.
 *
 * A routine takes 128-bit integers as halves, low half first, and follows the System V convention whatever the
 * function's own is: it is compiled by us. Routines of the C library (rounding, fma) follow `libcall_call_conv`.
 *
 * What no expansion covers stays as it is and is reported by name afterwards.
 */
import {
  type Flags,
  FuncCursor,
  type Function,
  type FuncRef,
  type Inst,
  type InstBuilder,
  type LibCall,
  memflags,
  Opcode,
  opcodeTables,
  signature,
  type Type,
  types,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { freeOperand, type SupportMatrix } from "../machinst/support.ts";

const { I64, I128, F16, F32, F64, F128, I16 } = types;

/** What an expansion works with: the instruction, whose results are detached already, is gone from the layout. */
interface Site {
  readonly func: Function;
  readonly cursor: FuncCursor;
  readonly ins: InstBuilder;
  readonly flags: Flags;
  /** References to routines, by name. */
  readonly routines: Map<LibCall, FuncRef>;
}

/** Inserts code that computes the results from the arguments; the last instructions take over the result values. */
type Expansion = (site: Site, args: readonly Value[], results: readonly Value[]) => void;

/** Expansions by opcode, controlling type and type of the free operand. */
const EXPANSIONS: ReadonlyMap<number, Expansion> = /* @__PURE__ */ expansions();

function key(op: number, ctrl: number, free: number): number {
  return op + 256 * (ctrl + 512 * free);
}

function expansions(): Map<number, Expansion> {
  const out = new Map<number, Expansion>();
  const add = (op: number, ctrl: number, free: number, expand: Expansion): void =>
    void out.set(key(op, ctrl, free), expand);
  add(Opcode.Udiv, I128, 0, (s, a, r) => wideCall(s, "UdivI128", a, r[0]!));
  add(Opcode.Sdiv, I128, 0, (s, a, r) => wideCall(s, "SdivI128", a, r[0]!));
  add(Opcode.Urem, I128, 0, (s, a, r) => wideCall(s, "UremI128", a, r[0]!));
  add(Opcode.Srem, I128, 0, (s, a, r) => wideCall(s, "SremI128", a, r[0]!));
  add(Opcode.Umulhi, I128, 0, (s, a, r) => aliasOf(s, r[0]!, unsignedHigh(s, a[0]!, a[1]!)));
  add(Opcode.Smulhi, I128, 0, (s, a, r) => aliasOf(s, r[0]!, signedHigh(s, a[0]!, a[1]!)));
  for (const [type, name] of [
    [F32, "F32"],
    [F64, "F64"],
  ] as const) {
    add(Opcode.FcvtFromUint, type, I128, (s, a, r) => wideCall(s, `FcvtFromUintI128${name}`, a, r[0]!));
    add(Opcode.FcvtFromSint, type, I128, (s, a, r) => wideCall(s, `FcvtFromSintI128${name}`, a, r[0]!));
    add(Opcode.FcvtToUint, I128, type, (s, a, r) => wideCall(s, `FcvtToUint${name}I128`, a, r[0]!));
    add(Opcode.FcvtToSint, I128, type, (s, a, r) => wideCall(s, `FcvtToSint${name}I128`, a, r[0]!));
    add(Opcode.FcvtToUintSat, I128, type, (s, a, r) => wideCall(s, `FcvtToUintSat${name}I128`, a, r[0]!));
    add(Opcode.FcvtToSintSat, I128, type, (s, a, r) => wideCall(s, `FcvtToSintSat${name}I128`, a, r[0]!));
    add(Opcode.Ceil, type, 0, (s, a, r) => plainCall(s, `Ceil${name}`, a, r[0]!));
    add(Opcode.Floor, type, 0, (s, a, r) => plainCall(s, `Floor${name}`, a, r[0]!));
    add(Opcode.Trunc, type, 0, (s, a, r) => plainCall(s, `Trunc${name}`, a, r[0]!));
    add(Opcode.Nearest, type, 0, (s, a, r) => plainCall(s, `Nearest${name}`, a, r[0]!));
    add(Opcode.Fma, type, 0, (s, a, r) => plainCall(s, `Fma${name}`, a, r[0]!));
  }
  // Sign bits of formats without arithmetic, and logic on them: as integers of their width.
  for (const [type, int] of [
    [F16, I16],
    [F128, I128],
  ] as const) {
    add(Opcode.Fneg, type, 0, (s, a, r) =>
      backTo(s, type, r[0]!, s.ins.bxor(bitsOf(s, int, a[0]!), signBit(s, int))),
    );
    add(Opcode.Fabs, type, 0, (s, a, r) =>
      backTo(s, type, r[0]!, s.ins.band(bitsOf(s, int, a[0]!), s.ins.bnot(signBit(s, int)))),
    );
    add(Opcode.Fcopysign, type, 0, (s, a, r) => {
      const bit = signBit(s, int);
      const magnitude = s.ins.band(bitsOf(s, int, a[0]!), s.ins.bnot(bit));
      backTo(s, type, r[0]!, s.ins.bor(magnitude, s.ins.band(bitsOf(s, int, a[1]!), bit)));
    });
  }
  return out;
}

/** What {@link legalize} can expand: opcode, controlling type, and type of the free operand or INVALID. */
export const LEGALIZED: readonly (readonly [op: number, ctrl: Type, free: Type])[] = /* @__PURE__ */ [
  ...EXPANSIONS.keys(),
].map((k) => [k & 0xff, ((k >> 8) & 0x1ff) as Type, (k >> 17) as Type] as const);

/** Expands what `support` has not and an expansion is known for; how many instructions that were. */
export function legalize(func: Function, support: SupportMatrix, flags: Flags): number {
  const { layout } = func;
  const cursor = new FuncCursor(func);
  const site: Site = { func, cursor, ins: cursor.ins(), flags, routines: new Map<LibCall, FuncRef>() };
  let count = 0;
  for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
    for (let i = layout.blockFirst[b]!; i >= 0;) {
      const next = layout.instNext[i]!;
      if (expandOne(site, support, i as Inst)) count++;
      i = next;
    }
  }
  return count;
}

function expandOne(site: Site, support: SupportMatrix, inst: Inst): boolean {
  const { func, cursor } = site;
  const { dfg } = func;
  const op = dfg.opcode(inst);
  const ctrl = dfg.ctrlType(inst);
  if (opcodeTables.OPCODE_VALUE_ARGS[op] === 0 || ctrl === types.INVALID) return false;
  const freeArg = freeOperand(op);
  const free = freeArg < 0 ? types.INVALID : dfg.valueType(dfg.arg(inst, freeArg));
  const expand = EXPANSIONS.get(key(op, ctrl, free));
  if (expand === undefined || support.allows(op, ctrl, free)) return false;
  // Without halves nothing is won: the instruction is to be reported by its own name.
  if ((ctrl === I128 || free === I128) && !support.allows(Opcode.Isplit, I128)) return false;
  const args: Value[] = [];
  for (let k = 0, n = opcodeTables.OPCODE_VALUE_ARGS[op]!; k < n; k++) args.push(dfg.arg(inst, k));
  cursor.gotoInst(inst);
  cursor.sourceLoc = func.sourceLoc(inst);
  const results = dfg.detachResults(inst);
  cursor.removeInst();
  expand(site, args, results);
  return true;
}

/** References to a routine, made once a function. */
function routine(
  site: Site,
  name: LibCall,
  params: readonly Type[],
  returns: readonly Type[],
  isOurs: boolean,
): FuncRef {
  let ref = site.routines.get(name);
  if (ref === undefined) {
    const { dfg } = site.func;
    const asked = site.flags.libcall_call_conv;
    const conv = isOurs || asked === "isa_default" ? "system_v" : asked;
    const sig = dfg.importSignature(signature([...params], [...returns], conv));
    const colocated = site.flags.use_colocated_libcalls;
    ref = dfg.importFunction({
      name: { kind: "libcall", libcall: name },
      signature: sig,
      colocated,
      patchable: false,
    });
    site.routines.set(name, ref);
  }
  return ref;
}

/** A call of one of our routines, with 128-bit integers as halves. */
function wideCall(site: Site, name: LibCall, args: readonly Value[], result: Value): void {
  const { ins, func } = site;
  const { dfg } = func;
  const passed: Value[] = [];
  for (const arg of args) {
    if (dfg.valueType(arg) !== I128) passed.push(arg);
    else passed.push(...ins.isplit(arg));
  }
  const type = dfg.valueType(result);
  const returns = type === I128 ? [I64, I64] : [type];
  const ref = routine(
    site,
    name,
    passed.map((v) => dfg.valueType(v)),
    returns,
    true,
  );
  if (type === I128) {
    const call = ins.call(ref, passed);
    site.cursor.withResults([result]).iconcat(dfg.result(call, 0), dfg.result(call, 1));
  } else site.cursor.withResults([result]).call(ref, passed);
}

/** A call of a routine of the C library. */
function plainCall(site: Site, name: LibCall, args: readonly Value[], result: Value): void {
  const type = site.func.dfg.valueType(result);
  const ref = routine(
    site,
    name,
    args.map(() => type),
    [type],
    false,
  );
  site.cursor.withResults([result]).call(ref, [...args]);
}

/** Upper half of the 256-bit product: four products of 64-bit halves, whose sums do not overflow 128 bits. */
function unsignedHigh(site: Site, x: Value, y: Value): Value {
  const { ins } = site;
  const [x0, x1] = ins.isplit(x);
  const [y0, y1] = ins.isplit(y);
  const product = (a: Value, b: Value): Value => ins.iconcat(ins.imul(a, b), ins.umulhi(a, b));
  const wide = (a: Value): Value => ins.uextend(I128, a);
  const middle = ins.iadd(product(x1, y0), wide(ins.umulhi(x0, y0)));
  const [middleLow, middleHigh] = ins.isplit(middle);
  const other = ins.iadd(product(x0, y1), wide(middleLow));
  const [, otherHigh] = ins.isplit(other);
  return ins.iadd(ins.iadd(product(x1, y1), wide(middleHigh)), wide(otherHigh));
}

/** As {@link unsignedHigh} of signed operands: less the other operand for each one that is negative. */
function signedHigh(site: Site, x: Value, y: Value): Value {
  const { ins } = site;
  const high = unsignedHigh(site, x, y);
  return ins.isub(ins.isub(high, ins.band(signMask(site, x), y)), ins.band(signMask(site, y), x));
}

/** All ones if a 128-bit integer is negative, else zero. */
function signMask(site: Site, x: Value): Value {
  const { ins } = site;
  const [, high] = ins.isplit(x);
  const sign = ins.sshr(high, ins.iconst(I64, 63n));
  return ins.iconcat(sign, sign);
}

function signBit(site: Site, int: Type): Value {
  const { ins } = site;
  if (int !== I128) return ins.iconst(int, 1n << BigInt(types.typeBits(int) - 1));
  return ins.iconcat(ins.iconst(I64, 0n), ins.iconst(I64, -(1n << 63n)));
}

function bitsOf(site: Site, int: Type, x: Value): Value {
  return site.ins.bitcast(int, memflags.NO_FLAGS, x);
}

function backTo(site: Site, type: Type, result: Value, bits: Value): void {
  site.cursor.withResults([result]).bitcast(type, memflags.NO_FLAGS, bits);
}

function aliasOf(site: Site, result: Value, value: Value): void {
  site.func.dfg.changeToAlias(result, value);
}
