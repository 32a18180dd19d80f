// Signatures and names: `(i32, i64 vmctx) -> i32 sext system_v`, `%name`, `u0:5`.

import {
  CALL_CONVS,
  externalNameFromText,
  type AbiParam,
  type ArgumentExtension,
  type ArgumentPurpose,
  type ExternalName,
  type Signature,
  type UserExternalNameRef,
  type UserFuncName,
} from "@cranelift-ts/codegen-ir";
import {
  KEYWORD_CALL_CONV,
  KEYWORD_NORMAL,
  KEYWORD_SARG,
  KEYWORD_SEXT,
  KEYWORD_SRET,
  KEYWORD_UEXT,
  KEYWORD_VMCTX,
} from "./keywords.ts";
import {
  TOKEN_ARROW,
  TOKEN_COLON,
  TOKEN_COMMA,
  TOKEN_LPAREN,
  TOKEN_NAME,
  TOKEN_RPAREN,
  TOKEN_USER_EXTERNAL_NAME,
  TOKEN_USER_NAME,
  TOKEN_WORD,
} from "./lexer.ts";
import type { ParseContext } from "./parse-context.ts";

/** `( [param {, param}] ) [-> ret {, ret}] [callconv]` */
export function parseSignature(p: ParseContext): Signature {
  const { lexer } = p;
  p.expect(TOKEN_LPAREN, "`(` of a signature");
  const params: AbiParam[] = [];
  if (!p.optional(TOKEN_RPAREN)) {
    do params.push(parseParam(p));
    while (p.optional(TOKEN_COMMA));
    p.expect(TOKEN_RPAREN, "`,` or `)` of a signature");
  }
  const returns: AbiParam[] = [];
  if (p.optional(TOKEN_ARROW)) {
    do returns.push(parseParam(p));
    while (p.optional(TOKEN_COMMA));
  }
  let callConv = p.defaultCallConv;
  if (lexer.token === TOKEN_WORD) {
    const code = KEYWORD_CALL_CONV[lexer.keyword]!;
    // Any other word would only be legal as the next declaration, and those do not start with a word after `sigN =`
    // except for `stack_limit`; let the caller look at it.
    if (code !== 0) {
      callConv = CALL_CONVS[code - 1]!;
      lexer.next();
    }
  }
  return { params, returns, callConv, varargs: false };
}

/** A type and its attributes, in any order. */
function parseParam(p: ParseContext): AbiParam {
  const { lexer } = p;
  const type = p.type("parameter type");
  let extension: ArgumentExtension = "none";
  let purpose: ArgumentPurpose = "normal";
  let sargSize = 0;
  while (lexer.token === TOKEN_WORD) {
    const keyword = lexer.keyword;
    if (keyword === KEYWORD_UEXT) extension = "uext";
    else if (keyword === KEYWORD_SEXT) extension = "sext";
    else if (keyword === KEYWORD_SRET) purpose = "sret";
    else if (keyword === KEYWORD_VMCTX) purpose = "vmctx";
    else if (keyword === KEYWORD_NORMAL) purpose = "normal";
    else if (keyword === KEYWORD_SARG) {
      lexer.next();
      p.expect(TOKEN_LPAREN, "`(` of sarg");
      purpose = "sarg";
      sargSize = p.uimm32("size of the struct");
      if (lexer.token !== TOKEN_RPAREN) p.fail("`)` of sarg");
    } else break;
    lexer.next();
  }
  return { type, extension, purpose, sargSize: purpose === "sarg" ? sargSize : 0 };
}

/** The name in the header of a function: `%name` or `uN:M`. */
export function parseFuncName(p: ParseContext): UserFuncName {
  const { lexer } = p;
  if (lexer.token === TOKEN_NAME) {
    const name = lexer.text.slice(lexer.start + 1, lexer.end);
    lexer.next();
    return { kind: "testcase", name };
  }
  if (lexer.token !== TOKEN_USER_NAME) p.fail("function name");
  const namespace = lexer.number;
  lexer.next();
  p.expect(TOKEN_COLON, "`:` of a function name");
  return { kind: "user", namespace, index: p.uimm32("index of a function name") };
}

/** The name of something outside the function. */
export function parseExternalName(p: ParseContext): ExternalName {
  const { lexer } = p;
  if (lexer.token === TOKEN_NAME) {
    const name = externalNameFromText(lexer.text.slice(lexer.start + 1, lexer.end));
    lexer.next();
    return name;
  }
  if (lexer.token === TOKEN_USER_EXTERNAL_NAME) {
    const ref = lexer.number as UserExternalNameRef;
    lexer.next();
    return { kind: "user", ref };
  }
  if (lexer.token !== TOKEN_USER_NAME) p.fail("external name");
  const namespace = lexer.number;
  lexer.next();
  p.expect(TOKEN_COLON, "`:` of an external name");
  lexer.cutIntegerAtMinus();
  const index = p.uimm32("index of an external name");
  return { kind: "user", ref: p.func.importUserName({ namespace, index }) };
}
