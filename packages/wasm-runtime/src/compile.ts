/**
 * From function bodies to machine code: a pure function of a module's bytes and the options, so that it can run in any
 * thread. The result is a handful of typed arrays that can be transferred and stored.
 *
 * A *chunk* holds the code of consecutive functions; an *image* is a whole module's code at offsets of its own, with calls
 * between functions resolved. Nothing in an image is an address: it can be placed anywhere, but for the few library
 * routines that code may call, whose addresses are filled in when it is placed.
 */
import { Context, type CompiledCode, type TargetIsa } from "@cranelift-ts/codegen";
import { TrapCodes } from "@cranelift-ts/codegen-ir";
import { InternalError } from "@cranelift-ts/entity";
import {
  translateFunction,
  TranslationContext,
  type Features,
  type ModuleInfo,
} from "@cranelift-ts/wasm-translator";
import { ModuleEnvironment, type MemoryModel } from "./environment.ts";
import { joinPlaceTables, PlaceTableWriter, type PlaceTable } from "./place-table.ts";

export interface CodeOptions {
  readonly isa: TargetIsa;
  readonly model: MemoryModel;
  readonly features: Features;
}

/** Code of functions `[first, first + starts.length)`. All offsets are from the start of `code`. */
export interface CodeChunk {
  readonly first: number;
  /** Alignment of every function: the same for all chunks of a module, so that its code does not depend on where they end. */
  readonly align: number;
  readonly code: Uint8Array<ArrayBuffer>;
  /** By function: where its code begins, and how long it is. */
  readonly starts: Int32Array<ArrayBuffer>;
  readonly sizes: Int32Array<ArrayBuffer>;
  /** By function: bytes from the stack pointer at a call to the frame pointer; -1 for one that has no frame. */
  readonly frames: Int32Array<ArrayBuffer>;
  /** Calls of other functions: place, function. */
  readonly calls: Int32Array<ArrayBuffer>;
  /** Instructions that may trap, with trap codes. */
  readonly traps: PlaceTable;
  /** Code from a place on is of the operator at this offset in the module, as far as it can stop. */
  readonly sources: PlaceTable;
  /** Return address, number of references, and the place of each above the stack pointer; ascending. */
  readonly stackMaps: Int32Array<ArrayBuffer>;
  /** Calls of library routines: place, index into `libcallNames`. */
  readonly libcalls: Int32Array<ArrayBuffer>;
  readonly libcallNames: readonly string[];
}

/** A growing array of ints. */
class Ints {
  private data: Int32Array<ArrayBuffer> = new Int32Array(8);
  length: number = 0;

  push(a: number): void {
    if (this.length === this.data.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.length++] = a;
  }

  finish(): Int32Array<ArrayBuffer> {
    return this.data.slice(0, this.length);
  }
}

/** Memory of a compiler, reused from function to function. */
export class CompilerContext {
  readonly codegen: Context = new Context();
  readonly translation: TranslationContext;

  constructor(features: Features) {
    this.translation = new TranslationContext(features);
  }
}

/** Of a function without a frame only the return address is on the stack. */
const WORD_BYTES = 8;
const CALL = "X86CallPCRel4";
const CODE_ALIGN = 16;
/** First and last operator of those that convert to integers and may trap. */
const I32_TRUNC_F32_S = 0xa8;
const I64_TRUNC_F64_U = 0xb1;
/** How much larger a buffer of code becomes that is full: modules have megabytes of it. */
const GROWTH = 1.5;

/** Compiles the functions `[from, to)`, imports included in the count. Throws `WasmError` for an invalid body. */
export function compileFunctions(
  info: ModuleInfo,
  from: number,
  to: number,
  options: CodeOptions,
  cx: CompilerContext = new CompilerContext(options.features),
  env: ModuleEnvironment = new ModuleEnvironment(info, options.model),
  progress?: (done: number) => void,
): CodeChunk {
  const builder = new ChunkBuilder(from, functionAlignment(options.isa));
  const { codegen, translation } = cx;
  for (let f = from; f < to; f++) {
    codegen.clear();
    const func = codegen.func;
    func.name = { kind: "user", namespace: 0, index: f };
    translateFunction(info, f, func, env, translation);
    builder.add(codegen.compile(options.isa), func.params.baseSourceLoc, info.codeStarts[f]!, info.bytes);
    progress?.(f);
  }
  return builder.finish();
}

function functionAlignment(isa: TargetIsa): number {
  return Math.max(CODE_ALIGN, isa.functionAlignment.minimum, 1 << isa.flags.log2_min_function_alignment);
}

class ChunkBuilder {
  private readonly first: number;
  private readonly align: number;
  private code: Uint8Array<ArrayBuffer> = new Uint8Array(64);
  private readonly starts: Ints = new Ints();
  private readonly sizes: Ints = new Ints();
  private readonly frames: Ints = new Ints();
  private readonly calls: Ints = new Ints();
  private readonly traps: PlaceTableWriter = new PlaceTableWriter();
  private readonly sources: PlaceTableWriter = new PlaceTableWriter();
  private readonly stackMaps: Ints = new Ints();
  private readonly libcalls: Ints = new Ints();
  private readonly libcallNames: string[] = [];
  private at: number = 0;

  constructor(first: number, align: number) {
    this.first = first;
    this.align = align;
  }

  /** Locations in `bytes` are relative to `base`; code that has none in the body is the body's. */
  add(compiled: CompiledCode, base: number, bodyStart: number, bytes: Uint8Array): void {
    const { align } = this;
    if (compiled.alignment > align)
      throw new InternalError(`a function wants an alignment of ${compiled.alignment} bytes`);
    const start = Math.ceil(this.at / align) * align;
    this.starts.push(start);
    this.sizes.push(compiled.code.length);
    this.frames.push(compiled.frame.frameBytes <= WORD_BYTES ? -1 : compiled.frame.fpToSp);
    this.at = start + compiled.code.length;
    if (this.at > this.code.length) {
      const more = new Uint8Array(Math.max(this.at, Math.ceil(this.code.length * GROWTH)));
      more.set(this.code);
      this.code = more;
    }
    this.code.set(compiled.code, start);
    for (const r of compiled.relocs) {
      if (r.kind !== CALL || r.addend !== -4n)
        throw new InternalError(`relocation ${r.kind} with addend ${r.addend}`);
      if (r.name.kind === "user") {
        this.calls.push(start + r.offset);
        this.calls.push(r.name.index);
      } else if (r.name.kind === "libcall") {
        let index = this.libcallNames.indexOf(r.name.libcall);
        if (index < 0) index = this.libcallNames.push(r.name.libcall) - 1;
        this.libcalls.push(start + r.offset);
        this.libcalls.push(index);
      } else throw new InternalError(`code refers to a ${r.name.kind}`);
    }
    const { traps, sources } = this;
    const { packed } = compiled;
    if (packed === undefined) throw new InternalError("code without packed places");
    traps.beginFunction();
    let range = 0;
    for (let i = 0; i < packed.traps.length; i += 2) {
      const offset = packed.traps[i]!;
      let code = packed.traps[i + 1]!;
      if (code === TrapCodes.int_ovf) {
        // To WebAssembly, a conversion that overflows is no division that does.
        while (range < packed.sourceRanges.length && packed.sourceRanges[range + 1]! <= offset) range += 3;
        const opcode =
          range < packed.sourceRanges.length ? bytes[(packed.sourceRanges[range + 2]! + base) >>> 0]! : 0;
        if (opcode >= I32_TRUNC_F32_S && opcode <= I64_TRUNC_F64_U) code = TrapCodes.bad_toint;
      }
      traps.add(offset, code);
    }
    sources.beginFunction();
    // Only where code can stop is asked for: at traps and in calls; and at the beginning, where the stack may end.
    const { callSites } = compiled;
    let last = -1;
    let trap = 0;
    let call = 0;
    for (let i = 0; i < packed.sourceRanges.length; i += 3) {
      const end = packed.sourceRanges[i + 1]!;
      const [trapBefore, callBefore] = [trap, call];
      while (trap < packed.traps.length && packed.traps[trap]! < end) trap += 2;
      while (call < callSites.length && callSites[call]!.returnOffset <= end) call++;
      if (last >= 0 && trap === trapBefore && call === callBefore) continue;
      const loc = Math.max((packed.sourceRanges[i + 2]! + base) >>> 0, bodyStart);
      if (loc === last) continue;
      sources.add(packed.sourceRanges[i]!, loc);
      last = loc;
    }
    for (const m of compiled.stackMaps) {
      this.stackMaps.push(start + m.returnOffset);
      this.stackMaps.push(m.entries.length);
      for (const entry of m.entries) this.stackMaps.push(entry.spOffset);
    }
  }

  finish(): CodeChunk {
    return {
      first: this.first,
      align: this.align,
      code: this.code.slice(0, this.at),
      starts: this.starts.finish(),
      sizes: this.sizes.finish(),
      frames: this.frames.finish(),
      calls: this.calls.finish(),
      traps: this.traps.finish(),
      sources: this.sources.finish(),
      stackMaps: this.stackMaps.finish(),
      libcalls: this.libcalls.finish(),
      libcallNames: this.libcallNames,
    };
  }
}

/** A module's code. */
export interface CodeImage extends CodeTables {
  readonly code: Uint8Array<ArrayBuffer>;
}

/** What is known of code. Arrays are by function, imports not counted, or sorted by offset in the code. */
export interface CodeTables {
  readonly starts: Int32Array<ArrayBuffer>;
  readonly sizes: Int32Array<ArrayBuffer>;
  readonly frames: Int32Array<ArrayBuffer>;
  readonly traps: PlaceTable;
  readonly sources: PlaceTable;
  readonly stackMaps: Int32Array<ArrayBuffer>;
  /** Library routines, each with the offset of the word that holds its address. */
  readonly libcallNames: readonly string[];
  readonly libcallWords: Int32Array<ArrayBuffer>;
  /** Calls of functions that are not in the image: place, function, offset of a jump for targets that are far away. */
  readonly outside: Int32Array<ArrayBuffer>;
}

const VENEER_BYTES = 16;
/** Of a jump that {@link linkImage} made: where the address is. */
export const VENEER_ADDRESS = 8;

/** Puts chunks of consecutive functions together. Calls of functions that are in none of them are left open. */
export function linkImage(chunks: readonly CodeChunk[]): CodeImage {
  const first = chunks[0]?.first ?? 0;
  const align = chunks[0]?.align ?? CODE_ALIGN;
  const callees = new Map<number, number>();
  const bases: number[] = [];
  const names: string[] = [];
  let size = 0;
  for (const c of chunks) {
    bases.push(size);
    size = Math.ceil((size + c.code.length) / align) * align;
    for (const n of c.libcallNames) if (!names.includes(n)) names.push(n);
  }
  const functions = chunks.reduce((sum, c) => sum + c.starts.length, 0);
  for (const c of chunks) {
    for (let i = 1; i < c.calls.length; i += 2) {
      const callee = c.calls[i]! - first;
      if ((callee < 0 || callee >= functions) && !callees.has(callee)) callees.set(callee, callees.size);
    }
  }
  const veneers = size;
  const jumps = veneers + names.length * VENEER_BYTES;
  const code = new Uint8Array(jumps + callees.size * VENEER_BYTES);
  const outside: number[] = [];
  const view = new DataView(code.buffer);
  const concat = (part: (c: CodeChunk) => Int32Array): Int32Array<ArrayBuffer> => {
    const out = new Int32Array(chunks.reduce((sum, c) => sum + part(c).length, 0));
    let at = 0;
    for (const c of chunks) {
      out.set(part(c), at);
      at += part(c).length;
    }
    return out;
  };
  const shifted = (part: (c: CodeChunk) => Int32Array, stride: number): Int32Array<ArrayBuffer> => {
    const out = new Int32Array(chunks.reduce((sum, c) => sum + part(c).length, 0));
    let at = 0;
    chunks.forEach((c, k) => {
      const from = part(c);
      out.set(from, at);
      if (bases[k] !== 0) for (let i = 0; i < from.length; i += stride) out[at + i]! += bases[k]!;
      at += from.length;
    });
    return out;
  };
  const starts = shifted((c) => c.starts, 1);
  chunks.forEach((c, k) => {
    const base = bases[k]!;
    code.set(c.code, base);
    for (let i = 0; i < c.calls.length; i += 2) {
      const place = base + c.calls[i]!;
      const callee = c.calls[i + 1]! - first;
      const number = callees.get(callee);
      if (number === undefined) view.setInt32(place, starts[callee]! - place - 4, true);
      else outside.push(place, callee + first, jumps + number * VENEER_BYTES);
    }
    for (let i = 0; i < c.libcalls.length; i += 2) {
      const place = base + c.libcalls[i]!;
      const veneer = veneers + names.indexOf(c.libcallNames[c.libcalls[i + 1]!]!) * VENEER_BYTES;
      view.setInt32(place, veneer - place - 4, true);
    }
  });
  const libcallWords = new Int32Array(names.length);
  // jmp [rip + 2]; two bytes of padding; the address
  for (let at = veneers; at < code.length; at += VENEER_BYTES)
    code.set([0xff, 0x25, 2, 0, 0, 0, 0xcc, 0xcc], at);
  names.forEach((_, i) => (libcallWords[i] = veneers + i * VENEER_BYTES + VENEER_ADDRESS));
  return {
    code,
    starts,
    sizes: concat((c) => c.sizes),
    frames: concat((c) => c.frames),
    traps: joinPlaceTables(chunks.map((c) => c.traps)),
    sources: joinPlaceTables(chunks.map((c) => c.sources)),
    stackMaps: linkStackMaps(chunks, bases),
    libcallNames: names,
    libcallWords,
    outside: Int32Array.from(outside),
  };
}

/** Entries of stack maps have different lengths. */
function linkStackMaps(chunks: readonly CodeChunk[], bases: readonly number[]): Int32Array<ArrayBuffer> {
  const out = new Int32Array(chunks.reduce((sum, c) => sum + c.stackMaps.length, 0));
  let at = 0;
  chunks.forEach(({ stackMaps }, k) => {
    out.set(stackMaps, at);
    for (let i = 0; i < stackMaps.length; i += 2 + stackMaps[i + 1]!) out[at + i]! += bases[k]!;
    at += stackMaps.length;
  });
  return out;
}
