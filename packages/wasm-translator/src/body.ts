/**
 * Function bodies: one pass over the operators that validates them and, if asked to, emits CLIF.
 *
 * Translation rides on validation: code is emitted while `live` is set. Behind a terminator `live` is off and the rest
 * is only validated; a validation-only run never sets it. What both keep is in `body/state.ts`, the operators by topic
 * are in the files beside it. No recursion: blocks are rows of an Int32Array.
 */
import type { Function } from "@cranelift-ts/codegen-ir";
import { translateOperators } from "./body/dispatch.ts";
import { BodyState, FRAME_WORDS, KIND_FUNC } from "./body/state.ts";
import { finishStackMaps, readLocals, startLocals } from "./body/variables.ts";
import type { FuncEnvironment } from "./environment.ts";
import { ALL_FEATURES, type Features } from "./features.ts";
import { TOO_MUCH_WORK } from "./locals.ts";
import type { ModuleInfo } from "./module-info.ts";

/** Validates and translates function bodies, one after another; keeps its memory. */
export class BodyTranslator {
  private readonly state: BodyState;
  /** Always keep locals in stack slots: for tests. */
  forceSlots: boolean = false;

  constructor(features: Features = ALL_FEATURES) {
    this.state = new BodyState(features);
  }

  /** Validates the body of function `index`. */
  validate(module: ModuleInfo, index: number): void {
    const b = this.state;
    b.env = undefined;
    begin(b, module, index);
    b.live = false;
    translateOperators(b);
  }

  /** Validates the body of function `index` and translates it. */
  translate(module: ModuleInfo, index: number, func: Function, env: FuncEnvironment): void {
    const b = this.state;
    b.inSlots = this.forceSlots;
    try {
      translateOnce(b, module, index, func, env);
    } catch (error) {
      if (error !== TOO_MUCH_WORK) throw error;
      b.inSlots = true;
      translateOnce(b, module, index, func, env);
    }
  }
}

/** Sets the state to the beginning of the body of function `index`, behind its locals. */
function begin(b: BodyState, module: ModuleInfo, index: number): void {
  const { r } = b;
  b.module = module;
  b.types = module.types;
  r.bytes = module.bytes;
  r.pos = module.codeStarts[index]!;
  r.end = module.codeEnds[index]!;
  r.func = index;
  b.sp = 0;
  b.base = 0;
  b.top = -FRAME_WORDS;
  b.savedTop = 0;
  b.loops = 0;
  b.negated = false;
  b.hints = undefined;
  readLocals(b, module.functionTypes[index]!);
  const t = module.functionTypes[index]!;
  b.pushFrame(KIND_FUNC, 0, b.types.resultCounts[t]!, b.types.starts[t]! + b.types.paramCounts[t]!);
}

function translateOnce(
  b: BodyState,
  module: ModuleInfo,
  index: number,
  func: Function,
  env: FuncEnvironment,
): void {
  const { name } = func;
  func.clear();
  func.name = name;
  const sig = env.signature(module.functionTypes[index]!);
  func.signature = sig;
  b.env = env;
  b.refs.clear();
  begin(b, module, index);
  const { e, r } = b;
  e.begin(func, module, index, env.pointerType);
  e.loc = module.codeStarts[index]!;
  b.heaps.begin(e, env);
  b.hints = module.branchHints.get(index);
  b.hintAt = 0;
  if (!b.inSlots) {
    // A few assignments per loop; only contrived code comes near the limit.
    const budget = 1024 + 16 * (r.end - r.pos);
    if (!b.scan.run(r.bytes, r.pos, r.end, b.localCount, budget)) throw TOO_MUCH_WORK;
  }
  const entry = e.createBlock();
  e.switchToBlock(entry);
  e.entryParams.length = 0;
  for (let i = 0; i < sig.params.length; i++) {
    const v = e.appendBlockParam(entry, sig.params[i]!.type);
    e.entryParams.push(v);
    if (sig.params[i]!.purpose === "vmctx") e.vmctx = v;
  }
  env.begin(e);
  b.live = true;
  startLocals(b, env);
  translateOperators(b);
  finishStackMaps(b, env);
}
