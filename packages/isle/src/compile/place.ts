// Where each binding is computed.
//
// The decision structure says when tests are made; this pass says when the
// values they ask about are computed: at first need, once per path. If two
// blocks that may both run on one path (a step that failed, and a later step)
// need the same value, neither may compute it again: the value becomes a *memo*,
// a variable of their closest common block that the first one to come by fills.
// Blocks that exclude each other (cases of one switch) compute it separately.
// What cannot fail, and may be asked for already in the common block, is computed
// there instead: fields and the like are cheaper than remembering whether they
// were read.
//
// It also lowers right sides to a list of operations in evaluation order, which
// both back ends print, so that they cannot disagree about it.

import { isWide } from "../sema/types.ts";
import type { EnumType, Expr, Program } from "../sema/types.ts";
import { isFieldless, smallLiteral, variantTag } from "./flatten.ts";
import type { Binding, FlatRule, FlatTerm, Source } from "./flatten.ts";
import type { Block } from "./decide.ts";
import type { CodegenSettings } from "./settings.ts";

/** Where an operand of a right side comes from. */
export type Operand =
  | { readonly kind: "binding"; readonly id: number }
  /** A temporary of the right side. */
  | { readonly kind: "temp"; readonly id: number }
  | { readonly kind: "int"; readonly value: number }
  | { readonly kind: "wide"; readonly bits: 64 | 128; readonly value: bigint }
  | { readonly kind: "const"; readonly constant: number };

/** One operation of a right side; its result is temporary `target`. */
export type Action =
  | {
      readonly kind: "call";
      readonly term: number;
      readonly args: readonly Operand[];
      readonly target: number;
    }
  | {
      readonly kind: "make";
      readonly enumType: number;
      readonly variant: number;
      readonly args: readonly Operand[];
      readonly target: number;
    };

export interface PlacedBlock {
  readonly parent: PlacedBlock | undefined;
  /** Number of the step of `parent` that holds this block, and of the case in it. */
  readonly parentStep: number;
  readonly parentCase: number;
  readonly depth: number;
  readonly steps: PlacedStep[];
  /** Bindings whose memo lives here. */
  memos: number[];
  /** Computations moved up to here, each before the step of that number, in order. */
  hoists: Hoist[];
}

export interface Hoist {
  readonly step: number;
  readonly compute: Compute;
}

/** A computation; `memo` says that it may have been made before on this path, `dead` that it was moved up. */
export interface Compute {
  readonly kind: "compute";
  readonly binding: number;
  memo: boolean;
  dead: boolean;
}

export interface PlacedTest {
  readonly kind: "test";
  readonly source: Source;
  /** `some` and `each`: the call is made here unless it was made before. */
  readonly compute: Compute | undefined;
  readonly cases: PlacedCase[];
}

export interface PlacedCase {
  readonly value: number;
  readonly block: PlacedBlock;
}

export interface PlacedLeaf {
  readonly kind: "leaf";
  readonly rule: FlatRule;
  readonly actions: readonly Action[];
  readonly result: Operand;
  readonly temps: number;
}

export type PlacedStep = Compute | PlacedTest | PlacedLeaf;

export interface PlacedTerm {
  readonly flat: FlatTerm;
  readonly root: PlacedBlock;
}

/** Whether the binding is computed at all; the others are at hand everywhere. */
export function isComputed(binding: Binding): boolean {
  return (
    binding.kind === "extract" ||
    binding.kind === "call" ||
    binding.kind === "field" ||
    binding.kind === "tag" ||
    binding.kind === "discriminant" ||
    binding.kind === "make"
  );
}

/** Whether a call's success is a state of its own (0 not made, 1 succeeded, 2 failed) beside its results. */
export function isSeveral(binding: Binding): boolean {
  return binding.kind === "extract" && binding.results !== 1;
}

/** The hoists of a block by step; those before one step stay in order of dependence. */
export function sortedHoists(block: PlacedBlock): readonly Hoist[] {
  return block.hoists.length < 2 ? block.hoists : block.hoists.slice().sort((a, b) => a.step - b.step);
}

/** Calls that a block tests although they were made before: their success must be on record. */
export function retestedCalls(block: PlacedBlock): Set<number> {
  const found = new Set<number>();
  const work: PlacedBlock[] = [block];
  while (work.length > 0) {
    for (const step of work.pop()!.steps) {
      if (step.kind !== "test") continue;
      if (step.source.kind === "some" && step.compute === undefined) found.add(step.source.binding);
      for (const inner of step.cases) work.push(inner.block);
    }
  }
  return found;
}

/** Places the computations of a term. */
export function place(program: Program, flat: FlatTerm, root: Block, settings: CodegenSettings): PlacedTerm {
  const placer = new Placer(program, flat, settings);
  const placed = placer.block(root, undefined, -1, -1);
  placer.assignMemos();
  return { flat, root: placed };
}

/** Shared by the blocks that have none. */
const NO_MEMOS: number[] = [];
const NO_HOISTS: Hoist[] = [];

class Placer {
  readonly program: Program;
  readonly flat: FlatTerm;
  readonly settings: CodegenSettings;
  /** Whether the binding has been computed on every path to here. */
  readonly ready: Uint8Array;
  /** Bindings computed on the path to here, in order. */
  readonly made: number[];
  /** Every place that computes a binding, in order of execution. */
  readonly sites: (Site[] | undefined)[];
  /** Where bindings were moved up to. */
  readonly hoisted: (Site[] | undefined)[];

  constructor(program: Program, flat: FlatTerm, settings: CodegenSettings) {
    this.program = program;
    this.flat = flat;
    this.settings = settings;
    this.ready = new Uint8Array(flat.bindings.length);
    this.made = [];
    this.sites = new Array<Site[] | undefined>(flat.bindings.length).fill(undefined);
    this.hoisted = new Array<Site[] | undefined>(flat.bindings.length).fill(undefined);
  }

  /** Nesting is at most the number of tests of one rule, which `flatten` bounds. */
  block(block: Block, parent: PlacedBlock | undefined, parentStep: number, parentCase: number): PlacedBlock {
    const placed: PlacedBlock = {
      parent,
      parentStep,
      parentCase,
      depth: parent === undefined ? 0 : parent.depth + 1,
      steps: [],
      memos: NO_MEMOS,
      hoists: NO_HOISTS,
    };
    const first = this.made.length;
    const made = this.made;
    for (const step of block.steps) {
      if (step.kind === "leaf") {
        const lowering = new RightSide(this.program, step.rule, this.settings);
        const result = lowering.expression(step.rule.rule.body);
        for (const id of lowering.used) this.need(id, placed, made);
        placed.steps.push({
          kind: "leaf",
          rule: step.rule,
          actions: lowering.actions,
          result,
          temps: lowering.temps,
        });
        continue;
      }
      const source = step.source;
      let compute: Compute | undefined;
      const binding = this.flat.bindings[source.binding]!;
      if (source.kind === "some" || source.kind === "each") {
        for (const operand of binding.operands) this.need(operand, placed, made);
        if (this.ready[source.binding] === 0) {
          compute = { kind: "compute", binding: source.binding, memo: false, dead: false };
          // Results of an iteration live only inside it, so they are never remembered.
          if (source.kind === "some") {
            this.ready[source.binding] = 1;
            made.push(source.binding);
          }
        }
      } else {
        this.need(source.binding, placed, made);
        if (source.other >= 0) this.need(source.other, placed, made);
      }
      const at = placed.steps.length;
      if (compute !== undefined && source.kind === "some") this.site(compute, placed, at);
      const cases: PlacedCase[] = [];
      placed.steps.push({ kind: "test", source, compute, cases });
      for (let i = 0; i < step.cases.length; i += 1) {
        const inner = step.cases[i]!;
        cases.push({ value: inner.value, block: this.block(inner.block, placed, at, i) });
      }
    }
    while (made.length > first) this.ready[made.pop()!] = 0;
    return placed;
  }

  /** Has the binding, and what it depends on, computed in the block. */
  need(id: number, block: PlacedBlock, made: number[]): void {
    if (this.ready[id] === 1) return;
    const binding = this.flat.bindings[id]!;
    for (const operand of binding.operands) {
      // A call that may fail, or that iterates, is made by the test on it.
      const call = this.flat.bindings[operand]!;
      if (binding.kind === "result" && (call.fallible || call.multi)) continue;
      this.need(operand, block, made);
    }
    if (!isComputed(binding)) return;
    const compute: Compute = { kind: "compute", binding: id, memo: false, dead: false };
    this.site(compute, block, block.steps.length);
    block.steps.push(compute);
    this.ready[id] = 1;
    made.push(id);
  }

  site(compute: Compute, block: PlacedBlock, step: number): void {
    const sites = this.sites[compute.binding];
    const site: Site = { compute, block, step };
    if (sites === undefined) this.sites[compute.binding] = [site];
    else sites.push(site);
  }

  assignMemos(): void {
    for (const sites of this.sites) {
      if (sites === undefined || sites.length < 2) continue;
      const work: Site[][] = this.splitByIteration(sites);
      while (work.length > 0) {
        const group = work.pop()!;
        if (group.length < 2) continue;
        const common = commonBlock(group[0]!.block, group[group.length - 1]!.block);
        // Which step of the common block each site is under.
        let sequential = false;
        const first = childAt(group[0]!, common);
        for (const site of group) if (childAt(site, common).step !== first.step) sequential = true;
        if (sequential) {
          const id = group[0]!.compute.binding;
          if (this.canHoist(id, common, first.step)) {
            const compute: Compute = { kind: "compute", binding: id, memo: false, dead: false };
            if (common.hoists === NO_HOISTS) common.hoists = [];
            common.hoists.push({ step: first.step, compute });
            for (const site of group) site.compute.dead = true;
            let sure = this.hoisted[id];
            if (sure === undefined) this.hoisted[id] = sure = [];
            sure.push({ compute, block: common, step: first.step });
            continue;
          }
          if (common.memos === NO_MEMOS) common.memos = [];
          common.memos.push(group[0]!.compute.binding);
          for (const site of group) site.compute.memo = true;
          continue;
        }
        const byCase = new Map<number, Site[]>();
        for (const site of group) {
          const key = childAt(site, common).inCase;
          const list = byCase.get(key);
          if (list === undefined) byCase.set(key, [site]);
          else list.push(site);
        }
        for (const list of byCase.values()) work.push(list);
      }
    }
  }

  /** Whether a binding may be computed in the block before the step: it cannot fail, its operand is known there, and it may be asked for. */
  canHoist(id: number, block: PlacedBlock, step: number): boolean {
    const binding = this.flat.bindings[id]!;
    if (
      binding.kind !== "field" &&
      binding.kind !== "tag" &&
      binding.kind !== "discriminant" &&
      !(binding.kind === "extract" && !binding.fallible && !binding.multi)
    )
      return false;
    const operand = binding.operands[0]!;
    if (!this.isKnown(operand, block, step)) return false;
    if (binding.kind !== "field") return true;
    const type = this.program.types[binding.enumType] as EnumType;
    if (type.struct) return true;
    return isInside(block, (source) => {
      if (source.kind !== "switch") return false;
      const tested = this.flat.bindings[source.binding]!;
      return (tested.kind === "tag" || tested.kind === "discriminant") && tested.operands[0] === operand;
    });
  }

  /** Whether the value of a binding has been computed on every path to the step of the block. */
  isKnown(id: number, block: PlacedBlock, step: number): boolean {
    const binding = this.flat.bindings[id]!;
    if (binding.kind === "result") {
      const call = this.flat.bindings[binding.operands[0]!]!;
      if (!call.fallible && !call.multi) return this.isKnown(call.id, block, step);
      return isInside(
        block,
        (source) => (source.kind === "some" || source.kind === "each") && source.binding === call.id,
      );
    }
    if (!isComputed(binding)) return true;
    let at: PlacedBlock | undefined = block;
    let before = step;
    while (at !== undefined) {
      for (const site of this.hoisted[id] ?? []) if (site.block === at && site.step <= before) return true;
      for (const site of this.sites[id] ?? [])
        if (site.block === at && site.step < before && !site.compute.memo && !site.compute.dead) return true;
      before = at.parentStep;
      at = at.parent;
    }
    return false;
  }

  /**
   * What depends on the elements of an iteration must not be remembered outside
   * it: groups the sites by the innermost iteration that their binding depends on.
   */
  splitByIteration(sites: readonly Site[]): Site[][] {
    const iterations = this.iterationsOf(sites[0]!.compute.binding);
    if (iterations.size === 0) return [sites.slice()];
    const groups = new Map<PlacedBlock, Site[]>();
    for (const site of sites) {
      let block = site.block;
      for (;;) {
        if (block.parent === undefined) break;
        const test = block.parent.steps[block.parentStep]!;
        if (test.kind === "test" && test.source.kind === "each" && iterations.has(test.source.binding)) break;
        block = block.parent;
      }
      const group = groups.get(block);
      if (group === undefined) groups.set(block, [site]);
      else group.push(site);
    }
    return [...groups.values()];
  }

  iterationsOf(id: number): Set<number> {
    const found = new Set<number>();
    const seen = new Set<number>();
    const work = [id];
    while (work.length > 0) {
      const at = work.pop()!;
      if (seen.has(at)) continue;
      seen.add(at);
      const binding = this.flat.bindings[at]!;
      if (binding.multi) found.add(at);
      for (const operand of binding.operands) work.push(operand);
    }
    return found;
  }
}

interface Site {
  readonly compute: Compute;
  readonly block: PlacedBlock;
  readonly step: number;
}

/** Whether the block is below a test whose source satisfies the predicate. */
function isInside(block: PlacedBlock, predicate: (source: Source) => boolean): boolean {
  for (let at = block; at.parent !== undefined; at = at.parent) {
    const step = at.parent.steps[at.parentStep]!;
    if (step.kind === "test" && predicate(step.source)) return true;
  }
  return false;
}

function commonBlock(a: PlacedBlock, b: PlacedBlock): PlacedBlock {
  let x = a;
  let y = b;
  while (x.depth > y.depth) x = x.parent!;
  while (y.depth > x.depth) y = y.parent!;
  while (x !== y) {
    x = x.parent!;
    y = y.parent!;
  }
  return x;
}

/** The step and case of `ancestor` that the site is in. */
function childAt(site: Site, ancestor: PlacedBlock): { step: number; inCase: number } {
  if (site.block === ancestor) return { step: site.step, inCase: -1 };
  let block = site.block;
  while (block.parent !== ancestor) block = block.parent!;
  return { step: block.parentStep, inCase: block.parentCase };
}

/** Lowers one right side. */
class RightSide {
  readonly program: Program;
  readonly settings: CodegenSettings;
  readonly actions: Action[];
  /** Bindings that are mentioned. */
  readonly used: Set<number>;
  readonly variables: (Operand | undefined)[];
  temps: number;

  constructor(program: Program, rule: FlatRule, settings: CodegenSettings) {
    this.program = program;
    this.settings = settings;
    this.actions = [];
    this.used = new Set();
    this.temps = 0;
    this.variables = [];
    for (const id of rule.variables) this.variables.push(id < 0 ? undefined : { kind: "binding", id });
  }

  expression(expr: Expr): Operand {
    switch (expr.kind) {
      case "var": {
        const operand = this.variables[expr.variable]!;
        if (operand.kind === "binding") this.used.add(operand.id);
        return operand;
      }
      case "int": {
        const type = this.program.types[expr.type]!;
        if (isWide(type) && type.kind === "primitive") {
          const bits = type.bits > 64 ? 128 : 64;
          return { kind: "wide", bits, value: BigInt.asUintN(bits, expr.value) };
        }
        return { kind: "int", value: smallLiteral(expr.value) };
      }
      case "bool":
        return { kind: "int", value: expr.value ? 1 : 0 };
      case "const": {
        const known = this.settings.constants[this.program.constants[expr.constant]!.name];
        if (known !== undefined && !isWide(this.program.types[expr.type]!))
          return { kind: "int", value: known | 0 };
        return { kind: "const", constant: expr.constant };
      }
      case "let":
        for (const binding of expr.bindings)
          this.variables[binding.variable] = this.expression(binding.value);
        return this.expression(expr.body);
      case "variant": {
        const args = expr.args.map((arg) => this.expression(arg));
        const type = this.program.types[expr.type] as EnumType;
        if (isFieldless(type) && !type.struct)
          return { kind: "int", value: variantTag(type, expr.variant, this.settings) };
        const target = this.temps;
        this.temps += 1;
        this.actions.push({ kind: "make", enumType: expr.type, variant: expr.variant, args, target });
        return { kind: "temp", id: target };
      }
      case "call": {
        const args = expr.args.map((arg) => this.expression(arg));
        const target = this.temps;
        this.temps += 1;
        this.actions.push({ kind: "call", term: expr.term, args, target });
        return { kind: "temp", id: target };
      }
    }
  }
}
