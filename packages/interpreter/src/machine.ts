/**
 * The dispatch loop.
 *
 * Problem: execute decoded code at some ten nanoseconds per instruction, with exact 64-bit arithmetic, without allocating.
 *
 * How: one loop over one `switch` on integer literals. The program counter, the frame, the views of the register file and
 * the remaining fuel are locals; calls push four words on a control stack, so guest recursion never uses the host's.
 * Anything that isn't a few machine operations leaves the loop: `LaneUnit` for the rest of the operations, methods here for
 * calls into the host, unwinding and decoding on first call.
 *
 * Fuel is charged per block on entry, for all of its instructions; a run stops before the first block it cannot pay for.
 *
 * Control stack per frame: address of the call (or of nothing, for a call from the host), caller's frame, stack pointer
 * before the call, function number. Stack frames grow downwards; sixteen bytes are kept for the return address and frame
 * pointer that native code would have there, and are filled in when the guest asks for the frame pointer.
 */

import { InternalError, LO } from "@cranelift-ts/entity";
import { DataValue, types, type Inst, type Signature, type Type } from "@cranelift-ts/codegen-ir";
import { CODE_BYTES, REGION_CODE, REGION_STACK, type AddressSpace } from "./address-space.ts";
import {
  CALL_HEADER,
  CallIndirect as CALL_INDIRECT,
  LANES_WORDS,
  Return as RETURN,
  ReturnCallIndirect as RETURN_CALL_INDIRECT,
  Trapnz as TRAPNZ,
} from "./bytecode.ts";
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
import { nanOf32, nanOf64, highHalf } from "./float-kernels.ts";
import { GuestException, GuestTrap, type HostContext, type TagMatcher } from "./host.ts";
import { ENTRY_UNDECODED, ENTRY_UNDEFINED, type Image } from "./image.ts";
import { intHigh, rotateLeft64 } from "./int-kernels.ts";
import { LaneUnit } from "./lanes.ts";
import { Registers } from "./registers.ts";
import {
  TRAP_BAD_SIGNATURE,
  TRAP_HEAP_OUT_OF_BOUNDS,
  TRAP_OUT_OF_FUEL,
  TRAP_STACK_OVERFLOW,
  TRAP_UNCAUGHT_EXCEPTION,
  TRAP_UNKNOWN_FUNCTION,
} from "./traps.ts";

/** Words of a control stack entry. */
const CONTROL_WORDS = 4;
/** Return address and frame pointer. */
const FRAME_LINK_BYTES = 16;
/** `calls` entry of a frame that the host called. */
const FROM_HOST = -1;

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
  private control: Int32Array = new Int32Array(1024);
  private controlUsed: number = 0;
  private stackPointer: number;
  /** First free word above the frames in use. */
  private top: number = 0;
  /** The frame to go on in after a change of frames, and its entry of the program counter. */
  private fp: number = 0;
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
    this.stackPointer = image.memory.stack.byteLength & ~15;
    this.littleEndian = !options.bigEndian;
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
      trap = this.run();
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
    for (let at = this.controlUsed - CONTROL_WORDS; at >= bottom && this.trace.length < 64; at -= CONTROL_WORDS) {
      this.trace.push({ func: this.control[at + 3], inst: image.locationOf(pc).inst });
      pc = this.control[at];
    }
  }

  private readRegister(at: number, type: Type): DataValue {
    const bytes = new Uint8Array(types.typeBytes(type));
    this.lanes.storeLanes(new DataView(bytes.buffer), 0, at + LO, type, true);
    return new DataValue(type, bytes);
  }

  private writeRegister(at: number, value: DataValue): void {
    const view = new DataView(value.bytes.buffer, value.bytes.byteOffset, value.bytes.length);
    this.lanes.loadLanes(view, 0, at + LO, value.type, true);
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
    if (this.image.stackBytes[number] !== 0) {
      const view = this.memory.stack;
      new Uint8Array(view.buffer, view.byteOffset + stack, before - stack).fill(0);
    }
    const entry = this.image.entries[number];
    this.pc = entry;
    this.fuel -= this.image.code[entry - 1];
  }

  // --- Leaving the loop -------------------------------------------------------------------------------------------

  /** Performs the call at `pc` of the current frame: of a function that needs decoding, of the host, or of nothing. */
  private callSlowly(pc: number, number: number, tail: boolean): number {
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
  private mismatch(number: number, signature: number): boolean {
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
    signature.params.forEach((param, i) => args.push(this.readRegister(fp + code[pc + CALL_HEADER + 3 * i], param.type)));
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
    for (let i = 0; i < results.length; i++) if (results[i].type !== signature.returns[i].type) return TRAP_BAD_SIGNATURE;
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
  private enterCall(pc: number, number: number): number {
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
  private enterTail(pc: number, number: number): number {
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
  private frameInfo(d: number, which: number): void {
    const { memory } = this;
    const at = this.controlUsed - CONTROL_WORDS;
    const framePointer = this.control[at + 2] - FRAME_LINK_BYTES;
    const callerEntry = at - CONTROL_WORDS;
    const returnOffset =
      this.control[at] === FROM_HOST ? CODE_BYTES / 2 : this.image.functionOffset(this.control[callerEntry + 3]) + CODE_BYTES / 2;
    if (which === FRAME_POINTER) {
      const callerPointer = this.control[at] === FROM_HOST ? 0 : this.control[callerEntry + 2] - FRAME_LINK_BYTES;
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
    const offset = which === FRAME_POINTER ? framePointer : which === FRAME_STACK_POINTER ? this.stackPointer : returnOffset;
    this.registers.words[d] = memory.lowWord(region, offset);
    this.registers.words[d ^ 1] = memory.highWord(region);
  }

  /** Copies a struct argument into the caller's frame. */
  private structCopy(d: number, a: number, offset: number, bytes: number): number {
    const { memory } = this;
    const r = this.registers.words;
    const from = memory.locate(r[a], r[a ^ 1], 0, bytes);
    if (from < 0) return TRAP_HEAP_OUT_OF_BOUNDS;
    const source = new Uint8Array(memory.view.buffer, memory.view.byteOffset + from, bytes);
    const { stack } = memory;
    new Uint8Array(stack.buffer, stack.byteOffset + this.stackPointer + offset, bytes).set(source);
    r[d] = memory.lowWord(REGION_STACK, this.stackPointer + offset);
    r[d ^ 1] = memory.highWord(REGION_STACK);
    return 0;
  }

  // --- The loop ---------------------------------------------------------------------------------------------------

  /** Runs from `pc` in the current frame until the frame that the host called returns (0) or something traps (its code). */
  private run(): number {
    const { image, memory, registers, lanes } = this;
    const stackRegionHigh = memory.highWord(REGION_STACK);
    let code = image.code;
    let r = registers.words;
    let doubles = registers.doubles;
    let floats = registers.floats;
    let pc = this.pc;
    let fp = this.fp;
    let fuel = this.fuel;
    let trap = 0;
    if (fuel < 0) return TRAP_OUT_OF_FUEL;
    for (;;) {
      switch (code[pc]) {
        case 2 /* Op.Jump */: {
          pc = code[pc + 1];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 3 /* Op.Brif32 */: {
          pc = r[fp + code[pc + 1]] !== 0 ? code[pc + 2] : code[pc + 3];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 4 /* Op.Brif64 */: {
          const a = fp + code[pc + 1];
          pc = (r[a] | r[a ^ 1]) !== 0 ? code[pc + 2] : code[pc + 3];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 5 /* Op.BrifWide */: {
          const a = (fp + code[pc + 1]) & ~1;
          const n = code[pc + 2];
          let any = 0;
          for (let i = 0; i < n; i++) any |= r[a + i];
          pc = any !== 0 ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 6 /* Op.BrTable */: {
          const index = r[fp + code[pc + 1]] >>> 0;
          pc = index < code[pc + 2] ? code[pc + 4 + index] : code[pc + 3];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 7 /* Op.Move32 */: {
          r[fp + code[pc + 1]] = r[fp + code[pc + 2]];
          pc += 3;
          continue;
        }
        case 8 /* Op.Move64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          r[d] = r[a];
          r[d ^ 1] = r[a ^ 1];
          pc += 3;
          continue;
        }
        case 9 /* Op.MoveWide */: {
          const d = (fp + code[pc + 1]) & ~1;
          const a = (fp + code[pc + 2]) & ~1;
          const n = code[pc + 3];
          for (let i = 0; i < n; i++) r[d + i] = r[a + i];
          pc += 4;
          continue;
        }
        case 10 /* Op.Const32 */: {
          r[fp + code[pc + 1]] = code[pc + 2];
          pc += 3;
          continue;
        }
        case 11 /* Op.Const64 */: {
          const d = fp + code[pc + 1];
          r[d] = code[pc + 2];
          r[d ^ 1] = code[pc + 3];
          pc += 4;
          continue;
        }
        case 12 /* Op.ConstWide */: {
          const d = (fp + code[pc + 1]) & ~1;
          const n = code[pc + 2];
          for (let i = 0; i < n; i++) r[d + i] = code[pc + 3 + i];
          pc += 3 + n;
          continue;
        }
        case 13 /* Op.Call */:
        case 14 /* Op.CallIndirect */: {
          let number = code[pc + 1];
          if (code[pc] === CALL_INDIRECT) {
            const a = fp + number;
            number = image.functionAt(r[a], memory.pointerBits === 32 ? 0 : r[a ^ 1]);
          }
          if (number >= 0 && image.entries[number] > ENTRY_UNDEFINED && this.mismatch(number, code[pc + 4])) {
            trap = TRAP_BAD_SIGNATURE;
            break;
          }
          this.fp = fp;
          this.fuel = fuel;
          trap =
            number >= 0 && image.entries[number] > ENTRY_UNDECODED
              ? this.enterCall(pc, number)
              : this.callSlowly(pc, number, false);
          if (trap !== 0) break;
          code = image.code;
          r = registers.words;
          doubles = registers.doubles;
          floats = registers.floats;
          pc = this.pc;
          fp = this.fp;
          fuel = this.fuel;
          if (fuel < 0) break;
          continue;
        }
        case 15 /* Op.ReturnCall */:
        case 16 /* Op.ReturnCallIndirect */: {
          let number = code[pc + 1];
          if (code[pc] === RETURN_CALL_INDIRECT) {
            const a = fp + number;
            number = image.functionAt(r[a], memory.pointerBits === 32 ? 0 : r[a ^ 1]);
          }
          if (number >= 0 && image.entries[number] > ENTRY_UNDEFINED && this.mismatch(number, code[pc + 4])) {
            trap = TRAP_BAD_SIGNATURE;
            break;
          }
          this.fp = fp;
          this.fuel = fuel;
          trap =
            number >= 0 && image.entries[number] > ENTRY_UNDECODED
              ? this.enterTail(pc, number)
              : this.callSlowly(pc, number, true);
          if (trap !== 0) break;
          code = image.code;
          r = registers.words;
          doubles = registers.doubles;
          floats = registers.floats;
          pc = this.pc;
          fp = this.fp;
          fuel = this.fuel;
          if (fuel < 0) break;
          continue;
        }
        case 17 /* Op.Return */: {
          const at = this.controlUsed - CONTROL_WORDS;
          const call = this.control[at];
          if (call === FROM_HOST) {
            this.pc = pc;
            this.fp = fp;
            this.fuel = fuel;
            return 0;
          }
          const caller = this.control[at + 1];
          const n = code[pc + 1];
          let to = call + CALL_HEADER + 3 * code[call + 6] + 1;
          let from = pc + 2;
          for (let i = 0; i < n; i++) {
            const a = fp + code[from];
            const d = caller + code[to];
            r[d] = r[a];
            r[d + 1] = r[a + 1];
            const words = code[from + 1];
            for (let w = 2; w < words; w++) r[d + w] = r[a + w];
            from += 2;
            to += 2;
          }
          this.stackPointer = this.control[at + 2];
          this.controlUsed = at;
          this.top = fp;
          fp = caller;
          pc = code[call + 2];
          continue;
        }
        case 18 /* Op.Trap */: {
          trap = code[pc + 1];
          break;
        }
        case 19 /* Op.Trapz */:
        case 20 /* Op.Trapnz */: {
          const n = code[pc + 2];
          const a = fp + code[pc + 1];
          let any = r[a];
          if (n > 1) {
            any |= r[a ^ 1];
            if (n > 2) any |= r[a + 2] | r[(a + 2) ^ 1];
          }
          if ((any !== 0) === (code[pc] === TRAPNZ)) {
            trap = code[pc + 3];
            break;
          }
          pc += 4;
          continue;
        }
        case 21 /* Op.Iadd32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] + r[b];
          pc += 4;
          continue;
        }
        case 22 /* Op.Isub32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] - r[b];
          pc += 4;
          continue;
        }
        case 23 /* Op.Imul32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = Math.imul(r[a], r[b]);
          pc += 4;
          continue;
        }
        case 24 /* Op.Band32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] & r[b];
          pc += 4;
          continue;
        }
        case 25 /* Op.Bor32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] | r[b];
          pc += 4;
          continue;
        }
        case 26 /* Op.Bxor32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] ^ r[b];
          pc += 4;
          continue;
        }
        case 27 /* Op.Ishl32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] << r[b];
          pc += 4;
          continue;
        }
        case 28 /* Op.Ushr32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] >>> r[b];
          pc += 4;
          continue;
        }
        case 29 /* Op.Sshr32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] >> r[b];
          pc += 4;
          continue;
        }
        case 30 /* Op.Rotl32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = (r[a] << r[b]) | (r[a] >>> -r[b]);
          pc += 4;
          continue;
        }
        case 31 /* Op.Rotr32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = (r[a] >>> r[b]) | (r[a] << -r[b]);
          pc += 4;
          continue;
        }
        case 32 /* Op.Ineg32 */: {
          r[fp + code[pc + 1]] = -r[fp + code[pc + 2]];
          pc += 3;
          continue;
        }
        case 33 /* Op.Bnot32 */: {
          r[fp + code[pc + 1]] = ~r[fp + code[pc + 2]];
          pc += 3;
          continue;
        }
        case 34 /* Op.IaddNarrow */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = (r[a] + r[b]) & code[pc + 4];
          pc += 5;
          continue;
        }
        case 35 /* Op.IsubNarrow */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = (r[a] - r[b]) & code[pc + 4];
          pc += 5;
          continue;
        }
        case 36 /* Op.ImulNarrow */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = (Math.imul(r[a], r[b])) & code[pc + 4];
          pc += 5;
          continue;
        }
        case 37 /* Op.BnotNarrow */: {
          r[fp + code[pc + 1]] = ~r[fp + code[pc + 2]] & code[pc + 3];
          pc += 4;
          continue;
        }
        case 38 /* Op.Iadd64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const x = r[a];
          const lo = (x + r[b]) | 0;
          r[d] = lo;
          r[d ^ 1] = r[a ^ 1] + r[b ^ 1] + (lo >>> 0 < x >>> 0 ? 1 : 0);
          pc += 4;
          continue;
        }
        case 39 /* Op.Isub64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const x = r[a];
          const y = r[b];
          r[d] = x - y;
          r[d ^ 1] = r[a ^ 1] - r[b ^ 1] - (x >>> 0 < y >>> 0 ? 1 : 0);
          pc += 4;
          continue;
        }
        case 40 /* Op.Imul64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const x = r[a];
          const y = r[b];
          // High word of the product of the low words, by 16-bit digits.
          const x0 = x & 0xffff;
          const x1 = x >>> 16;
          const y0 = y & 0xffff;
          const y1 = y >>> 16;
          const middle = x1 * y0 + (Math.imul(x0, y0) >>> 16);
          const cross = x0 * y1 + (middle & 0xffff);
          r[d] = Math.imul(x, y);
          r[d ^ 1] = Math.imul(x1, y1) + (middle >>> 16) + (cross >>> 16) + Math.imul(x, r[b ^ 1]) + Math.imul(r[a ^ 1], y);
          pc += 4;
          continue;
        }
        case 41 /* Op.Band64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[d] = r[a] & r[b];
          r[d ^ 1] = r[a ^ 1] & r[b ^ 1];
          pc += 4;
          continue;
        }
        case 42 /* Op.Bor64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[d] = r[a] | r[b];
          r[d ^ 1] = r[a ^ 1] | r[b ^ 1];
          pc += 4;
          continue;
        }
        case 43 /* Op.Bxor64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[d] = r[a] ^ r[b];
          r[d ^ 1] = r[a ^ 1] ^ r[b ^ 1];
          pc += 4;
          continue;
        }
        case 44 /* Op.Ishl64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const n = r[b] & 63;
          const lo = r[a];
          if (n === 0) {
            r[d] = lo;
            r[d ^ 1] = r[a ^ 1];
          } else if (n < 32) {
            r[d] = lo << n;
            r[d ^ 1] = (r[a ^ 1] << n) | (lo >>> (32 - n));
          } else {
            r[d] = 0;
            r[d ^ 1] = lo << (n - 32);
          }
          pc += 4;
          continue;
        }
        case 45 /* Op.Ushr64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const n = r[b] & 63;
          const hi = r[a ^ 1];
          if (n === 0) {
            r[d] = r[a];
            r[d ^ 1] = hi;
          } else if (n < 32) {
            r[d] = (r[a] >>> n) | (hi << (32 - n));
            r[d ^ 1] = hi >>> n;
          } else {
            r[d] = hi >>> (n - 32);
            r[d ^ 1] = 0;
          }
          pc += 4;
          continue;
        }
        case 46 /* Op.Sshr64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const n = r[b] & 63;
          const hi = r[a ^ 1];
          if (n === 0) {
            r[d] = r[a];
            r[d ^ 1] = hi;
          } else if (n < 32) {
            r[d] = (r[a] >>> n) | (hi << (32 - n));
            r[d ^ 1] = hi >> n;
          } else {
            r[d] = hi >> (n - 32);
            r[d ^ 1] = hi >> 31;
          }
          pc += 4;
          continue;
        }
        case 47 /* Op.Rotl64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[d] = rotateLeft64(r[a], r[a ^ 1], r[b]);
          r[d ^ 1] = intHigh();
          pc += 4;
          continue;
        }
        case 48 /* Op.Rotr64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[d] = rotateLeft64(r[a], r[a ^ 1], -r[b]);
          r[d ^ 1] = intHigh();
          pc += 4;
          continue;
        }
        case 49 /* Op.Ineg64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const x = r[a];
          r[d] = -x;
          r[d ^ 1] = ~r[a ^ 1] + (x === 0 ? 1 : 0);
          pc += 3;
          continue;
        }
        case 50 /* Op.Bnot64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          r[d] = ~r[a];
          r[d ^ 1] = ~r[a ^ 1];
          pc += 3;
          continue;
        }
        case 51 /* Op.Eq32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] === r[b] ? 1 : 0;
          pc += 4;
          continue;
        }
        case 52 /* Op.Ne32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] !== r[b] ? 1 : 0;
          pc += 4;
          continue;
        }
        case 53 /* Op.Slt32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] < r[b] ? 1 : 0;
          pc += 4;
          continue;
        }
        case 54 /* Op.Sge32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] >= r[b] ? 1 : 0;
          pc += 4;
          continue;
        }
        case 55 /* Op.Sgt32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] > r[b] ? 1 : 0;
          pc += 4;
          continue;
        }
        case 56 /* Op.Sle32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] <= r[b] ? 1 : 0;
          pc += 4;
          continue;
        }
        case 57 /* Op.Ult32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] >>> 0 < r[b] >>> 0 ? 1 : 0;
          pc += 4;
          continue;
        }
        case 58 /* Op.Uge32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] >>> 0 >= r[b] >>> 0 ? 1 : 0;
          pc += 4;
          continue;
        }
        case 59 /* Op.Ugt32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] >>> 0 > r[b] >>> 0 ? 1 : 0;
          pc += 4;
          continue;
        }
        case 60 /* Op.Ule32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] >>> 0 <= r[b] >>> 0 ? 1 : 0;
          pc += 4;
          continue;
        }
        case 61 /* Op.Eq64 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] === r[b] && r[a ^ 1] === r[b ^ 1] ? 1 : 0;
          pc += 4;
          continue;
        }
        case 62 /* Op.Ne64 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = r[a] !== r[b] || r[a ^ 1] !== r[b ^ 1] ? 1 : 0;
          pc += 4;
          continue;
        }
        case 63 /* Op.Slt64 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 < r[b] >>> 0 : r[a ^ 1] < r[b ^ 1]) ? 1 : 0;
          pc += 4;
          continue;
        }
        case 64 /* Op.Sge64 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 >= r[b] >>> 0 : r[a ^ 1] > r[b ^ 1]) ? 1 : 0;
          pc += 4;
          continue;
        }
        case 65 /* Op.Sgt64 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 < r[a] >>> 0 : r[b ^ 1] < r[a ^ 1]) ? 1 : 0;
          pc += 4;
          continue;
        }
        case 66 /* Op.Sle64 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 >= r[a] >>> 0 : r[b ^ 1] > r[a ^ 1]) ? 1 : 0;
          pc += 4;
          continue;
        }
        case 67 /* Op.Ult64 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 < r[b] >>> 0 : r[a ^ 1] >>> 0 < r[b ^ 1] >>> 0) ? 1 : 0;
          pc += 4;
          continue;
        }
        case 68 /* Op.Uge64 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 >= r[b] >>> 0 : r[a ^ 1] >>> 0 > r[b ^ 1] >>> 0) ? 1 : 0;
          pc += 4;
          continue;
        }
        case 69 /* Op.Ugt64 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 < r[a] >>> 0 : r[b ^ 1] >>> 0 < r[a ^ 1] >>> 0) ? 1 : 0;
          pc += 4;
          continue;
        }
        case 70 /* Op.Ule64 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          r[fp + code[pc + 1]] = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 >= r[a] >>> 0 : r[b ^ 1] >>> 0 > r[a ^ 1] >>> 0) ? 1 : 0;
          pc += 4;
          continue;
        }
        case 71 /* Op.BrEq32 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = r[a] === r[b] ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 72 /* Op.BrNe32 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = r[a] !== r[b] ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 73 /* Op.BrSlt32 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = r[a] < r[b] ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 74 /* Op.BrSge32 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = r[a] >= r[b] ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 75 /* Op.BrSgt32 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = r[a] > r[b] ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 76 /* Op.BrSle32 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = r[a] <= r[b] ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 77 /* Op.BrUlt32 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = r[a] >>> 0 < r[b] >>> 0 ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 78 /* Op.BrUge32 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = r[a] >>> 0 >= r[b] >>> 0 ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 79 /* Op.BrUgt32 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = r[a] >>> 0 > r[b] >>> 0 ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 80 /* Op.BrUle32 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = r[a] >>> 0 <= r[b] >>> 0 ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 81 /* Op.BrEq64 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = r[a] === r[b] && r[a ^ 1] === r[b ^ 1] ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 82 /* Op.BrNe64 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = r[a] !== r[b] || r[a ^ 1] !== r[b ^ 1] ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 83 /* Op.BrSlt64 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 < r[b] >>> 0 : r[a ^ 1] < r[b ^ 1]) ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 84 /* Op.BrSge64 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 >= r[b] >>> 0 : r[a ^ 1] > r[b ^ 1]) ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 85 /* Op.BrSgt64 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 < r[a] >>> 0 : r[b ^ 1] < r[a ^ 1]) ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 86 /* Op.BrSle64 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 >= r[a] >>> 0 : r[b ^ 1] > r[a ^ 1]) ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 87 /* Op.BrUlt64 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 < r[b] >>> 0 : r[a ^ 1] >>> 0 < r[b ^ 1] >>> 0) ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 88 /* Op.BrUge64 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = (r[a ^ 1] === r[b ^ 1] ? r[a] >>> 0 >= r[b] >>> 0 : r[a ^ 1] >>> 0 > r[b ^ 1] >>> 0) ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 89 /* Op.BrUgt64 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 < r[a] >>> 0 : r[b ^ 1] >>> 0 < r[a ^ 1] >>> 0) ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 90 /* Op.BrUle64 */: {
          const a = fp + code[pc + 1];
          const b = fp + code[pc + 2];
          pc = (r[b ^ 1] === r[a ^ 1] ? r[b] >>> 0 >= r[a] >>> 0 : r[b ^ 1] >>> 0 > r[a ^ 1] >>> 0) ? code[pc + 3] : code[pc + 4];
          fuel -= code[pc - 1];
          if (fuel < 0) break;
          continue;
        }
        case 91 /* Op.Select64 */: {
          const d = fp + code[pc + 1];
          const a = fp + (r[fp + code[pc + 2]] !== 0 ? code[pc + 3] : code[pc + 4]);
          r[d] = r[a];
          r[d ^ 1] = r[a ^ 1];
          pc += 5;
          continue;
        }
        case 92 /* Op.Mask32 */: {
          r[fp + code[pc + 1]] = r[fp + code[pc + 2]] & code[pc + 3];
          pc += 4;
          continue;
        }
        case 93 /* Op.ZeroExtend64 */: {
          const d = fp + code[pc + 1];
          r[d] = r[fp + code[pc + 2]];
          r[d ^ 1] = 0;
          pc += 3;
          continue;
        }
        case 94 /* Op.SignExtend32 */: {
          const shift = code[pc + 3];
          r[fp + code[pc + 1]] = (r[fp + code[pc + 2]] << shift) >> shift;
          pc += 4;
          continue;
        }
        case 95 /* Op.SignExtend64 */: {
          const d = fp + code[pc + 1];
          const shift = code[pc + 3];
          const x = (r[fp + code[pc + 2]] << shift) >> shift;
          r[d] = x;
          r[d ^ 1] = x >> 31;
          pc += 4;
          continue;
        }
        case 96 /* Op.Load8 */: {
          const a = fp + code[pc + 2];
          const at = memory.locate(r[a], r[a ^ 1], code[pc + 3], 1);
          if (at < 0) {
            trap = code[pc + 4] >> 8;
            break;
          }
          r[fp + code[pc + 1]] = memory.view.getUint8(at);
          pc += 5;
          continue;
        }
        case 97 /* Op.Load16 */: {
          const a = fp + code[pc + 2];
          const at = memory.locate(r[a], r[a ^ 1], code[pc + 3], 2);
          if (at < 0) {
            trap = code[pc + 4] >> 8;
            break;
          }
          r[fp + code[pc + 1]] = memory.view.getUint16(at, (code[pc + 4] & 1) !== 0);
          pc += 5;
          continue;
        }
        case 98 /* Op.Load32 */: {
          const a = fp + code[pc + 2];
          const at = memory.locate(r[a], r[a ^ 1], code[pc + 3], 4);
          if (at < 0) {
            trap = code[pc + 4] >> 8;
            break;
          }
          r[fp + code[pc + 1]] = memory.view.getInt32(at, (code[pc + 4] & 1) !== 0);
          pc += 5;
          continue;
        }
        case 99 /* Op.Load64 */: {
          const a = fp + code[pc + 2];
          const at = memory.locate(r[a], r[a ^ 1], code[pc + 3], 8);
          if (at < 0) {
            trap = code[pc + 4] >> 8;
            break;
          }
          const d = fp + code[pc + 1];
          const { view } = memory;
          if ((code[pc + 4] & 1) !== 0) {
            r[d] = view.getInt32(at, true);
            r[d ^ 1] = view.getInt32(at + 4, true);
          } else {
            r[d] = view.getInt32(at + 4, false);
            r[d ^ 1] = view.getInt32(at, false);
          }
          pc += 5;
          continue;
        }
        case 100 /* Op.LoadExtend */: {
          const a = fp + code[pc + 2];
          const bytes = code[pc + 5];
          const at = memory.locate(r[a], r[a ^ 1], code[pc + 3], bytes);
          if (at < 0) {
            trap = code[pc + 4] >> 8;
            break;
          }
          const little = (code[pc + 4] & 1) !== 0;
          const { view } = memory;
          const signed = code[pc + 6] !== 0;
          let x: number;
          if (bytes === 1) x = signed ? view.getInt8(at) : view.getUint8(at);
          else if (bytes === 2) x = signed ? view.getInt16(at, little) : view.getUint16(at, little);
          else x = view.getInt32(at, little);
          const d = fp + code[pc + 1];
          if (code[pc + 7] === 64) {
            r[d] = x;
            r[d ^ 1] = signed ? x >> 31 : 0;
          } else {
            r[d] = code[pc + 7] === 16 ? x & 0xffff : x;
          }
          pc += 8;
          continue;
        }
        case 101 /* Op.LoadWide */: {
          const a = fp + code[pc + 2];
          const type = code[pc + 5] as Type;
          const at = memory.locate(r[a], r[a ^ 1], code[pc + 3], types.typeBytes(type));
          if (at < 0) {
            trap = code[pc + 4] >> 8;
            break;
          }
          lanes.loadLanes(memory.view, at, fp + code[pc + 1], type, (code[pc + 4] & 1) !== 0);
          pc += 6;
          continue;
        }
        case 102 /* Op.Store8 */: {
          const a = fp + code[pc + 2];
          const at = memory.locateStore(r[a], r[a ^ 1], code[pc + 3], 1);
          if (at < 0) {
            trap = code[pc + 4] >> 8;
            break;
          }
          memory.view.setUint8(at, r[fp + code[pc + 1]]);
          pc += 5;
          continue;
        }
        case 103 /* Op.Store16 */: {
          const a = fp + code[pc + 2];
          const at = memory.locateStore(r[a], r[a ^ 1], code[pc + 3], 2);
          if (at < 0) {
            trap = code[pc + 4] >> 8;
            break;
          }
          memory.view.setInt16(at, r[fp + code[pc + 1]], (code[pc + 4] & 1) !== 0);
          pc += 5;
          continue;
        }
        case 104 /* Op.Store32 */: {
          const a = fp + code[pc + 2];
          const at = memory.locateStore(r[a], r[a ^ 1], code[pc + 3], 4);
          if (at < 0) {
            trap = code[pc + 4] >> 8;
            break;
          }
          memory.view.setInt32(at, r[fp + code[pc + 1]], (code[pc + 4] & 1) !== 0);
          pc += 5;
          continue;
        }
        case 105 /* Op.Store64 */: {
          const a = fp + code[pc + 2];
          const at = memory.locateStore(r[a], r[a ^ 1], code[pc + 3], 8);
          if (at < 0) {
            trap = code[pc + 4] >> 8;
            break;
          }
          const d = fp + code[pc + 1];
          const { view } = memory;
          if ((code[pc + 4] & 1) !== 0) {
            view.setInt32(at, r[d], true);
            view.setInt32(at + 4, r[d ^ 1], true);
          } else {
            view.setInt32(at + 4, r[d], false);
            view.setInt32(at, r[d ^ 1], false);
          }
          pc += 5;
          continue;
        }
        case 106 /* Op.StoreWide */: {
          const a = fp + code[pc + 2];
          const type = code[pc + 5] as Type;
          const at = memory.locateStore(r[a], r[a ^ 1], code[pc + 3], types.typeBytes(type));
          if (at < 0) {
            trap = code[pc + 4] >> 8;
            break;
          }
          lanes.storeLanes(memory.view, at, fp + code[pc + 1], type, (code[pc + 4] & 1) !== 0);
          pc += 6;
          continue;
        }
        case 107 /* Op.StackAddr */: {
          const d = fp + code[pc + 1];
          r[d] = memory.lowWord(REGION_STACK, this.stackPointer + code[pc + 2]);
          r[d ^ 1] = stackRegionHigh;
          pc += 3;
          continue;
        }
        case 108 /* Op.FrameInfo */: {
          this.frameInfo(fp + code[pc + 1], code[pc + 2]);
          pc += 3;
          continue;
        }
        case 109 /* Op.StructCopy */: {
          trap = this.structCopy(fp + code[pc + 1], fp + code[pc + 2], code[pc + 3], code[pc + 4]);
          if (trap !== 0) break;
          pc += 5;
          continue;
        }
        case 110 /* Op.Fadd32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const x = floats[a] + floats[b];
          if (x === x) floats[fp + code[pc + 1]] = x;
          else r[fp + code[pc + 1]] = nanOf32(r[a], r[b]);
          pc += 4;
          continue;
        }
        case 111 /* Op.Fsub32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const x = floats[a] - floats[b];
          if (x === x) floats[fp + code[pc + 1]] = x;
          else r[fp + code[pc + 1]] = nanOf32(r[a], r[b]);
          pc += 4;
          continue;
        }
        case 112 /* Op.Fmul32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const x = floats[a] * floats[b];
          if (x === x) floats[fp + code[pc + 1]] = x;
          else r[fp + code[pc + 1]] = nanOf32(r[a], r[b]);
          pc += 4;
          continue;
        }
        case 113 /* Op.Fdiv32 */: {
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const x = floats[a] / floats[b];
          if (x === x) floats[fp + code[pc + 1]] = x;
          else r[fp + code[pc + 1]] = nanOf32(r[a], r[b]);
          pc += 4;
          continue;
        }
        case 114 /* Op.Fadd64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const x = doubles[a >> 1] + doubles[b >> 1];
          if (x === x) doubles[d >> 1] = x;
          else this.putNaN(d, a, b);
          pc += 4;
          continue;
        }
        case 115 /* Op.Fsub64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const x = doubles[a >> 1] - doubles[b >> 1];
          if (x === x) doubles[d >> 1] = x;
          else this.putNaN(d, a, b);
          pc += 4;
          continue;
        }
        case 116 /* Op.Fmul64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const x = doubles[a >> 1] * doubles[b >> 1];
          if (x === x) doubles[d >> 1] = x;
          else this.putNaN(d, a, b);
          pc += 4;
          continue;
        }
        case 117 /* Op.Fdiv64 */: {
          const d = fp + code[pc + 1];
          const a = fp + code[pc + 2];
          const b = fp + code[pc + 3];
          const x = doubles[a >> 1] / doubles[b >> 1];
          if (x === x) doubles[d >> 1] = x;
          else this.putNaN(d, a, b);
          pc += 4;
          continue;
        }
        case 118 /* Op.Fcmp32 */: {
          const x = floats[fp + code[pc + 2]];
          const y = floats[fp + code[pc + 3]];
          r[fp + code[pc + 1]] = ((x < y ? 2 : x > y ? 4 : x === y ? 1 : 8) & code[pc + 4]) !== 0 ? 1 : 0;
          pc += 5;
          continue;
        }
        case 119 /* Op.Fcmp64 */: {
          const x = doubles[(fp + code[pc + 2]) >> 1];
          const y = doubles[(fp + code[pc + 3]) >> 1];
          r[fp + code[pc + 1]] = ((x < y ? 2 : x > y ? 4 : x === y ? 1 : 8) & code[pc + 4]) !== 0 ? 1 : 0;
          pc += 5;
          continue;
        }
        case 120 /* Op.Lanes */: {
          trap = lanes.execute(code, pc, fp);
          if (trap !== 0) break;
          pc += LANES_WORDS;
          continue;
        }
        default:
          throw new InternalError(`unknown instruction ${code[pc]} at ${pc}`);
      }
      // Only what stops execution gets here.
      if (trap === 0) {
        trap = TRAP_OUT_OF_FUEL;
        fuel = 0;
      }
      this.pc = pc;
      this.fp = fp;
      this.fuel = fuel;
      return trap;
    }
  }

  private putNaN(d: number, a: number, b: number): void {
    const r = this.registers.words;
    r[d] = nanOf64(r[a], r[a ^ 1], r[b], r[b ^ 1]);
    r[d ^ 1] = highHalf();
  }
}
