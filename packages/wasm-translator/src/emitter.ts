/**
 * Emission of CLIF at the end of a current block: straight into the columns of the function, with the source location
 * of the operator at hand. The environment sees it as a {@link FunctionEmitter}.
 */
import {
  type AliasRegion,
  type Block,
  type DataFlowGraph,
  type FuncRef,
  type Function,
  type Inst,
  InstBuilder,
  IntCCs,
  type Layout,
  Opcode,
  type Signature,
  type SigRef,
  type TrapCode,
  type Type,
  types,
  type Value,
} from "@cranelift-ts/codegen-ir";
import type { FunctionEmitter } from "./environment.ts";
import type { ModuleInfo } from "./module-info.ts";

/** The CLIF type of memory and numbers. */
const I32 = types.I32;
const I64 = types.I64;

export class Emitter implements FunctionEmitter {
  func!: Function;
  dfg!: DataFlowGraph;
  layout!: Layout;
  module!: ModuleInfo;
  functionIndex: number = -1;
  vmctx: Value = -1 as Value;
  entryParams: Value[] = [];
  pointerType: Type = I64;
  block: Block = -1 as Block;
  /** Byte offset of the operator at hand. */
  loc: number = 0;
  /** Where `atEntry` inserts; -1 outside of it. */
  private before: Inst = -1 as Inst;
  /** Changes with the block and at calls: what was loaded before is not known to hold. */
  epoch: number = 0;
  args: Int32Array = new Int32Array(1);
  argCount: number = 0;
  private readonly regions: Map<number, AliasRegion> = new Map();
  private readonly signatures: Map<number, SigRef> = new Map();
  private readonly functions: Map<number, FuncRef> = new Map();
  private inserter!: Inserter;
  /** Builder of each function seen last; a builder belongs to one graph. */
  private inserterFor: Function | undefined = undefined;

  begin(func: Function, module: ModuleInfo, functionIndex: number, pointerType: Type): void {
    this.func = func;
    this.dfg = func.dfg;
    this.layout = func.layout;
    this.module = module;
    this.functionIndex = functionIndex;
    this.pointerType = pointerType;
    this.block = -1 as Block;
    this.before = -1 as Inst;
    this.epoch = 0;
    this.regions.clear();
    this.signatures.clear();
    this.functions.clear();
    if (this.inserterFor !== func) {
      this.inserter = new Inserter(this);
      this.inserterFor = func;
    }
  }

  ins(): InstBuilder {
    return this.inserter;
  }

  // Instructions

  /** Puts a made instruction at the place of insertion. */
  place(inst: Inst): void {
    if (this.before >= 0) this.layout.insertInst(inst, this.before);
    else this.layout.appendInst(inst, this.block);
    this.func.setSourceLoc(inst, this.loc);
  }

  /** An instruction with one result. */
  value(
    opcode: number,
    imm8: number,
    ctrl: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
    result: Type,
  ): Value {
    const { dfg } = this;
    const v = dfg.numValues as Value;
    this.place(dfg.makeInstWithResult(opcode, imm8, ctrl, a0, a1, a2, a3, result));
    return v;
  }

  /** An instruction without results. */
  effect(opcode: number, imm8: number, ctrl: Type, a0: number, a1: number, a2: number, a3: number): Inst {
    const inst = this.dfg.makeInst(opcode, imm8, ctrl, a0, a1, a2, a3);
    this.place(inst);
    return inst;
  }

  iconst(type: Type, lo: number, hi: number): Value {
    return this.value(Opcode.Iconst, 0, type, lo, type === I64 ? hi : 0, 0, 0, type);
  }

  /** A non-negative integer below 2^53 as a constant. */
  constant(type: Type, n: number): Value {
    return this.iconst(type, n | 0, Math.floor(n / 2 ** 32) | 0);
  }

  binary(opcode: number, type: Type, x: Value, y: Value): Value {
    return this.value(opcode, 0, type, x, y, 0, 0, type);
  }

  icmp(cc: number, type: Type, x: Value, y: Value): Value {
    return this.value(Opcode.Icmp, cc, type, x, y, 0, 0, types.I8);
  }

  trap(code: TrapCode): void {
    this.effect(Opcode.Trap, code, 0 as Type, 0, 0, 0, 0);
  }

  // Blocks

  createBlock(): Block {
    return this.dfg.makeBlock();
  }

  appendBlockParam(block: Block, type: Type): Value {
    return this.dfg.appendBlockParam(block, type);
  }

  switchToBlock(block: Block): void {
    this.layout.appendBlock(block);
    this.block = block;
    this.epoch++;
  }

  setCold(block: Block): void {
    this.layout.setCold(block);
  }

  atEntry(emit: () => Value): Value {
    const entry = this.layout.firstBlock as Block;
    const { before, loc } = this;
    if (entry !== this.block && before < 0) {
      this.before = this.layout.lastInst(entry);
      this.loc = this.func.params.baseSourceLoc;
    }
    const v = emit();
    this.before = before;
    this.loc = loc;
    return v;
  }

  // Declarations

  aliasRegion(userId: number, description: string): AliasRegion {
    let region = this.regions.get(userId);
    if (region === undefined) {
      region = this.func.createAliasRegion({ userId, description });
      this.regions.set(userId, region);
    }
    return region;
  }

  signatureRef(key: number, make: () => Signature): SigRef {
    let ref = this.signatures.get(key);
    if (ref === undefined) {
      ref = this.dfg.importSignature(make());
      this.signatures.set(key, ref);
    }
    return ref;
  }

  functionRef(key: number, make: () => FuncRef): FuncRef {
    let ref = this.functions.get(key);
    if (ref === undefined) {
      ref = make();
      this.functions.set(key, ref);
    }
    return ref;
  }

  // Calls

  /** Room for `count` arguments. */
  reserveArgs(count: number): void {
    if (this.args.length < count) this.args = new Int32Array(count * 2);
    this.argCount = count;
  }

  private argList(): number {
    const { dfg, argCount } = this;
    if (argCount === 0) return 0;
    const h = dfg.lists.alloc(argCount);
    const pool = dfg.lists.data;
    for (let i = 0; i < argCount; i++) pool[h + 1 + i] = this.args[i]!;
    return h;
  }

  emitCall(callee: FuncRef, tail: boolean): Inst {
    const { dfg } = this;
    const op = tail ? Opcode.ReturnCall : Opcode.Call;
    const inst = dfg.makeInst(op, 0, 0 as Type, callee, this.argList(), 0, 0);
    if (!tail) dfg.makeResults(inst, 0 as Type);
    this.place(inst);
    this.epoch++;
    return inst;
  }

  emitCallIndirect(sig: SigRef, callee: Value, tail: boolean): Inst {
    const { dfg } = this;
    const op = tail ? Opcode.ReturnCallIndirect : Opcode.CallIndirect;
    const inst = dfg.makeInst(op, 0, dfg.valueType(callee), callee, sig, this.argList(), 0);
    if (!tail) dfg.makeResults(inst, 0 as Type);
    this.place(inst);
    this.epoch++;
    return inst;
  }

  // Addresses

  toPointer(value: Value, is64: boolean): Value {
    const { pointerType } = this;
    if (pointerType === I64) {
      return is64 ? value : this.value(Opcode.Uextend, 0, I64, value, 0, 0, 0, I64);
    }
    return is64 ? this.value(Opcode.Ireduce, 0, I32, value, 0, 0, 0, I32) : value;
  }

  elementAddress(
    base: Value,
    bound: Value,
    index: Value,
    index64: boolean,
    elementSize: number,
    code: TrapCode,
    spectre: boolean,
  ): Value {
    const { pointerType } = this;
    const outside = this.icmp(IntCCs.uge, index64 ? I64 : I32, index, bound);
    if (!spectre) this.effect(Opcode.Trapnz, code, types.I8, outside, 0, 0, 0);
    const wide = this.toPointer(index, index64);
    const shift = 31 - Math.clz32(elementSize);
    const scaled =
      elementSize === 1 << shift
        ? elementSize === 1
          ? wide
          : this.binary(Opcode.Ishl, pointerType, wide, this.constant(pointerType, shift))
        : this.binary(Opcode.Imul, pointerType, wide, this.constant(pointerType, elementSize));
    const address = this.binary(Opcode.Iadd, pointerType, base, scaled);
    if (!spectre) return address;
    const none = this.constant(pointerType, 0);
    return this.value(Opcode.SelectSpectreGuard, 0, pointerType, outside, none, address, 0, pointerType);
  }
}

/** The instruction builder that environments use. */
class Inserter extends InstBuilder {
  readonly dfg: DataFlowGraph;
  private readonly emitter: Emitter;

  constructor(emitter: Emitter) {
    super();
    this.emitter = emitter;
    this.dfg = emitter.dfg;
  }

  protected override build(
    opcode: number,
    imm8: number,
    ctrl: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
  ): Inst {
    const inst = this.dfg.makeInst(opcode, imm8, ctrl, a0, a1, a2, a3);
    this.dfg.makeResults(inst, ctrl);
    this.emitter.place(inst);
    if (opcode === Opcode.Call || opcode === Opcode.CallIndirect) this.emitter.epoch++;
    return inst;
  }

  protected override buildValue(
    opcode: number,
    imm8: number,
    ctrl: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
    result: Type,
  ): Value {
    return this.emitter.value(opcode, imm8, ctrl, a0, a1, a2, a3, result);
  }
}
