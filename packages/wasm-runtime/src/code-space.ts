/**
 * Code of modules in executable memory, and what a program counter in it belongs to.
 *
 * Code is placed once for each module and shared by its instances.
 */
import { InternalError } from "@cranelift-ts/entity";
import { trapCodeName, type TrapCode } from "@cranelift-ts/codegen-ir";
import type { CodeBlock } from "@cranelift-ts/jit-host";
import type { JitRuntime, StackSnapshot } from "@cranelift-ts/jit";
import { VENEER_ADDRESS, type CodeImage, type CodeTables } from "./compile.ts";
import { TRAP } from "./environment.ts";
import type { WasmFrame, WasmTrapCode } from "./errors.ts";
import { placeAt } from "./place-table.ts";

/** What backtraces say about a module. */
export interface ModuleNames {
  readonly importedFunctions: number;
  functionName(index: number): string | undefined;
  /** Name of the module or a digest. */
  readonly label: string;
}

/** A module's code in memory. Addresses are below 2^48. */
export class PlacedCode {
  readonly start: number;
  readonly end: number;
  readonly image: CodeTables;
  readonly names: ModuleNames;
  readonly block: CodeBlock;
  /** Bytes of code, without what the block has more. */
  readonly size: number;
  /** Return addresses with stack maps, and where in `image.stackMaps` they are; made when first needed. */
  private mapIndex: Int32Array | undefined = undefined;

  constructor(block: CodeBlock, size: number, image: CodeTables, names: ModuleNames) {
    this.block = block;
    this.size = size;
    this.start = Number(block.address);
    this.end = this.start + block.size;
    this.image = image;
    this.names = names;
  }

  /** Address of the code of function `index`, imports not counted. */
  functionAddress(index: number): number {
    return this.start + this.image.starts[index]!;
  }

  /** Function whose code contains the offset, imports not counted, or -1. */
  functionAt(offset: number): number {
    const f = lastAtOrBelow(this.image.starts, 1, offset);
    return f >= 0 && offset < this.image.starts[f]! + Math.max(1, this.image.sizes[f]!) ? f : -1;
  }

  frame(offset: number): WasmFrame | undefined {
    const f = this.functionAt(offset);
    if (f < 0) return undefined;
    const { sources, starts } = this.image;
    const func = f + this.names.importedFunctions;
    return {
      func,
      name: this.names.functionName(func),
      offset: placeAt(sources, f, offset - starts[f]!)?.value,
      module: this.names.label,
    };
  }

  trapCode(offset: number): WasmTrapCode {
    const f = this.functionAt(offset);
    if (f < 0) return "unknown";
    const { traps, starts } = this.image;
    const place = placeAt(traps, f, offset - starts[f]!);
    return place?.offset === offset - starts[f]! ? trapName(place.value) : "unknown";
  }

  /** Position in `image.stackMaps` of the map for a return address, or -1. */
  stackMapAt(offset: number): number {
    const { stackMaps } = this.image;
    if (this.mapIndex === undefined) {
      const list: number[] = [];
      for (let i = 0; i < stackMaps.length; i += 2 + stackMaps[i + 1]!) list.push(stackMaps[i]!, i);
      this.mapIndex = Int32Array.from(list);
    }
    const m = lastAtOrBelow(this.mapIndex, 2, offset);
    return m >= 0 && this.mapIndex[m * 2] === offset ? this.mapIndex[m * 2 + 1]! : -1;
  }
}

/** Number of the last record that is at or below `value`, in ascending records of `stride` words; -1 if none. */
function lastAtOrBelow(records: Int32Array, stride: number, value: number): number {
  let low = 0;
  let high = records.length / stride;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (records[middle * stride]! <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function trapName(code: number): WasmTrapCode {
  switch (trapCodeName(code as TrapCode)) {
    case "heap_oob":
      return "memory-oob";
    case "int_divz":
      return "div-zero";
    case "int_ovf":
      return "int-overflow";
    case "bad_toint":
      return "bad-conversion";
    case "stk_ovf":
      return "exhaustion";
    case `user${TRAP.UNREACHABLE}`:
      return "unreachable";
    case `user${TRAP.TABLE_OOB}`:
      return "table-oob";
    case `user${TRAP.NULL_ELEMENT}`:
      return "null-element";
    case `user${TRAP.BAD_SIGNATURE}`:
      return "sig-mismatch";
    case `user${TRAP.NULL_REFERENCE}`:
      return "null-ref";
    default:
      return "unknown";
  }
}

/** Frames that a backtrace shows. */
const MAX_FRAMES = 64;

export class CodeSpace {
  private readonly runtime: JitRuntime;
  /** By address. */
  private readonly placed: PlacedCode[] = [];

  constructor(runtime: JitRuntime) {
    this.runtime = runtime;
  }

  /** Copies an image into executable memory. `functionAddress` tells where the functions are that it does not hold. */
  place(
    image: CodeImage,
    names: ModuleNames,
    symbol: (name: string) => bigint,
    functionAddress: (index: number) => number = noFunction,
  ): PlacedCode {
    const { memory } = this.runtime;
    const block = memory.allocate("code", Math.max(image.code.length, 1), 64);
    if (image.libcallWords.length > 0) {
      const view = new DataView(image.code.buffer);
      image.libcallWords.forEach((at, i) => view.setBigUint64(at, symbol(image.libcallNames[i]!), true));
    }
    if (image.outside.length > 0) linkOutside(image, Number(block.address), functionAddress);
    memory.write(block, 0, image.code);
    this.runtime.updateRanges();
    // The code is not kept a second time: it can be read back.
    const { code, ...tables } = image;
    const placed = new PlacedCode(block, code.length, tables, names);
    this.placed.splice(this.position(placed.start), 0, placed);
    return placed;
  }

  /** The image that was placed. */
  image(placed: PlacedCode): CodeImage {
    const code = new Uint8Array(placed.size);
    this.runtime.readBytes(placed.block.address, code);
    return { code, ...placed.image };
  }

  /** Gives the memory back. No function in it may be called again; calls that are active may go on. */
  free(placed: PlacedCode): void {
    const at = this.placed.indexOf(placed);
    if (at < 0) return;
    this.runtime.whenIdle(() => {
      this.placed.splice(this.placed.indexOf(placed), 1);
      this.runtime.memory.free(placed.block);
    });
  }

  find(pc: number): PlacedCode | undefined {
    const found = this.placed[this.position(pc + 1) - 1];
    return found !== undefined && pc < found.end ? found : undefined;
  }

  /** How many pieces of code start below `address`. */
  private position(address: number): number {
    let low = 0;
    let high = this.placed.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.placed[middle]!.start < address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  trapCode(pc: number): WasmTrapCode {
    const placed = this.find(pc);
    return placed === undefined ? "unknown" : placed.trapCode(pc - placed.start);
  }

  /** The functions that a trap interrupted, innermost first. */
  trapFrames(pc: bigint, fp: bigint, sp: bigint): WasmFrame[] {
    const out: WasmFrame[] = [];
    this.addFrame(out, Number(pc));
    const placed = this.find(Number(pc));
    const f = placed === undefined ? -1 : placed.functionAt(Number(pc) - placed.start);
    // The frame pointer is still the caller's.
    if (f >= 0 && placed!.image.frames[f] === -1) this.addFrame(out, Number(this.runtime.readWord(sp)) - 1);
    for (const address of this.runtime.returnAddresses(fp, sp, MAX_FRAMES))
      this.addFrame(out, Number(address) - 1);
    return out;
  }

  /** The functions of the innermost activation while it calls JavaScript. */
  callFrames(): WasmFrame[] {
    const out: WasmFrame[] = [];
    const snapshot = this.runtime.stackSnapshot();
    const [first] = snapshot.activations;
    if (first !== undefined)
      walk(snapshot, first.fp, first.sp, (pc) => this.addFrame(out, pc - 1) < MAX_FRAMES);
    return out;
  }

  private addFrame(out: WasmFrame[], pc: number): number {
    const placed = this.find(pc);
    const frame = placed?.frame(pc - placed.start);
    if (frame !== undefined) out.push(frame);
    return out.length;
  }

  /** Calls `mark` with every reference number that an active frame holds. */
  markFrames(mark: (handle: number) => void): void {
    if (this.runtime.depth === 0) return;
    const snapshot = this.runtime.stackSnapshot();
    const handles = new Int32Array(snapshot.words.buffer);
    for (const { fp, sp } of snapshot.activations) {
      walk(snapshot, fp, sp, (pc, frame) => {
        const placed = this.find(pc - 1);
        if (placed === undefined) return true;
        const offset = pc - placed.start;
        const map = placed.stackMapAt(offset);
        if (map < 0) return true;
        const { stackMaps, frames } = placed.image;
        const low = (frame - frames[placed.functionAt(offset - 1)]! - snapshot.base) / 4;
        for (let i = 0; i < stackMaps[map + 1]!; i++) mark(handles[low + stackMaps[map + 2 + i]! / 4]!);
        return true;
      });
    }
  }
}

function noFunction(index: number): never {
  throw new InternalError(`function ${index} is in no image`);
}

/** Lets the calls that an image leaves open go to their functions, through a jump where those are far away. */
function linkOutside(image: CodeImage, start: number, functionAddress: (index: number) => number): void {
  const { code, outside } = image;
  const view = new DataView(code.buffer, code.byteOffset);
  for (let i = 0; i < outside.length; i += 3) {
    const [place, jump] = [outside[i]!, outside[i + 2]!];
    const target = functionAddress(outside[i + 1]!);
    const distance = target - (start + place + 4);
    view.setBigUint64(jump + VENEER_ADDRESS, BigInt(target), true);
    view.setInt32(place, distance === (distance | 0) ? distance : jump - place - 4, true);
  }
}

/** Calls `visit` for each frame with the address it is returned to at and its frame pointer, until it says no. */
function walk(
  snapshot: StackSnapshot,
  fp: number,
  sp: number,
  visit: (pc: number, frame: number) => boolean,
): void {
  const { base, words } = snapshot;
  const end = base + words.length * 8;
  let above = sp - 1;
  for (let at = fp; at > above && at + 16 <= end && at % 8 === 0;) {
    const word = (at - base) / 8;
    const caller = Number(words[word]!);
    if (!visit(Number(words[word + 1]!), caller)) return;
    above = at;
    at = caller;
  }
}
