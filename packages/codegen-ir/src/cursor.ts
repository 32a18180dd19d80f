/**
 * A position in a function's layout, and the three flavours of instruction building that hang on it: insert at the
 * position, replace an instruction in place, and insert with given result values.
 */
import { InternalError } from "@cranelift-ts/entity";
import type { DataFlowGraph } from "./dfg.ts";
import { NONE, type Block, type Inst, type Value } from "./entities.ts";
import type { Function } from "./function.ts";
import { InstBuilder } from "./generated/builder.ts";
import type { Layout } from "./layout.ts";
import type { Type } from "./types.ts";

const NOWHERE = 0;
const AT_INST = 1;
const BEFORE_BLOCK = 2;
const AFTER_BLOCK = 3;

/**
 * A cursor is nowhere, at an instruction (insertion happens before it), before the first instruction of a block (no
 * insertion) or after the last one (insertion appends).
 */
export class FuncCursor {
  readonly func: Function;
  private readonly layout: Layout;
  private state: number = NOWHERE;
  private block: Block = NONE as Block;
  private inst: Inst = NONE as Inst;
  /** Source location given to inserted instructions; undefined leaves them without. */
  sourceLoc: number | undefined = undefined;
  private readonly inserter: InsertBuilder;

  constructor(func: Function) {
    this.func = func;
    this.layout = func.layout;
    this.inserter = new InsertBuilder(this);
  }

  /** Moves before `inst`. */
  gotoInst(inst: Inst): this {
    this.state = AT_INST;
    this.inst = inst;
    this.block = this.layout.blockOf(inst);
    return this;
  }

  /** Moves behind `inst`. */
  gotoAfterInst(inst: Inst): this {
    const next = this.layout.nextInst(inst);
    return next < 0 ? this.gotoBottom(this.layout.blockOf(inst)) : this.gotoInst(next);
  }

  /** Moves before the first instruction of `block`, from where `nextInst` enters the block. */
  gotoTop(block: Block): this {
    this.state = BEFORE_BLOCK;
    this.block = block;
    this.inst = NONE as Inst;
    return this;
  }

  /** Moves behind the last instruction of `block`. */
  gotoBottom(block: Block): this {
    this.state = AFTER_BLOCK;
    this.block = block;
    this.inst = NONE as Inst;
    return this;
  }

  /** Moves to where instructions can be inserted at the beginning of `block`. */
  gotoFirstInsertionPoint(block: Block): this {
    const first = this.layout.firstInst(block);
    return first < 0 ? this.gotoBottom(block) : this.gotoInst(first);
  }

  /** The block that the cursor is in, or NONE. */
  currentBlock(): Block {
    return this.block;
  }

  /** The instruction that the cursor is at, or NONE. */
  currentInst(): Inst {
    return this.state === AT_INST ? this.inst : (NONE as Inst);
  }

  /** Moves to the next instruction of the block and returns it, or behind the block and returns NONE. */
  nextInst(): Inst {
    if (this.state === AFTER_BLOCK || this.state === NOWHERE) return NONE as Inst;
    const next = this.state === AT_INST ? this.layout.nextInst(this.inst) : this.layout.firstInst(this.block);
    if (next < 0) this.gotoBottom(this.block);
    else {
      this.state = AT_INST;
      this.inst = next;
    }
    return next;
  }

  /** Moves to the previous instruction of the block and returns it, or before the block and returns NONE. */
  prevInst(): Inst {
    if (this.state === BEFORE_BLOCK || this.state === NOWHERE) return NONE as Inst;
    const prev = this.state === AT_INST ? this.layout.prevInst(this.inst) : this.layout.lastInst(this.block);
    if (prev < 0) this.gotoTop(this.block);
    else {
      this.state = AT_INST;
      this.inst = prev;
    }
    return prev;
  }

  /** Moves before the next block of the layout and returns it, or nowhere and returns NONE. */
  nextBlock(): Block {
    const next =
      this.state === NOWHERE
        ? ((this.layout.entryBlock() ?? NONE) as Block)
        : this.layout.nextBlock(this.block);
    if (next < 0) this.state = NOWHERE;
    else this.gotoTop(next);
    return next;
  }

  /** Inserts an existing instruction at the cursor. */
  insertInst(inst: Inst): void {
    if (this.state === AT_INST) this.layout.insertInst(inst, this.inst);
    else if (this.state === AFTER_BLOCK) this.layout.appendInst(inst, this.block);
    else throw new InternalError("the cursor is at no place where an instruction can be inserted");
    if (this.sourceLoc !== undefined) this.func.setSourceLoc(inst, this.sourceLoc);
  }

  /** Appends `block` to the layout and moves to its bottom. */
  insertBlock(block: Block): void {
    if (this.state === NOWHERE) this.layout.appendBlock(block);
    else if (this.state === AT_INST) {
      this.layout.splitBlock(block, this.inst);
      return;
    } else if (this.state === BEFORE_BLOCK) this.layout.insertBlock(block, this.block);
    else this.layout.insertBlockAfter(block, this.block);
    this.gotoBottom(block);
  }

  /** Removes the current instruction from the layout, moves to the one behind it, and returns the removed one. */
  removeInst(): Inst {
    const inst = this.inst;
    const next = this.layout.nextInst(inst);
    this.layout.removeInst(inst);
    if (next < 0) this.gotoBottom(this.block);
    else this.inst = next;
    return inst;
  }

  /** As {@link removeInst}, but moves to the instruction before, for loops over `nextInst`. */
  removeInstAndStepBack(): Inst {
    const inst = this.inst;
    const prev = this.layout.prevInst(inst);
    this.layout.removeInst(inst);
    if (prev < 0) this.gotoTop(this.block);
    else this.inst = prev;
    return inst;
  }

  /** A builder that inserts at the cursor. The same object each time. */
  ins(): InstBuilder {
    return this.inserter;
  }

  /** A builder that replaces `inst` in place. */
  replace(inst: Inst): InstBuilder {
    return new ReplaceBuilder(this.func, inst);
  }

  /** A builder that inserts at the cursor one instruction whose results are the given detached values. */
  withResults(values: readonly Value[]): InstBuilder {
    return new ReuseBuilder(this, values);
  }
}

/** Inserts at a cursor. */
export class InsertBuilder extends InstBuilder {
  readonly dfg: DataFlowGraph;
  private readonly cursor: FuncCursor;

  constructor(cursor: FuncCursor) {
    super();
    this.cursor = cursor;
    this.dfg = cursor.func.dfg;
  }

  protected override build(
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
  ): Inst {
    const inst = this.dfg.makeInst(opcode, imm8, ctrlType, a0, a1, a2, a3);
    this.dfg.makeResults(inst, ctrlType);
    this.cursor.insertInst(inst);
    return inst;
  }

  protected override buildValue(
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
    resultType: Type,
  ): Value {
    const { dfg } = this;
    const value = dfg.numValues as Value;
    this.cursor.insertInst(dfg.makeInstWithResult(opcode, imm8, ctrlType, a0, a1, a2, a3, resultType));
    return value;
  }
}

/** Inserts at a cursor and gives the instruction the results that the caller holds. */
class ReuseBuilder extends InstBuilder {
  readonly dfg: DataFlowGraph;
  private readonly cursor: FuncCursor;
  private readonly values: readonly Value[];

  constructor(cursor: FuncCursor, values: readonly Value[]) {
    super();
    this.cursor = cursor;
    this.dfg = cursor.func.dfg;
    this.values = values;
  }

  protected override build(
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
  ): Inst {
    const { dfg } = this;
    const inst = dfg.makeInst(opcode, imm8, ctrlType, a0, a1, a2, a3);
    const made = dfg.makeResults(inst, ctrlType);
    const types = dfg.results(inst).map((v) => dfg.valueType(v));
    if (made !== this.values.length) {
      throw new InternalError(`${made} results are needed, ${this.values.length} were given`);
    }
    dfg.clearResults(inst);
    for (let i = 0; i < made; i++) {
      dfg.setValueType(this.values[i]!, types[i]!);
      dfg.attachResult(inst, this.values[i]!);
    }
    this.cursor.insertInst(inst);
    return inst;
  }
}

/** Replaces an instruction in place: results are kept when their number stays, otherwise made anew. */
class ReplaceBuilder extends InstBuilder {
  readonly dfg: DataFlowGraph;
  private readonly inst: Inst;

  constructor(func: Function, inst: Inst) {
    super();
    this.dfg = func.dfg;
    this.inst = inst;
  }

  protected override build(
    opcode: number,
    imm8: number,
    ctrlType: Type,
    a0: number,
    a1: number,
    a2: number,
    a3: number,
  ): Inst {
    const { dfg, inst } = this;
    const old = dfg.detachResults(inst);
    dfg.replaceInst(inst, opcode, imm8, ctrlType, a0, a1, a2, a3);
    const made = dfg.makeResults(inst, ctrlType);
    if (made === old.length) {
      const types = dfg.results(inst).map((v) => dfg.valueType(v));
      dfg.clearResults(inst);
      for (let i = 0; i < made; i++) {
        dfg.setValueType(old[i]!, types[i]!);
        dfg.attachResult(inst, old[i]!);
      }
    }
    return inst;
  }
}
