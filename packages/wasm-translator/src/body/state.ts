/**
 * What validation and translation of one function body know between two operators: the operand stack, the control
 * frames, where code is emitted; and the steps on them that every operator is made of.
 *
 * Validation is the algorithm of the specification's appendix: a stack of types and a stack of control frames, with
 * a polymorphic stack behind unconditional branches. Beside each type lies an SSA value, which means something while
 * `live` is set.
 *
 * Comparisons give an i8 in CLIF and an i32 in wasm. Such a value lies on the stack as -2 - v and is extended when
 * somebody wants the i32; branches and selections take the i8 itself.
 *
 * Frames are rows of an Int32Array, named by the offset of their first word.
 */
import {
  type MemFlagsId,
  Opcode,
  type StackSlot,
  type Type,
  types,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { Emitter } from "../emitter.ts";
import type { FuncEnvironment } from "../environment.ts";
import type { WasmError } from "../errors.ts";
import type { Features } from "../features.ts";
import { Heaps } from "../heap.ts";
import { Locals } from "../locals.ts";
import { LoopScan } from "../loop-scan.ts";
import type { Memory, ModuleInfo, TypeTable } from "../module-info.ts";
import { ByteReader } from "../reader.ts";
import { BOTTOM, isRef, isSubtype, type ValueType, valueTypeName } from "../value-types.ts";

// Words of a control frame
export const KIND = 0;
export const PARAMS = 1;
export const RESULTS = 2;
/** First parameter in the type pool; results follow. Negative: one result of type -TYPES, no parameters. */
export const TYPES = 3;
/** Height of the stack below the frame's operands. */
export const BASE = 4;
export const UNREACHABLE = 5;
/** Whether code was emitted where the frame begins. */
export const LIVE = 6;
/** CLIF block of the label, or -1. */
export const BLOCK = 7;
/** Merge of the label in `locals`, or -1. */
export const MERGE = 8;
/** Of an `if`: its brif, the number of the block call for `else`, the edge made for it, the log before it. */
export const INST = 9;
export const ELSE_CALL = 10;
export const ELSE_EDGE = 11;
export const LOG = 12;
/** Start of the saved parameters of an `if`. */
export const SAVED = 13;
/** Entries of the br_table at hand that go to the label, and the block in between. */
export const COUNT = 14;
export const MIDDLE = 15;
export const FRAME_WORDS = 16;

/** Arrays start small and grow before V8 optimises what grows them. */
const INITIAL = 4;

export const KIND_BLOCK = 0;
export const KIND_LOOP = 1;
export const KIND_IF = 2;
export const KIND_ELSE = 3;
export const KIND_FUNC = 4;

/** CLIF types of the numeric value types. */
export const CLIF_TYPES: readonly Type[] = [
  types.INVALID,
  types.I32,
  types.I64,
  types.F32,
  types.F64,
  types.I8X16,
];
export const NO_TYPE: Type = 0 as Type;

/** One function body at a time; keeps its memory from one to the next. */
export class BodyState {
  readonly features: Features;
  readonly r: ByteReader = new ByteReader(new Uint8Array(0));
  readonly e: Emitter = new Emitter();
  readonly heaps: Heaps = new Heaps();
  readonly locals: Locals = new Locals();
  readonly scan: LoopScan = new LoopScan();

  module!: ModuleInfo;
  types!: TypeTable;
  /** None when the body is only validated. */
  env: FuncEnvironment | undefined = undefined;

  // The operand stack
  ty: Int32Array = new Int32Array(INITIAL);
  val: Int32Array = new Int32Array(INITIAL);
  sp: number = 0;
  /** Height below which the frame at hand may not pop. */
  base: number = 0;

  // Control
  frames: Int32Array = new Int32Array(INITIAL * FRAME_WORDS);
  /** Offset of the innermost frame. */
  top: number = 0;
  live: boolean = false;
  /** The condition on the stack is to be taken negated: an `eqz` just before a branch. */
  negated: boolean = false;
  /** Offset of the operator at hand. */
  at: number = 0;
  saved: Int32Array = new Int32Array(INITIAL);
  savedTop: number = 0;
  targets: Int32Array = new Int32Array(INITIAL);
  loops: number = 0;
  hints: Int32Array | undefined = undefined;
  hintAt: number = 0;

  // Locals
  localTypes: Int32Array = new Int32Array(INITIAL);
  localCount: number = 0;
  paramCount: number = 0;
  /** Locals in stack slots: used when the log of assignments gets too long. */
  inSlots: boolean = false;
  readonly slots: StackSlot[] = [];
  slotFlags: MemFlagsId = 0 as MemFlagsId;

  /** Values that stack maps may have to name. */
  readonly refs: Set<Value> = new Set();
  readonly noteRef: (local: number, value: Value) => void;

  /** Memory, index and offset of the memory immediate just read. */
  memInfo!: Memory;
  memIndex: number = 0;
  memOffset: number = 0;

  constructor(features: Features) {
    this.features = features;
    this.noteRef = (local, value) => {
      if (isRef(this.localTypes[local]!)) this.declare(value, this.localTypes[local]!);
    };
  }

  fail(reason: string): WasmError {
    return this.r.invalid(this.at, reason);
  }

  mismatch(expected: ValueType, found: ValueType): WasmError {
    return this.fail(`type mismatch: expected ${valueTypeName(expected)}, found ${valueTypeName(found)}`);
  }

  push(t: ValueType, v: number): void {
    const sp = this.sp++;
    if (sp === this.ty.length) this.growStack();
    this.ty[sp] = t;
    this.val[sp] = v;
  }

  growStack(): void {
    const ty = new Int32Array(this.ty.length * 2);
    ty.set(this.ty);
    this.ty = ty;
    const val = new Int32Array(ty.length);
    val.set(this.val);
    this.val = val;
  }

  /** Pops a value of type `t`; it stays in `val[sp]`. */
  pop(t: ValueType): void {
    const sp = this.sp - 1;
    if (sp >= this.base && this.ty[sp] === t) {
      this.sp = sp;
      return;
    }
    this.popSlow(t);
  }

  popSlow(t: ValueType): ValueType {
    if (this.sp === this.base) {
      if (this.frames[this.top + UNREACHABLE] === 0) {
        throw this.fail(`type mismatch: expected ${valueTypeName(t)}, but nothing is on the stack`);
      }
      return BOTTOM;
    }
    const found = this.ty[--this.sp]!;
    if (!isSubtype(found, t)) throw this.mismatch(t, found);
    return found;
  }

  /** Pops anything. */
  popAny(): ValueType {
    if (this.sp > this.base) return this.ty[--this.sp]!;
    if (this.frames[this.top + UNREACHABLE] === 0) {
      throw this.fail("type mismatch: a value is expected, but nothing is on the stack");
    }
    return BOTTOM;
  }

  /** The value at stack index `i`, an i8 of a comparison extended to i32. */
  value(i: number): Value {
    const v = this.val[i]!;
    if (v >= 0) return v as Value;
    const wide = this.e.value(Opcode.Uextend, 0, types.I32, -2 - v, 0, 0, 0, types.I32);
    this.val[i] = wide;
    return wide;
  }

  /** The value at stack index `i` as a condition: an i8 as it is. */
  condition(i: number): Value {
    const v = this.val[i]!;
    return (v >= 0 ? v : -2 - v) as Value;
  }

  /** A reference value was made: it may need a place in stack maps. */
  declare(v: Value, t: ValueType): void {
    if (this.env!.needsStackMap(t)) this.refs.add(v);
  }

  clif(t: ValueType): Type {
    return t < CLIF_TYPES.length ? CLIF_TYPES[t]! : this.env!.clifType(t);
  }

  /** Reads the index of a local. */
  localIndex(): number {
    const { r } = this;
    const at = r.pos;
    const x = r.u32();
    if (x >= this.localCount) throw r.invalid(at, `unknown local ${x}`);
    return x;
  }

  pushFrame(kind: number, params: number, results: number, typesAt: number): void {
    this.top += FRAME_WORDS;
    const { top } = this;
    if (top + FRAME_WORDS > this.frames.length) {
      const more = new Int32Array(this.frames.length * 2);
      more.set(this.frames);
      this.frames = more;
    }
    const f = this.frames;
    this.base = this.sp;
    f[top + KIND] = kind;
    f[top + PARAMS] = params;
    f[top + RESULTS] = results;
    f[top + TYPES] = typesAt;
    f[top + BASE] = this.sp;
    f[top + UNREACHABLE] = 0;
    f[top + LIVE] = this.live ? 1 : 0;
    f[top + BLOCK] = -1;
    f[top + MERGE] = -1;
    f[top + INST] = -1;
    f[top + SAVED] = this.savedTop;
    f[top + COUNT] = 0;
  }

  /** Type of parameter `i` of the frame at `f`. */
  paramType(f: number, i: number): ValueType {
    return this.types.pool[this.frames[f + TYPES]! + i]!;
  }

  resultType(f: number, i: number): ValueType {
    const at = this.frames[f + TYPES]!;
    return at < 0 ? -at : this.types.pool[at + this.frames[f + PARAMS]! + i]!;
  }

  /** What a branch to the label of the frame passes. */
  labelArity(f: number): number {
    return this.frames[f + KIND] === KIND_LOOP ? this.frames[f + PARAMS]! : this.frames[f + RESULTS]!;
  }

  labelType(f: number, i: number): ValueType {
    return this.frames[f + KIND] === KIND_LOOP ? this.paramType(f, i) : this.resultType(f, i);
  }

  /** Reads a block type and begins a frame, whose parameters stay on the stack. */
  enter(kind: number): void {
    const { r, features } = this;
    const at = r.pos;
    const code = r.s33();
    let params = 0;
    let results = 0;
    let typesAt = 0;
    if (code >= 0) {
      if (!features.multiValue) throw r.disabled(at, "multiValue");
      if (code >= this.types.count) throw r.invalid(at, `unknown type ${code}`);
      params = this.types.paramCounts[code]!;
      results = this.types.resultCounts[code]!;
      typesAt = this.types.starts[code]!;
      for (let i = params - 1; i >= 0; i--) this.pop(this.types.pool[typesAt + i]!);
    } else if (code !== -64) {
      if (code < -64) throw r.malformed(at, "malformed block type");
      r.pos = at;
      typesAt = -r.valueType(features);
      results = 1;
    }
    this.pushFrame(kind, params, results, typesAt);
    // With an unreachable stack below, what was popped may be less than the parameters.
    for (let i = 0; i < params; i++) this.push(this.types.pool[typesAt + i]!, this.val[this.sp]!);
  }

  /** The frame that branch depth `depth` names. */
  label(at: number, depth: number): number {
    const f = this.top - depth * FRAME_WORDS;
    if (f < 0) throw this.r.invalid(at, `unknown label ${depth}`);
    return f;
  }

  /** Behind an unconditional branch: the stack is whatever is needed. */
  unreachable(): void {
    this.sp = this.base;
    this.frames[this.top + UNREACHABLE] = 1;
    this.live = false;
  }

  /** Checks the operands for the label of frame `f` and leaves them on the stack. */
  checkLabel(f: number): void {
    const n = this.labelArity(f);
    if (n === 0) return;
    for (let i = n - 1; i >= 0; i--) this.pop(this.labelType(f, i));
    for (let i = 0; i < n; i++) this.push(this.labelType(f, i), this.val[this.sp]!);
  }

  /** Checks that exactly the results of the innermost frame are on the stack, and takes them off. */
  checkResults(): void {
    const { top } = this;
    const n = this.frames[top + RESULTS]!;
    for (let i = n - 1; i >= 0; i--) this.pop(this.resultType(top, i));
    if (this.sp !== this.base) {
      throw this.fail(
        `type mismatch: ${this.sp - this.base} values are left on the stack at the end of the block`,
      );
    }
  }

  force(from: number, n: number): void {
    for (let i = from; i < from + n; i++) if (this.val[i]! < 0) this.value(i);
  }

  pushRef(t: ValueType, v: Value): void {
    this.declare(v, t);
    this.push(t, v);
  }
}
