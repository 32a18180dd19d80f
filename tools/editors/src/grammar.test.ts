// The grammars in the engine that VS Code uses.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import type * as Oniguruma from "vscode-oniguruma";
import type * as Textmate from "vscode-textmate";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const grammars = new Map<string, Textmate.IGrammar>();

beforeAll(async () => {
  const require = createRequire(import.meta.url);
  // Both are CommonJS bundles.
  const oniguruma = require("vscode-oniguruma") as typeof Oniguruma;
  const textmate = require("vscode-textmate") as typeof Textmate;
  await oniguruma.loadWASM(
    readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer as ArrayBuffer,
  );
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns: string[]) => oniguruma.createOnigScanner(patterns),
      createOnigString: (text: string) => oniguruma.createOnigString(text),
    }),
    loadGrammar: async (scope: string) => {
      const file = join(
        root,
        "tools/editors/vscode/syntaxes",
        `${scope.replace("source.", "")}.tmLanguage.json`,
      );
      return textmate.parseRawGrammar(readFileSync(file, "utf8"), file);
    },
  });
  for (const name of ["isle", "clif"]) grammars.set(name, (await registry.loadGrammar(`source.${name}`))!);
});

/** Each token with its innermost scope, white space left out. */
function tokens(language: string, text: string): [string, string][] {
  const grammar = grammars.get(language)!;
  const out: [string, string][] = [];
  let state = null;
  for (const line of text.split("\n")) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const token of result.tokens) {
      const piece = line.slice(token.startIndex, token.endIndex).trim();
      if (piece !== "") out.push([piece, token.scopes[token.scopes.length - 1]!.replace(`.${language}`, "")]);
    }
  }
  return out;
}

/** As `tokens`, one line each, punctuation left out. */
function show(language: string, text: string): string[] {
  return tokens(language, text)
    .filter(([, scope]) => !scope.startsWith("punctuation"))
    .map(([piece, scope]) => `${piece}: ${scope}`);
}

describe("ISLE", () => {
  test("a rule", () => {
    expect(
      show(
        "isle",
        "(rule name -3 (lower (Opcode.Iadd x @ _ $I32 0xff)) ; why\n (if-let true (f x)) (let ((y u8 1)) y))",
      ),
    ).toEqual([
      "rule: keyword.declaration.rule",
      "name: entity.name.section",
      "-3: constant.numeric.priority",
      "lower: support.function",
      "Opcode: entity.name.type",
      "Iadd: variable.other.enummember",
      "x: variable.other",
      "@: keyword.operator.bind",
      "_: variable.language.wildcard",
      "$I32: variable.other.constant",
      "0xff: constant.numeric",
      "; why: comment.line.semicolon",
      "if-let: keyword.control",
      "true: constant.language",
      "f: support.function",
      "x: variable.other",
      "let: keyword.control",
      "y: support.function",
      "u8: variable.other",
      "1: constant.numeric",
      "y: variable.other",
    ]);
  });
  test("declarations", () => {
    expect(
      show(
        "isle",
        "(decl pure partial pure (u8) u8)(type T extern nodebug (enum (A (x u8))))\n(extern extractor infallible t host)(extern const $X T)",
      ),
    ).toEqual([
      "decl: keyword.declaration.term",
      "pure: storage.modifier",
      "partial: storage.modifier",
      "pure: entity.name.function",
      "u8: support.function",
      "u8: variable.other",
      "type: keyword.declaration.type",
      "T: entity.name.type",
      "extern: storage.modifier",
      "nodebug: storage.modifier",
      "enum: keyword.other",
      "A: support.function",
      "x: support.function",
      "u8: variable.other",
      "extern: keyword.declaration.extern",
      "extractor: keyword.other",
      "infallible: storage.modifier",
      "t: entity.name.function",
      "host: entity.name.function",
      "extern: keyword.declaration.extern",
      "const: keyword.other",
      "$X: variable.other.constant",
      "T: entity.name.function",
    ]);
  });
  test("block comments nest and span lines", () => {
    const scopes = tokens("isle", "(; a (; b\n ;) still ;) (pragma x)").map(([, scope]) => scope);
    expect(scopes.slice(0, -4).every((scope) => scope === "comment.block")).toBe(true);
    expect(show("isle", "(; a (; b\n ;) still ;) (pragma x)").slice(-2)).toEqual([
      "pragma: keyword.declaration",
      "x: variable.other",
    ]);
  });
  test("a malformed number is marked", () => {
    expect(show("isle", "(f 12ab)")).toContain("12ab: invalid.illegal.name");
  });
  test("the documentation's examples have no illegal token and only known scopes", () => {
    let seen = 0;
    for (const page of ["language-reference.md", "tutorial.md"]) {
      const text = readFileSync(join(root, "docs/isle", page), "utf8");
      for (const fence of text.matchAll(/^```isle[^\n]*\n([\s\S]*?)^```$/gm)) {
        for (const [piece, scope] of tokens("isle", fence[1]!)) {
          seen += 1;
          expect([piece, scope]).not.toEqual([piece, "source"]);
          expect(scope).not.toMatch(/^invalid/);
        }
      }
    }
    expect(seen).toBeGreaterThan(1000);
  });
});

describe("CLIF", () => {
  test("a file", () => {
    const text = `test run
set opt_level=speed
function %f(i32x4, i64 uext) -> i64 fast {
    ss0 = explicit_slot 16, align = 8
    gv1 = load.i64 notrap aligned gv0+8
    fn0 = colocated %g(i64) -> i64
block0(v0: i32x4, v1: i64):
@002a v2 = iadd_imm.i64 v1, -5 ; note
    v3 = load.f32 notrap v1+4
    v4 = icmp ult v1, v2
    brif v4, block1(v2), block2
block1(v5: i64) cold:
    trap user1
}
; run: %f(0x1.8p3) == 3`;
    expect(show("clif", text)).toEqual([
      "test: keyword.control.header",
      "run: constant.other",
      "set: keyword.control.header",
      "opt_level: variable.parameter",
      "=: keyword.operator",
      "speed: constant.other",
      "function: keyword.declaration.function",
      "%f: entity.name.function",
      "i32x4: storage.type",
      "i64: storage.type",
      "uext: storage.modifier",
      "->: keyword.operator.arrow",
      "i64: storage.type",
      "fast: keyword.other.convention",
      "ss0: variable.other.entity",
      "=: keyword.operator",
      "explicit_slot: keyword.other.preamble",
      "16: constant.numeric",
      "align: storage.modifier",
      "=: keyword.operator",
      "8: constant.numeric",
      "gv1: variable.other.entity",
      "=: keyword.operator",
      "load: keyword.other.preamble",
      "i64: storage.type",
      "notrap: storage.modifier",
      "aligned: storage.modifier",
      "gv0: variable.other.entity",
      "+: keyword.operator",
      "8: constant.numeric",
      "fn0: variable.other.entity",
      "=: keyword.operator",
      "colocated: support.function.opcode",
      "%g: entity.name.function",
      "i64: storage.type",
      "->: keyword.operator.arrow",
      "i64: storage.type",
      "block0: entity.name.label",
      "v0: variable.other.value",
      "i32x4: storage.type",
      "v1: variable.other.value",
      "i64: storage.type",
      "@002a: constant.numeric.location",
      "v2: variable.other.value",
      "=: keyword.operator",
      "iadd_imm: support.function.opcode",
      "i64: storage.type",
      "v1: variable.other.value",
      "-5: constant.numeric",
      ";: comment.line.semicolon",
      "note: comment.line.semicolon",
      "v3: variable.other.value",
      "=: keyword.operator",
      "load: support.function.opcode",
      "f32: storage.type",
      "notrap: storage.modifier",
      "v1: variable.other.value",
      "+: keyword.operator",
      "4: constant.numeric",
      "v4: variable.other.value",
      "=: keyword.operator",
      "icmp: support.function.opcode",
      "ult: constant.language.condition",
      "v1: variable.other.value",
      "v2: variable.other.value",
      "brif: support.function.opcode",
      "v4: variable.other.value",
      "block1: entity.name.label",
      "v2: variable.other.value",
      "block2: entity.name.label",
      "block1: entity.name.label",
      "v5: variable.other.value",
      "i64: storage.type",
      "cold: storage.modifier",
      "trap: support.function.opcode",
      "user1: constant.language",
      ";: comment.line.semicolon",
      "run: keyword.other.directive",
      ": %f(0x1.8p3) == 3: comment.line.semicolon",
    ]);
  });

  const corpora = process.env["CRANELIFT_CORPORA"];
  const folder = corpora === undefined ? "" : join(corpora, "clif");
  test.skipIf(!existsSync(folder))(
    "every instruction of the corpus has its opcode marked (set CRANELIFT_CORPORA)",
    () => {
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
        name.endsWith(".clif"),
      );
      // All by default would take long: a spread of them.
      const step = process.env["GRAMMAR_ALL"] === undefined ? 10 : 1;
      let instructions = 0;
      const unmarked: string[] = [];
      for (let i = 0; i < files.length; i += step) {
        const text = readFileSync(join(folder, files[i]!), "utf8");
        const grammar = grammars.get("clif")!;
        let state = null;
        for (const line of text.split("\n")) {
          const result = grammar.tokenizeLine(line, state);
          state = result.ruleStack;
          const match = /^\s*(?:@\w+\s+)?(?:v\d+(?:,\s*v\d+)*\s*=\s*)([a-z][a-z0-9_]*)/.exec(line);
          if (
            match === null ||
            result.tokens[0]?.scopes.some((s) => s.startsWith("comment") || s.startsWith("string"))
          )
            continue;
          instructions += 1;
          const opcode = result.tokens.find((t) => t.scopes.at(-1)!.startsWith("support.function.opcode"));
          if (opcode === undefined || line.slice(opcode.startIndex, opcode.endIndex) !== match[1])
            unmarked.push(`${files[i]}: ${line}`);
        }
      }
      expect(unmarked.slice(0, 5)).toEqual([]);
      expect(instructions).toBeGreaterThan(500);
    },
    60_000,
  );
});
