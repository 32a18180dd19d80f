/**
 * Arguments, calls and returns: the ISA-independent part of lowering them.
 *
 * Values travel in fixed registers as operands of the instructions `args` (defs, at entry), `rets` (uses) and calls
 * (both), so that the register allocator places them where they belong; what is on the stack is stored before a call
 * and loaded behind it. The ISA provides the loads, stores and the calls themselves.
 */
import {
  type ExternalName,
  type Flags,
  type Signature,
  specialParamIndex,
  types,
  type Type,
} from "@cranelift-ts/codegen-ir";
import { InternalError } from "@cranelift-ts/entity";
import {
  type AbiMachineSpec,
  type AbiSignature,
  alignUp,
  AREA_INCOMING,
  AREA_OUTGOING,
  AREA_SLOT,
  AREA_TAIL,
  type ArgSlot,
  type FunctionCalls,
} from "./abi.ts";
import { ImplLimitError } from "./errors.ts";
import { LowerValues } from "./lower-values.ts";

/** How a callee is reached. */
export const CALLEE_NEAR = 0;
/** By name, but maybe out of reach of a direct call: through a table of the linker, or its address as a constant. */
export const CALLEE_FAR = 1;
export const CALLEE_REGISTER = 2;

/** A function called by name, kept so that relocations can name it. */
export interface CalledName {
  /** What relocations refer to. */
  readonly name: ExternalName;
}

/** What a call instruction needs beside its operands. */
export interface CallInfo {
  readonly callee: number;
  /** Index in `externalNames` for near and far callees, register word for the others. */
  readonly target: number;
  readonly signature: AbiSignature;
  /** Bytes that the callee takes off the stack. */
  readonly calleePops: number;
  readonly patchable: boolean;
  /** Index in `tryCalls`, or -1. */
  readonly tryCall: number;
}

/** One item of an exception table; a context lies at `slotOffset` in the slot area. */
export type TryCallItem =
  | { readonly kind: "tag"; readonly tag: number; readonly label: number }
  | { readonly kind: "default"; readonly label: number }
  | { readonly kind: "context"; readonly slotOffset: number };

/** Exception handlers of one `try_call`. */
export interface TryCallInfo {
  /** CLIF instruction. */
  readonly inst: number;
  readonly items: readonly TryCallItem[];
}

/** Largest argument area, bytes. */
const MAX_ARG_BYTES = 128 * 1024 * 1024;
/** Structs up to this many bytes are copied word by word. */
const MAX_INLINE_COPY = 512;

export abstract class LowerAbi extends LowerValues {
  abstract readonly abi: AbiMachineSpec;
  /** Byte order of constants and memory. */
  readonly littleEndian: boolean = true;
  readonly externalNames: CalledName[] = [];
  readonly callInfos: CallInfo[] = [];
  readonly tryCalls: TryCallInfo[] = [];
  /** Clobber sets of calls by number, six words each; number 0 is the empty set. */
  readonly clobberSets: Int32Array[] = [];
  /** Offsets of the explicit stack slots from the bottom of the slot area. */
  readonly slotOffsets: number[] = [];
  stackSlotBytes: number = 0;
  outgoingBytes: number = 0;
  tailArgBytes: number = 0;
  calls: FunctionCalls = "none";
  /** This function's own signature. */
  ownAbi!: AbiSignature;
  private returnAreaReg: number = -1;
  private assigned: WeakMap<Signature, AbiSignature> = new WeakMap<Signature, AbiSignature>();
  /** Return and payload registers of each `try_call`, made by its edges before the call itself is lowered. */
  private tryResults: Map<number, number[]> = new Map<number, number[]>();

  /** Label number `i` of the branch being lowered. */
  abstract targetLabel(i: number): number;

  // What the ISA provides

  /** An address in an area of the frame (`AREA_*`). */
  abstract stackAmode(area: number, offset: number): number;
  /** An address relative to a register. */
  abstract regAmode(base: number, offset: number): number;
  /** Emits a load of a value of one register; narrow integers leave the upper bits unspecified. */
  abstract genLoad(dst: number, amode: number, ty: number): void;
  abstract genStore(src: number, amode: number, ty: number): void;
  /** Emits the computation of an address; returns a fresh register. */
  abstract genAddress(amode: number): number;
  /** Emits a widening of an integer register to a whole register; returns a fresh register. */
  abstract genExtend(src: number, fromBits: number, signed: boolean): number;
  /** Emits a copy; returns a fresh register. */
  abstract genCopy(src: number): number;
  /** Emits the pseudo-instruction that defines arguments at entry. */
  abstract genArgs(regs: number): void;
  /** Emits the return: uses of return registers. */
  abstract genRets(regs: number): void;
  /** Emits a call. With `info.tryCall >= 0` it is a terminator; `normal` is then the label to continue at. */
  abstract genCall(info: CallInfo, infoIndex: number, regs: number, normal: number): void;
  /** Emits a tail call: a terminator. `argBytes` is the callee's stack-argument area. */
  abstract genReturnCall(info: CallInfo, infoIndex: number, regs: number, argBytes: number): void;
  /** Splits the registers of a value into the parts that slots of these types take, or joins them; identity by default. */
  toAbiPart(reg: number, _ty: number): number {
    return reg;
  }

  protected beginAbi(): void {
    const { func } = this;
    this.externalNames.length = 0;
    this.callInfos.length = 0;
    this.tryCalls.length = 0;
    this.tryResults.clear();
    this.stackReturns.length = 0;
    this.clobberSets.length = 0;
    this.clobberSets.push(new Int32Array(6));
    this.slotOffsets.length = 0;
    this.outgoingBytes = 0;
    this.tailArgBytes = 0;
    this.calls = "none";
    this.returnAreaReg = -1;
    this.ownAbi = this.abiOf(func.signature);
    let at = 0;
    for (const slot of func.stencil.stackSlots) {
      at = alignUp(at, Math.max(1 << slot.alignShift, this.abi.wordBytes));
      this.slotOffsets.push(at);
      at += slot.size;
      if (at > 0x7fff_0000) throw new ImplLimitError("the stack slots are larger than 2 GB");
    }
    this.stackSlotBytes = alignUp(at, this.abi.stackAlign);
    this.slotArea = at;
  }

  /** Bytes of the slot area in use so far; dynamic slots and temporaries are added behind the explicit ones. */
  private slotArea: number = 0;

  /** Reserves memory in the slot area; its offset. */
  reserveStack(bytes: number, align: number): number {
    const at = alignUp(this.slotArea, Math.max(align, this.abi.wordBytes));
    this.slotArea = at + bytes;
    this.stackSlotBytes = alignUp(this.slotArea, this.abi.stackAlign);
    return at;
  }

  abiOf(signature: Signature): AbiSignature {
    let abi = this.assigned.get(signature);
    if (abi === undefined) {
      abi = this.abi.assign(signature, this.flagsOfTarget());
      this.assigned.set(signature, abi);
      if (abi.params.stackBytes > MAX_ARG_BYTES || abi.returns.stackBytes > MAX_ARG_BYTES) {
        throw new ImplLimitError("more than 128 MB of arguments or returns");
      }
    }
    return abi;
  }

  protected abstract flagsOfTarget(): Flags;

  /** Number of a clobber set for use in a register list. */
  clobberSet(words: Int32Array): number {
    for (let k = 0; k < this.clobberSets.length; k++) if (this.clobberSets[k] === words) return k;
    return this.clobberSets.push(words) - 1;
  }

  /** Index of an external name for records and relocations. */
  externalName(name: CalledName["name"]): number {
    for (let k = Math.max(0, this.externalNames.length - 16); k < this.externalNames.length; k++) {
      if (this.externalNames[k]!.name === name) return k;
    }
    return this.externalNames.push({ name }) - 1;
  }

  // Entry

  /**
   * Emits the definitions of the entry block's parameters; called last, at the top of the entry block, so that only
   * parameters in use cost anything.
   */
  lowerEntry(entry: number): void {
    const { dfg } = this;
    const { params, returnArea } = this.ownAbi;
    const list = this.beginRegs(0);
    const n = dfg.numBlockParams(entry as never);
    const loads: (() => void)[] = [];
    for (let i = 0; i < n; i++) {
      const value = dfg.blockParam(entry as never, i);
      const regs = this.regsOf(value);
      const location = params.locations[i]!;
      if (regs === -1) continue;
      if (location.kind === "struct") {
        loads.push(() =>
          this.bindValue(value, this.genAddress(this.stackAmode(AREA_INCOMING, location.offset))),
        );
        continue;
      }
      if (location.kind === "implicit") {
        const pointer = this.temp(0);
        if (location.pointer.preg >= 0) this.addRegDef(pointer, location.pointer.preg);
        else
          loads.push(() =>
            this.genLoad(pointer, this.stackAmode(AREA_INCOMING, location.pointer.offset), this.abi.wordType),
          );
        for (let k = 0; k < this.value_regs_len(regs); k++) {
          loads.push(() =>
            this.genLoad(
              this.value_regs_get(regs, k),
              this.regAmode(pointer, this.partOffset(location.type, k)),
              this.partType(location.type),
            ),
          );
        }
        continue;
      }
      const ty = dfg.valueType(value);
      const parts = this.abiParts(location.slots, ty);
      for (let k = 0; k < parts.length; k++) {
        const slot = location.slots[k]!;
        const reg = parts.length === 1 ? this.value_regs_get(regs, 0) : this.value_regs_get(regs, k);
        if (slot.preg >= 0 && ty === types.I32 && this.mustExtendAtEntry(value)) {
          const given = this.temp(0);
          this.addRegDef(given, slot.preg);
          loads.push(() => this.bindValue(value, this.genExtend(given, 32, false)));
        } else if (slot.preg >= 0) this.addRegDef(reg, slot.preg);
        else loads.push(() => this.genLoad(reg, this.stackAmode(AREA_INCOMING, slot.offset), slot.type));
      }
    }
    if (this.returnAreaReg >= 0 && returnArea !== undefined) {
      if (returnArea.preg >= 0) this.addRegDef(this.returnAreaReg, returnArea.preg);
      else
        loads.push(() =>
          this.genLoad(
            this.returnAreaReg,
            this.stackAmode(AREA_INCOMING, returnArea.offset),
            this.abi.wordType,
          ),
        );
    }
    this.genArgs(list);
    for (const load of loads) load();
  }

  /** Type of the registers that a value in memory is taken apart into. */
  private partType(ty: Type): Type {
    return (this.typeRegs(ty) & 15) > 1 ? this.abi.wordType : ty;
  }

  /** Where part `k` of a value lies in memory; the low part is number 0. */
  private partOffset(ty: Type, k: number): number {
    const parts = this.typeRegs(ty) & 15;
    return this.abi.wordBytes * (this.littleEndian ? k : parts - 1 - k);
  }

  /** Where the store of a slot begins: one that is widened takes the whole word, whose low end is where the value belongs. */
  private storeOffset(slot: ArgSlot): number {
    return this.littleEndian
      ? slot.offset
      : slot.offset - types.typeBytes(storeType(slot, this.abi)) + types.typeBytes(slot.type);
  }

  private storeSlot(reg: number, slot: ArgSlot, amode: number): void {
    this.genStore(reg, amode, storeType(slot, this.abi));
  }

  private abiParts(slots: readonly ArgSlot[], ty: number): readonly ArgSlot[] {
    const parts = this.typeRegs(ty) & 15;
    if (parts !== slots.length)
      throw new InternalError(
        `${types.typeName(ty as Type)} takes ${parts} registers and ${slots.length} ABI slots`,
      );
    return slots;
  }

  // Return

  /** Lowers `return`. */
  lowerReturn(args: number): number {
    const { returns } = this.ownAbi;
    const lists = this.dfg.lists;
    const n = lists.length(args);
    const regs: number[] = [];
    const pregs: number[] = [];
    for (let i = 0; i < n; i++) {
      const value = lists.get(args, i);
      const location = returns.locations[i]!;
      if (location.kind !== "slots")
        throw new InternalError("a return value is not in registers or stack slots");
      const valueRegs = this.putInRegs(value);
      const parts = this.abiParts(location.slots, this.dfg.valueType(value as never));
      for (let k = 0; k < parts.length; k++) {
        const slot = parts[k]!;
        const reg = this.extended(this.value_regs_get(valueRegs, k), slot);
        if (slot.preg >= 0) {
          regs.push(reg);
          pregs.push(slot.preg);
        } else this.storeSlot(reg, slot, this.regAmode(this.returnArea(), this.storeOffset(slot)));
      }
    }
    // The struct-return pointer goes back in the first return register, when nothing else is returned.
    const sret = specialParamIndex(this.func.signature, "sret");
    if (sret >= 0 && n === 0 && this.returnsSretPointer()) {
      const entry = this.func.layout.firstBlock;
      regs.push(this.value_regs_get(this.putInRegs(this.dfg.blockParam(entry as never, sret)), 0));
      pregs.push(this.sretReturnRegister());
    }
    const list = this.beginRegs(0);
    for (let i = 0; i < regs.length; i++) this.addRegUse(regs[i]!, pregs[i]!);
    this.genRets(list);
    return 0;
  }

  /** Whether this function's convention returns the struct-return pointer. */
  returnsSretPointer(): boolean {
    return false;
  }

  sretReturnRegister(): number {
    throw new InternalError("this convention does not return the struct-return pointer");
  }

  private returnArea(): number {
    if (this.returnAreaReg < 0) this.returnAreaReg = this.temp(0);
    return this.returnAreaReg;
  }

  private extended(reg: number, slot: ArgSlot): number {
    const bits = types.typeBits(slot.type);
    if (slot.extension === "none" || !types.isInt(slot.type) || bits >= this.abi.wordBytes * 8) return reg;
    return this.genExtend(reg, bits, slot.extension === "sext");
  }

  // Calls

  /** Lowers `call`: its `InstOutput`. */
  lowerCall(inst: number, func: number, args: number): number {
    const ext = this.dfg.extFuncs[func]!;
    const name = this.externalName(ext.name);
    const signature = this.dfg.signatures[ext.signature]!;
    return this.call(
      inst,
      ext.colocated ? CALLEE_NEAR : CALLEE_FAR,
      name,
      signature,
      args,
      ext.patchable,
      -1,
    );
  }

  /** Lowers `call_indirect`. */
  lowerCallIndirect(inst: number, callee: number, sig: number, args: number): number {
    const target = this.value_regs_get(this.putInRegs(callee), 0);
    return this.call(inst, CALLEE_REGISTER, target, this.dfg.signatures[sig]!, args, false, -1);
  }

  /** Emits a call of a library routine with the given argument registers; one register per argument. */
  emitLibCall(
    name: CalledName["name"],
    signature: Signature,
    argRegs: readonly number[],
    colocated: boolean,
  ): number {
    return this.emitCall(
      colocated ? CALLEE_NEAR : CALLEE_FAR,
      this.externalName(name),
      this.abiOf(signature),
      argRegs,
      false,
      -1,
      -1,
      undefined,
    );
  }

  private argRegs(args: number): number[] {
    const lists = this.dfg.lists;
    const out: number[] = [];
    for (let i = 0, n = lists.length(args); i < n; i++) out.push(this.putInRegs(lists.get(args, i)));
    return out;
  }

  private call(
    _inst: number,
    callee: number,
    target: number,
    signature: Signature,
    args: number,
    patchable: boolean,
    tryCall: number,
  ): number {
    return this.emitCall(
      callee,
      target,
      this.abiOf(signature),
      this.argRegs(args),
      patchable,
      tryCall,
      -1,
      undefined,
    );
  }

  /**
   * Emits stores of stack arguments, the call, and loads of stack returns. `results`, for a `try_call`, are the registers
   * that its edges expect; otherwise fresh ones. Returns the `InstOutput`.
   */
  private emitCall(
    callee: number,
    target: number,
    abi: AbiSignature,
    args: readonly number[],
    patchable: boolean,
    tryCall: number,
    normal: number,
    results: readonly number[] | undefined,
  ): number {
    this.calls = "regular";
    const returnAreaAt = alignUp(abi.params.stackBytes, this.abi.stackAlign);
    const outgoing = returnAreaAt + abi.returns.stackBytes;
    if (outgoing > this.outgoingBytes) this.outgoingBytes = outgoing;
    const useRegs: number[] = [];
    const usePregs: number[] = [];
    this.passArguments(abi, args, AREA_OUTGOING, 0, useRegs, usePregs);
    if (abi.returnArea !== undefined) {
      const pointer = this.genAddress(this.stackAmode(AREA_OUTGOING, returnAreaAt));
      if (abi.returnArea.preg >= 0) {
        useRegs.push(pointer);
        usePregs.push(abi.returnArea.preg);
      } else this.genStore(pointer, this.stackAmode(AREA_OUTGOING, abi.returnArea.offset), this.abi.wordType);
    }
    const info: CallInfo = {
      callee,
      target,
      signature: abi,
      calleePops: abi.calleePops ? abi.params.stackBytes : 0,
      patchable,
      tryCall,
    };
    const index = this.callInfos.push(info) - 1;
    const list = this.beginRegs(this.clobberSet(this.abi.clobbers(abi.signature, tryCall >= 0)));
    for (let i = 0; i < useRegs.length; i++) this.addRegUse(useRegs[i]!, usePregs[i]!);
    const out: number[] = [];
    const loads: { reg: number; slot: ArgSlot }[] = [];
    let at = 0;
    for (const location of abi.returns.locations) {
      if (location.kind !== "slots")
        throw new InternalError("a return value is not in registers or stack slots");
      const regs: number[] = [];
      for (const slot of location.slots) {
        const reg = results === undefined ? this.value_regs_get(this.tempRegs(slot.type), 0) : results[at]!;
        at++;
        regs.push(reg);
        if (slot.preg >= 0) this.addRegDef(reg, slot.preg);
        else loads.push({ reg, slot });
      }
      out.push(regs.length === 2 ? this.valueRegs(regs[0]!, regs[1]!) : regs[0]!);
    }
    if (results !== undefined && tryCall >= 0) {
      const payload = this.abi.exceptionPayload(abi.signature);
      for (const preg of payload) {
        const reg = results[at++]!;
        // A register that also holds a return value is defined once; the edges choose which meaning it has.
        if (!this.listDefines(list, preg)) this.addRegDef(reg, preg);
        else this.vcode.aliasVreg(reg, this.listDefOf(list, preg));
      }
    }
    this.genCall(info, index, list, normal);
    // Behind a call with handlers there is nothing: its edges load, `loadTryReturns`.
    if (tryCall >= 0) return this.outputList(out);
    for (const { reg, slot } of loads)
      this.genLoad(reg, this.stackAmode(AREA_OUTGOING, returnAreaAt + slot.offset), slot.type);
    return this.outputList(out);
  }

  private listDefines(list: number, preg: number): boolean {
    return this.listDefOf(list, preg) >= 0;
  }

  private listDefOf(list: number, preg: number): number {
    const l = this.lists;
    const first = list + 3 + 2 * l[list]!;
    for (let k = 0; k < l[list + 1]!; k++) if (l[first + 2 * k + 1] === preg) return l[first + 2 * k]!;
    return -1;
  }

  /** Stores stack arguments and collects register arguments. `base` is added to offsets in the area. */
  private passArguments(
    abi: AbiSignature,
    args: readonly number[],
    area: number,
    base: number,
    useRegs: number[],
    usePregs: number[],
  ): void {
    const pass = (reg: number, slot: ArgSlot): void => {
      const wide = this.extended(reg, slot);
      if (slot.preg >= 0) {
        useRegs.push(wide);
        usePregs.push(slot.preg);
      } else this.storeSlot(wide, slot, this.stackAmode(area, base + this.storeOffset(slot)));
    };
    const { locations } = abi.params;
    // Structs first: copying them may call.
    for (let i = 0; i < locations.length; i++) {
      const location = locations[i]!;
      if (location.kind === "struct") this.copyStruct(args[i]!, area, base + location.offset, location.size);
    }
    for (let i = 0; i < locations.length; i++) {
      const location = locations[i]!;
      if (location.kind === "slots") {
        for (let k = 0; k < location.slots.length; k++)
          pass(this.value_regs_get(args[i]!, k), location.slots[k]!);
      } else if (location.kind === "implicit") {
        for (let k = 0; k < this.value_regs_len(args[i]!); k++) {
          const amode = this.stackAmode(area, base + location.offset + this.partOffset(location.type, k));
          this.genStore(this.value_regs_get(args[i]!, k), amode, this.partType(location.type));
        }
        pass(this.genAddress(this.stackAmode(area, base + location.offset)), location.pointer);
      }
    }
  }

  private copyStruct(source: number, area: number, offset: number, size: number): void {
    if (size > MAX_INLINE_COPY) {
      this.genCopyBytes(this.genAddress(this.stackAmode(area, offset)), source, size);
      return;
    }
    const word = this.abi.wordBytes;
    for (let at = 0; at < size; at += word) {
      const reg = this.temp(0);
      this.genLoad(reg, this.regAmode(source, at), this.abi.wordType);
      this.genStore(reg, this.stackAmode(area, offset + at), this.abi.wordType);
    }
  }

  /** Emits a copy of `size` bytes between two addresses in registers, by a call of `memcpy`. */
  protected abstract genCopyBytes(dst: number, src: number, size: number): void;

  // Tail calls

  /** Lowers `return_call`. */
  lowerReturnCall(func: number, args: number): number {
    const ext = this.dfg.extFuncs[func]!;
    const name = this.externalName(ext.name);
    return this.tailCall(
      ext.colocated ? CALLEE_NEAR : CALLEE_FAR,
      name,
      this.dfg.signatures[ext.signature]!,
      args,
    );
  }

  lowerReturnCallIndirect(callee: number, sig: number, args: number): number {
    return this.tailCall(
      CALLEE_REGISTER,
      this.value_regs_get(this.putInRegs(callee), 0),
      this.dfg.signatures[sig]!,
      args,
    );
  }

  private tailCall(callee: number, target: number, signature: Signature, args: number): number {
    if (this.calls === "none") this.calls = "tail";
    const abi = this.abiOf(signature);
    const argBytes = abi.params.stackBytes;
    if (argBytes > this.tailArgBytes) this.tailArgBytes = argBytes;
    const useRegs: number[] = [];
    const usePregs: number[] = [];
    this.passArguments(abi, this.argRegs(args), AREA_TAIL, -argBytes, useRegs, usePregs);
    if (abi.returnArea !== undefined) {
      if (abi.returnArea.preg < 0) throw new InternalError("a tail call passes its return area on the stack");
      useRegs.push(this.returnArea());
      usePregs.push(abi.returnArea.preg);
    }
    const info: CallInfo = { callee, target, signature: abi, calleePops: 0, patchable: false, tryCall: -1 };
    const index = this.callInfos.push(info) - 1;
    const list = this.beginRegs(0);
    for (let i = 0; i < useRegs.length; i++) this.addRegUse(useRegs[i]!, usePregs[i]!);
    this.genReturnCall(info, index, list, argBytes);
    return 0;
  }

  // Calls with handlers

  /** Registers of the returns and the payload of a `try_call`, in this order, one word each. */
  tryCallResults(inst: number): number[] {
    let regs = this.tryResults.get(inst);
    if (regs === undefined) {
      regs = [];
      const signature = this.dfg.signatures[this.dfg.callSignature(inst as never)!]!;
      const abi = this.abiOf(signature);
      for (const location of abi.returns.locations) {
        if (location.kind !== "slots")
          throw new InternalError("a return value is not in registers or stack slots");
        for (const slot of location.slots) regs.push(this.value_regs_get(this.tempRegs(slot.type), 0));
      }
      for (const _ of this.abi.exceptionPayload(signature)) regs.push(this.temp(0));
      this.tryResults.set(inst, regs);
    }
    return regs;
  }

  /** Registers of return values on the stack that the edge being lowered passes on, with slots of the argument area. */
  private readonly stackReturns: { readonly reg: number; readonly slot: ArgSlot; readonly offset: number }[] =
    [];

  /** Loads the return values on the stack that were asked for by `tryCallValue` on the edge being lowered. */
  loadTryReturns(): void {
    for (const { reg, slot, offset } of this.stackReturns)
      this.genLoad(reg, this.stackAmode(AREA_OUTGOING, offset), slot.type);
    this.stackReturns.length = 0;
  }

  /** The registers of return value `index` (or payload value) of a `try_call`, as `ValueRegs`. */
  tryCallValue(inst: number, index: number, payload: boolean): number {
    const regs = this.tryCallResults(inst);
    const signature = this.dfg.signatures[this.dfg.callSignature(inst as never)!]!;
    const abi = this.abiOf(signature);
    const { locations } = abi.returns;
    let at = 0;
    for (let i = 0; i < (payload ? locations.length : index); i++) {
      const location = locations[i]!;
      at += location.kind === "slots" ? location.slots.length : 0;
    }
    if (payload) return regs[at + index]!;
    const location = locations[index]!;
    if (location.kind === "slots") {
      const area = alignUp(abi.params.stackBytes, this.abi.stackAlign);
      location.slots.forEach((slot, k) => {
        const reg = regs[at + k]!;
        if (slot.preg < 0 && !this.stackReturns.some((r) => r.reg === reg))
          this.stackReturns.push({ reg, slot, offset: area + slot.offset });
      });
    }
    return location.kind === "slots" && location.slots.length === 2
      ? this.valueRegs(regs[at]!, regs[at + 1]!)
      : regs[at]!;
  }

  /** Lowers `try_call` and `try_call_indirect`; `normal` is the label of the normal continuation. */
  lowerTryCall(inst: number, callee: number, target: number, args: number, normal: number): number {
    const { dfg } = this;
    const signature = dfg.signatures[dfg.callSignature(inst as never)!]!;
    const items: TryCallItem[] = [];
    let targets = 0;
    for (const item of dfg.exceptionTableItems(dfg.word(inst as never, 1) as never)) {
      if (item.kind === "context")
        items.push({ kind: "context", slotOffset: this.spilledContext(item.value) });
      else if (item.kind === "tag")
        items.push({ kind: "tag", tag: item.tag, label: this.targetLabel(targets++) });
      else items.push({ kind: "default", label: this.targetLabel(targets++) });
    }
    const tryCall = this.tryCalls.push({ inst, items }) - 1;
    this.emitCall(
      callee,
      target,
      this.abiOf(signature),
      this.argRegs(args),
      false,
      tryCall,
      normal,
      this.tryCallResults(inst),
    );
    return 0;
  }

  /** Stores an exception context in the frame, where a handler search finds it: its offset in the slot area. */
  private spilledContext(value: number): number {
    const at = this.reserveStack(this.abi.wordBytes, this.abi.wordBytes);
    const ty = this.dfg.valueType(value as never);
    this.genStore(this.value_regs_get(this.putInRegs(value), 0), this.stackAmode(AREA_SLOT, at), ty);
    return at;
  }
}

function storeType(slot: ArgSlot, abi: AbiMachineSpec): Type {
  return slot.extension !== "none" && types.isInt(slot.type) && types.typeBytes(slot.type) < abi.wordBytes
    ? abi.wordType
    : slot.type;
}
