/**
 * The shape of an instruction row and the little language rows are written in.
 *
 * `inst(name, format, ctrl, operands, results, effects, doc)`:
 * - `ctrl`: `NONE`; `explicit("Set")` = given by the suffix `.type`; `from(i, "Set")` = the type of value operand `i`.
 * - `operands`, `results`: `name: kind`, comma separated, in the order of the text and of the builder method. A kind
 *   is a field kind of the format (`memflags`, `offset32`, ...) or a type rule: `T` (controlling type), a derivation
 *   (`lane_of`, `half_width`, ...), `narrower SET` / `wider SET` (same shape, strictly narrower/wider lane than T, in
 *   SET), a type set name (free choice), or a concrete type. Results `"..."`: as many as the callee returns.
 * - `effects`: letters T terminator, B branch, R returns, C call, t can trap, L load, S store, E other side effects,
 *   I idempotent side effects.
 */
import { type FieldKind, type Format, formatByName } from "./formats.ts";
import { DERIVATIONS, type DerivationName, typeByName } from "./types.ts";
import { type TypeSet, typeSetByName } from "./type-sets.ts";

export type TypeRule =
  | { readonly kind: "concrete"; readonly type: number }
  | { readonly kind: "free"; readonly set: TypeSet }
  | { readonly kind: "narrower" | "wider"; readonly set: TypeSet }
  | { readonly kind: "derived"; readonly derivation: DerivationName };

export interface Operand {
  readonly name: string;
  /** Field kind; `value` operands have a rule. */
  readonly kind: FieldKind;
  readonly rule?: TypeRule;
}

export type Ctrl =
  | { readonly kind: "none" }
  | { readonly kind: "explicit"; readonly set: TypeSet }
  | { readonly kind: "operand"; readonly index: number; readonly set: TypeSet };

export interface Instruction {
  readonly name: string;
  readonly format: Format;
  readonly ctrl: Ctrl;
  readonly operands: readonly Operand[];
  /** Fixed results, or "variable". */
  readonly results: readonly Operand[] | "variable";
  readonly effects: string;
  readonly doc: string;
}

/** A row before numbering; `group` is filled by the family file. */
export type Row = Instruction;

export const NONE: Ctrl = { kind: "none" };

export function explicit(set: string): Ctrl {
  return { kind: "explicit", set: requireSet(set) };
}

export function from(index: number, set: string): Ctrl {
  return { kind: "operand", index, set: requireSet(set) };
}

/** One instruction; see the head of the file. */
export function inst(
  name: string,
  format: string,
  ctrl: Ctrl,
  operands: string,
  results: string,
  effects: string,
  doc: string,
): Row {
  return {
    name,
    format: formatByName(format),
    ctrl,
    operands: parseOperands(name, operands),
    results: results === "..." ? "variable" : parseOperands(name, results),
    effects,
    doc,
  };
}

const FIELD_KINDS: ReadonlySet<string> = new Set<FieldKind>([
  "values",
  "imm64",
  "ieee16",
  "ieee32",
  "ieee64",
  "uimm8",
  "constant",
  "mask",
  "global_value",
  "intcc",
  "floatcc",
  "block_call",
  "jump_table",
  "exception_table",
  "func",
  "sig",
  "stack_slot",
  "dynamic_stack_slot",
  "memflags",
  "offset32",
  "rmw_op",
  "trap_code",
  "block",
]);

function parseOperands(inst: string, text: string): Operand[] {
  if (text === "") return [];
  return text.split(",").map((part) => {
    const match = /^\s*(\w+): (.+)$/.exec(part);
    if (match === null) throw new Error(`${inst}: bad operand '${part}'`);
    const name = match[1] as string;
    const kind = match[2] as string;
    if (FIELD_KINDS.has(kind)) return { name, kind: kind as FieldKind };
    return { name, kind: "value", rule: parseRule(inst, kind) };
  });
}

function parseRule(inst: string, text: string): TypeRule {
  if (text === "T") return { kind: "derived", derivation: "same" };
  if (Object.hasOwn(DERIVATIONS, text)) return { kind: "derived", derivation: text as DerivationName };
  const relative = /^(narrower|wider) (\w+)$/.exec(text);
  if (relative !== null) {
    return { kind: relative[1] as "narrower" | "wider", set: requireSet(relative[2] as string) };
  }
  const set = typeSetByName(text);
  if (set !== undefined) return { kind: "free", set };
  const type = typeByName(text);
  if (type !== undefined) return { kind: "concrete", type };
  throw new Error(`${inst}: unknown type rule '${text}'`);
}

function requireSet(name: string): TypeSet {
  const set = typeSetByName(name);
  if (set === undefined) throw new Error(`no type set ${name}`);
  return set;
}
