/**
 * Function bodies: one pass over the operators that validates them and, if asked to, emits CLIF.
 *
 * Validation is the algorithm of the specification's appendix: a stack of types and a stack of control frames, with
 * a polymorphic stack behind unconditional branches. Translation rides on it: beside each type lies an SSA value, and
 * code is emitted while `live` is set. Behind a terminator `live` is off and the rest is only validated; a
 * validation-only run never sets it.
 *
 * Comparisons give an i8 in CLIF and an i32 in wasm. Such a value lies on the stack as -2 - v and is extended when
 * somebody wants the i32; branches and selections take the i8 itself.
 *
 * Blocks are made when something branches to them, so code without branches to a label has no block for it. Locals are
 * in `locals.ts`. No recursion: frames are rows of an Int32Array.
 */
import {
  type Block,
  type BlockCall,
  type Function,
  type Inst,
  instructions,
  intCCComplement,
  floatCCComplement,
  IntCCs,
  memflags,
  type MemFlagsId,
  Opcode,
  type StackSlot,
  type Type,
  types,
  type UserStackMapEntry,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { insertStackMaps } from "@cranelift-ts/frontend";
import { divideByConstant } from "./divide.ts";
import { Emitter } from "./emitter.ts";
import type { FuncEnvironment } from "./environment.ts";
import type { WasmError } from "./errors.ts";
import { ALL_FEATURES, type Features } from "./features.ts";
import { ALWAYS_TRAPS, Heaps } from "./heap.ts";
import { MAX_BR_TABLE, MAX_LOCALS } from "./limits.ts";
import { Locals, TOO_MUCH_WORK } from "./locals.ts";
import { LoopScan } from "./loop-scan.ts";
import type { Memory, ModuleInfo, TypeTable } from "./module-info.ts";
import {
  KIND_BINARY,
  KIND_BITCAST,
  KIND_CONVERT,
  KIND_EQZ,
  KIND_FCMP,
  KIND_ICMP,
  KIND_UNARY,
  MEM_CLIF,
  MEM_SHIFT,
  MEM_TYPE,
  NUM_CLIF,
  NUM_IN,
  NUM_KIND,
  NUM_OUT,
} from "./operators.ts";
import { ByteReader } from "./reader.ts";
import {
  BOTTOM,
  EXTERNREF,
  F32,
  F64,
  FUNCREF,
  I32,
  I64,
  isRef,
  isSubtype,
  REF,
  type ValueType,
  valueTypeName,
} from "./value-types.ts";

// Words of a control frame
const KIND = 0;
const PARAMS = 1;
const RESULTS = 2;
/** First parameter in the type pool; results follow. Negative: one result of type -TYPES, no parameters. */
const TYPES = 3;
/** Height of the stack below the frame's operands. */
const BASE = 4;
const UNREACHABLE = 5;
/** Whether code was emitted where the frame begins. */
const LIVE = 6;
/** CLIF block of the label, or -1. */
const BLOCK = 7;
/** Merge of the label in `locals`, or -1. */
const MERGE = 8;
/** Of an `if`: its brif, the number of the block call for `else`, the edge made for it, the log before it. */
const INST = 9;
const ELSE_CALL = 10;
const ELSE_EDGE = 11;
const LOG = 12;
/** Start of the saved parameters of an `if`. */
const SAVED = 13;
/** Entries of the br_table at hand that go to the label, and the block in between. */
const COUNT = 14;
const MIDDLE = 15;
const FRAME_WORDS = 16;

/** Arrays start small and grow before V8 optimises what grows them. */
const INITIAL = 4;

const KIND_BLOCK = 0;
const KIND_LOOP = 1;
const KIND_IF = 2;
const KIND_ELSE = 3;
const KIND_FUNC = 4;

const IS_DIVISION: Uint8Array = new Uint8Array(256);
for (const op of [Opcode.Sdiv, Opcode.Udiv, Opcode.Srem, Opcode.Urem]) IS_DIVISION[op] = 1;

/** CLIF types of the numeric value types. */
const CLIF_TYPES: readonly Type[] = [types.INVALID, types.I32, types.I64, types.F32, types.F64, types.I8X16];
const NO_TYPE = 0 as Type;

/** Validates and translates function bodies, one after another; keeps its memory. */
export class BodyTranslator {
  private readonly features: Features;
  private readonly r: ByteReader = new ByteReader(new Uint8Array(0));
  private readonly e: Emitter = new Emitter();
  private readonly heaps: Heaps = new Heaps();
  private readonly locals: Locals = new Locals();
  private readonly scan: LoopScan = new LoopScan();

  private module!: ModuleInfo;
  private types!: TypeTable;
  private env: FuncEnvironment | undefined = undefined;

  // The operand stack
  private ty: Int32Array = new Int32Array(INITIAL);
  private val: Int32Array = new Int32Array(INITIAL);
  private sp: number = 0;
  /** Height below which the frame at hand may not pop. */
  private base: number = 0;

  // Control
  private frames: Int32Array = new Int32Array(INITIAL * FRAME_WORDS);
  /** Offset of the innermost frame. */
  private top: number = 0;
  private live: boolean = false;
  /** The condition on the stack is to be taken negated: an `eqz` just before a branch. */
  private negated: boolean = false;
  /** Offset of the operator at hand. */
  private at: number = 0;
  private saved: Int32Array = new Int32Array(INITIAL);
  private savedTop: number = 0;
  private targets: Int32Array = new Int32Array(INITIAL);
  private loops: number = 0;

  // Locals
  private localTypes: Int32Array = new Int32Array(INITIAL);
  private localCount: number = 0;
  private paramCount: number = 0;
  /** Locals in stack slots: used when the log of assignments gets too long. */
  private inSlots: boolean = false;
  private readonly slots: StackSlot[] = [];
  private slotFlags: MemFlagsId = 0 as MemFlagsId;
  /** Always keep locals in stack slots: for tests. */
  forceSlots: boolean = false;

  private readonly refs: Set<Value> = new Set();
  private hints: Int32Array | undefined = undefined;
  private hintAt: number = 0;
  private readonly noteRef: (local: number, value: Value) => void;

  constructor(features: Features = ALL_FEATURES) {
    this.features = features;
    this.noteRef = (local, value) => {
      if (isRef(this.localTypes[local]!)) this.declare(value, this.localTypes[local]!);
    };
  }

  /** Validates the body of function `index`. */
  validate(module: ModuleInfo, index: number): void {
    this.env = undefined;
    this.start(module, index);
    this.live = false;
    this.run();
  }

  /** Validates the body of function `index` and translates it. */
  translate(module: ModuleInfo, index: number, func: Function, env: FuncEnvironment): void {
    this.inSlots = this.forceSlots;
    try {
      this.translateOnce(module, index, func, env);
    } catch (error) {
      if (error !== TOO_MUCH_WORK) throw error;
      this.inSlots = true;
      this.translateOnce(module, index, func, env);
    }
  }

  private start(module: ModuleInfo, index: number): void {
    const { r } = this;
    this.module = module;
    this.types = module.types;
    r.bytes = module.bytes;
    r.pos = module.codeStarts[index]!;
    r.end = module.codeEnds[index]!;
    r.func = index;
    this.sp = 0;
    this.base = 0;
    this.top = -FRAME_WORDS;
    this.savedTop = 0;
    this.loops = 0;
    this.negated = false;
    this.hints = undefined;
    this.readLocals(module.functionTypes[index]!);
    const t = module.functionTypes[index]!;
    this.pushFrame(KIND_FUNC, 0, this.types.resultCounts[t]!, this.types.starts[t]! + this.types.paramCounts[t]!);
  }

  private readLocals(t: number): void {
    const { r, types: table } = this;
    const params = table.paramCounts[t]!;
    this.paramCount = params;
    let n = params;
    if (this.localTypes.length < n) this.localTypes = new Int32Array(n * 2);
    for (let i = 0; i < params; i++) this.localTypes[i] = table.pool[table.starts[t]! + i]!;
    for (let groups = r.u32(); groups > 0; groups--) {
      const at = r.pos;
      const count = r.u32();
      if (count > MAX_LOCALS - n) {
        // The specification's own limit: a sum that does not fit in 32 bits is malformed.
        throw r.invalid(at, `too many locals: the limit is ${MAX_LOCALS}`);
      }
      const type = r.valueType(this.features);
      if (n + count > this.localTypes.length) {
        const more = new Int32Array((n + count) * 2);
        more.set(this.localTypes);
        this.localTypes = more;
      }
      this.localTypes.fill(type, n, n + count);
      n += count;
    }
    this.localCount = n;
  }

  private translateOnce(module: ModuleInfo, index: number, func: Function, env: FuncEnvironment): void {
    const { name } = func;
    func.clear();
    func.name = name;
    const sig = env.signature(module.functionTypes[index]!);
    func.signature = sig;
    this.env = env;
    this.refs.clear();
    this.start(module, index);
    const { e, r } = this;
    e.begin(func, module, index, env.pointerType);
    e.loc = module.codeStarts[index]!;
    this.heaps.begin(e, env);
    this.hints = module.branchHints.get(index);
    this.hintAt = 0;
    if (!this.inSlots) {
      // A few assignments per loop; only contrived code comes near the limit.
      const budget = 1024 + 16 * (r.end - r.pos);
      if (!this.scan.run(r.bytes, r.pos, r.end, this.localCount, budget)) throw TOO_MUCH_WORK;
    }
    const entry = e.createBlock();
    e.switchToBlock(entry);
    e.entryParams.length = 0;
    for (let i = 0; i < sig.params.length; i++) {
      const v = e.appendBlockParam(entry, sig.params[i]!.type);
      e.entryParams.push(v);
      if (sig.params[i]!.purpose === "vmctx") e.vmctx = v;
    }
    env.begin(e);
    this.live = true;
    this.startLocals(env);
    this.run();
    this.finishStackMaps(env);
  }

  private startLocals(env: FuncEnvironment): void {
    const { e, localCount: n, paramCount, localTypes, locals } = this;
    const lead = env.leadingParams;
    locals.reserveTypes(n);
    const limit = 1_000_000 + 64 * (this.r.end - this.r.pos);
    locals.begin(e.func, this.inSlots ? 0 : n, limit);
    locals.onParam = undefined;
    this.slots.length = 0;
    if (this.inSlots) {
      const flags = memflags.withTrapCode(memflags.NO_FLAGS, 0);
      this.slotFlags = e.dfg.internMemFlags(flags);
    }
    // One zero per type, not per local.
    let type = -1;
    let zero = -1 as Value;
    const zeros = new Map<ValueType, Value>();
    for (let i = 0; i < n; i++) {
      const t = localTypes[i]!;
      let v: Value;
      if (i < paramCount) {
        v = e.entryParams[lead + i]!;
        if (isRef(t)) this.declare(v, t);
      } else {
        if (t !== type) {
          type = t;
          zero = zeros.get(t) ?? this.zero(t, env);
          zeros.set(t, zero);
        }
        v = zero;
      }
      const clif = this.clif(t);
      locals.types[i] = clif;
      if (isRef(t)) locals.onParam = this.noteRef;
      if (this.inSlots) {
        const size = types.typeBytes(clif);
        const slot = e.func.createStackSlot({ size, alignShift: 31 - Math.clz32(size) });
        this.slots.push(slot);
        this.storeLocal(i, v);
      } else locals.init(i, v);
    }
  }

  private zero(t: ValueType, env: FuncEnvironment): Value {
    const { e } = this;
    switch (t) {
      case I32:
        return e.iconst(types.I32, 0, 0);
      case I64:
        return e.iconst(types.I64, 0, 0);
      case F32:
        return e.value(Opcode.F32const, 0, NO_TYPE, 0, 0, 0, 0, types.F32);
      case F64:
        return e.value(Opcode.F64const, 0, NO_TYPE, 0, 0, 0, 0, types.F64);
    }
    const v = env.refNull(e, t);
    this.declare(v, t);
    return v;
  }

  private clif(t: ValueType): Type {
    return t < CLIF_TYPES.length ? CLIF_TYPES[t]! : this.env!.clifType(t);
  }

  private finishStackMaps(env: FuncEnvironment): void {
    const { func } = this.e;
    if (this.refs.size > 0) {
      const resolved = new Set<Value>();
      for (const v of this.refs) resolved.add(func.dfg.resolveAliases(v));
      insertStackMaps(func, resolved, env.pointerType);
    }
    if (!this.inSlots) return;
    const entries: UserStackMapEntry[] = [];
    for (let i = 0; i < this.localCount; i++) {
      const t = this.localTypes[i]!;
      if (isRef(t) && env.needsStackMap(t)) {
        entries.push({ type: this.clif(t), slot: this.slots[i]!, offset: 0 });
      }
    }
    if (entries.length === 0) return;
    const { dfg, layout } = func;
    for (let b = layout.firstBlock; b >= 0; b = layout.nextBlock(b as Block)) {
      for (let inst = layout.firstInst(b as Block); inst >= 0; inst = layout.nextInst(inst)) {
        if (!instructions.isSafepoint(dfg.opcode(inst))) continue;
        const known = dfg.userStackMaps.get(inst);
        dfg.userStackMaps.set(inst, known === undefined ? entries : [...known, ...entries]);
      }
    }
  }

  /** A reference value was made: it may need a place in stack maps. */
  private declare(v: Value, t: ValueType): void {
    if (this.env!.needsStackMap(t)) this.refs.add(v);
  }

  // Errors

  private fail(reason: string): WasmError {
    return this.r.invalid(this.at, reason);
  }

  private mismatch(expected: ValueType, found: ValueType): WasmError {
    return this.fail(`type mismatch: expected ${valueTypeName(expected)}, found ${valueTypeName(found)}`);
  }

  // The operand stack

  private push(t: ValueType, v: number): void {
    const sp = this.sp++;
    if (sp === this.ty.length) this.growStack();
    this.ty[sp] = t;
    this.val[sp] = v;
  }

  private growStack(): void {
    const ty = new Int32Array(this.ty.length * 2);
    ty.set(this.ty);
    this.ty = ty;
    const val = new Int32Array(ty.length);
    val.set(this.val);
    this.val = val;
  }

  /** Pops a value of type `t`; it stays in `val[sp]`. */
  private pop(t: ValueType): void {
    const sp = this.sp - 1;
    if (sp >= this.base && this.ty[sp] === t) {
      this.sp = sp;
      return;
    }
    this.popSlow(t);
  }

  private popSlow(t: ValueType): ValueType {
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
  private popAny(): ValueType {
    if (this.sp > this.base) return this.ty[--this.sp]!;
    if (this.frames[this.top + UNREACHABLE] === 0) {
      throw this.fail("type mismatch: a value is expected, but nothing is on the stack");
    }
    return BOTTOM;
  }

  /** The value at stack index `i`, an i8 of a comparison extended to i32. */
  private value(i: number): Value {
    const v = this.val[i]!;
    if (v >= 0) return v as Value;
    const wide = this.e.value(Opcode.Uextend, 0, types.I32, -2 - v, 0, 0, 0, types.I32);
    this.val[i] = wide;
    return wide;
  }

  /** The value at stack index `i` as a condition: an i8 as it is. */
  private condition(i: number): Value {
    const v = this.val[i]!;
    return (v >= 0 ? v : -2 - v) as Value;
  }

  // Control frames

  private pushFrame(kind: number, params: number, results: number, typesAt: number): void {
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
  private paramType(f: number, i: number): ValueType {
    return this.types.pool[this.frames[f + TYPES]! + i]!;
  }

  private resultType(f: number, i: number): ValueType {
    const at = this.frames[f + TYPES]!;
    return at < 0 ? -at : this.types.pool[at + this.frames[f + PARAMS]! + i]!;
  }

  /** What a branch to the label of the frame passes. */
  private labelArity(f: number): number {
    return this.frames[f + KIND] === KIND_LOOP ? this.frames[f + PARAMS]! : this.frames[f + RESULTS]!;
  }

  private labelType(f: number, i: number): ValueType {
    return this.frames[f + KIND] === KIND_LOOP ? this.paramType(f, i) : this.resultType(f, i);
  }

  /** Reads a block type and begins a frame, whose parameters stay on the stack. */
  private enter(kind: number): void {
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
  private label(at: number, depth: number): number {
    const f = this.top - depth * FRAME_WORDS;
    if (f < 0) throw this.r.invalid(at, `unknown label ${depth}`);
    return f;
  }

  /** Behind an unconditional branch: the stack is whatever is needed. */
  private unreachable(): void {
    this.sp = this.base;
    this.frames[this.top + UNREACHABLE] = 1;
    this.live = false;
  }

  /** Checks the operands for the label of frame `f` and leaves them on the stack. */
  private checkLabel(f: number): void {
    const n = this.labelArity(f);
    if (n === 0) return;
    for (let i = n - 1; i >= 0; i--) this.pop(this.labelType(f, i));
    for (let i = 0; i < n; i++) this.push(this.labelType(f, i), this.val[this.sp]!);
  }

  /** Checks that exactly the results of the innermost frame are on the stack, and takes them off. */
  private checkResults(): void {
    const { top } = this;
    const n = this.frames[top + RESULTS]!;
    for (let i = n - 1; i >= 0; i--) this.pop(this.resultType(top, i));
    if (this.sp !== this.base) {
      throw this.fail(`type mismatch: ${this.sp - this.base} values are left on the stack at the end of the block`);
    }
  }

  // Branches

  /** Makes the label of frame `f` a block with a merge. */
  private ensureLabel(f: number): void {
    const { frames, e } = this;
    if (frames[f + BLOCK]! >= 0) return;
    const block = e.createBlock();
    frames[f + BLOCK] = block;
    const n = this.labelArity(f);
    for (let i = 0; i < n; i++) {
      const t = this.labelType(f, i);
      const v = e.appendBlockParam(block, this.clif(t));
      if (isRef(t)) this.declare(v, t);
    }
    frames[f + MERGE] = this.locals.newMerge(block);
  }

  /** A block call with the `n` values at the stack index `from`; they must have been forced by {@link force}. */
  private call(block: Block, from: number, n: number): BlockCall {
    const { lists } = this.e.dfg;
    const h = lists.alloc(n + 1);
    const pool = lists.data;
    pool[h + 1] = block;
    for (let i = 0; i < n; i++) pool[h + 2 + i] = this.val[from + i]!;
    return h as BlockCall;
  }

  private force(from: number, n: number): void {
    for (let i = from; i < from + n; i++) if (this.val[i]! < 0) this.value(i);
  }

  /** Ends the current block with a jump to the label of frame `f`, the operands at the top of the stack. */
  private jump(f: number): void {
    const n = this.labelArity(f);
    const from = this.sp - n;
    this.force(from, n);
    if (this.frames[f + KIND] === KIND_FUNC) {
      this.ret(from, n);
      return;
    }
    this.ensureLabel(f);
    const call = this.call(this.frames[f + BLOCK]! as Block, from, n);
    const pos = this.locals.position();
    const inst = this.e.effect(Opcode.Jump, 0, NO_TYPE, call, 0, 0, 0);
    this.locals.addEdge(this.frames[f + MERGE]!, inst, 0, pos);
  }

  private ret(from: number, n: number): void {
    const { e } = this;
    let list = 0;
    if (n > 0) {
      list = e.dfg.lists.alloc(n);
      const pool = e.dfg.lists.data;
      for (let i = 0; i < n; i++) pool[list + 1 + i] = this.val[from + i]!;
    }
    e.effect(Opcode.Return, 0, NO_TYPE, list, 0, 0, 0);
  }

  /** The hint for the operator at hand: 0 unlikely, 1 likely, -1 none. */
  private hint(): number {
    const { hints } = this;
    if (hints === undefined) return -1;
    const offset = this.at - this.module.codeStarts[this.e.functionIndex]!;
    while (this.hintAt < hints.length && hints[this.hintAt]! < offset) this.hintAt += 2;
    return this.hintAt < hints.length && hints[this.hintAt] === offset ? hints[this.hintAt + 1]! : -1;
  }

  /** `br_if` with its condition at `val[sp]`. */
  private branchIf(f: number): void {
    const { e, frames } = this;
    const condition = this.condition(this.sp);
    const negated = this.negated;
    this.negated = false;
    const n = this.labelArity(f);
    const from = this.sp - n;
    this.force(from, n);
    const next = e.createBlock();
    const isReturn = frames[f + KIND] === KIND_FUNC;
    let target: Block;
    if (isReturn) target = e.createBlock();
    else {
      this.ensureLabel(f);
      target = frames[f + BLOCK]! as Block;
    }
    const hint = this.hint();
    if (hint === 1) e.setCold(next);
    const to = this.call(target, from, isReturn ? 0 : n);
    const on = this.call(next, 0, 0);
    const pos = this.locals.position();
    const type = e.dfg.valueType(condition);
    const inst = negated
      ? e.effect(Opcode.Brif, 0, type, condition, on, to, 0)
      : e.effect(Opcode.Brif, 0, type, condition, to, on, 0);
    if (isReturn) {
      if (hint === 0) e.setCold(target);
      e.switchToBlock(target);
      this.ret(from, n);
    } else this.locals.addEdge(frames[f + MERGE]!, inst, negated ? 1 : 0, pos);
    e.switchToBlock(next);
  }

  private opIf(): void {
    this.pop(I32);
    const condition = this.live ? this.condition(this.sp) : -1;
    this.enter(KIND_IF);
    if (!this.live) return;
    const { e, frames, top } = this;
    const negated = this.negated;
    this.negated = false;
    const n = frames[top + PARAMS]!;
    this.force(this.base, n);
    if (this.savedTop + n > this.saved.length) {
      const more = new Int32Array((this.savedTop + n) * 2);
      more.set(this.saved);
      this.saved = more;
    }
    for (let i = 0; i < n; i++) this.saved[this.savedTop++] = this.val[this.base + i]!;
    this.ensureLabel(top);
    const then = e.createBlock();
    const hint = this.hint();
    if (hint === 0) e.setCold(then);
    // The other edge goes to the end until an `else` turns up.
    const thenCall = this.call(then, 0, 0);
    const elseCall = this.call(frames[top + BLOCK]! as Block, 0, 0);
    const type = e.dfg.valueType(condition as Value);
    const pos = this.locals.position();
    const inst = negated
      ? e.effect(Opcode.Brif, 0, type, condition, elseCall, thenCall, 0)
      : e.effect(Opcode.Brif, 0, type, condition, thenCall, elseCall, 0);
    frames[top + INST] = inst;
    frames[top + ELSE_CALL] = negated ? 0 : 1;
    frames[top + ELSE_EDGE] = this.locals.addEdge(frames[top + MERGE]!, inst, negated ? 0 : 1, pos);
    frames[top + LOG] = pos;
    frames[top + COUNT] = hint === 1 ? -1 : 0;
    e.switchToBlock(then);
  }

  private opElse(): void {
    const { frames, top, e } = this;
    if (frames[top + KIND] !== KIND_IF) throw this.r.malformed(this.at, "an else without an if");
    this.checkResults();
    const wasLive = frames[top + LIVE] === 1;
    if (this.live) {
      this.sp += frames[top + RESULTS]!;
      this.jump(top);
      this.sp = this.base;
    }
    frames[top + KIND] = KIND_ELSE;
    frames[top + UNREACHABLE] = 0;
    const n = frames[top + PARAMS]!;
    const savedAt = frames[top + SAVED]!;
    for (let i = 0; i < n; i++) this.push(this.paramType(top, i), wasLive ? this.saved[savedAt + i]! : -1);
    this.live = wasLive;
    if (!wasLive) return;
    this.savedTop = savedAt;
    const other = e.createBlock();
    const inst = frames[top + INST]! as Inst;
    e.dfg.setCallBlock(e.dfg.word(inst, 1 + frames[top + ELSE_CALL]!) as BlockCall, other);
    this.locals.dropEdge(frames[top + MERGE]!, frames[top + ELSE_EDGE]!);
    if (frames[top + COUNT]! < 0) e.setCold(other);
    frames[top + COUNT] = 0;
    e.switchToBlock(other);
    this.locals.restore(frames[top + LOG]!);
  }

  /** Returns true at the end of the function. */
  private opEnd(): boolean {
    const { frames, top, e } = this;
    const kind = frames[top + KIND]!;
    const n = frames[top + RESULTS]!;
    const wasLive = frames[top + LIVE] === 1;
    if (kind === KIND_IF) {
      // Without an else the parameters are the results.
      if (frames[top + PARAMS] !== n) throw this.fail("type mismatch: an if without else must return its parameters");
      for (let i = 0; i < n; i++) {
        if (!isSubtype(this.paramType(top, i), this.resultType(top, i))) {
          throw this.fail("type mismatch: an if without else must return its parameters");
        }
      }
    }
    this.checkResults();
    const from = this.base;
    if (kind === KIND_FUNC) {
      if (this.live) {
        this.force(from, n);
        this.ret(from, n);
      }
      this.live = false;
      return true;
    }
    if (wasLive && kind === KIND_IF) {
      const inst = frames[top + INST]! as Inst;
      const savedAt = frames[top + SAVED]!;
      for (let i = 0; i < n; i++) {
        e.dfg.appendTargetArg(inst, frames[top + ELSE_CALL]!, this.saved[savedAt + i]!);
      }
      this.savedTop = savedAt;
    }
    const merge = frames[top + MERGE]!;
    const block = frames[top + BLOCK]! as Block;
    if (kind === KIND_LOOP) {
      if (wasLive && !this.inSlots) this.locals.closeLoop(merge);
    } else if (merge >= 0 && (this.live || this.locals.hasEdges(merge))) {
      if (this.live) {
        this.sp = from + n;
        this.jump(top);
      }
      e.switchToBlock(block);
      this.live = true;
      if (!this.inSlots) this.locals.enterJoin(merge);
      for (let i = 0; i < n; i++) this.val[from + i] = e.dfg.blockParam(block, i);
    }
    // The types are those declared, whatever was found on a polymorphic stack.
    this.sp = from;
    const popped = top;
    this.top -= FRAME_WORDS;
    this.base = frames[this.top + BASE]!;
    for (let i = 0; i < n; i++) this.push(this.resultType(popped, i), this.val[from + i]!);
    return false;
  }

  private opLoop(): void {
    this.enter(KIND_LOOP);
    const ordinal = this.loops++;
    if (!this.live) return;
    const { e, frames, top, locals } = this;
    const n = frames[top + PARAMS]!;
    this.ensureLabel(top);
    this.jump(top);
    const block = frames[top + BLOCK]! as Block;
    e.switchToBlock(block);
    for (let i = 0; i < n; i++) this.val[this.base + i] = e.dfg.blockParam(block, i);
    if (!this.inSlots) {
      const merge = frames[top + MERGE]!;
      locals.enterLoop(merge);
      const { scan } = this;
      for (let c = scan.first[ordinal]!; c >= 0; c = scan.next[c]!) locals.loopLocal(merge, scan.local[c]!);
      locals.loopEntered();
    }
    this.env!.loopHeader?.(e);
  }

  private opBrTable(): void {
    const { r } = this;
    this.pop(I32);
    const selector = this.sp;
    const countAt = r.pos;
    const count = r.u32();
    if (count > MAX_BR_TABLE) throw r.invalid(countAt, `a br_table of ${count} entries exceeds the limit`);
    if (count > r.end - r.pos) throw r.unexpectedEnd();
    if (this.targets.length < count + 1) this.targets = new Int32Array((count + 1) * 2);
    const { targets } = this;
    const labelsAt = r.pos;
    for (let i = 0; i <= count; i++) {
      const at = r.pos;
      targets[i] = this.label(at, r.u32());
    }
    const fallback = targets[count]!;
    const n = this.labelArity(fallback);
    const sp = this.sp;
    for (let i = 0; i <= count; i++) {
      const f = targets[i]!;
      if (i > 0 && f === targets[i - 1]) continue;
      if (this.labelArity(f) !== n) {
        throw r.invalid(labelsAt, `type mismatch: the labels of br_table take ${n} and ${this.labelArity(f)} values`);
      }
      // Each label on its own; a polymorphic stack serves all of them.
      for (let k = n - 1; k >= 0; k--) this.pop(this.labelType(f, k));
      this.sp = sp;
    }
    if (this.live) this.emitBrTable(selector, count, n);
    this.unreachable();
  }

  private emitBrTable(selector: number, count: number, n: number): void {
    const { e, frames, targets, locals } = this;
    const index = this.value(selector);
    const from = this.sp - n;
    this.force(from, n);
    const pos = locals.position();
    if (count === 0) {
      this.jump(targets[0]!);
      return;
    }
    for (let i = 0; i <= count; i++) {
      const f = targets[i]!;
      if (frames[f + COUNT] === 0) frames[f + MIDDLE] = -1;
      frames[f + COUNT]!++;
    }
    // A block in between where arguments would be repeated per entry.
    const target = (f: number): BlockCall => {
      if (frames[f + KIND] !== KIND_FUNC && n === 0 && frames[f + COUNT] === 1) {
        this.ensureLabel(f);
        return this.call(frames[f + BLOCK]! as Block, 0, 0);
      }
      if (frames[f + MIDDLE]! < 0) frames[f + MIDDLE] = e.createBlock();
      return this.call(frames[f + MIDDLE]! as Block, 0, 0);
    };
    const fallback = target(targets[count]!);
    const entries = new Int32Array(count);
    for (let i = 0; i < count; i++) entries[i] = target(targets[i]!);
    const table = e.dfg.makeJumpTable(fallback, entries);
    const inst = e.effect(Opcode.BrTable, 0, NO_TYPE, index, table, 0, 0);
    for (let i = 0; i <= count; i++) {
      const f = targets[i]!;
      if (frames[f + COUNT] === 1 && frames[f + MIDDLE]! < 0) {
        locals.addEdge(frames[f + MERGE]!, inst, i === count ? 0 : i + 1, pos);
      }
    }
    for (let i = 0; i <= count; i++) {
      const f = targets[i]!;
      if (frames[f + COUNT] === 0) continue;
      frames[f + COUNT] = 0;
      if (frames[f + MIDDLE]! < 0) continue;
      e.switchToBlock(frames[f + MIDDLE]! as Block);
      this.jump(f);
    }
  }

  // Calls

  /** Checks the arguments of a call of type `t`, pops them and hands them to the emitter. */
  private popArguments(t: number): void {
    const { types: table, e } = this;
    const n = table.paramCounts[t]!;
    const at = table.starts[t]!;
    for (let i = n - 1; i >= 0; i--) this.pop(table.pool[at + i]!);
    if (!this.live) return;
    const lead = this.env!.leadingParams;
    e.reserveArgs(lead + n);
    for (let i = 0; i < n; i++) e.args[lead + i] = this.value(this.sp + i);
  }

  private pushResults(t: number, inst: Inst): void {
    const { types: table, e } = this;
    const n = table.resultCounts[t]!;
    const at = table.starts[t]! + table.paramCounts[t]!;
    for (let i = 0; i < n; i++) {
      const type = table.pool[at + i]!;
      const v = this.live ? e.dfg.result(inst, i) : -1;
      if (this.live && (type & REF) !== 0) this.declare(v as Value, type);
      this.push(type, v);
    }
  }

  private checkTailResults(t: number): void {
    const { types: table, frames } = this;
    const n = table.resultCounts[t]!;
    if (n !== frames[RESULTS]) throw this.fail("type mismatch: the callee of a tail call returns something else");
    const at = table.starts[t]! + table.paramCounts[t]!;
    for (let i = 0; i < n; i++) {
      const expected = this.resultType(0, i);
      if (!isSubtype(table.pool[at + i]!, expected)) throw this.mismatch(expected, table.pool[at + i]!);
    }
  }

  private opCall(tail: boolean): void {
    const { r, module } = this;
    if (tail && !this.features.tailCall) throw r.disabled(this.at, "tailCall");
    const at = r.pos;
    const index = r.u32();
    if (index >= module.functionCount) throw r.invalid(at, `unknown function ${index}`);
    const t = module.functionTypes[index]!;
    if (tail) this.checkTailResults(t);
    this.popArguments(t);
    const inst = this.live ? this.env!.call(this.e, index, tail) : (-1 as Inst);
    if (tail) this.unreachable();
    else this.pushResults(t, inst);
  }

  private opCallIndirect(tail: boolean): void {
    const { r, module, features } = this;
    if (tail && !features.tailCall) throw r.disabled(this.at, "tailCall");
    const typeAt = r.pos;
    const t = r.u32();
    const tableAt = r.pos;
    const table = r.u32();
    if (!features.referenceTypes && (table !== 0 || r.pos !== tableAt + 1)) {
      throw r.malformed(tableAt, "zero byte expected");
    }
    const info = module.tables[table];
    if (info === undefined) throw r.invalid(tableAt, `unknown table ${table}`);
    if (info.type !== FUNCREF) throw r.invalid(tableAt, "type mismatch: the table does not hold functions");
    if (t >= this.types.count) throw r.invalid(typeAt, `unknown type ${t}`);
    if (tail) this.checkTailResults(t);
    this.pop(info.index64 ? I64 : I32);
    const index = this.live ? this.value(this.sp) : (-1 as Value);
    this.popArguments(t);
    const inst = this.live ? this.env!.callIndirect(this.e, table, t, index, tail) : (-1 as Inst);
    if (tail) this.unreachable();
    else this.pushResults(t, inst);
  }

  // Locals

  private localIndex(): number {
    const { r } = this;
    const at = r.pos;
    const x = r.u32();
    if (x >= this.localCount) throw r.invalid(at, `unknown local ${x}`);
    return x;
  }

  private loadLocal(x: number): Value {
    if (!this.inSlots) return this.locals.get(x);
    const { e } = this;
    const address = e.value(Opcode.StackAddr, 0, e.pointerType, this.slots[x]!, 0, 0, 0, e.pointerType);
    const clif = this.clif(this.localTypes[x]!);
    const v = e.value(Opcode.Load, 0, clif, address, this.slotFlags, 0, 0, clif);
    if (isRef(this.localTypes[x]!)) this.declare(v, this.localTypes[x]!);
    return v;
  }

  private storeLocal(x: number, v: Value): void {
    if (!this.inSlots) {
      this.locals.set(x, v);
      return;
    }
    const { e } = this;
    const address = e.value(Opcode.StackAddr, 0, e.pointerType, this.slots[x]!, 0, 0, 0, e.pointerType);
    e.effect(Opcode.Store, 0, this.clif(this.localTypes[x]!), v, address, this.slotFlags, 0);
  }

  // Numbers

  private numeric(op: number): void {
    const kind = NUM_KIND[op]!;
    const input = NUM_IN[op]!;
    const output = NUM_OUT[op]!;
    this.pop(input);
    if (kind === KIND_BINARY || kind === KIND_ICMP || kind === KIND_FCMP) this.pop(input);
    const { sp } = this;
    if (!this.live) {
      this.push(output, -1);
      return;
    }
    const { e } = this;
    const type = CLIF_TYPES[output]!;
    let v: number;
    switch (kind) {
      case KIND_BINARY: {
        const clif = NUM_CLIF[op]!;
        const x = this.value(sp);
        const y = this.value(sp + 1);
        v = IS_DIVISION[clif] !== 0 ? divideByConstant(e, clif, type, x, y) : -1;
        if (v < 0) v = e.value(clif, 0, type, x, y, 0, 0, type);
        break;
      }
      case KIND_UNARY:
      case KIND_CONVERT:
        v = e.value(NUM_CLIF[op]!, 0, type, this.value(sp), 0, 0, 0, type);
        break;
      case KIND_ICMP:
        v = -2 - e.value(Opcode.Icmp, NUM_CLIF[op]!, CLIF_TYPES[input]!, this.value(sp), this.value(sp + 1), 0, 0, types.I8);
        break;
      case KIND_FCMP:
        v = -2 - e.value(Opcode.Fcmp, NUM_CLIF[op]!, CLIF_TYPES[input]!, this.value(sp), this.value(sp + 1), 0, 0, types.I8);
        break;
      case KIND_EQZ:
        v = this.eqz(input, sp);
        break;
      case KIND_BITCAST:
        v = e.value(Opcode.Bitcast, 0, type, this.value(sp), e.dfg.internMemFlags(memflags.NO_FLAGS), 0, 0, type);
        break;
      default: {
        const narrow = NUM_CLIF[op]! as Type;
        const part = e.value(Opcode.Ireduce, 0, narrow, this.value(sp), 0, 0, 0, narrow);
        v = e.value(Opcode.Sextend, 0, type, part, 0, 0, 0, type);
      }
    }
    this.push(output, v);
  }

  /** `eqz` of the value at stack index `i`. */
  private eqz(input: ValueType, i: number): number {
    const { e, r } = this;
    const raw = this.val[i]!;
    const next = r.pos < r.end ? r.bytes[r.pos]! : 0;
    if (next === 0x0d || next === 0x04) {
      // The branch that follows takes the condition the other way round.
      this.negated = true;
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
      return -2 - e.value(opcode, other, dfg.ctrlType(inst), dfg.arg(inst, 0), dfg.arg(inst, 1), 0, 0, types.I8);
    }
    return -2 - e.icmp(IntCCs.eq, types.I8, (-2 - raw) as Value, e.iconst(types.I8, 0, 0));
  }

  // Memory

  /** Memory index and offset of the memory immediate just read. */
  private memIndex: number = 0;
  private memOffset: number = 0;
  private memInfo!: Memory;

  private memoryImmediate(shift: number): void {
    const { r, module } = this;
    const at = r.pos;
    let align = r.u32();
    let memory = 0;
    if ((align & 0x40) !== 0 && align < 0x80) {
      if (!this.features.multiMemory) throw r.malformed(at, "malformed memop flags");
      align &= 0x3f;
      memory = r.u32();
    }
    if (align > shift) {
      if (align >= 0x40) throw r.malformed(at, "malformed memop flags");
      throw r.invalid(at, "alignment must not be larger than natural");
    }
    const info = module.memories[memory];
    if (info === undefined) throw r.invalid(at, `unknown memory ${memory}`);
    if (info.index64) {
      const lo = r.u64();
      this.memOffset = (lo >>> 0) + (r.hi >>> 0) * 2 ** 32;
    } else this.memOffset = r.u32();
    this.memIndex = memory;
    this.memInfo = info;
  }

  private load(op: number): void {
    const shift = MEM_SHIFT[op]!;
    this.memoryImmediate(shift);
    this.pop(this.memInfo.index64 ? I64 : I32);
    const t = MEM_TYPE[op]!;
    let v = -1;
    if (this.live) {
      const { e, heaps } = this;
      const address = heaps.address(this.memIndex, this.value(this.sp), this.memOffset, 1 << shift);
      if (address === ALWAYS_TRAPS) this.live = false;
      else {
        const type = CLIF_TYPES[t]!;
        const clif = MEM_CLIF[op]!;
        const ctrl = clif === Opcode.Sload32 || clif === Opcode.Uload32 ? e.pointerType : type;
        v = e.value(clif, 0, ctrl, address, heaps.flags, heaps.offset, 0, type);
      }
    }
    this.push(t, v);
  }

  private store(op: number): void {
    const shift = MEM_SHIFT[op]!;
    this.memoryImmediate(shift);
    const t = MEM_TYPE[op]!;
    this.pop(t);
    this.pop(this.memInfo.index64 ? I64 : I32);
    if (!this.live) return;
    const { e, heaps } = this;
    const data = this.value(this.sp + 1);
    const address = heaps.address(this.memIndex, this.value(this.sp), this.memOffset, 1 << shift);
    if (address === ALWAYS_TRAPS) this.live = false;
    else e.effect(MEM_CLIF[op]!, 0, CLIF_TYPES[t]!, data, address, heaps.flags, heaps.offset);
  }

  private memoryIndex(): number {
    const { r, module } = this;
    const at = r.pos;
    const memory = r.u32();
    if (!this.features.multiMemory && (memory !== 0 || r.pos !== at + 1)) {
      throw r.malformed(at, "zero byte expected");
    }
    if (memory >= module.memories.length) throw r.invalid(at, `unknown memory ${memory}`);
    return memory;
  }

  private memoryIndexType(memory: number): ValueType {
    return this.module.memories[memory]!.index64 ? I64 : I32;
  }

  private tableIndex(): number {
    const { r, module } = this;
    const at = r.pos;
    const table = r.u32();
    if (table >= module.tables.length) throw r.invalid(at, `unknown table ${table}`);
    return table;
  }

  private tableIndexType(table: number): ValueType {
    return this.module.tables[table]!.index64 ? I64 : I32;
  }

  /** Operators behind the prefix 0xfc. */
  private prefixed(): void {
    const { r, module, features, e } = this;
    const subAt = r.pos;
    const sub = r.u32();
    if (sub < 8) {
      if (!features.saturatingFloatToInt) throw r.disabled(this.at, "saturatingFloatToInt");
      this.numeric(0xe0 + sub);
      return;
    }
    const env = this.env;
    if (sub <= 14) {
      if (!features.bulkMemory) throw r.disabled(this.at, "bulkMemory");
    } else if (sub <= 17 && !features.referenceTypes) throw r.disabled(this.at, "referenceTypes");
    switch (sub) {
      case 8: {
        const at = r.pos;
        const segment = r.u32();
        const memory = this.memoryIndex();
        if (module.dataCount < 0) throw r.malformed(at, "data count section required");
        if (segment >= module.dataCount) throw r.invalid(at, `unknown data segment ${segment}`);
        this.pop(I32);
        this.pop(I32);
        this.pop(this.memoryIndexType(memory));
        const { sp } = this;
        if (this.live) {
          env!.memoryInit(e, segment, memory, this.value(sp), this.value(sp + 1), this.value(sp + 2));
        }
        return;
      }
      case 9: {
        const at = r.pos;
        const segment = r.u32();
        if (module.dataCount < 0) throw r.malformed(at, "data count section required");
        if (segment >= module.dataCount) throw r.invalid(at, `unknown data segment ${segment}`);
        if (this.live) env!.dataDrop(e, segment);
        return;
      }
      case 10: {
        const to = this.memoryIndex();
        const from = this.memoryIndex();
        const toType = this.memoryIndexType(to);
        const fromType = this.memoryIndexType(from);
        this.pop(Math.min(toType, fromType));
        this.pop(fromType);
        this.pop(toType);
        const { sp } = this;
        if (this.live) env!.memoryCopy(e, to, from, this.value(sp), this.value(sp + 1), this.value(sp + 2));
        return;
      }
      case 11: {
        const memory = this.memoryIndex();
        const type = this.memoryIndexType(memory);
        this.pop(type);
        this.pop(I32);
        this.pop(type);
        const { sp } = this;
        if (this.live) env!.memoryFill(e, memory, this.value(sp), this.value(sp + 1), this.value(sp + 2));
        return;
      }
      case 12: {
        const at = r.pos;
        const segment = r.u32();
        const table = this.tableIndex();
        const info = module.elements[segment];
        if (info === undefined) throw r.invalid(at, `unknown elem segment ${segment}`);
        if (!isSubtype(info.type, module.tables[table]!.type)) throw this.mismatch(module.tables[table]!.type, info.type);
        this.pop(I32);
        this.pop(I32);
        this.pop(this.tableIndexType(table));
        const { sp } = this;
        if (this.live) {
          env!.tableInit(e, segment, table, this.value(sp), this.value(sp + 1), this.value(sp + 2));
        }
        return;
      }
      case 13: {
        const at = r.pos;
        const segment = r.u32();
        if (segment >= module.elements.length) throw r.invalid(at, `unknown elem segment ${segment}`);
        if (this.live) env!.elementDrop(e, segment);
        return;
      }
      case 14: {
        const to = this.tableIndex();
        const from = this.tableIndex();
        const toType = this.tableIndexType(to);
        const fromType = this.tableIndexType(from);
        if (!isSubtype(module.tables[from]!.type, module.tables[to]!.type)) {
          throw this.mismatch(module.tables[to]!.type, module.tables[from]!.type);
        }
        this.pop(Math.min(toType, fromType));
        this.pop(fromType);
        this.pop(toType);
        const { sp } = this;
        if (this.live) env!.tableCopy(e, to, from, this.value(sp), this.value(sp + 1), this.value(sp + 2));
        return;
      }
      case 15: {
        const table = this.tableIndex();
        const type = this.tableIndexType(table);
        this.pop(type);
        this.pop(module.tables[table]!.type);
        const { sp } = this;
        this.push(type, this.live ? env!.tableGrow(e, table, this.value(sp), this.value(sp + 1)) : -1);
        return;
      }
      case 16: {
        const table = this.tableIndex();
        this.push(this.tableIndexType(table), this.live ? env!.tableSize(e, table) : -1);
        return;
      }
      case 17: {
        const table = this.tableIndex();
        const type = this.tableIndexType(table);
        this.pop(type);
        this.pop(module.tables[table]!.type);
        this.pop(type);
        const { sp } = this;
        if (this.live) env!.tableFill(e, table, this.value(sp), this.value(sp + 1), this.value(sp + 2));
        return;
      }
      case 18:
        throw r.unsupported(subAt, "memory-control");
      case 19:
      case 20:
      case 21:
      case 22:
        throw r.unsupported(subAt, "wide-arithmetic");
    }
    throw r.malformed(subAt, `unknown operator 0xfc ${sub}`);
  }

  private pushRef(t: ValueType, v: Value): void {
    this.declare(v, t);
    this.push(t, v);
  }

  private select(typed: boolean): void {
    const { r } = this;
    let t: ValueType = BOTTOM;
    if (typed) {
      const at = r.pos;
      const n = r.u32();
      if (!this.features.referenceTypes) throw r.disabled(this.at, "referenceTypes");
      if (n !== 1) throw r.invalid(at, "invalid result arity: select has one result");
      t = r.valueType(this.features);
    }
    this.pop(I32);
    const condition = this.sp;
    if (typed) {
      this.pop(t);
      this.pop(t);
    } else {
      const a = this.popAny();
      const b = this.popAny();
      if (isRef(a) || isRef(b)) throw this.fail("type mismatch: select without type on references");
      if (a !== b && a !== BOTTOM && b !== BOTTOM) throw this.mismatch(b, a);
      t = a === BOTTOM ? b : a;
    }
    const { sp } = this;
    let v = -1;
    if (this.live) {
      const type = this.clif(t);
      v = this.e.value(
        Opcode.Select,
        0,
        type,
        this.condition(condition),
        this.value(sp),
        this.value(sp + 1),
        0,
        type,
      );
      if (isRef(t)) this.declare(v as Value, t);
    }
    this.push(t, v);
  }

  /** Works through the operators up to the function's last `end`. */
  private run(): void {
    const { r, e, module, features } = this;
    const { bytes, end } = r;
    for (;;) {
      const at = r.pos;
      if (at >= end) throw r.malformed(end, "unexpected end: the function body has no end operator");
      const op = bytes[at]!;
      r.pos = at + 1;
      this.at = at;
      e.loc = at;
      switch (op) {
        case 0x00:
          if (this.live) e.trap(this.env!.trapUnreachable);
          this.unreachable();
          break;
        case 0x01:
          break;
        case 0x02:
          this.enter(KIND_BLOCK);
          break;
        case 0x03:
          this.opLoop();
          break;
        case 0x04:
          this.opIf();
          break;
        case 0x05:
          this.opElse();
          break;
        case 0x0b:
          if (!this.opEnd()) break;
          if (r.pos !== end) throw r.malformed(r.pos, "operators remain behind the end of the function");
          return;
        case 0x0c: {
          const f = this.label(r.pos, r.u32());
          this.checkLabel(f);
          if (this.live) this.jump(f);
          this.unreachable();
          break;
        }
        case 0x0d: {
          const f = this.label(r.pos, r.u32());
          this.pop(I32);
          const condition = this.live ? this.val[this.sp]! : -1;
          this.checkLabel(f);
          if (this.live) {
            if (this.sp === this.val.length) this.growStack();
            this.val[this.sp] = condition;
            this.branchIf(f);
          }
          break;
        }
        case 0x0e:
          this.opBrTable();
          break;
        case 0x0f:
          this.checkLabel(0);
          if (this.live) this.jump(0);
          this.unreachable();
          break;
        case 0x10:
          this.opCall(false);
          break;
        case 0x11:
          this.opCallIndirect(false);
          break;
        case 0x12:
          this.opCall(true);
          break;
        case 0x13:
          this.opCallIndirect(true);
          break;
        case 0x1a:
          this.popAny();
          break;
        case 0x1b:
          this.select(false);
          break;
        case 0x1c:
          this.select(true);
          break;
        case 0x20: {
          const x = this.localIndex();
          this.push(this.localTypes[x]!, this.live ? this.loadLocal(x) : -1);
          break;
        }
        case 0x21: {
          const x = this.localIndex();
          this.pop(this.localTypes[x]!);
          if (this.live) this.storeLocal(x, this.value(this.sp));
          break;
        }
        case 0x22: {
          const x = this.localIndex();
          this.pop(this.localTypes[x]!);
          const v = this.live ? this.value(this.sp) : (-1 as Value);
          if (this.live) this.storeLocal(x, v);
          this.push(this.localTypes[x]!, v);
          break;
        }
        case 0x23: {
          const g = r.u32();
          const global = module.globals[g];
          if (global === undefined) throw r.invalid(at + 1, `unknown global ${g}`);
          if (this.live) {
            const v = this.env!.globalGet(e, g);
            if (isRef(global.type)) this.declare(v, global.type);
            this.push(global.type, v);
          } else this.push(global.type, -1);
          break;
        }
        case 0x24: {
          const g = r.u32();
          const global = module.globals[g];
          if (global === undefined) throw r.invalid(at + 1, `unknown global ${g}`);
          if (!global.mutable) throw r.invalid(at + 1, "the global is immutable");
          this.pop(global.type);
          if (this.live) this.env!.globalSet(e, g, this.value(this.sp));
          break;
        }
        case 0x25: {
          if (!features.referenceTypes) throw r.disabled(at, "referenceTypes");
          const table = this.tableIndex();
          this.pop(this.tableIndexType(table));
          const { type } = module.tables[table]!;
          if (this.live) this.pushRef(type, this.env!.tableGet(e, table, this.value(this.sp)));
          else this.push(type, -1);
          break;
        }
        case 0x26: {
          if (!features.referenceTypes) throw r.disabled(at, "referenceTypes");
          const table = this.tableIndex();
          this.pop(module.tables[table]!.type);
          this.pop(this.tableIndexType(table));
          if (this.live) this.env!.tableSet(e, table, this.value(this.sp), this.value(this.sp + 1));
          break;
        }
        case 0x28:
        case 0x29:
        case 0x2a:
        case 0x2b:
        case 0x2c:
        case 0x2d:
        case 0x2e:
        case 0x2f:
        case 0x30:
        case 0x31:
        case 0x32:
        case 0x33:
        case 0x34:
        case 0x35:
          this.load(op);
          break;
        case 0x36:
        case 0x37:
        case 0x38:
        case 0x39:
        case 0x3a:
        case 0x3b:
        case 0x3c:
        case 0x3d:
        case 0x3e:
          this.store(op);
          break;
        case 0x3f: {
          const memory = this.memoryIndex();
          this.push(this.memoryIndexType(memory), this.live ? this.env!.memorySize(e, memory) : -1);
          break;
        }
        case 0x40: {
          const memory = this.memoryIndex();
          const type = this.memoryIndexType(memory);
          this.pop(type);
          let v = -1;
          if (this.live) {
            v = this.env!.memoryGrow(e, memory, this.value(this.sp));
            e.epoch++;
          }
          this.push(type, v);
          break;
        }
        case 0x41: {
          const n = r.s32();
          this.push(I32, this.live ? e.iconst(types.I32, n, 0) : -1);
          break;
        }
        case 0x42: {
          const lo = r.s64();
          this.push(I64, this.live ? e.iconst(types.I64, lo, r.hi) : -1);
          break;
        }
        case 0x43: {
          if (end - r.pos < 4) throw r.unexpectedEnd();
          const bits = this.word(r.pos);
          r.pos += 4;
          this.push(F32, this.live ? e.value(Opcode.F32const, 0, NO_TYPE, bits, 0, 0, 0, types.F32) : -1);
          break;
        }
        case 0x44: {
          if (end - r.pos < 8) throw r.unexpectedEnd();
          const lo = this.word(r.pos);
          const hi = this.word(r.pos + 4);
          r.pos += 8;
          this.push(F64, this.live ? e.value(Opcode.F64const, 0, NO_TYPE, lo, hi, 0, 0, types.F64) : -1);
          break;
        }
        case 0xd0: {
          if (!features.referenceTypes) throw r.disabled(at, "referenceTypes");
          const code = r.u8();
          let t: ValueType;
          if (code === 0x70) t = FUNCREF;
          else if (code === 0x6f) t = EXTERNREF;
          else if (code < 0x40) throw r.unsupported(at + 1, "function-references");
          else throw r.otherType(at + 1, code);
          if (this.live) this.pushRef(t, this.env!.refNull(e, t));
          else this.push(t, -1);
          break;
        }
        case 0xd1: {
          if (!features.referenceTypes) throw r.disabled(at, "referenceTypes");
          const t = this.popAny();
          if (t !== BOTTOM && !isRef(t)) throw this.fail(`type mismatch: ref.is_null of ${valueTypeName(t)}`);
          this.push(I32, this.live ? -2 - this.env!.refIsNull(e, t, this.value(this.sp)) : -1);
          break;
        }
        case 0xd2: {
          if (!features.referenceTypes) throw r.disabled(at, "referenceTypes");
          const f = r.u32();
          if (f >= module.functionCount) throw r.invalid(at + 1, `unknown function ${f}`);
          if (module.functionReferenced[f] === 0) throw r.invalid(at + 1, `undeclared function reference ${f}`);
          if (this.live) this.pushRef(FUNCREF, this.env!.refFunc(e, f));
          else this.push(FUNCREF, -1);
          break;
        }
        case 0xc0:
        case 0xc1:
        case 0xc2:
        case 0xc3:
        case 0xc4:
          if (!features.signExtension) throw r.disabled(at, "signExtension");
          this.numeric(op);
          break;
        case 0xfc:
          this.prefixed();
          break;
        default:
          // The numeric operators are one range; 0xe0 to 0xe7 of the table are no opcodes.
          if (op >= 0x45 && op <= 0xbf) this.numeric(op);
          else throw this.refuse(op);
      }
    }
  }

  private word(at: number): number {
    const { bytes } = this.r;
    return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
  }

  /** Why an opcode is refused. */
  private refuse(op: number): WasmError {
    const { r, at } = this;
    if (op === 0xfd) {
      const sub = r.u32();
      return r.unsupported(at, sub >= 0x100 ? "relaxed-simd" : "simd");
    }
    if (op === 0xfe) return r.unsupported(at, "threads");
    if (op === 0xfb) return r.unsupported(at, "gc");
    if (op === 0x08 || op === 0x0a || op === 0x1f) return r.unsupported(at, "exceptions");
    if (op === 0x06 || op === 0x07 || op === 0x09 || op === 0x18 || op === 0x19) {
      return r.unsupported(at, "legacy-exceptions");
    }
    if (op === 0xd3) return r.unsupported(at, "gc");
    if (op === 0x14 || op === 0x15 || (op >= 0xd4 && op <= 0xd6)) return r.unsupported(at, "function-references");
    if (op >= 0xe0 && op <= 0xe6) return r.unsupported(at, "stack-switching");
    return r.malformed(at, `illegal opcode 0x${op.toString(16)}`);
  }
}
