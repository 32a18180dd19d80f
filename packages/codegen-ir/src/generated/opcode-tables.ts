// Generated from packages/codegen-meta/src/instructions/*.ts, cdsl/formats.ts by `pnpm generate`. Do not edit.

/** Number of opcodes, the invalid opcode 0 included: the length of the tables below. */
export const OPCODE_COUNT = 164;
/** Mnemonics. */
export const OPCODE_NAMES: readonly string[] = [
  "invalid",
  "atomic_cas",
  "atomic_load",
  "atomic_rmw",
  "atomic_store",
  "avg_round",
  "band",
  "bitcast",
  "bitrev",
  "bitselect",
  "blendv",
  "bmask",
  "bnot",
  "bor",
  "br_table",
  "brif",
  "bswap",
  "bxor",
  "call",
  "call_indirect",
  "ceil",
  "cls",
  "clz",
  "ctz",
  "debugtrap",
  "dynamic_stack_addr",
  "extract_vector",
  "extractlane",
  "f128const",
  "f16const",
  "f32const",
  "f64const",
  "fabs",
  "fadd",
  "fcmp",
  "fcopysign",
  "fcvt_from_sint",
  "fcvt_from_uint",
  "fcvt_to_sint",
  "fcvt_to_sint_sat",
  "fcvt_to_uint",
  "fcvt_to_uint_sat",
  "fdemote",
  "fdiv",
  "fence",
  "floor",
  "fma",
  "fmax",
  "fmin",
  "fmul",
  "fneg",
  "fpromote",
  "fsub",
  "func_addr",
  "fvdemote",
  "fvpromote_low",
  "get_exception_handler_address",
  "get_frame_pointer",
  "get_pinned_reg",
  "get_return_address",
  "get_stack_pointer",
  "iabs",
  "iadd",
  "iadd_pairwise",
  "icmp",
  "iconcat",
  "iconst",
  "imul",
  "ineg",
  "insertlane",
  "ireduce",
  "ishl",
  "isplit",
  "istore16",
  "istore32",
  "istore8",
  "isub",
  "jump",
  "load",
  "nearest",
  "nop",
  "popcnt",
  "return",
  "return_call",
  "return_call_indirect",
  "rotl",
  "rotr",
  "sadd_overflow",
  "sadd_overflow_cin",
  "sadd_sat",
  "scalar_to_vector",
  "sdiv",
  "select",
  "select_spectre_guard",
  "sequence_point",
  "set_pinned_reg",
  "sextend",
  "shuffle",
  "sload16",
  "sload16x4",
  "sload32",
  "sload32x2",
  "sload8",
  "sload8x8",
  "smax",
  "smin",
  "smul_overflow",
  "smulhi",
  "snarrow",
  "splat",
  "sqmul_round_sat",
  "sqrt",
  "srem",
  "sshr",
  "ssub_overflow",
  "ssub_overflow_bin",
  "ssub_sat",
  "stack_addr",
  "stack_switch",
  "store",
  "swiden_high",
  "swiden_low",
  "swizzle",
  "symbol_value",
  "tls_value",
  "trap",
  "trapnz",
  "trapz",
  "trunc",
  "try_call",
  "try_call_indirect",
  "uadd_overflow",
  "uadd_overflow_cin",
  "uadd_overflow_trap",
  "uadd_sat",
  "udiv",
  "uextend",
  "uload16",
  "uload16x4",
  "uload32",
  "uload32x2",
  "uload8",
  "uload8x8",
  "umax",
  "umin",
  "umul_overflow",
  "umulhi",
  "unarrow",
  "urem",
  "ushr",
  "usub_overflow",
  "usub_overflow_bin",
  "usub_sat",
  "uunarrow",
  "uwiden_high",
  "uwiden_low",
  "vall_true",
  "vany_true",
  "vconst",
  "vhigh_bits",
  "x86_cvtt2dq",
  "x86_pmaddubsw",
  "x86_pmulhrsw",
  "x86_pshufb",
];

/** Ends a block. */
export const TERMINATOR = 1;
/** Transfers control to blocks of this function. */
export const BRANCH = 2;
/** Leaves the function by returning (tail calls included). */
export const RETURNS = 4;
/** Calls a function. */
export const CALL = 8;
/** May trap whatever its memory flags say; accesses without `notrap` may trap besides. */
export const CAN_TRAP = 16;
/** May read memory. */
export const CAN_LOAD = 32;
/** May write memory. */
export const CAN_STORE = 64;
/** Has effects that forbid removing, merging or reordering it. */
export const OTHER_SIDE_EFFECTS = 128;
/** A dominated second execution with the same operands changes nothing. */
export const SIDE_EFFECTS_IDEMPOTENT = 256;

/** Format numbers (`formats.ts`). */
export const OPCODE_FORMAT: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 31, 28, 30, 29, 8, 8, 28, 1, 10, 10, 1, 1, 8, 18, 17, 1, 8, 19, 20, 1, 1, 1, 1,
  0, 25, 9, 9, 6, 3, 4, 5, 1, 8, 15, 8, 1, 1, 1, 1, 1, 1, 1, 8, 0, 1, 10, 8,
  8, 8, 1, 1, 8, 23, 1, 1, 35, 0, 0, 0, 0, 1, 8, 8, 14, 8, 2, 8, 1, 11, 1, 8,
  1, 27, 27, 27, 8, 16, 26, 1, 0, 1, 12, 19, 20, 8, 8, 8, 10, 8, 1, 8, 10, 10, 0, 1,
  1, 13, 26, 26, 26, 26, 26, 26, 8, 8, 8, 8, 8, 1, 8, 1, 8, 8, 8, 10, 8, 24, 10, 27,
  1, 1, 8, 7, 7, 32, 33, 33, 1, 21, 22, 8, 10, 34, 8, 8, 1, 26, 26, 26, 26, 26, 26, 8,
  8, 8, 8, 8, 8, 8, 8, 10, 8, 8, 1, 1, 1, 1, 6, 1, 1, 8, 8, 8,
]);

/** Effect bits: `TERMINATOR` and the others. */
export const OPCODE_FLAGS: Uint16Array = /* @__PURE__ */ new Uint16Array([
  0, 224, 160, 224, 192, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 8, 8, 0, 0, 0, 0,
  224, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 272, 0, 272, 0, 0, 0, 128, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 64, 64, 64, 0, 3, 32, 0, 0, 0, 5, 13, 13, 0, 0, 0, 0, 0, 0, 272, 0, 0, 128, 128,
  0, 0, 32, 32, 32, 32, 32, 32, 0, 0, 0, 0, 0, 0, 0, 0, 272, 0, 0, 0, 0, 0, 232, 64,
  0, 0, 0, 0, 0, 17, 272, 272, 0, 11, 11, 0, 0, 272, 0, 272, 0, 32, 32, 32, 32, 32, 32, 0,
  0, 0, 0, 0, 272, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** Fixed value arguments; the list of a call or return comes on top. */
export const OPCODE_VALUE_ARGS: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 3, 1, 2, 2, 2, 2, 1, 1, 3, 3, 1, 1, 2, 1, 1, 1, 2, 0, 1, 1, 1, 1, 1,
  0, 0, 1, 1, 0, 0, 0, 0, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 2, 0, 1, 3, 2,
  2, 2, 1, 1, 2, 0, 1, 1, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 0, 2, 1, 2, 1, 2,
  1, 2, 2, 2, 2, 0, 1, 1, 0, 1, 0, 0, 1, 2, 2, 2, 3, 2, 1, 2, 3, 3, 0, 1,
  1, 2, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 1, 2, 1, 2, 2, 2, 3, 2, 0, 3, 2,
  1, 1, 2, 0, 0, 0, 1, 1, 1, 0, 1, 2, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 2,
  2, 2, 2, 2, 2, 2, 2, 3, 2, 2, 1, 1, 1, 1, 0, 1, 1, 2, 2, 2,
]);

/** Results, or -1 when the callee's signature decides. */
export const OPCODE_RESULTS: Int8Array = /* @__PURE__ */ new Int8Array([
  0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, -1, -1, 1, 1, 1, 1,
  0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1,
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  2, 0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 2, 2, 1, 1, 1, 1, 1, 0, 0,
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 0,
  1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  1, 2, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
]);

/** Controlling type: there is none. */
export const CTRL_NONE = -2;
/** Controlling type: written after the opcode, never inferred. */
export const CTRL_EXPLICIT = -1;
/** `CTRL_NONE`, `CTRL_EXPLICIT`, or the index of the value argument whose type is the controlling type. */
export const OPCODE_CTRL: Int8Array = /* @__PURE__ */ new Int8Array([
  -2, 2, -1, -1, 0, 0, 0, -1, 0, 1, 1, -1, 0, 0, -2, 0, 0, 0, -2, 0, 0, 0, 0, 0,
  -2, -1, 0, 0, -2, -2, -2, -2, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, 0, -2, 0, 1, 0,
  0, 0, 0, -1, 0, -1, -2, -2, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, -1, 0, 0, 0, -1, 0,
  0, 0, 0, 0, 0, -2, -1, 0, -2, 0, -2, -2, 0, 0, 0, 0, 1, 0, -1, 0, 1, 1, -2, 0,
  -1, -2, -1, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, -1, 1, 0,
  0, 0, -2, -1, -1, -2, 0, 0, 0, -2, 0, 0, 1, 0, 0, 0, -1, -1, 0, 0, 0, -1, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, -1, -1, -1, -2, 0, -2,
]);

/** Type set number of the controlling type; 0 when there is none. */
export const OPCODE_CTRL_SET: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 25, 25, 25, 25, 11, 14, 16, 1, 14, 14, 10, 14, 14, 0, 2, 5, 14, 0, 6, 17, 1, 1, 1,
  0, 6, 26, 13, 0, 0, 0, 0, 17, 17, 17, 17, 17, 17, 10, 9, 10, 9, 18, 17, 0, 17, 17, 17,
  17, 17, 17, 18, 17, 6, 0, 0, 6, 6, 6, 6, 6, 8, 8, 24, 8, 3, 3, 8, 8, 13, 10, 8,
  4, 20, 21, 19, 8, 0, 15, 17, 0, 8, 0, 0, 6, 8, 8, 1, 1, 11, 12, 1, 14, 14, 0, 6,
  10, 0, 20, 6, 6, 6, 19, 6, 9, 9, 3, 8, 23, 13, 22, 17, 1, 8, 1, 1, 11, 6, 6, 15,
  24, 24, 0, 15, 6, 0, 2, 2, 17, 0, 6, 1, 1, 7, 11, 1, 10, 20, 6, 6, 6, 19, 6, 9,
  9, 3, 8, 23, 1, 8, 1, 1, 11, 23, 24, 24, 12, 12, 12, 3, 9, 0, 22, 0,
]);

/** Type rules are `kind | payload << 8`. Kind none: no such operand. */
export const RULE_NONE = 0;
/** Exactly the type `payload`. */
export const RULE_CONCRETE = 1;
/** Any type of the set `payload`, whatever the controlling type is. */
export const RULE_FREE = 2;
/**
 * A type of the set `payload` with strictly narrower lanes than the controlling type, of the same kind and
 * number.
 */
export const RULE_NARROWER = 3;
/**
 * A type of the set `payload` with strictly wider lanes than the controlling type, of the same kind and
 * number.
 */
export const RULE_WIDER = 4;
/** From here on: derived from the controlling type by derivation `kind - RULE_DERIVED` (`type-sets.ts`). */
export const RULE_DERIVED = 5;
export const RULE_SAME = 5;
export const RULE_LANE_OF = 6;
export const RULE_AS_TRUTHY = 7;
export const RULE_AS_INT = 8;
export const RULE_HALF_WIDTH = 9;
export const RULE_DOUBLE_WIDTH = 10;
export const RULE_SPLIT_LANES = 11;
export const RULE_MERGE_LANES = 12;
export const RULE_DYNAMIC_TO_VECTOR = 13;

/** Rules of one opcode in `OPCODE_RULES`: two results, then the value arguments. */
export const RULE_STRIDE = 5;
/** Index of the first argument's rule within an opcode's rules. */
export const RULE_FIRST_ARG = 2;
export const OPCODE_RULES: Int32Array = /* @__PURE__ */ new Int32Array([
  0, 0, 0, 0, 0,
  5, 0, 1538, 5, 5,
  5, 0, 1538, 0, 0,
  5, 0, 1538, 5, 0,
  0, 0, 5, 1538, 0,
  5, 0, 5, 5, 0,
  5, 0, 5, 5, 0,
  5, 0, 3842, 0, 0,
  5, 0, 5, 0, 0,
  5, 0, 5, 5, 5,
  5, 0, 5, 5, 5,
  5, 0, 258, 0, 0,
  5, 0, 5, 0, 0,
  5, 0, 5, 5, 0,
  0, 0, 30209, 0, 0,
  0, 0, 5, 0, 0,
  5, 0, 5, 0, 0,
  5, 0, 5, 5, 0,
  0, 0, 0, 0, 0,
  0, 0, 5, 0, 0,
  5, 0, 5, 0, 0,
  5, 0, 5, 0, 0,
  5, 0, 5, 0, 0,
  5, 0, 5, 0, 0,
  0, 0, 0, 0, 0,
  5, 0, 0, 0, 0,
  13, 0, 5, 0, 0,
  6, 0, 5, 0, 0,
  31745, 0, 0, 0, 0,
  30977, 0, 0, 0, 0,
  31233, 0, 0, 0, 0,
  31489, 0, 0, 0, 0,
  5, 0, 5, 0, 0,
  5, 0, 5, 5, 0,
  7, 0, 5, 5, 0,
  5, 0, 5, 5, 0,
  5, 0, 2306, 0, 0,
  5, 0, 2306, 0, 0,
  5, 0, 4610, 0, 0,
  5, 0, 4354, 0, 0,
  5, 0, 4610, 0, 0,
  5, 0, 4354, 0, 0,
  5, 0, 4612, 0, 0,
  5, 0, 5, 5, 0,
  0, 0, 0, 0, 0,
  5, 0, 5, 0, 0,
  5, 0, 5, 5, 5,
  5, 0, 5, 5, 0,
  5, 0, 5, 5, 0,
  5, 0, 5, 5, 0,
  5, 0, 5, 0, 0,
  5, 0, 4611, 0, 0,
  5, 0, 5, 5, 0,
  5, 0, 0, 0, 0,
  39425, 0, 35585, 0, 0,
  35585, 0, 39425, 0, 0,
  5, 0, 0, 0, 0,
  5, 0, 0, 0, 0,
  5, 0, 0, 0, 0,
  5, 0, 0, 0, 0,
  5, 0, 0, 0, 0,
  5, 0, 5, 0, 0,
  5, 0, 5, 5, 0,
  5, 0, 5, 5, 0,
  7, 0, 5, 5, 0,
  10, 0, 5, 5, 0,
  5, 0, 0, 0, 0,
  5, 0, 5, 5, 0,
  5, 0, 5, 0, 0,
  5, 0, 5, 6, 0,
  5, 0, 2564, 0, 0,
  5, 0, 5, 258, 0,
  9, 9, 5, 0, 0,
  0, 0, 5, 1538, 0,
  0, 0, 5, 1538, 0,
  0, 0, 5, 1538, 0,
  5, 0, 5, 5, 0,
  0, 0, 0, 0, 0,
  5, 0, 1538, 0, 0,
  5, 0, 5, 0, 0,
  0, 0, 0, 0, 0,
  5, 0, 5, 0, 0,
  0, 0, 0, 0, 0,
  0, 0, 0, 0, 0,
  0, 0, 5, 0, 0,
  5, 0, 5, 258, 0,
  5, 0, 5, 258, 0,
  5, 29697, 5, 5, 0,
  5, 29697, 5, 5, 29697,
  5, 0, 5, 5, 0,
  5, 0, 6, 0, 0,
  5, 0, 5, 5, 0,
  5, 0, 514, 5, 5,
  5, 0, 514, 5, 5,
  0, 0, 0, 0, 0,
  0, 0, 5, 0, 0,
  5, 0, 2563, 0, 0,
  46081, 0, 46081, 46081, 0,
  5, 0, 1538, 0, 0,
  38401, 0, 5, 0, 0,
  30465, 0, 5, 0, 0,
  34561, 0, 5, 0, 0,
  5, 0, 1538, 0, 0,
  42241, 0, 5, 0, 0,
  5, 0, 5, 5, 0,
  5, 0, 5, 5, 0,
  5, 29697, 5, 5, 0,
  5, 0, 5, 5, 0,
  11, 0, 5, 5, 0,
  5, 0, 6, 0, 0,
  5, 0, 5, 5, 0,
  5, 0, 5, 0, 0,
  5, 0, 5, 5, 0,
  5, 0, 5, 258, 0,
  5, 29697, 5, 5, 0,
  5, 29697, 5, 5, 29697,
  5, 0, 5, 5, 0,
  5, 0, 0, 0, 0,
  5, 0, 5, 5, 5,
  0, 0, 5, 1538, 0,
  12, 0, 5, 0, 0,
  12, 0, 5, 0, 0,
  46081, 0, 46081, 46081, 0,
  5, 0, 0, 0, 0,
  5, 0, 0, 0, 0,
  0, 0, 0, 0, 0,
  0, 0, 5, 0, 0,
  0, 0, 5, 0, 0,
  5, 0, 5, 0, 0,
  0, 0, 0, 0, 0,
  0, 0, 5, 0, 0,
  5, 29697, 5, 5, 0,
  5, 29697, 5, 5, 29697,
  5, 0, 5, 5, 0,
  5, 0, 5, 5, 0,
  5, 0, 5, 5, 0,
  5, 0, 2563, 0, 0,
  5, 0, 1538, 0, 0,
  38401, 0, 5, 0, 0,
  30465, 0, 5, 0, 0,
  34561, 0, 5, 0, 0,
  5, 0, 1538, 0, 0,
  42241, 0, 5, 0, 0,
  5, 0, 5, 5, 0,
  5, 0, 5, 5, 0,
  5, 29697, 5, 5, 0,
  5, 0, 5, 5, 0,
  11, 0, 5, 5, 0,
  5, 0, 5, 5, 0,
  5, 0, 5, 258, 0,
  5, 29697, 5, 5, 0,
  5, 29697, 5, 5, 29697,
  5, 0, 5, 5, 0,
  11, 0, 5, 5, 0,
  12, 0, 5, 0, 0,
  12, 0, 5, 0, 0,
  29697, 0, 5, 0, 0,
  29697, 0, 5, 0, 0,
  5, 0, 0, 0, 0,
  5, 0, 3074, 0, 0,
  5, 0, 4354, 0, 0,
  42241, 0, 46081, 46081, 0,
  5, 0, 5, 5, 0,
  46081, 0, 46081, 46081, 0,
]);

export const FORMAT_COUNT = 36;
/** Names of the formats by number. */
export const FORMAT_NAMES: readonly string[] = [
  "Nullary",
  "Unary",
  "UnaryImm",
  "UnaryIeee16",
  "UnaryIeee32",
  "UnaryIeee64",
  "UnaryConst",
  "UnaryGlobalValue",
  "Binary",
  "BinaryImm8",
  "Ternary",
  "TernaryImm8",
  "MultiAry",
  "Shuffle",
  "IntCompare",
  "FloatCompare",
  "Jump",
  "Brif",
  "BranchTable",
  "Call",
  "CallIndirect",
  "TryCall",
  "TryCallIndirect",
  "FuncAddr",
  "StackAddr",
  "DynamicStackAddr",
  "Load",
  "Store",
  "LoadNoOffset",
  "StoreNoOffset",
  "AtomicRmw",
  "AtomicCas",
  "Trap",
  "CondTrap",
  "IntAddTrap",
  "ExceptionHandlerAddress",
];

/** Number of fixed value arguments; they sit in words 1, 2, ... of the record. */
export const FORMAT_VALUE_ARGS: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 1, 0, 0, 0, 0, 0, 0, 2, 1, 3, 2, 0, 2, 2, 2, 0, 1, 1, 0, 1, 0, 1, 0,
  0, 0, 1, 2, 1, 2, 2, 3, 0, 1, 2, 0,
]);

/** Word of the record (1-4) that holds the list of variable arguments, or 0. */
export const FORMAT_LIST_WORD: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 2, 3, 3, 3, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** Bit `w` is set when word `w` of the record is a block call. */
export const FORMAT_BLOCK_CALLS: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 12, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** Word of the record that holds a jump table, or 0. */
export const FORMAT_JUMP_TABLE_WORD: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** Word of the record that holds an exception table, or 0. */
export const FORMAT_EXCEPTION_TABLE_WORD: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** Operand words that the format uses, counted from word 1. */
export const FORMAT_WORDS: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 1, 2, 1, 1, 2, 1, 1, 2, 1, 3, 2, 1, 3, 2, 2, 1, 3, 2, 2, 3, 3, 3, 1,
  2, 1, 3, 4, 2, 3, 3, 4, 0, 1, 2, 3,
]);

/** Word of the record that holds memory flags, or 0. */
export const FORMAT_MEM_FLAGS_WORD: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 2, 3, 2, 3, 3, 4, 0, 0, 0, 0,
]);

/** Word of the record that holds a 32-bit offset, or 0. */
export const FORMAT_OFFSET_WORD: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  2, 0, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** Word of the record that holds a function reference, or 0. */
export const FORMAT_FUNC_WORD: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** Word of the record that holds a constant (shuffle masks are constants), or 0. */
export const FORMAT_CONSTANT_WORD: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** Meaning of imm8: not used. */
export const IMM8_NONE = 0;
export const IMM8_UIMM8 = 1;
export const IMM8_INTCC = 2;
export const IMM8_FLOATCC = 3;
export const IMM8_TRAP_CODE = 4;
export const IMM8_RMW_OP = 5;
/** What imm8 holds (`IMM8_NONE` and the others). */
export const FORMAT_IMM8: Uint8Array = /* @__PURE__ */ new Uint8Array([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 5, 0, 4, 4, 4, 0,
]);
