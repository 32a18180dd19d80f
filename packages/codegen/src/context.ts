/**
 * Compiling functions: the pipeline, and the memory that it reuses.
 *
 * A `Context` holds one function and everything needed to compile it; `clear` keeps the memory, so that compiling the
 * next function allocates next to nothing. The pipeline is the list `PASSES`; ISAs are handed in.
 *
 * Passes change the function: after `compile` it is what was lowered, not what was written. A function that cannot be
 * compiled ends in a `CraneliftError`: the verifier's, `UnsupportedError` or `ImplLimitError`.
 */
import {
  assertValid,
  ControlFlowGraph,
  DominatorTree,
  Function,
  LoopAnalysis,
  type VerifierOptions,
} from "@cranelift-ts/codegen-ir";
import {
  allocateBacktracking,
  allocateSinglePass,
  assertAllocation,
  BacktrackingContext,
  Checker,
  type MachineEnv,
  RegallocFunction,
  RegallocOutput,
  SinglePassContext,
} from "@cranelift-ts/regalloc";
import {
  type CompiledCode,
  type CompiledStencil,
  finishStencil,
  frameInfoOf,
  StencilOfBuffer,
} from "./compiled-code.ts";
import type { FrameLayout } from "./machinst/abi.ts";
import { BlockOrder } from "./machinst/block-order.ts";
import { MachBuffer } from "./machinst/buffer.ts";
import { type EmitRecords, Emitter, layoutFrame } from "./machinst/emit.ts";
import { ImplLimitError, UnsupportedError } from "./machinst/errors.ts";
import type { TargetIsa } from "./machinst/isa.ts";
import type { LowerContext } from "./machinst/lower.ts";
import { lowerFunction } from "./machinst/lower-function.ts";
import {
  addValueLabels,
  buildRegallocFunction,
  type LabelledReg,
  VregNumbers,
} from "./machinst/regalloc-adapter.ts";
import { ConstantPhis } from "./passes/constant-phis.ts";
import { legalize } from "./passes/legalize.ts";
import { canonicalizeNans } from "./passes/nan-canonicalization.ts";
import { eliminateUnreachableCode } from "./passes/unreachable-code.ts";

/** Settings of one compilation that are no settings of the target. */
export interface CompileOptions {
  /** Also make the text of the machine instructions. */
  readonly vcodeText?: boolean;
  /** Called around each pass, for timing: the clock belongs to the caller. */
  readonly onPass?: (name: string, run: () => void) => void;
  /** Verify after every pass that changes the function. */
  readonly verifyEachPass?: boolean;
  /**
   * Give every instruction to the rules, without legalisation and without looking it up in the target's table: for the
   * tool that makes the table. An instruction without a rule ends in a `MissingRuleError` then.
   */
  readonly unchecked?: boolean;
}

/** One step of the pipeline. */
export interface Pass {
  readonly name: string;
  /** Whether the step is taken; always, if absent. */
  enabled?(cx: Context): boolean;
  run(cx: Context): void;
  /** Whether the function may be different afterwards. */
  readonly changes: boolean;
}

/** The pipeline, in order. */
export const PASSES: readonly Pass[] = [
  {
    name: "verify",
    changes: false,
    enabled: (cx) => cx.isa.flags.enable_verifier,
    run: (cx) => assertValid(cx.func, verifierOptions(cx.isa)),
  },
  {
    name: "canonicalize_nans",
    changes: true,
    enabled: (cx) => cx.isa.flags.enable_nan_canonicalization,
    run: (cx) => canonicalizeNans(cx.func),
  },
  { name: "unreachable", changes: true, run: (cx) => cx.eliminateUnreachableCode() },
  { name: "constant_phis", changes: true, run: (cx) => cx.removeConstantPhis() },
  { name: "legalize", changes: true, enabled: (cx) => cx.isChecked, run: (cx) => cx.legalize() },
  { name: "resolve_aliases", changes: true, run: (cx) => cx.func.dfg.resolveAllAliases() },
  { name: "supported", changes: false, enabled: (cx) => cx.isChecked, run: (cx) => cx.checkSupported() },
  { name: "analyses", changes: false, run: (cx) => cx.computeAnalyses() },
  { name: "lower", changes: false, run: (cx) => cx.lower() },
  { name: "regalloc", changes: false, run: (cx) => cx.allocateRegisters() },
  {
    name: "regalloc_checker",
    changes: false,
    enabled: (cx) => cx.isa.flags.regalloc_checker,
    run: (cx) => cx.checkAllocation(),
  },
  { name: "emit", changes: false, run: (cx) => cx.emit() },
];

function verifierOptions(isa: TargetIsa): VerifierOptions {
  return { flags: isa.flags, pointerType: isa.pointerType };
}

const NO_LABELS: readonly LabelledReg[] = [];

/** Back end and allocator memory for one ISA. */
interface Backend {
  readonly isa: TargetIsa;
  readonly cx: LowerContext;
  readonly emitter: Emitter;
}

export class Context {
  func: Function;
  readonly cfg: ControlFlowGraph = new ControlFlowGraph();
  readonly domtree: DominatorTree = new DominatorTree();
  readonly loops: LoopAnalysis = new LoopAnalysis();
  /** The target of the running compilation. */
  isa!: TargetIsa;

  private readonly order: BlockOrder = new BlockOrder();
  private readonly phis: ConstantPhis = new ConstantPhis();
  private readonly ra: RegallocFunction = new RegallocFunction();
  private readonly raOutput: RegallocOutput = new RegallocOutput();
  private readonly numbers: VregNumbers = new VregNumbers();
  private backtracking: BacktrackingContext | undefined = undefined;
  private singlePass: SinglePassContext | undefined = undefined;
  private checker: Checker | undefined = undefined;
  private backend: Backend | undefined = undefined;
  private env!: MachineEnv;
  private options: CompileOptions = {};
  private stencil: CompiledStencil | undefined = undefined;
  /** The rules lower all of the function as it came. */
  private allLowered: boolean = false;

  constructor(func: Function = new Function()) {
    this.func = func;
  }

  /** Forgets the function; keeps the memory. */
  clear(): void {
    this.func.clear();
    this.cfg.clear();
    this.domtree.clear();
    this.loops.clear();
    this.stencil = undefined;
  }

  /** Compiles the function. Throws a `CraneliftError` if that cannot be done. */
  compile(isa: TargetIsa, options: CompileOptions = {}): CompiledCode {
    return finishStencil(this.compileStencil(isa, options), this.func);
  }

  /** As {@link compile}, without the function's parameters applied. */
  compileStencil(isa: TargetIsa, options: CompileOptions = {}): CompiledStencil {
    this.isa = isa;
    this.options = options;
    this.stencil = undefined;
    this.cfg.clear();
    this.domtree.clear();
    if (this.backend?.isa !== isa) {
      const cx = isa.createBackend();
      this.backend = { isa, cx, emitter: new Emitter(new MachBuffer(isa.labelUses, isa.trapBytes)) };
    }
    const { onPass } = options;
    for (const pass of PASSES) {
      if (pass.enabled !== undefined && !pass.enabled(this)) continue;
      if (onPass === undefined) pass.run(this);
      else onPass(pass.name, () => pass.run(this));
      if (options.verifyEachPass === true && pass.changes) assertValid(this.func, verifierOptions(isa));
    }
    return this.stencil!;
  }

  /** Back end of the running compilation. */
  get lowering(): LowerContext {
    return this.backend!.cx;
  }

  // Steps

  /** Removes unreachable blocks; the dominator tree is up to date afterwards. */
  eliminateUnreachableCode(): void {
    this.cfg.compute(this.func);
    this.domtree.compute(this.func, this.cfg);
    eliminateUnreachableCode(this.func, this.cfg, this.domtree);
  }

  removeConstantPhis(): void {
    this.phis.run(this.func, this.domtree);
  }

  /** Whether what the rules cannot lower is looked for. */
  get isChecked(): boolean {
    return this.options.unchecked !== true;
  }

  /** Expands what the rules do not lower. Nothing is done in the usual case that they lower everything. */
  legalize(): void {
    const { func, isa } = this;
    this.allLowered = isa.support !== undefined && isa.support.find(func) === undefined;
    if (this.allLowered || isa.support === undefined) return;
    legalize(func, isa.support, isa.flags);
  }

  checkSupported(): void {
    const { func, isa } = this;
    const found = (this.allLowered ? undefined : isa.support?.find(func)) ?? isa.findUnsupported(func);
    if (found !== undefined) throw UnsupportedError.of(func, found.inst, found.what);
    this.lowering.checkSignatures(func, isa.flags);
  }

  computeAnalyses(): void {
    if (!this.cfg.isValid()) this.cfg.compute(this.func);
    if (!this.domtree.isValid()) this.domtree.compute(this.func, this.cfg);
    this.loops.compute(this.func, this.cfg, this.domtree);
    this.order.compute(this.func, this.cfg, this.domtree, this.loops);
  }

  lower(): void {
    lowerFunction(this.lowering, this.func, this.isa.flags, this.order);
  }

  allocateRegisters(): void {
    const { cx } = this.backend!;
    buildRegallocFunction(cx.vcode, this.isa.machine, cx.clobberSets, this.numbers, this.ra);
    const { emitter } = this.backend!;
    emitter.labels = this.func.dfg.valueLabels === undefined ? NO_LABELS : cx.labelledRegs();
    addValueLabels(cx.vcode, this.numbers, emitter.labels, this.ra);
    this.env = this.isa.machineEnv(this.func);
    if (this.isa.flags.regalloc_algorithm === "single_pass") {
      allocateSinglePass((this.singlePass ??= new SinglePassContext()), this.ra, this.env, this.raOutput);
    } else {
      allocateBacktracking(
        (this.backtracking ??= new BacktrackingContext()),
        this.ra,
        this.env,
        this.raOutput,
      );
    }
  }

  checkAllocation(): void {
    assertAllocation(this.ra, this.env, this.raOutput, (this.checker ??= new Checker()));
  }

  emit(): void {
    const { isa, func } = this;
    const { cx, emitter } = this.backend!;
    const frame: FrameLayout = layoutFrame(cx, isa, func, this.ra, this.raOutput, isa.flags);
    if (frame.fixedBytes + frame.outgoingBytes + frame.clobberBytes > 0x7fff_f000)
      throw new ImplLimitError("the frame is larger than 2 GB");
    const text: string[] | undefined = this.options.vcodeText === true ? [] : undefined;
    const records = emitter.run(cx, isa, func, this.ra, this.raOutput, frame, text);
    const finished = emitter.buffer.finish();
    emitter.moveRecords();
    this.stencil = new StencilOfBuffer(finished, {
      alignment: Math.max(
        finished.alignment,
        isa.functionAlignment.minimum,
        1 << isa.flags.log2_min_function_alignment,
      ),
      relocs: finished.relocs.map((r) => ({
        offset: r.offset,
        kind: r.kind,
        name: cx.externalNames[r.target]!.name,
        addend: r.addend,
      })),
      stackMaps: records.stackMaps,
      debugTags: records.debugTags,
      unwind: records.unwind,
      valueLabels: records.valueRanges,
      frame: frameInfoOf(frame, cx.slotOffsets, func),
      blockStarts:
        isa.flags.machine_code_cfg_info || text !== undefined
          ? records.blockStarts.map((b) => finished.labelOffsets[b.block]!)
          : [],
      blockEdges: isa.flags.machine_code_cfg_info ? this.blockEdges(records, finished.labelOffsets) : [],
      vcode: text === undefined ? undefined : `${text.join("\n")}\n`,
    });
  }

  private blockEdges(records: EmitRecords, offsets: Int32Array): [number, number][] {
    const { vcode } = this.lowering;
    const out: [number, number][] = [];
    for (const { block } of records.blockStarts) {
      for (let e = vcode.edgeStart[block]!; e < vcode.edgeEnd[block]!; e++)
        out.push([offsets[block]!, offsets[vcode.edgeTarget[e]!]!]);
    }
    return out;
  }
}
