/**
 * Frames, calls, the host, and unwinding: everything of a run that isn't in the dispatch loop.
 *
 * Calls push four words on a control stack, so guest recursion never uses the host's. Per frame: address of the call (or
 * `FROM_HOST`), caller's frame, stack pointer before the call, function number. A callee's frame lies behind its caller's in
 * the register file, and its parameters, which come first, are written there by the call. Stack slots are guest memory and
 * grow downwards; sixteen bytes per call are kept for the return address and frame pointer that native code would have
 * there, and are filled in when the guest asks for the frame pointer.
 */

import { InternalError, LO } from "@cranelift-ts/entity";
import { DataValue, types, type Inst, type Signature, type Type } from "@cranelift-ts/codegen-ir";
import { CODE_BYTES, REGION_CODE, REGION_STACK, type AddressSpace } from "./address-space.ts";
import { CALL_HEADER, CONTROL_WORDS, FROM_HOST, Return as RETURN } from "./bytecode.ts";
import {
  Decoder,
  EXCEPTION_CONTEXT,
  EXCEPTION_TAG,
  FRAME_POINTER,
  FRAME_STACK_POINTER,
  parameterOffsets,
  wordsOfType,
  type DecodeOptions,
} from "./decode.ts";
import { run } from "./dispatch.ts";
import { GuestException, GuestTrap, type HostContext, type TagMatcher } from "./host.ts";
import { ENTRY_UNDECODED, type Image } from "./image.ts";
import { LaneUnit } from "./lanes.ts";
import { Registers } from "./registers.ts";
import {
  TRAP_BAD_SIGNATURE,
  TRAP_HEAP_OUT_OF_BOUNDS,
  TRAP_STACK_OVERFLOW,
  TRAP_UNCAUGHT_EXCEPTION,
  TRAP_UNKNOWN_FUNCTION,
} from "./traps.ts";

/** Return address and frame pointer. */
const FRAME_LINK_BYTES = 16;

export class Machine {
  readonly image: Image;
  readonly memory: AddressSpace;
  readonly registers: Registers = new Registers();
  readonly lanes: LaneUnit;
  /** Instructions that may still be executed. */
  fuel: number;
  /** Decides which handlers take an exception. */
  matchTag: TagMatcher = (thrown, tag) => thrown === tag;
  /** Where execution stopped: the instruction that trapped, or the return. */
  pc: number = 0;
  /** Exception that no frame handled, after a trap of that kind. */
  uncaught: GuestException | undefined = undefined;
  private readonly decoder: Decoder;
  control: Int32Array = new Int32Array(1024);
  controlUsed: number = 0;
  stackPointer: number;
  /** First free word above the frames in use. */
  top: number = 0;
  /** The frame to go on in after a change of frames, and its entry of the program counter. */
  fp: number = 0;
  private readonly littleEndian: boolean;
  /** Code of a return that hands on the results of a host function called in tail position; room for that many results. */
  private hostReturn: number = 0;
  private hostReturnRoom: number = -1;
  private trace: { readonly func: number; readonly inst: number }[] = [];

  constructor(image: Image, options: DecodeOptions, fuel: number) {
    this.image = image;
    this.memory = image.memory;
    this.lanes = new LaneUnit(this.registers, image.memory);
    this.decoder = new Decoder(image, options);
    this.fuel = fuel;
    this.stackPointer = image.memory.stackBytes;
    this.littleEndian = !options.bigEndian;
  }

  /** Forgets decoded code and the state of execution, and keeps the memory. */
  clear(fuel: number): void {
    this.fuel = fuel;
    this.pc = 0;
    this.fp = 0;
    this.top = 0;
    this.controlUsed = 0;
    this.stackPointer = this.memory.stackBytes;
    this.uncaught = undefined;
    this.trace = [];
    this.hostReturn = 0;
    this.hostReturnRoom = -1;
    this.lanes.pinnedLow = 0;
    this.lanes.pinnedHigh = 0;
  }

  /** Function and instruction of every frame at the last trap, innermost first (at most 64). */
  backtrace(): { readonly func: number; readonly inst: number }[] {
    return this.trace;
  }

  /**
   * Calls function `number` with the given arguments, which have the types of its signature. Returns 0 and leaves results for
   * `results`, or the code of a trap.
   */
  call(number: number, args: readonly DataValue[], results: DataValue[]): number {
    const { image } = this;
    const linked = image.functions[number];
    if (linked.host !== undefined) {
      const signature = linked.signature;
      if (signature === undefined) return TRAP_BAD_SIGNATURE;
      try {
        for (const v of linked.host(args, this.hostContext(signature))) results.push(v);
        return 0;
      } catch (thrown) {
        if (thrown instanceof GuestTrap) return thrown.code;
        throw thrown;
      }
    }
    if (linked.func === undefined) return TRAP_UNKNOWN_FUNCTION;
    if (image.entries[number] === ENTRY_UNDECODED) this.decoder.decode(number);
    const signature = linked.func.signature;
    const fp = this.top;
    const savedPc = this.pc;
    const savedFp = this.fp;
    const savedControl = this.controlUsed;
    const savedStack = this.stackPointer;
    this.fp = fp;
    let trap = this.enter(number, FROM_HOST, fp, fp);
    if (trap === 0) {
      const { offsets } = parameterOffsets(signature);
      args.forEach((value, i) => this.writeRegister(fp + offsets[i], value));
      trap = run(this);
    }
    if (trap === 0) {
      let at = this.pc + 2;
      for (const r of signature.returns) {
        results.push(this.readRegister(this.fp + image.code[at], r.type));
        at += 2;
      }
    } else {
      this.recordTrace(savedControl);
    }
    this.controlUsed = savedControl;
    this.stackPointer = savedStack;
    this.top = fp;
    this.fp = savedFp;
    if (trap === 0) this.pc = savedPc;
    return trap;
  }

  private recordTrace(bottom: number): void {
    const { image } = this;
    this.trace = [];
    let pc = this.pc;
    for (
      let at = this.controlUsed - CONTROL_WORDS;
      at >= bottom && this.trace.length < 64;
      at -= CONTROL_WORDS
    ) {
      this.trace.push({ func: this.control[at + 3], inst: image.locationOf(pc).inst });
      pc = this.control[at];
    }
  }

  private readRegister(at: number, type: Type): DataValue {
    const bytes = new Uint8Array(types.typeBytes(type));
    this.lanes.access.storeLanes(new DataView(bytes.buffer), 0, at + LO, type, true);
    return new DataValue(type, bytes);
  }

  private writeRegister(at: number, value: DataValue): void {
    const view = new DataView(value.bytes.buffer, value.bytes.byteOffset, value.bytes.length);
    this.lanes.access.loadLanes(view, 0, at + LO, value.type, true);
  }

  /** Pushes a frame at word `fp` for function `number`, and makes it current. The arguments are written afterwards. */
  private enter(number: number, callPc: number, callerFp: number, fp: number): number {
    const { image } = this;
    const end = fp + image.frameWords[number];
    if (!this.registers.reserve(end)) return TRAP_STACK_OVERFLOW;
    const before = this.stackPointer;
    const stack = (before - FRAME_LINK_BYTES - image.stackBytes[number]) & ~image.stackMask[number];
    if (stack < 0) return TRAP_STACK_OVERFLOW;
    const at = this.controlUsed;
    if (at + CONTROL_WORDS > this.control.length) {
      const next = new Int32Array(this.control.length * 2);
      next.set(this.control);
      this.control = next;
    }
    this.control[at] = callPc;
    this.control[at + 1] = callerFp;
    this.control[at + 2] = before;
    this.control[at + 3] = number;
    this.controlUsed = at + CONTROL_WORDS;
    this.startFrame(number, stack, before);
    this.fp = fp;
    this.top = end;
    return 0;
  }

  /** Clears the stack slots of a new frame, so that runs are reproducible, and goes to the function's first instruction. */
  private startFrame(number: number, stack: number, before: number): void {
    this.stackPointer = stack;
    if (this.image.stackBytes[number] !== 0) this.memory.stackArray.fill(0, stack, before);
    const entry = this.image.entries[number];
    this.pc = entry;
    this.fuel -= this.image.code[entry - 1];
  }

  // --- Leaving the loop -------------------------------------------------------------------------------------------

  /** Performs the call at `pc` of the current frame: of a function that needs decoding, of the host, or of nothing. */
  callSlowly(pc: number, number: number, tail: boolean): number {
    const { image } = this;
    if (number < 0) return TRAP_UNKNOWN_FUNCTION;
    const linked = image.functions[number];
    if (image.entries[number] === ENTRY_UNDECODED) {
      this.decoder.decode(number);
      return tail ? this.enterTail(pc, number) : this.enterCall(pc, number);
    }
    if (linked.host === undefined) return TRAP_UNKNOWN_FUNCTION;
    const signature = linked.signature ?? this.hostSignature(pc);
    return this.callHost(pc, number, signature, tail);
  }

  /** Whether function `number` has another signature than the one of that number; some host functions take any. */
  mismatch(number: number, signature: number): boolean {
    const own = this.image.signatures[number];
    return own !== signature && own >= 0;
  }

  /** The signature that the call at `pc` was decoded with, for host functions that take any. */
  private hostSignature(pc: number): Signature {
    const { func, inst } = this.image.locationOf(pc);
    const body = this.image.functions[func]?.func;
    const ref = body === undefined || inst < 0 ? undefined : body.dfg.callSignature(inst as Inst);
    if (body === undefined || ref === undefined) throw new InternalError("a call without recorded location");
    return body.dfg.signatures[ref];
  }

  private callHost(pc: number, number: number, signature: Signature, tail: boolean): number {
    const { image } = this;
    const { code } = image;
    const host = image.functions[number].host;
    if (host === undefined) throw new InternalError("not a host function");
    const fp = this.fp;
    const args: DataValue[] = [];
    signature.params.forEach((param, i) =>
      args.push(this.readRegister(fp + code[pc + CALL_HEADER + 3 * i], param.type)),
    );
    this.pc = pc;
    const used = this.controlUsed;
    const stack = this.stackPointer;
    const top = this.top;
    let results: readonly DataValue[];
    try {
      results = host(args, this.hostContext(signature));
    } catch (thrown) {
      this.fp = fp;
      this.controlUsed = used;
      this.stackPointer = stack;
      this.top = top;
      if (thrown instanceof GuestTrap) return thrown.code;
      if (thrown instanceof GuestException) return this.unwind(thrown, pc, !tail);
      throw thrown;
    }
    this.fp = fp;
    this.pc = pc;
    if (results.length !== signature.returns.length) return TRAP_BAD_SIGNATURE;
    for (let i = 0; i < results.length; i++)
      if (results[i].type !== signature.returns[i].type) return TRAP_BAD_SIGNATURE;
    if (!tail) {
      let at = pc + CALL_HEADER + 3 * code[pc + 6] + 1;
      for (const value of results) {
        this.writeRegister(fp + code[at], value);
        at += 2;
      }
      this.pc = code[pc + 2];
      return 0;
    }
    return this.returnFromTail(results);
  }

  /** Returns host results to the caller of the current frame. */
  private returnFromTail(results: readonly DataValue[]): number {
    const { image } = this;
    const fp = this.fp;
    // Laid out like the values of a return in the frame itself, which is done with.
    let words = 0;
    if (results.length > this.hostReturnRoom) {
      this.hostReturnRoom = Math.max(8, 2 * results.length);
      image.reserve(2 + 2 * this.hostReturnRoom);
      this.hostReturn = image.codeUsed;
      image.codeUsed += 2 + 2 * this.hostReturnRoom;
    }
    let at = this.hostReturn;
    image.code[at++] = RETURN;
    image.code[at++] = results.length;
    for (const value of results) {
      const size = wordsOfType(value.type);
      image.code[at++] = words;
      image.code[at++] = size;
      words += size;
    }
    if (!this.registers.reserve(fp + words)) return TRAP_STACK_OVERFLOW;
    let offset = 0;
    for (const value of results) {
      this.writeRegister(fp + offset, value);
      offset += wordsOfType(value.type);
    }
    this.pc = this.hostReturn;
    return 0;
  }

  private hostContext(signature: Signature): HostContext {
    return {
      memory: this.memory,
      signature,
      trap: (code: number): never => {
        throw new GuestTrap(code);
      },
      throwException: (tag: number, payload0: bigint, payload1: bigint): never => {
        throw new GuestException(tag, payload0, payload1);
      },
      call: (name: string, args: readonly DataValue[]): readonly DataValue[] => {
        const results: DataValue[] = [];
        const trap = this.call(this.image.functionNumber(name), args, results);
        if (trap === TRAP_UNCAUGHT_EXCEPTION && this.uncaught !== undefined) throw this.uncaught;
        if (trap !== 0) throw new GuestTrap(trap);
        return results;
      },
    };
  }

  /** Pushes the frame of the call at `pc` of the current frame to a decoded function, and copies the arguments. */
  enterCall(pc: number, number: number): number {
    const fp = this.fp;
    const to = fp + this.image.code[pc + 3];
    const trap = this.enter(number, pc, fp, to);
    if (trap !== 0) {
      this.pc = pc;
      return trap;
    }
    this.copyArguments(pc, fp, to);
    return 0;
  }

  private copyArguments(pc: number, from: number, to: number): void {
    const { code } = this.image;
    const r = this.registers.words;
    const end = pc + CALL_HEADER + 3 * code[pc + 6];
    for (let at = pc + CALL_HEADER; at < end; at += 3) {
      const a = from + code[at];
      const d = to + code[at + 1];
      for (let i = 0; i < code[at + 2]; i++) r[d + i] = r[a + i];
    }
  }

  /** Replaces the current frame by one for `number`. */
  enterTail(pc: number, number: number): number {
    const { image } = this;
    const { code } = image;
    const fp = this.fp;
    const words = image.frameWords[number];
    const scratch = fp + code[pc + 3];
    const last = pc + CALL_HEADER + 3 * code[pc + 6];
    const count = code[pc + 6] === 0 ? 0 : code[last - 2] + code[last - 1];
    if (!this.registers.reserve(Math.max(scratch + count, fp + words))) return TRAP_STACK_OVERFLOW;
    const before = this.control[this.controlUsed - 2];
    const stack = (before - FRAME_LINK_BYTES - image.stackBytes[number]) & ~image.stackMask[number];
    if (stack < 0) return TRAP_STACK_OVERFLOW;
    this.copyArguments(pc, fp, scratch);
    this.registers.words.copyWithin(fp, scratch, scratch + count);
    this.control[this.controlUsed - 1] = number;
    this.top = fp + words;
    this.startFrame(number, stack, before);
    return 0;
  }

  /** Pops frames up to a handler for the exception. `atCall` says that `pc` is a call of the current frame. */
  private unwind(thrown: GuestException, pc: number, atCall: boolean): number {
    const { code } = this.image;
    let callPc = pc;
    let fp = this.fp;
    let check = atCall;
    for (;;) {
      if (check && code[callPc + 5] !== 0) {
        const table = code[callPc + 5];
        const target = this.findHandler(thrown, table, fp);
        if (target >= 0) {
          this.setPointer(fp + code[table + 1], thrown.payload0);
          this.setPointer(fp + code[table + 2], thrown.payload1);
          this.fp = fp;
          this.top = fp + code[callPc + 3];
          this.pc = target;
          return 0;
        }
      }
      const at = this.controlUsed - CONTROL_WORDS;
      callPc = this.control[at];
      if (callPc === FROM_HOST) {
        this.uncaught = thrown;
        return TRAP_UNCAUGHT_EXCEPTION;
      }
      fp = this.control[at + 1];
      this.controlUsed = at;
      this.stackPointer = this.frameStackPointer(at);
      check = true;
    }
  }

  /** Stack pointer in the frame below control entry `at`: the one before the call that made it. */
  private frameStackPointer(at: number): number {
    return this.control[at + 2];
  }

  private findHandler(thrown: GuestException, table: number, fp: number): number {
    const { code } = this.image;
    let context: bigint | undefined;
    for (let i = 0, at = table + 3; i < code[table]; i++, at += 3) {
      const kind = code[at];
      if (kind === EXCEPTION_CONTEXT) {
        context = this.pointer(fp + code[at + 1]);
      } else if (kind !== EXCEPTION_TAG || this.matchTag(thrown.tag, code[at + 1], context)) {
        return code[at + 2];
      }
    }
    return -1;
  }

  private pointer(at: number): bigint {
    const r = this.registers.words;
    const lo = BigInt(r[at] >>> 0);
    return this.memory.pointerBits === 32 ? lo : lo | (BigInt(r[at ^ 1] >>> 0) << 32n);
  }

  private setPointer(at: number, value: bigint): void {
    this.registers.words[at] = Number(BigInt.asIntN(32, value));
    this.registers.words[at ^ 1] = Number(BigInt.asIntN(32, value >> 32n));
  }

  /** `get_frame_pointer` and its relatives. */
  frameInfo(d: number, which: number): void {
    const { memory } = this;
    const at = this.controlUsed - CONTROL_WORDS;
    const framePointer = this.control[at + 2] - FRAME_LINK_BYTES;
    const callerEntry = at - CONTROL_WORDS;
    const returnOffset =
      this.control[at] === FROM_HOST
        ? CODE_BYTES / 2
        : this.image.functionOffset(this.control[callerEntry + 3]) + CODE_BYTES / 2;
    if (which === FRAME_POINTER) {
      const callerPointer =
        this.control[at] === FROM_HOST ? 0 : this.control[callerEntry + 2] - FRAME_LINK_BYTES;
      const size = memory.pointerBits >> 3;
      const link = (offset: number, region: number, value: number): void => {
        const { stack } = memory;
        const lo = memory.lowWord(region, value);
        const o = framePointer + offset;
        if (size === 4) {
          stack.setInt32(o, lo, this.littleEndian);
        } else {
          stack.setInt32(this.littleEndian ? o : o + 4, lo, this.littleEndian);
          stack.setInt32(this.littleEndian ? o + 4 : o, memory.highWord(region), this.littleEndian);
        }
      };
      link(0, callerPointer === 0 ? 0 : REGION_STACK, callerPointer);
      link(size, REGION_CODE, returnOffset);
    }
    const region = which === FRAME_POINTER || which === FRAME_STACK_POINTER ? REGION_STACK : REGION_CODE;
    const offset =
      which === FRAME_POINTER
        ? framePointer
        : which === FRAME_STACK_POINTER
          ? this.stackPointer
          : returnOffset;
    this.registers.words[d] = memory.lowWord(region, offset);
    this.registers.words[d ^ 1] = memory.highWord(region);
  }

  /** Copies a struct argument into the caller's frame. */
  structCopy(d: number, a: number, offset: number, bytes: number): number {
    const { memory } = this;
    const r = this.registers.words;
    const from = memory.locate(r[a], r[a ^ 1], 0, bytes);
    if (from < 0) return TRAP_HEAP_OUT_OF_BOUNDS;
    const source = new Uint8Array(memory.view.buffer, memory.view.byteOffset + from, bytes);
    memory.stackArray.set(source, this.stackPointer + offset);
    r[d] = memory.lowWord(REGION_STACK, this.stackPointer + offset);
    r[d ^ 1] = memory.highWord(REGION_STACK);
    return 0;
  }
}
