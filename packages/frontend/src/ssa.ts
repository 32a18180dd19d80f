/**
 * SSA construction while the function is being built: "Simple and Efficient Construction of Static Single Assignment
 * Form" (Braun, Buchwald, Hack, Leissa, Mallon, Zwinkau; CC 2013), without recursion.
 *
 * A variable's definitions are kept per block. A use without one in its block walks up single predecessors; where
 * control merges it makes a block parameter, defines the variable as that parameter (which ends cycles), looks the
 * variable up in every predecessor, and then either appends the arguments to the branches or, when all of them are
 * one value, turns the parameter into an alias of it. In a block whose predecessors are not all known yet (it is not
 * sealed) the parameter waits for the seal.
 *
 * Invariants between calls: branch arguments of a sealed block match its parameters; parameters made here come behind
 * those that the user appended; a block that is not sealed has parameters without arguments only for the variables on
 * its waiting list.
 */
import { InternalError } from "@cranelift-ts/entity";
import { type Block, type Function, type Inst, NONE, type Type, type Value, VALUE_ALIAS } from "@cranelift-ts/codegen-ir";

/** Makes the zero of a type at the beginning of a block: what an undefined variable is. */
export type ZeroMaker = (block: Block, type: Type) => Value;

const UNSEALED = 0;
const SEALED = 1;

/** Open-addressing table from (variable, block) to value; entries of three words. */
class Definitions {
  private table: Int32Array = new Int32Array(3 * 64).fill(-1);
  private mask: number = 63;
  private count: number = 0;

  clear(): void {
    if (this.count > 0) this.table.fill(-1);
    this.count = 0;
  }

  private slot(variable: number, block: number): number {
    const { table, mask } = this;
    let h = Math.imul(variable, 0x9e3779b1) ^ Math.imul(block, 0x85ebca6b);
    h ^= h >>> 15;
    for (let i = h & mask; ; i = (i + 1) & mask) {
      const at = i * 3;
      const key = table[at]!;
      if (key < 0 || (key === variable && table[at + 1] === block)) return at;
    }
  }

  get(variable: number, block: number): number {
    return this.table[this.slot(variable, block) + 2]!;
  }

  set(variable: number, block: number, value: number): void {
    const at = this.slot(variable, block);
    const isNew = this.table[at]! < 0;
    this.table[at] = variable;
    this.table[at + 1] = block;
    this.table[at + 2] = value;
    if (isNew && ++this.count * 2 > this.mask) this.grow();
  }

  private grow(): void {
    const old = this.table;
    this.mask = this.mask * 2 + 1;
    this.table = new Int32Array((this.mask + 1) * 3).fill(-1);
    this.count = 0;
    for (let at = 0; at < old.length; at += 3) if (old[at]! >= 0) this.set(old[at]!, old[at + 1]!, old[at + 2]!);
  }
}

/** One frame of a lookup: a parameter that waits for the values of its predecessors. */
interface Frame {
  block: Block;
  param: Value;
  /** Next predecessor entry to ask. */
  next: number;
  /** Where its predecessors' values begin in `results`. */
  base: number;
}

export class SsaBuilder {
  private func: Function | undefined = undefined;
  private zero: ZeroMaker | undefined = undefined;
  private readonly definitions: Definitions = new Definitions();
  /** By block: sealed or not. */
  private readonly state: number[] = [];
  /** By block: pairs of branch instruction and block-call number, in the order of declaration. */
  private readonly preds: number[][] = [];
  /** By block: variables and their parameters that wait for the seal, as pairs. */
  private readonly waiting: number[][] = [];
  private readonly frames: Frame[] = [];
  private readonly results: number[] = [];
  private readonly chain: number[] = [];

  /** Starts on a new function. */
  begin(func: Function, zero: ZeroMaker): void {
    this.clear();
    this.func = func;
    this.zero = zero;
  }

  clear(): void {
    this.func = undefined;
    this.zero = undefined;
    this.definitions.clear();
    this.state.length = 0;
    this.preds.length = 0;
    this.waiting.length = 0;
    this.frames.length = 0;
    this.results.length = 0;
  }

  declareBlock(block: Block): void {
    while (this.state.length <= block) {
      this.state.push(UNSEALED);
      this.preds.push([]);
      this.waiting.push([]);
    }
  }

  isSealed(block: Block): boolean {
    return this.state[block] === SEALED;
  }

  /** Branches to `block` so far, counted per block call. */
  numPredecessors(block: Block): number {
    return this.preds[block]!.length >> 1;
  }

  /** Block call number `index` of `inst` goes to `block`, which must not be sealed. */
  declarePredecessor(block: Block, inst: Inst, index: number): void {
    this.preds[block]!.push(inst, index);
  }

  /** Forgets that `inst` goes to `block`; the block must not be sealed. */
  removePredecessor(block: Block, inst: Inst): void {
    const list = this.preds[block]!;
    let to = 0;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === inst) continue;
      list[to] = list[i]!;
      list[to + 1] = list[i + 1]!;
      to += 2;
    }
    list.length = to;
  }

  defVar(variable: number, value: Value, block: Block): void {
    this.definitions.set(variable, block, value);
  }

  /** The value of `variable` at the end of `block` as it stands. */
  useVar(variable: number, type: Type, block: Block): Value {
    const known = this.definitions.get(variable, block);
    if (known >= 0) return this.func!.dfg.resolveAliases(known as Value);
    this.lookUp(variable, type, block);
    return this.run(variable, type);
  }

  /** All predecessors of `block` are known now; the parameters that waited get their arguments. */
  seal(block: Block, typeOf: (variable: number) => Type): void {
    if (this.state[block] === SEALED) return;
    this.state[block] = SEALED;
    const waiting = this.waiting[block]!;
    if (waiting.length === 0) return;
    const { dfg } = this.func!;
    const preds = this.preds[block]!;
    // Each variable is looked up on its own; parameters are dropped and arguments appended together at the end, so
    // that a block with many variables costs no more than their number.
    const args: number[] = [];
    for (let w = 0; w < waiting.length; w += 2) {
      const variable = waiting[w]!;
      const param = waiting[w + 1]! as Value;
      const type = typeOf(variable);
      const values: number[] = [];
      for (let p = 0; p < preds.length; p += 2) {
        values.push(this.useVar(variable, type, this.func!.layout.blockOf(preds[p]! as Inst)));
      }
      const only = this.onlyValue(param, values);
      if (only === NONE) args.push(...values);
      else this.becomeAlias(param, only < 0 ? this.zero!(block, type) : (only as Value));
    }
    this.compactParams(block);
    const count = preds.length >> 1;
    for (let a = 0; a < args.length; a += count) {
      for (let p = 0; p < count; p++) {
        dfg.appendTargetArg(preds[2 * p]! as Inst, preds[2 * p + 1]!, args[a + p]!);
      }
    }
    waiting.length = 0;
  }

  /** Takes the parameters that have become aliases out of a block's list. */
  private compactParams(block: Block): void {
    const { dfg } = this.func!;
    const params = dfg.blockParams(block);
    if (params.every((v) => dfg.valueKind(v) !== VALUE_ALIAS)) return;
    dfg.detachBlockParams(block);
    for (const v of params) if (dfg.valueKind(v) !== VALUE_ALIAS) dfg.attachBlockParam(block, v);
  }

  /**
   * The value that `values` and the parameter itself amount to: that value if there is one only, `UNDEFINED` if there
   * is none at all, NONE if there are several.
   */
  private onlyValue(param: Value, values: readonly number[]): number {
    const { dfg } = this.func!;
    let only = UNDEFINED;
    for (const v of values) {
      const r = dfg.resolveAliases(v as Value);
      if (r === param || r === only) continue;
      if (only !== UNDEFINED) return NONE;
      only = r;
    }
    return only;
  }

  private becomeAlias(param: Value, value: Value): void {
    this.func!.dfg.changeToAlias(param, value);
  }

  /** Pushes the value at the end of `block` on `results`, or the frame that will. */
  private lookUp(variable: number, type: Type, block: Block): void {
    const { dfg, layout } = this.func!;
    const { chain } = this;
    chain.length = 0;
    let b = block;
    let value = NONE as number;
    let framed = false;
    for (;;) {
      value = this.definitions.get(variable, b);
      if (value >= 0) break;
      const preds = this.preds[b]!;
      // A single predecessor decides. A cycle of such blocks is unreachable; the mark on its first block ends it.
      if (this.state[b] !== SEALED || preds.length !== 2) {
        if (this.state[b] === SEALED && preds.length === 0) value = this.zero!(b, type);
        else {
          const param = dfg.appendBlockParam(b, type);
          value = param;
          framed = this.state[b] === SEALED;
          if (framed) this.frames.push({ block: b, param, next: 0, base: this.results.length });
          else this.waiting[b]!.push(variable, param);
        }
        this.definitions.set(variable, b, value);
        break;
      }
      chain.push(b);
      const next = layout.blockOf(preds[0]! as Inst);
      if (chain.length > this.state.length) {
        // Only a cycle is longer than there are blocks.
        value = this.zero!(b, type);
        break;
      }
      b = next;
    }
    for (const c of chain) this.definitions.set(variable, c, value);
    // A frame leaves its own result when it is finished.
    if (!framed) this.results.push(value);
  }

  /** Works off the frames; the last result is the answer. */
  private run(variable: number, type: Type): Value {
    const { frames, results } = this;
    const { dfg, layout } = this.func!;
    while (frames.length > 0) {
      const frame = frames[frames.length - 1]!;
      const preds = this.preds[frame.block]!;
      if (frame.next * 2 < preds.length) {
        const inst = preds[frame.next * 2]! as Inst;
        frame.next++;
        const from = layout.blockOf(inst);
        const known = this.definitions.get(variable, from);
        if (known >= 0) results.push(known);
        else this.lookUp(variable, type, from);
        continue;
      }
      frames.pop();
      const values = results.slice(frame.base);
      results.length = frame.base;
      const only = this.onlyValue(frame.param, values);
      if (only === NONE) {
        for (let p = 0; p < values.length; p++) {
          dfg.appendTargetArg(preds[2 * p]! as Inst, preds[2 * p + 1]!, values[p]!);
        }
        results.push(frame.param);
      } else {
        dfg.removeBlockParam(frame.param);
        const value = only === UNDEFINED ? this.zero!(frame.block, type) : (only as Value);
        this.becomeAlias(frame.param, value);
        results.push(value);
      }
    }
    const answer = results.pop();
    if (answer === undefined) throw new InternalError("a variable lookup ended without a value");
    return dfg.resolveAliases(answer as Value);
  }
}

/** {@link SsaBuilder.onlyValue}: no value but the parameter itself. */
const UNDEFINED = -2;
