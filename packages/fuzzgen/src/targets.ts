/**
 * What is generated for which target: the universe of types, and the pairs of opcode and controlling type that are left
 * out, each with its reason. The list shrinks as back ends grow; the acceptance run covers everything outside it.
 */
import { memflags, opcodeTables, types, typeSets, type Type } from "@cranelift-ts/codegen-ir";

/** Who is to run what is generated. */
export type FuzzTarget = "interpreter" | "x64" | "aarch64" | "s390x";
export const FUZZ_TARGETS: readonly FuzzTarget[] = ["interpreter", "x64", "aarch64", "s390x"];

/** Pairs of opcode and type that are not generated. */
export interface Exclusion {
  readonly opcodes: readonly string[];
  /** Type names, or one of the groups of {@link TYPE_GROUPS}; empty means every type. */
  readonly types: readonly string[];
  readonly reason: string;
}

const SCALARS: readonly Type[] = [
  types.I8,
  types.I16,
  types.I32,
  types.I64,
  types.I128,
  types.F16,
  types.F32,
  types.F64,
  types.F128,
];
const VECTORS_128: readonly Type[] = [
  types.I8X16,
  types.I16X8,
  types.I32X4,
  types.I64X2,
  types.F16X8,
  types.F32X4,
  types.F64X2,
];
const VECTORS_64: readonly Type[] = [types.I8X8, types.I16X4, types.I32X2, types.F16X4, types.F32X2];
/** Dynamic vectors, for `extract_vector` only. */
export const DYNAMIC: readonly Type[] = [
  types.I8X16,
  types.I16X8,
  types.I32X4,
  types.I64X2,
  types.F32X4,
  types.F64X2,
].map(types.vectorToDynamic);

/** Names for several types at once. */
export const TYPE_GROUPS: Readonly<Record<string, (type: Type) => boolean>> = {
  vectors: types.isVector,
  "vectors of 64 bits": (t) => types.isVector(t) && types.typeBits(t) === 64,
  "float vectors": (t) => types.isVector(t) && types.hasFloatLanes(t),
  "integer vectors": (t) => types.isVector(t) && !types.hasFloatLanes(t),
  floats: types.isFloat,
  scalars: types.isScalar,
};

/** Reasons that hold for every target. */
const EVERYWHERE: readonly Exclusion[] = [
  { opcodes: ["stack_switch"], types: [], reason: "the interpreter has one stack" },
  {
    opcodes: [
      "stack_addr",
      "dynamic_stack_addr",
      "symbol_value",
      "tls_value",
      "func_addr",
      "get_frame_pointer",
      "get_return_address",
      "get_stack_pointer",
      "get_pinned_reg",
      "set_pinned_reg",
      "get_exception_handler_address",
      "call_indirect",
      "try_call_indirect",
      "return_call_indirect",
      "uload32",
      "sload32",
      "uload8x8",
      "sload8x8",
      "uload16x4",
      "sload16x4",
      "uload32x2",
      "sload32x2",
    ],
    types: ["i32"],
    reason: "addresses have 64 bits on every target",
  },
  {
    opcodes: ["symbol_value"],
    types: ["i8", "i16", "i128", "floats", "vectors"],
    reason: "the verifier wants the pointer type",
  },
];

const DIVISIONS = ["udiv", "sdiv", "urem", "srem"];
const FROM_INT = ["fcvt_from_uint", "fcvt_from_sint"];
const TO_INT = ["fcvt_to_uint", "fcvt_to_sint", "fcvt_to_uint_sat", "fcvt_to_sint_sat"];
const X86 = ["x86_cvtt2dq", "x86_pmaddubsw", "x86_pmulhrsw", "x86_pshufb"];
const FLOAT_OPS = [
  "fadd",
  "fsub",
  "fmul",
  "fdiv",
  "sqrt",
  "fma",
  "fmin",
  "fmax",
  "ceil",
  "floor",
  "trunc",
  "nearest",
  "fcmp",
  "fneg",
  "fabs",
  "fcopysign",
  "fpromote",
  "fdemote",
  ...FROM_INT,
  ...TO_INT,
];
const WITH_CARRY = ["uadd_overflow_cin", "sadd_overflow_cin", "usub_overflow_bin", "ssub_overflow_bin"];

/** Scalar operations that the aarch64 target does not have yet. */
const AARCH64_MISSING = [
  ...["atomic_load", "atomic_store", "atomic_rmw", "atomic_cas", "fence", "sequence_point"],
  ...["try_call", "try_call_indirect", "get_exception_handler_address", "dynamic_stack_addr"],
  ...["get_pinned_reg", "set_pinned_reg", "get_stack_pointer", "get_return_address"],
  ...["uadd_overflow", "sadd_overflow", "usub_overflow", "ssub_overflow", "umul_overflow", "smul_overflow"],
  ...["uadd_overflow_trap", "sqmul_round_sat", "popcnt", "bitselect", "bitcast", "iconcat", "isplit"],
];

/** Operations that the s390x target does not have yet. */
const S390X_MISSING = ["get_frame_pointer"];

/** By target: what is left out besides the pairs that the language forbids. */
export const EXCLUSIONS: Readonly<Record<FuzzTarget, readonly Exclusion[]>> = {
  interpreter: EVERYWHERE,
  x64: [
    ...EVERYWHERE,
    { opcodes: [], types: ["vectors"], reason: "not lowered yet" },
    { opcodes: ["dynamic_stack_addr", "extract_vector"], types: [], reason: "no dynamic vectors" },
    { opcodes: FLOAT_OPS, types: ["f16", "f128"], reason: "no such arithmetic in hardware" },
    { opcodes: ["debugtrap"], types: [], reason: "stops the process" },
    { opcodes: [...WITH_CARRY, "get_exception_handler_address"], types: [], reason: "not lowered yet" },
    { opcodes: ["blendv", "sqmul_round_sat", ...X86], types: ["scalars"], reason: "meant for vectors" },
    { opcodes: ["select_spectre_guard"], types: ["f128"], reason: "not lowered yet" },
    { opcodes: ["tls_value"], types: [], reason: "needs a dynamic linker" },
  ],
  aarch64: [
    ...EVERYWHERE,
    { opcodes: ["debugtrap"], types: [], reason: "stops the process" },
    { opcodes: [], types: ["vectors", "floats", "i128"], reason: "not lowered yet" },
    { opcodes: AARCH64_MISSING, types: [], reason: "not lowered yet" },
    {
      opcodes: ["clz", "cls", "ctz", "bitrev", "rotl", "rotr", "umulhi", "smulhi"],
      types: ["i8", "i16"],
      reason: "not lowered yet",
    },
    { opcodes: ["blendv", ...X86], types: [], reason: "x86-64 only" },
    {
      opcodes: FLOAT_OPS,
      types: ["f16", "f128", "f16x4", "f16x8"],
      reason: "no such arithmetic in the baseline",
    },
    { opcodes: WITH_CARRY, types: [], reason: "not lowered yet" },
    {
      opcodes: [...DIVISIONS, "smin", "smax", "umin", "umax", "umul_overflow", "smul_overflow"],
      types: ["i128"],
      reason: "needs a library routine",
    },
    { opcodes: [...FROM_INT, ...TO_INT], types: ["i128"], reason: "not lowered yet" },
    { opcodes: ["rotl", "rotr", "umulhi", "smulhi"], types: ["vectors"], reason: "not lowered yet" },
    { opcodes: ["popcnt"], types: ["i16x8", "i32x4", "i64x2"], reason: "not lowered yet" },
    { opcodes: ["tls_value"], types: [], reason: "needs a dynamic linker" },
  ],
  s390x: [
    ...EVERYWHERE,
    { opcodes: ["debugtrap"], types: [], reason: "stops the process" },
    { opcodes: [], types: ["vectors", "f16", "f128"], reason: "not lowered yet" },
    { opcodes: S390X_MISSING, types: [], reason: "not lowered yet" },
    {
      opcodes: [
        ...X86,
        "blendv",
        "sqmul_round_sat",
        "dynamic_stack_addr",
        "extract_vector",
        "get_pinned_reg",
        "set_pinned_reg",
      ],
      types: [],
      reason: "not on this target",
    },
    { opcodes: WITH_CARRY, types: ["i128"], reason: "not lowered yet" },
    {
      opcodes: ["atomic_load", "atomic_store", "atomic_rmw", "atomic_cas"],
      types: ["i128"],
      reason: "stack slots have too small an alignment",
    },
    { opcodes: ["select_spectre_guard", "bitselect"], types: ["floats"], reason: "not lowered yet" },
    { opcodes: ["tls_value"], types: [], reason: "needs a dynamic linker" },
  ],
};

/** Flags for the byte orders that an access may name: those of code for the target. */
export function byteOrdersOf(target: FuzzTarget): readonly number[] {
  const { BIG_ENDIAN, LITTLE_ENDIAN } = memflags;
  return target === "x64" || target === "aarch64" ? [LITTLE_ENDIAN] : [BIG_ENDIAN, LITTLE_ENDIAN];
}

/** The types of values. Other vectors are left out: no register has their size. */
export function typesOf(target: FuzzTarget): Type[] {
  return [...SCALARS, ...VECTORS_128, ...VECTORS_64].filter(
    (t) => reasonAgainst(target, "", t) === undefined,
  );
}

/** Why the pair is left out, or undefined. An empty opcode asks about the type alone. */
export function reasonAgainst(target: FuzzTarget, opcode: string, type: Type): string | undefined {
  for (const { opcodes, types: names, reason } of EXCLUSIONS[target]) {
    if (opcodes.length > 0 && !opcodes.includes(opcode)) continue;
    if (names.length === 0 || names.some((n) => TYPE_GROUPS[n]?.(type) ?? types.typeName(type) === n))
      return reason;
  }
  return undefined;
}

/** An opcode under a controlling type (INVALID where it has none), with the types each operand may have. */
export interface Operation {
  readonly opcode: number;
  readonly type: Type;
  readonly args: readonly (readonly Type[])[];
}

const {
  OPCODE_COUNT,
  OPCODE_CTRL_SET,
  OPCODE_NAMES,
  OPCODE_RULES,
  OPCODE_RESULTS,
  OPCODE_VALUE_ARGS,
  RULE_STRIDE,
} = opcodeTables;

/** Every pair of opcode and type that is generated for the target, by opcode. */
export function operationsFor(target: FuzzTarget): Operation[] {
  const universe = typesOf(target);
  const out: Operation[] = [];
  for (let opcode = 1; opcode < OPCODE_COUNT; opcode++) {
    const name = OPCODE_NAMES[opcode]!;
    const set = OPCODE_CTRL_SET[opcode]!;
    const candidates = set === 0 ? [types.INVALID] : name === "extract_vector" ? DYNAMIC : universe;
    for (const type of candidates) {
      if (set !== 0 && !typeSets.typeSetHas(set, type)) continue;
      if (reasonAgainst(target, name, type) !== undefined) continue;
      const args: Type[][] = [];
      for (let i = 0; i < OPCODE_VALUE_ARGS[opcode]!; i++) {
        const rule = OPCODE_RULES[opcode * RULE_STRIDE + opcodeTables.RULE_FIRST_ARG + i]!;
        args.push(
          name === "extract_vector"
            ? [type]
            : operandTypes(rule, type, universe).filter((t) => meaningful(name, type, t)),
        );
      }
      // A conversion is named by its result; the list may exclude either side.
      if (/^(?:fcvt_|fpromote$|fdemote$)/.test(name))
        args[0] = args[0]!.filter((t) => reasonAgainst(target, name, t) === undefined);
      if (args.some((a) => a.length === 0) || !resultsExist(opcode, type, universe)) continue;
      out.push({ opcode, type, args });
    }
  }
  return out;
}

/** The types of the universe that an operand's rule allows under a controlling type. */
function operandTypes(rule: number, ctrl: Type, universe: readonly Type[]): Type[] {
  const kind = rule & 0xff;
  if (kind === opcodeTables.RULE_CONCRETE) return universe.filter((t) => t === rule >> 8);
  if (kind >= opcodeTables.RULE_DERIVED) {
    const derived = typeSets.DERIVED_TYPES[(kind - opcodeTables.RULE_DERIVED) * typeSets.TYPE_LIMIT + ctrl]!;
    return universe.filter((t) => t === derived);
  }
  if (kind === opcodeTables.RULE_FREE) return universe.filter((t) => typeSets.typeSetHas(rule >> 8, t));
  const sameShape = (t: Type): boolean =>
    types.hasIntLanes(t) === types.hasIntLanes(ctrl) &&
    types.laneCount(t) === types.laneCount(ctrl) &&
    types.isVector(t) === types.isVector(ctrl);
  if (kind === opcodeTables.RULE_NARROWER)
    return universe.filter((t) => sameShape(t) && types.laneBits(t) < types.laneBits(ctrl));
  return universe.filter((t) => sameShape(t) && types.laneBits(t) > types.laneBits(ctrl));
}

/** Corners that the type rules allow and the language does not mean. */
function meaningful(name: string, ctrl: Type, arg: Type): boolean {
  if (name === "bitcast") return types.typeBits(ctrl) === types.typeBits(arg);
  if (name.startsWith("fcvt_") || name === "x86_cvtt2dq") {
    return types.laneCount(ctrl) === types.laneCount(arg) && types.isVector(ctrl) === types.isVector(arg);
  }
  // Higher bits than the type has are no bits.
  if (name === "vhigh_bits") return types.laneCount(arg) <= types.typeBits(ctrl);
  return true;
}

function resultsExist(opcode: number, ctrl: Type, universe: readonly Type[]): boolean {
  for (let r = 0; r < OPCODE_RESULTS[opcode]!; r++) {
    const rule = OPCODE_RULES[opcode * RULE_STRIDE + r]!;
    if (operandTypes(rule, ctrl, universe).length === 0) return false;
  }
  return true;
}
