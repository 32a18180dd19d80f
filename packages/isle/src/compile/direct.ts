// Back end (a): the placed decision structure of a term as TypeScript functions.
//
// Blocks become statements, tests become `if` and literal `switch`, bindings
// become `const v12`, memos `let v12 = undefined`. V8 does not optimise a
// function of more than 60 KB of bytecode and is slow to optimise one of more
// than a few KB, so the size of every piece is estimated while it is printed, and
// pieces are moved to functions of their own: the cases of a large root switch
// (one function per opcode, found through a table) and whatever else would make
// a function larger than `FUNCTION_LIMIT`.
//
// An outlined piece receives the variables it uses and returns its result, or
// `undefined` for "nothing in here fired, go on"; memos it may have filled
// come back through `c.R`.
//
// Refuses (returns `undefined`): a term whose pieces cannot be made small enough;
// the driver then uses a table.

import { InternalError } from "@cranelift-ts/entity";
import type { EnumType, Term } from "../sema/types.ts";
import type { Binding } from "./flatten.ts";
import { isSeveral, retestedCalls, sortedHoists } from "./place.ts";
import type {
  Action,
  Compute,
  Operand,
  PlacedBlock,
  PlacedCase,
  PlacedLeaf,
  PlacedTerm,
  PlacedTest,
} from "./place.ts";
import type { CodegenContext } from "./context.ts";

/** Estimated bytecode size, in bytes, that one function may have. The estimate is 1.3 to 1.8 times what V8 makes of it. */
export const FUNCTION_LIMIT = 8000;
/** A term that is larger has the cases of its root switch outlined, if these are at least `MIN_CASE` large. */
const ROOT_LIMIT = 1500;
const MIN_CASE = 120;
/**
 * A root switch with at least this many cases becomes a table of functions. As a switch it would hold a call site per
 * case: V8 optimises it when it has seen some of them, and again whenever another one is reached for the first time,
 * each time with the commonest cases inlined. The table is one call site, optimised once.
 */
const TABLE_CASES = 16;
/** The table has at most this many places per case. */
const TABLE_SPREAD = 4;
/** A function that stays larger than this after all outlining is refused. */
const REFUSE = 40000;

/** Decides that a case of the root switch is compiled as a table; returns the entry point, or -1 for direct code. */
export type CaseChooser = (
  name: string,
  block: PlacedBlock,
  params: readonly number[],
  tail: boolean,
) => number;

export interface DirectCode {
  /** All functions of the term. */
  readonly text: string;
  /** Estimated bytecode size of the largest of them. */
  readonly largest: number;
  readonly functions: number;
}

/** Printed statements with what the enclosing function must know about them. */
interface Chunk {
  lines: string[];
  size: number;
  /** Variables from outside. */
  uses: Set<string>;
  /** Memos from outside that are filled here. */
  fills: Set<string>;
  /** Control does not come out at the end. */
  returns: boolean;
}

/** A case of a test inside a block: printed inline or outlined. */
interface Slot {
  chunk: Chunk;
  readonly label: string;
  readonly block: PlacedBlock;
  readonly tail: boolean;
}

type Part =
  | Chunk
  | {
      readonly test: PlacedTest;
      readonly condition: string;
      readonly slots: Slot[];
      head: Chunk;
      tail: boolean;
      /** A table of functions in place of a switch, and what they receive. */
      table?: { readonly name: string; readonly params: readonly string[] };
    };

/** Estimates the size of the direct code of a term without outlining. */
export function estimate(placed: PlacedTerm, context: CodegenContext): number {
  const emitter = new DirectEmitter(placed, context, undefined);
  return emitter.measure(placed.root);
}

/** Prints the functions of a term. */
export function emitDirect(
  placed: PlacedTerm,
  context: CodegenContext,
  chooser: CaseChooser | undefined,
): DirectCode | undefined {
  const emitter = new DirectEmitter(placed, context, chooser);
  return emitter.run();
}

class DirectEmitter {
  readonly placed: PlacedTerm;
  readonly context: CodegenContext;
  readonly term: Term;
  readonly chooser: CaseChooser | undefined;
  readonly functions: string[];
  readonly fail: string;
  largest: number;
  loops: number;
  /** Temporaries of the right sides printed so far: their names are unique in a function. */
  temps: number;

  constructor(placed: PlacedTerm, context: CodegenContext, chooser: CaseChooser | undefined) {
    this.placed = placed;
    this.context = context;
    this.term = placed.flat.term;
    this.chooser = chooser;
    this.functions = [];
    this.fail = context.failText(this.term.ret);
    this.largest = 0;
    this.loops = 0;
    this.temps = 0;
  }

  run(): DirectCode | undefined {
    const body = this.block(this.placed.root, true, true);
    const name = this.context.termFunction(this.term);
    const params = this.term.args.map((_, i) => this.argument(i));
    const lines = body.lines.slice();
    if (this.term.multi) {
      lines.unshift("const found = c.found;", "c.found = 0;");
      lines.push("c.found = found;");
    } else if (!body.returns) {
      lines.push(this.noMatch());
    }
    this.print(
      name,
      params,
      lines,
      this.term.multi ? "void" : "number",
      body.size + 20,
      `${this.term.name}, ${this.context.program.sources.describe(this.term.span.start)}`,
    );
    if (this.largest > REFUSE) return undefined;
    this.functions.reverse();
    return { text: this.functions.join("\n"), largest: this.largest, functions: this.functions.length };
  }

  /** Estimated size without printing functions. */
  measure(block: PlacedBlock): number {
    let size = 0;
    const work: PlacedBlock[] = [block];
    while (work.length > 0) {
      const at = work.pop()!;
      for (const step of at.steps) {
        if (step.kind === "compute") size += 20;
        else if (step.kind === "leaf") size += 8 + step.actions.length * 24;
        else {
          size += 12 + step.cases.length * 10;
          if (step.compute !== undefined) size += 20;
          for (const inner of step.cases) work.push(inner.block);
        }
      }
    }
    return size;
  }

  argument(index: number): string {
    for (const binding of this.placed.flat.bindings)
      if (binding.kind === "arg" && binding.index === index) return `v${binding.id}`;
    return `_${index}`;
  }

  noMatch(): string {
    return this.term.partial
      ? `return ${this.fail};`
      : `return $unmatched(c, ${JSON.stringify(this.term.name)});`;
  }

  print(
    name: string,
    params: readonly string[],
    lines: readonly string[],
    result: string,
    size: number,
    comment: string,
  ): void {
    if (size > this.largest) this.largest = size;
    const text: string[] = [];
    if (comment !== "") text.push(`// ${oneLine(comment)}`);
    const mentions = countNames(lines);
    const used = (param: string): string => ((mentions.get(param) ?? 0) > 0 ? param : `_${param}`);
    const host = (mentions.get("h") ?? 0) > 0;
    const head = [
      `${host ? "c" : used("c")}: State`,
      ...params.map((param) => `${used(param)}: number`),
    ].join(", ");
    text.push(`function ${name}(${head}): ${result} {`);
    if (host) text.push("  const h = c.h;");
    for (const line of lines) {
      // Results nobody looks at are not stored.
      const store = /^\s*(?:const |let )?([vt]\d+(?:_\d+)?)(?:: number)? = (.*;)$/.exec(line);
      if (store !== null && (mentions.get(store[1]!) ?? 0) === 0) {
        if (store[1]!.startsWith("t") && store[2]!.includes("(")) text.push(`  ${store[2]!}`);
        continue;
      }
      text.push(`  ${line}`);
    }
    text.push("}\n");
    this.functions.push(text.join("\n"));
  }

  // ---- Blocks --------------------------------------------------------------

  block(block: PlacedBlock, tail: boolean, root: boolean): Chunk {
    const parts: Part[] = [];
    const declared = new Set<string>();
    const hoists = sortedHoists(block);
    if (block.memos.length > 0) {
      const head = newChunk();
      for (const id of block.memos) this.declareMemo(id, head, declared);
      parts.push(head);
    }
    let returns = false;
    let hoist = 0;
    for (let i = 0; i < block.steps.length; i += 1) {
      const step = block.steps[i]!;
      for (; hoist < hoists.length && hoists[hoist]!.step === i; hoist += 1) {
        const chunk = newChunk();
        this.compute(hoists[hoist]!.compute, chunk, declared);
        parts.push(chunk);
      }
      const last = i === block.steps.length - 1;
      if (step.kind === "compute") {
        if (step.dead) continue;
        const chunk = newChunk();
        this.compute(step, chunk, declared);
        parts.push(chunk);
      } else if (step.kind === "leaf") {
        const chunk = newChunk();
        this.leaf(step, chunk);
        parts.push(chunk);
        if (chunk.returns) returns = true;
      } else {
        parts.push(this.test(step, declared, tail && last && !this.term.multi, root));
      }
    }
    if (root) this.outlineRootCases(parts);
    this.shrink(parts);
    const whole = newChunk();
    for (const part of parts) {
      const chunk = "test" in part ? this.assemble(part) : part;
      for (const line of chunk.lines) whole.lines.push(line);
      whole.size += chunk.size;
      for (const name of chunk.uses) if (!declared.has(name)) whole.uses.add(name);
      for (const name of chunk.fills) if (!declared.has(name)) whole.fills.add(name);
      if (chunk.returns) returns = true;
    }
    whole.returns = returns;
    return whole;
  }

  /** One function per case of a large root switch. */
  outlineRootCases(parts: Part[]): void {
    let total = 0;
    for (const part of parts) total += partSize(part);
    for (const part of parts) {
      if (!("test" in part) || part.slots.length < 8) continue;
      if (part.test.source.kind !== "switch") continue;
      const binding = this.placed.flat.bindings[part.test.source.binding]!;
      if (this.tabulate(part)) continue;
      for (const slot of part.slots) {
        if (this.chooser !== undefined && slot.chunk.fills.size === 0) {
          const value = part.test.cases[part.slots.indexOf(slot)]!.value;
          const params = [...slot.chunk.uses].map((name) => this.bindingOfName(name));
          const retested = retestedCalls(slot.block);
          if (!params.includes(-1) && !params.some((id) => retested.has(id))) {
            const entry = this.chooser(
              this.context.shortCaseName(binding, value),
              slot.block,
              params,
              slot.tail,
            );
            if (entry >= 0) {
              this.callTable(slot, entry);
              continue;
            }
          }
        }
        if (total > ROOT_LIMIT && slot.chunk.size >= MIN_CASE) this.outline(slot);
      }
    }
  }

  /** Makes a table of functions of a root switch; false if it is not one for that. */
  tabulate(part: Exclude<Part, Chunk>): boolean {
    const { slots } = part;
    if (this.chooser !== undefined || this.term.multi || !part.tail || slots.length < TABLE_CASES)
      return false;
    const largest = Math.max(...part.test.cases.map((inner) => inner.value));
    if (largest >= slots.length * TABLE_SPREAD || part.test.cases.some((inner) => inner.value < 0))
      return false;
    const params = new Set<string>();
    for (const slot of slots) {
      for (const name of slot.chunk.uses) params.add(name);
      for (const name of slot.chunk.fills) params.add(name);
    }
    const entries = new Array<string>(largest + 1).fill("undefined");
    slots.forEach((slot, i) => {
      entries[part.test.cases[i]!.value] = this.outline(slot, [...params]);
    });
    const name = this.context.uniqueName(`${this.context.termFunction(this.term)}_cases`);
    const signature = ["c: State", ...[...params].map((param) => `${param}: number`)].join(", ");
    const rows = entries.map((entry) => `  ${entry},`);
    this.functions.push(
      `const ${name}: readonly (((${signature}) => number) | undefined)[] = [\n${rows.join("\n")}\n];\n`,
    );
    part.table = { name, params: [...params] };
    return true;
  }

  /** A variable's binding if it is passed to tables as one word: -1 for results of calls with several and for memos. */
  bindingOfName(name: string): number {
    const match = /^v(\d+)(?:_(\d+))?$/.exec(name);
    if (match === null) return -1;
    const id = Number(match[1]);
    if (match[2] === undefined) return id;
    const index = Number(match[2]);
    for (const binding of this.placed.flat.bindings) {
      if (binding.kind === "result" && binding.operands[0] === id && binding.index === index)
        return binding.id;
    }
    return -1;
  }

  callTable(slot: Slot, entry: number): void {
    const uses = [...slot.chunk.uses];
    const chunk = newChunk();
    const args = uses.map((name) => `, ${name}`).join("");
    const call = uses.length <= 4 ? `$run${uses.length}(c, ${entry}${args})` : `$runN(c, ${entry}${args})`;
    this.finishCall(slot, chunk, call);
    chunk.uses = new Set(uses);
    chunk.size += 10 + uses.length * 3;
    slot.chunk = chunk;
  }

  finishCall(slot: Slot, chunk: Chunk, call: string): void {
    if (this.term.multi) {
      chunk.lines.push(`${call};`);
      chunk.size += 20;
    } else if (slot.tail) {
      chunk.lines.push(`return ${call} as number;`);
      chunk.size += 8;
      chunk.returns = true;
    } else {
      chunk.lines.push(`{ const r = ${call}; if (r !== undefined) return r; }`);
      chunk.size += 26;
    }
  }

  /** Moves a case to a function of its own, with these parameters or those that it needs. Returns its name. */
  outline(slot: Slot, given?: readonly string[]): string {
    const old = slot.chunk;
    const params = given ?? [...new Set([...old.uses, ...old.fills])];
    const name = this.context.uniqueName(
      `${this.context.termFunction(this.term)}_${slot.label === "" ? "part" : slot.label}`,
    );
    const lines = old.lines.slice();
    const fills = [...old.fills];
    let result = "void";
    if (!this.term.multi) {
      result = "number | undefined";
      if (slot.tail) {
        result = "number";
        if (!old.returns) lines.push(this.noMatch());
      }
    }
    const chunk = newChunk();
    this.finishCall(slot, chunk, `${name}(c${params.map((param) => `, ${param}`).join("")})`);
    if (!slot.tail) {
      // Memos may be filled on the way; the caller must know, or it would compute them again.
      fills.forEach((fill, i) => {
        lines.push(`c.R[${i}] = ${fill};`);
        chunk.lines.push(`${fill} = c.R[${i}] as number;`);
        chunk.size += 10;
        chunk.fills.add(fill);
      });
      if (!this.term.multi && !old.returns) lines.push("return undefined;");
    }
    this.print(name, params, lines, result, old.size + 12 + fills.length * 8, "");
    for (const param of params) chunk.uses.add(param);
    chunk.size += params.length * 3;
    slot.chunk = chunk;
    return name;
  }

  /** Outlines the largest cases until the block fits in one function. */
  shrink(parts: Part[]): void {
    let total = 0;
    const slots: Slot[] = [];
    for (const part of parts) {
      total += partSize(part);
      if ("test" in part) for (const slot of part.slots) slots.push(slot);
    }
    if (total <= FUNCTION_LIMIT) return;
    slots.sort((a, b) => b.chunk.size - a.chunk.size);
    for (const slot of slots) {
      if (total <= FUNCTION_LIMIT || slot.chunk.size < MIN_CASE) break;
      total -= slot.chunk.size;
      this.outline(slot);
      total += slot.chunk.size;
    }
    if (total <= FUNCTION_LIMIT) return;
    for (let i = 0; i < parts.length; i += 1) {
      const part = parts[i]!;
      if ("test" in part && part.test.source.kind === "switch" && partSize(part) > FUNCTION_LIMIT / 2)
        this.splitSwitch(part);
    }
  }

  /** A switch with too many cases: ranges of them become functions with a switch each, found by comparisons. */
  splitSwitch(part: Exclude<Part, Chunk>): void {
    const order = part.test.cases
      .map((_, i) => i)
      .sort((a, b) => part.test.cases[a]!.value - part.test.cases[b]!.value);
    const groups: number[][] = [];
    let group: number[] = [];
    let size = 0;
    for (const at of order) {
      const own = part.slots[at]!.chunk.size + 10;
      if (size + own > FUNCTION_LIMIT * 0.8 && group.length > 0) {
        groups.push(group);
        group = [];
        size = 0;
      }
      group.push(at);
      size += own;
    }
    if (group.length > 0) groups.push(group);
    const whole = newChunk();
    for (const line of part.head.lines) whole.lines.push(line);
    whole.size = part.head.size;
    for (const name of part.head.uses) whole.uses.add(name);
    for (const name of part.head.fills) whole.fills.add(name);
    for (let i = 0; i < groups.length; i += 1) {
      const members = groups[i]!;
      const inner = {
        test: { ...part.test, cases: members.map((at) => part.test.cases[at]!) },
        condition: part.condition,
        slots: members.map((at) => part.slots[at]!),
        head: newChunk(),
        tail: part.tail,
      };
      const slot: Slot = {
        chunk: this.assemble(inner),
        label: `range${i}`,
        block: part.slots[members[0]!]!.block,
        tail: part.tail,
      };
      this.outline(slot);
      const bound = i + 1 < groups.length ? part.test.cases[groups[i + 1]![0]!]!.value : undefined;
      whole.lines.push(
        i === 0
          ? `if (${bound === undefined ? "true" : `${part.condition} < ${bound}`}) {`
          : bound === undefined
            ? "} else {"
            : `} else if (${part.condition} < ${bound}) {`,
      );
      for (const line of slot.chunk.lines) whole.lines.push(`  ${line}`);
      whole.size += slot.chunk.size + 10;
      for (const name of slot.chunk.uses) whole.uses.add(name);
      for (const name of slot.chunk.fills) whole.fills.add(name);
    }
    whole.lines.push("}");
    for (const name of namesIn(part.condition)) whole.uses.add(name);
    part.slots.length = 0;
    part.head = whole;
  }

  // ---- Tests ---------------------------------------------------------------

  test(step: PlacedTest, declared: Set<string>, tail: boolean, root: boolean): Part {
    const head = newChunk();
    const source = step.source;
    const binding = this.placed.flat.bindings[source.binding]!;
    let condition = "";
    if (source.kind === "each") {
      return this.each(step, binding);
    }
    if (step.compute !== undefined) this.compute(step.compute, head, declared);
    switch (source.kind) {
      case "switch":
      case "wide":
        condition = this.ref(source.binding, head);
        break;
      case "some":
        if (binding.results === 1) {
          const name = `v${binding.id}`;
          head.uses.add(name);
          condition = `${name} !== ${this.context.failText(binding.type)}`;
        } else {
          head.uses.add(`v${binding.id}`);
          condition = `v${binding.id} === 1`;
        }
        break;
      case "equal":
      case "const":
        // The assertions keep TypeScript from narrowing one side by what is known of the other.
        condition = `(${this.ref(source.binding, head)} as number) === (${this.ref(source.other, head)} as number)`;
        break;
    }
    head.size += 8;
    const slots = step.cases.map((inner): Slot => {
      const label = source.kind === "switch" ? this.context.shortCaseName(binding, inner.value) : "";
      return {
        chunk: this.block(inner.block, tail, root && step.cases.length === 1),
        label,
        block: inner.block,
        tail,
      };
    });
    return { test: step, condition, slots, head, tail };
  }

  assemble(part: Exclude<Part, Chunk>): Chunk {
    const whole = newChunk();
    for (const line of part.head.lines) whole.lines.push(line);
    whole.size = part.head.size;
    for (const name of part.head.uses) whole.uses.add(name);
    for (const name of part.head.fills) whole.fills.add(name);
    if (part.slots.length === 0) return whole;
    const source = part.test.source;
    const binding = this.placed.flat.bindings[source.binding]!;
    for (const name of namesIn(part.condition)) whole.uses.add(name);
    if (part.table !== undefined) {
      const { name, params } = part.table;
      for (const param of params) whole.uses.add(param);
      const args = ["c", ...params].join(", ");
      whole.lines.push(`{ const f = ${name}[${part.condition}]; if (f !== undefined) return f(${args}); }`);
      whole.size += 30 + params.length * 3;
      return whole;
    }
    for (const slot of part.slots) {
      whole.size += slot.chunk.size + 8;
      for (const name of slot.chunk.uses) whole.uses.add(name);
      for (const name of slot.chunk.fills) whole.fills.add(name);
    }
    const literal = (inner: PlacedCase): string => {
      if (source.kind === "wide")
        return `c.K[${this.context.poolOfBinding(this.placed.flat.bindings[inner.value]!)}]`;
      const name = this.context.caseName(binding, inner.value);
      return name === "" ? `${inner.value}` : `${inner.value} /* ${comment(name)} */`;
    };
    if (source.kind !== "switch" && source.kind !== "wide") {
      whole.lines.push(`if (${part.condition}) {`);
      for (const line of part.slots[0]!.chunk.lines) whole.lines.push(`  ${line}`);
      whole.lines.push("}");
    } else if (source.kind === "wide" || part.slots.length < 4) {
      for (let i = 0; i < part.slots.length; i += 1) {
        whole.lines.push(
          `${i === 0 ? "" : "} else "}if (${part.condition} === ${literal(part.test.cases[i]!)}) {`,
        );
        for (const line of part.slots[i]!.chunk.lines) whole.lines.push(`  ${line}`);
      }
      whole.lines.push("}");
    } else {
      const order = part.test.cases
        .map((_, i) => i)
        .sort((a, b) => part.test.cases[a]!.value - part.test.cases[b]!.value);
      whole.lines.push(`switch (${part.condition}) {`);
      for (const at of order) {
        whole.lines.push(`  case ${literal(part.test.cases[at]!)}: {`);
        const chunk = part.slots[at]!.chunk;
        for (const line of chunk.lines) whole.lines.push(`    ${line}`);
        if (!chunk.returns) whole.lines.push("    break;");
        whole.lines.push("  }");
      }
      whole.lines.push("}");
    }
    return whole;
  }

  /** A loop over the results of a multi call. */
  each(step: PlacedTest, binding: Binding): Chunk {
    const chunk = newChunk();
    const inner = this.block(step.cases[0]!.block, false, false);
    const slot: Slot = { chunk: inner, label: "each", block: step.cases[0]!.block, tail: false };
    if (inner.size > FUNCTION_LIMIT / 2) this.outline(slot);
    const n = this.loops;
    this.loops += 1;
    const args = binding.operands.map((operand) => this.ref(operand, chunk));
    const width = binding.kind === "extract" ? binding.results : 1;
    const loop = this.openLoop(
      chunk,
      n,
      this.multiCall(binding.kind === "extract" ? "extract" : "call", binding.index, args),
      width,
    );
    for (let i = 0; i < width; i += 1) {
      const name = binding.kind === "extract" || width > 1 ? `v${binding.id}_${i}` : `v${binding.id}_0`;
      loop.push(`const ${name} = c.S.words[i${n} + ${i}];`);
      slot.chunk.uses.delete(name);
    }
    for (const line of slot.chunk.lines) loop.push(line);
    for (const line of loop) chunk.lines.push(`  ${line}`);
    this.closeLoop(chunk, n, width);
    chunk.size += slot.chunk.size + 60;
    for (const name of slot.chunk.uses) chunk.uses.add(name);
    for (const name of slot.chunk.fills) chunk.fills.add(name);
    return chunk;
  }

  /** Text of a call that pushes its results on `c.S`. */
  multiCall(kind: "extract" | "call", termId: number, args: readonly string[]): string {
    const term = this.context.program.terms[termId]!;
    if (kind === "extract")
      return `h.${this.context.host.extractor(termId).name}(${[...args, "c.S"].join(", ")})`;
    if (term.maker !== undefined && term.maker.kind === "rules")
      return `${this.context.termFunction(term)}(${["c", ...args].join(", ")})`;
    return `h.${this.context.host.constructor_(termId).name}(${[...args, "c.S"].join(", ")})`;
  }

  openLoop(chunk: Chunk, n: number, call: string, width: number): string[] {
    if (width === 0) {
      chunk.lines.push(`const e${n} = ${call};`);
      chunk.lines.push(`for (let i${n} = 0; i${n} < e${n} && c.found < c.limit; i${n} += 1) {`);
    } else {
      chunk.lines.push(`const b${n} = c.S.top;`, `${call};`, `const e${n} = c.S.top;`);
      chunk.lines.push(`for (let i${n} = b${n}; i${n} < e${n} && c.found < c.limit; i${n} += ${width}) {`);
    }
    return [];
  }

  closeLoop(chunk: Chunk, n: number, width: number): void {
    chunk.lines.push("}");
    if (width > 0) chunk.lines.push(`c.S.remove(b${n}, e${n});`);
  }

  // ---- Values --------------------------------------------------------------

  /** The expression for a binding's value; notes the variable as used. */
  ref(id: number, chunk: Chunk): string {
    const binding = this.placed.flat.bindings[id]!;
    switch (binding.kind) {
      case "int":
        return `${binding.value}`;
      case "wide":
      case "const":
        return `c.K[${this.context.poolOfBinding(binding)}]`;
      case "result": {
        const call = this.placed.flat.bindings[binding.operands[0]!]!;
        const name = call.multi || call.results !== 1 ? `v${call.id}_${binding.index}` : `v${call.id}`;
        chunk.uses.add(name);
        return name;
      }
      default: {
        const name = `v${id}`;
        chunk.uses.add(name);
        return name;
      }
    }
  }

  declareMemo(id: number, chunk: Chunk, declared: Set<string>): void {
    const binding = this.placed.flat.bindings[id]!;
    const several = isSeveral(binding);
    chunk.lines.push(several ? `let v${id} = 0;` : `let v${id}: number = $unset;`);
    declared.add(`v${id}`);
    if (several) {
      for (let i = 0; i < binding.results; i += 1) {
        chunk.lines.push(`let v${id}_${i} = 0;`);
        declared.add(`v${id}_${i}`);
      }
    }
    chunk.size += 4;
  }

  compute(step: Compute, chunk: Chunk, declared: Set<string>): void {
    const binding = this.placed.flat.bindings[step.binding]!;
    const id = binding.id;
    const name = `v${id}`;
    if (binding.kind === "extract" && isSeveral(binding)) {
      const host = this.context.host.extractor(binding.index);
      const argument = this.ref(binding.operands[0]!, chunk);
      const call = binding.results === 0 ? `h.${host.name}(${argument})` : `h.${host.name}(${argument}, c.O)`;
      const take = (): string[] =>
        Array.from({ length: binding.results }, (_, i) => `v${id}_${i} = c.O[${i}];`);
      if (step.memo) {
        chunk.uses.add(name);
        chunk.fills.add(name);
        for (let i = 0; i < binding.results; i += 1) {
          chunk.uses.add(`v${id}_${i}`);
          chunk.fills.add(`v${id}_${i}`);
        }
        chunk.lines.push(`if (${name} === 0) {`);
        if (binding.fallible) {
          chunk.lines.push(`  if (${call}) {`, `    ${name} = 1;`);
          for (const line of take()) chunk.lines.push(`    ${line}`);
          chunk.lines.push(`  } else ${name} = 2;`);
        } else {
          chunk.lines.push(`  ${call};`, `  ${name} = 1;`);
          for (const line of take()) chunk.lines.push(`  ${line}`);
        }
        chunk.lines.push("}");
      } else {
        declared.add(name);
        for (let i = 0; i < binding.results; i += 1) declared.add(`v${id}_${i}`);
        if (!binding.fallible) {
          chunk.lines.push(`${call};`);
          for (const line of take()) chunk.lines.push(`const ${line}`);
        } else if (binding.results === 0) {
          chunk.lines.push(`const ${name} = ${call} ? 1 : 2;`);
        } else {
          chunk.lines.push(`let ${name} = 2;`);
          for (let i = 0; i < binding.results; i += 1) chunk.lines.push(`let v${id}_${i} = 0;`);
          chunk.lines.push(`if (${call}) {`, `  ${name} = 1;`);
          for (const line of take()) chunk.lines.push(`  ${line}`);
          chunk.lines.push("}");
        }
      }
      chunk.size += 24 + binding.results * 10;
      return;
    }
    const setup: string[] = [];
    const value = this.value(binding, chunk, setup, name);
    chunk.size += 18;
    if (step.memo) {
      chunk.uses.add(name);
      chunk.fills.add(name);
      chunk.size += 8;
      if (setup.length === 0) {
        chunk.lines.push(`if (${name} === undefined) ${name} = ${value};`);
      } else {
        chunk.lines.push(`if (${name} === undefined) {`);
        for (const line of setup) chunk.lines.push(`  ${line}`);
        chunk.lines.push(`  ${name} = ${value};`, "}");
      }
    } else {
      declared.add(name);
      for (const line of setup) chunk.lines.push(line);
      chunk.lines.push(`const ${name} = ${value};`);
    }
  }

  /** The expression that computes a binding with one value; statements needed before it go to `setup`. */
  value(binding: Binding, chunk: Chunk, setup: string[], name: string): string {
    const args = binding.operands.map((operand) => this.ref(operand, chunk));
    switch (binding.kind) {
      case "extract":
        return `h.${this.context.host.extractor(binding.index).name}(${args[0]})`;
      case "call":
        return this.call(binding.index, args);
      case "tag": {
        const type = this.context.program.types[binding.enumType] as EnumType;
        return type.extern
          ? `h.${this.context.host.tag(binding.enumType).name}(${args[0]})`
          : `c.A[${args[0]}]`;
      }
      case "discriminant":
        return `h.${this.context.host.discriminant(binding.enumType, binding.type).name}(${args[0]})`;
      case "field": {
        const type = this.context.program.types[binding.enumType] as EnumType;
        if (type.extern)
          return `h.${this.context.host.field(binding.enumType, binding.variant, binding.index).name}(${args[0]})`;
        return `c.A[${args[0]} + ${binding.index + (type.struct ? 0 : 1)}]`;
      }
      case "make":
        return this.make(binding.enumType, binding.variant, args, setup, `m${name}`);
      default:
        throw new InternalError(`binding of kind ${binding.kind} is not computed`);
    }
  }

  call(termId: number, args: readonly string[]): string {
    const term = this.context.program.terms[termId]!;
    if (term.maker !== undefined && term.maker.kind === "rules")
      return `${this.context.termFunction(term)}(${["c", ...args].join(", ")})`;
    return `h.${this.context.host.constructor_(termId).name}(${args.join(", ")})`;
  }

  make(typeId: number, variant: number, args: readonly string[], setup: string[], temp: string): string {
    const type = this.context.program.types[typeId] as EnumType;
    if (type.extern) return `h.${this.context.host.make(typeId, variant).name}(${args.join(", ")})`;
    const fixed = this.context.staticRecord(type, variant);
    if (fixed >= 0) return `${fixed}`;
    const words = type.struct ? [...args] : [`${variant}`, ...args];
    setup.push(`const ${temp} = c.alloc(${words.length});`);
    words.forEach((word, i) => setup.push(`c.A[${temp}${i === 0 ? "" : ` + ${i}`}] = ${word};`));
    return temp;
  }

  // ---- Right sides ---------------------------------------------------------

  leaf(leaf: PlacedLeaf, chunk: Chunk): void {
    const rule = leaf.rule.rule;
    const lines: string[] = [];
    const trace = this.context.settings.trace;
    const multi = this.term.multi;
    const closers: string[][] = [];
    let indent = "";
    const put = (line: string): void => {
      lines.push(indent + line);
    };
    const open = (line: string, close: readonly string[]): void => {
      put(line);
      closers.push(close.slice());
      indent += "  ";
    };
    const end = trace === "spans" ? `h.onRuleEnd(${rule.id}); ` : "";
    if (multi) open("if (c.found < c.limit) {", ["}"]);
    if (trace !== "off") put(`h.onRule(${rule.id});`);
    // Closers of what was opened for failure must run before the end of the span.
    const outer = closers.length;
    for (const action of leaf.actions) this.action(action, chunk, put, open, end, multi);
    const result = this.operand(leaf.result, chunk);
    this.temps += leaf.temps;
    if (multi) {
      if (closers.length > outer) open("if (c.found < c.limit) {", ["}"]);
      put("c.found += 1;");
      put(`c.S.push(${result});`);
    } else {
      put(`${end}return ${result};`);
      chunk.returns = true;
    }
    while (closers.length > 0) {
      if (closers.length === outer && end !== "" && multi) put(end.trim());
      const close = closers.pop()!;
      indent = indent.slice(2);
      for (const line of close) put(line);
    }
    const where = this.context.program.sources.describe(rule.span.start);
    chunk.lines.push(`// rule ${oneLine(rule.name === undefined ? where : `${rule.name}, ${where}`)}`);
    if (leaf.actions.length > 0 && !multi) {
      chunk.lines.push("{");
      for (const line of lines) chunk.lines.push(`  ${line}`);
      chunk.lines.push("}");
    } else {
      for (const line of lines) chunk.lines.push(line);
    }
    chunk.size += 6 + leaf.actions.length * 20 + (trace === "off" ? 0 : 12) + (multi ? 24 : 0);
  }

  action(
    action: Action,
    chunk: Chunk,
    put: (line: string) => void,
    open: (line: string, close: readonly string[]) => void,
    end: string,
    multi: boolean,
  ): void {
    const args = action.args.map((arg) => this.operand(arg, chunk));
    chunk.size += args.length * 3;
    const name = `t${this.temps + action.target}`;
    if (action.kind === "make") {
      const setup: string[] = [];
      const value = this.make(action.enumType, action.variant, args, setup, `m${name}`);
      for (const line of setup) put(line);
      put(`const ${name} = ${value};`);
      return;
    }
    const term = this.context.program.terms[action.term]!;
    if (term.multi) {
      const n = this.loops;
      this.loops += 1;
      put(`const b${n} = c.S.top;`);
      put(`${this.multiCall("call", action.term, args)};`);
      put(`const e${n} = c.S.top;`);
      open(`for (let i${n} = b${n}; i${n} < e${n} && c.found < c.limit; i${n} += 1) {`, [
        "}",
        `c.S.remove(b${n}, e${n});`,
      ]);
      put(`const ${name} = c.S.words[i${n}];`);
      chunk.size += 50;
      return;
    }
    put(`const ${name} = ${this.call(action.term, args)};`);
    if (!term.partial) return;
    const fail = this.context.failText(term.ret);
    chunk.size += 10;
    if (multi) open(`if (${name} !== ${fail}) {`, ["}"]);
    else if (end !== "") put(`if (${name} === ${fail}) { ${end}return ${this.fail}; }`);
    else put(`if (${name} === ${fail}) return ${this.fail};`);
  }

  operand(operand: Operand, chunk: Chunk): string {
    switch (operand.kind) {
      case "binding":
        return this.ref(operand.id, chunk);
      case "temp":
        return `t${this.temps + operand.id}`;
      case "int":
        return `${operand.value}`;
      default:
        return `c.K[${this.context.poolOfOperand(operand)}]`;
    }
  }
}

function newChunk(): Chunk {
  return { lines: [], size: 0, uses: new Set(), fills: new Set(), returns: false };
}

function partSize(part: Part): number {
  if (!("test" in part)) return part.size;
  let size = part.head.size;
  for (const slot of part.slots) size += slot.chunk.size + 8;
  return size;
}

function namesIn(text: string): string[] {
  return text.match(/\bv\d+(?:_\d+)?\b/g) ?? [];
}

/** How often each name is read in the lines; assignments and declarations do not count. */
function countNames(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    if (line.trimStart().startsWith("//")) continue;
    const text = line
      .replace(/\/\*.*?\*\//g, "")
      .replace(/^\s*(?:const |let )?[vt]\d+(?:_\d+)?(?:: number)? = /, "");
    for (const match of text.matchAll(/\b(?:[vt]\d+(?:_\d+)?|_\d+|c|h)\b/g)) {
      const name = match[0];
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}

function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]/g, " ");
}

function comment(text: string): string {
  return text.replace(/\*\//g, "* /");
}
