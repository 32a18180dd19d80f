// Constants: `0x...`, `[lane lane ...]` and float literals, as little-endian bytes in `p.constant`.

import { immediates, types, type Type } from "@cranelift-ts/codegen-ir";
import { TOKEN_FLOAT, TOKEN_INTEGER, TOKEN_LBRACKET, TOKEN_RBRACKET } from "./lexer.ts";
import type { ParseContext } from "./parse-context.ts";

const {
  BINARY128,
  BINARY16,
  BINARY32,
  BINARY64,
  immFitsBits,
  LITERAL_OK,
  literalStatusMessage,
  parseFloatLiteral,
  parseHexConstant,
} = immediates;
const { F16, F32, F64, I64, laneBits, laneCount, laneOf, typeBytes, typeName } = types;

/** Reads a float literal of the given format into `p.literal`. */
export function parseFloat(p: ParseContext, format: immediates.FloatFormat): void {
  const { lexer } = p;
  if (lexer.token !== TOKEN_FLOAT) p.fail(`${format.bits}-bit float`);
  const status = parseFloatLiteral(format, lexer.text, lexer.start, lexer.end, p.literal);
  if (status !== LITERAL_OK) p.badLiteral(status, `${format.bits}-bit float`);
  lexer.next();
}

/**
 * Reads constant bytes: hexadecimal, or a list of lanes if `type` is known (not 0). Returns their number: the size of
 * the type, to which short hexadecimal is extended with zeros, or without a type the length of the text.
 */
export function parseConstantBytes(p: ParseContext, type: Type): number {
  const { lexer, constant } = p;
  if (lexer.token === TOKEN_LBRACKET) {
    if (type === 0) p.fail("hexadecimal constant (a list needs a type before it)");
    return parseLanes(p, type);
  }
  if (lexer.token !== TOKEN_INTEGER) p.fail("constant: hexadecimal or a list of lanes");
  const length = parseHexConstant(lexer.text, lexer.start, lexer.end, constant);
  if (length < 0) p.badLiteral(-1 - length, "hexadecimal constant");
  let size = length;
  if (type !== 0) {
    size = typeBytes(type);
    if (length > size) p.failAt(lexer.start, `constant of ${length} bytes is too long for ${typeName(type)}`);
    constant.fill(0, length, size);
  }
  lexer.next();
  return size;
}

function parseLanes(p: ParseContext, type: Type): number {
  const { lexer, constant, literal } = p;
  const lane = laneOf(type);
  const bits = laneBits(type);
  const lanes = laneCount(type);
  const format = lane === F16 ? BINARY16 : lane === F32 ? BINARY32 : lane === F64 ? BINARY64 : undefined;
  if (format === undefined && lane > I64) {
    p.failAt(lexer.start, `lanes of type ${typeName(lane)} cannot be listed, use hexadecimal`);
  }
  lexer.next();
  let at = 0;
  for (let i = 0; i < lanes; i++) {
    if (format !== undefined) {
      if (lexer.token !== TOKEN_FLOAT) wrongLane(p, "float", i, type);
      parseFloat(p, format);
    } else {
      if (lexer.token !== TOKEN_INTEGER) wrongLane(p, "integer", i, type);
      const start = lexer.start;
      p.imm64("lane");
      if (!immFitsBits(literal, bits)) p.failAt(start, `lane does not fit ${typeName(lane)}`);
    }
    for (let shift = 0; shift < bits; shift += 8) {
      constant[at++] = literal[shift >> 5]! >>> (shift & 31);
    }
  }
  if (lexer.token === TOKEN_INTEGER || lexer.token === TOKEN_FLOAT) {
    p.failAt(lexer.start, `expected \`]\`: ${typeName(type)} has ${lanes} lanes`);
  }
  p.expect(TOKEN_RBRACKET, `\`]\` after ${lanes} lanes`);
  return at;
}

/** A list that is too short or has the other kind of number is well-formed, but not for this type. */
function wrongLane(p: ParseContext, wanted: string, lane: number, type: Type): never {
  const { lexer } = p;
  const what = `${wanted} for lane ${lane} of ${typeName(type)}`;
  if (lexer.token !== TOKEN_INTEGER && lexer.token !== TOKEN_FLOAT && lexer.token !== TOKEN_RBRACKET)
    p.fail(what);
  p.failAt(lexer.start, `expected ${what}, found ${lexer.describe()}`);
}

/** Reads the bytes of an `f128const` operand. */
export function parseFloat128Bytes(p: ParseContext): number {
  parseFloat(p, BINARY128);
  for (let i = 0; i < 16; i++) p.constant[i] = p.literal[i >> 2]! >>> ((i & 3) * 8);
  return 16;
}

/** Reads the 16 bytes of a shuffle mask: `[b0 ... b15]` or hexadecimal. */
export function parseShuffleMask(p: ParseContext): number {
  const { lexer, constant } = p;
  if (lexer.token === TOKEN_LBRACKET) {
    lexer.next();
    for (let i = 0; i < 16; i++) constant[i] = p.uimm8("byte of a shuffle mask");
    if (lexer.token !== TOKEN_RBRACKET) p.fail("`]` after 16 bytes");
    lexer.next();
    return 16;
  }
  if (lexer.token !== TOKEN_INTEGER) p.fail("shuffle mask");
  const length = parseHexConstant(lexer.text, lexer.start, lexer.end, constant);
  if (length < 0) p.failAt(lexer.start, `malformed shuffle mask: ${literalStatusMessage(-1 - length)}`);
  constant.fill(0, length, 16);
  lexer.next();
  return 16;
}
