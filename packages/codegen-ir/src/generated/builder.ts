// Generated from packages/codegen-meta/src/instructions/*.ts by `pnpm generate`. Do not edit.

/**
 * The instruction builder: a method per opcode, named by its mnemonic.
 *
 * Where the instruction lands, and what becomes of its results, is the subclass's business: `build` gets the fields
 * of the record. A method returns the result, a pair of results, or the instruction when it has none or as many as
 * the callee returns. Operand types are not checked here; the verifier does that.
 */
import {
  atomicRmwOp,
  constantId,
  floatCC,
  iconstHi,
  iconstLo,
  ieee16Bits,
  ieee32Bits,
  ieee64Hi,
  ieee64Lo,
  imm64Hi,
  imm64Lo,
  intCC,
  maskId,
  memFlagsId,
  offset32,
  trapCode,
  uimm8,
  type AtomicRmwOpLike,
  type ConstantLike,
  type FloatCCLike,
  type FloatLike,
  type Imm64Like,
  type IntCCLike,
  type MemFlagsLike,
  type TrapCodeLike,
} from "../builder-support.ts";
import type { DataFlowGraph } from "../dfg.ts";
import type {
  Block,
  Constant,
  DynamicStackSlot,
  ExceptionTable,
  FuncRef,
  GlobalValue,
  Inst,
  JumpTable,
  SigRef,
  StackSlot,
  Value,
} from "../entities.ts";
import type { MemFlags } from "../memflags.ts";
import { F128, F16, F32, F32X4, F64, F64X2, I128, I16X8, I32X4, I64, I64X2, I8, I8X16, isVector, laneOf, type Type } from "../types.ts";
import { DERIVE_AS_TRUTHY, DERIVE_DOUBLE_WIDTH, DERIVE_DYNAMIC_TO_VECTOR, DERIVE_LANE_OF, DERIVE_MERGE_LANES, DERIVE_SPLIT_LANES, DERIVED_TYPES, TYPE_LIMIT } from "./type-sets.ts";

/** `notrap`: accesses to the function's own stack slots. */
const STACK_FLAGS = 0 as MemFlags;
const NO_TYPE = 0 as Type;
const NO_ARGS: readonly number[] = [];

function derivedType(derivation: number, type: Type): Type {
  return DERIVED_TYPES[derivation * TYPE_LIMIT + type]! as Type;
}

export abstract class InstBuilder {
  /** The graph that the instructions go to. */
  abstract readonly dfg: DataFlowGraph;

  /** Makes an instruction from its fields, with the results its opcode asks for, and puts it where it belongs. */
  protected abstract build(
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
  ): Inst;

  /** As {@link build} for an instruction whose only result has type `resultType`. Subclasses may do it faster. */
  protected buildValue(
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
    _resultType: Type,
  ): Value {
    return this.dfg.firstResult(this.build(opcode, imm8, ctrlType, a0, a1, a2, a3));
  }

  private both(inst: Inst): [Value, Value] {
    const dfg = this.dfg;
    return [dfg.result(inst, 0), dfg.result(inst, 1)];
  }

  // One method per opcode

  /**
   * `a = atomic_cas flags p, e, x`
   *
   * Atomically replace the value at `p` by `x` if it equals `e`; the result is the old value either way.
   * Sequentially consistent; `p` must be naturally aligned.
   */
  atomic_cas(flags: MemFlagsLike, p: Value, e: Value, x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(1, 0, type, p, e, x, memFlagsId(this.dfg, flags), type);
  }

  /**
   * `a = atomic_load.T flags p`
   *
   * Load atomically from `p`, sequentially consistent. `p` must be naturally aligned.
   */
  atomic_load(type: Type, flags: MemFlagsLike, p: Value): Value {
    return this.buildValue(2, 0, type, p, memFlagsId(this.dfg, flags), 0, 0, type);
  }

  /**
   * `a = atomic_rmw.T flags op p, x`
   *
   * Atomically replace the value at `p` by `op` of it and `x`; the result is the old value. Sequentially
   * consistent; `p` must be naturally aligned.
   */
  atomic_rmw(type: Type, flags: MemFlagsLike, op: AtomicRmwOpLike, p: Value, x: Value): Value {
    return this.buildValue(3, atomicRmwOp(op), type, p, x, memFlagsId(this.dfg, flags), 0, type);
  }

  /**
   * `atomic_store flags x, p`
   *
   * Store `x` atomically at `p`, sequentially consistent. `p` must be naturally aligned.
   */
  atomic_store(flags: MemFlagsLike, x: Value, p: Value): Inst {
    return this.build(4, 0, this.dfg.valueType(x), x, p, memFlagsId(this.dfg, flags), 0);
  }

  /**
   * `a = avg_round x, y`
   *
   * Unsigned average rounded up: (`x` + `y` + 1) >> 1, computed without overflow.
   */
  avg_round(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(5, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = band x, y`
   *
   * Bitwise and; floats take part as bits.
   */
  band(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(6, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = bitcast.T flags x`
   *
   * The bits of `x` as another type of the same size, as if stored and loaded again. Of the flags only
   * `big` and `little` are allowed, and one of them is required when the lane count changes.
   */
  bitcast(type: Type, flags: MemFlagsLike, x: Value): Value {
    return this.buildValue(7, 0, type, x, memFlagsId(this.dfg, flags), 0, 0, type);
  }

  /**
   * `a = bitrev x`
   *
   * The bits of `x` in reverse order.
   */
  bitrev(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(8, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = bitselect c, x, y`
   *
   * Bit by bit: the bit of `x` where `c` has a one, the bit of `y` where it has a zero.
   */
  bitselect(c: Value, x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(9, 0, type, c, x, y, 0, type);
  }

  /**
   * `a = blendv c, x, y`
   *
   * Lane by lane: the lane of `x` where the top bit of the lane of `c` is set, else the lane of `y`.
   */
  blendv(c: Value, x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(10, 0, type, c, x, y, 0, type);
  }

  /**
   * `a = bmask.T x`
   *
   * All ones when `x` is not zero, else 0. The widths are independent.
   */
  bmask(type: Type, x: Value): Value {
    return this.buildValue(11, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = bnot x`
   *
   * Bitwise complement; floats take part as bits.
   */
  bnot(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(12, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = bor x, y`
   *
   * Bitwise or; floats take part as bits.
   */
  bor(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(13, 0, type, x, y, 0, 0, type);
  }

  /**
   * `br_table x, default(args...), [block(args...), ...]`
   *
   * Continue at the entry of `table` that `x`, read as unsigned, selects; at the table's default entry when
   * `x` is out of range. Every entry is a block call with its own arguments.
   */
  br_table(x: Value, table: JumpTable): Inst {
    return this.build(14, 0, NO_TYPE, x, table, 0, 0);
  }

  /**
   * `brif c, blockThen(args...), blockElse(args...)`
   *
   * Continue at `blockThen` when `c` is not zero, otherwise at `blockElse`. Both may name the same block,
   * each with its own arguments.
   */
  brif(c: Value, blockThen: Block, argsThen: ArrayLike<number> = NO_ARGS, blockElse: Block, argsElse: ArrayLike<number> = NO_ARGS): Inst {
    return this.build(15, 0, this.dfg.valueType(c), c, this.dfg.makeBlockCall(blockThen, argsThen), this.dfg.makeBlockCall(blockElse, argsElse), 0);
  }

  /**
   * `a = bswap x`
   *
   * The bytes of `x` in reverse order.
   */
  bswap(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(16, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = bxor x, y`
   *
   * Bitwise exclusive or; floats take part as bits.
   */
  bxor(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(17, 0, type, x, y, 0, 0, type);
  }

  /**
   * `rets... = call fn(args...)`
   *
   * Call the function `fn` directly. Arguments and results have the types of its signature.
   */
  call(fn: FuncRef, args: ArrayLike<Value>): Inst {
    return this.build(18, 0, NO_TYPE, fn, this.dfg.makeList(args), 0, 0);
  }

  /**
   * `rets... = call_indirect sig, callee(args...)`
   *
   * Call the function at address `callee`, which must have signature `sig`.
   */
  call_indirect(sig: SigRef, callee: Value, args: ArrayLike<Value>): Inst {
    return this.build(19, 0, this.dfg.valueType(callee), callee, sig, this.dfg.makeList(args), 0);
  }

  /**
   * `a = ceil x`
   *
   * Round up to an integer; the sign of a zero is kept, a signalling NaN becomes quiet.
   */
  ceil(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(20, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = cls x`
   *
   * Number of bits below the sign bit that repeat it, before the first that differs; the width less one for
   * 0 and -1.
   */
  cls(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(21, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = clz x`
   *
   * Number of zero bits above the highest one; the width when `x` is 0.
   */
  clz(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(22, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = ctz x`
   *
   * Number of zero bits below the lowest one; the width when `x` is 0.
   */
  ctz(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(23, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `debugtrap`
   *
   * Hit a breakpoint, then continue. A full barrier for memory optimisations.
   */
  debugtrap(): Inst {
    return this.build(24, 0, NO_TYPE, 0, 0, 0, 0);
  }

  /**
   * `addr = dynamic_stack_addr.T dss`
   *
   * The address of the dynamic stack slot `dss`.
   */
  dynamic_stack_addr(type: Type, dss: DynamicStackSlot): Value {
    return this.buildValue(25, 0, type, dss, 0, 0, 0, type);
  }

  /**
   * `a = extract_vector x, idx`
   *
   * The `idx`-th fixed vector that the dynamic vector `x` consists of.
   */
  extract_vector(x: Value, idx: number): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(26, uimm8(idx), type, x, 0, 0, 0, derivedType(DERIVE_DYNAMIC_TO_VECTOR, type));
  }

  /**
   * `a = extractlane x, idx`
   *
   * Lane `idx` of `x`. `idx` must be below the lane count.
   */
  extractlane(x: Value, idx: number): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(27, uimm8(idx), type, x, 0, 0, 0, derivedType(DERIVE_LANE_OF, type));
  }

  /**
   * `a = f128const constant`
   *
   * The f128 whose 16 bytes `constant` holds, least significant byte first.
   */
  f128const(constant: ConstantLike): Value {
    return this.buildValue(28, 0, NO_TYPE, constantId(this.dfg, constant), 0, 0, 0, F128);
  }

  /**
   * `a = f16const imm`
   *
   * The f16 with exactly these bits, NaN payload included.
   */
  f16const(imm: FloatLike): Value {
    return this.buildValue(29, 0, NO_TYPE, ieee16Bits(imm), 0, 0, 0, F16);
  }

  /**
   * `a = f32const imm`
   *
   * The f32 with exactly these bits, NaN payload included.
   */
  f32const(imm: FloatLike): Value {
    return this.buildValue(30, 0, NO_TYPE, ieee32Bits(imm), 0, 0, 0, F32);
  }

  /**
   * `a = f64const imm`
   *
   * The f64 with exactly these bits, NaN payload included.
   */
  f64const(imm: FloatLike): Value {
    return this.buildValue(31, 0, NO_TYPE, ieee64Lo(imm), ieee64Hi(imm), 0, 0, F64);
  }

  /**
   * `a = fabs x`
   *
   * `x` with its sign bit cleared; NaN payloads are kept.
   */
  fabs(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(32, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = fadd x, y`
   *
   * Sum, rounded to nearest even.
   */
  fadd(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(33, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = fcmp cond x, y`
   *
   * Compare: 1 or 0 for scalars; for vectors all ones or all zeros in each lane.
   */
  fcmp(cond: FloatCCLike, x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(34, floatCC(cond), type, x, y, 0, 0, derivedType(DERIVE_AS_TRUTHY, type));
  }

  /**
   * `a = fcopysign x, y`
   *
   * `x` with the sign bit of `y`; NaN payloads are kept.
   */
  fcopysign(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(35, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = fcvt_from_sint.T x`
   *
   * The signed integer `x`, rounded to nearest even. As many lanes as `x`.
   */
  fcvt_from_sint(type: Type, x: Value): Value {
    return this.buildValue(36, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = fcvt_from_uint.T x`
   *
   * The unsigned integer `x`, rounded to nearest even. As many lanes as `x`.
   */
  fcvt_from_uint(type: Type, x: Value): Value {
    return this.buildValue(37, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = fcvt_to_sint.T x`
   *
   * `x` truncated to a signed integer. Traps `bad_toint` for a NaN and `int_ovf` out of range.
   */
  fcvt_to_sint(type: Type, x: Value): Value {
    return this.buildValue(38, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = fcvt_to_sint_sat.T x`
   *
   * `x` truncated and clamped to the signed range; a NaN gives 0. As many lanes as `x`.
   */
  fcvt_to_sint_sat(type: Type, x: Value): Value {
    return this.buildValue(39, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = fcvt_to_uint.T x`
   *
   * `x` truncated to an unsigned integer. Traps `bad_toint` for a NaN and `int_ovf` out of range; numbers
   * between -1 and 0 give 0.
   */
  fcvt_to_uint(type: Type, x: Value): Value {
    return this.buildValue(40, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = fcvt_to_uint_sat.T x`
   *
   * `x` truncated and clamped to the unsigned range; a NaN gives 0. As many lanes as `x`.
   */
  fcvt_to_uint_sat(type: Type, x: Value): Value {
    return this.buildValue(41, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = fdemote.T x`
   *
   * `x` in a narrower format, rounded to nearest even; a NaN becomes quiet.
   */
  fdemote(type: Type, x: Value): Value {
    return this.buildValue(42, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = fdiv x, y`
   *
   * Quotient, rounded to nearest even; dividing by zero gives an infinity or a NaN.
   */
  fdiv(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(43, 0, type, x, y, 0, 0, type);
  }

  /**
   * `fence`
   *
   * A full memory barrier: no access moves across it, in the compiler or at run time.
   */
  fence(): Inst {
    return this.build(44, 0, NO_TYPE, 0, 0, 0, 0);
  }

  /**
   * `a = floor x`
   *
   * Round down to an integer; the sign of a zero is kept, a signalling NaN becomes quiet.
   */
  floor(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(45, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = fma x, y, z`
   *
   * `x` * `y` + `z` with a single rounding.
   */
  fma(x: Value, y: Value, z: Value): Value {
    const type = this.dfg.valueType(y);
    return this.buildValue(46, 0, type, x, y, z, 0, type);
  }

  /**
   * `a = fmax x, y`
   *
   * The greater; a NaN if either is one; -0 counts as less than +0.
   */
  fmax(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(47, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = fmin x, y`
   *
   * The lesser; a NaN if either is one; -0 counts as less than +0.
   */
  fmin(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(48, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = fmul x, y`
   *
   * Product, rounded to nearest even.
   */
  fmul(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(49, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = fneg x`
   *
   * `x` with its sign bit flipped; NaN payloads are kept.
   */
  fneg(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(50, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = fpromote.T x`
   *
   * `x` in a wider format, exactly; a NaN becomes quiet.
   */
  fpromote(type: Type, x: Value): Value {
    return this.buildValue(51, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = fsub x, y`
   *
   * Difference, rounded to nearest even.
   */
  fsub(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(52, 0, type, x, y, 0, 0, type);
  }

  /**
   * `addr = func_addr.T fn`
   *
   * The address of function `fn`.
   */
  func_addr(type: Type, fn: FuncRef): Value {
    return this.buildValue(53, 0, type, fn, 0, 0, 0, type);
  }

  /**
   * `a = fvdemote x`
   *
   * Both lanes of `x`, rounded to f32, in lanes 0 and 1; lanes 2 and 3 are zero.
   */
  fvdemote(x: Value): Value {
    return this.buildValue(54, 0, NO_TYPE, x, 0, 0, 0, F32X4);
  }

  /**
   * `a = fvpromote_low x`
   *
   * Lanes 0 and 1 of `x` as f64.
   */
  fvpromote_low(x: Value): Value {
    return this.buildValue(55, 0, NO_TYPE, x, 0, 0, 0, F64X2);
  }

  /**
   * `addr = get_exception_handler_address.T block, index`
   *
   * The code address of handler `index` (table order, contexts not counted) of the `try_call` that ends
   * `block`.
   */
  get_exception_handler_address(type: Type, block: Block, index: Imm64Like): Value {
    return this.buildValue(56, 0, type, block, imm64Lo(index), imm64Hi(index), 0, type);
  }

  /**
   * `addr = get_frame_pointer.T`
   *
   * The frame pointer of this function. Needs `preserve_frame_pointers`.
   */
  get_frame_pointer(type: Type): Value {
    return this.buildValue(57, 0, type, 0, 0, 0, 0, type);
  }

  /**
   * `addr = get_pinned_reg.T`
   *
   * The content of the pinned register. Needs `enable_pinned_reg`.
   */
  get_pinned_reg(type: Type): Value {
    return this.buildValue(58, 0, type, 0, 0, 0, 0, type);
  }

  /**
   * `addr = get_return_address.T`
   *
   * The address this function returns to. Needs `preserve_frame_pointers`.
   */
  get_return_address(type: Type): Value {
    return this.buildValue(59, 0, type, 0, 0, 0, 0, type);
  }

  /**
   * `addr = get_stack_pointer.T`
   *
   * The stack pointer as the prologue leaves it.
   */
  get_stack_pointer(type: Type): Value {
    return this.buildValue(60, 0, type, 0, 0, 0, 0, type);
  }

  /**
   * `a = iabs x`
   *
   * Absolute value of `x` read as signed; the least value stays as it is.
   */
  iabs(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(61, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = iadd x, y`
   *
   * Sum, modulo 2 to the lane width.
   */
  iadd(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(62, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = iadd_pairwise x, y`
   *
   * Wrapped sums of neighbouring lanes: first of the pairs of `x`, then of the pairs of `y`.
   */
  iadd_pairwise(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(63, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = icmp cond x, y`
   *
   * Compare: 1 or 0 for scalars; for vectors all ones or all zeros in each lane.
   */
  icmp(cond: IntCCLike, x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(64, intCC(cond), type, x, y, 0, 0, derivedType(DERIVE_AS_TRUTHY, type));
  }

  /**
   * `a = iconcat lo, hi`
   *
   * The integer of twice the width with low half `lo` and high half `hi`.
   */
  iconcat(lo: Value, hi: Value): Value {
    const type = this.dfg.valueType(lo);
    return this.buildValue(65, 0, type, lo, hi, 0, 0, derivedType(DERIVE_DOUBLE_WIDTH, type));
  }

  /**
   * `a = iconst.T imm`
   *
   * The integer `imm`, kept masked to the width of the type. For i128, extend an i64 constant.
   */
  iconst(type: Type, imm: Imm64Like): Value {
    const lo = imm64Lo(imm);
    const hi = imm64Hi(imm);
    return this.buildValue(66, 0, type, iconstLo(type, lo, hi), iconstHi(type, lo, hi), 0, 0, type);
  }

  /**
   * `a = imul x, y`
   *
   * Low half of the product.
   */
  imul(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(67, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = ineg x`
   *
   * 0 - `x`, modulo 2 to the lane width.
   */
  ineg(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(68, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = insertlane x, y, idx`
   *
   * `x` with lane `idx` replaced by `y`. `idx` must be below the lane count.
   */
  insertlane(x: Value, y: Value, idx: number): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(69, uimm8(idx), type, x, y, 0, 0, type);
  }

  /**
   * `a = ireduce.T x`
   *
   * The low bits of `x`.
   */
  ireduce(type: Type, x: Value): Value {
    return this.buildValue(70, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = ishl x, y`
   *
   * Shift left. The amount `y` counts modulo the lane width and holds for every lane.
   */
  ishl(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(71, 0, type, x, y, 0, 0, type);
  }

  /**
   * `lo, hi = isplit x`
   *
   * The low and the high half of `x`.
   */
  isplit(x: Value): [Value, Value] {
    return this.both(this.build(72, 0, this.dfg.valueType(x), x, 0, 0, 0));
  }

  /**
   * `istore16 flags x, p+offset`
   *
   * Store the low 16 bits of `x` at `p` + `offset`.
   */
  istore16(flags: MemFlagsLike, x: Value, p: Value, offset: number = 0): Inst {
    return this.build(73, 0, this.dfg.valueType(x), x, p, memFlagsId(this.dfg, flags), offset32(offset));
  }

  /**
   * `istore32 flags x, p+offset`
   *
   * Store the low 32 bits of `x` at `p` + `offset`.
   */
  istore32(flags: MemFlagsLike, x: Value, p: Value, offset: number = 0): Inst {
    return this.build(74, 0, this.dfg.valueType(x), x, p, memFlagsId(this.dfg, flags), offset32(offset));
  }

  /**
   * `istore8 flags x, p+offset`
   *
   * Store the low 8 bits of `x` at `p` + `offset`.
   */
  istore8(flags: MemFlagsLike, x: Value, p: Value, offset: number = 0): Inst {
    return this.build(75, 0, this.dfg.valueType(x), x, p, memFlagsId(this.dfg, flags), offset32(offset));
  }

  /**
   * `a = isub x, y`
   *
   * Difference, modulo 2 to the lane width.
   */
  isub(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(76, 0, type, x, y, 0, 0, type);
  }

  /**
   * `jump destination(args...)`
   *
   * Continue at `destination`, passing the block call's arguments to its parameters.
   */
  jump(destination: Block, args: ArrayLike<number> = NO_ARGS): Inst {
    return this.build(77, 0, NO_TYPE, this.dfg.makeBlockCall(destination, args), 0, 0, 0);
  }

  /**
   * `a = load.T flags p+offset`
   *
   * Load a value of the result type from `p` + `offset`, in the target's byte order unless the flags name
   * one.
   */
  load(type: Type, flags: MemFlagsLike, p: Value, offset: number = 0): Value {
    return this.buildValue(78, 0, type, p, memFlagsId(this.dfg, flags), offset32(offset), 0, type);
  }

  /**
   * `a = nearest x`
   *
   * Round to the nearest integer, ties to even; the sign of a zero is kept, a signalling NaN becomes quiet.
   */
  nearest(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(79, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `nop`
   *
   * Nothing. Leaves no machine code.
   */
  nop(): Inst {
    return this.build(80, 0, NO_TYPE, 0, 0, 0, 0);
  }

  /**
   * `a = popcnt x`
   *
   * Number of ones in each lane.
   */
  popcnt(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(81, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `return rvals...`
   *
   * Return `rvals` to the caller. Their types must equal the returns of the function's signature.
   */
  return_(rvals: ArrayLike<Value>): Inst {
    return this.build(82, 0, NO_TYPE, this.dfg.makeList(rvals), 0, 0, 0);
  }

  /**
   * `return_call fn(args...)`
   *
   * Tail call: leave this function's frame, call `fn`, and return what it returns. Caller and callee must
   * both use the `tail` convention and have the same returns; `fn` must not be patchable.
   */
  return_call(fn: FuncRef, args: ArrayLike<Value>): Inst {
    return this.build(83, 0, NO_TYPE, fn, this.dfg.makeList(args), 0, 0);
  }

  /**
   * `return_call_indirect sig, callee(args...)`
   *
   * Tail call of the function at address `callee` with signature `sig`; see `return_call`.
   */
  return_call_indirect(sig: SigRef, callee: Value, args: ArrayLike<Value>): Inst {
    return this.build(84, 0, this.dfg.valueType(callee), callee, sig, this.dfg.makeList(args), 0);
  }

  /**
   * `a = rotl x, y`
   *
   * Rotate left. The amount `y` counts modulo the lane width and holds for every lane.
   */
  rotl(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(85, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = rotr x, y`
   *
   * Rotate right. The amount `y` counts modulo the lane width and holds for every lane.
   */
  rotr(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(86, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a, of = sadd_overflow x, y`
   *
   * Wrapped sum, and 1 if the signed sum does not fit, else 0.
   */
  sadd_overflow(x: Value, y: Value): [Value, Value] {
    return this.both(this.build(87, 0, this.dfg.valueType(x), x, y, 0, 0));
  }

  /**
   * `a, c_in_out = sadd_overflow_cin x, y, c_in`
   *
   * `x` + `y` + 1 if `c_in` is not zero, `x` + `y` otherwise, wrapped; and whether the signed sum
   * overflows.
   */
  sadd_overflow_cin(x: Value, y: Value, c_in: Value): [Value, Value] {
    return this.both(this.build(88, 0, this.dfg.valueType(y), x, y, c_in, 0));
  }

  /**
   * `a = sadd_sat x, y`
   *
   * Signed sum; a lane that overflows becomes the nearest signed limit.
   */
  sadd_sat(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(89, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = scalar_to_vector.T s`
   *
   * A vector with `s` in lane 0 and zero in the other lanes.
   */
  scalar_to_vector(type: Type, s: Value): Value {
    return this.buildValue(90, 0, type, s, 0, 0, 0, type);
  }

  /**
   * `a = sdiv x, y`
   *
   * Signed quotient, rounded toward zero. Traps `int_divz` when `y` is 0 and `int_ovf` when the least value
   * is divided by -1.
   */
  sdiv(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(91, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = select c, x, y`
   *
   * `x` when `c` is not zero, else `y`; vectors are chosen whole.
   */
  select(c: Value, x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(92, 0, type, c, x, y, 0, type);
  }

  /**
   * `a = select_spectre_guard c, x, y`
   *
   * As `select`, and computed by data flow that the processor does not speculate around; never turned into
   * branches.
   */
  select_spectre_guard(c: Value, x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(93, 0, type, c, x, y, 0, type);
  }

  /**
   * `sequence_point`
   *
   * A barrier that side effects are not moved across; leaves no machine code. Carries debug tags to the
   * output.
   */
  sequence_point(): Inst {
    return this.build(94, 0, NO_TYPE, 0, 0, 0, 0);
  }

  /**
   * `set_pinned_reg addr`
   *
   * Set the pinned register. Needs `enable_pinned_reg`.
   */
  set_pinned_reg(addr: Value): Inst {
    return this.build(95, 0, this.dfg.valueType(addr), addr, 0, 0, 0);
  }

  /**
   * `a = sextend.T x`
   *
   * `x` extended with its sign. The source is strictly narrower.
   */
  sextend(type: Type, x: Value): Value {
    return this.buildValue(96, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `r = shuffle a, b, mask`
   *
   * Lane i is byte `mask[i]` of the 32 bytes of `a` followed by `b`. Every mask byte is below 32.
   */
  shuffle(a: Value, b: Value, mask: Constant | ArrayLike<number>): Value {
    return this.buildValue(97, 0, NO_TYPE, a, b, maskId(this.dfg, mask), 0, I8X16);
  }

  /**
   * `a = sload16.T flags p+offset`
   *
   * Load 16 bits from `p` + `offset` and sign-extend them to the result type.
   */
  sload16(type: Type, flags: MemFlagsLike, p: Value, offset: number = 0): Value {
    return this.buildValue(98, 0, type, p, memFlagsId(this.dfg, flags), offset32(offset), 0, type);
  }

  /**
   * `a = sload16x4 flags p+offset`
   *
   * Load 4 lanes of 16 bits from `p` + `offset` and sign-extend each to 32 bits.
   */
  sload16x4(flags: MemFlagsLike, p: Value, offset: number = 0): Value {
    const type = this.dfg.valueType(p);
    return this.buildValue(99, 0, type, p, memFlagsId(this.dfg, flags), offset32(offset), 0, I32X4);
  }

  /**
   * `a = sload32 flags p+offset`
   *
   * Load 32 bits from `p` + `offset` and sign-extend them to i64.
   */
  sload32(flags: MemFlagsLike, p: Value, offset: number = 0): Value {
    const type = this.dfg.valueType(p);
    return this.buildValue(100, 0, type, p, memFlagsId(this.dfg, flags), offset32(offset), 0, I64);
  }

  /**
   * `a = sload32x2 flags p+offset`
   *
   * Load 2 lanes of 32 bits from `p` + `offset` and sign-extend each to 64 bits.
   */
  sload32x2(flags: MemFlagsLike, p: Value, offset: number = 0): Value {
    const type = this.dfg.valueType(p);
    return this.buildValue(101, 0, type, p, memFlagsId(this.dfg, flags), offset32(offset), 0, I64X2);
  }

  /**
   * `a = sload8.T flags p+offset`
   *
   * Load 8 bits from `p` + `offset` and sign-extend them to the result type.
   */
  sload8(type: Type, flags: MemFlagsLike, p: Value, offset: number = 0): Value {
    return this.buildValue(102, 0, type, p, memFlagsId(this.dfg, flags), offset32(offset), 0, type);
  }

  /**
   * `a = sload8x8 flags p+offset`
   *
   * Load 8 lanes of 8 bits from `p` + `offset` and sign-extend each to 16 bits.
   */
  sload8x8(flags: MemFlagsLike, p: Value, offset: number = 0): Value {
    const type = this.dfg.valueType(p);
    return this.buildValue(103, 0, type, p, memFlagsId(this.dfg, flags), offset32(offset), 0, I16X8);
  }

  /**
   * `a = smax x, y`
   *
   * The greater of `x` and `y`, read as signed.
   */
  smax(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(104, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = smin x, y`
   *
   * The lesser of `x` and `y`, read as signed.
   */
  smin(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(105, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a, of = smul_overflow x, y`
   *
   * Low half of the product, and 1 if the signed product does not fit, else 0.
   */
  smul_overflow(x: Value, y: Value): [Value, Value] {
    return this.both(this.build(106, 0, this.dfg.valueType(x), x, y, 0, 0));
  }

  /**
   * `a = smulhi x, y`
   *
   * High half of the signed product.
   */
  smulhi(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(107, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = snarrow x, y`
   *
   * The lanes of `x`, then of `y`, read as signed and saturated to signed lanes of half the width.
   */
  snarrow(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(108, 0, type, x, y, 0, 0, derivedType(DERIVE_SPLIT_LANES, type));
  }

  /**
   * `a = splat.T x`
   *
   * A vector with `x` in every lane.
   */
  splat(type: Type, x: Value): Value {
    return this.buildValue(109, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = sqmul_round_sat x, y`
   *
   * Fixed-point product of Q-format numbers of width b: (`x` * `y` + 2^(b-2)) >> (b-1), so that the least
   * value times itself saturates to the greatest.
   */
  sqmul_round_sat(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(110, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = sqrt x`
   *
   * Square root; -0 stays -0, other negative numbers give a NaN.
   */
  sqrt(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(111, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = srem x, y`
   *
   * Signed remainder, with the sign of `x`. Traps `int_divz` when `y` is 0; the least value modulo -1 is 0.
   */
  srem(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(112, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = sshr x, y`
   *
   * Shift right, filling with the sign. The amount `y` counts modulo the lane width and holds for every
   * lane.
   */
  sshr(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(113, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a, of = ssub_overflow x, y`
   *
   * Wrapped difference, and 1 if the signed difference does not fit, else 0.
   */
  ssub_overflow(x: Value, y: Value): [Value, Value] {
    return this.both(this.build(114, 0, this.dfg.valueType(x), x, y, 0, 0));
  }

  /**
   * `a, b_in_out = ssub_overflow_bin x, y, b_in`
   *
   * `x` - (`y` + 1) if `b_in` is not zero, `x` - `y` otherwise, wrapped; and whether the signed difference
   * overflows.
   */
  ssub_overflow_bin(x: Value, y: Value, b_in: Value): [Value, Value] {
    return this.both(this.build(115, 0, this.dfg.valueType(y), x, y, b_in, 0));
  }

  /**
   * `a = ssub_sat x, y`
   *
   * Signed difference; a lane that overflows becomes the nearest signed limit.
   */
  ssub_sat(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(116, 0, type, x, y, 0, 0, type);
  }

  /**
   * `addr = stack_addr.T ss+offset`
   *
   * The address of byte `offset` of stack slot `ss`. `offset` is meant to lie within the slot.
   */
  stack_addr(type: Type, ss: StackSlot, offset: number = 0): Value {
    return this.buildValue(117, 0, type, ss, offset32(offset), 0, 0, type);
  }

  /**
   * `out = stack_switch store_context, load_context, payload`
   *
   * Save stack pointer, frame pointer and resume address at `store_context`, take them from `load_context`,
   * and continue there. `payload` becomes the `out` of the switch that saved `load_context`. Loads come
   * before stores, so the two may be equal. A saved context can be resumed once. Needs the
   * `stack_switch_model` setting.
   */
  stack_switch(store_context: Value, load_context: Value, payload: Value): Value {
    const type = this.dfg.valueType(load_context);
    return this.buildValue(118, 0, type, store_context, load_context, payload, 0, type);
  }

  /**
   * `store flags x, p+offset`
   *
   * Store `x` at `p` + `offset`, in the target's byte order unless the flags name one.
   */
  store(flags: MemFlagsLike, x: Value, p: Value, offset: number = 0): Inst {
    return this.build(119, 0, this.dfg.valueType(x), x, p, memFlagsId(this.dfg, flags), offset32(offset));
  }

  /**
   * `a = swiden_high x`
   *
   * The high half of the lanes, sign-extended to twice the width.
   */
  swiden_high(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(120, 0, type, x, 0, 0, 0, derivedType(DERIVE_MERGE_LANES, type));
  }

  /**
   * `a = swiden_low x`
   *
   * The low half of the lanes, sign-extended to twice the width.
   */
  swiden_low(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(121, 0, type, x, 0, 0, 0, derivedType(DERIVE_MERGE_LANES, type));
  }

  /**
   * `a = swizzle x, y`
   *
   * Pick bytes of `x` by the indices in `y`: lane i is `x[y[i]]` when `y[i]` < 16 (unsigned), else 0.
   */
  swizzle(x: Value, y: Value): Value {
    return this.buildValue(122, 0, NO_TYPE, x, y, 0, 0, I8X16);
  }

  /**
   * `a = symbol_value.T gv`
   *
   * The address of the symbol `gv` declares, its offset included. Not for `tls` symbols.
   */
  symbol_value(type: Type, gv: GlobalValue): Value {
    return this.buildValue(123, 0, type, gv, 0, 0, 0, type);
  }

  /**
   * `a = tls_value.T gv`
   *
   * The address of the current thread's copy of the `tls` symbol `gv` declares, found as the `tls_model`
   * setting says.
   */
  tls_value(type: Type, gv: GlobalValue): Value {
    return this.buildValue(124, 0, type, gv, 0, 0, 0, type);
  }

  /**
   * `trap code`
   *
   * Stop the program with trap `code`, always.
   */
  trap(code: TrapCodeLike): Inst {
    return this.build(125, trapCode(code), NO_TYPE, 0, 0, 0, 0);
  }

  /**
   * `trapnz c, code`
   *
   * Trap with `code` when `c` is not zero; otherwise do nothing.
   */
  trapnz(c: Value, code: TrapCodeLike): Inst {
    return this.build(126, trapCode(code), this.dfg.valueType(c), c, 0, 0, 0);
  }

  /**
   * `trapz c, code`
   *
   * Trap with `code` when `c` is zero; otherwise do nothing.
   */
  trapz(c: Value, code: TrapCodeLike): Inst {
    return this.build(127, trapCode(code), this.dfg.valueType(c), c, 0, 0, 0);
  }

  /**
   * `a = trunc x`
   *
   * Round toward zero to an integer; the sign of a zero is kept, a signalling NaN becomes quiet.
   */
  trunc(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(128, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `try_call fn(args...), sig, normal(args...), [handlers...]`
   *
   * Call `fn` and continue at the normal target of `exception` with its returns, or at the handler that
   * matches an exception thrown meanwhile. Handlers are searched in table order; every register counts as
   * clobbered on the way to a handler.
   */
  try_call(fn: FuncRef, args: ArrayLike<Value>, exception: ExceptionTable): Inst {
    return this.build(129, 0, NO_TYPE, fn, exception, this.dfg.makeList(args), 0);
  }

  /**
   * `try_call_indirect callee(args...), sig, normal(args...), [handlers...]`
   *
   * As `try_call`, for the function at address `callee`; its signature is the table's.
   */
  try_call_indirect(callee: Value, args: ArrayLike<Value>, exception: ExceptionTable): Inst {
    return this.build(130, 0, this.dfg.valueType(callee), callee, exception, this.dfg.makeList(args), 0);
  }

  /**
   * `a, of = uadd_overflow x, y`
   *
   * Wrapped sum, and 1 if the unsigned sum does not fit, else 0.
   */
  uadd_overflow(x: Value, y: Value): [Value, Value] {
    return this.both(this.build(131, 0, this.dfg.valueType(x), x, y, 0, 0));
  }

  /**
   * `a, c_in_out = uadd_overflow_cin x, y, c_in`
   *
   * `x` + `y` + 1 if `c_in` is not zero, `x` + `y` otherwise, wrapped; and the unsigned carry out.
   */
  uadd_overflow_cin(x: Value, y: Value, c_in: Value): [Value, Value] {
    return this.both(this.build(132, 0, this.dfg.valueType(y), x, y, c_in, 0));
  }

  /**
   * `a = uadd_overflow_trap x, y, code`
   *
   * Unsigned sum; traps with `code` when it does not fit.
   */
  uadd_overflow_trap(x: Value, y: Value, code: TrapCodeLike): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(133, trapCode(code), type, x, y, 0, 0, type);
  }

  /**
   * `a = uadd_sat x, y`
   *
   * Unsigned sum; a lane that overflows becomes all ones.
   */
  uadd_sat(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(134, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = udiv x, y`
   *
   * Unsigned quotient. Traps `int_divz` when `y` is 0.
   */
  udiv(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(135, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = uextend.T x`
   *
   * `x` extended with zeros. The source is strictly narrower.
   */
  uextend(type: Type, x: Value): Value {
    return this.buildValue(136, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = uload16.T flags p+offset`
   *
   * Load 16 bits from `p` + `offset` and zero-extend them to the result type.
   */
  uload16(type: Type, flags: MemFlagsLike, p: Value, offset: number = 0): Value {
    return this.buildValue(137, 0, type, p, memFlagsId(this.dfg, flags), offset32(offset), 0, type);
  }

  /**
   * `a = uload16x4 flags p+offset`
   *
   * Load 4 lanes of 16 bits from `p` + `offset` and zero-extend each to 32 bits.
   */
  uload16x4(flags: MemFlagsLike, p: Value, offset: number = 0): Value {
    const type = this.dfg.valueType(p);
    return this.buildValue(138, 0, type, p, memFlagsId(this.dfg, flags), offset32(offset), 0, I32X4);
  }

  /**
   * `a = uload32 flags p+offset`
   *
   * Load 32 bits from `p` + `offset` and zero-extend them to i64.
   */
  uload32(flags: MemFlagsLike, p: Value, offset: number = 0): Value {
    const type = this.dfg.valueType(p);
    return this.buildValue(139, 0, type, p, memFlagsId(this.dfg, flags), offset32(offset), 0, I64);
  }

  /**
   * `a = uload32x2 flags p+offset`
   *
   * Load 2 lanes of 32 bits from `p` + `offset` and zero-extend each to 64 bits.
   */
  uload32x2(flags: MemFlagsLike, p: Value, offset: number = 0): Value {
    const type = this.dfg.valueType(p);
    return this.buildValue(140, 0, type, p, memFlagsId(this.dfg, flags), offset32(offset), 0, I64X2);
  }

  /**
   * `a = uload8.T flags p+offset`
   *
   * Load 8 bits from `p` + `offset` and zero-extend them to the result type.
   */
  uload8(type: Type, flags: MemFlagsLike, p: Value, offset: number = 0): Value {
    return this.buildValue(141, 0, type, p, memFlagsId(this.dfg, flags), offset32(offset), 0, type);
  }

  /**
   * `a = uload8x8 flags p+offset`
   *
   * Load 8 lanes of 8 bits from `p` + `offset` and zero-extend each to 16 bits.
   */
  uload8x8(flags: MemFlagsLike, p: Value, offset: number = 0): Value {
    const type = this.dfg.valueType(p);
    return this.buildValue(142, 0, type, p, memFlagsId(this.dfg, flags), offset32(offset), 0, I16X8);
  }

  /**
   * `a = umax x, y`
   *
   * The greater of `x` and `y`, read as unsigned.
   */
  umax(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(143, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = umin x, y`
   *
   * The lesser of `x` and `y`, read as unsigned.
   */
  umin(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(144, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a, of = umul_overflow x, y`
   *
   * Low half of the product, and 1 if the unsigned product does not fit, else 0.
   */
  umul_overflow(x: Value, y: Value): [Value, Value] {
    return this.both(this.build(145, 0, this.dfg.valueType(x), x, y, 0, 0));
  }

  /**
   * `a = umulhi x, y`
   *
   * High half of the unsigned product.
   */
  umulhi(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(146, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = unarrow x, y`
   *
   * The lanes of `x`, then of `y`, read as signed and saturated to unsigned lanes of half the width.
   */
  unarrow(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(147, 0, type, x, y, 0, 0, derivedType(DERIVE_SPLIT_LANES, type));
  }

  /**
   * `a = urem x, y`
   *
   * Unsigned remainder. Traps `int_divz` when `y` is 0.
   */
  urem(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(148, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = ushr x, y`
   *
   * Shift right, filling with zeros. The amount `y` counts modulo the lane width and holds for every lane.
   */
  ushr(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(149, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a, of = usub_overflow x, y`
   *
   * Wrapped difference, and 1 if it borrows (`x` < `y` unsigned), else 0.
   */
  usub_overflow(x: Value, y: Value): [Value, Value] {
    return this.both(this.build(150, 0, this.dfg.valueType(x), x, y, 0, 0));
  }

  /**
   * `a, b_in_out = usub_overflow_bin x, y, b_in`
   *
   * `x` - (`y` + 1) if `b_in` is not zero, `x` - `y` otherwise, wrapped; and the unsigned borrow out.
   */
  usub_overflow_bin(x: Value, y: Value, b_in: Value): [Value, Value] {
    return this.both(this.build(151, 0, this.dfg.valueType(y), x, y, b_in, 0));
  }

  /**
   * `a = usub_sat x, y`
   *
   * Unsigned difference; a lane that would be negative becomes 0.
   */
  usub_sat(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(152, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = uunarrow x, y`
   *
   * The lanes of `x`, then of `y`, read as unsigned and saturated to unsigned lanes of half the width.
   */
  uunarrow(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(153, 0, type, x, y, 0, 0, derivedType(DERIVE_SPLIT_LANES, type));
  }

  /**
   * `a = uwiden_high x`
   *
   * The high half of the lanes, zero-extended to twice the width.
   */
  uwiden_high(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(154, 0, type, x, 0, 0, 0, derivedType(DERIVE_MERGE_LANES, type));
  }

  /**
   * `a = uwiden_low x`
   *
   * The low half of the lanes, zero-extended to twice the width.
   */
  uwiden_low(x: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(155, 0, type, x, 0, 0, 0, derivedType(DERIVE_MERGE_LANES, type));
  }

  /**
   * `s = vall_true a`
   *
   * 1 when every lane of `a` has a bit set, else 0.
   */
  vall_true(a: Value): Value {
    const type = this.dfg.valueType(a);
    return this.buildValue(156, 0, type, a, 0, 0, 0, I8);
  }

  /**
   * `s = vany_true a`
   *
   * 1 when any lane of `a` has a bit set, else 0.
   */
  vany_true(a: Value): Value {
    const type = this.dfg.valueType(a);
    return this.buildValue(157, 0, type, a, 0, 0, 0, I8);
  }

  /**
   * `a = vconst.T constant`
   *
   * The vector whose bytes `constant` holds, byte 0 first.
   */
  vconst(type: Type, constant: ConstantLike): Value {
    return this.buildValue(158, 0, type, constantId(this.dfg, constant), 0, 0, 0, type);
  }

  /**
   * `x = vhigh_bits.T a`
   *
   * The top bit of each lane of `a`: bit i of the result is the top bit of lane i, further bits are 0.
   * Lanes beyond the width of the result are lost.
   */
  vhigh_bits(type: Type, a: Value): Value {
    return this.buildValue(159, 0, type, a, 0, 0, 0, type);
  }

  /**
   * `a = x86_cvtt2dq.T x`
   *
   * `x` truncated to signed integers as the x86 instruction does: a NaN or a number out of range gives the
   * least value. As many lanes as `x`.
   */
  x86_cvtt2dq(type: Type, x: Value): Value {
    return this.buildValue(160, 0, type, x, 0, 0, 0, type);
  }

  /**
   * `a = x86_pmaddubsw x, y`
   *
   * Multiply the bytes of `x`, signed, with the bytes of `y`, unsigned, and add neighbouring products with
   * signed saturation to 16 bits. The machine instruction takes its operands in the other order.
   */
  x86_pmaddubsw(x: Value, y: Value): Value {
    return this.buildValue(161, 0, NO_TYPE, x, y, 0, 0, I16X8);
  }

  /**
   * `a = x86_pmulhrsw x, y`
   *
   * As `sqmul_round_sat` without the saturation: the least value times itself is the least value.
   */
  x86_pmulhrsw(x: Value, y: Value): Value {
    const type = this.dfg.valueType(x);
    return this.buildValue(162, 0, type, x, y, 0, 0, type);
  }

  /**
   * `a = x86_pshufb x, y`
   *
   * Pick bytes of `x` as the x86 instruction does: lane i is 0 when the top bit of `y[i]` is set, else
   * `x[y[i] & 15]`.
   */
  x86_pshufb(x: Value, y: Value): Value {
    return this.buildValue(163, 0, NO_TYPE, x, y, 0, 0, I8X16);
  }

  // Forms that expand to several instructions

  /** `iadd` with a constant of x's type, sign-extended beyond 64 bits. */
  iadd_imm_s(x: Value, imm: Imm64Like): Value {
    return this.iadd(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `iadd` with a constant of x's type, zero-extended beyond 64 bits. */
  iadd_imm_u(x: Value, imm: Imm64Like): Value {
    return this.iadd(x, this.immediate(this.dfg.valueType(x), imm, false));
  }

  /** @deprecated Say `iadd_imm_s` or `iadd_imm_u`; this is the former. */
  iadd_imm(x: Value, imm: Imm64Like): Value {
    return this.iadd(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `imul` with a constant of x's type, sign-extended beyond 64 bits. */
  imul_imm_s(x: Value, imm: Imm64Like): Value {
    return this.imul(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `imul` with a constant of x's type, zero-extended beyond 64 bits. */
  imul_imm_u(x: Value, imm: Imm64Like): Value {
    return this.imul(x, this.immediate(this.dfg.valueType(x), imm, false));
  }

  /** @deprecated Say `imul_imm_s` or `imul_imm_u`; this is the former. */
  imul_imm(x: Value, imm: Imm64Like): Value {
    return this.imul(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `udiv` with a constant of x's type, sign-extended beyond 64 bits. */
  udiv_imm_s(x: Value, imm: Imm64Like): Value {
    return this.udiv(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `udiv` with a constant of x's type, zero-extended beyond 64 bits. */
  udiv_imm_u(x: Value, imm: Imm64Like): Value {
    return this.udiv(x, this.immediate(this.dfg.valueType(x), imm, false));
  }

  /** @deprecated Say `udiv_imm_s` or `udiv_imm_u`; this is the former. */
  udiv_imm(x: Value, imm: Imm64Like): Value {
    return this.udiv(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `sdiv` with a constant of x's type, sign-extended beyond 64 bits. */
  sdiv_imm_s(x: Value, imm: Imm64Like): Value {
    return this.sdiv(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `sdiv` with a constant of x's type, zero-extended beyond 64 bits. */
  sdiv_imm_u(x: Value, imm: Imm64Like): Value {
    return this.sdiv(x, this.immediate(this.dfg.valueType(x), imm, false));
  }

  /** @deprecated Say `sdiv_imm_s` or `sdiv_imm_u`; this is the former. */
  sdiv_imm(x: Value, imm: Imm64Like): Value {
    return this.sdiv(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `urem` with a constant of x's type, sign-extended beyond 64 bits. */
  urem_imm_s(x: Value, imm: Imm64Like): Value {
    return this.urem(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `urem` with a constant of x's type, zero-extended beyond 64 bits. */
  urem_imm_u(x: Value, imm: Imm64Like): Value {
    return this.urem(x, this.immediate(this.dfg.valueType(x), imm, false));
  }

  /** @deprecated Say `urem_imm_s` or `urem_imm_u`; this is the former. */
  urem_imm(x: Value, imm: Imm64Like): Value {
    return this.urem(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `srem` with a constant of x's type, sign-extended beyond 64 bits. */
  srem_imm_s(x: Value, imm: Imm64Like): Value {
    return this.srem(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `srem` with a constant of x's type, zero-extended beyond 64 bits. */
  srem_imm_u(x: Value, imm: Imm64Like): Value {
    return this.srem(x, this.immediate(this.dfg.valueType(x), imm, false));
  }

  /** @deprecated Say `srem_imm_s` or `srem_imm_u`; this is the former. */
  srem_imm(x: Value, imm: Imm64Like): Value {
    return this.srem(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `band` with a constant of x's type, sign-extended beyond 64 bits. */
  band_imm_s(x: Value, imm: Imm64Like): Value {
    return this.band(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `band` with a constant of x's type, zero-extended beyond 64 bits. */
  band_imm_u(x: Value, imm: Imm64Like): Value {
    return this.band(x, this.immediate(this.dfg.valueType(x), imm, false));
  }

  /** @deprecated Say `band_imm_s` or `band_imm_u`; this is the former. */
  band_imm(x: Value, imm: Imm64Like): Value {
    return this.band(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `bor` with a constant of x's type, sign-extended beyond 64 bits. */
  bor_imm_s(x: Value, imm: Imm64Like): Value {
    return this.bor(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `bor` with a constant of x's type, zero-extended beyond 64 bits. */
  bor_imm_u(x: Value, imm: Imm64Like): Value {
    return this.bor(x, this.immediate(this.dfg.valueType(x), imm, false));
  }

  /** @deprecated Say `bor_imm_s` or `bor_imm_u`; this is the former. */
  bor_imm(x: Value, imm: Imm64Like): Value {
    return this.bor(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `bxor` with a constant of x's type, sign-extended beyond 64 bits. */
  bxor_imm_s(x: Value, imm: Imm64Like): Value {
    return this.bxor(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `bxor` with a constant of x's type, zero-extended beyond 64 bits. */
  bxor_imm_u(x: Value, imm: Imm64Like): Value {
    return this.bxor(x, this.immediate(this.dfg.valueType(x), imm, false));
  }

  /** @deprecated Say `bxor_imm_s` or `bxor_imm_u`; this is the former. */
  bxor_imm(x: Value, imm: Imm64Like): Value {
    return this.bxor(x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `rotl` with a constant of x's lane type, sign-extended beyond 64 bits. */
  rotl_imm_s(x: Value, imm: Imm64Like): Value {
    return this.rotl(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, true));
  }

  /** `rotl` with a constant of x's lane type, zero-extended beyond 64 bits. */
  rotl_imm_u(x: Value, imm: Imm64Like): Value {
    return this.rotl(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, false));
  }

  /** @deprecated Say `rotl_imm_s` or `rotl_imm_u`; this is the former. */
  rotl_imm(x: Value, imm: Imm64Like): Value {
    return this.rotl(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, true));
  }

  /** `rotr` with a constant of x's lane type, sign-extended beyond 64 bits. */
  rotr_imm_s(x: Value, imm: Imm64Like): Value {
    return this.rotr(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, true));
  }

  /** `rotr` with a constant of x's lane type, zero-extended beyond 64 bits. */
  rotr_imm_u(x: Value, imm: Imm64Like): Value {
    return this.rotr(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, false));
  }

  /** @deprecated Say `rotr_imm_s` or `rotr_imm_u`; this is the former. */
  rotr_imm(x: Value, imm: Imm64Like): Value {
    return this.rotr(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, true));
  }

  /** `ishl` with a constant of x's lane type, sign-extended beyond 64 bits. */
  ishl_imm_s(x: Value, imm: Imm64Like): Value {
    return this.ishl(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, true));
  }

  /** `ishl` with a constant of x's lane type, zero-extended beyond 64 bits. */
  ishl_imm_u(x: Value, imm: Imm64Like): Value {
    return this.ishl(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, false));
  }

  /** @deprecated Say `ishl_imm_s` or `ishl_imm_u`; this is the former. */
  ishl_imm(x: Value, imm: Imm64Like): Value {
    return this.ishl(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, true));
  }

  /** `ushr` with a constant of x's lane type, sign-extended beyond 64 bits. */
  ushr_imm_s(x: Value, imm: Imm64Like): Value {
    return this.ushr(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, true));
  }

  /** `ushr` with a constant of x's lane type, zero-extended beyond 64 bits. */
  ushr_imm_u(x: Value, imm: Imm64Like): Value {
    return this.ushr(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, false));
  }

  /** @deprecated Say `ushr_imm_s` or `ushr_imm_u`; this is the former. */
  ushr_imm(x: Value, imm: Imm64Like): Value {
    return this.ushr(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, true));
  }

  /** `sshr` with a constant of x's lane type, sign-extended beyond 64 bits. */
  sshr_imm_s(x: Value, imm: Imm64Like): Value {
    return this.sshr(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, true));
  }

  /** `sshr` with a constant of x's lane type, zero-extended beyond 64 bits. */
  sshr_imm_u(x: Value, imm: Imm64Like): Value {
    return this.sshr(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, false));
  }

  /** @deprecated Say `sshr_imm_s` or `sshr_imm_u`; this is the former. */
  sshr_imm(x: Value, imm: Imm64Like): Value {
    return this.sshr(x, this.immediate(laneOf(this.dfg.valueType(x)), imm, true));
  }

  /** `icmp` with a constant of x's type, sign-extended beyond 64 bits. */
  icmp_imm_s(cond: IntCCLike, x: Value, imm: Imm64Like): Value {
    return this.icmp(cond, x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** `icmp` with a constant of x's type, zero-extended beyond 64 bits. */
  icmp_imm_u(cond: IntCCLike, x: Value, imm: Imm64Like): Value {
    return this.icmp(cond, x, this.immediate(this.dfg.valueType(x), imm, false));
  }

  /** @deprecated Say `icmp_imm_s` or `icmp_imm_u`; this is the former. */
  icmp_imm(cond: IntCCLike, x: Value, imm: Imm64Like): Value {
    return this.icmp(cond, x, this.immediate(this.dfg.valueType(x), imm, true));
  }

  /** An integer constant of any type: wider than 64 bits by extension, a vector by `splat`. */
  private immediate(type: Type, imm: Imm64Like, signed: boolean): Value {
    const scalar = laneOf(type);
    let v: Value;
    if (scalar === I128) {
      const low = this.iconst(I64, imm);
      v = signed ? this.sextend(I128, low) : this.uextend(I128, low);
    } else {
      v = this.iconst(scalar, imm);
    }
    return isVector(type) ? this.splat(type, v) : v;
  }

  /** Load from byte `offset` of `ss`: `stack_addr` of type `addrType`, then `load`. */
  stack_load(type: Type, addrType: Type, ss: StackSlot, offset: number = 0): Value {
    return this.load(type, STACK_FLAGS, this.stack_addr(addrType, ss, offset), 0);
  }

  /** Store `x` at byte `offset` of `ss`: `stack_addr` of type `addrType`, then `store`. */
  stack_store(addrType: Type, x: Value, ss: StackSlot, offset: number = 0): Inst {
    return this.store(STACK_FLAGS, x, this.stack_addr(addrType, ss, offset), 0);
  }

  /** Load all of `dss`: `dynamic_stack_addr` of type `addrType`, then `load`. */
  dynamic_stack_load(type: Type, addrType: Type, dss: DynamicStackSlot): Value {
    return this.load(type, STACK_FLAGS, this.dynamic_stack_addr(addrType, dss), 0);
  }

  /** Store `x` in `dss`: `dynamic_stack_addr` of type `addrType`, then `store`. */
  dynamic_stack_store(addrType: Type, x: Value, dss: DynamicStackSlot): Inst {
    return this.store(STACK_FLAGS, x, this.dynamic_stack_addr(addrType, dss), 0);
  }

  // One method per format: any opcode of the format, fields as in the instruction record

  /** An instruction of format Nullary from raw fields. */
  Nullary(opcode: number, ctrlType: Type): Inst {
    return this.build(opcode, 0, ctrlType, 0, 0, 0, 0);
  }

  /** An instruction of format Unary from raw fields. */
  Unary(opcode: number, ctrlType: Type, arg: number): Inst {
    return this.build(opcode, 0, ctrlType, arg, 0, 0, 0);
  }

  /** An instruction of format UnaryImm from raw fields. */
  UnaryImm(opcode: number, ctrlType: Type, immLo: number, immHi: number): Inst {
    return this.build(opcode, 0, ctrlType, immLo, immHi, 0, 0);
  }

  /** An instruction of format UnaryIeee16 from raw fields. */
  UnaryIeee16(opcode: number, ctrlType: Type, imm: number): Inst {
    return this.build(opcode, 0, ctrlType, imm, 0, 0, 0);
  }

  /** An instruction of format UnaryIeee32 from raw fields. */
  UnaryIeee32(opcode: number, ctrlType: Type, imm: number): Inst {
    return this.build(opcode, 0, ctrlType, imm, 0, 0, 0);
  }

  /** An instruction of format UnaryIeee64 from raw fields. */
  UnaryIeee64(opcode: number, ctrlType: Type, immLo: number, immHi: number): Inst {
    return this.build(opcode, 0, ctrlType, immLo, immHi, 0, 0);
  }

  /** An instruction of format UnaryConst from raw fields. */
  UnaryConst(opcode: number, ctrlType: Type, constant: number): Inst {
    return this.build(opcode, 0, ctrlType, constant, 0, 0, 0);
  }

  /** An instruction of format UnaryGlobalValue from raw fields. */
  UnaryGlobalValue(opcode: number, ctrlType: Type, global_value: number): Inst {
    return this.build(opcode, 0, ctrlType, global_value, 0, 0, 0);
  }

  /** An instruction of format Binary from raw fields. */
  Binary(opcode: number, ctrlType: Type, x: number, y: number): Inst {
    return this.build(opcode, 0, ctrlType, x, y, 0, 0);
  }

  /** An instruction of format BinaryImm8 from raw fields. */
  BinaryImm8(opcode: number, ctrlType: Type, arg: number, imm: number): Inst {
    return this.build(opcode, imm, ctrlType, arg, 0, 0, 0);
  }

  /** An instruction of format Ternary from raw fields. */
  Ternary(opcode: number, ctrlType: Type, x: number, y: number, z: number): Inst {
    return this.build(opcode, 0, ctrlType, x, y, z, 0);
  }

  /** An instruction of format TernaryImm8 from raw fields. */
  TernaryImm8(opcode: number, ctrlType: Type, x: number, y: number, imm: number): Inst {
    return this.build(opcode, imm, ctrlType, x, y, 0, 0);
  }

  /** An instruction of format MultiAry from raw fields. */
  MultiAry(opcode: number, ctrlType: Type, args: number): Inst {
    return this.build(opcode, 0, ctrlType, args, 0, 0, 0);
  }

  /** An instruction of format Shuffle from raw fields. */
  Shuffle(opcode: number, ctrlType: Type, x: number, y: number, mask: number): Inst {
    return this.build(opcode, 0, ctrlType, x, y, mask, 0);
  }

  /** An instruction of format IntCompare from raw fields. */
  IntCompare(opcode: number, ctrlType: Type, cond: number, x: number, y: number): Inst {
    return this.build(opcode, cond, ctrlType, x, y, 0, 0);
  }

  /** An instruction of format FloatCompare from raw fields. */
  FloatCompare(opcode: number, ctrlType: Type, cond: number, x: number, y: number): Inst {
    return this.build(opcode, cond, ctrlType, x, y, 0, 0);
  }

  /** An instruction of format Jump from raw fields. */
  Jump(opcode: number, ctrlType: Type, destination: number): Inst {
    return this.build(opcode, 0, ctrlType, destination, 0, 0, 0);
  }

  /** An instruction of format Brif from raw fields. */
  Brif(opcode: number, ctrlType: Type, arg: number, then: number, else_: number): Inst {
    return this.build(opcode, 0, ctrlType, arg, then, else_, 0);
  }

  /** An instruction of format BranchTable from raw fields. */
  BranchTable(opcode: number, ctrlType: Type, arg: number, table: number): Inst {
    return this.build(opcode, 0, ctrlType, arg, table, 0, 0);
  }

  /** An instruction of format Call from raw fields. */
  Call(opcode: number, ctrlType: Type, func: number, args: number): Inst {
    return this.build(opcode, 0, ctrlType, func, args, 0, 0);
  }

  /** An instruction of format CallIndirect from raw fields. */
  CallIndirect(opcode: number, ctrlType: Type, callee: number, sig: number, args: number): Inst {
    return this.build(opcode, 0, ctrlType, callee, sig, args, 0);
  }

  /** An instruction of format TryCall from raw fields. */
  TryCall(opcode: number, ctrlType: Type, func: number, exception: number, args: number): Inst {
    return this.build(opcode, 0, ctrlType, func, exception, args, 0);
  }

  /** An instruction of format TryCallIndirect from raw fields. */
  TryCallIndirect(opcode: number, ctrlType: Type, callee: number, exception: number, args: number): Inst {
    return this.build(opcode, 0, ctrlType, callee, exception, args, 0);
  }

  /** An instruction of format FuncAddr from raw fields. */
  FuncAddr(opcode: number, ctrlType: Type, func: number): Inst {
    return this.build(opcode, 0, ctrlType, func, 0, 0, 0);
  }

  /** An instruction of format StackAddr from raw fields. */
  StackAddr(opcode: number, ctrlType: Type, slot: number, offset: number): Inst {
    return this.build(opcode, 0, ctrlType, slot, offset, 0, 0);
  }

  /** An instruction of format DynamicStackAddr from raw fields. */
  DynamicStackAddr(opcode: number, ctrlType: Type, slot: number): Inst {
    return this.build(opcode, 0, ctrlType, slot, 0, 0, 0);
  }

  /** An instruction of format Load from raw fields. */
  Load(opcode: number, ctrlType: Type, address: number, flags: number, offset: number): Inst {
    return this.build(opcode, 0, ctrlType, address, flags, offset, 0);
  }

  /** An instruction of format Store from raw fields. */
  Store(opcode: number, ctrlType: Type, data: number, address: number, flags: number, offset: number): Inst {
    return this.build(opcode, 0, ctrlType, data, address, flags, offset);
  }

  /** An instruction of format LoadNoOffset from raw fields. */
  LoadNoOffset(opcode: number, ctrlType: Type, address: number, flags: number): Inst {
    return this.build(opcode, 0, ctrlType, address, flags, 0, 0);
  }

  /** An instruction of format StoreNoOffset from raw fields. */
  StoreNoOffset(opcode: number, ctrlType: Type, data: number, address: number, flags: number): Inst {
    return this.build(opcode, 0, ctrlType, data, address, flags, 0);
  }

  /** An instruction of format AtomicRmw from raw fields. */
  AtomicRmw(opcode: number, ctrlType: Type, op: number, address: number, operand: number, flags: number): Inst {
    return this.build(opcode, op, ctrlType, address, operand, flags, 0);
  }

  /** An instruction of format AtomicCas from raw fields. */
  AtomicCas(opcode: number, ctrlType: Type, address: number, expected: number, replacement: number, flags: number): Inst {
    return this.build(opcode, 0, ctrlType, address, expected, replacement, flags);
  }

  /** An instruction of format Trap from raw fields. */
  Trap(opcode: number, ctrlType: Type, code: number): Inst {
    return this.build(opcode, code, ctrlType, 0, 0, 0, 0);
  }

  /** An instruction of format CondTrap from raw fields. */
  CondTrap(opcode: number, ctrlType: Type, arg: number, code: number): Inst {
    return this.build(opcode, code, ctrlType, arg, 0, 0, 0);
  }

  /** An instruction of format IntAddTrap from raw fields. */
  IntAddTrap(opcode: number, ctrlType: Type, x: number, y: number, code: number): Inst {
    return this.build(opcode, code, ctrlType, x, y, 0, 0);
  }

  /** An instruction of format ExceptionHandlerAddress from raw fields. */
  ExceptionHandlerAddress(opcode: number, ctrlType: Type, block: number, immLo: number, immHi: number): Inst {
    return this.build(opcode, 0, ctrlType, block, immLo, immHi, 0);
  }
}
