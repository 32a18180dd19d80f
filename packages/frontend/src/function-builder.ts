/**
 * FunctionBuilder: builds a function block by block, with variables instead of SSA values where the source language
 * has variables.
 *
 * The rules of use: create blocks, switch to one, fill it up to its terminator, switch on. Seal a block when every
 * branch to it has been made; then the variables used in it get their final values. `finalize` says which blocks are
 * unfilled or unsealed. Instructions are inserted through `ins()`, which also keeps track of who branches where.
 *
 * A context may be used for one function after another and keeps its memory.
 */
import {
  type AliasRegion,
  type AliasRegionData,
  type Block,
  type BlockCall,
  type CallConv,
  type DataFlowGraph,
  type DynamicStackSlot,
  type DynamicStackSlotData,
  type ExtFuncData,
  FuncCursor,
  type FuncRef,
  type Function,
  type GlobalValue,
  type GlobalValueData,
  type Inst,
  InstBuilder,
  instructions,
  type JumpTable,
  NO_SOURCE_LOC,
  NONE,
  type Signature,
  type SigRef,
  type StackSlot,
  type StackSlotData,
  type Type,
  types,
  type Value,
  VALUE_PARAM,
} from "@cranelift-ts/codegen-ir";
import type { Diagnostic, Entity } from "@cranelift-ts/entity";
import { BuilderError, builderError, builderProblem } from "./errors.ts";
import { insertStackMaps } from "./safepoints.ts";
import { SsaBuilder } from "./ssa.ts";

/** A variable of the source program; prints as `var4`. */
export type Variable = Entity<"Variable">;

const EMPTY = 0;
const PARTIAL = 1;
const FILLED = 2;

/** Memory of builders, reused from one function to the next. One builder at a time. */
export class FunctionBuilderContext {
  readonly ssa: SsaBuilder = new SsaBuilder();
  /** By block: empty, partial or filled. */
  readonly status: number[] = [];
  /** By variable: its type. */
  readonly variableTypes: Type[] = [];
  readonly stackMapVariables: Set<Variable> = new Set<Variable>();
  readonly stackMapValues: Set<Value> = new Set<Value>();
  /** Zeros of undefined variables for blocks that are not in the layout yet. */
  readonly pendingZeros: Map<Block, Inst[]> = new Map<Block, Inst[]>();
  inUse: boolean = false;

  clear(): void {
    this.ssa.clear();
    this.status.length = 0;
    this.variableTypes.length = 0;
    this.stackMapVariables.clear();
    this.stackMapValues.clear();
    this.pendingZeros.clear();
    this.inUse = false;
  }
}

/** What code that the builder makes on its own needs to know about the target. */
export interface FrontendConfig {
  /** Type of an address: i32 or i64. `IsaInfo.pointerType`. */
  readonly pointerType: Type;
  /** Calling convention of library routines. `IsaInfo.defaultCallConv`. */
  readonly defaultCallConv: CallConv;
}

/** Builds one function. */
export class FunctionBuilder {
  readonly func: Function;
  /** The target, as given to the constructor: 64-bit addresses and the convention of the function by default. */
  readonly config: FrontendConfig;
  private readonly ctx: FunctionBuilderContext;
  private readonly dfg: DataFlowGraph;
  private block: Block = NONE as Block;
  private loc: number = NO_SOURCE_LOC;
  private readonly inserter: FrontendInstBuilder;
  /** Block calls of the branch at hand. */
  private calls: Int32Array = new Int32Array(8);

  /** `func` must be empty but for its name and signature. Throws {@link BuilderError} if `ctx` is still in use. */
  constructor(
    func: Function,
    ctx: FunctionBuilderContext = new FunctionBuilderContext(),
    config: FrontendConfig = { pointerType: types.I64, defaultCallConv: func.callConv },
  ) {
    if (ctx.inUse) {
      throw builderError(
        "context",
        "the builder context is in use: finalize the other builder, or clear the context",
      );
    }
    ctx.inUse = true;
    this.func = func;
    this.config = config;
    this.ctx = ctx;
    this.dfg = func.dfg;
    ctx.ssa.begin(func, (block, type) => this.zeroAt(block, type));
    this.inserter = new FrontendInstBuilder(this);
  }

  // Blocks

  /** A new block, outside the layout until it is switched to or inserted. */
  createBlock(): Block {
    const block = this.dfg.makeBlock();
    this.know(block);
    return block;
  }

  /** Makes room for a block that may have been made behind the builder's back. */
  private know(block: Block): void {
    this.ctx.ssa.declareBlock(block);
    while (this.ctx.status.length <= block) this.ctx.status.push(EMPTY);
  }

  /** Puts `block` behind `after` in the layout. */
  insertBlockAfter(block: Block, after: Block): void {
    this.func.layout.insertBlockAfter(block, after);
    this.placeZeros(block);
  }

  /** The block that is being filled, or undefined. */
  currentBlock(): Block | undefined {
    return this.block < 0 ? undefined : this.block;
  }

  /** Goes on in `block`. The block left must be filled or not begun; a filled block cannot be entered again. */
  switchToBlock(block: Block): void {
    if (this.block >= 0 && this.ctx.status[this.block] === PARTIAL) {
      throw builderError(
        "unfilled",
        `block${this.block} has no terminator yet: end it with a jump, branch, return or trap before switching to block${block}`,
        `block${this.block}`,
      );
    }
    this.know(block);
    if (this.ctx.status[block] === FILLED) {
      throw builderError(
        "filled",
        `block${block} is already filled; nothing can be added to it`,
        `block${block}`,
      );
    }
    this.block = block;
  }

  /** Declares that every branch to `block` has been made. */
  sealBlock(block: Block): void {
    this.know(block);
    this.ctx.ssa.seal(block, (variable) => this.ctx.variableTypes[variable]!);
  }

  /** Seals every block that is not sealed yet. */
  sealAllBlocks(): void {
    for (let b = 0; b < this.dfg.numBlocks; b++) this.sealBlock(b as Block);
  }

  isSealed(block: Block): boolean {
    return this.ctx.ssa.isSealed(block);
  }

  /** Whether the block has its terminator. */
  isFilled(block: Block = this.block): boolean {
    return this.ctx.status[block] === FILLED;
  }

  /** Whether no instruction has been inserted into the block. */
  isPristine(block: Block = this.block): boolean {
    return this.ctx.status[block] === EMPTY;
  }

  /** True if the current block is sealed, is not the entry, and nothing branches to it: code in it never runs. */
  isUnreachable(): boolean {
    if (this.block < 0) return true;
    const entry = this.func.layout.entryBlock();
    if (entry === undefined || entry === this.block) return false;
    return this.ctx.ssa.isSealed(this.block) && this.ctx.ssa.numPredecessors(this.block) === 0;
  }

  /** Puts the current block into the layout if it is not there. */
  ensureInsertedBlock(): void {
    const block = this.requireBlock();
    if (this.func.layout.isBlockInserted(block)) return;
    this.func.layout.appendBlock(block);
    this.placeZeros(block);
  }

  /** Puts the zeros that wait for `block` at its beginning. */
  private placeZeros(block: Block): void {
    const { pendingZeros } = this.ctx;
    const zeros = pendingZeros.get(block);
    if (zeros === undefined) return;
    pendingZeros.delete(block);
    for (const inst of zeros) this.func.layout.appendInst(inst, block);
  }

  /** Marks a block as unlikely to execute. */
  setColdBlock(block: Block): void {
    this.func.layout.setCold(block);
  }

  /** A cursor at the end of the current block, for code that works on cursors. Branches made there are not tracked. */
  cursor(): FuncCursor {
    this.ensureInsertedBlock();
    return new FuncCursor(this.func).gotoBottom(this.block);
  }

  private requireBlock(): Block {
    if (this.block < 0) throw builderError("no-block", "there is no current block: call switchToBlock first");
    return this.block;
  }

  // Parameters

  /** The signature of the function. */
  get signature(): Signature {
    return this.func.signature;
  }

  /** Gives `block` the parameters of the function's signature. The block switched to first is the entry block. */
  appendBlockParamsForFunctionParams(block: Block): Value[] {
    return this.func.signature.params.map((p) => this.appendBlockParam(block, p.type));
  }

  /** Gives `block` parameters of the types that the function returns. */
  appendBlockParamsForFunctionReturns(block: Block): Value[] {
    return this.func.signature.returns.map((p) => this.appendBlockParam(block, p.type));
  }

  /**
   * Adds a parameter to a block that has no instructions yet, and no parameters for variables: those come behind all
   * others. Throws {@link BuilderError} otherwise.
   */
  appendBlockParam(block: Block, type: Type): Value {
    this.know(block);
    if (this.ctx.status[block] !== EMPTY) {
      throw builderError(
        "params",
        `block${block} has instructions: its parameters must be appended before them`,
        `block${block}`,
      );
    }
    if (this.ctx.ssa.hasVariableParams(block)) {
      throw builderError(
        "params",
        `block${block} already has parameters for variables: append its own parameters before using variables in it or behind it`,
        `block${block}`,
      );
    }
    return this.dfg.appendBlockParam(block, type);
  }

  blockParams(block: Block): Value[] {
    return this.dfg.blockParams(block);
  }

  // Instructions

  /** Inserts at the end of the current block. The same object each time. */
  ins(): InstBuilder {
    return this.inserter;
  }

  /** Source location of the instructions to come; NO_SOURCE_LOC for none. */
  setSourceLoc(loc: number): void {
    this.loc = loc;
  }

  get sourceLoc(): number {
    return this.loc;
  }

  /** @internal Inserts a made instruction; called by the instruction builder. */
  insertMade(inst: Inst, opcode: number): void {
    const block = this.requireBlock();
    const status = this.ctx.status[block]!;
    if (status === FILLED) {
      throw builderError(
        "filled",
        `block${block} already ends in a terminator: switch to another block before adding \`${instructions.opcodeName(opcode)}\``,
        `block${block}`,
      );
    }
    const targets = instructions.isBranch(opcode) ? this.checkTargets(inst) : 0;
    if (status === EMPTY) {
      this.ensureInsertedBlock();
      this.ctx.status[block] = PARTIAL;
    }
    this.func.layout.appendInst(inst, block);
    if (this.loc !== NO_SOURCE_LOC) this.func.setSourceLoc(inst, this.loc);
    if (!instructions.isTerminator(opcode)) return;
    for (let i = 0; i < targets; i++) {
      this.ctx.ssa.declarePredecessor(this.dfg.callBlock(this.calls[i]! as BlockCall), inst, i);
    }
    this.ctx.status[block] = FILLED;
  }

  /** Puts the block calls of `inst` into `calls` and returns their number; throws if one goes to a sealed block. */
  private checkTargets(inst: Inst): number {
    const n = this.dfg.numTargets(inst);
    if (this.calls.length < n) this.calls = new Int32Array(n * 2);
    this.dfg.targetsInto(inst, this.calls, 0);
    for (let i = 0; i < n; i++) {
      const target = this.dfg.callBlock(this.calls[i]! as BlockCall);
      this.know(target);
      if (!this.ctx.ssa.isSealed(target)) continue;
      throw builderError(
        "sealed",
        `block${target} is sealed, so no further branch to it may be made: seal it after its last predecessor`,
        `block${target}`,
      );
    }
    return n;
  }

  /** Sends every block call of `inst` that goes to `from` to `to` instead; both must be unsealed. */
  changeJumpDestination(inst: Inst, from: Block, to: Block): void {
    for (const b of [from, to]) {
      if (this.ctx.ssa.isSealed(b)) {
        throw builderError("sealed", `block${b} is sealed, so its predecessors cannot change`, `block${b}`);
      }
    }
    this.ctx.ssa.removePredecessor(from, inst);
    const calls = this.dfg.targets(inst);
    for (let i = 0; i < calls.length; i++) {
      if (this.dfg.callBlock(calls[i]!) !== from) continue;
      this.dfg.setCallBlock(calls[i]!, to);
      this.ctx.ssa.declarePredecessor(to, inst, i);
    }
  }

  // Variables

  /** Declares a variable. */
  declareVar(type: Type): Variable {
    return (this.ctx.variableTypes.push(type) - 1) as Variable;
  }

  variableType(variable: Variable): Type {
    const type = this.ctx.variableTypes[variable];
    if (type === undefined) {
      throw builderError(
        "undeclared",
        `var${variable} is not declared: call declareVar first`,
        `var${variable}`,
      );
    }
    return type;
  }

  /** Sets a variable in the current block. Throws {@link BuilderError} for an undeclared variable or another type. */
  defVar(variable: Variable, value: Value): void {
    const type = this.variableType(variable);
    const got = this.dfg.valueType(value);
    if (got !== type) {
      throw builderError(
        "type",
        `var${variable} has type ${types.typeName(type)}, but v${value} has type ${types.typeName(got)}`,
        `var${variable}`,
      );
    }
    this.ctx.ssa.defVar(variable, value, this.requireBlock());
    if (this.ctx.stackMapVariables.has(variable)) this.ctx.stackMapValues.add(value);
  }

  /** As {@link defVar}, returning false instead of throwing. */
  tryDefVar(variable: Variable, value: Value): boolean {
    const type = this.ctx.variableTypes[variable];
    if (type === undefined || this.block < 0 || this.dfg.valueType(value) !== type) return false;
    this.defVar(variable, value);
    return true;
  }

  /** The value of a variable here: its last definition on each path, the zero of its type where there is none. */
  useVar(variable: Variable): Value {
    const type = this.variableType(variable);
    const value = this.ctx.ssa.useVar(variable, type, this.requireBlock());
    if (this.ctx.stackMapVariables.has(variable)) this.ctx.stackMapValues.add(value);
    return value;
  }

  /** As {@link useVar}, returning undefined for an undeclared variable. */
  tryUseVar(variable: Variable): Value | undefined {
    return this.ctx.variableTypes[variable] === undefined || this.block < 0
      ? undefined
      : this.useVar(variable);
  }

  /** Names `value` for debuggers from the current source location on, if debug information is collected. */
  setValueLabel(value: Value, label: number): void {
    const labels = this.dfg.valueLabels;
    if (labels === undefined) return;
    const list = labels.get(value) ?? [];
    list.push({ label, from: this.loc });
    labels.set(value, list);
  }

  /** The zero of a type at the beginning of a block; it waits until the block is in the layout. */
  private zeroAt(block: Block, type: Type): Value {
    const { layout } = this.func;
    const made: Inst[] = [];
    const zero = zeroOf(new DetachedBuilder(this.dfg, made), type);
    if (layout.isBlockInserted(block)) {
      const first = layout.firstInst(block);
      for (const inst of made) {
        if (first < 0) layout.appendInst(inst, block);
        else layout.insertInst(inst, first);
      }
    } else {
      const waiting = this.ctx.pendingZeros.get(block);
      if (waiting === undefined) this.ctx.pendingZeros.set(block, made);
      else waiting.push(...made);
    }
    return zero;
  }

  // Declarations

  /** A stack slot; `alignShift` is log2 of the alignment in bytes. */
  createSizedStackSlot(data: StackSlotData): StackSlot {
    return this.func.createStackSlot(data);
  }

  createDynamicStackSlot(data: DynamicStackSlotData): DynamicStackSlot {
    return this.func.createDynamicStackSlot(data);
  }

  createGlobalValue(data: GlobalValueData): GlobalValue {
    return this.func.createGlobalValue(data);
  }

  createAliasRegion(data: AliasRegionData): AliasRegion {
    return this.func.createAliasRegion(data);
  }

  importSignature(sig: Signature): SigRef {
    return this.dfg.importSignature(sig);
  }

  importFunction(data: ExtFuncData): FuncRef {
    return this.dfg.importFunction(data);
  }

  /** A jump table whose entries and default are blocks without arguments. */
  createJumpTable(defaultBlock: Block, entries: readonly Block[]): JumpTable {
    const call = (b: Block): number => this.dfg.makeBlockCall(b, []);
    return this.dfg.makeJumpTable(this.dfg.makeBlockCall(defaultBlock, []), entries.map(call));
  }

  // Garbage collection

  /** Every value that the variable ever holds goes into the stack maps of the calls it is live across. */
  declareVarNeedsStackMap(variable: Variable): void {
    const size = types.typeBytes(this.variableType(variable));
    if (size > 16)
      throw builderError("stack-map", `var${variable} is larger than 16 bytes`, `var${variable}`);
    this.ctx.stackMapVariables.add(variable);
  }

  /** The value goes into the stack maps of the calls that it is live across. */
  declareValueNeedsStackMap(value: Value): void {
    if (types.typeBytes(this.dfg.valueType(value)) > 16) {
      throw builderError("stack-map", `v${value} is larger than 16 bytes`, `v${value}`);
    }
    this.ctx.stackMapValues.add(value);
  }

  // End

  /**
   * Checks that every block is filled and sealed, spills the values that need stack maps, and ends the use of the
   * context. Throws {@link BuilderError} with a diagnostic for each block that is not finished and what to do; the
   * builder may be used on after that.
   */
  finalize(): void {
    const problems: Diagnostic[] = [];
    const { layout } = this.func;
    for (let b = 0; b < this.dfg.numBlocks; b++) {
      const block = b as Block;
      this.know(block);
      const reached = this.ctx.ssa.numPredecessors(block) > 0;
      if (this.ctx.status[b] === EMPTY && !reached && !layout.isBlockInserted(block)) continue;
      if (!this.ctx.ssa.isSealed(block)) {
        const message = `block${b} is not sealed: call sealBlock(block${b}) once all branches to it exist, or sealAllBlocks()`;
        problems.push(builderProblem("unsealed", message, `block${b}`));
      }
      if (this.ctx.status[b] !== FILLED) {
        const message =
          this.ctx.status[b] === EMPTY
            ? `block${b} is empty${reached ? " but branched to" : ""}: switch to it and fill it up to a terminator`
            : `block${b} has no terminator: end it with a jump, branch, return or trap`;
        problems.push(builderProblem("unfilled", message, `block${b}`));
      }
    }
    if (layout.entryBlock() === undefined && problems.length === 0) {
      problems.push(
        builderProblem("empty", "the function has no block: create one, switch to it and fill it"),
      );
    }
    if (problems.length > 0) throw new BuilderError(problems);
    this.collectStackMapValues();
    if (this.ctx.stackMapValues.size > 0)
      insertStackMaps(this.func, this.ctx.stackMapValues, this.config.pointerType);
    this.ctx.clear();
    this.block = NONE as Block;
  }

  /** Everything that the declared variables hold, and parameters that get one of the declared values. */
  private collectStackMapValues(): void {
    const { stackMapValues, stackMapVariables } = this.ctx;
    if (stackMapVariables.size > 0) {
      this.ctx.ssa.forEachDefinition((variable, value) => {
        if (stackMapVariables.has(variable as Variable)) stackMapValues.add(value);
      });
    }
    if (stackMapValues.size === 0) return;
    const { dfg } = this;
    // A parameter is one of them when one of its incoming values is.
    const resolved = new Set<Value>();
    for (const v of stackMapValues) resolved.add(dfg.resolveAliases(v));
    stackMapValues.clear();
    const work = [...resolved];
    const incoming = new Map<Value, Value[]>();
    const { layout } = this.func;
    for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
      const last = layout.lastInst(b as Block);
      for (const call of dfg.targets(last)) {
        const target = dfg.callBlock(call);
        for (let i = 0; i < dfg.numCallArgs(call); i++) {
          const arg = dfg.callArg(call, i);
          if (arg < 0) continue;
          const param = dfg.blockParam(target, i);
          const list = incoming.get(dfg.resolveAliases(arg as Value));
          if (list === undefined) incoming.set(dfg.resolveAliases(arg as Value), [param]);
          else list.push(param);
        }
      }
    }
    while (work.length > 0) {
      const v = work.pop()!;
      for (const param of incoming.get(v) ?? []) {
        if (resolved.has(param) || dfg.valueKind(param) !== VALUE_PARAM) continue;
        resolved.add(param);
        work.push(param);
      }
    }
    for (const v of resolved) stackMapValues.add(v);
  }
}

/** Builds the zero of any type. */
export function zeroOf(ins: InstBuilder, type: Type): Value {
  if (types.isVector(type)) {
    if (types.isDynamicVector(type)) return ins.splat(type, zeroOf(ins, types.laneOf(type)));
    return ins.vconst(type, new Uint8Array(types.typeBytes(type)));
  }
  switch (type) {
    case types.I128: {
      const half = ins.iconst(types.I64, 0);
      return ins.iconcat(half, half);
    }
    case types.F16:
      return ins.f16const(0);
    case types.F32:
      return ins.f32const(0);
    case types.F64:
      return ins.f64const(0);
    case types.F128:
      return ins.f128const(new Uint8Array(16));
    default:
      return ins.iconst(type, 0);
  }
}

/** Makes instructions outside the layout and collects them. */
class DetachedBuilder extends InstBuilder {
  readonly dfg: DataFlowGraph;
  private readonly made: Inst[];

  constructor(dfg: DataFlowGraph, made: Inst[]) {
    super();
    this.dfg = dfg;
    this.made = made;
  }

  protected override build(
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
  ): Inst {
    const inst = this.dfg.makeInst(opcode, imm8, ctrlType, a0, a1, a2, a3);
    this.dfg.makeResults(inst, ctrlType);
    this.made.push(inst);
    return inst;
  }
}

/** Inserts through a {@link FunctionBuilder}. */
class FrontendInstBuilder extends InstBuilder {
  readonly dfg: DataFlowGraph;
  private readonly builder: FunctionBuilder;

  constructor(builder: FunctionBuilder) {
    super();
    this.builder = builder;
    this.dfg = builder.func.dfg;
  }

  protected override build(
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
  ): Inst {
    const inst = this.dfg.makeInst(opcode, imm8, ctrlType, a0, a1, a2, a3);
    this.dfg.makeResults(inst, ctrlType);
    this.builder.insertMade(inst, opcode);
    return inst;
  }

  protected override buildValue(
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
    resultType: Type,
  ): Value {
    const value = this.dfg.numValues as Value;
    this.builder.insertMade(
      this.dfg.makeInstWithResult(opcode, imm8, ctrlType, a0, a1, a2, a3, resultType),
      opcode,
    );
    return value;
  }
}
