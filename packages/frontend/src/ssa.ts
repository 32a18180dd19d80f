/**
 * SSA construction while the function is being built: "Simple and Efficient Construction of Static Single Assignment
 * Form" (Braun, Buchwald, Hack, Leissa, Mallon, Zwinkau; CC 2013), without recursion.
 *
 * A variable's definitions are kept per block. A use without one in its block walks up single predecessors; where
 * control merges it marks the block (the mark ends cycles), looks the variable up in every predecessor, and makes a
 * block parameter only if the answers differ or a cycle came back to the mark. In a block whose predecessors are not
 * all known yet (it is not sealed) the parameter is made at once and waits for the seal.
 *
 * Within one lookup every block visited holds its answer in a column of its own. What outlives the lookup is only the
 * answers at the distances 0, 1, 2, 4, ... from its beginning (counted in blocks along a chain, in merges across them)
 * and those that are parameters. That keeps memory at O(log n) per use and in the cache, and n uses along n blocks
 * cost O(n log n) in any order.
 *
 * Invariants between calls: branch arguments of a sealed block match its parameters; parameters made here come behind
 * those that the user appended; a block that is not sealed has parameters without arguments only for the variables on
 * its waiting list; there are no marks.
 */
import { InternalError } from "@cranelift-ts/entity";
import {
  type Block,
  type Function,
  type Inst,
  NONE,
  type Type,
  type Value,
  VALUE_ALIAS,
} from "@cranelift-ts/codegen-ir";

/** Makes the zero of a type at the beginning of a block: what an undefined variable is. */
export type ZeroMaker = (block: Block, type: Type) => Value;

const UNSEALED = 0;
const SEALED = 1;

/** Slots that a table may keep from one function to the next although it is mostly empty. */
const KEPT_SLOTS = 1 << 14;

/** Open-addressing table from (variable, block) to value or mark; entries of three words. */
class Definitions {
  private table: Int32Array = new Int32Array(3 * 64).fill(-1);
  private mask: number = 63;
  private count: number = 0;

  clear(): void {
    if (this.mask >= KEPT_SLOTS && this.count * 16 < this.mask) {
      this.mask = 63;
      this.table = new Int32Array(3 * 64).fill(-1);
    } else if (this.count > 0) this.table.fill(-1);
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

  /** The value, -1 for none, or a mark below that. */
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

  forEach(visit: (variable: number, value: number) => void): void {
    const { table } = this;
    for (let at = 0; at < table.length; at += 3) if (table[at]! >= 0) visit(table[at]!, table[at + 2]!);
  }

  private grow(): void {
    const old = this.table;
    this.mask = this.mask * 2 + 1;
    this.table = new Int32Array((this.mask + 1) * 3).fill(-1);
    this.count = 0;
    for (let at = 0; at < old.length; at += 3)
      if (old[at]! >= 0) this.set(old[at]!, old[at + 1]!, old[at + 2]!);
  }
}

/** Words of a frame: a block that waits for the values of its predecessors. */
const FRAME_BLOCK = 0;
/** The parameter, or NONE while nobody asked for it. */
const FRAME_PARAM = 1;
/** Next predecessor to ask. */
const FRAME_NEXT = 2;
/** Where its predecessors' values begin in `results`. */
const FRAME_RESULTS = 3;
/** Where the blocks that share its answer begin in `memo`. */
const FRAME_MEMO = 4;
const FRAME_WORDS = 5;

/** 0 or a power of two: the distances at which answers outlive a lookup. */
function isDistance(n: number): boolean {
  return (n & (n - 1)) === 0;
}

/** {@link SsaBuilder.onlyValue}: no value but the parameter itself. */
const UNDEFINED = -2;

export class SsaBuilder {
  private func: Function | undefined = undefined;
  private zero: ZeroMaker | undefined = undefined;
  private readonly definitions: Definitions = new Definitions();
  private blockCount: number = 0;
  /** By block: sealed or not. */
  private readonly state: number[] = [];
  /** By block: parameters made here that it has. */
  private readonly made: number[] = [];
  /** By block: pairs of branch instruction and block-call number, in the order of declaration. */
  private readonly preds: number[][] = [];
  /** By block: variables and their parameters that wait for the seal, as pairs. */
  private readonly waiting: number[][] = [];
  /** Stacks of the lookup at hand, and how far they are used. */
  private frames: Int32Array = new Int32Array(16 * FRAME_WORDS);
  private frameTop: number = 0;
  private results: Int32Array = new Int32Array(64);
  private resultTop: number = 0;
  private memo: Int32Array = new Int32Array(64);
  private memoTop: number = 0;
  /** By block: the last lookup that visited it, and its answer or mark there. */
  private visited: Int32Array = new Int32Array(64);
  private answers: Int32Array = new Int32Array(64);
  private lookups: number = 0;

  /** Starts on a new function. */
  begin(func: Function, zero: ZeroMaker): void {
    this.clear();
    this.func = func;
    this.zero = zero;
  }

  /** Forgets the function and keeps the memory. */
  clear(): void {
    this.func = undefined;
    this.zero = undefined;
    this.definitions.clear();
    this.blockCount = 0;
    this.frameTop = 0;
    this.resultTop = 0;
    this.memoTop = 0;
  }

  /** Makes room for `block` and all blocks with smaller numbers. */
  declareBlock(block: Block): void {
    while (this.blockCount <= block) {
      const b = this.blockCount++;
      if (b === this.visited.length) this.growColumns();
      this.state[b] = UNSEALED;
      this.made[b] = 0;
      if (b === this.preds.length) {
        this.preds.push([]);
        this.waiting.push([]);
      } else {
        this.preds[b]!.length = 0;
        this.waiting[b]!.length = 0;
      }
    }
  }

  private growColumns(): void {
    this.visited = doubled(this.visited);
    this.answers = doubled(this.answers);
  }

  isSealed(block: Block): boolean {
    return this.state[block] === SEALED;
  }

  /** Whether the block has parameters that stand for variables. */
  hasVariableParams(block: Block): boolean {
    return this.made[block]! > 0;
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
    if (known >= 0) return this.resolve(known);
    this.lookups++;
    this.lookUp(variable, type, block);
    return this.run(variable, type);
  }

  /** Calls `visit` with every variable and each value that it has at the end of some block. */
  forEachDefinition(visit: (variable: number, value: Value) => void): void {
    this.definitions.forEach((variable, value) => {
      if (value >= 0) visit(variable, this.resolve(value));
    });
  }

  /** All predecessors of `block` are known now; the parameters that waited get their arguments. */
  seal(block: Block, typeOf: (variable: number) => Type): void {
    if (this.state[block] === SEALED) return;
    this.state[block] = SEALED;
    const waiting = this.waiting[block]!;
    if (waiting.length === 0) return;
    const { dfg, layout } = this.func!;
    const preds = this.preds[block]!;
    const count = preds.length >> 1;
    // Parameters are dropped and arguments appended together at the end, so that a block with many variables costs no
    // more than their number. The lookups in between find every waiting variable defined here, so none of them adds
    // a parameter to this block.
    const args: number[] = [];
    for (let w = 0; w < waiting.length; w += 2) {
      const variable = waiting[w]!;
      const param = waiting[w + 1]! as Value;
      const type = typeOf(variable);
      const start = args.length;
      for (let p = 0; p < preds.length; p += 2) {
        args.push(this.useVar(variable, type, layout.blockOf(preds[p]! as Inst)));
      }
      const only = this.onlyValue(param, args, start, args.length);
      if (only !== NONE) {
        args.length = start;
        dfg.changeToAlias(param, only === UNDEFINED ? this.zero!(block, type) : (only as Value));
      }
    }
    this.dropAliasedParams(block);
    for (let a = 0; a < args.length; a += count) {
      for (let p = 0; p < count; p++) {
        dfg.appendTargetArg(preds[2 * p]! as Inst, preds[2 * p + 1]!, this.resolve(args[a + p]!));
      }
    }
    waiting.length = 0;
  }

  /** Takes the parameters that have become aliases out of a block's list. */
  private dropAliasedParams(block: Block): void {
    const { dfg } = this.func!;
    const params = dfg.blockParams(block);
    if (params.every((v) => dfg.valueKind(v) !== VALUE_ALIAS)) return;
    dfg.detachBlockParams(block);
    for (const v of params) {
      if (dfg.valueKind(v) === VALUE_ALIAS) this.made[block]!--;
      else dfg.attachBlockParam(block, v);
    }
  }

  /** Follows aliases and shortens the chain on the way. */
  private resolve(v: number): Value {
    const { dfg } = this.func!;
    if (dfg.valueKind(v as Value) !== VALUE_ALIAS) return v as Value;
    const root = dfg.resolveAliases(v as Value);
    for (let u = v; ;) {
      const next = dfg.valueSource(u as Value);
      if (next === root) return root;
      dfg.setAlias(u as Value, root);
      u = next;
    }
  }

  /**
   * What `values` from `start` to `end` and the parameter itself amount to: the value if there is one only, `UNDEFINED` if
   * there is none at all, NONE if there are several.
   */
  private onlyValue(param: number, values: ArrayLike<number>, start: number, end: number): number {
    let only = UNDEFINED;
    for (let i = start; i < end; i++) {
      const r = this.resolve(values[i]!);
      if (r === param || r === only) continue;
      if (only !== UNDEFINED) return NONE;
      only = r;
    }
    return only;
  }

  private makeParam(block: Block, type: Type): Value {
    this.made[block]!++;
    return this.func!.dfg.appendBlockParam(block, type);
  }

  /** Pushes the value at the end of `block` on `results`, or the frame that will. */
  private lookUp(variable: number, type: Type, block: Block): void {
    const { layout } = this.func!;
    const { definitions, visited, answers, lookups } = this;
    const memoBase = this.memoTop;
    let b = block;
    let value = NONE as number;
    for (let steps = 0; ; steps++) {
      value = visited[b] === lookups ? answers[b]! : definitions.get(variable, b);
      if (value >= 0) break;
      if (value < NONE) {
        value = this.askFrame(-2 - value, variable, type);
        break;
      }
      if (this.state[b] !== SEALED) {
        value = this.makeParam(b, type);
        this.waiting[b]!.push(variable, value);
        definitions.set(variable, b, value);
        break;
      }
      const preds = this.preds[b]!;
      // Blocks that only lead to each other are unreachable; a walk longer than there are blocks is in such a cycle.
      if (preds.length === 0 || steps > this.blockCount) {
        value = this.zero!(b, type);
        definitions.set(variable, b, value);
        break;
      }
      if (preds.length > 2) {
        visited[b] = lookups;
        answers[b] = -2 - this.frameTop;
        this.pushFrame(b, memoBase);
        return;
      }
      if (isDistance(steps)) {
        if (this.memoTop === this.memo.length) this.memo = doubled(this.memo);
        this.memo[this.memoTop++] = b;
      }
      b = layout.blockOf(preds[0]! as Inst);
    }
    this.remember(variable, memoBase, value);
    this.pushResult(value);
  }

  private pushFrame(block: Block, memoBase: number): void {
    if (this.frameTop === this.frames.length) this.frames = doubled(this.frames);
    const { frames, frameTop } = this;
    frames[frameTop + FRAME_BLOCK] = block;
    frames[frameTop + FRAME_PARAM] = NONE;
    frames[frameTop + FRAME_NEXT] = 0;
    frames[frameTop + FRAME_RESULTS] = this.resultTop;
    frames[frameTop + FRAME_MEMO] = memoBase;
    this.frameTop = frameTop + FRAME_WORDS;
  }

  private pushResult(value: number): void {
    if (this.resultTop === this.results.length) this.results = doubled(this.results);
    this.results[this.resultTop++] = value;
  }

  /** Leaves `value` in the blocks noted on the way, for this lookup and, at some distances, for later ones. */
  private remember(variable: number, memoBase: number, value: number): void {
    const { memo, memoTop, visited, answers, lookups } = this;
    const lasting = isDistance(this.frameTop / FRAME_WORDS);
    for (let m = memoBase; m < memoTop; m++) {
      const b = memo[m]!;
      visited[b] = lookups;
      answers[b] = value;
      if (lasting) this.definitions.set(variable, b, value);
    }
    this.memoTop = memoBase;
  }

  /** A lookup came back to a block that it has marked: the parameter is needed. */
  private askFrame(frame: number, variable: number, type: Type): Value {
    const { frames } = this;
    const block = frames[frame + FRAME_BLOCK]! as Block;
    const param = this.makeParam(block, type);
    frames[frame + FRAME_PARAM] = param;
    this.answers[block] = param;
    this.definitions.set(variable, block, param);
    return param;
  }

  /** Works off the frames; the last result is the answer. */
  private run(variable: number, type: Type): Value {
    const { definitions, visited, answers, lookups } = this;
    const { dfg, layout } = this.func!;
    while (this.frameTop > 0) {
      const { frames } = this;
      const frame = this.frameTop - FRAME_WORDS;
      const block = frames[frame + FRAME_BLOCK]! as Block;
      const preds = this.preds[block]!;
      const next = frames[frame + FRAME_NEXT]!;
      if (next < preds.length) {
        frames[frame + FRAME_NEXT] = next + 2;
        const from = layout.blockOf(preds[next]! as Inst);
        const known = visited[from] === lookups ? answers[from]! : definitions.get(variable, from);
        if (known >= 0) this.pushResult(known);
        else this.lookUp(variable, type, from);
        continue;
      }
      let param = frames[frame + FRAME_PARAM]!;
      const base = frames[frame + FRAME_RESULTS]!;
      this.frameTop = frame;
      let value = this.onlyValue(param, this.results, base, this.resultTop);
      const lasting = param >= 0 || value < 0 || isDistance(frame / FRAME_WORDS);
      if (value === NONE) {
        if (param < 0) param = this.makeParam(block, type);
        for (let p = 0; p < preds.length; p += 2) {
          const arg = this.resolve(this.results[base + (p >> 1)]!);
          dfg.appendTargetArg(preds[p]! as Inst, preds[p + 1]!, arg);
        }
        value = param;
      } else {
        if (value === UNDEFINED) value = this.zero!(block, type);
        if (param >= 0) {
          // It is the last one: lookups of one variable add at most one parameter to a block.
          dfg.removeBlockParam(param as Value);
          this.made[block]!--;
          dfg.changeToAlias(param as Value, value as Value);
        }
      }
      visited[block] = lookups;
      answers[block] = value;
      if (lasting) definitions.set(variable, block, value);
      this.remember(variable, frames[frame + FRAME_MEMO]!, value);
      this.resultTop = base;
      this.pushResult(value);
    }
    if (this.resultTop === 0) throw new InternalError("a variable lookup ended without a value");
    return this.resolve(this.results[--this.resultTop]!);
  }
}

function doubled(array: Int32Array): Int32Array {
  const next = new Int32Array(array.length * 2);
  next.set(array);
  return next;
}
