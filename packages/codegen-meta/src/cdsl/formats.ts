/**
 * The 36 instruction formats: which fields an instruction has and where they sit in its record.
 *
 * A record is six 32-bit words: word 0 = opcode (bits 0-7), imm8 (8-15), controlling type (16-31); words 1-4 = a0..a3;
 * word 5 = results. `a0`..`a3` and `imm8` below are those places. A 64-bit immediate takes two words.
 */

/** What a field holds. `value` fields come first in operand order, then lists. */
export type FieldKind =
  | "value"
  | "values"
  | "imm64"
  | "ieee16"
  | "ieee32"
  | "ieee64"
  | "uimm8"
  | "constant"
  | "mask"
  | "global_value"
  | "intcc"
  | "floatcc"
  | "block_call"
  | "jump_table"
  | "exception_table"
  | "func"
  | "sig"
  | "stack_slot"
  | "dynamic_stack_slot"
  | "memflags"
  | "offset32"
  | "rmw_op"
  | "trap_code"
  | "block";

/** Place in the record: operand word 0..3, or "imm8". */
export type Place = 0 | 1 | 2 | 3 | "imm8";

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly place: Place;
}

export interface Format {
  readonly name: string;
  readonly number: number;
  readonly fields: readonly Field[];
  /** Operand text as the reader and printer know it. */
  readonly text: string;
}

const rows: readonly (readonly [name: string, fields: string, text: string])[] = [
  ["Nullary", "", ""],
  ["Unary", "arg:value@0", "v"],
  ["UnaryImm", "imm:imm64@0", "imm64"],
  ["UnaryIeee16", "imm:ieee16@0", "float literal"],
  ["UnaryIeee32", "imm:ieee32@0", "float literal"],
  ["UnaryIeee64", "imm:ieee64@0", "float literal"],
  ["UnaryConst", "constant:constant@0", "constN or a literal"],
  ["UnaryGlobalValue", "global_value:global_value@0", "gvN"],
  ["Binary", "x:value@0 y:value@1", "v, v"],
  ["BinaryImm8", "arg:value@0 imm:uimm8@imm8", "v, u8"],
  ["Ternary", "x:value@0 y:value@1 z:value@2", "v, v, v"],
  ["TernaryImm8", "x:value@0 y:value@1 imm:uimm8@imm8", "v, v, u8"],
  ["MultiAry", "args:values@0", "v, v, ..."],
  ["Shuffle", "x:value@0 y:value@1 mask:mask@2", "v, v, mask"],
  ["IntCompare", "cond:intcc@imm8 x:value@0 y:value@1", "cc v, v"],
  ["FloatCompare", "cond:floatcc@imm8 x:value@0 y:value@1", "cc v, v"],
  ["Jump", "destination:block_call@0", "block(args)"],
  ["Brif", "arg:value@0 then:block_call@1 else:block_call@2", "v, block(args), block(args)"],
  ["BranchTable", "arg:value@0 table:jump_table@1", "v, block(args), [block(args), ...]"],
  ["Call", "func:func@0 args:values@1", "fnN(v, ...)"],
  ["CallIndirect", "callee:value@0 sig:sig@1 args:values@2", "sigN, v(v, ...)"],
  [
    "TryCall",
    "func:func@0 exception:exception_table@1 args:values@2",
    "fnN(v, ...), sigN, block(args), [item, ...]",
  ],
  [
    "TryCallIndirect",
    "callee:value@0 exception:exception_table@1 args:values@2",
    "v(v, ...), sigN, block(args), [item, ...]",
  ],
  ["FuncAddr", "func:func@0", "fnN"],
  ["StackAddr", "slot:stack_slot@0 offset:offset32@1", "ssN+offset"],
  ["DynamicStackAddr", "slot:dynamic_stack_slot@0", "dssN"],
  ["Load", "address:value@0 flags:memflags@1 offset:offset32@2", "flags v+offset"],
  ["Store", "data:value@0 address:value@1 flags:memflags@2 offset:offset32@3", "flags v, v+offset"],
  ["LoadNoOffset", "address:value@0 flags:memflags@1", "flags v"],
  ["StoreNoOffset", "data:value@0 address:value@1 flags:memflags@2", "flags v, v"],
  ["AtomicRmw", "op:rmw_op@imm8 address:value@0 operand:value@1 flags:memflags@2", "flags op v, v"],
  ["AtomicCas", "address:value@0 expected:value@1 replacement:value@2 flags:memflags@3", "flags v, v, v"],
  ["Trap", "code:trap_code@imm8", "code"],
  ["CondTrap", "arg:value@0 code:trap_code@imm8", "v, code"],
  ["IntAddTrap", "x:value@0 y:value@1 code:trap_code@imm8", "v, v, code"],
  ["ExceptionHandlerAddress", "block:block@0 imm:imm64@1", "blockN, imm64"],
];

function parseField(text: string): Field {
  const match = /^(\w+):(\w+)@(\w+)$/.exec(text);
  if (match === null) throw new Error(`bad field ${text}`);
  const place = match[3] === "imm8" ? "imm8" : (Number(match[3]) as Place);
  return { name: match[1] as string, kind: match[2] as FieldKind, place };
}

/** All formats in number order, numbered from 0. */
export const FORMATS: readonly Format[] = rows.map(([name, fields, text], number) => ({
  name,
  number,
  text,
  fields: fields === "" ? [] : fields.split(" ").map(parseField),
}));

const byName = new Map(FORMATS.map((f) => [f.name, f]));

/** The format with that name; throws when there is none (a mistake in a row). */
export function formatByName(name: string): Format {
  const format = byName.get(name);
  if (format === undefined) throw new Error(`no instruction format ${name}`);
  return format;
}
