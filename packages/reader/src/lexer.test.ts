import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SAMPLE } from "../testing/sample.ts";
import { mutateBytes, Random } from "../testing/support.ts";
import { findKeyword, KEYWORD_OPCODE, keywordList, keywordText } from "./keywords.ts";
import * as Lexing from "./lexer.ts";

const { Lexer } = Lexing;
const NAMES = new Map(
  Object.entries(Lexing)
    .filter(([name]) => name.startsWith("TOKEN_"))
    .map(([name, token]) => [token as number, name.slice(6).toLowerCase()]),
);

/** Tokens as `kind text`, with the decoded number where there is one. */
function tokens(text: string): string[] {
  const lexer = new Lexer(text, true);
  const out: string[] = [];
  while (lexer.token !== Lexing.TOKEN_EOF) {
    const { token } = lexer;
    let line = `${NAMES.get(token)} ${lexer.spelling()}`;
    if (token >= Lexing.TOKEN_VALUE || token === Lexing.TOKEN_SOURCE_LOC) line += ` = ${lexer.number}`;
    if (token === Lexing.TOKEN_INTEGER && lexer.decoded) line += ` = ${lexer.number}`;
    out.push(line);
    lexer.next();
  }
  return out;
}

describe("tokens", () => {
  it("entities are prefixes with plain numbers", () => {
    expect(
      tokens(
        "v0 v12 v4294967294 block7 ss1 dss2 dt3 gv4 const5 fn6 sig7 u8 userextname9 tag1 region2 ret3 exn4",
      ),
    ).toEqual([
      "value v0 = 0",
      "value v12 = 12",
      "value v4294967294 = 4294967294",
      "block block7 = 7",
      "stack_slot ss1 = 1",
      "dynamic_stack_slot dss2 = 2",
      "dynamic_type dt3 = 3",
      "global_value gv4 = 4",
      "constant const5 = 5",
      "func_ref fn6 = 6",
      "sig_ref sig7 = 7",
      "user_name u8 = 8",
      "user_external_name userextname9 = 9",
      "exception_tag tag1 = 1",
      "alias_region region2 = 2",
      "ret ret3 = 3",
      "exn exn4 = 4",
    ]);
    expect(tokens("v01 v v1x v4294967295 block block01 xv1 vv1 mt0 extable1")).toEqual([
      "word v01",
      "word v",
      "word v1x",
      "word v4294967295",
      "word block",
      "word block01",
      "word xv1",
      "word vv1",
      "unused_entity mt0 = 0",
      "unused_entity extable1 = 1",
    ]);
  });

  it("signs belong to numbers that follow directly", () => {
    expect(tokens("v1+8 v1-8 - 8 -> -x +y 1-2 0x1_0 007 1234567890")).toEqual([
      "value v1 = 1",
      "integer +8 = 8",
      "value v1 = 1",
      "integer -8 = -8",
      "minus -",
      "integer 8 = 8",
      "arrow ->",
      "minus -",
      "word x",
      "plus +",
      "word y",
      "integer 1-2",
      "integer 0x1_0",
      "integer 007 = 7",
      "integer 1234567890",
    ]);
  });

  it("floats have a point or a name", () => {
    expect(tokens("0.0 -0x1.8p-3 0x1p3 Inf -Inf +NaN NaN:0x1 -sNaN:0xff sNaN Infinity iadd.i32")).toEqual([
      "float 0.0",
      "float -0x1.8p-3",
      "integer 0x1p3",
      "float Inf",
      "float -Inf",
      "float +NaN",
      "float NaN:0x1",
      "float -sNaN:0xff",
      "float sNaN",
      "float Infinity",
      "word iadd",
      "dot .",
      "word i32",
    ]);
  });

  it("names, strings, locations, punctuation", () => {
    expect(tokens('%foo % "a ; b\nc" @00ff @ ss0 #12 # == = != ! <>[]{}():,*')).toEqual([
      "name %foo",
      "name %",
      'string "a ; b\nc"',
      "source_loc @00ff = 255",
      "at @",
      "stack_slot ss0 = 0",
      "hex_sequence #12",
      "error #",
      "equal_equal ==",
      "equal =",
      "not_equal !=",
      "bang !",
      "langle <",
      "rangle >",
      "lbracket [",
      "rbracket ]",
      "lbrace {",
      "rbrace }",
      "lparen (",
      "rparen )",
      "colon :",
      "comma ,",
      "multiply *",
    ]);
    expect(tokens("@ffffffff @0000000012345678 @100000000")).toEqual([
      "source_loc @ffffffff = 4294967295",
      "source_loc @0000000012345678 = 305419896",
      "error @100000000",
    ]);
    expect(tokens("\ufeffv0 \ufeff")).toEqual(["value v0 = 0", "error \ufeff"]);
    expect(tokens('é \u0000 "open')).toEqual(["error é", "error \u0000", 'error "open']);
  });

  it("comments are recorded, not returned", () => {
    const lexer = new Lexer("; one\r\nv0 ;; two; still\n;", true);
    expect(lexer.token).toBe(Lexing.TOKEN_VALUE);
    expect(lexer.next()).toBe(Lexing.TOKEN_EOF);
    const texts = Array.from({ length: lexer.commentCount }, (_, i) =>
      lexer.text.slice(lexer.comments[i * 2], lexer.comments[i * 2 + 1]),
    );
    expect(texts).toEqual(["; one", ";; two; still", ";"]);
  });

  it("know their place", () => {
    const text = "a\n\nbc d\r\n e";
    const lexer = new Lexer(text, false);
    const places: number[][] = [];
    for (; lexer.token !== Lexing.TOKEN_EOF; lexer.next())
      places.push([lexer.lineOf(lexer.start), lexer.columnOf(lexer.start)]);
    expect(places).toEqual([
      [1, 1],
      [3, 1],
      [3, 4],
      [4, 2],
    ]);
    // In any order, and for any offset.
    for (let offset = text.length; offset >= 0; offset--) {
      expect(lexer.lineOf(offset)).toBe(text.slice(0, offset).split("\n").length);
    }
  });

  it("do not depend on the host's text encoder", () => {
    const host = globalThis as { TextEncoder?: unknown };
    const encoder = host.TextEncoder;
    const random = new Random(5);
    const texts = Array.from({ length: 60 }, () => mutateBytes(SAMPLE, random)).concat(
      SAMPLE,
      `; ä\n${SAMPLE}`,
    );
    const withEncoder = texts.map(tokens);
    delete host.TextEncoder;
    try {
      expect(texts.map(tokens)).toEqual(withEncoder);
    } finally {
      host.TextEncoder = encoder;
    }
  });

  it("cover the text without overlap, whatever it is", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 8 }),
      fc.constantFrom(...SAMPLE.split(/\b/)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const lexer = new Lexer(pieces.join(""), true);
        let at = 0;
        while (lexer.token !== Lexing.TOKEN_EOF) {
          expect(lexer.start).toBeGreaterThanOrEqual(at);
          expect(lexer.end).toBeGreaterThan(lexer.start);
          at = lexer.end;
          lexer.next();
        }
        expect(at).toBeLessThanOrEqual(lexer.text.length);
      }),
    );
  });
});

describe("keywords", () => {
  const lookUp = (word: string): number => {
    const bytes = Uint8Array.from(`${word}\0`, (c) => c.charCodeAt(0));
    let hash = 0;
    for (let i = 0; i < word.length; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
    return findKeyword(bytes, 0, word.length, hash);
  };

  it("are found under their own number", () => {
    const words = keywordList();
    expect(words.length).toBeGreaterThan(500);
    for (let id = 1; id < words.length; id++) {
      expect(lookUp(words[id]!)).toBe(id);
      expect(keywordText(id)).toBe(words[id]);
    }
    expect(KEYWORD_OPCODE[lookUp("iadd")]).toBeGreaterThan(0);
  });

  it("are nothing else", () => {
    for (const word of keywordList().slice(1)) {
      expect(keywordList()).not.toContain(`${word}_`);
      expect(lookUp(`${word}_`)).toBe(0);
      expect(lookUp(`_${word}`)).toBe(0);
    }
    expect(lookUp("user251")).toBe(0);
    expect(lookUp("i32x3")).toBe(0);
  });
});
