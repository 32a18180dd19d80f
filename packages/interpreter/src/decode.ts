/**
 * Decodes a CLIF function once into the interpreter's code.
 *
 * Problem: walking instruction records at run time costs alias resolution, format switches and type tests per executed
 * instruction.
 *
 * How: every SSA value gets its own place in the frame; parameters come first, in order, so that a caller can write
 * them. Blocks are decoded in layout order. An edge that passes block arguments becomes a stub of moves and a jump,
 * ordered so that no source is overwritten before it is read, cycles broken through a spare place. A comparison whose
 * only use is the branch that ends its block is folded into the branch: a place is written only where its value is
 * defined, so the operands still hold when the branch reads them.
 *
 * The input has passed the verifier. Words per value are at least two, so every copy moves whole 64-bit cells.
 */

import { InternalError, LO } from "@cranelift-ts/entity";
import {
  EXCEPTION_CONTEXT,
  EXCEPTION_HEADER,
  EXCEPTION_ITEM_WORDS,
  EXCEPTION_TAG,
  isRetArg,
  isValueArg,
  memflags,
  Opcode,
  tryCallArgIndex,
  types,
  VALUE_ALIAS,
  type Block,
  type BlockCall,
  type DataFlowGraph,
  type Function as ClifFunction,
  type FuncRef,
  type GlobalValue,
  type Inst,
  type Signature,
  type Type,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { REGION_CODE } from "./address-space.ts";
import * as Op from "./bytecode.ts";
import { FLOAT_CONDITION_RELATIONS } from "./float-kernels.ts";
import type { Image } from "./image.ts";
import { ACCESS_LITTLE } from "./memory-lanes.ts";
import { TRAP_HEAP_OUT_OF_BOUNDS, TRAP_UNKNOWN_SYMBOL, TRAP_UNSUPPORTED } from "./traps.ts";

const { isDynamicVector, laneBits, laneCount, laneOf, typeBytes, vectorOf } = types;

/** Bytes of a dynamic vector: the target's choice, and ours is one 128-bit register. */
const DYNAMIC_VECTOR_BITS = 128;

/** `FrameInfo` operands. */
export const FRAME_POINTER = 0;
export const FRAME_STACK_POINTER = 1;
export const FRAME_RETURN_ADDRESS = 2;

/** Instruction for 32-bit words, and for 64-bit cells, by opcode; 0 where there is none. */
const WORD_OPS = new Uint8Array(256);
const CELL_OPS = new Uint8Array(256);
/** The same for i8 and i16, with a mask operand. */
const NARROW_OPS = new Uint8Array(256);

function fill(table: Uint8Array, entries: readonly (readonly [number, number])[]): void {
  for (const [opcode, op] of entries) table[opcode] = op;
}

fill(WORD_OPS, [
  [Opcode.Iadd, Op.Iadd32],
  [Opcode.Isub, Op.Isub32],
  [Opcode.Imul, Op.Imul32],
  [Opcode.Band, Op.Band32],
  [Opcode.Bor, Op.Bor32],
  [Opcode.Bxor, Op.Bxor32],
  [Opcode.Ishl, Op.Ishl32],
  [Opcode.Ushr, Op.Ushr32],
  [Opcode.Sshr, Op.Sshr32],
  [Opcode.Rotl, Op.Rotl32],
  [Opcode.Rotr, Op.Rotr32],
  [Opcode.Ineg, Op.Ineg32],
  [Opcode.Bnot, Op.Bnot32],
  [Opcode.Fadd, Op.Fadd32],
  [Opcode.Fsub, Op.Fsub32],
  [Opcode.Fmul, Op.Fmul32],
  [Opcode.Fdiv, Op.Fdiv32],
]);
fill(CELL_OPS, [
  [Opcode.Iadd, Op.Iadd64],
  [Opcode.Isub, Op.Isub64],
  [Opcode.Imul, Op.Imul64],
  [Opcode.Band, Op.Band64],
  [Opcode.Bor, Op.Bor64],
  [Opcode.Bxor, Op.Bxor64],
  [Opcode.Ishl, Op.Ishl64],
  [Opcode.Ushr, Op.Ushr64],
  [Opcode.Sshr, Op.Sshr64],
  [Opcode.Rotl, Op.Rotl64],
  [Opcode.Rotr, Op.Rotr64],
  [Opcode.Ineg, Op.Ineg64],
  [Opcode.Bnot, Op.Bnot64],
  [Opcode.Fadd, Op.Fadd64],
  [Opcode.Fsub, Op.Fsub64],
  [Opcode.Fmul, Op.Fmul64],
  [Opcode.Fdiv, Op.Fdiv64],
]);
fill(NARROW_OPS, [
  [Opcode.Iadd, Op.IaddNarrow],
  [Opcode.Isub, Op.IsubNarrow],
  [Opcode.Imul, Op.ImulNarrow],
]);

/** The vector or scalar type that a value is computed in: dynamic vectors become fixed ones. */
export function concreteType(type: Type): Type {
  return isDynamicVector(type) ? vectorOf(laneOf(type), DYNAMIC_VECTOR_BITS / laneBits(type)) : type;
}

/** Frame words of a value of a type: whole cells. */
export function wordsOfType(type: Type): number {
  return Math.max(2, typeBytes(concreteType(type)) >> 2);
}

/** What the decoder takes from its embedding. */
export interface DecodeOptions {
  readonly bigEndian: boolean;
  /** Whether to count the executions of each instruction. */
  readonly count: boolean;
  /** Resolves a name that isn't linked yet; true if it has defined it. */
  readonly resolve: (name: string) => boolean;
}

/** Reusable: one decoder decodes any number of functions. */
export class Decoder {
  private readonly image: Image;
  private readonly options: DecodeOptions;
  private func!: ClifFunction;
  private dfg!: DataFlowGraph;
  private number: number = 0;
  private firstCounter: number = 0;
  /** Place of each value, -1 before its first mention. */
  private places: Int32Array = new Int32Array(0);
  private uses: Int32Array = new Int32Array(0);
  /** Final value of each alias met so far, -1 for the others. */
  private aliases: Int32Array = new Int32Array(0);
  private frame: number = 0;
  private blockPcs: Int32Array = new Int32Array(0);
  private slotOffsets: Int32Array = new Int32Array(0);
  private dynamicSlotOffsets: Int32Array = new Int32Array(0);
  private stack: number = 0;
  /** Pairs (code word, block) to patch with the block's address. */
  private readonly blockFixups: number[] = [];
  /** Triples (code word, block call, index of results or -1) for which a stub is still to be written. */
  private readonly stubs: number[] = [];
  /** Code words that take the size of the frame. */
  private readonly frameFixups: number[] = [];
  private readonly resultPlaces: number[][] = [];
  private exn0: number = -1;
  private exn1: number = -1;
  /** Moves of one edge: destination, source, words. */
  private readonly moves: number[] = [];
  private moveOf: Int32Array = new Int32Array(0);
  private readers: Int32Array = new Int32Array(0);

  constructor(image: Image, options: DecodeOptions) {
    this.image = image;
    this.options = options;
  }

  /** Decodes function `number` and enters it in the image. */
  decode(number: number): void {
    const { image } = this;
    const func = image.functions[number].func;
    if (func === undefined) throw new InternalError(`function ${number} has no body`);
    this.func = func;
    this.dfg = func.dfg;
    this.number = number;
    this.begin();
    const { layout } = func;
    const entry = layout.entryBlock();
    if (entry === undefined) throw new InternalError("a function without blocks has passed the verifier");
    const start = image.codeUsed;
    image.ranges.push({ start, func: number });
    if (this.options.count) this.firstCounter = image.addCounters(number, this.dfg.numInsts);
    for (const v of this.dfg.blockParams(entry)) this.place(v);
    for (let block = entry; block >= 0; block = layout.nextBlock(block)) this.decodeBlock(block);
    this.writeStubs();
    const { code } = image;
    for (let i = 0; i < this.blockFixups.length; i += 2)
      code[this.blockFixups[i]] = this.blockPcs[this.blockFixups[i + 1]];
    for (const at of this.frameFixups) code[at] = this.frame;
    image.entries[number] = this.blockPcs[entry];
    image.frameWords[number] = this.frame;
    image.stackBytes[number] = this.stack;
  }

  private begin(): void {
    const { dfg, func } = this;
    const values = dfg.numValues;
    if (this.places.length < values) {
      this.places = new Int32Array(values * 2);
      this.uses = new Int32Array(values * 2);
      this.aliases = new Int32Array(values * 2);
    }
    this.aliases.fill(-1, 0, values);
    this.places.fill(-1, 0, values);
    this.uses.fill(0, 0, values);
    if (this.blockPcs.length < dfg.numBlocks) this.blockPcs = new Int32Array(dfg.numBlocks * 2);
    this.frame = 0;
    this.blockFixups.length = 0;
    this.stubs.length = 0;
    this.frameFixups.length = 0;
    this.resultPlaces.length = 0;
    this.exn0 = -1;
    this.exn1 = -1;
    this.countUses();
    this.stack = 0;
    let mask = 15;
    this.slotOffsets = new Int32Array(func.stencil.stackSlots.length);
    func.stencil.stackSlots.forEach((slot, i) => {
      const align = Math.max(8, 1 << slot.alignShift);
      mask = Math.max(mask, align - 1);
      this.slotOffsets[i] = this.reserveStack(slot.size, align);
    });
    this.dynamicSlotOffsets = new Int32Array(func.stencil.dynamicStackSlots.length);
    func.stencil.dynamicStackSlots.forEach((_, i) => {
      this.dynamicSlotOffsets[i] = this.reserveStack(DYNAMIC_VECTOR_BITS / 8, 16);
    });
    this.image.stackMask[this.number] = mask;
  }

  private reserveStack(size: number, align: number): number {
    const offset = Math.ceil(this.stack / align) * align;
    this.stack = offset + size;
    return offset;
  }

  private countUses(): void {
    const { dfg, func } = this;
    let buffer = new Int32Array(64);
    for (
      let block = func.layout.entryBlock() ?? -1;
      block >= 0;
      block = func.layout.nextBlock(block as Block)
    ) {
      for (let inst = func.layout.firstInst(block as Block); inst >= 0; inst = func.layout.nextInst(inst)) {
        const most = dfg.maxUses(inst);
        if (most > buffer.length) buffer = new Int32Array(most * 2);
        const n = dfg.usesInto(inst, buffer, 0);
        for (let i = 0; i < n; i++) this.uses[this.resolve(buffer[i] as Value)]++;
      }
    }
  }

  // --- Places -----------------------------------------------------------------------------------------------------

  private newPlace(words: number): number {
    const at = this.frame;
    this.frame += words;
    return at;
  }

  /** Offset of a value's low word. */
  private place(value: Value): number {
    const v = this.resolve(value);
    let at = this.places[v];
    if (at < 0) {
      at = this.newPlace(wordsOfType(this.dfg.valueType(v))) + LO;
      this.places[v] = at;
    }
    return at;
  }

  /** What a value is an alias of, if it is one; every link of a chain is followed once. */
  private resolve(value: Value): Value {
    const { dfg, aliases } = this;
    if (dfg.valueKind(value) !== VALUE_ALIAS) return value;
    let end = value;
    while (aliases[end] < 0 && dfg.valueKind(end) === VALUE_ALIAS) end = dfg.valueSource(end) as Value;
    if (aliases[end] >= 0) end = aliases[end] as Value;
    for (let v = value; v !== end && aliases[v] < 0; v = dfg.valueSource(v) as Value) aliases[v] = end;
    return end;
  }

  private type(value: Value): Type {
    return concreteType(this.dfg.valueType(this.resolve(value)));
  }

  // --- Emission ---------------------------------------------------------------------------------------------------

  private push(word: number): void {
    const { image } = this;
    if (image.codeUsed === image.code.length) image.reserve(1);
    image.code[image.codeUsed++] = word;
  }

  /** Makes room for `words` words, counts them as used, and returns the address of the first. */
  private room(words: number): number {
    const { image } = this;
    const at = image.codeUsed;
    if (at + words > image.code.length) image.reserve(words);
    image.codeUsed = at + words;
    return at;
  }

  private emit2(op: number, x: number): void {
    const at = this.room(2);
    const { code } = this.image;
    code[at] = op;
    code[at + 1] = x;
  }

  private emit3(op: number, x: number, y: number): void {
    const at = this.room(3);
    const { code } = this.image;
    code[at] = op;
    code[at + 1] = x;
    code[at + 2] = y;
  }

  private emit4(op: number, x: number, y: number, z: number): void {
    const at = this.room(4);
    const { code } = this.image;
    code[at] = op;
    code[at + 1] = x;
    code[at + 2] = y;
    code[at + 3] = z;
  }

  private emit5(op: number, x: number, y: number, z: number, w: number): void {
    const at = this.room(5);
    const { code } = this.image;
    code[at] = op;
    code[at + 1] = x;
    code[at + 2] = y;
    code[at + 3] = z;
    code[at + 4] = w;
  }

  /** The catch-all instruction. Unused operands are 0. */
  private emitLanes(
    inst: Inst,
    d: number,
    d2: number,
    a: number,
    b: number,
    c: number,
    imm: number,
    flags: number,
  ): void {
    const { dfg } = this;
    const opcode = dfg.opcode(inst);
    const type = dfg.ctrlType(inst);
    this.push(Op.Lanes);
    this.push(opcode);
    // A part of a dynamic vector is the one result that is narrower than the controlling type makes it.
    this.push(opcode === Opcode.ExtractVector ? this.type(dfg.result(inst, 0)) : concreteType(type));
    this.push(dfg.numArgs(inst) > 0 ? this.type(dfg.argAt(inst, 0)) : 0);
    this.push(d);
    this.push(d2);
    this.push(a);
    this.push(b);
    this.push(c);
    this.push(imm);
    this.push(flags);
  }

  private emitMove(d: number, a: number, words: number): void {
    if (words === 2) this.emit3(Op.Move64, d, a);
    else this.emit4(Op.MoveWide, d, a, words);
  }

  /** Writes an address or other pointer-sized constant. */
  private emitPointer(d: number, lo: number, hi: number): void {
    this.emit4(Op.Const64, d, lo, hi);
  }

  // --- Blocks and edges -------------------------------------------------------------------------------------------

  private decodeBlock(block: Block): void {
    const { layout } = this.func;
    const costAt = this.image.codeUsed;
    this.push(0);
    this.blockPcs[block] = this.image.codeUsed;
    let cost = 0;
    for (let inst = layout.firstInst(block); inst >= 0; inst = layout.nextInst(inst)) {
      cost++;
      if (this.options.count) this.emit2(Op.Count, this.firstCounter + inst);
      this.decodeInst(inst, block);
    }
    this.image.code[costAt] = cost;
  }

  /** Pushes the address of where a block call goes: the block, or a stub that passes its arguments. */
  private pushTarget(call: BlockCall, results: number = -1): void {
    const block = this.dfg.callBlock(call);
    if (results < 0 && this.dfg.numCallArgs(call) === 0) {
      this.blockFixups.push(this.image.codeUsed, block);
    } else {
      this.stubs.push(this.image.codeUsed, call, results);
    }
    this.push(0);
  }

  private emitJump(call: BlockCall, results: number = -1): void {
    this.emitEdgeMoves(call, results);
    this.push(Op.Jump);
    this.blockFixups.push(this.image.codeUsed, this.dfg.callBlock(call));
    this.push(0);
  }

  private writeStubs(): void {
    for (let i = 0; i < this.stubs.length; i += 3) {
      this.push(0);
      this.image.code[this.stubs[i]] = this.image.codeUsed;
      this.emitJump(this.stubs[i + 1] as BlockCall, this.stubs[i + 2]);
    }
  }

  /** Moves the arguments of a block call to the block's parameters, all at once in effect. */
  private emitEdgeMoves(call: BlockCall, results: number): void {
    const { dfg, moves } = this;
    const block = dfg.callBlock(call);
    const n = dfg.numCallArgs(call);
    moves.length = 0;
    for (let i = 0; i < n; i++) {
      const param = dfg.blockParam(block, i);
      const d = this.place(param);
      const arg = dfg.callArg(call, i);
      let a: number;
      if (isValueArg(arg)) a = this.place(arg as Value);
      else if (isRetArg(arg)) a = this.resultPlaces[results][tryCallArgIndex(arg)];
      else a = tryCallArgIndex(arg) === 0 ? this.exn0 : this.exn1;
      if (a !== d) moves.push(d, a, wordsOfType(dfg.valueType(param)));
    }
    if (moves.length === 3) this.emitMove(moves[0], moves[1], moves[2]);
    else if (moves.length > 0) this.emitParallelMoves();
  }

  /**
   * A place that no pending move reads may be written at once; doing so may free the place it was read from. When none is
   * left, all pending moves form cycles, and saving one destination opens its cycle.
   */
  private emitParallelMoves(): void {
    const { moves } = this;
    if (this.moveOf.length < this.frame) {
      this.moveOf = new Int32Array(this.frame * 2).fill(-1);
      this.readers = new Int32Array(this.frame * 2);
    }
    const { moveOf, readers } = this;
    for (let m = 0; m < moves.length; m += 3) {
      moveOf[moves[m]] = m;
      readers[moves[m + 1]]++;
    }
    const ready: number[] = [];
    for (let m = 0; m < moves.length; m += 3) if (readers[moves[m]] === 0) ready.push(m);
    let next = 0;
    for (;;) {
      while (ready.length > 0) {
        const m = ready.pop() as number;
        const [d, a, words] = [moves[m], moves[m + 1], moves[m + 2]];
        this.emitMove(d, a, words);
        moveOf[d] = -1;
        if (a < readers.length && --readers[a] === 0 && moveOf[a] >= 0) ready.push(moveOf[a]);
      }
      while (next < moves.length && moveOf[moves[next]] < 0) next += 3;
      if (next >= moves.length) return;
      const blocked = moves[next];
      const spare = this.newPlace(moves[next + 2]) + LO;
      this.emitMove(spare, blocked, moves[next + 2]);
      // In a cycle exactly one move reads the blocked place: follow the cycle round to it.
      let m = next;
      while (moves[m + 1] !== blocked) m = moveOf[moves[m + 1]];
      moves[m + 1] = spare;
      if (spare < readers.length) readers[spare] = 1;
      readers[blocked] = 0;
      ready.push(next);
    }
  }

  // --- Instructions -----------------------------------------------------------------------------------------------

  private decodeInst(inst: Inst, block: Block): void {
    const { dfg } = this;
    const opcode = dfg.opcode(inst);
    const before = this.image.codeUsed;
    switch (opcode) {
      case 80 /* Opcode.Nop */:
      case 44 /* Opcode.Fence */:
      case 94 /* Opcode.SequencePoint */:
      case 24 /* Opcode.Debugtrap */:
        return;
      case 77 /* Opcode.Jump */:
        this.emitJump(dfg.word(inst, 0) as BlockCall);
        break;
      case 15 /* Opcode.Brif */:
        this.decodeBrif(inst, block);
        break;
      case 14 /* Opcode.BrTable */: {
        const list = dfg.jumpTableList(dfg.word(inst, 1) as never);
        const n = dfg.lists.length(list);
        this.emit3(Op.BrTable, this.place(dfg.arg(inst, 0)), n - 1);
        for (let i = 0; i < n; i++) this.pushTarget(dfg.lists.get(list, i) as BlockCall);
        break;
      }
      case 125 /* Opcode.Trap */:
        this.emit2(Op.Trap, dfg.imm8(inst));
        break;
      case 127 /* Opcode.Trapz */:
      case 126 /* Opcode.Trapnz */: {
        const condition = dfg.arg(inst, 0);
        const words = laneBits(this.type(condition)) <= 32 ? 1 : laneBits(this.type(condition)) >> 5;
        this.emit4(
          opcode === Opcode.Trapz ? Op.Trapz : Op.Trapnz,
          this.place(condition),
          words,
          dfg.imm8(inst),
        );
        break;
      }
      case 82 /* Opcode.Return */:
        this.decodeReturn(inst);
        break;
      case 18 /* Opcode.Call */:
      case 19 /* Opcode.CallIndirect */:
      case 83 /* Opcode.ReturnCall */:
      case 84 /* Opcode.ReturnCallIndirect */:
      case 129 /* Opcode.TryCall */:
      case 130 /* Opcode.TryCallIndirect */:
        this.decodeCall(inst, opcode);
        // The call itself, not a copy of an argument before it, is what a trap reports.
        return;
      case 118 /* Opcode.StackSwitch */:
        this.emit2(Op.Trap, TRAP_UNSUPPORTED);
        break;
      default:
        this.decodePlain(inst, opcode, block);
    }
    if (this.image.codeUsed > before) this.image.locations.push(before, inst);
  }

  private decodeBrif(inst: Inst, block: Block): void {
    const { dfg } = this;
    const condition = dfg.arg(inst, 0);
    const fused = this.fusedCompare(block);
    if (fused >= 0) {
      const compare = fused as Inst;
      const base = laneBits(dfg.ctrlType(compare)) === 64 ? Op.BrEq64 : Op.BrEq32;
      this.emit3(base + dfg.imm8(compare), this.place(dfg.arg(compare, 0)), this.place(dfg.arg(compare, 1)));
    } else {
      const bits = laneBits(this.type(condition));
      if (bits === 128) this.emit3(Op.BrifWide, this.place(condition), 4);
      else this.emit2(bits === 64 ? Op.Brif64 : Op.Brif32, this.place(condition));
    }
    this.pushTarget(dfg.word(inst, 1) as BlockCall);
    this.pushTarget(dfg.word(inst, 2) as BlockCall);
  }

  /** The comparison that is folded into the branch ending `block`, or -1. */
  private fusedCompare(block: Block): number {
    const { dfg } = this;
    const last = this.func.layout.lastInst(block);
    if (dfg.opcode(last) !== Opcode.Brif) return -1;
    const condition = this.resolve(dfg.arg(last, 0));
    if (this.uses[condition] !== 1 || dfg.valueDef(condition).kind !== "result") return -1;
    const compare = dfg.definingInst(condition);
    if (dfg.opcode(compare) !== Opcode.Icmp || this.func.layout.blockOf(compare) !== block) return -1;
    const type = dfg.ctrlType(compare);
    if (laneCount(type) !== 1 || isDynamicVector(type)) return -1;
    const bits = laneBits(type);
    if (bits === 128) return -1;
    return bits < 32 && isSignedCondition(dfg.imm8(compare)) ? -1 : compare;
  }

  private decodeReturn(inst: Inst): void {
    const { dfg } = this;
    const n = dfg.numArgs(inst);
    this.emit2(Op.Return, n);
    for (let i = 0; i < n; i++) {
      const v = dfg.argAt(inst, i);
      this.push(this.place(v) - LO);
      this.push(wordsOfType(this.type(v)));
    }
  }

  private decodeCall(inst: Inst, opcode: number): void {
    const { dfg, image } = this;
    const direct = opcode === Opcode.Call || opcode === Opcode.ReturnCall || opcode === Opcode.TryCall;
    const tail = opcode === Opcode.ReturnCall || opcode === Opcode.ReturnCallIndirect;
    const trying = opcode === Opcode.TryCall || opcode === Opcode.TryCallIndirect;
    const signatureRef = dfg.callSignature(inst);
    if (signatureRef === undefined)
      throw new InternalError("a call without signature has passed the verifier");
    const signature = dfg.signatures[signatureRef];
    const first = direct ? 0 : 1;
    const args: number[] = [];
    signature.params.forEach((param, i) => {
      let a = this.place(dfg.argAt(inst, first + i));
      if (param.purpose === "sarg" && !tail) {
        // The callee owns its copy of the struct; it lives in the caller's frame, like an argument area.
        const copy = this.newPlace(2) + LO;
        this.emit5(Op.StructCopy, copy, a, this.reserveStack(param.sargSize, 16), param.sargSize);
        a = copy;
      }
      args.push(a - LO);
    });
    const callee = direct ? this.calleeNumber(dfg.word(inst, 0) as FuncRef) : this.place(dfg.argAt(inst, 0));
    image.locations.push(image.codeUsed, inst);
    const header = image.codeUsed;
    if (tail) this.push(direct ? Op.ReturnCall : Op.ReturnCallIndirect);
    else this.push(direct ? Op.Call : Op.CallIndirect);
    this.push(callee);
    this.push(0);
    this.frameFixups.push(image.codeUsed);
    this.push(0);
    this.push(image.signatureNumber(signature));
    this.push(0);
    this.push(args.length);
    let offset = 0;
    args.forEach((a, i) => {
      const words = wordsOfType(signature.params[i].type);
      this.push(a);
      this.push(offset);
      this.push(words);
      offset += words;
    });
    if (tail) return;
    const results = trying ? signature.returns.map((r) => this.newPlace(wordsOfType(r.type)) + LO) : [];
    this.push(signature.returns.length);
    signature.returns.forEach((r, i) => {
      this.push((trying ? results[i] : this.place(dfg.result(inst, i))) - LO);
      this.push(wordsOfType(r.type));
    });
    if (trying) this.decodeExceptionTable(inst, header, results);
    else image.code[header + 2] = image.codeUsed;
  }

  private decodeExceptionTable(inst: Inst, header: number, results: number[]): void {
    const { dfg, image } = this;
    const list = dfg.exceptionTableList(dfg.word(inst, 1) as never);
    if (this.exn0 < 0) {
      this.exn0 = this.newPlace(2) + LO;
      this.exn1 = this.newPlace(2) + LO;
    }
    // A call goes on at the address in its third word; that address is a jump, which charges the block's cost.
    this.resultPlaces.push(results);
    this.stubs.push(header + 2, dfg.lists.get(list, 1), this.resultPlaces.length - 1);
    image.code[header + 5] = image.codeUsed;
    const n = (dfg.lists.length(list) - EXCEPTION_HEADER) / EXCEPTION_ITEM_WORDS;
    this.emit3(n, this.exn0, this.exn1);
    for (let i = 0; i < n; i++) {
      const at = EXCEPTION_HEADER + i * EXCEPTION_ITEM_WORDS;
      const kind = dfg.lists.get(list, at);
      this.push(kind);
      if (kind === EXCEPTION_CONTEXT) {
        this.push(this.place(dfg.lists.get(list, at + 1) as Value));
        this.push(0);
      } else {
        this.push(kind === EXCEPTION_TAG ? dfg.lists.get(list, at + 1) : 0);
        this.stubs.push(image.codeUsed, dfg.lists.get(list, at + 2), this.resultPlaces.length - 1);
        this.push(0);
      }
    }
  }

  private calleeNumber(ref: FuncRef): number {
    const name = this.image.externalKey(this.dfg.extFuncs[ref].name, this.func);
    if (!this.image.hasFunction(name)) this.options.resolve(name);
    return this.image.functionNumber(name);
  }

  private memFlags(inst: Inst): number {
    const { dfg } = this;
    const flags = dfg.memFlags(dfg.memFlagsOf(inst));
    const order = memflags.memEndianness(flags);
    const little = order === undefined ? !this.options.bigEndian : order === "little";
    return (little ? ACCESS_LITTLE : 0) | ((memflags.memTrapCode(flags) || TRAP_HEAP_OUT_OF_BOUNDS) << 8);
  }

  private decodeLoad(inst: Inst, type: Type, d: number): void {
    const { dfg } = this;
    const a = this.place(dfg.arg(inst, 0));
    const bits = laneCount(type) === 1 ? laneBits(type) : 256;
    const op =
      bits === 8
        ? Op.Load8
        : bits === 16
          ? Op.Load16
          : bits === 32
            ? Op.Load32
            : bits === 64
              ? Op.Load64
              : Op.LoadWide;
    this.emit5(op, d, a, dfg.word(inst, 2), this.memFlags(inst));
    if (op === Op.LoadWide) this.push(type);
  }

  private decodeStore(inst: Inst, type: Type, bits: number): void {
    const { dfg } = this;
    const data = this.place(dfg.arg(inst, 0));
    const a = this.place(dfg.arg(inst, 1));
    const op =
      bits === 8
        ? Op.Store8
        : bits === 16
          ? Op.Store16
          : bits === 32
            ? Op.Store32
            : bits === 64
              ? Op.Store64
              : Op.StoreWide;
    this.emit5(op, data, a, dfg.word(inst, 3), this.memFlags(inst));
    if (op === Op.StoreWide) this.push(type);
  }

  /** Instructions that only compute or access memory. */
  private decodePlain(inst: Inst, opcode: number, block: Block): void {
    const { dfg } = this;
    const ctrl = dfg.ctrlType(inst);
    const type = concreteType(ctrl);
    const d = dfg.numResults(inst) > 0 ? this.place(dfg.result(inst, 0)) : 0;
    switch (opcode) {
      case 66 /* Opcode.Iconst */:
        if (laneBits(type) === 64) this.emit4(Op.Const64, d, dfg.word(inst, 0), dfg.word(inst, 1));
        else
          this.emit3(
            Op.Const32,
            d,
            laneBits(type) === 32 ? dfg.word(inst, 0) : dfg.word(inst, 0) & maskOf(type),
          );
        return;
      case 29 /* Opcode.F16const */:
      case 30 /* Opcode.F32const */:
        this.emit3(Op.Const32, d, dfg.word(inst, 0));
        return;
      case 31 /* Opcode.F64const */:
        this.emit4(Op.Const64, d, dfg.word(inst, 0), dfg.word(inst, 1));
        return;
      case 28 /* Opcode.F128const */:
      case 158 /* Opcode.Vconst */:
        this.emitConstant(
          d,
          opcode === Opcode.Vconst ? type : types.F128,
          dfg.constants.get(dfg.word(inst, 0) as never),
        );
        return;
      case 97 /* Opcode.Shuffle */: {
        const mask = this.newPlace(4) + LO;
        this.emitConstant(mask, types.I8X16, dfg.constants.get(dfg.word(inst, 2) as never));
        this.emitLanes(inst, d, 0, this.place(dfg.arg(inst, 0)), this.place(dfg.arg(inst, 1)), mask, 0, 0);
        return;
      }
      case 53 /* Opcode.FuncAddr */: {
        const number = this.calleeNumber(dfg.word(inst, 0) as FuncRef);
        const { memory } = this.image;
        const offset = this.image.functionOffset(number);
        this.emitPointer(d, memory.lowWord(REGION_CODE, offset), memory.highWord(REGION_CODE));
        return;
      }
      case 56 /* Opcode.GetExceptionHandlerAddress */: {
        // No code address exists; what is given is distinct from other handlers' and lies in this function.
        const { memory } = this.image;
        const offset =
          this.image.functionOffset(this.number) + 1 + ((dfg.word(inst, 0) * 4 + dfg.word(inst, 1)) % 14);
        this.emitPointer(d, memory.lowWord(REGION_CODE, offset), memory.highWord(REGION_CODE));
        return;
      }
      case 123 /* Opcode.SymbolValue */:
      case 124 /* Opcode.TlsValue */:
        this.decodeSymbol(d, dfg.word(inst, 0) as GlobalValue);
        return;
      case 117 /* Opcode.StackAddr */:
        this.emit3(Op.StackAddr, d, this.slotOffsets[dfg.word(inst, 0)] + dfg.word(inst, 1));
        return;
      case 25 /* Opcode.DynamicStackAddr */:
        this.emit3(Op.StackAddr, d, this.dynamicSlotOffsets[dfg.word(inst, 0)]);
        return;
      case 57 /* Opcode.GetFramePointer */:
        this.emit3(Op.FrameInfo, d, FRAME_POINTER);
        return;
      case 60 /* Opcode.GetStackPointer */:
        this.emit3(Op.FrameInfo, d, FRAME_STACK_POINTER);
        return;
      case 59 /* Opcode.GetReturnAddress */:
        this.emit3(Op.FrameInfo, d, FRAME_RETURN_ADDRESS);
        return;
      case 78 /* Opcode.Load */:
        this.decodeLoad(inst, type, d);
        return;
      case 119 /* Opcode.Store */:
        this.decodeStore(inst, type, laneCount(type) === 1 ? laneBits(type) : 256);
        return;
      case 75 /* Opcode.Istore8 */:
        this.decodeStore(inst, type, 8);
        return;
      case 73 /* Opcode.Istore16 */:
        this.decodeStore(inst, type, 16);
        return;
      case 74 /* Opcode.Istore32 */:
        this.decodeStore(inst, type, 32);
        return;
      case 141 /* Opcode.Uload8 */:
      case 102 /* Opcode.Sload8 */:
      case 137 /* Opcode.Uload16 */:
      case 98 /* Opcode.Sload16 */:
      case 139 /* Opcode.Uload32 */:
      case 100 /* Opcode.Sload32 */: {
        const bytes =
          opcode === Opcode.Uload8 || opcode === Opcode.Sload8
            ? 1
            : opcode === Opcode.Uload16 || opcode === Opcode.Sload16
              ? 2
              : 4;
        const signed = opcode === Opcode.Sload8 || opcode === Opcode.Sload16 || opcode === Opcode.Sload32;
        const result = laneBits(this.type(dfg.result(inst, 0)));
        this.emit5(Op.LoadExtend, d, this.place(dfg.arg(inst, 0)), dfg.word(inst, 2), this.memFlags(inst));
        this.push(bytes);
        this.push(signed ? 1 : 0);
        this.push(result);
        return;
      }
      case 142 /* Opcode.Uload8x8 */:
      case 103 /* Opcode.Sload8x8 */:
      case 138 /* Opcode.Uload16x4 */:
      case 99 /* Opcode.Sload16x4 */:
      case 140 /* Opcode.Uload32x2 */:
      case 101 /* Opcode.Sload32x2 */:
        this.emitLanes(
          inst,
          d,
          0,
          this.place(dfg.arg(inst, 0)),
          0,
          0,
          dfg.word(inst, 2),
          this.memFlags(inst),
        );
        return;
      case 2 /* Opcode.AtomicLoad */:
        this.emitLanes(inst, d, 0, this.place(dfg.arg(inst, 0)), 0, 0, 0, this.memFlags(inst));
        return;
      case 4 /* Opcode.AtomicStore */:
        this.emitLanes(
          inst,
          0,
          0,
          this.place(dfg.arg(inst, 1)),
          this.place(dfg.arg(inst, 0)),
          0,
          0,
          this.memFlags(inst),
        );
        return;
      case 3 /* Opcode.AtomicRmw */:
        this.emitLanes(
          inst,
          d,
          0,
          this.place(dfg.arg(inst, 0)),
          this.place(dfg.arg(inst, 1)),
          0,
          dfg.imm8(inst),
          this.memFlags(inst),
        );
        return;
      case 1 /* Opcode.AtomicCas */:
        this.emitLanes(
          inst,
          d,
          0,
          this.place(dfg.arg(inst, 0)),
          this.place(dfg.arg(inst, 1)),
          this.place(dfg.arg(inst, 2)),
          0,
          this.memFlags(inst),
        );
        return;
      case 64 /* Opcode.Icmp */:
        if (this.fusedCompare(block) === inst) return;
        break;
      default:
    }
    this.decodeComputation(inst, opcode, type, d);
  }

  private decodeComputation(inst: Inst, opcode: number, type: Type, d: number): void {
    const { dfg } = this;
    const n = dfg.numArgs(inst);
    const a = n > 0 ? this.place(dfg.argAt(inst, 0)) : 0;
    const b = n > 1 ? this.place(dfg.argAt(inst, 1)) : 0;
    const c = n > 2 ? this.place(dfg.argAt(inst, 2)) : 0;
    const imm = dfg.imm8(inst);
    if (this.decodeFast(inst, opcode, type, d, a, b, c, imm)) return;
    const d2 = dfg.numResults(inst) > 1 ? this.place(dfg.result(inst, 1)) : 0;
    this.emitLanes(inst, d, d2, a, b, c, imm, opcode === Opcode.Bitcast ? this.memFlags(inst) : 0);
  }

  /** Emits an instruction of the dispatch loop's own if there is one for this opcode and type. */
  private decodeFast(
    inst: Inst,
    opcode: number,
    type: Type,
    d: number,
    a: number,
    b: number,
    c: number,
    imm: number,
  ): boolean {
    const { dfg } = this;
    const bits = type === types.INVALID || laneCount(type) > 1 ? 256 : laneBits(type);
    const from = a === 0 && dfg.numArgs(inst) === 0 ? type : this.type(dfg.argAt(inst, 0));
    const fromBits = from === types.INVALID || laneCount(from) > 1 ? 256 : laneBits(from);
    const isFloat = types.hasFloatLanes(type);
    switch (opcode) {
      case 6 /* Opcode.Band */:
      case 13 /* Opcode.Bor */:
      case 17 /* Opcode.Bxor */:
        if (bits <= 32) this.emit4(WORD_OPS[opcode], d, a, b);
        else if (bits === 64) this.emit4(CELL_OPS[opcode], d, a, b);
        else return false;
        return true;
      case 12 /* Opcode.Bnot */:
        if (bits === 32) this.emit3(Op.Bnot32, d, a);
        else if (bits === 64) this.emit3(Op.Bnot64, d, a);
        else if (bits < 32) this.emit4(Op.BnotNarrow, d, a, maskOf(type));
        else return false;
        return true;
      case 64 /* Opcode.Icmp */:
        if (bits === 64) this.emit4(Op.Eq64 + imm, d, a, b);
        else if (bits === 32 || (bits < 32 && !isSignedCondition(imm))) this.emit4(Op.Eq32 + imm, d, a, b);
        else return false;
        return true;
      case 34 /* Opcode.Fcmp */:
        if (bits !== 32 && bits !== 64) return false;
        this.emit5(bits === 32 ? Op.Fcmp32 : Op.Fcmp64, d, a, b, FLOAT_CONDITION_RELATIONS[imm]);
        return true;
      case 92 /* Opcode.Select */:
      case 93 /* Opcode.SelectSpectreGuard */:
        if (fromBits > 32 || wordsOfType(type) !== 2) return false;
        this.emit5(Op.Select64, d, a, b, c);
        return true;
      case 136 /* Opcode.Uextend */:
        if (bits > 64) return false;
        this.emit3(bits === 64 ? Op.ZeroExtend64 : Op.Move32, d, a);
        return true;
      case 96 /* Opcode.Sextend */:
        if (bits !== 32 && bits !== 64) return false;
        this.emit4(bits === 64 ? Op.SignExtend64 : Op.SignExtend32, d, a, 32 - fromBits);
        return true;
      case 70 /* Opcode.Ireduce */:
        if (bits < 32) this.emit4(Op.Mask32, d, a, maskOf(type));
        else this.emit3(bits === 32 ? Op.Move32 : Op.Move64, d, a);
        return true;
      case 7 /* Opcode.Bitcast */:
        if (laneCount(type) !== laneCount(from)) return false;
        this.emitMove(d, a, wordsOfType(type));
        return true;
      default:
    }
    if (bits === 32 && WORD_OPS[opcode] !== 0) {
      if (dfg.numArgs(inst) === 1) this.emit3(WORD_OPS[opcode], d, a);
      else this.emit4(WORD_OPS[opcode], d, a, b);
      return true;
    }
    if (bits === 64 && CELL_OPS[opcode] !== 0) {
      if (dfg.numArgs(inst) === 1) this.emit3(CELL_OPS[opcode], d, a);
      else this.emit4(CELL_OPS[opcode], d, a, b);
      return true;
    }
    if (bits < 32 && !isFloat && NARROW_OPS[opcode] !== 0) {
      this.emit5(NARROW_OPS[opcode], d, a, b, maskOf(type));
      return true;
    }
    return false;
  }

  /** Writes a constant of the pool (bytes in lane order, each lane little-endian) in the register file's layout. */
  private emitConstant(d: number, type: Type, bytes: Uint8Array): void {
    const full = new Uint8Array(Math.max(8, typeBytes(type)));
    full.set(bytes.subarray(0, typeBytes(type)));
    const view = new DataView(full.buffer);
    const laneBytes = Math.min(8, laneBits(type) >> 3);
    const words = new Int32Array(full.length >> 2);
    if (laneBytes === 8) {
      for (let i = 0; i < words.length; i++) words[i ^ LO] = view.getInt32(4 * i, true);
    } else if (laneBytes === 4) {
      for (let i = 0; i < words.length; i++) words[i] = view.getInt32(4 * i, true);
    } else if (laneBytes === 2) {
      const halves = new Uint16Array(words.buffer);
      for (let i = 0; i < halves.length; i++) halves[i] = view.getUint16(2 * i, true);
    } else {
      new Uint8Array(words.buffer).set(full);
    }
    this.emit3(Op.ConstWide, d, words.length);
    for (let i = 0; i < words.length; i++) this.push(words[i]);
  }

  private decodeSymbol(d: number, gv: GlobalValue): void {
    const data = this.func.stencil.globalValues[gv];
    if (data.kind !== "symbol") throw new InternalError("symbol_value of another kind of global value");
    const name = this.image.externalKey(data.name, this.func);
    let address = this.image.symbolAddress(name);
    if (address === undefined && this.options.resolve(name)) address = this.image.symbolAddress(name);
    if (address === undefined) {
      this.emit2(Op.Trap, TRAP_UNKNOWN_SYMBOL);
      return;
    }
    const value = address + data.offset;
    this.emitPointer(d, Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)));
  }
}

/** Conditions 2 to 5 compare signed. */
function isSignedCondition(condition: number): boolean {
  return condition >= 2 && condition <= 5;
}

function maskOf(type: Type): number {
  return laneBits(type) === 8 ? 0xff : 0xffff;
}

/** Frame offsets of the parameters of a signature, and the words they take. */
export function parameterOffsets(signature: Signature): {
  readonly offsets: number[];
  readonly words: number;
} {
  const offsets: number[] = [];
  let words = 0;
  for (const param of signature.params) {
    offsets.push(words);
    words += wordsOfType(param.type);
  }
  return { offsets, words };
}

/** Item kinds of exception tables, for the unwinder. */
export { EXCEPTION_CONTEXT, EXCEPTION_TAG };
