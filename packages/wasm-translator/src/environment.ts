/**
 * What an embedder decides about the code of a module: how a function is called, where memories, tables and globals
 * are, how long operations are left to the host.
 *
 * The translator keeps the wasm side: stacks, control, locals, the choice of bounds checks, arithmetic. It asks the
 * environment for the code of everything that touches the embedder's structures. Methods emit at the end of the
 * emitter's current block and may make blocks of their own; whichever block is current when they return is gone on
 * with. They are called for reachable code only.
 */
import type {
  AliasRegion,
  Block,
  Function,
  Inst,
  InstBuilder,
  Signature,
  SigRef,
  FuncRef,
  TrapCode,
  Type,
  Value,
} from "@cranelift-ts/codegen-ir";
import type { ModuleInfo } from "./module-info.ts";
import type { ValueType } from "./value-types.ts";

/** The code under construction, as an environment sees it. */
export interface FunctionEmitter {
  readonly func: Function;
  readonly module: ModuleInfo;
  /** Index of the wasm function under construction. */
  readonly functionIndex: number;
  /** The parameter of purpose `vmctx` of this function. */
  readonly vmctx: Value;
  /** Every parameter of this function, those before the wasm parameters included. */
  readonly entryParams: readonly Value[];

  /** Inserts at the end of the current block, with the source location of the operator at hand. */
  ins(): InstBuilder;
  createBlock(): Block;
  appendBlockParam(block: Block, type: Type): Value;
  /** Goes on in `block`, which enters the layout behind the current one. Every block must end in a terminator. */
  switchToBlock(block: Block): void;
  setCold(block: Block): void;
  /**
   * Runs `emit` with the end of the entry block's prologue as the place of insertion, so that its value may be used
   * anywhere in the function. No blocks may be made there. For what is loaded once per function.
   */
  atEntry(emit: () => Value): Value;

  /** An alias region by the embedder's id, made on first use. */
  aliasRegion(userId: number, description: string): AliasRegion;
  /** A reference to signature `key` (any number of the embedder's), imported once per function. */
  signatureRef(key: number, make: () => Signature): SigRef;
  /** A reference to function `key`, imported once per function. */
  functionRef(key: number, make: () => FuncRef): FuncRef;

  /**
   * Arguments of the call at hand: `leadingParams` words for the environment to fill, then the wasm arguments;
   * `argCount` in all. Used by {@link emitCall} and {@link emitCallIndirect}.
   */
  readonly args: Int32Array;
  readonly argCount: number;
  /** Emits `call` or, for a tail call, `return_call` with `args`. */
  emitCall(callee: FuncRef, tail: boolean): Inst;
  /** Emits `call_indirect` or `return_call_indirect` with `args`. */
  emitCallIndirect(sig: SigRef, callee: Value, tail: boolean): Inst;

  /** `value` of type i32 (zero-extended) or i64 as a pointer-sized integer. */
  toPointer(value: Value, is64: boolean): Value;
  /**
   * The address of element `index` (i32, or i64 if `index64`) of a table: `base + index * elementSize`, checked against
   * `bound` (same type as the index, in elements). Without `spectre` an index out of bounds traps with `code` here. With
   * it the address is null then, even under misspeculation: the access must say that it may trap, with `code`.
   */
  elementAddress(
    base: Value,
    bound: Value,
    index: Value,
    index64: boolean,
    elementSize: number,
    code: TrapCode,
    spectre: boolean,
  ): Value;
}

/** How accesses to a memory are checked. All sizes in bytes. */
export interface MemoryStyle {
  /** The base never changes while a function runs: it is loaded once, in the entry block. */
  readonly fixedBase: boolean;
  /**
   * Address space from the base on that faults (with a signal) wherever it is no memory: 0 if there is none and every
   * access needs a comparison with the current length. Implies that an access beyond the length traps by itself.
   */
  readonly reservation: number;
  /** Bytes behind the reservation that fault too; without a reservation, behind the current length. */
  readonly guard: number;
  /** Clamp the address of a failing check to null, so that a misspeculated access reads nothing. */
  readonly spectre: boolean;
  /** Alias region of the contents: an id of the embedder's and its description. */
  readonly region: number;
  readonly regionName: string;
}

/** What the embedder decides. */
export interface FuncEnvironment {
  readonly module: ModuleInfo;
  /** i64 on the hosts there are. */
  readonly pointerType: Type;
  /** Parameters of every function's signature in front of the wasm ones. One of them has purpose `vmctx`. */
  readonly leadingParams: number;
  /** Trap code of `unreachable`. Out-of-bounds accesses to memories trap with `heap_oob`. */
  readonly trapUnreachable: TrapCode;

  /** The CLIF type of a wasm value type. */
  clifType(type: ValueType): Type;
  /** Whether values of a reference type go into stack maps. */
  needsStackMap(type: ValueType): boolean;
  /** The CLIF signature of a function type; leading parameters, then wasm's, wasm's results. */
  signature(typeIndex: number): Signature;

  /** Called in the entry block before anything else: stack limit, hooks. */
  begin(e: FunctionEmitter): void;
  /** Called at the head of every loop, for interruption. */
  loopHeader?(e: FunctionEmitter): void;

  // Functions. The result is the call instruction, whose results are wasm's; for a tail call it ends the block.

  call(e: FunctionEmitter, functionIndex: number, tail: boolean): Inst;
  callIndirect(e: FunctionEmitter, table: number, typeIndex: number, index: Value, tail: boolean): Inst;
  refFunc(e: FunctionEmitter, functionIndex: number): Value;
  refNull(e: FunctionEmitter, type: ValueType): Value;
  /** i8: 1 for null. */
  refIsNull(e: FunctionEmitter, type: ValueType, value: Value): Value;

  // Globals

  globalGet(e: FunctionEmitter, global: number): Value;
  globalSet(e: FunctionEmitter, global: number, value: Value): void;

  // Memories. Indices and lengths have the memory's index type.

  memory(index: number): MemoryStyle;
  memoryBase(e: FunctionEmitter, memory: number): Value;
  /** Current length in bytes, pointer-sized. */
  memoryLength(e: FunctionEmitter, memory: number): Value;
  /** Current size in pages, of the index type. */
  memorySize(e: FunctionEmitter, memory: number): Value;
  memoryGrow(e: FunctionEmitter, memory: number, delta: Value): Value;
  memoryFill(e: FunctionEmitter, memory: number, to: Value, byte: Value, length: Value): void;
  /** `length` has the smaller index type of the two. */
  memoryCopy(
    e: FunctionEmitter,
    toMemory: number,
    fromMemory: number,
    to: Value,
    from: Value,
    length: Value,
  ): void;
  /** `from` and `length` are i32. */
  memoryInit(
    e: FunctionEmitter,
    segment: number,
    memory: number,
    to: Value,
    from: Value,
    length: Value,
  ): void;
  dataDrop(e: FunctionEmitter, segment: number): void;

  // Tables

  tableGet(e: FunctionEmitter, table: number, index: Value): Value;
  tableSet(e: FunctionEmitter, table: number, index: Value, value: Value): void;
  tableSize(e: FunctionEmitter, table: number): Value;
  tableGrow(e: FunctionEmitter, table: number, init: Value, delta: Value): Value;
  tableFill(e: FunctionEmitter, table: number, to: Value, value: Value, length: Value): void;
  tableCopy(
    e: FunctionEmitter,
    toTable: number,
    fromTable: number,
    to: Value,
    from: Value,
    length: Value,
  ): void;
  tableInit(e: FunctionEmitter, segment: number, table: number, to: Value, from: Value, length: Value): void;
  elementDrop(e: FunctionEmitter, segment: number): void;
}
