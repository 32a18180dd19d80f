/**
 * The reducer: makes a module smaller while a predicate says that it is still interesting.
 *
 * It works in rounds of passes over the instructions, blocks, parameters and functions until a round changes nothing,
 * each edit tried on a copy, verified, and kept if the predicate holds; a last phase deletes lines of the text
 * (delta debugging after Zeller and Hildebrandt, 2002), which takes care of declarations. Every pass goes from large
 * portions to small ones, so that most of a big function disappears in few attempts. The predicate sees valid modules
 * only.
 */
import {
  type Block,
  ControlFlowGraph,
  FuncCursor,
  type Function,
  type Inst,
  instructions,
  isValueArg,
  Opcode,
  types,
  type Value,
  VALUE_PARAM,
  Verifier,
  writeFunction,
} from "@cranelift-ts/codegen-ir";
import { zeroOf } from "@cranelift-ts/frontend";
import { parseFunctions } from "@cranelift-ts/reader";
import { NEEDED_FLAGS } from "./check.ts";

/** Says whether a module still shows what one is after. It may change the functions it is given. */
export type Interesting = (functions: readonly Function[]) => boolean;

/** How hard to try. */
export interface ReduceOptions {
  /** Most calls of the predicate; default 10,000. */
  readonly attempts?: number;
  /** Called after each edit that was kept, with the instructions left and the attempts made. */
  readonly progress?: (instructions: number, attempts: number) => void;
}

/** Instructions of all functions. */
export function countInstructions(functions: readonly Function[]): number {
  let n = 0;
  for (const { layout } of functions)
    for (const block of layout.blocks()) for (const _ of layout.insts(block)) n++;
  return n;
}

/** The smallest interesting module found. Throws if the module given is invalid or not interesting itself. */
export function reduce(
  functions: readonly Function[],
  interesting: Interesting,
  options: ReduceOptions = {},
): Function[] {
  return new Reducer(functions, interesting, options).run();
}

class Reducer {
  private current: readonly Function[];
  private readonly interesting: Interesting;
  private readonly verifier: Verifier = new Verifier();
  private attempts: number = 0;
  private readonly limit: number;
  private readonly progress: ReduceOptions["progress"];

  constructor(functions: readonly Function[], interesting: Interesting, options: ReduceOptions) {
    this.interesting = interesting;
    this.limit = options.attempts ?? 10_000;
    this.progress = options.progress;
    this.current = functions.map((f) => resolved(f.clone()));
    if (!this.keep(this.current)) throw new Error("the module is invalid or not interesting to begin with");
  }

  run(): Function[] {
    for (let before = ""; before !== this.text() && this.attempts < this.limit;) {
      before = this.text();
      this.dropFunctions();
      for (let f = 0; f < this.current.length; f++) {
        this.cutBranches(f);
        this.dropBlocks(f);
        this.dropInstructions(f);
        this.useOperands(f);
        this.dropParams(f);
        this.mergeBlocks(f);
        this.dropUnused(f);
      }
    }
    this.dropLines();
    return [...this.current];
  }

  private text(): string {
    return this.current.map((f) => writeFunction(f)).join("\n");
  }

  private keep(candidate: readonly Function[]): boolean {
    for (const f of candidate) {
      if (this.verifier.verify(f, { flags: NEEDED_FLAGS, pointerType: types.I64 }).length > 0) return false;
    }
    this.attempts++;
    if (!this.interesting(candidate.map((f) => f.clone()))) return false;
    this.current = candidate;
    this.progress?.(countInstructions(candidate), this.attempts);
    return true;
  }

  /** Tries an edit of function `f`; it returns false if there is nothing to do. */
  private edit(f: number, change: (func: Function) => boolean): boolean {
    if (this.attempts >= this.limit) return false;
    const copy = this.current[f]!.clone();
    // Edits put zeros in; only what makes the function cheaper counts, or they would go on for ever.
    if (!change(copy) || cost(resolved(copy)) >= cost(this.current[f]!)) return false;
    return this.keep(this.current.map((old, i) => (i === f ? copy : old)));
  }

  /**
   * Applies `change` to portions of what `list` gives, halving the portions; the list is made anew after each success.
   */
  private portions<T>(
    f: number,
    list: (func: Function) => T[],
    change: (func: Function, items: readonly T[]) => boolean,
  ): void {
    let size = list(this.current[f]!).length;
    while (size > 0 && this.attempts < this.limit) {
      for (let end = list(this.current[f]!).length; end > 0;) {
        const start = Math.max(0, end - size);
        const items = list(this.current[f]!).slice(start, end);
        this.edit(f, (func) => change(func, items));
        end = start;
      }
      size = size === 1 ? 0 : Math.ceil(size / 2);
    }
  }

  private dropFunctions(): void {
    for (let f = this.current.length - 1; f > 0; f--) this.keep(this.current.filter((_, i) => i !== f));
  }

  /** Replaces branches by a jump to one of their targets, or by a return of zeros. */
  private cutBranches(f: number): void {
    for (const block of this.current[f]!.layout.blocks()) {
      const last = this.current[f]!.layout.lastInst(block);
      if (last < 0) continue;
      const { dfg } = this.current[f]!;
      if (dfg.opcode(last) !== Opcode.Return && this.edit(f, (func) => returnZeros(func, block))) continue;
      if (!instructions.isBranch(dfg.opcode(last)) || dfg.opcode(last) === Opcode.Jump) continue;
      for (let t = dfg.numTargets(last) - 1; t >= 0; t--)
        if (this.edit(f, (func) => jumpTo(func, block, t))) break;
    }
  }

  private dropBlocks(f: number): void {
    this.edit(f, (func) => removeUnreachable(func));
  }

  /** Removes instructions; results become zeros. */
  private dropInstructions(f: number): void {
    this.portions(
      f,
      (func) => {
        const out: Inst[] = [];
        for (const block of func.layout.blocks()) {
          for (const inst of func.layout.insts(block)) {
            if (!instructions.isTerminator(func.dfg.opcode(inst)) && !isZero(func, inst)) out.push(inst);
          }
        }
        return out;
      },
      (func, insts) => {
        for (const inst of insts) removeInst(func, inst);
        return insts.length > 0;
      },
    );
    this.dropUnused(f);
  }

  /** Replaces results by an operand of their type, which shortens chains. */
  private useOperands(f: number): void {
    const candidates: Inst[] = [];
    const func = this.current[f]!;
    for (const block of func.layout.blocks()) {
      for (const inst of func.layout.insts(block))
        if (func.dfg.numResults(inst) === 1 && func.dfg.numArgs(inst) > 0) candidates.push(inst);
    }
    for (const inst of candidates.reverse()) {
      this.edit(f, ({ dfg, layout }) => {
        if (layout.blockOf(inst) < 0 || dfg.numResults(inst) !== 1) return false;
        const result = dfg.firstResult(inst);
        const same = dfg.args(inst).find((a) => dfg.valueType(a) === dfg.valueType(result));
        if (same === undefined) return false;
        dfg.clearResults(inst);
        dfg.changeToAlias(result, same);
        layout.removeInst(inst);
        return true;
      });
    }
  }

  /** Removes block parameters with their arguments; they become zeros. */
  private dropParams(f: number): void {
    const entry = this.current[f]!.layout.entryBlock();
    for (const block of [...this.current[f]!.layout.blocks()]) {
      if (block === entry) continue;
      for (let p = this.current[f]!.dfg.numBlockParams(block) - 1; p >= 0; p--) {
        // The single argument, where all branches pass the same, is the best replacement; a zero is the next.
        if (!this.edit(f, (func) => removeParam(func, block, p, true)))
          this.edit(f, (func) => removeParam(func, block, p, false));
      }
    }
  }

  /** Appends blocks to their only predecessor if that ends in a jump. */
  private mergeBlocks(f: number): void {
    for (const block of [...this.current[f]!.layout.blocks()]) {
      while (
        this.current[f]!.layout.isBlockInserted(block) &&
        this.edit(f, (func) => mergeIntoPredecessor(func, block))
      );
    }
  }

  /** Removes pure instructions whose results nobody uses. */
  private dropUnused(f: number): void {
    this.edit(f, (func) => removeUnused(func));
  }

  /** Deletes lines of the text. */
  private dropLines(): void {
    let lines = this.text().split("\n");
    for (let size = Math.ceil(lines.length / 2); size > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let end = lines.length; end > 0; end -= size) {
        const without = [...lines.slice(0, Math.max(0, end - size)), ...lines.slice(end)];
        if (this.attempts >= this.limit) return;
        let read: Function[];
        try {
          read = parseFunctions(without.join("\n"));
        } catch {
          continue;
        }
        if (read.length > 0 && this.keep(read)) lines = without;
      }
    }
  }
}

/** The function with aliases resolved everywhere. */
function resolved(func: Function): Function {
  func.dfg.resolveAllAliases();
  return func;
}

/** What a function weighs: zeros are cheap, branches that choose are dear. */
function cost(func: Function): number {
  const { dfg, layout } = func;
  let sum = 0;
  for (const block of layout.blocks()) {
    sum += 3 + 3 * dfg.numBlockParams(block);
    for (const inst of layout.insts(block)) {
      const op = dfg.opcode(inst);
      if (op === Opcode.Return) sum += 5;
      else if (instructions.isTerminator(op) && op !== Opcode.Jump) sum += 20 + dfg.numTargets(inst);
      else sum += isZero(func, inst) ? 1 : 10;
    }
  }
  return sum;
}

function isZero(func: Function, inst: Inst): boolean {
  const { dfg } = func;
  switch (dfg.opcode(inst)) {
    case 66 /* Opcode.Iconst */:
    case 31 /* Opcode.F64const */:
      return dfg.word(inst, 0) === 0 && dfg.word(inst, 1) === 0;
    case 29 /* Opcode.F16const */:
    case 30 /* Opcode.F32const */:
      return dfg.word(inst, 0) === 0;
    case 28 /* Opcode.F128const */:
    case 158 /* Opcode.Vconst */:
      return dfg.constants.get(dfg.word(inst, 0) as never).every((b) => b === 0);
    case 65 /* Opcode.Iconcat */:
    case 109 /* Opcode.Splat */:
      return dfg.args(inst).every((a) => {
        const def = dfg.definingInst(a);
        return def >= 0 && dfg.opcode(def) === Opcode.Iconst && isZero(func, def);
      });
    default:
      return false;
  }
}

/** Takes an instruction out; its results become zeros at its place. */
function removeInst(func: Function, inst: Inst): void {
  const { dfg, layout } = func;
  const results = dfg.results(inst);
  const cur = new FuncCursor(func).gotoInst(inst);
  const zeros = results.map((v) => zeroOf(cur.ins(), dfg.valueType(v)));
  dfg.clearResults(inst);
  results.forEach((v, i) => dfg.changeToAlias(v, zeros[i]!));
  layout.removeInst(inst);
}

function returnZeros(func: Function, block: Block): boolean {
  const { layout } = func;
  layout.removeInst(layout.lastInst(block));
  const ins = new FuncCursor(func).gotoBottom(block).ins();
  ins.return_(func.signature.returns.map((p) => zeroOf(ins, p.type)));
  removeUnreachable(func);
  return true;
}

/** Replaces the branch of `block` by a jump along its block call number `t`. */
function jumpTo(func: Function, block: Block, t: number): boolean {
  const { dfg, layout } = func;
  const last = layout.lastInst(block);
  const call = dfg.targets(last)[t]!;
  const target = dfg.callBlock(call);
  const args = dfg.callArgs(call);
  layout.removeInst(last);
  const ins = new FuncCursor(func).gotoBottom(block).ins();
  ins.jump(
    target,
    args.map((a, i) => (isValueArg(a) ? a : zeroOf(ins, dfg.valueType(dfg.blockParam(target, i))))),
  );
  removeUnreachable(func);
  return true;
}

function removeUnreachable(func: Function): boolean {
  const { layout } = func;
  const entry = layout.entryBlock();
  if (entry === undefined) return false;
  const cfg = ControlFlowGraph.of(func);
  const seen = new Set<Block>([entry]);
  const work = [entry];
  while (work.length > 0) {
    for (const s of cfg.successors(work.pop()!)) {
      if (seen.has(s)) continue;
      seen.add(s);
      work.push(s);
    }
  }
  let any = false;
  for (const block of [...layout.blocks()]) {
    if (seen.has(block)) continue;
    for (let i = layout.lastInst(block); i >= 0; i = layout.lastInst(block)) layout.removeInst(i);
    layout.removeBlock(block);
    any = true;
  }
  return any;
}

function removeParam(func: Function, block: Block, p: number, byArgument: boolean): boolean {
  const { dfg, layout } = func;
  const param = dfg.blockParam(block, p);
  let only: number | undefined;
  const rewrites: { inst: Inst; args: number[][] }[] = [];
  for (const from of layout.blocks()) {
    const inst = layout.lastInst(from);
    if (inst < 0) continue;
    const calls = dfg.targets(inst);
    if (!calls.some((c) => dfg.callBlock(c) === block)) continue;
    // Only jumps, conditional branches and tables are rewritten.
    const op = dfg.opcode(inst);
    if (op !== Opcode.Jump && op !== Opcode.Brif && op !== Opcode.BrTable) return false;
    const args = calls.map((c) => dfg.callArgs(c));
    calls.forEach((c, i) => {
      if (dfg.callBlock(c) !== block) return;
      const [arg] = args[i]!.splice(p, 1);
      if (arg === param) return;
      if (only === undefined) only = arg;
      else if (only !== arg) only = -1;
    });
    rewrites.push({ inst, args });
  }
  if (byArgument && (only === undefined || only < 0)) return false;
  for (const { inst, args } of rewrites) {
    const cur = new FuncCursor(func);
    const from = layout.blockOf(inst);
    const targets = dfg.targets(inst).map((c) => dfg.callBlock(c));
    const op = dfg.opcode(inst);
    const condition = op === Opcode.Jump ? (0 as Value) : dfg.arg(inst, 0);
    layout.removeInst(inst);
    const ins = cur.gotoBottom(from).ins();
    if (op === Opcode.Jump) ins.jump(targets[0]!, args[0]!);
    else if (op === Opcode.Brif) ins.brif(condition, targets[0]!, args[0]!, targets[1]!, args[1]!);
    else {
      const calls = targets.map((t, i) => dfg.makeBlockCall(t, args[i]!));
      ins.br_table(condition, dfg.makeJumpTable(calls[0]!, calls.slice(1)));
    }
  }
  dfg.removeBlockParam(param);
  dfg.changeToAlias(
    param,
    byArgument
      ? (only as Value)
      : zeroOf(new FuncCursor(func).gotoFirstInsertionPoint(block).ins(), dfg.valueType(param)),
  );
  return true;
}

function mergeIntoPredecessor(func: Function, block: Block): boolean {
  const { dfg, layout } = func;
  if (layout.entryBlock() === block) return false;
  const cfg = ControlFlowGraph.of(func);
  const preds = cfg.predecessors(block);
  if (preds.length !== 1 || preds[0] === block) return false;
  const pred = preds[0] as Block;
  const last = layout.lastInst(pred);
  if (dfg.opcode(last) !== Opcode.Jump) return false;
  const args = dfg.callArgs(dfg.targets(last)[0]!);
  const params = dfg.detachBlockParams(block);
  layout.removeInst(last);
  params.forEach((v, i) => dfg.changeToAlias(v, args[i]! as Value));
  for (let i = layout.firstInst(block); i >= 0; i = layout.firstInst(block)) {
    layout.removeInst(i);
    layout.appendInst(i, pred);
  }
  layout.removeBlock(block);
  return true;
}

function removeUnused(func: Function): boolean {
  const { dfg, layout } = func;
  const uses = new Int32Array(dfg.numValues);
  let buffer = new Int32Array(256);
  const count = (inst: Inst, by: number): number[] => {
    const most = dfg.maxUses(inst);
    if (buffer.length < most) buffer = new Int32Array(most * 2);
    const n = dfg.usesInto(inst, buffer, 0);
    const out: number[] = [];
    for (let k = 0; k < n; k++) {
      uses[buffer[k]!]! += by;
      if (uses[buffer[k]!] === 0) out.push(buffer[k]!);
    }
    return out;
  };
  const removable = (inst: Inst): boolean => {
    const op = dfg.opcode(inst);
    return (
      instructions.isPure(op) &&
      !instructions.isTerminator(op) &&
      dfg.results(inst).every((v) => uses[v] === 0)
    );
  };
  for (const block of layout.blocks()) for (const inst of layout.insts(block)) count(inst, 1);
  const work: Inst[] = [];
  for (const block of layout.blocks())
    for (const inst of layout.insts(block)) if (removable(inst)) work.push(inst);
  const any = work.length > 0;
  while (work.length > 0) {
    const inst = work.pop()!;
    if (layout.blockOf(inst) < 0) continue;
    layout.removeInst(inst);
    for (const v of count(inst, -1)) {
      if (dfg.valueKind(v as Value) === VALUE_PARAM) continue;
      const def = dfg.definingInst(v as Value);
      if (def >= 0 && layout.blockOf(def) >= 0 && removable(def)) work.push(def);
    }
  }
  return any;
}
