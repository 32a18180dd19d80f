// One line of a block: an instruction or an alias.
//
// An instruction is `[<tags>] [@loc] [results =] opcode[.type] operands [, stack_map=[...]]`. The operands are read
// as the opcode's format says, the controlling type is the suffix or the type of the operand that the opcode infers
// it from, and the results get the types that follow from it. Whether operands have the right types is the
// verifier's business.

import {
  Format,
  immediates,
  instructions,
  nearestWord,
  NO_SOURCE_LOC,
  opcodeTables,
  types,
  type Block,
  type Constant,
  type DebugTag,
  type Inst,
  type StackSlot,
  type Type,
  type Value,
} from "@cranelift-ts/codegen-ir";
import {
  KEYWORD_FLOAT_CC,
  KEYWORD_INT_CC,
  KEYWORD_OPCODE,
  KEYWORD_RMW_OP,
  KEYWORD_STACK_MAP,
  KEYWORD_TRAP_CODE,
} from "./keywords.ts";
import {
  TOKEN_ARROW,
  TOKEN_COMMA,
  TOKEN_CONSTANT,
  TOKEN_DOT,
  TOKEN_DYNAMIC_STACK_SLOT,
  TOKEN_EQUAL,
  TOKEN_FUNC_REF,
  TOKEN_GLOBAL_VALUE,
  TOKEN_LANGLE,
  TOKEN_RANGLE,
  TOKEN_SIG_REF,
  TOKEN_SOURCE_LOC,
  TOKEN_STACK_SLOT,
  TOKEN_VALUE,
  TOKEN_WORD,
} from "./lexer.ts";
import { parseConstantBytes, parseFloat, parseFloat128Bytes, parseShuffleMask } from "./parse-constant.ts";
import type { ParseContext } from "./parse-context.ts";
import {
  parseArgumentList,
  parseBlockCall,
  parseExceptionTable,
  parseInternedMemFlags,
  parseJumpTable,
  parseOptionalValues,
  parseStackMap,
} from "./parse-operands.ts";

const { BINARY16, BINARY32, BINARY64, immFitsBits } = immediates;
const { CTRL_EXPLICIT, CTRL_NONE, OPCODE_CTRL, OPCODE_FORMAT, OPCODE_NAMES, OPCODE_RESULTS } = opcodeTables;
const { I16, I32, I64, I8, laneBits, typeName } = types;
const { resultType } = instructions;

/** Operand words and imm8 of the instruction in hand; never read across calls. */
const operand = new Int32Array(5);
const IMM8 = 4;

/** Reads one instruction or alias and appends it to `block`. */
export function parseLine(p: ParseContext, block: Block): void {
  const { lexer, results } = p;
  const start = lexer.start;
  const tags = lexer.token === TOKEN_LANGLE ? parseDebugTags(p) : undefined;
  let loc = NO_SOURCE_LOC;
  if (lexer.token === TOKEN_SOURCE_LOC) {
    loc = lexer.number;
    lexer.next();
  }
  results.length = 0;
  if (lexer.token === TOKEN_VALUE) {
    do {
      if (lexer.token !== TOKEN_VALUE) p.fail("result value");
      p.checkValueNumber(lexer.number, lexer.start);
      results.push(lexer.number);
      results.push(lexer.start);
      lexer.next();
    } while (p.optional(TOKEN_COMMA));
    if (lexer.token === TOKEN_ARROW) {
      parseAlias(p);
      return;
    }
    p.expect(TOKEN_EQUAL, "`=` or `->` after the value");
  }
  if (lexer.token !== TOKEN_WORD) p.fail("instruction");
  const op = KEYWORD_OPCODE[lexer.keyword]!;
  if (op === 0) unknownOpcode(p);
  const opcodeAt = lexer.start;
  lexer.next();
  let ctrl = 0 as Type;
  if (lexer.token === TOKEN_DOT) {
    lexer.next();
    ctrl = p.type("type suffix");
    if (OPCODE_CTRL[op] === CTRL_NONE) p.failAt(opcodeAt, `${OPCODE_NAMES[op]!} takes no type suffix`);
  } else if (OPCODE_CTRL[op] === CTRL_EXPLICIT) {
    p.failAt(opcodeAt, `${OPCODE_NAMES[op]!} needs a type suffix, such as ${OPCODE_NAMES[op]!}.i32`);
  }
  // Not `fill`, which costs as much as a dozen stores.
  operand[0] = 0;
  operand[1] = 0;
  operand[2] = 0;
  operand[3] = 0;
  operand[IMM8] = 0;
  parseOperands(p, op, ctrl);
  if (ctrl === 0) ctrl = inferType(p, op, opcodeAt);
  const inst = p.dfg.makeInst(op, operand[IMM8]!, ctrl, operand[0]!, operand[1]!, operand[2]!, operand[3]!);
  defineResults(p, inst, op, ctrl, opcodeAt);
  p.func.layout.appendInst(inst, block);
  if (loc !== NO_SOURCE_LOC) p.func.setSourceLoc(inst, loc);
  if (tags !== undefined && tags.length > 0) p.dfg.debugTags.set(inst, tags);
  // The values of a `return` take every comma for themselves.
  if (lexer.token === TOKEN_COMMA && OPCODE_FORMAT[op] !== Format.MultiAry) {
    lexer.next();
    p.expectKeyword(KEYWORD_STACK_MAP, "`stack_map`");
    p.expect(TOKEN_EQUAL, "`=` after stack_map");
    const entries = parseStackMap(p);
    if (entries.length > 0) p.dfg.userStackMaps.set(inst, entries);
  }
  p.map?.inst(inst, start);
}

function unknownOpcode(p: ParseContext): never {
  const near = nearestWord(p.lexer.spelling(), OPCODE_NAMES.slice(1));
  p.fail(near === undefined ? "instruction" : `instruction (did you mean \`${near}\`?)`);
}

/** `<1, ss0>` */
function parseDebugTags(p: ParseContext): DebugTag[] {
  const { lexer } = p;
  lexer.next();
  const tags: DebugTag[] = [];
  if (p.optional(TOKEN_RANGLE)) return tags;
  do {
    if (lexer.token === TOKEN_STACK_SLOT) {
      tags.push({ kind: "slot", slot: p.declaredEntity(TOKEN_STACK_SLOT, "ss") as StackSlot });
    } else {
      tags.push({ kind: "user", value: p.uimm32("debug tag") });
    }
  } while (p.optional(TOKEN_COMMA));
  p.expect(TOKEN_RANGLE, "`,` or `>` of debug tags");
  return tags;
}

/** `vA -> vB`, the current token being the arrow. */
function parseAlias(p: ParseContext): void {
  const { lexer, results, dfg } = p;
  if (results.length !== 2) p.fail("`=` (an alias has one value before its arrow)");
  const alias = results.words[0]!;
  const start = results.words[1]!;
  lexer.next();
  if (lexer.token !== TOKEN_VALUE) p.fail("value that the alias stands for");
  const target = lexer.number;
  if (!p.isDefined(target)) p.failAt(lexer.start, `v${target} is not defined yet`, `v${target}`);
  if (p.isDefined(alias)) {
    // Saying the same thing again is allowed.
    const def = dfg.valueDef(alias as Value);
    if (def.kind !== "alias" || def.original !== target)
      p.failAt(start, `duplicate value v${alias}`, `v${alias}`);
  } else {
    p.defineValue(alias, start);
    dfg.setAlias(alias as Value, target as Value);
    p.map?.value(alias, start);
  }
  lexer.next();
}

/** The controlling type of an instruction without suffix. */
function inferType(p: ParseContext, op: number, opcodeAt: number): Type {
  const source = OPCODE_CTRL[op]!;
  if (source < 0) return 0 as Type;
  const v = operand[source]!;
  const type = p.knownType(v);
  if (type === 0) {
    const name = OPCODE_NAMES[op]!;
    p.failAt(
      opcodeAt,
      `the type of ${name} cannot be inferred, v${v} is defined further down: write ${name}.TYPE`,
    );
  }
  return type;
}

/** Gives the results on the left of the line their types and attaches them to `inst`. */
function defineResults(p: ParseContext, inst: Inst, op: number, ctrl: Type, opcodeAt: number): void {
  const { results, dfg } = p;
  const given = results.length >> 1;
  const fixed = OPCODE_RESULTS[op]!;
  if (fixed >= 0) {
    if (given !== fixed) wrongResultCount(p, opcodeAt, fixed, given);
    for (let i = 0; i < fixed; i++) defineResult(p, inst, i, resultType(op, i, ctrl));
    return;
  }
  const returns = dfg.signatures[dfg.callSignature(inst)!]!.returns;
  if (given !== returns.length) wrongResultCount(p, opcodeAt, returns.length, given);
  for (let i = 0; i < given; i++) defineResult(p, inst, i, returns[i]!.type);
}

function wrongResultCount(p: ParseContext, opcodeAt: number, wanted: number, given: number): never {
  p.failAt(opcodeAt, `the instruction has ${wanted} results, but ${given} are named`);
}

function defineResult(p: ParseContext, inst: Inst, i: number, type: Type): void {
  const { results, dfg } = p;
  const v = results.words[i * 2]!;
  const start = results.words[i * 2 + 1]!;
  if (i === 0 && v === dfg.numValues && results.length === 2) {
    // The next free number: the usual case.
    dfg.appendResult(inst, type);
  } else {
    p.defineValue(v, start);
    dfg.setValueType(v as Value, type);
    dfg.attachResult(inst, v as Value);
  }
  p.map?.value(v, start);
}

function comma(p: ParseContext): void {
  if (p.lexer.token !== TOKEN_COMMA) p.fail("`,` between operands");
  p.lexer.next();
}

/** Reads the operands of `op` into `operand`, in the order of its format. */
function parseOperands(p: ParseContext, op: number, ctrl: Type): void {
  const { lexer } = p;
  switch (OPCODE_FORMAT[op]!) {
    case 0 /* Format.Nullary */:
      break;
    case 1 /* Format.Unary */:
      operand[0] = p.value("operand");
      break;
    case 2 /* Format.UnaryImm */:
      parseIconst(p, ctrl);
      break;
    case 3 /* Format.UnaryIeee16 */:
      parseFloat(p, BINARY16);
      operand[0] = p.literal[0]!;
      break;
    case 4 /* Format.UnaryIeee32 */:
      parseFloat(p, BINARY32);
      operand[0] = p.literal[0]!;
      break;
    case 5 /* Format.UnaryIeee64 */:
      parseFloat(p, BINARY64);
      operand[0] = p.literal[0]!;
      operand[1] = p.literal[1]!;
      break;
    case 6 /* Format.UnaryConst */:
      operand[0] = parseConstantOperand(p, ctrl);
      break;
    case 7 /* Format.UnaryGlobalValue */:
      operand[0] = p.declaredEntity(TOKEN_GLOBAL_VALUE, "gv");
      break;
    case 8 /* Format.Binary */:
      operand[0] = p.value("first operand");
      comma(p);
      operand[1] = p.value("second operand");
      break;
    case 9 /* Format.BinaryImm8 */:
      operand[0] = p.value("operand");
      comma(p);
      operand[IMM8] = p.uimm8("lane number");
      break;
    case 10 /* Format.Ternary */:
      operand[0] = p.value("first operand");
      comma(p);
      operand[1] = p.value("second operand");
      comma(p);
      operand[2] = p.value("third operand");
      break;
    case 11 /* Format.TernaryImm8 */:
      operand[0] = p.value("first operand");
      comma(p);
      operand[1] = p.value("second operand");
      comma(p);
      operand[IMM8] = p.uimm8("lane number");
      break;
    case 12 /* Format.MultiAry */:
      operand[0] = parseOptionalValues(p);
      break;
    case 13 /* Format.Shuffle */:
      operand[0] = p.value("first operand");
      comma(p);
      operand[1] = p.value("second operand");
      comma(p);
      operand[2] = p.dfg.constants.insertMask(p.constant.slice(0, parseShuffleMask(p)));
      break;
    case 14 /* Format.IntCompare */:
      operand[IMM8] = code(p, KEYWORD_INT_CC, "integer condition code") - 1;
      operand[0] = p.value("first operand");
      comma(p);
      operand[1] = p.value("second operand");
      break;
    case 15 /* Format.FloatCompare */:
      operand[IMM8] = code(p, KEYWORD_FLOAT_CC, "float condition code") - 1;
      operand[0] = p.value("first operand");
      comma(p);
      operand[1] = p.value("second operand");
      break;
    case 16 /* Format.Jump */:
      operand[0] = parseBlockCall(p);
      break;
    case 17 /* Format.Brif */:
      operand[0] = p.value("condition");
      comma(p);
      operand[1] = parseBlockCall(p);
      comma(p);
      operand[2] = parseBlockCall(p);
      break;
    case 18 /* Format.BranchTable */:
      operand[0] = p.value("index");
      comma(p);
      operand[1] = parseJumpTable(p);
      break;
    case 19 /* Format.Call */:
      operand[0] = p.declaredEntity(TOKEN_FUNC_REF, "fn");
      operand[1] = parseArgumentList(p);
      break;
    case 20 /* Format.CallIndirect */:
      operand[1] = p.declaredEntity(TOKEN_SIG_REF, "sig");
      comma(p);
      operand[0] = p.value("callee");
      operand[2] = parseArgumentList(p);
      break;
    case 21 /* Format.TryCall */:
      operand[0] = p.declaredEntity(TOKEN_FUNC_REF, "fn");
      operand[2] = parseArgumentList(p);
      comma(p);
      operand[1] = parseExceptionTable(p);
      break;
    case 22 /* Format.TryCallIndirect */:
      operand[0] = p.value("callee");
      operand[2] = parseArgumentList(p);
      comma(p);
      operand[1] = parseExceptionTable(p);
      break;
    case 23 /* Format.FuncAddr */:
      operand[0] = p.declaredEntity(TOKEN_FUNC_REF, "fn");
      break;
    case 24 /* Format.StackAddr */:
      operand[0] = p.declaredEntity(TOKEN_STACK_SLOT, "ss");
      operand[1] = p.optionalOffset32();
      break;
    case 25 /* Format.DynamicStackAddr */:
      operand[0] = p.declaredEntity(TOKEN_DYNAMIC_STACK_SLOT, "dss");
      break;
    case 26 /* Format.Load */:
      operand[1] = parseInternedMemFlags(p);
      operand[0] = p.value("address");
      operand[2] = p.optionalOffset32();
      break;
    case 27 /* Format.Store */:
      operand[2] = parseInternedMemFlags(p);
      operand[0] = p.value("value to store");
      comma(p);
      operand[1] = p.value("address");
      operand[3] = p.optionalOffset32();
      break;
    case 28 /* Format.LoadNoOffset */:
      operand[1] = parseInternedMemFlags(p);
      operand[0] = p.value("operand");
      break;
    case 29 /* Format.StoreNoOffset */:
      operand[2] = parseInternedMemFlags(p);
      operand[0] = p.value("value to store");
      comma(p);
      operand[1] = p.value("address");
      break;
    case 30 /* Format.AtomicRmw */:
      operand[2] = parseInternedMemFlags(p);
      operand[IMM8] = code(p, KEYWORD_RMW_OP, "atomic operator") - 1;
      operand[0] = p.value("address");
      comma(p);
      operand[1] = p.value("operand");
      break;
    case 31 /* Format.AtomicCas */:
      operand[3] = parseInternedMemFlags(p);
      operand[0] = p.value("address");
      comma(p);
      operand[1] = p.value("expected value");
      comma(p);
      operand[2] = p.value("replacement");
      break;
    case 32 /* Format.Trap */:
      operand[IMM8] = code(p, KEYWORD_TRAP_CODE, "trap code");
      break;
    case 33 /* Format.CondTrap */:
      operand[0] = p.value("condition");
      comma(p);
      operand[IMM8] = code(p, KEYWORD_TRAP_CODE, "trap code");
      break;
    case 34 /* Format.IntAddTrap */:
      operand[0] = p.value("first operand");
      comma(p);
      operand[1] = p.value("second operand");
      comma(p);
      operand[IMM8] = code(p, KEYWORD_TRAP_CODE, "trap code");
      break;
    case 35 /* Format.ExceptionHandlerAddress */:
      operand[0] = p.block("block");
      comma(p);
      p.imm64("index of the handler");
      operand[1] = p.literal[0]!;
      operand[2] = p.literal[1]!;
      break;
    default:
      p.fail(`operands of ${OPCODE_NAMES[op]!} (token ${lexer.token})`);
  }
}

/** A word with a meaning in the given column. */
function code(p: ParseContext, meaning: Uint16Array, what: string): number {
  const { lexer } = p;
  if (lexer.token !== TOKEN_WORD) p.fail(what);
  const value = meaning[lexer.keyword]!;
  if (value === 0) p.fail(what);
  lexer.next();
  return value;
}

/** The immediate of `iconst`, kept zero-extended from the width of its type. */
function parseIconst(p: ParseContext, ctrl: Type): void {
  const { lexer, literal } = p;
  if (ctrl !== I8 && ctrl !== I16 && ctrl !== I32 && ctrl !== I64) {
    p.failAt(lexer.start, `iconst makes i8, i16, i32 or i64, not ${typeName(ctrl)}`);
  }
  const bits = laneBits(ctrl);
  const start = lexer.start;
  p.imm64(`${bits}-bit integer`);
  if (!immFitsBits(literal, bits)) p.failAt(start, `the constant does not fit ${typeName(ctrl)}`);
  operand[0] = bits < 32 ? literal[0]! & (2 ** bits - 1) : literal[0]!;
  operand[1] = bits < 64 ? 0 : literal[1]!;
}

/** The operand of `vconst` and `f128const`: `constN` or a literal, which joins the pool. */
function parseConstantOperand(p: ParseContext, ctrl: Type): Constant {
  const { lexer } = p;
  if (lexer.token === TOKEN_CONSTANT) return p.declaredEntity(TOKEN_CONSTANT, "const") as Constant;
  const length = ctrl === 0 ? parseFloat128Bytes(p) : parseConstantBytes(p, ctrl);
  return p.dfg.internConstant(p.constant.slice(0, length));
}
