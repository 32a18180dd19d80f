// One placed block to rows of a table function: slots, tests, values and right
// sides. `table.ts` describes the program that the rows become part of.
//
// Slots are allocated like the scopes of the direct code: a block's slots are free
// again after it, so frames stay small however many rules a term has.

import { InternalError } from "@cranelift-ts/entity";
import type { EnumType } from "../sema/types.ts";
import type { Binding } from "./flatten.ts";
import type { CodegenContext } from "./context.ts";
import type { HostFunction } from "./host.ts";
import { isSeveral, retestedCalls, sortedHoists } from "./place.ts";
import type { Compute, Operand, PlacedBlock, PlacedLeaf, PlacedTest } from "./place.ts";
import {
  OP_CALL,
  OP_CALL_FAIL,
  OP_CALL_FAIL32,
  OP_CALL_RETURN,
  OP_CLEAR,
  OP_EACH_CALL,
  OP_EACH_EXTRACT,
  OP_EACH_TERM,
  OP_END_FIRE,
  OP_FAIL,
  OP_FAIL32,
  OP_FIRE,
  OP_HASH,
  OP_IF_EQUAL,
  OP_IF_INT,
  OP_JUMP,
  OP_LIMIT,
  OP_LOAD,
  OP_LOOKUP,
  OP_MAKE,
  OP_MANY,
  OP_MEMO,
  OP_MEMO_FAIL,
  OP_MISS,
  OP_MOVE,
  OP_NEXT,
  OP_PUSH,
  OP_RETURN,
  OP_SET,
  OP_SWITCH,
  OP_TERM,
  OP_TERM_FAIL,
  OP_TERM_FAIL32,
  OP_TERM_RETURN,
  OP_TUPLE,
  OP_TUPLE_FAIL,
  OP_UNMATCHED,
  OP_X1,
  OP_X1_FAIL,
  OP_X1_FAIL32,
  OP_X1_IF_INT,
  OP_X1_MEMO,
  OP_X1_MEMO_FAIL,
  OP_X1_MEMO_FAIL32,
  perfectHash,
} from "./rows.ts";
import type { TableEntry, TableProgram } from "./table.ts";

/** Calls with more operands than this leave the main loop. */
const MAIN_OPERANDS = 4;
/** Memos whose state is two bits of a local variable of the interpreter; more of them on one path have slots. */
const MEMO_BITS = 15;

/** A forward target: the word places that wait for it. */
interface Label {
  at: number;
  readonly uses: number[];
}

export class TableEmitter {
  readonly program: TableProgram;
  readonly context: CodegenContext;
  readonly entry: TableEntry;
  /** Slot of each binding's value; of a several-result call: its state. */
  readonly slots: Int32Array;
  readonly multi: boolean;
  readonly labels: Label[];
  /** Result bindings of each call. */
  readonly results: Map<number, Binding[]>;
  /** Calls whose success is asked for again by a later test. */
  readonly retested: Set<number>;
  /** Where the last row begins if it is `OP_X1`, and the end of it: a test on its result may be merged into it. */
  lastUnary: number;
  lastEnd: number;
  /** Where the last row for a call with several operands or of a term begins. */
  lastCall: number;
  /** Memo bits in use on the path to here. */
  bits: number;
  top: number;
  frame: number;

  constructor(program: TableProgram, entry: TableEntry) {
    this.program = program;
    this.context = program.context;
    this.entry = entry;
    this.slots = new Int32Array(entry.placed.flat.bindings.length).fill(-1);
    this.multi = entry.placed.flat.term.multi;
    this.labels = [];
    this.results = program.resultsOf(entry.placed);
    this.retested = retestedCalls(entry.block);
    this.lastUnary = -1;
    this.lastEnd = -1;
    this.lastCall = -1;
    this.bits = 0;
    this.top = 0;
    this.frame = 0;
  }

  run(): number {
    const program = this.program;
    const start = program.words.length;
    program.noteStart(start);
    this.emit(0);
    for (const id of this.entry.params) {
      const slot = this.allocate(1);
      if (id >= 0) this.setSlot(id, slot);
    }
    this.block(this.entry.block);
    const term = this.entry.placed.flat.term;
    if (!this.entry.tail || this.multi) this.emit(OP_MISS);
    else if (term.partial) this.emit(this.context.fails32(term.ret) ? OP_FAIL32 : OP_FAIL);
    else this.emit(OP_UNMATCHED, program.number(program.names, `n${term.id}`, term.name));
    program.words[start] = this.frame;
    if (this.frame > program.maxFrame) program.maxFrame = this.frame;
    for (const label of this.labels) {
      const target = program.thread(label.at);
      for (const use of label.uses) program.words[use] = target;
    }
    return start;
  }

  /** A call with one result and its result binding share a slot. */
  setSlot(id: number, slot: number): void {
    this.slots[id] = slot;
  }

  slotOf(id: number): number {
    const own = this.slots[id]!;
    if (own >= 0) return own;
    const binding = this.entry.placed.flat.bindings[id]!;
    if (binding.kind === "result") {
      const call = this.entry.placed.flat.bindings[binding.operands[0]!]!;
      if (call.results === 1 && !call.multi) return this.slots[call.id]!;
    }
    return -1;
  }

  emit(...row: readonly number[]): void {
    const words = this.program.words;
    for (let i = 0; i < row.length; i += 1) words.push(row[i]!);
  }

  allocate(count: number): number {
    const slot = this.top;
    this.top += count;
    if (this.top > this.frame) this.frame = this.top;
    return slot;
  }

  label(): Label {
    const label: Label = { at: -1, uses: [] };
    this.labels.push(label);
    return label;
  }

  /** A word that will hold the label's place. */
  target(label: Label): void {
    label.uses.push(this.program.words.length);
    this.program.words.push(-1);
  }

  bind(label: Label): void {
    this.lastEnd = -1;
    label.at = this.program.words.length;
  }

  jump(label: Label): void {
    this.program.noteJump(this.program.words.length);
    this.emit(OP_JUMP);
    this.target(label);
  }

  // ---- Blocks --------------------------------------------------------------

  /** Returns whether control comes out at the end. */
  block(block: PlacedBlock): boolean {
    const bindings = this.entry.placed.flat.bindings;
    const saved = this.top;
    const set: number[] = [];
    // State in bits, if the memo is filled by one row, is not filled again in a loop, and there are bits left.
    const inSlots: number[] = [];
    for (const id of block.memos) {
      if (this.takeBit(id)) {
        this.slots[id] = this.allocate(1);
        set.push(id);
      } else {
        inSlots.push(id);
      }
    }
    const states = this.allocate(inSlots.length);
    if (inSlots.length === 1) this.emit(OP_SET, states, 0);
    else if (inSlots.length > 1) this.emit(OP_CLEAR, states, inSlots.length);
    for (let i = 0; i < inSlots.length; i += 1) {
      const id = inSlots[i]!;
      const binding = bindings[id]!;
      const state = states + i;
      this.memoState[id] = state;
      if (isSeveral(binding)) {
        this.slots[id] = state;
        this.allocateResults(binding, set);
      } else {
        this.slots[id] = this.allocate(1);
      }
      set.push(id);
    }
    let open = true;
    const hoists = sortedHoists(block);
    let hoist = 0;
    for (let i = 0; i < block.steps.length; i += 1) {
      const step = block.steps[i]!;
      for (; hoist < hoists.length && hoists[hoist]!.step === i; hoist += 1)
        this.compute(hoists[hoist]!.compute, undefined, set);
      if (step.kind === "compute") {
        if (step.dead) continue;
        this.compute(step, undefined, set);
      } else if (step.kind === "leaf") {
        this.leaf(step);
        if (!this.multi) open = false;
      } else {
        this.test(step, set);
      }
    }
    for (const id of set) {
      this.slots[id] = -1;
      delete this.memoBit[id];
    }
    for (const id of block.memos) delete this.memoState[id];
    this.top = saved;
    return open;
  }

  /** State slot of each memo in scope: 0 not made, 1 succeeded, 2 failed. */
  readonly memoState: Record<number, number> = {};

  /** Gives the binding a bit for its state if that is possible. */
  takeBit(id: number): boolean {
    if (
      this.multi ||
      this.bits >= MEMO_BITS ||
      this.fusible(this.entry.placed.flat.bindings[id]!) === undefined
    )
      return false;
    this.memoBit[id] = 1 << (2 * this.bits);
    this.bits += 1;
    return true;
  }

  /** A row that makes the call unless it was made, and goes to `fail` if it failed. */
  memoRow(binding: Binding, fail: Label | undefined): void {
    const fused = this.fusible(binding)!;
    const op = !binding.fallible
      ? OP_X1_MEMO
      : fused.protocol !== "test" && this.context.fails32(binding.type)
        ? OP_X1_MEMO_FAIL32
        : OP_X1_MEMO_FAIL;
    this.unary(
      op,
      fused,
      this.ref(binding.operands[0]!),
      fused.protocol === "test" ? this.scratch() : this.slots[binding.id]!,
    );
    if (binding.fallible) this.target(fail!);
    this.emit(this.memoBit[binding.id]!);
  }

  /** Bit of each memo in scope whose state is in bits: made and failed are this bit and the next. */
  readonly memoBit: Record<number, number> = {};

  /** Consecutive slots for the results of a call. */
  allocateResults(call: Binding, set: number[]): number {
    const first = this.allocate(call.results);
    for (const binding of this.results.get(call.id) ?? []) {
      this.slots[binding.id] = first + binding.index;
      set.push(binding.id);
    }
    return first;
  }

  /** First of the result slots of a call, or a scratch area if nobody looks at any. */
  resultsOf(call: Binding): number {
    for (const binding of this.results.get(call.id) ?? []) {
      if (this.slots[binding.id]! >= 0) return this.slots[binding.id]! - binding.index;
    }
    return -1;
  }

  test(step: PlacedTest, set: number[]): void {
    const source = step.source;
    const bindings = this.entry.placed.flat.bindings;
    const binding = bindings[source.binding]!;
    const end = this.label();
    switch (source.kind) {
      case "each":
        this.each(step, binding);
        return;
      case "some":
        if (step.compute !== undefined) this.compute(step.compute, end, set);
        else this.retest(binding, end);
        this.block(step.cases[0]!.block);
        break;
      case "equal":
      case "const":
        this.emit(OP_IF_EQUAL, this.ref(source.binding), this.ref(source.other));
        this.target(end);
        this.block(step.cases[0]!.block);
        break;
      case "wide":
        for (const inner of step.cases) {
          const next = this.label();
          this.emit(OP_IF_EQUAL, this.ref(source.binding), this.ref(inner.value));
          this.target(next);
          if (this.block(inner.block)) this.jump(end);
          this.bind(next);
        }
        break;
      case "switch":
        this.switch(step, end);
        break;
    }
    this.bind(end);
  }

  switch(step: PlacedTest, end: Label): void {
    const value = this.slotRef(step.source.binding);
    const cases = step.cases.slice().sort((a, b) => a.value - b.value);
    if (cases.length <= 2) {
      for (let i = 0; i < cases.length; i += 1) {
        const inner = cases[i]!;
        const last = i === cases.length - 1;
        const next = last ? end : this.label();
        if (
          i === 0 &&
          this.lastEnd === this.program.words.length &&
          this.program.words[this.lastUnary + 3] === value
        ) {
          this.program.words[this.lastUnary] = OP_X1_IF_INT;
          this.emit(inner.value);
        } else {
          this.emit(OP_IF_INT, value, inner.value);
        }
        this.target(next);
        const open = this.block(inner.block);
        if (!last) {
          if (open) this.jump(end);
          this.bind(next);
        }
      }
      return;
    }
    const low = cases[0]!.value;
    const spread = cases[cases.length - 1]!.value - low + 1;
    const labels = cases.map(() => this.label());
    // The interpreter subtracts in int32: no wrap-around within these bounds.
    if (spread <= cases.length * 4 + 8 && Math.abs(low) < 0x3fffffff) {
      this.emit(OP_SWITCH, value, low, spread);
      this.target(end);
      let at = 0;
      for (let i = 0; i < spread; i += 1) {
        if (cases[at]!.value === low + i) {
          this.target(labels[at]!);
          at += 1;
        } else {
          this.target(end);
        }
      }
    } else {
      const hash = perfectHash(cases.map((inner) => inner.value));
      if (hash === undefined) {
        this.emit(OP_LOOKUP, value, cases.length);
        this.target(end);
        for (const inner of cases) this.emit(inner.value);
        for (const label of labels) this.target(label);
      } else {
        this.emit(OP_HASH, value, hash.multiplier, hash.shift);
        this.target(end);
        // Entries that are free lead to the end, whatever value they seem to hold.
        for (const at of hash.entries) {
          this.emit(at < 0 ? 0 : cases[at]!.value);
          this.target(at < 0 ? end : labels[at]!);
        }
      }
    }
    // Cases exclude each other: they may use the same bits.
    const bits = this.bits;
    let most = bits;
    for (let i = 0; i < cases.length; i += 1) {
      if (this.bits > most) most = this.bits;
      this.bits = bits;
      this.bind(labels[i]!);
      const open = this.block(cases[i]!.block);
      if (open && i < cases.length - 1) this.jump(end);
    }
    if (most > this.bits) this.bits = most;
  }

  /** A call that was made before on every path to here: was it a success? */
  retest(binding: Binding, fail: Label): void {
    if (this.memoBit[binding.id] !== undefined) {
      this.memoRow(binding, fail);
      return;
    }
    if (isSeveral(binding)) {
      this.emit(OP_IF_INT, this.slots[binding.id]!, 1);
      this.target(fail);
      return;
    }
    // The slot of a failed call holds no failure value (it need not be an int32): the state says it.
    const state = this.memoState[binding.id] ?? this.stateOf[binding.id];
    if (state === undefined) throw new InternalError("success of a call was not recorded");
    this.emit(OP_IF_INT, state, 1);
    this.target(fail);
  }

  /** State slots of calls outside memos whose success is asked for again. */
  readonly stateOf: Record<number, number> = {};

  each(step: PlacedTest, binding: Binding): void {
    const saved = this.top;
    const set: number[] = [];
    // base, cursor, end
    const iteration = this.allocate(3);
    const width = binding.kind === "extract" ? binding.results : 1;
    if (binding.kind === "extract") {
      const host = this.context.host.extractor(binding.index);
      this.emit(
        OP_EACH_EXTRACT,
        this.program.number(this.program.multis, `m${host.name}`, host),
        this.ref(binding.operands[0]!),
        iteration,
        width,
      );
    } else {
      this.eachCall(
        binding.index,
        binding.operands.map((operand) => this.ref(operand)),
        iteration,
      );
    }
    const next = this.label();
    const exit = this.label();
    this.bind(next);
    const first = this.allocateResults(binding, set);
    this.emit(OP_NEXT, iteration, width, first);
    this.target(exit);
    this.block(step.cases[0]!.block);
    this.jump(next);
    this.bind(exit);
    for (const id of set) this.slots[id] = -1;
    this.top = saved;
  }

  eachCall(termId: number, args: readonly number[], iteration: number): void {
    const term = this.context.program.terms[termId]!;
    if (term.maker !== undefined && term.maker.kind === "rules") {
      this.emit(OP_EACH_TERM, args.length, iteration);
      this.termWord(termId);
    } else {
      const host = this.context.host.constructor_(termId);
      this.emit(
        OP_EACH_CALL,
        args.length,
        iteration,
        this.program.number(this.program.multis, `m${host.name}`, host),
      );
    }
    if (args.length > this.program.maxArgs) this.program.maxArgs = args.length;
    this.emit(...args);
  }

  /** Number of a term's direct function, or the complement of a table's entry point. */
  termWord(termId: number): void {
    const program = this.program;
    if (program.tableTerms.has(termId)) {
      program.noteTerm(program.words.length, termId);
      this.emit(0);
    } else {
      this.emit(program.number(program.terms, `t${termId}`, termId));
    }
  }

  // ---- Values --------------------------------------------------------------

  literal(value: number): number {
    return ~this.context.poolIndex({ kind: "int", value });
  }

  ref(id: number): number {
    const binding = this.entry.placed.flat.bindings[id]!;
    switch (binding.kind) {
      case "int":
        return this.literal(binding.value);
      case "wide":
      case "const":
        return ~this.context.poolOfBinding(binding);
      default: {
        const slot = this.slotOf(id);
        if (slot < 0)
          throw new InternalError(
            `binding ${id} (${binding.kind}) has no slot in term ${this.entry.placed.flat.term.name}`,
          );
        return slot;
      }
    }
  }

  /** As `ref`, but a slot: literals are moved to one. */
  slotRef(id: number): number {
    const value = this.ref(id);
    if (value >= 0) return value;
    const slot = this.allocate(1);
    this.emit(OP_MOVE, value, slot);
    return slot;
  }

  operand(operand: Operand, temps: readonly number[]): number {
    switch (operand.kind) {
      case "binding":
        return this.ref(operand.id);
      case "temp":
        return temps[operand.id]!;
      case "int":
        return this.literal(operand.value);
      default:
        return ~this.context.poolOfOperand(operand);
    }
  }

  /** Computes a binding. `fail`: where to go if it fails. */
  compute(step: Compute, fail: Label | undefined, set: number[]): void {
    const binding = this.entry.placed.flat.bindings[step.binding]!;
    const several = isSeveral(binding);
    if (!step.memo) {
      const again = binding.fallible && this.retested.has(binding.id);
      if (again && this.takeBit(binding.id)) {
        this.slots[binding.id] = this.allocate(1);
        set.push(binding.id);
        this.memoRow(binding, fail);
        return;
      }
      if (several) {
        const state = this.allocate(1);
        this.slots[binding.id] = state;
        this.allocateResults(binding, set);
        if (again) this.emit(OP_SET, state, 2);
      } else {
        if (again) {
          const state = this.allocate(1);
          this.stateOf[binding.id] = state;
          this.emit(OP_SET, state, 2);
        }
        this.slots[binding.id] = this.allocate(1);
      }
      set.push(binding.id);
      this.make(binding, fail);
      if (again) this.emit(OP_SET, several ? this.slots[binding.id]! : this.stateOf[binding.id]!, 1);
      return;
    }
    if (this.memoBit[binding.id] !== undefined) {
      this.memoRow(binding, fail);
      return;
    }
    const state = this.memoState[binding.id];
    if (state === undefined) throw new InternalError("memo without a home");
    const done = this.label();
    if (binding.fallible) {
      this.emit(OP_MEMO_FAIL, state);
      this.target(done);
      this.target(fail!);
      this.emit(OP_SET, state, 2);
      this.make(binding, fail);
    } else {
      this.emit(OP_MEMO, state);
      this.target(done);
      this.make(binding, undefined);
    }
    this.emit(OP_SET, state, 1);
    this.bind(done);
  }

  /** The extern with one operand and at most one result that computes the binding, if that is how it is computed. */
  fusible(binding: Binding): HostFunction | undefined {
    const host = this.context.host;
    const type = this.context.program.types[binding.enumType];
    switch (binding.kind) {
      case "extract": {
        const fn = host.extractor(binding.index);
        return fn.protocol === "value" || fn.protocol === "maybe" || fn.protocol === "test" ? fn : undefined;
      }
      case "tag":
        return type !== undefined && type.kind === "enum" && type.extern
          ? host.tag(binding.enumType)
          : undefined;
      case "discriminant":
        return host.discriminant(binding.enumType, binding.type);
      case "field":
        return type !== undefined && type.kind === "enum" && type.extern
          ? host.field(binding.enumType, binding.variant, binding.index)
          : undefined;
      case "call": {
        const term = this.context.program.terms[binding.index]!;
        return term.maker !== undefined && term.maker.kind === "external" && term.args.length === 1
          ? host.constructor_(binding.index)
          : undefined;
      }
      default:
        return undefined;
    }
  }

  make(binding: Binding, fail: Label | undefined): void {
    const program = this.program;
    const host = this.context.host;
    switch (binding.kind) {
      case "extract": {
        const fn = host.extractor(binding.index);
        const value = this.ref(binding.operands[0]!);
        switch (fn.protocol) {
          case "value":
            this.unary(OP_X1, fn, value, this.slots[binding.id]!);
            break;
          case "maybe":
            this.unary(
              this.context.fails32(binding.type) ? OP_X1_FAIL32 : OP_X1_FAIL,
              fn,
              value,
              this.slots[binding.id]!,
            );
            this.target(fail!);
            break;
          case "test":
            // The dispatcher returns 1 or -1.
            this.unary(OP_X1_FAIL, fn, value, this.scratch());
            this.target(fail!);
            break;
          case "tuple":
          case "maybeTuple": {
            if (binding.results > program.maxTuple) program.maxTuple = binding.results;
            this.emit(
              fn.protocol === "tuple" ? OP_TUPLE : OP_TUPLE_FAIL,
              program.number(program.tuples, `o${fn.name}`, fn),
              value,
              this.resultsOf(binding),
              binding.results,
            );
            if (fn.protocol === "maybeTuple") this.target(fail!);
            break;
          }
          default:
            break;
        }
        return;
      }
      case "tag": {
        const type = this.context.program.types[binding.enumType] as EnumType;
        const value = this.slotRef(binding.operands[0]!);
        if (type.extern) this.unary(OP_X1, host.tag(binding.enumType), value, this.slots[binding.id]!);
        else this.emit(OP_LOAD, value, 0, this.slots[binding.id]!);
        return;
      }
      case "discriminant":
        this.unary(
          OP_X1,
          host.discriminant(binding.enumType, binding.type),
          this.ref(binding.operands[0]!),
          this.slots[binding.id]!,
        );
        return;
      case "field": {
        const type = this.context.program.types[binding.enumType] as EnumType;
        const value = this.slotRef(binding.operands[0]!);
        if (type.extern)
          this.unary(
            OP_X1,
            host.field(binding.enumType, binding.variant, binding.index),
            value,
            this.slots[binding.id]!,
          );
        else this.emit(OP_LOAD, value, binding.index + (type.struct ? 0 : 1), this.slots[binding.id]!);
        return;
      }
      case "make":
        this.makeVariant(
          binding.enumType,
          binding.variant,
          binding.operands.map((operand) => this.ref(operand)),
          this.slots[binding.id]!,
        );
        return;
      case "call":
        this.call(
          binding.index,
          binding.operands.map((operand) => this.ref(operand)),
          this.slots[binding.id]!,
          fail,
        );
        return;
      default:
        throw new InternalError(`binding of kind ${binding.kind} is not computed`);
    }
  }

  scratch(): number {
    const slot = this.allocate(1);
    this.top -= 1;
    return slot;
  }

  /** The common part of a row of the forms `OP_X1...`: their operand is a slot. */
  unary(op: number, fn: HostFunction, value: number, target: number): void {
    const program = this.program;
    let slot = value;
    if (slot < 0) {
      slot = this.scratch();
      this.emit(OP_MOVE, value, slot);
    }
    this.lastUnary = program.words.length;
    this.emit(op, program.number(program.unary, `u${fn.name}`, fn), slot, target);
    this.lastEnd = op === OP_X1 ? program.words.length : -1;
  }

  call(termId: number, args: readonly number[], target: number, fail: Label | undefined): void {
    const term = this.context.program.terms[termId]!;
    const program = this.program;
    const fails32 = this.context.fails32(term.ret);
    if (args.length > program.maxArgs) program.maxArgs = args.length;
    if (term.maker !== undefined && term.maker.kind === "rules") {
      this.lastCall = program.words.length;
      this.emit(term.partial ? (fails32 ? OP_TERM_FAIL32 : OP_TERM_FAIL) : OP_TERM, args.length, target);
      this.termWord(termId);
      if (term.partial) this.target(fail!);
      this.emit(...args);
      return;
    }
    const fn = this.context.host.constructor_(termId);
    if (args.length === 1) {
      this.unary(term.partial ? (fails32 ? OP_X1_FAIL32 : OP_X1_FAIL) : OP_X1, fn, args[0]!, target);
      if (term.partial) this.target(fail!);
      return;
    }
    this.nary(fn, args, target, term.partial ? (fails32 ? OP_CALL_FAIL32 : OP_CALL_FAIL) : OP_CALL, fail);
  }

  nary(fn: HostFunction, args: readonly number[], target: number, op: number, fail: Label | undefined): void {
    const program = this.program;
    this.lastCall = program.words.length;
    this.emit(
      op === OP_CALL && args.length > MAIN_OPERANDS ? OP_MANY : op,
      args.length,
      target,
      program.number(program.calls, `c${fn.name}`, fn),
    );
    if (op !== OP_CALL) this.target(fail!);
    this.emit(...args);
  }

  makeVariant(typeId: number, variant: number, args: readonly number[], target: number): void {
    const type = this.context.program.types[typeId] as EnumType;
    const program = this.program;
    if (args.length > program.maxArgs) program.maxArgs = args.length;
    if (type.extern) {
      const fn = this.context.host.make(typeId, variant);
      if (args.length === 1) this.unary(OP_X1, fn, args[0]!, target);
      else this.nary(fn, args, target, OP_CALL, undefined);
      return;
    }
    const fixed = this.context.staticRecord(type, variant);
    if (fixed >= 0) {
      this.emit(OP_SET, target, fixed);
      return;
    }
    const words = type.struct ? args : [this.literal(variant), ...args];
    this.emit(OP_MAKE, words.length, target, ...words);
  }

  // ---- Right sides ---------------------------------------------------------

  leaf(leaf: PlacedLeaf): void {
    const saved = this.top;
    const program = this.program;
    const trace = this.context.settings.trace;
    const term = this.entry.placed.flat.term;
    const rule = leaf.rule.rule.id;
    const spans = trace === "spans";
    const skip = this.label();
    if (this.multi) {
      this.emit(OP_LIMIT);
      this.target(skip);
    }
    if (trace !== "off") this.emit(OP_FIRE, rule);
    const temps: number[] = [];
    // Open iterations, innermost last: where to go on after a failure or a result.
    const loops: { readonly next: Label; readonly exit: Label }[] = [];
    const done = this.label();
    const fail = this.label();
    let lastAction = -1;
    for (const action of leaf.actions) {
      lastAction = program.words.length;
      const target = this.allocate(1);
      temps[action.target] = target;
      const args = action.args.map((arg) => this.operand(arg, temps));
      if (action.kind === "make") {
        this.makeVariant(action.enumType, action.variant, args, target);
        continue;
      }
      const callee = this.context.program.terms[action.term]!;
      if (callee.multi) {
        const iteration = this.allocate(3);
        this.eachCall(action.term, args, iteration);
        const loop = { next: this.label(), exit: this.label() };
        this.bind(loop.next);
        this.emit(OP_NEXT, iteration, 1, target);
        this.target(loop.exit);
        loops.push(loop);
        continue;
      }
      const onFail = this.multi ? (loops.length > 0 ? loops[loops.length - 1]!.next : done) : fail;
      this.call(action.term, args, target, onFail);
    }
    const result = this.operand(leaf.result, temps);
    if (!this.multi) {
      if (spans) this.emit(OP_END_FIRE, rule);
      const last = leaf.actions[leaf.actions.length - 1];
      const op = lastAction >= 0 && lastAction === this.lastCall ? program.words[lastAction] : -1;
      if (
        last !== undefined &&
        leaf.result.kind === "temp" &&
        leaf.result.id === last.target &&
        !spans &&
        (op === OP_CALL || op === OP_TERM)
      ) {
        // The result of the last call is the result of the rule.
        program.words[lastAction] = op === OP_CALL ? OP_CALL_RETURN : OP_TERM_RETURN;
      } else {
        this.emit(OP_RETURN, result);
      }
      if (fail.uses.length > 0) {
        this.bind(fail);
        if (spans) this.emit(OP_END_FIRE, rule);
        this.emit(this.context.fails32(term.ret) ? OP_FAIL32 : OP_FAIL);
      }
    } else {
      this.emit(OP_PUSH, result);
      for (let i = loops.length - 1; i >= 0; i -= 1) {
        this.jump(loops[i]!.next);
        this.bind(loops[i]!.exit);
        if (i > 0) continue;
      }
      this.bind(done);
      if (spans) this.emit(OP_END_FIRE, rule);
    }
    this.bind(skip);
    this.top = saved;
  }
}
