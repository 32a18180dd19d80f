// The declarations between the `{` of a function and its first block.
//
// Numbers are kept as written: a number that the text skips gets a placeholder (an empty slot, a signature without
// parameters, a function that is not printed), so that entity numbers in text and memory agree. A global value may
// refer to one that is declared further down; that it is declared at all is checked where the preamble ends.

import {
  NONE,
  signature,
  types,
  type Constant,
  type DynamicType,
  type ExternalName,
  type GlobalValue,
  type GlobalValueData,
  type SigRef,
  type StackSlotData,
} from "@cranelift-ts/codegen-ir";
import {
  KEYWORD_ALIGN,
  KEYWORD_COLOCATED,
  KEYWORD_DYN_SCALE_TARGET_CONST,
  KEYWORD_EXPLICIT_DYNAMIC_SLOT,
  KEYWORD_EXPLICIT_SLOT,
  KEYWORD_IADD_IMM,
  KEYWORD_KEY,
  KEYWORD_LOAD,
  KEYWORD_PATCHABLE,
  KEYWORD_STACK_LIMIT,
  KEYWORD_SYMBOL,
  KEYWORD_TLS,
  KEYWORD_VMCTX,
} from "./keywords.ts";
import {
  TOKEN_COMMA,
  TOKEN_DOT,
  TOKEN_DYNAMIC_TYPE,
  TOKEN_EQUAL,
  TOKEN_GLOBAL_VALUE,
  TOKEN_INTEGER,
  TOKEN_LPAREN,
  TOKEN_MULTIPLY,
  TOKEN_SIG_REF,
  TOKEN_STRING,
  TOKEN_WORD,
} from "./lexer.ts";
import { MAX_DECLARATIONS, type ParseContext } from "./parse-context.ts";
import { parseConstantBytes } from "./parse-constant.ts";
import { parseMemFlags } from "./parse-operands.ts";
import { parseExternalName, parseSignature } from "./parse-signature.ts";

const { typeName } = types;

/** Reads all declarations. */
export function parsePreamble(p: ParseContext): void {
  const { lexer } = p;
  /** Offsets of references to global values that were not declared yet, in pairs with their numbers. */
  const forward: number[] = [];
  for (;;) {
    const start = lexer.start;
    const token = lexer.token;
    if (token === TOKEN_WORD) {
      if (lexer.keyword !== KEYWORD_STACK_LIMIT) break;
      parseStackLimit(p);
      p.map?.other("stack_limit", start);
      continue;
    }
    const prefix = declarationPrefix(token);
    if (prefix === "") break;
    const n = lexer.number;
    const entity = prefix + n;
    if (n >= MAX_DECLARATIONS) p.failAt(start, `number of ${entity} is too large`, entity);
    if (!p.declared.add(token, n)) p.failAt(start, `duplicate ${entity}`, entity);
    lexer.next();
    p.expect(TOKEN_EQUAL, `\`=\` after ${entity}`);
    parseDeclaration(p, token, n, entity, forward);
    p.map?.other(entity, start);
  }
  for (let i = 0; i < forward.length; i += 2) {
    const gv = forward[i]!;
    if (!p.declared.has(TOKEN_GLOBAL_VALUE, gv)) p.failAt(forward[i + 1]!, `undeclared gv${gv}`, `gv${gv}`);
  }
}

function declarationPrefix(token: number): string {
  // case-labels: cold
  switch (token) {
    case 34 /* TOKEN_STACK_SLOT */:
      return "ss";
    case 35 /* TOKEN_DYNAMIC_STACK_SLOT */:
      return "dss";
    case 36 /* TOKEN_DYNAMIC_TYPE */:
      return "dt";
    case 37 /* TOKEN_GLOBAL_VALUE */:
      return "gv";
    case 40 /* TOKEN_SIG_REF */:
      return "sig";
    case 39 /* TOKEN_FUNC_REF */:
      return "fn";
    case 38 /* TOKEN_CONSTANT */:
      return "const";
    case 44 /* TOKEN_ALIAS_REGION */:
      return "region";
    default:
      return "";
  }
}

function parseDeclaration(
  p: ParseContext,
  token: number,
  n: number,
  entity: string,
  forward: number[],
): void {
  switch (token) {
    case 34 /* TOKEN_STACK_SLOT */:
      return parseStackSlot(p, n);
    case 35 /* TOKEN_DYNAMIC_STACK_SLOT */:
      return parseDynamicStackSlot(p, n);
    case 36 /* TOKEN_DYNAMIC_TYPE */:
      return parseDynamicType(p, n);
    case 37 /* TOKEN_GLOBAL_VALUE */:
      return parseGlobalValue(p, n, forward);
    case 40 /* TOKEN_SIG_REF */:
      return place(p.dfg.signatures, n, parseSignature(p), signature([]));
    case 39 /* TOKEN_FUNC_REF */:
      return parseFunctionDeclaration(p, n);
    case 38 /* TOKEN_CONSTANT */:
      return parseConstantDeclaration(p, n, entity);
    default:
      return parseAliasRegion(p, n, entity);
  }
}

/** Puts `data` at index `n`, filling skipped ones with `placeholder`. */
function place<T>(list: T[], n: number, data: T, placeholder: T): void {
  while (list.length < n) list.push(placeholder);
  list[n] = data;
}

/** `explicit_slot SIZE [, align = BYTES] [, key = U64]` */
function parseStackSlot(p: ParseContext, n: number): void {
  p.expectKeyword(KEYWORD_EXPLICIT_SLOT, "`explicit_slot`");
  const size = p.uimm32("size of the slot in bytes");
  let alignShift = 0;
  let key: bigint | undefined;
  while (p.optional(TOKEN_COMMA)) {
    if (p.optionalKeyword(KEYWORD_ALIGN)) {
      p.expect(TOKEN_EQUAL, "`=` after align");
      const align = p.uimm32("alignment in bytes");
      if (align === 0 || (align & (align - 1)) !== 0) {
        p.failAt(p.lexer.previousStart(), "alignment must be a power of two");
      }
      alignShift = 31 - Math.clz32(align);
    } else {
      p.expectKeyword(KEYWORD_KEY, "`align` or `key`");
      p.expect(TOKEN_EQUAL, "`=` after key");
      p.uimm64("key of the slot");
      key = (BigInt(p.literal[1]! >>> 0) << 32n) | BigInt(p.literal[0]! >>> 0);
    }
  }
  const data: StackSlotData = key === undefined ? { size, alignShift } : { size, alignShift, key };
  place(p.func.stencil.stackSlots, n, data, { size: 0, alignShift: 0 });
}

/** `explicit_dynamic_slot dtN` */
function parseDynamicStackSlot(p: ParseContext, n: number): void {
  p.expectKeyword(KEYWORD_EXPLICIT_DYNAMIC_SLOT, "`explicit_dynamic_slot`");
  const type = p.declaredEntity(TOKEN_DYNAMIC_TYPE, "dt") as DynamicType;
  place(p.func.stencil.dynamicStackSlots, n, { type }, { type: NONE as number as DynamicType });
}

/** `TYPE*gvN` */
function parseDynamicType(p: ParseContext, n: number): void {
  const start = p.lexer.start;
  const base = p.type("base vector type");
  if (base < 0x80 || base >= 0x100) p.failAt(start, `${typeName(base)} is no fixed vector type`);
  p.expect(TOKEN_MULTIPLY, "`*` of a dynamic type");
  const scale = p.declaredEntity(TOKEN_GLOBAL_VALUE, "gv") as GlobalValue;
  place(p.func.stencil.dynamicTypes, n, { base, scale }, { base, scale: NONE as number as GlobalValue });
}

function parseGlobalValue(p: ParseContext, n: number, forward: number[]): void {
  const { lexer } = p;
  if (lexer.token !== TOKEN_WORD) p.fail("kind of the global value");
  const keyword = lexer.keyword;
  let data: GlobalValueData;
  if (keyword === KEYWORD_VMCTX) {
    lexer.next();
    data = { kind: "vmctx" };
  } else if (keyword === KEYWORD_LOAD) {
    lexer.next();
    p.expect(TOKEN_DOT, "`.` and a type after load");
    const type = p.type("type after load");
    parseMemFlags(p);
    const { memFlags: flags, memRegion: region } = p;
    const base = baseValue(p, forward);
    const offset = p.optionalOffset32();
    data = { kind: "load", base, offset, type, flags, region };
  } else if (keyword === KEYWORD_IADD_IMM) {
    lexer.next();
    p.expect(TOKEN_DOT, "`.` and a type after iadd_imm");
    const type = p.type("type after iadd_imm");
    const base = baseValue(p, forward);
    p.expect(TOKEN_COMMA, "`,` after the base");
    p.imm64("offset");
    data = { kind: "iadd_imm", base, offset: literal64(p), type };
  } else if (keyword === KEYWORD_SYMBOL) {
    lexer.next();
    const colocated = p.optionalKeyword(KEYWORD_COLOCATED);
    const tls = p.optionalKeyword(KEYWORD_TLS);
    const name = parseExternalName(p);
    let offset = 0n;
    if (lexer.token === TOKEN_INTEGER) {
      p.expectSign();
      p.imm64("offset");
      offset = literal64(p);
    }
    data = { kind: "symbol", name, offset, colocated, tls };
  } else if (keyword === KEYWORD_DYN_SCALE_TARGET_CONST) {
    lexer.next();
    p.expect(TOKEN_DOT, "`.` and a type after dyn_scale_target_const");
    data = { kind: "dyn_scale_target_const", type: p.type("type after dyn_scale_target_const") };
  } else {
    p.fail("`vmctx`, `load`, `iadd_imm`, `symbol` or `dyn_scale_target_const`");
  }
  // A number that the text leaves out must not ask for anything that the function lacks.
  const unused: ExternalName = { kind: "testcase", name: "" };
  place(p.func.stencil.globalValues, n, data, {
    kind: "symbol",
    name: unused,
    offset: 0n,
    colocated: false,
    tls: false,
  });
}

function literal64(p: ParseContext): bigint {
  return BigInt.asIntN(64, (BigInt(p.literal[1]!) << 32n) | BigInt(p.literal[0]! >>> 0));
}

function baseValue(p: ParseContext, forward: number[]): GlobalValue {
  const { lexer } = p;
  if (lexer.token !== TOKEN_GLOBAL_VALUE) p.fail("base global value");
  const gv = lexer.number;
  if (!p.declared.has(TOKEN_GLOBAL_VALUE, gv)) forward.push(gv, lexer.start);
  lexer.next();
  return gv as GlobalValue;
}

/** `[colocated] [patchable] NAME SIG`, the signature written out or by reference. */
function parseFunctionDeclaration(p: ParseContext, n: number): void {
  const { lexer } = p;
  const colocated = p.optionalKeyword(KEYWORD_COLOCATED);
  const patchable = p.optionalKeyword(KEYWORD_PATCHABLE);
  const name = parseExternalName(p);
  let sig: SigRef;
  if (lexer.token === TOKEN_LPAREN) sig = p.dfg.importSignature(parseSignature(p));
  else if (lexer.token === TOKEN_SIG_REF) sig = p.declaredEntity(TOKEN_SIG_REF, "sig") as SigRef;
  else p.fail("signature or sigN");
  // A signature written out gets the next number, which no later declaration may take.
  p.declared.add(TOKEN_SIG_REF, sig);
  const placeholder = {
    name: { kind: "testcase", name: "" } as const,
    signature: NONE as number as SigRef,
    colocated: false,
    patchable: false,
  };
  place(p.dfg.extFuncs, n, { name, signature: sig, colocated, patchable }, placeholder);
}

/** `[TYPE] 0x...` or `TYPE [lane ...]` */
function parseConstantDeclaration(p: ParseContext, n: number, entity: string): void {
  const start = p.lexer.start;
  const type = p.optionalType();
  const length = parseConstantBytes(p, type);
  if (!p.dfg.constants.declare(n as Constant, p.constant.slice(0, length))) {
    p.failAt(start, `${entity} already has other bytes`, entity);
  }
}

/** `USER_ID "description"` */
function parseAliasRegion(p: ParseContext, n: number, entity: string): void {
  const { lexer } = p;
  const regions = p.func.stencil.aliasRegions;
  if (n !== regions.length) {
    p.failAt(
      lexer.previousStart(),
      `regions must be declared in order: expected region${regions.length}`,
      entity,
    );
  }
  const userId = p.uimm32("user id of the region");
  if (lexer.token !== TOKEN_STRING) p.fail("description of the region in quotes");
  const description = lexer.text.slice(lexer.start + 1, lexer.end - 1);
  lexer.next();
  regions.push({ userId, description });
}

/** `stack_limit = gvN` */
function parseStackLimit(p: ParseContext): void {
  const { lexer } = p;
  if (p.func.stencil.stackLimit !== NONE) p.failAt(lexer.start, "duplicate stack_limit", "stack_limit");
  lexer.next();
  p.expect(TOKEN_EQUAL, "`=` after stack_limit");
  p.func.stencil.stackLimit = p.declaredEntity(TOKEN_GLOBAL_VALUE, "gv") as GlobalValue;
}
