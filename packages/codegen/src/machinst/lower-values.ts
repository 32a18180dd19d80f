/**
 * Values while lowering: which registers hold them, who uses them, and what may be merged into its user.
 *
 * Lowering goes backward, so a use is met before the definition: `putInRegs` gives a value registers at its first use;
 * when the definition is lowered, its results' registers are made aliases of what the rule answered. An instruction
 * without effects whose results nobody asked for is never lowered.
 *
 * Colours. Instructions with effects (loads count) divide a block into stretches; each stretch has a number, its colour,
 * and no stretch of another block has the same. A load may move down to its user if the user is in the stretch right
 * behind it: no effect lies between. `scanColor` is the colour just before the instruction being lowered; sinking a load
 * into it makes the colour before that load the current one, since the load now happens here.
 *
 * A value used once may be merged into its user as often as rules like; one used more than once is computed on its own,
 * and so (transitively) are the inputs of pure instructions that are used more than once: a rule may look through a
 * pure definition at each of its uses, which uses the inputs again.
 */
import {
  type DataFlowGraph,
  type Function,
  instructions,
  opcodeTables,
  types,
  type Type,
  VALUE_PARAM,
  VALUE_RESULT,
} from "@cranelift-ts/codegen-ir";
import { InternalError } from "@cranelift-ts/entity";
import { ClifFields } from "../generated/clif-fields.ts";
import { ExtendedParams } from "./extended-params.ts";
import { OUTPUT_LIST, OUTPUT_NONE, PAIR_BASE } from "./registers.ts";
import { VCode } from "./vcode.ts";
import { WidePool } from "./wide-pool.ts";

const { OPCODE_FLAGS, OPCODE_FORMAT } = opcodeTables;

const USED_ONCE = 1;
const USED_OFTEN = 2;

const NOT_SIMPLE = 255;

/** Number of value arguments of opcodes that have no list and no branch targets. */
const SIMPLE_USES: Uint8Array = Uint8Array.from({ length: 256 }, (_, op) => {
  if (op >= opcodeTables.OPCODE_COUNT) return NOT_SIMPLE;
  const branches = (OPCODE_FLAGS[op]! & (opcodeTables.BRANCH | opcodeTables.CALL)) !== 0;
  return branches || opcodeTables.FORMAT_LIST_WORD[OPCODE_FORMAT[op]!] !== 0
    ? NOT_SIMPLE
    : opcodeTables.OPCODE_VALUE_ARGS[op]!;
});

/** Constants are made anew at every use. */
const REMATERIALISED: Uint8Array = rematerialised();

function rematerialised(): Uint8Array {
  const table = new Uint8Array(256);
  for (const name of ["iconst", "f16const", "f32const", "f64const"])
    table[opcodeTables.OPCODE_NAMES.indexOf(name)] = 1;
  return table;
}

export abstract class LowerValues extends ClifFields {
  readonly vcode: VCode = new VCode();
  readonly wide: WidePool = new WidePool();
  func!: Function;
  dfg!: DataFlowGraph;

  /** `ValueRegs` by value, -1 while it has none. */
  private regs: Int32Array = new Int32Array(4);
  /** 0 unused, 1 once, 2 more than once. */
  private uses: Uint8Array = new Uint8Array(4);
  /** Colour before each instruction with effects, -1 for others. */
  private entryColor: Int32Array = new Int32Array(4);
  /** 1 for loads that have been merged into their user. */
  private sunk: Uint8Array = new Uint8Array(4);
  /** Colour at the end of each block. */
  private endColor: Int32Array = new Int32Array(4);
  private scanColor: number = 0;
  /** The CLIF block that is being lowered. */
  private block: number = -1;
  private pairs: Int32Array = new Int32Array(4);
  private numPairs: number = 0;
  private outputLists: number[][] = [];
  private worklist: Int32Array = new Int32Array(4);
  private scratchUses: Int32Array = new Int32Array(4);
  private readonly extendedParams: ExtendedParams = new ExtendedParams();
  /** The instruction being lowered, for messages. */
  currentInst: number = -1;

  /** Registers of a type: number | class << 4, or 0 if no register can hold it. Both registers of a pair are alike. */
  abstract typeRegs(ty: number): number;
  /** Bytes of the slot that a whole register of a class is spilled to. */
  abstract readonly registerBytes: readonly [number, number, number];
  /** Applies the rules to an instruction that is no branch: its `InstOutput`, -1 if no rule matches. */
  abstract lowerInst(inst: number): number;

  /** Prepares for `func`; all analyses of uses and colours are done here, in one walk each. */
  protected beginValues(func: Function): void {
    this.wide.trim();
    this.func = func;
    this.dfg = func.dfg;
    this.insts = func.dfg.insts;
    this.vcode.clear();
    this.release();
    this.numPairs = 0;
    this.outputLists.length = 0;
    this.extendedParams.clear();
    const { numValues, numInsts, numBlocks } = func.dfg;
    if (this.regs.length < numValues) {
      this.regs = new Int32Array(numValues * 2);
      this.uses = new Uint8Array(numValues * 2);
    }
    this.regs.fill(-1, 0, numValues);
    this.uses.fill(0, 0, numValues);
    if (this.entryColor.length < numInsts) {
      this.entryColor = new Int32Array(numInsts * 2);
      this.sunk = new Uint8Array(numInsts * 2);
    }
    this.entryColor.fill(-1, 0, numInsts);
    this.sunk.fill(0, 0, numInsts);
    if (this.endColor.length < numBlocks) this.endColor = new Int32Array(numBlocks * 2);
    this.assignColors();
    this.countUses();
  }

  private assignColors(): void {
    const { layout } = this.func;
    const insts = this.insts;
    let color = 0;
    for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
      color++;
      for (let i = layout.blockFirst[b]!; i >= 0; i = layout.instNext[i]!) {
        if (!hasLoweringEffect(insts[i * 6]! & 0xff)) continue;
        this.entryColor[i] = color;
        color++;
      }
      this.endColor[b] = color;
    }
  }

  private countUses(): void {
    const { layout } = this.func;
    const { dfg, insts, uses } = this;
    for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
      for (let i = layout.blockFirst[b]!; i >= 0; i = layout.instNext[i]!) {
        const op = insts[i * 6]! & 0xff;
        const fixed = SIMPLE_USES[op]!;
        if (fixed !== NOT_SIMPLE) {
          for (let k = 1; k <= fixed; k++) {
            const v = insts[i * 6 + k]!;
            if (uses[v] !== USED_OFTEN) uses[v]!++;
          }
          continue;
        }
        const n = this.readUses(i);
        for (let k = 0; k < n; k++) {
          const v = this.scratchUses[k]!;
          if (uses[v] !== USED_OFTEN) uses[v]!++;
        }
      }
    }
    // What lies behind a pure value with several users may be computed several times.
    const values = dfg.numValues;
    let top = 0;
    for (let v = 0; v < values; v++) {
      if (uses[v] !== USED_OFTEN || dfg.valueKind(v as never) !== 0) continue;
      top = this.pushWork(v, top);
      while (top > 0) {
        const inst = dfg.definingInst(this.worklist[--top]! as never);
        if (inst < 0 || hasLoweringEffect(this.insts[inst * 6]! & 0xff)) continue;
        const n = this.readUses(inst);
        for (let k = 0; k < n; k++) {
          const u = this.scratchUses[k]!;
          if (uses[u] === USED_OFTEN) continue;
          uses[u] = USED_OFTEN;
          top = this.pushWork(u, top);
        }
      }
    }
  }

  private pushWork(v: number, top: number): number {
    if (top === this.worklist.length) {
      const next = new Int32Array(top * 2);
      next.set(this.worklist);
      this.worklist = next;
    }
    this.worklist[top] = v;
    return top + 1;
  }

  private readUses(inst: number): number {
    const max = this.dfg.maxUses(inst as never);
    if (max > this.scratchUses.length) this.scratchUses = new Int32Array(max * 2);
    return this.dfg.usesInto(inst as never, this.scratchUses, 0);
  }

  // Driver

  /** The walk begins at the end of CLIF block `b`. */
  enterBlock(b: number): void {
    this.block = b;
    this.scanColor = this.endColor[b]!;
  }

  isSunk(inst: number): boolean {
    return this.sunk[inst] !== 0;
  }

  /** Whether some result of `inst` has been asked for. */
  isNeeded(inst: number): boolean {
    const w = this.insts[inst * 6 + 5]!;
    if (w >= 0) return this.regs[w] !== -1;
    if (w === -1) return false;
    const n = this.dfg.numResults(inst as never);
    for (let i = 0; i < n; i++) if (this.regs[this.dfg.result(inst as never, i)] !== -1) return true;
    return false;
  }

  /** The walk has come to `inst`, which has effects. */
  enterEffect(inst: number): void {
    this.scanColor = this.entryColor[inst]!;
  }

  hasEffect(inst: number): boolean {
    return this.entryColor[inst]! >= 0;
  }

  /** Gives the results of `inst` the registers that its lowering answered. */
  bindResults(inst: number, output: number): void {
    const n = this.dfg.numResults(inst as never);
    if (n === 0) return;
    for (let i = 0; i < n; i++) {
      const v = this.dfg.result(inst as never, i);
      const wanted = this.regs[v]!;
      if (wanted === -1) continue;
      const got = this.outputRegs(output, i, n);
      const parts = this.value_regs_len(wanted);
      if (got === -1 || this.value_regs_len(got) !== parts) {
        throw new InternalError(
          `the rule for inst${inst} gives ${got === -1 ? "no" : this.value_regs_len(got)} registers for a value of ${parts}`,
        );
      }
      for (let k = 0; k < parts; k++)
        this.vcode.aliasVreg(this.value_regs_get(wanted, k), this.value_regs_get(got, k));
    }
  }

  private outputRegs(output: number, i: number, n: number): number {
    if (output <= OUTPUT_LIST) return this.outputLists[OUTPUT_LIST - output]![i] ?? -1;
    return output === OUTPUT_NONE || n !== 1 ? -1 : output;
  }

  // Registers

  temp(regClass: number): number {
    return this.vcode.newVreg(regClass, this.registerBytes[regClass]!);
  }

  /** Fresh registers for a value of type `ty`. */
  tempRegs(ty: number): number {
    const shape = this.typeRegs(ty);
    if (shape === 0) throw new InternalError(`no register holds ${types.typeName(ty as Type)}`);
    const regClass = shape >> 4;
    const count = shape & 15;
    if (count === 2) {
      const bytes = this.registerBytes[regClass]!;
      return this.valueRegs(this.vcode.newVreg(regClass, bytes), this.vcode.newVreg(regClass, bytes));
    }
    // The narrowest slot is a word, so that spilled narrow integers keep their whole register.
    const bytes = Math.max(types.typeBytes(ty as Type), 8);
    return this.vcode.newVreg(regClass, Math.min(bytes, this.registerBytes[regClass]!));
  }

  valueRegs(lo: number, hi: number): number {
    const k = this.numPairs++;
    if (2 * k + 2 > this.pairs.length) {
      const next = new Int32Array(this.pairs.length * 2);
      next.set(this.pairs);
      this.pairs = next;
    }
    this.pairs[2 * k] = lo;
    this.pairs[2 * k + 1] = hi;
    return PAIR_BASE - k;
  }

  /** Register `i` of a `ValueRegs`. */
  value_regs_get(regs: number, i: number): number {
    return regs >= 0 ? regs : this.pairs[2 * (PAIR_BASE - regs) + i]!;
  }

  value_regs_len(regs: number): number {
    return regs >= 0 ? 1 : 2;
  }

  /** The registers of a value, which is hereby used. Constants are made here, anew each time. */
  putInRegs(value: number): number {
    const v = value;
    const inst = this.dfg.valueKind(v as never) === 0 ? this.dfg.definingInst(v as never) : -1;
    if (inst >= 0 && REMATERIALISED[this.insts[inst * 6]! & 0xff] !== 0) {
      const output = this.lowerInst(inst);
      if (output !== -1) return output;
    }
    let regs = this.regs[v]!;
    if (regs === -1) {
      regs = this.tempRegs(this.dfg.valueType(v as never));
      this.regs[v] = regs;
    }
    return regs;
  }

  /** The registers of a block parameter or of an entry value, for its definition; -1 if nobody uses it. */
  regsOf(value: number): number {
    return this.regs[value]!;
  }

  /** Registers of a block parameter, used or not. */
  paramRegs(value: number): number {
    let regs = this.regs[value]!;
    if (regs === -1) {
      regs = this.tempRegs(this.dfg.valueType(value as never));
      this.regs[value] = regs;
    }
    return regs;
  }

  /** Makes the registers of `value` stand for `regs`. */
  protected bindValue(value: number, regs: number): void {
    const wanted = this.regs[value]!;
    if (wanted === -1) {
      this.regs[value] = regs;
      return;
    }
    const parts = this.value_regs_len(wanted);
    for (let k = 0; k < parts; k++)
      this.vcode.aliasVreg(this.value_regs_get(wanted, k), this.value_regs_get(regs, k));
  }

  /** `InstOutput` of several results, as `ValueRegs`. */
  outputList(regs: number[]): number {
    if (regs.length === 0) return OUTPUT_NONE;
    if (regs.length === 1) return regs[0]!;
    return OUTPUT_LIST - (this.outputLists.push(regs) - 1);
  }

  // Looking at definitions

  /**
   * The instruction that defines `value` if a rule may look into it: pure ones always; those with effects never, except
   * through `sinkableLoad`. -1 otherwise.
   */
  defInst(value: number): number {
    if (this.dfg.valueKind(value as never) !== 0) return -1;
    const inst = this.dfg.definingInst(value as never);
    return this.entryColor[inst]! >= 0 ? -1 : inst;
  }

  /**
   * The load that defines `value` if it may be merged into the instruction being lowered: `value` is used once, and no
   * effect lies between. -1 otherwise. A rule that takes it must call `sinkInst`.
   */
  sinkableLoad(value: number): number {
    if (this.uses[value] !== USED_ONCE || this.dfg.valueKind(value as never) !== 0) return -1;
    const inst = this.dfg.definingInst(value as never);
    if (!instructions.canLoad(this.insts[inst * 6]! & 0xff)) return -1;
    if (this.insts[inst * 6 + 5]! < 0 || this.regs[value] !== -1) return -1;
    return this.entryColor[inst]! + 1 === this.scanColor ? inst : -1;
  }

  /** The load is merged into the instruction being lowered. */
  sinkInst(inst: number): number {
    if (this.entryColor[inst]! + 1 !== this.scanColor)
      throw new InternalError(`inst${inst} cannot be merged into its user`);
    this.scanColor = this.entryColor[inst]!;
    this.sunk[inst] = 1;
    return 0;
  }

  /** Whether `value` has exactly one user, transitively. */
  isUsedOnce(value: number): boolean {
    return this.uses[value] === USED_ONCE;
  }

  /**
   * Whether, as far as one can see here, the instruction being lowered is the last user of `y` and not of `x`: the walk,
   * which goes backward, has met a user of `x` alone, or of neither, and only `y` is made in this block.
   */
  diesBefore(y: number, x: number): boolean {
    const liveX = this.regs[x] !== -1;
    if (liveX !== (this.regs[y] !== -1)) return liveX;
    return !liveX && this.isMadeHere(y) && !this.isMadeHere(x);
  }

  /** Whether `value` is made in the block of the instruction being lowered. */
  private isMadeHere(value: number): boolean {
    const { dfg } = this;
    const kind = dfg.valueKind(value as never);
    if (kind === VALUE_RESULT)
      return this.func.layout.instBlock[dfg.definingInst(value as never)] === this.block;
    return kind === VALUE_PARAM && dfg.valueSource(value as never) === this.block;
  }

  // Upper halves of 32-bit values in 64-bit registers

  /** Whether a 32-bit result of `inst` lies in its register with the upper half clear, whatever rule it is made by. */
  clearsUpperHalf(_inst: number): boolean {
    return false;
  }

  /** Whether the register of the 32-bit `value` has a clear upper half, now that somebody wants to rely on it. */
  hasClearUpperHalf(value: number): boolean {
    const kind = this.dfg.valueKind(value as never);
    if (kind === VALUE_RESULT) return this.clearsUpperHalf(this.dfg.definingInst(value as never));
    return kind === VALUE_PARAM && this.extendedParams.want(this.func, this, value);
  }

  /** Whether the entry block must extend its 32-bit parameter `value`. */
  protected mustExtendAtEntry(value: number): boolean {
    return this.extendedParams.isWanted(value);
  }

  // Externs of generated getters

  const64(lo: number, hi: number): number {
    return this.wide.id(lo, hi);
  }

  const128(w0: number, w1: number, w2: number, w3: number): number {
    return this.wide.id128(w0, w1, w2, w3);
  }

  InstructionData_tag(inst: number): number {
    return OPCODE_FORMAT[this.insts[inst * 6]! & 0xff]!;
  }
}

/** Whether lowering must keep an instruction in its place: effects, and loads. */
function hasLoweringEffect(op: number): boolean {
  return (OPCODE_FLAGS[op]! & EFFECT_MASK) !== 0;
}

const EFFECT_MASK: number =
  opcodeTables.TERMINATOR |
  opcodeTables.BRANCH |
  opcodeTables.RETURNS |
  opcodeTables.CALL |
  opcodeTables.CAN_TRAP |
  opcodeTables.CAN_STORE |
  opcodeTables.CAN_LOAD |
  opcodeTables.OTHER_SIDE_EFFECTS;
