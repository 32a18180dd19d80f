/**
 * Finds out what the rules of a target lower, by trying: for every opcode, every controlling type and every type of a
 * free operand that the language allows, a small function with that one instruction is compiled without asking the
 * target's table. Its operands are parameters, so that no rule can look through them, and its results are returned.
 *
 * An instruction counts as supported if it compiles with every condition code, every operation of `atomic_rmw`, and
 * whatever other small immediate it has. What the verifier refuses does not exist. What differs between no features and
 * all of them is tried with each feature alone taken away: those without which it fails are what it needs.
 */
import {
  Context,
  freeOperand,
  MissingRuleError,
  type TargetIsa,
  UnsupportedError,
} from "@cranelift-ts/codegen";
import {
  Format,
  FuncCursor,
  Function,
  instructions,
  memflags,
  Opcode,
  opcodeTables,
  signature,
  type Type,
  types,
  typeSets,
  type Value,
  VerifierErrors,
} from "@cranelift-ts/codegen-ir";
import { parseFunctions } from "@cranelift-ts/reader";

const {
  CTRL_NONE,
  FORMAT_CONSTANT_WORD,
  FORMAT_IMM8,
  FORMAT_MEM_FLAGS_WORD,
  OPCODE_COUNT,
  OPCODE_CTRL,
  OPCODE_CTRL_SET,
  OPCODE_FORMAT,
  OPCODE_NAMES,
  OPCODE_RULES,
  RULE_FIRST_ARG,
  RULE_FREE,
  RULE_NARROWER,
  RULE_STRIDE,
  RULE_WIDER,
} = opcodeTables;

const LITTLE = memflags.withFlags(memflags.NO_FLAGS, memflags.LITTLE_ENDIAN);

/** Fixed types of up to 512 bits. */
const TYPES: readonly Type[] = allTypes();

function allTypes(): Type[] {
  const out: Type[] = [];
  for (let log2 = 0; log2 <= 6; log2++) {
    for (let lane = types.I8; lane <= types.F128; lane++) {
      const ty = log2 === 0 ? (lane as Type) : types.vectorOf(lane as Type, 1 << log2);
      if (types.typeBits(ty) <= 512) out.push(ty);
    }
  }
  return out;
}

/** An opcode under a controlling type and a type of the free operand; INVALID where there is none. */
export interface Probe {
  readonly op: number;
  readonly ctrl: Type;
  readonly free: Type;
}

export type Verdict = "supported" | "unsupported" | "invalid";

/** A target with some of its features. */
export interface ProbedTarget {
  readonly name: string;
  /** Settings that stand for features of processors. */
  readonly features: readonly string[];
  make(features: readonly string[]): TargetIsa;
}

/** Functions with instructions that need more around them than operands. */
const TEMPLATES: Readonly<Record<string, (ctrl: string) => string>> = {
  jump: () => "function %p() { block0: jump block1 block1: return }",
  brif: (t) =>
    `function %p(${t}) { block0(v0: ${t}): brif v0, block1, block2 block1: return block2: return }`,
  br_table: () =>
    "function %p(i32) { block0(v0: i32): br_table v0, block1, [block1, block2] block1: return block2: return }",
  call: () => "function %p() { fn0 = %g() block0: call fn0() return }",
  call_indirect: (t) => `function %p(${t}) { sig0 = () block0(v0: ${t}): call_indirect sig0, v0() return }`,
  return_call: () => "function %p() tail { fn0 = %g() tail block0: return_call fn0() }",
  return_call_indirect: (t) =>
    `function %p(${t}) tail { sig0 = () tail block0(v0: ${t}): return_call_indirect sig0, v0() }`,
  return: () => "function %p() { block0: return }",
  try_call: () => `function %p() { sig0 = () tail fn0 = %g() tail
    block0: try_call fn0(), sig0, block1(), [ default: block2(exn0) ] block1: return block2(v0: i64): return }`,
  try_call_indirect: (t) => `function %p(${t}) { sig0 = () tail
    block0(v0: ${t}): try_call_indirect v0(), sig0, block1(), [ default: block2(exn0) ] block1: return block2(v1: i64): return }`,
  get_exception_handler_address: (t) => `function %p() -> ${t} { sig0 = () tail fn0 = %g() tail
    block0: v1 = get_exception_handler_address.${t} block1, 0 jump block1
    block1: try_call fn0(), sig0, block2(), [ context v1, default: block3(exn0) ] block2: return v1 block3(v0: i64): return v1 }`,
  func_addr: (t) => `function %p() -> ${t} { fn0 = %g() block0: v0 = func_addr.${t} fn0 return v0 }`,
  stack_addr: (t) =>
    `function %p() -> ${t} { ss0 = explicit_slot 8 block0: v0 = stack_addr.${t} ss0 return v0 }`,
  symbol_value: (t) =>
    `function %p() -> ${t} { gv0 = symbol %g block0: v0 = symbol_value.${t} gv0 return v0 }`,
  tls_value: (t) => `function %p() -> ${t} { gv0 = symbol tls %g block0: v0 = tls_value.${t} gv0 return v0 }`,
};

/** Everything that the opcode tables allow for an opcode. */
export function probesOf(op: number, pointer: Type): Probe[] {
  const out: Probe[] = [];
  const controls =
    OPCODE_CTRL[op] === CTRL_NONE
      ? [types.INVALID]
      : TYPES.filter((t) => typeSets.typeSetHas(OPCODE_CTRL_SET[op]!, t));
  const arg = freeOperand(op);
  for (const ctrl of controls) {
    if (typeSets.TYPE_SET_NAMES[OPCODE_CTRL_SET[op]!] === "iAddr" && ctrl !== pointer) continue;
    if (arg < 0) out.push({ op, ctrl, free: types.INVALID });
    else {
      const rule = OPCODE_RULES[op * RULE_STRIDE + RULE_FIRST_ARG + arg]!;
      for (const free of TYPES) if (fits(rule, free, ctrl)) out.push({ op, ctrl, free });
    }
  }
  return out;
}

function fits(rule: number, type: Type, ctrl: Type): boolean {
  const kind = rule & 0xff;
  if (!typeSets.typeSetHas(rule >> 8, type)) return false;
  if (kind === RULE_FREE) return true;
  const sameShape =
    types.laneCount(type) === types.laneCount(ctrl) && types.hasIntLanes(type) === types.hasIntLanes(ctrl);
  if (kind === RULE_NARROWER) return sameShape && types.laneBits(type) < types.laneBits(ctrl);
  return kind === RULE_WIDER && sameShape && types.laneBits(type) > types.laneBits(ctrl);
}

/** Tries the rules of one configured target. */
export class Prober {
  private readonly isa: TargetIsa;
  private context: Context = new Context();
  private readonly values: Map<Type, Verdict> = new Map<Type, Verdict>();
  /** Failures that are neither "no rule" nor a refusal by name: broken rules. */
  readonly crashes: string[] = [];

  constructor(isa: TargetIsa) {
    this.isa = isa;
  }

  /** Whether values may be of this type. */
  value(type: Type): Verdict {
    let known = this.values.get(type);
    if (known === undefined) this.values.set(type, (known = this.tryValue(type)));
    return known;
  }

  /** Two values that live across a call and change places: moves, spills and reloads. */
  private tryValue(type: Type): Verdict {
    const func = new Function();
    func.signature = signature([type, type], [type, type], "system_v");
    const { dfg } = func;
    const cursor = new FuncCursor(func);
    const block = dfg.makeBlock();
    const next = dfg.makeBlock();
    cursor.insertBlock(block);
    const [a, b] = [dfg.appendBlockParam(block, type), dfg.appendBlockParam(block, type)];
    const sig = dfg.importSignature(signature([], [], "system_v"));
    const name = { kind: "testcase", name: "g" } as const;
    cursor.ins().call(dfg.importFunction({ name, signature: sig, colocated: true, patchable: false }), []);
    cursor.ins().jump(next, [b, a]);
    cursor.insertBlock(next);
    cursor.ins().return_([dfg.appendBlockParam(next, type), dfg.appendBlockParam(next, type)]);
    const crashes = this.crashes.length;
    const verdict = this.compile(func, `values of ${types.typeName(type)}`);
    // A target may have no registers at all for a type: that is an answer, not a crash.
    this.crashes.length = crashes;
    return verdict;
  }

  try(probe: Probe): Verdict {
    const name = OPCODE_NAMES[probe.op]!;
    const what = `${name}.${types.typeName(probe.ctrl)} ${types.typeName(probe.free)}`;
    const template = TEMPLATES[name];
    if (template !== undefined) {
      const type = types.typeName(probe.ctrl === types.INVALID ? this.isa.pointerType : probe.ctrl);
      return this.compile(parseFunctions(template(type))[0]!, what);
    }
    let verdict: Verdict = "invalid";
    for (const imm8 of immediates(probe.op)) {
      const func = this.functionFor(probe, imm8);
      if (func === undefined) return "unsupported";
      verdict = this.compile(func, what);
      if (verdict !== "supported") return verdict;
    }
    return verdict;
  }

  private functionFor({ op, ctrl, free }: Probe, imm8: number): Function | undefined {
    const func = new Function();
    const { dfg } = func;
    const format = OPCODE_FORMAT[op]!;
    const params: Type[] = [];
    for (let k = 0; k < opcodeTables.OPCODE_VALUE_ARGS[op]!; k++) {
      const rule = OPCODE_RULES[op * RULE_STRIDE + RULE_FIRST_ARG + k]!;
      const type = instructions.ruleType(rule, ctrl);
      if (type !== types.INVALID) params.push(type);
      else params.push(k === freeOperand(op) ? free : this.isa.pointerType);
    }
    const block = dfg.makeBlock();
    const cursor = new FuncCursor(func);
    cursor.insertBlock(block);
    const args: Value[] = params.map((t) => dfg.appendBlockParam(block, t));
    const words = [0, 0, 0, 0];
    args.forEach((v, k) => (words[k] = v));
    const flagsWord = FORMAT_MEM_FLAGS_WORD[format]!;
    // A bitcast between different lane counts has to say its order.
    if (flagsWord > 0)
      words[flagsWord - 1] = dfg.internMemFlags(op === Opcode.Bitcast ? LITTLE : memflags.NO_FLAGS);
    const constantWord = FORMAT_CONSTANT_WORD[format]!;
    if (constantWord > 0)
      words[constantWord - 1] = dfg.constants.insert(
        new Uint8Array(ctrl === types.INVALID ? 16 : types.typeBytes(ctrl)),
      );
    if (format === Format.Shuffle) words[2] = dfg.constants.insertMask(new Uint8Array(16));
    if (UNKNOWN_FORMATS.has(format)) return undefined;
    const inst = dfg.makeInst(op, imm8, ctrl, words[0]!, words[1]!, words[2]!, words[3]!);
    dfg.makeResults(inst, ctrl);
    cursor.insertInst(inst);
    const results = dfg.results(inst);
    const returns = results.map((v) => dfg.valueType(v));
    if ([...params, ...returns].some((t) => this.value(t) !== "supported")) return undefined;
    func.signature = signature(params, returns, "system_v");
    if (!instructions.isTerminator(op)) cursor.ins().return_(results);
    return func;
  }

  private compile(func: Function, what: string): Verdict {
    this.context.func = func;
    try {
      this.context.compile(this.isa, { unchecked: true });
      return "supported";
    } catch (error) {
      // What the exception left behind is not trusted.
      this.context = new Context();
      if (error instanceof VerifierErrors) return "invalid";
      if (error instanceof UnsupportedError || error instanceof MissingRuleError) return "unsupported";
      // A term of the rules that has none for this case: the same answer, one level down.
      if (error instanceof Error && /^no rule of \w+ matches$/.test(error.message)) return "unsupported";
      this.crashes.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return "unsupported";
    }
  }
}

/** Formats that only a template makes, or that no target has. */
const UNKNOWN_FORMATS: ReadonlySet<number> = new Set([Format.DynamicStackAddr]);

function immediates(op: number): number[] {
  const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
  switch (FORMAT_IMM8[OPCODE_FORMAT[op]!]) {
    case opcodeTables.IMM8_INTCC:
      return upTo(10);
    case opcodeTables.IMM8_FLOATCC:
      return upTo(14);
    case opcodeTables.IMM8_RMW_OP:
      return upTo(11);
    case opcodeTables.IMM8_TRAP_CODE:
      return [1];
    default:
      return [0];
  }
}

/** The table of a target, and what crashed while it was made. */
export interface SupportTable {
  readonly lines: readonly string[];
  readonly crashes: readonly string[];
}

/** Makes the table of a target. */
export function supportTable(target: ProbedTarget): SupportTable {
  const { features } = target;
  const none = new Prober(target.make([]));
  const all = new Prober(target.make(features));
  const without = features.map((f) => new Prober(target.make(features.filter((g) => g !== f))));
  const pointer = target.make([]).pointerType;
  const lines = [
    `values ${TYPES.filter((t) => none.value(t) === "supported")
      .map((t) => types.typeName(t))
      .join(" ")}`,
  ];
  for (let op = 1; op < OPCODE_COUNT; op++) {
    const items = new Map<Type, { yes: Type[]; no: Type[]; needs: Set<string> }>();
    for (const probe of probesOf(op, pointer)) {
      const best = all.try(probe);
      if (best === "invalid") continue;
      let item = items.get(probe.ctrl);
      if (item === undefined) items.set(probe.ctrl, (item = { yes: [], no: [], needs: new Set<string>() }));
      (best === "supported" ? item.yes : item.no).push(probe.free);
      if (best !== "supported" || none.try(probe) === "supported") continue;
      features.forEach((f, i) => {
        if (without[i]!.try(probe) !== "supported") item.needs.add(f);
      });
    }
    const texts: string[] = [];
    for (const [ctrl, { yes, no, needs }] of items) {
      if (yes.length === 0) continue;
      const free = no.length === 0 ? "" : `(${yes.map((t) => types.typeName(t)).join(",")})`;
      const needed = needs.size === 0 ? "" : `[${[...needs].join("&")}]`;
      texts.push(`${ctrl === types.INVALID ? "-" : types.typeName(ctrl)}${free}${needed}`);
    }
    if (texts.length > 0) lines.push(`${OPCODE_NAMES[op]!} ${texts.join(" ")}`);
  }
  return { lines, crashes: [...none.crashes, ...all.crashes] };
}
