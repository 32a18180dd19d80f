// What the parts of the parser share: the lexer, the function being read, and the ways to match a token or fail.
//
// A part is a plain function that takes the context. It looks at the current token, consumes what it accepts, and
// fails by throwing a `ParseFailure`, which the entry points in `parser.ts` turn into a located diagnostic; nothing
// else is ever thrown. The context also keeps what only the text knows: which numbers have been declared, uses of
// values and blocks that are defined further down, and, if asked for, comments and positions of entities.

import {
  type DataFlowGraph,
  Function,
  immediates,
  memflags,
  NONE,
  VALUE_STRIDE,
  type AliasRegion,
  type CallConv,
  type MemFlags,
  type Type,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { KEYWORD_TYPE } from "./keywords.ts";
import {
  type Lexer,
  TOKEN_BLOCK,
  TOKEN_DYNAMIC_TYPE,
  TOKEN_INTEGER,
  TOKEN_VALUE,
  TOKEN_WORD,
} from "./lexer.ts";
import { SourceMapBuilder } from "./source-map.ts";

const { literalStatusMessage, LITERAL_OK, parseImm64, parseUimm32, parseUimm64 } = immediates;
const { NO_FLAGS } = memflags;

/**
 * Block numbers are below this or an eighth of the length of the text (no block is written with less), whichever is
 * more: memory is reserved for every number below the highest one used.
 */
export const MIN_BLOCK_LIMIT = 100_000;
/** Numbers of other declared entities are below this, because skipped numbers get entities too. */
export const MAX_DECLARATIONS = 100_000;
/**
 * Value numbers are below this or the length of the text, whichever is more: memory is reserved for every number
 * below the highest one used.
 */
export const MIN_VALUE_LIMIT: number = 1 << 22;

/** The text breaks the grammar of `docs/clif-grammar.md`. */
export const SYNTAX = "reader/syntax";
/** A number or constant is malformed or out of range. */
export const LITERAL = "reader/literal";
/** The text has the right form but refers to what is not there, says something twice, or does not fit. */
export const SEMANTICS = "reader/semantics";

/** Why reading stopped, and at which offset. */
export class ParseFailure {
  readonly code: string;
  readonly offset: number;
  readonly message: string;
  readonly entity: string | undefined;

  constructor(code: string, offset: number, message: string, entity?: string) {
    this.code = code;
    this.offset = offset;
    this.message = message;
    this.entity = entity;
  }
}

/** A growing list of int32 used as a stack of scratch words. */
export class Scratch {
  words: Int32Array = new Int32Array(256);
  length: number = 0;

  push(word: number): void {
    if (this.length === this.words.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.words);
      this.words = grown;
    }
    this.words[this.length++] = word;
  }
}

const FLAG_CACHE_SIZE = 64;

export class ParseContext {
  readonly lexer: Lexer;
  /** Convention of signatures that name none. */
  defaultCallConv: CallConv;
  func: Function;
  dfg: DataFlowGraph;
  /** Operands of the instruction in hand: block calls and argument lists are gathered here. */
  readonly scratch: Scratch = new Scratch();
  /** Results on the left of the instruction in hand. */
  readonly results: Scratch = new Scratch();
  /** Words of the literal in hand. */
  readonly literal: Int32Array = new Int32Array(4);
  /** Bytes of the constant in hand: room for any vector type. */
  readonly constant: Uint8Array = new Uint8Array(4096);
  /** Which numbers the preamble declared, by kind; a skipped number is false or absent. */
  readonly declared: DeclaredNumbers = new DeclaredNumbers();
  /** Memory flags read last. */
  memFlags: MemFlags = NO_FLAGS;
  memRegion: AliasRegion | -1 = NONE;
  /** Recently interned memory flags: flags, region, id. */
  readonly flagKeys: Int32Array = new Int32Array(FLAG_CACHE_SIZE * 2).fill(-2);
  readonly flagIds: Int32Array = new Int32Array(FLAG_CACHE_SIZE);
  /** Positions and comments of entities, if they are kept. */
  readonly map: SourceMapBuilder | undefined;
  /** Uses of values before their definition: (value, offset). */
  private readonly earlyValues: Scratch = new Scratch();
  private readonly valueLimit: number;
  private readonly blockLimit: number;

  constructor(lexer: Lexer, defaultCallConv: CallConv, keepDetails: boolean) {
    this.lexer = lexer;
    this.defaultCallConv = defaultCallConv;
    this.func = new Function();
    this.dfg = this.func.dfg;
    this.map = keepDetails ? new SourceMapBuilder(lexer) : undefined;
    this.valueLimit = Math.max(MIN_VALUE_LIMIT, lexer.text.length);
    this.blockLimit = Math.max(MIN_BLOCK_LIMIT, lexer.text.length >> 3);
  }

  /** Starts on a new function. */
  begin(func: Function): void {
    this.func = func;
    this.dfg = func.dfg;
    this.scratch.length = 0;
    this.results.length = 0;
    this.earlyValues.length = 0;
    this.declared.clear();
    this.flagKeys.fill(-2);
    this.map?.begin();
  }

  // Failing and matching

  /** Fails at the current token, which the grammar does not allow: "expected `what`, found ...". */
  fail(what: string): never {
    throw new ParseFailure(SYNTAX, this.lexer.start, `expected ${what}, found ${this.lexer.describe()}`);
  }

  /** Fails for a reason that the grammar does not know. */
  failAt(offset: number, message: string, entity?: string): never {
    throw new ParseFailure(SEMANTICS, offset, message, entity);
  }

  /** Consumes the given token or fails. */
  expect(token: number, what: string): void {
    if (this.lexer.token !== token) this.fail(what);
    this.lexer.next();
  }

  /** Consumes the given token if it is the current one. */
  optional(token: number): boolean {
    if (this.lexer.token !== token) return false;
    this.lexer.next();
    return true;
  }

  /** Consumes the given keyword if it is the current token. */
  optionalKeyword(keyword: number): boolean {
    const { lexer } = this;
    if (lexer.token !== TOKEN_WORD || lexer.keyword !== keyword) return false;
    lexer.next();
    return true;
  }

  /** Consumes the given keyword or fails. */
  expectKeyword(keyword: number, what: string): void {
    if (!this.optionalKeyword(keyword)) this.fail(what);
  }

  // Numbers

  /** An integer of 0 to 255. */
  uimm8(what: string): number {
    const value = this.uimm32(what);
    if (value > 255) this.failAt(this.lexer.previousStart(), `${what} must be at most 255`);
    return value;
  }

  /** An unsigned 32-bit integer. */
  uimm32(what: string): number {
    const { lexer } = this;
    if (lexer.token !== TOKEN_INTEGER) this.fail(what);
    if (lexer.decoded && lexer.number >= 0 && lexer.bytes[lexer.start]! >= 48) {
      const value = lexer.number;
      lexer.next();
      return value;
    }
    const value = parseUimm32(lexer.text, lexer.start, lexer.end, this.literal);
    if (value < 0) this.badLiteral(-1 - value, what);
    lexer.next();
    return value;
  }

  /** A 64-bit integer, signed or unsigned, left in `literal`. */
  imm64(what: string): void {
    const { lexer, literal } = this;
    if (lexer.token !== TOKEN_INTEGER) this.fail(what);
    if (lexer.decoded) {
      const value = lexer.number;
      literal[0] = value;
      literal[1] = value >> 31;
      literal[2] = value < 0 ? 1 : 0;
    } else {
      const status = parseImm64(lexer.text, lexer.start, lexer.end, literal);
      if (status !== LITERAL_OK) this.badLiteral(status, what);
    }
    lexer.next();
  }

  /** An unsigned 64-bit integer, left in `literal`. */
  uimm64(what: string): void {
    const { lexer, literal } = this;
    if (lexer.token !== TOKEN_INTEGER) this.fail(what);
    const status = parseUimm64(lexer.text, lexer.start, lexer.end, literal);
    if (status !== LITERAL_OK) this.badLiteral(status, what);
    lexer.next();
  }

  /** An optional `+N` or `-N` that fits an int32; 0 if there is none. */
  optionalOffset32(): number {
    const { lexer, literal } = this;
    if (lexer.token !== TOKEN_INTEGER) return 0;
    this.expectSign();
    this.imm64("offset");
    if (literal[1] !== literal[0]! >> 31)
      this.failAt(lexer.previousStart(), "offset out of the range of 32 bits");
    return literal[0]!;
  }

  /** An offset written without its sign would run into the name before it. */
  expectSign(): void {
    const { lexer } = this;
    const sign = lexer.bytes[lexer.start]!;
    if (sign !== 43 && sign !== 45) this.fail("offset with a sign");
  }

  badLiteral(status: number, what: string): never {
    const { lexer } = this;
    const message = `expected ${what}, found ${lexer.describe()}: ${literalStatusMessage(status)}`;
    throw new ParseFailure(LITERAL, lexer.start, message);
  }

  // Types

  /** A type name, or `dtN` where a dynamic type may stand; INVALID (0) and nothing consumed if it is neither. */
  optionalType(): Type {
    const { lexer } = this;
    if (lexer.token === TOKEN_WORD) {
      const type = KEYWORD_TYPE[lexer.keyword]! as Type;
      if (type !== 0) lexer.next();
      return type;
    }
    if (lexer.token === TOKEN_DYNAMIC_TYPE) {
      const dt = this.func.stencil.dynamicTypes[lexer.number];
      if (dt === undefined || dt.scale < 0) {
        this.failAt(lexer.start, `undeclared dynamic type dt${lexer.number}`, `dt${lexer.number}`);
      }
      lexer.next();
      return (dt.base + 0x80) as Type;
    }
    return 0 as Type;
  }

  type(what: string): Type {
    const type = this.optionalType();
    if (type === 0) this.fail(what);
    return type;
  }

  // Entities

  /** A value that is used here; it may be defined further down. */
  value(what: string): number {
    const { lexer } = this;
    if (lexer.token !== TOKEN_VALUE) this.fail(what);
    const v = lexer.number;
    const { dfg } = this;
    if (v >= dfg.numValues || dfg.values[v * VALUE_STRIDE + 1]! < 0) this.earlyValue(v);
    lexer.next();
    return v;
  }

  private earlyValue(v: number): void {
    this.reserve(v);
    this.earlyValues.push(v);
    this.earlyValues.push(this.lexer.start);
  }

  /** Makes sure that value number `v` exists. */
  private reserve(v: number): void {
    this.checkValueNumber(v, this.lexer.start);
    if (v >= this.dfg.numValues) this.dfg.reserveValues(v + 1);
  }

  /** Fails if a value number, spelled at `offset`, is above what is allowed. */
  checkValueNumber(v: number, offset: number): void {
    if (v >= this.valueLimit) this.failAt(offset, `value number ${v} is too large`, `v${v}`);
  }

  /** True if `v` has a definition above this point. */
  isDefined(v: number): boolean {
    return v < this.dfg.numValues && this.dfg.values[v * VALUE_STRIDE + 1]! >= 0;
  }

  /** Makes value `v`, spelled at `offset`, ready to be defined; fails if it already is. */
  defineValue(v: number, offset: number): void {
    if (v < this.dfg.numValues) {
      if (this.isDefined(v)) this.failAt(offset, `duplicate value v${v}`, `v${v}`);
    } else {
      this.checkValueNumber(v, offset);
      this.dfg.reserveValues(v + 1);
    }
  }

  /** A block named here. Whether it exists in the end is for the verifier to say. */
  block(what: string): number {
    const { lexer } = this;
    if (lexer.token !== TOKEN_BLOCK) this.fail(what);
    const b = lexer.number;
    if (b >= this.blockLimit) this.failAt(lexer.start, `block number ${b} is too large`, `block${b}`);
    lexer.next();
    return b;
  }

  /** Makes the block that is defined at the current token, and those with lower numbers. */
  reserveBlock(b: number): void {
    if (b >= this.blockLimit) this.failAt(this.lexer.start, `block number ${b} is too large`, `block${b}`);
    while (this.dfg.numBlocks <= b) this.dfg.makeBlock();
  }

  /** Fails if a value was used and never defined. */
  checkEarlyUses(): void {
    const values = this.earlyValues;
    for (let i = 0; i < values.length; i += 2) {
      const v = values.words[i]!;
      if (!this.isDefined(v)) this.failAt(values.words[i + 1]!, `undefined value v${v}`, `v${v}`);
    }
  }

  /** A declared entity of the given token kind; `prefix` is its prefix in messages. */
  declaredEntity(token: number, prefix: string): number {
    const { lexer } = this;
    if (lexer.token !== token) this.fail(`${prefix}N`);
    const n = lexer.number;
    if (!this.declared.has(token, n)) this.failAt(lexer.start, `undeclared ${prefix}${n}`, `${prefix}${n}`);
    lexer.next();
    return n;
  }

  /** Type of a value defined above, or 0. */
  knownType(v: number): Type {
    return this.isDefined(v) ? this.dfg.valueType(v as Value) : (0 as Type);
  }
}

/** Numbers declared so far, by the token kind of their entity (`TOKEN_STACK_SLOT` and so on). */
export class DeclaredNumbers {
  private readonly byToken: boolean[][] = Array.from({ length: 64 }, () => []);

  clear(): void {
    for (let i = 0; i < this.byToken.length; i++)
      if (this.byToken[i]!.length > 0) this.byToken[i]!.length = 0;
  }

  has(token: number, n: number): boolean {
    const flags = this.byToken[token]!;
    return n < flags.length && flags[n] === true;
  }

  /** Declares a number; false if it already was. */
  add(token: number, n: number): boolean {
    const flags = this.byToken[token]!;
    if (n < flags.length && flags[n] === true) return false;
    while (flags.length < n) flags.push(false);
    flags[n] = true;
    return true;
  }
}
