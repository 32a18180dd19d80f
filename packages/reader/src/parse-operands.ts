// Operands with a syntax of their own: memory flags, argument lists, block calls, jump and exception tables.
//
// Lists are gathered in `p.scratch` and then written into the function's list pool in one piece, so that no list is
// ever moved and two readings of one text lay out their pools alike.

import {
  exnArg,
  memflags,
  NONE,
  retArg,
  type AliasRegion,
  type BlockCall,
  type ExceptionItem,
  type ExceptionTable,
  type JumpTable,
  type MemFlags,
  type MemFlagsId,
  type SigRef,
  type StackSlot,
  type UserStackMapEntry,
  type Value,
} from "@cranelift-ts/codegen-ir";
import { KEYWORD_BIG, KEYWORD_CONTEXT, KEYWORD_DEFAULT, KEYWORD_TRAP_CODE } from "./keywords.ts";
import {
  TOKEN_ALIAS_REGION,
  TOKEN_AT,
  TOKEN_COLON,
  TOKEN_COMMA,
  TOKEN_EXCEPTION_TAG,
  TOKEN_EXN,
  TOKEN_INTEGER,
  TOKEN_LBRACKET,
  TOKEN_LPAREN,
  TOKEN_RBRACKET,
  TOKEN_RET,
  TOKEN_RPAREN,
  TOKEN_SIG_REF,
  TOKEN_STACK_SLOT,
  TOKEN_VALUE,
  TOKEN_WORD,
} from "./lexer.ts";
import type { ParseContext } from "./parse-context.ts";

const { ALIGNED, BIG_ENDIAN, CAN_MOVE, LITTLE_ENDIAN, NO_FLAGS, READONLY, TRAP_MASK } = memflags;

/** Highest number of a `retN` or `exnN`. */
const MAX_TRY_CALL_ARG = 1_000_000;

/** Reads any number of memory flags into `p.memFlags` and `p.memRegion`. */
export function parseMemFlags(p: ParseContext): void {
  const { lexer } = p;
  let flags: number = NO_FLAGS;
  let region: number = NONE;
  let trapGiven = false;
  for (;;) {
    let code = 0;
    if (lexer.token === TOKEN_WORD) {
      switch (lexer.keyword) {
        case 28 /* KEYWORD_ALIGNED */:
          flags |= ALIGNED;
          lexer.next();
          continue;
        case 29 /* KEYWORD_READONLY */:
          flags |= READONLY;
          lexer.next();
          continue;
        case 30 /* KEYWORD_CAN_MOVE */:
          flags |= CAN_MOVE;
          lexer.next();
          continue;
        case 31 /* KEYWORD_BIG */:
        case 32 /* KEYWORD_LITTLE */: {
          const wanted = lexer.keyword === KEYWORD_BIG ? BIG_ENDIAN : LITTLE_ENDIAN;
          if ((flags & (BIG_ENDIAN | LITTLE_ENDIAN) & ~wanted) !== 0) {
            p.failAt(lexer.start, "an access cannot be both big and little");
          }
          flags |= wanted;
          lexer.next();
          continue;
        }
        case 27 /* KEYWORD_NOTRAP */:
          break;
        default:
          code = KEYWORD_TRAP_CODE[lexer.keyword]!;
          if (code === 0) {
            p.memFlags = flags as MemFlags;
            p.memRegion = region as AliasRegion;
            return;
          }
          break;
      }
      if (trapGiven) p.failAt(lexer.start, "an access has one trap code or notrap");
      trapGiven = true;
      flags = (flags & ~TRAP_MASK) | code;
      lexer.next();
    } else if (lexer.token === TOKEN_ALIAS_REGION) {
      if (region !== NONE) p.failAt(lexer.start, "an access has one alias region");
      region = p.declaredEntity(TOKEN_ALIAS_REGION, "region");
    } else {
      p.memFlags = flags as MemFlags;
      p.memRegion = region as AliasRegion;
      return;
    }
  }
}

/** Reads memory flags and returns their id in the function. */
export function parseInternedMemFlags(p: ParseContext): MemFlagsId {
  parseMemFlags(p);
  const { memFlags, memRegion, flagKeys, flagIds } = p;
  const slot = (memFlags ^ (memFlags >> 7) ^ Math.imul(memRegion + 1, 11)) & 63;
  if (flagKeys[slot * 2] !== memFlags || flagKeys[slot * 2 + 1] !== memRegion) {
    flagKeys[slot * 2] = memFlags;
    flagKeys[slot * 2 + 1] = memRegion;
    flagIds[slot] = p.dfg.internMemFlags(memFlags, memRegion);
  }
  return flagIds[slot]! as MemFlagsId;
}

/** `(v, v, ...)`: the handle of the list. */
export function parseArgumentList(p: ParseContext): number {
  p.expect(TOKEN_LPAREN, "`(` of an argument list");
  if (p.optional(TOKEN_RPAREN)) return 0;
  const first = p.scratch.length;
  do p.scratch.push(p.value("argument"));
  while (p.optional(TOKEN_COMMA));
  p.expect(TOKEN_RPAREN, "`,` or `)` of an argument list");
  return takeList(p, first);
}

/** `v, v, ...` or nothing. */
export function parseOptionalValues(p: ParseContext): number {
  if (p.lexer.token !== TOKEN_VALUE) return 0;
  const first = p.scratch.length;
  do p.scratch.push(p.value("value"));
  while (p.optional(TOKEN_COMMA));
  return takeList(p, first);
}

/** Moves the scratch words from `first` on into a list. */
function takeList(p: ParseContext, first: number): number {
  const { scratch } = p;
  const n = scratch.length - first;
  const lists = p.dfg.lists;
  const h = lists.alloc(n);
  const pool = lists.data;
  const words = scratch.words;
  for (let i = 0; i < n; i++) pool[h + 1 + i] = words[first + i]!;
  scratch.length = first;
  return h;
}

/** `blockN [(arg, ...)]`: the handle of the block call. */
export function parseBlockCall(p: ParseContext): BlockCall {
  const { lexer, scratch } = p;
  const first = scratch.length;
  scratch.push(p.block("target block"));
  if (lexer.token === TOKEN_LPAREN) {
    lexer.next();
    if (!p.optional(TOKEN_RPAREN)) {
      do scratch.push(parseBlockArg(p));
      while (p.optional(TOKEN_COMMA));
      p.expect(TOKEN_RPAREN, "`,` or `)` of block arguments");
    }
  }
  return takeList(p, first) as BlockCall;
}

function parseBlockArg(p: ParseContext): number {
  const { lexer } = p;
  if (lexer.token === TOKEN_VALUE) return p.value("block argument");
  if (lexer.token !== TOKEN_RET && lexer.token !== TOKEN_EXN) p.fail("block argument");
  const index = lexer.number;
  if (index > MAX_TRY_CALL_ARG) p.failAt(lexer.start, `${lexer.spelling()} is out of range`);
  const arg = lexer.token === TOKEN_RET ? retArg(index) : exnArg(index);
  lexer.next();
  return arg;
}

/** `default, [block call, ...]` */
export function parseJumpTable(p: ParseContext): JumpTable {
  const { scratch } = p;
  const defaultCall = parseBlockCall(p);
  p.expect(TOKEN_COMMA, "`,` before the jump table");
  p.expect(TOKEN_LBRACKET, "`[` of the jump table");
  const first = scratch.length;
  if (!p.optional(TOKEN_RBRACKET)) {
    do scratch.push(parseBlockCall(p));
    while (p.optional(TOKEN_COMMA));
    p.expect(TOKEN_RBRACKET, "`,` or `]` of the jump table");
  }
  const table = p.dfg.makeJumpTable(defaultCall, scratch.words.subarray(first, scratch.length));
  scratch.length = first;
  return table;
}

/** `sigN, normal, [ item, ... ]` */
export function parseExceptionTable(p: ParseContext): ExceptionTable {
  const { lexer } = p;
  const sig = p.declaredEntity(TOKEN_SIG_REF, "sig") as SigRef;
  p.expect(TOKEN_COMMA, "`,` after the signature");
  const normal = parseBlockCall(p);
  p.expect(TOKEN_COMMA, "`,` before the exception table");
  p.expect(TOKEN_LBRACKET, "`[` of the exception table");
  const items: ExceptionItem[] = [];
  if (!p.optional(TOKEN_RBRACKET)) {
    do {
      if (lexer.token === TOKEN_EXCEPTION_TAG) {
        const tag = lexer.number;
        lexer.next();
        p.expect(TOKEN_COLON, "`:` after the tag");
        items.push({ kind: "tag", tag, target: parseBlockCall(p) });
      } else if (p.optionalKeyword(KEYWORD_DEFAULT)) {
        p.expect(TOKEN_COLON, "`:` after default");
        items.push({ kind: "default", target: parseBlockCall(p) });
      } else if (p.optionalKeyword(KEYWORD_CONTEXT)) {
        items.push({ kind: "context", value: p.value("context value") as Value });
      } else p.fail("`tagN:`, `default:` or `context`");
    } while (p.optional(TOKEN_COMMA));
    p.expect(TOKEN_RBRACKET, "`,` or `]` of the exception table");
  }
  return p.dfg.makeExceptionTable(sig, normal, items);
}

/** `[TYPE @ ssN+OFFSET, ...]` behind `stack_map=`. */
export function parseStackMap(p: ParseContext): UserStackMapEntry[] {
  const { lexer } = p;
  p.expect(TOKEN_LBRACKET, "`[` of the stack map");
  const entries: UserStackMapEntry[] = [];
  if (p.optional(TOKEN_RBRACKET)) return entries;
  do {
    const type = p.type("type of a stack map entry");
    p.expect(TOKEN_AT, "`@` of a stack map entry");
    const slot = p.declaredEntity(TOKEN_STACK_SLOT, "ss") as StackSlot;
    const start = lexer.start;
    if (lexer.token !== TOKEN_INTEGER) p.fail("offset of a stack map entry");
    const offset = p.optionalOffset32();
    if (offset < 0) p.failAt(start, "the offset of a stack map entry cannot be negative");
    entries.push({ type, slot, offset });
  } while (p.optional(TOKEN_COMMA));
  p.expect(TOKEN_RBRACKET, "`,` or `]` of the stack map");
  return entries;
}
