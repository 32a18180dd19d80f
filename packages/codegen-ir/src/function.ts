/**
 * A CLIF function: the stencil, which decides the machine code and is the key of the compilation cache, and the
 * parameters, which only relocations and metadata need (its name, the user names it refers to, the base of its source
 * locations). All columns are reused by `clear`.
 *
 * Source locations are stored relative to a base, which is the first location set: moving a function in its source
 * file leaves its stencil alone.
 */
import type { AliasRegion, DynamicStackSlot, DynamicType, GlobalValue, Inst, StackSlot } from "./entities.ts";
import { NONE, type FuncRef, type UserExternalNameRef } from "./entities.ts";
import { DataFlowGraph, type ExtFuncData } from "./dfg.ts";
import {
  DEFAULT_FUNC_NAME,
  type ExternalName,
  type UserExternalName,
  type UserFuncName,
} from "./external-name.ts";
import { Layout } from "./layout.ts";
import type { MemFlags } from "./memflags.ts";
import { signature, type CallConv, type Signature } from "./signature.ts";
import { type Type } from "./types.ts";

/** A fixed-size stack slot. */
export interface StackSlotData {
  /** Bytes. */
  readonly size: number;
  /** log2 of the alignment in bytes. */
  readonly alignShift: number;
  /** The embedder's descriptor, returned in the compiled metadata. */
  readonly key?: bigint;
}

/** A dynamic vector type: a fixed base vector times a scale that the target chooses. */
export interface DynamicTypeData {
  readonly base: Type;
  readonly scale: GlobalValue;
}

/** A stack slot for one dynamic vector. */
export interface DynamicStackSlotData {
  readonly type: DynamicType;
}

/** An alias region: accesses in different regions never alias. */
export interface AliasRegionData {
  readonly userId: number;
  readonly description: string;
}

/** A global value: computed the same way wherever it is used. Offsets are signed. */
export type GlobalValueData =
  | { readonly kind: "vmctx" }
  | {
      readonly kind: "load";
      readonly base: GlobalValue;
      readonly offset: number;
      readonly type: Type;
      readonly flags: MemFlags;
      readonly region: AliasRegion | -1;
    }
  | { readonly kind: "iadd_imm"; readonly base: GlobalValue; readonly offset: bigint; readonly type: Type }
  | {
      readonly kind: "symbol";
      readonly name: ExternalName;
      readonly offset: bigint;
      readonly colocated: boolean;
      readonly tls: boolean;
    }
  | { readonly kind: "dyn_scale_target_const"; readonly type: Type };

/** No source location. */
export const NO_SOURCE_LOC = 0xffffffff;

/** Everything that decides the machine code of a function. */
export class FunctionStencil {
  signature: Signature = signature([]);
  readonly dfg: DataFlowGraph = new DataFlowGraph();
  readonly layout: Layout = new Layout();
  readonly stackSlots: StackSlotData[] = [];
  readonly dynamicStackSlots: DynamicStackSlotData[] = [];
  readonly dynamicTypes: DynamicTypeData[] = [];
  readonly globalValues: GlobalValueData[] = [];
  readonly aliasRegions: AliasRegionData[] = [];
  /** The global value that holds the stack limit, or NONE. */
  stackLimit: GlobalValue | -1 = NONE;
  /** Source location of each instruction relative to the base, and one bit each that says whether there is one. */
  sourceLocs: Int32Array = new Int32Array(0);
  sourceLocBits: Int32Array = new Int32Array(0);
  /** Instructions that the two arrays cover. */
  sourceLocCount: number = 0;

  clear(): void {
    this.signature = signature([]);
    this.dfg.clear();
    this.layout.clear();
    this.stackSlots.length = 0;
    this.dynamicStackSlots.length = 0;
    this.dynamicTypes.length = 0;
    this.globalValues.length = 0;
    this.aliasRegions.length = 0;
    this.stackLimit = NONE;
    this.clearSourceLocs();
  }

  private clearSourceLocs(): void {
    this.sourceLocs.fill(0, 0, this.sourceLocCount);
    this.sourceLocBits.fill(0, 0, (this.sourceLocCount + 31) >> 5);
    this.sourceLocCount = 0;
  }

  /** Makes this stencil equal to `other`, reusing memory. */
  copyFrom(other: FunctionStencil): void {
    this.clear();
    this.signature = other.signature;
    this.dfg.copyFrom(other.dfg);
    this.layout.copyFrom(other.layout);
    for (const x of other.stackSlots) this.stackSlots.push(x);
    for (const x of other.dynamicStackSlots) this.dynamicStackSlots.push(x);
    for (const x of other.dynamicTypes) this.dynamicTypes.push(x);
    for (const x of other.globalValues) this.globalValues.push(x);
    for (const x of other.aliasRegions) this.aliasRegions.push(x);
    this.stackLimit = other.stackLimit;
    this.sourceLocs = other.sourceLocs.slice();
    this.sourceLocBits = other.sourceLocBits.slice();
    this.sourceLocCount = other.sourceLocCount;
  }

  /** Location of `inst` relative to the base, or undefined. */
  relativeSourceLoc(inst: Inst): number | undefined {
    if (inst >= this.sourceLocCount || ((this.sourceLocBits[inst >> 5]! >> (inst & 31)) & 1) === 0)
      return undefined;
    return this.sourceLocs[inst]!;
  }

  setRelativeSourceLoc(inst: Inst, relative: number | undefined): void {
    if (inst >= this.sourceLocCount) {
      if (relative === undefined) return;
      if (inst >= this.sourceLocs.length) {
        const capacity = Math.max(64, this.sourceLocs.length * 2, (inst + 32) & ~31);
        const locs = new Int32Array(capacity);
        locs.set(this.sourceLocs);
        this.sourceLocs = locs;
        const bits = new Int32Array((capacity + 31) >> 5);
        bits.set(this.sourceLocBits);
        this.sourceLocBits = bits;
      }
      this.sourceLocCount = inst + 1;
    }
    if (relative === undefined) {
      this.sourceLocs[inst] = 0;
      this.sourceLocBits[inst >> 5]! &= ~(1 << (inst & 31));
    } else {
      this.sourceLocs[inst] = relative;
      this.sourceLocBits[inst >> 5]! |= 1 << (inst & 31);
    }
  }
}

/** What relocations and metadata need and the machine code does not. */
export class FunctionParameters {
  name: UserFuncName = DEFAULT_FUNC_NAME;
  /** First source location set, the base of the relative ones; NO_SOURCE_LOC before. */
  baseSourceLoc: number = NO_SOURCE_LOC;
  /** User-defined names that the stencil refers to by index. */
  readonly userNames: UserExternalName[] = [];
  private readonly userNameRefs: Map<string, UserExternalNameRef> = new Map<string, UserExternalNameRef>();

  clear(): void {
    this.name = DEFAULT_FUNC_NAME;
    this.baseSourceLoc = NO_SOURCE_LOC;
    this.userNames.length = 0;
    this.userNameRefs.clear();
  }

  copyFrom(other: FunctionParameters): void {
    this.clear();
    this.name = other.name;
    this.baseSourceLoc = other.baseSourceLoc;
    for (const n of other.userNames) this.importUserName(n);
  }

  /** The reference to a user-defined name, which is added to the table if it is new. */
  importUserName(name: UserExternalName): UserExternalNameRef {
    const key = `${name.namespace}:${name.index}`;
    let ref = this.userNameRefs.get(key);
    if (ref === undefined) {
      ref = (this.userNames.push(name) - 1) as UserExternalNameRef;
      this.userNameRefs.set(key, ref);
    }
    return ref;
  }
}

/** A function: stencil and parameters. */
export class Function {
  readonly stencil: FunctionStencil = new FunctionStencil();
  readonly params: FunctionParameters = new FunctionParameters();
  /** Data-flow graph of the stencil. */
  readonly dfg: DataFlowGraph = this.stencil.dfg;
  /** Layout of the stencil. */
  readonly layout: Layout = this.stencil.layout;

  constructor(name: UserFuncName = DEFAULT_FUNC_NAME, sig: Signature = signature([])) {
    this.params.name = name;
    this.stencil.signature = sig;
  }

  /** Forgets everything and keeps the memory. */
  clear(): void {
    this.stencil.clear();
    this.params.clear();
  }

  /** An independent copy; give `into` to reuse its memory. */
  clone(into: Function = new Function()): Function {
    into.stencil.copyFrom(this.stencil);
    into.params.copyFrom(this.params);
    return into;
  }

  get name(): UserFuncName {
    return this.params.name;
  }

  set name(name: UserFuncName) {
    this.params.name = name;
  }

  get signature(): Signature {
    return this.stencil.signature;
  }

  set signature(sig: Signature) {
    this.stencil.signature = sig;
  }

  get callConv(): CallConv {
    return this.stencil.signature.callConv;
  }

  // Declarations

  createStackSlot(data: StackSlotData): StackSlot {
    return (this.stencil.stackSlots.push(data) - 1) as StackSlot;
  }

  createDynamicType(data: DynamicTypeData): DynamicType {
    return (this.stencil.dynamicTypes.push(data) - 1) as DynamicType;
  }

  createDynamicStackSlot(data: DynamicStackSlotData): DynamicStackSlot {
    return (this.stencil.dynamicStackSlots.push(data) - 1) as DynamicStackSlot;
  }

  createGlobalValue(data: GlobalValueData): GlobalValue {
    return (this.stencil.globalValues.push(data) - 1) as GlobalValue;
  }

  createAliasRegion(data: AliasRegionData): AliasRegion {
    return (this.stencil.aliasRegions.push(data) - 1) as AliasRegion;
  }

  /** Declares an external function. */
  importFunction(data: ExtFuncData): FuncRef {
    return this.dfg.importFunction(data);
  }

  /** Declares a user-defined external name. */
  importUserName(name: UserExternalName): UserExternalNameRef {
    return this.params.importUserName(name);
  }

  // Source locations

  /** Absolute source location of an instruction, NO_SOURCE_LOC for none. */
  sourceLoc(inst: Inst): number {
    const relative = this.stencil.relativeSourceLoc(inst);
    return relative === undefined ? NO_SOURCE_LOC : (relative + this.params.baseSourceLoc) >>> 0;
  }

  /** Sets the source location of an instruction; NO_SOURCE_LOC removes it. */
  setSourceLoc(inst: Inst, loc: number): void {
    if (loc === NO_SOURCE_LOC) {
      this.stencil.setRelativeSourceLoc(inst, undefined);
      return;
    }
    if (this.params.baseSourceLoc === NO_SOURCE_LOC) this.params.baseSourceLoc = loc;
    this.stencil.setRelativeSourceLoc(inst, (loc - this.params.baseSourceLoc) | 0);
  }

  /** The type written `dtN` in the text, or INVALID's base if it is not declared. */
  dynamicType(dt: DynamicType): DynamicTypeData | undefined {
    return this.stencil.dynamicTypes[dt];
  }

  /** Starts recording value labels. */
  collectDebugInfo(): void {
    this.dfg.valueLabels ??= new Map();
  }
}
