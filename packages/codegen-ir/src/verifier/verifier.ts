/**
 * The verifier: every rule that a well-formed CLIF function keeps, checked in one walk over the layout.
 *
 * All errors are collected, each with the entity it is about. What later rules rely on is checked first: when the
 * layout or the blocks are broken, the checks of instructions and of dominance are left out, so that one mistake is
 * not reported many times. Nothing here recurses or throws on a broken function; a value, list or entity number that
 * is out of range is reported and not followed.
 *
 * Unions and instructions outside the layout are legal only in the `egraph` phase.
 */
import { INST_STRIDE, VALUE_ALIAS, VALUE_PARAM, VALUE_RESULT, VALUE_STRIDE, VALUE_UNION } from "../dfg.ts";
import { DominatorTree } from "../dominators.ts";
import { NONE, type Block, type Inst, type Value } from "../entities.ts";
import { ControlFlowGraph } from "../flowgraph.ts";
import type { Function } from "../function.ts";
import * as Format from "../generated/formats.ts";
import {
  CTRL_NONE,
  OPCODE_COUNT,
  OPCODE_CTRL,
  OPCODE_CTRL_SET,
  OPCODE_FLAGS,
  OPCODE_FORMAT,
  OPCODE_RESULTS,
  OPCODE_RULES,
  OPCODE_VALUE_ARGS,
  RULE_CONCRETE,
  RULE_DERIVED,
  RULE_FIRST_ARG,
  RULE_FREE,
  RULE_NARROWER,
  RULE_SAME,
  RULE_STRIDE,
  RULE_WIDER,
  TERMINATOR,
} from "../generated/opcode-tables.ts";
import { TYPE_SET_NAMES, typeSetHas } from "../generated/type-sets.ts";
import { ruleType } from "../instructions.ts";
import {
  INVALID,
  isFloat,
  isInt,
  isValidType,
  laneBits,
  laneCount,
  laneOf,
  typeName,
  type Type,
} from "../types.ts";
import { verifyDeclarations } from "./declarations.ts";
import { FORMAT_NEEDS_OPERAND_CHECK, OperandChecker, OPCODE_NEEDS_CHECK } from "./operands.ts";
import { Report, VerifierErrors, type VerifierError } from "./report.ts";
import { paramsSound, resultsSound } from "./sound.ts";

/** The settings that some rules depend on; the shared flags have them. */
export interface VerifierFlags {
  readonly enable_pinned_reg: boolean;
  readonly preserve_frame_pointers: boolean;
}

/** What the function is checked against besides the language. */
export interface VerifierOptions {
  /** Settings; without them the rules that depend on one are checked against the defaults. */
  readonly flags?: VerifierFlags;
  /** Pointer type of the target; without it address types are not compared with it. */
  readonly pointerType?: Type;
  /** `egraph`: unions and pure instructions outside the layout are legal. Default `normal`. */
  readonly phase?: "normal" | "egraph";
  /** Asks every rule about every instruction, not only where a quick look leaves a doubt. The outcome is the same. */
  readonly thorough?: boolean;
  /** Analyses that must equal the recomputed ones. */
  readonly cfg?: ControlFlowGraph;
  readonly domtree?: DominatorTree;
}

/** What the quick look at an instruction understands besides its fixed arguments and its result. */
const SHAPE_OTHER = 0;
const SHAPE_FIXED = 1;
const SHAPE_JUMP = 2;
const SHAPE_BRIF = 3;

const OPCODE_SHAPE: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: OPCODE_COUNT }, (_, op) => {
  const results = OPCODE_RESULTS[op]!;
  const format = OPCODE_FORMAT[op]!;
  if (op === 0 || (results !== 0 && results !== 1)) return SHAPE_OTHER;
  if (format === Format.Jump) return SHAPE_JUMP;
  if (format === Format.Brif) return SHAPE_BRIF;
  return FORMAT_NEEDS_OPERAND_CHECK[format] === 0 ? SHAPE_FIXED : SHAPE_OTHER;
});

/** 1 for opcodes that have more rules when the quick look was content. */
const PLAIN_NEEDS_CHECK: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: OPCODE_COUNT }, (_, op) =>
  OPCODE_SHAPE[op] === SHAPE_FIXED ? OPCODE_NEEDS_CHECK[op]! : 0,
);

const DEFAULT_FLAGS: VerifierFlags = { enable_pinned_reg: false, preserve_frame_pointers: false };

/** Verifies functions; keeps its memory for the next one. */
export class Verifier {
  private readonly cfg: ControlFlowGraph = new ControlFlowGraph();
  private readonly domtree: DominatorTree = new DominatorTree();
  /** Values that one instruction uses. */
  private uses: Int32Array = new Int32Array(64);

  /** All errors of `func`, empty when it is well-formed. */
  verify(func: Function, options: VerifierOptions = {}): readonly VerifierError[] {
    const report = new Report(func);
    const pointerType = options.pointerType ?? INVALID;
    verifyDeclarations(func, pointerType, report);
    if (!this.layoutRules(func, report)) return report.errors;
    this.aliasRules(func, options, report);
    if (!this.blockRules(func, report)) return report.errors;
    // Analyses follow branches, so targets must exist first.
    const operands = new OperandChecker(func, options.flags ?? DEFAULT_FLAGS, pointerType, report);
    if (!this.branchTargets(func, operands)) return report.errors;
    this.cfg.compute(func);
    this.domtree.compute(func, this.cfg);
    this.entryRules(func, report);
    this.instRules(func, options, operands, report);
    if (options.cfg !== undefined) this.compareCfg(func, options.cfg, report);
    if (options.domtree !== undefined) this.compareDomtree(func, options.domtree, report);
    return report.errors;
  }

  /** The links of blocks and instructions are consistent. Without that nothing else can be walked. */
  private layoutRules(func: Function, report: Report): boolean {
    const { dfg, layout } = func;
    const { instNext, instPrev, instBlock, blockNext, blockPrev, blockFirst, blockLast } = layout;
    const rule = "blocks";
    if (layout.firstBlock < 0) {
      report.add("entry block", "function", "function has no entry block");
      return false;
    }
    const before = report.errors.length;
    let blocks = 0;
    let insts = 0;
    for (let b = layout.firstBlock, prev = -1; b >= 0; prev = b, b = blockNext[b]!) {
      if (++blocks > dfg.numBlocks || b >= dfg.numBlocks) {
        report.block(rule, b as Block, `the list of blocks is broken at block${b}`);
        return false;
      }
      if (blockPrev[b] !== prev)
        report.block(rule, b as Block, `block${b} does not link back to the block before it`);
      let last = -1;
      for (let i = blockFirst[b]!; i >= 0; last = i, i = instNext[i]!) {
        if (++insts > dfg.numInsts || i >= dfg.numInsts) {
          report.block(rule, b as Block, `the list of instructions of block${b} is broken`);
          return false;
        }
        if (instBlock[i] !== b || instPrev[i] !== last) {
          report.add(rule, `inst${i}`, `instruction is not consistently linked into block${b}`);
        }
      }
      if (last !== blockLast[b])
        report.block(rule, b as Block, `the last instruction of block${b} is not its end`);
    }
    return report.errors.length === before;
  }

  /** Alias chains end; unions are only legal in their phase. */
  private aliasRules(func: Function, options: VerifierOptions, report: Report): void {
    const words = func.dfg.values;
    const n = func.dfg.numValues;
    const unions = options.phase === "egraph";
    let state: Int32Array | undefined;
    for (let v = 0; v < n; v++) {
      const kind = words[v * VALUE_STRIDE]! >> 16;
      if (kind < VALUE_ALIAS) continue;
      if (kind === VALUE_UNION) {
        if (!unions)
          report.add("values", `v${v}`, `v${v} is a union, which is legal only during e-graph optimisation`);
        continue;
      }
      state ??= new Int32Array(n);
      let u = v;
      while (state[u] === 0 && words[u * VALUE_STRIDE]! >> 16 === VALUE_ALIAS) {
        state[u] = v + 1;
        const next = words[u * VALUE_STRIDE + 1]!;
        if (next < 0 || next >= n) {
          report.add("values", `v${u}`, `v${u} is an alias of the undefined value v${next}`);
          break;
        }
        u = next;
        if (state[u] === v + 1) {
          report.add("values", `v${u}`, `v${u} is an alias of itself`);
          break;
        }
      }
    }
  }

  /** Each block ends in its only terminator. */
  private blockRules(func: Function, report: Report): boolean {
    const { dfg, layout } = func;
    const before = report.errors.length;
    const rule = "blocks";
    // The empty list is the word at 0.
    if (dfg.lists.data[0] !== 0) report.add("values", "function", "the pool of lists is broken");
    for (let b = 0; b < dfg.numBlocks; b++) {
      if (paramsSound(dfg, b as Block)) continue;
      report.block("values", b as Block, `the list of parameters of block${b} does not exist`);
    }
    if (report.errors.length > before) return false;
    for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
      const last = layout.blockLast[b]!;
      if (last < 0) {
        report.block(rule, b as Block, `block${b} cannot be empty`);
        continue;
      }
      for (let i = layout.blockFirst[b]!; i >= 0; i = layout.instNext[i]!) {
        const op = dfg.insts[i * INST_STRIDE]! & 0xff;
        if (op === 0 || op >= OPCODE_COUNT) {
          report.add("types", `inst${i}`, `instruction has the invalid opcode ${op}`);
          continue;
        }
        const terminates = (OPCODE_FLAGS[op]! & TERMINATOR) !== 0;
        if (terminates && i !== last) {
          report.inst(
            rule,
            i as Inst,
            `a terminator instruction was encountered before the end of block${b}`,
          );
          break;
        }
        if (!terminates && i === last) {
          report.block(rule, b as Block, `block${b} does not end in a terminator instruction`);
        }
      }
    }
    return report.errors.length === before;
  }

  private branchTargets(func: Function, operands: OperandChecker): boolean {
    const { layout } = func;
    let ok = true;
    for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
      if (!operands.targetsExist(layout.blockLast[b]! as Inst)) ok = false;
    }
    return ok;
  }

  private entryRules(func: Function, report: Report): void {
    const { dfg, layout } = func;
    const entry = layout.firstBlock as Block;
    const rule = "entry block";
    if (layout.isCold(entry)) report.block(rule, entry, "entry block cannot be marked as cold");
    if (this.cfg.numPredecessors(entry) > 0) report.block(rule, entry, "entry block has predecessors");
    const expected = func.signature.params;
    const actual = dfg.numBlockParams(entry);
    if (actual !== expected.length) {
      report.block(
        rule,
        entry,
        `entry block parameters (${actual}) must match function signature (${expected.length})`,
      );
      return;
    }
    for (let i = 0; i < actual; i++) {
      const type = dfg.valueType(dfg.blockParam(entry, i));
      if (type !== expected[i]!.type) {
        const want = typeName(expected[i]!.type);
        report.block(
          rule,
          entry,
          `entry block parameter ${i} expected to have type ${want}, got ${typeName(type)}`,
        );
      }
    }
  }

  private instRules(
    func: Function,
    options: VerifierOptions,
    operands: OperandChecker,
    report: Report,
  ): void {
    const { layout } = func;
    const { insts } = func.dfg;
    const { instNext } = layout;
    const quick = options.thorough !== true;
    for (let b = layout.firstBlock; b >= 0; b = layout.blockNext[b]!) {
      const reachable = this.domtree.isReachable(b as Block);
      this.blockParamRules(func, b as Block, report);
      for (let i = layout.blockFirst[b]!; i >= 0; i = instNext[i]!) {
        const op = insts[i * INST_STRIDE]! & 0xff;
        if (quick && this.isPlain(func, i, op, b)) {
          if (PLAIN_NEEDS_CHECK[op] !== 0) operands.check(i as Inst);
        } else this.closeLook(func, options, i as Inst, b as Block, reachable, operands, report);
      }
    }
    operands.sideTables();
  }

  /**
   * True when the uses, results and types of an instruction are certainly right, and, if it is a jump or a brif, its
   * block calls as well. Almost all instructions end here; for the others every rule is asked.
   */
  private isPlain(func: Function, i: number, op: number, block: number): boolean {
    const shape = OPCODE_SHAPE[op]!;
    if (shape === SHAPE_OTHER) return false;
    const { insts, values } = func.dfg;
    const at = i * INST_STRIDE;
    const ctrl = insts[at]! >>> 16;
    if (OPCODE_CTRL[op] !== CTRL_NONE && !typeSetHas(OPCODE_CTRL_SET[op]!, ctrl)) return false;
    const rules = op * RULE_STRIDE;
    const result = insts[at + 5]!;
    if (OPCODE_RESULTS[op] === 0) {
      if (result !== NONE) return false;
    } else {
      if (result < 0 || result >= func.dfg.numValues) return false;
      const record = result * VALUE_STRIDE;
      const head = values[record]!;
      if (head >> 16 !== VALUE_RESULT || values[record + 1] !== i || values[record + 2] !== 0) return false;
      const rule = OPCODE_RULES[rules]!;
      const kind = rule & 0xff;
      const expected =
        kind === RULE_SAME ? ctrl : kind === RULE_CONCRETE ? rule >> 8 : ruleType(rule, ctrl as Type);
      if ((head & 0xffff) !== expected && expected !== INVALID) return false;
    }
    for (let k = 0, fixed = OPCODE_VALUE_ARGS[op]!; k < fixed; k++) {
      const type = this.plainUse(func, insts[at + 1 + k]!, i, block);
      if (type < 0) return false;
      const rule = OPCODE_RULES[rules + RULE_FIRST_ARG + k]!;
      const kind = rule & 0xff;
      if (kind === RULE_SAME) {
        if (type !== ctrl) return false;
      } else if (kind === RULE_FREE) {
        if (!typeSetHas(rule >> 8, type)) return false;
      } else if (kind === RULE_CONCRETE || kind >= RULE_DERIVED) {
        if (type !== ruleType(rule, ctrl as Type)) return false;
      } else if (!typeSetHas(rule >> 8, type) || !widens(kind, type as Type, ctrl as Type)) return false;
    }
    if (shape === SHAPE_JUMP) return this.plainCall(func, insts[at + 1]!, i, block);
    if (shape === SHAPE_BRIF) {
      return this.plainCall(func, insts[at + 2]!, i, block) && this.plainCall(func, insts[at + 3]!, i, block);
    }
    return true;
  }

  /** The type of value `v`, used by instruction `i`, when the use is certainly right, else -1. */
  private plainUse(func: Function, v: number, i: number, block: number): number {
    const { dfg, layout } = func;
    if (v < 0 || v >= dfg.numValues) return -1;
    const { values } = dfg;
    const head = values[v * VALUE_STRIDE]!;
    const source = values[v * VALUE_STRIDE + 1]!;
    if (head >> 16 === VALUE_RESULT) {
      // The definer of a single result names it; several results are looked at closely.
      if (
        source < 0 ||
        source >= dfg.numInsts ||
        dfg.insts[source * INST_STRIDE + 5] !== v ||
        values[v * VALUE_STRIDE + 2] !== 0
      )
        return -1;
      const home = layout.instBlock[source]!;
      if (home === block) return layout.instLabel[source]! < layout.instLabel[i]! ? head & 0xffff : -1;
      return home >= 0 && this.domtree.blockDominates(home as Block, block as Block) ? head & 0xffff : -1;
    }
    if (head >> 16 !== VALUE_PARAM || !dfg.isAttached(v as Value)) return -1;
    if (source !== block && !this.domtree.blockDominates(source as Block, block as Block)) return -1;
    return layout.isBlockInserted(source as Block) ? head & 0xffff : -1;
  }

  /** True when the arguments of a block call of instruction `i` are certainly right. Its target is known to exist. */
  private plainCall(func: Function, call: number, i: number, block: number): boolean {
    const { dfg } = func;
    const pool = dfg.lists.data;
    const target = pool[call + 1]! as Block;
    const n = pool[call]! - 1;
    if (n !== dfg.numBlockParams(target)) return false;
    for (let k = 0; k < n; k++) {
      const type = this.plainUse(func, pool[call + 2 + k]!, i, block);
      const param = dfg.blockParam(target, k);
      // A parameter that is no value is reported with its own block.
      if (type < 0 || param < 0 || param >= dfg.numValues || type !== dfg.valueType(param)) return false;
    }
    return true;
  }

  /** Every rule about one instruction. */
  private closeLook(
    func: Function,
    options: VerifierOptions,
    inst: Inst,
    block: Block,
    reachable: boolean,
    operands: OperandChecker,
    report: Report,
  ): void {
    const { dfg } = func;
    const { insts } = dfg;
    const at = inst * INST_STRIDE;
    const head = insts[at]!;
    const op = head & 0xff;
    const ctrl = (head >>> 16) as Type;
    const fixed = OPCODE_VALUE_ARGS[op]!;
    const hasLists = FORMAT_NEEDS_OPERAND_CHECK[OPCODE_FORMAT[op]!] !== 0;
    let valid = true;
    if (hasLists) {
      // Those of branches were looked at before the analyses.
      if ((OPCODE_FLAGS[op]! & TERMINATOR) === 0 && !operands.listsExist(inst)) return;
      const most = dfg.maxUses(inst);
      if (this.uses.length < most) this.uses = new Int32Array(most * 2);
      const { uses } = this;
      const end = dfg.usesInto(inst, uses, 0);
      for (let k = 0; k < end; k++) {
        if (this.plainUse(func, uses[k]!, inst, block) >= 0) continue;
        if (!this.useRules(func, options, inst, block, uses[k]! as Value, reachable, report)) valid = false;
      }
    } else {
      for (let k = 1; k <= fixed; k++) {
        if (!this.useRules(func, options, inst, block, insts[at + k]! as Value, reachable, report))
          valid = false;
      }
    }
    if (!this.resultRules(func, inst, op, ctrl, report) || !valid) return;
    if (!this.typeRules(func, inst, op, ctrl, fixed, report)) return;
    if (hasLists || OPCODE_NEEDS_CHECK[op] !== 0) operands.check(inst);
  }

  private blockParamRules(func: Function, block: Block, report: Report): void {
    const { dfg } = func;
    for (let i = 0, n = dfg.numBlockParams(block); i < n; i++) {
      const v = dfg.blockParam(block, i);
      if (!dfg.isValid(v)) {
        report.block("values", block, `invalid value reference v${v}`);
        continue;
      }
      const at = v * VALUE_STRIDE;
      if (dfg.values[at]! >> 16 !== VALUE_PARAM || dfg.values[at + 1] !== block || dfg.values[at + 2] !== i) {
        report.block("values", block, `v${v} does not refer back to parameter ${i} of block${block}`);
      }
      if (!isValidType((dfg.values[at]! & 0xffff) as Type)) {
        report.block("types", block, `parameter v${v} has an invalid type`);
      }
    }
  }

  /** `value` may be used by `inst` in `block`. Returns false when its type cannot be asked for. */
  private useRules(
    func: Function,
    options: VerifierOptions,
    inst: Inst,
    block: Block,
    value: Value,
    reachable: boolean,
    report: Report,
  ): boolean {
    const { dfg, layout } = func;
    const words = dfg.values;
    if (value < 0 || value >= dfg.numValues) {
      report.inst("values", inst, `invalid value reference v${value}`);
      return false;
    }
    let v: Value = value;
    let head = words[v * VALUE_STRIDE]!;
    if (head >> 16 === VALUE_ALIAS) {
      v = dfg.resolveAliases(value);
      head = words[v * VALUE_STRIDE]!;
      // A chain that does not end was reported with the values.
      if (head >> 16 === VALUE_ALIAS) return false;
    }
    const source = words[v * VALUE_STRIDE + 1]!;
    if (head >> 16 === VALUE_RESULT) {
      if (source < 0 || source >= dfg.numInsts || !dfg.isAttached(v)) {
        report.inst("values", inst, `invalid value reference v${value}: it is not defined`);
        return false;
      }
      const home = layout.instBlock[source]!;
      if (home < 0) {
        if (options.phase === "egraph") return true;
        report.inst("values", inst, `uses value v${value} of inst${source}, which is not in the layout`);
        return true;
      }
      if (!reachable) return true;
      if (home === block) {
        if (layout.instLabel[source]! < layout.instLabel[inst]!) return true;
      } else if (this.domtree.blockDominates(home as Block, block)) return true;
      if (options.phase === "egraph") return true;
      const from = source === inst ? "itself" : `non-dominating inst${source}`;
      report.inst("values", inst, `uses value v${value} from ${from}`);
      return true;
    }
    if (head >> 16 === VALUE_UNION) return true;
    if (source < 0 || source >= dfg.numBlocks || !layout.isBlockInserted(source as Block)) {
      report.inst("values", inst, `uses parameter v${value} of block${source}, which is not in the layout`);
      return true;
    }
    if (!dfg.isAttached(v)) {
      report.inst("values", inst, `v${value} is not a parameter of block${source}`);
      return false;
    }
    if (!reachable || source === block || this.domtree.blockDominates(source as Block, block)) return true;
    report.inst("values", inst, `uses value arg from non-dominating block${source}: v${value}`);
    return true;
  }

  /** Results refer back to their instruction and are as many as the opcode or signature says, of the right types. */
  private resultRules(func: Function, inst: Inst, op: number, ctrl: Type, report: Report): boolean {
    const { dfg } = func;
    const words = dfg.values;
    if (!resultsSound(dfg, inst)) {
      report.inst("values", inst, "instruction refers to a list of results that does not exist");
      return false;
    }
    const n = dfg.numResults(inst);
    const fixed = OPCODE_RESULTS[op]!;
    let ok = true;
    for (let i = 0; i < n; i++) {
      const v = dfg.result(inst, i);
      const at = v * VALUE_STRIDE;
      if (v < 0 || v >= dfg.numValues) {
        report.inst("values", inst, `invalid result reference v${v}`);
        ok = false;
      } else if (words[at]! >> 16 !== VALUE_RESULT || words[at + 1] !== inst || words[at + 2] !== i) {
        report.inst("values", inst, `result v${v} does not refer back to result ${i} of inst${inst}`);
        ok = false;
      } else if (fixed >= 0 && i < fixed) {
        const expected = ruleType(OPCODE_RULES[op * RULE_STRIDE + i]!, ctrl);
        const type = (words[at]! & 0xffff) as Type;
        if (expected !== type && expected !== INVALID) {
          report.inst(
            "types",
            inst,
            `expected result ${i} to have type ${typeName(expected)}, got ${typeName(type)}`,
          );
          ok = false;
        }
      }
    }
    if (fixed >= 0 && n !== fixed) {
      report.inst("types", inst, `expected ${fixed} result values, but found ${n}`);
      ok = false;
    }
    return ok;
  }

  /** The controlling type is in its set, and each fixed argument has the type that the opcode's rule asks for. */
  private typeRules(
    func: Function,
    inst: Inst,
    op: number,
    ctrl: Type,
    fixed: number,
    report: Report,
  ): boolean {
    const { dfg } = func;
    if (OPCODE_CTRL[op] !== CTRL_NONE && !typeSetHas(OPCODE_CTRL_SET[op]!, ctrl)) {
      report.inst("types", inst, `has an invalid controlling type ${typeName(ctrl)}`);
      return false;
    }
    const words = dfg.insts;
    const at = inst * INST_STRIDE;
    const rules = op * RULE_STRIDE + RULE_FIRST_ARG;
    let ok = true;
    for (let i = 0; i < fixed; i++) {
      const v = words[at + 1 + i]! as Value;
      const type = (dfg.values[v * VALUE_STRIDE]! & 0xffff) as Type;
      const rule = OPCODE_RULES[rules + i]!;
      const kind = rule & 0xff;
      if (kind === RULE_SAME) {
        if (type === ctrl) continue;
      } else if (kind === RULE_CONCRETE || kind >= RULE_DERIVED) {
        if (type === ruleType(rule, ctrl)) continue;
      } else if (kind === RULE_FREE) {
        if (typeSetHas(rule >> 8, type)) continue;
      } else if (typeSetHas(rule >> 8, type) && widens(kind, type, ctrl)) continue;
      ok = false;
      const what = `arg ${i} (v${v})`;
      if (kind === RULE_SAME || kind === RULE_CONCRETE || kind >= RULE_DERIVED) {
        const expected = kind === RULE_SAME ? ctrl : ruleType(rule, ctrl);
        report.inst("types", inst, `${what} has type ${typeName(type)}, expected ${typeName(expected)}`);
      } else {
        const relation =
          kind === RULE_NARROWER
            ? `, narrower than ${typeName(ctrl)}`
            : kind === RULE_WIDER
              ? `, wider than ${typeName(ctrl)}`
              : "";
        const set = TYPE_SET_NAMES[rule >> 8]!;
        report.inst(
          "types",
          inst,
          `${what} with type ${typeName(type)} failed to satisfy type set ${set}${relation}`,
        );
      }
    }
    return ok;
  }

  private compareCfg(func: Function, given: ControlFlowGraph, report: Report): void {
    for (let b = func.layout.firstBlock; b >= 0; b = func.layout.blockNext[b]!) {
      const block = b as Block;
      const same = (x: Block[], y: Block[]): boolean =>
        x.length === y.length && x.every((v, i) => v === y[i]);
      if (b >= given.numBlocks || !same(given.successors(block), this.cfg.successors(block))) {
        report.block("analyses", block, `cfg had unexpected successors for block${b}`);
      } else if (!same(given.predecessors(block), this.cfg.predecessors(block))) {
        report.block("analyses", block, `cfg had unexpected predecessors for block${b}`);
      }
    }
  }

  private compareDomtree(func: Function, given: DominatorTree, report: Report): void {
    for (let b = func.layout.firstBlock; b >= 0; b = func.layout.blockNext[b]!) {
      const expected = this.domtree.idom(b as Block);
      const got = given.idom(b as Block);
      if (got !== expected || given.isReachable(b as Block) !== this.domtree.isReachable(b as Block)) {
        report.block(
          "analyses",
          b as Block,
          `invalid domtree, expected idom(block${b}) = ${expected < 0 ? "none" : `block${expected}`}, got ${got < 0 ? "none" : `block${got}`}`,
        );
      }
    }
  }
}

function widens(kind: number, type: Type, ctrl: Type): boolean {
  const a = laneOf(type);
  const b = laneOf(ctrl);
  if (laneCount(type) !== laneCount(ctrl) || isInt(a) !== isInt(b) || isFloat(a) !== isFloat(b)) return false;
  return kind === RULE_NARROWER ? laneBits(a) < laneBits(b) : laneBits(a) > laneBits(b);
}

/** All errors of `func`; see {@link Verifier} for repeated use. */
export function verifyFunction(func: Function, options: VerifierOptions = {}): readonly VerifierError[] {
  return new Verifier().verify(func, options);
}

/** Throws {@link VerifierErrors} unless `func` is well-formed. */
export function assertValid(func: Function, options: VerifierOptions = {}): void {
  const errors = verifyFunction(func, options);
  if (errors.length > 0) throw new VerifierErrors(errors);
}
